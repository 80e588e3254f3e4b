/* SPDX-License-Identifier: Apache-2.0 */
/* Route tables become one tree of path segments at start-up. A node's children are tried literals first, then {name} with a
 * literal tail (longest tail first), then bare {name}; a dead end goes back, so the most literal pattern wins whatever the
 * order of the tables. Parameter names belong to the route, not to the node: "/{a}/x" and "/{b}/y" share one. */
#include "http/internal.h"

struct node {
    struct vd_str text;          /* a literal, or the tail after {name} */
    bool parameter;
    struct node *child, *next;   /* next: sibling, in the order of trying */
    struct http_route route[VD_POST + 1]; /* by method; .route NULL: none */
};
struct http_router {
    struct vd_arena *arena;
    struct node root;
};

struct segment { struct vd_str name, text; bool parameter; };

static bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

/* "{name}tail" or a literal; false: not well formed. */
static bool read_segment(struct vd_str s, struct segment *ret)
{
    if (s.n == 0)
        return false;
    if (s.p[0] != '{') {
        *ret = (struct segment){.text = s};
        return !memchr(s.p, '{', s.n) && !memchr(s.p, '}', s.n);
    }
    const char *close = memchr(s.p, '}', s.n);
    if (!close)
        return false;
    size_t end = (size_t)(close - s.p);
    *ret = (struct segment){.name = vd_str_sub(s, 1, end), .text = vd_str_sub(s, end + 1, s.n), .parameter = true};
    for (size_t i = 0; i < ret->name.n; i++)
        if (!is_name_char(ret->name.p[i]))
            return false;
    return ret->name.n > 0 && !memchr(ret->text.p, '{', ret->text.n) && !memchr(ret->text.p, '}', ret->text.n);
}

/* Reads a pattern into segments; -1: not well formed. "/" has none. */
static int read_pattern(const char *path, struct segment *segments)
{
    if (path[0] != '/')
        return -1;
    struct vd_str rest = vd_str_of(path + 1), part;
    int n = 0;
    if (rest.n == 0)
        return 0;
    while (vd_str_split(&rest, '/', &part))
        if (n == HTTP_SEGMENTS || !read_segment(part, &segments[n++]))
            return -1;
    return n;
}

static bool same_node(const struct node *node, const struct segment *s) { return node->parameter == s->parameter && vd_str_eq(node->text, s->text); }

static bool goes_before(const struct segment *s, const struct node *node)
{
    if (s->parameter != node->parameter)
        return !s->parameter;
    return s->parameter && s->text.n > node->text.n;
}

static struct node *child_for(struct vd_arena *arena, struct node *parent, const struct segment *s)
{
    struct node **at = &parent->child;
    for (struct node *c = parent->child; c; c = c->next)
        if (same_node(c, s))
            return c;
    while (*at && !goes_before(s, *at))
        at = &(*at)->next;
    struct node *fresh = VD_NEW(arena, struct node);
    fresh->text = s->text;
    fresh->parameter = s->parameter;
    fresh->next = *at;
    *at = fresh;
    return fresh;
}

/* What a well-behaved form of this route can weigh: urlencoding triples a text; a file is sent as it is. */
static void size_form(struct http_route *r, size_t max_body, size_t max_upload)
{
    size_t sum = 4096;
    for (const struct vd_param *p = r->route->params; p && p->name; p++) {
        r->has_query |= p->from == VD_FROM_QUERY;
        if (p->from != VD_FROM_FORM)
            continue;
        r->has_file |= p->kind == VD_P_FILE;
        size_t most = p->kind == VD_P_FILE || p->kind == VD_P_TEXT || p->kind == VD_P_SLUG ? (size_t)p->max : 256;
        if (p->kind == VD_P_INTS)
            most = HTTP_FORM_FIELDS * 20;
        sum += (p->kind == VD_P_FILE ? most : 3 * most) + 1024;
    }
    size_t room = r->has_file ? max_upload : max_body;
    r->form_max = sum < room ? sum : room;
}

