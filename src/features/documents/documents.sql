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
