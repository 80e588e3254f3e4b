# SPDX-License-Identifier: Apache-2.0
"""`veedor calendar`: what it answers, how it explains it, how it refuses. The days of rest are computed here a second time, from
the text of the laws and with another Easter (Knuth's, by golden number and epact)."""
import datetime
import json
import os
import shutil
import subprocess

from commands_story import INPUT, OK, one_sentence
from results import root_folder
from story import Skip, story

DAY = datetime.timedelta(days=1)
ORACLE = os.path.join(root_folder(), "tests", "holidays")
SNAPSHOT = os.path.join(root_folder(), "src", "calendar", "holidays_oracle.csv")


def easter(year):
    """Knuth, The Art of Computer Programming 1.3.2, exercise 14."""
    golden, century = year % 19 + 1, year // 100 + 1
    leap_drops, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - leap_drops - 10
    epact = (11 * golden + 20 + moon - leap_drops) % 30
    epact += epact == 24 or (epact == 25 and golden > 11)
    full = 44 - epact
    full += 30 * (full < 21)
    full += 7 - (sunday + full) % 7
    return datetime.date(year, 3, 1) + (full - 1) * DAY


def monday(date):
    while date.weekday():
        date += DAY
    return date


def holidays(year):
    """Ley 51/1983 art. 1, and Ley 2578/2026 art. 6 from its year on."""
    fixed = [(1, 1), (5, 1), (7, 20), (8, 7), (12, 8), (12, 25)]
    moved = [(1, 6), (3, 19), (6, 29), (8, 15), (10, 12), (11, 1), (11, 11)] + ([(7, 9)] if year >= 2026 else [])
    sunday = easter(year)
    days = {datetime.date(year, *d) for d in fixed} | {monday(datetime.date(year, *d)) for d in moved}
    days |= {sunday - 3 * DAY, sunday - 2 * DAY} | {monday(sunday + n * DAY) for n in (39, 60, 68)}
    return {day.isoformat() for day in days}


def ask(site, *words):
    return site.veedor("calendar", *words, code=OK).out


def ask_json(site, *words):
    return json.loads(ask(site, *words, "--format", "json"))


@story("Calendar prints the days of rest of every year from 1984 to 2100, one a line with its name", plain=True)
def every_year(world):
    site = world.empty()
    for year in [*range(1984, 2101), *range(2101, 10000, 97)]:   # the far ones for Easter's rarer corrections
        lines = [line.split(None, 1) for line in ask(site, "holidays", str(year)).splitlines()]
        assert [date for date, _ in lines] == sorted(holidays(year)), f"{year}: {lines}"
        assert all(len(name) > 4 for _, name in lines), f"{year}: a day without a name in {lines}"
    shared = ask(site, "holidays", "2025")
    assert "2025-06-30  Sagrado Corazón de Jesús; San Pedro y San Pablo" in shared, shared
    assert not os.path.exists(site.data), "asking the calendar made a data folder"


@story("The independent program says today what its kept answer says", plain=True)
def oracle(_world):
    for program in ("node", "npm"):
        if not shutil.which(program):
            raise Skip(f"{program} is not installed")
    if not os.path.exists(os.path.join(ORACLE, "node_modules", ".package-lock.json")):
        ran = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=ORACLE, capture_output=True, text=True)
        if ran.returncode:
            raise Skip("npm ci could not bring date-holidays: " + ran.stderr.strip()[-200:])
    ran = subprocess.run(["node", "oracle.mjs", "1984", "2100"], cwd=ORACLE, capture_output=True, text=True, check=True)
    assert ran.stdout == open(SNAPSHOT, encoding="utf-8").read(), "src/calendar/holidays_oracle.csv is not what oracle.mjs prints"


