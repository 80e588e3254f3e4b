/* SPDX-License-Identifier: Apache-2.0 */
/* What a request would change, and whether its kind and the rules of the editor let it. Pure over the rows that it reads: the page asks
 * before the change and the change asks again. */
#include "features/amendment/amendment_request.h"

const struct amendment_plan_changes *amendment_kind_of(struct vd_str code)
{
    for (size_t i = 0; i < amendment_plan_changes_n; i++)
        if (vd_str_eq(amendment_plan_changes[i].code, code))
            return &amendment_plan_changes[i];
    return NULL;
}

bool amendment_kind_has(const struct amendment_plan_changes *kind, struct vd_str field)
{
    struct vd_str rest = kind->fields, one;
    while (vd_str_split(&rest, ' ', &one))
        if (vd_str_eq(one, field))
            return true;
    return false;
}

bool amendment_same(struct vd_arena *arena, struct vd_str a, struct vd_str b) { return vd_str_eq(vd_str_squeeze(arena, a), vd_str_squeeze(arena, b)); }

struct judging {
    struct vd_arena *arena;
    const struct amendment_asking *of;
    const struct amendment_plan_changes *kind;
    struct amendment_judged *ret;
};

static void wrong(const struct judging *in, const char *field, struct vd_str said)
{
    *VD_PUSH(in->arena, &in->ret->wrongs) = (struct editor_wrong){field, said};
}

static void add_field(const struct judging *in, const struct editor_field *field, struct vd_str old, struct vd_str new)
{
    const struct amendment_field_row row = {vd_str_of(field->name), old.n ? old : (struct vd_str){0}, new.n ? new : (struct vd_str){0}};
    *VD_PUSH(in->arena, &in->ret->fields) = row;
    if (!amendment_kind_has(in->kind, row.field))
        wrong(in, field->name, vd_str_printf(in->arena, "Eligió «%.*s», y eso no cambia este dato. Déjelo como estaba o elija otra clase de cambio", VD_SARG(in->kind->text)));
}

/* A window that ended and would no longer be there. */
static enum vd_err judge_late(const struct judging *in, struct vd_db *db, struct editor_at at, struct vd_str dates, struct vd_date today)
{
    amendment_window_rows windows = {0};
    VD_TRY(amendment_window_all(db, in->arena, at.entity_id, at.version_id, at.key, &windows));
    VD_EACH(w, &windows) {
        struct vd_date due;
        bool ended = vd_date_from_iso(w->due_on, &due) && vd_date_days(due) < vd_date_days(today);
        in->ret->is_late |= ended && vd_str_find(dates, vd_date_dmy(in->arena, due)) < 0;
    }
    return VD_OK;
}

enum vd_err amendment_judge(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct amendment_asking *of, struct vd_date today, struct amendment_judged *ret)
{
    const struct editor_at at = {entity_id, of->version_id, of->activity_key};
    const struct judging in = {arena, of, amendment_kind_of(of->kind), ret};
    struct editor_typed now, after;
    editor_wrongs wrongs = {0};
    *ret = (struct amendment_judged){0};
    VD_TRY(editor_typed_now(db, arena, at, &now));
    if (!in.kind || vd_str_is(of->kind, "agregar") != !of->activity_key) {
        wrong(&in, "clase", VD_S("Elija qué pide"));
        return VD_OK;
    }
    after = now;
    for (const struct editor_field *field = editor_fields; field->name; field++) {
        struct editor_typed typed = of->typed;
        struct vd_str *old = editor_field_in(&now, field), *new = editor_field_in(&typed, field);
        if (amendment_same(arena, *old, *new))
            continue;
        add_field(&in, field, *old, *new);
        *editor_field_in(&after, field) = *new;
        if (strcmp(field->name, "fechas") == 0)
            VD_TRY(judge_late(&in, db, at, *new, today));
    }
    if (vd_str_is(of->kind, "retirar"))
        return VD_OK;
    if (!ret->fields.n)
        wrong(&in, "clase", VD_S("Lo que escribió es lo que ya dice el plan: cambie algo, o elija retirar la actividad"));
    VD_TRY(editor_judge(db, arena, at, &after, &wrongs));
    VD_EACH(w, &wrongs)
        *VD_PUSH(arena, &ret->wrongs) = *w;
    return VD_OK;
}
