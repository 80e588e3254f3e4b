/* SPDX-License-Identifier: Apache-2.0 */
#include "features/events/events_say.h"

const struct vd_code events_states[] = {VD_CODE("programado", "Programado"), VD_CODE("realizado", "Realizado"), VD_CODE("cancelado", "Cancelado"), VD_CODE("retirado", "Retirado"), {0}};
const struct vd_code events_modes[] = {VD_CODE("presencial", "Presencial"), VD_CODE("virtual", "Virtual"), VD_CODE("mixta", "Presencial y virtual"), {0}};
const struct vd_code events_proposal_states[] = {
    VD_CODE("por_decidir", "Por decidir"), VD_CODE("acogida", "Acogida"), VD_CODE("parcial", "Acogida en parte"), VD_CODE("no_acogida", "No acogida"), {0}};
const struct vd_code events_proposers[] = {VD_CODE("dependencia", "Dependencia"), VD_CODE("grupo", "Grupo u organización"), VD_CODE("ciudadania", "Ciudadanía, sin nombre"), {0}};
const struct vd_code events_piece_states[] = {VD_CODE("registrada", "Registrada"), VD_CODE("retirada", "Retirada"), {0}};
const struct vd_code events_families[] = {VD_CODE("plan", "Plan anticorrupción"), VD_CODE("plan-accion", "Plan de acción"), VD_CODE("plan-propio", "Plan propio"), {0}};
const char *const events_state_codes[] = {"", "programado", "realizado", "cancelado", "retirado", NULL};
const char *const events_piece_state_codes[] = {"", "registrada", "retirada", NULL};
const char *const events_mode_codes[] = {"presencial", "virtual", "mixta", NULL};

#define NAME_IN(table, code_) \
    for (size_t i = 0; i < table##_n; i++) \
        if (vd_str_eq(table[i].code, (code_))) \
            return table[i].name;

struct vd_str events_kind_name(struct vd_str code)
{
    NAME_IN(events_event_kinds, code)
    return code;
}

struct vd_str events_channel_name(struct vd_str code)
{
    NAME_IN(events_event_channels, code)
    return code;
}

struct vd_str events_group_name(struct vd_str code)
{
    NAME_IN(events_event_groups, code)
    return code;
}

static struct vd_sem sem_of(const struct vd_code *codes, struct vd_str value, const char *const *kinds)
{
    for (size_t i = 0; codes[i].value; i++)
        if (vd_str_is(value, codes[i].value))
            return (struct vd_sem){kinds[i], codes[i].word};
    return (struct vd_sem){"none", "–"};
}

struct vd_sem events_sem(struct vd_str state) { return sem_of(events_states, state, (const char *const[]){"info", "ok", "near", "none"}); }
struct vd_sem events_proposal_sem(struct vd_str state) { return sem_of(events_proposal_states, state, (const char *const[]){"info", "ok", "mid", "near"}); }

struct vd_sem events_piece_sem(const struct event_piece_row *piece)
{
    if (vd_str_is(piece->state, "retirada"))
        return (struct vd_sem){"none", "Retirada"};
    return piece->link.n || piece->evidence ? (struct vd_sem){"ok", "Con evidencia"} : (struct vd_sem){"mid", "Sin evidencia"};
}

struct vd_str events_step_said(struct vd_arena *arena, const struct event_step_row *step)
{
    static const struct { const char *what, *said; } steps[] = {{"registrar", "Se registró"}, {"cambiar", "Se cambió"}, {"resultado", "Se registraron la asistencia y el acta"},
        {"realizar", "Se marcó como realizado"}, {"cancelar", "Se canceló"}, {"retirar", "Se retiró"}, {"propuesta", "Se escribió la propuesta"}, {"decision", "Se decidió sobre la propuesta"}, {"evidencia", "Se agregó un archivo"}};
    for (size_t i = 0; i < VD_COUNT(steps); i++)
        if (vd_str_is(step->what, steps[i].what))
            return step->proposal_no.has ? vd_str_printf(arena, "%s %" PRId64, steps[i].said, step->proposal_no.v) : vd_str_of(steps[i].said);
    return step->what;
}

struct vd_str events_day_said(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date on;
    return vd_date_from_iso(iso, &on) ? vd_es_date_long(arena, on) : (struct vd_str){0};
}

struct vd_str events_dmy(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date on;
    return vd_date_from_iso(iso, &on) ? vd_date_dmy(arena, on) : (struct vd_str){0};
}

struct vd_str events_hours_said(struct vd_arena *arena, struct vd_str from, struct vd_str to)
{
    return to.n ? vd_str_printf(arena, "de %.*s a %.*s", VD_SARG(from), VD_SARG(to)) : vd_str_printf(arena, "a las %.*s", VD_SARG(from));
}

struct vd_str events_plan_said(struct vd_arena *arena, struct vd_str family, struct vd_oint vigencia)
{
    return family.n ? vd_str_printf(arena, "%.*s %" PRId64, VD_SARG(vd_code_shown(events_families, family)), vigencia.v) : (struct vd_str){0};
}

struct vd_str events_proposer_said(const struct event_proposal_row *p)
{
    return p->unit_id.has ? p->unit : p->group_code.n ? events_group_name(p->group_code) : VD_S("Ciudadanía");
}

struct vd_str events_place_said(const struct event_found_row *event) { return event->place.n ? event->place : vd_code_shown(events_modes, event->mode); }
