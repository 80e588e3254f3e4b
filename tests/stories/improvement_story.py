# SPDX-License-Identifier: Apache-2.0
"""Improvement plans: a finding, its cause, the actions of its unit, what planning and Control Interno say of them, and what citizens read."""
import concurrent.futures
import csv
import datetime
import hashlib
import html
import io
import json
import re

from agenda_story import behind
from amendment_story import of_unit
from planned import TODAY, YEAR
from record_story import read_sql
from signed import PASSWORD, Signed, sign_in, text_of
from story import BOTH, settled, story
from units_story import units_of
from verification_story import CUT, again, begun, days, moved, opened, verify

WORK, PUBLIC, HOME = "/pasto/trabajo/mejora", "/pasto/mejora", "/pasto/trabajo"
PDF, OTHER = (b"%PDF-1.4 " + name + bytes(range(256)) * 8 for name in (b"procedimiento", b"acta"))


def dmy(days=0):
    return (TODAY + datetime.timedelta(days)).strftime("%d/%m/%Y")


def ok(person, answer):
    page = person.follow(answer)
    assert answer.status == 303 and page.status == 200, f"{answer.status}\n{text_of(answer)[-2500:]}"
    return page


def two_units(server):
    """Those with the shortest slugs: the address of mail of a person of each is whole."""
    return sorted(units_of(server), key=lambda slug: (len(slug), slug))[:2]


def finding(unit, **more):
    return {"fuente": "externa", "documento": "Informe de auditoría 12", "fecha": dmy(-10), "titulo": "Las quejas se responden <b>fuera del término</b>", "detalle": "De 40 quejas, 13 tarde.",
            "criterio": "Ley 1755 de 2015, art. 14", "dependencia": unit, "plazo": dmy(10), "publico": "si", **more}


def register(control, unit, **more):
    return ok(control, control.send(f"{WORK}/nueva", finding(unit, **more)))


def cause(leader, no=1, **more):
    return leader.send(f"{WORK}/{no}/causa", {"porque_1": "Nadie las reparte.", "porque_2": "No hay quien las reciba.", "causa": "No hay un reparto diario de las quejas.", **more})


def action(unit, **more):
    return {"que": "Repartir las quejas cada mañana", "dependencia": unit, "meta": "2", "medida": "procedimientos firmados", "desde": dmy(), "hasta": dmy(30), **more}


def propose(leader, unit, no=1, **more):
    return leader.send(f"{WORK}/{no}/acciones/nueva", action(unit, **more))


def review(planner, no=1, **fields):
    return planner.send(f"{WORK}/{no}", {"decision": "aceptar", **fields}, action="/revision")


def report(leader, achieved, n=1, no=1, files=None, **more):
    return leader.send(f"{WORK}/{no}/acciones/{n}/avance", {"avance": achieved, "fecha": dmy(), "que": "Se firmó el procedimiento.", **more}, action="/avance", files=files)


def evaluate(control, decision, n=1, no=1, **more):
    return control.send(f"{WORK}/{no}/acciones/{n}/evaluacion", {"decision": decision, **more}, action="/evaluacion")


def judge(control, efficacy, no=1, **more):
    return control.send(f"{WORK}/{no}", {"eficacia": efficacy, "razon_eficacia": "Se revisaron 30 quejas.", **more}, action="/eficacia")


def under_way(site, server, **more):
    """(who closes, who leads the unit, who reviews, the unit) of finding 1, with an accepted action."""
    unit = two_units(server)[0]
    control, leader, planner = sign_in(site, server, "control_interno"), of_unit(site, server, "lider", unit), sign_in(site, server, "planeacion")
    register(control, unit, **more)
    ok(leader, cause(leader))
    ok(leader, propose(leader, unit))
    ok(leader, leader.send(f"{WORK}/1", action="/enviar"))
    ok(planner, review(planner))
    return control, leader, planner, unit


