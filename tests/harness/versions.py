# SPDX-License-Identifier: Apache-2.0
"""Two public versions of a past plan, for stories that compare them."""
import os
import zipfile


def another_version(site, entity, vigencia):
    """The plan that is there, written out, with a word otherwise in some of its activities, and brought in again."""
    plan, path = os.path.join(site.base, "propio.xlsx"), os.path.join(site.base, "otra-version.xlsx")
    site.veedor("export", plan, "--entity", entity, "--vigencia", vigencia, code=0)
    with zipfile.ZipFile(plan) as whole, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as other:
        for item in whole.infolist():
            text = whole.read(item)
            other.writestr(item.filename, text.replace(b"Realizar", b"Hacer") if item.filename.endswith(".xml") else text)
    site.veedor("import", path, "--entity", entity, "--vigencia", vigencia, code=0)
