/* SPDX-License-Identifier: Apache-2.0 */
/* What an activity says, as a form has it, for features that ask for a change of it. */
#include "features/editor/editor_form.h"
#include "features/editor/editor_form_view.h"

const struct editor_field *editor_field_named(struct vd_str name)
{
    for (const struct editor_field *field = editor_fields; field->name; field++)
        if (vd_str_is(name, field->name))
            return field;
    return NULL;
}

struct opened { struct life_version_row version; struct editor_rows rows; struct editor_one one; };

static enum vd_err open_at(struct vd_db *db, struct vd_arena *arena, struct editor_at at, struct opened *ret)
{
    struct opened opened = {0};
    VD_TRY(life_get(db, arena, at.entity_id, at.version_id, &opened.version));
    VD_TRY(editor_rows_read(db, arena, at.entity_id, at.version_id, &opened.rows));
    if (at.key)
        VD_TRY(editor_one_with(arena, &opened.rows, at.key, &opened.one));
    *ret = opened;
    return VD_OK;
}

enum vd_err editor_typed_now(struct vd_db *db, struct vd_arena *arena, struct editor_at at, struct editor_typed *ret)
{
    struct opened opened;
    vd_units units = {0};
    VD_TRY(open_at(db, arena, at, &opened));
    VD_TRY(vd_unit_list(db, arena, at.entity_id, &units));
    *ret = at.key ? editor_typed_of(arena, &opened.one, &units) : (struct editor_typed){0};
    return VD_OK;
}

void editor_newly_wrong(struct vd_arena *arena, const struct editor_typed *was, const struct editor_typed *typed, editor_wrongs *wrongs)
{
    editor_wrongs left = {0};
    bool same_goal = vd_str_eq(was->meta, typed->meta) && vd_str_eq(was->unidad, typed->unidad);
    VD_EACH(w, wrongs)
        if (!same_goal || strcmp(w->field, "meta") != 0)
            *VD_PUSH(arena, &left) = *w;
    *wrongs = left;
}

static bool is_unit(const vd_units *units, struct vd_str slug)
{
    VD_EACH(u, units)
        if (vd_str_eq(u->slug, slug))
            return true;
    return false;
}

enum vd_err editor_judge(struct vd_db *db, struct vd_arena *arena, struct editor_at at, const struct editor_typed *typed, editor_wrongs *ret)
{
    struct opened opened;
    struct editor_understood u;
    struct editor_typed was;
    vd_units units = {0};
    VD_TRY(editor_typed_now(db, arena, at, &was));
    VD_TRY(open_at(db, arena, at, &opened));
    const struct editor_reading reading = {arena, &opened.rows, &opened.one, (int)opened.version.vigencia};
    editor_understand(&reading, typed, &u);
    if (at.key)
        editor_newly_wrong(arena, &was, typed, &u.wrongs);
    VD_TRY(vd_unit_list(db, arena, at.entity_id, &units));
    if (typed->lider.n && !is_unit(&units, typed->lider))
        *VD_PUSH(arena, &u.wrongs) = (struct editor_wrong){"lider", VD_S("Elija una dependencia de la lista")};
    *ret = u.wrongs;
    return VD_OK;
}

/* ---- words */

static struct vd_str unit_named(const vd_units *units, struct vd_str slug)
{
    VD_EACH(u, units)
        if (vd_str_eq(u->slug, slug))
            return u->name;
    return slug;
}

enum vd_err editor_value_said(struct vd_db *db, struct vd_arena *arena, struct editor_at at, const struct editor_field *field, struct vd_str value, struct vd_str *ret)
{
    struct editor_rows rows;
    vd_units units = {0};
    int64_t key;
    *ret = editor_option_text(field->name, value);
    if (strcmp(field->name, "lider") == 0) {
        VD_TRY(vd_unit_list(db, arena, at.entity_id, &units));
        *ret = unit_named(&units, value);
    }
    if (strcmp(field->name, "parte") != 0 || !vd_str_i64(value, &key))
        return VD_OK;
    VD_TRY(editor_rows_read(db, arena, at.entity_id, at.version_id, &rows));
    const struct row_component *part = editor_component(&rows, key);
    if (part)
        *ret = editor_part_name(arena, &rows, part);
    return VD_OK;
}
