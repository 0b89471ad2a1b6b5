SELECT function_name, function_type = 'table_macro' AS gives_rows, parameters, comment
FROM duckdb_functions()
WHERE NOT internal AND database_name = CURRENT_DATABASE()
ORDER BY gives_rows DESC, function_name;
