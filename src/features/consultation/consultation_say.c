/* SPDX-License-Identifier: Apache-2.0 */
#include "features/consultation/consultation_say.h"

const struct vd_code contribution_kinds[] = {VD_CODE("ciudadano", "Ciudadanía"), VD_CODE("veeduria", "Veeduría"), VD_CODE("organizacion", "Organización"),
    VD_CODE("servidor", "Servidor o servidora de la entidad"), {0}};
const char *const contribution_kind_choices[] = {"ciudadano", "veeduria", "organizacion", "servidor", NULL};
const struct vd_code contribution_answers[] = {VD_CODE("aceptado", "Se aceptó"), VD_CODE("parcial", "Se aceptó en parte"), VD_CODE("rechazado", "No se aceptó"), {0}};
const struct vd_code contribution_states[] = {VD_CODE("retenido", "Retenido"), VD_CODE("recibido", "Recibido"), VD_CODE("respondido", "Respondido"), VD_CODE("descartado", "Descartado"), {0}};
const struct vd_code consultation_states[] = {VD_CODE("por_abrir", "Por abrir"), VD_CODE("abierta", "Abierta"), VD_CODE("en_respuesta", "En respuesta"), VD_CODE("cerrada", "Cerrada"), {0}};

struct vd_sem consultation_sem(enum consultation_when when)
{
    static const char *const kinds[] = {[CONSULTATION_BEFORE] = "none", [CONSULTATION_OPEN] = "ok", [CONSULTATION_OVER] = "mid", [CONSULTATION_CLOSED] = "info"};
    return (struct vd_sem){kinds[when], consultation_states[when - 1].word};
}

struct vd_sem contribution_sem(struct vd_str state)
{
    static const char *const kinds[] = {"mid", "info", "ok", "none"};
    for (size_t i = 0; contribution_states[i].value; i++)
        if (vd_str_is(state, contribution_states[i].value))
            return (struct vd_sem){kinds[i], contribution_states[i].word};
    return (struct vd_sem){0};
}

struct vd_str consultation_day_said(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date day;
    return vd_date_from_iso(iso, &day) ? vd_es_date_long(arena, day) : iso;
}

struct vd_str consultation_until_said(struct vd_arena *arena, struct vd_str closes_on)
{
    return vd_str_printf(arena, "%.*s, a las 11:59 p. m. (hora de Colombia)", VD_SARG(consultation_day_said(arena, closes_on)));
}

struct vd_str consultation_hash_said(struct vd_arena *arena, struct vd_str hash)
{
    char *hex = vd_alloc(arena, 2 * hash.n + 1);
    vd_hex(hex, (const unsigned char *)hash.p, hash.n);
    return (struct vd_str){hex, 2 * hash.n};
}

struct vd_str contribution_about(struct vd_arena *arena, const struct contribution_found_row *row)
{
    if (!row->activity_address.n)
        return (struct vd_str){0};
    return vd_str_printf(arena, "Actividad %.*s: %.*s", VD_SARG(row->activity_address), VD_SARG(row->activity_text));
}

struct vd_str contribution_held_why(struct vd_str held)
{
    return vd_str_is(held, "enlaces") ? VD_S("Trae un enlace.") : vd_str_is(held, "seguidos") ? VD_S("Llegaron muchos seguidos desde la misma conexión.") :
           vd_str_is(held, "rapido") ? VD_S("Se envió más rápido de lo que una persona escribe.") : (struct vd_str){0};
}

struct contribution_view contribution_view_of(struct vd_arena *arena, const struct contribution_found_row *row, bool with_answer)
{
    struct contribution_view view = {.no = contribution_no_said(arena, (struct contribution_no){row->year, row->no}), .at = vd_es_instant(arena, row->at),
        .kind = vd_code_shown(contribution_kinds, row->kind), .about = contribution_about(arena, row), .text = row->text, .state = contribution_sem(row->state)};
    view.anchor = view.no;
    if (row->publish_name)
        view.name = row->name;
    if (with_answer && row->answer.n) {
        view.answer = vd_code_shown(contribution_answers, row->answer);
        view.reason = row->reason;
        view.change = row->change_address;
    } else if (vd_str_is(row->state, "descartado")) {
        view.reason = with_answer ? row->reason : (struct vd_str){0};
        view.answer = VD_S("Se descartó");
    }
    return view;
}

/* ---- the draft */

