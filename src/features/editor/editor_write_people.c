/* SPDX-License-Identifier: Apache-2.0 */
/* Who answers for an activity: the unit that leads it, and the others. */
#include "features/editor/editor_write.h"

static const struct row_responsible *responsible_of(const struct editor_one *one, int64_t unit_id)
{
    VD_EACH(r, &one->responsibles)
        if (r->unit_id == unit_id)
            return r;
    return NULL;
}

/* A new unit is written by who writes the whole plan; the others name one that is there. */
static enum vd_err find_other(struct editor_writing *w, struct vd_str name, int64_t *ret_unit)
{
    vd_units units = {0};
    struct vd_str wanted = vd_fold(w->arena, name);
    if (editor_may_all(&w->who))
        return vd_unit_resolve(w->change, name, ret_unit) == VD_OK ? VD_OK : staff_refuse(w->write, VD_INVALID, "«%.*s» no es el nombre de una dependencia.", VD_SARG(name));
    VD_TRY(vd_unit_list(vd_change_db(w->change), w->arena, w->version.entity_id, &units));
    VD_EACH(unit, &units)
        if (vd_str_eq(vd_fold(w->arena, unit->name), wanted) || (unit->abbrev.n && vd_str_eq(vd_fold(w->arena, unit->abbrev), wanted))) {
            *ret_unit = unit->id;
            return VD_OK;
        }
    return staff_refuse(w->write, VD_INVALID, "La entidad no tiene la dependencia «%.*s». Elija una de la lista, o pida a planeación que la agregue.", VD_SARG(name));
}

static enum vd_err find_lead(struct editor_writing *w, const struct editor_understood *u, int64_t *ret_unit)
{
    vd_units units = {0};
    if (u->lead_name.n) {
        if (!editor_may_all(&w->who))
            return staff_refuse(w->write, VD_DENIED, "Elija una de sus dependencias: las nuevas las escribe quien escribe todo el plan.");
        return vd_unit_resolve(w->change, u->lead_name, ret_unit);
    }
    VD_TRY(vd_unit_list(vd_change_db(w->change), w->arena, w->version.entity_id, &units));
    VD_EACH(unit, &units)
        if (vd_str_eq(unit->slug, u->lead_slug)) {
            *ret_unit = unit->id;
            return VD_OK;
        }
    return staff_refuse(w->write, VD_INVALID, "La dependencia líder ya no está en la lista: elija otra.");
}

struct answering { int64_t unit_id; struct vd_str raw; };
typedef VD_LIST(struct answering) answerings;

static void add_answering(struct editor_writing *w, answerings *list, int64_t unit_id, struct vd_str raw)
{
    const struct row_responsible *known = responsible_of(&w->one, unit_id);
    VD_EACH(a, list)
        if (a->unit_id == unit_id)
            return;
    *VD_PUSH(w->arena, list) = (struct answering){unit_id, known ? known->raw : raw};
}

/* From the last to the first, so that there are never two leads. */
static enum vd_err put_answering(struct editor_writing *w, const answerings *list, int64_t activity)
{
    const editor_responsibles *old = &w->one.responsibles;
    VD_EACH(r, old)
        if (r->ord > (int64_t)list->n)
            VD_TRY(vd_change_remove(w->change, &T_responsible, r));
    for (size_t i = list->n; i-- > 0;) {
        struct row_responsible row = {.entity_id = w->version.entity_id, .version_id = w->version.id, .activity_key = activity, .ord = (int64_t)i + 1,
            .unit_id = list->v[i].unit_id, .raw = list->v[i].raw, .is_lead = i == 0};
        const struct row_responsible *before = NULL;
        VD_EACH(r, old)
            before = r->ord == row.ord ? r : before;
        VD_TRY(editor_put(w, &T_responsible, before, &row));
    }
    return VD_OK;
}

enum vd_err editor_put_people(struct editor_writing *w, const struct editor_understood *u, int64_t activity)
{
    answerings list = {0};
    int64_t lead = 0;
    struct vd_str name;
    VD_TRY(find_lead(w, u, &lead));
    if (!editor_may_row(&w->who, lead))
        return staff_refuse(w->write, VD_DENIED, "Usted escribe las actividades que lidera su dependencia: elíjala como líder.");
    VD_TRY(vd_unit_name(vd_change_db(w->change), w->arena, w->version.entity_id, lead, &name));
    add_answering(w, &list, lead, name);
    VD_EACH(other, &u->others) {
        int64_t unit = 0;
        VD_TRY(find_other(w, *other, &unit));
        add_answering(w, &list, unit, *other);
    }
    return put_answering(w, &list, activity);
}
