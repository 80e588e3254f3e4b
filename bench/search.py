# SPDX-License-Identifier: Apache-2.0
"""What a search costs with as many plans as the country has municipalities, on both engines: one reader who asks without pause,
whole requests over one connection, nothing from the page cache (a search never is)."""
import http.client
import os
import statistics
import tempfile
import time
import urllib.parse

import synthetic
from driven import Site
from imports import ENTITIES
from measure import BINARY
from postgres import Postgres
from results import Skip

# Words of every plan and of a few, beginnings, codes, names of entities, and what is nowhere.
ASKED = ("informe", "publicar informe", "tramites", "rendición de cuentas", "atención ciudadano oficina", "capacitación servidores integridad", "pro", "con",
         "seguimiento mapa de riesgos de corrupción publicado", "4.1.2", "1.1", "2022", "alcaldía", "san pedro", "instituto deportes", "oficina planea", "zapatilla",
         "informe zapatilla", "racional", "datos abiertos")
TURNS = int(os.environ.get("TURNS", "15"))


def costs(port, asked=ASKED, turns=TURNS, more=""):
    """Milliseconds of every request, in turns through what is asked."""
    found, connection = [], http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for turn in range(turns + 1):
        for text in asked:
            started = time.monotonic()
            connection.request("GET", "/buscar?q=" + urllib.parse.quote(text) + more)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"/buscar?q={text}: {answer.status}")
            if turn:      # the first turn warms
                found.append((1e3 * (time.monotonic() - started), text))
    connection.close()
    return found


def p99(values):
    return sorted(values)[int(len(values) * 0.99)]


def measure(table, port, what):
    for more, said in (("", ""), ("&tipo=actividad&despues=1", ", second page of one kind")):
        found = [cost for cost, _ in costs(port, more=more)]
        table.row(f"Search{said}, {ENTITIES:,} entities × 60 activities, {what}: p99 (p50 {statistics.median(found):.1f} ms)", f"{p99(found):.1f} ms", "–", [p99(found)],
                  100, 20, "less", "ms")


def fill(site, made):
    for path, slug, name, vigencia, *_ in made:
        site.veedor("import", path, "--entity", slug, "--name", name, "--vigencia", str(vigencia), code=0)


def searching(table):
    with tempfile.TemporaryDirectory(prefix="veedor-search-") as folder:
        made = synthetic.write(folder, range(1, ENTITIES + 1), synthetic.Options())
        with Site(BINARY) as site:
            fill(site, made)
            with site.serving() as server:
                measure(table, server.port, "SQLite")
        try:
            postgres = Postgres().start()
        except Skip as reason:
            table.skip("Search on PostgreSQL", reason)
            return
        try:
            with Site(BINARY, "postgres", postgres) as site:
                fill(site, made)
                with site.serving() as server:
                    measure(table, server.port, "PostgreSQL")
        finally:
            postgres.stop()
