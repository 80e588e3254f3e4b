# SPDX-License-Identifier: Apache-2.0
"""A throwaway PostgreSQL for one run: own folder, own port, loopback only, nothing kept. PostgreSQL refuses root, so
there it runs as user postgres. Stopped by its own process id."""
import contextlib
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

from results import Skip


def _bin_folder():
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    if not found:
        raise Skip("PostgreSQL is not installed")
    return os.path.dirname(max(found, key=lambda path: int(path.split("/")[4])))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Postgres:
    def __init__(self):
        self.bin = _bin_folder()
        self.folder = tempfile.mkdtemp(prefix="veedor-pg-")
        self.port = free_port()
        self.as_user = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = ["runuser", "-u", "postgres", "--"]
        self.pid = 0
        self._count, self._lock = 0, threading.Lock()   # lanes of stories ask at once

    def start(self):
        data = os.path.join(self.folder, "data")
        # The C collation: what a query sorts must not depend on the machine's locales.
        subprocess.run(self.as_user + [f"{self.bin}/initdb", "-D", data, "-U", "veedor", "-A", "trust", "--no-sync",
                                       "--encoding=UTF8", "--locale=C"], check=True, capture_output=True, cwd="/")
        return self.revive()

    def revive(self):
        data = os.path.join(self.folder, "data")
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder, "fsync": "off",
                    "full_page_writes": "off", "shared_buffers": "64MB", "max_connections": 60, "autovacuum": "off"}
        log = open(os.path.join(self.folder, "log"), "wb")
        self._process = subprocess.Popen(
            self.as_user + [f"{self.bin}/postgres", "-D", data] + [f"-c{key}={value}" for key, value in settings.items()],
            stdout=log, stderr=log, cwd="/", start_new_session=True)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self._sql("postgres", "SELECT 1").returncode == 0:
                with open(os.path.join(data, "postmaster.pid")) as f:
                    self.pid = int(f.readline())
                return self
            time.sleep(0.1)
        self.stop()
        raise RuntimeError("PostgreSQL did not start:\n" + open(log.name, errors="replace").read()[-2000:])

    def die(self):
        """As when the machine is switched off: no goodbye to its clients. revive() starts it again on the same data."""
        os.kill(self.pid, signal.SIGQUIT)
        self._process.wait(20)
        self.pid = 0

    @contextlib.contextmanager
    def silent(self):
        """Every process of it is stopped: connections stand, the kernel goes on acknowledging, nobody answers."""
        with open(f"/proc/{self.pid}/task/{self.pid}/children") as f:
            processes = [self.pid, *map(int, f.read().split())]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)

    def _sql(self, database, text):
        return subprocess.run([f"{self.bin}/psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-c", text, self.url(database)],
                              capture_output=True, text=True, cwd="/")

    def sql(self, database, text):
        ran = self._sql(database, text)
        if ran.returncode:
            raise RuntimeError(ran.stderr.strip())
        return ran.stdout.strip()

    def url(self, database):
        return f"postgres://veedor@127.0.0.1:{self.port}/{database}"

    def create(self, template="template0"):
        """A new database, empty or a copy of another one that nobody is connected to. Returns its name."""
        with self._lock:
            self._count += 1
            name = f"t{self._count}"
        self.sql("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name):
        self._sql("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def stop(self):
        if self.pid:
            try:
                os.kill(self.pid, signal.SIGINT)   # fast shutdown: closes sessions, no waiting
            except ProcessLookupError:
                pass
        else:
            self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
