SELECT annotation_id, item_id, case_id, annotator, value, withdrawn_at IS NOT NULL AS withdrawn, document_id
FROM annotations
WHERE STARTS_WITH(annotation_id, $1)
ORDER BY annotation_id;
