/* SPDX-License-Identifier: Apache-2.0 */
/* Freezing copies the rows as they stand and counts their figures; nothing rewrites them afterwards. Publishing says the real day. */
#include "features/agenda/agenda.h"
#include "features/official/official.h"
#include "features/verification/verification_change.h"

struct verification_left verification_left_of(const struct verification_sheet *sheet)
{
    struct verification_left left = {0};
    for (size_t i = 0; i < sheet->rows.n; i++) {
        const struct verification_line *row = &sheet->rows.v[i];
        if (!row->of || !verification_counts(&sheet->sheet.lines.v[i]))
            continue;
        left.due++;
        left.unverified += !row->said;
        left.stale += row->said && row->stale;
    }
    return left;
}

/* ---- freezing */

static enum vd_err no_request_open(const struct verification_acting *a)
{
    verification_request_rows requests = {0};
    VD_TRY(verification_request_all(a->db, a->arena, a->entity_id, a->cutoff.id, 0, &requests));
    VD_EACH(q, &requests) {
        struct vd_date due;
        if (!q->answer.n && vd_date_from_iso(q->due_on, &due) && vd_date_days(due) >= vd_date_days(a->today))
            return staff_refuse(a->write, VD_INVALID, "Hay un pedido sin responder con plazo hasta el %.*s: espere la respuesta o el vencimiento.", VD_SARG(vd_es_date_long(a->arena, due)));
    }
    return VD_OK;
}

static enum vd_err may_freeze(const struct verification_acting *a, const struct verification_sheet *sheet, struct vd_str reason)
{
    struct verification_left left = verification_left_of(sheet);
    if (left.stale)
        return staff_refuse(a->write, VD_INVALID, "%" PRId64 " %s después de verificarse: verifíquelas otra vez.", left.stale, left.stale == 1 ? "actividad recibió otro reporte" : "actividades recibieron otro reporte");
    if (left.unverified && !reason.n)
        return staff_refuse(a->write, VD_INVALID, "Quedan %" PRId64 " actividades sin verificar: verifíquelas o escriba por qué quedan así.", left.unverified);
    return no_request_open(a);
}

/* Of a row that was verified, who and when; of a withdrawn one, the version that still had it. */
static enum vd_err put_row(const struct verification_acting *a, const struct verification_sheet *sheet, const verification_withdrawn_rows *withdrawn, size_t i)
{
    const struct followup_line_row *line = &sheet->sheet.lines.v[i];
    const struct verification_verified_row *said = sheet->rows.v[i].said;
    struct row_cutoff_row row = verification_stored(a->entity_id, a->cutoff.id, line);
    if (said) {
        row.verified_by = said->verified_by;
        row.verified_at = said->verified_at;
    }
    if (!sheet->rows.v[i].of)
        VD_EACH(w, withdrawn)
            if (w->key == line->activity_key)
                row.version_id = vd_some(w->version_id);
    return vd_change_put(a->change, &T_cutoff_row, &row);
}

static enum vd_err put_rows(const struct verification_acting *a, const struct verification_sheet *sheet)
{
    verification_withdrawn_rows withdrawn = {0};
    VD_TRY(verification_withdrawn_all(a->db, a->arena, a->entity_id, a->cutoff.plan_id, a->cutoff.version_id, &withdrawn));
    for (size_t i = 0; i < sheet->rows.n; i++)
        VD_TRY(put_row(a, sheet, &withdrawn, i));
    return VD_OK;
}

/* What is said of each piece, which a later cut-off may judge again. */
static enum vd_err put_pieces(const struct verification_acting *a, vd_us until)
{
    verification_piece_rows pieces = {0};
    VD_TRY(verification_piece_all(a->db, a->arena, a->entity_id, a->cutoff.plan_id, a->cutoff.id, until, &pieces));
    VD_EACH(p, &pieces)
        VD_TRY(vd_change_put(a->change, &T_cutoff_evidence, &(struct row_cutoff_evidence){.entity_id = a->entity_id, .cutoff_id = a->cutoff.id, .evidence_id = p->id, .state = p->state}));
    return VD_OK;
}

