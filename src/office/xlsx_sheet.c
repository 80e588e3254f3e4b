/* SPDX-License-Identifier: Apache-2.0 */
/* One sheet: columns, rows of cells, then the merged ranges. Cells without a place of their own stand behind the one before. */
#include "office/xlsx.h"

struct place {
    int row, col;
};

/* "B7", "$B$7"; behind it *text. false: none. Numbers past the sheet stop growing. */
static bool read_place(struct vd_str *text, struct place *ret)
{
    struct place p = {0};
    size_t i = 0;
    i += i < text->n && text->p[i] == '$';
    size_t letters = i;
    for (; i < text->n && (text->p[i] | 0x20) >= 'a' && (text->p[i] | 0x20) <= 'z'; i++)
        p.col = p.col > VD_XML_INT_MAX ? p.col : p.col * 26 + (text->p[i] | 0x20) - 'a' + 1;
    letters = i - letters;
    i += i < text->n && text->p[i] == '$';
    size_t digits = i;
    for (; i < text->n && text->p[i] >= '0' && text->p[i] <= '9'; i++)
        p.row = p.row > VD_XML_INT_MAX ? p.row : p.row * 10 + text->p[i] - '0';
    if (!letters || i == digits || !p.row)
        return false;
    *ret = (struct place){p.row - 1, p.col - 1};
    *text = vd_str_sub(*text, i, text->n);
    return true;
}

static void refuse_place(struct vd_xlsx *f, struct vd_str ref)
{
    vd_refuse(f->why, VD_INVALID, "El libro trae una celda con un nombre imposible (%.*s). Ábralo en Excel y guárdelo otra vez.", (int)(ref.n > 20 ? 20 : ref.n),
              ref.p);
}

/* What stands inside <c>. */
struct content {
    struct vd_str value, formula, inline_text; /* absent: no such element */
};

static struct content read_content(struct vd_xlsx *f, struct vd_xml *x)
{
    struct content content = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    int depth = vd_xml_depth(x);
    if (vd_xml_is_empty(x))
        return content;
    while (vd_xml_inside(x, depth)) {
        bool formula = vd_xlsx_is(x, "f");
        if (vd_xlsx_is(x, "is")) {
            content.inline_text = vd_xlsx_string(f, x);
        } else if (formula || vd_xlsx_is(x, "v")) {
            vd_buf_clear(&f->text);
            vd_xml_text(x, &f->text);
            *(formula ? &content.formula : &content.value) = vd_xlsx_take(f);
        } else if (vd_xml_begins(x)) {
            vd_xml_skip(x);
        }
    }
    return content;
}

static void put_shared(struct vd_xlsx *f, struct vd_str raw, struct vd_grid_cell *cell)
{
    int64_t i;
    if (!raw.n)
        return;
    if (vd_str_i64(vd_str_trim(raw), &i) && i >= 0 && (uint64_t)i < f->strings.n)
        cell->text = f->strings.v[i];
    else
        vd_refuse(f->why, VD_INVALID, "El libro está dañado: a una celda le falta su texto. Ábralo en Excel y guárdelo otra vez.");
}

static void put_bool(struct vd_str raw, struct vd_grid_cell *cell)
{
    bool yes = vd_str_is(raw, "1") || vd_str_is(raw, "true");
    cell->kind = VD_CELL_BOOL;
    cell->text = yes ? VD_S("VERDADERO") : VD_S("FALSO");
    cell->value = yes ? VD_S("1") : VD_S("0");
}

static void put_content(struct vd_xlsx *f, struct vd_str type, struct vd_str code, const struct content *content, struct vd_grid_cell *cell)
{
    struct vd_str raw = content->value.p ? content->value : VD_S("");
    bool computed = raw.n || vd_str_is(type, "str") || content->inline_text.n;
    if (content->formula.p && !computed) {
        cell->kind = VD_CELL_FORMULA;
        cell->text = vd_str_printf(f->arena, "=%.*s", VD_SARG(content->formula));
    } else if (vd_str_is(type, "inlineStr")) {
        cell->text = content->inline_text.p ? content->inline_text : raw;
    } else if (vd_str_is(type, "s")) {
        put_shared(f, raw, cell);
    } else if (vd_str_is(type, "str")) {
        cell->text = raw;
    } else if (!raw.n) {
        cell->text = VD_S("");
    } else if (vd_str_is(type, "b")) {
        put_bool(raw, cell);
    } else if (vd_str_is(type, "e")) {
        cell->kind = VD_CELL_ERROR;
        cell->text = raw;
    } else if (vd_str_is(type, "d")) {
        vd_xlsx_iso_date(f, raw, code, cell);
    } else {
        vd_xlsx_number(f, raw, code, cell);
    }
}

