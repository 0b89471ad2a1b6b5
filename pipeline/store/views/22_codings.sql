-- What each annotator says on each item that anybody marked: whoever saw the sentence and did not mark it says none.
CREATE OR REPLACE VIEW codings AS
WITH in_force AS (
    SELECT * FROM annotations_in_force WHERE NOT adjudicated
),
seen AS (
    SELECT DISTINCT annotator, document_id, sentence_no FROM in_force WHERE kind IN ('mention', 'none')
),
-- A sentence has one label for a factor: the strongest, in the order of the type.
marked AS (
    SELECT *
    FROM in_force
    WHERE kind IN ('mention', 'entity')
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY annotator, item_id ORDER BY assertion, char_start, annotation_id
    ) = 1
),
items AS (
    SELECT
        item_id,
        ANY_VALUE(kind) AS kind,
        document_id,
        sentence_no,
        ANY_VALUE(factor_id) AS factor_id
    FROM marked
    GROUP BY item_id, document_id, sentence_no
),
-- A sentence on which somebody marked no factor is an item too, as long as nobody else marked one.
empty AS (
    SELECT DISTINCT i.item_id, i.document_id, i.sentence_no
    FROM in_force AS i
    ANTI JOIN in_force AS m
        ON m.kind = 'mention' AND m.document_id = i.document_id AND m.sentence_no = i.sentence_no
    WHERE i.kind = 'none'
)
SELECT
    i.item_id,
    i.kind,
    i.document_id,
    i.sentence_no,
    NULL::VARCHAR AS case_id,
    i.factor_id,
    s.annotator,
    COALESCE(m.value, 'none') AS value,
    m.char_start,
    m.char_end,
    m.quote,
    m.annotation_id
FROM items AS i
JOIN seen AS s USING (document_id, sentence_no)
LEFT JOIN marked AS m ON m.item_id = i.item_id AND m.annotator = s.annotator
UNION ALL
SELECT
    e.item_id, 'none'::annotation_kind, e.document_id, e.sentence_no, NULL, NULL, s.annotator, 'none', NULL, NULL, NULL, NULL
FROM empty AS e
JOIN seen AS s USING (document_id, sentence_no)
UNION ALL
SELECT item_id, kind, NULL, NULL, case_id, factor_id, annotator, value, NULL, NULL, NULL, annotation_id
FROM in_force
WHERE kind = 'case_value';

COMMENT ON VIEW codings IS 'A row is what one annotator says on one item. An annotator who saw the sentence and did not mark the item says none; one who did not see it has no row.';
COMMENT ON COLUMN codings.item_id IS 'Item: annotations.item_id.';
COMMENT ON COLUMN codings.kind IS 'mention, entity, case_value, or none for a sentence on which nobody marked a factor.';
COMMENT ON COLUMN codings.document_id IS 'Document: documents.document_id. Null for a case value.';
COMMENT ON COLUMN codings.sentence_no IS 'Sentence of the document. Null for a case value.';
COMMENT ON COLUMN codings.case_id IS 'Case: cases.case_id. Null but for a case value.';
COMMENT ON COLUMN codings.factor_id IS 'Factor: factors.factor_id. Null for an entity and for none.';
COMMENT ON COLUMN codings.annotator IS 'Who judged.';
COMMENT ON COLUMN codings.value IS 'Assertion, subject and temporality; label of an entity; value of the case; or none.';
COMMENT ON COLUMN codings.char_start IS 'First character of the quote, counted from 0 in the text of the document. Null: nothing marked.';
COMMENT ON COLUMN codings.char_end IS 'Character after the last of the quote. Null: nothing marked.';
COMMENT ON COLUMN codings.quote IS 'The words that were marked. Null: nothing marked.';
COMMENT ON COLUMN codings.annotation_id IS 'Annotation: annotations.annotation_id. Null: nothing marked.';
