/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AGENDA_VIEWS_H
#define AGENDA_VIEWS_H
#include "features/agenda/agenda_delivery.h"
#include "features/staff/staff.h"

/* agenda_part.html */
struct agenda_line {
    struct vd_str iso, title, meta, address;
    int64_t day;
    const char *month, *kind;
    struct vd_sem sem;
    struct vd_url url, act;         /* act empty: nothing to do here for this person */
    const char *act_word;
};
struct agenda_part { struct vd_str title, id; VD_LIST(struct agenda_line) lines; struct vd_link more; };

/* agenda_home.html */
struct agenda_post { struct vd_str role, line, unit; };
struct agenda_bar { struct vd_str title; struct vd_url url; struct vd_bar bar; };
struct agenda_home_view {
    struct vd_staff_page page;
    struct vd_str name, today, until;
    int64_t late, month, done, asked;
    struct vd_bar bar;
    VD_LIST(struct agenda_part) parts;
    struct vd_url whole, deliveries, notices;
    VD_LIST(struct agenda_bar) going;
    VD_LIST(struct vd_link) unread;
    VD_LIST(struct agenda_post) posts;
};

/* agenda_month.html */
struct agenda_month_view {
    struct vd_staff_page page;
    struct vd_str title, said, month;
    struct vd_url action, feed;
    struct vd_link before, after;
    struct vd_choices whose, unit;
    struct agenda_part part;
};

/* agenda_deliveries.html */
struct agenda_delivery_line { struct vd_str title, unit, said; struct vd_url url; struct agenda_count count; struct vd_sem sem; };
struct agenda_deliveries_view { struct vd_staff_page page; struct vd_url add; bool may_add; VD_LIST(struct agenda_delivery_line) lines; };

/* agenda_delivery_form.html */
struct agenda_delivery_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token;
    struct vd_url action;
    int64_t row;                    /* of the inventory; 0: none */
    VD_LIST(struct vd_link) examples;
    struct vd_input title, day, from, to, days, norm;
    struct vd_choices unit, receiver, cadence, due, evidence;
};

/* agenda_delivery.html */
struct agenda_period_line { struct vd_str label, due, delivered, by, evidence; struct vd_url evidence_url; struct vd_sem sem; };
struct agenda_delivery_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, said, unit, receiver, norm, ended, hand_token, end_token;
    struct agenda_count count;
    struct vd_url hand, end;
    bool may_hand, may_end;
    struct vd_choices which;
    struct vd_input on, evidence, reason;
    VD_LIST(struct agenda_period_line) periods;
};

/* agenda_feed.html */
struct agenda_feed_view { struct vd_staff_page page; struct vd_str since, token; bool made; VD_LIST(struct vd_link) addresses; };

/* ---- what the pages share */
/* How it stands, in words: "Vencida hace 14 d". */
struct vd_sem agenda_sem(struct vd_arena *arena, enum agenda_state state, struct vd_date due, struct vd_date today);
struct agenda_line agenda_line_of(struct vd_req *rq, const struct agenda_obligation *o);
/* "Cada mes, el quinto día hábil del mes siguiente" */
struct vd_str agenda_rhythm_said(struct vd_arena *arena, struct vd_str cadence, struct vd_str due, int64_t n);
#endif
