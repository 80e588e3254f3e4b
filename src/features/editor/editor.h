/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a version of a plan: its activities, the parts they hang on, and the texts before them. Each change is one event; what is
 * written is judged by the same rules as a file that is read (plan/cells, plan/read). Who may: plan.escribir all rows, plan.proponer
 * those that a unit of theirs leads; and only while the version's state lets its rows be changed (life_may_write). */
#ifndef EDITOR_H
#define EDITOR_H
#include "features/life/life.h"
#include "features/plan/plan.h"
#include "features/staff/staff.h"

/* Bytes of what is typed; a form with more comes back. */
enum { EDITOR_CODE_MOST = 30, EDITOR_NAME_MOST = 400, EDITOR_TEXT_MOST = 4000, EDITOR_BODY_MOST = 16 << 10 };

extern const struct vd_route editor_routes[], editor_act_routes[], editor_finding_routes[], editor_form_routes[], editor_part_routes[], editor_request_routes[], editor_text_routes[];
extern const struct vd_route editor_read_routes[]; /* public */

/* ---- one activity as a form has it: what is typed is understood and judged the same way from wherever it comes */
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
const struct editor_field *editor_field_named(struct vd_str name); /* NULL: none */
struct vd_str *editor_field_in(struct editor_typed *typed, const struct editor_field *field);
struct editor_wrong { const char *field; struct vd_str said; };
typedef VD_LIST(struct editor_wrong) editor_wrongs;

struct editor_at { int64_t entity_id, version_id, key; };      /* key: of the activity; 0: one to be added */
/* What its rows say now; of one to be added: nothing. VD_NOT_FOUND. */
VD_MUST enum vd_err editor_typed_now(struct vd_db *db, struct vd_arena *arena, struct editor_at at, struct editor_typed *ret);
/* How it would be judged, by what is otherwise than in its rows; empty: it could be stored. VD_NOT_FOUND. */
VD_MUST enum vd_err editor_judge(struct vd_db *db, struct vd_arena *arena, struct editor_at at, const struct editor_typed *typed, editor_wrongs *ret);
/* Inside a change, for who writes the whole plan: writes what was typed, or takes the activity out. ret_problem: Spanish, with an error.
 * VD_INVALID: judged wrong; VD_CONFLICT: the version's rows may not be written now; VD_DENIED; VD_NOT_FOUND. */
struct editor_amending { struct editor_at at; int64_t person_id; struct editor_typed typed; struct vd_str problem; };
VD_MUST enum vd_err editor_amend(struct vd_change *change, struct editor_amending *of);
VD_MUST enum vd_err editor_take_out(struct vd_change *change, struct editor_amending *of);
/* The fields of the form as a page shows them, in its order; every unit may be chosen to lead. What is wrong comes from rq->wrong. */
struct editor_widget { const char *name; bool chooses; struct vd_input input; struct vd_choices choices; };
typedef VD_LIST(struct editor_widget) editor_widgets;
struct editor_fold { struct vd_str summary; bool open; editor_widgets of; }; /* summary absent: these are always shown */
typedef VD_LIST(struct editor_fold) editor_folds;
VD_MUST enum vd_err editor_widgets_of(struct vd_req *rq, const struct life_version_row *version, const struct editor_typed *typed, editor_folds *ret);
/* What a stored value of a field says to a reader: the part of the plan and the unit by their names. */
VD_MUST enum vd_err editor_value_said(struct vd_db *db, struct vd_arena *arena, struct editor_at at, const struct editor_field *field, struct vd_str value, struct vd_str *ret);

/* ---- the texts before the matrix, in their order. kind: "introduccion", "marco_legal" … (migrations/0010-plan-text.sql). */
struct editor_text_shown { struct vd_str kind, title; struct vd_html body; };
typedef VD_LIST(struct editor_text_shown) editor_texts;
/* heading: the level that theirs begin at. */
VD_MUST enum vd_err editor_texts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, int heading, editor_texts *ret);

/* ---- findings of a version as it stands: the rules of plan/read over the stored rows */
struct editor_finding {
    struct vd_str code, severity;  /* law/findings.csv: "VD-P004", "aviso" */
    struct vd_str address;         /* of the activity; absent: of the whole plan */
    struct vd_str text, proposal;  /* Spanish; proposal may be absent */
};
typedef VD_LIST(struct editor_finding) editor_findings;
/* In the order of the plan, the worst of each activity first. on: the day, for the appointments in force. */
VD_MUST enum vd_err editor_findings_of(struct vd_db *db, struct vd_arena *arena, const struct life_version_row *version, struct vd_date on, editor_findings *ret);
/* Those that a person let stand, with a reason. */
struct editor_accepted { struct vd_str code, address, reason, person; }; /* address absent: of the whole plan */
typedef VD_LIST(struct editor_accepted) editor_accepted_list;
VD_MUST enum vd_err editor_accepted_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, editor_accepted_list *ret);
const struct editor_accepted *editor_accepted_of(const editor_accepted_list *all, const struct editor_finding *finding); /* NULL: it is open */
/* Guard of life: no error among them that nobody accepted with a reason. */
VD_MUST enum vd_err editor_guard_without_errors(const struct life_ask *ask, struct life_met *ret);
/* For staff_task_sources: rows to write that planning sent to a unit of the person, and those that came back. */
staff_tasks_fn editor_tasks;
#endif
