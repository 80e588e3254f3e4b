/* SPDX-License-Identifier: Apache-2.0 */
/* The lists as data: at work all rows, for the public those that are public. Nobody's name is in them. */
#include "features/events/events_filter.h"

struct count_row { struct vd_str group; int64_t n; bool is_extra; };
static const struct vd_field count_fields[] = {
    VD_FIELD(struct count_row, group, VD_F_TEXT, "group", "Grupo", "Grupo de quienes asistieron"),
    VD_FIELD(struct count_row, n, VD_F_INT, "people", "Personas", "Cuántas personas"),
    VD_FIELD(struct count_row, is_extra, VD_F_BOOL, "differential", "Enfoque diferencial", "Cuenta otra vez a personas de los demás grupos"),
};
static const struct vd_dataset counts_set = VD_DATASET(count_row, count_fields, "asistencia", "Asistencia por grupo");

struct event_row {
    int64_t no, proposals, undecided;
    struct vd_str kind, title, family, from_time, to_time, mode, place, link, channel, unit, state;
    struct vd_oint vigencia, attended;
    struct vd_date on;
    VD_LIST(struct count_row) counts;
};
static const struct vd_field event_fields[] = {
    VD_FIELD(struct event_row, no, VD_F_INT, "number", "Número", "Número del espacio en la entidad"),
    VD_FIELD(struct event_row, kind, VD_F_TEXT, "kind", "Clase", "Taller, mesa de trabajo, capacitación u otra"),
    VD_FIELD(struct event_row, title, VD_F_TEXT, "title", "Nombre", "Nombre del espacio"),
    VD_FIELD_CODE(struct event_row, family, events_families, "plan", "Plan", "Plan al que sirve; vacío si a ninguno"),
    VD_FIELD(struct event_row, vigencia, VD_F_OINT, "vigencia", "Vigencia", "Año del plan"),
    VD_FIELD(struct event_row, on, VD_F_DATE, "held_on", "Fecha", "Día en que se hizo o está programado"),
    VD_FIELD(struct event_row, from_time, VD_F_TEXT, "from", "Desde", "Hora en que empieza"),
    VD_FIELD(struct event_row, to_time, VD_F_TEXT, "to", "Hasta", "Hora en que termina"),
    VD_FIELD_CODE(struct event_row, mode, events_modes, "mode", "Modalidad", "Si es presencial o virtual"),
    VD_FIELD(struct event_row, place, VD_F_TEXT, "place", "Lugar", "Dónde se hace"),
    VD_FIELD(struct event_row, link, VD_F_TEXT, "link", "Enlace", "Dirección para asistir o ver la grabación"),
    VD_FIELD(struct event_row, channel, VD_F_TEXT, "convened_by", "Convocatoria", "Canal por el que se convocó"),
    VD_FIELD(struct event_row, unit, VD_F_TEXT, "unit", "Dependencia", "Dependencia que lo lidera"),
    VD_FIELD_CODE(struct event_row, state, events_states, "state", "Estado", "Si se hizo"),
    VD_FIELD(struct event_row, attended, VD_F_OINT, "attendance", "Asistentes", "Cuántas personas asistieron; vacío mientras no se registra"),
    VD_FIELD(struct event_row, proposals, VD_F_INT, "proposals", "Propuestas", "Cuántas propuestas se recogieron"),
    VD_FIELD(struct event_row, undecided, VD_F_INT, "undecided", "Por decidir", "Propuestas sobre las que no se ha decidido"),
    VD_FIELD_OF(struct event_row, counts, VD_F_LIST, &counts_set, "attendance_by_group", "Asistencia por grupo", "Cuántas personas de cada grupo"),
};
static const struct vd_dataset events_set = VD_DATASET(event_row, event_fields, "participacion", "Espacios de participación");

