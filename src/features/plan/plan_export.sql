-- SPDX-License-Identifier: Apache-2.0
-- A version of a plan on its way out, row by row, in the order of the plan. No ids leave: rows that hang on activities bring the
-- activity's address, those of components the component's key, which the writer turns into its number.

-- One version, or the one that the pages show of a year; a draft only when there is no other, and never one that was withdrawn.
-- version 0: that one; instrument empty: of any.
-- query: export_version
-- in: entity int, vigencia int, instrument text, version int
-- out: plan_id int, version_id int, instrument text, path_word text, title text, import_id int?
SELECT p.id, v.id, p.instrument, i.path_word, p.title,
  (SELECT max(b.id) FROM import_batch b WHERE b.entity_id = v.entity_id AND b.version_id = v.id)
FROM plan p
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
JOIN (SELECT entity_id, plan_id, id, no, CASE WHEN state IN ('publicado', 'cerrado') THEN 0 WHEN state = 'historico' THEN 1 ELSE 2 END AS rank FROM plan_version
  WHERE entity_id = $1 AND (id = $4 OR ($4 = 0 AND state NOT IN ('reemplazado', 'retirado', 'rechazado')))) v
  ON v.entity_id = p.entity_id AND v.plan_id = p.id
WHERE p.entity_id = $1 AND p.vigencia = $2 AND ($3 = '' OR p.instrument = $3)
  AND NOT EXISTS (SELECT 1 FROM plan_version o
    WHERE $4 = 0 AND o.entity_id = v.entity_id AND o.plan_id = v.plan_id AND o.state NOT IN ('reemplazado', 'retirado', 'rechazado')
      AND (CASE WHEN o.state IN ('publicado', 'cerrado') THEN 0 WHEN o.state = 'historico' THEN 1 ELSE 2 END < v.rank
        OR (CASE WHEN o.state IN ('publicado', 'cerrado') THEN 0 WHEN o.state = 'historico' THEN 1 ELSE 2 END = v.rank AND o.no > v.no)))
ORDER BY CASE WHEN i.path_word = 'plan' THEN 0 ELSE 1 END, i.valid_from DESC, p.id;

-- A subcomponent stands behind its component, whatever their keys.
-- query: export_component
-- in: entity int, version int
-- out: key int, parent_key int?, ord int, code text, name text, raw text, catalogue text?, ext_title text?, objective text?
SELECT c.key, c.parent_key, c.ord, c.code, c.name, c.raw, c.catalogue_code, c.ext_title, c.objective
FROM component c
LEFT JOIN component p ON p.entity_id = c.entity_id AND p.version_id = c.version_id AND p.key = c.parent_key
WHERE c.entity_id = $1 AND c.version_id = $2
ORDER BY COALESCE(p.ord, c.ord), COALESCE(p.key, c.key), CASE WHEN p.key IS NULL THEN 0 ELSE 1 END, c.ord, c.key;

-- The readings are 0 leido, 1 corregido, 2 supuesto, 3 ambiguo: the most doubtful of the activity's cells of those fields.
-- query: export_activity
-- in: entity int, version int, import int
-- out: address text, code text?, component_key int, subcomponent_key int?, description text, product text?, goal text?, schedule text?, schedule_kind text, tramite_code text?, tramite_name text?, tramite_current text?, tramite_improvement text?, tramite_benefit text?, tramite_kind text?, tramite_action text?, activity_doubt int, goal_doubt int, dates_doubt int, people_doubt int
SELECT a.address, a.code, a.component_key, a.subcomponent_key, a.description, a.product, a.goal_raw, a.schedule_raw, a.schedule_kind,
  t.code, t.name, t.current, t.improvement, t.benefit, t.kind, t.action,
  COALESCE(d.activity, 0), COALESCE(d.goal, 0), COALESCE(d.dates, 0), COALESCE(d.people, 0)
FROM activity a
LEFT JOIN tramite_detail t ON t.entity_id = a.entity_id AND t.version_id = a.version_id AND t.activity_key = a.key
LEFT JOIN (
  SELECT s.activity_key AS key,
    max(CASE WHEN s.field IN ('activity', 'number') THEN s.doubt ELSE 0 END) AS activity,
    max(CASE WHEN s.field = 'goal' THEN s.doubt ELSE 0 END) AS goal,
    max(CASE WHEN s.field IN ('start', 'end', 'date', 'month') THEN s.doubt ELSE 0 END) AS dates,
    max(CASE WHEN s.field = 'responsible' THEN s.doubt ELSE 0 END) AS people
  FROM (SELECT activity_key, field, CASE status WHEN 'ambiguo' THEN 3 WHEN 'supuesto' THEN 2 WHEN 'corregido' THEN 1 ELSE 0 END AS doubt
    FROM source_cell WHERE entity_id = $1 AND import_id = $3 AND activity_key IS NOT NULL) s
  GROUP BY s.activity_key) d ON d.key = a.key
WHERE a.entity_id = $1 AND a.version_id = $2
ORDER BY a.ord, a.key;

