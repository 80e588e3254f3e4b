-- SPDX-License-Identifier: Apache-2.0
-- Everything that stands in the schema, tables first, columns last: src/db/schema.c.

-- sqlite_stat1 and sqlite_stat4 are what ANALYZE leaves: they change speed, not meaning. By their whole text: the engine
-- believes the text and not the name beside it, so under such a name a trigger could hide.
-- query: schema_objects
-- only: sqlite
-- out: kind text, on text, name text, definition text
SELECT kind, tbl, name, definition FROM (
  SELECT s.type AS kind, s.tbl_name AS tbl, s.name AS name, COALESCE(s.sql, '') AS definition, 0 AS part, 0 AS cid FROM sqlite_schema s
  UNION ALL
  SELECT 'column', t.name, c.name, c.type || CASE c."notnull" WHEN 1 THEN ' NOT NULL' ELSE '' END, 1, c.cid
  FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT IN ('sqlite_stat1', 'sqlite_stat4'))
WHERE definition NOT IN ('CREATE TABLE sqlite_stat1(tbl,idx,stat)', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)')
ORDER BY part, kind <> 'table', tbl, cid, name;

-- Indexes of constraints have names of the server's choosing; what an extension brought is not part of our tables.
-- query: schema_objects
-- only: postgres
-- out: kind text, on text, name text, definition text
WITH ours AS (
  SELECT c.oid, c.relname::text AS name, c.relkind
  FROM pg_catalog.pg_class c
  WHERE c.relnamespace = (SELECT m.relnamespace FROM pg_catalog.pg_class m WHERE m.oid = pg_catalog.to_regclass('schema_migration'))
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e'))
SELECT kind, tbl, name, definition FROM (
  SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, name AS tbl, name,
         CASE relkind WHEN 'r' THEN '' ELSE relkind::text END AS definition, 0 AS part, 0 AS ord
  FROM ours WHERE relkind NOT IN ('i', 'I', 'c')
  UNION ALL
  SELECT 'index', t.name, o.name, CASE WHEN i.indisunique THEN 'UNIQUE' ELSE '' END, 1, 0
  FROM pg_catalog.pg_index i JOIN ours o ON o.oid = i.indexrelid JOIN ours t ON t.oid = i.indrelid
  WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT 'trigger', t.name, g.tgname::text, '', 1, 0 FROM pg_catalog.pg_trigger g JOIN ours t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal
  UNION ALL
  SELECT 'rule', t.name, r.rulename::text, '', 1, 0
  FROM pg_catalog.pg_rewrite r JOIN ours t ON t.oid = r.ev_class WHERE r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'policy', t.name, p.polname::text, '', 1, 0 FROM pg_catalog.pg_policy p JOIN ours t ON t.oid = p.polrelid
  UNION ALL
  SELECT 'column', t.name, a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END || CASE WHEN a.atthasdef THEN ' DEFAULT' ELSE '' END, 2, a.attnum
  FROM pg_catalog.pg_attribute a JOIN ours t ON t.oid = a.attrelid AND t.relkind = 'r' WHERE a.attnum > 0 AND NOT a.attisdropped) all_of_it
ORDER BY part, tbl, ord, name;
