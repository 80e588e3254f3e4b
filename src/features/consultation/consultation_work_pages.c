/* SPDX-License-Identifier: Apache-2.0 */
/* Who works on the plan opens the consultation of a version, extends it, and closes it when every contribution has its answer. */
#include "features/consultation/consultation.h"
#include "features/consultation/consultation_say.h"
#include "features/consultation/consultation_work.h"
#include "features/consultation/consultation_work.tpl.h"

enum { IN_PAGE = 100, SAID_MOST = 300, CONSULTED_DAYS = 15 };

enum vd_err consultation_version(struct vd_req *rq, struct life_version_row *ret)
{
    const struct consultation_work_input *in = rq->input;
    return life_open(rq, in->familia, in->vigencia.v, in->version.v, ret);
}

struct vd_url consultation_work_url(struct vd_req *rq, const struct life_version_row *v) { return vd_url_with(rq->arena, life_url(rq, v), "/consulta"); }

/* ---- the page */

static enum vd_err add_lacks(struct vd_req *rq, const struct life_version_row *v, const char *event, struct consultation_work_view *view, bool *ret_may)
{
    life_ways ways = {0};
    VD_TRY(life_next(rq->db, rq->arena, staff_who(rq), v, rq->now, &ways));
    VD_EACH(way, &ways) {
        if (!vd_str_is(way->rule->event, event) || !way->may)
            continue;
        *ret_may = true;
        VD_EACH(met, &way->guards)
            if (!met->met)
                VD_PUSH(rq->arena, &view->lacks)->said = met->said;
    }
    return VD_OK;
}

static enum vd_err fill_opening(struct vd_req *rq, const struct life_version_row *v, struct consultation_work_view *view)
{
    const struct consultation_work_input *in = rq->input;
    VD_TRY(add_lacks(rq, v, "abrir_consulta", view, &view->can_open));
    if (!view->can_open)
        return VD_OK;
    struct vd_date last = vd_date_of_days(vd_date_days(rq->today) + CONSULTED_DAYS - 1);
    view->open_token = vd_form_token(rq, CONSULTATION_OPEN_ROUTE);
    view->open = vd_url_with(rq->arena, consultation_work_url(rq, v), "/abrir");
    view->opens = staff_input(rq, "abre", VD_S("Primer día"), in->abre.p ? in->abre : vd_date_dmy(rq->arena, rq->today));
    view->closes = staff_input(rq, "cierra", VD_S("Último día"), in->cierra.p ? in->cierra : vd_date_dmy(rq->arena, last));
    view->where = staff_input(rq, "canal", VD_S("Por dónde más se puede aportar o preguntar"), in->canal);
    view->remark = staff_input(rq, "nota", VD_S("Algo que la ciudadanía deba saber"), in->nota);
    view->opens.hint = VD_S("Día/mes/año. Se abre a las 12:00 a. m. de ese día.");
    view->closes.hint = VD_S("Día/mes/año. Se reciben aportes hasta las 11:59 p. m. de ese día. Propuesta: quince días.");
    view->where.hint = VD_S("Por ejemplo: el correo y la dirección de la oficina de planeación.");
    view->opens.width = view->closes.width = "w-s";
    view->remark.optional = true;
    view->remark.rows = 3;
    return VD_OK;
}

