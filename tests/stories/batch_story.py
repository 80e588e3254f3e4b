# SPDX-License-Identifier: Apache-2.0
"""An import as a batch: tried without storing, seen as a difference, taken out again."""
import os
import re

import cases
from results import root_folder
from story import BOTH, PASTO, settled, story

PLAN = "/pasto/plan/2022"
SOPO = os.path.join(root_folder(), "examples", "sopo-2017-seguimiento.xlsx")
HEAD = "Componente 1: Riesgos;;;;;\nNo.;Actividad;Meta;Responsable;Fecha inicio;Fecha fin\n"


def matrix(site, name, *rows):
    path = os.path.join(site.base, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD + "".join(f"{row}\n" for row in rows))
    return path


FIRST = ("1.1;Publicar el mapa de riesgos;1 mapa publicado;Planeación;01/02/2020;28/02/2020",
         "1.2;Revisar el mapa de riesgos;2 revisiones;Control Interno;01/06/2020;30/06/2020",
         "1.3;Socializar la política de riesgos;1 taller;Talento Humano;01/03/2020;31/03/2020")
SECOND = (FIRST[0], FIRST[1].replace("2 revisiones", "3 revisiones"),
          "1.4;Actualizar la política de riesgos;1 política;Planeación;01/09/2020;30/09/2020")


def bring(site, path, *more, code=0, entity="prueba", vigencia="2020"):
    return site.veedor("import", path, "--entity", entity, "--vigencia", vigencia, *(() if "--name" in more else ("--name", "Entidad de prueba")), *more, code=code)


@story("A dry run says what would be stored, and makes neither folder nor row", engines=BOTH)
def dry_run(world):
    site = world.empty()
    out = bring(site, PASTO, "--dry-run", "--name", "Alcaldía de Pasto", entity="pasto", vigencia="2022").out
    for words in ("Prueba: no se guardó nada", "Alcaldía de Pasto (entidad nueva)", "versión 1 (plan histórico), lote pasto/1", "77 actividades, 88 ventanas", "31/04/2022"):
        assert words in out, f"the dry run does not say «{words}»:\n{out}"
    assert not os.path.exists(site.data), "a dry run made the data folder"
    bring(site, matrix(site, "a.csv", *FIRST))
    before = site.veedor("verify", code=0).out
    out = bring(site, matrix(site, "b.csv", *SECOND), "--dry-run").out
    assert "lote prueba/2" in out and "Frente a la versión 1: 1 actividad nueva, 1 cambia, 1 ya no está, 1 sigue igual." in out, out
    assert "Importarlo no cambiaría nada" in bring(site, matrix(site, "a.csv", *FIRST), "--dry-run").out
    assert site.veedor("verify", code=0).out == before, "a dry run changed the record"


@story("A second import of a plan is a version shown as a difference", engines=BOTH)
def difference(world):
    site = world.empty()
    assert "lote prueba/1. Para deshacerlo: veedor import --undo prueba/1" in bring(site, matrix(site, "a.csv", *FIRST)).out
    out = bring(site, matrix(site, "b.csv", *SECOND)).out
    for words in ("como versión 2", "lote prueba/2", "Frente a la versión 1: 1 actividad nueva, 1 cambia, 1 ya no está, 1 sigue igual.",
                  "+ 1.1.4 Actualizar la política", "~ 1.1.2 Revisar el mapa", "Meta: «2 revisiones» → «3 revisiones»", "− 1.1.3 Socializar la política"):
        assert words in out, f"the difference does not say «{words}»:\n{out}"


