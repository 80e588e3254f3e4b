#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Changes templates and SQL files at random and compiles them: fuzz_compilers.py ROOT BUILD_SRC GCC [ROUNDS] [SEED]

Whatever is given, tools/tplc.py and tools/sqlgen.py either refuse it with `file:line: …`, a line that the file has, or write C. The C
of a template is accepted by gcc, or gcc's errors lie in the template, by its lines. What a template would write is looked at with another
reader of HTML: with hostile data and with plain data it has the same elements and attributes, no data stands in a script, a style, an
event or an address's scheme or host. The C of SQL is accepted without condition.

The same rounds and seed give the same inputs; FUZZ_KEEP=folder keeps each input that broke something.
"""
import contextlib
import glob
import importlib.util
import io
import os
import random
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

MARK = 'MARK'  # stands in every hostile text as it comes out, so that data can be found in what is written
HOSTILE = [MARK + '"\'><script>x</script><b onx=1 {}javascript:x//evil/?#&#58;\\ \t`=', MARK, 'javascript:' + MARK, '//' + MARK]
PLAIN = 'plain'
RAW = {'script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'plaintext', 'listing'}
ADDRESSES = {'href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'cite', 'ping'}
ENTITIES = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'}


def module(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


# ---- changing

TEMPLATE_WORDS = ['{{text}}', '{{url}}', '{{markup}}', '{{year}}', '{{#rows}}', '{{/rows}}', '{{?yes}}', '{{/yes}}', '{{^nothing}}', '{{/nothing}}', '{{name}}',
                  '{{! x }}', '{{../text}}', '{{.}}', '{{>sem sem}}', '{{{text}}}', '{{', '}}', '{{?kind=2}}', '{{/kind}}', '<a href="', '<a class="', '">', "'", '"',
                  '<script>', '</script>', '<title>', '</title>', '<style>', '<svg>', '<textarea>', '</textarea>', '<pre>', '<!--', '-->', '<!DOCTYPE html>', '<p>',
                  '</p>', '<iframe>', '<xmp>', '</xmp>', ' onclick="', ' style="', 'href=', 'javascript:', 'https://', '//', '/', '?', '#', ':', '&#58;', '&', '=', '<',
                  '>', 'on', 'ef', 'hr', '\\', '\t', '\n', '\0', '\x0c', '\u00a0', 'ñ', '-', '.', 'mailto:', 'data:', '\r', 'é="', '%', '"""', '\\"', '??/', '/*', '*/',
                  '</script-', '<title-', '<a ', '<base href="', '<meta content="', '<img src="', '{{?yes}}/{{/yes}}', '{{?yes}}x{{/yes}}', 'java', 'script:', '#line 1']
SQL_WORDS = ['-- query: ', '-- in: ', '-- out: ', '-- only: sqlite', '-- only: postgres', 'a int', 'b text?', 'c blob', ', ', '$1', '$2', '$64', '$0', '$999999999999', ';',
             "'", '"', '--', '/*', '*/', '\\', '??/', '\n', '\r', '\t', '\0', 'é', ' SELECT ', 'CREATE TABLE a (', ') STRICT;', 'PRIMARY KEY (', 'INTEGER', 'TEXT',
             'NOT NULL', 'entity_id', '?', '@x', ':x', '::int', '(', ')', '-- volatile', '-- operational', 'int', 'while', 'ret', '%s', '\u2028', '\x0c', '\x1c', 'DROP']


def change(dice, text, words, others):
    for _ in range(dice.choice((1, 1, 1, 2, 3, 5))):
        at, to = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
        to = min(to, at + dice.choice((0, 1, 2, 8, 40, 200)))
        what = dice.randrange(6)
        if what == 0:
            text = text[:at] + text[to:]
        elif what == 1:
            other = dice.choice(others)
            start = dice.randrange(len(other) + 1)
            text = text[:at] + other[start:start + dice.randrange(200)] + text[at:]
        elif what == 2:
            text = text[:at] + text[at:to] * 2 + text[to:]
        elif what == 3 and text:
            at = min(at, len(text) - 1)
            text = text[:at] + chr(dice.choice((ord(text[at]) ^ 1 << dice.randrange(7), dice.randrange(128)))) + text[at + 1:]
        else:
            text = text[:at] + dice.choice(words) + text[at:]
    return text[:20000]


