/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>
#include "base/base.h"

static enum vd_log_level least = VD_LOG_INFO;

void vd_log_level_set(enum vd_log_level level) { least = level; }

static void put_value(char *out, size_t size, size_t *n, const char *v)
{
    bool quote = !*v || strpbrk(v, " =\"\\") != NULL;
    for (const char *c = v; *c; c++)
        quote |= (unsigned char)*c < 0x20 || *c == 0x7F;
    if (quote && *n < size)
        out[(*n)++] = '"';
    for (; *v && *n + 8 < size; v++) {
        unsigned char c = (unsigned char)*v;
        if (c == '"' || c == '\\')
            out[(*n)++] = '\\', out[(*n)++] = (char)c;
        else if (c < 0x20 || c == 0x7F)
            *n += (size_t)snprintf(out + *n, size - *n, "\\x%02x", c);
        else
            out[(*n)++] = (char)c;
    }
    if (quote && *n < size)
        out[(*n)++] = '"';
}

void vd_log(enum vd_log_level level, const char *msg, ...)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    if (level < least)
        return;
    char line[2048];
    size_t size = sizeof line - 1, n;
    vd_us now = vd_clock_now();
    n = (size_t)snprintf(line, size, "ts=%" PRId64 ".%06d level=%s msg=", now / 1000000, (int)(now % 1000000), names[level]);
    put_value(line, size, &n, msg);
    va_list ap;
    va_start(ap, msg);
    for (const char *key; (key = va_arg(ap, const char *)) && n + 2 < size;) {
        const char *value = va_arg(ap, const char *);
        n += (size_t)snprintf(line + n, size - n, " %s=", key);
        if (n >= size) {
            n = size - 1;
            break;
        }
        put_value(line, size, &n, value ? value : "");
    }
    va_end(ap);
    line[n++] = '\n';
    /* One write: lines of several threads do not mix. */
    if (write(STDERR_FILENO, line, n) < 0)
        return;
}
