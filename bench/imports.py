# SPDX-License-Identifier: Apache-2.0
"""What reading and importing cost: real files against LibreOffice, and as many plans as the country has entities, to see that the
last is no dearer than the first."""
import json
import os
import shutil
import statistics
import tempfile
from fractions import Fraction

import synthetic
from driven import PASTO, ROOT, Server, Site
from measure import BINARY, ROUNDS, command, middle, pair, peak_pss_mib, ratios, threads_cpu_seconds
from peers import LibreOffice
from results import Skip

EXAMPLES = {"pasto-2022.docx": 77, "ibague-2021.docx": 39, "invipasto-2020-paginas.docx": 41, "invipasto-2020.xlsx": 41, "invipasto-2020.ods": 41,
            "sopo-2017-seguimiento.xlsx": 41, "sopo-2017-seguimiento.csv": 41}     # the activities that a person counts in each
FEW, TURN, STARTS, SHEETS = 100, 10, 5, 200
ENTITIES = max(FEW, int(os.environ.get("ENTITIES", "1103")))      # the municipalities of Colombia
MARKS = [*(n for n in (100, 300, 600) if n < ENTITIES), ENTITIES]
MS = "{:.0f} ms"


def milliseconds(costs):
    return [cost * 1e3 for cost in costs]


# ---- the real files

def read(path, activities):
    cost = command("check", path, "--format", "json", codes=(0, 1))     # 1: the file has errors, and it has
    if len(json.loads(cost.out)["activities"]) != activities:
        raise RuntimeError(f"{path}: not its {activities} activities")
    return cost.seconds


def reading(table):
    """`check`, the whole command with its isolated child, tells everything it understood of the file."""
    try:
        with LibreOffice() as office:
            office.convert(PASTO)
            for name, activities in EXAMPLES.items():
                reading_of(table, office, os.path.join(ROOT, "examples", name), activities)
            storing(table, office)
    except Skip as reason:
        table.skip("Reading the office files of examples/", reason)


def reading_of(table, office, path, activities):
    name = os.path.basename(path)
    what = f"Reading {name} ({activities} activities), whole command, against LibreOffice converting it to text: times faster"
    try:
        read(path, activities)
        a, b = pair(lambda: read(path, activities), lambda: office.convert(path))
    except Skip as reason:
        table.skip(what, reason)
        return
    told = what, middle(milliseconds(a), MS), middle(milliseconds(b), MS), ratios(b, a)
    if path == PASTO:
        table.row(*told, 15, 30, "more")
    else:
        table.line(*told)


def storing(table, office):
    count = iter(range(1000))
    with Site(BINARY) as site:
        def ours():
            return put(site, PASTO, f"lectura{next(count)}", "Lectura").seconds
        ours()
        a, b = pair(ours, lambda: office.convert(PASTO))
    table.row("Import of pasto-2022.docx, read and stored durably, whole command, against the same: times faster", middle(milliseconds(a), MS),
              middle(milliseconds(b), MS), ratios(b, a), 15, 30, "more")


# ---- a country

def put(site, path, slug, name, vigencia=2022, measure=command):
    return measure("--data", site.data, "import", path, "--entity", slug, "--name", name, "--vigencia", str(vigencia))


def put_counted(site, made):
    cost = put(site, *made[:4])
    if "En total: 60 actividades" not in cost.out:
        raise RuntimeError(f"{made[0]}: not its 60 activities\n{cost.out[:2000]}")
    return cost


def turn(site, queue):
    """Medians of the next TURN imports: seconds, seconds of CPU."""
    costs = [put_counted(site, next(queue)) for _ in range(TURN)]
    return statistics.median(c.seconds for c in costs), statistics.median(c.cpu for c in costs)


def size(folder):
    return sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder) if name.startswith("veedor.db"))


class Progress:
    """Cost and size after each import of the way up."""
    def __init__(self, site):
        self.site, self.costs, self.sizes = site, [], []

    def add(self, cost):
        self.costs.append(cost)
        self.sizes.append(size(self.site.data))

    def each(self, end):
        """Bytes of a plan, of the FEW that end there."""
        return (self.sizes[end - 1] - (self.sizes[end - FEW - 1] if end > FEW else 0)) / FEW

    def lines(self):
        yield f"| Entities | A plan, median of the last {FEW} | its CPU | Database | of each of the last {FEW} plans |"
        yield "|---|---|---|---|---|"
        for n in MARKS:
            last = self.costs[n - FEW:n]
            yield (f"| {n:,} | {middle(milliseconds(c.seconds for c in last), MS)} | {middle(milliseconds(c.cpu for c in last), MS)} | "
                   f"{self.sizes[n - 1] / 2**20:.0f} MiB | {self.each(n) / 1024:.0f} KiB |")


