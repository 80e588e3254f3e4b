#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The whole test run: tests/harness/run.py [ONLY=suite,…] [MATCH=words] [V=1] [LONG=1], also from the environment.
LONG adds the suites of `make check`; ONLY may name any. Counts every test case of every suite; the last line is `N passed, N failed[, N skipped]`."""
import importlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cases                                            # noqa: E402
import inventory                                        # noqa: E402
import story                                            # noqa: E402
from driven import ENVIRONMENT, SANITIZER           # noqa: E402
from postgres import Postgres                           # noqa: E402
from results import Results, Skip, root_folder          # noqa: E402

ROOT = root_folder()
BUILDS = {   # folder, meson options. No --werror with sanitizers: gcc warns wrongly there (null formats)
    "plain": ("build", ["--werror", "--buildtype=release"]),
    "asan": ("build-asan", ["--buildtype=debugoptimized", "-Doptimization=1", "-Dc_args=-g1", "-Db_sanitize=address,undefined"]),
    "clang": ("build-clang", ["--werror", "--buildtype=debugoptimized"]),
    "tsan": ("build-tsan", ["--buildtype=debugoptimized", "-Doptimization=1", "-Dc_args=-g1", "-Db_sanitize=thread"]),
}
BINARIES = {name: os.path.join(ROOT, folder, "veedor") for name, (folder, _) in BUILDS.items()}


class Run:
    """What the suites share. PostgreSQL and the imported sites come to life when a suite first asks."""
    def __init__(self, results):
        self.results = results
        self.built = set()
        self._postgres = self._prepared = None

    def build(self, *names):
        """True when these builds stand; each is made once and counts as one case."""
        for name in names:
            if name not in self.built:
                folder, options = BUILDS[name]
                ran = subprocess.run(["tools/build.sh", folder, *options], cwd=ROOT, capture_output=True, text=True,
                                     env={**os.environ, "CC": "clang"} if name == "clang" else None)
                self.built.add(name)
                if ran.returncode:
                    self.results.fail(f"the {name} build compiles", ran.stderr[-6000:] + ran.stdout[-6000:])
                    self.built.add(name + " failed")
                else:
                    self.results.ok(f"the {name} build compiles")
        return not any(name + " failed" in self.built for name in names)

    @property
    def postgres(self):
        if self._postgres is None:
            self._postgres = Postgres().start()
        return self._postgres

    def postgres_or_none(self):
        try:
            return self.postgres
        except Skip:
            return None

    @property
    def prepared(self):
        if self._prepared is None:
            self._prepared = story.Prepared(self.postgres_or_none())
        return self._prepared

    def close(self):
        if self._prepared:
            self._prepared.remove()
        if self._postgres:
            self._postgres.stop()


# ---- suites: each takes the Run

def house(run):
    for tool in ("check-includes", "check-house", "findings-doc"):
        spec = importlib.util.spec_from_file_location(tool.replace("-", "_"), os.path.join(ROOT, "tools", tool + ".py"))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        count_rules(run.results, module.check(ROOT))
    count_rules(run.results, inventory.check(ROOT))
    import selftest
    for sentence, body in selftest.tests():
        run.results.run(sentence, body)


def count_rules(results, rules):
    for rule, faults in rules:
        if not results.wanted(rule):
            continue
        if faults:
            results.fail(rule, "\n".join(faults[:40]))
        else:
            results.ok(rule)


TAP = re.compile(r"^(not )?ok \d+ - (\S+)(?: # (SKIP)(.*))?", re.M)


def meson_tests(run, build, arguments=(), prefix=()):
    """Every cmocka test of every program is a case; a program without TAP lines is one case by its result."""
    if not run.build(build):
        return
    folder = os.path.join(ROOT, BUILDS[build][0])
    env = {**os.environ, **ENVIRONMENT, "CMOCKA_MESSAGE_OUTPUT": "TAP", "VEEDOR_EXAMPLES": os.path.join(ROOT, "examples")}
    postgres = run.postgres_or_none()
    if postgres:
        env["VEEDOR_TEST_PG"] = postgres.url(postgres.create())
    log = os.path.join(folder, "meson-logs", "testlog.json")
    if os.path.exists(log):
        os.remove(log)
    ran = subprocess.run([*prefix, "meson", "test", "-C", folder, "--num-processes", "2", *arguments], cwd=ROOT, env=env, capture_output=True, text=True)
    if not os.path.exists(log):
        run.results.fail(f"meson runs the tests of the {build} build", ran.stdout[-3000:] + ran.stderr[-3000:])
        return
    for line in open(log, encoding="utf-8"):
        count_program(run.results, json.loads(line), build, postgres)


def count_program(results, test, build, postgres):
    name = f"{test['name'].split(' / ')[-1]} ({build})"
    out = (test.get("stdout") or "") + "\n" + (test.get("stderr") or "")
    found = list(TAP.finditer(test.get("stdout") or ""))
    failed_here = 0
    for match in found:
        sentence = f"{name}: {match[2].replace('_', ' ')}"
        if match[1]:
            failed_here += 1
            results.fail(sentence, "\n".join(l for l in out.splitlines() if l.startswith("#"))[-3000:])
        elif match[3]:
            results.skip(sentence, (match[4] or "").strip() or ("it asked to be skipped" if postgres else "there is no PostgreSQL"))
        else:
            results.ok(sentence)
    report = SANITIZER.search(out)
    good = test["result"] in ("OK", "EXPECTEDFAIL")
    if test["result"] == "SKIP":
        results.skip(name, "the program asked to be skipped")
    elif not good and (not failed_here or report):
        results.fail(f"{name} ends well", f"{test['result']}, exit code {test.get('returncode')}\n{out[-4000:]}")
    elif good and not found:
        results.ok(name)


def unit(run):
    meson_tests(run, "asan")


def release(run):
    meson_tests(run, "plain")


def tsan(run):
    """Data races in the writer. ThreadSanitizer wants addresses where a kernel may not put them: no randomisation."""
    meson_tests(run, "tsan", ["--suite", "threads"], ["setarch", "-R"])


def case_files(run):
    if not run.build("asan"):
        return
    parsed = []
    for path in cases.find_files(ROOT):
        name = os.path.relpath(path, ROOT)
        try:
            parsed += cases.parse(open(path, encoding="utf-8").read(), name)
        except cases.CaseError as error:
            run.results.fail(f"{name} can be read", error)
    for engine in story.BOTH:
        if engine == "postgres" and run.postgres_or_none() is None:
            for case in parsed:
                run.results.skip(f"{case.name} ({engine})", "PostgreSQL is not installed")
            continue
        try:
            with run.prepared.site(BINARIES["asan"], engine).copy() as site, site.serving() as server:
                for case in parsed:
                    run.results.run(f"{case.name} ({engine})", cases.run, server, case)
            run.results.ok(f"the server ends well and clean after the stories ({engine})")
        except Exception as error:
            run.results.fail(f"the server ends well and clean after the stories ({engine})", error)


def stories(run):
    if run.build("plain", "asan"):
        story.run_all(run.results, BINARIES, run.prepared)


def browser(run):
    if not run.build("plain"):
        return
    import browser_suite
    browser_suite.run(run, BINARIES["plain"])


def clang(run):
    if not shutil.which("clang"):
        raise Skip("clang is not installed")
    run.build("clang")


FUZZ_TARGET = re.compile(r"^── (\S+), \d+ s$", re.M)


def fuzz(run):
    """FUZZ_SECONDS a target (600)."""
    if not shutil.which("clang"):
        raise Skip("clang is not installed")
    ran = subprocess.run(["tests/fuzz/run.sh"], cwd=ROOT, capture_output=True, text=True,
                         env={**os.environ, "FUZZ_SECONDS": os.environ.get("FUZZ_SECONDS", "600")})
    pieces = FUZZ_TARGET.split(ran.stdout)[1:]
    for target, said in zip(pieces[::2], pieces[1::2]):
        if "number_of_executed_units" in said and not re.search("ERROR|runtime error|Test unit written", said):
            run.results.ok(f"fuzzing {target} finds nothing")
        else:
            run.results.fail(f"fuzzing {target} finds nothing", said)
    if ran.returncode and not run.results.failed:
        run.results.fail("the fuzzers run to their end", ran.stdout[-2000:] + ran.stderr[-2000:])
    fuzz_compilers(run)


def fuzz_compilers(run):
    """FUZZ_ROUNDS changed templates and SQL files (20,000), from another seed each day."""
    if not run.build("asan"):
        return
    ran = subprocess.run([sys.executable, "tests/fuzz/fuzz_compilers.py", ROOT, os.path.join(ROOT, "build-asan", "src"), "gcc",
                          os.environ.get("FUZZ_ROUNDS", "20000"), time.strftime("%Y%m%d")], cwd=ROOT, capture_output=True, text=True)
    if ran.returncode:
        run.results.fail("the template and query compilers refuse or are sound", ran.stdout[-3000:] + ran.stderr[-3000:])
    else:
        run.results.ok("the template and query compilers refuse or are sound")


COUNTS = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)


def crash(run):
    """The crash and fault stories for longer: what `make test-crash` counts is counted here."""
    ran = subprocess.run(["make", "test-crash"], cwd=ROOT, capture_output=True, text=True)
    counts = [[int(n or 0) for n in found] for found in COUNTS.findall(ran.stdout)]
    for passed, failed, skipped in counts:
        run.results.passed += passed
        run.results.failed += failed
        run.results.skipped += skipped
    if ran.returncode or not counts:
        run.results.fail("make test-crash ends well", ran.stdout[-4000:] + ran.stderr[-2000:])


def long_check(name, *builds):
    """A suite of tests/check, whose run() takes the results and what it asked to be built."""
    def suite(run):
        if run.build(*builds):
            sys.path.insert(0, os.path.join(ROOT, "tests", "check"))
            importlib.import_module(name).run(run.results, *(BINARIES[build] for build in builds))
    return suite


SUITES = {"house": house, "unit": unit, "release": release, "tsan": tsan, "cases": case_files, "stories": stories, "browser": browser}
LONG = {"clang": clang, "crash": crash, "package": long_check("package_check"), "cluster": long_check("cluster_check", "plain"),
        "peers": long_check("peers_check", "plain"), "fuzz": fuzz}


def interrupted(number, _frame):
    sys.exit(128 + number)   # through every `finally`: servers and databases of the run end with it


def main():
    signal.signal(signal.SIGTERM, interrupted)
    for word in sys.argv[1:]:
        key, equals, value = word.partition("=")
        if not equals:
            sys.exit(__doc__)
        os.environ[key] = value
    only = [name for name in os.environ.get("ONLY", "").split(",") if name]
    known = {**SUITES, **LONG}
    unknown = [name for name in only if name not in known]
    if unknown:
        sys.exit(f"unknown suite {', '.join(unknown)}; there are {', '.join(SUITES)}; and long ones: {', '.join(LONG)}")
    chosen = only or (known if os.environ.get("LONG") else SUITES)
    results = Results(os.environ.get("MATCH", ""))
    run, start = Run(results), time.monotonic()
    try:
        for name, suite in known.items():
            if name not in chosen:
                continue
            results.begin(name)
            try:
                suite(run)
            except Skip as reason:
                results.skip(name, reason)
            except Exception as error:
                results.fail(f"the suite {name} runs to its end", repr(error))
            results.end()
    finally:
        run.close()
    print(f"{time.monotonic() - start:.0f} seconds")
    print(results.last_line(), flush=True)
    return results.exit_code()


if __name__ == "__main__":
    sys.exit(main())
