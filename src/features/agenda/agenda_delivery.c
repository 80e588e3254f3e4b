/* SPDX-License-Identifier: Apache-2.0 */
#include "db/tables.h"
#include "features/agenda/agenda_delivery.h"

enum vd_err agenda_delivery_periods(struct vd_arena *arena, const struct agenda_delivering *of, agenda_periods *ret)
{
    if (!vd_str_is(of->cadence, "fechas"))
        return agenda_periods_of(arena, &of->rhythm, ret);
    VD_EACH(day, &of->days)
        *VD_PUSH(arena, ret) = (struct agenda_period){.no = (int)ret->n, .from = of->rhythm.from, .to = *day, .due = *day, .label = vd_date_dmy(arena, *day)};
    return ret->n ? VD_OK : VD_INVALID;
}

static enum vd_err put_days(struct vd_change *change, const struct agenda_delivering *of, int64_t id)
{
    int64_t ord = 0;
    VD_EACH(day, &of->days) {
        const struct row_delivery_day row = {.entity_id = vd_change_entity(change), .delivery_id = id, .ord = ++ord, .due_on = vd_date_iso(vd_change_arena(change), *day)};
        VD_TRY(vd_change_put(change, &T_delivery_day, &row));
    }
    return VD_OK;
}

static enum vd_err put_periods(struct vd_change *change, const struct agenda_delivering *of, int64_t id)
{
    struct vd_arena *arena = vd_change_arena(change);
    agenda_periods periods = {0};
    VD_TRY(agenda_delivery_periods(arena, of, &periods));
    VD_EACH(p, &periods) {
        const struct row_obligation row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change), .delivery_id = vd_some(id), .period_no = p->no, .label = p->label,
            .from_on = vd_date_iso(arena, p->from), .due_on = vd_date_iso(arena, p->due)};
        VD_TRY(vd_change_put(change, &T_obligation, &row));
    }
    return VD_OK;
}

enum vd_err agenda_delivery_put(struct vd_change *change, const struct agenda_delivering *of, int64_t *ret_id)
{
    struct vd_arena *arena = vd_change_arena(change);
    const struct row_delivery row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change), .plan_id = of->plan_id, .activity_key = of->activity_key, .title = of->title, .unit_id = of->unit_id, .receiver_unit_id = of->receiver_id,
        .cadence = of->cadence, .due_kind = vd_str_of(agenda_due_name(of->rhythm.due)), .due_n = of->rhythm.n, .starts_on = vd_date_iso(arena, of->rhythm.from),
        .ends_on = vd_date_iso(arena, of->rhythm.to), .needs_evidence = of->needs_evidence, .norm = of->norm, .inventory_row = of->inventory_row};
    VD_TRY(vd_change_put(change, &T_delivery, &row));
    vd_change_subject(change, row.id);
    VD_TRY(put_days(change, of, row.id));
    *ret_id = row.id;
    return put_periods(change, of, row.id);
}

enum vd_err agenda_delivery_end(struct vd_change *change, int64_t delivery_id, struct vd_str reason)
{
    struct row_delivery row = {.entity_id = vd_change_entity(change), .id = delivery_id};
    struct vd_arena *arena = vd_change_arena(change);
    agenda_period_rows periods = {0};
    int64_t seq;
    const struct vd_str today = vd_date_iso(arena, vd_date_in_bogota(vd_change_now(change)));
    VD_TRY(vd_row_get(vd_change_db(change), arena, &T_delivery, &row));
    if (row.ended_reason.n)
        return VD_CONFLICT;
    row.ended_reason = reason;
    VD_TRY(agenda_act(change, &seq));
    VD_TRY(vd_change_put(change, &T_delivery, &row));
    vd_change_subject(change, row.id);
    VD_TRY(agenda_period_all(vd_change_db(change), arena, row.entity_id, row.id, &periods));
    VD_EACH(p, &periods) {
        struct row_obligation one = {.entity_id = row.entity_id, .id = p->id};
        if (p->is_cancelled || p->delivered_on.n || vd_str_cmp(p->due_on, today) <= 0)
            continue;
        VD_TRY(vd_row_get(vd_change_db(change), arena, &T_obligation, &one));
        one.cancelled_seq = vd_some(seq);
        VD_TRY(vd_change_put(change, &T_obligation, &one));
    }
    return VD_OK;
}

enum vd_err agenda_delivery_hand(struct vd_change *change, const struct agenda_handing *of)
{
    struct row_obligation row = {.entity_id = vd_change_entity(change), .id = of->obligation_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_obligation, &row));
    if (!row.delivery_id.has || row.delivery_id.v != of->delivery_id)
        return VD_NOT_FOUND;
    if (row.delivered_on.n || row.cancelled_seq.has)
        return VD_CONFLICT;
    if (row.from_on.n && vd_str_cmp(vd_date_iso(vd_change_arena(change), of->on), row.from_on) < 0)
        return VD_INVALID;
    row.delivered_on = vd_date_iso(vd_change_arena(change), of->on);
    row.delivered_by = vd_some(of->person_id);
    row.delivered_at = vd_some(vd_change_now(change));
    row.evidence = of->evidence;
    vd_change_subject(change, of->delivery_id);
    return vd_change_put(change, &T_obligation, &row);
}

/* ---- how it goes */

enum agenda_state agenda_period_state(const struct agenda_period_row *row, struct vd_date today)
{
    struct vd_date due = {0};
    vd_date_from_iso(row->due_on, &due);
    return agenda_state_on(due, agenda_handed_on(row->delivered_on, row->delivered_at), row->is_cancelled != 0, today);
}

static void count(struct agenda_going *of, struct vd_date today)
{
    VD_EACH(p, &of->periods) {
        enum agenda_state state = agenda_period_state(p, today);
        of->count.expected += state != AGENDA_CANCELLED;
        of->count.delivered += state == AGENDA_DONE || state == AGENDA_DONE_LATE;
        of->count.late += state == AGENDA_DONE_LATE;
        of->count.missing += state == AGENDA_OVERDUE;
    }
}

enum vd_err agenda_deliveries(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_date today, agenda_goings *ret)
{
    agenda_delivery_rows rows = {0};
    agenda_period_rows periods = {0};
    VD_TRY(agenda_delivery_all(db, arena, entity_id, &rows));
    VD_TRY(agenda_period_all(db, arena, entity_id, 0, &periods));
    VD_EACH(row, &rows) {
        struct agenda_going *going = VD_PUSH(arena, ret);
        *going = (struct agenda_going){.row = *row};
        VD_EACH(p, &periods)
            if (p->delivery_id == row->id)
                *VD_PUSH(arena, &going->periods) = *p;
        count(going, today);
    }
    return VD_OK;
}

enum vd_err agenda_delivery_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t id, struct vd_date today, struct agenda_going *ret)
{
    agenda_goings all = {0};
    VD_TRY(agenda_deliveries(db, arena, entity_id, today, &all));
    VD_EACH(one, &all)
        if (one->row.id == id) {
            *ret = *one;
            return VD_OK;
        }
    return VD_NOT_FOUND;
}
