# SPDX-License-Identifier: Apache-2.0
"""Control Interno follows a plan at its cut-off: opens it, verifies rows with their evidence, asks for more, freezes and signs, publishes late, adds a note; the plan closes."""
import concurrent.futures
import datetime
import glob
import html
import os
import re

from agenda_story import behind
from amendment_story import answer, ask, in_force, published, tell, version_id
from approval_story import ACTA, PLANS, item, session
from monitoring_story import PDF, PHOTO, at, ok, report, review, unit_of, waiting
from planned import TODAY, YEAR
from record_story import read_sql
from signed import PASSWORD, Signed, sign_in, text_of
from story import BOTH, story

WORK = "/pasto/trabajo"
FOLLOWUPS = f"{WORK}/seguimientos"
CUT = f"{FOLLOWUPS}/plan-accion/{YEAR}/{YEAR}-12-31"
MILLION = 1000000


def row(address, word=""):
    return f"{CUT}/actividad/{address}{word}"


def moved(site, day, hour=9):
    """A server whose clock stands on a day of January after the plan's year."""
    return site.serving("--now", f"{YEAR + 1}-01-{day:02}T{hour:02}:00:00-05:00")


def again(server, person):
    """The same person at another server: sessions do not outlive the jump of the clock."""
    other = Signed(server)
    other.email = person.email
    assert other.send("/ingreso", {"correo": person.email, "clave": PASSWORD}).status == 303
    return other


def in_unit(site, server, role, unit):
    person = sign_in(site, server, "lector")
    admin = sign_in(site, server, "administrador")
    made = admin.send(f"{WORK}/personas/nuevo", {"correo": person.email, "nombre": "Líder de proceso", "rol": role, "dependencia": unit})
    assert made.status in (200, 303), text_of(made)
    return person


def begun(site, server):
    """(planner, leader of Secretaría General, leader of Hacienda, auditor) of a plan in force with reports."""
    planner, _ = published(site, server)
    return (planner, *reported(site, server, planner))


def reported(site, server, planner):
    """Three activities are reported and two of them reviewed."""
    general, money = (in_unit(site, server, "lider", unit_of(site, address)) for address in ("1.2.2", "2.1.2"))
    auditor = sign_in(site, server, "control_interno")
    ok(general, report(general, "1.2.2", valor="2", files={"archivo": ("asistencia.pdf", PDF)}, enlace="https://pasto.gov.co/asistencia", clase="publica"))
    ok(money, report(money, "2.1.2", valor="80", files={"archivo": ("contratos.pdf", PHOTO)}, enlace="https://pasto.gov.co/proceso-disciplinario", clase="reservada"))
    for place in waiting(planner):
        value = "100" if "1.2.2" in text_of(planner.ask(place)) else "80"
        ok(planner, review(planner, place, decision="aceptar", valor=value))
    ok(general, report(general, "2.1.1", valor="1", files={"archivo": ("informe.pdf", PDF + b"2")}))
    return general, money, auditor


CALENDAR = f"{FOLLOWUPS}/plan-accion/{YEAR}/cortes"
OWN = {"calendario": "propio", "dias": f"31/12/{YEAR} 12/01/{YEAR + 1} 20/01/{YEAR + 1}", "norma": "Circular 4 de la entidad"}


def opened(auditor):
    done = ok(auditor, auditor.send(CUT, action="/abrir"))
    assert "Se abrió el seguimiento" in done.text, text_of(done)
    return done


def verify(auditor, address, **fields):
    return auditor.send(row(address), fields, action=f"/actividad/{address}")


def forged(person, auditor, address):
    """The form of a row that the person may verify, sent to another as it stands now."""
    form = person.form(row("1.2.2"), action="/actividad/1.2.2")
    form.action, form.fields["reporte"] = row(address), re.search(r'name="reporte" value="(\d+)"', auditor.ask(row(address)).text)[1]
    return person.post(form, {"valor": "80", "veredicto": "incumplida", "razon": "Lo veo distinto."})


def days(site):
    until, by = read_sql(site, "SELECT reports_until, publish_by FROM cutoff WHERE state <> 'importado'")
    return datetime.date.fromisoformat(until).day, datetime.date.fromisoformat(by).day


