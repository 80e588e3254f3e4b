#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What sqlgen must refuse, with the line it must name, and what it must leave alone."""
import os
import subprocess
import sys
import tempfile
import unittest

SQLGEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'sqlgen.py')
TABLE = 'CREATE TABLE a (\n  entity_id INTEGER NOT NULL,\n  id INTEGER NOT NULL,\n  {column}\n  PRIMARY KEY (entity_id, id)\n) STRICT;\n'


def run(mode, name, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
        out = [os.path.join(folder, 'o.h'), os.path.join(folder, 'o.c')]
        ran = subprocess.run([sys.executable, SQLGEN, mode, *out, path], capture_output=True, text=True)
        if ran.returncode:
            return None, ran.stderr.replace(folder + '/', '')
        made = ''
        for path in out:
            with open(path, encoding='utf-8') as f:
                made += f.read()
        return made, ''


class Refused(unittest.TestCase):
    def refuse(self, mode, name, text, words):
        made, said = run(mode, name, text)
        self.assertIsNone(made)
        self.assertIn(words, said)

    def test_a_fault_in_a_query_names_its_line(self):
        for text, words in [
            ('-- query: q\n-- in: a int\nSELECT $2;\n', 'q.sql:1: q declares 1 parameters and its text uses [2]'),
            ('-- query: q\n-- in: a float\nSELECT $1;\n', "q.sql:2: 'a float' is not"),
            ('-- query: q\n-- in: for int\nSELECT $1;\n', "q.sql:2: name 'for' is taken"),
            ('-- query: q\nDELETE FROM a;\nDELETE FROM b;\n', 'q has more than one statement'),
            ('-- query: q\nDELETE FROM a\n', 'q.sql:1: q has no statement ended by ";"'),
            ('-- query: q\n-- in: a int\nDELETE FROM a\nWHERE b = ?1;\n', 'parameters are written $1'),
            ("-- query: q\nDELETE FROM a WHERE b = 'x;\n", 'q.sql:2: a quote is not closed'),
            ('-- query: q\nDELETE FROM a;\n-- query: q\nDELETE FROM b;\n', 'q.sql:3: q is declared twice'),
            ('-- query: q\n-- only: sqlite\nDELETE FROM a;\n-- query: q\n-- only: postgres\n-- out: n int\nSELECT 1;\n', 'q has other columns'),
            ('SELECT 1;\n', 'q.sql:1: SQL before'),
            ('-- nothing\n', 'no "-- query:" here'),
        ]:
            with self.subTest(text=text):
                self.refuse('queries', 'q.sql', text, words)

    def test_a_fault_in_a_migration_names_its_line(self):
        for text, words in [
            (TABLE.format(column='x REAL,'), '0001-a.sql:4: expected "name INTEGER|TEXT|BLOB'),
            (TABLE.format(column='').replace(' STRICT', ''), 'a table ends with ") STRICT;"'),
            (TABLE.format(column='').replace('entity_id, id', 'id'), 'entity_id INTEGER is the first column and the first of the key'),
            (TABLE.format(column='').replace('entity_id, id', 'entity_id, other'), "0001-a.sql:5: no column 'other' above"),
            (TABLE.format(column="x TEXT CHECK (x <> '\x0c'),"), "0001-a.sql:4: a control character ('\\x0c')"),
            (TABLE.format(column='id INTEGER NOT NULL,'), '0001-a.sql:4: column id is declared twice'),
            (TABLE.format(column='') + 'DROP TABLE a;\n', '0001-a.sql:7: only "CREATE TABLE'),
            (TABLE.format(column='') + TABLE.format(column=''), '0001-a.sql:7: table a is declared twice'),
        ]:
            with self.subTest(text=text):
                self.refuse('tables', '0001-a.sql', text, words)

    def test_a_missing_migration_is_refused(self):
        self.refuse('tables', '0002-a.sql', TABLE.format(column=''), 'migration 1 is missing')


class Made(unittest.TestCase):
    def test_quotes_and_comments_keep_their_dollars(self):
        made, said = run('queries', 'q.sql', "-- query: q\n-- in: a text\n-- out: b text\nSELECT '$1 it''s' -- costs $5 ' here\n WHERE $1 <> '';\n")
        self.assertEqual(said, '')
        self.assertIn("'$1 it''s'", made)
        self.assertIn("WHERE ?1 <> ''", made)
        self.assertNotIn('costs', made)

    def test_marks_and_null_reach_the_table(self):
        made, said = run('tables', '0001-a.sql', TABLE.format(column='x TEXT,  -- volatile: moves\n  n INTEGER,').replace('a (', 'a ( -- operational'))
        self.assertEqual(said, '')
        self.assertIn('.name = "x", .type = VD_T_TEXT, .nullable = true, .is_volatile = true', made)
        self.assertIn('struct vd_oint n;', made)
        self.assertIn('.operational = true', made)
        self.assertIn('id BIGINT NOT NULL', made)
        self.assertIn('DO UPDATE SET x = excluded.x, n = excluded.n', made)

    def test_without_rowid_is_for_sqlite_alone(self):
        made, said = run('tables', '0001-a.sql', TABLE.format(column='').replace('STRICT;', 'STRICT, WITHOUT ROWID;'))
        self.assertEqual(said, '')
        self.assertEqual(made.count('WITHOUT ROWID'), 1)

    def test_a_table_of_its_key_alone_changes_nothing_on_conflict(self):
        made, _ = run('tables', '0001-a.sql', TABLE.format(column=''))
        self.assertIn('ON CONFLICT (entity_id, id) DO NOTHING', made)


if __name__ == '__main__':
    unittest.main()
