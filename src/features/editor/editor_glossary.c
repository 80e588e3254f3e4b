/* SPDX-License-Identifier: Apache-2.0 */
/* A glossary is written one term a line, «PAAC: el plan», and shown as a list in the order of the alphabet. */
#include "features/editor/editor_glossary.tpl.h"
#include "features/editor/editor_texts.h"
#include "features/editor/editor_views.h"

enum { TERM_MOST = 120, PIECE_MOST = 1 << 20 };

static int by_word(const void *a, const void *b)
{
    const struct editor_term *x = a, *y = b;
    size_t n = x->fold.n < y->fold.n ? x->fold.n : y->fold.n;
    int c = n ? memcmp(x->fold.p, y->fold.p, n) : 0;
    return c ? c : (x->fold.n > y->fold.n) - (x->fold.n < y->fold.n);
}

/* False: some line is no term, so the text is shown as it is written. */
static bool read_terms(struct vd_arena *arena, struct vd_str body, struct editor_glossary_view *ret)
{
    struct vd_str line;
    while (body.n && vd_str_split(&body, '\n', &line)) {
        struct vd_str rest = vd_str_trim(line), word;
        if (!rest.n)
            continue;
        while (vd_str_starts(rest, VD_S("- ")) || vd_str_starts(rest, VD_S("* ")) || vd_str_starts(rest, VD_S("**")))
            rest = vd_str_sub(rest, 2, rest.n);
        if (!vd_str_split(&rest, ':', &word) || !rest.p || word.n > TERM_MOST)
            return false;
        if (vd_str_ends(word, VD_S("**")))
            word = vd_str_sub(word, 0, word.n - 2);
        rest = vd_str_trim(vd_str_starts(rest, VD_S("**")) ? vd_str_sub(rest, 2, rest.n) : rest);
        if (!word.n || !rest.n)
            return false;
        *VD_PUSH(arena, &ret->terms) = (struct editor_term){vd_str_trim(word), rest, vd_fold(arena, word)};
    }
    return ret->terms.n > 1;
}

static struct vd_html list_of(struct vd_arena *arena, const struct editor_glossary_view *view)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, PIECE_MOST);
    tpl_editor_glossary(&(struct vd_html_out){&out}, view);
    if (vd_buf_ok(&out) != VD_OK)
        vd_arena_unwind(arena);
    return (struct vd_html){vd_str_dup(arena, vd_buf_view(&out))};
}

struct vd_html editor_text_html(struct vd_arena *arena, const struct row_plan_text *row, int heading)
{
    struct editor_glossary_view view = {0};
    if (!vd_str_is(row->kind, "glosario") || !read_terms(arena, row->body, &view))
        return vd_markdown(arena, row->body, heading);
    qsort(view.terms.v, view.terms.n, sizeof *view.terms.v, by_word);
    return list_of(arena, &view);
}