static enum vd_err sign(const struct verification_acting *a, struct vd_str head)
{
    struct vd_who who = {.person_id = a->person_id};
    struct row_cutoff_sign row = {.entity_id = a->entity_id, .id = vd_change_id(a->change), .cutoff_id = a->cutoff.id, .person_id = a->person_id, .at = a->now, .head = head};
    VD_TRY(vd_posts_of(a->db, a->arena, a->entity_id, a->person_id, a->today, &who));
    VD_EACH(post, &who.posts)
        if (!row.role.n && vd_role_may(post->role->code, VD_S("seguimiento.verificar")))
            row.role = post->role->code;
    return vd_change_put(a->change, &T_cutoff_sign, &row);
}

enum vd_err verification_freeze(struct vd_change *change, struct staff_write *write)
{
    const struct verification_closing *of = write->arg;
    struct verification_acting a;
    struct verification_sheet sheet;
    VD_TRY(verification_begin_at(change, write, of->person_id, "seguimiento.verificar", of->cutoff_id, &a));
    if (!vd_str_is(a.cutoff.state, "abierto"))
        return staff_refuse(write, VD_CONFLICT, "El seguimiento ya estaba congelado.");
    if (vd_date_days(a.today) <= vd_date_days(a.cutoff.reports_until))
        return staff_refuse(write, VD_INVALID, "Todavía se reciben reportes hasta el %.*s: se congela después.", VD_SARG(vd_es_date_long(a.arena, a.cutoff.reports_until)));
    const struct verification_asked asked = verification_asked_of(a.entity_id, &a.cutoff, a.now);
    VD_TRY(verification_read(a.db, a.arena, &asked, a.cutoff.id, &sheet));
    VD_TRY(may_freeze(&a, &sheet, of->reason));
    VD_TRY(put_rows(&a, &sheet));
    VD_TRY(put_pieces(&a, asked.at));
    struct row_entity entity = {.entity_id = a.entity_id};
    struct row_cutoff row = {.entity_id = a.entity_id, .id = a.cutoff.id};
    VD_TRY(vd_row_get(a.db, a.arena, &T_entity, &entity));
    VD_TRY(vd_row_get(a.db, a.arena, &T_cutoff, &row));
    row.state = VD_S("congelado");
    row.frozen_at = vd_some(a.now);
    row.frozen_head = entity.head;
    row.unverified_reason = verification_left_of(&sheet).unverified ? of->reason : (struct vd_str){0};
    VD_TRY(vd_change_put(change, &T_cutoff, &row));
    VD_TRY(sign(&a, entity.head));
    VD_TRY(followup_figures_put(change, a.cutoff.id));
    VD_TRY(verification_tell(&a, VD_S("Control Interno congeló y firmó el seguimiento"), VD_S("revision"), "seguimiento.revisar", (struct vd_oint){0}));
    return verification_tell(&a, VD_S("Se congeló y firmó; falta publicarlo"), verification_path(&a, (struct vd_str){0}), "seguimiento.publicar", (struct vd_oint){0});
}

/* ---- publishing */

/* With the last follow-up of the year the plan closes, if nothing of it is open; else it stays in force. */
static enum vd_err close_plan(const struct verification_acting *a)
{
    life_versions all = {0};
    struct life_stepped stepped = {0};
    VD_TRY(life_list(a->db, a->arena, a->entity_id, &all));
    VD_EACH(v, &all) {
        if (v->plan_id != a->cutoff.plan_id || !vd_str_is(v->state, "publicado"))
            continue;
        enum vd_err err = life_step(a->change, &(struct life_stepping){.version_id = v->id, .event = VD_S("cerrar")}, &stepped);
        if (err != VD_OK && err != VD_INVALID)
            return err;
        if (err == VD_OK)
            VD_JSON_STR(vd_change_data(a->change), "closed", v->title);
        break;
    }
    vd_change_subject(a->change, a->cutoff.id);
    return VD_OK;
}

