/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_testing.h"
#include "features/plan/read/plan_report.h"
#include "features/plan/read/plan_wire.h"
#include <setjmp.h>
#include <cmocka.h>

struct plan_draft *plan_drawn(struct vd_arena *arena, const char *text)
{
    struct plan_draft *draft = NULL;
    struct vd_str reason = {0};
    if (plan_read(doc_drawn(arena, text), "paac-v2", 2022, arena, &draft, &reason) != VD_OK)
        fail_msg("%.*s", VD_SARG(reason));
    plan_sent(arena, draft);
    return draft;
}

static struct vd_str reported(struct vd_arena *arena, const struct plan_draft *draft)
{
    VD_AUTO_BUF struct vd_buf out;
    const struct plan_report report = {.arena = arena, .draft = draft, .file = VD_S("plan.docx")};
    vd_buf_init(&out, 64 << 20);
    plan_report_json(&report, &out);
    plan_report_text(&report, &out);
    assert_int_equal(vd_buf_ok(&out), VD_OK);
    return vd_str_dup(arena, vd_buf_view(&out));
}

static struct vd_str encoded(struct vd_arena *arena, const struct plan_draft *draft)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 32 << 20);
    assert_int_equal(plan_draft_encode(draft, &out), VD_OK);
    return vd_str_dup(arena, vd_buf_view(&out));
}

struct plan_draft *plan_sent(struct vd_arena *arena, const struct plan_draft *draft)
{
    struct plan_draft *arrived = NULL;
    struct vd_str bytes = encoded(arena, draft);
    assert_int_equal(plan_draft_decode(bytes, arena, &arrived), VD_OK);
    assert_true(vd_str_eq(reported(arena, draft), reported(arena, arrived)));
    assert_true(vd_str_eq(bytes, encoded(arena, arrived)));
    return arrived;
}

int findings(const struct plan_draft *draft, const char *code)
{
    int n = 0;
    VD_EACH(f, &draft->findings)
        n += strcmp(f->code, code) == 0;
    return n;
}
