CREATE OR REPLACE VIEW prevalence_by_outcome AS
SELECT * EXCLUDE (grouped_by, period_id, age_band, nation)
FROM prevalence_by_group
WHERE grouped_by = 'outcome';

COMMENT ON VIEW prevalence_by_outcome IS 'A row is a factor in the cases of an outcome, for every outcome and factor, those without a case too (denominator 0). The outcomes add up to view prevalence.';
COMMENT ON COLUMN prevalence_by_outcome.outcome IS 'Outcome of the case: death, serious_harm or not_stated.';
COMMENT ON COLUMN prevalence_by_outcome.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN prevalence_by_outcome.name IS 'Name of the factor for people.';
COMMENT ON COLUMN prevalence_by_outcome.domain IS 'Part of the codebook.';
COMMENT ON COLUMN prevalence_by_outcome.n_present IS 'Cases in the denominator where the factor is present.';
COMMENT ON COLUMN prevalence_by_outcome.n_absent IS 'Cases in the denominator where the report says that it did not apply.';
COMMENT ON COLUMN prevalence_by_outcome.n_not_mentioned IS 'Cases in the denominator of which the report says nothing either way.';
COMMENT ON COLUMN prevalence_by_outcome.denominator IS 'Cases of the outcome that count: n_present + n_absent + n_not_mentioned.';
COMMENT ON COLUMN prevalence_by_outcome.proportion IS 'n_present / denominator, 0 to 1. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_outcome.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_outcome.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_outcome.min_age_years IS 'Age in years under which a child is left out of the denominator. 0 or null: all ages count.';
COMMENT ON COLUMN prevalence_by_outcome.n_left_out IS 'Cases left out because all their children with a stated age are younger than min_age_years.';
COMMENT ON COLUMN prevalence_by_outcome.n_age_unknown IS 'Cases in the denominator although no child''s age is stated; 0 for a factor without a least age.';
COMMENT ON COLUMN prevalence_by_outcome.n_mentions IS 'Affirmed mentions in reports of the cases in the denominator. Not a prevalence: long reports say a thing more often.';
COMMENT ON COLUMN prevalence_by_outcome.n_reports IS 'Reports that hold these mentions; a case may have several reports.';
