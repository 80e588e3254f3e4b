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

static struct vd_doc *sheet_with(struct vd_arena *arena, enum vd_cell_kind kind, const char *value)
{
    struct vd_doc *doc = VD_NEW(arena, struct vd_doc);
    struct vd_grid *grid = VD_NEW(arena, struct vd_grid);
    doc->format = VD_DOC_XLSX;
    *grid = (struct vd_grid){.number = 1, .rows = 9, .cols = 3, .sheet = VD_S("Plan 2022"), .hidden = true};
    *VD_PUSH(arena, &grid->hidden_rows) = (struct vd_span){2, 3};
    *VD_PUSH(arena, &grid->hidden_rows) = (struct vd_span){5, 4};
    *VD_PUSH(arena, &grid->hidden_cols) = (struct vd_span){0, 1};
    *VD_PUSH(arena, &grid->cells) = (struct vd_grid_cell){.rows = 1, .cols = 1, .text = VD_S("50%"), .kind = kind, .value = vd_str_of(value)};
    *VD_PUSH(arena, &doc->blocks) = (struct vd_block){.kind = VD_BLOCK_GRID, .grid = grid};
    return doc;
}

static void sheets_keep_their_name_what_is_hidden_and_typed_values(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(CEILING);
    struct vd_doc *doc = NULL;
    assert_int_equal(round_trip(sheet_with(arena, VD_CELL_PERCENT, "0.5"), arena, &doc), VD_OK);
    const struct vd_grid *grid = doc->blocks.v[0].grid;
    assert_int_equal(doc->format, VD_DOC_XLSX);
    assert_true(vd_str_is(grid->sheet, "Plan 2022") && grid->hidden);
    assert_int_equal(grid->cells.v[0].kind, VD_CELL_PERCENT);
    assert_true(vd_str_is(grid->cells.v[0].value, "0.5") && vd_str_is(grid->cells.v[0].text, "50%"));
    for (int row = 0; row < 9; row++)
        assert_int_equal(vd_spans_have(grid->hidden_rows.v, grid->hidden_rows.n, row), row >= 2);
    assert_true(vd_spans_have(grid->hidden_cols.v, grid->hidden_cols.n, 0));
    assert_false(vd_spans_have(grid->hidden_cols.v, grid->hidden_cols.n, 1));
}

static void a_value_must_be_what_its_kind_says(void **state)
{
    (void)state;
    static const struct {
        enum vd_cell_kind kind;
        const char *right, *wrong[8];
    } cases[] = {
        {VD_CELL_TEXT, "", {"1"}},
        {VD_CELL_NUMBER, "-1234.5", {"", "1.50", "1e5", "+1", "01", ".5", "1234567890123456", "-0"}},
        {VD_CELL_PERCENT, "0", {"50%", "0,5", "x"}},
        {VD_CELL_DATE, "2022-03-14", {"", "2022-02-30", "14/03/2022", "2022-03-14 ", "2022-03-14T", "2022-03-14T9:30:00", "2022-03-14T24:00:00", "2022-03-14T09:60:00"}},
        {VD_CELL_DATE, "2022-03-14T23:59:59", {"2022-03-14T09:30:00Z"}},
        {VD_CELL_BOOL, "1", {"", "2", "true"}},
        {VD_CELL_ERROR, "", {"#N/A"}},
        {VD_CELL_FORMULA, "", {"0"}},
        {VD_CELL_KINDS, NULL, {""}},
    };
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(CEILING);
        struct vd_doc *doc = NULL;
        if (cases[i].right)
            assert_int_equal(round_trip(sheet_with(arena, cases[i].kind, cases[i].right), arena, &doc), VD_OK);
        for (size_t w = 0; w < VD_COUNT(cases[i].wrong) && cases[i].wrong[w]; w++)
            assert_int_equal(round_trip(sheet_with(arena, cases[i].kind, cases[i].wrong[w]), arena, &doc), VD_CORRUPT);
    }
}

static void hidden_spans_must_be_in_order_apart_and_inside(void **state)
{
    (void)state;
    static const struct vd_span wrong[][2] = {{{2, 3}, {4, 1}}, {{5, 1}, {2, 1}}, {{2, 0}, {5, 1}}, {{2, 1}, {5, 5}}, {{2, 1}, {9, 1}}, {{-1, 1}, {5, 1}}};
    for (size_t i = 0; i < VD_COUNT(wrong); i++) {
        VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(CEILING);
        struct vd_doc *doc = sheet_with(arena, VD_CELL_PERCENT, "0.5"), *ret = NULL;
        memcpy(doc->blocks.v[0].grid->hidden_rows.v, wrong[i], sizeof wrong[i]);
        assert_int_equal(round_trip(doc, arena, &ret), VD_CORRUPT);
    }
}

static void places_have_the_names_that_programs_show(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(CEILING);
    assert_string_equal(vd_place_name(arena, VD_DOC_XLSX, 3, 6, 1).p, "B7");
    assert_string_equal(vd_place_name(arena, VD_DOC_ODS, 1, 0, 25).p, "Z1");
    assert_string_equal(vd_place_name(arena, VD_DOC_CSV, 1, 99999, 26).p, "AA100000");
    assert_string_equal(vd_place_name(arena, VD_DOC_XLSX, 1, 0, 255).p, "IV1");
    assert_string_equal(vd_place_name(arena, VD_DOC_XLSX, 1, 0, 16383).p, "XFD1");
    assert_string_equal(vd_place_name(arena, VD_DOC_DOCX, 2, 6, 1).p, "tabla 2, fila 7, columna 2");
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
        cmocka_unit_test(sheets_keep_their_name_what_is_hidden_and_typed_values),
        cmocka_unit_test(a_value_must_be_what_its_kind_says),
        cmocka_unit_test(hidden_spans_must_be_in_order_apart_and_inside),
        cmocka_unit_test(places_have_the_names_that_programs_show),
        cmocka_unit_test(counts_are_believed_only_as_far_as_there_are_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
