-- SPDX-License-Identifier: Apache-2.0
-- Findings with their actions. Who may see what is not public asks with public_only 0. The public sees a finding once its actions were
-- accepted, unless it is reserved or withdrawn, or was taken from a follow-up that is not public yet: is_public of improvement_found; improvement_tally counts by the same rule.

-- Newest first, those whose number lies between the two. source, state, unit empty: of any. unit: that answers, or does one of its actions. open_only: neither closed nor
-- withdrawn. late: actions past their day; of a finding without accepted actions, 1 when their day went by.
-- query: improvement_found
-- in: entity int, from_no int, to_no int, source text, state text, unit text, open_only bool, late_only bool, public_only bool, today text, most int
-- out: id int, no int, source text, document text, document_on date, title text, detail text?, criterion text?, unit_id int, unit text, unit_slug text, process_id int?, process text?, plan_by date, reserved text?, cause text?, round int, state text, rev int, path_word text?, vigencia int?, plan text?, cut_on date?, cutoff_state text?, activity text?, activity_text text?, actions int, open int, reported int, done int, undone int, late int, next_due date?, stepped_at time?, is_public bool
SELECT i.id, i.no, i.source, i.document, i.document_on, i.title, i.detail, i.criterion, i.unit_id, u.name, u.slug, i.process_id, o.name, i.plan_by, i.reserved, i.cause, i.round, i.state, i.rev,
  n.path_word, p.vigencia, n.short_name, c.cut_on, c.state, a.address, a.description,
  (SELECT count(*) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND x.round = i.round),
  (SELECT count(*) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND x.round = i.round AND x.state = 'abierta'),
  (SELECT count(*) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND x.round = i.round AND x.state = 'reportada'),
  (SELECT count(*) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND x.round = i.round AND x.state = 'cumplida'),
  (SELECT count(*) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND x.round = i.round AND x.state = 'no_cumplida'),
  CASE WHEN i.state = 'por_formular' AND i.plan_by < $10 THEN 1 ELSE
    (SELECT count(*) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND i.state = 'en_ejecucion' AND x.state = 'abierta' AND x.due_on < $10) END,
  (SELECT min(x.due_on) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND x.state = 'abierta'),
  (SELECT s.at FROM improvement_step s WHERE s.entity_id = i.entity_id AND s.improvement_id = i.id ORDER BY s.no DESC LIMIT 1), i.is_public
FROM (SELECT y.*, CASE WHEN y.reserved IS NULL AND y.state <> 'retirado' AND (y.round > 1 OR y.state IN ('en_ejecucion', 'cerrado'))
  AND NOT EXISTS (SELECT 1 FROM cutoff k WHERE k.entity_id = y.entity_id AND k.id = y.cutoff_id AND k.state NOT IN ('importado', 'publicado')) THEN 1 ELSE 0 END AS is_public FROM improvement y) i
JOIN unit u ON u.entity_id = i.entity_id AND u.id = i.unit_id
LEFT JOIN process o ON o.entity_id = i.entity_id AND o.id = i.process_id
LEFT JOIN cutoff c ON c.entity_id = i.entity_id AND c.id = i.cutoff_id
LEFT JOIN plan p ON p.entity_id = c.entity_id AND p.id = c.plan_id
LEFT JOIN instrument n ON n.entity_id = 0 AND n.code = p.instrument
LEFT JOIN activity a ON a.entity_id = c.entity_id AND a.version_id = c.version_id AND a.key = i.activity_key
WHERE i.entity_id = $1 AND i.no BETWEEN $2 AND $3 AND ($4 = '' OR i.source = $4) AND ($5 = '' OR i.state = $5)
  AND ($6 = '' OR u.slug = $6 OR EXISTS (SELECT 1 FROM improvement_action x JOIN unit w ON w.entity_id = x.entity_id AND w.id = x.unit_id
    WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND w.slug = $6))
  AND ($7 = 0 OR i.state NOT IN ('cerrado', 'retirado'))
  AND ($8 = 0 OR (i.state = 'por_formular' AND i.plan_by < $10) OR (i.state = 'en_ejecucion' AND EXISTS (SELECT 1 FROM improvement_action x
    WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND x.state = 'abierta' AND x.due_on < $10)))
  AND ($9 = 0 OR i.is_public = 1)
ORDER BY i.no DESC LIMIT CASE WHEN $11 < 0 THEN 0 ELSE $11 END;

