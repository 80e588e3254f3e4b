/* SPDX-License-Identifier: Apache-2.0 */
/* What Control Interno does with a cut-off: opens it, verifies, freezes, signs, publishes. */
#include "calendar/calendar.h"
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "features/agenda/agenda.h"
#include "features/official/official.h"
#include "features/verification/verification_change.h"

struct cut { struct life_version_row version; struct verification_cutoff cutoff; };

static enum vd_err do_write(struct demo *d, const char *kind, staff_apply *apply, void *asking)
{
    struct staff_write write = {.apply = apply, .arg = asking};
    return demo_write_act(d, demo_person(d, "control_interno"), kind, &write);
}

static enum vd_err find(struct demo *d, struct demo_plan plan, int no, struct cut *ret)
{
    verification_cutoffs cutoffs = {0};
    VD_TRY(demo_find(d, plan, &ret->version));
    VD_TRY(verification_cutoffs_of(d->db, d->arena, d->entity_id, ret->version.plan_id, &cutoffs));
    VD_EACH(c, &cutoffs)
        if (c->no.has && c->no.v == no) {
            ret->cutoff = *c;
            return VD_OK;
        }
    return demo_refused(d, VD_NOT_FOUND, "cutoff", vd_str_of(plan.family));
}

static enum vd_err open_it(struct demo *d, struct demo_plan plan, int no, struct cut *ret)
{
    VD_TRY(demo_find(d, plan, &ret->version));
    struct verification_opening of = {.person_id = demo_person(d, "control_interno"), .plan_id = ret->version.plan_id, .no = no};
    VD_TRY(do_write(d, "seguimiento.abierto", verification_open, &of));
    return find(d, plan, no, ret);
}

/* ---- verifying */

static enum vd_err verify_one(struct demo *d, const struct cut *c, const struct demo_verified *row)
{
    struct verification_sheet sheet;
    const struct verification_asked asked = verification_asked_of(d->entity_id, &c->cutoff, d->at);
    struct verification_verifying of = {.person_id = demo_person(d, "control_interno"), .cutoff_id = c->cutoff.id, .verdict = VERIFICATION_FAILED, .difference_reason = row->reason,
        .remarks = row->remarks};
    int64_t u6;
    if (!vd_quantity_read(row->value, &u6))
        return demo_refused(d, VD_INVALID, "verified", row->value);
    of.value_u6 = vd_some(u6);
    VD_TRY(verification_read(d->db, d->arena, &asked, c->cutoff.id, &sheet));
    for (size_t i = 0; i < sheet.rows.n; i++)
        if (vd_str_eq(sheet.sheet.lines.v[i].address, row->address)) {
            of.activity_key = sheet.sheet.lines.v[i].activity_key;
            of.seen_report = sheet.rows.v[i].report ? sheet.rows.v[i].report->id : 0;
        }
    return do_write(d, "seguimiento.verificado", verification_verify, &of);
}

static enum vd_err verify_alone(struct demo *d, const struct cut *c, const char *rows, int no)
{
    const struct vd_str text = vd_str_printf(d->arena, "%d", no);
    for (size_t i = 0; i < demo_verified_n; i++)
        if (vd_str_is(demo_verified[i].plan, rows) && vd_str_eq(demo_verified[i].cut, text))
            VD_TRY(verify_one(d, c, &demo_verified[i]));
    return VD_OK;
}

