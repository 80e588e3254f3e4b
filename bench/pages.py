# SPDX-License-Identifier: Apache-2.0
"""The load on a page, and pages that are rendered anew each time."""
import contextlib
import os
import shutil
import subprocess
import time

import synthetic
from measure import BINARY, SECONDS, cpu_seconds, middle
from driven import Server, Site
from results import Skip

ALL = "/plan/2022?componente=todas"     # of an entity: every activity on one page
COPIES = 120   # entities with a plan each: more pages than the smallest cache holds, asked in turn, so each is rendered anew


def load(port, path, pid, script=None, gzip=True, connections=32, seconds=SECONDS):
    """One turn of wrk: (requests/s, µs of server CPU per request)."""
    if not shutil.which("wrk"):
        raise Skip("wrk is not installed (tools/setup.sh peers)")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "30s"]
    command += ["-H", "Accept-Encoding: gzip"] if gzip else []
    command += ["-s", script] if script else []
    before = cpu_seconds(pid)
    out = subprocess.run(command + [f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    spent = cpu_seconds(pid) - before
    if "Non-2xx" in out or "Socket errors" in out:
        raise RuntimeError(f"wrk met errors:\n{out}")
    requests = int(next(line for line in out.splitlines() if "requests in" in line).split()[0])
    rate = float(next(line for line in out.splitlines() if line.startswith("Requests/sec:")).split()[1])
    return rate, spent / requests * 1e6


def compared(table, what, against, clients, ours, theirs, floor, goal):
    """Two rows of what load() gave: requests/s, which the load of the machine moves, and CPU, which it hardly does."""
    table.row(f"{what}, requests/s of {clients} clients, {against}", middle([a[0] for a in ours], "{:,.0f}/s"), middle([b[0] for b in theirs], "{:,.1f}/s"),
              [a[0] / b[0] for a, b in zip(ours, theirs)], floor, goal, "more")
    table.line("The same, CPU per page: times less", middle([a[1] for a in ours], "{:,.1f} µs"), middle([b[1] for b in theirs], "{:,.0f} µs"),
               [b[1] / a[1] for a, b in zip(ours, theirs)])


def fill_synthetic(site):
    """A made-up plan of 60 activities for each of s1, s2, …"""
    made = synthetic.write(os.path.join(site.base, "plans"), range(1, COPIES + 1), synthetic.Options())
    for n, (path, _, name, vigencia, _) in enumerate(made, 1):
        site.veedor("import", path, "--entity", f"s{n}", "--name", name, "--vigencia", str(vigencia), code=0)


def synthetic_rows(number=1):
    """What a made-up plan says, for the programs that have no plans: [{text, detail}], one an activity."""
    activities = [activity for _, rows in synthetic.Entity(number, synthetic.Options()).components() for _, _, activity, _ in rows]
    return [{"text": a.text, "detail": f"{a.product}. {a.indicator}. {a.target}. {a.responsible}"} for a in activities]


def first_page():
    """Seconds from nothing to the first page of an empty folder: tables made, law loaded, page answered."""
    with Site(BINARY) as site:
        begun = time.monotonic()
        server = Server(site, os.path.join(site.base, "log"))
        try:
            server.wait_for_address()
            status = server.ask("/").status
            took = time.monotonic() - begun
        finally:
            server.stop()
        if status >= 400:
            raise RuntimeError(f"the first page of an empty folder: {status}")
        return took


@contextlib.contextmanager
def rendering(site, letter, page):
    """A server with the smallest cache, and the script that asks the pages of all entities in turn. Its log proves that they were rendered."""
    script = os.path.join(site.base, "turn.lua")
    with open(script, "w") as f:
        f.write("local n = 0\nrequest = function()\n  n = n %% %d + 1\n  return wrk.format('GET', '/%s' .. n .. '%s')\nend\n" % (COPIES, letter, page))
    with site.serving("--cache", "1", checked=False) as server:
        yield server, script
        log = server.log()
    hits, misses = log.count("cache=hit"), log.count("cache=miss")
    if misses < 3 * COPIES or hits > misses / 20:   # in turn is not exactly in turn with many connections
        raise RuntimeError(f"the pages were not rendered anew: {hits} hits, {misses} misses")
