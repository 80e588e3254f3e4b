# SPDX-License-Identifier: Apache-2.0
"""The life of a plan's version on the pages of work: begun from the template, held back while it lacks something, and never public before
it is published."""
import datetime
import glob
import os
import re

from approval_story import ACTA, committee, decide, item, session
from planned import ACTIVITIES, SHEET, plan_of_this_year
from record_story import read_sql
from signed import sign_in
from story import BOTH, story

YEAR = datetime.date.today().year + 1
PLANS = "/pasto/trabajo/planes"


def begin(person, **fields):
    return person.send(f"{PLANS}/nuevo", {"vigencia": str(YEAR), "instrumento": "ptep-2024", "origen": "plantilla", **fields})


@story("A planner begins a plan from the template of the law, and the list says in what it is and what comes next", engines=BOTH)
def begun(world):
    site = world.empty()
    site.import_pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        assert "Empezar un plan" in planner.ask(PLANS).text
        done = begin(planner)
        assert done.status == 303, done.text[-3000:]
        page = planner.follow(done)
        assert page.status == 200 and "Se empezó el plan. Quedó en el registro: acto" in page.text, page.text[-3000:]
        assert "Borrador" in page.text and "Todavía no tiene actividades: escriba al menos una." in page.text
        assert planner.name in page.text and "Falta consultarlo con la ciudadanía" in page.text
        assert f"Debe publicarse a más tardar el 31 de enero de {YEAR}" in page.text
        listed = planner.ask(PLANS).text
        assert f"PTEP {YEAR}" in listed and re.search(r"Abrir la consulta ciudadana: Oficina de planeación\. Faltan? \d condici", listed), listed
        assert "2022" in listed and "Histórico" in listed
        again = begin(planner)
        assert again.status == 422 and f"Ya hay un plan de {YEAR} (versión 1, Borrador)" in again.text
        assert f'value="{YEAR}"' in again.text and 'value="ptep-2024" checked' in again.text     # nothing typed is lost


