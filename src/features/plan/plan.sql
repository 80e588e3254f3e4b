-- SPDX-License-Identifier: Apache-2.0
-- Reading plans for the public. The version shown of a plan: the one in force (`publicado`, or `cerrado` once its year
-- is over), else the latest `historico`; drafts stay inside. Rows that hang on activities come whole for a version, grouped by activity; the store hangs them on by key: an
-- order by the primary key and no join costs a third of a join that sorts as the plan does. What has few rows is sorted by the store
-- too: the engine's sorter packs and unpacks each row.

-- Plans against corruption stand before those of other families. path_word empty: of all families. counted false: the counts are 0,
-- for whoever reads the rows and counts them.
-- query: shown_plan
-- in: entity int, year_from int, year_to int, path_word text, counted bool
-- out: entity_id int, plan_id int, version_id int, instrument text, instrument_name text, short_name text, path_word text, norm text, vigencia int, title text, no int, state text, created_at time, components int, activities int, dated int, undated int, impossible int, findings int, followed_on date?, published_on date?, due_on date?
SELECT p.entity_id, p.id, v.id, i.code, i.name, i.short_name, i.path_word, i.norm, p.vigencia, p.title, v.no, v.state, v.created_at,
  CASE WHEN $5 = 1 THEN (SELECT count(*) FROM component c WHERE c.entity_id = v.entity_id AND c.version_id = v.id AND c.parent_key IS NULL) ELSE 0 END,
  CASE WHEN $5 = 1 THEN (SELECT count(*) FROM activity a WHERE a.entity_id = v.entity_id AND a.version_id = v.id) ELSE 0 END,
  CASE WHEN $5 = 1 THEN (SELECT count(*) FROM window_ w WHERE w.entity_id = v.entity_id AND w.version_id = v.id AND w.due_on IS NOT NULL) ELSE 0 END,
  CASE WHEN $5 = 1 THEN (SELECT count(*) FROM window_ w WHERE w.entity_id = v.entity_id AND w.version_id = v.id AND w.due_on IS NULL) ELSE 0 END,
  CASE WHEN $5 = 1 THEN (SELECT count(*) FROM window_ w WHERE w.entity_id = v.entity_id AND w.version_id = v.id AND w.due_on IS NULL AND w.problem = 'VD-P001') ELSE 0 END,
  CASE WHEN $5 = 1 THEN (SELECT count(*) FROM finding f JOIN import_batch b ON b.entity_id = f.entity_id AND b.id = f.import_id
    WHERE b.entity_id = v.entity_id AND b.version_id = v.id) ELSE 0 END,
  (SELECT max(k.cut_on) FROM cutoff k WHERE k.entity_id = v.entity_id AND k.plan_id = v.plan_id AND (k.state = 'publicado' OR (k.state = 'importado' AND k.version_id = v.id))), v.published_on, v.due_on
FROM plan p
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
JOIN plan_version v ON v.entity_id = p.entity_id AND v.plan_id = p.id
WHERE p.entity_id = $1 AND p.vigencia BETWEEN $2 AND $3
  AND ($4 = '' OR i.path_word = $4)
  AND v.state IN ('publicado', 'cerrado', 'historico')
  AND NOT EXISTS (SELECT 1 FROM plan_version o
    WHERE o.entity_id = v.entity_id AND o.plan_id = v.plan_id
      AND ((o.state IN ('publicado', 'cerrado') AND (v.state = 'historico' OR o.no > v.no)) OR (o.state = 'historico' AND v.state = 'historico' AND o.no > v.no)))
ORDER BY CASE WHEN i.path_word = 'plan' THEN 0 ELSE 1 END, p.vigencia DESC, i.valid_from DESC, p.id;

-- The plan that an event of the record is about: subject is a version or an import; both may be gone, the import's row stays.
-- query: plan_of_subject
-- in: entity int, subject_kind text, subject int
-- out: title text, short_name text, path_word text, vigencia int, shown bool, draft bool
SELECT p.title, i.short_name, i.path_word, p.vigencia,
  CASE WHEN EXISTS (SELECT 1 FROM plan_version v WHERE v.entity_id = p.entity_id AND v.plan_id = p.id AND v.state IN ('publicado', 'cerrado', 'historico')) THEN 1 ELSE 0 END,
  CASE WHEN EXISTS (SELECT 1 FROM plan_version v WHERE v.entity_id = p.entity_id AND v.plan_id = p.id AND v.state NOT IN ('publicado', 'reemplazado', 'cerrado', 'historico')
      AND (($2 = 'plan_version' AND v.id = $3)
        OR ($2 = 'import_batch' AND v.id = (SELECT b.version_id FROM import_batch b WHERE b.entity_id = $1 AND b.id = $3)))) THEN 1 ELSE 0 END
