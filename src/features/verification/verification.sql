-- SPDX-License-Identifier: Apache-2.0
-- Follow-up by Control Interno: cut-offs, what was verified of their rows, what was asked for.

-- ---- the live sheet

-- What the reports do not tell of the activities of a version.
-- query: verification_activity
-- in: entity int, version int
-- out: key int, weight int?
SELECT key, weight_u6 FROM activity WHERE entity_id = $1 AND version_id = $2 ORDER BY ord, key;

-- Those that an earlier published version had and this one has not, as the last of them said them.
-- query: verification_withdrawn
-- in: entity int, plan int, version int
-- out: version_id int, key int, component_key int, component_code text, component text, address text, description text, unit text?, weight int?
SELECT a.version_id, a.key, a.component_key, k.code, k.name, a.address, a.description,
  (SELECT n.unit_kind FROM indicator n WHERE n.entity_id = a.entity_id AND n.version_id = a.version_id AND n.activity_key = a.key ORDER BY n.key LIMIT 1), a.weight_u6
FROM plan_version w
JOIN plan_version v ON v.entity_id = w.entity_id AND v.plan_id = w.plan_id AND v.no < w.no AND v.published_on IS NOT NULL
JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id
JOIN component k ON k.entity_id = a.entity_id AND k.version_id = a.version_id AND k.key = a.component_key
WHERE w.entity_id = $1 AND w.plan_id = $2 AND w.id = $3
  AND NOT EXISTS (SELECT 1 FROM activity b WHERE b.entity_id = a.entity_id AND b.version_id = w.id AND b.key = a.key)
  AND NOT EXISTS (SELECT 1 FROM plan_version x JOIN activity y ON y.entity_id = x.entity_id AND y.version_id = x.id AND y.key = a.key
    WHERE x.entity_id = v.entity_id AND x.plan_id = v.plan_id AND x.no > v.no AND x.no < w.no AND x.published_on IS NOT NULL)
ORDER BY a.ord, a.key;

-- Reports of a plan with evidence that was accepted, or that Control Interno judged.
-- query: verification_evidence
-- in: entity int, plan int
-- out: report_id int, state text
SELECT r.id, e.state FROM report r JOIN evidence e ON e.entity_id = r.entity_id AND e.report_id = r.id
WHERE r.entity_id = $1 AND r.plan_id = $2 AND e.state IN ('aceptada', 'verificada') ORDER BY r.id, e.id;

-- The pieces of a cut-off: of reports that came by its term, or that its rows stand on.
-- query: verification_piece
-- in: entity int, plan int, cutoff int, until time
-- out: id int, state text
SELECT e.id, e.state FROM report r JOIN evidence e ON e.entity_id = r.entity_id AND e.report_id = r.id
WHERE r.entity_id = $1 AND r.plan_id = $2 AND r.state NOT IN ('borrador', 'reemplazado')
  AND (r.sent_at <= $4 OR EXISTS (SELECT 1 FROM cutoff_row k WHERE k.entity_id = $1 AND k.cutoff_id = $3 AND k.report_id = r.id)) ORDER BY e.id;

-- ---- cut-offs

-- Of a plan, by day.
-- query: verification_cutoff
-- in: entity int, plan int
-- out: id int, plan_id int, version_id int, no int?, cut_on date, state text, reports_until date?, publish_by date?, opened_at int?, frozen_at int?, frozen_head blob?, published_at int?, published_on date?, published_proof text?, unverified_reason text?
SELECT id, plan_id, version_id, no, cut_on, state, reports_until, publish_by, opened_at, frozen_at, frozen_head, published_at, published_on, published_proof, unverified_reason
FROM cutoff WHERE entity_id = $1 AND plan_id = $2 ORDER BY cut_on, id;

-- query: verification_followed
-- in: entity int, cutoff int
-- out: plan_id int
SELECT plan_id FROM cutoff WHERE entity_id = $1 AND id = $2;

