/* SPDX-License-Identifier: Apache-2.0 */
/* libmicrohttpd 0.9.75 accepts messages that two programs in a row may cut differently (request smuggling, CWE-444): two
 * Content-Length, Content-Length beside Transfer-Encoding, a space before the colon, two Hosts. Everything here runs before
 * the first byte of the body is read, and whatever is doubtful is refused and the connection closed: RFC 9112 §3.2, §5.1, §6.1, §6.3.
 * The library's own unescaping cuts a path at %00 and passes %zz on, so paths are decoded here, from the raw target.
 * Not refused: a raw NUL, at which the library ends a text before it or we read it, and folded lines of other headers. */
#include "http/internal.h"

#define REFUSE(code, sentence) ((struct http_refusal){(code), (sentence)})
static const struct http_refusal fine;

static bool is_token_char(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool name_is(struct vd_str name, const char *lower) { return name.n == strlen(lower) && strncasecmp(name.p, lower, name.n) == 0; }

/* The library joins a folded line (RFC 9112 §5.2) to the header's name, so "Transfer-Encoding:", " chunked" would be lost. */
static bool is_folded(struct vd_str name, const char *lower)
{
    size_t n = strlen(lower);
    return name.n > n && strncasecmp(name.p, lower, n) == 0;
}

static bool good_host(struct vd_str v)
{
    for (size_t i = 0; i < v.n; i++) {
        unsigned char c = (unsigned char)v.p[i];
        if (!is_token_char(c) && c != ':' && c != '[' && c != ']')
            return false;
    }
    return v.n > 0 && v.n <= 255;
}

static bool read_length(struct vd_str v, int64_t *ret)
{
    if (v.n == 0 || v.n > 15)
        return false;
    int64_t length = 0;
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] < '0' || v.p[i] > '9')
            return false;
        length = length * 10 + (v.p[i] - '0');
    }
    *ret = length;
    return true;
}

/* "gzip" or "gzip;q=0.5", not "gzip;q=0" (RFC 9110 §12.5.3). */
static bool takes_gzip(struct vd_str v)
{
    struct vd_str item;
    while (vd_str_split(&v, ',', &item)) {
        struct vd_str coding, q = item;
        vd_str_split(&q, ';', &coding);
        if (!name_is(vd_str_trim(coding), "gzip"))
            continue;
        q = vd_str_trim(q);
        if (q.p == NULL || q.n < 3 || strncasecmp(q.p, "q=", 2) != 0)
            return true;
        for (size_t i = 2; i < q.n; i++)
            if (q.p[i] >= '1' && q.p[i] <= '9')
                return true;
        return false;
    }
    return false;
}

static bool is_hex(struct vd_str v, size_t digits)
{
    for (size_t i = 0; i < v.n; i++)
        if (!((v.p[i] >= '0' && v.p[i] <= '9') || (v.p[i] >= 'a' && v.p[i] <= 'f')))
            return false;
    return v.n == digits;
}

struct vd_str http_cookie(struct vd_str cookies, const char *name, size_t digits, bool secure)
{
    char begin[64];
    struct vd_str item;
    snprintf(begin, sizeof begin, "%s%s=", secure ? HTTP_COOKIE_PREFIX : "", name);
    const size_t n = strlen(begin);
    while (vd_str_split(&cookies, ';', &item)) {
        item = vd_str_trim(item);
        if (vd_str_starts(item, vd_str_of(begin)) && is_hex(vd_str_sub(item, n, item.n), digits))
            return vd_str_sub(item, n, item.n);
    }
    return (struct vd_str){0};
}

void http_head_init(struct http_head *head) { *head = (struct http_head){.length = -1}; }

void http_head_add(struct http_head *head, struct vd_str name, struct vd_str value)
{
    head->count++;
    head->bytes += name.n + value.n + 4;
    head->malformed |= name.n == 0 || is_folded(name, "content-length") || is_folded(name, "transfer-encoding");
    for (size_t i = 0; i < name.n; i++)
        head->malformed |= !is_token_char((unsigned char)name.p[i]);
    for (size_t i = 0; i < value.n; i++)
        head->malformed |= ((unsigned char)value.p[i] < 0x20 && value.p[i] != '\t') || value.p[i] == 0x7F;
    if (name_is(name, "content-length")) {
        head->lengths++;
        head->malformed |= !read_length(value, &head->length);
    } else if (name_is(name, "transfer-encoding")) {
        head->codings++;
        head->chunked = name_is(value, "chunked");
        head->malformed |= !head->chunked;
    } else if (name_is(name, "host")) {
        head->hosts++;
        head->malformed |= !good_host(value);
        head->host = value;
    } else if (name_is(name, "content-type")) {
        head->types++;
        head->type = value;
    } else if (name_is(name, "accept-encoding")) {
        head->gzip |= takes_gzip(value);
    } else if (name_is(name, "if-none-match")) {
        head->etags = value;
    } else if (name_is(name, "origin")) {
        head->origin = value;
    } else if (name_is(name, "cookie")) {
        head->cookie = value;
    } else if (name_is(name, "user-agent")) {
        head->agent = value;
    } else if (name_is(name, "x-forwarded-for")) {
        head->forwarded = value;
        head->handed_on = true;
    } else if (name_is(name, "forwarded") || name_is(name, "via") || is_folded(name, "x-forwarded-")) {
        head->handed_on = true;
    } else if (name_is(name, "sec-fetch-site")) {
        head->cross_site |= !name_is(value, "same-origin") && !name_is(value, "none"); /* a neighbour under the same domain is another site too */
    }
}

