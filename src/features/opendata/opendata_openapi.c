/* SPDX-License-Identifier: Apache-2.0 */
#include "features/opendata/opendata_openapi.h"
#include "features/site/site.h"

struct openapi {
    struct vd_json json;
    struct vd_arena *arena;
    opendata_shapes shapes;
};

/* ---- parameters */

static void put_bounds(struct openapi *o, const struct vd_param *p)
{
    struct vd_json *j = &o->json;
    vd_json_object(j);
    VD_JSON_STR(j, "type", p->kind == VD_P_INT ? VD_S("integer") : VD_S("string"));
    if (p->kind == VD_P_INT) {
        VD_JSON_I64(j, "minimum", p->min);
        VD_JSON_I64(j, "maximum", p->max);
    } else if (p->kind == VD_P_CHOICE) {
        vd_json_key(j, "enum");
        vd_json_array(j);
        for (const char *const *choice = p->choices; *choice; choice++)
            vd_json_c(j, *choice);
        vd_json_array_end(j);
    } else {
        VD_JSON_I64(j, "maxLength", p->max);
    }
    if (p->kind == VD_P_SLUG)
        VD_JSON_STR(j, "pattern", VD_S("^[a-z0-9.-]+$"));
    vd_json_object_end(j);
}

static void put_parameters(struct openapi *o, const struct vd_param *p)
{
    struct vd_json *j = &o->json;
    vd_json_key(j, "parameters");
    vd_json_array(j);
    for (; p && p->name; p++) {
        vd_json_object(j);
        VD_JSON_STR(j, "name", vd_str_of(p->name));
        VD_JSON_STR(j, "in", p->from == VD_FROM_PATH ? VD_S("path") : VD_S("query"));
        vd_json_key(j, "required");
        vd_json_bool(j, p->required || p->from == VD_FROM_PATH);
        VD_JSON_STR(j, "description", vd_str_of(p->about ? p->about : ""));
        vd_json_key(j, "schema");
        put_bounds(o, p);
        vd_json_object_end(j);
    }
    vd_json_array_end(j);
}

/* ---- answers */

