/* SPDX-License-Identifier: Apache-2.0 */
/* What a follow-up found, and how its unit mends it: cause, action, progress with evidence; planning accepts, Control Interno judges. */
#include "calendar/calendar.h"
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "features/improvement/improvement_change.h"

enum { A_MONTH = 30 };

struct mending { struct demo *d; const struct demo_findings *row; int64_t no, unit_id; };

static struct vd_str days_from(struct demo *d, int64_t days) { return vd_date_iso(d->arena, vd_date_of_days(vd_date_days(vd_date_in_bogota(d->at)) + days)); }

/* role absent: who answers for it in its unit. action: its number; 0: of the finding itself. */
static enum vd_err act(const struct mending *m, const char *role, const char *kind, staff_apply *apply, int64_t action, struct improvement_asking *asking)
{
    struct demo *d = m->d;
    struct improvement_found_row found;
    struct improvement_act_row one;
    struct staff_write write = {.apply = apply, .arg = asking};
    asking->person_id = role ? demo_person(d, role) : demo_person_known(d, m->row->by);
    asking->no = m->no;
    asking->action_no = action;
    asking->page = VD_S("/" DEMO_SLUG "/trabajo/mejora");
    if (m->no) {
        VD_TRY(improvement_get(d->db, d->arena, d->entity_id, m->no, vd_date_in_bogota(d->at), &found));
        asking->rev = found.rev;
        if (action) {
            VD_TRY(improvement_act_get(d->db, d->arena, d->entity_id, found.id, action, &one));
            asking->rev = one.rev;
        }
    }
    return demo_write_act(d, asking->person_id, kind, &write);
}

/* ---- third line: found */

static enum vd_err begin(struct mending *m, const struct improvement_row_row *from)
{
    struct demo *d = m->d;
    struct vd_unit unit;
    improvement_list all = {0};
    VD_TRY(demo_unit(d, m->row->unit, &unit));
    m->unit_id = unit.id;
    struct improvement_asking asking = {.finding = {.source = VD_S("seguimiento"), .document = m->row->document, .document_on = days_from(d, 0), .cutoff_id = vd_some(from->cutoff_id),
        .activity_key = vd_some(from->activity_key), .title = m->row->title, .detail = m->row->detail, .criterion = m->row->criterion, .unit_id = unit.id, .plan_by = days_from(d, A_MONTH)}};
    VD_TRY(act(m, "control_interno", "hallazgo.registrado", improvement_save, 0, &asking));
    VD_TRY(improvement_list_of(d->db, d->arena, d->entity_id, &(struct improvement_asked){.today = vd_date_in_bogota(d->at), .most = IMPROVEMENT_IN_PAGE}, &all));
    VD_EACH(f, &all)
        m->no = f->no > m->no ? f->no : m->no;
    return VD_OK;
}

/* ---- first and second line: planned */

static enum vd_err plan(const struct mending *m, int64_t target_u6)
{
    struct demo *d = m->d;
    struct improvement_asking cause = {.finding.cause = m->row->cause, .whys = {m->row->why}}, send = {0}, accept = {.what = VD_S("aceptar")};
    int64_t months = 0;
    if (!vd_str_i64(m->row->months, &months))
        return demo_refused(d, VD_INVALID, "months", m->row->months);
    struct improvement_asking action = {.action = {.what = m->row->what, .unit_id = m->unit_id, .measure = m->row->measure, .target_u6 = target_u6, .from_on = days_from(d, 0),
        .due_on = days_from(d, months * A_MONTH)}};
    VD_TRY(act(m, NULL, "mejora.causa", improvement_save_cause, 0, &cause));
    VD_TRY(act(m, NULL, "mejora.accion", improvement_save_action, 0, &action));
    VD_TRY(act(m, NULL, "mejora.enviada", improvement_send, 0, &send));
    return act(m, "planeacion", "mejora.aceptada", improvement_review, 0, &accept);
}

static enum vd_err mended(const struct mending *m, int64_t reached_u6)
{
    struct demo *d = m->d;
    struct improvement_asking progress = {.progress = {.achieved_u6 = reached_u6, .done_on = days_from(d, -1), .narrative = m->row->done}, .pieces = {{.title = m->row->proof, .url = m->row->proof}}};
    return act(m, NULL, "mejora.avance", improvement_report, 1, &progress);
}

static enum vd_err judged(const struct mending *m)
{
    struct improvement_asking verdict = {.what = VD_S("cumplida"), .reason = m->row->judged}, efficacy = {.what = VD_S("eficaz"), .reason = m->row->judged};
    VD_TRY(act(m, "control_interno", "mejora.cumplida", improvement_verdict, 1, &verdict));
    return act(m, "control_interno", "hallazgo.cerrado", improvement_judge, 0, &efficacy);
}

enum vd_err demo_mend(struct demo *d, struct demo_plan of, const char *rows)
{
    struct life_version_row version;
    VD_TRY(demo_find(d, of, &version));
    for (size_t i = 0; i < demo_findings_n; i++) {
        struct mending m = {.d = d, .row = &demo_findings[i]};
        improvement_origins origins = {0};
        int64_t target_u6 = 0, reached_u6 = 0, day = vd_date_days(vd_date_in_bogota(d->at));
        if (!vd_str_is(m.row->plan, rows) || !vd_quantity_read(m.row->target, &target_u6) || !vd_quantity_read(m.row->reached, &reached_u6))
            continue;
        VD_TRY(improvement_origins_of(d->db, d->arena, d->entity_id, version.plan_id, (struct vd_str){0}, m.row->address, &origins));
        if (!origins.n)
            continue;
        VD_TRY(begin(&m, &origins.v[0]));
        demo_day(d, vd_date_of_days(day + 4));
        VD_TRY(plan(&m, target_u6));
        demo_day(d, vd_date_of_days(day + 14));
        VD_TRY(mended(&m, reached_u6));
        demo_day(d, vd_date_of_days(day + 19));
        if (m.row->judged.n)
            VD_TRY(judged(&m));
    }
    return VD_OK;
}
