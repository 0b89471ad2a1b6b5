CREATE OR REPLACE VIEW prevalence_by_nation AS
WITH nations AS (
    SELECT DISTINCT nation FROM cases
),
totals AS (
    SELECT
        nation,
        factor_id,
        SUM(n_present)::BIGINT AS n_present,
        SUM(n_absent)::BIGINT AS n_absent,
        SUM(n_not_mentioned)::BIGINT AS n_not_mentioned,
        SUM(denominator)::BIGINT AS denominator,
        SUM(n_left_out)::BIGINT AS n_left_out,
        SUM(n_age_unknown)::BIGINT AS n_age_unknown,
        SUM(n_mentions)::BIGINT AS n_mentions,
        SUM(n_reports)::BIGINT AS n_reports
    FROM factor_counts
    GROUP BY nation, factor_id
)
SELECT
    g.nation,
    f.factor_id,
    f.name,
    f.domain,
    COALESCE(t.n_present, 0) AS n_present,
    COALESCE(t.n_absent, 0) AS n_absent,
    COALESCE(t.n_not_mentioned, 0) AS n_not_mentioned,
    COALESCE(t.denominator, 0) AS denominator,
    t.n_present / NULLIF(t.denominator, 0)::DOUBLE AS proportion,
    wilson_low(t.n_present, t.denominator) AS wilson_low,
    wilson_high(t.n_present, t.denominator) AS wilson_high,
    f.min_age_years,
    COALESCE(t.n_left_out, 0) AS n_left_out,
    COALESCE(t.n_age_unknown, 0) AS n_age_unknown,
    COALESCE(t.n_mentions, 0) AS n_mentions,
    COALESCE(t.n_reports, 0) AS n_reports
FROM nations AS g
CROSS JOIN factors AS f
LEFT JOIN totals AS t ON t.nation IS NOT DISTINCT FROM g.nation AND t.factor_id = f.factor_id;

COMMENT ON VIEW prevalence_by_nation IS 'A row is a factor in a nation, for every factor and every nation that has a case. The nations add up to view prevalence.';
COMMENT ON COLUMN prevalence_by_nation.nation IS 'Nation of the board. Null: the cases whose nation is not known.';
COMMENT ON COLUMN prevalence_by_nation.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN prevalence_by_nation.name IS 'Name of the factor for people.';
COMMENT ON COLUMN prevalence_by_nation.domain IS 'Part of the codebook.';
COMMENT ON COLUMN prevalence_by_nation.n_present IS 'Cases in the denominator where the factor is present.';
COMMENT ON COLUMN prevalence_by_nation.n_absent IS 'Cases in the denominator where the report says that it did not apply.';
COMMENT ON COLUMN prevalence_by_nation.n_not_mentioned IS 'Cases in the denominator of which the report says nothing either way.';
COMMENT ON COLUMN prevalence_by_nation.denominator IS 'Cases of the nation that count: n_present + n_absent + n_not_mentioned.';
COMMENT ON COLUMN prevalence_by_nation.proportion IS 'n_present / denominator, 0 to 1. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_nation.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_nation.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion. Null: no case counts.';
COMMENT ON COLUMN prevalence_by_nation.min_age_years IS 'Age in years under which a child is left out of the denominator. 0 or null: all ages count.';
COMMENT ON COLUMN prevalence_by_nation.n_left_out IS 'Cases left out because all their children with a stated age are younger than min_age_years.';
COMMENT ON COLUMN prevalence_by_nation.n_age_unknown IS 'Cases in the denominator although no child''s age is stated; 0 for a factor without a least age.';
COMMENT ON COLUMN prevalence_by_nation.n_mentions IS 'Affirmed mentions in reports of the cases in the denominator. Not a prevalence: long reports say a thing more often.';
COMMENT ON COLUMN prevalence_by_nation.n_reports IS 'Reports that hold these mentions; a case may have several reports.';
