# SPDX-License-Identifier: Apache-2.0
"""Workshops that build a plan and pieces that make it known: attendance, minutes, proposals with what became of them, what the public sees."""
import csv
import datetime
import hashlib
import io
import json
import re

from consulted import TODAY, VIGENCIA, dmy, draft
from record_story import read_sql, run_sql
from signed import PASSWORD, Signed, sign_in, text_of
from story import BOTH, settled, story
from units_story import units_of

SPACES, PIECES = "/pasto/trabajo/participacion", "/pasto/trabajo/piezas"
PUBLIC = f"/pasto/plan/{VIGENCIA}/participacion"
VERSION = f"/pasto/trabajo/planes/plan/{VIGENCIA}/1"
LEADER = "lider@entidad.gov.co"
LIST, PHOTO, BULLETIN = (b"%PDF-1.4 " + name + bytes(range(256)) * 8 for name in (b"lista", b"memorias", b"boletin"))


def workshop(unit, **more):
    return {"clase": "taller", "titulo": "Taller con la ciudadanía <b>para el plan</b>", "familia": "plan", "vigencia": str(VIGENCIA), "fecha": dmy(TODAY), "desde": "8:30", "hasta": "12:00",
            "modalidad": "presencial", "lugar": "Casa de la cultura", "canal": "invitacion", "dependencia": unit, "publico": "si", **more}


def piece(unit, **more):
    return {"titulo": "Boletín interno 12: el borrador", "canal": "boletin", "fecha": dmy(TODAY), "publico_a": "Servidores de la entidad", "enlace": "https://entidad.gov.co/boletin?n=12&m=1",
            "familia": "plan", "vigencia": str(VIGENCIA), "version": "1", "dependencia": unit, "publico": "si", **more}


def register(person, unit, **more):
    return person.send(f"{SPACES}/nuevo", workshop(unit, **more))


def turn(person, what, reason="", no=1):
    return person.send(f"{SPACES}/{no}", {"accion": what, "razon": reason} if what != "realizar" else {"accion": what}, action="/estado",
                       button="Marcar como realizado" if what == "realizar" else "Retirarlo: se registró por error")


def ok(person, answer):
    page = person.follow(answer)
    assert answer.status == 303 and page.status == 200, f"{answer.status}\n{text_of(answer)[-2000:]}"
    return page


def activity(person, address):
    """The value of an activity in the form of a proposal."""
    page = person.ask(f"{SPACES}/1/propuestas/nueva").text
    return re.search(rf'<option value="(\d+)">{re.escape(address)}\. ', page)[1]


def fill(planner, units, year=VIGENCIA, address="2.1.1"):
    """A workshop with all of it, and a piece: what other stories want to find."""
    ok(planner, register(planner, units[0], vigencia=str(year)))
    ok(planner, planner.send(f"{SPACES}/1/resultado", {"g0": "24", "g2": "3", "g9": "15", "acta": "## Acuerdos\n\n- Publicar **antes** el mapa <script>x</script>"}))
    ok(planner, planner.send(f"{SPACES}/1/propuestas/nueva", {"texto": "Que el informe se lea en la emisora.", "quien": "grupo", "grupo": "veedurias", "estado": "acogida",
                                                             "actividad": activity(planner, address), "razon": "Se acoge en la divulgación."}))
    ok(planner, planner.send(f"{SPACES}/1/propuestas/nueva", {"texto": "Que cada secretaría revise sus riesgos.", "quien": "dependencia", "dependencia": units[1], "estado": "por_decidir"}))
    ok(planner, planner.send(f"{PIECES}/nueva", piece(units[0], vigencia=str(year))))


def leads(server, keeper, unit):
    """Somebody who leads one unit alone."""
    given = keeper.send("/pasto/trabajo/personas/nuevo", {"correo": LEADER, "nombre": "Líder de la dependencia", "rol": "lider", "dependencia": unit})
    leader = Signed(server)
    done = leader.send("/clave/" + re.search(r"/clave/([0-9a-f]+)", given.text)[1], {"clave": PASSWORD, "repita": PASSWORD})
    assert done.status == 303, text_of(done)
    return leader


