-- The versions that coded the documents of the store, the newest first.
SELECT r.code_version, r.model_version, r.codebook_version, COUNT(*) AS n_documents
FROM documents AS d
JOIN runs AS r USING (run_id)
GROUP BY r.code_version, r.model_version, r.codebook_version
ORDER BY MAX(r.run_id) DESC;
