-- What the coder has just said of these cases, kept beside what annotators may have decided.
UPDATE case_factors
SET model_value = value, model_probability = probability
WHERE case_id IN (SELECT UNNEST($1::VARCHAR[]));
