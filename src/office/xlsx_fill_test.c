/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "office/office.h"
#include "office/xlsx_fill.h"

static struct vd_str filled(struct vd_arena *arena, const char *sheet, const struct vd_fill *cells, size_t n)
{
    struct vd_str out = {0};
    assert_int_equal(VD_OK, vd_xlsx_fill(arena, vd_str_of(sheet), cells, n, &out));
    return out;
}

static void a_cell_that_is_there_keeps_its_style_and_its_kind(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    const struct vd_fill cells[] = {{.row = 0, .col = 1, .text = VD_S("75,61 %"), .u6 = vd_some(75610000)}, {.row = 1, .col = 0, .text = VD_S("a < b & \"c\"")},
                                    {.row = 1, .col = 1, .text = VD_S("-0,5"), .u6 = vd_some(-500000)}};
    struct vd_str out = filled(arena, "<w><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>3</v></c><c r=\"B1\" s=\"4\"><v>1</v></c><c r=\"C1\"/></row>\n"
                                      "<row r='2'><c r='A2' s='7' t='s'><v>1</v></c><c r='B2'><v>2</v></c></row></sheetData><after a='>'/></w>", cells, 3);
    assert_string_equal("<w><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>3</v></c><c r=\"B1\" s=\"4\"><v>75.61</v></c><c r=\"C1\"/></row>\n"
                        "<row r='2'><c r=\"A2\" s=\"7\" t=\"inlineStr\"><is><t xml:space=\"preserve\">a &lt; b &amp; \"c\"</t></is></c><c r=\"B2\"><v>-0.5</v></c></row></sheetData><after a='>'/></w>",
                        vd_str_c(arena, out));
}

static void a_cell_that_is_missing_stands_where_its_column_belongs(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    const struct vd_fill cells[] = {{.row = 2, .col = 1, .text = VD_S("b"), .new_column = true}, {.row = 2, .col = 26, .text = VD_S("aa"), .new_column = true}};
    struct vd_str out = filled(arena, "<w><sheetData><row r=\"3\"><c r=\"A3\" s=\"2\"/><c r=\"D3\" s=\"5\"><v>1</v></c></row></sheetData></w>", cells, 2);
    assert_string_equal("<w><sheetData><row r=\"3\"><c r=\"A3\" s=\"2\"/><c r=\"B3\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">b</t></is></c><c r=\"D3\" s=\"5\"><v>1</v></c>"
                        "<c r=\"AA3\" s=\"5\" t=\"inlineStr\"><is><t xml:space=\"preserve\">aa</t></is></c></row></sheetData></w>", vd_str_c(arena, out));
}

static void names_with_a_prefix_and_cells_without_a_place_are_counted(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    const struct vd_fill cells[] = {{.row = 0, .col = 1, .text = VD_S("x")}};
    struct vd_str out = filled(arena, "<x:w><!-- <row r=\"9\"> --><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c s=\"1\"/></x:row></x:sheetData></x:w>", cells, 1);
    assert_string_equal("<x:w><!-- <row r=\"9\"> --><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c r=\"B1\" s=\"1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">x</x:t></x:is></x:c></x:row></x:sheetData></x:w>",
                        vd_str_c(arena, out));
}

static void formulas_that_lose_their_first_keep_what_was_computed(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    const struct vd_fill cells[] = {{.row = 0, .col = 0, .text = VD_S("50"), .u6 = vd_some(50000000)}};
    struct vd_str out = filled(arena, "<w><sheetData><row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"0\">B1*2</f><v>4</v></c></row><row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"0\"/><v>6</v></c></row>"
                                      "<row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"1\"/><v>8</v></c></row></sheetData></w>", cells, 1);
    assert_string_equal("<w><sheetData><row r=\"1\"><c r=\"A1\"><v>50</v></c></row><row r=\"2\"><c r=\"A2\"><v>6</v></c></row>"
                        "<row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"1\"/><v>8</v></c></row></sheetData></w>", vd_str_c(arena, out));
}

