SELECT 'table' AS kind, table_name AS name, comment FROM duckdb_tables() WHERE NOT internal AND database_name = CURRENT_DATABASE()
UNION ALL
SELECT 'view', view_name, comment FROM duckdb_views() WHERE NOT internal AND database_name = CURRENT_DATABASE()
ORDER BY kind, name;
