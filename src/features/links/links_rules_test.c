/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include "features/links/links.h"

static void found(const char *text, const char *joined)
{
    struct vd_arena *arena = vd_arena_new(1u << 20);
    links_urls urls = {0};
    struct vd_str all = VD_S("");
    links_in(arena, vd_str_of(text), &urls);
    VD_EACH(url, &urls)
        all = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(all), all.n ? " " : "", VD_SARG(*url));
    if (!vd_str_is(all, joined))
        fail_msg("«%s» has %.*s, not %s", text, VD_SARG(all), joined);
    vd_arena_free(arena);
}

static void the_links_of_a_text_are_found_without_what_stands_around_them(void **state)
{
    (void)state;
    found("Vea https://www.pasto.gov.co/plan.pdf.", "https://www.pasto.gov.co/plan.pdf");
    found("[el plan](https://pasto.gov.co/a_(1).pdf), y (http://b.co/x)", "https://pasto.gov.co/a_(1).pdf http://b.co/x");
    found("<a href=\"http://c.co/y?z=1&w=2\">", "http://c.co/y?z=1&w=2");
    found("http:// https:// httpx://a ftp://b javascript:alert(1) sin enlaces", "");
    found("https://á.co/ñ\nhttp://d.co", "https://á.co/ñ http://d.co");
}

static bool is_open(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return links_address_is_open((const struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return links_address_is_open((const struct sockaddr *)&v6);
}

static void only_the_open_internet_is_asked(void **state)
{
    (void)state;
    static const char *const closed[] = {"127.0.0.1", "127.255.255.255", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "::127.0.0.1"};
    static const char *const open[] = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.169.0.1", "2800:3f0:4005:401::200e", "::ffff:8.8.8.8"};
    for (size_t i = 0; i < VD_COUNT(closed); i++)
        if (is_open(closed[i]))
            fail_msg("%s would be asked", closed[i]);
    for (size_t i = 0; i < VD_COUNT(open); i++)
        if (!is_open(open[i]))
            fail_msg("%s would not be asked", open[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_links_of_a_text_are_found_without_what_stands_around_them),
        cmocka_unit_test(only_the_open_internet_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
