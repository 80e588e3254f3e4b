/* SPDX-License-Identifier: Apache-2.0 */
/* An action that is proposed: written, changed and taken out until planning accepts it. */
#include "calendar/calendar.h"
#include "features/improvement/improvement_action_form.tpl.h"
#include "features/improvement/improvement_views.h"

struct act_input { struct vd_str entidad, que, dependencia, persona, meta, medida, desde, hasta; struct vd_oint numero, accion, visto; };

static struct act_input typed_of(struct vd_req *rq, const struct improvement_act_row *a)
{
    return (struct act_input){.que = a->what, .dependencia = a->unit_slug, .persona = a->person_id.has ? vd_str_printf(rq->arena, "%" PRId64, a->person_id.v) : (struct vd_str){0},
        .meta = vd_es_qty(rq->arena, vd_some(a->target_u6)), .medida = a->measure, .desde = improvement_dmy(rq->arena, a->from_on), .hasta = improvement_dmy(rq->arena, a->due_on), .visto = vd_some(a->rev)};
}

/* ---- people: whoever has a post, once */

struct named { int64_t id; struct vd_str name; };
typedef VD_LIST(struct named) names;

static enum vd_err people_of(struct vd_req *rq, names *ret)
{
    vd_appointed_list all = {0};
    VD_TRY(vd_appointed(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &all));
    VD_EACH(p, &all)
        if (p->active && (!ret->n || ret->v[ret->n - 1].id != p->person_id))
            *VD_PUSH(rq->arena, ret) = (struct named){p->person_id, p->name};
    return VD_OK;
}

static struct vd_str name_of(const names *people, struct vd_str id)
{
    int64_t n = 0;
    VD_EACH(p, people)
        if (vd_str_i64(id, &n) && p->id == n)
            return p->name;
    return (struct vd_str){0};
}

/* ---- the form */

static enum vd_err fill_fields(struct vd_req *rq, const struct act_input *t, const names *people, struct improvement_action_form_view *view)
{
    const struct vd_str none = {0};
    view->what = staff_text(rq, "que", VD_S("Qué se va a hacer"), t->que, VD_S("Una acción que quite la causa, no solo el efecto."), 3, false);
    view->measure = staff_text(rq, "medida", VD_S("De qué"), t->medida, VD_S("Lo que se cuenta. Por ejemplo: procedimientos actualizados."), 0, false);
    view->target = staff_text(rq, "meta", VD_S("Meta: cuánto"), t->meta, VD_S("Un número mayor que cero."), 0, false);
    view->target.inputmode = "decimal";
    view->from = staff_text(rq, "desde", VD_S("Empieza"), t->desde, VD_S("Día/mes/año."), 0, false);
    view->due = staff_text(rq, "hasta", VD_S("Termina"), t->hasta, VD_S("Día/mes/año."), 0, false);
    view->target.width = view->from.width = view->due.width = "w-s";
    view->unit = staff_choices(rq, "dependencia", VD_S("Dependencia que la hace"), true, false);
    VD_TRY(improvement_choose_unit(rq, &view->unit, t->dependencia));
    view->person = staff_choices(rq, "persona", VD_S("Persona encargada"), true, true);
    view->person.hint = VD_S("La ciudadanía ve solo la dependencia.");
    VD_EACH(p, people)
        improvement_choose(rq, &view->person, vd_str_printf(rq->arena, "%" PRId64, p->id), p->name, none, t->persona);
    return VD_OK;
}

static void fill_conflict(struct vd_req *rq, const struct improvement_act_row *a, const struct act_input *t, const names *people, struct improvement_action_form_view *view)
{
    const struct act_input now = typed_of(rq, a);
    view->differ.said = VD_S("Otra persona cambió esta acción mientras usted escribía.");
    view->seen = a->rev;
    improvement_differ(rq, &view->differ, VD_S("Qué se va a hacer"), now.que, t->que);
    improvement_differ(rq, &view->differ, VD_S("Dependencia"), now.dependencia, t->dependencia);
    improvement_differ(rq, &view->differ, VD_S("Persona"), name_of(people, now.persona), name_of(people, t->persona));
    improvement_differ(rq, &view->differ, VD_S("Meta"), now.meta, t->meta);
    improvement_differ(rq, &view->differ, VD_S("De qué"), now.medida, t->medida);
    improvement_differ(rq, &view->differ, VD_S("Empieza"), now.desde, t->desde);
    improvement_differ(rq, &view->differ, VD_S("Termina"), now.hasta, t->hasta);
    rq->status = 409;
}

