/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the form of an activity, as typed and as understood. Pure: the same reading judges it when it comes and again
 * when it is stored. */
#ifndef EDITOR_FORM_H
#define EDITOR_FORM_H
#include "features/editor/editor_rows.h"

/* As typed; absent: left empty. Members are named as the fields of the form. */
struct editor_typed {
    struct vd_str parte;       /* key of the component or of its part */
    struct vd_str codigo, descripcion, producto, meta, indicador, formula;
    struct vd_str unidad;      /* indicator.unit_kind; absent: as the goal says */
    struct vd_str sentido;     /* "mayor" "menor"; absent: as the goal says */
    struct vd_str fechas;      /* one window a line, as people write them */
    struct vd_str lider;       /* slug of the unit */
    struct vd_str lider_nuevo; /* name of one that the catalogue lacks */
    struct vd_str otros;       /* names, one a line */
};
struct editor_typed editor_typed_of(struct vd_arena *arena, const struct editor_one *one, const vd_units *units);

struct editor_wrong { const char *field; struct vd_str said; };
struct editor_understood {
    const struct row_component *component, *part; /* part NULL: hangs on the component itself */
    struct plan_target target;
    bool has_goal, lower_better;
    const char *unit_kind;
    struct vd_str indicator;   /* its name; absent: the activity has none */
    bool keeps_dates;          /* they say what they said: the rows stay */
    struct vd_str schedule;
    const char *schedule_kind;
    VD_LIST(struct plan_window) windows;
    struct vd_str lead_slug, lead_name; /* one of the two */
    VD_LIST(struct vd_str) others;
    VD_LIST(struct editor_wrong) wrongs; /* empty: it can be stored */
};
struct editor_reading { struct vd_arena *arena; const struct editor_rows *rows; const struct editor_one *one; int vigencia; };
void editor_understand(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *ret);
/* "Se lee: al menos 90 %.", and what was supposed; absent: there is no goal. */
struct vd_str editor_goal_said(struct vd_arena *arena, struct vd_str goal, struct vd_str indicator);
/* The indicator's own name: absent where it only repeats the product or the goal. */
struct vd_str editor_indicator_name(const struct editor_one *one);
#endif
