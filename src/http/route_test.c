/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>
#include "http/internal.h"

struct input { struct vd_str entidad, codigo; struct vd_oint vigencia; };
static enum vd_err handler(struct vd_req *rq VD_UNUSED) { return VD_OK; }
#define SLUG(member) {.name = #member, .from = VD_FROM_PATH, .kind = VD_P_SLUG, .max = 40, .required = true}
#define FULL(how, who, fn, where, with, ...) {.method = (how), .path = (where), .access = (who), .params = (with), .handler = (fn), \
                                              .input_size = sizeof(struct input), .summary = (where), __VA_ARGS__}
#define R(where, with) FULL(VD_GET, VD_ACCESS_PUBLIC, handler, where, with)
static const struct vd_param p_entity[] = {SLUG(entidad), {0}};
static const struct vd_param p_two[] = {SLUG(entidad), SLUG(vigencia), {0}};
static const struct vd_param p_code[] = {SLUG(entidad), SLUG(vigencia), SLUG(codigo), {0}};
static const struct vd_param p_year[] = {SLUG(vigencia), {0}};

static const struct vd_route one_table[] = {
    R("/{entidad}", p_entity), R("/{entidad}/plan/{vigencia}", p_two), R("/{entidad}/plan/{vigencia}/{codigo}", p_code), R("/", NULL), {0},
};
static const struct vd_route another_table[] = {
    R("/{entidad}/plan/{vigencia}.json", p_two), R("/{entidad}/plan/{vigencia}/actividades.csv", p_two), R("/entidades", NULL), R("/nacional/{vigencia}", p_year),
    FULL(VD_POST, VD_ACCESS_PUBLIC, handler, "/{entidad}/plan/nuevo", p_entity), {0},
};
static const struct vd_route *const tables[] = {one_table, another_table, NULL};

static void a_path_finds_its_most_literal_route(void **state VD_UNUSED)
{
    static const struct { const char *path, *route; } cases[] = {
        {"/", "/"}, {"/pasto", "/{entidad}"}, {"/entidades", "/entidades"}, {"/pasto/plan/2022", "/{entidad}/plan/{vigencia}"},
        {"/pasto/plan/2022.json", "/{entidad}/plan/{vigencia}.json"}, {"/pasto/plan/.json", "/{entidad}/plan/{vigencia}"},
        {"/pasto/plan/2022/actividades.csv", "/{entidad}/plan/{vigencia}/actividades.csv"}, {"/pasto/plan/2022/4.3", "/{entidad}/plan/{vigencia}/{codigo}"},
        {"/nacional/2022", "/nacional/{vigencia}"}, {"/nacional", "/{entidad}"}, {"/nacional/plan/2022", "/{entidad}/plan/{vigencia}"},
        {"/entidades/plan/2022", "/{entidad}/plan/{vigencia}"},
        {"/pasto/", NULL}, {"/pasto/otra", NULL}, {"/pasto/plan", NULL}, {"/pasto/plan/2022/4.3/x", NULL}, {"/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q", NULL},
    };
    assert_null(vd_routes_problem(tables));
    struct http_router *router = http_router_new(tables, 1 << 20, 1 << 20);
    assert_non_null(router);
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct http_match match;
        http_router_find(router, VD_GET, vd_str_of(cases[i].path), &match);
        assert_string_equal(match.route ? match.route->route->path : "none", cases[i].route ? cases[i].route : "none");
    }
    http_router_free(router);
}

static void values_and_scope_come_with_the_match(void **state VD_UNUSED)
{
    struct http_router *router = http_router_new(tables, 1 << 20, 1 << 20);
    struct http_match match;
    assert_non_null(router);
    http_router_find(router, VD_GET, VD_S("/pasto/plan/2022.json"), &match);
    assert_int_equal(match.n, 2);
    assert_true(vd_str_is(match.values[0], "pasto") && vd_str_is(match.values[1], "2022"));
    assert_true(vd_str_is(http_match_scope(&match), "pasto"));
    http_router_find(router, VD_GET, VD_S("/nacional/2022"), &match);
    assert_true(vd_str_is(http_match_scope(&match), ""));
    http_router_free(router);
}

static void the_methods_of_a_path_are_those_of_all_its_routes(void **state VD_UNUSED)
{
    struct http_router *router = http_router_new(tables, 1 << 20, 1 << 20);
    struct http_match match;
    assert_non_null(router);
    http_router_find(router, VD_POST, VD_S("/pasto"), &match);
    assert_null(match.route);
    assert_int_equal(match.allow, 1u << VD_GET);
    http_router_find(router, VD_GET, VD_S("/pasto/plan/nuevo"), &match);
    assert_string_equal(match.route->route->path, "/{entidad}/plan/{vigencia}");
    http_router_find(router, VD_POST, VD_S("/pasto/plan/nuevo"), &match);
    assert_string_equal(match.route->route->path, "/{entidad}/plan/nuevo");
    http_router_find(router, VD_POST, VD_S("/no/hay"), &match);
    assert_int_equal(match.allow, 0);
    http_router_free(router);
}

