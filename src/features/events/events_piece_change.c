/* SPDX-License-Identifier: Apache-2.0 */
/* What a change does to a piece of communication. */
#include "features/events/events_change.h"

/* The piece, fresh, for who may change it and while it was not withdrawn. */
static enum vd_err open_piece(const struct events_working *w, struct event_piece_row *ret)
{
    struct event_piece_row found = {0};
    VD_TRY(events_piece_get(w->db, w->arena, w->entity_id, w->asking->no, &found));
    VD_TRY(events_may_here(w, found.unit_id));
    if (vd_str_is(found.state, "retirada"))
        return staff_refuse(w->write, VD_CONFLICT, "Esta pieza se retiró y ya no se cambia.");
    *ret = found;
    return VD_OK;
}

enum vd_err events_piece_save(struct vd_change *change, struct staff_write *write)
{
    struct events_working w;
    struct row_outreach_piece row, before = {0};
    struct event_piece_row found = {0};
    struct event_last_row last;
    VD_TRY(events_work(change, write, &w));
    row = w.asking->piece;
    VD_TRY(events_may_here(&w, row.unit_id));
    VD_TRY(event_last_one(w.db, w.arena, w.entity_id, 0, &last));
    row.entity_id = w.entity_id;
    row.state = VD_S("registrada");
    if (w.asking->no) {
        VD_TRY(open_piece(&w, &found));
        if (found.rev != w.asking->rev)
            return VD_CONFLICT;
        before.id = found.id;
        before.rev = found.rev;
    }
    row.id = before.id ? before.id : vd_change_id(change);
    row.no = before.id ? w.asking->no : last.piece_no + 1;
    row.rev = before.rev + 1;
    VD_TRY(vd_change_put(change, &T_outreach_piece, &row));
    return events_note(&w, row.id, row.no, before.id ? "cambiar" : "registrar");
}

enum vd_err events_piece_withdraw(struct vd_change *change, struct staff_write *write)
{
    struct events_working w;
    struct event_piece_row found = {0};
    VD_TRY(events_work(change, write, &w));
    VD_TRY(events_piece_get(w.db, w.arena, w.entity_id, w.asking->no, &found));
    VD_TRY(events_may_here(&w, found.unit_id));
    struct row_outreach_piece row = {.entity_id = w.entity_id, .id = found.id};
    if (vd_str_is(found.state, "retirada") || found.rev != w.asking->rev)
        return staff_refuse(write, VD_CONFLICT, "Otra persona cambió esta pieza. Vuelva a abrir su página.");
    if (!w.asking->reason.n)
        return staff_refuse(write, VD_INVALID, "Escriba la razón");
    VD_TRY(vd_row_get(w.db, w.arena, &T_outreach_piece, &row));
    row.state = VD_S("retirada");
    row.rev++;
    VD_TRY(vd_change_put(change, &T_outreach_piece, &row));
    return events_note(&w, row.id, row.no, "retirar");
}

enum vd_err events_piece_bring(struct vd_change *change, struct staff_write *write)
{
    struct events_working w;
    struct event_piece_row found = {0};
    VD_TRY(events_work(change, write, &w));
    VD_TRY(open_piece(&w, &found));
    return events_bring_to(&w, EVENTS_PIECE_SUBJECT, found.id, found.no);
}
