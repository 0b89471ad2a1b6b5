SELECT document_id, section_no, heading, section_type, level, page_first, page_last, char_start, char_end
FROM sections
WHERE document_id IN (SELECT UNNEST($1::VARCHAR[]))
ORDER BY document_id, section_no;
