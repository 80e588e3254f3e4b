/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <xlsxwriter.h> /* first: its headers use calls that ours ban */
#include "office/office.h"
#include "office/workbook.h"

struct vd_workbook {
    struct vd_arena *arena;
    lxw_workbook *book;          /* NULL: closed */
    lxw_worksheet *sheet;
    lxw_format *head, *date, *wrap;
    const struct vd_dataset *set;
    lxw_row_t row;
};

static enum vd_err error_of(lxw_error e)
{
    switch (e) {
    case LXW_NO_ERROR: return VD_OK;
    case LXW_ERROR_MEMORY_MALLOC_FAILED: return VD_NO_MEMORY;
    case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: return VD_TOO_BIG;
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE: return errno == ENOSPC ? VD_NO_SPACE : VD_IO;
    default: return VD_INTERNAL;
    }
}

static void release(void *arg)
{
    struct vd_workbook *book = arg;
    if (book->book)
        lxw_workbook_free(book->book);
}

enum vd_err vd_workbook_open(struct vd_arena *arena, FILE *out, struct vd_str title, vd_us at, struct vd_workbook **ret)
{
    char path[40];
    struct vd_workbook *book = VD_NEW(arena, struct vd_workbook);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_doc_properties properties = {.title = vd_str_c(arena, title), .author = "Veedor", .created = (time_t)(at / 1000000)};
    snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(out)); /* the file may have no name */
    vd_arena_defer(arena, release, book);
    book->arena = arena;
    book->book = workbook_new_opt(path, &options);
    if (!book->book)
        return VD_NO_MEMORY;
    VD_TRY(error_of(workbook_set_properties(book->book, &properties)));
    book->head = workbook_add_format(book->book);
    book->date = workbook_add_format(book->book);
    book->wrap = workbook_add_format(book->book);
    if (!book->head || !book->date || !book->wrap)
        return VD_NO_MEMORY;
    format_set_bold(book->head);
    format_set_num_format(book->date, "dd/mm/yyyy");
    format_set_text_wrap(book->wrap);
    format_set_align(book->wrap, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(book->date, LXW_ALIGN_VERTICAL_TOP);
    *ret = book;
    return VD_OK;
}

static double width_of(const struct vd_field *field)
{
    double head = (double)strlen(field->label) + 2;
    double least = field->type == VD_F_TEXT || field->type == VD_F_CODE ? 24 : 12;
    return head > least ? head : least;
}

/* On paper: lying, no column on a page of its own. */
static void lay_out(lxw_worksheet *sheet)
{
    enum { A4 = 9 };
    worksheet_set_paper(sheet, A4);
    worksheet_set_landscape(sheet);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.4, 0.4); /* inches */
    worksheet_fit_to_pages(sheet, 1, 0);
}

enum vd_err vd_workbook_sheet(struct vd_workbook *book, const char *name, const struct vd_dataset *set)
{
    lxw_col_t col = 0;
    book->sheet = workbook_add_worksheet(book->book, name);
    if (!book->sheet)
        return VD_INVALID;
    book->set = set;
    book->row = 1;
    worksheet_freeze_panes(book->sheet, 1, 0);
    lay_out(book->sheet);
    VD_TRY(error_of(worksheet_repeat_rows(book->sheet, 0, 0)));
    for (size_t f = 0; f < set->n_fields; f++) {
        const struct vd_field *field = &set->fields[f];
        if (!vd_field_in_sheet(field))
            continue;
        VD_TRY(error_of(worksheet_set_column(book->sheet, col, col, width_of(field), NULL)));
        VD_TRY(error_of(worksheet_write_string(book->sheet, 0, col, field->label, book->head)));
        col++;
    }
    return VD_OK;
}

/* «_x0041_» in a sheet is the letter A: a text that says so is written «_x005F_x0041_» (ECMA-376, 22.9.2.19). */
static bool looks_escaped(struct vd_str text, size_t i)
{
    if (i + 7 > text.n || memcmp(text.p + i, "_x", 2) != 0 || text.p[i + 6] != '_')
        return false;
    for (size_t k = i + 2; k < i + 6; k++)
        if (!strchr("0123456789abcdefABCDEF", text.p[k]) || !text.p[k])
            return false;
    return true;
}

/* U+FFFE and U+FFFF, which no XML can hold but an escape in a sheet can say. */
static bool is_no_char(struct vd_str text, size_t i)
{
    return i + 3 <= text.n && memcmp(text.p + i, "\xEF\xBF", 2) == 0 && (unsigned char)text.p[i + 2] >= 0xBE;
}

static char *escaped(struct vd_arena *arena, struct vd_str text)
{
    enum { ESCAPE = sizeof "_x005F_" - 1 };
    size_t found = 0, n = 0;
    for (size_t i = 0; i < text.n; i++)
        found += looks_escaped(text, i) || is_no_char(text, i);
    if (!found)
        return vd_str_c(arena, text);
    char *out = vd_alloc(arena, text.n + found * ESCAPE + 1);
    for (size_t i = 0; i < text.n; i++) {
        if (is_no_char(text, i)) {
            memcpy(out + n, text.p[i + 2] == '\xBE' ? "_xFFFE_" : "_xFFFF_", ESCAPE);
            i += 2;
        } else if (looks_escaped(text, i)) {
            memcpy(out + n, "_x005F_", ESCAPE);
        } else {
            out[n++] = text.p[i];
            continue;
        }
        n += ESCAPE;
    }
    return out;
}

