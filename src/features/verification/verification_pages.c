/* SPDX-License-Identifier: Apache-2.0 */
/* One cut-off: its figures and its rows. */
#include "features/verification/verification_cut.tpl.h"
#include "features/official/official.h"
#include "features/verification/verification_say.h"

enum { NOTE_MOST = 2000 };

/* ---- its rows */

enum show { ALL, UNVERIFIED, APART, UNREPORTED, ASKED, NOT_DUE, SHOWS };
static const struct { const char *code; struct vd_str text; } shows[SHOWS] = {{"todas", {"Todas", 5}}, {"sin_verificar", {"Sin verificar", 13}}, {"difieren", {"Con diferencia", 14}},
    {"sin_reporte", {"Sin reporte", 11}}, {"pedidas", {"Con pedido", 10}}, {"no_vencian", {"No vencían", 11}}};

struct rows_of {
    struct vd_req *rq;
    const struct verification_opened *o;
    const struct verification_sheet *sheet;
    struct followup_sides sides;
    verification_request_rows requests;
};

static struct verification_row_line row_line(const struct rows_of *of, size_t i)
{
    struct vd_arena *arena = of->rq->arena;
    const struct followup_line_row *l = &of->sheet->sheet.lines.v[i];
    const struct verification_line *row = &of->sheet->rows.v[i];
    struct verification_row_line line = {.address = l->address, .description = l->description, .unit = row->of ? row->of->activity.lead : (struct vd_str){0},
        .declared = verification_percent(arena, l->declared), .reviewed = verification_percent(arena, l->reviewed), .verified = verification_percent(arena, l->verified),
        .recomputed = verification_percent(arena, verification_recomputed(arena, &of->sides.by[FOLLOWUP_RECOMPUTED], i)), .difference = verification_difference(arena, l),
        .reason = l->difference_reason, .state = verification_row_state(l, row), .late_report = row->late_report, .nonconformity = l->nonconformity.n > 0};
    bool due = verification_counts(l);
    line.unreported = due && !verification_is_reported(l);
    line.lacks_evidence = due && l->lacks_evidence;
    line.apart = line.difference.n > 0;
    VD_EACH(q, &of->requests)
        if (q->activity_key == l->activity_key) {
            line.asked = !q->answer.n;
            line.answered = q->answer.n > 0;
        }
    if (row->of && due)
        line.url = verification_row_url(of->rq, of->o, l->address, NULL);
    return line;
}

static bool is_shown(const struct rows_of *of, size_t i, const struct verification_row_line *line, enum show show)
{
    const struct followup_line_row *l = &of->sheet->sheet.lines.v[i];
    const struct verification_line *row = &of->sheet->rows.v[i];
    switch (show) {
    case UNVERIFIED: return verification_counts(l) && (!row->said || row->stale);
    case APART: return line->apart;
    case UNREPORTED: return line->unreported;
    case ASKED: return line->asked || line->answered;
    case NOT_DUE: return !verification_counts(l);
    case ALL:
    case SHOWS: break;
    }
    return true;
}

static void count(const struct rows_of *of, size_t i, const struct verification_row_line *line, struct verification_cut_view *view)
{
    const struct followup_line_row *l = &of->sheet->sheet.lines.v[i];
    view->activities++;
    view->not_due += vd_str_is(l->counted, "no_vencida");
    view->not_applicable += vd_str_is(l->counted, "no_aplica");
    view->withdrawn += vd_str_is(l->counted, "retirada");
    view->unreported += line->unreported;
    view->apart += line->apart;
    if (!verification_counts(l))
        return;
    view->due++;
    view->verified += l->verdict.n > 0 && !of->sheet->rows.v[i].stale;
}

