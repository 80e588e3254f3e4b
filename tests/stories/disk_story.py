# SPDX-License-Identifier: Apache-2.0
"""A disk that is full or may not be written: a clear answer, nothing half done, and it goes on when space returns."""
import os
import subprocess

import cases
from story import SQLITE, Skip, story

PLAN = "/pasto/plan/2022"


def fill(folder, leave):
    """Leaves about so many bytes free."""
    path = os.path.join(folder, "relleno")
    with open(path, "wb") as f:
        try:
            while True:
                free = os.statvfs(folder)
                room = free.f_bavail * free.f_frsize - leave
                if room <= 0:
                    break
                f.write(b"\0" * min(room, 1 << 20))
                f.flush()
        except OSError:
            pass
    return path


@story("A full disk gets a sentence; reading goes on; writing too when space returns", engines=SQLITE, plain=True)
def full_disk(world):
    disk = world.tmpfs(24)
    site = world.empty(folder=os.path.join(disk, "data"))
    site.import_pasto()
    refused = 0
    with site.serving() as server:
        assert server.ask(PLAN).status == 200
        # From "not one block" to "almost enough": the failure falls in the copy of the file, in the rows, in the commit.
        for leave in (0, 8192, 65536, 262144, 524288, 1 << 20):
            ballast = fill(disk, leave)
            ran = site.import_pasto(entity="otra", name="Otra", code=None)
            os.remove(ballast)
            if ran.code == 0:
                break
            refused += 1
            assert ran.code == 3 and "espacio" in ran.err, f"with {leave} bytes free: {ran}"
            assert server.ask(PLAN).status == 200, "reading stopped"
            assert server.ask("/otra/plan/2022").status == 404, "something was left half done"
            site.veedor("verify", code=0)
        assert refused >= 2, f"the disk was hardly full: {refused} refusals"
        site.import_pasto(entity="otra", name="Otra")
        rows = cases.csv_rows(server.ask("/otra/plan/2022/actividades.csv").text)
        assert len(rows) == 77, "the same server does not show what was written after space returned"
    site.veedor("verify", code=0)


@story("A disk that may only be read gets a sentence and exit code 3", engines=SQLITE, plain=True)
def read_only(world):
    disk = world.tmpfs(24)
    site = world.empty(folder=os.path.join(disk, "data"))
    site.import_pasto()
    if subprocess.run(["mount", "-o", "remount,ro", disk], capture_output=True).returncode:
        raise Skip("the small disk cannot be made read-only here")
    ran = site.import_pasto(entity="otra", name="Otra", code=3)
    assert ran.err.startswith("veedor: ") and len(ran.err.strip().splitlines()) == 1, ran
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    site.import_pasto(entity="otra", name="Otra")
    site.veedor("verify", code=0)


@story("A data folder that cannot be made ends with 3 and a sentence", engines=SQLITE)
def impossible_folder(world):
    site = world.empty(folder="/proc/veedor")
    ran = site.import_pasto(code=3)
    assert ran.err.startswith("veedor: "), ran
