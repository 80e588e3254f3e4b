/* SPDX-License-Identifier: Apache-2.0 */
/* Requests for changes: the list, choosing an activity, the form. */
#include "features/amendment/amendment_ask.tpl.h"
#include "features/amendment/amendment_choose.tpl.h"
#include "features/amendment/amendment_pages.h"
#include "features/amendment/amendment_requests.tpl.h"

struct list_input { struct vd_str entidad; struct vd_oint hecho; };
struct ask_input {
    struct vd_str entidad, direccion, clase, motivo;
    struct vd_oint plan;
    struct editor_typed typed;
};

/* ---- words */

static struct vd_str kind_word(struct vd_str kind)
{
    const struct amendment_plan_changes *known = amendment_kind_of(kind);
    return known ? known->text : kind;
}

struct vd_sem amendment_state_sem(struct vd_str state)
{
    if (vd_str_is(state, "aceptado"))
        return (struct vd_sem){"ok", "Aceptada"};
    return vd_str_is(state, "rechazado") ? (struct vd_sem){"bad", "Rechazada"} : (struct vd_sem){"info", "Espera respuesta"};
}

struct vd_str amendment_plan_name(struct vd_arena *arena, const struct amendment_request_row *r)
{
    return vd_str_printf(arena, "%.*s %" PRId64 ", versión %" PRId64, VD_SARG(r->short_name), r->vigencia, r->base_no);
}

struct vd_str amendment_title(struct vd_arena *arena, const struct amendment_request_row *r)
{
    struct vd_str what = kind_word(r->kind);
    return r->address.n ? vd_str_printf(arena, "%" PRId64 ". %.*s: %.*s", r->no, VD_SARG(what), VD_SARG(r->address)) : vd_str_printf(arena, "%" PRId64 ". %.*s", r->no, VD_SARG(what));
}

/* ---- the list */