def signed_and_noted(site, auditor):
    """A cut-off of a plan that is in force, asked about, frozen and noted, for stories that need one."""
    with site.serving("--now", f"{YEAR}-12-31T09:00:00-05:00") as server:
        person = again(server, auditor)
        ok(person, person.send(CALENDAR, OWN, action="/cortes"))
    with moved(site, 5) as server:
        person = again(server, auditor)
        opened(person)
        ok(person, person.send(row("1.2.2"), {"pedir": "Falta el acta.", "plazo": f"05/01/{YEAR + 1}"}, action="/pedir"))
        until, by = days(site)
    with moved(site, until + 1) as server:
        person = again(server, auditor)
        ok(person, person.send(f"{CUT}/congelar", {"razon": "No alcanzó el tiempo."}, action="/congelar"))
        ok(person, person.send(CUT, {"nota": "El acta llegó después.", "actividad": "1.2.2"}, action="/nota"))
    return by


@story("Control Interno opens a cut-off when its day has passed, verifies row by row with evidence, asks for more, freezes, signs and publishes; the plan closes", engines=BOTH)
def followed(world):
    site = world.pasto()
    with site.serving() as server:
        planner, general, money, auditor = begun(site, server)
        listed = text_of(auditor.ask(FOLLOWUPS))
        assert "Tercer seguimiento" in listed and "Por venir" in listed and "Anterior a la publicación del plan" in listed, listed
        assert "cuando haya pasado el día del corte" in text_of(auditor.ask(CUT)) and auditor.ask(row("1.2.2")).status == 404
        assert {person.ask(FOLLOWUPS).status for person in (planner, general)} == {403}
    with moved(site, 5) as server:
        planner, general, money, auditor = (again(server, person) for person in (planner, general, money, auditor))
        home = text_of(auditor.ask(WORK))
        assert "Tercer seguimiento de" in home and "Abrirlo avisa a quienes reportan" in home, home
        page = text_of(opened(auditor))
        until, by = days(site)
        assert "Abierto" in page and "Todavía se reciben reportes" in page and "Verificadas 0 de 6" in page and "Verificar como las revisó planeación (2)" in page, page
        told = [text_of(person.ask(f"{WORK}/avisos")) for person in (general, planner)]
        assert all("Control Interno abrió el seguimiento" in said for said in told), told
        done = ok(auditor, auditor.send(CUT, button="Verificar como las revisó"))
        assert "Se verificaron las actividades elegidas" in done.text and "Verificadas 2 de 6" in text_of(done), text_of(done)
        assert read_sql(site, "SELECT count(*), min(verified_u6), max(verified_u6), min(verdict), max(verdict) FROM cutoff_row") == ["2", str(80 * MILLION), str(100 * MILLION), "cumplida", "incumplida"]
        one = text_of(auditor.ask(row("2.1.1")))
        assert "Declarado 100,00 % Revisado – Verificado – Recalculado 100,00 %" in one and "informe.pdf" in one, one
        piece = re.search(r'name="no_conformes" value="(\d+)"', auditor.ask(row("2.1.1")).text)[1]
        bare = verify(auditor, "2.1.1", veredicto="cumplida", valor="100", no_conformes=piece)
        assert bare.status == 422 and "por qué no es conforme" in bare.text
        unproved = verify(auditor, "2.1.1", veredicto="cumplida", valor="100", no_conformes=piece, porque="No se lee.", observaciones="Se vio.")
        assert unproved.status == 422 and "Sin evidencia aceptada no puede darse por cumplida" in unproved.text and "Se vio." in unproved.text, text_of(unproved)
        assert read_sql(site, f"SELECT state FROM evidence WHERE id = {piece}") == ["adjunta"]
        silent = verify(auditor, "2.1.1", veredicto="en_ejecucion", valor="50")
        assert silent.status == 422 and "escriba por qué" in silent.text
        odd = verify(auditor, "2.1.1", veredicto="cumplida", valor="50", razon="Solo la mitad.")
        assert odd.status == 422 and "Con menos de 100 %" in odd.text
        late = auditor.send(row("2.1.1"), {"pedir": "Falta el informe firmado.", "plazo": f"04/01/{YEAR + 1}"}, action="/pedir")
        assert late.status == 422 and "de hoy en adelante" in late.text
        asked = ok(auditor, auditor.send(row("2.1.1"), {"pedir": "Falta el informe firmado.", "plazo": f"{until + 2:02}/01/{YEAR + 1}"}, action="/pedir"))
        assert "Se pidió más a quien reporta" in asked.text and "Sin responder" in text_of(asked)
        assert "Control Interno pide más de 2.1.1" in text_of(general.ask(f"{WORK}/avisos")) and "Falta el informe firmado." in text_of(general.ask(WORK))
        assert money.ask(row("2.1.1", "/pedido")).status == 403
        early = auditor.ask(f"{CUT}/congelar")
        assert "Todavía se reciben reportes" in text_of(early) and 'name="razon"' not in early.text
    with moved(site, until + 1) as server:
        general, money, auditor = (again(server, person) for person in (general, money, auditor))
        ok(money, report(money, "2.2.1", valor="1", fecha=f"15/12/{YEAR}", files={"archivo": ("audiencia.pdf", PHOTO + b"3")}))
        ok(general, report(general, "2.1.1", valor="1", fecha=TODAY.strftime("%d/%m/%Y"), files={"archivo": ("firmado.pdf", PDF + b"4")}))
        wait = auditor.send(f"{CUT}/congelar", {"razon": "Prisa."}, action="/congelar")
        assert wait.status == 422 and "Hay un pedido sin responder con plazo" in wait.text, text_of(wait)
        page = general.ask(row("2.1.1", "/pedido"))
        newest = max(re.findall(r'<option value="(\d+)"', page.text), key=int)
        answered = ok(general, general.send(row("2.1.1", "/pedido"), {"respuesta": "Va firmado.", "con": newest}, action="/pedido"))
        assert "Se respondió lo que pidió" in answered.text and "Va firmado." in answered.text
        one = auditor.ask(row("2.1.1"))
        said = text_of(one)
        assert "Reporte tardío" in said and "con otro reporte" in said and "firmado.pdf" in said and "Declarado 100,00 %" in said, said
        verified = ok(auditor, verify(auditor, "2.1.1", veredicto="en_ejecucion", valor="95,5", razon="Falta un capítulo.", no_conformidad="Sin anexos."))
        assert "4,50 puntos menos: Falta un capítulo." in text_of(verified) and "No conforme" in text_of(verified), text_of(verified)
        rows = text_of(auditor.ask(f"{CUT}?ver=sin_reporte"))
        assert "2.2.1. Hacer una audiencia pública" in rows and "Reporte tardío" in rows and "1.2.2." not in rows, rows
        assert "1.2.2. " not in text_of(auditor.ask(f"{CUT}?ver=difieren")) and "1.2.2. " not in text_of(auditor.ask(f"{CUT}?componente=2"))
        unsaid, said = (re.findall(r'name="veredicto" value="(\w+)" checked', auditor.ask(row(address)).text) for address in ("2.2.1", "1.2.2"))
        assert unsaid == [] and len(said) == 1, (unsaid, said)                                                      # «Incumplida» is nobody's default
        assert "el total cambia de una línea a otra" in auditor.ask(CUT).text
        bare = auditor.send(f"{CUT}/congelar", action="/congelar")
        assert bare.status == 422 and "Quedan 3 actividades sin verificar" in bare.text, text_of(bare)
        ok(auditor, auditor.send(CUT, button="Verificar en 0"))
        question = text_of(auditor.ask(f"{CUT}/congelar"))
        assert "Vencían 6 actividades; 6 están verificadas" in question and "Cumplidas, según lo verificado: 1 de las 6 que vencían y tienen valor (16,67 %)" in question, question
        frozen = ok(auditor, auditor.send(f"{CUT}/congelar", action="/congelar"))
        assert "Se congeló y firmó el seguimiento" in frozen.text and "Congelado, sin publicar" in text_of(frozen) and "cabeza de la cadena" in frozen.text
        assert read_sql(site, "SELECT numerator, denominator, zone FROM cutoff_figure f JOIN cutoff c ON c.entity_id = f.entity_id AND c.id = f.cutoff_id "
                              "WHERE c.state = 'congelado' AND method = 'M1' AND basis = 'verified'") == ["1", "6", "baja"]
        assert "congelado: estos valores no cambian" in text_of(auditor.ask(row("2.1.1"))) and 'name="veredicto"' not in auditor.ask(row("2.1.1")).text
        bad, good = (auditor.ask(row(address)).text for address in ("2.1.1", "1.2.2"))
        assert "Registrar un hallazgo de mejora" not in good, "a row that conforms asks for none"
        finding = auditor.ask(html.unescape(re.search(r'href="([^"]+)">Registrar un hallazgo de mejora', bad)[1]))
        assert finding.status == 200 and "Sin anexos." in finding.text, text_of(finding)
        assert server.ask(f"/pasto/plan-accion/{YEAR}/seguimiento").status in (200, 404) and "95,50" not in server.ask(f"/pasto/plan-accion/{YEAR}/seguimiento").text
    with moved(site, by + 1) as server:
        auditor = again(server, auditor)
        assert "Publicación vencida" in text_of(auditor.ask(FOLLOWUPS))
        kept = glob.glob(os.path.join(site.data, "archivos", "**"), recursive=True)
        before = auditor.send(f"{CUT}/publicar", {"dia": f"01/01/{YEAR + 1}"}, action="/publicar")
        assert before.status == 422 and "cuando se congeló, a hoy" in before.text, text_of(before)
        unproved = auditor.send(f"{CUT}/publicar", {"dia": f"{by:02}/01/{YEAR + 1}"}, action="/publicar")
        assert unproved.status == 422 and "el número que prueba dónde se publicó" in unproved.text and read_sql(site, "SELECT count(*) FROM cutoff WHERE state = 'publicado'") == ["0"]
        assert len(kept) > 3 and glob.glob(os.path.join(site.data, "archivos", "**"), recursive=True) == kept, "what was refused keeps a file"
        done = text_of(ok(auditor, auditor.send(f"{CUT}/publicar", action="/publicar")))
        assert "Se publicó el seguimiento" in done and "Publicado tarde" in done, done
        assert read_sql(site, "SELECT state FROM plan_version WHERE published_at IS NOT NULL AND state <> 'historico'") == ["cerrado"]
        empty = auditor.send(CUT, {"nota": ""}, action="/nota")
        wrong = auditor.send(CUT, {"nota": "Se corrige una fecha.", "actividad": "9.9.9"}, action="/nota")
        assert empty.status == 422 and wrong.status == 422 and "no hay una actividad 9.9.9" in wrong.text
        noted = ok(auditor, auditor.send(CUT, {"nota": "La audiencia sí se hizo; el acta llegó después.", "actividad": "2.2.1"}, action="/nota"))
        assert "el acta llegó después" in noted.text and "Actividad 2.2.1" in text_of(noted)
        site.veedor("verify", code=0)


