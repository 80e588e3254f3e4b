# SPDX-License-Identifier: Apache-2.0
"""Two entities on one server, each with everything that the pages of work can hold. Who may everything in one sends every form of its pages
with each thing of the other in its place: in the address, in each field that offers something, in the names of fields. The pages are
walked and the forms read from them, so that a new page is tried without being named here."""
import html
import re

import amendment_story
import approval_story
import consulted
import intake_story
from driven import Answer
from record_story import read_sql, run_sql
from access_story import law
from signed import Form, forms, sign_in, text_of
from story import SQLITE, story

AHEAD = 500000   # so many ids apart, so that a number of one entity is none of the other
THERE, HERE = "pasto", "otra"
OWN = {("/{entidad}/trabajo/avisos", "hasta")}   # up to which number one's own notices are read: of anything else it is no number


NAMED, NAMELESS = re.compile(r'href="#([^"]+)">'), re.compile(r'falta corregir esto</h2><ul>\s*<li>[^<]')   # in the summary of what is wrong
EITHER = {"lider_nuevo", "enlace", "cantidad", "cuantos", "por", "peso",   # typed instead of chosen, or beside what the goal says
          "nit", "codigo_dane", "codigo_postal", "correo_judicial", "redes", "sitio"}   # of a shape of their own, and not asked for


class Mirror:
    """The server as somebody sees it who calls the entity `otra` by the name of `pasto`: what a story does in one is done in the other."""
    def __init__(self, server):
        self.server = server

    def ask(self, path, **more):
        answer = self.server.ask(re.sub(rf"^/{THERE}(?=/|$|\?)", "/" + HERE, path), **more)
        headers = [(key, value.replace(f"/{HERE}/", f"/{THERE}/") if key == "Location" else value) for key, value in answer.headers]
        body = answer.plain.replace(f"/{HERE}/".encode(), f"/{THERE}/".encode()) if "html" in answer.header("Content-Type") else answer.plain
        return Answer(answer.status, [pair for pair in headers if pair[0].lower() != "content-encoding"], body)


class MirrorSite:
    def __init__(self, site):
        self._site = site

    def __getattr__(self, name):
        return getattr(self._site, name)

    def veedor(self, *arguments, **more):
        return self._site.veedor(*[HERE if word == THERE else word for word in arguments], **more)


def work(site, server):
    """Everything that the pages of work hold: plans in each state, a request, a session, a consultation, a file, processes, people."""
    planner, members = amendment_story.published(site, server)
    first = read_sql(site, "SELECT max(v.id) FROM plan_version v JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id WHERE p.instrument = 'plan-accion' AND v.state = 'publicado'")[0]
    done = amendment_story.ask(planner, first, amendment_story.some_activity(site, first, 1)[0], clase="cambiar", meta="9 mapas")
    assert done.status == 303, (done.status, text_of(done)[-1500:])
    consulted.draft(site)
    consulted.consult_today(site, server)
    assert planner.send("/pasto/trabajo/planes/nuevo", {"vigencia": "2031", "instrumento": "ptep-2024", "origen": "plan-2022-1"}).status == 303
    assert planner.send("/pasto/trabajo/planes/plan/2031/1/textos/nuevo", {"clase": "objetivo", "cuerpo": "Cuidar lo público."}).status == 303
    unit = re.search(r'href="/pasto/trabajo/dependencias/(?!nueva)([a-z0-9-]+)"', planner.ask("/pasto/trabajo/dependencias").text)[1]
    assert planner.send("/pasto/trabajo/procesos/nuevo", {"nombre": "Talento humano", "lidera": unit, "desde": "01/01/2025"}).status == 303
    intake_story.review(planner, intake_story.bring(planner, "plan.csv", intake_story.CSV.format(y=2032).encode(), "2032"))
    assert members


def everybody(site, server, entity):
    """One person with every role."""
    person = sign_in(site, server, "administrador", entity=entity)
    for role in law("roles"):
        if role["code"] != "administrador":
            site.veedor("user", "add", "--email", person.email, "--name", "X", "--entity", entity, "--role", role["code"], code=0)
    return person


def walk(person, entity, most=400):
    """{path: answer} of the pages of work that links lead to."""
    seen, waiting = {}, [f"/{entity}/trabajo"]
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen[path] = person.ask(path)
        found = re.findall(rf'href="(/{entity}/trabajo[^"#]*)"', seen[path].text if "html" in seen[path].header("Content-Type") else "")
        few = {}
        for link in dict.fromkeys(html.unescape(link) for link in found):
            shape = re.sub(r"[^/]*\d[^/?]*|(?<=dependencias/)[^/]+", "*", link.split("?")[0]) + "".join(sorted(re.findall(r"[?&](\w+)=", link)))
            few[shape] = few.get(shape, 0) + 1
            if few[shape] <= 4:   # of a list of alike things some stand for all
                waiting.append(link)
    return seen


class Kind:
    """A form of a route: what its pages put into its address and its fields."""
    def __init__(self):
        self.places, self.fields, self.forms = {}, {}, []


