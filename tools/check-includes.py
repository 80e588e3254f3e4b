#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks every #include of src/ against the table "May use" of docs/ARCHITECTURE.md, and the four rules below it.
Prints one line a fault, file:line first. tests/harness/run.py counts each rule as one test."""
import glob
import os
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')
ROOM = re.compile(r"[a-z]+(?:/[a-z]+)?")
# Texts that a generator puts beside their source: plan.sql -> plan.sql.h, plan.html -> plan.html.h and the like.
SOURCES = (".sql", ".html", ".css", ".js")


def may_use(root):
    """room -> set of rooms, from the rows of the section "## May use"."""
    text = open(os.path.join(root, "docs", "ARCHITECTURE.md"), encoding="utf-8").read()
    section = text.split("\n## May use", 1)[1].split("\n## ", 1)[0]
    table = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 2 and ROOM.fullmatch(cells[0]) and cells[0] != "room":
            table[cells[0]] = set(ROOM.findall(cells[1]))
    if not table:
        raise ValueError("docs/ARCHITECTURE.md has no table in the section May use")
    return table


def room_of(parts):
    """The room of a path below src/; a folder inside of a feature is a room of its own: "plan/read"."""
    return f"{parts[1]}/{parts[2]}" if parts[0] == "features" and len(parts) == 4 else parts[0]


def allowed(table, room, to):
    """A feature and who may use it may use its inner rooms; an inner room uses what its own row names."""
    return to == room or to in table.get(room, set()) or "/" in to and (room == "features" or "features" in table.get(room, set()))


def includes(root):
    """(path below src/, line number, quoted, included name) of every C file."""
    src = os.path.join(root, "src")
    for folder, _, names in sorted(os.walk(src)):
        for name in sorted(names):
            if name.endswith((".c", ".h")):
                path = os.path.join(folder, name)
                for number, line in enumerate(open(path, encoding="utf-8"), 1):
                    found = INCLUDE.match(line)
                    if found:
                        yield os.path.relpath(path, src), number, found[1] == '"', found[2]


def check(root):
    """[(rule, [fault, …])]: a rule without faults holds."""
    table = may_use(root)
    rules = {name: [] for name in ("an include names only rooms that its room may use",
                                   "another feature is read only through its own header",
                                   "a store file knows neither HTTP nor HTML",
                                   "a page file does not reach into the database",
                                   "libmicrohttpd is seen only in src/http",
                                   "every room of src is in the table and every row is a room")}
    may, feature, store, page, mhd, rooms = rules.values()
    here = {d for d in os.listdir(os.path.join(root, "src")) if os.path.isdir(os.path.join(root, "src", d))}
    inner = glob.glob(os.path.join(root, "src", "features", "*", "*", ""))
    here |= {"/".join(folder.rstrip(os.sep).split(os.sep)[-2:]) for folder in inner}
    rooms += [f"docs/ARCHITECTURE.md: {room} of src is not in the table" for room in sorted(here - set(table))]
    rooms += [f"docs/ARCHITECTURE.md: the table names {room}, which is not in src" for room in sorted(set(table) - here)]

    for path, number, quoted, target in includes(root):
        place = f"src/{path}:{number}"
        parts, to = path.split("/"), target.split("/")
        room = room_of(parts)
        if not quoted:
            if target == "microhttpd.h" and room != "http":
                mhd.append(f"{place}: <microhttpd.h>")
            continue
        if len(to) == 1:
            beside = os.path.join(root, "src", os.path.dirname(path))
            stem = target[:-2]
            if not os.path.exists(os.path.join(beside, target)) and not any(
                    os.path.exists(os.path.join(beside, name)) for name in [stem] + [stem + end for end in SOURCES]):
                may.append(f'{place}: "{target}" is not rooted at src/')
            continue
        if to[0] not in table:
            may.append(f'{place}: "{target}" is not rooted at src/')
        elif not allowed(table, room, room_of(to)):
            may.append(f"{place}: {room} may not use {room_of(to)} ({target})")
        public = [f"{to[1]}.h"] + ([f"{to[1]}_testing.h"] if path.endswith("_test.c") else []) if len(to) > 2 else []
        if to[0] == "features" and len(to) > 2 and parts[0] == "features" and parts[1] != to[1] and to[2] not in public:
            feature.append(f"{place}: {parts[1]} reads the inside of {to[1]} ({target})")
        name = parts[-1]
        if name.endswith("_store.c") and to[0] in ("http", "html"):
            store.append(f"{place}: {target}")
        if name.endswith("_pages.c") and to[0] == "db":
            page.append(f"{place}: {target}")
    return list(rules.items())


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    faults = [fault for _, found in check(root) for fault in found]
    print("\n".join(faults) or "Every include is allowed.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
