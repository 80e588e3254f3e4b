/* SPDX-License-Identifier: Apache-2.0 */
/* Deliveries that come back as data: what is asked of each, what was handed in, late or not at all. */
#include "features/agenda/agenda_views.h"
#include "features/site/site.h"

struct data_input { struct site_data_input data; struct vd_str entidad; };

struct delivery_data {
    struct vd_str title, unit, receiver, rhythm, activity, norm, ended;
    struct vd_date from, to;
    int64_t expected, delivered, late, missing;
};
typedef VD_LIST(struct delivery_data) delivery_datas;

static const struct vd_field fields[] = {
    VD_FIELD(struct delivery_data, title, VD_F_TEXT, "delivery", "Entrega", "Qué se entrega"),
    VD_FIELD(struct delivery_data, unit, VD_F_TEXT, "unit", "Dependencia", "Quién la entrega"),
    VD_FIELD(struct delivery_data, receiver, VD_F_TEXT, "receiver", "Recibe", "Quién la recibe"),
    VD_FIELD(struct delivery_data, activity, VD_F_TEXT, "activity", "Actividad", "Actividad del plan que la promete"),
    VD_FIELD(struct delivery_data, rhythm, VD_F_TEXT, "rhythm", "Cada cuánto", "Cada cuánto se entrega y cuándo vence"),
    VD_FIELD(struct delivery_data, from, VD_F_DATE, "from", "Desde", "Primer día en que se pide"),
    VD_FIELD(struct delivery_data, to, VD_F_DATE, "to", "Hasta", "Último día en que se pide"),
    VD_FIELD(struct delivery_data, expected, VD_F_INT, "expected", "Se piden", "Cuántas se piden en total"),
    VD_FIELD(struct delivery_data, delivered, VD_F_INT, "delivered", "Entregadas", "Cuántas se entregaron"),
    VD_FIELD(struct delivery_data, late, VD_F_INT, "late", "Tarde", "Cuántas de las entregadas llegaron después de vencer"),
    VD_FIELD(struct delivery_data, missing, VD_F_INT, "missing", "Faltan", "Cuántas vencieron y no se han entregado"),
    VD_FIELD(struct delivery_data, norm, VD_F_TEXT, "norm", "Norma", "Norma o documento que la pide"),
    VD_FIELD(struct delivery_data, ended, VD_F_TEXT, "ended", "Por qué ya no se pide", "Vacío: se sigue pidiendo"),
};
static const struct vd_dataset set = VD_DATASET(delivery_data, fields, "entregas", "Entregas que se repiten");

static enum vd_err list(struct vd_req *rq, struct site_list *ret)
{
    agenda_goings all = {0};
    delivery_datas rows = {0};
    VD_TRY(agenda_deliveries(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &all));
    VD_EACH(g, &all) {
        struct delivery_data *row = VD_PUSH(rq->arena, &rows);
        *row = (struct delivery_data){.title = g->row.title, .unit = g->row.unit, .receiver = g->row.receiver, .activity = g->row.address, .norm = g->row.norm, .ended = g->row.ended_reason,
            .rhythm = agenda_rhythm_said(rq->arena, g->row.cadence, g->row.due_kind, g->row.due_n), .expected = g->count.expected, .delivered = g->count.delivered, .late = g->count.late,
            .missing = g->count.missing};
        if (!vd_date_from_iso(g->row.starts_on, &row->from) || !vd_date_from_iso(g->row.ends_on, &row->to))
            return VD_CORRUPT;
    }
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    ret->at = rq->now;
    ret->name = vd_str_printf(rq->arena, "%.*s-entregas-%.*s", VD_SARG(staff_who(rq)->entity.slug), VD_SARG(vd_date_iso(rq->arena, rq->today)));
    return VD_OK;
}

static const struct site_data data = {.set = &set, .list = list, .about = "Cada entrega que se repite con lo que se pide, lo entregado, lo tardío y lo que falta"};

static const struct vd_param of_data[] = {VD_PARAM_ENTITY(data_input), SITE_DIALECT(data_input), {.name = NULL}};
#define DATA(suffix, fn, ...) \
    STAFF_PAGE(data_input, "/{entidad}/trabajo/entregas" suffix, of_data, "trabajo.entrar", fn, "deliveries that come back, as data", .extra = &data, __VA_ARGS__)

const struct vd_route agenda_data_routes[] = {
    DATA(".csv", site_data_csv), DATA(".json", site_data_json), DATA(".xlsx", site_data_xlsx, .wide = true),
    {.path = NULL},
};
