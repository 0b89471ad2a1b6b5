-- Cases with each factor, over all cases or by a group; $1 names the group, $2 the factors (null: all).
-- Only one branch of the union gives rows. Groups without a case are left out.
WITH counted AS (
    SELECT factor_id, NULL::VARCHAR AS group_name, 1 AS group_no, * EXCLUDE (factor_id)
    FROM prevalence
    WHERE $1 = 'all'
    UNION ALL BY NAME
    SELECT * EXCLUDE (period_id, start_date, series), period_id AS group_name, DENSE_RANK() OVER (ORDER BY start_date) AS group_no
    FROM prevalence_by_period
    WHERE $1 = 'period'
    UNION ALL BY NAME
    SELECT * EXCLUDE (age_band), age_band::VARCHAR AS group_name, DENSE_RANK() OVER (ORDER BY age_band NULLS LAST) AS group_no
    FROM prevalence_by_age_band
    WHERE $1 = 'age_band'
    UNION ALL BY NAME
    SELECT * EXCLUDE (nation), nation AS group_name, DENSE_RANK() OVER (ORDER BY nation NULLS LAST) AS group_no
    FROM prevalence_by_nation
    WHERE $1 = 'nation'
    UNION ALL BY NAME
    SELECT * EXCLUDE (outcome), outcome::VARCHAR AS group_name, DENSE_RANK() OVER (ORDER BY outcome) AS group_no
    FROM prevalence_by_outcome
    WHERE $1 = 'outcome'
)
SELECT
    factor_id,
    name,
    domain,
    group_name,
    n_present,
    n_absent,
    n_not_mentioned,
    denominator,
    proportion,
    wilson_low,
    wilson_high,
    n_left_out,
    n_age_unknown
FROM counted
WHERE $2::VARCHAR[] IS NULL OR factor_id IN (SELECT UNNEST($2::VARCHAR[]))
-- All of a group's cases may be too young for a factor, and the group is there all the same.
QUALIFY MAX(denominator + n_left_out) OVER (PARTITION BY group_no) > 0
ORDER BY
    domain,
    SUM(n_present) OVER (PARTITION BY factor_id) / NULLIF(SUM(denominator) OVER (PARTITION BY factor_id), 0) DESC NULLS LAST,
    name,
    group_no;
