-- SPDX-License-Identifier: Apache-2.0
-- Reading follow-ups. A plan has as many cut-offs as were imported or frozen; the latest official date counts, and of two
-- imports of the same sheet the later version. A plan whose only import was undone has no version: it is none.

-- path_word empty: of any family. shown 1: only what the public may see, as plan.sql says, and the cut-offs that were published, of versions that were in force.
-- cut_on empty: the latest.
-- query: followup_head
-- in: entity int, vigencia int, path_word text, shown int, cut_on text
-- out: title text, path_word text, cutoff_id int?, cut_on date?, sheet_on date?, printed_mean int?, state text?, publish_by date?, published_on date?, frozen_head blob?, frozen_at time?
SELECT p.title, i.path_word, c.id, c.cut_on, c.sheet_on, c.printed_mean_u6, c.state, c.publish_by, c.published_on, c.frozen_head, c.frozen_at
FROM plan p
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN (cutoff c JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id)
  ON c.entity_id = p.entity_id AND c.plan_id = p.id AND ($4 = 0 OR (v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico') AND c.state IN ('importado', 'publicado'))) AND ($5 = '' OR c.cut_on = $5)
WHERE p.entity_id = $1 AND p.vigencia = $2 AND ($3 = '' OR i.path_word = $3)
  AND EXISTS (SELECT 1 FROM plan_version x WHERE x.entity_id = p.entity_id AND x.plan_id = p.id AND ($4 = 0 OR x.state IN ('publicado', 'cerrado', 'historico')))
ORDER BY CASE WHEN c.id IS NULL THEN 1 ELSE 0 END, c.cut_on DESC NULLS LAST, v.no DESC NULLS LAST, i.valid_from DESC, p.id
LIMIT 1;

-- query: followup_line
-- in: entity int, cutoff int
-- out: component_key int, component_code text, component_name text, address text, activity_key int, description text, unit text?, counted text, declared int?, reviewed int?, verified int?, achieved int?, target int?, periods int, ended int, weight int?, lower_better bool, reading text, achieved_raw text?, declared_raw text?, remarks text?, report_id int?, lacks_evidence bool, verdict text?, nonconformity text?, difference_reason text?, verified_by text?, verified_at int?, windows int, windows_ended int
SELECT a.component_key, k.code, k.name, a.address, a.key, a.description,
  (SELECT n.unit_kind FROM indicator n
    WHERE n.entity_id = a.entity_id AND n.version_id = a.version_id AND n.activity_key = a.key ORDER BY n.key LIMIT 1),
  r.counted, r.declared_u6, r.reviewed_u6, r.verified_u6, r.achieved_u6, r.target_u6, r.periods, r.ended, r.weight_u6, r.lower_better, r.reading, r.achieved_raw, r.declared_raw, r.remarks,
  r.report_id, r.lacks_evidence, r.verdict, r.nonconformity, r.difference_reason,
  (SELECT h.name FROM person h WHERE h.entity_id = 0 AND h.id = r.verified_by), r.verified_at,
  (SELECT count(*) FROM window_ w WHERE w.entity_id = a.entity_id AND w.version_id = a.version_id AND w.activity_key = a.key AND w.due_on IS NOT NULL),
  (SELECT count(*) FROM window_ w WHERE w.entity_id = a.entity_id AND w.version_id = a.version_id AND w.activity_key = a.key AND w.due_on <= c.cut_on)
FROM cutoff_row r
JOIN cutoff c ON c.entity_id = r.entity_id AND c.id = r.cutoff_id
JOIN activity a ON a.entity_id = r.entity_id AND a.version_id = COALESCE(r.version_id, c.version_id) AND a.key = r.activity_key
JOIN component k ON k.entity_id = a.entity_id AND k.version_id = a.version_id AND k.key = a.component_key
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
-- Cut-offs of drafts are no one's to see. vigencia 0: of any year.
-- query: followup_compared
-- in: method text, basis text, vigencia int
-- out: entity_id int, slug text, name text, vigencia int?, title text?, path_word text?, short_name text?, cut_on date?, percent int?, numerator text?, denominator text?, zone text?, counted int?, left_out int?, unreported int?, supposed int?
SELECT e.entity_id, e.slug, e.name, p.vigencia, p.title, i.path_word, i.short_name, c.cut_on, f.percent_u6, f.numerator, f.denominator, f.zone,
  f.counted, f.left_out, f.unreported, f.supposed
FROM entity e
LEFT JOIN (plan p JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument)
  ON p.entity_id = e.entity_id AND ($3 = 0 OR p.vigencia = $3)
  AND EXISTS (SELECT 1 FROM plan_version x WHERE x.entity_id = p.entity_id AND x.plan_id = p.id AND x.state IN ('publicado', 'cerrado', 'historico'))
LEFT JOIN (cutoff c JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico'))
  ON c.entity_id = p.entity_id AND c.plan_id = p.id AND c.state IN ('importado', 'publicado')
LEFT JOIN cutoff_figure f ON f.entity_id = c.entity_id AND f.cutoff_id = c.id AND f.method = $1 AND f.basis = $2
WHERE e.entity_id <> 0
ORDER BY e.sort_key, e.entity_id, CASE WHEN c.id IS NULL THEN 1 ELSE 0 END, c.cut_on DESC, v.no DESC,
  CASE WHEN i.path_word = 'plan' THEN 0 ELSE 1 END, p.vigencia DESC, p.id;

-- query: followup_compared_year
-- out: vigencia int
SELECT DISTINCT p.vigencia FROM plan p
JOIN cutoff c ON c.entity_id = p.entity_id AND c.plan_id = p.id AND c.state IN ('importado', 'publicado')
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
ORDER BY p.vigencia DESC;

-- query: followup_past
-- in: entity int
-- out: plan_id int, cutoff_id int, vigencia int, title text, path_word text, cut_on text, method text?, percent int?, zone text?, counted int?
SELECT p.id, c.id, p.vigencia, p.title, i.path_word, c.cut_on, f.method, f.percent_u6, f.zone, f.counted
FROM cutoff c
JOIN plan p ON p.entity_id = c.entity_id AND p.id = c.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
LEFT JOIN cutoff_figure f ON f.entity_id = c.entity_id AND f.cutoff_id = c.id AND f.basis = 'declared' AND f.method IN ('M1', 'M2')
WHERE c.entity_id = $1 AND c.state IN ('importado', 'publicado')
ORDER BY p.vigencia DESC, p.id, c.cut_on DESC, v.no DESC, c.id, f.method;
