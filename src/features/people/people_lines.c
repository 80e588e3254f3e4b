/* SPDX-License-Identifier: Apache-2.0 */
#include "features/people/people_lines.h"
#include "features/editor/editor.h"

static bool is_first(const struct vd_appointed *a) { return vd_role_may(a->role, VD_S("plan.proponer")) != NULL; }
static bool is_second(const struct vd_appointed *a) { return vd_role_may(a->role, VD_S("plan.escribir")) != NULL; }
static bool is_third(const struct vd_appointed *a) { return vd_str_is(a->role, "control_interno"); }
static bool approves(const struct vd_appointed *a) { return vd_role_may(a->role, VD_S("plan.aprobar")) != NULL; }

static bool meet(const struct vd_appointed *a, const struct vd_appointed *b)
{
    return !a->unit_id.has || !b->unit_id.has || a->unit_id.v == b->unit_id.v;
}

static struct vd_str say(struct vd_arena *arena, const struct vd_appointed *a, const struct vd_appointed *b)
{
    struct vd_str unit = b->unit.n ? b->unit : VD_S("toda la entidad");
    bool own = a->unit_id.has && b->unit_id.has && a->unit_id.v == b->unit_id.v;
    if (is_third(a) && is_first(b) && !own)
        return vd_str_printf(arena, "%.*s es Control Interno y también primera línea (%.*s): evalúa lo que ejecuta. Solo es correcto en el proceso de Control Interno.", VD_SARG(a->name), VD_SARG(unit));
    if (is_third(a) && approves(b))
        return vd_str_printf(arena, "%.*s es Control Interno y también aprueba planes: la tercera línea no aprueba lo que evalúa.", VD_SARG(a->name));
    if (is_second(a) && is_first(b) && meet(a, b))
        return vd_str_printf(arena, "%.*s está en la segunda línea y en la primera (%.*s): los cambios de las actividades que lidera los acepta otra persona.", VD_SARG(a->name), VD_SARG(unit));
    return (struct vd_str){0};
}

enum vd_err people_lines_of(struct vd_req *rq, const vd_appointed_list *all, int64_t person_id, people_warnings *ret)
{
    VD_EACH(a, all) {
        VD_EACH(b, all) {
            bool asked = a->person_id == b->person_id && (!person_id || a->person_id == person_id);
            struct vd_str said = asked ? say(rq->arena, a, b) : (struct vd_str){0};
            if (said.p)
                *VD_PUSH(rq->arena, ret) = said;
        }
    }
    return VD_OK;
}

static enum vd_err of_version(struct vd_req *rq, const struct life_version_row *version, people_warnings *ret)
{
    enum { NAMED = 8 };
    editor_findings findings = {0};
    struct vd_str named = {0};
    int n = 0;
    VD_TRY(editor_findings_of(rq->db, rq->arena, version, rq->today, &findings));
    VD_EACH(f, &findings)
        if (vd_str_is(f->code, "VD-P052") && n++ < NAMED)
            named = vd_str_printf(rq->arena, "%.*s%s%.*s", VD_SARG(named), named.n ? ", " : "", VD_SARG(f->address));
    if (n)
        *VD_PUSH(rq->arena, ret) = vd_str_printf(rq->arena, "En %.*s, Control Interno lidera actividades que no son de seguimiento: %.*s%s. Si así queda, escriba por qué.",
            VD_SARG(life_title(rq->arena, version)), VD_SARG(named), n > NAMED ? " y otras" : "");
    return VD_OK;
}

enum vd_err people_third_line(struct vd_req *rq, int64_t entity_id, people_warnings *ret)
{
    life_versions versions = {0};
    VD_TRY(life_list(rq->db, rq->arena, entity_id, &versions));
    VD_EACH(v, &versions)
        if (life_is_live(v->state))
            VD_TRY(of_version(rq, v, ret));
    return VD_OK;
}
