/* SPDX-License-Identifier: Apache-2.0 */
/* Registering a piece of communication, and changing it with a reason. */
#include "features/events/events_pages.h"
#include "features/events/events_piece_form.tpl.h"
#include "features/life/life.h"

struct piece_input { struct vd_str entidad, titulo, canal, fecha, publico_a, enlace, familia, vigencia, version, dependencia, publico, razon; struct vd_oint pieza, visto; };

static struct vd_str no_said(struct vd_arena *arena, struct vd_oint n) { return n.has ? vd_str_printf(arena, "%" PRId64, n.v) : (struct vd_str){0}; }

static struct piece_input typed_of(struct vd_req *rq, const struct event_piece_row *p)
{
    return (struct piece_input){.titulo = p->title, .canal = p->channel, .fecha = events_dmy(rq->arena, p->issued_on), .publico_a = p->audience, .enlace = p->link, .familia = p->family,
        .vigencia = no_said(rq->arena, p->vigencia), .version = no_said(rq->arena, p->version_no), .dependencia = p->unit_slug, .publico = p->is_public ? VD_S("si") : (struct vd_str){0},
        .visto = vd_some(p->rev)};
}

/* ---- the form */

static enum vd_err fill_form(struct vd_req *rq, const struct piece_input *t, struct events_piece_form_view *view)
{
    const struct vd_str none = {0};
    view->title = staff_text(rq, "titulo", VD_S("Qué se divulgó"), t->titulo, VD_S("Por ejemplo: Boletín interno 12, el plan de este año."), 0, false);
    view->channel = staff_choices(rq, "canal", VD_S("Canal"), true, false);
    events_choices_of_channels(rq, &view->channel, true, t->canal);
    view->date = staff_text(rq, "fecha", VD_S("Fecha"), t->fecha, VD_S("Día/mes/año."), 0, false);
    view->audience = staff_text(rq, "publico_a", VD_S("A quién se dirige"), t->publico_a, VD_S("Por ejemplo: servidores de la entidad; ciudadanía."), 0, false);
    view->link = staff_text(rq, "enlace", VD_S("Enlace"), t->enlace, VD_S("Dónde se ve. Sin enlace, la evidencia es un archivo."), 0, true);
    view->family = staff_choices(rq, "familia", VD_S("Plan que se socializa"), true, true);
    events_choices_of_codes(rq, &view->family, events_families, t->familia);
    view->year = staff_text(rq, "vigencia", VD_S("Vigencia"), t->vigencia, VD_S("Año del plan."), 0, true);
    view->version = staff_text(rq, "version", VD_S("Versión del plan"), t->version, VD_S("Su número, por ejemplo 1."), 0, true);
    view->reason = staff_text(rq, "razon", VD_S("Por qué se cambia"), t->razon, none, 2, false);
    view->date.width = view->year.width = view->version.width = "w-s";
    view->is_public = t->publico.n;
    view->unit = staff_choices(rq, "dependencia", VD_S("Dependencia que la divulga"), true, false);
    return events_choices_of_units(rq, &view->unit, false, t->dependencia);
}

static void fill_conflict(struct vd_req *rq, const struct event_piece_row *piece, const struct piece_input *t, struct events_piece_form_view *view)
{
    const struct piece_input now = typed_of(rq, piece);
    view->differ.said = VD_S("Otra persona cambió esta pieza mientras usted escribía.");
    view->seen = piece->rev;
    events_differ(rq, &view->differ.differences, VD_S("Qué se divulgó"), now.titulo, t->titulo);
    events_differ(rq, &view->differ.differences, VD_S("Canal"), events_channel_name(now.canal), events_channel_name(t->canal));
    events_differ(rq, &view->differ.differences, VD_S("Fecha"), now.fecha, t->fecha);
    events_differ(rq, &view->differ.differences, VD_S("A quién se dirige"), now.publico_a, t->publico_a);
    events_differ(rq, &view->differ.differences, VD_S("Enlace"), now.enlace, t->enlace);
    events_differ(rq, &view->differ.differences, VD_S("Versión"), now.version, t->version);
    rq->status = 409;
}