static bool problem_with(const struct vd_route *r, const char *words)
{
    const struct vd_route table[] = {*r, {0}};
    const struct vd_route *const list[] = {table, NULL};
    const char *problem = vd_routes_problem(list);
    return problem && strstr(problem, words) && strstr(problem, r->path);
}

static void a_table_with_a_mistake_stops_the_start(void **state VD_UNUSED)
{
    static const struct vd_param unbounded[] = {{.name = "entidad", .from = VD_FROM_PATH, .kind = VD_P_SLUG, .required = true}, {0}};
    static const struct vd_param outside[] = {{.name = "q", .from = VD_FROM_QUERY, .kind = VD_P_TEXT, .offset = 4096, .max = 10}, {0}};
    static const struct vd_param form[] = {{.name = "q", .from = VD_FROM_FORM, .kind = VD_P_TEXT, .max = 10}, {0}};
    static const struct vd_param token[] = {{.name = "token", .from = VD_FROM_QUERY, .kind = VD_P_TEXT, .max = 10}, {0}};
    static const struct vd_param choice[] = {{.name = "q", .from = VD_FROM_QUERY, .kind = VD_P_CHOICE}, {0}};
    static const struct vd_param crossed[] = {{.name = "entidad", .from = VD_FROM_QUERY, .kind = VD_P_SLUG, .max = 10}, {0}};
    const struct { struct vd_route route; const char *words; } cases[] = {
        {FULL(VD_GET, VD_ACCESS_UNSET, handler, "/x", NULL), "access"}, {FULL(0, VD_ACCESS_PUBLIC, handler, "/x", NULL), "method"}, {FULL(VD_GET, VD_ACCESS_PUBLIC, NULL, "/x", NULL), "handler"},
        {R("x", NULL), "well formed"}, {R("/a//b", NULL), "well formed"}, {R("/a/", NULL), "well formed"}, {R("/{a", NULL), "well formed"},
        {R("/{}", NULL), "well formed"}, {R("/a{b}", NULL), "well formed"}, {R("/{a}{b}", NULL), "well formed"}, {R("/{entidad}", NULL), "not declared"},
        {R("/x", p_entity), "not in the path"}, {R("/{entidad}", crossed), "another source"}, {R("/{entidad}", unbounded), "bounds"}, {R("/x", outside), "outside the input"},
        {R("/x", form), "outside POST"}, {R("/x", token), "token"}, {R("/x", choice), "bounds"}, {FULL(VD_POST, VD_ACCESS_PUBLIC, handler, "/x", NULL, .cached = true), "cached"},
    };
    for (size_t i = 0; i < VD_COUNT(cases); i++)
        assert_true(problem_with(&cases[i].route, cases[i].words));
    static const struct vd_route twice[] = {R("/{entidad}/x", p_entity), R("/{vigencia}/x", p_year), {0}};
    static const struct vd_route *const list[] = {twice, NULL};
    assert_non_null(strstr(vd_routes_problem(list), "second route"));
}

#define NO_SESSION ((struct vd_str){0})

static void a_token_belongs_to_its_session(void **state VD_UNUSED)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    const unsigned char key[32] = {1};
    unsigned char nonce[16];
    struct vd_str token = http_token_make(arena, key, "/guardar", VD_S("ana"), 1000000);
    assert_int_equal(http_token_read(key, "/guardar", VD_S("ana"), token, 1000000, 0, 1000000, nonce), HTTP_TOKEN_OK);
    assert_int_equal(http_token_read(key, "/guardar", VD_S("berta"), token, 1000000, 0, 1000000, nonce), HTTP_TOKEN_BAD);
    assert_int_equal(http_token_read(key, "/guardar", NO_SESSION, token, 1000000, 0, 1000000, nonce), HTTP_TOKEN_BAD);
}

