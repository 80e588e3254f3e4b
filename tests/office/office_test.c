/* SPDX-License-Identifier: Apache-2.0 */
/* Office files that must be read, through the real door: this executable is its own isolated reader, as the program is.
 * What was read is compared with a written dump of its blocks. */
#include <setjmp.h>
#include "sandbox/sandbox.h"
#include <cmocka.h>
#include "dump.h"

static const char *folder, *plan;

enum { MEGABYTE = 1024 * 1024 };

static struct vd_doc *read_whole(struct vd_arena *arena, const char *path)
{
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    /* Other work on the machine must not fail a reading that is right. */
    struct vd_sandbox_limits limits = {.millis = 20000, .memory = (size_t)256 * MEGABYTE};
    if (vd_sandbox_read(path, &limits, arena, &doc, &reason) != VD_OK)
        fail_msg("%s: %.*s", path, VD_SARG(reason));
    return doc;
}

static void is_read_as(const char *name, const char *want)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, MEGABYTE);
    dump_doc(&out, read_whole(arena, vd_str_printf(arena, "%s/good/%s", folder, name).p));
    assert_string_equal(vd_buf_view(&out).p, want);
}

/* ---- files that must be read */

static void headings_come_from_styles_outline_levels_and_what_they_are_based_on(void **state)
{
    (void)state;
    is_read_as("headings.docx", "título 0|Plan\ntítulo 1|Uno\ntítulo 2|Dos\ntítulo 3|Tres\ntexto|Texto\ntítulo 5|Cinco\ntexto|Índice\ntítulo 3|Sin estilo\n");
}

static void rows_may_begin_after_the_first_column(void **state)
{
    (void)state;
    is_read_as("grid-before.docx", "tabla 1 en 0: 3x3\n 0,0 1x1|a\n 0,1 1x1|b\n 0,2 1x1|c\n 1,2 1x1|d\n 2,1 1x2|e\n");
}

static void vertical_merges_grow_until_a_new_one_starts(void **state)
{
    (void)state;
    is_read_as("merges.docx", "tabla 1 en 0: 5x2\n 0,0 3x1|A\n 0,1 1x1|x\n 1,1 1x1|y\n 2,1 1x1|z\n 3,0 1x1|B\n 3,1 1x1|p\n 4,0 1x1|\n 4,1 1x1|q\n");
    is_read_as("merge-without-restart.docx", "tabla 1 en 0: 4x2\n 0,0 2x1|huérfana\n 0,1 1x1|x\n 1,1 1x1|y\n 2,0 1x1|suelta\n 2,1 1x1|z\n 3,0 1x1|otra\n 3,1 1x1|w\n");
    is_read_as("merge-of-other-width.docx", "tabla 1 en 0: 2x2\n 0,0 1x1|A\n 0,1 1x1|b\n 1,0 1x2|ancha\n");
}

static void content_controls_are_transparent_and_their_hints_are_not_content(void **state)
{
    (void)state;
    is_read_as("content-controls.docx", "texto|en control\ntabla 1 en 0: 1x2\n 0,0 1x1|celda\n 0,1 1x1|dos\n");
}

static void deleted_and_moved_text_and_deleted_rows_are_left_out(void **state)
{
    (void)state;
    is_read_as("tracked.docx", "texto|queda nuevo\ntabla 1 en 0: 2x1\n 0,0 1x1|uno\n 1,0 1x1|dos\n");
}

static void a_table_inside_a_cell_is_a_grid_of_its_own_after_its_parent(void **state)
{
    (void)state;
    is_read_as("nested.docx", "tabla 1 en 0: 1x2\n 0,0 1x1|antes\\ndespués\n 0,1 1x1|lado\n"
                              "tabla 2 en 1: 1x2\n 0,0 1x1|n1\n 0,1 1x1|n2\ntabla 3 en 0: 1x1\n 0,0 1x1|segunda\n");
}

static void an_alternative_for_old_programs_is_not_read_twice(void **state)
{
    (void)state;
    is_read_as("alternate.docx", "texto|en cuadro\ntexto|afuera\ntexto|única forma\n");
}

static void tabs_breaks_and_hyphens_become_plain_characters(void **state)
{
    (void)state;
    is_read_as("marks.docx", "texto|a b\\nc-d  e\ntabla 1 en 0: 1x2\n 0,0 1x1|uno\\n\\ndos\n 0,1 1x1|\n");
}

static void other_ways_to_pack_the_same_document_are_read(void **state)
{
    (void)state;
    is_read_as("other-main-part.docx", "texto|segunda parte\n");
    is_read_as("strict.docx", "texto|estricto\n");
    is_read_as("utf16.docx", "texto|ñandú\n");
    is_read_as("stored.docx", "texto|sin comprimir\n");
    is_read_as("streamed.docx", "texto|en flujo\n");
}

