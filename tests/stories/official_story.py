# SPDX-License-Identifier: Apache-2.0
"""The official report of a follow-up: PDF, data, what is kept of its publication, the entity's own workbook filled; and the plan's PDF."""
import csv
import glob
import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile

from approval_story import ACTA, PLACE, committee, decide, item, session
from followup_story import PAGE, sopo
from planned import SHEET, YEAR
from record_story import read_sql
from results import root_folder
from signed import sign_in, text_of
from story import BOTH, story
from verification_story import CUT, again, days, moved, ok, opened, reported, verify

sys.path.insert(0, os.path.join(root_folder(), "tests", "office"))
from sheet_files import MAIN, package, rels, HEAD  # noqa: E402

PUBLIC = f"/pasto/plan-accion/{YEAR}/seguimiento/{YEAR}-12-31"
SITE = "https://planes.pasto.gov.co"


def told(*command, of=b""):
    run = subprocess.run(command, input=of, capture_output=True, timeout=120)
    assert run.returncode == 0, (command, run.stdout, run.stderr)
    return run.stdout.decode()


class Pdf:
    """A PDF that tools of others take as whole, with what a reader finds in it."""
    def __init__(self, site, body):
        self.path = os.path.join(site.base, "hoja.pdf")
        with open(self.path, "wb") as out:
            out.write(body)
        checked = told("qpdf", "--check", self.path)
        assert "No syntax or stream encoding errors" in checked and "WARNING" not in checked, checked
        self.about = told("pdfinfo", self.path)
        assert "Tagged:          yes" in self.about, self.about
        self.tree = told("pdfinfo", "-struct-text", self.path)
        self.text = " ".join((told("pdftotext", "-layout", self.path, "-") + told("pdftotext", self.path, "-")).split())   # line by line, and cell by cell
        assert told("pdffonts", self.path).count(" yes yes yes ") == 2

    def plain(self):
        """The file with nothing packed, its texts in hexadecimal."""
        run = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.path, "-"], capture_output=True, timeout=60)
        assert run.returncode == 0, run.stderr
        return run.stdout.decode("latin-1").lower()

    def has(self, *words):
        for one in words:
            assert one in self.text, f"{one!r} is not in the PDF"

    def drawn(self):
        """Every page, as poppler draws it, has something on it."""
        told("pdftoppm", "-r", "20", "-gray", self.path, self.path)
        pages = sorted(glob.glob(self.path + "-*.pgm"))
        assert len(pages) == int(re.search(r"Pages:\s+(\d+)", self.about)[1])
        for page in pages:
            with open(page, "rb") as f:
                assert len(set(f.read()[20:])) > 2, f"{page} is empty"
            os.remove(page)


