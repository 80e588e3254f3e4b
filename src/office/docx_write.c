/* SPDX-License-Identifier: Apache-2.0 */
/* The body of a Word document (ECMA-376, part 1, chapter 17). Elements stand in the order that the schema asks for: Word refuses
 * another one. */
#include "office/docx_parts.h"

struct vd_word {
    struct vd_arena *arena;
    struct vd_word_about about;
    struct vd_buf body;
    struct vd_word_used used;
    int widths[VD_WORD_COLUMNS];
    size_t columns;
    bool lying;
    bool first;      /* the section in hand is the first */
    bool after_table; /* nothing stands between the last table and what follows: two tables would be one */
    bool page;       /* the next paragraph begins a page */
};

static void free_body(void *w) { vd_buf_done(&((struct vd_word *)w)->body); }

struct vd_word *vd_word_new(struct vd_arena *arena, const struct vd_word_about *about)
{
    struct vd_word *w = VD_NEW(arena, struct vd_word);
    *w = (struct vd_word){.arena = arena, .about = *about, .first = true};
    vd_buf_init(&w->body, VD_WORD_BYTES_MOST);
    vd_arena_defer(arena, free_body, w);
    vd_buf_c(&w->body, VD_WORD_HEAD "<w:document " VD_WORD_NAMESPACES "><w:body>");
    return w;
}

/* ---- characters */

/* XML 1.0, production Char. */
static bool fits(uint32_t c)
{
    return c >= 0x20 && c != 0xFFFE && c != 0xFFFF;
}

void vd_word_escape(struct vd_buf *out, struct vd_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t c = vd_utf8_next(text, &i);
        if (c == '&')
            vd_buf_c(out, "&amp;");
        else if (c == '<')
            vd_buf_c(out, "&lt;");
        else if (c == '>')
            vd_buf_c(out, "&gt;");
        else if (c == '"')
            vd_buf_c(out, "&quot;");
        else if (c == '\t' || c == '\n' || c == '\r')
            vd_buf_char(out, ' ');
        else if (fits(c))
            vd_buf_put(out, text.p + from, i - from);
        else
            vd_buf_c(out, "\xEF\xBF\xBD");
    }
}

void vd_word_put_run(struct vd_buf *out, struct vd_str text, const char *properties)
{
    struct vd_str line;
    bool more = false;
    vd_buf_c(out, "<w:r>");
    if (properties[0])
        vd_buf_printf(out, "<w:rPr>%s</w:rPr>", properties);
    while (vd_str_split(&text, '\n', &line)) {
        vd_buf_c(out, more ? "<w:br/><w:t xml:space=\"preserve\">" : "<w:t xml:space=\"preserve\">");
        vd_word_escape(out, line);
        vd_buf_c(out, "</w:t>");
        more = true;
    }
    vd_buf_c(out, "</w:r>");
}

/* ---- paragraphs */

