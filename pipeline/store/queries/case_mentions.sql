-- All mentions of some cases, over all their documents, in reading order.
SELECT
    d.case_id,
    m.sentence_no,
    m.factor_id,
    m.assertion,
    m.subject,
    m.temporality,
    m.probability,
    m.method,
    m.char_start,
    m.char_end,
    m.quote
FROM documents AS d
JOIN mentions AS m USING (document_id)
WHERE d.case_id IN (SELECT UNNEST($1::VARCHAR[]))
ORDER BY d.case_id, d.ingested_at, d.document_id, m.mention_no;
