# SPDX-License-Identifier: Apache-2.0
"""docs/inventory.csv: which row of the inventory of the field stands on which page, and which story reaches it. The table is held to the
sources by `make test ONLY=house`, and by the stories to what they really asked for."""
import csv
import os
import re
import subprocess

from results import root_folder

COLUMNS = ["row", "item", "page", "story"]
# Rows that a page must stand for. A row enters with the work that builds its page.
REQUIRED = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 28, 32, 52, 80, 89, 90, 91, 94, 96, 97, 101, 116, 131, 148, 150, 151, 164)
ROUTE = re.compile(r"^GET\s+(\S+)\s", re.M)
STORY = re.compile(r"^@story\(.*?\ndef (\w+)\(", re.M | re.S)


def rows(root):
    with open(os.path.join(root, "docs", "inventory.csv"), encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter=";")
        found = list(table)
    assert table.fieldnames == COLUMNS, f"docs/inventory.csv has the columns {table.fieldnames}, not {COLUMNS}"
    return found


def stories_of(path):
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8") as file:
        return set(STORY.findall(file.read()))


def check(root, required=REQUIRED):
    """[(rule, faults)] of the table alone."""
    table = rows(root)
    missing = [f"row {row} is not there" for row in required if str(row) not in {line["row"] for line in table}]
    empty = [f"row {line['row']}: no {column}" for line in table for column in COLUMNS if not (line[column] or "").strip()]
    unknown = []
    for line in table:
        file, _, name = (line["story"] or "").partition(":")
        if name not in stories_of(os.path.join(root, "tests", "stories", file)):
            unknown.append(f"row {line['row']}: tests/stories/{file} has no story {name}")
    return [("every row of the inventory that is built is in its table", missing), ("every row of the inventory has a page and a story", empty),
            ("every story that the inventory names is there", unknown)]


def routes(binary):
    return ROUTE.findall(subprocess.run([binary, "routes"], capture_output=True, text=True, check=True).stdout)


def pattern_of(path, patterns):
    """The route that answers a path: segment by segment the literal one before the one with a name, as the server chooses."""
    segments = path.split("?")[0].split("/")
    fitting = []
    for pattern in patterns:
        parts = pattern.split("/")
        fits = [re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(part)), segment) for part, segment in zip(parts, segments)]
        if len(parts) == len(segments) and all(fits):
            fitting.append(([(("{" in part), -len(part)) for part in parts], pattern))
    return min(fitting)[1] if fitting else None


def fault_of(line, asked, patterns):
    """What is wrong with a line, given the paths that its story opened; or None."""
    if line["page"] not in patterns:
        return f"{line['page']} is no route: see `veedor routes`"
    if line["page"] not in {pattern_of(path, patterns) for path in asked}:
        return f"{line['story']} opened {len(asked)} pages and none of them is {line['page']}"
    return None


def hold(results, binary, opened):
    """After the stories: one case for each line whose story ran. opened: story -> paths of the pages that it was given."""
    patterns = routes(binary)
    for line in rows(root_folder()):
        if line["story"] not in opened and results.match:
            continue
        name = f"Row {line['row']} of the inventory, {line['item']}, stands on {line['page']}"
        fault = fault_of(line, opened.get(line["story"], ()), patterns)
        if fault:
            results.fail(name, fault)
        else:
            results.ok(name)