struct vd_str verification_day_odd(struct vd_arena *arena, const struct verification_cutoff *cutoff, struct vd_date day, struct vd_date today)
{
    struct vd_date frozen = vd_date_in_bogota(cutoff->frozen_at.v);
    if (vd_date_days(day) >= vd_date_days(frozen) && vd_date_days(day) <= vd_date_days(today))
        return (struct vd_str){0};
    return vd_str_printf(arena, "El día de la publicación va del %.*s, cuando se congeló, a hoy.", VD_SARG(vd_es_date_long(arena, frozen)));
}

enum vd_err verification_publish(struct vd_change *change, struct staff_write *write)
{
    const struct verification_closing *of = write->arg;
    struct verification_acting a;
    VD_TRY(verification_begin_at(change, write, of->person_id, "seguimiento.publicar", of->cutoff_id, &a));
    if (vd_str_is(a.cutoff.state, "publicado"))
        return staff_refuse(write, VD_CONFLICT, "El seguimiento ya estaba publicado.");
    if (!vd_str_is(a.cutoff.state, "congelado"))
        return staff_refuse(write, VD_CONFLICT, "Primero se congela y se firma; después se publica.");
    struct vd_str odd = verification_day_odd(a.arena, &a.cutoff, of->published_on, a.today);
    if (odd.n)
        return staff_refuse(write, VD_INVALID, "%.*s", VD_SARG(odd));
    const bool earlier = vd_date_days(of->published_on) < vd_date_days(a.today);
    if (earlier && !of->proof.n)
        return staff_refuse(write, VD_INVALID, "De un día anterior a hoy escriba la dirección o el número que prueba dónde se publicó.");
    if (!of->report.kind)
        return staff_refuse(write, VD_CONFLICT, "El seguimiento se congeló mientras usted lo publicaba: mírelo y publíquelo.");
    struct row_cutoff row = {.entity_id = a.entity_id, .id = a.cutoff.id};
    VD_TRY(vd_row_get(a.db, a.arena, &T_cutoff, &row));
    row.state = VD_S("publicado");
    row.published_at = vd_some(a.now);
    row.published_on = vd_date_iso(a.arena, of->published_on);
    row.published_proof = earlier ? of->proof : (struct vd_str){0};
    row.published_file.has = true;
    VD_TRY(official_file_put(change, a.cutoff.id, &of->report, of->person_id, &row.published_file.v));
    VD_TRY(vd_change_put(change, &T_cutoff, &row));
    VD_TRY(close_plan(&a));
    struct vd_str said = VD_S("Control Interno publicó el seguimiento"), page = verification_path(&a, (struct vd_str){0});
    VD_TRY(verification_tell(&a, said, VD_S("revision"), "seguimiento.revisar", (struct vd_oint){0}));
    VD_TRY(verification_tell(&a, said, VD_S("reportar"), "seguimiento.reportar", (struct vd_oint){0}));
    return verification_tell(&a, said, page, "seguimiento.verificar", (struct vd_oint){0});
}

enum vd_err verification_end(struct vd_change *change, struct staff_write *write)
{
    const struct verification_closing *of = write->arg;
    struct verification_acting a;
    struct life_stepped stepped = {0};
    life_versions all = {0};
    VD_TRY(verification_begin_at(change, write, of->person_id, "seguimiento.publicar", of->cutoff_id, &a));
    VD_TRY(life_list(a.db, a.arena, a.entity_id, &all));
    VD_EACH(v, &all) {
        if (v->plan_id != a.cutoff.plan_id || !vd_str_is(v->state, "publicado"))
            continue;
        enum vd_err err = life_step(change, &(struct life_stepping){.version_id = v->id, .event = VD_S("cerrar")}, &stepped);
        return err == VD_INVALID ? staff_refuse(write, VD_CONFLICT, "%.*s", VD_SARG(stepped.problem)) : err;
    }
    return staff_refuse(write, VD_CONFLICT, "El plan ya estaba cerrado.");
}

/* ---- notes */

