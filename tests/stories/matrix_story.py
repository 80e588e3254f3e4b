# SPDX-License-Identifier: Apache-2.0
"""What stands in a matrix besides its activities: indicators of a component, objectives, trámites. From the file to the page and out again."""
import json
import os
import sys

import cases
from results import root_folder
from story import BOTH, settled, story

sys.path.insert(0, os.path.join(root_folder(), "tests", "office"))
import sheet_files                                          # noqa: E402

EXAMPLES = os.path.join(root_folder(), "examples")
FACTS = ("code", "name", "current", "improvement", "benefit", "kind", "action")
FIRST = ("63892", "Licencia de construcción", "Se pide en papel y en persona")
TRUTH = [  # description, trámite, lead, starts, ends
    ("Pedirla y pagarla por la web", (*FIRST, "Pedirla y pagarla por la web", "Ahorra dos viajes", "Tecnológica", "Trámite total en línea"),
     "Secretaría de Planeación", "2022-02-01", "2022-06-30"),
    ("Responder en quince días", (*FIRST, "Responder en quince días", "Menos espera", "Administrativa", "Reducción del tiempo de respuesta"),
     "Secretaría de Planeación", "2022-02-01", "2022-11-30"),
    ("Entregarlo sin costo", ("71204", "Paz y salvo predial", "Cuesta 12.000 pesos", "Entregarlo sin costo", "No paga", "Normativa", "Eliminación del pago"),
     "Secretaría de Hacienda", "2022-03-01", "2022-04-30")]


def suit(site):
    path = os.path.join(site.base, "tramites.xlsx")
    with open(path, "wb") as f:
        f.write(sheet_files.suit()[0])
    return path


def said(activity, name):
    window = activity["windows"][0]
    return (activity["description"], tuple(activity["tramite"][key] for key in FACTS), activity["responsibles"][0][name], window["starts"], window["ends"])


def bring(site, file, entity, vigencia):
    return site.veedor("import", file, "--entity", entity, "--name", entity.capitalize(), "--vigencia", vigencia, code=0).out


@story("The strategy of trámites as the SUIT exports it is read, shown and taken out again", engines=BOTH)
def tramites(world):
    site = world.empty()
    read = json.loads(site.veedor("check", suit(site), "--vigencia", "2022", "--format", "json", code=0).out)
    assert [said(a, "name") for a in read["activities"]] == TRUTH, read["activities"]
    assert [f["code"] for f in read["findings"]] == ["VD-P039"], read["findings"]   # no activity has a number, and nothing else is to be said
    bring(site, suit(site), "quibdo", "2022")
    with site.serving() as server:
        whole = server.ask("/quibdo/plan/2022.json").json()
        assert [said(a, "unit") for a in whole["components"][0]["activities"]] == TRUTH, whole["components"]
        page = cases.as_read(server.ask("/quibdo/plan/2022/actividad/2.f2").text)
        for words in ("2.f2 Responder en quince días", "El trámite", "Número del trámite 63892", "Trámite Licencia de construcción",
                      "Cómo está hoy Se pide en papel y en persona", "Beneficio para la ciudadanía Menos espera", "Tipo de racionalización Administrativa"):
            assert words in page, f"the page of the activity does not say «{words}»:\n{page}"
        assert "Mejora propuesta Responder" not in page, "the page says its title twice"
        site.veedor("import", "--undo", "quibdo/1", code=0)
        settled(world)
        assert server.ask("/quibdo/plan/2022").status == 404
    site.veedor("verify", code=0)


