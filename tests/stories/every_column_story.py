# SPDX-License-Identifier: Apache-2.0
"""Whatever is changed behind Veedor's back is found by `veedor verify` and named: every column of every table, every file."""
import contextlib
import glob
import os
import re
import sqlite3

from agenda_story import deliver, hand_in
from amendment_story import answer, ask, of_unit, published, some_activity, tell, version_id
from consulted import VIGENCIA, consult_today, draft
from entity_story import WHOLE
from results import root_folder
from events_story import fill as hold
from improvement_story import fill as improve
from intake_story import CSV, bring, decide, review
from matrix_story import suit
from monitoring_story import PDF, report, unit_of
from pictures import png
from signed import enrol, forms, sign_in
from story import POSTGRES, SQLITE, story
from units_story import units_of
from verification_story import signed_and_noted

NO = 1
EXAMPLES = os.path.join(root_folder(), "examples")
# Operational, and no part of the chain: results of jobs by their key, which expire; the index of the search, made out of the rows;
# sessions, links and tries, codes that were used, mail, notices and reminders, keys of calendars.
OUTSIDE = {"idem", "search_state", "search_doc", "search_posting", "session", "one_time_link", "sign_in", "sign_in_failure", "day_count", "code_use", "file_damage", "link_check", "outbox", "notice", "agenda_key", "agenda_reminded"}
CHAIN = {"event", "event_detail"}


def definitions():
    """The migrations that a database goes through, in their order."""
    folder = os.path.join(root_folder(), "migrations")
    with open(os.path.join(folder, "meson.build"), encoding="utf-8") as listed:
        names = re.findall(r"'(\d{4}-[\w-]+\.sql)'", listed.read())
    return [open(os.path.join(folder, name), encoding="utf-8").read() for name in names]


def tables():
    """[(table, operational)] in the order of the migrations."""
    found = []
    for text in definitions():
        found += [(m[1], bool(m[2])) for m in re.finditer(r"^CREATE TABLE (\w+) \([ \t]*(?:-- *(operational\b)?.*)?$", text, re.M)]
    assert len(found) > 20 and {name for name, operational in found if operational} == OUTSIDE | CHAIN, found
    return [name for name, _ in found if name not in OUTSIDE]


def full_site(world):
    site = world.pasto()
    for name, entity, year in (("sopo-2017-seguimiento.xlsx", "sopo", 2017), ("ibague-2021.docx", "ibague", 2021),
                               ("invipasto-2020.xlsx", "invipasto", 2020)):
        site.veedor("import", os.path.join(EXAMPLES, name), "--entity", entity, "--name", entity.title(), "--vigencia", str(year), code=0)
    site.veedor("import", suit(site), "--entity", "quibdo", "--name", "Quibdó", "--vigencia", "2022", code=0)
    draft(site)
    with site.serving() as server:
        work(site, server)
        send_rows(site, server)
        let_stand(site, server)
        consult_today(site, server)
        auditor = sign_in(site, server, "control_interno")
    signed_and_noted(site, auditor)
    return site


def send_rows(site, server):
    """Rows on their way to the unit that leads them, and handed back."""
    planner = sign_in(site, server, "planeacion")
    page = f"/pasto/trabajo/planes/plan/{VIGENCIA}/1/pedidos"
    assert planner.send(page + "/enviar", {"plazo": "31/12/2099", "mensaje": "Revisen"}).status == 303
    assert planner.send(page + "/1", action="retirar").status == 303


def let_stand(site, server):
    """A finding of an activity that stands with a reason."""
    planner = sign_in(site, server, "planeacion")
    at = f"/pasto/trabajo/planes/plan/{VIGENCIA}/1"
    page = planner.ask(at + "/actividades")
    first = re.search(r'actividades/([^/"]+)/quitar"', page.text).group(1)
    assert planner.send(f"{at}/actividades/{first}", {"meta": "Mapa de riesgos"}).status in (303, 422)
    form = [f for f in forms(planner.ask(at + "/hallazgos")) if "codigo" in f.fields and f.fields.get("fila", "0") != "0"][0]
    assert planner.post(form, {"razon": "Lo decide el comité"}).status == 303