@story("A workshop is registered, counted, minuted and held; its proposals lead to activities, and citizens read what became of each", engines=BOTH)
def workshop_held(world):
    site = world.pasto()
    draft(site)
    with site.serving() as server:
        planner, reader, nobody = sign_in(site, server, "planeacion"), sign_in(site, server, "lector"), Signed(server)
        units = sorted(units_of(server))
        assert nobody.ask(PUBLIC).status == 404 and "no muestra ninguno aquí" in nobody.ask("/pasto/plan/2022/participacion").text
        assert PUBLIC not in planner.ask(f"{VERSION}/participacion").text
        fill(planner, units)
        page = planner.ask(f"{SPACES}/1").text
        assert "Asistieron 27 personas" in page and "Veedurías ciudadanas" in page and "<strong>antes</strong>" in page and "<script>" not in page, page
        assert "Taller con la ciudadanía &lt;b&gt;para el plan&lt;/b&gt;" in page and "Programado" in page
        assert "Se marcó como realizado el espacio de participación" in ok(planner, turn(planner, "realizar")).text
        decided = planner.send(f"{SPACES}/1/propuestas/2", {"estado": "no_acogida", "razon": ""})
        assert decided.status == 422 and "Escriba por qué no se acoge del todo" in decided.text
        ok(planner, planner.send(f"{SPACES}/1/propuestas/2", {"estado": "no_acogida", "razon": "Ya la tiene el plan de riesgos."}))
        assert "Que el informe se lea en la emisora." in planner.ask(f"{VERSION}/actividades/2.1.1").text        # the activity says where it comes from
        assert "emisora" not in planner.ask(f"{VERSION}/actividades/1.1.1").text
        for path in (f"{VERSION}/participacion", f"{SPACES}/1"):
            shown = text_of(reader.ask(path))
            assert "Que el informe se lea en la emisora" in shown and "2.1.1. Publicar el informe de gestión" in shown, shown
        assert "Boletín interno 12" in reader.ask(f"{VERSION}/participacion").text
        assert f'href="{VERSION}/participacion"' in reader.ask(VERSION).text
        seen = nobody.ask(PUBLIC)
        shown = text_of(seen)
        for said in ("Casa de la cultura", "Asistieron 27 personas", "Veedurías ciudadanas 3", "Mujeres 15", "Que el informe se lea en la emisora.", "No acogida", "Ya la tiene el plan de riesgos.", "Boletín interno 12",
                     "de 08:30 a 12:00"):
            assert said in shown, f"{said}\n{shown}"
        assert "Acuerdos" not in shown and "2.1.1" not in shown, shown                                          # neither minutes nor the draft
        assert 'href="https://entidad.gov.co/boletin?n=12&amp;m=1"' in seen.text
        rows = list(csv.DictReader(io.StringIO(nobody.ask(f"{PUBLIC}.csv?dialect=rfc4180").text)))
        assert [(row["Número"], row["Asistentes"], row["Propuestas"], row["Estado"]) for row in rows] == [("1", "27", "2", "Realizado")], rows
        inside = json.loads(planner.ask(f"{SPACES}.json?estado=realizado&vigencia={VIGENCIA}").text)
        assert {group["group"]: group["people"] for group in inside[0]["attendance_by_group"]} == {"Ciudadanía": 24, "Mujeres": 15, "Veedurías ciudadanas": 3}, inside
        assert json.loads(planner.ask(f"{SPACES}.json?estado=cancelado").text) == []
        proposals = json.loads(nobody.ask(f"/pasto/participacion/propuestas.json?vigencia={VIGENCIA}").text)
        assert [(p["number"], p["state"], p["by"], p["activity"]) for p in proposals] == [(1, "acogida", "Veedurías ciudadanas", None), (2, "no_acogida", units_of(server)[units[1]], None)], proposals
        assert nobody.ask(f"{SPACES}.csv").status == 303
        site.veedor("verify", code=0)


