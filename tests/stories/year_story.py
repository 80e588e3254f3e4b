# SPDX-License-Identifier: Apache-2.0
"""A whole year of Pasto's plan, from its Word document to the day it closes, with a clock that moves: what its people do stands in
year_acts.csv, what each follow-up must say in year_expected.csv, made by hand (by_hand.py)."""
import collections
import contextlib
import datetime
import io
import itertools
import json
import os
import re
import zipfile

from agenda_story import many
from approval_story import ACTA, COMMITTEE, PLANS
from by_hand import COUNTS, METHODS, counted, figure, rounded, rows_of, table, zone
from consulted import enter
from intake_story import PASTO, all_at_once, bring, confirm, content, review, slot
from people_story import give, link_in
from results import root_folder
from signed import forms, set_password, text_of
from story import BOTH, story

VIGENCIA = "2022"
WORK, PUBLIC = "/pasto/trabajo", f"/pasto/plan/{VIGENCIA}"
PLAN, VERSION = f"{WORK}/planes/plan/{VIGENCIA}", f"{PLANS}/plan/{VIGENCIA}"
CALLED = {"declarado": "declared", "revisado": "reviewed", "verificado": "verified", "recalculado": "recomputed"}   # a basis, as data say it
# Name in the table, official day, day after which a report is late, last day to publish, day on which it is published.
CutOff = collections.namedtuple("CutOff", "name on reports_until publish_by published")
APRIL = CutOff("april", "2022-04-30", "2022-05-06", "2022-05-13", "2022-05-13")            # the tenth business day of May
AUGUST = CutOff("august", "2022-08-31", "2022-09-07", "2022-09-14", "2022-09-15")          # one day late
DECEMBER = CutOff("december", "2022-12-31", "2023-01-06", "2023-01-16", "2023-01-12")
LINKS = ("rosa", "jairo", "nubia")
LATE = {"april": {"1.3.3", "4.3.4"}, "august": {"3.1.11"}, "december": {"6.2"}}             # sent after the term, of what was done by the day


def dmy(iso):
    return "/".join(reversed(iso.split("-")))


class Year:
    """The site and its people; the day that is on, its server, and who signed in there."""
    def __init__(self, site):
        self.site, self.on, self.server, self.people, self.links = site, None, None, {}, {}

    @contextlib.contextmanager
    def day(self, iso, *names):
        with self.site.serving("--now", f"{iso}T09:00:00-05:00") as server:
            self.on, self.server = iso, server
            self.people = {name: enter(server, Known(mail(name))) for name in names}
            yield server


Known = collections.namedtuple("Known", "email")


def mail(name):
    return f"{name}@pasto.gov.co"


# ---- people

def appointed(year, name, role, unit=""):
    """The administrator gives the post; whoever is new writes a password with the link."""
    made = give(year.people["amparo"], mail(name), name.title(), role, dependencia=unit)
    if name not in year.people:
        year.people[name] = set_password(year.server, link_in(made))
    assert made.status in (200, 303), text_of(made)[-1500:]


def people(year):
    link = year.site.veedor("user", "add", "--email", mail("amparo"), "--name", "Amparo", "--entity", "pasto", "--role", "administrador", "--now", f"{year.on}T08:00:00-05:00", code=0).out
    year.people["amparo"] = set_password(year.server, "/clave/" + link.split("/clave/")[1].split()[0])
    for name, role in (("marta", "planeacion"), ("luis", "planeacion"), ("carmen", "comite"), ("elsa", "comite"), ("oscar", "control_interno")):
        appointed(year, name, role)


def links(year):
    """Three people of the first line: every unit that leads an activity has one of them."""
    units = many(year.site, """SELECT DISTINCT u.slug FROM responsible r JOIN plan_version v ON v.entity_id = r.entity_id AND v.id = r.version_id AND v.state = 'en_consulta'
        JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id WHERE r.is_lead = 1 ORDER BY u.slug""")
    for (unit,), name in zip(units, itertools.cycle(LINKS)):
        year.links[unit] = name
        appointed(year, name, "enlace", unit)


# ---- the plan, from Word to the page of everybody

def edited(planner, address, **fields):
    done = planner.send(f"{VERSION}/1/actividades/{address}", fields, action=f"/{address}")
    assert done.status == 303, f"{address}\n{text_of(done)[-2500:]}"


