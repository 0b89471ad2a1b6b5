SELECT factor_id FROM factors ORDER BY factor_id;
