#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""docs/FINDINGS.md out of law/findings.csv: every finding of a reading, in the words a person reads.

usage: findings-doc.py [ROOT]          writes the page
       findings-doc.py --check [ROOT]  prints one line a fault: a page that is not current, an entry that lacks something
tests/harness/run.py counts each rule as one test.
"""
import csv
import os
import re
import sys

REQUIRED = ["code", "severity", "text", "mark", "example"]   # no norm: the finding is of the reading, not of the law
SEVERITIES = {"error": "Errores", "aviso": "Avisos", "nota": "Notas"}
WORDS = {"error": "Hay que corregirlos: lo escrito no se puede usar como está.", "aviso": "Conviene corregirlos: lo leído es dudoso o la norma pide otra cosa.",
         "nota": "Para saberlos: Veedor los resolvió solo o basta con revisarlos."}
HEAD = """<!-- Made by tools/findings-doc.py out of law/findings.csv. Do not edit. -->
# Hallazgos de la lectura de un plan

Lo que `veedor check` y `veedor import` dicen de una matriz, con la regla que hay detrás. `{leido}` es lo que está escrito en la celda y
`{propuesta}` lo que Veedor propone o lo que comparó. Donde no hay norma, el hallazgo es de lectura: dice qué se entendió y qué no.
"""


def entries(root):
    with open(os.path.join(root, "law", "findings.csv"), newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def cell(text):
    return text.replace("|", "\\|").replace("{leido}", "`{leido}`").replace("{propuesta}", "`{propuesta}`")


def page(found):
    lines = [HEAD]
    for severity, title in SEVERITIES.items():
        lines += [f"## {title}", "", WORDS[severity], "", "| Código | Qué dice | Norma | Por ejemplo |", "|---|---|---|---|"]
        lines += [f"| {e['code']} | {cell(e['text'])} | {cell(e['norm']) or 'de lectura'} | {cell(e['example'])} |" for e in found if e["severity"] == severity]
        lines.append("")
    return "\n".join(lines)


def used_codes(root):
    """Codes that the rules put, with a file that puts each."""
    used = {}
    for folder, _, names in os.walk(os.path.join(root, "src", "features", "plan")):
        for name in sorted(names):
            if name.endswith(".c") and "_test" not in name:
                for code in re.findall(r'"(VD-P\d{3})"', open(os.path.join(folder, name), encoding="utf-8").read()):
                    used.setdefault(code, name)
    return used


def check(root):
    """[(rule, [fault, …])]: a rule without faults holds."""
    found, seen, whole = entries(root), set(), []
    for e in found:
        whole += [f"law/findings.csv: {e['code']} has no {c}" for c in REQUIRED if not e[c]]
        if e["severity"] not in SEVERITIES:
            whole.append(f"law/findings.csv: {e['code']}: severity «{e['severity']}»")
        if e["code"] in seen:
            whole.append(f"law/findings.csv: {e['code']} twice")
        seen.add(e["code"])
    used = used_codes(root)
    put = [f"{used[code]}: puts {code}, which law/findings.csv does not have" for code in sorted(used.keys() - seen)]
    put += [f"law/findings.csv: no rule puts {code}" for code in sorted(seen - used.keys())]
    path = os.path.join(root, "docs", "FINDINGS.md")
    current = os.path.exists(path) and open(path, encoding="utf-8").read() == page(found)
    return [("every finding has its text, severity and example, once", whole),
            ("the findings that rules put are those of the registry", put),
            ("docs/FINDINGS.md is that of law/findings.csv", [] if current else ["docs/FINDINGS.md: run tools/findings-doc.py"])]


def main():
    args = [a for a in sys.argv[1:] if a != "--check"]
    root = args[0] if args else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if "--check" in sys.argv:
        faults = [fault for _, found in check(root) for fault in found]
        print("\n".join(faults) or "Every finding is whole and documented.")
        return 1 if faults else 0
    with open(os.path.join(root, "docs", "FINDINGS.md"), "w", encoding="utf-8") as f:
        f.write(page(entries(root)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
