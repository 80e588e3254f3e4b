-- SPDX-License-Identifier: Apache-2.0
-- Consultations of drafts, and what citizens contributed to them.

-- Newest first. path_word empty, vigencia 0, version 0: of any. version_no 0 too.
-- query: consultation_found
-- in: entity int, path_word text, vigencia int, version int
-- out: id int, version_id int, version_no int, version_state text, opens_on date, closes_on date, channel text, note text?, document_hash blob, opened_at time, closed_at int?, title text, short_name text, path_word text, vigencia int, received int, held int, answered int, discarded int, shown bool
SELECT c.id, c.version_id, v.no, v.state, c.opens_on, c.closes_on, c.channel, c.note, c.document_hash, c.opened_at, c.closed_at, p.title, i.short_name, i.path_word, p.vigencia,
  (SELECT count(*) FROM contribution a WHERE a.entity_id = c.entity_id AND a.consultation_id = c.id AND a.state IN ('recibido', 'respondido')),
  (SELECT count(*) FROM contribution a WHERE a.entity_id = c.entity_id AND a.consultation_id = c.id AND a.state = 'retenido'),
  (SELECT count(*) FROM contribution a WHERE a.entity_id = c.entity_id AND a.consultation_id = c.id AND a.state = 'respondido'),
  (SELECT count(*) FROM contribution a WHERE a.entity_id = c.entity_id AND a.consultation_id = c.id AND a.state = 'descartado'),
  CASE WHEN EXISTS (SELECT 1 FROM plan_version o WHERE o.entity_id = v.entity_id AND o.plan_id = v.plan_id AND o.state IN ('publicado', 'historico')) THEN 1 ELSE 0 END
FROM consultation c
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
WHERE c.entity_id = $1 AND ($2 = '' OR i.path_word = $2) AND ($3 = 0 OR p.vigencia = $3) AND ($4 = 0 OR v.id = $4)
ORDER BY c.id DESC;

-- After a number, in their order. consultation 0: of all of the entity. year 0 and no 0: from the first.
-- query: contribution_found
-- in: entity int, consultation int, year int, no int, most int
-- out: id int, consultation_id int, year int, no int, at time, kind text, text text, activity_address text?, activity_text text?, publish_name bool, held text?, state text, answer text?, reason text?, change_address text?, rev int, name text?, email text?, title text, path_word text, vigencia int, closed_at int?
SELECT a.id, a.consultation_id, a.year, a.no, a.at, a.kind, a.text, a.activity_address, a.activity_text, a.publish_name, a.held, a.state, a.answer, a.reason, a.change_address,
  a.rev, w.name, w.email, p.title, i.path_word, p.vigencia, c.closed_at
FROM contribution a
JOIN consultation c ON c.entity_id = a.entity_id AND c.id = a.consultation_id
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
LEFT JOIN contribution_author w ON w.entity_id = a.entity_id AND w.contribution_id = a.id
WHERE a.entity_id = $1 AND ($2 = 0 OR a.consultation_id = $2) AND (a.year > $3 OR (a.year = $3 AND a.no > $4))
ORDER BY a.year, a.no LIMIT CASE WHEN $5 < 0 THEN 0 ELSE $5 END;

-- query: contribution_key
-- in: entity int, year int, no int
-- out: id int, code_hash blob
SELECT id, code_hash FROM contribution WHERE entity_id = $1 AND year = $2 AND no = $3;

-- query: contribution_last
-- in: entity int, year int
-- out: no int
SELECT COALESCE(max(no), 0) FROM contribution WHERE entity_id = $1 AND year = $2;

-- Those that keep a consultation from being closed.
-- query: contribution_open
-- in: entity int, version int
-- out: year int, no int, state text
SELECT a.year, a.no, a.state
FROM contribution a JOIN consultation c ON c.entity_id = a.entity_id AND c.id = a.consultation_id
WHERE a.entity_id = $1 AND c.version_id = $2 AND a.state IN ('retenido', 'recibido')
ORDER BY a.year, a.no;

-- query: consulted_activity
-- in: entity int, version int, address text
-- out: key int, description text
SELECT key, description FROM activity WHERE entity_id = $1 AND version_id = $2 AND address = $3;

-- query: consulted_addresses
-- in: entity int, version int
-- out: address text, description text
SELECT address, description FROM activity WHERE entity_id = $1 AND version_id = $2 ORDER BY ord;
