/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the form of an activity, as typed and as understood. Pure: the same reading judges it when it comes and again
 * when it is stored. */
#ifndef EDITOR_FORM_H
#define EDITOR_FORM_H
#include "features/editor/editor_rows.h"

/* The fields of the form: name of the parameter, bytes of a form, its label, what it is. In the order of the page. */
#define EDITOR_FIELDS(X) \
    X(parte, 20, "Componente", "key of the component or of its part") \
    X(codigo, EDITOR_CODE_MOST, "Número", "number as the plan gives it") \
    X(descripcion, EDITOR_TEXT_MOST, "Actividad", "what will be done") \
    X(producto, EDITOR_TEXT_MOST, "Producto", "product") \
    X(meta, EDITOR_TEXT_MOST, "Meta", "goal, as people write it") \
    X(cantidad, 30, "Cantidad", "quantity of the goal; empty: as the goal says") \
    X(unidad, 20, "En qué se mide", "percent, count or boolean-product; empty: as the goal says") \
    X(comparador, 20, "Cómo se compara", "igual, al_menos or a_lo_sumo; empty: as the goal says") \
    X(por, EDITOR_NAME_MOST, "Por cada", "the quantity is asked of each of these; empty: as the goal says") \
    X(cuantos, 10, "Cuántos son", "how many they are; empty: as the goal says") \
    X(indicador, EDITOR_NAME_MOST, "Indicador", "name of the indicator") \
    X(formula, EDITOR_TEXT_MOST, "Fórmula", "formula, as written") \
    X(tipo, 20, "Qué se reporta", "indicator.formula_kind; empty: only the formula as written") \
    X(numerador, EDITOR_NAME_MOST, "Numerador", "what is counted") \
    X(denominador, EDITOR_NAME_MOST, "Denominador", "out of what") \
    X(acumula, 5, "Lo reportado se acumula", "si or no; empty: nothing is said") \
    X(sentido, 10, "Qué resultado es mejor", "mayor or menor; empty: as the goal says") \
    X(fechas, EDITOR_TEXT_MOST, "Fechas", "one window a line") \
    X(peso, 12, "Peso", "weight in the weighted mean") \
    X(lider, 80, "Dependencia líder", "slug of the unit") \
    X(lider_nuevo, EDITOR_NAME_MOST, "Dependencia líder nueva", "name of a unit that is not in the catalogue") \
    X(otros, EDITOR_TEXT_MOST, "Otras dependencias", "names, one a line") \
    X(tramite_codigo, EDITOR_NAME_MOST, "Número del trámite", "its number in the SUIT") \
    X(tramite_nombre, EDITOR_TEXT_MOST, "Nombre del trámite", "its name") \
    X(tramite_actual, EDITOR_TEXT_MOST, "Situación actual del trámite", "how it is today") \
    X(tramite_mejora, EDITOR_TEXT_MOST, "Mejora del trámite", "what improves") \
    X(tramite_beneficio, EDITOR_TEXT_MOST, "Beneficio al ciudadano", "benefit to the citizen") \
    X(tramite_clase, EDITOR_NAME_MOST, "Tipo de racionalización", "kind of rationalization") \
    X(tramite_accion, EDITOR_TEXT_MOST, "Acción de racionalización", "action of rationalization")

/* As typed; absent: left empty. Members are named as the fields of the form; one window and one name a line. */
#define EDITOR_MEMBER(member, most, label, about) struct vd_str member;
struct editor_typed { EDITOR_FIELDS(EDITOR_MEMBER) };
struct editor_field { const char *name, *label; size_t offset; }; /* of struct editor_typed */
extern const struct editor_field editor_fields[];                 /* ends with name NULL */
struct vd_str *editor_field_in(struct editor_typed *typed, const struct editor_field *field);
struct editor_typed editor_typed_of(struct vd_arena *arena, const struct editor_one *one, const vd_units *units);

struct editor_wrong { const char *field; struct vd_str said; };
struct editor_understood {
    const struct row_component *component, *part; /* part NULL: hangs on the component itself */
    struct plan_target target;
    struct vd_str goal;        /* its text: as typed, or put together from the figures; absent: there is none */
    bool lower_better;
    const char *unit_kind;
    struct vd_oint accumulates, weight_u6;
    bool has_tramite;
    struct vd_str indicator;   /* its name; absent: the activity has none */
    bool keeps_dates;          /* they say what they said: the rows stay */
    struct vd_str schedule;
    const char *schedule_kind;
    VD_LIST(struct plan_window) windows;
    struct vd_str supposed;    /* why some of them are more than what is written */
    struct vd_str lead_slug, lead_name; /* one of the two */
    VD_LIST(struct vd_str) others;
    VD_LIST(struct editor_wrong) wrongs; /* empty: it can be stored */
};
struct editor_reading { struct vd_arena *arena; const struct editor_rows *rows; const struct editor_one *one; int vigencia; };
void editor_understand(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *ret);
/* "Se lee: al menos 90 %.", and what was supposed; absent: there is no goal. */
struct vd_str editor_goal_said(struct vd_arena *arena, const struct plan_target *target);
/* "1.234,5": es-CO, at most six decimals, not negative. */
bool editor_number(struct vd_arena *arena, struct vd_str text, int64_t *ret_u6);
const char *editor_comparator_stored(struct vd_str typed);       /* "al_menos" -> ">="; NULL: no such choice */
struct vd_str editor_comparator_typed(struct vd_str stored);
bool editor_lower_better(const struct plan_target *target);
/* What stands stored beside a goal's text, where a person chose something else than what the text says. */
void editor_target_of(struct vd_arena *arena, const struct editor_one *one, struct plan_target *ret);
/* Every so many months from one day to another: a window a line, "01/02/2027 a 28/02/2027". VD_INVALID: none, or more than two years of months. */
VD_MUST enum vd_err editor_repeat(struct vd_arena *arena, int every_months, struct vd_date from, struct vd_date to, struct vd_str *ret);
/* What two figures of a report would give: «30 de 40 es 75 %. De la meta, al menos 90 %, es el 83,33 %.» A zero below, or no figure, is told. */
struct vd_str editor_trial(struct vd_arena *arena, const struct editor_understood *u, struct vd_str numerator, struct vd_str denominator);
/* The indicator's own name: absent where it only repeats the product or the goal. */
struct vd_str editor_indicator_name(const struct editor_one *one);
#endif
