/* SPDX-License-Identifier: Apache-2.0 */
#include "features/verification/verification_say.h"

/* ---- addresses */

static struct vd_url below(struct vd_req *rq, const struct verification_opened *o, const char *first, const char *second, const char *third)
{
    const char *family = vd_str_c(rq->arena, o->version.path_word), *year = vd_str_printf(rq->arena, "%" PRId64, o->version.vigencia).p, *day = vd_str_c(rq->arena, vd_date_iso(rq->arena, o->cut.cut_on));
    return staff_url(rq, "seguimientos", family, year, day, first, second, third, NULL);
}

struct vd_url verification_url(struct vd_req *rq, const struct verification_opened *o, const char *word) { return below(rq, o, word, NULL, NULL); }

struct vd_url verification_row_url(struct vd_req *rq, const struct verification_opened *o, struct vd_str address, const char *word)
{
    return below(rq, o, "actividad", vd_str_c(rq->arena, address), word);
}

/* ---- words */

struct vd_str verification_plan_said(struct vd_arena *arena, const struct life_version_row *v) { return vd_str_printf(arena, "%.*s %" PRId64, VD_SARG(v->short_name), v->vigencia); }

struct vd_sem verification_state(const struct verification_opened *o, struct vd_date today)
{
    const struct verification_cutoff *c = &o->cutoff;
    if (!c->id)
        return vd_date_days(today) <= vd_date_days(o->cut.cut_on) ? (struct vd_sem){"none", "Por venir"} : (struct vd_sem){"near", "Por abrir"};
    if (vd_str_is(c->state, "abierto"))
        return (struct vd_sem){"info", "Abierto"};
    return vd_str_is(c->state, "congelado") ? (struct vd_sem){"info", "Congelado, sin publicar"} : (struct vd_sem){"ok", "Publicado"};
}

struct vd_sem verification_lateness(const struct verification_cutoff *c, struct vd_date today)
{
    if (!verification_late(c, today))
        return (struct vd_sem){0};
    return c->late ? (struct vd_sem){"mid", "Publicado tarde"} : (struct vd_sem){"bad", "Publicación vencida"};
}

struct vd_sem verification_row_state(const struct followup_line_row *line, const struct verification_line *row)
{
    if (line->verdict.n)
        return row->stale ? (struct vd_sem){"near", "Verificar otra vez"} : followup_verdict_sem(line->verdict);
    if (vd_str_is(line->counted, "retirada"))
        return (struct vd_sem){"none", "Retirada"};
    return vd_str_is(line->counted, "no_vencida") ? (struct vd_sem){"none", "No vencía"} : (struct vd_sem){"near", "Sin verificar"};
}

struct vd_str verification_percent(struct vd_arena *arena, struct vd_oint u6)
{
    if (!u6.has)
        return VD_S("–");
    return vd_str_printf(arena, "%.*s %%", VD_SARG(followup_rounded(arena, followup_ratio(arena, u6.v, 1000000), 2, ',')));
}

struct vd_str verification_difference(struct vd_arena *arena, const struct followup_line_row *line)
{
    struct vd_oint official = line->verified.has ? line->verified : line->reviewed;
    if (!verification_differs(official, line->declared))
        return (struct vd_str){0};
    int64_t apart = official.v - line->declared.v;
    return vd_str_printf(arena, "%.*s puntos %s", VD_SARG(followup_rounded(arena, followup_ratio(arena, apart < 0 ? -apart : apart, 1000000), 2, ',')), apart < 0 ? "menos" : "más");
}

struct verification_request_line verification_request_show(struct vd_arena *arena, const struct verification_request_row *q, struct vd_date today)
{
    struct vd_date due = {0};
    struct verification_request_line line = {.asked = q->asked, .about = vd_str_printf(arena, "%.*s, %.*s", VD_SARG(q->asker), VD_SARG(vd_es_instant(arena, q->asked_at))), .answer = q->answer};
    bool over = vd_date_from_iso(q->due_on, &due) && vd_date_days(due) < vd_date_days(today);
    line.due = vd_es_date_long(arena, due);
    line.state = q->answer.n ? (struct vd_sem){"ok", "Respondido"} : over ? (struct vd_sem){"bad", "Vencido sin respuesta"} : (struct vd_sem){"near", "Sin responder"};
    if (q->answer.n)
        line.answer_about = vd_str_printf(arena, "%.*s, %.*s%s", VD_SARG(q->answerer), VD_SARG(vd_es_instant(arena, q->answered_at.v)), q->report_id.has ? "; con otro reporte" : "");
    return line;
}

/* ---- opening */

/* Of a year whose instrument was replaced, the plan in force stands before the one that closed. */
enum vd_err verification_open_plan(struct vd_req *rq, const struct verification_input *in, struct life_version_row *ret)
{
    life_versions all = {0};
    const struct life_version_row *found = NULL;
    VD_TRY(life_list(rq->db, rq->arena, staff_who(rq)->entity.id, &all));
    VD_EACH(v, &all) {
        bool closed = vd_str_is(v->state, "cerrado");
        if (!vd_str_eq(v->path_word, in->familia) || v->vigencia != in->vigencia.v || (!closed && !vd_str_is(v->state, "publicado")))
            continue;
        if (!found || (vd_str_is(found->state, "cerrado") && !closed))
            found = v;
    }
    if (found)
        *ret = *found;
    return found ? VD_OK : VD_NOT_FOUND;
}

