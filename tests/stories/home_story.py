# SPDX-License-Identifier: Apache-2.0
"""The start of the work: what waits for each person, with its state and its button, until it is done."""
import datetime

from approval_story import ACTA, APPROVAL, PLACE, committee, decide, item, session
from planned import YEAR, plan_of_this_year
from signed import sign_in, text_of
from story import BOTH, story

HOME = "/pasto/trabajo"


def notices(person):
    return text_of(person.ask(f"{HOME}/avisos"))


def home(person):
    return text_of(person.ask(HOME))


@story("What waits for a person stands at the start of the work with its button, and goes when it is done", engines=BOTH)
def waits(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members, reader = sign_in(site, server, "planeacion"), committee(site, server, 2), sign_in(site, server, "lector")
        assert "Nada espera por usted" in home(reader) and "Espera por usted 0" in home(reader)
        late = datetime.date.today() > datetime.date(YEAR, 1, 31)
        assert f"Nadie ha empezado el PTEP {YEAR}" in home(planner) and f"Atrasado {int(late)}" in home(planner), home(planner)   # what is overdue is counted so
        plan_of_this_year(site)
        assert "No le falta nada" in home(planner) and f'class="btn s" href="{PLACE}"' in planner.ask(HOME).text, planner.ask(HOME).text[-3000:]
        assert "Espera su decisión" not in home(members[0])
        assert planner.send(PLACE, action="/someter").status == 303
        assert "Espera su decisión" in home(members[0]) and f'class="btn s" href="{APPROVAL}"' in members[0].ask(HOME).text, members[0].ask(HOME).text[-3000:]
        assert f'href="{PLACE}"' not in planner.ask(HOME).text, "who submitted it waits for the committee"
        assert session(planner, members, files=ACTA).status == 303 and decide(members[0], item(site), "devolver", razones="Falta una meta").status == 303
        assert "Nada espera por usted" in home(members[1])
        assert "La devolvieron: «Falta una meta»" in home(planner) and "Corregir" in home(planner), home(planner)[-1500:]
        assert planner.send(PLACE, action="/someter").status == 303
        assert session(planner, members, minutes="8", files=ACTA).status == 303 and decide(members[0], item(site)).status == 303
        assert "Publicar" in home(planner) and "Nada espera por usted" in home(members[0])
        assert planner.send(PLACE, action="/publicar").status == 303
        assert PLACE not in planner.ask(HOME).text
        assert "Espera por usted 0" in home(reader)


@story("Each step of a plan is told to whom it concerns, once, and not to who took it; what was read stays listed", engines=BOTH)
def told(world):
    site = world.pasto()
    with site.serving() as server:
        planner, other, members = sign_in(site, server, "planeacion"), sign_in(site, server, "planeacion"), committee(site, server, 2)
        control, leader = sign_in(site, server, "control_interno"), sign_in(site, server, "lider")
        plan_of_this_year(site)
        assert planner.send(PLACE, action="/someter").status == 303
        page = members[0].ask(f"{HOME}/avisos")
        assert text_of(page).count("Espera su aprobación: Plan de Acción") == 1 and f'href="{APPROVAL}"' in page.text, text_of(page)[-1500:]
        assert "Espera su aprobación" not in notices(planner)
        assert session(planner, members, files=ACTA).status == 303
        assert "Se registró la sesión del comité del acta 7" in notices(members[1]) and "Se registró la sesión" not in notices(planner)
        assert decide(members[0], item(site), "devolver", razones="Falta una meta").status == 303
        assert notices(planner).count("Se devolvió: Plan de Acción") == 1 and "Se devolvió" not in notices(members[0])
        assert planner.send(PLACE, action="/someter").status == 303
        assert session(planner, members, minutes="8", files=ACTA).status == 303 and decide(members[0], item(site)).status == 303
        assert notices(planner).count("Se aprobó: Plan de Acción") == 1
        assert planner.send(PLACE, action="/publicar").status == 303
        for person in (other, control, leader, members[0]):
            assert notices(person).count("Se publicó: Plan de Acción") == 1, notices(person)[-1500:]
        assert "Se publicó" not in notices(planner)
        assert planner.send(f"{HOME}/avisos").status == 303
        after = notices(planner)
        assert "No tiene avisos sin leer" in after and "Se aprobó: Plan de Acción" in after.split("Leídos")[1], after[-1500:]
    assert site.veedor("verify", code=0)
