/* SPDX-License-Identifier: Apache-2.0 */
/* Registering a session: who attended, its agenda, its minutes. */
#include "features/committee/committee_new.tpl.h"
#include "features/committee/committee_say.h"

enum { PEOPLE_MOST = 30, PLANS_MOST = 10 };
struct new_input {
    struct vd_str entidad, fecha, lugar, acta, ninguno;
    struct vd_upload archivo;
    struct vd_oint p[PEOPLE_MOST], v[PLANS_MOST];
};

static bool has(const struct vd_oint *ticked, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (ticked[i].has && ticked[i].v == id)
            return true;
    return false;
}

static enum vd_err fill_ticks(struct vd_req *rq, const struct new_input *in, struct committee_new_view *view)
{
    committee_members members = {0};
    life_versions versions = {0};
    struct committee_ruled ruled;
    int64_t entity = staff_who(rq)->entity.id;
    VD_TRY(committee_members_on(rq->db, rq->arena, entity, vd_date_iso(rq->arena, rq->today), &members));
    VD_TRY(committee_rule_of(rq->db, rq->arena, entity, &ruled));
    VD_TRY(life_list(rq->db, rq->arena, entity, &versions));
    view->quorum = vd_str_printf(rq->arena, "El comité tiene hoy %zu miembros: decide con %" PRId64 " o más. Regla: %s%s%.*s.", members.n,
                                 committee_quorum(ruled.rule, (int64_t)members.n), ruled.rule->said, ruled.act.n ? ", " : "", VD_SARG(ruled.act));
    for (size_t i = 0; i < members.n && i < PEOPLE_MOST; i++)
        *VD_PUSH(rq->arena, &view->people) = (struct committee_tick){.name = vd_str_printf(rq->arena, "p%zu", i), .text = members.v[i].name, .note = vd_role_find(members.v[i].role)->name,
            .value = vd_str_printf(rq->arena, "%" PRId64, members.v[i].person_id), .chosen = has(in->p, PEOPLE_MOST, members.v[i].person_id)};
    size_t waiting = 0;
    VD_EACH(v, &versions)
        waiting += vd_str_is(v->state, "en_aprobacion");
    if (members.n > PEOPLE_MOST || waiting > PLANS_MOST)
        view->left_out = vd_str_printf(rq->arena, "Caben %d asistentes y %d planes: el comité tiene hoy %zu miembros y esperan aprobación %zu planes. "
                                       "Los planes que no aparecen van en otra sesión.", PEOPLE_MOST, PLANS_MOST, members.n, waiting);
    view->none_ticked = in->ninguno.n > 0;
    view->none_wrong = staff_wrong_of(rq, "ninguno");
    VD_EACH(v, &versions)
        if (vd_str_is(v->state, "en_aprobacion") && view->plans.n < PLANS_MOST)
            *VD_PUSH(rq->arena, &view->plans) = (struct committee_tick){.name = vd_str_printf(rq->arena, "v%zu", view->plans.n), .text = life_title(rq->arena, v),
                .note = v->title, .value = vd_str_printf(rq->arena, "%" PRId64, v->id), .chosen = has(in->v, PLANS_MOST, v->id)};
    return VD_OK;
}

