SELECT value, decided_by, model_value
FROM case_factors
WHERE case_id = $1 AND factor_id = $2;
