/* SPDX-License-Identifier: Apache-2.0 */
/* Entities beside each other on one method and one basis, from the figures kept of closed cut-offs. «Sin dato» is not zero: a row
 * without figure says why, and stands after those that have one. */
#ifndef FOLLOWUP_COMPARE_H
#define FOLLOWUP_COMPARE_H
#include "features/followup/followup_data.h"

struct followup_compare_asked {
    enum followup_method method;
    bool official;               /* verified of a cut-off published here, declared of one that was imported; else: */
    enum followup_basis basis;
    int64_t vigencia;            /* 0: of each entity its newest follow-up, else its newest plan */
    bool by_value;               /* greatest first; else by name */
};

struct followup_compared {
    struct vd_str entity, entity_name;
    struct vd_oint vigencia;     /* absent: the entity shows no plan, or none of that year */
    struct vd_str plan, family;  /* title; path word of the address */
    struct vd_date cut_on;       /* no date: no follow-up */
    struct vd_str method, basis;
    struct vd_oint percent;
    struct vd_str zone, numerator, denominator;
    struct vd_oint rows, left_out, unreported, supposed;
    struct vd_str absent;        /* "sin_plan" "sin_seguimiento" "sin_cifra"; absent when there is a figure */
};
typedef VD_LIST(struct followup_compared) followup_compareds;
extern const struct vd_dataset followup_compare_set;

/* Every entity once, in the order asked for. */
VD_MUST enum vd_err followup_compare(struct vd_db *db, struct vd_arena *arena, const struct followup_compare_asked *asked, followup_compareds *ret);
/* Years with follow-ups that are shown, newest first. */
VD_MUST enum vd_err followup_compare_years(struct vd_db *db, struct vd_arena *arena, followup_years *ret);
/* «Sin seguimiento» …: why there is no figure. */
const char *followup_compare_why(struct vd_str absent);
enum followup_zone followup_zone_named(struct vd_str name);

/* A percentage with its zone, to show; without one, why. */
struct followup_value_view { bool there; struct vd_bar bar; struct vd_sem sem; const char *why; };
struct followup_value_view followup_value_of(struct vd_arena *arena, struct vd_oint percent_u6, struct vd_str zone, const char *why);

/* A few entities beside each other for the home, count and mean on the official basis; in the order of names. */
struct followup_beside {
    struct vd_str entity, slug;
    struct vd_str family;        /* path word of the plan compared; absent: it shows none */
    struct vd_url url;           /* of the follow-up; of the plan without one; of the entity without plan */
    struct vd_oint vigencia;
    struct vd_str cut_on;        /* "31/12/2017" */
    struct followup_value_view m1, m2;
};
typedef VD_LIST(struct followup_beside) followup_besides;
VD_MUST enum vd_err followup_beside_of(struct vd_db *db, struct vd_arena *arena, followup_besides *ret);
struct vd_url followup_compared_url(struct vd_arena *arena, const struct followup_compared *row);

/* ---- the follow-ups of one entity, newest first: two methods on the official basis */
struct followup_past {
    int64_t vigencia, plan_id;
    struct vd_str plan, family;
    struct vd_date cut_on, publish_by, published_on, registered_on; /* the last three of one made here */
    struct vd_str proof;         /* where it was published on an earlier day than registered_on; absent: here */
    struct vd_str state, basis;  /* "publicado" "importado"; "verified" "declared" */
    struct vd_oint m1, m2;
    struct vd_str zone_m1, zone_m2;
    struct vd_oint rows, fulfilled, unreported, left_out; /* of M1 */
};
typedef VD_LIST(struct followup_past) followup_pasts;
extern const struct vd_dataset followup_past_set;
/* family empty: of all. */
VD_MUST enum vd_err followup_past_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, followup_pasts *ret);
struct vd_url followup_cut_url(struct vd_arena *arena, struct vd_str slug, const struct followup_past *past); /* "/sopo/plan/2017/seguimiento?corte=2017-12-31" */
/* «De 41 actividades que debían estar hechas, 31 se cumplieron del todo (75,61 %).»; absent: there is no count. */
struct vd_str followup_past_said(struct vd_arena *arena, const struct followup_past *past);
struct followup_published { bool imported; struct vd_date publish_by, published_on, registered_on; struct vd_str proof; };
/* «Publicado el 18 de mayo de 2026, 3 días tarde»; of a day before the one it was registered on, that day too and what proves it; of one that
 * was imported: that it was. */
struct vd_str followup_published_said(struct vd_arena *arena, const struct followup_published *of);
struct vd_str followup_past_published(struct vd_arena *arena, const struct followup_past *past);
#endif
