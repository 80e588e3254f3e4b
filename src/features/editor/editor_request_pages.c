/* SPDX-License-Identifier: Apache-2.0 */
/* Rows on their way to the units that lead them and back: what planning sends, what each unit has to write, who has not answered. */
#include "features/editor/editor_pages.h"
#include "features/editor/editor_request.h"
#include "features/editor/editor_request.tpl.h"
#include "features/editor/editor_requests.tpl.h"
#include "features/editor/editor_send.tpl.h"

struct request_input {
    struct vd_str entidad;
    struct vd_str familia; struct vd_oint vigencia, version;
    struct vd_oint hecho, pedido;
    vd_ints fila;
    struct vd_str plazo, mensaje, respuesta;
};

static enum vd_err open_it(struct vd_req *rq, struct editor_opened *ret, editor_requests *ret_requests)
{
    const struct request_input *in = rq->input;
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, ret));
    rq->way_out = editor_url(rq, &ret->version, "pedidos").s;
    return editor_requests_read(rq->db, rq->arena, ret->version.entity_id, ret->version.id, ret_requests);
}

static struct vd_str day(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date date;
    return vd_date_from_iso(iso, &date) ? vd_es_date_long(arena, date) : iso;
}

static struct vd_sem state_of(const struct editor_request_row *r, struct vd_date today)
{
    struct vd_date due;
    if (vd_str_is(r->state, "devuelta"))
        return (struct vd_sem){"ok", "Devuelta"};
    if (vd_str_is(r->state, "retirada"))
        return (struct vd_sem){"none", "Retirada"};
    bool late = vd_date_from_iso(r->due_on, &due) && vd_date_days(due) < vd_date_days(today);
    return late ? (struct vd_sem){"bad", "Vencida"} : (struct vd_sem){"info", "Por devolver"};
}

/* ---- the list */

static int64_t lead_at(struct vd_req *rq, const struct editor_opened *o, const struct row_activity *a)
{
    struct editor_one one;
    return editor_one_of(rq->arena, &o->rows, a->address, &one) == VD_OK ? editor_lead_of(&one) : 0;
}

static void fill_unasked(struct vd_req *rq, const struct editor_opened *o, const editor_requests *requests, struct editor_requests_view *view)
{
    VD_EACH(unit, &o->units.all) {
        bool leads = false, asked = false;
        VD_EACH(a, &o->rows.activities)
            leads = leads || lead_at(rq, o, a) == unit->id;
        VD_EACH(r, requests)
            asked |= r->unit_id == unit->id && !vd_str_is(r->state, "retirada");
        if (leads && !asked)
            *VD_PUSH(rq->arena, &view->unasked) = unit->name;
    }
}