def fill(site, server, pdf=PDF):
    """A finding whose action was reported, with another proposed for its unit's next finding: what other stories want to find."""
    control, leader, _, unit = under_way(site, server)
    ok(leader, report(leader, "2", files={"archivo": ("procedimiento.pdf", pdf)}, clase="publica", titulo="Procedimiento firmado"))
    register(control, unit, titulo="Faltan actas de tres comités", fuente="seguimiento", documento="Informe 14")
    ok(leader, cause(leader, no=2))
    ok(leader, propose(leader, unit, no=2))
    return control, leader


@story("A finding walks from its cause to its closing: the unit writes and reports with evidence, planning accepts, Control Interno judges and closes, and citizens read it", engines=BOTH)
def whole_walk(world):
    site = world.pasto()
    with site.serving() as server:
        unit, second = two_units(server)
        control, leader, planner = sign_in(site, server, "control_interno"), of_unit(site, server, "lider", unit), sign_in(site, server, "planeacion")
        nobody, reader = Signed(server), sign_in(site, server, "lector")
        assert "Todavía no hay hallazgos" in control.ask(WORK).text and "todavía no muestra ninguno" in nobody.ask(PUBLIC).text
        bad = control.send(f"{WORK}/nueva", {"fuente": "", "documento": "", "titulo": "", "fecha": dmy(2), "plazo": dmy(-2), "dependencia": "", "publico": ""})
        said = text_of(bad)
        assert bad.status == 422 and all(words in said for words in ("Elija de dónde viene", "Escriba qué documento lo dice", "Escriba qué se encontró", "No puede ser después de hoy", "Ese día ya pasó",
                                                                    "Elija una dependencia")), said
        assert planner.send("/pasto/trabajo/procesos/nuevo", {"nombre": "Atención de quejas", "lidera": unit, "desde": "01/01/2025"}).status == 303
        process = read_sql(site, "SELECT id FROM process WHERE name = 'Atención de quejas'")[0]
        assert "Elija un proceso" in control.send(f"{WORK}/nueva", finding(unit, proceso="9999")).text
        page = register(control, unit, proceso=process)
        assert "Proceso Atención de quejas" in text_of(page), text_of(page)
        assert "Se registró el hallazgo" in page.text and "Las quejas se responden &lt;b&gt;fuera" in page.text and "Por formular" in page.text, text_of(page)
        assert "registró un hallazgo de su dependencia" in text_of(leader.ask(f"{HOME}/avisos"))
        home = text_of(leader.ask(HOME))
        assert "Hallazgo 1. Las quejas se responden" in home and "Escriba la causa y las acciones" in home, home
        assert leader.ask(f"{WORK}/nueva").status == 403 and nobody.ask(f"{PUBLIC}/1").status == 404
        assert leader.send(f"{WORK}/1/causa", {"causa": ""}).status == 422
        page = ok(leader, cause(leader))
        assert "No hay un reparto diario" in page.text and "¿Por qué? Nadie las reparte." in text_of(page) and 'action="/pasto/trabajo/mejora/1/enviar"' not in page.text
        wrong = propose(leader, unit, meta="cero", hasta=dmy(-1), que="")
        assert wrong.status == 422 and all(words in text_of(wrong) for words in ("Escriba qué se va a hacer", "un número mayor que cero", "Termina después de empezar")), text_of(wrong)
        ok(leader, propose(leader, unit))
        named = read_sql(site, "SELECT id FROM person WHERE email LIKE 'lector%'")[0]
        assert "Elija una persona" in propose(leader, second, persona="9999").text
        ok(leader, propose(leader, second, persona=named, que="Publicar el tablero de quejas", meta="1", medida="tableros"))
        ok(leader, leader.send(f"{WORK}/1/acciones/2/cambiar", {"que": "Publicar el tablero <b>semanal</b>"}))
        ok(leader, propose(leader, unit, que="Sobra"))
        ok(leader, leader.post(leader.form(f"{WORK}/1", action="/acciones/3/quitar")))
        assert "Sobra" not in re.sub(r'(?s)id="historia".*', "", leader.ask(f"{WORK}/1").text) and nobody.ask(f"{PUBLIC}/1").status == 404
        form = leader.form(f"{WORK}/1", action="/enviar")
        ok(leader, leader.post(form))
        assert leader.post(form).status == 303 and "envió las acciones de un hallazgo" in text_of(planner.ask(f"{HOME}/avisos"))
        assert "La dependencia envió la causa y las acciones" in text_of(planner.ask(HOME)) and leader.ask(f"{WORK}/1/causa").status == 409
        ok(planner, review(planner))
        settled(world)
        assert "Usted está a cargo de una acción" in text_of(reader.ask(f"{HOME}/avisos"))
        other = of_unit(site, server, "enlace", second)
        assert "tiene una acción de un plan de mejoramiento" in text_of(other.ask(f"{HOME}/avisos")) or "Acción 2 del hallazgo 1" in text_of(other.ask(HOME))
        shown = nobody.ask(PUBLIC)
        assert "Las quejas se responden" in shown.text and "Sin reporte. Meta: 2 procedimientos firmados" in text_of(shown), text_of(shown)
        assert f'href="{PUBLIC}"' in nobody.ask("/pasto/transparencia").text and f'href="{PUBLIC}"' in nobody.ask("/pasto/participa").text
        bare = report(leader, "1")
        assert bare.status == 422 and "Falta la evidencia" in bare.text and "Se firmó el procedimiento." in bare.text
        ok(leader, report(leader, "1", enlace="https://entidad.gov.co/procedimiento", clase="reservada"))
        form = leader.form(f"{WORK}/1/acciones/1/avance", action="/avance")
        fields = {"avance": "2", "fecha": dmy(), "que": "Se firmó el segundo."}
        files = {"archivo": ("procedimiento.pdf", PDF)}
        with concurrent.futures.ThreadPoolExecutor() as pool:
            assert list(pool.map(lambda _: leader.post(form, {**fields, "clase": "publica", "titulo": "Procedimiento dos"}, files=files).status, range(2))) == [303, 303]
        assert read_sql(site, "SELECT count(*) FROM improvement_progress") == ["2"]
        ok(other, report(other, "1", n=2, files={"archivo": ("tablero.pdf", OTHER)}))
        page = leader.ask(f"{WORK}/1")
        assert "Reportada, por evaluar" in page.text and "reportó como hecha una acción" in text_of(control.ask(f"{HOME}/avisos"))
        assert "Reportada hecha el" in text_of(page), text_of(page)
        files = sorted(set(re.findall(r'href="(/pasto/trabajo/archivos/\d+)"', page.text)))
        assert len(files) == 2 and sorted(reader.ask(file).status for file in files)[0] == 200 and {control.ask(file).status for file in files} == {200}
        assert sorted(reader.ask(file).status == 200 for file in files) == [False, True], "what is clasificada is not for everybody"
        settled(world)
        public = nobody.ask(f"{PUBLIC}/1")
        proof = re.search(r'href="(/pasto/archivos/[0-9a-f]{64})"', public.text)[1]
        assert nobody.ask(proof).status == 200 and "tablero.pdf" not in public.text and "Procedimiento dos" in public.text and "entidad.gov.co/procedimiento" not in public.text and "Persona de" not in public.text, text_of(public)
        assert "No hay un reparto diario" in public.text
        early = control.ask(f"{WORK}/1")
        assert 'name="eficacia"' not in early.text
        ok(control, evaluate(control, "cumplida"))
        ok(control, evaluate(control, "cumplida", n=2, razon="Se vio en línea."))
        assert "diga si sirvieron" in text_of(control.ask(HOME))
        assert control.send(f"{WORK}/1", {"eficacia": "", "razon_eficacia": ""}, action="/eficacia").status == 422
        form = control.form(f"{WORK}/1", action="/eficacia")
        page = ok(control, control.post(form, {"eficacia": "eficaz", "razon_eficacia": "En mayo ninguna se respondió tarde."}))
        assert "Se cerró el hallazgo" in page.text and "Cerrado" in page.text
        assert control.post(form, {"eficacia": "eficaz", "razon_eficacia": "En mayo ninguna se respondió tarde."}).status == 303
        assert "Control Interno cerró un hallazgo" in text_of(leader.ask(f"{HOME}/avisos"))
        settled(world)
        shown = text_of(nobody.ask(PUBLIC))
        assert "Cerrados 1 de 1" in shown and "Cerrado" in text_of(nobody.ask(f"{PUBLIC}/1")), shown
        rows = nobody.ask(f"{PUBLIC}.json").json()
        assert [(row["finding"], row["action"], row["state"], row["efficacy"], row["standing"], row["late"]) for row in rows] == [(1, 1, "cerrado", "eficaz", "cumplida", False), (1, 2, "cerrado", "eficaz", "cumplida", False)], rows
        lines = list(csv.DictReader(io.StringIO(nobody.ask(f"{PUBLIC}.csv?dialect=rfc4180").text)))
        assert [line["Avance"] for line in lines] == ["100", "100"] and nobody.ask(f"{PUBLIC}.xlsx").status == 200
        steps = read_sql(site, "SELECT count(*), sum(CASE WHEN person_id > 0 THEN 1 ELSE 0 END), min(to_state) FROM improvement_step WHERE to_state IS NOT NULL")
        assert int(steps[0]) >= 12 and steps[0] == steps[1], steps
        site.veedor("verify", code=0)


