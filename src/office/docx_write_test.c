/* SPDX-License-Identifier: Apache-2.0 */
/* A document is written, then read back with the reader of this room; what the reader leaves out is looked for in the parts. */
#include "office/docx_write.h"
#include <setjmp.h>
#include "office/office.h"
#include "office/package.h"
#include <cmocka.h>

/* One pixel: the least that is a PNG. */
static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55,
    0, 0, 0, 10, 'I', 'D', 'A', 'T', 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};
static const struct vd_str picture = {(const char *)png, sizeof png};
static const struct vd_word_picture shield = {.bytes = {(const char *)png, sizeof png}, .alt = {"Escudo de \"Pasto\"", 17}, .is = {VD_PICTURE_PNG, 1, 1}};

static struct vd_word_about about_of(bool draft)
{
    return (struct vd_word_about){.title = VD_S("Plan 2022"), .subject = VD_S("Vigencia 2022"), .author = VD_S("Alcaldía de Pasto"), .head = VD_S("Alcaldía de Pasto"),
        .foot = VD_S("PAAC 2022, versión 1"), .banner = draft ? VD_S("BORRADOR") : (struct vd_str){0}, .at = INT64_C(1640995200000000), .shield = &shield};
}

static struct vd_str written(struct vd_arena *arena, bool draft)
{
    static const int widths[] = {2000, 6000, 1972};
    const struct vd_str heads[] = {VD_S("Subcomponente"), VD_S("Actividades"), VD_S("Meta")};
    const struct vd_word_about about = about_of(draft);
    struct vd_word *w = vd_word_new(arena, &about);
    struct vd_str bytes = {0};
    vd_word_shield(w);
    vd_word_text(w, VD_WORD_TITLE, VD_S("Plan 2022"));
    vd_word_page(w);
    vd_word_heading(w, 1, VD_S("Introducción"));
    vd_word_runs(w, VD_WORD_NORMAL, (const struct vd_word_run[]){{.text = VD_S("Con ")}, {.text = VD_S("peso"), .bold = true}, {.text = VD_S(" y "), .italic = true},
        {.text = VD_S("enlace"), .url = VD_S("https://www.funcionpublica.gov.co/?a=1&b=2")}}, 4);
    int list = vd_word_list(w, 3);
    vd_word_item(w, list, 0, &(struct vd_word_run){.text = VD_S("tercero")}, 1);
    vd_word_item(w, list, 1, &(struct vd_word_run){.text = VD_S("dentro")}, 1);
    vd_word_item(w, 0, 0, &(struct vd_word_run){.text = VD_S("con viñeta")}, 1);
    vd_word_turn(w, true);
    vd_word_heading(w, 2, VD_S("Componente 1. Riesgos"));
    vd_word_table(w, VD_S("Actividades del componente 1"), widths, heads, VD_COUNT(heads));
    vd_word_row(w, (const struct vd_word_cell[]){{.text = VD_S("Uno"), .merge = VD_WORD_MERGE_BEGINS}, {.text = VD_S("a & b < c\ndos\x01")}, {.text = VD_S("3"), .centred = true}});
    vd_word_row(w, (const struct vd_word_cell[]){{.text = VD_S("no se ve"), .merge = VD_WORD_MERGED}, {.text = VD_S("\xEF\xBF\xBF")}, {.text = VD_S("")}});
    vd_word_table_end(w);
    vd_word_table(w, VD_S("Indicadores"), widths, heads, 1);
    vd_word_row(w, &(struct vd_word_cell){.text = VD_S("solo")});
    vd_word_table_end(w);
    assert_int_equal(vd_word_close(w, &bytes), VD_OK);
    return bytes;
}

static struct vd_doc *read_back(struct vd_arena *arena, struct vd_str bytes)
{
    struct vd_doc *doc = NULL;
    struct vd_str reason = {0};
    FILE *out = tmpfile();
    assert_non_null(out);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, out), bytes.n);
    assert_int_equal(fflush(out), 0);
    enum vd_err err = vd_doc_read(fileno(out), arena, &doc, &reason);
    if (err != VD_OK)
        print_error("%.*s\n", VD_SARG(reason));
    assert_int_equal(err, VD_OK);
    fclose(out);
    return doc;
}

static void assert_text(struct vd_str got, const char *want)
{
    if (!vd_str_is(got, want))
        print_error("«%.*s», not «%.*s»\n", VD_SARG(got), VD_SARG(vd_str_of(want)));
    assert_true(vd_str_is(got, want));
}

