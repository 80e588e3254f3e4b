/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules find in a draft as it stands, as a condition of its next step. */
#include "features/editor/editor.h"
#include "features/editor/editor.sql.h"

enum vd_err editor_accepted_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, editor_accepted_list *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = editor_accepted_finding_open(db, entity_id, version_id);
    struct editor_accepted_finding_row row;
    while (editor_accepted_finding_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct editor_accepted){row.code, row.address, row.reason, row.person};
    return vd_done(st);
}

const struct editor_accepted *editor_accepted_of(const editor_accepted_list *all, const struct editor_finding *finding)
{
    VD_EACH(a, all)
        if (vd_str_eq(a->code, finding->code) && vd_str_eq(a->address, finding->address))
            return a;
    return NULL;
}

/* An error that a person let stand with a reason blocks nothing. */
enum vd_err editor_guard_without_errors(const struct life_ask *ask, struct life_met *ret)
{
    editor_findings findings = {0};
    editor_accepted_list accepted = {0};
    struct vd_str where = {0};
    int64_t n = 0;
    VD_TRY(editor_findings_of(ask->db, ask->arena, ask->version, vd_date_in_bogota(ask->now), &findings));
    VD_TRY(editor_accepted_read(ask->db, ask->arena, ask->version->entity_id, ask->version->id, &accepted));
    VD_EACH(f, &findings)
        if (vd_str_is(f->severity, "error") && !editor_accepted_of(&accepted, f) && !n++)
            where = f->address;
    *ret = (struct life_met){.met = !n, .said = VD_S("Las reglas no encuentran errores en lo que está escrito.")};
    if (n) {
        ret->page = "hallazgos";
        ret->said = vd_str_printf(ask->arena, n == 1 ? "Las reglas encuentran %" PRId64 " error en lo que está escrito%s%.*s: corríjalo en Hallazgos, o acéptelo allí con una razón." :
                                                       "Las reglas encuentran %" PRId64 " errores en lo que está escrito%s%.*s: corríjalos en Hallazgos, o acéptelos allí con una razón.",
                                  n, where.n ? ", el primero en la actividad " : "", VD_SARG(where));
    }
    return VD_OK;
}
