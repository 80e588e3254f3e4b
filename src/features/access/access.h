/* SPDX-License-Identifier: Apache-2.0 */
/* Who may see or change one thing, and why: a version of a plan, an activity, a contribution, an account. The same rules as the pages
 * themselves: roles and rights of law/, the unit of the row, the state of the version, the guards of its next steps. */
#ifndef ACCESS_H
#define ACCESS_H
#include "http/http.h"

extern const struct vd_route access_routes[];
/* For life_places: the page of a version. */
#define ACCESS_PLACE {"Quién puede", "derechos", "derechos.ver", NULL}
#endif
