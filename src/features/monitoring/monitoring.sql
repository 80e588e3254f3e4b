-- SPDX-License-Identifier: Apache-2.0
-- Activities of a version with what they promise, and what was reported of them.

-- activity 0, address empty: all. The promise is that of the first indicator and its first target.
-- query: monitoring_activity
-- in: entity int, version int, activity int, address text
-- out: key int, ord int, address text, description text, product text?, goal text?, schedule_kind text, component_key int, component_code text, component text, subcomponent text?, lead_id int?, lead text?, indicator text?, unit_kind text?, lower_better int?, formula_kind text?, numerator text?, denominator text?, accumulates int?, qty_u6 int?, per_n int?
SELECT a.key, a.ord, a.address, a.description, a.product, a.goal_raw, a.schedule_kind, a.component_key, c.code, c.name, s.name, r.unit_id, u.name,
  i.name, i.unit_kind, i.lower_better, i.formula_kind, i.numerator, i.denominator, i.accumulates, t.qty_u6, t.per_n
FROM activity a
JOIN component c ON c.entity_id = a.entity_id AND c.version_id = a.version_id AND c.key = a.component_key
LEFT JOIN component s ON s.entity_id = a.entity_id AND s.version_id = a.version_id AND s.key = a.subcomponent_key
LEFT JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1
LEFT JOIN unit u ON u.entity_id = a.entity_id AND u.id = r.unit_id
LEFT JOIN indicator i ON i.entity_id = a.entity_id AND i.version_id = a.version_id AND i.key =
  (SELECT x.key FROM indicator x WHERE x.entity_id = a.entity_id AND x.version_id = a.version_id AND x.activity_key = a.key ORDER BY x.ord, x.key LIMIT 1)
LEFT JOIN target t ON t.entity_id = a.entity_id AND t.version_id = a.version_id AND t.indicator_key = i.key AND t.key =
  (SELECT min(y.key) FROM target y WHERE y.entity_id = a.entity_id AND y.version_id = a.version_id AND y.indicator_key = i.key)
WHERE a.entity_id = $1 AND a.version_id = $2 AND ($3 = 0 OR a.key = $3) AND ($4 = '' OR a.address = $4)
ORDER BY a.ord, a.key;

-- query: monitoring_unit
-- in: entity int, version int
-- out: activity_key int, unit_id int, name text, is_lead bool
SELECT r.activity_key, r.unit_id, u.name, r.is_lead
FROM responsible r JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id
WHERE r.entity_id = $1 AND r.version_id = $2 ORDER BY r.activity_key, r.ord;

-- query: monitoring_window
-- in: entity int, version int
-- out: activity_key int, from_on date?, due_on date
SELECT activity_key, from_on, due_on FROM window_ WHERE entity_id = $1 AND version_id = $2 AND due_on IS NOT NULL ORDER BY activity_key, due_on;

-- Of the activities whose key lies between two: one alone, or all. replaced_at: when the one that corrects it was sent.
-- query: monitoring_report
-- in: entity int, plan int, first int, last int
-- out: id int, plan_id int, activity_key int, obligation_id int?, no int, replaces_id int?, state text, is_accumulated bool, numerator_u6 int?, denominator_u6 int?, not_applicable text?, done_on date?, narrative text, difficulties text?, person_id int, person text?, sent_at int?, reviewed_u6 int?, review_reason text?, reviewer_id int?, reviewer text?, reviewed_at int?, replaced_at int?, evidence int
SELECT r.id, r.plan_id, r.activity_key, r.obligation_id, r.no, r.replaces_id, r.state, r.is_accumulated, r.numerator_u6, r.denominator_u6, r.not_applicable, r.done_on, r.narrative, r.difficulties,
  r.person_id, h.name, r.sent_at, r.reviewed_u6, r.review_reason, r.reviewer_id, w.name, r.reviewed_at,
  (SELECT min(n.sent_at) FROM report n WHERE n.entity_id = r.entity_id AND n.replaces_id = r.id AND n.sent_at IS NOT NULL),
  (SELECT count(*) FROM evidence e WHERE e.entity_id = r.entity_id AND e.report_id = r.id)