# ---- what a template writes

LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
SIMPLE = {'n': '\n', 't': '\t', 'r': '\r', '\\': '\\', '"': '"'}


def unquoted(statement):
    return ''.join(re.sub(r'\\(.)', lambda m: SIMPLE[m[1]], piece) for piece in LITERAL.findall(statement))


def escaped(text):
    return ''.join(ENTITIES.get(c, c) for c in text)


def percent(text):
    return ''.join(c if c.isascii() and (c.isalnum() or c in '-._~') else ''.join(f'%{b:02X}' for b in c.encode()) for c in text)


def written(statement, data):
    """What one statement of the compiled template writes with this data."""
    if statement.startswith('vd_buf_put('):
        return unquoted(statement)
    if statement.startswith('tpl_'):
        return ''
    if statement.startswith('vd_put_url('):
        return '/u'
    if 'VD_PUT_SEGMENT' in statement or 'VD_PUT_PART' in statement:
        return percent(data)
    return escaped(data)


def render(statements, data, seed, at=0, dice=None):
    """Runs the statements with sections taken never, once or twice, as the seed says (0: each once); gives text and where it ended."""
    dice = dice or random.Random(f'sections {seed}')
    out = []
    while at < len(statements):
        statement = statements[at]
        if statement == '}':
            return ''.join(out), at
        if statement.startswith(('if (', 'for (')):
            times = dice.choice((0, 1) if statement.startswith('if') else (0, 1, 2)) if seed else 1
            _, end = render(statements, data, seed, at + 1, random.Random(0))
            for _ in range(times):
                out.append(render(statements, data, seed, at + 1, dice)[0])
            at = end
        else:
            out.append(written(statement, data))
        at += 1
    return ''.join(out), at


