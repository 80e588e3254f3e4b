/* SPDX-License-Identifier: Apache-2.0 */
/* The form with which anybody contributes, without account. What keeps programs away asks nothing of people: a field that stays empty,
 * the time since the form was opened, how often the same connection sent one; and what looks like advertising waits for a person
 * instead of being lost. */
#include "core/people.h"
#include "features/consultation/consultation.h"
#include "features/consultation/consultation_form.tpl.h"
#include "features/consultation/consultation_open.h"
#include "features/consultation/consultation_receipt.tpl.h"
#include "features/staff/staff.h"

enum { FREELY = 5, AT_MOST = 30, HOUR = 3600, TEXT_BYTES = 200000 };
static const vd_us LEAST = INT64_C(3) * 1000000;
#define FORM "/{entidad}/{familia}/{vigencia}/consulta/aportar"

struct send_input {
    struct vd_str entidad, familia, actividad, texto, como, nombre, correo, publicar, sitio, codigo;
    struct vd_oint vigencia;
};
struct sending { struct contribution_sending of; struct consultation_opened c; };

/* ---- the form */

static enum vd_err fill_choices(struct vd_req *rq, const struct consultation_opened *c, const struct send_input *in, struct consultation_form_view *view)
{
    consulted_list list = {0};
    VD_TRY(consultation_activities(rq->db, rq->arena, c->entity.id, c->row.version_id, &list));
    view->activity = (struct vd_choices){.name = "actividad", .label = VD_S("Sobre qué aporta"), .hint = VD_S("Sin elegir: sobre todo el borrador."), .as_list = true, .optional = true,
        .error = staff_wrong_of(rq, "actividad")};
    VD_EACH(row, &list) {
        bool chosen = vd_str_eq(row->address, in->actividad);
        *VD_PUSH(rq->arena, &view->activity.of) = (struct vd_choice){.value = row->address, .text = vd_str_printf(rq->arena, "Actividad %.*s", VD_SARG(row->address)), .chosen = chosen};
        if (chosen)
            view->activity_text = row->description;
    }
    view->kind = (struct vd_choices){.name = "como", .label = VD_S("Usted aporta como"), .error = staff_wrong_of(rq, "como")};
    for (size_t i = 0; contribution_kinds[i].value; i++)
        *VD_PUSH(rq->arena, &view->kind.of) = (struct vd_choice){.value = vd_str_of(contribution_kinds[i].value), .text = vd_str_of(contribution_kinds[i].word),
            .chosen = vd_str_is(in->como.n ? in->como : VD_S("ciudadano"), contribution_kinds[i].value)};
    return VD_OK;
}

