# SPDX-License-Identifier: Apache-2.0
"""One allocation, or one call of the disk, fails in the real program (tests/faults/shim.c): a sentence, nothing half written, and it
goes on. VEEDOR_FAULT_ROUNDS: how many calls are tried of each (24)."""
import collections
import difflib
import errno
import http.client
import mmap
import os
import struct

from backup_story import heads
from record_story import run_sql
from story import PASTO, Skip, story

PLAN = "/pasto/plan/2022"
MEMORY, DISK = 0, 1
NO, SYSTEM = 1, 3


class Faults:
    """The board that the shim reads, in a file that both map."""
    def __init__(self, site):
        shim = os.path.join(os.path.dirname(site.binary), "tests", "faults", "fault_shim.so")
        if not os.path.exists(shim):
            raise Skip("the build has no fault shim")
        path = os.path.join(site.base, "board")
        with open(path, "wb") as f:
            f.write(bytes(4096))
        with open(path, "r+b") as f:
            self.board = mmap.mmap(f.fileno(), 4096)
        self.env = {"LD_PRELOAD": shim, "VEEDOR_FAULT_FILE": path}

    def arm(self, kind=None, number=0, error=errno.EIO):
        at = [0, 0]
        if kind is not None:
            at[kind] = number
        self.board[:40] = struct.pack("<5q", *at, 0, 0, error)

    def counted(self, kind):
        return struct.unpack("<5q", self.board[:40])[2 + kind]

    def struck(self, kind):
        return struct.unpack("<5q", self.board[:40])[kind] == 0


def rounds(total):
    """The first calls one by one, then evenly over all."""
    count = int(os.environ.get("VEEDOR_FAULT_ROUNDS", 24))
    first = count // 3
    return sorted({*range(1, min(first, total) + 1), *(1 + i * total // count for i in range(count))})


def fails_well(ran):
    """False: it did its work all the same (a read that fails is damage to SQLite, and named). True: one sentence says that it could not."""
    lines = ran.err.strip().splitlines()
    if ran.code == 0 or (ran.code == NO and not lines and "NO está entero" in ran.out):
        return False
    assert ran.code in (NO, SYSTEM) and len(lines) == 1 and lines[0].startswith("veedor: "), ran
    return True


def each_fault(world, kind, order, prepare, check, error=errno.EIO):
    """Runs the order once without a fault, then once for each fault on a fresh site."""
    site, refused = prepare(), 0
    faults = Faults(site)
    faults.arm()
    site.veedor(*order(site), env=faults.env, code=0)
    total = faults.counted(kind)
    assert total > 20, total
    for number in rounds(total):
        site = prepare()
        faults = Faults(site)
        faults.arm(kind, number, error)
        bad = fails_well(site.veedor(*order(site), env=faults.env))
        refused += bad
        check(site, bad)
        site.remove()
    assert refused >= 5, f"{refused} refusals over {total} calls"


def importing(world, kind, error=errno.EIO):
    def check(site, bad):
        out = site.veedor("verify", code=0).out
        site.import_pasto(entity="otra", name="Otra")
        assert site.veedor("verify", code=0).out.count("cabeza otra") == 1
        assert out.count("cabeza otra") == (0 if bad else 1), "the import was refused and is there" if bad else "the import is not there"
    each_fault(world, kind, lambda site: ("import", PASTO, "--entity", "otra", "--name", "Otra", "--vigencia", "2022"),
               world.pasto, check, error)


@story("An allocation that fails anywhere in an import ends it with a sentence and nothing of it", plain=True)
def import_memory(world):
    importing(world, MEMORY)


@story("A call of the disk that fails anywhere in an import ends it with a sentence and nothing of it", plain=True)
def import_disk(world):
    importing(world, DISK)
    importing(world, DISK, errno.ENOSPC)


@story("A fault anywhere in a backup leaves no backup, and a fault in a restore no record", plain=True)
def backup_faults(world):
    first = world.pasto()
    place = os.path.join(first.base, "entero")
    whole = heads(first.veedor("backup", place, code=0))

    def backed_up(site, bad):
        made = os.path.join(site.base, "respaldo")
        assert os.path.exists(made) != bad and not os.path.exists(made + ".part"), os.listdir(site.base)

    def restored(site, bad):
        if bad:
            assert not os.path.exists(site.data) or not os.listdir(site.data), os.listdir(site.data)
        else:
            assert heads(site.veedor("verify", code=0)) == whole

    for kind in (MEMORY, DISK):
        each_fault(world, kind, lambda site: ("backup", os.path.join(site.base, "respaldo")), world.pasto, backed_up)
        each_fault(world, kind, lambda site: ("restore", place), world.empty, restored)


@story("A request whose memory fails gets 503 at worst, one whose disk fails an error page; the process lives and the next one is answered", plain=True)
def requests(world):
    site = world.pasto()
    faults = Faults(site)
    faults.arm()
    seen = collections.Counter()

    def fresh():
        """No page of the cache holds any more, so that the request goes all its way."""
        run_sql(site, "UPDATE entity SET public_version = public_version + 1 WHERE slug = 'pasto'")

    with site.serving("--workers", "1", env=faults.env) as server:
        for path in (PLAN + "?componente=4", PLAN + "/actividades.csv", "/", "/pasto/plan/2022/actividad/4.3.4"):
            whole = server.ask(path)
            fresh()
            faults.arm()
            server.ask(path)
            for kind in (MEMORY, DISK):
                for number in rounds(max(faults.counted(kind), 6)):
                    fresh()
                    faults.arm(kind, number)
                    try:
                        status = server.ask(path, timeout=20).status
                    except (OSError, http.client.HTTPException):
                        status = "closed"   # no memory for the connection itself
                    faults.arm()
                    seen[status] += 1
                    place = f"{path}, fault {number} of kind {kind}"
                    assert status in (whole.status, 503, "closed", 500 if kind == DISK else 503), f"{place}: {status}\n{server.log()[-1500:]}"
                    again = server.ask(path)
                    assert again.status == whole.status and (again.status != 200 or again.text == whole.text), f"{place}: {status}, and then {again.status}\n" + "\n".join(list(difflib.unified_diff(whole.text.splitlines(), again.text.splitlines(), lineterm="", n=0))[:12])
            assert server.process.poll() is None
    assert seen[503] + seen["closed"] >= 10, seen
