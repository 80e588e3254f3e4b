# SPDX-License-Identifier: Apache-2.0
"""Writing a plan that is not public yet: its activities, by several people, with the rules that judge a file."""
import os
import re
import urllib.parse

from driven import PASTO
from planned import RISKS, SHEET, YEAR, plan_of_this_year
from signed import PASSWORD, Signed, forms, set_password, sign_in, text_of
from story import BOTH, story

PLAN = "/pasto/trabajo/planes/plan/2022/1"
TABLE = PLAN + "/actividades"
BEFORE = "2022-01-10T10:00:00-05:00"


def draft(world):
    """The plan of Pasto, imported while its year goes on: a draft."""
    site = world.empty()
    site.veedor("import", PASTO, "--entity", "pasto", "--name", "Alcaldía de Pasto", "--vigencia", "2022", "--now", BEFORE, code=0)
    return site


def said(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).replace("&quot;", '"').split())


def row(page, address):
    """The words of one row of the table."""
    for piece in page.text.split("<tr role=\"row\"")[1:]:
        if f"actividades/{address}\"" in piece or f'class="t">{address}<' in piece:
            return " ".join(re.sub(r"<[^>]+>", " ", piece.split("</tr>")[0]).split())
    raise AssertionError(f"the table has no row {address}")


def order(page):
    return re.findall(r'href="[^"]*/actividades/([^/"]+)/quitar"', page.text)


def act(person, address, what):
    form = person.form(TABLE, action=f"actividades/{address}/mover")
    return person.post(form, {"accion": what})


def part_of(person, name):
    """Key of the part of the plan whose name begins so, as the form of a new activity offers it."""
    page = person.ask(TABLE + "/nueva")
    return re.search(r'<option value="(\d+)"[^>]*>' + name, page.text).group(1)


def filled(person, **more):
    return {"parte": part_of(person, "1"), "descripcion": "Capacitar a los equipos en el código de integridad", "meta": "Al menos 90% de los servidores capacitados",
            "fechas": "01/02/2022 a 31/03/2022", "lider": lead(person), **more}


def lead(person, name="Control Interno"):
    page = person.ask(TABLE + "/nueva")
    return re.search(r'<option value="([a-z0-9-]+)"[^>]*>[^<]*' + name, page.text).group(1)


@story("An activity is added, edited, duplicated, moved and removed, and each act is said and kept by the chain", engines=BOTH)
def whole(world):
    site = draft(world)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        page = planner.ask(TABLE)
        assert page.status == 200 and "77" in said(page) and "Agregar actividad" in page.text, said(page)[:400]
        form = planner.form(TABLE + "/nueva")
        typed = filled(planner, codigo="9.1", indicador="Porcentaje de servidores capacitados", otros="Oficina de los Duendes\nSecretaría de Hacienda")
        added = planner.post(form, typed)
        assert added.status == 303, said(added)
        page = planner.follow(added)
        assert "Se agregó la actividad. Quedó en el registro" in said(page)
        assert "Se lee: al menos 90 %" in row(page, "1.9.1") and "01/02/2022 a 31/03/2022" in row(page, "1.9.1") and "Oficina de los Duendes" in row(page, "1.9.1"), row(page, "1.9.1")
        again = planner.follow(planner.post(form, typed))
        assert again.status == 200 and order(again).count("1.9.1") == 1 and "1.9.1-2" not in order(again), "a double click added two"

        edited = planner.follow(planner.send(TABLE + "/1.9.1", {"fechas": "15/02/2022\n15/08/2022", "meta": "2 jornadas"}))
        assert "Se guardó la actividad" in said(edited) and "Se lee: 2" in row(edited, "1.9.1") and "15/08/2022" in row(edited, "1.9.1"), row(edited, "1.9.1")
        kept = planner.form(TABLE + "/1.9.1").fields
        assert kept["otros"] == "Oficina de los Duendes\nSecretaría de Hacienda" and kept["fechas"] == "15/02/2022\n15/08/2022" and kept["codigo"] == "9.1", kept

        twin = planner.follow(act(planner, "1.9.1", "duplicar"))
        assert "Actividad 1.n1" in said(twin) and planner.form(TABLE + "/1.n1").fields["meta"] == "2 jornadas", said(twin)[:500]
        page = planner.ask(TABLE)
        assert order(page).index("1.n1") == order(page).index("1.9.1") + 1
        up = planner.follow(act(planner, "1.n1", "subir"))
        assert order(up).index("1.n1") == order(up).index("1.9.1") - 1 and "Se cambió el orden" in said(up)
        down = planner.follow(act(planner, "1.n1", "bajar"))
        assert order(down).index("1.n1") == order(down).index("1.9.1") + 1
        last = act(planner, "1.n1", "bajar")
        assert last.status == 400 and "Ya es la última" in said(last), f"{last.status} {said(last)[:300]}"

        gone = planner.follow(planner.send(TABLE + "/1.n1/quitar"))
        assert "Se quitó la actividad" in said(gone) and "1.n1" not in order(gone)
        assert planner.ask(TABLE + "/1.n1").status == 404
    site.veedor("verify", code=0)