-- query: export_window
-- in: entity int, version int
-- out: address text, ord int, from_on date?, due_on date?, granularity text, raw text, problem text?, supposed text?
SELECT a.address, w.ord, w.from_on, w.due_on, w.granularity, w.raw, w.problem, w.supposed
FROM activity a
JOIN window_ w ON w.entity_id = a.entity_id AND w.version_id = a.version_id AND w.activity_key = a.key
WHERE a.entity_id = $1 AND a.version_id = $2
ORDER BY a.ord, a.key, w.ord;

-- query: export_responsible
-- in: entity int, version int
-- out: address text, ord int, raw text, unit text, abbrev text?
SELECT a.address, r.ord, r.raw, u.name, u.abbrev
FROM activity a
JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key
JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id
WHERE a.entity_id = $1 AND a.version_id = $2
ORDER BY a.ord, a.key, r.ord;

-- Those of activities, then those of the whole plan, then those of components in their order.
-- query: export_indicator
-- in: entity int, version int
-- out: address text?, component_key int?, ord int, name text, formula text?, unit_kind text, lower_better bool, schedule text?, responsible text?, raw text?, qty int?, comparator text?, condition text?, per text?, per_n int?, coverage text?
SELECT a.address, n.component_key, n.ord, n.name, n.formula, n.unit_kind, n.lower_better, n.schedule_raw, n.responsible_raw,
  t.raw, t.qty_u6, t.comparator, t.condition, t.per_label, t.per_n, t.coverage
FROM indicator n
LEFT JOIN activity a ON a.entity_id = n.entity_id AND a.version_id = n.version_id AND a.key = n.activity_key
LEFT JOIN component c ON c.entity_id = n.entity_id AND c.version_id = n.version_id AND c.key = n.component_key
LEFT JOIN component p ON p.entity_id = c.entity_id AND p.version_id = c.version_id AND p.key = c.parent_key
LEFT JOIN target t ON t.entity_id = n.entity_id AND t.version_id = n.version_id AND t.indicator_key = n.key
WHERE n.entity_id = $1 AND n.version_id = $2
ORDER BY CASE WHEN a.key IS NOT NULL THEN 0 WHEN c.key IS NULL THEN 1 ELSE 2 END, a.ord, a.key,
  COALESCE(p.ord, c.ord), COALESCE(p.key, c.key), CASE WHEN p.key IS NULL THEN 0 ELSE 1 END, c.ord, c.key, n.ord, n.key;

-- The last of which the public may know: a workbook holds one follow-up.
-- query: export_cutoff
-- in: entity int, version int
-- out: id int, cut_on date, sheet_on date?, printed_mean int?
SELECT id, cut_on, sheet_on, printed_mean_u6
FROM cutoff
WHERE entity_id = $1 AND version_id = $2 AND state IN ('importado', 'publicado')
ORDER BY cut_on DESC LIMIT 1;

-- query: export_followup
-- in: entity int, cutoff int, version int
-- out: address text, counted text, declared int?, achieved int?, target int?, reading text, achieved_raw text?, declared_raw text?, remarks text?
SELECT a.address, k.counted, k.declared_u6, k.achieved_u6, k.target_u6, k.reading, k.achieved_raw, k.declared_raw, k.remarks
FROM cutoff_row k
JOIN activity a ON a.entity_id = k.entity_id AND a.version_id = $3 AND a.key = k.activity_key
WHERE k.entity_id = $1 AND k.cutoff_id = $2
ORDER BY a.ord, a.key;

-- The tables of the file whose cells were kept, and the title of the component that their first activity is of.
-- query: export_table
-- in: entity int, import int, version int
-- out: table_no int, sheet text?, taken_for text, component_raw text?
SELECT t.table_no, t.sheet, t.taken_for,
  (SELECT c.raw FROM component c
   JOIN activity a ON a.entity_id = c.entity_id AND a.version_id = c.version_id AND a.component_key = c.key
   WHERE c.entity_id = $1 AND c.version_id = $3 AND a.ord = (SELECT min(b.ord) FROM activity b
     JOIN source_cell s ON s.entity_id = b.entity_id AND s.import_id = t.import_id AND s.table_no = t.table_no AND s.activity_key = b.key
     WHERE b.entity_id = $1 AND b.version_id = $3))
FROM source_table t
WHERE t.entity_id = $1 AND t.import_id = $2 AND t.taken_for <> 'otra'
ORDER BY t.table_no;

-- One row a cell: of one with several values, the first, which has the text of the whole.
-- query: export_cell
-- in: entity int, import int, table_no int
-- out: row_no int, col_no int, rows_n int, cols_n int, raw text, whole text?, field text, reading text?, status text
SELECT row_no, col_no, rows_n, cols_n, raw, whole, field, reading, status
FROM source_cell
WHERE entity_id = $1 AND import_id = $2 AND table_no = $3 AND part <= 1
ORDER BY row_no, col_no, part;

-- query: export_line
-- in: entity int, import int
-- out: after_table int, raw text
SELECT after_table, raw
FROM source_line
WHERE entity_id = $1 AND import_id = $2
ORDER BY line_no;

-- query: export_reader
-- in: entity int, import int
-- out: reader text
SELECT reader
FROM import_batch
WHERE entity_id = $1 AND id = $2;
