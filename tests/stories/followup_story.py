# SPDX-License-Identifier: Apache-2.0
"""The pages and data of a closed follow-up, and entities compared by it: Sopó's own figures."""
import csv
import io
import json
import os
import sqlite3

from results import root_folder
from story import BOTH, story

SOPO = os.path.join(root_folder(), "examples", "sopo-2017-seguimiento.csv")
PAGE = "/sopo/plan/2017/seguimiento"


def sopo(world):
    site = world.empty()
    site.veedor("import", SOPO, "--entity", "sopo", "--name", "Alcaldía de Sopó", "--vigencia", "2017", code=0)
    return site


@story("The page of Sopó's follow-up says why one plan is green and yellow", engines=BOTH)
def page(world):
    with sopo(world).serving() as server:
        text = server.ask(PAGE).text
        for words in ("86,93", "75,61", "87,24", "85,71", "El mismo plan queda en zona Alta (verde) o Media (amarilla) según el método",
                      "10 actividades no llegaron a 100: en el promedio suman 464 puntos; en el conteo suman cero.",
                      "3564 ÷ 41, declarado", "31 cumplidas de 41, declarado", "844,33 (exacto: 2533/3) ÷ 10 = <b>84,43 %</b>", "Con M1: 73,17 %, Media",
                      "Corte oficial: <time datetime=\"2017-12-31\">31 de diciembre de 2017</time>. La hoja lleva la fecha 30 de diciembre de 2017.",
                      "Por qué el documento dice 87,24", "Hace falta una fila número 42, de entre 99,87 y 100,00 %", "10 alta", "8 alta, 1 media, 1 baja", "Declara 100,00 % con 1 de 2.",
                      "nadie ha revisado los reportes en Veedor", "41 de 41 actividades"):
            assert words in text, f"{words!r} is not on the page"
        row = text[text.index("Estrategia de Rendición de Cuentas <span"):].split("</tr>")[0]
        assert row.index('data-l="Declarado (oficial)"') < row.index("100,00 %") < row.index('data-l="Recalculado"') < row.index("95,00 %") < row.index("5,00 puntos menos"), row
        parts = text[text.index('id="componentes"'):text.index('id="dependencias"')]
        assert parts.count("puntos menos") == 1, "only one component lies apart"
        assert "10 de 10" in parts and "10 ÷ 10 × 100 = <b>100,00 %</b> (M1); 1000 ÷ 10 = <b>100,00 %</b> (M2)" in parts, "each component says how it was computed"
        for anchor in ("cifras", "calculo", "metodos", "componentes", "no-coincide", "actividades"):
            assert f'href="#{anchor}"' in text and f'id="{anchor}"' in text, anchor
        assert "Ninguna actividad quedó por fuera." in text and "<script" not in text


@story("The page of an activity shows the four values of its follow-up, and why two of them differ", engines=BOTH)
def activity(world):
    with sopo(world).serving() as server:
        text = server.ask("/sopo/plan/2017/actividad/3.f5").text
        for words in ("Cuatro miradas del mismo avance", "31 de diciembre de 2017</time>. Programado: 2. Logrado, según la hoja: «1,0».", "50,00 puntos menos que lo declarado. 100 × logrado ÷ meta",
                      "Nadie lo ha revisado en Veedor", "Control Interno no lo ha verificado en Veedor", "La hoja declara 100,00 %, pero lo logrado y la meta dan 50,00 %: 1 de 2.",
                      "100 × 1 ÷ 2 = <b>50,00 %</b>", 'href="/sopo/plan/2017/seguimiento#fila-12"', "La hoja observa: «Se encuentra documentado", '<span class="sem ok">Cumplida</span>'):
            assert words in text, f"{words!r} is not on the page"
        assert ">achieved<" not in text and ">Valor alcanzado<" in text
        agrees = server.ask("/sopo/plan/2017/actividad/3.f1").text
        assert "Cuatro miradas del mismo avance" in agrees and "Por qué se señala" not in agrees and "differs" not in agrees
        supposed = server.ask("/sopo/plan/2017/actividad/10.f1").text
        assert "«1,0», se supuso 100 %." in supposed, supposed[:3000]
        first = server.ask("/sopo/plan/2017/actividad/4.f10").text
        for words in ("Cuenta por las primeras 11 de sus 12 fechas: las demás vencían después del corte.", "Fecha supuesta", "No dice cuántos días: se tomaron 5 días hábiles."):
            assert words in first, f"{words!r} is not on the page"
        counted = server.ask("/sopo/plan/2017/actividad/4.f10.json").json()["followup"]
        assert (counted["declared"], counted["activity"]["windows"], counted["activity"]["windows_ended"]) == (100, 12, 11), counted
        apart = server.ask("/sopo/plan/2017/actividad/3.f5.json").json()["followup"]
        assert (apart["declared"], apart["recomputed"], apart["difference"], apart["reviewed"], apart["verified"]) == (100, 50, -50, None, None), apart
        listed = server.ask("/sopo/plan/2017/actividades.csv?dialect=rfc4180").text
        assert "Estado" in listed.splitlines()[0].split(","), listed.splitlines()[0]
    site = world.pasto()
    with site.serving() as server:
        assert server.ask("/pasto/plan/2022/actividad/1.1.1.json").json()["followup"] is None


