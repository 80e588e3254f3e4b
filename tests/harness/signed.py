# SPDX-License-Identifier: Apache-2.0
"""People in a story: made on the command line, with a browser each that keeps its cookie and fills the forms it is shown.

    ana = person(site, server, "ana@pasto.gov.co", "Ana Ruiz", "pasto", "administrador")
    page = ana.ask("/pasto/trabajo/personas")
    answer = ana.send("/pasto/trabajo/personas/nuevo", {"correo": "luis@pasto.gov.co", …})     # opens that page, fills its form, sends it
    answer = ana.send("/pasto/trabajo/personas/7/terminar", page="/pasto/trabajo/personas")    # the form stands on another page
"""
import html.parser
from html import unescape
import re
import secrets
import urllib.parse

PASSWORD = "cuatro palabras nunca juntas"
COOKIE = re.compile(r"^(?:__Host-)?veedor=([0-9a-f]*)", re.M)


class Form:
    def __init__(self, action, multipart):
        self.action, self.multipart, self.fields, self.buttons = action, multipart, {}, {}


class Forms(html.parser.HTMLParser):
    """Forms that post, with what a browser would send when nothing is changed."""
    def __init__(self):
        super().__init__()
        self.found, self._form, self._select, self._text = [], None, None, None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form" and (a.get("method") or "").lower() == "post":
            self._form = Form(a.get("action") or "", a.get("enctype") == "multipart/form-data")
            self.found.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and a.get("name") and a.get("type") not in ("file", "submit"):
            if a.get("type") not in ("checkbox", "radio") or "checked" in a:
                self._form.fields[a["name"]] = a.get("value") or ""
        elif tag == "button" and a.get("name"):
            self._form.buttons[a["name"]] = a.get("value") or ""
        elif tag == "select":
            self._select = a.get("name")
        elif tag == "option" and self._select and ("selected" in a or self._select not in self._form.fields):
            self._form.fields[self._select] = a.get("value") or ""
        elif tag == "textarea":
            self._text = a.get("name")
            self._form.fields[self._text] = ""

    def handle_data(self, data):
        if self._form is not None and self._text:
            self._form.fields[self._text] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._text = None


def forms(text):
    reader = Forms()
    reader.feed(text)
    return reader.found


def multipart(fields, files):
    """(content type, body); files: {field: (name, bytes)}."""
    line = "veedor" + secrets.token_hex(12)
    body = b""
    for name, value in fields.items():
        body += f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, (filename, data) in files.items():
        body += f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'.encode() + data + b"\r\n"
    return f"multipart/form-data; boundary={line}", body + f"--{line}--\r\n".encode()


class Browser:
    """Nobody, until a cookie comes."""
    def __init__(self, server, cookie=""):
        self.server, self.cookie = server, cookie

    def ask(self, path, method="GET", headers=None, body=None):
        sent = {**({"Cookie": f"veedor={self.cookie}"} if self.cookie else {}), **(headers or {})}
        answer = self.server.ask(path, method=method, headers=sent, body=body, timeout=60)
        for value in COOKIE.findall(answer.header("Set-Cookie")):
            self.cookie = value
        return answer

    def post(self, path, fields, files=None):
        """As it is: the token is the caller's."""
        if files:
            kind, body = multipart(fields, files)
        else:
            kind, body = "application/x-www-form-urlencoded", urllib.parse.urlencode(fields).encode()
        return self.ask(path, method="POST", headers={"Content-Type": kind}, body=body)

    def form(self, path, page=None):
        """The form that posts to `path`, on that page or another one."""
        answer = self.ask(page or path)
        assert answer.status == 200, f"{page or path}: {answer.status} {answer.header('Location')}"
        found = [form for form in forms(answer.text) if form.action.split("?")[0] == path]
        assert found, f"{page or path} has no form to {path}, only to {[form.action for form in forms(answer.text)]}"
        return found[0]

    def send(self, path, fields=None, page=None, files=None):
        form = self.form(path, page)
        return self.post(path, {**form.fields, **(fields or {})}, files)

    def follow(self, answer):
        """The page that a 303 leads to."""
        assert answer.status == 303, f"{answer.status}: {text_of(answer.text)[:600]}"
        return self.ask(answer.header("Location"))

    def sign_in(self, email, password=PASSWORD):
        return self.send("/ingreso", {"correo": email, "clave": password})


def text_of(page):
    """What a person reads of a page, in one line."""
    body = re.sub(r"(?s)<(script|style|svg|head)\b.*?</\1>", " ", page)
    text = unescape(re.sub(r"<[^>]*>", " ", body))
    return re.sub(r"\s+", " ", text).strip()


def invited(site, email, name, entity=None, role=None, *more):
    """Made on the command line, as the first administrator is; the path of the link that sets the password."""
    post = ["--entity", entity, "--role", role] if entity else []
    ran = site.veedor("user", "add", "--email", email, "--name", name, *post, *more, code=0)
    return re.search(r"/clave/[0-9a-f]{64}", ran.out)[0]


def person(site, server, email, name, entity=None, role=None, password=PASSWORD):
    """A person with a password, signed in."""
    link, browser = invited(site, email, name, entity, role), Browser(server)
    answer = browser.send(link, {"clave": password, "repita": password})
    assert answer.status == 303 and len(browser.cookie) == 64, f"{answer.status}: {text_of(answer.text)[:600]}"
    return browser
