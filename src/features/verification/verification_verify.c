/* SPDX-License-Identifier: Apache-2.0 */
/* What Control Interno says of rows: one by one with their evidence, or many that agree. */
#include "features/verification/verification_change.h"

struct verifying {
    struct verification_acting a;
    struct verification_sheet sheet;
    struct vd_who who;
    monitoring_wrote_rows wrote;
};

static enum vd_err begin(struct vd_change *change, struct staff_write *write, int64_t person_id, int64_t cutoff_id, struct verifying *ret)
{
    VD_TRY(verification_begin_at(change, write, person_id, "seguimiento.verificar", cutoff_id, &ret->a));
    if (!vd_str_is(ret->a.cutoff.state, "abierto"))
        return staff_refuse(write, VD_CONFLICT, "El seguimiento ya se congeló: sus valores no se cambian. Si algo debe corregirse, agregue una nota.");
    ret->who = (struct vd_who){.person_id = person_id};
    VD_TRY(vd_posts_of(ret->a.db, ret->a.arena, ret->a.entity_id, person_id, ret->a.today, &ret->who));
    return monitoring_wrote_all(ret->a.db, ret->a.arena, ret->a.entity_id, ret->a.cutoff.plan_id, person_id, &ret->wrote);
}

/* activity_key 0: every row. */
static enum vd_err read(struct verifying *v, int64_t activity_key)
{
    struct verification_asked asked = verification_asked_of(v->a.entity_id, &v->a.cutoff, v->a.now);
    asked.activity_key = activity_key;
    return verification_read(v->a.db, v->a.arena, &asked, v->a.cutoff.id, &v->sheet);
}

struct vd_str verification_own(const struct vd_who *who, const monitoring_wrote_rows *wrote, const struct monitoring_line *line)
{
    VD_EACH(w, wrote)
        if (w->activity_key == line->activity.key)
            return VD_S("Usted reportó esta actividad: debe verificarla otra persona.");
    VD_EACH(r, &line->reports)
        if (r->reviewer_id.has && r->reviewer_id.v == who->person_id)
            return VD_S("Usted revisó un reporte de esta actividad: debe verificarla otra persona.");
    return monitoring_may_report(who, line) ? VD_S("Usted responde por esta actividad en la primera línea: debe verificarla otra persona.") : (struct vd_str){0};
}

static enum vd_err put(struct verifying *v, const struct followup_line_row *line)
{
    struct row_cutoff_row row = verification_stored(v->a.entity_id, v->a.cutoff.id, line);
    row.verified_by = vd_some(v->a.person_id);
    row.verified_at = vd_some(v->a.now);
    return vd_change_put(v->a.change, &T_cutoff_row, &row);
}

static struct vd_str text_or_none(struct vd_str s) { return s.n ? s : (struct vd_str){0}; }

struct vd_str verification_seen(struct vd_arena *arena, const struct verification_verified_row *said)
{
    if (!said || !said->verified_at.has)
        return VD_S("");
    const struct row_cutoff_row row = {.counted = VD_S(""), .reading = VD_S(""), .verified_u6 = said->verified, .verdict = said->verdict, .nonconformity = said->nonconformity,
        .difference_reason = said->difference_reason, .remarks = said->remarks, .report_id = said->report_id, .verified_by = said->verified_by, .verified_at = said->verified_at};
    unsigned char hash[32];
    char *hex = vd_alloc(arena, 2 * 16 + 1);
    vd_row_hash(&T_cutoff_row, &row, hash);
    vd_hex(hex, hash, 16);
    return vd_str_of(hex);
}

/* ---- one */

/* Only pieces of this activity's reports. */
static enum vd_err judge_pieces(struct verifying *v, const struct verification_verifying *of, const struct monitoring_line *line)
{
    VD_EACH(p, &of->pieces) {
        struct row_evidence row = {.entity_id = v->a.entity_id, .id = p->evidence_id};
        bool own = false;
        VD_TRY(vd_row_get(v->a.db, v->a.arena, &T_evidence, &row));
        VD_EACH(r, &line->reports)
            own = own || r->id == row.report_id;
        if (!own)
            return VD_NOT_FOUND;
        row.state = p->conforms ? VD_S("verificada") : VD_S("no_conforme");
        row.reason = p->conforms ? (struct vd_str){0} : of->why_not;
        VD_TRY(vd_change_put(v->a.change, &T_evidence, &row));
    }
    return VD_OK;
}

static enum vd_err may_verify(struct verifying *v, const struct verification_verifying *of)
{
    const struct followup_line_row *line = &v->sheet.sheet.lines.v[0];
    const struct verification_line *row = &v->sheet.rows.v[0];
    if (!row->of || !verification_counts(line))
        return staff_refuse(v->a.write, VD_CONFLICT, "Esta actividad no vencía en este corte: no se verifica.");
    struct vd_str own = verification_own(&v->who, &v->wrote, row->of);
    if (own.n)
        return staff_refuse(v->a.write, VD_DENIED, "%.*s", VD_SARG(own));
    int64_t report = row->report ? row->report->id : 0;
    return vd_str_eq(verification_seen(v->a.arena, row->said), of->seen) && report == of->seen_report ? VD_OK : VD_CONFLICT;
}

