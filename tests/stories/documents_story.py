# SPDX-License-Identifier: Apache-2.0
"""Files that people bring, on their way in and out; documents with their versions and acts."""
import contextlib
import hashlib
import os
import re
import socket

from approval_story import PLACE, YEAR, committee, decide, item, session, submitted
from matrix_story import suit
from planned import TODAY
from record_story import read_sql, run_sql
from signed import multipart, sign_in
from story import BOTH, SQLITE, settled, story

COMMITTEE = "/pasto/trabajo/comite"
MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
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


@story("Who announces large files and sends nothing keeps nobody else from bringing one", engines=SQLITE)
def idle(world):
    site = world.pasto()
    with site.serving() as server, contextlib.ExitStack() as held:
        planner = sign_in(site, server, "planeacion")
        for n in range(34):                                                   # whatever room there is, all of it is announced
            held_open = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            held_open.sendall(b"POST /pasto/trabajo/documentos/nuevo HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n--b" % (100000000 >> max(n - 3, 0) // 2))
        assert planner.send(f"{WORK}/nuevo", POLICY, files={"archivo": ("a.pdf", PDF)}).status == 303


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
        link_ = sign_in(site, server, "enlace")                         # may add documents, not publish them
        assert "Guardar los datos" not in link_.ask(at).text and "Agregar la versión" in link_.ask(at).text
        assert link_.send(f"{WORK}/nuevo", {**POLICY, "titulo": "Otro"}, files={"archivo": ("o.pdf", PDF + b"otro")}).status == 303
        form, seen = link_.form(f"{WORK}/otro", action="/otro"), planner.form(at, action="/" + SLUG).fields["visto"]
        form.action = at
        refused = link_.post(form, {"visto": seen, "titulo": "ALTERADA"})
        assert refused.status == 403 and "ya es público: lo cambia quien publica" in refused.text and "ALTERADA" not in server.ask(f"{PUBLIC}/{SLUG}").text, (refused.status, refused.text[-1500:])
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
        assert planner.send(f"{WORK}/nuevo", POLICY, files={"archivo": ("c.pdf", PDF + b"c")}).status == 303
        forced = planner.form(f"{at}-2", action="/versiones/1/publicar")
        forced.action = f"{at}/versiones/1/publicar"
        answer = planner.post(forced)
        assert answer.status == 400 and "es reservado: no se publica" in answer.text, answer.status
        mine, theirs = planner.form(at, action=SLUG), other.form(at, action=SLUG)
        assert planner.post(mine, {"revision": "31/12/2099"}).status == 303
        late = other.post(theirs, {"titulo": "Otro título"})
        assert late.status == 409 and "Otra persona cambió este documento" in late.text
        assert "31 de diciembre de 2099" in planner.ask(at).text and "Otro título" not in planner.ask(at).text
        again = planner.form(f"{WORK}/nuevo")
        sent = [planner.post(again, POLICY, files={"archivo": ("b.pdf", PDF + b"b")}) for _ in range(2)]
        assert {answer.header("Location").split("?")[0] for answer in sent} == {f"{at}-3"}, "a double click makes two documents"
    site.veedor("verify", code=0)


@story("The act that adopted a plan, its signers and its file stand beside the published version, with the workbook, the Word document and the PDF of that day, byte for byte", engines=BOTH)
def acts(world):
    site = world.pasto()
    versions = f"/pasto/plan-accion/{YEAR}/versiones"
    with site.serving() as server:
        planner, head = sign_in(site, server, "planeacion"), sign_in(site, server, "jefe")
        submitted(site, planner)
        act = {"numero": "045", "fecha": TODAY.strftime("%d/%m/%Y"), "firmantes": "Ana Ruiz, alcaldesa\nLuis Paz, secretario"}
        wrong = decide(head, "resolucion", files={"archivo": ("resolución.pdf", b"MZ no")}, **act)
        assert wrong.status == 422 and "es un programa" in wrong.text and 'value="045"' in wrong.text, wrong.status
        page = head.follow(decide(head, "resolucion", files={"archivo": ("resolución 045.pdf", PDF)}, **act))
        assert "Firman: Ana Ruiz, alcaldesa" in page.text and planner.ask(link(page)).body == PDF, page.text[-2500:]
        assert server.ask(address_of(PDF)).status == 404, "the act is public before its plan"
        assert "Se publicó el plan" in planner.follow(planner.send(PLACE, action="/publicar")).text
        shown = server.ask(versions).text
        assert f"Resolución 045 del {TODAY.day} de {MONTHS[TODAY.month - 1]} de {YEAR}" in shown and "Luis Paz, secretario" in shown and address_of(PDF) in shown, shown[-3000:]
        assert server.ask(address_of(PDF)).body == PDF
        kept = {at: server.ask(at) for at in set(re.findall(r"/pasto/archivos/[0-9a-f]{64}", shown)) - {address_of(PDF)}}
        assert all(file.status == 200 and at.endswith(hashlib.sha256(file.body).hexdigest()) and file.body[:2] in (b"PK", b"%P") for at, file in kept.items())
        forms = {re.search(r'filename="[^"]*-v1\.(\w+)"', file.header("Content-Disposition"))[1]: file.body for file in kept.values()}
        assert forms.keys() == {"xlsx", "docx", "pdf"} and forms["xlsx"] == server.ask(f"{versions}/1.xlsx").body
        assert forms["docx"] == server.ask(f"/pasto/plan-accion/{YEAR}.docx").body


@story("The acta of a session is public once a person says so, and only with a version that it approved", engines=SQLITE)
def public_minutes(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = sign_in(site, server, "planeacion"), committee(site, server)
        submitted(site, planner)
        at = planner.follow(session(planner, members, files={"archivo": ("acta.pdf", PDF)})) and f"{COMMITTEE}/{read_sql(site, 'SELECT id FROM committee_session')[0]}"
        assert "Se hizo pública el acta" in planner.follow(planner.send(at, action="/acta/publica")).text
        assert server.ask(address_of(PDF)).status == 404, "an acta that approved nothing public is public"
        assert decide(members[0], item(site)).status == 303 and planner.send(PLACE, action="/publicar").status == 303
        assert server.ask(address_of(PDF)).body == PDF and "acta.pdf" in server.ask(f"/pasto/plan-accion/{YEAR}/versiones").text
        assert "Se dejó de mostrar" in planner.follow(planner.send(at, action="/acta/publica")).text
        assert server.ask(address_of(PDF)).status == 404 and "acta.pdf" not in server.ask(f"/pasto/plan-accion/{YEAR}/versiones").text


@story("An annex that a component points to opens from the plan's page, and its matrix is led through the review, which remembers the document", engines=BOTH)
def annex(world):
    site = world.pasto()
    with open(suit(site), "rb") as file:
        matrix = file.read()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        title = "Estrategia de racionalización de trámites 2022"
        done = planner.send(f"{WORK}/nuevo", {"titulo": title, "clase": "anexo"}, files={"archivo": ("estrategia.xlsx", matrix)})
        at = done.header("Location").split("?")[0]
        assert planner.send(at, action="/versiones/1/publicar").status == 303
        bad = planner.send(f"{at}/traer", {"vigencia": "mil"})
        assert bad.status == 422 and "Escriba el año del plan" in bad.text
        review = planner.follow(planner.send(f"{at}/traer", {"vigencia": "2030"}))
        assert f"Viene del documento <a href=\"{at}\">«{title}», versión 1</a>" in review.text and "estrategia.xlsx" in review.text, review.text[-3000:]
        where = planner.send(f"{at}/traer", {"vigencia": "2030"}).header("Location")
        assert planner.follow(planner.send(where.split("?")[0] + "/confirmar", action="/confirmar")).status == 200
        assert planner.ask("/pasto/trabajo/planes/plan-propio/2030/1").status == 200
        assert planner.send("/pasto/trabajo/planes/nuevo", {"vigencia": "2030", "instrumento": "ptep-2024", "origen": "plantilla"}).status == 303
        parts = "/pasto/trabajo/planes/plan/2030/1/componentes"
        one = re.search(rf'href="({parts}/\d+)"', planner.ask(parts).text)[1]
        form = planner.form(one, action=one.rsplit("/", 1)[1])
        value = re.search(rf'<option value="(\d+)">{title}<', planner.ask(one).text)[1]
        assert planner.post(form, {"anexo": value}).status == 303
        assert title in planner.ask(parts).text and f'<option value="{value}" selected>' in planner.ask(one).text
        site.veedor("verify", code=0)
        run_sql(site, "UPDATE component SET ext_document_id = (SELECT id FROM document) WHERE ext_title IS NOT NULL")   # of the plan of 2022, which nobody can write any more
    with site.serving() as server:
        place = "/pasto/plan/2022/componente/2"
        shown = server.ask(place).text
        assert "Documentos anexos" in shown and "/pasto/documentos/estrategia-de-racionalizacion-de-tramites-2022" in shown, shown[-3000:]
