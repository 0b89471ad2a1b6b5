-- The last word on each file: its newest rejection, unless it has been read since.
CREATE OR REPLACE VIEW open_rejections AS
WITH newest AS (
    SELECT x.*, r.started_at
    FROM rejected_files AS x
    JOIN runs AS r USING (run_id)
    QUALIFY ROW_NUMBER() OVER (PARTITION BY x.file_name ORDER BY r.started_at DESC, x.run_id DESC) = 1
)
SELECT n.file_name, n.sha256, n.stage, n.reason, n.detail, n.run_id
FROM newest AS n
WHERE NOT EXISTS (
    SELECT 1
    FROM documents AS d
    WHERE d.file_name = n.file_name AND d.ingested_at >= n.started_at
);

COMMENT ON VIEW open_rejections IS 'A row is a file that could not be used the last time it was tried: table rejected_files without what has been overtaken.';
COMMENT ON COLUMN open_rejections.file_name IS 'Name of the file.';
COMMENT ON COLUMN open_rejections.sha256 IS 'SHA-256 of the file''s bytes. Null: the file could not be opened.';
COMMENT ON COLUMN open_rejections.stage IS 'Stage that rejected the file.';
COMMENT ON COLUMN open_rejections.reason IS 'Short code for counting.';
COMMENT ON COLUMN open_rejections.detail IS 'One sentence for people: what is wrong and what to do.';
COMMENT ON COLUMN open_rejections.run_id IS 'Run that rejected the file: runs.run_id.';
