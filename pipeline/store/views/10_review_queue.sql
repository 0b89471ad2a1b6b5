-- What a person should look at first. A case's factor has one row, with its gravest reason.
CREATE OR REPLACE VIEW review_queue AS
WITH reasons AS (
    SELECT
        *,
        CASE
            WHEN n_affirmed > 0 AND n_negated > 0 THEN 'conflict'
            WHEN n_affirmed > 0 AND value <> 'present' THEN 'not_counted'
            WHEN n_uncertain > 0 AND n_affirmed = 0 AND n_negated = 0 THEN 'only_uncertain'
            WHEN probability < 0.6 AND n_affirmed + n_negated > 0 THEN 'unsure'
            WHEN value = 'present' AND n_affirmed = 1 THEN 'single_mention'
        END AS reason
    FROM case_factors
    WHERE decided_by <> 'annotator'
)
SELECT
    r.case_id,
    c.case_label,
    c.board,
    c.period_id,
    r.factor_id,
    f.name,
    r.reason,
    r.value,
    r.probability,
    r.n_affirmed,
    r.n_negated,
    r.n_uncertain
FROM reasons AS r
JOIN cases AS c USING (case_id)
JOIN factors AS f USING (factor_id)
WHERE r.reason IS NOT NULL;

COMMENT ON VIEW review_queue IS 'A row is a factor of a case that a person should look at; what an annotator has decided is not here. View evidence has the sentences.';
COMMENT ON COLUMN review_queue.case_id IS 'Case: cases.case_id.';
COMMENT ON COLUMN review_queue.case_label IS 'Label of the case on the report. Null: none found.';
COMMENT ON COLUMN review_queue.board IS 'Board or partnership. Null: not stated.';
COMMENT ON COLUMN review_queue.period_id IS 'Period of the case. Null: incident date not known.';
COMMENT ON COLUMN review_queue.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN review_queue.name IS 'Name of the factor for people.';
COMMENT ON COLUMN review_queue.reason IS 'conflict: affirmed in one place and negated in another; not_counted: affirmed somewhere, but too weakly for the case to count as present; unsure: the coder gives its value a probability under 0.6; single_mention: present on one affirmed mention alone; only_uncertain: suspected, and neither affirmed nor negated.';
COMMENT ON COLUMN review_queue.value IS 'present, absent or not_mentioned.';
COMMENT ON COLUMN review_queue.probability IS 'Probability, 0 to 1, that the coder gives.';
COMMENT ON COLUMN review_queue.n_affirmed IS 'Number of affirmed mentions.';
COMMENT ON COLUMN review_queue.n_negated IS 'Number of negated mentions.';
COMMENT ON COLUMN review_queue.n_uncertain IS 'Number of uncertain mentions.';