-- Of the findings whose id lies between the two, so that both one and many are found by their key. What was not accepted yet is not public.
-- query: improvement_act
-- in: entity int, from_id int, to_id int, public_only bool
-- out: id int, improvement_id int, finding_no int, no int, round int, what text, unit_id int, unit text, unit_slug text, person_id int?, person text?, measure text, target_u6 int, from_on date, due_on date, achieved_u6 int?, reached_on date?, reached_at int?, state text, verdict text?, rev int, reports int
SELECT x.id, x.improvement_id, i.no, x.no, x.round, x.what, x.unit_id, u.name, u.slug, x.person_id, h.name, x.measure, x.target_u6, x.from_on, x.due_on, x.achieved_u6, x.reached_on,
  (SELECT min(p.at) FROM improvement_progress p WHERE p.entity_id = x.entity_id AND p.action_id = x.id AND p.done_on = x.reached_on AND p.achieved_u6 >= x.target_u6
    AND NOT EXISTS (SELECT 1 FROM improvement_step s WHERE s.entity_id = x.entity_id AND s.improvement_id = x.improvement_id AND s.action_no = x.no AND s.what = 'no_aceptada' AND s.at > p.at)),
  x.state, x.verdict, x.rev,
  (SELECT count(*) FROM improvement_progress p WHERE p.entity_id = x.entity_id AND p.action_id = x.id)
FROM improvement_action x
JOIN improvement i ON i.entity_id = x.entity_id AND i.id = x.improvement_id
JOIN unit u ON u.entity_id = x.entity_id AND u.id = x.unit_id
LEFT JOIN person h ON h.entity_id = 0 AND h.id = x.person_id
WHERE x.entity_id = $1 AND x.improvement_id BETWEEN $2 AND $3 AND ($4 = 0 OR x.state <> 'propuesta')
ORDER BY i.no DESC, x.no;

-- query: improvement_whys
-- in: entity int, improvement int
-- out: no int, why text
SELECT no, why FROM improvement_why WHERE entity_id = $1 AND improvement_id = $2 ORDER BY no;

-- Newest first, of all the actions of a finding.
-- query: improvement_reports
-- in: entity int, improvement int
-- out: id int, action_id int, no int, achieved_u6 int, done_on date, narrative text, person text?, at time
SELECT p.id, p.action_id, p.no, p.achieved_u6, p.done_on, p.narrative, h.name, p.at
FROM improvement_progress p
JOIN improvement_action x ON x.entity_id = p.entity_id AND x.id = p.action_id
LEFT JOIN person h ON h.entity_id = 0 AND h.id = p.person_id
WHERE p.entity_id = $1 AND x.improvement_id = $2 ORDER BY p.action_id, p.no DESC;

-- query: improvement_proofs
-- in: entity int, improvement int
-- out: id int, progress_id int, action_id int, title text, attachment_id int?, url text?, classification text, state text, sha256 blob?, size int?
SELECT e.id, e.progress_id, p.action_id, e.title, e.attachment_id, e.url, e.classification, e.state, f.sha256, b.size
FROM improvement_evidence e
JOIN improvement_progress p ON p.entity_id = e.entity_id AND p.id = e.progress_id
JOIN improvement_action x ON x.entity_id = p.entity_id AND x.id = p.action_id
LEFT JOIN attachment f ON f.entity_id = e.entity_id AND f.id = e.attachment_id
LEFT JOIN file_blob b ON b.entity_id = f.entity_id AND b.sha256 = f.sha256
WHERE e.entity_id = $1 AND x.improvement_id = $2 ORDER BY e.id;

-- query: improvement_steps
-- in: entity int, improvement int
-- out: no int, what text, action_no int?, from_state text?, to_state text?, reason text?, person text?, at time
SELECT s.no, s.what, s.action_no, s.from_state, s.to_state, s.reason, h.name, s.at
FROM improvement_step s LEFT JOIN person h ON h.entity_id = 0 AND h.id = s.person_id
WHERE s.entity_id = $1 AND s.improvement_id = $2 ORDER BY s.no DESC;

-- The highest numbers so far.
-- query: improvement_last
-- in: entity int, improvement int, action int
-- out: finding int, action int, report int, step int
SELECT (SELECT CAST(COALESCE(max(no), 0) AS BIGINT) FROM improvement WHERE entity_id = $1),
  (SELECT CAST(COALESCE(max(no), 0) AS BIGINT) FROM improvement_action WHERE entity_id = $1 AND improvement_id = $2),
  (SELECT CAST(COALESCE(max(no), 0) AS BIGINT) FROM improvement_progress WHERE entity_id = $1 AND action_id = $3),
  (SELECT CAST(COALESCE(max(no), 0) AS BIGINT) FROM improvement_step WHERE entity_id = $1 AND improvement_id = $2);