def work(site, server):
    """What people at work leave: accounts with a second factor, rules of the entity and what it says of itself, a plan of their own, a file
    that waits with a correction and a finding that stands, a plan in force and a modification of it that was told, findings."""
    administrator, planner = sign_in(site, server, "administrador"), sign_in(site, server, "planeacion")
    enrol(administrator)
    assert administrator.send("/cuenta", action="/cuenta/avisos").status == 303
    (rule,) = [form for form in forms(administrator.ask("/pasto/trabajo/reglas")) if form.fields.get("rol") == "atencion"]
    assert administrator.post(rule).status == 303
    assert administrator.send("/pasto/trabajo/entidad", WHOLE, action="/entidad").status == 303
    assert administrator.send("/pasto/trabajo/entidad", action="/escudo", files={"escudo": ("escudo.png", png())}).status == 303
    assert planner.send("/pasto/trabajo/planes/nuevo", {"vigencia": "2030", "instrumento": "ptep-2024", "origen": "plantilla"}).status == 303
    assert planner.send("/pasto/trabajo/planes/plan/2030/1/textos/nuevo", {"clase": "objetivo", "cuerpo": "Cuidar lo público."}).status == 303
    assert planner.send("/pasto/trabajo/procesos/nuevo", {"nombre": "Talento humano", "lidera": sorted(units_of(server))[0], "desde": "01/01/2025"}).status == 303
    assert administrator.send("/pasto/trabajo/reglas/quorum", {"quorum": "la_mitad", "acto": "Resolución 12 de 2026"}).status == 303
    hold(planner, sorted(units_of(server)))
    unit, receiver = sorted(units_of(server))[:2]
    hand_in(planner, deliver(planner, unit, cadencia="fechas", fechas="15/01/2026\n15/02/2026\n15/12/2099", recibe=receiver, norma="Circular 4", fila="89"))
    assert planner.send("/pasto/trabajo/documentos/nuevo", {"titulo": "Política de riesgos", "clase": "politica"}, files={"archivo": ("politica.pdf", b"%PDF-1.4 " + bytes(200))}).status == 303
    at = review(planner, bring(planner, "plan.csv", CSV.format(y=2031).encode(), "2031"))
    for code, decision in (("VD-P001", {"que": "propuesta"}), ("VD-P007", {"que": "aceptar", "razon": "Lo decide el comité"})):
        assert decide(planner, planner.ask(at), code, **decision).status == 303
    second, _ = published(site, server)
    asked = ask(second, version_id(site, 1), some_activity(site, version_id(site, 1), 1)[0], clase="cambiar", meta="3 mapas")
    assert answer(planner, asked).status == 303
    tell(planner)
    leader = of_unit(site, server, "lider", unit_of(site, "1.2.2"))
    assert report(leader, "1.2.2", valor="1", files={"archivo": ("asistencia.pdf", PDF)}, acta="Acta 3 del comité").status == 303
    improve(site, server, PDF)


def another(value, type_):
    """Something else than the value: a text that grows, a number beside it, the last byte turned; NULL becomes empty."""
    if value is None:
        return {"INTEGER": 0, "TEXT": "", "BLOB": b""}[type_]
    if isinstance(value, int):
        return value + 1000003
    return value + "." if isinstance(value, str) else value[:-1] + bytes([value[-1] ^ 1])


def faults(site):
    ran = site.veedor("verify", code=NO)
    return [line for line in ran.out.splitlines() if line.startswith("✗")]


def names(line, table, key):
    """key: the integers of the primary key, or None when the key itself was changed."""
    if table in CHAIN:
        return "acto " in line
    if table == "entity" and "acto " in line:
        return True   # its counters are held against the chain, which knows which act should be there
    inside = re.search(rf"fila {table} \((.*?)\):", line)
    return bool(inside) and (key is None or all(str(value) in inside[1].replace(" ", "").split(",") for value in key))


