-- SPDX-License-Identifier: Apache-2.0
-- The record and what all features share. Rows of the chain's tables are written through vd_change_put only.

-- query: record_take
-- in: entity int
-- out: seq int, head blob, next_id int, public_version int
UPDATE entity SET seq = seq + 1 WHERE entity_id = $1
RETURNING seq, head, next_id, public_version;

-- query: record_close
-- in: entity int, seq int, head blob, next_id int, public_version int
-- out: seq int
UPDATE entity SET head = $3, next_id = $4, public_version = $5 WHERE entity_id = $1 AND seq = $2
RETURNING seq;

-- query: record_idem
-- in: entity int, key blob, now time
-- out: body_hash blob, seq int, result text
SELECT body_hash, seq, result FROM idem WHERE entity_id = $1 AND key = $2 AND expires_at > $3;

-- query: record_idem_expired
-- in: now time
-- out: entity int, key blob
SELECT entity_id, key FROM idem WHERE expires_at <= $1 ORDER BY expires_at LIMIT 8;

-- query: record_head
-- in: entity int
-- out: seq int, head blob, at time?
SELECT e.seq, e.head, v.at FROM entity e LEFT JOIN event v ON v.entity_id = e.entity_id AND v.seq = e.seq WHERE e.entity_id = $1;

-- query: record_last
-- out: at time?
SELECT MAX(v.at) FROM entity e JOIN event v ON v.entity_id = e.entity_id AND v.seq = e.seq;

-- query: record_heads
-- in: most int
-- out: slug text, name text, seq int, head blob
SELECT slug, name, seq, head FROM entity WHERE entity_id <> 0 ORDER BY sort_key, entity_id LIMIT CASE WHEN $1 < 0 THEN 0 ELSE $1 END;

-- query: record_act
-- in: entity int, seq int
-- out: actor_kind text, actor_id int, at time, kind text
SELECT actor_kind, actor_id, at, kind FROM event WHERE entity_id = $1 AND seq = $2;

-- query: record_history
-- in: entity int, subject_kind text, subject int
-- out: seq int, at time, actor_kind text, kind text
SELECT seq, at, actor_kind, kind FROM event WHERE entity_id = $1 AND subject_kind = $2 AND subject_id = $3
ORDER BY seq DESC LIMIT 500;

-- query: entity_by_slug
-- in: slug text
-- out: id int, slug text, name text, public_version int
SELECT e.entity_id, e.slug, e.name, e.public_version + COALESCE(i.public_version, 0)
FROM entity e LEFT JOIN entity i ON i.entity_id = 0 WHERE e.slug = $1 AND e.entity_id <> 0;

-- query: entity_place
-- in: slug text
-- out: sort_key blob, id int
SELECT sort_key, entity_id FROM entity WHERE slug = $1 AND entity_id <> 0;

-- query: entity_count
-- in: pattern text
-- out: whole int, matching int
SELECT CAST(count(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN name_fold LIKE $1 ESCAPE '!' THEN 1 ELSE 0 END), 0) AS BIGINT)
FROM entity WHERE entity_id <> 0;

-- query: entity_after
-- in: pattern text, key blob, id int, most int
-- out: id int, slug text, name text, public_version int, sort_key blob
SELECT e.entity_id, e.slug, e.name, e.public_version + COALESCE(i.public_version, 0), e.sort_key
FROM entity e LEFT JOIN entity i ON i.entity_id = 0
WHERE e.entity_id <> 0 AND e.name_fold LIKE $1 ESCAPE '!' AND (e.sort_key, e.entity_id) > ($2, $3)
ORDER BY e.sort_key, e.entity_id LIMIT CASE WHEN $4 < 0 THEN 0 ELSE $4 END;