struct piece_row {
    int64_t no;
    struct vd_str title, channel, audience, link, family, unit, state;
    struct vd_oint vigencia, version;
    struct vd_date on;
};
static const struct vd_field piece_fields[] = {
    VD_FIELD(struct piece_row, no, VD_F_INT, "number", "Número", "Número de la pieza en la entidad"),
    VD_FIELD(struct piece_row, title, VD_F_TEXT, "title", "Pieza", "Qué se divulgó"),
    VD_FIELD(struct piece_row, channel, VD_F_TEXT, "channel", "Canal", "Por dónde se divulgó"),
    VD_FIELD(struct piece_row, on, VD_F_DATE, "issued_on", "Fecha", "Día en que se divulgó"),
    VD_FIELD(struct piece_row, audience, VD_F_TEXT, "audience", "Público", "A quién se dirige"),
    VD_FIELD(struct piece_row, link, VD_F_TEXT, "link", "Enlace", "Dirección en la que se ve"),
    VD_FIELD_CODE(struct piece_row, family, events_families, "plan", "Plan", "Plan que se socializa; vacío si ninguno"),
    VD_FIELD(struct piece_row, vigencia, VD_F_OINT, "vigencia", "Vigencia", "Año del plan"),
    VD_FIELD(struct piece_row, version, VD_F_OINT, "version", "Versión", "Versión del plan que se socializa"),
    VD_FIELD(struct piece_row, unit, VD_F_TEXT, "unit", "Dependencia", "Dependencia que la divulgó"),
    VD_FIELD_CODE(struct piece_row, state, events_piece_states, "state", "Estado", "Si sigue registrada"),
};
static const struct vd_dataset pieces_set = VD_DATASET(piece_row, piece_fields, "piezas", "Piezas de comunicación");

struct proposal_row {
    int64_t event, no;
    struct vd_str title, family, text, by_kind, by, state, reason, activity;
    struct vd_oint vigencia;
    struct vd_date on;
};
static const struct vd_field proposal_fields[] = {
    VD_FIELD(struct proposal_row, event, VD_F_INT, "event_number", "Espacio", "Número del espacio en que se hizo"),
    VD_FIELD(struct proposal_row, no, VD_F_INT, "number", "Número", "Número de la propuesta en su espacio"),
    VD_FIELD(struct proposal_row, title, VD_F_TEXT, "event", "Nombre del espacio", "En qué espacio se hizo"),
    VD_FIELD(struct proposal_row, on, VD_F_DATE, "held_on", "Fecha", "Día del espacio"),
    VD_FIELD_CODE(struct proposal_row, family, events_families, "plan", "Plan", "Plan al que sirve el espacio"),
    VD_FIELD(struct proposal_row, vigencia, VD_F_OINT, "vigencia", "Vigencia", "Año del plan"),
    VD_FIELD(struct proposal_row, text, VD_F_TEXT, "text", "Propuesta", "Lo que se propuso"),
    VD_FIELD_CODE(struct proposal_row, by_kind, events_proposers, "by_kind", "Quién propone", "Dependencia, grupo o ciudadanía; nunca un nombre"),
    VD_FIELD(struct proposal_row, by, VD_F_TEXT, "by", "De", "Qué dependencia o qué grupo"),
    VD_FIELD_CODE(struct proposal_row, state, events_proposal_states, "state", "Estado", "Qué se decidió"),
    VD_FIELD(struct proposal_row, reason, VD_F_TEXT, "reason", "Razón", "Por qué"),
    VD_FIELD(struct proposal_row, activity, VD_F_TEXT, "activity", "Actividad", "Actividad del plan a la que dio origen"),
};
static const struct vd_dataset proposals_set = VD_DATASET(proposal_row, proposal_fields, "propuestas", "Propuestas de los espacios de participación");

/* ---- rows */

static struct vd_date day(struct vd_str iso)
{
    struct vd_date on = {0};
    return vd_date_from_iso(iso, &on) ? on : (struct vd_date){0};
}

struct opened { struct vd_entity entity; struct events_asked asked; };

static enum vd_err open_list(struct vd_req *rq, const char *name, struct opened *ret, struct site_list *ret_list)
{
    const struct events_filter *in = rq->input;
    struct vd_chain_head head;
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    VD_TRY(events_filter_read(in, &ret->asked));
    VD_TRY(vd_record_head(rq->db, rq->arena, ret->entity.id, &head));
    ret->asked.most = EVENTS_WHOLE;
    ret->asked.public_only = rq->route->access == VD_ACCESS_PUBLIC;
    *ret_list = (struct site_list){.at = head.at, .name = vd_str_printf(rq->arena, "%.*s-%s", VD_SARG(ret->entity.slug), name)};
    return VD_OK;
}

