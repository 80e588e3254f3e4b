/* SPDX-License-Identifier: Apache-2.0 */
/* The cut-offs of a plan's year, when the entity sets others than those of its instrument's preset. */
#include "core/notice.h"
#include "features/agenda/agenda.h"
#include "features/verification/verification_change.h"

static const struct agenda_cut *cut_on(const agenda_cuts *cuts, struct vd_date day)
{
    VD_EACH(cut, cuts)
        if (vd_date_days(cut->cut_on) == vd_date_days(day))
            return cut;
    return NULL;
}

static enum vd_err find_plan(struct verification_acting *a, int64_t plan_id, life_versions *all)
{
    VD_TRY(life_list(a->db, a->arena, a->entity_id, all));
    VD_EACH(v, all)
        if (v->plan_id == plan_id && vd_str_is(v->state, "publicado")) {
            a->version = *v;
            return VD_OK;
        }
    return staff_refuse(a->write, VD_CONFLICT, "El plan ya no está en firme: sus cortes no se cambian.");
}

static enum vd_err remove_days(const struct verification_acting *a)
{
    verification_day_rows before = {0};
    VD_TRY(verification_day_all(a->db, a->arena, a->entity_id, a->version.instrument, a->version.vigencia, &before));
    VD_EACH(day, &before) {
        struct row_followup_day row = {.entity_id = a->entity_id, .instrument = a->version.instrument, .vigencia = a->version.vigencia, .no = day->no};
        VD_TRY(vd_row_get(a->db, a->arena, &T_followup_day, &row));
        VD_TRY(vd_change_remove(a->change, &T_followup_day, &row));
    }
    return VD_OK;
}

static enum vd_err put_days(const struct verification_acting *a, const struct verification_scheduling *of)
{
    int64_t no = 0;
    VD_EACH(day, &of->days) {
        const struct row_followup_day row = {.entity_id = a->entity_id, .instrument = a->version.instrument, .vigencia = a->version.vigencia, .no = ++no,
            .cut_on = vd_date_iso(a->arena, day->cut_on), .reports_until = vd_date_iso(a->arena, day->reports_until), .publish_by = vd_date_iso(a->arena, day->publish_by), .norm = of->norm};
        VD_TRY(vd_change_put(a->change, &T_followup_day, &row));
    }
    return VD_OK;
}

static enum vd_err cuts_now(const struct verification_acting *a, agenda_cuts *ret)
{
    enum vd_err err = agenda_cuts_for(a->db, a->arena, a->entity_id, a->version.instrument, a->version.vigencia, ret);
    return err == VD_NOT_FOUND ? VD_OK : err;
}

/* What was opened keeps its day and its terms. */
static enum vd_err opened_stay(const struct verification_acting *a)
{
    verification_cutoffs there = {0};
    agenda_cuts cuts = {0};
    VD_TRY(cuts_now(a, &cuts));
    VD_TRY(verification_cutoffs_of(a->db, a->arena, a->entity_id, a->version.plan_id, &there));
    VD_EACH(c, &there)
        if (!vd_str_is(c->state, "importado") && !cut_on(&cuts, c->cut_on))
            return staff_refuse(a->write, VD_INVALID, "El seguimiento al %.*s ya se abrió: debe seguir entre los cortes.", VD_SARG(vd_es_date_long(a->arena, c->cut_on)));
    return VD_OK;
}

/* A cut-off whose day has passed is due: taking it out or moving its terms would hide what is late. Of those before the plan was in force
 * nothing is due. */
static enum vd_err past_stay(const struct verification_acting *a, const life_versions *all, const agenda_cuts *before)
{
    agenda_cuts cuts = {0};
    VD_TRY(cuts_now(a, &cuts));
    VD_EACH(was, before) {
        const struct agenda_cut *is = cut_on(&cuts, was->cut_on);
        bool same = is && vd_date_days(is->reports_until) == vd_date_days(was->reports_until) && vd_date_days(is->publish_by) == vd_date_days(was->publish_by);
        if (!same && vd_date_days(was->cut_on) < vd_date_days(a->today) && verification_version_on(all, a->version.plan_id, was->cut_on))
            return staff_refuse(a->write, VD_INVALID, "El corte del %.*s ya pasó: debe seguir entre los cortes, con los mismos plazos.", VD_SARG(vd_es_date_long(a->arena, was->cut_on)));
    }
    return VD_OK;
}

enum vd_err verification_schedule(struct vd_change *change, struct staff_write *write)
{
    const struct verification_scheduling *of = write->arg;
    struct verification_acting a;
    life_versions all = {0};
    agenda_cuts before = {0};
    VD_TRY(verification_begin(change, write, of->person_id, "seguimiento.verificar", &a));
    VD_TRY(find_plan(&a, of->plan_id, &all));
    VD_TRY(cuts_now(&a, &before));
    VD_TRY(remove_days(&a));
    VD_TRY(put_days(&a, of));
    VD_TRY(opened_stay(&a));
    VD_TRY(past_stay(&a, &all, &before));
    VD_TRY(agenda_build(change, a.version.id));
    vd_change_subject(change, of->plan_id);
    VD_JSON_STR(vd_change_data(change), "plan", a.version.title);
    VD_JSON_I64(vd_change_data(change), "cutoffs", (int64_t)of->days.n);
    struct vd_str said = vd_str_printf(a.arena, "Cambiaron los cortes de seguimiento de %.*s", VD_SARG(life_title(a.arena, &a.version)));
    struct vd_notice notice = {.entity_id = a.entity_id, .said = said};
    VD_TRY(vd_notice_path(a.db, a.arena, a.entity_id, VD_S("agenda"), &notice.path));
    VD_TRY(vd_notice_put_right(a.db, a.arena, &notice, "seguimiento.reportar", (struct vd_oint){0}, of->person_id, a.now));
    return vd_notice_put_right(a.db, a.arena, &notice, "seguimiento.revisar", (struct vd_oint){0}, of->person_id, a.now);
}
