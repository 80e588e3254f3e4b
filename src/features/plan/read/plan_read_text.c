/* SPDX-License-Identifier: Apache-2.0 */
/* What the text of a cell looks like, before anything is read from it. */
#include "features/plan/read/plan_reader.h"

bool reader_is_figure(struct vd_str text)
{
    bool digit = false;
    for (size_t i = 0; i < text.n; i++) {
        digit |= text.p[i] >= '0' && text.p[i] <= '9';
        if (!strchr("0123456789.,% -+", text.p[i]))
            return false;
    }
    return digit;
}

bool reader_is_mark(struct vd_str text)
{
    static const char *const marks[] = {"x", "X", "✓", "✔", "■", "●", "•", "√", "*", "1", "si", "sí", "SI", "SÍ"};
    struct vd_str mark = vd_str_trim(text);
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        if (vd_str_is(mark, marks[i]))
            return true;
    return false;
}

bool reader_is_date(struct vd_arena *arena, struct vd_str text)
{
    struct plan_schedule schedule;
    if (vd_date_read_cell(text).status != VD_DATE_NONE) /* most are: nothing is kept of these */
        return true;
    plan_dates_read(arena, text, 0, &schedule);
    return schedule.raw.p && strcmp(schedule.kind, "none") != 0;
}

/* "90,0" and "90" are one number: its digits without grouping, without zeros at the end of the decimals. */
static struct vd_str bare_number(struct vd_arena *arena, struct vd_str text, char decimal)
{
    char *out = vd_alloc(arena, text.n + 1);
    size_t n = 0;
    bool fraction = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == decimal && !fraction) {
            fraction = true;
            out[n++] = ',';
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            out[n++] = c;
        }
    }
    while (fraction && n && out[n - 1] == '0')
        n--;
    if (fraction && n && out[n - 1] == ',')
        n--;
    return (struct vd_str){out, n};
}

/* Has the number more decimals than the program shows? "0,75" shown as 0,8. A quotient without end is taken as shown. */
static bool shown_rounded(struct vd_str exact, struct vd_str shown)
{
    ptrdiff_t comma = vd_str_find(exact, VD_S(","));
    size_t decimals = comma < 0 ? 0 : exact.n - (size_t)comma - 1;
    return decimals <= 6 && !vd_str_eq(exact, shown);
}

struct vd_str reader_text(struct vd_arena *arena, const struct vd_grid_cell *cell)
{
    struct vd_str text = vd_str_trim(cell->text);
    if (cell->kind == VD_CELL_NUMBER && cell->value.n) {
        struct vd_str exact = bare_number(arena, cell->value, '.');
        return shown_rounded(exact, bare_number(arena, text, ',')) ? exact : text;
    }
    if (cell->kind == VD_CELL_DATE && cell->value.n >= 10 && !reader_is_date(arena, text)) {
        struct vd_date day;
        if (vd_date_from_iso(vd_str_sub(cell->value, 0, 10), &day))
            return vd_date_dmy(arena, day);
    }
    return text;
}

/* A quotient of counts: an «a / b» of words alone names alternatives. */
bool reader_is_formula(struct vd_arena *arena, struct vd_str text)
{
    static const char *const counts[] = {"total ", "no. ", "n° ", "nº ", "no ", "numero ", "cantidad "};
    struct vd_str fold = vd_fold(arena, text);
    ptrdiff_t slash = vd_str_find(fold, VD_S("/"));
    if (slash <= 0)
        return false;
    if (vd_str_ends(fold, VD_S("* 100")) || vd_str_ends(fold, VD_S("*100")) || vd_str_ends(fold, VD_S("x 100")) || vd_str_ends(fold, VD_S("x100")))
        return true;
    struct vd_str below = vd_str_trim(vd_str_sub(fold, (size_t)slash + 1, fold.n));
    while (vd_str_starts(below, VD_S("(")))
        below = vd_str_trim(vd_str_sub(below, 1, below.n));
    for (size_t i = 0; i < VD_COUNT(counts); i++)
        if (vd_str_starts(below, vd_str_of(counts[i])))
            return true;
    return false;
}

struct vd_str reader_formula(struct vd_arena *arena, struct vd_str text)
{
    static const struct { const char *mark, *plain; } marks[] = {{"\\text{", ""}, {"\\frac{", ""}, {"}{", " / "}, {"\\times", "×"}, {"\\cdot", "×"}, {"$", ""}, {"{", ""}, {"}", ""}};
    char *out = vd_alloc_array(arena, text.n + 1, 2); /* " / " for two bytes is what grows most */
    size_t n = 0;
    for (size_t i = 0; i < text.n;) {
        size_t k = 0;
        while (k < VD_COUNT(marks) && !vd_str_starts(vd_str_sub(text, i, text.n), vd_str_of(marks[k].mark)))
            k++;
        struct vd_str put = k < VD_COUNT(marks) ? vd_str_of(marks[k].plain) : vd_str_sub(text, i, i + 1);
        if (put.n)
            memcpy(out + n, put.p, put.n);
        n += put.n;
        i += k < VD_COUNT(marks) ? strlen(marks[k].mark) : 1;
    }
    return vd_str_squeeze(arena, (struct vd_str){out, n});
}
