-- SPDX-License-Identifier: Apache-2.0
-- Writing a version. Its rows are read whole, table by table (db.h); here stands what hangs on an import.

-- What the file said of an activity and nobody has settled yet.
-- query: editor_open_finding
-- in: entity int, version int, activity int
-- out: import_id int, id int
SELECT f.import_id, f.id
FROM import_batch b
JOIN finding f ON f.entity_id = b.entity_id AND f.import_id = b.id
WHERE b.entity_id = $1 AND b.version_id = $2 AND f.activity_key = $3 AND f.state = 'abierto'
ORDER BY f.id;
