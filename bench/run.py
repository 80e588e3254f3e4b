#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""make bench: what Veedor costs, as ratios against others measured in the same run.

Machines differ and are noisy, so a figure alone says little: each line measures ours and theirs in turns (A B, B A, …) and
prints the median of the turns' ratios with the smallest and the largest. ROUNDS (5) and SECONDS (3) set the length, ONLY=part,…
picks parts (cached slow memory instructions reading rendering pdf growth followups search start, and with PEERS=1 also fossil redmine); a peer
that is not installed is skipped by name. The release build is measured, with its log on, against nginx with its log on."""
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import time

from measure import BINARY, ROUNDS, SECONDS, Table, middle, pair, pss_mib      # first: it finds the harness
import fossil
import redmine
from driven import PASTO, Site
from imports import followups, growth, reading
from pages import ALL, COPIES, fill_synthetic, first_page, load, rendering
from pdf import writing
from peers import Nginx, Slow
from results import Skip
from search import searching

PLAN = "/pasto" + ALL   # all 77 activities on one page


def cached_page(table, site):
    with site.serving(checked=False) as server:
        body = server.ask(PLAN, headers={"Accept-Encoding": "gzip"}).body
        with Nginx(body, gzip=True) as nginx:
            load(server.port, PLAN, server.process.pid)
            a, b = pair(lambda: load(server.port, PLAN, server.process.pid), lambda: load(nginx.port, "/plan", nginx.pid))
        rates, costs = [x[0] / y[0] for x, y in zip(a, b)], [x[1] / y[1] for x, y in zip(a, b)]
        table.row(f"Plan page, cached, gzip ({len(body)} bytes), requests/s, against nginx's static file", middle([x[0] for x in a], "{:,.0f}/s"),
                  middle([y[0] for y in b], "{:,.0f}/s"), rates, 0.8, 1.0, "more")
        table.row("The same, CPU per request", middle([x[1] for x in a], "{:.1f} µs"), middle([y[1] for y in b], "{:.1f} µs"), costs, 1.3, 1.2, "less")


def first_rendering(table, site):
    """The smallest cache, more pages than it holds, asked in turn. The log of the server proves that they were rendered."""
    for n in range(1, COPIES + 1):
        site.veedor("import", PASTO, "--entity", f"e{n}", "--name", f"Entidad {n}", "--vigencia", "2022", code=0)
    fill_synthetic(site)
    render(table, site, "s", ALL, "made-up plan of 60 activities")
    render(table, site, "e", ALL, "77 activities")
    render(table, site, "e", "/plan/2022", "its first 15 activities")
    try:
        told = counted(site, [f"/s{n}{ALL}" for n in range(1, COPIES + 1)], COPIES, "--cache", "1")
        print(f"| Instructions per first rendering, made-up plan of 60 activities (callgrind, without the kernel) | {told:,.0f} | – | – | – | | never grows > 5 % | |", flush=True)
    except Skip as reason:
        table.skip("Instructions per first rendering", reason)


def render(table, site, letter, page, what):
    with rendering(site, letter, page) as (server, script):
        body, pid = server.ask(f"/{letter}1{page}").body, server.process.pid
        with Nginx(body, gzip=False) as nginx:
            load(server.port, "/", pid, script, gzip=False)
            a, b = pair(lambda: load(server.port, "/", pid, script, gzip=False), lambda: load(nginx.port, "/plan", nginx.pid, gzip=False))
    table.row(f"Plan page, first rendering, {what} ({len(body)} bytes), requests/s, against nginx's static file", middle([x[0] for x in a], "{:,.0f}/s"),
              middle([y[0] for y in b], "{:,.0f}/s"), [x[0] / y[0] for x, y in zip(a, b)], 0.12, 0.2, "more")
    table.row("The same, CPU per page", middle([x[1] for x in a], "{:.0f} µs"), middle([y[1] for y in b], "{:.0f} µs"), [x[1] for x in a], 250, 150, "less", "µs")


def counted(site, pages, hits, *args, headers=None):
    """Instructions a request over the pages in turn. Counted, not timed: the same on any quiet or busy machine."""
    if not shutil.which("valgrind"):
        raise Skip("valgrind is not installed (tools/setup.sh bench)")
    out = os.path.join(site.base, "callgrind.out")
    wrapped = Site(BINARY, folder=site.data)
    wrapped.arguments = lambda: ["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out}"] + site.arguments()
    with wrapped.serving(*args, checked=False) as server:
        control = lambda state: subprocess.run(["callgrind_control", "-i", state, str(server.process.pid)], check=True, capture_output=True)
        connection = http.client.HTTPConnection("127.0.0.1", server.port)

        def ask(n):
            connection.request("GET", pages[n % len(pages)], headers=headers or {})
            connection.getresponse().read()
        for n in range(max(20, len(pages))):
            ask(n)
        control("on")
        for n in range(hits):
            ask(n)
        control("off")
        connection.close()
    total = next(int(line.split()[1]) for line in open(out) if line.startswith("totals:"))
    if total < hits * 100:
        raise RuntimeError(f"callgrind counted nothing: {total}")
    return total / hits


def instructions(table, site):
    """To be compared with the last recorded one."""
    told = counted(site, [PLAN], 500, headers={"Accept-Encoding": "gzip"})
    print(f"| Instructions per cached hit (callgrind, without the kernel) | {told:,.0f} | – | – | – | | never grows > 5 % | |", flush=True)


def slow_clients(table, site):
    with site.serving(checked=False) as server:
        pid = server.process.pid

        def beside():
            with Slow(server.port, 1000):
                return load(server.port, PLAN, pid)[0]
        a, b = pair(beside, lambda: load(server.port, PLAN, pid)[0])
        table.row("Good clients beside 1,000 trickling ones, against without them", middle(a, "{:,.0f}/s"), middle(b, "{:,.0f}/s"),
                  [x / y for x, y in zip(a, b)], 0.9, 0.95, "more")


def memory(table, site):
    idle, busy = [], []
    for _ in range(3):
        with site.serving(checked=False) as server:
            time.sleep(0.5)
            idle.append(pss_mib(server.process.pid))
            load(server.port, PLAN, server.process.pid, connections=64)
            busy.append(pss_mib(server.process.pid))
    table.row("Memory, idle (PSS)", middle(idle, "{:.1f} MiB"), "–", idle, 24, 12, "less", "MiB")
    table.row("Memory, after the load above with 64 connections (PSS)", middle(busy, "{:.1f} MiB"), "–", busy, 96, 48, "less", "MiB")


def start(table):
    """Against nothing here: Fossil is one of the peers."""
    times = [first_page() for _ in range(max(ROUNDS, 5))]
    print(f"| Start to first page, empty folder | {statistics.median(times) * 1e3:.0f} ms | – | – | {min(times) * 1e3:.0f}–{max(times) * 1e3:.0f} ms | | | |", flush=True)


# The parts by name; those of pages load a site with the plan of Pasto by wrk, beside nginx.
PAGES = {"cached": cached_page, "slow": slow_clients, "memory": memory, "instructions": instructions, "rendering": first_rendering}
OWN = {**PAGES, "reading": reading, "pdf": writing, "growth": growth, "followups": followups, "search": searching, "start": start}
PARTS = {**OWN, "fossil": fossil.measured, "redmine": redmine.measured}


def wanted():
    names = [name for name in os.environ.get("ONLY", "").split(",") if name] or list(PARTS if os.environ.get("PEERS") else OWN)
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"ONLY: there is no part {', '.join(unknown)} (there are {' '.join(PARTS)})")
    return names


def measure_page(table, measure):
    for program in ("wrk", "/usr/sbin/nginx"):
        if not shutil.which(program):
            raise Skip(f"{os.path.basename(program)} is not installed (tools/setup.sh bench)")
    with Site(BINARY) as site:
        site.import_pasto()
        measure(table, site)


def main():
    names = wanted()
    if not os.path.exists(BINARY):
        sys.exit("build/veedor is missing: make bench builds it")
    print(f"<!-- {time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, rounds {ROUNDS}, {SECONDS:g} s each -->")
    table = Table()
    for name in names:
        try:
            measure_page(table, PAGES[name]) if name in PAGES else PARTS[name](table)
        except Skip as reason:
            table.skip(name, reason)
    print("\n".join(table.notes))
    if table.missed:
        print(f"\nBelow the floor: {'; '.join(table.missed)}")
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
