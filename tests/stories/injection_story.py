# SPDX-License-Identifier: Apache-2.0
"""Somebody inside who means harm writes markup, scripts, line ends and addresses into every text of every form, and names of files that lead
elsewhere. The forms are read from the pages. Whatever was taken must stand on every page, public ones too, as the text that it is."""
import html.parser
import re

from apart_story import everybody, filled, kinds, walk, work
from mail_story import mailing
from people_story import give
from record_story import read_sql
from signed import Form, Signed, sign_in
from smtp import MailServer
from story import SQLITE, story

MARK = "zqx"
TEXTS = (f"\"'></textarea></title></svg><{MARK} on{MARK}=1>&lt;{MARK}&gt;]]>{{{{{MARK}}}}}<!--", f"javascript:{MARK}", f"[a](javascript:{MARK}) <a href=javascript:{MARK}> ![i](//malo.example/{MARK}.png) <javascript:{MARK}>",
         f"=cmd|'{MARK}'!A0\r\nX-Malo: {MARK}", f"../../{MARK}", f"\u202e{MARK}\u2066\u0000"[:-1])
ODD = ("-1", "9223372036854775808", "٣", "31/02/2026", "nada de la lista", "a" * 70000, "[[" * 8000, "|a" * 3000 + "\n" + "|-" * 3000)
SCHEMES = re.compile(r"^(?:/(?![/\\])|#|\?|https?://|mailto:|webcal://|$)")


class _Page(html.parser.HTMLParser):
    """What of a page is more than text."""
    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if tag == MARK or name.startswith("on") or name == "style":
                self.wrong.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "formaction", "srcset", "poster", "data") and not SCHEMES.match(value or ""):
                self.wrong.append(f"<{tag} {name}={value[:60]!r}>")
            if name == "src" and not value.startswith("/estatico/"):
                self.wrong.append(f"<{tag} src={value[:60]!r}>")
        if tag == "script" and not (dict(attributes).get("src") or "").startswith("/estatico/editor-"):
            self.wrong.append("<script> that is not ours")
        if tag in (MARK, "iframe", "object", "embed", "base"):
            self.wrong.append(f"<{tag}>")


def faults(path, answer):
    found = [f"{path}: header {name}" for name, value in answer.headers if MARK in name.lower() or name.lower() == "x-malo"]
    if "html" in answer.header("Content-Type"):
        page = _Page()
        page.feed(answer.text)
        found += [f"{path}: {wrong}" for wrong in page.wrong]
    return found + ([f"{path}: {answer.status}"] if answer.status >= 500 else [])


def poisoned(form, nth):
    """The form with a text that means harm wherever something is typed."""
    fields, at = filled(form), nth
    for name in form.fields:
        if name not in form.offered and name != "token":
            fields[name], at = TEXTS[at % len(TEXTS)], at + 1
    return fields


def one_by_one(form, nth):
    """And with it in one field only, so that the others do not keep it out."""
    for at, name in enumerate(n for n in form.fields if n not in form.offered and n != "token"):
        yield {**filled(form), name: TEXTS[(nth + at) % len(TEXTS)]}


def odd(form, nth):
    """With a value in one field that no page offers: a list too, a number, a text beyond its bound."""
    for at, name in enumerate(name for name in form.fields if name != "token"):
        yield {**filled(form), name: ODD[(nth + at) % len(ODD)]}


@story("Whatever is written into any text of any form stands on every page as that text: no markup, no script, no header, no way out", engines=SQLITE)
def written(world):
    site = world.pasto()
    with site.serving() as server:
        work(site, server)
        thief = everybody(site, server, "pasto")
        wrong, taken, sent = [], 0, 0
        for pattern, kind in sorted(kinds(site, walk(thief, "pasto")).items()):
            if pattern.endswith(("/segundo-factor", "/estado", "/terminar", "/unir", "/retirar", "/deshacer", "/descartar", "/quitar")):
                continue
            for nth, (action, form) in enumerate(kind.forms[-1:]):
                for fields in [poisoned(form, nth), *one_by_one(form, nth), *odd(form, nth)]:
                    answer = thief.post(_with(Form(action, "post"), fields, form), files={name: (f"../../{MARK}\".pdf", b"%PDF-1.4") for name in form.files} or None)
                    taken, sent = taken + (answer.status == 303), sent + 1
                    wrong += faults(f"POST {action}", answer)
        assert sent > 120 and taken > 15, (sent, taken)
        pages = walk(thief, "pasto")
        for path, page in pages.items():
            wrong += faults(path, page)
        stored = sum(MARK in page.text for page in pages.values() if "html" in page.header("Content-Type"))
        assert stored > 15, f"the texts stand on {stored} pages only: nothing was tried"
        for path in public(server):
            wrong += faults(path, server.ask(path))
        assert not wrong, f"{len(wrong)}:\n" + "\n".join(sorted(set(wrong))[:60])


def _with(form, fields, of):
    form.fields, form.files = fields, of.files
    return form


def public(server, most=150):
    """Addresses that links of public pages lead to."""
    seen, waiting = [], ["/pasto"]
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.append(path)
        page = server.ask(path)
        if "html" in page.header("Content-Type"):
            waiting += [link.replace("&amp;", "&") for link in re.findall(r'href="(/pasto[^"#]*)"', page.text) if "/trabajo" not in link]
    return seen


@story("A name with line ends and headers in it makes no header of a mail", engines=SQLITE)
def mailed(world):
    site = world.pasto()
    with MailServer() as mail, mailing(site, mail) as server:
        ana = sign_in(site, server, "administrador")
        give(ana, "eva@pasto.gov.co", "Eva\r\nBcc: malo@malo.example\r\n\r\n<b>Paz", "lector")
        for bad in ("eva@pasto.gov.co\r\nBcc: malo@malo.example", "eva@pasto.gov.co,malo@malo.example", "\"x\" <malo@malo.example>", "eva@pasto.gov.co>"):
            assert give(ana, bad, "X", "lector").status == 422, bad
        (message,) = mail.wait(1)
        assert message.sent_to == ["eva@pasto.gov.co"] and message["Bcc"] is None and set(message.keys()) == \
            {"Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}, message.keys()
        assert "<b>Paz" in message.get_content() and message.get_content_type() == "text/plain"
        assert read_sql(site, "SELECT count(*) FROM person WHERE name LIKE '%' || char(10) || '%'") == ["0"]
        assert Signed(server).ask("/ingreso").status == 200
