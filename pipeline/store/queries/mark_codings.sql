SELECT
    item_id, kind, annotator, document_id, sentence_no, case_id, factor_id, value, char_start, char_end, quote
FROM codings
WHERE kind IN ('mention', 'entity')
ORDER BY ALL;
