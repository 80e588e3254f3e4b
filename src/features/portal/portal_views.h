/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef PORTAL_VIEWS_H
#define PORTAL_VIEWS_H
#include "features/consultation/consultation.h"
#include "features/followup/followup.h"
#include "features/plan/plan.h"

/* portal_home.html */
struct portal_card {
    struct vd_str entity;
    struct vd_url url;
    struct vd_str plan, follow, state;   /* title; empty: it shows none yet */
    int64_t activities;
    struct plan_windows_said windows;
    struct vd_str slug;
    plan_heads plans;                    /* all it shows */
};
/* An entity beside the others, with what is known of the plan compared. */
struct portal_compared {
    struct followup_beside figures;
    struct vd_oint activities;           /* absent: it shows no plan */
    struct vd_str since;                 /* "21/11/2026": when the plan came into Veedor */
};
struct portal_home_view {
    struct vd_page page;
    struct vd_str text;              /* that was looked for; empty: all */
    int64_t entities;                /* all there are; 0: the installation is empty */
    struct vd_str whole;             /* "1.103" */
    bool with_form;                  /* one that asks for entities: they are many, or it was asked */
    struct vd_str none;              /* what to say without cards */
    VD_LIST(struct portal_card) cards;
    struct vd_pager pages;
    struct vd_forms forms;           /* all the entities as data */
    VD_LIST(struct portal_compared) compared; /* when they are few: empty otherwise */
    bool many;                       /* too many to stand on the home: they have their page */
};

/* portal_entity.html */
struct portal_plan { struct vd_str title, note; struct vd_url url, followup; }; /* followup empty: it has none */
/* How the last follow-up ended, on the official basis. */
struct portal_followup {
    struct vd_url url;               /* empty: none of its plans has one */
    struct vd_str plan, cut_iso, cut_words, said, published; /* said: in plain words; empty: there is no count */
    struct vd_oint rows;             /* activities that count */
    struct followup_value_view m1, m2;
    bool made;                       /* here: its official figure is the count */
};
struct portal_entity_view {
    struct vd_page page;
    struct vd_str entity, slug;
    bool has_plan, against_corruption;   /* the newest plan is not of another family */
    struct vd_str title, follow, state;  /* of the newest plan */
    int64_t vigencia, activities, components;
    struct plan_windows_said windows;
    struct vd_url calendar, units;   /* of the newest plan; who answers in all of them */
    struct vd_url plan_url, all_url; /* all_url: with all the activities */
    struct plan_year year;
    plan_tabs components_list;
    VD_LIST(struct portal_plan) plans;  /* all of them */
    bool several;                       /* more than one */
    struct vd_url followups;            /* of all its plans; empty: it has none */
    struct portal_followup last;
    struct consultation_nows consulted; /* what may be contributed to now */
};

/* portal_entry.html: one of the three fixed entries */
struct portal_link { struct vd_str text, note; struct vd_url url; };
struct portal_block { struct vd_str title; VD_LIST(struct portal_link) links; };
struct portal_entry_view {
    struct vd_page page;
    struct vd_str title, lead;
    VD_LIST(struct portal_block) blocks;
    struct vd_str missing, why;  /* what is not here yet; empty: nothing to say */
    struct vd_url way_out;
    struct vd_str way_out_text;
};
#endif