@story("Nobody verifies the own report, two verifiers do not overwrite each other, and of two who freeze or publish one does", engines=BOTH)
def together(world):
    site = world.pasto()
    with site.serving() as server:
        planner, general, money, auditor = begun(site, server)
        other = in_unit(site, server, "control_interno", unit_of(site, "1.2.2"))
        linked, hand = (in_unit(site, server, "enlace", unit_of(site, "2.2.1")) for _ in range(2))
        ok(linked, report(linked, "2.2.1", "guardar", valor="1", files={"archivo": ("audiencia.pdf", PHOTO + b"9")}))
        ok(hand, hand.send(at("2.2.1"), {"accion": "enviar"}, action="/reporte"))                                   # one wrote it, another pressed the button
        for person in (money, linked, hand):
            site.veedor("user", "add", "--email", person.email, "--name", "Líder de proceso", "--entity", "pasto", "--role", "control_interno", code=0)
    with moved(site, 5) as server:
        auditor, other, money, linked, hand = (again(server, person) for person in (auditor, other, money, linked, hand))
        forms = [person.form(CUT, action="/abrir") for person in (auditor, other)]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            answers = list(pool.map(lambda pair: pair[0].post(pair[1]).status, zip((auditor, other), forms)))
        assert sorted(answers) == [303, 409] and read_sql(site, "SELECT count(*) FROM cutoff WHERE state = 'abierto'")[0] == "1", answers
        for person, address, why in ((money, "2.1.2", "Usted reportó esta actividad"), (linked, "2.2.1", "Usted reportó esta actividad"), (hand, "2.2.1", "Usted reportó esta actividad"),
                                     (linked, "2.1.2", "Usted responde por esta actividad en la primera línea")):
            assert why in person.ask(row(address)).text and 'name="veredicto"' not in person.ask(row(address)).text
            refused = forged(person, auditor, address)
            assert refused.status == 403 and why in refused.text, text_of(refused)
        warned, quiet = (text_of(auditor.ask(row(address))) for address in ("1.2.2", "2.1.2"))
        assert "Control Interno estaría evaluando lo que ejecuta" in warned and "estaría evaluando" not in quiet, warned
        mine, theirs = (person.form(row("1.2.2"), action="/actividad/1.2.2") for person in (auditor, other))
        ok(other, other.post(theirs, {"observaciones": "Lo vio otra persona."}))
        clash = auditor.post(mine, {"valor": "90", "veredicto": "incumplida", "razon": "Lo veo distinto."})
        said = text_of(clash)
        assert clash.status == 409 and "Mientras tanto la verificó" in said and "Lo veo distinto." in clash.text, said
        assert read_sql(site, "SELECT verified_u6, remarks FROM cutoff_row") == [str(100 * MILLION), "Lo vio otra persona."]
        sure = [person.form(row("1.2.2"), action="/actividad/1.2.2") for person in (auditor, other)]                       # of a row that was verified, the same
        (instant,) = read_sql(site, "SELECT verified_at FROM cutoff_row")
        ok(auditor, auditor.post(sure[0], {"observaciones": "Se volvió a ver."}))
        behind(site, f"UPDATE cutoff_row SET verified_at = {instant}")                                                      # and although the clock stands
        lost = other.post(sure[1], {"observaciones": "No se volvió a ver."})
        assert lost.status == 409 and "Mientras tanto la verificó" in lost.text and read_sql(site, "SELECT remarks FROM cutoff_row") == ["Se volvió a ver."], text_of(lost)
        twice = other.post(theirs, {"observaciones": "Lo vio otra persona."})
        assert twice.status == 303                                                                                  # a double click is one verification
        seen = ok(auditor, auditor.send(row("1.1.1"), {"veredicto": "en_ejecucion", "valor": "100", "observaciones": "Se vio, sin reporte."}, action="/actividad/1.1.1"))
        assert "Verificado 33,33 % (1 de 3)" in text_of(seen) and "Sin evidencia aceptada" in text_of(seen), text_of(seen)   # proved by nothing: not fulfilled
        none = ok(other, other.send(row("2.1.1"), {"veredicto": "no_aplica", "valor": "", "observaciones": "No hubo informe que publicar."}, action="/actividad/2.1.1"))
        assert "No aplica" in text_of(none)
        until, _ = days(site)
    with moved(site, until + 3) as server:
        auditor, other = (again(server, person) for person in (auditor, other))
        for word in ("congelar", "publicar"):
            forms = [person.form(f"{CUT}/{word}", action=f"/{word}") for person in (auditor, other)]
            fields = {"razon": "No alcanzó el tiempo para las demás."} if word == "congelar" else {}
            with concurrent.futures.ThreadPoolExecutor() as pool:
                answers = list(pool.map(lambda pair, more=fields: pair[0].post(pair[1], more).status, zip((auditor, other), forms)))
            assert sorted(answers) == [303, 409], (word, answers)
        assert read_sql(site, "SELECT count(*) FROM cutoff_sign")[0] == "1" and read_sql(site, "SELECT unverified_reason FROM cutoff WHERE state = 'publicado'") == ["No alcanzó el tiempo para las demás."]
        assert "Sin verificar quedaron algunas" in auditor.ask(CUT).text
        site.veedor("verify", code=0)


