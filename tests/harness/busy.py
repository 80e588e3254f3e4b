# SPDX-License-Identifier: Apache-2.0
"""An entity in the middle of its work: every page of work has something to show. What the stories do is done here once more."""
import contextlib
import os

from agenda_story import deliver
from amendment_story import answer, approved, ask, form_of, published, some_activity, version_id
from approval_story import PLANS, session
from consulted import WORK, consult_today, draft
from documents_story import PDF, POLICY
from documents_story import WORK as DOCUMENTS
from events_story import VERSION, fill
from improvement_story import fill as improve
from intake_story import CSV, bring, content, decide, review
from monitoring_story import report
from planned import YEAR, plan_of_this_year
from results import root_folder
from signed import sign_in
from units_story import units_of
from verification_story import CALENDAR, CUT, FOLLOWUPS, OWN, again, moved, ok, opened, reported, row

ROLES = ("comite", "lider", "administrador", "control_interno")


def entity(site, server):
    """(a person with posts in all of it, addresses to begin at)"""
    planner, members = published(site, server)
    person = sign_in(site, server, "planeacion", name="María del Pilar Insuasty Benavides")
    for role in ROLES:
        site.veedor("user", "add", "--email", person.email, "--name", person.name, "--entity", "pasto", "--role", role, "--act", "Resolución 034 de 2026", code=0)
    site.veedor("user", "add", "--email", person.email, "--name", person.name, "--entity", "otra", "--role", "lector", code=0)
    changes(site, planner, sign_in(site, server, "planeacion"))
    plans(planner)
    session(planner, [person], minutes="8")
    plan_of_this_year(site, "propio")
    approved(site, planner, members, f"{PLANS}/plan-propio/{YEAR}/1", minutes="10")
    brought = files(planner)
    draft(site)
    fill(planner, sorted(units_of(server)))
    assert planner.send(f"{DOCUMENTS}/nuevo", POLICY, files={"archivo": ("política.pdf", PDF)}).status == 303
    assert planner.send(f"{VERSION}/pedidos/enviar", {"plazo": "31/12/2099", "mensaje": "Revisen sus metas"}).status == 303
    improve(site, server)
    consult_today(site, server)
    assert planner.send("/pasto/trabajo/procesos/nuevo", {"nombre": "Talento humano", "lidera": sorted(units_of(server))[0], "desde": "01/01/2025"}).status == 303
    person.auditor = auditor(site, server, planner)
    reports(person)
    return person, ["/pasto/trabajo", "/trabajo", "/cuenta", WORK, *brought]


def auditor(site, server, planner):
    """Reports, one of which waits for a review. Who verifies the plan in force, and reports of it too: both sides of a request are one person's pages."""
    person = reported(site, server, planner)[-1]
    ok(person, person.send(CALENDAR, {**OWN, "dias": f"29/12/{YEAR} 02/01/{YEAR + 1} 20/01/{YEAR + 1}\n30/12/{YEAR} 02/01/{YEAR + 1} 20/01/{YEAR + 1}\n{OWN['dias']}"}, action="/cortes"))
    return person


@contextlib.contextmanager
def followed(site, person):
    """(server, the auditor, addresses): after the year, with a cut-off that is published, one that is frozen, and one that was opened, verified in
    part and asked about."""
    published_one, frozen = (f"{FOLLOWUPS}/plan-accion/{YEAR}/{YEAR}-12-{day}" for day in (29, 30))
    with moved(site, 5) as server:
        here = again(server, person)
        for cut in (published_one, frozen):
            ok(here, here.send(cut, action="/abrir"))
            ok(here, here.send(f"{cut}/congelar", {"razon": "No alcanzó el tiempo."}, action="/congelar"))
        ok(here, here.send(f"{published_one}/publicar", action="/publicar"))
        opened(here)
        ok(here, here.send(CUT, button="Verificar como las revisó"))
        ok(here, here.send(row("2.1.1"), {"pedir": "Falta el informe firmado.", "plazo": "11/01/2099"}, action="/pedir"))
        site.veedor("user", "add", "--email", person.email, "--name", person.name, "--entity", "pasto", "--role", "lider", code=0)
        yield server, here, [CUT, f"{CUT}/congelar", f"{CUT}/publicar", row("2.1.1"), row("2.1.1", "/pedido"), "/pasto/trabajo/seguimientos", frozen]


def changes(site, planner, answers):
    """A request that was accepted, and so a second version at work; one that waits."""
    first = version_id(site, 1)
    done = ask(planner, first, some_activity(site, first)[0], clase="cambiar", meta="3 informes")
    assert done.status == 303 and answer(answers, done).status == 303
    assert ask(planner, first, some_activity(site, first, 1)[0], clase="retirar").status == 303
    assert planner.ask(form_of(first)).status == 200


def reports(person):
    """A delivery with a period that was proved, and a draft of a report with a piece of evidence."""
    place = deliver(person, sorted(units_of(person.server))[0], titulo="Informe de peticiones", fechas="", norma="Circular 4 de 2026")
    assert person.send(place, {"soporte": ""}, action="/entregar", files={"archivo": ("informe.pdf", PDF)}).status == 303
    assert report(person, "1.2.1", "guardar", valor="1", enlace="https://entidad.gov.co/mapa").status == 303


def plans(planner):
    """A plan of the law's template with a text before its matrix."""
    assert planner.send(f"{PLANS}/nuevo", {"vigencia": "2030", "instrumento": "ptep-2024", "origen": "plantilla"}).status == 303
    for kind, text in (("objetivo", "Cuidar lo público."), ("marco_legal", "# Ley 1474\n\nLa **Ley 1474** de 2011.\n\n| Norma | Año |\n|---|---|\n| Ley 2195 | 2022 |")):
        assert planner.send(f"{PLANS}/plan/2030/1/textos/nuevo", {"clase": kind, "cuerpo": text}).status == 303


def files(planner):
    """Three files that were brought: one that waits with decisions on it, one confirmed as a draft, the plan of Pasto with all its findings."""
    waits = review(planner, bring(planner, "plan.csv", CSV.format(y=2031).encode(), "2031"))
    for code, decision in (("VD-P001", {"que": "propuesta"}), ("VD-P007", {"que": "aceptar", "razon": "Lo decide el comité"})):
        assert decide(planner, planner.ask(waits), code, **decision).status == 303
    confirmed = review(planner, bring(planner, "otro-plan.csv", CSV.format(y=2032).encode(), "2032"))
    assert planner.send(confirmed + "/confirmar", action="/confirmar").status == 303
    whole = review(planner, bring(planner, "ibague-2021.docx", content(os.path.join(root_folder(), "examples", "ibague-2021.docx")), "2021"))
    return [waits, f"{waits}/confirmar", whole, f"{PLANS}/plan/2032/1/lectura", f"{PLANS}/plan/2032/1/lectura/entendido"]
