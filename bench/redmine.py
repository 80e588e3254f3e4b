# SPDX-License-Identifier: Apache-2.0
"""Redmine from Debian: what an office would otherwise install. A copy of the package's program in a temporary folder, with its own SQLite
database, under Debian's puma as Rails advises (2 processes of 5 threads, production); nothing of the system's own Redmine is touched."""
import json
import os
import shutil
import subprocess
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from measure import BINARY, cpu_seconds, pair, pss_mib     # first: it finds the harness
from driven import Site
from pages import ALL, compared, fill_synthetic, load, synthetic_rows
from peers import listening, own_folder, quiet, unprivileged
from postgres import free_port
from results import Skip

PROGRAM = "/usr/share/redmine"
FILL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "redmine_fill.rb")
LIST = "/projects/plan/issues?per_page=100"
CLIENTS, ISSUES = 8, 60
TURN = 48                   # requests
GEMS = "gem 'sqlite3', '~> 1.4.0'\ngem 'puma'\n"    # Redmine's own way to add them; Debian's list knows them only for the system's instance
DATABASE = "production:\n  adapter: sqlite3\n  database: {}\n"


class Redmine:
    def __init__(self):
        if not os.path.exists(PROGRAM) or subprocess.run(["ruby", "-e", "gem 'sqlite3'; gem 'puma'"], capture_output=True).returncode:
            raise Skip("Redmine is not installed with puma and SQLite (tools/setup.sh peers)")
        self.folder, self.port = own_folder("veedor-redmine-"), free_port()
        self.app, self.process = os.path.join(self.folder, "app"), None
        self.how = {"cwd": self.app, "env": {"PATH": os.environ["PATH"], "HOME": self.folder, "LANG": "C.UTF-8", "REDMINE_INSTANCE": "bench", "RAILS_ENV": "production"},
                    **unprivileged()}

    def copy(self):
        """Links and all; those to the system's instance make room for the copy's own."""
        shutil.copytree(PROGRAM, self.app, symlinks=True)
        for path in ("Gemfile.lock", "instances", "config/database.yml"):
            os.unlink(os.path.join(self.app, path))
        own = os.path.join(self.app, "instances", "bench")
        for name in ("config", "log", "tmp", "files"):
            os.makedirs(os.path.join(own, name))
        for path, text in ((os.path.join(self.app, "Gemfile.local"), GEMS), (os.path.join(own, "config", "secret_key.txt"), os.urandom(32).hex()),
                           (os.path.join(own, "config", "database.yml"), DATABASE.format(os.path.join(self.folder, "redmine.db")))):
            with open(path, "w") as f:
                f.write(text)
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "nobody:nogroup", self.folder], check=True)

    def ruby(self, *words, given=""):
        ran = subprocess.run(["ruby", "-W0", *words], input=given, capture_output=True, text=True, **self.how)
        if ran.returncode:
            raise RuntimeError(f"{' '.join(words)}: {(ran.stdout + ran.stderr)[-3000:]}")

    def __enter__(self):
        try:
            self.copy()
            self.ruby("bin/rake", "db:migrate")
            shutil.copy(FILL, os.path.join(self.app, "fill.rb"))
            self.ruby("bin/rails", "runner", "fill.rb", given=json.dumps(synthetic_rows()))
            self.serve()
        except BaseException:
            self.__exit__()
            raise
        return self

    def serve(self):
        log = os.path.join(self.folder, "puma.log")
        with open(log, "w") as out:
            self.process = subprocess.Popen(["bundle", "exec", "puma", "-e", "production", "-w", "2", "-t", "5:5", "-b", f"tcp://127.0.0.1:{self.port}", "config.ru"],
                                            stdout=out, stderr=out, stdin=subprocess.DEVNULL, **self.how)
        listening(self.process, self.port, 120, lambda: open(log).read())
        while open(log).read().count("booted") < 2 and self.process.poll() is None:     # it listens before its processes are ready
            time.sleep(0.1)

    def page(self):
        body = urllib.request.urlopen(f"http://127.0.0.1:{self.port}{LIST}", timeout=60).read()
        if body.count(b'id="issue-') != ISSUES:
            raise RuntimeError(f"Redmine's list does not show its {ISSUES} issues")
        return body

    def load(self, count=TURN):
        """(requests/s, µs of CPU per request) until all are answered: it gives few a second, and what wrk cuts off would count against it."""
        before, begun = cpu_seconds(self.process.pid), time.monotonic()
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(lambda _: self.page(), range(count)))
        took = time.monotonic() - begun
        return count / took, (cpu_seconds(self.process.pid) - before) / count * 1e6

    def __exit__(self, *_):
        if self.process:
            self.process.terminate()
            self.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)


def measured(table):
    with Redmine() as redmine, Site(BINARY) as site:
        fill_synthetic(site)
        with site.serving(checked=False) as server:
            pages_and_memory(table, server, redmine)


def pages_and_memory(table, server, redmine):
    """Both servers fresh: idle after one page, then the turns, which warm both, then what they hold."""
    body, theirs = server.ask("/s1" + ALL, headers={"Accept-Encoding": "gzip"}).body, redmine.page()
    pids = server.process.pid, redmine.process.pid
    quiet(redmine.process.pid)
    idle = [pss_mib(pid) for pid in pids]
    redmine.load(CLIENTS * 3)      # Ruby is slow until it has met a page some times
    a, b = pair(lambda: load(server.port, "/s1" + ALL, pids[0], connections=CLIENTS), redmine.load)
    busy = [pss_mib(pid) for pid in pids]
    compared(table, f"Plan page, 60 activities, cached, gzip ({len(body):,} bytes)", f"against Redmine's issue list of 60 rows ({len(theirs):,} bytes)",
             CLIENTS, a, b, 1500, 3000)
    for what, (ours, other), floor, goal in (("idle after one page", idle, 24, 12), ("after these turns", busy, 96, 48)):
        table.row(f"Memory, {what} (PSS), beside Redmine", f"{ours:.1f} MiB", f"{other:.0f} MiB", [ours], floor, goal, "less", "MiB")