@story("What does not convince goes back with its reason: planning returns the actions, Control Interno does not accept evidence, and what was not effective goes round again", engines=BOTH)
def round_again(world):
    site = world.pasto()
    with site.serving() as server:
        unit, nobody = two_units(server)[0], Signed(server)
        control, leader, planner = sign_in(site, server, "control_interno"), of_unit(site, server, "lider", unit), sign_in(site, server, "planeacion")
        register(control, unit)
        ok(leader, cause(leader))
        ok(leader, propose(leader, unit))
        ok(leader, leader.send(f"{WORK}/1", action="/enviar"))
        assert review(planner, decision="devolver").status == 422 and review(planner, decision="").status == 422
        ok(planner, review(planner, decision="devolver", razon="La meta no se puede contar.", plazo=dmy(20)))
        page = text_of(leader.ask(f"{WORK}/1"))
        assert "Así volvió a la dependencia «La meta no se puede contar.»" in page and "devolvió las acciones" in text_of(leader.ask(f"{HOME}/avisos")), page
        ok(leader, leader.send(f"{WORK}/1", action="/enviar"))
        ok(planner, review(planner))
        early = evaluate(control, "cumplida")
        assert early.status == 422 and "todavía no reporta que cumplió la meta" in early.text, text_of(early)
        assert "Todavía no pasa su último día" in evaluate(control, "no_cumplida", razon="x").text
        ok(leader, report(leader, "2", files={"archivo": ("procedimiento.pdf", PDF)}))
        piece = re.search(r'name="rechazada" value="(\d+)"', control.ask(f"{WORK}/1/acciones/1/evaluacion").text)[1]
        none = evaluate(control, "cumplida", rechazada=piece)
        assert none.status == 422 and "Ninguna evidencia quedó aceptada" in none.text, text_of(none)
        assert "Escriba la razón" in evaluate(control, "no_aceptada", rechazada=piece).text
        ok(control, evaluate(control, "no_aceptada", rechazada=piece, razon="El procedimiento no está firmado."))
        page = text_of(leader.ask(f"{WORK}/1"))
        assert "No aceptada" in page and "«El procedimiento no está firmado.»" in page and "Acción 1 del hallazgo 1" in text_of(leader.ask(HOME)), page
        ok(leader, report(leader, "2", enlace="https://entidad.gov.co/firmado"))
        ok(control, evaluate(control, "no_cumplida", razon="Se firmó y no se usa."))
        closing = control.form(f"{WORK}/1", action="/eficacia")
        refused = control.post(closing, {"eficacia": "eficaz", "razon_eficacia": "Da igual."})
        assert refused.status == 422 and "Una acción no se cumplió" in refused.text, text_of(refused)
        assert judge(control, "no_eficaz").status == 422
        ok(control, judge(control, "no_eficaz", plazo_eficacia=dmy(15)))
        settled(world)
        assert "No bastó: se buscan acciones nuevas" in nobody.ask(f"{PUBLIC}/1").text and "reparto diario" not in nobody.ask(f"{PUBLIC}/1").text
        page = text_of(leader.ask(f"{WORK}/1"))
        assert "Vuelta 2" in page and "Falta la acción nueva" in page and "Acciones de antes, que no bastaron (1)" in page and "proponga una acción nueva" in text_of(leader.ask(HOME)), page
        ok(leader, propose(leader, unit, que="Poner a alguien que las reparta", meta="1", medida="personas encargadas"))
        ok(leader, leader.send(f"{WORK}/1", action="/enviar"))
        settled(world)
        assert "Poner a alguien" not in nobody.ask(f"{PUBLIC}/1").text, "what is only proposed is not public"
        ok(planner, review(planner))
        ok(leader, report(leader, "1", n=2, enlace="https://entidad.gov.co/encargo"))
        ok(control, evaluate(control, "cumplida", n=2))
        ok(control, judge(control, "eficaz"))
        rows = nobody.ask(f"{PUBLIC}.json?dialect=rfc4180").json()
        assert [(row["action"], row["standing"], row["round"]) for row in rows] == [(1, "no_cumplida", 2), (2, "cumplida", 2)], rows
        assert control.ask(f"{WORK}/1/cambiar").status == 200 and control.send(f"{WORK}/1/cambiar", {"razon": "x"}).status == 409, "what is closed is not changed"
        site.veedor("verify", code=0)


