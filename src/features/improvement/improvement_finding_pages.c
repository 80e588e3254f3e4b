/* SPDX-License-Identifier: Apache-2.0 */
/* Registering a finding, by hand or from a row of a frozen follow-up that does not conform, and changing its data with a reason. */
#include "features/improvement/improvement_finding.tpl.h"
#include "features/improvement/improvement_views.h"

struct form_input {
    struct vd_str entidad, fuente, documento, fecha, titulo, detalle, criterio, dependencia, proceso, plazo, publico, reserva, razon, corte, actividad;
    struct vd_oint numero, visto, plan, hecho;
};

static struct form_input typed_of(struct vd_req *rq, const struct improvement_found_row *f)
{
    return (struct form_input){.fuente = f->source, .documento = f->document, .fecha = improvement_dmy(rq->arena, f->document_on), .titulo = f->title, .detalle = f->detail, .criterio = f->criterion,
        .dependencia = f->unit_slug, .proceso = f->process_id.has ? vd_str_printf(rq->arena, "%" PRId64, f->process_id.v) : (struct vd_str){0}, .plazo = improvement_dmy(rq->arena, f->plan_by), .publico = f->reserved.n ? (struct vd_str){0} : VD_S("si"), .reserva = f->reserved, .visto = vd_some(f->rev)};
}

/* ---- the row that it is taken from */

static bool is_taken(const struct form_input *in) { return in->plan.has || in->corte.n || in->actividad.n; }

/* VD_NOT_FOUND: no row that does not conform is there. */
static enum vd_err open_row(struct vd_req *rq, const struct form_input *in, struct improvement_row_row *ret)
{
    improvement_origins rows = {0};
    if (in->plan.has && in->corte.n && in->actividad.n)
        VD_TRY(improvement_origins_of(rq->db, rq->arena, staff_who(rq)->entity.id, in->plan.v, in->corte, in->actividad, &rows));
    if (rows.n) {
        *ret = rows.v[0];
        return VD_OK;
    }
    rq->problem = VD_S("Esa fila no es de un seguimiento congelado, o Control Interno la encontró conforme. Registre el hallazgo a mano.");
    rq->way_out = staff_url(rq, "mejora", "nueva", NULL).s;
    return VD_NOT_FOUND;
}

static struct form_input typed_of_row(struct vd_req *rq, const struct improvement_row_row *r)
{
    const char *what = vd_str_is(r->verdict, "incumplida") ? "no se cumplió" : "tiene una no conformidad";
    return (struct form_input){.fuente = VD_S("seguimiento"), .fecha = improvement_dmy(rq->arena, r->cut_on), .dependencia = r->unit_slug, .publico = VD_S("si"),
        .documento = vd_str_printf(rq->arena, "Seguimiento al %.*s %" PRId64 ", corte del %.*s", VD_SARG(r->plan), r->vigencia, VD_SARG(improvement_day_said(rq->arena, r->cut_on))),
        .titulo = vd_str_printf(rq->arena, "La actividad %.*s %s", VD_SARG(r->address), what), .detalle = r->nonconformity,
        .criterio = vd_str_printf(rq->arena, "Actividad %.*s: %.*s", VD_SARG(r->address), VD_SARG(r->description)), .plan = vd_some(r->plan_id), .corte = r->cut_on, .actividad = r->address};
}

/* ---- the form */

static enum vd_err choose_process(struct vd_req *rq, struct vd_str chosen, struct vd_choices *ret)
{
    vd_processes all = {0};
    VD_TRY(vd_process_list(rq->db, rq->arena, staff_who(rq)->entity.id, &all));
    *ret = staff_choices(rq, "proceso", VD_S("Proceso"), true, true);
    VD_EACH(p, &all)
        improvement_choose(rq, ret, vd_str_printf(rq->arena, "%" PRId64, p->id), p->name, (struct vd_str){0}, chosen);
    return VD_OK;
}

