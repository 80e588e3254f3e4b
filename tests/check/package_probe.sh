#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs as a unit of a freshly booted Debian on which the package was installed; prints TAP-like lines for package_check.py.
case_() { # sentence, then a command
  sentence=$1
  shift
  if out=$("$@" 2>&1); then echo "ok - $sentence"; else
    echo "not ok - $sentence"
    printf '%s\n' "$out" | sed 's/^/# /' | tail -20
  fi
}
answers() { [ "$(curl -s -o /tmp/body -w '%{http_code}' --retry 20 --retry-delay 1 --retry-all-errors "http://127.0.0.1:8080$1")" = "$2" ]; }
as_veedor() { runuser -u veedor -- veedor --data /var/lib/veedor "$@"; }

# The same fences around another command: a copy of the unit with lines changed by sed.
fenced() { # name, sed program
  sed "s|^Restart=.*||; s|^\[Service\]|[Service]\nType=oneshot|; $2" /lib/systemd/system/veedor.service >"/run/systemd/system/$1.service"
  systemctl daemon-reload
  systemctl start "$1"
}
shell() { fenced "$1" "s|^NoExecPaths=.*||; s|^ExecPaths=.*||; s|^ExecStart=.*|ExecStart=/bin/sh -c '$2'|"; }
refused() { ! shell "$@"; }
refused_program() { ! fenced veedor-program 's|^ExecStart=.*|ExecStart=/bin/true|'; }

cp /usr/share/doc/veedor/examples/pasto-2022.docx /var/lib/veedor/traido.docx
chown veedor: /var/lib/veedor/traido.docx && chmod 600 /var/lib/veedor/traido.docx
echo secret >/root/secret
echo secret >/home/secret && chmod 644 /home/secret

case_ "the unit file has no fault" systemd-analyze verify --man=no /lib/systemd/system/veedor.service
case_ "the service runs after the boot" systemctl is-active veedor
case_ "it answers where the proxy looks for it" answers /salud 200
case_ "the service's fences let it read an office file in its confined child" fenced veedor-import \
  's|^ExecStart=.*|ExecStart=/usr/bin/veedor import /var/lib/veedor/traido.docx --entity pasto --name Pasto --vigencia 2022|'
case_ "the page shows what was brought in" answers /pasto/plan/2022 200
case_ "a workbook, which is written to a file without a name, is given" answers /pasto/plan/2022/actividades.xlsx 200
case_ "the command line works as the service's user while it serves" as_veedor import /usr/share/doc/veedor/examples/pasto-2022.docx --entity otra --name Otra --vigencia 2022
case_ "the record verifies" as_veedor verify
case_ "the doctor finds nothing" as_veedor doctor
case_ "the checker of the record, for who has Python, is installed and can be executed" test -x /usr/share/veedor/check-chain.py
case_ "the fences let a shell write to the data folder, so the next cases mean something" shell veedor-may 'echo a >/var/lib/veedor/prueba && rm /var/lib/veedor/prueba'
case_ "they let it write nowhere else" refused veedor-write 'echo a >/usr/bin/x || echo a >/etc/x || echo a >/var/x || echo a >/run/x'
case_ "they show no home" refused veedor-home 'cat /home/secret || ls /root'
case_ "they let no other program be executed" refused_program
systemctl kill -s KILL veedor
case_ "a server that was killed is started again" answers /pasto/plan/2022 200
case_ "stopping ends with 0" sh -c 'systemctl stop veedor && systemctl show veedor -p Result,ExecMainStatus | tr "\n" " " | grep -q "Result=success ExecMainStatus=0"'
# dpkg runs this as root at each upgrade, in a folder where the account may have left anything.
no_link_followed() {
  mkdir /root/aside && mv /var/lib/veedor/veedor.conf /var/lib/veedor/veedor.db* /root/aside/ && ln -s /etc/led-here /var/lib/veedor/veedor.conf &&
    /var/lib/dpkg/info/veedor.postinst configure >/dev/null && [ ! -e /etc/led-here ] && rm /var/lib/veedor/veedor.conf &&
    systemctl stop veedor && rm -f /var/lib/veedor/veedor.db* && mv /root/aside/* /var/lib/veedor/
}
case_ "an upgrade follows no link that the account left in its folder" no_link_followed
case_ "what it wrote is its own alone" sh -c '[ -z "$(find /var/lib/veedor -perm /077)" ]'
