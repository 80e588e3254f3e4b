/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"
#include "base/base.h"

void vd_json_init(struct vd_json *j, struct vd_buf *out) { *j = (struct vd_json){.out = out}; }

static void value(struct vd_json *j)
{
    if (j->comma)
        vd_buf_char(j->out, ',');
    j->comma = true;
}

static void open_with(struct vd_json *j, char c)
{
    value(j);
    vd_buf_char(j->out, c);
    j->comma = false;
}

static void close_with(struct vd_json *j, char c)
{
    vd_buf_char(j->out, c);
    j->comma = true;
}

void vd_json_object(struct vd_json *j) { open_with(j, '{'); }
void vd_json_object_end(struct vd_json *j) { close_with(j, '}'); }
void vd_json_array(struct vd_json *j) { open_with(j, '['); }
void vd_json_array_end(struct vd_json *j) { close_with(j, ']'); }

static void quoted(struct vd_buf *out, struct vd_str s)
{
    vd_buf_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        /* '<' is escaped so that a JSON answer is inert wherever it is pasted. */
        if (c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != 0x7F)
            continue;
        vd_buf_put(out, s.p + from, i - from);
        from = i + 1;
        if (c == '"' || c == '\\')
            vd_buf_char(out, '\\'), vd_buf_char(out, (char)c);
        else if (c == '\n')
            vd_buf_c(out, "\\n");
        else
            vd_buf_printf(out, "\\u%04x", c);
    }
    vd_buf_put(out, s.p + from, s.n - from);
    vd_buf_char(out, '"');
}

void vd_json_key(struct vd_json *j, const char *key)
{
    value(j);
    quoted(j->out, vd_str_of(key));
    vd_buf_char(j->out, ':');
    j->comma = false;
}

void vd_json_str(struct vd_json *j, struct vd_str s)
{
    value(j);
    if (s.p)
        quoted(j->out, s);
    else
        vd_buf_c(j->out, "null");
}

void vd_json_c(struct vd_json *j, const char *c) { vd_json_str(j, vd_str_of(c)); }

void vd_json_i64(struct vd_json *j, int64_t v)
{
    value(j);
    vd_buf_i64(j->out, v);
}

void vd_json_oint(struct vd_json *j, struct vd_oint v)
{
    if (v.has)
        vd_json_i64(j, v.v);
    else
        vd_json_null(j);
}

void vd_json_bool(struct vd_json *j, bool v)
{
    value(j);
    vd_buf_c(j->out, v ? "true" : "false");
}

void vd_json_null(struct vd_json *j)
{
    value(j);
    vd_buf_c(j->out, "null");
}

void vd_json_u6(struct vd_json *j, int64_t millionths)
{
    value(j);
    uint64_t a = millionths < 0 ? 0 - (uint64_t)millionths : (uint64_t)millionths;
    char tmp[32];
    int n = snprintf(tmp, sizeof tmp, "%s%" PRIu64 ".%06" PRIu64, millionths < 0 ? "-" : "", a / 1000000, a % 1000000);
    while (tmp[n - 1] == '0')
        n--;
    if (tmp[n - 1] == '.')
        n--;
    vd_buf_put(j->out, tmp, (size_t)n);
}
