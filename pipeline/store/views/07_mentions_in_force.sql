-- What annotators decided takes the place of what was found: a mention that they did not mark goes, one that was not
-- found comes.
CREATE OR REPLACE VIEW mentions_in_force AS
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
    char_end,
    quote,
    mention_no
FROM mentions
ANTI JOIN decided_mentions USING (document_id, sentence_no, factor_id)
UNION ALL
SELECT
    document_id,
    sentence_no,
    factor_id,
    assertion,
    subject,
    temporality,
    1.0 AS probability,
    'annotator'::method AS method,
    char_start,
    char_end,
    quote,
    NULL AS mention_no
FROM decided_mentions
WHERE assertion IS NOT NULL;

COMMENT ON VIEW mentions_in_force IS 'A row is a mention that counts: where annotators looked what they decided, elsewhere what rules or models found. Table mentions has what was found.';
COMMENT ON COLUMN mentions_in_force.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN mentions_in_force.sentence_no IS 'Sentence of the same document: sentences.sentence_no.';
COMMENT ON COLUMN mentions_in_force.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN mentions_in_force.assertion IS 'affirmed, negated, uncertain or generic.';
COMMENT ON COLUMN mentions_in_force.subject IS 'Whom the mention is about.';
COMMENT ON COLUMN mentions_in_force.temporality IS 'current or historical.';
COMMENT ON COLUMN mentions_in_force.probability IS 'Probability, 0 to 1, that the mention is what it says; 1 for an annotator.';
COMMENT ON COLUMN mentions_in_force.method IS 'What found the mention: rule, model or annotator.';
COMMENT ON COLUMN mentions_in_force.char_start IS 'First character of the quote, counted from 0 in the text of the document.';
COMMENT ON COLUMN mentions_in_force.char_end IS 'Character after the last of the quote, counted from 0.';
COMMENT ON COLUMN mentions_in_force.quote IS 'The words that bear on the factor, exactly as they stand at these offsets.';
COMMENT ON COLUMN mentions_in_force.mention_no IS 'Number of the mention in table mentions. Null for an annotator''s.';
