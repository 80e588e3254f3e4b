/* SPDX-License-Identifier: Apache-2.0 */
#include "office/dataset.h"

static const void *at(const void *row, const struct vd_field *field) { return (const char *)row + field->offset; }

const struct vd_code *vd_code_of(const struct vd_code *codes, struct vd_str value)
{
    for (; codes->value; codes++)
        if (vd_str_is(value, codes->value))
            return codes;
    return NULL;
}

const struct vd_code *vd_code_of_word(const struct vd_code *codes, struct vd_str word)
{
    for (; codes->value; codes++)
        if (vd_str_is(word, codes->word))
            return codes;
    return NULL;
}

struct vd_str vd_code_said(const struct vd_code *codes, struct vd_str value)
{
    const struct vd_code *known = vd_code_of(codes, value);
    return known ? vd_str_of(known->code) : value;
}

struct vd_str vd_code_shown(const struct vd_code *codes, struct vd_str value)
{
    const struct vd_code *known = vd_code_of(codes, value);
    return known ? vd_str_of(known->word) : value;
}

/* Characters with which a spreadsheet program begins a formula, also after white space that it drops. */
static bool opens_formula(char c) { return c && strchr("=+-@'\t\r\n", c); }

static bool needs_quotes(struct vd_str s, char sep)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == sep || s.p[i] == '"' || s.p[i] == '\r' || s.p[i] == '\n')
            return true;
    return false;
}

static void csv_text(struct vd_buf *out, struct vd_str s, char sep)
{
    bool quotes = needs_quotes(s, sep);
    if (quotes)
        vd_buf_char(out, '"');
    if (s.n && opens_formula(s.p[0]))
        vd_buf_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            vd_buf_char(out, '"');
        vd_buf_char(out, s.p[i]);
    }
    if (quotes)
        vd_buf_char(out, '"');
}

/* Exact: whole part, then the millionths without trailing zeros. */
static void csv_millionths(struct vd_buf *out, int64_t v, char point)
{
    uint64_t abs = v < 0 ? 0 - (uint64_t)v : (uint64_t)v, part = abs % 1000000;
    int digits = 6;
    for (; part && part % 10 == 0; part /= 10)
        digits--;
    vd_buf_printf(out, "%s%" PRIu64, v < 0 ? "-" : "", abs / 1000000);
    if (part)
        vd_buf_printf(out, "%c%0*" PRIu64, point, digits, part);
}

static void iso_date(struct vd_buf *out, struct vd_date d) { vd_buf_printf(out, "%04d-%02u-%02u", d.year, d.month, d.day); }

static void csv_value(struct vd_buf *out, const struct vd_field *field, const void *row, char sep, char point)
{
    const void *p = at(row, field);
    switch (field->type) {
    case VD_F_TEXT:
        csv_text(out, *(const struct vd_str *)p, sep);
        break;
    case VD_F_INT:
        vd_buf_i64(out, *(const int64_t *)p);
        break;
    case VD_F_OINT:
        if (((const struct vd_oint *)p)->has)
            vd_buf_i64(out, ((const struct vd_oint *)p)->v);
        break;
    case VD_F_DATE:
        if (((const struct vd_date *)p)->year)
            iso_date(out, *(const struct vd_date *)p);
        break;
    case VD_F_QTY:
        if (((const struct vd_oint *)p)->has)
            csv_millionths(out, ((const struct vd_oint *)p)->v, point);
        break;
    case VD_F_BOOL:
        vd_buf_c(out, *(const bool *)p ? "Sí" : "No");
        break;
    case VD_F_CODE:
        csv_text(out, vd_code_shown(field->codes, *(const struct vd_str *)p), sep);
        break;
    case VD_F_LIST:
    case VD_F_OBJECT:
        break;
    }
}

static char separator(enum vd_csv_dialect dialect) { return dialect == VD_CSV_PEOPLE ? ';' : ','; }

void vd_dataset_csv_head(struct vd_buf *out, const struct vd_dataset *set, enum vd_csv_dialect dialect)
{
    bool first = true;
    if (dialect == VD_CSV_PEOPLE)
        vd_buf_c(out, "\xEF\xBB\xBF");
    for (size_t f = 0; f < set->n_fields; f++) {
        if (!vd_field_in_sheet(&set->fields[f]))
            continue;
        if (!first)
            vd_buf_char(out, separator(dialect));
        csv_text(out, vd_str_of(set->fields[f].label), separator(dialect));
        first = false;
    }
    vd_buf_c(out, "\r\n");
}

