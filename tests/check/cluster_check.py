# SPDX-License-Identifier: Apache-2.0
"""The primary of a Patroni cluster dies while plans are imported: nothing acknowledged is lost, and two Veedor nodes go on
without a restart."""
import threading
import time

from cluster import Cluster
from driven import PASTO, Site

BACK_WITHIN = 60   # seconds; Patroni's ttl here is 20
PLAN = "/pasto/plan/2022"


class Load(threading.Thread):
    """Imports one entity after the other, as an operator who repeats what was refused. Keeps what was acknowledged, and when."""
    def __init__(self, site):
        super().__init__()
        self.site, self.acknowledged, self.refused, self.ended = site, [], [], threading.Event()
        self.fault = None

    def run(self):
        n = 0
        while not self.ended.is_set():
            slug = f"carga-{n}"
            ran = self.site.veedor("import", PASTO, "--entity", slug, "--name", f"Carga {n}", "--vigencia", "2022")
            if ran.code == 0:
                self.acknowledged.append((time.monotonic(), slug))
                n += 1
            elif ran.code == 3:
                self.refused.append(time.monotonic())
                time.sleep(0.2)
            else:
                self.fault = str(ran)
                return


class Reader(threading.Thread):
    def __init__(self, server):
        super().__init__()
        self.server, self.seen, self.ended = server, [], threading.Event()

    def run(self):
        while not self.ended.is_set():
            try:
                status = self.server.ask(PLAN, timeout=30).status
            except OSError as error:
                status = repr(error)
            self.seen.append((time.monotonic(), status))
            time.sleep(0.05)


def kill_under_load(cluster, load):
    before = len(load.acknowledged)
    cluster.wait("imports before the death", lambda: len(load.acknowledged) >= before + 5 or load.fault, 60)
    dead = cluster.primary()
    died = time.monotonic()
    cluster.kill(dead)
    cluster.wait("imports after the death", lambda: load.fault or any(at > died + 1 for at, _ in load.acknowledged[-1:]), BACK_WITHIN)
    assert not load.fault, load.fault
    assert cluster.primary() is not dead
    return dead, died


def gap(moments, died):
    """The longest time between two successes since shortly before the death."""
    near = [at for at in moments if at > died - 2]
    return max((b - a for a, b in zip(near, near[1:])), default=0.0)


def deaths(cluster, site, one, two):
    load, readers = Load(site), [Reader(one), Reader(two)]
    for thread in (load, *readers):
        thread.start()
    try:
        for turn in ("first", "second"):
            dead, died = kill_under_load(cluster, load)
            cluster.wait("pages after the death", lambda: all(r.seen[-1][1] == 200 for r in readers), BACK_WITHIN)
            writes = gap([at for at, _ in load.acknowledged], died)
            reads = [gap([at for at, status in r.seen if status == 200], died) for r in readers]
            print(f"   the {turn} primary died: {writes:.1f} s without an import, {max(reads):.1f} s without a page", flush=True)
            cluster.begin(dead)
            cluster.wait("the dead one comes back as a standby", cluster.whole, 90)
    finally:
        for thread in (load, *readers):
            thread.ended.set()
        for thread in (load, *readers):
            thread.join(120)
    assert not load.fault, load.fault
    assert load.refused, "no import was refused: the death was not felt"
    print(f"   {len(load.acknowledged)} imports acknowledged, {len(load.refused)} refused", flush=True)
    return load


def nothing_lost(site, load, *servers):
    for server in servers:
        assert server.process.poll() is None, "a server ended"
        missing = [slug for _, slug in load.acknowledged if server.ask(f"/{slug}/plan/2022").status != 200]
        assert not missing, f"acknowledged and lost: {missing}"
    site.veedor("verify", code=0)


def no_gaps(cluster):
    numbers = cluster.sql("SELECT count(*) = max(seq) AND min(seq) = 1 FROM event GROUP BY entity_id", "veedor")
    assert set(numbers.split()) == {"t"}, numbers
    twice = cluster.sql("SELECT entity_id FROM event WHERE kind = 'plan.importado' GROUP BY entity_id HAVING count(*) > 1", "veedor")
    assert not twice, f"one order was stored twice, entities {twice}"


def run(results, binary):
    cluster = Cluster()
    try:
        results.run("three PostgreSQL under Patroni stand up, one of them synchronous", cluster.start)
        if not cluster.whole():
            return
        with Site(binary, "postgres", cluster, database="veedor") as site:
            site.import_pasto()
            with site.serving(checked=False) as one, site.serving(checked=False) as two:
                loads = []
                results.run("the primary dies twice under imports: importing and both servers go on without a restart",
                            lambda: loads.append(deaths(cluster, site, one, two)))
                if loads:
                    results.run("every import that was acknowledged is there, and the record verifies", nothing_lost, site, loads[0], one, two)
                    results.run("numbers have no gaps, and no order was stored twice", no_gaps, cluster)
    finally:
        cluster.stop()
