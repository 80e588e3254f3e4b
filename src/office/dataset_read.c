/* SPDX-License-Identifier: Apache-2.0 */
#include "office/dataset_read.h"

struct reading {
    const struct vd_dataset *set;
    const struct vd_field *field_of[VD_DOC_MAX_COLS]; /* by column */
    int columns;
    struct vd_arena *arena;
};

static int fields_in_order(const struct vd_dataset *set, const struct vd_field **ret)
{
    int n = 0;
    for (size_t f = 0; f < set->n_fields && n < VD_DOC_MAX_COLS; f++)
        if (vd_field_in_sheet(&set->fields[f]))
            ret[n++] = &set->fields[f];
    return n;
}

bool vd_dataset_heads(const struct vd_grid *grid, const struct vd_dataset *set)
{
    const struct vd_field *fields[VD_DOC_MAX_COLS];
    int n = fields_in_order(set, fields), seen = 0;
    VD_EACH(cell, &grid->cells) {
        if (cell->row > 0)
            break;
        if (!cell->text.n)
            continue;
        if (cell->col != seen || seen >= n || !vd_str_is(cell->text, fields[seen]->label))
            return false;
        seen++;
    }
    return seen == n;
}

/* ---- one value */

/* "1.234.567,5" is not taken: a number has one point or comma, or none. */
static bool millionths(struct vd_str text, int64_t *ret)
{
    struct vd_str whole = text, part = {0};
    int64_t v = 0, low = 0, scale = 1000000;
    bool negative = text.n && text.p[0] == '-';
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '.' && text.p[i] != ',')
            continue;
        whole = vd_str_sub(text, 0, i);
        part = vd_str_sub(text, i + 1, text.n);
        if (!part.n || part.n > 6 || part.p[0] == '-')
            return false;
        break;
    }
    if (!vd_str_i64(whole, &v) || (part.n && !vd_str_i64(part, &low)))
        return false;
    for (size_t i = 0; i < part.n; i++)
        scale /= 10;
    low *= scale;
    return !__builtin_mul_overflow(v, INT64_C(1000000), &v) && !__builtin_add_overflow(v, negative ? -low : low, ret);
}

/* Of a typed number its value; else what is written. */
static struct vd_str said(const struct vd_grid_cell *cell) { return cell->kind == VD_CELL_NUMBER && cell->value.n ? cell->value : vd_str_trim(cell->text); }

static bool date_said(const struct vd_grid_cell *cell, struct vd_date *ret)
{
    return vd_date_from_iso(cell->kind == VD_CELL_DATE ? vd_str_sub(cell->value, 0, 10) : vd_str_trim(cell->text), ret);
}

static bool yes_or_no(const struct vd_grid_cell *cell, bool *ret)
{
    struct vd_str text = cell->kind == VD_CELL_BOOL ? cell->value : vd_str_trim(cell->text);
    bool yes = vd_str_is(text, "Sí") || vd_str_is(text, "1");
    *ret = yes;
    return yes || vd_str_is(text, "No") || vd_str_is(text, "0");
}

static bool code_said(const struct vd_field *field, struct vd_str word, struct vd_str *ret)
{
    const struct vd_code *known = vd_code_of_word(field->codes, word);
    if (known)
        *ret = vd_str_of(known->value);
    return known;
}

static bool put_value(const struct vd_field *field, const struct vd_grid_cell *cell, void *row)
{
    void *p = (char *)row + field->offset;
    int64_t v = 0;
    if (cell->kind == VD_CELL_ERROR || cell->kind == VD_CELL_FORMULA)
        return false;
    switch (field->type) {
    case VD_F_TEXT:
        *(struct vd_str *)p = cell->text;
        return true;
    case VD_F_INT:
        return vd_str_i64(said(cell), (int64_t *)p);
    case VD_F_OINT:
        if (!vd_str_i64(said(cell), &v))
            return false;
        *(struct vd_oint *)p = vd_some(v);
        return true;
    case VD_F_QTY:
        if (!millionths(said(cell), &v))
            return false;
        *(struct vd_oint *)p = vd_some(v);
        return true;
    case VD_F_DATE:
        return date_said(cell, p);
    case VD_F_BOOL:
        return yes_or_no(cell, p);
    case VD_F_CODE:
        return code_said(field, vd_str_trim(cell->text), p);
    case VD_F_LIST:
    case VD_F_OBJECT:
        break;
    }
    return false;
}

