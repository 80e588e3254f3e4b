/* SPDX-License-Identifier: Apache-2.0 */
/* What planning, the units and Control Interno do with actions that were sent: each judged on fresh rows. */
#include "features/improvement/improvement_change.h"

static bool is(const struct improvement_working *w, const char *what) { return vd_str_is(w->asking->what, what); }

static enum vd_err must_be(const struct improvement_working *w, const char *state)
{
    if (!vd_str_is(w->row.state, state))
        return staff_refuse(w->write, VD_CONFLICT, "El hallazgo ya pasó a otro estado. Abra otra vez su página y siga con lo que dice ahora.");
    return w->action.id || w->row.rev == w->asking->rev ? VD_OK : VD_CONFLICT;
}

static enum vd_err put_finding(struct improvement_working *w, const char *state)
{
    w->row.state = vd_str_of(state);
    w->row.rev++;
    if (w->asking->plan_by.n)
        w->row.plan_by = w->asking->plan_by;
    return vd_change_put(w->change, &T_improvement, &w->row);
}

/* ---- second line */

static enum vd_err open_actions(const struct improvement_working *w)
{
    improvement_acts all = {0};
    VD_TRY(improvement_acts_of(w->db, w->arena, w->entity_id, w->row.id, false, &all));
    VD_EACH(a, &all) {
        struct row_improvement_action row = {.entity_id = w->entity_id, .id = a->id};
        if (!vd_str_is(a->state, "propuesta"))
            continue;
        VD_TRY(vd_row_get(w->db, w->arena, &T_improvement_action, &row));
        row.state = VD_S("abierta");
        row.rev++;
        VD_TRY(vd_change_put(w->change, &T_improvement_action, &row));
        if (a->person_id.has)
            VD_TRY(improvement_tell_person(w, a->person_id.v, "Usted está a cargo de una acción de un plan de mejoramiento"));
        if (a->unit_id != w->row.unit_id)
            VD_TRY(improvement_tell_unit(w, a->unit_id, "Su dependencia tiene una acción de un plan de mejoramiento"));
    }
    return VD_OK;
}

enum vd_err improvement_review(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(must_be(&w, "en_revision"));
    VD_TRY(improvement_not_own(&w));
    const bool accepts = is(&w, "aceptar");
    if (!accepts && !w.asking->reason.n)
        return staff_refuse(write, VD_INVALID, "Escriba qué debe corregirse.");
    VD_TRY(put_finding(&w, accepts ? "en_ejecucion" : "por_formular"));
    VD_TRY(improvement_note(&w, accepts ? "aceptar" : "devolver", VD_S("en_revision"), w.row.state));
    if (!accepts)
        return improvement_tell_unit(&w, w.row.unit_id, "Planeación devolvió las acciones de un hallazgo");
    VD_TRY(open_actions(&w));
    VD_TRY(improvement_tell_unit(&w, w.row.unit_id, "Planeación aceptó las acciones de un hallazgo"));
    return improvement_tell(&w, "mejora.cerrar", "Se aceptaron las acciones de un hallazgo");
}

/* ---- first line */

static enum vd_err add(const struct improvement_working *w, int64_t progress_id, const struct improvement_piece *piece)
{
    struct row_improvement_evidence row = {.entity_id = w->entity_id, .id = vd_change_id(w->change), .progress_id = progress_id, .title = piece->title, .url = piece->url,
        .classification = documents_class_code(piece->classification), .state = VD_S("adjunta")};
    if (piece->file.kind) {
        const struct documents_attaching of = {.subject_kind = IMPROVEMENT_SUBJECT, .subject_id = w->row.id, .classification = piece->classification, .person_id = w->asking->person_id};
        int64_t attachment;
        VD_TRY(documents_attach(w->change, &piece->file, &of, &attachment));
        row.attachment_id = vd_some(attachment);
    }
    return vd_change_put(w->change, &T_improvement_evidence, &row);
}

static enum vd_err put_action(struct improvement_working *w, struct vd_str state)
{
    w->action.state = state;
    w->action.rev++;
    return vd_change_put(w->change, &T_improvement_action, &w->action);
}

static enum vd_err put_progress(const struct improvement_working *w)
{
    struct row_improvement_progress row = w->asking->progress;
    struct improvement_last_row last;
    VD_TRY(improvement_last_one(w->db, w->arena, w->entity_id, w->row.id, w->action.id, &last));
    row.entity_id = w->entity_id;
    row.id = vd_change_id(w->change);
    row.action_id = w->action.id;
    row.no = last.report + 1;
    row.person_id = w->asking->person_id;
    row.at = vd_change_now(w->change);
    VD_TRY(vd_change_put(w->change, &T_improvement_progress, &row));
    for (size_t i = 0; i < VD_COUNT(w->asking->pieces); i++)
        if (w->asking->pieces[i].title.n)
            VD_TRY(add(w, row.id, &w->asking->pieces[i]));
    return VD_OK;
}

