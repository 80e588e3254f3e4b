# SPDX-License-Identifier: Apache-2.0
"""The server as a process, seen from its socket, for the *_test.py beside: their first argument is the path of http_lab. Standard
library only."""
import http.client
import re
import signal
import socket
import subprocess
import sys
import tempfile
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
