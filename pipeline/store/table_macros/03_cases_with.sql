CREATE OR REPLACE MACRO cases_with(factor_a, factor_b := NULL, factor_c := NULL) AS TABLE
    WITH wanted AS (
        SELECT known_factor(factor_a) AS factor_id
        UNION
        SELECT known_factor(factor_b) WHERE factor_b IS NOT NULL
        UNION
        SELECT known_factor(factor_c) WHERE factor_c IS NOT NULL
    ),
    found AS (
        SELECT cf.case_id
        FROM case_factors AS cf
        JOIN wanted AS w USING (factor_id)
        WHERE cf.value = 'present'
        GROUP BY cf.case_id
        HAVING COUNT(*) = (SELECT COUNT(*) FROM wanted)
    )
    SELECT c.case_id, c.case_label, c.board, c.nation, c.incident_date, c.period_id, c.outcome, c.child_protection_plan
    FROM cases AS c
    JOIN found USING (case_id)
    ORDER BY c.incident_date NULLS LAST, c.case_id;
COMMENT ON MACRO TABLE cases_with IS 'The cases in which one, two or three factors are all present, whatever the age of the child, by incident date. FROM cases_with(''neglect'', factor_b := ''poverty'').';
