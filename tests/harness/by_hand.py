# SPDX-License-Identifier: Apache-2.0
"""Figures of the follow-ups of a year, worked out with fractions from a table made by hand (tests/stories/year_expected.csv): nothing here asks
the program."""
import collections
import csv
import fractions
import math
import os

from results import root_folder

ACTIVITIES = 77
BASES, METHODS = ("declared", "reviewed", "verified"), ("M1", "M2", "M3", "M4")
COUNTS = ("si", "sin_prueba", "sin_reporte")


def table(name):
    with open(os.path.join(root_folder(), "tests", "stories", name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


Row = collections.namedtuple("Row", "state values weight")   # how it counts; by basis a fraction, or None; a fraction, or None


def fraction(text):
    return None if text == "-" else fractions.Fraction(text)


def rows_of(name):
    """{address: Row} of the cut-off with that name."""
    rows = {}
    for row in table("year_expected.csv"):
        values = {basis: fraction(row[f"{name}_{basis}"]) for basis in BASES}
        rows[row["activity"]] = Row(row[name], {**values, "recomputed": values["declared"]}, fraction(row["weight"]))
    assert len(rows) == ACTIVITIES, len(rows)
    return rows


Counted = collections.namedtuple("Counted", "value fulfilled weight")


def counted(rows, basis, component=None):
    """The rows that count on this basis."""
    return [Counted(row.values[basis], row.values[basis] >= 100 and row.state == "si", row.weight) for address, row in rows.items()
            if row.state in COUNTS and row.values[basis] is not None and component in (None, address.split(".")[0])]


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers, fractions.Fraction(0)) / len(numbers) if numbers else None


def figure(rows, basis, method, component=None):
    """The fraction, or None where there is none: no activity counts, or one that counts has no weight (M3)."""
    counts = counted(rows, basis, component)
    if not counts or (method == "M3" and any(one.weight is None for one in counts)):
        return None
    if method == "M1":
        return fractions.Fraction(100 * sum(one.fulfilled for one in counts), len(counts))
    if method == "M3":
        return sum(one.value * one.weight for one in counts) / sum(one.weight for one in counts)
    if method == "M2" or component:
        return mean(one.value for one in counts)
    components = dict.fromkeys(address.split(".")[0] for address in rows)
    return mean(m for m in (figure(rows, basis, "M2", of) for of in components) if m is not None)


def rounded(value):
    """Two decimals, half up, as a number."""
    return math.floor(value * 100 + fractions.Fraction(1, 2)) / 100


def zone(value):
    return "baja" if value < 60 else "media" if value < 80 else "alta"


__all__ = ["BASES", "COUNTS", "METHODS", "counted", "figure", "rounded", "rows_of", "table", "zone"]
