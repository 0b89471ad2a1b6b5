-- For an analyst's everyday rates: any count with its denominator becomes a figure that can be quoted.

CREATE OR REPLACE MACRO rate_with_interval(n, d) AS {
    'n': n,
    'denominator': d,
    'proportion': n::DOUBLE / NULLIF(d, 0),
    'low': wilson_low(n, d),
    'high': wilson_high(n, d)
};
COMMENT ON MACRO rate_with_interval IS 'n of d as a struct of n, denominator, proportion, low and high (95 % Wilson interval): SELECT UNNEST(rate_with_interval(COUNT(*) FILTER (outcome = ''death''), COUNT(*))) FROM cases.';

CREATE OR REPLACE MACRO rate_text(n, d) AS
    CASE
        WHEN d > 0 THEN
            PRINTF(
                '%d/%d (%.0f%%; %.0f to %.0f)',
                n::BIGINT, d::BIGINT, 100e0 * n / d, 100 * wilson_low(n, d), 100 * wilson_high(n, d)
            )
        WHEN d = 0 THEN '0/0'
    END;
COMMENT ON MACRO rate_text IS 'n of d to print: 12/40 (30%; 18 to 45), the per cent and its 95 % Wilson interval.';

CREATE OR REPLACE MACRO known_factor(factor) AS
    CASE
        WHEN factor IN (SELECT factor_id FROM factors) THEN factor
        ELSE ERROR('there is no factor ' || factor || ' in this store: SELECT factor_id FROM factors lists them')
    END;
COMMENT ON MACRO known_factor IS 'The factor_id itself, where the codebook has it; an error that says so where it has not, so that a misspelt name is never an empty answer.';