/* Those that agree, and those without report: of either there may be none. */
static enum vd_err verify_rest(struct demo *d, const struct cut *c)
{
    struct verification_sheet sheet;
    const struct verification_asked asked = verification_asked_of(d->entity_id, &c->cutoff, d->at);
    VD_TRY(verification_read(d->db, d->arena, &asked, c->cutoff.id, &sheet));
    const struct followup_side side = followup_side_of(d->arena, &sheet.sheet.input, FOLLOWUP_RECOMPUTED);
    bool any[2] = {false, false};
    for (size_t i = 0; i < sheet.rows.n; i++) {
        any[0] = any[0] || verification_agrees(&sheet.sheet.lines.v[i], &sheet.rows.v[i], verification_recomputed(d->arena, &side, i));
        any[1] = any[1] || verification_is_unreported(&sheet.sheet.lines.v[i], &sheet.rows.v[i]);
    }
    for (int unreported = 0; unreported < 2; unreported++) {
        struct verification_many of = {.person_id = demo_person(d, "control_interno"), .cutoff_id = c->cutoff.id, .unreported = unreported};
        if (any[unreported])
            VD_TRY(do_write(d, "seguimiento.verificadas", verification_verify_many, &of));
    }
    return VD_OK;
}

/* ---- a cut-off, from its reports on */

enum vd_err demo_cut_open(struct demo *d, struct demo_plan plan, const char *rows, int no)
{
    struct cut c;
    VD_TRY(open_it(d, plan, no, &c));
    VD_TRY(demo_report(d, plan, rows, no));
    demo_day(d, vd_date_of_days(vd_date_days(c.cutoff.reports_until) + 1));
    return verify_alone(d, &c, rows, no);
}

enum vd_err demo_cut_publish(struct demo *d, struct demo_plan plan, const char *rows, int no, int64_t days_late)
{
    struct cut c;
    VD_TRY(demo_cut_open(d, plan, rows, no));
    VD_TRY(find(d, plan, no, &c));
    demo_day(d, vd_date_of_days(vd_date_days(c.cutoff.publish_by) + days_late));
    VD_TRY(verify_rest(d, &c));
    struct verification_closing of = {.person_id = demo_person(d, "control_interno"), .cutoff_id = c.cutoff.id, .published_on = vd_date_in_bogota(d->at)};
    VD_TRY(do_write(d, "seguimiento.congelado", verification_freeze, &of));
    const struct official_of report = {.db = d->db, .arena = d->arena, .files = d->services->files, .entity_id = d->entity_id, .cutoff_id = c.cutoff.id, .published_at = d->at,
        .published_on = of.published_on};
    VD_TRY(demo_refused(d, official_file_make(&report, &of.report), "report", vd_str_of(plan.family)));
    return do_write(d, "seguimiento.publicado", verification_publish, &of);
}

/* ---- one to work on */

/* The first cut-off of the calendar that has passed and nobody opened; 0: none. */
static enum vd_err next_of(struct demo *d, const struct life_version_row *version, int *ret_no, bool *ret_open)
{
    verification_cutoffs there = {0};
    agenda_cuts cuts = {0};
    *ret_no = 0;
    VD_TRY(verification_cutoffs_of(d->db, d->arena, d->entity_id, version->plan_id, &there));
    VD_TRY(agenda_cuts_of(d->arena, agenda_calendar_of(version->instrument), (int)version->vigencia, &cuts));
    VD_EACH(cut, &cuts) {
        bool opened = false;
        VD_EACH(c, &there) {
            opened = opened || vd_date_days(c->cut_on) == vd_date_days(cut->cut_on);
            *ret_open = *ret_open || vd_str_is(c->state, "abierto");
        }
        if (!opened && !*ret_no && vd_date_days(cut->cut_on) < vd_date_days(vd_date_in_bogota(d->at)))
            *ret_no = cut->no;
    }
    return VD_OK;
}

enum vd_err demo_cut_waiting(struct demo *d, const struct demo_plan *plans, size_t n)
{
    const struct demo_plan *of = NULL;
    bool open = false;
    int no = 0;
    for (size_t i = 0; i < n; i++) {
        struct life_version_row version;
        int next;
        VD_TRY(demo_find(d, plans[i], &version));
        VD_TRY(next_of(d, &version, &next, &open));
        if (!next)
            continue;
        of = &plans[i];
        no = next;
    }
    struct cut c;
    return of && !open ? open_it(d, *of, no, &c) : VD_OK;
}