FROM plan p JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
WHERE p.entity_id = $1 AND p.id = COALESCE(
  (SELECT w.plan_id FROM plan_version w WHERE w.entity_id = $1 AND $2 = 'plan_version' AND w.id = $3),
  (SELECT MAX(b.plan_id) FROM import_batch b WHERE b.entity_id = $1 AND (($2 = 'plan_version' AND b.version_id = $3) OR ($2 = 'import_batch' AND b.id = $3))));

-- What stands around a version: its texts, the act that approved it, and the consultation of its family that is open on a day.
-- query: plan_around
-- in: entity int, version int, path_word text, today date
-- out: texts int, act_kind text?, act_no text?, act_on date?, consulted text?, consulted_vigencia int?, closes_on date?
SELECT (SELECT count(*) FROM plan_text t WHERE t.entity_id = v.entity_id AND t.version_id = v.id),
  s.act_kind, s.act_no, s.act_on, p.title, p.vigencia, c.closes_on
FROM plan_version v
LEFT JOIN plan_step s ON s.entity_id = v.entity_id AND s.version_id = v.id AND s.event = 'aprobar'
LEFT JOIN consultation c ON c.entity_id = v.entity_id AND c.id = (SELECT min(o.id)
  FROM consultation o
  JOIN plan_version w ON w.entity_id = o.entity_id AND w.id = o.version_id
  JOIN plan q ON q.entity_id = w.entity_id AND q.id = w.plan_id
  JOIN instrument i ON i.entity_id = 0 AND i.code = q.instrument
  WHERE o.entity_id = $1 AND o.closed_at IS NULL AND o.opens_on <= $4 AND o.closes_on >= $4 AND w.state = 'en_consulta' AND i.path_word = $3)
LEFT JOIN plan_version u ON u.entity_id = c.entity_id AND u.id = c.version_id
LEFT JOIN plan p ON p.entity_id = u.entity_id AND p.id = u.plan_id
WHERE v.entity_id = $1 AND v.id = $2;

-- short_name: of components, not of what is below them. ext_slug: of a document that is public; ext_broken: since when the address does not answer.
-- query: shown_component
-- in: entity int, version int, instrument text
-- out: key int, ord int, parent_key int?, code text, name text, short_name text?, ext_title text?, ext_url text?, ext_on date?, ext_broken time?, ext_slug text?, objective text?
SELECT c.key, c.ord, c.parent_key, c.code, c.name, t.short_name, c.ext_title, c.ext_url, c.ext_on, l.since, d.slug, c.objective
FROM component c
LEFT JOIN link_check l ON l.entity_id = c.entity_id AND l.url = c.ext_url AND l.works = 0
LEFT JOIN document d ON d.entity_id = c.entity_id AND d.id = c.ext_document_id
  AND EXISTS (SELECT 1 FROM document_version n WHERE n.entity_id = d.entity_id AND n.document_id = d.id AND n.published_at IS NOT NULL)
LEFT JOIN instrument_part t ON t.entity_id = 0 AND t.instrument = $3 AND t.code = c.catalogue_code AND c.parent_key IS NULL
WHERE c.entity_id = $1 AND c.version_id = $2
ORDER BY c.key;

-- query: shown_activity
-- in: entity int, version int
-- out: key int, ord int, component_key int, subcomponent_key int?, address text, code text?, description text, product text?, goal text?, schedule text?, schedule_kind text, fold text
SELECT key, ord, component_key, subcomponent_key, address, code, description, product, goal_raw, schedule_raw, schedule_kind, fold
FROM activity
WHERE entity_id = $1 AND version_id = $2
ORDER BY key;

-- Of activities from a key to another, and those that are of no activity. The signs keep the walk in the order of the primary key.
-- query: shown_indicator
-- in: entity int, version int, activity_from int, activity_to int
-- out: ord int, key int, activity_key int?, component_key int?, name text, formula text?, unit_kind text, lower_better bool, schedule text?, responsible text?
SELECT ord, key, activity_key, component_key, name, formula, unit_kind, lower_better, schedule_raw, responsible_raw
FROM indicator
WHERE entity_id = $1 AND version_id = $2 AND (+activity_key IS NULL OR +activity_key BETWEEN $3 AND $4)
ORDER BY key;

-- query: shown_target
-- in: entity int, version int, indicator_from int, indicator_to int
-- out: key int, indicator_key int, raw text, qty int?, comparator text, condition text?, per text?, per_n int?, coverage text?
SELECT key, indicator_key, raw, qty_u6, comparator, condition, per_label, per_n, coverage
FROM target
WHERE entity_id = $1 AND version_id = $2 AND +indicator_key BETWEEN $3 AND $4
ORDER BY key;

-- query: shown_tramite
-- in: entity int, version int
-- out: activity_key int, code text?, name text?, current text?, improvement text?, benefit text?, kind text?, action text?
SELECT activity_key, code, name, current, improvement, benefit, kind, action
FROM tramite_detail
WHERE entity_id = $1 AND version_id = $2
ORDER BY activity_key;