@story("The entity sets its own cut-offs with the act that says so; one that was opened stays among them", engines=BOTH)
def calendar(world):
    site = world.pasto()
    with site.serving() as server:
        published(site, server)
        auditor, money = sign_in(site, server, "control_interno"), in_unit(site, server, "lider", unit_of(site, "2.2.1"))
        for wrong, said in (({"dias": ""}, "Escriba al menos un corte"), ({"dias": f"31/12/{YEAR} 12/01/{YEAR + 1}"}, "tres días separados"), ({"norma": ""}, "Escriba el acto o la norma"),
                            ({"dias": f"31/12/{YEAR} 12/01/{YEAR + 1} 20/01/{YEAR + 1}\n30/06/{YEAR} 08/07/{YEAR} 30/07/{YEAR}"}, "del primero al último"),
                            ({"dias": f"31/12/{YEAR} 12/01/{YEAR + 1} 02/03/{YEAR + 1}"}, "como mucho 60 días después"),
                            ({"dias": f"31/12/{YEAR} 20/01/{YEAR + 1} 12/01/{YEAR + 1}"}, "primero el corte"), ({"dias": f"31/13/{YEAR} 20/01/{YEAR + 1} 12/01/{YEAR + 1}"}, "mes"),
                            ({"calendario": "otro"}, "Elija los cortes")):
            refused = auditor.send(CALENDAR, {**OWN, **wrong}, action="/cortes")
            assert refused.status == 422 and said in refused.text, (wrong, text_of(refused))
        half = ok(auditor, auditor.send(CALENDAR, {"calendario": "semestral-30cd", "norma": "Circular 4"}, action="/cortes"))
        assert f"30/06/{YEAR}" in half.text and f"30/04/{YEAR}" not in half.text and "Se cambiaron los cortes" in half.text, text_of(half)
        law = ok(auditor, auditor.send(CALENDAR, {"calendario": "cuatrimestral-10bd"}, action="/cortes"))
        assert f"30/04/{YEAR}" in law.text and read_sql(site, "SELECT count(*) FROM followup_day") == ["0"]
        assert "Rigen los de su clase de plan" in auditor.ask(CALENDAR).text
        mine = text_of(ok(auditor, auditor.send(CALENDAR, OWN, action="/cortes")))
        assert f"Primer seguimiento 31/12/{YEAR} 12/01/{YEAR + 1} 20/01/{YEAR + 1}" in mine and "Segundo" not in mine, mine
        month = text_of(auditor.ask(f"{WORK}/agenda?mes={YEAR + 1}-01"))
        assert f"corte del 31/12/{YEAR}" in month and f"corte del 31/08/{YEAR}" not in text_of(auditor.ask(f"{WORK}/agenda?mes={YEAR}-09")), month
    with moved(site, 5) as server:
        auditor, money = again(server, auditor), again(server, money)
        for days_of in (f"30/06/{YEAR} 08/07/{YEAR} 30/07/{YEAR}", f"31/12/{YEAR} 12/01/{YEAR + 1} 28/02/{YEAR + 1}", f"31/12/{YEAR} 20/01/{YEAR + 1} 20/01/{YEAR + 1}"):
            hidden = auditor.send(CALENDAR, {**OWN, "dias": days_of}, action="/cortes")
            assert hidden.status == 422 and f"El corte del 31 de diciembre de {YEAR} ya pasó" in hidden.text, text_of(hidden)
        more = ok(auditor, auditor.send(CALENDAR, {**OWN, "dias": f"30/06/{YEAR} 08/07/{YEAR} 30/07/{YEAR}\n" + OWN["dias"]}, action="/cortes"))
        assert f"30/06/{YEAR}" in more.text and read_sql(site, "SELECT count(*) FROM followup_day WHERE publish_by = '%d-01-20'" % (YEAR + 1)) == ["1"]
        ok(auditor, auditor.send(CALENDAR, OWN, action="/cortes"))
        ok(money, report(money, "2.2.1", valor="1", fecha=f"20/12/{YEAR}", files={"archivo": ("audiencia.pdf", PHOTO)}))
        opened(auditor)
        punctual = verify(auditor, "2.2.1", veredicto="cumplida", valor="100")
        assert punctual.status == 422 and "elija «Cumplida tarde»" in punctual.text, text_of(punctual)
        ok(auditor, verify(auditor, "2.2.1", veredicto="cumplida_tarde", valor="100"))
        ok(auditor, verify(auditor, "2.2.1", veredicto="cumplida", valor="100", razon="El comité la aplazó por acta."))
        lost = auditor.send(CALENDAR, {**OWN, "dias": f"30/06/{YEAR} 08/07/{YEAR} 30/07/{YEAR}"}, action="/cortes")
        assert lost.status == 422 and "ya se abrió: debe seguir entre los cortes" in lost.text, text_of(lost)
        assert days(site) == (12, 20)
        site.veedor("verify", code=0)


