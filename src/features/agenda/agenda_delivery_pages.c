/* SPDX-License-Identifier: Apache-2.0 */
/* Deliveries that come back: the list, one of them, what was handed in, and its end. */
#include "features/agenda/agenda_deliveries.tpl.h"
#include "features/agenda/agenda_delivery.tpl.h"
#include "features/agenda/agenda_delivery_form.h"
#include "features/agenda/agenda_views.h"
#include "features/documents/documents.h"

struct delivery_input { struct vd_str entidad, periodo, fecha, soporte, clase, razon; struct vd_oint entrega, hecho; struct vd_upload archivo; };

/* ---- the list */

static struct vd_sem sem_of(const struct agenda_going *g)
{
    if (g->row.ended_reason.n)
        return (struct vd_sem){"none", "Ya no se pide"};
    if (g->count.missing)
        return (struct vd_sem){"bad", "Atrasada"};
    return g->count.delivered == g->count.expected ? (struct vd_sem){"ok", "Completa"} : (struct vd_sem){"ok", "Al día"};
}

static enum vd_err list_page(struct vd_req *rq)
{
    struct agenda_deliveries_view view = {.add = staff_url(rq, "entregas", "nueva", NULL), .may_add = vd_who_may(staff_who(rq), "entregas.escribir")};
    agenda_goings all = {0};
    view.forms = vd_forms_of(rq->arena, staff_url(rq, "entregas", NULL), VD_S("estas entregas"));
    VD_TRY(staff_page(rq, VD_S("Entregas que se repiten"), &view.page));
    VD_TRY(agenda_deliveries(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &all));
    VD_EACH(g, &all)
        *VD_PUSH(rq->arena, &view.lines) = (struct agenda_delivery_line){.title = g->row.title, .unit = g->row.unit, .count = g->count, .sem = sem_of(g),
            .said = agenda_rhythm_said(rq->arena, g->row.cadence, g->row.due_kind, g->row.due_n), .url = staff_url(rq, "entregas", vd_str_printf(rq->arena, "%" PRId64, g->row.id).p, NULL)};
    tpl_agenda_deliveries(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- one */

static enum vd_err find(struct vd_req *rq, struct agenda_going *ret)
{
    enum vd_err err = agenda_delivery_get(rq->db, rq->arena, staff_who(rq)->entity.id, ((const struct delivery_input *)rq->input)->entrega.v, rq->today, ret);
    if (err == VD_NOT_FOUND)
        rq->problem = VD_S("En esta entidad no hay esa entrega.");
    return err;
}

static enum vd_err fill_files(struct vd_req *rq, const struct agenda_going *g, struct agenda_delivery_view *view)
{
    agenda_file_rows files = {0};
    VD_TRY(agenda_file_all(rq->db, rq->arena, staff_who(rq)->entity.id, g->row.id, &files));
    VD_EACH(f, &files)
        for (size_t i = 0; i < g->periods.n; i++)
            if (g->periods.v[i].id == f->obligation_id)
                *VD_PUSH(rq->arena, &view->periods.v[i].files) = (struct vd_link){f->name, documents_url(rq->arena, staff_who(rq)->entity.slug, f->attachment_id)};
    return VD_OK;
}

static void fill_periods(struct vd_req *rq, const struct agenda_going *g, struct vd_str chosen, struct agenda_delivery_view *view)
{
    VD_EACH(p, &g->periods) {
        struct vd_date due = {0}, delivered = {0};
        enum agenda_state state = agenda_period_state(p, rq->today);
        vd_date_from_iso(p->due_on, &due);
        vd_date_from_iso(p->delivered_on, &delivered);
        struct agenda_period_line *line = VD_PUSH(rq->arena, &view->periods);
        *line = (struct agenda_period_line){.label = p->label, .due = vd_date_dmy(rq->arena, due), .delivered = vd_date_dmy(rq->arena, delivered), .by = p->delivered_by, .evidence = p->evidence,
            .sem = agenda_sem(rq->arena, state, due, rq->today)};
        const struct vd_date registered = agenda_handed_on(p->delivered_on, p->delivered_at);
        if (vd_date_days(registered) != vd_date_days(delivered))
            line->registered = vd_date_dmy(rq->arena, registered);
        if (vd_is_web(p->evidence))
            line->evidence_url.s = p->evidence;
        struct vd_str value = vd_str_printf(rq->arena, "%" PRId64, p->id);
        bool first = view->which.of.n == 0;
        if (!p->delivered_on.n && !p->is_cancelled)
            *VD_PUSH(rq->arena, &view->which.of) = (struct vd_choice){.value = value, .text = vd_str_printf(rq->arena, "%.*s, vence el %.*s", VD_SARG(p->label), VD_SARG(line->due)),
                .chosen = chosen.n ? vd_str_eq(value, chosen) : first};
    }
}

static enum vd_err show(struct vd_req *rq, const struct agenda_going *g)
{
    const struct delivery_input *in = rq->input;
    const char *id = vd_str_printf(rq->arena, "%" PRId64, g->row.id).p;
    struct agenda_delivery_view view = {.wrongs = staff_wrongs(rq), .title = g->row.title, .unit = g->row.unit, .receiver = g->row.receiver, .norm = g->row.norm, .ended = g->row.ended_reason,
        .count = g->count, .said = agenda_rhythm_said(rq->arena, g->row.cadence, g->row.due_kind, g->row.due_n),
        .hand = staff_url(rq, "entregas", id, "entregar", NULL), .end = staff_url(rq, "entregas", id, "terminar", NULL),
        .hand_token = vd_form_token(rq, "/{entidad}/trabajo/entregas/{entrega}/entregar"), .end_token = vd_form_token(rq, "/{entidad}/trabajo/entregas/{entrega}/terminar"),
        .which = {.name = "periodo", .label = VD_S("Periodo"), .as_list = true, .error = staff_wrong_of(rq, "periodo")},
        .on = staff_input(rq, "fecha", VD_S("Cuándo se entregó"), in->fecha.n ? in->fecha : vd_date_dmy(rq->arena, rq->today)),
        .evidence = staff_input(rq, "soporte", VD_S("Soporte"), in->soporte), .reason = staff_input(rq, "razon", VD_S("Por qué ya no se pide"), in->razon)};
    bool may = vd_who_may_unit(staff_who(rq), "entregas.escribir", g->row.unit_id);
    view.on.hint = VD_S("Día/mes/año. Si llegó a tiempo lo dice el día en que se registra aquí.");
    view.on.width = "w-s";
    view.evidence.hint = vd_str_printf(rq->arena, "La dirección donde está publicado, o el número del radicado o del documento.%s", g->row.needs_evidence ? " Si no lo escribe, traiga el archivo: esta entrega pide soporte." : "");
    view.evidence.optional = true;
    view.file = documents_input(rq, "archivo", VD_S("Archivo del soporte"));
    view.file.optional = true;
    if (rq->wrong.n && in->archivo.name.n && !staff_wrong_of(rq, "archivo").n)
        view.file.hint = vd_str_printf(rq->arena, "Elija otra vez «%.*s»: no se guardó, porque falta corregir el formulario.", VD_SARG(in->archivo.name));
    view.classification = documents_class_choices(rq, in->clase, "sin datos personales", "quienes trabajan aquí");
    if (g->row.address.n)
        view.activity = (struct vd_link){vd_str_printf(rq->arena, "%.*s %.*s", VD_SARG(g->row.address), VD_SARG(g->row.activity)),
            vd_url_path(rq->arena, vd_str_c(rq->arena, staff_who(rq)->entity.slug), vd_str_c(rq->arena, g->row.path_word), vd_str_printf(rq->arena, "%" PRId64, g->row.vigencia.v).p, "actividad",
                vd_str_c(rq->arena, g->row.address), NULL)};
    view.reason.rows = 3;
    VD_TRY(staff_page(rq, view.title, &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Entregas que se repiten"), staff_url(rq, "entregas", NULL));
    fill_periods(rq, g, in->periodo, &view);
    VD_TRY(fill_files(rq, g, &view));
    view.may_hand = may && view.which.of.n;
    view.may_end = may && !g->row.ended_reason.n;
    tpl_agenda_delivery(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err one_page(struct vd_req *rq)
{
    struct agenda_going going;
    VD_TRY(find(rq, &going));
    return show(rq, &going);
}

/* ---- acts */

static enum vd_err to_change(struct vd_req *rq, struct agenda_going *ret)
{
    VD_TRY(find(rq, ret));
    if (vd_who_may_unit(staff_who(rq), "entregas.escribir", ret->row.unit_id))
        return VD_OK;
    rq->problem = VD_S("Esta entrega es de otra dependencia.");
    return VD_DENIED;
}

static enum vd_err done(struct vd_req *rq, struct staff_write *write)
{
    const struct delivery_input *in = rq->input;
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "entregas", vd_str_printf(rq->arena, "%" PRId64, in->entrega.v).p, NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err send(struct vd_req *rq, const char *kind, staff_apply *apply, void *arg)
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = kind, .apply = apply, .then = done, .arg = arg};
    return staff_write(rq, write);
}

struct hand { struct agenda_handing of; struct documents_file file; enum documents_class classification; };

static enum vd_err hand(struct vd_change *change, struct staff_write *write)
{
    struct hand *h = write->arg;
    int64_t attachment;
    enum vd_err err = agenda_delivery_hand(change, &h->of);
    if (err == VD_OK && h->file.kind)
        return documents_attach(change, &h->file, &(struct documents_attaching){.subject_kind = AGENDA_SUBJECT, .subject_id = h->of.obligation_id, .classification = h->classification,
            .person_id = h->of.person_id}, &attachment);
    return err == VD_CONFLICT ? staff_refuse(write, err, "Otra persona ya registró esa entrega, o ya no se pide. Vuelva a la página.") : err;
}

static enum vd_err read_hand(struct vd_req *rq, const struct delivery_input *in, const struct agenda_going *going, struct agenda_handing *of)
{
    const struct agenda_period_row *open = NULL;
    struct vd_date from;
    if (vd_str_i64(in->periodo, &of->obligation_id))
        VD_EACH(p, &going->periods)
            if (p->id == of->obligation_id && !p->delivered_on.n && !p->is_cancelled)
                open = p;
    if (!open && !staff_wrong_of(rq, "periodo").n)
        vd_req_wrong(rq, "periodo", "Elija un periodo que falte por entregar");
    enum vd_err err = staff_date(rq, "fecha", in->fecha, &of->on);
    if (err != VD_OK && err != VD_INVALID)
        return err;
    if (err == VD_OK && of->on.year && vd_date_days(of->on) > vd_date_days(rq->today))
        vd_req_wrong(rq, "fecha", "Ese día no ha llegado");
    if (err == VD_OK && of->on.year && open && vd_date_from_iso(open->from_on, &from) && vd_date_days(of->on) < vd_date_days(from))
        vd_req_wrong(rq, "fecha", "Ese día es anterior al periodo, que empieza el %.*s", VD_SARG(vd_date_dmy(rq->arena, from)));
    if (going->row.needs_evidence && !in->soporte.n && !in->archivo.name.n)
        vd_req_wrong(rq, "soporte", "Escriba dónde está el soporte o traiga su archivo: esta entrega lo pide");
    return VD_OK;
}

static enum vd_err hand_post(struct vd_req *rq)
{
    const struct delivery_input *in = rq->input;
    struct agenda_going going;
    struct hand *h = VD_NEW(rq->arena, struct hand);
    VD_TRY(to_change(rq, &going));
    *h = (struct hand){.of = {.delivery_id = going.row.id, .person_id = staff_who(rq)->person_id, .evidence = in->soporte.n ? in->soporte : (struct vd_str){0}}, .classification = documents_class_of(in->clase)};
    VD_TRY(read_hand(rq, in, &going, &h->of));
    if (!rq->wrong.n)
        VD_TRY(documents_take(rq, "archivo", &in->archivo, &h->file));
    return rq->wrong.n ? show(rq, &going) : send(rq, "entrega.hecha", hand, h);
}

struct ending { int64_t id; struct vd_str reason; };

static enum vd_err end(struct vd_change *change, struct staff_write *write)
{
    const struct ending *of = write->arg;
    enum vd_err err = agenda_delivery_end(change, of->id, of->reason);
    return err == VD_CONFLICT ? staff_refuse(write, err, "Esta entrega ya había dejado de pedirse.") : err;
}

static enum vd_err end_post(struct vd_req *rq)
{
    struct agenda_going going;
    struct ending *of = VD_NEW(rq->arena, struct ending);
    VD_TRY(to_change(rq, &going));
    *of = (struct ending){going.row.id, vd_str_squeeze(rq->arena, ((const struct delivery_input *)rq->input)->razon)};
    return rq->wrong.n ? show(rq, &going) : send(rq, "entrega.terminada", end, of);
}

#define ENTITY VD_PARAM_ENTITY(delivery_input)
#define DELIVERY VD_PARAM(delivery_input, entrega, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "delivery")
#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(delivery_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
static const struct vd_param of_entity[] = {ENTITY, {.name = NULL}};
static const struct vd_param of_one[] = {ENTITY, DELIVERY, STAFF_DONE(delivery_input), {.name = NULL}};
static const struct vd_param of_hand[] = {ENTITY, DELIVERY, TYPED(periodo, 20, true, "Periodo", "obligation"), TYPED(fecha, 10, true, "Cuándo se entregó", "day, dd/mm/yyyy"),
    TYPED(soporte, 500, false, "Soporte", "what proves it"), TYPED(clase, 20, false, "Quién puede ver el archivo", "publica, clasificada or reservada"),
    VD_PARAM(delivery_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo del soporte", .about = "file that proves it"), {.name = NULL}};
static const struct vd_param of_end[] = {ENTITY, DELIVERY, TYPED(razon, 1000, true, "Por qué ya no se pide", "why"), {.name = NULL}};

const struct vd_route agenda_delivery_routes[] = {
    STAFF_PAGE(delivery_input, "/{entidad}/trabajo/entregas", of_entity, "trabajo.entrar", list_page, "deliveries that come back, and how they go"),
    AGENDA_DELIVERY_FORM_ROUTES,
    STAFF_PAGE(delivery_input, "/{entidad}/trabajo/entregas/{entrega}", of_one, "trabajo.entrar", one_page, "a delivery that comes back: its periods and what was handed in"),
    STAFF_POST(delivery_input, "/{entidad}/trabajo/entregas/{entrega}/entregar", of_hand, "entregas.escribir", hand_post, "a delivery was handed in"),
    STAFF_POST(delivery_input, "/{entidad}/trabajo/entregas/{entrega}/terminar", of_end, "entregas.escribir", end_post, "a delivery is asked no more"),
    {.path = NULL},
};