static void csv_row(struct vd_buf *out, const struct vd_dataset *set, const void *row, enum vd_csv_dialect dialect)
{
    char sep = separator(dialect), point = dialect == VD_CSV_PEOPLE ? ',' : '.';
    bool first = true;
    for (size_t f = 0; f < set->n_fields; f++) {
        if (!vd_field_in_sheet(&set->fields[f]))
            continue;
        if (!first)
            vd_buf_char(out, sep);
        csv_value(out, &set->fields[f], row, sep, point);
        first = false;
    }
    vd_buf_c(out, "\r\n");
}

void vd_dataset_csv_rows(struct vd_buf *out, const struct vd_dataset *set, const void *rows, size_t n, enum vd_csv_dialect dialect)
{
    for (size_t r = 0; r < n && !out->failed; r++)
        csv_row(out, set, (const char *)rows + r * set->row_size, dialect);
}

void vd_dataset_csv(struct vd_buf *out, const struct vd_dataset *set, const void *rows, size_t n, enum vd_csv_dialect dialect)
{
    vd_dataset_csv_head(out, set, dialect);
    vd_dataset_csv_rows(out, set, rows, n, dialect);
}

static enum vd_err whole_next(struct vd_rows *rows, const void **ret_rows, size_t *ret_n)
{
    *ret_rows = rows->v;
    *ret_n = rows->n;
    rows->n = 0;
    return VD_OK;
}

struct vd_rows *vd_rows_of(struct vd_arena *arena, const void *rows, size_t n)
{
    struct vd_rows *whole = VD_NEW(arena, struct vd_rows);
    *whole = (struct vd_rows){.next = whole_next, .v = rows, .n = n};
    return whole;
}

static void json_date(struct vd_json *j, struct vd_date d)
{
    char iso[32];
    int n = snprintf(iso, sizeof iso, "%04d-%02u-%02u", d.year, d.month, d.day);
    vd_json_str(j, d.year ? (struct vd_str){iso, (size_t)n} : (struct vd_str){NULL, 0});
}

static void json_object(struct vd_json *j, const struct vd_field *field, const void *at_field)
{
    const void *object = field->maybe ? *(const void *const *)at_field : at_field;
    if (object)
        vd_dataset_json_row(j, field->of, object);
    else
        vd_json_null(j);
}

static void json_value(struct vd_json *j, const struct vd_field *field, const void *row)
{
    const void *p = at(row, field);
    switch (field->type) {
    case VD_F_TEXT:
        vd_json_str(j, *(const struct vd_str *)p);
        break;
    case VD_F_INT:
        vd_json_i64(j, *(const int64_t *)p);
        break;
    case VD_F_OINT:
        vd_json_oint(j, *(const struct vd_oint *)p);
        break;
    case VD_F_DATE:
        json_date(j, *(const struct vd_date *)p);
        break;
    case VD_F_QTY:
        if (((const struct vd_oint *)p)->has)
            vd_json_u6(j, ((const struct vd_oint *)p)->v);
        else
            vd_json_null(j);
        break;
    case VD_F_BOOL:
        vd_json_bool(j, *(const bool *)p);
        break;
    case VD_F_CODE:
        vd_json_str(j, vd_code_said(field->codes, *(const struct vd_str *)p));
        break;
    case VD_F_LIST: {
        const VD_LIST(char) *list = p; /* every VD_LIST has this shape */
        vd_dataset_json(j, field->of, list->v, list->n);
        break;
    }
    case VD_F_OBJECT:
        json_object(j, field, p);
        break;
    }
}

void vd_dataset_json_row(struct vd_json *j, const struct vd_dataset *set, const void *row)
{
    vd_json_object(j);
    for (size_t f = 0; f < set->n_fields; f++) {
        vd_json_key(j, set->fields[f].key);
        json_value(j, &set->fields[f], row);
    }
    vd_json_object_end(j);
}

void vd_dataset_json(struct vd_json *j, const struct vd_dataset *set, const void *rows, size_t n)
{
    vd_json_array(j);
    for (size_t r = 0; r < n && !j->out->failed; r++)
        vd_dataset_json_row(j, set, (const char *)rows + r * set->row_size);
    vd_json_array_end(j);
}
