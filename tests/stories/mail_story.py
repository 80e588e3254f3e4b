# SPDX-License-Identifier: Apache-2.0
"""Mail against a real SMTP server: invitations, forgotten passwords, the mail of the morning; refused, put off, and sent again."""
import contextlib
import os
import re
import sqlite3
import time

from folder_story import change
from people_story import NOT_RIGHT, enter, give
from record_story import read_sql
from signed import PASSWORD, Signed, set_password, sign_in, text_of
from smtp import MailServer
from story import BOTH, story

FROM, URL = "veedor@pasto.gov.co", "https://veedor.pasto.gov.co"
TOLD = "Si ese correo tiene cuenta"


def mailing(site, mail, *more):
    """A server that sends by that one. Its public address is http, as stories speak it."""
    return site.serving("--smtp", mail.url, "--mail-from", FROM, "--url", "http://veedor.pasto.gov.co", *more)


def link_of(message):
    body = message.get_content()
    found = re.search(r"http://veedor\.pasto\.gov\.co(/clave/[0-9a-f]{64})", body)
    assert found, body
    return found[1]


def states(admin):
    return text_of(admin.ask("/pasto/trabajo/correos"))


@story("An invitation goes by mail, is not shown on the page, and its link sets the password", engines=BOTH)
def invitation(world):
    site = world.pasto()
    with MailServer() as mail, mailing(site, mail) as server:
        ana = sign_in(site, server, "administrador")
        page = give(ana, "jose.nunez@pasto.gov.co", "José Núñez", "planeacion")
        assert "Le enviamos a su correo" in text_of(page) and "/clave/" not in page.text
        (message,) = mail.wait(1)
        assert message.sent_to == ["jose.nunez@pasto.gov.co"] and FROM in message["From"] and "jose.nunez@pasto.gov.co" in message["To"]
        assert message["Subject"] == "Su cuenta de Veedor" and message["Auto-Submitted"] == "auto-generated" and message["Message-ID"] and message["Date"]
        assert message.get_content().startswith("José Núñez:")
        set_password(server, link_of(message))
        mail.wait_for(lambda: "Enviado" in states(ana))
        assert "jose.nunez@pasto.gov.co" in states(ana)
        site.veedor("verify", code=0)


@story("Who forgot the password gets a link by mail, and nobody learns from it who has an account", engines=BOTH)
def forgotten(world):
    site = world.pasto()
    with MailServer() as mail, mailing(site, mail) as server:
        ana = sign_in(site, server, "administrador")
        told = [text_of(Signed(server).send("/clave", {"correo": email})) for email in (ana.email.upper(), "nadie@pasto.gov.co", ana.email)]
        assert TOLD in told[0] and told[0] == told[1] == told[2], told
        message = mail.wait(1)[0]
        assert message.sent_to == [ana.email] and message["Subject"] == "Una clave nueva para Veedor"
        again = set_password(server, link_of(message), "otras cuatro nunca vistas")
        assert again.ask("/cuenta").status == 200 and ana.ask("/cuenta").status == 303, "the sessions of the old password live on"
        assert NOT_RIGHT in text_of(enter(Signed(server), ana.email, PASSWORD))
        time.sleep(3)
        assert len(mail.messages) == 1, "a second link in five minutes"
        assert Signed(server).send("/clave", {"correo": "ana@"}).status == 422


