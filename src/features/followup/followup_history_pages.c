/* SPDX-License-Identifier: Apache-2.0 */
/* The history of one activity: what was promised, how it stood at each public cut-off, the changes that touched it, its public evidence. */
#include "features/amendment/amendment.h"
#include "features/followup/followup.h"
#include "features/followup/followup_history.tpl.h"
#include "features/followup/followup_history_views.h"
#include "features/followup/followup_open.h"

struct told { struct followup_opened opened; int64_t key; followup_promise_rows promises; }; /* promises: newest version first, at least one */

static enum vd_err open_activity(struct vd_req *rq, struct told *ret)
{
    const struct followup_page_input *in = rq->input;
    struct followup_key_row row;
    VD_TRY(followup_open_plan(rq, &ret->opened));
    enum vd_err err = followup_key_one(rq->db, rq->arena, ret->opened.entity.id, ret->opened.head.plan_id, in->direccion, &row);
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "El plan no tiene una actividad «%.*s».", VD_SARG(in->direccion));
    VD_TRY(err);
    ret->key = row.key;
    return followup_promise_all(rq->db, rq->arena, ret->opened.entity.id, ret->opened.head.plan_id, row.key, &ret->promises);
}

/* ---- what was promised */

static struct vd_str version_said(struct vd_arena *arena, const struct followup_promise_row *promise)
{
    struct vd_date on;
    struct vd_str since = vd_date_from_iso(promise->published_on, &on) ? vd_str_printf(arena, ", publicada el %.*s", VD_SARG(vd_es_date_long(arena, on))) : (struct vd_str){0};
    return vd_str_printf(arena, "Como lo dice la versión %" PRId64 "%.*s", promise->no, VD_SARG(since));
}

/* Headings have no full stop. */
static struct vd_str heading_of(struct vd_str text)
{
    struct vd_str trimmed = vd_str_trim(text);
    return vd_str_ends(trimmed, VD_S(".")) && !vd_str_ends(trimmed, VD_S("..")) ? vd_str_sub(trimmed, 0, trimmed.n - 1) : trimmed;
}

static void fill_promise(struct vd_req *rq, const struct told *told, struct followup_history_view *view)
{
    const struct followup_promise_row *last = told->promises.v;
    view->component = last->component;
    view->address = last->address;
    view->description = heading_of(last->description);
    view->product = last->product;
    view->goal = last->goal;
    view->schedule = last->schedule;
    view->unit = last->unit;
    view->version = version_said(rq->arena, last);
    view->followup = vd_url_with(rq->arena, told->opened.plan, "/seguimiento");
    view->log = vd_url_with(rq->arena, told->opened.plan, "/cambios");
    if (last->version_id == told->opened.head.version_id)
        view->activity = plan_activity_url(rq->arena, told->opened.plan, last->address);
    else
        view->withdrawn = vd_str_printf(rq->arena, "Una modificación la retiró después de la versión %" PRId64 ": ya no cuenta en los cortes que siguen", last->no);
}

/* ---- cut-offs */

static struct followup_history_cut cut_of(struct vd_req *rq, const struct told *told, const struct followup_view_in *in, size_t i)
{
    const struct followup_activity_data *row = &in->doc->activities.v[i];
    const char *out = followup_place_words(in->sides.by[in->official].marks[i].place);
    struct vd_url url = vd_url_with(rq->arena, told->opened.plan, "/seguimiento");
    struct vd_str iso = vd_date_iso(rq->arena, in->sheet->cut_on);
    struct followup_history_cut cut = {.iso = iso, .words = vd_es_date_long(rq->arena, in->sheet->cut_on), .achieved = row->achieved_text.n ? row->achieved_text : VD_S("–"),
        .url = {vd_str_printf(rq->arena, "%.*s?corte=%.*s#fila-%" PRId64, VD_SARG(url.s), VD_SARG(iso), row->row)}, .sem = followup_row_sem(row, in->official), .differs = row->differs,
        .reason = row->difference_reason, .nonconformity = row->nonconformity, .remarks = row->remarks,
        .note = out ? vd_str_printf(rq->arena, "No cuenta: %s.", out) : followup_due_by(rq->arena, row)};
    struct vd_str *values[FOLLOWUP_BASES] = {&cut.declared, &cut.reviewed, &cut.verified, &cut.recomputed};
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        *values[b] = followup_percent_or_dash(rq->arena, row->percents[b]);
    if (row->target.has)
        cut.target = followup_quantity_text(rq->arena, row->unit, row->target);
    struct vd_str silent = followup_silent_note(in, row);
    if (silent.n)
        cut.note = vd_str_printf(rq->arena, "%.*s%s%.*s", VD_SARG(cut.note), cut.note.n ? " " : "", VD_SARG(silent));
    if (row->lacks_evidence && !out)
        cut.note = vd_str_printf(rq->arena, "%.*s%sPide evidencia y ninguna se aceptó.", VD_SARG(cut.note), cut.note.n ? " " : "");
    cut.says = cut.note.n || cut.reason.n || cut.nonconformity.n || cut.remarks.n;
    return cut;
}

