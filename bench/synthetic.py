#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Plans and follow-up sheets of entities that do not exist, as the office files that real ones send.

usage: bench/synthetic.py DIR --entities N [--kind plan|followup] [--first 1] [--activities 60] [--vigencia 2022] [--seed 1103]

Writes one file an entity and DIR/entities.csv: file;slug;name;vigencia;activities;declared_sum. Entity n is the same whatever N is: its
name, its dependencies and its rows come from the seed and n alone. Kind `plan` takes turns of XLSX (a sheet a component), DOCX (a
table a component) and CSV; kind `followup` of CSV and XLSX in the columns of examples/sopo-2017-seguimiento.csv. `declared_sum` is the
sum of the declared compliances of a follow-up, in points, from the rows themselves: what the program must find again."""
import argparse
import csv as plain
import datetime
import functools
import itertools
import os
import random
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import synthetic_words as words     # noqa: E402
from office_files import UP, csv, docx, xlsx     # noqa: E402

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
LEAST = 3   # activities of a component
DECLARED_SHARE = (0, 0, 25, 50, 50, 75, 80, 90, 100, 100, 100, 100, 100, 100)   # in %: most activities are reported as done


@functools.cache
def names(seed):
    """Every name that the words give, in an order of its own: two entities share one only after some eight thousand."""
    every = list(itertools.product(words.ENTITIES, words.PLACES_FIRST, words.PLACES_SECOND))
    random.Random(seed).shuffle(every)
    return every


def slug_of(name, number):
    plain_name = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain_name).split())[:35].strip("-") + f"-{number:04d}"


def day(text_of):
    """A date of the vigencia in one of the ways that people write it."""
    def pick(rng, year):
        date = datetime.date(year, rng.randint(2, 12), rng.randint(1, 28))
        return text_of(date)
    return pick


def span(rng, year):
    a, b = sorted(rng.sample(range(12), 2))
    return f"{MONTHS[a].capitalize()} a {MONTHS[b]} de {year}"


PLAN_DATES = (day(lambda d: d), day(lambda d: d), day(lambda d: f"{d:%d/%m/%Y}"), day(lambda d: f"{d.day} de {MONTHS[d.month - 1]} de {d.year}"),
              day(lambda d: f"{MONTHS[d.month - 1].capitalize()} de {d.year}"), span, span,
              lambda rng, year: rng.choice(("Trimestral", "Mensual", "Semestral", "Permanente", "Cuatrimestral")),
              lambda rng, year: f"{rng.choice(('Primer', 'Segundo'))} semestre de {year}",
              lambda rng, year: f"30 de abril, 31 de agosto y 31 de diciembre de {year}")
SHEET_DATES = (day(lambda d: f"{d.day} de {MONTHS[d.month - 1].capitalize()}"), day(lambda d: f"{d.day} de {MONTHS[d.month - 1]}"),
               lambda rng, year: "30 de Diciembre", lambda rng, year: "30 de Junio 30 de Diciembre", lambda rng, year: "30 de Abril 30 de Agosto 30 de Diciembre")


class Activity:
    """What both kinds of file say of an activity: text, product and a target that is a count or a percentage."""
    def __init__(self, rng, entity, topics):
        verb, participle = rng.choice(words.VERBS)
        singular, plural, ending = rng.choice(words.PRODUCTS)
        self.topic, self.percent = rng.choice(topics), rng.random() < 0.35
        self.number = rng.choice((30, 50, 60, 80, 90, 100, 100, 100)) if self.percent else rng.choice((1, 1, 1, 2, 2, 3, 4, 6, 10, 12))
        one = self.number == 1
        done = f"{participle}{ending}" + ("" if one else "s")
        self.count = f"{self.number} {singular if one else plural} {done}"
        self.target = f"{self.number}% de {plural} {participle}{ending}s" if self.percent else self.count
        self.product = f"{singular.capitalize()} sobre {self.topic}"
        self.text = f"{verb} {plural if not one else singular} sobre {self.topic} para {rng.choice(words.AUDIENCES)}"
        self.indicator = (f"Porcentaje de {plural} {participle}{ending}s sobre {self.topic}" if self.percent
                          else f"Número de {plural} {participle}{ending}s sobre {self.topic}")
        self.responsible = entity.responsible(rng)


class Entity:
    def __init__(self, number, options):
        self.number, self.vigencia, self.activities = number, options.vigencia, options.activities
        rng = self.rng = random.Random(f"{options.seed}-{number}")
        kind, first, second = names(options.seed)[number % len(names(options.seed))]
        self.name = kind.format(f"{first} {second}")
        self.slug = slug_of(self.name, number)
        self.units = [f"{kind} {rng.choice(('de', 'General de'))} {rng.choice(words.UNIT_SUBJECTS)}" for kind in rng.choices(words.UNIT_KINDS, k=rng.randint(7, 14))]

    def responsible(self, rng):
        if rng.random() < 0.06:
            return rng.choice(words.GROUPS)
        return rng.choice((", ", " y ", " - ")).join(rng.sample(self.units, rng.choice((1, 1, 1, 2, 3))))

    def shares(self):
        """How many activities each component has: at least three."""
        parts = range(len(words.COMPONENTS))
        drawn = self.rng.choices(parts, weights=(5, 4, 4, 4, 2), k=self.activities - LEAST * len(parts))
        return [LEAST + drawn.count(part) for part in parts]

    def drawn(self, count, topics):
        """Activities whose texts differ."""
        found = {}
        while len(found) < count:
            one = Activity(self.rng, self, topics)
            found.setdefault(one.text, one)
        return list(found.values())

    # ---- the plan

    def components(self):
        """(title, rows: subcomponent, code, Activity, date), the subcomponent merged down."""
        for c, ((title, subcomponents, topics), count) in enumerate(zip(words.COMPONENTS, self.shares()), 1):
            rows, last = [], 0
            for i, activity in enumerate(self.drawn(count, topics)):
                at = min(i * len(subcomponents) // count + 1, len(subcomponents))
                order = order + 1 if at == last else 1      # noqa: F821 (at differs from last the first time)
                rows.append((UP if at == last else f"Subcomponente {at}. {subcomponents[at - 1]}", f"{at}.{order}", activity,
                             self.rng.choice(PLAN_DATES)(self.rng, self.vigencia)))
                last = at
            yield f"Componente {c}. {title}", rows

    def plan_xlsx(self):
        sheets = {}
        for i, (title, rows) in enumerate(self.components(), 1):
            heading = ["SUBCOMPONENTES", "No.", "ACTIVIDAD", "META O PRODUCTO", "INDICADOR", "FECHA PROGRAMADA", "RESPONSABLE"]
            sheets[f"Componente {i}"] = [[self.name.upper()], [title.upper()], heading] + [
                [part, code, a.text, a.target, a.indicator, date, a.responsible] for part, code, a, date in rows]
        return xlsx(sheets)

    def plan_docx(self):
        blocks = [self.name, f"Plan Anticorrupción y de Atención al Ciudadano – PAAC. Vigencia {self.vigencia}"]
        for title, rows in self.components():
            heading = ["Subcomponente / Proceso", "Actividades", "Producto", "Meta", "Responsable", "Fecha programada"]
            blocks += [f"{title}.", [heading] + [[part, f"{code} {a.text}", a.product, a.target, a.responsible, date] for part, code, a, date in rows]]
        return docx(blocks)

    def plan_csv(self):
        rows = [["Componente", "Subcomponente", "No.", "Actividad", "Meta o producto", "Indicador", "Fecha programada", "Responsable"]]
        for title, parts in self.components():
            name = title.split(". ", 1)[1]
            subcomponent = None
            for part, code, a, date in parts:
                subcomponent = subcomponent if part is UP else part
                rows.append([name, subcomponent, code, a.text, a.target, a.indicator, date, a.responsible])
        return csv(rows)

    def plan(self):
        ending, make = (("xlsx", self.plan_xlsx), ("docx", self.plan_docx), ("csv", self.plan_csv))[self.number % 3]
        return ending, make(), None

    # ---- the follow-up

    def reported(self, activity):
        """(target, achieved, declared in hundredths of a point) as the sheet writes them."""
        rng, share = self.rng, self.rng.choice(DECLARED_SHARE)
        if activity.percent:
            achieved = activity.number * share // 100
            return f"{activity.number}%", f"{achieved}%", achieved * 10000 // activity.number
        achieved = min(activity.number, -(-activity.number * share // 100)) + (rng.random() < 0.05)
        return str(activity.number), str(achieved), min(10000, achieved * 10000 // activity.number)

    def followup_rows(self):
        rows, total = [], 0
        for (title, _, topics), count in zip(words.COMPONENTS, self.shares()):
            strategy, objective = title, f"Fortalecer la gestión de {title[0].lower()}{title[1:]} en {self.name}."
            for activity in self.drawn(count, topics):
                target, achieved, declared = self.reported(activity)
                rows.append([strategy, objective, activity.text, activity.indicator, target, self.rng.choice(SHEET_DATES)(self.rng, self.vigencia),
                             activity.responsible, achieved, f"{declared // 100},{declared % 100:02d}", self.rng.choice(words.REMARKS).format(activity.topic)])
                total += declared
                strategy = objective = None
        return rows, total

    def followup(self):
        rows, total = self.followup_rows()
        heading = ["Estrategia, mecanismo, medida, etc.", "Objetivo", "Actividades", "Indicador", "Meta", "Fecha de cumplimiento", "Responsable",
                   "Cumplimiento del indicador", "Cumplimiento", "Observaciones"]
        mean = (2 * total + len(rows)) // (2 * len(rows))    # hundredths, half up
        date = f"30 de Diciembre de {self.vigencia}"
        end = [[f"{mean // 100},{mean % 100:02d}"], ["Seguimiento del plan", "Nombre: Oficina de Control Interno"]]
        if self.number % 2:
            return "csv", csv([[date], heading] + rows + end), total
        return "xlsx", xlsx({"SEGUIMIENTO": [[self.name], [f"Seguimiento al plan anticorrupción, vigencia {self.vigencia}"], [date], heading] + rows + end}), total


class Options:
    def __init__(self, kind="plan", activities=60, vigencia=2022, seed=1103):
        self.kind, self.activities, self.vigencia, self.seed = kind, activities, vigencia, seed


def write(folder, numbers, options):
    """Writes the files and their list; [(path, slug, name, vigencia, declared sum in hundredths or None)]."""
    os.makedirs(folder, exist_ok=True)
    made = []
    for number in numbers:
        entity = Entity(number, options)
        ending, data, total = entity.followup() if options.kind == "followup" else entity.plan()
        path = os.path.join(folder, f"{entity.slug}.{ending}")
        with open(path, "wb") as f:
            f.write(data)
        made.append((path, entity.slug, entity.name, entity.vigencia, total))
    with open(os.path.join(folder, "entities.csv"), "w", newline="", encoding="utf-8") as f:
        out = plain.writer(f, delimiter=";")
        out.writerow(["file", "slug", "name", "vigencia", "activities", "declared_sum"])
        out.writerows([os.path.basename(path), slug, name, vigencia, options.activities, "" if total is None else f"{total / 100:.2f}"]
                      for path, slug, name, vigencia, total in made)
    return made


def main():
    parser = argparse.ArgumentParser(description="Plans and follow-up sheets of entities that do not exist, as office files.")
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--entities", type=int, required=True, metavar="N")
    parser.add_argument("--kind", choices=("plan", "followup"), default="plan")
    parser.add_argument("--first", type=int, default=1, metavar="N", help="number of the first entity")
    parser.add_argument("--activities", type=int, default=60, metavar="N")
    parser.add_argument("--vigencia", type=int, default=2022, metavar="YYYY")
    parser.add_argument("--seed", type=int, default=1103)
    given = parser.parse_args()
    least = LEAST * len(words.COMPONENTS)
    if given.activities < least:
        parser.error(f"--activities: {least} or more")
    made = write(given.folder, range(given.first, given.first + given.entities), Options(given.kind, given.activities, given.vigencia, given.seed))
    print(f"{len(made)} files and entities.csv in {given.folder}")


if __name__ == "__main__":
    main()
