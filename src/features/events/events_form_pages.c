/* SPDX-License-Identifier: Apache-2.0 */
/* Registering a space of participation, and changing its data with a reason. */
#include "features/events/events_form.tpl.h"
#include "features/events/events_pages.h"

struct form_input {
    struct vd_str entidad, clase, titulo, familia, vigencia, fecha, desde, hasta, modalidad, lugar, enlace, canal, dependencia, publico, razon;
    struct vd_oint espacio, visto;
};

static struct vd_str no_said(struct vd_arena *arena, struct vd_oint n) { return n.has ? vd_str_printf(arena, "%" PRId64, n.v) : (struct vd_str){0}; }

static struct form_input typed_of(struct vd_req *rq, const struct event_found_row *e)
{
    return (struct form_input){.clase = e->kind, .titulo = e->title, .familia = e->family, .vigencia = no_said(rq->arena, e->vigencia), .fecha = events_dmy(rq->arena, e->held_on), .desde = e->from_time,
        .hasta = e->to_time, .modalidad = e->mode, .lugar = e->place, .enlace = e->link, .canal = e->channel, .dependencia = e->unit_slug, .publico = e->is_public ? VD_S("si") : (struct vd_str){0},
        .visto = vd_some(e->rev)};
}

/* ---- the form */

static void fill_texts(struct vd_req *rq, const struct form_input *t, struct events_form_view *view)
{
    const struct vd_str none = {0};
    view->title = staff_text(rq, "titulo", VD_S("Nombre"), t->titulo, VD_S("Por ejemplo: Taller con la ciudadanía para formular el plan."), 0, false);
    view->year = staff_text(rq, "vigencia", VD_S("Vigencia"), t->vigencia, VD_S("Año del plan."), 0, true);
    view->date = staff_text(rq, "fecha", VD_S("Fecha"), t->fecha, VD_S("Día/mes/año. Puede ser un día que aún no llega."), 0, false);
    view->from = staff_text(rq, "desde", VD_S("Hora en que empieza"), t->desde, VD_S("De 0 a 23 horas, por ejemplo 14:30."), 0, false);
    view->to = staff_text(rq, "hasta", VD_S("Hora en que termina"), t->hasta, none, 0, true);
    view->place = staff_text(rq, "lugar", VD_S("Lugar"), t->lugar, VD_S("Si es presencial."), 0, true);
    view->link = staff_text(rq, "enlace", VD_S("Enlace"), t->enlace, VD_S("Si es virtual, o si hay grabación."), 0, true);
    view->reason = staff_text(rq, "razon", VD_S("Por qué se cambia"), t->razon, VD_S("Queda en su historia."), 2, false);
    view->year.width = view->date.width = view->from.width = view->to.width = "w-s";
    view->is_public = t->publico.n;
}

static enum vd_err fill_choices(struct vd_req *rq, const struct form_input *t, struct events_form_view *view)
{
    view->kind = staff_choices(rq, "clase", VD_S("Clase de espacio"), true, false);
    for (size_t i = 0; i < events_event_kinds_n; i++)
        events_choose(rq, &view->kind, events_event_kinds[i].code, events_event_kinds[i].name, t->clase);
    view->family = staff_choices(rq, "familia", VD_S("Plan al que sirve"), true, true);
    events_choices_of_codes(rq, &view->family, events_families, t->familia);
    view->mode = staff_choices(rq, "modalidad", VD_S("Modalidad"), false, false);
    events_choices_of_codes(rq, &view->mode, events_modes, t->modalidad);
    view->channel = staff_choices(rq, "canal", VD_S("Canal de la convocatoria"), true, false);
    events_choices_of_channels(rq, &view->channel, false, t->canal);
    view->unit = staff_choices(rq, "dependencia", VD_S("Dependencia que lidera"), true, false);
    return events_choices_of_units(rq, &view->unit, false, t->dependencia);
}