static void add_notes(struct vd_req *rq, const followup_notes *notes, struct vd_str address, struct followup_history_cut *cut)
{
    VD_EACH(note, notes)
        if (vd_str_eq(note->address, address))
            *VD_PUSH(rq->arena, &cut->notes) = (struct followup_history_note){note->no, note->body, vd_es_instant(rq->arena, note->at)};
    cut->says |= cut->notes.n > 0;
}

static enum vd_err add_cut(struct vd_req *rq, const struct told *told, struct vd_date cut_on, struct followup_history_view *view)
{
    const struct followup_opened *o = &told->opened;
    struct followup_sheet sheet;
    const struct followup_which which = {.entity_id = o->entity.id, .vigencia = o->head.vigencia, .family = o->head.path_word, .shown = true, .cut_on = cut_on};
    followup_notes notes = {0};
    VD_TRY(followup_sheet_get(rq->db, rq->arena, &which, &sheet));
    VD_TRY(followup_notes_of(rq->db, rq->arena, o->entity.id, sheet.cutoff, &notes));
    const struct followup_question asked = {.slug = o->entity.slug, .vigencia = o->head.vigencia, .bases = FOLLOWUP_EVERY_BASIS};
    struct followup_document doc = followup_document_of(rq->arena, &sheet, &asked);
    const struct followup_view_in in = followup_view_in_of(rq->arena, &sheet, &doc, o->plan);
    for (size_t i = 0; i < sheet.lines.n; i++)
        if (sheet.lines.v[i].activity_key == told->key) {
            struct followup_history_cut cut = cut_of(rq, told, &in, i);
            add_notes(rq, &notes, sheet.lines.v[i].address, &cut);
            *VD_PUSH(rq->arena, &view->cuts) = cut;
        }
    return VD_OK;
}

static enum vd_err fill_cuts(struct vd_req *rq, const struct told *told, struct followup_history_view *view)
{
    const followup_cuts *cuts = &told->opened.cuts;
    for (size_t i = cuts->n; i-- > 0;)
        if (followup_cut_is_there(&cuts->v[i]))
            VD_TRY(add_cut(rq, told, cuts->v[i].cut_on, view));
    return VD_OK;
}

/* ---- changes */

static struct vd_str address_in(const struct told *told, int64_t version_id)
{
    VD_EACH(promise, &told->promises)
        if (promise->version_id == version_id)
            return promise->address;
    return (struct vd_str){0};
}

static void add_change(struct vd_req *rq, const struct amendment_version_row *v, const struct plan_diff_row *row, struct followup_history_view *view)
{
    static const char *const did[] = {[PLAN_DIFF_ADDED] = "la agregó", [PLAN_DIFF_CHANGED] = "la cambió", [PLAN_DIFF_REMOVED] = "la retiró"};
    struct vd_date on;
    struct followup_history_change *change = VD_PUSH(rq->arena, &view->changes);
    struct vd_str since = vd_date_from_iso(v->published_on, &on) ? vd_str_printf(rq->arena, ", del %.*s,", VD_SARG(vd_es_date_long(rq->arena, on))) : (struct vd_str){0};
    *change = (struct followup_history_change){.title = vd_str_printf(rq->arena, "La versión %" PRId64 "%.*s %s", v->no, VD_SARG(since), did[row->kind]), .motive = v->motive};
    if (row->kind == PLAN_DIFF_CHANGED)
        VD_EACH(field, &row->fields)
            *VD_PUSH(rq->arena, &change->fields) = (struct followup_history_field){field->label, field->before, field->after};
}

static enum vd_err fill_changes(struct vd_req *rq, const struct told *told, struct followup_history_view *view)
{
    const struct followup_opened *o = &told->opened;
    amendment_versions versions = {0};
    VD_TRY(amendment_versions_of(rq->db, rq->arena, o->entity.id, o->head.path_word, o->head.vigencia, &versions));
    VD_EACH(v, &versions) {
        const struct amendment_version_row *base = amendment_base_in(&versions, v);
        struct plan_diff diff;
        if (!base)
            continue;
        struct vd_str after = address_in(told, v->id), before = address_in(told, base->id);
        VD_TRY(amendment_compare(rq->db, rq->arena, o->entity.id, base->id, v->id, &diff));
        VD_EACH(row, &diff.rows) {
            struct vd_str own = row->kind == PLAN_DIFF_REMOVED ? before : after;
            if (own.n && vd_str_eq(row->address, own) && (row->kind != PLAN_DIFF_REMOVED || !after.n))
                add_change(rq, v, row, view);
        }
    }
    return VD_OK;
}

