DELETE FROM rejected_files
WHERE run_id = $1 AND file_name IN (SELECT UNNEST($2::VARCHAR[]));