enum vd_err verification_verify(struct vd_change *change, struct staff_write *write)
{
    const struct verification_verifying *of = write->arg;
    struct verifying v = {0};
    VD_TRY(begin(change, write, of->person_id, of->cutoff_id, &v));
    VD_TRY(read(&v, of->activity_key));
    if (!v.sheet.rows.n)
        return staff_refuse(write, VD_CONFLICT, "Esta actividad no vencía en este corte: no se verifica.");
    VD_TRY(may_verify(&v, of));
    VD_TRY(judge_pieces(&v, of, v.sheet.rows.v[0].of));
    VD_TRY(read(&v, of->activity_key)); /* what the evidence says now */
    struct followup_line_row line = v.sheet.sheet.lines.v[0];
    const char *refused = verification_refuses(of->verdict, of->value_u6, v.sheet.rows.v[0].judging.accepted, v.sheet.rows.v[0].judging.late && !of->difference_reason.n);
    if (refused)
        return staff_refuse(write, VD_INVALID, "%s", refused);
    if (verification_differs(of->value_u6, line.declared) && !of->difference_reason.n)
        return staff_refuse(write, VD_INVALID, "Su valor no es el declarado: escriba por qué.");
    line.verified = of->value_u6;
    line.verdict = vd_str_of(verification_verdict_name(of->verdict));
    line.counted = of->verdict == VERIFICATION_NOT_APPLICABLE ? VD_S("no_aplica") : VD_S("si");
    line.remarks = text_or_none(of->remarks);
    line.nonconformity = text_or_none(of->nonconformity);
    line.difference_reason = text_or_none(of->difference_reason);
    VD_JSON_STR(vd_change_data(change), "activity", line.address);
    return put(&v, &line);
}

/* ---- many */

bool verification_agrees(const struct followup_line_row *line, const struct verification_line *row, const struct vd_oint recomputed)
{
    if (!row->of || !verification_counts(line) || (row->said && !row->stale) || !row->report || line->lacks_evidence)
        return false;
    if (vd_str_is(line->counted, "no_aplica"))
        return vd_str_is(row->report->state, "aceptado");
    return line->reviewed.has && line->declared.has && !verification_differs(line->reviewed, line->declared) && recomputed.has && !verification_differs(line->reviewed, recomputed);
}

bool verification_is_unreported(const struct followup_line_row *line, const struct verification_line *row)
{
    return row->of && vd_str_is(line->counted, "si") && !verification_is_reported(line) && !row->said;
}

struct vd_oint verification_recomputed(struct vd_arena *arena, const struct followup_side *side, size_t i)
{
    if (side->marks[i].place != FOLLOWUP_COUNTS || !side->marks[i].percent)
        return (struct vd_oint){0};
    return followup_u6(arena, side->marks[i].percent, 6, FOLLOWUP_CUT);
}

enum vd_err verification_verify_many(struct vd_change *change, struct staff_write *write)
{
    const struct verification_many *of = write->arg;
    struct verifying v = {0};
    int64_t n = 0;
    VD_TRY(begin(change, write, of->person_id, of->cutoff_id, &v));
    if (of->unreported && vd_date_days(v.a.today) <= vd_date_days(v.a.cutoff.reports_until))
        return staff_refuse(write, VD_CONFLICT, "Todavía se reciben reportes: las que no tienen se verifican cuando venza el plazo.");
    VD_TRY(read(&v, 0));
    const struct followup_side side = followup_side_of(v.a.arena, &v.sheet.sheet.input, FOLLOWUP_RECOMPUTED);
    for (size_t i = 0; i < v.sheet.rows.n; i++) {
        struct followup_line_row line = v.sheet.sheet.lines.v[i];
        const struct verification_line *row = &v.sheet.rows.v[i];
        bool chosen = of->unreported ? verification_is_unreported(&line, row) : verification_agrees(&line, row, verification_recomputed(v.a.arena, &side, i));
        if (!chosen || verification_own(&v.who, &v.wrote, row->of).n)
            continue;
        bool none = vd_str_is(line.counted, "no_aplica");
        struct verification_judging j = row->judging;
        j.value_u6 = of->unreported ? 0 : row->value_u6;
        line.verified = none ? (struct vd_oint){0} : vd_some(j.value_u6);
        line.verdict = vd_str_of(verification_verdict_name(none ? VERIFICATION_NOT_APPLICABLE : verification_verdict_of(&j)));
        line.remarks = line.nonconformity = line.difference_reason = (struct vd_str){0};
        VD_TRY(put(&v, &line));
        n++;
    }
    if (!n)
        return staff_refuse(write, VD_CONFLICT, "Ya no queda ninguna actividad así: otra persona las verificó.");
    VD_JSON_I64(vd_change_data(change), "activities", n);
    return VD_OK;
}
