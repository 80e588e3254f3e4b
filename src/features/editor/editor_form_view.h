/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the page of one activity, from what was typed to what is shown. */
#ifndef EDITOR_FORM_VIEW_H
#define EDITOR_FORM_VIEW_H
#include "features/editor/editor_pages.h"

/* What is typed to fill the form, and is no part of the activity. */
struct editor_helping {
    struct vd_str accion;                             /* "fechas" "dependencia" "probar"; absent: save */
    struct vd_str repite, repite_desde, repite_hasta; /* months; days as they are typed */
    struct vd_str otro;                               /* a unit to add to the others */
    struct vd_str prueba_numerador, prueba_denominador;
};
void editor_form_fill(struct vd_req *rq, const struct editor_opened *opened, const struct editor_one *one, const struct editor_typed *typed, const struct editor_helping *help,
                      struct editor_form_view *view);
struct vd_str editor_option_text(const char *field, struct vd_str value); /* "percent" of "unidad" -> "Porcentaje"; else the value */

/* What a form was opened with, for it to carry: a person may write any of it, so nothing is gained by forging it. */
void editor_before_fill(struct vd_arena *arena, const struct editor_typed *before, struct editor_form_view *view);

/* Two people wrote one activity. What only one of them changed is taken from who changed it; what both changed is asked. */
struct editor_meeting {
    const struct editor_opened *opened;
    const struct editor_one *one;         /* as it stands now */
    const struct editor_typed **typed;    /* in: as the second typed it; out: with what only the first changed */
    const struct editor_typed **before;   /* in: as the second opened it; out: as it stands now */
    struct vd_str asked;                  /* fields that a page asked already: asked again */
};
/* The page is a 409. */
VD_MUST enum vd_err editor_conflict_fill(struct vd_req *rq, const struct editor_meeting *of, struct editor_form_view *view);
/* chosen: "ahora" in the fields that are to stay as they are stored, "usted" in those as typed. False: of one in asked ("meta,fechas,")
 * nothing was chosen, and rq->wrong says so. */
bool editor_conflict_choose(struct vd_req *rq, const struct editor_typed *now, const struct editor_typed *chosen, struct vd_str asked, struct editor_typed *typed);
#endif
