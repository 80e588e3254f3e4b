# SPDX-License-Identifier: Apache-2.0
"""`veedor verify` proves the record: whatever is changed behind its back is named."""
import contextlib
import glob
import os
import sqlite3

from story import BOTH, SQLITE, story


def run_sql(site, *texts):
    """Changes the database as an intruder would: directly. Checks that each text touched a row."""
    if site.engine == "postgres":
        for text in texts:
            assert site.postgres.sql(site.database, text + " RETURNING 1"), f"touched no row: {text}"
        return
    with contextlib.closing(sqlite3.connect(os.path.join(site.data, "veedor.db"))) as db:
        for text in texts:
            assert db.execute(text).rowcount > 0, f"touched no row: {text}"
        db.commit()


def read_sql(site, text):
    if site.engine == "postgres":
        return site.postgres.sql(site.database, text).split("|")
    with contextlib.closing(sqlite3.connect(os.path.join(site.data, "veedor.db"))) as db:
        return [str(value) for value in db.execute(text).fetchone()]


def named(site, *words):
    ran = site.veedor("verify", code=1)
    faults = [line for line in ran.out.splitlines() if line.startswith("✗")]
    assert any(all(word in line for word in words) for line in faults), f"no fault names {words}:\n{ran}"
    return faults


ROW = "entity_id = (SELECT entity_id FROM entity WHERE slug = 'pasto')"


@story("A row of the law that was changed stays changed at the next start, and verify names it", engines=BOTH)
def changed_law(world):
    site = world.pasto()
    run_sql(site, "UPDATE instrument SET norm = 'Ninguna' WHERE entity_id = 0 AND code = 'paac-v2'")
    with site.serving() as server:
        assert server.ask("/pasto/plan/2022").status == 200
    assert read_sql(site, "SELECT norm FROM instrument WHERE entity_id = 0 AND code = 'paac-v2'") == ["Ninguna"], "a start healed the row"
    named(site, "instrument", "paac-v2")


@story("Verify finds nothing to say about an untouched record", engines=BOTH)
def untouched(world):
    out = world.pasto().veedor("verify", code=0).out
    assert "✗" not in out and "entero" in out, out


@story("Verify names a row whose text was changed", engines=BOTH)
def changed_row(world):
    site = world.pasto()
    key = read_sql(site, f"SELECT max(key) FROM activity WHERE {ROW}")[0]
    run_sql(site, f"UPDATE activity SET description = 'Otra cosa' WHERE {ROW} AND key = {key}")
    faults = named(site, "pasto", "activity", key)
    assert len(faults) == 1, f"one row was changed, and these were named:\n" + "\n".join(faults)


@story("Verify names a row that was added and one that was taken away", engines=BOTH)
def added_and_removed(world):
    site = world.pasto()
    run_sql(site, f"INSERT INTO unit (entity_id, id, name, abbrev, is_group, slug) SELECT entity_id, 999999, 'Intrusa', NULL, 0, 'intrusa' FROM entity WHERE slug = 'pasto'")
    named(site, "pasto", "unit", "999999")
    other = world.pasto()
    key = read_sql(other, f"SELECT max(activity_key) FROM window_ WHERE {ROW}")[0]
    run_sql(other, f"DELETE FROM window_ WHERE {ROW} AND activity_key = {key} AND ord = 1")
    named(other, "pasto", "window_", key)


@story("Verify names an event whose content was changed", engines=BOTH)
def changed_event(world):
    site = world.pasto()
    seq = read_sql(site, f"SELECT max(seq) FROM event WHERE {ROW}")[0]
    run_sql(site, f"UPDATE event SET at = at + 1 WHERE {ROW} AND seq = {seq}")
    named(site, "pasto", f"acto {seq}")


@story("Verify names the event whose detail was changed or erased without its act", engines=BOTH)
def changed_detail(world):
    site = world.pasto()
    seq = read_sql(site, f"SELECT max(seq) FROM event_detail WHERE {ROW}")[0]
    run_sql(site, f"UPDATE event_detail SET body = replace(body, '\"', ' \"') WHERE {ROW} AND seq = {seq}")
    named(site, "pasto", f"acto {seq}")
    other = world.pasto()
    run_sql(other, f"DELETE FROM event_detail WHERE {ROW} AND seq = {seq}")
    named(other, "pasto", f"acto {seq}")


@story("Verify notices that the last event was cut off", engines=BOTH)
def cut_chain(world):
    site = world.pasto()
    seq = read_sql(site, f"SELECT max(seq) FROM event WHERE {ROW}")[0]
    run_sql(site, f"DELETE FROM event_detail WHERE {ROW} AND seq = {seq}", f"DELETE FROM event WHERE {ROW} AND seq = {seq}")
    named(site, "pasto")


@story("Verify names a kept file that was changed, and one that is gone", engines=SQLITE)
def changed_file(world):
    def kept(site):
        found = [path for path in glob.glob(os.path.join(site.data, "archivos", "**"), recursive=True) if os.path.isfile(path)]
        assert len(found) == 1, f"the import keeps one original: {found}"
        return found[0]
    site = world.pasto()
    path = kept(site)
    os.chmod(path, 0o600)
    with open(path, "r+b") as f:
        f.seek(1000)
        byte = f.read(1)
        f.seek(1000)
        f.write(bytes([byte[0] ^ 1]))
    named(site, "pasto", "archivo", os.path.basename(path)[:4])
    other = world.pasto()
    os.remove(kept(other))
    named(other, "pasto", "archivo")


@story("A database of a newer program is refused with a sentence, and left alone", engines=SQLITE)
def newer_database(world):
    site = world.pasto()
    run_sql(site, "INSERT INTO schema_migration SELECT 9999, 'del futuro', sha256, applied_at FROM schema_migration WHERE number = 1")
    before = open(os.path.join(site.data, "veedor.db"), "rb").read()
    ran = site.veedor("verify", code=3)
    assert "versión" in ran.err, ran
    assert open(os.path.join(site.data, "veedor.db"), "rb").read() == before, "a refused database was written to"


@story("Commands beside a running server leave its write-ahead log in place", engines=SQLITE)
def locks_held(world):
    """The server's locks must hold: without them the last command to leave deletes the log that the server goes on writing to."""
    site = world.pasto()
    with site.serving() as server:
        assert server.ask("/pasto/plan/2022").status == 200
        log = os.path.join(site.data, "veedor.db-wal")
        before = os.stat(log).st_ino
        for order in (["db", "status"], ["doctor"], ["verify"]):
            site.veedor(*order)
        site.import_pasto(entity="otra", name="Otra")
        assert os.path.exists(log) and os.stat(log).st_ino == before, "a command took the write-ahead log away under the server"
        deleted = [os.readlink(path) for path in glob.glob(f"/proc/{server.process.pid}/fd/*") if os.path.islink(path)]
        assert not [path for path in deleted if "veedor.db" in path and "(deleted)" in path], deleted
