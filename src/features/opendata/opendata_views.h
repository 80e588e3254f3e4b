/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef OPENDATA_VIEWS_H
#define OPENDATA_VIEWS_H
#include "features/opendata/opendata_sets.h"

/* opendata_page.html: the installation */
struct opendata_set_view {
    const struct vd_dataset *shape;             /* NULL: a file, which has no columns of its own */
    struct vd_str title, about, anchor, rows;   /* rows: "16 columnas" */
    const char *forms;                          /* "Con .csv, .json o .xlsx al final" */
    VD_LIST(struct vd_str) addresses;
    opendata_columns columns;
};
struct opendata_page_view {
    struct vd_page page;
    VD_LIST(struct opendata_set_view) sets;
    opendata_items items;
    struct vd_forms dictionary;
};

/* opendata_entity.html */
struct opendata_group { struct vd_str title; opendata_items items; };
struct opendata_entity_view {
    struct vd_page page;
    struct vd_str of_entity;
    VD_LIST(struct opendata_group) groups;
    struct vd_forms forms;
};
#endif
