# SPDX-License-Identifier: Apache-2.0
"""Files that people bring, on their way in and out; documents with their versions and acts."""
import hashlib
import os
import re
import socket

from approval_story import committee, session
from intake_story import settled
from record_story import read_sql
from signed import multipart, sign_in
from story import BOTH, SQLITE, story

COMMITTEE = "/pasto/trabajo/comite"
PDF = b"%PDF-1.4 acta siete\n" + bytes(range(256)) * 40


def kept(site):
    return sorted(name for _, _, names in os.walk(os.path.join(site.data, "archivos")) for name in names)


def file_path(site, data):
    (found,) = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(site.data, "archivos")) for name in names
                if name == hashlib.sha256(data).hexdigest()]
    return found


def a_session(site, planner, people, files=None):
    """The address of a session of today."""
    done = session(planner, people, files=files, agenda=False)
    assert done.status == 303, f"{done.status}\n{done.text[-2000:]}"
    return done.header("Location").split("?")[0]


def link(page):
    return re.search(r'href="(/pasto/trabajo/archivos/\d+)"', page.text)[1]


@story("A file that is brought comes back byte for byte, to be saved and never shown, and only to whom its subject is open", engines=BOTH)
def brought(world):
    site = world.pasto()
    name = "acta «7»/Ñandú\u202e fdp.exe.pdf"
    with site.serving() as server:
        planner, members, other = sign_in(site, server, "planeacion"), committee(site, server), sign_in(site, server, "administrador", entity=None)
        at = a_session(site, planner, members)
        page = planner.follow(planner.send(at, action="/acta", files={"archivo": (name, PDF)}))
        assert "Se agregó el acta de la sesión" in page.text, page.text[-2000:]
        assert hashlib.sha256(PDF).hexdigest() in page.text and "PDF, 10 KB" in page.text, page.text[-2500:]
        file = planner.ask(link(page))
        assert file.status == 200 and file.body == PDF
        assert file.header("Content-Type") == "application/pdf" and file.header("X-Content-Type-Options") == "nosniff"
        assert file.header("Content-Security-Policy").startswith("sandbox; default-src 'none'")
        assert file.header("Cache-Control") == "no-store" and file.header("ETag") == f'"{hashlib.sha256(PDF).hexdigest()}"'
        disposition = file.header("Content-Disposition")
        assert disposition.startswith("attachment; filename=\"") and "filename*=UTF-8''" in disposition and "%C3%91and%C3%BA" in disposition, disposition
        assert "/" not in disposition.split("filename")[1].split(";")[0] and "%E2%80%AE" not in disposition, disposition
        assert planner.ask(link(page), headers={"If-None-Match": file.header("ETag")}).status == 304
        assert server.ask(link(page)).status == 303 and other.ask(link(page)).status in (403, 404)
        assert server.ask(f"/pasto/archivos/{hashlib.sha256(PDF).hexdigest()}").status == 404, "an acta is public before anybody said so"
        assert planner.ask("/pasto/trabajo/archivos/999999").status == 404
        again = planner.ask(at)
        assert 'action="' + at + '/acta"' not in again.text, "a second acta can be brought"
    site.veedor("verify", code=0)


