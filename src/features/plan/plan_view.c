/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the view of the plan's page: tabs, filters, indicators, where it was read. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"

static struct vd_str numbered(struct vd_arena *arena, struct vd_str code, struct vd_str name)
{
    return code.n ? vd_str_printf(arena, "%.*s. %.*s", VD_SARG(code), VD_SARG(name)) : name;
}

void plan_tabs_of(struct vd_arena *arena, const struct plan *plan, struct vd_url base, const struct plan_filter *filter, plan_tabs *ret)
{
    struct plan_filter tab = filter ? *filter : (struct plan_filter){0};
    VD_EACH(component, &plan->components) {
        if (component->parent_key.has)
            continue;
        tab.component = component;
        tab.asked.component = component->code;
        int64_t n = plan_kept_of(plan, &tab);
        *VD_PUSH(arena, ret) = (struct plan_tab){
            .name = numbered(arena, component->code, component->short_name.n ? component->short_name : component->name),
            .count = component->ext_title.n && !plan_activities_in(plan, component->key) ? VD_S("anexo") : vd_es_int(arena, n),
            .url = plan_filter_url(arena, base, &tab.asked), .current = filter && component == filter->component};
    }
    if (!filter)
        return;
    tab.component = NULL;
    tab.asked.component = VD_S("todas");
    *VD_PUSH(arena, ret) = (struct plan_tab){.name = VD_S("Todas"), .count = vd_es_int(arena, plan_kept_of(plan, &tab)),
                                             .url = plan_filter_url(arena, base, &tab.asked), .current = !filter->component};
}

/* «100%» says what its reading says: 100 %. */
static bool same_letters(struct vd_str a, struct vd_str b)
{
    static const char blanks[] = " \u00a0";
    size_t i = 0, k = 0;
    while (i < a.n || k < b.n) {
        if (i < a.n && strchr(blanks, a.p[i]))
            i++;
        else if (k < b.n && strchr(blanks, b.p[k]))
            k++;
        else if (i >= a.n || k >= b.n || a.p[i++] != b.p[k++])
            return false;
    }
    return true;
}

static void fill_indicators(const struct plan_view_in *in, const struct shown_component_row *shown, struct plan_page_view *view)
{
    VD_EACH(row, &in->plan->indicators) {
        const struct shown_component_row *of = row->component_key.has ? plan_component_of(in->plan, row->component_key.v) : NULL;
        if (shown && of != shown)
            continue;
        struct vd_str target = plan_target_text(in->arena, row);
        *VD_PUSH(in->arena, &view->indicators) = (struct plan_indicator_view){
            .component = shown ? (struct vd_str){0} : of ? vd_str_printf(in->arena, "Componente %.*s. %.*s", VD_SARG(of->code), VD_SARG(of->name)) : VD_S("De todo el plan"),
            .name = row->name, .formula = row->formula, .goal = vd_str_eq(row->raw, row->name) || same_letters(row->raw, target) ? (struct vd_str){0} : row->raw,
            .target = target, .unit = plan_unit_text(row->unit_kind), .per = plan_per_text(in->arena, row),
            .coverage = row->coverage, .condition = row->condition, .schedule = row->schedule, .responsible = row->responsible,
            .lower_better = row->lower_better != 0};
    }
    view->indicators_caption = vd_str_printf(in->arena, "%zu %s.", view->indicators.n,
                                             view->indicators.n == 1 ? "indicador que mide todo el componente, además de sus actividades" : "indicadores que miden todo un componente, además de sus actividades");
}

/* What the tabs choose stays chosen; the form asks for the rest. */
static void fill_filters(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_page_view *view)
{
    view->filters = plan_filters_of(in->arena, in->plan, filter, in->base);
    view->filters.components.n = 0;
    view->filters.component = filter->asked.component;
    view->filters.action = vd_url_with(in->arena, in->base, "#actividades"); /* the answer shows where the question was */
    view->filters.clear = plan_filter_url(in->arena, in->base, &(struct plan_asked){.component = filter->asked.component});
    view->filters.set = plan_filter_set(&filter->asked);
    struct plan_asked asked = filter->asked;
    asked.component = filter->component ? filter->component->code : (struct vd_str){0};
    view->these = vd_forms_of(in->arena, plan_filter_url(in->arena, vd_url_with(in->arena, in->base, "/actividades"), &asked), VD_S("estas actividades"));
}

static void fill_jump(const struct plan_view_in *in, struct plan_page_view *view)
{
    if (view->year.there)
        vd_jump_add(in->arena, &view->jump, VD_S("El año"), "anio");
    vd_jump_add(in->arena, &view->jump, VD_S("Actividades"), "actividades");
    if (view->indicators.n)
        vd_jump_add(in->arena, &view->jump, VD_S("Indicadores"), "indicadores");
    if (view->findings.n)
        vd_jump_add(in->arena, &view->jump, vd_str_printf(in->arena, "Hallazgos (%zu)", view->findings.n), "hallazgos");
    vd_jump_add(in->arena, &view->jump, VD_S("Descargar"), "descargar");
}

