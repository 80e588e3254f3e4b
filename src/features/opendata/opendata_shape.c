/* SPDX-License-Identifier: Apache-2.0 */
/* A dataset as JSON Schema 2020-12: every key is always there, and no other one. */
#include "features/opendata/opendata_openapi.h"

static size_t place_of(struct vd_arena *arena, opendata_shapes *shapes, const struct vd_dataset *set)
{
    for (size_t i = 0; i < shapes->n; i++)
        if (shapes->v[i] == set)
            return i;
    *VD_PUSH(arena, shapes) = set;
    size_t at = shapes->n - 1;
    for (size_t i = 0; i < set->n_fields; i++)
        if (set->fields[i].of)
            place_of(arena, shapes, set->fields[i].of);
    return at;
}

struct vd_str opendata_shape_name(struct vd_arena *arena, opendata_shapes *shapes, const struct vd_dataset *set)
{
    int same = 1;
    size_t at = place_of(arena, shapes, set);
    for (size_t i = 0; i < at; i++)
        same += strcmp(shapes->v[i]->name, set->name) == 0;
    return same == 1 ? vd_str_of(set->name) : vd_str_printf(arena, "%s-%d", set->name, same);
}

void opendata_shape_ref(struct vd_json *j, struct vd_arena *arena, opendata_shapes *shapes, const struct vd_dataset *set)
{
    vd_json_object(j);
    VD_JSON_STR(j, "$ref", vd_str_printf(arena, "#/components/schemas/%.*s", VD_SARG(opendata_shape_name(arena, shapes, set))));
    vd_json_object_end(j);
}

static void put_type(struct vd_json *j, const char *type, bool nullable)
{
    vd_json_key(j, "type");
    if (!nullable) {
        vd_json_c(j, type);
        return;
    }
    vd_json_array(j);
    vd_json_c(j, type);
    vd_json_c(j, "null");
    vd_json_array_end(j);
}

/* JSON Schema holds null to the list too. */
static void put_codes(struct vd_json *j, const struct vd_code *codes)
{
    put_type(j, "string", true);
    vd_json_key(j, "enum");
    vd_json_array(j);
    for (; codes->value; codes++)
        vd_json_c(j, codes->code);
    vd_json_null(j);
    vd_json_array_end(j);
}

static void put_object(struct vd_json *j, struct vd_arena *arena, opendata_shapes *shapes, const struct vd_field *field)
{
    vd_json_key(j, "anyOf");
    vd_json_array(j);
    opendata_shape_ref(j, arena, shapes, field->of);
    if (field->maybe) {
        vd_json_object(j);
        put_type(j, "null", false);
        vd_json_object_end(j);
    }
    vd_json_array_end(j);
}

static void put_field(struct vd_json *j, struct vd_arena *arena, opendata_shapes *shapes, const struct vd_field *field)
{
    vd_json_object(j);
    VD_JSON_STR(j, "title", vd_str_of(field->label));
    VD_JSON_STR(j, "description", vd_str_of(field->about));
    switch (field->type) {
    case VD_F_TEXT:
        put_type(j, "string", true);
        break;
    case VD_F_INT:
        put_type(j, "integer", false);
        break;
    case VD_F_OINT:
        put_type(j, "integer", true);
        break;
    case VD_F_DATE:
        put_type(j, "string", true);
        VD_JSON_STR(j, "format", VD_S("date"));
        break;
    case VD_F_QTY:
        put_type(j, "number", true);
        break;
    case VD_F_BOOL:
        put_type(j, "boolean", false);
        break;
    case VD_F_CODE:
        put_codes(j, field->codes);
        break;
    case VD_F_LIST:
        put_type(j, "array", false);
        vd_json_key(j, "items");
        opendata_shape_ref(j, arena, shapes, field->of);
        break;
    case VD_F_OBJECT:
        put_object(j, arena, shapes, field);
        break;
    }
    vd_json_object_end(j);
}

void opendata_shape_put(struct vd_json *j, struct vd_arena *arena, opendata_shapes *shapes, const struct vd_dataset *set)
{
    vd_json_object(j);
    VD_JSON_STR(j, "title", vd_str_of(set->title));
    put_type(j, "object", false);
    vd_json_key(j, "required");
    vd_json_array(j);
    for (size_t i = 0; i < set->n_fields; i++)
        vd_json_c(j, set->fields[i].key);
    vd_json_array_end(j);
    vd_json_key(j, "additionalProperties");
    vd_json_bool(j, false);
    vd_json_key(j, "properties");
    vd_json_object(j);
    for (size_t i = 0; i < set->n_fields; i++) {
        vd_json_key(j, set->fields[i].key);
        put_field(j, arena, shapes, &set->fields[i]);
    }
    vd_json_object_end(j);
    vd_json_object_end(j);
}
