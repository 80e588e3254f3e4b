/* SPDX-License-Identifier: Apache-2.0 */
/* Who answers for an activity, read from the text of its cell. Pure. The first one named leads. */
#ifndef PLAN_PEOPLE_H
#define PLAN_PEOPLE_H
#include "features/plan/cells/plan_cells.h"

struct plan_person {
    struct vd_str raw;           /* its part of the cell, as written, squeezed */
    struct vd_str name;          /* without abbreviation in brackets nor final dot: "Oficina de Planeación de Gestión Institucional" */
    struct vd_str alias;         /* its abbreviation: "OPGI"; absent when none is said */
    const char *kind;            /* 'unit' 'group' («Todas las secretarías») 'role' («Gestores de integridad»)
                                    'conditional' («Dependencia responsable del evento») */
    enum plan_certainty status;
    bool lead;
};

struct plan_people {
    struct vd_str raw;           /* squeezed; absent when the cell is empty */
    VD_LIST(struct plan_person) list; /* in the order of the text; empty: nobody is named */
    struct plan_verdict verdict;
};

void plan_people_read(struct vd_arena *arena, struct vd_str text, struct plan_people *ret);
#endif
