/* SPDX-License-Identifier: Apache-2.0 */
/* A cell of responsibles is cut where a new one begins. Line breaks, «;» and «/» always cut. A comma, «y», a dash or nothing at all
 * cut only before a word that begins a unit, a post or a group («Oficina», «Jefe», «Todas»), an abbreviation or the bare name of a
 * known area: «Secretaría de Gobierno y Convivencia» is one. A dash or brackets before the initials of the name give its alias. */
#ifndef PLAN_PEOPLE_PARTS_H
#define PLAN_PEOPLE_PARTS_H
#include "features/plan/cells/plan_words.h"

/* ---- words: plan_people_words.c */
struct plan_head {
    const char *word;      /* folded */
    char kind;             /* 'u' unit 'r' role 'g' group */
    const char *singular;  /* of a plural that spreads over a list; else NULL */
};
const struct plan_head *plan_head_at(const plan_words *words, size_t i); /* the word at i as the first of a name; NULL: it is none */
size_t plan_area_at(const plan_words *words, size_t i);                  /* words of an area named without its «Oficina de»; 0: none */
bool plan_adjective_at(const plan_words *words, size_t i);               /* an area that is also an adjective: «Administrativa» */
bool plan_acronym_at(const plan_words *words, size_t i);
size_t plan_skip_articles(const plan_words *words, size_t i);
bool plan_connector_at(const plan_words *words, size_t i);               /* «de», «y», a mark: no word of a name of its own */

/* ---- where one ends and the next begins: plan_people_cut.c */
struct plan_part {
    size_t from, to;       /* words */
    const char *note;      /* code of why the cut is supposed; NULL: it is sure */
    bool dash;             /* a dash stands before it */
};
typedef VD_LIST(struct plan_part) plan_parts;
plan_parts plan_parts_of(struct vd_arena *arena, const plan_words *words);
struct plan_part plan_part_trimmed(const plan_words *words, struct plan_part part); /* without the marks and articles around it */
#endif