@story("A space without minutes nor evidence is not held, nor before its day; who may not, and what is wrong, is said with what was typed", engines=BOTH)
def refused(world):
    site = world.pasto()
    draft(site)
    with site.serving() as server:
        planner, reader, service = sign_in(site, server, "planeacion"), sign_in(site, server, "lector"), sign_in(site, server, "atencion")
        unit = sorted(units_of(server))[0]
        bare = planner.send(f"{SPACES}/nuevo", workshop(unit, fecha="31/02/2026", desde="25:00", lugar="", familia="", enlace="javascript:alert(1)"))
        said = text_of(bare)
        assert bare.status == 422 and all(words in said for words in ("febrero tiene 28 días", "Escriba la hora de 0 a 23", "Escriba dónde se hace", "Elija el plan", "empieza por https://")), said
        assert 'value="31/02/2026"' in bare.text and "javascript:alert(1)" in bare.text
        assert reader.ask(f"{SPACES}/nuevo").status == 403
        ok(service, register(service, unit, fecha=dmy(TODAY + datetime.timedelta(days=2))))
        early = turn(planner, "realizar")
        assert early.status == 422 and "Todavía no llega su fecha" in early.text
        change = planner.send(f"{SPACES}/1/cambiar", {"fecha": dmy(TODAY), "razon": ""})
        assert change.status == 422 and "Escriba por qué se cambia" in change.text
        ok(planner, planner.send(f"{SPACES}/1/cambiar", {"fecha": dmy(TODAY), "razon": "Se adelantó por el paro."}))
        empty = turn(planner, "realizar")
        assert empty.status == 422 and "hace falta el acta o al menos un archivo de evidencia" in empty.text, text_of(empty)
        assert "Programado" in planner.ask(f"{SPACES}/1").text and "«Se adelantó por el paro.»" in planner.ask(f"{SPACES}/1").text
        many = planner.send(f"{SPACES}/1/resultado", {"g0": "3", "g9": "4"})
        assert many.status == 422 and "No pueden ser más que los 3 asistentes" in many.text
        assert planner.send(f"{SPACES}/1/resultado", {"g0": "tres"}).status == 422
        bare = turn(planner, "cancelar")
        assert bare.status == 422 and "Escriba la razón" in bare.text
        ok(planner, turn(planner, "cancelar", "No hubo quórum."))
        assert "Cancelado" in Signed(server).ask(PUBLIC).text
        ok(planner, turn(planner, "retirar", "Se registró dos veces."))
        settled(world)
        assert Signed(server).ask(PUBLIC).status == 404 and "Retirado" in planner.ask(SPACES).text
        assert planner.ask(f"{SPACES}/1/cambiar").status == 409 and planner.ask(f"{SPACES}/2").status == 404
        late = planner.send(f"{PIECES}/nueva", piece(unit, fecha=dmy(TODAY + datetime.timedelta(days=1)), version="9"))
        assert late.status == 422 and "no puede ser después de hoy" in late.text and "no tiene una versión con ese número" in late.text
        assert read_sql(site, "SELECT count(*) FROM outreach_piece")[0] == "0"
        site.veedor("verify", code=0)