def brought(year):
    """Planning brings the Word document, decides on its impossible date, writes weights and a ratio, and opens the consultation."""
    planner = year.people["marta"]
    at = review(planner, bring(planner, "pasto-2022.docx", content(PASTO), VIGENCIA))
    page = planner.ask(at)
    kept = planner.post(all_at_once(page), {"que" + slot(page, "VD-P001"): "propuesta"})
    assert "<ins>30/04/2022</ins>" in planner.follow(kept).text
    assert "Es la versión 1 del plan" in planner.follow(confirm(planner, at)).text
    edited(planner, "5.4.1", tipo="razon", numerador="Ítems implementados", denominador="Ítems del anexo")
    for row in table("year_expected.csv"):
        if row["weight"] != "-":
            edited(planner, row["activity"], peso=row["weight"].replace(".", ","))
    opened = planner.send(f"{VERSION}/1/consulta", {"abre": "11/01/2022", "cierra": "13/01/2022", "canal": "Oficina de Planeación"}, action="/consulta/abrir")
    assert "Se abrió la consulta ciudadana" in planner.follow(opened).text


def decided(year, version, minutes):
    """Submitted, on the agenda of a session with quorum, approved by a member who did not write it."""
    planner, member = year.people["marta"], year.people["carmen"]
    assert "Se llevó el plan a aprobación" in planner.follow(planner.send(version, action="/someter")).text
    page, fields = planner.ask(f"{COMMITTEE}/nueva").text, {"fecha": dmy(year.on), "lugar": "Sala de juntas", "acta": minutes}
    for part in page.split('<label class="opt">')[1:]:
        fields[part.split('name="')[1].split('"')[0]] = part.split('value="')[1].split('"')[0]
    assert planner.send(f"{COMMITTEE}/nueva", fields, files=ACTA).status == 303
    item = many(year.site, "SELECT max(id) FROM committee_item")[0][0]
    assert "Se aprobó el plan" in member.follow(member.send(f"{version}/aprobacion", {"decision": "aprobar", "acto": item})).text


def published(year, version):
    planner = year.people["marta"]
    assert "Se publicó el plan" in planner.follow(planner.send(version, action="/publicar")).text


def modified(year, version):
    """In June one activity is withdrawn and the date of another is moved before it comes; its parties are told."""
    planner, other = year.people["marta"], year.people["luis"]
    first = many(year.site, f"SELECT v.id FROM plan_version v JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id WHERE p.vigencia = {VIGENCIA} AND v.no = 1")[0][0]
    for address, fields in (("5.5.1", {"clase": "retirar"}), ("5.1.10", {"clase": "reprogramar", "fechas": "01/06/2022 a 30/11/2022"})):
        asked = planner.send(f"{WORK}/cambios/nuevo/formulario?plan={first}&direccion={address}", {"motivo": "El contrato empezó tarde.", **fields})
        assert asked.status == 303, text_of(asked)[-2500:]
        answered = other.send(asked.header("Location").split("?")[0], {"decision": "aceptar", "razones": "Está justificado."})
        assert answered.status == 303, text_of(answered)[-2500:]
    decided(year, version, "2")
    for party in ("control_interno", "servidores", "ciudadania"):
        assert planner.send(f"{version}/informados", {"destinatario": party, "canal": "Correo interno", "fecha": dmy(year.on)}).status == 303
    published(year, version)


# ---- first and second line

def leads(year):
    """{address: name of the link of the unit that leads it}, of the version in force."""
    found = many(year.site, """SELECT a.address, u.slug FROM plan_version v JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id
        JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1
        JOIN unit u ON u.entity_id = r.entity_id AND u.id = r.unit_id WHERE v.state = 'publicado'""")
    return {address: year.links[unit] for address, unit in found}


def of_state(year, *states):
    """{address: id of its last report in one of these states}."""
    return dict(many(year.site, f"""SELECT a.address, max(r.id) FROM report r JOIN plan_version v ON v.entity_id = r.entity_id AND v.plan_id = r.plan_id
        JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = r.activity_key
        WHERE r.state IN ({", ".join(f"'{state}'" for state in states)}) GROUP BY a.address"""))


def said(act):
    if act["value"] == "n/a":
        return {"no_aplica": act["reason"]}
    n, _, d = act["value"].partition("/")
    value = {"cumplido": n} if n in ("si", "no") else {"valor": n, "denominador": d} if d else {"valor": n}
    proof = {} if act["value"] == "no" else {"enlace": f"https://pasto.gov.co/evidencia/{act['activity']}"}
    return {**value, **proof, "fecha": act["done"], "que": f"Se hizo lo que pide la actividad {act['activity']}."}


