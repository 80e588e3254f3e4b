/* SPDX-License-Identifier: Apache-2.0 */
/* What every change of a cut-off begins with, and opening one. */
#include "core/notice.h"
#include "features/agenda/agenda.h"
#include "features/verification/verification_change.h"

enum vd_err verification_begin(struct vd_change *change, struct staff_write *write, int64_t person_id, const char *right, struct verification_acting *ret)
{
    struct verification_acting a = {.change = change, .write = write, .db = vd_change_db(change), .arena = vd_change_arena(change), .entity_id = vd_change_entity(change),
        .person_id = person_id, .now = vd_change_now(change), .today = vd_date_in_bogota(vd_change_now(change))};
    struct vd_who who = {.person_id = person_id};
    VD_TRY(vd_posts_of(a.db, a.arena, a.entity_id, person_id, a.today, &who));
    if (!vd_who_may(&who, right))
        return staff_refuse(write, VD_DENIED, "Sus cargos de hoy ya no le permiten esto.");
    *ret = a;
    return VD_OK;
}

enum vd_err verification_begin_at(struct vd_change *change, struct staff_write *write, int64_t person_id, const char *right, int64_t cutoff_id, struct verification_acting *ret)
{
    struct verification_acting a;
    VD_TRY(verification_begin(change, write, person_id, right, &a));
    VD_TRY(verification_cutoff_get(a.db, a.arena, a.entity_id, cutoff_id, &a.cutoff));
    VD_TRY(life_get(a.db, a.arena, a.entity_id, a.cutoff.version_id, &a.version));
    vd_change_subject(change, cutoff_id);
    VD_JSON_STR(vd_change_data(change), "cutoff", vd_date_iso(a.arena, a.cutoff.cut_on));
    VD_JSON_STR(vd_change_data(change), "plan", a.version.title);
    *ret = a;
    return VD_OK;
}

struct vd_str verification_path(const struct verification_acting *of, struct vd_str address)
{
    return vd_str_printf(of->arena, "seguimientos/%.*s/%" PRId64 "/%.*s%s%.*s", VD_SARG(of->version.path_word), of->version.vigencia, VD_SARG(vd_date_iso(of->arena, of->cutoff.cut_on)),
        address.n ? "/actividad/" : "", VD_SARG(address));
}

struct vd_str verification_said(struct vd_arena *arena, const struct life_version_row *v, struct vd_date cut_on)
{
    return vd_str_printf(arena, "seguimiento al %.*s, %.*s %" PRId64, VD_SARG(vd_es_date_long(arena, cut_on)), VD_SARG(v->short_name), v->vigencia);
}

enum vd_err verification_tell(const struct verification_acting *of, struct vd_str said, struct vd_str below, const char *right, struct vd_oint unit)
{
    struct vd_notice notice = {.entity_id = of->entity_id, .said = vd_str_printf(of->arena, "%.*s: %.*s", VD_SARG(said), VD_SARG(verification_said(of->arena, &of->version, of->cutoff.cut_on)))};
    VD_TRY(vd_notice_path(of->db, of->arena, of->entity_id, below, &notice.path));
    return vd_notice_put_right(of->db, of->arena, &notice, right, unit, of->person_id, of->now);
}

struct row_cutoff_row verification_stored(int64_t entity_id, int64_t cutoff_id, const struct followup_line_row *l)
{
    return (struct row_cutoff_row){.entity_id = entity_id, .cutoff_id = cutoff_id, .activity_key = l->activity_key, .counted = l->counted, .declared_u6 = l->declared,
        .reviewed_u6 = l->reviewed, .verified_u6 = l->verified, .achieved_u6 = l->achieved, .target_u6 = l->target, .periods = l->periods, .ended = l->ended, .weight_u6 = l->weight,
        .lower_better = l->lower_better, .reading = l->reading, .achieved_raw = l->achieved_raw, .declared_raw = l->declared_raw, .remarks = l->remarks, .report_id = l->report_id,
        .lacks_evidence = l->lacks_evidence, .verdict = l->verdict, .nonconformity = l->nonconformity, .difference_reason = l->difference_reason};
}

