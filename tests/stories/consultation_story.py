# SPDX-License-Identifier: Apache-2.0
"""The citizen consultation of a draft: opened, contributed to without account, held and let out, closed at midnight of Bogotá, answered
one by one, and published without personal data."""
import concurrent.futures
import html
import re

from consulted import FIRST, LAST, PUBLIC, VIGENCIA, WORK, at, dmy, draft, enter, open_consultation
from signed import Signed, forms, sign_in
from story import BOTH, story

FORM = PUBLIC + "/aportar"
SAID = "La política debería revisarse con la ciudadanía, no solo actualizarse."


def words(page):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text)))


def receipt(page):
    assert page.status == 200 and "Recibimos su aporte" in page.text, f"{page.status}\n{page.text[-3000:]}"
    number = re.search(r"APO-\d{4}-\d{4}", page.text)[0]
    return number, re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.text.replace(number, ""))[0]


def look(server, number, code):
    return Signed(server).send("/pasto/aporte", {"numero": number, "codigo": code}, action="/aporte")


def one(number):
    return f"{WORK}/aportes/{number}"


def answer(planner, number, decision="aceptado", reason="Se ajustó la actividad.", **more):
    return planner.send(one(number), {"respuesta": decision, "razon": reason, **more}, action="/responder")


def opened(world):
    """A site whose consultation runs, and who planned it; the days are to come."""
    site = world.empty()
    draft(site)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
    with site.serving(*at(FIRST, "08:00:00")) as server:
        open_consultation(enter(server, planner))
    return site, planner


@story("A draft is consulted, each contribution is answered, and the answers are public without names", engines=BOTH)
def whole_walk(world):
    site = world.empty()
    draft(site)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        reader = sign_in(site, server, "lector")
        assert server.ask(PUBLIC).status == 404 and server.ask(f"/pasto/plan/{VIGENCIA}").status == 404
        assert "política de administración" not in server.ask("/pasto/consultas").text
        assert reader.ask(WORK).status == 403 and server.ask(WORK).status == 303
    with site.serving(*at(FIRST, "08:00:00")) as server:
        work = enter(server, planner)
        wrong = work.send(WORK, {"abre": "31/02/2027", "cierra": "ayer", "canal": "Correo"}, action="/abrir")
        assert wrong.status == 422 and 'value="31/02/2027"' in wrong.text and 'value="Correo"' in wrong.text
        page = open_consultation(work)
        assert "Se abrió la consulta ciudadana" in page.text and "a las 11:59 p. m." in page.text
        public = server.ask(PUBLIC)
        assert public.status == 200 and "Construir el mapa de riesgos con los procesos" in public.text and "Oficina de Planeación" in public.text
        hashes = [re.search(r"\b[0-9a-f]{64}\b", p.text)[0] for p in (page, public)]
        assert hashes[0] == hashes[1] == server.ask("/pasto/consultas.json").json()[0]["draft_sha256"], hashes
        assert PUBLIC in server.ask("/pasto/participa").text and PUBLIC in server.ask("/pasto/consultas").text
        assert f'href="{PUBLIC}"' in server.ask("/pasto").text and "en consulta ciudadana hasta el" in words(server.ask("/pasto"))
        unpublished = server.ask(f"/pasto/plan/{VIGENCIA}")
        assert unpublished.status == 404 and f"El borrador de {VIGENCIA} está en consulta ciudadana hasta el" in words(unpublished) and PUBLIC in unpublished.text, words(unpublished)[-900:]
        form = Signed(server).form(FORM + "?actividad=1.1.1")
        assert form.fields["actividad"] == "1.1.1" and "publicar" not in form.fields
        general = Signed(server).form(FORM)
    with site.serving(*at(FIRST, "08:05:00")) as server:
        citizen = Signed(server)
        number, code = receipt(citizen.post(form, {"texto": SAID, "nombre": "Rosa Mera", "correo": "Rosa@correo.co"}))
        assert number == f"APO-{FIRST.year}-0001"
        second, _ = receipt(citizen.post(general, {"texto": "Falta decir cuánto cuesta cada actividad.", "nombre": "Veeduría del Sur", "como": "veeduria", "publicar": "si"}))
        page = server.ask(PUBLIC)
        assert SAID in words(page) and "Veeduría del Sur" in page.text and "Rosa" not in page.text
        assert "No hay un aporte con ese número y ese código" in look(server, number, "AAAA-BBBB-CCCC").text
        assert "No hay un aporte con ese número y ese código" in look(server, f"APO-{FIRST.year}-0009", code).text
        mine = look(server, number.lower(), code.lower())
        assert mine.status == 200 and SAID in words(mine) and "Recibido" in mine.text
        assert "rosa@correo.co" in enter(server, planner).ask(one(number)).text
    with site.serving(*at(LAST, "12:00:00")) as server:
        work = enter(server, planner)
        assert f"Llegó el aporte {number}" in words(work.ask("/pasto/trabajo/avisos")) and "2 aportes por responder" in words(work.ask("/pasto/trabajo"))
        early = work.send(WORK, action="/cerrar")
        assert early.status == 422 and f"Falta responder 2 aportes: {number}, {second}." in words(early)
        assert answer(work, number, reason="").status == 422
        done = answer(work, number, "parcial", "Se consultará cada dos años.", actividad="1.1.1")
        assert "Se respondió un aporte de la ciudadanía" in work.follow(done).text
        page = server.ask(PUBLIC)
        assert "Se consultará cada dos años" not in page.text, "answers are public when the consultation is closed"
        mine = look(server, number, code)
        assert "Se aceptó en parte" in mine.text and "Se consultará cada dos años" in mine.text
        answer(work, second, "rechazado", "El presupuesto está en el Plan de Acción.")
        still = work.send(WORK, action="/cerrar")
        assert still.status == 422 and "El plazo para aportar sigue corriendo" in words(still)
        longer = work.send(WORK, {"hasta": dmy(LAST)}, action="/ampliar")
        assert longer.status == 422 and "solo se puede ampliar" in longer.text
    after = LAST.fromordinal(LAST.toordinal() + 1)
    with site.serving(*at(after, "08:00:00")) as server:
        work = enter(server, planner)
        page = work.follow(work.send(WORK, action="/cerrar"))
        assert "Se cerró la consulta ciudadana" in page.text, page.text[-3000:]
        public = server.ask(PUBLIC)
        assert "Se consultará cada dos años" in public.text and "No se aceptó" in public.text and "Rosa" not in public.text
        assert "Construir el mapa de riesgos" not in public.text, "a draft that is written again is nobody's to read"
        assert server.ask(FORM).status == 302
        rows = server.ask("/pasto/consultas/aportes.json").json()
        assert [(r["number"], r["answer"], r["activity"]) for r in rows] == [(number, "parcial", "1.1.1"), (second, "rechazado", None)], rows
        for suffix in ("csv", "json", "xlsx"):
            told = server.ask(f"/pasto/consultas/aportes.{suffix}").body
            assert b"Rosa" not in told and b"rosa@" not in told and "Veeduría del Sur".encode() not in told
        assert "/responder" not in work.ask(one(number)).text, "answers that are public do not change"
        erased = Signed(server).post(erase_form(server, number, code))
        assert "Se borraron su nombre y su correo" in erased.text and SAID in words(erased)
        assert "rosa@correo.co" not in work.ask(one(number)).text
    site.veedor("verify", code=0)