@story("Dates and goals that say nothing sure come back with what was typed and a proposal; nothing is stored", engines=BOTH)
def refused(world):
    site = draft(world)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        for fechas, words in (("01/02/2022 a 31/04/2022", ("31/04/2022", "30/04/2022")), ("mediados de abril o así", ("abril",)), ("31/08/2022 a 01/07/2022", ("termina antes de empezar",))):
            back = planner.send(TABLE + "/nueva", filled(planner, fechas=fechas, producto="Un listado"))
            assert back.status == 422 and all(word in said(back) for word in words), f"{fechas}: {back.status} {said(back)[:900]}"
            form = [f for f in forms(back) if f.action.endswith("/nueva")][0]
            assert form.fields["fechas"] == fechas and form.fields["producto"] == "Un listado", form.fields
        for meta, unidad, words in (("Un (2) informe", "", "se contradice"), ("Señalética instalada", "percent", "no dice cuánto se espera")):
            back = planner.send(TABLE + "/nueva", filled(planner, meta=meta, unidad=unidad))
            assert back.status == 422 and words in said(back), f"{meta}: {back.status} {said(back)[:900]}"
        back = planner.send(TABLE + "/nueva", {"descripcion": "Hacer algo que sirva"})
        assert back.status == 422 and "Elija el componente" in said(back) and "Diga qué dependencia lidera" in said(back) and "Escriba cuándo se cumple" in said(back), said(back)[:900]
        assert len(order(planner.ask(TABLE))) == 77
    site.veedor("verify", code=0)


@story("What the file had wrong is a finding beside its row until somebody writes it right; one that Control Interno executes warns and is kept", engines=BOTH)
def findings(world):
    site = draft(world)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        page = planner.ask(PLAN + "/hallazgos")
        assert page.status == 200 and "31/04/2022" in said(page) and "Error" in said(page), said(page)[:600]
        wrong = re.search(r"actividades/([^/\"]+)\"[^<]*>Corregir", page.text[page.text.index("31/04/2022"):]).group(1)
        fields = planner.form(TABLE + "/" + wrong).fields
        assert "31/04/2022" in fields["fechas"], fields
        refused_still = planner.send(TABLE + "/" + wrong, {"descripcion": fields["descripcion"] + " hoy"})
        assert refused_still.status == 303, f"a text was refused for dates that were there before: {said(refused_still)[:600]}"
        lines = [line for line in fields["fechas"].split("\n") if "31/04/2022" not in line] or ["01/04/2022 a 30/04/2022"]
        right = planner.follow(planner.send(TABLE + "/" + wrong, {"fechas": "\n".join(lines)}))
        assert "31/04/2022" not in row(right, wrong), row(right, wrong)
        assert "31/04/2022" not in said(planner.ask(PLAN + "/hallazgos"))
        warned = planner.follow(planner.send(TABLE + "/nueva", filled(planner, codigo="9.2", lider=lead(planner, "Control Interno"), descripcion="Publicar el directorio de servidores")))
        assert "Aviso" in row(warned, "1.9.2") and "Control Interno" in row(warned, "1.9.2"), row(warned, "1.9.2")
    site.veedor("verify", code=0)


