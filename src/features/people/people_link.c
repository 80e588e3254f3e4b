/* SPDX-License-Identifier: Apache-2.0 */
/* The link that sets a password, once: of an invitation, or for a new password. */
#include "features/people/people.h"
#include "features/people/people_door.h"
#include "features/people/people_password.tpl.h"

struct link_input { struct vd_str enlace, clave, repita; };

static enum vd_err open_link(struct vd_req *rq, struct vd_link_found *ret)
{
    const struct link_input *in = rq->input;
    enum vd_err err = vd_link_find(rq->db, rq->arena, in->enlace, rq->now, ret);
    if (err == VD_NOT_FOUND)
        rq->problem = VD_S("Este enlace ya se usó o venció. Pida otro a quien administra Veedor en su entidad.");
    return err;
}

static enum vd_err show_link(struct vd_req *rq, const struct vd_link_found *link)
{
    const struct link_input *in = rq->input;
    struct people_password_view view = {.door = people_door_of(rq, vd_str_is(link->purpose, "invitacion") ? VD_S("Su primera clave") : VD_S("Una clave nueva")),
        .token = vd_form_token(rq, "/clave/{enlace}"), .email = link->email, .name = link->name, .wrongs = staff_wrongs(rq),
        .action = vd_url_path(rq->arena, "clave", vd_str_c(rq->arena, in->enlace), NULL),
        .password = staff_input(rq, "clave", VD_S("Clave nueva"), (struct vd_str){0}), .again = staff_input(rq, "repita", VD_S("La misma clave, otra vez"), (struct vd_str){0})};
    view.password.hint = vd_str_printf(rq->arena, "%d letras o más. Cuatro palabras que solo usted junte son una buena clave.", VD_PASSWORD_LEAST);
    view.password.type = view.again.type = "password";
    view.password.autocomplete = view.again.autocomplete = "new-password";
    tpl_people_password(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err link_page(struct vd_req *rq)
{
    struct vd_link_found link;
    VD_TRY(open_link(rq, &link));
    return show_link(rq, &link);
}

struct setting { struct vd_link_found link; struct vd_tries tries; struct vd_str hash, hex, device; struct vd_session_token token; bool second; /* found on the way: has a second factor */ };

/* The link is looked up again: of two that were sent at once, one sets the password. */
static enum vd_err set_password(struct vd_change *change, struct staff_write *write)
{
    struct setting *s = write->arg;
    struct vd_link_found link;
    struct vd_db *db = vd_change_db(change);
    if (vd_link_find(db, vd_change_arena(change), s->hex, vd_change_now(change), &link) != VD_OK)
        return staff_refuse(write, VD_NOT_FOUND, "Este enlace ya se usó o venció.");
    struct vd_person person;
    VD_TRY(vd_person_get(db, vd_change_arena(change), link.person_id, &person));
    s->second = person.totp.p != NULL;
    const struct vd_session_new session = {.token = &s->token, .person_id = link.person_id, .device = s->device, .now = vd_change_now(change), .pending = s->second};
    VD_TRY(vd_password_put(change, link.person_id, s->hash, link.shown_in));
    VD_TRY(vd_session_end_others(db, link.person_id, VD_S("")));
    if (s->second)
        return vd_session_put(db, &session);
    VD_TRY(vd_tries_right(db, &s->tries));
    VD_TRY(vd_sign_in_note(db, link.person_id, "entro", s->device, vd_change_now(change)));
    return vd_session_put(db, &session);
}

static enum vd_err password_set(struct vd_req *rq, struct staff_write *write)
{
    const struct setting *s = write->arg;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    if (!write->repeated)
        rq->new_session = vd_str_dup(rq->arena, vd_str_of(s->token.hex));
    if (!write->repeated && !s->second)
        vd_req_mark(rq, s->link.email);
    return s->second ? people_ask_code(rq, VD_S("/trabajo")) : staff_go(rq, (struct vd_url){VD_S("/trabajo")}, 0);
}

static enum vd_err link_post(struct vd_req *rq)
{
    const struct link_input *in = rq->input;
    struct setting *s = VD_NEW(rq->arena, struct setting);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(open_link(rq, &s->link));
    struct vd_person person = {.email = s->link.email, .name = s->link.name};
    struct vd_str problem = vd_password_problem(rq->arena, in->clave, &person);
    if (!staff_wrong_of(rq, "clave").p && problem.p)
        vd_req_wrong(rq, "clave", "%.*s", VD_SARG(problem));
    else if (!rq->wrong.n && !vd_str_eq(in->clave, in->repita))
        vd_req_wrong(rq, "repita", "Las dos claves no son iguales. Escríbalas otra vez.");
    if (rq->wrong.n)
        return show_link(rq, &s->link);
    VD_TRY(vd_password_hash(rq->arena, in->clave, &s->hash));
    VD_TRY(vd_session_token_make(&s->token));
    people_door_tries(rq, s->link.email, &s->tries);
    s->hex = in->enlace;
    s->device = vd_device_of(rq->arena, rq->agent);
    *write = (struct staff_write){.entity_id = 0, .kind = "clave.cambiada", .apply = set_password, .then = password_set, .arg = s,
        .actor = {.kind = VD_ACTOR_PERSON, .id = s->link.person_id}};
    return staff_write(rq, write);
}

/* ---- routes */

#define LINK VD_PARAM(link_input, enlace, VD_FROM_PATH, VD_P_SLUG, .max = VD_SESSION_HEX, .required = true, .about = "one-time link")
#define SECRET(member, what) \
    VD_PARAM(link_input, member, VD_FROM_FORM, VD_P_TEXT, .max = 4 * VD_PASSWORD_MOST, .required = true, .secret = true, .label = (what), .about = "password")
static const struct vd_param of_link[] = {LINK, {.name = NULL}};
static const struct vd_param of_link_form[] = {LINK, SECRET(clave, "Clave nueva"), SECRET(repita, "La misma clave, otra vez"), {.name = NULL}};

const struct vd_route people_link_routes[] = {
    {.method = VD_GET, .path = "/clave/{enlace}", .access = VD_ACCESS_PUBLIC, .params = of_link, .input_size = sizeof(struct link_input), .handler = link_page, .summary = "form that sets a password"},
    {.method = VD_POST, .path = "/clave/{enlace}", .access = VD_ACCESS_PUBLIC, .params = of_link_form, .input_size = sizeof(struct link_input), .handler = link_post,
     .keeps_form = true, .door = true, .summary = "set a password by a one-time link"},
    {.path = NULL},
};
