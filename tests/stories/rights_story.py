# SPDX-License-Identifier: Apache-2.0
"""Who may see or change one thing, and why: the page says of each what the other pages then do."""
import re

from amendment_story import of_unit, published, some_activity, version_id
from approval_story import APPROVAL, PLACE, committee, submitted
from consulted import VIGENCIA, WORK, consult_today, draft
from people_story import account_of
from signed import sign_in, text_of
from story import BOTH, story


def deed(page, what):
    """The part of the page about this deed."""
    found = re.search(rf"<h2>{re.escape(what)}</h2>(.*?)</section>", page.text, re.S)
    assert found, f"{what}: {re.findall('<h2>(.*?)</h2>', page.text)}"
    return " ".join(re.sub(r"<[^>]*>", " ", found[1]).split())


@story("Of a version the page says who sees it, who writes it, who takes each next step, and who may not because it is the own one", engines=BOTH)
def of_version(world):
    site = world.pasto()
    with site.serving() as server:
        planner, members = sign_in(site, server, "planeacion", name="Ana Planea"), committee(site, server, 2)
        link = sign_in(site, server, "enlace", name="Luis Enlace")
        site.veedor("user", "add", "--email", planner.email, "--name", "Ana Planea", "--entity", "pasto", "--role", "comite", code=0)
        submitted(site, planner)
        page = link.ask(f"{PLACE}/derechos")
        assert page.status == 200 and f'href="{PLACE}/derechos"' in link.ask(PLACE).text
        assert "Ana Planea" in deed(page, "Verlo") and "Luis Enlace" in deed(page, "Verlo") and "Todo el mundo" not in deed(page, "Verlo")
        assert "Ahora no: la versión está en «En aprobación»" in deed(page, "Escribir cualquiera de sus partes")
        approving = deed(page, "Aprobar")
        assert re.search(r"Ana Planea Comité [^.]*?No puede: participó en su formulación", approving) and approving.count("No puede") == 1 and "Miembro A" in approving, approving
        assert "Falta una sesión del comité" in approving, approving
        told = text_of(planner.ask(APPROVAL))
        assert "debe decidir otra persona" in told, told[-1500:]
        public = planner.ask("/pasto/trabajo/planes/plan/2022/1/derechos")
        assert "Todo el mundo: es público" in deed(public, "Verlo")
        assert members


@story("Of an activity the unit that leads it counts, and so does who leads it in the first line", engines=BOTH)
def of_activity(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        address, unit = some_activity(site, version_id(site, 1))
        leader = of_unit(site, server, "lider", unit)
        site.veedor("user", "add", "--email", f"lider-{unit}@entidad.gov.co"[-60:], "--name", "X", "--entity", "pasto", "--role", "planeacion", code=0)
        page = leader.ask(f"{PLACE}/derechos?actividad={address}")
        assert f"Persona de {unit}" in deed(page, "Pedir que cambie") and "Usted puede" in deed(page, "Pedir que cambie")
        assert "Ahora no" in deed(page, "Cambiarla") and "Todo el mundo" in deed(page, "Verlo")
        accepting = deed(page, "Aceptar el cambio que otra persona pidió")
        assert re.search(rf"Persona de {re.escape(unit)} .*?No puede: responde por ella en la primera línea", accepting) and accepting.count("No puede") == 1, accepting
        assert planner.ask(f"{PLACE}/derechos?actividad=99.99").status == 404


@story("Of a contribution and of an account the page says whose the personal data are, and nothing of other entities to who does not manage people", engines=BOTH)
def of_people(world):
    site = world.pasto()
    site.import_pasto("otra", "Otra entidad")
    draft(site)
    with site.serving() as server:
        planner = consult_today(site, server)
        number = re.search(rf'href="{WORK}/aportes/([^"]+)"', planner.ask(WORK).text)[1]
        rights = re.search(r'href="([^"]+/derechos\?aporte=[^"]+)"', planner.ask(f"{WORK}/aportes/{number}").text)[1]
        page = planner.ask(rights)
        assert "Todo el mundo: los aportes son públicos" in deed(page, "Leer lo que dice") and "Usted puede" in deed(page, "Responderlo")
        assert "datos personales" in deed(page, "Ver el nombre y el correo de quien aportó") and "Rosa" not in page.text
        assert planner.ask(rights.replace("-0001", "-0999")).status == 404
        ana, eva = sign_in(site, server, "administrador", name="Ana Ruiz"), sign_in(site, server, "lector", name="Eva Paz")
        account = account_of(ana, "Eva Paz").replace("/cuenta", "/derechos")
        changing = "Cambiar sus datos, darle un enlace de clave, quitar su segundo factor, desactivar la cuenta"
        assert "Ana Ruiz" in deed(ana.ask(account), changing) and "Usted puede" in deed(ana.ask(account), changing)
        site.veedor("user", "add", "--email", eva.email, "--name", "Eva Paz", "--entity", "otra", "--role", "lector", code=0)
        assert "también trabaja en otra entidad" in deed(ana.ask(account), changing)
        assert "otra entidad" not in deed(planner.ask(account), changing), "where else somebody works is told to everybody"
        assert "Otra entidad" in text_of(eva.ask("/pasto/trabajo")) and "Otra entidad" not in text_of(ana.ask("/pasto/trabajo"))
        assert VIGENCIA
