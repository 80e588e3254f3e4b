-- SPDX-License-Identifier: Apache-2.0
-- Files that were brought, with the decisions about them; what became of a confirmed one is asked of its batch.

-- query: intake_numbered
-- in: entity int, no int
-- out: id int, no int, instrument text, vigencia int, state text, rev int, at time, person text, file text, sha256 blob, size int, mime text, batch_no int?, batch_state text?, version_no int?, version_state text?, document text?, document_slug text?, document_no int?
SELECT k.id, k.no, k.instrument, k.vigencia, k.state, k.rev, k.at, p.name, t.name, t.sha256, f.size, f.mime, k.batch_no, b.state, b.version_no, v.state, d.title, d.slug, k.document_no
FROM intake k
JOIN person p ON p.entity_id = 0 AND p.id = k.person_id
JOIN attachment t ON t.entity_id = k.entity_id AND t.id = k.attachment_id
JOIN file_blob f ON f.entity_id = t.entity_id AND f.sha256 = t.sha256
LEFT JOIN import_batch b ON b.entity_id = k.entity_id AND b.no = k.batch_no
LEFT JOIN plan_version v ON v.entity_id = b.entity_id AND v.id = b.version_id
LEFT JOIN document d ON d.entity_id = k.entity_id AND d.id = k.document_id
WHERE k.entity_id = $1 AND k.no = $2;

-- query: intake_decisions
-- in: entity int, intake int
-- out: table_no int, row_no int, col_no int, code text, said text, person_id int, person text, at time
SELECT d.table_no, d.row_no, d.col_no, d.code, d.said, d.person_id, p.name, d.at
FROM intake_decision d JOIN person p ON p.entity_id = 0 AND p.id = d.person_id
WHERE d.entity_id = $1 AND d.intake_id = $2 ORDER BY d.table_no, d.row_no, d.col_no, d.code;

-- query: intake_waiting
-- in: entity int, sha256 blob, instrument text, vigencia int
-- out: no int
SELECT k.no FROM intake k JOIN attachment t ON t.entity_id = k.entity_id AND t.id = k.attachment_id
WHERE k.entity_id = $1 AND t.sha256 = $2 AND k.instrument = $3 AND k.vigencia = $4 AND k.state = 'leido' ORDER BY k.no LIMIT 1;

-- query: intake_next
-- in: entity int
-- out: no int
SELECT COALESCE(MAX(no), 0) + 1 FROM intake WHERE entity_id = $1;

-- query: intake_list
-- in: entity int
-- out: no int, instrument text, vigencia int, state text, at time, person text, file text, batch_state text?, version_no int?
SELECT k.no, k.instrument, k.vigencia, k.state, k.at, p.name, t.name, b.state, b.version_no
FROM intake k
JOIN person p ON p.entity_id = 0 AND p.id = k.person_id
JOIN attachment t ON t.entity_id = k.entity_id AND t.id = k.attachment_id
LEFT JOIN import_batch b ON b.entity_id = k.entity_id AND b.no = k.batch_no
WHERE k.entity_id = $1 ORDER BY k.no DESC LIMIT 50;
