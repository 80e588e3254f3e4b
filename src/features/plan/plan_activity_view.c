/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the view of one activity: promise, people, dates, the cells it was read from, the steps to its neighbours. */
#include "features/plan/plan.h"
#include "features/plan/plan_batch_views.h"
#include "features/plan/plan_views.h"

struct word { const char *code, *text; };

static const struct word statuses[] = {
    {"leido", "Leído"}, {"supuesto", "Supuesto"}, {"ambiguo", "Ambiguo: falta decidir"},
    {"corregido", "Corregido"}, {"sin_usar", "Sin usar"}, {NULL, NULL},
};

static struct vd_str word_of(const struct word *words, struct vd_str code)
{
    for (; words->code; words++)
        if (vd_str_is(code, words->code))
            return vd_str_of(words->text);
    return code;
}

static struct vd_str part_name(struct vd_arena *arena, const char *kind, const struct shown_component_row *part)
{
    return part->code.n ? vd_str_printf(arena, "%s %.*s. %.*s", kind, VD_SARG(part->code), VD_SARG(part->name)) : part->name;
}

static struct vd_str eyebrow_of(const struct plan_view_in *in, const struct plan_activity *activity)
{
    const struct shown_component_row *component = plan_component_of(in->plan, activity->row.component_key);
    const struct shown_component_row *sub = activity->row.subcomponent_key.has ? plan_component_of(in->plan, activity->row.subcomponent_key.v) : NULL;
    struct vd_str text = component ? part_name(in->arena, "Componente", component) : (struct vd_str){0};
    if (!sub)
        return text;
    return vd_str_printf(in->arena, "%.*s · %.*s", VD_SARG(text), VD_SARG(part_name(in->arena, "Subcomponente", sub)));
}

/* What was read in a cell. A value that is missing says why, and then needs no status. */
static struct vd_str reading_of(const struct plan_view_in *in, int64_t activity_key, const struct shown_cell_row *cell, bool *ret_missing)
{
    struct vd_date date;
    bool goal = vd_str_is(cell->field, "goal");
    *ret_missing = false;
    if (vd_date_from_iso(cell->reading, &date))
        return vd_date_dmy(in->arena, date);
    if (cell->reading.n)
        return goal ? plan_target_reading_text(in->arena, cell->reading) : cell->reading;
    if (vd_str_is(cell->status, "leido"))
        return VD_S("Tal como está escrito");
    *ret_missing = vd_str_is(cell->status, "ambiguo");
    if (!*ret_missing)
        return (struct vd_str){0};
    return goal ? VD_S("Sin número") : plan_date_why(in->plan, activity_key, cell->raw);
}

static void fill_cells(const struct plan_view_in *in, int64_t activity_key, const plan_cells *cells, struct plan_activity_view *view)
{
    VD_EACH(cell, cells) {
        struct plan_place place = PLAN_PLACE_OF(cell);
        place.part = (int)cell->part;
        bool missing;
        struct vd_str reading = reading_of(in, activity_key, cell, &missing);
        *VD_PUSH(in->arena, &view->cells) = (struct plan_cell_view){
            .place = plan_place_name(in->arena, plan_import_format(cell->reader), cell->sheet, place), .field = plan_batch_upper(in->arena, plan_batch_field(cell->field)), .raw = cell->raw, .reading = reading,
                                                                    .status = missing ? (struct vd_str){0} : word_of(statuses, cell->status)};
    }
}

static void fill_chips(const struct plan_view_in *in, const struct plan_activity *activity, struct plan_activity_view *view)
{
    for (size_t i = 0; i < activity->n_responsibles; i++) {
        const struct plan_responsible *one = &in->plan->responsibles.v[activity->first_responsible + i];
        *VD_PUSH(in->arena, &view->chips) = (struct plan_chip){.name = one->name, .url = plan_unit_url(in->arena, in->base, one->slug), .lead = one->is_lead != 0};
    }
}

