/* SPDX-License-Identifier: Apache-2.0 */
/* The worksheet is walked tag by tag and copied; <c> elements that are asked for are written anew with their style, and those that are
 * missing stand where their column belongs. Rows and cells without a place of their own stand behind the one before, as the reader has it.
 * A formula that gives way to a value may be the first of several that share it: the others keep the value that was computed last. */
#include "office/xlsx_fill.h"
#include "office/office.h"

enum { SHEET_MOST = VD_DOC_MAX_INFLATED, SHARED_MOST = 64, DEPTH_MOST = 64 };

struct walk {
    struct vd_arena *arena;
    struct vd_str in;
    size_t at;                     /* what stands before it is written */
    struct vd_buf out;
    const struct vd_fill *cells;
    size_t n, next;
    struct vd_str prefix;          /* "x:" of <x:row>; empty: none */
    int row, col;                  /* of the element in hand, from 0; -1: none yet */
    struct vd_str left_style;      /* of the last cell of the row */
    VD_LIST(struct vd_str) shared; /* numbers of shared formulas whose first cell was written over */
    bool bad;
};

/* <name a="b" …> or </name> at `from`: where it ends, past its '>'. 0: no end. */
static size_t tag_end(struct vd_str s, size_t from)
{
    char quote = 0;
    for (size_t i = from; i < s.n; i++) {
        if (quote)
            quote = s.p[i] == quote ? 0 : quote;
        else if (s.p[i] == '"' || s.p[i] == '\'')
            quote = s.p[i];
        else if (s.p[i] == '>')
            return i + 1;
    }
    return 0;
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Local name of a tag, without '/' and prefix. */
static struct vd_str tag_name(struct vd_str tag, struct vd_str *ret_prefix)
{
    size_t from = tag.n > 1 && tag.p[1] == '/' ? 2 : 1, end = from;
    while (end < tag.n && !is_space(tag.p[end]) && tag.p[end] != '>' && tag.p[end] != '/')
        end++;
    struct vd_str name = vd_str_sub(tag, from, end);
    const char *colon = name.n ? memchr(name.p, ':', name.n) : NULL;
    *ret_prefix = colon ? (struct vd_str){name.p, (size_t)(colon - name.p) + 1} : VD_S("");
    return colon ? vd_str_sub(name, ret_prefix->n, name.n) : name;
}

static bool is_empty(struct vd_str tag) { return tag.n > 2 && tag.p[tag.n - 2] == '/'; }

/* An attribute as it is written; absent: none. */
static struct vd_str attribute(struct vd_str tag, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 1; i + len + 2 < tag.n; i++) {
        if (!is_space(tag.p[i - 1]) || memcmp(tag.p + i, name, len) != 0)
            continue;
        size_t q = i + len;
        while (q < tag.n && is_space(tag.p[q]))
            q++;
        if (q >= tag.n || tag.p[q] != '=')
            continue;
        for (q++; q < tag.n && is_space(tag.p[q]);)
            q++;
        const char *end = q < tag.n && (tag.p[q] == '"' || tag.p[q] == '\'') ? memchr(tag.p + q + 1, tag.p[q], tag.n - q - 1) : NULL;
        if (end)
            return (struct vd_str){tag.p + q + 1, (size_t)(end - tag.p) - q - 1};
    }
    return (struct vd_str){0};
}

/* A style is a number; what is none is nobody's. */
static struct vd_str style_of(struct vd_str tag)
{
    struct vd_str style = attribute(tag, "s");
    int64_t number;
    return vd_str_i64(style, &number) && number >= 0 ? style : (struct vd_str){0};
}

/* "AB12": its column and row from 0. */
static bool place_of(struct vd_str ref, int *ret_row, int *ret_col)
{
    int col = 0;
    size_t i = 0;
    int64_t row;
    for (; i < ref.n && ref.p[i] >= 'A' && ref.p[i] <= 'Z' && i < 3; i++)
        col = col * 26 + ref.p[i] - 'A' + 1;
    if (!i || !vd_str_i64(vd_str_sub(ref, i, ref.n), &row) || row < 1 || row > VD_DOC_MAX_ROWS * 11)
        return false;
    *ret_row = (int)row - 1;
    *ret_col = col - 1;
    return true;
}

