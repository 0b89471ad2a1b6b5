SELECT DISTINCT case_id
FROM documents
WHERE document_id IN (SELECT UNNEST($1::VARCHAR[]));
