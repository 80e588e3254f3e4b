# SPDX-License-Identifier: Apache-2.0
"""The second factor: enrolled from the drawing or the text, asked at the sign-in, each code good once, required by role."""
import base64
import os
import re
import sqlite3
import xml.etree.ElementTree as xml

from people_story import enter, post
from signed import PASSWORD, Signed, code_of, enrol, forms, sign_in, text_of
from story import BOTH, story

CODE_PAGE = "/ingreso/codigo?volver="


def ask_code(server, email, password=PASSWORD):
    """A browser that gave the right password and is asked for the code."""
    browser = Signed(server)
    answer = enter(browser, email, password, "/cuenta")
    assert answer.status == 303 and answer.header("Location").startswith(CODE_PAGE), (answer.status, answer.header("Location"))
    return browser


def give_code(browser, code):
    return browser.send(CODE_PAGE + "%2Fcuenta", {"codigo": code})


@story("A person with a second factor enters with the code of the telephone, and no code enters twice", engines=BOTH)
def with_code(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        other = Signed(server)
        assert enter(other, ana.email).status == 303 and other.ask("/cuenta").status == 200
        page = ana.ask("/cuenta/segundo-factor")
        (form,) = [form for form in forms(page) if form.action == "/cuenta/segundo-factor"]
        shown = re.search(r'class="mono">([A-Z2-7 ]+)<', page.text)[1]
        stranger = ana.post(form, {"codigo": code_of(shown), "clave": "la de otra persona"})
        assert stranger.status == 422 and "Esa no es su clave" in text_of(stranger), "a screen left open shuts its owner out"
        secret, _ = enrol(ana)
        assert ana.ask("/cuenta").status == 200 and other.ask("/cuenta").status == 303, "a session without the second factor outlives it"
        late = ask_code(server, ana.email)
        assert late.ask("/cuenta").status == 303 and late.ask("/pasto/trabajo").status == 303, "the password alone opens a page"
        pending = late.cookie
        assert "Ese código no es" in text_of(give_code(late, ana.used)), "the code of the enrolment is good again"
        assert "Ese código no es" in text_of(give_code(late, "000000"))
        code = code_of(secret, 1)
        answer = give_code(late, code)
        assert (answer.status, answer.header("Location")) == (303, "/cuenta") and late.cookie != pending
        assert late.ask("/cuenta").status == 200 and Signed(server, pending).ask("/cuenta").status == 303
        again = ask_code(server, ana.email)
        assert "Ese código no es" in text_of(give_code(again, code)), "a code enters twice"
        site.veedor("verify", code=0)


@story("A recovery code enters once, and the next one still does", engines=BOTH)
def on_paper(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        _, codes = enrol(ana)
        first = ask_code(server, ana.email)
        assert give_code(first, codes[0].upper().replace("-", " ")).status == 303 and first.ask("/cuenta").status == 200
        second = ask_code(server, ana.email)
        assert "Ese código no es" in text_of(give_code(second, codes[0]))
        assert give_code(second, codes[1]).status == 303
        assert "Le quedan 8 códigos" in text_of(second.ask("/cuenta/segundo-factor"))
        renewed = second.send("/cuenta/segundo-factor", {"codigo_nuevos": codes[2]}, action="/codigos")
        fresh = re.findall(r"<li>([2-9a-z]{5}-[2-9a-z]{5})</li>", renewed.text)
        assert len(fresh) == 10 and not set(fresh) & set(codes)
        third = ask_code(server, ana.email)
        assert "Ese código no es" in text_of(give_code(third, codes[3])) and give_code(third, fresh[0]).status == 303


@story("Wrong codes lock as wrong passwords do, and the right password does not begin the count anew")
def guessing(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        secret, _ = enrol(ana)
        for n in range(5):
            browser = ask_code(server, ana.email)
            assert "Ese código no es" in text_of(give_code(browser, f"00000{n}"))
        assert "Espere" in text_of(give_code(browser, code_of(secret, 1))), "the sixth try is looked at"
        assert "Espere" in text_of(enter(Signed(server), ana.email))


@story("A new password by a link does not go round the second factor", engines=BOTH)
def link_and_code(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        secret, _ = enrol(ana)
        ran = site.veedor("user", "add", "--email", ana.email, "--name", "Ana", code=0)
        browser = Signed(server)
        answer = browser.send("/clave/" + ran.out.split("/clave/")[1].split()[0], {"clave": "otras cuatro nunca vistas", "repita": "otras cuatro nunca vistas"})
        assert answer.header("Location").startswith(CODE_PAGE) and browser.ask("/cuenta").status == 303
        assert give_code(browser, code_of(secret, 1)).status == 303 and browser.ask("/cuenta").status == 200


@story("The drawing is a square of modules that says the same as the text, and the database holds the secret of nobody in the clear")
def sealed(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        page = ana.ask("/cuenta/segundo-factor").text
        drawing = re.search(r'<svg class="qr".*?</svg>', page, re.S)[0]
        assert len(xml.fromstring(drawing).findall("path")) == 2 and 'role="img"' in drawing
        secret, codes = enrol(ana)
        plain = secret.replace(" ", "")
    assert os.stat(os.path.join(site.data, "llaves", "segundo-factor.key")).st_mode & 0o777 == 0o600
    with sqlite3.connect(os.path.join(site.data, "veedor.db")) as db:
        dump = "\n".join(db.iterdump())
    assert base64.b32decode(plain).hex() not in dump.lower() and plain not in dump and codes[0] not in dump and codes[0].replace("-", "") not in dump


@story("A role that needs a second factor opens no page of the entity without one, and leads to it", engines=BOTH)
def required(world):
    site = world.pasto()
    with site.serving() as server:
        ana, luis = sign_in(site, server, "administrador"), sign_in(site, server, "lector")
        rules = ana.ask("/pasto/trabajo/reglas")
        (form,) = [form for form in forms(rules) if form.fields.get("rol") == "administrador"]
        assert ana.post(form).status == 303
        for path in ("/pasto/trabajo", "/pasto/trabajo/personas", "/pasto/trabajo/reglas"):
            answer = ana.ask(path)
            assert (answer.status, answer.header("Location")) == (303, "/cuenta/segundo-factor?entidad=pasto"), path
        blocked = post(ana, "/pasto/trabajo/personas/nuevo", {"token": form.fields["token"]})
        assert blocked.status == 303 and blocked.header("Location").startswith("/cuenta/segundo-factor")
        assert "Su cargo en Alcaldía de Pasto lo exige" in text_of(ana.ask("/cuenta/segundo-factor?entidad=pasto"))
        assert luis.ask("/pasto/trabajo").status == 200, "a role that does not need one is held up"
        secret, _ = enrol(ana)
        assert ana.ask("/pasto/trabajo/personas").status == 200
        taken = ana.send("/cuenta/segundo-factor", {"codigo_quitar": code_of(secret, 1), "clave_quitar": PASSWORD}, action="/quitar")
        assert taken.status == 303 and ana.ask("/pasto/trabajo/personas").status == 303
        site.veedor("verify", code=0)


@story("Who lost the telephone and the paper is helped by who administers, or on the server", engines=BOTH)
def helped(world):
    site = world.pasto()
    with site.serving() as server:
        ana, luis = sign_in(site, server, "administrador"), sign_in(site, server, "lector", name="Luis Paz")
        enrol(luis)
        page = re.search(r'href="(/pasto/trabajo/personas/\d+/cuenta)"', re.search(r">Luis Paz<.*?</tr>", ana.ask("/pasto/trabajo/personas").text, re.S)[0])[1]
        assert "Se quitó el segundo factor" in text_of(ana.follow(ana.send(page, action="/factor")))
        assert enter(Signed(server), luis.email).header("Location") == "/trabajo"
        enrol(ana)
        ask_code(server, ana.email)
        site.veedor("user", "second-factor", "--email", ana.email, code=0)
        assert enter(Signed(server), ana.email).header("Location") == "/trabajo"
        assert "no tiene segundo factor" in site.veedor("user", "second-factor", "--email", "nadie@pasto.gov.co", code=2).err
        site.veedor("verify", code=0)
