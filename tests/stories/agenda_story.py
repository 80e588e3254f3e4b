# SPDX-License-Identifier: Apache-2.0
"""What falls due: obligations of a plan that is published and of deliveries that come back, the home of the work, the agenda, the private
calendar, the reminders of a morning."""
import contextlib
import datetime
import html
import json
import os
import re
import sqlite3

import planned
from amendment_story import SECOND, answer, ask, in_force, of_unit, published, some_activity, version_id
from mail_story import mailing
from planned import REPORTS, RISKS, SHEET, TODAY, YEAR
from record_story import read_sql
from signed import Signed, forms, sign_in, text_of
from smtp import MailServer
from story import BOTH, SQLITE, story
from units_story import units_of

WORK = "/pasto/trabajo"
DELIVERIES = f"{WORK}/entregas"
MORE = f"""{REPORTS};Subcomponente 1. Información;1.3;Publicar el boletín de cada mes;1 boletín por mes;Número de boletines;1 de enero a 31 de diciembre de {YEAR};Secretaría General
{RISKS};Subcomponente 2. Construcción del mapa;2.3;Atender las observaciones de los procesos;100 % de las observaciones;Porcentaje atendido;Permanente;Oficina de Planeación
"""


def dmy(day):
    return day.strftime("%d/%m/%Y")


def published_with_more(site, server):
    """In force: the plan of this year, with an activity of each month and one that never ends."""
    return published(site, server, sheet=SHEET + MORE)


def many(site, text):
    """Every row, its columns as texts."""
    if site.engine == "postgres":
        return [tuple(line.split("|")) for line in site.postgres.sql(site.database, text).splitlines()]
    with contextlib.closing(sqlite3.connect(os.path.join(site.data, "veedor.db"))) as db:
        return [tuple(str(value) for value in row) for row in db.execute(text)]


def behind(site, text):
    """A row that no act wrote."""
    if site.engine == "postgres":
        site.postgres.sql(site.database, text)
        return
    with contextlib.closing(sqlite3.connect(os.path.join(site.data, "veedor.db"))) as db, db:
        db.execute(text)


def obligations(site):
    """[(address, period, day, act that took it away)] of the plan's activities, as the newest version has them."""
    return many(site, """SELECT a.address, o.period_no, o.due_on, COALESCE(o.cancelled_seq, 0), o.id FROM obligation o
        JOIN plan_version v ON v.entity_id = o.entity_id AND v.plan_id = o.plan_id AND v.state = 'publicado'
        JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = o.activity_key ORDER BY a.ord, o.due_on, o.id""")


