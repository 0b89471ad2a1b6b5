-- What one document holds and what it says of its case. Every row hangs on a document_id and is
-- replaced with it.

CREATE TYPE document_type AS ENUM (
    'overview_report', 'executive_summary', 'individual_management_review', 'chronology', 'action_plan', 'other'
);
CREATE TYPE text_source AS ENUM ('text_layer', 'ocr', 'mixed');
CREATE TYPE block_kind AS ENUM ('paragraph', 'heading', 'list_item', 'table_row', 'footnote', 'contents');
CREATE TYPE date_precision AS ENUM ('day', 'month', 'year');
CREATE TYPE outcome AS ENUM ('death', 'serious_harm', 'not_stated');
CREATE TYPE plan_status AS ENUM ('current', 'previous', 'never', 'not_stated');
COMMENT ON TYPE document_type IS 'Kind of document.';
COMMENT ON TYPE text_source IS 'Where the text of a document came from.';
COMMENT ON TYPE block_kind IS 'Kind of block that a sentence stands in.';
COMMENT ON TYPE date_precision IS 'How much of a date is known.';
COMMENT ON TYPE outcome IS 'What happened to a child.';
COMMENT ON TYPE plan_status IS 'Child protection plan at the incident.';

CREATE TABLE documents (
    document_id      VARCHAR PRIMARY KEY,
    case_id          VARCHAR NOT NULL,
    file_name        VARCHAR NOT NULL,
    sha256           VARCHAR NOT NULL,
    document_type    document_type NOT NULL,
    title            VARCHAR,
    author           VARCHAR,
    report_date      DATE,
    publication_date DATE,
    methodology      VARCHAR,
    n_pages          INTEGER NOT NULL CHECK (n_pages >= 0),
    n_words          INTEGER NOT NULL CHECK (n_words >= 0),
    text_source      text_source NOT NULL,
    run_id           VARCHAR NOT NULL,
    ingested_at      TIMESTAMP NOT NULL,
    seconds          DOUBLE NOT NULL
);
COMMENT ON TABLE documents IS 'A row is one PDF, by content: the same bytes under two names are one document.';
COMMENT ON COLUMN documents.document_id IS 'Start of the SHA-256 of the file''s bytes.';
COMMENT ON COLUMN documents.case_id IS 'Case that the document belongs to: cases.case_id.';
COMMENT ON COLUMN documents.file_name IS 'Name of the file as it was last read.';
COMMENT ON COLUMN documents.sha256 IS 'SHA-256 of the file''s bytes, 64 hexadecimal digits.';
COMMENT ON COLUMN documents.document_type IS 'Kind of document: overview_report, executive_summary, individual_management_review, chronology, action_plan or other.';
COMMENT ON COLUMN documents.title IS 'Title as printed on the cover. Null: none found.';
COMMENT ON COLUMN documents.author IS 'Author as printed. Null: not stated.';
COMMENT ON COLUMN documents.report_date IS 'Date that the report gives itself. Null: not stated.';
COMMENT ON COLUMN documents.publication_date IS 'Date of publication as printed. Null: not stated.';
COMMENT ON COLUMN documents.methodology IS 'Method of the review as the report names it. Null: not stated.';
COMMENT ON COLUMN documents.n_pages IS 'Number of pages.';
COMMENT ON COLUMN documents.n_words IS 'Words of the body text, separated by white space.';
COMMENT ON COLUMN documents.text_source IS 'text_layer: the text was in the file; ocr: it was recognised from images; mixed: some pages each way.';
COMMENT ON COLUMN documents.run_id IS 'Run that wrote the document, with the versions it was coded with: runs.run_id.';
COMMENT ON COLUMN documents.ingested_at IS 'When the document was written, UTC.';
COMMENT ON COLUMN documents.seconds IS 'Time that processing the document took, in seconds.';

CREATE TABLE document_cases (
    document_id             VARCHAR PRIMARY KEY,
    case_id                 VARCHAR NOT NULL,
    case_label              VARCHAR,
    board                   VARCHAR,
    nation                  VARCHAR,
    incident_date           DATE,
    incident_date_precision date_precision,
    period_id               VARCHAR,
    outcome                 outcome NOT NULL,
    child_protection_plan   plan_status NOT NULL,
    children                STRUCT(
        child_no INTEGER, label VARCHAR, age_years DOUBLE, age_band VARCHAR, gender VARCHAR,
        ethnicity VARCHAR, outcome VARCHAR, harm_category VARCHAR
    )[] NOT NULL
);
COMMENT ON TABLE document_cases IS 'A row is what one document says of its case. Tables cases and children are made from the row of the case''s main document.';
COMMENT ON COLUMN document_cases.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN document_cases.case_id IS 'Case: cases.case_id.';
COMMENT ON COLUMN document_cases.case_label IS 'Label of the case as this document has it. Null: none found.';
COMMENT ON COLUMN document_cases.board IS 'Board or partnership as this document has it. Null: not stated.';
COMMENT ON COLUMN document_cases.nation IS 'Nation of the board. Null: not known.';
COMMENT ON COLUMN document_cases.incident_date IS 'Date of the incident; the first day of the month or year where no more is known. Null: not stated.';
COMMENT ON COLUMN document_cases.incident_date_precision IS 'What of incident_date is known: day, month or year. Null where there is no date.';
COMMENT ON COLUMN document_cases.period_id IS 'Period of the incident date: periods.period_id. Null: the incident date is not known.';
COMMENT ON COLUMN document_cases.outcome IS 'Outcome of the case: death, serious_harm or not_stated.';
COMMENT ON COLUMN document_cases.child_protection_plan IS 'Child protection plan at the incident: current, previous, never or not_stated.';
COMMENT ON COLUMN document_cases.children IS 'The children that this document is about, with the columns of table children.';

