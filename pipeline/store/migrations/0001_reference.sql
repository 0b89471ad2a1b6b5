-- The store's own book-keeping, the codebook, the periods and the published figures.

CREATE TABLE schema_migrations (
    version    INTEGER PRIMARY KEY,
    name       VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE schema_migrations IS 'Book-keeping: a row is a migration that this store has had. A version that the program does not know means that a newer program made the store.';
COMMENT ON COLUMN schema_migrations.version IS 'Number of the migration, from 1, without gaps.';
COMMENT ON COLUMN schema_migrations.name IS 'Name of the migration: its file name without the number.';
COMMENT ON COLUMN schema_migrations.applied_at IS 'When the migration ran, UTC.';

CREATE TABLE schema_views (
    file_name VARCHAR PRIMARY KEY,
    sha256    VARCHAR NOT NULL
);
COMMENT ON TABLE schema_views IS 'Book-keeping: a row is a file of macros or views as this store has it; views are made anew when any of them has changed.';
COMMENT ON COLUMN schema_views.file_name IS 'Folder and name of the SQL file, such as views/02_prevalence.sql.';
COMMENT ON COLUMN schema_views.sha256 IS 'SHA-256 of the file''s text, 64 hexadecimal digits.';

CREATE TYPE factor_domain AS ENUM ('maltreatment', 'child', 'parent', 'family', 'practice');
COMMENT ON TYPE factor_domain IS 'Part of the codebook, in its order.';

CREATE TABLE factors (
    factor_id     VARCHAR PRIMARY KEY,
    name          VARCHAR NOT NULL,
    domain        factor_domain NOT NULL,
    definition    VARCHAR NOT NULL,
    min_age_years INTEGER CHECK (min_age_years >= 0)
);
COMMENT ON TABLE factors IS 'The codebook: a row is a factor that is coded for every case.';
COMMENT ON COLUMN factors.factor_id IS 'Name of the factor in lower case with underscores, such as parental_mental_health.';
COMMENT ON COLUMN factors.name IS 'Name of the factor for people, as the national analyses use it.';
COMMENT ON COLUMN factors.domain IS 'Part of the codebook that the factor belongs to: maltreatment, child, parent, family (and environment) or practice.';
COMMENT ON COLUMN factors.definition IS 'What is coded as the factor, and what is not.';
COMMENT ON COLUMN factors.min_age_years IS 'Age in years under which a child is left out of the denominator. 0 or null: children of every age count.';

CREATE TABLE periods (
    period_id  VARCHAR PRIMARY KEY,
    start_date DATE NOT NULL,
    end_date   DATE CHECK (end_date > start_date),
    analysis   VARCHAR NOT NULL,
    series     VARCHAR NOT NULL
);
COMMENT ON TABLE periods IS 'A row is a period of the national analyses. A case belongs to the period that holds its incident date.';
COMMENT ON COLUMN periods.period_id IS 'Name of the period: its years, such as 2011-14 for April 2011 to March 2014, or 2019-onwards.';
COMMENT ON COLUMN periods.start_date IS 'First day of the period.';
COMMENT ON COLUMN periods.end_date IS 'Last day of the period, inclusive. Null: the period is still open.';
COMMENT ON COLUMN periods.analysis IS 'The national analysis that covers the period.';
COMMENT ON COLUMN periods.series IS 'Kind of review of the period: serious_case_reviews, or practice_reviews (local child safeguarding practice reviews). Figures of two series are not one time series.';

CREATE TYPE verification AS ENUM ('seen', 'derived', 'approximate');

CREATE TABLE national_statistics (
    statistic_no     INTEGER PRIMARY KEY,
    period_id        VARCHAR,
    published_period VARCHAR NOT NULL,
    domain           VARCHAR NOT NULL,
    factor_id        VARCHAR,
    measure          VARCHAR,
    published_factor VARCHAR NOT NULL,
    n                INTEGER CHECK (n >= 0),
    denominator      INTEGER CHECK (denominator > 0),
    percent          DOUBLE CHECK (percent BETWEEN 0 AND 100),
    denominator_rule VARCHAR,
    same_base        BOOLEAN,
    source           VARCHAR NOT NULL,
    verified         verification NOT NULL,
    CHECK ((factor_id IS NULL) <> (measure IS NULL))
);
COMMENT ON TABLE national_statistics IS 'A row is a figure that a national analysis or a panel report has published, to set beside this store''s own.';
COMMENT ON COLUMN national_statistics.statistic_no IS 'Row of the figure in the file of published figures, from 1.';
COMMENT ON COLUMN national_statistics.period_id IS 'Period of the figure, where the published period is exactly one of table periods. Null where it is a part of one, spans several, or is counted otherwise (a calendar year, a year of Ofsted evaluations, a panel report): then see published_period.';
COMMENT ON COLUMN national_statistics.published_period IS 'Period as published, such as 2005-09 or 2020 (CSPR Panel).';
COMMENT ON COLUMN national_statistics.domain IS 'What the figure is about, as listed: volume, outcome, age, gender, services, neglect, family, child, parent, environment, death_category, harm_category and so on.';
COMMENT ON COLUMN national_statistics.factor_id IS 'Factor of the codebook that the figure measures. Null where it measures something else: then measure says what.';
COMMENT ON COLUMN national_statistics.measure IS 'What the figure measures, as published, where that is no factor of the codebook. Null where factor_id is given: exactly one of the two is.';
COMMENT ON COLUMN national_statistics.published_factor IS 'Wording of the factor or measure as published.';
COMMENT ON COLUMN national_statistics.n IS 'Published count (a mean, where the wording says so). Null: only a percentage was published.';
COMMENT ON COLUMN national_statistics.denominator IS 'Published base of the figure, a count of what denominator_rule names. Null: not printed, or the figure is itself a count.';
COMMENT ON COLUMN national_statistics.percent IS 'Published percentage, 0 to 100. Null: only a count, or only words, were published.';
COMMENT ON COLUMN national_statistics.denominator_rule IS 'What the base counts (reviews, children, reviews with a final report ...) and other remarks on the figure. Null: nothing is known.';
COMMENT ON COLUMN national_statistics.same_base IS 'For a figure with a factor_id: false where its base is known to differ from the codebook''s (other ages, non-fatal incidents only), so that it must not be set beside a prevalence; true where nothing says so. Null: the figure has no factor_id.';
COMMENT ON COLUMN national_statistics.source IS 'Where the figure was read.';
COMMENT ON COLUMN national_statistics.verified IS 'seen: read in the source; derived: worked out from figures that were seen; approximate: the source gives words ("half") or a bound.';
COMMENT ON TYPE verification IS 'How sure a published figure is.';
