-- The age rule of the 2014-17 analysis, in one place.
CREATE OR REPLACE VIEW case_denominators AS
WITH oldest_child AS (
    SELECT case_id, MAX(age_years) AS oldest_years
    FROM children
    GROUP BY case_id
)
SELECT
    cf.case_id,
    c.period_id,
    cf.factor_id,
    cf.value,
    COALESCE(o.oldest_years >= f.min_age_years, TRUE) AS in_denominator,
    COALESCE(f.min_age_years, 0) > 0 AND o.oldest_years IS NULL AS age_unknown
FROM case_factors AS cf
JOIN cases AS c USING (case_id)
JOIN factors AS f USING (factor_id)
LEFT JOIN oldest_child AS o USING (case_id);

COMMENT ON VIEW case_denominators IS 'A row is a factor of a case, and whether the case counts for it: a case is left out of a factor with a least age where all its children with a stated age are younger.';
COMMENT ON COLUMN case_denominators.case_id IS 'Case: cases.case_id.';
COMMENT ON COLUMN case_denominators.period_id IS 'Period of the case. Null: incident date not known.';
COMMENT ON COLUMN case_denominators.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN case_denominators.value IS 'present, absent or not_mentioned.';
COMMENT ON COLUMN case_denominators.in_denominator IS 'True: the case counts in proportions of this factor.';
COMMENT ON COLUMN case_denominators.age_unknown IS 'True: the factor has a least age and no child of the case has a stated age; the case counts.';
