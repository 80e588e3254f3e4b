#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Puts the fonts of documents into the program: pdf_fonts.py OUT.c REGULAR.ttf BOLD.ttf (Open Sans, Apache-2.0)."""
import sys


def array(name, data):
    rows = ',\n'.join(','.join(map(str, data[i:i + 40])) for i in range(0, len(data), 40))
    return f'const unsigned char {name}[] = {{\n{rows}}};\nconst size_t {name}_n = sizeof {name};\n'


with open(sys.argv[1], 'w', encoding='ascii') as out:
    out.write('#include "office/pdf_inside.h"\n')
    for name, path in zip(('vd_font_regular', 'vd_font_bold'), sys.argv[2:]):
        with open(path, 'rb') as font:
            out.write(array(name, font.read()))
