/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <png.h>
#include "office/pdf_inside.h"

/* With VEEDOR_PDF_OUT the document is also left there, to be looked at with other programs. */
static void keep(struct vd_str file)
{
    const char *path = getenv("VEEDOR_PDF_OUT");
    FILE *out = path ? fopen(path, "wb") : NULL;
    if (out) {
        fwrite(file.p, 1, file.n, out);
        fclose(out);
    }
}

static void put_rows(struct vd_pdf *pdf, struct vd_arena *arena, int n)
{
    static const struct vd_pdf_column columns[] = {{VD_S("Código"), 1, VD_PDF_LEFT}, {VD_S("Actividad programada"), 5, VD_PDF_LEFT},
                                                   {VD_S("Estado"), 2, VD_PDF_LEFT}, {VD_S("% de avance"), 1.4, VD_PDF_RIGHT}};
    vd_pdf_table_begin(pdf, VD_S("Actividades al corte"), columns, 4);
    for (int i = 0; i < n; i++) {
        if (i % 10 == 0)
            vd_pdf_group(pdf, vd_str_printf(arena, "Componente %d. Atención al ciudadano", i / 10 + 1));
        struct vd_pdf_cell cells[] = {{.text = vd_str_printf(arena, "4.%d", i + 1)},
                                      {.text = VD_S("Diseñar «pingüinos» de información para el niño y la niña: vigüenza, ñandú, canal https://www.ejemplo.gov.co/transparencia/una-direccion-larguisima-que-no-cabe")},
                                      {.text = i % 2 ? VD_S("Cumplida") : VD_S("Vencida"), .mark = i % 2 ? VD_PDF_CIRCLE : VD_PDF_SQUARE, .colour = i % 2 ? VD_PDF_GREEN : VD_PDF_RED},
                                      {.text = VD_S("86,93 %"), .bold = true}};
        vd_pdf_row(pdf, cells);
    }
    vd_pdf_table_end(pdf);
}

static const struct vd_pdf_about about = {.title = VD_S("Seguimiento al Plan Anticorrupción 2022"), .author = VD_S("Alcaldía de Pasto"),
                                          .subject = VD_S("Corte del 30 de abril de 2022"), .foot = VD_S("Alcaldía de Pasto · Seguimiento 1"),
                                          .made_at = 1652000000000000, .landscape = true};

static struct vd_pdf *fresh(struct vd_arena *arena)
{
    struct vd_pdf *pdf;
    assert_int_equal(VD_OK, vd_pdf_new(arena, &about, &pdf));
    return pdf;
}

/* One of everything. */
static struct vd_pdf *fill(struct vd_arena *arena)
{
    struct vd_pdf *pdf = fresh(arena);
    vd_pdf_heading(pdf, 1, VD_S("Seguimiento al Plan Anticorrupción y de Atención al Ciudadano"));
    struct vd_pdf_run runs[] = {{.text = VD_S("El informe se publicó en ")}, {.text = VD_S("la página de la entidad"), .url = VD_S("https://pasto.gov.co/plan")},
                                {.text = VD_S(" dentro del término, con "), .bold = true}, {.text = VD_S("áéíóúñü «comillas» – y 中.")}};
    vd_pdf_runs(pdf, runs, 4);
    vd_pdf_list_begin(pdf);
    vd_pdf_item(pdf, VD_S("•"), runs, 4);
    vd_pdf_item(pdf, VD_S("•"), runs, 1);
    vd_pdf_list_end(pdf);
    vd_pdf_heading(pdf, 2, VD_S("Resumen"));
    vd_pdf_figure_begin(pdf, VD_S("Barras: componente 1, 86,93 %; componente 2, 40 %"), 400, 60);
    vd_pdf_rect(pdf, 100, 5, 260, 14, VD_PDF_GREEN);
    vd_pdf_label(pdf, 95, 16, 9, VD_PDF_RIGHT, false, VD_S("Componente 1"));
    vd_pdf_rect(pdf, 100, 30, 120, 14, VD_PDF_RED);
    vd_pdf_label(pdf, 95, 41, 9, VD_PDF_RIGHT, true, VD_S("Componente 2"));
    vd_pdf_figure_end(pdf);
    vd_pdf_heading(pdf, 2, VD_S("Actividades"));
    put_rows(pdf, arena, 60);
    vd_pdf_small(pdf, VD_S("Cabeza de la cadena: 0a1b"));
    return pdf;
}