/* act NULL: it is new. */
static enum vd_err show(struct vd_req *rq, const struct improvement_found_row *f, const struct improvement_act_row *act, const struct act_input *t, bool conflict)
{
    names people = {0};
    struct improvement_action_form_view view = {.heading = act ? vd_str_printf(rq->arena, "Cambiar la acción %" PRId64, act->no) : VD_S("Agregar una acción"), .wrongs = staff_wrongs(rq),
        .finding = vd_str_printf(rq->arena, "Hallazgo %" PRId64 ". %.*s", f->no, VD_SARG(f->title)), .is_new = !act, .seen = t->visto.v, .back = improvement_url(rq, f->no, ""),
        .token = vd_form_token(rq, act ? IMPROVEMENT_ACT "/cambiar" : IMPROVEMENT_ONE "/acciones/nueva"),
        .action = act ? improvement_act_url(rq, f->no, act->no, "/cambiar") : improvement_url(rq, f->no, "/acciones/nueva")};
    VD_TRY(staff_page(rq, view.heading, &view.page));
    staff_crumb(rq, &view.page, VD_S("Planes de mejoramiento"), staff_url(rq, "mejora", NULL));
    staff_crumb(rq, &view.page, vd_str_printf(rq->arena, "Hallazgo %" PRId64, f->no), view.back);
    VD_TRY(people_of(rq, &people));
    VD_TRY(fill_fields(rq, t, &people, &view));
    if (conflict)
        fill_conflict(rq, act, t, &people, &view);
    tpl_improvement_action_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err open_new(struct vd_req *rq, struct improvement_found_row *ret)
{
    VD_TRY(improvement_open(rq, ((const struct act_input *)rq->input)->numero.v, ret));
    return improvement_may_write(rq, ret, ret->unit_id, "por_formular");
}

static enum vd_err open_old(struct vd_req *rq, struct improvement_found_row *ret, struct improvement_act_row *ret_act)
{
    const struct act_input *in = rq->input;
    VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, ret, ret_act));
    VD_TRY(improvement_may_write(rq, ret, ret->unit_id, "por_formular"));
    if (vd_str_is(ret_act->state, "propuesta"))
        return VD_OK;
    rq->problem = VD_S("Esta acción ya se aceptó y no se cambia: se reporta su avance.");
    return VD_CONFLICT;
}

static enum vd_err new_page(struct vd_req *rq)
{
    struct improvement_found_row found;
    VD_TRY(open_new(rq, &found));
    const struct act_input typed = {.dependencia = found.unit_slug, .desde = vd_date_dmy(rq->arena, rq->today)};
    return show(rq, &found, NULL, &typed, false);
}

static enum vd_err change_page(struct vd_req *rq)
{
    struct improvement_found_row found;
    struct improvement_act_row act;
    VD_TRY(open_old(rq, &found, &act));
    const struct act_input typed = typed_of(rq, &act);
    return show(rq, &found, &act, &typed, false);
}

/* ---- reading it */

static void read_target(struct vd_req *rq, const struct act_input *in, struct row_improvement_action *ret)
{
    if (!vd_quantity_read(in->meta, &ret->target_u6) || ret->target_u6 <= 0)
        vd_req_wrong(rq, "meta", "Escriba un número mayor que cero, por ejemplo 3");
    staff_must(rq, "medida", in->medida, "Escriba qué se cuenta");
    ret->measure = vd_str_squeeze(rq->arena, in->medida);
}

static void read_days(struct vd_req *rq, const struct act_input *in, struct row_improvement_action *ret)
{
    struct vd_date from, due;
    improvement_read_day(rq, "desde", in->desde, "Escriba cuándo empieza", &ret->from_on);
    improvement_read_day(rq, "hasta", in->hasta, "Escriba cuándo termina", &ret->due_on);
    if (!vd_date_from_iso(ret->from_on, &from) || !vd_date_from_iso(ret->due_on, &due))
        return;
    if (vd_date_days(due) < vd_date_days(from))
        vd_req_wrong(rq, "hasta", "Termina después de empezar: revise las dos fechas");
    else if (vd_date_days(due) < vd_date_days(rq->today))
        vd_req_wrong(rq, "hasta", "Ese día ya pasó");
}

static enum vd_err read_form(struct vd_req *rq, const struct act_input *in, struct row_improvement_action *ret)
{
    names people = {0};
    int64_t person = 0;
    staff_must(rq, "que", in->que, "Escriba qué se va a hacer");
    ret->what = vd_str_squeeze(rq->arena, in->que);
    read_target(rq, in, ret);
    read_days(rq, in, ret);
    VD_TRY(people_of(rq, &people));
    if (in->persona.n && !name_of(&people, in->persona).n)
        vd_req_wrong(rq, "persona", "Elija una persona de la lista");
    else if (in->persona.n && vd_str_i64(in->persona, &person))
        ret->person_id = vd_some(person);
    return staff_read_unit(rq, "dependencia", in->dependencia, &ret->unit_id);
}

