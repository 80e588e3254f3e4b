# SPDX-License-Identifier: Apache-2.0
"""Who comes in, and who does not: signing in, sessions, forms of others, links that work once, and appointments that begin and end."""
import re
import statistics
import threading
import time

from driven import Answer
from record_story import read_sql
from signed import PASSWORD, Form, Signed, forms, invited, set_password, sign_in, text_of
from story import BOTH, story

ADMIN = "ana@pasto.gov.co"
NOT_RIGHT = "El correo o la contraseña no coinciden"


def administrator(site, server, entity="pasto"):
    return sign_in(site, server, "administrador", entity, "Ana Ruiz", ADMIN)


def enter(browser, email=ADMIN, password=PASSWORD, back=""):
    return browser.send("/ingreso", {"correo": email, "clave": password, "volver": back})


def sign_out(browser):
    (form,) = [form for form in forms(browser.ask("/cuenta")) if form.action == "/salir"]
    return browser.post(form)


def post(browser, path, fields):
    """A form of the caller's own making."""
    form = Form(path, "post")
    form.fields = fields
    return browser.post(form)


def give(browser, email, name, role, entity="pasto", **more):
    return browser.send(f"/{entity}/trabajo/personas/nuevo", {"correo": email, "nombre": name, "rol": role, **more})


def link_in(answer):
    found = re.search(r"/clave/[0-9a-f]{64}", answer.text)
    assert answer.status == 200 and found, f"{answer.status}: {text_of(answer)[:600]}"
    assert re.search(r'readonly value="http://[^"/]+/clave/[0-9a-f]{64}"', answer.text), "the whole address, to be copied"
    return found[0]


def row_of(browser, name, entity="pasto"):
    """The row of this person in the list, as a page of its own."""
    for row in re.findall(r"<tr role=\"row\">.*?</tr>", browser.ask(f"/{entity}/trabajo/personas").text, re.S):
        if f">{name}<" in row:
            return Answer(200, [], row.encode())
    raise AssertionError(f"no appointment of {name}")


def end(browser, name, entity="pasto"):
    return browser.post(forms(row_of(browser, name, entity))[0])


@story("A person signs in, works, and signs out; then the session opens nothing", engines=BOTH)
def signs_in_and_out(world):
    site = world.pasto()
    with site.serving() as server:
        administrator(site, server)
        ana = Signed(server)
        gone = ana.ask("/pasto/trabajo/personas")
        assert (gone.status, gone.header("Location")) == (303, "/ingreso?volver=%2Fpasto%2Ftrabajo%2Fpersonas"), gone.header("Location")
        answer = ana.send(gone.header("Location"), {"correo": " Ana@Pasto.gov.co ", "clave": PASSWORD})
        assert answer.header("Location") == "/pasto/trabajo/personas" and "Ana Ruiz" in ana.follow(answer).text
        assert ana.ask("/trabajo").header("Location") == "/pasto/trabajo"
        assert ana.ask("/cuenta").header("Cache-Control") == "no-store"
        kept = ana.cookie
        assert sign_out(ana).status == 303 and ana.cookie == "veedor="
        assert Signed(server, kept).ask("/cuenta").status == 303, "the session lives after its end"


@story("A wrong password, and an address that nobody has, are told the same, and both wait after five", engines=BOTH)
def five_tries(world):
    site = world.pasto()
    with site.serving() as server:
        administrator(site, server)
        said = {}
        for email in (ADMIN, "nadie@pasto.gov.co"):
            said[email] = []
            for _ in range(6):
                nobody = Signed(server)
                answer = enter(nobody, email, "otras palabras que no son")
                assert answer.status == 200 and not nobody.cookie, answer.status
                said[email].append(text_of(answer))
        assert said[ADMIN] == said["nadie@pasto.gov.co"], said
        assert all(NOT_RIGHT in text for text in said[ADMIN][:5]) and "Espere" in said[ADMIN][5], said[ADMIN]
        late = Signed(server)
        assert "Espere" in text_of(enter(late)) and not late.cookie, "the right password opens a locked address"