@story("An error that stands for a reason is accepted, alone or with others of its code, stays in sight and stops the version no longer", engines=BOTH)
def accepting(world):
    site = world.empty()
    path = os.path.join(site.base, "otro.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("Componente 1: Riesgos;;;;;\nNo.;Actividad;Meta;Responsable;Fecha inicio;Fecha fin\n" + "".join(
            f"1.{n};Publicar el informe {n};1 informe publicado;Planeación;01/0{n}/2023;28/0{n}/2023\n" for n in range(1, 6)) +
            "1.6;Socializar la política;1 acta;;01/06/2023;28/06/2023\n1.7;Divulgar el código;1 acta;;01/07/2023;28/07/2023\n")
    site.veedor("import", path, "--entity", "pasto", "--name", "Alcaldía de Pasto", "--vigencia", "2099", code=0)
    at = "/pasto/trabajo/planes/plan/2099/1"
    with site.serving() as server:
        planner, reader = sign_in(site, server, "planeacion", name="Marta Insuasty"), sign_in(site, server, "control_interno")
        page = planner.ask(at + "/hallazgos")
        assert "Casi todas las fechas son de 2023" in said(page) and "«Empezar un plan» como copia" in said(page) and "/planes/nuevo" in page.text, said(page)[:1500]
        assert f'href="{at}/hallazgos">Las reglas encuentran' in planner.ask(at).text, "what is missing does not lead to where it is done"
        assert "acéptelos allí con una razón" in said(planner.ask(at)), said(planner.ask(at))[:3000]
        assert not [f for f in forms(reader.ask(at + "/hallazgos")) if "codigo" in f.fields], "who may not write accepts nothing"
        open_codes = lambda: {f.fields["codigo"]: f for f in forms(planner.ask(at + "/hallazgos")) if "codigo" in f.fields}
        found = open_codes()
        assert "VD-P075" in found and len(found["VD-P007"].offered["fila"]) == 2, {code: f.offered for code, f in found.items()}
        empty = planner.post(found["VD-P075"])
        assert empty.status == 422 and "Escriba la razón para dejarlo como está" in said(empty), f"{empty.status} {said(empty)[:400]}"
        page = planner.follow(planner.post(found["VD-P075"], {"razon": "Es el plan de prueba"}))
        assert "Quedaron aceptados los hallazgos" in said(page) and "Se deja como está: «Es el plan de prueba», Marta Insuasty" in said(page) and "VD-P075" not in open_codes(), said(page)[:1500]
        one, two = sorted(found["VD-P007"].offered["fila"])
        both = [(name, value) for name, value in {**found["VD-P007"].fields, "razon": "Lo decide el comité"}.items() if name != "fila"] + [("fila", one), ("fila", two)]
        many = planner.ask(found["VD-P007"].action, method="POST", headers={"Content-Type": "application/x-www-form-urlencoded"}, body=urllib.parse.urlencode(both).encode())
        assert many.status == 303 and "VD-P007" not in open_codes(), f"{many.status} {said(many)[:400]}"
        for code, form in open_codes().items():
            assert planner.post(form, {"razon": "Así lo aprobó el comité"}).status == 303, code
        assert re.search(r"Errores\s*0 ", said(planner.ask(at + "/hallazgos"))), said(planner.ask(at + "/hallazgos"))[:400]
        late = planner.post(found["VD-P075"], {"razon": "Otra vez"})
        assert late.status in (303, 409), late.status
        assert "Las reglas no encuentran errores" in said(planner.ask(at)) and "Ningún hallazgo con error está abierto" in said(planner.ask(at)), said(planner.ask(at))[:3000]
    site.veedor("verify", code=0)


@story("Two people who write one activity: the second sees both versions, keeps what was typed, and decides", engines=BOTH)
def two(world):
    site = draft(world)
    with site.serving() as server:
        first, second = sign_in(site, server, "planeacion", name="Marta Insuasty"), sign_in(site, server, "planeacion", name="Jairo Cabrera")
        form_of_first, form_of_second = first.form(TABLE + "/1.1.1"), second.form(TABLE + "/1.1.1")
        assert first.post(form_of_first, {"producto": "Lo de Marta"}).status == 303
        both = second.post(form_of_second, {"producto": "Lo de Jairo"})
        assert both.status == 409 and "Marta Insuasty cambió esta actividad hace menos de un minuto. Compare y decida." in said(both), f"{both.status} {said(both)[:600]}"
        assert "Lo de Marta" in said(both) and "Lo de Jairo" in said(both) and "Lo cambiaron las dos personas" in said(both)
        form = [f for f in forms(both) if f.action.endswith("/1.1.1")][0]
        assert form.fields["producto"] == "Lo de Jairo"
        assert second.form(TABLE + "/1.1.1").fields["producto"] == "Lo de Marta", "the second overwrote the first without asking"
        assert form.fields["elegir"] == "producto," and "de_producto" not in form.fields and "de_producto" in form.offered and "de_descripcion" not in form.offered, form.fields
        undecided = second.post(form)
        assert undecided.status == 409 and "Producto: elija con qué se queda" in said(undecided), f"{undecided.status} {said(undecided)[:600]}"
        form = [f for f in forms(undecided) if f.action.endswith("/1.1.1")][0]
        assert second.post(form, {"de_producto": "ahora", "descripcion": form.fields["descripcion"] + " Y contarlo."}).status == 303
        chosen = first.form(TABLE + "/1.1.1").fields
        assert chosen["producto"] == "Lo de Marta" and chosen["descripcion"].endswith("Y contarlo."), chosen
        late = second.post(second.form(TABLE + "/1.1.1"), {"producto": "Lo de Jairo"})
        assert late.status == 303 and first.form(TABLE + "/1.1.1").fields["producto"] == "Lo de Jairo"
        moved = first.form(TABLE + "/1.1.1")
        assert act(second, "1.1.1", "bajar").status in (303, 400)
        assert first.post(moved, {"producto": "Otra vez Marta"}).status == 303, "moving an activity is no change of what it says"
    site.veedor("verify", code=0)


