/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "features/documents/documents_kind.h"

static struct vd_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = vd_arena_new(4u << 20);
    return arena ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    vd_arena_free(arena);
    return 0;
}

/* ---- a ZIP with these members, empty but for `first`, which is stored */

static void put(struct vd_buf *out, uint64_t v, int n)
{
    for (int i = 0; i < n; i++)
        vd_buf_char(out, (char)(i < 8 ? v >> (8 * i) : 0));
}

static void put_member(struct vd_buf *zip, struct vd_buf *list, const char *name, const char *content)
{
    uint32_t at = (uint32_t)zip->n, size = (uint32_t)strlen(content), n = (uint32_t)strlen(name);
    vd_buf_c(zip, "PK\3\4");
    put(zip, 0, 14);
    put(zip, size, 4), put(zip, size, 4), put(zip, n, 2), put(zip, 0, 2);
    vd_buf_c(zip, name), vd_buf_c(zip, content);
    vd_buf_c(list, "PK\1\2");
    for (int i = 0; i < 4; i++)
        put(list, 0, 4);
    put(list, size, 4), put(list, size, 4), put(list, n, 2);
    put(list, 0, 2), put(list, 0, 2), put(list, 0, 2), put(list, 0, 2), put(list, 0, 4), put(list, at, 4);
    vd_buf_c(list, name);
}

/* names: ends with NULL; the first holds `content`. */
static struct vd_str zip_of(const char *content, const char *const *names)
{
    VD_AUTO_BUF struct vd_buf zip, list;
    uint32_t n = 0;
    vd_buf_init(&zip, 1 << 16);
    vd_buf_init(&list, 1 << 16);
    for (; names[n]; n++)
        put_member(&zip, &list, names[n], n ? "" : content);
    uint32_t at = (uint32_t)zip.n;
    vd_buf_str(&zip, vd_buf_view(&list));
    vd_buf_c(&zip, "PK\5\6");
    put(&zip, 0, 4), put(&zip, n, 2), put(&zip, n, 2), put(&zip, (uint32_t)list.n, 4), put(&zip, at, 4), put(&zip, 0, 2);
    assert_int_equal(vd_buf_ok(&zip), VD_OK);
    return vd_str_dup(arena, vd_buf_view(&zip));
}
#define ZIP(content, ...) zip_of(content, (const char *const[]){__VA_ARGS__, NULL})

static void is(struct vd_str bytes, const char *name, const char *code)
{
    const char *why = NULL;
    const struct documents_file_kinds *kind = documents_kind_of(bytes, vd_str_of(name), &why);
    if (!kind || !vd_str_is(kind->code, code))
        fail_msg("%s is %.*s (%s), not %s", name, VD_SARG(kind ? kind->code : VD_S("nothing")), why ? why : "", code);
}

static void is_not(struct vd_str bytes, const char *name, const char *words)
{
    const char *why = NULL;
    const struct documents_file_kinds *kind = documents_kind_of(bytes, vd_str_of(name), &why);
    if (kind || !why || vd_str_find(vd_str_of(why), vd_str_of(words)) < 0)
        fail_msg("%s is %.*s, and says «%s» instead of «%s»", name, VD_SARG(kind ? kind->code : VD_S("nothing")), why ? why : "", words);
}

