/* SPDX-License-Identifier: Apache-2.0 */
/* The parameters of a query, on the routes of the program: "/address?query"; and those of a form: anything that begins otherwise. */
#include "fuzz_http.h"

static void check_fields(const struct http_fields *fields)
{
    VD_FUZZ_MUST(fields->list.n <= HTTP_QUERY_PARAMS);
    VD_EACH(field, &fields->list)
        VD_FUZZ_MUST(!field->filename.p && vd_utf8_valid(field->name) && vd_utf8_valid(field->value));
}

static bool decode(struct vd_arena *arena, struct vd_str text, struct http_fields *ret)
{
    struct vd_str problem = {0};
    if (http_urlencoded(arena, text, HTTP_QUERY_PARAMS, ret, &problem) == VD_OK) {
        check_fields(ret);
        return true;
    }
    VD_FUZZ_MUST(problem.n);
    return false;
}

/* What is accepted twice in the same way has the same key; one that is refused has none that a page could stand under. */
static void key_of(struct vd_arena *arena, const struct http_match *match, struct vd_str path, const struct http_fields *query)
{
    VD_AUTO_BUF struct vd_buf key = {.max = HTTP_KEY_MAX};
    bool kept = http_params_key(match, path, query, &key);
    VD_FUZZ_MUST(!kept || (vd_str_starts(vd_buf_view(&key), path) && key.n <= HTTP_KEY_MAX));
    fuzz_fill(arena, match, query, NULL);
}

static void query(struct vd_arena *arena, struct vd_str address)
{
    struct http_match match;
    struct http_fields fields = {0};
    struct vd_str path;
    vd_str_split(&address, '?', &path);
    http_router_find(fuzz_routes(), VD_GET, path, &match);
    if (match.route && decode(arena, address, &fields))
        key_of(arena, &match, path, &fields);
}

static void form(struct vd_arena *arena, struct vd_str text)
{
    struct http_match match;
    struct http_fields fields = {0};
    http_router_find(fuzz_forms(), VD_POST, VD_S("/radicar"), &match);
    if (!decode(arena, text, &fields))
        return;
    struct vd_str hash = http_fields_hash(arena, VD_S("/radicar"), &fields);
    VD_FUZZ_MUST(hash.n == 32);
    fuzz_fill(arena, &match, NULL, &fields);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_str in = {(const char *)data, n};
    if (vd_str_starts(in, VD_S("/")))
        query(arena, in);
    else
        form(arena, in);
    return 0;
}