def erase_form(server, number, code):
    return next(f for f in forms(look(server, number, code)) if f.action.endswith("/borrar-datos"))


@story("A contribution of the last second counts, and one of midnight does not and keeps what was typed", engines=BOTH)
def midnight(world):
    site, _ = opened(world)
    with site.serving(*at(LAST, "20:00:00")) as server:
        in_time, too_late, kept = (Signed(server).form(FORM) for _ in range(3))
    with site.serving(*at(LAST, "23:59:59")) as server:
        receipt(Signed(server).post(in_time, {"texto": "Alcancé a llegar."}))
    midnight_ = LAST.fromordinal(LAST.toordinal() + 1)
    with site.serving(*at(midnight_, "00:00:00")) as server:
        refused = Signed(server).post(too_late, {"texto": "Llegué un segundo tarde."})
        assert refused.status == 409 and "terminó antes de que llegara" in refused.text and "Llegué un segundo tarde." in refused.text
        page = server.ask(PUBLIC)
        assert "Alcancé a llegar." in page.text and "un segundo tarde" not in page.text and "/consulta/aportar" not in page.text
    with site.serving(*at(LAST, "23:59:58")) as server:
        receipt(Signed(server).post(kept, {"texto": "También a tiempo."}))


@story("A double click is one contribution with one receipt; the same page with another text is not lost", engines=BOTH)
def double_click(world):
    site, _ = opened(world)
    with site.serving(*at(FIRST, "09:00:00")) as server:
        form = Signed(server).form(FORM)
    with site.serving(*at(FIRST, "09:01:00")) as server:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            first, second = pool.map(lambda _: Signed(server).post(form, {"texto": SAID}), range(2))
        assert receipt(first) == receipt(second)
        other = Signed(server).post(form, {"texto": "Otro texto distinto."})
        assert other.status == 422 and "Otro texto distinto." in other.text
        assert len(server.ask("/pasto/consultas/aportes.json").json()) == 1