/* ---- opening */

static enum vd_err cut_of(struct verification_acting *a, const struct verification_opening *of, const life_versions *all, struct agenda_cut *ret)
{
    agenda_cuts cuts = {0};
    verification_cutoffs there = {0};
    struct vd_oint version_id = {0};
    VD_EACH(v, all)
        if (v->plan_id == of->plan_id && vd_str_is(v->state, "publicado")) {
            a->version = *v;
            version_id = vd_some(v->id);
        }
    if (!version_id.has)
        return staff_refuse(a->write, VD_CONFLICT, "El plan no está publicado en firme: no tiene seguimiento que abrir.");
    VD_TRY(agenda_cuts_for(a->db, a->arena, a->entity_id, a->version.instrument, a->version.vigencia, &cuts));
    VD_TRY(verification_cutoffs_of(a->db, a->arena, a->entity_id, of->plan_id, &there));
    VD_EACH(cut, &cuts) {
        if (cut->no != of->no)
            continue;
        VD_EACH(c, &there)
            if (vd_date_days(c->cut_on) == vd_date_days(cut->cut_on))
                return staff_refuse(a->write, VD_CONFLICT, "Ese seguimiento ya estaba abierto: otra persona lo abrió.");
        *ret = *cut;
        return VD_OK;
    }
    return VD_NOT_FOUND;
}

enum vd_err verification_open(struct vd_change *change, struct staff_write *write)
{
    const struct verification_opening *of = write->arg;
    struct verification_acting a;
    struct agenda_cut cut = {0};
    life_versions all = {0};
    VD_TRY(verification_begin(change, write, of->person_id, "seguimiento.verificar", &a));
    VD_TRY(life_list(a.db, a.arena, a.entity_id, &all));
    VD_TRY(cut_of(&a, of, &all, &cut));
    if (vd_date_days(a.today) <= vd_date_days(cut.cut_on))
        return staff_refuse(write, VD_INVALID, "El corte es el %.*s: el seguimiento se abre cuando ese día haya pasado.", VD_SARG(vd_es_date_long(a.arena, cut.cut_on)));
    const struct life_version_row *followed = verification_version_on(&all, of->plan_id, cut.cut_on);
    if (!followed)
        return staff_refuse(write, VD_INVALID, "Ese día el plan no estaba publicado: no hay qué seguir.");
    a.version = *followed;
    const struct row_cutoff row = {.entity_id = a.entity_id, .id = vd_change_id(change), .plan_id = of->plan_id, .version_id = a.version.id, .no = vd_some(cut.no),
        .cut_on = vd_date_iso(a.arena, cut.cut_on), .state = VD_S("abierto"), .reports_until = vd_date_iso(a.arena, cut.reports_until),
        .publish_by = vd_date_iso(a.arena, cut.publish_by), .opened_at = vd_some(a.now)};
    VD_TRY(vd_change_put(change, &T_cutoff, &row));
    vd_change_subject(change, row.id);
    vd_change_result_set(change, vd_str_printf(a.arena, "%" PRId64, row.id));
    VD_JSON_STR(vd_change_data(change), "cutoff", row.cut_on);
    VD_JSON_STR(vd_change_data(change), "plan", a.version.title);
    a.cutoff.cut_on = cut.cut_on;
    struct vd_str said = vd_str_printf(a.arena, "Control Interno abrió el seguimiento; recibe reportes hasta el %.*s", VD_SARG(vd_es_date_long(a.arena, cut.reports_until)));
    VD_TRY(verification_tell(&a, said, VD_S("reportar"), "seguimiento.reportar", (struct vd_oint){0}));
    return verification_tell(&a, said, VD_S("revision"), "seguimiento.revisar", (struct vd_oint){0});
}
