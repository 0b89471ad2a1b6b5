SELECT
    (SELECT COUNT(*) FROM cases) AS n_cases,
    (SELECT COUNT(*) FROM documents) AS n_documents,
    (SELECT COUNT(*) FROM cases WHERE period_id IS NULL) AS n_without_period;
