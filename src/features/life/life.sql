-- SPDX-License-Identifier: Apache-2.0
-- Versions of plans at work: where each stands, and the steps that brought it there.

-- version 0, path_word empty, vigencia 0, no 0: of any.
-- query: life_version
-- in: entity int, version int, path_word text, vigencia int, no int
-- out: entity_id int, id int, plan_id int, no int, base_id int?, base_no int?, state text, instrument text, instrument_name text, short_name text, path_word text, vigencia int, title text, created_at time, frozen_hash blob?, due_on date?, published_at int?, published_on date?, published_file int?, step_no int, activities int, open_errors int
SELECT v.entity_id, v.id, v.plan_id, v.no, v.base_id, b.no, v.state, p.instrument, i.name, i.short_name, i.path_word, p.vigencia, p.title, v.created_at,
  v.frozen_hash, v.due_on, v.published_at, v.published_on, v.published_file,
  (SELECT COALESCE(max(s.no), 0) FROM plan_step s WHERE s.entity_id = v.entity_id AND s.version_id = v.id),
  (SELECT count(*) FROM activity a WHERE a.entity_id = v.entity_id AND a.version_id = v.id),
  (SELECT count(*) FROM finding f JOIN import_batch m ON m.entity_id = f.entity_id AND m.id = f.import_id
    WHERE m.entity_id = v.entity_id AND m.version_id = v.id AND f.severity = 'error' AND f.state = 'abierto')
FROM plan_version v
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN plan_version b ON b.entity_id = v.entity_id AND b.id = v.base_id
WHERE v.entity_id = $1 AND ($2 = 0 OR v.id = $2) AND ($3 = '' OR i.path_word = $3) AND ($4 = 0 OR p.vigencia = $4) AND ($5 = 0 OR v.no = $5)
ORDER BY p.vigencia DESC, CASE WHEN i.path_word = 'plan' THEN 0 ELSE 1 END, i.path_word, i.valid_from DESC, v.no DESC;

-- Versions of plans of one family and year: what stands in the way of another one, and the last number.
-- query: life_family
-- in: entity int, path_word text, vigencia int
-- out: version_id int, plan_id int, instrument text, no int, base_id int?, state text
SELECT v.id, p.id, p.instrument, v.no, v.base_id, v.state
FROM plan_version v
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
WHERE p.entity_id = $1 AND i.path_word = $2 AND p.vigencia = $3
ORDER BY v.no DESC;

-- query: life_plan
-- in: entity int, instrument text, vigencia int
-- out: id int
SELECT id FROM plan WHERE entity_id = $1 AND instrument = $2 AND vigencia = $3;

-- query: life_step
-- in: entity int, version int
-- out: no int, from_state text?, to_state text, event text, at time, person_id int?, person text?, reason text?, act_kind text?, act_no text?, act_on date?, act_signers text?, attachment_id int?, file text?, sha256 blob?, document_hash blob?
SELECT s.no, s.from_state, s.to_state, s.event, s.at, s.person_id, h.name, s.reason, s.act_kind, s.act_no, s.act_on, s.act_signers, s.attachment_id, t.name, t.sha256, s.document_hash
FROM plan_step s
LEFT JOIN person h ON h.entity_id = 0 AND h.id = s.person_id
LEFT JOIN attachment t ON t.entity_id = s.entity_id AND t.id = s.attachment_id
WHERE s.entity_id = $1 AND s.version_id = $2
ORDER BY s.no DESC;

-- Does a version that is or was public name this file as its act, or as what was published of it?
-- query: life_public_file
-- in: entity int, attachment int
-- out: n int
SELECT (SELECT count(*) FROM plan_document d WHERE d.entity_id = $1 AND d.attachment_id = $2)
  + (SELECT count(*) FROM plan_step s JOIN plan_version v ON v.entity_id = s.entity_id AND v.id = s.version_id
    WHERE s.entity_id = $1 AND s.attachment_id = $2 AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico'));

-- query: life_published
-- in: entity int, version int
-- out: form text, attachment_id int, sha256 blob
SELECT d.form, d.attachment_id, a.sha256 FROM plan_document d JOIN attachment a ON a.entity_id = d.entity_id AND a.id = d.attachment_id
WHERE d.entity_id = $1 AND d.version_id = $2 ORDER BY d.form DESC;

-- The last time that a version took a step.
-- query: life_last
-- in: entity int, version int, event text
-- out: no int, person_id int?
SELECT no, person_id FROM plan_step WHERE entity_id = $1 AND version_id = $2 AND event = $3 ORDER BY no DESC LIMIT 1;

-- What an activity lacks to be approved.
-- query: life_incomplete
-- in: entity int, version int
-- out: address text, no_lead bool, no_target bool, no_schedule bool
SELECT address, no_lead, no_target, no_schedule FROM (
  SELECT a.address AS address, a.ord AS ord,
    CASE WHEN EXISTS (SELECT 1 FROM responsible r WHERE r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1) THEN 0 ELSE 1 END AS no_lead,
    CASE WHEN EXISTS (SELECT 1 FROM indicator n JOIN target t ON t.entity_id = n.entity_id AND t.version_id = n.version_id AND t.indicator_key = n.key
      WHERE n.entity_id = a.entity_id AND n.version_id = a.version_id AND n.activity_key = a.key) THEN 0 ELSE 1 END AS no_target,
    CASE WHEN a.schedule_kind = 'none' THEN 1 ELSE 0 END AS no_schedule
  FROM activity a WHERE a.entity_id = $1 AND a.version_id = $2) x
WHERE no_lead + no_target + no_schedule > 0
ORDER BY ord;

-- query: life_shifted
-- in: entity int, version int
-- out: n int
SELECT count(DISTINCT activity_key) FROM window_ WHERE entity_id = $1 AND version_id = $2 AND is_shifted = 1;

-- query: life_windows
-- in: entity int, version int
-- out: key int, activity_key int, ord int, from_on date?, due_on date?, granularity text, raw text, problem text?
SELECT key, activity_key, ord, from_on, due_on, granularity, raw, problem FROM window_ WHERE entity_id = $1 AND version_id = $2 ORDER BY activity_key, ord;

-- Who asked for a change that is in this version, and the units that lead what was asked to change.
-- query: life_asker
-- in: entity int, version int
-- out: person_id int
SELECT DISTINCT asked_by FROM change_request WHERE entity_id = $1 AND applied_to = $2 ORDER BY asked_by;

-- query: life_changed_unit
-- in: entity int, version int
-- out: unit_id int
SELECT DISTINCT r.unit_id
FROM change_request c JOIN responsible r ON r.entity_id = c.entity_id AND r.version_id = c.applied_to AND r.activity_key = c.activity_key AND r.is_lead = 1
WHERE c.entity_id = $1 AND c.applied_to = $2 ORDER BY r.unit_id;
