#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The hours of fuzzing that add up over runs.

hours.py targets                              the names of all targets, in the order of meson.build
hours.py run CSV TARGET COMMIT LOG CORPUS …   runs the command …, a fuzzer, and appends what it did (CSV empty: it does not)
hours.py table [CSV]                          the table of docs/FUZZING.md, written into it
"""
import csv
import datetime
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, '..', '..', 'docs', 'FUZZING.md')
COLUMNS = ['target', 'seconds', 'runs', 'finds', 'corpus', 'commit', 'date']
BEGIN, END = '<!-- table: tests/fuzz/hours.py -->', '<!-- end of table -->'


def targets():
    """Name and what it reads, as tests/fuzz/meson.build lists them."""
    with open(os.path.join(HERE, 'meson.build'), encoding='utf-8') as f:
        return re.findall(r"^  '(\w+)': \[[^]]*\], # (.*)$", f.read(), re.M)


def number(pattern, text):
    found = re.findall(pattern, text, re.M)
    return int(found[-1]) if found else 0


def run(path, target, commit, log, corpus, command):
    """Runs a fuzzer and appends what it did: the seconds are those its process had of the processor, which a busy machine makes fewer."""
    with open(log, 'wb') as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
    with open(log, encoding='utf-8', errors='replace') as f:
        said = f.read()
    runs = number(r'number_of_executed_units: (\d+)', said) or number(r'^#(\d+)', said)
    if path:
        fresh = not os.path.exists(path)
        with open(path, 'a', encoding='utf-8', newline='') as f:
            table = csv.writer(f, lineterminator='\n')
            if fresh:
                table.writerow(COLUMNS)
            table.writerow([target, int(usage.ru_utime + usage.ru_stime), runs, int('Test unit written' in said), len(os.listdir(corpus)), commit,
                            datetime.datetime.now(datetime.timezone.utc).date()])
    return os.waitstatus_to_exitcode(status)


def rows(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f))


def table(done):
    out = ['| target | what it reads | CPU minutes | runs | last run | inputs kept | finds |', '|---|---|--:|--:|---|--:|--:|']
    for name, about in targets():
        mine = [row for row in done if row['target'] == name]
        folder = os.path.join(HERE, 'corpus', name)
        kept = len(os.listdir(folder)) if os.path.isdir(folder) else 0
        minutes, runs, finds = (sum(int(row[c]) for row in mine) for c in ('seconds', 'runs', 'finds'))
        last = max((row['date'] for row in mine), default='–')
        out.append(f'| {name} | {about} | {minutes / 60:.1f} | {runs:,} | {last} | {kept} | {finds} |')
    return '\n'.join(out)


def write_table(path):
    with open(PAGE, encoding='utf-8') as f:
        page = f.read()
    before, rest = page.split(BEGIN)
    with open(PAGE, 'w', encoding='utf-8') as f:
        f.write(f'{before}{BEGIN}\n{table(rows(path))}\n{END}{rest.split(END)[1]}')


def main(argv):
    if argv == ['targets']:
        print(' '.join(name for name, _ in targets()))
    elif argv[:1] == ['run'] and len(argv) > 6:
        sys.exit(1 if run(*argv[1:6], argv[6:]) else 0)
    elif argv[:1] == ['table'] and len(argv) <= 2:
        write_table(argv[1] if len(argv) == 2 else os.path.join(HERE, 'hours.csv'))
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main(sys.argv[1:])
