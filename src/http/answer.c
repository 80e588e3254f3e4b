/* SPDX-License-Identifier: Apache-2.0 */
/* From an answer to a response of the library: security headers, validators, attachment names, and the room's own error page. */
#include <sodium.h>
#include <unistd.h>
#include <zlib.h>
#include "http/internal.h"

enum { GZIP_LEVEL = 6, GZIP_LEAST = 256 };

/* OWASP ASVS 14.4; no inline style or script anywhere, so none is allowed. Only routes that say so (vd_route.scripted) may run a file of ours. */
#define POLICY "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
static const char PLAIN_POLICY[] = POLICY, SCRIPTED_POLICY[] = POLICY "; script-src 'self'; connect-src 'self'";
static const char SANDBOX_POLICY[] = "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
static const char *const fixed_headers[][2] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

static bool add(struct MHD_Response *r, const char *name, const char *value)
{
    return !value || MHD_add_response_header(r, name, value) == MHD_YES;
}

/* A header value with its bytes: refused when it could break the line or is not ASCII. */
static bool add_text(struct MHD_Response *r, const char *name, struct vd_str value)
{
    char text[HTTP_TARGET_MAX];
    if (!value.p)
        return true;
    if (value.n >= sizeof text)
        return false;
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < 0x20 || (unsigned char)value.p[i] >= 0x7F)
            return false;
    memcpy(text, value.p, value.n);
    text[value.n] = 0;
    return add(r, name, text);
}

