# SPDX-License-Identifier: Apache-2.0
"""A plan in force changes by requests: who leads the row asks, planning answers, the committee approves, and the next version says what changed."""
import concurrent.futures
import re

from approval_story import ACTA, PLACE, PLANS, committee, decide, item, session, submitted
from planned import ACTIVITIES, SHEET, TODAY, YEAR
from record_story import read_sql
from signed import PASSWORD, Signed, sign_in, text_of
from story import BOTH, story

CHANGES, PUBLIC = "/pasto/trabajo/cambios", f"/pasto/plan-accion/{YEAR}"
SECOND = f"{PLANS}/plan-accion/{YEAR}/2"
DMY = TODAY.strftime("%d/%m/%Y")
PARTIES = (("control_interno", "Oficio 12"), ("servidores", "Correo interno"), ("ciudadania", "Sede electrónica"))


def of_unit(site, server, role, unit):
    """Somebody whose appointment is of one unit."""
    admin, email = sign_in(site, server, "administrador"), f"{role}-{unit}@entidad.gov.co"[-60:]
    page = admin.send("/pasto/trabajo/personas/nuevo", {"correo": email, "nombre": f"Persona de {unit}", "rol": role, "dependencia": unit})
    assert page.status == 200, page.text[-2000:]
    person = Signed(server)
    person.email = email
    path = "/clave/" + re.search(r"/clave/([0-9a-f]+)", page.text)[1]
    assert person.send(path, {"clave": PASSWORD, "repita": PASSWORD}).status == 303
    return person


def published(site, server, sheet=SHEET):
    """The planner and the members of the committee of a plan that is in force."""
    planner, members = sign_in(site, server, "planeacion"), committee(site, server, 2)
    submitted(site, planner, sheet=sheet)
    assert session(planner, members, files=ACTA).status == 303
    assert decide(members[0], item(site)).status == 303
    assert planner.send(PLACE, action="/publicar").status == 303
    return planner, members


def approved(site, planner, members, place=SECOND, minutes="9"):
    """The modification of that address, submitted and approved."""
    assert "Se llevó el plan a aprobación" in planner.follow(planner.send(place, action="/someter")).text
    assert session(planner, members, minutes=minutes, files=ACTA).status == 303
    done = members[0].send(f"{place}/aprobacion", {"decision": "aprobar", "acto": item(site)})
    assert done.status == 303, done.text[-2000:]


def tell(planner, place=SECOND):
    for party, channel in PARTIES:
        told = planner.send(f"{place}/informados", {"destinatario": party, "canal": channel, "fecha": DMY})
        assert told.status == 303, told.text[-2000:]


def in_force(site, planner, members, place=SECOND, minutes="9"):
    approved(site, planner, members, place, minutes)
    tell(planner, place)
    assert "Se publicó el plan" in planner.follow(planner.send(place, action="/publicar")).text


def version_id(site, no):
    return read_sql(site, f"SELECT v.id FROM plan_version v JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id WHERE p.instrument = 'plan-accion' AND v.no = {no}")[0]


def some_activity(site, version, nth=0):
    """(address, slug of the unit that leads it) of the nth activity of the sheet (planned.py), from 0."""
    return read_sql(site, f"""SELECT a.address, u.slug FROM activity a
        JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1
        JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id
        WHERE a.version_id = {version} ORDER BY a.ord LIMIT 1 OFFSET {nth}""")


def form_of(version, address=None):
    return f"{CHANGES}/nuevo/formulario?plan={version}" + (f"&direccion={address}" if address else "")


def ask(person, version, address, **fields):
    return person.send(form_of(version, address), {"motivo": "El contrato empezó tarde.", **fields})


def page_of(done):
    assert done.status == 303, f"{done.status}\n{done.text[-3000:]}"
    return done.header("Location").split("?")[0]


def answer(planner, done, decision="aceptar", razones="Está justificado."):
    return planner.send(page_of(done), {"decision": decision, "razones": razones})


def rows_of(server, path):
    found = server.ask(path).json()
    return found if isinstance(found, list) else found[next(key for key in found if isinstance(found[key], list))]


