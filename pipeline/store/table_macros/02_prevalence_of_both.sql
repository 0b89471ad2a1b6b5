CREATE OR REPLACE MACRO prevalence_of_both(factor_a, factor_b) AS TABLE
    WITH counted AS (
        SELECT
            a.period_id,
            COUNT(*) FILTER (a.value = 'present' AND b.value = 'present') AS n_both,
            COUNT(*) FILTER (a.value = 'present') AS n_a,
            COUNT(*) FILTER (b.value = 'present') AS n_b,
            COUNT(*) AS denominator,
            GROUPING(a.period_id) = 1 AS all_periods
        FROM case_denominators AS a
        JOIN case_denominators AS b USING (case_id)
        WHERE
            a.factor_id = known_factor(factor_a)
            AND b.factor_id = known_factor(factor_b)
            AND a.in_denominator
            AND b.in_denominator
        GROUP BY ROLLUP (a.period_id)
    )
    SELECT
        c.period_id,
        c.n_both,
        c.n_a,
        c.n_b,
        c.denominator,
        c.n_both / NULLIF(c.denominator, 0)::DOUBLE AS proportion,
        wilson_low(c.n_both, c.denominator) AS wilson_low,
        wilson_high(c.n_both, c.denominator) AS wilson_high
    FROM counted AS c
    LEFT JOIN periods AS p USING (period_id)
    WHERE c.all_periods OR c.period_id IS NOT NULL
    ORDER BY c.all_periods DESC, p.start_date;
COMMENT ON MACRO TABLE prevalence_of_both IS 'In how many cases two factors are both present, of the cases that count for both: the first row, without a period, over all cases, then the periods with cases. FROM prevalence_of_both(''domestic_abuse'', ''parental_mental_health'').';
