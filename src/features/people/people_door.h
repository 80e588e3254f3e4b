/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the pages before the sign-in share. */
#ifndef PEOPLE_DOOR_H
#define PEOPLE_DOOR_H
#include "core/tries.h"
#include "features/people/people_views.h"

enum { PEOPLE_TRIES_MOST = 30, PEOPLE_TRIES_SECONDS = 600, PEOPLE_BACK_MOST = STAFF_BACK_MOST };

struct people_door people_door_of(struct vd_req *rq, struct vd_str title);
/* Only a path of this server: "//other.site" and "/\other.site" are addresses of others. */
struct vd_str people_safe_back(struct vd_str back);
/* Whose tries at the door: the address's, or, in a browser that the person signed in with before, the browser's own. */
void people_door_tries(struct vd_req *rq, struct vd_str email, struct vd_tries *ret);
struct vd_str people_locked_words(struct vd_req *rq, vd_us until);
/* What was typed as a code, as far as reading shows: whether it was used before is seen when it is stored. */
struct people_code { bool by_application, by_paper; int64_t step; unsigned char paper[32]; };
VD_MUST enum vd_err people_code_look(struct vd_req *rq, int64_t person_id, struct vd_str typed, struct people_code *ret);
/* 303 to the page that asks for the code. */
VD_MUST enum vd_err people_ask_code(struct vd_req *rq, struct vd_str back);
#endif