@story("To try an address that nobody has takes as long as to try one with an account")
def same_time(world):
    site = world.pasto()
    with site.serving() as server:
        for n in range(4):
            sign_in(site, server, "lector", email=f"persona{n}@pasto.gov.co")
        took = {"persona": [], "nadie": []}
        for n in range(4):
            for who in took:
                nobody = Signed(server)
                form = nobody.form("/ingreso")
                began = time.monotonic()
                nobody.post(form, {"correo": f"{who}{n}@pasto.gov.co", "clave": "otras palabras que no son"})
                took[who].append(time.monotonic() - began)
        known, unknown = statistics.median(took["persona"]), statistics.median(took["nadie"])
        assert 0.4 < unknown / known < 2.5, took


@story("A form is good for its session and its address only", engines=BOTH)
def forms_of_others(world):
    site = world.pasto()
    with site.serving() as server:
        ana = administrator(site, server)
        luis = sign_in(site, server, "lector")
        enter(luis, luis.email)   # a second session: the page then offers to end the others
        person_token = luis.form("/cuenta", action="/cuenta/sesiones").fields["token"]
        public_token = Signed(server).form("/ingreso").fields["token"]
        (other_route,) = [form.fields["token"] for form in forms(ana.ask("/cuenta")) if form.action == "/salir"]
        for token in ({"token": person_token}, {"token": public_token}, {"token": other_route}, {"token": "0" * 112}, {}):
            answer = post(ana, "/cuenta/sesiones", token)
            assert answer.status == 403, (token, answer.status)
        assert post(luis, "/cuenta/sesiones", {"token": person_token}).status == 303


@story("The form of one appointment, sent to the address of another, ends neither the other nor pretends to", engines=BOTH)
def form_of_another(world):
    site = world.pasto()
    with site.serving() as server:
        ana = administrator(site, server)
        for name in ("Luis Paz", "Eva Mar"):
            sign_in(site, server, "lector", name=name)
        one, other = (forms(row_of(ana, name))[0] for name in ("Luis Paz", "Eva Mar"))
        assert ana.post(one).status == 303 and ana.post(one).status == 303, "a double click is the same act"
        answer = post(ana, other.action, {"token": one.fields["token"]})
        assert answer.status == 409 and row_of(ana, "Eva Mar"), answer.status


@story("A cookie that was there before the sign-in opens nothing after it", engines=BOTH)
def no_fixation(world):
    site = world.pasto()
    with site.serving() as server:
        administrator(site, server)
        planted = "veedor=" + "ab" * 32
        ana = Signed(server, planted)
        assert enter(ana).status == 303
        assert ana.cookie != planted and ana.ask("/cuenta").status == 200
        assert Signed(server, planted).ask("/cuenta").status == 303
        first = ana.cookie
        assert enter(ana).status == 303 and ana.cookie != first, "a second sign-in keeps the session of the first"


@story("To sign in leads only to pages of this server")
def no_way_out(world):
    site = world.pasto()
    with site.serving() as server:
        administrator(site, server)
        for back in ("//otro.sitio/", "https://otro.sitio/", "/\\otro.sitio", "javascript:alert(1)", "/a\r\nX: y"):
            answer = enter(Signed(server), back=back)
            assert (answer.status, answer.header("Location")) == (303, "/trabajo"), (back, answer.status, answer.header("Location"))


@story("What a person may in one entity opens nothing in another", engines=BOTH)
def other_entity(world):
    site = world.pasto()
    site.import_pasto("otra", "Otra entidad")
    with site.serving() as server:
        ana = administrator(site, server)
        for word in ("", "/personas", "/personas/nuevo", "/derechos"):
            for entity in ("otra", "ninguna"):
                assert ana.ask(f"/{entity}/trabajo{word}").status == 404, (entity, word)
        token = ana.form("/pasto/trabajo/personas/nuevo").fields["token"]
        answer = post(ana, "/otra/trabajo/personas/nuevo", {"token": token, "correo": "x@otra.gov.co", "nombre": "X", "rol": "administrador"})
        assert answer.status == 404, answer.status


