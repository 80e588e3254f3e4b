# SPDX-License-Identifier: Apache-2.0
"""The demonstration that `make run` serves: an entity that does not exist, people of every role with a password on the sign-in page, a plan in
each state; and none of it on a server that is no demonstration."""
import csv
import html
import os
import re

from results import root_folder
from signed import Signed, enrol, forms, text_of
from story import BOTH, story

STATES = ["Borrador", "En consulta", "En consolidación", "En aprobación", "Aprobado", "Publicado", "Reemplazado", "Modificación en trámite", "Histórico", "Retirado", "Rechazado", "Cerrado"]
ROW = re.compile(r'<tr role="row"><th scope="row".*?<span class="t">(.*?)</span><span class="m">(.*?)</span>.*?data-l="Cargo"><span>(.*?)</span>.*?<code class="nowrap">(.*?)</code>', re.S)
MENU = {"Administración del sistema": ("Personas y cargos", "Planes"), "Oficina de planeación": ("Traer un plan", "Personas y cargos"),
        "Control Interno": ("Planes", "Traer un plan"), "Comité Institucional de Gestión y Desempeño": ("Comité", "Traer un plan")}


def law(name):
    with open(os.path.join(root_folder(), "law", name), newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def shown(server):
    """The people on the sign-in page: name -> (e-mail, role, password)."""
    return {html.unescape(name): (email, html.unescape(role), password) for name, email, role, password in ROW.findall(server.ask("/ingreso").text)}


def enter(server, email, password):
    person = Signed(server)
    form = next(f for f in forms(person.ask("/ingreso")) if f.action == "/ingreso")
    return person, person.post(form, {"correo": email, "clave": password})


def menu(page):
    return re.findall(r'<a [^>]*>([^<]+)', re.search(r'(?s)<nav[^>]*class="[^"]*side.*?</nav>', page.text)[0])


def followed(signed, year):
    """What was reported, verified and published; the year of the server says how far this year's plans are."""
    public, linked = signed["Lectura"], signed["Enlace de dependencia"]
    cuts = {row["cutoff"]: (row["state"], row["days_late"]) for row in public.ask(f"/ejemplo/plan-accion/{year - 2}/seguimiento/cortes.json").json()}
    assert list(cuts.values()) == [("a_tiempo", 0), ("tarde", 6), ("a_tiempo", 0)], cuts
    assert public.ask(f"/ejemplo/plan-accion/{year - 2}/seguimiento/{year - 2}-08-31.pdf").status == 200
    mended = text_of(public.ask("/ejemplo/mejora"))
    assert "Se reportan pagos a tiempo sin el soporte de cada cuenta" in mended and "Cerrado" in mended, mended
    late = text_of(public.ask("/ejemplo/mejora?plazo=vencido"))
    assert "Dos de los tres trámites prometidos no se pueden pedir en línea" in late and "1 de 2 trámites en línea" in late and "Vencida" in late and "sin el soporte" not in late, late
    assert "Espera revisión" in text_of(signed["Líder de proceso"].ask(f"/ejemplo/trabajo/planes/plan-accion/{year}/actividad/1.1.1/reportes"))
    assert "Ejecución presupuestal del mes publicada" in text_of(linked.ask("/ejemplo/trabajo/entregas"))
    assert "Seguimientos" in menu(signed["Control Interno"].ask("/ejemplo/trabajo/seguimientos"))


@story("Everybody of the demonstration signs in with the password shown, finds the menu of their role, and the plans stand in each state", engines=BOTH)
def demonstration(world):
    site = world.empty()
    with site.serving("--demo") as server:
        people = shown(server)
        assert {role for _, role, _ in people.values()} == {role["name"] for role in law("roles.csv")}, people
        assert len({password for _, _, password in people.values()}) == len(people)
        for head in ("Host: alcaldia.gov.co", "Host: localhost\r\nX-Forwarded-For: 203.0.113.9"):     # a name turned to this machine, a proxy
            away = server.raw(f"GET /ingreso HTTP/1.1\r\n{head}\r\nConnection: close\r\n\r\n".encode()).decode()
            assert away.startswith("HTTP/1.1 403 ") and not ROW.search(away) and "Esta es una demostración" in away, (head, away[:800])
        signed = {}
        for name, (email, role, password) in people.items():
            person, done = enter(server, email, password)
            assert done.status == 303, (name, done.status, done.text[-1500:])
            home = person.follow(done)
            assert home.status == 200 and name in home.text and role in text_of(home), (name, home.text[-2000:])
            has, lacks = MENU.get(role, ("Planes", "Personas y cargos"))
            assert has in menu(home) and lacks not in menu(home), (name, menu(home))
            signed[role] = person
        planner = signed["Oficina de planeación"]
        page = planner.ask("/ejemplo/trabajo/planes")
        for state in STATES:
            assert re.search(rf"</svg>{state}<|>{state}<", page.text), (state, page.text)
        versions = set(re.findall(r'href="(/ejemplo/trabajo/planes/[a-z-]+/\d+/\d+)"', page.text))
        assert len(versions) >= len(STATES), versions
        for path in versions:
            assert planner.ask(path).status == 200, path
        year = int(re.search(r'href="/ejemplo/trabajo/planes/plan/(\d+)/2"', page.text)[1])
        consulted = text_of(planner.ask(f"/ejemplo/trabajo/planes/plan/{year + 1}/1/consulta"))
        assert "Retenido" in consulted and "Respondido" in consulted and "Recibido" in consulted, consulted
        assert "no existe" in text_of(server.ask("/ingreso")) and "(demostración)" in server.ask("/ejemplo").text
        assert server.ask(f"/ejemplo/plan/{year}").status == 200 and server.ask(f"/ejemplo/plan/{year + 1}/consulta").status == 200
        assert server.ask("/ejemplo/plan/2024/seguimiento").status == 200
        plan = server.ask(f"/ejemplo/plan/{year}").text
        assert "La aprobó: Acta 2 del " in plan and f"Programa de Transparencia y Ética Pública {year + 1}: hasta el " in plan, plan[:6000]
        for path in (f"/ejemplo/plan/{year}/versiones", f"/ejemplo/plan/{year}/textos", f"/ejemplo/plan/{year + 1}/consulta"):
            assert f'href="{path}"' in plan and server.ask(path).status == 200, path
        texts = server.ask(f"/ejemplo/plan/{year}/textos").text
        assert "<strong>Programa de Transparencia y Ética Pública</strong>" in texts and "<td>Ley 2195 de 2022, art. 31</td>" in texts, texts
        assert 'href="https://www.puerto-ejemplo.example/mapa-de-riesgos">Mapa de riesgos para la integridad pública</a>' in server.ask(f"/ejemplo/plan/{year}?componente=2").text
        kept_out = signed["Lectura"].ask("/ejemplo/trabajo/personas")
        assert kept_out.status == 403 and "Planes" in menu(kept_out) and "Personas y cargos" not in menu(kept_out), kept_out.text[:3000]
        followed(signed, year)
        decided = signed["Comité Institucional de Gestión y Desempeño"].ask(f"/ejemplo/trabajo/planes/plan-propio/{year + 1}/1/aprobacion")
        assert "Acta 3" in text_of(decided), text_of(decided)
    assert site.veedor("verify", code=0)


@story("A second start of the demonstration makes nothing twice, changes the passwords, and lets in who had taken a second factor")
def again(world):
    site = world.empty()
    with site.serving("--demo") as server:
        before = shown(server)
        acts = server.ask("/ejemplo/registro.json").json()
        planner, _ = enter(server, before["Pablo Quintero"][0], before["Pablo Quintero"][2])
        enrol(planner, before["Pablo Quintero"][2])
        administrator, _ = enter(server, before["Adriana Ortega"][0], before["Adriana Ortega"][2])
        rule = next(f for f in forms(administrator.ask("/ejemplo/trabajo/reglas")) if f.fields.get("rol") == "planeacion")
        assert administrator.post(rule).status == 303
    with site.serving("--demo") as server:
        after = shown(server)
        assert set(after) == set(before) and all(after[name][2] != before[name][2] for name in after)
        assert len(server.ask("/ejemplo/registro.json").json()) == len(acts) + 2     # the rule, and its end
        _, done = enter(server, before["Pablo Quintero"][0], before["Pablo Quintero"][2])
        assert done.status != 303
        planner, done = enter(server, after["Pablo Quintero"][0], after["Pablo Quintero"][2])
        assert planner.follow(done).status == 200 and "/trabajo" in done.header("Location"), done.header("Location")
        assert planner.ask("/ejemplo/trabajo/planes").status == 200


@story("A server that is no demonstration shows nothing of it and lets nobody of it in; one that others can reach refuses to be one")
def nothing_shown(world):
    site = world.pasto()
    with site.serving("--demo") as server:
        people = shown(server)
    assert "entidad de demostración «ejemplo»" in site.veedor("doctor", code=0).out
    assert "✗ ¡Esta instalación atiende en https://veedor.gov.co" in site.veedor("doctor", "--url", "https://veedor.gov.co", code=1).out
    with site.serving() as server:
        page = server.ask("/ingreso")
        assert page.status == 200 and "emostraci" not in page.text and "puerto-ejemplo" not in page.text
        for name in ("Pablo Quintero", "Adriana Ortega"):
            assert enter(server, people[name][0], people[name][2])[1].status != 303, name
    for arguments in (("--listen", "0.0.0.0:0"), ("--listen", "[::]:0"), ("--listen", "127.0.0.1.example.org:0"), ("--listen", "127.0.0.1:0", "--url", "https://veedor.gov.co"),
                      ("--listen", "127.0.0.1:0", "--proxy", "127.0.0.1")):
        refused = site.veedor("serve", "--demo", *arguments, code=2)
        assert "--demo muestra claves" in refused.err, refused
    other = world.pasto()
    other.import_pasto("ejemplo", "Alcaldía de El Ejemplo")
    assert "ya hay otra entidad «ejemplo»" in other.veedor("serve", "--demo", "--listen", "127.0.0.1:0", code=2).err
