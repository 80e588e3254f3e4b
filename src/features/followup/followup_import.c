/* SPDX-License-Identifier: Apache-2.0 */
/* A follow-up sheet becomes a closed cut-off, in the change that stores its plan: the sheet keeps its date, its printed targets
 * and what it declares; the official date decides what was due (decisions.md, "Closed follow-ups"). */
#include "db/tables.h"
#include "features/followup/followup.h"

struct storing {
    struct vd_change *change;
    const struct plan_stored *stored;
    const struct plan_draft *draft;
    struct vd_arena *arena;
    int64_t cutoff;
    struct vd_date cut_on;
};

static struct vd_str when_said(struct vd_str text) { return text.n ? text : (struct vd_str){0}; }

static enum followup_counted counted_of(const struct storing *s, const struct followup_draft_row *row)
{
    const struct draft_activity *activity = &s->draft->activities.v[row->activity];
    VD_LIST(struct vd_date) dues = {0};
    int ended;
    bool reported = row->achieved.raw.n || row->declared_raw.n;
    if (activity->target.condition.n && !reported)
        return FOLLOWUP_NOT_APPLICABLE; /* due only if something happened, and nothing says it did */
    VD_EACH(w, &s->draft->windows)
        if (w->activity == row->activity)
            *VD_PUSH(s->arena, &dues) = w->due;
    return followup_due_at(dues.v, dues.n, strcmp(activity->schedule_kind, "permanent") == 0, s->draft->vigencia, s->cut_on, &ended);
}

static enum vd_err put_row(const struct storing *s, const struct followup_draft_row *draft)
{
    const struct plan_achieved *achieved = &draft->achieved;
    const char *polarity = s->draft->activities.v[draft->activity].target.polarity;
    struct row_cutoff_row row = {.entity_id = s->stored->entity_id, .cutoff_id = s->cutoff, .activity_key = s->stored->activity_keys[draft->activity],
        .counted = vd_str_of(draft->counted ? draft->counted : followup_counted_name(counted_of(s, draft))), .declared_u6 = achieved->declared_u6,
        .achieved_u6 = achieved->value_u6, .target_u6 = achieved->target_u6, .lower_better = polarity && strcmp(polarity, "lower-better") == 0,
        .reading = vd_str_of(plan_certainty_name(achieved->verdict.status)), .achieved_raw = when_said(achieved->raw),
        .declared_raw = when_said(draft->declared_raw), .remarks = when_said(draft->remarks)};
    return vd_change_put(s->change, &T_cutoff_row, &row);
}

enum vd_err followup_import_put(struct vd_change *change, const struct plan_stored *stored)
{
    const struct followup_draft *sheet = plan_draft_followup(stored->draft);
    if (!sheet)
        return VD_OK;
    struct storing s = {.change = change, .stored = stored, .draft = stored->draft, .arena = vd_change_arena(change), .cut_on = sheet->cutoff};
    if (!s.cut_on.year) /* a sheet without date follows its whole year */
        s.cut_on = (struct vd_date){.year = (int16_t)stored->draft->vigencia, .month = 12, .day = 31};
    s.cutoff = vd_change_id(change);
    struct row_cutoff row = {.entity_id = stored->entity_id, .id = s.cutoff, .plan_id = stored->plan_id, .version_id = stored->version_id,
        .import_id = vd_some(stored->import_id), .cut_on = vd_date_iso(s.arena, s.cut_on), .sheet_on = vd_date_iso(s.arena, sheet->sheet_date),
        .state = VD_S("importado"), .printed_mean_u6 = sheet->mean_u6};
    VD_TRY(vd_change_put(change, &T_cutoff, &row));
    VD_EACH(one, &sheet->rows)
        VD_TRY(put_row(&s, one));
    return followup_figures_put(change, s.cutoff);
}