@story("An administrator gives an appointment to a new person and ends it, and the person comes in between", engines=BOTH)
def given_and_ended(world):
    site = world.pasto()
    with site.serving() as server:
        ana = administrator(site, server)
        link = link_in(give(ana, "eva@pasto.gov.co", "Eva Paz", "planeacion", acto="Resolución 034 de 2026"))
        eva = set_password(server, link)
        page = text_of(eva.ask("/pasto/trabajo"))
        assert "Oficina de planeación" in page and eva.ask("/pasto/trabajo/personas").status == 403, page
        assert "Resolución 034 de 2026" in ana.ask("/pasto/trabajo/personas").text
        answer = end(ana, "Eva Paz")
        assert "Terminó un cargo" in text_of(ana.follow(answer))
        assert eva.ask("/pasto/trabajo").status == 303 and eva.ask("/cuenta").status == 303, "who works nowhere any more is still signed in"
        site.veedor("verify", code=0)


@story("The last administration of an entity cannot be ended, not even when another one will begin or has no password yet")
def last_administrator(world):
    site = world.pasto()
    with site.serving() as server:
        ana = administrator(site, server)
        give(ana, "eva@pasto.gov.co", "Eva Paz", "administrador", desde="01/01/2190")
        answer = end(ana, "Ana Ruiz")
        assert answer.status == 409 and "Es el último cargo de administración" in text_of(answer), answer.status
        link = link_in(give(ana, "paz@pasto.gov.co", "Paz Mora", "administrador"))
        assert end(ana, "Ana Ruiz").status == 409, "who was invited cannot sign in yet"
        paz = set_password(server, link)
        assert end(ana, "Ana Ruiz").status == 303
        assert paz.ask("/pasto/trabajo/personas").status == 200 and ana.ask("/pasto/trabajo").status == 303


@story("A form that gives an appointment comes back with what is wrong and all that was typed")
def wrong_form(world):
    site = world.pasto()
    with site.serving() as server:
        ana = administrator(site, server)
        answer = give(ana, "eva@", "Eva Paz", "rey", desde="31/02/2026")
        page = text_of(answer)
        assert answer.status == 422 and "correo completo" in page and "Elija un cargo" in page and "febrero tiene 28 días" in page, page
        assert 'value="eva@"' in answer.text and 'value="Eva Paz"' in answer.text and 'value="31/02/2026"' in answer.text


@story("A link that sets a password works once", engines=BOTH)
def once(world):
    site = world.pasto()
    link = invited(site, ADMIN, "Ana Ruiz", "pasto", "administrador")
    with site.serving() as server:
        ana = Signed(server)
        short = ana.send(link, {"clave": "corta", "repita": "corta"})
        assert short.status == 422 and not ana.cookie
        assert ana.send(link, {"clave": PASSWORD, "repita": "otra clave distinta"}).status == 422
        assert ana.send(link, {"clave": PASSWORD, "repita": PASSWORD}).status == 303
        assert ana.ask("/cuenta").status == 200
        again = Signed(server).ask(link)
        assert again.status == 404 and "ya se usó o venció" in text_of(again)
        assert Signed(server).ask("/clave/" + "0" * 64).status == 404
        assert "/clave/" in server.log() and link not in server.log(), "the log holds a link that works"


