/* SPDX-License-Identifier: Apache-2.0 */
/* What planning says of a report, and its reminders. */
#include "core/notice.h"
#include "features/monitoring/monitoring_change.h"

struct reviewing {
    struct vd_change *change;
    struct staff_write *write;
    const struct monitoring_reviewing *of;
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity_id;
    struct life_version_row version;
    struct monitoring_line line;
    struct row_report row;
};

struct vd_str monitoring_own(const struct vd_who *who, const struct monitoring_line *line, int64_t reporter)
{
    if (who->person_id == reporter)
        return VD_S("Usted hizo este reporte: debe revisarlo otra persona.");
    return monitoring_may_report(who, line) ? VD_S("Usted responde por esa actividad en la primera línea: el reporte lo revisa otra persona.") : (struct vd_str){0};
}

struct vd_str monitoring_decided_said(struct vd_arena *arena, const struct monitoring_report_row *r)
{
    if (!r->reviewed_at.has)
        return VD_S("Este reporte ya no espera revisión: la dependencia lo corrigió con otro.");
    return vd_str_printf(arena, "Este reporte ya no espera revisión: %.*s lo %s el %.*s%s%.*s%s.", VD_SARG(r->reviewer), vd_str_is(r->state, "devuelto") ? "devolvió" : "aceptó",
        VD_SARG(vd_es_instant(arena, r->reviewed_at.v)), r->review_reason.n ? ": «" : "", VD_SARG(r->review_reason), r->review_reason.n ? "»" : "");
}

const struct monitoring_report_row *monitoring_waits_before(const struct monitoring_line *line, int64_t no)
{
    VD_EACH(r, &line->reports)
        if (line->measure.adds && r->no < no && vd_str_is(r->state, "enviado"))
            return r;
    return NULL;
}

static enum vd_err open_report(struct reviewing *r)
{
    struct vd_who who = {.person_id = r->of->person_id};
    monitoring_lines lines = {0};
    VD_TRY(life_get(r->db, r->arena, r->entity_id, r->of->version_id, &r->version));
    if (!vd_str_is(r->version.state, "publicado"))
        return staff_refuse(r->write, VD_CONFLICT, "El plan cambió o se cerró mientras usted lo revisaba: abra otra vez la página.");
    r->row = (struct row_report){.entity_id = r->entity_id, .id = r->of->report_id};
    VD_TRY(vd_row_get(r->db, r->arena, &T_report, &r->row));
    if (!vd_str_is(r->row.state, "enviado"))
        return staff_refuse(r->write, VD_CONFLICT, "Este reporte ya no espera revisión: otra persona lo revisó o la dependencia lo corrigió. Abra otra vez la página.");
    const struct monitoring_of of = {r->db, r->arena, r->entity_id, r->row.plan_id, r->row.activity_key, vd_change_now(r->change)};
    VD_TRY(monitoring_lines_of(&of, r->version.id, vd_date_in_bogota(of.at), &lines));
    if (!lines.n)
        return VD_NOT_FOUND;
    r->line = lines.v[0];
    VD_TRY(vd_posts_of(r->db, r->arena, r->entity_id, r->of->person_id, vd_date_in_bogota(of.at), &who));
    struct vd_str own = monitoring_own(&who, &r->line, r->row.person_id);
    return own.n ? staff_refuse(r->write, VD_DENIED, "%.*s", VD_SARG(own)) : VD_OK;
}

static enum vd_err judge_evidence(struct reviewing *r, size_t *ret_accepted)
{
    *ret_accepted = 0;
    VD_EACH(v, &r->of->verdicts) {
        struct row_evidence row = {.entity_id = r->entity_id, .id = v->evidence_id};
        VD_TRY(vd_row_get(r->db, r->arena, &T_evidence, &row));
        if (row.report_id != r->row.id)
            return VD_NOT_FOUND;
        if (vd_str_is(row.state, "verificada") || vd_str_is(row.state, "no_conforme")) { /* what the third line found stands */
            *ret_accepted += vd_str_is(row.state, "verificada");
            continue;
        }
        row.state = !v->accepted ? VD_S("devuelta") : r->of->accept ? VD_S("aceptada") : VD_S("adjunta"); /* of what is sent back nothing is accepted */
        row.reason = v->accepted || !v->reason.n ? (struct vd_str){0} : v->reason;
        *ret_accepted += v->accepted;
        VD_TRY(vd_change_put(r->change, &T_evidence, &row));
    }
    return VD_OK;
}

static enum vd_err tell_unit(const struct reviewing *r)
{
    const struct vd_notice notice = {r->entity_id, vd_str_printf(r->arena, "Planeación devolvió el reporte de avance de %.*s, %.*s", VD_SARG(r->line.activity.address),
        VD_SARG(life_title(r->arena, &r->version))), r->of->page};
    VD_EACH(u, &r->line.units)
        if (u->is_lead || !r->line.activity.lead_id.has)
            VD_TRY(vd_notice_put_right(r->db, r->arena, &notice, "seguimiento.reportar", vd_some(u->unit_id), r->of->person_id, vd_change_now(r->change)));
    return VD_OK;
}

