-- How a passage was chosen, so that a sample drawn by chance can be told from the rest; mentions that annotators decide.

ALTER TABLE annotations ADD COLUMN selected_by VARCHAR;
COMMENT ON COLUMN annotations.selected_by IS 'How the passage was chosen: random, uncertain, disagreement, queue, rare or diverse. Only the random ones are a sample of all passages: models are measured on them and do not learn from them. Null: not said, or stored before this was kept.';

-- Worked out from view decisions whenever annotations or mentions change: views over all mentions have to be quick.
CREATE TABLE decided_mentions (
    document_id VARCHAR,
    sentence_no INTEGER,
    factor_id   VARCHAR,
    assertion   assertion,
    subject     subject,
    temporality temporality,
    char_start  INTEGER,
    char_end    INTEGER,
    quote       VARCHAR,
    PRIMARY KEY (document_id, sentence_no, factor_id)
);
COMMENT ON TABLE decided_mentions IS 'A row is a factor of a sentence on which annotators decided, settled or of one mind: a mention, or that what was found is none. View mentions_in_force puts it in the place of what was found.';
COMMENT ON COLUMN decided_mentions.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN decided_mentions.sentence_no IS 'Sentence of the same document: sentences.sentence_no.';
COMMENT ON COLUMN decided_mentions.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN decided_mentions.assertion IS 'affirmed, negated, uncertain or generic. Null: the sentence does not bear on the factor.';
COMMENT ON COLUMN decided_mentions.subject IS 'Whom the mention is about. Null: no mention.';
COMMENT ON COLUMN decided_mentions.temporality IS 'current or historical. Null: no mention.';
COMMENT ON COLUMN decided_mentions.char_start IS 'First character of the quote, counted from 0 in the text of the document. Null: no mention.';
COMMENT ON COLUMN decided_mentions.char_end IS 'Character after the last of the quote. Null: no mention.';
COMMENT ON COLUMN decided_mentions.quote IS 'The words that were marked. Null: no mention.';

COMMENT ON COLUMN case_factors.value IS 'present: the report states that the factor applied; absent: it states that it did not, and nowhere that it did; not_mentioned: it says nothing either way, or only suspects. not_mentioned is not absent. Where annotators decided mentions of the factor, it follows them: present where they affirm one; what no mention is left to bear falls.';
COMMENT ON COLUMN case_factors.probability IS 'Probability, 0 to 1, that the coder gives the value; 1 where annotators decided it, or decided the mentions that it follows.';
COMMENT ON COLUMN case_factors.n_affirmed IS 'Number of affirmed mentions, as annotators corrected them: rows of view mentions_in_force.';
COMMENT ON COLUMN case_factors.n_negated IS 'Number of negated mentions, as annotators corrected them.';
COMMENT ON COLUMN case_factors.n_uncertain IS 'Number of uncertain mentions, as annotators corrected them; on their own they leave the factor not_mentioned.';
COMMENT ON COLUMN case_factors.decided_by IS 'annotator: a person decided the value of the case; model: rules or models did, or it follows mentions that annotators decided, where value differs from model_value.';
COMMENT ON COLUMN case_factors.model_value IS 'Value that rules or models give to what they found; the same as value where no annotator has decided the case or its mentions otherwise.';
