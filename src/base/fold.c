/* SPDX-License-Identifier: Apache-2.0 */
/* Spanish text made comparable. The engines' own lower(), LIKE and collations differ, so what is searched or sorted is
 * computed here once and stored. utf8proc knows Unicode; the order of the Spanish alphabet is ours. */
#include <utf8proc.h>
#include "base/base.h"

struct vd_str vd_fold(struct vd_arena *arena, struct vd_str s)
{
    if (!s.p)
        return s;
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &out,
                                      UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                                          UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    if (n < 0) { /* not valid UTF-8: the edge refuses it; here the bytes stay as they are */
        free(out);
        return vd_str_squeeze(arena, s);
    }
    struct vd_str folded = vd_str_squeeze(arena, (struct vd_str){(const char *)out, (size_t)n});
    free(out);
    return folded;
}

/* Three levels, separated by a 0 byte: letters, accents, case. ñ is a letter of its own, between n and o. */
struct vd_str vd_sort_key(struct vd_arena *arena, struct vd_str s)
{
    unsigned char *key = vd_alloc(arena, 4 * s.n + 3), *marks = vd_alloc(arena, s.n + 1), *cases = vd_alloc(arena, s.n + 1);
    size_t n = 0, m = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = vd_utf8_next(s, &i);
        utf8proc_int32_t lower = utf8proc_tolower((utf8proc_int32_t)cp), parts[8];
        int last_class = 0;
        utf8proc_ssize_t count = utf8proc_decompose_char(lower, parts, 8, UTF8PROC_DECOMPOSE, &last_class);
        utf8proc_int32_t letter = count > 0 && count <= 8 ? parts[0] : lower;
        bool enye = lower == 0xF1;
        if (letter < 0x80) {
            key[n++] = letter <= 0 ? 1 : (unsigned char)letter;
            if (letter == 'n')
                key[n++] = enye ? 2 : 1;
        } else {
            key[n++] = 0xFF;
            key[n++] = (unsigned char)(letter >> 16);
            key[n++] = (unsigned char)(letter >> 8);
            key[n++] = (unsigned char)letter;
        }
        marks[m] = count > 1 && !enye ? (unsigned char)(2 + (parts[1] & 0x3F)) : 1;
        cases[m++] = (utf8proc_int32_t)cp == lower ? 1 : 2;
    }
    unsigned char *out = vd_alloc(arena, n + 2 * m + 3);
    memcpy(out, key, n);
    memcpy(out + n + 1, marks, m);
    memcpy(out + n + 1 + m + 1, cases, m);
    return (struct vd_str){(const char *)out, n + 2 * m + 2};
}

bool vd_char_leftward(uint32_t cp)
{
    utf8proc_propval_t way = utf8proc_get_property((utf8proc_int32_t)cp)->bidi_class;
    return way == UTF8PROC_BIDI_CLASS_R || way == UTF8PROC_BIDI_CLASS_AL;
}

bool vd_char_word(uint32_t cp)
{
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND:
        return true;
    default:
        return false;
    }
}
