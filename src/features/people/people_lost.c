/* SPDX-License-Identifier: Apache-2.0 */
/* Who forgot the password writes an address and is told the same whether somebody has it; a job looks, so that the time is the same too.
 * At most one link in five minutes goes to an address, whoever asks. */
#include "core/services.h"
#include "features/people/people.h"
#include "features/people/people_door.h"
#include "features/people/people_lost.tpl.h"
#include "features/people/people_store.h"

static const vd_us APART = INT64_C(5) * 60 * 1000000;

struct lost_input { struct vd_str correo; };
struct lost { const struct vd_services *services; struct vd_str email; struct vd_session_token token; struct vd_date today; };

static const struct vd_services *services_of(const struct vd_req *rq) { return rq->services; }

static enum vd_err show(struct vd_req *rq, struct vd_str typed, bool asked)
{
    struct people_lost_view view = {.door = people_door_of(rq, VD_S("No puedo ingresar")), .token = vd_form_token(rq, "/clave"), .wrongs = staff_wrongs(rq),
        .email = staff_input(rq, "correo", VD_S("Correo institucional"), typed), .mails = services_of(rq)->config.smtp.n > 0, .asked = asked};
    view.email.type = "email";
    view.email.autocomplete = "username";
    tpl_people_lost(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err lost_page(struct vd_req *rq) { return show(rq, (struct vd_str){0}, false); }

static enum vd_err mail_link(struct vd_db *db, struct vd_arena *arena, const struct lost *lost, const struct vd_person *person, vd_us now)
{
    vd_entities entities = {0};
    VD_TRY(vd_person_entities(db, arena, person->id, lost->today, &entities));
    VD_TRY(vd_link_put(db, &lost->token, person->id, "clave", (struct vd_oint){0}, now));
    return people_mail_password(db, arena, lost->services->seal, lost->services->config.url, entities.n ? entities.v[0].id : 0, person, &lost->token, now);
}

static enum vd_err look(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    const struct lost *lost = job->arg;
    struct vd_person person;
    bool recent = false;
    enum vd_err err = vd_person_by_email(db, arena, lost->email, &person);
    if (err != VD_OK || !person.active)
        return err == VD_NOT_FOUND ? VD_OK : err;
    VD_TRY(vd_link_recent(db, person.id, job->now - APART, &recent));
    return recent ? VD_OK : mail_link(db, arena, lost, &person, job->now);
}

static enum vd_err looked(struct vd_req *rq, struct staff_job *job)
{
    VD_TRY(job->err);
    return show(rq, (struct vd_str){0}, true);
}

static enum vd_err lost_post(struct vd_req *rq)
{
    const struct lost_input *in = rq->input;
    struct lost *lost = VD_NEW(rq->arena, struct lost);
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    if (!services_of(rq)->config.smtp.n)
        return show(rq, (struct vd_str){0}, false);
    if (!rq->wrong.n && vd_email_read(rq->arena, in->correo, &lost->email) != VD_OK)
        vd_req_wrong(rq, "correo", "Escriba el correo completo, por ejemplo nombre@entidad.gov.co");
    if (!rq->wrong.n && !vd_req_limit(rq, "clave", PEOPLE_TRIES_MOST / 3, PEOPLE_TRIES_SECONDS))
        vd_req_wrong(rq, "correo", "Desde este equipo se pidió muchas veces. Espere diez minutos y vuelva a intentar.");
    if (rq->wrong.n)
        return show(rq, in->correo, false);
    lost->services = services_of(rq);
    lost->today = rq->today;
    VD_TRY(vd_session_token_make(&lost->token));
    *job = (struct staff_job){.run = look, .then = looked, .arg = lost};
    return staff_do(rq, job);
}

static const struct vd_param of_form[] = {
    VD_PARAM(lost_input, correo, VD_FROM_FORM, VD_P_TEXT, .max = VD_EMAIL_MOST, .required = true, .label = "Correo institucional", .about = "e-mail address"), {.name = NULL}};

const struct vd_route people_lost_routes[] = {
    {.method = VD_GET, .path = "/clave", .access = VD_ACCESS_PUBLIC, .handler = lost_page, .summary = "what to do without a password"},
    {.method = VD_POST, .path = "/clave", .access = VD_ACCESS_PUBLIC, .params = of_form, .input_size = sizeof(struct lost_input), .handler = lost_post, .keeps_form = true,
     .summary = "ask for a link by mail"},
    {.path = NULL},
};
