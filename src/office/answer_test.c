/* SPDX-License-Identifier: Apache-2.0 */
#include "office/office.h"
#include <setjmp.h>
#include <cmocka.h>

enum { CEILING = 64 * 1024 * 1024 };

#define CELL(r, c, high, wide, says) ((struct vd_grid_cell){.row = (r), .col = (c), .rows = (high), .cols = (wide), .text = (says)})

/* A heading, a paragraph and a grid of 2 x 2 with one cell over two rows. */
static struct vd_doc *small_doc(struct vd_arena *arena)
{
    struct vd_doc *doc = VD_NEW(arena, struct vd_doc);
    doc->format = VD_DOC_DOCX;
    *VD_PUSH(arena, &doc->blocks) = (struct vd_block){.kind = VD_BLOCK_HEADING, .level = 2, .text = VD_S("Componente 1")};
    *VD_PUSH(arena, &doc->blocks) = (struct vd_block){.kind = VD_BLOCK_PARAGRAPH, .text = VD_S("Año 2022")};
    struct vd_grid *grid = VD_NEW(arena, struct vd_grid);
    *grid = (struct vd_grid){.number = 1, .rows = 2, .cols = 2};
    *VD_PUSH(arena, &grid->cells) = CELL(0, 0, 2, 1, VD_S("A"));
    *VD_PUSH(arena, &grid->cells) = CELL(0, 1, 1, 1, VD_S(""));
    *VD_PUSH(arena, &grid->cells) = CELL(1, 1, 1, 1, VD_S("b\nc"));
    *VD_PUSH(arena, &doc->blocks) = (struct vd_block){.kind = VD_BLOCK_GRID, .grid = grid};
    return doc;
}

static enum vd_err round_trip(const struct vd_doc *doc, struct vd_arena *arena, struct vd_doc **ret)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 1024 * 1024);
    VD_TRY(vd_doc_encode(doc, &out));
    return vd_doc_decode(vd_buf_view(&out), arena, ret);
}

static void a_document_survives_the_way_through_the_pipe(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(CEILING);
    struct vd_doc *doc = NULL;
    assert_int_equal(round_trip(small_doc(arena), arena, &doc), VD_OK);
    assert_int_equal(doc->blocks.n, 3);
    assert_int_equal(doc->blocks.v[0].level, 2);
    assert_true(vd_str_is(doc->blocks.v[1].text, "Año 2022"));
    const struct vd_grid *grid = doc->blocks.v[2].grid;
    assert_int_equal(grid->cells.n, 3);
    assert_int_equal(grid->cells.v[0].rows, 2);
    assert_true(vd_str_is(grid->cells.v[2].text, "b\nc"));
}

static void every_cut_answer_is_refused(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(CEILING);
    VD_AUTO_BUF struct vd_buf out;
    struct vd_doc *doc = NULL;
    vd_buf_init(&out, 1024 * 1024);
    assert_int_equal(vd_doc_encode(small_doc(arena), &out), VD_OK);
    for (size_t n = 0; n < out.n; n++)
        assert_int_equal(vd_doc_decode((struct vd_str){out.p, n}, arena, &doc), VD_CORRUPT);
    vd_buf_char(&out, 'x');
    assert_int_equal(vd_doc_decode(vd_buf_view(&out), arena, &doc), VD_CORRUPT);
    assert_null(doc);
}

static void any_changed_byte_gives_a_document_within_bounds_or_none(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(CEILING);
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 1024 * 1024);
    assert_int_equal(vd_doc_encode(small_doc(arena), &out), VD_OK);
    int refused = 0;
    for (size_t i = 0; i < out.n; i++)
        for (int bit = 0; bit < 8; bit++) {
            struct vd_doc *doc = NULL;
            out.p[i] = (char)(out.p[i] ^ 1 << bit);
            refused += vd_doc_decode(vd_buf_view(&out), arena, &doc) != VD_OK;
            out.p[i] = (char)(out.p[i] ^ 1 << bit);
            if (doc && doc->blocks.v[2].kind == VD_BLOCK_GRID)
                assert_true(doc->blocks.v[2].grid->cols <= VD_DOC_MAX_COLS && doc->blocks.v[2].grid->cells.n == 3);
        }
    assert_true(refused > 500);
}

static void is_corrupt(struct vd_grid_cell first, struct vd_grid_cell second)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(CEILING);
    struct vd_doc *doc = small_doc(arena), *ret = NULL;
    struct vd_grid *grid = doc->blocks.v[2].grid;
    grid->cells.v[0] = first;
    grid->cells.v[1] = second;
    grid->cells.n = 2;
    assert_int_equal(round_trip(doc, arena, &ret), VD_CORRUPT);
    assert_null(ret);
}

static void cells_must_be_in_order_inside_the_grid_and_apart(void **state)
{
    (void)state;
    const struct vd_grid_cell corner = CELL(0, 0, 1, 1, VD_S("a"));
    is_corrupt(corner, corner);
    is_corrupt(CELL(0, 1, 1, 1, VD_S("a")), corner);
    is_corrupt(CELL(1, 0, 1, 1, VD_S("a")), corner);
    is_corrupt(CELL(0, 0, 2, 1, VD_S("a")), CELL(1, 0, 1, 1, VD_S("b")));
    is_corrupt(corner, CELL(1, 1, 2, 1, VD_S("b")));
    is_corrupt(corner, CELL(1, 1, 1, 2, VD_S("b")));
    is_corrupt(corner, CELL(1, 1, 0, 1, VD_S("b")));
    is_corrupt(corner, CELL(2, 1, 1, 1, VD_S("b")));
    is_corrupt(corner, CELL(1, 1, 1, 1, VD_S("\xC3(")));
}

static void counts_are_believed_only_as_far_as_there_are_bytes(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 * 1024); /* a believed count would exhaust it */
    struct vd_doc *doc = NULL;
    assert_int_equal(vd_doc_decode(VD_S("VDOC\2\0\0\0\1\0\0\0\xA0\x86\1\0\1\0\0\0"), arena, &doc), VD_CORRUPT);
    assert_int_equal(vd_doc_decode(VD_S("VDOC\2\0\0\0\1\0\0\0\xFF\xFF\xFF\xFF"), arena, &doc), VD_CORRUPT);
    assert_int_equal(vd_doc_decode(VD_S("VDOC\1\0\0\0\1\0\0\0\0\0\0\0"), arena, &doc), VD_CORRUPT);
    assert_int_equal(vd_doc_decode(VD_S("VDOC\2\0\0\0\5\0\0\0\0\0\0\0"), arena, &doc), VD_CORRUPT);
    assert_int_equal(vd_doc_decode(VD_S("VDOC\2\0\0\0\1\0\0\0\0\0\0\0"), arena, &doc), VD_OK);
    assert_int_equal(doc->blocks.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_survives_the_way_through_the_pipe),
        cmocka_unit_test(every_cut_answer_is_refused),
        cmocka_unit_test(any_changed_byte_gives_a_document_within_bounds_or_none),
        cmocka_unit_test(cells_must_be_in_order_inside_the_grid_and_apart),
        cmocka_unit_test(counts_are_believed_only_as_far_as_there_are_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
