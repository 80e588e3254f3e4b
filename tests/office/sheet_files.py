#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Small sheets for the office tests, made by hand part by part: what programs write and what the norm allows, each with the dump it
must give (NAME.expected, the words of dump.h), and hostile or wrong ones with the reason they must be refused for.

usage: sheet_files.py DIRECTORY     (writes good/, bad/ and the list of the refused, sheets.refused)"""
import io
import os
import random
import sys
import zipfile

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
STRICT_REL = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RNG = random.Random(2017)


def package(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', compression) as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return out.getvalue()


def rels(*links, kind=REL):
    return (f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
            ''.join(f'<Relationship Id="{i}" Type="{kind}/{what}" Target="{target}"/>' for i, what, target in links) + '</Relationships>')


def sheet(rows, before='', after='', ns=MAIN, more=''):
    return f'{HEAD}<worksheet xmlns="{ns}" xmlns:r="{REL}" {more}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(*items, ns=MAIN):
    return f'{HEAD}<sst xmlns="{ns}">' + ''.join(f'<si>{i}</si>' for i in items) + '</sst>'


def styles(*codes, ns=MAIN):
    """Cell style 0 is General; style n has the n-th code: a text, or the number of a format without code."""
    own = ''.join(f'<numFmt numFmtId="{200 + i}" formatCode="{c}"/>' for i, c in enumerate(codes) if isinstance(c, str))
    xfs = ''.join(f'<xf numFmtId="{c if isinstance(c, int) else 200 + i}"/>' for i, c in enumerate(codes))
    return (f'{HEAD}<styleSheet xmlns="{ns}"><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
            f'<cellXfs><xf numFmtId="0"/>{xfs}</cellXfs><dxfs><dxf><numFmt numFmtId="200" formatCode="yyyy"/></dxf></dxfs></styleSheet>')


def xlsx(sheets, sst=None, style=None, workbook='', states=(), more=None, compression=zipfile.ZIP_DEFLATED):
    """sheets: parts, or rows of one. The sheets are called Hoja1, Hoja2, …"""
    sheets = [sheets] if isinstance(sheets, (str, bytes)) else sheets
    sheets = [s if isinstance(s, bytes) or s.startswith('<?xml') else sheet(s) for s in sheets]
    names = ''.join(f'<sheet name="Hoja{i}" sheetId="{i}" {states[i - 1] if i <= len(states) else ""} r:id="r{i}"/>' for i in range(1, len(sheets) + 1))
    links = [(f'r{i}', 'worksheet', f'worksheets/sheet{i}.xml') for i in range(1, len(sheets) + 1)]
    parts = {'[Content_Types].xml': HEAD + '<Types/>', '_rels/.rels': rels(('r', 'officeDocument', 'xl/workbook.xml')),
             'xl/workbook.xml': f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}">{workbook}<sheets>{names}</sheets></workbook>'}
    for i, s in enumerate(sheets, 1):
        parts[f'xl/worksheets/sheet{i}.xml'] = s
    if sst is not None:
        parts['xl/sharedStrings.xml'] = sst
        links.append(('s', 'sharedStrings', 'sharedStrings.xml'))
    if style is not None:
        parts['xl/styles.xml'] = style
        links.append(('f', 'styles', 'styles.xml'))
    parts['xl/_rels/workbook.xml.rels'] = rels(*links)
    parts.update(more or {})
    return package(parts, compression)


def t(ref, text, extra=''):
    return f'<c r="{ref}" t="inlineStr"{extra}><is><t xml:space="preserve">{text}</t></is></c>'


def n(ref, value, style=0, kind='n', formula=None):
    f = '' if formula is None else f'<f>{formula}</f>'
    return f'<c r="{ref}" s="{style}" t="{kind}">{f}<v>{value}</v></c>'


def row(number, *cells, extra=''):
    return f'<row r="{number}"{extra}>{"".join(cells)}</row>'


def noise(k):
    return '%0*x' % (k, RNG.getrandbits(4 * k))


# ---------------------------------------------------------------------------------------------------------- XLSX to be read

def numbers():
    """(format code, stored number, what is seen, kind and value)"""
    return [
        ('0%', '0.5', '50%', 'porcentaje 0.5'), ('0.0%', '0.755', '75,5%', 'porcentaje 0.755'), ('0.00%', '1', '100,00%', 'porcentaje 1'),
        (9, '0.3', '30%', 'porcentaje 0.3'), (10, '0.8', '80,00%', 'porcentaje 0.8'), ('0"%"', '50', '50%', 'número 50'),
        ('0.0', '90', '90,0', 'número 90'), (2, '87.23999999999999', '87,24', 'número 87.24'), ('#,##0', '15000', '15.000', 'número 15000'),
        (3, '1234567.5', '1.234.568', 'número 1234567.5'), ('#,##0.00;[Red]-#,##0.00', '-1234.5', '-1.234,50', 'número -1234.5'),
        ('#,##0;(#,##0)', '-42000', '(42.000)', 'número -42000'), ('"$"\\ #,##0', '1500', '$ 1.500', 'número 1500'),
        ('[$€-C0A] #,##0.0', '12.25', '€ 12,3', 'número 12.25'), ('#,##0 "ejemplares"', '15000', '15.000 ejemplares', 'número 15000'),
        ('0.##', '2.5', '2,5', 'número 2.5'), ('0.##', '2', '2', 'número 2'), ('000', '7', '007', 'número 7'), ('#,##0,', '15000', '15', 'número 15000'),
        ('0.00E+00', '1500', '1500', 'número 1500'), ('# ?/?', '0.5', '0,5', 'número 0.5'), ('@', '1.10', '1,1', 'número 1.1'),
        ('General', '-3.5', '-3,5', 'número -3.5'), (0, '0.30000000000000004', '0,3', 'número 0.3'), (0, '1E-3', '0,001', 'número 0.001'),
        (0, '123456789012345678', '123456789012346000', 'número 123456789012346000'), (0, '1E+300', '1E+300', ''), (0, '-0', '0', 'número 0'),
        ('0;-0;"nada"', '0', 'nada', 'número 0'), (1, '0.5', '1', 'número 0.5'), ('0.0', '-0.01', '0,0', 'número -0.01'), (0, '9.9999999999999999', '10', 'número 10'),
        (11, '15', '15', 'número 15'), (38, '-15', '-15', 'número -15'),
    ]


def dates():
    return [
        (14, '44634', '14/03/2022', 'fecha 2022-03-14'), ('dd/mm/yyyy;@', '44634', '14/03/2022', 'fecha 2022-03-14'),
        ('m/d/yyyy', '44634', '14/03/2022', 'fecha 2022-03-14'), ('yyyy\\-mm\\-dd', '44634', '14/03/2022', 'fecha 2022-03-14'),
        ('dd/mm/aaaa', '44634', '14/03/2022', 'fecha 2022-03-14'), (17, '43891', 'mar-20', 'fecha 2020-03-01'),
        ('mmmm yyyy', '44621', 'marzo 2022', 'fecha 2022-03-01'), ('d" de "mmmm" de "yyyy', '44634', '14 de marzo de 2022', 'fecha 2022-03-14'),
        ('[$-240A]dddd, d" de "mmmm', '44636', 'miércoles, 16 de marzo', 'fecha 2022-03-16'), ('ddd d', '44639', 'sáb 19', 'fecha 2022-03-19'),
        (22, '44634.395833333336', '14/03/2022 09:30', 'fecha 2022-03-14T09:30:00'), ('mmm', '44805', 'sep', 'fecha 2022-09-01'),
        (31, '44634', '14/03/2022', 'fecha 2022-03-14'), (20, '0.395833333333333', '9:30', 'número 0.395833333333333'),
        (46, '1.5', '36:00', 'número 1.5'), ('mm:ss', '0.001', '01:26', 'número 0.001'), ('h:mm AM/PM', '44634.75', '6:00 p. m.', 'número 44634.75'),
        (14, '-1', '-1', 'número -1'), (14, '2958466', '2958466', 'número 2958466'), (14, '44634.999999', '15/03/2022', 'fecha 2022-03-15'),
        ('dd-mmm-yy h:mm AM/PM', '44634.75', '14-mar-22 6:00 p. m.', 'fecha 2022-03-14T18:00:00'),
    ]


def table(cases):
    rows, dump = '', ''
    for i, (_, value, seen, kind) in enumerate(cases, 1):
        rows += row(i, n(f'A{i}', value, i))
        dump += f' A{i}{" " if kind else ""}{kind}|{seen}\n'
    escaped = [c if isinstance(c, int) else c.replace('"', '&quot;') for c, *_ in cases]
    return xlsx(rows, style=styles(*escaped)), f'hoja 1 «Hoja1»: {len(cases)}x1\n{dump}xlsx\n'


SUIT_HEADINGS = ('Número', 'Nombre', 'Situación actual', 'Mejora por implementar', 'Beneficio al ciudadano o entidad', 'Tipo racionalización',
                 'Acciones racionalización', 'Fecha inicio', 'Fecha final racionalización', 'Responsable')
SUIT_ROWS = (
    (63892, 'Licencia de construcción', 'Se pide en papel y en persona', 'Pedirla y pagarla por la web', 'Ahorra dos viajes', 'Tecnológica', 'Trámite total en línea', 44593, 44742,
     'Secretaría de Planeación'),
    (None, None, None, 'Responder en quince días', 'Menos espera', 'Administrativa', 'Reducción del tiempo de respuesta', 44593, 44895, 'Secretaría de Planeación'),
    (71204, 'Paz y salvo predial', 'Cuesta 12.000 pesos', 'Entregarlo sin costo', 'No paga', 'Normativa', 'Eliminación del pago', 44621, 44681, 'Secretaría de Hacienda'))
SUIT_DATES = {44593: '01/02/2022', 44742: '30/06/2022', 44895: '30/11/2022', 44621: '01/03/2022', 44681: '30/04/2022'}


def suit():
    """The strategy of trámites as the SUIT exports it: groups over the headings, a trámite merged over two improvements, dates as dates."""
    letters, dump = 'ABCDEFGHIJ', ''
    groups = {'A': 'DATOS TRÁMITES A RACIONALIZAR', 'C': 'ACCIONES DE RACIONALIZACIÓN A DESARROLLAR', 'H': 'PLAN DE EJECUCIÓN'}
    rows = row(1, t('A1', 'Componente 2: Racionalización de trámites')) + row(2, *(t(f'{c}2', text) for c, text in groups.items()))
    rows += row(3, *(t(f'{c}3', text) for c, text in zip(letters, SUIT_HEADINGS)))
    spans = {'A1': '1x10', 'A2': '1x2', 'C2': '1x5', 'H2': '1x3', 'A4': '2x1', 'B4': '2x1', 'C4': '2x1'}
    said = [('A1', '', 'Componente 2: Racionalización de trámites')] + [(f'{c}2', '', text) for c, text in groups.items()]
    said += [(f'{c}3', '', text) for c, text in zip(letters, SUIT_HEADINGS)]
    for number, values in enumerate(SUIT_ROWS, 4):
        cells = []
        for c, value in zip(letters, values):
            if value is None:
                continue
            dated = value in SUIT_DATES
            cells.append(t(f'{c}{number}', value) if isinstance(value, str) else n(f'{c}{number}', value, int(dated)))
            day = SUIT_DATES.get(value, '')
            kind = f'fecha {day[6:]}-{day[3:5]}-{day[:2]}' if dated else '' if isinstance(value, str) else f'número {value}'
            said.append((f'{c}{number}', kind, day or str(value)))
        rows += row(number, *cells)
    for place, kind, text in said:
        dump += ' ' + ' '.join(x for x in (place, spans.get(place, ''), kind) if x) + f'|{text}\n'
    merges = ''.join(f'<mergeCell ref="{m}"/>' for m in ('A1:J1', 'A2:B2', 'C2:G2', 'H2:J2', 'A4:A5', 'B4:B5', 'C4:C5'))
    return (xlsx(sheet(rows, after=f'<mergeCells>{merges}</mergeCells>'), style=styles(14)), f'hoja 1 «Hoja1»: 6x10\n{dump}xlsx\n')


def good_xlsx():
    yield ('suit.xlsx', *suit())
    yield ('shared-strings.xlsx', xlsx(row(1, n('A1', 0, kind='s'), n('B1', 1, kind='s'), n('C1', 2, kind='s'), n('D1', 3, kind='s'), n('E1', 0, kind='s')),
           strings('<t>simple</t>', '<r><t xml:space="preserve">con </t></r><r><rPr><b/><sz val="9"/></rPr><t>negrita</t></r>',
                   '<t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh><phoneticPr fontId="1"/>', '<t xml:space="preserve">a_x000D_\nb_x0009_c_x005F_x000D_d\r\n </t>')),
           'hoja 1 «Hoja1»: 1x5\n A1|simple\n B1|con negrita\n C1|漢\n D1|a\\nb c_x000D_d\n E1|simple\nxlsx\n')
    yield ('inline-rich.xlsx', xlsx(row(1, '<c r="A1" t="inlineStr"><is><r><t>uno</t></r><r><t xml:space="preserve"> dos</t></r></is></c>', t('B1', 'B'))),
           'hoja 1 «Hoja1»: 1x2\n A1|uno dos\n B1|B\nxlsx\n')
    yield ('no-places.xlsx', xlsx('<row><c t="inlineStr"><is><t>a</t></is></c><c/><c><v>3</v></c></row><row/><row><c r="B3"><v>4</v></c><c><v>5</v></c></row>'),
           'hoja 1 «Hoja1»: 3x3\n A1|a\n C1 número 3|3\n B3 número 4|4\n C3 número 5|5\nxlsx\n')
    yield ('numbers.xlsx', *table(numbers()))
    yield ('dates.xlsx', *table(dates()))
    yield ('phantom-leap-day.xlsx', xlsx(''.join(row(i, n(f'A{i}', v, 1)) for i, v in enumerate((0, 1, 59, 60, 61, 2958465), 1)), style=styles('dd/mm/yyyy')),
           'hoja 1 «Hoja1»: 6x1\n A1 número 0|0\n A2 fecha 1900-01-01|01/01/1900\n A3 fecha 1900-02-28|28/02/1900\n A4 número 60|29/02/1900\n'
           ' A5 fecha 1900-03-01|01/03/1900\n A6 fecha 9999-12-31|31/12/9999\nxlsx\n')
    yield ('epoch-1904.xlsx', xlsx(''.join(row(i, n(f'A{i}', v, 1)) for i, v in enumerate((0, 60, 43172), 1)), style=styles(14), workbook='<workbookPr date1904="1"/>'),
           'hoja 1 «Hoja1»: 3x1\n A1 fecha 1904-01-01|01/01/1904\n A2 fecha 1904-03-01|01/03/1904\n A3 fecha 2022-03-14|14/03/2022\nxlsx\n')
    yield ('absolute-targets.xlsx', package({
        '_rels/.rels': rels(('r', 'officeDocument', '/libro/Principal.xml')),
        'libro/Principal.xml': f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="Única" sheetId="7" r:id="a"/><sheet name="Otra" sheetId="8" r:id="b"/></sheets></workbook>',
        'libro/_rels/Principal.xml.rels': rels(('a', 'worksheet', '/hojas/una.xml'), ('b', 'worksheet', r'..\hojas\OTRA.xml'), ('s', 'sharedStrings', '../textos.xml')),
        'hojas/una.xml': sheet(row(1, n('A1', 0, kind='s'))), 'hojas/otra.xml': sheet(row(1, t('A1', 'segunda'))), 'Textos.xml': strings('<t>absoluta</t>')}),
           'hoja 1 «Única»: 1x1\n A1|absoluta\nhoja 2 «Otra»: 1x1\n A1|segunda\nxlsx\n')
    yield ('no-relations-of-package.xlsx', package({'xl/workbook.xml': f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="A" r:id="a"/></sheets></workbook>',
           'xl/_rels/workbook.xml.rels': rels(('a', 'worksheet', './worksheets/sheet1.xml')), 'xl/worksheets/sheet1.xml': sheet(row(1, t('A1', 'x')))}),
           'hoja 1 «A»: 1x1\n A1|x\nxlsx\n')
    yield ('strict.xlsx', package({
        '_rels/.rels': rels(('r', 'officeDocument', 'xl/workbook.xml'), kind=STRICT_REL),
        'xl/workbook.xml': f'<workbook xmlns="{STRICT}" xmlns:r="{STRICT_REL}" conformance="strict"><workbookPr date1904="false"/><sheets><sheet name="E" sheetId="1" r:id="a"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': rels(('a', 'worksheet', 'worksheets/sheet1.xml'), ('f', 'styles', 'styles.xml'), kind=STRICT_REL),
        'xl/styles.xml': styles(14, 'mmm-yy', ns=STRICT),
        'xl/worksheets/sheet1.xml': sheet(row(1, n('A1', '2022-03-14', 1, 'd'), n('B1', '2022-03-14T09:30:00', 1, 'd'), n('C1', '2022-03-14', 2, 'd'), n('D1', 'ayer', 1, 'd')), ns=STRICT)}),
           'hoja 1 «E»: 1x4\n A1 fecha 2022-03-14|14/03/2022\n B1 fecha 2022-03-14T09:30:00|14/03/2022\n C1 fecha 2022-03-14|mar-22\n D1|ayer\nxlsx\n')
    yield ('prefixed.xlsx', package({
        '_rels/.rels': rels(('r', 'officeDocument', 'xl/workbook.xml')),
        'xl/workbook.xml': f'<x:workbook xmlns:x="{MAIN}" xmlns:q="{REL}"><x:sheets><x:sheet name="P" sheetId="1" q:id="a"/></x:sheets></x:workbook>',
        'xl/_rels/workbook.xml.rels': rels(('a', 'worksheet', 'worksheets/sheet1.xml')),
        'xl/worksheets/sheet1.xml': f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>prefijo</x:v></x:c></x:row></x:sheetData></x:worksheet>'}),
           'hoja 1 «P»: 1x1\n A1|prefijo\nxlsx\n')
    yield ('merges.xlsx', xlsx(sheet(
        row(1, t('A1', 'Título')) + row(2, t('A2', 'a'), t('B2', 'tapada'), t('C2', 'c')) + row(3, t('A3', 'también'), t('D3', 'd')) + row(4, t('C4', 'fin')),
        after='<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:B3"/><mergeCell ref="B3:C4"/><mergeCell ref="C4:C1048576"/><mergeCell ref="A4:B4"/>'
              '<mergeCell ref="F9:G9"/><mergeCell ref="$D$3"/></mergeCells>')),
        'hoja 1 «Hoja1»: 4x4\n A1 1x4|Título\n A2 2x2|a\n C2|c\n D3|d\n A4 1x2|\n C4|fin\nxlsx\n')
    # Excel writes merges in the order in which they were made; forty are past what qsort does on its stack.
    yield ('merges-in-any-order.xlsx', xlsx(sheet(
        ''.join(row(i, t(f'A{i}', f'a{i}'), t(f'C{i}', f'c{i}')) for i in range(1, 41)),
        after='<mergeCells>' + ''.join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(40, 0, -1)) + '</mergeCells>')),
        'hoja 1 «Hoja1»: 40x3\n' + ''.join(f' A{i} 1x2|a{i}\n C{i}|c{i}\n' for i in range(1, 41)) + 'xlsx\n')
    yield ('hidden.xlsx', xlsx([
        sheet(row(1, t('A1', 'a')) + row(2, t('B2', 'b'), extra=' hidden="1"') + row(3, extra=' hidden="true"') + row(4, t('E4', 'e')) + row(9, extra=' hidden="1"'),
              before='<cols><col min="1" max="1" width="9"/><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="true"/></cols>'),
        row(1, t('A1', 'x')), row(1, t('A1', 'y')), ''], states=('', 'state="hidden"', 'state="veryHidden"')),
        'hoja 1 «Hoja1»: 4x5\n filas ocultas: 2-3\n columnas ocultas: 2-3, 5-5\n A1|a\n B2|b\n E4|e\nhoja 2 «Hoja2» oculta: 1x1\n A1|x\n'
        'hoja 3 «Hoja3» oculta: 1x1\n A1|y\nhoja 4 «Hoja4»: 0x0\nxlsx\n')
    yield ('chart-sheet.xlsx', xlsx(row(1, t('A1', 'datos')), more={
        'xl/workbook.xml': f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="Gráfico" sheetId="2" r:id="c"/><sheet name="Hoja1" sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': rels(('c', 'chartsheet', 'chartsheets/sheet1.xml'), ('r1', 'worksheet', 'worksheets/sheet1.xml')),
        'xl/chartsheets/sheet1.xml': HEAD + f'<chartsheet xmlns="{MAIN}"/>'}), 'hoja 1 «Hoja1»: 1x1\n A1|datos\nxlsx\n')
    yield ('out-of-order.xlsx', xlsx(row(3, t('A3', 'c')) + row(1, t('B1', 'b'), t('A1', 'a')) + row(2, t('A2', 'm'))),
           'hoja 1 «Hoja1»: 3x2\n A1|a\n B1|b\n A2|m\n A3|c\nxlsx\n')
    yield ('formulas.xlsx', xlsx(row(
        1, n('A1', 15015, 1, formula='SUM(B1:B2)'), n('B1', 'texto', kind='str', formula='A2&amp;""'), n('C1', 1, kind='b', formula='TRUE()'),
        n('D1', '#N/A', kind='e', formula='NA()'), '<c r="E1"><f>SUM(B1:B2)</f></c>', '<c r="F1"><f t="shared" si="0"/><v></v></c>',
        n('G1', '', kind='str', formula='""'), n('H1', 0, kind='b')), style=styles('#,##0')),
        'hoja 1 «Hoja1»: 1x8\n A1 número 15015|15.015\n B1|texto\n C1 sí o no 1|VERDADERO\n D1 error|#N/A\n E1 fórmula|=SUM(B1:B2)\n F1 fórmula|=\n'
        ' H1 sí o no 0|FALSO\nxlsx\n')
    yield ('far-white-space.xlsx', xlsx(row(1, t('A1', 'única')) + row(1048576, t('XFD1048576', '  '), '<c r="A1048576" s="4"/>')), 'hoja 1 «Hoja1»: 1x1\n A1|única\nxlsx\n')
    yield ('wps-like.xlsx', xlsx(sheet(
        row(1, t('A1', 'visible'), extra=' spans="1:9" x14ac:dyDescent="0.25"'),
        before='<sheetPr><outlinePr/></sheetPr><dimension ref="A1:XFD1048576"/><sheetFormatPr zeroHeight="0"/>',
        after=('<phoneticPr fontId="1"/><extLst><ext uri="{x}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:cols/>'
               f'<row xmlns="{MAIN}" r="2"><c r="A2" t="inlineStr"><is><t>no</t></is></c></row></ext></extLst>'),
        more='xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac"')),
        'hoja 1 «Hoja1»: 1x1\n A1|visible\nxlsx\n')
    yield ('utf16-sheet.xlsx', xlsx(sheet(row(1, t('A1', 'ñandú'))).replace('UTF-8', 'UTF-16').encode('utf-16')), 'hoja 1 «Hoja1»: 1x1\n A1|ñandú\nxlsx\n')
    yield ('stored.xlsx', xlsx(row(1, t('A1', 'sin comprimir')), compression=zipfile.ZIP_STORED), 'hoja 1 «Hoja1»: 1x1\n A1|sin comprimir\nxlsx\n')
    yield ('called-docx.docx', xlsx(row(1, t('A1', 'soy un libro'))), 'hoja 1 «Hoja1»: 1x1\n A1|soy un libro\nxlsx\n')


# ----------------------------------------------------------------------------------------------------------- ODS to be read

ODS_SPACES = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in
                      (('office', 'office'), ('table', 'table'), ('text', 'text'), ('style', 'style'), ('draw', 'drawing')))


def ods(body, automatic='', prolog=HEAD, more=None):
    content = (f'{prolog}<office:document-content {ODS_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>{automatic}</office:automatic-styles>'
               f'<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>')
    parts = {'mimetype': 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': content}
    parts.update(more or {})
    return package(parts)


def otable(rows, name='Hoja1', extra=''):
    return f'<table:table table:name="{name}"{extra}>{rows}</table:table>'


def orow(*cells, extra=''):
    return f'<table:table-row{extra}>{"".join(cells)}</table:table-row>'


def ocell(text, extra='', kind='string'):
    paragraphs = text if text.startswith('<') else f'<text:p>{text}</text:p>' if text else ''
    return f'<table:table-cell office:value-type="{kind}"{extra}>{paragraphs}</table:table-cell>'


def ovalue(kind, value, text='', attr='value'):
    return ocell(text, f' office:{attr}="{value}"', kind)


def good_ods():
    empty = '<table:table-cell/>'
    yield ('repeats.ods', ods(otable(
        '<table:table-column table:number-columns-repeated="16384"/>' +
        orow(ocell('x', ' table:number-columns-repeated="3"'), '<table:table-cell table:number-columns-repeated="16381"/>') +
        orow(empty, extra=' table:number-rows-repeated="2"') + orow(empty, ocell('dos veces'), extra=' table:number-rows-repeated="2"') +
        orow(ocell(' ', ' table:number-columns-repeated="16384"'), extra=' table:number-rows-repeated="1048571"'))),
        'hoja 1 «Hoja1»: 5x3\n A1|x\n B1|x\n C1|x\n B4|dos veces\n B5|dos veces\nods\n')
    yield ('spans.ods', ods(otable(
        orow(ocell('título', ' table:number-columns-spanned="3"'), '<table:covered-table-cell table:number-columns-repeated="2"/>') +
        orow(ocell('alta', ' table:number-rows-spanned="2"'), ocell('b'), ocell('c')) +
        orow('<table:covered-table-cell office:value-type="string"><text:p>tapada</text:p></table:covered-table-cell>', ocell('d'),
             ocell('', ' table:number-rows-spanned="1" table:number-columns-spanned="1"')) + orow(ocell('e', ' table:number-columns-spanned="16384"')))),
        'hoja 1 «Hoja1»: 4x3\n A1 1x3|título\n A2 2x1|alta\n B2|b\n C2|c\n B3|d\n A4 1x3|e\nods\n')
    yield ('hidden.ods', ods(
        otable('<table:table-column/><table:table-column-group><table:table-column table:visibility="collapse"/></table:table-column-group><table:table-column/>'
               '<table:table-header-rows>' + orow(ocell('a'), ocell('b'), ocell('c')) + '</table:table-header-rows><table:table-row-group table:display="false">' +
               orow(ocell('d'), extra=' table:visibility="collapse"') + '</table:table-row-group><table:table-rows>' +
               orow(ocell('e'), extra=' table:visibility="filter"') + orow(ocell('f')) + '</table:table-rows>') +
        otable(orow(ocell('secreto')), 'Hoja2', ' table:style-name="oculta"') + otable(orow(empty), 'Hoja3', ' table:style-name="vista"'),
        '<style:style style:name="oculta" style:family="table"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="vista" style:family="table"><style:table-properties table:display="true"/></style:style>'),
        'hoja 1 «Hoja1»: 4x3\n filas ocultas: 2-3\n columnas ocultas: 2-2\n A1|a\n B1|b\n C1|c\n A2|d\n A3|e\n A4|f\nhoja 2 «Hoja2» oculta: 1x1\n A1|secreto\n'
        'hoja 3 «Hoja3»: 0x0\nods\n')
    yield ('white-space.ods', ods(otable(orow(
        ocell('<text:p>\n   uno   <text:span>dos</text:span><text:s text:c="3"/>tres<text:tab/>cuatro<text:line-break/>cinco </text:p><text:p/><text:p>fin</text:p>'),
        ocell('<office:annotation><text:p>comentario</text:p></office:annotation><text:p>con <text:a xlink:href="x">enlace</text:a></text:p>'),
        ocell('<text:p>dibujo</text:p><draw:frame><draw:text-box><text:p>cuadro</text:p></draw:text-box></draw:frame>'),
        ocell('<text:p>漢<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>ji</text:ruby-text></text:ruby></text:p>')))),
        'hoja 1 «Hoja1»: 1x4\n A1|uno dos   tres cuatro\\ncinco\\n\\nfin\n B1|con enlace\n C1|dibujo\n D1|漢字\nods\n'.replace('cinco\\n', 'cinco \\n'))
    yield ('values-without-text.ods', ods(otable(orow(
        ovalue('float', '87.24'), ovalue('percentage', '0.5'), ovalue('date', '2022-03-14', attr='date-value'), ovalue('boolean', 'true', attr='boolean-value'),
        ovalue('currency', '1500'), ovalue('string', 'en atributo', attr='string-value'), ovalue('float', 'mucho', 'mucho')))),
        'hoja 1 «Hoja1»: 1x7\n A1 número 87.24|87,24\n B1 porcentaje 0.5|50%\n C1 fecha 2022-03-14|14/03/2022\n D1 sí o no 1|VERDADERO\n E1 número 1500|1500\n'
        ' F1|en atributo\n G1|mucho\nods\n')
    yield ('shown-in-english.ods', ods(otable(orow(
        ovalue('float', '1234.5', '1,234.50'), ovalue('float', '90', '90.0'), ovalue('percentage', '0.755', '75.5%'), ovalue('float', '15000', '15,000'),
        ovalue('date', '2022-03-14', '03/14/22', 'date-value'), ovalue('date', '2022-03-14T09:30:00', '3/14/2022 9:30', 'date-value'),
        ovalue('currency', '-1500', '-$1,500.00'), ovalue('boolean', 'false', 'FALSE', 'boolean-value'), ovalue('float', '15', '2E+01'), ovalue('float', '0.5', '50%')))),
        'hoja 1 «Hoja1»: 1x10\n A1 número 1234.5|1.234,50\n B1 número 90|90,0\n C1 porcentaje 0.755|75,5%\n D1 número 15000|15.000\n E1 fecha 2022-03-14|14/03/2022\n'
        ' F1 fecha 2022-03-14T09:30:00|14/03/2022 09:30\n G1 número -1500|-$1.500,00\n H1 sí o no 0|FALSO\n I1 número 15|15\n J1 porcentaje 0.5|50%\nods\n')
    yield ('shown-in-spanish.ods', ods(otable(orow(
        ovalue('float', '1234.5', '1.234,50'), ovalue('float', '90', '90,0'), ovalue('percentage', '1', '100%'), ovalue('float', '15000', '15.000'),
        ovalue('date', '2022-03-14', '14 de marzo de 2022', 'date-value'), ovalue('date', '2022-03-01', 'mar-22', 'date-value'), ovalue('float', '1.5', '1,5 h')))),
        'hoja 1 «Hoja1»: 1x7\n A1 número 1234.5|1.234,50\n B1 número 90|90,0\n C1 porcentaje 1|100%\n D1 número 15000|15.000\n E1 fecha 2022-03-14|14 de marzo de 2022\n'
        ' F1 fecha 2022-03-01|mar-22\n G1 número 1.5|1,5 h\nods\n')
    yield ('formulas.ods', ods(otable(orow(
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>', '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>',
        '<table:table-cell table:formula="of:=2+2" office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>', ocell('#DIV/0!')))),
        'hoja 1 «Hoja1»: 1x5\n A1 error|#DIV/0!\n B1 fórmula|=SUM([.A1:.A2])\n D1 número 4|4\n E1|#DIV/0!\nods\n')
    yield ('tracked-and-linked.ods', ods(
        '<table:tracked-changes><table:deletion><table:table-cell><text:p>borrada</text:p></table:table-cell>' + otable(orow(ocell('borrada'))) + '</table:deletion></table:tracked-changes>' +
        otable('<table:shapes><draw:frame><draw:text-box><text:p>dibujo</text:p></draw:text-box></draw:frame></table:shapes>' + orow(ocell('queda')), 'Plan') +
        otable(orow(ocell('copia')), "'file:///home/otro.ods'#Hoja1")), 'hoja 1 «Plan»: 1x1\n A1|queda\nods\n')


# ----------------------------------------------------------------------------------------------------------- CSV to be read

PLAN = 'Actividad;Meta;Responsable\n1.1 Difundir, socializar;90,0;Planeación\n1.2 Publicar;50%;«Ñ» Jurídica\n'


def plan_dump(rows):
    return f'hoja 1 «»: {len(rows)}x{max(map(len, rows))}\n' + ''.join(
        f' {"ABCDEFG"[c]}{r}|{cell}\n' for r, cells in enumerate(rows, 1) for c, cell in enumerate(cells) if cell) + 'csv\n'


def good_csv():
    cells = [line.split(';') for line in PLAN.splitlines()]
    dump = plan_dump(cells)
    yield 'utf8.csv', PLAN.encode(), dump
    yield 'utf8-bom.csv', PLAN.encode('utf-8-sig'), dump
    yield 'windows-1252.csv', PLAN.encode('cp1252'), dump
    yield 'utf16-tabs.txt', PLAN.replace(';', '\t').encode('utf-16'), dump
    yield 'utf16-big.txt', b'\xfe\xff' + PLAN.replace(';', '\t').encode('utf-16-be'), dump
    yield 'crlf.csv', PLAN.replace('\n', '\r\n').encode(), dump
    yield 'old-macintosh.csv', PLAN.replace('\n', '\r').encode('cp1252'), dump
    yield 'no-last-line-end.csv', PLAN.rstrip('\n').encode(), dump
    yield 'commas.csv', '\n'.join(','.join('"' + c + '"' for c in line) for line in cells).encode(), dump
    yield 'declared.csv', ('sep=;\r\n' + PLAN).encode(), dump
    yield 'declared-strange.csv', ('sep=|\n' + PLAN.replace(';', '|')).encode(), dump
    yield 'windows-marks.csv', 'Meta;Nota\n1;“comillas” – raya… €\n'.encode('cp1252'), plan_dump([['Meta', 'Nota'], ['1', '“comillas” – raya… €']])
    yield ('quotes.csv', b'a;"dice ""hola""";c\n"dos\r\nlineas";"con; punto";"x"y\n"cita" y mas;medio "quedo";"  "\n',
           plan_dump([['a', 'dice "hola"', 'c'], ['dos\\nlineas', 'con; punto', 'xy'], ['cita y mas', 'medio "quedo"', '']]))
    yield ('guarded.csv', "a;b;c\n'=1+1;'-5;''ya\n'90s;'@x;'\n".encode(), plan_dump([['a', 'b', 'c'], ['=1+1', '-5', "'ya"], ["'90s", '@x', "'"]]))
    yield ('titles-above.csv', 'PLAN, ANTICORRUPCIÓN\nVIGENCIA 2017\n\nMeta;Fecha;Responsable\n1;30 de Abril;A\n2;15 de Julio;B\n3;;C\n'.encode(),
           plan_dump([['PLAN, ANTICORRUPCIÓN'], ['VIGENCIA 2017'], [], ['Meta', 'Fecha', 'Responsable'], ['1', '30 de Abril', 'A'], ['2', '15 de Julio', 'B'], ['3', '', 'C']]))
    yield ('decimal-commas.csv', b'Meta;Logro\n0,3;30\n90,0;100,00\n1,5;2\n', plan_dump([['Meta', 'Logro'], ['0,3', '30'], ['90,0', '100,00'], ['1,5', '2']]))


