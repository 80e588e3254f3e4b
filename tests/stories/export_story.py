# SPDX-License-Identifier: Apache-2.0
"""A plan leaves as a workbook and comes back from it the same: export, import and export again give the same bytes."""
import csv
import json
import os
import tempfile
import time
import zipfile

from results import root_folder
from story import BOTH, story

LIMIT = 10   # seconds with the sanitizers and on a busy machine; bench/ measures the second
EXAMPLES = os.path.join(root_folder(), "examples")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLANS = [("pasto-2022.docx", "2022"), ("invipasto-2020.xlsx", "2020"), ("invipasto-2020.ods", "2020"), ("invipasto-2020-paginas.docx", "2020"),
         ("ibague-2021.docx", "2021"), ("sopo-2017-seguimiento.xlsx", "2017"), ("sopo-2017-seguimiento.csv", "2017")]


def brought(world, path, vigencia):
    site = world.empty()
    site.veedor("import", path, "--entity", "municipio", "--name", "Una entidad", "--vigencia", vigencia, code=0)
    return site


def exported(site, folder, name, vigencia, *options):
    path = os.path.join(folder, name)
    site.veedor("export", path, "--entity", "municipio", "--vigencia", vigencia, *options, code=0)
    with open(path, "rb") as file:
        return path, file.read()


def round_trip(world, folder, source, vigencia, *form):
    """What went out first, after it was imported into an empty entity and exported again; and both plans in Veedor's own columns."""
    first = brought(world, source, vigencia)
    path, a = exported(first, folder, "a.xlsx", vigencia, *form)
    second = brought(world, path, vigencia)
    _, b = exported(second, folder, "b.xlsx", vigencia, *form)
    assert a == b, f"{source} {form}: {len(a)} and {len(b)} bytes"
    assert "✗" not in second.veedor("verify", code=0).out
    return exported(first, folder, "own1.xlsx", vigencia)[1], exported(second, folder, "own2.xlsx", vigencia)[1]


@story("Each real plan in Veedor's own columns comes back the same, byte for byte", engines=BOTH)
def own(world):
    with tempfile.TemporaryDirectory() as folder:
        for name, vigencia in PLANS:
            round_trip(world, folder, os.path.join(EXAMPLES, name), vigencia)


@story("What is found in a sheet's date is said whole when the plan comes back from Veedor's own columns")
def sheet_date(world):
    with tempfile.TemporaryDirectory() as folder:
        path, _ = exported(brought(world, os.path.join(EXAMPLES, "sopo-2017-seguimiento.xlsx"), "2017"), folder, "a.xlsx", "2017")
        out = world.empty().veedor("check", path, "--vigencia", "2017").out
        assert "La hoja lleva fecha 30/12/2017; el corte oficial es 31/12/2017" in out, out[-3000:]


@story("One plan from three formats is one workbook")
def formats(world):
    with tempfile.TemporaryDirectory() as folder:
        books = {exported(brought(world, os.path.join(EXAMPLES, name), "2020"), folder, "a.xlsx", "2020")[1]
                 for name, vigencia in PLANS if vigencia == "2020"}
        assert len(books) == 1, len(books)


def said(site, path, vigencia):
    """What a file is read as: activities and findings, without the places in the file."""
    told = json.loads(site.veedor("check", path, "--vigencia", vigencia, "--format", "json").out)
    def plain(value):
        if isinstance(value, dict):
            return {key: plain(v) for key, v in value.items() if key not in ("place", "table", "row", "column", "line", "sheet", "cell")}
        return [plain(v) for v in value] if isinstance(value, list) else value
    findings = sorted(json.dumps(plain(f), sort_keys=True) for f in told["findings"])
    return plain(told["activities"]), findings


@story("Each real plan in the columns of its document is read again as the document was, and goes out the same", engines=BOTH)
def document(world):
    with tempfile.TemporaryDirectory() as folder:
        for name, vigencia in PLANS:
            source = os.path.join(EXAMPLES, name)
            own_first, own_second = round_trip(world, folder, source, vigencia, "--form", "documento")
            assert own_first == own_second, name
            site = world.empty()
            activities, findings = said(site, source, vigencia)
            again, findings_again = said(site, os.path.join(folder, "a.xlsx"), vigencia)
            assert len(activities) == len(again) and activities == again, name
            assert findings == findings_again, (name, set(findings) ^ set(findings_again))