-- query: entity_before
-- in: pattern text, key blob, id int, most int
-- out: id int, slug text, name text, public_version int, sort_key blob
SELECT e.entity_id, e.slug, e.name, e.public_version + COALESCE(i.public_version, 0), e.sort_key
FROM entity e LEFT JOIN entity i ON i.entity_id = 0
WHERE e.entity_id <> 0 AND e.name_fold LIKE $1 ESCAPE '!' AND (e.sort_key, e.entity_id) < ($2, $3)
ORDER BY e.sort_key DESC, e.entity_id DESC LIMIT CASE WHEN $4 < 0 THEN 0 ELSE $4 END;

-- query: entity_version
-- in: slug text
-- out: public_version int
SELECT e.public_version + COALESCE(i.public_version, 0)
FROM entity e LEFT JOIN entity i ON i.entity_id = 0 WHERE e.slug = $1 AND e.entity_id <> 0;

-- query: entity_versions
-- out: slug text, public_version int
SELECT e.slug, e.public_version + COALESCE(i.public_version, 0)
FROM entity e LEFT JOIN entity i ON i.entity_id = 0 WHERE e.entity_id <> 0;

-- query: entity_version_all
-- out: public_version int
SELECT CAST(COALESCE(SUM(public_version), 0) AS BIGINT) FROM entity;

-- query: entity_fresh_id
-- out: id int
SELECT COALESCE(MAX(entity_id), 0) + 1 FROM entity;

-- query: entity_shield
-- in: entity int, attachment int
-- out: sha256 blob, mime text, size int
SELECT a.sha256, f.mime, f.size FROM attachment a JOIN file_blob f ON f.entity_id = a.entity_id AND f.sha256 = a.sha256
WHERE a.entity_id = $1 AND a.id = $2;

-- query: unit_by_alias
-- in: entity int, fold text
-- out: unit_id int
SELECT unit_id FROM unit_alias WHERE entity_id = $1 AND fold = $2 ORDER BY unit_id LIMIT 1;

-- query: unit_list
-- in: entity int
-- out: id int, name text, abbrev text?, slug text, is_group bool
SELECT id, name, abbrev, slug, is_group FROM unit WHERE entity_id = $1 AND merged_into IS NULL ORDER BY id;

-- query: unit_name
-- in: entity int, id int
-- out: name text
SELECT name FROM unit WHERE entity_id = $1 AND id = $2;

-- query: unit_by_slug
-- in: entity int, slug text
-- out: id int
SELECT id FROM unit WHERE entity_id = $1 AND slug = $2;

-- query: unit_aliases
-- in: entity int, unit int
-- out: fold text, origin text
SELECT fold, origin FROM unit_alias WHERE entity_id = $1 AND unit_id = $2 ORDER BY fold;

-- query: unit_kept
-- in: entity int, slug text
-- out: slug text
SELECT k.slug FROM unit u JOIN unit k ON k.entity_id = u.entity_id AND k.id = u.merged_into WHERE u.entity_id = $1 AND u.slug = $2;

-- query: unit_children
-- in: entity int, unit int
-- out: id int
SELECT id FROM unit WHERE entity_id = $1 AND parent_id = $2 ORDER BY id;

-- query: process_list
-- in: entity int
-- out: id int, name text, unit_id int, unit text, valid_from text?, valid_to text?
SELECT p.id, p.name, p.unit_id, u.name, p.valid_from, p.valid_to FROM process p JOIN unit u ON u.entity_id = p.entity_id AND u.id = p.unit_id
WHERE p.entity_id = $1 ORDER BY p.name, p.id;

-- query: file_known
-- in: entity int, sha256 blob
-- out: size int
SELECT size FROM file_blob WHERE entity_id = $1 AND sha256 = $2;

-- query: file_damages
-- out: entity int, slug text, sha256 blob, size int, name text?
SELECT d.entity_id, e.slug, d.sha256, f.size, (SELECT MIN(a.name) FROM attachment a WHERE a.entity_id = d.entity_id AND a.sha256 = d.sha256)
FROM file_damage d JOIN entity e ON e.entity_id = d.entity_id JOIN file_blob f ON f.entity_id = d.entity_id AND f.sha256 = d.sha256
ORDER BY d.seen_at DESC, d.entity_id, d.sha256 LIMIT 50;

