/* SPDX-License-Identifier: Apache-2.0 */
/* An accepted request, written by the editor into the rows of the modification. A field that says something else than when it was asked
 * for is not overwritten: somebody changed it meanwhile. */
#include "features/amendment/amendment_request.h"

static enum vd_err moved(struct vd_change *change, struct editor_at at, const struct editor_field *field, const struct amendment_field_row *f, struct vd_str now, struct vd_str *ret)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct vd_str said = {0}, old = {0};
    VD_TRY(editor_value_said(vd_change_db(change), arena, at, field, now, &said));
    VD_TRY(editor_value_said(vd_change_db(change), arena, at, field, f->old, &old));
    *ret = vd_str_printf(arena, "«%s» cambió después de la solicitud: decía «%.*s» y ahora dice «%.*s». Rechácela o cámbielo en el borrador.", field->label, VD_SARG(old), VD_SARG(said));
    return VD_CONFLICT;
}

/* What is so already, since another request asked for the same, is no conflict. */
static enum vd_err overlay(struct vd_change *change, struct editor_amending *writing, const amendment_fields *fields)
{
    VD_EACH(f, fields) {
        const struct editor_field *field = editor_field_named(f->field);
        struct vd_str *now = field ? editor_field_in(&writing->typed, field) : NULL;
        if (!now)
            return VD_INTERNAL;
        if (!amendment_same(vd_change_arena(change), f->old, *now) && !amendment_same(vd_change_arena(change), f->new, *now))
            return moved(change, writing->at, field, f, *now, &writing->problem);
        *now = f->new;
    }
    return VD_OK;
}

static enum vd_err gone(struct editor_amending *writing, enum vd_err err)
{
    if (err == VD_NOT_FOUND)
        writing->problem = VD_S("La actividad ya no está en el borrador de la modificación.");
    return err;
}

static enum vd_err apply(struct vd_change *change, const struct amendment_request_row *request, struct editor_amending *writing)
{
    amendment_fields fields = {0};
    if (vd_str_is(request->kind, "retirar"))
        return editor_take_out(change, writing);
    VD_TRY(amendment_field_all(vd_change_db(change), vd_change_arena(change), writing->at.entity_id, request->id, &fields));
    VD_TRY(gone(writing, editor_typed_now(vd_change_db(change), vd_change_arena(change), writing->at, &writing->typed)));
    VD_TRY(overlay(change, writing, &fields));
    return editor_amend(change, writing);
}

enum vd_err amendment_apply(struct vd_change *change, struct amendment_applying *of)
{
    struct editor_amending writing = {.at = {vd_change_entity(change), of->version_id, of->request->activity_key.v}, .person_id = of->person_id};
    enum vd_err err = apply(change, of->request, &writing);
    of->problem = writing.problem;
    of->key = writing.at.key;
    return err;
}
