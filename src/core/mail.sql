-- SPDX-License-Identifier: Apache-2.0
-- Mail on its way and notices: operational rows, written in jobs of the writer.

-- query: outbox_fresh_id
-- in: entity int
-- out: id int
SELECT COALESCE(MAX(id), 0) + 1 FROM outbox WHERE entity_id = $1;

-- query: outbox_due
-- in: now time
-- out: entity_id int, id int
SELECT entity_id, id FROM outbox WHERE state = 'pendiente' AND next_at <= $1 ORDER BY next_at, entity_id, id LIMIT 1;

-- query: outbox_list
-- in: entity int
-- out: id int, kind text, to_address text, subject text, state text, created_at time, next_at time, tries int, sent_at time?, error text?
SELECT id, kind, to_address, subject, state, created_at, next_at, tries, sent_at, error
FROM outbox WHERE entity_id = $1 ORDER BY id DESC LIMIT 200;

-- query: outbox_failed
-- out: n int
SELECT CAST(count(*) AS BIGINT) FROM outbox WHERE state = 'fallido';

-- query: outbox_prune
-- in: before time
DELETE FROM outbox WHERE state <> 'pendiente' AND created_at < $1;

-- query: notice_fresh_id
-- in: entity int
-- out: id int
SELECT COALESCE(MAX(id), 0) + 1 FROM notice WHERE entity_id = $1;

-- The same thing told to a person at the same moment.
-- query: notice_same
-- in: entity int, person int, path text, said text, now time
-- out: n int
SELECT CAST(count(*) AS BIGINT) FROM notice WHERE entity_id = $1 AND person_id = $2 AND path = $3 AND said = $4 AND created_at = $5;

-- query: notice_prune
-- in: before time
DELETE FROM notice WHERE created_at < $1;

-- query: notice_list
-- in: entity int, person int
-- out: id int, said text, path text, created_at time, read_at time?
SELECT id, said, path, created_at, read_at FROM notice WHERE entity_id = $1 AND person_id = $2
ORDER BY CASE WHEN read_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT 100;

-- query: notice_unread
-- in: entity int, person int
-- out: n int
SELECT CAST(count(*) AS BIGINT) FROM notice WHERE entity_id = $1 AND person_id = $2 AND read_at IS NULL;

-- query: notice_read
-- in: entity int, person int, upto int, now time
UPDATE notice SET read_at = $4 WHERE entity_id = $1 AND person_id = $2 AND id <= $3 AND read_at IS NULL;

-- query: notice_to_mail
-- in: before time
-- out: person_id int, entity_id int, email text, name text, state text
SELECT n.person_id, n.entity_id, p.email, p.name, p.state FROM notice n JOIN person p ON p.entity_id = 0 AND p.id = n.person_id
WHERE n.mailed_at IS NULL AND n.created_at < $1 AND n.read_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM notice_choice c WHERE c.entity_id = 0 AND c.person_id = n.person_id AND c.by_mail = 0)
ORDER BY n.created_at, n.entity_id, n.id LIMIT 1;

-- query: notice_of_mail
-- in: person int, before time
-- out: entity text, said text, path text
SELECT e.name, n.said, n.path FROM notice n JOIN entity e ON e.entity_id = n.entity_id
WHERE n.person_id = $1 AND n.mailed_at IS NULL AND n.created_at < $2 AND n.read_at IS NULL ORDER BY e.sort_key, n.entity_id, n.id LIMIT 100;

-- query: notice_mailed
-- in: person int, before time, now time
UPDATE notice SET mailed_at = $3 WHERE person_id = $1 AND mailed_at IS NULL AND created_at < $2;

-- query: appointment_holders
-- in: entity int, role text, on date
-- out: person_id int, unit_id int?
SELECT DISTINCT person_id, unit_id FROM appointment
WHERE entity_id = $1 AND role = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3) ORDER BY person_id;
