/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AGENDA_VIEWS_H
#define AGENDA_VIEWS_H
#include "features/agenda/agenda_delivery.h"
#include "features/staff/staff.h"

/* Where a thing that is due stands: of an activity its page and its report, of a delivery its page. act: empty, nothing to do there for this person. */
struct agenda_way { struct vd_url url, act; const char *word; };

/* agenda_part.html */
struct agenda_line {
    struct vd_str iso, title, meta, address;
    int64_t day;
    const char *month, *kind;
    struct vd_sem sem;
    struct agenda_way way;
};
struct agenda_part { struct vd_str title, id; VD_LIST(struct agenda_line) lines; };

/* agenda_month.html */
struct agenda_month_view {
    struct vd_staff_page page;
    struct vd_str title, said, month;
    struct vd_url action, feed;
    struct vd_link before, after;
    struct vd_choices whose, unit, plan;
    agenda_plan_rows plans;
    struct vd_str year_name;
    int64_t year_total, year_done, year_late, year_overdue;
    struct vd_strip_figure year;
    struct agenda_part part, cuts;
};

/* agenda_deliveries.html */
struct agenda_delivery_line { struct vd_str title, unit, said; struct vd_url url; struct agenda_count count; struct vd_sem sem; };
struct agenda_deliveries_view { struct vd_staff_page page; struct vd_forms forms; struct vd_url add; bool may_add; VD_LIST(struct agenda_delivery_line) lines; };

/* agenda_delivery_form.html */
struct agenda_delivery_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token;
    struct vd_url action;
    int64_t row;                    /* of the inventory; 0: none */
    VD_LIST(struct vd_link) examples;
    struct vd_input title, day, from, to, days, norm;
    struct vd_choices activity, unit, receiver, cadence, due, evidence; /* activity.of.n 0: no plan in force */
};

/* agenda_delivery.html */
struct agenda_period_line { struct vd_str label, due, delivered, registered /* another day than delivered; empty: the same */, by, evidence; struct vd_url evidence_url; VD_LIST(struct vd_link) files; struct vd_sem sem; };
struct agenda_delivery_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, said, unit, receiver, norm, ended, hand_token, end_token;
    struct agenda_count count;
    struct vd_url hand, end;
    bool may_hand, may_end;
    struct vd_link activity;            /* that promises it; text absent: none */
    struct vd_choices which, classification;
    struct vd_input on, evidence, file, reason;
    VD_LIST(struct agenda_period_line) periods;
};

/* agenda_feed.html */
struct agenda_feed_view { struct vd_staff_page page; struct vd_str since, token; bool made; VD_LIST(struct vd_link) addresses; };

/* ---- what the pages share */
/* How it stands, in words: "Vencida hace 14 d". */
struct vd_sem agenda_sem(struct vd_arena *arena, enum agenda_state state, struct vd_date due, struct vd_date today);
/* "primer cuatrimestre · 1 informe · Planeación" */
struct vd_str agenda_meta(struct vd_arena *arena, const struct agenda_obligation *o);
struct agenda_way agenda_way_of(struct vd_arena *arena, const struct vd_who *who, const struct agenda_obligation *o);
struct agenda_line agenda_line_of_mark(struct vd_req *rq, struct vd_str entity, const struct agenda_mark *mark);
struct agenda_line agenda_line_of(struct vd_req *rq, const struct agenda_obligation *o);
/* "Cada mes, el quinto día hábil del mes siguiente" */
struct vd_str agenda_rhythm_said(struct vd_arena *arena, struct vd_str cadence, struct vd_str due, int64_t n);
#endif
