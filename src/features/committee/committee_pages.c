/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions: the list, registering one, one of them. */
#include "features/committee/committee_list.tpl.h"
#include "features/committee/committee_minutes.tpl.h"
#include "features/committee/committee_new.tpl.h"
#include "features/committee/committee_say.h"
#include "features/committee/committee_session.tpl.h"

enum { PEOPLE_MOST = 30, PLANS_MOST = 10 };
struct list_input { struct vd_str entidad, publica; struct vd_upload archivo; struct vd_oint sesion, hecho; };
struct new_input {
    struct vd_str entidad, fecha, lugar, acta;
    struct vd_upload archivo;
    struct vd_oint p[PEOPLE_MOST], v[PLANS_MOST];
};

static struct vd_str session_title(struct vd_arena *arena, struct vd_str minutes_no) { return vd_str_printf(arena, "Acta %.*s", VD_SARG(minutes_no)); }

/* ---- the list */

static enum vd_err list_page(struct vd_req *rq)
{
    const struct list_input *in = rq->input;
    struct committee_list_view view = {.may = vd_who_may(staff_who(rq), "sesion.registrar"), .add = staff_url(rq, "comite", "nueva", NULL)};
    committee_sessions sessions = {0};
    VD_TRY(committee_sessions_of(rq->db, rq->arena, staff_who(rq)->entity.id, 0, &sessions));
    VD_TRY(staff_page(rq, VD_S("Comité"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_EACH(s, &sessions)
        *VD_PUSH(rq->arena, &view.sessions) = (struct committee_line){.title = session_title(rq->arena, s->minutes_no), .when = committee_day(rq->arena, s->held_on), .place = s->place,
            .people = committee_quorum_said(rq->arena, s->present, s->members_n, s->quorum_n), .quorum = committee_quorum_sem(s->present, s->quorum_n), .items = s->items,
            .url = staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, s->id).p, NULL)};
    tpl_committee_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- one */

static enum vd_err fill_minutes(struct vd_req *rq, const struct committee_held_row *s, struct committee_session_view *view)
{
    view->wrongs = staff_wrongs(rq);
    VD_TRY(documents_links(rq, staff_who(rq)->entity.id, staff_who(rq)->entity.slug, "committee_session", s->id, &view->files));
    view->may_show = s->attachment_id.has && vd_who_may(staff_who(rq), "sesion.registrar");
    VD_EACH(line, &view->files.lines)
        view->is_public |= vd_str_is(line->classification, "Pública");
    view->show = staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, s->id).p, "acta", "publica", NULL);
    view->token_show = vd_form_token(rq, "/{entidad}/trabajo/comite/{sesion}/acta/publica");
    view->may_bring = !s->attachment_id.has && vd_who_may(staff_who(rq), "sesion.registrar");
    if (!view->may_bring)
        return VD_OK;
    view->token = vd_form_token(rq, "/{entidad}/trabajo/comite/{sesion}/acta");
    view->action = staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, s->id).p, "acta", NULL);
    view->file = documents_input(rq, "archivo", VD_S("Archivo del acta"));
    return VD_OK;
}

struct session { struct committee_held_row row; committee_presents people; committee_items items; };

static enum vd_err open_session(struct vd_req *rq, struct session *ret)
{
    const struct list_input *in = rq->input;
    committee_sessions found = {0};
    int64_t entity = staff_who(rq)->entity.id;
    VD_TRY(committee_sessions_of(rq->db, rq->arena, entity, in->sesion.v, &found));
    if (!found.n)
        return VD_NOT_FOUND;
    ret->row = found.v[0];
    VD_TRY(committee_presents_of(rq->db, rq->arena, entity, ret->row.id, &ret->people));
    return committee_items_of(rq->db, rq->arena, entity, (struct committee_asked){.session = ret->row.id}, &ret->items);
}

static struct vd_str present_said(struct vd_arena *arena, const struct committee_present_row *p)
{
    return vd_str_printf(arena, "%.*s, %.*s", VD_SARG(p->name), VD_SARG(vd_role_find(p->role)->name));
}

static struct vd_url session_url(struct vd_req *rq, int64_t id, const char *below)
{
    return staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, id).p, below, NULL);
}

