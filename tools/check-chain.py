#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks a chain of acts without Veedor: check-chain.py FILE-OR-ADDRESS [HASH-KEPT …]

What is read is /registro.json or /{entity}/registro.json. Every act's hash is computed again from its own values, each must
follow the one before it, and every hash kept from an earlier day (all 64 digits) must still be in the chain. The last line
says what `veedor verify` says: acts and head."""
import hashlib
import json
import sys
import urllib.request

USAGE = """Comprueba la cadena de actos de un sitio de Veedor, sin Veedor.
  python3 check-chain.py ARCHIVO-O-DIRECCIÓN [HUELLA-GUARDADA …]
ARCHIVO-O-DIRECCIÓN: registro.json, el de una entidad o el de la instalación, descargado o con su dirección completa."""


def read(place):
    if place.startswith(("http://", "https://")):
        with urllib.request.urlopen(place, timeout=60) as answer:
            return json.load(answer)
    with open(place, encoding="utf-8") as file:
        return json.load(file)


def act_hash(act):
    line = {"seq": act["seq"], "at": act["instant"], "kind": act["kind"], "seal": act["seal"], "detail_hash": act["detail_hash"], "prev": act["prev"]}
    return hashlib.sha256(json.dumps(line, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def check(acts, kept=()):
    """(faults, head): sentences, and the hash of the last act."""
    faults, head = [], "0" * 64
    for number, act in enumerate(acts, 1):
        if act["seq"] != number:
            return faults + [f"acto {number}: falta; en su lugar está el {act['seq']}"], head
        if act["prev"] != head:
            faults.append(f"acto {number}: no sigue al anterior")
        if act_hash(act) != act["hash"]:
            faults.append(f"acto {number}: su huella no corresponde a lo que dice")
        head = act["hash"]
    faults += [f"la huella guardada {hash_} no está en la cadena" for hash_ in kept if hash_ not in {act["hash"] for act in acts}]
    return faults, head


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(USAGE)
    try:
        all_acts = read(sys.argv[1])
        found, last = check(all_acts, sys.argv[2:])
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.exit(f"no se pudo leer una cadena de actos de {sys.argv[1]}: {error!r}")
    print("\n".join(found + [f"cabeza {len(all_acts)} {last}"]))
    sys.exit(1 if found else 0)
