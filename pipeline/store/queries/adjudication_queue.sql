SELECT
    item_id,
    kind,
    case_id,
    document_id,
    sentence_no,
    factor_id,
    definition,
    codings,
    n_annotators,
    differs_in_kind,
    quote,
    sentence,
    page,
    file_name,
    char_start,
    char_end
FROM adjudication_queue
WHERE ($1::VARCHAR IS NULL OR item_id = $1) AND ($2::VARCHAR IS NULL OR factor_id = $2)
ORDER BY differs_in_kind DESC, kind, case_id, document_id, sentence_no, item_id;
