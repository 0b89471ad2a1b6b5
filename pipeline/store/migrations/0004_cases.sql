-- Cases, their children, and what is coded of them.

CREATE TYPE gender AS ENUM ('male', 'female', 'not_stated');
CREATE TYPE age_band AS ENUM ('under 1', '1-5', '6-10', '11-15', '16-17');
CREATE TYPE harm_category AS ENUM (
    'overt_filicide_or_homicide', 'covert_homicide', 'severe_physical_assault', 'extreme_neglect',
    'suicide', 'sudden_unexpected_infant_death', 'accident', 'natural_causes', 'extrafamilial_homicide', 'other_death',
    'physical_assault', 'sexual_assault', 'neglect', 'risk_taking_or_violent_behaviour', 'self_harm', 'other_harm'
);
CREATE TYPE assertion AS ENUM ('affirmed', 'negated', 'uncertain', 'generic');
CREATE TYPE subject AS ENUM (
    'child', 'sibling', 'mother', 'father', 'parents', 'partner', 'family', 'other_adult', 'professional'
);
CREATE TYPE temporality AS ENUM ('current', 'historical');
CREATE TYPE method AS ENUM ('rule', 'model', 'annotator');
CREATE TYPE factor_value AS ENUM ('present', 'absent', 'not_mentioned');
CREATE TYPE decider AS ENUM ('model', 'annotator');
COMMENT ON TYPE gender IS 'Gender as stated.';
COMMENT ON TYPE age_band IS 'Age bands of the national analyses, in years; they sort by age.';
COMMENT ON TYPE harm_category IS 'Harm categories of the national analyses: four of death from maltreatment, six of other death, six of harm without death.';
COMMENT ON TYPE assertion IS 'Whether a mention says that the factor applied to this case.';
COMMENT ON TYPE subject IS 'Whom a mention is about.';
COMMENT ON TYPE temporality IS 'When what a mention tells took place.';
COMMENT ON TYPE method IS 'What found a mention.';
COMMENT ON TYPE factor_value IS 'Value of a factor of a case.';
COMMENT ON TYPE decider IS 'What decided the value of a factor of a case.';

CREATE TABLE cases (
    case_id                 VARCHAR PRIMARY KEY,
    case_label              VARCHAR,
    board                   VARCHAR,
    nation                  VARCHAR,
    incident_date           DATE,
    incident_date_precision date_precision,
    period_id               VARCHAR,
    outcome                 outcome NOT NULL,
    child_protection_plan   plan_status NOT NULL,
    n_children              INTEGER NOT NULL,
    n_recommendations       INTEGER NOT NULL,
    n_documents             INTEGER NOT NULL CHECK (n_documents > 0),
    main_document_id        VARCHAR NOT NULL
);
COMMENT ON TABLE cases IS 'A row is one review, the unit of analysis; a review of several children is one case.';
COMMENT ON COLUMN cases.case_id IS 'Board, label and year of the case as a slug: the same label recurs across boards.';
COMMENT ON COLUMN cases.case_label IS 'Label of the case on the report, such as Child A. Null: none found.';
COMMENT ON COLUMN cases.board IS 'Board or partnership that commissioned the review. Null: not stated.';
COMMENT ON COLUMN cases.nation IS 'Nation of the board. Null: not known.';
COMMENT ON COLUMN cases.incident_date IS 'Date of the incident; the first day of the month or year where no more is known. Null: not stated.';
COMMENT ON COLUMN cases.incident_date_precision IS 'What of incident_date is known: day, month or year. Null where there is no date.';
COMMENT ON COLUMN cases.period_id IS 'Period of the incident date: periods.period_id. Null: the incident date is not known; the report''s date is not used instead.';
COMMENT ON COLUMN cases.outcome IS 'Outcome of the case: death, serious_harm or not_stated.';
COMMENT ON COLUMN cases.child_protection_plan IS 'Child protection plan at the incident: current, previous, never or not_stated.';
COMMENT ON COLUMN cases.n_children IS 'Number of children the review is about: rows of table children.';
COMMENT ON COLUMN cases.n_recommendations IS 'Number of recommendations in the main document.';
COMMENT ON COLUMN cases.n_documents IS 'Number of documents of the case in the store.';
COMMENT ON COLUMN cases.main_document_id IS 'Document that the record of the case comes from: the overview report where there is one, else the newest document.';