bool http_head_from_here(const struct http_head *head)
{
    ptrdiff_t colon = (ptrdiff_t)head->host.n - 1;
    while (colon >= 0 && head->host.p[colon] >= '0' && head->host.p[colon] <= '9')
        colon--;
    struct vd_str host = colon >= 0 && head->host.p[colon] == ':' ? vd_str_sub(head->host, 0, (size_t)colon) : head->host;
    bool loop = vd_str_starts(host, VD_S("127."));
    for (size_t i = 0; i < host.n; i++)
        loop = loop && (host.p[i] == '.' || (host.p[i] >= '0' && host.p[i] <= '9'));
    return !head->handed_on && (loop || name_is(host, "localhost") || vd_str_is(host, "[::1]"));
}

bool http_head_same_site(const struct http_head *head)
{
    struct vd_str origin = head->origin;
    if (head->cross_site)
        return false;
    if (!origin.p)
        return true;
    ptrdiff_t after = vd_str_find(origin, VD_S("://"));
    return after > 0 && head->host.p && vd_str_eq(vd_str_sub(origin, (size_t)after + 3, origin.n), head->host);
}

static bool known_method(struct vd_str method)
{
    static const char *const known[] = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"};
    for (size_t i = 0; i < VD_COUNT(known); i++)
        if (vd_str_is(method, known[i]))
            return true;
    return false;
}

struct http_refusal http_head_check(const struct http_head *head, struct vd_str method, struct vd_str version)
{
    bool old = vd_str_is(version, "HTTP/1.0");
    if (!old && !vd_str_is(version, "HTTP/1.1"))
        return REFUSE(505, "Este servidor solo atiende HTTP/1.1.");
    if (head->bytes > HTTP_HEADERS_MAX || head->count > HTTP_HEADER_COUNT)
        return REFUSE(431, "Los encabezados de la solicitud son demasiado grandes.");
    if (head->malformed || head->lengths > 1 || head->codings > 1 || (head->lengths && head->codings) || head->types > 1)
        return REFUSE(400, "La solicitud está mal formada.");
    /* Health checks of proxies still speak HTTP/1.0 without Host. */
    if (head->hosts > 1 || (head->hosts == 0 && !old) || (old && head->codings))
        return REFUSE(400, "La solicitud está mal formada.");
    bool post = vd_str_is(method, "POST");
    if (post)
        return fine;
    if (!vd_str_is(method, "GET") && !vd_str_is(method, "HEAD"))
        return known_method(method) ? REFUSE(405, "Esta dirección no admite ese método.") : REFUSE(501, "Este servidor no conoce ese método.");
    if (head->length > 0 || head->chunked)
        return REFUSE(400, "Una consulta no lleva contenido.");
    return fine;
}

struct http_refusal http_target_split(struct vd_str target, struct vd_str *ret_path, struct vd_str *ret_query)
{
    if (target.n == 0 || target.p[0] != '/')
        return REFUSE(400, "La dirección está mal escrita.");
    for (size_t i = 0; i < target.n; i++) {
        unsigned char c = (unsigned char)target.p[i];
        if (c <= 0x20 || c >= 0x7F || c == '#')
            return REFUSE(400, "La dirección está mal escrita.");
    }
    struct vd_str rest = target, path;
    vd_str_split(&rest, '?', &path);
    *ret_path = path;
    *ret_query = rest;
    return fine;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool http_unescape(struct vd_str in, bool plus, char *out, struct vd_str *ret)
{
    size_t n = 0;
    for (size_t i = 0; i < in.n; i++) {
        char c = in.p[i];
        if (c == '%') {
            int high = i + 2 < in.n ? hex_digit(in.p[i + 1]) : -1;
            int low = i + 2 < in.n ? hex_digit(in.p[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        out[n++] = c;
    }
    struct vd_str text = {out, n};
    if (!vd_utf8_valid(text))
        return false;
    *ret = text;
    return true;
}

struct http_refusal http_path_decode(struct vd_str raw, char *out, struct vd_str *ret_path)
{
    const struct http_refusal bad = REFUSE(400, "La dirección está mal escrita.");
    struct vd_str path;
    for (size_t i = 0; i + 2 < raw.n; i++)
        if (raw.p[i] == '%' && raw.p[i + 1] == '2' && (raw.p[i + 2] | 0x20) == 'f')
            return bad; /* an encoded slash: one segment for us, two for others */
    if (!http_unescape(raw, false, out, &path))
        return bad;
    struct vd_str rest = vd_str_sub(path, 1, path.n), segment;
    while (vd_str_split(&rest, '/', &segment)) {
        if ((segment.n == 0 && rest.p) || vd_str_is(segment, ".") || vd_str_is(segment, ".."))
            return bad; /* "//", "." and "..": whoever stands before us may have read another path */
        for (size_t i = 0; i < segment.n; i++)
            if ((unsigned char)segment.p[i] < 0x20 || segment.p[i] == 0x7F || segment.p[i] == '\\')
                return bad;
    }
    *ret_path = path;
    return fine;
}
