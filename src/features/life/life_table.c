/* SPDX-License-Identifier: Apache-2.0 */
/* The table of the law, looked up. */
#include "features/life/life_inside.h"
#include "features/plan/plan.h"

static const struct state { const char *code, *kind, *about; } states[] = {
    {"borrador", "none", "Planeación y las dependencias lo escriben. No es público."},
    {"en_consulta", "info", "La ciudadanía lo lee y opina. Nadie cambia sus filas."},
    {"consolidacion", "mid", "Planeación incorpora los aportes que se aceptaron."},
    {"modificacion_en_tramite", "mid", "Se escriben los cambios. La versión publicada sigue en firme."},
    {"en_aprobacion", "info", "El comité o el representante legal decide. Nadie cambia sus filas."},
    {"aprobado", "ok", "Falta publicarlo."},
    {"publicado", "ok", "Es la versión en firme."},
    {"reemplazado", "none", "Una versión posterior está en firme. Esta se conserva."},
    {"cerrado", "none", "La vigencia terminó. Solo se le agregan notas."},
    {"historico", "none", "Se trajo de un documento de un año que pasó."},
    {"retirado", "none", "Se dejó antes de ser público. Se conserva lo que tenía."},
    {"rechazado", "near", "El comité no aprobó la modificación. Siguió en firme la versión anterior."},
};

static const struct state *state_of(struct vd_str code)
{
    for (size_t i = 0; i < VD_COUNT(states); i++)
        if (vd_str_is(code, states[i].code))
            return &states[i];
    return &states[0];
}

const char *life_state_word(struct vd_str state) { return vd_code_of(plan_state_codes, vd_str_of(state_of(state)->code))->word; }
const char *life_state_about(struct vd_str state) { return state_of(state)->about; }
struct vd_sem life_state_sem(struct vd_str state) { return (struct vd_sem){state_of(state)->kind, life_state_word(state)}; }

static bool is_any(struct vd_str state, const char *const *words)
{
    for (; *words; words++)
        if (vd_str_is(state, *words))
            return true;
    return false;
}

bool life_may_write(const struct life_version_row *version)
{
    static const char *const writable[] = {"borrador", "consolidacion", "modificacion_en_tramite", NULL};
    return is_any(version->state, writable);
}

bool life_is_live(struct vd_str state)
{
    static const char *const live[] = {"borrador", "en_consulta", "consolidacion", "modificacion_en_tramite", "en_aprobacion", "aprobado", NULL};
    return is_any(state, live);
}

bool life_is_public(struct vd_str state)
{
    static const char *const shown[] = {"publicado", "cerrado", "historico", NULL};
    return is_any(state, shown);
}

bool life_rule_is_of(const struct life_plan_transitions *rule, const struct life_version_row *version)
{
    if (vd_str_is(rule->of, "nueva") || !vd_str_eq(rule->from, version->state))
        return false;
    return !rule->of.n || vd_str_is(rule->of, "cambio") || vd_str_is(rule->of, life_is_modification(version) ? "modificacion" : "plan");
}

const struct life_plan_transitions *life_rule(const struct life_version_row *version, struct vd_str event)
{
    for (size_t i = 0; i < life_plan_transitions_n; i++)
        if (vd_str_eq(life_plan_transitions[i].event, event) && life_rule_is_of(&life_plan_transitions[i], version))
            return &life_plan_transitions[i];
    return NULL;
}

struct vd_str life_past(struct vd_str event)
{
    for (size_t i = 0; i < life_plan_transitions_n; i++)
        if (vd_str_eq(life_plan_transitions[i].event, event))
            return life_plan_transitions[i].past;
    return event;
}

/* ---- the last day to publish */

static bool within(const struct life_plan_deadlines *law, int64_t vigencia)
{
    int64_t from = 0, to = INT64_MAX;
    return (!law->vigencia_from.n || vd_str_i64(law->vigencia_from, &from)) && (!law->vigencia_to.n || vd_str_i64(law->vigencia_to, &to)) && vigencia >= from && vigencia <= to;
}

