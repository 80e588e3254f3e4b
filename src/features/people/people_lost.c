/* SPDX-License-Identifier: Apache-2.0 */
/* Who forgot the password writes an address and is told the same, after the same time, whether somebody has it: the answer waits for the
 * count of the day, which every address has, and a job of its own looks for the person afterwards. At most one link in five minutes, and
 * PEOPLE_MAILS_ADDRESS a day, go to an address, whoever asks. */
#include "core/services.h"
#include "core/tries.h"
#include "features/people/people.h"
#include "features/people/people_door.h"
#include "features/people/people_lost.tpl.h"
#include "features/people/people_store.h"

static const vd_us APART = INT64_C(5) * 60 * 1000000;

enum { MAIL_MEMORY = 1 << 20, NOBODY = -1 /* an entity that there is not */ };

struct lost_input { struct vd_str correo; };
struct lost { const struct vd_services *services; struct vd_str email; bool within; };

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

/* ---- the mail: nobody waits for it */

struct mailing {
    struct vd_job job;
    const struct vd_services *services;
    struct vd_arena *arena;
    struct vd_str email;               /* in the arena */
    vd_us now;
    struct vd_db *db;
};

static enum vd_err mail_link(struct mailing *m, const struct vd_person *person)
{
    struct vd_session_token token;
    vd_entities entities = {0};
    bool within;
    VD_TRY(vd_person_entities(m->db, m->arena, person->id, vd_date_in_bogota(m->now), &entities));
    const int64_t entity_id = entities.n ? entities.v[0].id : 0;
    VD_TRY(people_daily_entity(m->db, m->arena, m->services->seal, entity_id, m->now, &within));
    if (!within)
        return VD_OK;
    VD_TRY(vd_session_token_make(&token));
    VD_TRY(vd_link_put(m->db, &token, person->id, "clave", (struct vd_oint){0}, m->now));
    return people_mail_password(m->db, m->arena, m->services->seal, m->services->config.url, entity_id, person, &token, m->now);
}

/* A commit takes the next request's time too: one is made for whoever gets no mail as well. */
static enum vd_err mail_nobody(struct mailing *m)
{
    bool within;
    return people_daily_entity(m->db, m->arena, m->services->seal, NOBODY, m->now, &within);
}

static enum vd_err look_up(void *arg)
{
    struct mailing *m = arg;
    struct vd_person person;
    bool recent = false;
    enum vd_err err = vd_person_by_email(m->db, m->arena, m->email, &person);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    if (err == VD_OK)
        VD_TRY(vd_link_recent(m->db, person.id, m->now - APART, &recent));
    return err == VD_OK && person.active && !recent ? mail_link(m, &person) : mail_nobody(m);
}

static enum vd_err run(struct vd_db *db, struct vd_job *job)
{
    struct mailing *m = (struct mailing *)(void *)job;
    m->db = db;
    return vd_arena_try(m->arena, look_up, m);
}

static void release(struct mailing *m)
{
    vd_arena_free(m->arena);
    free(m);
}

static void done(struct vd_job *job, enum vd_err result)
{
    if (result != VD_OK)
        vd_log(VD_LOG_WARN, "a link for a new password was not made", "err", vd_err_name(result), NULL);
    release((struct mailing *)(void *)job);
}

static void send_later(struct vd_req *rq, const struct lost *lost)
{
    struct mailing *m = calloc(1, sizeof *m);
    if (!m)
        return;
    *m = (struct mailing){.job = {.run = run, .done = done}, .services = lost->services, .arena = vd_arena_new(MAIL_MEMORY), .now = rq->now};
    if (m->arena)
        m->email = vd_str_dup(m->arena, lost->email);
    if (!m->arena || !vd_writer_push(lost->services->writer, &m->job))
        release(m);
}

/* ---- what everybody waits for */

static enum vd_err count(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    struct lost *lost = job->arg;
    return people_daily_address(db, arena, lost->services->seal, lost->email, job->now, &lost->within);
}

static enum vd_err counted(struct vd_req *rq, struct staff_job *job)
{
    const struct lost *lost = job->arg;
    VD_TRY(job->err);
    if (lost->within)
        send_later(rq, lost);
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
    *job = (struct staff_job){.run = count, .then = counted, .arg = lost};
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