static enum vd_err show(struct vd_req *rq, const struct consultation_opened *c, const struct send_input *in)
{
    struct consultation_form_view view = {.token = vd_form_token(rq, FORM), .code = contribution_code_make(rq->arena), .plan = c->row.title, .trap = in->sitio, .wrongs = staff_wrongs(rq),
        .until = consultation_until_said(rq->arena, c->row.closes_on), .action = vd_url_with(rq->arena, c->url, "/aportar"), .back = c->url, .publish = in->publicar.n > 0,
        .text = staff_input(rq, "texto", VD_S("Su aporte"), in->texto), .name = staff_input(rq, "nombre", VD_S("Su nombre o el de su organización"), in->nombre),
        .email = staff_input(rq, "correo", VD_S("Su correo"), in->correo)};
    view.text.rows = 8;
    view.text.hint = VD_S("Qué cambiaría, qué falta o qué sobra, y por qué. Hasta 4.000 letras.");
    view.name.optional = view.email.optional = true;
    view.name.autocomplete = "name";
    view.email.autocomplete = "email";
    view.email.type = "email";
    view.email.hint = VD_S("Solo para que la entidad pueda escribirle sobre este aporte.");
    const char *mark = rq->wrong.n ? "Error: " : "";
    VD_TRY(consultation_page_of(rq, &c->entity, vd_str_printf(rq->arena, "%sHaga su aporte", mark), VD_S("Aportar"), &view.page));
    site_crumb(rq, &view.page, VD_S("Consulta"), c->url);
    VD_TRY(fill_choices(rq, c, in, &view));
    if (rq->wrong.n)
        rq->status = 422;
    tpl_consultation_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err form_page(struct vd_req *rq)
{
    const struct send_input *in = rq->input;
    struct consultation_opened c;
    VD_TRY(consultation_open_of(rq, in->entidad, in->familia, in->vigencia.v, &c));
    return c.when == CONSULTATION_OPEN ? show(rq, &c, in) : site_redirect(rq, c.url);
}

/* ---- sending it */

static enum vd_err show_late(struct vd_req *rq, const struct consultation_opened *c, const struct send_input *in, struct vd_str why)
{
    struct consultation_form_view view = {.late = true, .until = vd_str_printf(rq->arena, "%.*s Recibía aportes hasta el %.*s.", VD_SARG(why), VD_SARG(consultation_until_said(rq->arena, c->row.closes_on))),
        .typed = in->texto, .back = c->url};
    VD_TRY(consultation_page_of(rq, &c->entity, VD_S("El plazo terminó"), VD_S("Aportar"), &view.page));
    site_crumb(rq, &view.page, VD_S("Consulta"), c->url);
    rq->status = 409;
    tpl_consultation_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err show_receipt(struct vd_req *rq, const struct sending *s, const struct staff_write *write)
{
    const struct send_input *in = rq->input;
    struct contribution_no no;
    struct contribution_found_row row;
    if (!contribution_no_read(write->result, &no))
        return VD_INTERNAL;
    VD_TRY(contribution_get(rq->db, rq->arena, s->c.entity.id, no, &row));
    struct consultation_receipt_view view = {.no = write->result, .code = contribution_code_said(rq->arena, s->of.code), .at = vd_es_instant(rq->arena, row.at), .plan = row.title,
        .about = contribution_about(rq->arena, &row), .text = in->texto, .until = consultation_until_said(rq->arena, s->c.row.closes_on), .held = vd_str_is(row.state, "retenido"),
        .mine = site_url(rq, &s->c.entity, "aporte"), .back = s->c.url};
    VD_TRY(consultation_page_of(rq, &s->c.entity, VD_S("Recibimos su aporte"), VD_S("Recibo"), &view.page));
    site_crumb(rq, &view.page, VD_S("Consulta"), s->c.url);
    tpl_consultation_receipt(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err apply(struct vd_change *change, struct staff_write *write)
{
    struct contribution_sending *of = &((struct sending *)write->arg)->of;
    enum vd_err err = contribution_send(change, of);
    return err != VD_OK && of->problem.n ? staff_refuse(write, err, "%.*s", VD_SARG(of->problem)) : err;
}

static enum vd_err sent(struct vd_req *rq, struct staff_write *write)
{
    const struct send_input *in = rq->input;
    const struct sending *s = write->arg;
    if (write->err == VD_OK)
        return show_receipt(rq, s, write);
    if (write->err == VD_CONFLICT && write->problem.n)
        return show_late(rq, &s->c, in, write->problem);
    if (write->err == VD_CONFLICT)
        vd_req_wrong(rq, "texto", "Con esta página ya había enviado otro aporte, que se recibió. Si quiere enviar también este, revíselo y envíelo de nuevo");
    else if (write->err == VD_INVALID && write->problem.n)
        vd_req_wrong(rq, "actividad", "%.*s", VD_SARG(write->problem));
    else
        return staff_failed(rq, write);
    return show(rq, &s->c, in);
}

static void judge_text(struct vd_req *rq, const struct send_input *in)
{
    int64_t letters = consultation_letters(in->texto);
    if (staff_wrong_of(rq, "texto").p)
        return;
    if (letters > CONTRIBUTION_LETTERS)
        vd_req_wrong(rq, "texto", "Su texto tiene %.*s letras y caben %.*s. Acórtelo o envíelo en dos aportes", VD_SARG(vd_es_int(rq->arena, letters)), VD_SARG(vd_es_int(rq->arena, CONTRIBUTION_LETTERS)));
}

static void judge(struct vd_req *rq, const struct send_input *in, struct contribution_sending *of)
{
    judge_text(rq, in);
    if (in->sitio.n)
        vd_req_wrong(rq, "sitio", "Deje vacía la casilla que dice que se deja vacía");
    if (!vd_code_of(contribution_kinds, in->como))
        vd_req_wrong(rq, "como", "Elija cómo aporta");
    if (consultation_letters(in->nombre) > CONTRIBUTION_NAME)
        vd_req_wrong(rq, "nombre", "Escriba un nombre de hasta %d letras", CONTRIBUTION_NAME);
    if (in->correo.n && !staff_wrong_of(rq, "correo").p && vd_email_read(rq->arena, in->correo, &of->email) != VD_OK)
        vd_req_wrong(rq, "correo", "Escriba el correo completo, por ejemplo nombre@correo.com, o déjelo vacío");
    if (in->publicar.n && !in->nombre.n)
        vd_req_wrong(rq, "nombre", "Para publicar su nombre, escríbalo; o quite la marca");
    if (!rq->wrong.n && !vd_req_limit(rq, "aporte más", AT_MOST, HOUR))
        vd_req_wrong(rq, "texto", "Desde su conexión llegaron ya %d aportes en una hora. Espere un rato y envíelo de nuevo", AT_MOST);
}

/* Why a person looks at it first; absent: nothing asks for it. */
static struct vd_str hold(struct vd_req *rq, const struct send_input *in)
{
    bool freely = vd_req_limit(rq, "aporte", FREELY, HOUR);
    if (contribution_has_links(in->texto) || contribution_has_links(in->nombre))
        return VD_S("enlaces");
    return !freely ? VD_S("seguidos") : rq->now - rq->form_at < LEAST ? VD_S("rapido") : (struct vd_str){0};
}

static enum vd_err form_post(struct vd_req *rq)
{
    const struct send_input *in = rq->input;
    struct sending *s = VD_NEW(rq->arena, struct sending);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(consultation_open_of(rq, in->entidad, in->familia, in->vigencia.v, &s->c));
    judge(rq, in, &s->of);
    if (rq->wrong.n)
        return show(rq, &s->c, in);
    if (!contribution_code_read(rq->arena, in->codigo, &s->of.code))
        s->of.code = contribution_code_make(rq->arena);
    s->of.consultation_id = s->c.row.id;
    s->of.version_id = s->c.row.version_id;
    s->of.kind = in->como;
    s->of.text = in->texto;
    s->of.activity = in->actividad;
    s->of.name = vd_str_squeeze(rq->arena, in->nombre);
    s->of.publish_name = in->publicar.n > 0;
    s->of.held = hold(rq, in);
    *write = (struct staff_write){.entity_id = s->c.entity.id, .kind = "aporte.recibido", .apply = apply, .then = sent, .arg = s, .actor = {.kind = VD_ACTOR_CITIZEN}};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(send_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
static const struct vd_param of_form[] = {
    CONSULTATION_ADDRESS(send_input), VD_PARAM(send_input, actividad, VD_FROM_QUERY, VD_P_TEXT, .max = 40, .about = "address of an activity of the draft"), {.name = NULL}};
static const struct vd_param of_send[] = {CONSULTATION_ADDRESS(send_input), TYPED(actividad, 40, false, "Sobre qué aporta", "address of an activity; empty: the whole draft"),
    TYPED(texto, TEXT_BYTES, true, "Su aporte", "text, up to 4,000 letters"), TYPED(como, 20, true, "Usted aporta como", "ciudadano, veeduria, organizacion or servidor"),
    TYPED(nombre, 1000, false, "Su nombre", "name"), TYPED(publicar, 4, false, "Publicar mi nombre", "the name is public"), TYPED(correo, 1000, false, "Su correo", "e-mail address"),
    TYPED(sitio, 1000, false, "Casilla vacía", "people leave it empty"), TYPED(codigo, 40, false, "Código", "code of the receipt"), {.name = NULL}};

const struct vd_route consultation_form_routes[] = {
    {.method = VD_GET, .path = FORM, .access = VD_ACCESS_PUBLIC, .params = of_form, .input_size = sizeof(struct send_input), .handler = form_page, .summary = "form to contribute to a consultation"},
    {.method = VD_POST, .path = FORM, .access = VD_ACCESS_PUBLIC, .params = of_send, .input_size = sizeof(struct send_input), .handler = form_post, .keeps_form = true,
     .summary = "contribute to a consultation, without account"},
    {.path = NULL},
};
