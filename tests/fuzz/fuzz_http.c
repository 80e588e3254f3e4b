/* SPDX-License-Identifier: Apache-2.0 */
/* Every parser of a request that is ours: target, path, query and form, multipart, ETag lists, form tokens; what the first
 * ones give goes on to the router and into a typed input. The first byte chooses one, so that a kept input stays small. */
#include "fuzz.h"
#include "http/internal.h"

/* ---- a route table with every kind of segment and parameter */

struct input { struct vd_str entidad, codigo, buscar, orden, nota; struct vd_oint vigencia, pagina; struct vd_upload archivo; };
static const char *const orders[] = {"fecha", "nombre", NULL};
static const struct vd_param page_params[] = {
    VD_PARAM(input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true),
    VD_PARAM(input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 2000, .max = 2100, .required = true),
    VD_PARAM(input, codigo, VD_FROM_PATH, VD_P_TEXT, .max = 20, .required = true),
    VD_PARAM(input, pagina, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1000),
    VD_PARAM(input, buscar, VD_FROM_QUERY, VD_P_TEXT, .max = 80),
    VD_PARAM(input, orden, VD_FROM_QUERY, VD_P_CHOICE, .choices = orders),
    {0},
};
static const struct vd_param form_params[] = {
    VD_PARAM(input, nota, VD_FROM_FORM, VD_P_TEXT, .max = 2000), VD_PARAM(input, pagina, VD_FROM_FORM, VD_P_INT, .min = 1, .max = 1000),
    VD_PARAM(input, orden, VD_FROM_FORM, VD_P_CHOICE, .choices = orders), VD_PARAM(input, archivo, VD_FROM_FORM, VD_P_FILE, .max = 4096), {0},
};

static enum vd_err never(struct vd_req *rq VD_UNUSED) { return VD_INTERNAL; }

#define ROUTE(how, where, with) {.method = (how), .path = (where), .access = VD_ACCESS_PUBLIC, .params = (with), .input_size = sizeof(struct input), \
                                 .handler = never, .summary = "fuzzed"}
static const struct vd_route table[] = {
    ROUTE(VD_GET, "/", NULL),
    ROUTE(VD_GET, "/{entidad}/plan/{vigencia}/actividad/{codigo}", page_params),
    ROUTE(VD_GET, "/{entidad}/plan/{vigencia}/actividad/{codigo}.json", page_params),
    ROUTE(VD_POST, "/radicar", form_params),
    {0},
};

static const struct http_router *router(void)
{
    static struct http_router *made;
    static const struct vd_route *const tables[] = {table, NULL};
    if (!made) {
        VD_FUZZ_MUST(vd_routes_problem(tables) == NULL);
        made = http_router_new(tables, 1 << 20);
    }
    VD_FUZZ_MUST(made);
    return made;
}

static bool in_bounds(struct vd_oint v, int64_t min, int64_t max) { return !v.has || (min <= v.v && v.v <= max); }

static void fill(struct vd_arena *arena, const struct http_match *match, const struct http_fields *query, const struct http_fields *form)
{
    struct input in = {0};
    struct vd_str problem = {0};
    enum vd_err err = http_params_fill(arena, match, query, form, &in, &problem);
    VD_FUZZ_MUST(err == VD_OK || err == VD_NOT_FOUND || problem.n);
    if (err != VD_OK)
        return;
    VD_FUZZ_MUST(in_bounds(in.vigencia, 2000, 2100) && in_bounds(in.pagina, 1, 1000));
    VD_FUZZ_MUST(in.entidad.n <= 40 && in.codigo.n <= 20 && in.buscar.n <= 80 && in.nota.n <= 2000 && in.archivo.bytes.n <= 4096);
    VD_FUZZ_MUST(vd_utf8_valid(in.buscar) && vd_utf8_valid(in.nota) && vd_utf8_valid(in.archivo.name));
    VD_FUZZ_MUST(!in.orden.p || vd_str_is(in.orden, orders[0]) || vd_str_is(in.orden, orders[1]));
}

