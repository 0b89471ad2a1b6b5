-- The age rule of the 2014-17 analysis, in one place.
CREATE OR REPLACE VIEW case_denominators AS
WITH oldest_child AS (
    SELECT case_id, MAX(age_years) AS oldest_years, ARG_MAX(age_band, age_years) AS age_band
    FROM children
    GROUP BY case_id
)
SELECT
    cf.case_id,
    c.period_id,
    cf.factor_id,
    cf.value,
    COALESCE(o.oldest_years >= f.min_age_years, TRUE) AS in_denominator,
    COALESCE(f.min_age_years, 0) > 0 AND o.oldest_years IS NULL AS age_unknown,
    -- ARG_MAX passes over a band that is null: of an 18-year-old and a baby it would give the baby's.
    CASE WHEN o.oldest_years < 18 THEN o.age_band END AS age_band,
    c.nation,
    c.outcome
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
COMMENT ON COLUMN case_denominators.age_band IS 'Age band of the oldest child with a stated age. Null: no age is stated, or the oldest is 18 or over.';
COMMENT ON COLUMN case_denominators.nation IS 'Nation of the board. Null: not known.';
COMMENT ON COLUMN case_denominators.outcome IS 'Outcome of the case: death, serious_harm or not_stated.';
