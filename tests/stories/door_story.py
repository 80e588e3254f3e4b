# SPDX-License-Identifier: Apache-2.0
"""What somebody who attacks the door tries: to guess, to lock others out, to learn who has an account, to keep a cookie, to make Veedor mail."""
import hashlib
import re
import statistics
import threading
import time
import urllib.parse

from folder_story import change
from mail_story import dump_of, link_of, mailing
from people_story import NOT_RIGHT, enter, give
from record_story import read_sql
from second_factor_story import ask_code, give_code
from signed import PASSWORD, Signed, enrol, forms, invited, set_password, sign_in, text_of
from smtp import MailServer
from story import BOTH, SQLITE, story

WRONG = "otras palabras que no son"
NEW = "cuatro muy distintas de antes"


def guess(server, email, times=5):
    """A stranger: locks the address for whoever is not known."""
    for _ in range(times):
        enter(Signed(server), email, WRONG)
    assert "Espere" in text_of(enter(Signed(server), email)), "nobody is locked"


@story("A stranger who guesses locks out strangers, and not the browser that the person signed in with before", engines=BOTH)
def known_browser(world):
    site = world.pasto()
    with site.serving() as server:
        ana, eva = sign_in(site, server, "lector"), sign_in(site, server, "lector")
        assert ana.mark and "veedor-equipo=" in ana.mark and ana.mark != eva.mark
        guess(server, ana.email)
        assert enter(Signed(server, mark=ana.mark), ana.email).status == 303, "the person is locked out of a browser of hers"
        assert "Espere" in text_of(enter(Signed(server, mark=eva.mark), ana.email)), "the mark of another person opens"
        forged = Signed(server, mark=ana.mark[:-1] + ("0" if ana.mark[-1] != "0" else "1"))
        assert "Espere" in text_of(enter(forged, ana.email)), "a mark that nobody signed opens"
        said = [text_of(enter(Signed(server, mark=eva.mark), eva.email, WRONG)) for _ in range(6)]
        assert all(NOT_RIGHT in text for text in said[:5]) and "Espere" in said[5], "a known browser guesses without end"
        assert enter(Signed(server), eva.email).status == 303, "the tries of one browser count for the others"
        assert Signed(server, mark=ana.mark).ask("/cuenta").status == 303, "the mark opens a page"


