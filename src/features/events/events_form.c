/* SPDX-License-Identifier: Apache-2.0 */
#include "features/events/events_form.h"

void events_choose(struct vd_req *rq, struct vd_choices *choices, struct vd_str value, struct vd_str text, struct vd_str chosen)
{
    *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){.value = value, .text = text, .chosen = vd_str_eq(value, chosen)};
}

void events_choices_of_codes(struct vd_req *rq, struct vd_choices *choices, const struct vd_code *codes, struct vd_str chosen)
{
    for (const struct vd_code *c = codes; c->value; c++)
        events_choose(rq, choices, vd_str_of(c->value), vd_str_of(c->word), chosen);
}

void events_choices_of_channels(struct vd_req *rq, struct vd_choices *choices, bool informs, struct vd_str chosen)
{
    for (size_t i = 0; i < events_event_channels_n; i++) {
        const struct events_event_channels *c = &events_event_channels[i];
        if ((informs ? c->informs : c->convenes).n)
            events_choose(rq, choices, c->code, c->name, chosen);
    }
}

enum vd_err events_choices_of_units(struct vd_req *rq, struct vd_choices *choices, bool every, struct vd_str chosen)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        if (every || events_may_unit(staff_who(rq), u->id))
            events_choose(rq, choices, u->slug, u->name, chosen);
    return VD_OK;
}

/* ---- reading */

void events_read_plan(struct vd_req *rq, struct vd_str family, struct vd_str year, bool must, struct vd_str *ret_family, struct vd_oint *ret_year)
{
    int64_t n = 0;
    bool known = events_is_code(events_families, family);
    *ret_family = (struct vd_str){0};
    *ret_year = (struct vd_oint){0};
    if (!family.n && !year.n && !must)
        return;
    if (!known)
        vd_req_wrong(rq, "familia", "Elija el plan");
    if (!vd_str_i64(year, &n) || n < 1991 || n > 2199)
        vd_req_wrong(rq, "vigencia", "Escriba el año del plan, por ejemplo 2027");
    else if (known) {
        *ret_family = family;
        *ret_year = vd_some(n);
    }
}

void events_read_time(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_str *ret)
{
    struct vd_str minutes = vd_str_trim(typed), hours;
    int64_t h = 0, m = 0;
    *ret = (struct vd_str){0};
    if (!minutes.n)
        return;
    if (vd_str_split(&minutes, ':', &hours) && hours.n && hours.n < 3 && minutes.n == 2 && vd_str_i64(hours, &h) && vd_str_i64(minutes, &m) && h >= 0 && h < 24 && m >= 0 && m < 60)
        *ret = vd_str_printf(rq->arena, "%02d:%02d", (int)h, (int)m);
    else
        vd_req_wrong(rq, field, "Escriba la hora de 0 a 23 y los minutos, por ejemplo 14:30");
}

void events_read_date(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_str *ret_iso)
{
    struct vd_date date;
    *ret_iso = (struct vd_str){0};
    if (staff_wrong_of(rq, field).p || staff_date(rq, field, typed, &date) != VD_OK)
        return;
    if (date.year)
        *ret_iso = vd_date_iso(rq->arena, date);
    else
        vd_req_wrong(rq, field, "Escriba la fecha como día/mes/año");
}

void events_read_link(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_str *ret)
{
    bool good = vd_is_web(typed);
    *ret = good ? typed : (struct vd_str){0};
    if (typed.n && !good)
        vd_req_wrong(rq, field, "Copie la dirección completa del navegador: empieza por https:// y no tiene espacios");
}

bool events_is_code(const struct vd_code *codes, struct vd_str value) { return value.n && vd_code_of(codes, value); }

void events_differ(struct vd_req *rq, events_differences *list, struct vd_str label, struct vd_str now, struct vd_str typed)
{
    if (!vd_str_eq(vd_str_squeeze(rq->arena, now), vd_str_squeeze(rq->arena, typed)))
        *VD_PUSH(rq->arena, list) = (struct events_difference){label, now, typed};
}

/* ---- one of them */

enum vd_err events_open(struct vd_req *rq, int64_t no, struct event_found_row *ret)
{
    enum vd_err err = events_get(rq->db, rq->arena, staff_who(rq)->entity.id, no, ret);
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "En esta entidad no hay un espacio de participación con el número %" PRId64 ".", no);
    rq->way_out = staff_url(rq, "participacion", NULL).s;
    return err;
}

enum vd_err events_piece_open(struct vd_req *rq, int64_t no, struct event_piece_row *ret)
{
    enum vd_err err = events_piece_get(rq->db, rq->arena, staff_who(rq)->entity.id, no, ret);
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "En esta entidad no hay una pieza de comunicación con el número %" PRId64 ".", no);
    rq->way_out = staff_url(rq, "piezas", NULL).s;
    return err;
}

static enum vd_err may_write(struct vd_req *rq, int64_t unit_id, bool withdrawn)
{
    if (!events_may_unit(staff_who(rq), unit_id)) {
        rq->problem = VD_S("Usted registra lo que lidera su dependencia; esto lo lidera otra.");
        return VD_DENIED;
    }
    if (withdrawn)
        rq->problem = VD_S("Se retiró y ya no se cambia. Queda en la lista con su razón.");
    return withdrawn ? VD_CONFLICT : VD_OK;
}

enum vd_err events_open_to_write(struct vd_req *rq, int64_t no, struct event_found_row *ret)
{
    VD_TRY(events_open(rq, no, ret));
    rq->way_out = events_url(rq, no, "").s;
    return may_write(rq, ret->unit_id, vd_str_is(ret->state, "retirado"));
}

enum vd_err events_piece_open_to_write(struct vd_req *rq, int64_t no, struct event_piece_row *ret)
{
    VD_TRY(events_piece_open(rq, no, ret));
    rq->way_out = events_piece_url(rq, no, "").s;
    return may_write(rq, ret->unit_id, vd_str_is(ret->state, "retirada"));
}

static struct vd_url below(struct vd_req *rq, const char *word, int64_t no, const char *rest)
{
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s/%" PRId64 "%s", VD_SARG(staff_url(rq, word, NULL).s), no, rest)};
}

struct vd_url events_url(struct vd_req *rq, int64_t no, const char *rest) { return below(rq, "participacion", no, rest); }
struct vd_url events_piece_url(struct vd_req *rq, int64_t no, const char *rest) { return below(rq, "piezas", no, rest); }

struct staff_write *events_write_of(struct vd_req *rq, const char *kind, staff_apply *apply, enum vd_err (*then)(struct vd_req *, struct staff_write *), struct events_asking asking)
{
    struct events_asking *arg = VD_NEW(rq->arena, struct events_asking);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *arg = asking;
    arg->person_id = staff_who(rq)->person_id;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = kind, .apply = apply, .then = then, .arg = arg};
    return write;
}
