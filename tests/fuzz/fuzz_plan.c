/* SPDX-License-Identifier: Apache-2.0 */
/* The meaning of a document: drawn in text (plan_testing.h) it is read as a plan, checked and reported. The first byte chooses whether
 * the year was asked for. What the reader could not hand on is not tried: the drawing goes through its wire form. What was understood can
 * be sent to the parent. */
#include "features/plan/read/plan_check.h"
#include "features/plan/read/plan_report.h"
#include "features/plan/read/plan_testing.h"
#include "features/plan/read/plan_wire.h"
#include "fuzz.h"

static const struct vd_doc *sent(struct vd_arena *arena, const struct vd_doc *drawn)
{
    VD_AUTO_BUF struct vd_buf out;
    struct vd_doc *doc;
    vd_buf_init(&out, 64 << 20);
    if (vd_doc_encode(drawn, &out) != VD_OK || vd_doc_decode(vd_buf_view(&out), arena, &doc) != VD_OK)
        return NULL;
    return doc;
}

static bool near(int index, size_t n) { return index >= 0 && (size_t)index < n; }

static void check_activities(const struct plan_draft *draft)
{
    VD_FUZZ_MUST(draft->activities.n <= PLAN_MAX_ACTIVITIES && draft->components.n <= PLAN_MAX_COMPONENTS);
    VD_EACH(component, &draft->components)
        VD_FUZZ_MUST(component->parent == -1 || near(component->parent, draft->components.n));
    VD_EACH(activity, &draft->activities) {
        VD_FUZZ_MUST(near(activity->component, draft->components.n) && near(activity->table, draft->tables.n));
        VD_FUZZ_MUST(activity->subcomponent == -1 || near(activity->subcomponent, draft->components.n));
        VD_FUZZ_MUST(activity->address.n && activity->order >= 1);
        VD_FUZZ_MUST(activity->windows <= PLAN_MAX_WINDOWS && activity->responsibles <= PLAN_MAX_RESPONSIBLES);
    }
}

static void check_rest(const struct plan_draft *draft)
{
    VD_EACH(window, &draft->windows) {
        VD_FUZZ_MUST(near(window->activity, draft->activities.n));
        VD_FUZZ_MUST(!window->from.year || vd_date_valid(window->from));
        VD_FUZZ_MUST(!window->due.year || vd_date_valid(window->due));
    }
    VD_EACH(responsible, &draft->responsibles)
        VD_FUZZ_MUST(near(responsible->activity, draft->activities.n) && near(responsible->cell, draft->cells.n) && responsible->name.n);
    VD_EACH(cell, &draft->cells)
        VD_FUZZ_MUST(cell->activity == -1 || near(cell->activity, draft->activities.n));
    VD_EACH(finding, &draft->findings)
        VD_FUZZ_MUST(plan_law_finding(vd_str_of(finding->code)) && (finding->activity == -1 || near(finding->activity, draft->activities.n)));
}

static void report(struct vd_arena *arena, const struct plan_draft *draft)
{
    VD_AUTO_BUF struct vd_buf out;
    struct plan_report report = {.arena = arena, .draft = draft, .file = VD_S("dibujo.docx")};
    vd_buf_init(&out, 64 << 20);
    plan_report_text(&report, &out);
    plan_report_json(&report, &out);
    VD_FUZZ_MUST(vd_buf_ok(&out) == VD_OK && vd_utf8_valid(vd_buf_view(&out)));
}

static void arrives(struct vd_arena *arena, const struct plan_draft *draft)
{
    VD_AUTO_BUF struct vd_buf out;
    struct plan_draft *arrived;
    vd_buf_init(&out, 32 << 20);
    enum vd_err err = plan_draft_encode(draft, &out);
    VD_FUZZ_MUST(err == VD_TOO_BIG || (err == VD_OK && plan_draft_decode(vd_str_dup(arena, vd_buf_view(&out)), arena, &arrived) == VD_OK));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(512 << 20);
    struct vd_str text = {(const char *)data, n}, reason = {0};
    struct plan_draft *draft;
    if (!n || n > 16384 || !vd_utf8_valid(text))
        return 0;
    const struct vd_doc *doc = sent(arena, doc_drawn(arena, vd_str_c(arena, vd_str_sub(text, 1, n))));
    if (!doc)
        return 0;
    enum vd_err err = plan_read(doc, "paac-v2", data[0] == '0' ? 0 : 2022, arena, &draft, &reason);
    if (err != VD_OK) {
        VD_FUZZ_MUST(reason.n && vd_utf8_valid(reason));
        return 0;
    }
    check_activities(draft);
    check_rest(draft);
    plan_check(draft);
    check_rest(draft);
    report(arena, draft);
    arrives(arena, draft);
    return 0;
}