/* RFC 6266: a plain ASCII name for old clients, and the exact one in UTF-8. */
static bool add_filename(struct MHD_Response *r, struct vd_str name)
{
    char text[1024];
    struct vd_str part = vd_str_sub(name, 0, 200);
    if (!name.p)
        return true;
    size_t n = (size_t)snprintf(text, sizeof text, "attachment; filename=\"");
    for (size_t i = 0; i < part.n; i++) {
        char c = part.p[i];
        text[n++] = c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '/' && c != '%' ? c : '_';
    }
    n += (size_t)snprintf(text + n, sizeof text - n, "\"; filename*=UTF-8''");
    for (size_t i = 0; i < part.n; i++) {
        unsigned char c = (unsigned char)part.p[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
        n += (size_t)snprintf(text + n, sizeof text - n, plain ? "%c" : "%%%02X", c);
    }
    return add(r, "Content-Disposition", text);
}

/* IMF-fixdate (RFC 9110 §5.6.7), always English and UTC. */
static bool add_last_modified(struct MHD_Response *r, vd_us at)
{
    static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char text[40];
    if (at <= 0)
        return true;
    int64_t seconds = at / 1000000, rest = seconds % 86400;
    struct vd_date d = vd_date_of_days(seconds / 86400);
    snprintf(text, sizeof text, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", days + 3 * vd_date_weekday(d), d.day, months + 3 * (d.month - 1),
             d.year, (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
    return add(r, "Last-Modified", text);
}

/* Lax: a link from a mail finds the person signed in; forms of other sites are refused before they are read. days 0: until the browser is
 * closed; an empty value takes the cookie away. */
static bool add_cookie(struct MHD_Response *r, bool secure, const char *name, struct vd_str value, size_t digits, int days)
{
    char text[256], age[32] = "";
    if (!value.p)
        return true;
    if (value.n && value.n != digits)
        return false;
    if (!value.n || days)
        snprintf(age, sizeof age, "; Max-Age=%d", value.n ? days * 86400 : 0);
    snprintf(text, sizeof text, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", secure ? HTTP_COOKIE_PREFIX : "", name, VD_SARG(value),
             secure ? "; Secure" : "", age);
    return add(r, "Set-Cookie", text);
}

static bool add_headers(struct MHD_Response *r, const struct http_answer *a)
{
    char number[16];
    bool good = add(r, "Content-Security-Policy", a->sandbox ? SANDBOX_POLICY : a->scripted ? SCRIPTED_POLICY : PLAIN_POLICY);
    for (size_t i = 0; i < VD_COUNT(fixed_headers); i++)
        good = good && add(r, fixed_headers[i][0], fixed_headers[i][1]);
    snprintf(number, sizeof number, "%d", a->retry_after);
    good = good && add_cookie(r, a->secure, HTTP_COOKIE, a->session, HTTP_SESSION_HEX, 0) &&
           add_cookie(r, a->secure, HTTP_COOKIE_MARK, a->mark, HTTP_MARK_HEX, HTTP_MARK_DAYS) && add(r, "Strict-Transport-Security", a->secure ? "max-age=31536000" : NULL);
    return good && add(r, "Content-Type", a->type) && add(r, "Cache-Control", a->cache_control) && add(r, "ETag", a->etag) &&
           add(r, "Allow", a->allow) && add(r, "Content-Encoding", a->gzip ? "gzip" : NULL) && add(r, "Vary", a->vary ? "Accept-Encoding" : NULL) &&
           add(r, "Connection", a->close ? "close" : NULL) && add(r, "Retry-After", a->retry_after ? number : NULL) &&
           add_text(r, "Location", a->location) && add_filename(r, a->filename) && add_last_modified(r, a->last_changed);
}

struct MHD_Response *http_response(const struct http_answer *answer, struct vd_buf *body)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(body->n, body->p, body->p ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
    if (!r)
        return NULL;
    *body = (struct vd_buf){.max = body->max};
    if (add_headers(r, answer))
        return r;
    MHD_destroy_response(r);
    return NULL;
}

struct MHD_Response *http_response_fixed(const struct http_answer *answer, const void *p, size_t n)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(n, (void *)p, MHD_RESPMEM_PERSISTENT);
    if (r && add_headers(r, answer))
        return r;
    if (r)
        MHD_destroy_response(r);
    return NULL;
}

struct MHD_Response *http_response_file(const struct http_answer *answer, int fd, uint64_t n)
{
    int own = dup(fd);
    struct MHD_Response *r = own < 0 ? NULL : MHD_create_response_from_fd64(n, own);
    if (!r && own >= 0)
        close(own);
    if (!r || add_headers(r, answer))
        return r;
    MHD_destroy_response(r);
    return NULL;
}

bool http_compressible(const char *type)
{
    return !strncmp(type, "text/", 5) || !strncmp(type, "application/json", 16) || !strncmp(type, "image/svg+xml", 13);
}

bool http_gzip(struct vd_buf *body)
{
    z_stream z = {0};
    if (body->n < GZIP_LEAST || body->n > UINT32_MAX || deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    size_t most = deflateBound(&z, body->n);
    char *out = malloc(most + 1);
    z.next_in = (unsigned char *)body->p;
    z.avail_in = (uInt)body->n;
    z.next_out = (unsigned char *)out;
    z.avail_out = (uInt)most;
    bool good = out && deflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out < body->n;
    size_t n = z.total_out;
    deflateEnd(&z);
    if (!good) {
        free(out);
        return false;
    }
    char *fit = realloc(out, n + 1);
    vd_buf_done(body);
    body->p = fit ? fit : out;
    body->n = n;
    body->cap = n + 1;
    body->p[n] = 0;
    return true;
}

void http_etag(char out[40], struct vd_str body, bool gzip)
{
    /* Tells versions of one page apart, proves nothing: the fastest 128-bit hash at hand will do, the key is no secret. */
    static const unsigned char key[crypto_shorthash_siphashx24_KEYBYTES];
    unsigned char hash[crypto_shorthash_siphashx24_BYTES];
    crypto_shorthash_siphashx24(hash, (const unsigned char *)body.p, body.n, key);
    out[0] = '"';
    vd_hex(out + 1, hash, sizeof hash);
    snprintf(out + 33, 7, "%s\"", gzip ? "-gz" : "");
}

/* If-None-Match compares weakly (RFC 9110 §13.1.2); proxies that recompress weaken our validators. */
bool http_etag_listed(struct vd_str list, const char *etag)
{
    struct vd_str item;
    while (vd_str_split(&list, ',', &item)) {
        item = vd_str_trim(item);
        if (vd_str_starts(item, VD_S("W/")))
            item = vd_str_sub(item, 2, item.n);
        if (vd_str_is(item, "*") || vd_str_is(item, etag))
            return true;
    }
    return false;
}

const char *http_status_problem(int status)
{
    switch (status) {
    case 400: return "La solicitud no se pudo entender.";
    case 403: return "No tiene permiso para hacer esto.";
    case 404: return "Esta página no existe.";
    case 405: return "Esta dirección no admite ese método.";
    case 409: return "Otra persona cambió esto antes. Vuelva a cargar la página.";
    case 413: return "Lo que envió es demasiado grande.";
    case 415: return "El formulario llegó en un formato que no se admite.";
    case 503: return "El servidor no puede atender en este momento. Intente de nuevo en unos minutos.";
    default: return "Ocurrió un error inesperado.";
    }
}

static void put_escaped(struct vd_buf *out, struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '<': vd_buf_c(out, "&lt;"); break;
        case '>': vd_buf_c(out, "&gt;"); break;
        case '&': vd_buf_c(out, "&amp;"); break;
        case '"': vd_buf_c(out, "&quot;"); break;
        default: vd_buf_char(out, s.p[i]);
        }
    }
}

void http_plain_page(struct vd_buf *out, int status, struct vd_str problem, struct vd_str id)
{
    vd_buf_printf(out, "<!DOCTYPE html>\n<html lang=\"es-CO\"><head><meta charset=\"utf-8\"><title>Error %d</title>"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>\n<body><main><h1>Error %d</h1>\n<p>", status, status);
    put_escaped(out, problem.n ? problem : vd_str_of(http_status_problem(status)));
    vd_buf_c(out, "</p>\n");
    if (id.n)
        vd_buf_printf(out, "<p>Si pide ayuda, mencione este código: %.*s</p>\n", VD_SARG(id));
    vd_buf_c(out, "</main></body></html>\n");
}
