CREATE OR REPLACE MACRO cases_with_and_without(factor_with, factor_without) AS TABLE
    SELECT
        c.case_id,
        c.case_label,
        c.board,
        c.nation,
        c.incident_date,
        c.period_id,
        c.outcome,
        c.child_protection_plan,
        b.value AS value_without
    FROM cases AS c
    JOIN case_factors AS a USING (case_id)
    JOIN case_factors AS b USING (case_id)
    WHERE
        a.factor_id = known_factor(factor_with)
        AND a.value = 'present'
        AND b.factor_id = known_factor(factor_without)
        AND b.value <> 'present'
    ORDER BY c.incident_date NULLS LAST, c.case_id;
COMMENT ON MACRO TABLE cases_with_and_without IS 'The cases in which the first factor is present and the second is not, by incident date; value_without says whether the report denies the second (absent) or is silent (not_mentioned). FROM cases_with_and_without(''neglect'', ''poverty'').';
