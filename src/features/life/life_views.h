/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIFE_VIEWS_H
#define LIFE_VIEWS_H
#include "features/life/life.h"
#include "features/staff/staff.h"

/* life_list.html */
struct life_line { struct vd_str title, next, published; struct life_due due; struct vd_sem state; int64_t version; struct vd_url url; };
struct life_year { int64_t vigencia; VD_LIST(struct life_line) lines; };
struct life_list_view { struct vd_staff_page page; bool may_start; struct life_due unbegun; struct vd_url start, bring; VD_LIST(struct life_year) years; };

/* life_new.html */
struct life_new_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token;
    struct vd_url action, bring;
    struct vd_choices instrument, origin;
    struct vd_input vigencia;
};

/* life_version.html */
struct life_guard_view { struct vd_sem sem; struct vd_str said; struct vd_url page; }; /* page: where it is done; may be empty */
struct life_way_view {
    struct vd_str text, who, norm;
    VD_LIST(struct life_guard_view) guards;
    bool button, place, denied;        /* at most one: a form here; a page of its own; this person may not */
    struct vd_url to;
    struct vd_str token, state;
    bool main, danger, asked_first;    /* asked_first: the button leads to life_ask.html */
};
struct life_step_view { struct vd_str when, what, who, reason, act, signers, file; struct vd_url file_url; int64_t no; };
struct life_version_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, about, published, base;
    struct life_due due;
    struct vd_sem state;
    int64_t version, activities, errors;
    struct vd_url base_url, public_url;
    VD_LIST(struct vd_link) places;
    VD_LIST(struct life_way_view) ways;
    VD_LIST(struct life_step_view) steps;
};

/* life_ask.html */
struct life_ask_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str what, of, norm, state, token;  /* what: "Publicar"; norm may be absent */
    const char *happens;
    struct life_due due;
    int64_t activities;
    bool danger, asks_reason;
    struct vd_input reason;
    struct vd_url to, back;
};
#endif
