# SPDX-License-Identifier: Apache-2.0
"""Imports by the command line: while serving, for two entities, and cut short at any moment."""
import html
import os
import random
import re
import sqlite3
import time

import cases
from story import BOTH, PASTO, SQLITE, settled, story

PLAN, ROWS = "/pasto/plan/2022", "/pasto/plan/2022/actividades.csv"


@story("An import by the command line shows at the very next request, cached pages too", engines=BOTH)
def import_while_serving(world):
    site = world.empty()
    with site.serving() as server:
        for _ in range(3):
            assert server.ask(PLAN).status == 404
        first = server.ask("/").text
        site.import_pasto()
        settled(world)
        assert server.ask(PLAN).status == 200, "the plan is not there at the next request"
        assert server.ask("/").text != first, "the home page did not notice the import"
        site.veedor("import", PASTO, "--entity", "pasto", "--name", "Municipio de Pasto", "--vigencia", "2022", code=0)


@story("A renamed entity shows its new name on pages that were cached", engines=BOTH)
def renamed_while_serving(world):
    site = world.pasto()
    with site.serving() as server:
        for _ in range(3):
            assert "Alcaldía de Pasto" in server.ask(PLAN).text
        site.veedor("import", PASTO, "--entity", "pasto", "--name", "Municipio de Pasto", "--vigencia", "2021", code=0)
        settled(world)
        text = cases.as_read(server.ask(PLAN).text)
        assert "Municipio de Pasto" in text, text[:400]


@story("With one entity the home page leads to it; with two it lists both", engines=BOTH)
def home_page(world):
    site = world.pasto()
    with site.serving() as server:
        alone = server.ask("/")
        assert alone.status in (302, 303, 307, 308) and alone.header("Location").endswith("/pasto"), f"{alone.status} {alone.headers}"
        site.import_pasto(entity="nario", name="Gobernación de Nariño")
        settled(world)
        both = server.ask("/")
        assert both.status == 200, both.status
        text = cases.as_read(both.text)
        assert "Alcaldía de Pasto" in text and "Gobernación de Nariño" in text and 'href="/nario"' in both.text, text
        assert server.ask("/nario/plan/2022").status == 200


@story("With many entities the home shows a hundred, leads to those before and after, and finds one by a piece of its name")
def many_entities(world):
    site = world.pasto()
    with sqlite3.connect(os.path.join(site.data, "veedor.db")) as db:
        db.executemany("INSERT INTO entity (entity_id, slug, name, name_fold, sort_key, created_at, seq, head, next_id, public_version) "
                       "VALUES (?, ?, ?, ?, ?, 0, 0, zeroblob(32), 1, 0)",
                       [(1000 + i, f"muestra-{i:03}", f"Muéstra {i:03}", f"muestra {i:03}", f"muestra {i:03}".encode()) for i in range(250)])
    db.close()
    cards = lambda answer: re.findall(r'class="cover" href="/([^"]+)"', answer.text)
    with site.serving() as server:
        first = server.ask("/")
        assert cards(first) == ["pasto"] + [f"muestra-{i:03}" for i in range(99)], cards(first)[:5]
        assert 'aria-label="Buscar entidad"' in first.text, "too many for one page, and no way to look for one"
        assert "100 de 251 entidades" in cases.as_read(first.text) and ">Entidades anteriores</a>" not in first.text
        link = lambda answer, word: html.unescape(re.search(rf'<a href="([^"]+)"[^>]*>{word}</a>', answer.text)[1])
        second = server.ask(link(first, "Entidades siguientes"))
        assert cards(second) == [f"muestra-{i:03}" for i in range(99, 199)]
        last = server.ask(link(second, "Entidades siguientes"))
        assert cards(last) == [f"muestra-{i:03}" for i in range(199, 250)] and ">Entidades siguientes</a>" not in last.text
        assert cards(server.ask(link(last, "Entidades anteriores"))) == cards(second)
        assert cards(server.ask(link(second, "Entidades anteriores"))) == cards(first)
        assert cards(server.ask("/?buscar=MUESTRA%20007")) == ["muestra-007"]
        some = server.ask("/?buscar=mu%C3%A9stra")
        assert "100 de 250 entidades" in cases.as_read(some.text) and 'value="muéstra"' in some.text
        assert cards(server.ask(link(some, "Entidades siguientes")))[0] == "muestra-100"
        none = server.ask("/?buscar=%3Cb%3E")
        assert none.status == 200 and not cards(none) and "Ninguna entidad tiene «<b>» en su nombre" in cases.as_read(none.text) and "<b>»" not in none.text
        assert server.ask("/?despues=nadie").status == 404 and server.ask("/?despues=pasto&antes=pasto").status == 400