static enum vd_err fill_fields(struct vd_req *rq, const struct form_input *t, struct improvement_finding_view *view)
{
    const struct vd_str none = {0};
    view->source = staff_choices(rq, "fuente", VD_S("De dónde viene"), true, false);
    for (size_t i = 0; i < improvement_finding_sources_n; i++)
        improvement_choose(rq, &view->source, improvement_finding_sources[i].code, improvement_finding_sources[i].name, none, t->fuente);
    view->document = staff_text(rq, "documento", VD_S("Documento"), t->documento, VD_S("Número y nombre. Por ejemplo: Informe de auditoría 12."), 0, false);
    view->document_on = staff_text(rq, "fecha", VD_S("Fecha del documento"), t->fecha, VD_S("Día/mes/año."), 0, false);
    view->title = staff_text(rq, "titulo", VD_S("Hallazgo, en una frase"), t->titulo, VD_S("Lo que se encontró, para que lo entienda quien no estuvo."), 2, false);
    view->detail = staff_text(rq, "detalle", VD_S("Descripción"), t->detalle, VD_S("Hechos, cifras, a qué afecta."), 5, true);
    view->criterion = staff_text(rq, "criterio", VD_S("Norma o compromiso que no se cumple"), t->criterio, none, 2, true);
    view->plan_by = staff_text(rq, "plazo", VD_S("Plazo para escribir causa y acciones"), t->plazo, VD_S("Día/mes/año."), 0, false);
    view->reserved = staff_text(rq, "reserva", VD_S("Norma que lo reserva"), t->reserva, VD_S("Solo si la ciudadanía no lo ve."), 0, true);
    view->reason = staff_text(rq, "razon", VD_S("Por qué se cambia"), t->razon, VD_S("Queda en su historia."), 2, false);
    view->document_on.width = view->plan_by.width = "w-m";
    view->is_public = t->publico.n > 0;
    view->unit = staff_choices(rq, "dependencia", VD_S("Dependencia que responde"), true, false);
    VD_TRY(improvement_choose_unit(rq, &view->unit, t->dependencia));
    return choose_process(rq, t->proceso, &view->process);
}

static void fill_conflict(struct vd_req *rq, const struct improvement_found_row *f, const struct form_input *t, struct improvement_finding_view *view)
{
    const struct form_input now = typed_of(rq, f);
    view->differ.said = VD_S("Otra persona cambió este hallazgo mientras usted escribía.");
    view->seen = f->rev;
    improvement_differ(rq, &view->differ, VD_S("De dónde viene"), improvement_source_name(now.fuente), improvement_source_name(t->fuente));
    improvement_differ(rq, &view->differ, VD_S("Documento"), now.documento, t->documento);
    improvement_differ(rq, &view->differ, VD_S("Fecha"), now.fecha, t->fecha);
    improvement_differ(rq, &view->differ, VD_S("Hallazgo"), now.titulo, t->titulo);
    improvement_differ(rq, &view->differ, VD_S("Descripción"), now.detalle, t->detalle);
    improvement_differ(rq, &view->differ, VD_S("Norma o compromiso"), now.criterio, t->criterio);
    improvement_differ(rq, &view->differ, VD_S("Dependencia"), now.dependencia, t->dependencia);
    improvement_differ(rq, &view->differ, VD_S("Plazo"), now.plazo, t->plazo);
    improvement_differ(rq, &view->differ, VD_S("Reserva"), now.reserva, t->reserva);
    rq->status = 409;
}

static enum vd_err fill_row(struct vd_req *rq, const struct form_input *t, struct improvement_finding_view *view)
{
    struct improvement_row_row row;
    VD_TRY(open_row(rq, t, &row));
    view->origin = vd_str_printf(rq->arena, "%.*s %" PRId64 ", corte del %.*s, actividad %.*s", VD_SARG(row.plan), row.vigencia, VD_SARG(improvement_day_said(rq->arena, row.cut_on)), VD_SARG(row.address));
    view->plan_id = row.plan_id;
    view->cut_on = row.cut_on;
    view->address = row.address;
    if (row.taken_no.has) {
        view->taken = improvement_url(rq, row.taken_no.v, "");
        view->taken_title = vd_str_printf(rq->arena, "Es el hallazgo %" PRId64, row.taken_no.v);
    }
    return VD_OK;
}

