/* SPDX-License-Identifier: Apache-2.0 */
/* Tests only: a small plan in memory, and a desk on which its pages and documents are written and looked at. */
#ifndef PLAN_SHOW_TESTING_H
#define PLAN_SHOW_TESTING_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/base.h"
#include "features/plan/plan_document.h"
#include "features/plan/plan_views.h"

struct desk {
    struct vd_arena *arena;
    struct vd_buf out;
};
int desk_open(void **state);
int desk_close(void **state);
#define DESK(fn) cmocka_unit_test_setup_teardown(fn, desk_open, desk_close)
bool has(const struct desk *d, struct vd_str text);
bool has_c(const struct desk *d, const char *text);

/* Two components (the second is in another document) and two activities: 1.4.1 with two windows, of which one has an impossible end, and
 * two responsibles; 1.f2 with one window that ends the year after. Ids begin with 9870 and must be shown nowhere. */
void small_plan(struct vd_arena *arena, struct plan *plan);

void write_page(struct desk *d, const struct plan *plan, const struct shown_component_row *component); /* NULL: all components */
void write_activity(struct desk *d, const struct plan *plan, const char *address);
void write_document(struct desk *d, const struct plan *plan); /* JSON of the whole plan */
#endif
