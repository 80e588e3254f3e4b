/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_understand.h"
#include "features/plan/plan_cli.h"
#include "features/plan/read/plan_book.h"
#include "features/plan/read/plan_wire.h"

/* ---- in the child: the input is "2022 paac-v2", either may be missing: "0 " */

enum vd_err plan_understand_inside(const struct vd_doc *doc, struct vd_str input, struct vd_arena *arena, struct vd_buf *out, struct vd_str *ret_reason)
{
    struct vd_str code = input, year;
    int64_t vigencia;
    const struct law_instruments *instrument;
    struct plan_draft *draft;
    if (!vd_str_split(&code, ' ', &year) || !vd_str_i64(year, &vigencia))
        return VD_INTERNAL;
    VD_TRY(plan_cli_instrument(arena, code.n ? code : plan_book_instrument(doc), &instrument, ret_reason));
    VD_TRY(plan_read(doc, instrument->code.p, (int)vigencia, arena, &draft, ret_reason));
    enum vd_err err = plan_draft_encode(draft, out);
    if (err == VD_TOO_BIG)
        *ret_reason = VD_S("La matriz es demasiado grande para entenderla: trae más celdas, ventanas de fechas o texto que cualquier plan. Deje en el archivo solo las tablas del plan, o divídalo en varios.");
    return err;
}

/* ---- in the parent */

enum vd_err plan_understand(const char *path, const struct vd_sandbox_limits *limits, struct vd_str instrument, int vigencia, struct vd_arena *arena,
                            struct plan_draft **ret, struct vd_str *ret_reason)
{
    struct plan_draft *draft;
    struct vd_str answer, input = vd_str_printf(arena, "%d %.*s", vigencia, VD_SARG(instrument));
    VD_TRY(vd_sandbox_run(path, limits, PLAN_UNDERSTAND_STEP, input.p, arena, &answer, ret_reason));
    if (plan_draft_decode(answer, arena, &draft) != VD_OK)
        return vd_sandbox_broken(ret_reason);
    if ((instrument.n && !vd_str_is(instrument, draft->instrument)) || (vigencia && vigencia != draft->vigencia))
        return vd_sandbox_broken(ret_reason); /* another plan than the one asked for */
    *ret = draft;
    return VD_OK;
}
