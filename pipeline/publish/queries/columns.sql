WITH keys AS (
    SELECT table_name, UNNEST(constraint_column_names) AS column_name
    FROM duckdb_constraints()
    WHERE constraint_type = 'PRIMARY KEY' AND database_name = CURRENT_DATABASE()
)
SELECT c.table_name, c.column_name, c.data_type, c.comment, k.column_name IS NOT NULL AS in_key
FROM duckdb_columns() AS c
LEFT JOIN keys AS k USING (table_name, column_name)
WHERE NOT c.internal AND c.database_name = CURRENT_DATABASE()
ORDER BY c.table_name, c.column_index;
