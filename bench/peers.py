# SPDX-License-Identifier: Apache-2.0
"""The others of a measurement, each in its own temporary folder, on loopback, stopped by its own process id."""
import os
import resource
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "harness"))
from postgres import free_port      # noqa: E402
from measure import cpu_seconds     # noqa: E402
from results import Skip            # noqa: E402

CONF = """worker_processes 2;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 4096; }}
http {{
  access_log {folder}/access.log;
  sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  default_type text/html;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; {coding} }}
}}
"""


def unprivileged():
    """How Popen starts what should not be root."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


def own_folder(prefix):
    """A temporary folder of whoever unprivileged() is; its name is real, because programs compare it."""
    folder = os.path.realpath(tempfile.mkdtemp(prefix=prefix))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    return folder


def listening(process, port, seconds, why):
    """Waits until the port answers; why() tells what the program said when it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise RuntimeError(f"{process.args[0]} did not start: {why()[-3000:]}")


def quiet(pid):
    """Waits until what the last turn left unfinished is done, so that it does not load the next one: a third of a second without work."""
    before, deadline = -1, time.monotonic() + 60
    while cpu_seconds(pid) - before > 0.01 and time.monotonic() < deadline:
        before = cpu_seconds(pid)
        time.sleep(0.3)


class Nginx:
    """Serves one body as a static file, the fastest honest thing to compare a page with."""
    def __init__(self, body, gzip):
        self.folder = tempfile.mkdtemp(prefix="veedor-nginx-")
        self.port = free_port()
        os.mkdir(os.path.join(self.folder, "www"))
        os.chmod(self.folder, 0o755)
        with open(os.path.join(self.folder, "www", "plan"), "wb") as f:
            f.write(body)
        with open(os.path.join(self.folder, "conf"), "w") as f:
            f.write(CONF.format(folder=self.folder, port=self.port, user="user root;" if os.geteuid() == 0 else "",
                                coding="add_header Content-Encoding gzip;" if gzip else ""))

    def __enter__(self):
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", self.folder, "-c", os.path.join(self.folder, "conf")], stderr=subprocess.DEVNULL)
        self.pid = self.process.pid
        listening(self.process, self.port, 5, lambda: open(os.path.join(self.folder, "error.log")).read())
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


class LibreOffice:
    """Its profile is made by the first conversion, which the caller throws away."""
    SHEETS = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"   # every sheet, as shown, UTF-8

    def __enter__(self):
        if not shutil.which("soffice"):
            raise Skip("LibreOffice is not installed (tools/setup.sh bench)")
        self.folder = tempfile.mkdtemp(prefix="veedor-office-")
        return self

    def convert(self, path):
        """Seconds that the whole process takes to turn the file into text."""
        sheets = not path.endswith(".docx")
        if not os.path.exists(os.path.join(os.path.dirname(os.path.realpath(shutil.which("soffice"))), "libsclo.so" if sheets else "libswlo.so")):
            raise Skip(f"LibreOffice {'Calc' if sheets else 'Writer'} is not installed (tools/setup.sh bench)")
        out = os.path.join(self.folder, "out")
        start = time.monotonic()
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", self.SHEETS if sheets else "txt:Text",
                        "--outdir", out, path], check=True, capture_output=True)
        took = time.monotonic() - start
        written = sum(os.path.getsize(one.path) for one in os.scandir(out)) if os.path.isdir(out) else 0
        if written < 1000:
            raise RuntimeError(f"LibreOffice converted nothing of {path}")
        shutil.rmtree(out)
        return took

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


def closed(s):
    """True when the other side has closed; select() would not take this many descriptors."""
    poll = select.poll()
    poll.register(s, select.POLLIN)
    return bool(poll.poll(0)) and not s.recv(4096)


class Slow:
    """Clients that send one byte of a header every half second, for ever; opened again when they are closed."""
    def __init__(self, port, count):
        self.port, self.count, self.ended = port, count, threading.Event()

    def open(self):
        s = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        s.send(b"GET /salud HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        s.setblocking(False)
        return s

    def trickle(self):
        while not self.ended.wait(0.5):
            for i, s in enumerate(self.clients):
                try:
                    s.send(b"a")
                    if closed(s):
                        raise ConnectionError
                except OSError:
                    s.close()
                    self.clients[i] = self.open()

    def __enter__(self):
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
        self.clients = [self.open() for _ in range(self.count)]
        self.thread = threading.Thread(target=self.trickle)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
        for s in self.clients:
            s.close()
