# SPDX-License-Identifier: Apache-2.0
"""What a stranger can check without Veedor and without its database: the served chain, and the feed by a strict reader."""
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
from datetime import datetime

from results import root_folder
from record_story import run_sql
from story import BOTH, story

CHECKER = os.path.join(root_folder(), "tools", "check-chain.py")
ATOM = "{http://www.w3.org/2005/Atom}"
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def checked(server, site, path, kept=()):
    """What tools/check-chain.py, as a program, says of the served acts."""
    answer = server.ask(path)
    assert answer.status == 200, answer.status
    place = os.path.join(site.base, "registro.json")
    with open(place, "wb") as file:
        file.write(answer.plain)
    done = subprocess.run([sys.executable, CHECKER, place, *kept], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout.splitlines()


def heads(site):
    """{slug: "2 <hash>"} as verify prints them."""
    return dict(line.split(" ", 2)[1:] for line in site.veedor("verify", code=0).out.splitlines() if line.startswith("cabeza "))


@story("The head of each chain can be computed from the served acts alone, and is the one that verify prints", engines=BOTH)
def same_head(world):
    site = world.pasto()
    wanted = heads(site)
    with site.serving() as server:
        for slug, path in (("pasto", "/pasto/registro.json"), ("instalacion", "/registro.json")):
            code, lines = checked(server, site, path)
            assert (code, lines) == (0, [f"cabeza {wanted[slug]}"]), (slug, wanted, code, lines)
            assert wanted[slug].split()[1] in server.ask(path.replace("registro.json", "comprobar")).text, "the page shows another head"


@story("The page gives out the checker itself, with its hash, and what it names can be typed as it stands")
def checker_served(world):
    site = world.pasto()
    with site.serving() as server, open(CHECKER, "rb") as file:
        source = file.read()
        for page, kept in (("/comprobar", "instalacion-registro.json"), ("/pasto/comprobar", "pasto-registro.json")):
            text = server.ask(page).text
            address = re.search(r'href="(/estatico/check-chain-[0-9a-f]{12}\.py)" download="check-chain\.py"', text)[1]
            assert hashlib.sha256(source).hexdigest() in text and kept in text, page
            answer = server.ask(address)
            assert answer.plain == source and answer.header("Content-Type") == "text/x-python; charset=utf-8", (address, answer.headers)
        done = subprocess.run([sys.executable, CHECKER, f"http://127.0.0.1:{server.port}/pasto/registro.json"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split()[:2]) == (0, ["cabeza", heads(site)["pasto"].split()[0]]), done
    gone = subprocess.run([sys.executable, CHECKER, os.path.join(site.base, "no-existe.json")], capture_output=True, text=True, timeout=60)
    assert gone.returncode == 1 and gone.stderr.startswith("no se pudo leer") and "Traceback" not in gone.stderr, gone


@story("An act whose time was changed behind Veedor's back is named by who only has the served acts", engines=BOTH)
def changed_act(world):
    site = world.pasto()
    run_sql(site, "UPDATE event SET at = at + 1 WHERE seq = 1 AND entity_id = (SELECT entity_id FROM entity WHERE slug = 'pasto')")
    with site.serving() as server:
        code, lines = checked(server, site, "/pasto/registro.json")
    assert code == 1 and lines[0].startswith("acto 1: su huella no corresponde"), lines


@story("Who acted cannot be changed unseen, although the served acts do not say who it was")
def changed_actor(world):
    site = world.pasto()
    run_sql(site, "UPDATE event SET actor_kind = 'persona', actor_id = 7 WHERE seq = 2 AND entity_id = (SELECT entity_id FROM entity WHERE slug = 'pasto')")
    with site.serving() as server:
        code, lines = checked(server, site, "/pasto/registro.json")
        assert "actor" not in server.ask("/pasto/registro.json").text
    assert code == 1 and lines[0].startswith("acto 2:"), lines


@story("A hash kept from before is missing from a chain that was made anew")
def made_anew(world):
    site = world.pasto()
    kept = heads(site)["pasto"].split()[1]
    other = world.empty()
    other.import_pasto()
    with other.serving() as server:
        code, lines = checked(server, other, "/pasto/registro.json", [kept])
    assert code == 1 and lines[0] == f"la huella guardada {kept} no está en la cadena", lines


@story("The checker names an act that was taken out, and links that were crossed")
def checker_alone(_):
    spec = importlib.util.spec_from_file_location("check_chain", CHECKER)
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    acts, prev = [], "0" * 64
    for seq in (1, 2, 3):
        act = {"seq": seq, "instant": seq, "kind": "x", "seal": "s", "detail_hash": "d", "prev": prev}
        act["hash"] = prev = checker.act_hash(act)
        acts.append(act)
    assert checker.check(acts) == ([], prev)
    assert checker.check([acts[0], acts[2]])[0] == ["acto 2: falta; en su lugar está el 3"]
    acts[1] = dict(acts[1], prev="f" * 64)
    acts[1]["hash"] = checker.act_hash(acts[1])
    assert checker.check(acts)[0] == ["acto 2: no sigue al anterior", "acto 3: no sigue al anterior"]


def entries_of(answer):
    """A strict reader of RFC 4287: one of each thing that must be there, ids that are ids, instants with their offset."""
    assert answer.status == 200 and answer.header("Content-Type").startswith("application/atom+xml"), answer.status
    feed = xml.fromstring(answer.plain)
    assert feed.tag == ATOM + "feed", feed.tag
    entries = feed.findall(ATOM + "entry")
    for thing in [feed] + entries:
        for name in ("id", "title", "updated"):
            assert len(thing.findall(ATOM + name)) == 1, f"{name} of {thing.tag}"
        assert UUID.fullmatch(thing.findtext(ATOM + "id")), thing.findtext(ATOM + "id")
        assert datetime.fromisoformat(thing.findtext(ATOM + "updated")).utcoffset() is not None
        assert thing.find(f"{ATOM}author/{ATOM}name").text
        assert [link for link in thing.findall(ATOM + "link") if link.get("rel") == "alternate"], "no link to a page"
    assert [link for link in feed.findall(ATOM + "link") if link.get("rel") == "self"], "no link to itself"
    ids = [thing.findtext(ATOM + "id") for thing in [feed] + entries]
    assert len(set(ids)) == len(ids), "two things with one id"
    updated = [datetime.fromisoformat(entry.findtext(ATOM + "updated")) for entry in entries]
    assert updated == sorted(updated, reverse=True), "not the newest first"
    if entries:
        assert datetime.fromisoformat(feed.findtext(ATOM + "updated")) == updated[0]
    return {entry.findtext(ATOM + "id"): entry for entry in entries}


@story("An import and its undoing are news, their ids stay, and a name with signs of XML stays a name", engines=BOTH)
def news(world):
    site = world.pasto()
    odd = 'Personería "<&>" de Ñ'
    site.import_pasto(entity="otra", name=odd)
    with site.serving() as server:
        before = entries_of(server.ask("/pasto/novedades.atom"))
        assert len(before) == 1, before
        assert len(entries_of(server.ask("/otra/novedades.atom"))) == 1
        site.veedor("import", "--undo", "pasto/1", code=0)
        after = entries_of(server.ask("/pasto/novedades.atom"))
        assert len(after) == 2 and set(before) < set(after), (list(before), list(after))
        both = entries_of(server.ask("/novedades.atom"))
        assert len(both) == 3 and set(after) < set(both), list(both)
        assert any(entry.findtext(f"{ATOM}author/{ATOM}name") == odd for entry in both.values())
        for entry in both.values():
            link = entry.find(ATOM + "link").get("href")
            assert server.ask(link).status == 200, link


@story("With a public address set, addresses in the feed are whole, whatever the Host of the request")
def whole_addresses(world):
    site = world.pasto()
    with site.serving("--url", "https://veedor.ejemplo.gov.co") as server:
        text = server.raw(b"GET /pasto/novedades.atom HTTP/1.1\r\nHost: malo.example\r\nConnection: close\r\n\r\n").decode()
    assert 'href="https://veedor.ejemplo.gov.co/pasto/plan/2022"' in text and "malo.example" not in text, text
