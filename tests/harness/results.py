# SPDX-License-Identifier: Apache-2.0
"""Counting of test cases. Every case is one `passed`, `failed` or `skipped`; the last line of a run adds them up."""
import os
import threading
import time
import traceback


class Skip(Exception):
    """This machine cannot run the case; the reason names what is missing."""


class Results:
    def __init__(self, match=""):
        self.passed, self.failed, self.skipped = 0, 0, 0
        self.match = match.casefold()
        self.verbose = os.environ.get("V", "") not in ("", "0")
        self._suite, self._start, self._before = "", 0.0, (0, 0, 0)
        self._lock = threading.Lock()   # two lanes of stories tell theirs at once

    def wanted(self, name):
        return self.match in name.casefold()

    def begin(self, suite):
        self._suite, self._start = suite, time.monotonic()
        self._before = (self.passed, self.failed, self.skipped)
        print(f"── {suite}", flush=True)

    def end(self):
        now = (self.passed, self.failed, self.skipped)
        p, f, s = (a - b for a, b in zip(now, self._before))
        seconds = time.monotonic() - self._start
        print(f"   {self._suite}: {p} passed, {f} failed" + (f", {s} skipped" if s else "") + f" ({seconds:.1f} s)", flush=True)
        if p + f + s == 0 and not self.match:
            self.fail(f"{self._suite}: ran no test at all", "a suite that runs nothing cannot fail")

    def ok(self, name, took=""):
        with self._lock:
            self.passed += 1
            if self.verbose:
                print(f"   ok    {name}{took}", flush=True)

    def fail(self, name, why=""):
        with self._lock:
            self.failed += 1
            print(f"   FAIL  {name}", flush=True)
            for line in str(why).rstrip().splitlines():
                print(f"         {line}", flush=True)

    def skip(self, name, why):
        with self._lock:
            self.skipped += 1
            print(f"   skip  {name}: {why}", flush=True)

    def run(self, name, body, *args):
        """Runs one case: an exception is a failure, Skip a skip."""
        if not self.wanted(name):
            return
        start = time.monotonic()
        try:
            body(*args)
        except Skip as reason:
            self.skip(name, reason)
        except AssertionError as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            self.fail(name, f"{error}\n({os.path.basename(where.filename)}:{where.lineno})")
        except Exception:
            self.fail(name, traceback.format_exc(limit=-4))
        else:
            self.ok(name, f" ({time.monotonic() - start:.1f} s)")

    def last_line(self):
        line = f"{self.passed} passed, {self.failed} failed"
        return line + (f", {self.skipped} skipped" if self.skipped else "")

    def exit_code(self):
        return 1 if self.failed or not self.passed else 0


def root_folder():
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


