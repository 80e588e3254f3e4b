# SPDX-License-Identifier: Apache-2.0
"""The Debian package on a clean root: built, installed, booted under its own systemd in a container, taken away again."""
import contextlib
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile

from results import Skip, root_folder

ROOT = root_folder()
PROBE_UNIT = """[Unit]
After=veedor.service
[Service]
Type=oneshot
ExecStart=/bin/sh /package_probe.sh
StandardOutput=file:/probe.out
StandardError=file:/probe.err
ExecStopPost=/bin/systemctl poweroff --no-block
"""


def command(*words, seconds=900, **more):
    ran = subprocess.run(words, capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL, cwd=ROOT, **more)
    assert ran.returncode == 0, f"{' '.join(words)[:200]}: exit code {ran.returncode}\n{(ran.stdout + ran.stderr)[-3000:]}"
    return ran.stdout


def needs(*programs):
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        raise Skip(f"{', '.join(missing)} is not installed")


def build():
    needs("dpkg-buildpackage", "dh")
    command("make", "deb", env={**os.environ, "DEB_BUILD_OPTIONS": "nocheck"})
    return next(path for path in glob.glob(os.path.join(ROOT, "build-deb", "veedor_*.deb")))


def exposure():
    needs("systemd-analyze")
    said = subprocess.run(["systemd-analyze", "security", "--offline=true", "debian/veedor.service"], cwd=ROOT, capture_output=True, text=True).stdout
    level = float(re.search(r"Overall exposure level for veedor.service: ([\d.]+)", said)[1])
    assert level <= 1.0, f"systemd-analyze security says {level} (0 is the tightest)\n{said[-3000:]}"


def install(package, root):
    """Only the package's own dependencies are there, and what boots and asks."""
    depends = [re.sub(r"[ (|].*", "", item) for item in command("dpkg-deb", "-f", package, "Depends").strip().split(", ")]
    release = re.search(r"VERSION_CODENAME=(\w+)", open("/etc/os-release", encoding="utf-8").read())[1]
    command("mmdebstrap", "--quiet", "--variant=minbase", "--include=" + ",".join(["systemd", "dbus", "curl", *depends]), release, root)
    shutil.copy(package, os.path.join(root, "veedor.deb"))
    command("chroot", root, "dpkg", "-i", "/veedor.deb")


def boot(results, root):
    needs("systemd-nspawn")
    container = ["systemd-nspawn", "--quiet", "-D", root, "--register=no", "--keep-unit"]
    if subprocess.run([*container, "/bin/true"], capture_output=True, timeout=60).returncode:
        raise Skip("systemd-nspawn cannot make a container here")
    shutil.copy(os.path.join(ROOT, "tests", "check", "package_probe.sh"), root)
    unit = os.path.join(root, "etc/systemd/system/probe.service")
    with open(unit, "w", encoding="utf-8") as f:
        f.write(PROBE_UNIT)
    os.symlink(unit.removeprefix(root), os.path.join(root, "etc/systemd/system/multi-user.target.wants/probe.service"))
    said = command(*container, "--boot", "--private-network", "--console=pipe", seconds=180)
    lines = open(os.path.join(root, "probe.out"), encoding="utf-8").read().splitlines()
    assert lines, "the probe said nothing:\n" + said[-3000:]
    for i, line in enumerate(lines):
        if line.startswith("ok - "):
            results.ok(line[5:])
        elif line.startswith("not ok - "):
            why = [text[2:] for text in lines[i + 1:] if text.startswith("# ")]
            results.fail(line[9:], "\n".join(why[:20]))
    assert sum(line.startswith(("ok - ", "not ok - ")) for line in lines) >= 15, f"the probe stopped in the middle: {lines[-3:]}"


def take_away(root):
    command("chroot", root, "dpkg", "--remove", "veedor")
    assert not os.path.exists(os.path.join(root, "usr/bin/veedor")), "the program stayed"
    said = subprocess.run(["chroot", root, "dpkg", "--purge", "veedor"], capture_output=True, text=True)
    assert said.returncode == 0 and "/var/lib/veedor stays" in said.stderr, said.stdout + said.stderr
    assert os.path.exists(os.path.join(root, "var/lib/veedor/veedor.conf")), "purging took the data with it"


def runs(root):
    said = command("chroot", root, "veedor", "read", "date", "31/04/2022", "--format", "json")
    assert json.loads(said), said
    assert os.path.exists(os.path.join(root, "usr/share/man/man1/veedor.1.gz")), "there is no manual page"


@contextlib.contextmanager
def folder():
    root = tempfile.mkdtemp(prefix="veedor-root-")
    os.chmod(root, 0o755)
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def run(results):
    package = []
    results.run("the Debian package builds", lambda: package.append(build()))
    results.run("systemd's own examination gives the unit at most 1.0 of exposure", exposure)
    if not package:
        return
    if os.geteuid() != 0:
        raise Skip("a clean root is made by root only")
    needs("mmdebstrap")
    with folder() as root:
        installed = []
        results.run("it installs on a clean Debian with nothing but its dependencies", lambda: installed.append(install(package[0], root)))
        if installed:
            results.run("the program runs there", runs, root)
            results.run("it boots and serves under its own systemd", boot, results, root)
            results.run("it can be taken away, and the data stays", take_away, root)
