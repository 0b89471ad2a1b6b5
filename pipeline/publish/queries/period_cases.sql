SELECT period_id, COUNT(*) AS n_cases
FROM cases
WHERE period_id IS NOT NULL
GROUP BY period_id
ORDER BY period_id;
