# SPDX-License-Identifier: Apache-2.0
"""Every public list gives the same rows and values in each of its forms: CSV for people, CSV for programs, JSON and Excel; where JSON
says a code, the others say the word that the dictionary of columns has for it. The lists
are those of the route table, so that a new one is held to it without being named here."""
import csv
import datetime
import io
import os
import re
import xml.etree.ElementTree as ET
import zipfile

from agenda_story import deliver
from amendment_story import published
from consulted import consult_today, draft
from documents_story import PDF, POLICY, SLUG
from events_story import fill as hold
from improvement_story import fill as improve
from planned import YEAR
from results import root_folder
from story import BOTH, story
from units_story import units_of
from versions import another_version

EXAMPLES = os.path.join(root_folder(), "examples")
PLANS = [("pasto-2022.docx", "pasto", "2022"), ("invipasto-2020.ods", "invipasto", "2020"), ("ibague-2021.docx", "ibague", "2021"),
         ("sopo-2017-seguimiento.xlsx", "sopo", "2017")]
ALIKE = 4     # pages of one kind that are looked at for the addresses of lists
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


REPORTS = {"/{entidad}/{familia}/{vigencia}/seguimiento/{corte}"}   # a document in several forms, each with its own tables: no list


def lists(site):
    """Route paths, without suffix, that exist as .csv, .json and .xlsx."""
    paths = set(re.findall(r"^GET\s+(\S+)", site.veedor("routes", code=0).out, re.M))
    return sorted(p[:-4] for p in paths if p.endswith(".csv") and p[:-4] + ".json" in paths and p[:-4] + ".xlsx" in paths and p[:-4] not in REPORTS)


def crawl(server, start):
    """Addresses that the pages lead to, from those of a plan on; of many alike (activities) a few."""
    seen, todo, found, alike = set(), [start], {start}, {}
    while todo:
        path = todo.pop(0)
        folder = path.rsplit("/", 1)[0]
        alike[folder] = alike.get(folder, 0) + 1
        if path in seen or alike[folder] > ALIKE:
            continue
        seen.add(path)
        answer = server.ask(path)
        for link in re.findall(r'href="(/[^"]*)"', answer.text) + re.findall(r"^/.*", answer.header("Location") or "", re.M):
            link = link.split("#")[0].split("?")[0]
            if re.search(r"\.(csv|json|xlsx)$", link):
                found.add(link.rsplit(".", 1)[0])
            elif "." not in link and link not in seen:
                todo.append(link)
                found.add(link)
    return found


def addresses(pattern, known, entity, vigencia):
    """Where a list is found for one plan: its names filled in, or what the pages lead to."""
    filled = pattern.replace("{entidad}", entity).replace("{familia}", "plan").replace("{vigencia}", vigencia)
    if "{" not in filled:
        return [filled]
    shape = re.compile("^" + re.sub(r"\\{\w+\\}", "[^/]+", re.escape(filled)) + "$")
    return sorted(path for path in known if shape.match(path))[:2]


def from_csv(text, delimiter):
    unguard = lambda cell: cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@'\t\r\n" else cell
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return rows[0], [[unguard(cell) for cell in row] for row in rows[1:]]


def column_of(name):
    n = 0
    for letter in re.match("[A-Z]+", name).group():
        n = n * 26 + ord(letter) - 64
    return n - 1


def from_xlsx(data, width):
    book = zipfile.ZipFile(io.BytesIO(data))
    rows = []
    for row in ET.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(SHEET + "row"):
        values = [None] * width
        for cell in row.iter(SHEET + "c"):
            text = "".join(t.text or "" for t in cell.iter(SHEET + "t"))
            values[column_of(cell.get("r"))] = text if cell.get("t") == "inlineStr" else float(cell.find(SHEET + "v").text)
        rows.append(values)
    return rows[0], rows[1:]


def is_date(value):
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def agree(json_value, people, programs, sheet):
    if json_value is None:
        return people == programs == "" and sheet is None
    if isinstance(json_value, bool):
        return people == programs == sheet == ("Sí" if json_value else "No")
    if isinstance(json_value, (int, float)):
        return float(people.replace(",", ".")) == float(programs) == sheet == float(json_value)
    if is_date(json_value) and isinstance(sheet, float):
        sheet = (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(sheet))).isoformat()
    return people == programs == json_value and (sheet or "") == json_value


