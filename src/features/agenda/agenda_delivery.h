/* SPDX-License-Identifier: Apache-2.0 */
/* Deliveries that come back, n of something by a day: each begins with all of its obligations. */
#ifndef AGENDA_DELIVERY_H
#define AGENDA_DELIVERY_H
#include "features/agenda/agenda.h"
#include "features/agenda/agenda.sql.h"

struct agenda_delivering {
    struct vd_str title, cadence, norm;     /* cadence: of law/cadences.csv, or "fechas"; norm may be absent */
    int64_t unit_id;
    struct vd_oint receiver_id, inventory_row;
    struct vd_oint plan_id, activity_key;   /* the activity that promises it; absent: it stands alone */
    struct agenda_rhythm rhythm;            /* of "fechas" only from and to */
    VD_LIST(struct vd_date) days;           /* of "fechas", in order */
    bool needs_evidence;
};
/* What it asks for, before it is written. VD_INVALID: no rhythm, more than 600, or nothing at all. */
VD_MUST enum vd_err agenda_delivery_periods(struct vd_arena *arena, const struct agenda_delivering *of, agenda_periods *ret);

/* All three inside a change. */
VD_MUST enum vd_err agenda_delivery_put(struct vd_change *change, const struct agenda_delivering *of, int64_t *ret_id);
/* Nothing that falls due after today is asked any more. VD_CONFLICT: it was ended before. */
VD_MUST enum vd_err agenda_delivery_end(struct vd_change *change, int64_t delivery_id, struct vd_str reason);
struct agenda_handing { int64_t delivery_id, obligation_id, person_id; struct vd_date on; struct vd_str evidence; }; /* evidence: an address, a number, the name of a file */
/* VD_CONFLICT: it was handed in, or is asked no more. VD_NOT_FOUND: it is of another delivery. VD_INVALID: before its period begins. */
VD_MUST enum vd_err agenda_delivery_hand(struct vd_change *change, const struct agenda_handing *of);

/* ---- how it goes. Of those not cancelled. */
struct agenda_count { int64_t expected, delivered, late, missing; };   /* late: of the delivered; missing: due and not there */
struct agenda_going { struct agenda_delivery_row row; agenda_period_rows periods; struct agenda_count count; };
typedef VD_LIST(struct agenda_going) agenda_goings;
VD_MUST enum vd_err agenda_deliveries(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_date today, agenda_goings *ret);
VD_MUST enum vd_err agenda_delivery_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t id, struct vd_date today, struct agenda_going *ret);
enum agenda_state agenda_period_state(const struct agenda_period_row *row, struct vd_date today);
#endif
