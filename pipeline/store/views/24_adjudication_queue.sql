CREATE OR REPLACE VIEW adjudication_queue AS
WITH differing AS (
    SELECT
        item_id,
        ANY_VALUE(kind) AS kind,
        ANY_VALUE(document_id) AS document_id,
        ANY_VALUE(sentence_no) AS sentence_no,
        ANY_VALUE(case_id) AS case_id,
        ANY_VALUE(factor_id) AS factor_id,
        COUNT(*) AS n_annotators,
        STRING_AGG(annotator || ': ' || value, '; ' ORDER BY annotator) AS codings,
        MIN(char_start) AS char_start,
        MAX(char_end) AS char_end,
        ARG_MIN(quote, annotator) AS quote,
        COUNT(DISTINCT SPLIT_PART(value, ' ', 1)) > 1 AS differs_in_kind
    FROM codings
    GROUP BY item_id
    HAVING COUNT(DISTINCT value) > 1
)
SELECT
    q.item_id,
    q.kind,
    COALESCE(q.case_id, d.case_id) AS case_id,
    q.document_id,
    q.sentence_no,
    q.factor_id,
    f.name,
    f.definition,
    q.codings,
    q.n_annotators,
    q.differs_in_kind,
    q.quote,
    s.text AS sentence,
    e.heading,
    s.page,
    d.file_name,
    q.char_start,
    q.char_end
FROM differing AS q
LEFT JOIN documents AS d ON d.document_id = q.document_id
LEFT JOIN sentences AS s ON s.document_id = q.document_id AND s.sentence_no = q.sentence_no
LEFT JOIN sections AS e ON e.document_id = s.document_id AND e.section_no = s.section_no
LEFT JOIN factors AS f ON f.factor_id = q.factor_id
WHERE NOT EXISTS (
    SELECT 1 FROM annotations_in_force AS a WHERE a.adjudicated AND a.item_id = q.item_id
);

COMMENT ON VIEW adjudication_queue IS 'A row is an item on which annotators differ and that nobody has settled.';
COMMENT ON COLUMN adjudication_queue.item_id IS 'Item: annotations.item_id; scr annotate settle takes it.';
COMMENT ON COLUMN adjudication_queue.kind IS 'mention, entity or case_value.';
COMMENT ON COLUMN adjudication_queue.case_id IS 'Case: cases.case_id. Null: the document is no longer in the store.';
COMMENT ON COLUMN adjudication_queue.document_id IS 'Document: documents.document_id. Null for a case value.';
COMMENT ON COLUMN adjudication_queue.sentence_no IS 'Sentence of the document. Null for a case value.';
COMMENT ON COLUMN adjudication_queue.factor_id IS 'Factor: factors.factor_id. Null for an entity.';
COMMENT ON COLUMN adjudication_queue.name IS 'Name of the factor for people. Null for an entity.';
COMMENT ON COLUMN adjudication_queue.definition IS 'Definition of the factor in the codebook. Null for an entity.';
COMMENT ON COLUMN adjudication_queue.codings IS 'What each annotator says, by name.';
COMMENT ON COLUMN adjudication_queue.n_annotators IS 'Annotators who saw the item.';
COMMENT ON COLUMN adjudication_queue.differs_in_kind IS 'True: they differ in assertion, label or value; false: only in whom it is about, or when.';
COMMENT ON COLUMN adjudication_queue.quote IS 'The words that the first annotator by name marked. Null for a case value.';
COMMENT ON COLUMN adjudication_queue.sentence IS 'The sentence they stand in. Null for a case value.';
COMMENT ON COLUMN adjudication_queue.heading IS 'Heading of its section. Null for a case value.';
COMMENT ON COLUMN adjudication_queue.page IS 'Page on which the sentence begins, counted from 1. Null for a case value.';
COMMENT ON COLUMN adjudication_queue.file_name IS 'File. Null for a case value.';
COMMENT ON COLUMN adjudication_queue.char_start IS 'First character that anyone marked, counted from 0 in the text of the document.';
COMMENT ON COLUMN adjudication_queue.char_end IS 'Character after the last that anyone marked.';