static void somebody_may_do_something_so_often_and_another_as_often(void **state VD_UNUSED)
{
    struct http_limits *limits = http_limits_new();
    assert_non_null(limits);
    const vd_us second = 1000000, now = 500 * second;
    for (int i = 0; i < 3; i++)
        assert_true(http_limit(limits, "clave", VD_S("192.0.2.1"), 3, 60, now + i * second));
    assert_false(http_limit(limits, "clave", VD_S("192.0.2.1"), 3, 60, now + 4 * second));
    assert_true(http_limit(limits, "clave", VD_S("192.0.2.2"), 3, 60, now + 4 * second));
    assert_true(http_limit(limits, "aporte", VD_S("192.0.2.1"), 3, 60, now + 4 * second));
    assert_false(http_limit(limits, "clave", VD_S("192.0.2.1"), 3, 60, now + 59 * second));
    assert_true(http_limit(limits, "clave", VD_S("192.0.2.1"), 3, 60, now + 61 * second));
    http_limits_free(limits);
}

static void only_a_trusted_proxy_says_who_sent_a_request(void **state VD_UNUSED)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    static const struct { const char *peer, *forwarded, *proxies, *who; } cases[] = {
        {"192.0.2.9", "", "", "192.0.2.9"},
        {"192.0.2.9", "203.0.113.5", "", "192.0.2.9"},
        {"127.0.0.1", "203.0.113.5", "127.0.0.1", "203.0.113.5"},
        {"127.0.0.1", "198.51.100.7, 203.0.113.5", "127.0.0.1", "203.0.113.5"},
        {"127.0.0.1", "198.51.100.7, 10.0.0.2", "127.0.0.1, 10.0.0.2", "198.51.100.7"},
        {"127.0.0.1", "", "127.0.0.1", "127.0.0.1"},
        {"2001:db8:1:2:3:4:5:6", "", "", "2001:db8:1:2::"},
        {"::ffff:192.0.2.9", "", "", "192.0.2.9"},
    };
    for (size_t i = 0; i < VD_COUNT(cases); i++)
        assert_true(vd_str_is(http_client(arena, vd_str_of(cases[i].peer), vd_str_of(cases[i].forwarded), vd_str_of(cases[i].proxies)), cases[i].who));
}

static void a_session_is_found_among_other_cookies(void **state VD_UNUSED)
{
#define DIGITS "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    assert_true(vd_str_is(http_cookie(VD_S("a=b; veedor=" DIGITS "; c=d"), HTTP_COOKIE, HTTP_SESSION_HEX, false), DIGITS));
    assert_true(vd_str_is(http_cookie(VD_S("veedor=no; veedor=" DIGITS), HTTP_COOKIE, HTTP_SESSION_HEX, false), DIGITS));
    assert_null(http_cookie(VD_S("veedor=" DIGITS), HTTP_COOKIE, HTTP_SESSION_HEX, true).p);
    assert_true(vd_str_is(http_cookie(VD_S("__Host-veedor=" DIGITS), HTTP_COOKIE, HTTP_SESSION_HEX, true), DIGITS));
    assert_null(http_cookie(VD_S("veedor=" DIGITS "0; xveedor=" DIGITS), HTTP_COOKIE, HTTP_SESSION_HEX, false).p);
}

static void a_token_is_good_only_for_its_route_its_key_and_its_time(void **state VD_UNUSED)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    const unsigned char key[32] = {1}, other[32] = {2};
    unsigned char nonce[16] = {0}, again[16] = {0};
    const vd_us now = 1663687200000000, second = 1000000;
    struct vd_str token = http_token_make(arena, key, "/radicar", NO_SESSION, now);
    assert_int_equal(http_token_read(key, "/radicar", NO_SESSION, token, now + 5 * second, 2 * second, 60 * second, nonce), HTTP_TOKEN_OK);
    assert_int_equal(http_token_at(token), now);
    assert_int_equal(http_token_at(VD_S("otra cosa")), 0);
    assert_int_equal(http_token_read(key, "/radicar", NO_SESSION, token, now + 9 * second, 2 * second, 60 * second, again), HTTP_TOKEN_OK);
    assert_memory_equal(nonce, again, 16);
    assert_int_equal(http_token_read(key, "/radicar", NO_SESSION, token, now + second, 2 * second, 60 * second, nonce), HTTP_TOKEN_EARLY);
    assert_int_equal(http_token_read(key, "/radicar", NO_SESSION, token, now - second, 0, 60 * second, nonce), HTTP_TOKEN_EARLY);
    assert_int_equal(http_token_read(key, "/radicar", NO_SESSION, token, now + 61 * second, 2 * second, 60 * second, nonce), HTTP_TOKEN_LATE);
    assert_int_equal(http_token_read(key, "/otra", NO_SESSION, token, now + 5 * second, 0, 60 * second, nonce), HTTP_TOKEN_BAD);
    assert_int_equal(http_token_read(other, "/radicar", NO_SESSION, token, now + 5 * second, 0, 60 * second, nonce), HTTP_TOKEN_BAD);
    assert_int_equal(http_token_read(key, "/radicar", NO_SESSION, vd_str_sub(token, 0, token.n - 2), now, 0, 60 * second, nonce), HTTP_TOKEN_BAD);
    assert_int_equal(http_token_read(key, "/radicar", NO_SESSION, (struct vd_str){0}, now, 0, 60 * second, nonce), HTTP_TOKEN_BAD);
    char *changed = vd_str_c(arena, token);
    for (size_t i = 0; i < token.n; i++) {
        char was = changed[i];
        changed[i] = was == '0' ? '1' : '0';
        assert_int_equal(http_token_read(key, "/radicar", NO_SESSION, vd_str_of(changed), now + 5 * second, 0, 60 * second, nonce), HTTP_TOKEN_BAD);
        changed[i] = was;
    }
}