static void fill_filters(struct vd_req *rq, const struct verification_sheet *sheet, struct vd_str component, enum show show, struct verification_cut_view *view)
{
    for (size_t i = 0; i < SHOWS; i++)
        *VD_PUSH(rq->arena, &view->shows) = (struct vd_choice){vd_str_of(shows[i].code), shows[i].text, {0}, show == (enum show)i};
    VD_EACH(c, &sheet->sheet.components)
        *VD_PUSH(rq->arena, &view->components) = (struct vd_choice){c->code, vd_str_printf(rq->arena, "%.*s. %.*s", VD_SARG(c->code), VD_SARG(c->name)), {0}, vd_str_eq(c->code, component)};
}

static void fill_rows(const struct rows_of *of, const struct verification_input *in, struct verification_cut_view *view)
{
    enum show show = ALL;
    for (int i = 0; i < SHOWS; i++)
        if (vd_str_is(in->ver, shows[i].code))
            show = (enum show)i;
    for (size_t i = 0; i < of->sheet->rows.n; i++) {
        struct verification_row_line line = row_line(of, i);
        bool inside = !in->componente.n || vd_str_eq(in->componente, of->sheet->sheet.lines.v[i].component_code);
        count(of, i, &line, view);
        if (inside && is_shown(of, i, &line, show))
            *VD_PUSH(of->rq->arena, &view->rows) = line;
    }
    fill_filters(of->rq, of->sheet, in->componente, show, view);
}

/* ---- its figures */

static struct verification_figure_cell cell_of(const struct rows_of *of, enum followup_method method, enum followup_basis basis)
{
    struct vd_arena *arena = of->rq->arena;
    const struct followup_figure f = followup_figure_of(arena, &of->sheet->sheet.input, &of->sides.by[basis], method, -1);
    const char *label = method == FOLLOWUP_M1 ? "Cumplidas" : "Promedio";
    if (f.absent)
        return (struct verification_figure_cell){.label = label, .percent = VD_S("–")};
    struct verification_figure_cell cell = {.label = label, .percent = followup_percent_text(arena, f.percent), .zone = followup_zone_sem(f.zone)};
    if (method == FOLLOWUP_M1)
        cell.of = vd_str_printf(arena, "%.*s de %.*s", VD_SARG(followup_exact(arena, f.numerator)), VD_SARG(followup_exact(arena, f.denominator)));
    return cell;
}

static void fill_figures(const struct rows_of *of, struct verification_cut_view *view)
{
    for (int b = 0; b < FOLLOWUP_BASES; b++) {
        if (!of->sides.by[b].there)
            continue;
        struct verification_figure_line *line = VD_PUSH(of->rq->arena, &view->figures);
        line->basis = vd_str_of(followup_basis_word((enum followup_basis)b));
        *VD_PUSH(of->rq->arena, &line->cells) = cell_of(of, FOLLOWUP_M1, (enum followup_basis)b);
        *VD_PUSH(of->rq->arena, &line->cells) = cell_of(of, FOLLOWUP_M2, (enum followup_basis)b);
    }
}

/* ---- what can be done of it */

static void add_many(const struct rows_of *of, const char *which, int64_t n, const char *button, const char *hint, struct verification_cut_view *view)
{
    if (n)
        *VD_PUSH(of->rq->arena, &view->many) = (struct verification_many_form){.token = vd_form_token(of->rq, VERIFICATION_AT "/verificar"), .which = vd_str_of(which),
            .action = verification_url(of->rq, of->o, "verificar"), .button = vd_str_printf(of->rq->arena, button, n), .hint = vd_str_of(hint)};
}