class Seen(HTMLParser):
    """Elements and attributes, and where data stands."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.shape, self.wrong, self.inside = [], [], ''

    def handle_starttag(self, tag, attrs):
        self.shape.append((tag, tuple(name for name, _ in attrs)))
        self.inside = tag if tag in RAW else ''
        if tag in RAW:
            self.set_cdata_mode(tag)
        for name, value in attrs:
            self.look(tag, name, value or '')

    def look(self, tag, name, value):
        if MARK in name or MARK in tag:
            self.wrong.append(f'data in the name of <{tag} {name}>')
        if name.startswith('on') or name in ('style', 'srcdoc', 'srcset'):
            self.wrong.append(f'<{tag} {name}>')
        if MARK in value and name in ADDRESSES:
            clean = re.sub(r'[\t\n\r]', '', value).lstrip(''.join(map(chr, range(33)))).replace('\\', '/')
            scheme = re.match(r'([A-Za-z][A-Za-z0-9+.-]*):', clean)
            if scheme and scheme[1].lower() not in ('http', 'https', 'mailto', 'tel'):
                self.wrong.append(f'data behind {scheme[0]} in {name}')
            host = re.match(r'(?:https?:)?//([^/?#]*)', clean, re.I)
            if host and MARK in host[1]:
                self.wrong.append(f'data in the host of {name}')

    def handle_endtag(self, tag):
        self.shape.append(('/' + tag,))
        self.inside = ''

    def handle_data(self, data):
        if MARK in data and self.inside in ('script', 'style'):
            self.wrong.append(f'data in <{self.inside}>')

    def handle_comment(self, data):
        self.shape.append(('!',))

    def handle_decl(self, decl):
        self.shape.append(('!doctype',))


def seen(text):
    reader = Seen()
    reader.feed(text)
    reader.close()
    return reader


def context_mistake(statements, seed):
    for turn in (0, seed * 4 + 1, seed * 4 + 2, seed * 4 + 3):
        plain = seen(render(statements, PLAIN, turn)[0])
        for data in HOSTILE:
            hostile = seen(render(statements, data, turn)[0])
            if hostile.wrong:
                return hostile.wrong[0]
            if hostile.shape != plain.shape:
                return f'data changes the elements: {hostile.shape[:6]} and {plain.shape[:6]}'
    return None


# ---- running

class Broken(Exception):
    pass


def lines_of(text):
    """Also what ends with CR alone, which Python reads as a line."""
    return len(re.split('\r\n|\r|\n', text))


def located(said, path, text):
    """`file:line: …` with a line that the file has."""
    found = re.match(re.escape(path) + r':(\d+):', said)
    return bool(found) and 1 <= int(found[1]) <= lines_of(text)


class Templates:
    suffix = '.html'
    words = TEMPLATE_WORDS

    def __init__(self, root, build, gcc, folder):
        self.tplc = module(os.path.join(root, 'tools', 'tplc.py'), 'tplc')
        self.root, self.build, self.gcc, self.folder = root, build, gcc, folder
        self.seeds = []
        for path in sorted(glob.glob(os.path.join(root, 'src', '**', '*.html'), recursive=True)):
            with open(path, encoding='utf-8') as f:
                self.seeds.append(f.read())
        with open(os.path.join(root, 'src', 'html', 'html_test.html'), encoding='utf-8') as f:
            self.body = f.read()

    def start(self, dice):
        return self.body if dice.randrange(2) else dice.choice(self.seeds)

    def compile(self, path, text, seed):
        """The C, or None when it was refused."""
        try:
            code, _ = self.tplc.compile_file(path, os.path.join(self.root, 'src'))
        except self.tplc.Refused as refused:
            if not 1 <= refused.line <= lines_of(text) or not str(refused):
                raise Broken(f'refused at line {refused.line} of {lines_of(text)}: {refused}') from None
            return None
        body = re.sub(r'^#line \d+ "[^"\n]*"\n', '', code[code.index('\n{\n'):], flags=re.M)
        joined = re.sub(r'"\n\s*"', '" "', body)
        statements = [line.strip() for line in joined.split('\n')[4:] if line.strip()]
        mistake = context_mistake(statements[:-1] if statements and statements[-1] == '}' else statements, seed)
        if mistake:
            raise Broken(mistake)
        return code

    def check(self, ran, made):
        """gcc may refuse a field that does not exist, at its template; nothing else."""
        for line in ran.stderr.splitlines():
            if ': error: ' not in line and ': fatal error: ' not in line:
                continue
            path, _, rest = line.partition(':')
            text = made.get(path)
            if text is None or not located(line, path, text) or 'missing terminating' in line or 'stray' in line:
                raise Broken(f'gcc: {line}')

    def flags(self):
        return ['-I', os.path.join(self.root, 'src'), '-I', self.build]


class Queries:
    suffix = '.sql'
    words = SQL_WORDS

    def __init__(self, root, build, gcc, folder):
        self.sqlgen = module(os.path.join(root, 'tools', 'sqlgen.py'), 'sqlgen')
        self.root, self.build, self.gcc, self.folder = root, build, gcc, folder
        self.seeds = []
        for path in self.find():
            with open(path, encoding='utf-8') as f:
                text = f.read()
            self.seeds += self.pieces(text)

    def find(self):
        return sorted(glob.glob(os.path.join(self.root, 'src', '**', '*.sql'), recursive=True))

    def pieces(self, text):
        return ['-- query:' + piece for piece in text.split('-- query:')[1:]]

    def start(self, dice):
        return ''.join(dice.choice(self.seeds) for _ in range(dice.choice((1, 1, 2))))

    def make(self, out, path):
        self.sqlgen.make_queries(out + '.h', out + '.c', path)

    def compile(self, path, text, seed):
        out = path[:-len('.sql')] + '.out'
        try:
            self.make(out, path)
        except self.sqlgen.Fault as fault:
            if not located(str(fault), path, text):
                raise Broken(f'no place of the file: {fault}') from None
            return None
        with open(out + '.c', encoding='utf-8', newline='') as f:
            return f.read()

    def check(self, ran, made):
        if ran.returncode:
            raise Broken('gcc: ' + ran.stderr[:600])

    def flags(self):
        return ['-I', os.path.join(self.root, 'src'), '-I', self.build, '-I', self.folder]


class Tables(Queries):
    def find(self):
        return sorted(glob.glob(os.path.join(self.root, 'migrations', '*.sql')))

    def pieces(self, text):
        return ['CREATE TABLE' + piece for piece in text.split('CREATE TABLE')[1:]]

    def make(self, out, path):
        self.sqlgen.make_tables(os.path.join(self.folder, 'db', 'tables.h'), out + '.c', [path])

    def flags(self):
        return ['-I', self.folder, '-I', os.path.join(self.root, 'src')]


def gcc(kind, code, path):
    source = path + '.fuzzed.c'
    with open(source, 'w', encoding='utf-8', newline='') as f:
        f.write(code)
    return subprocess.run([kind.gcc, '-std=gnu17', '-D_GNU_SOURCE', '-fsyntax-only', *kind.flags(), source], capture_output=True, text=True, check=False,
                          env={**os.environ, 'LC_ALL': 'C'})


def one(kind, path, text, seed, with_gcc):
    """None when all is well, else what was broken."""
    with open(path, 'w', encoding='utf-8', newline='') as f:
        f.write(text)
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            code = kind.compile(path, text, seed)
        if code and with_gcc:
            kind.check(gcc(kind, code, path), {path: text})
        return None, bool(code)
    except Broken as broken:
        return str(broken), True
    except Exception as error:  # a traceback of the compiler itself is what is looked for
        return f'{type(error).__name__}: {error}', True


def fuzz(kind, path, rounds, seed, most_gcc):
    """(what was broken, how many were accepted, how many of those gcc saw). Only new shapes of C are worth a gcc."""
    dice = random.Random(seed)
    accepted = compiled = 0
    broken = []
    for turn in range(rounds):
        text = change(dice, kind.start(dice), kind.words, kind.seeds)
        said, good = one(kind, path, text, seed + turn, compiled < most_gcc and turn % max(1, rounds // (most_gcc * 4)) == 0)
        accepted += good
        compiled += good and compiled < most_gcc
        if said:
            broken.append((turn, said, text))
    return broken, accepted, compiled


def kept_inputs(kind, folder, path):
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        with open(os.path.join(folder, name), encoding='utf-8', newline='') as f:
            said, _ = one(kind, path, f.read(), 1, True)
        yield name, said


def keep(name, turn, text):
    folder = os.environ.get('FUZZ_KEEP')
    if folder:
        with open(os.path.join(folder, f'{name}-{turn}'), 'w', encoding='utf-8', newline='') as f:
            f.write(text)


def main():
    root, build, gcc_path = sys.argv[1:4]
    rounds = int(os.environ.get('FUZZ_ROUNDS') or (sys.argv[4] if len(sys.argv) > 4 else 300))
    seed = int(os.environ.get('FUZZ_SEED') or (sys.argv[5] if len(sys.argv) > 5 else 1))
    count = failed = 0
    corpus = os.path.join(root, 'tests', 'fuzz', 'corpus')
    print('TAP version 13')
    for name, cls, file in (('templates', Templates, 'fuzzed.html'), ('queries', Queries, 'fuzzed.sql'), ('tables', Tables, '0001-fuzzed.sql')):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, 'db'))
            path = os.path.join(folder, file)
            kind = cls(root, build, gcc_path, folder)
            for kept, said in kept_inputs(kind, os.path.join(corpus, name), path):
                count, failed = count + 1, failed + bool(said)
                print(f'{"not ok" if said else "ok"} {count} - {name} {kept}' + (f'\n# {said}' if said else ''))
            broken, accepted, compiled = fuzz(kind, path, rounds, seed, 20 + rounds // 20)
            count, failed = count + 1, failed + bool(broken)
            print(f'{"not ok" if broken else "ok"} {count} - {rounds} changed {name} are refused at their line or are sound')
            print(f'# {name}: {accepted} of {rounds} accepted, at most {compiled} through gcc, seed {seed}')
            for turn, said, text in broken[:20]:
                print(f'# round {turn}: {said.splitlines()[0] if said else said}')
                keep(name, turn, text)
    print(f'1..{count}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
