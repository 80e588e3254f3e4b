-- SPDX-License-Identifier: Apache-2.0
-- An import as people see it: its batch, the tables of its file, cells and findings. Only imports of what is public are public; the store
-- looks at that; and what changed is told against the version before that people could see, never against a draft.

-- query: batch_head
-- in: entity int, vigencia int, no_from int, no_to int, path_word text
-- out: id int, no int, version_id int, version_no int, state text, at time, reader text, file text, size int, title text, short_name text, vigencia int, cells int, read int, errors int, warnings int, notes int, activities int, shown_id int?, before_id int?, before_no int?, version_state text?
SELECT b.id, b.no, b.version_id, b.version_no, b.state, b.at, b.reader, t.name, f.size, p.title, i.short_name, p.vigencia,
  (SELECT count(*) FROM source_cell s WHERE s.entity_id = b.entity_id AND s.import_id = b.id),
  (SELECT count(*) FROM source_cell s WHERE s.entity_id = b.entity_id AND s.import_id = b.id AND s.status = 'leido'),
  (SELECT count(*) FROM finding d WHERE d.entity_id = b.entity_id AND d.import_id = b.id AND d.severity = 'error'),
  (SELECT count(*) FROM finding d WHERE d.entity_id = b.entity_id AND d.import_id = b.id AND d.severity = 'aviso'),
  (SELECT count(*) FROM finding d WHERE d.entity_id = b.entity_id AND d.import_id = b.id AND d.severity = 'nota'),
  (SELECT CAST(COALESCE(SUM(s.activities), 0) AS BIGINT) FROM source_table s WHERE s.entity_id = b.entity_id AND s.import_id = b.id),
  (SELECT v.id FROM plan_version v WHERE v.entity_id = b.entity_id AND v.plan_id = b.plan_id AND v.state IN ('publicado', 'cerrado', 'historico') ORDER BY CASE v.state WHEN 'historico' THEN 1 ELSE 0 END, v.no DESC LIMIT 1),
  (SELECT v.id FROM plan_version v WHERE v.entity_id = b.entity_id AND v.plan_id = b.plan_id AND v.no < b.version_no AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico') ORDER BY v.no DESC LIMIT 1),
  (SELECT v.no FROM plan_version v WHERE v.entity_id = b.entity_id AND v.plan_id = b.plan_id AND v.no < b.version_no AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico') ORDER BY v.no DESC LIMIT 1),
  (SELECT v.state FROM plan_version v WHERE v.entity_id = b.entity_id AND v.id = b.version_id)
FROM plan p
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument AND i.path_word = $5
JOIN import_batch b ON b.entity_id = p.entity_id AND b.plan_id = p.id
JOIN attachment t ON t.entity_id = b.entity_id AND t.id = b.attachment_id AND t.classification <> 'reservada'
JOIN file_blob f ON f.entity_id = t.entity_id AND f.sha256 = t.sha256
WHERE p.entity_id = $1 AND p.vigencia = $2 AND b.no BETWEEN $3 AND $4
ORDER BY CASE WHEN b.state = 'deshecho' THEN 1 ELSE 0 END, i.valid_from DESC, b.no DESC
LIMIT 1;

-- query: batch_table
-- in: entity int, import int
-- out: table_no int, sheet text?, rows_n int, cols_n int, taken_for text, why text, activities int, indicators int
SELECT table_no, sheet, rows_n, cols_n, taken_for, why, activities, indicators FROM source_table WHERE entity_id = $1 AND import_id = $2 ORDER BY table_no;

-- query: batch_cell
-- in: entity int, import int, shown_version int, table_from int, table_to int
-- out: table_no int, row_no int, col_no int, part int, raw text, field text, reading text?, status text, activity_key int?, activity text?
SELECT s.table_no, s.row_no, s.col_no, s.part, s.raw, s.field, s.reading, s.status, s.activity_key, a.address
FROM source_cell s
LEFT JOIN activity a ON a.entity_id = s.entity_id AND a.version_id = $3 AND a.key = s.activity_key
WHERE s.entity_id = $1 AND s.import_id = $2 AND s.table_no BETWEEN $4 AND $5
ORDER BY s.table_no, s.row_no, s.col_no, s.part;

-- query: batch_finding
-- in: entity int, import int, shown_version int
-- out: code text, severity text, table_no int, row_no int, col_no int, activity text?, read_text text, proposal text?
SELECT f.code, f.severity, f.table_no, f.row_no, f.col_no, a.address, f.read_text, f.proposal
FROM finding f
LEFT JOIN activity a ON a.entity_id = f.entity_id AND a.version_id = $3 AND a.key = f.activity_key
WHERE f.entity_id = $1 AND f.import_id = $2
ORDER BY CASE f.severity WHEN 'error' THEN 1 WHEN 'aviso' THEN 2 ELSE 3 END, f.table_no, f.row_no, f.col_no, f.id;
