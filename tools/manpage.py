#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""tools/manpage.py PROGRAM: veedor(1) on standard output, from what `PROGRAM --help` prints, which is the table of commands.
Each block of the help keeps its words; a block that this does not know ends the build instead of being left out."""
import re
import subprocess
import sys


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def options(lines):
    """`  --flag VALUE (ENV)` and the line of its explanation."""
    for name, about in zip(lines[::2], lines[1::2]):
        yield f".TP\n.B {roff(name.strip())}\n{roff(about.strip())}"


def commands(lines):
    """`  words ARGUMENT`, its explanation, and `      --option VALUE: explanation` lines."""
    for line in lines:
        indent, text = len(line) - len(line.lstrip()), line.strip()
        if indent == 2:
            yield f".TP\n.B veedor {roff(text)}"
        elif text.startswith("--"):
            name, about = text.split(": ", 1)
            yield f".br\n.B {roff(name)}\n\\(en {roff(about)}"
        else:
            yield roff(text)


def page(help_text):
    head, usage, *blocks = help_text.strip().split("\n\n")
    version, about = re.fullmatch(r"Veedor (\S+): (.*)", head).groups()
    found = {block.split("\n")[0].split(" ")[0].rstrip(":"): block.split("\n") for block in blocks}
    if sorted(found) != ["Códigos", "Opciones", "Órdenes"]:
        sys.exit(f"manpage.py: the help has other blocks than it had: {', '.join(found)}")
    return "\n".join([
        f'.\\" SPDX-License-Identifier: Apache-2.0\n.TH VEEDOR 1 "" "Veedor {version}" "Órdenes de usuario"',
        f".SH NOMBRE\nveedor \\- {roff(about.rstrip('.'))}", f".SH SINOPSIS\n.B {roff(usage.removeprefix('Uso: '))}",
        ".SH ÓRDENES", *commands(found["Órdenes"][1:]), ".SH OPCIONES", roff(found["Opciones"][0]), *options(found["Opciones"][1:]),
        ".SH CÓDIGOS DE SALIDA", roff(" ".join(found["Códigos"]).removeprefix("Códigos de salida: ")),
        ".SH ARCHIVOS\n.TP\n.I /var/lib/veedor\nla carpeta de datos del servicio; en ella, veedor.conf.",
        ".SH VÉASE TAMBIÉN\n.I /usr/share/doc/veedor/OPERATIONS.md", ""])


if __name__ == "__main__":
    print(page(subprocess.run([sys.argv[1], "--help"], check=True, capture_output=True, text=True).stdout), end="")
