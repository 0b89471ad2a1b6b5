SELECT
    case_id,
    factor_id,
    name,
    value,
    assertion,
    subject,
    temporality,
    probability,
    method,
    quote,
    sentence,
    heading,
    page,
    file_name,
    document_id,
    char_start,
    char_end
FROM evidence
WHERE case_id = $1 AND ($2::VARCHAR IS NULL OR factor_id = $2)
ORDER BY factor_id, assertion, document_id, char_start, mention_no;
