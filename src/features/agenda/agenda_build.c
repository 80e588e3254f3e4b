/* SPDX-License-Identifier: Apache-2.0 */
/* Obligations of a version that is published, beside those that its plan had before. */
#include "db/tables.h"
#include "features/agenda/agenda.h"
#include "features/agenda/agenda.sql.h"

typedef VD_LIST(struct row_obligation) obligations;

struct building {
    struct vd_change *change; /* NULL: only what is asked for is wanted */
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity_id;
    struct row_plan plan;
    agenda_target_rows targets;
    agenda_cuts cuts;
    obligations wanted;
    int64_t seq;
};

struct vd_str agenda_calendar_of(struct vd_str instrument)
{
    for (size_t i = 0; i < agenda_followup_presets_n; i++)
        if (vd_str_eq(agenda_followup_presets[i].instrument, instrument))
            return agenda_followup_presets[i].calendar;
    return (struct vd_str){0};
}

enum vd_err agenda_cuts_for(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str instrument, int64_t vigencia, agenda_cuts *ret)
{
    static const struct vd_str names[] = {{"Primer seguimiento", 18}, {"Segundo seguimiento", 19}, {"Tercer seguimiento", 18}, {"Cuarto seguimiento", 18}, {"Quinto seguimiento", 18}, {"Sexto seguimiento", 17}};
    agenda_day_rows own = {0};
    agenda_cuts out = {0};
    VD_TRY(agenda_day_all(db, arena, entity_id, instrument, vigencia, &own));
    if (!own.n)
        return agenda_cuts_of(arena, agenda_calendar_of(instrument), (int)vigencia, ret);
    VD_EACH(day, &own) {
        struct agenda_cut *cut = VD_PUSH(arena, &out);
        *cut = (struct agenda_cut){.no = (int)day->no, .name = names[(size_t)(day->no - 1) % VD_COUNT(names)], .norm = day->norm, .text = VD_S("Cortes que fijó la entidad")};
        if (!vd_date_from_iso(day->cut_on, &cut->cut_on) || !vd_date_from_iso(day->reports_until, &cut->reports_until) || !vd_date_from_iso(day->publish_by, &cut->publish_by))
            return VD_CORRUPT;
    }
    *ret = out;
    return VD_OK;
}

/* The record has taken the number when a change begins. */
enum vd_err agenda_act(struct vd_change *change, int64_t *ret_seq)
{
    struct row_entity entity = {.entity_id = vd_change_entity(change)};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_entity, &entity));
    *ret_seq = entity.seq;
    return VD_OK;
}

static struct row_obligation *want(struct building *b, int64_t activity_key, struct vd_oint window_key, int64_t no, struct vd_date due)
{
    struct row_obligation *row = VD_PUSH(b->arena, &b->wanted);
    *row = (struct row_obligation){.entity_id = b->entity_id, .plan_id = vd_some(b->plan.id), .activity_key = vd_some(activity_key), .window_key = window_key,
        .period_no = no, .due_on = vd_date_iso(b->arena, due)};
    return row;
}

/* ---- what an activity asks for */

static const struct agenda_target_row *target_of(const struct building *b, int64_t activity_key, const struct agenda_cadences **ret_cadence)
{
    const struct agenda_target_row *first = NULL;
    *ret_cadence = NULL;
    VD_EACH(t, &b->targets) {
        const struct agenda_cadences *cadence = t->activity_key == activity_key && t->per_label.n ? agenda_cadence_per(t->per_label) : NULL;
        if (cadence) {
            *ret_cadence = cadence;
            return t;
        }
        if (t->activity_key == activity_key && !first)
            first = t;
    }
    return first;
}