static void headings_lists_and_tables_are_read_back(void **state)
{
    (void)state;
    static const struct { enum vd_block_kind kind; int level; const char *text; } want[] = {
        {VD_BLOCK_HEADING, 0, "Plan 2022"}, {VD_BLOCK_HEADING, 1, "Introducción"}, {VD_BLOCK_PARAGRAPH, 0, "Con peso y enlace"},
        {VD_BLOCK_PARAGRAPH, 0, "3. tercero"}, {VD_BLOCK_PARAGRAPH, 0, "1. dentro"}, {VD_BLOCK_PARAGRAPH, 0, "con viñeta"}, {VD_BLOCK_HEADING, 2, "Componente 1. Riesgos"}};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64u << 20);
    const struct vd_doc *doc = read_back(arena, written(arena, false));
    assert_int_equal(doc->blocks.n, VD_COUNT(want) + 2);
    for (size_t i = 0; i < VD_COUNT(want); i++) {
        assert_int_equal(doc->blocks.v[i].kind, want[i].kind);
        assert_int_equal(doc->blocks.v[i].level, want[i].level);
        if (i != 4) /* the number of a deeper level is its definition's */
            assert_text(doc->blocks.v[i].text, want[i].text);
    }
    const struct vd_grid *grid = doc->blocks.v[VD_COUNT(want)].grid;
    assert_int_equal(grid->rows, 3);
    assert_int_equal(grid->cols, 3);
    assert_text(vd_grid_at(grid, 0, 1, NULL)->text, "Actividades");
    assert_int_equal(vd_grid_at(grid, 1, 0, NULL)->rows, 2);
    assert_text(vd_grid_at(grid, 2, 0, NULL)->text, "Uno");
    assert_text(vd_grid_at(grid, 1, 1, NULL)->text, "a & b < c\ndos\xEF\xBF\xBD");
    assert_text(vd_grid_at(grid, 2, 1, NULL)->text, "\xEF\xBF\xBD");
    assert_text(doc->blocks.v[VD_COUNT(want) + 1].grid->cells.v[1].text, "solo");
}

/* The whole text of a part. */
static struct vd_str part(struct vd_arena *arena, struct vd_str bytes, const char *name)
{
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    zip_stat_t stat;
    if (!zip || zip_stat(zip, name, 0, &stat) != 0) {
        print_error("no part %s\n", name);
        fail();
    }
    char *text = vd_alloc(arena, stat.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, text, stat.size), (zip_int64_t)stat.size);
    zip_fclose(file);
    zip_discard(zip);
    return (struct vd_str){text, stat.size};
}

static int times(struct vd_str text, const char *what)
{
    int n = 0;
    for (ptrdiff_t at; (at = vd_str_find(text, vd_str_of(what))) >= 0; n++)
        text = vd_str_sub(text, (size_t)at + 1, text.n);
    return n;
}

static void what_a_screen_reader_needs_is_there(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64u << 20);
    struct vd_str bytes = written(arena, false), body = part(arena, bytes, "word/document.xml");
    assert_int_equal(times(body, "<w:tblHeader/>"), 2);
    assert_int_equal(times(body, "<w:tblCaption w:val=\"Actividades del componente 1\"/>"), 1);
    assert_int_equal(times(body, "descr=\"Escudo de &quot;Pasto&quot;\""), 1);
    assert_int_equal(times(body, "<w:pgSz w:w=\"15840\" w:h=\"12240\" w:orient=\"landscape\"/>"), 1);
    assert_int_equal(times(body, "<w:pgSz w:w=\"12240\" w:h=\"15840\"/>"), 1);
    assert_int_equal(times(body, "<w:gridCol w:w=\"6000\"/>"), 1);
    assert_int_equal(times(part(arena, bytes, "word/styles.xml"), "w:lang w:val=\"es-CO\""), 1);
    assert_int_equal(times(part(arena, bytes, "word/header1.xml"), "Alcaldía de Pasto"), 1);
    assert_int_equal(times(part(arena, bytes, "word/header2.xml"), "Alcaldía de Pasto"), 0);
    assert_int_equal(times(part(arena, bytes, "word/footer1.xml"), "NUMPAGES"), 1);
    assert_int_equal(times(part(arena, bytes, "docProps/core.xml"), "<dc:title>Plan 2022</dc:title>"), 1);
    assert_int_equal(times(part(arena, bytes, "docProps/core.xml"), "2021-12-31T19:00:00-05:00"), 2);
    assert_int_equal(times(part(arena, bytes, "word/_rels/document.xml.rels"), "https://www.funcionpublica.gov.co/?a=1&amp;b=2"), 1);
    assert_true(vd_str_eq(part(arena, bytes, "word/media/escudo.png"), picture));
}