/* Where the counts of an event begin among those of all, which come in the order of the events. */
static size_t counts_from(const events_counts *counts, int64_t event_id)
{
    size_t from = 0, to = counts->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (counts->v[middle].event_id < event_id)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static enum vd_err list_events(struct vd_req *rq, struct site_list *ret)
{
    struct opened o = {0};
    events_list list = {0};
    events_counts counts = {0};
    VD_LIST(struct event_row) rows = {0};
    VD_TRY(open_list(rq, "participacion", &o, ret));
    VD_TRY(events_list_of(rq->db, rq->arena, o.entity.id, &o.asked, &list));
    VD_TRY(events_counts_of(rq->db, rq->arena, o.entity.id, 0, &counts));
    VD_EACH(e, &list) {
        struct event_row *row = VD_PUSH(rq->arena, &rows);
        *row = (struct event_row){.no = e->no, .kind = events_kind_name(e->kind), .title = e->title, .family = e->family, .vigencia = e->vigencia, .on = day(e->held_on), .from_time = e->from_time,
            .to_time = e->to_time, .mode = e->mode, .place = e->place, .link = e->link, .channel = events_channel_name(e->channel), .unit = e->unit, .state = e->state, .attended = e->attended ? vd_some(e->attended) : (struct vd_oint){0},
            .proposals = e->proposals, .undecided = e->undecided};
        for (size_t i = counts_from(&counts, e->id); i < counts.n && counts.v[i].event_id == e->id; i++)
            *VD_PUSH(rq->arena, &row->counts) = (struct count_row){events_group_name(counts.v[i].group_code), counts.v[i].n, counts.v[i].is_extra};
    }
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static enum vd_err list_pieces(struct vd_req *rq, struct site_list *ret)
{
    struct opened o = {0};
    events_pieces list = {0};
    VD_LIST(struct piece_row) rows = {0};
    VD_TRY(open_list(rq, "piezas", &o, ret));
    VD_TRY(events_pieces_of(rq->db, rq->arena, o.entity.id, &o.asked, &list));
    VD_EACH(p, &list)
        *VD_PUSH(rq->arena, &rows) = (struct piece_row){.no = p->no, .title = p->title, .channel = events_channel_name(p->channel), .on = day(p->issued_on), .audience = p->audience, .link = p->link,
            .family = p->family, .vigencia = p->vigencia, .version = p->version_no, .unit = p->unit, .state = p->state};
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

/* Of a draft the public learns nothing: only an activity that its plan shows is named. */
static enum vd_err list_proposals(struct vd_req *rq, struct site_list *ret)
{
    struct opened o = {0};
    events_proposals list = {0};
    VD_LIST(struct proposal_row) rows = {0};
    VD_TRY(open_list(rq, "propuestas", &o, ret));
    const struct events_proposed asked = {.family = o.asked.family, .vigencia = o.asked.vigencia, .public_only = o.asked.public_only};
    VD_TRY(events_proposals_of(rq->db, rq->arena, o.entity.id, &asked, &list));
    VD_EACH(p, &list)
        *VD_PUSH(rq->arena, &rows) = (struct proposal_row){.event = p->event_no, .no = p->no, .title = p->event_title, .on = day(p->held_on), .family = p->family, .vigencia = p->vigencia, .text = p->text,
            .by_kind = p->by_kind, .by = events_proposer_said(p), .state = p->state, .reason = p->reason, .activity = o.asked.public_only ? p->public_activity : p->activity};
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

const struct site_data events_data = {.set = &events_set, .list = list_events, .about = "Cada taller, capacitación u otro espacio de participación, con su asistencia por grupos y sin nombres de personas"};
const struct site_data events_pieces_data = {.set = &pieces_set, .list = list_pieces, .about = "Cada pieza con la que la entidad da a conocer sus planes: canal, fecha y público"};
const struct site_data events_proposals_data = {.set = &proposals_set, .list = list_proposals, .about = "Cada propuesta hecha en un espacio de participación, con lo que se decidió y la razón"};
