# SPDX-License-Identifier: Apache-2.0
"""Forms: their bodies, files, tokens and ages. forms_test.py PATH-OF-http_lab."""
import re
import time
import unittest

from lab import Shared, answers, multipart


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
