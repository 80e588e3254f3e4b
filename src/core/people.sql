-- SPDX-License-Identifier: Apache-2.0
-- People, appointments, and what signing in needs. People are rows of entity 0.

-- query: person_by_email
-- in: email text
-- out: id int, email text, name text, state text, password text?, totp blob?
SELECT p.id, p.email, p.name, p.state, c.password, c.totp
FROM person p LEFT JOIN credential c ON c.entity_id = 0 AND c.person_id = p.id WHERE p.entity_id = 0 AND p.email = $1;

-- query: person_by_id
-- in: id int
-- out: id int, email text, name text, state text, password text?, totp blob?
SELECT p.id, p.email, p.name, p.state, c.password, c.totp
FROM person p LEFT JOIN credential c ON c.entity_id = 0 AND c.person_id = p.id WHERE p.entity_id = 0 AND p.id = $1;

-- query: person_entities
-- in: person int, on date
-- out: id int, slug text, name text, public_version int
SELECT e.entity_id, e.slug, e.name, e.public_version FROM entity e
WHERE e.entity_id <> 0 AND EXISTS (SELECT 1 FROM appointment a WHERE a.person_id = $1 AND a.entity_id = e.entity_id
  AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to >= $2))
ORDER BY e.sort_key, e.entity_id;

-- query: appointment_posts
-- in: entity int, person int, on date
-- out: id int, role text, unit_id int?
SELECT id, role, unit_id FROM appointment
WHERE entity_id = $1 AND person_id = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3) ORDER BY id;

-- query: appointment_list
-- in: entity int, on date
-- out: id int, person_id int, name text, email text, state text, has_password bool, role text, unit_id int?, unit text?, valid_from text, valid_to text?, act text?
SELECT a.id, a.person_id, p.name, p.email, p.state, CASE WHEN c.person_id IS NULL THEN 0 ELSE 1 END, a.role, a.unit_id, u.name, a.valid_from, a.valid_to, a.act
FROM appointment a JOIN person p ON p.entity_id = 0 AND p.id = a.person_id
LEFT JOIN credential c ON c.entity_id = 0 AND c.person_id = a.person_id
LEFT JOIN unit u ON u.entity_id = a.entity_id AND u.id = a.unit_id
WHERE a.entity_id = $1 AND (a.valid_to IS NULL OR a.valid_to >= $2) ORDER BY p.sort_key, p.id, a.id;

-- query: session_find
-- in: token_hash blob, now time
-- out: person_id int, is_strong bool, is_pending bool, created_at time, seen_at time, email text, name text
SELECT s.person_id, s.is_strong, s.is_pending, s.created_at, s.seen_at, p.email, p.name
FROM session s JOIN person p ON p.entity_id = 0 AND p.id = s.person_id
WHERE s.entity_id = 0 AND s.token_hash = $1 AND s.expires_at > $2 AND p.state = 'activa';

-- query: session_list
-- in: person int, now time
-- out: token_hash blob, device text, created_at time, seen_at time
SELECT token_hash, device, created_at, seen_at FROM session
WHERE person_id = $1 AND entity_id = 0 AND expires_at > $2 AND is_pending = 0 ORDER BY seen_at DESC LIMIT 50;

-- query: session_seen
-- in: token_hash blob, now time, expires time, most int
UPDATE session SET seen_at = $2, expires_at = CASE WHEN $3 < created_at + $4 THEN $3 ELSE created_at + $4 END
WHERE entity_id = 0 AND token_hash = $1 AND seen_at < $2;

-- query: session_end
-- in: token_hash blob
DELETE FROM session WHERE entity_id = 0 AND token_hash = $1;

-- query: session_end_others
-- in: person int, but blob
DELETE FROM session WHERE entity_id = 0 AND person_id = $1 AND token_hash <> $2;

-- query: session_prune
-- in: now time
DELETE FROM session WHERE entity_id = 0 AND expires_at <= $1;

-- query: link_find
-- in: token_hash blob, now time
-- out: person_id int, purpose text, shown_in int?, email text, name text
SELECT l.person_id, l.purpose, l.shown_in, p.email, p.name FROM one_time_link l JOIN person p ON p.entity_id = 0 AND p.id = l.person_id
WHERE l.entity_id = 0 AND l.token_hash = $1 AND l.expires_at > $2 AND p.state = 'activa';

-- query: link_drop_person
-- in: person int
DELETE FROM one_time_link WHERE entity_id = 0 AND person_id = $1;

-- query: link_drop_shown
-- in: person int
DELETE FROM one_time_link WHERE entity_id = 0 AND person_id = $1 AND shown_in IS NOT NULL;

-- query: link_prune
-- in: now time
DELETE FROM one_time_link WHERE entity_id = 0 AND expires_at <= $1;

-- query: sign_in_list
-- in: person int
-- out: at time, outcome text, device text
SELECT at, outcome, device FROM sign_in WHERE entity_id = 0 AND person_id = $1 ORDER BY at DESC LIMIT 50;

-- query: sign_in_prune
-- in: person int, before time
DELETE FROM sign_in WHERE entity_id = 0 AND person_id = $1 AND at < $2;

-- query: failure_find
-- in: key_hash blob
-- out: n int, last_at time, locked_until time?
SELECT n, last_at, locked_until FROM sign_in_failure WHERE entity_id = 0 AND key_hash = $1;

-- query: failure_drop
-- in: key_hash blob
DELETE FROM sign_in_failure WHERE entity_id = 0 AND key_hash = $1;

-- query: failure_prune
-- in: before time
DELETE FROM sign_in_failure WHERE entity_id = 0 AND last_at < $1;

-- query: day_count_prune
-- in: today date
DELETE FROM day_count WHERE entity_id = 0 AND day < $1;

-- query: session_renew
-- in: token_hash blob, new_hash blob, strong int
UPDATE session SET token_hash = $2, is_strong = CASE WHEN $3 = 1 THEN 1 ELSE is_strong END WHERE entity_id = 0 AND token_hash = $1;

-- query: session_weaken
-- in: person int
UPDATE session SET is_strong = 0 WHERE entity_id = 0 AND person_id = $1;

-- query: recovery_find
-- in: person int, hash blob
-- out: no int
SELECT no FROM recovery_code WHERE entity_id = 0 AND person_id = $1 AND code_hash = $2 AND used_at IS NULL;

-- query: second_factor_state
-- in: person int
-- out: since time?, codes int
SELECT c.totp_since, (SELECT CAST(count(*) AS BIGINT) FROM recovery_code r WHERE r.entity_id = 0 AND r.person_id = $1 AND r.used_at IS NULL)
FROM credential c WHERE c.entity_id = 0 AND c.person_id = $1;

-- query: second_factor_roles
-- in: entity int
-- out: role text
SELECT role FROM second_factor_role WHERE entity_id = $1 ORDER BY role;

-- query: link_recent
-- in: person int, after time
-- out: n int
SELECT CAST(count(*) AS BIGINT) FROM one_time_link WHERE entity_id = 0 AND person_id = $1 AND purpose = 'clave' AND created_at > $2;

-- query: person_elsewhere
-- in: person int, entity int, on date
-- out: n int
SELECT CAST(count(*) AS BIGINT) FROM appointment WHERE person_id = $1 AND entity_id <> $2 AND (valid_to IS NULL OR valid_to >= $3);
