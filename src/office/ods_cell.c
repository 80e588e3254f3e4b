/* SPDX-License-Identifier: Apache-2.0 */
/* One cell of an ODS sheet: the value stands in attributes, the paragraphs show it as the locale of the file had it. White
 * space follows ODF 1.3, 6.1.2: runs of it are one space, none at the beginning of a paragraph; text:s counts the others. */
#include "office/ods.h"

enum { MAX_SPACES = 256 };

static void put_white(struct vd_ods *f, size_t begin)
{
    if (f->text.n > begin && f->text.p[f->text.n - 1] != ' ' && f->text.p[f->text.n - 1] != '\n')
        vd_buf_char(&f->text, ' ');
}

static void put_text(struct vd_ods *f, size_t begin)
{
    struct vd_str s = vd_xml_value(&f->x);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r')
            put_white(f, begin);
        else
            vd_buf_char(&f->text, s.p[i]);
    }
}

static void read_paragraph(struct vd_ods *f)
{
    struct vd_xml *x = &f->x;
    int depth = vd_xml_depth(x);
    size_t begin = f->text.n;
    if (vd_xml_is_empty(x))
        return;
    while (vd_xml_inside(x, depth)) {
        if (vd_xml_is_text(x)) {
            put_text(f, begin);
        } else if (vd_ods_is(x, VD_ODS_TEXT, "s")) {
            int n = vd_xml_attr_int(x, "c", 1);
            for (int i = 0; i < n && i < MAX_SPACES; i++)
                vd_buf_char(&f->text, ' ');
        } else if (vd_ods_is(x, VD_ODS_TEXT, "tab")) {
            vd_buf_char(&f->text, ' ');
        } else if (vd_ods_is(x, VD_ODS_TEXT, "line-break")) {
            vd_buf_char(&f->text, '\n');
        } else if (vd_ods_is(x, VD_ODS_OFFICE, "annotation") || vd_ods_is(x, VD_ODS_TEXT, "note") || vd_ods_is(x, VD_ODS_TEXT, "ruby-text")) {
            vd_xml_skip(x);
        }
    }
}

/* What an attribute holds lasts until the next call: kept at once. */
struct value {
    struct vd_str type, number, date, yes, text;
};

static struct vd_str attr(struct vd_ods *f, const char *name) { return vd_str_dup(f->arena, vd_xml_attr(&f->x, name)); }

static struct value read_value(struct vd_ods *f)
{
    struct value v = {.type = attr(f, "value-type")};
    if (!v.type.p || vd_str_is(v.type, "string")) {
        v.text = attr(f, "string-value");
        return v;
    }
    v.number = attr(f, "value");
    v.date = attr(f, "date-value");
    v.yes = attr(f, "boolean-value");
    return v;
}

static struct vd_str keep(struct vd_ods *f)
{
    struct vd_str kept = vd_str_dup(f->arena, vd_buf_view(&f->text));
    vd_buf_clear(&f->text);
    return kept;
}

/* "2E+01": what fits a narrow column, no showing of the number. */
static bool is_shortened(struct vd_str text)
{
    return vd_str_find(text, VD_S("E+")) >= 0 || vd_str_find(text, VD_S("E-")) >= 0 || vd_str_starts(text, VD_S("##"));
}

static void put_number(struct vd_ods *f, const struct value *v, struct vd_grid_cell *cell)
{
    /* Gnumeric writes percentages as plain numbers with a sign. */
    bool percent = vd_str_is(v->type, "percentage") || vd_str_ends(cell->text, VD_S("%"));
    struct vd_decimal d;
    if (!v->number.p || !vd_decimal_read(v->number, &d))
        return;
    if (is_shortened(cell->text))
        cell->text = VD_S("");
    cell->kind = percent ? VD_CELL_PERCENT : VD_CELL_NUMBER;
    vd_buf_clear(&f->text);
    if (!cell->text.n)
        vd_numfmt_put_number(&f->text, percent ? VD_S("0.##############%") : VD_S(""), d);
    if (f->text.n || vd_numfmt_localize(&f->text, cell->text, d))
        cell->text = keep(f);
    vd_decimal_put(&f->text, &d);
    cell->value = keep(f);
}

