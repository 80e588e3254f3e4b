# SPDX-License-Identifier: Apache-2.0
"""How a plan goes between two cut-offs: for who works in the entity, declared and reviewed and named as such, with what is going to be late."""
import datetime
from decimal import ROUND_HALF_UP, Decimal

from amendment_story import of_unit, published
from monitoring_story import PDF, ok, report, review, unit_of, waiting
from planned import REPORTS, SHEET, TODAY, YEAR
from signed import Signed, sign_in, text_of
from story import BOTH, story

LIVE = f"/pasto/trabajo/planes/plan-accion/{YEAR}/avance"
MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
DUES = {"1.1.1": (1, 1), "1.2.1": (12, 31), "1.2.2": (12, 30), "2.1.1": (12, 31), "2.1.2": (12, 31), "2.2.1": (12, 15)}   # of SHEET


def long(day):
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"


def days(n):
    return f"{n} día" if n == 1 else f"{n} días"


def warning(due):
    """What the page says on TODAY of an activity that nobody reported, worked out here; None: it is not going to be late."""
    due, first = datetime.date(YEAR, *due), datetime.date(YEAR, 1, 1)
    left, gone, whole = (due - TODAY).days, (TODAY - first).days, (due - first).days + 1
    if left < 0:
        return f"Venció hace {days(-left)}, el {long(due)}, y nadie ha reportado avance."
    if left <= 15:
        return f"Vence en {days(left)}, el {long(due)}, y nadie ha reportado avance." if left else "Vence hoy y nadie ha reportado avance."
    if 2 * gone < whole:
        return None
    passed = (Decimal(100 * gone) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"Vence el {long(due)}, pasó el {str(passed).replace('.', ',')} % de su tiempo y nadie ha reportado avance."


@story("Between cut-offs a plan says what is overdue and what is going to be late, with its rule, and citizens are told of none of it", engines=BOTH)
def live(world):
    site = world.pasto()
    with site.serving() as server:
        planner, _ = published(site, server)
        leader, nobody = of_unit(site, server, "lider", unit_of(site, "1.2.2")), Signed(server)
        page = text_of(planner.ask(LIVE))
        warned = {address: warning(due) for address, due in DUES.items() if warning(due)}
        for words in ("Es lo que declaran las dependencias: planeación no lo ha revisado y Control Interno no lo ha verificado.", "No se dice «incumplida»",
                      f"Va a quedar tarde ({len(warned)})", "Vencida 1", *warned.values()):
            assert words in page, f"{words!r}\n{page}"
        assert "Conteo de cumplidas (M1), declarado 0,00 %" in page and "0 ÷ 1 × 100" in page and "nadie ha revisado los reportes" in page, page
        ok(leader, report(leader, "1.2.2", valor="2", files={"archivo": ("asistencia.pdf", PDF)}))
        again = text_of(planner.ask(LIVE))
        assert f"Va a quedar tarde ({len(warned) - ('1.2.2' in warned)})" in again and "Cumplida 1" in again, again
        (place,) = waiting(planner)
        ok(planner, review(planner, place, decision="aceptar", valor="100"))
        decided = text_of(planner.ask(LIVE))
        assert "lo que planeación aceptó (1 reporte) es de actividades que hoy todavía no cuentan" in decided and "nadie ha revisado" not in decided and "planeación no lo ha revisado" not in decided, decided
        read = text_of(sign_in(site, server, "lector").ask(LIVE))
        assert "Secretaria General" in read, read
        assert nobody.ask(LIVE).status == 303
        public = server.ask(f"/pasto/plan-accion/{YEAR}/seguimiento")
        assert public.status == 200 and "Sin dato" in public.text and "100,00 %" not in public.text, public.text[-3000:]
        all_of_them = planner.ask("/pasto/trabajo/avance")
        assert f'href="{LIVE}"' in all_of_them.text and f"6 actividades; {len(warned) - ('1.2.2' in warned)} " in text_of(all_of_them), text_of(all_of_them)
        assert planner.ask("/pasto/trabajo/planes/plan/2022/avance").status == 404
    with site.serving("--now", f"{YEAR + 1}-02-20T12:00:00-05:00") as server:   # nobody published the last cut-off
        page = text_of(server.ask(f"/pasto/plan-accion/{YEAR}/seguimiento"))
        for words in ("Sin dato: la entidad no ha publicado ningún corte de este plan.", f"31 de diciembre de {YEAR}", "Tercer seguimiento", "Sin publicar",
                      "Sin dato: la entidad no ha publicado este corte. Debía hacerlo a más tardar el"):
            assert words in page, f"{words!r}\n{page}"
        cuts = server.ask(f"/pasto/plan-accion/{YEAR}/seguimiento/cortes.json").json()
        assert (cuts[-1]["cutoff"], cuts[-1]["state"], cuts[-1]["m1"]) == (f"{YEAR}-12-31", "sin_publicar", None) and cuts[-1]["days_late"] > 20, cuts
        gone = server.ask(f"/pasto/plan-accion/{YEAR}/seguimiento?corte={YEAR}-12-31")
        assert gone.status == 404 and "la entidad no ha publicado este corte" in gone.text, gone.text[:2000]
        assert server.ask(f"/pasto/plan-accion/{YEAR}/seguimiento?corte=ayer").status == 400


@story("Of days that the plan writes out of order, the one that is nearest is told of", engines=BOTH)
def out_of_order(world):
    site = world.pasto()
    near, far = (TODAY + datetime.timedelta(days=n if TODAY.month < 12 else -n) for n in (5, 20))
    line = f"{REPORTS};Subcomponente 1. Información;1.3;Publicar el boletín;2 boletines;Número de boletines;{'%s, %s' % tuple(map(long, sorted((near, far), reverse=near > TODAY)))};Secretaría General\n"
    with site.serving() as server:
        planner, _ = published(site, server, sheet=SHEET + line)
        page = text_of(planner.ask(LIVE))
        row = page[page.index("Publicar el boletín"):]
        told = f"Vence en 5 días, el {long(near)}, y nadie" if near > TODAY else f"Venció hace 5 días, el {long(near)}, y nadie"
        assert told in row, row
