-- What a report says besides of the case: plan categories, legal status, siblings, agencies, the action plan.

CREATE TYPE plan_category AS ENUM ('neglect', 'physical_abuse', 'emotional_abuse', 'sexual_abuse');
CREATE TYPE legal_status AS ENUM (
    'care_order', 'supervision_order', 'voluntary_accommodation', 'private_law_order', 'emergency_order', 'none',
    'not_stated'
);
CREATE TYPE sibling_relation AS ENUM ('sibling', 'half_sibling', 'step_sibling');
CREATE TYPE agency_kind AS ENUM (
    'police', 'social_care', 'health', 'education', 'youth_justice', 'probation', 'housing', 'court', 'voluntary', 'other'
);
COMMENT ON TYPE plan_category IS 'Categories of a child protection plan or registration.';
COMMENT ON TYPE legal_status IS 'Orders and agreements that a child may be under, the strongest first; none: the report says that there was no order.';
COMMENT ON TYPE sibling_relation IS 'How a brother or sister is related to the child.';
COMMENT ON TYPE agency_kind IS 'Kinds of agencies.';

ALTER TABLE document_cases ADD COLUMN plan_categories plan_category[];
ALTER TABLE document_cases ADD COLUMN legal_status legal_status;
ALTER TABLE document_cases ADD COLUMN n_siblings INTEGER;
COMMENT ON COLUMN document_cases.plan_categories IS 'Categories of the plan or registration. Null: stored before this was kept.';
COMMENT ON COLUMN document_cases.legal_status IS 'Order or agreement that the child was under. Null: stored before this was kept.';
COMMENT ON COLUMN document_cases.n_siblings IS 'Brothers and sisters besides the children of the case. Null: not stated, or stored before this was kept.';
ALTER TABLE cases ADD COLUMN plan_categories plan_category[];
ALTER TABLE cases ADD COLUMN legal_status legal_status;
ALTER TABLE cases ADD COLUMN n_siblings INTEGER;
COMMENT ON COLUMN cases.plan_categories IS 'Categories of the current or previous plan or registration, a list: LIST_CONTAINS(plan_categories, ''neglect''). Empty: no plan, or no category stated. Null: stored before this was kept.';
COMMENT ON COLUMN cases.legal_status IS 'Order or agreement that a child of the case was under at the incident, the strongest; none: the report says that there was no order; not_stated. Null: stored before this was kept.';
COMMENT ON COLUMN cases.n_siblings IS 'Brothers and sisters, half and step too, besides the children that the review is about. Null: not stated, or stored before this was kept.';

COMMENT ON COLUMN case_evidence.confidence IS 'How sure the value is. labelled: the words stand on the slip sheet or cover, or in a table. stated: a sentence says it. inferred: worked out from what several sentences say, none of which settles it. It says how a value was found and is no probability; scr evaluate counts how often each is right (models/evaluation.md). Null: stored before this was kept.';
COMMENT ON COLUMN runs.model_version IS 'Versions of the trained models, and the factors coded by rules alone.';

CREATE TABLE siblings (
    document_id VARCHAR,
    sibling_no  INTEGER,
    label       VARCHAR NOT NULL,
    relation    sibling_relation NOT NULL,
    age_years   DOUBLE,
    gender      gender NOT NULL,
    PRIMARY KEY (document_id, sibling_no)
);
COMMENT ON TABLE siblings IS 'A row is a brother or sister of the children of the case, as the family table or the text of a document names them.';
COMMENT ON COLUMN siblings.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN siblings.sibling_no IS 'Number of the sibling within the document.';
COMMENT ON COLUMN siblings.label IS 'What the report calls the sibling.';
COMMENT ON COLUMN siblings.relation IS 'sibling, half_sibling or step_sibling, as far as the report tells them apart.';
COMMENT ON COLUMN siblings.age_years IS 'Age in years as the family table gives it, which may be that at the incident or that at the time of writing. Null: not given.';
COMMENT ON COLUMN siblings.gender IS 'Gender as stated.';

CREATE TABLE agencies (
    document_id VARCHAR,
    agency_no   INTEGER,
    name        VARCHAR NOT NULL,
    kind        agency_kind NOT NULL,
    page        INTEGER NOT NULL,
    PRIMARY KEY (document_id, agency_no)
);
COMMENT ON TABLE agencies IS 'A row is an agency that took part in a review: one that the document lists as having given a report, a record or a member of the panel.';
COMMENT ON COLUMN agencies.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN agencies.agency_no IS 'Number of the agency within the document, in the order listed.';
COMMENT ON COLUMN agencies.name IS 'Name as printed.';
COMMENT ON COLUMN agencies.kind IS 'Kind of agency, by its name.';
COMMENT ON COLUMN agencies.page IS 'Page on which it is listed, counted from 1.';

CREATE TABLE planned_actions (
    document_id VARCHAR,
    action_no   INTEGER,
    action      VARCHAR NOT NULL,
    owner       VARCHAR,
    due         VARCHAR,
    due_date    DATE,
    page        INTEGER NOT NULL,
    PRIMARY KEY (document_id, action_no)
);
COMMENT ON TABLE planned_actions IS 'A row is a row of an action plan printed in a document.';
COMMENT ON COLUMN planned_actions.document_id IS 'Document: documents.document_id.';
COMMENT ON COLUMN planned_actions.action_no IS 'Number of the row within the document, in the order printed.';
COMMENT ON COLUMN planned_actions.action IS 'What is to be done, as printed.';
COMMENT ON COLUMN planned_actions.owner IS 'Who is to do it, as printed. Null: the plan does not say.';
COMMENT ON COLUMN planned_actions.due IS 'By when, as printed: a date, "ongoing", "three months". Null: the plan does not say.';
COMMENT ON COLUMN planned_actions.due_date IS 'The day, or the first day of the month or year, of a due date. Null: none, or none that is a date.';
COMMENT ON COLUMN planned_actions.page IS 'Page on which the table begins, counted from 1.';
