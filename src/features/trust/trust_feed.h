/* SPDX-License-Identifier: Apache-2.0 */
/* News as Atom (RFC 4287). What an entry is known by comes from its event's hash: the same whatever the address of the site,
 * and without a number from inside. */
#ifndef TRUST_FEED_H
#define TRUST_FEED_H
#include "features/site/site.h"

/* Leaves the newest 50 in the answer. owner NULL: of all entities. */
VD_MUST enum vd_err trust_feed(struct vd_req *rq, const struct vd_entity *owner);
#endif
