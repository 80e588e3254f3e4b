# SPDX-License-Identifier: Apache-2.0
"""Several servers on one PostgreSQL: what one writes the others show within a second; a database that goes away comes back
without a restart of theirs."""
import contextlib
import re
import threading
import time

from driven import Site
from postgres import Postgres
from story import PASTO, POSTGRES, story

STALE_AT_MOST = 1.0   # seconds, docs/OPERATIONS.md
REFUSED_IN = 25.0     # an answer awaited for 10 s, a connection for 5 s, and a slow machine
PLAN = "/pasto/plan/2022"


def timed(server, path):
    start = time.monotonic()
    return server.ask(path, timeout=60).status, time.monotonic() - start


@contextlib.contextmanager
def two_nodes(site):
    with site.serving() as one, site.serving() as two:
        for node in (one, two):
            for path in ("/pasto", PLAN):
                assert node.ask(path).status == 200
        yield one, two


def seconds_until(shown, at_most=5.0):
    start = time.monotonic()
    while not shown():
        assert time.monotonic() - start < at_most, f"not shown after {at_most} s"
        time.sleep(0.005)
    return time.monotonic() - start


@story("What one node or the command line imports, every node shows within a second", engines=POSTGRES, plain=True)
def import_reaches_every_node(world):
    site = world.pasto()
    with two_nodes(site) as nodes:
        for i in range(5):
            for node in nodes:
                assert node.ask(f"/otra-{i}/plan/2022").status == 404
            site.import_pasto(entity=f"otra-{i}", name=f"Otra {i}")
            for node in nodes:
                took = seconds_until(lambda: node.ask(f"/otra-{i}/plan/2022").status == 200 and f"Otra {i}" in node.ask("/").text)
                assert took <= STALE_AT_MOST, f"shown after {took:.2f} s"
        site.veedor("import", "--undo", "pasto/1", code=0)
        for node in nodes:
            took = seconds_until(lambda: node.ask(PLAN).status == 404)
            assert took <= STALE_AT_MOST, f"gone after {took:.2f} s"
    site.veedor("verify", code=0)


@story("A change that sent no notification is seen by the poll of each second", engines=POSTGRES, plain=True)
def silent_change(world):
    site = world.pasto()
    with two_nodes(site) as nodes:
        for i in range(3):
            site.postgres.sql(site.database, f"UPDATE entity SET name = 'Callada {i}', public_version = public_version + 1 WHERE slug = 'pasto'")
            for node in nodes:
                took = seconds_until(lambda: f"Callada {i}" in node.ask("/pasto").text)
                assert took <= STALE_AT_MOST + 0.25, f"shown after {took:.2f} s; a page has a moment beside the poll's second"


@story("Two nodes and two command lines that write at once get numbers without gaps, and the chain holds", engines=POSTGRES, plain=True)
def many_writers(world):
    site = world.pasto()
    with two_nodes(site) as nodes:
        orders = [site.begin("import", PASTO, "--entity", f"otra-{i}", "--name", f"Otra {i}", "--vigencia", "2022") for i in range(6)]
        for order in orders:
            _, said = order.communicate(timeout=120)
            assert order.returncode in (0, 3), said.decode()
        for i in range(6):   # one that waited 10 s for its turn was refused with 3, and is repeated; the others change nothing
            site.import_pasto(entity=f"otra-{i}", name=f"Otra {i}")
        for i in range(6):
            for node in nodes:
                seconds_until(lambda: node.ask(f"/otra-{i}/plan/2022").status == 200, STALE_AT_MOST)
    numbers = site.postgres.sql(site.database, "SELECT count(*) = max(seq) AND min(seq) = 1 FROM event GROUP BY entity_id")
    assert set(numbers.split()) == {"t"}, numbers
    site.veedor("verify", code=0)


@story("PostgreSQL dies and comes back: reading and writing go on without a restart of the server", engines=POSTGRES, plain=True)
def database_restarts(world):
    own = Postgres().start()
    try:
        with Site(world.binary, "postgres", own) as site:
            site.import_pasto()
            with site.serving(checked=False) as server:
                assert server.ask(PLAN).status == 200
                for _ in range(2):
                    own.die()
                    assert server.ask("/salud", timeout=20).status == 503
                    assert site.import_pasto(entity="perdida", name="Perdida", code=3).err.startswith("veedor: ")
                    own.revive()
                    took = seconds_until(lambda: server.ask("/salud", timeout=20).status == 200, 10)
                    assert server.ask(PLAN).status == 200, f"health was back after {took:.2f} s, the page was not"
                assert server.ask("/perdida/plan/2022").status == 404, "an import that failed left something"
                site.import_pasto(entity="perdida", name="Perdida")
                assert seconds_until(lambda: server.ask("/perdida/plan/2022").status == 200) <= STALE_AT_MOST
                assert server.process.poll() is None
            site.veedor("verify", code=0)
    finally:
        own.stop()


@story("PostgreSQL that says nothing any more stops no page that is kept and no file; the others are refused in bounded time", engines=POSTGRES, plain=True)
def database_is_silent(world):
    own = Postgres().start()
    try:
        with Site(world.binary, "postgres", own) as site:
            site.import_pasto()
            with site.serving(checked=False) as server:
                sheet = re.search(r'href="(/estatico/veedor-[0-9a-f]+\.css)"', server.ask(PLAN).text)[1]
                refused = []
                with own.silent():
                    others = [threading.Thread(target=lambda i=i: refused.append(timed(server, f"/pasto/plan/2022/actividad/1.1.{i}"))) for i in range(8)]
                    for other in others:
                        other.start()
                    slowest, end = 0, time.monotonic() + 12
                    while time.monotonic() < end:
                        for path in (PLAN, sheet):
                            status, took = timed(server, path)
                            assert status == 200, f"{path}: {status}"
                            slowest = max(slowest, took)
                    for other in others:
                        other.join()
                    assert timed(server, "/salud")[0] == 503
                assert slowest < 1.5, f"a kept page took {slowest:.2f} s"
                assert len(refused) == 8 and all(status == 503 and took < REFUSED_IN for status, took in refused), refused
                seconds_until(lambda: server.ask("/salud", timeout=20).status == 200, 10)
                assert server.ask("/pasto/plan/2022/actividad/1.1.1").status in (200, 404)
                site.import_pasto(entity="luego", name="Luego")
                assert seconds_until(lambda: server.ask("/luego/plan/2022").status == 200) <= STALE_AT_MOST
                assert server.process.poll() is None
    finally:
        own.stop()