struct life_deadline life_deadline_of(struct vd_str instrument, int64_t vigencia)
{
    char iso[16];
    struct life_deadline deadline = {0};
    for (size_t i = 0; i < life_plan_deadlines_n; i++) {
        const struct life_plan_deadlines *law = &life_plan_deadlines[i];
        if (!vd_str_is(law->what, "publicar") || !vd_str_eq(law->instrument, instrument) || !within(law, vigencia))
            continue;
        snprintf(iso, sizeof iso, "%04d-%.*s", (int)vigencia, VD_SARG(law->rule));
        if (vd_date_from_iso(vd_str_of(iso), &deadline.due))
            deadline.law = law;
    }
    return deadline;
}

enum { WARNED = 7 };

static struct life_due due_said(struct vd_arena *arena, struct life_deadline deadline, struct vd_date today)
{
    int64_t left = vd_date_days(deadline.due) - vd_date_days(today);
    int weekday = vd_date_weekday(deadline.due);
    struct vd_str day = vd_es_date_long(arena, deadline.due);
    const char *rest = weekday == 0 ? " Cae en domingo y la norma no lo corre." : weekday == 6 ? " Cae en sábado y la norma no lo corre." : "";
    if (left < 0)
        return (struct life_due){{"bad", "Venció"}, vd_str_printf(arena, "El plazo para publicarlo venció el %.*s, hace %" PRId64 " %s.", VD_SARG(day), -left, left == -1 ? "día" : "días"), deadline.due};
    if (left == 0)
        return (struct life_due){{"near", "Vence hoy"}, vd_str_printf(arena, "Hoy vence el plazo para publicarlo, el %.*s.%s", VD_SARG(day), rest), deadline.due};
    if (left <= WARNED)
        return (struct life_due){{"near", "Vence pronto"}, vd_str_printf(arena, "%s %" PRId64 " %s para publicarlo: el plazo vence el %.*s.%s", left == 1 ? "Falta" : "Faltan", left, left == 1 ? "día" : "días", VD_SARG(day), rest), deadline.due};
    return (struct life_due){{0}, vd_str_printf(arena, "Debe publicarse a más tardar el %.*s.%s", VD_SARG(day), rest), deadline.due};
}

struct life_due life_due_of(struct vd_arena *arena, const struct life_version_row *version, struct vd_date today)
{
    const struct life_deadline deadline = life_deadline_of(version->instrument, version->vigencia);
    if (!deadline.law || life_is_modification(version) || !life_is_live(version->state))
        return (struct life_due){0};
    return due_said(arena, deadline, today);
}

static const struct law_instruments *against_corruption(int year)
{
    for (size_t i = 0; i < law_instruments_n; i++)
        if (vd_str_is(law_instruments[i].path_word, "plan") && !law_instruments[i].valid_to.n && life_deadline_of(law_instruments[i].code, year).law)
            return &law_instruments[i];
    return NULL;
}

struct life_due life_due_unbegun(struct vd_arena *arena, const life_versions *all, struct vd_date today)
{
    const struct law_instruments *instrument = against_corruption(today.year);
    const struct life_deadline deadline = instrument ? life_deadline_of(instrument->code, today.year) : (struct life_deadline){0};
    VD_EACH(v, all)
        if (v->vigencia == today.year && vd_str_is(v->path_word, "plan") && (life_is_live(v->state) || life_is_public(v->state)))
            return (struct life_due){0};
    if (!deadline.law)
        return (struct life_due){0};
    struct life_due due = due_said(arena, deadline, today);
    due.said = vd_str_printf(arena, "Nadie ha empezado el %.*s %d. %.*s", VD_SARG(instrument->short_name), today.year, VD_SARG(due.said));
    return due;
}