@story("Publishing a plan makes its obligations: of windows, of each month, of cut-offs; a modification keeps those that stay and takes the others away", engines=BOTH)
def of_a_plan(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = published_with_more(site, server)
        first = obligations(site)
        days = {}
        for address, no, due, gone, _ in first:
            assert gone == "0"
            days.setdefault(address, []).append(due)
        by_count = sorted(len(v) for v in days.values())
        assert by_count == [1, 1, 1, 1, 1, 1, 3, 12], days
        monthly = next(v for v in days.values() if len(v) == 12)
        assert monthly[1] == f"{YEAR}-02-{29 if YEAR % 4 == 0 else 28}" and monthly[11] == f"{YEAR}-12-31", monthly
        assert next(v for v in days.values() if len(v) == 3) == [f"{YEAR}-04-30", f"{YEAR}-08-31", f"{YEAR}-12-31"], days
        acts = read_sql(site, "SELECT count(*) FROM event WHERE kind = 'plan.publicado'")
        assert acts == ["1"], acts

        version = version_id(site, 1)
        address, unit = some_activity(site, version, 1)
        link = of_unit(site, server, "enlace", unit)
        home = text_of(link.ask(WORK))
        assert "Primero esto" in home and "Actualizar la política de administración de riesgos" in home and re.search(r"Vencida hace \d+ d", home) and re.search(r"Atrasado [1-9]", home), home[:3000]
        (unit_of_months,), late = many(site, f"SELECT u.slug FROM activity a JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1 "
                                             f"JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id WHERE a.version_id = {version} AND a.address = '2.1.3'")[0], sum(day < TODAY.isoformat() for day in monthly)
        one_task = text_of(of_unit(site, server, "enlace", unit_of_months).ask(WORK))
        assert late < 2 or f"{late} fechas vencidas, la primera el 31 de enero de {YEAR}" in one_task, one_task                    # of one activity it is one thing to do
        assert "Actualizar la política" not in text_of(planner.ask(WORK)), "planning owes no report of another unit"
        month = text_of(link.ask(f"{WORK}/agenda?mes={YEAR}-12"))
        assert "Construir el mapa de riesgos" in month and "Hacer una audiencia pública" not in month, month
        whole = link.ask(f"{WORK}/agenda?mes={YEAR}-12&de=entidad")
        assert "Hacer una audiencia pública" in whole.text and f"Agenda de diciembre de {YEAR}" in whole.text
        treasury = next(s for s in units_of(server) if "hacienda" in s)
        of_treasury = text_of(link.ask(f"{WORK}/agenda?mes={YEAR}-12&de=entidad&dependencia={treasury}"))
        assert "Hacer una audiencia pública" in of_treasury and "Construir el mapa" not in of_treasury
        year = link.ask(f"{WORK}/agenda?mes={YEAR}-12&de=entidad")
        assert f"El año {YEAR}" in year.text and "Ver estas cifras en una tabla" in year.text and f"mes={YEAR}-12" in year.text, text_of(year)
        assert "Vencen 21: 0 entregadas, de ellas 0 tarde;" in text_of(year), text_of(year)
        plan = read_sql(site, f"SELECT id FROM plan WHERE entity_id > 0 AND vigencia = {YEAR} AND instrument = 'plan-accion'")[0]
        one = link.ask(f"{WORK}/agenda?mes={YEAR}-12&de=entidad&plan={plan}")
        assert f"Lo que vence cada mes de {YEAR}, por componente" in one.text and "Gestión del riesgo" in one.text and "Hacer una audiencia" in one.text
        page = link.ask(f"{WORK}/agenda?mes={YEAR}-09")
        september, cuts = text_of(page), page.text[page.text.index('id="cortes"'):]
        assert link.ask(re.search(r'class="t" href="([^"]+)"', cuts)[1]).status == 200
        assert "Segundo seguimiento: lo publica Control Interno" in september and f"corte del 31/08/{YEAR}" in september and "Segundo seguimiento: último día para reportar" in september, september
        short = html.unescape(re.search(rf'href="([^"]*mes={YEAR}-2)"', one.text)[1])
        assert f"Agenda de febrero de {YEAR}" in link.ask(short).text, "a figure of the table leads to its month"
        assert "Nada vence este mes" in link.ask(f"{WORK}/agenda?mes={YEAR}-12&de=entidad&plan=999999").text
        assert link.ask(f"{WORK}/agenda?mes=ayer").status == 400 and link.ask(f"{WORK}/agenda?dependencia=no-hay").status == 400
        assert "Nada vence este mes" in link.ask(f"{WORK}/agenda?mes={YEAR - 9}-02").text

        assert answer(planner, ask(link, version, address, clase="cambiar", fechas=f"30/12/{YEAR}")).status == 303
        in_force(site, planner, members)
        second = obligations(site)
        act = read_sql(site, "SELECT max(seq) FROM event WHERE kind = 'plan.publicado'")[0]
        changed = [row for row in second if row[0] == address]
        assert [(row[2], row[3]) for row in changed] == [(f"{YEAR}-12-30", "0"), (f"{YEAR}-12-31", act)], changed
        assert [row for row in second if row[0] != address] == [row for row in first if row[0] != address], "those that stay keep their number"
        assert text_of(link.ask(f"{WORK}/agenda?mes={YEAR}-12")).count("Construir el mapa de riesgos") == 1
        site.veedor("verify", code=0)
        for report, state in ((1, "borrador"), (2, "enviado")):
            behind(site, f"""INSERT INTO report (entity_id, id, plan_id, activity_key, obligation_id, no, state, is_accumulated, narrative, person_id, sent_at)
                SELECT o.entity_id, 900000 + {report}, o.plan_id, o.activity_key, o.id, {report}, '{state}', 1, 'Hecho', 1, 1 FROM obligation o WHERE o.id = {changed[0][4]}""")
            month = text_of(link.ask(f"{WORK}/agenda?mes={YEAR}-12"))
            of_map = month[month.index("Construir el mapa"):]
            assert ("Entregada" in of_map) == (state == "enviado"), of_map


@story("The private address of an agenda gives the person's obligations to a calendar, until it is taken back or made again", engines=BOTH)
def calendar(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        secretary = next(s for s in units_of(server) if s.startswith("secretaria-general"))
        leader = of_unit(site, server, "lider", secretary)
        assert "/cuenta/agenda" in leader.ask("/cuenta").text
        made = leader.send("/cuenta/agenda", button="Hacer una dirección privada")
        path = html.unescape(re.search(r"(/pasto/agenda\.ics\?llave=[0-9a-f]{64})", made.text)[1])
        nobody = Signed(server)
        feed = nobody.ask(path)
        assert feed.status == 200 and feed.header("Content-Type").startswith("text/calendar") and "private" in feed.header("Cache-Control"), feed.header("Cache-Control")
        text = feed.text.replace("\r\n ", "")
        assert "Revisar los controles de cada proceso" in text and f"DTSTART;VALUE=DATE:{YEAR}1230" in text and "Construir el mapa" not in text, text
        assert "Tercer seguimiento: último día para reportar" in text and "Tercer seguimiento: lo publica Control Interno" in text, text
        assert path.split("=")[1] not in leader.ask("/cuenta/agenda").text, "the key is shown once"
        assert nobody.ask("/pasto/agenda.ics?llave=" + "0" * 64).status == 404 and nobody.ask("/pasto/agenda.ics").status == 400
        again = leader.post(next(f for f in forms(leader.ask("/cuenta/agenda")) if f.fields.get("que") == "hacer"))
        other = html.unescape(re.search(r"(/pasto/agenda\.ics\?llave=[0-9a-f]{64})", again.text)[1])
        assert nobody.ask(path).status == 404 and nobody.ask(other).status == 200
        assert leader.post(next(f for f in forms(leader.ask("/cuenta/agenda")) if f.fields.get("que") == "quitar")).status == 303
        assert nobody.ask(other).status == 404


def deliver(person, unit, **fields):
    """A delivery that comes back; its address."""
    done = person.send(f"{DELIVERIES}/nueva", {"titulo": "Informe de peticiones", "dependencia": unit, "cadencia": "mensual", "vence": "habil_siguiente", "dia": "5", **fields})
    assert done.status == 303, done.text[-3000:]
    return done.header("Location").split("?")[0]


def hand_in(person, at, **fields):
    """The oldest that is open."""
    done = person.send(at, {"soporte": "Radicado 7", **fields}, action="/entregar")
    assert done.status == 303, done.text[-3000:]
    return done


@story("A delivery that comes back is asked for period by period, handed in with its evidence, and ended with a reason", engines=BOTH)
def deliveries(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        unit, other = sorted(units_of(server))[:2]
        assert "Todavía no hay entregas programadas" in planner.ask(DELIVERIES).text
        page = planner.ask(f"{DELIVERIES}/nueva")
        examples = re.findall(r"\?ejemplo=(\d+)\"", page.text)
        assert len(examples) >= 17 and planner.ask(f"{DELIVERIES}/nueva?ejemplo={len(examples)}").status == 200
        secop = next(n for n in examples if "SECOP" in planner.form(f"{DELIVERIES}/nueva?ejemplo={n}").fields["titulo"])
        form = planner.form(f"{DELIVERIES}/nueva?ejemplo={secop}")
        assert (form.fields["cadencia"], form.fields["vence"], form.fields["dia"], form.fields["fila"]) == ("mensual", "dia_siguiente", "5", "150"), form.fields
        wrong = planner.post(form, {"titulo": "", "dia": "40", "dependencia": "no-hay", "hasta": "31/12/1999"})
        assert wrong.status == 422 and "Escriba un día del 1 al 31" in wrong.text and "El último día va después del primero" in wrong.text and 'value="40"' in wrong.text, wrong.text[-3000:]
        bad = planner.send(f"{DELIVERIES}/nueva", {"titulo": "X", "dependencia": unit, "cadencia": "fechas", "fechas": "31/02/2026"})
        assert bad.status == 422 and "Escriba una fecha por renglón" in bad.text

        done = planner.post(planner.form(f"{DELIVERIES}/nueva?ejemplo={secop}"), {"dependencia": unit, "recibe": other, "desde": f"01/01/{YEAR}", "hasta": f"31/12/{YEAR}"})
        place = planner.follow(done)
        at = done.header("Location").split("?")[0]
        assert "Se programó la entrega que se repite" in place.text and "Cada mes, a más tardar el día 5 del mes siguiente" in text_of(place), place.text[-3000:]
        assert read_sql(site, "SELECT min(due_on), max(due_on), count(*) FROM obligation WHERE delivery_id IS NOT NULL") == [f"{YEAR}-02-05", f"{YEAR + 1}-01-05", "12"]
        assert read_sql(site, "SELECT inventory_row FROM delivery") == ["150"]

        bare = planner.send(at, {"soporte": ""}, action="/entregar")
        assert bare.status == 422 and "esta entrega lo pide" in bare.text
        early = planner.send(at, {"soporte": "Radicado 7", "fecha": dmy(TODAY + datetime.timedelta(days=1))}, action="/entregar")
        assert early.status == 422 and "Ese día no ha llegado" in early.text
        before = planner.send(at, {"soporte": "Radicado 7", "fecha": f"31/12/{YEAR - 1}"}, action="/entregar")
        assert before.status == 422 and f"anterior al periodo, que empieza el 01/01/{YEAR}" in before.text, text_of(before)
        form = planner.form(at, action="/entregar")
        handed = planner.post(form, {"soporte": "https://www.datos.gov.co/x", "fecha": f"05/02/{YEAR}"})
        page = planner.follow(handed)
        assert "Se registró la entrega" in page.text and 'href="https://www.datos.gov.co/x"' in page.text and f"enero de {YEAR}" in page.text, page.text[-3000:]
        assert f"05/02/{YEAR} Registrada el {dmy(TODAY)}" in text_of(page), text_of(page)                    # said today to have come on its day: late
        proved = planner.send(at, {"soporte": "", "fecha": f"20/03/{YEAR}"}, action="/entregar", files={"archivo": ("contratos.csv", b"contrato;valor\n1;2\n")})   # of February, late
        page = planner.follow(proved)
        file = re.search(rf'href="({WORK}/archivos/\d+)">contratos.csv', page.text)
        assert proved.status == 303 and file and planner.ask(file[1]).status == 200, text_of(page)
        stale = planner.form(at, action="/entregar")
        stale.fields["periodo"] = form.fields["periodo"]
        assert planner.post(stale, {"soporte": "Radicado 9"}).status == 422
        numbers = re.findall(r'<dd class="v">(\d+)</dd>', planner.ask(at).text)
        assert numbers[:3] == ["12", "2", "2"] and "Entregada tarde" in planner.ask(at).text, numbers
        listed = text_of(planner.ask(DELIVERIES))
        assert "Contratos del mes publicados en el SECOP" in listed
        (row,) = json.loads(planner.ask(f"{DELIVERIES}.json").text)
        assert [row[key] for key in ("delivery", "expected", "delivered", "late", "from")] == ["Contratos del mes publicados en el SECOP", 12, 2, 2, f"{YEAR}-01-01"], row
        assert f'href="{DELIVERIES}.xlsx"' in planner.ask(DELIVERIES).text and planner.ask(f"{DELIVERIES}.csv").status == planner.ask(f"{DELIVERIES}.xlsx").status == 200
        assert "Contratos del mes publicados en el SECOP" in planner.ask(WORK).text

        stranger = of_unit(site, server, "lider", other)
        assert "/entregar" not in stranger.ask(at).text and stranger.ask(at).status == 200
        mine = of_unit(site, server, "enlace", unit)
        assert "Contratos del mes" in mine.ask(f"{WORK}/agenda?mes={YEAR + 1}-01").text and "Contratos del mes" not in stranger.ask(f"{WORK}/agenda?mes={YEAR + 1}-01").text

        assert planner.send(at, {"razon": ""}, action="/terminar").status == 422
        ended = planner.follow(planner.send(at, {"razon": "Lo reemplaza otro informe"}, action="/terminar"))
        assert "Ya no se pide: Lo reemplaza otro informe" in text_of(ended) and "/terminar" not in ended.text
        assert "Contratos del mes" not in mine.ask(f"{WORK}/agenda?mes={YEAR + 1}-01").text
        assert planner.ask(f"{DELIVERIES}/999999").status == 404
    site.veedor("verify", code=0)


PERIODS = {"mensual": 12, "bimestral": 6, "trimestral": 4, "cuatrimestral": 3, "semestral": 2, "anual": 1}


@story("Every delivery that the plans of the sources ask for can be asked for as it stands in the examples, and hang on the activity that promises it", engines=SQLITE)
def examples(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        unit = sorted(units_of(server))[0]
        rows = []
        for n in re.findall(r"\?ejemplo=(\d+)\"", planner.ask(f"{DELIVERIES}/nueva").text):
            form = planner.form(f"{DELIVERIES}/nueva?ejemplo={n}")
            rows.append(form.fields["fila"])
            made = planner.post(form, {"dependencia": unit})
            assert made.status == 303 and planner.follow(made).status == 200, text_of(made)
            asked = read_sql(site, "SELECT count(*) FROM obligation WHERE delivery_id = (SELECT max(id) FROM delivery)")
            assert asked == [str(PERIODS[form.fields["cadencia"]])], (form.fields, asked)
        assert set(rows) == set("10 13 28 52 80 89 90 91 94 96 97 116 131 148 150 151 164".split()), rows
        form = planner.form(f"{DELIVERIES}/nueva")
        promised = sorted(form.offered["actividad"] - {""})
        assert len(promised) == planned.ACTIVITIES, promised
        place = planner.follow(planner.post(form, {"titulo": "Mapa de cada mes", "dependencia": unit, "actividad": promised[0], "cadencia": "mensual", "vence": "ultimo_dia"}))
        assert "De la actividad" in place.text and f'href="/pasto/plan-accion/{YEAR}/actividad/' in place.text, text_of(place)
        assert planner.post(planner.form(f"{DELIVERIES}/nueva"), {"titulo": "Otra", "dependencia": unit, "actividad": "1-999999", "cadencia": "anual"}).status == 422
        plan = promised[0].split("-")[0]
        assert "Mapa de cada mes" in planner.ask(f"{WORK}/agenda?mes={YEAR}-12&de=entidad&plan={plan}").text and "SECOP" not in planner.ask(f"{WORK}/agenda?mes={YEAR}-12&de=entidad&plan={plan}").text
        shown = planner.ask(WORK).text
        assert shown.count("Registrar") > 25 and re.search(r"<summary>Ver las otras \d+</summary>", shown), text_of(planner.ask(WORK))[:3000]


@story("The mail of a morning reminds who leads the unit eight days before, on the day and on the first day late, once", engines=BOTH)
def reminded(world):
    site = world.pasto()
    day = datetime.date(YEAR + 1, 3, 16)                                # neither it nor the days beside it are holidays or weekends
    while day.weekday() != 1:
        day += datetime.timedelta(days=1)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        unit, other = sorted(units_of(server))[:2]
        leader, stranger = of_unit(site, server, "lider", unit), of_unit(site, server, "lider", other)
        days = {"Acta de ocho": 8, "Acta de hoy": 0, "Acta de ayer": -1, "Acta lejana": 30, "Acta vieja": -20}
        for title, n in days.items():
            deliver(planner, unit, titulo=title, cadencia="fechas", fechas=dmy(day + datetime.timedelta(days=n)))
    with MailServer() as mail:
        for _ in range(2):                                              # the second server of the day tells nobody again
            with mailing(site, mail, "--now", f"{day.isoformat()}T07:30:00-05:00"):
                mail.wait(3)
        bodies = {message.sent_to[0]: message.get_content() for message in mail.messages}
        mine = next(body for address, body in bodies.items() if unit[-20:] in address)
        assert f"Vence en ocho días o menos ({dmy(day + datetime.timedelta(days=8))}): Acta de ocho" in mine, mine
        assert f"Vence hoy ({dmy(day)}): Acta de hoy" in mine and "Venció y no se ha reportado" in mine and "Acta de ayer" in mine, mine
        assert "lejana" not in mine and "vieja" not in mine and sum("Acta" in body for body in bodies.values()) == 1, bodies
        assert read_sql(site, "SELECT count(*) FROM notice WHERE said LIKE '%Acta%'") == ["3"]
