-- What annotators decided outranks the model: a value of the case, else its mentions. By the codebook's rule a mention
-- that they affirm makes a factor present, and a value that no mention is left to bear falls; for the rest the model's
-- value stands. With $2, what is no longer decided goes back to the model's; what was coded just now needs no going back.
WITH chosen AS (
    SELECT UNNEST($1::VARCHAR[]) AS case_id
),
of_case AS (
    SELECT document_id, case_id FROM documents JOIN chosen USING (case_id)
),
found AS (
    SELECT case_id, factor_id, COUNT(*) AS n
    FROM mentions
    JOIN of_case USING (document_id)
    GROUP BY case_id, factor_id
),
corrected AS (
    SELECT
        case_id,
        factor_id,
        COUNT(*) AS n,
        COUNT(*) FILTER (assertion = 'affirmed') AS n_affirmed,
        COUNT(*) FILTER (assertion = 'negated') AS n_negated,
        COUNT(*) FILTER (assertion = 'uncertain') AS n_uncertain,
        COUNT(*) FILTER (method = 'annotator') AS n_annotator,
        COUNT(*) FILTER (method = 'annotator' AND assertion = 'affirmed') AS n_annotator_affirmed,
        COUNT(*) FILTER (method = 'annotator' AND assertion = 'negated') AS n_annotator_negated
    FROM mentions_in_force
    JOIN of_case USING (document_id)
    GROUP BY case_id, factor_id
),
weighed AS (
    SELECT
        c.case_id,
        c.factor_id,
        c.model_value,
        COALESCE(f.n, 0) <> COALESCE(k.n, 0) OR COALESCE(k.n_annotator, 0) > 0 AS touched,
        COALESCE(k.n_affirmed, 0) AS n_affirmed,
        COALESCE(k.n_negated, 0) AS n_negated,
        COALESCE(k.n_uncertain, 0) AS n_uncertain,
        COALESCE(k.n_annotator_affirmed, 0) AS n_annotator_affirmed,
        COALESCE(k.n_annotator_negated, 0) AS n_annotator_negated
    FROM case_factors AS c
    JOIN chosen USING (case_id)
    LEFT JOIN found AS f USING (case_id, factor_id)
    LEFT JOIN corrected AS k USING (case_id, factor_id)
),
followed AS (
    SELECT
        *,
        CASE
            WHEN NOT touched THEN NULL
            WHEN n_annotator_affirmed > 0 THEN 'present'
            WHEN n_affirmed = 0 AND n_negated > 0 AND (n_annotator_negated > 0 OR model_value = 'present') THEN 'absent'
            WHEN n_affirmed = 0 AND model_value = 'present' THEN 'not_mentioned'
            WHEN n_negated = 0 AND model_value = 'absent' THEN 'not_mentioned'
        END::factor_value AS value_of_mentions
    FROM weighed
),
overlay AS (
    SELECT f.*, d.value::factor_value AS decided, COALESCE(d.value::factor_value, f.value_of_mentions) AS outranking
    FROM followed AS f
    LEFT JOIN decisions AS d ON d.kind = 'case_value' AND d.case_id = f.case_id AND d.factor_id = f.factor_id
)
UPDATE case_factors AS cf
SET
    value = COALESCE(o.outranking, cf.model_value, cf.value),
    probability = CASE WHEN o.outranking IS NULL THEN COALESCE(cf.model_probability, cf.probability) ELSE 1 END,
    n_affirmed = o.n_affirmed,
    n_negated = o.n_negated,
    n_uncertain = o.n_uncertain,
    decided_by = CASE WHEN o.decided IS NULL THEN 'model' ELSE 'annotator' END
FROM overlay AS o
WHERE cf.case_id = o.case_id AND cf.factor_id = o.factor_id AND (o.decided IS NOT NULL OR o.touched OR $2::BOOLEAN);
