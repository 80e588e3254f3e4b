/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the view of the plan's page: tabs, groups of rows, downloads. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"

static int64_t activities_of(const struct plan *plan, int64_t component)
{
    int64_t n = 0;
    VD_EACH(activity, &plan->activities)
        n += activity->row.component_key == component;
    return n;
}

static int64_t kept_of(const struct plan *plan, const struct plan_filter *filter)
{
    int64_t n = 0;
    VD_EACH(activity, &plan->activities)
        n += plan_filter_keeps(filter, plan, activity);
    return n;
}

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
        int64_t n = kept_of(plan, &tab);
        *VD_PUSH(arena, ret) = (struct plan_tab){
            .name = numbered(arena, component->code, component->short_name.n ? component->short_name : component->name),
            .count = component->ext_title.n && !activities_of(plan, component->key) ? VD_S("anexo") : vd_es_int(arena, n),
            .url = plan_filter_url(arena, base, &tab.asked), .current = filter && component == filter->component};
    }
    if (!filter)
        return;
    tab.component = NULL;
    tab.asked.component = VD_S("todas");
    *VD_PUSH(arena, ret) = (struct plan_tab){.name = VD_S("Todas"), .count = vd_es_int(arena, kept_of(plan, &tab)),
                                             .url = plan_filter_url(arena, base, &tab.asked), .current = !filter->component};
}