@story("Who says that a follow-up was published on an earlier day proves it, and the public reads the proof and the day on which it was said", engines=BOTH)
def backdated(world):
    site = world.pasto()
    with site.serving() as server:
        published(site, server)
        auditor = sign_in(site, server, "control_interno")
    signed_and_noted(site, auditor)
    with moved(site, 30) as server:
        auditor = again(server, auditor)
        bare = auditor.send(f"{CUT}/publicar", {"dia": f"14/01/{YEAR + 1}"}, action="/publicar")
        assert bare.status == 422 and "el número que prueba dónde se publicó" in bare.text, text_of(bare)
        done = ok(auditor, auditor.send(f"{CUT}/publicar", {"dia": f"14/01/{YEAR + 1}", "prueba": "Gaceta 7"}, action="/publicar"))
        said = f"14 de enero de {YEAR + 1}, según Gaceta 7; registrado el 30 de enero de {YEAR + 1}"
        assert said in text_of(done), text_of(done)
        nobody = Signed(server)
        pages = [text_of(nobody.ask(f"/pasto/{page}")) for page in ("seguimiento", f"plan-accion/{YEAR}/seguimiento")]
        assert all(f"a tiempo, el 14 de enero de {YEAR + 1}, según Gaceta 7; registrado aquí el 30 de enero de {YEAR + 1}" in page for page in pages), pages
        last = nobody.ask("/pasto/seguimiento.json?dialect=rfc4180").json()[0]
        assert (last["published_on"], last["registered_on"], last["publication_proof"]) == (f"{YEAR + 1}-01-14", f"{YEAR + 1}-01-30", "Gaceta 7"), last
        site.veedor("verify", code=0)


