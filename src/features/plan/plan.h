/* SPDX-License-Identifier: Apache-2.0 */
/* Anticorruption plans: what other features and the edge may use. */
#ifndef PLAN_H
#define PLAN_H
#include "features/plan/plan_store.h"
#include "html/html.h"
#include "http/http.h"

extern const struct vd_route plan_routes[]; /* plan_pages.c */

/* The drawn year of a plan with its table, for a page of another feature; empty when no window has a date. */
struct vd_html plan_year_block(struct vd_arena *arena, const struct plan *plan, struct vd_date today);
#endif
