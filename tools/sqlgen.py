#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns SQL files into typed C. SQL text stands only in .sql files; a fault in one is told as file:line.

sqlgen.py tables OUT.h OUT.c migrations/NNNN-*.sql
    each CREATE TABLE -> struct row_<table>, T_<table>; all of them in vd_tables[]; each file -> vd_migrations[].
    `-- volatile` after a column, `-- operational` and `-- versioned` after CREATE TABLE are read. First column is entity_id, first of
    the key; of a versioned table version_id is the second.
    For PostgreSQL: INTEGER -> BIGINT, BLOB -> BYTEA, TEXT -> TEXT COLLATE "C" (both engines order by bytes), STRICT and WITHOUT ROWID dropped.

sqlgen.py queries OUT.h OUT.c feature.sql
    entries of this form; types int time bool (int64_t), text date (struct vd_str), blob (struct vd_str); `?` = may be NULL:
        -- query: plan_find
        -- in: entity int, slug text, due text?, at time
        -- out: id int, title text?
        SELECT id, title FROM plan WHERE entity_id = $1 AND ...;
    with out:    Q_plan_find, struct plan_find_row, plan_find_open(db, args), plan_find_next(st, arena, &row), plan_find_one(db, arena, args, &row),
                 plan_find_rows (a VD_LIST of them), plan_find_all(db, arena, args, &list)
    without out: Q_plan_find, plan_find_run(db, args)
    Where the engines truly differ, the entry stands twice, each with `-- only: sqlite` or `-- only: postgres`.

sqlgen.py list OUT.c SRC feature.sql...
    vd_query_sets[]: every query of these files, for the test that runs them all; a file under SRC that is missing is an error.

In the meson.build of a feature (src/features/plan/meson.build):
    plan_sql = custom_target('plan.sql', input: 'plan.sql', output: ['plan.sql.h', 'plan.sql.c'],
      command: sqlgen + ['queries', '@OUTPUT@', '@INPUT@'])
    sql_files += files('plan.sql')     # the test of all queries reads these two
    sql_targets += plan_sql
    plan_lib = static_library('vd_plan', files('plan_store.c', ...), plan_sql, include_directories: src_inc, dependencies: [db_dep])