def kinds(site, pages):
    """{pattern of the route: Kind}"""
    patterns = [(path, re.compile("^" + re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)) + "$"))
                for path in re.findall(r"^POST\s+(\S+)", site.veedor("routes", code=0).out, re.M)]
    patterns.sort(key=lambda pair: pair[0].count("{"))
    found = {}
    for path, page in pages.items():
        for form in forms(page) if page.status == 200 and "html" in page.header("Content-Type") else []:
            action = html.unescape(form.action).split("?")[0] or path.split("?")[0]
            if form.method != "post" or action == "/salir":
                continue
            pattern, match = next((p, m) for p, shape in patterns if (m := shape.match(action)))
            kind = found.setdefault(pattern, Kind())
            for name, value in match.groupdict().items():
                kind.places.setdefault(name, set()).add(value)
            for name, values in form.offered.items():
                kind.fields.setdefault(name, set()).update(values)
            kind.forms.append((action, form))
    return found


def filled(form):
    """What is typed nowhere is typed: the form must lack nothing but what it is tried with."""
    words = {"correo": "x@entidad.gov.co", "meta": "1 informe publicado", "fechas": "30 de junio de 2031"}
    days = {"fecha": consulted.TODAY, "desde": consulted.TODAY, "hasta": consulted.LAST, "abre": consulted.TODAY, "cierra": consulted.LAST, "plazo": consulted.LAST}
    typed = {name: consulted.dmy(days[name]) if name in days else words.get(name, "Algo nuevo") for name in form.fields if not form.fields[name] and name not in form.offered and name not in EITHER}
    chosen = {name: "cambiar" if "cambiar" in values else max(values) for name, values in form.offered.items() if not form.fields.get(name)}
    return {**form.fields, **typed, **chosen}


def tries(pattern, theirs, own):
    """(what, action, fields): the own form with something of theirs."""
    action, form = own.forms[-1]
    fields = filled(form)

    def having(name):
        return next(((a, filled(f)) for a, f in own.forms if name in f.offered), (action, fields))
    for name, values in theirs.places.items():
        for value in sorted(values - own.places.get(name, set()))[:3] if name != "entidad" else []:
            place = pattern
            for other, mine in re.match("^" + re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(pattern)) + "$", action).groupdict().items():
                place = place.replace("{" + other + "}", value if other == name else mine)
            yield f"{name}={value} in the address", place, fields
    for name, values in theirs.fields.items():
        if name == "token" or name.startswith("antes_"):     # what was read before, to tell who changed what: it is never written
            continue
        if name not in own.fields:
            yield f"a field {name}", action, {**fields, name: sorted(values)[0]}
            continue
        place, whole = having(name)
        for value in sorted(values - own.fields[name])[:3]:
            if len(value) < 100:   # what is sealed is another story's
                yield f"{name}={value}", place, {**whole, name: value}


@story("Whatever of another entity is put into the address of a page, into a form's address or its fields, is refused and changes nothing there", engines=SQLITE)
def apart(world):
    site = world.pasto()
    site.import_pasto(HERE, "Otra entidad")
    with site.serving() as server:
        work(MirrorSite(site), Mirror(server))
        run_sql(site, f"UPDATE entity SET next_id = next_id + {AHEAD} WHERE slug = '{THERE}'")
        victim = everybody(site, server, THERE)
        assert victim.send("/pasto/trabajo/dependencias/nueva", {"nombre": "Solo de Pasto"}).status == 303
        work(site, server)
        thief = everybody(site, server, HERE)
        pages = walk(victim, THERE)
        theirs, own = kinds(site, pages), kinds(site, walk(thief, HERE))
        missing = {p for p in theirs if p not in own}
        assert len(theirs) > 35 and not missing, (len(theirs), missing)
        acts = lambda: read_sql(site, f"SELECT (SELECT seq FROM entity WHERE slug = '{THERE}'), (SELECT seq FROM entity WHERE entity_id = 0)")
        before, wrong, tried = acts(), [], 0
        for pattern in sorted(theirs):
            for what, action, fields in tries(pattern, theirs[pattern], own[pattern]):
                form = Form(action, "post")
                form.fields, form.files = dict(fields), own[pattern].forms[-1][1].files
                answer = thief.post(form)
                tried += 1
                if answer.status == 422 and f'href="#{what.split("=")[0]}"' not in answer.text and not NAMELESS.search(answer.text):
                    wrong.append(f"{pattern}: {what}: refused for something else: {NAMED.findall(answer.text)}")
                if answer.status not in (400, 403, 404, 409, 422) and (pattern, what.split("=")[0]) not in OWN:
                    wrong.append(f"{pattern}: {what}: {answer.status} {answer.header('Location')}")
        assert tried > 60, tried
        numbered = [path for path in pages if re.search(r"\d{6}", path.split("?")[0])]
        shown = [path for path in numbered if thief.ask(path.replace(f"/{THERE}/", f"/{HERE}/", 1)).status == 200]
        open_ = [path for path in pages if thief.ask(path).status != 404]
        assert len(numbered) > 10 and not shown and not open_, (len(numbered), shown, open_)
        assert not wrong, f"{len(wrong)} of {tried}:\n" + "\n".join(wrong)
        assert acts() == before, "something of the other entity, or of everybody's, changed"