-- query: shown_window
-- in: entity int, version int
-- out: activity_key int, ord int, from_on date?, due_on date?, granularity text, raw text, problem text?, supposed text?
SELECT activity_key, ord, from_on, due_on, granularity, raw, problem, supposed
FROM window_
WHERE entity_id = $1 AND version_id = $2
ORDER BY key;

-- The windows that an activity had in versions that were in force before, the newest first.
-- query: shown_earlier
-- in: entity int, plan int, activity int, before int
-- out: no int, published_on date?, ord int, from_on date?, due_on date?, raw text
SELECT v.no, v.published_on, w.ord, w.from_on, w.due_on, w.raw
FROM plan_version v
JOIN window_ w ON w.entity_id = v.entity_id AND w.version_id = v.id AND w.activity_key = $3
WHERE v.entity_id = $1 AND v.plan_id = $2 AND v.no < $4 AND v.state = 'reemplazado'
ORDER BY v.no DESC, w.ord;

-- query: shown_responsible
-- in: entity int, version int
-- out: activity_key int, unit_id int, is_lead bool
SELECT activity_key, unit_id, is_lead
FROM responsible
WHERE entity_id = $1 AND version_id = $2
ORDER BY activity_key, ord;

-- Those of the entity: few, and each is named many times.
-- query: shown_unit
-- in: entity int
-- out: id int, name text, abbrev text?, slug text
SELECT id, name, abbrev, slug
FROM unit
WHERE entity_id = $1
ORDER BY id;

-- A cut-off made here may follow an earlier version: its rows are found by the keys of activities, which versions keep.
-- query: shown_progress
-- in: entity int, plan int, version int, cut date
-- out: activity_key int, counted text, official int?, declared_raw text?, achieved_raw text?, verdict text?
SELECT r.activity_key, r.counted, CASE WHEN k.state = 'publicado' THEN r.verified_u6 ELSE r.declared_u6 END, r.declared_raw, r.achieved_raw, CASE WHEN k.state = 'publicado' THEN r.verdict END
FROM cutoff k
JOIN cutoff_row r ON r.entity_id = k.entity_id AND r.cutoff_id = k.id
WHERE k.entity_id = $1 AND k.plan_id = $2 AND k.cut_on = $4 AND (k.state = 'publicado' OR (k.state = 'importado' AND k.version_id = $3))
ORDER BY r.activity_key;

-- The batch first, which is what CROSS says to SQLite: the findings of its version only, not all those of the entity.
-- query: shown_finding
-- in: entity int, version int
-- out: id int, activity_key int?, code text, severity text, table_no int, row_no int, col_no int, read_text text, proposal text?, state text, sheet text?, reader text
SELECT f.id, f.activity_key, f.code, f.severity, f.table_no, f.row_no, f.col_no, f.read_text, f.proposal, f.state, t.sheet, b.reader
FROM import_batch b
CROSS JOIN finding f
LEFT JOIN source_table t ON t.entity_id = f.entity_id AND t.import_id = f.import_id AND t.table_no = f.table_no
WHERE b.entity_id = $1 AND b.version_id = $2 AND f.entity_id = b.entity_id AND f.import_id = b.id;

-- query: shown_source
-- in: entity int, version int
-- out: import_id int, name text, size int, sha256 blob, reader text, at time
SELECT b.id, t.name, f.size, f.sha256, b.reader, b.at
FROM import_batch b
JOIN attachment t ON t.entity_id = b.entity_id AND t.id = b.attachment_id
JOIN file_blob f ON f.entity_id = t.entity_id AND f.sha256 = t.sha256
WHERE b.entity_id = $1 AND b.version_id = $2 AND t.classification <> 'reservada'
ORDER BY b.id DESC
LIMIT 1;

-- query: shown_cell
-- in: entity int, version int, activity int
-- out: table_no int, row_no int, col_no int, part int, raw text, field text, reading text?, status text, sheet text?, reader text
SELECT s.table_no, s.row_no, s.col_no, s.part, s.raw, s.field, s.reading, s.status, t.sheet, b.reader
FROM import_batch b
JOIN source_cell s ON s.entity_id = b.entity_id AND s.import_id = b.id
LEFT JOIN source_table t ON t.entity_id = s.entity_id AND t.import_id = s.import_id AND t.table_no = s.table_no
WHERE b.entity_id = $1 AND b.version_id = $2 AND s.activity_key = $3
ORDER BY s.table_no, s.row_no, s.col_no, s.part;

-- The last day on which citizens may contribute to the draft of a year; none: it is not consulted on that day.
-- query: plan_consulted
-- in: entity int, path_word text, vigencia int, today date
-- out: closes_on date
SELECT c.closes_on
FROM consultation c
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
WHERE c.entity_id = $1 AND i.path_word = $2 AND p.vigencia = $3 AND c.closed_at IS NULL AND c.opens_on <= $4 AND c.closes_on >= $4 AND v.state = 'en_consulta'
ORDER BY c.closes_on DESC LIMIT 1;
