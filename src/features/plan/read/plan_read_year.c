/* SPDX-License-Identifier: Apache-2.0 */
/* Which year a document speaks of, when nobody said it. */
#include "features/plan/cells/plan_words.h"
#include "features/plan/read/plan_draft.h"

enum { YEAR_LEAST = 2000, YEAR_MOST = 2100, LINE_MAX_BYTES = 160, DATE_MAX_BYTES = 60 };

struct years { struct vd_arena *arena; int said; int count[YEAR_MOST - YEAR_LEAST]; };

/* A title says it; a short cell with a year is most often a date. */
static void look(struct years *y, struct vd_str text, bool cell)
{
    static const char *const titles[] = {"vigencia", "paac"};
    if (y->said || text.n > LINE_MAX_BYTES)
        return;
    plan_words words = plan_words_of(y->arena, text);
    for (size_t i = 0; i < words.n; i++) {
        const struct plan_word *word = &words.v[i];
        if (word->kind != PLAN_FIGURES || word->raw.n != 4 || word->value < YEAR_LEAST || word->value >= YEAR_MOST)
            continue;
        for (size_t k = 0; i > 0 && k < VD_COUNT(titles); k++)
            if (plan_word_is(&words, i - 1, titles[k]) || (i > 1 && plan_word_is(&words, i - 2, titles[k]) && words.v[i - 1].kind == PLAN_MARK))
                y->said = (int)word->value;
        y->count[word->value - YEAR_LEAST] += cell && text.n <= DATE_MAX_BYTES;
    }
}

int plan_vigencia_of(const struct vd_doc *doc, struct vd_arena *arena)
{
    struct years y = {.arena = arena};
    int most = 0;
    VD_EACH(block, &doc->blocks) {
        if (block->kind != VD_BLOCK_GRID)
            look(&y, block->text, false);
        else
            VD_EACH(cell, &block->grid->cells)
                look(&y, cell->text, true);
    }
    for (int i = 1; i < YEAR_MOST - YEAR_LEAST; i++)
        most = y.count[i] > y.count[most] ? i : most;
    return y.said ? y.said : y.count[most] ? YEAR_LEAST + most : 0;
}