static enum vd_err fill_many(const struct rows_of *of, struct verification_cut_view *view)
{
    const struct vd_who *who = staff_who(of->rq);
    monitoring_wrote_rows wrote = {0};
    int64_t agree = 0, none = 0;
    VD_TRY(monitoring_wrote_all(of->rq->db, of->rq->arena, who->entity.id, of->o->version.plan_id, who->person_id, &wrote));
    for (size_t i = 0; i < of->sheet->rows.n; i++) {
        const struct followup_line_row *l = &of->sheet->sheet.lines.v[i];
        const struct verification_line *row = &of->sheet->rows.v[i];
        if (!row->of || verification_own(who, &wrote, row->of).n)
            continue;
        agree += verification_agrees(l, row, verification_recomputed(of->rq->arena, &of->sides.by[FOLLOWUP_RECOMPUTED], i));
        none += verification_is_unreported(l, row);
    }
    add_many(of, "coinciden", agree, "Verificar como las revisó planeación (%" PRId64 ")", "Declarado, revisado y recalculado coinciden, y hay evidencia aceptada.", view);
    if (vd_date_days(of->rq->today) > vd_date_days(of->o->cutoff.reports_until))
        add_many(of, "sin_reporte", none, "Verificar en 0 las que no tienen reporte (%" PRId64 ")", "Nadie reportó dentro del plazo.", view);
    return VD_OK;
}

static enum vd_err fill_closed(struct vd_req *rq, const struct verification_opened *o, struct verification_cut_view *view)
{
    verification_sign_rows signs = {0};
    verification_note_rows notes = {0};
    VD_TRY(verification_signs_of(rq->db, rq->arena, o->version.entity_id, o->cutoff.id, &signs));
    VD_TRY(verification_notes_of(rq->db, rq->arena, o->version.entity_id, o->cutoff.id, &notes));
    VD_EACH(s, &signs) {
        const struct vd_law_roles *role = vd_role_find(s->role);
        char *hex = vd_alloc(rq->arena, 2 * 8 + 1);
        vd_hex(hex, (const unsigned char *)s->head.p, s->head.n < 8 ? s->head.n : 8);
        *VD_PUSH(rq->arena, &view->signs) = (struct verification_sign_line){s->name, role ? role->name : s->role, vd_es_instant(rq->arena, s->at), vd_str_of(hex)};
    }
    VD_EACH(n, &notes)
        *VD_PUSH(rq->arena, &view->notes) = (struct verification_note_line){.body = n->body,
            .about = vd_str_printf(rq->arena, "%s%.*s%s%.*s, %.*s", n->address.n ? "Actividad " : "", VD_SARG(n->address), n->address.n ? "; " : "", VD_SARG(n->name), VD_SARG(vd_es_instant(rq->arena, n->at)))};
    return VD_OK;
}

static void fill_note(struct vd_req *rq, const struct verification_opened *o, const struct verification_input *in, struct verification_cut_view *view)
{
    view->note_token = vd_form_token(rq, VERIFICATION_AT "/nota");
    view->note_action = verification_url(rq, o, "nota");
    view->note = staff_input(rq, "nota", VD_S("Nota"), in->nota);
    view->note.hint = VD_S("Se publica con el seguimiento y no se borra. Los valores congelados no cambian.");
    view->note.rows = 3;
    view->note_address = staff_input(rq, "actividad", VD_S("Actividad de la que trata"), in->actividad);
    view->note_address.width = "w-s";
    view->note_address.optional = true;
}

static void fill_acts(struct vd_req *rq, const struct verification_opened *o, struct verification_cut_view *view)
{
    const struct verification_cutoff *c = &o->cutoff;
    view->closed = c->frozen_at.has;
    if (view->open && vd_date_days(rq->today) > vd_date_days(c->reports_until))
        view->freeze = verification_url(rq, o, "congelar");
    else if (view->open)
        view->term = VD_S("Todavía se reciben reportes: las filas cambian con lo que llegue. Se congela después del plazo.");
    if (vd_str_is(c->state, "congelado") && vd_who_may(staff_who(rq), "seguimiento.publicar"))
        view->publish = verification_url(rq, o, "publicar");
    if (vd_str_is(o->cutoff.state, "congelado"))
        view->report = verification_url(rq, o, "informe.pdf");
    if (vd_str_is(o->cutoff.state, "publicado")) {
        view->report = official_url(rq->arena, staff_who(rq)->entity.slug, o->version.path_word, o->version.vigencia, o->cutoff.cut_on, ".pdf");
        view->book = verification_url(rq, o, "libro.xlsx");
    }
}

