# SPDX-License-Identifier: Apache-2.0
"""Runs tests/browser/run.mjs against a real server with the plan of Pasto, and counts its cases. With one entity `/` leads
to it; with two it is a list: both are looked at."""
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading

from consulted import consult_today, draft
from driven import PASTO, Site
from pictures import png
from planned import YEAR
from results import Skip, root_folder
from signed import invited, sign_in
from story import BOTH

sys.path.insert(0, os.path.join(root_folder(), "tests", "stories"))
import busy   # noqa: E402
from amendment_story import of_unit, published   # noqa: E402
from monitoring_story import unit_of   # noqa: E402

SOPO = os.path.join(root_folder(), "examples", "sopo-2017-seguimiento.csv")
FOLDER = os.path.join(root_folder(), "tests", "browser")


def install():
    """npm packages by the lock file, once. Debian's chromium is used: no browser is downloaded."""
    for program in ("chromium", "node", "npm"):
        if not shutil.which(program):
            raise Skip(f"{program} is not installed")
    stamp, lock = os.path.join(FOLDER, "node_modules", ".package-lock.json"), os.path.join(FOLDER, "package-lock.json")
    if os.path.exists(stamp) and os.path.getmtime(stamp) >= os.path.getmtime(lock):
        return
    ran = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True,
                         env={**os.environ, "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"})
    if ran.returncode:
        raise RuntimeError("npm ci failed:\n" + ran.stderr[-2000:])


def count(results, line, why, where=""):
    if line.startswith("ok - "):
        results.ok(line[5:] + where)
    elif line.startswith("not ok - "):
        results.fail(line[9:] + where, "\n".join(why))


def run(run_, binary):
    """The public pages, those of work and the walks side by side: a browser waits more than it works."""
    install()
    run_.postgres_or_none()   # made once, before two ask for it
    wrongs = []
    lanes = [threading.Thread(target=lane, args=(run_, binary, parts, wrongs)) for parts in ((look_at_public,), (look_at_work,), (walk, report))]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join()
    if wrongs:
        raise wrongs[0]


def lane(run_, binary, parts, wrongs):
    try:
        for part in parts:
            part(run_, binary)
    except Exception as wrong:   # told by the thread that waits
        wrongs.append(wrong)


def look_at_public(run_, binary):
    """Every public page, with one entity and with two."""
    with Site(binary) as site:
        site.import_pasto()
        site.veedor("import", SOPO, "--entity", "sopo", "--name", "Alcaldía de Sopó", "--vigencia", "2017", code=0)
        site.import_pasto(entity="pasto-copia", name="Alcaldía de Pasto (copia)")
        draft(site)
        with site.serving() as server:
            consult_today(site, server)
            link = invited(site, "nuevo@entidad.gov.co", "Persona nueva", "pasto", "lector")
            follow(run_.results, ["node", "run.mjs", f"http://127.0.0.1:{server.port}", f"/,/buscar?q=riesgos,/ingreso,{link}", "/pasto-copia"])


def look_at_work(run_, binary):
    """Every page of work, for somebody with every post in an entity that has one of everything."""
    patterns = [path for path, asks in re.findall(r"^GET\s+(\S+)\s+(\S+)", subprocess.run([binary, "routes"], capture_output=True, text=True, check=True).stdout, re.M)
                if asks != "público"]
    with Site(binary) as site:
        site.import_pasto()
        site.import_pasto("otra", "Otra entidad")
        with site.serving() as server:
            person, starts = busy.entity(site, server)
            now = [path for path in patterns if "/seguimientos" not in path]
            follow(run_.results, ["node", "staff.mjs", f"http://127.0.0.1:{server.port}", person.cookie, json.dumps(now), *starts])
        with busy.followed(site, person.auditor) as (server, auditor, starts):
            later = [path for path in patterns if "/seguimientos" in path]
            follow(run_.results, ["env", "GROUP=staff-later", "node", "staff.mjs", f"http://127.0.0.1:{server.port}", auditor.cookie, json.dumps(later), *starts])


class Clock:
    """One server after the other on the same port, each at the time that the walk asks for."""
    def __init__(self, site):
        self.site, self.port, self._stack = site, 0, contextlib.ExitStack()

    def __call__(self, instant):
        self._stack.close()
        server = self._stack.enter_context(self.site.serving("--listen", f"127.0.0.1:{self.port}", "--now", instant))
        self.port = server.port
        return f"http://127.0.0.1:{server.port}"

    def close(self):
        self._stack.close()


def sites(run_, binary, engines, what):
    """(a new site, whether scripts are allowed) on each engine: on one and not on the other, which makes no difference."""
    for engine, scripts in zip(BOTH, ("with", "without")):
        if engine not in engines:
            continue
        if engine == "postgres" and run_.postgres_or_none() is None:
            run_.results.skip(f"{what} ({engine})", "PostgreSQL is not installed")
            continue
        with Site(binary, engine, run_.postgres_or_none()) as site:
            yield site, scripts


def walk(run_, binary, engines=BOTH):
    """From a Word document to the second public version."""
    for site, scripts in sites(run_, binary, engines, "the walk of a plan"):
        before = ("--now", "2022-01-10T08:00:00-05:00")
        site.veedor("import", os.path.join(root_folder(), "examples", "invipasto-2020.xlsx"), "--entity", "pasto", "--name", "Alcaldía de Pasto",
                    "--vigencia", "2020", *before, code=0)
        added = site.veedor("user", "add", "--email", "amparo@pasto.gov.co", "--name", "Amparo Delgado", "--entity", "pasto", "--role", "administrador", *before, code=0)
        acta = os.path.join(site.base, "acta.pdf")
        with open(acta, "wb") as file:
            file.write(b"%PDF-1.4 acta")
        with contextlib.closing(Clock(site)) as clock:
            follow(run_.results, ["node", "walk.mjs", "/clave/" + added.out.split("/clave/")[1].split()[0], PASTO, acta, scripts], clock, f" ({site.engine})")
        site.veedor("verify", code=0)


def report(run_, binary, engines=BOTH):
    """From a report on a telephone to the published follow-up of everybody."""
    for site, scripts in sites(run_, binary, engines, "the walk of a report"):
        site.import_pasto()
        with site.serving() as server:
            planner, _ = published(site, server)
            link = of_unit(site, server, "enlace", unit_of(site, "1.2.2"))
            auditor = sign_in(site, server, "control_interno")
        photo = os.path.join(site.base, "foto.png")
        with open(photo, "wb") as file:
            file.write(png())
        with contextlib.closing(Clock(site)) as clock:
            follow(run_.results, ["node", "report.mjs", link.email, planner.email, auditor.email, str(YEAR), photo, scripts], clock, f" ({site.engine})")
        site.veedor("verify", code=0)


def follow(results, command, clock=None, where=""):
    """Counts the cases that a program of tests/browser prints. clock: what gives it a server at another time; where: added to their names."""
    process = subprocess.Popen(command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    last, why, cases, noise = "", [], 0, []
    for line in process.stdout:
        line = line.rstrip("\n")
        if line.startswith(("ok - ", "not ok - ")):
            count(results, last, why, where)
            last, why, cases = line, [], cases + 1
        elif line.startswith("# "):
            why.append(line[2:])
        elif line.startswith("clock ") and clock:
            process.stdin.write(clock(line[6:]) + "\n")
            process.stdin.flush()
        else:
            noise.append(line)
    count(results, last, why, where)
    code = process.wait()
    if cases == 0 or (code and not results.failed):
        results.fail("the browser test runs to its end", f"exit code {code}\n" + "\n".join(noise[-30:]))