@story("Of many guesses sent at once no more are looked at than one after the other", engines=BOTH)
def at_once(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "lector")
        tries = [(Signed(server), Signed(server).form("/ingreso")) for _ in range(12)]
        said = [None] * len(tries)

        def send(n):
            browser, form = tries[n]
            said[n] = text_of(browser.post(form, {"correo": ana.email, "clave": WRONG if n < 11 else PASSWORD}))

        threads = [threading.Thread(target=send, args=(n,)) for n in range(len(tries))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(NOT_RIGHT in text for text in said) <= 5 and any("Espere" in text for text in said), said


@story("Wrong passwords and codes at the pages of the account are counted for the person, and lock those pages and not the door", engines=BOTH)
def account_pages(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        secret, codes = enrol(ana)
        thief = ask_code(server, ana.email)
        assert give_code(thief, codes[0]).status == 303
        new = {"clave": NEW, "repita": NEW}
        said = [text_of(thief.send("/cuenta/clave", {"actual": WRONG, **new})),
                text_of(thief.send("/cuenta/segundo-factor", {"codigo_nuevos": "000000"}, action="/codigos")),
                text_of(thief.send("/cuenta/segundo-factor", {"codigo_quitar": codes[1], "clave_quitar": WRONG}, action="/quitar")),
                text_of(thief.send("/cuenta/segundo-factor", {"codigo_quitar": "111111", "clave_quitar": PASSWORD}, action="/quitar")),
                text_of(thief.send("/cuenta/clave", {"actual": WRONG, **new}))]
        assert [("no es su clave" in text, "Ese código no es" in text) for text in said] == \
            [(True, False), (False, True), (True, False), (False, True), (True, False)], said
        for browser in (thief, ana):
            late = browser.send("/cuenta/clave", {"actual": PASSWORD, **new})
            assert late.status == 422 and "Espere" in text_of(late), "the count is of a session and not of the person"
            assert "Espere" in text_of(browser.send("/cuenta/segundo-factor", {"codigo_quitar": codes[1], "clave_quitar": PASSWORD}, action="/quitar"))
        history = text_of(ana.ask("/cuenta"))
        assert history.count("Clave errada") == 2 and "Código errado" in history and "Bloqueada" in history, history
        assert give_code(ask_code(server, ana.email), codes[2]).status == 303, "the door is locked too"


@story("The cookie changes with the second factor and with the password, and the one of before opens nothing", engines=BOTH)
def cookie_changes(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "lector")
        for what in (lambda: enrol(ana), lambda: ana.send("/cuenta/clave", {"actual": PASSWORD, "clave": NEW, "repita": NEW})):
            before = ana.cookie
            what()
            assert ana.cookie != before and ana.ask("/cuenta").status == 200, "signed out, or under the same cookie"
            assert Signed(server, before).ask("/cuenta").status == 303


@story("Sessions are listed and the others ended; the history says how the account was tried", engines=BOTH)
def sessions(world):
    site = world.pasto()
    with site.serving() as server:
        ana, other = sign_in(site, server, "lector"), Signed(server)
        enter(other, ana.email, WRONG)
        assert enter(other, ana.email).status == 303
        page = text_of(ana.ask("/cuenta"))
        assert "(esta)" in page and "Clave errada" in page and page.count("Ingresó") == 2, page
        assert "Se cerraron las otras sesiones" in text_of(ana.follow(ana.send("/cuenta", action="/cuenta/sesiones")))
        assert other.ask("/cuenta").status == 303 and ana.ask("/cuenta").status == 200


@story("To ask for a new password takes as long for an address that nobody has, and for whoever asks next, and reads the same")
def lost_takes_as_long(world):
    site, pairs = world.pasto(), 12
    for n in range(pairs):
        invited(site, f"persona{n}@entidad.gov.co", "Una Persona", "pasto", "lector")
    with MailServer() as mail, mailing(site, mail, "--proxy", "127.0.0.1") as server:
        took, said = {"persona": [], "nadie": []}, set()
        for n in range(pairs):
            for who in ("persona", "nadie") if n % 2 else ("nadie", "persona"):   # what comes after another may wait for what that one left
                browser = Signed(server)
                form = browser.form("/clave")
                body = urllib.parse.urlencode({**form.fields, "correo": f"{who}{n}@entidad.gov.co"}).encode()
                began = time.monotonic()
                answer = browser.ask("/clave", method="POST", body=body, headers={"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": f"10.0.{n}.{len(who)}"})
                took[who].append(time.monotonic() - began)
                time.sleep(0.1)        # the mail of the one before is written meanwhile, whoever asks next
                said.add((answer.status, text_of(answer)))
        assert len(said) == 1, said
        known, unknown = statistics.median(took["persona"]), statistics.median(took["nadie"])
        assert 0.3 < unknown / known < 3, took
        assert {message.sent_to[0] for message in mail.wait(pairs)} == {f"persona{n}@entidad.gov.co" for n in range(pairs)}


@story("No more links go to one address in a day than five, whoever asks and whatever they are for", engines=SQLITE)
def bounded_mail(world):
    site = world.pasto()
    site.import_pasto("otra", "Otra entidad")
    with MailServer() as mail, mailing(site, mail) as server:
        ana = sign_in(site, server, "administrador")
        page = give(ana, "eva@pasto.gov.co", "Eva Paz", "lector")
        assert "Le enviamos a su correo" in text_of(page)
        account = re.search(r'href="(/pasto/trabajo/personas/\d+/cuenta)"', re.search(r">Eva Paz<.*?</tr>", ana.ask("/pasto/trabajo/personas").text, re.S)[0])[1]
        for _ in range(4):
            assert ana.send(account, action="/enlace").status == 303
        over = ana.send(account, action="/enlace")
        assert over.status == 403 and "Vuelva a intentar mañana" in text_of(over), over.status
        again = give(ana, "eva@pasto.gov.co", "Eva Paz", "enlace")
        assert again.status == 403 and "no se guardó nada" in text_of(again), again.status
        change(site, "UPDATE one_time_link SET created_at = 1")
        assert "Si ese correo tiene cuenta" in text_of(Signed(server).send("/clave", {"correo": "eva@pasto.gov.co"}))
        last = link_of(mail.wait(5)[-1])
        assert set_password(server, last).ask("/pasto/trabajo").status == 200
        time.sleep(2.5)
        assert len(mail.messages) == 5, "a sixth link in a day"


@story("What is kept of wrong tries names nobody, and is forgotten after a day", engines=SQLITE)
def keyed_and_pruned(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "lector")
        for email in (ana.email, "nadie@pasto.gov.co"):
            enter(Signed(server), email, WRONG)
        rows = [line for line in dump_of(site).splitlines() if line.startswith('INSERT INTO "sign_in_failure"') or line.startswith("INSERT INTO sign_in_failure")]
        assert len(rows) == 2 and "nadie@pasto.gov.co" not in dump_of(site)
        assert not any(hashlib.sha256(email.encode()).hexdigest() in row.lower() for row in rows for email in (ana.email, "nadie@pasto.gov.co"))
        change(site, "UPDATE sign_in_failure SET last_at = 1")
        enter(Signed(server), "otro@pasto.gov.co", WRONG)
        assert dump_of(site).count("sign_in_failure VALUES") + dump_of(site).count('"sign_in_failure" VALUES') == 1, "old tries are kept"


@story("A form sent from a page of another site is refused before it is read, with a session and without")
def other_site(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        form = ana.form("/pasto/trabajo/personas/nuevo")
        fields = {**form.fields, "correo": "x@pasto.gov.co", "nombre": "X", "rol": "administrador"}
        body = urllib.parse.urlencode(fields).encode()
        for headers in ({"Origin": "https://otro.sitio"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
            answer = ana.ask(form.action, method="POST", body=body, headers={"Content-Type": "application/x-www-form-urlencoded", **headers})
            assert answer.status == 403 and "desde otro sitio" in text_of(answer), (headers, answer.status)
        assert ana.ask(form.action, method="POST", body=body, headers={"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{server.port}"}).status == 200


@story("Who loses an appointment between opening a form and sending it sends it in vain, and a session without the second factor that a role now asks for too", engines=BOTH)
def changed_meanwhile(world):
    site = world.pasto()
    with site.serving() as server:
        ana, eva = sign_in(site, server, "administrador"), sign_in(site, server, "planeacion", name="Eva Paz")
        site.veedor("user", "add", "--email", eva.email, "--name", "Eva Paz", "--entity", "pasto", "--role", "lector", code=0)
        units, plan = eva.form("/pasto/trabajo/dependencias/nueva"), eva.form("/pasto/trabajo/planes/nuevo")
        for form in forms(ana.ask("/pasto/trabajo/personas")):
            if form.action.endswith("/terminar") and "el cargo de Eva Paz: Oficina de planeación" in form.buttons[0]:
                assert ana.post(form).status == 303
        assert eva.ask("/pasto/trabajo").status == 200, "the other appointment is gone too"
        for form, fields in ((units, {"nombre": "Oficina nueva"}), (plan, {"vigencia": "2031", "instrumento": "ptep-2024", "origen": "plantilla"})):
            assert eva.post(form, fields).status == 403
        notices = eva.form("/pasto/trabajo/avisos")
        (rule,) = [form for form in forms(ana.ask("/pasto/trabajo/reglas")) if form.fields.get("rol") == "lector"]
        assert ana.post(rule).status == 303
        answer = eva.post(notices)
        assert answer.status == 303 and answer.header("Location").startswith("/cuenta/segundo-factor"), answer.header("Location")
        assert read_sql(site, "SELECT count(*) FROM unit WHERE name = 'Oficina nueva'") == ["0"]


@story("One form sent eight times at once gives one appointment, one person, one link", engines=BOTH)
def sent_at_once(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        form = ana.form("/pasto/trabajo/personas/nuevo")
        fields = {"correo": "eva@pasto.gov.co", "nombre": "Eva Paz", "rol": "lector"}
        answers = [None] * 8

        def send(n):
            answers[n] = Signed(server, ana.cookie).post(form, fields)

        threads = [threading.Thread(target=send, args=(n,)) for n in range(len(answers))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answer.status for answer in answers) == [200] + [303] * 7, [answer.status for answer in answers]
        assert sum("/clave/" in answer.text for answer in answers) == 1
        assert read_sql(site, "SELECT count(*) FROM appointment a JOIN person p ON p.id = a.person_id WHERE p.email = 'eva@pasto.gov.co'") == ["1"]
        other = ana.post(form, {**fields, "rol": "administrador"})
        assert other.status == 409, "another body under the same form is taken"
        site.veedor("verify", code=0)
