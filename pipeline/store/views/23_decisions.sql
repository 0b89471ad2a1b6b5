-- Where annotators differ and nobody has settled it there is no decision.
CREATE OR REPLACE VIEW decisions AS
WITH settled AS (
    SELECT * FROM annotations_in_force WHERE adjudicated
),
coded AS (
    SELECT
        item_id,
        ANY_VALUE(kind) AS kind,
        ANY_VALUE(document_id) AS document_id,
        ANY_VALUE(sentence_no) AS sentence_no,
        ANY_VALUE(case_id) AS case_id,
        ANY_VALUE(factor_id) AS factor_id,
        ANY_VALUE(value) AS value,
        COUNT(DISTINCT value) AS n_values,
        COUNT(*) AS n_annotators,
        ARG_MIN(char_start, annotator) AS char_start,
        ARG_MIN(char_end, annotator) AS char_end,
        ARG_MIN(quote, annotator) AS quote
    FROM codings
    GROUP BY item_id
)
SELECT
    item_id,
    COALESCE(CASE WHEN s.kind = 'none' THEN 'mention' ELSE s.kind END, c.kind) AS kind,
    COALESCE(s.document_id, c.document_id) AS document_id,
    COALESCE(s.sentence_no, c.sentence_no) AS sentence_no,
    COALESCE(s.case_id, c.case_id) AS case_id,
    COALESCE(s.factor_id, c.factor_id) AS factor_id,
    COALESCE(s.value, c.value) AS value,
    CASE
        WHEN s.item_id IS NOT NULL THEN 'adjudicated'
        WHEN c.n_annotators > 1 THEN 'agreed'
        ELSE 'single'
    END AS basis,
    COALESCE(c.n_annotators, 0) AS n_annotators,
    COALESCE(s.char_start, c.char_start) AS char_start,
    COALESCE(s.char_end, c.char_end) AS char_end,
    COALESCE(s.quote, c.quote) AS quote
FROM coded AS c
FULL JOIN settled AS s USING (item_id)
WHERE s.item_id IS NOT NULL OR c.n_values = 1;

COMMENT ON VIEW decisions IS 'A row is an item that annotators have decided: settled, or said alike by all who saw it. A case value among them outranks the model in table case_factors, and mentions what was found in view mentions_in_force.';
COMMENT ON COLUMN decisions.item_id IS 'Item: annotations.item_id.';
COMMENT ON COLUMN decisions.kind IS 'mention, entity, case_value, or none for a sentence that bears on no factor.';
COMMENT ON COLUMN decisions.document_id IS 'Document: documents.document_id. Null for a case value.';
COMMENT ON COLUMN decisions.sentence_no IS 'Sentence of the document. Null for a case value.';
COMMENT ON COLUMN decisions.case_id IS 'Case: cases.case_id. Null but for a case value.';
COMMENT ON COLUMN decisions.factor_id IS 'Factor: factors.factor_id. Null for an entity and for none.';
COMMENT ON COLUMN decisions.value IS 'Assertion, subject and temporality; label of an entity; value of the case; or none.';
COMMENT ON COLUMN decisions.basis IS 'adjudicated: a difference was settled; agreed: two or more annotators say the same; single: one annotator saw it.';
COMMENT ON COLUMN decisions.n_annotators IS 'Annotators who saw the item, without the one who settled it.';
COMMENT ON COLUMN decisions.char_start IS 'First character of the quote, counted from 0 in the text of the document; of several annotators the first by name. Null: nothing marked.';
COMMENT ON COLUMN decisions.char_end IS 'Character after the last of the quote. Null: nothing marked.';
COMMENT ON COLUMN decisions.quote IS 'The words that were marked. Null: nothing marked.';
