# SPDX-License-Identifier: Apache-2.0
"""The committee decides on a plan: a session with quorum, its acta, and a person who did not formulate it."""
import concurrent.futures
import datetime

from planned import SHEET, TODAY, YEAR, plan_of_this_year
from record_story import read_sql
from signed import forms, sign_in
from story import BOTH, story

PLANS, COMMITTEE = "/pasto/trabajo/planes", "/pasto/trabajo/comite"
PLACE = f"{PLANS}/plan-accion/{YEAR}/1"
APPROVAL = f"{PLACE}/aprobacion"
ACTA = {"archivo": ("acta-7.pdf", b"%PDF-1.4 acta siete")}


def writes(person):
    """Duplicates an activity: one act of the editor."""
    form = next(f for f in forms(person.ask(f"{PLACE}/actividades")) if f.action.split("?")[0].endswith("/mover"))
    assert person.post(form, {"accion": "duplicar"}).status == 303


def submitted(site, planner, before=lambda: None, sheet=SHEET):
    """A plan of this year that waits for approval; before: what is done in its draft."""
    plan_of_this_year(site, sheet=sheet)
    before()
    assert "Se llevó el plan a aprobación" in planner.follow(planner.send(PLACE, action="/someter")).text


def session(planner, people, minutes="7", files=None, agenda=True, day=TODAY):
    """Registers a session: everybody on the form whose name is among `people` attended."""
    path = f"{COMMITTEE}/nueva"
    page = planner.ask(path).text
    fields = {"fecha": day.strftime("%d/%m/%Y"), "lugar": "Sala de juntas", "acta": minutes}
    for part in page.split('<label class="opt">')[1:]:
        name, value = part.split('name="')[1].split('"')[0], part.split('value="')[1].split('"')[0]
        if (name[0] == "v" and agenda) or (name[0] == "p" and any(f"<span>{who.name}<" in part for who in people)):
            fields[name] = value
    if not agenda and 'name="ninguno"' in page:
        fields["ninguno"] = "si"
    return planner.send(path, fields, files=files)


def decide(person, acto, decision="aprobar", files=None, **more):
    return person.send(APPROVAL, {"decision": decision, "acto": acto, **more}, files=files)


def item(site):
    return str(read_sql(site, "SELECT max(id) FROM committee_item")[0])


def state(person):
    return person.ask(PLACE).text


def committee(site, server, n=3):
    return [sign_in(site, server, "comite", name=f"Miembro {letter}") for letter in "ABCDE"[:n]]