def complete_or_absent(site):
    """After a cut-short import: the record is whole, and the plan is there with its 77 rows or not at all."""
    site.veedor("verify", code=0)
    with site.serving() as server:
        answer = server.ask(ROWS)
        assert answer.status in (200, 404), answer.status
        if answer.status == 200:
            rows = len(cases.csv_rows(answer.text))
            assert rows == 77, f"half a plan: {rows} activities"
        return answer.status == 200


def make_tables(site):
    with site.serving():
        pass


def kill_imports(world, kills):
    """Kills at moments spread over the whole run of an import, seeded so that a failure can be repeated."""
    dice = random.Random(20220131)
    base = world.empty()
    make_tables(base)
    full = base.copy()
    start = time.monotonic()
    full.import_pasto()
    whole = time.monotonic() - start
    full.remove()
    landed = {True: 0, False: 0}
    for i in range(kills):
        site = base.copy()
        try:
            process = site.begin("import", PASTO, "--entity", "pasto", "--name", "Alcaldía de Pasto", "--vigencia", "2022")
            time.sleep(whole * 1.05 * (i + dice.random()) / kills)
            process.kill()
            process.communicate()
            there = complete_or_absent(site)
            landed[there] += 1
            if not there:
                site.import_pasto()
                assert complete_or_absent(site), "the import after the kill did not land"
        finally:
            site.remove()
    assert landed[False] > 0, "every kill came too late to prove anything"


@story("kill -9 during an import leaves all of it or nothing, and the next one lands", engines=SQLITE, plain=True)
def kill_sqlite(world):
    kill_imports(world, 16)


@story("kill -9 during an import leaves all of it or nothing on PostgreSQL", engines=("postgres",), plain=True)
def kill_postgres(world):
    kill_imports(world, 6)


@story("kill -9 of the server loses nothing, and it starts again", engines=BOTH, plain=True)
def kill_server(world):
    site = world.pasto()
    with site.serving(checked=False) as server:
        assert server.ask(PLAN).status == 200
        server.kill()
    assert complete_or_absent(site)


@story("Two imports at the same time both land", engines=BOTH)
def two_at_once(world):
    site = world.empty()
    make_tables(site)
    running = [site.begin("import", PASTO, "--entity", slug, "--name", slug.title(), "--vigencia", "2022") for slug in ("pasto", "ibague")]
    for process in running:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    assert complete_or_absent(site)
    with site.serving() as server:
        assert len(cases.csv_rows(server.ask("/ibague/plan/2022/actividades.csv").text)) == 77


@story("The file that was imported is kept as it was", engines=SQLITE)
def original_kept(world):
    site = world.pasto()
    kept = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(site.data, "archivos")) for name in names]
    assert [open(path, "rb").read() for path in kept] == [open(PASTO, "rb").read()], kept


@story("Without --instrument a plan is what the law asked for in its year, the answer says which and why, and --instrument still rules")
def instrument_by_law(world):
    site = world.empty()
    sheet = os.path.join(os.path.dirname(PASTO), "sopo-2017-seguimiento.csv")
    for vigencia, short in (("2014", "PAAC"), ("2016", "PAAC"), ("2024", "PAAC"), ("2025", "PTEP"), ("2027", "PTEP")):
        said = site.veedor("import", sheet, "--entity", "leticia", "--name", "Leticia", "--vigencia", vigencia, "--dry-run", code=0).out
        assert f"Se leyó como {short} (" in said and f"el vigente al 31/01/{vigencia}, último día para publicar" in said, said[:1500]
    said = site.veedor("import", sheet, "--entity", "leticia", "--name", "Leticia", "--vigencia", "2025", "--instrument", "paac-v2", code=0).out
    assert "Plan Anticorrupción y de Atención al Ciudadano 2025" in said and "Se leyó como PAAC" not in said, said[:1500]
    said = site.veedor("import", sheet, "--entity", "leticia", "--vigencia", "2026", code=0).out
    assert "Programa de Transparencia y Ética Pública 2026" in said, said[:600]
