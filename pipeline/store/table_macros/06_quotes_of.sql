CREATE OR REPLACE MACRO quotes_of(factor) AS TABLE
    SELECT case_id, subject, temporality, quote, sentence, page, file_name, probability
    FROM evidence
    WHERE factor_id = known_factor(factor) AND assertion = 'affirmed'
    ORDER BY case_id, file_name, char_start;
COMMENT ON MACRO TABLE quotes_of IS 'The words that affirm a factor, in every case, with page and file. FROM quotes_of(''housing_problems'') WHERE case_id = ''...''.';
