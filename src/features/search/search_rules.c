/* SPDX-License-Identifier: Apache-2.0 */
/* Light stemming for Spanish plurals. A plural adds -s or -es, and -es after z becomes -ces, so what both share is left by taking
 * final s and e away and by writing a final z as c: trámite(s) → tramit, rendición(es) → rendicion, interés/intereses → inter,
 * matriz/matrices → matric. What is left is always the beginning of both, so that the prefix of a typed word still finds it.
 * Cutting verbs, genders and endings, as Snowball does, was left out: it joins words that an office keeps apart. */
#include "features/search/search_rules.h"

enum { STEM_LEAST = 3, LEAD = 40, WORD_FAR = 80 }; /* bytes */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* ---- words */

/* A dot inside of a code: between two word characters, in a word that begins with a digit. */
static bool joins(struct vd_str text, size_t start, size_t dot)
{
    size_t after = dot + 1;
    return text.p[dot] == '.' && dot > start && is_digit(text.p[start]) && after < text.n && vd_char_word(vd_utf8_next(text, &after));
}

bool search_word_next(struct vd_str text, size_t *i, struct vd_str *ret)
{
    size_t at = *i, start = text.n;
    while (at < text.n) {
        size_t before = at;
        bool part = vd_char_word(vd_utf8_next(text, &at));
        if (part && start == text.n)
            start = before;
        if (!part && start < text.n && !joins(text, start, before)) {
            at = before;
            break;
        }
    }
    *i = at;
    *ret = vd_str_sub(text, start, at);
    return start < text.n;
}

struct vd_str search_fold(struct vd_arena *arena, struct vd_str word)
{
    struct vd_str folded = vd_fold(arena, word);
    size_t n = folded.n;
    if (n <= SEARCH_WORD_MOST)
        return folded;
    for (n = SEARCH_WORD_MOST; n > 0 && ((unsigned char)folded.p[n] & 0xC0) == 0x80; n--)
        ;
    return vd_str_sub(folded, 0, n);
}

static bool has_digit(struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_digit(s.p[i]))
            return true;
    return false;
}

struct vd_str search_stem(struct vd_arena *arena, struct vd_str folded)
{
    size_t n = folded.n;
    if (has_digit(folded))
        return folded;
    while (n > STEM_LEAST && (folded.p[n - 1] == 's' || folded.p[n - 1] == 'e'))
        n--;
    char *stem = vd_str_c(arena, vd_str_sub(folded, 0, n));
    if (n >= STEM_LEAST && stem[n - 1] == 'z')
        stem[n - 1] = 'c';
    return (struct vd_str){stem, n};
}

bool search_is_stop(struct vd_str folded)
{
    static const char *const words[] = {"a", "al", "como", "con", "de", "del", "e", "el", "en", "entre", "es", "esta", "este", "la", "las", "lo", "los", "no", "o", "para",
                                        "por", "que", "se", "segun", "ser", "sin", "sobre", "su", "sus", "u", "un", "una", "y"};
    for (size_t i = 0; i < VD_COUNT(words); i++)
        if (vd_str_is(folded, words[i]))
            return true;
    return false;
}

/* ---- what is asked */

struct search_terms search_terms_of(struct vd_arena *arena, struct vd_str asked)
{
    struct search_terms terms = {0};
    struct vd_str word;
    bool any = false;
    for (size_t i = 0; search_word_next(asked, &i, &word);) {
        struct vd_str folded = search_fold(arena, word);
        any = true;
        if (!folded.n || search_is_stop(folded))
            continue;
        if (terms.n == SEARCH_TERMS_MOST) {
            terms.cut = true;
            break;
        }
        bool last = i >= asked.n; /* a space after it ends the word */
        terms.v[terms.n++] = (struct search_term){.stem = search_stem(arena, folded), .prefix = last && folded.n >= SEARCH_PREFIX_LEAST ? folded : (struct vd_str){0}};
    }
    terms.only_stops = any && !terms.n;
    return terms;
}

static bool term_fits(const struct search_term *term, struct vd_str folded, struct vd_str stem)
{
    return vd_str_eq(term->stem, stem) || (term->prefix.n && vd_str_starts(stem, term->prefix)) || (term->prefix.n && vd_str_starts(folded, term->prefix));
}

/* ---- showing where */

static bool fits_any(struct vd_arena *arena, const struct search_terms *terms, struct vd_str word)
{
    struct vd_str folded = search_fold(arena, word), stem = search_stem(arena, folded);
    for (size_t i = 0; i < terms->n; i++)
        if (term_fits(&terms->v[i], folded, stem))
            return true;
    return false;
}

static ptrdiff_t first_hit(struct vd_arena *arena, const struct search_terms *terms, struct vd_str text)
{
    struct vd_str word;
    for (size_t i = 0; search_word_next(text, &i, &word);)
        if (fits_any(arena, terms, word))
            return word.p - text.p;
    return -1;
}

/* The beginning of a word at or after `at`; of a text without spaces, the beginning of a character. */
static size_t word_start(struct vd_str text, size_t at)
{
    size_t end = at + WORD_FAR < text.n ? at + WORD_FAR : text.n;
    while (at < end && at > 0 && text.p[at - 1] != ' ')
        at++;
    while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static void add(struct vd_arena *arena, search_pieces *pieces, struct vd_str text, bool hit)
{
    if (text.n)
        *VD_PUSH(arena, pieces) = (struct search_piece){.text = text, .hit = hit};
}

bool search_pieces_of(struct vd_arena *arena, const struct search_terms *terms, struct vd_str text, size_t most, search_pieces *ret)
{
    ptrdiff_t hit = first_hit(arena, terms, text);
    size_t from = 0, to = text.n, done;
    if (text.n > most && hit > (ptrdiff_t)(most - LEAD))
        from = word_start(text, (size_t)hit - LEAD);
    if (from > (size_t)(hit < 0 ? 0 : hit))
        from = (size_t)hit;
    if (to - from > most)
        to = word_start(text, from + most);
    struct vd_str word;
    if (from)
        add(arena, ret, VD_S("… "), false);
    done = from;
    for (size_t i = 0; search_word_next(text, &i, &word);) { /* words of the text: one that is cut is another word */
        size_t start = (size_t)(word.p - text.p), end = i < to ? i : to;
        if (start >= to)
            break;
        if (start < from || !fits_any(arena, terms, word))
            continue;
        add(arena, ret, vd_str_sub(text, done, start), false);
        add(arena, ret, vd_str_sub(text, start, end), true);
        done = end;
    }
    add(arena, ret, vd_str_sub(text, done, to), false);
    if (to < text.n)
        add(arena, ret, VD_S("…"), false);
    return hit >= 0;
}
