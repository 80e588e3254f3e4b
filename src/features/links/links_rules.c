/* SPDX-License-Identifier: Apache-2.0 */
#include <netinet/in.h>
#include "features/links/links.h"

enum { URL_MOST = 1000 };

/* ---- links of a text */

static bool ends_url(char c) { return (unsigned char)c <= 0x20 || c == 0x7F || strchr("<>\"`{}|\\^", c) != NULL; }

static struct vd_str trim_end(struct vd_str url)
{
    while (url.n && strchr(".,;:!?'*_", url.p[url.n - 1]))
        url.n--;
    bool opened = memchr(url.p, '(', url.n) != NULL;
    if (url.n && url.p[url.n - 1] == ']')
        url.n--;
    if (url.n && url.p[url.n - 1] == ')' && !opened)
        return trim_end(vd_str_sub(url, 0, url.n - 1));
    return url;
}

/* Of Markdown, [words](https://…) ends at the bracket that it did not open. */
static size_t url_length(struct vd_str s)
{
    size_t n = 0;
    int open = 0;
    for (; n < s.n && !ends_url(s.p[n]); n++) {
        open += s.p[n] == '(';
        if (s.p[n] == ')' && --open < 0)
            break;
    }
    return n;
}

void links_in(struct vd_arena *arena, struct vd_str text, links_urls *ret)
{
    while (text.n) {
        ptrdiff_t at = vd_str_find(text, VD_S("http"));
        if (at < 0)
            return;
        struct vd_str rest = vd_str_sub(text, (size_t)at, text.n);
        size_t head = vd_str_starts(rest, VD_S("https://")) ? 8 : vd_str_starts(rest, VD_S("http://")) ? 7 : 0;
        struct vd_str url = head ? trim_end(vd_str_sub(rest, 0, url_length(rest))) : (struct vd_str){0};
        if (head && url.n > head && url.n <= URL_MOST)
            *VD_PUSH(arena, ret) = url;
        text = vd_str_sub(rest, url.n ? url.n : 4, rest.n);
    }
}

/* ---- addresses (IANA special-purpose registries, RFC 6890) */

static bool v4_is_open(uint32_t a)
{
    static const struct { uint32_t net; int bits; } closed[] = {
        {0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24},
        {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4}, {0xF0000000, 4}};
    for (size_t i = 0; i < VD_COUNT(closed); i++)
        if ((a ^ closed[i].net) >> (32 - closed[i].bits) == 0)
            return false;
    return true;
}

/* Only the global unicast of today (2000::/3), without what carries an address of IPv4 inside: 2002::/16, 2001::/32. */
static bool v6_is_open(const unsigned char a[16])
{
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    if (memcmp(a, mapped, sizeof mapped) == 0)
        return v4_is_open((uint32_t)a[12] << 24 | (uint32_t)a[13] << 16 | (uint32_t)a[14] << 8 | a[15]);
    bool carries = (a[0] == 0x20 && a[1] == 0x02) || (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0 && a[3] == 0) || (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8);
    return (a[0] & 0xE0) == 0x20 && !carries;
}

bool links_address_is_open(const struct sockaddr *address)
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    if (address->sa_family == AF_INET) {
        memcpy(&v4, address, sizeof v4);
        return v4_is_open(ntohl(v4.sin_addr.s_addr));
    }
    if (address->sa_family != AF_INET6)
        return false;
    memcpy(&v6, address, sizeof v6);
    return v6_is_open(v6.sin6_addr.s6_addr);
}