@story("The leader of a unit registers its spaces and no other's, and does not decide on proposals; two who write at once do not overwrite each other", engines=BOTH)
def leaders(world):
    site = world.pasto()
    draft(site)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        own, other = sorted(units_of(server))[:2]
        leader = leads(server, sign_in(site, server, "administrador"), own)
        assert f'<option value="{other}"' not in leader.ask(f"{SPACES}/nuevo").text
        form = leader.form(f"{SPACES}/nuevo")
        assert leader.post(form, workshop(other)).status == 403
        ok(leader, register(leader, own))
        ok(leader, leader.send(f"{SPACES}/1/propuestas/nueva", {"texto": "Más talleres.", "quien": "ciudadania"}))
        form = leader.form(f"{SPACES}/1/propuestas/1")
        assert "deciden la oficina de planeación" in leader.ask(f"{SPACES}/1/propuestas/1").text
        leader.post(form, {"estado": "acogida"})
        assert read_sql(site, "SELECT state FROM participation_proposal")[0] == "por_decidir"
        ok(leader, leader.send(f"{SPACES}/1/propuestas/1", {"texto": "Más talleres en las veredas."}))
        ok(planner, planner.send(f"{SPACES}/1/propuestas/1", {"estado": "acogida"}))
        late = leader.send(f"{SPACES}/1/propuestas/1", {"texto": "Menos talleres."})
        assert late.status == 403 and "ya se decidió" in late.text and "Más talleres en las veredas." in leader.ask(f"{SPACES}/1").text
        ok(planner, register(planner, other, titulo="De otra dependencia"))
        assert leader.ask(f"{SPACES}/2/cambiar").status == 403 and leader.ask(f"{SPACES}/2").status == 200
        mine, theirs = leader.form(f"{SPACES}/1/cambiar"), planner.form(f"{SPACES}/1/cambiar")
        ok(planner, planner.post(theirs, {"lugar": "Coliseo", "razon": "Vendrán más."}))
        clash = leader.post(mine, {"lugar": "Parque", "razon": "Está libre."})
        assert clash.status == 409 and "Otra persona cambió este espacio" in clash.text and "Coliseo" in clash.text and "Parque" in clash.text, text_of(clash)
        assert leader.post(mine, {"lugar": "Parque", "razon": "Está libre."}).status == 409                       # a double click says the same
        ok(planner, planner.send(f"{PIECES}/nueva", piece(other)))
        ok(planner, planner.send(f"{PIECES}/1/cambiar", {"canal": "web", "razon": "Salió en la página."}))
        assert planner.send(f"{PIECES}/1", {"razon": ""}, action="/retirar").status == 422
        ok(planner, planner.send(f"{PIECES}/1", {"razon": "Era de otra entidad."}, action="/retirar"))
        assert "Boletín interno 12" not in Signed(server).ask(PUBLIC).text and "Retirada" in leader.ask(PIECES).text
        assert "«Era de otra entidad.»" in leader.ask(f"{PIECES}/1").text


def bring(person, place, what, name, data):
    return person.send(place, {"que": what}, action="/archivo", files={"archivo": (name, data)})


