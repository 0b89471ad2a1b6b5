INSERT INTO children BY NAME
SELECT c.case_id, UNNEST(dc.children, recursive := TRUE)
FROM cases AS c
JOIN document_cases AS dc ON dc.document_id = c.main_document_id
WHERE c.case_id IN (SELECT UNNEST($1::VARCHAR[]));
