CREATE OR REPLACE VIEW factor_counts AS
WITH case_counts AS (
    SELECT
        period_id,
        factor_id,
        COUNT(*) FILTER (in_denominator AND value = 'present') AS n_present,
        COUNT(*) FILTER (in_denominator AND value = 'absent') AS n_absent,
        COUNT(*) FILTER (in_denominator AND value = 'not_mentioned') AS n_not_mentioned,
        COUNT(*) FILTER (in_denominator) AS denominator,
        COUNT(*) FILTER (NOT in_denominator) AS n_left_out,
        COUNT(*) FILTER (age_unknown) AS n_age_unknown
    FROM case_denominators
    GROUP BY period_id, factor_id
),
mention_counts AS (
    SELECT
        cd.period_id,
        m.factor_id,
        COUNT(*) AS n_mentions,
        COUNT(DISTINCT m.document_id) AS n_reports
    FROM mentions AS m
    JOIN documents AS d USING (document_id)
    JOIN case_denominators AS cd ON cd.case_id = d.case_id AND cd.factor_id = m.factor_id
    WHERE m.assertion = 'affirmed' AND cd.in_denominator
    GROUP BY cd.period_id, m.factor_id
)
SELECT
    cc.*,
    COALESCE(mc.n_mentions, 0) AS n_mentions,
    COALESCE(mc.n_reports, 0) AS n_reports
FROM case_counts AS cc
LEFT JOIN mention_counts AS mc
    ON mc.factor_id = cc.factor_id AND mc.period_id IS NOT DISTINCT FROM cc.period_id;

COMMENT ON VIEW factor_counts IS 'A row is a factor in a period, as counts; the cases without a period have rows of their own. Views prevalence and prevalence_by_period add these up.';
COMMENT ON COLUMN factor_counts.period_id IS 'Period. Null: the cases whose incident date is not known.';
COMMENT ON COLUMN factor_counts.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN factor_counts.n_present IS 'Cases in the denominator where the factor is present.';
COMMENT ON COLUMN factor_counts.n_absent IS 'Cases in the denominator where the report says that it did not apply.';
COMMENT ON COLUMN factor_counts.n_not_mentioned IS 'Cases in the denominator of which the report says nothing either way.';
COMMENT ON COLUMN factor_counts.denominator IS 'Cases that count.';
COMMENT ON COLUMN factor_counts.n_left_out IS 'Cases left out because their children are younger than the factor''s least age.';
COMMENT ON COLUMN factor_counts.n_age_unknown IS 'Cases in the denominator although no child''s age is stated; 0 for a factor without a least age.';
COMMENT ON COLUMN factor_counts.n_mentions IS 'Affirmed mentions in reports of the cases in the denominator.';
COMMENT ON COLUMN factor_counts.n_reports IS 'Reports that hold these mentions.';
