# SPDX-License-Identifier: Apache-2.0
"""Behind the proxies of debian/examples, as shipped but for ports and paths: same bytes, TLS, and no request that the proxy
and the server would cut differently."""
import contextlib
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time

from driven import Answer
from postgres import free_port
from results import root_folder
from server_story import HOSTILE
from story import SQLITE, Skip, story

EXAMPLES = os.path.join(root_folder(), "debian", "examples")
HOST = "veedor.ejemplo.gov.co"
PLAN = "/pasto/plan/2022"
# libmicrohttpd 0.9.75 takes the line that begins with a colon as the end of the head.
COLON = (b"GET /salud HTTP/1.1\r\nHost: " + HOST.encode() + b"\r\n: \r\n"
         b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n")
COLON_FOLLOWED = (b"GET /salud HTTP/1.1\r\nHost: " + HOST.encode() + b"\r\n:a\r\nX-A: b\r\n\r\n")


# A proxy may read a folded line as RFC 9112 §5.2 says, and chunks before a length (§6.3): then these are two requests.
REALLY_TWO = {"folded coding", "length and chunks"}


class Proxy:
    """A proxy of its own on free ports, with a certificate of the moment."""
    def __init__(self, folder, plain, tls, process, log):
        self.folder, self.plain, self.tls, self.process, self.log = folder, plain, tls, process, log
        self.context = ssl.create_default_context(cafile=os.path.join(folder, "cert.pem"))

    def socket(self, port=None):
        raw = socket.create_connection(("127.0.0.1", port or self.tls), timeout=15)
        return raw if port else self.context.wrap_socket(raw, server_hostname=HOST)

    def ask(self, path, method="GET", headers=None, port=None):
        connection = http.client.HTTPConnection(HOST)
        connection.sock = self.socket(port)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for key, value in (headers or {}).items():
                connection.putheader(key, value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()

    def raw(self, data, seconds=0.7):
        got = b""
        with self.socket() as s:
            s.settimeout(seconds)
            with contextlib.suppress(OSError):
                s.sendall(data)
                while more := s.recv(65536):
                    got += more
        return got


def certificate(folder):
    if not shutil.which("openssl"):
        raise Skip("openssl is not installed")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
                    "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"], check=True, capture_output=True)
    with open(f"{folder}/both.pem", "w", encoding="utf-8") as f:
        f.write(open(f"{folder}/cert.pem", encoding="utf-8").read() + open(f"{folder}/key.pem", encoding="utf-8").read())


def changed(text, changes):
    for old, new in changes:
        assert old in text, f"the example no longer says: {old}"
        text = text.replace(old, new)
    return text


def nginx(folder, server, plain, tls):
    example = changed(open(f"{EXAMPLES}/nginx.conf", encoding="utf-8").read(), [
        ("server 127.0.0.1:8080", f"server 127.0.0.1:{server.port}"), ("listen 80;", f"listen 127.0.0.1:{plain};"), ("    listen [::]:80;\n", ""),
        ("listen 443 ssl", f"listen 127.0.0.1:{tls} ssl"), ("    listen [::]:443 ssl http2;\n", ""),
        ("/etc/ssl/veedor/fullchain.pem", f"{folder}/cert.pem"), ("/etc/ssl/veedor/privkey.pem", f"{folder}/key.pem")])
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    return f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{example}}}\n"


def haproxy(folder, server, plain, tls):
    return changed(open(f"{EXAMPLES}/haproxy.cfg", encoding="utf-8").read(), [
        ("node1 127.0.0.1:8080", f"node1 127.0.0.1:{server.port}"), ("bind :80\n", f"bind 127.0.0.1:{plain}\n"),
        ("bind :443 ssl", f"bind 127.0.0.1:{tls} ssl"), ("/etc/ssl/veedor/veedor.pem", f"{folder}/both.pem")])


PROXIES = {"nginx": (nginx, ["/usr/sbin/nginx", "-p", "{folder}", "-c", "{conf}"]), "haproxy": (haproxy, ["/usr/sbin/haproxy", "-db", "-f", "{conf}"])}


