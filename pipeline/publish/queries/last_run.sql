SELECT run_id, started_at, finished_at, code_version, model_version, codebook_version
FROM runs
ORDER BY run_id DESC
LIMIT 1;
