-- SPDX-License-Identifier: Apache-2.0
-- Files with what they are attached to.

-- query: documents_files
-- in: entity int, subject_kind text, subject int
-- out: id int, name text, kind text?, classification text, added_at time, sha256 blob, size int, mime text
SELECT a.id, a.name, a.kind, a.classification, a.added_at, a.sha256, f.size, f.mime
FROM attachment a JOIN file_blob f ON f.entity_id = a.entity_id AND f.sha256 = a.sha256
WHERE a.entity_id = $1 AND a.subject_kind = $2 AND a.subject_id = $3 ORDER BY a.id;

-- query: documents_file
-- in: entity int, attachment int
-- out: id int, subject_kind text, subject_id int, name text, kind text?, classification text, added_at time, added_by int?, sha256 blob, size int, mime text
SELECT a.id, a.subject_kind, a.subject_id, a.name, a.kind, a.classification, a.added_at, a.added_by, a.sha256, f.size, f.mime
FROM attachment a JOIN file_blob f ON f.entity_id = a.entity_id AND f.sha256 = a.sha256
WHERE a.entity_id = $1 AND a.id = $2;

-- query: documents_public_files
-- in: entity int, sha256 blob
-- out: id int, subject_kind text, subject_id int, name text, kind text?, sha256 blob, size int, mime text
SELECT a.id, a.subject_kind, a.subject_id, a.name, a.kind, a.sha256, f.size, f.mime
FROM attachment a JOIN file_blob f ON f.entity_id = a.entity_id AND f.sha256 = a.sha256
WHERE a.entity_id = $1 AND a.sha256 = $2 AND a.classification = 'publica' ORDER BY a.id;

-- document 0, slug empty: of any. The last version, and the last public one.
-- query: documents_row
-- in: entity int, document int, slug text
-- out: id int, slug text, kind text, title text, about text?, review_on date?, created_at time, versions int, public_no int?, changed_at time
SELECT d.id, d.slug, d.kind, d.title, d.about, d.review_on, d.created_at,
  (SELECT count(*) FROM document_version v WHERE v.entity_id = d.entity_id AND v.document_id = d.id),
  (SELECT MAX(v.no) FROM document_version v WHERE v.entity_id = d.entity_id AND v.document_id = d.id AND v.published_at IS NOT NULL),
  (SELECT COALESCE(MAX(CASE WHEN v.published_at IS NULL THEN v.added_at ELSE v.published_at END), d.created_at) FROM document_version v WHERE v.entity_id = d.entity_id AND v.document_id = d.id)
FROM document d WHERE d.entity_id = $1 AND ($2 = 0 OR d.id = $2) AND ($3 = '' OR d.slug = $3)
ORDER BY d.title, d.id;

-- query: documents_title
-- in: entity int
-- out: id int, slug text, title text
SELECT id, slug, title FROM document WHERE entity_id = $1 ORDER BY title, id;

-- Its last version of those kinds that are read as a plan.
-- query: documents_matrix
-- in: entity int, slug text
-- out: id int, title text, no int, name text, sha256 blob, size int, mime text
SELECT d.id, d.title, v.no, a.name, a.sha256, f.size, f.mime
FROM document d
JOIN document_version v ON v.entity_id = d.entity_id AND v.document_id = d.id
JOIN attachment a ON a.entity_id = v.entity_id AND a.id = v.attachment_id AND a.kind IN ('docx', 'xlsx', 'ods', 'csv') AND a.classification <> 'reservada'
JOIN file_blob f ON f.entity_id = a.entity_id AND f.sha256 = a.sha256
WHERE d.entity_id = $1 AND d.slug = $2 ORDER BY v.no DESC LIMIT 1;

-- query: documents_version
-- in: entity int, document int
-- out: no int, attachment_id int, changes text?, act_kind text?, act_no text?, act_on date?, act_signers text?, added_at time, adder text?, published_at int?, name text, kind text?, sha256 blob, size int, mime text, classification text
SELECT v.no, v.attachment_id, v.changes, v.act_kind, v.act_no, v.act_on, v.act_signers, v.added_at, p.name, v.published_at, a.name, a.kind, a.sha256, f.size, f.mime, a.classification
FROM document_version v
JOIN attachment a ON a.entity_id = v.entity_id AND a.id = v.attachment_id
JOIN file_blob f ON f.entity_id = a.entity_id AND f.sha256 = a.sha256
LEFT JOIN person p ON p.entity_id = 0 AND p.id = v.added_by
WHERE v.entity_id = $1 AND v.document_id = $2 ORDER BY v.no DESC;

-- query: documents_public_version
-- in: entity int, attachment int
-- out: n int
SELECT count(*) FROM document_version WHERE entity_id = $1 AND attachment_id = $2 AND published_at IS NOT NULL;
