# SPDX-License-Identifier: Apache-2.0
"""What a PDF costs: ours, tagged, as one request of a server that never made it, against LibreOffice turning our own Word document or
workbook of the same rows into a tagged one, and Chromium printing our page of them. Whole processes of the others: that is what a server that
has no writer of its own starts for each file."""
import os
import shutil
import subprocess
import tempfile
import time

from driven import PASTO, ROOT, Site
from measure import BINARY, middle, pair, ratios
from results import Skip

SOPO = os.path.join(ROOT, "examples", "sopo-2017-seguimiento.csv")
REPORT = "/sopo/plan/2017/seguimiento/2017-12-31"
# what; its address; the file that LibreOffice turns, with its filter; the page that Chromium prints
DOCUMENTS = [("the plan of Pasto, 77 activities", "/pasto/plan/2022.pdf", "/pasto/plan/2022.docx", "writer", "/pasto/plan/2022?componente=todas"),
             ("the report of Sopó, 41 activities", REPORT + ".pdf", REPORT + ".xlsx", "calc", "/sopo/plan/2017/seguimiento")]


class Sizes(dict):
    def told(self, who):
        size, pages = self[who]
        return f"{size / 1024:.0f} KiB, {pages} pages"


def pages_of(path):
    told = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    return int(told.split("Pages:")[1].split()[0])


def ours(site, address, folder, sizes):
    """Seconds of the first request for it, after one of another page."""
    path = os.path.join(folder, "ours.pdf")
    with site.serving(checked=False) as server:
        server.ask("/")
        start = time.monotonic()
        body = server.ask(address).body
        took = time.monotonic() - start
    with open(path, "wb") as out:
        out.write(body)
    sizes["ours"] = len(body), pages_of(path)
    return took


def office(source, kind, folder, sizes):
    path = os.path.join(folder, os.path.basename(source).rsplit(".", 1)[0] + ".pdf")
    start = time.monotonic()
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                    f'pdf:{kind}_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"true"}}}}', "--outdir", folder, source], check=True, capture_output=True)
    took = time.monotonic() - start
    sizes["office"] = os.path.getsize(path), pages_of(path)
    os.remove(path)
    return took


def chromium(url, folder, sizes):
    path = os.path.join(folder, "chromium.pdf")
    start = time.monotonic()
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/browser", "--no-pdf-header-footer", f"--print-to-pdf={path}", url], check=True, capture_output=True)
    took = time.monotonic() - start
    sizes["chromium"] = os.path.getsize(path), pages_of(path)
    os.remove(path)
    return took


def against(table, what, who, mine, theirs, sizes):
    theirs()
    a, b = pair(mine, theirs)
    table.line(f"PDF of {what}, against {who}: times faster", f"{middle([x * 1e3 for x in a], '{:.0f} ms')}", f"{middle([x * 1e3 for x in b], '{:.0f} ms')}", ratios(b, a))
    key = "office" if who.startswith("LibreOffice") else "chromium"
    table.line("The same, size: of theirs", sizes.told("ours"), sizes.told(key), [sizes["ours"][0] / sizes[key][0]])


def writing(table):
    for program in ("soffice", "chromium", "pdfinfo"):
        if not shutil.which(program):
            raise Skip(f"{program} is not installed (tools/setup.sh test bench)")
    with Site(BINARY) as site, tempfile.TemporaryDirectory(prefix="veedor-pdf-") as folder:
        site.import_pasto()
        site.veedor("import", SOPO, "--entity", "sopo", "--name", "Alcaldía de Sopó", "--vigencia", "2017", code=0)
        for what, address, source, kind, page in DOCUMENTS:
            sizes, path = Sizes(), os.path.join(folder, "hoja." + source.rsplit(".", 1)[1])
            with site.serving(checked=False) as server:
                with open(path, "wb") as out:
                    out.write(server.ask(source).body)
            against(table, what, "LibreOffice on our Word document" if kind == "writer" else "LibreOffice on our workbook", lambda: ours(site, address, folder, sizes),
                    lambda: office(path, kind, folder, sizes), sizes)
            with site.serving(checked=False) as server:
                url = f"http://127.0.0.1:{server.port}{page}"
                against(table, what, "Chromium on our page", lambda: ours(site, address, folder, sizes), lambda: chromium(url, folder, sizes), sizes)