@story("An activity has one name at every page of work: its address, and what the document calls it")
def named(world):
    site = draft(world)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        code = planner.form(TABLE + "/1.1.1").fields["codigo"]
        assert code == "1.1", code
        name = f"1.1.1 ({code} en el documento)"
        for path in (TABLE, TABLE + "/1.1.1", TABLE + "/1.1.1/quitar", TABLE + "/1.1.1/mover", PLAN + "/pedidos/enviar"):
            assert name in said(planner.ask(path)), f"{path} does not call it {name}"
        assert "Quitar la actividad" in said(planner.ask(TABLE + "/1.1.1/quitar")) and len(order(planner.ask(TABLE))) == 77, "it goes without being asked"
        assert planner.ask(TABLE).text.count('<span class="nowrap"><a class="btn quiet s"') == 77, "«Quitar» stands alone in a line"


@story("Two people who change different fields of one activity lose nothing: each field is as the one who changed it left it", engines=BOTH)
def three_way(world):
    site = draft(world)
    with site.serving() as server:
        first, second = sign_in(site, server, "planeacion", name="Marta Insuasty"), sign_in(site, server, "planeacion", name="Jairo Cabrera")
        form_of_first, form_of_second = first.form(TABLE + "/1.1.1"), second.form(TABLE + "/1.1.1")
        was = form_of_first.fields
        assert first.post(form_of_first, {"meta": "Cinco (5) informes", "fechas": "01/03/2022 a 31/03/2022\n01/05/2022 a 31/05/2022"}).status == 303
        both = second.post(form_of_second, {"producto": "Lo de Jairo", "fechas": was["fechas"].replace("\n", "\r\n")})
        assert both.status == 409 and "Marta Insuasty cambió esta actividad" in said(both), f"{both.status} {said(both)[:600]}"
        table = both.text[both.text.index("Las dos versiones"):both.text.index("</table>")]
        assert "Cinco (5) informes" in table and "Lo cambió solo la otra persona" in table and "Lo cambió solo usted" in table and "Lo de Jairo" in table, table
        assert was["meta"] not in table and "type=\"radio\"" not in table, "nothing is asked where only one of them changed it"
        form = [f for f in forms(both) if f.action.endswith("/1.1.1")][0]
        assert form.fields["meta"] == "Cinco (5) informes" and form.fields["producto"] == "Lo de Jairo" and "elegir" not in form.fields, form.fields
        assert both.text.count('class="btn main"') == 1, "one button is the filled one"
        assert second.post(form).status == 303
        now = first.form(TABLE + "/1.1.1").fields
        assert now["meta"] == "Cinco (5) informes" and now["producto"] == "Lo de Jairo" and now["fechas"].endswith("01/05/2022 a 31/05/2022"), now
        again, wrong = second.form(TABLE + "/1.1.1"), first.form(TABLE + "/1.1.1")
        assert second.post(again, {"producto": "Otro de Jairo"}).status == 303
        back = first.post(wrong, {"descripcion": ""})
        assert back.status == 422, back.status
        form = [f for f in forms(back) if f.action.endswith("/1.1.1")][0]
        both = first.post(form, {"descripcion": now["descripcion"] + " Y contarlo."})
        assert both.status == 409 and "elegir" not in [f for f in forms(both) if f.action.endswith("/1.1.1")][0].fields, "what came back as wrong still knows what it was opened with"
        assert first.post([f for f in forms(both) if f.action.endswith("/1.1.1")][0]).status == 303
        now = first.form(TABLE + "/1.1.1").fields
        assert now["producto"] == "Otro de Jairo" and now["descripcion"].endswith("Y contarlo."), now
    site.veedor("verify", code=0)