/* After its last follow-up a plan that something kept open says what, and closes when nothing does. */
static enum vd_err fill_end(struct vd_req *rq, const struct verification_opened *o, struct verification_cut_view *view)
{
    life_versions all = {0};
    agenda_cuts cuts = {0};
    VD_TRY(agenda_cuts_for(rq->db, rq->arena, o->version.entity_id, o->version.instrument, o->version.vigencia, &cuts));
    if (!vd_str_is(o->cutoff.state, "publicado") || vd_date_days(cuts.v[cuts.n - 1].cut_on) != vd_date_days(o->cutoff.cut_on))
        return VD_OK;
    VD_TRY(life_list(rq->db, rq->arena, o->version.entity_id, &all));
    VD_EACH(v, &all) {
        const struct life_ask ask = {.db = rq->db, .arena = rq->arena, .version = v, .now = rq->now};
        struct life_met met = {0};
        if (v->plan_id != o->version.plan_id || !vd_str_is(v->state, "publicado"))
            continue;
        VD_TRY(verification_all_published(&ask, &met));
        view->end_said = met.said;
        if (met.met) {
            view->end = verification_url(rq, o, "cerrar");
            view->end_token = vd_form_token(rq, VERIFICATION_AT "/cerrar");
        }
    }
    return VD_OK;
}