/* found NULL: it is to be registered. */
static enum vd_err show(struct vd_req *rq, const struct improvement_found_row *found, const struct form_input *t, bool conflict)
{
    struct improvement_finding_view view = {.heading = found ? VD_S("Cambiar el hallazgo") : VD_S("Registrar un hallazgo"), .wrongs = staff_wrongs(rq), .is_new = !found, .seen = t->visto.v,
        .token = vd_form_token(rq, found ? IMPROVEMENT_ONE "/cambiar" : IMPROVEMENT_BASE "/nueva")};
    view.action = found ? improvement_url(rq, found->no, "/cambiar") : staff_url(rq, "mejora", "nueva", NULL);
    view.back = found ? improvement_url(rq, found->no, "") : staff_url(rq, "mejora", NULL);
    if (!found && is_taken(t))
        VD_TRY(fill_row(rq, t, &view));
    VD_TRY(staff_page(rq, view.heading, &view.page));
    staff_crumb(rq, &view.page, VD_S("Planes de mejoramiento"), staff_url(rq, "mejora", NULL));
    VD_TRY(fill_fields(rq, t, &view));
    if (conflict)
        fill_conflict(rq, found, t, &view);
    tpl_improvement_finding(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct form_input typed = {.publico = VD_S("si")};
    struct improvement_row_row row;
    if (is_taken(in)) {
        VD_TRY(open_row(rq, in, &row));
        typed = typed_of_row(rq, &row);
    }
    return show(rq, NULL, &typed, false);
}

static enum vd_err change_page(struct vd_req *rq)
{
    struct improvement_found_row found;
    VD_TRY(improvement_open(rq, ((const struct form_input *)rq->input)->numero.v, &found));
    const struct form_input typed = typed_of(rq, &found);
    return show(rq, &found, &typed, false);
}

/* ---- reading it */

static bool is_source(struct vd_str code)
{
    for (size_t i = 0; i < improvement_finding_sources_n; i++)
        if (vd_str_eq(improvement_finding_sources[i].code, code))
            return true;
    return false;
}

static void read_days(struct vd_req *rq, const struct form_input *in, bool is_new, struct row_improvement *ret)
{
    struct vd_date on;
    improvement_read_day(rq, "fecha", in->fecha, "Escriba la fecha del documento", &ret->document_on);
    improvement_read_day(rq, "plazo", in->plazo, "Escriba hasta cuándo tiene la dependencia", &ret->plan_by);
    if (vd_date_from_iso(ret->document_on, &on) && vd_date_days(on) > vd_date_days(rq->today))
        vd_req_wrong(rq, "fecha", "No puede ser después de hoy");
    if (is_new && vd_date_from_iso(ret->plan_by, &on) && vd_date_days(on) < vd_date_days(rq->today))
        vd_req_wrong(rq, "plazo", "Ese día ya pasó");
}

static enum vd_err read_process(struct vd_req *rq, struct vd_str typed, struct vd_oint *ret)
{
    vd_processes all = {0};
    int64_t id = 0;
    VD_TRY(vd_process_list(rq->db, rq->arena, staff_who(rq)->entity.id, &all));
    VD_EACH(p, &all)
        if (vd_str_i64(typed, &id) && p->id == id)
            *ret = vd_some(id);
    if (typed.n && !ret->has)
        vd_req_wrong(rq, "proceso", "Elija un proceso de la lista");
    return VD_OK;
}

static enum vd_err read_form(struct vd_req *rq, const struct form_input *in, bool is_new, struct row_improvement *ret)
{
    if (!is_source(in->fuente))
        vd_req_wrong(rq, "fuente", "Elija de dónde viene");
    ret->source = in->fuente;
    staff_must(rq, "documento", in->documento, "Escriba qué documento lo dice");
    ret->document = vd_str_squeeze(rq->arena, in->documento);
    staff_must(rq, "titulo", in->titulo, "Escriba qué se encontró");
    ret->title = vd_str_squeeze(rq->arena, in->titulo);
    ret->detail = improvement_or_absent(in->detalle);
    ret->criterion = improvement_or_absent(in->criterio);
    read_days(rq, in, is_new, ret);
    ret->reserved = in->publico.n ? (struct vd_str){0} : improvement_or_absent(in->reserva);
    if (!in->publico.n)
        staff_must(rq, "reserva", in->reserva, "Lo que no se muestra tiene una norma que lo reserva: escríbala");
    VD_TRY(read_process(rq, in->proceso, &ret->process_id));
    return staff_read_unit(rq, "dependencia", in->dependencia, &ret->unit_id);
}

/* ---- saving */

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct form_input *in = rq->input;
    struct improvement_found_row found;
    int64_t no = 0;
    if (write->err == VD_OK && vd_str_i64(write->result, &no))
        return staff_go(rq, improvement_url(rq, no, ""), write->seq);
    if (improvement_clashed(write) && in->numero.has) {
        VD_TRY(improvement_open(rq, in->numero.v, &found));
        if (found.rev != in->visto.v)
            return show(rq, &found, in, true);
    }
    return staff_failed(rq, write);
}

