/* SPDX-License-Identifier: Apache-2.0 */
#ifndef UNITS_VIEWS_H
#define UNITS_VIEWS_H
#include "features/staff/staff.h"

/* units_list.html */
struct units_line { struct vd_str name, abbrev, line, from, to; struct vd_url url; };
struct units_process_line { struct vd_str name, unit, from, to; struct vd_url url; };
struct units_list_view {
    struct vd_staff_page page;
    VD_LIST(struct units_line) units;
    VD_LIST(struct units_process_line) processes;
    struct vd_url add, add_process;
};

/* units_unit.html: a new one, or one that is there */
struct units_alias_line { struct vd_str fold; bool by_person; };
struct units_act { struct vd_str text, at; int64_t seq; };
struct units_unit_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, token, hash, stored;   /* stored: what stands now, when another person changed it meanwhile */
    struct vd_url action;
    struct vd_input name, abbrev, from, to;
    struct vd_choices line, parent;
    bool is_new;
    VD_LIST(struct units_alias_line) aliases;
    struct vd_str add_token, drop_token, join_token;
    struct vd_url add, drop, join;
    struct vd_input alias;
    struct vd_choices other;
    VD_LIST(struct units_act) acts;
};

/* units_process.html */
struct units_process_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, token;
    struct vd_url action;
    struct vd_input name, from, to;
    struct vd_choices unit;
};

/* What the forms of this folder share. */
/* Two dates in order; wrong ones are said. */
VD_MUST enum vd_err units_dates(struct vd_req *rq, struct vd_str from, struct vd_str to, struct vd_str *ret_from, struct vd_str *ret_to);
struct vd_str units_dmy(struct vd_arena *arena, struct vd_str iso);
/* Units of the entity to choose from, but one (0: all). */
VD_MUST enum vd_err units_choices(struct vd_req *rq, struct vd_choices *choices, int64_t but, struct vd_str chosen);
/* By slug, or by id, of a choice; VD_NOT_FOUND. */
VD_MUST enum vd_err units_chosen(struct vd_req *rq, struct vd_str slug, int64_t *ret_id);
#endif