@story("Of a link that two send at once one sets the password", engines=BOTH)
def once_at_once(world):
    site = world.pasto()
    link = invited(site, ADMIN, "Ana Ruiz", "pasto", "administrador")
    with site.serving() as server:
        browsers = [Signed(server) for _ in range(2)]
        ready = [browser.form(link) for browser in browsers]
        passwords = ["cuatro palabras nunca vistas", "otras cuatro nunca juntas"]
        answers = [None, None]

        def send(n):
            answers[n] = browsers[n].post(ready[n], {"clave": passwords[n], "repita": passwords[n]}).status

        threads = [threading.Thread(target=send, args=(n,)) for n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [303, 404], answers
        won = answers.index(303)
        assert enter(Signed(server), ADMIN, passwords[won]).status == 303
        assert NOT_RIGHT in text_of(enter(Signed(server), ADMIN, passwords[1 - won]))


def account_of(browser, name):
    return re.search(r'href="(/pasto/trabajo/personas/\d+/cuenta)"', row_of(browser, name).text)[1]


@story("A person changes the own password with the present one, and the other sessions end", engines=BOTH)
def own_password(world):
    site = world.pasto()
    with site.serving() as server:
        ana, other = administrator(site, server), Signed(server)
        enter(other)
        new = {"clave": "otras cuatro nunca vistas", "repita": "otras cuatro nunca vistas"}
        wrong = ana.send("/cuenta/clave", {"actual": "no es esta clave", **new})
        assert wrong.status == 422 and "Esa no es su clave" in text_of(wrong)
        assert ana.send("/cuenta/clave", {"actual": PASSWORD, "clave": "corta", "repita": "corta"}).status == 422
        assert "La clave cambió" in text_of(ana.follow(ana.send("/cuenta/clave", {"actual": PASSWORD, **new})))
        assert other.ask("/cuenta").status == 303 and ana.ask("/cuenta").status == 200
        assert NOT_RIGHT in text_of(enter(Signed(server))) and enter(Signed(server), password=new["clave"]).status == 303


@story("Who administers corrects name and address, turns the account off and on, and gives a link for a new password", engines=BOTH)
def others_account(world):
    site = world.pasto()
    with site.serving() as server:
        ana, luis = administrator(site, server), sign_in(site, server, "lector", name="Luis Días", email="luiz@pasto.gov.co")
        page = account_of(ana, "Luis Días")
        taken = ana.send(page, {"nombre": "Luis Díaz", "correo": ADMIN}, action="/cuenta")
        assert taken.status == 422 and "ya es de otra persona" in text_of(taken)
        assert "Se guardaron los datos" in text_of(ana.follow(ana.send(page, {"nombre": "Luis Díaz", "correo": "luis@pasto.gov.co"}, action="/cuenta")))
        assert "Luis Díaz" in luis.ask("/cuenta").text and NOT_RIGHT in text_of(enter(Signed(server), "luiz@pasto.gov.co"))
        assert "desactivada" in text_of(ana.follow(ana.send(page, action="/estado")))
        assert luis.ask("/cuenta").status == 303 and NOT_RIGHT in text_of(enter(Signed(server), "luis@pasto.gov.co"))
        assert ana.follow(ana.send(page, action="/estado")).status == 200 and enter(Signed(server), "luis@pasto.gov.co").status == 303
        link = link_in(ana.send(page, action="/enlace"))
        assert set_password(server, link, "otras cuatro nunca vistas").ask("/cuenta").status == 200
        mine = ana.send(account_of(ana, "Ana Ruiz"), action="/estado")
        assert mine.status == 409 and "última persona que administra" in text_of(mine)
        site.veedor("verify", code=0)


@story("Who was shown a link in one entity opens nothing in another with the password it set", engines=BOTH)
def shown_elsewhere(world):
    site = world.pasto()
    site.import_pasto("otra", "Otra entidad")
    with site.serving() as server:
        eva = sign_in(site, server, "administrador", entity="otra", name="Eva Paz", email="eva@otra.gov.co")
        ana = administrator(site, server)
        thief = set_password(server, link_in(give(eva, "jefe@pasto.gov.co", "Sol Mar", "lector", entity="otra")), "la clave que puso otro")
        assert end(eva, "Sol Mar", entity="otra").status == 303
        answer = give(ana, "jefe@pasto.gov.co", "Sol Mar", "jefe")
        assert "Su clave se la había entregado otra entidad" in text_of(answer), text_of(answer)[:600]
        assert thief.ask("/pasto/trabajo").status == 303 and thief.ask("/cuenta").status == 303, "the session of who was shown the link lives on"
        assert NOT_RIGHT in text_of(enter(Signed(server), "jefe@pasto.gov.co", "la clave que puso otro"))
        assert set_password(server, link_in(answer)).ask("/pasto/trabajo").status == 200
        first = link_in(give(eva, "nuevo@pasto.gov.co", "Luz Rey", "lector", entity="otra"))
        give(ana, "nuevo@pasto.gov.co", "Luz Rey", "planeacion")
        assert Signed(server).ask(first).status == 404, "the link of another entity still sets the password"
        site.veedor("verify", code=0)


@story("An account that another entity relies on is not this one's to change, nor to get a link for")
def not_ours(world):
    site = world.pasto()
    site.import_pasto("otra", "Otra entidad")
    with site.serving() as server:
        ana, eva = administrator(site, server), sign_in(site, server, "planeacion", entity="otra", name="Eva Paz", email="eva@otra.gov.co")
        assert "Ya tenía clave" in text_of(give(ana, "eva@otra.gov.co", "Eva Paz", "lector"))
        page = account_of(ana, "Eva Paz")
        assert "también trabaja en otra entidad" in text_of(ana.ask(page)) and "Guardar los datos" not in ana.ask(page).text
        invited(site, "sol@otra.gov.co", "Sol Mar", "otra", "administrador")
        answer = give(ana, "sol@otra.gov.co", "Sol Mar", "lector")
        assert "También trabaja en otra entidad" in text_of(answer) and "/clave/" not in answer.text, "a link that opens another entity"
        luis = sign_in(site, server, "lector", name="Luis Paz")
        for word, fields in (("", {"nombre": "X", "correo": "x@x.co"}), ("/estado", {"estado": "inactiva"}), ("/factor", {}), ("/enlace", {})):
            form = next((f for f in forms(ana.ask(account_of(ana, "Luis Paz"))) if f.action.endswith("/cuenta" + word)), None)
            if form:   # its token is good for the same route of another person
                denied = post(ana, page + word, {**form.fields, **fields})
                assert denied.status == 403 and "también trabaja en otra entidad" in text_of(denied), (word, denied.status)
        assert eva.ask("/otra/trabajo").status == 200 and luis.ask("/cuenta").status == 200


@story("Appointments that put one person in two lines of defence are given and warned of, and so are activities that Control Interno leads", engines=BOTH)
def lines_of_defence(world):
    site = world.pasto()
    with site.serving() as server:
        ana, planner = administrator(site, server), sign_in(site, server, "planeacion")
        assert planner.send("/pasto/trabajo/planes/nuevo", {"vigencia": "2030", "instrumento": "plan-accion", "origen": "plan-2022-1"}).status == 303
        leading = read_sql(site, "SELECT u.slug FROM responsible r JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id WHERE r.is_lead = 1 AND u.is_group = 0 "
                                 "GROUP BY u.slug ORDER BY count(*) DESC, u.slug LIMIT 1")[0]
        page = text_of(give(ana, "sol@pasto.gov.co", "Sol Mar", "control_interno", dependencia=leading))
        assert "Control Interno lidera actividades que no son de seguimiento" in page, page
        assert "evalúa lo que ejecuta" in text_of(give(ana, "sol@pasto.gov.co", "Sol Mar", "lider"))
        assert "no aprueba lo que evalúa" in text_of(give(ana, "sol@pasto.gov.co", "Sol Mar", "comite"))
        assert "está en la segunda línea y en la primera" not in text_of(give(ana, "luz@pasto.gov.co", "Luz Rey", "planeacion"))
        assert "Luz Rey está en la segunda línea y en la primera (toda la entidad)" in text_of(give(ana, "luz@pasto.gov.co", "Luz Rey", "enlace"))
        listed = text_of(ana.ask("/pasto/trabajo/personas"))
        assert "evalúa lo que ejecuta" in listed and "Luz Rey está en la segunda línea" in listed


@story("The same role given twice is one appointment: by the command line, which says so, and on the page, which refuses")
def once(world):
    site = world.pasto()
    add = ("user", "add", "--email", ADMIN, "--name", "Ana Ruiz", "--entity", "pasto", "--role", "administrador")
    assert "ya tenía" not in site.veedor(*add, code=0).out
    again = site.veedor(*add, "--act", "Resolución 9", code=0).out
    assert "Ana Ruiz ya tenía ese cargo en Alcaldía de Pasto: no se repitió." in again and "/clave/" in again, again
    assert read_sql(site, "SELECT count(*) FROM appointment") == ["1"]
    with site.serving() as server:
        ana = set_password(server, "/clave/" + again.split("/clave/")[1].split()[0])
        assert give(ana, "luis@pasto.gov.co", "Luis Mora", "lector").status == 200
        refused = give(ana, "luis@pasto.gov.co", "Luis Mora", "lector")
        assert refused.status == 422 and "Esa persona ya tiene ese cargo en esos días" in refused.text, refused.text[-1500:]
        assert give(ana, "luis@pasto.gov.co", "Luis Mora", "planeacion").status == 200
    assert read_sql(site, "SELECT count(*) FROM appointment") == ["3"]
