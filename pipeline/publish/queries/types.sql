SELECT type_name, labels, comment
FROM duckdb_types()
WHERE NOT internal AND logical_type = 'ENUM' AND database_name = CURRENT_DATABASE()
ORDER BY type_name;
