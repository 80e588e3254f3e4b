# SPDX-License-Identifier: Apache-2.0
"""A unit reports the progress of its activities with evidence, and planning reviews it: drafts, corrections, what is late, own rows, reminders."""
import concurrent.futures
import csv
import datetime
import io
import json
import re
import socket

from agenda_story import behind, many, published_with_more
from amendment_story import of_unit, published
from planned import TODAY, YEAR
from record_story import read_sql
from signed import PASSWORD, Signed, multipart, sign_in, text_of
from story import BOTH, SQLITE, story

WORK = "/pasto/trabajo"
PLAN = f"{WORK}/planes/plan-accion/{YEAR}"
DMY = TODAY.strftime("%d/%m/%Y")
PDF, PHOTO = (b"%PDF-1.4 " + name + bytes(range(256)) * 8 for name in (b"asistencia", b"memorias"))


def at(address, word="reporte"):
    return f"{PLAN}/actividad/{address}/{word}"


def unit_of(site, address):
    """The slug of the unit that leads an activity of the plan in force."""
    return read_sql(site, f"SELECT u.slug FROM plan_version v JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id JOIN responsible r ON r.entity_id = a.entity_id "
                          f"AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1 JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id "
                          f"WHERE v.state = 'publicado' AND a.address = '{address}'")[0]


def report(person, address, action="enviar", files=None, path=None, **more):
    fields = {"fecha": DMY, "que": "Se revisaron los controles con cada proceso.", "accion": action, **more}
    return person.send(path or at(address), fields, action="/reporte", files=files)


def ok(person, answer):
    page = person.follow(answer)
    assert answer.status == 303 and page.status == 200, f"{answer.status}\n{text_of(answer)[-2500:]}"
    return page


def waiting(planner):
    return re.findall(rf'href="({WORK}/revision/\d+)"', planner.ask(f"{WORK}/revision").text)


def review(planner, place, **fields):
    return planner.send(place, fields, action=place.rsplit("/", 1)[1])


