# SPDX-License-Identifier: Apache-2.0
"""Runs tests/browser/run.mjs against a real server with the plan of Pasto, and counts its cases. With one entity `/` leads
to it; with two it is a list: both are looked at."""
import os
import shutil
import subprocess

from consulted import consult_today, draft
from driven import Site
from results import Skip, root_folder

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


def count(results, line, why):
    if line.startswith("ok - "):
        results.ok(line[5:])
    elif line.startswith("not ok - "):
        results.fail(line[9:], "\n".join(why))


def run(run_, binary):
    install()
    with Site(binary) as site:
        site.import_pasto()
        site.veedor("import", SOPO, "--entity", "sopo", "--name", "Alcaldía de Sopó", "--vigencia", "2017", code=0)
        site.import_pasto(entity="pasto-copia", name="Alcaldía de Pasto (copia)")
        draft(site)
        with site.serving() as server:
            consult_today(site, server)
            look(run_.results, f"http://127.0.0.1:{server.port}")


def look(results, origin):
    process = subprocess.Popen(["node", "run.mjs", origin, "/pasto-copia"], cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    last, why, cases, noise = "", [], 0, []
    for line in process.stdout:
        line = line.rstrip("\n")
        if line.startswith(("ok - ", "not ok - ")):
            count(results, last, why)
            last, why, cases = line, [], cases + 1
        elif line.startswith("# "):
            why.append(line[2:])
        else:
            noise.append(line)
    count(results, last, why)
    code = process.wait()
    if cases == 0 or (code and not results.failed):
        results.fail("the browser test runs to its end", f"exit code {code}\n" + "\n".join(noise[-30:]))
