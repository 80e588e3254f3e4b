/* SPDX-License-Identifier: Apache-2.0 */
/* The door: sign in, sign out. Whether an address has an account shows nowhere: the same words, the same work for the processor, the same
 * locking, for addresses that nobody has too (OWASP ASVS 2.2). A browser that the person signed in with before has tries of its own, so
 * that a stranger who guesses locks out only strangers. */
#include "core/services.h"
#include "features/people/people.h"
#include "features/people/people_door.h"
#include "features/people/people_sign_in.tpl.h"

struct sign_input { struct vd_str correo, clave, volver; };

struct people_door people_door_of(struct vd_req *rq, struct vd_str title)
{
    if (rq->wrong.n)
        rq->status = 422; /* RFC 9110 §15.5.21: understood, and wrong in what it says */
    return (struct people_door){.title = title, .wrong = rq->wrong.n > 0, .css = vd_asset_url("veedor.css"), .staff_css = vd_asset_url("trabajo.css"), .icon = vd_asset_url("favicon.svg")};
}

/* ---- sign in */

/* Why the door is asked: a session that had been there is no more. */
static enum vd_err was_closed(struct vd_req *rq, bool *ret)
{
    struct vd_session session;
    struct vd_str hash;
    enum vd_err err = vd_session_find(rq->db, rq->arena, rq->session, rq->now, &session, &hash);
    *ret = rq->session.p && err == VD_NOT_FOUND;
    return err == VD_NOT_FOUND ? VD_OK : err;
}

