/* SPDX-License-Identifier: Apache-2.0 */
/* What the isolated child understood of a plan, taken as hostile: what is let in can be reported and is, written again, the same bytes. */
#include "features/plan/read/plan_report.h"
#include "features/plan/read/plan_law.h"
#include "features/plan/read/plan_wire.h"
#include "fuzz.h"

static bool near(int index, size_t n) { return index >= 0 && (size_t)index < n; }

static void check_rows(const struct plan_draft *draft)
{
    for (size_t i = 0; i < draft->components.n; i++)
        VD_FUZZ_MUST(draft->components.v[i].parent >= -1 && draft->components.v[i].parent < (int)i);
    VD_EACH(activity, &draft->activities)
        VD_FUZZ_MUST(near(activity->component, draft->components.n) && near(activity->table, draft->tables.n) && activity->schedule_kind && activity->address.p);
    VD_EACH(window, &draft->windows)
        VD_FUZZ_MUST(near(window->activity, draft->activities.n) && (!window->due.year || vd_date_valid(window->due)));
    VD_EACH(responsible, &draft->responsibles)
        VD_FUZZ_MUST(near(responsible->activity, draft->activities.n) && vd_utf8_valid(responsible->name));
    VD_EACH(finding, &draft->findings)
        VD_FUZZ_MUST(plan_law_finding(vd_str_of(finding->code)) && finding->activity < (int)draft->activities.n);
    if (draft->followup)
        VD_EACH(row, &draft->followup->rows)
            VD_FUZZ_MUST(near(row->activity, draft->activities.n));
}

static void report(struct vd_arena *arena, const struct plan_draft *draft)
{
    VD_AUTO_BUF struct vd_buf out;
    const struct plan_report report = {.arena = arena, .draft = draft, .file = VD_S("enviado.docx")};
    vd_buf_init(&out, 256 << 20);
    plan_report_text(&report, &out);
    plan_report_json(&report, &out);
    VD_FUZZ_MUST(vd_buf_ok(&out) == VD_OK && vd_utf8_valid(vd_buf_view(&out)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(512 << 20);
    struct vd_str in = {(const char *)data, n};
    struct plan_draft *draft;
    if (plan_draft_decode(in, arena, &draft) != VD_OK)
        return 0;
    check_rows(draft);
    report(arena, draft);
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 64 << 20);
    VD_FUZZ_MUST(plan_draft_encode(draft, &out) == VD_OK && vd_str_eq(vd_buf_view(&out), in));
    return 0;
}