static void visit(struct vd_arena *arena, struct vd_str path, struct vd_str query)
{
    struct http_match match;
    struct http_fields fields = {0};
    struct vd_str problem;
    VD_AUTO_BUF struct vd_buf key = {.max = HTTP_KEY_MAX};
    http_router_find(router(), VD_GET, path, &match);
    if (!match.route || http_urlencoded(arena, query, HTTP_QUERY_PARAMS, &fields, &problem) != VD_OK)
        return;
    VD_FUZZ_MUST(match.allow & 1u << VD_GET);
    if (http_params_key(&match, path, &fields, &key))
        VD_FUZZ_MUST(vd_str_starts(vd_buf_view(&key), path));
    fill(arena, &match, &fields, NULL);
}

/* ---- the parsers */

static void target(struct vd_arena *arena, struct vd_str in)
{
    struct vd_str path, query;
    if (http_target_split(in, &path, &query).status)
        return;
    char *out = vd_alloc(arena, path.n + 1);
    struct vd_str decoded;
    if (http_path_decode(path, out, &decoded).status)
        return;
    VD_FUZZ_MUST(decoded.n <= path.n && vd_utf8_valid(decoded) && decoded.n && decoded.p[0] == '/');
    VD_FUZZ_MUST(vd_str_find(decoded, VD_S("/../")) < 0 && vd_str_find(decoded, VD_S("//")) < 0);
    visit(arena, decoded, query);
}

static void fields(struct vd_arena *arena, struct vd_str in, bool multipart)
{
    struct http_fields found = {0};
    struct vd_str problem = {0}, type = {0}, body = in;
    enum vd_err err;
    if (multipart) {
        vd_str_split(&body, '\n', &type);
        err = http_multipart(arena, type, body, HTTP_FORM_FIELDS, &found, &problem);
    } else {
        err = http_urlencoded(arena, in, HTTP_QUERY_PARAMS, &found, &problem);
    }
    if (err != VD_OK) {
        VD_FUZZ_MUST(problem.n);
        return;
    }
    VD_FUZZ_MUST(found.list.n <= HTTP_FORM_FIELDS);
    VD_EACH(field, &found.list) {
        VD_FUZZ_MUST(vd_utf8_valid(field->name));
        VD_FUZZ_MUST(field->filename.p || vd_utf8_valid(field->value));
    }
    http_fields_hash(arena, &found);
    struct http_match match;
    http_router_find(router(), VD_POST, VD_S("/radicar"), &match);
    fill(arena, &match, NULL, &found);
}

static void head(struct vd_str in)
{
    struct http_head h;
    struct vd_str line;
    http_head_init(&h);
    while (vd_str_split(&in, '\n', &line)) {
        struct vd_str name = {0}, value = line;
        vd_str_split(&value, ':', &name);
        if (value.p)
            http_head_add(&h, name, value);
    }
    struct http_refusal refusal = http_head_check(&h, VD_S("GET"), VD_S("HTTP/1.1"));
    VD_FUZZ_MUST(!refusal.status || refusal.problem);
    VD_FUZZ_MUST(refusal.status || (h.hosts == 1 && h.lengths <= 1 && !(h.chunked && h.lengths)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const unsigned char key[32] = {7};
    if (n < 1)
        return 0;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_str in = {(const char *)data + 1, n - 1};
    unsigned char nonce[16];
    switch (data[0] % 6) {
    case 0: target(arena, in); break;
    case 1: fields(arena, in, false); break;
    case 2: fields(arena, in, true); break;
    case 3: head(in); break;
    case 4: http_etag_listed(in, "\"0123456789abcdef\""); break;
    default:
        VD_FUZZ_MUST(http_token_read(key, "/x", in, 1000000, 0, 1000000, nonce) != HTTP_TOKEN_OK);
    }
    return 0;
}
