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


def all_at_once(page):
    """The one form of the review."""
    found = [form for form in forms(page) if form.action.endswith("/decisiones")]
    assert len(found) == 1, f"{len(found)} forms of decisions"
    return found[0]


def slot(page, code):
    """Ending of the fields of the only open finding with this code."""
    found = [name[5:] for name, value in all_at_once(page).fields.items() if name.startswith("lugar") and value.endswith("." + code)]
    assert len(found) == 1, f"{len(found)} findings {code}"
    return found[0]


def decide(person, page, code, **fields):
    """One finding, the others as they are."""
    n = slot(page, code)
    return person.post(all_at_once(page), {name + n: value for name, value in fields.items()})


def confirm(person, at):
    return person.send(at + "/confirmar", action="/confirmar")


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
        asked = planner.follow(planner.post(all_at_once(page), {"luego": "confirmar"}))
        assert "Esto queda público de inmediato como historia del 2020" in asked.text and server.ask(OWN).status == 404, asked.text[-3000:]
        done = confirm(planner, at)
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
        n, fields = slot(page, "VD-P001"), all_at_once(page).fields
        assert "que" + n not in fields and "Leer «30/04/2022»" in page.text and fields["valor" + n] == "31/04/2022", fields
        assert "Leer «13/05/2022»" in page.text, "the proposal of VD-P053 cannot be taken"
        empty = planner.post(all_at_once(page))
        assert empty.status == 422 and "Elija qué hacer" in empty.text
        blank = decide(planner, empty, "VD-P001", que="corregir", valor="")
        assert blank.status == 422 and "Escriba lo que debe decir la celda" in blank.text and all_at_once(blank).fields["que" + n] == "corregir"
        never = decide(planner, blank, "VD-P001", que="corregir", valor="30 de febrero de 2022")
        assert never.status == 422 and "no existe en el calendario: escriba otra fecha" in never.text and all_at_once(never).fields["valor" + n] == "30 de febrero de 2022"
        page = planner.follow(decide(planner, planner.ask(at), "VD-P001", que="propuesta"))
        assert "Se guardó una decisión" in page.text and ">VD-P001</span>" not in page.text
        assert "<del>31/04/2022</del>" in page.text and "<ins>30/04/2022</ins>" in page.text
        assert "1 cambia" in page.text and "como versión 2 del plan" in page.text, "what would change is not told"
        page = planner.follow(planner.send(at, button="Quitar la decisión"))
        assert ">VD-P001</span>" in page.text and "<ins>30/04/2022</ins>" not in page.text
        saved = decide(planner, page, "VD-P001", que="corregir", valor="29/04/2022", )
        assert re.search(r"#h[0-9]+$", saved.header("Location")), saved.header("Location")
        page = planner.follow(confirm(planner, at))
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
        n = slot(page, "VD-P001")
        short = planner.post(all_at_once(page), {"que" + slot(page, "VD-P007"): "aceptar", "que" + n: "corregir", "valor" + n: "29/04/2027", "razon" + n: "lo dijo Planeación"})
        kept = all_at_once(short).fields
        assert short.status == 422 and "Escriba la razón" in short.text and (kept["que" + n], kept["valor" + n], kept["razon" + n]) == ("corregir", "29/04/2027", "lo dijo Planeación")
        assert "Quedan 2 errores abiertos" in planner.ask(at).text, "a part of the form was kept"
        loose = planner.post(all_at_once(page), {"razon" + n: "la escribí y no elegí"})
        assert loose.status == 422 and "Elija qué hacer con lo que escribió" in loose.text and "la escribí y no elegí" in loose.text
        stale = other.ask(at)
        page = planner.follow(decide(planner, planner.ask(at), "VD-P007", que="aceptar", razon="La define el comité en enero"))
        assert "La define el comité en enero" in page.text and planner.name in page.text and "Queda 1 error abierto" in page.text
        late = decide(other, stale, "VD-P001", que="propuesta", razon="La leí así")
        assert late.status == 409 and "Otra persona decidió" in late.text and "La leí así" in late.text
        heading = planner.send(f"{at}/celda?tabla=1&fila=2&columna=2", {"que": "corregir", "valor": "Otra cosa"})
        assert heading.status == 422 and "el archivo ya no se entiende" in heading.text, heading.status
        page = planner.follow(confirm(planner, at))
        assert "Es la versión 1 del plan" in page.text and "/pasto/trabajo/planes/plan/2027/1" in page.text
        settled(world)
        for hidden in ("/pasto/plan/2027", "/pasto/plan/2027/importacion", "/pasto/plan/2027/importacion/2", "/pasto/plan/2027/importacion/2/hallazgos.json"):
            assert server.ask(hidden).status == 404, f"{hidden} shows a draft"
        draft = "/pasto/trabajo/planes/plan/2027/1"
        assert draft + "/lectura" in planner.ask(draft).text
        cells = planner.ask(draft + "/lectura/entendido")
        assert cells.status == 200 and "31/04/2027" in cells.text and "plan.csv" in cells.text
        assert server.ask(draft + "/lectura/entendido").status == 303
        assert planner.ask(at).status == 200 and "Guardar decisiones" not in planner.ask(at).text
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
        form = planner.form(BRING + "/1/confirmar", action="/confirmar")
        for _ in range(2):
            assert planner.post(form).status == 303
        page = planner.ask(BRING + "/1")
        assert "Es la versión 1 del plan, lote pasto/2" in page.text
        again = review(planner, bring(planner, "plan.csv", data, "2026"))
        page = planner.follow(planner.send(again, button="Descartar"))
        assert "Se descartó un archivo" in page.text and "onfirmar…</button>" not in page.text
        undo = planner.form(BRING + "/1", button="Deshacer")
        kept = review(planner, bring(planner, "otro.csv", data, "2028"))
        assert confirm(planner, kept).status == 303
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
        planner.follow(planner.send(at, button="Quitar la decisión"))
        form = all_at_once(planner.ask(at))
        (all_of,) = [name.replace("codigo", "juntos") for name, value in form.fields.items() if name.startswith("codigo") and value == "VD-P007"]
        short = planner.post(form, {all_of: "no"})
        assert short.status == 422 and "Escriba la razón para dejarlos" in short.text
        stale = all_at_once(planner.ask(at))
        page = planner.follow(planner.post(all_at_once(planner.ask(at)), {all_of: "Los define el comité"}))
        assert page.text.count("Los define el comité") >= 2 and "2 hallazgos VD-P007" not in page.text and "Queda 1 error abierto" in page.text
        late = planner.post(stale, {all_of: "Otra"})
        assert late.status == 409 and "Otra persona decidió" in late.text, late.status
        planner.follow(planner.send(place, {"que": "corregir", "valor": "Oficina de Planeación"}))
        page = planner.follow(confirm(planner, at))
        assert "Es la versión 1 del plan" in page.text
        assert "Oficina de Planeación" in planner.ask("/pasto/trabajo/planes/plan/2027/1/actividades").text
        site.veedor("verify", code=0)