/* una de estas palabras: «Leída», «Supuesta» */
static struct vd_str words_of(struct vd_arena *arena, const struct vd_code *codes)
{
    struct vd_str words = {0};
    for (; codes->value; codes++)
        words = vd_str_printf(arena, "%.*s%s«%s»", VD_SARG(words), words.n ? ", " : "una de estas palabras: ", codes->word);
    return words;
}

static const char *expected(struct vd_arena *arena, const struct vd_field *field)
{
    switch (field->type) {
    case VD_F_CODE: return vd_str_c(arena, words_of(arena, field->codes));
    case VD_F_INT:
    case VD_F_OINT: return "un número entero";
    case VD_F_QTY: return "un número, con seis decimales a lo sumo";
    case VD_F_DATE: return "una fecha (AAAA-MM-DD)";
    case VD_F_BOOL: return "Sí o No";
    default: return "un texto";
    }
}

/* ---- rows */

static struct vd_str place(struct vd_arena *arena, const struct vd_grid *grid, int row, int col)
{
    struct vd_str name = vd_place_name(arena, VD_DOC_XLSX, grid->number, row, col);
    return grid->sheet.n ? vd_str_printf(arena, "%.*s!%.*s", VD_SARG(grid->sheet), VD_SARG(name)) : name;
}

static enum vd_err refuse(const struct reading *in, const struct vd_grid *grid, const struct vd_grid_cell *cell, struct vd_str *ret_reason)
{
    struct vd_str where = place(in->arena, grid, cell->row, cell->col);
    if (cell->col >= in->columns)
        *ret_reason = vd_str_printf(in->arena, "La celda %.*s está fuera de las columnas de «%s»: quítela o póngala en su columna.", VD_SARG(where), in->set->title);
    else
        *ret_reason = vd_str_printf(in->arena, "La celda %.*s («%s») dice «%.*s» y se espera %s.", VD_SARG(where), in->field_of[cell->col]->label,
                                    VD_SARG(vd_str_sub(cell->text, 0, 80)), expected(in->arena, in->field_of[cell->col]));
    return VD_INVALID;
}

/* A number that a row cannot be without: an empty cell would read as 0. */
static enum vd_err refuse_empty(const struct reading *in, const struct vd_grid *grid, int row, const bool *filled, struct vd_str *ret_reason)
{
    for (int c = 0; c < in->columns; c++) {
        enum vd_field_type type = in->field_of[c]->type;
        if (filled[c] || (type != VD_F_INT && type != VD_F_BOOL))
            continue;
        struct vd_str where = place(in->arena, grid, row, c);
        *ret_reason = vd_str_printf(in->arena, "La celda %.*s («%s») está vacía y se espera %s.", VD_SARG(where), in->field_of[c]->label, expected(in->arena, in->field_of[c]));
        return VD_INVALID;
    }
    return VD_OK;
}

static size_t rows_with_text(const struct vd_grid *grid)
{
    size_t n = 0;
    int last = 0;
    VD_EACH(cell, &grid->cells) {
        if (!cell->text.n || cell->row == last)
            continue;
        last = cell->row;
        n++;
    }
    return n;
}

enum vd_err vd_dataset_read(const struct vd_grid *grid, const struct vd_dataset *set, struct vd_arena *arena, struct vd_read_rows *ret, struct vd_str *ret_reason)
{
    struct reading in = {.set = set, .arena = arena};
    in.columns = fields_in_order(set, in.field_of);
    size_t n = rows_with_text(grid), r = 0;
    int *row_of = vd_alloc_array(arena, n + 1, sizeof *row_of);
    char *rows = vd_alloc_array(arena, n + 1, set->row_size);
    for (size_t i = 0; i < grid->cells.n;) {
        int row = grid->cells.v[i].row;
        bool filled[VD_DOC_MAX_COLS] = {false}, any = false;
        for (; i < grid->cells.n && grid->cells.v[i].row == row; i++) {
            const struct vd_grid_cell *cell = &grid->cells.v[i];
            if (row == 0 || !cell->text.n)
                continue;
            if (cell->col >= in.columns || !put_value(in.field_of[cell->col], cell, rows + r * set->row_size))
                return refuse(&in, grid, cell, ret_reason);
            filled[cell->col] = any = true;
        }
        if (!any)
            continue;
        VD_TRY(refuse_empty(&in, grid, row, filled, ret_reason));
        row_of[r++] = row;
    }
    *ret = (struct vd_read_rows){.v = rows, .n = r, .row = row_of};
    return VD_OK;
}