static void a_draft_says_so_on_every_page_and_another_document_does_not(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64u << 20);
    struct vd_str draft = written(arena, true), final = written(arena, false);
    assert_int_equal(times(part(arena, draft, "word/header1.xml"), "BORRADOR"), 1);
    assert_int_equal(times(part(arena, draft, "word/header2.xml"), "BORRADOR"), 1);
    assert_int_equal(times(part(arena, final, "word/header1.xml"), "BORRADOR") + times(part(arena, final, "word/header2.xml"), "BORRADOR"), 0);
}

static void the_same_calls_give_the_same_bytes(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64u << 20);
    struct vd_str first = written(arena, false);
    assert_memory_equal(first.p + 10, "\0\0\x21\0", 4); /* the time and day of its first part: the first day of 1980, not now */
    assert_true(vd_str_eq(first, written(arena, false)));
    assert_false(vd_str_eq(first, written(arena, true)));
}

static void every_part_is_well_formed(void **state)
{
    (void)state;
    static const char *const names[] = {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml",
        "word/numbering.xml", "word/header1.xml", "word/_rels/header1.xml.rels", "word/header2.xml", "word/footer1.xml", "word/footer2.xml", "docProps/core.xml", "docProps/app.xml"};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64u << 20);
    struct vd_str bytes = written(arena, true);
    for (size_t i = 0; i < VD_COUNT(names); i++) {
        struct vd_str text = part(arena, bytes, names[i]);
        xmlTextReaderPtr reader = xmlReaderForMemory(text.p, (int)text.n, NULL, NULL, XML_PARSE_NONET);
        int more;
        while ((more = xmlTextReaderRead(reader)) == 1)
            ;
        xmlFreeTextReader(reader);
        if (more != 0)
            print_error("%s is not well formed\n", names[i]);
        assert_int_equal(more, 0);
    }
    xmlCleanupParser();
}

/* ---- pictures */

static void a_png_is_known_by_its_bytes(void **state)
{
    (void)state;
    struct vd_picture is = {0};
    assert_int_equal(vd_picture_read(picture, &is), VD_OK);
    assert_int_equal(is.kind, VD_PICTURE_PNG);
    assert_int_equal(is.width, 1);
    assert_int_equal(is.height, 1);
}

static void a_jpeg_tells_the_size_of_its_frame(void **state)
{
    (void)state;
    static const char jpeg[] = "\xFF\xD8\xFF\xE0\x00\x04JF\xFF\xC2\x00\x0B\x08\x00\x20\x00\x10\x01\x01\x11\x00\xFF\xDA\x00\x02xyz\xFF\xD9";
    struct vd_str bytes = {jpeg, sizeof jpeg - 1};
    struct vd_picture is = {0};
    assert_int_equal(vd_picture_read(bytes, &is), VD_OK);
    assert_int_equal(is.kind, VD_PICTURE_JPEG);
    assert_int_equal(is.width, 16);
    assert_int_equal(is.height, 32);
    for (size_t n = 3; n < bytes.n; n++)
        assert_int_equal(vd_picture_read(vd_str_sub(bytes, 0, n), &is), VD_CORRUPT);
}

static void an_image_that_is_cut_or_is_none_is_refused(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1u << 20);
    struct vd_picture is = {0};
    assert_int_equal(vd_picture_read(VD_S("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), &is), VD_INVALID);
    assert_int_equal(vd_picture_read(VD_S("GIF89a"), &is), VD_INVALID);
    assert_int_equal(vd_picture_read(VD_S(""), &is), VD_INVALID);
    for (size_t n = 8; n < picture.n; n++)
        assert_int_equal(vd_picture_read(vd_str_sub(picture, 0, n), &is), VD_CORRUPT);
    char *wide = vd_str_c(arena, picture);
    memcpy(wide, picture.p, picture.n);
    wide[16] = '\x7F'; /* a width of two thousand million pixels */
    assert_int_equal(vd_picture_read((struct vd_str){wide, picture.n}, &is), VD_CORRUPT);
    assert_int_equal(is.width, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_lists_and_tables_are_read_back),
        cmocka_unit_test(what_a_screen_reader_needs_is_there),
        cmocka_unit_test(a_draft_says_so_on_every_page_and_another_document_does_not),
        cmocka_unit_test(the_same_calls_give_the_same_bytes),
        cmocka_unit_test(every_part_is_well_formed),
        cmocka_unit_test(a_png_is_known_by_its_bytes),
        cmocka_unit_test(a_jpeg_tells_the_size_of_its_frame),
        cmocka_unit_test(an_image_that_is_cut_or_is_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
