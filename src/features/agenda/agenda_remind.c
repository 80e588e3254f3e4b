/* SPDX-License-Identifier: Apache-2.0 */
/* Reminders go out on working days: what fell between the last one and today is said today, each obligation once for each reason. */
#include "core/notice.h"
#include "db/tables.h"
#include "features/agenda/agenda.h"
#include "features/agenda/agenda.sql.h"

enum { BEFORE = 8, NAMED = 3, TITLE = 160 };

struct reason { struct vd_date first, last; const char *one, *several; };   /* due from .. to */

struct reminding {
    struct vd_db *db;
    struct vd_arena *arena;
    const struct agenda_unreminded_row *entity;
    struct vd_date today;
    vd_us at;
};

static struct vd_date plus(struct vd_date day, int64_t n) { return vd_date_of_days(vd_date_days(day) + n); }

/* Of a long title its begin, cut between characters. */
static struct vd_str short_title(struct vd_str title)
{
    size_t n = title.n < TITLE ? title.n : TITLE;
    while (n < title.n && n > 0 && ((unsigned char)title.p[n] & 0xC0) == 0x80)
        n--;
    return vd_str_sub(title, 0, n);
}

static struct vd_str said(struct vd_arena *arena, const struct reason *why, const agenda_list *of)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 4096);
    const struct agenda_obligation *first = &of->v[0];
    if (of->n == 1)
        vd_buf_printf(&out, "%s (%.*s): ", why->one, VD_SARG(vd_date_dmy(arena, first->due)));
    else
        vd_buf_printf(&out, "%s %zu cosas: ", why->several, of->n);
    for (size_t i = 0; i < of->n && i < NAMED; i++) {
        const struct agenda_obligation *o = &of->v[i];
        vd_buf_printf(&out, "%s%.*s%s%.*s", i ? "; " : "", VD_SARG(o->address), o->address.n ? " " : "", VD_SARG(short_title(o->title)));
    }
    if (of->n > NAMED)
        vd_buf_printf(&out, " y %zu más", of->n - NAMED);
    return vd_str_dup(arena, vd_buf_view(&out));
}

/* One notice for each unit: who answers for it, or for the whole entity. */
static enum vd_err remind_units(const struct reminding *r, const struct reason *why, const agenda_list *due)
{
    VD_EACH(o, due) {
        agenda_list of = {0};
        bool told = false;
        VD_EACH(other, due) {
            bool same = other->unit_id.has == o->unit_id.has && other->unit_id.v == o->unit_id.v;
            told = told || (same && other < o);
            if (same)
                *VD_PUSH(r->arena, &of) = *other;
        }
        if (told)
            continue;
        const struct vd_notice notice = {.entity_id = r->entity->entity, .said = said(r->arena, why, &of), .path = vd_str_printf(r->arena, "/%.*s/trabajo", VD_SARG(r->entity->slug))};
        VD_TRY(vd_notice_put_right(r->db, r->arena, &notice, "agenda.recordar", o->unit_id, 0, r->at));
    }
    return VD_OK;
}

static enum vd_err remind_reason(const struct reminding *r, const struct reason *why)
{
    agenda_list all = {0}, due = {0};
    const struct agenda_asked asked = {.entity_id = r->entity->entity, .first = why->first, .last = why->last, .today = r->today};
    if (vd_date_days(why->first) > vd_date_days(why->last))
        return VD_OK;
    VD_TRY(agenda_obligations(r->db, r->arena, &asked, &all));
    VD_EACH(o, &all)
        if (!o->delivered.year && !o->closed)
            *VD_PUSH(r->arena, &due) = *o;
    return remind_units(r, why, &due);
}

static enum vd_err remind_entity(const struct reminding *r)
{
    struct vd_date last = plus(r->today, -1);
    if (r->entity->day.n && !vd_date_from_iso(r->entity->day, &last))
        return VD_CORRUPT;
    const struct reason reasons[] = {
        {plus(last, BEFORE + 1), plus(r->today, BEFORE), "Vence en ocho días o menos", "Vencen en ocho días o menos"},
        {r->today, r->today, "Vence hoy", "Vencen hoy"},
        {last, plus(r->today, -1), "Venció y no se ha reportado", "Vencieron y no se han reportado"},
    };
    for (size_t i = 0; i < VD_COUNT(reasons); i++)
        VD_TRY(remind_reason(r, &reasons[i]));
    const struct row_agenda_reminded row = {.entity_id = r->entity->entity, .day = vd_date_iso(r->arena, r->today)};
    return vd_row_put(r->db, &T_agenda_reminded, &row);
}

enum vd_err agenda_to_remind(struct vd_db *db, struct vd_date today)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 * 1024);
    struct agenda_unreminded_row row;
    return arena ? agenda_unreminded_one(db, arena, vd_date_iso(arena, today), &row) : VD_NO_MEMORY;
}

enum vd_err agenda_remind(struct vd_db *db, struct vd_arena *arena, struct vd_date today, vd_us at)
{
    struct agenda_unreminded_row entity;
    VD_TRY(agenda_unreminded_one(db, arena, vd_date_iso(arena, today), &entity));
    return remind_entity(&(struct reminding){db, arena, &entity, today, at});
}
