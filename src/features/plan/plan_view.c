/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the view of the plan's page: tabs, groups of rows, downloads. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"

static struct vd_url component_url(struct vd_arena *arena, struct vd_url base, struct vd_str code)
{
    struct vd_buf query;
    vd_buf_init(&query, 1024);
    vd_buf_c(&query, "?componente=");
    vd_url_encode(&query, code);
    struct vd_url url = vd_url_with(arena, base, query.p ? query.p : "");
    vd_buf_done(&query);
    return url;
}

static int64_t activities_of(const struct plan *plan, int64_t component)
{
    int64_t n = 0;
    VD_EACH(activity, &plan->activities)
        n += activity->row.component_key == component;
    return n;
}

static struct vd_str numbered(struct vd_arena *arena, struct vd_str code, struct vd_str name)
{
    return code.n ? vd_str_printf(arena, "%.*s. %.*s", VD_SARG(code), VD_SARG(name)) : name;
}

void plan_tabs_of(struct vd_arena *arena, const struct plan *plan, struct vd_url base, const struct shown_component_row *shown, plan_tabs *ret)
{
    VD_EACH(component, &plan->components) {
        if (component->parent_key.has)
            continue;
        int64_t n = activities_of(plan, component->key);
        *VD_PUSH(arena, ret) = (struct plan_tab){
            .name = numbered(arena, component->code, component->short_name.n ? component->short_name : component->name),
            .count = !n && component->ext_title.n ? VD_S("anexo") : vd_es_int(arena, n),
            .url = component_url(arena, base, component->code), .current = component == shown};
    }
    *VD_PUSH(arena, ret) = (struct plan_tab){.name = VD_S("Todas"), .count = vd_es_int(arena, plan->head.activities),
                                             .url = plan_all_url(arena, base)};
}

/* Consecutive rows of one subcomponent stand together; with all the components, each begins with its own title. */
static void fill_groups(const struct plan_view_in *in, const struct shown_component_row *shown, struct plan_page_view *view)
{
    plan_activity_rows rows = {0};
    plan_activity_rows_of(in->arena, in->plan, shown, in->base, &rows);
    struct vd_str component = {0}, name = {0};
    VD_EACH(row, &rows) {
        bool turn = !view->groups.n || !vd_str_eq(row->component, component);
        if (turn || !vd_str_eq(row->subcomponent, name)) {
            struct plan_group *group = VD_PUSH(in->arena, &view->groups);
            group->name = row->subcomponent;
            if (turn && !shown) {
                const struct shown_component_row *of = plan_component_coded(in->plan, row->component);
                group->component = vd_str_printf(in->arena, "Componente %.*s. %.*s", VD_SARG(row->component), VD_SARG(row->component_name));
                group->objective = of ? of->objective : (struct vd_str){0};
            }
        }
        component = row->component;
        name = row->subcomponent;
        struct plan_group *group = &view->groups.v[view->groups.n - 1];
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

static struct vd_str caption_of(const struct plan_view_in *in, const struct shown_component_row *shown)
{
    if (!shown)
        return vd_str_printf(in->arena, "Las %" PRId64 " actividades, en el orden del plan.", in->plan->head.activities);
    int64_t n = activities_of(in->plan, shown->key);
    return vd_str_printf(in->arena, "Componente %.*s. %.*s. %" PRId64 " %s, en el orden del plan.", VD_SARG(shown->code), VD_SARG(shown->name), n,
                         n == 1 ? "actividad" : "actividades");
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
        .whole_json = vd_url_with(arena, plan, ".json"),
        .whole_xlsx = vd_url_with(arena, plan, ".xlsx"), .document_xlsx = vd_url_with(arena, plan, "/documento.xlsx")};
}

void plan_page_fill(const struct plan_view_in *in, const struct shown_component_row *component, struct plan_page_view *view)
{
    const struct shown_plan_row *head = &in->plan->head;
    view->title = head->title;
    view->norm = head->norm;
    view->against_corruption = vd_str_is(head->path_word, "plan");
    view->follow = plan_follow_word(head);
    view->state = plan_state_text(in->arena, head);
    view->vigencia = head->vigencia;
    view->activities = head->activities;
    view->windows = plan_windows_say(in->arena, head, (struct vd_url){VD_S("")});
    view->components = head->components;
    view->findings_n = head->findings;
    view->year = plan_year_of(in->arena, in->plan, in->today);
    view->caption = caption_of(in, component);
    view->external = component && !activities_of(in->plan, component->key) ? component->ext_title : (struct vd_str){0};
    view->downloads = plan_downloads_of(in->arena, in->base);
    view->these_csv = view->downloads.activities_csv;
    view->these_json = view->downloads.activities_json;
    if (component) {
        view->these_csv = component_url(in->arena, view->these_csv, component->code);
        view->these_json = component_url(in->arena, view->these_json, component->code);
    }
    plan_tabs_of(in->arena, in->plan, in->base, component, &view->tabs);
    view->tabs.v[view->tabs.n - 1].current = !component;
    view->objective = component ? component->objective : (struct vd_str){0};
    fill_groups(in, component, view);
    fill_indicators(in, component, view);
    plan_finding_rows_of(in->arena, in->plan, NULL, in->base, &view->findings);
    const struct shown_source_row *source = &in->plan->source;
    view->source = source->name;
    view->reading = vd_url_with(in->arena, in->base, "/importacion");
    if (source->name.n)
        view->source_note = vd_str_printf(in->arena, "%.*s kB, el %.*s, con el lector %.*s", VD_SARG(vd_es_int(in->arena, (source->size + 999) / 1000)),
                                          VD_SARG(vd_es_date_long(in->arena, vd_date_in_bogota(source->at))), VD_SARG(source->reader));
}
