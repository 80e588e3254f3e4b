/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_testing.h"
#include <setjmp.h>
#include <cmocka.h>

struct plan_draft *plan_drawn(struct vd_arena *arena, const char *text)
{
    struct plan_draft *draft = NULL;
    struct vd_str reason = {0};
    if (plan_read(doc_drawn(arena, text), "paac-v2", 2022, arena, &draft, &reason) != VD_OK)
        fail_msg("%.*s", VD_SARG(reason));
    return draft;
}

int findings(const struct plan_draft *draft, const char *code)
{
    int n = 0;
    VD_EACH(f, &draft->findings)
        n += strcmp(f->code, code) == 0;
    return n;
}