@story("What a person typed wrong when beginning a plan comes back with what is wrong with it", engines=BOTH)
def wrong(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        answer = begin(planner, vigencia="20277", instrumento="otro", origen="plan-2022-9")
        assert answer.status == 422, answer.status
        for said in ("Escriba el año con cuatro cifras", "Elija una clase de plan de la lista", "Elija de la lista con qué empieza", 'value="20277"'):
            assert said in answer.text, said
        same = begin(planner, vigencia="2022", instrumento="plan-accion", origen="plan-2022-1")
        assert same.status == 422 and "es una modificación, no un plan nuevo" in same.text


@story("A copy of another year's plan moves its dates and marks them, and has its own activities", engines=BOTH)
def copied(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        page = planner.follow(begin(planner, origen="plan-2022-1"))
        assert page.status == 200 and re.search(r"<dt>Actividades</dt><dd>77</dd>", page.text), page.text[-3000:]
        assert "se corrieron del año anterior y nadie las ha revisado" in page.text
        assert site.veedor("verify", code=0)
    assert site.veedor("verify", code=0)


@story("A draft is nobody's outside: neither pages, nor data, nor the feed, nor the search show it", engines=BOTH)
def not_public(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        assert begin(planner, origen="plan-2022-1").status == 303
        for path in (f"/pasto/plan/{YEAR}", f"/pasto/plan/{YEAR}.json", f"/pasto/plan/{YEAR}.xlsx", f"/pasto/plan/{YEAR}/actividades.csv"):
            assert server.ask(path).status == 404, path
        for path in ("/pasto", "/pasto/plan", "/pasto/novedades.atom", "/pasto/planes.json", "/"):
            assert f"PTEP {YEAR}" not in server.ask(path).text, path
        assert "Se empezó el plan" in server.ask("/pasto/registro.json").text       # the act is there, the plan is not named
        assert f"PTEP {YEAR}" not in server.ask("/pasto/registro.json").text
        for path in (PLANS, f"{PLANS}/plan/{YEAR}/1"):
            assert server.ask(path).status == 303, path


@story("Only who has the right finds the button, and a form sent without it is refused", engines=BOTH)
def rights(world):
    site = world.pasto()
    site.import_pasto("sopo", "Alcaldía de Sopó")
    with site.serving() as server:
        planner, reader, other = sign_in(site, server, "planeacion"), sign_in(site, server, "lector"), sign_in(site, server, "planeacion", entity="sopo")
        here = planner.follow(begin(planner, origen="plan-2022-1"))
        place = f"{PLANS}/plan/{YEAR}/1"
        form = planner.form(place, action="/retirar")
        seen = reader.ask(place)
        assert seen.status == 200 and "/retirar" not in seen.text and "ninguno de sus cargos da este derecho" in seen.text
        assert "/retirar" in here.text
        assert reader.ask(f"{PLANS}/nuevo").status == 403
        assert other.ask(place).status == 404 and other.ask(PLANS).status == 404
        stolen = reader.post(form, {"razones": "porque quiero"})            # the token is the planner's session's: shown, not written
        assert stolen.status in (403, 422), stolen.status
        assert "Borrador" in planner.ask(place).text


@story("Nothing is published without approval, nor submitted before it was consulted and looked at", engines=BOTH)
def held_back(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        planner.follow(begin(planner, origen="plan-2022-1"))
        place = f"{PLANS}/plan/{YEAR}/1"
        page = planner.ask(place)
        assert "/someter" not in page.text and "/publicar" not in page.text
        for step in ("publicar", "someter"):
            form = planner.form(place, action="/retirar")               # a form of this page, sent to the address of another step
            form.action = form.action.replace("/retirar", f"/{step}")
            refused = planner.post(form)
            assert refused.status == 403, (step, refused.status)        # its token is of another form
        assert "Borrador" in planner.ask(place).text


@story("A draft is withdrawn with reasons, its history keeps them, and the year can begin again", engines=BOTH)
def withdrawn(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion", name="Marta Insuasty")
        planner.follow(begin(planner))
        place = f"{PLANS}/plan/{YEAR}/1"
        form = planner.form(place, action="/retirar")
        bare = planner.post(form, {"razones": ""})
        assert bare.status == 422 and "Error: " in bare.text, bare.status
        done = planner.send(place, {"razones": "Se empezó con la plantilla que no era."}, action="/retirar")
        page = planner.follow(done)
        assert "Se retiró" in page.text and "«Se empezó con la plantilla que no era.»" in page.text and "Marta Insuasty" in page.text
        assert "Nada: esta versión ya no cambia de estado." in page.text
        late = planner.post(form, {"razones": "Otra vez."})              # the page was open since before
        assert late.status == 409 and "ahora en «Retirado»" in late.text, (late.status, late.text[-1500:])
        again = planner.follow(begin(planner))
        assert f"versión 2" in again.text and "Borrador" in again.text
    assert site.veedor("verify", code=0)


@story("A form sent twice is one step", engines=BOTH)
def double_click(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        form = planner.form(f"{PLANS}/nuevo")
        fields = {"vigencia": str(YEAR), "instrumento": "plan-accion", "origen": "plantilla"}
        first, second = planner.post(form, fields), planner.post(form, fields)
        assert first.status == second.status == 303 and first.header("Location") == second.header("Location"), (first.status, second.status)
        assert planner.ask(PLANS).text.count(f"Plan de Acción {YEAR}") == 1


@story("What is published is in force for everybody at the next request, with its day, its delay and its file kept", engines=BOTH)
def published(world):
    site = world.pasto()
    year = datetime.date.today().year
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        place = f"{PLANS}/plan-accion/{year}/1"
        plan_of_this_year(site, sheet=SHEET.replace(f"15 de diciembre de {year}", f"31/04/{year}"))
        assert server.ask(f"/pasto/plan-accion/{year}").status == 404
        blocked = planner.ask(place).text
        assert "Las reglas encuentran 1 error en lo que está escrito, el primero en la actividad 2.2.1" in blocked and "/someter" not in blocked, "a date that does not exist goes to approval"
        assert planner.send(place + "/actividades/2.2.1", {"fechas": f"15/12/{year}"}).status == 303
        assert "Se llevó el plan a aprobación" in planner.follow(planner.send(place, action="/someter")).text
        assert "/publicar" not in planner.ask(place).text
        members = committee(site, server, 1)
        session(planner, members, files=ACTA)
        assert decide(members[0], item(site)).status == 303
        asked = planner.ask(place + "/publicar").text
        assert "quedan para siempre" in asked and "Volver sin hacerlo" in asked, asked[-2000:]
        assert server.ask(f"/pasto/plan-accion/{year}").status == 404, "asking publishes"
        form = planner.form(place, action="/publicar")
        page = planner.follow(planner.post(form))
        assert "Se publicó el plan. Quedó en el registro" in page.text, page.text[-3000:]
        assert f"plan-accion-{year}-v1.xlsx" in page.text
        assert planner.post(form).status == 303                                       # a double click: the same act
        assert planner.ask(place + "/publicar").header("Location") == place, "it is asked for what was done"
        late = (datetime.date.today() - datetime.date(year, 1, 31)).days
        shown = server.ask(f"/pasto/plan-accion/{year}")
        assert shown.status == 200 and "Versión 1" in shown.text, shown.text[-2000:]
        assert (f"{late} día{'s' * (late > 1)} después del plazo" if late > 0 else "dentro del plazo") in shown.text
        assert server.ask(f"/pasto/plan-accion/{year}.json").json()["state"] == "publicado"
        assert server.ask(f"/pasto/plan-accion/{year}/actividades.csv").text.count("\r\n") == ACTIVITIES + 1
        assert f"Se publicó el plan (Plan de Acción {year})" in server.ask("/pasto/novedades.atom").text
        sha = read_sql(site, "SELECT lower(hex(t.sha256)) FROM plan_version v JOIN attachment t ON t.entity_id = v.entity_id AND t.id = v.published_file"
                       if site.engine == "sqlite" else "SELECT encode(t.sha256, 'hex') FROM plan_version v JOIN attachment t ON t.entity_id = v.entity_id AND t.id = v.published_file")[0]
        kept = glob.glob(os.path.join(site.data, "archivos", "*", sha[:2], sha))
        assert len(kept) == 1
        assert open(kept[0], "rb").read() == server.ask(f"/pasto/plan-accion/{year}.xlsx").plain      # what is kept is what was to be downloaded that day
