SELECT DISTINCT annotator
FROM annotations_in_force
WHERE kind IN ('mention', 'none') AND NOT adjudicated
ORDER BY annotator;