class Row:
    """One row of a table of SQLite: what each of its columns may be changed to, and the way back."""
    def __init__(self, db, table):
        self.db, self.table = db, table
        columns = db.execute(f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')").fetchall()
        row = db.execute(f"SELECT * FROM {table} ORDER BY entity_id DESC, {', '.join(column[0] for column in columns if column[3])} LIMIT 1 "
                         f"OFFSET (SELECT count(*) / 3 FROM {table})").fetchone()
        assert row, f"no example fills {table}: nothing can be changed in it"
        self.place = {column[0]: value for value, column in zip(row, columns) if column[3]}
        self.key = [value for value in self.place.values() if isinstance(value, int)]
        self.there = " AND ".join(f"{name} = ?" for name in self.place)
        self.changes = [(name, value, changed) for value, (name, type_, not_null, _) in zip(row, columns)
                        for changed in [another(value, type_)] + ([None] if value is not None and not not_null else [])]

    def change(self, n):
        name, _, changed = self.changes[n]
        self.db.execute(f"UPDATE {self.table} SET {name} = ? WHERE {self.there}", (changed, *self.place.values()))

    def put_back(self, n):
        name, value, changed = self.changes[n]
        moved = {**self.place, name: changed} if name in self.place else self.place
        self.db.execute(f"UPDATE {self.table} SET {name} = ? WHERE {self.there}", (value, *moved.values()))

    def named(self, n, found):
        name, value, changed = self.changes[n]
        assert any(names(line, self.table, None if name in self.place else self.key) for line in found), \
            f"{self.table}.{name} of {self.key}: {value!r} became {changed!r}, and verify said\n" + "\n".join(found)


@story("Each column of each table, changed in one row, is found and that row named", engines=SQLITE, plain=True)
def every_column(world):
    """One change in each table at a time, and all of them must be named; what the chain itself stands on is changed alone."""
    site = full_site(world)
    tried = 0
    with contextlib.closing(sqlite3.connect(os.path.join(site.data, "veedor.db"), isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        rows = [Row(db, table) for table in tables()]
        together = [row for row in rows if row.table not in CHAIN | {"entity"}]
        for group in [together] + [[row] for row in rows if row not in together]:
            for n in range(max(len(row.changes) for row in group)):
                now = [row for row in group if n < len(row.changes)]
                for row in now:
                    row.change(n)
                found = faults(site)
                for row in now:
                    row.put_back(n)
                for row in now:
                    row.named(n, found)
                tried += len(now)
    site.veedor("verify", code=0)   # all was put back
    assert tried > 150, tried


def word_of(table, column, definitions, sql):
    """Another word of the list that a column may hold, as a literal."""
    body = re.search(rf"^CREATE TABLE {table} \(.*?^\) STRICT", definitions, re.M | re.S)[0]
    words = re.findall(r"'([^']+)'", re.search(rf"^  {column} TEXT.*?CHECK \({column} IN \((.*?)\)\)", body, re.M)[1])
    now = sql(f"SELECT {column} FROM {table} ORDER BY entity_id DESC LIMIT 1")
    return "'" + next(word for word in words if word != now) + "'"


@story("A column of each table, changed in one row, is found on PostgreSQL too", engines=POSTGRES, plain=True)
def on_postgres(world):
    site = full_site(world)
    sql = lambda text: site.postgres.sql(site.database, text)
    defined = "".join(definitions())
    changed = []
    for table in tables():
        columns = [line.split("|") for line in sql(
            "SELECT a.attname, format_type(a.atttypid, a.atttypmod), COALESCE(i.indisprimary, false) FROM pg_attribute a "
            "LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey) "
            f"WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 ORDER BY a.attnum").splitlines()]
        free = [(name, type_) for name, type_, pk in columns if pk == "f" and not re.search(rf"^  {name} TEXT.* CHECK ", defined, re.M)]
        words = [(name, None) for name, type_, pk in columns if pk == "f"]      # unit_alias: a word of a list is all that is outside of its key
        name, type_ = (free or words or [(name, type_) for name, type_, _ in columns])[-1]   # of second_factor_role the key is all there is
        value = {"bigint": f"COALESCE({name}, 0) + 1000003", "bytea": f"COALESCE({name}, ''::bytea) || '\\x00'::bytea", "text": f"COALESCE({name}, '') || '.'"}.get(type_) or word_of(table, name, defined, sql)
        row = f"ctid = (SELECT ctid FROM {table} ORDER BY entity_id DESC LIMIT 1)"
        keys = " AND ".join(f"t.{column} = k.{column}" for column, _, pk in columns if pk == "t" and column != name)
        changed.append((table, name, f"CREATE TABLE kept_{table} AS SELECT * FROM {table} WHERE {row}; SET session_replication_role = replica; UPDATE {table} SET {name} = {value} WHERE {row}",
                        f"SET session_replication_role = replica; UPDATE {table} t SET {name} = k.{name} FROM kept_{table} k WHERE {keys}; DROP TABLE kept_{table}"))
    together = [one for one in changed if one[0] not in CHAIN | {"entity"}]
    for group in [together] + [[one] for one in changed if one not in together]:
        sql(";".join(do for _, _, do, _ in group))
        found = faults(site)
        sql(";".join(undo for _, _, _, undo in group))
        for table, name, _, _ in group:
            assert any(names(line, table, None) for line in found), f"{table}.{name}: verify said\n" + "\n".join(found)
    site.veedor("verify", code=0)


@story("Each file, with one byte turned, cut short, grown or gone, is found and named", engines=SQLITE, plain=True)
def every_file(world):
    site = full_site(world)
    paths = [path for path in glob.glob(os.path.join(site.data, "archivos", "**"), recursive=True) if os.path.isfile(path)]
    with contextlib.closing(sqlite3.connect(os.path.join(site.data, "veedor.db"))) as db:
        kept = sorted(row[0] for row in db.execute("SELECT lower(hex(sha256)) FROM file_blob"))
    assert len(paths) > 13 and sorted(map(os.path.basename, paths)) == kept, paths
    whole = {path: open(path, "rb").read() for path in paths}
    ways = (lambda b: b[:len(b) // 2] + bytes([b[len(b) // 2] ^ 1]) + b[len(b) // 2 + 1:], lambda b: b[:-1], lambda b: b + b"\0", lambda b: b"", lambda b: None)
    for way in ways:
        for path in paths:
            os.remove(path)
            content = way(whole[path])
            if content is not None:
                with open(path, "wb") as f:
                    f.write(content)
        found = faults(site)
        for path in paths:
            with open(path, "wb") as f:
                f.write(whole[path])
        assert len(found) == len(paths), found
        for path in paths:
            assert sum(f"archivo {os.path.basename(path)}" in line for line in found) == 1, (path, found)
    site.veedor("verify", code=0)
