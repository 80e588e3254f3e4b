-- SPDX-License-Identifier: Apache-2.0
-- Reading follow-ups. A plan has as many cut-offs as were imported or frozen; the latest official date counts, and of two
-- imports of the same sheet the later version. A plan whose only import was undone has no version: it is none.

-- path_word empty: of any family. shown 1: only what the public may see, as plan.sql says, and the cut-offs that were published, of versions that were in force.
-- cut_on empty: the latest that was closed.
-- query: followup_head
-- in: entity int, vigencia int, path_word text, shown int, cut_on text
-- out: title text, path_word text, cutoff_id int?, cut_on date?, sheet_on date?, printed_mean int?, state text?, publish_by date?, published_on date?, frozen_head blob?, frozen_at time?
SELECT p.title, i.path_word, c.id, c.cut_on, c.sheet_on, c.printed_mean_u6, c.state, c.publish_by, c.published_on, c.frozen_head, c.frozen_at
FROM plan p
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN (cutoff c JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id)
  ON c.entity_id = p.entity_id AND c.plan_id = p.id AND ($4 = 0 OR (v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico') AND c.state IN ('importado', 'publicado'))) AND (c.cut_on = $5 OR ($5 = '' AND c.state <> 'abierto'))
WHERE p.entity_id = $1 AND p.vigencia = $2 AND ($3 = '' OR i.path_word = $3)
  AND EXISTS (SELECT 1 FROM plan_version x WHERE x.entity_id = p.entity_id AND x.plan_id = p.id AND ($4 = 0 OR x.state IN ('publicado', 'cerrado', 'historico')))
ORDER BY CASE WHEN c.id IS NULL THEN 1 ELSE 0 END, c.cut_on DESC NULLS LAST, v.no DESC NULLS LAST, i.valid_from DESC, p.id
LIMIT 1;

-- Written so that the indicators and windows of an activity are found by its key: a plan of a thousand costs no more a row than one of ten.
-- subcomponent, unit (that leads): of the version followed. shown_address: of the same activity in the version that is shown now; absent: it is there no more.
-- query: followup_line
-- in: entity int, cutoff int
-- out: component_key int, component_code text, component_name text, address text, activity_key int, description text, unit text?, counted text, declared int?, reviewed int?, verified int?, achieved int?, target int?, periods int, ended int, weight int?, lower_better bool, reading text, achieved_raw text?, declared_raw text?, remarks text?, report_id int?, lacks_evidence bool, verdict text?, nonconformity text?, difference_reason text?, verified_by text?, verified_at int?, windows int, windows_ended int, subcomponent_key int?, subcomponent_code text?, subcomponent text?, unit_id int?, unit_name text?, shown_address text?
SELECT a.component_key, k.code, k.name, a.address, a.key, a.description,
  (SELECT n.unit_kind FROM indicator n WHERE n.entity_id = a.entity_id AND n.version_id = a.version_id AND n.key =
    (SELECT min(+m.key) FROM indicator m WHERE m.entity_id = a.entity_id AND m.version_id = a.version_id AND m.activity_key = a.key)),
  r.counted, r.declared_u6, r.reviewed_u6, r.verified_u6, r.achieved_u6, r.target_u6, r.periods, r.ended, r.weight_u6, r.lower_better, r.reading, r.achieved_raw, r.declared_raw, r.remarks,
  r.report_id, r.lacks_evidence, r.verdict, r.nonconformity, r.difference_reason,
  (SELECT h.name FROM person h WHERE h.entity_id = 0 AND h.id = r.verified_by), r.verified_at,
  (SELECT count(*) FROM window_ w WHERE w.entity_id = a.entity_id AND w.version_id = a.version_id AND w.activity_key = a.key AND COALESCE(w.due_on, '') <> ''),
  (SELECT count(*) FROM window_ w WHERE w.entity_id = a.entity_id AND w.version_id = a.version_id AND w.activity_key = a.key AND COALESCE(w.due_on, '9999') <= c.cut_on),
  b.key, b.code, b.name, u.id, u.name,
  (SELECT n.address FROM activity n JOIN plan_version x ON x.entity_id = n.entity_id AND x.id = n.version_id
    WHERE n.entity_id = a.entity_id AND n.key = a.key AND x.plan_id = c.plan_id AND x.state IN ('publicado', 'cerrado', 'historico') ORDER BY x.no DESC LIMIT 1)
FROM cutoff_row r
JOIN cutoff c ON c.entity_id = r.entity_id AND c.id = r.cutoff_id
JOIN activity a ON a.entity_id = r.entity_id AND a.version_id = COALESCE(r.version_id, c.version_id) AND a.key = r.activity_key
JOIN component k ON k.entity_id = a.entity_id AND k.version_id = a.version_id AND k.key = a.component_key
LEFT JOIN component b ON b.entity_id = a.entity_id AND b.version_id = a.version_id AND b.key = a.subcomponent_key
LEFT JOIN responsible l ON l.entity_id = a.entity_id AND l.version_id = a.version_id AND l.activity_key = a.key AND l.is_lead = 1
LEFT JOIN unit u ON u.entity_id = l.entity_id AND u.id = l.unit_id
WHERE r.entity_id = $1 AND r.cutoff_id = $2
ORDER BY a.ord, a.key;

-- query: followup_year
-- in: entity int
-- out: vigencia int
SELECT DISTINCT p.vigencia FROM plan p
JOIN plan_version v ON v.entity_id = p.entity_id AND v.plan_id = p.id
WHERE p.entity_id = $1 ORDER BY p.vigencia;

-- Those whose figures stand: closed.
-- query: followup_cutoff
-- in: after_entity int, after_id int
-- out: entity_id int, slug text, id int
SELECT c.entity_id, e.slug, c.id FROM cutoff c JOIN entity e ON e.entity_id = c.entity_id
WHERE (c.entity_id, c.id) > ($1, $2) AND c.state <> 'abierto'
ORDER BY c.entity_id, c.id LIMIT 1;

-- query: followup_kept
-- in: entity int, cutoff int
-- out: method text, basis text, percent int, numerator text, denominator text, zone text, counted int, left_out int, unreported int, supposed int
SELECT method, basis, percent_u6, numerator, denominator, zone, counted, left_out, unreported, supposed
FROM cutoff_figure WHERE entity_id = $1 AND cutoff_id = $2;

-- Every entity, by its name; of its plans the one to compare comes first: with a follow-up before without, then the newest.
-- Cut-offs of drafts are no one's to see. vigencia 0: of any year. basis 'official': verified of a cut-off made here, declared of one that was imported.
-- query: followup_compared
-- in: method text, basis text, vigencia int
-- out: entity_id int, slug text, name text, vigencia int?, title text?, path_word text?, short_name text?, cut_on date?, basis text?, percent int?, numerator text?, denominator text?, zone text?, counted int?, left_out int?, unreported int?, supposed int?
SELECT e.entity_id, e.slug, e.name, p.vigencia, p.title, i.path_word, i.short_name, c.cut_on, f.basis, f.percent_u6, f.numerator, f.denominator, f.zone,
  f.counted, f.left_out, f.unreported, f.supposed
FROM entity e
LEFT JOIN (plan p JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument)
  ON p.entity_id = e.entity_id AND ($3 = 0 OR p.vigencia = $3)
  AND EXISTS (SELECT 1 FROM plan_version x WHERE x.entity_id = p.entity_id AND x.plan_id = p.id AND x.state IN ('publicado', 'cerrado', 'historico'))
LEFT JOIN (cutoff c JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico'))
  ON c.entity_id = p.entity_id AND c.plan_id = p.id AND c.state IN ('importado', 'publicado')
LEFT JOIN cutoff_figure f ON f.entity_id = c.entity_id AND f.cutoff_id = c.id AND f.method = $1
  AND f.basis = CASE WHEN $2 <> 'official' THEN $2 WHEN c.state = 'publicado' THEN 'verified' ELSE 'declared' END
WHERE e.entity_id <> 0
ORDER BY e.sort_key, e.entity_id, CASE WHEN c.id IS NULL THEN 1 ELSE 0 END, c.cut_on DESC, v.no DESC,
  CASE WHEN i.path_word = 'plan' THEN 0 ELSE 1 END, p.vigencia DESC, p.id;

-- query: followup_compared_year
-- out: vigencia int
SELECT DISTINCT p.vigencia FROM plan p
JOIN cutoff c ON c.entity_id = p.entity_id AND c.plan_id = p.id AND c.state IN ('importado', 'publicado')
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
ORDER BY p.vigencia DESC;

-- On the official basis. path_word empty: of every family. unreported: of the rows that count, by whomever they were verified since.
-- query: followup_past
-- in: entity int, path_word text
-- out: plan_id int, cutoff_id int, vigencia int, title text, path_word text, cut_on text, state text, publish_by date?, published_on date?, published_at int?, proof text?, method text?, percent int?, numerator text?, denominator text?, zone text?, counted int?, left_out int?, unreported int?
SELECT p.id, c.id, p.vigencia, p.title, i.path_word, c.cut_on, c.state, c.publish_by, c.published_on, c.published_at, c.published_proof, f.method, f.percent_u6, f.numerator, f.denominator, f.zone, f.counted, f.left_out,
  (SELECT d.unreported FROM cutoff_figure d WHERE d.entity_id = c.entity_id AND d.cutoff_id = c.id AND d.method = 'M1' AND d.basis = 'declared')
FROM cutoff c
JOIN plan p ON p.entity_id = c.entity_id AND p.id = c.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
LEFT JOIN cutoff_figure f ON f.entity_id = c.entity_id AND f.cutoff_id = c.id AND f.method IN ('M1', 'M2')
  AND f.basis = CASE WHEN c.state = 'publicado' THEN 'verified' ELSE 'declared' END
WHERE c.entity_id = $1 AND ($2 = '' OR i.path_word = $2) AND c.state IN ('importado', 'publicado')
ORDER BY p.vigencia DESC, p.id, c.cut_on DESC, v.no DESC, c.id, f.method;

-- The cut-offs of a plan, also those that nobody may read yet: of these only the days are said.
-- query: followup_cut
-- in: entity int, plan int
-- out: id int, no int?, cut_on text, sheet_on date?, state text, reports_until date?, publish_by date?, published_on date?, published_at int?, proof text?, m1 int?, m1_zone text?, m2 int?, m2_zone text?
SELECT c.id, c.no, c.cut_on, c.sheet_on, c.state, c.reports_until, c.publish_by, c.published_on, c.published_at, c.published_proof, f.percent_u6, f.zone, g.percent_u6, g.zone
FROM cutoff c
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id
LEFT JOIN cutoff_figure f ON f.entity_id = c.entity_id AND f.cutoff_id = c.id AND f.method = 'M1' AND f.basis = CASE WHEN c.state = 'publicado' THEN 'verified' ELSE 'declared' END
LEFT JOIN cutoff_figure g ON g.entity_id = c.entity_id AND g.cutoff_id = c.id AND g.method = 'M2' AND g.basis = CASE WHEN c.state = 'publicado' THEN 'verified' ELSE 'declared' END
WHERE c.entity_id = $1 AND c.plan_id = $2 AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
ORDER BY c.cut_on, CASE WHEN c.state IN ('importado', 'publicado') THEN 0 ELSE 1 END, v.no DESC;

-- The first day on which the plan was published; none: it is of history.
-- query: followup_begun
-- in: entity int, plan int
-- out: published_on date?
SELECT min(published_on) FROM plan_version WHERE entity_id = $1 AND plan_id = $2 AND state IN ('publicado', 'reemplazado', 'cerrado');

-- Corrections of a cut-off. address: of the activity that it speaks of, in the version followed.
-- query: followup_note
-- in: entity int, cutoff int
-- out: no int, body text, at time, address text?
SELECT n.no, n.body, n.at, a.address
FROM cutoff_note n
JOIN cutoff c ON c.entity_id = n.entity_id AND c.id = n.cutoff_id
LEFT JOIN activity a ON a.entity_id = n.entity_id AND a.version_id = c.version_id AND a.key = n.activity_key
WHERE n.entity_id = $1 AND n.cutoff_id = $2
ORDER BY n.no;

-- Who signed a cut-off, as what.
-- query: followup_sign
-- in: entity int, cutoff int
-- out: name text, role text, at time
SELECT h.name, s.role, s.at FROM cutoff_sign s JOIN person h ON h.entity_id = 0 AND h.id = s.person_id
WHERE s.entity_id = $1 AND s.cutoff_id = $2 ORDER BY s.at, s.id;

-- The activity that bears an address in the newest public version that has it.
-- query: followup_key
-- in: entity int, plan int, address text
-- out: key int
SELECT a.key FROM activity a JOIN plan_version v ON v.entity_id = a.entity_id AND v.id = a.version_id
WHERE a.entity_id = $1 AND v.plan_id = $2 AND a.address = $3 AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
ORDER BY v.no DESC LIMIT 1;

-- What each public version promised of an activity, the newest first.
-- query: followup_promise
-- in: entity int, plan int, activity int
-- out: version_id int, no int, state text, published_on date?, address text, description text, product text?, goal text?, schedule text?, component text, unit text?
SELECT v.id, v.no, v.state, v.published_on, a.address, a.description, a.product, a.goal_raw, a.schedule_raw, k.name, u.name
FROM plan_version v
JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = $3
JOIN component k ON k.entity_id = a.entity_id AND k.version_id = a.version_id AND k.key = a.component_key
LEFT JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1
LEFT JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id
WHERE v.entity_id = $1 AND v.plan_id = $2 AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
ORDER BY v.no DESC;

-- Evidence of an activity that the last public follow-up looked at, as it said. shown: who brought it said that it is public.
-- query: followup_evidence
-- in: entity int, plan int, activity int
-- out: title text, kind text, dated_on date?, state text, shown bool
SELECT e.title, e.kind, e.dated_on, x.state, CASE WHEN e.classification = 'publica' THEN 1 ELSE 0 END
FROM report r
JOIN evidence e ON e.entity_id = r.entity_id AND e.report_id = r.id
JOIN cutoff_evidence x ON x.entity_id = e.entity_id AND x.evidence_id = e.id
  AND x.cutoff_id = (SELECT c.id FROM cutoff c WHERE c.entity_id = $1 AND c.plan_id = $2 AND c.state = 'publicado' ORDER BY c.cut_on DESC, c.id DESC LIMIT 1)
WHERE r.entity_id = $1 AND r.plan_id = $2 AND r.activity_key = $3
ORDER BY r.no, e.id;