@story("What LibreOffice opened and saved is the same plan, follow-up included")
def libreoffice(world):
    with tempfile.TemporaryDirectory() as folder:
        saved = brought(world, os.path.join(root_folder(), "tests", "office", "veedor", "veedor-libreoffice.xlsx"), "2017")
        direct = brought(world, os.path.join(EXAMPLES, "sopo-2017-seguimiento.xlsx"), "2017")
        assert exported(saved, folder, "a.xlsx", "2017")[1] == exported(direct, folder, "b.xlsx", "2017")[1]
        ran = saved.veedor("compliance", "--entity", "municipio", "--vigencia", "2017", "--method", "M1", "--basis", "declared", code=0)
        assert "75,61 %" in ran.out, ran.out


HARD = ["=1+1", "'=cita", "''dos", "-menos", "+más", "@arroba", "\ttabulado", "uno\ndos", "dice «\"así\"»; y, luego", "𝔘nicode 😀 ñandú", "&lt;no&gt; <b>", "_x0041_",
        "  con blancos  ", "1.234.567,89", "31/04/2022", "N/A", "Sí", "a\ufffeb\uffffc"]


def hard_plan(folder):
    path = os.path.join(folder, "dificil.csv")
    guard = lambda text: "'" + text if text and text[0] in "=+-@'\t\r\n" else text
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Componente 1: Gestión del riesgo"])
        rows.writerow(["Actividades", "Meta o producto", "Indicador", "Responsable", "Fecha Inicio", "Fecha Fin"])
        for n, text in enumerate(HARD):
            rows.writerow([guard(f"1.{n + 1} {text} publicar"), guard(f"{text} 3 informes"), guard(text), guard(f"{text} Oficina {n}"), "01/02/2022", "30/04/2022"])
    return path


@story("Texts that a spreadsheet would take for something else go out and come back exactly", engines=BOTH)
def hard(world):
    with tempfile.TemporaryDirectory() as folder:
        source = hard_plan(folder)
        for form in ("propio", "documento"):
            first, second = round_trip(world, folder, source, "2022", "--form", form)
            assert first == second, form
        before, after = (brought(world, path, "2022") for path in (source, os.path.join(folder, "own1.xlsx")))
        with before.serving() as server:
            want = server.ask("/municipio/plan/2022.json").json()
        with after.serving() as server:
            got = server.ask("/municipio/plan/2022.json").json()
        for key in ("components", "activities"):
            if key in want:
                assert texts(want[key]) == texts(got[key]), key
        assert any("=1+1" in text for text in texts(want)), "the texts came through the first import"


def texts(value):
    if isinstance(value, dict):
        return [t for key, v in value.items() if key not in ("findings", "source") for t in texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in texts(v)]
    return [value] if isinstance(value, str) else []


def changed(source, target, part, before, after):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        found = 0
        for name in old.namelist():
            data = old.read(name).decode()
            if name == part:
                found = data.count(before)
                data = data.replace(before, after)
            new.writestr(name, data)
    assert found, (part, before)


