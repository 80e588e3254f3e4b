#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Small Word files for the office tests: variants that must be read, and hostile or wrong ones that must be refused.

usage: docx_files.py DIRECTORY PLAN.docx     (also writes PLAN's expected dump, by its own reading with ElementTree)"""
import io
import os
import random
import struct
import sys
import xml.etree.ElementTree as ET
import zipfile

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RNG = random.Random(2022)


def document(body, prolog=HEAD, ns=W):
    return f'{prolog}<w:document xmlns:w="{ns}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'


def rels(target, kind):
    return (f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{REL}/{kind}" Target="{target}"/></Relationships>')


def package(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', compression) as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return out.getvalue()


def docx(body, styles=None, compression=zipfile.ZIP_DEFLATED, **more):
    parts = {'[Content_Types].xml': HEAD + '<Types/>', '_rels/.rels': rels('word/document.xml', 'officeDocument'),
             'word/document.xml': body if isinstance(body, bytes) or body.startswith('<?xml') else document(body)}
    if styles is not None:
        parts['word/_rels/document.xml.rels'] = rels('styles.xml', 'styles')
        parts['word/styles.xml'] = f'{HEAD}<w:styles xmlns:w="{W}">{styles}</w:styles>'
    parts.update(more)
    return package(parts, compression)


def p(text, style=None):
    ppr = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ''
    return f'<w:p>{ppr}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(content, span=1, merge=None):
    pr = (f'<w:gridSpan w:val="{span}"/>' if span != 1 else '')
    pr += '<w:vMerge w:val="restart"/>' if merge == 'restart' else '<w:vMerge/>' if merge else ''
    return f'<w:tc><w:tcPr>{pr}</w:tcPr>{content if content.startswith("<") else p(content)}</w:tc>'


def tr(*cells, before=0, extra=''):
    pr = f'<w:gridBefore w:val="{before}"/>' if before else ''
    return f'<w:tr><w:trPr>{pr}{extra}</w:trPr>{"".join(cells)}</w:tr>'


def tbl(*rows):
    return f'<w:tbl><w:tblPr/><w:tblGrid/>{"".join(rows)}</w:tbl>'


def noise(n):
    return '%0*x' % (n, RNG.getrandbits(4 * n))


# ------------------------------------------------------------------------------------------------- must be read

def good():
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/>{2}</w:style>'
    yield 'headings.docx', docx(
        p('Plan', 'Ttulo') + p('Uno', 'Ttulo1') + p('Dos', 'MiTitulo') + p('Tres', 'Esquema') + p('Texto', 'Normal') + p('  ') +
        '<w:p><w:pPr><w:outlineLvl w:val="4"/></w:pPr><w:r><w:t>Cinco</w:t></w:r></w:p>' + p('Índice', 'TDC1') + p('Sin estilo', 'Heading3'),
        styles=style.format('Ttulo', 'Title', '') + style.format('Ttulo1', 'heading 1', '') +
        style.format('MiTitulo', 'Mi título', '<w:basedOn w:val="Medio"/>') + style.format('Medio', 'Medio', '<w:basedOn w:val="Titulo2"/>') +
        style.format('Titulo2', 'Título 2', '') + style.format('Esquema', 'Esquema', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') +
        style.format('Normal', 'Normal', '<w:basedOn w:val="Normal"/>') + style.format('TDC1', 'toc 1', ''))
    yield 'grid-before.docx', docx(tbl(tr(tc('a'), tc('b'), tc('c')), tr(tc('d'), before=2), tr(tc('e', span=2), before=1)))
    yield 'merges.docx', docx(tbl(
        tr(tc('A', merge='restart'), tc('x')), tr(tc('', merge=True), tc('y')), tr(tc('', merge=True), tc('z')),
        tr(tc('B', merge='restart'), tc('p')), tr(tc('', merge='restart'), tc('q'))))
    yield 'merge-without-restart.docx', docx(tbl(tr(tc('huérfana', merge=True), tc('x')), tr(tc('', merge=True), tc('y')), tr(tc('suelta'), tc('z')),
                                                 tr(tc('otra', merge=True), tc('w'))))
    yield 'merge-of-other-width.docx', docx(tbl(tr(tc('A', merge='restart'), tc('b')), tr(tc('ancha', span=2, merge=True))))
    yield 'content-controls.docx', docx(
        '<w:sdt><w:sdtPr><w:alias w:val="t"/></w:sdtPr><w:sdtContent>' + p('en control') + '</w:sdtContent></w:sdt>' +
        '<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>' + p('Haga clic aquí') + '</w:sdtContent></w:sdt>' +
        tbl('<w:sdt><w:sdtPr/><w:sdtContent>' + tr('<w:sdt><w:sdtPr/><w:sdtContent>' + tc('celda') + '</w:sdtContent></w:sdt>', tc('dos')) +
            '</w:sdtContent></w:sdt>'))
    yield 'tracked.docx', docx(
        '<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr><w:r><w:t>queda</w:t></w:r><w:del w:id="1"><w:r><w:delText>borrado</w:delText><w:t>borrado</w:t>'
        '</w:r></w:del><w:ins w:id="2"><w:r><w:t> nuevo</w:t></w:r></w:ins></w:p><w:moveFrom>' + p('movido') + '</w:moveFrom>' +
        tbl(tr(tc('uno')), tr(tc('fuera'), extra='<w:del w:id="3"/>'), tr(tc('dos'))))
    yield 'nested.docx', docx(tbl(tr(tc(p('antes') + tbl(tr(tc('n1'), tc('n2'))) + p('después')), tc('lado'))) + tbl(tr(tc('segunda'))))
    yield 'alternate.docx', docx(
        '<w:p><mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:drawing><w:txbxContent>' + p('en cuadro') + '</w:txbxContent></w:drawing></w:r></mc:Choice>'
        '<mc:Fallback><w:r><w:t>repetido</w:t></w:r></mc:Fallback></mc:AlternateContent><w:r><w:t>afuera</w:t></w:r></w:p>'
        '<w:p><mc:AlternateContent><mc:Fallback><w:r><w:t>única forma</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>')
    yield 'marks.docx', docx(
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="5"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>'
        '<w:noBreakHyphen/><w:t>d\n e</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>' +
        tbl(tr('<w:tc>' + p('uno') + p('') + p('dos  ') + '<w:p/></w:tc>', '<w:tc><w:p/></w:tc>')))
    yield 'other-main-part.docx', package({'_rels/.rels': rels('/word/document2.xml', 'officeDocument'), 'word/document2.xml': document(p('segunda parte'))})
    yield 'strict.docx', docx(document(p('estricto'), ns='http://purl.oclc.org/ooxml/wordprocessingml/main'))
    yield 'utf16.docx', docx(document(p('ñandú'), prolog='<?xml version="1.0" encoding="UTF-16"?>').encode('utf-16'))
    yield 'stored.docx', docx(p('sin comprimir'), compression=zipfile.ZIP_STORED)
    yield 'streamed.docx', streamed(document(p('en flujo')))


def run(content, properties=''):
    return f'<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>'


def wt(text):
    return f'<w:t xml:space="preserve">{text}</w:t>'


def with_dump():
    """Files with the dump they must give, in the words of dump.h."""
    yield ('columns-joined.docx', docx(tbl('<w:tr><w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>' + p('ancha') + '</w:tc><w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>' +
           tc('c') + '</w:tr>', tr(tc('d'), tc('e'), tc('f')))),
           'tabla 1 en 0: 2x3\n 0,0 1x2|ancha\n 0,2 1x1|c\n 1,0 1x1|d\n 1,1 1x1|e\n 1,2 1x1|f\ndocx\n')
    yield ('grid-after.docx', docx(tbl(tr(tc('a'), tc('b'), tc('c')), tr(tc('d'), extra='<w:gridAfter w:val="2"/><w:wAfter w:w="9"/>'), tr(tc('e'), tc('f', span=2)))),
           'tabla 1 en 0: 3x3\n 0,0 1x1|a\n 0,1 1x1|b\n 0,2 1x1|c\n 1,0 1x1|d\n 2,0 1x1|e\n 2,1 1x2|f\ndocx\n')
    yield ('cells-deleted.docx', docx(tbl(tr(tc('queda'), '<w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>' + p('fuera') + '</w:tc>', tc('sigue')),
           tr('<w:tc><w:tcPr><w:cellIns w:id="2"/></w:tcPr>' + p('nueva') + '</w:tc>', tc('otra')), tr(tc('fila nueva'), tc('x'), extra='<w:ins w:id="3"/>'))),
           'tabla 1 en 0: 3x2\n 0,0 1x1|queda\n 0,1 1x1|sigue\n 1,0 1x1|nueva\n 1,1 1x1|otra\n 2,0 1x1|fila nueva\n 2,1 1x1|x\ndocx\n')
    yield ('moved.docx', docx(
        '<w:p><w:moveFromRangeStart w:id="1"/><w:moveFrom w:id="2">' + run(wt('viejo lugar')) + '</w:moveFrom><w:moveFromRangeEnd w:id="1"/>' + run(wt('primero')) + '</w:p>'
        '<w:p>' + run(wt('segundo ')) + '<w:moveTo w:id="3">' + run(wt('nuevo lugar')) + '</w:moveTo></w:p>'), 'texto|primero\ntexto|segundo nuevo lugar\ndocx\n')
    yield ('line-ends-deleted.docx', docx(tbl(tr('<w:tc><w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2">' + run('<w:delText>vieja</w:delText>') +
           '</w:del></w:p>' + p('nueva') + '</w:tc>', '<w:tc><w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>' + run(wt('una ')) + '</w:p>' + p('sola') + '</w:tc>'))),
           'tabla 1 en 0: 1x2\n 0,0 1x1|nueva\n 0,1 1x1|una sola\ndocx\n')
    yield ('hidden-text.docx', docx('<w:p>' + run(wt('se ve')) + run(wt(' no se ve') + '<w:br/>', '<w:vanish/>') + run(wt(' también'), '<w:vanish w:val="0"/><w:b/>') + '</w:p>'),
           'texto|se ve también\ndocx\n')
    yield ('ticks.docx', docx(tbl(tr(*['<w:tc><w:p>' + run(f'<w:sym w:font="{font}" w:char="{char}"/>') + '</w:p></w:tc>' for font, char in
           (('Wingdings', 'F0FC'), ('Wingdings', '00FE'), ('Wingdings 2', 'F050'), ('Wingdings', 'F0FB'), ('Otra', 'F0FC'))]))),
           'tabla 1 en 0: 1x5\n 0,0 1x1|✓\n 0,1 1x1|☑\n 0,2 1x1|✓\n 0,3 1x1|✗\n 0,4 1x1|•\ndocx\n')
    yield ('google-docs-like.docx', docx(document(
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:rPr/></w:pPr><w:bookmarkStart w:id="0" w:name="_a"/><w:bookmarkEnd w:id="0"/>' + run(wt('Componente 1'), '<w:rtl w:val="0"/>') + '</w:p>'
        '<w:sdt><w:sdtPr><w:id w:val="1"/><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>' + tbl(tr(tc('<w:p><w:r><w:rPr/><w:t>a</w:t></w:r></w:p>', merge='restart'),
        '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent>' + tc('b') + '</w:sdtContent></w:sdt>'), tr(tc('', merge=True), tc('c'))) + '</w:sdtContent></w:sdt>'
        '<w:p><w:r><w:rPr/></w:r></w:p>')), 'título 1|Componente 1\ntabla 1 en 0: 2x2\n 0,0 2x1|a\n 0,1 1x1|b\n 1,1 1x1|c\ndocx\n')
    yield ('wps-like.docx', docx(
        '<mc:AlternateContent><mc:Choice Requires="wpsCustomData"><w:p>' + run(wt('por WPS')) + '</w:p></mc:Choice></mc:AlternateContent>' +
        tbl('<w:tblPrEx><w:tblCellMar/></w:tblPrEx>' + tr('<w:tc><w:tcPr><w:tcW w:w="1"/><w:gridSpan w:val="2"/><w:vMerge w:val="continue"/><w:noWrap w:val="0"/></w:tcPr>' +
            p('empieza sin aviso') + '</w:tc>', tc('x')), tr('<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="continue"/></w:tcPr><w:p/></w:tc>', tc('y')))),
        'texto|por WPS\ntabla 1 en 0: 2x3\n 0,0 2x2|empieza sin aviso\n 0,2 1x1|x\n 1,2 1x1|y\ndocx\n')
    yield ('cut-by-pages.docx', docx(
        tbl(tr(tc('Actividad'), tc('Fecha'), extra='<w:tblHeader/>'), tr(tc('1.1 uno'), tc('Marzo'), extra='<w:cantSplit/>')) +
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + tbl(tr(tc('1.2 dos'), tc('<w:p><w:r><w:lastRenderedPageBreak/><w:t>Abril</w:t></w:r></w:p>'))) +
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default"/></w:sectPr></w:pPr></w:p>' + tbl(tr(tc('1.3 tres'), tc('Mayo')))),
        'tabla 1 en 0: 2x2\n 0,0 1x1|Actividad\n 0,1 1x1|Fecha\n 1,0 1x1|1.1 uno\n 1,1 1x1|Marzo\ntabla 2 en 0: 1x2\n 0,0 1x1|1.2 dos\n 0,1 1x1|Abril\n'
        'tabla 3 en 0: 1x2\n 0,0 1x1|1.3 tres\n 0,1 1x1|Mayo\ndocx\n')
    yield ('fields-and-links.docx', docx(
        '<w:p><w:hyperlink w:anchor="x">' + run(wt('enlace')) + '</w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run(wt(' 14/03/2022')) + '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="PAGE">' + run(wt(' 7')) +
        '</w:fldSimple><w:smartTag>' + run(wt(' lugar')) + '</w:smartTag><w:r><w:footnoteReference w:id="1"/><w:softHyphen/></w:r></w:p>'),
        'texto|enlace 14/03/2022 7 lugar\ndocx\n')


def level(i, text, kind='decimal', start=1):
    return f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'


def numbered():
    """Lists that Word counts by itself: nothing of them stands in the text."""
    lists = (f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="5">' + level(0, '%1.') + level(1, '%1.%2') + level(2, '%3)', 'lowerLetter') + '</w:abstractNum>'
             '<w:abstractNum w:abstractNumId="6">' + level(0, '\uf0b7', 'bullet') + '</w:abstractNum><w:abstractNum w:abstractNumId="7">' + level(0, 'Fase %1:', 'upperRoman', 3) +
             '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
             '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
             '<w:num w:numId="8"><w:abstractNumId w:val="99"/></w:num></w:numbering>')

    def item(text, number, deep=0, more=''):
        return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{deep}"/><w:numId w:val="{number}"/></w:numPr>{more}</w:pPr><w:r>{wt(text)}</w:r></w:p>'
    body = (item('uno', 1) + tbl(tr(tc(item('a', 1, 1)), tc(item('', 1, 1))), tr(tc(item('b', 1, 1) + item('sub', 1, 2) + item('sub', 1, 2)), tc(item('viñeta', 2)))) +
            item('dos', 1) + item('', 1) + item('cuatro', 1) + item('hondo', 1, 2) + item('tercera', 3) + item('siete', 4) + item('ocho', 4) + item('sin lista', 8) +
            item('quitada', 0) + item('lejos', 1, 12) + '<w:p><w:pPr><w:pStyle w:val="Act"/></w:pPr><w:r>' + wt('por estilo') + '</w:r></w:p>')
    yield ('numbered.docx', docx(body, styles='<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
           '<w:style w:type="paragraph" w:styleId="Act"><w:basedOn w:val="Base"/></w:style>',
           **{'word/numbering.xml': lists, 'word/_rels/document.xml.rels': rels('styles.xml', 'styles').replace(
               '</Relationships>', f'<Relationship Id="n" Type="{REL}/numbering" Target="numbering.xml"/></Relationships>')}),
           'texto|1. uno\ntabla 1 en 0: 2x2\n 0,0 1x1|1.1 a\n 0,1 1x1|1.2\n 1,0 1x1|1.3 b\\na) sub\\nb) sub\n 1,1 1x1|viñeta\n'
           'texto|2. dos\ntexto|4. cuatro\ntexto|a) hondo\ntexto|Fase III: tercera\ntexto|7. siete\ntexto|8. ocho\ntexto|sin lista\ntexto|quitada\ntexto|lejos\n'
           'texto|8.1 por estilo\ndocx\n')


def streamed(body):
    """As programs write that cannot seek: sizes follow the data."""
    class Pipe(io.RawIOBase):
        data = b''

        def writable(self):
            return True

        def write(self, b):
            Pipe.data += bytes(b)
            return len(b)
    with zipfile.ZipFile(Pipe(), 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('word/document.xml', body)
    return Pipe.data


# ------------------------------------------------------------------------------------------------- must be refused

def doctype(decl, body='&a;'):
    return docx(document(p(body), prolog=HEAD + decl))


def laughs():
    lines = ['<!ENTITY a0 "ja">'] + ['<!ENTITY a%d "%s">' % (i, ('&a%d;' % (i - 1)) * 10) for i in range(1, 10)]
    return '<!DOCTYPE d [' + ''.join(lines) + ']>'


def ole2(stream):
    return b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(504) + stream.encode('utf-16-le') + bytes(512)


def encrypted():
    data = bytearray(docx(p('secreto')))
    for magic, at in ((b'PK\x03\x04', 6), (b'PK\x01\x02', 8)):
        i = data.find(magic)
        while i >= 0:
            data[i + at] |= 1
            i = data.find(magic, i + 4)
    return bytes(data)


def wrong_checksum():
    data = bytearray(docx(p('texto ' + noise(400)), compression=zipfile.ZIP_STORED))
    data[data.find(b'texto ') + 8] ^= 1
    return bytes(data)


def lying_end_record():
    data = bytearray(docx(p('x')))
    struct.pack_into('<HH', data, len(data) - 14, 60000, 60000)
    return bytes(data)


def big_file():
    return docx(p('x'), **{'word/media/image1.bin': RNG.randbytes(21 * 1024 * 1024)})


def bad():
    whole = docx(p('texto') + tbl(tr(tc('a'))))
    deflated_zeros = package({'word/document.xml': document(('<!--' + ' ' * 9000 + '-->') * 20000)})
    yield 'bomb.docx', deflated_zeros
    yield 'bomb-in-styles.docx', docx(p('x'), styles=('<w:style>' + ' ' * 9000 + '</w:style>') * 10000)
    yield 'bomb-below-ratio.docx', docx(document(''.join('<!--%s%s-->' % (noise(24), '-=' * 500) for _ in range(68000))))
    yield 'doctype.docx', doctype('<!DOCTYPE d [<!ENTITY a "b">]>')
    yield 'external-entity.docx', doctype('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
    yield 'billion-laughs.docx', doctype(laughs(), '&a9;')
    yield 'grid-span-huge.docx', docx(tbl(tr(tc('a', span=999999))))
    yield 'grid-span-overflow.docx', docx(tbl(tr(tc('a', span=10 ** 30))))
    yield 'grid-before-huge.docx', docx(tbl(tr(tc('a'), before=2 ** 31 - 1)))
    yield 'columns-300.docx', docx(tbl(tr(*[tc('a')] * 300)))
    yield 'nested-400.docx', docx('<w:tbl><w:tr><w:tc>' * 400 + '</w:tc></w:tr></w:tbl>' * 400)
    yield 'nested-9.docx', docx('<w:tbl><w:tr><w:tc>' * 9 + '</w:tc></w:tr></w:tbl>' * 9)
    yield 'deep-xml.docx', docx('<w:x>' * 300 + '</w:x>' * 300)
    yield 'too-many-cells.docx', docx(''.join(tbl(*['<w:tr><!--%s-->%s</w:tr>' % (noise(32), '<w:tc/>' * 200)] * 1) for _ in range(1001)))
    yield 'too-many-rows.docx', docx(tbl(*['<w:tr><!--%s--><w:tc/></w:tr>' % noise(12) for _ in range(100001)]))
    yield 'too-many-paragraphs.docx', docx(''.join(p(noise(8)) for _ in range(100001)))
    yield 'long-cell.docx', docx(tbl(tr(tc(noise(70000)))))
    yield 'too-much-text.docx', docx(''.join(p(noise(60000)) for _ in range(290)))
    yield 'many-names.docx', docx(''.join('<w:%s/>' % ('a' + noise(30)) for _ in range(700000)))
    yield 'many-attributes.docx', docx('<w:p ' + ' '.join('a%s="1"' % noise(7) for _ in range(300000)) + '/>')
    yield 'truncated.docx', whole[:len(whole) // 2]
    yield 'cut-at-the-end.docx', whole[:-30]
    yield 'only-the-magic.docx', b'PK\x03\x04'
    yield 'no-entries.docx', b'PK\x05\x06' + bytes(18)
    yield 'wrong-checksum.docx', wrong_checksum()
    yield 'text.docx', 'Plan Anticorrupción 2022\n'.encode()
    yield 'page.docx', b'\xef\xbb\xbf<html><table><tr><td>x</td></tr></table></html>'
    yield 'binary.docx', b'\x00\x01\x02\x03' * 64
    yield 'empty.docx', b''
    yield 'old.doc', ole2('WordDocument')
    yield 'old.xls', ole2('Workbook')
    yield 'password.docx', ole2('EncryptedPackage')
    yield 'plan.pdf', b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n'
    yield 'plan.rtf', b'{\\rtf1\\ansi plan}'
    yield 'scan.jpg', b'\xff\xd8\xff\xe0\x00\x10JFIF'
    yield 'plan.xlsx', package({'_rels/.rels': rels('xl/workbook.xml', 'officeDocument'), 'xl/workbook.xml': HEAD + '<workbook/>'})
    yield 'plan.ods', package({'mimetype': 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': HEAD + '<x/>'})
    yield 'plan.odt', package({'mimetype': 'application/vnd.oasis.opendocument.text', 'content.xml': HEAD + '<x/>'})
    yield 'plans.zip', package({'plan.docx': whole})
    yield 'encrypted-entry.docx', encrypted()
    yield 'too-many-entries.docx', docx(p('x'), **{'word/media/%d' % i: b'' for i in range(5001)})
    yield 'lying-end-record.docx', lying_end_record()
    yield 'climbing-name.docx', docx(p('x'), **{'../../etc/cron.d/x': b'x'})
    yield 'absolute-name.docx', docx(p('x'), **{'/etc/passwd': b'x'})
    yield 'climbing-relation.docx', package({'_rels/.rels': rels('word/../../../../etc/passwd', 'officeDocument'), 'x': b''})
    yield 'malformed.docx', docx(document('<w:p><w:r></w:p>'))
    yield 'unclosed.docx', docx(document(p('x'))[:-20])
    yield 'invalid-utf8.docx', docx(document(p('mal@')).encode().replace(b'@', b'\xc3\x28'))
    yield 'unknown-encoding.docx', docx(document(p('mal@'), prolog='<?xml version="1.0" encoding="X-NINGUNA"?>').encode().replace(b'@', b'\xb0\xa1'))
    yield 'missing-document.docx', package({'_rels/.rels': rels('word/document.xml', 'officeDocument'), 'word/styles.xml': HEAD + '<x/>'})
    yield 'other-root.docx', docx(HEAD + '<nota>hola</nota>')
    yield 'nothing-inside.docx', docx('<w:p/>')
    yield 'heavy.docx', big_file()


# --------------------------------------------------------------------------- an independent reading of a plan, for comparison

def q(name):
    return '{%s}%s' % (W, name)


def text_of(par):
    return ''.join({'t': e.text or '', 'br': '\n', 'tab': ' '}[e.tag.split('}')[1]] for e in par.iter() if e.tag in (q('t'), q('br'), q('tab'))).rstrip()


def dump_table(number, table):
    rows, width, cells, above = table.findall(q('tr')), 0, [], {}
    for r, row in enumerate(rows):
        c = 0
        for cell in row.findall(q('tc')):
            span, merge = cell.find('.//' + q('gridSpan')), cell.find('.//' + q('vMerge'))
            span = int(span.get(q('val'))) if span is not None else 1
            kind = None if merge is None else merge.get(q('val'), 'continue')
            if kind == 'continue' and c in above:
                above[c]['rows'] += 1
            else:
                cells.append({'row': r, 'col': c, 'rows': 1, 'cols': span,
                              'text': '\n'.join(text_of(x) for x in cell.findall(q('p'))).rstrip()})
                above.pop(c, None)
                if kind:
                    above[c] = cells[-1]
            c += span
        width = max(width, c)
    head = 'tabla %d en 0: %dx%d\n' % (number, len(rows), width)
    return head + ''.join(' %d,%d %dx%d|%s\n' % (c['row'], c['col'], c['rows'], c['cols'], c['text'].replace('\n', '\\n')) for c in cells)


def dump(plan):
    levels = {'Title': 0, 'Heading1': 1, 'Heading2': 2}
    out, number = '', 0
    with zipfile.ZipFile(plan) as z:
        body = ET.fromstring(z.read('word/document.xml')).find(q('body'))
    for e in body:
        if e.tag == q('tbl'):
            number += 1
            out += dump_table(number, e)
        elif e.tag == q('p') and text_of(e):
            style = e.find('.//' + q('pStyle'))
            level = levels.get(style.get(q('val'))) if style is not None else None
            out += ('texto' if level is None else 'título %d' % level) + '|' + text_of(e).replace('\n', '\\n') + '\n'
    return out


def main():
    folder, plan = sys.argv[1], sys.argv[2]
    for sub, files in (('good', good()), ('bad', bad())):
        os.makedirs(os.path.join(folder, sub), exist_ok=True)
        for name, data in files:
            with open(os.path.join(folder, sub, name), 'wb') as f:
                f.write(data)
    for name, data, expected in [*with_dump(), *numbered()]:
        for path, content in ((name, data), (name + '.expected', expected.encode())):
            with open(os.path.join(folder, 'good', path), 'wb') as f:
                f.write(content)
    with open(os.path.join(folder, 'plan.expected'), 'w', encoding='utf-8') as f:
        f.write(dump(plan))


main()