static bool is_of_web(struct vd_str url) { return vd_str_starts(url, VD_S("https://")) || vd_str_starts(url, VD_S("http://")); }

/* The entity's own document before the address that the plan gives: that one may not work any more. */
static struct vd_url own_document(const struct plan_view_in *in, struct vd_str document)
{
    struct vd_str rest = vd_str_sub(in->base.s, 1, in->base.s.n), slug = {0};
    vd_str_split(&rest, '/', &slug);
    return vd_url_path(in->arena, vd_str_c(in->arena, slug), "documentos", vd_str_c(in->arena, document), NULL);
}

/* Of the shown component and its parts, or of all. */
static void fill_documents(const struct plan_view_in *in, const struct shown_component_row *shown, struct plan_page_view *view)
{
    VD_EACH(c, &in->plan->components) {
        bool here = !shown || c == shown || (c->parent_key.has && c->parent_key.v == shown->key), left = c == shown && view->external.n;
        struct plan_external document = {.title = c->ext_title};
        struct vd_date on;
        if (c->ext_slug.n)
            document.url = own_document(in, c->ext_slug);
        else if (is_of_web(c->ext_url))
            document.url.s = c->ext_url;
        if (c->ext_broken.has && !c->ext_slug.n)
            document.broken = vd_es_date_long(in->arena, vd_date_in_bogota(c->ext_broken.v));
        if (vd_date_from_iso(c->ext_on, &on))
            document.on = vd_es_date_long(in->arena, on);
        if (here && c->ext_title.n && (document.url.s.n || !left))
            *VD_PUSH(in->arena, &view->documents) = document;
    }
}

void plan_around_fill(const struct plan_view_in *in, struct vd_str entity_slug, const struct plan_around_row *around, struct plan_page_view *view)
{
    struct vd_date closes;
    view->act = plan_act_text(in->arena, around->act_kind, around->act_no, around->act_on);
    view->versions = vd_url_with(in->arena, in->base, "/versiones");
    if (around->texts)
        view->texts = vd_url_with(in->arena, in->base, "/textos");
    if (!around->consulted.n || !vd_date_from_iso(around->closes_on, &closes))
        return;
    view->consulted = around->consulted;
    view->until = vd_es_date_long(in->arena, closes);
    view->consultation = vd_url_with(in->arena, plan_url(in->arena, entity_slug, in->plan->head.path_word, around->consulted_vigencia.v), "/consulta");
}

void plan_page_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_page_view *view)
{
    const struct shown_plan_row *head = &in->plan->head;
    const struct shown_component_row *component = filter->component;
    view->title = head->title;
    view->norm = head->norm;
    view->follow = plan_follow_word(head);
    if (head->followed_on.p)
        view->followup = vd_url_with(in->arena, in->base, "/seguimiento");
    view->state = plan_state_text(in->arena, head);
    view->against_corruption = vd_str_is(head->path_word, "plan");
    view->vigencia = head->vigencia;
    view->activities = head->activities;
    view->windows = plan_windows_say(in->arena, head, (struct vd_url){VD_S("")});
    view->components = head->components;
    view->findings_n = head->findings;
    view->year = plan_year_of(in->arena, in->plan, in->base, in->today);
    view->external = component && !plan_activities_in(in->plan, component->key) ? component->ext_title : (struct vd_str){0};
    fill_documents(in, component, view);
    view->downloads = plan_downloads_of(in->arena, in->base);
    view->calendar = vd_url_with(in->arena, in->base, "/calendario");
    view->versions = vd_url_with(in->arena, in->base, "/versiones");
    plan_tabs_of(in->arena, in->plan, in->base, filter, &view->tabs);
    view->objective = component ? component->objective : (struct vd_str){0};
    if (component)
        view->component_url = plan_component_url(in->arena, in->base, component->code);
    fill_filters(in, filter, view);
    plan_table_fill(in, filter, &view->table);
    if (!view->table.groups.n && view->filters.set)
        view->none = plan_none_of(in);
    fill_indicators(in, component, view);
    plan_finding_rows_of(in->arena, in->plan, NULL, in->base, &view->findings);
    const struct shown_source_row *source = &in->plan->source;
    view->source = source->name;
    view->reading = vd_url_with(in->arena, in->base, "/importacion");
    if (source->name.n)
        view->source_note = plan_reader_text(in->arena, source->reader, source->size, source->at);
    fill_jump(in, view);
}