static enum vd_err put_text(struct vd_workbook *book, lxw_col_t col, struct vd_str text)
{
    if (!text.n)
        return VD_OK;
    return error_of(worksheet_write_string(book->sheet, book->row, col, escaped(book->arena, text), book->wrap));
}

static enum vd_err put_number(struct vd_workbook *book, lxw_col_t col, struct vd_oint v, double scale)
{
    return v.has ? error_of(worksheet_write_number(book->sheet, book->row, col, (double)v.v / scale, book->wrap)) : VD_OK;
}

static enum vd_err put_date(struct vd_workbook *book, lxw_col_t col, struct vd_date d)
{
    lxw_datetime at = {.year = d.year, .month = d.month, .day = d.day};
    if (!d.year)
        return VD_OK;
    if (d.year < 1900) /* Excel counts days from there */
        return put_text(book, col, vd_date_iso(book->arena, d));
    return error_of(worksheet_write_datetime(book->sheet, book->row, col, &at, book->date));
}

static enum vd_err put_value(struct vd_workbook *book, lxw_col_t col, const struct vd_field *field, const void *row)
{
    const void *p = (const char *)row + field->offset;
    switch (field->type) {
    case VD_F_TEXT: return put_text(book, col, *(const struct vd_str *)p);
    case VD_F_INT: return put_number(book, col, vd_some(*(const int64_t *)p), 1);
    case VD_F_OINT: return put_number(book, col, *(const struct vd_oint *)p, 1);
    case VD_F_DATE: return put_date(book, col, *(const struct vd_date *)p);
    case VD_F_QTY: return put_number(book, col, *(const struct vd_oint *)p, 1e6);
    case VD_F_BOOL: return put_text(book, col, *(const bool *)p ? VD_S("Sí") : VD_S("No"));
    case VD_F_CODE: return put_text(book, col, vd_code_shown(field->codes, *(const struct vd_str *)p));
    case VD_F_LIST:
    case VD_F_OBJECT: break;
    }
    return VD_OK;
}

/* Lines that a text takes in a column, a little more rather than less: letters are not all as wide as a figure. */
static double lines_of(struct vd_str text, double width)
{
    double fit = width * 0.95, lines = 1, letters = 0;
    for (size_t i = 0; i < text.n;) {
        bool ends = text.p[i] == '\n';
        (void)vd_utf8_next(text, &i);
        letters++;
        if (ends || letters > fit) {
            letters = !ends;
            lines++;
        }
    }
    return lines;
}

/* LibreOffice does not work out by itself how high a row of wrapped texts is. */
static enum vd_err set_height(struct vd_workbook *book, const void *row)
{
    static const double line = 15, most = 409; /* points; the highest row there is */
    double lines = 1;
    for (size_t f = 0; f < book->set->n_fields; f++) {
        const struct vd_field *field = &book->set->fields[f];
        if (!vd_field_in_sheet(field) || (field->type != VD_F_TEXT && field->type != VD_F_CODE))
            continue;
        struct vd_str text = *(const struct vd_str *)(const void *)((const char *)row + field->offset);
        double own = lines_of(field->type == VD_F_CODE ? vd_code_shown(field->codes, text) : text, width_of(field));
        lines = own > lines ? own : lines;
    }
    return lines > 1 ? error_of(worksheet_set_row(book->sheet, book->row, lines * line > most ? most : lines * line, NULL)) : VD_OK;
}

enum vd_err vd_workbook_rows(struct vd_workbook *book, const void *rows, size_t n)
{
    for (size_t r = 0; r < n; r++, book->row++) {
        const void *row = (const char *)rows + r * book->set->row_size;
        lxw_col_t col = 0;
        VD_TRY(set_height(book, row));
        for (size_t f = 0; f < book->set->n_fields; f++)
            if (vd_field_in_sheet(&book->set->fields[f]))
                VD_TRY(put_value(book, col++, &book->set->fields[f], row));
    }
    return VD_OK;
}

bool vd_workbook_sheet_name(struct vd_str name)
{
    enum { LETTERS_MOST = 31 };
    size_t letters = 0;
    for (size_t i = 0; i < name.n; letters++) {
        uint32_t c = vd_utf8_next(name, &i);
        if (c < 0x20 || (c < 0x80 && strchr("[]:*?/\\", (int)c)))
            return false;
        letters += c > 0xFFFF;
    }
    return letters > 0 && letters <= LETTERS_MOST && name.p[0] != '\'' && name.p[name.n - 1] != '\'';
}

enum vd_err vd_workbook_grid(struct vd_workbook *book, const char *name)
{
    enum { WIDTH = 24 };
    book->sheet = workbook_add_worksheet(book->book, name);
    book->set = NULL;
    return book->sheet ? error_of(worksheet_set_column(book->sheet, 0, VD_DOC_MAX_COLS - 1, WIDTH, NULL)) : VD_INVALID;
}

/* In constant memory a row that was left cannot be gone back to; a merge without text nor format writes no cell, only the span. */
enum vd_err vd_workbook_cell(struct vd_workbook *book, int row, int col, int rows, int cols, struct vd_str text)
{
    book->row = (lxw_row_t)row;
    if (rows > 1 || cols > 1)
        VD_TRY(error_of(worksheet_merge_range(book->sheet, (lxw_row_t)row, (lxw_col_t)col, (lxw_row_t)(row + rows - 1), (lxw_col_t)(col + cols - 1), NULL, NULL)));
    return put_text(book, (lxw_col_t)col, text);
}

enum vd_err vd_workbook_close(struct vd_workbook *book)
{
    lxw_workbook *own = book->book;
    book->book = NULL; /* released by the library in any case */
    errno = 0;
    return error_of(workbook_close(own));
}