def without_evidence(year):
    """What was done and is not proved is not sent."""
    bare = year.people[leads(year)["1.3.1"]].send(f"{PLAN}/actividad/1.3.1/reporte", {"valor": "1", "fecha": "21/01/2022", "que": "Se consolidó el plan.", "accion": "enviar"}, action="/reporte")
    assert bare.status == 422 and "Falta la evidencia" in bare.text, text_of(bare)[-2000:]


def report(year, act, who):
    path = f"{PLAN}/actividad/{act['activity']}/reporte"
    if act["act"] == "correct":
        path += f"?corrige={of_state(year, 'aceptado', 'devuelto')[act['activity']]}"
    link = year.people[who[act["activity"]]]
    sent = link.send(path, {**said(act), "accion": "enviar"}, action="/reporte")
    assert sent.status == 303, f"{act}\n{text_of(sent)[-2500:]}"


def reviewed(year, act, waiting):
    """What planning says; where it agrees, the value that the form already has."""
    planner, place = year.people["marta"], f"{WORK}/revision/{waiting[act['activity']]}"
    fields = {"decision": "devolver" if act["value"] == "back" else "aceptar", "razon": act["reason"]}
    if act["value"] not in ("ok", "back"):
        fields["valor"] = act["value"]
    done = planner.send(place, fields, action=place.rsplit("/", 1)[1])
    assert done.status == 303, f"{act}\n{text_of(done)[-2500:]}"


def do(year, acts):
    """The acts of one day up to what Control Interno does, or after it, in their order."""
    who = leads(year)
    for kind, group in itertools.groupby(acts, lambda act: "review" if act["act"] == "review" else "report"):
        group = list(group)
        if kind == "report":
            for act in group:
                report(year, act, who)
            continue
        waiting = of_state(year, "enviado")
        left = {act["activity"] for act in group if act["value"] == "wait"}
        for act in group:
            if act["activity"] == "*":
                for address in sorted(set(waiting) - left):
                    reviewed(year, {**act, "activity": address}, waiting)
            elif act["value"] != "wait":
                reviewed(year, act, waiting)


def acts_of(on):
    """What is done on the day: before Control Interno works, what it finds, and afterwards."""
    acts = [act for act in table("year_acts.csv") if act["on"] == on]
    finds = [n for n, act in enumerate(acts) if act["act"] == "verify"] or [len(acts)]
    return acts[:finds[0]], [act for act in acts if act["act"] == "verify"], [act for act in acts[finds[0]:] if act["act"] != "verify"]


# ---- third line

def verified(year, place, act):
    """One row, with its evidence."""
    oscar, at = year.people["oscar"], f"{place}/actividad/{act['activity']}"
    form, fields = oscar.form(at, action=f"/{act['activity']}"), {"razon": act["reason"]}
    if act["value"] == "proof":
        fields |= {"no_conformes": sorted(form.offered["no_conformes"])[0], "porque": act["reason"], "veredicto": "en_ejecucion", "razon": ""}
    else:
        fields |= {"valor": act["value"].replace(".", ",")} | ({} if act["value"] == "100" else {"veredicto": "incumplida"})
    done = oscar.post(form, fields)
    assert done.status == 303, f"{act}\n{text_of(done)[-2500:]}"


def reported(year, cut, page):
    """Who is missing and who came late, as Control Interno sees it when it opens the cut-off."""
    found = {"Sin reporte": set(), "Reporte tardío": set()}
    for row in re.findall(r'(?s)<tr role="row"><th scope="row".*?</tr>', page.text):
        address = re.search(r">(\d[\d.]*\d)\. ", row)
        for said in found:
            if f">{said}<" in row and address:
                found[said].add(address[1])
    missing = {address for address, row in rows_of(cut.name).items() if row.state == "sin_reporte"}
    assert found == {"Sin reporte": missing, "Reporte tardío": LATE[cut.name]}, (found, missing)


def followed(year, cut, finds):
    """Control Interno opens the cut-off, verifies, freezes, signs and publishes, on one day."""
    oscar, place = year.people["oscar"], f"{WORK}/seguimientos/plan/{VIGENCIA}/{cut.on}"
    opened = oscar.follow(oscar.send(place, action="/abrir"))
    assert opened.status == 200, text_of(opened)[-2000:]
    reported(year, cut, oscar.ask(place))
    for act in finds:
        verified(year, place, act)
    for which in ("coinciden", "sin_reporte"):
        (form,) = [form for form in forms(oscar.ask(place)) if form.fields.get("cuales") == which]
        assert oscar.post(form).status == 303
    for step, fields in (("congelar", {}), ("publicar", {"dia": dmy(cut.published)})):
        if step == "publicar" and cut is AUGUST:
            assert "El plazo venció hace 1 día: se mostrará como publicado tarde." in text_of(oscar.ask(f"{place}/{step}"))
        if step == "publicar" and cut is DECEMBER:
            assert "esperan revisión: si el plan se cierra, quedan como se enviaron." in text_of(oscar.ask(f"{place}/{step}"))
        done = oscar.send(f"{place}/{step}", fields, action=f"/{step}")
        assert done.status == 303, f"{step}\n{text_of(done)[-2500:]}"


