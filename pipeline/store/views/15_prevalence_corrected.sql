CREATE OR REPLACE VIEW prevalence_corrected AS
SELECT
    p.factor_id,
    p.name,
    p.domain,
    p.n_present,
    p.denominator,
    p.proportion,
    p.wilson_low,
    p.wilson_high,
    corrected_prevalence(
        p.n_present, p.denominator, a.n_found_of_present, a.n_gold_present, a.n_found_of_other, a.n_gold_other
    ) AS corrected,
    corrected_low(
        p.n_present, p.denominator, a.n_found_of_present, a.n_gold_present, a.n_found_of_other, a.n_gold_other
    ) AS corrected_low,
    corrected_high(
        p.n_present, p.denominator, a.n_found_of_present, a.n_gold_present, a.n_found_of_other, a.n_gold_other
    ) AS corrected_high,
    a.n_found_of_present / NULLIF(a.n_gold_present, 0)::DOUBLE AS sensitivity,
    a.n_found_of_present,
    a.n_gold_present,
    1 - a.n_found_of_other / NULLIF(a.n_gold_other, 0)::DOUBLE AS specificity,
    a.n_found_of_other,
    a.n_gold_other,
    CASE
        WHEN a.factor_id IS NULL THEN 'accuracy not measured'
        WHEN a.n_gold_present = 0 OR a.n_gold_other = 0 THEN 'accuracy measured on present or on other cases alone'
        WHEN newcombe_low(a.n_found_of_other, a.n_gold_other, a.n_found_of_present, a.n_gold_present) <= 0
            THEN 'coder not clearly better than chance'
        WHEN p.denominator = 0 THEN 'no case counts'
        WHEN corrected IS NULL THEN 'found too rarely or too often for the measured errors'
    END AS not_corrected,
    a.source
FROM prevalence AS p
LEFT JOIN coder_accuracy AS a USING (factor_id);

COMMENT ON VIEW prevalence_corrected IS 'A row is a factor over all cases: the prevalence as coded, and the prevalence that would make a coder with the measured errors find as much. The correction takes it that the coder errs in these reports as it did in the gold cases (source says which), and that errors are alike whatever the report; where it learnt or was measured on other kinds of report, trust the raw figure no more than the corrected one.';
COMMENT ON COLUMN prevalence_corrected.factor_id IS 'Factor: factors.factor_id.';
COMMENT ON COLUMN prevalence_corrected.name IS 'Name of the factor for people.';
COMMENT ON COLUMN prevalence_corrected.domain IS 'Part of the codebook.';
COMMENT ON COLUMN prevalence_corrected.n_present IS 'Cases in the denominator where the factor is coded present.';
COMMENT ON COLUMN prevalence_corrected.denominator IS 'Cases that count.';
COMMENT ON COLUMN prevalence_corrected.proportion IS 'n_present / denominator, 0 to 1, as coded. Null: no case counts.';
COMMENT ON COLUMN prevalence_corrected.wilson_low IS 'Lower bound of the 95 % Wilson interval of the proportion as coded: of the sampling of cases only.';
COMMENT ON COLUMN prevalence_corrected.wilson_high IS 'Upper bound of the 95 % Wilson interval of the proportion as coded.';
COMMENT ON COLUMN prevalence_corrected.corrected IS 'Rogan and Gladen''s estimate (proportion + specificity - 1) / (sensitivity + specificity - 1), held to 0 and 1. Null: see not_corrected.';
COMMENT ON COLUMN prevalence_corrected.corrected_low IS 'Lower bound of the 95 % interval of Lang and Reiczigel, which carries the uncertainty of the prevalence, the sensitivity and the specificity; widened to the estimate where it does not hold it.';
COMMENT ON COLUMN prevalence_corrected.corrected_high IS 'Upper bound of that interval.';
COMMENT ON COLUMN prevalence_corrected.sensitivity IS 'Share of the gold cases with the factor that the coder finds: n_found_of_present / n_gold_present. Null: not measured.';
COMMENT ON COLUMN prevalence_corrected.n_found_of_present IS 'Gold cases with the factor that the coder has as present too.';
COMMENT ON COLUMN prevalence_corrected.n_gold_present IS 'Gold cases with the factor: what the sensitivity rests on.';
COMMENT ON COLUMN prevalence_corrected.specificity IS 'Share of the gold cases without the factor that the coder leaves: 1 - n_found_of_other / n_gold_other. Null: not measured.';
COMMENT ON COLUMN prevalence_corrected.n_found_of_other IS 'Gold cases without the factor that the coder has as present all the same.';
COMMENT ON COLUMN prevalence_corrected.n_gold_other IS 'Gold cases without the factor: what the specificity rests on.';
COMMENT ON COLUMN prevalence_corrected.not_corrected IS 'Why there is no corrected figure. "coder not clearly better than chance": the 95 % Newcombe interval of sensitivity + specificity - 1 reaches 0, often since there are few gold cases. "found too rarely or too often for the measured errors": fewer than the false finds alone would be, or more than all true ones, beyond chance; the coder errs otherwise in these reports than in the gold cases. Null: there is one.';
COMMENT ON COLUMN prevalence_corrected.source IS 'Which gold cases the accuracy was measured on, with which version of the coder: coder_accuracy.source.';
