/* SPDX-License-Identifier: Apache-2.0 */
/* The second page of signing in. The password was right and the session is pending: good for this page only, for ten minutes. A wrong
 * code counts with the wrong passwords of that address (or browser), and only a right one sets the count back: who has the password alone
 * gets no more tries than who has nothing. */
#include "core/second_factor.h"
#include "core/services.h"
#include "features/people/people.h"
#include "features/people/people_code.tpl.h"
#include "features/people/people_door.h"

struct code_input { struct vd_str codigo, volver; };

struct code_try {
    struct vd_session session;         /* the pending one */
    struct vd_str pending, device;     /* hash of its token */
    struct people_code code;
    struct vd_tries tries;
    vd_us locked_until;
    bool right;                        /* and it was not used before */
    struct vd_session_token token;     /* of the session that follows */
};

enum vd_err people_ask_code(struct vd_req *rq, struct vd_str back)
{
    VD_AUTO_BUF struct vd_buf to;
    vd_buf_init(&to, 4 * PEOPLE_BACK_MOST);
    vd_buf_c(&to, "/ingreso/codigo?volver=");
    vd_url_encode(&to, back);
    return staff_go(rq, (struct vd_url){vd_buf_ok(&to) == VD_OK ? vd_str_dup(rq->arena, vd_buf_view(&to)) : VD_S("/ingreso/codigo")}, 0);
}

/* VD_NOT_FOUND: nobody gave a right password here. */
static enum vd_err find_pending(struct vd_req *rq, struct vd_session *ret, struct vd_str *ret_hash)
{
    VD_TRY(vd_session_find(rq->db, rq->arena, rq->session, rq->now, ret, ret_hash));
    return ret->pending ? VD_OK : VD_NOT_FOUND;
}

