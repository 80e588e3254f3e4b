/* SPDX-License-Identifier: Apache-2.0 */
/* Links that the entity publishes: which they are, whether they work, and since when. A thread of app/ asks each once a day. */
#ifndef LINKS_H
#define LINKS_H
#include <sys/socket.h>
#include "core/core.h"
#include "http/http.h"

struct links_one {
    struct vd_str url;
    struct vd_str about;          /* what it stands in: a component, a text, a document */
    struct vd_str path_word, slug; /* of the plan, or of the document */
    int64_t vigencia;
    bool was_checked, works;
    vd_us checked_at, since;
    struct vd_str why;
};
typedef VD_LIST(struct links_one) links_all;
/* Each once, in the order of what they stand in; at most LINKS_MOST. */
enum { LINKS_MOST = 1000 };
VD_MUST enum vd_err links_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, links_all *ret);

/* The http and https links of a text, as they stand in it, without the punctuation behind them. */
typedef VD_LIST(struct vd_str) links_urls;
void links_in(struct vd_arena *arena, struct vd_str text, links_urls *ret);

/* May the server ask there for a stranger's sake? False for this machine, private networks and whatever is not the open internet: who
 * writes a link must not see with the server's eyes (SSRF). */
bool links_address_is_open(const struct sockaddr *address);

/* ---- the daily round. Which links are due: never asked, or a day ago. */
struct links_due { int64_t entity_id; struct vd_str url; };
typedef VD_LIST(struct links_due) links_dues;
VD_MUST enum vd_err links_due_of(struct vd_db *db, struct vd_arena *arena, vd_us now, size_t most, links_dues *ret);
/* Outside the chain, in a job of the writer. why absent: it works. */
struct links_answer { int64_t entity_id; struct vd_str url; vd_us at; int64_t status; struct vd_str why; };
VD_MUST enum vd_err links_note(struct vd_db *db, struct vd_arena *arena, const struct links_answer *answer);

extern const struct vd_route links_routes[];
#endif