@story("Who writes or executes neither reviews nor closes, other units keep out, and what is reserved or withdrawn is not public", engines=BOTH)
def apart(world):
    site = world.pasto()
    with site.serving() as server:
        control, leader, planner, unit = under_way(site, server)
        nobody, other = Signed(server), of_unit(site, server, "lider", two_units(server)[1])
        assert other.ask(f"{WORK}/1").status == 200 and other.ask(f"{WORK}/1/acciones/1/avance").status == 403
        assert leader.ask(f"{WORK}/1/acciones/1/evaluacion").status == 403 and planner.ask(f"{WORK}/1/acciones/1/evaluacion").status == 403
        ok(leader, report(leader, "2", files={"archivo": ("p.pdf", PDF)}, clase="publica", titulo="Procedimiento"))
        both = sign_in(site, server, "control_interno")
        form = both.form(f"{WORK}/1/acciones/1/evaluacion", action="/evaluacion")
        site.veedor("user", "add", "--email", both.email, "--name", both.name, "--entity", "pasto", "--role", "lider", code=0)
        denied = both.post(form, {"decision": "cumplida"})
        assert denied.status == 403 and "no lo revisa ni lo cierra quien lo ejecuta" in denied.text, text_of(denied)
        shown = both.ask(f"{WORK}/1/acciones/1/evaluacion")
        assert shown.status == 200 and "no lo revisa ni lo cierra quien lo ejecuta" in shown.text and 'name="decision"' not in shown.text, text_of(shown)
        ok(control, evaluate(control, "cumplida"))
        assert "no lo revisa ni lo cierra quien lo ejecuta" in both.ask(f"{WORK}/1").text and 'name="eficacia"' not in both.ask(f"{WORK}/1").text
        bare = control.send(f"{WORK}/nueva", finding(unit, publico=""))
        assert bare.status == 422 and "una norma que lo reserva" in bare.text
        form = control.form(f"{WORK}/nueva")
        del form.fields["publico"]
        fields = {**finding(unit, titulo="Un hallazgo reservado", reserva="Ley 1712 de 2014, art. 19"), }
        del fields["publico"]
        ok(control, control.post(form, fields))
        ok(leader, cause(leader, no=2))
        ok(leader, propose(leader, unit, no=2))
        ok(leader, leader.send(f"{WORK}/2", action="/enviar"))
        own = sign_in(site, server, "planeacion")
        site.veedor("user", "add", "--email", own.email, "--name", own.name, "--entity", "pasto", "--role", "enlace", code=0)
        assert "no lo revisa ni lo cierra" in own.ask(f"{WORK}/2").text and 'name="decision"' not in own.ask(f"{WORK}/2").text
        ok(planner, review(planner, no=2))
        ok(leader, report(leader, "2", no=2, files={"archivo": ("acta.pdf", OTHER)}, clase="publica", titulo="Acta"))
        settled(world)
        opened, kept_back = (f"/pasto/archivos/{hashlib.sha256(data).hexdigest()}" for data in (PDF, OTHER))
        assert nobody.ask(opened).status == 200 and nobody.ask(kept_back).status == 404, "a file is as public as its finding, whatever its class"
        assert "Lo ve la ciudadanía Sí" in text_of(control.ask(f"{WORK}/1")) and "Lo ve la ciudadanía No: Ley 1712 de 2014, art. 19" in text_of(control.ask(f"{WORK}/2"))
        assert "reservado" not in nobody.ask(PUBLIC).text and nobody.ask(f"{PUBLIC}/2").status == 404 and {row["finding"] for row in nobody.ask(f"{PUBLIC}.json").json()} == {1}
        assert {row["finding"] for row in json.loads(control.ask(f"{WORK}.json").text)} == {1, 2}
        bare = control.send(f"{WORK}/1", {"razon_retiro": ""}, action="/retirar")
        assert bare.status == 422
        ok(control, control.send(f"{WORK}/1", {"razon_retiro": "Estaba repetido."}, action="/retirar"))
        settled(world)
        assert nobody.ask(opened).status == 404 and nobody.ask(f"{PUBLIC}/1").status == 404 and "Estaba repetido." in control.ask(f"{WORK}/1").text
        site.veedor("verify", code=0)


