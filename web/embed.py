#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Embeds the files of web/ in the program: embed.py OUT.c FILE…

Style sheets lose comments and the white space that means nothing. Each file is stored plain and as gzip (no time inside:
the same sources give the same bytes), under a name with the first 12 hex digits of its SHA-256.
"""
import gzip
import hashlib
import os
import re
import sys

TYPES = {'.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.js': 'text/javascript; charset=utf-8', '.py': 'text/x-python; charset=utf-8'}


def lean_css(text):
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    text = re.sub(r'\s+', ' ', text)
    return re.sub(r' ?([{};,]) ?', r'\1', text).replace(';}', '}').strip() + '\n'


def array(name, data):
    rows = (','.join(str(b) for b in data[i:i + 32]) for i in range(0, len(data), 32))
    return f'static const unsigned char {name}[] = {{\n' + ',\n'.join(rows) + '};\n'


def main():
    out, files = sys.argv[1], sys.argv[2:]
    arrays, table = [], []
    for i, path in enumerate(files):
        stem, ext = os.path.splitext(os.path.basename(path))
        with open(path, encoding='utf-8') as f:
            text = f.read()
        raw = (lean_css(text) if ext == '.css' else text).encode()
        packed = gzip.compress(raw, 9, mtime=0)
        sha256 = hashlib.sha256(raw).hexdigest()
        digest = sha256[:12]
        arrays += [array(f'raw{i}', raw), array(f'gz{i}', packed)]
        table.append(f'    {{"/estatico/{stem}-{digest}{ext}", "{stem}{ext}", "{TYPES[ext]}", "\\"{digest}\\"", '
                     f'"{sha256}", raw{i}, gz{i}, sizeof(raw{i}), sizeof(gz{i})}},')
    with open(out, 'w', encoding='utf-8') as f:
        f.write('/* SPDX-License-Identifier: Apache-2.0 */\n/* Made by web/embed.py; do not edit. */\n#include "html/assets.h"\n\n')
        f.write(''.join(arrays))
        f.write('\nconst struct vd_asset vd_assets[] = {\n' + '\n'.join(table) + '\n    {0}\n};\n')


if __name__ == '__main__':
    main()