# ------------------------------------------------------------------------------------------------------------ to be refused

def cells_of(rows, columns, text='x'):
    names = [chr(65 + c) if c < 26 else chr(64 + c // 26) + chr(65 + c % 26) for c in range(columns)]
    return ''.join(row(r, *[f'<c r="{c}{r}"><v>{text}{r}</v></c>' for c in names]) for r in range(1, rows + 1))


PADDING = ('<!--' + ' ' * 9000 + '-->') * 7000


def bad_xlsx():
    one = row(1, t('A1', 'x'))
    doctype = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]>'
    yield 'bomb-sheet.xlsx', 'too_big', 'bomba', xlsx(sheet('<row/>' + PADDING))
    yield 'bomb-strings.xlsx', 'too_big', 'bomba', xlsx(one, strings('<t>a</t>' + PADDING))
    yield 'bomb-styles.xlsx', 'too_big', 'bomba', xlsx(one, style=styles() + PADDING)
    yield 'many-small-bombs.xlsx', 'too_big', 'descomprimirlo', xlsx(
        [sheet(row(1, t('A1', 'x')), before=''.join('<!--%s%s-->' % (noise(24), '-=' * 500) for _ in range(450))) for _ in range(160)])
    yield 'doctype-sheet.xlsx', 'invalid', 'DOCTYPE', xlsx(sheet(one).replace(HEAD, doctype))
    yield 'entity-in-strings.xlsx', 'invalid', 'DOCTYPE', xlsx(one, strings('<t>&a;</t>').replace(HEAD, doctype))
    yield 'external-entity-workbook.xlsx', 'invalid', 'DOCTYPE', xlsx(one, more={
        'xl/workbook.xml': f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook xmlns="{MAIN}">&e;</workbook>'})
    yield 'far-column.xlsx', 'too_big', 'celda XFD1, más allá de 256 columnas', xlsx(row(1, t('A1', 'a'), t('XFD1', 'lejos')))
    yield 'far-row.xlsx', 'too_big', 'celda A1048576, más allá de 100000 filas', xlsx(row(1, t('A1', 'a')) + row(1048576, t('A1048576', 'lejos')))
    yield 'impossible-row.xlsx', 'too_big', 'filas', xlsx(f'<row r="99999999999999999999"><c t="str"><v>x</v></c></row>')
    yield 'too-many-cells.xlsx', 'too_big', 'más de 200000 celdas', xlsx(cells_of(10001, 20, '7'), compression=zipfile.ZIP_DEFLATED)
    yield 'same-text-many-times.xlsx', 'too_big', 'MB de texto', xlsx(''.join(row(r, n(f'A{r}', 0, kind='s')) for r in range(1, 2000)), strings('<t>' + noise(30000) + '</t>'))
    yield 'long-text.xlsx', 'too_big', 'más de 64 KB', xlsx(row(1, t('A1', noise(70000))))
    yield 'long-shared-text.xlsx', 'too_big', 'más de 64 KB', xlsx(one, strings('<t>' + noise(70000) + '</t>'))
    yield 'too-many-strings.xlsx', 'too_big', 'textos distintos', xlsx(one, strings(*[f'<t>{noise(6)}</t>' for _ in range(200001)]))
    yield 'too-many-formats.xlsx', 'too_big', 'formatos de número', xlsx(one, style=styles(*[noise(6) for _ in range(4097)]))
    yield 'too-many-styles.xlsx', 'too_big', 'estilos', xlsx(one, style=styles(*[RNG.randrange(50) for _ in range(65537)]))
    yield 'too-many-merges.xlsx', 'too_big', '200000 celdas', xlsx(sheet(one, after='<mergeCells>' + ''.join(
        f'<mergeCell ref="A{RNG.randrange(1, 90000)}:B{90001}"/>' for _ in range(200001)) + '</mergeCells>'))
    yield 'place-upside-down.xlsx', 'invalid', 'nombre imposible (1A)', xlsx(row(1, t('1A', 'x')))
    yield 'place-zero.xlsx', 'invalid', 'nombre imposible (A0)', xlsx(row(1, t('A0', 'x')))
    yield 'merge-backwards.xlsx', 'invalid', 'nombre imposible (C3:A1)', xlsx(sheet(one, after='<mergeCells><mergeCell ref="C3:A1"/></mergeCells>'))
    yield 'cell-twice.xlsx', 'invalid', 'dos veces la celda B7', xlsx(row(7, t('B7', 'x'), t('B7', 'y')))
    yield 'string-missing.xlsx', 'invalid', 'le falta su texto', xlsx(row(1, n('A1', 3, kind='s')), strings('<t>solo uno</t>'))
    yield 'string-negative.xlsx', 'invalid', 'le falta su texto', xlsx(row(1, n('A1', -1, kind='s')), strings('<t>solo uno</t>'))
    yield 'sheet-missing.xlsx', 'invalid', 'falta su parte principal o una de sus hojas', xlsx(one, more={'xl/_rels/workbook.xml.rels': rels(('r1', 'worksheet', 'worksheets/no.xml'))})
    yield 'relation-missing.xlsx', 'invalid', 'nombra la hoja «Hoja1» pero no la trae', xlsx(one, more={'xl/_rels/workbook.xml.rels': rels()})
    yield 'nothing-inside.xlsx', 'invalid', 'no tiene datos', xlsx(['', row(1, t('A1', ' '))])
    yield 'no-sheets.xlsx', 'invalid', 'no tiene datos', xlsx([])
    yield 'other-root.xlsx', 'invalid', 'no es un libro de Excel', xlsx(one, more={'xl/workbook.xml': HEAD + '<nota/>'})
    yield 'malformed-sheet.xlsx', 'invalid', 'mal formado (xl/worksheets/sheet1.xml', xlsx(sheet('<row><c></row>'))
    yield 'cut-sheet.xlsx', 'invalid', 'mal formado', xlsx(sheet(one)[:-30])
    yield 'cut-file.xlsx', 'invalid', 'dañado', xlsx(one)[:600]
    yield 'binary-workbook.xlsx', 'invalid', '(.xlsb)', package({'_rels/.rels': rels(('r', 'officeDocument', 'xl/workbook.bin')), 'xl/workbook.bin': b'\x83\x01\x00'})
    yield 'old-biff.xls', 'invalid', 'Excel antiguo (.xls)', b'\x09\x08\x10\x00\x00\x06\x05\x00' + bytes(64)
    yield 'deep.xlsx', 'invalid', 'mal formado', xlsx(sheet('<x>' * 300 + '</x>' * 300))
    yield 'presentation.pptx', 'invalid', 'presentación', package({'_rels/.rels': rels(('r', 'officeDocument', 'ppt/presentation.xml')), 'ppt/presentation.xml': HEAD + '<p/>'})


def bad_ods():
    manifest = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml">'
                '<manifest:encryption-data/></manifest:file-entry></manifest:manifest>')
    many = ' table:number-rows-repeated="1048576"'
    yield 'rows-of-text-repeated.ods', 'too_big', 'más allá de 100000 filas', ods(otable(orow(ocell('x'), extra=many)))
    yield 'columns-of-text-repeated.ods', 'too_big', 'más allá de 256 columnas', ods(otable(orow(ocell('x', ' table:number-columns-repeated="16384"'))))
    yield 'cells-repeated.ods', 'too_big', '200000 celdas', ods(otable(orow(ocell('x', ' table:number-columns-repeated="200"'), extra=' table:number-rows-repeated="99999"')))
    yield 'text-repeated.ods', 'too_big', 'MB de texto', ods(otable(orow(ocell(noise(60000)), extra=' table:number-rows-repeated="9999"')))
    yield 'bomb.ods', 'too_big', 'bomba', ods(otable(orow(ocell('x')) + PADDING))
    yield 'long-text.ods', 'too_big', 'más de 64 KB', ods(otable(orow(ocell(noise(70000)))))
    yield 'doctype.ods', 'invalid', 'DOCTYPE', ods(otable(orow(ocell('&a;'))), prolog='<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]>')
    yield 'encrypted.ods', 'invalid', 'cifrado', ods(noise(400), prolog='', more={'META-INF/manifest.xml': manifest, 'content.xml': RNG.randbytes(900)})
    yield 'encrypted-whole.ods', 'invalid', 'cifrado', ods('', more={'encrypted-package': RNG.randbytes(900)})
    yield 'nothing-inside.ods', 'invalid', 'no tiene datos', ods(otable(orow('<table:table-cell/>')))
    yield 'cut.ods', 'invalid', 'mal formado', ods(otable(orow(ocell('x'))), more={'content.xml': f'<office:document-content {ODS_SPACES}><office:body>'})
    yield 'no-content.ods', 'invalid', 'falta su parte principal', package({'mimetype': 'application/vnd.oasis.opendocument.spreadsheet'})
    yield 'presentation.odp', 'invalid', 'presentación', package({'mimetype': 'application/vnd.oasis.opendocument.presentation', 'content.xml': '<x/>'})


def bad_text():
    yield 'open-quote.csv', 'invalid', 'celda B2 abre unas comillas que no se cierran', b'a;b\n1;"corta\n2;3\n'
    yield 'prose.csv', 'invalid', 'texto sin tablas', 'Estimados señores:\n\nAdjunto el plan, que incluye metas, fechas y responsables.\n\nCordialmente, la oficina\n'.encode()
    yield 'one-column.csv', 'invalid', 'texto sin tablas', b'Actividad\nuno\ndos\n'
    yield 'only-line-ends.csv', 'invalid', 'texto sin tablas', b'\n\n\r\n\n'
    yield 'only-separators.csv', 'invalid', 'no tiene datos', b';;;\n;;;\n;;;\n'
    yield 'control-characters.csv', 'invalid', 'No se reconoce', b'a;b\x01\n1;2\n'
    yield 'nul.csv', 'invalid', 'No se reconoce', b'a;b\n1;\x002\n'
    yield 'too-wide.csv', 'too_big', 'más allá de 256 columnas', b'\n'.join([b';'.join([b'x'] * 300)] * 3)
    yield 'too-many-rows.csv', 'too_big', 'más allá de 100000 filas', b'a;b\n' * 100001
    yield 'too-many-cells.csv', 'too_big', '200000 celdas', (b';'.join([b'x'] * 50) + b'\n') * 4001
    yield 'long-cell.csv', 'too_big', 'más de 64 KB', b'a;b\n"' + b'x' * 70000 + b'";2\n'
    yield 'data.json', 'invalid', 'JSON', b'{"a": [1, 2, 3],\n "b": [1, 2, 3]}\n'
    yield 'workbook-2003.xls', 'invalid', 'página web o un XML', b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    yield 'table.xls', 'invalid', 'página web o un XML', b'\xef\xbb\xbf  <html><table><tr><td>x</td></tr></table></html>'


def write(folder, name, data):
    with open(os.path.join(folder, name), 'wb') as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def main():
    folder = sys.argv[1]
    for sub in ('good', 'bad'):
        os.makedirs(os.path.join(folder, sub), exist_ok=True)
    for made in (good_xlsx, good_ods, good_csv):
        for name, data, dump in made():
            write(os.path.join(folder, 'good'), name, data)
            write(os.path.join(folder, 'good'), name + '.expected', dump)
    refused = ''
    for made in (bad_xlsx, bad_ods, bad_text):
        for name, err, says, data in made():
            name = 'sheet-' + name
            write(os.path.join(folder, 'bad'), name, data)
            refused += f'{name}\t{err}\t{says}\n'
    write(folder, 'sheets.refused', refused)


if __name__ == '__main__':
    main()
