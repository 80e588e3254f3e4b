/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include "features/consultation/consultation_rules.h"

enum consultation_when consultation_when(struct vd_str opens_on, struct vd_str closes_on, bool closed, vd_us now)
{
    struct vd_date opens, closes;
    int64_t today = vd_date_days(vd_date_in_bogota(now));
    if (closed || !vd_date_from_iso(opens_on, &opens) || !vd_date_from_iso(closes_on, &closes))
        return CONSULTATION_CLOSED;
    return today < vd_date_days(opens) ? CONSULTATION_BEFORE : today > vd_date_days(closes) ? CONSULTATION_OVER : CONSULTATION_OPEN;
}

/* ---- numbers */

struct vd_str contribution_no_said(struct vd_arena *arena, struct contribution_no no)
{
    return vd_str_printf(arena, "APO-%" PRId64 "-%04" PRId64, no.year, no.no);
}

bool contribution_no_read(struct vd_str typed, struct contribution_no *ret)
{
    struct vd_str rest = vd_str_trim(typed), year;
    struct contribution_no no;
    if (rest.n > 4 && !strncasecmp(rest.p, "APO-", 4))
        rest = vd_str_sub(rest, 4, rest.n);
    if (!vd_str_split(&rest, '-', &year) || year.n != 4 || !rest.p || rest.n > 9 || !vd_str_i64(year, &no.year) || !vd_str_i64(rest, &no.no))
        return false;
    *ret = no;
    return no.year > 0 && no.no > 0;
}

/* ---- codes */

static const char LETTERS[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* 32: five bits name one */

/* What is copied by hand: O for 0, I or L for 1. */
static char meant(char c)
{
    c = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
}

struct vd_str contribution_code_make(struct vd_arena *arena)
{
    unsigned char random[CONTRIBUTION_CODE];
    char *code = vd_alloc(arena, CONTRIBUTION_CODE + 1);
    randombytes_buf(random, sizeof random);
    for (size_t i = 0; i < CONTRIBUTION_CODE; i++)
        code[i] = LETTERS[random[i] & 31];
    code[CONTRIBUTION_CODE] = 0;
    return (struct vd_str){code, CONTRIBUTION_CODE};
}

bool contribution_code_read(struct vd_arena *arena, struct vd_str typed, struct vd_str *ret)
{
    char *code = vd_alloc(arena, CONTRIBUTION_CODE + 1);
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c == '-' || c == ' ')
            continue;
        c = meant(c);
        if (!c || !strchr(LETTERS, c) || n == CONTRIBUTION_CODE)
            return false;
        code[n++] = c;
    }
    *ret = (struct vd_str){code, n};
    return n == CONTRIBUTION_CODE;
}

struct vd_str contribution_code_said(struct vd_arena *arena, struct vd_str code)
{
    return code.n == CONTRIBUTION_CODE ? vd_str_printf(arena, "%.4s-%.4s-%.4s", code.p, code.p + 4, code.p + 8) : code;
}

void contribution_code_hash(int64_t entity_id, struct vd_str code, unsigned char ret[32])
{
    char text[64];
    int n = snprintf(text, sizeof text, "aporte %" PRId64 " %.*s", entity_id, VD_SARG(code));
    crypto_hash_sha256(ret, (const unsigned char *)text, (unsigned long long)n);
}

/* ---- texts */

int64_t consultation_letters(struct vd_str text)
{
    int64_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += ((unsigned char)text.p[i] & 0xC0) != 0x80;
    return n;
}

bool contribution_has_links(struct vd_str text)
{
    static const char *const marks[] = {"http:", "https:", "://", "www.", "href=", "[url", "](", ".com/", ".ru/"};
    for (size_t at = 0; at < text.n; at++)
        for (size_t i = 0; i < VD_COUNT(marks); i++) {
            size_t n = strlen(marks[i]);
            if (text.n - at >= n && !strncasecmp(text.p + at, marks[i], n))
                return true;
        }
    return false;
}