# ---- what everybody reads

def terms(year):
    """The days of each follow-up: the law's and its own."""
    kept = many(year.site, "SELECT cut_on, reports_until, publish_by, published_on, state FROM cutoff WHERE reports_until IS NOT NULL ORDER BY cut_on")
    assert kept == [(*cut[1:], "publicado") for cut in (APRIL, AUGUST, DECEMBER)], kept
    public = {row["cutoff"]: (row["publish_by"], row["published_on"], row["state"], row["days_late"]) for row in year.server.ask(f"{PUBLIC}/seguimiento/cortes.json").json()}
    stands = {APRIL: ("a_tiempo", 0), AUGUST: ("tarde", 1), DECEMBER: ("a_tiempo", 0)}
    assert public == {cut.on: (cut.publish_by, cut.published, *stand) for cut, stand in stands.items()}, public
    for cut in stands:
        assert year.server.ask(f"{PUBLIC}/seguimiento/{cut.on}.pdf").body.startswith(b"%PDF-"), cut.on


def closed(year):
    """The last follow-up of the year closes the plan: everybody reads it, nobody reports any more."""
    states = many(year.site, f"SELECT v.no, v.state FROM plan_version v JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id WHERE p.vigencia = {VIGENCIA} ORDER BY v.no")
    assert states == [("1", "reemplazado"), ("2", "cerrado")], states
    assert year.server.ask(PUBLIC).status == 200 and year.server.ask(f"{PUBLIC}/seguimiento").status == 200
    book = zipfile.ZipFile(io.BytesIO(year.server.ask(f"{PUBLIC}.xlsx").body))
    place = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode()).index("Corte") + 1
    days = (datetime.date.fromisoformat(DECEMBER.on) - datetime.date(1899, 12, 30)).days
    assert f"<v>{days}</v>" in book.read(f"xl/worksheets/sheet{place}.xml").decode(), "of two follow-ups of a version its workbook has the last"
    rosa, marta = year.people["rosa"], year.people["marta"]
    shut = rosa.ask(f"{PLAN}/actividad/1.1.1/reporte")
    assert shut.status == 409 and "se cerró: ya no se reporta su avance" in shut.text and f'href="{PLAN}/actividad/1.1.1/reportes"' in shut.text, text_of(shut)
    kept = rosa.ask(f"{PLAN}/actividad/1.1.1/reportes")
    assert kept.status == 200 and "El plan se cerró" in kept.text and "corrige=" not in kept.text and "Reportar avance" not in kept.text.split("<main")[1], text_of(kept)
    assert {person.ask(f"{PLAN}/monitoreo").status for person in (marta, year.people["oscar"])} == {200}
    assert marta.ask(f"{PLAN}/avance").status == 303
    home = text_of(rosa.ask(WORK))
    assert "Reportar" not in home.split("Espera por usted")[1] and "Atrasado 0" in home, home
    for one in of_state(year, "enviado").values():
        waits = marta.ask(f"{WORK}/revision/{one}")
        assert waits.status == 200 and "El plan se cerró sin que planeación revisara este reporte" in waits.text and 'name="decision"' not in waits.text, text_of(waits)