static enum vd_err cut_of(struct vd_req *rq, const struct life_version_row *version, struct vd_str iso, struct agenda_cut *ret)
{
    agenda_cuts cuts = {0};
    struct vd_date day;
    VD_TRY(agenda_cuts_for(rq->db, rq->arena, version->entity_id, version->instrument, version->vigencia, &cuts));
    if (!vd_date_from_iso(iso, &day))
        return VD_NOT_FOUND;
    VD_EACH(cut, &cuts)
        if (vd_date_days(cut->cut_on) == vd_date_days(day)) {
            *ret = *cut;
            return VD_OK;
        }
    return VD_NOT_FOUND;
}

enum vd_err verification_open_at(struct vd_req *rq, const struct verification_input *in, struct verification_opened *ret)
{
    verification_cutoffs there = {0};
    rq->way_out = staff_url(rq, "seguimientos", NULL).s;
    enum vd_err err = verification_open_plan(rq, in, &ret->version);
    if (err == VD_OK)
        err = cut_of(rq, &ret->version, in->corte, &ret->cut);
    if (err == VD_NOT_FOUND)
        rq->problem = VD_S("No hay un plan en firme con un seguimiento de ese día.");
    VD_TRY(err);
    VD_TRY(verification_cutoffs_of(rq->db, rq->arena, ret->version.entity_id, ret->version.plan_id, &there));
    VD_EACH(c, &there)
        if (vd_date_days(c->cut_on) == vd_date_days(ret->cut.cut_on) && !vd_str_is(c->state, "importado"))
            ret->cutoff = *c;
    return ret->cutoff.id ? life_get(rq->db, rq->arena, ret->version.entity_id, ret->cutoff.version_id, &ret->version) : VD_OK;
}

/* Rows that were frozen, beside the reports they stood on. */
static enum vd_err take_frozen(struct vd_req *rq, const struct verification_opened *o, struct verification_sheet *sheet)
{
    struct followup_sheet frozen = {.there = true, .title = sheet->sheet.title, .cut_on = sheet->sheet.cut_on, .state = o->cutoff.state};
    verification_lines rows = {0};
    VD_TRY(followup_lines_get(rq->db, rq->arena, o->version.entity_id, o->cutoff.id, &frozen));
    VD_EACH(line, &frozen.lines) {
        struct verification_line *row = VD_PUSH(rq->arena, &rows);
        for (size_t i = 0; i < sheet->rows.n; i++)
            if (sheet->sheet.lines.v[i].activity_key == line->activity_key)
                *row = sheet->rows.v[i];
        row->stale = false;
    }
    sheet->sheet = frozen;
    sheet->rows = rows;
    return VD_OK;
}

enum vd_err verification_open_rows(struct vd_req *rq, const struct verification_input *in, struct verification_opened *ret, struct verification_sheet *ret_sheet)
{
    VD_TRY(verification_open_at(rq, in, ret));
    if (!ret->cutoff.id) {
        rq->problem = VD_S("Ese seguimiento todavía no se ha abierto.");
        rq->way_out = verification_url(rq, ret, NULL).s;
        return VD_NOT_FOUND;
    }
    const struct verification_asked asked = verification_asked_of(ret->version.entity_id, &ret->cutoff, ret->cutoff.frozen_at.has ? ret->cutoff.frozen_at.v : rq->now);
    VD_TRY(verification_read(rq->db, rq->arena, &asked, ret->cutoff.id, ret_sheet));
    return ret->cutoff.frozen_at.has ? take_frozen(rq, ret, ret_sheet) : VD_OK;
}

enum vd_err verification_open_row(struct vd_req *rq, const struct verification_sheet *sheet, struct vd_str address, size_t *ret)
{
    for (size_t i = 0; i < sheet->rows.n; i++)
        if (sheet->rows.v[i].of && vd_str_eq(sheet->sheet.lines.v[i].address, address)) {
            *ret = i;
            return VD_OK;
        }
    rq->problem = vd_str_printf(rq->arena, "En este seguimiento no hay una actividad %.*s.", VD_SARG(address));
    return VD_NOT_FOUND;
}

enum vd_err verification_page(struct vd_req *rq, const struct verification_opened *o, struct vd_str title, struct vd_staff_page *ret)
{
    VD_TRY(staff_page(rq, title, ret));
    staff_crumb(rq, ret, VD_S("Seguimientos"), staff_url(rq, "seguimientos", NULL));
    if (o)
        staff_crumb(rq, ret, vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(verification_plan_said(rq->arena, &o->version)), VD_SARG(vd_es_date_long(rq->arena, o->cut.cut_on))),
                    verification_url(rq, o, NULL));
    return VD_OK;
}

enum vd_err verification_done_at(struct vd_req *rq, struct staff_write *write, struct vd_url to)
{
    rq->way_out = to.s;
    return write->err == VD_OK ? staff_go(rq, to, write->seq) : staff_failed(rq, write);
}

enum vd_err verification_done_here(struct vd_req *rq, struct staff_write *write)
{
    struct verification_opened o = {0};
    VD_TRY(verification_open_at(rq, rq->input, &o));
    return verification_done_at(rq, write, verification_url(rq, &o, NULL));
}
