-- SPDX-License-Identifier: Apache-2.0
-- Queries of the driver's own tests.

-- query: test_unit_add
-- in: entity int, id int, name text, abbrev text?, is_group bool
INSERT INTO unit (entity_id, id, name, abbrev, is_group, slug) VALUES ($1, $2, $3, $4, $5, 'u' || CAST($2 AS TEXT));

-- query: test_unit_of
-- in: entity int, id int
-- out: name text, abbrev text?, is_group bool
SELECT name, abbrev, is_group FROM unit WHERE entity_id = $1 AND id = $2;

-- query: test_unit_names
-- in: entity int
-- out: id int, name text
SELECT id, name FROM unit WHERE entity_id = $1 ORDER BY name, id;

-- query: test_unit_count
-- in: entity int
-- out: n int, sum int
SELECT count(*), CAST(coalesce(sum(id), 0) AS BIGINT) FROM unit WHERE entity_id = $1;

-- query: test_entity_next
-- in: entity int
-- out: seq int, next_id int
UPDATE entity SET seq = seq + 1, next_id = next_id + 1 WHERE entity_id = $1 RETURNING seq, next_id;

-- query: test_echo
-- in: i int?, t text?, b blob?, at time, flag bool
-- out: i int?, t text?, b blob?, later int, is_flag bool
SELECT $1, $2, $3, $4 - 1000000, CASE WHEN $5 = 1 THEN 1 ELSE 0 END;

-- query: test_null_sum
-- in: entity int
-- out: sum int
SELECT CAST(sum(id) AS BIGINT) FROM unit WHERE entity_id = $1;

-- query: test_wrong_type
-- out: n int
SELECT 'doce';

-- query: test_unit_last
-- in: entity int
-- out: last int, n int
SELECT coalesce(max(id), 0), count(*) FROM unit WHERE entity_id = $1;

-- query: test_backend
-- only: postgres
-- out: pid int
SELECT pg_backend_pid();

-- query: test_kill
-- only: postgres
-- in: pid int
-- out: killed int
SELECT CASE WHEN pg_terminate_backend(CAST($1 AS integer)) THEN 1 ELSE 0 END;

-- query: test_drop
ROLLBACK;
