/* SPDX-License-Identifier: Apache-2.0 */
/* What is written wrong: systems and words (law/spellings.csv), the year of a norm (law/norm-years.csv), a year with its figures in
 * another order. Each word once a cell. */
#include "features/plan/read/plan_check.h"

enum { SLIP_LEAST = 7, YEARS_AHEAD = 10 };

struct text {
    struct plan_draft *draft;
    const struct draft_cell *cell;
    struct vd_arena *scratch;           /* of one cell */
    plan_words words;
    const struct vd_str *written;       /* law/spellings.csv, folded: what is looked for */
};

static void put(struct text *t, const char *code, struct vd_str read_text, struct vd_str proposal)
{
    draft_finding_add(t->draft, code, t->cell->place, t->cell->activity, read_text, proposal);
}

/* ---- words */

/* One wrong letter inside of the word. At its beginning or end it may be another word or another form of it. */
static bool misspelt(struct vd_str word, struct vd_str right)
{
    size_t same = 0, end = 0, least = word.n < right.n ? word.n : right.n;
    if (word.n < SLIP_LEAST || vd_str_eq(word, right) || !plan_word_slip(word, right))
        return false;
    while (same < least && word.p[same] == right.p[same])
        same++;
    while (end < least && word.p[word.n - 1 - end] == right.p[right.n - 1 - end])
        end++;
    return same > 0 && end >= 2;
}

/* The right word with the capitals of the wrong one: all, the first, none. */
static struct vd_str as_written(struct vd_arena *arena, struct vd_str written, struct vd_str right)
{
    static const struct { const char *low, *up; } accents[] = {{"á", "Á"}, {"é", "É"}, {"í", "Í"}, {"ó", "Ó"}, {"ú", "Ú"}, {"ñ", "Ñ"}};
    bool first = written.n && written.p[0] >= 'A' && written.p[0] <= 'Z', all = first && written.n > 1 && written.p[1] >= 'A' && written.p[1] <= 'Z';
    char *out = vd_str_c(arena, right);
    for (size_t i = 0; i < right.n && (all || (first && i == 0)); i++)
        out[i] = out[i] >= 'a' && out[i] <= 'z' ? (char)(out[i] - 32) : out[i];
    for (size_t k = 0; all && k < VD_COUNT(accents); k++)
        for (char *at = out; (at = strstr(at, accents[k].low)) != NULL;)
            memcpy(at, accents[k].up, 2);
    return (struct vd_str){out, right.n};
}

static bool said_before(const plan_words *words, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (words->v[k].kind == PLAN_WORD && vd_str_eq(words->v[k].fold, words->v[i].fold))
            return true;
    return false;
}

static void check_word(struct text *t, size_t i)
{
    const struct plan_word *word = &t->words.v[i];
    for (size_t k = 0; k < law_spellings_n; k++) {
        const struct law_spellings *s = &law_spellings[k];
        bool system = vd_str_is(s->kind, "sistema"), alike = vd_str_is(s->kind, "parecida");
        if (alike ? !misspelt(word->fold, t->written[k]) : !vd_str_eq(word->fold, t->written[k]))
            continue;
        struct vd_str right = system ? vd_str_printf(t->draft->arena, "%.*s (%.*s)", VD_SARG(s->right), VD_SARG(s->why)) : as_written(t->draft->arena, word->raw, s->right);
        if (!said_before(&t->words, i))
            put(t, system ? "VD-P044" : "VD-P043", word->raw, right);
        return;
    }
}

/* ---- years */

/* «Ley 1712 de 2015», «Ley 1712/2015»: numbers of laws go on from year to year, so each has one. */
static void check_norm(struct text *t, size_t i)
{
    const plan_words *w = &t->words;
    size_t number = i + 1, year = i + 3;
    if (!plan_word_is(w, i, "ley") || year >= w->n || w->v[number].kind != PLAN_FIGURES || w->v[year].kind != PLAN_FIGURES)
        return;
    if (!plan_word_is(w, i + 2, "de") && !plan_word_is(w, i + 2, "del") && !plan_word_is(w, i + 2, "/"))
        return;
    for (size_t k = 0; k < law_norm_years_n; k++) {
        const struct law_norm_years *law = &law_norm_years[k];
        int64_t n = 0, right = 0;
        if (!vd_str_i64(law->number, &n) || !vd_str_i64(law->year, &right) || n != w->v[number].value || right == w->v[year].value || w->v[year].value < 1900)
            continue;
        put(t, "VD-P045", plan_words_text(&w->v[i], &w->v[year]),
            vd_str_printf(t->draft->arena, "Ley %.*s de %.*s (%.*s)", VD_SARG(law->number), VD_SARG(law->year), VD_SARG(law->name)));
    }
}

/* 2107 for 2017: the figures of the year of the plan in another order, and far ahead of it. */
static void check_year(struct text *t, const struct plan_word *word)
{
    int64_t vigencia = t->draft->vigencia;
    int of_word[10] = {0}, of_year[10] = {0};
    if (word->raw.n != 4 || word->value <= vigencia + YEARS_AHEAD || vigencia < 1000)
        return;
    for (int64_t a = word->value, b = vigencia; a && b; a /= 10, b /= 10) {
        of_word[a % 10]++;
        of_year[b % 10]++;
    }
    if (memcmp(of_word, of_year, sizeof of_word) == 0)
        put(t, "VD-P046", word->raw, vd_str_printf(t->draft->arena, "%" PRId64, vigencia));
}

static bool after_year_word(const plan_words *words, size_t i)
{
    static const char *const before[] = {"el", "de", "del", "ano", "vigencia", "durante", "en"};
    for (size_t k = 0; i > 0 && k < VD_COUNT(before); k++)
        if (plan_word_is(words, i - 1, before[k]))
            return true;
    return false;
}

static void check_cell(struct text *t)
{
    t->words = plan_words_of(t->scratch, t->cell->raw);
    for (size_t i = 0; i < t->words.n; i++) {
        const struct plan_word *word = &t->words.v[i];
        if (word->kind == PLAN_WORD)
            check_word(t, i);
        else if (word->kind == PLAN_FIGURES && after_year_word(&t->words, i))
            check_year(t, word);
        check_norm(t, i);
    }
}

static const struct vd_str *folded_spellings(struct vd_arena *arena)
{
    struct vd_str *out = vd_alloc_array(arena, law_spellings_n, sizeof *out);
    for (size_t k = 0; k < law_spellings_n; k++)
        out[k] = vd_fold(arena, law_spellings[k].written.p ? law_spellings[k].written : law_spellings[k].right);
    return out;
}

static void drop(void *arena) { vd_arena_free(arena); }

/* The words of a cell are many times its text, so they live in an arena of their own, emptied for each: a cell has 64 KiB at most. */
void plan_check_texts(struct plan_draft *draft)
{
    struct text t = {.draft = draft, .scratch = vd_arena_new(64 << 20), .written = folded_spellings(draft->arena)};
    if (!t.scratch)
        return;
    vd_arena_defer(draft->arena, drop, t.scratch);
    for (size_t c = 0; c < draft->cells.n; c++) {
        t.cell = &draft->cells.v[c];
        enum plan_field field = t.cell->field;
        if (field == PLAN_FIELD_START || field == PLAN_FIELD_END || field == PLAN_FIELD_MONTH || field == PLAN_FIELD_NUMBER)
            continue;
        vd_arena_reset(t.scratch);
        check_cell(&t);
    }
    vd_arena_reset(t.scratch);
}
