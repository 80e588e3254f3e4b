# SPDX-License-Identifier: Apache-2.0
"""The command line: what it prints and how it ends (docs/OPERATIONS.md, Exit codes)."""
import os
import socket

from story import BOTH, PASTO, story

OK, NO, INPUT, SYSTEM = 0, 1, 2, 3


def one_sentence(ran):
    """A complaint is one Spanish line on standard error, without anything internal."""
    lines = [line for line in ran.err.strip().splitlines() if line]
    assert len(lines) == 1 and lines[0].startswith("veedor: "), f"expected one sentence:\n{ran}"
    return lines[0]


@story("Help lists every command in Spanish")
def help_lists(world):
    ran = world.empty().veedor("--help", code=OK)
    for word in ("serve", "check ARCHIVO", "import [ARCHIVO]", "verify", "doctor", "routes", "db status", "calendar due FECHA DÍAS", "--data", "--db", "--entity", "Códigos de salida"):
        assert word in ran.out, f"--help does not say {word}\n{ran}"


@story("An order that does not exist ends with 2 and changes nothing")
def unknown_order(world):
    site = world.empty()
    for args in (["importar"], [], ["verify", "--vigor"], ["import"], ["import", PASTO], ["import", PASTO, "--entity"], ["serve", "de más"]):
        ran = site.veedor(*args, code=INPUT)
        assert ran.err or ran.out, f"{args}: said nothing"
    assert not os.path.exists(site.data), "a refused order made the data folder"


@story("Help of one order says only that order, and the first word of several names them")
def help_of_one(world):
    site = world.empty()
    for asked in (["check", "--help"], ["check", "-h"]):
        ran = site.veedor(*asked, code=OK)
        assert "check ARCHIVO" in ran.out and "import" not in ran.out, ran.out
    ran = site.veedor("calendar", "--help", code=OK)
    assert "calendar due FECHA DÍAS" in ran.out and "read date" not in ran.out, ran.out
    said = one_sentence(site.veedor("read", code=INPUT))
    assert "«read date», «read target», «read people»" in said, said
    assert "no existe la orden «importar»" in one_sentence(site.veedor("importar", code=INPUT))