@story("What could run, what is not what its name says, what is empty and what is too heavy is refused with a sentence and leaves nothing", engines=BOTH)
def refused(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        at = a_session(site, planner, committee(site, server))
        before, rows = kept(site), read_sql(site, "SELECT count(*) FROM attachment")
        for name, data, words in (("acta.pdf", b"MZ\x90\0\3\0\0\0", "es un programa"), ("acta.txt", b"<html><script>alert(1)</script>", "página web"),
                                  ("dibujo.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"), ("acta.exe", PDF, "por su contenido"),
                                  ("acta.docx", PDF, "no termina en .pdf"), ("acta.pdf", b"", "está vacío"),
                                  ("acta.txt", b"a" * 21_000_000, "pesa 21 MB; el máximo de Texto es 20 MB")):
            answer = planner.send(at, action="/acta", files={"archivo": (name, data)})
            assert answer.status == 422 and words.lower() in answer.text.lower(), f"{name}: {answer.status}\n{answer.text[-1500:]}"
        assert "Elija el archivo" in planner.send(at, action="/acta").text
        assert kept(site) == before and read_sql(site, "SELECT count(*) FROM attachment") == rows, "something was kept"


@story("An upload that is cut in the middle leaves nothing behind, and the form can be sent again", engines=SQLITE)
def cut(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        at = a_session(site, planner, committee(site, server))
        before, rows = sorted(os.listdir(site.data)) + kept(site), read_sql(site, "SELECT count(*) FROM attachment")
        form = planner.form(at, action="/acta")
        body, kind = multipart(form.fields, {"archivo": ("video.mp4", b"\0\0\0\x18ftypisom" + bytes(30_000_000))})
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall((f"POST {at}/acta HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {planner.cookie}\r\nContent-Type: {kind}\r\n"
                            f"Content-Length: {len(body)}\r\n\r\n").encode() + body[:len(body) // 2])
        assert planner.ask(at).status == 200
        assert sorted(os.listdir(site.data)) + kept(site) == before and read_sql(site, "SELECT count(*) FROM attachment") == rows
        done = planner.post(form, files={"archivo": ("video.mp4", b"\0\0\0\x18ftypisom" + bytes(30_000_000))})
        assert done.status == 303, f"the form cannot be sent again: {done.status}"
        assert "30 MB" in planner.follow(done).text
    site.veedor("verify", code=0)


@story("A file whose bytes are no longer those of its hash is not given out, and doctor names it", engines=BOTH)
def damaged(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        at = a_session(site, planner, committee(site, server), files={"archivo": ("acta.pdf", PDF)})
        where = link(planner.ask(at))
        assert planner.ask(where).body == PDF
        path = file_path(site, PDF)
        with open(path, "r+b") as file:
            file.seek(100)
            file.write(b"X")
        answer = planner.ask(where)
        assert answer.status == 500 and "no se entrega" in answer.text, answer.status
        os.remove(path)
        assert planner.ask(where).status == 500
        planner.ask(at)
    told = site.veedor("doctor", code=1).out
    assert "acta.pdf" in told and hashlib.sha256(PDF).hexdigest() in told and "no está, y alguien lo pidió" in told, told
    with open(path, "wb") as file:
        file.write(PDF)
    assert "acta.pdf" not in site.veedor("doctor").out


WORK, PUBLIC = "/pasto/trabajo/documentos", "/pasto/documentos"
POLICY = {"titulo": "Política de administración del riesgo", "clase": "politica", "resumen": "Cómo se cuidan los recursos.", "revision": "31/12/2020",
          "acto": "resolucion", "numero": "012", "fecha": "03/02/2020", "firmantes": "Ana Ruiz, alcaldesa"}
SLUG = "politica-de-administracion-del-riesgo"


def address_of(data):
    return "/pasto/archivos/" + hashlib.sha256(data).hexdigest()


@story("A document is added, published, renewed and withdrawn; the public sees its public versions with act and hash, and no other", engines=BOTH)
def documents(world):
    site = world.pasto()
    with site.serving() as server:
        planner, reader = sign_in(site, server, "planeacion"), sign_in(site, server, "lector")
        assert "Todavía no hay documentos" in server.ask(PUBLIC).text
        page = planner.follow(planner.send(f"{WORK}/nuevo", POLICY, files={"archivo": ("política v1.pdf", PDF)}))
        assert "Se agregó el documento" in page.text and "Resolución 012 del 3 de febrero de 2020" in page.text and "Revisión vencida hace" in page.text, page.text[-3000:]
        assert server.ask(f"{PUBLIC}/{SLUG}").status == 404 and server.ask(address_of(PDF)).status == 404
        assert "1 documento tiene su revisión vencida" in reader.ask(WORK).text and "Agregar un documento" not in reader.ask(WORK).text
        at = f"{WORK}/{SLUG}"
        assert "Publicar" not in reader.ask(at).text and reader.ask(link(reader.ask(at))).body == PDF
        page = planner.follow(planner.send(at, action="/publicar"))
        assert "Se publicó una versión del documento" in page.text, page.text[-2000:]
        shown = server.ask(f"{PUBLIC}/{SLUG}").text
        assert "Resolución 012 del 3 de febrero de 2020" in shown and "Ana Ruiz, alcaldesa" in shown and hashlib.sha256(PDF).hexdigest() in shown and "Revisión vencida" in shown
        file = server.ask(address_of(PDF))
        assert file.body == PDF and file.header("Cache-Control") == "public, no-cache" and file.header("Content-Disposition").startswith("attachment")
        second = PDF + b"segunda"
        done = planner.send(at, {"cambios": "Se agrega el mapa"}, action="/versiones", files={"archivo": ("política v2.pdf", second)})
        assert "Se agregó otra versión" in planner.follow(done).text
        assert "Se agrega el mapa" not in server.ask(f"{PUBLIC}/{SLUG}").text and server.ask(address_of(second)).status == 404
        assert planner.send(at, action="/versiones/2/publicar").status == 303
        settled(world)
        assert "Se agrega el mapa" in server.ask(f"{PUBLIC}/{SLUG}").text
        for form, words in (("csv", "Política de administración del riesgo"), ("json", hashlib.sha256(second).hexdigest()), ("xlsx", None)):
            answer = server.ask(f"{PUBLIC}.{form}")
            assert answer.status == 200 and (words is None or words in answer.text), form
        assert planner.send(at, action="/versiones/1/retirar").status == 303
        assert server.ask(address_of(PDF)).status == 404 and server.ask(address_of(second)).body == second
        assert planner.ask(link(planner.ask(at))).status == 200
    site.veedor("verify", code=0)


@story("Two who change a document at once, a reserved file and a wrong form: nothing is overwritten, nothing reserved goes out, what was typed stays", engines=BOTH)
def careful(world):
    site = world.pasto()
    with site.serving() as server:
        planner, other = sign_in(site, server, "planeacion"), sign_in(site, server, "juridica")
        bad = planner.send(f"{WORK}/nuevo", {**POLICY, "revision": "31/02/2027", "numero": ""}, files={"archivo": ("a.pdf", PDF)})
        assert bad.status == 422 and "Escriba una fecha que exista" in bad.text and "Escriba el número del acto" in bad.text and 'value="31/02/2027"' in bad.text
        assert planner.send(f"{WORK}/nuevo", {**POLICY, "reserva": "si"}, files={"archivo": ("a.pdf", PDF)}).status == 303
        at, file = f"{WORK}/{SLUG}", link(planner.ask(f"{WORK}/{SLUG}"))
        assert "Publicar" not in planner.ask(at).text and planner.ask(file).status == 200 and other.ask(file).status == 200
        assert sign_in(site, server, "enlace").ask(file).status == 403, "a reserved file is read by anybody"
        forced = planner.form(at, action="/versiones")
        forced.action = forced.action + "/1/publicar"
        assert planner.post(forced).status in (400, 403), "a reserved file is published"
        mine, theirs = planner.form(at, action=SLUG), other.form(at, action=SLUG)
        assert planner.post(mine, {"revision": "31/12/2099"}).status == 303
        late = other.post(theirs, {"titulo": "Otro título"})
        assert late.status == 409 and "Otra persona cambió este documento" in late.text
        assert "31 de diciembre de 2099" in planner.ask(at).text and "Otro título" not in planner.ask(at).text
        again = planner.form(f"{WORK}/nuevo")
        sent = [planner.post(again, POLICY, files={"archivo": ("b.pdf", PDF + b"b")}) for _ in range(2)]
        assert {answer.header("Location").split("?")[0] for answer in sent} == {f"{at}-2"}, "a double click makes two documents"
    site.veedor("verify", code=0)
