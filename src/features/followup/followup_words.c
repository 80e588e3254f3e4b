/* SPDX-License-Identifier: Apache-2.0 */
/* Words for figures, the same in the terminal and on pages. */
#include "features/followup/followup_compare.h"
#include "features/followup/followup_data.h"
#include "features/followup/followup_stands.h"

const char *followup_basis_word(enum followup_basis basis)
{
    static const char *const words[FOLLOWUP_BASES] = {"Declarado", "Revisado", "Verificado", "Recalculado"};
    return words[basis];
}

const char *followup_basis_lower(enum followup_basis basis)
{
    static const char *const words[FOLLOWUP_BASES] = {"declarado", "revisado", "verificado", "recalculado"};
    return words[basis];
}

const struct vd_code followup_verdict_codes[] = {VD_CODE("cumplida", "Cumplida"), VD_CODE("cumplida_tarde", "Cumplida tarde"), VD_CODE("en_ejecucion", "En ejecución"),
    VD_CODE("incumplida", "Incumplida"), VD_CODE("no_aplica", "No aplica"), {0}};

struct vd_sem followup_verdict_sem(struct vd_str verdict)
{
    static const char *const kinds[] = {"ok", "near", "mid", "bad", "none"};
    const struct vd_code *code = vd_code_of(followup_verdict_codes, verdict);
    return code ? (struct vd_sem){kinds[code - followup_verdict_codes], code->word} : (struct vd_sem){0};
}

const char *followup_method_word(enum followup_method method)
{
    static const char *const words[FOLLOWUP_METHODS] = {
        "M1. Conteo de cumplidas: de las actividades programadas al corte, cuántas se cumplieron del todo.",
        "M2. Promedio de los porcentajes de las actividades; ninguna cuenta más de 100.",
        "M3. Promedio ponderado con los pesos que se aprobaron con el plan.",
        "M4. Promedio de los promedios de los componentes.",
    };
    return words[method];
}

const char *followup_method_short(enum followup_method method)
{
    static const char *const words[FOLLOWUP_METHODS] = {"Conteo de cumplidas", "Promedio de porcentajes", "Promedio ponderado", "Promedio de componentes"};
    return words[method];
}

const char *followup_divided_words(enum followup_method method)
{
    static const char *const words[FOLLOWUP_METHODS] = {
        "actividades cumplidas ÷ actividades programadas", "suma de los porcentajes ÷ actividades", "suma de peso × porcentaje ÷ suma de los pesos",
        "suma de los promedios ÷ componentes",
    };
    return words[method];
}

const char *followup_absent_words(const struct followup_figure *f)
{
    static const char *const none[FOLLOWUP_BASES] = {"nadie declaró porcentajes", "nadie ha revisado los reportes en Veedor",
        "Control Interno no ha registrado valores verificados en Veedor", "las actividades no traen un avance y una meta que se puedan dividir"};
    return f->absent == FOLLOWUP_NO_VALUES    ? none[f->basis]
           : f->absent == FOLLOWUP_NO_WEIGHTS ? "el plan no trae pesos aprobados para todas las actividades que cuentan"
                                              : "ninguna actividad cuenta en este corte";
}

const char *followup_place_words(enum followup_place place)
{
    static const char *const why[FOLLOWUP_PLACES] = {[FOLLOWUP_OUT_NOT_DUE] = "todavía no debía estar hecha en la fecha oficial",
        [FOLLOWUP_OUT_NOT_APPLICABLE] = "no aplica: su condición no ocurrió", [FOLLOWUP_OUT_WITHDRAWN] = "se retiró del plan",
        [FOLLOWUP_OUT_NO_VALUE] = "no trae un valor que se pueda usar", [FOLLOWUP_OUT_AMBIGUOUS] = "su avance no se pudo leer de una sola manera: falta que alguien decida",
        [FOLLOWUP_OUT_ZERO] = "no aplica: no había nada que hacer (meta 0)"};
    return why[place];
}

const char *followup_zone_compared(enum followup_zone zone)
{
    static const char *const words[FOLLOWUP_ZONES] = {"es menor que 60", "no es menor que 60 y es menor que 80", "no es menor que 80"};
    return words[zone];
}

struct vd_sem followup_zone_sem(enum followup_zone zone)
{
    static const struct vd_sem sems[FOLLOWUP_ZONES] = {{"bad", "Baja"}, {"mid", "Media"}, {"ok", "Alta"}};
    return sems[zone];
}

const char *followup_zone_words(enum followup_zone zone)
{
    static const char *const words[FOLLOWUP_ZONES] = {"Baja (roja)", "Media (amarilla)", "Alta (verde)"};
    return words[zone];
}

