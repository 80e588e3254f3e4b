#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Embeds CSV tables as typed C data: law/ in the program, files of cases in the tests.

usage: csvgen.py PREFIX OUT.c OUT.h FILE.csv...

The file 'instrument-parts.csv' under the prefix 'law' becomes `struct law_instrument_parts` (one vd_str a column, absent
when the cell is empty), `law_instrument_parts[]` and `law_instrument_parts_n`; `law_sha256` (hex) is the hash of all the
files together. A column of the header that the C code names wrongly is a compiler error. Comma, RFC 4180, UTF-8.
"""
import csv
import hashlib
import os
import re
import sys


def identifier(text):
    name = re.sub(r'[^A-Za-z0-9]+', '_', text)
    if not re.fullmatch(r'[A-Za-z][A-Za-z0-9_]*', name):
        raise SystemExit(f'csvgen: «{text}» cannot be a C name')
    return name


def literal(text):
    if not text:
        return '{0, 0}'
    data = text.encode()
    body = ''.join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f'\\{b:03o}' for b in data)
    return f'{{"{body}", {len(data)}}}'


def table(path):
    with open(path, newline='', encoding='utf-8') as f:
        rows = list(csv.reader(f, strict=True))
    if len(rows) < 2:
        raise SystemExit(f'{path}: a header and at least one row are needed')
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise SystemExit(f'{path}: record {number} has {len(row)} cells, the header has {len(rows[0])}')
    return [identifier(c) for c in rows[0]], rows[1:]


def main(prefix, out_c, out_h, paths):
    digest = hashlib.sha256()
    guard = identifier(os.path.basename(out_h)).upper()
    head = [f'/* Made by tools/csvgen.py. */\n#ifndef VD_GEN_{guard}\n#define VD_GEN_{guard}\n#include "base/base.h"\n']
    body = [f'/* Made by tools/csvgen.py. */\n#include "{os.path.basename(out_h)}"\n']
    for path in paths:
        columns, rows = table(path)
        name = f'{prefix}_{identifier(os.path.basename(path)[:-4])}'
        digest.update(open(path, 'rb').read() + b'\0')
        head.append(f'struct {name} {{\n' + ''.join(f'    struct vd_str {c};\n' for c in columns) + '};\n'
                    f'extern const struct {name} {name}[];\nextern const size_t {name}_n;\n')
        body.append(f'const struct {name} {name}[] = {{\n' +
                    ''.join('    {' + ', '.join(literal(v) for v in row) + '},\n' for row in rows) +
                    f'}};\nconst size_t {name}_n = {len(rows)};\n')
    head.append(f'extern const char {prefix}_sha256[65];\n#endif\n')
    body.append(f'const char {prefix}_sha256[65] = "{digest.hexdigest()}";\n')
    for path, lines in ((out_h, head), (out_c, body)):
        with open(path, 'w', encoding='utf-8') as f:
            f.write('\n'.join(lines))


if __name__ == '__main__':
    if len(sys.argv) < 5:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