@story("All decisions of a page are kept at once, those untouched stay open; a page has twenty findings; a wrong year is said before it is public, and mended", engines=BOTH)
def many_at_once(world):
    site = world.pasto()
    rows = "".join(f"1.{n};Publicar el mapa de riesgos {n};1 mapa;;01/02/2022;31/04/2022\n" for n in range(1, 26))
    data = "Componente 1: Riesgos;;;;;\nNo.;Actividad;Meta;Responsable;Fecha inicio;Fecha fin\n" + rows
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        listed = planner.ask(BRING).text
        assert "2012 a 2016 (" in listed and "2016 a 2024 (" in listed, "two plans are called the same"
        at = review(planner, bring(planner, "plan.csv", data.encode(), "2023", "ley"))
        page = planner.ask(at)
        assert page.text.count("<article ") == 20, (page.text.count("<article "), re.findall("Hallazgos.*página.", page.text))
        assert "Hallazgos 1 a 20 de" in page.text and "Hallazgos 21 a" in planner.ask(at + "?pagina=2").text
        assert "queda público de inmediato, con esos errores" in page.text
        assert f'href="{at}/confirmar#otra-vigencia">Es el plan de 2022' in page.text, "the right year is not offered"
        form = all_at_once(page)
        dates = [name[5:] for name, value in form.fields.items() if name.startswith("lugar") and value.endswith("VD-P001")][:3]
        before = int(re.search(r"Quedan (\d+) errores", page.text)[1])
        saved = planner.post(form, {"que" + dates[0]: "propuesta", "que" + dates[1]: "corregir", "valor" + dates[1]: "28/04/2022", "que" + dates[2]: "aceptar", "razon" + dates[2]: "Así se aprobó"})
        page = planner.follow(saved)
        assert "<ins>30/04/2022</ins>" in page.text and "<ins>28/04/2022</ins>" in page.text and "Así se aprobó" in page.text
        assert f"Quedan {before - 3} errores" in page.text, "those untouched did not stay open"
        asked = planner.follow(planner.post(all_at_once(page), {"luego": "confirmar"}))
        assert "Esto queda público de inmediato como historia del 2023" in asked.text and f"Tiene {before - 3} errores abiertos" in asked.text and "¿Es el plan de 2022?" in asked.text
        assert server.ask("/pasto/plan/2023").status == 404
        other = planner.send(at + "/confirmar", action="/vigencia")
        page = planner.follow(other)
        assert review(planner, other) != at and "PAAC 2022" in page.text and "VD-P075" not in page.text
        assert "Este archivo se descartó" in planner.ask(at).text
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
