-- SPDX-License-Identifier: Apache-2.0
-- A version of a plan as a Word document: what its cover says, the texts before the matrices, and the columns of the document it came from.

-- query: docx_version
-- in: entity int, version int
-- out: slug text, entity_name text, plan_id int, instrument text, short_name text, title text, vigencia int, no int, state text, base_id int?, base_no int?, frozen_hash blob?, published_on text?
SELECT e.slug, e.name, p.id, p.instrument, i.short_name, p.title, p.vigencia, v.no, v.state, v.base_id, b.no, v.frozen_hash, v.published_on
FROM plan_version v
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN entity e ON e.entity_id = v.entity_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN plan_version b ON b.entity_id = v.entity_id AND b.id = v.base_id
WHERE v.entity_id = $1 AND v.id = $2;

-- The act that approved it: the last one that a step of it names.
-- query: docx_act
-- in: entity int, version int
-- out: act_kind text, act_no text?, act_on text?
SELECT act_kind, act_no, act_on FROM plan_step WHERE entity_id = $1 AND version_id = $2 AND act_kind IS NOT NULL ORDER BY no DESC LIMIT 1;

-- query: docx_text
-- in: entity int, version int
-- out: title text, body text
SELECT title, body FROM plan_text WHERE entity_id = $1 AND version_id = $2 ORDER BY ord, key;

-- The file that the plan came from: this version's, or that of the one it goes back to.
-- query: docx_source
-- in: entity int, plan int, no int
-- out: id int, sha256 blob
SELECT b.id, a.sha256 FROM import_batch b JOIN attachment a ON a.entity_id = b.entity_id AND a.id = b.attachment_id
WHERE b.entity_id = $1 AND b.plan_id = $2 AND b.version_no <= $3 AND b.state = 'importado' ORDER BY b.version_no DESC, b.id DESC LIMIT 1;

-- The table of the file in which the first activity of each component stands.
-- query: docx_source_table
-- in: entity int, version int, import int
-- out: component_key int, table_no int
SELECT a.component_key, s.table_no
FROM activity a
JOIN source_cell s ON s.entity_id = a.entity_id AND s.import_id = $3 AND s.activity_key = a.key AND s.field = 'activity'
WHERE a.entity_id = $1 AND a.version_id = $2
ORDER BY a.ord, a.key, s.table_no;

-- Where each field stands in each table; the column that has most of it first.
-- query: docx_source_column
-- in: entity int, import int
-- out: table_no int, field text, col_no int
SELECT table_no, field, col_no FROM source_cell
WHERE entity_id = $1 AND import_id = $2 AND field NOT IN ('header', 'none', 'component')
GROUP BY table_no, field, col_no ORDER BY table_no, field, count(*) DESC, col_no;

-- query: docx_source_heading
-- in: entity int, import int
-- out: table_no int, col_no int, raw text, reading text
SELECT table_no, col_no, raw, reading FROM source_cell
WHERE entity_id = $1 AND import_id = $2 AND field = 'header' AND reading IS NOT NULL ORDER BY table_no, row_no, col_no;
