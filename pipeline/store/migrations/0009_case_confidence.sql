-- The census group of an ethnicity beside its words, and how sure the fields of a case record are.

CREATE TYPE ethnicity_group AS ENUM ('white', 'mixed', 'asian', 'black', 'other');
COMMENT ON TYPE ethnicity_group IS 'The five groups of the census of England and Wales (2011, 2021).';

-- Documents stored before have no group until they are coded again, which the next run does.
ALTER TABLE document_cases ADD COLUMN children.element.ethnicity_group VARCHAR;
ALTER TABLE children ADD COLUMN ethnicity_group ethnicity_group;
COMMENT ON COLUMN children.ethnicity_group IS 'Census group of the ethnicity: white, mixed, asian, black or other. Null: no ethnicity stated, one that belongs to no single group (Turkish, Muslim), or stored before groups were kept.';

CREATE TYPE confidence AS ENUM ('labelled', 'stated', 'inferred');
COMMENT ON TYPE confidence IS 'How a field of a case record was found, surest first: from a cover or a table, from a sentence that says it, or worked out.';

ALTER TABLE case_evidence ADD COLUMN confidence confidence;
COMMENT ON COLUMN case_evidence.confidence IS 'How sure the value is. labelled: the words stand on the slip sheet or cover, or in a table. stated: a sentence says it. inferred: worked out from what several sentences say, none of which settles it. It says how a value was found and is no probability: right on 40 training reviews were labelled 282 of 282, stated 544 of 544, inferred 34 of 37; on 18 later ones 118 of 122, 220 of 224, 37 of 37 (the rules were mended on all of them). Null: stored before this was kept.';
