-- What is left out of prevalence is left out here too, so that the two add up to the same number.
CREATE OR REPLACE VIEW factors_per_case AS
WITH counts AS (
    SELECT
        cd.case_id,
        COUNT(*) FILTER (cd.value = 'present') AS n_present,
        COUNT(*) FILTER (cd.value = 'present' AND f.domain = 'maltreatment') AS n_maltreatment,
        COUNT(*) FILTER (cd.value = 'present' AND f.domain = 'child') AS n_child,
        COUNT(*) FILTER (cd.value = 'present' AND f.domain = 'parent') AS n_parent,
        COUNT(*) FILTER (cd.value = 'present' AND f.domain = 'family') AS n_family,
        COUNT(*) FILTER (cd.value = 'present' AND f.domain = 'practice') AS n_practice,
        COUNT(*) FILTER (cd.value = 'absent') AS n_absent,
        COUNT(*) FILTER (cd.value = 'not_mentioned') AS n_not_mentioned,
        COUNT(*) AS n_factors
    FROM case_denominators AS cd
    JOIN factors AS f USING (factor_id)
    WHERE cd.in_denominator
    GROUP BY cd.case_id
)
SELECT c.case_id, c.case_label, c.board, c.nation, c.period_id, c.outcome, n.* EXCLUDE (case_id)
FROM counts AS n
JOIN cases AS c USING (case_id);

COMMENT ON VIEW factors_per_case IS 'A row is a case, and how many factors are present in it, of those that it counts for.';
COMMENT ON COLUMN factors_per_case.case_id IS 'Case: cases.case_id.';
COMMENT ON COLUMN factors_per_case.case_label IS 'Label of the case on the report. Null: none found.';
COMMENT ON COLUMN factors_per_case.board IS 'Board or partnership. Null: not stated.';
COMMENT ON COLUMN factors_per_case.nation IS 'Nation of the board. Null: not known.';
COMMENT ON COLUMN factors_per_case.period_id IS 'Period of the case. Null: incident date not known.';
COMMENT ON COLUMN factors_per_case.outcome IS 'death, serious_harm or not_stated.';
COMMENT ON COLUMN factors_per_case.n_present IS 'Factors present.';
COMMENT ON COLUMN factors_per_case.n_maltreatment IS 'Factors of maltreatment present.';
COMMENT ON COLUMN factors_per_case.n_child IS 'Factors of the child present.';
COMMENT ON COLUMN factors_per_case.n_parent IS 'Factors of the parents present.';
COMMENT ON COLUMN factors_per_case.n_family IS 'Factors of family and environment present.';
COMMENT ON COLUMN factors_per_case.n_practice IS 'Factors of practice present.';
COMMENT ON COLUMN factors_per_case.n_absent IS 'Factors of which the report says that they did not apply.';
COMMENT ON COLUMN factors_per_case.n_not_mentioned IS 'Factors of which the report says nothing either way.';
COMMENT ON COLUMN factors_per_case.n_factors IS 'Factors that the case counts for: all but those with a least age above that of its children.';