@story("A cut-off follows the version that was in force on its day: what was withdrawn before leaves its count, what was withdrawn after it stays due", engines=BOTH)
def versions(world):
    site = world.pasto()
    third = f"{PLANS}/plan-accion/{YEAR}/3"
    with site.serving() as server:
        planner, members = published(site, server)
        auditor, second = sign_in(site, server, "control_interno"), sign_in(site, server, "planeacion")
        assert answer(second, ask(planner, version_id(site, 1), "1.2.1", clase="retirar")).status == 303
        in_force(site, planner, members)
    with moved(site, 5) as server:
        planner, second, *members, auditor = (again(server, person) for person in (planner, second, *members, auditor))
        for person, name in zip(members, "AB"):
            person.name = f"Miembro {name}"
        assert answer(second, ask(planner, version_id(site, 2), "2.2.1", clase="retirar")).status == 303
        said = text_of(planner.follow(planner.send(third, action="/someter")))
        assert "Se llevó el plan a aprobación" in said, said
        assert session(planner, members, minutes="10", files=ACTA, day=datetime.date(YEAR + 1, 1, 5)).status == 303
        assert members[0].send(f"{third}/aprobacion", {"decision": "aprobar", "acto": item(site)}).status == 303
        tell(planner, third)
        assert "Se publicó el plan" in planner.follow(planner.send(third, action="/publicar")).text
        assert "Se sigue la versión 2, que estaba en firme ese día" in text_of(auditor.ask(CUT))
        page = text_of(opened(auditor))
        assert "Actividades 6 Vencían 5" in page and "Retiradas 1" in page and "2.2.1. Hacer una audiencia" in page, page
        shown = text_of(auditor.ask(f"{CUT}?ver=no_vencian"))
        assert "1.2.1. Construir el mapa" in shown and "Retirada" in shown and "2.2.1." not in shown, shown
        until, _ = days(site)
    with moved(site, until + 1) as server:
        auditor = again(server, auditor)
        ok(auditor, auditor.send(CUT, button="Verificar en 0"))
        ok(auditor, auditor.send(f"{CUT}/congelar", action="/congelar"))
        assert read_sql(site, "SELECT count(*), sum(CASE WHEN counted = 'si' THEN 1 ELSE 0 END), sum(CASE WHEN counted = 'retirada' THEN 1 ELSE 0 END) FROM cutoff_row") == ["6", "5", "1"]
        page = text_of(auditor.ask(CUT))
        assert "Retiradas 1" in page and "1.2.1. Construir el mapa" in page and "0,00 % (0 de 5)" in page, page
        planner, second = again(server, planner), again(server, second)
        assert answer(second, ask(planner, version_id(site, 3), "1.2.2", clase="retirar")).status == 303
        done = text_of(ok(auditor, auditor.send(f"{CUT}/publicar", action="/publicar")))
        assert "El plan sigue en firme. Hay una modificación en trámite" in done and "Cerrar la vigencia" not in done, done
        gone = planner.send(f"{PLANS}/plan-accion/{YEAR}/4", {"razones": "La vigencia terminó."}, action="/retirar")
        assert gone.status == 303, text_of(gone)
        form = auditor.form(CUT, action="/cerrar")
        assert "Se cerró la vigencia del plan" in ok(auditor, auditor.post(form)).text and "El plan sigue en firme" not in auditor.ask(CUT).text
        assert read_sql(site, "SELECT state FROM plan_version WHERE no = 3") == ["cerrado"]
        site.veedor("verify", code=0)
