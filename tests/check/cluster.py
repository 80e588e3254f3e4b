# SPDX-License-Identifier: Apache-2.0
"""Three PostgreSQL under Patroni on loopback, with one etcd: a folder and ports of its own, every process ended by its own id."""
import contextlib
import glob
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

from postgres import free_port
from results import Skip

NODE = """scope: veedor
name: {name}
restapi: {{listen: "127.0.0.1:{rest}", connect_address: "127.0.0.1:{rest}"}}
etcd3: {{host: "127.0.0.1:{etcd}"}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 6
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters: {{shared_buffers: 32MB, max_connections: 60}}
  initdb: [{{encoding: UTF8}}, {{locale: C}}, data-checksums]
postgresql:
  listen: "127.0.0.1:{port}"
  connect_address: "127.0.0.1:{port}"
  data_dir: {folder}/{name}
  bin_dir: {bin}
  pgpass: {folder}/{name}.pgpass
  authentication:
    replication: {{username: replicador, password: r}}
    superuser: {{username: postgres, password: s}}
    rewind: {{username: rebobinador, password: w}}
  pg_hba: ["host all all 127.0.0.1/32 trust", "host replication replicador 127.0.0.1/32 trust", "local all all trust"]
  parameters: {{unix_socket_directories: "{folder}"}}
"""


class Node:
    def __init__(self, name):
        self.name, self.port, self.rest, self.process = name, free_port(), free_port(), None


class Cluster:
    def __init__(self):
        programs = [name for name in ("patroni", "etcd") if not shutil.which(name)]
        servers = glob.glob("/usr/lib/postgresql/*/bin")
        if programs or not servers:
            raise Skip(f"{', '.join(programs) or 'PostgreSQL'} is not installed")
        self.bin = max(servers, key=lambda path: int(path.split("/")[4]))
        self.folder = tempfile.mkdtemp(prefix="veedor-ha-")
        self.as_user = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        self.nodes = [Node(f"nodo{i}") for i in (1, 2, 3)]
        self.etcd, self._etcd_port, self._etcd_peer = None, free_port(), free_port()

    def _run(self, name, *words):
        with open(os.path.join(self.folder, name + ".log"), "ab") as log:
            return subprocess.Popen([*self.as_user, *words], stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True,
                                    env={"PATH": os.environ["PATH"], "HOME": self.folder, "LC_ALL": "C.UTF-8"})

    def start(self):
        mine, peer = f"http://127.0.0.1:{self._etcd_port}", f"http://127.0.0.1:{self._etcd_peer}"
        self.etcd = self._run("etcd", "etcd", "--name=e", f"--data-dir={self.folder}/etcd", "--log-level=error", f"--listen-client-urls={mine}",
                              f"--advertise-client-urls={mine}", f"--listen-peer-urls={peer}", f"--initial-advertise-peer-urls={peer}",
                              f"--initial-cluster=e={peer}")
        for node in self.nodes:
            with open(f"{self.folder}/{node.name}.yml", "w", encoding="utf-8") as f:
                f.write(NODE.format(name=node.name, rest=node.rest, port=node.port, etcd=self._etcd_port, folder=self.folder, bin=self.bin))
            self.begin(node)
            if node is self.nodes[0]:
                self.wait("a first primary", self.primary, 60)
        self.wait("three members, one of them synchronous", self.whole, 90)
        self.sql("CREATE ROLE veedor LOGIN")
        self.sql("CREATE DATABASE veedor OWNER veedor")
        return self

    def begin(self, node):
        node.process = self._run(node.name, "patroni", f"{self.folder}/{node.name}.yml")

    def wait(self, what, met, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = met()
            if found:
                return found
            time.sleep(0.2)
        logs = "".join(f"\n== {path}\n" + open(path, errors="replace").read()[-1500:] for path in sorted(glob.glob(f"{self.folder}/*.log")))
        raise AssertionError(f"{what}: not within {seconds} s{logs}")

    def members(self):
        """As the first node that answers sees them."""
        for node in self.nodes:
            with contextlib.suppress(OSError, ValueError):
                with urllib.request.urlopen(f"http://127.0.0.1:{node.rest}/cluster", timeout=3) as answer:
                    return json.load(answer)["members"]
        return []

    def whole(self):
        members = self.members()
        roles = [member["role"] for member in members]
        streaming = sum(member["state"] in ("running", "streaming") for member in members)
        return streaming == 3 and "leader" in roles and "sync_standby" in roles

    def primary(self):
        """The node that takes writes now, or None."""
        for node in self.nodes:
            with contextlib.suppress(OSError):
                with urllib.request.urlopen(f"http://127.0.0.1:{node.rest}/primary", timeout=3) as answer:
                    if answer.status == 200:
                        return node
        return None

    def kill(self, node):
        """kill -9 of the agent and of PostgreSQL: as a machine that burns."""
        with open(f"{self.folder}/{node.name}/postmaster.pid", encoding="utf-8") as f:
            postmaster = int(f.readline())
        node.process.kill()
        os.kill(postmaster, signal.SIGKILL)
        node.process.wait()

    def url(self, database="veedor"):
        """Veedor adds target_session_attrs=read-write by itself."""
        return "postgres://veedor@" + ",".join(f"127.0.0.1:{node.port}" for node in self.nodes) + f"/{database}"

    def sql(self, text, database="postgres"):
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        ran = subprocess.run([f"{self.bin}/psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-c", text,
                              f"postgres://postgres@{hosts}/{database}?target_session_attrs=read-write"], capture_output=True, text=True, cwd="/")
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    def drop(self, database):
        """It goes with the cluster."""

    def stop(self):
        for node in self.nodes:
            if node.process and node.process.poll() is None:
                node.process.terminate()   # Patroni stops its PostgreSQL
        for process in [node.process for node in self.nodes if node.process] + [self.etcd]:
            if process is self.etcd and process:
                process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
        for node in self.nodes:   # what did not stop with its agent
            with contextlib.suppress(OSError, ValueError):
                os.kill(int(open(f"{self.folder}/{node.name}/postmaster.pid", encoding="utf-8").readline()), signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)
