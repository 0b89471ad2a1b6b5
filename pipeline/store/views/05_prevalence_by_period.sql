CREATE OR REPLACE VIEW prevalence_by_period AS
SELECT
    g.period_id,
    p.start_date,
    p.series,
    g.* EXCLUDE (grouped_by, period_id, age_band, nation, outcome)
FROM prevalence_by_group AS g
JOIN periods AS p USING (period_id)
WHERE grouped_by = 'period';

COMMENT ON VIEW prevalence_by_period IS 'A row is a factor in a period, for every period and factor, those without a case too (denominator 0). Cases without a period are in none of the rows.';
COMMENT ON COLUMN prevalence_by_period.period_id IS 'Period: periods.period_id.';
COMMENT ON COLUMN prevalence_by_period.start_date IS 'First day of the period, to sort by.';
COMMENT ON COLUMN prevalence_by_period.series IS 'Kind of review of the period: periods.series.';
COMMENT ON COLUMN prevalence_by_period.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN prevalence_by_period.name IS 'Name of the factor for people.';
COMMENT ON COLUMN prevalence_by_period.domain IS 'Part of the codebook.';
COMMENT ON COLUMN prevalence_by_period.n_present IS 'Cases in the denominator where the factor is present.';
COMMENT ON COLUMN prevalence_by_period.n_absent IS 'Cases in the denominator where the report says that it did not apply.';
COMMENT ON COLUMN prevalence_by_period.n_not_mentioned IS 'Cases in the denominator of which the report says nothing either way.';
COMMENT ON COLUMN prevalence_by_period.denominator IS 'Cases of the period that count: n_present + n_absent + n_not_mentioned.';
COMMENT ON COLUMN prevalence_by_period.proportion IS 'n_present / denominator, 0 to 1. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_period.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_period.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_period.min_age_years IS 'Age in years under which a child is left out of the denominator. 0 or null: all ages count.';
COMMENT ON COLUMN prevalence_by_period.n_left_out IS 'Cases left out because all their children with a stated age are younger than min_age_years.';
COMMENT ON COLUMN prevalence_by_period.n_age_unknown IS 'Cases in the denominator although no child''s age is stated; 0 for a factor without a least age.';
COMMENT ON COLUMN prevalence_by_period.n_mentions IS 'Affirmed mentions in reports of the cases in the denominator. Not a prevalence: long reports say a thing more often.';
COMMENT ON COLUMN prevalence_by_period.n_reports IS 'Reports that hold these mentions; a case may have several reports.';
