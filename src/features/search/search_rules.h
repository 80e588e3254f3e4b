/* SPDX-License-Identifier: Apache-2.0 */
/* Which words a text has, for the index and for what is asked alike. Pure. */
#ifndef SEARCH_RULES_H
#define SEARCH_RULES_H
#include "base/base.h"

enum { SEARCH_RULES = 2 };       /* raise it when a rule below or what is gathered changes: every entity is indexed anew */
enum { SEARCH_TERMS_MOST = 8, SEARCH_WORD_MOST = 40, SEARCH_PREFIX_LEAST = 3 };

/* The next word of a text as it is written, from *i on; a code is one word: "4.3.4", "4.f12". False: no more. */
bool search_word_next(struct vd_str text, size_t *i, struct vd_str *ret);
/* Folded, at most SEARCH_WORD_MOST bytes. */
struct vd_str search_fold(struct vd_arena *arena, struct vd_str word);
/* Of a folded word, the part that singular and plural share: "tramit", "rendicion", "matric". Words with a digit stay. */
struct vd_str search_stem(struct vd_arena *arena, struct vd_str folded);
bool search_is_stop(struct vd_str folded); /* "de", "la", "y": neither indexed nor asked for */

/* The words of a text that are indexed, each with what a phrase needs to know of it. */
struct search_walk {
    struct vd_str text;          /* set it; the rest begins at 0 */
    size_t at;
    int position;                /* of the next word, the stop words counted */
    uint8_t stops;
};
struct search_token {
    struct vd_str folded, stem;
    int position;
    uint8_t form;                /* of the folded word: tells «trámite» from «trámites» under one stem */
    uint8_t before;              /* of the stop words right before it */
};
bool search_walk_next(struct vd_arena *arena, struct search_walk *walk, struct search_token *ret);

struct search_term {
    struct vd_str stem;
    struct vd_str prefix;        /* of the last word, as typed and folded; empty: only the whole word */
    int phrase;                  /* 0: none; else the number of its phrase, and … */
    struct search_token token;   /* … how it stands in it, its position counted from the first term of the phrase */
};
struct search_terms {
    struct search_term v[SEARCH_TERMS_MOST];
    size_t n;
    bool only_stops;             /* words there were, none of them to be looked for */
    bool cut;                    /* more words than SEARCH_TERMS_MOST: the rest is not looked for */
};
/* What stands between "…", “…” or «…» is a phrase: these words one after the other, in this form; stop words at its ends are not looked at. */
struct search_terms search_terms_of(struct vd_arena *arena, struct vd_str asked);

/* A text in pieces, those that were asked for marked. */
struct search_piece { struct vd_str text; bool hit; };
typedef VD_LIST(struct search_piece) search_pieces;
/* At most about `most` bytes, from the first hit or from the start; false: nothing in the text was asked for. */
bool search_pieces_of(struct vd_arena *arena, const struct search_terms *terms, struct vd_str text, size_t most, search_pieces *ret);
#endif