/* "2022-03-14" or "2022-03-14T09:30:00", perhaps with a fraction of a second. */
static bool read_moment(struct vd_str s, struct vd_date *ret_day, int *ret_seconds)
{
    int64_t hour = 0, minute = 0, second = 0;
    if (!vd_date_from_iso(vd_str_sub(s, 0, 10), ret_day))
        return false;
    bool clock = s.n >= 19 && s.p[10] == 'T' && vd_str_i64(vd_str_sub(s, 11, 13), &hour) && vd_str_i64(vd_str_sub(s, 14, 16), &minute) &&
                 vd_str_i64(vd_str_sub(s, 17, 19), &second);
    bool real = clock && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    *ret_seconds = real ? (int)(hour * 3600 + minute * 60 + second) : 0;
    return true;
}

static bool only_digits(struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && !memchr("/-.: ", s.p[i], 5))
            return false;
    return true;
}

static void put_date(struct vd_ods *f, const struct value *v, struct vd_grid_cell *cell)
{
    struct vd_date day;
    int seconds;
    if (!v->date.p || !read_moment(v->date, &day, &seconds))
        return;
    bool clock = memchr(cell->text.p, ':', cell->text.n) != NULL;
    vd_buf_clear(&f->text);
    if (only_digits(cell->text)) {
        vd_numfmt_put_date(&f->text, clock ? VD_S("dd/mm/yyyy h:mm") : VD_S("dd/mm/yyyy"), day, seconds);
        cell->text = keep(f);
    }
    vd_numfmt_put_iso(&f->text, day, seconds);
    cell->value = keep(f);
    cell->kind = VD_CELL_DATE;
}

static bool is_error(struct vd_str s)
{
    static const char *const errors[] = {"#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"};
    for (size_t i = 0; i < VD_COUNT(errors); i++)
        if (vd_str_is(s, errors[i]))
            return true;
    return vd_str_starts(s, VD_S("Err:"));
}

static void put_value(struct vd_ods *f, const struct value *v, struct vd_grid_cell *cell)
{
    if (vd_str_is(v->type, "float") || vd_str_is(v->type, "percentage") || vd_str_is(v->type, "currency")) {
        put_number(f, v, cell);
    } else if (vd_str_is(v->type, "date")) {
        put_date(f, v, cell);
    } else if (vd_str_is(v->type, "boolean")) {
        bool yes = vd_str_is(v->yes, "true");
        cell->kind = VD_CELL_BOOL;
        cell->text = yes ? VD_S("VERDADERO") : VD_S("FALSO");
        cell->value = yes ? VD_S("1") : VD_S("0");
    } else if (v->text.p && !cell->text.n) {
        cell->text = v->text;
    }
}

void vd_ods_cell(struct vd_ods *f, struct vd_grid_cell *cell)
{
    struct vd_xml *x = &f->x;
    int depth = vd_xml_depth(x), paragraphs = 0;
    struct value value = read_value(f);
    struct vd_str formula = vd_xml_attr(x, "formula");
    formula = formula.n ? vd_str_dup(f->arena, formula) : formula;
    vd_buf_clear(&f->text);
    if (!vd_xml_is_empty(x))
        while (vd_xml_inside(x, depth)) {
            if (vd_ods_is(x, VD_ODS_TEXT, "p") || vd_ods_is(x, VD_ODS_TEXT, "h")) {
                if (paragraphs++)
                    vd_buf_char(&f->text, '\n');
                read_paragraph(f);
            } else if (vd_xml_begins(x)) {
                vd_xml_skip(x); /* comments, drawings, tables inside */
            }
        }
    if (f->text.failed)
        vd_refuse(f->why, VD_TOO_BIG, "La hoja tiene un texto de más de %d KB en una celda.", VD_DOC_MAX_CELL_TEXT / 1024);
    cell->text = keep(f);
    put_value(f, &value, cell);
    if (!formula.p || cell->kind != VD_CELL_TEXT)
        return;
    if (is_error(cell->text)) {
        cell->kind = VD_CELL_ERROR;
    } else if (!value.type.p && !cell->text.n) {
        ptrdiff_t equals = vd_str_find(formula, VD_S("=")); /* "of:=SUM(…)" */
        cell->kind = VD_CELL_FORMULA;
        cell->text = vd_str_sub(formula, equals < 0 ? 0 : (size_t)equals, formula.n);
    }
}