static enum vd_err show_sign_in(struct vd_req *rq, struct vd_str email, struct vd_str back, struct vd_str problem)
{
    const struct vd_services *services = rq->services;
    struct people_sign_in_view view = {.door = people_door_of(rq, VD_S("Ingresar")), .token = vd_form_token(rq, "/ingreso"), .back = back, .problem = problem,
        .email = staff_input(rq, "correo", VD_S("Correo institucional"), email), .password = staff_input(rq, "clave", VD_S("Contraseña"), (struct vd_str){0}),
        .wrongs = staff_wrongs(rq), .demo = services->demo, .is_demo = services->demo.n > 0};
    view.email.type = "email";
    view.email.autocomplete = "username";
    view.password.type = "password";
    view.password.autocomplete = "current-password";
    view.door.wrong |= problem.n > 0;
    view.goes_on = back.n > 0 && !view.door.wrong;
    if (view.goes_on)
        VD_TRY(was_closed(rq, &view.closed));
    tpl_people_sign_in(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err sign_in_page(struct vd_req *rq)
{
    const struct sign_input *in = rq->input;
    return show_sign_in(rq, (struct vd_str){0}, in->volver, (struct vd_str){0});
}

struct attempt {
    struct vd_str email, device;
    struct vd_person person;
    bool known, right;
    struct vd_tries tries;
    vd_us locked_until;
    struct vd_session_token token;
};

struct vd_str people_safe_back(struct vd_str back)
{
    bool ours = back.n && back.p[0] == '/' && (back.n == 1 || (back.p[1] != '/' && back.p[1] != '\\'));
    for (size_t i = 0; i < back.n; i++)
        ours = ours && (unsigned char)back.p[i] > 0x20 && (unsigned char)back.p[i] < 0x7F && back.p[i] != '\\';
    return ours ? back : VD_S("/trabajo");
}

static enum vd_err store_attempt(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    struct attempt *a = job->arg;
    bool locked = false;
    VD_TRY(vd_tries_locked(db, arena, &a->tries, job->now, &a->locked_until)); /* by those that were sent at once and came first */
    if (a->locked_until)
        return VD_OK;
    if (!a->right) {
        VD_TRY(vd_tries_wrong(db, arena, &a->tries, job->now, &locked));
        return a->known ? vd_sign_in_note(db, a->person.id, locked ? "bloqueada" : "clave_errada", a->device, job->now) : VD_OK;
    }
    const struct vd_session_new session = {.token = &a->token, .person_id = a->person.id, .device = a->device, .now = job->now, .pending = a->person.totp.p != NULL};
    if (session.pending) /* the tries are counted on: who has the password only must not begin anew with it */
        return vd_session_put(db, &session);
    VD_TRY(vd_tries_right(db, &a->tries));
    VD_TRY(vd_sign_in_note(db, a->person.id, "entro", a->device, job->now));
    return vd_session_put(db, &session);
}

static enum vd_err attempt_answer(struct vd_req *rq, struct staff_job *job)
{
    const struct sign_input *in = rq->input;
    const struct attempt *a = job->arg;
    VD_TRY(job->err);
    if (a->locked_until)
        return show_sign_in(rq, in->correo, in->volver, people_locked_words(rq, a->locked_until));
    if (!a->right)
        return show_sign_in(rq, in->correo, in->volver, VD_S("El correo o la contraseña no coinciden. Revise las mayúsculas y vuelva a escribirlos."));
    rq->new_session = vd_str_dup(rq->arena, vd_str_of(a->token.hex));
    if (!a->person.totp.p)
        vd_req_mark(rq, a->email);
    return a->person.totp.p ? people_ask_code(rq, people_safe_back(in->volver)) : staff_go(rq, (struct vd_url){people_safe_back(in->volver)}, 0);
}

void people_door_tries(struct vd_req *rq, struct vd_str email, struct vd_tries *ret)
{
    struct vd_str browser = {0};
    bool known = vd_req_marked(rq, email, &browser);
    vd_tries_of(((const struct vd_services *)rq->services)->seal, "ingreso", email, known ? browser : (struct vd_str){0}, ret);
}

struct vd_str people_locked_words(struct vd_req *rq, vd_us until)
{
    int64_t minutes = (until - rq->now) / 60000000 + 1;
    return minutes == 1 ? VD_S("Hubo varios intentos fallidos seguidos. Espere un minuto y vuelva a intentar.")
                        : vd_str_printf(rq->arena, "Hubo varios intentos fallidos seguidos. Espere %" PRId64 " minutos y vuelva a intentar.", minutes);
}

static enum vd_err look_up(struct vd_req *rq, struct attempt *a)
{
    enum vd_err err = vd_person_by_email(rq->db, rq->arena, a->email, &a->person);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    a->known = err == VD_OK && a->person.active;
    const struct sign_input *in = rq->input;
    bool right = false;
    VD_TRY(vd_password_check(a->known ? a->person.password : (struct vd_str){0}, in->clave, &right));
    a->right = right && a->known;
    return vd_session_token_make(&a->token);
}

static enum vd_err sign_in(struct vd_req *rq)
{
    const struct sign_input *in = rq->input;
    struct attempt *a = VD_NEW(rq->arena, struct attempt);
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    if (!rq->wrong.n && vd_email_read(rq->arena, in->correo, &a->email) != VD_OK)
        vd_req_wrong(rq, "correo", "Escriba el correo completo, por ejemplo nombre@entidad.gov.co");
    if (rq->wrong.n)
        return show_sign_in(rq, in->correo, in->volver, (struct vd_str){0});
    if (!vd_req_limit(rq, "ingreso", PEOPLE_TRIES_MOST, PEOPLE_TRIES_SECONDS))
        return show_sign_in(rq, in->correo, in->volver, VD_S("Desde este equipo hubo muchos intentos. Espere diez minutos y vuelva a intentar."));
    people_door_tries(rq, a->email, &a->tries);
    VD_TRY(vd_tries_locked(rq->db, rq->arena, &a->tries, rq->now, &a->locked_until));
    if (a->locked_until)
        return show_sign_in(rq, in->correo, in->volver, people_locked_words(rq, a->locked_until));
    a->device = vd_device_of(rq->arena, rq->agent);
    VD_TRY(look_up(rq, a));
    *job = (struct staff_job){.run = store_attempt, .then = attempt_answer, .arg = a};
    return staff_do(rq, job);
}

/* ---- sign out */

static enum vd_err end_session(struct vd_db *db, struct vd_arena *arena VD_UNUSED, struct staff_job *job)
{
    const struct vd_who *who = job->arg;
    VD_TRY(vd_session_end(db, who->session_hash));
    return vd_sign_in_note(db, who->person_id, "salio", VD_S("–"), job->now);
}

static enum vd_err signed_out(struct vd_req *rq, struct staff_job *job)
{
    VD_TRY(job->err);
    rq->new_session = VD_S("");
    return staff_go(rq, (struct vd_url){VD_S("/ingreso")}, 0);
}

static enum vd_err sign_out(struct vd_req *rq)
{
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    *job = (struct staff_job){.run = end_session, .then = signed_out, .arg = (void *)rq->who};
    return staff_do(rq, job);
}

/* ---- routes */

static const struct vd_param of_page[] = {
    VD_PARAM(sign_input, volver, VD_FROM_QUERY, VD_P_TEXT, .max = PEOPLE_BACK_MOST, .about = "path to open afterwards"), {.name = NULL}};
static const struct vd_param of_form[] = {
    VD_PARAM(sign_input, correo, VD_FROM_FORM, VD_P_TEXT, .max = VD_EMAIL_MOST, .required = true, .label = "Correo institucional", .about = "e-mail address"),
    VD_PARAM(sign_input, clave, VD_FROM_FORM, VD_P_TEXT, .max = 4 * VD_PASSWORD_MOST, .required = true, .secret = true, .label = "Contraseña", .about = "password"),
    VD_PARAM(sign_input, volver, VD_FROM_FORM, VD_P_TEXT, .max = PEOPLE_BACK_MOST, .about = "path to open afterwards"), {.name = NULL}};

const struct vd_route people_sign_routes[] = {
    {.method = VD_GET, .path = "/ingreso", .access = VD_ACCESS_PUBLIC, .params = of_page, .input_size = sizeof(struct sign_input), .handler = sign_in_page, .summary = "sign in"},
    {.method = VD_POST, .path = "/ingreso", .access = VD_ACCESS_PUBLIC, .params = of_form, .input_size = sizeof(struct sign_input), .handler = sign_in,
     .keeps_form = true, .door = true, .summary = "sign in"},
    {.method = VD_POST, .path = "/salir", .access = VD_ACCESS_PERSON, .handler = sign_out, .summary = "sign out"},
    {.path = NULL},
};
