/* SPDX-License-Identifier: Apache-2.0 */
/* What every public page shares: the entity of the address, the page around the contents, the chain's head in the footer; and with
 * site_data.h the forms of public data. */
#ifndef SITE_H
#define SITE_H
#include "core/core.h"
#include "features/site/site_data.h"
#include "html/html.h"
#include "http/http.h"

/* The entity named in the address; VD_NOT_FOUND leaves a sentence for the person.
 * Once it is found, the error pages of the request lead to it. */
VD_MUST enum vd_err site_entity(struct vd_req *rq, struct vd_str slug, struct vd_entity *ret);

/* Fills everything of the page but breadcrumb and nav_current, and the answer's Last-Modified. entity NULL: the installation. */
VD_MUST enum vd_err site_page(struct vd_req *rq, const struct vd_entity *entity, struct vd_str title, struct vd_page *ret);
void site_crumb(struct vd_req *rq, struct vd_page *page, struct vd_str text, struct vd_url url);

/* "/pasto", or with a word "/pasto/plan". */
struct vd_url site_url(struct vd_req *rq, const struct vd_entity *entity, const char *word);

/* "/pasto/escudo/1a2b…": the image's address changes with it. Empty: the entity has no shield. */
struct vd_profile;
struct vd_url site_shield_url(struct vd_arena *arena, struct vd_str entity_slug, const struct vd_profile *profile);

/* The address with the installation's public one (--url) before it; where none is set it stays relative, for the reader to resolve:
 * the Host of a request is whatever its sender wrote, and answers are kept. */
struct vd_url site_absolute(struct vd_req *rq, struct vd_url url);

/* 302: the address stays the one to remember, because what it leads to may change. */
VD_MUST enum vd_err site_redirect(struct vd_req *rq, struct vd_url to);
#endif