@story("A goal in figures, an indicator that is a division, a weight and the data of a trámite are kept, judged and shown", engines=BOTH)
def figures(world):
    site = draft(world)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        typed = filled(planner, codigo="9.5", meta="", cantidad="90", comparador="al_menos", unidad="percent", indicador="Peticiones a tiempo", tipo="razon",
                       numerador="peticiones respondidas a tiempo", denominador="peticiones recibidas", acumula="si", peso="2,5", tramite_nombre="Licencia", tramite_clase="Normativa")
        page = planner.follow(planner.send(TABLE + "/nueva", typed))
        assert "Al menos 90 % Se lee: al menos 90 %." in row(page, "1.9.5") and "Peso 2,5" in row(page, "1.9.5") and "2,5 de 100, en 1 de 78" in said(page), row(page, "1.9.5")
        at = TABLE + "/1.9.5"
        kept = planner.form(at).fields
        for name in ("indicador", "tipo", "numerador", "denominador", "acumula", "peso", "tramite_nombre", "tramite_clase"):
            assert kept[name] == typed[name], f"{name}: {kept[name]}"
        for wrong, words in (({"cantidad": "80"}, "La meta dice >= 90 %"), ({"cantidad": "1.5.0"}, "Escriba un número"), ({"denominador": ""}, "sobre qué se divide"),
                             ({"unidad": "furlong"}, "Elija una de la lista"), ({"peso": "-1"}, "mayor que 0"), ({"cuantos": "12"}, "por cada qué"),
                             ({"meta": "2 jornadas", "cantidad": ""}, "Una división da un porcentaje")):
            back = planner.send(at, wrong)
            assert back.status == 422 and words in said(back).replace("&gt;", ">"), f"{wrong}: {back.status} {said(back)[:700]}"
        for above, below, words in (("30", "40", "30 de 40 es 75 %. De la meta es el 83,33 %"), ("9", "9", "Pasa de la meta: cuenta como 100 %"), ("3", "0", "El denominador es 0"), ("x", "", "Escriba las cifras")):
            tried = planner.send(at, {"accion": "probar", "prueba_numerador": above, "prueba_denominador": below})
            assert tried.status == 200 and words in said(tried), f"{above}/{below}: {said(tried)[:900]}"
        each = planner.follow(planner.send(at, {"meta": "2 visitas por sede", "cantidad": "", "comparador": "", "unidad": "", "tipo": "conteo", "numerador": "", "denominador": "", "cuantos": "12"}))
        assert "son 12" in row(each, "1.9.5"), row(each, "1.9.5")
        assert planner.form(TABLE + "/1.9.5").fields["cuantos"] == "12"
    site.veedor("verify", code=0)


@story("The form is filled by steps without saving: repeated dates, a unit from the list; an activity goes to another place of the plan", engines=BOTH)
def helped(world):
    site = draft(world)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        form = planner.form(TABLE + "/1.1.1")
        dated = planner.post(form, {"fechas": "", "accion": "fechas", "repite": "3", "repite_desde": "01/02/2022", "repite_hasta": "31/12/2022", "producto": "Sin guardar"})
        again = [f for f in forms(dated) if f.action.endswith("/1.1.1")][0]
        assert again.fields["fechas"] == "01/02/2022 a 30/04/2022\n01/05/2022 a 31/07/2022\n01/08/2022 a 31/10/2022\n01/11/2022 a 31/12/2022" and again.fields["producto"] == "Sin guardar", again.fields
        more = planner.post(again, {"accion": "dependencia", "otro": "Secretaría de Hacienda"})
        again = [f for f in forms(more) if f.action.endswith("/1.1.1")][0]
        assert again.fields["otros"] == "Secretaría de Hacienda" and "Sin guardar" not in row(planner.ask(TABLE), "1.1.1")
        never = planner.post(again, {"accion": "fechas", "repite": "1", "repite_desde": "01/12/2022", "repite_hasta": "01/01/2022"})
        assert never.status == 422 and "no cabe ninguna" in said(never)
        saved = planner.follow(planner.post(again))
        assert "01/02/2022 a 30/04/2022" in row(saved, "1.1.1") and "Secretaría de Hacienda" in row(saved, "1.1.1"), row(saved, "1.1.1")
        page = planner.follow(planner.send(TABLE + "/1.1.1/mover", {"sitio": "a4.1.1"}))
        moved = order(page)
        assert moved.index("1.1.1") == moved.index("4.1.1") + 1 and "Se cambió el orden" in said(page), moved
        first = planner.follow(planner.send(TABLE + "/1.1.1/mover", {"sitio": "p" + part_of(planner, "1")}))
        assert order(first)[0] == "1.1.1", order(first)[:4]
        lost = planner.send(TABLE + "/1.1.1/mover", {"sitio": "a99.9"})
        assert lost.status == 400 and "ya no existe" in said(lost)
        assert len(order(first)) == 77 and len(set(order(first))) == 77
    site.veedor("verify", code=0)


