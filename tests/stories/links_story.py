# SPDX-License-Identifier: Apache-2.0
"""Published links are asked once a day whether they work, and never inside of a private network."""
import contextlib
import http.server
import threading
import time

from record_story import read_sql
from signed import sign_in
from story import BOTH, SQLITE, story

LINKS, WORK = "/pasto/trabajo/enlaces", "/pasto/trabajo/documentos"


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        there = self.path == "/plan.pdf"
        self.send_response(302 if self.path == "/movido" else 200 if there else 404)
        if self.path == "/movido":
            self.send_header("Location", "/plan.pdf")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def a_site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def publish(planner, about):
    done = planner.send(f"{WORK}/nuevo", {"titulo": "Mapa", "clase": "mapa", "resumen": about}, files={"archivo": ("mapa.pdf", b"%PDF-1.4 mapa")})
    assert planner.send(done.header("Location").split("?")[0], action="/versiones/1/publicar").status == 303


def until(site, query, wanted, seconds=30):
    end = time.monotonic() + seconds
    while read_sql(site, query) != [str(wanted)]:
        assert time.monotonic() < end, f"{query}: {read_sql(site, query)}, not {wanted}"
        time.sleep(0.1)


@story("Links that are published are asked once: what works, what does not and since when stand on a page; drafts' links are not asked", engines=BOTH)
def asked(world):
    site = world.pasto()
    with a_site() as (web, base), site.serving("--links", "privados") as server:
        planner = sign_in(site, server, "planeacion")
        secret = planner.send(f"{WORK}/nuevo", {"titulo": "Interno", "clase": "otro", "resumen": f"{base}/interno"}, files={"archivo": ("b.pdf", b"%PDF-1.4 b")})
        assert secret.status == 303
        publish(planner, f"Vea [el plan]({base}/plan.pdf), {base}/movido y {base}/perdido.")
        until(site, "SELECT count(*) FROM link_check", 3)
        page = planner.ask(LINKS).text
        assert "No funciona 1 de 3" in page and "El sitio respondió 404: la página ya no está" in page and page.count(">Funciona<") == 2, page[-4000:]
        assert f"{base}/interno" not in page and "/interno" not in web.asked
        time.sleep(1)   # three rounds more
        assert sorted(web.asked) == ["/movido", "/perdido", "/plan.pdf", "/plan.pdf"], web.asked
    site.veedor("verify", code=0)


@story("The server never asks inside of a private network for who wrote a link", engines=SQLITE)
def private(world):
    site = world.pasto()
    assert "--links es si, no o privados" in site.veedor("serve", "--links", "quizás", code=2).err
    with a_site() as (web, base):
        with site.serving("--links", "no") as server:
            publish(sign_in(site, server, "planeacion"), f"{base}/plan.pdf http://[::1]:{web.server_port}/plan.pdf http://169.254.169.254/latest")
        with site.serving("--links", "si") as server:
            planner = sign_in(site, server, "planeacion")
            until(site, "SELECT count(*) FROM link_check WHERE works = 0", 3, seconds=90)
            page = planner.ask(LINKS).text
            assert page.count("Lleva a una red privada") == 3 and not web.asked, page[-3000:]