/* ---- saving */

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct act_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_act_row act;
    if (write->err == VD_OK)
        return staff_go(rq, improvement_url(rq, in->numero.v, ""), write->seq);
    if (improvement_clashed(write) && in->accion.has) {
        VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, &found, &act));
        if (act.rev != in->visto.v)
            return show(rq, &found, &act, in, true);
    }
    return staff_failed(rq, write);
}

static enum vd_err new_post(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_asking asking = {.no = in->numero.v};
    VD_TRY(improvement_open(rq, in->numero.v, &found));
    VD_TRY(read_form(rq, in, &asking.action));
    return rq->wrong.n ? show(rq, &found, NULL, in, false) : staff_write(rq, improvement_write_of(rq, "mejora.accion", improvement_save_action, saved, asking));
}

static enum vd_err change_post(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_act_row act;
    struct improvement_asking asking = {.no = in->numero.v, .action_no = in->accion.v, .rev = in->visto.v};
    VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, &found, &act));
    VD_TRY(read_form(rq, in, &asking.action));
    return rq->wrong.n ? show(rq, &found, &act, in, false) : staff_write(rq, improvement_write_of(rq, "mejora.accion", improvement_save_action, saved, asking));
}

static enum vd_err dropped(struct vd_req *rq, struct staff_write *write)
{
    if (write->err == VD_OK)
        return staff_go(rq, improvement_url(rq, ((const struct act_input *)rq->input)->numero.v, ""), write->seq);
    if (improvement_clashed(write))
        write->problem = VD_S("Otra persona cambió esta acción. Vuelva a abrir la página y decida con lo que dice ahora.");
    return staff_failed(rq, write);
}

static enum vd_err drop_post(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    rq->way_out = improvement_url(rq, in->numero.v, "").s;
    return staff_write(rq, improvement_write_of(rq, "mejora.accion_quitada", improvement_drop_action, dropped,
                                                (struct improvement_asking){.no = in->numero.v, .action_no = in->accion.v, .rev = in->visto.v}));
}

/* ---- routes */

#define TYPED(member, most, what, meaning) IMPROVEMENT_TYPED(act_input, member, most, what, meaning)
#define FORM \
    TYPED(que, IMPROVEMENT_TEXT, "Qué se va a hacer", "what"), TYPED(dependencia, 80, "Dependencia que la hace", "slug of the unit"), TYPED(persona, 20, "Persona encargada", "person"), \
    TYPED(meta, 40, "Meta", "how much"), TYPED(medida, IMPROVEMENT_TITLE, "De qué", "what is counted"), TYPED(desde, 10, "Empieza", "day, dd/mm/yyyy"), TYPED(hasta, 10, "Termina", "day, dd/mm/yyyy")
static const struct vd_param of_new[] = {VD_PARAM_ENTITY(act_input), IMPROVEMENT_NO(act_input), {.name = NULL}};
static const struct vd_param of_add[] = {VD_PARAM_ENTITY(act_input), IMPROVEMENT_NO(act_input), FORM, {.name = NULL}};
static const struct vd_param of_change[] = {VD_PARAM_ENTITY(act_input), IMPROVEMENT_NO(act_input), IMPROVEMENT_ACT_NO(act_input), {.name = NULL}};
static const struct vd_param of_save[] = {VD_PARAM_ENTITY(act_input), IMPROVEMENT_NO(act_input), IMPROVEMENT_ACT_NO(act_input), IMPROVEMENT_SEEN(act_input), FORM, {.name = NULL}};
static const struct vd_param of_drop[] = {VD_PARAM_ENTITY(act_input), IMPROVEMENT_NO(act_input), IMPROVEMENT_ACT_NO(act_input), IMPROVEMENT_SEEN(act_input), {.name = NULL}};

const struct vd_route improvement_action_routes[] = {
    STAFF_PAGE(act_input, IMPROVEMENT_ONE "/acciones/nueva", of_new, "mejora.escribir", new_page, "form of a new action"),
    STAFF_POST(act_input, IMPROVEMENT_ONE "/acciones/nueva", of_add, "mejora.escribir", new_post, "propose an action"),
    STAFF_PAGE(act_input, IMPROVEMENT_ACT "/cambiar", of_change, "mejora.escribir", change_page, "form of an action that is proposed"),
    STAFF_POST(act_input, IMPROVEMENT_ACT "/cambiar", of_save, "mejora.escribir", change_post, "change an action that is proposed"),
    STAFF_POST(act_input, IMPROVEMENT_ACT "/quitar", of_drop, "mejora.escribir", drop_post, "take out an action that is proposed"),
    {.path = NULL},
};
