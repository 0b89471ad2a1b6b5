-- Prevalence as coded beside the corrected one; $1 names the factors (null: all).
SELECT
    factor_id,
    name,
    domain,
    n_present,
    denominator,
    proportion,
    wilson_low,
    wilson_high,
    corrected,
    corrected_low,
    corrected_high,
    n_found_of_present,
    n_gold_present,
    n_found_of_other,
    n_gold_other,
    not_corrected,
    source
FROM prevalence_corrected
WHERE $1::VARCHAR[] IS NULL OR factor_id IN (SELECT UNNEST($1::VARCHAR[]))
ORDER BY domain, proportion DESC NULLS LAST, name;
