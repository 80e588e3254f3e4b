-- SPDX-License-Identifier: Apache-2.0
-- What the program remembers of its own migrations. The catalogues of the engines differ, hence `only`.

-- query: migration_table
-- only: sqlite
-- out: n int
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration';

-- query: migration_table
-- only: postgres
-- out: n int
SELECT count(*) FROM pg_catalog.pg_class WHERE relkind = 'r' AND relname = 'schema_migration' AND pg_catalog.pg_table_is_visible(oid);

-- query: migration_applied
-- out: number int, sha256 text
SELECT number, sha256 FROM schema_migration ORDER BY number;

-- query: migration_add
-- in: number int, name text, sha256 text, applied_at time
INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES ($1, $2, $3, $4);