@story("Who asks for a change sees what is asked most and opens the rest; what is wrong inside is open, and there is a way back")
def folded(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        version = version_id(site, 1)
        page = planner.ask(form_of(version, some_activity(site, version, 1)[0]))
        for summary in ("Precisar la meta con cifras", "Cómo se calcula el indicador", "Si racionaliza un trámite"):
            assert re.search(rf'<details class="more"( open)?><summary>{summary}', page.text), summary
        assert '<details class="more"><summary>Si racionaliza' in page.text, "nothing is written of a trámite and it stands open"
        assert page.text.index('name="meta"') < page.text.index('<details class="more"') < page.text.index('name="fechas"'), "the folds are not those of the editor"
        assert 'href="/pasto/trabajo/cambios/nuevo">Volver sin guardar' in page.text


@story("A request of who leads the row becomes version 2, and comparison and log show exactly the cells that changed", engines=BOTH)
def second_version(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = published(site, server)
        first = version_id(site, 1)
        address, unit = some_activity(site, first, 1)
        link = of_unit(site, server, "enlace", unit)
        other = of_unit(site, server, "enlace", some_activity(site, first, 4)[1])
        assert f"direccion={address}" in link.ask(f"{CHANGES}/nuevo").text
        refused = ask(other, first, address, clase="cambiar", meta="3 mapas")
        assert refused.status == 403 and "esta la lidera otra" in refused.text, (refused.status, refused.text[-1500:])
        done = ask(link, first, address, clase="cambiar", meta="3 mapas", fechas=f"30/12/{YEAR}")
        page = link.follow(done)
        assert "Se pidió un cambio del plan" in page.text and "<ins>3 mapas</ins>" in page.text and "Espera respuesta" in page.text, page.text[-3000:]
        assert "Responder la solicitud" not in page.text
        assert "Pidieron un cambio del" in planner.ask("/pasto/trabajo/avisos").text
        assert "Por revisar" in planner.ask("/pasto/trabajo").text and "El contrato empezó tarde." in planner.ask("/pasto/trabajo").text
        page = planner.follow(answer(planner, done))
        assert "Aceptaron el cambio que usted pidió" in link.ask("/pasto/trabajo/avisos").text
        assert "Le respondieron" in link.ask("/pasto/trabajo").text and "Por revisar" not in planner.ask("/pasto/trabajo").text
        assert "Aceptada" in page.text and "versión 2" in page.text, page.text[-2500:]
        assert "Modificación en trámite" in planner.ask(SECOND).text and "El contrato empezó tarde." in planner.ask(SECOND).text
        draft = planner.ask(f"{SECOND}/cambios").text                    # what the committee decides on
        assert "Frente a la versión 1. 0 nuevas, 1 cambiada, 0 retiradas" in draft and "<ins>3 mapas</ins>" in draft, draft[-2500:]
        assert server.ask(f"{PUBLIC}/comparar?de=1&a=2").status == 404 and "Versión 2" not in server.ask(f"{PUBLIC}/versiones").text   # a draft is nobody's
        assert "no ha cambiado desde que se publicó" in server.ask(f"{PUBLIC}/cambios").text
        approved(site, planner, members)
        assert "Falta registrar que se informó" in planner.ask(SECOND).text and "/publicar" not in planner.ask(SECOND).text
        tell(planner)
        assert "Se publicó el plan" in planner.follow(planner.send(SECOND, action="/publicar")).text
        sheet = server.ask(f"{PUBLIC}/versiones").text
        for said in ("Versión 2", "Versión 1", "Acta 9 del", "Acta 7 del", "El contrato empezó tarde.", "0 nuevas, 1 cambiada, 0 retiradas", "Oficio 12", "Sede electrónica", "Reemplazado"):
            assert said in sheet, said
        compared = server.ask(f"{PUBLIC}/comparar?de=1&a=2")
        assert compared.status == 200 and compared.text.count('<section class="card') == 1, compared.text[-3000:]
        assert f"{address} " in compared.text and "<ins>3 mapas</ins>" in compared.text and f"{ACTIVITIES - 1} sin cambios" in compared.text
        rows = rows_of(server, f"{PUBLIC}/comparar.json?de=1&a=2")
        assert {row["activity"] for row in rows} == {address} and {row["field"] for row in rows} == {"Meta", "Fechas", "Ventanas", "Cantidad de la meta"}, rows
        assert next(row for row in rows if row["field"] == "Cantidad de la meta")["after"] == "3", rows       # read, not only written
        assert next(row for row in rows if row["field"] == "Ventanas")["after"] == f"30/12/{YEAR}", rows
        assert server.ask(f"{PUBLIC}/comparar.csv?de=1&a=2").text.count("\r\n") == len(rows) + 1
        assert server.ask(f"{PUBLIC}/comparar.csv?de=2&a=2").text.count("\r\n") == 1
        assert server.ask(f"{PUBLIC}/comparar.xlsx?de=1&a=2").status == 200
        log = rows_of(server, f"{PUBLIC}/cambios.json")
        assert {(row["version"], row["kind"], row["motive"]) for row in log} == {(2, "cambiar", "El contrato empezó tarde.")}, log
        assert {(row["field"], row["after"]) for row in log} == {(row["field"], row["after"]) for row in rows}
        assert "Acta 9 del" in server.ask(f"{PUBLIC}/cambios").text and 'href="/pasto/plan-accion/%d/versiones"' % YEAR in server.ask(PUBLIC).text
        assert re.search(rf"Versión 1, publicada el [^<]*</dt><dd>31/12/{YEAR}", server.ask(f"{PUBLIC}/actividad/{address}").text), "the old date is in sight"
        assert "Fechas reprogramadas" not in server.ask(f"{PUBLIC}/actividad/{some_activity(site, first, 2)[0]}").text
        for no in (1, 2):
            assert server.ask(f"{PUBLIC}/versiones/{no}.xlsx").status == 200
        assert server.ask(f"{PUBLIC}/versiones/3.xlsx").status == 404
        late = ask(link, first, address, clase="cambiar", meta="4 mapas")
        assert late.status == 409 and "ya no está en firme" in late.text
    assert site.veedor("verify", code=0)


@story("A request is judged as the editor judges a cell, each kind of change lets only its own fields, and nothing typed is lost", engines=BOTH)
def judged(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        first = version_id(site, 1)
        address = some_activity(site, first, 1)[0]
        tried = (({"clase": "cambiar"}, "es lo que ya dice el plan"), ({"clase": "", "motivo": ""}, "Elija qué pide"),
                 ({"clase": "cambiar", "fechas": f"31/04/{YEAR}"}, f"31/04/{YEAR}"), ({"clase": "cambiar", "fechas": ""}, "Escriba cuándo se cumple"),
                 ({"clase": "cambiar", "meta": "muchos", "unidad": "count"}, "no dice cuánto se espera"), ({"clase": "cambiar", "lider": ""}, "Diga qué dependencia lidera"),
                 ({"clase": "reprogramar", "meta": "9 mapas"}, "Eligió «Mover sus fechas», y eso no cambia este dato"),
                 ({"clase": "corregir", "fechas": f"30/11/{YEAR}"}, "Eligió «Corregir un error de escritura», y eso no cambia este dato"),
                 ({"clase": "retirar", "meta": "9 mapas"}, "Eligió «Retirar la actividad», y eso no cambia este dato"), ({"clase": "agregar", "meta": "9 mapas"}, "Elija qué pide"))
        for fields, said in tried:
            refused = ask(planner, first, address, **fields)
            assert refused.status == 422 and said in text_of(refused), (fields, refused.status, text_of(refused)[-2500:])
            assert "El contrato empezó tarde." in refused.text or "motivo" in fields
            assert all(value in refused.text for name, value in fields.items() if name != "clase"), fields
        bare = planner.send(form_of(first), {"motivo": "Hace falta."})
        assert bare.status == 422 and "Escriba qué se hará" in bare.text and "Elija el componente" in bare.text
        assert read_sql(site, "SELECT count(*) FROM change_request")[0] == "0"
        done = ask(planner, first, address, clase="corregir", descripcion="Construir el mapa de riesgos con todos los procesos")
        own = planner.ask(page_of(done))
        assert "lo acepta otra persona" in own.text and 'value="aceptar"' not in own.text
        denied = answer(planner, done)
        assert denied.status == 403 and "debe aceptarlo otra persona" in denied.text, denied.status
        assert "Aceptada" in planner.follow(answer(sign_in(site, server, "planeacion"), done)).text


@story("Who asked for a change, or answers for its row in the first line, does not accept it in the second", engines=BOTH)
def own_row(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        first = version_id(site, 1)
        address, unit = some_activity(site, first, 1)
        mixed = of_unit(site, server, "lider", unit)
        site.veedor("user", "add", "--email", f"lider-{unit}@entidad.gov.co"[-60:], "--name", "La misma", "--entity", "pasto", "--role", "planeacion", code=0)
        link = of_unit(site, server, "enlace", unit)
        done = ask(link, first, address, clase="cambiar", meta="3 mapas")
        denied = answer(mixed, done)
        assert denied.status == 403 and "primera línea" in denied.text, (denied.status, denied.text[-1500:])
        own = ask(mixed, first, address, clase="cambiar", meta="4 mapas")
        denied = answer(mixed, own)
        assert denied.status == 403 and "Usted pidió este cambio" in denied.text, denied.status
        assert answer(planner, own).status == 303
        assert answer(mixed, ask(mixed, first, address, clase="cambiar", meta="5 mapas"), "rechazar", "Me equivoqué.").status == 303


@story("A row is added and another withdrawn; the log names both, and nothing else changed", engines=BOTH)
def added_and_withdrawn(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = published(site, server)
        second = sign_in(site, server, "planeacion")
        first = version_id(site, 1)
        address, unit = some_activity(site, first, 1)
        part = read_sql(site, f"SELECT min(key) FROM component WHERE version_id = {first} AND parent_key IS NULL")[0]
        gone = ask(planner, first, address, clase="retirar")
        new = planner.send(form_of(first), {"motivo": "Hace falta.", "parte": part, "descripcion": "Publicar los contratos", "producto": "Listado", "meta": "2 listados", "lider": unit,
                                            "fechas": f"01/12/{YEAR} a 15/12/{YEAR}"})
        assert gone.status == new.status == 303, (gone.status, new.status, new.text[-2000:])
        assert answer(second, gone).status == 303
        assert answer(second, new).status == 303
        assert "Publicar los contratos" in second.ask(page_of(new)).text
        again = planner.send(form_of(first, address), {"motivo": "Otra vez.", "clase": "corregir", "descripcion": "Otro texto"})
        refused = answer(second, again)
        assert refused.status == 404 and "ya no está en el borrador" in refused.text, refused.status
        in_force(site, planner, members)
        rows = server.ask(f"{PUBLIC}/comparar.csv?de=1&a=2&dialect=rfc4180").text.split("\r\n")[1:-1]
        assert len(rows) == 2 and sum("Nueva" in row and "Publicar los contratos" in row for row in rows) == 1 and sum(row.startswith(f"{address},") and "Retirada" in row for row in rows) == 1, rows
        assert "1 nueva, 0 cambiadas, 1 retirada" in server.ask(f"{PUBLIC}/versiones").text
        log = rows_of(server, f"{PUBLIC}/cambios.json")
        assert {(row["kind"], row["motive"]) for row in log} == {("agregar", "Hace falta."), ("retirar", "El contrato empezó tarde.")}, log


@story("A reschedule asked for after the window ended is marked, and a rejected request changes nothing", engines=BOTH)
def late(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        second = sign_in(site, server, "planeacion")
        done = ask(planner, version_id(site, 1), some_activity(site, version_id(site, 1), 0)[0], clase="reprogramar", fechas=f"31/12/{YEAR}")
        page = planner.follow(done)
        assert "No borra el vencimiento ya seguido" in page.text, page.text[-2500:]
        assert "Pedida cuando la ventana ya había terminado" in planner.ask(CHANGES).text
        form = second.form(page_of(done))
        bare = second.post(form, {"decision": "rechazar", "razones": ""})
        assert bare.status == 422
        assert "Rechazada" in second.follow(second.post(form, {"decision": "rechazar", "razones": "No hay prueba."})).text
        other = second.ask(page_of(done))
        assert "Responder la solicitud" not in other.text and "No hay prueba." in other.text
        assert read_sql(site, "SELECT count(*) FROM plan_version WHERE base_id IS NOT NULL")[0] == "0"
        reader = sign_in(site, server, "lector")
        assert reader.ask(f"{CHANGES}/nuevo").status == 403 and reader.ask(page_of(done)).status == 200


def at_once(*calls):
    with concurrent.futures.ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


@story("From the first request to version 3 every step is raced: one of two wins, the other is told, nothing is lost and nothing doubled", engines=BOTH)
def raced(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = published(site, server)
        second, first = sign_in(site, server, "planeacion"), version_id(site, 1)
        leader = of_unit(site, server, "lider", some_activity(site, first, 4)[1])
        rows = [some_activity(site, first, nth)[0] for nth in range(ACTIVITIES)]
        asked = [ask(leader, first, rows[4], clase="cambiar", meta="90 % de los contratos publicados"), ask(leader, first, rows[4], clase="cambiar", meta="80 % de los contratos publicados"),
                 ask(leader, first, rows[5], clase="reprogramar", fechas=f"20/12/{YEAR}"), ask(leader, first, rows[5], clase="corregir", descripcion="Hacer una audiencia pública de rendición")]
        accept = {"decision": "aceptar", "razones": "Sí."}

        forms = [person.form(page_of(asked[0])) for person in (planner, second)]        # one request, two people who accept it
        got = at_once(*(lambda person=person, form=form: person.post(form, accept) for person, form in zip((planner, second), forms)))
        assert sorted(a.status for a in got) == [303, 409], [(a.status, a.text[-600:]) for a in got]
        clash = answer(second, asked[1])                                                # the same cell: it says something else by now
        assert clash.status == 409 and "decía «100 % de los contratos publicados» y ahora dice «90 % de los contratos publicados»" in text_of(clash), text_of(clash)[-1500:]
        assert "Espera respuesta" in second.ask(page_of(asked[1])).text                  # the refusal undid all of it
        assert read_sql(site, "SELECT count(*) FROM plan_version WHERE base_id IS NOT NULL")[0] == "1"

        late_form = second.form(page_of(asked[3]))
        forms = [person.form(SECOND, action="/someter") for person in (planner, second)]
        taken = [planner.form(page_of(asked[2]))]
        got = at_once(lambda: planner.post(forms[0]), lambda: second.post(forms[1]), lambda: planner.post(taken[0], accept))   # submitted twice while a request is accepted
        assert sorted(a.status for a in got[:2]) == [303, 409] and got[2].status in (303, 409), [(a.status, a.text[-600:]) for a in got]
        was_taken = got[2].status == 303
        refused = second.post(late_form, accept)
        assert refused.status == 409 and "ya se llevó a aprobación" in refused.text

        assert session(planner, members, minutes="9", files=ACTA).status == 303
        fields = {"decision": "aprobar", "acto": item(site)}
        forms = [member.form(f"{SECOND}/aprobacion") for member in members]
        got = at_once(*(lambda member=member, form=form: member.post(form, fields) for member, form in zip(members, forms)))
        assert sorted(a.status for a in got) == [303, 409], [(a.status, a.text[-600:]) for a in got]

        tell(planner)
        forms = [person.form(SECOND, action="/publicar") for person in (planner, second)]
        got = at_once(lambda: planner.post(forms[0]), lambda: second.post(forms[1]), lambda: planner.post(forms[0]))           # two people, and a double click
        assert {got[0].status, got[1].status} == {303, 409} and got[2].status in (got[0].status, 409), [(a.status, a.text[-600:]) for a in got]
        assert read_sql(site, "SELECT count(*) FROM plan_step WHERE event = 'publicar'")[0] == "2"
        assert read_sql(site, "SELECT count(*) FROM plan_version WHERE state = 'publicado' AND published_on IS NOT NULL")[0] == "1"

        page = second.follow(answer(second, asked[3]))                                  # asked of version 1, which version 2 replaced: it begins version 3
        assert "Aceptada" in page.text and "versión 3" in page.text, page.text[-2500:]
        if not was_taken:
            assert answer(second, asked[2]).status == 303
        third = f"{PLANS}/plan-accion/{YEAR}/3"
        in_force(site, planner, members, third, "10")
        log = rows_of(server, f"{PUBLIC}/cambios.json")
        goals = [row for row in log if row["field"] == "Meta"]
        assert [(row["version"], row["after"]) for row in goals] == [(2, "90 % de los contratos publicados")], goals
        assert sum(row["field"] == "Actividad" and row["kind"] == ("corregir" if was_taken else "cambiar") for row in log) == 1, log
        assert [row["after"] for row in log if row["field"] == "Ventanas"] == [f"20/12/{YEAR}"], log
        states = read_sql(site, "SELECT count(CASE state WHEN 'aceptado' THEN 1 END), count(CASE state WHEN 'pedido' THEN 1 END) FROM change_request")
        assert states == ["3", "1"], states
    assert site.veedor("verify", code=0)


@story("A plan with one version compares with nothing, and a version that is not there is not found", engines=BOTH)
def one_version(world):
    site = world.pasto()
    with site.serving() as server:
        page = server.ask("/pasto/plan/2022/comparar")
        assert page.status == 200 and "una sola versión pública" in page.text
        assert server.ask("/pasto/plan/2022/comparar.csv").text.count("\r\n") == 1
        assert server.ask("/pasto/plan/2022/comparar?de=1&a=7").status == 404
        assert "Leída de su documento" in server.ask("/pasto/plan/2022/versiones").text
        assert "no ha cambiado" in server.ask("/pasto/plan/2022/cambios").text and server.ask("/pasto/plan/2022/cambios.csv").text.count("\r\n") == 1
        assert server.ask("/pasto/plan/2021/versiones").status == 404
