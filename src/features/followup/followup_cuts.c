/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_cuts.h"
#include "features/agenda/agenda.h"
#include "features/followup/followup.h"

static const char *const states[] = {[FOLLOWUP_IN_TIME] = "a_tiempo", [FOLLOWUP_LATE] = "tarde", [FOLLOWUP_IMPORTED] = "importado", [FOLLOWUP_AHEAD] = "por_llegar",
                                     [FOLLOWUP_AWAITED] = "en_plazo", [FOLLOWUP_MISSING] = "sin_publicar"};

struct gathering { struct vd_db *db; int64_t entity_id; struct vd_arena *arena; struct vd_date today; followup_cuts *cuts; };

static bool read_day(struct vd_str iso, struct vd_date *ret)
{
    *ret = (struct vd_date){0};
    return !iso.p || vd_date_from_iso(iso, ret);
}

static void judge(const struct gathering *g, struct followup_cut *cut, bool imported)
{
    const struct followup_publishing of = {.cut_on = cut->cut_on, .publish_by = cut->publish_by, .published_on = cut->published_on, .published = followup_cut_is_there(cut), .imported = imported};
    cut->stands = followup_publication_on(&of, g->today, &cut->late);
    cut->state = vd_str_of(states[cut->stands]);
}

static enum vd_err add_stored(const struct gathering *g, const struct followup_cut_row *row)
{
    bool imported = vd_str_is(row->state, "importado");
    struct followup_cut *cut = VD_PUSH(g->arena, g->cuts);
    *cut = (struct followup_cut){0};
    if (!read_day(row->cut_on, &cut->cut_on) || !read_day(row->publish_by, &cut->publish_by))
        return VD_CORRUPT;
    if (followup_cut_is_public(row)) {
        if (!read_day(row->sheet_on, &cut->sheet_on) || !read_day(row->published_on, &cut->published_on))
            return VD_CORRUPT;
        cut->basis = imported ? VD_S("declared") : VD_S("verified");
        cut->published_at = row->published_at.v;
        if (row->published_at.has)
            cut->registered_on = vd_date_in_bogota(row->published_at.v);
        cut->proof = row->proof;
        cut->m1 = row->m1;
        cut->m2 = row->m2;
        cut->m1_zone = row->m1_zone;
        cut->m2_zone = row->m2_zone;
    }
    judge(g, cut, imported);
    return VD_OK;
}

static struct followup_cut *stored_at(const struct gathering *g, struct vd_date day)
{
    VD_EACH(cut, g->cuts)
        if (vd_date_days(cut->cut_on) == vd_date_days(day))
            return cut;
    return NULL;
}

/* What the calendar asks for beside what is stored, since the plan was first published. */
static enum vd_err add_calendar(const struct gathering *g, const struct shown_plan_row *head, struct vd_date begun)
{
    agenda_cuts all = {0};
    enum vd_err err = agenda_cuts_for(g->db, g->arena, g->entity_id, head->instrument, head->vigencia, &all);
    if (err == VD_NOT_FOUND || err == VD_INVALID) /* no calendar, or the law of holidays does not reach the year: nothing is asked for */
        return VD_OK;
    VD_TRY(err);
    VD_EACH(one, &all) {
        struct followup_cut *cut = stored_at(g, one->cut_on);
        if (cut) {
            cut->name = cut->stands == FOLLOWUP_IMPORTED ? (struct vd_str){0} : one->name;
            continue;
        }
        if (vd_date_days(one->cut_on) < vd_date_days(begun))
            continue;
        cut = VD_PUSH(g->arena, g->cuts);
        *cut = (struct followup_cut){.name = one->name, .cut_on = one->cut_on, .publish_by = one->publish_by};
        judge(g, cut, false);
    }
    return VD_OK;
}

static int by_day(const void *a, const void *b)
{
    const struct followup_cut *x = a, *y = b;
    return (vd_date_days(x->cut_on) > vd_date_days(y->cut_on)) - (vd_date_days(x->cut_on) < vd_date_days(y->cut_on));
}

enum vd_err followup_cuts_of(struct vd_db *db, struct vd_arena *arena, const struct followup_cuts_asked *asked, followup_cuts *ret)
{
    followup_cut_list rows = {0};
    followup_cuts cuts = {0};
    struct vd_date begun;
    const struct gathering g = {db, asked->entity_id, arena, asked->today, &cuts};
    VD_TRY(followup_cut_list_of(db, arena, asked->entity_id, asked->head->plan_id, &rows));
    VD_EACH(row, &rows)
        VD_TRY(add_stored(&g, row));
    VD_TRY(followup_begun_on(db, arena, asked->entity_id, asked->head->plan_id, &begun));
    if (begun.year)
        VD_TRY(add_calendar(&g, asked->head, begun));
    if (cuts.n)
        qsort(cuts.v, cuts.n, sizeof *cuts.v, by_day);
    *ret = cuts;
    return VD_OK;
}

