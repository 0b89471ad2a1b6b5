SELECT d.document_id, q.factor_id, q.reason
FROM review_queue AS q
JOIN documents AS d USING (case_id)
ORDER BY d.document_id, q.factor_id;
