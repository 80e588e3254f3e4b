/* SPDX-License-Identifier: Apache-2.0 */
/* The words, figures and marks of a cell, as the rules of its cells read them. */
#ifndef PLAN_WORDS_H
#define PLAN_WORDS_H
#include "base/base.h"

enum plan_word_kind { PLAN_WORD, PLAN_FIGURES, PLAN_MARK };

struct plan_word {
    enum plan_word_kind kind;
    struct vd_str raw;    /* slice of the text */
    struct vd_str fold;   /* words: folded. Marks: as ASCII, every dash "-", ≥ ">=", a line break "\n" */
    int64_t value;        /* figures: up to 12 digits, else -1 */
    bool glued;           /* nothing stands between it and the one before */
};
typedef VD_LIST(struct plan_word) plan_words;

plan_words plan_words_of(struct vd_arena *arena, struct vd_str text);
bool plan_word_is(const plan_words *words, size_t i, const char *fold);  /* a word or mark; false past the end */
/* Whether it is one of a list. */
#define PLAN_WORD_IN(words, i, list) plan_word_in((words), (i), (list), VD_COUNT(list))
bool plan_word_in(const plan_words *words, size_t i, const char *const *list, size_t n);
/* How many words from i on are those of `phrase` ("a mas tardar"); 0 when they are not. */
size_t plan_words_match(const plan_words *words, size_t i, const char *phrase);
/* One letter more, less or other, or two neighbours swapped. */
bool plan_word_slip(struct vd_str a, struct vd_str b);
/* The text from one word to another, both included. */
struct vd_str plan_words_text(const struct plan_word *first, const struct plan_word *last);
/* Adds up a numeral of several words from i on: "treinta y uno", "ciento veinte", "dos mil". Returns how many words it took. */
size_t plan_numerals(const plan_words *words, size_t i, int64_t *ret);
#endif
