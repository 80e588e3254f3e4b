/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the pages of a version share. */
#ifndef EDITOR_PAGES_H
#define EDITOR_PAGES_H
#include "features/editor/editor_draft.h"
#include "features/editor/editor_views.h"
#include "features/editor/editor_write.h"
#include "features/events/events.h"

/* A version as a page sees it. */
struct editor_opened {
    struct life_version_row version;
    struct editor_rows rows;
    struct editor_units units;
    bool may_write;               /* the state lets rows be changed */
    events_proposals proposals;   /* made in spaces of participation of its plan */
};
VD_MUST enum vd_err editor_open(struct vd_req *rq, struct vd_str family, int64_t vigencia, int64_t no, struct editor_opened *ret);
/* "/pasto/trabajo/planes/plan/2027/1" and what follows, already safe for an address: "actividades/4.3.4". */
struct vd_url editor_url(struct vd_req *rq, const struct life_version_row *version, const char *rest);
struct editor_tabs editor_tabs_of(struct vd_req *rq, const struct life_version_row *version, const char *current);
struct vd_str editor_unit_name(const vd_units *units, int64_t id);
struct vd_str editor_part_name(struct vd_arena *arena, const struct editor_rows *rows, const struct row_component *component);
/* «1.1.3», and what the document calls it where that is otherwise: «1.1.3 (1.3 en el documento)». */
struct vd_str editor_activity_name(struct vd_arena *arena, const struct row_activity *row);
struct editor_finding_line editor_finding_line_of(const struct editor_finding *finding);
/* The proposals that gave rise to an activity. */
void editor_origins(struct vd_req *rq, const struct editor_opened *opened, int64_t key, editor_links *ret);
/* One activity, when this person may write it now; else the reason stands in rq->problem. */
VD_MUST enum vd_err editor_open_row(struct vd_req *rq, const struct editor_opened *opened, struct vd_str address, struct editor_one *ret);
struct staff_write *editor_write_of(struct vd_req *rq, const struct editor_opened *opened, const char *kind, staff_apply *apply, struct editor_asking *asking);

#define EDITOR_BASE "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}"
#endif
