-- SPDX-License-Identifier: Apache-2.0
-- What the official report of a follow-up says besides its rows and figures, which are read with followup_store.h.

-- The newest of a day of which the public may know; cut_on empty: the newest of all.
-- query: official_shown
-- in: entity int, path_word text, vigencia int, cut_on text
-- out: id int, cut_on date, published_file int?
SELECT c.id, c.cut_on, c.published_file
FROM cutoff c
JOIN plan p ON p.entity_id = c.entity_id AND p.id = c.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id
WHERE c.entity_id = $1 AND i.path_word = $2 AND p.vigencia = $3 AND ($4 = '' OR c.cut_on = $4)
  AND c.state IN ('importado', 'publicado') AND v.state IN ('publicado', 'reemplazado', 'cerrado', 'historico')
ORDER BY c.cut_on DESC, v.no DESC, i.valid_from DESC, c.id DESC
LIMIT 1;

-- How long a report is, and of which version its data are.
-- query: official_size
-- in: entity int, cutoff int
-- out: n int, at time
SELECT (SELECT count(*) FROM cutoff_row r WHERE r.entity_id = c.entity_id AND r.cutoff_id = c.id),
  COALESCE((SELECT max(n.at) FROM cutoff_note n WHERE n.entity_id = c.entity_id AND n.cutoff_id = c.id), c.published_at, c.frozen_at, v.created_at)
FROM cutoff c JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id
WHERE c.entity_id = $1 AND c.id = $2;

-- source: the file of an imported sheet, by its hash.
-- query: official_cutoff
-- in: entity int, cutoff int
-- out: slug text, entity_name text, plan_id int, version_id int, version_no int, version_at time, title text, short_name text, path_word text, vigencia int, no int?, cut_on date, sheet_on date?, state text, printed_mean int?, reports_until date?, publish_by date?, frozen_at time?, frozen_head blob?, published_at time?, published_on date?, source blob?
SELECT e.slug, e.name, p.id, v.id, v.no, v.created_at, p.title, i.short_name, i.path_word, p.vigencia, c.no, c.cut_on, c.sheet_on, c.state, c.printed_mean_u6, c.reports_until, c.publish_by,
  c.frozen_at, c.frozen_head, c.published_at, c.published_on,
  (SELECT f.sha256 FROM import_batch b JOIN attachment f ON f.entity_id = b.entity_id AND f.id = b.attachment_id WHERE b.entity_id = c.entity_id AND b.id = c.import_id)
FROM cutoff c
JOIN entity e ON e.entity_id = c.entity_id
JOIN plan p ON p.entity_id = c.entity_id AND p.id = c.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id
WHERE c.entity_id = $1 AND c.id = $2;

-- query: official_activity
-- in: entity int, version int
-- out: key int, code text?, goal text?, product text?
SELECT key, code, goal_raw, product FROM activity WHERE entity_id = $1 AND version_id = $2 ORDER BY ord, key;

-- query: official_unit
-- in: entity int, version int
-- out: key int, name text
SELECT r.activity_key, u.name
FROM responsible r
JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id
JOIN activity a ON a.entity_id = r.entity_id AND a.version_id = r.version_id AND a.key = r.activity_key
WHERE r.entity_id = $1 AND r.version_id = $2
ORDER BY a.ord, a.key, r.ord;

-- Of the reports that the rows stand on. A title is for everybody only when who brought it said so.
-- query: official_evidence
-- in: entity int, cutoff int
-- out: key int, title text, dated_on date?, state text, is_public bool
SELECT r.activity_key, e.title, e.dated_on, x.state, CASE WHEN e.classification = 'publica' THEN 1 ELSE 0 END
FROM cutoff_row r
JOIN cutoff c ON c.entity_id = r.entity_id AND c.id = r.cutoff_id
JOIN activity a ON a.entity_id = r.entity_id AND a.version_id = c.version_id AND a.key = r.activity_key
JOIN evidence e ON e.entity_id = r.entity_id AND e.report_id = r.report_id
JOIN cutoff_evidence x ON x.entity_id = r.entity_id AND x.cutoff_id = r.cutoff_id AND x.evidence_id = e.id
WHERE r.entity_id = $1 AND r.cutoff_id = $2
ORDER BY a.ord, a.key, e.id;

-- query: official_sign
-- in: entity int, cutoff int
-- out: name text, role text, at time, head blob
SELECT h.name, s.role, s.at, s.head
FROM cutoff_sign s
JOIN person h ON h.entity_id = 0 AND h.id = s.person_id
WHERE s.entity_id = $1 AND s.cutoff_id = $2
ORDER BY s.at, s.id;

-- query: official_note
-- in: entity int, cutoff int
-- out: no int, address text?, body text, name text, at time
SELECT n.no, a.address, n.body, h.name, n.at
FROM cutoff_note n
JOIN cutoff c ON c.entity_id = n.entity_id AND c.id = n.cutoff_id
JOIN person h ON h.entity_id = 0 AND h.id = n.person_id
LEFT JOIN activity a ON a.entity_id = n.entity_id AND a.version_id = c.version_id AND a.key = n.activity_key
WHERE n.entity_id = $1 AND n.cutoff_id = $2
ORDER BY n.no;

-- The file that the plan came from: this version's, or that of the one it goes back to.
-- query: official_source
-- in: entity int, plan int, no int
-- out: id int, sha256 blob, size int, reader text
SELECT b.id, a.sha256, f.size, b.reader
FROM import_batch b
JOIN attachment a ON a.entity_id = b.entity_id AND a.id = b.attachment_id
JOIN file_blob f ON f.entity_id = a.entity_id AND f.sha256 = a.sha256
WHERE b.entity_id = $1 AND b.plan_id = $2 AND b.version_no <= $3 AND b.state = 'importado' ORDER BY b.version_no DESC, b.id DESC LIMIT 1;

-- Where each activity stands in that file: in the row of its own text, else in the first that speaks of it.
-- query: official_place
-- in: entity int, import int
-- out: key int, table_no int, row_no int
SELECT activity_key, table_no, row_no FROM source_cell
WHERE entity_id = $1 AND import_id = $2 AND activity_key IS NOT NULL
ORDER BY activity_key, CASE WHEN field = 'activity' THEN 0 ELSE 1 END, table_no, row_no, col_no;

-- query: official_table
-- in: entity int, import int
-- out: table_no int, cols_n int, taken_for text
SELECT table_no, cols_n, taken_for FROM source_table WHERE entity_id = $1 AND import_id = $2 ORDER BY table_no;

-- query: official_heading
-- in: entity int, import int
-- out: table_no int, row_no int, col_no int, reading text
SELECT table_no, row_no, col_no, reading FROM source_cell
WHERE entity_id = $1 AND import_id = $2 AND field = 'header' AND reading IS NOT NULL ORDER BY table_no, row_no, col_no;

-- query: official_file
-- in: entity int, cutoff int, attachment int
-- out: n int
SELECT count(*) FROM cutoff WHERE entity_id = $1 AND id = $2 AND published_file = $3 AND state = 'publicado';
