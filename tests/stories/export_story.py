# SPDX-License-Identifier: Apache-2.0
"""A plan leaves as a workbook and comes back from it the same: export, import and export again give the same bytes."""
import os
import tempfile

from results import root_folder
from story import BOTH, story

EXAMPLES = os.path.join(root_folder(), "examples")
PLANS = [("pasto-2022.docx", "2022"), ("invipasto-2020.xlsx", "2020"), ("invipasto-2020.ods", "2020"), ("invipasto-2020-paginas.docx", "2020"),
         ("ibague-2021.docx", "2021"), ("sopo-2017-seguimiento.xlsx", "2017"), ("sopo-2017-seguimiento.csv", "2017")]


def brought(world, path, vigencia):
    site = world.empty()
    site.veedor("import", path, "--entity", "entidad", "--name", "Una entidad", "--vigencia", vigencia, code=0)
    return site


def exported(site, folder, name, vigencia, *options):
    path = os.path.join(folder, name)
    site.veedor("export", path, "--entity", "entidad", "--vigencia", vigencia, *options, code=0)
    with open(path, "rb") as file:
        return path, file.read()


def round_trip(world, folder, source, vigencia, *form):
    """What went out first, after it was imported into an empty entity and exported again; and both plans in Veedor's own columns."""
    first = brought(world, source, vigencia)
    path, a = exported(first, folder, "a.xlsx", vigencia, *form)
    second = brought(world, path, vigencia)
    _, b = exported(second, folder, "b.xlsx", vigencia, *form)
    assert a == b, f"{source} {form}: {len(a)} and {len(b)} bytes"
    assert "✗" not in second.veedor("verify", code=0).out
    return exported(first, folder, "own1.xlsx", vigencia)[1], exported(second, folder, "own2.xlsx", vigencia)[1]


@story("Each real plan in Veedor's own columns comes back the same, byte for byte", engines=BOTH)
def own(world):
    with tempfile.TemporaryDirectory() as folder:
        for name, vigencia in PLANS:
            round_trip(world, folder, os.path.join(EXAMPLES, name), vigencia)


@story("One plan from three formats is one workbook")
def formats(world):
    with tempfile.TemporaryDirectory() as folder:
        books = {exported(brought(world, os.path.join(EXAMPLES, name), "2020"), folder, "a.xlsx", "2020")[1]
                 for name, vigencia in PLANS if vigencia == "2020"}
        assert len(books) == 1, len(books)
