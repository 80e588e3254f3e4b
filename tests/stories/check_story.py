# SPDX-License-Identifier: Apache-2.0
"""`veedor check`: what was understood of a matrix and what is wrong with it, without storing anything."""
import csv
import io
import json
import os

from results import root_folder
from story import PASTO, story

SOPO = os.path.join(root_folder(), "examples", "sopo-2017-seguimiento.xlsx")
INVIPASTO = os.path.join(root_folder(), "examples", "invipasto-2020.ods")
PDF = os.path.join(root_folder(), "examples", "ibague-2021.pdf")


def checked(site, *args, code):
    ran = site.veedor("check", *args, code=code)
    assert not os.path.exists(site.data), "check made the data folder"
    return ran


@story("Check says what each table was taken for, what was counted and what is wrong, and ends with 1 when there are errors")
def text(world):
    out = checked(world.empty(), PASTO, code=1).out
    for words in ("tabla 1: matriz del plan, 15 actividades", "Vigencia: 2022 (se tomó del documento", "En total: 77 actividades, 88 ventanas",
                  "VD-P001 · tabla 1, fila 17, columna 7 · actividad 1.5.1", "La fecha «31/04/2022» no existe", "Propuesta: 30/04/2022",
                  "Norma: Estrategias para la construcción del PAAC"):
        assert words in out, f"check does not say «{words}»:\n{out}"
    assert out.index("\nErrores\n") < out.index("\nAvisos\n") < out.index("\nNotas\n"), "findings are not in the order of their severity"


@story("Check ends with 0 when there are warnings and no errors, and with 2 when the file cannot be read")
def exit_codes(world):
    site = world.empty()
    assert "0 errores" in checked(site, INVIPASTO, code=0).out
    for args in ([PDF], [os.path.join(site.base, "no-hay.docx")], [PASTO, "--format", "xml"], [PASTO, "--vigencia", "doce"], [PASTO, "--instrument", "otro"]):
        ran = checked(site, *args, code=2)
        assert ran.err.startswith("veedor: ") and not ran.out, ran


@story("Check reads with the rules of the instrument that was asked for")
def instrument(world):
    site = world.empty()
    assert "leído como Plan Anticorrupción y de Atención al Ciudadano" in checked(site, PASTO, code=1).out
    whole = json.loads(checked(site, PASTO, "--instrument", "plan-accion", "--format", "json", code=1).out)
    assert whole["instrument"] == "plan-accion" and whole["counts"]["activities"] == 77, whole["counts"]
    codes = [row["code"] for row in csv.DictReader(open(os.path.join(root_folder(), "law", "instruments.csv"), encoding="utf-8"))]
    assert f"Los que hay: {' '.join(codes)}\n" in checked(site, PASTO, "--instrument", "otro", code=2).err
    named = f"{', '.join(codes[:-1])} o {codes[-1]}"
    assert site.veedor("--help", code=0).out.count(named) == 3, f"the help of check, import and export does not name {named}"


@story("Check as JSON has tables, activities with each field and its place, and findings")
def as_json(world):
    whole = json.loads(checked(world.empty(), SOPO, "--format", "json", code=1).out)
    assert whole["vigencia"] == 2017 and whole["vigencia_from"] == "document" and whole["counts"]["activities"] == 41, whole["counts"]
    assert whole["tables"][0]["taken_for"] == "seguimiento" and whole["tables"][0]["why"] and whole["tables"][0]["sheet"] == "SEGUIMIENTO"
    twelfth = whole["activities"][11]
    assert twelfth["windows"][0]["ends"] == "2017-06-30" and twelfth["followup"]["recomputed"] == 50, twelfth
    goal = [field for field in twelfth["fields"] if field["field"] == "goal"]
    assert goal == [{"field": "goal", "label": "meta", "raw": "2", "reading": "2", "status": "leido",
                     "place": {"name": "SEGUIMIENTO!E18", "table": 1, "row": 18, "column": 5, "line": 0}}], goal
    errors = [(f["code"], f["place"]["name"]) for f in whole["findings"] if f["severity"] == "error"]
    assert ("VD-P063", "SEGUIMIENTO!I18") in errors, errors
    for activity in whole["activities"]:
        assert activity["fields"], f"{activity['address']} has no fields"


@story("Check as CSV lists the findings, errors first, as a spreadsheet of here opens them")
def as_csv(world):
    out = checked(world.empty(), PASTO, "--format", "csv", code=1).out
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    assert out.startswith("\ufeff") and rows[0]["Código"] == "VD-P001" and rows[0]["Dice"] == "31/04/2022" and rows[0]["Fila"] == "17", rows[0]
    order = ["Error", "Aviso", "Nota"]
    kinds = [order.index(row["Gravedad"]) for row in rows]
    assert kinds == sorted(kinds) and len(rows) > 10, kinds


@story("The year that was typed is believed before the document")
def year_typed(world):
    whole = json.loads(checked(world.empty(), PASTO, "--vigencia", "2020", "--format", "json", code=1).out)
    assert whole["vigencia"] == 2020 and whole["vigencia_from"] == "asked"
    year = [f["read"] for f in whole["findings"] if f["code"] == "VD-P075"]
    assert year == ["2022"] and not any(f["code"] == "VD-P021" for f in whole["findings"]), "a plan of 2022 as of 2020 is not said once"


@story("A matrix made to cost is refused with a reason, and a cell of 64 KB is read in its time")
def made_to_cost(world):
    site = world.empty()
    path = os.path.join(site.base, "costosa.csv")

    def check(rows, code):
        with open(path, "w", encoding="utf-8") as out:
            csv.writer(out, delimiter=";").writerows([["Actividades", "Meta", "Responsable", "Fecha Inicio", "Fecha Final"], *rows])
        return checked(site, path, "--format", "json", code=code)

    for unit in ("a y ", "1/2/", "2 veces al a "):
        cell = unit * (60000 // len(unit))
        ran = check([["1.1 Hacer", cell, cell, "", cell]] * 10, 2)
        assert "no parece un plan" in ran.err, ran.err[:300]
    cell = "a y " * 15000
    assert json.loads(check([["1.1 Hacer", "1 informe", cell, "01/02/2022", "30/06/2022"]], 0).out)["counts"]["activities"] == 1


@story("What check and read print for people has no control characters of a file or of its name")
def terminal(world):
    site = world.empty()
    path = os.path.join(site.base, "plan\x1b]0;x\x07\u202e.csv")
    with open(path, "w", encoding="utf-8") as out:
        csv.writer(out, delimiter=";").writerows([["Actividades", "Meta", "Responsable", "Fecha Inicio", "Fecha Final"],
                                                  ["1.1 Hacer", "\u009b31mmucho", "OPGI", "pronto", "\u202e31/02/2022"]])
    ran = checked(site, path, code=1)
    read = site.veedor("read", "people", "Oficina\x1b[2J\u009b31m\u2066x", code=0)
    for text in (ran.out, read.out):
        assert "\ufffd" in text and not any(c in text for c in "\x1b\x07\x9b\u202e\u2066"), repr(text)