static void fill_conflict(struct vd_req *rq, const struct event_found_row *event, const struct form_input *t, struct events_form_view *view)
{
    const struct form_input now = typed_of(rq, event);
    view->differ.said = VD_S("Otra persona cambió este espacio mientras usted escribía.");
    view->seen = event->rev;
    events_differ(rq, &view->differ.differences, VD_S("Clase"), events_kind_name(now.clase), events_kind_name(t->clase));
    events_differ(rq, &view->differ.differences, VD_S("Nombre"), now.titulo, t->titulo);
    events_differ(rq, &view->differ.differences, VD_S("Vigencia"), now.vigencia, t->vigencia);
    events_differ(rq, &view->differ.differences, VD_S("Fecha"), now.fecha, t->fecha);
    events_differ(rq, &view->differ.differences, VD_S("Hora en que empieza"), now.desde, t->desde);
    events_differ(rq, &view->differ.differences, VD_S("Hora en que termina"), now.hasta, t->hasta);
    events_differ(rq, &view->differ.differences, VD_S("Lugar"), now.lugar, t->lugar);
    events_differ(rq, &view->differ.differences, VD_S("Enlace"), now.enlace, t->enlace);
    events_differ(rq, &view->differ.differences, VD_S("Canal"), events_channel_name(now.canal), events_channel_name(t->canal));
    events_differ(rq, &view->differ.differences, VD_S("Dependencia"), now.dependencia, t->dependencia);
    rq->status = 409;
}

/* event NULL: it is to be registered. */
static enum vd_err show(struct vd_req *rq, const struct event_found_row *event, const struct form_input *typed, bool conflict)
{
    struct events_form_view view = {.heading = event ? VD_S("Cambiar el espacio") : VD_S("Registrar un espacio"), .wrongs = staff_wrongs(rq), .is_new = !event, .seen = typed->visto.v,
        .token = vd_form_token(rq, event ? EVENTS_BASE "/{espacio}/cambiar" : EVENTS_BASE "/nuevo")};
    view.action = event ? events_url(rq, event->no, "/cambiar") : staff_url(rq, "participacion", "nuevo", NULL);
    view.back = event ? events_url(rq, event->no, "") : staff_url(rq, "participacion", NULL);
    VD_TRY(staff_page(rq, view.heading, &view.page));
    staff_crumb(rq, &view.page, VD_S("Espacios de participación"), staff_url(rq, "participacion", NULL));
    if (event)
        staff_crumb(rq, &view.page, event->title, view.back);
    fill_texts(rq, typed, &view);
    VD_TRY(fill_choices(rq, typed, &view));
    if (conflict)
        fill_conflict(rq, event, typed, &view);
    tpl_events_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct form_input typed = {.familia = in->familia, .vigencia = in->vigencia, .publico = VD_S("si")};
    return show(rq, NULL, &typed, false);
}

static enum vd_err change_page(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct event_found_row event;
    VD_TRY(events_open_to_write(rq, in->espacio.v, &event));
    const struct form_input typed = typed_of(rq, &event);
    return show(rq, &event, &typed, false);
}

/* ---- reading it */

static const struct events_event_kinds *kind_of(struct vd_str code)
{
    for (size_t i = 0; i < events_event_kinds_n; i++)
        if (vd_str_eq(events_event_kinds[i].code, code))
            return &events_event_kinds[i];
    return NULL;
}

static void read_where(struct vd_req *rq, const struct form_input *in, struct row_participation_event *ret)
{
    if (!events_is_code(events_modes, in->modalidad))
        vd_req_wrong(rq, "modalidad", "Elija si es presencial o virtual");
    ret->mode = in->modalidad;
    if (!vd_str_is(in->modalidad, "virtual"))
        staff_must(rq, "lugar", in->lugar, "Escriba dónde se hace");
    ret->place = in->lugar.n ? vd_str_squeeze(rq->arena, in->lugar) : (struct vd_str){0};
    events_read_link(rq, "enlace", in->enlace, &ret->link);
    if (vd_str_is(in->modalidad, "virtual"))
        staff_must(rq, "enlace", in->enlace, "Escriba la dirección a la que se entra");
}

static enum vd_err read_form(struct vd_req *rq, const struct form_input *in, struct row_participation_event *ret)
{
    const struct events_event_kinds *kind = kind_of(in->clase);
    if (!kind)
        vd_req_wrong(rq, "clase", "Elija qué clase de espacio es");
    staff_must(rq, "titulo", in->titulo, "Escriba el nombre");
    ret->kind = in->clase;
    ret->title = vd_str_squeeze(rq->arena, in->titulo);
    events_read_plan(rq, in->familia, in->vigencia, kind && vd_str_is(kind->purpose, "formulacion"), &ret->family, &ret->vigencia);
    events_read_date(rq, "fecha", in->fecha, &ret->held_on);
    staff_must(rq, "desde", in->desde, "Escriba a qué hora empieza");
    events_read_time(rq, "desde", in->desde, &ret->from_time);
    events_read_time(rq, "hasta", in->hasta, &ret->to_time);
    if (ret->from_time.n && ret->to_time.n && vd_str_cmp(ret->to_time, ret->from_time) <= 0)
        vd_req_wrong(rq, "hasta", "La hora en que termina va después de la hora en que empieza");
    read_where(rq, in, ret);
    if (vd_str_eq(events_channel_name(in->canal), in->canal))
        vd_req_wrong(rq, "canal", "Elija cómo se convocó");
    ret->channel = in->canal;
    ret->is_public = in->publico.n > 0;
    return staff_read_unit(rq, "dependencia", in->dependencia, &ret->unit_id);
}