def dictionary(server):
    """Of each list the columns whose values are few: {address: {key: {code: word}}}."""
    found = {}
    for row in server.ask("/datos.json").json():
        if row["values"]:
            pairs = [(value.split(": ", 1) * 2)[:2] for value in row["values"].split("; ")]
            assert len({code for code, _ in pairs}) == len({word for _, word in pairs}) == len(pairs), row
            assert all(re.fullmatch(r"[A-Za-z0-9_-]+|[<>]?=", code) for code, _ in pairs), row
            found.setdefault(row["address"], {})[row["key"]] = dict(pairs)
    return found


MONITORED = "/{entidad}/trabajo/planes/{familia}/{vigencia}/monitoreo"          # of a plan in force alone: those of the examples are history
STANDINGS = {"no_vencida": "No había vencido", "sin_reporte": "Sin reporte", "reportada": "Espera revisión", "aceptada": "Aceptada", "devuelta": "Devuelta"}
ASKED = {"/buscar": "q=informe", "/ibague/plan/2021/comparar": "de=1&a=2"}   # lists that have rows only when something is asked


def check(server, address, words):
    asked = ASKED.get(address, "")
    answer = server.ask(f"{address}.csv?{asked}")
    assert answer.status == 200 and answer.body, (address, answer.status, answer.text[-800:])
    heads, people = from_csv(answer.body.decode("utf-8-sig"), ";")
    heads_too, programs = from_csv(server.ask(f"{address}.csv?dialect=rfc4180&{asked}").body.decode(), ",")
    told = server.ask(f"{address}.json?{asked}").json()
    sheet_heads, sheet = from_xlsx(server.ask(f"{address}.xlsx?{asked}").body, len(heads))
    assert heads == heads_too == sheet_heads, (address, heads, heads_too, sheet_heads)
    assert len(people) == len(programs) == len(told) == len(sheet), (address, len(people), len(programs), len(told), len(sheet))
    for n, (row, json_row) in enumerate(zip(people, told)):
        shown = [(key, v) for key, v in json_row.items() if not isinstance(v, (list, dict))]
        assert len(shown) == len(heads), (address, n, len(shown), len(heads))
        for column, (key, value) in enumerate(shown):
            if key in words and value is not None:
                value = words[key][value]
            assert agree(value, row[column], programs[n][column], sheet[n][column]), (address, n, heads[column], value, row[column], programs[n][column], sheet[n][column])
    return len(told)


@story("Every public list has the same rows and values as CSV, JSON and Excel", engines=BOTH)
def same_in_all(world):
    site = world.empty()
    for name, entity, vigencia in PLANS:
        site.veedor("import", os.path.join(EXAMPLES, name), "--entity", entity, "--name", f"Entidad de {entity}", "--vigencia", vigencia, code=0)
    patterns = lists(site)
    assert {"/{entidad}/{familia}/{vigencia}/actividades", "/{entidad}/{familia}/{vigencia}/ventanas"} <= set(patterns), patterns
    rows = dict.fromkeys(patterns, 0)
    another_version(site, "ibague", "2021")
    draft(site)
    with site.serving() as server:
        planner = consult_today(site, server)
        hold(planner, sorted(units_of(server)), 2022, "4.3.4")
        improve(site, server)
        planner.send("/pasto/trabajo/documentos/nuevo", POLICY, files={"archivo": ("politica.pdf", PDF)})
        assert planner.send("/pasto/trabajo/documentos/" + SLUG, action="/publicar").status == 303
        deliver(planner, sorted(units_of(server))[0], recibe=sorted(units_of(server))[1], norma="Circular 4 de 2022")
        words = dictionary(server)
        assert words["/comparar"]["basis"]["declarado"] == "Declarado" and words["/comparar"]["absent"]["sin_seguimiento"] == "Sin seguimiento", words["/comparar"]
        for _, entity, vigencia in PLANS:
            known = crawl(server, f"/{entity}/plan/{vigencia}") if any(re.search(r"\{(?!entidad|familia|vigencia)", p) for p in patterns) else set()
            for pattern in patterns:
                for address in addresses(pattern, known, entity, vigencia):
                    who = planner if "/trabajo/" in address else server
                    if who.ask(address + ".json").status != 404:   # a plan may have no follow-up, an entity nobody at work
                        rows[pattern] += check(who, address, words.get(pattern.replace("/trabajo/piezas", "/participacion/piezas").replace("/trabajo", ""), {}))
        published(site, server)
        rows[MONITORED] += check(planner, f"/pasto/trabajo/planes/plan-accion/{YEAR}/monitoreo", {"state": STANDINGS})
    assert all(rows.values()), f"lists without any row: {[p for p, n in rows.items() if not n]}"
