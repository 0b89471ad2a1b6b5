SELECT
    s.document_id,
    d.case_id,
    d.file_name,
    s.sentence_no,
    e.heading,
    s.page,
    s.char_start,
    s.char_end,
    s.text,
    s.kind
FROM sentences AS s
JOIN documents AS d USING (document_id)
LEFT JOIN sections AS e USING (document_id, section_no)
WHERE $1::VARCHAR[] IS NULL OR s.document_id IN (SELECT UNNEST($1::VARCHAR[]))
ORDER BY s.document_id, s.sentence_no;
