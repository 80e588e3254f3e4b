# SPDX-License-Identifier: Apache-2.0
"""`veedor compliance`: figures of a closed follow-up, «Sin dato» without one, and refusals that say what to do."""
import json
import os

from results import root_folder
from story import BOTH, story

SOPO = os.path.join(root_folder(), "examples", "sopo-2017-seguimiento.")


def sopo(world, form):
    site = world.empty()
    site.veedor("import", SOPO + form, "--entity", "sopo", "--name", "Alcaldía de Sopó", "--vigencia", "2017", code=0)
    return site


def figures(site, *options):
    ran = site.veedor("compliance", "--entity", "sopo", "--vigencia", "2017", "--format", "json", *options, code=0)
    return {(f["method"], f["basis"]): f for f in json.loads(ran.out)["figures"]}


@story("Sopó's compliance is the same from its spreadsheet and from its CSV", engines=BOTH)
def same_from_both(world):
    want = {("M1", "declarado"): (75.61, "31", "41", "media"), ("M1", "recalculado"): (73.17, "30", "41", "media"),
            ("M2", "declarado"): (86.93, "3564", "41", "alta"), ("M2", "recalculado"): (85.71, "3514", "41", "alta"),
            ("M4", "declarado"): (84.43, "2533/3", "10", "alta")}
    for form in ("csv", "xlsx"):
        got = figures(sopo(world, form))
        for key, (percent, numerator, denominator, zone) in want.items():
            f = got[key]
            assert (f["percent"], f["numerator"], f["denominator"], f["zone"]) == (percent, numerator, denominator, zone), f"{form} {key}: {f}"
        for basis in ("revisado", "verificado"):
            assert got["M2", basis]["percent"] is None and got["M2", basis]["absent"] == "sin_valores", got["M2", basis]


@story("A person asks for one method on one basis and reads only that")
def one_figure(world):
    site = sopo(world, "csv")
    assert list(figures(site, "--method", "M1", "--basis", "declared")) == [("M1", "declarado")]
    out = site.veedor("compliance", "--entity", "sopo", "--vigencia", "2017", "--method", "M1", "--basis", "declared", code=0).out
    assert "75,61 %" in out and "100 × 31 ÷ 41" in out and "86,93 %, zona" not in out and "M2. " not in out, out


@story("The record of an imported follow-up proves itself", engines=BOTH)
def proven(world):
    site = sopo(world, "csv")
    assert "✗" not in site.veedor("verify", code=0).out


@story("A plan without follow-up has no datum, and that is no error")
def no_datum(world):
    ran = world.pasto().veedor("compliance", "--entity", "pasto", "--vigencia", "2022", code=0)
    assert "Sin dato" in ran.out, ran


@story("What compliance cannot answer ends with 2 and a sentence")
def refused(world):
    site = world.pasto()
    for options, words in (((["--entity", "nadie", "--vigencia", "2022"]), "no hay una entidad «nadie»"),
                           ((["--entity", "pasto", "--vigencia", "2021"]), "no tiene plan de la vigencia 2021. Los hay de: 2022"),
                           ((["--entity", "pasto", "--vigencia", "x"]), "«x» no es una vigencia"),
                           ((["--entity", "pasto", "--vigencia", "2022", "--method", "M9"]), "no se conoce el método «M9»"),
                           ((["--entity", "pasto", "--vigencia", "2022", "--basis", "todo"]), "no se conoce la base «todo»"),
                           ((["--entity", "pasto", "--vigencia", "2022", "--format", "csv"]), "no se conoce el formato «csv»"),
                           ((["--entity", "pasto"]), "falta --vigencia")):
        ran = site.veedor("compliance", *options, code=2)
        assert words in ran.err and not ran.out, ran


@story("The pages say which plan has a follow-up, and until when", engines=BOTH)
def pages_say_it(world):
    site = sopo(world, "xlsx")
    with site.serving() as server:
        page = server.ask("/sopo/plan/2017").text
        assert "Con seguimiento" in page and "corte al 31 de diciembre de 2017" in page, page[:3000]
        assert "Sin cifras de avance" not in page