static void add_route(struct http_router *router, const struct vd_route *route, size_t max_body, size_t max_upload)
{
    struct segment segments[HTTP_SEGMENTS];
    int n = read_pattern(route->path, segments);
    struct node *node = &router->root;
    const char **names = vd_alloc_array(router->arena, HTTP_SEGMENTS, sizeof *names);
    struct http_route r = {.route = route, .names = names, .entity = -1};
    for (int i = 0; i < n; i++) {
        node = child_for(router->arena, node, &segments[i]);
        if (!segments[i].parameter)
            continue;
        if (r.entity < 0 && vd_str_is(segments[i].name, "entidad"))
            r.entity = r.n_names;
        names[r.n_names++] = vd_str_c(router->arena, segments[i].name);
    }
    size_form(&r, max_body, max_upload);
    node->route[route->method] = r;
}

static void add_tables(struct http_router *router, const struct vd_route *const *tables, size_t max_body, size_t max_upload)
{
    for (; *tables; tables++)
        for (const struct vd_route *r = *tables; r->path; r++)
            add_route(router, r, max_body, max_upload);
}

struct http_router *http_router_new(const struct vd_route *const *tables, size_t max_body, size_t max_upload)
{
    struct vd_arena *arena = vd_arena_new(8u << 20);
    jmp_buf no_memory;
    if (!arena)
        return NULL;
    if (setjmp(no_memory)) {
        vd_arena_free(arena);
        return NULL;
    }
    vd_arena_guard(arena, &no_memory);
    struct http_router *router = VD_NEW(arena, struct http_router);
    router->arena = arena;
    add_tables(router, tables, max_body, max_upload);
    vd_arena_guard(arena, NULL);
    return router;
}

void http_router_free(struct http_router *router)
{
    if (router)
        vd_arena_free(router->arena);
}

struct walk { const struct vd_str *segments; int n; enum vd_method method; struct http_match *match; struct vd_str values[HTTP_SEGMENTS]; };

static bool arrive(const struct node *node, struct walk *w, int n_values)
{
    for (enum vd_method m = VD_GET; m <= VD_POST; m++)
        if (node->route[m].route)
            w->match->allow |= 1u << m;
    if (!node->route[w->method].route)
        return false;
    w->match->route = &node->route[w->method];
    w->match->n = n_values;
    memcpy(w->match->values, w->values, sizeof w->values);
    return true;
}

static bool descend(const struct node *node, struct walk *w, int depth, int n_values)
{
    if (depth == w->n)
        return arrive(node, w, n_values);
    struct vd_str s = w->segments[depth];
    for (const struct node *c = node->child; c; c = c->next) {
        if (!c->parameter) {
            if (vd_str_eq(c->text, s) && descend(c, w, depth + 1, n_values))
                return true;
        } else if (s.n > c->text.n && vd_str_ends(s, c->text)) {
            w->values[n_values] = vd_str_sub(s, 0, s.n - c->text.n);
            if (descend(c, w, depth + 1, n_values + 1))
                return true;
        }
    }
    return false;
}

void http_router_find(const struct http_router *router, enum vd_method method, struct vd_str path, struct http_match *ret)
{
    struct vd_str segments[HTTP_SEGMENTS], rest = vd_str_sub(path, 1, path.n), part;
    int n = 0;
    *ret = (struct http_match){0};
    while (rest.n && vd_str_split(&rest, '/', &part)) {
        if (n == HTTP_SEGMENTS)
            return;
        segments[n++] = part;
    }
    if (path.n > 1 && path.p[path.n - 1] == '/')
        return; /* server.c looks for it without the slash */
    struct walk walk = {.segments = segments, .n = n, .method = method, .match = ret};
    descend(&router->root, &walk, 0, 0);
}

struct vd_str http_match_scope(const struct http_match *match)
{
    return match->route->entity < 0 ? VD_S("") : match->values[match->route->entity];
}

