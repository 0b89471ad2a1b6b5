-- Runs, and the files that a run could not use.
-- No table has a foreign key: DuckDB's still see rows that the same transaction has deleted, so that a
-- document or case could not be replaced in one transaction. The writer is the only one to write, and
-- replaces documents and cases whole; tests hold that no row is left without its parent. Primary keys
-- do not stand in the way and are there.

CREATE TABLE runs (
    run_id           VARCHAR PRIMARY KEY,
    started_at       TIMESTAMP NOT NULL,
    finished_at      TIMESTAMP,
    code_version     VARCHAR NOT NULL,
    model_version    VARCHAR NOT NULL,
    codebook_version VARCHAR NOT NULL
);
COMMENT ON TABLE runs IS 'A row is one run of the program over a set of files.';
COMMENT ON COLUMN runs.run_id IS 'Name of the run: its start in UTC and six random hexadecimal digits, so that runs sort by time.';
COMMENT ON COLUMN runs.started_at IS 'When the run began, UTC.';
COMMENT ON COLUMN runs.finished_at IS 'When the run ended, UTC. Null: it is under way, or was broken off; its finished batches count all the same.';
COMMENT ON COLUMN runs.code_version IS 'Version of the program.';
COMMENT ON COLUMN runs.model_version IS 'Version of the trained models.';
COMMENT ON COLUMN runs.codebook_version IS 'Version of the codebook. A file is coded again when code, model or codebook has changed.';

CREATE TYPE stage AS ENUM ('read', 'structure', 'entities', 'factors', 'case', 'store');

CREATE TABLE rejected_files (
    file_name VARCHAR,
    sha256    VARCHAR,
    stage     stage NOT NULL,
    reason    VARCHAR NOT NULL,
    detail    VARCHAR NOT NULL,
    run_id    VARCHAR,
    PRIMARY KEY (run_id, file_name)
);
COMMENT ON TABLE rejected_files IS 'A row is a file that a run could not use. A file may be rejected in several runs, or be read in a later one: view open_rejections has what still stands.';
COMMENT ON COLUMN rejected_files.file_name IS 'Name of the file; once a run.';
COMMENT ON COLUMN rejected_files.sha256 IS 'SHA-256 of the file''s bytes, 64 hexadecimal digits. Null: the file could not be opened.';
COMMENT ON COLUMN rejected_files.stage IS 'Stage that rejected the file: read, structure, entities, factors, case or store.';
COMMENT ON COLUMN rejected_files.reason IS 'Short code for counting, such as encrypted, empty or not_pdf.';
COMMENT ON COLUMN rejected_files.detail IS 'One sentence for people: what is wrong and what to do.';
COMMENT ON COLUMN rejected_files.run_id IS 'Run that rejected the file: runs.run_id.';
COMMENT ON TYPE stage IS 'A stage of the program, in the order of work.';