-- Units that answer for a finding or do one of its actions.
-- query: improvement_units
-- in: entity int, improvement int
-- out: unit_id int
SELECT unit_id FROM improvement WHERE entity_id = $1 AND id = $2
UNION SELECT unit_id FROM improvement_action WHERE entity_id = $1 AND improvement_id = $2 ORDER BY 1;

-- Did this person write its cause or its actions, report of them, or is named in one?
-- query: improvement_hand
-- in: entity int, improvement int, person int
-- out: has bool
SELECT CASE WHEN EXISTS (SELECT 1 FROM improvement_step s WHERE s.entity_id = $1 AND s.improvement_id = $2 AND s.person_id = $3 AND s.what IN ('causa', 'accion', 'enviar', 'avance'))
  OR EXISTS (SELECT 1 FROM improvement_action x WHERE x.entity_id = $1 AND x.improvement_id = $2 AND x.person_id = $3) THEN 1 ELSE 0 END;

-- Rows of frozen follow-ups that do not conform. plan 0, cut_on empty, address empty: of any. taken_no: the finding that was taken from it.
-- query: improvement_row
-- in: entity int, plan int, cut_on text, address text
-- out: cutoff_id int, activity_key int, plan_id int, path_word text, vigencia int, plan text, cut_on date, address text, description text, verdict text?, nonconformity text?, unit_slug text?, taken_no int?
SELECT c.id, r.activity_key, c.plan_id, n.path_word, p.vigencia, n.short_name, c.cut_on, a.address, a.description, r.verdict, r.nonconformity,
  (SELECT min(u.slug) FROM responsible s JOIN unit u ON u.entity_id = s.entity_id AND u.id = s.unit_id
    WHERE s.entity_id = a.entity_id AND s.version_id = a.version_id AND s.activity_key = a.key AND s.is_lead = 1),
  (SELECT max(i.no) FROM improvement i WHERE i.entity_id = r.entity_id AND i.cutoff_id = r.cutoff_id AND i.activity_key = r.activity_key AND i.state <> 'retirado')
FROM cutoff_row r
JOIN cutoff c ON c.entity_id = r.entity_id AND c.id = r.cutoff_id
JOIN plan p ON p.entity_id = c.entity_id AND p.id = c.plan_id
JOIN instrument n ON n.entity_id = 0 AND n.code = p.instrument
JOIN activity a ON a.entity_id = c.entity_id AND a.version_id = c.version_id AND a.key = r.activity_key
WHERE r.entity_id = $1 AND c.state IN ('congelado', 'publicado') AND (r.nonconformity IS NOT NULL OR r.verdict = 'incumplida')
  AND ($2 = 0 OR c.plan_id = $2) AND ($3 = '' OR c.cut_on = $3) AND ($4 = '' OR a.address = $4)
ORDER BY c.cut_on DESC, p.vigencia DESC, a.ord, a.key;

-- What a file of a finding hangs on.
-- query: improvement_file
-- in: entity int, improvement int, attachment int
-- out: finding_no int, classification text
SELECT i.no, f.classification
FROM improvement i JOIN attachment f ON f.entity_id = i.entity_id AND f.id = $3
WHERE i.entity_id = $1 AND i.id = $2;

-- What the public sees, counted.
-- query: improvement_tally
-- in: entity int, today text
-- out: findings int, closed int, actions int, late int
SELECT count(*), CAST(COALESCE(sum(CASE WHEN i.state = 'cerrado' THEN 1 ELSE 0 END), 0) AS BIGINT),
  CAST(COALESCE(sum((SELECT count(*) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND x.state <> 'propuesta')), 0) AS BIGINT),
  CAST(COALESCE(sum((SELECT count(*) FROM improvement_action x WHERE x.entity_id = i.entity_id AND x.improvement_id = i.id AND i.state = 'en_ejecucion' AND x.state = 'abierta' AND x.due_on < $2)), 0) AS BIGINT)
FROM improvement i
WHERE i.entity_id = $1 AND i.reserved IS NULL AND i.state <> 'retirado' AND (i.round > 1 OR i.state IN ('en_ejecucion', 'cerrado'))
  AND NOT EXISTS (SELECT 1 FROM cutoff k WHERE k.entity_id = i.entity_id AND k.id = i.cutoff_id AND k.state NOT IN ('importado', 'publicado'));
