/* SPDX-License-Identifier: Apache-2.0 */
/* The DOCX reader, in one pass over the main part. Word's XML is a tree of blocks (w:p, w:tbl) with many wrappers between:
 * content controls, tracked changes, text boxes, alternatives for old programs. The reader descends only into the elements
 * that carry meaning and lets every wrapper be transparent. What is left out on purpose: deleted and moved-away text,
 * alternatives already read, hidden text, hints of empty content controls, headers, footers, notes and comments.
 *
 * Depth of recursion is bounded by libxml2's own limit of 256 open elements. */
#include "office/docx.h"

#define MC "http://schemas.openxmlformats.org/markup-compatibility/2006"

static const struct {
    const char *name;
    enum vd_docx_el el;
} word_elements[] = {
    {"p", VD_EL_P}, {"t", VD_EL_T}, {"tc", VD_EL_TC}, {"tcPr", VD_EL_TCPR}, {"rPr", VD_EL_RPR}, {"pPr", VD_EL_PPR}, {"tr", VD_EL_TR},
    {"tbl", VD_EL_TBL}, {"trPr", VD_EL_TRPR}, {"vMerge", VD_EL_VMERGE}, {"gridSpan", VD_EL_GRIDSPAN}, {"gridBefore", VD_EL_GRIDBEFORE},
    {"pStyle", VD_EL_PSTYLE}, {"outlineLvl", VD_EL_OUTLINE}, {"tab", VD_EL_TAB}, {"ptab", VD_EL_TAB}, {"br", VD_EL_BREAK}, {"cr", VD_EL_BREAK},
    {"noBreakHyphen", VD_EL_HYPHEN}, {"del", VD_EL_DEL}, {"moveFrom", VD_EL_MOVEFROM}, {"sdtPr", VD_EL_SDTPR},
    {"showingPlcHdr", VD_EL_PLACEHOLDER}, {"sdtContent", VD_EL_SDTCONTENT}, {"style", VD_EL_STYLE}, {"name", VD_EL_NAME},
    {"basedOn", VD_EL_BASEDON}, {"document", VD_EL_DOCUMENT}, {"r", VD_EL_R}, {"vanish", VD_EL_VANISH}, {"sym", VD_EL_SYM},
    {"numId", VD_EL_NUMID}, {"ilvl", VD_EL_ILVL}, {"abstractNum", VD_EL_ABSTRACTNUM}, {"num", VD_EL_NUM}, {"abstractNumId", VD_EL_ABSTRACTNUMID},
    {"lvl", VD_EL_LVL}, {"start", VD_EL_START}, {"numFmt", VD_EL_NUMFMT}, {"lvlText", VD_EL_LVLTEXT}, {"lvlOverride", VD_EL_LVLOVERRIDE},
    {"startOverride", VD_EL_STARTOVERRIDE}, {"rt", VD_EL_RUBYTEXT}, {"hMerge", VD_EL_HMERGE}, {"cellDel", VD_EL_CELLDEL},
}, compatibility_elements[] = {{"AlternateContent", VD_EL_ALTERNATE}, {"Choice", VD_EL_CHOICE}, {"Fallback", VD_EL_FALLBACK}};

enum vd_docx_el vd_docx_el(const struct vd_xml *x)
{
    const char *name = vd_xml_name(x);
    if (vd_xml_in(x, "http://schemas.openxmlformats.org/wordprocessingml/2006/main") || vd_xml_in(x, "http://purl.oclc.org/ooxml/wordprocessingml/main")) {
        for (size_t i = 0; i < VD_COUNT(word_elements); i++)
            if (strcmp(name, word_elements[i].name) == 0)
                return word_elements[i].el;
    } else if (vd_xml_in(x, MC)) {
        for (size_t i = 0; i < VD_COUNT(compatibility_elements); i++)
            if (strcmp(name, compatibility_elements[i].name) == 0)
                return compatibility_elements[i].el;
    } else if (strcmp(name, "t") == 0 && vd_xml_in(x, "http://schemas.openxmlformats.org/officeDocument/2006/math")) {
        return VD_EL_T;
    }
    return VD_EL_OTHER;
}

static bool is_on(struct vd_docx *d)
{
    struct vd_str val = vd_xml_attr(&d->x, "val");
    return !vd_str_is(val, "0") && !vd_str_is(val, "false") && !vd_str_is(val, "off");
}

