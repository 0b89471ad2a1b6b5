SELECT DISTINCT annotator, document_id, sentence_no, task_id
FROM annotations_in_force
WHERE kind IN ('mention', 'none') AND NOT adjudicated
ORDER BY ALL;
