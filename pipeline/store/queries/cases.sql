WITH present AS (
    SELECT case_id, COUNT(*) FILTER (value = 'present') AS n_present
    FROM case_factors
    GROUP BY case_id
)
SELECT
    c.case_id,
    c.case_label,
    c.board,
    c.nation,
    c.incident_date,
    c.period_id,
    c.outcome,
    c.n_children,
    c.n_documents,
    c.n_recommendations,
    COALESCE(p.n_present, 0) AS n_present
FROM cases AS c
LEFT JOIN present AS p USING (case_id)
ORDER BY c.incident_date NULLS LAST, c.case_id;
