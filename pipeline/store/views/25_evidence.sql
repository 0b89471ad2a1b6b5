-- Outer joins throughout: a mention is never lost from its evidence for want of a section.
CREATE OR REPLACE VIEW evidence AS
SELECT
    d.case_id,
    c.case_label,
    c.board,
    c.period_id,
    m.factor_id,
    f.name,
    f.domain,
    cf.value,
    m.assertion,
    m.subject,
    m.temporality,
    m.probability,
    m.method,
    m.quote,
    s.text AS sentence,
    e.heading,
    e.section_type,
    s.page,
    d.file_name,
    d.document_type,
    m.document_id,
    m.mention_no,
    m.sentence_no,
    s.section_no,
    m.char_start,
    m.char_end,
    cf.decided_by,
    d.run_id,
    r.code_version,
    r.model_version,
    r.codebook_version
FROM mentions_in_force AS m
LEFT JOIN sentences AS s USING (document_id, sentence_no)
LEFT JOIN sections AS e ON e.document_id = s.document_id AND e.section_no = s.section_no
LEFT JOIN documents AS d ON d.document_id = m.document_id
LEFT JOIN runs AS r ON r.run_id = d.run_id
LEFT JOIN cases AS c ON c.case_id = d.case_id
LEFT JOIN factors AS f ON f.factor_id = m.factor_id
LEFT JOIN case_factors AS cf ON cf.case_id = d.case_id AND cf.factor_id = m.factor_id;

COMMENT ON VIEW evidence IS 'A row is a mention that counts (view mentions_in_force) with all that is needed to look it up and defend the figure it is part of.';
COMMENT ON COLUMN evidence.case_id IS 'Case: cases.case_id.';
COMMENT ON COLUMN evidence.case_label IS 'Label of the case on the report. Null: none found.';
COMMENT ON COLUMN evidence.board IS 'Board or partnership. Null: not stated.';
COMMENT ON COLUMN evidence.period_id IS 'Period of the case. Null: incident date not known.';
COMMENT ON COLUMN evidence.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN evidence.name IS 'Name of the factor for people.';
COMMENT ON COLUMN evidence.domain IS 'Part of the codebook.';
COMMENT ON COLUMN evidence.value IS 'What the factor is coded as for the whole case: present, absent or not_mentioned.';
COMMENT ON COLUMN evidence.assertion IS 'affirmed, negated, uncertain or generic.';
COMMENT ON COLUMN evidence.subject IS 'Whom the mention is about.';
COMMENT ON COLUMN evidence.temporality IS 'current or historical.';
COMMENT ON COLUMN evidence.probability IS 'Probability, 0 to 1, that the mention is what it says.';
COMMENT ON COLUMN evidence.method IS 'What found the mention: rule, model or annotator.';
COMMENT ON COLUMN evidence.quote IS 'The words that bear on the factor.';
COMMENT ON COLUMN evidence.sentence IS 'The sentence they stand in.';
COMMENT ON COLUMN evidence.heading IS 'Heading of the section they stand in.';
COMMENT ON COLUMN evidence.section_type IS 'Kind of section.';
COMMENT ON COLUMN evidence.page IS 'Page on which the sentence begins, counted from 1.';
COMMENT ON COLUMN evidence.file_name IS 'File.';
COMMENT ON COLUMN evidence.document_type IS 'Kind of document.';
COMMENT ON COLUMN evidence.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN evidence.mention_no IS 'Number of the mention within the document. Null for an annotator''s.';
COMMENT ON COLUMN evidence.sentence_no IS 'Number of the sentence within the document.';
COMMENT ON COLUMN evidence.section_no IS 'Number of the section within the document.';
COMMENT ON COLUMN evidence.char_start IS 'First character of the quote, counted from 0 in the text of the document.';
COMMENT ON COLUMN evidence.char_end IS 'Character after the last of the quote.';
COMMENT ON COLUMN evidence.decided_by IS 'What decided the value of the case: model or annotator.';
COMMENT ON COLUMN evidence.run_id IS 'Run that wrote the document: runs.run_id.';
COMMENT ON COLUMN evidence.code_version IS 'Version of the program of that run.';
COMMENT ON COLUMN evidence.model_version IS 'Version of the models of that run.';
COMMENT ON COLUMN evidence.codebook_version IS 'Version of the codebook of that run.';
