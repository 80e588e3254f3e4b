# SPDX-License-Identifier: Apache-2.0
"""The harness itself: a check that cannot fail proves nothing, so each is shown something wrong here."""
import contextlib
import importlib.util
import io
import os
import tempfile

import cases
import inventory
from driven import Answer
from results import Results, root_folder

_tests = []


def tests():
    return [(f"harness: {function.__name__.replace('_', ' ')}", function) for function in _tests]


def test(function):
    _tests.append(function)
    return function


def tool(name):
    spec = importlib.util.spec_from_file_location("tool", os.path.join(root_folder(), "tools", name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tree(files):
    folder = tempfile.TemporaryDirectory(prefix="veedor-tree-")
    for path, text in files.items():
        full = os.path.join(folder.name, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as f:
            f.write(text)
    return folder


class Echo:
    """A server that always gives the same answer."""
    def __init__(self, status, headers, body):
        self.answer = Answer(status, headers, body.encode())

    def ask(self, *_):
        return self.answer


def refused(server, text):
    """True when the one case of this text fails on this server."""
    (case,) = cases.parse("name: x\nget: /\n" + text, "x.case")
    try:
        cases.run(server, case)
    except AssertionError:
        return True
    return False


@test
def the_include_check_finds_each_kind_of_fault():
    table = "# A\n\n## May use\n\n| room | may use |\n|---|---|\n| base | – |\n| db | base |\n| http | base |\n| html | base |\n| features | base db html http |\n\n## More\n"
    files = {"docs/ARCHITECTURE.md": table, "src/http/x.h": "", "src/html/x.h": "", "src/db/x.c": '#include "http/x.h"\n',
             "src/base/x.c": "#include <microhttpd.h>\n", "src/features/a/a_store.c": '#include "html/x.h"\n#include "nowhere.h"\n',
             "src/features/a/a_pages.c": '#include "db/db.h"\n#include "features/b/b.h"\n#include "features/b/b_store.h"\n', "src/extra/x.c": ""}
    with tree(files) as root:
        faults = {rule: len(found) for rule, found in tool("check-includes").check(root)}
    assert list(faults.values()) == [2, 1, 1, 1, 1, 1], faults


@test
def a_room_inside_of_a_feature_uses_only_what_its_row_names():
    table = "# A\n\n## May use\n\n| room | may use |\n|---|---|\n| base | – |\n| db | base |\n| cli | features |\n| features | base db |\n" \
            "| a/read | base a/cells |\n| a/cells | base |\n"
    files = {"docs/ARCHITECTURE.md": table, "src/base/x.h": "", "src/db/x.h": "", "src/features/a/a.h": '#include "features/a/read/r.h"\n',
             "src/features/a/cells/c.h": '#include "base/x.h"\n#include "features/a/read/r.h"\n',
             "src/features/a/read/r.h": '#include "features/a/cells/c.h"\n#include "features/a/a.h"\n#include "db/x.h"\n',
             "src/features/a/more/m.c": "", "src/features/b/b.c": '#include "features/a/read/r.h"\n', "src/cli/x.c": '#include "features/a/read/r.h"\n'}
    with tree(files) as root:
        faults = {rule: len(found) for rule, found in tool("check-includes").check(root)}
    assert list(faults.values()) == [3, 1, 0, 0, 0, 1], faults


@test
def the_house_check_finds_each_kind_of_fault():
    files = {"src/core/x.c": '/* SPDX-License-Identifier: Apache-2.0 */\nint x = vd_clock_now();\nchar *q = "SELECT 1";\n/* vd_clock_now() */\n',
             "law/known.csv": "", "law/unknown.csv": "", "docs/LAW.md": "| a norm | what it says | `law/known.csv` |\n",
             "src/core/y.c": "int y;\n", "src/features/p.html": '<p style="x">\n',
             "src/core/z.c": "/* SPDX-License-Identifier: Apache-2.0 */\nint f(void)\n{\n    VD_AUTO_BUF struct vd_buf out;\n    if (x)\n        return 1;\n    vd_buf_init(&out, 1);\n}\n"
                             "int g(void)\n{\n    VD_AUTO_BUF struct vd_buf out;\n    vd_buf_init(&out, 1);\n    return 1;\n}\n"}
    with tree(files) as root:
        faults = {rule: len(found) for rule, found in tool("check-house").check(root)}
    assert list(faults.values()) == [1, 1, 1, 1, 1, 1], faults


@test
def the_findings_check_finds_each_kind_of_fault():
    head = "code,severity,text,norm,mark,example\n"
    files = {"law/findings.csv": head + "VD-P001,error,Mal.,,C,x\nVD-P002,grave,Mal.,,C,\nVD-P001,error,Mal.,,C,x\n",
             "docs/FINDINGS.md": "# old\n", "src/features/plan/plan_x.c": 'put("VD-P001");\nput("VD-P009");\n'}
    with tree(files) as root:
        faults = {rule: len(found) for rule, found in tool("findings-doc").check(root)}
    assert list(faults.values()) == [3, 2, 1], faults


@test
def the_inventory_check_finds_each_kind_of_fault():
    files = {"docs/inventory.csv": "row;item;page;story\n1;Plan;/{a};x_story.py:there\n2;Texts;;x_story.py:there\n3;Acts;/{a};x_story.py:gone\n",
             "tests/stories/x_story.py": '@story("A sentence, (with) signs",\n       engines=BOTH)\ndef there(world):\n    pass\n\n\ndef gone():\n    pass\n'}
    with tree(files) as root:
        assert [len(found) for _, found in inventory.check(root, (1, 4))] == [1, 1, 1], inventory.check(root, (1, 4))
    patterns = ["/{a}", "/{a}/{b}", "/{a}/{b}.csv", "/{a}/datos", "/{a}/trabajo/{c}"]
    found = {path: inventory.pattern_of(path, patterns) for path in ("/x", "/x/y?z=1", "/x/y.csv", "/x/datos", "/x/trabajo/1", "/x/y/z")}
    assert list(found.values()) == ["/{a}", "/{a}/{b}", "/{a}/{b}.csv", "/{a}/datos", "/{a}/trabajo/{c}", None], found
    line = {"page": "/{a}/{b}", "story": "x_story.py:there"}
    assert inventory.fault_of(line, {"/x/y"}, patterns) is None
    assert inventory.fault_of(line, {"/x/datos"}, patterns) and inventory.fault_of({**line, "page": "/{b}"}, {"/x"}, patterns)


@test
def a_case_fails_when_its_check_does_not_hold():
    page = Echo(200, [("Content-Type", "text/html; charset=utf-8")], "<h1>Plan &amp; <b>metas</b></h1>")
    for wrong in ("status: 404", "status: 200\nhas: Riesgos", "status: 200\nhasnt: metas", "status: 200\nheader: Content-Type: text/csv",
                  "status: 200\nheader: ETag: x", "status: 200\nno header: content-type"):
        assert refused(page, wrong), wrong
    assert not refused(page, "status: 200\nhas: Plan & metas\nhas: <h1>Plan\nhasnt: Riesgos\nheader: content-type: text/html\nno header: ETag")
    data = Echo(200, [], '{"n": 77, "rows": [{"x": "a"}], "yes": true}')
    for wrong in ("json: n = 78", "json: rows.length = 2", "json: rows.0.x = b", "json: nothing = 1", "json: yes = 1"):
        assert refused(data, "status: 200\n" + wrong), wrong
    assert not refused(data, "status: 200\njson: n = 77\njson: rows.length = 1\njson: rows[0].x = a\njson: yes = true")
    rows = Echo(200, [], "\ufeffcódigo;texto\r\n1;\"a;b\"\r\n2;c\r\n")
    for wrong in ("csv rows: 3", "csv: 1.texto = a", "csv: 3.texto = a", "csv: 1.nada = a"):
        assert refused(rows, "status: 200\n" + wrong), wrong
    assert not refused(rows, "status: 200\ncsv rows: 2\ncsv: 1.texto = a;b")


@test
def a_case_file_that_is_wrong_is_refused():
    for wrong in ("name: x\nget: /\n", "get: /\nstatus: 200\n", "name: x\nstatus: 200\n", "name: x\nget: /\nget: /\nstatus: 200\n",
                  "name: x\nget: /\nstatus: 200\nhas:\n", "name: x\nget: /\nstauts: 200\n", "name\n"):
        try:
            cases.parse(wrong, "x.case")
        except cases.CaseError:
            continue
        raise AssertionError(f"accepted: {wrong!r}")


@test
def every_outcome_is_counted_once():
    results = Results()
    with contextlib.redirect_stdout(io.StringIO()):
        results.run("good", lambda: None)
        results.run("bad", lambda: [][0])
        results.begin("empty")
        results.end()
        results.skip("absent", "no such program")
    assert results.last_line() == "1 passed, 2 failed, 1 skipped" and results.exit_code() == 1, results.last_line()


@test
def a_measurement_below_its_floor_or_cut_short_fails():
    spec = importlib.util.spec_from_file_location("peers_check", os.path.join(root_folder(), "tests", "check", "peers_check.py"))
    peers_check = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(peers_check)
    row = "| {} | 5/s | 1/s | 5.00 × | 4.00–6.00 | ≥ 8 × | ≥ 12 × | {} |\n"
    cut_short = "| What | Ours | Theirs | Ratio | min–max | Floor | Goal | |\n"
    for out, code, expected in ((row.format("a", "floor") + row.format("b", "recorded"), 0, (1, 0, 0)), (row.format("a", "goal") + row.format("b", "MISSED"), 1, (1, 1, 0)),
                                ("| fossil | – | – | skipped: none | | | | |\n", 0, (0, 0, 1)), (row.format("a", "goal"), 1, (1, 1, 0)), (cut_short, 0, (0, 1, 0))):
        results = Results()
        with contextlib.redirect_stdout(io.StringIO()):
            peers_check.judge(results, out, code)
        assert (results.passed, results.failed, results.skipped) == expected, f"{out}: {results.last_line()}"