@story("Planning sends rows to the unit that leads them, its people are told, write only those, hand them back; planning sees who has not", engines=BOTH)
def sent(world):
    site = draft(world)
    with site.serving() as server:
        planner, keeper = sign_in(site, server, "planeacion"), sign_in(site, server, "administrador")
        own = lead(planner, "Subsecretaría de Sistemas")
        given = keeper.send("/pasto/trabajo/personas/nuevo", {"correo": "lider@entidad.gov.co", "nombre": "Líder de sistemas", "rol": "lider", "dependencia": own})
        leader = set_password(server, "/clave/" + given.text.split("/clave/")[1].split("<")[0].split('"')[0].split()[0])
        mine = order(leader.ask(TABLE))
        form_page = planner.ask(PLAN + "/pedidos/enviar")
        assert "Nadie tiene un cargo para escribir por esta dependencia" in said(form_page)
        keys = re.findall(r'name="fila" value="(\d+)"', form_page.text)
        assert len(keys) == 77, len(keys)
        late = planner.send(PLAN + "/pedidos/enviar", {"plazo": "01/01/2020"})
        assert late.status == 422 and "que no haya pasado" in said(late)
        form = [f for f in forms(form_page) if f.action.endswith("/enviar")][0]
        body = urllib.parse.urlencode([("token", form.fields["token"]), ("plazo", "31/12/2099"), ("mensaje", "Revisen sus metas")] + [("fila", key) for key in keys])
        done = planner.ask(form.action, method="POST", headers={"Content-Type": "application/x-www-form-urlencoded"}, body=body.encode())
        page = planner.follow(done)
        asked = len(re.findall("/pedidos/[0-9]+\"", page.text))
        assert "Se enviaron actividades" in said(page) and asked > 5 and f"Faltan {asked} dependencias por devolver" in said(page), said(page)[:900]
        notices = leader.ask("/pasto/trabajo/avisos")
        at = re.search(r'href="([^"]*/pedidos/\d+)"', notices.text).group(1)
        assert f"Planeación le envió {len(mine)} actividad" in said(notices) and "31 de diciembre de 2099" in said(notices), said(notices)[:900]
        assert f"Escribir {len(mine)} actividad" in said(leader.ask("/pasto/trabajo")) and f'href="{at}"' in leader.ask("/pasto/trabajo").text
        request = leader.ask(at)
        assert "Revisen sus metas" in said(request) and all(f"/actividades/{a}?pedido=" in request.text for a in mine) and "Sin cambios" in said(request)
        led = re.search(rf'href="([^"]*/actividades/{re.escape(mine[0])}\?pedido=\d+)"', request.text).group(1)
        assert f'href="{at}">Volver sin guardar' in leader.ask(led).text
        wrong = leader.send(led, {"producto": "Lo de sistemas", "descripcion": ""}, action="actividades/" + mine[0])
        assert wrong.status == 422 and f'href="{at}">Volver sin guardar' in wrong.text, "what comes back as wrong forgets where it came from"
        kept = leader.send(led, {"producto": "Lo de sistemas"}, action="actividades/" + mine[0])
        assert kept.status == 303 and kept.header("Location").split("?")[0] == at, kept.header("Location")
        assert "Se guardó la actividad" in said(leader.follow(kept)) and "Cambió" in said(leader.ask(at))
        foreign = re.search(r'/pedidos/(\d+)"', page.text.replace(at + '"', "")).group(1)
        form = leader.form(at, action="devolver")
        form.action = f"{PLAN}/pedidos/{foreign}/devolver"
        denied = leader.post(form)
        assert denied.status == 403, denied.status
        back = leader.follow(leader.send(at, {"respuesta": "Falta una fecha"}, action="devolver"))
        assert "devolvió sus actividades" in said(back) and f"Faltan {asked - 1} dependencias" in said(back) and "«Falta una fecha»" in said(back), said(back)[:900]
        assert "Subsecretaría de Sistemas" in said(planner.ask("/pasto/trabajo/avisos"))
        assert "Nada espera por usted" in said(leader.ask("/pasto/trabajo")) and "devolvió sus actividades" in said(planner.ask("/pasto/trabajo")), said(planner.ask("/pasto/trabajo"))[-2500:]
        assert "Devolver" not in leader.ask(at).text
        gone = planner.follow(planner.send(f"{PLAN}/pedidos/{foreign}", action="retirar"))
        assert "Retirada" in said(gone) and f"Faltan {asked - 2} dependencias" in said(gone)
        assert "Se enviaron actividades a las dependencias" in said(planner.ask(PLAN))
    site.veedor("verify", code=0)


@story("A link writes only the activities that its unit leads; who may not write sees no button and no form", engines=BOTH)
def of_a_unit(world):
    site = draft(world)
    with site.serving() as server:
        planner, keeper, reader = sign_in(site, server, "planeacion"), sign_in(site, server, "administrador"), sign_in(site, server, "lector")
        own, other = lead(planner, "Subsecretaría de Sistemas"), lead(planner, "Control Interno")
        given = keeper.send("/pasto/trabajo/personas/nuevo", {"correo": "enlace@entidad.gov.co", "nombre": "Enlace de sistemas", "rol": "enlace", "dependencia": own})
        link = Signed(server)
        done = link.send("/clave/" + given.text.split("/clave/")[1].split("<")[0].split('"')[0].split()[0], {"clave": PASSWORD, "repita": PASSWORD})
        assert done.status == 303
        mine = order(link.ask(TABLE))
        assert 0 < len(mine) < 77, f"a link may write {len(mine)}"
        assert link.send(TABLE + "/" + mine[0], {"producto": "Lo de sistemas"}).status == 303
        foreign = [a for a in order(planner.ask(TABLE)) if a not in mine][0]
        refused_page = link.ask(TABLE + "/" + foreign)
        assert refused_page.status == 403 and "esta la lidera otra" in said(refused_page)
        given_away = link.send(TABLE + "/" + mine[0], {"lider": other})
        assert given_away.status in (403, 422), f"a link gave its activity to another unit: {given_away.status}"
        invented = link.send(TABLE + "/" + mine[0], {"lider": "", "lider_nuevo": "Oficina de los Duendes"})
        assert invented.status in (403, 422)
        assert link.form(TABLE + "/" + mine[0]).fields["lider"] == own
        assert not order(reader.ask(TABLE)) and reader.ask(TABLE).status == 200
        assert reader.ask(TABLE + "/" + mine[0]).status == 403 and reader.ask(TABLE + "/nueva").status == 403
        assert keeper.ask(TABLE).status == 403, "who administers writes no plan"
    site.veedor("verify", code=0)


