# SPDX-License-Identifier: Apache-2.0
"""A plan brought in through the browser: read, shown, corrected, confirmed, undone; and files that are no plan or mean harm."""
import html
import io
import os
import re
import socket
import zipfile

from results import root_folder
from signed import forms, multipart, sign_in
from story import BOTH, PASTO, SQLITE, settled, story

BRING = "/pasto/trabajo/traer"
INVIPASTO = os.path.join(root_folder(), "examples", "invipasto-2020.xlsx")
OWN = "/pasto/plan/2020"
CSV = ("Componente 1: Riesgos;;;;;\nNo.;Actividad;Meta;Responsable;Fecha inicio;Fecha fin\n"
       "1.1;Publicar el mapa de riesgos;1 mapa publicado;Planeación;01/02/{y};31/04/{y}\n"
       "1.2;Revisar el mapa de riesgos;2 revisiones;;01/06/{y};30/06/{y}\n")


def content(path):
    with open(path, "rb") as f:
        return f.read()


def bring(person, name, data, vigencia="2020", instrument="paac-v2"):
    return person.send(BRING, {"instrumento": instrument, "vigencia": vigencia}, files={"archivo": (name, data)})


def review(person, answer):
    assert answer.status == 303, f"{answer.status}\n{answer.text[-3000:]}"
    return answer.header("Location").split("?")[0]


def finding(page, code):
    """The form of the only finding with this code."""
    parts = [part for part in page.text.split("<article ")[1:] if f">{code}</span>" in part.split("</p>")[0]]
    assert len(parts) == 1, f"{len(parts)} findings {code}"
    return forms(type("Part", (), {"text": parts[0].split("</article>")[0]}))[0]