static enum vd_err want_periods(struct building *b, const struct agenda_window_row *w, const struct agenda_cadences *cadence, struct vd_oint expected)
{
    int64_t months = 0;
    agenda_periods periods = {0};
    struct agenda_rhythm rhythm = {.due = AGENDA_LAST_DAY, .from = {(int16_t)b->plan.vigencia, 1, 1}};
    if (!vd_str_i64(cadence->months, &months) || !vd_date_from_iso(w->due_on, &rhythm.to))
        return VD_INVALID;
    rhythm.months = (int)months;
    struct vd_date from;
    if (vd_date_from_iso(w->from_on, &from) && vd_date_days(from) <= vd_date_days(rhythm.to))
        rhythm.from = from;
    else if (vd_date_days(rhythm.from) > vd_date_days(rhythm.to))
        rhythm.from = rhythm.to;
    VD_TRY(agenda_periods_of(b->arena, &rhythm, &periods));
    VD_EACH(p, &periods) {
        struct row_obligation *row = want(b, w->activity_key, w->window_key, p->no, p->to); /* the last one ends with its window */
        row->from_on = vd_date_iso(b->arena, p->from);
        row->label = p->label;
        row->expected_u6 = expected;
    }
    return VD_OK;
}

static void want_cuts(struct building *b, int64_t activity_key)
{
    struct vd_date from = {(int16_t)b->plan.vigencia, 1, 1};
    VD_EACH(cut, &b->cuts) {
        struct row_obligation *row = want(b, activity_key, (struct vd_oint){0}, cut->no, cut->cut_on);
        row->label = cut->name;
        row->from_on = vd_date_iso(b->arena, from);
        from = vd_date_of_days(vd_date_days(cut->cut_on) + 1);
    }
}

static enum vd_err want_window(struct building *b, const struct agenda_window_row *w, bool alone)
{
    const struct agenda_cadences *cadence;
    const struct agenda_target_row *target = target_of(b, w->activity_key, &cadence);
    if (target && cadence)
        return want_periods(b, w, cadence, target->is_conditional ? (struct vd_oint){0} : target->qty_u6);
    struct vd_date due;
    if (!vd_date_from_iso(w->due_on, &due))
        return VD_CORRUPT;
    struct row_obligation *row = want(b, w->activity_key, w->window_key, 1, due);
    row->from_on = w->from_on;
    if (target && alone && !target->is_conditional)
        row->expected_u6 = target->qty_u6;
    return VD_OK;
}

static enum vd_err want_all(struct building *b, int64_t version_id)
{
    agenda_window_rows windows = {0};
    VD_TRY(agenda_window_all(b->db, b->arena, b->entity_id, version_id, &windows));
    VD_TRY(agenda_target_all(b->db, b->arena, b->entity_id, version_id, &b->targets));
    for (size_t i = 0; i < windows.n; i++) {
        const struct agenda_window_row *w = &windows.v[i];
        bool first = i == 0 || windows.v[i - 1].activity_key != w->activity_key;
        bool last = i + 1 == windows.n || windows.v[i + 1].activity_key != w->activity_key;
        if (vd_str_is(w->schedule_kind, "permanent")) {
            if (first)
                want_cuts(b, w->activity_key);
        } else if (w->window_key.has) {
            VD_TRY(want_window(b, w, first && last));
        } else if (vd_str_is(w->schedule_kind, "fiscal_year")) {
            want(b, w->activity_key, (struct vd_oint){0}, 1, (struct vd_date){(int16_t)b->plan.vigencia, 12, 31});
        }
    }
    return VD_OK;
}

/* ---- beside what was there */

static struct row_obligation *same(struct building *b, const struct agenda_known_row *known)
{
    VD_EACH(w, &b->wanted)
        if (w->activity_key.v == known->activity_key && w->window_key.has == known->window_key.has && w->window_key.v == known->window_key.v && w->period_no == known->period_no)
            return w;
    return NULL;
}

static bool as_wanted(const struct row_obligation *row, const struct row_obligation *wanted)
{
    return !row->cancelled_seq.has && vd_str_eq(row->label, wanted->label) && vd_str_eq(row->from_on, wanted->from_on) && row->expected_u6.has == wanted->expected_u6.has
        && row->expected_u6.v == wanted->expected_u6.v;
}

