# SPDX-License-Identifier: Apache-2.0
"""Slow clients, costly requests, stopping under load. load_test.py PATH-OF-http_lab."""
import http.client
import socket
import tempfile
import threading
import time
import unittest

from lab import Lab, Shared


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

    def test_guessers_at_the_door_hold_up_neither_pages_nor_costly_addresses_nor_these_them(self):
        guessers, costly = self.many(3, "/lab/puerta/600"), self.many(4, "/lab/ancho/600")
        time.sleep(0.2)
        for path in ("/lab/espera/1", "/lab/espera/1"):
            start = time.monotonic()
            self.assertEqual(self.lab.ask(path).status, 200)
            self.assertLess(time.monotonic() - start, 0.5)
        self.assertEqual(self.statuses(costly), [200] * 4)
        self.assertEqual(self.statuses(guessers), [200] * 3)

    def test_the_door_lets_one_in_at_a_time_and_refuses_more_than_may_wait(self):
        start = time.monotonic()
        self.assertEqual(self.statuses(self.many(4, "/lab/puerta/150")), [200] * 4)
        self.assertGreater(time.monotonic() - start, 0.55)
        got = self.statuses(self.many(80, "/lab/puerta/20"))
        self.assertEqual(sorted(set(got)), [200, 503])

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
