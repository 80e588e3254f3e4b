-- SPDX-License-Identifier: Apache-2.0
-- What falls due: what a version of a plan asks for, obligations as people see them, deliveries that come back.

-- ---- of a version that is published

-- query: agenda_window
-- in: entity int, version int
-- out: activity_key int, schedule_kind text, window_key int?, from_on date?, due_on date?
SELECT a.key, a.schedule_kind, w.key, w.from_on, w.due_on FROM activity a
LEFT JOIN window_ w ON w.entity_id = a.entity_id AND w.version_id = a.version_id AND w.activity_key = a.key AND w.due_on IS NOT NULL
WHERE a.entity_id = $1 AND a.version_id = $2 ORDER BY a.ord, a.key, w.ord;

-- query: agenda_target
-- in: entity int, version int
-- out: activity_key int, qty_u6 int?, per_label text?, is_conditional bool
SELECT i.activity_key, t.qty_u6, t.per_label, CASE WHEN t.condition IS NULL THEN 0 ELSE 1 END FROM target t
JOIN indicator i ON i.entity_id = t.entity_id AND i.version_id = t.version_id AND i.key = t.indicator_key AND i.activity_key IS NOT NULL
WHERE t.entity_id = $1 AND t.version_id = $2 ORDER BY i.activity_key, i.ord, t.key;

-- Those that are asked for first, so that one that was cancelled comes back only when none is there.
-- query: agenda_known
-- in: entity int, plan int
-- out: id int, activity_key int, window_key int?, period_no int, due_on date, is_cancelled bool, is_reported bool
SELECT o.id, o.activity_key, o.window_key, o.period_no, o.due_on, CASE WHEN o.cancelled_seq IS NULL THEN 0 ELSE 1 END,
  CASE WHEN EXISTS (SELECT 1 FROM report t WHERE t.entity_id = o.entity_id AND t.obligation_id = o.id AND t.state IN ('enviado', 'aceptado')) THEN 1 ELSE 0 END
FROM obligation o WHERE o.entity_id = $1 AND o.plan_id = $2 AND o.delivery_id IS NULL
ORDER BY CASE WHEN o.cancelled_seq IS NULL THEN 0 ELSE 1 END, o.id;

-- ---- as people see them

-- sent_at: the first report of it that was not sent back, when one of them stands; one of nothing done does not date what was done later.
-- query: agenda_obligation
-- in: entity int, first date, last date, unit int?, person int?, today date, plan int?
-- out: id int, plan_id int?, activity_key int?, delivery_id int?, period_no int, label text?, due_on date, expected_u6 int?, title text?, address text?, product text?, path_word text?, vigencia int?, version_no int?, published_at time?, unit_id int?, unit text?, component text?, delivered_on date?, delivered_at time?, sent_at time?, is_returned bool, is_closed bool
SELECT o.id, o.plan_id, o.activity_key, o.delivery_id, o.period_no, o.label, o.due_on, o.expected_u6, COALESCE(a.description, d.title), a.address, a.product, i.path_word, p.vigencia, v.no,
  v.published_at, COALESCE(r.unit_id, d.unit_id), u.name, c.name, o.delivered_on, o.delivered_at,
  (SELECT COALESCE(MIN(CASE WHEN t.numerator_u6 IS NULL OR t.numerator_u6 <> 0 OR t.not_applicable IS NOT NULL OR EXISTS (SELECT 1 FROM indicator n
      WHERE n.entity_id = a.entity_id AND n.version_id = a.version_id AND n.activity_key = a.key AND n.lower_better = 1) THEN t.sent_at END), MIN(t.sent_at)) FROM report t WHERE t.entity_id = o.entity_id AND t.obligation_id = o.id
    AND t.state IN ('enviado', 'aceptado', 'reemplazado')
    AND EXISTS (SELECT 1 FROM report s WHERE s.entity_id = o.entity_id AND s.obligation_id = o.id AND s.state IN ('enviado', 'aceptado'))),
  CASE WHEN EXISTS (SELECT 1 FROM report b WHERE b.entity_id = o.entity_id AND b.obligation_id = o.id AND b.state = 'devuelto'
    AND NOT EXISTS (SELECT 1 FROM report n WHERE n.entity_id = b.entity_id AND n.replaces_id = b.id AND n.sent_at IS NOT NULL)) THEN 1 ELSE 0 END,
  CASE WHEN v.state = 'cerrado' THEN 1 ELSE 0 END
FROM obligation o
LEFT JOIN delivery d ON d.entity_id = o.entity_id AND d.id = o.delivery_id
LEFT JOIN plan p ON p.entity_id = o.entity_id AND p.id = o.plan_id
LEFT JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN plan_version v ON v.entity_id = o.entity_id AND v.plan_id = o.plan_id AND v.state IN ('publicado', 'cerrado')
LEFT JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = o.activity_key
LEFT JOIN component c ON c.entity_id = a.entity_id AND c.version_id = a.version_id AND c.key = a.component_key
LEFT JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1
LEFT JOIN unit u ON u.entity_id = o.entity_id AND u.id = COALESCE(r.unit_id, d.unit_id)
WHERE o.entity_id = $1 AND o.due_on >= $2 AND o.due_on <= $3 AND o.cancelled_seq IS NULL
  AND ($7 IS NULL OR o.plan_id = $7 OR d.plan_id = $7)
  AND ($4 IS NULL OR d.unit_id = $4
    OR EXISTS (SELECT 1 FROM responsible x WHERE x.entity_id = a.entity_id AND x.version_id = a.version_id AND x.activity_key = a.key AND x.unit_id = $4))
  AND ($5 IS NULL OR EXISTS (SELECT 1 FROM appointment n WHERE n.entity_id = o.entity_id AND n.person_id = $5 AND n.valid_from <= $6 AND (n.valid_to IS NULL OR n.valid_to >= $6)
    AND (n.unit_id IS NULL OR n.unit_id = d.unit_id
      OR EXISTS (SELECT 1 FROM responsible y WHERE y.entity_id = a.entity_id AND y.version_id = a.version_id AND y.activity_key = a.key AND y.unit_id = n.unit_id))))
