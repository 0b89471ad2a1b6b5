-- What a list parameter is cast to; the insert turns text into the ENUM.
SELECT
    column_name,
    CASE WHEN data_type LIKE 'ENUM%' THEN 'VARCHAR' ELSE data_type END AS parameter_type
FROM duckdb_columns()
WHERE table_name = $1;