static void each_kind_is_known_by_its_bytes_whatever_its_name(void **state)
{
    (void)state;
    is(VD_S("%PDF-1.7\n..."), "foto.png", "pdf");
    is(VD_S("\x89PNG\r\n\x1a\n...."), "plan.pdf", "png");
    is(VD_S("\xFF\xD8\xFF\xE0...."), "x", "jpeg");
    is(VD_S("\0\0\0\x18""ftypisom\0\0\0\0"), "x", "mp4");
    is(VD_S("ID3\4...."), "x", "mp3");
    is(VD_S("\xFF\xFB\x90\x00"), "x", "mp3");
    is(VD_S("a;b\n1;2\n"), "datos.CSV", "csv");
    is(VD_S("a;b\n1;2\n"), "datos.txt", "txt");
    is(VD_S("a\xF1o;valor\n"), "datos.csv", "csv");
    is(ZIP("", "[Content_Types].xml", "word/document.xml"), "x", "docx");
    is(ZIP("", "[Content_Types].xml", "xl/workbook.xml"), "x", "xlsx");
    is(ZIP("", "[Content_Types].xml", "ppt/presentation.xml"), "x", "pptx");
    is(ZIP("application/vnd.oasis.opendocument.text", "mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml"), "x", "odt");
    is(ZIP("application/vnd.oasis.opendocument.spreadsheet", "mimetype", "content.xml", "META-INF/manifest.xml"), "x", "ods");
}

static void what_could_run_is_refused_with_a_sentence(void **state)
{
    (void)state;
    is_not(VD_S("MZ\x90\0\3\0"), "informe.pdf", "es un programa");
    is_not(VD_S("\x7F""ELF\2\1\1\0"), "informe.pdf", "es un programa");
    is_not(VD_S("#!/bin/sh\nrm -r /\n"), "nota.txt", "es un programa");
    is_not(VD_S("<!DOCTYPE html><p>hola"), "nota.txt", "página web");
    is_not(VD_S("\xEF\xBB\xBF \n<HTML>"), "nota.csv", "página web");
    is_not(VD_S("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "dibujo.txt", "SVG");
    is_not(VD_S("hola\n<ScRiPt>alert(1)</script>"), "nota.txt", "página web");
    is_not(ZIP("", "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "acta.docx", "macros");
    is_not(ZIP("", "[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "datos.xlsx", "macros");
    is_not(ZIP("application/vnd.oasis.opendocument.text", "mimetype", "content.xml", "Basic/Standard/Module1.xml"), "acta.odt", "macros");
    is_not(VD_S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), "acta.docx", "Office anterior");
}

static void what_is_damaged_or_unknown_is_refused(void **state)
{
    (void)state;
    struct vd_str whole = ZIP("", "[Content_Types].xml", "word/document.xml");
    for (size_t n = 4; n < whole.n; n++)
        is_not(vd_str_sub(whole, 0, n), "acta.docx", "dañado");
    is_not(ZIP("", "foto.jpg"), "fotos.docx", "ZIP");
    is_not(ZIP("", "[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), "acta.docx", "ZIP");
    is_not(VD_S("GIF89a\1\0\1\0"), "x.gif", "No se reconoce");
    is_not(VD_S("a\0b"), "x.txt", "No se reconoce");
}

static void each_kind_has_a_limit_and_an_extension(void **state)
{
    (void)state;
    for (size_t i = 0; i < documents_file_kinds_n; i++) {
        const struct documents_file_kinds *kind = &documents_file_kinds[i];
        struct vd_str rest = kind->extensions, extension;
        assert_true(documents_kind_most(kind) >= 1000000 && documents_kind_most(kind) <= 100000000);
        while (vd_str_split(&rest, ' ', &extension))
            assert_true(documents_kind_has_extension(kind, vd_str_printf(arena, "a.%.*s", VD_SARG(extension))));
        assert_false(documents_kind_has_extension(kind, extension));
    }
    assert_true(documents_kind_has_extension(documents_kind(VD_S("jpeg")), VD_S("Foto.JPG")));
    assert_false(documents_kind_has_extension(documents_kind(VD_S("pdf")), VD_S("pdf")));
    assert_null(documents_kind(VD_S("exe")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_known_by_its_bytes_whatever_its_name),
        cmocka_unit_test(what_could_run_is_refused_with_a_sentence),
        cmocka_unit_test(what_is_damaged_or_unknown_is_refused),
        cmocka_unit_test(each_kind_has_a_limit_and_an_extension),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
