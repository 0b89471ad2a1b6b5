-- Wilson score interval of a proportion, 95 %: Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209-212.
-- Null where the denominator is 0. Bounds are held to 0, 1 and the proportion against rounding.

CREATE OR REPLACE MACRO wilson_bound(p, d, z) AS
    (p + z ** 2 / (2 * d) + z * SQRT(p * (1 - p) / d + z ** 2 / (4e0 * d * d))) / (1 + z ** 2 / d);
COMMENT ON MACRO wilson_bound IS 'Bound of the Wilson interval of the proportion p of d, z standard errors away: the lower one for a negative z.';

CREATE OR REPLACE MACRO wilson_low(n, d) AS
    CASE WHEN d > 0 THEN
        LEAST(n::DOUBLE / d, GREATEST(0e0, wilson_bound(n::DOUBLE / d, d, -1.959963984540054e0)))
    END;
COMMENT ON MACRO wilson_low IS 'Lower bound of the 95 % Wilson interval of n out of d.';

CREATE OR REPLACE MACRO wilson_high(n, d) AS
    CASE WHEN d > 0 THEN
        GREATEST(n::DOUBLE / d, LEAST(1e0, wilson_bound(n::DOUBLE / d, d, 1.959963984540054e0)))
    END;
COMMENT ON MACRO wilson_high IS 'Upper bound of the 95 % Wilson interval of n out of d.';
