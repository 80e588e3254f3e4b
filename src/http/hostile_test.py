# SPDX-License-Identifier: Apache-2.0
"""What a hostile client sends is refused, once and with a sentence. hostile_test.py PATH-OF-http_lab."""
import socket
import unittest

from lab import Shared, answers


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
