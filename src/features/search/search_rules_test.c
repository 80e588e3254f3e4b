/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "features/search/search_cases.h"
#include "features/search/search_rules.h"

static int open_arena(void **state)
{
    *state = vd_arena_new(16 << 20);
    return *state ? 0 : -1;
}

static int close_arena(void **state)
{
    vd_arena_free(*state);
    return 0;
}

static struct vd_str stem_of(struct vd_arena *arena, struct vd_str word) { return search_stem(arena, search_fold(arena, word)); }

static void singular_and_plural_have_one_stem_and_other_words_another(void **state)
{
    for (size_t i = 0; i < cases_search_stem_cases_n; i++) {
        const struct cases_search_stem_cases *c = &cases_search_stem_cases[i];
        if (vd_str_eq(stem_of(*state, c->one), stem_of(*state, c->other)) != vd_str_is(c->same, "yes"))
            fail_msg("%.*s and %.*s: %.*s", VD_SARG(c->one), VD_SARG(c->other), VD_SARG(c->why));
    }
}

static void a_text_is_asked_as_its_words_and_the_last_may_be_a_beginning(void **state)
{
    for (size_t i = 0; i < cases_search_words_cases_n; i++) {
        const struct cases_search_words_cases *c = &cases_search_words_cases[i];
        struct search_terms terms = search_terms_of(*state, c->text);
        struct vd_str got = VD_S("");
        for (size_t k = 0; k < terms.n; k++)
            got = vd_str_printf(*state, "%.*s%s%s%.*s%s", VD_SARG(got), !k ? "" : terms.v[k].phrase && terms.v[k].phrase == terms.v[k - 1].phrase ? "+" : "|",
                                terms.v[k].phrase ? "=" : "", VD_SARG(terms.v[k].stem), terms.v[k].prefix.n ? "*" : "");
        if (!vd_str_eq(got, c->words))
            fail_msg("«%.*s» gives %.*s, not %.*s: %.*s", VD_SARG(c->text), VD_SARG(got), VD_SARG(c->words), VD_SARG(c->why));
    }
}

static struct vd_str marked(struct vd_arena *arena, const char *asked, struct vd_str text, size_t most)
{
    struct search_terms terms = search_terms_of(arena, vd_str_of(asked));
    search_pieces pieces = {0};
    struct vd_str out = VD_S("");
    search_pieces_of(arena, &terms, text, most, &pieces);
    VD_EACH(piece, &pieces)
        out = vd_str_printf(arena, piece->hit ? "%.*s[%.*s]" : "%.*s%.*s", VD_SARG(out), VD_SARG(piece->text));
    return out;
}

static void what_was_asked_for_is_marked_as_it_is_written(void **state)
{
    const struct vd_str text = VD_S("Publicar los Trámites y la RENDICIÓN de cuentas en línea");
    assert_string_equal(marked(*state, "tramite rendiciones", text, 200).p, "Publicar los [Trámites] y la [RENDICIÓN] de cuentas en línea");
    assert_string_equal(marked(*state, "public", text, 200).p, "[Publicar] los Trámites y la RENDICIÓN de cuentas en línea");
    assert_string_equal(marked(*state, "nada", text, 200).p, text.p);
}

static void a_long_text_is_shown_around_its_first_hit(void **state)
{
    struct vd_str text = vd_str_printf(*state, "%0200d uno dos tres cuatro cinco seis siete ocho nueve diez VEEDURÍA %0200d", 0, 0);
    struct vd_str shown = marked(*state, "veeduria", text, 100);
    assert_true(vd_str_starts(shown, VD_S("… ")) && vd_str_ends(shown, VD_S("…")));
    assert_true(vd_str_find(shown, VD_S("[VEEDURÍA]")) > 0);
    assert_true(shown.n < 260);
}

static void a_long_text_without_spaces_is_cut_between_characters(void **state)
{
    struct vd_str text = VD_S("");
    for (int i = 0; i < 200; i++)
        text = vd_str_printf(*state, "%.*sñ", VD_SARG(text));
    struct vd_str shown = marked(*state, "x", text, 99);
    assert_true(vd_utf8_valid(shown));
    assert_true(shown.n < text.n);
}

static void bytes_that_are_no_text_do_no_harm(void **state)
{
    char noise[512];
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(i * 37 % 256);
    struct search_terms terms = search_terms_of(*state, (struct vd_str){noise, sizeof noise});
    assert_true(terms.n > 0 && terms.n <= SEARCH_TERMS_MOST);
    for (size_t i = 0; i < terms.n; i++)
        assert_true(terms.v[i].stem.n <= SEARCH_WORD_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, open_arena, close_arena)
        T(singular_and_plural_have_one_stem_and_other_words_another),
        T(a_text_is_asked_as_its_words_and_the_last_may_be_a_beginning),
        T(what_was_asked_for_is_marked_as_it_is_written),
        T(a_long_text_is_shown_around_its_first_hit),
        T(a_long_text_without_spaces_is_cut_between_characters),
        T(bytes_that_are_no_text_do_no_harm),
    };
    return cmocka_run_group_tests_name("search rules", tests, NULL, NULL);
}
