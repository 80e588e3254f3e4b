/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz_http.h"
#include "app/app.h"

struct input { struct vd_str orden, nota, unidad; struct vd_oint pagina; struct vd_upload archivo; };
static const char *const orders[] = {"fecha", "nombre", NULL};
static const struct vd_param form_params[] = {
    VD_PARAM(input, nota, VD_FROM_FORM, VD_P_TEXT, .max = 2000, .min = 2), VD_PARAM(input, pagina, VD_FROM_FORM, VD_P_INT, .min = 1, .max = 1000),
    VD_PARAM(input, orden, VD_FROM_FORM, VD_P_CHOICE, .choices = orders), VD_PARAM(input, unidad, VD_FROM_FORM, VD_P_SLUG, .max = 40),
    VD_PARAM(input, archivo, VD_FROM_FORM, VD_P_FILE, .max = 4096), {0},
};

static enum vd_err never(struct vd_req *rq VD_UNUSED) { return VD_INTERNAL; }

static const struct vd_route form_routes[] = {
    {.method = VD_POST, .path = "/radicar", .access = VD_ACCESS_PUBLIC, .params = form_params, .input_size = sizeof(struct input), .handler = never,
     .summary = "fuzzed"},
    {0},
};

static const struct http_router *router(const struct vd_route *const *tables)
{
    VD_FUZZ_MUST(vd_routes_problem(tables) == NULL);
    const struct http_router *made = http_router_new(tables, 1 << 20, 1 << 20);
    VD_FUZZ_MUST(made);
    return made;
}

const struct http_router *fuzz_routes(void)
{
    static const struct http_router *made;
    return made ? made : (made = router(app_routes));
}

const struct http_router *fuzz_forms(void)
{
    static const struct vd_route *const tables[] = {form_routes, NULL};
    static const struct http_router *made;
    return made ? made : (made = router(tables));
}

static bool one_of(struct vd_str s, const char *const *choices)
{
    while (*choices && !vd_str_is(s, *choices))
        choices++;
    return *choices;
}

static void check_text(struct vd_str s, const struct vd_param *p)
{
    VD_FUZZ_MUST(vd_utf8_valid(s) && s.n <= (size_t)p->max && s.n >= (size_t)p->min);
    VD_FUZZ_MUST(vd_str_eq(vd_str_trim(s), s));
    for (size_t i = 0; i < s.n; i++)
        VD_FUZZ_MUST((unsigned char)s.p[i] >= 0x20 || (p->from == VD_FROM_FORM && (s.p[i] == '\n' || s.p[i] == '\t')));
}

static void check_slug(struct vd_str s, const struct vd_param *p)
{
    VD_FUZZ_MUST(s.n <= (size_t)p->max && s.n > 0);
    for (size_t i = 0; i < s.n; i++)
        VD_FUZZ_MUST(s.p[i] && strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", s.p[i]));
}

/* False: it was not sent. */
static bool check_value(const struct vd_param *p, const void *slot)
{
    struct vd_str s = {0};
    if (p->kind == VD_P_INT) {
        struct vd_oint v = *(const struct vd_oint *)slot;
        VD_FUZZ_MUST(!v.has || (p->min <= v.v && v.v <= p->max));
        return v.has;
    }
    if (p->kind == VD_P_FILE) {
        const struct vd_upload *file = slot;
        VD_FUZZ_MUST(file->bytes.n <= (size_t)p->max && vd_utf8_valid(file->name) && !memchr(file->name.n ? file->name.p : "", '/', file->name.n));
        return file->name.p;
    }
    s = *(const struct vd_str *)slot;
    if (!s.p)
        return false;
    if (p->kind == VD_P_TEXT)
        check_text(s, p);
    else if (p->kind == VD_P_SLUG)
        check_slug(s, p);
    else
        VD_FUZZ_MUST(one_of(s, p->choices));
    return true;
}

bool fuzz_fill(struct vd_arena *arena, const struct http_match *match, const struct http_fields *query, const struct http_fields *form)
{
    const struct vd_route *route = match->route->route;
    struct vd_str problem = {0};
    void *input = vd_alloc(arena, route->input_size + 1);
    memset(input, 0, route->input_size);
    vd_wrongs wrong = {0};
    enum vd_err err = http_params_fill(arena, match, query, form, input, &wrong, &problem);
    if (err != VD_OK) {
        VD_FUZZ_MUST(err == VD_NOT_FOUND || (problem.n && vd_utf8_valid(problem)));
        return false;
    }
    for (const struct vd_param *p = route->params; p && p->name; p++) {
        bool sent = check_value(p, (const char *)input + p->offset);
        VD_FUZZ_MUST(sent || !p->required);
    }
    return true;
}
