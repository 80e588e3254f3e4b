/* SPDX-License-Identifier: Apache-2.0 */
#include "features/improvement/improvement_say.h"

const struct vd_code improvement_states[] = {VD_CODE("por_formular", "Por formular"), VD_CODE("en_revision", "En revisión"), VD_CODE("en_ejecucion", "En ejecución"), VD_CODE("cerrado", "Cerrado"),
    VD_CODE("retirado", "Retirado"), {0}};
const struct vd_code improvement_standings[] = {VD_CODE("propuesta", "Propuesta"), VD_CODE("por_empezar", "Por empezar"), VD_CODE("en_ejecucion", "En ejecución"), VD_CODE("vencida", "Vencida"),
    VD_CODE("reportada", "Reportada, por evaluar"), VD_CODE("cumplida", "Cumplida"), VD_CODE("cumplida_tarde", "Cumplida tarde"), VD_CODE("no_cumplida", "No cumplida"), {0}};
const struct vd_code improvement_efficacies[] = {VD_CODE("eficaz", "Eficaz"), VD_CODE("no_eficaz", "No eficaz"), {0}};
const char *const improvement_state_codes[] = {"", "por_formular", "en_revision", "en_ejecucion", "cerrado", "retirado", NULL};

struct vd_str improvement_source_name(struct vd_str code)
{
    for (size_t i = 0; i < improvement_finding_sources_n; i++)
        if (vd_str_eq(improvement_finding_sources[i].code, code))
            return improvement_finding_sources[i].name;
    return code;
}

struct vd_sem improvement_sem(struct vd_str state)
{
    static const char *const kinds[] = {"near", "info", "info", "ok", "none"};
    for (size_t i = 0; improvement_states[i].value; i++)
        if (vd_str_is(state, improvement_states[i].value))
            return (struct vd_sem){kinds[i], improvement_states[i].word};
    return (struct vd_sem){"none", "–"};
}

struct vd_date improvement_registered(const struct improvement_act_row *a)
{
    return a->reached_at.has ? vd_date_in_bogota(a->reached_at.v) : (struct vd_date){0};
}

enum improvement_standing improvement_act_stands(const struct improvement_act_row *a, struct vd_date today)
{
    const struct improvement_action action = {.state = a->state, .from = improvement_day(a->from_on), .due = improvement_day(a->due_on), .reached = improvement_day(a->reached_on),
        .registered = improvement_registered(a),
        .achieved_u6 = a->achieved_u6};
    return improvement_stands(&action, today);
}

struct vd_sem improvement_standing_sem(enum improvement_standing standing)
{
    static const char *const kinds[] = {[IMPROVEMENT_PROPOSED] = "none", [IMPROVEMENT_TO_BEGIN] = "none", [IMPROVEMENT_UNDER_WAY] = "info", [IMPROVEMENT_LATE] = "bad", [IMPROVEMENT_REPORTED] = "info",
        [IMPROVEMENT_DONE] = "ok", [IMPROVEMENT_DONE_LATE] = "mid", [IMPROVEMENT_NOT_DONE] = "bad"};
    return (struct vd_sem){kinds[standing], improvement_standings[standing].word};
}

struct vd_str improvement_standing_code(enum improvement_standing standing) { return vd_str_of(improvement_standings[standing].value); }

struct vd_str improvement_class_said(struct vd_str classification) { return vd_str_is(classification, "publica") ? VD_S("pública") : classification; }

struct vd_sem improvement_proof_sem(struct vd_str state)
{
    if (vd_str_is(state, "aceptada"))
        return (struct vd_sem){"ok", "Aceptada"};
    return vd_str_is(state, "no_aceptada") ? (struct vd_sem){"bad", "No aceptada"} : (struct vd_sem){"info", "Por evaluar"};
}

struct vd_str improvement_step_said(struct vd_arena *arena, const struct improvement_steps_row *step)
{
    static const struct { const char *what, *said; } steps[] = {{"registrar", "Control Interno registró el hallazgo"}, {"cambiar", "Control Interno cambió los datos del hallazgo"},
        {"causa", "La dependencia escribió la causa"}, {"accion", "La dependencia escribió la acción"}, {"quitar", "La dependencia quitó la acción"}, {"enviar", "La dependencia lo envió a revisión"},
        {"aceptar", "Planeación aceptó las acciones"}, {"devolver", "Planeación lo devolvió"}, {"avance", "Se reportó el avance de la acción"}, {"cumplida", "Control Interno dio por cumplida la acción"},
        {"no_cumplida", "Control Interno dio por no cumplida la acción"}, {"no_aceptada", "Control Interno no aceptó lo reportado de la acción"}, {"requerir", "Control Interno requirió lo que está vencido"}, {"eficaz", "Control Interno: fue eficaz; se cerró"},
        {"no_eficaz", "Control Interno: no fue eficaz; vuelve a la dependencia"}, {"retirar", "Control Interno lo retiró"}};
    for (size_t i = 0; i < VD_COUNT(steps); i++)
        if (vd_str_is(step->what, steps[i].what))
            return step->action_no.has ? vd_str_printf(arena, "%s %" PRId64, steps[i].said, step->action_no.v) : vd_str_of(steps[i].said);
    return step->what;
}

struct vd_str improvement_efficacy(const struct improvement_found_row *f)
{
    if (vd_str_is(f->state, "cerrado"))
        return VD_S("eficaz");
    return f->round > 1 ? VD_S("no_eficaz") : (struct vd_str){0};
}

struct vd_str improvement_origin_said(struct vd_arena *arena, const struct improvement_found_row *f)
{
    if (!f->cut_on.n)
        return (struct vd_str){0};
    return vd_str_printf(arena, "%.*s %" PRId64 ", corte del %.*s: actividad %.*s", VD_SARG(f->plan), f->vigencia.v, VD_SARG(improvement_day_said(arena, f->cut_on)), VD_SARG(f->activity));
}

struct vd_str improvement_achieved_said(struct vd_arena *arena, struct vd_oint achieved, const struct improvement_act_row *a)
{
    struct vd_str target = vd_es_qty(arena, vd_some(a->target_u6));
    if (!achieved.has)
        return vd_str_printf(arena, "Sin reporte. Meta: %.*s %.*s", VD_SARG(target), VD_SARG(a->measure));
    return vd_str_printf(arena, "%.*s de %.*s %.*s", VD_SARG(vd_es_qty(arena, achieved)), VD_SARG(target), VD_SARG(a->measure));
}

struct vd_bar improvement_bar(struct vd_arena *arena, const struct improvement_act_row *a, enum improvement_standing standing)
{
    struct vd_oint percent = improvement_percent(a->achieved_u6, a->target_u6);
    struct vd_str text = percent.has ? vd_str_printf(arena, "%" PRId64 " %%", percent.v / 100) : VD_S("Sin reporte");
    const char *kind = standing == IMPROVEMENT_LATE || standing == IMPROVEMENT_NOT_DONE ? "bad" : standing == IMPROVEMENT_DONE ? "ok" : standing == IMPROVEMENT_DONE_LATE ? "mid" : "none";
    return vd_bar_of(arena, percent.v, text, kind);
}

struct vd_date improvement_day(struct vd_str iso)
{
    struct vd_date on;
    return vd_date_from_iso(iso, &on) ? on : (struct vd_date){0};
}

struct vd_str improvement_day_said(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date on = improvement_day(iso);
    return on.year ? vd_es_date_long(arena, on) : (struct vd_str){0};
}

struct vd_str improvement_dmy(struct vd_arena *arena, struct vd_str iso) { return vd_date_dmy(arena, improvement_day(iso)); }
