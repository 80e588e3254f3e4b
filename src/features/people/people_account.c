/* SPDX-License-Identifier: Apache-2.0 */
/* What a person sees of the own account: where it is open, and how it was tried. */
#include "core/notice.h"
#include "features/people/people.h"
#include "features/people/people_account.tpl.h"
#include "features/people/people_views.h"

struct account_input { struct vd_str hecho, correo; };

static const char *const done_words[] = {"sesiones", "clave", "avisos", NULL};
static const char *const done_said[] = {"Se cerraron las otras sesiones.", "La clave cambió y se cerraron las otras sesiones.", "Se guardó cómo recibe sus avisos."};

static const struct { const char *code, *word, *kind; } outcomes[] = {
    {"entro", "Ingresó", "ok"}, {"salio", "Salió", "none"}, {"clave_errada", "Clave errada", "near"},
    {"codigo_errado", "Código errado", "near"}, {"bloqueada", "Bloqueada", "bad"}};

static enum vd_err fill_sessions(struct vd_req *rq, struct people_account_view *view)
{
    const struct vd_who *who = staff_who(rq);
    vd_sessions sessions = {0};
    VD_TRY(vd_session_list(rq->db, rq->arena, who->person_id, rq->now, &sessions));
    VD_EACH(s, &sessions)
        *VD_PUSH(rq->arena, &view->sessions) = (struct people_session_line){.device = s->device, .since = vd_es_instant(rq->arena, s->created_at),
            .seen = vd_es_instant(rq->arena, s->seen_at), .here = vd_str_eq(s->token_hash, who->session_hash)};
    view->others = sessions.n > 1;
    return VD_OK;
}

static enum vd_err fill_tries(struct vd_req *rq, struct people_account_view *view)
{
    vd_sign_ins tries = {0};
    VD_TRY(vd_sign_in_list(rq->db, rq->arena, staff_who(rq)->person_id, &tries));
    VD_EACH(t, &tries) {
        struct people_try_line *line = VD_PUSH(rq->arena, &view->tries);
        *line = (struct people_try_line){.at = vd_es_instant(rq->arena, t->at), .outcome = t->outcome, .device = t->device, .kind = "none"};
        for (size_t i = 0; i < VD_COUNT(outcomes); i++)
            if (vd_str_is(t->outcome, outcomes[i].code))
                line->outcome = vd_str_of(outcomes[i].word), line->kind = outcomes[i].kind;
    }
    return VD_OK;
}

static enum vd_err account_page(struct vd_req *rq)
{
    const struct account_input *in = rq->input;
    struct people_account_view view = {.name = staff_who(rq)->name, .email = staff_who(rq)->email, .token = vd_form_token(rq, "/cuenta/sesiones")};
    VD_TRY(staff_page(rq, VD_S("Mi cuenta"), &view.page));
    for (size_t i = 0; i < VD_COUNT(done_said); i++)
        if (vd_str_is(in->hecho, done_words[i]))
            view.done = vd_str_of(done_said[i]);
    view.mail_token = vd_form_token(rq, "/cuenta/avisos");
    VD_TRY(vd_notice_mailed(rq->db, rq->arena, staff_who(rq)->person_id, &view.mailed));
    VD_TRY(fill_sessions(rq, &view));
    VD_TRY(fill_tries(rq, &view));
    tpl_people_account(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err end_others(struct vd_db *db, struct vd_arena *arena VD_UNUSED, struct staff_job *job)
{
    const struct vd_who *who = job->arg;
    return vd_session_end_others(db, who->person_id, who->session_hash);
}

static enum vd_err others_ended(struct vd_req *rq, struct staff_job *job)
{
    VD_TRY(job->err);
    return staff_go(rq, (struct vd_url){VD_S("/cuenta?hecho=sesiones")}, 0);
}

static enum vd_err sessions_post(struct vd_req *rq)
{
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    *job = (struct staff_job){.run = end_others, .then = others_ended, .arg = (void *)rq->who};
    return staff_do(rq, job);
}

/* ---- notices by mail, or only here */

struct choosing { int64_t person_id; bool mailed; };

static enum vd_err choose(struct vd_change *change, struct staff_write *write)
{
    const struct choosing *c = write->arg;
    return vd_notice_choose(change, c->person_id, c->mailed);
}

static enum vd_err chosen(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, (struct vd_url){VD_S("/cuenta?hecho=avisos")}, 0) : staff_failed(rq, write);
}

static enum vd_err notices_post(struct vd_req *rq)
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct choosing *c = VD_NEW(rq->arena, struct choosing);
    *c = (struct choosing){staff_who(rq)->person_id, vd_str_is(((const struct account_input *)rq->input)->correo, "si")};
    *write = (struct staff_write){.entity_id = 0, .kind = "avisos.elegidos", .apply = choose, .then = chosen, .arg = c};
    return staff_write(rq, write);
}

static const char *const yes_no[] = {"si", "no", NULL};
static const struct vd_param of_choice[] = {
    VD_PARAM(account_input, correo, VD_FROM_FORM, VD_P_CHOICE, .choices = yes_no, .required = true, .about = "are the notices of a morning mailed"), {.name = NULL}};
static const struct vd_param of_page[] = {
    VD_PARAM(account_input, hecho, VD_FROM_QUERY, VD_P_CHOICE, .choices = done_words, .about = "what was just done"), {.name = NULL}};

const struct vd_route people_account_routes[] = {
    {.method = VD_GET, .path = "/cuenta", .access = VD_ACCESS_PERSON, .params = of_page, .input_size = sizeof(struct account_input), .handler = account_page, .summary = "the person's account: sessions and sign-ins"},
    {.method = VD_POST, .path = "/cuenta/avisos", .access = VD_ACCESS_PERSON, .params = of_choice, .input_size = sizeof(struct account_input), .handler = notices_post, .summary = "notices by mail, or in the menu only"},
    {.method = VD_POST, .path = "/cuenta/sesiones", .access = VD_ACCESS_PERSON, .handler = sessions_post, .summary = "end the other sessions"},
    {.path = NULL},
};
