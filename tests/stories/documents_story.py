# SPDX-License-Identifier: Apache-2.0
"""Files that people bring, on their way in and out; documents with their versions and acts."""
import hashlib
import os
import re
import socket

from approval_story import committee, session
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
