# SPDX-License-Identifier: Apache-2.0
"""HTTP stories as text. A `.case` file holds blocks separated by empty lines; each block is one test against a running
server that holds the imported plan of Pasto:

    # a comment
    name: The plan shows its 77 activities          a sentence; also the name of the test
    get: /pasto/plan/2022                            or head: or post:
    with header: Accept-Encoding: gzip               any number
    body: campo=valor                                with post: only, sent as a form
    status: 200                                      required: every block says what it expects
    has: 77 actividades                              in the body as sent, or in its text as a person reads it
    hasnt: Traceback                                 in neither of them
    header: Content-Type: text/html                  the answer's header, part of its value
    no header: Server                                the header is absent
    json: components.0.activities.length = 12        a value of the JSON body; names, positions, .length
    csv rows: 77                                     rows below the heading
    csv: 1.descripcion = Texto                       row (from 1) and heading of the CSV body

A value may not begin or end with spaces. Unknown words and blocks without a check are errors: a test must be able to fail."""
import csv
import html
import io
import json
import os
import re

METHODS = {"get": "GET", "head": "HEAD", "post": "POST"}
CHECKS = {"status", "has", "hasnt", "header", "no header", "json", "csv rows", "csv"}
OTHERS = {"name", "with header", "body"}


class CaseError(Exception):
    """The .case file itself is wrong."""


class Case:
    def __init__(self, place):
        self.place, self.name, self.method, self.path = place, "", "", ""
        self.headers, self.body, self.checks = {}, None, []

    def add(self, key, value):
        if key in METHODS:
            if self.method:
                raise CaseError(f"{self.place}: two requests in one block; put an empty line between them")
            self.method, self.path = METHODS[key], value
        elif key == "name":
            self.name = value
        elif key == "with header":
            name, _, text = value.partition(":")
            self.headers[name.strip()] = text.strip()
        elif key == "body":
            self.body = value.encode()
            self.headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        elif key in CHECKS:
            if not value:
                raise CaseError(f"{self.place}: «{key}:» checks nothing")
            self.checks.append((key, value))
        else:
            raise CaseError(f"{self.place}: unknown word «{key}»; one of {', '.join(sorted(CHECKS | OTHERS | set(METHODS)))}")

    def finish(self):
        if not self.name or not self.method:
            raise CaseError(f"{self.place}: a block needs name: and get:, head: or post:")
        if "status" not in [key for key, _ in self.checks]:
            raise CaseError(f"{self.place}: «{self.name}» does not say which status it expects")
        return self


def parse(text, file_name):
    cases, case = [], None
    for number, line in enumerate(text.splitlines() + [""], 1):
        if line.lstrip().startswith("#"):
            continue
        if not line.strip():
            if case:
                cases.append(case.finish())
            case = None
            continue
        key, colon, value = line.partition(":")
        if not colon:
            raise CaseError(f"{file_name}:{number}: expected «word: value»")
        case = case or Case(f"{file_name}:{number}")
        case.add(key.strip(), value.strip())
    return cases


def find_files(root):
    for top in ("src/features", "tests/stories"):
        for folder, _, names in sorted(os.walk(os.path.join(root, top))):
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".case"))


def as_read(body):
    """The text of a page as a person reads it: no tags, entities resolved, spaces folded."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", body, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def json_at(value, path):
    for step in [s for s in re.split(r"[.\[\]]+", path) if s]:
        if step == "length":
            value = len(value)
        elif isinstance(value, list):
            value = value[int(step)]
        else:
            value = value[step]
    return value


def csv_rows(text):
    text = text.lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","))


def run(server, case):
    """One request and its checks: AssertionError names the first that fails."""
    answer = server.ask(case.path, case.method, case.headers, case.body)
    said = f"{case.place}: {case.method} {case.path}"
    for key, value in case.checks:
        if key == "status":
            assert str(answer.status) == value, f"{said}: status {answer.status}, expected {value}\n{answer.plain[:400]!r}"
        elif key == "has":
            assert value in answer.text or value in as_read(answer.text), f"{said}: does not have «{value}»\n{as_read(answer.text)[:600]}"
        elif key == "hasnt":
            assert value not in answer.text and value not in as_read(answer.text), f"{said}: has «{value}»"
        elif key == "header":
            name, _, part = value.partition(":")
            got = answer.header(name.strip())
            assert got and part.strip() in got, f"{said}: header {name.strip()} is «{got}», expected «{part.strip()}»"
        elif key == "no header":
            assert not answer.header(value), f"{said}: header {value} is «{answer.header(value)}»"
        elif key == "json":
            path, _, wanted = (part.strip() for part in value.partition("="))
            try:
                got = json_at(answer.json(), path)
            except (KeyError, IndexError, TypeError, ValueError) as error:
                raise AssertionError(f"{said}: no {path} in {answer.text[:400]} ({error!r})") from None
            try:
                wanted = json.loads(wanted)
            except ValueError:
                pass
            assert got == wanted and isinstance(got, bool) == isinstance(wanted, bool), f"{said}: {path} is {got!r}, expected {wanted!r}"
        elif key == "csv rows":
            assert len(csv_rows(answer.text)) == int(value), f"{said}: {len(csv_rows(answer.text))} rows, expected {value}"
        elif key == "csv":
            place, _, wanted = (part.strip() for part in value.partition("="))
            row, _, column = place.partition(".")
            rows = csv_rows(answer.text)
            assert int(row) <= len(rows) and column in rows[0], f"{said}: no row {row} or no column {column} in {list(rows[0]) if rows else []}"
            assert rows[int(row) - 1][column] == wanted, f"{said}: {place} is {rows[int(row) - 1][column]!r}, expected {wanted!r}"