@story("Two people on one form do not overwrite each other: what changed stands beside what was typed", engines=BOTH)
def together(world):
    site = world.pasto()
    with site.serving() as server:
        unit = two_units(server)[0]
        control, again, leader, link = sign_in(site, server, "control_interno"), sign_in(site, server, "control_interno"), of_unit(site, server, "lider", unit), of_unit(site, server, "enlace", unit)
        register(control, unit)
        mine, theirs = (person.form(f"{WORK}/1/cambiar") for person in (control, again))
        ok(again, again.post(theirs, {"titulo": "Otro título", "razon": "Quedó corto."}))
        clash = control.post(mine, {"titulo": "El mío", "razon": "Más claro."})
        assert clash.status == 409 and "Otro título" in clash.text and 'El mío' in clash.text, text_of(clash)
        mine, theirs = (person.form(f"{WORK}/1/causa") for person in (leader, link))
        ok(link, link.post(theirs, {"causa": "La del enlace"}))
        clash = leader.post(mine, {"causa": "La del líder"})
        assert clash.status == 409 and "La del enlace" in clash.text and "La del líder" in clash.text
        ok(leader, propose(leader, unit))
        mine, theirs = (person.form(f"{WORK}/1/acciones/1/cambiar") for person in (leader, link))
        ok(link, link.post(theirs, {"que": "La del enlace"}))
        clash = leader.post(mine, {"que": "La del líder"})
        assert clash.status == 409 and "La del enlace" in clash.text and "La del líder" in clash.text
        assert read_sql(site, "SELECT what FROM improvement_action") == ["La del enlace"]
        site.veedor("verify", code=0)


