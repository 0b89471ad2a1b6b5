CREATE OR REPLACE MACRO cases_suspected(factor) AS TABLE
    SELECT
        c.case_id,
        c.case_label,
        c.board,
        c.period_id,
        cf.n_uncertain,
        cf.n_negated
    FROM cases AS c
    JOIN case_factors AS cf USING (case_id)
    WHERE cf.factor_id = known_factor(factor) AND cf.n_uncertain > 0 AND cf.value <> 'present'
    ORDER BY cf.n_uncertain DESC, c.case_id;
COMMENT ON MACRO TABLE cases_suspected IS 'The cases in which a factor is suspected (n_uncertain mentions) and not present: in prevalence they count as without it. FROM cases_suspected(''sexual_abuse'').';
