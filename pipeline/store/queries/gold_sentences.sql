-- The sentences that annotators have looked at, as they stand in the store now.
SELECT
    document_id,
    sentence_no,
    COALESCE(BOOL_OR(selected_by = 'random'), FALSE) AS by_chance
FROM annotations_in_force
WHERE kind IN ('mention', 'none') AND NOT adjudicated
GROUP BY document_id, sentence_no
HAVING BOOL_AND(text_matches)
ORDER BY document_id, sentence_no;