static void the_same_calls_give_the_same_bytes(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    VD_AUTO_BUF struct vd_buf a, b;
    vd_buf_init(&a, 8 << 20);
    vd_buf_init(&b, 8 << 20);
    assert_int_equal(VD_OK, vd_pdf_end(fill(arena), &a));
    assert_int_equal(VD_OK, vd_pdf_end(fill(arena), &b));
    assert_true(a.n > 20000);
    assert_true(vd_str_eq(vd_buf_view(&a), vd_buf_view(&b)));
    keep(vd_buf_view(&a));
}

static void a_sign_that_the_fonts_lack_is_counted(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_pdf *pdf = fresh(arena);
    vd_pdf_text(pdf, VD_S("Pingüino, ñandú, «n.º 4», 86,93 % – 100 €"));
    assert_int_equal(0, vd_pdf_missing(pdf));
    vd_pdf_text(pdf, VD_S("中文"));
    assert_int_equal(2, vd_pdf_missing(pdf));
}

static bool paints(struct vd_str line) { return vd_str_ends(line, VD_S(" Tj ET")) || vd_str_ends(line, VD_S("f")) || vd_str_ends(line, VD_S("Do Q")) || vd_str_ends(line, VD_S("rg")); }

/* ISO 14289-1, 7.1: whatever is painted is content of an element or an artifact; openings and closings pair. */
static void whatever_is_painted_stands_in_the_structure_or_is_an_ornament(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 8 << 20);
    struct vd_pdf *pdf = fill(arena);
    assert_int_equal(VD_OK, vd_pdf_end(pdf, &out));
    int painted = 0;
    VD_EACH(page, &pdf->pages) {
        struct vd_str text = vd_buf_view(page->content), line;
        int open = 0;
        while (vd_str_split(&text, '\n', &line)) {
            open += vd_str_ends(line, VD_S("BDC")) ? 1 : vd_str_is(line, "EMC") ? -1 : 0;
            assert_in_range(open, 0, 1);
            if (!paints(line))
                continue;
            assert_int_equal(1, open);
            painted++;
        }
        assert_int_equal(0, open);
    }
    assert_true(painted > 400);
}

static void every_content_of_a_page_has_its_place_in_the_tree(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    struct vd_pdf *pdf = fill(arena);
    size_t owned = 0, placed = 0;
    VD_EACH(page, &pdf->pages)
        owned += page->owners.n;
    for (size_t i = 0; i < pdf->elems.n; i++)
        VD_EACH(kid, &pdf->elems.v[i].kids) {
            if (kid->kind != VD_PDF_KID_CONTENT)
                continue;
            placed++;
            assert_int_equal(i, pdf->pages.v[kid->page].owners.v[kid->number]);
        }
    assert_int_equal(owned, placed);
    assert_true(pdf->pages.n >= 4);
}

static void a_row_higher_than_a_page_goes_on_on_the_next_one(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    struct vd_pdf *pdf = fresh(arena);
    VD_AUTO_BUF struct vd_buf text;
    vd_buf_init(&text, 1 << 20);
    for (int i = 0; i < 900; i++)
        vd_buf_c(&text, "observación del equipo de control interno ");
    vd_pdf_table_begin(pdf, VD_S(""), (struct vd_pdf_column[]){{VD_S("A"), 1, VD_PDF_LEFT}, {VD_S("Observaciones"), 3, VD_PDF_LEFT}}, 2);
    vd_pdf_row(pdf, (struct vd_pdf_cell[]){{.text = VD_S("1.1")}, {.text = vd_buf_view(&text)}});
    vd_pdf_table_end(pdf);
    assert_true(pdf->pages.n >= 4);
    int cell = (int)pdf->elems.n - 1; /* the last element: one cell on all pages */
    assert_string_equal("TD", pdf->elems.v[cell].tag);
    assert_int_equal(pdf->pages.n, pdf->elems.v[cell].kids.n);
    assert_true(pdf->y > VD_PDF_MARGIN);
}

