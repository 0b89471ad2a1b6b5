-- A case value that annotators decided outranks the model. With $2, a value that is no longer decided goes back to the
-- model's; what was coded just now needs no going back.
UPDATE case_factors AS cf
SET
    value = COALESCE(o.decided, cf.model_value),
    probability = CASE WHEN o.decided IS NULL THEN cf.model_probability ELSE 1 END,
    decided_by = CASE WHEN o.decided IS NULL THEN 'model' ELSE 'annotator' END
FROM (
    SELECT c.case_id, c.factor_id, d.value::factor_value AS decided
    FROM case_factors AS c
    LEFT JOIN decisions AS d ON d.kind = 'case_value' AND d.case_id = c.case_id AND d.factor_id = c.factor_id
    WHERE c.case_id IN (SELECT UNNEST($1::VARCHAR[]))
) AS o
WHERE cf.case_id = o.case_id AND cf.factor_id = o.factor_id
    AND (o.decided IS NOT NULL OR ($2::BOOLEAN AND cf.decided_by = 'annotator'));
