# SPDX-License-Identifier: Apache-2.0
"""Every route of the program, for every role, for a person of another entity and for nobody: exactly what law/role-rights.csv says.
The routes are those of `veedor routes`, the roles and rights those of law/, so that a new one is held to it without being named here."""
import csv
import os
import re

from results import root_folder
from signed import Form, Signed, sign_in, text_of
from story import BOTH, story

ROUTE = re.compile(r"^(GET|POST)\s+(\S+)\s+(\S+)", re.M)
NAMES = {"entidad": "pasto", "familia": "plan", "vigencia": "2022"}   # of a path; the others are 1
NO_RIGHT = "Sus cargos no le permiten esto"
NOT_HERE = "o usted no trabaja en esa entidad"
NO_TOKEN = "El formulario no se reconoce"


def law(name):
    with open(os.path.join(root_folder(), "law", name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def routes(site):
    """[(method, pattern, address, what it asks)]"""
    found = [(method, path, re.sub(r"\{(\w+)\}", lambda name: NAMES.get(name[1], "1"), path), asks)
             for method, path, asks in ROUTE.findall(site.veedor("routes", code=0).out)]
    assert {asks for _, _, _, asks in found} > {"público", "persona", "personas.administrar"}, "the table of routes is not read"
    return found


def ask(browser, method, address):
    """A POST bears a token that no form has: what answers before the token is looked at is the right alone."""
    if method == "GET":
        return browser.ask(address)
    form = Form(address, "post")
    form.fields = {"token": "0" * 112}
    return browser.post(form)


def outcome(address, answer):
    """'signin', 'elsewhere', 'denied', 'token', 'in'."""
    assert answer.status < 500, answer.status
    text = "" if answer.status == 200 else text_of(answer) if "html" in answer.header("Content-Type") else ""
    if answer.status == 303 and answer.header("Location").startswith("/ingreso") and not address.startswith("/ingreso"):
        return "signin"
    if answer.status == 401 and "Su sesión se cerró" in text:
        return "signin"
    if answer.status == 404 and NOT_HERE in text:
        return "elsewhere"
    if answer.status == 403 and (NO_RIGHT in text or NO_TOKEN in text):
        return "denied" if NO_RIGHT in text else "token"
    return "in"


def expected(method, asks, who, may):
    """who: a role, 'otra entidad', or 'nadie'."""
    inside = "token" if method == "POST" else "in"
    if asks == "público" or (asks == "persona" and who != "nadie"):
        return inside
    if who == "nadie":
        return "signin"
    return "elsewhere" if who == "otra entidad" else inside if (asks, who) in may else "denied"


@story("Every route, for every role, for another entity and for nobody, opens to whom the law's table says and to no other", engines=BOTH)
def every_route(world):
    site = world.pasto()
    site.import_pasto("otra", "Otra entidad")
    table = routes(site)
    may = {(row["right"], row["role"]) for row in law("role-rights")}
    rights = {row["code"] for row in law("rights")}
    unknown = {asks for _, _, _, asks in table} - rights - {"público", "persona"}
    assert not unknown, f"rights that law/rights.csv does not have: {unknown}"
    with site.serving() as server:
        people = {row["code"]: sign_in(site, server, row["code"]) for row in law("roles")}
        people["otra entidad"] = sign_in(site, server, "administrador", entity="otra")
        people["nadie"] = Signed(server)
        wrong = []
        for method, pattern, address, asks in table:
            for who, browser in people.items():
                if asks == "público" and who not in ("nadie", "administrador"):
                    continue   # whoever asks: the next story holds that it makes no difference
                got, wanted = outcome(address, ask(browser, method, address)), expected(method, asks, who, may)
                if got != wanted:
                    wrong.append(f"{method} {pattern} ({asks}) for {who}: {got}, not {wanted}")
        assert not wrong, "\n".join(wrong)


@story("A public page is the same for whoever signed in, and sets no cookie; a page of work says nothing to a HEAD either")
def public_is_public(world):
    site = world.pasto()
    with site.serving() as server:
        ana, nobody = sign_in(site, server, "administrador"), Signed(server)
        for method, pattern, address, asks in routes(site):
            if method != "GET":
                continue
            if asks != "público":
                assert nobody.ask(address, method="HEAD").status == 303, pattern
                continue
            mine, theirs = ana.ask(address), nobody.ask(address)
            assert mine.status == theirs.status and not theirs.header("Set-Cookie"), (pattern, mine.status, theirs.status)
            if theirs.header("ETag"):
                assert mine.header("ETag") == theirs.header("ETag"), f"{pattern} is another page for who signed in"
