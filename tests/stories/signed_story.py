# SPDX-License-Identifier: Apache-2.0
"""Signing in by the link of an invitation, as every story of the pages of work does."""
import re

from editor_story import TABLE, draft, filled
from signed import PASSWORD, Form, Signed, forms, sign_in, text_of
from story import BOTH, story


@story("Whoever opens the invitation's link sets a password and is in; without a session the door asks for it", engines=BOTH)
def the_door(world):
    site = world.pasto()
    with site.serving() as server:
        outside = server.ask("/pasto/trabajo")
        assert outside.status == 303 and outside.header("Location").startswith("/ingreso"), outside.header("Location")
        planner = sign_in(site, server, "planeacion")
        home = planner.ask("/pasto/trabajo")
        assert home.status == 200 and "Oficina de planeación" in home.text
        again = Signed(server)
        done = again.send("/ingreso?volver=/pasto/trabajo", {"correo": planner.email, "clave": PASSWORD})
        assert "Oficina de planeación" in again.follow(done).text
        wrong = Signed(server).send("/ingreso", {"correo": planner.email, "clave": "otras palabras muy distintas"})
        assert "no coinciden" in wrong.text and not wrong.header("Set-Cookie")


def ended(person):
    """Somebody whose session was closed from another browser, the cookie still there."""
    other = Signed(person.server)
    assert other.send("/ingreso", {"correo": person.email, "clave": PASSWORD}).status == 303
    other.send("/cuenta", action="/cuenta/sesiones")
    return other


@story("A form sent after its session ended is shown and kept, and once signed in it comes back filled in its own page, not written", engines=BOTH)
def kept_form(world):
    site = draft(world)
    with site.serving() as server:
        ana = sign_in(site, server, "planeacion")
        address = TABLE + "/nueva"
        typed = filled(ana, codigo="9.1", otros="Oficina de los Duendes\nSecretaría <de> Hacienda")
        form = ana.form(address)
        before = ended(ana).ask(TABLE).text.count("<tr")
        lost = ana.post(form, typed)
        assert lost.status == 401 and "no-store" in lost.header("Cache-Control"), lost.status
        words = text_of(lost)
        for said in ("Su sesión se cerró", "No se guardó nada y aquí está lo que escribió", "Secretaría <de> Hacienda", "Volver a enviar", "Ingresar en otra pestaña"):
            assert said in words, (said, words)
        (kept,) = forms(lost)
        assert kept.action == form.action == address and all(kept.fields[name] == value for name, value in typed.items()), kept.fields
        assert 'href="/ingreso?volver=%2Fpasto%2Ftrabajo" target="_blank"' in lost.text or 'href="/ingreso?volver=/pasto/trabajo" target="_blank"' in lost.text
        assert ana.post(kept).status == 401, "sent again without a session"
        ana.send("/ingreso", {"correo": ana.email, "clave": PASSWORD})
        back = ana.post(kept)
        assert back.status == 422 and "La página estuvo abierta en otra sesión: revise y guarde" in text_of(back), (back.status, text_of(back)[:600])
        (again,) = [f for f in forms(back) if f.action == address]
        assert again.fields["token"] not in (form.fields["token"], kept.fields["token"]) and again.fields["otros"] == typed["otros"]
        assert ana.ask(TABLE).text.count("<tr") == before, "written unseen"
        assert ana.follow(ana.post(again)).text.count("<tr") == before + 1
        direct = ana.post(form, typed)
        assert direct.status == 422 and "revise y guarde" in text_of(direct), "a page of the session before, sent in the new one, is lost"


@story("What is kept of a form without session is never a password nor a file, and a press of a button is not kept", engines=BOTH)
def not_kept(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        password, person = ana.form("/cuenta/clave"), ana.form("/pasto/trabajo/personas", action="/terminar")
        shield = ana.form("/pasto/trabajo/entidad", action="/escudo")
        ended(ana)
        secret = ana.post(password, {"actual": PASSWORD, "clave": "otra clave muy larga", "repita": "otra clave muy larga"})
        assert secret.status == 401 and PASSWORD not in secret.text and "otra clave" not in secret.text and not forms(secret), secret.status
        assert "escríbalos otra vez" in text_of(secret)
        file = ana.post(shield, files={"escudo": ("escudo.png", b"\x89PNG nada")})
        assert file.status == 401 and "Los archivos no se pueden conservar" in text_of(file) and "escudo.png" in text_of(file) and "PNG nada" not in file.text
        pressed = ana.post(person)
        assert pressed.status == 401 and not forms(pressed) and "Ingrese y repita lo que hacía" in text_of(pressed)
        ana.send("/ingreso", {"correo": ana.email, "clave": PASSWORD})
        stale = ana.post(person)
        assert stale.status == 403 and "El formulario no se reconoce" in text_of(stale), stale.status


@story("Who opens a page of work without a session is told why, and is led to that page with what was asked of it", engines=BOTH)
def led_back(world):
    site = world.pasto()
    with site.serving() as server:
        address = "/pasto/trabajo/personas?hecho=7"
        first = server.ask(address)
        door = server.ask(first.header("Location"))
        assert first.status == 303 and "Ingrese para seguir" in text_of(door) and "Su sesión se cerró" not in text_of(door)
        ana = sign_in(site, server, "administrador")
        ended(ana)
        asked = ana.ask(address)
        door = ana.ask(asked.header("Location"))
        assert "Su sesión se cerró" in text_of(door) and "Ingrese para seguir" in text_of(door)
        done = ana.send(asked.header("Location"), {"correo": ana.email, "clave": PASSWORD})
        assert done.status == 303 and done.header("Location") == address, done.header("Location")
        assert "Ingrese para seguir" not in text_of(server.ask("/ingreso"))


@story("A refusal says its true reason in the frame of work: the right that is missing, the last administrator, what was left blank", engines=BOTH)
def true_reasons(world):
    site = world.pasto()
    with site.serving() as server:
        ana, reader = sign_in(site, server, "administrador"), sign_in(site, server, "planeacion")
        for denied in (reader.ask("/pasto/trabajo/personas"), reader.post(Form("/pasto/trabajo/personas/nuevo", "post"), {"nombre": "X"})):
            words = text_of(denied)
            assert denied.status == 403 and "Sus cargos no le permiten esto: Invitar personas, darles y quitarles cargos" in words, words
            assert 'href="/pasto/trabajo/derechos"' in denied.text and "ábralo de nuevo" not in words and "Traer un plan" in words, words
        last = ana.send("/pasto/trabajo/personas", action="/terminar", button="Persona de administrador")
        heading = re.search(r"<h1>(.*?)</h1>", last.text)[1]
        assert last.status == 409 and heading.startswith("Es el último cargo de administración"), (last.status, heading)
        assert "Otra persona" not in text_of(last)
        blank = text_of(ana.send("/pasto/trabajo/personas/nuevo", {"rol": "lector"}))
        assert "Escriba «" in blank and "es obligatorio" not in blank, blank[:800]