@story("What programs send is refused or waits for a person; a text too long comes back whole", engines=BOTH)
def held(world):
    site, planner = opened(world)
    with site.serving(*at(FIRST, "09:00:00")) as server:
        pages = [Signed(server).form(FORM) for _ in range(9)]
        receipt(Signed(server).post(pages[0], {"texto": "Sin tiempo de escribir."}))
    with site.serving(*at(FIRST, "09:01:00")) as server:
        citizen = Signed(server)
        trapped = citizen.post(pages[1], {"texto": SAID, "sitio": "https://spam.example"})
        assert trapped.status == 422 and SAID in words(trapped)
        long = "ñ" * 4001
        refused = citizen.post(pages[2], {"texto": long, "nombre": "Rosa Mera"})
        assert refused.status == 422 and long in refused.text and "4.001" in refused.text and "Rosa Mera" in refused.text
        huge = citizen.post(pages[2], {"texto": "a" * 60000})
        assert huge.status == 422 and "a" * 60000 in huge.text
        whole, _ = receipt(citizen.post(pages[2], {"texto": "ñ" * 4000}))
        linked, code = receipt(citizen.post(pages[3], {"texto": "Compre en https://ejemplo.example ya"}))
        assert "revisar" in look(server, linked, code).text
        for form in pages[4:7]:
            receipt(citizen.post(form, {"texto": "Otro aporte."}))
        many, _ = receipt(citizen.post(pages[7], {"texto": "El sexto de la misma hora."}))
        page = server.ask(PUBLIC)
        assert "ejemplo.example" not in page.text and "El sexto" not in page.text and "Sin tiempo" not in page.text and "Por revisar: 3." in page.text
        assert citizen.post(pages[8], {"texto": SAID, "actividad": "9.9.9"}).status == 422
        work = enter(server, planner)
        assert "Trae un enlace" in work.ask(one(linked)).text and "Llegaron muchos seguidos" in work.ask(one(many)).text
        none = work.send(one(linked), {"decision": "descartar", "razon": ""}, action="/decidir")
        assert none.status == 422 and "Escriba por qué no es un aporte" in none.text
        work.follow(work.send(one(linked), {"decision": "descartar", "razon": "Es publicidad."}, action="/decidir"))
        work.follow(work.send(one(many), {"decision": "soltar"}, action="/decidir"))
        page = server.ask(PUBLIC)
        assert "El sexto" in page.text and "ejemplo.example" not in page.text and "Por revisar: 1." in page.text
        assert "Es publicidad." in look(server, linked, code).text
        first = work.form(one(whole), action="/responder")
        done = work.post(first, {"respuesta": "aceptado", "razon": "De acuerdo."})
        assert done.status == 303
        late = work.form(one(whole), action="/responder")
        work.post(late, {"respuesta": "parcial", "razon": "Solo una parte."})
        clash = work.post(stale(work, late), {"respuesta": "rechazado", "razon": "Otra respuesta."})
        assert clash.status == 422 and "Otra persona respondió" in clash.text and "Otra respuesta." in clash.text and "Solo una parte." in clash.text
    site.veedor("verify", code=0)


def stale(work, form):
    """The form of before, as another person's window has it: with a token of its own."""
    fresh = work.form(form.action.rsplit("/", 1)[0], action="/responder")
    fresh.fields["visto"] = form.fields["visto"]
    return fresh


@story("The days of a consultation may be more, never fewer, and two who extend it do not overwrite each other", engines=BOTH)
def extended(world):
    site, planner = opened(world)
    later = LAST.fromordinal(LAST.toordinal() + 4)
    with site.serving(*at(FIRST, "10:00:00")) as server:
        work = enter(server, planner)
        mine, theirs = (work.form(WORK, action="/ampliar") for _ in range(2))
        assert "Se amplió el plazo" in work.follow(work.post(mine, {"hasta": dmy(later)})).text
        clash = work.post(theirs, {"hasta": dmy(LAST.fromordinal(LAST.toordinal() + 9))})
        assert clash.status == 409 and "Otra persona cambió el plazo" in clash.text
        assert later.isoformat() in server.ask(PUBLIC).text
    with site.serving(*at(later, "23:59:59")) as server:
        assert "/consulta/aportar" in server.ask(PUBLIC).text


@story("Before its first day a consultation announces itself and shows nothing of the draft", engines=BOTH)
def announced(world):
    site = world.empty()
    draft(site)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        open_consultation(planner)
        page = server.ask(PUBLIC)
        assert page.status == 200 and "Por abrir" in page.text and "Construir el mapa de riesgos" not in page.text
        assert server.ask(FORM).status == 302
        again = planner.ask(WORK)
        assert "/consulta/abrir" not in again.text and "/consulta/ampliar" in again.text
    with site.serving(*at(FIRST, "00:00:00")) as server:
        assert "Construir el mapa de riesgos" in server.ask(PUBLIC).text