@story("A workbook of ours that was changed is refused with the cell that does not fit, and nothing is stored")
def refused(world):
    sheet = "xl/worksheets/sheet%d.xml"
    wrongs = [(sheet % 1, "paac-v2", "paac-v9", "no se conoce el instrumento «paac-v9»"),
              (sheet % 1, "<v>2022</v>", "<v>2021</v>", "vigencia 2021"),
              (sheet % 1, "<v>1</v>", "<v>7</v>", "versión 7 del formato"),
              (sheet % 3, ">1.1.1<", ">1.2.1<", "está en más de una fila"),
              (sheet % 3, ">1.1.1<", ">../1<", "su código es de letras minúsculas"),
              (sheet % 3, ">Varias ventanas<", ">otra<", "«Varias fechas», «Una ventana»"),
              (sheet % 4, ">1.1.1<", ">9.9.9<", "no tiene el código «9.9.9»"),
              (sheet % 4, ">Precisión<", ">Precision<", "Al libro de Veedor le falta la hoja «Ventanas»"),
              (sheet % 4, ">Día<", ">day<", "se espera una de estas palabras: «Día», «Mes», «Año»"),
              (sheet % 6, ">No<", ">Tal vez<", "se espera Sí o No"),
              ("xl/workbook.xml", 'name="Responsables"', 'name="Otra"', "le falta la hoja «Responsables»")]
    wrongs += [(sheet % 3, "<t>1.1.1</t>", f"<t>{code}</t>", "no acaba en «.json»") for code in ("..", ".", "1.1.2.json", "a/b", "%2e", "A")]
    with tempfile.TemporaryDirectory() as folder:
        book, _ = exported(brought(world, os.path.join(EXAMPLES, "pasto-2022.docx"), "2022"), folder, "a.xlsx", "2022")
        site = world.empty()
        for part, before, after, words in wrongs:
            bad = os.path.join(folder, "malo.xlsx")
            changed(book, bad, part, before, after)
            ran = site.veedor("import", bad, "--entity", "municipio", "--name", "Una entidad", "--vigencia", "2022", code=2)
            assert words in ran.err, (words, ran.err)
            assert site.veedor("check", bad, "--vigencia", "2022", code=2).err, words
        ran = site.veedor("import", book, "--entity", "municipio", "--name", "Una entidad", "--vigencia", "2022", "--instrument", "plan-accion", code=2)
        assert "el libro es del instrumento «paac-v2», y se pidió plan-accion" in ran.err, ran.err


@story("What cannot be exported is said, and no half file is left")
def not_exported(world):
    site = world.pasto()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.xlsx")
        for options, words in ((["--entity", "nadie", "--vigencia", "2022"], "no hay una entidad «nadie»"),
                               (["--entity", "pasto", "--vigencia", "2020"], "no tiene plan de la vigencia 2020"),
                               (["--entity", "pasto", "--vigencia", "2022", "--instrument", "propio"], "no tiene plan de ese instrumento"),
                               (["--entity", "pasto", "--vigencia", "2022", "--form", "otra"], "no se conoce la forma «otra»")):
            assert words in site.veedor("export", path, *options, code=2).err
        ran = site.veedor("export", os.path.join(folder, "no", "a.xlsx"), "--entity", "pasto", "--vigencia", "2022", code=2)
        assert "no se puede escribir" in ran.err, ran.err
        assert os.listdir(folder) == []


@story("The pages give the same workbooks as the command, and lead to them", engines=BOTH)
def pages(world):
    site = world.pasto()
    with tempfile.TemporaryDirectory() as folder, site.serving() as server:
        page = server.ask("/pasto/plan/2022").text
        for form, address, name in (("propio", "/pasto/plan/2022.xlsx", "pasto-2022.xlsx"),
                                    ("documento", "/pasto/plan/2022/documento.xlsx", "pasto-2022-documento.xlsx")):
            assert f'href="{address}"' in page, address
            path = os.path.join(folder, form)
            site.veedor("export", path, "--entity", "pasto", "--vigencia", "2022", "--form", form, code=0)
            answer = server.ask(address)
            assert (answer.status, answer.header("Content-Type")) == (200, XLSX), (address, answer.status, answer.header("Content-Type"))
            assert answer.header("Content-Disposition").startswith(f'attachment; filename="{name}";'), answer.header("Content-Disposition")
            with open(path, "rb") as file:
                assert answer.body == file.read(), address
        missing = server.ask("/pasto/plan/2019.xlsx")
        assert missing.status == 404 and "no muestra ningún plan de 2019" in missing.text, missing.status


@story("A plan of 2,000 activities goes out, whole, without delay")
def big(world):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "grande.csv")
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file, delimiter=";")
            rows.writerow(["Componente 1: Gestión del riesgo"])
            rows.writerow(["Actividades", "Meta o producto", "Responsable", "Fecha Inicio", "Fecha Fin"])
            for n in range(2000):
                rows.writerow([f"1.{n + 1} Publicar el informe {n}", f"{n} informes publicados", f"Oficina {n % 40}", "01/02/2022", "30/04/2022"])
        site = brought(world, path, "2022")
        for form in ("propio", "documento"):
            began = time.monotonic()
            exported(site, folder, "a.xlsx", "2022", "--form", form)
            took = time.monotonic() - began
            assert took < LIMIT, f"{form}: {took:.2f} s"
