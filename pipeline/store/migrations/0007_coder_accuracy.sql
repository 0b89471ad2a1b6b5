-- How right the coder is by factor, measured on reviews that people have coded.

CREATE TABLE coder_accuracy (
    factor_id          VARCHAR PRIMARY KEY,
    n_gold_present     INTEGER NOT NULL CHECK (n_gold_present >= 0),
    n_found_of_present INTEGER NOT NULL CHECK (n_found_of_present BETWEEN 0 AND n_gold_present),
    n_gold_other       INTEGER NOT NULL CHECK (n_gold_other >= 0),
    n_found_of_other   INTEGER NOT NULL CHECK (n_found_of_other BETWEEN 0 AND n_gold_other),
    source             VARCHAR NOT NULL
);
COMMENT ON TABLE coder_accuracy IS 'A row is a factor, and how right the coder was about its presence in gold cases that it had not learnt from. Empty: nothing was measured. View prevalence_corrected uses it.';
COMMENT ON COLUMN coder_accuracy.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN coder_accuracy.n_gold_present IS 'Gold cases where the factor is present.';
COMMENT ON COLUMN coder_accuracy.n_found_of_present IS 'Of these, cases that the coder has as present too. Sensitivity = n_found_of_present / n_gold_present.';
COMMENT ON COLUMN coder_accuracy.n_gold_other IS 'Gold cases where the factor is absent or not_mentioned.';
COMMENT ON COLUMN coder_accuracy.n_found_of_other IS 'Of these, cases that the coder has as present all the same. Specificity = 1 - n_found_of_other / n_gold_other.';
COMMENT ON COLUMN coder_accuracy.source IS 'Which gold cases, and which version of the coder was measured on them.';
