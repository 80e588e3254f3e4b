/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "http/internal.h"

/* One header line "Name: value" each, ended by NULL. */
static int judge(const char *method, const char *version, const char *const *lines)
{
    struct http_head head;
    http_head_init(&head);
    for (; *lines; lines++) {
        struct vd_str value = vd_str_of(*lines), name;
        vd_str_split(&value, ':', &name);
        http_head_add(&head, name, vd_str_trim(value));
    }
    struct http_refusal r = http_head_check(&head, vd_str_of(method), vd_str_of(version));
    assert_true(!r.status == !r.problem);
    return r.status;
}
#define HEAD(method, ...) judge(method, "HTTP/1.1", (const char *const[]){__VA_ARGS__, NULL})

static void a_usual_head_passes(void **state VD_UNUSED)
{
    assert_int_equal(HEAD("GET", "Host: veedor.pasto.gov.co", "Accept: */*", "Accept-Encoding: gzip"), 0);
    assert_int_equal(HEAD("POST", "host: [::1]:8080", "CONTENT-LENGTH: 12", "content-type: multipart/form-data; boundary=x"), 0);
    assert_int_equal(HEAD("POST", "Host: x", "Transfer-Encoding: chunked"), 0);
    assert_int_equal(HEAD("GET", "Host: x", "Content-Length: 0"), 0);
}

static void a_head_that_can_be_cut_in_two_ways_is_refused(void **state VD_UNUSED)
{
    assert_int_equal(HEAD("POST", "Host: x", "Content-Length: 3", "Content-Length: 3"), 400);
    assert_int_equal(HEAD("POST", "Host: x", "Content-Length: 3", "Transfer-Encoding: chunked"), 400);
    assert_int_equal(HEAD("POST", "Host: x", "Transfer-Encoding: gzip, chunked"), 400);
    assert_int_equal(HEAD("POST", "Host: x", "Content-Length : 3"), 400);
    assert_int_equal(HEAD("POST", "Host: x", "Content-Length5: 3"), 400);           /* "3", folded, "5" */
    assert_int_equal(HEAD("POST", "Host: x", "Transfer-Encodingchunked:"), 400);    /* "", folded, "chunked" */
    assert_int_equal(HEAD("POST", "Host: x", "Content-Length: +3"), 400);
    assert_int_equal(HEAD("POST", "Host: x", "Content-Length: 1234567890123456"), 400);
    assert_int_equal(HEAD("POST", "Host: x", "Content-Length:"), 400);
    assert_int_equal(HEAD("GET", "Host: x", "Host: x"), 400);
    assert_int_equal(HEAD("GET", "Host: x/y"), 400);
    assert_int_equal(HEAD("GET", "Host:"), 400);
    assert_int_equal(HEAD("GET", "Accept: */*"), 400);
    assert_int_equal(HEAD("GET", "Host: x", "X-\x01: y"), 400);
    assert_int_equal(HEAD("GET", "Host: x", "X: y\x01"), 400);
    assert_int_equal(HEAD("GET", "Host: x", "Content-Length: 1"), 400);
    assert_int_equal(HEAD("GET", "Host: x", "Transfer-Encoding: chunked"), 400);
}

static void methods_and_versions_that_are_not_served_are_named_as_such(void **state VD_UNUSED)
{
    assert_int_equal(HEAD("PUT", "Host: x"), 405);
    assert_int_equal(HEAD("BREW", "Host: x"), 501);
    assert_int_equal(HEAD("get", "Host: x"), 501);
    assert_int_equal(judge("GET", "HTTP/2.0", (const char *const[]){"Host: x", NULL}), 505);
    assert_int_equal(judge("GET", "HTTP/1.0", (const char *const[]){"Accept: */*", NULL}), 0);
    assert_int_equal(judge("POST", "HTTP/1.0", (const char *const[]){"Transfer-Encoding: chunked", NULL}), 400);
}

static void too_many_or_too_long_headers_are_refused(void **state VD_UNUSED)
{
    struct http_head head;
    http_head_init(&head);
    http_head_add(&head, VD_S("Host"), VD_S("x"));
    for (int i = 1; i < HTTP_HEADER_COUNT; i++)
        http_head_add(&head, VD_S("X"), VD_S("y"));
    assert_int_equal(http_head_check(&head, VD_S("GET"), VD_S("HTTP/1.1")).status, 0);
    http_head_add(&head, VD_S("X"), VD_S("y"));
    assert_int_equal(http_head_check(&head, VD_S("GET"), VD_S("HTTP/1.1")).status, 431);
}

static void gzip_is_taken_unless_it_is_refused_by_its_weight(void **state VD_UNUSED)
{
    static const struct { const char *value; bool gzip; } cases[] = {
        {"gzip", true}, {"deflate, GZIP;q=0.5, br", true}, {"gzip; q=1.0", true}, {"gzip;q=0", false}, {"gzip;q=0.000", false},
        {"identity", false}, {"", false}, {"xgzip", false}, {"gzip;q=0.001", true},
    };
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct http_head head;
        http_head_init(&head);
        http_head_add(&head, VD_S("Accept-Encoding"), vd_str_of(cases[i].value));
        assert_int_equal(head.gzip, cases[i].gzip);
    }
}