@story("A file alone proves that a space was held; the list of who attended is never public, and what is withdrawn takes its files along", engines=BOTH)
def evidence(world):
    site = world.pasto()
    with site.serving() as server:
        planner, nobody = sign_in(site, server, "planeacion"), Signed(server)
        unit, public = sorted(units_of(server))[0], "/pasto/plan/2022/participacion"
        ok(planner, register(planner, unit, clase="mesa_de_trabajo", titulo="Mesa de 2022", vigencia="2022", modalidad="virtual", lugar="", enlace="https://reunion.entidad.gov.co/1"))
        ok(planner, planner.send(f"{SPACES}/1/propuestas/nueva", {"texto": "Medir la satisfacción.", "quien": "ciudadania", "estado": "parcial", "razon": "En parte.",
                                                                  "actividad": activity(planner, "4.3.4")}))
        nothing = planner.send(f"{SPACES}/1", {"que": "publica"}, action="/archivo", files={"archivo": ("", b"")})
        assert nothing.status == 422 and "Elija el archivo" in nothing.text, text_of(nothing)[-800:]
        unsaid = bring(planner, f"{SPACES}/1", "", "foto.pdf", PHOTO)
        assert unsaid.status == 422 and "Elija qué es el archivo" in unsaid.text
        page = ok(planner, bring(planner, f"{SPACES}/1", "asistencia", "lista de asistencia.pdf", LIST))
        assert "lista de asistencia.pdf" in page.text and "Se agregó un archivo al espacio de participación" in page.text
        reader, auditor = sign_in(site, server, "lector"), sign_in(site, server, "control_interno")
        kept = re.search(r'href="(/pasto/trabajo/archivos/\d+)"', page.text)[1]
        assert [who.ask(kept).status for who in (planner, auditor, nobody)] == [200, 200, 303] and reader.ask(kept).status in (403, 404)
        assert "Realizado" in ok(planner, turn(planner, "realizar")).text
        ok(planner, bring(planner, f"{SPACES}/1", "publica", "memorias.pdf", PHOTO))
        ok(planner, planner.send(f"{PIECES}/nueva", piece(unit, vigencia="2022", enlace="")))
        assert "Sin evidencia" in planner.ask(PIECES).text
        ok(planner, bring(planner, f"{PIECES}/1", "publica", "boletin.pdf", BULLETIN))
        assert "Con evidencia" in planner.ask(PIECES).text
        seen = nobody.ask(public).text
        assert "memorias.pdf" in seen and "boletin.pdf" in seen and "lista de asistencia" not in seen
        assert 'href="/pasto/plan/2022/actividad/4.3.4"' in seen and "Acogida en parte" in seen
        files = {name: f"/pasto/archivos/{hashlib.sha256(data).hexdigest()}" for name, data in (("list", LIST), ("photo", PHOTO), ("bulletin", BULLETIN))}
        assert [nobody.ask(files[name]).status for name in ("list", "photo", "bulletin")] == [404, 200, 200]
        assert 'href="/pasto/participacion"' in nobody.ask("/pasto/participa").text and 'href="/pasto/plan/2022/participacion"' in nobody.ask("/pasto/participacion").text
        kept = planner.send(f"{SPACES}/1/resultado", {"g0": "8", "acta": ""})
        assert kept.status == 303, text_of(kept)
        again = planner.send(f"{SPACES}/1/resultado", {"g0": "9"})
        assert again.status == 422 and "Escriba por qué se cambia lo que ya estaba registrado" in again.text
        ok(planner, turn(planner, "retirar", "Fue de otra entidad."))
        assert nobody.ask(files["photo"]).status == 404 and nobody.ask(files["bulletin"]).status == 200 and "memorias.pdf" not in nobody.ask(public).text
        ok(planner, planner.send(f"{SPACES}/nuevo", workshop(unit, publico="")))
        assert "No es público" in planner.ask(SPACES).text and "Taller con la ciudadanía" not in nobody.ask("/pasto/participacion").text
        site.veedor("verify", code=0)


@story("A long list goes on page by page, at work and in public, and its data have every row", engines=BOTH)
def long_list(world):
    site = world.pasto()
    with site.serving() as server:
        planner, nobody = sign_in(site, server, "planeacion"), Signed(server)
        ok(planner, register(planner, sorted(units_of(server))[0], clase="capacitacion", familia="", vigencia="", titulo="Espacio 1"))
        run_sql(site, "INSERT INTO participation_event WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 120) "
                      "SELECT entity_id, id + 100000 + i, i, kind, 'Espacio ' || i, family, vigencia, held_on, from_time, to_time, mode, place, link, channel, unit_id, "
                      "minutes, state, is_public, rev FROM participation_event CROSS JOIN n")
        ok(planner, register(planner, sorted(units_of(server))[1], titulo="Espacio 121", vigencia="2022"))         # and the public page is made anew
        for who, start, link in ((planner, f"{SPACES}?clase=capacitacion", r'>Espacio (\d+)</a>'), (nobody, "/pasto/participacion", r"<h3>Espacio (\d+)</h3>")):
            found, path, pages = [], start, 0
            while path:
                page = who.ask(path)
                assert page.status == 200, (path, page.status)
                found += [int(n) for n in re.findall(link, page.text)]
                pages, path = pages + 1, next(iter(re.findall(r'href="([^"]*)">Espacios anteriores', page.text)), "").replace("&amp;", "&")
            wanted = list(range(120 if who is planner else 121, 0, -1))
            assert found == wanted and pages == 3, (start, pages, found[:3], found[-3:], len(found))
        assert len(json.loads(nobody.ask("/pasto/participacion.json").text)) == 121
        assert len(json.loads(planner.ask(f"{SPACES}.json?clase=taller").text)) == 1
        assert nobody.ask("/pasto/participacion?antes=ayer.1").status == 400