/* piece NULL: it is to be registered. */
static enum vd_err show(struct vd_req *rq, const struct event_piece_row *piece, const struct piece_input *typed, bool conflict)
{
    struct events_piece_form_view view = {.heading = piece ? VD_S("Cambiar la pieza") : VD_S("Registrar una pieza"), .wrongs = staff_wrongs(rq), .is_new = !piece, .seen = typed->visto.v,
        .token = vd_form_token(rq, piece ? EVENTS_PIECES "/{pieza}/cambiar" : EVENTS_PIECES "/nueva")};
    view.action = piece ? events_piece_url(rq, piece->no, "/cambiar") : staff_url(rq, "piezas", "nueva", NULL);
    view.back = piece ? events_piece_url(rq, piece->no, "") : staff_url(rq, "piezas", NULL);
    VD_TRY(staff_page(rq, view.heading, &view.page));
    staff_crumb(rq, &view.page, VD_S("Piezas de comunicación"), staff_url(rq, "piezas", NULL));
    if (piece)
        staff_crumb(rq, &view.page, piece->title, view.back);
    VD_TRY(fill_form(rq, typed, &view));
    if (conflict)
        fill_conflict(rq, piece, typed, &view);
    tpl_events_piece_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq)
{
    const struct piece_input *in = rq->input;
    const struct piece_input typed = {.familia = in->familia, .vigencia = in->vigencia, .version = in->version, .publico = VD_S("si")};
    return show(rq, NULL, &typed, false);
}

static enum vd_err change_page(struct vd_req *rq)
{
    const struct piece_input *in = rq->input;
    struct event_piece_row piece;
    VD_TRY(events_piece_open_to_write(rq, in->pieza.v, &piece));
    const struct piece_input typed = typed_of(rq, &piece);
    return show(rq, &piece, &typed, false);
}

/* ---- saving */

static enum vd_err read_version(struct vd_req *rq, const struct piece_input *in, struct row_outreach_piece *ret)
{
    int64_t no = 0;
    struct life_version_row version;
    events_read_plan(rq, in->familia, in->vigencia, in->version.n, &ret->family, &ret->vigencia);
    if (!in->version.n || !ret->family.n)
        return VD_OK;
    enum vd_err err = vd_str_i64(in->version, &no) && no > 0 ? life_find(rq->db, rq->arena, staff_who(rq)->entity.id, ret->family, ret->vigencia.v, no, &version) : VD_NOT_FOUND;
    if (err == VD_NOT_FOUND)
        vd_req_wrong(rq, "version", "Ese plan no tiene una versión con ese número");
    else if (err != VD_OK)
        return err;
    ret->version_no = vd_some(no);
    return VD_OK;
}

static enum vd_err read_form(struct vd_req *rq, const struct piece_input *in, struct row_outreach_piece *ret)
{
    struct vd_date issued;
    staff_must(rq, "titulo", in->titulo, "Escriba qué se divulgó");
    staff_must(rq, "publico_a", in->publico_a, "Escriba a quién se dirige");
    if (vd_str_eq(events_channel_name(in->canal), in->canal))
        vd_req_wrong(rq, "canal", "Elija por dónde se divulgó");
    events_read_date(rq, "fecha", in->fecha, &ret->issued_on);
    if (vd_date_from_iso(ret->issued_on, &issued) && vd_date_days(issued) > vd_date_days(rq->today))
        vd_req_wrong(rq, "fecha", "Escriba el día en que salió: no puede ser después de hoy");
    events_read_link(rq, "enlace", in->enlace, &ret->link);
    ret->title = vd_str_squeeze(rq->arena, in->titulo);
    ret->audience = vd_str_squeeze(rq->arena, in->publico_a);
    ret->channel = in->canal;
    ret->is_public = in->publico.n > 0;
    VD_TRY(read_version(rq, in, ret));
    return staff_read_unit(rq, "dependencia", in->dependencia, &ret->unit_id);
}

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct piece_input *in = rq->input;
    struct event_piece_row piece;
    int64_t no = 0;
    if (write->err == VD_OK && vd_str_i64(write->result, &no))
        return staff_go(rq, events_piece_url(rq, no, ""), write->seq);
    if (write->err == VD_CONFLICT && !write->problem.n && in->pieza.has) {
        VD_TRY(events_piece_open_to_write(rq, in->pieza.v, &piece));
        if (piece.rev != in->visto.v)
            return show(rq, &piece, in, true);
    }
    return staff_failed(rq, write);
}