static void put_ref(struct vd_buf *out, int row, int col)
{
    char letters[4] = "";
    int n = 0;
    for (int c = col + 1; c > 0 && n < 3; c = (c - 1) / 26)
        letters[n++] = (char)('A' + (c - 1) % 26);
    while (n)
        vd_buf_char(out, letters[--n]);
    vd_buf_printf(out, "%d", row + 1);
}

/* ---- writing one cell */

static void put_escaped(struct vd_buf *out, struct vd_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t c = vd_utf8_next(text, &i);
        if (c == '&' || c == '<' || c == '>')
            vd_buf_c(out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
        else if (c >= 0x20 || c == '\n' || c == '\t')
            vd_buf_put(out, text.p + from, i - from);
    }
}

/* Millionths as a number of a sheet: "75.61". */
static void put_number(struct vd_buf *out, int64_t u6)
{
    int64_t whole = u6 / 1000000, part = u6 < 0 ? -(u6 % 1000000) : u6 % 1000000;
    int digits = 6;
    vd_buf_printf(out, "%s%" PRId64, u6 < 0 && !whole ? "-" : "", whole);
    for (; part && part % 10 == 0; digits--)
        part /= 10;
    if (part)
        vd_buf_printf(out, ".%0*" PRId64, digits, part);
}

static void put_cell(struct walk *w, const struct vd_fill *cell, struct vd_str style, bool number)
{
    vd_buf_printf(&w->out, "<%.*sc r=\"", VD_SARG(w->prefix));
    put_ref(&w->out, cell->row, cell->col);
    vd_buf_char(&w->out, '"');
    if (style.n)
        vd_buf_printf(&w->out, " s=\"%.*s\"", VD_SARG(style));
    if (number) {
        vd_buf_printf(&w->out, "><%.*sv>", VD_SARG(w->prefix));
        put_number(&w->out, cell->u6.v);
        vd_buf_printf(&w->out, "</%.*sv></%.*sc>", VD_SARG(w->prefix), VD_SARG(w->prefix));
        return;
    }
    if (!cell->text.n) {
        vd_buf_c(&w->out, "/>");
        return;
    }
    vd_buf_printf(&w->out, " t=\"inlineStr\"><%.*sis><%.*st xml:space=\"preserve\">", VD_SARG(w->prefix), VD_SARG(w->prefix));
    put_escaped(&w->out, cell->text);
    vd_buf_printf(&w->out, "</%.*st></%.*sis></%.*sc>", VD_SARG(w->prefix), VD_SARG(w->prefix), VD_SARG(w->prefix));
}

/* ---- walking */

static void copy_to(struct walk *w, size_t end)
{
    vd_buf_put(&w->out, w->in.p + w->at, end - w->at);
    w->at = end;
}

/* The next tag from `from` on; comments, texts as they are and the like are passed over. false: there is none. */
static bool next_tag(struct walk *w, size_t from, struct vd_str *ret)
{
    for (;;) {
        const char *open = from < w->in.n ? memchr(w->in.p + from, '<', w->in.n - from) : NULL;
        if (!open)
            return false;
        size_t at = (size_t)(open - w->in.p), end;
        if (at + 1 < w->in.n && (w->in.p[at + 1] == '!' || w->in.p[at + 1] == '?')) {
            struct vd_str rest = vd_str_sub(w->in, at, w->in.n);
            struct vd_str ends = vd_str_starts(rest, VD_S("<!--")) ? VD_S("-->") : vd_str_starts(rest, VD_S("<![CDATA[")) ? VD_S("]]>") : VD_S(">");
            ptrdiff_t close = vd_str_find(rest, ends);
            if (close < 0)
                return false;
            from = at + (size_t)close + ends.n;
            continue;
        }
        end = tag_end(w->in, at);
        *ret = vd_str_sub(w->in, at, end ? end : at);
        return end != 0;
    }
}

static size_t offset_of(const struct walk *w, struct vd_str tag) { return (size_t)(tag.p - w->in.p); }