@story("A plan that was submitted is approved in a session with quorum, and the acta stands in its history", engines=BOTH)
def approved(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = sign_in(site, server, "planeacion"), committee(site, server)
        submitted(site, planner)
        assert "Todavía no hay una sesión que lo tenga en su orden del día" in members[0].ask(APPROVAL).text
        early = session(planner, [], day=TODAY - datetime.timedelta(days=1))      # of a day on which fewer were members, or none
        assert early.status == 422 and f"llegó a aprobación el {TODAY.strftime('%d/%m/%Y')}: una sesión de antes no pudo decidir sobre él" in early.text, early.text[-2500:]
        fields = {"fecha": TODAY.strftime("%d/%m/%Y"), "lugar": "Sala de juntas", "acta": "7"}
        forgot = planner.send(f"{COMMITTEE}/nueva", fields)
        assert forgot.status == 422 and "Hay planes que esperan aprobación: marque los que se trataron, o diga que ninguno" in forgot.text and 'value="Sala de juntas"' in forgot.text
        page = planner.follow(session(planner, members[:2], files=ACTA))
        assert "Se registró la sesión del comité" in page.text, page.text[-2500:]
        minutes = planner.ask(f"{COMMITTEE}/{read_sql(site, 'SELECT id FROM committee_session')[0]}/acta")
        assert minutes.status == 200 and "Asistieron 2 de 3; el quórum es 2" in minutes.text and "Miembro B, Comité Institucional" in minutes.text and "Secretaría técnica" in minutes.text
        assert "Sin decidir" in minutes.text and planner.ask(f"{COMMITTEE}/999999/acta").status == 404
        assert "Con quórum" in page.text and "Asistieron 2 de 3; el quórum es 2" in page.text and "acta-7.pdf" in page.text
        assert "Acta 7" in planner.ask(COMMITTEE).text
        absent = decide(members[2], item(site))
        assert absent.status == 403 and "no figura entre los asistentes" in absent.text, (absent.status, absent.text[-1500:])
        bare = members[0].send(APPROVAL, {"decision": "", "acto": ""})
        assert bare.status == 422, bare.status
        page = f"{COMMITTEE}/{read_sql(site, 'SELECT id FROM committee_session')[0]}"
        late = planner.form(page, action="/retirar")
        bare = planner.send(page, {"razones": ""}, action="/retirar")
        assert bare.status == 422 and "Retirar la sesión" in bare.text, bare.status
        done = planner.follow(planner.send(page, {"razones": "Faltó un asistente"}, action="/retirar"))
        assert "Se retiró la sesión del comité" in done.text and "No decide nada. «Faltó un asistente»" in done.text and 'name="razones"' not in done.text
        assert "Todavía no hay una sesión" in members[0].ask(APPROVAL).text and "Retirada" in planner.ask(COMMITTEE).text
        assert session(planner, members[:2], files=ACTA).status == 303           # its date and number are free again
        page = members[0].follow(decide(members[0], item(site)))
        assert planner.post(late, {"razones": "Otra vez"}).status == 409
        assert "Se aprobó el plan. Quedó en el registro" in page.text, page.text[-2500:]
        assert f"Acta 7 del" in page.text and "acta-7.pdf</a>" in page.text and "Miembro A" in page.text
        assert "Aprobado" in planner.follow(planner.ask(f"{COMMITTEE}/{read_sql(site, 'SELECT max(id) FROM committee_session')[0]}")).text
        assert "No espera decisión: está en «Aprobado»" in members[1].ask(APPROVAL).text
        assert "Se publicó el plan" in planner.follow(planner.send(PLACE, action="/publicar")).text


@story("Who formulated a plan does not approve it, though the committee is theirs too; who has no right is refused", engines=BOTH)
def own(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members, reader = sign_in(site, server, "planeacion"), committee(site, server, 1), sign_in(site, server, "lector")
        writer = sign_in(site, server, "planeacion", name="Quien escribe")
        for who in (planner, writer):
            site.veedor("user", "add", "--email", who.email, "--name", who.name, "--entity", "pasto", "--role", "comite", code=0)
        submitted(site, planner, before=lambda: writes(writer))
        assert planner.follow(session(planner, [planner, writer, members[0]], files=ACTA)).status == 200
        refused = decide(writer, item(site))
        assert refused.status == 422 and "porque escribió en él" in refused.text, (refused.status, refused.text[-1500:])
        refused = decide(planner, item(site))
        assert refused.status == 422 and "debe decidir otra persona" in refused.text, (refused.status, refused.text[-1500:])
        assert "En aprobación" in state(planner)
        assert "ninguno de sus cargos da ese derecho" in reader.ask(APPROVAL).text
        form = members[0].form(APPROVAL)
        assert reader.post(form, {"decision": "aprobar", "acto": item(site)}).status == 403
        assert reader.ask(f"{COMMITTEE}/nueva").status == 403
        assert read_sql(site, "SELECT count(*) FROM committee_item WHERE decision IS NOT NULL")[0] == "0"     # the refusal undid all of it


@story("A plan that is returned with reasons is a draft again, and only a later session may decide on it anew", engines=BOTH)
def returned(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = sign_in(site, server, "planeacion"), committee(site, server, 2)
        submitted(site, planner)
        session(planner, members, files=ACTA)
        first = item(site)
        bare = decide(members[0], first, "devolver")
        assert bare.status == 422 and "Escriba las razones" in bare.text
        page = members[0].follow(decide(members[0], first, "devolver", razones="Faltan metas del componente 3."))
        assert "Se devolvió el plan con razones" in page.text and "«Faltan metas del componente 3.»" in page.text and "Borrador" in page.text, page.text[-2500:]
        assert "Se llevó el plan a aprobación" in planner.follow(planner.send(PLACE, action="/someter")).text
        assert "Todavía no hay una sesión" in members[0].ask(APPROVAL).text
        again = session(planner, members, files=ACTA)
        assert again.status == 422 and "ya está registrada" in again.text and "Vuelva a elegir el archivo" in again.text
        assert session(planner, members, minutes="8", files=ACTA).status == 303
        assert "Se aprobó el plan" in members[1].follow(decide(members[1], item(site))).text


@story("A session without quorum decides nothing; the head of the entity may, by a resolution with its file", engines=BOTH)
def quorum(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members, head = sign_in(site, server, "planeacion"), committee(site, server, 3), sign_in(site, server, "jefe", name="Alcaldesa")
        submitted(site, planner)
        page = planner.follow(session(planner, members[:2], files=ACTA))
        assert "Sin quórum" in page.text and "Asistieron 2 de 4; el quórum es 3" in page.text, page.text[-2500:]
        refused = decide(members[0], item(site))
        assert refused.status == 422 and "La sesión no tuvo quórum: asistieron 2 y hacían falta 3" in refused.text, (refused.status, refused.text[-1500:])
        assert "En aprobación" in state(planner)
        assert decide(members[0], "resolucion", files=ACTA, numero="034", fecha=TODAY.strftime("%d/%m/%Y")).status == 422      # not the head
        unnamed = decide(head, "resolucion", "devolver", razones="Faltan metas.")
        assert unnamed.status == 422 and "Escriba el número del acto" in unnamed.text and "Escriba la fecha del acto" in unnamed.text and "Faltan metas." in unnamed.text
        bare = decide(head, "resolucion", numero="034", fecha=TODAY.strftime("%d/%m/%Y"))
        assert bare.status == 422 and "Traiga el archivo del acto" in bare.text and 'value="034"' in bare.text
        early = decide(head, "resolucion", files=ACTA, numero="034", fecha=(TODAY - datetime.timedelta(days=1)).strftime("%d/%m/%Y"))
        assert early.status == 422 and "el acto que decide sobre él es de ese día o de después" in early.text
        page = head.follow(decide(head, "resolucion", files={"archivo": ("res-034.pdf", b"%PDF-1.4 res")}, numero="034", fecha=TODAY.strftime("%d/%m/%Y")))
        assert "Se aprobó el plan" in page.text and "Resolución 034 del" in page.text and "res-034.pdf" in page.text, page.text[-2500:]


@story("Two members who approve at once, and one who presses twice, approve once", engines=BOTH)
def race(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = sign_in(site, server, "planeacion"), committee(site, server, 3)
        submitted(site, planner)
        session(planner, members, files=ACTA)
        fields = {"decision": "aprobar", "acto": item(site)}
        forms = [m.form(APPROVAL) for m in members]
        with concurrent.futures.ThreadPoolExecutor(len(members)) as pool:
            answers = list(pool.map(lambda pair: pair[0].post(pair[1], fields), zip(members, forms)))
        assert sorted(a.status for a in answers) == [303, 409, 409], [(a.status, a.text[-600:]) for a in answers]
        winner = next(i for i, a in enumerate(answers) if a.status == 303)
        assert members[winner].post(forms[winner], fields).status == 303               # a double click: the same act
        assert read_sql(site, "SELECT count(*) FROM plan_step WHERE event = 'aprobar'")[0] == "1"
        assert read_sql(site, "SELECT count(*) FROM committee_item WHERE decision IS NOT NULL")[0] == "1"


@story("A session of the future, without acta or of who is no member is refused, and what was typed comes back", engines=BOTH)
def wrong(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        members = committee(site, server, 1)
        tomorrow = (TODAY + datetime.timedelta(days=2)).strftime("%d/%m/%Y")
        answer = planner.send(f"{COMMITTEE}/nueva", {"fecha": tomorrow, "lugar": "Sala <b>", "acta": ""})
        assert answer.status == 422 and "no puede ser después de hoy" in answer.text and "Sala &lt;b&gt;" in answer.text, answer.text[-2500:]
        answer = planner.send(f"{COMMITTEE}/nueva", {"fecha": TODAY.strftime("%d/%m/%Y"), "lugar": "Sala", "acta": "1", "p0": "999999"})
        assert answer.status == 422 and "no era del comité ese día" in answer.text
        assert "Todavía no hay sesiones registradas" in members[0].ask(COMMITTEE).text
        assert site.veedor("verify", code=0)


@story("The administrator sets the quorum with its act; sessions from then on count by it, and two who set it at once do not overwrite each other", engines=BOTH)
def rule(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members, admin, other = sign_in(site, server, "planeacion"), committee(site, server, 3), sign_in(site, server, "administrador"), sign_in(site, server, "administrador")
        submitted(site, planner)
        session(planner, members[:2], minutes="1", agenda=False)
        page = "/pasto/trabajo/reglas/quorum"
        assert 'href="/pasto/trabajo/reglas/quorum"' in admin.ask("/pasto/trabajo/reglas").text
        assert "Más de la mitad de los miembros. El comité tiene hoy 3 miembros: decide con 2 o más." in admin.ask(page).text
        bare = admin.send(page, {"quorum": "", "acto": "Resolución 12"})
        assert bare.status == 422 and 'value="Resolución 12"' in bare.text
        late = other.form(page)
        assert "decide con 3 o más" in admin.follow(admin.send(page, {"quorum": "todos", "acto": "Resolución 12 de 2026"})).text
        refused = other.post(late, {"quorum": "la_mitad", "acto": "Resolución 13"})
        assert refused.status == 409 and "Otra persona cambió el quórum" in refused.text, refused.status
        assert planner.ask(page).status == 403
        assert "Regla: Todos los miembros, Resolución 12 de 2026." in planner.ask(f"{COMMITTEE}/nueva").text
        assert "Sin quórum" in planner.follow(session(planner, members[:2], minutes="2")).text
        assert decide(members[0], item(site)).status == 422
        assert read_sql(site, "SELECT min(quorum_n), max(quorum_n) FROM committee_session") == ["2", "3"]
