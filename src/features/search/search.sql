-- SPDX-License-Identifier: Apache-2.0
-- The index of the public search. Statements that find read it in the order of its keys; the words are bytes.

-- query: index_stale
-- in: rules int, after int
-- out: entity int, public_version int
SELECT e.entity_id, e.public_version + i.public_version
FROM entity e JOIN entity i ON i.entity_id = 0 LEFT JOIN search_state s ON s.entity_id = e.entity_id
WHERE e.entity_id <> 0 AND e.entity_id > $2
  AND (s.entity_id IS NULL OR s.rules <> $1 OR s.public_version <> e.public_version + i.public_version)
ORDER BY e.entity_id LIMIT 1;

-- query: index_stale_count
-- in: rules int
-- out: n int
SELECT CAST(count(*) AS BIGINT)
FROM entity e JOIN entity i ON i.entity_id = 0 LEFT JOIN search_state s ON s.entity_id = e.entity_id
WHERE e.entity_id <> 0 AND (s.entity_id IS NULL OR s.rules <> $1 OR s.public_version <> e.public_version + i.public_version);

-- query: index_entity
-- in: entity int
-- out: slug text, name text, public_version int, indexed int?, rules int?
SELECT e.slug, e.name, e.public_version + i.public_version, s.public_version, s.rules
FROM entity e JOIN entity i ON i.entity_id = 0 LEFT JOIN search_state s ON s.entity_id = e.entity_id
WHERE e.entity_id = $1;

-- query: index_forget_postings
-- in: entity int
DELETE FROM search_posting WHERE entity_id = $1;

-- query: index_forget_docs
-- in: entity int
DELETE FROM search_doc WHERE entity_id = $1;

-- query: index_put_doc
-- in: entity int, at int, title text, body text, path text
INSERT INTO search_doc (entity_id, at, title, body, path) VALUES ($1, $2, $3, $4, $5);

-- query: index_put_posting
-- in: entity int, word blob, place int, docs blob, marks blob
INSERT INTO search_posting (entity_id, word, place, docs, marks) VALUES ($1, $2, $3, $4, $5);

-- query: index_put_state
-- in: entity int, public_version int, rules int
INSERT INTO search_state (entity_id, public_version, rules) VALUES ($1, $2, $3)
ON CONFLICT (entity_id) DO UPDATE SET public_version = excluded.public_version, rules = excluded.rules;

-- query: posting_word
-- in: word blob
-- out: place int, docs blob
SELECT place, docs FROM search_posting WHERE word = $1 ORDER BY place;

-- query: posting_word_of
-- in: entity int, word blob
-- out: place int, docs blob
SELECT place, docs FROM search_posting WHERE entity_id = $1 AND word = $2 ORDER BY place;

-- query: posting_prefix
-- in: from blob, below blob
-- out: place int, docs blob
SELECT place, docs FROM search_posting WHERE word >= $1 AND word < $2;

-- query: posting_prefix_of
-- in: entity int, from blob, below blob
-- out: place int, docs blob
SELECT place, docs FROM search_posting WHERE entity_id = $1 AND word >= $2 AND word < $3;

-- query: marks_word
-- in: word blob
-- out: place int, marks blob
SELECT place, marks FROM search_posting WHERE word = $1 ORDER BY place;

-- query: marks_word_of
-- in: entity int, word blob
-- out: place int, marks blob
SELECT place, marks FROM search_posting WHERE entity_id = $1 AND word = $2 ORDER BY place;

-- query: index_shown
-- in: entity int, at int
-- out: entity text, slug text, title text, body text, path text
SELECT e.name, e.slug, d.title, d.body, d.path
FROM search_doc d JOIN entity e ON e.entity_id = d.entity_id
WHERE d.entity_id = $1 AND d.at = $2;