static struct vd_str window_said(struct vd_arena *arena, const struct plan_shown_window *window)
{
    bool pair = window->from.year && vd_date_days(window->from) != vd_date_days(window->due);
    if (!window->due.year)
        return window->raw;
    return pair ? vd_str_printf(arena, "%.*s a %.*s", VD_SARG(vd_date_dmy(arena, window->from)), VD_SARG(vd_date_dmy(arena, window->due))) : vd_date_dmy(arena, window->due);
}

static struct vd_str joined(struct vd_arena *arena, struct vd_str before, struct vd_str one)
{
    return before.n ? vd_str_printf(arena, "%.*s; %.*s", VD_SARG(before), VD_SARG(one)) : one;
}

/* The sentence around it brings the full stop. */
static struct vd_str without_stop(struct vd_str text) { return vd_str_ends(text, VD_S(".")) ? vd_str_sub(text, 0, text.n - 1) : text; }

static struct vd_url contribute_url(struct vd_arena *arena, struct vd_url form, struct vd_str address)
{
    VD_AUTO_BUF struct vd_buf url;
    vd_buf_init(&url, 1024);
    vd_buf_str(&url, form.s);
    vd_buf_c(&url, "?actividad=");
    vd_url_encode(&url, address);
    return (struct vd_url){vd_str_dup(arena, vd_buf_view(&url))};
}

static struct consulted_activity_view activity_of(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *of)
{
    struct consulted_activity_view view = {.code = of->row.address, .text = of->row.description, .product = without_stop(of->row.product), .goal = without_stop(of->row.goal)};
    for (size_t i = 0; i < of->n_windows; i++)
        view.dates = joined(arena, view.dates, window_said(arena, &plan->windows.v[of->first_window + i]));
    for (size_t i = 0; i < of->n_responsibles; i++) {
        const struct plan_responsible *one = &plan->responsibles.v[of->first_responsible + i];
        struct vd_str *to = one->is_lead ? &view.responsible : &view.others;
        *to = joined(arena, *to, one->name);
    }
    if (!view.dates.n)
        view.dates = without_stop(of->row.schedule);
    return view;
}

static struct vd_str numbered(struct vd_arena *arena, const char *word, const struct shown_component_row *of)
{
    return of->code.n ? vd_str_printf(arena, "%s%.*s. %.*s", word, VD_SARG(of->code), VD_SARG(of->name)) : of->name;
}

static struct consulted_group *group_of(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *of, bool turn, struct consulted_draft *ret)
{
    const struct shown_component_row *component = plan_component_of(plan, of->row.component_key);
    const struct shown_component_row *part = of->row.subcomponent_key.has ? plan_component_of(plan, of->row.subcomponent_key.v) : NULL;
    struct consulted_group *group = VD_PUSH(arena, &ret->groups);
    if (turn && component) {
        group->component = numbered(arena, "Componente ", component);
        group->objective = component->objective;
    }
    if (part)
        group->name = numbered(arena, "", part);
    return group;
}

static bool has_activities(const struct plan *plan, int64_t component)
{
    VD_EACH(activity, &plan->activities)
        if (activity->row.component_key == component)
            return true;
    return false;
}

static void add_empty_components(struct vd_arena *arena, const struct plan *plan, struct consulted_draft *ret)
{
    VD_EACH(component, &plan->components)
        if (!component->parent_key.has && component->ext_title.n && !has_activities(plan, component->key))
            *VD_PUSH(arena, &ret->groups) = (struct consulted_group){.external = component->ext_title,
                .component = numbered(arena, "Componente ", component)};
}

void consultation_draft_fill(struct vd_arena *arena, const struct plan *plan, struct vd_url contribute, bool open, struct consulted_draft *ret)
{
    const struct plan_activity *before = NULL;
    struct consulted_group *group = NULL;
    ret->activities = (int64_t)plan->activities.n;
    VD_EACH(activity, &plan->activities) {
        bool turn = !before || activity->row.component_key != before->row.component_key;
        if (turn || activity->row.subcomponent_key.v != before->row.subcomponent_key.v)
            group = group_of(arena, plan, activity, turn, ret);
        struct consulted_activity_view *view = VD_PUSH(arena, &group->rows);
        *view = activity_of(arena, plan, activity);
        view->open = open;
        view->contribute = contribute_url(arena, contribute, activity->row.address);
        before = activity;
    }
    add_empty_components(arena, plan, ret);
}