and in C: #include "features/plan/plan.sql.h"
"""
import hashlib
import os
import re
import sys

TYPES = {'int': 'INT', 'time': 'INT', 'bool': 'INT', 'text': 'TEXT', 'date': 'TEXT', 'blob': 'BLOB'}
SQL_TYPES = {'INTEGER': 'INT', 'TEXT': 'TEXT', 'BLOB': 'BLOB'}
C_WORDS = set('auto break case char const continue default do double else enum extern float for goto if inline int long register '
              'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while bool true false'.split())
MAX_PARAMS = 64  # VD_MAX_PARAMS of src/db/engine.h
TAKEN = {'db', 'arena', 'ret', 'st', 'row', 'rows', 'found', 'err'}


class Fault(Exception):
    pass


def fault(path, line, text):
    raise Fault(f'{path}:{line}: {text}')


class Column:
    def __init__(self, name, type_, nullable, is_volatile=False):
        self.name, self.type, self.nullable, self.is_volatile = name, type_, nullable, is_volatile

    def c_type(self):
        if self.type != 'INT':
            return 'struct vd_str'
        return 'struct vd_oint' if self.nullable else 'int64_t'

    def access(self):
        return self.type.lower() if self.type != 'INT' else 'oint' if self.nullable else 'int'

    def declare(self):
        t = self.c_type()
        return f'{t} {self.name}'


def column_name(path, line, name):
    if not re.fullmatch(r'[a-z][a-z0-9_]*', name):
        fault(path, line, f'name {name!r} is not a-z 0-9 _')
    if name in C_WORDS or name in TAKEN:
        fault(path, line, f'name {name!r} is taken (C or generated code)')
    return name


def pieces(path, text, first_line):
    """Splits SQL into (kind, text, line): 'sql', 'quote', 'comment'."""
    out, line, i = [], first_line, 0
    control = re.search(r'[\x00-\x08\x0b-\x1f\x7f]', text)
    if control:
        fault(path, line + text.count('\n', 0, control.start()), f'a control character ({control.group()!r}); lines end with LF alone')
    pattern = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", re.S)
    while i < len(text):
        m = pattern.search(text, i)
        end = m.start() if m else len(text)
        if end > i:
            chunk = text[i:end]
            if re.search(r"['\"]", chunk):
                fault(path, line, 'a quote is not closed')
            out.append(('sql', chunk, line))
            line += chunk.count('\n')
        if not m:
            break
        out.append(('comment' if m.group()[0] in '-/' else 'quote', m.group(), line))
        if m.group()[0] in '\'"' and '\n' in m.group():
            fault(path, line, 'a quote goes over the end of its line')
        line += m.group().count('\n')
        i = m.end()
    return out


def c_text(sql):
    lines = [ln.strip() for ln in sql.strip().split('\n')]
    lines = [ln for ln in lines if ln]
    esc = [ln.replace('\\', '\\\\').replace('"', '\\"') for ln in lines]
    return '\n        '.join(f'"{ln}\\n"' if k + 1 < len(esc) else f'"{ln}"' for k, ln in enumerate(esc))


def c_columns(name, columns, struct=None):
    if not columns:
        return ''
    rows = []
    for c in columns:
        off = f', .offset = offsetof({struct}, {c.name})' if struct else ''
        rows.append(f'    {{.name = "{c.name}", .type = VD_T_{c.type}, .nullable = {str(c.nullable).lower()}, '
                    f'.is_volatile = {str(c.is_volatile).lower()}{off}}},')
    return f'static const struct vd_column {name}[] = {{\n' + '\n'.join(rows) + '\n};\n'


def c_query(var, name, sqlite, postgres, ins, outs, n_in, n_out, static=False):
    def text(t):
        return c_text(t) if t else 'NULL'
    return (f'{"static " if static else ""}const struct vd_query {var} = {{\n    .name = "{name}",\n'
            f'    .sqlite =\n        {text(sqlite)},\n    .postgres =\n        {text(postgres)},\n'
            f'    .in = {ins if n_in else "NULL"}, .out = {outs if n_out else "NULL"}, .n_in = {n_in}, .n_out = {n_out},\n}};\n')


def question(sql):
    """$n -> ?n; quotes were checked by the caller."""
    return ''.join(re.sub(r'\$(\d+)', r'?\1', t) if kind == 'sql' else t for kind, t, _ in pieces('', sql, 1))


# ---- tables

class Table:
    def __init__(self, name, kind, line):
        self.name, self.line = name, line
        self.operational, self.versioned = kind == 'operational', kind == 'versioned'
        self.columns, self.pk = [], []


def read_tables(path, text):
    """The CREATE TABLEs of one migration, one column a line. Other statements that would change a row's shape are refused."""
    tables, table = [], None
    for no, raw in enumerate(text.split('\n'), 1):
        code, _, comment = raw.partition('--')
        code, comment = code.strip(), comment.strip()
        if table is None:
            m = re.fullmatch(r'CREATE TABLE (\w+) \(', code)
            if m:
                column_name(path, no, m.group(1))
                table = Table(m.group(1), ''.join(re.findall(r'^(?:operational|versioned)\b', comment)), no)
            elif re.search(r'\b(CREATE\s+TABLE|ALTER|DROP)\b', code, re.I):
                fault(path, no, 'only "CREATE TABLE name (" on its own line is understood here; ALTER and DROP are not')
        elif code.startswith(')'):
            if code not in (') STRICT;', ') STRICT, WITHOUT ROWID;'):
                fault(path, no, 'a table ends with ") STRICT;"')
            check_table(path, table)
            tables.append(table)
            table = None
        elif code:
            read_column(path, no, code, comment, table)
    if table:
        fault(path, table.line, f'table {table.name} is not closed')
    return tables