static void note_placeholder(struct vd_docx *d)
{
    int depth = vd_xml_depth(&d->x);
    d->placeholder = false;
    if (vd_xml_is_empty(&d->x))
        return;
    while (vd_xml_inside(&d->x, depth))
        if (vd_xml_begins(&d->x) && vd_docx_el(&d->x) == VD_EL_PLACEHOLDER)
            d->placeholder = is_on(d);
}

bool vd_docx_passes(struct vd_docx *d, enum vd_docx_el e)
{
    switch (e) {
    case VD_EL_RPR:
    case VD_EL_DEL:
    case VD_EL_MOVEFROM:
    case VD_EL_RUBYTEXT:
        vd_xml_skip(&d->x);
        return true;
    case VD_EL_ALTERNATE:
        d->chosen = false;
        return true;
    case VD_EL_CHOICE:
    case VD_EL_FALLBACK:
        if (d->chosen)
            vd_xml_skip(&d->x);
        d->chosen = true;
        return true;
    case VD_EL_SDTPR:
        note_placeholder(d);
        return true;
    case VD_EL_SDTCONTENT:
        if (d->placeholder)
            vd_xml_skip(&d->x);
        d->placeholder = false;
        return true;
    default:
        return false;
    }
}

static void refuse_long_text(struct vd_docx *d)
{
    vd_refuse(d->why, VD_TOO_BIG, "Un texto del documento es demasiado largo (más de %d KB en un párrafo o una celda).", VD_DOC_MAX_CELL_TEXT / 1024);
}

static void put(struct vd_docx *d, struct vd_str s)
{
    vd_buf_str(&d->text, s);
    if (d->text.failed)
        refuse_long_text(d);
}

/* Line ends and tabs inside w:t are only white space. */
static void put_text_node(struct vd_docx *d)
{
    const char *text = (const char *)xmlTextReaderConstValue(d->x.reader);
    size_t from = d->text.n;
    put(d, vd_str_of(text ? text : ""));
    for (size_t i = from; i < d->text.n; i++)
        if (d->text.p[i] == '\n' || d->text.p[i] == '\r' || d->text.p[i] == '\t')
            d->text.p[i] = ' ';
}

static void read_text(struct vd_docx *d)
{
    int depth = vd_xml_depth(&d->x);
    if (vd_xml_is_empty(&d->x))
        return;
    while (vd_xml_inside(&d->x, depth))
        if (vd_xml_is_text(&d->x))
            put_text_node(d);
}

static void read_run_properties(struct vd_docx *d)
{
    int depth = vd_xml_depth(&d->x);
    if (vd_xml_is_empty(&d->x))
        return;
    while (vd_xml_inside(&d->x, depth))
        if (vd_xml_begins(&d->x) && vd_docx_el(&d->x) == VD_EL_VANISH)
            d->unseen = is_on(d);
}

/* Months are often marked with a tick of a symbol font, whose codes mean nothing without it. */
static void put_symbol(struct vd_docx *d)
{
    static const struct {
        const char *font, *code, *text;
    } symbols[] = {
        {"Wingdings", "FC", "✓"}, {"Wingdings", "FE", "☑"}, {"Wingdings", "FB", "✗"}, {"Wingdings", "FD", "☒"}, {"Wingdings", "A8", "☐"},
        {"Wingdings", "6F", "☐"}, {"Wingdings 2", "50", "✓"}, {"Wingdings 2", "4F", "✗"}, {"Wingdings 2", "52", "☑"}, {"Wingdings 2", "53", "☒"},
        {"Wingdings 2", "A3", "☐"}, {"Webdings", "61", "✓"}, {"Webdings", "72", "✗"}, {"Symbol", "D6", "✓"},
    };
    char font[32] = "", code[8] = "";
    snprintf(font, sizeof font, "%.*s", VD_SARG(vd_xml_attr(&d->x, "font")));
    snprintf(code, sizeof code, "%.*s", VD_SARG(vd_xml_attr(&d->x, "char")));
    const char *low = strlen(code) == 4 ? code + 2 : code; /* F0FC and 00FC are the same */
    for (size_t i = 0; i < VD_COUNT(symbols); i++)
        if (strcasecmp(font, symbols[i].font) == 0 && strcasecmp(low, symbols[i].code) == 0) {
            put(d, vd_str_of(symbols[i].text));
            return;
        }
    put(d, VD_S("•"));
}

