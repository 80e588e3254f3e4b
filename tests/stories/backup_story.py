# SPDX-License-Identifier: Apache-2.0
"""`veedor backup` while others write, and `veedor restore` elsewhere: the same record, or a refusal that says why."""
import contextlib
import glob
import hashlib
import os
import shutil
import sqlite3
import subprocess
import threading
import time

from driven import Site
from story import BOTH, PASTO, SQLITE, Skip, story
from record_story import run_sql

OK, NO, INPUT, SYSTEM = 0, 1, 2, 3
PLAN = "/pasto/plan/2022"


def heads(ran):
    found = sorted(line for line in ran.out.splitlines() if line.startswith("cabeza "))
    assert len(found) >= 2, ran
    return found


def files(folder):
    return sorted(os.path.relpath(path, folder) for path in glob.glob(folder + "/**", recursive=True) if os.path.isfile(path))


def make(site, name="respaldo", code=OK):
    place = os.path.join(site.base, name)
    return place, site.veedor("backup", place, code=code)


def refused(ran, *words):
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("veedor: "), ran
    assert all(word in lines[0] for word in words), ran


@story("A backup restored elsewhere gives the same chain heads and the same pages", engines=BOTH)
def same_heads(world):
    site = world.pasto()
    with site.serving() as server:
        page = server.ask(PLAN).text
    place, ran = make(site)
    assert heads(ran) == heads(site.veedor("verify", code=OK)), "the heads of the backup are not those of the record"
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=place, check=True)
    other = world.empty()
    assert heads(other.veedor("restore", place, code=OK)) == heads(ran)
    assert heads(other.veedor("verify", code=OK)) == heads(ran)
    assert not os.path.exists(os.path.join(other.data, "restaurando")), os.listdir(other.data)
    with open(os.path.join(site.data, "llaves", "formularios.key"), "rb") as old, open(os.path.join(other.data, "llaves", "formularios.key"), "rb") as new:
        assert old.read() == new.read(), "the key of the forms is another one"
    with other.serving() as server:
        assert server.ask(PLAN).text == page
    other.import_pasto(entity="otra", name="Otra")
    assert other.veedor("verify", code=OK).out.count("cabeza ") == 3


@story("A record moves from SQLite to PostgreSQL and back with its heads", engines=("postgres",))
def other_engine(world):
    first = Site(world.binary)
    try:
        first.import_pasto()
        place, ran = make(first)
        there = world.empty()
        assert heads(there.veedor("restore", place, code=OK)) == heads(ran)
        assert not os.path.exists(os.path.join(there.data, "veedor.db"))
        with there.serving() as server:
            assert server.ask(PLAN).status == 200
        again, ran_again = make(there, "de-vuelta")
        assert heads(ran_again) == heads(ran)
        back = Site(world.binary)
        try:
            assert heads(back.veedor("restore", again, code=OK)) == heads(ran)
        finally:
            back.remove()
        other = os.path.join(there.base, "otra-carpeta")
        refused(there.veedor("--data", other, "restore", place, code=INPUT), "ya tiene un registro")
    finally:
        first.remove()


@story("Backups made while imports and readers go on are each whole, and hold nobody up", engines=BOTH, plain=True)
def while_writing(world):
    site = world.pasto()
    answers, ended = [], threading.Event()
    with site.serving() as server:
        def read():
            while not ended.is_set():
                answers.append(server.ask(PLAN).status)
                time.sleep(0.01)
        reader = threading.Thread(target=read)
        reader.start()
        try:
            for i in range(6):
                importing = site.begin("import", PASTO, "--entity", f"e{i}", "--name", f"Entidad {i}", "--vigencia", "2022")
                time.sleep(0.03 * i)
                place, ran = make(site, f"r{i}")
                _, err = importing.communicate(timeout=60)
                assert importing.returncode == OK, err
                checked = subprocess.run([world.binary, "--data", place, "verify"], capture_output=True, text=True, timeout=60)
                assert checked.returncode == OK, checked.stdout + checked.stderr
                entities = [line.split()[1] for line in heads(ran)]
                assert entities[:i] == [f"e{n}" for n in range(i)], entities
        finally:
            ended.set()
            reader.join()
    assert answers and set(answers) == {200}
    site.veedor("verify", code=OK)


