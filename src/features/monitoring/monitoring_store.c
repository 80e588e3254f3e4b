/* SPDX-License-Identifier: Apache-2.0 */
#include "features/monitoring/monitoring.h"

/* ---- reports at an instant */

/* Keys that are read: one activity, or all of them. */
static int64_t first_key(const struct monitoring_of *of) { return of->activity_key; }
static int64_t last_key(const struct monitoring_of *of) { return of->activity_key ? of->activity_key : INT64_MAX; }

static enum vd_err reports_of(const struct monitoring_of *of, monitoring_reports *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = monitoring_report_open(of->db, of->entity_id, of->plan_id, first_key(of), last_key(of));
    struct monitoring_report_row row;
    while (monitoring_report_next(st, of->arena, &row))
        *VD_PUSH(of->arena, ret) = row;
    return vd_done(st);
}

enum vd_err monitoring_evidence_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t report_id, monitoring_evidences *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = monitoring_evidence_open(db, entity_id, report_id);
    struct monitoring_evidence_row row;
    while (monitoring_evidence_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    return vd_done(st);
}

static monitoring_saids saids_of(const struct monitoring_of *of, const monitoring_reports *reports, int64_t without)
{
    monitoring_saids saids = {0};
    VD_EACH(r, reports)
        if (monitoring_stands(r, of->at) && !monitoring_sent_back(r, of->at) && r->id != without)
            *VD_PUSH(of->arena, &saids) = (struct monitoring_said){.no = r->no, .done_on = r->not_applicable.n && !r->done_on.n ? (struct vd_date){0} : monitoring_done_on(r), .accumulated = r->is_accumulated, .not_applicable = r->not_applicable.n > 0,
                .numerator_u6 = r->numerator_u6, .denominator_u6 = r->denominator_u6};
    return saids;
}

static struct monitoring_progress progress_of(const struct monitoring_of *of, const struct monitoring_measure *measure, const monitoring_reports *reports, struct vd_date day)
{
    monitoring_saids saids = saids_of(of, reports, 0);
    return monitoring_progress_of(of->arena, measure, &saids, day);
}

struct monitoring_progress monitoring_progress_with(const struct monitoring_of *of, const struct monitoring_line *line, const struct monitoring_said *more, int64_t without, struct vd_date day)
{
    monitoring_saids saids = saids_of(of, &line->reports, without);
    if (more)
        *VD_PUSH(of->arena, &saids) = *more;
    return monitoring_progress_of(of->arena, &line->measure, &saids, day);
}

/* ---- a whole plan */

static struct monitoring_line *line_of(monitoring_lines *lines, int64_t key)
{
    VD_EACH(l, lines)
        if (l->activity.key == key)
            return l;
    return NULL;
}

static enum vd_err read_activities(const struct monitoring_of *of, int64_t version_id, monitoring_lines *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = monitoring_activity_open(of->db, of->entity_id, version_id, of->activity_key, VD_S(""));
    struct monitoring_activity_row a;
    while (monitoring_activity_next(st, of->arena, &a)) {
        const struct monitoring_promise promise = {.unit_kind = a.unit_kind, .formula_kind = a.formula_kind, .lower_better = a.lower_better.has && a.lower_better.v, .accumulates = a.accumulates,
            .qty_u6 = a.qty_u6, .per_n = a.per_n};
        *VD_PUSH(of->arena, ret) = (struct monitoring_line){.activity = a, .measure = monitoring_measure_of(&promise)};
    }
    return vd_done(st);
}

static enum vd_err read_units(const struct monitoring_of *of, int64_t version_id, monitoring_lines *lines)
{
    VD_AUTO_STMT struct vd_stmt *st = monitoring_unit_open(of->db, of->entity_id, version_id);
    struct monitoring_unit_row row;
    while (monitoring_unit_next(st, of->arena, &row)) {
        struct monitoring_line *l = line_of(lines, row.activity_key);
        if (l)
            *VD_PUSH(of->arena, &l->units) = row;
    }
    return vd_done(st);
}

static enum vd_err read_windows(const struct monitoring_of *of, int64_t version_id, monitoring_lines *lines)
{
    VD_AUTO_STMT struct vd_stmt *st = monitoring_window_open(of->db, of->entity_id, version_id);
    struct monitoring_window_row row;
    struct vd_date from, due;
    while (monitoring_window_next(st, of->arena, &row)) {
        struct monitoring_line *l = line_of(lines, row.activity_key);
        if (!l || !vd_date_from_iso(row.due_on, &due))
            continue;
        *VD_PUSH(of->arena, &l->dues) = due;
        if (!l->from.year && vd_date_from_iso(row.from_on, &from))
            l->from = from;
    }
    return vd_done(st);
}

