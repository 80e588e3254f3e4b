/* SPDX-License-Identifier: Apache-2.0 */
#include "db/tables.h"
#include "features/agenda/agenda.h"
#include "features/agenda/agenda.sql.h"

static struct agenda_obligation read_row(const struct agenda_obligation_row *row, struct vd_date today)
{
    struct agenda_obligation o = {.id = row->id, .plan_id = row->plan_id, .activity_key = row->activity_key, .delivery_id = row->delivery_id, .unit_id = row->unit_id,
        .period_no = row->period_no, .title = row->title, .label = row->label, .address = row->address, .product = row->product, .path_word = row->path_word, .unit = row->unit, .component = row->component,
        .vigencia = row->vigencia.v, .version_no = row->version_no.v, .expected_u6 = row->expected_u6, .changed_at = row->published_at.v, .returned = row->is_returned != 0, .closed = row->is_closed != 0};
    vd_date_from_iso(row->due_on, &o.due);
    if (row->delivered_on.n)
        o.delivered = agenda_handed_on(row->delivered_on, row->delivered_at);
    else if (row->sent_at.has)
        o.delivered = vd_date_in_bogota(row->sent_at.v);
    if (row->sent_at.has && row->sent_at.v > o.changed_at)
        o.changed_at = row->sent_at.v;
    o.state = agenda_state_on(o.due, o.delivered, false, today);
    return o;
}

enum vd_err agenda_obligations(struct vd_db *db, struct vd_arena *arena, const struct agenda_asked *asked, agenda_list *ret)
{
    struct agenda_obligation_row row;
    VD_AUTO_STMT struct vd_stmt *st = agenda_obligation_open(db, asked->entity_id, vd_date_iso(arena, asked->first), vd_date_iso(arena, asked->last), asked->unit_id, asked->person_id,
        vd_date_iso(arena, asked->today), asked->plan_id);
    while (agenda_obligation_next(st, arena, &row))
        *VD_PUSH(arena, ret) = read_row(&row, asked->today);
    return vd_done(st);
}

/* ---- keys of calendars */

enum vd_err agenda_key_since(struct vd_db *db, struct vd_arena *arena, int64_t person_id, vd_us *ret)
{
    struct row_agenda_key row = {.entity_id = 0, .person_id = person_id};
    VD_TRY(vd_row_get(db, arena, &T_agenda_key, &row));
    *ret = row.created_at;
    return VD_OK;
}

enum vd_err agenda_key_put(struct vd_db *db, int64_t person_id, const unsigned char hash[32], vd_us now)
{
    const struct row_agenda_key row = {.entity_id = 0, .person_id = person_id, .key_hash = {(const char *)hash, 32}, .created_at = now};
    return vd_row_put(db, &T_agenda_key, &row);
}