@story("A brought sheet is shown before anything is plan, confirmed by its person, public as history, and undone; the record stays whole", engines=BOTH)
def from_file_to_plan_and_back(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        answer = bring(planner, "invipasto-2020.xlsx", content(INVIPASTO))
        at = review(planner, answer)
        page = planner.follow(answer)
        for words in ("Se trajo un archivo para un plan", "invipasto-2020.xlsx", "Nada de esto está en el plan todavía", "como versión 1 del plan", "plan histórico"):
            assert words in page.text, f"the review does not say «{words}»"
        assert server.ask(OWN).status == 404, "what nobody confirmed is a plan"
        cells = planner.ask(at + "/entendido")
        assert cells.status == 200 and "Tal como está escrito" in cells.text and "celdas.csv" not in cells.text
        done = planner.send(at, button="Confirmar")
        page = planner.follow(done)
        assert "Se importó el plan" in page.text and "Es la versión 1 del plan, lote pasto/2" in page.text and f'href="{OWN}"' in page.text
        settled(world)
        assert server.ask(OWN).status == 200
        assert planner.name in planner.ask(BRING).text
        page = planner.follow(planner.send(at, button="Deshacer"))
        assert "Se deshizo la importación" in page.text and "Esta importación se deshizo" in page.text
        settled(world)
        assert server.ask(OWN).status == 404
        site.veedor("verify", code=0)


@story("The impossible date of Pasto is decided by a person: nothing is preselected, the proposal or another text, and the cell stays corrected", engines=BOTH)
def corrections(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        at = review(planner, bring(planner, "pasto-2022.docx", content(PASTO), "2022"))
        page = planner.ask(at)
        assert "Este mismo archivo ya es la versión 1" in page.text and "confirmar" not in "".join(f.action for f in forms(page)), "the same file can be confirmed again"
        form = finding(page, "VD-P001")
        assert "que" not in form.fields and form.fields["propuesta"] == "30/04/2022" and form.fields["valor"] == "31/04/2022", form.fields
        empty = planner.post(form)
        assert empty.status == 422 and "Elija qué hacer" in empty.text
        blank = planner.post(finding(empty, "VD-P001"), {"que": "corregir", "valor": ""})
        assert blank.status == 422 and "Escriba lo que debe decir la celda" in blank.text and finding(blank, "VD-P001").fields["que"] == "corregir"
        page = planner.follow(planner.post(finding(planner.ask(at), "VD-P001"), {"que": "propuesta"}))
        assert "Se guardó una decisión" in page.text and ">VD-P001</span>" not in page.text
        assert "<del>31/04/2022</del>" in page.text and "<ins>30/04/2022</ins>" in page.text
        assert "1 cambia" in page.text and "como versión 2 del plan" in page.text, "what would change is not told"
        page = planner.follow(planner.send(at, button="Volver a decidir"))
        assert ">VD-P001</span>" in page.text and "<ins>30/04/2022</ins>" not in page.text
        planner.post(finding(page, "VD-P001"), {"que": "corregir", "valor": "29/04/2022"})
        page = planner.follow(planner.send(at, button="Confirmar"))
        assert "Es la versión 2 del plan" in page.text
        settled(world)
        plan = server.ask("/pasto/plan/2022/ventanas.json").text
        assert "2022-04-29" in plan and "31/04/2022" not in plan
        cells = server.ask("/pasto/plan/2022/importacion/2/celdas.json?estado=corregido").text
        assert "31/04/2022" in cells and "2022-04-29" in cells, cells[:2000]
        site.veedor("verify", code=0)


@story("A finding is left as it is with a reason, a stale decision is refused, and a correction that ruins the file is not kept", engines=BOTH)
def reasons(world):
    site = world.pasto()
    with site.serving() as server:
        planner, other = sign_in(site, server, "planeacion"), sign_in(site, server, "planeacion", name="Otra persona de planeación")
        at = review(planner, bring(planner, "plan.csv", CSV.format(y=2027).encode(), "2027"))
        page = planner.ask(at)
        assert "Quedan 2 errores abiertos" in page.text and "un borrador" in page.text
        form = finding(page, "VD-P007")
        short = planner.post(form, {"que": "aceptar", "razon": ""})
        assert short.status == 422 and "Escriba la razón" in short.text
        stale = finding(other.ask(at), "VD-P001")
        page = planner.follow(planner.post(finding(planner.ask(at), "VD-P007"), {"que": "aceptar", "razon": "La define el comité en enero"}))
        assert "La define el comité en enero" in page.text and planner.name in page.text and "Queda 1 error abierto" in page.text
        late = other.post(stale, {"que": "propuesta"})
        assert late.status == 409 and "Otra persona decidió" in late.text
        heading = planner.send(f"{at}/celda?tabla=1&fila=2&columna=2", {"que": "corregir", "valor": "Otra cosa"})
        assert heading.status == 422 and "el archivo ya no se entiende" in heading.text, heading.status
        page = planner.follow(planner.send(at, button="Confirmar"))
        assert "Es la versión 1 del plan" in page.text and "/pasto/trabajo/planes/plan/2027/1" in page.text
        settled(world)
        for hidden in ("/pasto/plan/2027", "/pasto/plan/2027/importacion", "/pasto/plan/2027/importacion/2", "/pasto/plan/2027/importacion/2/hallazgos.json"):
            assert server.ask(hidden).status == 404, f"{hidden} shows a draft"
        draft = "/pasto/trabajo/planes/plan/2027/1"
        assert draft + "/lectura" in planner.ask(draft).text
        cells = planner.ask(draft + "/lectura/entendido")
        assert cells.status == 200 and "31/04/2027" in cells.text and "plan.csv" in cells.text
        assert server.ask(draft + "/lectura/entendido").status == 303
        assert planner.ask(at).status == 200 and "Guardar esta decisión" not in planner.ask(at).text
        site.veedor("verify", code=0)


@story("A double click and the same file brought twice are one review; two confirmations are one version; a discarded file is none", engines=BOTH)
def once(world):
    site = world.pasto()
    data = CSV.format(y=2027).encode()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        form = planner.form(BRING)
        sent = [planner.post(form, {"instrumento": "paac-v2", "vigencia": "2027"}, files={"archivo": ("plan.csv", data)}) for _ in range(2)]
        assert {review(planner, a) for a in sent} == {BRING + "/1"}
        same = bring(planner, "con otro nombre.csv", data, "2027")
        assert review(planner, same) == BRING + "/1" and "ya se había traído para este plan" in planner.follow(same).text
        assert "ya se había traído" not in planner.ask(BRING + "/1").text
        form = planner.form(BRING + "/1", button="Confirmar")
        for _ in range(2):
            assert planner.post(form).status == 303
        page = planner.ask(BRING + "/1")
        assert "Es la versión 1 del plan, lote pasto/2" in page.text
        again = review(planner, bring(planner, "plan.csv", data, "2026"))
        page = planner.follow(planner.send(again, button="Descartar"))
        assert "Se descartó un archivo" in page.text and "Confirmar</button>" not in page.text
        undo = planner.form(BRING + "/1", button="Deshacer")
        kept = review(planner, bring(planner, "otro.csv", data, "2028"))
        assert planner.send(kept, button="Confirmar").status == 303
        undo_kept = planner.form(kept, button="Deshacer")
        page = planner.send("/pasto/trabajo/planes/plan/2028/1", {"razones": "Se trajo para probar y no hace falta."}, action="/retirar")
        assert page.status == 303, page.text[-1500:]
        page = planner.ask(kept)
        assert "no se puede deshacer: un acto posterior ya cambió lo que trajo" in page.text and "Deshacer la importación" not in page.text
        refused = planner.post(undo_kept)
        assert refused.status == 409 and re.search(r"<h1>El lote [^<]*no se puede deshacer", refused.text) and "Otra persona" not in refused.text
        assert planner.post(undo).status == 303
        site.veedor("verify", code=0)


@story("A cell that the file leaves empty is filled in the review; findings of one code are accepted together; any cell can be corrected", engines=BOTH)
def empties(world):
    site = world.pasto()
    data = CSV.format(y=2027) + "1.3;Divulgar el mapa de riesgos;1 jornada;;01/07/2027;31/07/2027\n"
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        at = review(planner, bring(planner, "plan.csv", data.encode(), "2027"))
        page = planner.ask(at)
        assert page.text.count(">VD-P007</span>") == 2 and "2 hallazgos VD-P007" in page.text, page.text.count(">VD-P007</span>")
        cells = planner.ask(at + "/entendido")
        assert "Celdas vacías" in cells.text and cells.text.count(": llenar la celda") == 2 and cells.text.count(": corregir la celda") > 10
        place = html.unescape(re.findall(r'href="([^"]*celda[^"]*)"[^>]*>[^<]*<span class="vh">: llenar', cells.text)[0])
        form_page = planner.ask(place)
        assert "Llenar una celda vacía" in form_page.text and "Responsable" in form_page.text
        filled = planner.follow(planner.send(place, {"que": "corregir", "valor": "Oficina de Planeación"}))
        assert filled.text.count(">VD-P007</span>") == 1 and "<ins>Oficina de Planeación</ins>" in filled.text, filled.text.count(">VD-P007</span>")
        assert "Celdas vacías" in planner.ask(at + "/entendido").text
        assert planner.ask(at + "/celda?tabla=1&fila=99&columna=4").status == 404
        planner.follow(planner.send(at, button="Volver a decidir"))
        short = planner.send(at, {"razon": ""}, action="/aceptar")
        assert short.status == 422 and "Escriba la razón para dejarlos" in short.text
        stale = planner.form(at, action="/aceptar")
        page = planner.follow(planner.send(at, {"razon": "Los define el comité"}, action="/aceptar"))
        assert page.text.count("Los define el comité") >= 2 and "2 hallazgos VD-P007" not in page.text and "Queda 1 error abierto" in page.text
        late = planner.post(stale, {"razon": "Otra"})
        assert late.status == 409 and "Otra persona decidió" in late.text, late.status
        planner.follow(planner.send(place, {"que": "corregir", "valor": "Oficina de Planeación"}))
        page = planner.follow(planner.send(at, button="Confirmar"))
        assert "Es la versión 1 del plan" in page.text
        assert "Oficina de Planeación" in planner.ask("/pasto/trabajo/planes/plan/2027/1/actividades").text
        site.veedor("verify", code=0)


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        z.writestr("word/document.xml", b"<w:p>" + b" " * (200 << 20))
    return out.getvalue()


def kept_files(site):
    return sorted(name for _, _, names in os.walk(os.path.join(site.data, "archivos")) for name in names)


@story("A file that is no plan, a bomb, one too heavy and one cut in the middle leave nothing and say why", engines=BOTH)
def hostile(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        before, kept = site.veedor("verify", code=0).out, kept_files(site)
        for name, data, words in (("foto.docx", b"\x89PNG\r\n\x1a\n" + bytes(4000), "No se guardó nada"), ("bomba.docx", bomb(), "No se guardó nada"),
                                  ("nota.csv", "una línea\nque no es plan\n".encode(), "No se guardó nada"), ("vacio.csv", b"", "Elija el archivo"),
                                  ("cortado.docx", content(PASTO)[:30000], "No se guardó nada")):
            answer = bring(planner, name, data, "2027")
            assert answer.status == 422 and words in answer.text, f"{name}: {answer.status}"
            assert 'value="2027"' in answer.text, f"{name}: what was typed is lost"
        heavy = bring(planner, "pesado.docx", bytes(17 * 1000 * 1000), "2027")
        assert heavy.status == 413 and "pesa 17 MB; el máximo es 16 MB" in heavy.text, f"{heavy.status} {heavy.text[-1500:]}"
        form = planner.form(BRING)
        body, kind = multipart({**form.fields, "instrumento": "paac-v2", "vigencia": "2027"}, {"archivo": ("pasto.docx", content(PASTO))})
        with socket.create_connection(("127.0.0.1", server.port)) as cut:
            cut.sendall((f"POST {BRING} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {planner.cookie}\r\nContent-Type: {kind}\r\n"
                         f"Content-Length: {len(body)}\r\n\r\n").encode() + body[:len(body) // 2])
        assert planner.post(form, {"instrumento": "otro", "vigencia": "mil"}, files={"archivo": ("a.csv", b"a")}).status == 422
        assert "Archivos que se han traído" not in planner.ask(BRING).text
        assert site.veedor("verify", code=0).out == before and kept_files(site) == kept, "something was kept"


@story("Only who may begin a plan brings files, and only in their own entity", engines=SQLITE)
def doors(world):
    site = world.pasto()
    with site.serving() as server:
        planner, reader = sign_in(site, server, "planeacion"), sign_in(site, server, "lector")
        at = review(planner, bring(planner, "plan.csv", CSV.format(y=2027).encode(), "2027"))
        for path in (BRING, at, at + "/entendido", at + "/celda?tabla=1&fila=3&columna=6"):
            assert planner.ask(path).status == 200, path
            assert reader.ask(path).status == 403 and server.ask(path).status == 303, path
        assert "Traer un plan" in planner.ask("/pasto/trabajo").text and "Traer un plan" not in reader.ask("/pasto/trabajo").text
        assert planner.ask(BRING + "/99").status == 404
        assert not re.search(r"href=\"/pasto/plan/2027", planner.ask(at).text), "a draft's activity has a public address"


@story("A file brought without saying which plan it is is what the law asks for in its year, and the review says which and why")
def instrument_by_law(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        for vigencia, short in (("2023", "PAAC"), ("2027", "PTEP")):
            page = planner.follow(bring(planner, f"plan-{vigencia}.csv", CSV.format(y=vigencia).encode(), vigencia, "ley"))
            assert f"Se lee como {short} (" in page.text and f"el vigente al 31/01/{vigencia}" in page.text and f"{short} {vigencia}" in page.text, page.text[-3000:]
        other = planner.follow(bring(planner, "otro.csv", CSV.format(y="2027").encode(), "2027", "plan-accion"))
        assert "Se lee como Plan de Acción, porque así se pidió" in other.text, other.text[-3000:]
