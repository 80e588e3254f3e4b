# SPDX-License-Identifier: Apache-2.0
"""What somebody with hands in the data folder, or in a file's name, can try."""
import contextlib
import glob
import os
import shutil
import sqlite3

from story import BOTH, PASTO, story

NO, INPUT, SYSTEM = 1, 2, 3


def change(site, *texts):
    if site.engine == "postgres":
        for text in texts:
            site.postgres.sql(site.database, text)
        return
    with contextlib.closing(sqlite3.connect(os.path.join(site.data, "veedor.db"))) as db:
        db.executescript(";".join(texts))


@story("Verify names a view in the place of a table, and doctor finds it too", engines=BOTH)
def view_for_table(world):
    site = world.pasto()
    change(site, "ALTER TABLE source_cell RENAME TO hidden", "CREATE VIEW source_cell AS SELECT * FROM hidden")
    assert "hidden" in site.veedor("verify", code=NO).out
    assert "hidden" in site.veedor("doctor", code=NO).out


@story("Verify names an index that was dropped", engines=BOTH)
def dropped_index(world):
    site = world.pasto()
    change(site, "DROP INDEX responsible_one_lead")
    assert "falta el índice «responsible_one_lead»" in site.veedor("verify", code=NO).out


@story("Verify tells the head of each chain, and a new act moves only its entity's", engines=BOTH)
def heads(world):
    def told():
        lines = [line.split() for line in site.veedor("verify", code=0).out.splitlines() if line.startswith("cabeza ")]
        return {line[1]: (int(line[2]), line[3]) for line in lines}
    site = world.pasto()
    before = told()
    assert set(before) == {"instalacion", "pasto"} and all(len(head) == 64 for _, head in before.values()), before
    site.import_pasto(name="Alcaldía Municipal de Pasto")
    after = told()
    assert after["instalacion"] == before["instalacion"] and after["pasto"][0] > before["pasto"][0], (before, after)
    assert after["pasto"][1] != before["pasto"][1]


@story("A key of the forms that is empty, short, a link or a pipe ends serve with 3 and a sentence")
def form_key(world):
    site = world.pasto()
    path = os.path.join(site.data, "llaves", "formularios.key")
    with site.serving():
        pass
    good = open(path, "rb").read()
    assert len(good) == 32 and sorted(os.listdir(os.path.dirname(path))) == ["formularios.key", "segundo-factor.key"]
    makers = [lambda: open(path, "wb").close(), lambda: open(path, "wb").write(good[:31]), lambda: os.symlink("/dev/zero", path), lambda: os.mkfifo(path)]
    for make in makers:
        os.remove(path)
        make()
        ran = site.veedor("serve", "--listen", "127.0.0.1:0", code=SYSTEM, timeout=30)
        assert "llave de los formularios" in ran.err and "Bórrela" in ran.err, ran
        assert "llave de los formularios" in site.veedor("doctor", code=NO).out
    os.remove(path)
    with site.serving():
        assert len(open(path, "rb").read()) == 32


@story("Doctor names the database, the key and the documents that others can read")
def others_can_read(world):
    site = world.pasto()
    with site.serving():
        pass
    os.chmod(site.data, 0o700)
    assert "solo de su dueño" in site.veedor("doctor").out
    for name in ("veedor.db", "archivos", "llaves", "llaves/formularios.key"):
        path = os.path.join(site.data, name)
        mode = os.stat(path).st_mode & 0o777
        os.chmod(path, mode | 0o044)
        assert f"tienen permiso sobre {path}\n" in site.veedor("doctor", code=NO).out
        os.chmod(path, mode)


@story("A link in the place of an entity's folder of documents passes neither verify nor import")
def linked_folder(world):
    site = world.pasto()
    folder, = glob.glob(os.path.join(site.data, "archivos", "*"))
    away = site.data + "-away"
    shutil.move(folder, away)
    try:
        os.symlink(away, folder)
        assert "archivo" in site.veedor("verify", code=NO).out
        other = os.path.join(site.data, "otro.docx")
        shutil.copy(PASTO, other)
        before = sorted(glob.glob(away + "/**", recursive=True))
        site.veedor("import", other, "--entity", "pasto", "--vigencia", "2023", code=SYSTEM)
        assert sorted(glob.glob(away + "/**", recursive=True)) == before, "the import wrote through the link"
    finally:
        shutil.rmtree(away)


@story("A pipe in the place of a document does not hang verify")
def pipe_for_file(world):
    site = world.pasto()
    path, = [p for p in glob.glob(os.path.join(site.data, "archivos", "**"), recursive=True) if os.path.isfile(p)]
    os.remove(path)
    os.mkfifo(path)
    assert "archivo" in site.veedor("verify", code=NO, timeout=60).out


@story("A file's name commands no terminal and is kept without control characters", engines=BOTH)
def hostile_name(world):
    site = world.empty()
    os.makedirs(site.data, exist_ok=True)
    path = os.path.join(site.data, "plan\x1b]0;x\x07\u009b31m\u202excod.docx")
    shutil.copy(PASTO, path)
    ran = site.veedor("import", path, "--entity", "pasto", "--name", "Pasto\x1b[2J", "--vigencia", "2022", code=0)
    missing = site.veedor("import", path + "\x1b[31m", "--entity", "pasto", "--vigencia", "2022", code=INPUT)
    for text in (ran.out, missing.err, site.veedor("verify", code=0).out):
        assert not any(c in text for c in "\x1b\x07\x9b\u202e"), repr(text)
    assert "plan\ufffd]0;x\ufffd\ufffd31m\ufffdxcod.docx" in ran.out, ran.out