static enum vd_err show_new(struct vd_req *rq, const struct new_input *in)
{
    struct committee_new_view view = {.token = vd_form_token(rq, "/{entidad}/trabajo/comite/nueva"), .action = staff_url(rq, "comite", "nueva", NULL), .wrongs = staff_wrongs(rq),
        .held = staff_input(rq, "fecha", VD_S("Fecha"), in->fecha), .place = staff_input(rq, "lugar", VD_S("Lugar"), in->lugar),
        .minutes = staff_input(rq, "acta", VD_S("Número del acta"), in->acta), .file = documents_input(rq, "archivo", VD_S("Archivo del acta"))};
    view.held.hint = VD_S("Día/mes/año.");
    view.held.width = view.minutes.width = "w-s";
    view.file.optional = true;
    if (in->archivo.bytes.n && !view.file.error.p)
        view.file.error = VD_S("Vuelva a elegir el archivo");
    VD_TRY(staff_page(rq, VD_S("Registrar una sesión"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Comité"), staff_url(rq, "comite", NULL));
    VD_TRY(fill_ticks(rq, in, &view));
    tpl_committee_new(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq) { return show_new(rq, &(struct new_input){0}); }

/* A session that forgets the plan for which it was called decides nothing: the agenda is left empty only by who says so. */
static enum vd_err judge_agenda(struct vd_req *rq, const struct new_input *in, const struct committee_registering *of)
{
    life_versions versions = {0};
    if (of->versions.n || in->ninguno.n)
        return VD_OK;
    VD_TRY(life_list(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_EACH(v, &versions)
        if (vd_str_is(v->state, "en_aprobacion")) {
            vd_req_wrong(rq, "ninguno", "Hay planes que esperan aprobación: marque los que se trataron, o diga que ninguno");
            return VD_OK;
        }
    return VD_OK;
}

static enum vd_err register_it(struct vd_change *change, struct staff_write *write)
{
    struct committee_registering *of = write->arg;
    enum vd_err err = committee_register(change, of);
    return err == VD_OK ? VD_OK : staff_refuse(write, err, "%.*s", VD_SARG(of->problem));
}

static enum vd_err registered(struct vd_req *rq, struct staff_write *write)
{
    if (write->err == VD_OK)
        return staff_go(rq, staff_url(rq, "comite", vd_str_c(rq->arena, write->result), NULL), write->seq);
    if (!write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, write->err == VD_CONFLICT ? "acta" : "", "%.*s", VD_SARG(write->problem));
    return show_new(rq, rq->input);
}

static enum vd_err new_post(struct vd_req *rq)
{
    const struct new_input *in = rq->input;
    struct committee_registering *of = VD_NEW(rq->arena, struct committee_registering);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct vd_date held = {0};
    bool read = staff_wrong_of(rq, "fecha").p || staff_date(rq, "fecha", in->fecha, &held) == VD_OK;
    if (read && held.year && vd_date_days(held) > vd_date_days(rq->today))
        vd_req_wrong(rq, "fecha", "Escriba el día en que se reunió: no puede ser después de hoy");
    if (rq->wrong.n)
        return show_new(rq, in);
    *of = (struct committee_registering){.person_id = staff_who(rq)->person_id, .held_on = vd_date_iso(rq->arena, held), .place = vd_str_squeeze(rq->arena, in->lugar),
        .minutes_no = vd_str_squeeze(rq->arena, in->acta)};
    for (size_t i = 0; i < PEOPLE_MOST; i++)
        if (in->p[i].has && !has(in->p, i, in->p[i].v))
            *VD_PUSH(rq->arena, &of->people) = in->p[i].v;
    for (size_t i = 0; i < PLANS_MOST; i++)
        if (in->v[i].has && !has(in->v, i, in->v[i].v))
            *VD_PUSH(rq->arena, &of->versions) = in->v[i].v;
    VD_TRY(judge_agenda(rq, in, of));
    VD_TRY(documents_take(rq, "archivo", &in->archivo, &of->file));
    if (rq->wrong.n)
        return show_new(rq, in);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "sesion.registrada", .apply = register_it, .then = registered, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, what, meaning) \
    VD_PARAM(new_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = true, .label = (what), .about = (meaning))
#define TICK(letter, n, meaning) \
    {.name = #letter #n, .from = VD_FROM_FORM, .kind = VD_P_INT, .offset = offsetof(struct new_input, letter) + (n) * sizeof(struct vd_oint), .min = 1, .max = INT64_MAX / 2, .about = (meaning)}
#define PERSON(n) TICK(p, n, "who attended")
#define PLAN(n) TICK(v, n, "version on the agenda")
static const struct vd_param of_new[] = {VD_PARAM_ENTITY(new_input), {.name = NULL}};
static const struct vd_param of_new_form[] = {VD_PARAM_ENTITY(new_input), TYPED(fecha, 10, "Fecha", "day, dd/mm/yyyy"), TYPED(lugar, 200, "Lugar", "place"), TYPED(acta, 40, "Número del acta", "number of the minutes"),
    VD_PARAM(new_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo del acta", .about = "the minutes"),
    VD_PARAM(new_input, ninguno, VD_FROM_FORM, VD_P_TEXT, .max = 4, .label = "Orden del día", .about = "si: no plan was dealt with"),
    PERSON(0), PERSON(1), PERSON(2), PERSON(3), PERSON(4), PERSON(5), PERSON(6), PERSON(7), PERSON(8), PERSON(9),
    PERSON(10), PERSON(11), PERSON(12), PERSON(13), PERSON(14), PERSON(15), PERSON(16), PERSON(17), PERSON(18), PERSON(19),
    PERSON(20), PERSON(21), PERSON(22), PERSON(23), PERSON(24), PERSON(25), PERSON(26), PERSON(27), PERSON(28), PERSON(29),
    PLAN(0), PLAN(1), PLAN(2), PLAN(3), PLAN(4), PLAN(5), PLAN(6), PLAN(7), PLAN(8), PLAN(9), {.name = NULL}};

const struct vd_route committee_new_routes[] = {
    STAFF_PAGE(new_input, "/{entidad}/trabajo/comite/nueva", of_new, "sesion.registrar", new_page, "form that registers a session"),
    STAFF_POST(new_input, "/{entidad}/trabajo/comite/nueva", of_new_form, "sesion.registrar", new_post, "register a session: who attended, its agenda, its minutes"),
    {.path = NULL},
};
