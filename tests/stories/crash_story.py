# SPDX-License-Identifier: Apache-2.0
"""kill -9 at random moments, under imports and readers: what was acknowledged is there, numbers have no gaps, the chain holds.
VEEDOR_KILLS: how many (20; `make test-crash` asks for 200). On PostgreSQL an eighth of them, 8 at least."""
import os
import random
import signal
import threading
import time

from story import BOTH, PASTO, Skip, story

LEAST = 10   # with fewer, chance alone may keep every kill out of an import or let no import end

PLAN = "/pasto/plan/2022"


def heads(site):
    return {line.split()[1]: int(line.split()[2]) for line in site.veedor("verify", code=0).out.splitlines() if line.startswith("cabeza ")}


def read_until(server, ended):
    while not ended.is_set():
        try:
            assert server.ask(PLAN, timeout=10).status in (200, 503)
        except OSError:
            return   # it was killed
        time.sleep(0.005)


@story("Killed at any moment under imports and readers, nothing that was acknowledged is lost", engines=BOTH, plain=True)
def kills(world):
    kills = int(os.environ.get("VEEDOR_KILLS", 20))
    if kills < LEAST:
        raise Skip(f"VEEDOR_KILLS={kills} proves nothing: at least {LEAST}")
    if world.engine == "postgres":
        kills = max(8, kills // 8)   # the same code above another engine, whose own log keeps it
    random.seed(20220920)
    site = world.pasto()
    done, cut, imports = {}, 0, 0
    began = time.monotonic()
    site.import_pasto(entity="medida", name="Medida")   # on a slow machine no import would end before its kill
    typical = time.monotonic() - began
    for number in range(kills):
        ended = threading.Event()
        with site.serving(checked=False) as server:
            reader = threading.Thread(target=read_until, args=(server, ended))
            reader.start()
            try:
                victims, deadline = [], time.monotonic() + random.uniform(0.02, 3 * typical)
                while time.monotonic() < deadline:
                    slug, began = f"e{imports % 40}-{imports}", time.monotonic()
                    imports += 1
                    importing = site.begin("import", PASTO, "--entity", slug, "--name", f"Entidad {imports}", "--vigencia", "2022")
                    victims.append(importing)
                    while importing.poll() is None and time.monotonic() < deadline:
                        time.sleep(0.001)
                    if importing.poll() is None:
                        break
                    assert importing.returncode == 0, importing.stderr.read()
                    done[slug] = 2   # created, imported
                    typical = 0.9 * typical + 0.1 * (time.monotonic() - began)
                if importing.poll() is None:
                    importing.send_signal(signal.SIGKILL)
                    cut += 1
                server.kill()
                for victim in victims:
                    victim.communicate()
            finally:
                ended.set()
                reader.join()
        if number % 5 == 4 or number + 1 == kills:
            found = heads(site)
            for slug, acts in done.items():
                assert found.get(slug) == acts, f"after {number + 1} kills: {slug} has {found.get(slug)} acts, {acts} were acknowledged"
            assert all(acts in (1, 2) for slug, acts in found.items() if slug not in ("pasto", "instalacion")), found
    assert cut >= kills // 2, f"only {cut} of {kills} kills fell into an import"
    assert done, "no import was let end"
    with site.serving() as server:
        assert server.ask(PLAN).status == 200
        slug = next(iter(done))
        assert server.ask(f"/{slug}/plan/2022").status == 200
