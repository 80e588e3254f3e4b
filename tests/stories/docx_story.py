# SPDX-License-Identifier: Apache-2.0
"""A plan leaves as a Word document in the entity's image, and our own reader finds in it what the plan says."""
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile

from amendment_story import SECOND, answer, ask, published, some_activity, version_id
from approval_story import PLACE
from pictures import png
from planned import ACTIVITIES, YEAR
from results import Skip, root_folder
from signed import sign_in
from story import BOTH, story

EXAMPLES = os.path.join(root_folder(), "examples")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLANS = [("pasto-2022.docx", "2022"), ("invipasto-2020.xlsx", "2020"), ("invipasto-2020-paginas.docx", "2020"), ("ibague-2021.docx", "2021"), ("sopo-2017-seguimiento.xlsx", "2017")]


def part(body, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return file.read(name).decode()


def words(body, name="word/document.xml"):
    return re.sub(r"<[^>]+>", " ", part(body, name).replace("</w:p>", "\n"))


def read(site, path, vigencia):
    """What our reader finds: components, and of each activity what it promises, without places and readings of cells."""
    told = json.loads(site.veedor("check", path, "--vigencia", vigencia, "--format", "json").out)
    drop = ("place", "table", "row", "column", "line", "sheet", "cell", "raw", "status", "schedule", "certainty", "findings", "fields", "followup")
    def plain(value):
        if isinstance(value, dict):
            return {key: plain(v) for key, v in value.items() if key not in drop}
        return [plain(v) for v in value] if isinstance(value, list) else value
    activities = plain(told["activities"])
    for activity in activities:   # an indicator with the words of the goal is stored as one that is not given
        activity["indicator"] = None if activity["indicator"] in (activity["goal"], activity["product"]) else activity["indicator"]
    return activities


@story("Each real plan as a Word document is read again as the same activities, targets, windows and responsibles, and goes out the same, byte for byte", engines=BOTH)
def round_trip(world):
    for name, vigencia in PLANS:
        source, site = os.path.join(EXAMPLES, name), world.empty()
        site.veedor("import", source, "--entity", "municipio", "--name", "Una entidad", "--vigencia", vigencia, code=0)
        with site.serving() as server:
            out = server.ask(f"/municipio/plan/{vigencia}.docx")
            assert (out.status, out.header("Content-Type")) == (200, DOCX), (name, out.status)
            assert out.header("Content-Disposition").startswith(f'attachment; filename="municipio-{vigencia}.docx";')
        with site.serving() as server:
            assert server.ask(f"/municipio/plan/{vigencia}.docx").body == out.body, name
        path = os.path.join(site.base, "vuelta.docx")
        with open(path, "wb") as file:
            file.write(out.body)
        want, got = read(site, source, vigencia), read(site, path, vigencia)
        assert len(want) == len(got) > 30, (name, len(want), len(got))
        for before, after in zip(want, got):
            assert before == after, (name, before, after)
        told = site.veedor("import", path, "--entity", "municipio", "--vigencia", vigencia, "--dry-run").out
        moved = re.search(r"Frente a la versión 1: 0 actividades nuevas, (\d+) cambian?, 0 ya no están, \d+ siguen? igual", told)
        # of Ibagué three rows had a mark past December, which no month is: the document has the twelve months
        assert moved and int(moved[1]) == (3 if name.startswith("ibague") else 0), (name, told[:1500])


@story("The document has the cover, the texts and the shield of the entity; a draft says so on every page, and its changes stand in it", engines=BOTH)
def in_its_image(world):
    site = world.pasto()
    with site.serving() as server:
        ana = sign_in(site, server, "administrador")
        ana.send("/pasto/trabajo/entidad", {"departamento": "52", "municipio": "Pasto"}, action="/entidad")
        ana.send("/pasto/trabajo/entidad", action="/escudo", files={"escudo": ("escudo.png", png())})
        planner, _ = published(site, server)
        draft = planner.ask(f"{PLACE}/plan.docx")
        public = server.ask(f"/pasto/plan-accion/{YEAR}.docx")
        assert draft.status == public.status == 200 and draft.body == public.body   # the version in force is the same wherever it is asked
        assert f'href="/pasto/plan-accion/{YEAR}.docx"' in server.ask(f"/pasto/plan-accion/{YEAR}").text
        assert zipfile.ZipFile(io.BytesIO(public.body)).read("word/media/escudo.png") == png()
        cover = words(public.body).split("Componente 1")[0]
        for said in ("Alcaldía de Pasto", "Pasto, Nariño", f"Vigencia {YEAR}", "Versión 1", "Aprobado por Acta 7 del", "Publicado el", "Huella de las filas de esta versión (SHA-256)"):
            assert said in cover, (said, cover)
        assert 'descr="Escudo de Alcaldía de Pasto"' in part(public.body) and "BORRADOR" not in part(public.body, "word/header1.xml")
        first = version_id(site, 1)
        answer(planner, ask(sign_in(site, server, "planeacion"), first, some_activity(site, first, 1)[0], clase="cambiar", meta="3 mapas", fechas=f"30/12/{YEAR}"))
        planner.send(f"{SECOND}/textos/nuevo", {"clase": "introduccion", "cuerpo": "# Para qué\n\nCon **peso** y [norma](https://www.funcionpublica.gov.co).\n\n1. Uno\n2. Dos\n\n| Norma | Año |\n|---|---|\n| Ley 2195 | 2022 |\n\n<script>x</script>"})
        second = planner.ask(f"{SECOND}/plan.docx")
        assert second.status == 200 and second.header("Content-Disposition").startswith('attachment; filename="pasto-plan-accion'), second.header("Content-Disposition")
        for header in ("word/header1.xml", "word/header2.xml"):
            assert "BORRADOR: este plan todavía no se ha publicado" in words(second.body, header)
        body, text = part(second.body), words(second.body)
        assert "Introducción" in text and "Para qué" in text and "<w:b/></w:rPr><w:t xml:space=\"preserve\">peso" in body and "Ley 2195" in text and "script" not in body
        assert "Cambios frente a la versión 1" in text and text.count("3 mapas") == 2 and f"30/12/{YEAR}" in text
        assert "https://www.funcionpublica.gov.co" in part(second.body, "word/_rels/document.xml.rels")
        assert server.ask(f"/pasto/plan-accion/{YEAR}.docx").body == public.body   # the draft is not public
        path = os.path.join(site.base, "segunda.docx")
        with open(path, "wb") as file:
            file.write(second.body)
        told = json.loads(site.veedor("check", path, "--vigencia", str(YEAR), "--format", "json").out)
        assert [a["goal"] for a in told["activities"]][1] == "3 mapas" and len(told["activities"]) == ACTIVITIES, told["activities"]
        assert server.ask("/pasto/plan/2019.docx").status == 404 and planner.ask(f"{SECOND[:-1]}9/plan.docx").status == 404
        assert server.ask(f"{SECOND}/plan.docx").status == 303


@story("LibreOffice opens the document whole: every component and the last activity stand in its pages")
def opens(world):
    office = shutil.which("soffice")
    if not office or not shutil.which("pdftotext"):
        raise Skip("LibreOffice or pdftotext is not installed")
    site = world.pasto()
    with tempfile.TemporaryDirectory() as folder, site.serving() as server:
        with open(os.path.join(folder, "plan.docx"), "wb") as file:
            file.write(server.ask("/pasto/plan/2022.docx").body)
        subprocess.run([office, f"-env:UserInstallation=file://{folder}/perfil", "--headless", "--convert-to", "pdf", "--outdir", folder, os.path.join(folder, "plan.docx")],
                       check=True, capture_output=True, timeout=120)
        text = subprocess.run(["pdftotext", "-layout", os.path.join(folder, "plan.pdf"), "-"], check=True, capture_output=True, text=True, timeout=30).stdout
        pages = text.split("\f")[:-1]
        assert 8 <= len(pages) <= 16, len(pages)
        for no, name in ((1, "Gestión del riesgo"), (2, "Racionalización de trámites"), (3, "Rendición de cuentas"), (4, "Servicio al ciudadano"), (5, "Transparencia"), (6, "Iniciativas")):
            assert re.search(rf"Componente {no}[.:] {name}", text), name
        for n, page in enumerate(pages[1:], 2):
            assert "Alcaldía de Pasto" in page and f"Página {n} de {len(pages)}" in page, (n, page[-300:])
            assert "Responsable" in page or "Componente" in page, (n, page)   # the head of the table repeats
        assert "Página" not in pages[0] and "Versión 1" in pages[0]