def read_column(path, no, code, comment, table):
    m = re.match(r'PRIMARY KEY \(([^)]*)\)', code)
    if m:
        names = [c.name for c in table.columns]
        for part in m.group(1).split(','):
            if part.strip() not in names:
                fault(path, no, f'no column {part.strip()!r} above')
            table.pk.append(names.index(part.strip()))
        return
    if re.match(r'(UNIQUE|FOREIGN KEY|CHECK|CONSTRAINT)\b', code):
        return
    m = re.match(r'(\w+) (\w+)\b(.*)', code)
    if not m or m.group(2) not in SQL_TYPES:
        fault(path, no, 'expected "name INTEGER|TEXT|BLOB …" or a table constraint')
    nullable = 'NOT NULL' not in m.group(3)
    if re.search(r'\bPRIMARY KEY\b', m.group(3)):
        fault(path, no, 'PRIMARY KEY stands on its own line')
    if m.group(1) in [c.name for c in table.columns]:
        fault(path, no, f'column {m.group(1)} is declared twice')
    table.columns.append(Column(column_name(path, no, m.group(1)), SQL_TYPES[m.group(2)], nullable, re.match(r'volatile\b', comment) is not None))


def check_table(path, table):
    if not table.pk:
        fault(path, table.line, f'table {table.name} has no PRIMARY KEY')
    if len(table.columns) > MAX_PARAMS:
        fault(path, table.line, f'table {table.name} has more than {MAX_PARAMS} columns')
    first = table.columns[0]
    if first.name != 'entity_id' or first.type != 'INT' or table.pk[0] != 0:
        fault(path, table.line, f'table {table.name}: entity_id INTEGER is the first column and the first of the key')
    if table.versioned and (len(table.pk) < 3 or table.columns[table.pk[1]].name != 'version_id' or table.columns[table.pk[1]].type != 'INT'):
        fault(path, table.line, f'table {table.name} is versioned: version_id INTEGER is the second column of its key, and not the last')
    for i in table.pk:
        if table.columns[i].nullable:
            fault(path, table.line, f'table {table.name}: key column {table.columns[i].name} may be NULL')


def for_engines(path, text):
    """The text of a migration for both engines, without comments."""
    sqlite, postgres = [], []
    for kind, t, _ in pieces(path, text, 1):
        if kind == 'comment':
            continue
        sqlite.append(t)
        if kind == 'sql':
            t = re.sub(r'\bINTEGER\b', 'BIGINT', t)
            t = re.sub(r'\bBLOB\b', 'BYTEA', t)
            t = re.sub(r'\bTEXT\b', 'TEXT COLLATE "C"', t)
            t = re.sub(r'\)\s*STRICT(, WITHOUT ROWID)?;', ');', t)
        postgres.append(t)
    return ''.join(sqlite), ''.join(postgres)


def table_sql(table):
    names = [c.name for c in table.columns]
    pk = [names[i] for i in table.pk]
    rest = [n for n in names if n not in pk]
    where = ' AND '.join(f'{n} = ${k}' for k, n in enumerate(pk, 1))
    change = 'UPDATE SET ' + ', '.join(f'{n} = excluded.{n}' for n in rest) if rest else 'NOTHING'
    return {
        'put': f'INSERT INTO {table.name} ({", ".join(names)})\nVALUES ({", ".join(f"${k}" for k in range(1, len(names) + 1))})\n'
               f'ON CONFLICT ({", ".join(pk)}) DO {change}',
        'get': f'SELECT {", ".join(names)}\nFROM {table.name} WHERE {where}',
        'remove': f'DELETE FROM {table.name} WHERE {where}',
        'scan': f'SELECT {", ".join(names)}\nFROM {table.name} WHERE entity_id = $1\nORDER BY {", ".join(pk)}',
    } | ({'version': f'SELECT {", ".join(names)}\nFROM {table.name} WHERE entity_id = $1 AND version_id = $2\nORDER BY {", ".join(pk)}'} if table.versioned else {})