CREATE TABLE sections (
    document_id  VARCHAR,
    section_no   INTEGER,
    heading      VARCHAR NOT NULL,
    section_type VARCHAR NOT NULL,
    level        INTEGER NOT NULL,
    page_first   INTEGER NOT NULL,
    page_last    INTEGER NOT NULL,
    char_start   INTEGER NOT NULL,
    char_end     INTEGER NOT NULL CHECK (char_end >= char_start),
    PRIMARY KEY (document_id, section_no)
);
COMMENT ON TABLE sections IS 'A row is a part of a document under one heading.';
COMMENT ON COLUMN sections.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN sections.section_no IS 'Number of the section in reading order; 0 is what stands before the first heading.';
COMMENT ON COLUMN sections.heading IS 'Heading as printed, without its number. Empty for section 0.';
COMMENT ON COLUMN sections.section_type IS 'Kind of section that the heading was recognised as, such as introduction, analysis or recommendations.';
COMMENT ON COLUMN sections.level IS 'Level of the heading, 1 to 4; 0 for section 0.';
COMMENT ON COLUMN sections.page_first IS 'First page, counted from 1 as a reader counts.';
COMMENT ON COLUMN sections.page_last IS 'Last page, counted from 1.';
COMMENT ON COLUMN sections.char_start IS 'First character, counted from 0 in the text of the document.';
COMMENT ON COLUMN sections.char_end IS 'Character after the last, counted from 0.';

CREATE TABLE sentences (
    document_id VARCHAR,
    sentence_no INTEGER,
    section_no  INTEGER NOT NULL,
    page        INTEGER NOT NULL,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL CHECK (char_end >= char_start),
    text        VARCHAR NOT NULL,
    kind        block_kind NOT NULL,
    PRIMARY KEY (document_id, sentence_no)
);
COMMENT ON TABLE sentences IS 'A row is one sentence, heading line or list item of a document.';
COMMENT ON COLUMN sentences.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN sentences.sentence_no IS 'Number of the sentence in reading order.';
COMMENT ON COLUMN sentences.section_no IS 'Section of the same document: sections.section_no.';
COMMENT ON COLUMN sentences.page IS 'Page on which the sentence begins, counted from 1.';
COMMENT ON COLUMN sentences.char_start IS 'First character, counted from 0 in the text of the document.';
COMMENT ON COLUMN sentences.char_end IS 'Character after the last, counted from 0.';
COMMENT ON COLUMN sentences.text IS 'The sentence, exactly as it stands at these offsets.';
COMMENT ON COLUMN sentences.kind IS 'Block that the sentence stands in: paragraph, heading, list_item, table_row, footnote or contents.';

CREATE TABLE entities (
    document_id VARCHAR,
    entity_no   INTEGER,
    sentence_no INTEGER NOT NULL,
    label       VARCHAR NOT NULL,
    text        VARCHAR NOT NULL,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL CHECK (char_end >= char_start),
    normalised  VARCHAR,
    PRIMARY KEY (document_id, entity_no)
);
COMMENT ON TABLE entities IS 'A row is a named thing in a document: a date, an age, a person''s role, an agency, a board ...';
COMMENT ON COLUMN entities.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN entities.entity_no IS 'Number of the entity in reading order.';
COMMENT ON COLUMN entities.sentence_no IS 'Sentence of the same document: sentences.sentence_no.';
COMMENT ON COLUMN entities.label IS 'Kind of thing, as the recogniser names it.';
COMMENT ON COLUMN entities.text IS 'The words, exactly as they stand at these offsets.';
COMMENT ON COLUMN entities.char_start IS 'First character, counted from 0 in the text of the document.';
COMMENT ON COLUMN entities.char_end IS 'Character after the last, counted from 0.';
COMMENT ON COLUMN entities.normalised IS 'An ISO date, an age in years, or a canonical name. Null: no such form.';

CREATE TABLE recommendations (
    document_id       VARCHAR,
    recommendation_no INTEGER,
    text              VARCHAR NOT NULL,
    addressee         VARCHAR,
    page              INTEGER NOT NULL,
    PRIMARY KEY (document_id, recommendation_no)
);
COMMENT ON TABLE recommendations IS 'A row is one recommendation of a document. A summary repeats those of its report: cases.n_recommendations counts those of the main document only.';
COMMENT ON COLUMN recommendations.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN recommendations.recommendation_no IS 'Number of the recommendation in reading order.';
COMMENT ON COLUMN recommendations.text IS 'The recommendation as printed.';
COMMENT ON COLUMN recommendations.addressee IS 'Agency it is addressed to, as the report names it. Null: none named.';
COMMENT ON COLUMN recommendations.page IS 'Page on which it begins, counted from 1.';

CREATE TABLE chronology_events (
    document_id VARCHAR,
    event_no    INTEGER,
    event_date  DATE,
    agency      VARCHAR,
    text        VARCHAR NOT NULL,
    page        INTEGER NOT NULL,
    PRIMARY KEY (document_id, event_no)
);
COMMENT ON TABLE chronology_events IS 'A row is a dated event of a chronology table in a document.';
COMMENT ON COLUMN chronology_events.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN chronology_events.event_no IS 'Number of the event in reading order.';
COMMENT ON COLUMN chronology_events.event_date IS 'Date of the event. Null: not stated, or not readable as a date.';
COMMENT ON COLUMN chronology_events.agency IS 'Agency that recorded the event, as printed. Null: not stated.';
COMMENT ON COLUMN chronology_events.text IS 'What happened, as printed.';
COMMENT ON COLUMN chronology_events.page IS 'Page on which the event stands, counted from 1.';