@story("Commands that only look make no folder and no tables", engines=BOTH)
def look_only(world):
    site = world.empty()
    one_sentence(site.veedor("verify", code=SYSTEM))
    for order in (["db", "status"], ["routes"], ["--help"]):
        site.veedor(*order, code=OK)
    assert site.veedor("doctor").code in (OK, NO)   # an empty PostgreSQL lacks its tables, and that may be said
    assert not os.path.exists(site.data), os.listdir(site.data)
    if world.engine == "postgres":
        tables = site.postgres.sql(site.database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert tables == "0", f"{tables} tables"


@story("A file that is not a plan ends with 2 and changes nothing", engines=BOTH)
def not_a_plan(world):
    site = world.pasto()
    before = site.veedor("verify", code=OK).out
    hostile = os.path.join(site.base, "plan.docx")
    whole = open(PASTO, "rb").read()
    for content in (b"", b"no es un documento", b"PK\x03\x04" + b"\0" * 100, whole[:len(whole) // 2], b"%PDF-1.4\n" + whole):
        with open(hostile, "wb") as f:
            f.write(content)
        said = one_sentence(site.veedor("import", hostile, "--entity", "pasto", "--vigencia", "2023", code=INPUT))
        assert said.endswith("No se guardó nada."), said
    assert site.veedor("verify", code=OK).out == before, "a refused file left something in the record"


@story("A file, an entity or a year that cannot be is refused with a sentence")
def refused_inputs(world):
    site = world.empty()
    assert site.veedor("import", os.path.join(site.base, "no-hay.docx"), "--entity", "pasto", "--vigencia", "2022").code in (INPUT, SYSTEM)
    for args in (["--entity", "PASTO!", "--vigencia", "2022"], ["--entity", "salud", "--vigencia", "2022"],
                 ["--entity", "../pasto", "--vigencia", "2022"], ["--entity", "pasto", "--vigencia", "dos mil"]):
        one_sentence(site.veedor("import", PASTO, *args, code=INPUT))


@story("The same import again changes nothing", engines=BOTH)
def import_again(world):
    site = world.pasto()
    before = site.veedor("verify", code=OK).out
    site.import_pasto()
    assert site.veedor("verify", code=OK).out == before, "importing the same file again changed the record"


@story("Routes names the method, the access and the parameters of each address")
def routes(world):
    out = world.empty().veedor("routes", code=OK).out
    for path in ("/{entidad}/{familia}/{vigencia}", "/{entidad}/{familia}/{vigencia}/actividades.csv", "/{entidad}/{familia}/{vigencia}/ventanas.csv", "/salud", "/estatico/veedor-"):
        assert path in out, f"no {path} in\n{out}"
    assert "sin definir" not in out


@story("db status tells an empty folder from one that is up to date", engines=BOTH)
def db_status(world):
    site = world.empty()
    site.veedor("db", "status", code=OK)
    site.import_pasto()
    out = site.veedor("db", "status", code=OK).out
    assert ("PostgreSQL" if world.engine == "postgres" else "SQLite") in out and "Migraciones aplicadas: " in out, out
    applied, known = out.split("Migraciones aplicadas: ")[1].split()[0::2][:2]
    assert applied == known != "0", out


@story("Doctor finds a folder that others can read, and says what to do")
def doctor(world):
    site = world.pasto()
    os.chmod(site.data, 0o700)
    good = site.veedor("doctor")
    os.chmod(site.data, 0o755)
    bad = site.veedor("doctor", code=NO)
    assert "✗" in bad.out and "Qué hacer" in bad.out and "chmod 700" in bad.out, bad
    assert "chmod 700" not in good.out and "base de datos está al día" in good.out, good


@story("Doctor ticks nothing that is not there: a folder, a database; and a database that is gone is to be restored")
def doctor_without(world):
    site = world.empty()
    nowhere = site.veedor("doctor", "--data", os.path.join(site.base, "otra"), code=OK).out
    assert "! La carpeta de datos" in nowhere and "! Todavía no hay base de datos" in nowhere and "corrija --data" in nowhere, nowhere
    assert "Nada está dañado" in nowhere and "Todo está bien" not in nowhere, nowhere
    full = world.pasto()
    os.chmod(full.data, 0o700)
    for end in ("", "-wal", "-shm"):
        if os.path.exists(os.path.join(full.data, "veedor.db" + end)):
            os.remove(os.path.join(full.data, "veedor.db" + end))
    gone = full.veedor("doctor", code=NO).out
    assert "✗ Falta la base de datos" in gone and "veedor restore" in gone, gone


@story("Doctor and verify say that a broken database file is broken")
def broken_database(world):
    site = world.pasto()
    path = os.path.join(site.data, "veedor.db")
    with open(path, "r+b") as f:
        f.seek(4096)
        f.write(os.urandom(64 * 1024))
    for order in ("doctor", "verify"):
        ran = site.veedor(order)
        assert ran.code in (NO, SYSTEM), f"{order} on a broken file: {ran}"


@story("An order that cannot reach its database ends with 3 and a sentence")
def unreachable(world):
    site = world.empty()
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        ran = site.veedor("verify", "--db", f"postgres://veedor@127.0.0.1:{s.getsockname()[1]}/x", code=SYSTEM)
    one_sentence(ran)


@story("A port that is taken ends serve with 3 and a sentence")
def taken_port(world):
    site = world.pasto()
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        ran = site.veedor("serve", "--listen", f"127.0.0.1:{s.getsockname()[1]}", code=SYSTEM, timeout=30)
    one_sentence(ran)


@story("A setting that makes no sense ends serve with 2")
def bad_settings(world):
    site = world.empty()
    for args in (["--workers", "0"], ["--workers", "muchos"], ["--cache", "-1"], ["--log", "todo"], ["--now", "ayer"]):
        one_sentence(site.veedor("serve", *args, code=INPUT, timeout=30))
