/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of an import show. Filled by plan_batch_view.c. */
#ifndef PLAN_BATCH_VIEWS_H
#define PLAN_BATCH_VIEWS_H
#include "features/plan/plan_batch.h"
#include "html/html.h"

struct batch_tab_view { struct vd_str name, count; struct vd_url url; bool current; };

/* A piece of the source: the headings, the row of the finding and those that go on with it. */
struct batch_cell_view { struct vd_str text; bool hit, extra; };  /* extra: left out where it is narrow */
struct batch_line_view { VD_LIST(struct batch_cell_view) cells; };

struct batch_finding_view {
    struct vd_str severity, word, place, anchor, code; /* 'mid' "Aviso" "tabla 1, fila 25, columna 7" "h1" */
    struct vd_str fact, why, norm, proposal, activity, read;
    struct vd_url url;                                 /* of the activity */
    struct vd_str caption;                             /* of the cells */
    int64_t number;
    VD_LIST(struct batch_cell_view) heads;
    VD_LIST(struct batch_line_view) lines;
};

struct batch_change_view {
    struct vd_str activity, kind;                      /* "1.2 Revisar el mapa" "Nueva" */
    VD_LIST(struct plan_diff_field) fields;
};

struct batch_head_view {
    struct vd_page page;
    struct vd_str title, sub;                          /* "Lote 7 · pasto-2022.docx · …" */
    bool undone;
    struct vd_url plan, csv, json;
    struct vd_str activities, cells, cells_note, findings, tables_note;
    struct vd_str errors, warnings, notes;             /* "1 error"; empty: none */
    VD_LIST(struct batch_tab_view) tabs;
};

/* plan_batch_page.html */
struct batch_page_view {
    struct batch_head_view head;
    VD_LIST(struct batch_finding_view) findings;
    struct vd_str none;                                /* what to say when there is no finding */
    struct vd_str changes_caption;                     /* empty: nothing to compare with, or another tab than the first */
    VD_LIST(struct batch_change_view) changes;
};

/* plan_batch_cells.html */
struct batch_table_view { struct vd_str name, taken_for, why, count; struct vd_url url; bool current; };
struct batch_read_view { struct vd_str place, field, raw, reading, status, activity; struct vd_url url, correct; bool flag; };
struct batch_cells_view {
    struct batch_head_view head;
    VD_LIST(struct batch_table_view) tables;
    VD_LIST(struct batch_tab_view) statuses;           /* filters of the cells */
    struct vd_forms these;                             /* the cells that the page shows; head.csv has those of all tables */
    struct vd_str caption;
    struct vd_str none;                                /* what to say when there is no cell */
    VD_LIST(struct batch_read_view) cells;
};

struct batch_view_in {
    struct vd_arena *arena;
    const struct plan_batch *batch;
    struct vd_url plan, base;    /* "/pasto/plan/2022", "/pasto/plan/2022/importacion/7" */
    bool unstored;               /* of what is not public: no activity has a page, no cell an address of its data */
    struct vd_url correct;       /* page that corrects a cell; empty: none does */
    struct vd_str severity, status; /* the filters, of findings and of cells; absent: all */
};
void plan_batch_page_fill(const struct batch_view_in *in, struct batch_page_view *view);
void plan_batch_cells_fill(const struct batch_view_in *in, int64_t table, struct batch_cells_view *view);

/* Pieces of these pages, for the page of another feature. */
struct vd_html plan_batch_source_html(struct vd_arena *arena, const struct batch_finding_view *finding);
struct vd_html plan_batch_read_html(struct vd_arena *arena, const struct batch_cells_view *cells);
struct vd_html plan_batch_changes_html(struct vd_arena *arena, const struct batch_page_view *page); /* empty: nothing to compare with */

/* ---- parts of the filling */
struct vd_url plan_batch_cell_url(struct vd_arena *arena, struct vd_url page, struct plan_place place); /* "…/celda?tabla=1&fila=3&columna=6" */
void plan_batch_source_fill(const struct batch_view_in *in, const struct batch_finding_row *f, struct batch_finding_view *view);
struct vd_str plan_batch_upper(struct vd_arena *arena, struct vd_str text); /* its first letter, when it is one of a to z */
#endif
