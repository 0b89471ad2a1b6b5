-- A row that is there already stays as it is, withdrawn or not.
INSERT INTO annotations BY NAME
SELECT *, $2::TIMESTAMP AS imported_at
FROM (SELECT UNNEST($1::STRUCT(
    annotation_id VARCHAR, submission_id VARCHAR, item_id VARCHAR, kind VARCHAR, adjudicated BOOLEAN,
    document_id VARCHAR, sentence_no INTEGER, case_id VARCHAR, char_start INTEGER, char_end INTEGER, quote VARCHAR,
    factor_id VARCHAR, assertion VARCHAR, subject VARCHAR, temporality VARCHAR, entity_label VARCHAR, value VARCHAR,
    annotator VARCHAR, annotated_at TIMESTAMP, note VARCHAR, source_tool VARCHAR, source_file VARCHAR,
    task_id VARCHAR, codebook_version VARCHAR, text_sha256 VARCHAR,
    selected_by VARCHAR
)[], recursive := TRUE))
ON CONFLICT DO NOTHING
RETURNING case_id, document_id;