static enum vd_err put_line(struct vd_req *rq, const struct editor_opened *o, const struct editor_request_row *r, struct editor_requests_view *view)
{
    editor_asked_list asked;
    int64_t written = 0;
    VD_TRY(editor_asked_read(rq->db, rq->arena, &o->rows, o->version.entity_id, r->id, &asked));
    VD_EACH(a, &asked)
        written += a->written;
    *VD_PUSH(rq->arena, &view->requests) = (struct editor_request_line){.unit = editor_unit_name(&o->units.all, r->unit_id), .state = state_of(r, rq->today), .due = day(rq->arena, r->due_on),
        .rows = vd_str_printf(rq->arena, "%" PRId64 ", cambiadas %" PRId64, r->activities, written), .answer = r->answer,
        .who = r->answered_by.n ? vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(r->answered_by), VD_SARG(vd_es_instant(rq->arena, r->answered_at.v))) :
                                  vd_str_printf(rq->arena, "La envió %.*s", VD_SARG(r->person)),
        .url = editor_url(rq, &o->version, vd_str_printf(rq->arena, "pedidos/%" PRId64, r->no).p)};
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct request_input *in = rq->input;
    struct editor_opened o;
    editor_requests requests;
    int64_t waiting = 0;
    VD_TRY(open_it(rq, &o, &requests));
    struct editor_requests_view view = {.tabs = editor_tabs_of(rq, &o.version, "pedidos")};
    VD_TRY(life_page_below(rq, &o.version, VD_S("Pedidos a las dependencias"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    if (o.may_write && editor_may_all(staff_who(rq)))
        view.send = editor_url(rq, &o.version, "pedidos/enviar");
    VD_EACH(r, &requests) {
        VD_TRY(put_line(rq, &o, r, &view));
        waiting += vd_str_is(r->state, "pedida");
    }
    if (requests.n)
        view.waiting = waiting ? vd_str_printf(rq->arena, waiting == 1 ? "Falta %" PRId64 " dependencia por devolver." : "Faltan %" PRId64 " dependencias por devolver.", waiting) :
                                 VD_S("Todas devolvieron lo que se les envió.");
    if (o.may_write)
        fill_unasked(rq, &o, &requests, &view);
    tpl_editor_requests(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- sending */

static bool ticked(const struct request_input *in, int64_t key)
{
    VD_EACH(k, &in->fila)
        if (*k == key)
            return true;
    return !in->plazo.n && !in->fila.n; /* the form as it opens: all of them */
}

static struct vd_str lacks_of(struct vd_arena *arena, const struct editor_one *one)
{
    struct vd_str lacks = one->target.key ? VD_S("") : VD_S("meta");
    if (vd_str_is(one->row.schedule_kind, "none"))
        lacks = vd_str_printf(arena, "%.*s%sfechas", VD_SARG(lacks), lacks.n ? " y " : "");
    return lacks.n ? vd_str_printf(arena, "Le falta: %.*s.", VD_SARG(lacks)) : lacks;
}

static enum vd_err put_group(struct vd_req *rq, const struct editor_opened *o, const struct vd_unit *unit, const vd_appointed_list *people, struct editor_send_view *view)
{
    const struct request_input *in = rq->input;
    struct editor_send_group group = {.unit = unit ? unit->name : VD_S("Sin dependencia líder"), .none = !unit};
    VD_EACH(a, &o->rows.activities) {
        struct editor_one one;
        VD_TRY(editor_one_of(rq->arena, &o->rows, a->address, &one));
        if (editor_lead_of(&one) == (unit ? unit->id : 0))
            *VD_PUSH(rq->arena, &group.rows) = (struct editor_send_row){a->key, editor_activity_name(rq->arena, a), a->description, lacks_of(rq->arena, &one), ticked(in, a->key)};
    }
    if (!unit)
        group.note = VD_S("Estas no se pueden enviar: diga primero quién las lidera.");
    else if (!editor_unit_has_people(people, unit->id))
        group.note = VD_S("Nadie tiene un cargo para escribir por esta dependencia: el aviso no llegará a nadie hasta que se le asigne a alguien.");
    if (group.rows.n)
        *VD_PUSH(rq->arena, &view->groups) = group;
    return VD_OK;
}

static enum vd_err may_send(struct vd_req *rq, const struct editor_opened *o)
{
    if (o->may_write)
        return VD_OK;
    rq->problem = vd_str_printf(rq->arena, "Esta versión del plan está en el estado «%s» y sus filas no se pueden cambiar: no hay qué enviar.", life_state_word(o->version.state));
    return VD_CONFLICT;
}

static enum vd_err show_send(struct vd_req *rq, const struct editor_opened *o)
{
    const struct request_input *in = rq->input;
    vd_appointed_list people = {0};
    struct editor_send_view view = {.wrongs = staff_wrongs(rq), .token = vd_form_token(rq, EDITOR_BASE "/pedidos/enviar"), .back = editor_url(rq, &o->version, "pedidos"),
        .action = editor_url(rq, &o->version, "pedidos/enviar"), .due = staff_input(rq, "plazo", VD_S("Hasta cuándo"), in->plazo), .said = staff_input(rq, "mensaje", VD_S("Mensaje"), in->mensaje)};
    view.due.width = "w-s";
    view.due.hint = VD_S("Día/mes/año.");
    view.said.rows = 2;
    view.said.optional = true;
    VD_TRY(vd_appointed(rq->db, rq->arena, o->version.entity_id, rq->today, &people));
    VD_EACH(unit, &o->units.all)
        VD_TRY(put_group(rq, o, unit, &people, &view));
    VD_TRY(put_group(rq, o, NULL, &people, &view));
    VD_TRY(life_page_below(rq, &o->version, VD_S("Enviar actividades"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Pedidos"), view.back);
    tpl_editor_send(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err send_page(struct vd_req *rq)
{
    struct editor_opened o;
    editor_requests requests;
    VD_TRY(open_it(rq, &o, &requests));
    VD_TRY(may_send(rq, &o));
    return show_send(rq, &o);
}

static enum vd_err sent(struct vd_req *rq, struct staff_write *write)
{
    struct editor_opened o;
    editor_requests requests;
    VD_TRY(open_it(rq, &o, &requests));
    if (write->err == VD_OK)
        return staff_go(rq, editor_url(rq, &o.version, "pedidos"), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "", "%.*s", VD_SARG(write->problem));
    return show_send(rq, &o);
}

static enum vd_err send_post(struct vd_req *rq)
{
    const struct request_input *in = rq->input;
    struct editor_opened o;
    editor_requests requests;
    struct vd_date due = {0};
    VD_TRY(open_it(rq, &o, &requests));
    VD_TRY(may_send(rq, &o));
    if (!in->plazo.n)
        vd_req_wrong(rq, "plazo", "Diga hasta cuándo tienen para devolverlas");
    else if (staff_date(rq, "plazo", in->plazo, &due) == VD_OK && vd_date_days(due) < vd_date_days(rq->today))
        vd_req_wrong(rq, "plazo", "Escriba un día que no haya pasado");
    if (!in->fila.n)
        vd_req_wrong(rq, "", "Elija al menos una actividad");
    if (rq->wrong.n)
        return show_send(rq, &o);
    struct editor_sending *of = VD_NEW(rq->arena, struct editor_sending);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *of = (struct editor_sending){.version_id = o.version.id, .person_id = staff_who(rq)->person_id, .keys = in->fila, .due_on = vd_date_iso(rq->arena, due), .said = in->mensaje,
        .page = editor_url(rq, &o.version, "pedidos").s};
    *write = (struct staff_write){.entity_id = o.version.entity_id, .kind = "plan.enviado", .apply = editor_send, .then = sent, .arg = of};
    return staff_write(rq, write);
}

/* ---- one request */

static enum vd_err put_items(struct vd_req *rq, const struct editor_opened *o, const struct editor_request_row *r, struct editor_request_view *view)
{
    editor_asked_list asked;
    bool may = o->may_write && editor_may_row(staff_who(rq), r->unit_id);
    VD_TRY(editor_asked_read(rq->db, rq->arena, &o->rows, o->version.entity_id, r->id, &asked));
    VD_EACH(a, &asked) {
        struct editor_request_item *item = VD_PUSH(rq->arena, &view->rows);
        *item = (struct editor_request_item){.address = a->row ? editor_activity_name(rq->arena, a->row) : (struct vd_str){0}, .description = a->row ? a->row->description : (struct vd_str){0},
            .state = !a->row ? (struct vd_sem){"none", "Se quitó"} : a->written ? (struct vd_sem){"ok", "Cambió"} : (struct vd_sem){"none", "Sin cambios"}};
        if (may && a->row)
            item->edit = editor_url(rq, &o->version, vd_str_printf(rq->arena, "actividades/%.*s?pedido=%" PRId64, VD_SARG(a->row->address), r->no).p);
    }
    return VD_OK;
}

static enum vd_err request_page(struct vd_req *rq)
{
    const struct request_input *in = rq->input;
    const struct editor_request_row *r = NULL;
    struct editor_opened o;
    editor_requests requests;
    VD_TRY(open_it(rq, &o, &requests));
    VD_EACH(one, &requests)
        r = one->no == in->pedido.v ? one : r;
    if (!r)
        return VD_NOT_FOUND;
    struct vd_url at = editor_url(rq, &o.version, vd_str_printf(rq->arena, "pedidos/%" PRId64, r->no).p);
    bool open = o.may_write && vd_str_is(r->state, "pedida");
    struct editor_request_view view = {.unit = editor_unit_name(&o.units.all, r->unit_id), .state = state_of(r, rq->today), .due = day(rq->arena, r->due_on), .said = r->said,
        .sent = vd_str_printf(rq->arena, "La envió %.*s el %.*s", VD_SARG(r->person), VD_SARG(vd_es_instant(rq->arena, r->at))), .answer_said = r->answer,
        .may_answer = open && vd_who_may_unit(staff_who(rq), "plan.proponer", r->unit_id), .may_withdraw = open && editor_may_all(staff_who(rq)),
        .answer = staff_input(rq, "respuesta", VD_S("Qué debe saber planeación"), (struct vd_str){0}), .hand_back = vd_url_with(rq->arena, at, "/devolver"),
        .withdraw = vd_url_with(rq->arena, at, "/retirar"), .token = vd_form_token(rq, EDITOR_BASE "/pedidos/{pedido}/devolver"),
        .token_withdraw = vd_form_token(rq, EDITOR_BASE "/pedidos/{pedido}/retirar")};
    view.answer.rows = 2;
    view.answer.optional = true;
    if (r->answered_by.n)
        view.answered = vd_str_printf(rq->arena, "%s %.*s el %.*s", vd_str_is(r->state, "retirada") ? "La retiró" : "La devolvió", VD_SARG(r->answered_by), VD_SARG(vd_es_instant(rq->arena, r->answered_at.v)));
    VD_TRY(put_items(rq, &o, r, &view));
    VD_TRY(life_page_below(rq, &o.version, view.unit, &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Pedidos"), editor_url(rq, &o.version, "pedidos"));
    tpl_editor_request(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err answered(struct vd_req *rq, struct staff_write *write)
{
    const struct editor_answering *of = write->arg;
    return write->err == VD_OK ? staff_go(rq, (struct vd_url){of->page}, write->seq) : staff_failed(rq, write);
}

static enum vd_err answer(struct vd_req *rq, bool withdraw)
{
    const struct request_input *in = rq->input;
    struct editor_opened o;
    editor_requests requests;
    struct editor_answering *of = VD_NEW(rq->arena, struct editor_answering);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(open_it(rq, &o, &requests));
    *of = (struct editor_answering){.version_id = o.version.id, .person_id = staff_who(rq)->person_id, .no = in->pedido.v, .answer = in->respuesta, .page = editor_url(rq, &o.version, "pedidos").s,
        .withdraw = withdraw};
    *write = (struct staff_write){.entity_id = o.version.entity_id, .kind = withdraw ? "plan.pedido_retirado" : "plan.filas_devueltas", .apply = editor_answer, .then = answered, .arg = of};
    return staff_write(rq, write);
}

static enum vd_err hand_back_post(struct vd_req *rq) { return answer(rq, false); }
static enum vd_err withdraw_post(struct vd_req *rq) { return answer(rq, true); }

/* ---- routes */

#define REQUEST VD_PARAM(request_input, pedido, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000, .required = true, .about = "number of the request")
static const struct vd_param of_list[] = {LIFE_ADDRESS(request_input), STAFF_DONE(request_input), {.name = NULL}};
static const struct vd_param of_form[] = {LIFE_ADDRESS(request_input), {.name = NULL}};
static const struct vd_param of_send[] = {LIFE_ADDRESS(request_input),
    VD_PARAM(request_input, fila, VD_FROM_FORM, VD_P_INTS, .min = 1, .max = INT64_MAX / 2, .label = "Actividades", .about = "keys of the activities that are sent"),
    VD_PARAM(request_input, plazo, VD_FROM_FORM, VD_P_TEXT, .max = 20, .label = "Hasta cuándo", .about = "last day to hand them back"),
    VD_PARAM(request_input, mensaje, VD_FROM_FORM, VD_P_TEXT, .max = 2000, .label = "Mensaje", .about = "what is asked"), {.name = NULL}};
static const struct vd_param of_page[] = {LIFE_ADDRESS(request_input), REQUEST, STAFF_DONE(request_input), {.name = NULL}};
static const struct vd_param of_one[] = {LIFE_ADDRESS(request_input), REQUEST, {.name = NULL}};
static const struct vd_param of_answer[] = {LIFE_ADDRESS(request_input), REQUEST,
    VD_PARAM(request_input, respuesta, VD_FROM_FORM, VD_P_TEXT, .max = 2000, .label = "Qué debe saber planeación", .about = "said with them"), {.name = NULL}};

const struct vd_route editor_request_routes[] = {
    STAFF_PAGE(request_input, EDITOR_BASE "/pedidos", of_list, "plan.ver_borrador", list_page, "activities that were sent to the units that lead them"),
    STAFF_PAGE(request_input, EDITOR_BASE "/pedidos/enviar", of_form, "plan.escribir", send_page, "form that sends activities to their units", .scripted = true),
    STAFF_POST(request_input, EDITOR_BASE "/pedidos/enviar", of_send, "plan.escribir", send_post, "send activities to the units that lead them", .scripted = true),
    STAFF_PAGE(request_input, EDITOR_BASE "/pedidos/{pedido}", of_page, "plan.ver_borrador", request_page, "what was sent to one unit"),
    STAFF_POST(request_input, EDITOR_BASE "/pedidos/{pedido}/devolver", of_answer, "plan.proponer", hand_back_post, "hand activities back to planning"),
    STAFF_POST(request_input, EDITOR_BASE "/pedidos/{pedido}/retirar", of_one, "plan.escribir", withdraw_post, "withdraw a request to a unit"),
    {.path = NULL},
};