def write_table(t):
    n, nc, npk = t.name, len(t.columns), len(t.pk)
    row = f'struct row_{n}'
    out = [c_columns(f'{n}_columns', t.columns, row), c_columns(f'{n}_key', [t.columns[i] for i in t.pk])]
    out.append(f'static const int {n}_pk[] = {{{", ".join(map(str, t.pk))}}};\n')
    shapes = {'put': ('columns', nc, '', 0), 'get': ('key', npk, 'columns', nc), 'remove': ('key', npk, '', 0), 'scan': ('key', 1, 'columns', nc),
              'version': ('key', 2, 'columns', nc)}
    for verb, sql in table_sql(t).items():
        i, n_in, o, n_out = shapes[verb]
        out.append(c_query(f'{n}_{verb}', f'{n}.{verb}', question(sql), sql, f'{n}_{i}', f'{n}_{o}', n_in, n_out, static=True))
    out.append(f'const struct vd_table T_{n} = {{\n    .name = "{n}", .columns = {n}_columns, .n_columns = {nc}, .pk = {n}_pk, .n_pk = {npk},\n'
               f'    .row_size = sizeof({row}), .operational = {str(t.operational).lower()},\n'
               f'    .put = &{n}_put, .get = &{n}_get, .remove = &{n}_remove, .scan = &{n}_scan,{f" .version = &{n}_version," if t.versioned else ""}\n}};\n')
    return '\n'.join(out)


def make_tables(out_h, out_c, paths):
    tables, migrations = [], []
    for path in sorted(paths, key=os.path.basename):
        m = re.fullmatch(r'(\d{4})-([a-z0-9-]+)\.sql', os.path.basename(path))
        if not m:
            fault(path, 1, 'a migration is named NNNN-name.sql')
        if int(m.group(1)) != len(migrations) + 1:
            fault(path, 1, f'migration {len(migrations) + 1} is missing')
        with open(path, 'rb') as f:
            data = f.read()
        text = data.decode('utf-8')
        for t in read_tables(path, text):
            if t.name in [x.name for x in tables]:
                fault(path, t.line, f'table {t.name} is declared twice')
            tables.append(t)
        sqlite, postgres = for_engines(path, text)
        migrations.append((int(m.group(1)), m.group(2), hashlib.sha256(data).hexdigest(), sqlite, postgres))
    h = [HEAD.format(src='migrations/'), '#ifndef VD_DB_TABLES_H\n#define VD_DB_TABLES_H\n#include "db/db.h"\n']
    c = [HEAD.format(src='migrations/'), '#include "db/tables.h"\n']
    for t in tables:
        fields = ''.join(f'    {col.declare()};\n' for col in t.columns)
        h.append(f'struct row_{t.name} {{\n{fields}}};\nextern const struct vd_table T_{t.name};\n')
        c.append(write_table(t))
    h.append('#endif\n')
    c.append('const struct vd_table *const vd_tables[] = {\n' + ''.join(f'    &T_{t.name},\n' for t in tables) + '    NULL,\n};\n')
    rows = ''.join(f'    {{.number = {no}, .name = "{name}", .sha256 = "{sha}",\n     .sqlite =\n        {c_text(s)},\n     .postgres =\n        {c_text(p)}}},\n'
                   for no, name, sha, s, p in migrations)
    c.append(f'const struct vd_migration vd_migrations[] = {{\n{rows}    {{.number = 0}},\n}};\n')
    write(out_h, h)
    write(out_c, c)


# ---- queries

class Query:
    def __init__(self, name, line):
        self.name, self.line = name, line
        self.ins, self.outs, self.only = [], [], None
        self.body, self.body_line = [], 0


def read_types(path, line, text):
    out = []
    for part in filter(None, (p.strip() for p in text.split(','))):
        m = re.fullmatch(r'(\w+)\s+(\w+)(\??)', part)
        if not m or m.group(2) not in TYPES:
            fault(path, line, f'{part!r} is not "name type" (types: {" ".join(TYPES)}; ? when it may be NULL)')
        out.append(Column(column_name(path, line, m.group(1)), TYPES[m.group(2)], m.group(3) == '?'))
    return out