@story("A version that is public or history cannot be edited: no button, no form, and an old form is refused", engines=BOTH)
def frozen(world):
    site = world.pasto()
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        page = planner.ask(TABLE)
        assert page.status == 200 and not order(page) and "Agregar actividad" not in page.text and "no se pueden cambiar" in said(page)
        closed = planner.ask(TABLE + "/1.1.1")
        assert closed.status == 409 and "no se pueden cambiar" in said(closed), f"{closed.status} {said(closed)[:300]}"
        assert planner.ask(TABLE + "/nueva").status == 409


@story("Components are renamed, added, moved and removed when nothing hangs on them; a document apart has a title, a place and a date", engines=BOTH)
def parts(world):
    site = draft(world)
    with site.serving() as server:
        planner, marta = sign_in(site, server, "planeacion"), sign_in(site, server, "planeacion")
        page = planner.ask(PLAN + "/componentes")
        first = re.search(r'componentes/(\d+)"', page.text).group(1)
        at = f"{PLAN}/componentes/{first}"
        old = marta.form(at, action=first)
        renamed = planner.follow(planner.send(at, {"nombre": "Riesgos de corrupción", "documento": "Mapa de riesgos", "enlace": "https://www.pasto.gov.co/mapa.pdf", "fecha": "31/01/2022"}, action=first))
        assert "Se cambiaron los componentes" in said(renamed) and "Riesgos de corrupción" in said(renamed) and "Mapa de riesgos, 31/01/2022" in said(renamed), said(renamed)[:800]
        late = marta.post(old, {"nombre": "Gestión de riesgos"})
        assert late.status == 409 and "ahora se llama «Riesgos de corrupción»" in said(late) and "Gestión de riesgos" in late.text, f"{late.status} {said(late)[:500]}"
        assert "Quitar este componente" not in planner.ask(at).text, "a component with activities could be removed"
        wrong = planner.send(at, {"enlace": "mapa.pdf", "fecha": "31/02/2022"}, action=first)
        assert wrong.status == 422 and "empieza por https://" in said(wrong) and "fecha que exista" in said(wrong), said(wrong)[:500]
        added = planner.follow(planner.send(PLAN + "/componentes/nuevo", {"dentro": first, "numero": "9", "nombre": "Canales de denuncia"}))
        assert "9. Canales de denuncia" in said(added)
        new = re.findall(r'componentes/(\d+)"', added.text[:added.text.index("9. Canales de denuncia</span>")])[-1]
        up = planner.form(PLAN + "/componentes", action=f"componentes/{new}/mover")
        moved = planner.follow(planner.post(up, {"accion": "subir"}))
        keys, before = (re.findall(r'componentes/(\d+)"', text) for text in (moved.text, added.text))
        assert keys.index(new) == before.index(new) - 1, f"{before} became {keys}"
        gone = planner.follow(planner.send(f"{PLAN}/componentes/{new}", action="quitar"))
        assert "Canales de denuncia" not in said(gone)
    site.veedor("verify", code=0)