ORDER BY o.due_on, o.id;

-- ---- deliveries

-- address, path_word, vigencia: of the activity that promises it, as the plan in force has it.
-- query: agenda_delivery
-- in: entity int
-- out: id int, title text, unit_id int, unit text, receiver text?, cadence text, due_kind text, due_n int, starts_on date, ends_on date, needs_evidence bool, norm text?, inventory_row int?, ended_reason text?, address text?, activity text?, path_word text?, vigencia int?
SELECT d.id, d.title, d.unit_id, u.name, s.name, d.cadence, d.due_kind, d.due_n, d.starts_on, d.ends_on, d.needs_evidence, d.norm, d.inventory_row, d.ended_reason,
  a.address, a.description, i.path_word, p.vigencia FROM delivery d
JOIN unit u ON u.entity_id = d.entity_id AND u.id = d.unit_id
LEFT JOIN unit s ON s.entity_id = d.entity_id AND s.id = d.receiver_unit_id
LEFT JOIN plan p ON p.entity_id = d.entity_id AND p.id = d.plan_id
LEFT JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN plan_version v ON v.entity_id = d.entity_id AND v.plan_id = d.plan_id AND v.state IN ('publicado', 'cerrado')
LEFT JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = d.activity_key
WHERE d.entity_id = $1 ORDER BY CASE WHEN d.ended_reason IS NULL THEN 0 ELSE 1 END, d.title, d.id;

-- delivery 0: of all of them.
-- query: agenda_period
-- in: entity int, delivery int
-- out: id int, delivery_id int, period_no int, label text?, from_on date?, due_on date, delivered_on date?, delivered_at time?, delivered_by text?, evidence text?, is_cancelled bool
SELECT o.id, o.delivery_id, o.period_no, o.label, o.from_on, o.due_on, o.delivered_on, o.delivered_at, p.name, o.evidence, CASE WHEN o.cancelled_seq IS NULL THEN 0 ELSE 1 END FROM obligation o
LEFT JOIN person p ON p.entity_id = 0 AND p.id = o.delivered_by
WHERE o.entity_id = $1 AND o.delivery_id IS NOT NULL AND ($2 = 0 OR o.delivery_id = $2) ORDER BY o.delivery_id, o.period_no;

-- Files that prove what was handed in.
-- query: agenda_file
-- in: entity int, delivery int
-- out: obligation_id int, attachment_id int, name text
SELECT o.id, f.id, f.name FROM attachment f JOIN obligation o ON o.entity_id = f.entity_id AND o.id = f.subject_id
WHERE f.entity_id = $1 AND f.subject_kind = 'obligation' AND o.delivery_id = $2 ORDER BY o.period_no, f.id;

-- Plans that are in force or were closed: whose obligations there are.
-- query: agenda_plan
-- in: entity int
-- out: plan_id int, short_name text, path_word text, instrument text, vigencia int
SELECT p.id, i.short_name, i.path_word, p.instrument, p.vigencia FROM plan p JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
WHERE p.entity_id = $1 AND EXISTS (SELECT 1 FROM obligation o WHERE o.entity_id = p.entity_id AND o.plan_id = p.id) ORDER BY p.vigencia DESC, i.code;

-- Cut-offs that Control Interno opened here.
-- query: agenda_cutoff
-- in: entity int
-- out: plan_id int, cut_on date, reports_until date?, publish_by date?, published_on date?
SELECT plan_id, cut_on, reports_until, publish_by, published_on FROM cutoff WHERE entity_id = $1 AND import_id IS NULL ORDER BY plan_id, cut_on;

-- Activities of plans in force, on which a delivery can hang.
-- query: agenda_activity
-- in: entity int
-- out: plan_id int, key int, short_name text, vigencia int, address text, description text
SELECT p.id, a.key, i.short_name, p.vigencia, a.address, a.description FROM plan_version v
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id
WHERE v.entity_id = $1 AND v.state = 'publicado' ORDER BY p.vigencia DESC, i.code, a.ord, a.key;

-- ---- the private calendar

-- query: agenda_key_find
-- in: hash blob
-- out: person_id int, state text
SELECT k.person_id, p.state FROM agenda_key k JOIN person p ON p.entity_id = 0 AND p.id = k.person_id WHERE k.key_hash = $1;

-- query: agenda_key_drop
-- in: person int
DELETE FROM agenda_key WHERE entity_id = 0 AND person_id = $1;

-- ---- reminders

-- query: agenda_unreminded
-- in: today date
-- out: entity int, slug text, day date?
SELECT e.entity_id, e.slug, m.day FROM entity e LEFT JOIN agenda_reminded m ON m.entity_id = e.entity_id
WHERE e.entity_id > 0 AND (m.day IS NULL OR m.day < $1) ORDER BY e.entity_id;

-- Cut-offs that the entity set itself.
-- query: agenda_day
-- in: entity int, instrument text, vigencia int
-- out: no int, cut_on date, reports_until date, publish_by date, norm text
SELECT no, cut_on, reports_until, publish_by, norm FROM followup_day WHERE entity_id = $1 AND instrument = $2 AND vigencia = $3 ORDER BY no;
