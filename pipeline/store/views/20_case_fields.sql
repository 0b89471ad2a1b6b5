-- The period and the precision are worked out from the incident date and rest on its words, the census group on those
-- of the ethnicity; so does the outcome of a child on those of the case, where it is the same.
CREATE OR REPLACE VIEW case_fields AS
WITH fields AS (
    SELECT
        c.case_id,
        c.main_document_id AS document_id,
        NULL::INTEGER AS child_no,
        UNNEST([
            'case_label', 'board', 'nation', 'incident_date', 'incident_date_precision', 'period_id', 'outcome',
            'child_protection_plan', 'plan_categories', 'legal_status', 'n_siblings', 'title', 'author', 'report_date', 'publication_date', 'methodology'
        ]) AS field,
        UNNEST([
            c.case_label, c.board, c.nation, c.incident_date::VARCHAR, c.incident_date_precision::VARCHAR, c.period_id,
            c.outcome::VARCHAR, c.child_protection_plan::VARCHAR,
            NULLIF(ARRAY_TO_STRING(c.plan_categories, ', '), ''), c.legal_status::VARCHAR, c.n_siblings::VARCHAR, d.title, d.author, d.report_date::VARCHAR,
            d.publication_date::VARCHAR, d.methodology
        ]) AS value,
        FALSE AS as_the_case
    FROM cases AS c
    JOIN documents AS d ON d.document_id = c.main_document_id
    UNION ALL
    SELECT
        c.case_id,
        c.main_document_id,
        k.child_no,
        UNNEST(['age_years', 'gender', 'ethnicity', 'ethnicity_group', 'outcome', 'harm_category']),
        UNNEST([
            k.age_years::VARCHAR, k.gender::VARCHAR, k.ethnicity, k.ethnicity_group::VARCHAR, k.outcome::VARCHAR,
            k.harm_category::VARCHAR
        ]),
        k.outcome = c.outcome
    FROM children AS k
    JOIN cases AS c USING (case_id)
),
named AS (
    SELECT
        *,
        CASE
            WHEN value IS NULL OR value = 'not_stated' THEN NULL
            WHEN field IN ('period_id', 'incident_date_precision') THEN 'incident_date'
            WHEN child_no IS NULL OR (field = 'outcome' AND as_the_case) THEN field
            WHEN field = 'ethnicity_group' THEN 'children.' || child_no || '.ethnicity'
            ELSE 'children.' || child_no || '.' || field
        END AS rests_on
    FROM fields
)
SELECT
    n.case_id,
    n.child_no,
    n.field,
    n.value,
    e.confidence,
    e.quote,
    e.page,
    d.file_name,
    n.document_id,
    e.char_start,
    e.char_end
FROM named AS n
JOIN documents AS d ON d.document_id = n.document_id
LEFT JOIN case_evidence AS e ON e.document_id = n.document_id AND e.field = n.rests_on
-- Of several words for a field, those that say its value come first.
QUALIFY ROW_NUMBER() OVER (
    PARTITION BY n.case_id, n.child_no, n.field
    ORDER BY e.value IS DISTINCT FROM n.value, e.evidence_no
) = 1;

COMMENT ON VIEW case_fields IS 'A row is a field of the record of a case or of one of its children, with its value and the words of the main document that it rests on.';
COMMENT ON COLUMN case_fields.case_id IS 'Case: cases.case_id.';
COMMENT ON COLUMN case_fields.child_no IS 'Number of the child within the case. Null: a field of the case itself.';
COMMENT ON COLUMN case_fields.field IS 'Field: a column of table cases or children, or of the main document in table documents.';
COMMENT ON COLUMN case_fields.value IS 'Value as text. Null or not_stated: the report does not say.';
COMMENT ON COLUMN case_fields.confidence IS 'How sure the value is: labelled, stated or inferred, as in case_evidence.confidence. Null: no quote, or stored before this was kept.';
COMMENT ON COLUMN case_fields.quote IS 'The words, exactly as printed; of several the first that say the value. The period and the precision rest on the words of the incident date, the census group of an ethnicity on its words, the outcome of a child on those of the case where it is the same. Null: nothing is stated, or it follows from other fields (nation).';
COMMENT ON COLUMN case_fields.page IS 'Page on which the words begin, counted from 1. Null: no quote.';
COMMENT ON COLUMN case_fields.file_name IS 'File of the main document.';
COMMENT ON COLUMN case_fields.document_id IS 'Main document: documents.document_id.';
COMMENT ON COLUMN case_fields.char_start IS 'First character of the quote, counted from 0 in the text of the document.';
COMMENT ON COLUMN case_fields.char_end IS 'Character after the last of the quote.';
