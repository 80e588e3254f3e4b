# SPDX-License-Identifier: Apache-2.0
"""A data folder, the program's commands on it, and a real server process. Everything a story touches goes through here."""
import contextlib
import gzip
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from results import Skip, root_folder

ROOT = root_folder()
PASTO = os.path.join(ROOT, "examples", "pasto-2022.docx")
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
SANITIZER = re.compile(r"(ERROR: (Address|Leak|Thread)Sanitizer|WARNING: ThreadSanitizer|runtime error:).*")
# A report ends the process with a code that no command uses.
ENVIRONMENT = {"ASAN_OPTIONS": "detect_leaks=1:exitcode=99:allocator_may_return_null=1",
               "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1:exitcode=99", "TSAN_OPTIONS": "exitcode=99"}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def header(self, name):
        return "\n".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def plain(self):
        return gzip.decompress(self.body) if self.header("Content-Encoding") == "gzip" else self.body

    @property
    def text(self):
        return self.plain.decode("utf-8")

    def json(self):
        return json.loads(self.text)


class Ran:
    """A finished command."""
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err
        self.all = out + err

    def __str__(self):
        return f"exit code {self.code}\n{self.all[-3000:]}"


def environment(extra=None):
    env = {key: value for key, value in os.environ.items() if not key.startswith("VEEDOR_")}
    env.update(ENVIRONMENT)
    env.update(extra or {})
    return env


class Site:
    """engine 'sqlite': everything in the folder. 'postgres': a database of its own on the run's throwaway server."""
    def __init__(self, binary, engine="sqlite", postgres=None, folder=None, database=None):
        self.binary, self.engine, self.postgres = binary, engine, postgres
        self.base = tempfile.mkdtemp(prefix="veedor-site-")
        self.data = folder or os.path.join(self.base, "data")
        self.database = database
        self.opened = set()   # paths of the pages that a server of this site answered with 200
        self._servers = 0
        if engine == "postgres":
            if postgres is None:
                raise Skip("there is no PostgreSQL")
            self.database = database or postgres.create()

    def arguments(self):
        args = [self.binary, "--data", self.data]
        return args + (["--db", self.postgres.url(self.database)] if self.engine == "postgres" else [])

    def veedor(self, *args, timeout=120, env=None, code=None, cwd=None):
        done = subprocess.run(self.arguments() + list(args), capture_output=True, timeout=timeout, env=environment(env), cwd=cwd)
        ran = Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
        report = SANITIZER.search(ran.all)
        assert not report, f"veedor {' '.join(args)}: {ran}"
        assert code is None or ran.code == code, f"veedor {' '.join(args)}: expected exit code {code}, got {ran}"
        return ran

    def begin(self, *args, env=None):
        """A command that runs while the story goes on."""
        return subprocess.Popen(self.arguments() + list(args), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(env))

    def import_pasto(self, entity="pasto", name="Alcaldía de Pasto", code=0):
        return self.veedor("import", PASTO, "--entity", entity, "--name", name, "--vigencia", "2022", code=code)

    @contextlib.contextmanager
    def serving(self, *args, env=None, checked=True):
        self._servers += 1
        server = Server(self, os.path.join(self.base, f"server-{self._servers}.log"), args, env)
        try:
            server.wait_for_address()
            yield server
        finally:
            code = server.stop()
        if checked:
            server.check_log()
            assert code == 0, f"the server ended with {code}:\n{server.log()[-3000:]}"

    def copy(self):
        """The same content in another folder (and database)."""
        other = Site(self.binary, self.engine, self.postgres,
                     database=self.postgres.create(self.database) if self.engine == "postgres" else None)
        if os.path.exists(self.data):
            shutil.copytree(self.data, other.data)
        return other

    def remove(self):
        if self.engine == "postgres" and self.database:
            self.postgres.drop(self.database)
        shutil.rmtree(self.base, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()


class Server:
    def __init__(self, site, log_path, args=(), env=None):
        self.log_path, self.opened = log_path, site.opened
        listen = [] if "--listen" in args else ["--listen", "127.0.0.1:0"]
        with open(log_path, "wb") as log:
            self.process = subprocess.Popen(site.arguments() + ["serve"] + listen + list(args), stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, env=environment(env))
        self.port = 0

    def log(self):
        return open(self.log_path, errors="replace").read()

    def wait_for_address(self, seconds=30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = ADDRESS.search(self.log())
            if found:
                self.port = int(found[1])
                return
            assert self.process.poll() is None, f"the server ended with {self.process.returncode} before it listened:\n{self.log()[-3000:]}"
            time.sleep(0.01)
        raise AssertionError(f"the server printed no address:\n{self.log()[-3000:]}")

    def ask(self, path, method="GET", headers=None, body=None, timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for key, value in (headers or {}).items():
                connection.putheader(key, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            if method == "GET" and response.status == 200:
                self.opened.add(path)
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()

    def raw(self, data, seconds=10, half_close=False):
        """Sends bytes as they are; what came back until the server closed, or so far after `seconds`."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as s:
            got, deadline = b"", time.monotonic() + seconds
            try:
                s.sendall(data)
                if half_close:
                    s.shutdown(socket.SHUT_WR)
                while time.monotonic() < deadline:
                    s.settimeout(max(0.01, deadline - time.monotonic()))
                    more = s.recv(65536)
                    if not more:
                        break
                    got += more
            except OSError:   # a time-out, a reset, a server that closed first
                pass
            return got

    def stop(self, seconds=30):
        """Asks it to stop, as a service manager does; -9 when it does not."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    def kill(self):
        self.process.kill()
        self.process.wait()

    def check_log(self):
        report = SANITIZER.search(self.log())
        assert not report, f"{report[0]}\n{self.log()[-4000:]}"
