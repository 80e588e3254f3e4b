# SPDX-License-Identifier: Apache-2.0
"""Units as people keep them: created, renamed, named in other ways, joined, with their processes; and two people on one."""
import re

from signed import Signed, sign_in, text_of
from story import BOTH, story

UNITS = "/pasto/trabajo/dependencias"


def units_of(server):
    """{slug: name} of the units that the public plan names."""
    return dict(re.findall(r'href="/pasto/responsable/([a-z0-9-]+)"[^>]*>([^<]+)<', server.ask("/pasto/responsable").text))


def duties(server, slug):
    return len(server.ask(f"/pasto/responsable/{slug}.json").json())


@story("A unit is created, changed and found again by all its names, and its history says so", engines=BOTH)
def kept(world):
    site = world.pasto()
    with site.serving() as server:
        eva = sign_in(site, server, "planeacion")
        made = eva.send(UNITS + "/nueva", {"nombre": "Oficina de la Mujer", "sigla": "OMU", "linea": "1", "desde": "01/02/2024"})
        assert "Se creó la dependencia" in text_of(eva.follow(made))
        page = UNITS + "/oficina-mujer"
        assert 'value="OMU"' in eva.ask(page).text and 'value="01/02/2024"' in eva.ask(page).text
        assert eva.send(UNITS + "/nueva", {"nombre": "OFICINA DE LA MUJÉR"}).status == 422, "one name for two units"
        assert eva.send(page, {"nombre": "Secretaría de las Mujeres", "hasta": "31/01/2024"}, action="/oficina-mujer").status == 422
        assert eva.send(page, {"nombre": "Secretaría de las Mujeres"}, action="/oficina-mujer").status == 303
        assert eva.send(page, {"nombre_nuevo": "Mujer y Género"}, action="/nombres").status == 303
        assert eva.send(page, {"nombre_nuevo": "mujer genero."}, action="/nombres").status == 409
        text = text_of(eva.ask(page))
        for said in ("oficina mujer", "secretaria mujeres", "mujer genero", "omu", "Se creó la dependencia", "Se cambió la dependencia"):
            assert said in text, (said, text)
        own = eva.send(page, {"depende": "oficina-mujer"}, action="/oficina-mujer")
        assert own.status == 422, own.status
        site.veedor("verify", code=0)


@story("Two units that are one are joined: plans, appointments and names follow, the old address leads on, and the record holds", engines=BOTH)
def joined(world):
    site = world.pasto()
    with site.serving() as server:
        names = units_of(server)
        gone, stays = sorted(names)[:2]
        before = duties(server, gone) + duties(server, stays)
        eva, ana = sign_in(site, server, "planeacion"), sign_in(site, server, "administrador")
        ana.send("/pasto/trabajo/personas/nuevo", {"correo": "luz@pasto.gov.co", "nombre": "Luz Mar", "rol": "lider", "dependencia": gone})
        answer = eva.send(f"{UNITS}/{gone}", {"otra": stays}, action="/unir")
        assert answer.header("Location").startswith(f"{UNITS}/{stays}?"), answer.header("Location")
        assert "recibió lo de otra" in text_of(eva.ask(f"{UNITS}/{stays}"))
        assert duties(server, stays) == before and gone not in units_of(server)
        moved = server.ask(f"/pasto/responsable/{gone}")
        assert (moved.status, moved.header("Location")) == (302, f"/pasto/responsable/{stays}"), moved.status
        assert eva.ask(f"{UNITS}/{gone}").header("Location") == f"{UNITS}/{stays}"
        row = re.search(r'<tr role="row"><th scope="row" role="rowheader">Luz Mar<.*?</tr>', ana.ask("/pasto/trabajo/personas").text, re.S)[0]
        assert names[stays] in row, row
        assert f'value="{gone}"' not in ana.ask("/pasto/trabajo/personas/nuevo").text, "a unit that is gone can be chosen"
        assert eva.ask(f"{UNITS}/{stays}").status == 200
    site.veedor("verify", code=0)
    site.import_pasto()   # the old name means the kept unit from now on
    with site.serving() as server:
        assert duties(server, stays) == before and gone not in units_of(server)


@story("Of two people who change one unit the second sees what the first wrote beside the own words, and may save again", engines=BOTH)
def two_people(world):
    site = world.pasto()
    with site.serving() as server:
        eva, luis = sign_in(site, server, "planeacion"), sign_in(site, server, "planeacion")
        slug = sorted(units_of(server))[0]
        page = f"{UNITS}/{slug}"
        first, second = eva.form(page, action="/" + slug), luis.form(page, action="/" + slug)
        assert eva.post(first, {"nombre": "Nombre de Eva"}).status == 303
        answer = luis.post(second, {"nombre": "Nombre de Luis", "sigla": "NL"})
        text = text_of(answer)
        assert answer.status == 409 and "Otra persona cambió" in text and "«Nombre de Eva»" in text and 'value="Nombre de Luis"' in answer.text, text
        assert "Nombre de Eva" in eva.ask(UNITS).text and "Nombre de Luis" not in eva.ask(UNITS).text


@story("A process has a name, who leads it and its dates; other entities and people without the right do not come in", engines=BOTH)
def processes(world):
    site = world.pasto()
    site.import_pasto("otra", "Otra entidad")
    with site.serving() as server:
        eva, luis, far = sign_in(site, server, "planeacion"), sign_in(site, server, "lider"), sign_in(site, server, "planeacion", entity="otra")
        slug = sorted(units_of(server))[0]
        assert eva.send("/pasto/trabajo/procesos/nuevo", {"nombre": "Gestión del talento humano", "lidera": "nada"}).status == 422
        assert eva.send("/pasto/trabajo/procesos/nuevo", {"nombre": "Gestión del talento humano", "lidera": slug, "desde": "01/01/2025"}).status == 303
        path = re.search(r'href="(/pasto/trabajo/procesos/\d+)"', eva.ask(UNITS).text)[1]
        assert eva.send(path, {"nombre": "Talento humano", "hasta": "31/12/2026"}).status == 303
        text = text_of(eva.ask(UNITS))
        assert "Talento humano" in text and "desde 01/01/2025 hasta 31/12/2026" in text and "Gestión del talento" not in text
        assert luis.ask(path).status == 403 and far.ask(path).status == 404 and far.ask(path.replace("/pasto/", "/otra/")).status == 404
        assert Signed(server).ask(path).status == 303
        site.veedor("verify", code=0)