@story("An import that is undone leaves the version before it, or no plan; the record stays whole, and it can be imported again", engines=BOTH)
def undo(world):
    site = world.empty()
    bring(site, matrix(site, "a.csv", *FIRST))
    bring(site, matrix(site, "b.csv", *SECOND))
    with site.serving() as server:
        page = "/prueba/plan/2020.json"
        assert server.ask(page).json()["version"] == 2
        refused = site.veedor("import", "--undo", "prueba/1", code=1)
        assert "Deshaga primero prueba/2" in refused.err, refused
        assert "Queda la versión 1" in site.veedor("import", "--undo", "prueba/2", code=0).out
        settled(world)
        assert server.ask(page).json()["version"] == 1, "the version before is not shown again"
        assert "ya está deshecho" in site.veedor("import", "--undo", "prueba/2", code=1).err
        assert "ya no se muestra" in site.veedor("import", "--undo", "prueba/1", code=0).out
        settled(world)
        assert server.ask(page).status == 404 and server.ask("/prueba/plan/2020").status == 404, "an undone plan is still shown"
        assert server.ask("/prueba").status == 200
        site.veedor("verify", code=0)
        out = bring(site, matrix(site, "a.csv", *FIRST)).out
        assert "como versión 3" in out and "lote prueba/3" in out, out   # numbers are never given again
        settled(world)
        assert server.ask(page).json()["counts"]["activities"] == 3
    site.veedor("verify", code=0)


@story("A cell of a sheet has one name: in the check, on the pages of the plan and of its activity, and on those of the import")
def one_name(world):
    site = world.empty()
    place = "SEGUIMIENTO!I18"
    assert f"VD-P063 · {place} · actividad" in site.veedor("check", SOPO, code=1).out
    bring(site, SOPO, "--name", "Alcaldía de Sopó", entity="sopo", vigencia="2017")
    with site.serving() as server:
        whole = server.ask("/sopo/plan/2017.json").json()
        found = [finding for finding in whole["findings"] if finding["code"] == "VD-P063"]
        assert [finding["place"] for finding in found] == [place], found
        for page in ("/sopo/plan/2017", f"/sopo/plan/2017/actividad/{found[0]['activity']}", "/sopo/plan/2017/importacion/1", "/sopo/plan/2017/importacion/1/entendido"):
            text = cases.as_read(server.ask(page).text)
            assert place in text, f"{page} does not name {place}"
            assert "fila 18, columna" not in text, f"{page} names a cell of the sheet as if it were of a document"


@story("Each family of instruments has its own word in the address, and its plans, data and imports stand under it", engines=BOTH)
def families(world):
    site = world.empty()
    bring(site, matrix(site, "a.csv", *FIRST))
    bring(site, matrix(site, "b.csv", *SECOND), "--instrument", "plan-accion", vigencia="2021")
    bring(site, matrix(site, "c.csv", *FIRST[:2]), "--instrument", "propio", vigencia="2020")
    numbers = {"plan/2020": (1, 3), "plan-accion/2021": (2, 3), "plan-propio/2020": (3, 2)}
    with site.serving() as server:
        for plan, (batch, activities) in numbers.items():
            base = "/prueba/" + plan
            page, whole = server.ask(base), server.ask(base + ".json").json()
            assert page.status == 200 and whole["counts"]["activities"] == activities, f"{base}: {page.status} {whole['counts']}"
            linked = set(re.findall(r'href="(/prueba/plan[^"?#]*)', page.text))
            assert base + "/actividad/1.1.1" in linked and base + "/importacion" in linked, linked
            for link in sorted(linked):
                assert link.startswith(base) or link == base.rsplit("/", 1)[0], f"{base} links {link}, of another family"
                assert server.ask(link).status in (200, 302), link
            rows = server.ask(base + "/actividades.csv")
            assert len(cases.csv_rows(rows.text)) == activities
            assert f'{base[1:].replace("/plan/", "-").replace("/", "-")}-actividades.csv' in rows.header("Content-Disposition"), rows.headers
            assert server.ask(base + "/importacion").header("Location").endswith(f"{base}/importacion/{batch}")
            for other in numbers:
                status = server.ask(f"/prueba/{other}/importacion/{batch}").status
                assert status == (200 if other == plan else 404), f"batch {batch} under {other}: {status}"
            assert server.ask(base.rsplit("/", 1)[0]).header("Location").endswith(base), "the list of one plan does not lead to it"
        assert server.ask("/prueba/plan-accion/2020").status == 404 and server.ask("/prueba/plan-otro/2020").status == 404
        assert "no muestra ningún plan de acción de 2020. Muestra el de 2021." in cases.as_read(server.ask("/prueba/plan-accion/2020").text)
        for page in ("/prueba", "/prueba/participa", "/prueba/transparencia"):
            text = server.ask(page).text
            for plan in numbers:
                assert f'"/prueba/{plan}' in text, f"{page} does not lead to {plan}"