/* ---- evidence */

static const char *evidence_kind(struct vd_str kind) { return vd_str_is(kind, "archivo") ? "Archivo" : vd_str_is(kind, "enlace") ? "Enlace" : "Acta"; }

static const char *evidence_state(struct vd_str state)
{
    static const struct { const char *state, *word; } words[] = {{"verificada", "la verificó Control Interno"}, {"no_conforme", "Control Interno no la aceptó"}, {"aceptada", "la aceptó planeación"},
        {"devuelta", "planeación la devolvió"}};
    for (size_t i = 0; i < VD_COUNT(words); i++)
        if (vd_str_is(state, words[i].state))
            return words[i].word;
    return "nadie la ha revisado";
}

/* By whom evidence was looked at. */
enum looked { BY_AUDIT, BY_PLANNING, BY_NOBODY, LOOKED };

static enum looked looked_by(struct vd_str state)
{
    if (vd_str_is(state, "verificada") || vd_str_is(state, "no_conforme"))
        return BY_AUDIT;
    return vd_str_is(state, "aceptada") || vd_str_is(state, "devuelta") ? BY_PLANNING : BY_NOBODY;
}

/* «Hay 3 que no son públicas: Control Interno revisó 1, planeación revisó 1, nadie ha revisado 1.» */
static struct vd_str hidden_said(struct vd_arena *arena, const int64_t *of)
{
    static const char *const who[LOOKED] = {"Control Interno revisó", "planeación revisó", "nadie ha revisado"};
    int64_t all = of[BY_AUDIT] + of[BY_PLANNING] + of[BY_NOBODY];
    struct vd_str said = {0};
    if (!all)
        return said;
    said = vd_str_printf(arena, all == 1 ? "Hay %" PRId64 " que no es pública" : "Hay %" PRId64 " que no son públicas", all);
    const char *sep = ": ";
    for (int i = 0; i < LOOKED; i++)
        if (of[i]) {
            said = vd_str_printf(arena, "%.*s%s%s %" PRId64, VD_SARG(said), sep, who[i], of[i]);
            sep = ", ";
        }
    return vd_str_printf(arena, "%.*s.", VD_SARG(said));
}

static enum vd_err fill_evidence(struct vd_req *rq, const struct told *told, struct followup_history_view *view)
{
    followup_evidence_rows rows = {0};
    int64_t hidden[LOOKED] = {0};
    VD_TRY(followup_evidence_all(rq->db, rq->arena, told->opened.entity.id, told->opened.head.plan_id, told->key, &rows));
    VD_EACH(row, &rows) {
        struct vd_date on;
        if (!row->shown) {
            hidden[looked_by(row->state)]++;
            continue;
        }
        *VD_PUSH(rq->arena, &view->evidence) = (struct followup_history_evidence){.title = row->title, .dated = vd_date_from_iso(row->dated_on, &on) ? vd_date_dmy(rq->arena, on) : (struct vd_str){0},
            .kind = evidence_kind(row->kind), .state = evidence_state(row->state)};
    }
    view->hidden = hidden_said(rq->arena, hidden);
    return VD_OK;
}

static enum vd_err history_page(struct vd_req *rq)
{
    struct told told = {0};
    struct followup_history_view view = {0};
    VD_TRY(open_activity(rq, &told));
    const struct followup_opened *o = &told.opened;
    fill_promise(rq, &told, &view);
    VD_TRY(site_page(rq, &o->entity, vd_str_printf(rq->arena, "Historia de la actividad %.*s", VD_SARG(view.address)), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    site_crumb(rq, &view.page, VD_S("Participa"), view.page.nav_participate);
    site_crumb(rq, &view.page, plan_short_title(rq->arena, &o->head), o->plan);
    if (view.activity.s.n)
        site_crumb(rq, &view.page, view.address, view.activity);
    view.page.here = VD_S("Historia");
    view.page.nav_current = 3;
    VD_TRY(fill_cuts(rq, &told, &view));
    VD_TRY(fill_changes(rq, &told, &view));
    VD_TRY(fill_evidence(rq, &told, &view));
    tpl_followup_history(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_history[] = {FOLLOWUP_ADDRESS,
    VD_PARAM(followup_page_input, direccion, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "code of the activity, 4.3.4"), {.name = NULL}};

const struct vd_route followup_history_routes[] = {
    VD_PAGE(followup_page_input, "/{entidad}/{familia}/{vigencia}/actividad/{direccion}/historia", of_history, history_page, "an activity at each cut-off, with the changes that touched it and its public evidence"),
    {.path = NULL},
};
