# SPDX-License-Identifier: Apache-2.0
"""A mail server for stories (RFC 5321, what a relay needs): keeps what it takes, and refuses when it is told to.

    with MailServer() as mail:
        mail.say = {"RCPT": "550 5.1.1 nobody here"}      # answers to a command, until taken back
        message = mail.wait(1)[0]                          # email.message.EmailMessage, with .sent_to"""
import email
import email.policy
import socketserver
import threading
import time


class _Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        server, to = self.server.mail, []
        server.connections += 1
        self.say(server.say.get("CONNECT", "220 prueba ESMTP"))
        while line := self.rfile.readline():
            verb = line[:4].decode("ascii", "replace").upper()
            server.commands.append(line.decode("ascii", "replace").strip())
            if verb in server.say:
                self.say(server.say[verb])
            elif verb in ("EHLO", "HELO"):
                self.say("250-prueba\r\n250 8BITMIME" if verb == "EHLO" else "250 prueba")
            elif verb == "RCPT":
                to.append(line.decode().split("<")[1].split(">")[0])
                self.say("250 OK")
            elif verb == "DATA":
                self.say("354 go on")
                self._take(to)
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 OK" if verb in ("MAIL", "RSET", "NOOP") else "502 no")

    def _take(self, to):
        data = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            assert line.endswith(b"\r\n") and len(line) <= 1000, line
            data += line[1:] if line.startswith(b".") else line
        message = email.message_from_bytes(data, policy=email.policy.default)
        message.sent_to, message.raw = list(to), data
        self.server.mail.messages.append(message)
        self.say("250 taken")


class MailServer:
    def __init__(self):
        self.say, self.messages, self.commands, self.connections = {}, [], [], 0
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session)
        self._server.daemon_threads = True
        self._server.mail = self
        self.url = f"smtp://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def wait(self, n, seconds=30):
        deadline = time.monotonic() + seconds
        while len(self.messages) < n and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(self.messages) >= n, f"{len(self.messages)} messages of {n} came; {self.commands}"
        return self.messages

    def wait_for(self, condition, seconds=30):
        deadline = time.monotonic() + seconds
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert condition(), self.commands

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
