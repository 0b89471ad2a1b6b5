SELECT d.document_id
FROM documents AS d
JOIN runs AS r USING (run_id)
WHERE r.code_version = $1 AND r.model_version = $2 AND r.codebook_version = $3;
