# SPDX-License-Identifier: Apache-2.0
"""Stories in Python, for what a .case file cannot say. A module of tests/stories registers functions:

    @story("An import shows at the next request", engines=BOTH)
    def import_shows(world):
        site = world.pasto()
        ...

Stories run side by side in threads: what they share (names of a module, the environment) is nobody's to change. `world` gives sites
(a data folder each, on the engine of this turn); they are removed when the story ends. The sanitized program is the usual one, and the
release build where a story runs on the second engine; plain=True asks for the release build
on both (limits of memory, timing, kill -9)."""
import contextlib
import glob
import importlib
import os
import subprocess
import sys
import tempfile
import threading
import time

import inventory
from results import Skip, root_folder
from driven import PASTO, Site

SQLITE, POSTGRES = ("sqlite",), ("postgres",)
BOTH = SQLITE + POSTGRES
_registered = []


def story(sentence, engines=SQLITE, plain=False):
    def register(function):
        _registered.append((sentence, engines, plain, function))
        return function
    return register


class Prepared:
    """A site with the plan of Pasto for each engine and build: imported once, copied for each story."""
    def __init__(self, postgres):
        self.postgres, self._kept, self._lock = postgres, {}, threading.Lock()

    def site(self, binary, engine):
        key = (binary, engine)
        with self._lock:
            if key not in self._kept:
                site = Site(binary, engine, self.postgres)
                site.import_pasto()
                self._kept[key] = site
            return self._kept[key]

    def remove(self):
        for site in self._kept.values():
            site.remove()


class World:
    def __init__(self, binary, engine, prepared):
        self.binary, self.engine, self.prepared = binary, engine, prepared
        self.opened = set()
        self._stack = contextlib.ExitStack()

    def empty(self, folder=None):
        return self._of_this_story(Site(self.binary, self.engine, self.prepared.postgres, folder=folder))

    def pasto(self):
        return self._of_this_story(self.prepared.site(self.binary, self.engine).copy())

    def _of_this_story(self, site):
        site.opened = self.opened
        return self._stack.enter_context(site)

    def tmpfs(self, mebibytes):
        """A small disk of its own."""
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="veedor-disk-"))
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=700", "veedor-test", folder], capture_output=True, text=True)
        if mounted.returncode:
            raise Skip(f"a small disk cannot be mounted here ({mounted.stderr.strip()})")
        self._stack.callback(subprocess.run, ["umount", "--lazy", folder], check=False)
        return folder

    def close(self):
        self._stack.close()


def settled(world):
    """Waits until every server may know of a change that a page of the cache shows: with several nodes, on PostgreSQL, within a second."""
    time.sleep(1.5 if world.engine == "postgres" else 0)


def load():
    folder = os.path.join(root_folder(), "tests", "stories")
    sys.path.insert(0, folder)
    _registered.clear()
    for path in sorted(glob.glob(os.path.join(folder, "*_story.py"))):
        importlib.import_module(os.path.basename(path)[:-3])
    return list(_registered)


def take(stories, lock):
    with lock:
        return stories.pop() if stories else None


def run_lane(results, builds, prepared, engine, stories, opened, lock):
    while taken := take(stories, lock):
        sentence, engines, plain, function = taken
        name = sentence + (f" ({engine})" if len(engines) > 1 else "")
        world = World(builds["plain" if plain or (engine == "postgres" and SQLITE[0] in engines) else "asan"], engine, prepared)
        try:
            results.run(name, function, world)
        finally:
            world.close()
        if results.wanted(name):
            with lock:
                opened.setdefault(f"{function.__module__}.py:{function.__name__}", set()).update(world.opened)


LANES = {"sqlite": 2, "postgres": 2}


def run_all(results, builds, prepared):
    """Lanes side by side: a story waits for processes and disks more than it works."""
    stories, opened, lock = load(), {}, threading.Lock()
    lanes = []
    for engine, n in LANES.items():
        queue = [one for one in reversed(stories) if engine in one[1]]
        lanes += [threading.Thread(target=run_lane, args=(results, builds, prepared, engine, queue, opened, lock)) for _ in range(n)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    inventory.hold(results, builds["asan"], opened)


__all__ = ["story", "BOTH", "SQLITE", "POSTGRES", "PASTO", "Skip"]