@story("An action past its last day is late everywhere: at work, for citizens, in the data; done after it stays marked, and lists are filtered", engines=BOTH)
def late(world):
    site = world.pasto()
    with site.serving() as server:
        control, leader, _, unit = under_way(site, server)
        register(control, two_units(server)[1], titulo="Otro hallazgo", fuente="pqrsd")
        assert "Vencid" not in text_of(control.ask(f"{WORK}/1"))
    later = (TODAY + datetime.timedelta(31)).isoformat()
    with site.serving("--now", f"{later}T10:00:00-05:00") as server:
        leader, control, nobody = Signed(server), Signed(server), Signed(server)
        mail = read_sql(site, "SELECT email FROM person WHERE email LIKE 'control_interno%'")[0]
        for person, email in ((leader, f"lider-{unit}@entidad.gov.co"[-60:]), (control, mail)):
            assert person.send("/ingreso", {"correo": email, "clave": PASSWORD}).status == 303
        assert "Vencida hace 1 d" in text_of(leader.ask(HOME)), text_of(leader.ask(HOME))
        assert "Vencida" in text_of(nobody.ask(f"{PUBLIC}/1")) and "Acciones vencidas 1" in text_of(nobody.ask(PUBLIC))
        assert [row["late"] for row in nobody.ask(f"{PUBLIC}.json?plazo=vencido").json()] == [True]
        both = text_of(control.ask(f"{WORK}?plazo=vencido"))
        assert "Otro hallazgo" in both and "Las quejas" in both, "cause and actions that nobody wrote in time are late too"
        only = text_of(control.ask(f"{WORK}?fuente=pqrsd&estado=por_formular"))
        assert "Otro hallazgo" in only and "Las quejas" not in only and "Limpiar" in only
        assert "Las quejas" in text_of(control.ask(f"{WORK}?dependencia={unit}")) and "Otro hallazgo" not in re.sub(r"(?s)<select.*?</select>", "", control.ask(f"{WORK}?dependencia={unit}").text)
        assert control.ask(f"{WORK}?estado=nada").status == 400
        form = control.form(f"{WORK}/1", action="/requerir")
        ok(control, control.post(form, {"requerimiento": "Falta el procedimiento."}))
        assert control.post(form, {"requerimiento": "Falta el procedimiento."}).status == 303 and "requiere lo que está vencido" in text_of(leader.ask(f"{HOME}/avisos"))
        again = control.send(f"{WORK}/1", action="/requerir")
        assert again.status == 409 and "una vez al día" in again.text, text_of(again)
        settled(world)
        assert "requirió lo que está vencido" in nobody.ask(f"{PUBLIC}/1").text and "Falta el procedimiento" not in nobody.ask(f"{PUBLIC}/1").text
        before = report(leader, "2", fecha="01/01/1995", enlace="https://entidad.gov.co/p")
        assert before.status == 422 and "Es antes de que empiece la acción" in before.text, text_of(before)
        day = (TODAY + datetime.timedelta(30)).strftime("%d/%m/%Y")
        ok(leader, report(leader, "2", fecha=day, enlace="https://entidad.gov.co/p"))                           # in time, it says, the day after
        assert ", registrado el " in text_of(leader.ask(f"{WORK}/1"))
        ok(control, evaluate(control, "cumplida"))
        assert "Cumplida tarde" in text_of(control.ask(f"{WORK}/1"))
        assert [(row["standing"], row["late"], row["registered"]) for row in nobody.ask(f"{PUBLIC}.json").json()] == [("cumplida_tarde", True, later)]
        site.veedor("verify", code=0)