@story("The report of Sopó's follow-up is a tagged PDF with the guide's format, its method, each activity and what proves it; the same data, the same bytes", engines=BOTH)
def closed(world):
    site = sopo(world)
    own = os.path.join(root_folder(), "examples", "sopo-2017-seguimiento.xlsx")
    site.veedor("import", own, "--entity", "libro", "--name", "Alcaldía con libro", "--vigencia", "2017", code=0)
    with site.serving("--url", SITE) as server:
        with open(own, "rb") as file:
            verifier = sign_in(site, server, "control_interno", "libro")
            assert verifier.ask("/libro/trabajo/seguimientos/plan/2017/2017-12-31/libro.xlsx").body == file.read(), "a workbook that is that follow-up comes back as it came"
        made = zipfile.ZipFile(io.BytesIO(sign_in(site, server, "control_interno", "sopo").ask("/sopo/trabajo/seguimientos/plan/2017/2017-12-31/libro.xlsx").body))
        assert "Cumplimiento del indicador" in "".join(made.read(name).decode() for name in made.namelist() if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml")
        assert sign_in(site, server, "lider", "libro").ask("/libro/trabajo/seguimientos/plan/2017/2017-12-31/libro.xlsx").status == 403
        answer = server.ask(PAGE + ".pdf")
        assert answer.status == 200 and answer.header("content-type") == "application/pdf", answer.headers
        assert server.ask(PAGE + "/2017-12-31.pdf").body == answer.body and server.ask(PAGE + "/2017-08-31.pdf").status == 404 and server.ask(PAGE + "/2017-02-30.pdf").status == 404
        pdf = Pdf(site, answer.body)
        with open(os.path.join(root_folder(), "examples", "sopo-2017-seguimiento.csv"), "rb") as source:
            pdf.has("86,93 %", "75,61 %", "87,24 %", "85,71 %", "3564 ÷ 41", "31 ÷ 41 × 100", "31 de diciembre de 2017", "3. Estrategia de Rendición de Cuentas 10 10 100,00 % Alta",
                    "Todo el plan 41 31 75,61 % Media", "Página 1 de", "Alcaldía de Sopó · Corte del 31 de diciembre de 2017", "Sin cumplir: 2.f1, 2.f2, 2.f3.", "50,00 puntos menos",
                    "una fila número 42, de entre 99,87 y 100,00 %", hashlib.sha256(source.read()).hexdigest(), SITE + "/sopo/comprobar")
        assert "Author:          Alcaldía de Sopó" in pdf.about
        heads = pdf.tree.count("/Scope /Row")
        assert heads == 6 + 11 + 41 + 10, f"{heads} heads of rows: figures, components and the whole, activities and their groups"
        assert pdf.tree.count("\n  H1 ") == 1 and pdf.tree.count("Figure") >= 4, pdf.tree[:2000]
        assert "Verificado" not in pdf.text, "nobody verified anything: it has no column"
        pdf.drawn()
        rows = server.ask(PAGE + "/2017-12-31.csv?dialect=rfc4180").text.splitlines()
        assert len(rows) > 41 and rows[0].startswith("Fila,Componente,Nombre del componente,N.º,Actividad,Meta o producto,Responsable"), rows[0]
        whole = server.ask(PAGE + "/2017-12-31.json").json()
        assert (whole["programmed"], whole["fulfilled"], whole["percent"], whole["mean"], whole["zone"], whole["basis"]) == (41, 31, 75.61, 86.93, "media", "declarado"), whole
        assert len(whole["components"]) == 10 and whole["activities"][11]["difference"] == -50 and whole["signatures"] == []
        book = zipfile.ZipFile(io.BytesIO(server.ask(PAGE + "/2017-12-31.xlsx").body))
        assert all(f'name="{sheet}"' in book.read("xl/workbook.xml").decode() for sheet in ("Seguimiento", "Formato", "Detalle"))
        detail = book.read("xl/worksheets/sheet3.xml").decode()
        assert 'orientation="landscape"' in detail and 'fitToHeight="0"' in detail and book.read("xl/workbook.xml").decode().count("_xlnm.Print_Titles") == 3, "a page lies, is as wide as the paper and repeats the head"
        rows = re.findall(r'<row r="\d+"[^>]*?(?: ht="(\d+)" customHeight="1")?[^>]*>', detail)
        assert rows[0] == "" and len(rows) == 42 and all(height and 30 <= int(height) <= 409 for height in rows[1:]), rows
    with site.serving("--url", SITE) as server:
        assert server.ask(PAGE + ".pdf").body == answer.body, "the same data, other bytes"


@story("A plan is a tagged PDF with its cover, a table a component and the act that proves it; Invipasto's too", engines=BOTH)
def plan(world):
    site = world.pasto()
    with site.serving() as server:
        assert 'href="/pasto/plan/2022.pdf"' in server.ask("/pasto/plan/2022").text
        body = server.ask("/pasto/plan/2022.pdf").body
        pdf = Pdf(site, body)
        pdf.has("Plan Anticorrupción y de Atención al Ciudadano 2022", "Vigencia 2022", "Subcomponente 1. Política de Administración de Riesgos de Corrupción.", "Ver documento anexo",
                "Comprobación", "Se importó el plan", "/pasto/comprobar")
        act = server.ask("/pasto/comprobar").text
        hashes = [h for h in re.findall(r"[0-9a-f]{64}", pdf.text.replace(" ", ""))]
        assert any(h[:12] in act for h in hashes), "the act that it names is not in the chain"
        assert pdf.tree.count("Table ") + pdf.tree.count("Table\n") >= 5 and pdf.tree.count("\n  H1 ") == 1
        pdf.drawn()
    with site.serving() as server:
        assert server.ask("/pasto/plan/2022.pdf").body == body, "the same plan, other bytes"


# ---- a workbook of an entity: a title above, a merged head, dates as numbers, an empty styled column, a sheet of something else

STYLES = (f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>'
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="10"/></cellXfs></styleSheet>')


def cell(place, text, style=0):
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def own_book():
    rows = [line.split(";") for line in SHEET.strip().splitlines()]
    out = [f'<row r="1">{cell("A1", "Plan de la entidad & anexos")}</row>']
    for n, line in enumerate(rows, 3):
        out.append(f'<row r="{n}" spans="1:8" ht="20" customHeight="1">' + "".join(cell(f"{'ABCDEFGH'[i]}{n}", text) for i, text in enumerate(line)) + f'<c r="J{n}" s="2"/></row>')
    matrix = (f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="A1:J{2 + len(rows)}"/><cols><col min="4" max="4" width="60" customWidth="1"/></cols><sheetData>{"".join(out)}</sheetData>'
              '<mergeCells count="1"><mergeCell ref="A1:H1"/></mergeCells></worksheet>')
    other = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*21</f><v>42</v></c></row></sheetData></worksheet>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return package({
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
                               f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/></Types>',
        "_rels/.rels": rels(("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{kind}"><sheets><sheet name="Matriz" sheetId="1" r:id="a"/><sheet name="Cuentas" sheetId="2" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(("a", "worksheet", "worksheets/sheet1.xml"), ("b", "worksheet", "worksheets/sheet2.xml"), ("c", "styles", "styles.xml")),
        "xl/worksheets/sheet1.xml": matrix, "xl/worksheets/sheet2.xml": other, "xl/styles.xml": STYLES})


def in_force(site, server):
    """A plan in force that came from the entity's own workbook."""
    path = os.path.join(site.base, "matriz-propia.xlsx")
    with open(path, "wb") as out:
        out.write(own_book())
    planner, members = sign_in(site, server, "planeacion"), committee(site, server, 2)
    site.veedor("import", path, "--entity", "pasto", "--vigencia", str(YEAR), "--instrument", "plan-accion", code=0)
    assert "Se llevó el plan a aprobación" in planner.follow(planner.send(PLACE, action="/someter")).text
    draft = planner.ask(PLACE + "/plan.pdf")
    assert draft.status == 200 and 'plan.pdf"' in planner.ask(PLACE).text
    Pdf(site, draft.body).has("BORRADOR: este plan todavía no se ha publicado")
    assert session(planner, members, files=ACTA).status == 303 and decide(members[0], item(site)).status == 303
    assert planner.send(PLACE, action="/publicar").status == 303
    kept = (server.ask(at).body for at in set(re.findall(r"/pasto/archivos/[0-9a-f]{64}", server.ask(f"/pasto/plan-accion/{YEAR}/versiones").text)))
    (paper,) = [body for body in kept if body.startswith(b"%PDF") and body != ACTA["archivo"][1]]
    Pdf(site, paper).has("Huella de la cadena de la entidad justo antes de publicarlo")   # its act is not yet, and the import is not what proves it
    return planner


def grids(site, path):
    """The texts of each sheet as LibreOffice reads it."""
    told("soffice", f"-env:UserInstallation=file://{site.base}/oficina", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1",
         "--outdir", site.base, path)
    found = {}
    for name in glob.glob(os.path.join(site.base, "libro-*.csv")):
        with open(name, encoding="utf-8") as f:
            found[os.path.basename(name)] = list(csv.reader(f, delimiter=";"))
    return found["libro-Matriz.csv"], found["libro-Cuentas.csv"]


def in_book(server, *texts):
    """Every one of them stands in the plan's public workbook; False: none does."""
    book = zipfile.ZipFile(io.BytesIO(server.ask(f"/pasto/plan-accion/{YEAR}.xlsx").body))
    whole = html.unescape("".join(book.read(name).decode() for name in book.namelist()))
    found = {text in whole for text in texts}
    assert len(found) == 1, texts
    return found.pop()


def followed(site):
    """A cut-off of the year, verified in part, frozen, and the day on which it was published."""
    with site.serving() as server:
        planner = in_force(site, server)
        assert read_sql(site, "SELECT count(*) FROM plan_document WHERE form IN ('docx', 'pdf', 'xlsx')") == ["3"]
        general, money, auditor = reported(site, server, planner)
    with moved(site, 5) as server:
        auditor = again(server, auditor)
        opened(auditor)
        ok(auditor, auditor.send(CUT, button="Verificar como las revisó"))
        ok(auditor, verify(auditor, "2.1.1", veredicto="en_ejecucion", valor="95,5", razon="Falta un capítulo.", no_conformidad="Sin anexos.", observaciones="Se vio <en línea> & falta el anexo."))
        assert not in_book(server, "Se vio <en línea> & falta el anexo.", "Seguimiento"), "the plan's workbook of a follow-up that is open"
        until, by = days(site)
    return auditor, until, by


@story("The official report of a cut-off is kept on the day of its publication and served for ever; the entity's own workbook comes back with the follow-up in it", engines=BOTH)
def kept(world):
    site = world.pasto()
    auditor, until, by = followed(site)
    with site.serving("--now", f"{YEAR + 1}-01-{by + 2:02}T09:00:00-05:00", "--url", SITE) as server:
        auditor = again(server, auditor)
        ok(auditor, auditor.send(f"{CUT}/congelar", {"razon": "No alcanzó el tiempo."}, action="/congelar"))
        for form in (".pdf", ".csv", ".json", ".xlsx"):
            assert server.ask(PUBLIC + form).status == 404, f"{form} before it was published"
        assert auditor.ask(CUT + "/libro.xlsx").status == 404
        assert not in_book(server, "Se vio <en línea> & falta el anexo.", "Seguimiento"), "the plan's workbook before the follow-up was published"
        assert "Ver el informe como saldrá (PDF)" in auditor.ask(CUT).text
        Pdf(site, auditor.ask(CUT + "/informe.pdf").body).has("BORRADOR: este seguimiento todavía no se ha publicado", "Verificado 95,50 %")
        ok(auditor, auditor.send(f"{CUT}/publicar", action="/publicar"))
        assert auditor.ask(CUT + "/informe.pdf").status == 404 and f'href="{PUBLIC}.pdf"' in auditor.ask(CUT).text
        assert in_book(server, "Se vio <en línea> & falta el anexo.", "Seguimiento")
        answer = server.ask(PUBLIC + ".pdf")
        pdf = Pdf(site, answer.body)
        hexed = "lower(hex({}))" if world.engine == "sqlite" else "encode({}, 'hex')"
        name, head, sha = read_sql(site, f"SELECT h.name, {hexed.format('c.frozen_head')}, {hexed.format('f.sha256')} FROM cutoff c JOIN cutoff_sign s ON s.entity_id = c.entity_id AND s.cutoff_id = c.id "
                                         "JOIN person h ON h.id = s.person_id JOIN attachment f ON f.entity_id = c.entity_id AND f.id = c.published_file WHERE c.state = 'publicado'")
        assert hashlib.sha256(answer.body).hexdigest() == sha, "what is served is not what was kept"
        pdf.has("Seguimiento 3 OCI", "Seguimiento 3 de la Oficina de Control Interno", "según lo verificado", "después del plazo", name, "Huella de la cadena al congelar", "Sin reporte: cuenta 0.",
                "Verificado 95,50 %", "4,50 puntos menos", "Falta un capítulo.", "No conforme: Sin anexos.", "Se vio <en línea> & falta el anexo.", "M1, Conteo de cumplidas (cifra oficial)", "Zona y concepto")
        assert int(re.search(r"Pages:\s+(\d+)", pdf.about)[1]) <= 5, "the detail goes on below the format"
        assert head in pdf.text.replace(" ", ""), "the head of the chain is not in the report"
        pdf.drawn()
        assert SITE + "/pasto/comprobar" in pdf.text and "Código QR que lleva a".encode("utf-16-be").hex() in pdf.plain()
        whole = server.ask(PUBLIC + ".json").json()
        assert whole["frozen_head"] == head and whole["state"] == "publicado" and whole["basis"] == "verificado" and whole["days_late"] == 2 and whole["signatures"][0]["name"] == name, whole
        one = next(a for a in whole["activities"] if a["activity"] == "2.1.1")
        assert (one["verified"], one["difference"], one["difference_reason"], one["verdict"], one["nonconformity"]) == (95.5, -4.5, "Falta un capítulo.", "en_ejecucion", "Sin anexos."), one
        assert "informe.pdf" not in server.ask(PUBLIC + ".csv").text, "the title of a file that is not public"
        ok(auditor, auditor.send(CUT, {"nota": "El anexo llegó después.", "actividad": "2.1.1"}, action="/nota"))
        assert server.ask(PUBLIC + ".pdf").body == answer.body and server.ask(PUBLIC + ".json").json()["notes"][0]["body"] == "El anexo llegó después."
        assert server.ask(CUT + "/libro.xlsx").status in (302, 303) and server.ask(PUBLIC + "/libro.xlsx").status == 404, "what came in is not for everybody"
        assert f'href="{CUT}/libro.xlsx"' in auditor.ask(CUT).text and "libro.xlsx" not in server.ask(PUBLIC.rsplit("/", 1)[0]).text
        book = auditor.ask(CUT + "/libro.xlsx")
        assert book.status == 200, book.text
        back(site, book.body)
        assert auditor.ask(CUT + "/libro.xlsx").body == book.body
        page = text_of(server.ask(f"/pasto/plan-accion/{YEAR}/versiones"))
        assert "-v1.pdf" in page, page
    site.veedor("verify", code=0)


def back(site, body):
    """The same workbook with three columns more: nothing else changed; LibreOffice opens it, and our own reader takes it as the follow-up."""
    before, after = zipfile.ZipFile(io.BytesIO(own_book())), zipfile.ZipFile(io.BytesIO(body))
    assert before.namelist() == after.namelist()
    for name in before.namelist():
        if name != "xl/worksheets/sheet1.xml":
            assert before.read(name) == after.read(name), f"{name} changed"
    was, now = before.read("xl/worksheets/sheet1.xml").decode(), after.read("xl/worksheets/sheet1.xml").decode()
    ours = re.compile(r'<c r="[IJK]\d+"(?:[^>]*/>|.*?</c>)', re.S)
    assert ours.sub("", was) == ours.sub("", now), "more than the three columns changed"
    path = os.path.join(site.base, "libro.xlsx")
    with open(path, "wb") as out:
        out.write(body)
    read = json.loads(site.veedor("check", path, "--vigencia", str(YEAR), "--format", "json").out)
    assert len(read["activities"]) == 6 and "95,50" in json.dumps(read, ensure_ascii=False) or "95.5" in json.dumps(read), read
    if site.engine == "sqlite" and shutil.which("soffice"):
        lines, other = grids(site, path)
        assert lines[0][0] == "Plan de la entidad & anexos" and lines[2][8:11] == ["Actividades cumplidas", "% de avance", "Observaciones"], lines[:3]
        found = {line[3]: line[8:11] for line in lines[3:]}["Publicar el informe de gestión en lenguaje claro"]
        assert found[1] == "95,50 %" and found[2].startswith("En ejecución. ") and "Se vio <en línea> & falta el anexo." in found[2], found
        assert other[0][:2] == ["2", "42"], other


def many(site, n):
    """A closed follow-up of n activities, as a sheet."""
    path = os.path.join(site.base, "muchas.csv")
    lines = ["Estrategia, mecanismo, medida, etc.;Objetivo;Actividades;Indicador;Meta;Fecha de cumplimiento;Responsable;Cumplimiento del indicador;Cumplimiento;Observaciones"]
    for i in range(n):
        lines.append(f"Estrategia de {'áéíóu'[i * 5 // n]} atención;Atender mejor;Hacer la jornada de atención número {i + 1};Número de jornadas;4;31/12/2016;Secretaría General;{i % 5};{min(100, i % 5 * 25)},00;Se hizo la jornada {i + 1}")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    site.veedor("import", path, "--entity", "grande", "--name", "Gobernación grande", "--vigencia", "2016", code=0)


@story("A report of four hundred activities is made apart: the page says how far it is without scripts, and then it is there, the same for everybody")
def long(world):
    site = world.empty()
    many(site, 400)
    report = "/grande/plan/2016/seguimiento/2016-12-31"
    with site.serving() as server:
        first = server.ask(report + ".pdf")
        assert first.status == 302 and first.header("Location") == report + "/informe", (first.status, first.headers)
        page = server.ask(report + "/informe")
        for _ in range(600):
            if "El informe está listo" in page.text:
                break
            assert "El informe se está preparando" in page.text and "Ver si ya está" in page.text and f'href="{report}.csv"' in page.text, text_of(page)
            page = server.ask(report + "/informe")
            time.sleep(0.02)
        assert "El informe está listo" in page.text and f'href="{report}.pdf"' in page.text, text_of(page)
        body = server.ask(report + ".pdf").body
        pdf = Pdf(site, body)
        pdf.has("Gobernación grande", "Hacer la jornada de atención número 400", "Todo el plan 400 80 20,00 % Baja")
        assert server.ask("/grande/plan/2016/seguimiento.pdf").body == body and server.ask(report + ".pdf").body == body
        assert int(re.search(r"Pages:\s+(\d+)", pdf.about)[1]) > 20
    with site.serving() as server:
        for _ in range(600):
            answer = server.ask(report + ".pdf")
            if answer.status == 200:
                break
            time.sleep(0.02)
        assert answer.body == body, "the same data, other bytes"
