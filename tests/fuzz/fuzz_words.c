/* SPDX-License-Identifier: Apache-2.0 */
/* What people write in a cell: dates, goals, titles; and folding, on any text. */
#include "calendar/calendar.h"
#include "features/plan/plan_draft.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_str text = {(const char *)data, n}, code, name;
    if (!vd_utf8_valid(text))
        return 0;
    struct vd_date_reading date = vd_date_read_cell(text);
    VD_FUZZ_MUST(date.status == VD_DATE_NONE || date.status == VD_DATE_READ || date.status == VD_DATE_IMPOSSIBLE);
    struct plan_target target;
    plan_target_read(arena, text, &target);
    VD_FUZZ_MUST(target.unit_kind && target.comparator);
    plan_target_reading(arena, &target);
    plan_component_title(text, &code, &name);
    plan_subcomponent_title(text, &code, &name);
    VD_FUZZ_MUST(vd_utf8_valid(vd_fold(arena, text)));
    vd_sort_key(arena, text);
    return 0;
}
