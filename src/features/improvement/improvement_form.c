/* SPDX-License-Identifier: Apache-2.0 */
#include "features/improvement/improvement_form.h"
#include "features/followup/followup.h"

void improvement_choose(struct vd_req *rq, struct vd_choices *choices, struct vd_str value, struct vd_str text, struct vd_str hint, struct vd_str chosen)
{
    *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){.value = value, .text = text, .hint = hint, .chosen = vd_str_eq(value, chosen)};
}

enum vd_err improvement_choose_unit(struct vd_req *rq, struct vd_choices *choices, struct vd_str chosen)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        improvement_choose(rq, choices, u->slug, u->name, (struct vd_str){0}, chosen);
    return VD_OK;
}

/* ---- reading */

void improvement_read_day(struct vd_req *rq, const char *field, struct vd_str typed, const char *must, struct vd_str *ret_iso)
{
    struct vd_date date;
    *ret_iso = (struct vd_str){0};
    if (staff_wrong_of(rq, field).p || staff_date(rq, field, typed, &date) != VD_OK)
        return;
    if (date.year)
        *ret_iso = vd_date_iso(rq->arena, date);
    else if (must)
        vd_req_wrong(rq, field, "%s", must);
}

void improvement_differ(struct vd_req *rq, struct improvement_conflict_view *view, struct vd_str label, struct vd_str now, struct vd_str typed)
{
    if (!vd_str_eq(vd_str_squeeze(rq->arena, now), vd_str_squeeze(rq->arena, typed)))
        *VD_PUSH(rq->arena, &view->differences) = (struct improvement_difference){label, now, typed};
}

/* ---- one of them */

enum vd_err improvement_open(struct vd_req *rq, int64_t no, struct improvement_found_row *ret)
{
    enum vd_err err = improvement_get(rq->db, rq->arena, staff_who(rq)->entity.id, no, rq->today, ret);
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "En esta entidad no hay un hallazgo con el número %" PRId64 ".", no);
    rq->way_out = err == VD_OK ? improvement_url(rq, no, "").s : staff_url(rq, "mejora", NULL).s;
    return err;
}

enum vd_err improvement_open_act(struct vd_req *rq, int64_t no, int64_t action_no, struct improvement_found_row *ret, struct improvement_act_row *ret_act)
{
    VD_TRY(improvement_open(rq, no, ret));
    enum vd_err err = improvement_act_get(rq->db, rq->arena, staff_who(rq)->entity.id, ret->id, action_no, ret_act);
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "El hallazgo %" PRId64 " no tiene una acción con el número %" PRId64 ".", no, action_no);
    return err;
}

enum vd_err improvement_may_write(struct vd_req *rq, const struct improvement_found_row *found, int64_t unit_id, const char *state)
{
    rq->way_out = improvement_url(rq, found->no, "").s;
    if (!vd_who_may_unit(staff_who(rq), "mejora.escribir", unit_id)) {
        rq->problem = VD_S("Usted escribe lo de su dependencia; esto es de otra.");
        return VD_DENIED;
    }
    if (vd_str_is(found->state, state))
        return VD_OK;
    rq->problem = VD_S("El hallazgo ya pasó a otro estado. Abra otra vez su página y siga con lo que dice ahora.");
    return VD_CONFLICT;
}

struct vd_url improvement_url(struct vd_req *rq, int64_t no, const char *rest)
{
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s/%" PRId64 "%s", VD_SARG(staff_url(rq, "mejora", NULL).s), no, rest)};
}

struct vd_url improvement_act_url(struct vd_req *rq, int64_t no, int64_t action_no, const char *rest)
{
    return improvement_url(rq, no, vd_str_printf(rq->arena, "/acciones/%" PRId64 "%s", action_no, rest).p);
}

struct vd_url improvement_origin_url(struct vd_req *rq, struct vd_str slug, const struct improvement_found_row *f)
{
    if (!vd_str_is(f->cutoff_state, "publicado"))
        return (struct vd_url){{0}};
    struct vd_url plan = followup_plan_url(rq->arena, slug, f->path_word, f->vigencia.v);
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s?corte=%.*s", VD_SARG(plan.s), VD_SARG(f->cut_on))};
}

struct staff_write *improvement_write_of(struct vd_req *rq, const char *kind, staff_apply *apply, improvement_then *then, struct improvement_asking asking)
{
    struct improvement_asking *arg = VD_NEW(rq->arena, struct improvement_asking);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *arg = asking;
    arg->person_id = staff_who(rq)->person_id;
    arg->page = staff_url(rq, "mejora", NULL).s;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = kind, .apply = apply, .then = then, .arg = arg};
    return write;
}
