# SPDX-License-Identifier: Apache-2.0
"""A plan in force changes by requests: who leads the row asks, planning answers, the committee approves, and the next version says what changed."""
import datetime
import re

from approval_story import ACTA, PLACE, PLANS, YEAR, committee, decide, item, session, submitted
from record_story import read_sql
from signed import PASSWORD, Signed, sign_in
from story import BOTH, story

TODAY = datetime.date.today()
CHANGES, PUBLIC = "/pasto/trabajo/cambios", f"/pasto/plan-accion/{YEAR}"
SECOND = f"{PLANS}/plan-accion/{YEAR}/2"


def of_unit(site, server, role, unit):
    """Somebody whose appointment is of one unit."""
    admin, email = sign_in(site, server, "administrador"), f"{role}-{unit}@entidad.gov.co"[-60:]
    page = admin.send("/pasto/trabajo/personas/nuevo", {"correo": email, "nombre": f"Persona de {unit}", "rol": role, "dependencia": unit})
    assert page.status == 200, page.text[-2000:]
    person = Signed(server)
    path = "/clave/" + re.search(r"/clave/([0-9a-f]+)", page.text)[1]
    assert person.send(path, {"clave": PASSWORD, "repita": PASSWORD}).status == 303
    return person


def published(site, server):
    """The planner and the members of the committee of a plan that is in force."""
    planner, members = sign_in(site, server, "planeacion"), committee(site, server, 2)
    submitted(site, planner)
    assert session(planner, members, files=ACTA).status == 303
    assert decide(members[0], item(site)).status == 303
    assert planner.send(PLACE, action="/publicar").status == 303
    return planner, members


def version_id(site, no):
    return read_sql(site, f"SELECT v.id FROM plan_version v JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id WHERE p.instrument = 'plan-accion' AND v.no = {no}")[0]


def some_activity(site, version, nth=0):
    """(address, slug of the unit that leads it) of an activity with one window and an end."""
    return read_sql(site, f"""SELECT a.address, u.slug FROM activity a
        JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1
        JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id AND u.is_group = 0
        WHERE a.version_id = {version} AND (SELECT count(*) FROM window_ w WHERE w.entity_id = a.entity_id AND w.version_id = a.version_id AND w.activity_key = a.key AND w.due_on IS NOT NULL) = 1
          AND (SELECT count(*) FROM window_ w WHERE w.entity_id = a.entity_id AND w.version_id = a.version_id AND w.activity_key = a.key) = 1
        ORDER BY a.ord LIMIT 1 OFFSET {nth}""")


def form_of(version, address=None):
    return f"{CHANGES}/nuevo/formulario?plan={version}" + (f"&direccion={address}" if address else "")


def ask(person, version, address, **fields):
    return person.send(form_of(version, address), {"motivo": "El contrato empezó tarde.", **fields})


def answer(planner, done, decision="aceptar", razones="Está justificado."):
    return planner.send(done.header("Location").split("?")[0], {"decision": decision, "razones": razones})