/* Each element is closed by its own name, the last one opened first. */
static bool is_nested(struct walk *w)
{
    struct vd_str open[DEPTH_MOST], tag, prefix;
    size_t depth = 0;
    for (size_t from = 0; next_tag(w, from, &tag); from = offset_of(w, tag) + tag.n) {
        struct vd_str name = tag_name(tag, &prefix);
        if (tag.p[1] == '/') {
            if (!depth || !vd_str_eq(open[--depth], name))
                return false;
        } else if (!is_empty(tag)) {
            if (depth == DEPTH_MOST)
                return false;
            open[depth++] = name;
        }
    }
    return depth == 0;
}

/* Past the end tag that closes the element of `tag`. 0: there is none. */
static size_t element_end(struct walk *w, struct vd_str tag)
{
    struct vd_str next;
    size_t from = offset_of(w, tag) + tag.n, depth = 1;
    if (is_empty(tag))
        return from;
    while (next_tag(w, from, &next)) {
        from = offset_of(w, next) + next.n;
        if (next.p[1] == '/')
            depth--;
        else if (!is_empty(next))
            depth++;
        if (!depth)
            return from;
    }
    return 0;
}

/* Cells that the row lacks, up to a column. */
static void put_missing(struct walk *w, int before)
{
    while (w->next < w->n && w->cells[w->next].row == w->row && w->cells[w->next].col < before) {
        const struct vd_fill *cell = &w->cells[w->next++];
        put_cell(w, cell, cell->new_column ? w->left_style : (struct vd_str){0}, false);
    }
}

/* The first of a shared formula is written over: its number is kept. */
static void note_shared(struct walk *w, struct vd_str body)
{
    struct walk inside = *w;
    struct vd_str tag, prefix;
    inside.in = body;
    for (size_t from = 0; next_tag(&inside, from, &tag); from = (size_t)(tag.p - body.p) + tag.n)
        if (vd_str_is(tag_name(tag, &prefix), "f") && tag.p[1] != '/' && vd_str_is(attribute(tag, "t"), "shared") && attribute(tag, "ref").n) {
            if (w->shared.n == SHARED_MOST)
                w->bad = true;
            else
                *VD_PUSH(w->arena, &w->shared) = attribute(tag, "si");
        }
}

static void on_cell(struct walk *w, struct vd_str tag)
{
    struct vd_str ref = attribute(tag, "r"), type = attribute(tag, "t");
    size_t end = element_end(w, tag);
    int row = w->row, col = w->col + 1;
    if (!end || (ref.n && (!place_of(ref, &row, &col) || row != w->row))) {
        w->bad = true;
        return;
    }
    w->col = col;
    if (w->next < w->n && w->cells[w->next].row == w->row && w->cells[w->next].col < col) {
        copy_to(w, offset_of(w, tag));
        put_missing(w, col);
    }
    w->left_style = style_of(tag);
    if (w->next < w->n && w->cells[w->next].row == w->row && w->cells[w->next].col == col) {
        const struct vd_fill *cell = &w->cells[w->next++];
        struct vd_str body = vd_str_sub(w->in, offset_of(w, tag), end);
        bool number = cell->u6.has && (!type.n || vd_str_is(type, "n")) && vd_str_find(body, VD_S("</")) >= 0;
        copy_to(w, offset_of(w, tag));
        note_shared(w, body);
        put_cell(w, cell, w->left_style, number);
        w->at = end;
    }
}

static void end_row(struct walk *w, size_t at)
{
    if (w->row >= 0 && w->next < w->n && w->cells[w->next].row == w->row) {
        copy_to(w, at);
        put_missing(w, INT32_MAX);
    }
}

/* "x:" */
static bool is_word(struct vd_str prefix)
{
    for (size_t i = 0; i < prefix.n; i++)
        if (strchr("<>&\"'=", prefix.p[i]) || (unsigned char)prefix.p[i] <= ' ')
            return false;
    return true;
}

/* A row that is asked for and that the sheet does not have is passed over by the one behind it. */
static void on_row(struct walk *w, struct vd_str tag, struct vd_str prefix)
{
    struct vd_str ref = attribute(tag, "r");
    int64_t row = w->row + 2;
    if ((ref.n && !vd_str_i64(ref, &row)) || row < 1 || row > VD_DOC_MAX_ROWS * 11 || row <= w->row) {
        w->bad = true;
        return;
    }
    w->bad = w->bad || !is_word(prefix);
    w->prefix = prefix;
    w->row = (int)row - 1;
    w->col = -1;
    w->left_style = (struct vd_str){0};
    if (w->next < w->n && w->cells[w->next].row < w->row)
        w->bad = true;
}

