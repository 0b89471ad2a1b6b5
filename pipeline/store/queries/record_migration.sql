INSERT INTO schema_migrations (version, name, applied_at)
VALUES ($1, $2, CURRENT_TIMESTAMP AT TIME ZONE 'UTC');