@story("The indicators of a component stand in its tab with formula, goal and unit, the same from Excel, LibreOffice and a Word document cut by pages", engines=BOTH)
def indicators(world):
    site = world.empty()
    files = {"uno": "invipasto-2020.xlsx", "dos": "invipasto-2020.ods", "tres": "invipasto-2020-paginas.docx"}
    for entity, file in files.items():
        bring(site, os.path.join(EXAMPLES, file), entity, "2020")
    with site.serving() as server:
        found = [[c["indicators"] for c in server.ask(f"/{entity}/plan/2020.json").json()["components"]] for entity in files]
        assert found[0] == found[1] == found[2], found
        assert [len(i) for i in found[0]] == [3, 1, 1, 1, 1, 0], found[0]
        materialised = found[0][0][2]
        assert materialised["lower_better"] and materialised["target"]["quantity"] == 0 and materialised["target"]["unit"] == "porcentaje", materialised
        page = cases.as_read(server.ask("/uno/plan/2020").text)
        for words in ("Indicadores del componente", "Riesgos de corrupción materializados", "En porcentaje Entre menos, mejor",
                      "(Riesgos de corrupción actualizados y monitoreados / Total de riesgos de corrupción) * 100",
                      "Fechas: Enero a Diciembre de 2020 Responsable: Todas las áreas"):
            assert words in page, f"the tab does not say «{words}»:\n{page}"
        assert "Trámites actualizados en el SUIIT Número de" not in page and "Trámites actualizados en el SUIIT Número de" in cases.as_read(server.ask("/uno/plan/2020?componente=2").text)
        assert "Fórmula del indicador (No. De PQRs atendidas / No. De PQRs radicadas)*100" in cases.as_read(server.ask("/uno/plan/2020/actividad/4.5.1").text)
    out = site.veedor("import", os.path.join(EXAMPLES, files["dos"]), "--entity", "uno", "--vigencia", "2020", "--dry-run", code=0).out
    assert "41 siguen igual." in out and "Indicador del componente" not in out and "Objetivo" not in out, out
    site.veedor("verify", code=0)


def csv(site, name, kind, goal):
    path = os.path.join(site.base, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write("Componente 2: Racionalización de trámites;;;;;\n"
                "Nombre del trámite;Situación actual;Mejora por implementar;Tipo racionalización;Responsable;Fecha\n"
                f"Paz y salvo;En papel;Pedirlo por la web;{kind};Hacienda;28/02/2020\n"
                f"Indicador;Fórmula del indicador;Meta;;;\nTrámites mejorados;mejorados / total * 100;{goal};;;\n")
    return path


@story("A second import says what changed in a trámite and in an indicator of a component, before and after it is stored", engines=BOTH)
def difference(world):
    site = world.empty()
    bring(site, csv(site, "a.csv", "Normativa", "80%"), "leticia", "2020")
    second, words = csv(site, "b.csv", "Tecnológica", "100%"), (
        "0 actividades nuevas, 1 cambia", "Tipo de racionalización: «Normativa» → «Tecnológica»", "~ Componente 2. Racionalización de trámites",
        "Indicador del componente: «Trámites mejorados: mejorados / total * 100. Meta: 80%» → «Trámites mejorados: mejorados / total * 100. Meta: 100%»")
    for out in (site.veedor("import", second, "--entity", "leticia", "--vigencia", "2020", "--dry-run", code=0).out, bring(site, second, "leticia", "2020")):
        for word in words:
            assert word in out, f"the difference does not say «{word}»:\n{out}"
    with site.serving() as server:
        page = cases.as_read(server.ask("/leticia/plan/2020/importacion/2").text)
        for word in ("Tipo de racionalización Normativa Tecnológica", "Componente 2. Racionalización de trámites Cambia Indicador del componente"):
            assert word in page, f"the page of the import does not say «{word}»:\n{page}"


@story("The objective of a strategy stands over its activities")
def objectives(world):
    site = world.empty()
    bring(site, os.path.join(EXAMPLES, "sopo-2017-seguimiento.csv"), "sopo", "2017")
    with site.serving() as server:
        assert "Objetivo: Promover la identificación y prevención de los riesgos" in cases.as_read(server.ask("/sopo/plan/2017").text)
        everything = cases.as_read(server.ask("/sopo/plan/2017?componente=todas").text)
        assert everything.count("Objetivo: ") == 10, everything