static const char *media_type(const struct vd_route *route)
{
    static const char *const types[][2] = {
        {".csv", "text/csv"}, {".json", "application/json"}, {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {".jsonld", "application/ld+json"}, {".atom", "application/atom+xml"}, {".ics", "text/calendar"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}};
    for (size_t i = 0; i < VD_COUNT(types); i++)
        if (vd_str_ends(vd_str_of(route->path), vd_str_of(types[i][0])))
            return types[i][1];
    return "text/html";
}

static void put_content(struct openapi *o, const struct vd_route *route)
{
    struct vd_json *j = &o->json;
    const struct site_data *data = route->extra;
    vd_json_key(j, "content");
    vd_json_object(j);
    vd_json_key(j, media_type(route));
    vd_json_object(j);
    if (route->handler == site_data_json) {
        vd_json_key(j, "schema");
        vd_json_object(j);
        VD_JSON_STR(j, "type", VD_S("array"));
        vd_json_key(j, "items");
        opendata_shape_ref(j, o->arena, &o->shapes, data->set);
        vd_json_object_end(j);
    } else if (route->handler == site_document_json) {
        vd_json_key(j, "schema");
        opendata_shape_ref(j, o->arena, &o->shapes, data->set);
    }
    vd_json_object_end(j);
    vd_json_object_end(j);
}

static const struct { const char *code, *name, *about; } errors[] = {
    {"304", "NotModified", "Nothing changed since the ETag or the date that the request gave"},
    {"400", "Invalid", "A parameter breaks its bounds"},
    {"404", "NotFound", "There is no such entity, plan or part of it"},
    {"503", "Unavailable", "Too busy or stopping: ask again later"},
};

static void put_responses(struct openapi *o, const struct vd_route *route)
{
    struct vd_json *j = &o->json;
    vd_json_key(j, "responses");
    vd_json_object(j);
    vd_json_key(j, "200");
    vd_json_object(j);
    VD_JSON_STR(j, "description", vd_str_of(route->summary));
    put_content(o, route);
    vd_json_object_end(j);
    for (size_t i = 0; i < VD_COUNT(errors); i++) {
        vd_json_key(j, errors[i].code);
        vd_json_object(j);
        VD_JSON_STR(j, "$ref", vd_str_printf(o->arena, "#/components/responses/%s", errors[i].name));
        vd_json_object_end(j);
    }
    vd_json_object_end(j);
}

/* ---- paths */

/* "/{entidad}/datos.csv" is "get_entidad_datos_csv". */
static struct vd_str operation_id(struct vd_arena *arena, const char *path)
{
    char *id = vd_str_c(arena, vd_str_printf(arena, "get%s", strcmp(path, "/") == 0 ? "/inicio" : path));
    size_t n = 0;
    for (const char *c = id; *c; c++)
        if (*c == '/' || *c == '.' || *c == '-')
            id[n++] = '_';
        else if (*c != '{' && *c != '}')
            id[n++] = *c;
    return (struct vd_str){id, n};
}

static void put_path(struct openapi *o, const struct vd_route *route)
{
    struct vd_json *j = &o->json;
    vd_json_key(j, route->path);
    vd_json_object(j);
    vd_json_key(j, "get");
    vd_json_object(j);
    VD_JSON_STR(j, "operationId", operation_id(o->arena, route->path));
    VD_JSON_STR(j, "summary", vd_str_of(route->summary));
    put_parameters(o, route->params);
    put_responses(o, route);
    vd_json_object_end(j);
    vd_json_object_end(j);
}

static void put_paths(struct openapi *o, struct vd_req *rq)
{
    vd_json_key(&o->json, "paths");
    vd_json_object(&o->json);
    for (const struct vd_route *const *table = vd_req_routes(rq); *table; table++)
        for (const struct vd_route *route = *table; route->path; route++)
            if (route->access == VD_ACCESS_PUBLIC && route->method == VD_GET)
                put_path(o, route);
    vd_json_object_end(&o->json);
}

/* ---- the rest */

static void put_info(struct openapi *o, struct vd_req *rq)
{
    struct vd_json *j = &o->json;
    VD_JSON_STR(j, "openapi", VD_S("3.1.0"));
    vd_json_key(j, "info");
    vd_json_object(j);
    VD_JSON_STR(j, "title", VD_S("Veedor: planes anticorrupción"));
    VD_JSON_STR(j, "summary", VD_S("What Colombian public entities promised against corruption, by whom and by when, and what became of it"));
    VD_JSON_STR(j, "description", VD_S("Read only, without account or key. Each list is CSV, JSON or XLSX by the end of its address. Keys are stable; values are in Spanish."));
    VD_JSON_STR(j, "version", VD_S(VD_VERSION));
    vd_json_key(j, "license");
    vd_json_object(j);
    VD_JSON_STR(j, "name", VD_S("CC BY 4.0"));
    VD_JSON_STR(j, "identifier", VD_S("CC-BY-4.0"));
    vd_json_object_end(j);
    vd_json_object_end(j);
    vd_json_key(j, "servers");
    vd_json_array(j);
    vd_json_object(j);
    VD_JSON_STR(j, "url", site_absolute(rq, (struct vd_url){VD_S("/")}).s);
    vd_json_object_end(j);
    vd_json_array_end(j);
    vd_json_key(j, "security");
    vd_json_array(j);
    vd_json_array_end(j);
}

static void put_errors(struct openapi *o)
{
    struct vd_json *j = &o->json;
    vd_json_key(j, "responses");
    vd_json_object(j);
    for (size_t i = 0; i < VD_COUNT(errors); i++) {
        vd_json_key(j, errors[i].name);
        vd_json_object(j);
        VD_JSON_STR(j, "description", vd_str_of(errors[i].about));
        if (i > 0) {
            vd_json_key(j, "content");
            vd_json_object(j);
            vd_json_key(j, "text/html");
            vd_json_object(j);
            vd_json_object_end(j);
            vd_json_object_end(j);
        }
        vd_json_object_end(j);
    }
    vd_json_object_end(j);
}

static void put_components(struct openapi *o)
{
    struct vd_json *j = &o->json;
    vd_json_key(j, "components");
    vd_json_object(j);
    put_errors(o);
    vd_json_key(j, "schemas");
    vd_json_object(j);
    for (size_t i = 0; i < o->shapes.n; i++) {
        const struct vd_dataset *set = o->shapes.v[i];
        vd_json_key(j, vd_str_c(o->arena, opendata_shape_name(o->arena, &o->shapes, set)));
        opendata_shape_put(j, o->arena, &o->shapes, set);
    }
    vd_json_object_end(j);
    vd_json_object_end(j);
}

enum vd_err opendata_openapi(struct vd_req *rq)
{
    struct openapi o = {.arena = rq->arena};
    rq->type = "application/json; charset=utf-8";
    vd_json_init(&o.json, &rq->body);
    vd_json_object(&o.json);
    put_info(&o, rq);
    put_paths(&o, rq);
    put_components(&o);
    vd_json_object_end(&o.json);
    return VD_OK;
}
