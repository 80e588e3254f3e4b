# SPDX-License-Identifier: Apache-2.0
"""Routes, parameters, headers, errors, and the pages that are kept. pages_test.py PATH-OF-http_lab."""
import gzip
import http.client
import re
import signal
import subprocess
import time
import unittest

from lab import LAB, Shared


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