CREATE TABLE children (
    case_id       VARCHAR,
    child_no      INTEGER,
    label         VARCHAR NOT NULL,
    age_years     DOUBLE CHECK (age_years >= 0),
    age_band      age_band,
    gender        gender NOT NULL,
    ethnicity     VARCHAR,
    outcome       outcome NOT NULL,
    harm_category harm_category,
    PRIMARY KEY (case_id, child_no)
);
COMMENT ON TABLE children IS 'A row is one child that a review is about; siblings who only appear in it are not here.';
COMMENT ON COLUMN children.case_id IS 'Case: cases.case_id.';
COMMENT ON COLUMN children.child_no IS 'Number of the child within the case.';
COMMENT ON COLUMN children.label IS 'Name the report gives the child, such as Child A; never a real name that the report hides.';
COMMENT ON COLUMN children.age_years IS 'Age at the incident in years, with a fraction for months (0.25 is three months). Null: not stated.';
COMMENT ON COLUMN children.age_band IS 'Age band at the incident: under 1, 1-5, 6-10, 11-15 or 16-17 years. Null: age not stated, or 18 and over.';
COMMENT ON COLUMN children.gender IS 'male, female or not_stated.';
COMMENT ON COLUMN children.ethnicity IS 'Ethnicity as the report states it. Null: not stated.';
COMMENT ON COLUMN children.outcome IS 'Outcome for this child: death, serious_harm or not_stated.';
COMMENT ON COLUMN children.harm_category IS 'Category of death or harm. Death from maltreatment: overt_filicide_or_homicide, covert_homicide, severe_physical_assault, extreme_neglect. Other death: suicide, sudden_unexpected_infant_death, accident, natural_causes, extrafamilial_homicide, other_death. Harm without death: physical_assault, sexual_assault, neglect, risk_taking_or_violent_behaviour, self_harm, other_harm. Null: not stated or not classifiable.';

CREATE TABLE mentions (
    document_id VARCHAR,
    sentence_no INTEGER NOT NULL,
    factor_id   VARCHAR NOT NULL,
    assertion   assertion NOT NULL,
    subject     subject NOT NULL,
    temporality temporality NOT NULL,
    probability DOUBLE NOT NULL CHECK (probability BETWEEN 0 AND 1),
    method      method NOT NULL,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL CHECK (char_end >= char_start),
    quote       VARCHAR NOT NULL,
    mention_no  INTEGER,
    PRIMARY KEY (document_id, mention_no)
);
COMMENT ON TABLE mentions IS 'A row is a sentence that bears on a factor. A sentence may bear on several factors, and on one factor more than once (the mother''s and the father''s drug misuse).';
COMMENT ON COLUMN mentions.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN mentions.sentence_no IS 'Sentence of the same document: sentences.sentence_no.';
COMMENT ON COLUMN mentions.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN mentions.assertion IS 'affirmed: the report states that the factor applied; negated: that it did not; uncertain: suspected, alleged, at risk of; generic: not about this case (guidance, research, a recommendation, another case).';
COMMENT ON COLUMN mentions.subject IS 'Whom the mention is about: child, sibling, mother, father, parents, partner, family, other_adult or professional.';
COMMENT ON COLUMN mentions.temporality IS 'current, or historical: before the child was born or in a parent''s own childhood.';
COMMENT ON COLUMN mentions.probability IS 'Probability, 0 to 1, that the mention is what it says; 1 for an annotator.';
COMMENT ON COLUMN mentions.method IS 'What found the mention: rule, model or annotator.';
COMMENT ON COLUMN mentions.char_start IS 'First character of the quote, counted from 0 in the text of the document.';
COMMENT ON COLUMN mentions.char_end IS 'Character after the last of the quote, counted from 0.';
COMMENT ON COLUMN mentions.quote IS 'The words that bear on the factor, exactly as they stand at these offsets.';
COMMENT ON COLUMN mentions.mention_no IS 'Number of the mention within the document, from 1.';

CREATE TABLE case_factors (
    case_id     VARCHAR,
    factor_id   VARCHAR,
    value       factor_value NOT NULL,
    probability DOUBLE NOT NULL CHECK (probability BETWEEN 0 AND 1),
    n_affirmed  INTEGER NOT NULL CHECK (n_affirmed >= 0),
    n_negated   INTEGER NOT NULL CHECK (n_negated >= 0),
    n_uncertain INTEGER NOT NULL CHECK (n_uncertain >= 0),
    decided_by  decider NOT NULL,
    PRIMARY KEY (case_id, factor_id)
);
COMMENT ON TABLE case_factors IS 'A row is a factor of a case, coded over all documents of the case; every case has a row for every factor of the codebook.';
COMMENT ON COLUMN case_factors.case_id IS 'Case: cases.case_id.';
COMMENT ON COLUMN case_factors.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN case_factors.value IS 'present: the report states that the factor applied; absent: it states that it did not, and nowhere that it did; not_mentioned: it says nothing either way, or only suspects. not_mentioned is not absent.';
COMMENT ON COLUMN case_factors.probability IS 'Probability, 0 to 1, that the coder gives; 0 where nothing is mentioned.';
COMMENT ON COLUMN case_factors.n_affirmed IS 'Number of affirmed mentions.';
COMMENT ON COLUMN case_factors.n_negated IS 'Number of negated mentions.';
COMMENT ON COLUMN case_factors.n_uncertain IS 'Number of uncertain mentions; on their own they leave the factor not_mentioned.';
COMMENT ON COLUMN case_factors.decided_by IS 'model: rules or models decided the value; annotator: a person did.';
