# SPDX-License-Identifier: Apache-2.0
"""What a citizen sees of a cut-off that was made here: nothing until it is published, then that it came late, what was promised, done and
verified, why a value differs, how each figure was made, what was corrected; beside the years before."""
import csv
import io
import os
import re

from followup_story import SOPO
from planned import YEAR
from record_story import read_sql, run_sql
from signed import text_of
from story import BOTH, story
from verification_story import CUT, again, begun, days, moved, ok, opened, row, verify

PLAN = f"/pasto/plan-accion/{YEAR}"
PAGE = f"{PLAN}/seguimiento"
DAY = f"{YEAR}-12-31"


def year_before(site):
    """The same entity's plan of the year before, followed on a sheet."""
    path = os.path.join(site.base, "antes.csv")
    with open(SOPO, "rb") as f, open(path, "wb") as out:
        out.write(f.read().replace(b"2017", str(YEAR - 1).encode()))
    site.veedor("import", path, "--entity", "pasto", "--vigencia", str(YEAR - 1), "--instrument", "plan-accion", code=0)


def frozen(site, auditor):
    """1.2.2 fulfilled, 2.1.2 less than was declared, 2.1.1 whole without evidence that was accepted, the rest without report."""
    with moved(site, 5) as server:
        person = again(server, auditor)
        opened(person)
        ok(person, person.send(CUT, button="Verificar como las revisó"))
        piece = re.search(r'name="no_conformes" value="(\d+)"', person.ask(row("2.1.1")).text)[1]
        ok(person, verify(person, "2.1.1", veredicto="en_ejecucion", valor="100", no_conformes=piece, porque="No trae la firma.", no_conformidad="El informe no está firmado."))
        ok(person, verify(person, "2.1.2", veredicto="incumplida", valor="33,333333", razon="Faltan los contratos de diciembre."))
        until, by = days(site)
    with moved(site, until + 1) as server:
        person = again(server, auditor)
        ok(person, person.send(CUT, button="Verificar en 0"))
        ok(person, person.send(f"{CUT}/congelar", action="/congelar"))
    return by


@story("A cut-off that was verified and frozen is nobody's to see until it is published, and then says that it came late, how each value was made and what was corrected", engines=BOTH)
def cutoffs(world):
    site = world.pasto()
    with site.serving() as server:
        _, _, _, auditor = begun(site, server)
        year_before(site)
    by = frozen(site, auditor)
    with moved(site, by - 1) as server:
        waiting = server.ask(PAGE)
        said = text_of(waiting)
        assert waiting.status == 200 and "Sin dato: la entidad no ha publicado este corte. Tiene plazo hasta el" in said and "33,33" not in said, said
        assert [(c["cutoff"], c["state"], c["m1"], c["published_on"]) for c in server.ask(f"{PAGE}/cortes.json").json()] == [(DAY, "en_plazo", None, None)]
        for address in (f"{PAGE}?corte={DAY}", f"{PAGE}/documento.json", f"{PAGE}/documento.json?corte={DAY}", f"{PAGE}/{DAY}.pdf"):
            assert server.ask(address).status == 404, address
        assert server.ask(f"{PAGE}.csv").text.count("\r\n") == 1
        assert "todavía no se publica ningún corte" in text_of(server.ask(PLAN))
        nothing = text_of(server.ask(f"{PLAN}/actividad/2.1.2/historia"))
        assert "Sin dato La entidad no ha publicado ningún corte" in nothing and "Evidencias públicas No hay" in nothing, nothing
    with moved(site, by + 3) as server:
        person = again(server, auditor)
        overdue = text_of(server.ask(PAGE))
        assert "Debía hacerlo a más tardar el" in overdue and "hace 3 días" in overdue and "Sin publicar" in overdue, overdue
        ok(person, person.send(f"{CUT}/publicar", action="/publicar"))
        ok(person, person.send(CUT, {"nota": "La audiencia sí se hizo; el acta llegó después.", "actividad": "2.2.1"}, action="/nota"))
        public_page(server)
        public_data(server)
        around(server)
        judged_again(site, server)
        classes(server)
    site.veedor("verify", code=0)


def judged_again(site, server):
    """A piece that a later cut-off, not public yet, judges otherwise."""
    shown = (f"{PLAN}/actividad/2.1.1/historia", f"{PAGE}/{DAY}.csv", f"{PAGE}/{DAY}.json")
    before = [text_of(server.ask(address)) for address in shown]
    assert "(no conforme)" in before[1], before[1]
    piece = read_sql(site, "SELECT id FROM evidence WHERE state = 'no_conforme'")[0]
    for state in ("verificada", "no_conforme"):
        run_sql(site, f"UPDATE evidence SET state = '{state}' WHERE id = {piece}")
        assert [text_of(server.ask(address)) for address in shown] == before, "a public follow-up changed"


