/* SPDX-License-Identifier: Apache-2.0 */
/* The account of somebody who works in the entity, for who administers it: name and address, a link for a new password, the second factor
 * taken away, the account off and on. Only while the person works in no other entity: whoever could change the address of an account
 * could take it over, and with it what it may elsewhere. */
#include "core/mail.h"
#include "core/second_factor.h"
#include "core/services.h"
#include "features/people/people.h"
#include "features/people/people_entity.h"
#include "features/people/people_person.tpl.h"
#include "features/people/people_store.h"
#include "features/people/people_views.h"
#include "features/site/site.h"

struct person_input { struct vd_str entidad, nombre, correo, estado, hecho; struct vd_oint cargo; };

static const char *const done_words[] = {"datos", "activa", "inactiva", "factor", "enlace", NULL};
static const char *const done_said[] = {"Se guardaron los datos.", "La cuenta está activa.", "La cuenta quedó desactivada y sus sesiones se cerraron.",
                                        "Se quitó el segundo factor.", "Le enviamos un enlace a su correo."};

struct acting {
    struct people_account account;
    const struct vd_services *services;
    struct vd_session_token token;
    const char *done;
    bool over;                         /* too much mail today */
};

static enum vd_err find(struct vd_req *rq, struct vd_appointed *ret)
{
    const struct person_input *in = rq->input;
    vd_appointed_list all = {0};
    VD_TRY(vd_appointed(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &all));
    VD_EACH(a, &all)
        if (a->appointment_id == in->cargo.v) {
            *ret = *a;
            return VD_OK;
        }
    rq->problem = VD_S("En esta entidad no hay un cargo vigente con ese número.");
    return VD_NOT_FOUND;
}

static struct vd_url url_of(struct vd_req *rq, const char *word)
{
    const struct person_input *in = rq->input;
    return staff_url(rq, "personas", vd_str_printf(rq->arena, "%" PRId64, in->cargo.v).p, "cuenta", word, NULL);
}