static void begin(struct vd_word *w, const char *style, const char *more)
{
    vd_buf_printf(&w->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>", style, w->page ? "<w:pageBreakBefore/>" : "", more);
    w->page = w->after_table = false;
}

static void end(struct vd_word *w) { vd_buf_c(&w->body, "</w:p>"); }

static int link_id(struct vd_word *w, struct vd_str url)
{
    enum { FIRST = 100 };
    for (size_t i = 0; i < w->used.links.n; i++)
        if (vd_str_eq(w->used.links.v[i], url))
            return FIRST + (int)i;
    *VD_PUSH(w->arena, &w->used.links) = url;
    return FIRST + (int)w->used.links.n - 1;
}

static void put_runs(struct vd_word *w, const struct vd_word_run *runs, size_t n)
{
    char properties[80];
    for (size_t i = 0; i < n; i++) {
        snprintf(properties, sizeof properties, "%s%s%s", runs[i].url.n ? "<w:rStyle w:val=\"Hyperlink\"/>" : "", runs[i].bold ? "<w:b/>" : "", runs[i].italic ? "<w:i/>" : "");
        if (runs[i].url.n)
            vd_buf_printf(&w->body, "<w:hyperlink r:id=\"rId%d\" w:history=\"1\">", link_id(w, runs[i].url));
        vd_word_put_run(&w->body, runs[i].text, properties);
        if (runs[i].url.n)
            vd_buf_c(&w->body, "</w:hyperlink>");
    }
}

void vd_word_runs(struct vd_word *w, enum vd_word_style style, const struct vd_word_run *runs, size_t n)
{
    static const char *const ids[] = {"Normal", "Title", "Subtitle", "Cover", "CoverNote", "Note", "Quote", "Banner"};
    begin(w, ids[style], "");
    put_runs(w, runs, n);
    end(w);
}

void vd_word_text(struct vd_word *w, enum vd_word_style style, struct vd_str text)
{
    vd_word_runs(w, style, &(struct vd_word_run){.text = text}, 1);
}

void vd_word_heading(struct vd_word *w, int level, struct vd_str text)
{
    char id[16];
    snprintf(id, sizeof id, "Heading%d", level < 1 ? 1 : level > 6 ? 6 : level);
    begin(w, id, "");
    vd_word_put_run(&w->body, text, "");
    end(w);
}

int vd_word_list(struct vd_word *w, int64_t first)
{
    *VD_PUSH(w->arena, &w->used.lists) = first;
    return (int)w->used.lists.n;
}

void vd_word_item(struct vd_word *w, int list, int depth, const struct vd_word_run *runs, size_t n)
{
    char number[100];
    depth = depth < VD_WORD_LEVELS ? depth : VD_WORD_LEVELS - 1;
    if (list < 0)
        snprintf(number, sizeof number, "<w:ind w:left=\"%d\"/>", VD_WORD_INDENT(depth));
    else
        snprintf(number, sizeof number, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>", depth, 1 + list);
    begin(w, "ListParagraph", number);
    put_runs(w, runs, n);
    end(w);
}

void vd_word_shield(struct vd_word *w)
{
    enum { HEIGHT_MM = 38 };
    begin(w, "CoverTop", "");
    if (w->about.shield)
        vd_word_put_shield(&w->body, w->about.shield, HEIGHT_MM, 2);
    end(w);
}

void vd_word_page(struct vd_word *w) { w->page = true; }

/* ---- sections */

static void put_section(struct vd_word *w)
{
    vd_buf_c(&w->body, "<w:sectPr>");
    if (w->first)
        vd_buf_c(&w->body, "<w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:headerReference w:type=\"first\" r:id=\"rId5\"/>"
                           "<w:footerReference w:type=\"default\" r:id=\"rId6\"/><w:footerReference w:type=\"first\" r:id=\"rId7\"/>");
    vd_buf_c(&w->body, "<w:type w:val=\"nextPage\"/>");
    vd_buf_c(&w->body, w->lying ? "<w:pgSz w:w=\"15840\" w:h=\"12240\" w:orient=\"landscape\"/>" : "<w:pgSz w:w=\"12240\" w:h=\"15840\"/>");
    vd_buf_c(&w->body, "<w:pgMar w:top=\"1418\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>");
    vd_buf_c(&w->body, w->first ? "<w:titlePg/></w:sectPr>" : "</w:sectPr>");
    w->first = false;
}

void vd_word_turn(struct vd_word *w, bool lying)
{
    vd_buf_c(&w->body, "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>");
    put_section(w);
    vd_buf_c(&w->body, "</w:pPr></w:p>");
    w->lying = lying;
    w->page = w->after_table = false;
}

/* ---- tables */

static void put_cell(struct vd_word *w, size_t column, const char *style, const struct vd_word_cell *cell, const char *properties)
{
    vd_buf_printf(&w->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", w->widths[column]);
    if (cell->merge != VD_WORD_ALONE)
        vd_buf_c(&w->body, cell->merge == VD_WORD_MERGED ? "<w:vMerge/>" : "<w:vMerge w:val=\"restart\"/>");
    vd_buf_printf(&w->body, "%s</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", properties, style, cell->centred ? "<w:jc w:val=\"center\"/>" : "");
    if (cell->text.n && cell->merge != VD_WORD_MERGED)
        vd_word_put_run(&w->body, cell->text, "");
    vd_buf_c(&w->body, "</w:p></w:tc>");
}

void vd_word_table(struct vd_word *w, struct vd_str caption, const int *widths, const struct vd_str *heads, size_t n)
{
    int whole = 0;
    w->columns = n < VD_WORD_COLUMNS ? n : VD_WORD_COLUMNS;
    for (size_t i = 0; i < w->columns; i++) {
        w->widths[i] = widths[i];
        whole += widths[i];
    }
    if (w->after_table || w->page) {
        begin(w, "Gap", "");
        end(w);
    }
    vd_buf_printf(&w->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
                            "<w:tblLook w:val=\"0020\" w:firstRow=\"1\"/><w:tblCaption w:val=\"", whole);
    vd_word_escape(&w->body, caption);
    vd_buf_c(&w->body, "\"/></w:tblPr><w:tblGrid>");
    for (size_t i = 0; i < w->columns; i++)
        vd_buf_printf(&w->body, "<w:gridCol w:w=\"%d\"/>", widths[i]);
    vd_buf_c(&w->body, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (size_t i = 0; i < w->columns; i++)
        put_cell(w, i, "TableHead", &(struct vd_word_cell){.text = heads[i]}, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E3E8EF\"/><w:vAlign w:val=\"center\"/>");
    vd_buf_c(&w->body, "</w:tr>");
}

void vd_word_row(struct vd_word *w, const struct vd_word_cell *cells)
{
    vd_buf_c(&w->body, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (size_t i = 0; i < w->columns; i++)
        put_cell(w, i, "TableText", &cells[i], "");
    vd_buf_c(&w->body, "</w:tr>");
}

void vd_word_table_end(struct vd_word *w)
{
    vd_buf_c(&w->body, "</w:tbl>");
    w->after_table = true;
}

/* ---- the whole */

enum vd_err vd_word_close(struct vd_word *w, struct vd_str *ret)
{
    struct vd_part parts[VD_WORD_PARTS_MOST];
    if (w->after_table) {
        begin(w, "Gap", "");
        end(w);
    }
    put_section(w);
    vd_buf_c(&w->body, "</w:body></w:document>");
    VD_TRY(vd_buf_ok(&w->body));
    size_t n = vd_word_parts(w->arena, &w->about, &w->used, vd_buf_view(&w->body), parts);
    return vd_package_write(w->arena, parts, n, ret);
}