def classes(server):
    """A title, of a file or of a link, is for everybody when who brought it said so."""
    said, hidden = (text_of(server.ask(f"{PLAN}/actividad/{address}/historia")) for address in ("1.2.2", "2.1.2"))
    assert "asistencia.pdf" in said and "https://pasto.gov.co/asistencia" in said and "disciplinario" not in hidden, (said, hidden)
    files = [server.ask(f"{PAGE}/{DAY}.{form}").text for form in ("csv", "json")]
    assert all("pasto.gov.co/asistencia" in text and "disciplinario" not in text and "Soporte que no es público" in text for text in files), files


def public_page(server):
    page = server.ask(f"{PAGE}?corte={DAY}")
    said = text_of(page)
    for words in ("Publicado tarde", "Publicado 3 días tarde, el", "De 6 actividades que debían estar hechas, 1 se cumplió del todo. De 3 nadie reportó avance.",
                  "16,67 % Baja 1 cumplida de 6, verificado", "38,89 % Baja 233,33 ÷ 6, verificado", "Cumplidas (M1): Verificado (oficial) Promedio (M2), verificado", "46,67 puntos menos que lo declarado. De Control Interno. De él sale la cifra oficial del plan",
                  "Cifra oficial: conteo de cumplidas (M1) 16,67 %", "1 de 2 50,00 % Baja",
                  "Por qué Control Interno verificó otro valor «Faltan los contratos de diciembre.»", "Falta evidencia aceptada: en el conteo (M1) no cuenta como cumplida.",
                  "llegó a 100, pero pide evidencia y ninguna se aceptó", "No conformidad: El informe no está firmado.", "Nota 1, actividad 2.2.1. La audiencia sí se hizo; el acta llegó después.", "El informe en PDF es el que se guardó al publicar",
                  "1 ÷ 2 × 100 = 50,00 % (M1)", "Por dependencia que responde", "Secretaría de Hacienda", "el conteo de cumplidas (M1) pasó de 75,61 % a 16,67 %"):
        assert words in said, f"{words!r}\n{said}"
    assert said.count("Cifra oficial") == 2 and "Promedio: " not in said and said.index("Cifra oficial: conteo") < said.index("Promedio de porcentajes (M2)"), "one figure is the official one: the count"
    outside = page.text
    while "<details" in outside:
        outside = re.sub(r"(?s)<details\b(?:(?!<details\b).)*?</details>", "", outside)
    assert "(exacto: 233333333/1000000) ÷ 6" in said and "exacto" not in outside and "000000" not in outside and "233,33 ÷ 6" in outside, "exact fractions stand where each figure is worked out"
    assert "Fila " not in said and "2.1.2. " in said and "2.2.1: " in said, "an activity is called by its number in the plan"
    assert re.search(r"Firmó [^,]+, Control Interno, el \d+ de enero de \d+, [^.]+ [ap]\. m\. De 6", said), said
    assert 'class="sem ok">A tiempo' not in page.text and page.text.count('class="sem near">Publicado tarde') >= 2, "published late is never green"
    assert server.ask(PAGE).text.count("Publicado 3 días tarde") == page.text.count("Publicado 3 días tarde"), "the latest is the one that is shown"
    only = text_of(server.ask(f"{PAGE}?estado=no-coinciden&corte={DAY}"))
    assert "1 de 6 actividades" in only, only
    absent = server.ask(f"{PAGE}?corte={YEAR}-11-30")
    assert absent.status == 404 and f"no tiene un corte del 30 de noviembre de {YEAR}" in absent.text and f"Los publicados son: 31 de diciembre de {YEAR}." in absent.text