static struct vd_str style_code(const struct vd_xlsx *f, int style)
{
    struct vd_str code = (size_t)style < f->styles.n ? f->styles.v[style] : VD_S("");
    return code.p ? code : VD_S("");
}

static void read_cell(struct vd_xlsx *f, struct vd_xml *x, struct place *next)
{
    struct vd_str ref = vd_xml_attr(x, "r"), rest = ref;
    struct place at = *next;
    if (ref.n && (!read_place(&rest, &at) || rest.n)) {
        refuse_place(f, ref);
        return;
    }
    char type_text[16] = "";
    struct vd_str type = vd_xml_attr(x, "t");
    snprintf(type_text, sizeof type_text, "%.*s", VD_SARG(type));
    struct vd_str code = style_code(f, vd_xml_attr_int(x, "s", 0));
    struct content content = read_content(f, x);
    struct vd_grid_cell cell = {.row = next->row, .col = at.col};
    next->col = at.col + 1;
    if (vd_refused(f->why))
        return;
    put_content(f, vd_str_of(type_text), code, &content, &cell);
    vd_sheets_put(&f->sheets, cell);
}

static void read_row(struct vd_xlsx *f, struct vd_xml *x, int *next_row)
{
    int depth = vd_xml_depth(x), row = vd_xml_attr_int(x, "r", *next_row + 1) - 1;
    struct place next = {row < 0 ? 0 : row, 0};
    *next_row = next.row + 1;
    if (vd_xml_attr_bool(x, "hidden", false))
        vd_sheets_hide(&f->sheets, true, next.row, 1);
    if (vd_xml_is_empty(x))
        return;
    while (vd_xml_inside(x, depth))
        if (vd_xlsx_is(x, "c"))
            read_cell(f, x, &next);
}

static void read_columns(struct vd_xlsx *f, struct vd_xml *x)
{
    int first = vd_xml_attr_int(x, "min", 0), last = vd_xml_attr_int(x, "max", 0);
    if (vd_xml_attr_bool(x, "hidden", false) && first >= 1 && last >= first)
        vd_sheets_hide(&f->sheets, false, first - 1, last - first + 1);
}

static void read_merge(struct vd_xlsx *f, struct vd_xml *x)
{
    struct vd_str ref = vd_xml_attr(x, "ref"), rest = ref;
    struct place from, to;
    bool ok = read_place(&rest, &from);
    to = from;
    if (ok && rest.n) {
        ok = rest.p[0] == ':';
        rest = vd_str_sub(rest, 1, rest.n);
        ok = ok && read_place(&rest, &to) && !rest.n && to.row >= from.row && to.col >= from.col;
    }
    if (!ok)
        refuse_place(f, ref);
    else
        vd_sheets_merge(&f->sheets, from.row, from.col, to.row - from.row + 1, to.col - from.col + 1);
}

void vd_xlsx_read_sheet(struct vd_xlsx *f, struct vd_str part)
{
    struct vd_xml x;
    int next_row = 0;
    if (!vd_xml_open(&x, f->pkg, part.p))
        return;
    while (vd_xml_step(&x)) {
        if (vd_xlsx_is(&x, "row"))
            read_row(f, &x, &next_row);
        else if (vd_xlsx_is(&x, "col"))
            read_columns(f, &x);
        else if (vd_xlsx_is(&x, "mergeCell"))
            read_merge(f, &x);
        else if (vd_xml_begins(&x) && strcmp(vd_xml_name(&x), "extLst") == 0)
            vd_xml_skip(&x);
    }
}
