/* SPDX-License-Identifier: Apache-2.0 */
/* Slices for reading: pointer and length, not owned, not necessarily NUL-terminated. p == NULL means absent (SQL NULL);
 * an empty text has p != NULL and n == 0. Text is UTF-8 everywhere. */
#ifndef VD_STR_H
#define VD_STR_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "base/arena.h"
#include "base/err.h"

struct vd_str {
    const char *p;
    size_t n;
};

/* A nullable integer (SQL NULL when !has). */
struct vd_oint {
    int64_t v;
    bool has;
};

#define VD_S(literal) ((struct vd_str){"" literal, sizeof(literal) - 1})
#define VD_SARG(s) (int)(s).n, (s).p ? (s).p : "" /* for "%.*s" */

static inline struct vd_str vd_str_of(const char *c) { return (struct vd_str){c, c ? strlen(c) : 0}; }
static inline bool vd_str_eq(struct vd_str a, struct vd_str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }
static inline bool vd_str_is(struct vd_str a, const char *c) { return vd_str_eq(a, vd_str_of(c)); }
static inline struct vd_oint vd_some(int64_t v) { return (struct vd_oint){v, true}; }

int vd_str_cmp(struct vd_str a, struct vd_str b);                    /* by bytes, then by length */
bool vd_str_starts(struct vd_str s, struct vd_str head);
bool vd_str_ends(struct vd_str s, struct vd_str tail);
ptrdiff_t vd_str_find(struct vd_str s, struct vd_str needle);        /* -1 when absent */
struct vd_str vd_str_sub(struct vd_str s, size_t from, size_t to);   /* clamped */
struct vd_str vd_str_trim(struct vd_str s);                          /* ASCII white space and U+00A0 at both ends */
/* Splits at the first byte sep: *head before it, *s after it. Returns false when s was absent (nothing left). */
bool vd_str_split(struct vd_str *s, char sep, struct vd_str *head);
bool vd_str_i64(struct vd_str s, int64_t *ret);                      /* whole text, optional '-', no spaces, no overflow */

struct vd_str vd_str_dup(struct vd_arena *arena, struct vd_str s);   /* copy, NUL-terminated; absent stays absent */
char *vd_str_c(struct vd_arena *arena, struct vd_str s);             /* NUL-terminated copy; "" when absent */
VD_PRINTF(2, 3) struct vd_str vd_str_printf(struct vd_arena *arena, const char *fmt, ...); /* NUL-terminated */
struct vd_str vd_str_squeeze(struct vd_arena *arena, struct vd_str s); /* runs of white space become one space, trimmed */

bool vd_utf8_valid(struct vd_str s);      /* well formed, no NUL, no surrogates: what both engines take */
/* Next code point at s.p[*i] (s valid UTF-8); advances *i. Returns 0xFFFD on damage, 0 at the end. */
uint32_t vd_utf8_next(struct vd_str s, size_t *i);
/* Writes a code point as 1 to 4 bytes and returns how many; `out` has room. A surrogate or what is past U+10FFFF writes nothing: 0. */
size_t vd_utf8_put(char *out, uint32_t cp);
/* Shows nothing itself: turns the order of the text round (U+202E and its kin), or stands unseen between letters (U+200B, U+FEFF, tags).
 * The joiners of U+200C and U+200D, which shape what they join, and the soft hyphen are none. */
bool vd_char_hidden(uint32_t cp);
/* A letter of those that are written from right to left. */
bool vd_char_leftward(uint32_t cp);
/* Neither a control character (DEL and U+0080 to U+009F among them) nor a hidden one nor the end of a line. */
bool vd_char_printable(uint32_t cp);
/* For a terminal or a file name: a text that can neither command the terminal nor show itself in another order, on one line.
 * A tab or line end becomes a space, any other such character or damaged byte U+FFFD; absent stays absent. */
struct vd_str vd_str_printable(struct vd_arena *arena, struct vd_str s);

/* Text to search: lower case, without accents, white space squeezed, punctuation kept. "  Ñandú VIGÜENZA" -> "nandu viguenza" */
struct vd_str vd_fold(struct vd_arena *arena, struct vd_str s);
/* A letter, a mark that stands on one, or a decimal digit: what words are made of. */
bool vd_char_word(uint32_t cp);
/* Text to sort on as bytes, Spanish order: letters, ñ after n, accents secondary, case last. Store it as a BLOB. */
struct vd_str vd_sort_key(struct vd_arena *arena, struct vd_str s);

void vd_hex(char *out, const unsigned char *bytes, size_t n);         /* writes 2n+1 bytes, lower case */
bool vd_unhex(struct vd_str hex, unsigned char *out, size_t n);       /* exactly 2n digits */
#endif