@story("A request of who leads the row becomes version 2, and the comparison shows exactly the cells that changed", engines=BOTH)
def second_version(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = published(site, server)
        first = version_id(site, 1)
        address, unit = some_activity(site, first)
        link = of_unit(site, server, "enlace", unit)
        other = of_unit(site, server, "enlace", read_sql(site, f"SELECT slug FROM unit WHERE slug <> '{unit}' AND is_group = 0 ORDER BY slug LIMIT 1")[0])
        assert f"direccion={address}" in link.ask(f"{CHANGES}/nuevo").text
        refused = ask(other, first, address, tipo="cambiar", meta="3 informes")
        assert refused.status == 403 and "esta la lidera otra" in refused.text, (refused.status, refused.text[-1500:])
        same = ask(link, first, address, tipo="cambiar")
        assert same.status == 422 and "es lo que ya dice el plan" in same.text, (same.status, same.text[-1500:])
        bare = ask(link, first, address, tipo="", motivo="")
        assert bare.status == 422 and "Elija qué pide" in bare.text
        done = ask(link, first, address, tipo="cambiar", meta="3 informes", hasta=f"30/12/{YEAR}")
        page = link.follow(done)
        assert "Se pidió un cambio del plan" in page.text and "<ins>3 informes</ins>" in page.text and "Espera respuesta" in page.text, page.text[-3000:]
        assert "Responder la solicitud" not in page.text
        page = planner.follow(answer(planner, done))
        assert "Aceptada" in page.text and "versión 2" in page.text, page.text[-2500:]
        assert "Modificación en trámite" in planner.ask(SECOND).text and "El contrato empezó tarde." in planner.ask(SECOND).text
        assert server.ask(f"{PUBLIC}/comparar?de=1&a=2").status == 404 and "Versión 2" not in server.ask(f"{PUBLIC}/versiones").text   # a draft is nobody's
        assert "Se llevó el plan a aprobación" in planner.follow(planner.send(SECOND, action="/someter")).text
        session(planner, members, minutes="9", files=ACTA)
        approve = members[0].send(f"{SECOND}/aprobacion", {"decision": "aprobar", "acto": item(site)})
        assert approve.status == 303, approve.text[-2000:]
        assert "Falta registrar que se informó" in planner.ask(SECOND).text and "/publicar" not in planner.ask(SECOND).text
        for party, channel in (("control_interno", "Oficio 12"), ("servidores", "Correo interno"), ("ciudadania", "Sede electrónica")):
            told = planner.send(f"{SECOND}/informados", {"destinatario": party, "canal": channel, "fecha": TODAY.strftime("%d/%m/%Y")})
            assert told.status == 303, told.text[-2000:]
        assert "Se publicó el plan" in planner.follow(planner.send(SECOND, action="/publicar")).text
        sheet = server.ask(f"{PUBLIC}/versiones").text
        for said in ("Versión 2", "Versión 1", "Acta 9 del", "Acta 7 del", "El contrato empezó tarde.", "0 nuevas, 1 cambiada, 0 retiradas", "Oficio 12", "Sede electrónica", "Reemplazado"):
            assert said in sheet, said
        compared = server.ask(f"{PUBLIC}/comparar?de=1&a=2")
        assert compared.status == 200 and compared.text.count('<section class="card') == 1, compared.text[-3000:]
        assert f"{address} " in compared.text and "<ins>3 informes</ins>" in compared.text and "76 sin cambios" in compared.text
        rows = server.ask(f"{PUBLIC}/comparar.json?de=1&a=2").json()
        rows = rows if isinstance(rows, list) else rows[next(k for k in rows if isinstance(rows[k], list))]
        assert {row["activity"] for row in rows} == {address} and {row["field"] for row in rows} <= {"Meta", "Fechas", "Ventanas", "Cantidad de la meta"}, rows
        assert next(row for row in rows if row["field"] == "Meta")["after"] == "3 informes"
        assert next(row for row in rows if row["field"] == "Ventanas")["after"].endswith(f"30/12/{YEAR}")
        assert server.ask(f"{PUBLIC}/comparar.csv?de=1&a=2").text.count("\r\n") == len(rows) + 1
        assert server.ask(f"{PUBLIC}/comparar.csv?de=2&a=2").text.count("\r\n") == 1
        assert server.ask(f"{PUBLIC}/comparar.xlsx?de=1&a=2").status == 200
        for no in (1, 2):
            assert server.ask(f"{PUBLIC}/versiones/{no}.xlsx").status == 200
        assert server.ask(f"{PUBLIC}/versiones/3.xlsx").status == 404
        late = ask(link, first, address, tipo="cambiar", meta="4 informes")
        assert late.status == 409 and "ya no está en firme" in late.text


@story("A row is added and another withdrawn; the comparison says so, and nothing else changed", engines=BOTH)
def added_and_withdrawn(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = published(site, server)
        first = version_id(site, 1)
        address, unit = some_activity(site, first)
        part = read_sql(site, f"SELECT min(key) FROM component WHERE version_id = {first} AND parent_key IS NULL")[0]
        gone = ask(planner, first, address, tipo="retirar")
        new = planner.send(form_of(first), {"motivo": "Hace falta.", "componente": part, "actividad": "Publicar los contratos", "producto": "Listado", "meta": "2 listados", "responsable": unit,
                                            "desde": f"01/12/{YEAR}", "hasta": f"15/12/{YEAR}"})
        assert gone.status == new.status == 303, (gone.status, new.status, new.text[-2000:])
        assert answer(planner, gone).status == 403
        assert "lo acepta otra persona" in planner.ask(gone.header("Location").split("?")[0]).text
        second = sign_in(site, server, "planeacion")
        assert answer(second, gone).status == 303
        assert answer(second, new).status == 303
        again = planner.send(form_of(first, address), {"motivo": "Otra vez.", "tipo": "corregir", "actividad": "Otro texto"})
        refused = answer(second, again)
        assert refused.status == 404 and "ya no está en el borrador" in refused.text, refused.status
        assert "Se llevó el plan a aprobación" in planner.follow(planner.send(SECOND, action="/someter")).text
        session(planner, members, minutes="9", files=ACTA)
        assert members[0].send(f"{SECOND}/aprobacion", {"decision": "aprobar", "acto": item(site)}).status == 303
        for party in ("control_interno", "servidores", "ciudadania"):
            planner.send(f"{SECOND}/informados", {"destinatario": party, "canal": "Correo", "fecha": TODAY.strftime("%d/%m/%Y")})
        assert planner.send(SECOND, action="/publicar").status == 303
        rows = server.ask(f"{PUBLIC}/comparar.csv?de=1&a=2&dialect=rfc4180").text.split("\r\n")[1:-1]
        assert len(rows) == 2 and sum("Nueva" in row and "Publicar los contratos" in row for row in rows) == 1 and sum(row.startswith(f"{address},") and "Retirada" in row for row in rows) == 1, rows
        assert "1 nueva, 0 cambiadas, 1 retirada" in server.ask(f"{PUBLIC}/versiones").text


@story("Who asked for a change, or answers for its row in the first line, does not accept it in the second", engines=BOTH)
def own_row(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        first = version_id(site, 1)
        address, unit = some_activity(site, first)
        mixed = of_unit(site, server, "lider", unit)
        site.veedor("user", "add", "--email", f"lider-{unit}@entidad.gov.co"[-60:], "--name", "La misma", "--entity", "pasto", "--role", "planeacion", code=0)
        link = of_unit(site, server, "enlace", unit)
        done = ask(link, first, address, tipo="cambiar", meta="3 informes")
        denied = answer(mixed, done)
        assert denied.status == 403 and "primera línea" in denied.text, (denied.status, denied.text[-1500:])
        own = ask(mixed, first, address, tipo="cambiar", meta="4 informes")
        forged = planner.form(own.header("Location").split("?")[0]), mixed.form(own.header("Location").split("?")[0])
        denied = mixed.post(forged[1], {"decision": "aceptar", "razones": "Porque sí."})
        assert denied.status == 403 and "Usted pidió este cambio" in denied.text, denied.status
        assert planner.post(forged[0], {"decision": "aceptar", "razones": "Está bien."}).status == 303
        assert mixed.send(ask(mixed, first, address, tipo="cambiar", meta="5 informes").header("Location").split("?")[0], {"decision": "rechazar", "razones": "Me equivoqué."}).status == 303


@story("A reschedule asked for after the window ended is marked, and a rejected request changes nothing", engines=BOTH)
def late(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        first = version_id(site, 1)
        nth = next(n for n in range(30) if read_sql(site, f"SELECT min(w.due_on) FROM window_ w JOIN activity a ON a.entity_id = w.entity_id AND a.version_id = w.version_id AND a.key = w.activity_key "
                                                         f"WHERE a.version_id = {first} AND a.address = '{some_activity(site, first, n)[0]}'")[0] < TODAY.isoformat())
        done = ask(planner, first, some_activity(site, first, nth)[0], tipo="reprogramar", hasta=f"31/12/{YEAR}")
        page = planner.follow(done)
        assert "No borra el vencimiento ya seguido" in page.text, page.text[-2500:]
        assert "Pedida cuando la ventana ya había terminado" in planner.ask(CHANGES).text
        path = done.header("Location").split("?")[0]
        form = planner.form(path)
        bare = planner.post(form, {"decision": "rechazar", "razones": ""})
        assert bare.status == 422
        assert "Rechazada" in planner.follow(planner.post(form, {"decision": "rechazar", "razones": "No hay prueba."})).text
        other = planner.ask(path)
        assert "Responder la solicitud" not in other.text and "No hay prueba." in other.text
        assert read_sql(site, "SELECT count(*) FROM plan_version WHERE base_id IS NOT NULL")[0] == "0"
        reader = sign_in(site, server, "lector")
        assert reader.ask(f"{CHANGES}/nuevo").status == 403 and reader.ask(path).status == 200


@story("A plan with one version compares with nothing, and a version that is not there is not found", engines=BOTH)
def one_version(world):
    site = world.pasto()
    with site.serving() as server:
        page = server.ask("/pasto/plan/2022/comparar")
        assert page.status == 200 and "una sola versión pública" in page.text
        assert server.ask("/pasto/plan/2022/comparar.csv").text.count("\r\n") == 1
        assert server.ask("/pasto/plan/2022/comparar?de=1&a=7").status == 404
        assert "Leída de su documento" in server.ask("/pasto/plan/2022/versiones").text
        assert server.ask("/pasto/plan/2021/versiones").status == 404