struct vd_str vd_docx_take(struct vd_docx *d, size_t from)
{
    struct vd_str all = vd_str_sub(vd_buf_view(&d->text), from, d->text.n), kept = vd_str_trim(all);
    kept = kept.n ? (struct vd_str){all.p, (size_t)(kept.p - all.p) + kept.n} : (struct vd_str){all.p, 0};
    d->n_text += kept.n;
    if (kept.n > VD_DOC_MAX_CELL_TEXT)
        refuse_long_text(d);
    else if (d->n_text > VD_DOC_MAX_TEXT)
        vd_refuse(d->why, VD_TOO_BIG, "El documento tiene más de %d MB de texto. Divídalo en varios.", VD_DOC_MAX_TEXT / (1024 * 1024));
    struct vd_str copy = vd_refused(d->why) ? VD_S("") : vd_str_dup(d->arena, kept);
    d->text.n = from;
    return copy;
}

struct vd_block *vd_docx_block(struct vd_docx *d, enum vd_block_kind kind)
{
    if (d->doc->blocks.n == VD_DOC_MAX_BLOCKS)
        vd_refuse(d->why, VD_TOO_BIG, "El documento tiene más de %d párrafos y tablas. Divídalo en varios.", VD_DOC_MAX_BLOCKS);
    if (vd_refused(d->why))
        return NULL;
    struct vd_block *block = VD_PUSH(d->arena, &d->doc->blocks);
    block->kind = kind;
    return block;
}

struct paragraph {
    int level;    /* -1: no heading */
    bool deleted; /* its end was, with tracked changes: it runs on in the next one */
    struct vd_docx_numbering numbering;
    size_t number; /* bytes that the list wrote before its text */
};

static void read_paragraph_properties(struct vd_docx *d, struct paragraph *p)
{
    int depth = vd_xml_depth(&d->x);
    if (vd_xml_is_empty(&d->x))
        return;
    while (vd_xml_inside(&d->x, depth)) {
        if (!vd_xml_begins(&d->x))
            continue;
        enum vd_docx_el e = vd_docx_el(&d->x);
        if (e == VD_EL_PSTYLE) {
            struct vd_str id = vd_str_dup(d->arena, vd_xml_attr(&d->x, "val"));
            p->level = vd_docx_style_level(d, id);
            p->numbering = vd_docx_style_numbering(d, id);
        } else if (e == VD_EL_NUMID)
            p->numbering.list = vd_xml_attr_int(&d->x, "val", 0);
        else if (e == VD_EL_ILVL)
            p->numbering.level = vd_xml_attr_int(&d->x, "val", 0);
        else if (e == VD_EL_OUTLINE && vd_xml_attr_int(&d->x, "val", 9) < 9)
            p->level = vd_xml_attr_int(&d->x, "val", 9) + 1;
        else if (e == VD_EL_DEL || e == VD_EL_MOVEFROM)
            p->deleted = true;
    }
}

static void begin_paragraph(struct vd_docx *d, struct paragraph *p)
{
    size_t before = d->text.n;
    read_paragraph_properties(d, p);
    if (!p->deleted)
        vd_docx_put_number(d, &d->text, p->numbering);
    if (d->text.failed)
        refuse_long_text(d);
    p->number = d->text.n - before;
}

static void end_paragraph(struct vd_docx *d, size_t from, int level)
{
    if (d->grid) {
        put(d, VD_S("\n"));
        return;
    }
    struct vd_str text = vd_str_trim(vd_docx_take(d, from));
    struct vd_block *block = text.n ? vd_docx_block(d, level >= 0 ? VD_BLOCK_HEADING : VD_BLOCK_PARAGRAPH) : NULL;
    if (block) {
        block->text = text;
        block->level = level >= 0 ? level : 0;
    }
}

static void read_inline(struct vd_docx *d, enum vd_docx_el e, struct paragraph *p);

