# SPDX-License-Identifier: Apache-2.0
"""The server as a process, seen from its socket: http_test.py PATH-OF-http_lab. Standard library only."""
import gzip
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

LAB = sys.argv.pop(1) if len(sys.argv) > 1 else "http_lab"


class Lab:
    def __init__(self, *options):
        self.log_file = tempfile.NamedTemporaryFile(mode="w+", suffix=".log")
        self.process = subprocess.Popen([LAB, "--listen", "127.0.0.1:0", *options], stdout=subprocess.PIPE, stderr=self.log_file, text=True)
        self.port = int(self.process.stdout.readline())
        self.last_line = ""

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        rest, _ = self.process.communicate(timeout=60)
        self.last_line = rest.strip()
        return self.process.returncode

    def log(self):
        with open(self.log_file.name) as f:
            return f.read()

    def logged(self, text, seconds=3):
        """A line is written when its request is over, which the client may see a moment earlier."""
        end = time.monotonic() + seconds
        while text not in self.log() and time.monotonic() < end:
            time.sleep(0.02)
        return text in self.log()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def ask(self, path, method="GET", headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        answer.body = answer.read()
        answer.text = answer.body.decode("utf-8", "replace")
        connection.close()
        return answer

    def raw(self, data):
        """Everything the server says until it closes or is silent for a while."""
        with self.connect() as s:
            s.settimeout(1.5)
            got = b""
            try:
                s.sendall(data)
                while True:
                    more = s.recv(65536)
                    if not more:
                        return got, True
                    got += more
            except (socket.timeout, ConnectionError) as fault:
                return got, not isinstance(fault, socket.timeout)

    def token(self):
        return re.search(r'name=token value="([0-9a-f]+)"', self.ask("/formulario").text)[1]

    def post(self, fields, token=None, **more):
        body = "&".join(f"{k}={v}" for k, v in {"token": token or self.token(), **fields}.items())
        return self.ask("/formulario", "POST", {"Content-Type": "application/x-www-form-urlencoded"}, body, **more)


def answers(data):
    """Status codes of the answers in what came, by their lengths."""
    found = []
    while data.startswith(b"HTTP/1."):
        head, _, rest = data.partition(b"\r\n\r\n")
        found.append(int(head.split()[1]))
        length = re.search(rb"(?i)content-length: (\d+)", head)
        data = rest[int(length[1]):] if length else b""
    return found


def multipart(parts, boundary="limite", end=True):
    out = b""
    for name, value, *file in parts:
        extra = f'; filename="{file[0]}"' if file else ""
        kind = "Content-Type: application/octet-stream\r\n" if file else ""
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n{kind}\r\n'.encode() + value + b"\r\n"
    return out + (f"--{boundary}--\r\n".encode() if end else b"")


class Shared(unittest.TestCase):
    options = ()

    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(*cls.options)

    @classmethod
    def tearDownClass(cls):
        code = cls.lab.stop()
        assert code == 0, f"exit code {code}\n{cls.lab.log()[-3000:]}"
        assert cls.lab.last_line.endswith("conexiones 0"), cls.lab.last_line
        cls.lab.log_file.close()


class Hostile(Shared):
    def refused(self, data, *statuses):
        got, closed = self.lab.raw(data)
        self.assertIn(answers(got), [[s] for s in statuses], data[:200])
        self.assertTrue(closed, f"left open: {data[:200]}")
        return got.decode("utf-8", "replace")

    def test_messages_that_two_servers_may_cut_differently_are_refused_once_and_closed(self):
        smuggled = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
        for head in (b"Content-Length: 35\r\nContent-Length: 0\r\n", b"Content-Length: 0\r\nContent-Length: 35\r\n",
                     b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", b"Transfer-Encoding: xchunked\r\n",
                     b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", b"Content-Length : 3\r\n", b"Host: y\r\n",
                     b"Content-Length: 3\r\n 5\r\n", b"Content-Length: 35\0\r\n 5\r\n", b"Transfer-Encoding:\r\n chunked\r\n", b"X-A: y\rZ: w\r\n",
                     b"Content-Type: a/b\r\nContent-Type: c/d\r\n", b"X-A: \x01\r\n"):
            text = self.refused(b"POST /formulario HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n" + smuggled, 400)
            self.assertIn("La solicitud está mal formada.", text, head)
            self.assertRegex(text, r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}")
        self.assertNotIn("/smuggled", self.lab.log())

    def test_a_text_ends_at_a_nul_and_a_folded_line_of_another_header_does_no_harm(self):
        for head in (b"X-A: a\0b\r\n", b"X-A: 1\r\n b\r\n"):
            got, _ = self.lab.raw(b"GET /salud HTTP/1.1\r\nHost: x\r\n" + head + b"\r\nGET /salud HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            self.assertEqual(answers(got), [200, 200], head)
        got, _ = self.lab.raw(b"GET /nul\0/oculto HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        self.assertEqual(answers(got), [200])
        self.assertTrue(self.lab.logged("path=/nul status=200"))
        self.assertNotIn("oculto", self.lab.log())

    def test_what_the_library_cannot_read_it_refuses_itself(self):
        for line in (b"no colon", b"Content-Length\0: 5"):
            self.refused(b"GET / HTTP/1.1\r\nHost: x\r\n" + line + b"\r\n\r\n", 400)
        for length in (b"+5", b"5 5", b"0x5", b"-1", b"99999999999999999999999"):
            self.refused(b"POST /formulario HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + b"\r\n\r\nabcde", 400, 413)

    def test_request_lines_that_hide_something_are_refused(self):
        for line, status in ((b"GET /e HTTP/1.1\0x", 400), (b"GET /a b HTTP/1.1", 400), (b"GET http://evil/x HTTP/1.1", 400), (b"GET evil HTTP/1.1", 400),
                             (b"GET /a#b HTTP/1.1", 400), (b"GET /\xc3\xb1 HTTP/1.1", 400), (b"BREW /e HTTP/1.1", 501), (b"PUT /e HTTP/1.1", 405),
                             (b"OPTIONS * HTTP/1.1", 405), (b"TRACE /e HTTP/1.1", 405), (b"GET /e HTTP/2.0", 505), (b"get /e HTTP/1.1", 501)):
            self.refused(line + b"\r\nHost: x\r\n\r\n", status)

    def test_a_missing_host_is_refused_but_an_old_monitor_needs_none(self):
        self.refused(b"GET /salud HTTP/1.1\r\n\r\n", 400)
        self.refused(b"GET /salud HTTP/1.1\r\nHost:\r\n\r\n", 400)
        self.refused(b"GET /salud HTTP/1.1\r\nHost: a b\r\n\r\n", 400)
        self.assertEqual(answers(self.lab.raw(b"GET /salud HTTP/1.0\r\n\r\n")[0]), [200])

    def test_paths_are_refused_never_cut_or_climbed(self):
        for path in ("/%00", "/salud%00/../x", "/%zz", "/%", "/%4", "/%ff%fe", "/a//b", "//evil.example/x", "/../etc/passwd", "/a/%2e%2e/b", "/a/./b",
                     "/a%2fb", "/a%2Fb", "/a%5cb", "/a%0d%0aX:y", "/%c0%af", "/%ed%a0%80"):
            self.refused(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n", 400)

    def test_what_is_too_long_is_told_in_spanish(self):
        self.assertIn("demasiado larga", self.refused(b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414))
        self.assertIn("demasiado grandes", self.refused(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 13000 + b"\r\n\r\n", 431))
        self.assertIn("demasiado grandes", self.refused(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: a\r\n" * 120 + b"\r\n", 431))
        for n in (80, 1000):
            many = self.lab.ask("/pasto/plan/2022?" + "&".join(["a=b"] * n))
            self.assertEqual((many.status, "demasiados datos" in many.text), (400, True))
        self.assertEqual(self.lab.ask("/pasto/plan/2022?" + "&".join(["a=b"] * 60)).status, 200)

    def test_beyond_its_memory_the_library_refuses_and_the_server_lives(self):
        for data in (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"):
            got, closed = self.lab.raw(data)
            self.assertTrue(closed and (not got or answers(got)[0] in (414, 431)), got[:200])
        self.assertEqual(self.lab.ask("/salud").body, b"ok")

    def test_a_query_with_a_body_and_a_post_of_another_type_are_refused(self):
        self.refused(b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 400)
        self.refused(b"POST /formulario HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc", 415)

    def test_a_head_that_comes_byte_by_byte_or_in_great_pieces_is_read(self):
        data = b"GET /salud HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + b"".join(b"X-%d: %s  \r\n" % (i, b"v" * 120) for i in range(80)) + b"\r\n"
        for step in (1, 997, len(data)):
            with self.lab.connect() as s:
                s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for i in range(0, len(data), step):
                    s.sendall(data[i:i + step])
                got = b""
                while more := s.recv(65536):
                    got += more
            self.assertEqual(answers(got), [200], step)

    def test_two_requests_in_one_packet_get_two_answers(self):
        got, _ = self.lab.raw(b"GET /salud HTTP/1.1\r\nHost: x\r\n\r\nGET /pasto HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        self.assertEqual(answers(got), [200, 200])


class Pages(Shared):
    def test_literal_segments_win_and_names_may_have_a_tail(self):
        self.assertIn("plan pasto 2022", self.lab.ask("/pasto/plan/2022").text)
        self.assertEqual(self.lab.ask("/pasto/plan/2022.json").text, '{"vigencia":2022}\n')
        self.assertEqual(self.lab.ask("/formulario").headers["Cache-Control"], "no-store")
        for path in ("/pasto/plan/1999", "/pasto/plan/02022", "/pasto/plan/abc", "/Pasto", "/pasto/otra", "/pasto/plan/.json", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r"):
            self.assertEqual(self.lab.ask(path).status, 404, path)

    def test_a_slash_at_the_end_leads_to_the_page_without_it(self):
        answer = self.lab.ask("/pasto/plan/2022/?pagina=2")
        self.assertEqual((answer.status, answer.headers["Location"]), (308, "/pasto/plan/2022?pagina=2"))
        self.assertEqual(self.lab.ask("/a/b/c/").status, 404)

    def test_a_wrong_method_names_the_right_ones(self):
        answer = self.lab.ask("/pasto", "POST", {"Content-Type": "application/x-www-form-urlencoded"}, "a=b")
        self.assertEqual((answer.status, answer.headers["Allow"]), (405, "GET, HEAD"))
        self.assertEqual(self.lab.ask("/no/hay", "POST").status, 404)

    def test_head_is_a_get_without_its_body(self):
        for path in ("/pasto", "/salud", "/no/hay/esto", "/lab/despues"):
            get, head = self.lab.ask(path), self.lab.ask(path, "HEAD")
            self.assertEqual((head.status, head.body), (get.status, b""), path)
            self.assertEqual(head.headers["Content-Length"], str(len(get.body)), path)

    def test_declared_parameters_are_checked_and_others_do_not_exist(self):
        ask = lambda query: self.lab.ask("/pasto/plan/2022?" + query)
        self.assertIn("pagina 7 buscar [añil y más]", ask("pagina=7&buscar=+a%C3%B1il+y%20m%C3%A1s+&fbclid=1").text)
        self.assertIn("dialecto rfc4180", ask("dialecto=rfc4180").text)
        self.assertIn("pagina 1 buscar []", ask("pagina=&buscar=+&&otra=2&otra=3").text)
        for query, words in (("pagina=0", "«pagina» debe ser un número, de 1 a 1000."), ("pagina=1001", "«pagina»"), ("pagina=07", "«pagina»"), ("pagina=x", "«pagina»"),
                             ("pagina=1&pagina=2", "«pagina» llegó más de una vez"), ("dialecto=otro", "«dialecto» no es una de las opciones"),
                             ("buscar=" + "a" * 81, "«buscar» es demasiado largo"), ("buscar=a%0ab", "«buscar» tiene caracteres"), ("buscar=%00", "mal codificados"),
                             ("x=%zz", "mal codificados"), ("x=%ff", "mal codificados")):
            answer = ask(query)
            self.assertEqual(answer.status, 400, query)
            self.assertIn(words, answer.text, query)

    def test_every_answer_has_the_security_headers(self):
        for path in ("/pasto", "/no/hay", "/%00", "/lab/error/11", "/salud", "/lab/despues", "/pasto/"):
            answer = self.lab.ask(path)
            policy = answer.headers["Content-Security-Policy"]
            self.assertTrue(policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy, path)
            self.assertEqual((answer.headers["X-Content-Type-Options"], answer.headers["Cross-Origin-Opener-Policy"]), ("nosniff", "same-origin"), path)
            self.assertTrue(answer.headers["Referrer-Policy"] and answer.headers["Permissions-Policy"] and not answer.headers["Server"], path)

    def test_errors_become_pages_with_the_number_of_the_log_line(self):
        for err, status in ((1, 503), (2, 404), (3, 400), (4, 409), (5, 403), (6, 413), (7, 503), (8, 503), (9, 500), (10, 500), (11, 500)):
            answer = self.lab.ask(f"/lab/error/{err}")
            self.assertEqual((answer.status, answer.headers["Cache-Control"]), (status, "no-store"))
            number = re.search(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", answer.text)[0]
            self.assertTrue(self.lab.logged(f"msg=request id={number} method=GET path=/lab/error/{err} status={status}"))
        self.assertIn("lab 404", self.lab.ask("/ninguna").text)

    def test_a_request_that_eats_its_memory_is_answered_503_and_the_server_lives(self):
        for _ in range(3):
            self.assertEqual(self.lab.ask("/lab/memoria/3000000").status, 200)
            self.assertEqual(self.lab.ask("/lab/memoria/9000000").status, 503)
        self.assertEqual(self.lab.ask("/pasto").status, 200)

    def test_ready_may_come_before_or_after_the_handler_returns(self):
        for path, text in (("/lab/antes", "después, leyendo sí\n"), ("/lab/despues", "después, leyendo sí\n"), ("/lab/dos-veces", "una vez y después, leyendo sí\n")):
            for _ in range(5):
                self.assertEqual(self.lab.ask(path).text, text, path)

    def test_a_client_that_vanishes_while_its_request_waits_does_no_harm(self):
        for path in (b"/lab/espera/200", b"/lab/despues", b"/pasto"):
            for _ in range(5):
                with self.lab.connect() as s:
                    s.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
                    time.sleep(0.005)
        self.assertEqual(self.lab.ask("/pasto").status, 200)

    def test_embedded_files_are_kept_for_ever(self):
        page = subprocess.run(["strings", LAB], capture_output=True, text=True).stdout
        path = re.search(r"^/estatico/veedor-[0-9a-f]+\.css$", page, re.M)[0]
        plain, packed = self.lab.ask(path), self.lab.ask(path, headers={"Accept-Encoding": "br, gzip"})
        self.assertEqual((plain.status, plain.headers["Cache-Control"], plain.headers["Vary"]), (200, "public, max-age=31536000, immutable", "Accept-Encoding"))
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertNotEqual(plain.headers["ETag"], packed.headers["ETag"])
        self.assertEqual(self.lab.ask(path, headers={"If-None-Match": plain.headers["ETag"]}).status, 304)

    def test_a_file_name_cannot_make_a_header(self):
        self.assertEqual(self.lab.ask("/pasto/plan/2022.json").headers["Content-Disposition"],
                         "attachment; filename=\"plan _a__o_.json\"; filename*=UTF-8''plan%20%22a%C3%B1o%22.json")


class Cache(Shared):
    def test_a_connection_serves_many_pages_kept_or_not(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.lab.port, timeout=20)
        connection.connect()
        first = connection.sock
        for path in ("/pasto", "/pasto", "/pasto/", "/pasto/plan/2022?pagina=3", "/salud", "/no/hay", "/lab/despues", "/lab/error/3", "/pasto"):
            connection.request("GET", path)
            connection.getresponse().read()
            self.assertIs(connection.sock, first, path)
        connection.close()

    def test_a_page_is_drawn_once_until_its_public_version_moves(self):
        first = self.lab.ask("/sopo").text
        self.assertEqual(self.lab.ask("/sopo?utm_source=x").text, first)
        self.assertTrue(self.lab.logged("path=/sopo status=200 bytes=%d" % len(first.encode())) and self.lab.logged("cache=hit"))
        self.lab.ask("/lab/version/sopo/7")
        second = self.lab.ask("/sopo").text
        self.assertIn("version 7", second)
        self.assertNotEqual(second, first)
        self.assertEqual(self.lab.ask("/sopo").text, second)

    def test_a_page_is_kept_for_each_value_of_its_parameters(self):
        for query in ("pagina=1", "pagina=2", "buscar=a", "buscar=a&pagina=2", "buscar=a%26pagina%3D2"):
            for _ in range(2):
                page = self.lab.ask("/tunja/plan/2022?" + query).text
                wanted = {"pagina=2": "pagina 2 buscar []", "buscar=a&pagina=2": "pagina 2 buscar [a]", "buscar=a%26pagina%3D2": "pagina 1 buscar [a&pagina=2]"}
                self.assertIn(wanted.get(query, "pagina 1"), page)

    def test_compressed_and_plain_bodies_say_the_same_and_have_their_own_tags(self):
        for _ in range(2):
            plain, packed = self.lab.ask("/cali"), self.lab.ask("/cali", headers={"Accept-Encoding": "gzip, deflate"})
            self.assertEqual(packed.headers["Content-Encoding"], "gzip")
            strip = lambda text: re.sub(rb"dibujo \d+", b"", text)
            self.assertEqual(strip(gzip.decompress(packed.body)), strip(plain.body))
            self.assertNotEqual(plain.headers["ETag"], packed.headers["ETag"])
            self.assertEqual((plain.headers["Vary"], plain.headers["Cache-Control"]), ("Accept-Encoding", "public, max-age=0, must-revalidate"))
            self.assertEqual(plain.headers["Last-Modified"], "Tue, 20 Sep 2022 15:20:00 GMT")
        self.assertIsNone(self.lab.ask("/cali", headers={"Accept-Encoding": "gzip;q=0"}).headers["Content-Encoding"])

    def test_a_known_tag_is_answered_304_without_a_body(self):
        for entity in ("ibague", "neiva"):
            for headers in ({}, {"Accept-Encoding": "gzip"}):
                tag = self.lab.ask("/" + entity, headers=headers).headers["ETag"]
                for known in (tag, "W/" + tag, '"x", ' + tag, "*"):
                    answer = self.lab.ask("/" + entity, headers={**headers, "If-None-Match": known})
                    self.assertEqual((answer.status, answer.body, answer.headers["ETag"]), (304, b"", tag), known)
                self.assertEqual(self.lab.ask("/" + entity, headers={**headers, "If-None-Match": '"otra"'}).status, 200)
        tag = self.lab.ask("/lab/despues").headers["ETag"]
        self.assertEqual(self.lab.ask("/lab/despues", headers={"If-None-Match": tag}).status, 304)
        self.lab.ask("/lab/version/neiva/3")
        self.assertEqual(self.lab.ask("/neiva", headers={"If-None-Match": self.lab.ask("/ibague").headers["ETag"]}).status, 200)

    def test_errors_and_forms_are_never_kept(self):
        self.assertNotEqual(self.lab.token(), self.lab.token())
        one, two = self.lab.ask("/ninguna").text, self.lab.ask("/ninguna").text
        self.assertNotEqual(one, two)  # each has its own number

    def test_without_a_database_monitors_and_new_pages_hear_503_until_it_is_back(self):
        self.assertEqual(self.lab.ask("/salud").body, b"ok")
        self.lab.process.send_signal(signal.SIGUSR1)
        time.sleep(0.1)
        self.assertEqual((self.lab.ask("/salud").status, self.lab.ask("/nueva-1").status), (503, 503))
        self.lab.process.send_signal(signal.SIGUSR1)
        time.sleep(0.1)
        self.assertEqual((self.lab.ask("/salud").status, self.lab.ask("/nueva-1").status), (200, 200))
        self.assertNotIn("path=/salud status=200", self.lab.log())


class Forms(Shared):
    def send(self, body, boundary="limite", kind=None):
        return self.lab.ask("/formulario", "POST", {"Content-Type": kind or f"multipart/form-data; boundary={boundary}"}, body)

    def good(self, *more):
        return [("token", self.lab.token().encode()), ("nombre", "Ñandú".encode()), *more]

    def test_a_form_is_read_and_its_key_and_hash_come_with_it(self):
        token = self.lab.token()
        first = self.lab.post({"nombre": "%C3%91and%C3%BA", "edad": "40", "nota": "a%0D%0Ab", "tipo": "queja"}, token)
        self.assertIn("radicado nombre=[Ñandú] tipo=[queja] nota=[a\nb] edad=40", first.text)
        key = re.compile(r"clave=([0-9a-f]{32}) hash=([0-9a-f]{64})")
        again, other = self.lab.post({"nombre": "%C3%91and%C3%BA", "edad": "40", "nota": "a%0D%0Ab", "tipo": "queja"}, token), self.lab.post({"nombre": "b"}, token)
        self.assertEqual(key.search(first.text).groups(), key.search(again.text).groups())
        self.assertEqual(key.search(first.text)[1], key.search(other.text)[1])
        self.assertNotEqual(key.search(first.text)[2], key.search(other.text)[2])

    def test_a_file_comes_whole_whatever_bytes_it_has(self):
        data = bytes(range(256)) * 40 + b"\r\n--limit\r\n--limit"
        answer = self.send(multipart(self.good(("archivo", data, "C:\\mis cosas\\año %22x%22.docx"))))
        self.assertIn(f'archivo=[año "x".docx] bytes={len(data)} ', answer.text)
        self.assertIn("archivo=[] bytes=0 ", self.send(multipart(self.good(("archivo", b"", "")))).text)

    def test_chunked_bodies_and_expect_continue_work(self):
        body = f"token={self.lab.token()}&nombre=a".encode()
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(body[i:i + 7]), body[i:i + 7]) for i in range(0, len(body), 7)) + b"0\r\n\r\n"
        head = b"POST /formulario HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        self.assertIn(b"radicado nombre=[a]", self.lab.raw(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)[0])
        with self.lab.connect() as s:
            s.sendall(head + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body))
            self.assertTrue(s.recv(1000).startswith(b"HTTP/1.1 100"))
            s.sendall(body)
            self.assertTrue(s.recv(1000).startswith(b"HTTP/1.1 200"))

    def test_a_form_that_another_site_sends_is_refused(self):
        token = self.lab.token()
        body, kind = f"token={token}&nombre=a", {"Content-Type": "application/x-www-form-urlencoded"}
        for foreign in ({"Origin": "http://otro.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = self.lab.ask("/formulario", "POST", {**kind, **foreign}, body)
            self.assertEqual(answer.status, 403, foreign)
            self.assertIn("desde otro sitio", answer.text)
        own = {"Origin": f"http://127.0.0.1:{self.lab.port}", "Sec-Fetch-Site": "same-origin"}
        self.assertEqual(self.lab.ask("/formulario", "POST", {**kind, **own}, body).status, 200)

    def test_without_a_good_token_nothing_is_taken(self):
        token = self.lab.token()
        for bad in ("", "00" * 56, token[:-1] + ("0" if token[-1] != "0" else "1"), token + "00", token.upper() + "x"):
            answer = self.lab.post({"nombre": "a"}, bad or "nada")
            self.assertEqual(answer.status, 403, bad)
            self.assertIn("Vuelva a abrir la página", answer.text)
        self.assertEqual(self.lab.ask("/formulario", "POST").status, 403)

    def test_wrong_fields_are_refused_with_a_sentence(self):
        for fields, words in (({"nombre": ""}, "«nombre» es obligatorio"), ({"nombre": "a", "otro": "b"}, "no se pide"), ({"nombre": "a", "tipo": "x"}, "«tipo»"),
                              ({"nombre": "a", "edad": "151"}, "«edad»"), ({"nombre": "a", "archivo": "x"}, "«archivo» no es del tipo esperado"),
                              ({"nombre": "a%00"}, "mal codificados"), ({"nombre": "a%01"}, "caracteres"), ({"nombre": "a" * 101}, "demasiado largo")):
            answer = self.lab.post(fields)
            self.assertEqual(answer.status, 400, fields)
            self.assertIn(words, answer.text, fields)

    def test_broken_multipart_is_refused(self):
        good = multipart(self.good())
        broken = {
            "no end": multipart(self.good(), end=False), "empty": b"", "only the end": b"--limite--", "preamble": b"hola\r\n" + good, "epilogue": good + b"x",
            "wrong boundary": good.replace(b"--limite--", b"--limita--"), "no disposition": b"--limite\r\nX: y\r\n\r\na\r\n--limite--\r\n",
            "no name": b"--limite\r\nContent-Disposition: form-data\r\n\r\na\r\n--limite--\r\n",
            "two names": b'--limite\r\nContent-Disposition: form-data; name="a"; name="b"\r\n\r\na\r\n--limite--\r\n',
            "open quote": b'--limite\r\nContent-Disposition: form-data; name="a\r\n\r\na\r\n--limite--\r\n',
            "transfer encoding": b'--limite\r\nContent-Disposition: form-data; name="nombre"\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--limite--\r\n',
            "long head": b'--limite\r\nContent-Disposition: form-data; name="nombre"\r\nX: ' + b"a" * 3000 + b"\r\n\r\na\r\n--limite--\r\n",
            "many lines": b'--limite\r\n' + b"X: y\r\n" * 20 + b'Content-Disposition: form-data; name="nombre"\r\n\r\na\r\n--limite--\r\n',
            "not text": multipart(self.good(("nota", b"\xff\xfe"))), "nul": multipart(self.good(("nota", b"a\0b"))),
            "twice": multipart(self.good(("nombre", b"b"))), "too many": multipart([(f"f{i}", b"") for i in range(300)]),
        }
        for name, body in broken.items():
            self.assertIn(self.send(body).status, (400, 403), name)
        for boundary in ("", "a" * 71, '"', '""', "a; boundary=b", "á"):
            self.assertEqual(self.send(good, kind=f"multipart/form-data; boundary={boundary}".encode("utf-8")).status, 400, boundary)
        self.assertEqual(self.send(good).status, 200)

    def test_too_much_is_answered_413_and_the_answer_can_be_read(self):
        answer = self.send(multipart(self.good(("archivo", b"x" * ((1 << 20) + 1), "a.bin"))))
        self.assertEqual(answer.status, 413)
        self.assertIn("«archivo» es un archivo demasiado grande", answer.text)
        answer = self.send(multipart(self.good(("archivo", b"x" * (3 << 20), "a.bin"))))
        self.assertEqual(answer.status, 413)
        self.assertIn("demasiado grande", answer.text)
        huge = b"POST /formulario HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900000000\r\n\r\n"
        self.assertEqual(answers(self.lab.raw(huge)[0]), [413])


class FormAges(Shared):
    options = ("--form-min", "1", "--form-max", "2")

    def test_a_form_sent_too_early_or_too_late_is_refused(self):
        token = self.lab.token()
        early = self.lab.post({"nombre": "a"}, token)
        self.assertEqual((early.status, "demasiado pronto" in early.text), (403, True))
        time.sleep(1.1)
        self.assertEqual(self.lab.post({"nombre": "a"}, token).status, 200)
        time.sleep(1.2)
        late = self.lab.post({"nombre": "a"}, token)
        self.assertEqual((late.status, "venció" in late.text), (403, True))


class Slow(Shared):
    options = ("--header", "2", "--body", "2", "--keepalive", "2", "--send", "1", "--send-rate", "8000000")

    def lives(self, first, more, every, limit=8):
        """Seconds until the server closes a client that sends one byte now and then."""
        with self.lab.connect() as s:
            s.sendall(first)
            s.settimeout(every)
            start = time.monotonic()
            while time.monotonic() - start < limit:
                try:
                    if not s.recv(65536):
                        break
                except socket.timeout:
                    pass
                except ConnectionError:
                    break
                try:
                    s.sendall(more)
                except OSError:
                    break
            return time.monotonic() - start

    def test_trickling_clients_are_closed_at_the_deadline_of_their_phase_and_others_are_served(self):
        form = b"POST /formulario HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\n"
        cases = {"header": (b"GET / HTTP/1.1\r\nHost: x\r\nX: ", b"a"), "request line": (b"GET /", b"a"), "body": (form, b"a"), "nothing": (b"", b""),
                 "after an answer": (b"GET /salud HTTP/1.1\r\nHost: x\r\n\r\n", b"")}
        lived = {}
        def live(name, first, more):
            lived[name] = self.lives(first, more, 0.1)
        threads = [threading.Thread(target=live, args=(name, *c)) for name, c in cases.items()]
        for t in threads:
            t.start()
        while any(t.is_alive() for t in threads):
            self.assertEqual(self.lab.ask("/pasto").status, 200)
            time.sleep(0.05)
        for name, seconds in lived.items():
            self.assertTrue(1.5 < seconds < 4, f"{name}: {seconds:.1f} s")

    def test_a_request_in_work_has_no_deadline(self):
        self.assertEqual(self.lab.ask("/lab/espera/3500").text, "listo\n")

    def test_a_client_that_never_reads_is_closed_when_its_time_to_send_is_over(self):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            s.connect(("127.0.0.1", self.lab.port))
            start = time.monotonic()
            s.sendall(b"GET /lab/grande/1000000 HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertTrue(self.lab.logged("path=/lab/grande/1000000 status=200 bytes=16000000", 15))
            self.assertTrue(2.5 < time.monotonic() - start < 5)  # one second and two for the bytes


class Costly(Shared):
    options = ("--workers", "2", "--keepalive", "60")

    def many(self, n, target):
        found = [self.lab.connect() for _ in range(n)]
        for s in found:
            s.settimeout(30)
            s.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        return found

    @staticmethod
    def statuses(sockets):
        found = []
        for s in sockets:
            with s:
                found.append(int(s.recv(65536).split()[1]))
        return found

    def test_costly_requests_leave_half_of_the_workers_to_the_others(self):
        waiting = self.many(4, "/lab/ancho/800")
        time.sleep(0.2)
        for _ in range(5):
            start = time.monotonic()
            self.assertEqual(self.lab.ask("/lab/espera/1").status, 200)
            self.assertLess(time.monotonic() - start, 0.7)
        self.assertEqual(self.statuses(waiting), [200] * 4)

    def test_more_costly_requests_than_may_wait_are_refused_and_the_waiting_ones_answered(self):
        got = self.statuses(self.many(90, "/lab/ancho/100"))
        self.assertEqual(sorted(set(got)), [200, 503])
        self.assertGreaterEqual(got.count(200), 64)
        self.assertEqual(self.lab.ask("/lab/ancho/1").status, 200)

    def test_an_answer_in_a_file_is_made_once_and_sent_to_many(self):
        first, second = self.lab.ask("/lab/archivo/300000"), self.lab.ask("/lab/archivo/300000")
        self.assertEqual(first.body, b"\0" * 300000 + b"fin\n")
        self.assertEqual((second.body, second.headers["ETag"]), (first.body, first.headers["ETag"]))
        self.assertTrue(self.lab.logged("path=/lab/archivo/300000 status=200 bytes=300004 us="))
        same = self.lab.ask("/lab/archivo/300000", headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual((same.status, same.body), (304, b""))
        self.assertTrue(self.lab.logged("path=/lab/archivo/300000 status=304 bytes=0"))
        self.assertEqual(self.lab.log().count("path=/lab/archivo/300000 status=200"), 2)
        self.assertEqual(self.lab.ask("/lab/archivo/300000", "HEAD").headers["Content-Length"], "300004")
        for n in range(40):  # more than are kept
            self.assertEqual(len(self.lab.ask(f"/lab/archivo/{n}").body), n + 4)
        self.assertEqual(self.lab.ask("/lab/archivo/300000").body, first.body)

    def test_slow_readers_of_long_answers_hold_a_bounded_number_of_files(self):
        slow = []
        for i in range(256):
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            s.connect(("127.0.0.1", self.lab.port))
            s.sendall(f"GET /lab/archivo/{40000000 + i} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            slow.append(s)
        for s in slow:
            self.assertEqual(s.recv(12), b"HTTP/1.1 200")
        self.assertEqual(self.lab.ask("/lab/archivo/41000000").status, 503)
        self.assertEqual(self.lab.ask("/lab/espera/1").status, 200)
        for s in slow:
            s.close()
        end = time.monotonic() + 10
        while self.lab.ask("/lab/archivo/41000000").status == 503 and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(self.lab.ask("/lab/archivo/41000000").status, 200)


class Stop(unittest.TestCase):
    def test_stopping_under_load_loses_nothing_that_was_accepted_and_ends_with_0(self):
        with tempfile.NamedTemporaryFile(mode="r") as record:
            lab = Lab("--record", record.name, "--quiet", "--drain", "5")
            token = lab.token()
            acknowledged, faults, refused = [[] for _ in range(16)], [], [0] * 16

            def visitor(i):
                n = 0
                while True:
                    connection = http.client.HTTPConnection("127.0.0.1", lab.port, timeout=20)
                    try:
                        while True:
                            n += 1
                            name = f"v{i}-{n}"
                            connection.request("POST", "/formulario", f"token={token}&nombre={name}", {"Content-Type": "application/x-www-form-urlencoded"})
                            answer = connection.getresponse()
                            text = answer.read().decode()
                            if answer.status == 200:
                                acknowledged[i].append(name)
                                if f"nombre=[{name}]" not in text:
                                    faults.append(text)
                            elif answer.status == 503:
                                refused[i] += 1
                            else:
                                faults.append(f"{answer.status} {text}")
                            if answer.headers["Connection"] == "close":
                                break
                    except ConnectionRefusedError:
                        return
                    except (http.client.HTTPException, OSError):
                        continue  # closed between two requests: not acknowledged

            visitors = [threading.Thread(target=visitor, args=(i,)) for i in range(16)]
            idle = [lab.connect() for _ in range(20)]
            for v in visitors:
                v.start()
            time.sleep(1.5)
            start = time.monotonic()
            code = lab.stop()
            took = time.monotonic() - start
            for v in visitors:
                v.join(30)
            for s in idle:
                s.close()
            kept = set(record.read().split())
            seen = [name for names in acknowledged for name in names]
            self.assertEqual(code, 0, lab.log()[-2000:])
            self.assertEqual(faults, [])
            self.assertGreater(len(seen), 100)
            self.assertEqual([name for name in seen if name not in kept], [])
            self.assertLess(took, 8)
            self.assertIn(f"aceptados {len(kept)} conexiones 0", lab.last_line)


if __name__ == "__main__":
    unittest.main(verbosity=2)