def growth(table):
    """1,103 entities, a process each. A copy kept at 100 then takes turns with the whole, so that the load of the machine falls on both."""
    turns = ROUNDS * (TURN + 1) + 1
    with tempfile.TemporaryDirectory(prefix="veedor-plans-") as folder, Site(BINARY) as many, Site(BINARY) as few:
        made = synthetic.write(folder, range(1, ENTITIES + turns + 1), synthetic.Options())
        progress = Progress(many)
        for at, one in enumerate(made[:ENTITIES], 1):
            progress.add(put_counted(many, one))
            if at == FEW:
                shutil.copytree(many.data, few.data)
        compare(table, few, many, made[ENTITIES:], progress)


def compare(table, few, many, more, progress):
    queues = {site: iter(more) for site in (few, many)}
    put_counted(many, next(queues[many])), put_counted(few, next(queues[few]))
    a, b = pair(*(lambda site=site: turn(site, queues[site]) for site in (many, few)))
    what = f"Import of a plan of 60 activities, {ENTITIES:,} entities stored, against {FEW} stored"
    for i, of in enumerate(("wall", "CPU")):
        ours, theirs = ([one[i] for one in side] for side in (a, b))
        table.row(f"{what}: {of}", middle(milliseconds(ours), MS), middle(milliseconds(theirs), MS), ratios(ours, theirs), 1.3, 1.1, "less")
    memory(table, few, many, queues)
    last, first = progress.each(ENTITIES), progress.each(FEW)
    table.row(f"Database, bytes of a plan: the last {FEW} of {ENTITIES:,} against the first {FEW}", f"{last / 1024:.0f} KiB", f"{first / 1024:.0f} KiB",
              [last / first], 1.3, 1.1, "less")
    first_answer(many), first_answer(few)
    a, b = pair(*(lambda site=site: statistics.median(first_answer(site) for _ in range(STARTS)) for site in (many, few)))
    table.row(f"Start to first answer, {ENTITIES:,} entities against {FEW}: CPU", middle(milliseconds(a), MS), middle(milliseconds(b), MS), ratios(a, b), 1.3, 1.1, "less")
    drawn = ratios([c.seconds for c in progress.costs[-FEW:]], [c.seconds for c in progress.costs[:FEW]])
    table.notes += ["", f"The way up, one process a plan; the last {FEW} take {statistics.median(drawn):.2f} × the first {FEW} "
                    "(minutes lie between them, and what else the machine did):", "", *progress.lines()]


def memory(table, few, many, queues):
    what = "The same: largest memory with the isolated child (PSS)"
    if os.geteuid() != 0:
        table.skip(what, "only root sees the memory of the isolated child")
        return
    a, b = pair(*(lambda site=site: put(site, *next(queues[site])[:4], measure=peak_pss_mib) for site in (many, few)))
    table.row(what, middle(a, "{:.1f} MiB"), middle(b, "{:.1f} MiB"), ratios(a, b), 1.3, 1.1, "less")


def first_answer(site):
    """CPU of the server until its first answer; the wall of so short a time is the machine's, not ours."""
    server = Server(site, os.path.join(site.base, "log"))
    try:
        server.wait_for_address()
        if server.ask("/salud").status != 200:
            raise RuntimeError("the server does not say that it is well")
        return threads_cpu_seconds(server.process.pid)
    finally:
        server.stop()


# ---- follow-up sheets

def followups(table):
    """In turns with plans of as many activities, into the same data; the declared mean that the program finds is the generator's."""
    with tempfile.TemporaryDirectory(prefix="veedor-sheets-") as folder, Site(BINARY) as site:
        plans = synthetic.write(os.path.join(folder, "plans"), range(1, SHEETS + 1), synthetic.Options())
        sheets = synthetic.write(os.path.join(folder, "sheets"), range(1, SHEETS + 1), synthetic.Options("followup", vigencia=2021))
        queues = iter(sheets), iter(plans)
        a, b = pair(*(lambda queue=queue: turn(site, queue) for queue in queues), rounds=SHEETS // TURN)
        for one in sheets[::SHEETS // 5]:
            declared(site, one)
    for i, of in enumerate(("wall", "CPU")):
        ours, theirs = ([one[i] for one in side] for side in (a, b))
        table.line(f"Import of a follow-up sheet of 60 rows, {SHEETS} entities, against a plan of 60 activities: {of}", middle(milliseconds(ours), MS),
                   middle(milliseconds(theirs), MS), ratios(ours, theirs))
    last, first = ([one[1] for one in side] for side in (a[-5:], a[:5]))
    table.row("The last 50 of those sheets against the first 50: CPU", middle(milliseconds(last), MS), middle(milliseconds(first), MS), ratios(last, first), 1.3, 1.1, "less")


def declared(site, made):
    told = json.loads(command("--data", site.data, "compliance", "--entity", made[1], "--vigencia", str(made[3]), "--method", "M2", "--basis", "declared", "--format", "json").out)
    figure = told["figures"][0]
    if Fraction(figure["numerator"]) != Fraction(made[4], 100):
        raise RuntimeError(f"{made[0]}: the rows declare {made[4] / 100} in all, the program found {figure['numerator']}")
