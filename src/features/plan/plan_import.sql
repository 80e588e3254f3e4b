-- SPDX-License-Identifier: Apache-2.0
-- What an import must know of the version before it: whose file it was, and the keys its rows keep.

-- query: import_last_law
-- out: body text
SELECT d.body FROM event v JOIN event_detail d ON d.entity_id = v.entity_id AND d.seq = v.seq
WHERE v.entity_id = 0 AND v.subject_kind = 'instrument' AND v.kind = 'ley.cargada' ORDER BY v.seq DESC LIMIT 1;

-- query: import_last_version
-- in: entity int, instrument text, vigencia int
-- out: version_id int, no int, state text, sha256 blob?, reader text?, batch_no int?
SELECT v.id, v.no, v.state, f.sha256, b.reader, b.no
FROM plan p
JOIN plan_version v ON v.entity_id = p.entity_id AND v.plan_id = p.id
LEFT JOIN import_batch b ON b.entity_id = v.entity_id AND b.version_id = v.id
LEFT JOIN attachment f ON f.entity_id = b.entity_id AND f.id = b.attachment_id
WHERE p.entity_id = $1 AND p.instrument = $2 AND p.vigencia = $3
ORDER BY v.no DESC, b.id DESC LIMIT 1;

-- query: import_next
-- in: entity int, instrument text, vigencia int
-- out: batch_no int, version_no int
SELECT (SELECT COALESCE(MAX(no), 0) + 1 FROM import_batch WHERE entity_id = $1),
  (SELECT COALESCE(MAX(x.no), 0) + 1 FROM (
    SELECT b.version_no AS no FROM plan p JOIN import_batch b ON b.entity_id = p.entity_id AND b.plan_id = p.id
      WHERE p.entity_id = $1 AND p.instrument = $2 AND p.vigencia = $3
    UNION ALL SELECT v.no FROM plan q JOIN plan_version v ON v.entity_id = q.entity_id AND v.plan_id = q.id
      WHERE q.entity_id = $1 AND q.instrument = $2 AND q.vigencia = $3) x);

-- query: import_plan
-- in: entity int, instrument text, vigencia int
-- out: id int, published int?
SELECT p.id, (SELECT max(v.id) FROM plan_version v WHERE v.entity_id = p.entity_id AND v.plan_id = p.id AND v.state = 'publicado')
FROM plan p WHERE p.entity_id = $1 AND p.instrument = $2 AND p.vigencia = $3;

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

-- query: import_old_part_indicator
-- in: entity int, version int
-- out: key int, component_key int?, name text, target_key int?
SELECT i.key, i.component_key, i.name, t.key FROM indicator i
LEFT JOIN target t ON t.entity_id = i.entity_id AND t.version_id = i.version_id AND t.indicator_key = i.key
WHERE i.entity_id = $1 AND i.version_id = $2 AND i.activity_key IS NULL ORDER BY i.component_key, i.ord, i.key, t.key;

-- query: import_batch_numbered
-- in: entity int, no int
-- out: id int, plan_id int, version_id int, version_no int, state text, title text, file text, seq int?, later_no int?, other_cutoffs int
SELECT b.id, b.plan_id, b.version_id, b.version_no, b.state, p.title, f.name,
  (SELECT MAX(e.seq) FROM event e WHERE e.entity_id = b.entity_id AND e.subject_kind = 'plan_version' AND e.subject_id = b.version_id AND e.kind = 'plan.importado'),
  (SELECT MAX(o.no) FROM import_batch o WHERE o.entity_id = b.entity_id AND o.plan_id = b.plan_id AND o.state = 'importado' AND o.no > b.no),
  (SELECT count(*) FROM cutoff c WHERE c.entity_id = b.entity_id AND c.version_id = b.version_id AND c.import_id <> b.id)
FROM import_batch b
JOIN plan p ON p.entity_id = b.entity_id AND p.id = b.plan_id
JOIN attachment f ON f.entity_id = b.entity_id AND f.id = b.attachment_id
WHERE b.entity_id = $1 AND b.no = $2;