-- query: verify_entities
-- out: id int, slug text?
SELECT i.id, e.slug
FROM (SELECT entity_id AS id FROM entity UNION SELECT entity_id FROM event UNION SELECT entity_id FROM event_detail) i
LEFT JOIN entity e ON e.entity_id = i.id ORDER BY i.id;

-- The page is a range of numbers from the next event on, not a LIMIT: a fresh PostgreSQL table without statistics sorts all
-- that follows for each page otherwise.
-- query: verify_events
-- in: entity int, after int
-- out: seq int, at time, actor_kind text, actor_id int, rule int, kind text, subject_kind text, subject_id int, seal_salt blob, detail_hash blob, prev blob, hash blob, salt blob?, body text?
SELECT v.seq, v.at, v.actor_kind, v.actor_id, v.rule, v.kind, v.subject_kind, v.subject_id, v.seal_salt, v.detail_hash, v.prev, v.hash, d.salt, d.body
FROM event v LEFT JOIN event_detail d ON d.entity_id = v.entity_id AND d.seq = v.seq
WHERE v.entity_id = $1 AND v.seq > $2
AND v.seq <= (SELECT MIN(n.seq) + 15 FROM event n WHERE n.entity_id = $1 AND n.seq > $2) ORDER BY v.seq;

-- query: record_chain
-- in: entity int, from int, to int
-- out: seq int, at time, actor_kind text, actor_id int, rule int, kind text, subject_kind text, subject_id int, seal_salt blob, detail_hash blob, prev blob, hash blob
SELECT seq, at, actor_kind, actor_id, rule, kind, subject_kind, subject_id, seal_salt, detail_hash, prev, hash
FROM event WHERE entity_id = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq;

-- query: record_hash
-- in: entity int, seq int
-- out: hash blob
SELECT hash FROM event WHERE entity_id = $1 AND seq = $2;

-- query: record_news
-- in: entity int, most int
-- out: entity_id int, slug text, name text, seq int, at time, kind text, subject_kind text, subject_id int, hash blob
SELECT e.entity_id, e.slug, e.name, v.seq, v.at, v.kind, v.subject_kind, v.subject_id, v.hash
FROM event v JOIN entity e ON e.entity_id = v.entity_id
WHERE v.entity_id = $1 AND v.kind IN ('plan.importado', 'plan.publicado', 'importacion.deshecha') ORDER BY v.seq DESC LIMIT CASE WHEN $2 < 0 THEN 0 ELSE $2 END;

-- query: record_news_all
-- in: most int
-- out: entity_id int, slug text, name text, seq int, at time, kind text, subject_kind text, subject_id int, hash blob
SELECT e.entity_id, e.slug, e.name, v.seq, v.at, v.kind, v.subject_kind, v.subject_id, v.hash
FROM event v JOIN entity e ON e.entity_id = v.entity_id
WHERE v.kind IN ('plan.importado', 'plan.publicado', 'importacion.deshecha') ORDER BY v.at DESC, v.entity_id DESC, v.seq DESC LIMIT CASE WHEN $1 < 0 THEN 0 ELSE $1 END;

-- query: verify_detail
-- in: entity int, seq int
-- out: body text
SELECT body FROM event_detail WHERE entity_id = $1 AND seq = $2;

-- query: verify_stray_details
-- in: entity int
-- out: seq int
SELECT d.seq FROM event_detail d LEFT JOIN event v ON v.entity_id = d.entity_id AND v.seq = d.seq
WHERE d.entity_id = $1 AND v.seq IS NULL ORDER BY d.seq;

-- query: verify_attachments
-- in: entity int
-- out: id int, name text, sha256 blob
SELECT a.id, a.name, a.sha256 FROM attachment a LEFT JOIN file_blob f ON f.entity_id = a.entity_id AND f.sha256 = a.sha256
WHERE a.entity_id = $1 AND f.size IS NULL ORDER BY a.id;
