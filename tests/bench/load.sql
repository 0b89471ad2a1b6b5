-- Synthetic cases, all drawn by HASH from their numbers, so that every build is the same: as many as variable
-- n_cases says, of one report each, with 40 factors, 25 mentions a factor present, 1,000 sentences and 20 sections.

CREATE TEMP MACRO draw(a, b, below) AS (HASH(a, b) % below)::BIGINT;

INSERT INTO documents BY NAME
SELECT
    'document-' || i AS document_id,
    'case-' || i AS case_id,
    'review-' || i || '.pdf' AS file_name,
    SHA256('review-' || i) AS sha256,
    'overview_report' AS document_type,
    'Serious Case Review: Child ' || i AS title,
    'An Author' AS author,
    DATE '2001-01-01' + draw(i, 'reported', 8000)::INTEGER AS report_date,
    60 AS n_pages,
    24000 AS n_words,
    'text_layer' AS text_source,
    (SELECT MAX(run_id) FROM runs) AS run_id,
    TIMESTAMP '2026-01-01' AS ingested_at,
    1.5 AS seconds,
    0 AS n_unread_pages
FROM RANGE(GETVARIABLE('n_cases')::BIGINT) AS t (i);

INSERT INTO cases BY NAME
SELECT
    'case-' || i AS case_id,
    'Child ' || i AS case_label,
    'Board ' || draw(i, 'board', 150) AS board,
    ['England', 'England', 'England', 'England', 'Wales', 'Scotland', 'Northern Ireland', NULL][1 + draw(i, 'nation', 8)]
        AS nation,
    p.start_date AS incident_date,
    'day' AS incident_date_precision,
    p.period_id,
    ENUM_RANGE(NULL::outcome)[1 + draw(i, 'outcome', 3)] AS outcome,
    ENUM_RANGE(NULL::plan_status)[1 + draw(i, 'plan', 4)] AS child_protection_plan,
    1 AS n_children,
    8 AS n_recommendations,
    1 AS n_documents,
    'document-' || i AS main_document_id
FROM RANGE(GETVARIABLE('n_cases')::BIGINT) AS t (i)
LEFT JOIN (SELECT *, ROW_NUMBER() OVER (ORDER BY start_date) AS place FROM periods) AS p
    ON p.place = draw(i, 'period', 11);

INSERT INTO children BY NAME
SELECT
    case_id,
    1 AS child_no,
    case_label AS label,
    age AS age_years,
    CASE
        WHEN age < 1 THEN 'under 1'
        WHEN age < 6 THEN '1-5'
        WHEN age < 11 THEN '6-10'
        WHEN age < 16 THEN '11-15'
        ELSE '16-17'
    END AS age_band,
    'female' AS gender,
    outcome
FROM (SELECT *, draw(case_id, 'age', 180) / 10e0 AS age FROM cases);

INSERT INTO case_factors BY NAME
SELECT
    c.case_id,
    f.factor_id,
    CASE WHEN drawn < 5 + place THEN 'present' WHEN drawn < 60 THEN 'absent' ELSE 'not_mentioned' END AS value,
    0.9 AS probability,
    CASE WHEN drawn < 5 + place THEN 25 ELSE 0 END AS n_affirmed,
    CASE WHEN drawn >= 5 + place AND drawn < 60 THEN 1 ELSE 0 END AS n_negated,
    CASE WHEN drawn > 95 THEN 1 ELSE 0 END AS n_uncertain,
    'model' AS decided_by
FROM cases AS c
CROSS JOIN (SELECT *, ROW_NUMBER() OVER (ORDER BY factor_id) AS place FROM factors) AS f
CROSS JOIN LATERAL (SELECT draw(c.case_id, f.factor_id, 100) AS drawn);

INSERT INTO sections BY NAME
SELECT
    document_id,
    n AS section_no,
    'Heading ' || n AS heading,
    'analysis' AS section_type,
    1 AS level,
    n * 3 AS page_first,
    n * 3 + 3 AS page_last,
    n * 6000 AS char_start,
    n * 6000 + 6000 AS char_end
FROM documents
CROSS JOIN RANGE(20) AS t (n);

INSERT INTO sentences BY NAME
SELECT
    document_id,
    n AS sentence_no,
    n // 50 AS section_no,
    1 + n // 17 AS page,
    n * 120 AS char_start,
    n * 120 + 118 AS char_end,
    'Sentence ' || n || ' of ' || document_id
        || ' tells in some twenty words what was known of the family at the time, and to whom.' AS text,
    'paragraph' AS kind
FROM documents
CROSS JOIN RANGE(1000) AS t (n);

INSERT INTO mentions BY NAME
SELECT
    d.document_id,
    draw(cf.case_id || cf.factor_id, n, 1000) AS sentence_no,
    cf.factor_id,
    CASE WHEN cf.value = 'present' THEN 'affirmed' ELSE 'negated' END AS assertion,
    ENUM_RANGE(NULL::subject)[1 + n % 9] AS subject,
    'current' AS temporality,
    0.9 AS probability,
    'rule' AS method,
    n * 120 AS char_start,
    n * 120 + 20 AS char_end,
    'words that bear on it' AS quote,
    ROW_NUMBER() OVER (PARTITION BY d.document_id) AS mention_no
FROM case_factors AS cf
JOIN documents AS d USING (case_id)
CROSS JOIN RANGE(25) AS t (n)
WHERE n < CASE cf.value WHEN 'present' THEN 25 WHEN 'absent' THEN 1 ELSE 0 END;

INSERT INTO case_evidence BY NAME
SELECT
    d.document_id,
    f.n AS evidence_no,
    f.field,
    'a value' AS value,
    1 AS page,
    0 AS char_start,
    20 AS char_end,
    'words of the cover' AS quote
FROM documents AS d
CROSS JOIN (
    SELECT
        UNNEST([
            'title', 'author', 'report_date', 'case_label', 'board', 'incident_date', 'outcome', 'child_protection_plan',
            'children.1.age_years', 'children.1.gender', 'children.1.ethnicity', 'children.1.harm_category'
        ]) AS field,
        UNNEST(RANGE(1, 13)) AS n
) AS f;

INSERT INTO coder_accuracy
SELECT factor_id, 20, 17, 40, 3, 'synthetic'
FROM factors;