static enum vd_err new_post(struct vd_req *rq)
{
    const struct piece_input *in = rq->input;
    struct events_asking asking = {0};
    VD_TRY(read_form(rq, in, &asking.piece));
    return rq->wrong.n ? show(rq, NULL, in, false) : staff_write(rq, events_write_of(rq, "pieza.registrada", events_piece_save, saved, asking));
}

static enum vd_err change_post(struct vd_req *rq)
{
    const struct piece_input *in = rq->input;
    struct event_piece_row piece;
    struct events_asking asking = {.no = in->pieza.v, .rev = in->visto.v, .reason = in->razon};
    VD_TRY(events_piece_open_to_write(rq, in->pieza.v, &piece));
    VD_TRY(read_form(rq, in, &asking.piece));
    staff_must(rq, "razon", in->razon, "Escriba por qué se cambia");
    return rq->wrong.n ? show(rq, &piece, in, false) : staff_write(rq, events_write_of(rq, "pieza.cambiada", events_piece_save, saved, asking));
}

/* ---- routes */

#define TYPED(member, most, what, meaning) EVENTS_TYPED(piece_input, member, most, what, meaning)
#define FORM \
    TYPED(titulo, EVENTS_TITLE_MOST, "Qué se divulgó", "what was made known"), TYPED(canal, 40, "Canal", "code of law/event-channels.csv"), TYPED(fecha, 10, "Fecha", "day, dd/mm/yyyy"), \
    TYPED(publico_a, EVENTS_TITLE_MOST, "A quién se dirige", "audience"), TYPED(enlace, 1000, "Enlace", "address of the web"), TYPED(familia, 20, "Plan", "plan, plan-accion or plan-propio"), \
    TYPED(vigencia, 4, "Vigencia", "year of the plan"), TYPED(version, 4, "Versión del plan", "number of the version"), TYPED(dependencia, 80, "Dependencia", "slug of the unit"), \
    TYPED(publico, 4, "Lo ve la ciudadanía", "si: it is public"), TYPED(razon, 2000, "Por qué se cambia", "why it is changed")
#define GIVEN(member, most, meaning) VD_PARAM(piece_input, member, VD_FROM_QUERY, VD_P_TEXT, .max = (most), .about = (meaning))
static const struct vd_param of_new[] = {VD_PARAM_ENTITY(piece_input), GIVEN(familia, 20, "plan that is chosen already"), GIVEN(vigencia, 4, "year that is written already"),
    GIVEN(version, 4, "version that is written already"), {.name = NULL}};
static const struct vd_param of_add[] = {VD_PARAM_ENTITY(piece_input), FORM, {.name = NULL}};
static const struct vd_param of_change[] = {VD_PARAM_ENTITY(piece_input), EVENTS_NO(piece_input, pieza), {.name = NULL}};
static const struct vd_param of_save[] = {VD_PARAM_ENTITY(piece_input), EVENTS_NO(piece_input, pieza), EVENTS_SEEN(piece_input), FORM, {.name = NULL}};

const struct vd_route events_piece_form_routes[] = {
    STAFF_PAGE(piece_input, EVENTS_PIECES "/nueva", of_new, "participacion.escribir", new_page, "form of a new piece of communication"),
    STAFF_POST(piece_input, EVENTS_PIECES "/nueva", of_add, "participacion.escribir", new_post, "register a piece of communication"),
    STAFF_PAGE(piece_input, EVENTS_PIECES "/{pieza}/cambiar", of_change, "participacion.escribir", change_page, "form of a piece"),
    STAFF_POST(piece_input, EVENTS_PIECES "/{pieza}/cambiar", of_save, "participacion.escribir", change_post, "change a piece, with a reason"),
    {.path = NULL},
};