static bool is_open(struct vd_str state) { return vd_str_is(state, "abierta") || vd_str_is(state, "reportada"); }

enum vd_err improvement_report(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(improvement_may_here(&w, w.action.unit_id, "en_ejecucion"));
    if (!is_open(w.action.state))
        return staff_refuse(write, VD_CONFLICT, "Control Interno ya evaluó esta acción: no recibe más avances.");
    if (w.action.rev != w.asking->rev)
        return VD_CONFLICT;
    const struct row_improvement_progress *typed = &w.asking->progress;
    if (vd_str_cmp(typed->done_on, w.action.from_on) < 0)
        return staff_refuse(write, VD_INVALID, "Ese día es anterior al comienzo de la acción.");
    const struct vd_str before = w.action.state;
    const bool reached = typed->achieved_u6 >= w.action.target_u6;
    VD_TRY(put_progress(&w));
    w.action.achieved_u6 = vd_some(typed->achieved_u6);
    w.action.reached_on = reached ? typed->done_on : (struct vd_str){0};
    VD_TRY(put_action(&w, reached ? VD_S("reportada") : VD_S("abierta")));
    VD_TRY(improvement_note(&w, "avance", before, w.action.state));
    return reached ? improvement_tell(&w, "mejora.cerrar", "Una dependencia reportó como hecha una acción") : VD_OK;
}

/* ---- third line */

/* What was judged before stands. */
static enum vd_err judge_evidence(const struct improvement_working *w, int64_t *ret_accepted)
{
    improvement_proofs_rows all = {0};
    *ret_accepted = 0;
    VD_TRY(improvement_proofs_all(w->db, w->arena, w->entity_id, w->row.id, &all));
    VD_EACH(e, &all) {
        struct row_improvement_evidence row = {.entity_id = w->entity_id, .id = e->id};
        if (e->action_id != w->action.id)
            continue;
        VD_TRY(vd_row_get(w->db, w->arena, &T_improvement_evidence, &row));
        if (vd_str_is(row.state, "adjunta")) {
            row.state = vd_ints_has(&w->asking->refused, e->id) ? VD_S("no_aceptada") : VD_S("aceptada");
            VD_TRY(vd_change_put(w->change, &T_improvement_evidence, &row));
        }
        *ret_accepted += vd_str_is(row.state, "aceptada");
    }
    return VD_OK;
}

static enum vd_err may_say(const struct improvement_working *w, int64_t accepted)
{
    const struct vd_date today = vd_date_in_bogota(vd_change_now(w->change));
    struct vd_date due;
    const bool reported = vd_str_is(w->action.state, "reportada");
    if (!vd_date_from_iso(w->action.due_on, &due))
        return VD_CORRUPT;
    if (!is(w, "cumplida") && !w->asking->reason.n)
        return staff_refuse(w->write, VD_INVALID, "Escriba la razón: la lee la dependencia.");
    if (is(w, "cumplida") && !reported)
        return staff_refuse(w->write, VD_INVALID, "La dependencia todavía no reporta que cumplió la meta.");
    if (is(w, "cumplida") && !accepted)
        return staff_refuse(w->write, VD_INVALID, "Ninguna evidencia quedó aceptada: acepte al menos una, o diga que no basta.");
    if (is(w, "no_cumplida") && !reported && vd_date_days(today) <= vd_date_days(due))
        return staff_refuse(w->write, VD_INVALID, "Todavía no pasa su último día: la dependencia puede cumplirla.");
    if (is(w, "no_aceptada") && !w->action.achieved_u6.has)
        return staff_refuse(w->write, VD_INVALID, "La dependencia no ha reportado nada que devolver.");
    return VD_OK;
}

enum vd_err improvement_verdict(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    int64_t accepted;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(must_be(&w, "en_ejecucion"));
    VD_TRY(improvement_not_own(&w));
    if (!is_open(w.action.state))
        return staff_refuse(write, VD_CONFLICT, "Esta acción ya se evaluó.");
    if (w.action.rev != w.asking->rev)
        return VD_CONFLICT;
    VD_TRY(judge_evidence(&w, &accepted));
    VD_TRY(may_say(&w, accepted));
    const struct vd_str before = w.action.state;
    w.action.verdict = w.asking->reason.n ? w.asking->reason : (struct vd_str){0};
    if (is(&w, "no_aceptada"))
        w.action.reached_on = (struct vd_str){0};
    VD_TRY(put_action(&w, is(&w, "no_aceptada") ? VD_S("abierta") : w.asking->what));
    VD_TRY(improvement_note(&w, vd_str_c(w.arena, w.asking->what), before, w.action.state));
    return improvement_tell_unit(&w, w.action.unit_id, is(&w, "cumplida") ? "Control Interno dio por cumplida una acción" : is(&w, "no_cumplida") ? "Control Interno dio por no cumplida una acción"
                                                                                                                      : "Control Interno no aceptó lo reportado de una acción");
}