@story("An entity with a follow-up says how it ended and leads to it from its home and its entries", engines=BOTH)
def home(world):
    site = sopo(world)
    site.import_pasto()
    with site.serving() as server:
        text = server.ask("/sopo").text
        for words in ("Cómo cerró el último seguimiento", "31 de diciembre de 2017</time>", "75,61 %", "86,93 %", '<span class="sem mid">Media</span>', '<span class="sem ok">Alta</span>',
                      "de 41 que cuentan", 'href="/sopo/plan/2017/seguimiento"'):
            assert words in text, f"{words!r} is not on the home"
        for entry in ("/sopo/participa", "/sopo/transparencia"):
            assert 'href="/sopo/plan/2017/seguimiento"' in server.ask(entry).text, entry
        assert "Cómo cerró el último seguimiento" not in server.ask("/pasto").text and "seguimiento" not in server.ask("/pasto/participa").text.split("<main")[1].replace("Sin seguimiento", "")
        table = server.ask("/").text.split("Compárelas con la misma regla")[1]
        assert table.count("Fecha no indicada") == 2 and 'data-l="Actividades">77<' in table and 'data-l="Actividades">41<' in table, table[:3000]


@story("A filter of the follow-up's page is that of its data")
def filters(world):
    with sopo(world).serving() as server:
        text = server.ask(PAGE + "?estado=no-coinciden").text
        assert "1 de 41 actividades" in text and 'href="/sopo/plan/2017/seguimiento.csv?estado=no-coinciden"' in text
        rows = json.loads(server.ask(PAGE + ".json?estado=no-coinciden").text)
        assert [(r["row"], r["declared"], r["recomputed"], r["difference"], r["reviewed"], r["verified"]) for r in rows] == [(12, 100, 50, -50, None, None)], rows
        assert [r["row"] for r in json.loads(server.ask(PAGE + ".json?estado=supuestas").text)] == [26, 29, 30, 31, 36, 37, 41]
        assert len(json.loads(server.ask(PAGE + ".json?zona=baja&componente=3").text)) == 1
        lines = list(csv.DictReader(io.StringIO(server.ask(PAGE + ".csv?dialect=rfc4180").text)))
        assert len(lines) == 41 and sum(float(line["Declarado"]) for line in lines) == 3564


@story("The document of a follow-up is what the command says", engines=BOTH)
def document(world):
    site = sopo(world)
    told = json.loads(site.veedor("compliance", "--entity", "sopo", "--vigencia", "2017", "--format", "json", code=0).out)
    with site.serving() as server:
        assert json.loads(server.ask(PAGE + "/documento.json").text) == told


@story("Entities are compared by the figures of their closed follow-ups; one without has no datum", engines=BOTH)
def compared(world):
    site = sopo(world)
    site.import_pasto()
    want = {("M1", "declarado"): (75.61, "media"), ("M1", "recalculado"): (73.17, "media"), ("M2", "declarado"): (86.93, "alta"),
            ("M2", "recalculado"): (85.71, "alta"), ("M4", "declarado"): (84.43, "alta"), ("M3", "declarado"): (None, None), ("M2", "verificado"): (None, None)}
    with site.serving() as server:
        for (method, basis), (percent, zone) in want.items():
            rows = json.loads(server.ask(f"/comparar.json?metodo={method}&base={basis}&orden=nombre").text)
            assert [r["entity"] for r in rows] == ["pasto", "sopo"], rows
            assert (rows[0]["percent"], rows[0]["absent"]) == (None, "sin_seguimiento"), rows[0]
            assert (rows[1]["percent"], rows[1]["zone"]) == (percent, zone), rows[1]
        assert [r["entity"] for r in json.loads(server.ask("/comparar.json?orden=valor").text)] == ["sopo", "pasto"]
        text = server.ask("/comparar").text
        assert "1 de 2 tienen" not in text and "1 de 2 tiene esta cifra" in text and "31 ÷ 41" in text and "0,00 %" not in text


@story("Two follow-ups of an entity are drawn one after the other, with their table", engines=BOTH)
def past(world):
    site = sopo(world)
    later = os.path.join(site.base, "2018.csv")
    with open(SOPO, "rb") as f, open(later, "wb") as out:
        out.write(f.read().replace(b"2017", b"2018"))
    site.veedor("import", later, "--entity", "sopo", "--vigencia", "2018", code=0)
    with site.serving() as server:
        text = server.ask("/sopo/seguimiento").text
        assert text.count("r=\"6\"/>") == 4 and "75,61 %" in text and "dic. 2018" in text, text[:3000]
        assert [(r["vigencia"], r["m1"], r["m2"]) for r in json.loads(server.ask("/sopo/seguimiento.json").text)] == [(2018, 75.61, 86.93), (2017, 75.61, 86.93)]
        rows = json.loads(server.ask("/comparar.json").text)
        assert [(r["entity"], r["vigencia"]) for r in rows] == [("sopo", 2018)], rows
        assert [r["vigencia"] for r in json.loads(server.ask("/comparar.json?vigencia=2017").text)] == [2017]


@story("An undone follow-up is compared no more, and the record stays whole", engines=BOTH)
def undone(world):
    site = sopo(world)
    site.veedor("import", "--undo", "sopo/1", code=0)
    with site.serving() as server:
        assert json.loads(server.ask("/comparar.json").text)[0]["absent"] == "sin_plan"
    site.veedor("verify", code=0)


@story("Verify names a figure that was changed behind the back")
def tampered(world):
    site = sopo(world)
    base = sqlite3.connect(os.path.join(site.data, "veedor.db"))
    base.execute("UPDATE cutoff_figure SET percent_u6 = 99990000 WHERE method = 'M1' AND basis = 'declared'")
    base.commit()
    base.close()
    out = site.veedor("verify", code=1).out
    assert "cifra M1 declared del corte" in out and "No es la que sale de las filas del corte." in out, out