static void a_path_is_decoded_or_refused_never_cut(void **state VD_UNUSED)
{
    static const struct { const char *raw, *path; } cases[] = {
        {"/", "/"}, {"/pasto", "/pasto"}, {"/pasto/", "/pasto/"}, {"/a%C3%B1o", "/año"}, {"/a+b", "/a+b"}, {"/%61", "/a"}, {"/a..b/...", "/a..b/..."},
        {"/%00", NULL}, {"/a%00/../b", NULL}, {"/%zz", NULL}, {"/%", NULL}, {"/%4", NULL}, {"/%FF", NULL}, {"/..", NULL}, {"/a/../b", NULL},
        {"/%2e%2E/b", NULL}, {"/.", NULL}, {"//", NULL}, {"//a", NULL}, {"/a//b", NULL}, {"/a%2Fb", NULL}, {"/a%2fb", NULL}, {"/a%5Cb", NULL}, {"/a%0a", NULL},
    };
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        char out[64];
        struct vd_str path = VD_S("untouched");
        struct http_refusal r = http_path_decode(vd_str_of(cases[i].raw), out, &path);
        assert_int_equal(r.status, cases[i].path ? 0 : 400);
        assert_true(vd_str_is(path, cases[i].path ? cases[i].path : "untouched"));
    }
}

static void a_target_is_an_absolute_path_of_visible_ascii(void **state VD_UNUSED)
{
    static const char *const bad[] = {"", "*", "x", "http://evil/x", "/a b", "/a\tb", "/a#b", "/a\x7f", "/\xc3\xb1", "?a=b"};
    struct vd_str path = {0}, query = {0};
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        assert_int_equal(http_target_split(vd_str_of(bad[i]), &path, &query).status, 400);
    assert_int_equal(http_target_split(VD_S("/a?b=c?d"), &path, &query).status, 0);
    assert_true(vd_str_is(path, "/a") && vd_str_is(query, "b=c?d"));
    assert_int_equal(http_target_split(VD_S("/a"), &path, &query).status, 0);
    assert_null(query.p);
}

static void tags_are_compared_weakly(void **state VD_UNUSED)
{
    assert_true(http_etag_listed(VD_S("\"a\", W/\"b\" ,\"c\""), "\"b\""));
    assert_true(http_etag_listed(VD_S("*"), "\"b\""));
    assert_false(http_etag_listed(VD_S("\"bb\", b, \"\""), "\"b\""));
    assert_false(http_etag_listed((struct vd_str){0}, "\"b\""));
}

static bool same_site(const char *origin, const char *fetch_site)
{
    struct http_head head;
    http_head_init(&head);
    http_head_add(&head, VD_S("Host"), VD_S("veedor.pasto.gov.co"));
    if (origin)
        http_head_add(&head, VD_S("Origin"), vd_str_of(origin));
    if (fetch_site)
        http_head_add(&head, VD_S("Sec-Fetch-Site"), vd_str_of(fetch_site));
    return http_head_same_site(&head);
}

static void a_form_from_another_site_is_known_by_its_origin(void **state VD_UNUSED)
{
    assert_true(same_site(NULL, NULL));
    assert_true(same_site("https://veedor.pasto.gov.co", "same-origin"));
    assert_false(same_site("https://otro.example", NULL));
    assert_false(same_site("https://veedor.pasto.gov.co.otro.example", NULL));
    assert_false(same_site("https://veedor.pasto.gov.co", "cross-site"));
    assert_false(same_site("https://veedor.pasto.gov.co", "same-site"));
    assert_true(same_site("https://veedor.pasto.gov.co", "same-origin"));
    assert_false(same_site("null", NULL));
    assert_false(same_site("", NULL));
}

static bool from_here(const char *host, const char *more)
{
    struct http_head head;
    http_head_init(&head);
    http_head_add(&head, VD_S("Host"), vd_str_of(host));
    if (more)
        http_head_add(&head, vd_str_of(more), VD_S("203.0.113.9"));
    return http_head_from_here(&head);
}

static void a_demonstration_knows_who_asks_from_this_machine_and_straight(void **state VD_UNUSED)
{
    static const char *const here[] = {"localhost", "LOCALHOST:8080", "127.0.0.1:18080", "127.1.2.3", "[::1]:8080", "[::1]"};
    static const char *const away[] = {"alcaldia.gov.co", "127.0.0.1.nip.io", "localhost.evil.co:80", "10.0.0.1", "[::2]:80", "127.evil:80"};
    for (size_t i = 0; i < VD_COUNT(here); i++)
        assert_true(from_here(here[i], NULL));
    for (size_t i = 0; i < VD_COUNT(away); i++)
        assert_false(from_here(away[i], NULL));
    assert_false(from_here("localhost", "X-Forwarded-For"));
    assert_false(from_here("localhost", "x-forwarded-host"));
    assert_false(from_here("localhost", "Forwarded"));
    assert_false(from_here("localhost", "Via"));
    assert_true(from_here("localhost", "X-Forward"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_usual_head_passes),
        cmocka_unit_test(a_head_that_can_be_cut_in_two_ways_is_refused),
        cmocka_unit_test(methods_and_versions_that_are_not_served_are_named_as_such),
        cmocka_unit_test(too_many_or_too_long_headers_are_refused),
        cmocka_unit_test(gzip_is_taken_unless_it_is_refused_by_its_weight),
        cmocka_unit_test(a_path_is_decoded_or_refused_never_cut),
        cmocka_unit_test(a_target_is_an_absolute_path_of_visible_ascii),
        cmocka_unit_test(tags_are_compared_weakly),
        cmocka_unit_test(a_form_from_another_site_is_known_by_its_origin),
        cmocka_unit_test(a_demonstration_knows_who_asks_from_this_machine_and_straight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