@story("A row of a frozen follow-up that does not conform is listed for Control Interno and becomes a finding that names it; a row that conforms does not", engines=BOTH)
def from_a_row(world):
    site = world.pasto()
    with site.serving() as server:
        planner, leader, _, auditor = begun(site, server)
    with moved(site, 5) as server:
        control = again(server, auditor)
        opened(control)
        ok(control, verify(control, "2.1.1", veredicto="en_ejecucion", valor="60", razon="Falta la mitad.", no_conformidad="El informe no tiene anexos."))
        assert "No conformes sin hallazgo" not in control.ask(WORK).text, "an open follow-up is not judged yet"
        until, _ = days(site)
    with moved(site, until + 1) as server:
        control, nobody = again(server, auditor), Signed(server)
        ok(control, control.send(f"{CUT}/congelar", {"razon": "No alcanzó el tiempo."}, action="/congelar"))
        page = control.ask(WORK)
        assert "No conformes sin hallazgo (1)" in text_of(page) and "El informe no tiene anexos." in page.text, text_of(page)
        way = html.unescape(re.search(r'href="(/pasto/trabajo/mejora/nueva\?[^"]+)"', page.text)[1])
        plan = read_sql(site, "SELECT plan_id FROM cutoff WHERE state = 'congelado'")[0]
        assert way == f"{WORK}/nueva?plan={plan}&corte={YEAR}-12-31&actividad=2.1.1", way
        form = control.form(way)
        assert form.fields["fuente"] == "seguimiento" and form.fields["titulo"] == "La actividad 2.1.1 tiene una no conformidad" and form.fields["detalle"] == "El informe no tiene anexos.", form.fields
        assert "Publicar el informe" in form.fields["criterio"] and form.fields["dependencia"] and form.fields["fecha"] == f"31/12/{YEAR}", form.fields
        wrong = control.post(form, {"plazo": ""})
        assert wrong.status == 422 and "Del seguimiento" in wrong.text and "actividad 2.1.1" in wrong.text
        ok(control, control.post(form, {"plazo": f"31/01/{YEAR + 1}"}))
        assert read_sql(site, "SELECT c.state FROM improvement i JOIN cutoff c ON c.entity_id = i.entity_id AND c.id = i.cutoff_id") == ["congelado"]
        assert f"corte del 31 de diciembre de {YEAR}: actividad 2.1.1" in text_of(control.ask(f"{WORK}/1")) and "No conformes sin hallazgo" not in control.ask(WORK).text
        assert "Es el hallazgo 1" in control.ask(way).text
        assert control.ask(way.replace("2.1.1", "1.2.2")).status == 404 and control.ask(way.replace(f"plan={plan}", "plan=99999")).status == 404
        assert nobody.ask(way).status == 303
        planner, leader = again(server, planner), again(server, leader)
        ok(leader, cause(leader))
        ok(leader, propose(leader, form.fields["dependencia"], desde=f"{until + 1:02}/01/{YEAR + 1}", hasta=f"01/03/{YEAR + 1}"))
        ok(leader, leader.send(f"{WORK}/1", action="/enviar"))
        ok(planner, review(planner))
        settled(world)
        assert "El informe no tiene anexos." not in nobody.ask(PUBLIC).text and nobody.ask(f"{PUBLIC}/1").status == 404, "of a follow-up that is not public"
        assert nobody.ask(f"{PUBLIC}.json").json() == [] and "todavía no muestra ninguno" in nobody.ask(PUBLIC).text
        ok(control, control.send(f"{CUT}/publicar", action="/publicar"))
        settled(world)
        assert "El informe no tiene anexos." in nobody.ask(f"{PUBLIC}/1").text and f"corte del 31 de diciembre de {YEAR}: actividad 2.1.1" in text_of(nobody.ask(f"{PUBLIC}/1"))
        assert len(nobody.ask(f"{PUBLIC}.json").json()) == 1
        site.veedor("verify", code=0)


