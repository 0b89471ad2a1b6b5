SELECT
    document_id,
    sentence_no,
    factor_id,
    assertion,
    subject,
    temporality,
    probability,
    method,
    char_start,
    char_end
FROM mentions
WHERE method <> 'annotator'
ORDER BY document_id, mention_no;
