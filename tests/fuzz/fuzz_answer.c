/* SPDX-License-Identifier: Apache-2.0 */
/* The answer of the isolated reader, taken as hostile, and the plan that is read out of whatever it says. */
#include "features/plan/read/plan_draft.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(512 << 20);
    struct vd_doc *doc;
    if (vd_doc_decode((struct vd_str){(const char *)data, n}, arena, &doc) != VD_OK)
        return 0;
    struct plan_draft *draft;
    struct vd_str reason = {0};
    enum vd_err err = plan_read(doc, "paac-v2", 2022, arena, &draft, &reason);
    VD_FUZZ_MUST(err == VD_OK || reason.n);
    if (err == VD_OK) {
        int components = (int)draft->components.n, activities = (int)draft->activities.n;
        VD_FUZZ_MUST(activities <= PLAN_MAX_ACTIVITIES && components <= PLAN_MAX_COMPONENTS);
        VD_EACH(activity, &draft->activities)
            VD_FUZZ_MUST(activity->component >= 0 && activity->component < components && activity->address.n);
        VD_EACH(window, &draft->windows)
            VD_FUZZ_MUST(window->activity >= 0 && window->activity < activities);
    }
    return 0;
}
