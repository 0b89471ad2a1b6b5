SELECT document_id, sentence_no, label, char_start, char_end
FROM entities
ORDER BY document_id, entity_no;