static enum vd_err show_cut(struct vd_req *rq, const struct verification_opened *o, const struct verification_sheet *sheet, const struct verification_input *in)
{
    const struct verification_cutoff *c = &o->cutoff;
    struct rows_of of = {.rq = rq, .o = o, .sheet = sheet, .sides = followup_sides_of(rq->arena, &sheet->sheet)};
    struct verification_cut_view view = {.wrongs = staff_wrongs(rq), .plan = life_title(rq->arena, &o->version), .day = vd_es_date_long(rq->arena, c->cut_on),
        .reports_until = vd_es_date_long(rq->arena, c->reports_until), .publish_by = vd_es_date_long(rq->arena, c->publish_by), .unverified_reason = c->unverified_reason,
        .state = verification_state(o, rq->today), .lateness = verification_lateness(c, rq->today), .open = vd_str_is(c->state, "abierto"), .filter = verification_url(rq, o, NULL)};
    if (c->published_on.year)
        view.published = c->published_proof.n ? vd_str_printf(rq->arena, "%.*s, según %.*s; registrado el %.*s", VD_SARG(vd_es_date_long(rq->arena, c->published_on)), VD_SARG(c->published_proof),
            VD_SARG(vd_es_date_long(rq->arena, vd_date_in_bogota(c->published_at.v)))) : vd_es_date_long(rq->arena, c->published_on);
    VD_TRY(verification_requests_of(rq->db, rq->arena, o->version.entity_id, c->id, 0, &of.requests));
    VD_TRY(verification_page(rq, NULL, vd_str_printf(rq->arena, "Seguimiento al %.*s", VD_SARG(view.day)), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    fill_rows(&of, in, &view);
    fill_figures(&of, &view);
    fill_acts(rq, o, &view);
    if (view.open)
        VD_TRY(fill_many(&of, &view));
    if (view.closed)
        VD_TRY(fill_closed(rq, o, &view));
    VD_TRY(fill_end(rq, o, &view));
    fill_note(rq, o, in, &view);
    tpl_verification_cut(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err cut_page(struct vd_req *rq)
{
    struct verification_opened o = {0};
    struct verification_sheet sheet = {0};
    VD_TRY(verification_open_at(rq, rq->input, &o));
    if (!o.cutoff.id)
        return verification_begin_page(rq, &o);
    VD_TRY(verification_open_rows(rq, rq->input, &o, &sheet));
    return show_cut(rq, &o, &sheet, rq->input);
}

/* ---- many rows at once */

static enum vd_err many_post(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct verification_opened o = {0};
    struct verification_many *of = VD_NEW(rq->arena, struct verification_many);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(verification_open_at(rq, in, &o));
    if (!o.cutoff.id || (!vd_str_is(in->cuales, "coinciden") && !vd_str_is(in->cuales, "sin_reporte")))
        return VD_NOT_FOUND;
    *of = (struct verification_many){.person_id = staff_who(rq)->person_id, .cutoff_id = o.cutoff.id, .unreported = vd_str_is(in->cuales, "sin_reporte")};
    *write = (struct staff_write){.entity_id = o.version.entity_id, .kind = "seguimiento.verificadas", .apply = verification_verify_many, .then = verification_done_here, .arg = of};
    return staff_write(rq, write);
}

/* ---- notes */

static enum vd_err noted(struct vd_req *rq, struct staff_write *write)
{
    struct verification_opened o = {0};
    struct verification_sheet sheet = {0};
    VD_TRY(verification_open_rows(rq, rq->input, &o, &sheet));
    if (write->err != VD_INVALID || !write->problem.n)
        return verification_done_at(rq, write, verification_url(rq, &o, NULL));
    vd_req_wrong(rq, "actividad", "%.*s", VD_SARG(write->problem));
    return show_cut(rq, &o, &sheet, rq->input);
}

static enum vd_err note_post(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct verification_opened o = {0};
    struct verification_sheet sheet = {0};
    struct verification_noting *of = VD_NEW(rq->arena, struct verification_noting);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(verification_open_rows(rq, in, &o, &sheet));
    if (!in->nota.n)
        vd_req_wrong(rq, "nota", "Escriba la nota");
    if (rq->wrong.n)
        return show_cut(rq, &o, &sheet, in);
    *of = (struct verification_noting){.person_id = staff_who(rq)->person_id, .cutoff_id = o.cutoff.id, .body = in->nota, .address = in->actividad};
    *write = (struct staff_write){.entity_id = o.version.entity_id, .kind = "seguimiento.anotado", .apply = verification_note, .then = noted, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

static const struct vd_param of_cut[] = {VERIFICATION_PLAN(verification_input), STAFF_DONE(verification_input),
    VD_PARAM(verification_input, ver, VD_FROM_QUERY, VD_P_TEXT, .max = 20, .about = "sin_verificar, difieren, sin_reporte, pedidas or no_vencian"),
    VD_PARAM(verification_input, componente, VD_FROM_QUERY, VD_P_TEXT, .max = 20, .about = "code of a component"), {.name = NULL}};
static const struct vd_param of_many[] = {VERIFICATION_PLAN(verification_input), VD_PARAM(verification_input, cuales, VD_FROM_FORM, VD_P_TEXT, .max = 20, .about = "coinciden or sin_reporte"), {.name = NULL}};
static const struct vd_param of_note[] = {VERIFICATION_PLAN(verification_input),
    VD_PARAM(verification_input, nota, VD_FROM_FORM, VD_P_TEXT, .max = NOTE_MOST, .label = "Nota", .about = "what is corrected or added"),
    VD_PARAM(verification_input, actividad, VD_FROM_FORM, VD_P_TEXT, .max = 60, .label = "Actividad", .about = "address of the activity it is about"), {.name = NULL}};

const struct vd_route verification_routes[] = {
    STAFF_PAGE(verification_input, VERIFICATION_AT, of_cut, "seguimiento.verificar", cut_page, "one cut-off: figures and rows with four values side by side"),
    STAFF_POST(verification_input, VERIFICATION_AT "/verificar", of_many, "seguimiento.verificar", many_post, "verify the rows that agree, or those without report"),
    STAFF_POST(verification_input, VERIFICATION_AT "/nota", of_note, "seguimiento.verificar", note_post, "append a note to a follow-up that was frozen"),
    {.path = NULL},
};
