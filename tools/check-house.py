#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""House rules that the compiler cannot see: the licence line, who reads the clock, where SQL stands, nothing inline in
templates; every table of the law is told in docs/LAW.md. Prints one line a fault. tests/harness/run.py counts each rule as one test."""
import os
import re
import sys

SKIP = {".git", "node_modules", "__pycache__", "veedor-data", "screens"}
LICENSED = (".c", ".h", ".py", ".sh", ".mjs", ".js", ".css", ".sql")
# "Now" comes with the request; only what starts one may ask (docs/adr, decisions on time).
CLOCK_ROOMS = {"base", "http", "cli", "app"}
CLOCK = re.compile(r"\b(vd_clock_now\s*\(|gettimeofday\s*\(|CLOCK_REALTIME|time\s*\(\s*(?:NULL|0|&))")
SQL = re.compile(r'"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|ALTER\s+TABLE|DROP\s+TABLE|PRAGMA\s|WITH\s+\w+\s+AS)')
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
# Freed when its block is left, whatever stands in it: nothing may leave between the declaration and its first value.
FREED_EMPTY = re.compile(r"VD_AUTO_BUF struct vd_buf (\w+);(?:(?!vd_buf_init\(&\1|\n\}).)*?\b(?:return|VD_TRY|goto)\b", re.S)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|<style", re.I)


def files(root, ends):
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(d for d in folders if d not in SKIP and not d.startswith("build"))
        for name in sorted(names):
            if name.endswith(ends):
                path = os.path.join(folder, name)
                yield os.path.relpath(path, root), open(path, encoding="utf-8").read()


def lines_with(pattern, text):
    for found in pattern.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found[0].strip()


def without_comments(text):
    return COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def check(root):
    """[(rule, [fault, …])]: a rule without faults holds."""
    licence = [f"{path}: no SPDX line" for path, text in files(root, LICENSED)
               if "SPDX-License-Identifier: Apache-2.0" not in "\n".join(text.splitlines()[:3])]
    clock, sql, inline, freed = [], [], [], []
    for path, text in files(os.path.join(root, "src"), (".c", ".h")):
        code, room = without_comments(text), path.split("/")[0]
        if room not in CLOCK_ROOMS and not path.endswith("_test.c"):
            clock += [f"src/{path}:{n}: {what}" for n, what in lines_with(CLOCK, code)]
        if room != "db" and not path.endswith("_test.c"):   # tests change rows as an intruder would
            sql += [f"src/{path}:{n}: {what}" for n, what in lines_with(SQL, code)]
        freed += [f"src/{path}:{n}: {what.splitlines()[0]}" for n, what in lines_with(FREED_EMPTY, code)]
    for path, text in files(os.path.join(root, "src"), (".html",)):
        inline += [f"src/{path}:{n}: {what}" for n, what in lines_with(INLINE, text)]
    told = open(os.path.join(root, "docs", "LAW.md"), encoding="utf-8").read() if os.path.isdir(os.path.join(root, "law")) else ""
    law = [f"law/{path}: docs/LAW.md does not name it" for path, _ in files(os.path.join(root, "law"), (".csv",)) if f"`law/{path}`" not in told]
    return [("every source file bears its licence", licence),
            ("only the edge reads the clock", clock),
            ("SQL stands in .sql files, not in C", sql),
            ("no buffer is left before it was begun", freed),
            ("no template has a script, a style or an event handler inline", inline),
            ("every table of the law has its row in docs/LAW.md", law)]


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    faults = [fault for _, found in check(root) for fault in found]
    print("\n".join(faults) or "The house rules hold.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
