/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: one activity as it stands today, and whether it is going to be late. Pure: no clock, no data base. */
#ifndef PROGRESS_RULES_H
#define PROGRESS_RULES_H
#include "features/agenda/agenda.h"
#include "features/monitoring/monitoring.h"

struct progress_facts {
    const struct monitoring_line *line; /* as its reports stood; progress by today */
    const struct agenda_promise *promises; /* of the activity, by day */
    size_t n;
    int vigencia;
};
struct progress_stand {
    enum followup_state state;
    struct followup_warning warning;
    struct vd_date due;          /* that the warning speaks of, else the next; no date: none is known */
    mpq_ptr percent;             /* of what is asked by that day; NULL: no value */
    mpq_srcptr paced;            /* what the warning's pace is of: of periods that add up, only the one that runs; NULL: no value */
};
struct progress_stand progress_stand_of(struct vd_arena *arena, const struct progress_facts *facts, struct vd_date today);
/* «Vence en 3 días, el 24 de noviembre de 2026, y nadie ha reportado avance.»; absent: it is not going to be late. */
struct vd_str progress_warning_said(struct vd_arena *arena, const struct progress_stand *stand);
#endif
