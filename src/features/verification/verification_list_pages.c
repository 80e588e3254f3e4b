/* SPDX-License-Identifier: Apache-2.0 */
/* The cut-offs of every plan in force, and how one of them is opened. */
#include "features/verification/verification_begin.tpl.h"
#include "features/verification/verification_list.tpl.h"
#include "features/verification/verification_say.h"

/* ---- the list */

static struct verification_cut_line cut_line(struct vd_req *rq, const struct verification_opened *o, bool there)
{
    const struct verification_cutoff *c = &o->cutoff;
    struct verification_cut_line line = {.name = o->cut.name, .day = vd_date_dmy(rq->arena, o->cut.cut_on), .reports_until = vd_date_dmy(rq->arena, o->cut.reports_until),
        .publish_by = vd_date_dmy(rq->arena, o->cut.publish_by), .published = c->published_on.year ? vd_date_dmy(rq->arena, c->published_on) : (struct vd_str){0},
        .state = verification_state(o, rq->today)};
    struct vd_sem late = verification_lateness(c, rq->today);
    if (late.word)
        line.state = late;
    if (c->id || (there && vd_date_days(rq->today) > vd_date_days(o->cut.cut_on)))
        line.url = verification_url(rq, o, NULL);
    else if (!there)
        line.state = (struct vd_sem){"none", "Anterior a la publicación del plan"};
    return line;
}

static enum vd_err add_plan(struct vd_req *rq, const life_versions *all, const struct life_version_row *v, struct verification_plan_group *group)
{
    agenda_cuts cuts = {0};
    verification_cutoffs known = {0};
    group->plan = verification_plan_said(rq->arena, v);
    if (vd_str_is(v->state, "publicado"))
        group->schedule = staff_url(rq, "seguimientos", vd_str_c(rq->arena, v->path_word), vd_str_printf(rq->arena, "%" PRId64, v->vigencia).p, "cortes", NULL);
    enum vd_err err = agenda_cuts_for(rq->db, rq->arena, v->entity_id, v->instrument, v->vigencia, &cuts);
    if (err == VD_NOT_FOUND || err == VD_INVALID)
        group->none = VD_S("Su clase de plan no tiene calendario de seguimientos en esa vigencia.");
    if (err != VD_OK)
        return err == VD_NOT_FOUND || err == VD_INVALID ? VD_OK : err;
    VD_TRY(verification_cutoffs_of(rq->db, rq->arena, v->entity_id, v->plan_id, &known));
    VD_EACH(cut, &cuts) {
        struct verification_opened o = {.version = *v, .cut = *cut};
        VD_EACH(c, &known)
            if (vd_date_days(c->cut_on) == vd_date_days(cut->cut_on) && !vd_str_is(c->state, "importado"))
                o.cutoff = *c;
        *VD_PUSH(rq->arena, &group->cuts) = cut_line(rq, &o, verification_version_on(all, v->plan_id, cut->cut_on) != NULL);
    }
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct verification_list_view view = {0};
    life_versions all = {0};
    VD_TRY(life_list(rq->db, rq->arena, staff_who(rq)->entity.id, &all));
    VD_EACH(v, &all)
        if (vd_str_is(v->state, "publicado") || vd_str_is(v->state, "cerrado"))
            VD_TRY(add_plan(rq, &all, v, VD_PUSH(rq->arena, &view.plans)));
    VD_TRY(staff_page(rq, VD_S("Seguimientos"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    tpl_verification_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- one that is not open yet */

enum vd_err verification_begin_page(struct vd_req *rq, const struct verification_opened *o)
{
    life_versions all = {0};
    struct verification_begin_view view = {.plan = verification_plan_said(rq->arena, &o->version), .day = vd_es_date_long(rq->arena, o->cut.cut_on),
        .reports_until = vd_es_date_long(rq->arena, o->cut.reports_until), .publish_by = vd_es_date_long(rq->arena, o->cut.publish_by),
        .norm = o->cut.norm.n ? vd_str_printf(rq->arena, "%.*s. %.*s.", VD_SARG(o->cut.text), VD_SARG(o->cut.norm)) : (struct vd_str){0}};
    VD_TRY(life_list(rq->db, rq->arena, o->version.entity_id, &all));
    const struct life_version_row *followed = verification_version_on(&all, o->version.plan_id, o->cut.cut_on);
    if (!followed)
        view.said = VD_S("Ese día el plan no estaba publicado: no hay qué seguir.");
    else if (vd_date_days(rq->today) <= vd_date_days(o->cut.cut_on))
        view.said = VD_S("El seguimiento se abre cuando haya pasado el día del corte.");
    else {
        view.said = vd_str_printf(rq->arena, "Se sigue la versión %" PRId64 ", que estaba en firme ese día. Al abrirlo se avisa a quienes reportan y a planeación; entran los reportes enviados hasta el %.*s.",
                                  followed->no, VD_SARG(view.reports_until));
        view.token = vd_form_token(rq, VERIFICATION_AT "/abrir");
        view.action = verification_url(rq, o, "abrir");
    }
    VD_TRY(verification_page(rq, NULL, vd_str_printf(rq->arena, "Seguimiento al %.*s", VD_SARG(view.day)), &view.page));
    tpl_verification_begin(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err open_post(struct vd_req *rq)
{
    struct verification_opened o = {0};
    struct verification_opening *of = VD_NEW(rq->arena, struct verification_opening);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(verification_open_at(rq, rq->input, &o));
    *of = (struct verification_opening){.person_id = staff_who(rq)->person_id, .plan_id = o.version.plan_id, .no = o.cut.no};
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "seguimiento.abierto", .apply = verification_open, .then = verification_done_here, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

static const struct vd_param of_list[] = {VD_PARAM_ENTITY(verification_input), STAFF_DONE(verification_input), {.name = NULL}};
static const struct vd_param of_open[] = {VERIFICATION_PLAN(verification_input), {.name = NULL}};

const struct vd_route verification_list_routes[] = {
    STAFF_PAGE(verification_input, "/{entidad}/trabajo/seguimientos", of_list, "seguimiento.verificar", list_page, "cut-offs of every plan in force, with their days and how they stand"),
    STAFF_POST(verification_input, VERIFICATION_AT "/abrir", of_open, "seguimiento.verificar", open_post, "open the follow-up of a cut-off"),
    {.path = NULL},
};
