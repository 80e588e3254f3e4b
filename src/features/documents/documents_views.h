/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef DOCUMENTS_VIEWS_H
#define DOCUMENTS_VIEWS_H
#include "features/documents/documents_store.h"
#include "features/staff/staff.h"

/* documents_work.html */
struct documents_work_line { struct vd_str title, kind, review; int64_t versions; struct vd_sem state, due; struct vd_url url; };
struct documents_work_view { struct vd_staff_page page; bool may; struct vd_url add; struct vd_str overdue; VD_LIST(struct documents_work_line) lines; };

/* documents_new.html */
struct documents_fields { struct vd_input title, about, review, file, changes, act_no, act_on, signers; struct vd_choices kind, act_kind, secrecy; };
struct documents_new_view { struct vd_staff_page page; struct vd_wrongs_said wrongs; struct vd_str token; struct vd_url action; struct documents_fields in; };

/* documents_one.html and documents_public.html */
struct documents_edition_view {
    int64_t no;
    struct vd_str act, signers, changes, added;  /* "Resolución 12 del 3 de marzo de 2026" */
    bool is_public, is_reserved;
    struct vd_files_shown file;
    struct vd_str token;
    struct vd_url move;                          /* to publish it, or to stop */
};
typedef VD_LIST(struct documents_edition_view) documents_editions;
struct documents_one_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, kind, about, review, token_add, token_change, seen;
    struct vd_sem due;
    bool may_write, may_change, may_publish; /* may_change: what is public already, only who publishes */
    struct vd_url add, change, public_url;
    struct documents_fields in;
    documents_editions editions;
    VD_LIST(struct vd_link) places;              /* of other features, on this document */
};

struct documents_public_row { struct vd_str title, kind, act, published, file, url_text, hash; int64_t version; struct vd_date review; struct vd_url url; };
typedef VD_LIST(struct documents_public_row) documents_public_rows;
/* documents_public_list.html */
struct documents_public_list_view { struct vd_page page; struct vd_str of_entity; struct vd_forms forms; documents_public_rows rows; };
/* documents_public.html */
struct documents_public_view { struct vd_page page; struct vd_str title, kind, about, review; bool overdue; documents_editions editions; };

/* ---- what they share: documents_say.c */
struct vd_sem documents_due(struct vd_arena *arena, struct vd_str review_on, struct vd_date today);      /* its word NULL: nothing to say */
struct vd_str documents_day(struct vd_arena *arena, struct vd_str iso);                                  /* "3 de marzo de 2026"; absent stays absent */
struct vd_str documents_act(struct vd_arena *arena, const struct documents_version_row *version);        /* absent: no act adopts it */
extern const struct vd_choice documents_act_kinds[];  /* ends with value absent */
/* For staff all of them, for the public those that are. */
void documents_editions_fill(struct vd_req *rq, struct vd_str slug, const documents_versions *versions, bool is_public, documents_editions *ret);
#endif