@story("Without a mail server nothing is promised by mail, and the link is shown to who gives the appointment")
def no_mail(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        assert "/clave/" in give(ana, "eva@pasto.gov.co", "Eva Paz", "lector").text
        page = Signed(server).ask("/clave")
        assert "<form" not in page.text and "Pida a quien administra" in text_of(page)
        assert "no envía correo" in states(ana)


@story("A mail server that is not there, or asks to wait, gets the message later; one that says no for good ends it", engines=BOTH)
def later(world):
    site = world.pasto()
    with MailServer() as mail, mailing(site, mail) as server:
        ana = sign_in(site, server, "administrador")
        mail.say = {"RCPT": "451 4.3.0 later"}
        give(ana, "eva@pasto.gov.co", "Eva Paz", "lector")
        mail.wait_for(lambda: "Se intentará de nuevo" in states(ana))
        assert "respondió 451" in states(ana) and not mail.messages
        mail.say = {}
        assert ana.send("/pasto/trabajo/correos", button="Intentar ya").status == 303
        mail.wait(1)
        mail.wait_for(lambda: "Enviado" in states(ana))
        mail.say = {"RCPT": "550 5.1.1 nobody here"}
        give(ana, "paz@pasto.gov.co", "Paz Mora", "lector")
        mail.wait_for(lambda: "No se pudo enviar" in states(ana))
        assert "respondió 550" in states(ana) and len(mail.messages) == 1
        assert "Intentar ya" not in states(ana)
        told = text_of(ana.ask("/pasto/trabajo/avisos"))
        assert "No se pudo entregar el correo «Su cuenta de Veedor» a paz@pasto.gov.co. El servidor de correo respondió 550" in told, told
        mail.say = {"CONNECT": "421 4.3.2 closing"}
        give(ana, "sol@pasto.gov.co", "Sol Ruiz", "lector")
        mail.wait_for(lambda: "respondió 421" in states(ana))
        mail.say = {}
        mail.wait(2, seconds=40)   # by itself, after the first wait of fifteen seconds
        assert mail.messages[1].sent_to == ["sol@pasto.gov.co"]


@story("A message that was not sent when the server stopped is sent by the next one, and what it says is not in the database")
def across(world):
    site = world.pasto()
    with MailServer() as mail:
        mail.say = {"MAIL": "451 4.3.0 later"}
        with mailing(site, mail) as server:
            ana = sign_in(site, server, "administrador")
            give(ana, "eva@pasto.gov.co", "Eva Paz", "lector")
            mail.wait_for(lambda: "Se intentará de nuevo" in states(ana))
        dump = dump_of(site)
        assert "eva@pasto.gov.co" in dump and "/clave/" not in dump and b"/clave/".hex() not in dump.lower()
        mail.say = {}
        change(site, "UPDATE outbox SET next_at = 0")
        with mailing(site, mail) as server:
            set_password(server, link_of(mail.wait(1)[0]))
            time.sleep(3)
        assert len(mail.messages) == 1 and "'enviado'" in dump_of(site)


def dump_of(site):
    with contextlib.closing(sqlite3.connect(os.path.join(site.data, "veedor.db"))) as db:
        return "\n".join(db.iterdump())


@story("At the start of the working day one mail tells each person what waits, and not on a holiday nor before", engines=BOTH)
def morning(world):
    site = world.pasto()
    link = site.veedor("--now", "2026-07-10T15:00:00-05:00", "user", "add", "--email", "ana@pasto.gov.co", "--name", "Ana Ruiz",
                       "--entity", "pasto", "--role", "lector", code=0)
    assert "/clave/" in link.out
    with MailServer() as mail:
        for now, expected in (("2026-07-10T18:00:00-05:00", 0),   # Friday: told at three, so not this morning
                              ("2026-07-11T08:00:00-05:00", 0),   # Saturday
                              ("2026-07-13T08:00:00-05:00", 0),   # Monday, a holiday since Ley 2578 of 2026
                              ("2026-07-14T06:59:00-05:00", 0),   # Tuesday, too early
                              ("2026-07-14T07:00:00-05:00", 1),
                              ("2026-07-15T07:00:00-05:00", 1)):
            with mailing(site, mail, "--now", now):
                if expected:
                    mail.wait(expected)
                time.sleep(3)
            assert len(mail.messages) == expected, (now, len(mail.messages))
        message = mail.messages[0]
        assert message.sent_to == ["ana@pasto.gov.co"] and message["Subject"] == "Lo que le espera hoy en Veedor"
        body = message.get_content()
        assert "Alcaldía de Pasto" in body and "- Tiene un cargo nuevo: Lectura" in body and "http://veedor.pasto.gov.co/pasto/trabajo" in body, body
        assert message["Date"].startswith("Tue, 14 Jul 2026 07:00:00 -0500"), message["Date"]


@story("Each try that fails waits four times as long as the one before, and the last one is told to who manages people", engines=BOTH)
def backing_off(world):
    site = world.pasto()
    with MailServer() as mail:
        mail.say = {"RCPT": "451 4.3.0 later"}
        with mailing(site, mail) as server:
            ana = sign_in(site, server, "administrador")
            give(ana, "eva@pasto.gov.co", "Eva Paz", "lector")
            mail.wait_for(lambda: "Se intentará de nuevo" in states(ana))
            waited = []
            for n in (1, 2, 3):
                assert ana.send("/pasto/trabajo/correos", button="Intentar ya").status == 303
                mail.wait_for(lambda: f"Intentos: {n + 1}" in states(ana))
                waited.append((int(read_sql(site, "SELECT next_at FROM outbox WHERE state = 'pendiente'")[0]) - time.time() * 1e6) / 1e6)
            assert 45 < waited[0] < 61 and 200 < waited[1] < 241 and 900 < waited[2] < 961, waited
            change(site, "UPDATE outbox SET tries = 7 WHERE state = 'pendiente'")
            assert ana.send("/pasto/trabajo/correos", button="Intentar ya").status == 303
            mail.wait_for(lambda: "No se pudo enviar" in states(ana))
            assert "No se pudo entregar el correo" in text_of(ana.ask("/pasto/trabajo/avisos"))


@story("Who wants notices in the menu only gets no mail of the morning, and does again after asking for it", engines=BOTH)
def only_here(world):
    site = world.pasto()
    at = "2026-07-13T22:00:00-05:00"
    link = site.veedor("--now", at, "user", "add", "--email", "ana@pasto.gov.co", "--name", "Ana Ruiz", "--entity", "pasto", "--role", "lector", code=0)
    with MailServer() as mail:
        with mailing(site, mail, "--now", at) as server:
            ana = set_password(server, "/clave/" + link.out.split("/clave/")[1].split()[0])
            assert "Se guardó cómo recibe sus avisos" in text_of(ana.follow(ana.send("/cuenta", action="/cuenta/avisos")))
            assert "No le llega por correo" in text_of(ana.ask("/cuenta")) and "pendientes: 1" in text_of(ana.ask("/pasto/trabajo")).replace(" ,", ",")
        with mailing(site, mail, "--now", "2026-07-14T07:00:00-05:00") as server:
            time.sleep(3)
            assert not mail.messages, "a mail to who wants none"
            again = Signed(server)
            assert enter(again, "ana@pasto.gov.co").status == 303
            assert "le llega también por correo" in text_of(again.follow(again.send("/cuenta", action="/cuenta/avisos")))
            assert mail.wait(1)[0].sent_to == ["ana@pasto.gov.co"]
        site.veedor("verify", code=0)


@story("Notices wait in the menu until they are read, each person's own", engines=BOTH)
def notices(world):
    site = world.pasto()
    with site.serving() as server:
        ana, luis = sign_in(site, server, "administrador"), sign_in(site, server, "lector")
        assert "pendientes: 1" in text_of(luis.ask("/pasto/trabajo")).replace(" ,", ",")
        page = luis.ask("/pasto/trabajo/avisos")
        assert "Sin leer: Tiene un cargo nuevo: Lectura" in text_of(page) and "Administración" not in text_of(page).split("Avisos", 2)[2]
        assert luis.send("/pasto/trabajo/avisos").status == 303
        assert "Sin leer" not in text_of(luis.ask("/pasto/trabajo/avisos")) and "pendientes" not in text_of(luis.ask("/pasto/trabajo"))
        assert "pendientes: 1" in text_of(ana.ask("/pasto/trabajo")).replace(" ,", ","), "one person's reading is another's"


@story("Serve refuses to send mail without an address it comes from and a public address, and a server that is none")
def settings(world):
    site = world.pasto()
    for more, said in (([], "--mail-from"), (["--mail-from", FROM], "--url"), (["--mail-from", "x", "--url", URL], "--mail-from")):
        ran = site.veedor("serve", "--smtp", "smtp://127.0.0.1:1", *more, code=2)
        assert said in ran.err, ran
    assert "--smtp" in site.veedor("serve", "--smtp", "http://x/", "--mail-from", FROM, "--url", URL, code=2).err
