INSERT INTO runs (run_id, started_at, code_version, model_version, codebook_version)
VALUES ($1, $2, $3, $4, $5);
