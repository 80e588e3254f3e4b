# SPDX-License-Identifier: Apache-2.0
"""`make bench PEERS=1`, only its lines against Fossil and Redmine and with few rounds: none may fall below its floor."""
import os
import subprocess
import sys

from results import root_folder


def lines(out):
    """(what, measured, verdict) of each row of the table."""
    for line in out.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 8 and cells[0] != "What":
            yield cells[0], f"{cells[1]} against {cells[2]}: {cells[3]} ({cells[4]}); floor {cells[5]}" if cells[7] else cells[3], cells[7]


def judge(results, out, code, said=""):
    found = list(lines(out))
    for what, measured, verdict in found:
        if verdict in ("goal", "floor"):
            results.ok(f"{what}: {measured}")
        elif verdict == "MISSED":
            results.fail(f"{what} keeps its floor", measured)
        elif not verdict:
            results.skip(what, measured.removeprefix("skipped: "))
    if not found or code and not any(verdict == "MISSED" for *_, verdict in found):
        results.fail("the measurements beside Fossil and Redmine run to their end", out[-2000:] + said[-2000:])


def run(results, _binary):
    ran = subprocess.run([sys.executable, "bench/run.py"], cwd=root_folder(), capture_output=True, text=True,
                         env={"ROUNDS": "3", "SECONDS": "2", **os.environ, "ONLY": "fossil,redmine"})
    judge(results, ran.stdout, ran.returncode, ran.stderr)