@story("Texts before the matrix are written in Markdown, shown without anything that could run, and two people do not overwrite each other", engines=BOTH)
def texts(world):
    site = draft(world)
    with site.serving() as server:
        planner, reader = sign_in(site, server, "planeacion"), sign_in(site, server, "lector")
        empty = planner.send(PLAN + "/textos/nuevo", {"titulo": "Sin nada"})
        assert empty.status == 422 and "Escriba el texto" in said(empty) and "Elija qué texto es" in said(empty)
        body = "# Ley 1474\n\nLa **Ley 1474** de 2011.\n\n<script>alert(1)</script>\n\n[norma](javascript:alert(1))\n\n| Norma | Año |\n|---|---|\n| Ley 2195 | 2022 |"
        page = planner.follow(planner.send(PLAN + "/textos/nuevo", {"clase": "marco_legal", "cuerpo": body}))
        assert "Se guardó el texto del plan" in said(page) and "<strong>Ley 1474</strong>" in page.text and "<table>" in page.text and "<h3>Ley 1474</h3>" in page.text, page.text[-1500:]
        assert "<script" not in page.text and "javascript:" not in page.text
        planner.send(PLAN + "/textos/nuevo", {"clase": "glosario", "titulo": "Palabras", "cuerpo": "PAAC: el plan."})
        keys = re.findall(r'textos/(\d+)"', planner.ask(PLAN + "/textos").text)
        assert len(keys) == 2
        up = planner.form(PLAN + "/textos", action=f"textos/{keys[1]}/mover")
        assert re.findall(r'textos/(\d+)"', planner.follow(planner.post(up, {"accion": "subir"})).text) == keys[::-1]
        at = f"{PLAN}/textos/{keys[0]}"
        one, two = planner.form(at, action=keys[0]), planner.form(at, action=keys[0])
        assert planner.post(one, {"cuerpo": "Lo primero."}).status == 303
        both = planner.post(two, {"cuerpo": "Lo segundo."})
        assert both.status == 409 and "Lo primero." in said(both) and "Lo segundo." in both.text
        planner.send(PLAN + "/textos/nuevo", {"clase": "glosario", "titulo": "Siglas", "cuerpo": "RdC: rendición de cuentas\nOCI: oficina de control interno"})
        words = planner.ask(PLAN + "/textos").text
        assert words.index("<dt>OCI</dt><dd>oficina de control interno</dd>") < words.index("<dt>RdC</dt>"), words[-1500:]
        long = planner.send(at, {"cuerpo": "a" * 20000}, action=keys[0])
        assert long.status == 422 and "a" * 200 in long.text, long.status
        planner.send(at, action="quitar")
        assert len(re.findall(r'textos/(\d+)"', planner.ask(PLAN + "/textos").text)) == 2
        assert planner.send("/pasto/trabajo/planes/nuevo", {"vigencia": "2023", "instrumento": "paac-v2", "origen": "plantilla"}).status == 303
        next_year = PLAN.replace("2022", "2023")
        form = planner.form(next_year + "/textos", action="traer")
        source = re.search(r'<option value="(\d+)">PAAC 2022, versión 1 \(2\)', planner.ask(next_year + "/textos").text).group(1)
        taken = planner.follow(planner.post(form, {"desde": source}))
        assert "Siglas" in said(taken) and len(re.findall(r'textos/(\d+)"', taken.text)) == 2, said(taken)[:500]
        twice = planner.send(next_year + "/textos", {"desde": source}, action="traer")
        assert twice.status == 400 and "ya están todos" in said(twice), twice.status
        assert "Palabras" in said(reader.ask(PLAN + "/textos")) and reader.ask(at).status == 403
    site.veedor("verify", code=0)


@story("A unit where Control Interno sits warns when it leads what is no evaluation, whatever it is called; a page below the plan leads to all of it", engines=BOTH)
def third_line(world):
    site = draft(world)
    with site.serving() as server:
        planner, keeper = sign_in(site, server, "planeacion"), sign_in(site, server, "administrador")
        unit = lead(planner, "Subsecretaría de Sistemas")
        before = planner.follow(planner.send(TABLE + "/nueva", filled(planner, codigo="9.3", lider=unit, descripcion="Comprar los equipos del archivo")))
        assert "control interno" not in row(before, "1.9.3").lower(), row(before, "1.9.3")
        keeper.send("/pasto/trabajo/personas/nuevo", {"correo": "oci@entidad.gov.co", "nombre": "Jefa de control", "rol": "control_interno", "dependencia": unit})
        after = row(planner.ask(TABLE), "1.9.3")
        assert "Aviso" in after and "(Control Interno)" in after, after
        version = planner.ask(PLAN)
        assert all(f'href="{PLAN}/{word}"' in version.text for word in ("actividades", "componentes", "textos", "hallazgos")), said(version)[:600]


@story("A draft of a thousand long activities opens: its version, its activities and what the rules find in it")
def large(world):
    site = world.pasto()
    head, line = SHEET.split("\n")[0], "{};Subcomponente 1. Política;1.{};Hacer la actividad número {} {};4 jornadas;Número de jornadas;31 de diciembre de {};Secretaría General"
    rows = [line.format(RISKS, n, n, "con cada una de las dependencias de la entidad y con la ciudadanía que quiera participar en ella durante el año", YEAR) for n in range(1, 1001)]
    plan_of_this_year(site, sheet="\n".join([head, *rows]) + "\n")
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        place = f"/pasto/trabajo/planes/plan-accion/{YEAR}/1"
        for word, said in (("", "Tiene 1000 actividades."), ("/actividades", "Hacer la actividad número 1000 "), ("/hallazgos", "Lo que las reglas del plan encuentran")):
            page = planner.ask(place + word)
            assert page.status == 200 and said in text_of(page), (word, page.status, text_of(page)[:600])
        assert "Cada actividad tiene responsable líder, meta y fecha." in text_of(planner.ask(place))
