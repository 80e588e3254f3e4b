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

-- Rows that were sent to the units that lead them.
-- query: editor_request
-- in: entity int, version int
-- out: id int, no int, unit_id int, state text, due_on date, said text?, person text, at time, answered_by text?, answered_at int?, answer text?, activities int
SELECT q.id, q.no, q.unit_id, q.state, q.due_on, q.said, p.name, q.at, a.name, q.answered_at, q.answer,
  (SELECT count(*) FROM row_request_activity r WHERE r.entity_id = q.entity_id AND r.request_id = q.id)
FROM row_request q
JOIN person p ON p.entity_id = 0 AND p.id = q.person_id
LEFT JOIN person a ON a.entity_id = 0 AND a.id = q.answered_by
WHERE q.entity_id = $1 AND q.version_id = $2
ORDER BY q.no;

-- Of every version of an entity.
-- query: editor_task
-- in: entity int
-- out: no int, unit_id int, state text, due_on date, said text?, at time, answered_at int?, answer text?, sender int, activities int, version_state text, version int, short_name text, path_word text, vigencia int
SELECT q.no, q.unit_id, q.state, q.due_on, q.said, q.at, q.answered_at, q.answer, q.person_id,
  (SELECT count(*) FROM row_request_activity r WHERE r.entity_id = q.entity_id AND r.request_id = q.id), v.state, v.no, i.short_name, i.path_word, p.vigencia
FROM row_request q
JOIN plan_version v ON v.entity_id = q.entity_id AND v.id = q.version_id
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
WHERE q.entity_id = $1 AND q.state <> 'retirada'
ORDER BY q.id;

-- query: editor_request_row
-- in: entity int, request int
-- out: activity_key int, seen text
SELECT activity_key, seen FROM row_request_activity WHERE entity_id = $1 AND request_id = $2 ORDER BY activity_key;

-- What a person let stand, with a reason: when the file was brought, or later.
-- query: editor_accepted_finding
-- in: entity int, version int
-- out: code text, address text?, reason text?, person text?
SELECT f.code, a.address, f.reason, p.name
FROM import_batch b
JOIN finding f ON f.entity_id = b.entity_id AND f.import_id = b.id
LEFT JOIN activity a ON a.entity_id = f.entity_id AND a.version_id = b.version_id AND a.key = f.activity_key
LEFT JOIN person p ON p.entity_id = 0 AND p.id = f.person_id
WHERE b.entity_id = $1 AND b.version_id = $2 AND f.state = 'aceptado' AND (f.activity_key IS NULL OR a.key IS NOT NULL)
UNION ALL
SELECT f.code, a.address, f.reason, p.name
FROM accepted_finding f
LEFT JOIN activity a ON a.entity_id = f.entity_id AND a.version_id = f.version_id AND a.key = f.activity_key
LEFT JOIN person p ON p.entity_id = 0 AND p.id = f.person_id
WHERE f.entity_id = $1 AND f.version_id = $2 AND (f.activity_key IS NULL OR a.key IS NOT NULL);

-- What the file said and nobody has settled yet, of one code.
-- query: editor_open_of_code
-- in: entity int, version int, code text
-- out: import_id int, id int, activity_key int?
SELECT f.import_id, f.id, f.activity_key
FROM import_batch b
JOIN finding f ON f.entity_id = b.entity_id AND f.import_id = b.id
WHERE b.entity_id = $1 AND b.version_id = $2 AND f.code = $3 AND f.state = 'abierto'
ORDER BY f.id;