static enum vd_err list_page(struct vd_req *rq)
{
    const struct list_input *in = rq->input;
    struct amendment_requests_view view = {.may = vd_who_may(staff_who(rq), "plan.pedir_cambio"), .add = staff_url(rq, "cambios", "nuevo", NULL)};
    amendment_requests requests = {0};
    VD_TRY(amendment_request_all(rq->db, rq->arena, staff_who(rq)->entity.id, 0, 0, &requests));
    VD_TRY(staff_page(rq, VD_S("Cambios"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_EACH(r, &requests)
        *VD_PUSH(rq->arena, &view.lines) = (struct amendment_line){.title = amendment_title(rq->arena, r), .plan = amendment_plan_name(rq->arena, r), .motive = r->motive,
            .asked = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(r->asker), VD_SARG(vd_es_date_long(rq->arena, vd_date_in_bogota(r->asked_at)))), .state = amendment_state_sem(r->state),
            .late = r->is_late, .url = staff_url(rq, "cambios", vd_str_printf(rq->arena, "%" PRId64, r->id).p, NULL)};
    tpl_amendment_requests(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- which activity */

static bool may_row(struct vd_req *rq, const struct amendment_activity_row *row)
{
    return vd_who_has_role(staff_who(rq), "planeacion") || (row->lead.has && vd_who_may_unit(staff_who(rq), "plan.pedir_cambio", row->lead.v));
}

static enum vd_err choose_page(struct vd_req *rq)
{
    struct amendment_choose_view view = {0};
    life_versions versions = {0};
    VD_TRY(life_list(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_TRY(staff_page(rq, VD_S("Pedir un cambio"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Cambios"), staff_url(rq, "cambios", NULL));
    VD_EACH(v, &versions) {
        amendment_activities rows = {0};
        if (!vd_str_is(v->state, "publicado"))
            continue;
        struct vd_url base = staff_url(rq, "cambios", "nuevo", NULL);
        struct amendment_choice_group *group = VD_PUSH(rq->arena, &view.plans);
        *group = (struct amendment_choice_group){.title = life_title(rq->arena, v), .add = {vd_str_printf(rq->arena, "%.*s/formulario?plan=%" PRId64, VD_SARG(base.s), v->id)}};
        VD_TRY(amendment_activity_all(rq->db, rq->arena, v->entity_id, v->id, 0, &rows));
        VD_EACH(row, &rows)
            if (may_row(rq, row))
                *VD_PUSH(rq->arena, &group->activities) = (struct vd_link){vd_str_printf(rq->arena, "%.*s %.*s", VD_SARG(row->address), VD_SARG(row->description)),
                    {vd_str_printf(rq->arena, "%.*s&direccion=%.*s", VD_SARG(group->add.s), VD_SARG(row->address))}};
    }
    tpl_amendment_choose(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the form */

struct asked { struct life_version_row version; struct amendment_activity_row row; };

static enum vd_err open_asked(struct vd_req *rq, const struct ask_input *in, struct asked *ret)
{
    amendment_activities rows = {0};
    VD_TRY(life_get(rq->db, rq->arena, staff_who(rq)->entity.id, in->plan.v, &ret->version));
    if (!in->direccion.n)
        return VD_OK;
    VD_TRY(amendment_activity_all(rq->db, rq->arena, ret->version.entity_id, ret->version.id, 0, &rows));
    VD_EACH(row, &rows)
        if (vd_str_eq(row->address, in->direccion))
            ret->row = *row;
    return ret->row.key ? VD_OK : VD_NOT_FOUND;
}

static void fill_kinds(struct vd_req *rq, struct vd_str chosen, struct vd_choices *ret)
{
    *ret = (struct vd_choices){.name = "clase", .label = VD_S("Qué pide"), .error = staff_wrong_of(rq, "clase")};
    for (size_t i = 0; i < amendment_plan_changes_n; i++) {
        const struct amendment_plan_changes *one = &amendment_plan_changes[i];
        if (!vd_str_is(one->code, "agregar"))
            *VD_PUSH(rq->arena, &ret->of) = (struct vd_choice){one->code, one->text, one->hint, vd_str_eq(chosen, one->code)};
    }
}

static enum vd_err show(struct vd_req *rq, const struct ask_input *in, const struct asked *asked)
{
    struct amendment_ask_view view = {.wrongs = staff_wrongs(rq), .token = vd_form_token(rq, "/{entidad}/trabajo/cambios/nuevo/formulario"), .plan = life_title(rq->arena, &asked->version),
        .version = asked->version.id, .activity = asked->row.address, .adds = !asked->row.key, .action = staff_url(rq, "cambios", "nuevo", "formulario", NULL),
        .back = staff_url(rq, "cambios", "nuevo", NULL), .motive = staff_input(rq, "motivo", VD_S("Motivo"), in->motivo)};
    view.title = asked->row.key ? vd_str_printf(rq->arena, "Pedir un cambio de la actividad %.*s", VD_SARG(asked->row.address)) : VD_S("Proponer una actividad nueva");
    view.motive.rows = 3;
    view.motive.hint = VD_S("Por qué hace falta. Queda público con la versión que lo aplique.");
    VD_TRY(staff_page(rq, view.title, &view.page));
    staff_crumb(rq, &view.page, VD_S("Cambios"), staff_url(rq, "cambios", NULL));
    fill_kinds(rq, in->clase, &view.kind);
    VD_TRY(editor_widgets_of(rq, &asked->version, &in->typed, &view.folds));
    tpl_amendment_ask(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err ask_page(struct vd_req *rq)
{
    struct ask_input now = *(const struct ask_input *)rq->input;
    struct asked asked = {0};
    VD_TRY(open_asked(rq, &now, &asked));
    VD_TRY(editor_typed_now(rq->db, rq->arena, (struct editor_at){asked.version.entity_id, asked.version.id, asked.row.key}, &now.typed));
    return show(rq, &now, &asked);
}

/* ---- asking */

static enum vd_err ask_it(struct vd_change *change, struct staff_write *write)
{
    struct amendment_asking *of = write->arg;
    enum vd_err err = amendment_ask(change, of);
    return err == VD_OK ? VD_OK : staff_refuse(write, err, "%.*s", VD_SARG(of->problem));
}

static enum vd_err was_asked(struct vd_req *rq, struct staff_write *write)
{
    const struct ask_input *in = rq->input;
    struct asked asked = {0};
    if (write->err == VD_OK)
        return staff_go(rq, staff_url(rq, "cambios", vd_str_c(rq->arena, write->result), NULL), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "", "%.*s", VD_SARG(write->problem));
    VD_TRY(open_asked(rq, in, &asked));
    return show(rq, in, &asked);
}

static enum vd_err judge(struct vd_req *rq, const struct amendment_asking *of)
{
    struct amendment_judged judged;
    VD_TRY(amendment_judge(rq->db, rq->arena, staff_who(rq)->entity.id, of, rq->today, &judged));
    VD_EACH(w, &judged.wrongs)
        if (!staff_wrong_of(rq, w->field).p)
            vd_req_wrong(rq, w->field, "%.*s", VD_SARG(w->said));
    return VD_OK;
}

static enum vd_err ask_post(struct vd_req *rq)
{
    const struct ask_input *in = rq->input;
    struct amendment_asking *of = VD_NEW(rq->arena, struct amendment_asking);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct asked asked = {0};
    VD_TRY(open_asked(rq, in, &asked));
    *of = (struct amendment_asking){.person_id = staff_who(rq)->person_id, .version_id = asked.version.id, .activity_key = asked.row.key, .motive = in->motivo,
        .kind = asked.row.key ? in->clase : VD_S("agregar"), .typed = in->typed};
    VD_TRY(judge(rq, of));
    if (rq->wrong.n)
        return show(rq, in, &asked);
    *write = (struct staff_write){.entity_id = asked.version.entity_id, .kind = "cambio.pedido", .apply = ask_it, .then = was_asked, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, what, meaning) \
    {.name = #member, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .offset = offsetof(struct ask_input, typed.member), .max = (most), .label = (what), .about = (meaning)},
#define WHICH(from) \
    VD_PARAM(ask_input, plan, from, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "the version in force"), \
    VD_PARAM(ask_input, direccion, from, VD_P_TEXT, .max = 60, .about = "address of the activity; absent: one is added")
static const struct vd_param of_list[] = {VD_PARAM_ENTITY(list_input), STAFF_DONE(list_input), {.name = NULL}};
static const struct vd_param of_form[] = {VD_PARAM_ENTITY(ask_input), WHICH(VD_FROM_QUERY), {.name = NULL}};
static const struct vd_param of_ask[] = {VD_PARAM_ENTITY(ask_input), WHICH(VD_FROM_FORM),
    VD_PARAM(ask_input, clase, VD_FROM_FORM, VD_P_TEXT, .max = 20, .label = "Qué pide", .about = "kind of change, of law/plan-changes.csv; absent: one is added"),
    VD_PARAM(ask_input, motivo, VD_FROM_FORM, VD_P_TEXT, .max = 2000, .required = true, .label = "Motivo", .about = "why"), EDITOR_FIELDS(TYPED){.name = NULL}};

const struct vd_route amendment_request_routes[] = {
    STAFF_PAGE(list_input, "/{entidad}/trabajo/cambios", of_list, "plan.ver_borrador", list_page, "requests to change plans in force"),
    STAFF_PAGE(list_input, "/{entidad}/trabajo/cambios/nuevo", of_list, "plan.pedir_cambio", choose_page, "which activity is to change"),
    STAFF_PAGE(ask_input, "/{entidad}/trabajo/cambios/nuevo/formulario", of_form, "plan.pedir_cambio", ask_page, "form that asks for a change"),
    STAFF_POST(ask_input, "/{entidad}/trabajo/cambios/nuevo/formulario", of_ask, "plan.pedir_cambio", ask_post, "ask for a change of a plan in force"),
    {.path = NULL},
};
