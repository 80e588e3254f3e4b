# SPDX-License-Identifier: Apache-2.0
"""Somebody who signed in, for the stories of the pages of work:

    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")            # user add, the link, a password, the session's cookie
        page = planner.ask("/pasto/trabajo/planes")
        done = planner.send("/pasto/trabajo/planes/nuevo", {"vigencia": "2027"})     # the form of that page, filled in and sent
        assert "Se empezó el plan" in planner.follow(done).text

send() takes the fields of the form as the page has them (its token, what is typed or chosen already) and changes those that are given.
files={"archivo": ("plan.docx", bytes)} sends it as multipart; action= and button= choose among several forms of the page."""
import base64
import hmac
import html
import html.parser
import re
import secrets
import struct
import time
import urllib.parse

PASSWORD = "cuatro palabras que van juntas"


class Form:
    """offered: what the page offers for a field, chosen or not; of what is typed, nothing."""
    def __init__(self, action, method):
        self.action, self.method, self.fields, self.files, self.buttons, self.offered = action, method, {}, [], [], {}


class _Forms(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self._form, self._text, self._select, self._button = [], None, None, None, None

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self._form = Form(a.get("action", ""), a.get("method", "get"))
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input":
            self._input(a)
        elif tag == "textarea":
            self._text = a["name"]
            self._form.fields[self._text] = ""
        elif tag == "select":
            self._select = a["name"]
            self._form.fields[self._select] = ""
        elif tag == "option" and self._select:
            self._form.offered.setdefault(self._select, set()).add(a.get("value", ""))
            if "selected" in a:
                self._form.fields[self._select] = a.get("value", "")
        elif tag == "button":
            self._button = ""

    def _input(self, a):
        kind, name = a.get("type", "text"), a.get("name")
        if kind in ("radio", "checkbox", "hidden"):
            self._form.offered.setdefault(name, set()).add(a.get("value", "on"))
        if kind == "file":
            self._form.files.append(name)
        elif kind in ("radio", "checkbox") and "checked" not in a:
            return
        elif name:
            self._form.fields[name] = a.get("value", "on" if kind == "checkbox" else "")

    def handle_data(self, data):
        if self._text:
            self._form.fields[self._text] += data
        if self._button is not None:
            self._button += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._text:
            self._form.fields[self._text] = self._form.fields[self._text].removeprefix("\n")   # HTML drops the first line end
            self._text = None
        elif tag == "select":
            self._select = None
        elif tag == "button" and self._button is not None:
            self._form.buttons.append(" ".join(self._button.split()))
            self._button = None


def forms(page):
    """Every form of an answer's page."""
    parser = _Forms()
    parser.feed(page.text)
    return parser.forms


def multipart(fields, files):
    mark, parts = secrets.token_hex(12), []
    for name, value in fields.items():
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, (file_name, data) in files.items():
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + data + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


class Signed:
    """A browser with a session: no script, and every form as the page has it. mark: the cookie by which a browser is known."""
    def __init__(self, server, cookie=None, mark=None):
        self.server, self.cookie, self.mark = server, cookie, mark

    def ask(self, path, **more):
        headers = dict(more.pop("headers", {}))
        if self.cookie or self.mark:
            headers["Cookie"] = "; ".join(filter(None, (self.cookie, self.mark)))
        answer = self.server.ask(path, headers=headers, **more)
        for line in filter(None, answer.header("Set-Cookie").split("\n")):
            if "-equipo=" in line:
                self.mark = line.split(";")[0]
            else:
                self.cookie = line.split(";")[0]
        return answer

    def follow(self, answer, most=5):
        """To the page that a 303 leads to."""
        while answer.status == 303 and most:
            answer, most = self.ask(answer.header("Location").split("#")[0]), most - 1   # a browser keeps the fragment
        return answer

    def form(self, path, action=None, button=None):
        page = self.ask(path)
        assert page.status == 200, f"{path}: {page.status}\n{page.text[-2000:]}"
        found = [f for f in forms(page) if f.method == "post" and f.action != "/salir" and (action is None or f.action.split("?")[0].endswith(action))
                 and (button is None or any(button in text for text in f.buttons))]
        asked_first = action and not found and re.search(rf'<a class="btn[^"]*" href="([^"]*{re.escape(action)})"', page.text)
        if asked_first:   # the button leads to a page with the question
            return self.form(html.unescape(asked_first[1]), action, button)
        assert len(found) == 1, f"{path} has {len(found)} forms for {action or button}: {[(f.action, f.buttons) for f in forms(page)]}"
        return found[0]

    def post(self, form, fields=None, files=None):
        """Sends a form that was opened before; the same one sent twice is a double click."""
        filled = {**form.fields, **(fields or {})}
        if form.files or files:
            files = {**{name: ("", b"") for name in form.files}, **(files or {})}
            body, kind = multipart(filled, files)
        else:
            body, kind = urllib.parse.urlencode(filled).encode(), "application/x-www-form-urlencoded"
        return self.ask(html.unescape(form.action), method="POST", headers={"Content-Type": kind}, body=body)

    def send(self, path, fields=None, action=None, button=None, files=None):
        return self.post(self.form(path, action, button), fields, files)


def invited(site, email, name, entity=None, role=None):
    """Made on the command line, as the first administrator is: the path of the link that sets the password."""
    post = ["--entity", entity, "--role", role] if entity else []
    added = site.veedor("user", "add", "--email", email, "--name", name, *post, code=0)
    return "/clave/" + added.out.split("/clave/")[1].split()[0]


def set_password(server, link, password=PASSWORD):
    """Whoever opens the link, signed in."""
    person = Signed(server)
    done = person.send(link, {"clave": password, "repita": password})
    assert done.status == 303 and person.cookie, f"{done.status}\n{done.text[-2000:]}"
    return person


def sign_in(site, server, role, entity="pasto", name=None, email=None):
    """A new person with one appointment in the entity, with a password and a session."""
    email, name = email or f"{role}-{secrets.token_hex(3)}@entidad.gov.co", name or f"Persona de {role.replace('_', ' ')}"
    person = set_password(server, invited(site, email, name, entity, role))
    person.email, person.name = email, name
    return person


def code_of(secret, ahead=0):
    """What an application of the telephone shows for a secret of base 32 (RFC 6238); ahead: in so many half minutes."""
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30 + ahead), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 10 ** 6:06d}"


def enrol(person, password=PASSWORD):
    """A second factor for this person: (secret, the ten codes on paper). person.used is the code that it was confirmed with."""
    page = person.ask("/cuenta/segundo-factor")
    secret = re.search(r'class="mono">([A-Z2-7 ]+)<', page.text)[1]
    (form,) = [form for form in forms(page) if form.action == "/cuenta/segundo-factor"]
    person.used = code_of(secret)
    shown = person.post(form, {"codigo": person.used, "clave": password})
    codes = re.findall(r"<li>([2-9a-z]{5}-[2-9a-z]{5})</li>", shown.text)
    assert shown.status == 200 and len(set(codes)) == 10, f"{shown.status}\n{shown.text[-2000:]}"
    return secret, codes


def text_of(page):
    """What a person reads of a page, in one line."""
    body = re.sub(r"(?s)<(script|style|svg|head)\b.*?</\1>", " ", page.text)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


__all__ = ["PASSWORD", "Form", "Signed", "code_of", "enrol", "forms", "invited", "set_password", "sign_in", "text_of"]
