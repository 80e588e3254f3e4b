/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/cells/plan_people_parts.h"

static bool begins(const plan_words *words, size_t i) { return plan_head_at(words, i) || plan_acronym_at(words, i); }

/* What a part [from, to) is made of so far. */
struct left { bool unit, role, group, of, content, area, acronym_last; size_t words; };

static void look_at(const plan_words *words, size_t i, struct left *out)
{
    const struct plan_head *head = plan_head_at(words, i);
    out->unit = out->unit || (head && head->kind == 'u');
    out->role = out->role || (out->words == 0 && head && head->kind == 'r');
    out->group = out->group || (out->words == 0 && head && head->kind == 'g');
    out->area = out->area || (out->words == 0 && plan_area_at(words, i) > 0);
    out->of = out->of || plan_word_is(words, i, "de") || plan_word_is(words, i, "del");
    if (words->v[i].kind != PLAN_WORD)
        return;
    out->words++;
    out->content = out->content || (!head && !plan_connector_at(words, i));
    out->acronym_last = plan_acronym_at(words, i);
}

/* The words of a cell, and what the part [from, at) is made of: looked at once for each word, however often it is asked. */
struct walk { const plan_words *words; size_t from, at; struct left seen; };

static struct left look(struct walk *walk, size_t from, size_t to)
{
    if (from != walk->from)
        *walk = (struct walk){.words = walk->words, .from = from, .at = from};
    while (walk->at < to)
        look_at(walk->words, walk->at++, &walk->seen);
    struct left out = walk->seen;
    out.role = out.role && !out.group;
    return out;
}

/* The end of the plural name that «y» closes: «Secretarías y Direcciones». */
static bool bare_plural(const plan_words *words, size_t i)
{
    const struct plan_head *head = plan_head_at(words, i);
    static const char *const ends[] = {".", ",", ";", "\n", "-"};
    return head && (head->singular || head->kind == 'g') && (i + 1 == words->n || PLAN_WORD_IN(words, i + 1, ends));
}

static bool after_and(struct walk *walk, size_t from, size_t i)
{
    const plan_words *words = walk->words;
    struct left left = look(walk, from, i);
    size_t next = plan_skip_articles(words, i + 1);
    if (plan_word_is(words, i + 1, "/")) /* y/o */
        return false;
    if (left.group && bare_plural(words, next))
        return false;
    if (plan_head_at(words, from) && plan_head_at(words, from)->singular && bare_plural(words, next) && left.words == 1)
        return false;
    if (begins(words, next))
        return true;
    bool named = left.unit || left.role;
    if (named && plan_adjective_at(words, next))
        return false;
    return plan_area_at(words, next) > 0 && left.words > 0 && (!named || (!left.of && left.content));
}

static bool after_comma(struct walk *walk, size_t from, size_t i)
{
    const plan_words *words = walk->words;
    struct left left = look(walk, from, i);
    size_t next = plan_skip_articles(words, i + 1);
    return begins(words, next) || !(left.unit || left.role) || (plan_area_at(words, next) > 0 && !left.of);
}

static bool after_dash(struct walk *walk, size_t from, size_t i)
{
    const plan_words *words = walk->words;
    size_t next = i + 1;
    bool glued = words->v[i].glued && next < words->n && words->v[next].glued;
    struct left left = look(walk, from, i);
    if (plan_acronym_at(words, next) && left.acronym_last && left.words > 1)
        return false;
    return !glued || plan_head_at(words, next) || (left.area && plan_area_at(words, next) > 0);
}

static bool after_slash(const plan_words *words, size_t i)
{
    bool suffix = i + 1 < words->n && words->v[i].glued && words->v[i + 1].glued && words->v[i + 1].raw.n <= 2; /* «Secretario/a» */
    return !suffix && !(i > 0 && plan_word_is(words, i - 1, "y"));
}

/* Á É Í Ñ Ó Ú are two bytes, the second below 0xA0. */
static bool capital(const struct plan_word *w)
{
    return (w->raw.p[0] >= 'A' && w->raw.p[0] <= 'Z') || (w->raw.n > 1 && (unsigned char)w->raw.p[0] == 0xC3 && (unsigned char)w->raw.p[1] < 0xA0);
}

/* No separator: a capital begins another. */
static bool begins_alone(struct walk *walk, size_t from, size_t i)
{
    const plan_words *words = walk->words;
    const struct plan_head *head = plan_head_at(words, i);
    if (i == from || plan_connector_at(words, i - 1) || words->v[i - 1].kind != PLAN_WORD || !capital(&words->v[i]))
        return false;
    struct left left = look(walk, from, i);
    if (left.words < 2 || !left.content || (left.role && !left.unit && (!head || head->kind == 'u')))
        return false;
    bool area = plan_area_at(words, i) > 1;
    return (head && (head->kind != 'r' || left.unit || left.area || left.role)) || area;
}

static void cut(struct vd_arena *arena, plan_parts *out, size_t from, size_t to, const char *note, bool dash)
{
    if (to > from)
        *VD_PUSH(arena, out) = (struct plan_part){from, to, note, dash};
}

plan_parts plan_parts_of(struct vd_arena *arena, const plan_words *words)
{
    plan_parts out = {0};
    struct walk walk = {.words = words};
    size_t from = 0;
    bool dash = false, deep = false;
    for (size_t i = 0; i < words->n; i++) {
        bool strong = plan_word_is(words, i, ";") || plan_word_is(words, i, "\n") || plan_word_is(words, i, "|");
        deep = (deep || plan_word_is(words, i, "(")) && !plan_word_is(words, i, ")");
        bool is_dash = plan_word_is(words, i, "-");
        bool here = strong || (!deep && ((plan_word_is(words, i, "/") && after_slash(words, i)) || (is_dash && after_dash(&walk, from, i)) ||
                                         (plan_word_is(words, i, ",") && after_comma(&walk, from, i)) ||
                                         ((plan_word_is(words, i, "y") || plan_word_is(words, i, "e")) && after_and(&walk, from, i))));
        if (here) {
            cut(arena, &out, from, i, NULL, dash);
            from = i + 1;
            dash = is_dash;
        } else if (!deep && begins_alone(&walk, from, i)) {
            cut(arena, &out, from, i, "no-separator", dash);
            from = i;
            dash = false;
        }
    }
    cut(arena, &out, from, words->n, NULL, dash);
    return out;
}

struct plan_part plan_part_trimmed(const plan_words *words, struct plan_part part)
{
    static const char *const before[] = {",", ".", "-", ":", "\"", "*", "y", "e", "el", "la", "los", "las", "\n", "/", "'"};
    static const char *const after[] = {",", ".", "-", ":", "\"", "*", "y", "/", "'", "\n"};
    while (part.from < part.to && PLAN_WORD_IN(words, part.from, before))
        part.from++;
    while (part.to > part.from && PLAN_WORD_IN(words, part.to - 1, after))
        part.to--;
    return part;
}
