/* SPDX-License-Identifier: Apache-2.0 */
/* What is searched for, in the first line, and a text it is looked for in: the words of both, and the pieces that are shown. A word of the
 * text finds the text. */
#include "features/search/search_rules.h"
#include "fuzz.h"

enum { SHOWN = 200 };

static void check_terms(const struct search_terms *terms)
{
    VD_FUZZ_MUST(terms->n <= SEARCH_TERMS_MOST && !(terms->only_stops && terms->n));
    for (size_t i = 0; i < terms->n; i++) {
        const struct search_term *term = &terms->v[i];
        VD_FUZZ_MUST(term->stem.n && term->stem.n <= SEARCH_WORD_MOST && vd_utf8_valid(term->stem));
        VD_FUZZ_MUST(!term->prefix.n || (term->prefix.n >= SEARCH_PREFIX_LEAST && i + 1 == terms->n && vd_utf8_valid(term->prefix)));
    }
}

/* The pieces are the text in its order, nothing twice; true: one of them was asked for. */
static bool check_pieces(struct vd_str text, const search_pieces *pieces)
{
    const char *at = text.p;
    bool hit = false;
    VD_EACH(piece, pieces) {
        VD_FUZZ_MUST(piece->text.n && vd_utf8_valid(piece->text));
        hit |= piece->hit;
        if (piece->text.p < text.p || piece->text.p >= text.p + text.n)
            continue; /* the dots before and behind */
        VD_FUZZ_MUST(piece->text.p >= at && piece->text.p + piece->text.n <= text.p + text.n);
        at = piece->text.p + piece->text.n;
    }
    return hit;
}

static void look_for(struct vd_arena *arena, struct vd_str asked, struct vd_str text, bool must)
{
    search_pieces pieces = {0};
    struct search_terms terms = search_terms_of(arena, asked);
    check_terms(&terms);
    bool found = search_pieces_of(arena, &terms, text, SHOWN, &pieces), shown = check_pieces(text, &pieces);
    VD_FUZZ_MUST(!shown || found);
    VD_FUZZ_MUST(!must || !terms.n || (found && shown));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    struct vd_str text = {(const char *)data, n}, asked, word;
    if (!n || n > 8192 || !vd_utf8_valid(text))
        return 0;
    vd_str_split(&text, '\n', &asked);
    if (!text.p)
        text = VD_S("");
    look_for(arena, asked, text, false);
    for (size_t i = 0, times = 0; times < 8 && search_word_next(text, &i, &word); times++)
        look_for(arena, word, text, word.n <= SEARCH_WORD_MOST);
    return 0;
}
