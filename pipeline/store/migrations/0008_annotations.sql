-- What people code by hand. A row is never overwritten or deleted: a newer one supersedes it, withdrawing marks it.

CREATE TYPE annotation_kind AS ENUM ('mention', 'none', 'entity', 'case_value');
COMMENT ON TYPE annotation_kind IS 'What an annotation says: a sentence bears on a factor, a sentence bears on none, words name a thing, a case has a value of a factor.';

CREATE TABLE annotations (
    annotation_id    VARCHAR PRIMARY KEY,
    submission_id    VARCHAR NOT NULL,
    item_id          VARCHAR NOT NULL,
    kind             annotation_kind NOT NULL,
    adjudicated      BOOLEAN NOT NULL,
    document_id      VARCHAR,
    sentence_no      INTEGER,
    case_id          VARCHAR,
    char_start       INTEGER,
    char_end         INTEGER CHECK (char_end >= char_start),
    quote            VARCHAR,
    factor_id        VARCHAR,
    assertion        assertion,
    subject          subject,
    temporality      temporality,
    entity_label     VARCHAR,
    value            VARCHAR NOT NULL,
    annotator        VARCHAR NOT NULL,
    annotated_at     TIMESTAMP NOT NULL,
    note             VARCHAR,
    source_tool      VARCHAR NOT NULL,
    source_file      VARCHAR,
    task_id          VARCHAR,
    codebook_version VARCHAR NOT NULL,
    text_sha256      VARCHAR,
    imported_at      TIMESTAMP NOT NULL,
    withdrawn_at     TIMESTAMP,
    CHECK ((kind = 'case_value') = (case_id IS NOT NULL)),
    CHECK ((kind = 'case_value') = (document_id IS NULL)),
    CHECK ((kind = 'mention') = (assertion IS NOT NULL))
);
COMMENT ON TABLE annotations IS 'A row is one judgement of one annotator. Rows are only added; view annotations_in_force has those that count, view decisions what follows from them.';
COMMENT ON COLUMN annotations.annotation_id IS 'Start of the SHA-256 of what the row says, of whom and when: the same annotation read twice is one row.';
COMMENT ON COLUMN annotations.submission_id IS 'What was handed in together: of a passage submitted again, only the newest submission counts.';
COMMENT ON COLUMN annotations.item_id IS 'What the judgement is on: case:CASE:FACTOR, DOCUMENT:SENTENCE:FACTOR (* for no factor), or DOCUMENT:START-END for an entity.';
COMMENT ON COLUMN annotations.kind IS 'mention: the sentence bears on the factor; none: it bears on no factor, or not on the one named; entity: the words name a thing; case_value: the case has this value of the factor.';
COMMENT ON COLUMN annotations.adjudicated IS 'True: settles a difference between annotators, and outranks them.';
COMMENT ON COLUMN annotations.document_id IS 'Document: documents.document_id. Null for a case value.';
COMMENT ON COLUMN annotations.sentence_no IS 'Sentence of the document. Null for a case value.';
COMMENT ON COLUMN annotations.case_id IS 'Case: cases.case_id. Null but for a case value.';
COMMENT ON COLUMN annotations.char_start IS 'First character of the quote, counted from 0 in the text of the document. Null for a case value.';
COMMENT ON COLUMN annotations.char_end IS 'Character after the last of the quote. Null for a case value.';
COMMENT ON COLUMN annotations.quote IS 'The words that were marked; for none the whole sentence. Null for a case value.';
COMMENT ON COLUMN annotations.factor_id IS 'Factor: factors.factor_id. Null for an entity, and where a sentence bears on no factor at all.';
COMMENT ON COLUMN annotations.assertion IS 'affirmed, negated, uncertain or generic. Null but for a mention.';
COMMENT ON COLUMN annotations.subject IS 'Whom the mention is about. Null but for a mention.';
COMMENT ON COLUMN annotations.temporality IS 'current or historical. Null but for a mention.';
COMMENT ON COLUMN annotations.entity_label IS 'Label of the entity. Null: no entity, or adjudicated to be none.';
COMMENT ON COLUMN annotations.value IS 'The judgement in words: assertion, subject and temporality of a mention; label of an entity; present, absent or not_mentioned of a case; or none.';
COMMENT ON COLUMN annotations.annotator IS 'Who judged.';
COMMENT ON COLUMN annotations.annotated_at IS 'When, in UTC; where the file does not say, the time of the file.';
COMMENT ON COLUMN annotations.note IS 'Why, in the annotator''s words. Null: not said.';
COMMENT ON COLUMN annotations.source_tool IS 'Tool it was made with: label-studio, jsonl, doccano, csv, or scr for a command.';
COMMENT ON COLUMN annotations.source_file IS 'Name of the file it came in. Null: none.';
COMMENT ON COLUMN annotations.task_id IS 'Passage that was shown: document and first character. Null: none.';
COMMENT ON COLUMN annotations.codebook_version IS 'Version of the codebook that the annotator saw.';
COMMENT ON COLUMN annotations.text_sha256 IS 'SHA-256 of the passage that was shown. Null: none.';
COMMENT ON COLUMN annotations.imported_at IS 'When the row was stored, in UTC.';
COMMENT ON COLUMN annotations.withdrawn_at IS 'When it was withdrawn, in UTC. Null: it was not.';

-- What the model says stays beside what an annotator decided, to come back when the decision is withdrawn.
ALTER TABLE case_factors ADD COLUMN model_value factor_value;
ALTER TABLE case_factors ADD COLUMN model_probability DOUBLE;
UPDATE case_factors SET model_value = value, model_probability = probability;
COMMENT ON COLUMN case_factors.model_value IS 'Value that rules or models give; the same as value where no annotator has decided.';
COMMENT ON COLUMN case_factors.model_probability IS 'Probability, 0 to 1, that goes with model_value.';
COMMENT ON COLUMN case_factors.probability IS 'Probability, 0 to 1, that the coder gives the value; 1 where an annotator decided.';
