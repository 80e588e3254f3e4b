/* SPDX-License-Identifier: Apache-2.0 */
/* The data that the routes declare, and where it is for one entity. */
#ifndef OPENDATA_SETS_H
#define OPENDATA_SETS_H
#include "features/plan/plan.h"
#include "features/site/site.h"

struct opendata_set {
    const struct site_data *data;  /* NULL: a file */
    const struct site_file *file;
    struct vd_str path;     /* "/{entidad}/{familia}/{vigencia}/ventanas": without suffix when it is a list */
    bool list;              /* csv, json and xlsx; else one JSON document, or file, at path */
};
struct vd_str opendata_set_title(const struct opendata_set *set);
struct vd_str opendata_set_about(const struct opendata_set *set);

typedef VD_LIST(struct opendata_set) opendata_sets;
/* In the order of the routes; only what anybody may open. */
void opendata_sets_of(struct vd_req *rq, opendata_sets *ret);

/* One of them at one address. */
struct opendata_item {
    struct vd_str title, about, of;              /* of: "PAAC 2022", or absent */
    struct vd_oint vigencia;
    struct vd_str csv, json, xlsx, ics, pdf;          /* addresses; a document has only json, a file only its own */
    vd_us at;                                    /* when it last changed */
    bool list;
    /* page only */
    struct vd_str anchor;                        /* "plan-2022-ventanas" */
    struct vd_forms forms;                       /* of a list */
    const char *form;                            /* of what is no list: "JSON" */
    struct vd_url file;
};
typedef VD_LIST(struct opendata_item) opendata_items;
extern const struct vd_dataset opendata_items_set;
/* Everything of an entity whose address a plan or the entity fills; NULL: what is of the whole installation. */
VD_MUST enum vd_err opendata_items_of(struct vd_req *rq, struct vd_arena *arena, const opendata_sets *sets, const struct vd_entity *entity, opendata_items *ret);

/* A row of the dictionary. */
struct opendata_column {
    struct vd_str set, address, heading, key, type, about, values; /* values: "alta: Alta; baja: Baja"; absent: not a closed set */
};
typedef VD_LIST(struct opendata_column) opendata_columns;
extern const struct vd_dataset opendata_columns_set;
/* Columns of a set; what stands inside of a field follows it: "windows[].starts". */
void opendata_columns_of(struct vd_arena *arena, const struct vd_dataset *set, struct vd_str address, opendata_columns *ret);
#endif
