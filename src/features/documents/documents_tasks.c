/* SPDX-License-Identifier: Apache-2.0 */
/* Documents whose review is due. */
#include "features/documents/documents_store.h"

enum vd_err documents_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    documents_rows all = {0};
    if (!vd_who_may(who, "documentos.escribir"))
        return VD_OK;
    VD_TRY(documents_of(db, arena, who->entity.id, &all));
    VD_EACH(d, &all) {
        struct vd_date due;
        if (!d->review_on.n || !vd_date_from_iso(d->review_on, &due) || vd_date_days(due) - vd_date_days(today) > STAFF_TASK_SOON)
            continue;
        *VD_PUSH(arena, list) = (struct staff_task){.due = due, .title = d->title, .about = VD_S("Toca revisar este documento"), .button = "Revisar",
            .url = vd_url_path(arena, vd_str_c(arena, who->entity.slug), "trabajo", "documentos", vd_str_c(arena, d->slug), NULL)};
    }
    return VD_OK;
}