/* ---- words */

struct vd_sem followup_cut_sem(const struct followup_cut *cut)
{
    static const struct vd_sem sems[] = {[FOLLOWUP_IN_TIME] = {"ok", "A tiempo"}, [FOLLOWUP_LATE] = {"near", "Publicado tarde"}, [FOLLOWUP_IMPORTED] = {"info", "Importado"},
                                         [FOLLOWUP_AHEAD] = {"none", "Por llegar"}, [FOLLOWUP_AWAITED] = {"none", "En plazo"}, [FOLLOWUP_MISSING] = {"bad", "Sin publicar"}};
    return sems[cut->stands];
}

static struct vd_str ago(struct vd_arena *arena, int64_t days) { return vd_str_printf(arena, "%" PRId64 " %s", days, days == 1 ? "día" : "días"); }

struct vd_str followup_cut_said(struct vd_arena *arena, const struct followup_cut *cut)
{
    struct vd_str until = cut->publish_by.year ? vd_es_date_long(arena, cut->publish_by) : VD_S("el día que fije la entidad");
    if (followup_cut_is_there(cut))
        return followup_published_said(arena, &(struct followup_published){cut->stands == FOLLOWUP_IMPORTED, cut->publish_by, cut->published_on, cut->registered_on, cut->proof});
    if (cut->stands == FOLLOWUP_AHEAD)
        return vd_str_printf(arena, "Todavía no llega. Debe publicarse a más tardar el %.*s", VD_SARG(until));
    if (cut->stands == FOLLOWUP_AWAITED)
        return vd_str_printf(arena, "Sin dato: la entidad no ha publicado este corte. Tiene plazo hasta el %.*s", VD_SARG(until));
    return vd_str_printf(arena, "Sin dato: la entidad no ha publicado este corte. Debía hacerlo a más tardar el %.*s, hace %.*s", VD_SARG(until), VD_SARG(ago(arena, cut->late)));
}

/* ---- the page */

static struct vd_url cut_url(struct vd_arena *arena, struct vd_url address, struct vd_date cut_on)
{
    return (struct vd_url){vd_str_printf(arena, "%.*s?corte=%.*s", VD_SARG(address.s), VD_SARG(vd_date_iso(arena, cut_on)))};
}

void followup_cuts_fill(struct vd_arena *arena, const followup_cuts *cuts, struct vd_url address, struct vd_date chosen, struct followup_page_view *view)
{
    for (size_t i = cuts->n; i-- > 0;) {
        const struct followup_cut *cut = &cuts->v[i];
        struct followup_cut_view *row = VD_PUSH(arena, &view->cuts);
        *row = (struct followup_cut_view){.name = cut->name, .iso = vd_date_iso(arena, cut->cut_on), .words = vd_es_date_long(arena, cut->cut_on), .publish_by = vd_date_dmy(arena, cut->publish_by),
            .published_on = vd_date_dmy(arena, cut->published_on), .said = followup_cut_said(arena, cut), .sem = followup_cut_sem(cut), .there = followup_cut_is_there(cut),
            .current = chosen.year && vd_date_days(chosen) == vd_date_days(cut->cut_on), .m1 = followup_value_of(arena, cut->m1, cut->m1_zone, NULL)};
        if (cut->stands == FOLLOWUP_MISSING && !view->missing_said.n) {
            view->missing_said = vd_str_printf(arena, "Falta el corte del %.*s", VD_SARG(row->words));
            view->missing_sem = row->sem;
        }
        if (!row->there)
            continue;
        row->url = cut_url(arena, address, cut->cut_on);
        view->cuts_there++;
        if (row->current) {
            view->published_said = row->said;
            view->published_sem = row->sem;
            view->cut_name = row->name;
        }
    }
}

/* ---- the line over the years */

static struct vd_str moment_of(struct vd_arena *arena, const struct followup_past *past)
{
    return vd_str_printf(arena, "%s %d", vd_es_month_short(past->cut_on.month), past->cut_on.year);
}

static struct vd_str from_to(struct vd_arena *arena, const char *what, struct vd_oint first, struct vd_oint last)
{
    if (!first.has || !last.has)
        return (struct vd_str){0};
    return vd_str_printf(arena, "%s pasó de %.*s a %.*s.", what, VD_SARG(followup_percent_or_dash(arena, first)), VD_SARG(followup_percent_or_dash(arena, last)));
}

