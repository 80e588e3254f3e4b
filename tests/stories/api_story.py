# SPDX-License-Identifier: Apache-2.0
"""The described interface and the catalogue, by programs that know nothing of Veedor: tests/api/run.mjs, on the four real plans."""
import os
import shutil
import subprocess

from consulted import consult_today, draft
from documents_story import PDF, POLICY, SLUG
from events_story import fill as hold
from improvement_story import fill as improve
from results import root_folder
from story import PASTO, Skip, story
from units_story import units_of
from versions import another_version

FOLDER = os.path.join(root_folder(), "tests", "api")
EXAMPLES = os.path.join(root_folder(), "examples")
PLANS = (("pasto", "Alcaldía de Pasto", 2022, PASTO),
         ("ibague", "Alcaldía de Ibagué", 2021, os.path.join(EXAMPLES, "ibague-2021.docx")),
         ("invipasto", "INVIPASTO", 2020, os.path.join(EXAMPLES, "invipasto-2020.ods")),
         ("sopo", "Alcaldía de Sopó", 2017, os.path.join(EXAMPLES, "sopo-2017-seguimiento.xlsx")))


def install():
    """npm packages by the lock file, once."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            raise Skip(f"{program} is not installed")
    stamp, lock = os.path.join(FOLDER, "node_modules", ".package-lock.json"), os.path.join(FOLDER, "package-lock.json")
    if os.path.exists(stamp) and os.path.getmtime(stamp) >= os.path.getmtime(lock):
        return
    ran = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True)
    assert ran.returncode == 0, "npm ci failed:\n" + ran.stderr[-2000:]


@story("The description of the interface and the catalogue hold on four real plans, for a program that never saw Veedor", plain=True)
def described(world):
    install()
    site = world.empty()
    for slug, name, year, path in PLANS:
        site.veedor("import", path, "--entity", slug, "--name", name, "--vigencia", str(year), code=0)
    another_version(site, "ibague", "2021")
    draft(site)
    with site.serving() as server:
        planner = consult_today(site, server)
        hold(planner, sorted(units_of(server)), 2022, "4.3.4")
        improve(site, server)
        planner.send("/pasto/trabajo/documentos/nuevo", POLICY, files={"archivo": ("politica.pdf", PDF)})
        assert planner.send("/pasto/trabajo/documentos/" + SLUG, action="/publicar").status == 303
        ran = subprocess.run(["node", "run.mjs", f"http://127.0.0.1:{server.port}", *(f"{slug}:{year}" for slug, _, year, _ in PLANS)],
                             cwd=FOLDER, capture_output=True, text=True, timeout=300)
    lines = ran.stdout.splitlines()
    assert ran.returncode == 0 and sum(line.startswith("ok - ") for line in lines) >= 16, ran.stdout[-6000:] + ran.stderr[-3000:]
