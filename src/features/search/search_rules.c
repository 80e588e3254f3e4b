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

/* FNV-1a, folded to a byte. */
static uint8_t small_hash(struct vd_str s, uint8_t seed)
{
    uint32_t hash = UINT32_C(2166136261) ^ seed;
    for (size_t i = 0; i < s.n; i++)
        hash = (hash ^ (unsigned char)s.p[i]) * UINT32_C(16777619);
    return (uint8_t)(hash >> 24 ^ hash >> 16 ^ hash >> 8 ^ hash);
}

bool search_walk_next(struct vd_arena *arena, struct search_walk *walk, struct search_token *ret)
{
    struct vd_str word;
    while (search_word_next(walk->text, &walk->at, &word)) {
        struct vd_str folded = search_fold(arena, word);
        int position = walk->position++;
        uint8_t before = walk->stops;
        bool stop = !folded.n || search_is_stop(folded);
        walk->stops = stop ? small_hash(folded, (uint8_t)(before + 1)) : 0;
        if (stop)
            continue;
        *ret = (struct search_token){.folded = folded, .stem = search_stem(arena, folded), .position = position, .form = small_hash(folded, 0), .before = before};
        return true;
    }
    return false;
}

/* ---- what is asked */

/* Length of a quotation mark at s.p[i], 0: none. */
static size_t quote_at(struct vd_str s, size_t i)
{
    static const char *const marks[] = {"\"", "“", "”", "«", "»"};
    for (size_t k = 0; k < VD_COUNT(marks); k++)
        if (vd_str_starts(vd_str_sub(s, i, s.n), vd_str_of(marks[k])))
            return strlen(marks[k]);
    return 0;
}

/* What stands before the next quotation mark; *i goes past that. */
static struct vd_str until_quote(struct vd_str s, size_t *i)
{
    size_t from = *i, to = from, mark = 0;
    while (to < s.n && !(mark = quote_at(s, to)))
        to++;
    *i = to + mark;
    return vd_str_sub(s, from, to);
}

static void add_terms(struct vd_arena *arena, struct search_terms *terms, struct vd_str part, bool open_end, int phrase)
{
    struct search_walk walk = {.text = part};
    struct search_token token;
    int first = -1;
    while (search_walk_next(arena, &walk, &token)) {
        if (terms->n == SEARCH_TERMS_MOST) {
            terms->cut = true;
            return;
        }
        bool last = open_end && walk.at >= part.n; /* a space after it ends the word */
        first = first < 0 ? token.position : first;
        token.position -= first;
        terms->v[terms->n++] = (struct search_term){.stem = token.stem, .token = token, .phrase = phrase,
            .prefix = last && token.folded.n >= SEARCH_PREFIX_LEAST ? token.folded : (struct vd_str){0}};
    }
}

struct search_terms search_terms_of(struct vd_arena *arena, struct vd_str asked)
{
    struct search_terms terms = {0};
    struct vd_str word;
    for (size_t i = 0, quotes = 0; i < asked.n; quotes++) {
        struct vd_str part = until_quote(asked, &i);
        bool inside = quotes % 2;
        add_terms(arena, &terms, part, !inside && part.p + part.n == asked.p + asked.n, inside ? (int)(quotes + 1) / 2 : 0);
    }
    terms.only_stops = !terms.n && search_word_next(asked, &(size_t){0}, &word);
    return terms;
}

static bool term_fits(const struct search_term *term, struct vd_str folded, struct vd_str stem)
{
    if (term->phrase)
        return vd_str_eq(term->token.folded, folded);
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