@story("A damaged, cut or newer backup is refused with a sentence, and nothing is made of it")
def damaged(world):
    site = world.pasto()
    with site.serving():
        pass
    place, _ = make(site)

    def attempt(code, *words):
        other = world.empty()
        refused(other.veedor("restore", bad, code=code), *words)
        assert not os.path.exists(other.data) or not os.listdir(other.data), os.listdir(other.data)

    names = files(place)
    assert len(names) == 5, names
    for number, name in enumerate(names):
        for what in ("byte", "cut", "gone"):
            bad = os.path.join(site.base, f"malo-{number}-{what}")
            shutil.copytree(place, bad)
            path = os.path.join(bad, name)
            size = os.path.getsize(path)
            if what == "byte":
                with open(path, "r+b") as f:
                    f.seek(size // 2)
                    byte = f.read(1)[0]
                    f.seek(size // 2)
                    f.write(bytes([byte ^ 1]))
            elif what == "cut":
                os.truncate(path, size - 1)
            else:
                os.remove(path)
            attempt(*((INPUT, "SHA256SUMS") if name == "SHA256SUMS" else (NO, name)))
    bad = os.path.join(site.base, "nuevo")
    shutil.copytree(place, bad)
    sums = open(os.path.join(place, "SHA256SUMS")).read().split("# fin ")[0].replace("# esquema ", "# esquema 9")

    with open(os.path.join(bad, "SHA256SUMS"), "w") as f:
        f.write(sums + "# fin " + hashlib.sha256(sums.encode()).hexdigest() + "\n")
    attempt(INPUT, "más nueva")
    for path in ("../x", "/etc/passwd", "archivos/../../x", "veedor.db/x", "llaves/../x", "archivos/1/aa/x"):
        lines = sums.replace("esquema 9", "esquema ") + f"{'0' * 64}  {path}\n"
        with open(os.path.join(bad, "SHA256SUMS"), "w") as f:
            f.write(lines + "# fin " + hashlib.sha256(lines.encode()).hexdigest() + "\n")
        attempt(INPUT, "SHA256SUMS")


@story("A backup is not written over another, nor restored into a folder that holds something", engines=BOTH)
def taken_places(world):
    site = world.pasto()
    place, _ = make(site)
    before = files(place)
    refused(site.veedor("backup", place, code=INPUT), "ya existe")
    os.mkdir(place + "-2.part")
    refused(site.veedor("backup", place + "-2", code=INPUT), "no terminó")
    refused(site.veedor("restore", place, code=INPUT), "no está vacía")
    assert files(place) == before and not os.path.exists(place + "-2")
    refused(site.veedor("backup", os.path.join(site.base, "no", "hay"), code=SYSTEM))
    refused(world.empty().veedor("backup", place + "-3", code=SYSTEM))
    assert not os.path.exists(place + "-3")
    site.veedor("verify", code=OK)


@story("A backup copies a record that was changed, says so, and the restored one says it too", engines=BOTH)
def faults_are_copied(world):
    site = world.pasto()
    run_sql(site, "UPDATE activity SET description = 'Otra cosa' WHERE address = '4.3.4'")
    original, = glob.glob(os.path.join(site.data, "archivos", "*", "*", "*"))
    os.remove(original)
    place, ran = make(site, code=NO)
    for text in ("fila activity", "archivo", "No borre los respaldos anteriores"):
        assert text in ran.out, ran
    again = world.empty().veedor("restore", place, code=NO)
    assert [line for line in again.out.splitlines() if line.startswith("✗")] == [line for line in ran.out.splitlines() if line.startswith("✗")]


@story("Settings that name a database are put aside in a backup, so that orders on the copy reach the copy")
def settings(world):
    site = world.pasto()
    with open(os.path.join(site.data, "veedor.conf"), "w") as f:
        f.write("# de la sala de máquinas\nworkers = 2\n")
    os.chmod(os.path.join(site.data, "veedor.conf"), 0o600)
    place, _ = make(site)
    other = world.empty()
    other.veedor("restore", place, code=OK)
    assert "workers = 2" in open(os.path.join(other.data, "veedor.conf")).read()
    with open(os.path.join(site.data, "veedor.conf"), "a") as f:
        f.write("db = postgres://nadie@127.0.0.1:9/nada\n")
    place = os.path.join(site.base, "con-db")
    site.veedor("backup", place, env={"VEEDOR_DB": ""}, code=SYSTEM)   # the settings send it to that database, which is not there
    assert not os.path.exists(place)


@story("What a backup makes only its owner can read, and it needs no right to write to be read")
def owner_only(world):
    site = world.pasto()
    with site.serving():
        pass
    place, _ = make(site)
    for path in [place, *(os.path.join(folder, name) for folder, folders, names in os.walk(place) for name in folders + names)]:
        assert os.stat(path).st_mode & 0o077 == 0, path
    before = {name: os.stat(os.path.join(place, name)).st_mtime_ns for name in files(place)}
    assert set(before) == {"SHA256SUMS", "veedor.db", os.path.join("llaves", "formularios.key"), os.path.join("llaves", "segundo-factor.key"), *(n for n in before if n.startswith("archivos/"))}
    assert subprocess.run([world.binary, "--data", place, "verify"], capture_output=True, timeout=60).returncode == OK
    assert {name: os.stat(os.path.join(place, name)).st_mtime_ns for name in files(place)} == before, "verify wrote in the backup"


@story("A backup killed at any moment leaves nothing that bears its name, and the record untouched", plain=True)
def killed(world):
    site = world.pasto()
    _, ran = make(site, "entero")
    finished = 0
    for i in range(24):
        place = os.path.join(site.base, f"r{i}")
        running = site.begin("backup", place)
        time.sleep(0.002 * i)
        running.kill()
        running.communicate()
        if os.path.exists(place):
            finished += 1
            other = world.empty()
            assert heads(other.veedor("restore", place, code=OK)) == heads(ran)
    assert finished < 24, "no backup was killed in time"
    assert heads(site.veedor("verify", code=OK)) == heads(ran)


@story("A restore killed at any moment leaves a whole record or no database", plain=True)
def restore_killed(world):
    place, ran = make(world.pasto())
    cut = 0
    for i in range(24):
        other = world.empty()
        running = other.begin("restore", place)
        time.sleep(0.002 * i)
        running.kill()
        running.communicate()
        if os.path.exists(os.path.join(other.data, "veedor.db")):
            assert heads(other.veedor("verify", code=OK)) == heads(ran)
        else:
            cut += 1
            shutil.rmtree(other.data, ignore_errors=True)
            other.veedor("restore", place, code=OK)
    assert cut, "no restore was killed in time"


@story("Doctor tells of the last backup, of one that is old and of a clock that went back", engines=BOTH)
def doctor(world):
    site = world.pasto()
    os.chmod(site.data, 0o700)
    first = site.veedor("doctor", code=OK).out
    assert "! Todavía no hay respaldos" in first and "Hay 1 aviso (!). Nada está dañado." in first and "✓ Todavía" not in first, first
    late = ("--now", time.strftime("%Y-%m-%dT12:00:00-05:00", time.gmtime(time.time() + 30 * 86400)))
    assert "Nunca se ha hecho un respaldo" in site.veedor("doctor", *late, code=NO).out
    make(site)
    well = site.veedor("doctor", code=OK).out
    assert "✓ El último respaldo es del " in well and "Todo está bien." in well, well
    old = site.veedor("doctor", *late, code=NO).out
    assert "El último respaldo es de hace" in old and "veedor backup" in old, old
    back = site.veedor("doctor", "--now", "2020-01-01T00:00:00-05:00", code=NO).out
    assert "El reloj de este equipo va atrás" in back and "Qué hacer" in back, back


@story("Backup on a full disk leaves nothing and says so; from a disk that may only be read it is made", engines=SQLITE, plain=True)
def disks(world):
    from disk_story import fill
    disk = world.tmpfs(24)
    site = world.empty(folder=os.path.join(disk, "data"))
    site.import_pasto()
    place = os.path.join(disk, "respaldo")
    refusals = 0
    for leave in (0, 65536, 300000, 700000, 4 << 20):
        ballast = fill(disk, leave)
        ran = site.veedor("backup", place)
        os.remove(ballast)
        if ran.code == OK:
            break
        refusals += 1
        assert ran.code == SYSTEM and "espacio" in ran.err, f"with {leave} bytes free: {ran}"
        assert not os.path.exists(place) and not os.path.exists(place + ".part"), os.listdir(disk)
    assert refusals >= 2 and os.path.exists(place), refusals
    narrow = world.tmpfs(1)
    small = Site(world.binary, folder=os.path.join(narrow, "data"))
    fill(narrow, 100000)
    refused(small.veedor("restore", place, code=SYSTEM), "espacio")
    assert not os.path.exists(small.data) or not os.listdir(small.data)
    if subprocess.run(["mount", "-o", "remount,ro", disk], capture_output=True).returncode:
        raise Skip("the small disk cannot be made read-only here")
    away = os.path.join(site.base, "fuera")
    try:
        ran = site.veedor("backup", away, code=OK)
        assert heads(ran) == heads(site.veedor("verify", code=OK))
        refused(site.veedor("serve", "--listen", "127.0.0.1:0", code=SYSTEM, timeout=30), "espacio")
        refused(site.veedor("restore", away, code=INPUT), "no está vacía")
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    with contextlib.closing(sqlite3.connect(os.path.join(away, "veedor.db"))) as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    with site.serving() as server:
        assert server.ask(PLAN).status == 200
