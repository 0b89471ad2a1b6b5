-- The factors that anybody marked in a sentence, with what was decided; null where annotators differ still.
SELECT DISTINCT c.document_id, c.sentence_no, c.factor_id, d.value
FROM codings AS c
JOIN factors AS f USING (factor_id)
LEFT JOIN decisions AS d USING (item_id)
WHERE c.kind = 'mention'
ORDER BY ALL;