static struct http_page a_page(size_t bytes, struct vd_date from, struct vd_date until)
{
    struct vd_buf one = {0}, two = {0};
    struct http_answer answer = {.status = 200};
    struct http_page page = {.full = http_response(&answer, &one), .not_modified = http_response(&answer, &two), .etag = "\"x\"", .bytes = bytes, .from = from, .until = until};
    assert_true(page.full && page.not_modified);
    return page;
}

static void take_note(void *arg, const struct http_page *page) { *(size_t *)arg = page->bytes; }

static bool kept(struct http_cache *cache, const char *key, int64_t version, struct vd_date day, size_t bytes)
{
    size_t seen = 0;
    return http_cache_use(cache, vd_str_of(key), version, day, take_note, &seen) && seen == bytes;
}

static void the_cache_gives_a_page_only_for_its_version_and_days(void **state VD_UNUSED)
{
    const struct vd_date monday = {2022, 9, 19}, tuesday = {2022, 9, 20}, wednesday = {2022, 9, 21}, sunday = {2022, 9, 18};
    struct http_cache *cache = http_cache_new(1 << 20);
    assert_non_null(cache);
    struct http_page page = a_page(100, monday, tuesday);
    http_cache_put(cache, VD_S("a"), 5, &page);
    assert_true(kept(cache, "a", 5, monday, 100) && kept(cache, "a", 5, tuesday, 100));
    assert_false(kept(cache, "b", 5, monday, 100));
    assert_false(kept(cache, "a", 6, monday, 100));
    assert_false(kept(cache, "a", 5, monday, 100)); /* a page of another version was dropped */
    page = a_page(101, monday, tuesday);
    http_cache_put(cache, VD_S("a"), 6, &page);
    assert_false(kept(cache, "a", 6, wednesday, 101));
    page = a_page(102, monday, tuesday);
    http_cache_put(cache, VD_S("a"), 6, &page);
    assert_false(kept(cache, "a", 6, sunday, 102));
    http_cache_free(cache);
}

static void the_cache_drops_what_was_used_longest_ago_and_refuses_giants(void **state VD_UNUSED)
{
    const struct vd_date day = {2022, 9, 20};
    struct http_cache *cache = http_cache_new(90000);
    assert_non_null(cache);
    for (int i = 0; i < 6; i++) {
        char key[2] = {(char)('a' + i), 0};
        struct http_page page = a_page((size_t)(12000 + i), day, day);
        http_cache_put(cache, vd_str_of(key), 1, &page);
    }
    assert_true(kept(cache, "a", 1, day, 12000)); /* used now, so "b" is the oldest */
    struct http_page page = a_page(12006, day, day);
    http_cache_put(cache, VD_S("g"), 1, &page);
    assert_true(kept(cache, "a", 1, day, 12000) && kept(cache, "g", 1, day, 12006));
    assert_false(kept(cache, "b", 1, day, 12001));
    page = a_page(30000, day, day);
    http_cache_put(cache, VD_S("h"), 1, &page);
    assert_false(kept(cache, "h", 1, day, 30000));
    http_cache_free(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_finds_its_most_literal_route),
        cmocka_unit_test(values_and_scope_come_with_the_match),
        cmocka_unit_test(the_methods_of_a_path_are_those_of_all_its_routes),
        cmocka_unit_test(a_table_with_a_mistake_stops_the_start),
        cmocka_unit_test(a_token_belongs_to_its_session), cmocka_unit_test(somebody_may_do_something_so_often_and_another_as_often),
        cmocka_unit_test(only_a_trusted_proxy_says_who_sent_a_request), cmocka_unit_test(a_session_is_found_among_other_cookies),
        cmocka_unit_test(a_token_is_good_only_for_its_route_its_key_and_its_time),
        cmocka_unit_test(the_cache_gives_a_page_only_for_its_version_and_days),
        cmocka_unit_test(the_cache_drops_what_was_used_longest_ago_and_refuses_giants),
    };
    return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
