-- One row an item; the unit says what is counted. not_stated counts as missing.
CREATE OR REPLACE VIEW completeness AS
WITH fathers AS (
    SELECT DISTINCT d.case_id
    FROM mentions AS m
    JOIN documents AS d USING (document_id)
    WHERE m.subject IN ('father', 'partner') AND m.assertion <> 'generic'
),
newest_run AS (
    SELECT code_version, model_version, codebook_version
    FROM runs
    ORDER BY started_at DESC, run_id DESC
    LIMIT 1
),
items AS (
    SELECT 'child' AS unit, 'age' AS item, age_years IS NULL AS missing FROM children
    UNION ALL
    SELECT 'child', 'gender', gender = 'not_stated' FROM children
    UNION ALL
    SELECT 'child', 'ethnicity', ethnicity IS NULL FROM children
    UNION ALL
    SELECT 'child', 'harm category', harm_category IS NULL FROM children
    UNION ALL
    SELECT 'child', 'outcome', outcome = 'not_stated' FROM children
    UNION ALL
    SELECT 'case', 'children', n_children = 0 FROM cases
    UNION ALL
    SELECT 'case', 'board', board IS NULL FROM cases
    UNION ALL
    SELECT 'case', 'label', case_label IS NULL FROM cases
    UNION ALL
    SELECT 'case', 'nation', nation IS NULL FROM cases
    UNION ALL
    SELECT 'case', 'incident date', incident_date IS NULL FROM cases
    UNION ALL
    SELECT 'case', 'incident date to the day', incident_date_precision IS DISTINCT FROM 'day' FROM cases
    UNION ALL
    SELECT 'case', 'period', period_id IS NULL FROM cases
    UNION ALL
    SELECT 'case', 'outcome', outcome = 'not_stated' FROM cases
    UNION ALL
    SELECT 'case', 'child protection plan', child_protection_plan = 'not_stated' FROM cases
    UNION ALL
    SELECT 'case', 'category of the plan', LEN(plan_categories) = 0
    FROM cases
    WHERE child_protection_plan IN ('current', 'previous') AND plan_categories IS NOT NULL
    UNION ALL
    SELECT 'case', 'legal status', legal_status = 'not_stated' FROM cases WHERE legal_status IS NOT NULL
    UNION ALL
    SELECT 'case', 'siblings', n_siblings IS NULL FROM cases
    UNION ALL
    SELECT 'case', 'recommendations', n_recommendations = 0 FROM cases
    UNION ALL
    SELECT 'case', 'father or partner', fathers.case_id IS NULL
    FROM cases
    LEFT JOIN fathers ON fathers.case_id = cases.case_id
    UNION ALL
    SELECT 'document', 'author', author IS NULL FROM documents
    UNION ALL
    SELECT 'document', 'title', title IS NULL FROM documents
    UNION ALL
    SELECT 'document', 'report date', report_date IS NULL FROM documents
    UNION ALL
    SELECT 'document', 'publication date', publication_date IS NULL FROM documents
    UNION ALL
    SELECT 'document', 'report or publication date', COALESCE(report_date, publication_date) IS NULL FROM documents
    UNION ALL
    SELECT 'document', 'methodology', methodology IS NULL FROM documents
    UNION ALL
    SELECT 'document', 'text layer', text_source <> 'text_layer' FROM documents
    UNION ALL
    SELECT 'document', 'every page', n_unread_pages > 0 FROM documents
    UNION ALL
    SELECT
        'document',
        'coded with the newest versions',
        (r.code_version, r.model_version, r.codebook_version)
            IS DISTINCT FROM (n.code_version, n.model_version, n.codebook_version)
    FROM documents
    LEFT JOIN runs AS r USING (run_id)
    LEFT JOIN newest_run AS n ON TRUE
),
counts AS (
    SELECT unit, item, COUNT(*) FILTER (missing) AS n_missing, COUNT(*) AS denominator
    FROM items
    GROUP BY unit, item
)
SELECT
    unit,
    item,
    n_missing,
    denominator,
    n_missing / denominator::DOUBLE AS proportion,
    wilson_low(n_missing, denominator) AS wilson_low,
    wilson_high(n_missing, denominator) AS wilson_high
FROM counts;

COMMENT ON VIEW completeness IS 'A row is an item that reports may leave out, and how often they do. An item that was missed in reading counts as left out.';
COMMENT ON COLUMN completeness.unit IS 'What is counted: child, case or document.';
COMMENT ON COLUMN completeness.item IS 'What may be missing. "father or partner": no mention of any factor is about one. "text layer": the text had to be recognised from images. "category of the plan": of the cases with one. "every page": some pages are damaged and were not read. "coded with the newest versions": the document was coded with other versions than those of the last run.';
COMMENT ON COLUMN completeness.n_missing IS 'Children, cases or documents without the item.';
COMMENT ON COLUMN completeness.denominator IS 'Children, cases or documents in the store.';
COMMENT ON COLUMN completeness.proportion IS 'n_missing / denominator, 0 to 1.';
COMMENT ON COLUMN completeness.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion.';
COMMENT ON COLUMN completeness.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion.';