/* typed: NULL: what stands. */
static enum vd_err show(struct vd_req *rq, const struct person_input *typed, struct vd_str link)
{
    static const char base[] = "/{entidad}/trabajo/personas/{cargo}/cuenta";
    const struct person_input *in = rq->input;
    struct vd_appointed person;
    struct vd_person account;
    VD_TRY(find(rq, &person));
    VD_TRY(vd_person_get(rq->db, rq->arena, person.person_id, &account));
    struct people_person_view view = {.title = person.name, .state = people_account_state(&person), .active = person.active, .second = account.totp.p != NULL, .link = link,
        .mails = ((const struct vd_services *)rq->services)->config.smtp.n > 0, .wrongs = staff_wrongs(rq),
        .name = staff_input(rq, "nombre", VD_S("Nombre completo"), typed ? typed->nombre : person.name),
        .email = staff_input(rq, "correo", VD_S("Correo institucional"), typed ? typed->correo : person.email),
        .data = url_of(rq, NULL), .renew = url_of(rq, "enlace"), .factor = url_of(rq, "factor"), .turn = url_of(rq, "estado"), .data_token = vd_form_token(rq, base),
        .renew_token = vd_form_token(rq, "/{entidad}/trabajo/personas/{cargo}/cuenta/enlace"), .factor_token = vd_form_token(rq, "/{entidad}/trabajo/personas/{cargo}/cuenta/factor"),
        .turn_token = vd_form_token(rq, "/{entidad}/trabajo/personas/{cargo}/cuenta/estado")};
    view.email.type = "email";
    view.rights = staff_url(rq, "personas", vd_str_printf(rq->arena, "%" PRId64, in->cargo.v).p, "derechos", NULL);
    VD_TRY(vd_person_elsewhere(rq->db, rq->arena, person.person_id, staff_who(rq)->entity.id, rq->today, &view.elsewhere));
    for (size_t i = 0; i < VD_COUNT(done_said); i++)
        if (vd_str_is(in->hecho, done_words[i]))
            view.said = vd_str_of(done_said[i]);
    VD_TRY(staff_page(rq, person.name, &view.page));
    staff_crumb(rq, &view.page, VD_S("Personas y cargos"), staff_url(rq, "personas", NULL));
    tpl_people_person(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err person_page(struct vd_req *rq) { return show(rq, NULL, (struct vd_str){0}); }

/* ---- the four changes */

static enum vd_err refused(struct staff_write *write, enum vd_err err)
{
    if (err == VD_DENIED)
        return staff_refuse(write, err, "Esta persona también trabaja en otra entidad: su cuenta la cambia ella misma, o quien maneja el servidor.");
    if (err == VD_NOT_FOUND)
        return staff_refuse(write, err, "Ese cargo ya terminó.");
    return err;
}

static enum vd_err put_data(struct vd_change *change, struct staff_write *write)
{
    struct acting *a = write->arg;
    return refused(write, people_account_change(change, &a->account));
}

static enum vd_err put_state(struct vd_change *change, struct staff_write *write)
{
    struct acting *a = write->arg;
    enum vd_err err = people_account_turn(change, &a->account);
    if (err == VD_CONFLICT)
        return staff_refuse(write, err, "Es la última persona que administra la entidad: dé otro cargo de administración antes de desactivarla.");
    return refused(write, err);
}

static enum vd_err put_factor(struct vd_change *change, struct staff_write *write)
{
    struct acting *a = write->arg;
    VD_TRY(refused(write, people_account_check(vd_change_db(change), vd_change_arena(change), &a->account, vd_change_now(change))));
    enum vd_err err = vd_second_factor_remove(change, a->account.person_id);
    return err == VD_NOT_FOUND ? staff_refuse(write, VD_CONFLICT, "Ya no tenía segundo factor.") : err;
}

static enum vd_err acted(struct vd_req *rq, struct staff_write *write)
{
    const struct acting *a = write->arg;
    if (write->err == VD_CONFLICT && !write->problem.n) {
        vd_req_wrong(rq, "correo", "Ese correo ya es de otra persona");
        return show(rq, rq->input, (struct vd_str){0});
    }
    return write->err == VD_OK ? staff_go(rq, vd_url_with(rq->arena, url_of(rq, NULL), a->done), 0) : staff_failed(rq, write);
}

static enum vd_err begin(struct vd_req *rq, struct acting **ret)
{
    struct vd_appointed person;
    VD_TRY(find(rq, &person));
    *ret = VD_NEW(rq->arena, struct acting);
    (*ret)->services = rq->services;
    (*ret)->account = (struct people_account){.entity_id = staff_who(rq)->entity.id, .appointment_id = person.appointment_id, .person_id = person.person_id};
    return VD_OK;
}

static enum vd_err send(struct vd_req *rq, struct acting *a, const char *kind, staff_apply *apply, const char *done)
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    a->done = done;
    *write = (struct staff_write){.entity_id = 0, .kind = kind, .apply = apply, .then = acted, .arg = a};
    return staff_write(rq, write);
}

static enum vd_err data_post(struct vd_req *rq)
{
    const struct person_input *in = rq->input;
    struct acting *a;
    VD_TRY(begin(rq, &a));
    if (!staff_wrong_of(rq, "correo").p && vd_email_read(rq->arena, in->correo, &a->account.email) != VD_OK)
        vd_req_wrong(rq, "correo", "Escriba el correo completo, por ejemplo nombre@entidad.gov.co");
    if (rq->wrong.n)
        return show(rq, in, (struct vd_str){0});
    a->account.name = vd_str_squeeze(rq->arena, in->nombre);
    return send(rq, a, "persona.cambiada", put_data, "?hecho=datos");
}

static enum vd_err state_post(struct vd_req *rq)
{
    struct acting *a;
    VD_TRY(begin(rq, &a));
    a->account.active = vd_str_is(((const struct person_input *)rq->input)->estado, "activa");
    return send(rq, a, a->account.active ? "persona.activada" : "persona.desactivada", put_state, a->account.active ? "?hecho=activa" : "?hecho=inactiva");
}

static enum vd_err factor_post(struct vd_req *rq)
{
    struct acting *a;
    VD_TRY(begin(rq, &a));
    return send(rq, a, "factor.quitado", put_factor, "?hecho=factor");
}

/* ---- a link for a new password: operational rows, no event until it is used */

static enum vd_err may_mail(struct vd_db *db, struct vd_arena *arena, struct acting *a, struct vd_str email, vd_us now)
{
    bool entity, address;
    VD_TRY(people_daily_entity(db, arena, a->services->seal, a->account.entity_id, now, &entity));
    VD_TRY(people_daily_address(db, arena, a->services->seal, email, now, &address));
    a->over = !entity || !address;
    return VD_OK;
}

static enum vd_err make_link(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    struct acting *a = job->arg;
    struct vd_person person;
    VD_TRY(people_account_check(db, arena, &a->account, job->now));
    VD_TRY(vd_person_get(db, arena, a->account.person_id, &person));
    if (a->services->config.smtp.n)
        VD_TRY(may_mail(db, arena, a, person.email, job->now));
    if (a->over)
        return VD_OK;
    VD_TRY(vd_link_put(db, &a->token, a->account.person_id, "clave", a->services->config.smtp.n ? (struct vd_oint){0} : vd_some(a->account.entity_id), job->now));
    if (!a->services->config.smtp.n)
        return VD_OK;
    return people_mail_password(db, arena, a->services->seal, a->services->config.url, a->account.entity_id, &person, &a->token, job->now);
}

static enum vd_err link_made(struct vd_req *rq, struct staff_job *job)
{
    const struct acting *a = job->arg;
    if (job->err == VD_DENIED)
        rq->problem = VD_S("Esta persona también trabaja en otra entidad: su cuenta la cambia ella misma, o quien maneja el servidor.");
    VD_TRY(job->err);
    if (a->over) {
        rq->problem = VD_S(PEOPLE_OVER);
        return VD_DENIED;
    }
    if (a->services->config.smtp.n)
        return staff_go(rq, vd_url_with(rq->arena, url_of(rq, NULL), "?hecho=enlace"), 0);
    return show(rq, NULL, people_link_whole(rq, a->token.hex));
}

static enum vd_err link_post(struct vd_req *rq)
{
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    struct acting *a;
    VD_TRY(begin(rq, &a));
    VD_TRY(vd_session_token_make(&a->token));
    *job = (struct staff_job){.run = make_link, .then = link_made, .arg = a};
    return staff_do(rq, job);
}

/* ---- routes */

#define WHOSE \
    VD_PARAM(person_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity"), \
    VD_PARAM(person_input, cargo, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "appointment of the person")
static const char *const states[] = {"activa", "inactiva", NULL};
static const struct vd_param of_page[] = {WHOSE, VD_PARAM(person_input, hecho, VD_FROM_QUERY, VD_P_CHOICE, .choices = done_words, .about = "what was just done"), {.name = NULL}};
static const struct vd_param of_data[] = {WHOSE,
    VD_PARAM(person_input, nombre, VD_FROM_FORM, VD_P_TEXT, .max = 200, .required = true, .label = "Nombre completo", .about = "name"),
    VD_PARAM(person_input, correo, VD_FROM_FORM, VD_P_TEXT, .max = VD_EMAIL_MOST, .required = true, .label = "Correo institucional", .about = "e-mail address"), {.name = NULL}};
static const struct vd_param of_state[] = {WHOSE, VD_PARAM(person_input, estado, VD_FROM_FORM, VD_P_CHOICE, .choices = states, .required = true, .about = "state of the account"), {.name = NULL}};
static const struct vd_param of_none[] = {WHOSE, {.name = NULL}};

const struct vd_route people_person_routes[] = {
    STAFF_PAGE(person_input, "/{entidad}/trabajo/personas/{cargo}/cuenta", of_page, "personas.administrar", person_page, "account of somebody who works in the entity"),
    STAFF_POST(person_input, "/{entidad}/trabajo/personas/{cargo}/cuenta", of_data, "personas.administrar", data_post, "change name and address"),
    STAFF_POST(person_input, "/{entidad}/trabajo/personas/{cargo}/cuenta/estado", of_state, "personas.administrar", state_post, "turn an account off or on"),
    STAFF_POST(person_input, "/{entidad}/trabajo/personas/{cargo}/cuenta/factor", of_none, "personas.administrar", factor_post, "take a second factor away"),
    STAFF_POST(person_input, "/{entidad}/trabajo/personas/{cargo}/cuenta/enlace", of_none, "personas.administrar", link_post, "link for a new password"),
    {.path = NULL},
};
