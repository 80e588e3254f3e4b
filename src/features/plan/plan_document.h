/* SPDX-License-Identifier: Apache-2.0 */
/* A plan, one of its components and one of its activities as typed documents: what /{entity}/plan/{year}.json and the addresses
 * below it say. Ids stay inside: a component and an activity are known by their codes. */
#ifndef PLAN_DOCUMENT_H
#define PLAN_DOCUMENT_H
#include "features/plan/plan_store.h"
#include "office/dataset.h"

struct plan_doc_window { int64_t order; struct vd_date starts, ends; struct vd_str granularity, text, problem, supposed; };
struct plan_doc_responsible { struct vd_str unit, abbreviation; bool lead; };
struct plan_doc_target { struct vd_oint quantity; struct vd_str unit, comparator, condition, per; struct vd_oint per_count; struct vd_str coverage; };
struct plan_doc_measure { struct vd_str name, formula; bool lower_better; };
struct plan_doc_indicator { struct plan_doc_measure measure; struct vd_str goal; struct plan_doc_target target; struct vd_str schedule_text, responsible; };
struct plan_doc_tramite { struct vd_str code, name, current, improvement, benefit, kind, action; };
typedef VD_LIST(struct plan_doc_indicator) plan_doc_indicators;

struct plan_doc_activity {
    struct vd_str code, document_code, subcomponent, subcomponent_name, description, product, goal;
    const struct plan_doc_measure *indicator;   /* NULL: none */
    struct plan_doc_target target;
    const struct plan_doc_tramite *tramite;     /* NULL: its table is not of the SUIT format */
    struct vd_str schedule_kind, schedule_text;
    VD_LIST(struct plan_doc_responsible) responsibles;
    VD_LIST(struct plan_doc_window) windows;
    int64_t findings;
};

struct plan_doc_component {
    struct vd_str code, name, external_document, objective;
    plan_doc_indicators indicators;
    VD_LIST(struct plan_doc_activity) activities;
};

struct plan_doc_finding {
    struct vd_str code, severity, text, component, activity, place;
    struct vd_oint table, row, column;
    struct vd_str read, proposal, state;
};

typedef VD_LIST(struct plan_doc_finding) plan_doc_findings;

struct plan_doc_entity { struct vd_str slug, name; };
struct plan_doc_instrument { struct vd_str code, name, norm; };
struct plan_doc_counts { int64_t components, activities, windows, dated, impossible, unread, findings; };
struct plan_doc_source { struct vd_str file; int64_t bytes; struct vd_str sha256, reader; };

struct plan_doc_cell { struct vd_str place, field, text, reading, status; };

struct plan_doc_head {
    struct plan_doc_entity entity;
    struct plan_doc_instrument instrument;
    int64_t vigencia;
    struct vd_str title;
    int64_t version;
    struct vd_str state, licence;
};

struct plan_document {
    struct plan_doc_head head;
    struct plan_doc_counts counts;
    const struct plan_doc_source *source;       /* NULL: not imported */
    VD_LIST(struct plan_doc_component) components;
    plan_doc_indicators indicators;             /* of the whole plan */
    plan_doc_findings findings;
};

struct plan_component_document { struct plan_doc_head head; struct plan_doc_component component; plan_doc_findings findings; };

struct plan_activity_document {
    struct plan_doc_head head;
    struct vd_str component, component_name;
    struct plan_doc_activity activity;
    plan_doc_findings findings;
    VD_LIST(struct plan_doc_cell) cells;        /* of the source, that it was read from */
};

extern const struct vd_dataset plan_document_set, plan_component_document_set, plan_activity_document_set;

/* For a document of another feature that says more of an activity: struct x {struct plan_activity_document plan; …}, whose fields begin
 * with PLAN_ACTIVITY_FIELDS(struct x, plan.). */
extern const struct vd_dataset plan_doc_entity_set, plan_doc_instrument_set, plan_doc_activity_set, plan_doc_finding_set, plan_doc_cell_set;
extern const struct vd_code plan_state_codes[];
#define PLAN_DOC_HEAD(row, at) \
    VD_FIELD_OF(row, at head.entity, VD_F_OBJECT, &plan_doc_entity_set, "entity", "Entidad", "De quién es el plan"), \
    VD_FIELD_OF(row, at head.instrument, VD_F_OBJECT, &plan_doc_instrument_set, "instrument", "Instrumento", "Qué clase de plan es"), \
    VD_FIELD(row, at head.vigencia, VD_F_INT, "vigencia", "Vigencia", "Año del plan"), \
    VD_FIELD(row, at head.title, VD_F_TEXT, "title", "Título", "Título del plan"), \
    VD_FIELD(row, at head.version, VD_F_INT, "version", "Versión", "Número de la versión"), \
    VD_FIELD_CODE(row, at head.state, plan_state_codes, "state", "Estado", "Estado de la versión"), \
    VD_FIELD(row, at head.licence, VD_F_TEXT, "licence", "Licencia", "Licencia de los datos")
#define PLAN_DOC_FINDINGS(row, at) \
    VD_FIELD_OF(row, at findings, VD_F_LIST, &plan_doc_finding_set, "findings", "Hallazgos", "Lo que encontró la lectura del documento")
#define PLAN_ACTIVITY_FIELDS(row, at) \
    PLAN_DOC_HEAD(row, at), \
    VD_FIELD(row, at component, VD_F_TEXT, "component", "Componente", "Número del componente"), \
    VD_FIELD(row, at component_name, VD_F_TEXT, "component_name", "Nombre del componente", "Como lo escribe el plan"), \
    VD_FIELD_OF(row, at activity, VD_F_OBJECT, &plan_doc_activity_set, "activity", "Actividad", "Qué se prometió, cuánto, quién responde y cuándo"), \
    PLAN_DOC_FINDINGS(row, at), \
    VD_FIELD_OF(row, at cells, VD_F_LIST, &plan_doc_cell_set, "cells", "Celdas", "De dónde salió cada dato")

struct plan_document_in { struct vd_arena *arena; const struct plan *plan; struct vd_str entity_slug, entity_name; };
void plan_document_of(const struct plan_document_in *in, struct plan_document *ret);
void plan_component_document_of(const struct plan_document_in *in, const struct shown_component_row *component, struct plan_component_document *ret);
void plan_activity_document_of(const struct plan_document_in *in, const struct plan_activity *activity, const plan_cells *cells, struct plan_activity_document *ret);
#endif
