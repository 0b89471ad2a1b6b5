-- A passage that is submitted again replaces what the same annotator said of its sentences before, whole: a mark that
-- was taken out leaves no row of its own. Adjudications supersede each other whoever made them.
CREATE OR REPLACE VIEW annotations_in_force AS
SELECT
    a.*,
    a.kind = 'case_value' OR COALESCE(
        SUBSTRING(s.text, a.char_start - s.char_start + 1, a.char_end - a.char_start) = a.quote, FALSE
    ) AS text_matches
FROM annotations AS a
LEFT JOIN sentences AS s ON s.document_id = a.document_id AND s.sentence_no = a.sentence_no
WHERE a.withdrawn_at IS NULL
QUALIFY RANK() OVER (
    PARTITION BY
        CASE WHEN a.adjudicated THEN '' ELSE a.annotator END,
        a.adjudicated,
        CASE WHEN a.adjudicated OR a.kind = 'case_value' THEN a.item_id END,
        a.document_id,
        a.sentence_no
    ORDER BY a.annotated_at DESC, a.imported_at DESC, a.submission_id
) = 1;

COMMENT ON VIEW annotations_in_force IS 'A row is an annotation that counts: not withdrawn, and the newest of its annotator on the sentence or case value; of adjudications the newest of all.';
COMMENT ON COLUMN annotations_in_force.annotation_id IS 'Start of the SHA-256 of what the row says, of whom and when: the same annotation read twice is one row.';
COMMENT ON COLUMN annotations_in_force.submission_id IS 'What was handed in together: of a passage submitted again, only the newest submission counts.';
COMMENT ON COLUMN annotations_in_force.item_id IS 'What the judgement is on: case:CASE:FACTOR, DOCUMENT:SENTENCE:FACTOR (* for no factor), or DOCUMENT:START-END for an entity.';
COMMENT ON COLUMN annotations_in_force.kind IS 'mention: the sentence bears on the factor; none: it bears on no factor, or not on the one named; entity: the words name a thing; case_value: the case has this value of the factor.';
COMMENT ON COLUMN annotations_in_force.adjudicated IS 'True: settles a difference between annotators, and outranks them.';
COMMENT ON COLUMN annotations_in_force.document_id IS 'Document: documents.document_id. Null for a case value.';
COMMENT ON COLUMN annotations_in_force.sentence_no IS 'Sentence of the document. Null for a case value.';
COMMENT ON COLUMN annotations_in_force.case_id IS 'Case: cases.case_id. Null but for a case value.';
COMMENT ON COLUMN annotations_in_force.char_start IS 'First character of the quote, counted from 0 in the text of the document. Null for a case value.';
COMMENT ON COLUMN annotations_in_force.char_end IS 'Character after the last of the quote. Null for a case value.';
COMMENT ON COLUMN annotations_in_force.quote IS 'The words that were marked; for none the whole sentence. Null for a case value.';
COMMENT ON COLUMN annotations_in_force.factor_id IS 'Factor: factors.factor_id. Null for an entity, and where a sentence bears on no factor at all.';
COMMENT ON COLUMN annotations_in_force.assertion IS 'affirmed, negated, uncertain or generic. Null but for a mention.';
COMMENT ON COLUMN annotations_in_force.subject IS 'Whom the mention is about. Null but for a mention.';
COMMENT ON COLUMN annotations_in_force.temporality IS 'current or historical. Null but for a mention.';
COMMENT ON COLUMN annotations_in_force.entity_label IS 'Label of the entity. Null: no entity, or adjudicated to be none.';
COMMENT ON COLUMN annotations_in_force.value IS 'The judgement in words: assertion, subject and temporality of a mention; label of an entity; present, absent or not_mentioned of a case; or none.';
COMMENT ON COLUMN annotations_in_force.annotator IS 'Who judged.';
COMMENT ON COLUMN annotations_in_force.annotated_at IS 'When, in UTC; where the file does not say, the time of the file.';
COMMENT ON COLUMN annotations_in_force.note IS 'Why, in the annotator''s words. Null: not said.';
COMMENT ON COLUMN annotations_in_force.source_tool IS 'Tool it was made with: label-studio, jsonl, doccano, csv, or scr for a command.';
COMMENT ON COLUMN annotations_in_force.source_file IS 'Name of the file it came in. Null: none.';
COMMENT ON COLUMN annotations_in_force.task_id IS 'Passage that was shown: document and first character. Null: none.';
COMMENT ON COLUMN annotations_in_force.codebook_version IS 'Version of the codebook that the annotator saw.';
COMMENT ON COLUMN annotations_in_force.text_sha256 IS 'SHA-256 of the passage that was shown. Null: none.';
COMMENT ON COLUMN annotations_in_force.imported_at IS 'When the row was stored, in UTC.';
COMMENT ON COLUMN annotations_in_force.withdrawn_at IS 'When it was withdrawn, in UTC. Null: it was not.';
COMMENT ON COLUMN annotations_in_force.selected_by IS 'How the passage was chosen: random, uncertain, disagreement, queue, rare or diverse. Null: not said.';
COMMENT ON COLUMN annotations_in_force.text_matches IS 'False: the document was read anew since, and the quote no longer stands in its sentence.';