static enum vd_err show_session(struct vd_req *rq)
{
    struct session session = {0};
    const struct committee_held_row *s = &session.row;
    VD_TRY(open_session(rq, &session));
    struct committee_session_view view = {.title = session_title(rq->arena, s->minutes_no), .when = committee_day(rq->arena, s->held_on), .place = s->place, .recorder = s->recorder,
        .quorum = committee_quorum_sem(s->present, s->quorum_n), .quorum_said = committee_quorum_said(rq->arena, s->present, s->members_n, s->quorum_n), .minutes = session_url(rq, s->id, "acta")};
    VD_TRY(fill_minutes(rq, s, &view));
    VD_EACH(p, &session.people)
        *VD_PUSH(rq->arena, &view.people) = present_said(rq->arena, p);
    VD_EACH(item, &session.items)
        *VD_PUSH(rq->arena, &view.agenda) = committee_point_of(rq, item);
    VD_TRY(staff_page(rq, view.title, &view.page));
    VD_TRY(staff_done(rq, ((const struct list_input *)rq->input)->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Comité"), staff_url(rq, "comite", NULL));
    tpl_committee_session(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err session_page(struct vd_req *rq) { return show_session(rq); }

/* What is read aloud and signed: the session as paper has it. */
static enum vd_err minutes_page(struct vd_req *rq)
{
    struct session session = {0};
    const struct committee_held_row *s = &session.row;
    VD_TRY(open_session(rq, &session));
    struct committee_minutes_view view = {.entity = staff_who(rq)->entity.name, .title = session_title(rq->arena, s->minutes_no), .when = committee_day(rq->arena, s->held_on), .place = s->place,
        .file = s->file, .recorder = s->recorder, .quorum = committee_quorum_sem(s->present, s->quorum_n), .back = session_url(rq, s->id, NULL),
        .quorum_said = committee_quorum_said(rq->arena, s->present, s->members_n, s->quorum_n)};
    VD_EACH(p, &session.people)
        *VD_PUSH(rq->arena, &view.people) = present_said(rq->arena, p);
    VD_EACH(item, &session.items)
        *VD_PUSH(rq->arena, &view.agenda) = committee_point_of(rq, item);
    VD_TRY(staff_page(rq, VD_S("Acta para imprimir"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Comité"), staff_url(rq, "comite", NULL));
    staff_crumb(rq, &view.page, view.title, view.back);
    tpl_committee_minutes(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- its minutes, brought later */

struct bringing { struct documents_file file; int64_t session, person_id; };

static enum vd_err bring_minutes(struct vd_change *change, struct staff_write *write)
{
    struct bringing *b = write->arg;
    enum vd_err err = committee_bring_minutes(change, b->session, &b->file, b->person_id);
    return err == VD_CONFLICT ? staff_refuse(write, err, "La sesión ya tiene el archivo de su acta, y no se cambia por otro.") : err;
}

static enum vd_err brought_minutes(struct vd_req *rq, struct staff_write *write)
{
    const struct bringing *b = write->arg;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    return staff_go(rq, staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, b->session).p, NULL), write->seq);
}

static enum vd_err minutes_post(struct vd_req *rq)
{
    const struct list_input *in = rq->input;
    struct bringing *b = VD_NEW(rq->arena, struct bringing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *b = (struct bringing){.session = in->sesion.v, .person_id = staff_who(rq)->person_id};
    VD_TRY(documents_take(rq, "archivo", &in->archivo, &b->file));
    if (!b->file.kind && !rq->wrong.n)
        vd_req_wrong(rq, "archivo", "Elija el archivo del acta");
    if (rq->wrong.n)
        return show_session(rq);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "sesion.acta", .apply = bring_minutes, .then = brought_minutes, .arg = b};
    return staff_write(rq, write);
}

/* ---- is its acta for everybody? */

static enum vd_err show_minutes(struct vd_change *change, struct staff_write *write)
{
    const struct list_input *in = write->arg;
    enum vd_err err = committee_show_minutes(change, in->sesion.v, vd_str_is(in->publica, "si"));
    return err == VD_CONFLICT ? staff_refuse(write, err, "El acta ya está así. Vuelva a abrir la página.") : err;
}

static enum vd_err minutes_shown(struct vd_req *rq, struct staff_write *write)
{
    const struct list_input *in = rq->input;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    return staff_go(rq, staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, in->sesion.v).p, NULL), write->seq);
}

static enum vd_err show_post(struct vd_req *rq)
{
    const struct list_input *in = rq->input;
    struct list_input *kept = VD_NEW(rq->arena, struct list_input);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *kept = *in;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = vd_str_is(in->publica, "si") ? "sesion.acta_publica" : "sesion.acta_interna", .apply = show_minutes,
        .then = minutes_shown, .arg = kept};
    return staff_write(rq, write);
}

/* ---- registering one */

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
    VD_TRY(staff_page(rq, VD_S("Registrar una sesión"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Comité"), staff_url(rq, "comite", NULL));
    VD_TRY(fill_ticks(rq, in, &view));
    tpl_committee_new(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq) { return show_new(rq, &(struct new_input){0}); }

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
    VD_TRY(documents_take(rq, "archivo", &in->archivo, &of->file));
    if (rq->wrong.n)
        return show_new(rq, in);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "sesion.registrada", .apply = register_it, .then = registered, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define ENTITY(input) VD_PARAM(input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
#define TYPED(member, most, what, meaning) \
    VD_PARAM(new_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = true, .label = (what), .about = (meaning))
#define TICK(letter, n, meaning) \
    {.name = #letter #n, .from = VD_FROM_FORM, .kind = VD_P_INT, .offset = offsetof(struct new_input, letter) + (n) * sizeof(struct vd_oint), .min = 1, .max = INT64_MAX / 2, .about = (meaning)}
#define PERSON(n) TICK(p, n, "who attended")
#define PLAN(n) TICK(v, n, "version on the agenda")
static const struct vd_param of_list[] = {ENTITY(list_input), STAFF_DONE(list_input), {.name = NULL}};
static const struct vd_param of_session[] = {ENTITY(list_input), STAFF_DONE(list_input),
    VD_PARAM(list_input, sesion, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "session"), {.name = NULL}};
static const struct vd_param of_minutes[] = {ENTITY(list_input),
    VD_PARAM(list_input, sesion, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "session"),
    VD_PARAM(list_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo del acta", .about = "the minutes"), {.name = NULL}};
static const char *const yes_no[] = {"si", "no", NULL};
static const struct vd_param of_show[] = {ENTITY(list_input),
    VD_PARAM(list_input, sesion, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "session"),
    VD_PARAM(list_input, publica, VD_FROM_FORM, VD_P_CHOICE, .choices = yes_no, .required = true, .label = "Pública", .about = "is the acta for everybody"), {.name = NULL}};
static const struct vd_param of_paper[] = {ENTITY(list_input),
    VD_PARAM(list_input, sesion, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "session"), {.name = NULL}};
static const struct vd_param of_new[] = {ENTITY(new_input), {.name = NULL}};
static const struct vd_param of_new_form[] = {ENTITY(new_input), TYPED(fecha, 10, "Fecha", "day, dd/mm/yyyy"), TYPED(lugar, 200, "Lugar", "place"), TYPED(acta, 40, "Número del acta", "number of the minutes"),
    VD_PARAM(new_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo del acta", .about = "the minutes"),
    PERSON(0), PERSON(1), PERSON(2), PERSON(3), PERSON(4), PERSON(5), PERSON(6), PERSON(7), PERSON(8), PERSON(9),
    PERSON(10), PERSON(11), PERSON(12), PERSON(13), PERSON(14), PERSON(15), PERSON(16), PERSON(17), PERSON(18), PERSON(19),
    PERSON(20), PERSON(21), PERSON(22), PERSON(23), PERSON(24), PERSON(25), PERSON(26), PERSON(27), PERSON(28), PERSON(29),
    PLAN(0), PLAN(1), PLAN(2), PLAN(3), PLAN(4), PLAN(5), PLAN(6), PLAN(7), PLAN(8), PLAN(9), {.name = NULL}};

const struct vd_route committee_routes[] = {
    STAFF_PAGE(list_input, "/{entidad}/trabajo/comite", of_list, "plan.ver_borrador", list_page, "sessions of the committee"),
    STAFF_PAGE(new_input, "/{entidad}/trabajo/comite/nueva", of_new, "sesion.registrar", new_page, "form that registers a session"),
    STAFF_POST(new_input, "/{entidad}/trabajo/comite/nueva", of_new_form, "sesion.registrar", new_post, "register a session: who attended, its agenda, its minutes"),
    STAFF_PAGE(list_input, "/{entidad}/trabajo/comite/{sesion}", of_session, "plan.ver_borrador", session_page, "one session: who attended, what was decided"),
    STAFF_POST(list_input, "/{entidad}/trabajo/comite/{sesion}/acta", of_minutes, "sesion.registrar", minutes_post, "bring the minutes of a session that has none"),
    STAFF_POST(list_input, "/{entidad}/trabajo/comite/{sesion}/acta/publica", of_show, "sesion.registrar", show_post, "make the minutes of a session public, or no longer"),
    STAFF_PAGE(list_input, "/{entidad}/trabajo/comite/{sesion}/acta", of_paper, "plan.ver_borrador", minutes_page, "the minutes of a session, to print"),
    {.path = NULL},
};
