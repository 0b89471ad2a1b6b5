-- The record of a case comes from its overview report, else from its newest document.
INSERT INTO cases BY NAME
WITH newest_first AS (
    SELECT
        dc.* EXCLUDE (children),
        LEN(dc.children) AS n_children,
        COUNT(*) OVER (PARTITION BY dc.case_id) AS n_documents,
        dc.document_id AS main_document_id,
        ROW_NUMBER() OVER (
            PARTITION BY dc.case_id
            ORDER BY
                d.document_type = 'overview_report' DESC,
                COALESCE(d.publication_date, d.report_date) DESC NULLS LAST,
                d.ingested_at DESC,
                d.document_id
        ) AS place
    FROM document_cases AS dc
    JOIN documents AS d USING (document_id)
    WHERE dc.case_id IN (SELECT UNNEST($1::VARCHAR[]))
),
recommended AS (
    SELECT document_id, COUNT(*) AS n_recommendations
    FROM recommendations
    WHERE document_id IN (SELECT document_id FROM newest_first)
    GROUP BY document_id
)
SELECT
    n.* EXCLUDE (document_id, place),
    COALESCE(r.n_recommendations, 0) AS n_recommendations
FROM newest_first AS n
LEFT JOIN recommended AS r USING (document_id)
WHERE n.place = 1;