enum vd_err improvement_judge(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    struct improvement_found_row f;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(must_be(&w, "en_ejecucion"));
    VD_TRY(improvement_not_own(&w));
    VD_TRY(improvement_get(w.db, w.arena, w.entity_id, w.row.no, vd_date_in_bogota(vd_change_now(change)), &f));
    const struct improvement_judging judging = {f.actions, f.open, f.reported, f.done, f.undone};
    const bool helped = is(&w, "eficaz");
    if (!improvement_may_judge(&judging))
        return staff_refuse(write, VD_INVALID, "Faltan acciones por evaluar: la eficacia se juzga cuando cada una tiene su evaluación.");
    if (helped && !improvement_may_close(&judging))
        return staff_refuse(write, VD_INVALID, "Una acción no se cumplió: el hallazgo no se cierra, vuelve a la dependencia para una acción nueva.");
    if (!w.asking->reason.n)
        return staff_refuse(write, VD_INVALID, "Escriba la razón: por qué sirvió o no sirvió.");
    if (!helped && !w.asking->plan_by.n)
        return staff_refuse(write, VD_INVALID, "Escriba hasta cuándo tiene la dependencia para proponer la acción nueva.");
    w.row.round += helped ? 0 : 1;
    VD_TRY(put_finding(&w, helped ? "cerrado" : "por_formular"));
    VD_TRY(improvement_note(&w, helped ? "eficaz" : "no_eficaz", VD_S("en_ejecucion"), w.row.state));
    return improvement_tell_unit(&w, w.row.unit_id, helped ? "Control Interno cerró un hallazgo" : "Un hallazgo vuelve a su dependencia: lo que se hizo no sirvió");
}

/* ---- what is past its day */

static enum vd_err was_required(const struct improvement_working *w, struct vd_date today, bool *ret)
{
    improvement_steps_rows steps = {0};
    *ret = false;
    VD_TRY(improvement_steps_all(w->db, w->arena, w->entity_id, w->row.id, &steps));
    VD_EACH(s, &steps)
        *ret = *ret || (vd_str_is(s->what, "requerir") && vd_date_days(vd_date_in_bogota(s->at)) == vd_date_days(today));
    return VD_OK;
}

static enum vd_err tell_late(const struct improvement_working *w, struct vd_date today)
{
    improvement_acts all = {0};
    const char *said = "Control Interno requiere lo que está vencido de un hallazgo";
    if (vd_str_is(w->row.state, "por_formular"))
        return improvement_tell_unit(w, w->row.unit_id, said);
    VD_TRY(improvement_acts_of(w->db, w->arena, w->entity_id, w->row.id, false, &all));
    VD_EACH(a, &all)
        if (vd_str_is(a->state, "abierta") && vd_str_cmp(a->due_on, vd_date_iso(w->arena, today)) < 0)
            VD_TRY(improvement_tell_unit(w, a->unit_id, said));
    return VD_OK;
}

enum vd_err improvement_require(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    struct improvement_found_row found;
    const struct vd_date today = vd_date_in_bogota(vd_change_now(change));
    bool required;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(improvement_get(w.db, w.arena, w.entity_id, w.row.no, today, &found));
    if (!found.late)
        return staff_refuse(write, VD_CONFLICT, "Este hallazgo no tiene nada vencido que requerir.");
    VD_TRY(was_required(&w, today, &required));
    if (required)
        return staff_refuse(write, VD_CONFLICT, "Hoy ya se requirió: se hace una vez al día.");
    VD_TRY(improvement_note(&w, "requerir", w.row.state, w.row.state));
    return tell_late(&w, today);
}

enum vd_err improvement_withdraw(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    VD_TRY(improvement_work(change, write, &w));
    const struct vd_str before = w.row.state;
    if (vd_str_is(before, "cerrado") || vd_str_is(before, "retirado"))
        return staff_refuse(write, VD_CONFLICT, "Este hallazgo ya está cerrado o retirado.");
    if (w.row.rev != w.asking->rev)
        return VD_CONFLICT;
    if (!w.asking->reason.n)
        return staff_refuse(write, VD_INVALID, "Escriba la razón.");
    VD_TRY(put_finding(&w, "retirado"));
    VD_TRY(improvement_note(&w, "retirar", before, w.row.state));
    return improvement_tell_unit(&w, w.row.unit_id, "Control Interno retiró un hallazgo de su dependencia");
}