struct vd_str followup_number_text(struct vd_arena *arena, mpq_srcptr value)
{
    struct vd_str exact = followup_exact(arena, value), two = followup_rounded(arena, value, 2, ',');
    if (mpz_cmp_ui(mpq_denref(value), 1) == 0)
        return exact;
    bool finite = 100 % mpz_get_ui(mpq_denref(value)) == 0 && mpz_cmp_ui(mpq_denref(value), 100) <= 0;
    return finite ? two : vd_str_printf(arena, "%.*s (exacto: %.*s)", VD_SARG(two), VD_SARG(exact));
}

struct vd_str followup_plain_text(struct vd_arena *arena, mpq_srcptr value)
{
    return mpz_cmp_ui(mpq_denref(value), 1) == 0 ? followup_exact(arena, value) : followup_rounded(arena, value, 2, ',');
}

struct vd_str followup_percent_text(struct vd_arena *arena, mpq_srcptr percent)
{
    return vd_str_printf(arena, "%.*s %%", VD_SARG(followup_rounded(arena, percent, 2, ',')));
}

struct vd_str followup_apart_text(struct vd_arena *arena, mpq_srcptr declared, mpq_srcptr other)
{
    if (!declared || !other)
        return (struct vd_str){0};
    mpq_ptr apart = followup_number(arena);
    mpq_sub(apart, other, declared);
    const char *way = mpq_sgn(apart) < 0 ? "menos" : "más";
    mpq_abs(apart, apart);
    return mpq_cmp_si(apart, 1, 2) > 0 ? vd_str_printf(arena, "%.*s puntos %s", VD_SARG(followup_rounded(arena, apart, 2, ',')), way) : (struct vd_str){0};
}

struct vd_str followup_quantity_text(struct vd_arena *arena, struct vd_str unit, struct vd_oint u6)
{
    return vd_str_printf(arena, "%.*s%s", VD_SARG(vd_es_qty(arena, u6)), u6.has && vd_str_is(unit, "percent") ? " %" : "");
}

struct vd_str followup_due_by(struct vd_arena *arena, const struct followup_activity_data *row)
{
    if (!vd_str_is(row->counted, "si") || !row->ended || row->ended == row->windows)
        return (struct vd_str){0};
    const char *first = row->ended == 1 ? "la primera" : vd_str_printf(arena, "las primeras %" PRId64, row->ended).p;
    return vd_str_printf(arena, "Cuenta por %s de sus %" PRId64 " fechas: las demás vencían después del corte.", first, row->windows);
}

struct vd_str followup_past_said(struct vd_arena *arena, const struct followup_past *past)
{
    if (!past->fulfilled.has || !past->rows.has || !past->m1.has)
        return (struct vd_str){0};
    int64_t rows = past->rows.v, done = past->fulfilled.v, silent = past->unreported.v;
    struct vd_str said = vd_str_printf(arena, "De %" PRId64 " %s, %" PRId64 " se %s del todo (%.*s)", rows,
                                       rows == 1 ? "actividad que debía estar hecha" : "actividades que debían estar hechas", done, done == 1 ? "cumplió" : "cumplieron",
                                       VD_SARG(followup_percent_text(arena, followup_ratio(arena, past->m1.v, 1000000))));
    if (silent)
        said = vd_str_printf(arena, "%.*s y de %" PRId64 " nadie reportó avance", VD_SARG(said), silent);
    return vd_str_printf(arena, "%.*s. %s", VD_SARG(said), vd_str_is(past->basis, "verified") ? "Es lo que verificó Control Interno." : "Es lo que la entidad declaró.");
}

struct vd_str followup_published_said(struct vd_arena *arena, const struct followup_published *p)
{
    int64_t late;
    const struct followup_publishing of = {.publish_by = p->publish_by, .published_on = p->published_on, .published = true, .imported = p->imported};
    if (of.imported || !p->published_on.year)
        return VD_S("Se trajo de la hoja de la entidad: no consta qué día se publicó");
    const struct vd_str day = vd_es_date_long(arena, p->published_on);
    const bool in_time = followup_publication_on(&of, p->published_on, &late) != FOLLOWUP_LATE;
    const struct vd_str said = in_time ? vd_str_printf(arena, "Publicado a tiempo, el %.*s", VD_SARG(day)) :
                                         vd_str_printf(arena, "Publicado %" PRId64 " %s tarde, el %.*s", late, late == 1 ? "día" : "días", VD_SARG(day));
    if (!p->proof.n)
        return said;
    return vd_str_printf(arena, "%.*s, según %.*s; registrado aquí el %.*s", VD_SARG(said), VD_SARG(p->proof), VD_SARG(vd_es_date_long(arena, p->registered_on)));
}

struct vd_str followup_past_published(struct vd_arena *arena, const struct followup_past *past)
{
    return followup_published_said(arena, &(struct followup_published){!vd_str_is(past->state, "publicado"), past->publish_by, past->published_on, past->registered_on, past->proof});
}