static void the_real_plan_is_read_as_an_independent_reader_does(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    VD_AUTO_BUF struct vd_buf out, want;
    vd_buf_init(&out, MEGABYTE);
    vd_buf_init(&want, MEGABYTE);
    dump_doc(&out, read_whole(arena, plan));
    FILE *f = fopen(vd_str_printf(arena, "%s/plan.expected", folder).p, "r");
    assert_non_null(f);
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        vd_buf_put(&want, chunk, n);
    fclose(f);
    assert_true(want.n > 30000);
    assert_string_equal(out.p, want.p);
}

static void the_real_plan_has_its_five_tables_under_their_headings(void **state)
{
    (void)state;
    static const struct {
        const char *heading;
        int rows, cols;
    } want[] = {{"Componente 1.", 22, 7}, {"Componente 3:", 33, 7}, {"Componente 4:", 37, 7}, {"Componente 5:", 38, 7}, {"Componente 6:", 7, 6}};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = read_whole(arena, plan);
    struct vd_str heading = VD_S("");
    size_t n = 0;
    VD_EACH(b, &doc->blocks) {
        if (b->kind == VD_BLOCK_HEADING)
            heading = b->text;
        if (b->kind != VD_BLOCK_GRID)
            continue;
        assert_true(n < VD_COUNT(want));
        assert_true(vd_str_starts(heading, vd_str_of(want[n].heading)));
        assert_int_equal(b->grid->rows, want[n].rows);
        assert_int_equal(b->grid->cols, want[n].cols);
        n++;
    }
    assert_int_equal(n, VD_COUNT(want));
}

static void a_place_inside_a_merge_is_found_with_its_corner(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = read_whole(arena, vd_str_printf(arena, "%s/good/merges.docx", folder).p);
    const struct vd_grid *grid = doc->blocks.v[0].grid;
    bool origin = true;
    assert_true(vd_str_is(vd_grid_at(grid, 2, 0, &origin)->text, "A"));
    assert_false(origin);
    assert_true(vd_str_is(vd_grid_at(grid, 0, 0, &origin)->text, "A"));
    assert_true(origin);
    assert_true(vd_str_is(vd_grid_at(grid, 2, 1, NULL)->text, "z"));
    assert_null(vd_grid_at(grid, 5, 0, NULL));
    assert_null(vd_grid_at(grid, 0, 2, NULL));
    doc = read_whole(arena, vd_str_printf(arena, "%s/good/grid-before.docx", folder).p);
    grid = doc->blocks.v[0].grid;
    assert_null(vd_grid_at(grid, 1, 0, NULL));
    assert_true(vd_str_is(vd_grid_at(grid, 2, 2, &origin)->text, "e"));
    assert_false(origin);
}

static void the_plan_is_read_in_milliseconds(void **state)
{
    (void)state;
    vd_us least = INT64_MAX, most = 0;
    for (int i = 0; i < 20; i++) {
        VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
        vd_us began = vd_clock_monotonic();
        read_whole(arena, plan);
        vd_us took = vd_clock_monotonic() - began;
        least = took < least ? took : least;
        most = took > most ? took : most;
    }
    print_message("           whole plan, child included: %" PRId64 "-%" PRId64 " us of 20\n", least, most);
    assert_true(least < 1000000);
}

int main(int argc, char **argv)
{
    vd_sandbox_child(argc, argv, NULL);
    if (argc != 3)
        return 2;
    folder = argv[1];
    plan = argv[2];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_come_from_styles_outline_levels_and_what_they_are_based_on),
        cmocka_unit_test(rows_may_begin_after_the_first_column),
        cmocka_unit_test(vertical_merges_grow_until_a_new_one_starts),
        cmocka_unit_test(content_controls_are_transparent_and_their_hints_are_not_content),
        cmocka_unit_test(deleted_and_moved_text_and_deleted_rows_are_left_out),
        cmocka_unit_test(a_table_inside_a_cell_is_a_grid_of_its_own_after_its_parent),
        cmocka_unit_test(an_alternative_for_old_programs_is_not_read_twice),
        cmocka_unit_test(tabs_breaks_and_hyphens_become_plain_characters),
        cmocka_unit_test(other_ways_to_pack_the_same_document_are_read),
        cmocka_unit_test(the_real_plan_is_read_as_an_independent_reader_does),
        cmocka_unit_test(the_real_plan_has_its_five_tables_under_their_headings),
        cmocka_unit_test(a_place_inside_a_merge_is_found_with_its_corner),
        cmocka_unit_test(the_plan_is_read_in_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
