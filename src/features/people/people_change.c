/* SPDX-License-Identifier: Apache-2.0 */
/* A person changes the own password: the present one is asked, and tries are limited as at the door. */
#include "features/people/people.h"
#include "features/people/people_change.tpl.h"
#include "features/people/people_door.h"

struct change_input { struct vd_str actual, clave, repita; };
struct changing { int64_t person_id; struct vd_str hash, session; };

static enum vd_err show(struct vd_req *rq)
{
    struct people_change_view view = {.token = vd_form_token(rq, "/cuenta/clave"), .wrongs = staff_wrongs(rq),
        .present = staff_input(rq, "actual", VD_S("Clave de ahora"), (struct vd_str){0}), .password = staff_input(rq, "clave", VD_S("Clave nueva"), (struct vd_str){0}),
        .again = staff_input(rq, "repita", VD_S("La clave nueva, otra vez"), (struct vd_str){0})};
    view.password.hint = vd_str_printf(rq->arena, "%d letras o más. Cuatro palabras que solo usted junte son una buena clave.", VD_PASSWORD_LEAST);
    view.present.type = view.password.type = view.again.type = "password";
    view.present.autocomplete = "current-password";
    view.password.autocomplete = view.again.autocomplete = "new-password";
    VD_TRY(staff_page(rq, VD_S("Cambiar mi clave"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Mi cuenta"), (struct vd_url){VD_S("/cuenta")});
    tpl_people_change(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err put(struct vd_change *change, struct staff_write *write)
{
    const struct changing *c = write->arg;
    VD_TRY(vd_password_change(change, c->person_id, c->hash));
    return vd_session_end_others(vd_change_db(change), c->person_id, c->session);
}

static enum vd_err put_done(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, (struct vd_url){VD_S("/cuenta?hecho=clave")}, 0) : staff_failed(rq, write);
}

static enum vd_err judge(struct vd_req *rq, const struct vd_person *person)
{
    const struct change_input *in = rq->input;
    bool right = false;
    struct vd_str problem = vd_password_problem(rq->arena, in->clave, person);
    if (!vd_req_limit(rq, "ingreso", PEOPLE_TRIES_MOST, PEOPLE_TRIES_SECONDS)) {
        vd_req_wrong(rq, "actual", "Hubo muchos intentos. Espere diez minutos y vuelva a intentar.");
        return VD_OK;
    }
    VD_TRY(vd_password_check(person->password, in->actual, &right));
    if (!right)
        vd_req_wrong(rq, "actual", "Esa no es su clave de ahora.");
    if (problem.p)
        vd_req_wrong(rq, "clave", "%.*s", VD_SARG(problem));
    else if (!vd_str_eq(in->clave, in->repita))
        vd_req_wrong(rq, "repita", "Las dos claves no son iguales. Escríbalas otra vez.");
    return VD_OK;
}

static enum vd_err change_post(struct vd_req *rq)
{
    struct changing *c = VD_NEW(rq->arena, struct changing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct vd_person person;
    VD_TRY(vd_person_get(rq->db, rq->arena, staff_who(rq)->person_id, &person));
    if (!rq->wrong.n)
        VD_TRY(judge(rq, &person));
    if (rq->wrong.n)
        return show(rq);
    VD_TRY(vd_password_hash(rq->arena, ((const struct change_input *)rq->input)->clave, &c->hash));
    c->person_id = person.id;
    c->session = staff_who(rq)->session_hash;
    *write = (struct staff_write){.entity_id = 0, .kind = "clave.cambiada", .apply = put, .then = put_done, .arg = c};
    return staff_write(rq, write);
}

#define SECRET(member, what) \
    VD_PARAM(change_input, member, VD_FROM_FORM, VD_P_TEXT, .max = 4 * VD_PASSWORD_MOST, .required = true, .label = (what), .about = "password")
static const struct vd_param of_form[] = {SECRET(actual, "Clave de ahora"), SECRET(clave, "Clave nueva"), SECRET(repita, "La clave nueva, otra vez"), {.name = NULL}};

const struct vd_route people_change_routes[] = {
    {.method = VD_GET, .path = "/cuenta/clave", .access = VD_ACCESS_PERSON, .handler = show, .summary = "form that changes the own password"},
    {.method = VD_POST, .path = "/cuenta/clave", .access = VD_ACCESS_PERSON, .params = of_form, .input_size = sizeof(struct change_input), .handler = change_post,
     .keeps_form = true, .wide = true, .summary = "change the own password"},
    {.path = NULL},
};