static enum vd_err show(struct vd_req *rq, struct vd_str back, struct vd_str problem)
{
    struct people_code_view view = {.door = people_door_of(rq, VD_S("Su código")), .token = vd_form_token(rq, "/ingreso/codigo"), .back = back, .problem = problem,
        .code = staff_input(rq, "codigo", VD_S("Código de su aplicación"), (struct vd_str){0}), .wrongs = staff_wrongs(rq)};
    view.code.hint = VD_S("Seis números, o un código de recuperación.");
    view.code.autocomplete = "one-time-code";
    view.code.width = "w-s";
    view.door.wrong |= problem.n > 0;
    tpl_people_code(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err to_sign_in(struct vd_req *rq) { return staff_go(rq, (struct vd_url){VD_S("/ingreso")}, 0); }

static enum vd_err code_page(struct vd_req *rq)
{
    const struct code_input *in = rq->input;
    struct vd_session session;
    struct vd_str hash;
    enum vd_err err = find_pending(rq, &session, &hash);
    if (err == VD_NOT_FOUND)
        return to_sign_in(rq);
    VD_TRY(err);
    return show(rq, in->volver, (struct vd_str){0});
}

/* ---- the try */

enum vd_err people_code_look(struct vd_req *rq, int64_t person_id, struct vd_str typed, struct people_code *ret)
{
    const struct vd_services *services = rq->services;
    struct vd_str code = vd_code_read(rq->arena, typed);
    struct vd_person person;
    unsigned char secret[VD_SECRET];
    int64_t no;
    VD_TRY(vd_person_get(rq->db, rq->arena, person_id, &person));
    vd_recovery_hash(services->seal, person.id, code, ret->paper);
    enum vd_err err = vd_recovery_find(rq->db, rq->arena, person.id, ret->paper, &no);
    ret->by_paper = err == VD_OK;
    if (err != VD_NOT_FOUND || !person.totp.p)
        return err == VD_NOT_FOUND ? VD_OK : err;
    err = vd_secret_open(rq->arena, services->seal, person.id, person.totp, secret);
    if (err == VD_CORRUPT)
        vd_log(VD_LOG_ERROR, "a second factor was sealed with another key", "id", rq->id.p, NULL);
    if (err == VD_OK)
        err = vd_code_check(secret, code, rq->now, &ret->step);
    ret->by_application = err == VD_OK;
    return err == VD_NOT_FOUND || err == VD_CORRUPT ? VD_OK : err;
}

/* The pending session becomes a strong one: another token, so that a cookie of before the code is worth nothing. */
static enum vd_err let_in(struct vd_db *db, const struct code_try *t, vd_us now)
{
    const struct vd_session_new session = {.token = &t->token, .person_id = t->session.person_id, .strong = true, .device = t->device, .now = now};
    VD_TRY(vd_session_end(db, t->pending));
    VD_TRY(vd_tries_right(db, &t->tries));
    VD_TRY(vd_sign_in_note(db, t->session.person_id, "entro", t->device, now));
    return vd_session_put(db, &session);
}

static enum vd_err store_try(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    struct code_try *t = job->arg;
    bool locked = false;
    VD_TRY(vd_tries_locked(db, arena, &t->tries, job->now, &t->locked_until)); /* by those that were sent at once and came first */
    if (t->locked_until)
        return VD_OK;
    enum vd_err err = t->code.by_application ? vd_code_use(db, arena, t->session.person_id, t->code.step) : VD_CONFLICT;
    t->right = err == VD_OK;
    if (err == VD_OK)
        return let_in(db, t, job->now);
    if (err != VD_CONFLICT)
        return err;
    VD_TRY(vd_tries_wrong(db, arena, &t->tries, job->now, &locked));
    return vd_sign_in_note(db, t->session.person_id, locked ? "bloqueada" : "codigo_errado", t->device, job->now);
}

static enum vd_err enter(struct vd_req *rq, const struct code_try *t)
{
    const struct code_input *in = rq->input;
    rq->new_session = vd_str_dup(rq->arena, vd_str_of(t->token.hex));
    vd_req_mark(rq, t->session.email);
    return staff_go(rq, (struct vd_url){people_safe_back(in->volver)}, 0);
}

static struct vd_str not_right(void) { return VD_S("Ese código no es, o ya se usó. Espere el siguiente de su aplicación y escríbalo."); }

static enum vd_err try_answer(struct vd_req *rq, struct staff_job *job)
{
    const struct code_input *in = rq->input;
    const struct code_try *t = job->arg;
    VD_TRY(job->err);
    if (t->locked_until)
        return show(rq, in->volver, people_locked_words(rq, t->locked_until));
    return t->right ? enter(rq, t) : show(rq, in->volver, not_right());
}

static enum vd_err use_paper(struct vd_change *change, struct staff_write *write)
{
    const struct code_try *t = write->arg;
    vd_us locked;
    VD_TRY(vd_tries_locked(vd_change_db(change), vd_change_arena(change), &t->tries, vd_change_now(change), &locked));
    if (locked)
        return staff_refuse(write, VD_DENIED, "Hubo varios intentos fallidos seguidos. Espere unos minutos y vuelva a intentar.");
    enum vd_err err = vd_recovery_use(change, t->session.person_id, t->code.paper);
    if (err == VD_NOT_FOUND)
        return staff_refuse(write, VD_CONFLICT, "Ese código de recuperación ya se usó.");
    VD_TRY(err);
    return let_in(vd_change_db(change), t, vd_change_now(change));
}

static enum vd_err paper_used(struct vd_req *rq, struct staff_write *write)
{
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    return write->repeated ? to_sign_in(rq) : enter(rq, write->arg);
}

static enum vd_err send_try(struct vd_req *rq, struct code_try *t)
{
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *job = (struct staff_job){.run = store_try, .then = try_answer, .arg = t};
    *write = (struct staff_write){.entity_id = 0, .kind = "recuperacion.usada", .apply = use_paper, .then = paper_used, .arg = t,
        .actor = {.kind = VD_ACTOR_PERSON, .id = t->session.person_id}};
    return t->code.by_paper ? staff_write(rq, write) : staff_do(rq, job);
}

static enum vd_err code_post(struct vd_req *rq)
{
    const struct code_input *in = rq->input;
    struct code_try *t = VD_NEW(rq->arena, struct code_try);
    enum vd_err err = find_pending(rq, &t->session, &t->pending);
    if (err == VD_NOT_FOUND)
        return to_sign_in(rq);
    VD_TRY(err);
    if (rq->wrong.n)
        return show(rq, in->volver, (struct vd_str){0});
    if (!vd_req_limit(rq, "ingreso", PEOPLE_TRIES_MOST, PEOPLE_TRIES_SECONDS))
        return show(rq, in->volver, VD_S("Desde este equipo hubo muchos intentos. Espere diez minutos y vuelva a intentar."));
    people_door_tries(rq, t->session.email, &t->tries);
    VD_TRY(vd_tries_locked(rq->db, rq->arena, &t->tries, rq->now, &t->locked_until));
    if (t->locked_until)
        return show(rq, in->volver, people_locked_words(rq, t->locked_until));
    t->device = vd_device_of(rq->arena, rq->agent);
    VD_TRY(people_code_look(rq, t->session.person_id, in->codigo, &t->code));
    VD_TRY(vd_session_token_make(&t->token));
    return send_try(rq, t);
}

static const struct vd_param of_page[] = {
    VD_PARAM(code_input, volver, VD_FROM_QUERY, VD_P_TEXT, .max = PEOPLE_BACK_MOST, .about = "path to open afterwards"), {.name = NULL}};
static const struct vd_param of_form[] = {
    VD_PARAM(code_input, codigo, VD_FROM_FORM, VD_P_TEXT, .max = 40, .required = true, .secret = true, .label = "Código de su aplicación", .about = "code of the application, or one on paper"),
    VD_PARAM(code_input, volver, VD_FROM_FORM, VD_P_TEXT, .max = PEOPLE_BACK_MOST, .about = "path to open afterwards"), {.name = NULL}};

const struct vd_route people_code_routes[] = {
    {.method = VD_GET, .path = "/ingreso/codigo", .access = VD_ACCESS_PUBLIC, .params = of_page, .input_size = sizeof(struct code_input), .handler = code_page,
     .summary = "second page of signing in: the code"},
    {.method = VD_POST, .path = "/ingreso/codigo", .access = VD_ACCESS_PUBLIC, .params = of_form, .input_size = sizeof(struct code_input), .handler = code_post,
     .keeps_form = true, .summary = "sign in with the code"},
    {.path = NULL},
};
