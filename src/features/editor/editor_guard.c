/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules find in a draft as it stands, as a condition of its next step. */
#include "features/editor/editor.h"
#include "features/editor/editor.sql.h"

typedef VD_LIST(struct editor_accepted_finding_row) accepted_list;

static enum vd_err read_accepted(const struct life_ask *ask, accepted_list *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = editor_accepted_finding_open(ask->db, ask->version->entity_id, ask->version->id);
    struct editor_accepted_finding_row row;
    while (editor_accepted_finding_next(st, ask->arena, &row))
        *VD_PUSH(ask->arena, ret) = row;
    return vd_done(st);
}

static bool is_accepted(const accepted_list *all, const struct editor_finding *f)
{
    VD_EACH(a, all)
        if (vd_str_eq(a->code, f->code) && vd_str_eq(a->address, f->address))
            return true;
    return false;
}

/* An error that a person let stand with a reason blocks nothing. */
enum vd_err editor_guard_without_errors(const struct life_ask *ask, struct life_met *ret)
{
    editor_findings findings = {0};
    accepted_list accepted = {0};
    struct vd_str where = {0};
    int64_t n = 0;
    VD_TRY(editor_findings_of(ask->db, ask->arena, ask->version, vd_date_in_bogota(ask->now), &findings));
    VD_TRY(read_accepted(ask, &accepted));
    VD_EACH(f, &findings)
        if (vd_str_is(f->severity, "error") && !is_accepted(&accepted, f) && !n++)
            where = f->address;
    *ret = (struct life_met){!n, VD_S("Las reglas no encuentran errores en lo que está escrito.")};
    if (n)
        ret->said = vd_str_printf(ask->arena, n == 1 ? "Las reglas encuentran %" PRId64 " error en lo que está escrito%s%.*s: corríjalo en Hallazgos." :
                                                       "Las reglas encuentran %" PRId64 " errores en lo que está escrito%s%.*s: corríjalos en Hallazgos.",
                                  n, where.n ? ", el primero en la actividad " : "", VD_SARG(where));
    return VD_OK;
}