static void read_paragraph(struct vd_docx *d)
{
    int depth = vd_xml_depth(&d->x);
    struct paragraph p = {.level = -1, .numbering = {-1, 0}};
    bool empty = vd_xml_is_empty(&d->x), outer_unseen = d->unseen;
    d->unseen = false;
    /* A text box stands in the middle of its paragraph: in a cell it begins on its own line. */
    if (d->grid && !d->runs_on && d->text.n > d->cell_from && d->text.p[d->text.n - 1] != '\n')
        put(d, VD_S("\n"));
    d->runs_on = false;
    size_t from = d->text.n;
    while (!empty && vd_xml_inside(&d->x, depth))
        if (vd_xml_begins(&d->x))
            read_inline(d, vd_docx_el(&d->x), &p);
    d->unseen = outer_unseen;
    /* In a cell the number alone says something; outside it is an empty line. */
    if (!d->grid && p.number && !vd_str_trim(vd_str_sub(vd_buf_view(&d->text), from + p.number, d->text.n)).n)
        d->text.n = from;
    d->runs_on = p.deleted && d->grid;
    if (!d->runs_on)
        end_paragraph(d, from, p.level);
}

static void read_inline(struct vd_docx *d, enum vd_docx_el e, struct paragraph *p)
{
    if (e == VD_EL_R)
        d->unseen = false;
    if (e == VD_EL_PPR)
        begin_paragraph(d, p);
    else if (e == VD_EL_RPR)
        read_run_properties(d);
    else if (d->unseen && (e == VD_EL_T || e == VD_EL_TAB || e == VD_EL_BREAK || e == VD_EL_HYPHEN || e == VD_EL_SYM))
        vd_xml_skip(&d->x);
    else if (e == VD_EL_T)
        read_text(d);
    else if (e == VD_EL_SYM)
        put_symbol(d);
    else if (e == VD_EL_TAB)
        put(d, VD_S(" "));
    else if (e == VD_EL_BREAK)
        put(d, VD_S("\n"));
    else if (e == VD_EL_HYPHEN)
        put(d, VD_S("-"));
    else
        vd_docx_node(d, e);
}

void vd_docx_node(struct vd_docx *d, enum vd_docx_el e)
{
    if (e == VD_EL_P)
        read_paragraph(d);
    else if (e == VD_EL_TBL)
        vd_docx_table(d);
    else
        vd_docx_passes(d, e);
}

static void free_text(void *d) { vd_buf_done(&((struct vd_docx *)d)->text); }

void vd_docx_read(struct vd_package *pkg, struct vd_str main_part, struct vd_doc *doc)
{
    struct vd_docx *d = VD_NEW(pkg->why->arena, struct vd_docx);
    *d = (struct vd_docx){.pkg = pkg, .why = pkg->why, .arena = pkg->why->arena, .doc = doc};
    doc->format = VD_DOC_DOCX;
    /* Cells of open nested tables stand one behind the other in this buffer. */
    vd_buf_init(&d->text, (size_t)VD_DOC_MAX_CELL_TEXT * (VD_DOC_MAX_NESTED + 1));
    vd_arena_defer(d->arena, free_text, d);
    struct vd_relations relations = {0};
    vd_relations_read(pkg, main_part, &relations);
    if (!vd_refused(d->why))
        vd_docx_read_styles(d, vd_relations_find(&relations, (struct vd_str){NULL, 0}, "/styles"));
    if (!vd_refused(d->why))
        vd_docx_read_lists(d, vd_relations_find(&relations, (struct vd_str){NULL, 0}, "/numbering"));
    if (vd_refused(d->why) || !vd_xml_open(&d->x, pkg, main_part.p))
        return;
    while (vd_xml_step(&d->x)) {
        enum vd_docx_el e = vd_xml_begins(&d->x) ? vd_docx_el(&d->x) : VD_EL_OTHER;
        if (vd_xml_begins(&d->x) && vd_xml_depth(&d->x) == 0 && e != VD_EL_DOCUMENT)
            vd_refuse(d->why, VD_INVALID, "La parte principal del archivo no es un documento de Word. Ábralo en Word y guárdelo otra vez.");
        else
            vd_docx_node(d, e);
    }
    if (!vd_refused(d->why) && !doc->blocks.n)
        vd_refuse(d->why, VD_INVALID, "El documento no tiene texto ni tablas. Revise que sea el archivo correcto.");
}
