#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Template compiler: an .html file with Mustache tags and static scope becomes typed C.

    tplc.py --root SRC  x.html  x.tpl.c  x.tpl.h

gives `void tpl_x(struct vd_html_out *o, const struct <view> *v)`; the tags are listed in src/html/html.h. Each tag carries
a #line, so a misspelt field is a compiler error at the line of the .html file. A state machine follows the HTML and picks
the writer of each place (text, attribute, URL); a place that cannot be made safe is refused here, with file and line.

In the meson.build of a folder with templates:

    plan_tpl = []
    foreach t : ['plan', 'activity']
      plan_tpl += custom_target(t + '.tpl', input: t + '.html', output: [t + '.tpl.c', t + '.tpl.h'],
        command: [tplc, '--root', meson.project_source_root() / 'src', '@INPUT@', '@OUTPUT0@', '@OUTPUT1@'])
    endforeach
    plan_lib = static_library('vd_plan', files('plan_pages.c'), plan_tpl, dependencies: [html_dep])

and in C: #include "features/plan/plan.tpl.h" (rooted at src/, like every include; meson looks in the build's src/ too).
{{>name arg}} takes name.html of the same folder if there is one, else the partial of that name of src/html/.

White space: a line that holds only section tags or comments vanishes; a line break with its indentation becomes one line
break (a space inside tags and attributes); <pre> and <textarea> are left alone.
"""
import argparse
import os
import re
import sys

URL_ATTRS = {'href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'cite', 'ping'}
NO_DATA_ATTRS = {'srcset', 'srcdoc', 'http-equiv'}
NO_DATA_TAGS = {'script', 'iframe', 'object', 'embed', 'base', 'animate', 'animatetransform', 'set'}
NO_TAGS = {'xmp', 'listing', 'plaintext', 'noembed', 'noframes', 'noscript', 'template'}  # browsers read them by other rules
SCHEMES = {'http', 'https', 'mailto', 'tel'}
ADDRESS, WORD = '\0', '\1'  # stand for a whole address and for a word of one, where data stands in a URL
PATH = r'(?:\.\./)*(?:[A-Za-z_]\w*(?:(?:\.|->)[A-Za-z_]\w*)*|\.)'

CONDITION = PATH + r'(?:=\w+)?'


class Refused(Exception):
    def __init__(self, line, text):
        super().__init__(text)
        self.line = line


class Token:
    """kind: 'text', 'value', '#', '?', '^', '/', '>' or '!'."""

    def __init__(self, kind, body, line):
        self.kind, self.body, self.line = kind, body, line


def tokens_of(source):
    found, at, line = [], 0, 1
    for m in re.finditer(r'\{\{(.*?)\}\}', source, re.S):
        text = source[at:m.start()]
        found.append(Token('text', text, line))
        line += text.count('\n')
        found.append(tag_token(m.group(1), line))
        line += m.group(0).count('\n')
        at = m.end()
    rest = source[at:]
    if '{{' in rest:
        raise Refused(line + rest[:rest.index('{{')].count('\n'), 'la etiqueta «{{» no cierra')
    return found + [Token('text', rest, line)]


def tag_token(body, line):
    if body.startswith('{'):
        raise Refused(line, 'aquí no hay «{{{»: el escape no se puede apagar; use un campo struct vd_html')
    kind = body[0] if body[:1] in ('#', '?', '^', '/', '>', '!') else 'value'
    inner = body.strip() if kind == 'value' else body[1:].strip()
    shape = {'!': '.*', '>': r'[a-z_]\w*(?:\s+(?:\*?' + PATH + r'|\.\.))?', '?': CONDITION, '^': CONDITION}.get(kind, PATH)
    if not re.fullmatch(shape, inner, re.S):
        raise Refused(line, f'no se entiende la etiqueta «{{{{{body}}}}}»')
    return Token(kind, inner, line)


def drop_standalone(found):
    """Section tags and comments that fill a line take the line with them."""
    i, fresh = 1, True  # fresh: the text before begins at the start of a line
    while i < len(found):
        j = i
        while found[j].kind in '#?^/!' and j + 2 < len(found) and found[j + 2].kind in '#?^/!' and not found[j + 1].body.strip(' \t'):
            j += 2
        before, after = found[i - 1], found[j + 1]
        starts = re.search(r'\n[ \t]*\Z', before.body) or (fresh and not before.body.strip(' \t'))
        fresh = bool(found[i].kind in '#?^/!' and starts and re.match(r'[ \t]*(?:\n|\Z)', after.body))
        if fresh:
            before.body = before.body.rstrip(' \t')
            for between in found[i + 1:j:2]:
                between.body = ''
            cut = re.match(r'[ \t]*\n?[ \t]*', after.body).group(0)
            after.body = after.body[len(cut):]
            after.line += cut.count('\n')
        i = j + 2


class Place:
    """Where in the HTML we are. feed() checks static text and gives it back with its white space reduced."""

    def __init__(self):
        self.state, self.tag, self.attr, self.quote = 'text', '', '', ''
        self.closing, self.pre = False, 0
        self.urls, self.last = {''}, ''  # what a URL value may be so far, its sections taken or not; last character of the value
        self.named, self.cut = False, False  # the last character belongs to a name; a tag of the template stands right behind it

    def key(self):
        return self.state, self.tag if self.state != 'text' else '', self.attr if self.state == 'value' else '', self.quote

    def feed(self, text, line):
        out, i = [], 0
        while i < len(text):
            i = getattr(self, 'in_' + self.state)(text, i, out, line + text[:i].count('\n'))
        return ''.join(out)

    def blank(self, text, i, out, one):
        m = re.match(r'[ \t\n\r]+', text[i:])
        out.append(m.group(0) if self.pre else one if one else '\n' if '\n' in m.group(0) else m.group(0))
        return i + m.end()

    def in_text(self, text, i, out, line):
        c = text[i]
        if c in ' \t\r\n':
            return self.blank(text, i, out, '')
        if c != '<':
            out.append(c)
            return i + 1
        m = re.match(r'<(/?)([A-Za-z][A-Za-z0-9:-]*)(?=[ \t\n/>]|\Z)', text[i:])
        if m:
            self.closing, self.tag, self.state = m.group(1) == '/', m.group(2).lower(), 'tag'
            self.attr = ''
            if self.tag == 'style':
                raise Refused(line, 'no hay <style>: la apariencia va en web/veedor.css')
            if self.tag in NO_TAGS:
                raise Refused(line, f'«{self.tag}» no se puede usar: cada navegador lo lee de otra manera')
            out.append(m.group(0))
            self.named = True
            return i + m.end()
        m = re.match(r'<!DOCTYPE[^>]*>', text[i:], re.I)
        if not m:
            raise Refused(line, 'comentario de HTML: use «{{! … }}»' if text.startswith('<!--', i)
                          else 'un «<» suelto se escribe &lt;')
        out.append(m.group(0))
        return i + m.end()

    def in_tag(self, text, i, out, line):
        c = text[i]
        if self.cut and c not in ' \t\n/>':
            raise Refused(line, f'una etiqueta «{{{{…}}}}» parte un nombre en dos dentro de <{self.tag}>')
        self.named = self.cut = False
        if c in ' \t\r\n':
            return self.blank(text, i, out, ' ')
        if c == '>':
            self.end_tag()
        elif c not in '/':
            m = re.match(r'[A-Za-z_:@][A-Za-z0-9_:.@-]*', text[i:])
            if not m:
                raise Refused(line, f'no se entiende «{c}» dentro de <{self.tag}>')
            self.attr = m.group(0).lower()
            if self.attr == 'style' or self.attr.startswith('on'):
                raise Refused(line, f'«{self.attr}» no se puede usar: la página va sin código ni estilo en línea')
            out.append(m.group(0))
            self.named = True
            i += m.end()
            m = re.match(r'[ \t\n]*=[ \t\n]*', text[i:])
            if m:
                self.state = 'equals'
                out.append('=')
                i += m.end()
            return i
        out.append(c)
        return i + 1

    def end_tag(self):
        if self.tag == 'pre' or self.tag == 'textarea':
            self.pre = max(0, self.pre + (-1 if self.closing else 1))
        body = {'script': 'script', 'title': 'plain', 'textarea': 'plain'}.get(self.tag, 'text')
        self.state = 'text' if self.closing else body

    def in_equals(self, text, i, out, line):
        if text[i] not in '"\'':
            raise Refused(line, f'el valor de «{self.attr}» va entre comillas (<{self.tag}>)')
        self.quote, self.state, self.urls, self.last = text[i], 'value', {''}, ''
        out.append(text[i])
        return i + 1

    def in_value(self, text, i, out, line):
        c = text[i]
        if c == self.quote:
            self.state, self.quote = 'tag', ''
            out.append(c)
            return i + 1
        if c in '\r\n' and self.attr not in URL_ATTRS:
            return self.blank(text, i, out, ' ')
        if self.attr in URL_ATTRS:
            self.in_url(c, line)
        self.last = c
        out.append(c)
        return i + 1

    def in_url(self, c, line):
        """One static character of an address: what a browser drops, turns round or decodes before it looks for scheme and host is refused."""
        for url in self.urls:
            if c <= ' ' or c == '\\' or (c == '&' and not re.search(r'[?#]', url)):
                raise Refused(line, f'«{c}» no va así en la dirección de «{self.attr}»: escríbalo con %')
            if c == ':' and not re.search(r'[/?#' + ADDRESS + ']', url) and url.lower() not in SCHEMES:
                raise Refused(line, f'«{url}:» no se puede escribir en «{self.attr}»'.replace(WORD, '…'))
        self.urls = {url + c for url in self.urls}

    def until_close(self, text, i):
        m = re.search(r'</' + self.tag + r'(?=[ \t\n/>])', text[i:], re.I)
        if m and m.start() == 0:
            self.state = 'text'
        return i if m and m.start() == 0 else i + (m.start() if m else len(text) - i)

    def in_plain(self, text, i, out, line):
        end = self.until_close(text, i)
        if '<' in text[i:end]:
            raise Refused(line, f'dentro de <{self.tag}> un «<» se escribe &lt;')
        out.append(text[i:end])
        return end

    def in_script(self, text, i, out, line):
        end = self.until_close(text, i)
        if text[i:end].strip():
            raise Refused(line, 'no hay código dentro de la página: <script src="…">')
        return end

    def writer(self, field, line):
        """C statement that writes the field in this place."""
        if self.state == 'text':
            return f'_Generic(({field}), VD_PUT_TEXT)(o, {field});'
        if self.state == 'plain':
            return f'_Generic(({field}), VD_PUT_ATTR)(o, {field});'
        ours = self.tag == 'script' and self.attr == 'src' and self.urls == {''}   # the whole address, as a struct vd_url: a file of ours
        if self.state != 'value' or self.attr in NO_DATA_ATTRS or (self.tag in NO_DATA_TAGS and not ours):
            where = f'<{self.tag}>, «{self.attr}»' if self.attr else f'<{self.tag}>'
            raise Refused(line, f'aquí no puede ir un dato ({where})')
        if self.attr not in URL_ATTRS:
            return f'_Generic(({field}), VD_PUT_ATTR)(o, {field});'
        return self.url_writer(field, line)

    def url_writer(self, field, line):
        whole, last = '' in self.urls, self.last
        for url in self.urls:
            if re.match(r'(?:https?:|//)', url, re.I) and not re.match(r'(?:https?:)?//[^/?#]+[/?#]', url, re.I):
                raise Refused(line, f'aquí no puede ir un dato (servidor en «{self.attr}»)')
        self.urls, self.last = {url + (ADDRESS if whole else WORD) for url in self.urls}, 'x'
        if whole:
            return f'vd_put_url(o, {field});'
        return f'_Generic(({field}), {"VD_PUT_SEGMENT" if last == "/" else "VD_PUT_PART"})(o, {field});'


class Compiler:
    def __init__(self, found, path, root):
        self.found, self.path, self.root = found, path, root
        self.place, self.open, self.out, self.static = Place(), [], [], ''
        self.partials, self.depth = {}, 0

    def field(self, path, line):
        depth = self.depth
        while path.startswith('../'):
            path, depth = path[3:], depth - 1
        if depth < 0:
            raise Refused(line, 'sobra «../»: no hay una sección alrededor')
        return f'(*v{depth})' if path == '.' else f'v{depth}->{path}'

    def emit(self, statement, line):
        self.flush()
        self.out += [f'#line {line} "{self.path}"', '    ' + statement]

    def flush(self):
        if self.static:
            self.out.append(f'    vd_buf_put(o->buf, {literal(self.static)}, {len(self.static.encode())});')
            self.static = ''

    def section(self, t):
        kind, (path, _, value) = t.kind, t.body.partition('=')
        field = self.field(path, t.line)
        if self.place.state not in ('text', 'plain', 'tag', 'value'):
            raise Refused(t.line, f'aquí no puede empezar una sección (<{self.place.tag}>, «{self.place.attr}»)')
        self.open.append((t, self.place.key(), self.place.urls, self.place.last, self.place.cut))
        if kind == '#':
            self.place.cut |= self.place.state == 'tag'  # a body may follow itself
            d = self.depth + 1
            self.emit(f'for (size_t i{d} = 0; i{d} < ({field}).n; i{d}++) {{ '
                      f'const __typeof__(*({field}).v) *v{d} = &({field}).v[i{d}];', t.line)
            self.depth = d
        elif value:
            self.emit(f'if (({field}) {"!=" if kind == "^" else "=="} ({value})) {{', t.line)
        else:
            self.emit(f'if ({"!" if kind == "^" else ""}_Generic(({field}), VD_THERE_IS)({field})) {{', t.line)

    def close(self, t):
        if not self.open:
            raise Refused(t.line, f'cierra «{t.body}» y no hay nada abierto')
        opened, key, urls, last, cut = self.open.pop()
        name = opened.body.partition('=')[0]
        if name != t.body:
            raise Refused(t.line, f'cierra «{t.body}» pero lo abierto es «{name}» (línea {opened.line})')
        if self.place.key() != key:
            raise Refused(t.line, f'«{t.body}» abre (línea {opened.line}) y cierra en lugares distintos del HTML')
        # What a section wrote may not be there: the rest of the value is judged with it and without it.
        if opened.kind == '#' and self.place.state == 'value' and self.place.urls != urls and any(not re.search(r'[?#]', url) for url in urls):
            raise Refused(t.line, f'una lista no se repite en «{self.place.attr}» antes de «?»')
        self.place.urls, self.place.last = urls | self.place.urls, '/' if '/' in (last, self.place.last) else last
        self.place.cut |= cut
        self.emit('}', t.line)
        if opened.kind == '#':
            self.depth -= 1

    def partial(self, t):
        if self.place.state != 'text':
            raise Refused(t.line, f'un parcial solo va en el texto, no dentro de <{self.place.tag}>')
        name, *arg = t.body.split()
        self.partials.setdefault(name, t.line)
        arg = arg[0] if arg else '.'
        if arg == '..':
            arg = '../.'
        pointer = arg.startswith('*')
        field = self.field(arg.lstrip('*'), t.line)
        self.emit(f'tpl_{name}(o, {field if pointer else "&" + field});', t.line)

    def run(self):
        for t in self.found:
            if t.kind == 'text':
                self.static += self.place.feed(t.body, t.line)
                continue
            self.place.cut |= self.place.state == 'tag' and self.place.named
            if t.kind in '#?^':
                self.section(t)
            elif t.kind == '/':
                self.close(t)
            elif t.kind == '>':
                self.partial(t)
            elif t.kind == 'value':
                field = self.field(t.body, t.line)
                self.emit(self.place.writer(field, t.line), t.line)
        last = self.found[-1].line + self.found[-1].body.count('\n')
        if self.open:
            t = self.open[-1][0]
            raise Refused(last, f'falta cerrar «{t.body}» (línea {t.line})')
        if self.place.state != 'text':
            raise Refused(last, f'el archivo termina dentro de <{self.place.tag}>')
        self.flush()

    def includes(self):
        folder = os.path.dirname(self.path)
        for name, line in sorted(self.partials.items()):
            here = os.path.exists(os.path.join(folder, name + '.html'))
            room = os.path.relpath(folder, self.root).replace(os.sep, '/') if here else 'html'
            yield f'#line {line} "{self.path}"\n#include "{"" if room.startswith("..") else room + "/"}{name}.tpl.h"\n'


def literal(text):
    pieces, line = [], ''
    for c in text:
        line += {'\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t', '\r': '\\r'}.get(c, c)
        if len(line) >= 110 or c == '\n':
            pieces.append(line)
            line = ''
    return '\n        '.join(f'"{p}"' for p in pieces + ([line] if line else []))


def compile_file(path, root):
    with open(path, encoding='utf-8') as f:
        found = tokens_of(f.read())
    view = len(found) > 1 and found[0].body == '' and found[1].kind == '!' and \
        re.fullmatch(r'view:\s+(struct\s+[A-Za-z_]\w*)\s+"([^"]+)"', found[1].body)
    if not view:
        raise Refused(1, 'la primera línea dice la vista: {{! view: struct x "ruta/x.h" }}')
    stem = os.path.basename(path)[:-len('.html')]
    if not re.fullmatch(r'[a-z_][a-z0-9_]*', stem):
        raise Refused(1, f'el nombre del archivo («{stem}») es también el de la función de C: a-z, 0-9 y _')
    drop_standalone(found)
    c = Compiler(found, path, root)
    c.run()
    note = f'/* SPDX-License-Identifier: Apache-2.0 */\n/* Made by tools/tplc.py from {os.path.basename(path)}; do not edit. */\n'
    proto = f'void tpl_{stem}(struct vd_html_out *o, const {view.group(1)} *v)'
    guard = f'VD_TPL_{stem.upper()}_H'
    header = f'{note}#ifndef {guard}\n#define {guard}\n#line 1 "{path}"\n#include "{view.group(2)}"\n#include "html/html.h"\n#line 1 "{path}"\n{proto};\n#endif\n'
    body = '\n'.join(c.out)
    strict = '#pragma GCC diagnostic error "-Wincompatible-pointer-types"\n'
    code = f'{note}#include "html/html_put.h"\n{strict}#line 1 "{path}"\n#include "{view.group(2)}"\n{"".join(c.includes())}' \
        f'#line 1 "{path}"\n{proto};\n{proto}\n{{\n    const {view.group(1)} *v0 = v;\n    (void)v0;\n{body}\n}}\n'
    return code, header


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--root', required=True, help='folder at which includes are rooted (src)')
    ap.add_argument('html')
    ap.add_argument('c')
    ap.add_argument('h')
    a = ap.parse_args()
    try:
        code, header = compile_file(a.html, a.root)
    except Refused as e:
        print(f'{a.html}:{e.line}: error: {e}', file=sys.stderr)
        return 1
    for path, text in ((a.c, code), (a.h, header)):
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
    return 0


if __name__ == '__main__':
    sys.exit(main())
