/* SPDX-License-Identifier: Apache-2.0 */
/* A person changes the own password: the present one is asked. The session goes on under another token, the others end. */
#include "features/people/people.h"
#include "features/people/people_change.tpl.h"
#include "features/people/people_proof.h"

struct change_input { struct vd_str actual, clave, repita; };
struct changing { struct people_proof proof; struct vd_str hash, session; struct vd_session_token token; };

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
    VD_TRY(people_proof_given(change, write, &c->proof));
    VD_TRY(vd_password_change(change, c->proof.person.id, c->hash));
    VD_TRY(vd_session_end_others(vd_change_db(change), c->proof.person.id, c->session));
    return vd_session_renew(vd_change_db(change), c->session, &c->token, false);
}

static enum vd_err put_done(struct vd_req *rq, struct staff_write *write)
{
    const struct changing *c = write->arg;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    if (!write->repeated)
        rq->new_session = vd_str_dup(rq->arena, vd_str_of(c->token.hex));
    return staff_go(rq, (struct vd_url){VD_S("/cuenta?hecho=clave")}, 0);
}

static enum vd_err judge(struct vd_req *rq, struct people_proof *proof)
{
    const struct change_input *in = rq->input;
    VD_TRY(people_proof_begin(rq, "actual", proof));
    VD_TRY(people_proof_password(rq, proof, "actual", in->actual));
    struct vd_str problem = vd_password_problem(rq->arena, in->clave, &proof->person);
    if (!staff_wrong_of(rq, "clave").p && problem.p)
        vd_req_wrong(rq, "clave", "%.*s", VD_SARG(problem));
    else if (!staff_wrong_of(rq, "repita").p && !vd_str_eq(in->clave, in->repita))
        vd_req_wrong(rq, "repita", "Las dos claves no son iguales. Escríbalas otra vez.");
    return VD_OK;
}

static enum vd_err change_post(struct vd_req *rq)
{
    struct changing *c = VD_NEW(rq->arena, struct changing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(judge(rq, &c->proof));
    if (rq->wrong.n)
        return people_proof_failed(rq, &c->proof, show);
    VD_TRY(vd_password_hash(rq->arena, ((const struct change_input *)rq->input)->clave, &c->hash));
    VD_TRY(vd_session_token_make(&c->token));
    c->session = staff_who(rq)->session_hash;
    *write = (struct staff_write){.entity_id = 0, .kind = "clave.cambiada", .apply = put, .then = put_done, .arg = c};
    return staff_write(rq, write);
}

#define SECRET(member, what) \
    VD_PARAM(change_input, member, VD_FROM_FORM, VD_P_TEXT, .max = 4 * VD_PASSWORD_MOST, .required = true, .secret = true, .label = (what), .about = "password")
static const struct vd_param of_form[] = {SECRET(actual, "Clave de ahora"), SECRET(clave, "Clave nueva"), SECRET(repita, "La clave nueva, otra vez"), {.name = NULL}};

const struct vd_route people_change_routes[] = {
    {.method = VD_GET, .path = "/cuenta/clave", .access = VD_ACCESS_PERSON, .handler = show, .summary = "form that changes the own password"},
    {.method = VD_POST, .path = "/cuenta/clave", .access = VD_ACCESS_PERSON, .params = of_form, .input_size = sizeof(struct change_input), .handler = change_post,
     .keeps_form = true, .door = true, .summary = "change the own password"},
    {.path = NULL},
};
