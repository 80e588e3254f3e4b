-- SPDX-License-Identifier: Apache-2.0
-- Reading follow-ups. A plan has as many cut-offs as were imported or frozen; the latest official date counts, and of two
-- imports of the same sheet the later version. A plan whose only import was undone has no version: it is none.

-- path_word empty: of any family. shown 1: only what the public may see, as plan.sql says.
-- query: followup_head
-- in: entity int, vigencia int, path_word text, shown int
-- out: title text, path_word text, cutoff_id int?, cut_on date?, sheet_on date?, printed_mean int?
SELECT p.title, i.path_word, c.id, c.cut_on, c.sheet_on, c.printed_mean_u6
FROM plan p
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN (cutoff c JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id)
  ON c.entity_id = p.entity_id AND c.plan_id = p.id AND ($4 = 0 OR v.state IN ('publicado', 'historico'))
WHERE p.entity_id = $1 AND p.vigencia = $2 AND ($3 = '' OR i.path_word = $3)
  AND EXISTS (SELECT 1 FROM plan_version x WHERE x.entity_id = p.entity_id AND x.plan_id = p.id AND ($4 = 0 OR x.state IN ('publicado', 'historico')))
ORDER BY CASE WHEN c.id IS NULL THEN 1 ELSE 0 END, c.cut_on DESC NULLS LAST, v.no DESC NULLS LAST, i.valid_from DESC, p.id
LIMIT 1;

-- query: followup_line
-- in: entity int, cutoff int
-- out: component_key int, component_code text, component_name text, address text, description text, unit text?, counted text, declared int?, achieved int?, target int?, lower_better bool, reading text, achieved_raw text?, declared_raw text?, remarks text?
SELECT a.component_key, k.code, k.name, a.address, a.description,
  (SELECT n.unit_kind FROM indicator n
    WHERE n.entity_id = a.entity_id AND n.version_id = a.version_id AND n.activity_key = a.key ORDER BY n.key LIMIT 1),
  r.counted, r.declared_u6, r.achieved_u6, r.target_u6, r.lower_better, r.reading, r.achieved_raw, r.declared_raw, r.remarks
FROM cutoff_row r
JOIN cutoff c ON c.entity_id = r.entity_id AND c.id = r.cutoff_id
JOIN activity a ON a.entity_id = r.entity_id AND a.version_id = c.version_id AND a.key = r.activity_key
JOIN component k ON k.entity_id = a.entity_id AND k.version_id = a.version_id AND k.key = a.component_key
WHERE r.entity_id = $1 AND r.cutoff_id = $2
ORDER BY a.ord, a.key;

-- query: followup_year
-- in: entity int
-- out: vigencia int
SELECT DISTINCT p.vigencia FROM plan p
JOIN plan_version v ON v.entity_id = p.entity_id AND v.plan_id = p.id
WHERE p.entity_id = $1 ORDER BY p.vigencia;
