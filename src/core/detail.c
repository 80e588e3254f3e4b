/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the body of an event's detail back. Only the canonical form that record.c writes is accepted: no spaces, keys in
 * their order, each once. An import lists thousands of rows, so nothing is built: each row is a pair of slices of the body.
 * The body may come from a tampered database; nothing about it is trusted. */
#include "core/proof.h"

enum { MAX_DEPTH = 32 };

static bool eat(struct vd_str *s, const char *text)
{
    struct vd_str head = vd_str_of(text);
    if (!vd_str_starts(*s, head))
        return false;
    *s = vd_str_sub(*s, head.n, s->n);
    return true;
}

/* A text in quotes; ret is what stands between them, still escaped. */
static bool eat_string(struct vd_str *s, struct vd_str *ret)
{
    if (!s->n || s->p[0] != '"')
        return false;
    for (size_t i = 1; i < s->n; i++) {
        if (s->p[i] == '\\') {
            i++;
        } else if (s->p[i] == '"') {
            *ret = vd_str_sub(*s, 1, i);
            *s = vd_str_sub(*s, i + 1, s->n);
            return true;
        }
    }
    return false;
}

static bool eat_int(struct vd_str *s, int64_t *ret)
{
    size_t n = 0;
    while (n < s->n && (s->p[n] == '-' || (s->p[n] >= '0' && s->p[n] <= '9')))
        n++;
    if (!vd_str_i64(vd_str_sub(*s, 0, n), ret))
        return false;
    *s = vd_str_sub(*s, n, s->n);
    return true;
}

static bool is_bracket(char c) { return c == '{' || c == '}' || c == '[' || c == ']'; }

/* Any object or list, brackets matched; ret is its text. */
static bool eat_nested(struct vd_str *s, char open, struct vd_str *ret)
{
    char stack[MAX_DEPTH];
    int depth = 0;
    struct vd_str left = *s, ignored;
    if (!left.n || left.p[0] != open)
        return false;
    while (left.n) {
        char c = left.p[0];
        if (c == '"') {
            if (!eat_string(&left, &ignored))
                return false;
            continue;
        }
        left = vd_str_sub(left, 1, left.n);
        if (!is_bracket(c))
            continue;
        if (c == '{' || c == '[') {
            if (depth == MAX_DEPTH)
                return false;
            stack[depth++] = c == '{' ? '}' : ']';
        } else if (stack[--depth] != c) {
            return false;
        }
        if (depth == 0) {
            *ret = vd_str_sub(*s, 0, s->n - left.n);
            *s = left;
            return true;
        }
    }
    return false;
}

bool vd_detail_open(struct vd_str body, struct vd_detail *ret)
{
    struct vd_detail detail;
    struct vd_str data;
    if (!eat(&body, "{\"data\":") || !eat_nested(&body, '{', &data) ||
        !eat(&body, ",\"next_id\":") || !eat_int(&body, &detail.next_id) ||
        !eat(&body, ",\"public_version\":") || !eat_int(&body, &detail.public_version) ||
        !eat(&body, ",\"rows\":[") || !vd_str_ends(body, VD_S("]}")))
        return false;
    detail.rows = vd_str_sub(body, 0, body.n - 2);
    *ret = detail;
    return true;
}

int vd_detail_next(struct vd_detail *detail, struct vd_detail_row *ret)
{
    struct vd_str *s = &detail->rows, hex;
    struct vd_detail_row row = {0};
    if (!s->n)
        return 0;
    if (!eat(s, "[") || !eat_string(s, &row.table) || !eat(s, ",") || !eat_nested(s, '[', &row.pk) || !eat(s, ","))
        return -1;
    if (eat(s, "null"))
        row.removed = true;
    else if (!eat_string(s, &hex) || !vd_unhex(hex, row.hash, VD_HASH_SIZE))
        return -1;
    if (!eat(s, "]") || (s->n && (!eat(s, ",") || !s->n)))
        return -1;
    *ret = row;
    return 1;
}