static void no_line_is_wider_than_its_column(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_pdf *pdf = fresh(arena);
    struct vd_pdf_run runs[] = {{.text = VD_S("corto https://www.ejemplo.gov.co/transparencia/planeacion/plan-anticorrupcion-y-de-atencion-al-ciudadano.pdf y sigue")},
                                {.text = VD_S("otorrinolaringologicamenteotorrinolaringologicamente"), .bold = true}};
    struct vd_pdf_flow flow = {.runs = runs};
    vd_pdf_break_lines(pdf, runs, 2, 9, 90, &flow);
    assert_true(flow.n > 6);
    for (size_t i = 0; i < flow.n; i++)
        assert_true(vd_pdf_line_of(pdf, &flow, i)->width <= 90.001);
}

static void pages_stand_and_lie_in_one_document(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_pdf *pdf = fresh(arena);
    vd_pdf_turn(pdf, false); /* nothing stands on it yet: it turns itself */
    vd_pdf_cover(pdf, 100);
    vd_pdf_text(pdf, VD_S("Portada"));
    vd_pdf_turn(pdf, true);
    put_rows(pdf, arena, 40);
    vd_pdf_turn(pdf, false);
    vd_pdf_text(pdf, VD_S("Firmas"));
    size_t last = pdf->pages.n - 1;
    assert_true(last > 2);
    assert_true(pdf->pages.v[0].width < pdf->pages.v[0].height && pdf->pages.v[last].width < pdf->pages.v[last].height);
    for (size_t i = 1; i < last; i++)
        assert_true(pdf->pages.v[i].width > pdf->pages.v[i].height);
}

/* What a row needs to be laid is used again by the next: a document of any length takes the memory of its structure. */
static void a_long_table_does_not_keep_the_lines_of_its_rows(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    struct vd_pdf *pdf = fresh(arena);
    put_rows(pdf, arena, 20);
    size_t room = pdf->pieces.cap;
    put_rows(pdf, arena, 400);
    assert_int_equal(room, pdf->pieces.cap);
}

static struct vd_str small_png(struct vd_arena *arena)
{
    static const unsigned char points[4 * 4 * 4] = {255, 0, 0, 255};
    png_image image = {.version = PNG_IMAGE_VERSION, .width = 4, .height = 4, .format = PNG_FORMAT_RGBA};
    png_alloc_size_t n = 4096;
    char *room = vd_alloc(arena, n);
    assert_true(png_image_write_to_memory(&image, room, &n, 0, points, 0, NULL));
    return (struct vd_str){room, n};
}

static void an_image_that_is_none_is_refused(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_pdf *pdf = fresh(arena);
    struct vd_str png = small_png(arena);
    assert_int_equal(VD_OK, vd_pdf_image(pdf, png, 60, VD_S("Escudo de Pasto")));
    assert_int_equal(VD_INVALID, vd_pdf_image(pdf, vd_str_sub(png, 0, png.n / 2), 60, VD_S("Escudo de Pasto")));
    assert_int_equal(VD_INVALID, vd_pdf_image(pdf, VD_S("<svg xmlns='http://www.w3.org/2000/svg'/>"), 60, VD_S("x")));
    assert_int_equal(VD_INVALID, vd_pdf_image(pdf, VD_S("\xFF\xD8\xFF\xC0\x00\x02"), 60, VD_S("x")));
    assert_int_equal(1, pdf->pictures.n);
}

static void a_file_too_large_for_its_room_is_said(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 10000);
    assert_int_equal(VD_TOO_BIG, vd_pdf_end(fill(arena), &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_calls_give_the_same_bytes),
        cmocka_unit_test(a_sign_that_the_fonts_lack_is_counted),
        cmocka_unit_test(whatever_is_painted_stands_in_the_structure_or_is_an_ornament),
        cmocka_unit_test(every_content_of_a_page_has_its_place_in_the_tree),
        cmocka_unit_test(a_row_higher_than_a_page_goes_on_on_the_next_one),
        cmocka_unit_test(pages_stand_and_lie_in_one_document),
        cmocka_unit_test(a_long_table_does_not_keep_the_lines_of_its_rows),
        cmocka_unit_test(no_line_is_wider_than_its_column),
        cmocka_unit_test(an_image_that_is_none_is_refused),
        cmocka_unit_test(a_file_too_large_for_its_room_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
