-- Mentions are counted by document first: there are hundreds of thousands, and few documents.
CREATE OR REPLACE VIEW factor_counts AS
WITH document_mentions AS (
    SELECT document_id, factor_id, COUNT(*) AS n_mentions
    FROM mentions
    WHERE assertion = 'affirmed'
    GROUP BY document_id, factor_id
),
case_mentions AS (
    SELECT d.case_id, m.factor_id, SUM(m.n_mentions) AS n_mentions, COUNT(*) AS n_reports
    FROM document_mentions AS m
    JOIN documents AS d USING (document_id)
    GROUP BY d.case_id, m.factor_id
)
SELECT
    cd.period_id,
    cd.age_band,
    cd.nation,
    cd.outcome,
    cd.factor_id,
    COUNT(*) FILTER (cd.in_denominator AND cd.value = 'present') AS n_present,
    COUNT(*) FILTER (cd.in_denominator AND cd.value = 'absent') AS n_absent,
    COUNT(*) FILTER (cd.in_denominator AND cd.value = 'not_mentioned') AS n_not_mentioned,
    COUNT(*) FILTER (cd.in_denominator) AS denominator,
    COUNT(*) FILTER (NOT cd.in_denominator) AS n_left_out,
    COUNT(*) FILTER (cd.age_unknown) AS n_age_unknown,
    COALESCE(SUM(cm.n_mentions) FILTER (cd.in_denominator), 0)::BIGINT AS n_mentions,
    COALESCE(SUM(cm.n_reports) FILTER (cd.in_denominator), 0)::BIGINT AS n_reports
FROM case_denominators AS cd
LEFT JOIN case_mentions AS cm ON cm.case_id = cd.case_id AND cm.factor_id = cd.factor_id
GROUP BY cd.period_id, cd.age_band, cd.nation, cd.outcome, cd.factor_id;

COMMENT ON VIEW factor_counts IS 'A row is a factor in the cases that share period, age band, nation and outcome, as counts. A case is in one such group, so that the rows add up: the views of prevalence are their sums.';
COMMENT ON COLUMN factor_counts.period_id IS 'Period. Null: the cases whose incident date is not known.';
COMMENT ON COLUMN factor_counts.age_band IS 'Age band of the oldest child. Null: the cases without a stated age, or 18 and over.';
COMMENT ON COLUMN factor_counts.nation IS 'Nation of the board. Null: the cases whose nation is not known.';
COMMENT ON COLUMN factor_counts.outcome IS 'Outcome of the cases: death, serious_harm or not_stated.';
COMMENT ON COLUMN factor_counts.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN factor_counts.n_present IS 'Cases in the denominator where the factor is present.';
COMMENT ON COLUMN factor_counts.n_absent IS 'Cases in the denominator where the report says that it did not apply.';
COMMENT ON COLUMN factor_counts.n_not_mentioned IS 'Cases in the denominator of which the report says nothing either way.';
COMMENT ON COLUMN factor_counts.denominator IS 'Cases that count.';
COMMENT ON COLUMN factor_counts.n_left_out IS 'Cases left out because their children are younger than the factor''s least age.';
COMMENT ON COLUMN factor_counts.n_age_unknown IS 'Cases in the denominator although no child''s age is stated; 0 for a factor without a least age.';
COMMENT ON COLUMN factor_counts.n_mentions IS 'Affirmed mentions in reports of the cases in the denominator.';
COMMENT ON COLUMN factor_counts.n_reports IS 'Reports that hold these mentions.';