enum vd_err verification_note(struct vd_change *change, struct staff_write *write)
{
    const struct verification_noting *of = write->arg;
    struct verification_acting a;
    verification_note_rows before = {0};
    monitoring_lines lines = {0};
    VD_TRY(verification_begin_at(change, write, of->person_id, "seguimiento.verificar", of->cutoff_id, &a));
    if (vd_str_is(a.cutoff.state, "abierto"))
        return staff_refuse(write, VD_CONFLICT, "Mientras está abierto se corrige en la actividad: las notas son para después de congelar.");
    VD_TRY(verification_note_all(a.db, a.arena, a.entity_id, a.cutoff.id, &before));
    struct row_cutoff_note row = {.entity_id = a.entity_id, .id = vd_change_id(change), .cutoff_id = a.cutoff.id, .no = (int64_t)before.n + 1, .body = of->body, .person_id = of->person_id, .at = a.now};
    if (of->address.n) {
        VD_TRY(monitoring_lines_of(&(struct monitoring_of){a.db, a.arena, a.entity_id, a.cutoff.plan_id, 0, a.now}, a.cutoff.version_id, a.cutoff.cut_on, &lines));
        VD_EACH(l, &lines)
            if (vd_str_eq(l->activity.address, of->address))
                row.activity_key = vd_some(l->activity.key);
        if (!row.activity_key.has)
            return staff_refuse(write, VD_INVALID, "En este seguimiento no hay una actividad %.*s.", VD_SARG(of->address));
    }
    return vd_change_put(change, &T_cutoff_note, &row);
}

/* ---- conditions of the step that closes the plan */

static enum vd_err say(struct life_met *ret, bool met, struct vd_str said)
{
    ret->met = met;
    ret->said = said;
    return VD_OK;
}

enum vd_err verification_year_over(const struct life_ask *ask, struct life_met *ret)
{
    struct vd_date last = {(int16_t)ask->version->vigencia, 12, 31};
    bool over = vd_date_days(vd_date_in_bogota(ask->now)) > vd_date_days(last);
    return say(ret, over, vd_str_printf(ask->arena, over ? "La vigencia %" PRId64 " terminó." : "La vigencia %" PRId64 " no ha terminado.", ask->version->vigencia));
}

static enum vd_err modification_of(const struct life_ask *ask, bool *ret)
{
    life_versions all = {0};
    VD_TRY(life_list(ask->db, ask->arena, ask->version->entity_id, &all));
    *ret = false;
    VD_EACH(v, &all)
        *ret = *ret || (v->plan_id == ask->version->plan_id && life_is_live(v->state));
    return VD_OK;
}

/* The last of its calendar, and no other that was opened is left unpublished: every due of the year then has a final state. */
enum vd_err verification_all_published(const struct life_ask *ask, struct life_met *ret)
{
    verification_cutoffs there = {0};
    agenda_cuts cuts = {0};
    bool modification, last = false, open = false;
    enum vd_err err = agenda_cuts_for(ask->db, ask->arena, ask->version->entity_id, ask->version->instrument, ask->version->vigencia, &cuts);
    if (err == VD_NOT_FOUND)
        return say(ret, false, VD_S("Su clase de plan no tiene calendario de seguimientos."));
    VD_TRY(err);
    VD_TRY(verification_cutoffs_of(ask->db, ask->arena, ask->version->entity_id, ask->version->plan_id, &there));
    VD_TRY(modification_of(ask, &modification));
    VD_EACH(c, &there) {
        open = open || !verification_is_public(c);
        last = last || (vd_str_is(c->state, "publicado") && vd_date_days(c->cut_on) == vd_date_days(cuts.v[cuts.n - 1].cut_on));
    }
    if (modification)
        return say(ret, false, VD_S("Hay una modificación en trámite: decídala o retírela antes de cerrar."));
    return say(ret, last && !open, last && !open ? VD_S("El último seguimiento de la vigencia está publicado y ninguno quedó abierto.") :
                                                   VD_S("Falta publicar el último seguimiento de la vigencia, o uno anterior quedó sin publicar."));
}