static void walk_rows(struct walk *w)
{
    struct vd_str tag, prefix;
    for (size_t from = 0; !w->bad && w->next < w->n && next_tag(w, from, &tag);) {
        struct vd_str name = tag_name(tag, &prefix);
        from = offset_of(w, tag) + tag.n;
        if (vd_str_is(name, "row") && tag.p[1] == '/')
            end_row(w, offset_of(w, tag));
        else if (vd_str_is(name, "row"))
            on_row(w, tag, prefix);
        else if (vd_str_is(name, "c") && tag.p[1] != '/' && w->row >= 0) {
            on_cell(w, tag);
            from = w->at > from ? w->at : from;
        } else if (vd_str_is(name, "sheetData") && tag.p[1] == '/')
            break;
    }
    w->bad = w->bad || w->next < w->n;
    copy_to(w, w->in.n);
}

/* ---- formulas that lost their first */

static bool lost(const struct walk *w, struct vd_str tag)
{
    struct vd_str number = attribute(tag, "si");
    VD_EACH(one, &w->shared)
        if (number.n && vd_str_eq(number, *one))
            return vd_str_is(attribute(tag, "t"), "shared");
    return false;
}

static struct vd_str without_lost(struct walk *of, struct vd_str sheet)
{
    struct walk w = {.arena = of->arena, .in = sheet};
    struct vd_str tag, prefix;
    vd_buf_init(&w.out, SHEET_MOST);
    for (size_t from = 0; next_tag(&w, from, &tag); from = offset_of(&w, tag) + tag.n)
        if (vd_str_is(tag_name(tag, &prefix), "f") && tag.p[1] != '/' && lost(of, tag)) {
            size_t end = element_end(&w, tag);
            copy_to(&w, offset_of(&w, tag));
            w.at = end ? end : w.at;
        }
    copy_to(&w, sheet.n);
    struct vd_str out = vd_str_dup(of->arena, vd_buf_view(&w.out));
    vd_buf_done(&w.out);
    return out;
}

enum vd_err vd_xlsx_fill(struct vd_arena *arena, struct vd_str sheet, const struct vd_fill *cells, size_t n, struct vd_str *ret)
{
    struct walk w = {.arena = arena, .in = sheet, .cells = cells, .n = n, .row = -1, .col = -1};
    if (!vd_utf8_valid(sheet) || !is_nested(&w))
        return VD_INVALID;
    vd_buf_init(&w.out, SHEET_MOST);
    walk_rows(&w);
    struct vd_str out = vd_str_dup(arena, vd_buf_view(&w.out));
    bool failed = w.bad || w.out.failed;
    vd_buf_done(&w.out);
    if (failed)
        return VD_INVALID;
    *ret = w.shared.n ? without_lost(&w, out) : out;
    return VD_OK;
}

/* ---- the chain of computing */

/* Without the elements in whose tag `what` stands. */
static struct vd_str without_tag(struct vd_arena *arena, struct vd_str text, struct vd_str what)
{
    struct walk w = {.arena = arena, .in = text};
    struct vd_str tag;
    vd_buf_init(&w.out, SHEET_MOST);
    for (size_t from = 0; next_tag(&w, from, &tag); from = offset_of(&w, tag) + tag.n)
        if (vd_str_find(tag, what) >= 0 && is_empty(tag)) {
            copy_to(&w, offset_of(&w, tag));
            w.at += tag.n;
        }
    copy_to(&w, text.n);
    struct vd_str out = vd_str_dup(arena, vd_buf_view(&w.out));
    vd_buf_done(&w.out);
    return out;
}

void vd_parts_drop_chain(struct vd_arena *arena, struct vd_parts *parts)
{
    size_t n = 0;
    VD_EACH(part, &parts->list) {
        struct vd_str name = vd_str_of(part->name);
        if (vd_str_ends(name, VD_S("calcChain.xml")))
            continue;
        if (vd_str_is(name, "[Content_Types].xml") || vd_str_ends(name, VD_S("workbook.xml.rels")))
            part->bytes = without_tag(arena, part->bytes, VD_S("calcChain.xml"));
        parts->list.v[n++] = *part;
    }
    parts->list.n = n;
}
