-- What the fields of a case record rest on: found with the record, and until now not kept.

CREATE TABLE case_evidence (
    document_id VARCHAR,
    evidence_no INTEGER,
    field       VARCHAR NOT NULL,
    value       VARCHAR NOT NULL,
    page        INTEGER NOT NULL,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL CHECK (char_end >= char_start),
    quote       VARCHAR NOT NULL,
    PRIMARY KEY (document_id, evidence_no)
);
COMMENT ON TABLE case_evidence IS 'A row is words of a document that a field of its case record rests on. A field may rest on several, and what is worked out from other fields (the nation, the period) has none. View case_fields sets them beside the fields.';
COMMENT ON COLUMN case_evidence.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN case_evidence.evidence_no IS 'Number of the row within the document, from 1.';
COMMENT ON COLUMN case_evidence.field IS 'Field that rests on the words: a column of documents or cases (report_date, incident_date), of a child (children.1.age_years, with children.child_no), or a recommendation (recommendations.1).';
COMMENT ON COLUMN case_evidence.value IS 'What was made of the words, as text: for a recommendation its addressee, empty where none is named.';
COMMENT ON COLUMN case_evidence.page IS 'Page on which the words begin, counted from 1.';
COMMENT ON COLUMN case_evidence.char_start IS 'First character of the quote, counted from 0 in the text of the document.';
COMMENT ON COLUMN case_evidence.char_end IS 'Character after the last of the quote, counted from 0.';
COMMENT ON COLUMN case_evidence.quote IS 'The words, exactly as they stand at these offsets.';
