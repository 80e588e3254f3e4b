/* SPDX-License-Identifier: Apache-2.0 */
/* The log of a plan's changes: what each version in force says otherwise than the one before it. It is read from the versions
 * themselves, so that nothing that changed is missing; the requests add the kind and the motive. */
#include "features/amendment/amendment_log.h"
#include "features/amendment/amendment_request.h"

/* Fields of the comparison (plan_diff.h) that a kind of change is made of. */
static bool are_all(const struct plan_diff_row *row, const char *const *labels)
{
    VD_EACH(field, &row->fields) {
        bool known = false;
        for (const char *const *label = labels; *label; label++)
            known |= vd_str_is(field->label, *label);
        if (!known)
            return false;
    }
    return row->fields.n > 0;
}

static struct vd_str kind_of(const struct plan_diff_row *row, const struct amendment_request_row *only)
{
    static const char *const dates[] = {"Fechas", "Ventanas", NULL}, *const words[] = {"Número", "Actividad", "Producto", "Indicador", "Fórmula del indicador", NULL};
    if (row->kind != PLAN_DIFF_CHANGED)
        return row->kind == PLAN_DIFF_ADDED ? VD_S("agregar") : VD_S("retirar");
    if (are_all(row, dates))
        return VD_S("reprogramar");
    return only && vd_str_is(only->kind, "corregir") && are_all(row, words) ? VD_S("corregir") : VD_S("cambiar");
}

/* The motives of the requests for this activity, or that of the modification. */
static void explain(struct vd_arena *arena, const amendment_requests *requests, struct amendment_logged *entry)
{
    const struct amendment_request_row *only = NULL;
    size_t n = 0;
    VD_EACH(r, requests) {
        if (!entry->row.address.n || !vd_str_eq(r->address, entry->row.address))
            continue;
        only = n++ ? NULL : r;
        entry->motive = entry->motive.n ? vd_str_printf(arena, "%.*s %.*s", VD_SARG(r->motive), VD_SARG(entry->motive)) : r->motive;
        entry->is_late |= r->is_late;
    }
    entry->kind = kind_of(&entry->row, only);
    if (!entry->motive.n)
        entry->motive = entry->version->motive;
}

static enum vd_err log_version(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct amendment_version_row *base, const struct amendment_version_row *v, amendment_log *ret)
{
    struct plan_diff diff;
    amendment_requests requests = {0};
    VD_TRY(amendment_compare(db, arena, entity_id, base->id, v->id, &diff));
    VD_TRY(amendment_request_all(db, arena, entity_id, 0, v->id, &requests));
    VD_EACH(part, &diff.parts)
        *VD_PUSH(arena, &diff.rows) = *part;
    VD_EACH(row, &diff.rows) {
        struct amendment_logged *entry = VD_PUSH(arena, ret);
        *entry = (struct amendment_logged){.version = v, .row = *row};
        explain(arena, &requests, entry);
    }
    return VD_OK;
}

enum vd_err amendment_log_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const amendment_versions *versions, amendment_log *ret)
{
    amendment_log log = {0};
    VD_EACH(v, versions) {
        const struct amendment_version_row *base = amendment_base_in(versions, v);
        if (base)
            VD_TRY(log_version(db, arena, entity_id, base, v, &log));
    }
    *ret = log;
    return VD_OK;
}
