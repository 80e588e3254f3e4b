/* SPDX-License-Identifier: Apache-2.0 */
/* What people write in a cell: dates, goals, titles; and folding, on any text. */
#include "calendar/calendar.h"
#include "features/plan/cells/plan_dates.h"
#include "features/plan/cells/plan_people.h"
#include "features/plan/read/plan_draft.h"
#include "fuzz.h"

/* A window never ends before it begins unless that is said of it (VD-P023), and a reading that is sure has no doubt among its notes. */
static void check_schedule(struct vd_arena *arena, const struct plan_schedule *schedule)
{
    VD_FUZZ_MUST(schedule->kind);
    VD_EACH(w, &schedule->windows) {
        VD_FUZZ_MUST(!w->due.year || vd_date_valid(w->due));
        VD_FUZZ_MUST(!w->from.year || vd_date_valid(w->from));
        bool inverted = w->from.year && w->due.year && vd_date_days(w->due) < vd_date_days(w->from);
        VD_FUZZ_MUST(!inverted || (w->problem && !strcmp(w->problem, "VD-P023")));
        VD_FUZZ_MUST(w->status <= schedule->verdict.status);
    }
    VD_EACH(n, &schedule->verdict.notes)
        VD_FUZZ_MUST(n->weight <= schedule->verdict.status && vd_utf8_valid(n->text));
    plan_dates_reading(arena, schedule);
}

/* One cell; two cells, of start and end, when the text has more than a line; a row of months marked with the bits of its bytes. */
static void dates(struct vd_arena *arena, struct vd_str text, int vigencia)
{
    struct plan_schedule schedule;
    struct vd_str end = text, start;
    bool marks[16];
    plan_dates_read(arena, text, vigencia, &schedule);
    check_schedule(arena, &schedule);
    vd_str_split(&end, '\n', &start);
    plan_dates_read_pair(arena, start, end.p ? end : text, vigencia, &schedule);
    check_schedule(arena, &schedule);
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        marks[i] = i < text.n && text.p[i] & 1;
    plan_dates_read_marks(arena, marks, 12 + text.n % 5, vigencia, &schedule);
    check_schedule(arena, &schedule);
    plan_dates_in_prose(arena, text, vigencia, &schedule);
    plan_dates_times_a_year(arena, text);
    plan_dates_month(arena, text);
}

static void achieved(struct vd_arena *arena, struct vd_str text, const struct plan_target *target)
{
    struct plan_achieved got;
    plan_achieved_read(arena, target, text, text, &got);
    VD_FUZZ_MUST(!got.value_u6.has || got.verdict.status != PLAN_AMBIGUOUS);
    plan_achieved_read(arena, target, VD_S("1"), text, &got);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    struct vd_str text = {(const char *)data, n}, code, name;
    if (!vd_utf8_valid(text) || n > 4096)
        return 0;
    dates(arena, text, 2022);
    dates(arena, text, 0);
    struct plan_people people;
    plan_people_read(arena, text, &people);
    for (size_t i = 0; i < people.list.n; i++)
        VD_FUZZ_MUST(people.list.v[i].name.n > 0 && people.list.v[i].lead == (i == 0));
    struct vd_date_reading date = vd_date_read_cell(text);
    VD_FUZZ_MUST(date.status == VD_DATE_NONE || date.status == VD_DATE_READ || date.status == VD_DATE_IMPOSSIBLE);
    struct plan_target target;
    plan_target_read_under(arena, text, VD_S("Porcentaje"), &target);
    achieved(arena, text, &target);
    plan_target_read(arena, text, &target);
    achieved(arena, text, &target);
    VD_FUZZ_MUST(target.unit_kind && target.comparator && (!target.qty_u6.has || target.verdict.status != PLAN_AMBIGUOUS));
    plan_target_reading(arena, &target);
    plan_component_title(text, &code, &name);
    plan_subcomponent_title(text, &code, &name);
    VD_FUZZ_MUST(vd_utf8_valid(vd_fold(arena, text)));
    vd_sort_key(arena, text);
    return 0;
}
