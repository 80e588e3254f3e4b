/* SPDX-License-Identifier: Apache-2.0 */
/* A follow-up as data: one shape for the page, its lists (CSV, JSON, XLSX), its document and `veedor compliance --format json`.
 * Keys are stable. Percentages are rounded half up to two decimals; "exact" holds the fraction they come from. */
#ifndef FOLLOWUP_DATA_H
#define FOLLOWUP_DATA_H
#include "features/followup/followup_store.h"
#include "html/html.h"
#include "office/dataset.h"

/* What is asked of a sheet: bit by method and by basis. */
struct followup_question { struct vd_str entity_name, slug; int64_t vigencia; unsigned methods, bases; };
enum { FOLLOWUP_EVERY_METHOD = (1 << FOLLOWUP_METHODS) - 1, FOLLOWUP_EVERY_BASIS = (1 << FOLLOWUP_BASES) - 1 };

struct followup_zones { int64_t alta, media, baja; };   /* rows that count, by their own zone */

struct followup_figure_data {
    struct vd_str method, basis;
    struct vd_oint percent;                             /* millionths of a percent point, two decimals */
    struct vd_str exact, numerator, denominator;        /* "3564/41"; absent without figure */
    struct vd_str zone, absent;                         /* one of them */
    int64_t rows, left_out, unreported, supposed;
    struct followup_zones zones;
};
typedef VD_LIST(struct followup_figure_data) followup_figures;

struct followup_component_data { struct vd_str code, name; followup_figures figures; };

struct followup_value_data { struct vd_str basis; struct vd_oint percent; struct vd_str exact, zone, place; bool capped; };

struct followup_activity_data {
    int64_t row;                                        /* in the order of the sheet, from 1 */
    struct vd_str activity, component, component_name, description, counted, achieved_text, declared_text;
    struct vd_oint achieved, target;
    struct vd_str unit, reading;
    int64_t windows, ended;                             /* with a last day; of them, those that ended by the cut-off */
    VD_LIST(struct followup_value_data) values;         /* bases asked for that have values */
    struct vd_oint percents[FOLLOWUP_BASES];            /* the same, a column a basis */
    struct vd_oint difference;                          /* recomputed − declared */
    struct vd_str zones[FOLLOWUP_BASES], places[FOLLOWUP_BASES];
    struct vd_str remarks, unit_name;                   /* unit: that leads; absent: none */
    struct vd_str verdict, nonconformity, difference_reason; /* of Control Interno; absent: it said none */
    bool lacks_evidence;                                /* asked, and none accepted: not fulfilled in M1 */
    bool differs;                                       /* a value lies more than half a point from the declared one */
};
typedef VD_LIST(struct followup_activity_data) followup_activities;

struct followup_disagreement_data { int64_t row; struct vd_str activity, description; struct vd_oint declared, recomputed; };

struct followup_about {
    struct vd_date cutoff, sheet_date, publish_by, published_on;
    struct vd_str state;
    struct vd_oint printed_mean;
    struct vd_str official_basis;
    int64_t activities;
};

struct followup_document {
    struct vd_str entity, entity_name;
    int64_t vigencia;
    struct vd_str plan;
    struct followup_about about;
    followup_figures figures;                           /* method by method, in each basis by basis */
    VD_LIST(struct followup_component_data) components;
    followup_activities activities;
    VD_LIST(struct followup_disagreement_data) disagreements;
    struct vd_str none, message;                        /* of a plan without follow-up: absent, «Sin dato» */
};

/* followup_none_set: the document of a plan without follow-up, "followup" null and a message. */
/* Closed sets of these and of the compared entities. */
extern const struct vd_code followup_method_codes[], followup_basis_codes[], followup_zone_codes[], followup_cutoff_codes[];
extern const struct vd_code followup_verdict_codes[]; /* what Control Interno concludes of a row, in the order of the semáforo */

extern const struct vd_dataset followup_document_set, followup_none_set, followup_activities_set;

struct followup_sides { struct followup_side by[FOLLOWUP_BASES]; };
struct followup_sides followup_sides_of(struct vd_arena *arena, const struct followup_sheet *sheet);

/* Decided: verified of a cut-off that was frozen; before that reviewed, else declared, named as such; of imported history declared. */
enum followup_basis followup_official_of(const struct followup_sheet *sheet);

/* The same rows grouped otherwise: the marks of its sides stay good for them. */
enum followup_by { FOLLOWUP_BY_COMPONENT, FOLLOWUP_BY_SUBCOMPONENT, FOLLOWUP_BY_UNIT, FOLLOWUP_BYS };
typedef VD_LIST(struct vd_str) followup_names;
struct followup_grouped { struct followup_input input; followup_names names; };
struct followup_grouped followup_grouped_by(struct vd_arena *arena, const struct followup_sheet *sheet, enum followup_by by);

struct followup_document followup_document_of(struct vd_arena *arena, const struct followup_sheet *sheet, const struct followup_question *question);
/* Millionths of a percent point, two decimals, half up; NULL: absent. */
struct vd_oint followup_percent_u6(struct vd_arena *arena, mpq_srcptr percent);

/* ---- words: followup_words.c */
const char *followup_basis_word(enum followup_basis basis);            /* "Declarado" */
const char *followup_basis_lower(enum followup_basis basis);           /* "declarado" */
struct vd_sem followup_verdict_sem(struct vd_str verdict);             /* of Control Interno: «Incumplida» */
const char *followup_method_word(enum followup_method method);         /* "M1. Conteo de cumplidas: …" */
const char *followup_method_short(enum followup_method method);        /* "Conteo de cumplidas" */
const char *followup_divided_words(enum followup_method method);       /* "actividades cumplidas ÷ actividades programadas" */
const char *followup_absent_words(const struct followup_figure *figure); /* why there is no figure */
/* «Debía estar hecha por las primeras 11 de sus 12 fechas …»; absent: all of its dates had come, or none. */
struct vd_str followup_due_by(struct vd_arena *arena, const struct followup_activity_data *row);
const char *followup_place_words(enum followup_place place);           /* why a row does not count; NULL: it does */
const char *followup_zone_compared(enum followup_zone zone);           /* "es menor que 60" */
struct vd_sem followup_zone_sem(enum followup_zone zone);              /* «Alta», «Media», «Baja» */
const char *followup_zone_words(enum followup_zone zone);              /* «Alta (verde)», «Media (amarilla)», «Baja (roja)» */
/* What is divided, never rounded alone: "3564", "5387,21", "844,33 (exacto: 2533/3)". */
struct vd_str followup_number_text(struct vd_arena *arena, mpq_srcptr value);
struct vd_str followup_plain_text(struct vd_arena *arena, mpq_srcptr value); /* "844,33", "3564": where the exact value stands elsewhere */
struct vd_str followup_percent_text(struct vd_arena *arena, mpq_srcptr percent); /* "86,93 %" */
/* "50,00 puntos menos"; empty: one is missing, or they lie at most half a point apart. */
struct vd_str followup_apart_text(struct vd_arena *arena, mpq_srcptr declared, mpq_srcptr other);
struct vd_str followup_quantity_text(struct vd_arena *arena, struct vd_str unit, struct vd_oint u6); /* "50 %", "2" */
#endif
