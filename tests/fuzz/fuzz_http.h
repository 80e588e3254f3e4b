/* SPDX-License-Identifier: Apache-2.0 */
/* What the targets of a request share: the routes of the program itself, a route with every kind of form field, and what a typed input
 * must hold whatever was sent. */
#ifndef VD_FUZZ_HTTP_H
#define VD_FUZZ_HTTP_H
#include "fuzz.h"
#include "http/internal.h"

const struct http_router *fuzz_routes(void); /* of the program */
const struct http_router *fuzz_forms(void);  /* POST /radicar */
/* Fills the route's input and checks every declared parameter against its row; false: refused, with a reason. */
bool fuzz_fill(struct vd_arena *arena, const struct http_match *match, const struct http_fields *query, const struct http_fields *form);
#endif
