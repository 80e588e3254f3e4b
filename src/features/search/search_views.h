/* SPDX-License-Identifier: Apache-2.0 */
/* What search_page.html shows, and a row of the same answers as data. */
#ifndef SEARCH_VIEWS_H
#define SEARCH_VIEWS_H
#include "features/search/search_rules.h"
#include "features/search/search_store.h"
#include "html/html.h"
#include "office/dataset.h"

struct search_tab { struct vd_str name, count; struct vd_url url; bool current; };
struct search_hit {
    struct vd_str kind, entity;      /* entity: empty where the title says it */
    int64_t vigencia;                /* 0: none */
    struct vd_url url;
    search_pieces title, body;
};
struct search_page_view {
    struct vd_page page;
    struct vd_str text, slug, type;  /* as asked */
    struct vd_str entity;            /* empty: all of them */
    struct vd_url everywhere;        /* the same words in all the entities */
    struct vd_str said;              /* "31 resultados"; empty: nothing was asked */
    struct vd_str none, advice;      /* instead of hits */
    VD_LIST(struct search_tab) tabs;
    VD_LIST(struct search_hit) hits;
    struct vd_pager pages;
    struct vd_forms forms;
    bool cut;                        /* only the first words were looked for */
    bool late;                       /* the index does not hold all that is shown */
};

struct search_row { struct vd_str kind, entity, name, title, text, url; struct vd_oint vigencia; };
extern const struct vd_dataset search_set;
struct search_row search_row_of(const struct search_shown *shown);
#endif
