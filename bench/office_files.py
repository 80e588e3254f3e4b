# SPDX-License-Identifier: Apache-2.0
"""Writes rows as the office files that an entity sends: XLSX, DOCX and CSV, the same bytes for the same rows.

A cell is a text, a number, a date, None (empty) or UP: merged with the cell above."""
import datetime
import io
import zipfile
from xml.sax.saxutils import escape

UP = object()
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
SAVED = (2022, 1, 31, 8, 0, 0)


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, SAVED)
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, HEAD + text)
    return out.getvalue()


def relations(*links):
    return (f'<Relationships xmlns="{PACKAGE}/relationships">' +
            "".join(f'<Relationship Id="{i}" Type="{RELATED}/{kind}" Target="{target}"/>' for i, kind, target in links) + "</Relationships>")


def types(*overrides):
    return (f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>' +
            "".join(f'<Override PartName="{part}" ContentType="{OFFICE}.{kind}+xml"/>' for part, kind in overrides) + "</Types>")


def merged(rows):
    """Ranges (column, first row, last row), from 0, of the cells that go on down."""
    for column in range(max(len(row) for row in rows)):
        cells = [row[column] if column < len(row) else None for row in rows] + [None]
        start = 0
        for i, cell in enumerate(cells):
            if cell is not UP:
                if i - 1 > start:
                    yield column, start, i - 1
                start = i


class Strings:
    """The shared strings of a workbook."""
    def __init__(self):
        self.index = {}

    def place(self, text):
        return self.index.setdefault(text, len(self.index))

    def part(self):
        return f'<sst xmlns="{SHEET}">' + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.index) + "</sst>"


def sheet_cell(place, cell, strings):
    if cell is None or cell is UP:
        return f'<c r="{place}" s="0"/>'
    if isinstance(cell, datetime.date):
        return f'<c r="{place}" s="1"><v>{(cell - datetime.date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{place}" t="s"><v>{strings.place(cell)}</v></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def worksheet(rows, strings):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    body = "".join(f'<row r="{y}">' + "".join(sheet_cell(f"{letters[x]}{y}", cell, strings) for x, cell in enumerate(row)) + "</row>"
                   for y, row in enumerate(rows, 1))
    merges = [f'<mergeCell ref="{letters[x]}{a + 1}:{letters[x]}{b + 1}"/>' for x, a, b in merged(rows)]
    return (f'<worksheet xmlns="{SHEET}"><sheetData>{body}</sheetData>' +
            (f'<mergeCells count="{len(merges)}">{"".join(merges)}</mergeCells>' if merges else "") + "</worksheet>")


def xlsx(sheets):
    """sheets: {name: rows}."""
    strings = Strings()
    pages = [worksheet(rows, strings) for rows in sheets.values()]
    numbers = range(1, len(pages) + 1)
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(sheets, 1))
    parts = {"[Content_Types].xml": types(("/xl/workbook.xml", "spreadsheetml.sheet.main"), ("/xl/sharedStrings.xml", "spreadsheetml.sharedStrings"),
                                          ("/xl/styles.xml", "spreadsheetml.styles"), *((f"/xl/worksheets/sheet{i}.xml", "spreadsheetml.worksheet") for i in numbers)),
             "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml")),
             "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATED}"><sheets>{names}</sheets></workbook>',
             "xl/_rels/workbook.xml.rels": relations(*((f"r{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in numbers),
                                                     ("s", "sharedStrings", "sharedStrings.xml"), ("f", "styles", "styles.xml")),
             "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
                              '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
             "xl/sharedStrings.xml": strings.part()}
    parts.update({f"xl/worksheets/sheet{i}.xml": page for i, page in zip(numbers, pages)})
    return package(parts)


def shown(cell):
    if cell is None or cell is UP:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(rows):
    started = {(x, a) for x, a, _ in merged(rows)}
    out = ""
    for y, row in enumerate(rows):
        cells = ""
        for x, cell in enumerate(row):
            merge = "<w:vMerge/>" if cell is UP else '<w:vMerge w:val="restart"/>' if (x, y) in started else ""
            cells += f'<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/>{merge}</w:tcPr>{paragraph(shown(cell))}</w:tc>'
        out += f"<w:tr>{cells}</w:tr>"
    grid = '<w:gridCol w:w="1800"/>' * max(len(row) for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{out}</w:tbl>'


def docx(blocks):
    """blocks: texts (paragraphs) and lists of rows (tables), in order."""
    body = "".join(paragraph(block) if isinstance(block, str) else word_table(block) for block in blocks)
    return package({"[Content_Types].xml": types(("/word/document.xml", "wordprocessingml.document.main")),
                    "_rels/.rels": relations(("r", "officeDocument", "word/document.xml")),
                    "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'})


def csv(rows):
    """As Excel in Spanish saves it: semicolons, decimal comma, Windows-1252."""
    def cell(value):
        text = shown(value)
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in ';"\n') else text
    return "".join(";".join(cell(value) for value in row) + "\r\n" for row in rows).encode("cp1252")