def shown(year, cut):
    """The follow-up as everybody reads it, against the table: each activity, and each figure of each component and of the whole."""
    rows = rows_of(cut.name)
    whole = year.server.ask(f"{PUBLIC}/seguimiento/documento.json?corte={cut.on}").json()
    told = {row["activity"]: row for row in whole["activities"]}
    assert sorted(told) == sorted(rows), set(told) ^ set(rows)
    wrong = []
    for address, (state, values, _) in rows.items():
        row = told[address]
        if row["counted"] != ("si" if state in COUNTS else state):
            wrong.append(f"{address}: {row['counted']} and not {state}")
        silent = [value for value in row["values"] if value["place"] == "sin_reporte"]          # no value, and it counts 0
        if any(value["exact"] is not None for value in silent):
            wrong.append(f"{address}: {silent} although nobody reported it")
        got = {CALLED[value["basis"]]: value["exact"] for value in row["values"] if value["place"] == "cuenta"} | {CALLED[value["basis"]]: "0" for value in silent}
        due = {basis: str(value) for basis, value in values.items() if value is not None and state in COUNTS}
        if got != due:
            wrong.append(f"{address}: {got} and not {due}")
    assert not wrong, "\n".join(wrong)
    of = {None: whole["figures"], **{component["code"]: component["figures"] for component in whole["components"]}}
    for component, figures in of.items():
        for one in figures:
            value = figure(rows, CALLED[one["basis"]], one["method"], component)
            got = (one["exact"], one["zone"], one["percent"])
            assert got == ((None, None, None) if value is None else (str(value), zone(value), rounded(value))), f"{cut.name}, component {component}, {one['method']} {one['basis']}: {got} and not {value}"
    assert {(one["method"], one["basis"]) for one in of[None]} == set(itertools.product(METHODS, CALLED)), of[None]
    assert set(of) == {None, *(address.split(".")[0] for address in rows)}, set(of)


def official(year, cut):
    """The official report, of what Control Interno verified: the format of the guide by component, the mean, evidence that was not accepted, and
    the command line, which tells the last one."""
    rows, sheet = rows_of(cut.name), year.server.ask(f"{PUBLIC}/seguimiento/{cut.on}.json").json()
    parts = {None: sheet, **{part["code"]: part for part in sheet["components"]}}
    for component, part in parts.items():
        counts = counted(rows, "verified", component)
        m1 = figure(rows, "verified", "M1", component)
        due = (len(counts), sum(one.fulfilled for one in counts), *((rounded(m1), zone(m1)) if counts else (None, None)))
        assert (part["programmed"], part["fulfilled"], part["percent"], part["zone"]) == due, (cut.name, component, part, due)
    assert sheet["mean"] == rounded(figure(rows, "verified", "M2")) and sheet["published_on"] == cut.published, sheet
    assert {row["activity"] for row in sheet["activities"] if row["counts"] == "cuenta" and row["lacks_evidence"] and row["verified"] >= 100} == {
        address for address, row in rows.items() if row.state == "sin_prueba"}, cut.name
    told = json.loads(year.site.veedor("compliance", "--entity", "pasto", "--vigencia", VIGENCIA, "--method", "M1", "--basis", "verified", "--format", "json", code=0).out)
    assert [one["exact"] for one in told["figures"]] == [str(figure(rows, "verified", "M1"))], told["figures"]


# ---- the year

def formulated(year):
    site = year.site
    site.veedor("import", os.path.join(root_folder(), "examples", "invipasto-2020.xlsx"), "--entity", "pasto", "--name", "Alcaldía de Pasto", "--vigencia", "2020",
                "--now", "2022-01-10T08:00:00-05:00", code=0)
    with year.day("2022-01-11"):
        people(year)
        brought(year)
        links(year)
    with year.day("2022-01-28", "marta", "carmen"):
        closed = year.people["marta"].send(f"{VERSION}/1/consulta", action="/consulta/cerrar")
        assert "Se cerró la consulta ciudadana" in year.people["marta"].follow(closed).text
        decided(year, f"{VERSION}/1", "1")
        published(year, f"{VERSION}/1")


@contextlib.contextmanager
def follow_up(year, cut):
    with year.day(cut.published, *LINKS, "marta", "oscar"):
        before, finds, after = acts_of(year.on)
        do(year, before)
        followed(year, cut, finds)
        do(year, after)
        shown(year, cut)
        official(year, cut)
        yield


@story("Pasto's plan lives a whole year, and every figure of its three follow-ups is that of a table made by hand", engines=BOTH)
def whole_year(world):
    year = Year(world.empty())
    formulated(year)
    with year.day("2022-04-29", *LINKS, "marta"):
        without_evidence(year)
        do(year, acts_of(year.on)[0])
    with follow_up(year, APRIL):
        pass
    with year.day("2022-06-15", "marta", "luis", "carmen"):
        modified(year, f"{VERSION}/2")
    with year.day("2022-08-31", *LINKS, "marta"):
        do(year, acts_of(year.on)[0])
    with follow_up(year, AUGUST):
        pass
    with year.day("2023-01-05", *LINKS, "marta"):
        do(year, acts_of(year.on)[0])
    with follow_up(year, DECEMBER):
        for cut in (APRIL, AUGUST):                                  # nothing that came later changed them
            shown(year, cut)
        terms(year)
        closed(year)
    year.site.veedor("verify", code=0)
