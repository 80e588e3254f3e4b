/* SPDX-License-Identifier: Apache-2.0 */
/* The filters of a follow-up's activities: the same parameters for the page and its lists. */
#ifndef FOLLOWUP_FILTER_H
#define FOLLOWUP_FILTER_H
#include "features/followup/followup_data.h"

struct followup_filter { struct vd_str component, zone, state; }; /* absent or "todas": all */

extern const char *const followup_filter_zones[], *const followup_filter_states[]; /* end with NULL */
const char *followup_filter_zone_word(const char *zone);    /* "Alta" */
const char *followup_filter_state_word(const char *state);  /* "Las que no coinciden" */
bool followup_filter_is_all(struct vd_str chosen);

/* The zone shown of a row: of what was verified, else recomputed, else declared; absent: it has none. */
struct vd_str followup_row_zone(const struct followup_activity_data *row);
followup_activities followup_filtered(struct vd_arena *arena, const struct followup_document *doc, const struct followup_filter *filter);
#endif