-- query: import_batches
-- in: entity int
-- out: no int, state text, title text
SELECT b.no, b.state, p.title FROM import_batch b JOIN plan p ON p.entity_id = b.entity_id AND p.id = b.plan_id
WHERE b.entity_id = $1 ORDER BY b.no DESC LIMIT 20;

-- query: import_version_activity
-- in: entity int, version int
-- out: key int, address text, code text?, description text, product text?, goal text?, schedule text?, indicator text?, formula text?, tramite_code text?, tramite_name text?, current text?, improvement text?, benefit text?, kind text?, action text?
SELECT a.key, a.address, a.code, a.description, a.product, a.goal_raw, a.schedule_raw, n.name, n.formula,
  d.code, d.name, d.current, d.improvement, d.benefit, d.kind, d.action
FROM activity a
LEFT JOIN tramite_detail d ON d.entity_id = a.entity_id AND d.version_id = a.version_id AND d.activity_key = a.key
LEFT JOIN indicator n ON n.entity_id = a.entity_id AND n.version_id = a.version_id AND n.activity_key = a.key AND n.ord = 1
WHERE a.entity_id = $1 AND a.version_id = $2 ORDER BY a.ord, a.key;

-- query: import_version_window
-- in: entity int, version int
-- out: activity_key int, from_on date?, due_on date?, raw text
SELECT activity_key, from_on, due_on, raw FROM window_ WHERE entity_id = $1 AND version_id = $2 ORDER BY activity_key, ord;

-- query: import_version_measure
-- in: entity int, version int
-- out: activity_key int, qty int?, comparator text, unit_kind text
SELECT n.activity_key, t.qty_u6, t.comparator, n.unit_kind FROM target t
JOIN indicator n ON n.entity_id = t.entity_id AND n.version_id = t.version_id AND n.key = t.indicator_key
WHERE t.entity_id = $1 AND t.version_id = $2 AND n.activity_key IS NOT NULL ORDER BY n.activity_key, n.ord, t.key;

-- query: import_version_component
-- in: entity int, version int
-- out: key int, code text, name text, objective text?
SELECT key, code, name, objective FROM component WHERE entity_id = $1 AND version_id = $2 ORDER BY ord, key;

-- query: import_version_place
-- in: entity int, version int
-- out: activity_key int, component text, part text?
SELECT a.key, c.name, s.name FROM activity a
JOIN component c ON c.entity_id = a.entity_id AND c.version_id = a.version_id AND c.key = a.component_key
LEFT JOIN component s ON s.entity_id = a.entity_id AND s.version_id = a.version_id AND s.key = a.subcomponent_key
WHERE a.entity_id = $1 AND a.version_id = $2 ORDER BY a.key;

-- query: import_version_text
-- in: entity int, version int
-- out: key int, title text, body text
SELECT key, title, body FROM plan_text WHERE entity_id = $1 AND version_id = $2 ORDER BY ord, key;

-- query: import_version_indicator
-- in: entity int, version int
-- out: key int, component_key int?, name text, formula text?, goal text?
SELECT n.key, n.component_key, n.name, n.formula, t.raw
FROM indicator n
LEFT JOIN target t ON t.entity_id = n.entity_id AND t.version_id = n.version_id AND t.indicator_key = n.key
WHERE n.entity_id = $1 AND n.version_id = $2 AND n.activity_key IS NULL ORDER BY n.ord, n.key;

-- query: import_version_responsible
-- in: entity int, version int
-- out: activity_key int, raw text
SELECT activity_key, raw FROM responsible WHERE entity_id = $1 AND version_id = $2 ORDER BY activity_key, ord;

-- query: import_left
-- in: entity int, plan int
-- out: no int?
SELECT MAX(no) FROM plan_version WHERE entity_id = $1 AND plan_id = $2;