def read_queries(path, text):
    found, q = [], None
    for no, raw in enumerate(text.split('\n'), 1):
        m = re.match(r'--\s*(query|in|out|only):\s*(.*)', raw)
        if m and m.group(1) == 'query':
            q = Query(column_name(path, no, m.group(2).strip()), no)
            found.append(q)
        elif m and q is None:
            fault(path, no, f'"-- {m.group(1)}:" before the first "-- query:"')
        elif m and any(b.strip() for b in q.body):
            fault(path, no, f'"-- {m.group(1)}:" after the text of {q.name} has begun')
        elif m and m.group(1) == 'only':
            if m.group(2).strip() not in ('sqlite', 'postgres'):
                fault(path, no, '"-- only:" is sqlite or postgres')
            q.only = m.group(2).strip()
        elif m:
            (q.ins if m.group(1) == 'in' else q.outs).extend(read_types(path, no, m.group(2)))
        elif q is None:
            if raw.strip() and not raw.lstrip().startswith('--'):
                fault(path, no, 'SQL before the first "-- query:"')
        elif q.body or (raw.strip() and not raw.lstrip().startswith('--')):
            q.body_line = q.body_line or no
            q.body.append(raw)
    return found


def statement(path, q):
    """The one statement of the entry without comments; parameters are exactly $1..$n."""
    used, sql = set(), ''
    for kind, t, line in pieces(path, '\n'.join(q.body), q.body_line):
        if kind == 'comment':
            continue
        if kind == 'sql':
            used |= {int(n) for n in re.findall(r'\$(\d+)', t)}
            if re.search(r'[?@]|(?<!:):\w', t):
                fault(path, line, 'parameters are written $1, $2, …')
        if ';' in sql.rstrip()[-1:] and t.strip():
            fault(path, line, f'{q.name} has more than one statement')
        if kind == 'sql' and ';' in t.rstrip().rstrip(';'):
            fault(path, line, f'{q.name} has more than one statement')
        sql += t
    sql = sql.strip()
    if not sql.endswith(';') or not sql[:-1].strip():
        fault(path, q.line, f'{q.name} has no statement ended by ";"')
    if used != set(range(1, len(q.ins) + 1)):
        fault(path, q.line, f'{q.name} declares {len(q.ins)} parameters and its text uses {sorted(used)}')
    if len(q.ins) > MAX_PARAMS:
        fault(path, q.line, f'{q.name} has more than {MAX_PARAMS} parameters')
    return sql[:-1].rstrip()


def shape(q):
    return [[(c.name, c.type, c.nullable) for c in side] for side in (q.ins, q.outs)]


def pair_queries(path, found):
    """[(query, sqlite text, postgres text)]: entries with `only` come in pairs or stand for one engine."""
    out = {}
    for q in found:
        names = [c.name for c in q.ins]
        for side in (names, [c.name for c in q.outs]):
            if len(set(side)) != len(side):
                fault(path, q.line, f'{q.name} names a column twice')
        sql = statement(path, q)
        texts = {'sqlite': question(sql) if q.only != 'postgres' else None, 'postgres': sql if q.only != 'sqlite' else None}
        if q.name not in out:
            out[q.name] = (q, texts)
            continue
        first, known = out[q.name]
        if not q.only or not first.only or q.only == first.only:
            fault(path, q.line, f'{q.name} is declared twice')
        if shape(first) != shape(q):
            fault(path, q.line, f'{q.name} has other columns for {q.only}')
        known[q.only] = texts[q.only]
    return list(out.values())


def signatures(q):
    args = ''.join(', ' + c.declare() for c in q.ins)
    n = q.name
    if not q.outs:
        return [f'enum vd_err {n}_run(struct vd_db *db{args})']
    return [f'struct vd_stmt *{n}_open(struct vd_db *db{args})',
            f'bool {n}_next(struct vd_stmt *st, struct vd_arena *arena, struct {n}_row *ret)',
            f'enum vd_err {n}_one(struct vd_db *db, struct vd_arena *arena{args}, struct {n}_row *ret)',
            f'enum vd_err {n}_all(struct vd_db *db, struct vd_arena *arena{args}, {n}_rows *ret)']


