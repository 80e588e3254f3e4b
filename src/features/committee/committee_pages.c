/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions: the list, one of them, its minutes. */
#include "features/committee/committee_list.tpl.h"
#include "features/committee/committee_minutes.tpl.h"
#include "features/committee/committee_say.h"
#include "features/committee/committee_session.tpl.h"

struct list_input { struct vd_str entidad, publica, razones; struct vd_upload archivo; struct vd_oint sesion, hecho; };

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
            .people = committee_quorum_said(rq->arena, s->present, s->members_n, s->quorum_n), .quorum = s->withdrawn_at.has ? (struct vd_sem){"none", "Retirada"} : committee_quorum_sem(s->present, s->quorum_n), .items = s->items,
            .url = staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, s->id).p, NULL)};
    tpl_committee_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- one */

static enum vd_err fill_minutes(struct vd_req *rq, const struct committee_held_row *s, struct committee_session_view *view)
{
    view->wrongs = staff_wrongs(rq);
    VD_TRY(documents_links(rq, staff_who(rq)->entity.id, staff_who(rq)->entity.slug, "committee_session", s->id, &view->files));
    view->may_show = s->attachment_id.has && !s->withdrawn_at.has && vd_who_may(staff_who(rq), "sesion.registrar");
    VD_EACH(line, &view->files.lines)
        view->is_public |= vd_str_is(line->classification, "Pública");
    view->show = staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, s->id).p, "acta", "publica", NULL);
    view->token_show = vd_form_token(rq, "/{entidad}/trabajo/comite/{sesion}/acta/publica");
    view->may_bring = !s->attachment_id.has && !s->withdrawn_at.has && vd_who_may(staff_who(rq), "sesion.registrar");
    if (!view->may_bring)
        return VD_OK;
    view->token = vd_form_token(rq, "/{entidad}/trabajo/comite/{sesion}/acta");
    view->action = staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, s->id).p, "acta", NULL);
    view->file = documents_input(rq, "archivo", VD_S("Archivo del acta"));
    return VD_OK;
}

static void fill_withdrawal(struct vd_req *rq, const struct committee_held_row *s, const committee_items *items, struct committee_session_view *view)
{
    view->may_withdraw = !s->withdrawn_at.has && vd_who_may(staff_who(rq), "sesion.registrar");
    VD_EACH(item, items)
        view->may_withdraw &= !item->decision.n;
    if (s->withdrawn_at.has) {
        view->withdrawn = vd_str_printf(rq->arena, "%.*s la retiró el %.*s.", VD_SARG(s->withdrawer), VD_SARG(vd_es_instant(rq->arena, s->withdrawn_at.v)));
        view->withdrawn_why = s->withdrawn_why;
    }
    view->token_withdraw = vd_form_token(rq, "/{entidad}/trabajo/comite/{sesion}/retirar");
    view->withdraw = staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, s->id).p, "retirar", NULL);
    view->why = staff_input(rq, "razones", VD_S("Por qué se retira"), ((const struct list_input *)rq->input)->razones);
    view->why.rows = 2;
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
    fill_withdrawal(rq, s, &session.items, &view);
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

/* ---- registered by mistake */

static enum vd_err withdraw(struct vd_change *change, struct staff_write *write)
{
    struct committee_withdrawing *of = write->arg;
    enum vd_err err = committee_withdraw(change, of);
    return of->problem.n ? staff_refuse(write, err, "%.*s", VD_SARG(of->problem)) : err;
}

static enum vd_err withdrawn(struct vd_req *rq, struct staff_write *write)
{
    const struct committee_withdrawing *of = write->arg;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    return staff_go(rq, session_url(rq, of->session, NULL), write->seq);
}

static enum vd_err withdraw_post(struct vd_req *rq)
{
    const struct list_input *in = rq->input;
    struct committee_withdrawing *of = VD_NEW(rq->arena, struct committee_withdrawing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    if (rq->wrong.n)
        return show_session(rq);
    *of = (struct committee_withdrawing){.session = in->sesion.v, .person_id = staff_who(rq)->person_id, .why = in->razones};
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "sesion.retirada", .apply = withdraw, .then = withdrawn, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define SESSION VD_PARAM(list_input, sesion, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "session")
static const struct vd_param of_list[] = {VD_PARAM_ENTITY(list_input), STAFF_DONE(list_input), {.name = NULL}};
static const struct vd_param of_session[] = {VD_PARAM_ENTITY(list_input), STAFF_DONE(list_input), SESSION, {.name = NULL}};
static const struct vd_param of_minutes[] = {VD_PARAM_ENTITY(list_input), SESSION,
    VD_PARAM(list_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo del acta", .about = "the minutes"), {.name = NULL}};
static const char *const yes_no[] = {"si", "no", NULL};
static const struct vd_param of_show[] = {VD_PARAM_ENTITY(list_input), SESSION,
    VD_PARAM(list_input, publica, VD_FROM_FORM, VD_P_CHOICE, .choices = yes_no, .required = true, .label = "Pública", .about = "is the acta for everybody"), {.name = NULL}};
static const struct vd_param of_withdrawal[] = {VD_PARAM_ENTITY(list_input), SESSION,
    VD_PARAM(list_input, razones, VD_FROM_FORM, VD_P_TEXT, .max = 1000, .required = true, .label = "Por qué se retira", .about = "why"), {.name = NULL}};
static const struct vd_param of_paper[] = {VD_PARAM_ENTITY(list_input), SESSION, {.name = NULL}};

const struct vd_route committee_routes[] = {
    STAFF_PAGE(list_input, "/{entidad}/trabajo/comite", of_list, "plan.ver_borrador", list_page, "sessions of the committee"),
    STAFF_PAGE(list_input, "/{entidad}/trabajo/comite/{sesion}", of_session, "plan.ver_borrador", session_page, "one session: who attended, what was decided"),
    STAFF_POST(list_input, "/{entidad}/trabajo/comite/{sesion}/acta", of_minutes, "sesion.registrar", minutes_post, "bring the minutes of a session that has none"),
    STAFF_POST(list_input, "/{entidad}/trabajo/comite/{sesion}/acta/publica", of_show, "sesion.registrar", show_post, "make the minutes of a session public, or no longer"),
    STAFF_POST(list_input, "/{entidad}/trabajo/comite/{sesion}/retirar", of_withdrawal, "sesion.registrar", withdraw_post, "withdraw a session that decided nothing"),
    STAFF_PAGE(list_input, "/{entidad}/trabajo/comite/{sesion}/acta", of_paper, "plan.ver_borrador", minutes_page, "the minutes of a session, to print"),
    {.path = NULL},
};