/* ---- the start-up check */

static const char *param_problem(const struct vd_route *r, const struct vd_param *p, const struct segment *segments, int n)
{
    bool in_path = false;
    for (int i = 0; i < n; i++)
        in_path |= segments[i].parameter && vd_str_is(segments[i].name, p->name);
    if (p->from < VD_FROM_PATH || p->from > VD_FROM_FORM || p->kind < VD_P_TEXT || p->kind > VD_P_FILE)
        return "a parameter without source or kind";
    if ((p->from == VD_FROM_PATH) != in_path)
        return "a parameter of the path is not in the path, or a {name} is declared with another source";
    if (p->from == VD_FROM_FORM && r->method != VD_POST)
        return "a form parameter outside POST";
    if (p->kind == VD_P_FILE && p->from != VD_FROM_FORM)
        return "a file outside a form";
    if (p->kind == VD_P_INTS && p->from != VD_FROM_FORM)
        return "several numbers outside a form";
    if (p->kind == VD_P_CHOICE ? !p->choices : p->max < p->min || (p->kind != VD_P_INT && p->kind != VD_P_INTS && p->max <= 0))
        return "a parameter without bounds";
    if (!strcmp(p->name, "token"))
        return "the name token is the form's own";
    return p->offset < r->input_size ? NULL : "a parameter outside the input struct";
}

static const char *route_problem(const struct vd_route *r)
{
    struct segment segments[HTTP_SEGMENTS];
    int n = read_pattern(r->path, segments);
    if (n < 0)
        return "a path that is not well formed";
    if (r->method != VD_GET && r->method != VD_POST)
        return "a route without method";
    if (r->access < VD_ACCESS_PUBLIC || r->access > VD_ACCESS_RIGHT)
        return "a route without access";
    if ((r->access == VD_ACCESS_RIGHT) != (r->right != NULL))
        return "a right without its access, or the other way round";
    if (r->cached && r->access != VD_ACCESS_PUBLIC)
        return "only a public route can be cached";
    if (r->keeps_form && r->method != VD_POST)
        return "only a POST route can keep its form";
    if (!r->handler || !r->summary)
        return "a route without handler or summary";
    if (r->cached && r->method != VD_GET)
        return "only a GET route can be cached";
    int declared = 0, named = 0;
    for (const struct vd_param *p = r->params; p && p->name; p++) {
        const char *problem = param_problem(r, p, segments, n);
        if (problem)
            return problem;
        declared += p->from == VD_FROM_PATH;
    }
    for (int i = 0; i < n; i++)
        named += segments[i].parameter;
    return declared == named ? NULL : "a {name} of the path is not declared";
}

/* Two patterns are the same place when only their parameter names differ. */
static bool same_place(const struct vd_route *a, const struct vd_route *b)
{
    struct segment x[HTTP_SEGMENTS], y[HTTP_SEGMENTS];
    int n = read_pattern(a->path, x);
    if (a->method != b->method || n != read_pattern(b->path, y))
        return false;
    for (int i = 0; i < n; i++)
        if (x[i].parameter != y[i].parameter || !vd_str_eq(x[i].text, y[i].text))
            return false;
    return true;
}

static bool stands_before(const struct vd_route *const *tables, const struct vd_route *r)
{
    for (; *tables; tables++)
        for (const struct vd_route *other = *tables; other->path; other++) {
            if (other == r)
                return false;
            if (same_place(other, r))
                return true;
        }
    return false;
}

const char *vd_routes_problem(const struct vd_route *const *routes)
{
    static _Thread_local char reason[256];
    for (const struct vd_route *const *table = routes; *table; table++)
        for (const struct vd_route *r = *table; r->path; r++) {
            const char *problem = route_problem(r);
            if (!problem && stands_before(routes, r))
                problem = "a second route at the same place";
            if (!problem)
                continue;
            snprintf(reason, sizeof reason, "%s: %s", r->path, problem);
            return reason;
        }
    return NULL;
}
