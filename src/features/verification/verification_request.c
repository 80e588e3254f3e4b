/* SPDX-License-Identifier: Apache-2.0 */
/* More is asked of who reports, with a term; the answer comes with words and, where there is one, another report. */
#include "core/notice.h"
#include "features/verification/verification_change.h"

struct asking {
    struct verification_acting a;
    monitoring_lines lines;      /* the one activity, as it stands now */
};

static enum vd_err begin(struct vd_change *change, struct staff_write *write, int64_t person_id, const char *right, int64_t cutoff_id, int64_t activity_key, struct asking *ret)
{
    VD_TRY(verification_begin_at(change, write, person_id, right, cutoff_id, &ret->a));
    if (!vd_str_is(ret->a.cutoff.state, "abierto"))
        return staff_refuse(write, VD_CONFLICT, "El seguimiento ya se congeló: no recibe más pedidos ni respuestas.");
    const struct monitoring_of of = {ret->a.db, ret->a.arena, ret->a.entity_id, ret->a.cutoff.plan_id, activity_key, ret->a.now};
    VD_TRY(monitoring_lines_of(&of, ret->a.cutoff.version_id, ret->a.cutoff.cut_on, &ret->lines));
    if (!ret->lines.n)
        return VD_NOT_FOUND;
    VD_JSON_STR(vd_change_data(change), "activity", ret->lines.v[0].activity.address);
    return VD_OK;
}

enum vd_err verification_ask(struct vd_change *change, struct staff_write *write)
{
    const struct verification_asking *of = write->arg;
    struct asking q = {0};
    verification_request_rows before = {0};
    VD_TRY(begin(change, write, of->person_id, "seguimiento.verificar", of->cutoff_id, of->activity_key, &q));
    VD_TRY(verification_request_all(q.a.db, q.a.arena, q.a.entity_id, of->cutoff_id, of->activity_key, &before));
    VD_EACH(b, &before)
        if (!b->answer.n)
            return staff_refuse(write, VD_CONFLICT, "Ya hay un pedido sin responder para esta actividad.");
    const struct row_cutoff_request row = {.entity_id = q.a.entity_id, .id = vd_change_id(change), .cutoff_id = of->cutoff_id, .activity_key = of->activity_key, .asked = of->asked,
        .asked_by = of->person_id, .asked_at = q.a.now, .due_on = vd_date_iso(q.a.arena, of->due)};
    VD_TRY(vd_change_put(change, &T_cutoff_request, &row));
    vd_change_subject(change, row.id);
    const struct monitoring_line *l = &q.lines.v[0];
    struct vd_str said = vd_str_printf(q.a.arena, "Control Interno pide más de %.*s hasta el %.*s", VD_SARG(l->activity.address), VD_SARG(vd_es_date_long(q.a.arena, of->due)));
    struct vd_str path = vd_str_printf(q.a.arena, "%.*s/pedido", VD_SARG(verification_path(&q.a, l->activity.address)));
    VD_EACH(u, &l->units)
        if (u->is_lead || !l->activity.lead_id.has)
            VD_TRY(verification_tell(&q.a, said, path, "seguimiento.reportar", vd_some(u->unit_id)));
    return VD_OK;
}

static const struct monitoring_report_row *report_of(const struct monitoring_line *l, struct vd_oint id)
{
    VD_EACH(r, &l->reports)
        if (id.has && r->id == id.v && r->sent_at.has)
            return r;
    return NULL;
}

enum vd_err verification_answer(struct vd_change *change, struct staff_write *write)
{
    const struct verification_answering *of = write->arg;
    struct asking q = {0};
    struct vd_who who = {.person_id = of->person_id};
    VD_TRY(begin(change, write, of->person_id, "seguimiento.reportar", of->cutoff_id, of->activity_key, &q));
    VD_TRY(vd_posts_of(q.a.db, q.a.arena, q.a.entity_id, of->person_id, q.a.today, &who));
    if (!monitoring_may_report(&who, &q.lines.v[0]))
        return staff_refuse(write, VD_DENIED, "Usted responde por las actividades de su dependencia; esta es de otra.");
    struct row_cutoff_request row = {.entity_id = q.a.entity_id, .id = of->request_id};
    VD_TRY(vd_row_get(q.a.db, q.a.arena, &T_cutoff_request, &row));
    if (row.cutoff_id != of->cutoff_id || row.activity_key != of->activity_key)
        return VD_NOT_FOUND;
    if (row.answer.n)
        return staff_refuse(write, VD_CONFLICT, "Otra persona ya respondió este pedido.");
    if (of->report_id.has && !report_of(&q.lines.v[0], of->report_id))
        return staff_refuse(write, VD_INVALID, "Ese reporte no es de esta actividad o todavía es un borrador.");
    row.answer = of->answer;
    row.answered_by = vd_some(of->person_id);
    row.answered_at = vd_some(q.a.now);
    row.report_id = of->report_id;
    VD_TRY(vd_change_put(change, &T_cutoff_request, &row));
    vd_change_subject(change, row.id);
    struct vd_str said = vd_str_printf(q.a.arena, "Respondieron lo que se pidió de %.*s", VD_SARG(q.lines.v[0].activity.address));
    return verification_tell(&q.a, said, verification_path(&q.a, q.lines.v[0].activity.address), "seguimiento.verificar", (struct vd_oint){0});
}
