-- What annotators decided on the mentions of some documents. Where they differ, and nobody has settled it, nothing is
-- decided; nor where the document was read anew since and the sentence is another.
INSERT INTO decided_mentions BY NAME
WITH in_force AS MATERIALIZED (
    SELECT document_id, sentence_no, adjudicated, text_matches
    FROM annotations_in_force
    WHERE kind IN ('mention', 'none') AND document_id IN (SELECT UNNEST($1::VARCHAR[]))
),
moved AS (
    SELECT DISTINCT document_id, sentence_no FROM in_force WHERE NOT text_matches
),
seen AS (
    SELECT DISTINCT document_id, sentence_no FROM in_force WHERE NOT adjudicated
),
settled AS MATERIALIZED (
    SELECT item_id, document_id, sentence_no, factor_id, value, char_start, char_end, quote
    FROM decisions
    ANTI JOIN moved USING (document_id, sentence_no)
    JOIN factors USING (factor_id)
    JOIN documents USING (document_id)
    WHERE kind = 'mention' AND document_id IN (SELECT UNNEST($1::VARCHAR[]))
),
unsettled AS (
    SELECT document_id, sentence_no, factor_id
    FROM codings
    ANTI JOIN settled USING (item_id)
    WHERE kind = 'mention' AND document_id IN (SELECT UNNEST($1::VARCHAR[]))
),
-- Whoever saw a sentence and did not mark what was found in it says that it is none.
unmarked AS (
    SELECT DISTINCT document_id, sentence_no, factor_id
    FROM mentions
    SEMI JOIN seen USING (document_id, sentence_no)
    ANTI JOIN moved USING (document_id, sentence_no)
    ANTI JOIN unsettled USING (document_id, sentence_no, factor_id)
    ANTI JOIN settled USING (document_id, sentence_no, factor_id)
)
SELECT
    document_id,
    sentence_no,
    factor_id,
    CASE WHEN value <> 'none' THEN SPLIT_PART(value, ' ', 1)::assertion END AS assertion,
    CASE WHEN value <> 'none' THEN SPLIT_PART(value, ' ', 2)::subject END AS subject,
    CASE WHEN value <> 'none' THEN SPLIT_PART(value, ' ', 3)::temporality END AS temporality,
    CASE WHEN value <> 'none' THEN char_start END AS char_start,
    CASE WHEN value <> 'none' THEN char_end END AS char_end,
    CASE WHEN value <> 'none' THEN quote END AS quote
FROM settled
UNION ALL
SELECT document_id, sentence_no, factor_id, NULL, NULL, NULL, NULL, NULL, NULL
FROM unmarked;
