# SPDX-License-Identifier: Apache-2.0
"""Fossil from Debian, the honest opponent in speed: C, one file, SQLite. Its ticket report of 60 rows beside a plan of 60 activities."""
import os
import shutil
import subprocess
import time
import urllib.request

from measure import BINARY, ROUNDS, middle, pair, ratios     # first: it finds the harness
from driven import Site
from pages import ALL, compared, fill_synthetic, first_page, load, rendering, synthetic_rows
from peers import listening, own_folder, quiet, unprivileged
from postgres import free_port
from results import Skip

REPORT = "/rptview?rn=1"    # "All Tickets", which everybody may read
CLIENTS = 8                 # it forks a process a request: more clients only wait
PAGE = "Plan page, 60 activities"


class Fossil:
    """A new repository and its server, with Fossil's own settings. Asked without gzip, which it would compress each time."""
    def __init__(self):
        if not shutil.which("fossil"):
            raise Skip("Fossil is not installed (tools/setup.sh peers)")
        self.folder, self.port = own_folder("veedor-fossil-"), free_port()
        self.repository = os.path.join(self.folder, "r.fossil")
        self.how = {"cwd": self.folder, "env": {"PATH": os.environ["PATH"], "HOME": self.folder, "USER": "veedor"}, **unprivileged()}

    def command(self, *words):
        subprocess.run(["fossil", *words, "-R", self.repository], check=True, capture_output=True, **self.how)

    def __enter__(self):
        """`took`: seconds that the commands and the start needed. The silent process that outlives the server by a minute is told not to run."""
        try:
            begun = time.monotonic()
            subprocess.run(["fossil", "new", self.repository], check=True, capture_output=True, **self.how)
            made = time.monotonic()
            self.command("settings", "backoffice-disable", "1")
            told = time.monotonic()
            self.process = subprocess.Popen(["fossil", "server", "--localhost", "--port", str(self.port), self.repository],
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.how)
            listening(self.process, self.port, 10, lambda: "")
            self.took = time.monotonic() - told + made - begun
        except BaseException:
            self.__exit__()
            raise
        return self

    def fill(self, rows):
        """How many bytes the report of these rows has."""
        for row in rows:
            self.command("ticket", "add", "title", row["text"], "comment", row["detail"], "status", "Open", "type", "Feature_Request")
        page = self.ask(REPORT)
        if page.count("<tr") < len(rows):
            raise RuntimeError(f"Fossil's report does not show its {len(rows)} tickets")
        return len(page.encode())

    def ask(self, path):
        return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30).read().decode()

    def load(self):
        given = load(self.port, REPORT, self.process.pid, gzip=False, connections=CLIENTS)
        quiet(self.process.pid)
        return given

    def __exit__(self, *_):
        process = getattr(self, "process", None)
        if process:
            process.terminate()
            process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def measured(table):
    starting(table)
    with Site(BINARY) as site, Fossil() as fossil:
        fill_synthetic(site)
        against = f"against Fossil's ticket report of 60 rows ({fossil.fill(synthetic_rows()):,} bytes)"
        cached(table, site, fossil, against)
        rendered(table, site, fossil, against)


def cached(table, site, fossil, against):
    with site.serving(checked=False) as server:
        body = server.ask("/s1" + ALL, headers={"Accept-Encoding": "gzip"}).body
        a, b = pair(lambda: load(server.port, "/s1" + ALL, server.process.pid, connections=CLIENTS), fossil.load)
    compared(table, f"{PAGE}, cached, gzip ({len(body):,} bytes)", against, CLIENTS, a, b, 60, 100)


def rendered(table, site, fossil, against):
    with rendering(site, "s", ALL) as (server, script):
        body, pid = server.ask("/s1" + ALL).body, server.process.pid
        a, b = pair(lambda: load(server.port, "/", pid, script, gzip=False, connections=CLIENTS), fossil.load)
    compared(table, f"{PAGE}, first rendering ({len(body):,} bytes)", against, CLIENTS, a, b, 8, 12)


def starting(table):
    def theirs():
        with Fossil() as fossil:
            begun = time.monotonic()
            fossil.ask("/")
            return fossil.took + time.monotonic() - begun
    a, b = pair(first_page, theirs, max(ROUNDS, 5))
    table.row("Start to first page, empty folder, against Fossil's new repository", middle([x * 1e3 for x in a], "{:.0f} ms"),
              middle([x * 1e3 for x in b], "{:.0f} ms"), ratios(a, b), 3, 1.5, "less")