def public_data(server):
    rows = list(csv.DictReader(io.StringIO(server.ask(f"{PAGE}.csv?dialect=rfc4180&corte={DAY}").text)))
    assert [(r["Código"], r["Declarado"], r["Revisado"], r["Verificado"], r["Resultado"]) for r in rows if r["Verificado"] not in ("", "0")] == [
        ("1.2.2", "100", "100", "100", "Cumplida"), ("2.1.1", "100", "", "100", "En ejecución"), ("2.1.2", "80", "80", "33.33", "Incumplida")], rows
    silent = next(r for r in rows if r["Código"] == "2.2.1")
    assert (silent["Declarado"], silent["Revisado"], silent["Verificado"], silent["Cómo cuenta lo declarado"]) == ("", "", "0", "Cuenta 0, sin reporte"), "nobody declared it: no datum, which counts 0"
    own = next(r for r in csv.DictReader(io.StringIO(server.ask(f"{PAGE}/{DAY}.csv?dialect=rfc4180").text)) if r["N.º"] == "2.2.1")
    assert (own["Declarado (%)"], own["Revisado (%)"], own["Verificado (%)"], own["Diferencia (puntos)"]) == ("", "", "0", ""), own
    whole = server.ask(f"{PAGE}/documento.json?corte={DAY}").json()
    assert (whole["followup"]["official_basis"], whole["followup"]["state"]) == ("verificado", "publicado"), whole["followup"]
    figure = next(f for f in whole["figures"] if (f["method"], f["basis"]) == ("M1", "verificado"))
    assert (figure["numerator"], figure["denominator"], figure["zone"]) == ("1", "6", "baja"), figure
    cut = server.ask(f"{PAGE}/cortes.json").json()[-1]
    assert (cut["state"], cut["days_late"], cut["basis"], cut["m1"], cut["zone_m1"]) == ("tarde", 3, "verificado", 16.67, "baja"), cut
    assert server.ask(f"{PAGE}/cortes.csv").text.count("\r\n") == 2 and server.ask(f"{PAGE}/cortes.xlsx").status == 200
    own = next(r for r in server.ask(f"/comparar.json?vigencia={YEAR}").json() if r["entity"] == "pasto")
    assert (own["basis"], own["percent"], own["cutoff"]) == ("verificado", 16.67, DAY), own
    declared = next(r for r in server.ask(f"/comparar.json?vigencia={YEAR}&base=declarado").json() if r["entity"] == "pasto")
    assert (declared["basis"], declared["percent"]) == ("declarado", 16.67), declared
    before = next(r for r in server.ask(f"/comparar.json?vigencia={YEAR - 1}").json() if r["entity"] == "pasto")
    assert (before["basis"], before["percent"]) == ("declarado", 75.61), before


def around(server):
    history = text_of(server.ask(f"{PLAN}/actividad/2.1.2/historia"))
    for words in (f"31 de diciembre de {YEAR} 80 % de 100 % 80,00 % 80,00 % 33,33 % 80,00 % Incumplida", "«Faltan los contratos de diciembre.»", "Ninguna versión publicada ha cambiado esta actividad.",
                  "No hay evidencias públicas de esta actividad. Hay 2 que no son públicas: Control Interno revisó 2."):
        assert words in history, f"{words!r}\n{history}"
    silent = text_of(server.ask(f"{PLAN}/actividad/2.2.1/historia"))
    assert "– – 0,00 % – Incumplida" in silent and "Sin reporte: cuenta 0." in silent, silent
    assert re.search(r"Corrección, nota 1, del \d+ de enero de \d+, [^:]+:\d+ [ap]\. m\.: La audiencia sí se hizo; el acta llegó después\.", silent), silent
    bulk = text_of(server.ask(f"{PLAN}/actividad/1.2.2/historia"))
    assert "asistencia.pdf Archivo · la aceptó planeación" in bulk and "Control Interno" not in bulk.split("Evidencias públicas")[1] and "Corrección" not in bulk, bulk
    silent = text_of(server.ask(f"{PLAN}/actividad/2.2.1"))
    assert "1.ª Declarado – Sin reporte: cuenta 0 2.ª Revisado – Sin reporte: cuenta 0 3.ª Verificado 0,00 %" in silent, silent
    assert server.ask(f"{PLAN}/actividad/9.9.9/historia").status == 404
    activity = text_of(server.ask(f"{PLAN}/actividad/2.1.2"))
    assert "Control Interno concluye: Incumplida" in activity and "3.ª Verificado 33,33 %" in activity and "Su historia, corte a corte" in activity, activity
    plan = text_of(server.ask(PLAN))
    assert "De 6 actividades que debían estar hechas, 1 se cumplió del todo (16,67 %) y de 3 nadie reportó avance. Es lo que verificó Control Interno." in plan and "Publicado 3 días tarde" in plan, plan
    home = text_of(server.ask("/pasto"))
    assert "1 se cumplió del todo (16,67 %)" in home and "Publicado 3 días tarde" in home and "Cifra oficial: conteo de cumplidas (M1) 16,67 %" in home, home
    listed = text_of(server.ask("/pasto/seguimiento"))
    assert "16,67 %" in listed and "75,61 %" in listed and "no consta qué día se publicó" in listed, listed