-- Rows of an open cut-off that were verified.
-- query: verification_verified
-- in: entity int, cutoff int
-- out: activity_key int, verified int?, verdict text?, nonconformity text?, difference_reason text?, remarks text?, report_id int?, verified_by int?, name text?, verified_at int?
SELECT r.activity_key, r.verified_u6, r.verdict, r.nonconformity, r.difference_reason, r.remarks, r.report_id, r.verified_by, h.name, r.verified_at
FROM cutoff_row r LEFT JOIN person h ON h.entity_id = 0 AND h.id = r.verified_by
WHERE r.entity_id = $1 AND r.cutoff_id = $2 ORDER BY r.activity_key;

-- query: verification_sign
-- in: entity int, cutoff int
-- out: name text?, role text, at time, head blob
SELECT h.name, s.role, s.at, s.head FROM cutoff_sign s LEFT JOIN person h ON h.entity_id = 0 AND h.id = s.person_id
WHERE s.entity_id = $1 AND s.cutoff_id = $2 ORDER BY s.at, s.id;

-- query: verification_note
-- in: entity int, cutoff int
-- out: no int, activity_key int?, address text?, body text, name text?, at time
SELECT n.no, n.activity_key,
  (SELECT a.address FROM activity a WHERE a.entity_id = n.entity_id AND a.key = n.activity_key ORDER BY a.version_id DESC LIMIT 1), n.body, h.name, n.at
FROM cutoff_note n LEFT JOIN person h ON h.entity_id = 0 AND h.id = n.person_id
WHERE n.entity_id = $1 AND n.cutoff_id = $2 ORDER BY n.no;

-- activity 0: of every row.
-- query: verification_request
-- in: entity int, cutoff int, activity int
-- out: id int, cutoff_id int, activity_key int, asked text, asked_by int, asker text?, asked_at time, due_on date, answer text?, answered_by int?, answerer text?, answered_at int?, report_id int?
SELECT q.id, q.cutoff_id, q.activity_key, q.asked, q.asked_by, h.name, q.asked_at, q.due_on, q.answer, q.answered_by, w.name, q.answered_at, q.report_id
FROM cutoff_request q
LEFT JOIN person h ON h.entity_id = 0 AND h.id = q.asked_by
LEFT JOIN person w ON w.entity_id = 0 AND w.id = q.answered_by
WHERE q.entity_id = $1 AND q.cutoff_id = $2 AND ($3 = 0 OR q.activity_key = $3) ORDER BY q.asked_at, q.id;

-- ---- what waits for a person

-- Requests without answer of cut-offs that are open.
-- query: verification_waiting
-- in: entity int
-- out: path_word text, vigencia int, cut_on date, address text, description text, activity_key int, version_id int, asked text, due_on date
SELECT i.path_word, p.vigencia, c.cut_on, a.address, a.description, a.key, a.version_id, q.asked, q.due_on
FROM cutoff_request q
JOIN cutoff c ON c.entity_id = q.entity_id AND c.id = q.cutoff_id AND c.state = 'abierto'
JOIN plan p ON p.entity_id = c.entity_id AND p.id = c.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
JOIN activity a ON a.entity_id = c.entity_id AND a.version_id = c.version_id AND a.key = q.activity_key
WHERE q.entity_id = $1 AND q.answer IS NULL ORDER BY q.due_on, q.id;

-- query: verification_unit
-- in: entity int, version int, activity int
-- out: unit_id int
SELECT unit_id FROM responsible WHERE entity_id = $1 AND version_id = $2 AND activity_key = $3 ORDER BY ord;

-- ---- cut-offs that the entity set

-- query: verification_day
-- in: entity int, instrument text, vigencia int
-- out: no int, norm text
SELECT no, norm FROM followup_day WHERE entity_id = $1 AND instrument = $2 AND vigencia = $3 ORDER BY no;
