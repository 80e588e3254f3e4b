#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What must not compile does not, and says why at the line of the template: tplc_test.py TPLC SRC BUILD_SRC COMPILER…

Each case is a template body after the view line (so it begins at line 2), the line blamed and a pattern of the message. Cases
of REFUSED end in tplc.py itself; those of MISTYPED pass it and end in every C compiler given.
"""
import os
import re
import subprocess
import sys
import tempfile

VIEW_LINE = '{{! view: struct bad_view "bad_view.h" }}\n'
VIEW = '''
#include "html/html.h"
struct bad_row { int done; struct vd_str name; };
struct bad_view {
    struct vd_str title; struct vd_html markup; struct vd_url url; double ratio; struct vd_page page;
    struct bad_row one; VD_LIST(struct bad_row) rows;
};
'''

REFUSED = [
    ('a section closed by another name', '{{#rows}}\n{{?name}}\n{{/rows}}\n', 4, 'cierra «rows» pero lo abierto es «name» (línea 3)'),
    ('a section left open', '<p>\n{{?title}}\n</p>\n', 5, 'falta cerrar «title» (línea 3)'),
    ('a close without open', '{{/rows}}', 2, 'cierra «rows» y no hay nada abierto'),
    ('data in an unquoted attribute', '<p>\n<a val={{title}}>x</a>', 3, 'aquí no puede ir un dato (<a>, «val»)'),
    ('a static unquoted attribute', '<a class=x>x</a>', 2, 'el valor de «class» va entre comillas'),
    ('data in place of an attribute', '<a {{title}}>x</a>', 2, 'aquí no puede ir un dato (<a>)'),
    ('data in a script', '<script src="/x.js">\n{{title}}</script>', 3, 'aquí no puede ir un dato (<script>'),
    ('part of the address of a script', '<script src="/estatico/{{title}}"></script>', 2, 'aquí no puede ir un dato (<script>'),
    ('code in a script', '<script>alert(1)</script>', 2, 'no hay código dentro de la página'),
    ('a style sheet in the page', '<style>p{}</style>', 2, 'no hay <style>'),
    ('data in a style attribute', '<p style="width:{{title}}">', 2, '«style» no se puede usar'),
    ('data in an event attribute', '<p onclick="{{title}}">', 2, '«onclick» no se puede usar'),
    ('data in srcset', '<img src="/a.png" srcset="{{title}}">', 2, 'aquí no puede ir un dato (<img>, «srcset»)'),
    ('data in the attributes of an iframe', '<iframe src="{{url}}"></iframe>', 2, 'aquí no puede ir un dato (<iframe>, «src»)'),
    ('data after javascript:', '<a href="javascript:{{title}}">x</a>', 2, '«javascript:» no se puede escribir en «href»'),
    ('a comment inside the name of an attribute', '<a hr{{! x }}ef="{{title}}">x</a>', 2, 'parte un nombre en dos dentro de <a>'),
    ('a section inside the name of an attribute', '<a o{{?title}} {{/title}}n="x">x</a>', 2, 'parte un nombre en dos dentro de <a>'),
    ('a scheme inside a section', '<a href="{{?title}}javascript:{{/title}}x{{title}}">x</a>', 2, '«javascript:» no se puede escribir en «href»'),
    ('a scheme with data in it', '<a href="java{{title}}:x">x</a>', 2, '«java…:» no se puede escribir en «href»'),
    ('a scheme written as an entity', '<a href="javascript&#58;{{title}}">x</a>', 2, '«&» no va así en la dirección de «href»'),
    ('a host inside a section', '<a href="{{?title}}//{{/title}}x{{title}}">x</a>', 2, 'aquí no puede ir un dato (servidor en «href»)'),
    ('a host made of a backslash', '<a href="/\\{{title}}">x</a>', 2, 'no va así en la dirección de «href»'),
    ('a list at the start of an address', '<a href="{{#rows}}/{{/rows}}{{title}}">x</a>', 2, 'una lista no se repite en «href»'),
    ('a script closed by a longer name', '<script></script-x>{{title}}</script>', 2, 'no hay código dentro de la página'),
    ('an element inside a title', '<title><a class={{title}}></title>', 2, 'un «<» se escribe &lt;'),
    ('an element with rules of its own', '<xmp>{{title}}</xmp>', 2, '«xmp» no se puede usar'),
    ('data as host', '<a href="https://{{title}}/">x</a>', 2, 'aquí no puede ir un dato (servidor en «href»)'),
    ('data as host without scheme', '<a href="//{{title}}">x</a>', 2, 'aquí no puede ir un dato (servidor en «href»)'),
    ('a section from text into an attribute', '{{?title}}\n<a class="\n{{/title}}">', 4, '«title» abre (línea 2) y cierra en lugares distintos'),
    ('a section from an attribute into text', '<a class="{{?title}}x">\n{{/title}}', 3, '«title» abre (línea 2) y cierra en lugares distintos'),
    ('a partial in an attribute', '<a class="{{>sem one}}">', 2, 'un parcial solo va en el texto'),
    ('a tag of three braces', '{{{title}}}', 2, 'el escape no se puede apagar'),
    ('a tag that does not end', '<p>\n{{title\n</p>', 3, 'la etiqueta «{{» no cierra'),
    ('a tag that is no path', '<p>{{title + 1}}</p>', 2, 'no se entiende la etiqueta'),
    ('one scope too far', '<p>{{../title}}</p>', 2, 'sobra «../»'),
    ('an HTML comment', '<p>\n<!-- {{title}} -->', 3, 'use «{{! … }}»'),
    ('a lone less-than', '<p>1 < 2</p>', 2, 'se escribe &lt;'),
    ('an end inside a tag', '<p>\n<a href="/x"', 3, 'el archivo termina dentro de <a>'),
]

MISTYPED = [
    ('a misspelt field', '{{#rows}}\n<p>{{dnoe}}</p>\n{{/rows}}', 3, r"no member named '(dnoe'; did you mean 'done'|dnoe' in 'struct bad_row')"),
    ('a field of another scope', '{{#rows}}\n<p>{{title}}</p>\n{{/rows}}', 3, r"no member named 'title'"),
    ('text at the start of href', '<p>\n<a href="{{title}}">x</a>', 3, r"(incompatible type for argument 2 of 'vd_put_url'|to parameter of incompatible type 'struct vd_url')"),
    ('an address inside an address', '<a href="/x/{{url}}">x</a>', 2, r'(_Generic|generic association)'),
    ('raw HTML in an attribute', '<p\n class="{{markup}}">', 3, r"'?struct vd_html'? (is )?not compatible with any"),
    ('raw HTML in a title', '<title>{{markup}}</title>', 2, r"'?struct vd_html'? (is )?not compatible with any"),
    ('raw HTML in an address', '<a href="/{{markup}}">x</a>', 2, r"'?struct vd_html'? (is )?not compatible with any"),
    ('a list printed as text', '<p>\n{{rows}}</p>', 3, r'(_Generic|generic association)'),
    ('a list asked for itself', '{{?rows}}x{{/rows}}', 2, r"(argument 1 of 'vd_is_pointer'|incompatible type 'const void \*')"),
    ('a loop over text', '{{#title}}x{{/title}}', 2, r"no member named 'v'"),
    ('a struct printed as text', '<p>{{one}}</p>', 2, r'(_Generic|generic association)'),
    ('floating point', '<p>{{ratio}}</p>', 2, r'(_Generic|generic association)'),
    ('a wrong partial argument', '<p>\n{{>page_head one}}', 3, r"(passing argument 2 of 'tpl_page_head' from incompatible|incompatible pointer types passing 'const struct bad_row \*')"),
    ('a partial that does not exist', '<p>\n{{>nowhere one}}', 3, r'nowhere\.tpl\.h'),
    ('a struct compared with a number', '{{?one=2}}x{{/one}}', 2, r'invalid operands'),
]


def quotes(text):
    return re.sub('[‘’]', "'", text)


class Bench:
    def __init__(self, tplc, src, build_src, compilers, folder):
        self.tplc, self.src, self.build_src, self.compilers, self.folder = tplc, src, build_src, compilers, folder
        with open(os.path.join(folder, 'bad_view.h'), 'w', encoding='utf-8') as f:
            f.write(VIEW)
        self.html, self.c, self.h = (os.path.join(folder, 'bad.' + e) for e in ('html', 'tpl.c', 'tpl.h'))

    def template(self, body):
        with open(self.html, 'w', encoding='utf-8') as f:
            f.write(VIEW_LINE + body)
        return subprocess.run([sys.executable, self.tplc, '--root', self.src, self.html, self.c, self.h],
                              capture_output=True, text=True, check=False)

    def compile(self, compiler):
        return subprocess.run([compiler, '-std=gnu17', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Wshadow', '-Wconversion', '-fsyntax-only',
                               '-I', self.src, '-I', self.build_src, '-I', self.folder, self.c],
                              capture_output=True, text=True, check=False, env={**os.environ, 'LC_ALL': 'C'})


def says(output, path, line, pattern):
    """An error line of exactly that place holds the pattern."""
    return any(re.match(re.escape(path) + f':{line}:.*error: ', said) and re.search(pattern, said) for said in quotes(output).splitlines())


def refused(bench):
    for name, body, line, text in REFUSED:
        ran = bench.template(body)
        yield f'{name} is refused', ran.returncode == 1 and says(ran.stderr, bench.html, line, re.escape(text)), ran.stderr


def mistyped(bench):
    for name, body, line, pattern in MISTYPED:
        ran = bench.template(body)
        if ran.returncode:
            yield f'{name} passes tplc', False, ran.stderr
            continue
        for compiler in bench.compilers:
            ran = bench.compile(compiler)
            ok = ran.returncode != 0 and says(ran.stderr, bench.html, line, pattern)
            yield f'{name} is an error of {os.path.basename(compiler)} at the template', ok, ran.stderr


def sound(bench):
    body = '{{?title}}\n<a href="{{url}}" class="{{title}}">{{title}}</a>{{markup}}\n{{/title}}\n{{#rows}}{{name}}{{done}}{{../title}}{{/rows}}'
    yield 'a sound template passes tplc', bench.template(body).returncode == 0, ''
    for compiler in bench.compilers:
        ran = bench.compile(compiler)
        yield f'a sound template compiles without a warning with {os.path.basename(compiler)}', ran.returncode == 0 and not ran.stderr, ran.stderr


def main():
    tplc, src, build_src, *compilers = sys.argv[1:]
    failed = count = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(tplc, src, build_src, compilers, folder)
        print('TAP version 13')
        for part in (sound, refused, mistyped):
            for name, ok, said in part(bench):
                count += 1
                failed += not ok
                print(f'{"ok" if ok else "not ok"} {count} - {name}')
                if not ok:
                    print(''.join(f'# {line}\n' for line in said.splitlines()))
        print(f'1..{count}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
