SELECT case_id
FROM cases
WHERE case_id IN (SELECT UNNEST($1::VARCHAR[]))
ORDER BY case_id;