/* ---- saving */

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct form_input *in = rq->input;
    struct event_found_row event;
    int64_t no = 0;
    if (write->err == VD_OK && vd_str_i64(write->result, &no))
        return staff_go(rq, events_url(rq, no, ""), write->seq);
    if (write->err == VD_CONFLICT && !write->problem.n && in->espacio.has) {
        VD_TRY(events_open_to_write(rq, in->espacio.v, &event));
        if (event.rev != in->visto.v)
            return show(rq, &event, in, true);
    }
    return staff_failed(rq, write);
}

static enum vd_err new_post(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct events_asking asking = {0};
    VD_TRY(read_form(rq, in, &asking.event));
    return rq->wrong.n ? show(rq, NULL, in, false) : staff_write(rq, events_write_of(rq, "espacio.registrado", events_save, saved, asking));
}

static enum vd_err change_post(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct event_found_row event;
    struct events_asking asking = {.no = in->espacio.v, .rev = in->visto.v, .reason = in->razon};
    VD_TRY(events_open_to_write(rq, in->espacio.v, &event));
    VD_TRY(read_form(rq, in, &asking.event));
    staff_must(rq, "razon", in->razon, "Escriba por qué se cambia");
    return rq->wrong.n ? show(rq, &event, in, false) : staff_write(rq, events_write_of(rq, "espacio.cambiado", events_save, saved, asking));
}

/* ---- routes */

#define TYPED(member, most, what, meaning) EVENTS_TYPED(form_input, member, most, what, meaning)
#define FORM \
    TYPED(clase, 40, "Clase de espacio", "code of law/event-kinds.csv"), TYPED(titulo, EVENTS_TITLE_MOST, "Nombre", "name"), TYPED(familia, 20, "Plan al que sirve", "plan, plan-accion or plan-propio"), \
    TYPED(vigencia, 4, "Vigencia", "year of the plan"), TYPED(fecha, 10, "Fecha", "day, dd/mm/yyyy"), TYPED(desde, 5, "Hora en que empieza", "hh:mm"), \
    TYPED(hasta, 5, "Hora en que termina", "hh:mm"), TYPED(modalidad, 20, "Modalidad", "presencial, virtual or mixta"), TYPED(lugar, EVENTS_TITLE_MOST, "Lugar", "place"), \
    TYPED(enlace, 1000, "Enlace", "address of the web"), TYPED(canal, 40, "Canal de la convocatoria", "code of law/event-channels.csv"), \
    TYPED(dependencia, 80, "Dependencia que lidera", "slug of the unit"), TYPED(publico, 4, "Lo ve la ciudadanía", "si: it is public"), TYPED(razon, 2000, "Por qué se cambia", "why it is changed")
static const struct vd_param of_new[] = {VD_PARAM_ENTITY(form_input),
    VD_PARAM(form_input, familia, VD_FROM_QUERY, VD_P_TEXT, .max = 20, .about = "plan that is chosen already"),
    VD_PARAM(form_input, vigencia, VD_FROM_QUERY, VD_P_TEXT, .max = 4, .about = "year that is written already"), {.name = NULL}};
static const struct vd_param of_add[] = {VD_PARAM_ENTITY(form_input), FORM, {.name = NULL}};
static const struct vd_param of_change[] = {VD_PARAM_ENTITY(form_input), EVENTS_NO(form_input, espacio), {.name = NULL}};
static const struct vd_param of_save[] = {VD_PARAM_ENTITY(form_input), EVENTS_NO(form_input, espacio), EVENTS_SEEN(form_input), FORM, {.name = NULL}};

const struct vd_route events_form_routes[] = {
    STAFF_PAGE(form_input, EVENTS_BASE "/nuevo", of_new, "participacion.escribir", new_page, "form of a new space of participation"),
    STAFF_POST(form_input, EVENTS_BASE "/nuevo", of_add, "participacion.escribir", new_post, "register a space of participation"),
    STAFF_PAGE(form_input, EVENTS_BASE "/{espacio}/cambiar", of_change, "participacion.escribir", change_page, "form of the data of a space"),
    STAFF_POST(form_input, EVENTS_BASE "/{espacio}/cambiar", of_save, "participacion.escribir", change_post, "change the data of a space, with a reason"),
    {.path = NULL},
};