static void what_is_no_worksheet_is_refused(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    const struct vd_fill cells[] = {{.row = 1, .col = 0, .text = VD_S("x")}};
    static const char *const odd[] = {"", "<w>", "<w><sheetData/></w>", "<w><sheetData><row r=\"1\"/></sheetData></w>", "<w><sheetData><row r=\"3\"/></sheetData></w>",
        "<w><sheetData><row r=\"2\"><c r=\"A1\"/></row></sheetData></w>", "<w><sheetData><row r=\"2\"><c r=\"ZZZZ2\"/></row></sheetData></w>", "<w><sheetData><row r=\"2\"><c r=\"A2\"><v>1</v>",
        "<w><sheetData><row r=\"-1\"/></sheetData></w>", "<w><sheetData><row r=\"2\"/><row r=\"2\"/></sheetData>", "<w><sheetData><row r=\"2\"><c r=\"A2\"><f></c></f></row></sheetData></w>", "<w a=\"", "<", "\xFF<w/>"};
    for (size_t i = 0; i < VD_COUNT(odd); i++) {
        struct vd_str out;
        assert_int_equal(VD_INVALID, vd_xlsx_fill(arena, vd_str_of(odd[i]), cells, 1, &out));
    }
}

static void parts_that_are_not_whole_are_not_taken(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    static const char good[] = "\1\0\0\0" "\2\0\0\0s1" "\1\0\0\0" "\2\0\0\0s1" "\3\0\0\0<w>";
    const size_t n = sizeof good - 1;
    struct vd_parts parts;
    assert_int_equal(VD_OK, vd_parts_decode((struct vd_str){good, n}, arena, &parts));
    assert_string_equal("s1", parts.list.v[0].name);
    assert_true(vd_str_is(parts.list.v[0].bytes, "<w>") && vd_str_is(parts.sheets.v[0], "s1"));
    for (size_t i = 0; i < n; i++)
        assert_int_equal(VD_CORRUPT, vd_parts_decode((struct vd_str){good, i}, arena, &parts));
    assert_int_equal(VD_CORRUPT, vd_parts_decode(VD_S("\xFF\xFF\xFF\xFF"), arena, &parts));
    assert_int_equal(VD_CORRUPT, vd_parts_decode(VD_S("x"), arena, &parts));
}

static void the_chain_of_computing_is_dropped_with_what_names_it(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    struct vd_parts parts = {0};
    *VD_PUSH(arena, &parts.list) = (struct vd_part){"[Content_Types].xml", VD_S("<T><O PartName=\"/xl/a.xml\"/><O PartName=\"/xl/calcChain.xml\"/></T>")};
    *VD_PUSH(arena, &parts.list) = (struct vd_part){"xl/calcChain.xml", VD_S("<c/>")};
    *VD_PUSH(arena, &parts.list) = (struct vd_part){"xl/_rels/workbook.xml.rels", VD_S("<R><r Target=\"calcChain.xml\"/><r Target=\"a.xml\"/></R>")};
    vd_parts_drop_chain(arena, &parts);
    assert_int_equal(2, parts.list.n);
    assert_string_equal("<T><O PartName=\"/xl/a.xml\"/></T>", vd_str_c(arena, parts.list.v[0].bytes));
    assert_string_equal("<R><r Target=\"a.xml\"/></R>", vd_str_c(arena, parts.list.v[1].bytes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_that_is_there_keeps_its_style_and_its_kind),
        cmocka_unit_test(a_cell_that_is_missing_stands_where_its_column_belongs),
        cmocka_unit_test(names_with_a_prefix_and_cells_without_a_place_are_counted),
        cmocka_unit_test(formulas_that_lose_their_first_keep_what_was_computed),
        cmocka_unit_test(what_is_no_worksheet_is_refused),
        cmocka_unit_test(parts_that_are_not_whole_are_not_taken),
        cmocka_unit_test(the_chain_of_computing_is_dropped_with_what_names_it),
    };
    return cmocka_run_group_tests_name("workbook filled", tests, NULL, NULL);
}