@story("Each finding stands with its own actions and reports, in the lists, in the data and at the start of the work, however many there are", engines=BOTH)
def each_its_own(world):
    site = world.pasto()
    with site.serving() as server:
        control, leader, planner, unit = under_way(site, server)
        for no, whats in ((2, ()), (3, ("Nombrar a quien firme", "Firmar las actas"))):
            register(control, unit, titulo=f"Hallazgo de prueba {no}")
            ok(leader, cause(leader, no=no))
            for what in whats:
                ok(leader, propose(leader, unit, no=no, que=what))
        ok(leader, leader.send(f"{WORK}/3", action="/enviar"))
        ok(planner, review(planner, no=3))
        ok(leader, report(leader, "1", n=2, no=3, que="Se firmaron las de enero.", enlace="https://entidad.gov.co/actas"))
        settled(world)
        assert [(row["finding"], row["action"]) for row in control.ask(f"{WORK}.json").json()] == [(3, 1), (3, 2), (2, None), (1, 1)]
        nobody = Signed(server)
        assert [(row["finding"], row["action"]) for row in nobody.ask(f"{PUBLIC}.json").json()] == [(3, 1), (3, 2), (1, 1)]
        page = text_of(nobody.ask(PUBLIC))
        order = [page.index(what) for what in ("Hallazgo de prueba 3", "Nombrar a quien firme", "Firmar las actas", "Las quejas se responden", "Repartir las quejas")]
        assert order == sorted(order), page
        home = text_of(leader.ask(HOME))
        assert all(said in home for said in ("Acción 1 del hallazgo 3", "Acción 2 del hallazgo 3", "Acción 1 del hallazgo 1")), home
        first, second = text_of(leader.ask(f"{WORK}/3")).split("Firmar las actas", 1)
        assert "Se firmaron las de enero." in second and "Se firmaron las de enero." not in first
        later = text_of(control.ask(f"{WORK}?antes=3"))
        assert "Hallazgo de prueba 3" not in later and "Hallazgo de prueba 2" in later and "Las quejas se responden" in later, later
