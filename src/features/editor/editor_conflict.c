/* SPDX-License-Identifier: Apache-2.0 */
/* Two people wrote one activity: both versions beside each other, field by field, for the second to choose. */
#include "features/editor/editor_form_view.h"

static struct vd_str ago(struct vd_req *rq, vd_us at)
{
    int64_t minutes = (rq->now - at) / 60000000;
    if (minutes < 1)
        return VD_S("hace menos de un minuto");
    if (minutes < 60)
        return vd_str_printf(rq->arena, minutes == 1 ? "hace %" PRId64 " minuto" : "hace %" PRId64 " minutos", minutes);
    return vd_str_printf(rq->arena, "el %.*s", VD_SARG(vd_es_instant(rq->arena, at)));
}

static struct vd_str part_named(struct vd_req *rq, const struct editor_opened *opened, struct vd_str typed)
{
    int64_t key = 0;
    const struct row_component *c = vd_str_i64(typed, &key) ? editor_component(&opened->rows, key) : NULL;
    return c ? editor_part_name(rq->arena, &opened->rows, c) : typed;
}

static struct vd_str unit_named(const struct editor_opened *opened, struct vd_str slug)
{
    VD_EACH(u, &opened->units.all)
        if (vd_str_eq(u->slug, slug))
            return u->name;
    return slug;
}

static struct vd_str in_words(struct vd_req *rq, const struct editor_opened *opened, const struct editor_field *field, struct editor_typed *typed)
{
    struct vd_str value = *editor_field_in(typed, field);
    if (strcmp(field->name, "parte") == 0)
        return part_named(rq, opened, value);
    return strcmp(field->name, "lider") == 0 ? unit_named(opened, value) : editor_option_text(field->name, value);
}

/* What both left empty is not told. */
static void compare(struct vd_req *rq, const struct editor_opened *opened, struct editor_typed now, struct editor_typed typed, struct editor_form_view *view)
{
    for (const struct editor_field *f = editor_fields; f->name; f++) {
        struct vd_str a = in_words(rq, opened, f, &now), b = in_words(rq, opened, f, &typed);
        if (a.n || b.n)
            *VD_PUSH(rq->arena, &view->differences) = (struct editor_difference){f->name, vd_str_of(f->label), a, b, !vd_str_eq(vd_str_squeeze(rq->arena, a), vd_str_squeeze(rq->arena, b))};
    }
}

enum vd_err editor_conflict_fill(struct vd_req *rq, const struct editor_opened *opened, const struct editor_one *one, const struct editor_typed *typed, struct editor_form_view *view)
{
    struct editor_changed last;
    const struct editor_typed now = editor_typed_of(rq->arena, one, &opened->units.all);
    enum vd_err err = editor_last_change(rq->db, rq->arena, opened->version.entity_id, one->row.key, &last);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    view->conflict = err == VD_OK ? vd_str_printf(rq->arena, "%.*s cambió esta actividad %.*s", VD_SARG(last.person), VD_SARG(ago(rq, last.at))) :
                                    VD_S("Otra persona cambió esta actividad");
    compare(rq, opened, now, *typed, view);
    return VD_OK;
}

void editor_conflict_choose(const struct editor_typed *now, const struct editor_typed *chosen, struct editor_typed *typed)
{
    struct editor_typed of = *chosen, stands = *now;
    for (const struct editor_field *f = editor_fields; f->name; f++)
        if (vd_str_is(*editor_field_in(&of, f), "ahora"))
            *editor_field_in(typed, f) = *editor_field_in(&stands, f);
}