void followup_trend_fill(struct vd_arena *arena, const followup_pasts *pasts, struct vd_str slug, struct followup_trend_view *view)
{
    if (pasts->n < 2)
        return;
    struct vd_trend trend = {.n_series = 2};
    struct vd_oint *m1 = vd_alloc_array(arena, pasts->n, sizeof *m1), *m2 = vd_alloc_array(arena, pasts->n, sizeof *m2);
    const struct followup_past *first = &pasts->v[pasts->n - 1], *last = pasts->v;
    for (size_t i = 0; i < pasts->n; i++) {
        const struct followup_past *past = &pasts->v[pasts->n - 1 - i];
        *VD_PUSH(arena, &trend.moments) = moment_of(arena, past);
        m1[i] = (struct vd_oint){past->m1.v / 10000, past->m1.has};
        m2[i] = (struct vd_oint){past->m2.v / 10000, past->m2.has};
        *VD_PUSH(arena, &view->rows) = (struct followup_trend_row){.iso = vd_date_iso(arena, past->cut_on), .cut_on = vd_date_dmy(arena, past->cut_on), .vigencia = past->vigencia,
            .url = followup_cut_url(arena, slug, past),
            .basis = vd_str_is(past->basis, "verified") ? "verificado" : "declarado", .m1 = followup_percent_or_dash(arena, past->m1), .m2 = followup_percent_or_dash(arena, past->m2)};
    }
    trend.label = vd_str_printf(arena, "Cumplimiento oficial en cada corte, de %.*s a %.*s", VD_SARG(trend.moments.v[0]), VD_SARG(trend.moments.v[pasts->n - 1]));
    trend.series[0].hundredths = m1;
    trend.series[1].hundredths = m2;
    view->label = trend.label;
    view->svg = vd_trend_svg(arena, &trend);
    view->said = from_to(arena, "Del primer corte al último, el conteo de cumplidas (M1)", first->m1, last->m1);
    view->said_mean = from_to(arena, "El promedio (M2)", first->m2, last->m2);
}

/* ---- data */

static const struct vd_code state_codes[] = {VD_CODE("a_tiempo", "Publicado a tiempo"), VD_CODE("tarde", "Publicado tarde"), VD_CODE("importado", "Importado de una hoja"),
    VD_CODE("por_llegar", "Todavía no llega"), VD_CODE("en_plazo", "Sin publicar, en plazo"), VD_CODE("sin_publicar", "Sin publicar, vencido el plazo"), {0}};
#define CUT(member, type, key, label, about) VD_FIELD(struct followup_cut, member, type, key, label, about)
static const struct vd_field cut_fields[] = {
    CUT(cut_on, VD_F_DATE, "cutoff", "Corte oficial", "Día que decide qué debía estar hecho"),
    CUT(name, VD_F_TEXT, "name", "Seguimiento", "Cuál es en el calendario de seguimientos; vacío: se importó"),
    CUT(sheet_on, VD_F_DATE, "sheet_date", "Fecha de la hoja", "La que lleva el documento importado; vacío: ninguna"),
    CUT(publish_by, VD_F_DATE, "publish_by", "Debía publicarse", "Último día del término; vacío: no consta"),
    CUT(published_on, VD_F_DATE, "published_on", "Se publicó", "Día real de la publicación; vacío: no se ha publicado o no consta"),
    CUT(registered_on, VD_F_DATE, "registered_on", "Se registró", "Día en que se registró aquí la publicación; vacío: no se ha publicado o no consta"),
    CUT(proof, VD_F_TEXT, "publication_proof", "Prueba de la publicación", "De un día anterior al registro: dirección o número que la prueba; vacío: se publicó aquí"),
    VD_FIELD_CODE(struct followup_cut, state, state_codes, "state", "Estado", "Si se publicó, y si fue a tiempo"),
    CUT(late, VD_F_INT, "days_late", "Días tarde", "Días calendario después del término"),
    VD_FIELD_CODE(struct followup_cut, basis, followup_basis_codes, "basis", "Base oficial", "De qué valores salen las cifras; vacío: sin dato"),
    CUT(m1, VD_F_QTY, "m1", "Conteo de cumplidas (M1)", "Sobre la base oficial, en %; vacío sin dato"),
    VD_FIELD_CODE(struct followup_cut, m1_zone, followup_zone_codes, "zone_m1", "Zona del conteo", "Vacío sin dato"),
    CUT(m2, VD_F_QTY, "m2", "Promedio (M2)", "Sobre la base oficial, en %; vacío sin dato"),
    VD_FIELD_CODE(struct followup_cut, m2_zone, followup_zone_codes, "zone_m2", "Zona del promedio", "Vacío sin dato"),
};
const struct vd_dataset followup_cuts_set = VD_DATASET(followup_cut, cut_fields, "cortes", "Cortes de un plan");
