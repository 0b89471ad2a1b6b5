-- A factor at a glance: all cases first, then period by period.
CREATE OR REPLACE MACRO prevalence_of(factor) AS TABLE
    SELECT
        NULL::VARCHAR AS period_id,
        n_present,
        n_absent,
        n_not_mentioned,
        denominator,
        proportion,
        wilson_low,
        wilson_high
    FROM prevalence
    WHERE factor_id = known_factor(factor)
    UNION ALL
    (
        SELECT
            period_id,
            n_present,
            n_absent,
            n_not_mentioned,
            denominator,
            proportion,
            wilson_low,
            wilson_high
        FROM prevalence_by_period
        WHERE factor_id = factor AND denominator > 0
        ORDER BY start_date
    );
COMMENT ON MACRO TABLE prevalence_of IS 'How common a factor is: the first row, without a period, is over all cases, the others are the periods with cases, in order. FROM prevalence_of(''neglect'').';
