/* SPDX-License-Identifier: Apache-2.0 */
/* What the first line reports with its evidence, and what planning says of it; what must be handed in again and again. */
#include "calendar/calendar.h"
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "features/agenda/agenda_delivery.h"
#include "features/monitoring/monitoring_change.h"

/* ---- reporting */

static enum vd_err line_at(struct demo *d, const struct life_version_row *version, struct vd_str address, struct monitoring_line *ret)
{
    const struct monitoring_of of = {d->db, d->arena, d->entity_id, version->plan_id, 0, d->at};
    monitoring_lines lines = {0};
    VD_TRY(monitoring_lines_of(&of, version->id, vd_date_in_bogota(d->at), &lines));
    VD_EACH(l, &lines)
        if (vd_str_eq(l->activity.address, address)) {
            *ret = *l;
            return VD_OK;
        }
    return demo_refused(d, VD_NOT_FOUND, "activity", address);
}

static enum vd_err proof_of(struct demo *d, const struct demo_reports *row, struct monitoring_piece *ret)
{
    *ret = (struct monitoring_piece){.kind = "enlace", .title = row->proof, .url = row->proof};
    if (row->proof.n)
        return VD_OK;
    *ret = (struct monitoring_piece){.kind = "archivo", .title = row->file, .classification = DOCUMENTS_PUBLICA};
    const struct vd_str text = vd_str_printf(d->arena, "Documento de ejemplo: %.*s de una entidad que no existe, %d.\n", VD_SARG(row->file), vd_date_in_bogota(d->at).year);
    return documents_keep(d->services, d->entity_id, text, documents_kind(VD_S("txt")), vd_str_printf(d->arena, "%.*s.txt", VD_SARG(row->file)), &ret->file);
}

static enum vd_err report(struct demo *d, const struct life_version_row *version, const struct demo_reports *row)
{
    struct monitoring_line line;
    int64_t u6 = 0, days = 0;
    VD_TRY(line_at(d, version, row->address, &line));
    if (!vd_quantity_read(row->value, &u6) || !vd_str_i64(row->days, &days))
        return demo_refused(d, VD_INVALID, "value", row->value);
    struct monitoring_saving of = {.person_id = demo_person_known(d, row->by), .version_id = version->id, .activity_key = line.activity.key, .send = true, .seen = monitoring_seen(d->arena, &line, NULL),
        .page = VD_S("/" DEMO_SLUG "/trabajo/revision"),
        .typed = {.numerator_u6 = vd_some(u6), .is_accumulated = !line.measure.adds, .narrative = row->text,
            .done_on = vd_date_iso(d->arena, vd_date_of_days(vd_date_days(vd_date_in_bogota(d->at)) - days))}};
    struct staff_write write = {.apply = monitoring_save, .arg = &of};
    VD_TRY(proof_of(d, row, &of.pieces[0]));
    return demo_write_act(d, of.person_id, "avance.enviado", &write);
}

/* Where the row says no value of planning, what results of the report. */
static struct vd_oint value_of(struct vd_arena *arena, const struct monitoring_line *line, struct vd_str typed)
{
    int64_t u6 = 0;
    mpq_srcptr percent = line->progress.percent;
    if (typed.n && vd_quantity_read(typed, &u6))
        return vd_some(u6);
    return percent && vd_quantity_read(followup_rounded(arena, percent, 2, ','), &u6) ? vd_some(u6) : (struct vd_oint){0};
}

static enum vd_err review(struct demo *d, const struct life_version_row *version, const struct demo_reports *row)
{
    struct monitoring_line line;
    monitoring_evidences evidence = {0};
    VD_TRY(line_at(d, version, row->address, &line));
    struct monitoring_reviewing of = {.person_id = demo_person(d, "planeacion"), .version_id = version->id, .report_id = line.last->id, .accept = vd_str_is(row->decision, "aceptar"),
        .reason = row->reason, .page = VD_S("/" DEMO_SLUG "/trabajo/reportar")};
    struct staff_write write = {.apply = monitoring_review, .arg = &of};
    if (of.accept)
        of.reviewed_u6 = value_of(d->arena, &line, row->percent);
    VD_TRY(monitoring_evidence_of(d->db, d->arena, d->entity_id, line.last->id, &evidence));
    VD_EACH(e, &evidence)
        *VD_PUSH(d->arena, &of.verdicts) = (struct monitoring_verdict){.evidence_id = e->id, .accepted = of.accept, .reason = of.reason};
    return demo_write_act(d, of.person_id, of.accept ? "avance.aceptado" : "avance.devuelto", &write);
}

enum vd_err demo_report(struct demo *d, struct demo_plan plan, const char *rows, int cut)
{
    const struct vd_str no = vd_str_printf(d->arena, "%d", cut);
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    for (size_t i = 0; i < demo_reports_n; i++) {
        const struct demo_reports *row = &demo_reports[i];
        if (!vd_str_is(row->plan, rows) || !vd_str_eq(row->cut, no))
            continue;
        VD_TRY(report(d, &version, row));
        if (row->decision.n)
            VD_TRY(review(d, &version, row));
    }
    return VD_OK;
}

/* ---- handing in */

static enum vd_err put_delivery(struct vd_change *change, void *arg)
{
    int64_t id;
    return agenda_delivery_put(change, arg, &id);
}

static enum vd_err hand_in(struct vd_change *change, void *arg) { return agenda_delivery_hand(change, arg); }

/* Each month's budget, by the tenth business day of the next: late, because it is registered in one day months after, and the last that fell due is
 * missing. */
enum vd_err demo_deliver(struct demo *d)
{
    enum { BACK = 150, MONTH = 31 };
    const struct vd_date today = vd_date_in_bogota(d->now), begins = vd_date_of_days(vd_date_days(today) - BACK);
    const int64_t leader = demo_person(d, "lider");
    struct vd_unit unit;
    agenda_goings all = {0};
    VD_TRY(demo_unit(d, VD_S("Secretaría de Hacienda"), &unit));
    struct agenda_delivering of = {.title = VD_S("Ejecución presupuestal del mes publicada"), .cadence = VD_S("mensual"), .unit_id = unit.id, .needs_evidence = true,
        .rhythm = {.months = 1, .due = AGENDA_BUSINESS_AFTER, .n = 10, .from = {begins.year, begins.month, 1}, .to = {(int16_t)(today.year + 1), 12, 31}}};
    VD_TRY(demo_act(d, leader, "entregas.escribir", "entrega.creada", put_delivery, &of));
    VD_TRY(agenda_deliveries(d->db, d->arena, d->entity_id, today, &all));
    VD_EACH(p, &all.v[all.n - 1].periods) {
        struct vd_date due;
        if (!vd_date_from_iso(p->due_on, &due) || vd_date_days(due) + MONTH > vd_date_days(today))
            break;
        struct agenda_handing handing = {.delivery_id = all.v[all.n - 1].row.id, .obligation_id = p->id, .person_id = leader,
            .on = vd_date_of_days(vd_date_days(due) - 1), .evidence = VD_S("https://www." DEMO_DOMAIN "/presupuesto")};
        VD_TRY(demo_act(d, leader, "entregas.escribir", "entrega.hecha", hand_in, &handing));
    }
    return VD_OK;
}
