-- Interval of the difference between two independent proportions, 95 %: Newcombe, R. G. (1998), Statistics in
-- Medicine 17, 873-890, method 10. Null where a denominator is 0: the proportion is then.

CREATE OR REPLACE MACRO newcombe_low(n_a, d_a, n_b, d_b) AS
    n_b::DOUBLE / NULLIF(d_b, 0) - n_a::DOUBLE / NULLIF(d_a, 0) - SQRT(
        (n_b::DOUBLE / NULLIF(d_b, 0) - wilson_low(n_b, d_b)) ** 2
        + (wilson_high(n_a, d_a) - n_a::DOUBLE / NULLIF(d_a, 0)) ** 2
    );
COMMENT ON MACRO newcombe_low IS 'Lower bound of the 95 % Newcombe interval of n_b / d_b - n_a / d_a.';

CREATE OR REPLACE MACRO newcombe_high(n_a, d_a, n_b, d_b) AS
    n_b::DOUBLE / NULLIF(d_b, 0) - n_a::DOUBLE / NULLIF(d_a, 0) + SQRT(
        (wilson_high(n_b, d_b) - n_b::DOUBLE / NULLIF(d_b, 0)) ** 2
        + (n_a::DOUBLE / NULLIF(d_a, 0) - wilson_low(n_a, d_a)) ** 2
    );
COMMENT ON MACRO newcombe_high IS 'Upper bound of the 95 % Newcombe interval of n_b / d_b - n_a / d_a.';