@story("A leader reports in parts with evidence from a draft, planning accepts with its value, and the plan says how far it came", engines=BOTH)
def reported(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        leader, nobody = of_unit(site, server, "lider", unit_of(site, "1.2.2")), Signed(server)
        todo = text_of(leader.ask(f"{WORK}/reportar"))
        assert "1.2.2. Revisar los controles de cada proceso" in todo and "2.1.1. Publicar el informe" in todo and "1.1.1." not in todo, todo
        page = leader.ask(at("1.2.2"))
        assert "Número de revisiones" in page.text and "La meta es 2. Todavía no hay reportes." in text_of(page), text_of(page)
        kept = ok(leader, report(leader, "1.2.2", "guardar", valor="1", files={"archivo": ("asistencia.pdf", PDF)}, titulo="Registro de asistencia"))
        said = text_of(kept)
        assert "Se guardó el borrador del avance" in said and "Así quedará 1 de 2 (50,00 %)" in said and "Registro de asistencia" in said and "clasificada" in said, said
        assert "Borradores (1)" in text_of(leader.ask(f"{WORK}/reportar")) and not waiting(planner)
        ok(leader, report(leader, "1.2.2", "guardar", valor="1", enlace="https://entidad.gov.co/memorias", acta="Acta 3 del comité", acta_fecha=DMY))
        kinds = re.findall(r'name="quitar" value="(\d+)"', leader.ask(at("1.2.2")).text)
        assert len(kinds) == 3, kinds
        ok(leader, report(leader, "1.2.2", "guardar", valor="1", quitar=kinds[1]))
        assert read_sql(site, "SELECT count(*) FROM evidence")[0] == "2"
        sent = ok(leader, report(leader, "1.2.2", valor="1"))
        assert "Se envió el avance a revisión" in sent.text and "Espera revisión" in sent.text
        assert "reportó el avance de 1.2.2" in text_of(planner.ask(f"{WORK}/avisos"))
        (place,) = waiting(planner)
        shown = text_of(planner.ask(place))
        assert "De lo reportado resulta: 1 de 2 (50,00 %)" in shown and "Registro de asistencia" in shown, shown
        other = review(planner, place, decision="aceptar", valor="40")
        assert other.status == 422 and "Su valor no es el que resulta" in other.text
        bad = review(planner, place, decision="aceptar", valor="140", razon="x")
        assert bad.status == 422 and "un porcentaje de 0 a 100" in bad.text
        form = planner.form(place)
        done = ok(planner, planner.post(form, {"decision": "aceptar", "valor": "40", "razon": "Falta un proceso."}))
        assert "Se aceptó el avance" in done.text and not waiting(planner)
        assert planner.post(form, {"decision": "aceptar", "valor": "40", "razon": "Falta un proceso."}).status == 303      # a double click is one review
        assert leader.ask(place).status == 403
        second = ok(leader, report(leader, "1.2.2", valor="1", files={"archivo": ("memorias.pdf", PHOTO)}, clase="publica"))
        assert "2 de 2 (100,00 %)" in text_of(second), text_of(second)
        assert read_sql(site, "SELECT no, state, reviewed_u6 FROM report WHERE no = 1") == ["1", "aceptado", "40000000"]
        files = sorted(set(re.findall(rf'href="({WORK}/archivos/\d+)"', second.text)), key=lambda path: int(path.rsplit("/", 1)[1]))
        reader, auditor = sign_in(site, server, "lector"), sign_in(site, server, "control_interno")
        assert len(files) == 2 and {who.ask(file).status for who in (leader, planner, auditor) for file in files} == {200}, files
        assert [reader.ask(file).status == 200 for file in files] == [False, True]                                     # one is clasificada, one publica
        assert {nobody.ask(file).status for file in files} == {303}
        site.veedor("verify", code=0)


@story("What is sent back comes with its reason and its evidence, is corrected by another report, and both stay in the history", engines=BOTH)
def returned(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        own = unit_of(site, "1.2.2")
        leader = of_unit(site, server, "lider", own)
        ok(leader, report(leader, "1.2.2", valor="2", files={"archivo": ("asistencia.pdf", PDF)}))
        (place,) = waiting(planner)
        bare = review(planner, place, decision="devolver")
        assert bare.status == 422 and "Escriba qué debe corregirse" in bare.text
        piece = re.search(r'name="devueltas" value="(\d+)"', planner.ask(place).text)[1]
        unsaid = review(planner, place, decision="devolver", razon="Solo hay una revisión.", devueltas=piece)
        assert unsaid.status == 422 and "por qué no sirve la evidencia" in unsaid.text
        none = review(planner, place, decision="aceptar", valor="100", devueltas=piece, porque="No se lee.")
        assert none.status == 422 and "Ninguna evidencia quedó aceptada" in none.text, text_of(none)
        second = sign_in(site, server, "planeacion")
        open_before = second.form(place)
        ok(planner, review(planner, place, decision="devolver", razon="Solo hay una revisión.", devueltas=piece, porque="No se lee."))
        for fields in ({"valor": "100", "razon": "Está completo."}, {"valor": "5", "razon": ""}):                         # the other's page was open before
            lost = second.post(open_before, {"decision": "aceptar", **fields})
            said = text_of(lost)
            assert lost.status == 409 and "ya no espera revisión" in said and "lo devolvió el" in said and "Solo hay una revisión." in said and fields["razon"] in said, said
            assert "Su valor no es el que resulta" not in said, said
        again = planner.ask(place)
        assert 'name="decision"' not in again.text
        assert "devolvió el reporte de avance de 1.2.2" in text_of(leader.ask(f"{WORK}/avisos"))
        home = text_of(leader.ask(WORK))
        assert home.count("Revisar los controles de cada proceso") == 2 and "Planeación devolvió el reporte: «Solo hay una revisión.»" in home and "Corregir" in home, home     # the task and its button
        assert "Devueltos por planeación (1)" in text_of(leader.ask(f"{WORK}/reportar"))
        page = leader.ask(at("1.2.2"))
        assert "Solo hay una revisión." in page.text and 'value="2"' in page.text and "asistencia.pdf" in page.text and "Sin reporte" in text_of(page), text_of(page)
        ok(leader, report(leader, "1.2.2", valor="1", que="Se hizo la primera revisión."))
        history = text_of(leader.ask(at("1.2.2", "reportes")))
        assert "Corregido después" in history and "Se hizo la primera revisión." in history and "Solo hay una revisión." in history and "1 de 2 (50,00 %)" in history, history
        assert read_sql(site, "SELECT count(*), min(no), max(no) FROM report WHERE state <> 'borrador'") == ["2", "1", "2"]
        old = read_sql(site, "SELECT id FROM report WHERE no = 1 AND state = 'devuelto'")[0]
        lost = leader.post(leader.form(f"{at('1.2.2')}?corrige={old}", action="/reporte"), {"accion": "guardar", "valor": "1"})
        assert lost.status == 409 and "ya fue corregido" in lost.text, text_of(lost)
        site.veedor("verify", code=0)


@story("What did not apply and was sent back settles nothing: its correction in January is late, in the history, the report of the period and the agenda", engines=BOTH)
def sent_back(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        leader = of_unit(site, server, "lider", unit_of(site, "1.2.2"))
        owed = many(site, "SELECT id FROM obligation WHERE due_on LIKE '%-12-30'")[0][0]
        ok(leader, report(leader, "1.2.2", responde=owed, no_aplica="No hubo procesos nuevos.", valor="", que="", fecha=""))
        (place,) = waiting(planner)
        ok(planner, review(planner, place, decision="devolver", razon="Sí hubo procesos nuevos."))
    with site.serving("--now", f"{YEAR + 1}-01-04T09:00:00-05:00") as server:
        people = []
        for person in (leader, planner):
            people.append(Signed(server))
            people[-1].email = person.email
            assert people[-1].send("/ingreso", {"correo": person.email, "clave": PASSWORD}).status == 303
        leader, planner = people
        ok(leader, report(leader, "1.2.2", valor="2", no_aplica="", files={"archivo": ("asistencia.pdf", PDF)}))
        assert read_sql(site, "SELECT count(*), min(no) FROM report WHERE state = 'devuelto'") == ["1", "1"]
        history = leader.ask(at("1.2.2", "reportes"))
        assert "Corregido después" in history.text and "Tarde" in history.text, text_of(history)
        (row,) = [row for row in json.loads(planner.ask(f"{PLAN}/monitoreo.json?hasta=31/12/{YEAR}").text) if row["activity"] == "1.2.2"]
        assert row["late"] is True, row
        month = text_of(leader.ask(f"{WORK}/agenda?mes={YEAR}-12"))
        of_row = month[month.index("Revisar los controles"):][:400]
        assert "Entregada tarde" in of_row, of_row
        again = leader.form(f"{at('1.2.2')}?corrige={read_sql(site, 'SELECT min(id) FROM report')[0]}", action="/reporte")
        lost = leader.post(again, {"accion": "guardar", "valor": "1"})
        assert lost.status == 409 and "ya fue corregido" in lost.text, text_of(lost)
        site.veedor("verify", code=0)


@story("A report of nothing dates nothing that is done later, and an activity takes so many reports in a day", engines=BOTH)
def too_soon(world):
    site = world.pasto()
    with site.serving() as server:
        published(site, server)
        leader = of_unit(site, server, "lider", unit_of(site, "2.2.1"))
        ok(leader, report(leader, "2.2.1", valor="0", que="Todavía no."))
    with site.serving("--now", f"{YEAR}-12-20T09:00:00-05:00") as server:
        again = Signed(server)
        assert again.send("/ingreso", {"correo": leader.email, "clave": PASSWORD}).status == 303
        first = read_sql(site, "SELECT id FROM report")[0]
        ok(again, report(again, "2.2.1", valor="1", path=f"{at('2.2.1')}?corrige={first}", fecha=f"14/12/{YEAR}", files={"archivo": ("audiencia.pdf", PDF)}))
        month, history = (text_of(again.ask(page)) for page in (f"{WORK}/agenda?mes={YEAR}-12", at("2.2.1", "reportes")))
        assert "Entregada tarde" in month[month.index("Hacer una audiencia"):][:300], month
        assert "Reporte 2: 1 Espera revisión Tarde" in history, history
        for _ in range(19):
            ok(again, report(again, "2.2.1", valor="0", que="Otra vez."))
        over = report(again, "2.2.1", valor="0", que="Una de más.")
        assert over.status == 422 and "Hoy ya se enviaron 20 reportes de esta actividad" in over.text and "Una de más." in over.text, text_of(over)
        assert read_sql(site, "SELECT count(*) FROM report") == ["21"]


@story("Without evidence, value, date or words a report is not sent, and what was typed comes back; another unit's row is refused", engines=BOTH)
def refused(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        leader, reader = of_unit(site, server, "lider", unit_of(site, "1.2.2")), sign_in(site, server, "lector")
        bare = report(leader, "1.2.2", valor="1")
        assert bare.status == 422 and "Falta la evidencia" in bare.text and "Se revisaron los controles" in bare.text, text_of(bare)
        wrong = report(leader, "1.2.2", valor="dos", fecha="31/02/2026", que="x" * 1001, enlace="javascript:alert(1)")
        said = text_of(wrong)
        assert wrong.status == 422 and all(words in said for words in ("Escriba un número", "febrero tiene 28 días", "Son 1001 letras", "empieza por https://")), said
        assert "Escriba un número de 0 en adelante" in report(leader, "1.2.2", valor="-3").text
        future = report(leader, "1.2.2", valor="1", fecha=f"31/12/{YEAR + 1}", enlace="https://entidad.gov.co/x")
        assert future.status == 422 and "No puede ser después de hoy" in future.text
        assert read_sql(site, "SELECT count(*) FROM report")[0] == "0"
        inside = [re.search(rf'<details class="more"( open)?><summary>{name}', wrong.text)[1] for name in ("Nombre de la evidencia", "Un enlace", "No aplica: la condición")]
        assert inside == [None, " open", None], "what is wrong inside is out of sight"
        ok(leader, report(leader, "1.2.2", valor="0", que="Todavía no se ha hecho ninguna."))                             # of what was not done there is no evidence
        assert "0 de 2 (0,00 %)" in text_of(leader.ask(at("1.2.2", "reportes")))
        (place,) = waiting(planner)
        ok(planner, review(planner, place, decision="aceptar"))
        ok(leader, report(leader, "1.2.2", no_aplica="No hubo procesos nuevos.", valor="", que="", fecha=""))              # nothing to be done asks no evidence
        assert "No aplica" in text_of(leader.ask(at("1.2.2", "reportes")))
        assert leader.ask(at("1.1.1")).status == 403 and leader.ask(at("9.9.9")).status == 404
        form = leader.form(at("1.2.2"), action="/reporte")
        form.action = at("1.1.1")
        assert leader.post(form, {"accion": "guardar", "valor": "1"}).status == 403
        assert reader.ask(at("1.2.2")).status == 403 and reader.ask(at("1.2.2", "reportes")).status == 200
        assert leader.ask(f"{WORK}/planes/plan/2022/actividad/1.1.1/reporte").status == 404                               # a plan of history is not reported
        site.veedor("verify", code=0)


@story("Nobody reviews a report of the own unit or the own one, and a file that proves two rows is flagged in both", engines=BOTH)
def own(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        unit = unit_of(site, "1.2.2")
        leader, admin = of_unit(site, server, "lider", unit), sign_in(site, server, "administrador")
        both = of_unit(site, server, "enlace", unit)
        made = admin.send(f"{WORK}/personas/nuevo", {"correo": f"enlace-{unit}@entidad.gov.co"[-60:], "nombre": f"Persona de {unit}", "rol": "planeacion", "dependencia": ""})
        assert made.status in (200, 303), text_of(made)
        ok(leader, report(leader, "1.2.2", valor="1", files={"archivo": ("asistencia.pdf", PDF)}))
        ok(leader, report(leader, "2.1.1", valor="1", files={"archivo": ("otro nombre.pdf", PDF)}))
        places = waiting(planner)
        assert len(places) == 2
        pages = [text_of(planner.ask(place)) for place in places]
        assert any("prueba también la actividad 2.1.1" in page for page in pages) and any("prueba también la actividad 1.2.2" in page for page in pages), pages
        shown = both.ask(places[0])
        assert shown.status == 200 and "Usted responde por esa actividad en la primera línea" in shown.text and 'name="decision"' not in shown.text, text_of(shown)
        form = planner.form(places[0])
        form.fields["token"] = re.search(r'action="[^"]*/salir"[^>]*>.*?name="token" value="([0-9a-f]+)"', shown.text, re.S)[1]
        assert both.post(form, {"decision": "aceptar", "valor": "50"}).status == 403
        assert len(waiting(planner)) == 2


@story("Two people on one draft do not overwrite each other, and a double click sends once", engines=BOTH)
def together(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        unit = unit_of(site, "1.2.2")
        leader, link = of_unit(site, server, "lider", unit), of_unit(site, server, "enlace", unit)
        mine, theirs = (person.form(at("1.2.2"), action="/reporte") for person in (leader, link))
        ok(link, link.post(theirs, {"accion": "guardar", "valor": "2", "que": "Lo del enlace.", "fecha": DMY}))
        clash = leader.post(mine, {"accion": "guardar", "valor": "1", "que": "Lo del líder.", "fecha": DMY})
        said = text_of(clash)
        assert clash.status == 409 and "escribió en este borrador" in said and "Lo del enlace." in said and "Lo del líder." in clash.text, said
        assert read_sql(site, "SELECT count(*), min(narrative) FROM report") == ["1", "Lo del enlace."]
        form = link.form(at("1.2.2"), action="/reporte")
        fields = {"accion": "enviar", "enlace": "https://entidad.gov.co/revision"}
        with concurrent.futures.ThreadPoolExecutor() as pool:
            answers = list(pool.map(lambda _: link.post(form, fields).status, range(2)))
        assert answers == [303, 303] and len(waiting(planner)) == 1, answers
        assert read_sql(site, "SELECT count(*) FROM evidence")[0] == "1"
        site.veedor("verify", code=0)


@story("Who reports what another already sent is told so before it counts twice, and planning's value is of the reports up to the one it reviews", engines=BOTH)
def twice(world):
    site = world.pasto()
    link = {"enlace": "https://entidad.gov.co/revision"}
    with site.serving() as server:
        planner, _ = published(site, server)
        unit = unit_of(site, "1.2.2")
        leader, other = of_unit(site, server, "lider", unit), of_unit(site, server, "enlace", unit)
        late = other.form(at("1.2.2"), action="/reporte")
        ok(leader, report(leader, "1.2.2", valor="1", **link))
        told = other.post(late, {"accion": "enviar", "valor": "1", "fecha": DMY, "que": "La misma revisión.", **link})
        assert told.status == 409 and "envió un reporte de esta actividad mientras usted escribía" in told.text and "La misma revisión." in told.text, text_of(told)
        assert "se sumaría" in text_of(other.ask(at("1.2.2"))) and len(waiting(planner)) == 1
        ok(other, report(other, "1.2.2", valor="1", **link))
        first, second = waiting(planner)
        assert "De lo reportado resulta: 1 de 2 (50,00 %)" in text_of(planner.ask(first)), text_of(planner.ask(first))
        shown = planner.ask(second)
        assert f'href="{first}"' in shown.text and "revíselo primero" in shown.text, text_of(shown)
        early = review(planner, second, decision="aceptar")
        assert early.status == 422 and "Antes espera revisión el reporte 1" in early.text, text_of(early)
        ok(planner, review(planner, first, decision="aceptar"))
        ok(planner, review(planner, second, decision="devolver", razon="Es la misma revisión."))
        assert many(site, "SELECT no, state, COALESCE(reviewed_u6, -1) FROM report ORDER BY no") == [("1", "aceptado", "50000000"), ("2", "devuelto", "-1")]
        assert many(site, "SELECT e.state FROM evidence e JOIN report r ON r.entity_id = e.entity_id AND r.id = e.report_id ORDER BY r.no") == [("aceptada",), ("adjunta",)]
        site.veedor("verify", code=0)


@story("An upload of evidence that is cut in the middle leaves nothing behind, and the form can be sent again", engines=SQLITE)
def cut(world):
    site = world.pasto()
    with site.serving() as server:
        published(site, server)
        leader = of_unit(site, server, "lider", unit_of(site, "1.2.2"))
        form = leader.form(at("1.2.2"), action="/reporte")
        fields = {"accion": "enviar", "valor": "1", "fecha": DMY, "que": "Se revisó."}
        body, kind = multipart({**form.fields, **fields}, {"archivo": ("asistencia.pdf", PDF * 2000)})
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall((f"POST {at('1.2.2')} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {leader.cookie}\r\nContent-Type: {kind}\r\n"
                            f"Content-Length: {len(body)}\r\n\r\n").encode() + body[:len(body) // 2])
        assert leader.ask(at("1.2.2")).status == 200 and read_sql(site, "SELECT count(*) FROM report")[0] == "0"
        ok(leader, leader.post(form, fields, files={"archivo": ("asistencia.pdf", PDF * 2000)}))
        site.veedor("verify", code=0)


@story("Who has not reported is listed by unit and reminded once a day; the report of a period says who was late and is data too", engines=BOTH)
def period(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        office = of_unit(site, server, "lider", unit_of(site, "1.1.1"))
        page = text_of(planner.ask(f"{WORK}/revision"))
        assert "Oficina de Planeación 1 1.1.1" in page, page
        form = planner.form(f"{WORK}/revision", action="/recordar")
        ok(planner, planner.post(form))
        assert "falta reportar el avance de 1 actividad vencida" in text_of(office.ask(f"{WORK}/avisos"))
        assert planner.post(form).status == 303 and "Hoy ya se les recordó" in planner.ask(f"{WORK}/revision").text
        ok(office, report(office, "1.1.1", valor="1", enlace="https://entidad.gov.co/politica"))
        assert "Tarde" in planner.ask(f"{WORK}/revision").text
        shown = text_of(planner.ask(f"{PLAN}/monitoreo"))
        assert "vencido a ese día: 1; reportadas a tiempo: 0; tarde: 1; incompletas: 0; sin reporte: 0. De ellas, planeación aceptó el último reporte de 0 y alguna vez devolvió 0." in shown, shown
        rows = list(csv.DictReader(io.StringIO(planner.ask(f"{PLAN}/monitoreo.csv?dialect=rfc4180").text)))
        assert {row["Actividad"]: row["Estado"] for row in rows}["1.1.1"] == "Espera revisión" and len(rows) == 6, rows
        early = {row["activity"]: row for row in json.loads(planner.ask(f"{PLAN}/monitoreo.json?hasta={YEAR}-01-15").text)}
        assert early["1.1.1"]["state"] == "sin_reporte" and early["1.2.2"]["state"] == "no_vencida", early      # nobody had reported it then
        before = text_of(planner.ask(f"{PLAN}/monitoreo?hasta={YEAR}-01-15"))
        assert "vencido a ese día: 1; reportadas a tiempo: 0; tarde: 0; incompletas: 0; sin reporte: 1." in before, before
        ahead = text_of(planner.ask(f"{PLAN}/monitoreo?hasta=31/12/{YEAR}"))
        assert "Los reportes están como hoy." in ahead and "al terminar el" not in ahead, ahead
        ok(planner, review(planner, waiting(planner)[0], decision="devolver", razon="Falta el acta."))
        ok(office, report(office, "1.1.1", valor="1", enlace="https://entidad.gov.co/politica"))
        ok(planner, review(planner, waiting(planner)[0], decision="aceptar", valor="100"))
        once = text_of(planner.ask(f"{PLAN}/monitoreo"))
        assert "aceptó el último reporte de 1 y alguna vez devolvió 1." in once, once                          # what was corrected had been sent back
        days = [(TODAY - datetime.timedelta(days=n)).isoformat() for n in (12, 10, 7, 5, 3)]
        at_noon = [int(datetime.datetime.fromisoformat(f"{day}T12:00:00-05:00").timestamp()) * 1000000 for day in days]
        behind(site, f"UPDATE report SET sent_at = {at_noon[1]}, reviewed_at = {at_noon[3]}, done_on = '{days[1]}'")
        then = [{row["activity"]: row for row in json.loads(planner.ask(f"{PLAN}/monitoreo.json?hasta={day}").text)}["1.1.1"] for day in days[::2]]
        assert then[0]["state"] in ("sin_reporte", "no_vencida") and [row["state"] for row in then[1:]] == ["reportada", "aceptada"], then
        assert [row["reviewed"] for row in then][:2] == [None, None] and then[2]["reviewed"] is not None, then
        assert f'href="{PLAN}/monitoreo"' in planner.ask(f"{PLAN}/1").text, "the version in force leads to its monitoring"
        assert planner.ask(f"{PLAN}/monitoreo.xlsx").status == 200 and planner.ask(f"{PLAN}/monitoreo.csv?hasta=ayer").status == 400
        for typed, said in (("ayer", "Escriba la fecha como día/mes/año"), (f"31/02/{YEAR}", "febrero tiene")):
            wrong = planner.ask(f"{PLAN}/monitoreo?hasta={typed}")
            assert wrong.status == 422 and said in wrong.text and f'value="{typed}"' in wrong.text and "Por dependencia" in wrong.text, (typed, re.findall('<input id=.hasta[^>]*>', wrong.text))
        seen = office.ask(f"{PLAN}/monitoreo")
        assert seen.status == 200 and f'href="{WORK}/revision"' not in seen.text, "who reports is led to no page that is not theirs"


@story("What comes below the target stays asked while its day has not come, also when it was sent as what falls due", engines=BOTH)
def below(world):
    site = world.pasto()
    early = TODAY < datetime.date(YEAR, 12, 31)
    with site.serving() as server:
        published(site, server)
        leader = of_unit(site, server, "lider", unit_of(site, "2.1.2"))
        form = leader.form(at("2.1.2"), action="/reporte")
        (due,) = [value for value in form.offered["responde"] if value != "intermedio"]
        assert form.fields["responde"] == ("intermedio" if (datetime.date(YEAR, 12, 31) - TODAY).days > 30 else due), form.fields
        ok(leader, report(leader, "2.1.2", valor="80", responde=due, enlace="https://entidad.gov.co/contratos"))
        assert read_sql(site, f"SELECT count(*) FROM report WHERE obligation_id = {due}") == [str(int(not early))]
        if early:
            ok(leader, report(leader, "2.1.2", valor="100", responde=due, enlace="https://entidad.gov.co/contratos"))
            assert read_sql(site, f"SELECT count(*) FROM report WHERE obligation_id = {due}") == ["1"]
        site.veedor("verify", code=0)


@story("A report says which of the things that are owed it answers, the others stay owed, and what is late is late by that one", engines=BOTH)
def answers(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published_with_more(site, server)
        unit = unit_of(site, "2.1.3")
        leader = of_unit(site, server, "lider", unit)
        page = leader.ask(at("2.1.3"))
        form = leader.form(at("2.1.3"), action="/reporte")
        owed = [row[0] for row in many(site, "SELECT o.id FROM obligation o JOIN activity a ON a.entity_id = o.entity_id AND a.key = o.activity_key JOIN plan_version v ON v.entity_id = a.entity_id AND v.id = a.version_id "
                              "AND v.plan_id = o.plan_id AND v.state = 'publicado' WHERE a.address = '2.1.3' ORDER BY o.due_on")]
        assert len(owed) == 12 and form.fields["responde"] == owed[0] and f"enero de {YEAR}" in page.text, (form.fields, owed)
        link = {"enlace": "https://entidad.gov.co/boletin"}
        ok(leader, report(leader, "2.1.3", valor="1", responde=owed[11], **link))                                     # of December, in time
        ok(leader, report(leader, "2.1.3", valor="1", responde="intermedio", **link))
        assert read_sql(site, "SELECT count(*), min(obligation_id) FROM report WHERE obligation_id IS NOT NULL") == ["1", owed[11]]
        shown = text_of(leader.ask(at("2.1.3", "reportes")))
        assert f"Responde a diciembre de {YEAR}, que vence el 31/12/{YEAR}" in shown and "Tarde" not in shown, shown
        again = leader.form(at("2.1.3"), action="/reporte")
        assert again.fields["responde"] == owed[0] and owed[11] not in again.offered["responde"], again.offered
        taken = leader.post(again, {"accion": "enviar", "valor": "1", "fecha": DMY, "que": "Se publicó.", "responde": owed[11], **link})
        assert taken.status == 422 and "Elija de la lista qué reporta" in taken.text, text_of(taken)
        ok(leader, report(leader, "2.1.3", valor="1", **link))
        for part in (None, "30/12/"):                                                                                   # the second of two: what was due is there
            ok(leader, report(leader, "1.2.2", valor="1", responde="intermedio", **link))
            found = read_sql(site, "SELECT count(*) FROM report r JOIN obligation o ON o.entity_id = r.entity_id AND o.id = r.obligation_id WHERE o.due_on LIKE '%-12-30'")
            assert found == [str(int(part is not None))], (part, found)
        months = TODAY.month > 1
        assert ("Tarde" in text_of(leader.ask(at("2.1.3", "reportes")))) == months
        (row,) = [row for row in json.loads(planner.ask(f"{PLAN}/monitoreo.json").text) if row["activity"] == "2.1.3"]
        assert row["late"] is months and (row["state"] == "incompleta") == (TODAY.month > 2), row
        shown = text_of(planner.ask(f"{PLAN}/monitoreo"))
        assert (re.search(r"2\.1\.3\. .{0,200} Incompleta ", shown) is not None) == (TODAY.month > 2), shown                # what has progress is not without report
        site.veedor("verify", code=0)