FROM report r
LEFT JOIN person h ON h.entity_id = 0 AND h.id = r.person_id
LEFT JOIN person w ON w.entity_id = 0 AND w.id = r.reviewer_id
WHERE r.entity_id = $1 AND r.plan_id = $2 AND r.activity_key >= $3 AND r.activity_key <= $4
ORDER BY r.activity_key, r.no;

-- query: monitoring_place
-- in: entity int, report int
-- out: plan_id int, activity_key int
SELECT plan_id, activity_key FROM report WHERE entity_id = $1 AND id = $2;

-- other: the activity of another report with a file of the same bytes, sent or not; SQLite keeps the order of a CROSS JOIN: first those bytes.
-- query: monitoring_evidence
-- in: entity int, report int
-- out: id int, report_id int, kind text, title text, dated_on date?, attachment_id int?, url text?, classification text, state text, reason text?, sha256 blob?, size int?, other text?
SELECT e.id, e.report_id, e.kind, e.title, e.dated_on, e.attachment_id, e.url, e.classification, e.state, e.reason, f.sha256, b.size,
  (SELECT min(a.address) FROM attachment g
    CROSS JOIN evidence o
    JOIN report q ON q.entity_id = o.entity_id AND q.id = o.report_id
      AND NOT EXISTS (SELECT 1 FROM report n WHERE n.entity_id = q.entity_id AND n.replaces_id = q.id AND n.sent_at IS NOT NULL)
    JOIN plan_version v ON v.entity_id = q.entity_id AND v.plan_id = q.plan_id AND v.state IN ('publicado', 'cerrado')
    JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = q.activity_key
    WHERE g.entity_id = f.entity_id AND g.sha256 = f.sha256 AND o.entity_id = g.entity_id AND o.attachment_id = g.id AND (q.plan_id <> r.plan_id OR q.activity_key <> r.activity_key))
FROM evidence e
JOIN report r ON r.entity_id = e.entity_id AND r.id = e.report_id
LEFT JOIN attachment f ON f.entity_id = e.entity_id AND f.id = e.attachment_id
LEFT JOIN file_blob b ON b.entity_id = f.entity_id AND b.sha256 = f.sha256
WHERE e.entity_id = $1 AND e.report_id = $2 ORDER BY e.id;

-- What the agenda asks of the activities of a plan (features/agenda), of those whose key lies between two.
-- query: monitoring_obligation
-- in: entity int, plan int, first int, last int
-- out: id int, activity_key int, label text?, due_on date, is_cancelled bool
SELECT id, activity_key, label, due_on, CASE WHEN cancelled_seq IS NULL THEN 0 ELSE 1 END FROM obligation
WHERE entity_id = $1 AND plan_id = $2 AND delivery_id IS NULL AND activity_key >= $3 AND activity_key <= $4 ORDER BY activity_key, due_on, id;

-- Activities of a plan that a person wrote reports of, sent by whom they were.
-- query: monitoring_wrote
-- in: entity int, plan int, person int
-- out: activity_key int
SELECT DISTINCT r.activity_key FROM report r
JOIN event e ON e.entity_id = r.entity_id AND e.subject_kind = 'report' AND e.subject_id = r.id
WHERE r.entity_id = $1 AND r.plan_id = $2 AND e.kind IN ('avance.guardado', 'avance.enviado') AND e.actor_kind = 'persona' AND e.actor_id = $3 ORDER BY r.activity_key;

-- When the units of a plan were last asked for what they have not reported.
-- query: monitoring_asked
-- in: entity int, plan int
-- out: at time
SELECT at FROM event WHERE entity_id = $1 AND subject_kind = 'plan' AND subject_id = $2 AND kind = 'avance.recordado' ORDER BY seq DESC LIMIT 1;

-- Cut-offs of a plan that Control Interno opened here, with the last day to report for each.
-- query: monitoring_cutoff
-- in: entity int, plan int
-- out: cut_on date, reports_until date
SELECT cut_on, reports_until FROM cutoff WHERE entity_id = $1 AND plan_id = $2 AND reports_until IS NOT NULL ORDER BY cut_on;

-- What a file of a report hangs on.
-- query: monitoring_file
-- in: entity int, report int, attachment int
-- out: plan_id int, activity_key int, classification text
SELECT r.plan_id, r.activity_key, f.classification
FROM report r JOIN attachment f ON f.entity_id = r.entity_id AND f.id = $3
WHERE r.entity_id = $1 AND r.id = $2;
