CREATE OR REPLACE VIEW prevalence_by_age_band AS
SELECT * EXCLUDE (grouped_by, period_id, nation, outcome)
FROM prevalence_by_group
WHERE grouped_by = 'age_band';

COMMENT ON VIEW prevalence_by_age_band IS 'A row is a factor in an age band, for every band and factor, those without a case too (denominator 0). A case is in the band of its oldest child, whose age decides whether it counts for a factor with a least age: so it is in one band, and the bands add up to view prevalence.';
COMMENT ON COLUMN prevalence_by_age_band.age_band IS 'Age band at the incident of the oldest child with a stated age; it sorts by age. Null: no age is stated, or the oldest is 18 or over.';
COMMENT ON COLUMN prevalence_by_age_band.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN prevalence_by_age_band.name IS 'Name of the factor for people.';
COMMENT ON COLUMN prevalence_by_age_band.domain IS 'Part of the codebook.';
COMMENT ON COLUMN prevalence_by_age_band.n_present IS 'Cases in the denominator where the factor is present.';
COMMENT ON COLUMN prevalence_by_age_band.n_absent IS 'Cases in the denominator where the report says that it did not apply.';
COMMENT ON COLUMN prevalence_by_age_band.n_not_mentioned IS 'Cases in the denominator of which the report says nothing either way.';
COMMENT ON COLUMN prevalence_by_age_band.denominator IS 'Cases of the age band that count: n_present + n_absent + n_not_mentioned.';
COMMENT ON COLUMN prevalence_by_age_band.proportion IS 'n_present / denominator, 0 to 1. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_age_band.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_age_band.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_age_band.min_age_years IS 'Age in years under which a child is left out of the denominator. 0 or null: all ages count.';
COMMENT ON COLUMN prevalence_by_age_band.n_left_out IS 'Cases left out because all their children with a stated age are younger than min_age_years.';
COMMENT ON COLUMN prevalence_by_age_band.n_age_unknown IS 'Cases in the denominator although no child''s age is stated; 0 for a factor without a least age.';
COMMENT ON COLUMN prevalence_by_age_band.n_mentions IS 'Affirmed mentions in reports of the cases in the denominator. Not a prevalence: long reports say a thing more often.';
COMMENT ON COLUMN prevalence_by_age_band.n_reports IS 'Reports that hold these mentions; a case may have several reports.';
