# SPDX-License-Identifier: Apache-2.0
"""The made-up plans of bench/ are files as people send them: read whole, and the same for everybody who makes them."""
import json
import os
import sys
import tempfile
from fractions import Fraction

from results import root_folder
from story import BOTH, story

sys.path.insert(0, os.path.join(root_folder(), "bench"))
import synthetic     # noqa: E402


@story("Made-up plans of Excel, Word and CSV are read whole, without doubts", engines=BOTH)
def plans(world):
    site = world.empty()
    with tempfile.TemporaryDirectory() as folder:
        made = synthetic.write(folder, range(1, 4), synthetic.Options())
        assert sorted(path.rsplit(".", 1)[1] for path, *_ in made) == ["csv", "docx", "xlsx"], made
        for path, slug, name, vigencia, _ in made:
            told = json.loads(site.veedor("check", path, "--vigencia", str(vigencia), "--format", "json").out)
            assert len(told["activities"]) == 60, path
            assert [a["target"]["raw"] for a in told["activities"] if a["target"]["quantity"] is None] == [], path
            assert [a["schedule"] for a in told["activities"] if not a["windows"] and a["schedule"] != "Permanente"] == [], path
            site.veedor("import", path, "--entity", slug, "--name", name, "--vigencia", str(vigencia), code=0)
    assert "✗" not in site.veedor("verify", code=0).out


@story("Made-up follow-up sheets have the compliance that their rows declare", engines=BOTH)
def sheets(world):
    site = world.empty()
    with tempfile.TemporaryDirectory() as folder:
        made = synthetic.write(folder, range(1, 3), synthetic.Options("followup"))
        assert sorted(path.rsplit(".", 1)[1] for path, *_ in made) == ["csv", "xlsx"], made
        for path, slug, name, vigencia, declared in made:
            site.veedor("import", path, "--entity", slug, "--name", name, "--vigencia", str(vigencia), code=0)
            told = json.loads(site.veedor("compliance", "--entity", slug, "--vigencia", str(vigencia), "--method", "M2", "--basis", "declared", "--format", "json", code=0).out)
            figure = told["figures"][0]
            assert (Fraction(figure["numerator"]), figure["denominator"]) == (Fraction(declared, 100), "60"), (path, declared, figure)


@story("A made-up entity is the same file, byte for byte, whatever others are made beside it")
def same(world):
    def files(numbers, kind):
        with tempfile.TemporaryDirectory() as folder:
            return {os.path.basename(path): open(path, "rb").read() for path, *_ in synthetic.write(folder, numbers, synthetic.Options(kind))}
    for kind in ("plan", "followup"):
        alone, among = files([7, 8, 9], kind), files(range(1, 30), kind)
        assert len(alone) == 3 and len(among) == 29
        assert all(among[name] == data for name, data in alone.items()), kind