enum vd_err monitoring_review(struct vd_change *change, struct staff_write *write)
{
    struct reviewing r = {.change = change, .write = write, .of = write->arg, .db = vd_change_db(change), .arena = vd_change_arena(change), .entity_id = vd_change_entity(change)};
    size_t accepted;
    VD_TRY(open_report(&r));
    const struct monitoring_report_row *before = r.of->accept ? monitoring_waits_before(&r.line, r.row.no) : NULL;
    if (before)
        return staff_refuse(write, VD_INVALID, "Antes espera revisión el reporte %" PRId64 " de esta actividad, y su valor entra en el de este: revíselo primero.", before->no);
    VD_TRY(judge_evidence(&r, &accepted));
    if (r.of->accept && !accepted && monitoring_asks_evidence(&r.line.measure, r.row.not_applicable, r.row.numerator_u6))
        return staff_refuse(write, VD_INVALID, "Ninguna evidencia quedó aceptada: acepte al menos una o devuelva el reporte.");
    r.row.state = r.of->accept ? VD_S("aceptado") : VD_S("devuelto");
    r.row.reviewed_u6 = r.of->accept ? r.of->reviewed_u6 : (struct vd_oint){0};
    r.row.review_reason = r.of->reason.n ? r.of->reason : (struct vd_str){0};
    r.row.reviewer_id = vd_some(r.of->person_id);
    r.row.reviewed_at = vd_some(vd_change_now(change));
    VD_TRY(vd_change_put(change, &T_report, &r.row));
    if (!r.of->accept)
        VD_TRY(tell_unit(&r));
    vd_change_subject(change, r.row.id);
    VD_JSON_STR(vd_change_data(change), "activity", r.line.activity.address);
    VD_JSON_I64(vd_change_data(change), "number", r.row.no);
    return VD_OK;
}

/* ---- reminders */

bool monitoring_lacks(const struct monitoring_line *line, struct vd_date day)
{
    struct vd_date due = monitoring_due(line);
    return due.year && vd_date_days(due) <= vd_date_days(day);
}

struct lacking { int64_t unit_id, n; };
typedef VD_LIST(struct lacking) lackings;

/* Who leads is asked; of a row without leading unit, all its units. */
static void count_lacking(struct vd_arena *arena, const struct monitoring_line *l, lackings *all)
{
    VD_EACH(u, &l->units) {
        struct lacking *found = NULL;
        if (l->activity.lead_id.has && !u->is_lead)
            continue;
        VD_EACH(k, all)
            if (k->unit_id == u->unit_id)
                found = k;
        if (!found) {
            found = VD_PUSH(arena, all);
            *found = (struct lacking){u->unit_id, 0};
        }
        found->n++;
    }
}

enum vd_err monitoring_remind(struct vd_change *change, struct staff_write *write)
{
    const struct monitoring_reminding *of = write->arg;
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    struct life_version_row version;
    struct monitoring_asked_row asked;
    monitoring_lines lines = {0};
    lackings lacking = {0};
    struct vd_date today = vd_date_in_bogota(vd_change_now(change));
    VD_TRY(life_get(db, arena, vd_change_entity(change), of->version_id, &version));
    enum vd_err err = monitoring_asked_one(db, arena, version.entity_id, version.plan_id, &asked);
    if (err == VD_OK && vd_date_days(vd_date_in_bogota(asked.at)) == vd_date_days(today))
        return staff_refuse(write, VD_CONFLICT, "Hoy ya se envió el recordatorio de este plan: se envía una vez al día.");
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    VD_TRY(monitoring_lines_of(&(struct monitoring_of){db, arena, version.entity_id, version.plan_id, 0, vd_change_now(change)}, version.id, today, &lines));
    VD_EACH(l, &lines)
        if (monitoring_lacks(l, today))
            count_lacking(arena, l, &lacking);
    if (!lacking.n)
        return staff_refuse(write, VD_CONFLICT, "Ninguna dependencia tiene reportes vencidos: no hay a quién recordar.");
    VD_EACH(k, &lacking) {
        const struct vd_notice notice = {version.entity_id, vd_str_printf(arena, "Planeación recuerda: falta reportar el avance de %" PRId64 " %s de %.*s", k->n,
            k->n == 1 ? "actividad vencida" : "actividades vencidas", VD_SARG(life_title(arena, &version))), of->page};
        VD_TRY(vd_notice_put_right(db, arena, &notice, "seguimiento.reportar", vd_some(k->unit_id), of->person_id, vd_change_now(change)));
    }
    vd_change_subject(change, version.plan_id);
    VD_JSON_I64(vd_change_data(change), "units", (int64_t)lacking.n);
    return VD_OK;
}