@contextlib.contextmanager
def before(kind, server):
    write, words = PROXIES[kind]
    if not os.path.exists(words[0]):
        raise Skip(f"{kind} is not installed")
    folder = os.path.join(os.path.dirname(server.log_path), kind)
    os.makedirs(folder)
    certificate(folder)
    plain, tls = free_port(), free_port()
    conf = os.path.join(folder, "conf")
    with open(conf, "w", encoding="utf-8") as f:
        f.write(write(folder, server, plain, tls))
    with open(os.path.join(folder, "log"), "ab") as log:
        process = subprocess.Popen([word.format(folder=folder, conf=conf) for word in words], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        proxy = Proxy(folder, plain, tls, process, log.name)
        wait_for(proxy)
        yield proxy
    finally:
        process.terminate()
        process.wait(15)


def wait_for(proxy):
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        said = open(proxy.log, errors="replace").read()
        assert proxy.process.poll() is None, f"the proxy ended with {proxy.process.returncode}:\n{said[-2000:]}"
        with contextlib.suppress(OSError, http.client.HTTPException):
            if proxy.ask("/salud").status == 200:
                return
        time.sleep(0.05)
    raise AssertionError("the proxy does not answer:\n" + open(proxy.log, errors="replace").read()[-2000:])


VARYING = {"date", "connection", "keep-alive", "transfer-encoding", "content-length", "strict-transport-security", "server"}


def same(direct, through, what):
    assert (direct.status, direct.body) == (through.status, through.body), f"{what}: {direct.status} with {len(direct.body)} bytes, {through.status} with {len(through.body)} through the proxy"
    heads = [sorted((k.lower(), v) for k, v in answer.headers if k.lower() not in VARYING) for answer in (direct, through)]
    assert heads[0] == heads[1], f"{what}: {set(heads[0]) ^ set(heads[1])}"
    assert through.header("Strict-Transport-Security").startswith("max-age=31536000"), what


def walk(server, proxy):
    compressed = {"Accept-Encoding": "gzip"}
    etag = server.ask(PLAN).header("ETag")
    for path in ("/salud", "/pasto", PLAN, PLAN + "/actividades.csv", PLAN + "/actividades.json", "/no/hay"):
        for method, headers in (("GET", {}), ("HEAD", {}), ("GET", compressed), ("GET", {"Range": "bytes=0-9"})):
            direct, through = (side.ask(path, method, headers) for side in (server, proxy))
            if direct.status >= 400:   # an error page bears the number of its request
                assert through.status == direct.status, path
            else:
                same(direct, through, f"{method} {path} {headers}")
    through = proxy.ask(PLAN, headers={"If-None-Match": etag})
    assert through.status == 304 and not through.body and through.header("ETag") == etag, through.status
    assert proxy.ask(PLAN, headers=compressed).header("Content-Encoding") == "gzip"
    workbook = proxy.ask(PLAN + "/actividades.xlsx")
    assert workbook.status == 200 and workbook.body[:2] == b"PK"
    moved = proxy.ask(PLAN + "?componente=4", port=proxy.plain)
    assert moved.status == 301 and moved.header("Location") == f"https://{HOST}{PLAN}?componente=4", moved.headers


def hostile(server, proxy):
    """Each is refused, or reaches the server as one harmless request: never as two."""
    assert server.raw(COLON, 1).count(b"HTTP/1.1 ") == 2, "the library no longer cuts at such a line: the proxies' rule can go"
    for name, request in {**HOSTILE, "a line without a name": COLON, "a line without a name, then another": COLON_FOLLOWED}.items():
        seen = server.log().count("smuggled")
        got = proxy.raw(request)
        answers = got.count(b"HTTP/1.1 ")
        hidden = server.log().count("smuggled") - seen
        if name in REALLY_TWO:
            assert hidden <= 1 and answers in (1, 2), f"{name}: {answers} answers, {hidden} hidden requests"
            continue
        assert hidden == 0, f"{name}: a hidden request reached the server:\n{server.log()[-1500:]}"
        # Too long a head may end in a reset that swallows the answer.
        assert answers == 1 or (answers == 0 and name.startswith("endless")), f"{name}: {answers} answers: {got[:300]}"
    assert proxy.ask("/salud").status == 200


def register(kind):
    @story(f"Behind {kind} as its example sets it up, pages, HEAD, 304 and downloads are the same bytes", engines=SQLITE)
    def same_bytes(world):
        with world.pasto().serving() as server, before(kind, server) as proxy:
            walk(server, proxy)

    @story(f"Behind {kind}, requests that two programs would cut differently reach Veedor as one or not at all", engines=SQLITE)
    def one_request(world):
        with world.pasto().serving() as server, before(kind, server) as proxy:
            hostile(server, proxy)

    @story(f"Behind {kind}, one address that asks without pause gets 429, and Veedor's death gets a 5xx until it is back", engines=SQLITE)
    def limits(world):
        with world.pasto().serving("--listen", f"127.0.0.1:{free_port()}", checked=False) as server, before(kind, server) as proxy:
            server.kill()
            assert proxy.ask("/pasto").status in (502, 503, 504)
            statuses = [proxy.ask("/salud").status for _ in range(620)]
            assert statuses.count(429) > 20, f"{statuses.count(429)} of 620 were refused"


for _kind in PROXIES:
    register(_kind)