def bodies(q):
    n = q.name
    binds = ''.join(f'    vd_bind_{c.access()}(st, {k}, {c.name});\n' for k, c in enumerate(q.ins, 1))
    start = f'    struct vd_stmt *st = vd_db_query(db, &Q_{n});\n{binds}'
    if not q.outs:
        return [start + '    return vd_run(st);\n']
    call = ''.join(f', {c.name}' for c in q.ins)
    return [start + '    return st;\n',
            '    return vd_row_next(st, arena, ret);\n',
            f'    struct vd_stmt *st = {n}_open(db{call});\n    struct {n}_row row;\n    bool found = {n}_next(st, arena, &row);\n'
            f'    enum vd_err err = vd_done(st);\n    if (err != VD_OK)\n        return err;\n'
            f'    if (!found)\n        return VD_NOT_FOUND;\n    *ret = row;\n    return VD_OK;\n',
            f'    struct vd_stmt *st = {n}_open(db{call});\n    {n}_rows rows = {{0}};\n    struct {n}_row row;\n'
            f'    while ({n}_next(st, arena, &row))\n        *VD_PUSH(arena, &rows) = row;\n'
            f'    enum vd_err err = vd_done(st);\n    if (err == VD_OK)\n        *ret = rows;\n    return err;\n']


def make_queries(out_h, out_c, path):
    with open(path, encoding='utf-8') as f:
        pairs = pair_queries(path, read_queries(path, f.read()))
    if not pairs:
        fault(path, 1, 'no "-- query:" here')
    stem = set_name(path)
    src = os.path.basename(path)
    guard = re.sub(r'\W', '_', os.path.basename(out_h)).upper()
    h = [HEAD.format(src=src), f'#ifndef VD_GEN_{guard}\n#define VD_GEN_{guard}\n#include "db/db.h"\n']
    c = [HEAD.format(src=src), f'#include "{os.path.basename(out_h)}"\n']
    for q, texts in pairs:
        h.append(f'extern const struct vd_query Q_{q.name};')
        if q.outs:
            h.append(f'struct {q.name}_row {{\n' + ''.join(f'    {col.declare()};\n' for col in q.outs) + f'}};\ntypedef VD_LIST(struct {q.name}_row) {q.name}_rows;')
        for s in signatures(q):
            h.append(('VD_MUST ' if s.startswith('enum') else '') + s + ';')
        h.append('')
        c.append(c_columns(f'{q.name}_in', q.ins) + c_columns(f'{q.name}_out', q.outs, f'struct {q.name}_row'))
        c.append(c_query(f'Q_{q.name}', q.name, texts['sqlite'], texts['postgres'], f'{q.name}_in', f'{q.name}_out', len(q.ins), len(q.outs)))
        for s, b in zip(signatures(q), bodies(q)):
            c.append(f'{s}\n{{\n{b}}}\n')
    h.append(f'extern const struct vd_query *const {stem}[]; /* every query of this file, ends with NULL */\n#endif\n')
    c.append(f'const struct vd_query *const {stem}[] = {{\n' + ''.join(f'    &Q_{q.name},\n' for q, _ in pairs) + '    NULL,\n};\n')
    write(out_h, h)
    write(out_c, c)


def set_name(path):
    return 'vd_queries_' + re.sub(r'\W', '_', os.path.basename(path)[:-len('.sql')])


def make_list(out_c, src, paths):
    given = {os.path.realpath(p) for p in paths}
    for folder, _, files in sorted(os.walk(src)):
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith('.sql') and not name.endswith('_test.sql') and os.path.realpath(path) not in given:
                fault(path, 1, 'its meson.build does not add it to sql_files and sql_targets')
    names = [set_name(p) for p in paths]
    c = [HEAD.format(src='the .sql files of src/'), '#include "faults/queries_all.h"\n']
    c += [f'extern const struct vd_query *const {n}[];' for n in names]
    c.append('const struct vd_query *const *const vd_query_sets[] = {\n' + ''.join(f'    {n},\n' for n in names) + '    NULL,\n};\n')
    write(out_c, c)


HEAD = '/* SPDX-License-Identifier: Apache-2.0 */\n/* Generated by tools/sqlgen.py from {src}: change it there. */'


def write(path, parts):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\n'.join(parts))


def main(argv):
    try:
        if argv[:1] == ['tables'] and len(argv) > 3:
            make_tables(argv[1], argv[2], argv[3:])
        elif argv[:1] == ['queries'] and len(argv) == 4:
            make_queries(*argv[1:])
        elif argv[:1] == ['list'] and len(argv) > 3:
            make_list(argv[1], argv[2], argv[3:])
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except Fault as e:
        print(e, file=sys.stderr)
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
