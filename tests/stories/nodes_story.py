# SPDX-License-Identifier: Apache-2.0
"""Several servers on one PostgreSQL: what one writes the others show within a second; a database that goes away comes back
without a restart of theirs."""
import contextlib
import time

from driven import Site
from postgres import Postgres
from story import PASTO, POSTGRES, story

STALE_AT_MOST = 1.0   # seconds, docs/OPERATIONS.md
PLAN = "/pasto/plan/2022"


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
