/* SPDX-License-Identifier: Apache-2.0 */
/* Figures as es-CO writes them, and the figures that count nothing: of laws, years, telephones, items. */
#ifndef PLAN_FIGURES_H
#define PLAN_FIGURES_H
#include "features/plan/cells/plan_words.h"

enum { PLAN_UNIT = 1000000 };

struct plan_figures {
    int64_t u6;           /* millionths */
    size_t words;         /* how many it took */
    const char *doubt;    /* code of the note when the figure cannot be trusted, else NULL */
};

/* The number at i: 3, 15.000, 1'000.000, 0,5, "tres", "Un (1)". False when there is none. */
bool plan_figures_at(const plan_words *words, size_t i, struct plan_figures *ret);
/* Whether a percent sign or its words stand at i; *ret_words is how many. */
bool plan_percent_at(const plan_words *words, size_t i, size_t *ret_words);
/* How many words from i on cite a norm or a document, with its number and year: «Ley 1712 de 2014»; 0: none. */
size_t plan_citation_at(const plan_words *words, size_t i);
bool plan_is_year(const struct plan_word *word); /* four figures, 1990 to 2099 */
struct vd_str plan_u6_text(struct vd_arena *arena, int64_t u6);  /* "87,24" */
#endif
