-- SPDX-License-Identifier: Apache-2.0
-- Public versions of a plan, and the requests that change one.

-- query: amendment_version
-- in: entity int, path_word text, vigencia int
-- out: id int, no int, base_no int?, state text, created_at time, published_on date?, due_on date?, published_file int?, act_kind text?, act_no text?, act_on date?, act_signers text?, act_file int?, motive text?, short_name text, path_word text, vigencia int
SELECT v.id, v.no, b.no, v.state, v.created_at, v.published_on, v.due_on, v.published_file, s.act_kind, s.act_no, s.act_on, s.act_signers, s.attachment_id,
  (SELECT m.reason FROM plan_step m WHERE m.entity_id = v.entity_id AND m.version_id = v.id AND m.event = 'pedir_modificacion' AND m.no = 1),
  i.short_name, i.path_word, p.vigencia
FROM plan_version v
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN plan_version b ON b.entity_id = v.entity_id AND b.id = v.base_id
LEFT JOIN plan_step s ON s.entity_id = v.entity_id AND s.version_id = v.id AND s.event = 'aprobar'
WHERE p.entity_id = $1 AND i.path_word = $2 AND p.vigencia = $3 AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
ORDER BY v.no DESC;

-- query: amendment_notice
-- in: entity int, version int
-- out: party text, channel text, told_on date
SELECT party, channel, told_on FROM change_notice WHERE entity_id = $1 AND version_id = $2 ORDER BY told_on, party;

-- activity 0: all. lead: the unit that answers first.
-- query: amendment_activity
-- in: entity int, version int, activity int
-- out: key int, address text, description text, lead int?
SELECT a.key, a.address, a.description, r.unit_id
FROM activity a
LEFT JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1
WHERE a.entity_id = $1 AND a.version_id = $2 AND ($3 = 0 OR a.key = $3) ORDER BY a.ord, a.key;

-- query: amendment_window
-- in: entity int, version int, activity int
-- out: due_on date?
SELECT due_on FROM window_ WHERE entity_id = $1 AND version_id = $2 AND activity_key = $3 ORDER BY ord;

-- request 0, version 0: of any. version: the one that was changed. The address of one that was added is known once it is.
-- query: amendment_request
-- in: entity int, request int, version int
-- out: id int, no int, plan_id int, version_id int, kind text, activity_key int?, motive text, is_late bool, asked_by int, asker text?, asked_at time, state text, answer text?, answerer text?, answered_at int?, applied_no int?, address text?, description text?, short_name text, path_word text, vigencia int, base_no int
SELECT c.id, c.no, v.plan_id, c.version_id, c.kind, c.activity_key, c.motive, c.is_late, c.asked_by, p.name, c.asked_at, c.state, c.answer, q.name, c.answered_at, w.no,
  COALESCE(a.address, b.address), COALESCE(a.description, b.description), i.short_name, i.path_word, l.vigencia, v.no
FROM change_request c
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id
JOIN plan l ON l.entity_id = v.entity_id AND l.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = l.instrument
LEFT JOIN plan_version w ON w.entity_id = c.entity_id AND w.id = c.applied_to
LEFT JOIN activity a ON a.entity_id = c.entity_id AND a.version_id = c.version_id AND a.key = c.activity_key
LEFT JOIN activity b ON b.entity_id = c.entity_id AND b.version_id = c.applied_to AND b.key = c.activity_key
LEFT JOIN person p ON p.entity_id = 0 AND p.id = c.asked_by
LEFT JOIN person q ON q.entity_id = 0 AND q.id = c.answered_by
WHERE c.entity_id = $1 AND ($2 = 0 OR c.id = $2) AND ($3 = 0 OR c.applied_to = $3)
ORDER BY CASE WHEN c.state = 'pedido' THEN 0 ELSE 1 END, c.no DESC;

-- query: amendment_field
-- in: entity int, request int
-- out: field text, old text?, new text?
SELECT field, old, new FROM change_request_field WHERE entity_id = $1 AND request_id = $2 ORDER BY field;

-- query: amendment_last
-- in: entity int
-- out: no int
SELECT COALESCE(max(no), 0) FROM change_request WHERE entity_id = $1;