@story("A term answers with its date first, and then with each day counted or skipped and why")
def due_explains(world):
    site = world.empty()
    lines = ask(site, "due", "2026-03-27", "15").splitlines()
    assert lines[0] == "2026-04-21", lines[0]
    days = [line.split(None, 3) for line in lines if line.split()[1:2] and line.split()[1][:5] == "2026-"]
    assert len(days) == 26 and days[0][3].startswith("día de partida"), days
    assert [d[0] for d in days if d[0] != "-"] == [str(n) for n in range(1, 16)], days
    skipped = {d[1]: d[3] for d in days if d[0] == "-"}
    assert "Jueves Santo (Ley 51 de 1983" in skipped["2026-04-02"] and "sábado" in skipped["2026-04-04"], skipped
    assert any("Ley 4 de 1913, art. 62" in line for line in lines), lines
    data = ask_json(site, "due", "2026-03-27", "15")
    assert data["due"] == "2026-04-21" and [d["date"] for d in data["days"]] == [d[1] for d in days], data
    assert [d["why"] for d in data["days"]] == [d[3] for d in days]
    assert ask_json(site, "due", "27/03/2026", "15") == data, "the date as people write it is another date"


@story("Terms in months and in calendar days end on a business day")
def other_units(world):
    site = world.empty()
    assert ask(site, "due", "2021-01-31", "1", "--unit", "meses").startswith("2021-03-01\n")
    assert ask(site, "due", "2022-03-14", "1", "--unit=meses").startswith("2022-04-18\n")
    assert ask(site, "due", "2026-01-01", "30", "--unit", "calendario").startswith("2026-02-02\n")


@story("Between and the nth business day say the same as the term, forwards and backwards")
def between_agrees(world):
    site = world.empty()
    assert ask(site, "between", "2026-03-27", "2026-04-21").splitlines()[0] == "15"
    assert ask(site, "between", "2026-04-21", "2026-03-27").splitlines()[0] == "-15"
    both = ask_json(site, "between", "2025-06-27", "2025-07-01")
    assert (both["business_days"], both["calendar_days"]) == (1, 4), both
    assert [d["kind"] for d in both["days"]] == ["habil", "sabado", "domingo", "festivo", "habil"], both
    assert ask_json(site, "between", "2026-01-02", "2026-01-02")["business_days"] == 0
    assert ask(site, "nth-business-day", "2026-05", "10").startswith("2026-05-15\n")
    assert ask_json(site, "nth-business-day", "2025-09", "10")["date"] == "2025-09-12"


@story("What the calendar cannot answer ends with 2 and one sentence that says why")
def refused(world):
    site = world.empty()
    for words, says in (
            (["holidays", "1983"], "1 de enero de 1984"), (["holidays", "26"], "cuatro cifras"), (["holidays", "MMXX"], "no es un año"),
            (["holidays"], "falta AAAA"), (["holidays", "2025", "2026"], "sobra «2026»"), (["holidays", "2025", "--format", "xml"], "xml"),
            (["due", "2026-02-30", "3"], "2026-02-30"), (["due", "31/04/2022", "3"], "31/04/2022"), (["due", "mañana", "3"], "mañana"),
            (["due", "2026-02-20"], "falta DÍAS"), (["due"], "falta FECHA"), (["due", "2026-02-20", "0"], "de 1 en adelante"),
            (["due", "2026-02-20", "-3"], "de 1 en adelante"), (["due", "2026-02-20", "tres"], "tres"), (["due", "2026-02-20", "1.5"], "1.5"),
            (["due", "2026-02-20", "99999999999999999999"], "entero"), (["due", "2026-02-20", "40000"], "cien años"),
            (["due", "2026-02-20", "3", "--unit", "semanas"], "semanas"), (["due", "1983-12-30", "3"], "1 de enero de 1984"),
            (["due", "9999-12-30", "9"], "9999"), (["between", "1980-01-01", "2020-01-01"], "1 de enero de 1984"),
            (["between", "1984-01-01", "9999-01-01"], "cien años"), (["nth-business-day", "2026-13", "1"], "2026-13"),
            (["nth-business-day", "2026-05", "30"], "19 días hábiles"), (["nth-business-day", "1983-05", "3"], "1 de enero de 1984")):
        ran = site.veedor("calendar", *words, code=INPUT)
        assert says in one_sentence(ran) and not ran.out, f"{words}: {ran}"
