/* SPDX-License-Identifier: Apache-2.0 */
#include "features/events/events_filter.h"

enum { QUERY_MOST = 400 };

enum vd_err events_filter_read(const struct events_filter *f, struct events_asked *ret)
{
    struct vd_str no = f->antes, on;
    struct vd_date day;
    *ret = (struct events_asked){.family = f->familia, .vigencia = f->vigencia.v, .kind = f->clase, .state = f->estado, .unit = f->dependencia, .most = EVENTS_IN_PAGE + 1};
    if (!f->antes.n)
        return VD_OK;
    if (!vd_str_split(&no, '.', &on) || !vd_date_from_iso(on, &day) || !vd_str_i64(no, &ret->before_no))
        return VD_INVALID;
    ret->before_on = on;
    return VD_OK;
}

static void put_pair(struct vd_buf *query, const char *name, struct vd_str value)
{
    if (!value.n)
        return;
    vd_buf_char(query, query->n ? '&' : '?');
    vd_buf_c(query, name);
    vd_buf_char(query, '=');
    vd_url_encode(query, value);
}

struct vd_url events_filter_next(struct vd_req *rq, struct vd_url base, const struct events_filter *f, struct vd_str on, int64_t no)
{
    char room[QUERY_MOST] = "";
    struct vd_buf query = {.p = room, .cap = sizeof room, .max = QUERY_MOST};
    put_pair(&query, "familia", f->familia);
    if (f->vigencia.has)
        put_pair(&query, "vigencia", vd_str_printf(rq->arena, "%" PRId64, f->vigencia.v));
    put_pair(&query, "clase", f->clase);
    put_pair(&query, "estado", f->estado);
    put_pair(&query, "dependencia", f->dependencia);
    if (no)
        put_pair(&query, "antes", vd_str_printf(rq->arena, "%.*s.%" PRId64, VD_SARG(on), no));
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s%.*s", VD_SARG(base.s), VD_SARG(vd_buf_view(&query)))};
}

struct vd_url events_filter_url(struct vd_req *rq, struct vd_url base, const struct events_filter *f) { return events_filter_next(rq, base, f, (struct vd_str){0}, 0); }

bool events_filter_is_set(const struct events_filter *f) { return f->familia.n || f->vigencia.has || f->clase.n || f->estado.n || f->dependencia.n; }

void events_option(struct vd_req *rq, events_options *list, struct vd_str value, struct vd_str text, struct vd_str chosen)
{
    *VD_PUSH(rq->arena, list) = (struct events_option){value, text, vd_str_eq(value, chosen)};
}

void events_options_of(struct vd_req *rq, events_options *list, const struct vd_code *codes, struct vd_str chosen)
{
    for (const struct vd_code *c = codes; c->value; c++)
        events_option(rq, list, vd_str_of(c->value), vd_str_of(c->word), chosen);
}

static struct vd_date day_of(struct vd_str iso)
{
    struct vd_date on = {0};
    return vd_date_from_iso(iso, &on) ? on : (struct vd_date){0};
}

struct events_line events_line_of(struct vd_req *rq, const struct event_found_row *e)
{
    return (struct events_line){.title = e->title, .kind = events_kind_name(e->kind), .plan = events_plan_said(rq->arena, e->family, e->vigencia), .unit = e->unit, .on = day_of(e->held_on),
        .state = events_sem(e->state), .no = e->no, .attended = e->attended, .proposals = e->proposals, .undecided = e->undecided, .evidence = e->evidence, .is_public = e->is_public,
        .url = events_url(rq, e->no, "")};
}

struct events_piece_line events_piece_line_of(struct vd_req *rq, const struct event_piece_row *p)
{
    return (struct events_piece_line){.title = p->title, .channel = events_channel_name(p->channel), .audience = p->audience, .plan = events_plan_said(rq->arena, p->family, p->vigencia), .unit = p->unit,
        .on = day_of(p->issued_on), .state = events_piece_sem(p), .no = p->no, .is_public = p->is_public, .url = events_piece_url(rq, p->no, "")};
}
