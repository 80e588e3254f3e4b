/* SPDX-License-Identifier: Apache-2.0 */
/* A cut-off as its reports give it, with what was verified so far. */
#include "features/verification/verification_store.h"

struct reading {
    struct vd_db *db;
    struct vd_arena *arena;
    const struct verification_asked *asked;
    vd_us reviewed_at;
    verification_activity_rows activities;
    verification_evidence_rows evidence;
    verification_verified_rows verified;
    verification_request_rows requests;
    struct verification_sheet out;
};

static bool by(struct vd_oint at, vd_us instant) { return at.has && at.v <= instant; }

/* ---- one row */

struct dues { struct vd_date *v; size_t n; struct vd_oint each; };

/* Periods that ask differently have no common measure: the whole target stands. */
static struct dues dues_of(struct reading *r, int64_t key)
{
    struct dues d = {0};
    VD_LIST(struct vd_date) days = {0};
    bool alike = true;
    VD_EACH(p, &r->out.promises) {
        if (p->activity_key != key)
            continue;
        alike = alike && p->expected_u6.has && (!days.n || d.each.v == p->expected_u6.v);
        d.each = p->expected_u6;
        *VD_PUSH(r->arena, &days) = p->due;
    }
    if (!alike || !days.n)
        d.each = (struct vd_oint){0};
    d.v = days.v;
    d.n = days.n;
    return d;
}

static struct vd_oint weight_of(const struct reading *r, int64_t key)
{
    VD_EACH(a, &r->activities)
        if (a->key == key)
            return a->weight;
    return (struct vd_oint){0};
}

static bool answers(const struct reading *r, int64_t report_id)
{
    VD_EACH(q, &r->requests)
        if (q->report_id.has && q->report_id.v == report_id)
            return true;
    return false;
}

/* Of the reports that stood by the instant, or that answer what Control Interno asked for. */
static bool is_accepted(const struct reading *r, const struct monitoring_line *l)
{
    VD_EACH(report, &l->reports) {
        bool stood = by(report->sent_at, r->asked->at) && !by(report->replaced_at, r->asked->at);
        if (!stood && !answers(r, report->id))
            continue;
        VD_EACH(e, &r->evidence)
            if (e->report_id == report->id && (vd_str_is(e->state, "verificada") || by(report->reviewed_at, r->reviewed_at)))
                return true;
    }
    return false;
}

static struct vd_str achieved_said(struct vd_arena *arena, const struct monitoring_line *l)
{
    const struct monitoring_progress *p = &l->progress;
    if (!p->reported)
        return (struct vd_str){0};
    if (p->not_applicable || !p->achieved)
        return VD_S("No aplica");
    if (l->measure.asks == MONITORING_DONE)
        return mpq_sgn(p->achieved) > 0 ? VD_S("Hecho") : VD_S("Todavía no");
    struct vd_str s = followup_rounded(arena, p->achieved, 2, ',');
    while (vd_str_ends(s, VD_S("0")) && vd_str_find(s, VD_S(",")) >= 0)
        s = vd_str_sub(s, 0, s.n - 1);
    if (vd_str_ends(s, VD_S(",")))
        s = vd_str_sub(s, 0, s.n - 1);
    return vd_str_printf(arena, "%.*s%s", VD_SARG(s), l->measure.asks == MONITORING_COUNT ? "" : " %");
}

static struct verification_facts facts_of(struct reading *r, const struct monitoring_line *l, const struct dues *dues, const struct monitoring_report_row *report, bool accepted)
{
    const struct monitoring_progress *p = &l->progress;
    struct verification_facts f = {.dues = dues->v, .n_dues = dues->n, .permanent = vd_str_is(l->activity.schedule_kind, "permanent"), .vigencia = (int)r->out.version.vigencia,
        .cut_on = r->asked->cut_on, .adds = l->measure.adds, .lower_better = l->measure.lower_better, .target_u6 = l->measure.target_u6, .each_u6 = dues->each,
        .weight_u6 = weight_of(r, l->activity.key), .reported = p->reported, .not_applicable = p->not_applicable, .achieved = p->achieved, .percent = p->percent, .accepted = accepted};
    if (report && by(report->reviewed_at, r->reviewed_at))
        f.reviewed_u6 = report->reviewed_u6;
    return f;
}

static void put_row(struct followup_line_row *line, const struct followup_row *row)
{
    line->counted = vd_str_of(followup_counted_name(row->counted));
    line->declared = row->said_u6[FOLLOWUP_DECLARED];
    line->reviewed = row->said_u6[FOLLOWUP_REVIEWED];
    line->achieved = row->achieved_u6;
    line->target = row->target_u6;
    line->periods = row->periods;
    line->ended = row->ended;
    line->weight = row->weight_u6;
    line->lower_better = row->lower_better;
    line->reading = VD_S("leido");
    line->lacks_evidence = row->lacks_evidence;
}

static void overlay(struct followup_line_row *line, const struct verification_verified_row *said)
{
    line->verified = said->verified;
    line->verdict = said->verdict;
    line->nonconformity = said->nonconformity;
    line->difference_reason = said->difference_reason;
    line->remarks = said->remarks;
    line->verified_by = said->name;
    line->verified_at = said->verified_at;
    if (verification_counts(line))
        line->counted = vd_str_is(said->verdict, "no_aplica") ? VD_S("no_aplica") : VD_S("si");
}

static const struct verification_verified_row *said_of(const struct reading *r, int64_t key)
{
    VD_EACH(v, &r->verified)
        if (v->activity_key == key)
            return v;
    return NULL;
}

