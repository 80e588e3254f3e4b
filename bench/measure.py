# SPDX-License-Identifier: Apache-2.0
"""Turns, tables and what a process costs: what every measurement of bench/ stands on."""
import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "harness"))
from driven import ROOT, environment       # noqa: E402

ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "5")), float(os.environ.get("SECONDS", "3"))
BINARY = os.path.join(ROOT, "build", "veedor")


class Table:
    """One row a figure; a ratio below its floor is said aloud and ends the run with 1. What has no floor is only recorded."""
    def __init__(self):
        self.missed = []
        self.notes = []     # printed after the table
        print("| What | Ours | Theirs | Ratio | min–max | Floor | Goal | |\n|---|---|---|---|---|---|---|---|")

    def row(self, what, ours, theirs, ratios, floor, goal, better, unit="×"):
        middle = statistics.median(ratios)
        reached = (lambda bound: middle >= bound) if better == "more" else (lambda bound: middle <= bound)
        sign = "≥" if better == "more" else "≤"
        verdict = "goal" if reached(goal) else "floor" if reached(floor) else "MISSED"
        if verdict == "MISSED":
            self.missed.append(what)
        self.line(what, ours, theirs, ratios, unit, f"{sign} {floor:g} {unit}", f"{sign} {goal:g} {unit}", verdict)

    def line(self, what, ours, theirs, ratios, unit="×", floor="", goal="", verdict="recorded"):
        print(f"| {what} | {ours} | {theirs} | {statistics.median(ratios):.2f} {unit} | {min(ratios):.2f}–{max(ratios):.2f} | {floor} | {goal} | {verdict} |", flush=True)

    def skip(self, what, why):
        print(f"| {what} | – | – | skipped: {why} | | | | |", flush=True)


def pair(ours, theirs, rounds=ROUNDS):
    """Turns A B, B A, A B …, so that none always comes after the other: two lists of what each gave."""
    a, b = [], []
    for turn in range(rounds):
        for measure, found in ((ours, a), (theirs, b))[::-1 if turn % 2 else 1]:
            found.append(measure())
    return a, b


def middle(values, form):
    return form.format(statistics.median(values))


def ratios(ours, theirs):
    return [x / y for x, y in zip(ours, theirs)]


def process_tree(pid):
    try:
        children = open(f"/proc/{pid}/task/{pid}/children").read().split()
    except (FileNotFoundError, ProcessLookupError):     # a child that ended meanwhile
        return []
    return [pid] + [one for child in children for one in process_tree(int(child))]


def cpu_seconds(pid):
    """Of the process, its children and those that ended and were waited for."""
    ticks = 0
    for one in process_tree(pid):
        try:
            fields = open(f"/proc/{one}/stat").read().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def threads_cpu_seconds(pid):
    """Of one process, in nanoseconds of the scheduler where cpu_seconds has its ticks."""
    return sum(int(open(f"/proc/{pid}/task/{one}/schedstat").read().split()[0]) for one in os.listdir(f"/proc/{pid}/task")) / 1e9


def pss_mib(pid):
    total = 0
    for one in process_tree(pid):
        for line in open(f"/proc/{one}/smaps_rollup"):
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


class Cost(NamedTuple):
    seconds: float      # wall
    cpu: float          # seconds, the sandboxed child's included
    out: str


def command(*words, codes=(0,)):
    """A whole process of the program, from its start to its end; another exit code ends the run."""
    started = time.monotonic()
    with subprocess.Popen([BINARY, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment()) as process:
        out = process.stdout.read().decode()
        error = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    took = time.monotonic() - started
    if process.returncode not in codes:
        raise RuntimeError(f"veedor {' '.join(words)}: exit code {process.returncode}\n{error[-2000:]}")
    return Cost(took, usage.ru_utime + usage.ru_stime, out)


def peak_pss_mib(*words):
    """The largest sum over the process and its child that a look each millisecond meets."""
    with subprocess.Popen([BINARY, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment()) as process:
        most = 0
        while process.poll() is None:
            try:
                most = max(most, pss_mib(process.pid))
            except (FileNotFoundError, ProcessLookupError):     # it ended between two looks
                pass
            time.sleep(0.001)
    if process.returncode:
        raise RuntimeError(f"veedor {' '.join(words)}: exit code {process.returncode}")
    return most
