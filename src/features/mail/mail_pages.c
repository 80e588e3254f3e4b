/* SPDX-License-Identifier: Apache-2.0 */
#include "core/notice.h"
#include "core/services.h"
#include "features/mail/mail.h"
#include "features/mail/mail_notices.tpl.h"
#include "features/mail/mail_outbox.tpl.h"
#include "features/mail/mail_views.h"

struct mail_input { struct vd_str entidad; struct vd_oint hasta, correo; };
struct marking { int64_t entity_id, person_id, id; };

static struct marking *marking_of(struct vd_req *rq, struct vd_oint id)
{
    struct marking *m = VD_NEW(rq->arena, struct marking);
    *m = (struct marking){staff_who(rq)->entity.id, staff_who(rq)->person_id, id.v};
    return m;
}

/* ---- notices */

static enum vd_err notices_page(struct vd_req *rq)
{
    const struct vd_who *who = staff_who(rq);
    struct mail_notices_view view = {.action = staff_url(rq, "avisos", NULL), .token = vd_form_token(rq, "/{entidad}/trabajo/avisos")};
    vd_notices notices = {0};
    VD_TRY(vd_notice_list(rq->db, rq->arena, who->entity.id, who->person_id, &notices));
    VD_TRY(staff_page(rq, VD_S("Avisos"), &view.page));
    VD_EACH(n, &notices) {
        *VD_PUSH(rq->arena, n->read ? &view.before : &view.notices) = (struct mail_notice_line){.said = n->said, .at = vd_es_instant(rq->arena, n->created_at), .url = {n->path}};
        view.unread += !n->read;
        view.last = n->id > view.last ? n->id : view.last;
    }
    tpl_mail_notices(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err mark_read(struct vd_db *db, struct vd_arena *arena VD_UNUSED, struct staff_job *job)
{
    const struct marking *m = job->arg;
    return vd_notice_read(db, m->entity_id, m->person_id, m->id, job->now);
}

static enum vd_err marked(struct vd_req *rq, struct staff_job *job)
{
    VD_TRY(job->err);
    return staff_go(rq, staff_url(rq, "avisos", NULL), 0);
}

static enum vd_err notices_post(struct vd_req *rq)
{
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    *job = (struct staff_job){.run = mark_read, .then = marked, .arg = marking_of(rq, ((const struct mail_input *)rq->input)->hasta)};
    return staff_do(rq, job);
}

/* ---- mail */

static void say_state(struct vd_req *rq, const struct vd_mail_row *m, struct mail_line *line)
{
    if (vd_str_is(m->state, "enviado")) {
        *line = (struct mail_line){.state = VD_S("Enviado"), .kind = "ok", .note = vd_es_instant(rq->arena, m->sent_at.v)};
    } else if (vd_str_is(m->state, "fallido")) {
        *line = (struct mail_line){.state = VD_S("No se pudo enviar"), .kind = "bad", .note = m->error};
    } else if (m->error.p) {
        *line = (struct mail_line){.state = VD_S("Se intentará de nuevo"), .kind = "near",
            .note = vd_str_printf(rq->arena, "%.*s. Intentos: %" PRId64 "; el siguiente, %.*s.", VD_SARG(m->error), m->tries, VD_SARG(vd_es_instant(rq->arena, m->next_at)))};
    } else {
        *line = (struct mail_line){.state = m->tries ? VD_S("Enviándose") : VD_S("Por enviar"), .kind = "none"};
    }
    line->waits = vd_str_is(m->state, "pendiente") && m->error.p;
}

static enum vd_err outbox_page(struct vd_req *rq)
{
    struct mail_outbox_view view = {.on = ((const struct vd_services *)rq->services)->config.smtp.n > 0, .token = vd_form_token(rq, "/{entidad}/trabajo/correos/{correo}")};
    vd_mails mails = {0};
    VD_TRY(vd_mail_list(rq->db, rq->arena, staff_who(rq)->entity.id, &mails));
    VD_TRY(staff_page(rq, VD_S("Correos enviados"), &view.page));
    VD_EACH(m, &mails) {
        struct mail_line *line = VD_PUSH(rq->arena, &view.mails);
        say_state(rq, m, line);
        line->to = m->to;
        line->subject = m->subject;
        line->at = vd_es_instant(rq->arena, m->created_at);
        line->again = staff_url(rq, "correos", vd_str_printf(rq->arena, "%" PRId64, m->id).p, NULL);
    }
    tpl_mail_outbox(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err try_again(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    const struct marking *m = job->arg;
    enum vd_err err = vd_mail_again(db, arena, m->entity_id, m->id, job->now);
    return err == VD_NOT_FOUND ? VD_OK : err; /* sent or given up meanwhile: the list says so */
}

static enum vd_err tried(struct vd_req *rq, struct staff_job *job)
{
    VD_TRY(job->err);
    return staff_go(rq, staff_url(rq, "correos", NULL), 0);
}

static enum vd_err again_post(struct vd_req *rq)
{
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    *job = (struct staff_job){.run = try_again, .then = tried, .arg = marking_of(rq, ((const struct mail_input *)rq->input)->correo)};
    return staff_do(rq, job);
}

#define ENTITY VD_PARAM_ENTITY(mail_input)
#define NUMBER(member, from, what) VD_PARAM(mail_input, member, from, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = (what))
static const struct vd_param of_entity[] = {ENTITY, {.name = NULL}};
static const struct vd_param of_read[] = {ENTITY, NUMBER(hasta, VD_FROM_FORM, "number of the newest notice that was shown"), {.name = NULL}};
static const struct vd_param of_mail[] = {ENTITY, NUMBER(correo, VD_FROM_PATH, "message"), {.name = NULL}};

const struct vd_route mail_routes[] = {
    STAFF_PAGE(mail_input, "/{entidad}/trabajo/avisos", of_entity, "trabajo.entrar", notices_page, "what the person is told in an entity"),
    STAFF_POST(mail_input, "/{entidad}/trabajo/avisos", of_read, "trabajo.entrar", notices_post, "mark the notices as read"),
    STAFF_PAGE(mail_input, "/{entidad}/trabajo/correos", of_entity, "personas.administrar", outbox_page, "mail of the entity, and what became of it"),
    STAFF_POST(mail_input, "/{entidad}/trabajo/correos/{correo}", of_mail, "personas.administrar", again_post, "send a message again now"),
    {.path = NULL},
};