/* wanted->id says that it is there. */
static enum vd_err keep(struct building *b, const struct agenda_known_row *known, struct row_obligation *wanted)
{
    struct row_obligation row = {.entity_id = b->entity_id, .id = known->id};
    wanted->id = known->id;
    if (!vd_str_eq(known->due_on, wanted->due_on))
        return VD_OK;
    VD_TRY(vd_row_get(b->db, b->arena, &T_obligation, &row));
    if (as_wanted(&row, wanted))
        return VD_OK;
    row.label = wanted->label;
    row.from_on = wanted->from_on;
    row.expected_u6 = wanted->expected_u6;
    row.cancelled_seq = (struct vd_oint){0};
    return vd_change_put(b->change, &T_obligation, &row);
}

static enum vd_err cancel(struct building *b, int64_t id)
{
    struct row_obligation row = {.entity_id = b->entity_id, .id = id};
    VD_TRY(vd_row_get(b->db, b->arena, &T_obligation, &row));
    row.cancelled_seq = vd_some(b->seq);
    return vd_change_put(b->change, &T_obligation, &row);
}

static enum vd_err settle(struct building *b)
{
    agenda_known_rows known = {0};
    VD_TRY(agenda_known_all(b->db, b->arena, b->entity_id, b->plan.id, &known));
    VD_EACH(k, &known) {
        struct row_obligation *wanted = same(b, k);
        bool stays = wanted && !wanted->id && (vd_str_eq(k->due_on, wanted->due_on) || (k->is_reported && !k->is_cancelled));
        if (stays)
            VD_TRY(keep(b, k, wanted));
        else if (!k->is_cancelled)
            VD_TRY(cancel(b, k->id));
    }
    VD_EACH(w, &b->wanted)
        if (!w->id) {
            w->id = vd_change_id(b->change);
            VD_TRY(vd_change_put(b->change, &T_obligation, w));
        }
    return VD_OK;
}

static enum vd_err want_version(struct building *b, int64_t version_id)
{
    struct row_plan_version version = {.entity_id = b->entity_id, .id = version_id};
    VD_TRY(vd_row_get(b->db, b->arena, &T_plan_version, &version));
    b->plan = (struct row_plan){.entity_id = version.entity_id, .id = version.plan_id};
    VD_TRY(vd_row_get(b->db, b->arena, &T_plan, &b->plan));
    enum vd_err err = agenda_cuts_for(b->db, b->arena, b->entity_id, b->plan.instrument, b->plan.vigencia, &b->cuts);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    return want_all(b, version_id);
}

/* Windows come as the plan writes them: «31 de diciembre, 30 de junio». */
static void in_order(agenda_promises *all)
{
    for (size_t i = all->n - 1; i > 0; i--) {
        struct agenda_promise *p = &all->v[i], *before = p - 1;
        if (before->activity_key != p->activity_key || vd_date_days(before->due) <= vd_date_days(p->due))
            return;
        const struct agenda_promise swap = *before;
        *before = *p;
        *p = swap;
    }
}

enum vd_err agenda_promises_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, agenda_promises *ret)
{
    struct building b = {.db = db, .arena = arena, .entity_id = entity_id};
    agenda_promises out = {0};
    VD_TRY(want_version(&b, version_id));
    VD_EACH(w, &b.wanted) {
        struct agenda_promise *p = VD_PUSH(arena, &out);
        *p = (struct agenda_promise){.activity_key = w->activity_key.v, .expected_u6 = w->expected_u6};
        if (!vd_date_from_iso(w->due_on, &p->due))
            return VD_CORRUPT;
        in_order(&out);
    }
    *ret = out;
    return VD_OK;
}

enum vd_err agenda_build(struct vd_change *change, int64_t version_id)
{
    struct building b = {.change = change, .db = vd_change_db(change), .arena = vd_change_arena(change), .entity_id = vd_change_entity(change)};
    VD_TRY(agenda_act(change, &b.seq));
    VD_TRY(want_version(&b, version_id));
    return settle(&b);
}