static enum vd_err read_obligations(const struct monitoring_of *of, monitoring_lines *lines)
{
    VD_AUTO_STMT struct vd_stmt *st = monitoring_obligation_open(of->db, of->entity_id, of->plan_id, first_key(of), last_key(of));
    struct monitoring_obligation_row row;
    while (monitoring_obligation_next(st, of->arena, &row)) {
        struct monitoring_line *l = line_of(lines, row.activity_key);
        struct monitoring_obligation o = {.id = row.id, .label = row.label, .cancelled = row.is_cancelled != 0};
        if (l && vd_date_from_iso(row.due_on, &o.due))
            *VD_PUSH(of->arena, &l->obligations) = o;
    }
    return vd_done(st);
}

static void settle_obligation(const struct monitoring_of *of, const struct monitoring_line *l, struct monitoring_obligation *o)
{
    bool done = false;
    VD_EACH(r, &l->reports) {
        if (!r->obligation_id.has || r->obligation_id.v != o->id || !r->sent_at.has || r->sent_at.v > of->at || monitoring_sent_back(r, of->at))
            continue;
        const bool does = monitoring_asks_evidence(&l->measure, r->not_applicable, r->numerator_u6) || r->not_applicable.n;
        if (!o->reported.year || (does && !done)) /* «todavía no» buys no punctuality for what is done later */
            o->reported = vd_date_in_bogota(r->sent_at.v);
        done = done || does;
        o->answered = o->answered || monitoring_stands(r, of->at);
    }
}

static void settle(const struct monitoring_of *of, struct vd_date day, struct monitoring_line *l)
{
    VD_EACH(o, &l->obligations)
        settle_obligation(of, l, o);
    VD_EACH(r, &l->reports) {
        if (vd_str_is(r->state, "borrador"))
            l->draft = r;
        if (monitoring_stands(r, of->at))
            l->last = r;
    }
    l->progress = progress_of(of, &l->measure, &l->reports, day);
}

enum vd_err monitoring_lines_of(const struct monitoring_of *of, int64_t version_id, struct vd_date day, monitoring_lines *ret)
{
    monitoring_lines lines = {0};
    monitoring_reports reports = {0};
    VD_TRY(read_activities(of, version_id, &lines));
    VD_TRY(read_units(of, version_id, &lines));
    VD_TRY(read_windows(of, version_id, &lines));
    VD_TRY(read_obligations(of, &lines));
    VD_TRY(reports_of(of, &reports));
    VD_EACH(r, &reports) {
        struct monitoring_line *l = line_of(&lines, r->activity_key);
        if (l)
            *VD_PUSH(of->arena, &l->reports) = *r;
    }
    VD_EACH(l, &lines)
        settle(of, day, l);
    *ret = lines;
    return VD_OK;
}

static enum vd_err versions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, bool closed_too, life_versions *ret)
{
    life_versions all = {0};
    VD_TRY(life_list(db, arena, entity_id, &all));
    VD_EACH(v, &all)
        if (vd_str_is(v->state, "publicado") || (closed_too && monitoring_is_closed(v)))
            *VD_PUSH(arena, ret) = *v;
    return VD_OK;
}

enum vd_err monitoring_in_force(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, life_versions *ret)
{
    return versions_of(db, arena, entity_id, false, ret);
}

enum vd_err monitoring_in_force_or_closed(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, life_versions *ret)
{
    return versions_of(db, arena, entity_id, true, ret);
}

enum vd_err monitoring_cutoffs_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, monitoring_cutoffs *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = monitoring_cutoff_open(db, entity_id, plan_id);
    struct monitoring_cutoff_row row;
    while (monitoring_cutoff_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    return vd_done(st);
}

/* ---- files */

enum vd_err monitoring_file_may(const struct documents_asked *asked, const struct vd_who *who, bool *ret)
{
    struct monitoring_file_row of;
    life_versions versions = {0};
    *ret = true;
    if (vd_who_may(who, "seguimiento.revisar") || vd_who_has_role(who, "control_interno"))
        return VD_OK;
    VD_TRY(monitoring_file_one(asked->db, asked->arena, asked->entity_id, asked->subject_id, asked->attachment_id, &of));
    if (vd_str_is(of.classification, "publica"))
        return VD_OK;
    const struct monitoring_of at = {.db = asked->db, .arena = asked->arena, .entity_id = asked->entity_id, .plan_id = of.plan_id, .activity_key = of.activity_key};
    VD_TRY(monitoring_in_force_or_closed(at.db, at.arena, at.entity_id, &versions));
    *ret = false;
    VD_EACH(v, &versions) {
        monitoring_lines lines = {0};
        if (v->plan_id != of.plan_id)
            continue;
        VD_TRY(monitoring_lines_of(&at, v->id, (struct vd_date){0}, &lines));
        VD_EACH(l, &lines)
            *ret = *ret || monitoring_may_report(who, l);
    }
    return VD_OK;
}
