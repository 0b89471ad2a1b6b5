SELECT document_id, sentence_no, section_no, page, char_start, char_end, text, kind
FROM sentences
WHERE document_id IN (SELECT UNNEST($1::VARCHAR[]))
ORDER BY document_id, sentence_no;
