-- SPDX-License-Identifier: Apache-2.0
-- What an import must know of the version before it: whose file it was, and the keys its rows keep.

-- query: import_last_law
-- out: body text
SELECT d.body FROM event v JOIN event_detail d ON d.entity_id = v.entity_id AND d.seq = v.seq
WHERE v.entity_id = 0 AND v.subject_kind = 'instrument' AND v.kind = 'ley.cargada' ORDER BY v.seq DESC LIMIT 1;

-- query: import_last_version
-- in: entity int, instrument text, vigencia int
-- out: plan_id int, version_id int, no int, sha256 blob?, reader text?
SELECT p.id, v.id, v.no, f.sha256, b.reader
FROM plan p
JOIN plan_version v ON v.entity_id = p.entity_id AND v.plan_id = p.id
LEFT JOIN import_batch b ON b.entity_id = v.entity_id AND b.version_id = v.id
LEFT JOIN attachment f ON f.entity_id = b.entity_id AND f.id = b.attachment_id
WHERE p.entity_id = $1 AND p.instrument = $2 AND p.vigencia = $3
ORDER BY v.no DESC, b.id DESC LIMIT 1;

-- query: import_old_component
-- in: entity int, version int
-- out: key int, parent_key int?, code text, name text
SELECT key, parent_key, code, name FROM component WHERE entity_id = $1 AND version_id = $2 ORDER BY key;

-- query: import_old_activity
-- in: entity int, version int
-- out: key int, component_key int, code text?, description text, address text
SELECT key, component_key, code, description, address FROM activity WHERE entity_id = $1 AND version_id = $2 ORDER BY ord, key;

-- query: import_old_window
-- in: entity int, version int
-- out: key int, activity_key int, ord int
SELECT key, activity_key, ord FROM window_ WHERE entity_id = $1 AND version_id = $2 ORDER BY activity_key, ord;

-- query: import_old_indicator
-- in: entity int, version int
-- out: key int, activity_key int, target_key int?
SELECT i.key, i.activity_key, t.key FROM indicator i
LEFT JOIN target t ON t.entity_id = i.entity_id AND t.version_id = i.version_id AND t.indicator_key = i.key
WHERE i.entity_id = $1 AND i.version_id = $2 AND i.activity_key IS NOT NULL ORDER BY i.activity_key, i.key, t.key;