/* After the term, of what was done by the day of the cut-off: what was done later is of another. */
static bool sent_late(const struct reading *r, const struct monitoring_line *l)
{
    VD_EACH(report, &l->reports)
        if (report->sent_at.has && report->sent_at.v > r->asked->at && vd_date_days(monitoring_done_on(report)) <= vd_date_days(r->asked->cut_on))
            return true;
    return false;
}

static void judge(const struct reading *r, const struct dues *dues, bool accepted, const struct followup_line_row *line, struct verification_line *row)
{
    struct vd_date last = {0};
    size_t ended = 0;
    for (size_t i = 0; i < dues->n; i++) {
        bool came = vd_date_days(dues->v[i]) <= vd_date_days(r->asked->cut_on);
        ended += came;
        if (came && (!last.year || vd_date_days(dues->v[i]) > vd_date_days(last)))
            last = dues->v[i];
    }
    row->value_u6 = line->reviewed.has ? line->reviewed.v : line->declared.has ? line->declared.v : 0;
    row->judging = (struct verification_judging){.value_u6 = row->value_u6, .whole = ended == dues->n, .accepted = accepted,
        .late = row->report && last.year && vd_date_days(monitoring_done_on(row->report)) > vd_date_days(last)};
}

static void add_line(struct reading *r, const struct monitoring_line *l)
{
    const struct monitoring_activity_row *a = &l->activity;
    struct dues dues = dues_of(r, a->key);
    bool accepted = is_accepted(r, l);
    struct verification_line row = {.of = l, .report = monitoring_counted(l), .said = said_of(r, a->key)};
    struct followup_line_row line = {.component_key = a->component_key, .component_code = a->component_code, .component_name = a->component, .address = a->address, .activity_key = a->key,
        .description = a->description, .unit = a->unit_kind, .achieved_raw = achieved_said(r->arena, l), .windows = (int64_t)l->dues.n};
    const struct verification_facts facts = facts_of(r, l, &dues, row.report, accepted);
    const struct followup_row worked = verification_row_of(r->arena, &facts);
    VD_EACH(d, &l->dues)
        line.windows_ended += vd_date_days(*d) <= vd_date_days(r->asked->cut_on);
    if (row.report)
        line.report_id = vd_some(row.report->id);
    put_row(&line, &worked);
    row.late_report = verification_counts(&line) && sent_late(r, l);
    judge(r, &dues, accepted, &line, &row);
    if (row.said) {
        row.stale = row.said->report_id.has != line.report_id.has || row.said->report_id.v != line.report_id.v;
        overlay(&line, row.said);
        line.lacks_evidence = line.lacks_evidence || (line.verified.has && line.verified.v > 0 && !accepted); /* verified without a report: nothing proves it */
    }
    followup_line_add(r->arena, &r->out.sheet, &line);
    *VD_PUSH(r->arena, &r->out.rows) = row;
}

static enum vd_err add_withdrawn(struct reading *r)
{
    verification_withdrawn_rows rows = {0};
    VD_TRY(verification_withdrawn_all(r->db, r->arena, r->asked->entity_id, r->asked->plan_id, r->asked->version_id, &rows));
    VD_EACH(w, &rows) {
        const struct followup_line_row line = {.component_key = w->component_key, .component_code = w->component_code, .component_name = w->component, .address = w->address,
            .activity_key = w->key, .description = w->description, .unit = w->unit, .counted = VD_S("retirada"), .weight = w->weight, .reading = VD_S("leido")};
        followup_line_add(r->arena, &r->out.sheet, &line);
        *VD_PUSH(r->arena, &r->out.rows) = (struct verification_line){0};
    }
    return VD_OK;
}

/* ---- a sheet */

enum vd_err verification_read(struct vd_db *db, struct vd_arena *arena, const struct verification_asked *asked, int64_t cutoff_id, struct verification_sheet *ret)
{
    struct reading r = {.db = db, .arena = arena, .asked = asked, .reviewed_at = asked->reviewed_at ? asked->reviewed_at : asked->at};
    const struct monitoring_of of = {db, arena, asked->entity_id, asked->plan_id, asked->activity_key, asked->at};
    VD_TRY(life_get(db, arena, asked->entity_id, asked->version_id, &r.out.version));
    VD_TRY(monitoring_lines_of(&of, asked->version_id, asked->cut_on, &r.out.reports));
    VD_TRY(agenda_promises_of(db, arena, asked->entity_id, asked->version_id, &r.out.promises));
    VD_TRY(verification_activity_all(db, arena, asked->entity_id, asked->version_id, &r.activities));
    VD_TRY(verification_evidence_all(db, arena, asked->entity_id, asked->plan_id, &r.evidence));
    if (cutoff_id) {
        VD_TRY(verification_verified_all(db, arena, asked->entity_id, cutoff_id, &r.verified));
        VD_TRY(verification_request_all(db, arena, asked->entity_id, cutoff_id, 0, &r.requests));
    }
    r.out.sheet = (struct followup_sheet){.there = true, .title = r.out.version.title, .cut_on = asked->cut_on, .state = VD_S("abierto")};
    VD_EACH(l, &r.out.reports)
        add_line(&r, l);
    if (!asked->activity_key)
        VD_TRY(add_withdrawn(&r));
    *ret = r.out;
    return VD_OK;
}

enum vd_err verification_live(struct vd_db *db, struct vd_arena *arena, const struct verification_asked *asked, struct verification_live *ret)
{
    struct verification_sheet sheet;
    VD_TRY(verification_read(db, arena, asked, 0, &sheet));
    *ret = (struct verification_live){.sheet = sheet.sheet, .lines = sheet.reports, .promises = sheet.promises};
    return VD_OK;
}