/* Whole letters: a byte that continues one is left out with it. */
static struct vd_str begin_of(struct vd_str text)
{
    size_t n = SAID_MOST;
    while (n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    return vd_str_sub(text, 0, n);
}

static enum vd_err fill_rows(struct vd_req *rq, const struct life_version_row *v, const struct consultation_found_row *c, struct consultation_work_view *view)
{
    const struct consultation_work_input *in = rq->input;
    struct contribution_no after = {0};
    contributions list = {0};
    if (in->despues.n && !contribution_no_read(in->despues, &after))
        return VD_INVALID;
    VD_TRY(contribution_list(rq->db, rq->arena, v->entity_id, c->id, after, IN_PAGE + 1, &list));
    struct vd_url base = consultation_work_url(rq, v);
    for (size_t i = 0; i < list.n && i < IN_PAGE; i++) {
        const struct contribution_found_row *row = &list.v[i];
        struct vd_str no = contribution_no_said(rq->arena, (struct contribution_no){row->year, row->no});
        *VD_PUSH(rq->arena, &view->rows) = (struct contribution_line){.no = no, .at = vd_es_instant(rq->arena, row->at), .kind = vd_code_shown(contribution_kinds, row->kind),
            .about = row->activity_address, .state = contribution_sem(row->state), .url = vd_url_with(rq->arena, base, vd_url_path(rq->arena, "aportes", no.p, NULL).s.p),
            .text = row->text.n > SAID_MOST ? vd_str_printf(rq->arena, "%.*s…", VD_SARG(begin_of(row->text))) : row->text};
    }
    if (list.n > IN_PAGE)
        view->next = vd_url_with(rq->arena, base, vd_str_printf(rq->arena, "?despues=%.*s", VD_SARG(view->rows.v[IN_PAGE - 1].no)).p);
    return VD_OK;
}

static enum vd_err fill_consultation(struct vd_req *rq, const struct life_version_row *v, const struct consultation_found_row *c, struct consultation_work_view *view)
{
    const struct consultation_work_input *in = rq->input;
    bool live = !c->closed_at.has;
    view->from = consultation_day_said(rq->arena, c->opens_on);
    view->until = consultation_until_said(rq->arena, c->closes_on);
    view->channel = c->channel;
    view->note = c->note;
    view->hash = consultation_hash_said(rq->arena, c->document_hash);
    view->state = consultation_sem(consultation_when_of(c, rq->now));
    view->received = c->received;
    view->answered = c->answered;
    view->held = c->held;
    view->discarded = c->discarded;
    view->public_page = vd_url_with(rq->arena, plan_url(rq->arena, staff_who(rq)->entity.slug, c->path_word, c->vigencia), "/consulta");
    if (live && vd_str_is(v->state, "en_consulta"))
        VD_TRY(add_lacks(rq, v, "cerrar_consulta", view, &view->can_close));
    if (view->can_close) {
        view->can_extend = true;
        view->close_token = vd_form_token(rq, CONSULTATION_CLOSE_ROUTE);
        view->close = vd_url_with(rq->arena, consultation_work_url(rq, v), "/cerrar");
        view->extend_token = vd_form_token(rq, CONSULTATION_EXTEND_ROUTE);
        view->extend = vd_url_with(rq->arena, consultation_work_url(rq, v), "/ampliar");
        view->longer = staff_input(rq, "hasta", VD_S("Nuevo último día"), in->hasta);
        view->longer.hint = VD_S("Día/mes/año. El plazo no se acorta.");
        view->longer.width = "w-s";
        view->seen = c->closes_on;
    }
    return fill_rows(rq, v, c, view);
}

static enum vd_err show(struct vd_req *rq, const struct life_version_row *v)
{
    const struct consultation_work_input *in = rq->input;
    struct consultation_work_view view = {.title = VD_S("Consulta ciudadana"), .plan = life_title(rq->arena, v),
        .state_word = vd_str_of(life_state_word(v->state)), .wrongs = staff_wrongs(rq)};
    struct consultation_found_row c;
    VD_TRY(life_page_below(rq, v, view.title, &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    enum vd_err err = consultation_of_version(rq->db, rq->arena, v->entity_id, v->id, &c);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    if (vd_str_is(v->state, "borrador"))
        VD_TRY(fill_opening(rq, v, &view));
    if (err == VD_OK)
        VD_TRY(fill_consultation(rq, v, &c, &view));
    view.none = err == VD_NOT_FOUND && !view.can_open;
    tpl_consultation_work(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err page(struct vd_req *rq)
{
    struct life_version_row v;
    VD_TRY(consultation_version(rq, &v));
    return show(rq, &v);
}

/* ---- opening */

struct opening { struct consultation_opening of; struct life_version_row version; };

static enum vd_err refused(struct staff_write *write, enum vd_err err, struct vd_str problem)
{
    return err != VD_OK && problem.n ? staff_refuse(write, err, "%.*s", VD_SARG(problem)) : err;
}

static enum vd_err open_apply(struct vd_change *change, struct staff_write *write)
{
    struct consultation_opening *of = &((struct opening *)write->arg)->of;
    return refused(write, consultation_open(change, of), of->problem);
}

/* A guard that is not met: the form comes back with what was typed. */
static enum vd_err opened(struct vd_req *rq, struct staff_write *write)
{
    const struct opening *o = write->arg;
    if (write->err == VD_OK)
        return staff_go(rq, consultation_work_url(rq, &o->version), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "abre", "%.*s", VD_SARG(write->problem));
    return show(rq, &o->version);
}

static void judge_days(struct vd_req *rq, struct consultation_opening *of)
{
    if (of->opens.year && vd_date_days(of->opens) < vd_date_days(rq->today))
        vd_req_wrong(rq, "abre", "Escriba un día que no haya pasado: la ciudadanía debe tener todo el plazo");
    if (of->opens.year && of->closes.year && vd_date_days(of->closes) < vd_date_days(of->opens))
        vd_req_wrong(rq, "cierra", "El último día va después del primero");
}

static enum vd_err open_post(struct vd_req *rq)
{
    const struct consultation_work_input *in = rq->input;
    struct opening *o = VD_NEW(rq->arena, struct opening);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(consultation_version(rq, &o->version));
    o->of = (struct consultation_opening){.version_id = o->version.id, .person_id = staff_who(rq)->person_id, .channel = in->canal, .note = in->nota};
    if (staff_date(rq, "abre", in->abre, &o->of.opens) == VD_OK && staff_date(rq, "cierra", in->cierra, &o->of.closes) == VD_OK)
        judge_days(rq, &o->of);
    if (rq->wrong.n)
        return show(rq, &o->version);
    *write = (struct staff_write){.entity_id = o->version.entity_id, .kind = "consulta.abierta", .apply = open_apply, .then = opened, .arg = o};
    return staff_write(rq, write);
}

/* ---- extending */

struct extending { struct consultation_extending of; struct life_version_row version; };

static enum vd_err extend_apply(struct vd_change *change, struct staff_write *write)
{
    struct consultation_extending *of = &((struct extending *)write->arg)->of;
    return refused(write, consultation_extend(change, of), of->problem);
}

static enum vd_err extended(struct vd_req *rq, struct staff_write *write)
{
    const struct extending *x = write->arg;
    if (write->err == VD_OK)
        return staff_go(rq, consultation_work_url(rq, &x->version), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "hasta", "%.*s", VD_SARG(write->problem));
    return show(rq, &x->version);
}

static enum vd_err extend_post(struct vd_req *rq)
{
    const struct consultation_work_input *in = rq->input;
    struct extending *x = VD_NEW(rq->arena, struct extending);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(consultation_version(rq, &x->version));
    x->of = (struct consultation_extending){.version_id = x->version.id, .seen = in->visto};
    if (staff_date(rq, "hasta", in->hasta, &x->of.closes) == VD_OK && x->of.closes.year && vd_date_days(x->of.closes) < vd_date_days(rq->today))
        vd_req_wrong(rq, "hasta", "Escriba un día que no haya pasado");
    if (rq->wrong.n)
        return show(rq, &x->version);
    *write = (struct staff_write){.entity_id = x->version.entity_id, .kind = "consulta.ampliada", .apply = extend_apply, .then = extended, .arg = x};
    return staff_write(rq, write);
}

/* ---- closing */

struct closing { struct consultation_closing of; struct life_version_row version; };

static enum vd_err close_apply(struct vd_change *change, struct staff_write *write)
{
    struct consultation_closing *of = &((struct closing *)write->arg)->of;
    return refused(write, consultation_close(change, of), of->problem);
}

/* The page that comes back says what is missing. */
static enum vd_err closed(struct vd_req *rq, struct staff_write *write)
{
    const struct closing *c = write->arg;
    if (write->err == VD_OK)
        return staff_go(rq, consultation_work_url(rq, &c->version), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "", "%.*s", VD_SARG(write->problem));
    return show(rq, &c->version);
}

static enum vd_err close_post(struct vd_req *rq)
{
    struct closing *c = VD_NEW(rq->arena, struct closing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(consultation_version(rq, &c->version));
    c->of = (struct consultation_closing){.version_id = c->version.id, .person_id = staff_who(rq)->person_id};
    *write = (struct staff_write){.entity_id = c->version.entity_id, .kind = "consulta.cerrada", .apply = close_apply, .then = closed, .arg = c};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(consultation_work_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
static const struct vd_param of_page[] = {CONSULTATION_VERSION, STAFF_DONE(consultation_work_input),
    VD_PARAM(consultation_work_input, despues, VD_FROM_QUERY, VD_P_TEXT, .max = 20, .about = "number of the contribution before the page"), {.name = NULL}};
static const struct vd_param of_open[] = {CONSULTATION_VERSION, TYPED(abre, 10, true, "Primer día", "first day, dd/mm/yyyy"), TYPED(cierra, 10, true, "Último día", "last day, dd/mm/yyyy"),
    TYPED(canal, 500, true, "Por dónde más se puede aportar o preguntar", "channel"), TYPED(nota, 2000, false, "Algo que la ciudadanía deba saber", "note"), {.name = NULL}};
static const struct vd_param of_extend[] = {CONSULTATION_VERSION, TYPED(hasta, 10, true, "Nuevo último día", "last day, dd/mm/yyyy"), TYPED(visto, 10, false, "Último día visto", "last day that was seen, ISO"), {.name = NULL}};
static const struct vd_param of_close[] = {CONSULTATION_VERSION, {.name = NULL}};

const struct vd_route consultation_work_routes[] = {
    STAFF_PAGE(consultation_work_input, CONSULTATION_ROUTE, of_page, "plan.responder", page, "citizen consultation of a version: its days, what came, what lacks"),
    STAFF_POST(consultation_work_input, CONSULTATION_OPEN_ROUTE, of_open, "plan.consultar", open_post, "open the consultation, which freezes the draft"),
    STAFF_POST(consultation_work_input, CONSULTATION_EXTEND_ROUTE, of_extend, "plan.consultar", extend_post, "give the consultation more days"),
    STAFF_POST(consultation_work_input, CONSULTATION_CLOSE_ROUTE, of_close, "plan.consultar", close_post, "close the consultation, when all is answered"),
    {.path = NULL},
};
