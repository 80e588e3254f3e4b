/* SPDX-License-Identifier: Apache-2.0 */
/* One act as the page and its data show it, and what the page says around them. */
#ifndef TRUST_VIEWS_H
#define TRUST_VIEWS_H
#include "features/site/site.h"

struct trust_act {
    int64_t seq;
    struct vd_str at;                            /* "2022-09-20T10:15:00-05:00" */
    int64_t instant;                             /* microseconds since 1970: what is hashed */
    struct vd_str kind, text, subject;           /* "plan.importado" "Se importó el plan" "PAAC 2022" or absent */
    struct vd_str seal, detail_hash, prev, hash; /* 64 digits each */
    struct vd_str when, short_hash;              /* page only */
};
typedef VD_LIST(struct trust_act) trust_acts;
extern const struct vd_dataset trust_acts_set;

/* The acts from .. to in words, oldest first. entity NULL: the installation's. */
VD_MUST enum vd_err trust_acts_of(struct vd_req *rq, struct vd_arena *arena, const struct vd_entity *entity, int64_t from, int64_t to, trust_acts *ret);

struct trust_head { struct vd_str name, hash; int64_t seq; struct vd_url url; };

/* trust_verify.html */
struct trust_verify_view {
    struct vd_page page;
    struct vd_str whose;        /* "de Alcaldía de Pasto", "de esta instalación" */
    int64_t seq;
    struct vd_str at, hash;     /* of the head */
    struct vd_str slug;         /* as `veedor verify` names it */
    struct vd_url json;
    struct vd_url checker;      /* tools/check-chain.py */
    struct vd_str checker_hash;
    struct vd_str json_address; /* with --url whole, else relative */
    VD_LIST(struct trust_head) heads; /* of the installation's page: each entity has a chain of its own */
    bool more_heads;            /* there are more than stand here */
    struct vd_forms forms;
    trust_acts acts;            /* newest first */
    struct vd_pager pages;
};
#endif