static enum vd_err new_post(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct improvement_asking asking = {0};
    struct improvement_row_row row;
    VD_TRY(read_form(rq, in, true, &asking.finding));
    if (rq->wrong.n)
        return show(rq, NULL, in, false);
    if (is_taken(in)) {
        VD_TRY(open_row(rq, in, &row));
        asking.finding.cutoff_id = vd_some(row.cutoff_id);
        asking.finding.activity_key = vd_some(row.activity_key);
    }
    return staff_write(rq, improvement_write_of(rq, "hallazgo.registrado", improvement_save, saved, asking));
}

static enum vd_err change_post(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_asking asking = {.no = in->numero.v, .rev = in->visto.v, .reason = in->razon};
    VD_TRY(improvement_open(rq, in->numero.v, &found));
    VD_TRY(read_form(rq, in, false, &asking.finding));
    staff_must(rq, "razon", in->razon, "Escriba por qué se cambia");
    return rq->wrong.n ? show(rq, &found, in, false) : staff_write(rq, improvement_write_of(rq, "hallazgo.cambiado", improvement_save, saved, asking));
}

/* ---- routes */

#define TYPED(member, most, what, meaning) IMPROVEMENT_TYPED(form_input, member, most, what, meaning)
#define ROW(from) \
    VD_PARAM(form_input, plan, from, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .about = "plan of the row that it is taken from"), \
    VD_PARAM(form_input, corte, from, VD_P_TEXT, .max = 10, .about = "day of the follow-up, ISO"), \
    VD_PARAM(form_input, actividad, from, VD_P_TEXT, .max = 80, .about = "address of the activity")
#define FORM \
    TYPED(fuente, 40, "De dónde viene", "code of law/finding-sources.csv"), TYPED(documento, IMPROVEMENT_TITLE, "Documento", "number and name"), TYPED(fecha, 10, "Fecha del documento", "day, dd/mm/yyyy"), \
    TYPED(titulo, IMPROVEMENT_TITLE, "Hallazgo, en una frase", "what was found"), TYPED(detalle, IMPROVEMENT_TEXT, "Descripción", "facts"), \
    TYPED(criterio, IMPROVEMENT_TEXT, "Norma o compromiso que no se cumple", "criterion"), TYPED(dependencia, 80, "Dependencia que responde", "slug of the unit"), \
    TYPED(proceso, 20, "Proceso", "process"), TYPED(plazo, 10, "Plazo para escribir causa y acciones", "day, dd/mm/yyyy"), TYPED(publico, 4, "Lo ve la ciudadanía", "si: it is public"), \
    TYPED(reserva, IMPROVEMENT_TITLE, "Norma que lo reserva", "why it is not public"), TYPED(razon, 2000, "Por qué se cambia", "why it is changed")
static const struct vd_param of_new[] = {VD_PARAM_ENTITY(form_input), ROW(VD_FROM_QUERY), {.name = NULL}};
static const struct vd_param of_add[] = {VD_PARAM_ENTITY(form_input), ROW(VD_FROM_FORM), FORM, {.name = NULL}};
static const struct vd_param of_change[] = {VD_PARAM_ENTITY(form_input), IMPROVEMENT_NO(form_input), {.name = NULL}};
static const struct vd_param of_save[] = {VD_PARAM_ENTITY(form_input), IMPROVEMENT_NO(form_input), IMPROVEMENT_SEEN(form_input), FORM, {.name = NULL}};

const struct vd_route improvement_finding_routes[] = {
    STAFF_PAGE(form_input, IMPROVEMENT_BASE "/nueva", of_new, "mejora.cerrar", new_page, "form of a new finding, by hand or from a row of a follow-up"),
    STAFF_POST(form_input, IMPROVEMENT_BASE "/nueva", of_add, "mejora.cerrar", new_post, "register a finding"),
    STAFF_PAGE(form_input, IMPROVEMENT_ONE "/cambiar", of_change, "mejora.cerrar", change_page, "form of the data of a finding"),
    STAFF_POST(form_input, IMPROVEMENT_ONE "/cambiar", of_save, "mejora.cerrar", change_post, "change the data of a finding, with a reason"),
    {.path = NULL},
};
