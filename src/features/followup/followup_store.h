/* SPDX-License-Identifier: Apache-2.0 */
/* A follow-up as it is read back: one cut-off of a plan, row by row in the order of the plan. Ids and keys stay in here. */
#ifndef FOLLOWUP_STORE_H
#define FOLLOWUP_STORE_H
#include "features/followup/followup.sql.h"
#include "features/followup/followup_rules.h"

struct followup_component { struct vd_str code, name; };

struct followup_sheet {
    int64_t cutoff;                                 /* id; 0: not stored */
    bool there;                                     /* false: the plan has no follow-up; only its title is known */
    struct vd_str title;                            /* of the plan */
    struct vd_date cut_on, sheet_on;                /* official; as the sheet bears it (no date: it bears none) */
    struct vd_oint printed_mean;                    /* millionths of a percent point */
    struct vd_str state;                            /* "importado" "abierto" "congelado" "publicado" */
    struct vd_date publish_by, published_on;        /* of one made here */
    struct vd_str frozen_head;                      /* 32 bytes: of the chain just before it was frozen; absent: not frozen here */
    vd_us frozen_at;
    VD_LIST(struct followup_line_row) lines;
    VD_LIST(struct followup_component) components;  /* those with activities; followup_row.group is the index */
    struct followup_input input;                    /* the same rows, for the rules */
};

struct followup_which {
    int64_t entity_id, vigencia;
    struct vd_str family;                           /* path word; absent: of any family */
    bool shown;                                     /* only what the public may see: no drafts, nothing unpublished */
    struct vd_date cut_on;                          /* no date: the latest */
};
/* VD_NOT_FOUND: the entity has no plan of that year. Without a day: the latest that was closed. */
VD_MUST enum vd_err followup_sheet_get(struct vd_db *db, struct vd_arena *arena, const struct followup_which *which, struct followup_sheet *ret);
/* Only lines, components and input, into an empty sheet. */
VD_MUST enum vd_err followup_lines_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff, struct followup_sheet *sheet);

/* One line more, into a sheet: components in the order in which they come. */
void followup_line_add(struct vd_arena *arena, struct followup_sheet *sheet, const struct followup_line_row *line);

/* Every cut-off of a plan by its day, also those that the public may not read yet: followup_cut_is_public. Of two of one day the public one. */
typedef VD_LIST(struct followup_cut_row) followup_cut_list;
VD_MUST enum vd_err followup_cut_list_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, followup_cut_list *ret);
bool followup_cut_is_public(const struct followup_cut_row *cut);
/* Corrections that were appended to a cut-off, in their order. */
typedef VD_LIST(struct followup_note_row) followup_notes;
VD_MUST enum vd_err followup_notes_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff, followup_notes *ret);
/* The first day on which the plan was published; no date: it is of history. */
VD_MUST enum vd_err followup_begun_on(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, struct vd_date *ret);

/* Figures of closed cut-offs, stored when they close: followup_figures.c. */
struct vd_change;
struct vd_verify_report;
VD_MUST enum vd_err followup_figures_put(struct vd_change *change, int64_t cutoff);
/* Works them all out again: what differs is named in the report. Inside a read transaction. */
VD_MUST enum vd_err followup_figures_verify(struct vd_db *db, struct vd_arena *arena, struct vd_verify_report *report);
typedef VD_LIST(int64_t) followup_years;
VD_MUST enum vd_err followup_years_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, followup_years *ret);
#endif