/* An indicator that only repeats the product or the goal stands for one that the plan does not give. */
static void fill_indicator(const struct plan_view_in *in, const struct plan_activity *activity, struct plan_activity_view *view)
{
    const struct plan_indicator *one = &activity->indicator;
    bool repeats = vd_str_eq(one->name, activity->row.product) || vd_str_eq(one->name, activity->row.goal) || vd_str_eq(one->name, one->formula);
    view->indicator = repeats ? (struct vd_str){0} : one->name;
    view->formula = one->formula;
    view->target = one->qty.has || activity->row.goal.n ? plan_target_text(in->arena, one) : (struct vd_str){0};
    view->condition = one->condition;
    view->per = plan_per_text(in->arena, one);
    view->coverage = one->coverage;
    view->lower_better = one->lower_better != 0;
}

/* What is the title of the page already is not said again. */
static void fill_tramite(const struct plan_view_in *in, const struct plan_activity *activity, struct plan_activity_view *view)
{
    const struct shown_tramite_row *row = activity->tramite;
    if (!row)
        return;
    const struct plan_fact facts[] = {
        {VD_S("Número del trámite"), row->code}, {VD_S("Trámite"), row->name}, {VD_S("Cómo está hoy"), row->current},
        {VD_S("Mejora propuesta"), row->improvement}, {VD_S("Beneficio para la ciudadanía"), row->benefit},
        {VD_S("Tipo de racionalización"), row->kind}, {VD_S("Acción"), row->action}};
    for (size_t i = 0; i < VD_COUNT(facts); i++)
        if (facts[i].text.n && !vd_str_eq(facts[i].text, activity->row.description))
            *VD_PUSH(in->arena, &view->tramite) = facts[i];
}

static struct plan_step step_to(const struct plan_view_in *in, const struct plan_activity *activity)
{
    return (struct plan_step){.code = activity->row.address, .url = plan_activity_url(in->arena, in->base, activity->row.address)};
}

struct vd_str plan_heading(struct vd_str description)
{
    struct vd_str text = vd_str_trim(description);
    return vd_str_ends(text, VD_S(".")) && !vd_str_ends(text, VD_S("..")) ? vd_str_sub(text, 0, text.n - 1) : text;
}

static void fill_supposed(struct vd_arena *arena, struct plan_activity_view *view)
{
    VD_EACH(window, &view->windows) {
        bool known = !window->supposed.n;
        VD_EACH(said, &view->supposed)
            known = known || vd_str_eq(said->text, window->supposed);
        if (!known)
            VD_PUSH(arena, &view->supposed)->text = window->supposed;
    }
}

void plan_activity_fill(const struct plan_view_in *in, const struct plan_activity *activity, const plan_cells *cells, struct plan_activity_view *view)
{
    const struct shown_activity_row *row = &activity->row;
    view->eyebrow = eyebrow_of(in, activity);
    const struct shown_component_row *component = plan_component_of(in->plan, row->component_key);
    if (component)
        view->component_url = plan_component_url(in->arena, in->base, component->code);
    view->code = row->address;
    view->json = vd_url_with(in->arena, plan_activity_url(in->arena, in->base, row->address), ".json");
    view->description = plan_heading(row->description);
    view->stands = plan_state_sem(plan_state_of(in->plan, activity));
    view->state = plan_state_text(in->arena, &in->plan->head);
    view->product = row->product;
    view->goal = row->goal;
    fill_indicator(in, activity, view);
    fill_tramite(in, activity, view);
    view->schedule = row->schedule;
    view->source = in->plan->source.name;
    view->reading = vd_url_with(in->arena, in->base, "/importacion");
    fill_chips(in, activity, view);
    plan_activity_windows(in->arena, in->plan, activity, NULL, &view->windows);
    fill_supposed(in->arena, view);
    view->windows_caption = vd_str_printf(in->arena, "%zu %s, según el plan.", view->windows.n, view->windows.n == 1 ? "ventana de fechas" : "ventanas de fechas");
    plan_finding_rows_of(in->arena, in->plan, activity, in->base, &view->findings);
    fill_cells(in, row->key, cells, view);
    const struct plan_activity *first = in->plan->activities.v, *last = first + in->plan->activities.n - 1;
    if (activity > first)
        view->previous = step_to(in, activity - 1);
    if (activity < last)
        view->next = step_to(in, activity + 1);
}
