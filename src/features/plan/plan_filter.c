/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_filter.h"

enum { QUERY_MOST = 4096, PLURAL_LEAST = 4 /* letters: «mes», «tres» are no plurals */ };

/* ---- what is kept */

/* «informes» finds «informe», «veedores» finds «veedor»: the rest of the word stands in the text whatever follows it. */
static struct vd_str singular(struct vd_str word)
{
    if (word.n > PLURAL_LEAST + 1 && vd_str_ends(word, VD_S("es")))
        return vd_str_sub(word, 0, word.n - 2);
    if (word.n > PLURAL_LEAST && vd_str_ends(word, VD_S("s")))
        return vd_str_sub(word, 0, word.n - 1);
    return word;
}

static bool has_unit(const struct plan *plan, struct vd_str slug)
{
    VD_EACH(one, &plan->responsibles)
        if (vd_str_eq(one->slug, slug))
            return true;
    return false;
}

/* Zero rows would say that nothing fits; what was asked for does not exist. */
static enum vd_err check_asked(struct vd_arena *arena, const struct plan *plan, const struct plan_asked *asked, struct vd_str *ret_problem)
{
    if (asked->unit.n && !has_unit(plan, asked->unit))
        *ret_problem = vd_str_printf(arena, "El plan no nombra un responsable «%.*s».", VD_SARG(asked->unit));
    else if (asked->state.n && !plan->head.followed_on.p)
        *ret_problem = VD_S("El plan no tiene seguimiento: ninguna de sus actividades tiene estado.");
    else
        return VD_OK;
    return VD_NOT_FOUND;
}

enum vd_err plan_filter_of(struct vd_arena *arena, const struct plan *plan, const struct plan_asked *asked, struct plan_filter *ret, struct vd_str *ret_problem)
{
    struct plan_filter filter = {.asked = *asked};
    struct vd_str rest = vd_fold(arena, asked->text), word;
    if (asked->component.n && !vd_str_is(asked->component, "todas")) {
        filter.component = plan_component_coded(plan, asked->component);
        if (!filter.component) {
            *ret_problem = vd_str_printf(arena, "El plan no tiene un componente «%.*s».", VD_SARG(asked->component));
            return VD_NOT_FOUND;
        }
    }
    VD_TRY(check_asked(arena, plan, asked, ret_problem));
    while (vd_str_split(&rest, ' ', &word))
        if (word.n)
            *VD_PUSH(arena, &filter.words) = singular(word);
    *ret = filter;
    return VD_OK;
}

bool plan_filter_set(const struct plan_asked *asked) { return asked->unit.n || asked->state.n || asked->text.n || asked->month.has; }

static bool of_unit(const struct plan *plan, const struct plan_activity *activity, struct vd_str slug)
{
    for (size_t i = 0; i < activity->n_responsibles; i++)
        if (vd_str_eq(plan->responsibles.v[activity->first_responsible + i].slug, slug))
            return true;
    return false;
}

bool plan_filter_keeps_window(const struct plan_filter *filter, const struct plan_shown_window *window)
{
    return !filter->asked.month.has || (window->due.year && window->due.month == filter->asked.month.v);
}

static bool in_month(const struct plan_filter *filter, const struct plan *plan, const struct plan_activity *activity)
{
    for (size_t i = 0; i < activity->n_windows; i++)
        if (plan_filter_keeps_window(filter, &plan->windows.v[activity->first_window + i]))
            return true;
    return !filter->asked.month.has;
}

bool plan_filter_keeps(const struct plan_filter *filter, const struct plan *plan, const struct plan_activity *activity)
{
    const struct plan_asked *asked = &filter->asked;
    if (filter->component && activity->row.component_key != filter->component->key)
        return false;
    if (asked->unit.n && !of_unit(plan, activity, asked->unit))
        return false;
    if (asked->state.n && !vd_str_eq(plan_state_of(plan, activity), asked->state))
        return false;
    VD_EACH(word, &filter->words)
        if (vd_str_find(activity->row.fold, *word) < 0)
            return false;
    return in_month(filter, plan, activity);
}

/* ---- the address */

static void put_pair(struct vd_buf *query, const char *name, struct vd_str value)
{
    if (!value.n)
        return;
    vd_buf_char(query, query->n ? '&' : '?');
    vd_buf_c(query, name);
    vd_buf_char(query, '=');
    vd_url_encode(query, value);
}

struct vd_url plan_filter_url(struct vd_arena *arena, struct vd_url page, const struct plan_asked *asked)
{
    char room[QUERY_MOST + 1] = "";
    struct vd_buf query = {.p = room, .cap = sizeof room, .max = QUERY_MOST}; /* allocates nothing */
    put_pair(&query, "componente", asked->component);
    put_pair(&query, "responsable", asked->unit);
    if (asked->month.has)
        put_pair(&query, "mes", vd_str_printf(arena, "%" PRId64, asked->month.v));
    put_pair(&query, "estado", asked->state);
    put_pair(&query, "q", asked->text);
    return vd_url_with(arena, page, room);
}

/* ---- the form */

static int by_name(const void *a, const void *b)
{
    const struct plan_option *x = a, *y = b;
    return vd_str_cmp(x->text, y->text);
}

static bool listed(const plan_options *options, struct vd_str value)
{
    VD_EACH(option, options)
        if (vd_str_eq(option->value, value))
            return true;
    return false;
}

static plan_options units_of(struct vd_arena *arena, const struct plan *plan, struct vd_str chosen)
{
    plan_options units = {0};
    VD_EACH(one, &plan->responsibles)
        if (one->slug.n && !listed(&units, one->slug))
            *VD_PUSH(arena, &units) = (struct plan_option){one->slug, one->name, vd_str_eq(one->slug, chosen)};
    if (units.n)
        qsort(units.v, units.n, sizeof *units.v, by_name);
    return units;
}

static plan_options months_of(struct vd_arena *arena, struct vd_oint chosen)
{
    plan_options months = {0};
    for (int m = 1; m <= 12; m++)
        *VD_PUSH(arena, &months) = (struct plan_option){vd_str_printf(arena, "%d", m), vd_str_of(vd_es_month(m)), chosen.has && chosen.v == m};
    return months;
}

static plan_options states_of(struct vd_arena *arena, const struct plan *plan, struct vd_str chosen)
{
    plan_options states = {0};
    if (plan->head.followed_on.p)
        for (const char *const *state = plan_states; *state; state++)
            *VD_PUSH(arena, &states) = (struct plan_option){vd_str_of(*state), vd_str_of(plan_state_sem(vd_str_of(*state)).word), vd_str_is(chosen, *state)};
    return states;
}

static plan_options components_of(struct vd_arena *arena, const struct plan *plan, const struct shown_component_row *chosen)
{
    plan_options components = {0};
    VD_EACH(one, &plan->components)
        if (!one->parent_key.has)
            *VD_PUSH(arena, &components) = (struct plan_option){one->code, vd_str_printf(arena, "%.*s. %.*s", VD_SARG(one->code), VD_SARG(one->short_name.n ? one->short_name : one->name)), one == chosen};
    return components;
}

struct plan_filters plan_filters_of(struct vd_arena *arena, const struct plan *plan, const struct plan_filter *filter, struct vd_url page)
{
    const struct plan_asked *asked = &filter->asked;
    return (struct plan_filters){
        .action = page, .clear = page, .text = asked->text, .with_text = true, .with_months = true, .set = plan_filter_set(asked) || filter->component,
        .components = components_of(arena, plan, filter->component), .units = units_of(arena, plan, asked->unit),
        .months = months_of(arena, asked->month), .states = states_of(arena, plan, asked->state)};
}
