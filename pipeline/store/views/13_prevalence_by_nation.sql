CREATE OR REPLACE VIEW prevalence_by_nation AS
SELECT * EXCLUDE (grouped_by, period_id, age_band, outcome)
FROM prevalence_by_group
WHERE grouped_by = 'nation';

COMMENT ON VIEW prevalence_by_nation IS 'A row is a factor in a nation, for every factor and every nation that has a case. The nations add up to view prevalence.';
COMMENT ON COLUMN prevalence_by_nation.nation IS 'Nation of the board. Null: the cases whose nation is not known.';
COMMENT ON COLUMN prevalence_by_nation.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN prevalence_by_nation.name IS 'Name of the factor for people.';
COMMENT ON COLUMN prevalence_by_nation.domain IS 'Part of the codebook.';
COMMENT ON COLUMN prevalence_by_nation.n_present IS 'Cases in the denominator where the factor is present.';
COMMENT ON COLUMN prevalence_by_nation.n_absent IS 'Cases in the denominator where the report says that it did not apply.';
COMMENT ON COLUMN prevalence_by_nation.n_not_mentioned IS 'Cases in the denominator of which the report says nothing either way.';
COMMENT ON COLUMN prevalence_by_nation.denominator IS 'Cases of the nation that count: n_present + n_absent + n_not_mentioned.';
COMMENT ON COLUMN prevalence_by_nation.proportion IS 'n_present / denominator, 0 to 1. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_nation.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_nation.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_nation.min_age_years IS 'Age in years under which a child is left out of the denominator. 0 or null: all ages count.';
COMMENT ON COLUMN prevalence_by_nation.n_left_out IS 'Cases left out because all their children with a stated age are younger than min_age_years.';
COMMENT ON COLUMN prevalence_by_nation.n_age_unknown IS 'Cases in the denominator although no child''s age is stated; 0 for a factor without a least age.';
COMMENT ON COLUMN prevalence_by_nation.n_mentions IS 'Affirmed mentions in reports of the cases in the denominator. Not a prevalence: long reports say a thing more often.';
COMMENT ON COLUMN prevalence_by_nation.n_reports IS 'Reports that hold these mentions; a case may have several reports.';
