-- Whether anybody has annotated one of these documents or cases, or a document of these cases.
SELECT 1
FROM annotations
WHERE
    document_id IN (SELECT UNNEST($1::VARCHAR[]))
    OR case_id IN (SELECT UNNEST($2::VARCHAR[]))
    OR document_id IN (SELECT document_id FROM documents WHERE case_id IN (SELECT UNNEST($2::VARCHAR[])))
LIMIT 1;