@story("The import of a vigencia that goes on says that it is a draft, and no page, list or data shows anything of it", engines=BOTH)
def draft(world):
    site = world.empty()
    during, after = ("--now", "2020-03-01T10:00:00-05:00"), ("--now", "2021-01-05T10:00:00-05:00")
    path = matrix(site, "a.csv", *FIRST)
    assert "Quedaría como borrador; ninguna página lo muestra, porque la vigencia 2020 no ha terminado" in bring(site, path, "--dry-run", *during).out
    assert "Quedó como borrador; ninguna página lo muestra" in bring(site, path, *during).out
    assert "Sigue como borrador" in bring(site, path, *during).out
    base = "/prueba/plan/2020"
    below = ("", ".json", "/actividades.csv", "/ventanas.json", "/actividad/1.1.1", "/importacion", "/importacion/1", "/importacion/1/entendido",
             "/importacion/1/hallazgos.csv", "/importacion/1/hallazgos.json", "/importacion/1/celdas.csv", "/importacion/1/celdas.json")
    with site.serving() as server:
        for end in below:
            answer = server.ask(base + end)
            assert answer.status == 404 and "mapa de riesgos" not in answer.text, f"{base}{end} of a draft: {answer.status}"
        for page in ("/prueba", "/prueba/participa", "/prueba/transparencia"):
            assert base not in server.ask(page).text, f"{page} leads to a draft"
    second = matrix(site, "b.csv", *SECOND)
    out = bring(site, second, *during).out
    assert "como versión 2 (borrador)" in out and "Frente a la versión 1:" in out, out
    out = bring(site, second, *after).out   # the same file, once its vigencia is over
    assert "como versión 3 (plan histórico)" in out and "borrador;" not in out, out
    assert "El plan no cambió" in bring(site, second, *after).out
    with site.serving() as server:
        page = server.ask(base + "/importacion/3")
        assert page.status == 200 and server.ask(base).status == 200
        assert "Frente a la versión" not in cases.as_read(page.text), "the page of an import tells what a draft said"
        for batch in (1, 2):
            assert server.ask(f"{base}/importacion/{batch}").status == 404, f"batch {batch} is of a draft"
    site.veedor("verify", code=0)


@story("Undoing a follow-up sheet takes its cut-off out too", engines=BOTH)
def undo_followup(world):
    site = world.empty()
    bring(site, SOPO, "--name", "Alcaldía de Sopó", entity="sopo", vigencia="2017")
    asked = ("compliance", "--entity", "sopo", "--vigencia", "2017")
    assert "86,93" in site.veedor(*asked, code=0).out
    site.veedor("import", "--undo", "sopo/1", code=0)
    assert site.veedor(*asked, code=2).err, "an undone follow-up still gives figures"
    site.veedor("verify", code=0)
    bring(site, SOPO, "--name", "Alcaldía de Sopó", entity="sopo", vigencia="2017")
    assert "86,93" in site.veedor(*asked, code=0).out
    site.veedor("verify", code=0)


@story("What cannot be undone is refused with a sentence")
def undo_refused(world):
    site = world.empty()
    assert "no hay registro" in site.veedor("import", "--undo", "prueba/1", code=3).err
    assert not os.path.exists(site.data), "a refused undo made the data folder"
    bring(site, matrix(site, "a.csv", *FIRST))
    for batch in ("otra/1", "prueba", "prueba/x", "PRUEBA/1", "prueba/-1", "/1"):
        ran = site.veedor("import", "--undo", batch, code=2)
        assert re.fullmatch(r"veedor: .+\n", ran.err), ran
    assert "Los que se pueden deshacer: prueba/1" in site.veedor("import", "--undo", "prueba/9", code=2).err
    assert "va solo" in site.veedor("import", "--undo", "prueba/1", "--dry-run", code=2).err
