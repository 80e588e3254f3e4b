/* SPDX-License-Identifier: Apache-2.0 */
#include "features/life/life.h"
#include "features/plan/plan.h"
#include "features/progress/progress.h"
#include "features/progress/progress_list.tpl.h"
#include "features/progress/progress_page.tpl.h"
#include "features/progress/progress_rules.h"
#include "features/progress/progress_views.h"
#include "features/verification/verification.h"

struct progress_input { struct vd_str entidad, familia; struct vd_oint vigencia; };

struct opened {
    struct life_version_row version;
    struct followup_sheet sheet;
    struct followup_sides sides;
    enum followup_basis official;
    monitoring_lines lines;      /* behind the sheet's first rows */
    agenda_promises promises;
    struct progress_stand *stands;
};

/* ---- reading */

static enum vd_err find_version(struct vd_req *rq, struct life_version_row *ret)
{
    const struct progress_input *in = rq->input;
    life_versions versions = {0};
    VD_TRY(monitoring_in_force_or_closed(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_EACH(v, &versions)
        if (vd_str_eq(v->path_word, in->familia) && v->vigencia == in->vigencia.v) {
            *ret = *v;
            return VD_OK;
        }
    rq->problem = VD_S("En esta entidad no hay ese plan en firme: el avance se mide de los que se publicaron.");
    return VD_NOT_FOUND;
}

/* Promises come by activity in the order of the plan. */
static struct progress_facts facts_of(const struct opened *o, const struct monitoring_line *line)
{
    struct progress_facts f = {.line = line, .vigencia = (int)o->version.vigencia};
    VD_EACH(p, &o->promises)
        if (p->activity_key == line->activity.key) {
            if (!f.n)
                f.promises = p;
            f.n++;
        }
    return f;
}

static void name_units(struct opened *o)
{
    for (size_t i = 0; i < o->sheet.lines.n && i < o->lines.n; i++) {
        o->sheet.lines.v[i].unit_id = o->lines.v[i].activity.lead_id;
        o->sheet.lines.v[i].unit_name = o->lines.v[i].activity.lead;
    }
}

static enum vd_err open_version(struct vd_req *rq, const struct life_version_row *version, struct opened *ret)
{
    struct opened o = {.version = *version};
    const struct verification_asked asked = {.entity_id = version->entity_id, .plan_id = version->plan_id, .version_id = version->id, .cut_on = rq->today, .at = rq->now};
    struct verification_live live;
    VD_TRY(verification_live(rq->db, rq->arena, &asked, &live));
    o.sheet = live.sheet;
    o.lines = live.lines;
    o.promises = live.promises;
    name_units(&o);
    o.sides = followup_sides_of(rq->arena, &o.sheet);
    o.official = o.sides.by[FOLLOWUP_REVIEWED].there ? FOLLOWUP_REVIEWED : FOLLOWUP_DECLARED;
    o.stands = vd_alloc_array(rq->arena, o.lines.n + 1, sizeof *o.stands);
    for (size_t i = 0; i < o.lines.n; i++) {
        const struct progress_facts facts = facts_of(&o, &o.lines.v[i]);
        o.stands[i] = progress_stand_of(rq->arena, &facts, rq->today);
    }
    *ret = o;
    return VD_OK;
}

/* ---- filling */

static struct vd_sem state_sem(enum followup_state state)
{
    static const struct vd_sem sems[FOLLOWUP_STATES] = {[FOLLOWUP_PLANNED] = {"none", "Programada"}, [FOLLOWUP_RUNNING] = {"mid", "En ejecución"}, [FOLLOWUP_DONE] = {"ok", "Cumplida"},
        [FOLLOWUP_DONE_LATE] = {"near", "Cumplida tarde"}, [FOLLOWUP_OVERDUE] = {"bad", "Vencida"}, [FOLLOWUP_NOTHING] = {"none", "No aplica"}};
    return sems[state];
}

static struct vd_sem warning_sem(enum followup_ahead ahead)
{
    static const struct vd_sem sems[] = {[FOLLOWUP_FINE] = {"ok", "A tiempo"}, [FOLLOWUP_PASSED] = {"bad", "Vencida"}, [FOLLOWUP_UNREPORTED] = {"near", "Sin reporte"},
                                         [FOLLOWUP_SLOW] = {"mid", "Va lenta"}};
    return sems[ahead];
}

static struct vd_url report_url(struct vd_req *rq, const struct opened *o, struct vd_str address)
{
    const char *year = vd_str_printf(rq->arena, "%" PRId64, o->version.vigencia).p;
    return staff_url(rq, "planes", vd_str_c(rq->arena, o->version.path_word), year, "actividad", vd_str_c(rq->arena, address), "reportes", NULL);
}

static struct progress_row row_of(struct vd_req *rq, const struct opened *o, size_t i)
{
    const struct monitoring_line *l = &o->lines.v[i];
    const struct progress_stand *s = &o->stands[i];
    return (struct progress_row){.address = l->activity.address, .description = l->activity.description, .unit = l->activity.lead.n ? l->activity.lead : VD_S("Sin dependencia que responda"),
        .due = s->due.year ? vd_date_dmy(rq->arena, s->due) : VD_S("–"), .percent = s->percent ? followup_percent_text(rq->arena, s->percent) : VD_S("–"),
        .said = progress_warning_said(rq->arena, s), .url = report_url(rq, o, l->activity.address), .state = state_sem(s->state), .warning = warning_sem(s->warning.ahead)};
}

struct placed { size_t i; int64_t due; };

static int by_due(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return x->due != y->due ? (x->due > y->due) - (x->due < y->due) : (x->i > y->i) - (x->i < y->i);
}

static void fill_rows(struct vd_req *rq, const struct opened *o, struct progress_view *view)
{
    int64_t of[FOLLOWUP_STATES] = {0};
    struct placed *late = vd_alloc_array(rq->arena, o->lines.n + 1, sizeof *late);
    size_t n = 0;
    for (size_t i = 0; i < o->lines.n; i++) {
        of[o->stands[i].state]++;
        *VD_PUSH(rq->arena, &view->rows) = row_of(rq, o, i);
        if (o->stands[i].warning.ahead != FOLLOWUP_FINE)
            late[n++] = (struct placed){i, vd_date_days(o->stands[i].due)};
    }
    if (n)
        qsort(late, n, sizeof *late, by_due);
    for (size_t i = 0; i < n; i++)
        *VD_PUSH(rq->arena, &view->warned) = row_of(rq, o, late[i].i);
    for (int s = 0; s < FOLLOWUP_STATES; s++)
        if (of[s])
            *VD_PUSH(rq->arena, &view->counts) = (struct progress_count){state_sem((enum followup_state)s), of[s]};
    view->activities = (int64_t)o->lines.n;
}

/* Planning decided something, and no figure comes of it: nothing was accepted, or of what counts later. Empty: it decided nothing. */
static struct vd_str decided_words(struct vd_arena *arena, const struct opened *o)
{
    int64_t accepted = 0, returned = 0;
    VD_EACH(line, &o->lines)
        VD_EACH(report, &line->reports) {
            accepted += vd_str_is(report->state, "aceptado");
            returned += vd_str_is(report->state, "devuelto");
        }
    if (accepted)
        return vd_str_printf(arena, "lo que planeación aceptó (%" PRId64 " %s) es de actividades que hoy todavía no cuentan", accepted, accepted == 1 ? "reporte" : "reportes");
    return returned ? vd_str_printf(arena, "planeación devolvió %" PRId64 " %s y no ha aceptado ninguno", returned, returned == 1 ? "reporte" : "reportes") : (struct vd_str){0};
}

static void add_figure(struct vd_req *rq, const struct opened *o, enum followup_method method, enum followup_basis basis, struct progress_view *view)
{
    struct followup_figure f = followup_figure_of(rq->arena, &o->sheet.input, &o->sides.by[basis], method, -1);
    struct progress_figure *out = VD_PUSH(rq->arena, &view->figures);
    *out = (struct progress_figure){.name = vd_str_printf(rq->arena, "%s (%s), %s", followup_method_short(method), followup_method_name(method), followup_basis_lower(basis))};
    if (f.absent) {
        struct vd_str decided = basis == FOLLOWUP_REVIEWED ? decided_words(rq->arena, o) : (struct vd_str){0};
        out->why = decided.n ? decided.p : followup_absent_words(&f);
        return;
    }
    out->value = followup_percent_text(rq->arena, f.percent);
    out->sem = followup_zone_sem(f.zone);
    out->bar = vd_bar_of(rq->arena, followup_percent_u6(rq->arena, f.percent).v / 10000, out->value, out->sem.kind).svg;
    out->sum = vd_str_printf(rq->arena, "%.*s ÷ %.*s%s", VD_SARG(followup_number_text(rq->arena, f.numerator)), VD_SARG(followup_number_text(rq->arena, f.denominator)),
                             method == FOLLOWUP_M1 ? " × 100" : "");
}

static void fill_part(struct vd_req *rq, const struct opened *o, enum followup_by by, const char *what, struct progress_parts *ret)
{
    struct followup_grouped grouped = followup_grouped_by(rq->arena, &o->sheet, by);
    ret->what = what;
    ret->basis = followup_basis_lower(o->official);
    for (int g = 0; g < grouped.input.groups; g++) {
        struct followup_figure count = followup_figure_of(rq->arena, &grouped.input, &o->sides.by[o->official], FOLLOWUP_M1, g);
        struct followup_figure mean = followup_figure_of(rq->arena, &grouped.input, &o->sides.by[o->official], FOLLOWUP_M2, g);
        struct progress_part part = {.name = grouped.names.v[g]};
        for (size_t i = 0; i < o->lines.n && i < grouped.input.rows.n; i++) {
            part.n += grouped.input.rows.v[i].group == g;
            part.warned += grouped.input.rows.v[i].group == g && o->stands[i].warning.ahead != FOLLOWUP_FINE;
        }
        if (!count.absent) {
            part.done = vd_str_printf(rq->arena, "%.*s de %.*s", VD_SARG(followup_number_text(rq->arena, count.numerator)), VD_SARG(followup_number_text(rq->arena, count.denominator)));
            part.count = followup_percent_text(rq->arena, count.percent);
            part.sem = followup_zone_sem(count.zone);
        }
        if (!mean.absent)
            part.mean = followup_percent_text(rq->arena, mean.percent);
        if (part.n)
            *VD_PUSH(rq->arena, &ret->rows) = part;
    }
}

/* «El próximo corte es el 31 de diciembre de 2026; los reportes que entran son los enviados hasta el 8 de enero de 2027.» */
static enum vd_err next_term(struct vd_req *rq, const struct opened *o, struct vd_str *ret)
{
    agenda_cuts cuts = {0};
    enum vd_err err = agenda_cuts_for(rq->db, rq->arena, o->version.entity_id, o->version.instrument, o->version.vigencia, &cuts);
    if (err == VD_NOT_FOUND || err == VD_INVALID)
        return VD_OK;
    VD_TRY(err);
    VD_EACH(cut, &cuts)
        if (!ret->n && vd_date_days(cut->cut_on) >= vd_date_days(rq->today))
            *ret = vd_str_printf(rq->arena, "El próximo corte es el %.*s: entran en él los reportes enviados hasta el %.*s.", VD_SARG(vd_es_date_long(rq->arena, cut->cut_on)),
                                 VD_SARG(vd_es_date_long(rq->arena, cut->reports_until)));
    return VD_OK;
}

static const char *basis_words_plain(enum followup_basis basis)
{
    return basis == FOLLOWUP_REVIEWED ? "Es lo que planeación ha revisado: Control Interno todavía no lo ha verificado."
                                      : "Es lo que declaran las dependencias: planeación no lo ha revisado y Control Interno no lo ha verificado.";
}

static struct vd_str basis_words(struct vd_arena *arena, const struct opened *o)
{
    struct vd_str decided = decided_words(arena, o);
    if (o->official == FOLLOWUP_DECLARED && decided.n)
        return vd_str_printf(arena, "Es lo que declaran las dependencias: %.*s, y Control Interno no lo ha verificado.", VD_SARG(decided));
    return vd_str_of(basis_words_plain(o->official));
}
static enum vd_err progress_page(struct vd_req *rq)
{
    struct opened o = {0};
    struct progress_view view = {0};
    struct life_version_row version;
    VD_TRY(find_version(rq, &version));
    if (monitoring_is_closed(&version)) /* how it ended is its last follow-up */
        return staff_go(rq, followup_plan_url(rq->arena, staff_who(rq)->entity.slug, version.path_word, version.vigencia), 0);
    VD_TRY(open_version(rq, &version, &o));
    VD_TRY(staff_page(rq, VD_S("Cómo va hoy"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Cómo van los planes"), staff_url(rq, "avance", NULL));
    view.plan = life_title(rq->arena, &o.version);
    view.day = vd_es_date_long(rq->arena, rq->today);
    view.basis_words = basis_words(rq->arena, &o);
    view.followup = followup_plan_url(rq->arena, staff_who(rq)->entity.slug, o.version.path_word, o.version.vigencia);
    VD_TRY(next_term(rq, &o, &view.term));
    fill_rows(rq, &o, &view);
    add_figure(rq, &o, FOLLOWUP_M1, FOLLOWUP_REVIEWED, &view);
    add_figure(rq, &o, FOLLOWUP_M2, FOLLOWUP_REVIEWED, &view);
    add_figure(rq, &o, FOLLOWUP_M1, FOLLOWUP_DECLARED, &view);
    add_figure(rq, &o, FOLLOWUP_M2, FOLLOWUP_DECLARED, &view);
    fill_part(rq, &o, FOLLOWUP_BY_COMPONENT, "Componente", &view.components);
    fill_part(rq, &o, FOLLOWUP_BY_UNIT, "Dependencia", &view.units);
    tpl_progress_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the plans in force */

static struct vd_url plan_progress_url(struct vd_req *rq, const struct life_version_row *v)
{
    return staff_url(rq, "planes", vd_str_c(rq->arena, v->path_word), vd_str_printf(rq->arena, "%" PRId64, v->vigencia).p, "avance", NULL);
}

static enum vd_err list_page(struct vd_req *rq)
{
    struct progress_list_view view = {0};
    life_versions versions = {0};
    VD_TRY(monitoring_in_force(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_TRY(staff_page(rq, VD_S("Cómo van los planes"), &view.page));
    VD_EACH(v, &versions) {
        struct opened o = {0};
        int64_t late = 0;
        VD_TRY(open_version(rq, v, &o));
        for (size_t i = 0; i < o.lines.n; i++)
            late += o.stands[i].warning.ahead != FOLLOWUP_FINE;
        *VD_PUSH(rq->arena, &view.plans) = (struct progress_plan){.title = life_title(rq->arena, v), .url = plan_progress_url(rq, v),
            .said = vd_str_printf(rq->arena, "%zu %s; %" PRId64 " %s", o.lines.n, o.lines.n == 1 ? "actividad" : "actividades", late, late == 1 ? "está vencida o va a quedar tarde" : "están vencidas o van a quedar tarde")};
    }
    tpl_progress_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_list[] = {VD_PARAM_ENTITY(progress_input), {.name = NULL}};
static const struct vd_param of_plan[] = {VD_PARAM_ENTITY(progress_input),
    VD_PARAM(progress_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"),
    VD_PARAM(progress_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan"), {.name = NULL}};

const struct vd_route progress_routes[] = {
    STAFF_PAGE(progress_input, "/{entidad}/trabajo/avance", of_list, "plan.ver_borrador", list_page, "plans in force as they go today"),
    STAFF_PAGE(progress_input, "/{entidad}/trabajo/planes/{familia}/{vigencia}/avance", of_plan, "plan.ver_borrador", progress_page, "a plan as it goes today, and what is going to be late"),
    {.path = NULL},
};