/* Consecutive rows of one subcomponent stand together; with all the components, each begins with its own title. */
void plan_groups_fill(const struct plan_view_in *in, const struct plan_filter *filter, plan_groups *ret)
{
    plan_activity_rows rows = {0};
    plan_activity_rows_of(in->arena, in->plan, filter, in->base, &rows);
    struct vd_str component = {0}, name = {0};
    VD_EACH(row, &rows) {
        bool turn = !ret->n || !vd_str_eq(row->component, component);
        if (turn || !vd_str_eq(row->subcomponent, name)) {
            struct plan_group *group = VD_PUSH(in->arena, ret);
            group->name = row->subcomponent;
            group->columns = in->plan->head.followed_on.p ? 6 : 5;
            if (turn && !filter->component) {
                const struct shown_component_row *of = plan_component_coded(in->plan, row->component);
                group->component = vd_str_printf(in->arena, "Componente %.*s. %.*s", VD_SARG(row->component), VD_SARG(row->component_name));
                group->objective = of ? of->objective : (struct vd_str){0};
            }
        }
        component = row->component;
        name = row->subcomponent;
        struct plan_group *group = &ret->v[ret->n - 1];
        *VD_PUSH(in->arena, &group->rows) = *row;
    }
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

static const char *activities_word(int64_t n) { return n == 1 ? "actividad" : "actividades"; }

struct vd_str plan_caption_of(const struct plan_view_in *in, const struct plan_filter *filter)
{
    const struct shown_component_row *shown = filter->component;
    int64_t all = shown ? activities_of(in->plan, shown->key) : in->plan->head.activities;
    int64_t kept = kept_of(in->plan, filter);
    struct vd_str of = shown ? vd_str_printf(in->arena, "Componente %.*s. %.*s. ", VD_SARG(shown->code), VD_SARG(shown->name)) : VD_S("");
    if (plan_filter_set(&filter->asked))
        return vd_str_printf(in->arena, "%.*s%" PRId64 " de %" PRId64 " %s, en el orden del plan.", VD_SARG(of), kept, all, activities_word(all));
    if (!shown)
        return vd_str_printf(in->arena, "Las %" PRId64 " actividades, en el orden del plan.", all);
    return vd_str_printf(in->arena, "%.*s%" PRId64 " %s, en el orden del plan.", VD_SARG(of), all, activities_word(all));
}

struct vd_str plan_none_of(const struct plan_view_in *in)
{
    int64_t n = in->plan->head.activities;
    return vd_str_printf(in->arena, "Ninguna actividad con esos filtros. Hay %" PRId64 " en el plan", n);
}

struct vd_url plan_component_url(struct vd_arena *arena, struct vd_url base, struct vd_str code)
{
    return vd_url_with(arena, base, vd_url_path(arena, "componente", vd_str_c(arena, code), NULL).s.p);
}

struct vd_url plan_all_url(struct vd_arena *arena, struct vd_url plan) { return vd_url_with(arena, plan, "?componente=todas"); }

struct vd_url plan_url(struct vd_arena *arena, struct vd_str entity_slug, struct vd_str family, int64_t vigencia)
{
    return vd_url_path(arena, vd_str_c(arena, entity_slug), vd_str_c(arena, family), vd_str_printf(arena, "%" PRId64, vigencia).p, NULL);
}

struct vd_url plan_head_url(struct vd_arena *arena, struct vd_str entity_slug, const struct shown_plan_row *head)
{
    return plan_url(arena, entity_slug, head->path_word, head->vigencia);
}

struct vd_str plan_file_stem(struct vd_arena *arena, struct vd_str entity_slug, struct vd_str family, int64_t vigencia)
{
    bool plain = vd_str_is(family, "plan");
    return vd_str_printf(arena, "%.*s-%.*s%s%" PRId64, VD_SARG(entity_slug), VD_SARG(plain ? VD_S("") : family), plain ? "" : "-", vigencia);
}

struct vd_str plan_short_title(struct vd_arena *arena, const struct shown_plan_row *head)
{
    return vd_str_printf(arena, "%.*s %" PRId64, VD_SARG(head->short_name), head->vigencia);
}

struct plan_downloads plan_downloads_of(struct vd_arena *arena, struct vd_url plan)
{
    return (struct plan_downloads){
        .activities_csv = vd_url_with(arena, plan, "/actividades.csv"), .activities_json = vd_url_with(arena, plan, "/actividades.json"),
        .windows_csv = vd_url_with(arena, plan, "/ventanas.csv"), .windows_json = vd_url_with(arena, plan, "/ventanas.json"),
        .windows_ics = vd_url_with(arena, plan, "/ventanas.ics"),
        .whole_json = vd_url_with(arena, plan, ".json"),
        .whole_xlsx = vd_url_with(arena, plan, ".xlsx"), .document_xlsx = vd_url_with(arena, plan, "/documento.xlsx")};
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

void plan_page_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_page_view *view)
{
    const struct shown_plan_row *head = &in->plan->head;
    const struct shown_component_row *component = filter->component;
    view->title = head->title;
    view->norm = head->norm;
    view->against_corruption = vd_str_is(head->path_word, "plan");
    view->follow = plan_follow_word(head);
    if (head->followed_on.p)
        view->followup = vd_url_with(in->arena, in->base, "/seguimiento");
    view->state = plan_state_text(in->arena, head);
    view->vigencia = head->vigencia;
    view->activities = head->activities;
    view->windows = plan_windows_say(in->arena, head, (struct vd_url){VD_S("")});
    view->components = head->components;
    view->findings_n = head->findings;
    view->year = plan_year_of(in->arena, in->plan, in->base, in->today);
    view->caption = plan_caption_of(in, filter);
    view->external = component && !activities_of(in->plan, component->key) ? component->ext_title : (struct vd_str){0};
    view->downloads = plan_downloads_of(in->arena, in->base);
    view->calendar = vd_url_with(in->arena, in->base, "/calendario");
    plan_tabs_of(in->arena, in->plan, in->base, filter, &view->tabs);
    view->objective = component ? component->objective : (struct vd_str){0};
    if (component)
        view->component_url = plan_component_url(in->arena, in->base, component->code);
    view->followed = head->followed_on.p != NULL;
    fill_filters(in, filter, view);
    plan_groups_fill(in, filter, &view->groups);
    if (!view->groups.n && view->filters.set)
        view->none = plan_none_of(in);
    fill_indicators(in, component, view);
    plan_finding_rows_of(in->arena, in->plan, NULL, in->base, &view->findings);
    const struct shown_source_row *source = &in->plan->source;
    view->source = source->name;
    view->reading = vd_url_with(in->arena, in->base, "/importacion");
    if (source->name.n)
        view->source_note = vd_str_printf(in->arena, "%.*s kB, el %.*s, con el lector %.*s", VD_SARG(vd_es_int(in->arena, (source->size + 999) / 1000)),
                                          VD_SARG(vd_es_date_long(in->arena, vd_date_in_bogota(source->at))), VD_SARG(source->reader));
}

/* ---- the two lists, each in one table */

static void open_list(const struct plan_view_in *in, const struct plan_filter *filter, const char *word, struct vd_str what, struct plan_rows_view *view)
{
    struct vd_url page = vd_url_with(in->arena, in->base, word);
    view->filters = plan_filters_of(in->arena, in->plan, filter, page);
    view->forms = vd_forms_of(in->arena, plan_filter_url(in->arena, page, &filter->asked), what);
    view->followed = in->plan->head.followed_on.p != NULL;
}

void plan_activities_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_rows_view *view)
{
    open_list(in, filter, "/actividades", VD_S("estas actividades"), view);
    view->caption = plan_caption_of(in, filter);
    plan_groups_fill(in, filter, &view->groups);
    if (!view->groups.n)
        view->none = plan_none_of(in);
}

void plan_windows_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_rows_view *view)
{
    open_list(in, filter, "/ventanas", VD_S("estas ventanas"), view);
    plan_window_rows_of(in->arena, in->plan, filter, &view->windows);
    VD_EACH(row, &view->windows)
        row->url = plan_activity_url(in->arena, in->base, row->code);
    view->calendar = vd_url_with(in->arena, in->base, "/calendario");
    int64_t all = in->plan->head.dated + in->plan->head.undated;
    view->caption = vd_str_printf(in->arena, "%zu de %" PRId64 " %s, en el orden del plan.", view->windows.n, all, all == 1 ? "ventana" : "ventanas");
    if (!view->windows.n)
        view->none = vd_str_printf(in->arena, "Ninguna ventana con esos filtros. Hay %" PRId64 " en el plan", all);
}
