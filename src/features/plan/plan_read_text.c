/* SPDX-License-Identifier: Apache-2.0 */
/* What the text of a cell looks like, before anything is read from it. */
#include "features/plan/plan_reader.h"

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
    plan_dates_read(arena, text, 0, &schedule);
    return schedule.raw.p && strcmp(schedule.kind, "none") != 0;
}

struct vd_str reader_text(struct vd_arena *arena, const struct vd_grid_cell *cell)
{
    (void)arena;
    return vd_str_trim(cell->text);
}

struct vd_str reader_formula(struct vd_arena *arena, struct vd_str text)
{
    static const struct { const char *mark, *plain; } marks[] = {{"\\text{", ""}, {"\\frac{", ""}, {"}{", " / "}, {"\\times", "×"}, {"\\cdot", "×"}, {"$", ""}, {"{", ""}, {"}", ""}};
    struct vd_str out = text;
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        for (ptrdiff_t at; (at = vd_str_find(out, vd_str_of(marks[i].mark))) >= 0;)
            out = vd_str_printf(arena, "%.*s%s%.*s", (int)at, out.p, marks[i].plain, VD_SARG(vd_str_sub(out, (size_t)at + strlen(marks[i].mark), out.n)));
    return vd_str_squeeze(arena, out);
}
