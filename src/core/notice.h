/* SPDX-License-Identifier: Apache-2.0 */
/* What a person is told at work: a sentence and where it leads. It waits in the menu until it is read, and goes by mail with the others of
 * the day at the start of the next working day (Bogotá), unless it was read before or the person wants no mail. */
#ifndef VD_NOTICE_H
#define VD_NOTICE_H
#include "core/mail.h"
#include "core/rights.h"

/* All of these in a job or a change. */
struct vd_notice { int64_t entity_id; struct vd_str said, path; };   /* path: "/pasto/trabajo/…" */
/* "/pasto/trabajo/" and what is below, which is written as addresses are. */
VD_MUST enum vd_err vd_notice_path(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str below, struct vd_str *ret);
/* Whoever has several rights is told the same thing of one moment once. */
VD_MUST enum vd_err vd_notice_put(struct vd_db *db, struct vd_arena *arena, const struct vd_notice *notice, int64_t person_id, vd_us now);
/* To everybody who has the right today, but `but` (0: nobody). unit absent: whatever their unit is. */
VD_MUST enum vd_err vd_notice_put_right(struct vd_db *db, struct vd_arena *arena, const struct vd_notice *notice, const char *right, struct vd_oint unit, int64_t but, vd_us now);
/* Those up to number `upto`. */
VD_MUST enum vd_err vd_notice_read(struct vd_db *db, int64_t entity_id, int64_t person_id, int64_t upto, vd_us now);

struct vd_notice_row { int64_t id; struct vd_str said, path; vd_us created_at; bool read; };
typedef VD_LIST(struct vd_notice_row) vd_notices;
VD_MUST enum vd_err vd_notice_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t person_id, vd_notices *ret);
VD_MUST enum vd_err vd_notice_unread(struct vd_db *db, int64_t entity_id, int64_t person_id, int64_t *ret);

/* A message was given up: who manages the people of its entity is told, but whoever it was for. */
VD_MUST enum vd_err vd_notice_bounced(struct vd_db *db, struct vd_arena *arena, const struct vd_mail_out *mail, const struct vd_mail_settled *settled, vd_us now);

/* Are the notices of a person mailed too? Yes, unless the person chose otherwise. */
VD_MUST enum vd_err vd_notice_mailed(struct vd_db *db, struct vd_arena *arena, int64_t person_id, bool *ret);
/* Inside a change of entity 0 (event avisos.elegidos). */
VD_MUST enum vd_err vd_notice_choose(struct vd_change *change, int64_t person_id, bool mailed);

/* ---- the mail of a morning */
/* What is told before this instant goes by mail today; 0: not today, or not yet. */
vd_us vd_notice_morning(vd_us now);
VD_MUST enum vd_err vd_notice_to_mail(struct vd_db *db, vd_us before);     /* VD_NOT_FOUND: nothing */
/* One person's mail. VD_NOT_FOUND: nobody has any left. url: public address of the installation. */
VD_MUST enum vd_err vd_notice_mail_next(struct vd_db *db, struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], struct vd_str url, vd_us before, vd_us now);
#endif
