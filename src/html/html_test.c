/* SPDX-License-Identifier: Apache-2.0 */
#include "html/html_test.tpl.h"
#include "html/es.h"
#include "html/html_put.h"
#include "html/markdown.h"
#include "html/page_foot.tpl.h"
#include "html/page_head.tpl.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define HOSTILE "<b>\"&'</b>"
#define SAFE "&lt;b&gt;&quot;&amp;&#39;&lt;/b&gt;"
#define ENCODED "%3Cb%3E%22%26%27%3C%2Fb%3E"

struct bench {
    struct vd_arena *arena;
    struct vd_buf buf;
    struct html_test_view view;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof(*b));
    b->arena = vd_arena_new(1 << 20);
    vd_buf_init(&b->buf, 1 << 20);
    static const struct vd_sem pointed = {"bad", HOSTILE};
    b->view = (struct html_test_view){
        .text = VD_S(HOSTILE), .c = HOSTILE, .letters = "<&>",
        .markup = {VD_S("<i>safe</i>")}, .url = vd_url_path(b->arena, "a b", "ñ", NULL),
        .year = 2022, .big = INT64_MIN, .small = 65535, .size = SIZE_MAX, .yes = true,
        .some = vd_some(0), .date = {2022, 1, 31}, .qty = {vd_some(86930000)},
        .kind = HTML_TEST_ODD, .sem = {"ok", "Cumplida"}, .pointer = &pointed,
    };
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    vd_buf_done(&b->buf);
    vd_arena_free(b->arena);
    free(b);
    return 0;
}

static const char *render(struct bench *b)
{
    struct vd_html_out o = {&b->buf};
    vd_buf_clear(&b->buf);
    tpl_html_test(&o, &b->view);
    assert_int_equal(vd_buf_ok(&b->buf), VD_OK);
    return b->buf.p;
}

/* The page is shown by its slice: a sanitized gcc takes a plain %s for a null it cannot be. */
static void blame(const char *why, const char *part, const char *page)
{
    fail_msg("%s: %.*s\n%.*s", why, VD_SARG(vd_str_of(part)), VD_SARG(vd_str_of(page)));
}

static void has(const char *page, const char *part)
{
    if (!strstr(page, part))
        blame("not in the page", part, page);
}

static void hasnt(const char *page, const char *part)
{
    if (strstr(page, part))
        blame("in the page", part, page);
}

static void hostile_text_is_inert_in_every_place(void **state)
{
    const char *page = render(*state);
    hasnt(page, HOSTILE);
    hasnt(page, "<b>");
    has(page, "<title>" SAFE "</title>");
    has(page, "<p>text [" SAFE "] c [" SAFE "] letters [&lt;&amp;&gt;]</p>");
    has(page, "<p title=\"" SAFE "\" class='" SAFE "'>");
    has(page, "<textarea name=\"t\">\n  " SAFE "\n</textarea>");
    has(page, "<a href=\"/x/" ENCODED "/" ENCODED "\">segments</a>");
    has(page, "<a href=\"/a%20b/%C3%B1?q=" ENCODED "&amp;n=2022\">query</a>");
    has(page, "<a href=\"/none#" ENCODED "\">either</a>");
    has(page, "<span class=\"sem bad\">" SAFE "</span>");
}

static void each_type_has_its_writer(void **state)
{
    const char *page = render(*state);
    has(page, "<a href=\"/a%20b/%C3%B1\">url</a>");
    has(page, "<p>markup <i>safe</i></p>");
    has(page, "<p>numbers 2022 -9223372036854775808 65535 18446744073709551615 sí 0 – 86,93 – 31/01/2022 –</p>");
    has(page, "<input value=\"86,93 31/01/2022 0\" checked>");
}

static void a_condition_asks_each_type_its_own_way(void **state)
{
    struct bench *b = *state;
    *VD_PUSH(b->arena, &b->view.rows) = (struct html_test_row){.name = VD_S("one")};
    const char *page = render(b);
    has(page, "<p>nothing</p>");
    hasnt(page, "never");
    has(page, "<p>odd 2022</p>");
    has(page, "<p>tcmuybodqpl</p>");
    b->view = (struct html_test_view){.kind = HTML_TEST_PLAIN, .pointer = b->view.pointer};
    page = render(b);
    has(page, "<p>not odd </p>");
    has(page, "<p>p</p>");
    has(page, "<input value=\"– – –\" disabled>");
}

static void sections_nest_and_reach_the_scopes_around(void **state)
{
    struct bench *b = *state;
    b->view.text = VD_S("all");
    b->view.c = "C";
    struct html_test_row *row = VD_PUSH(b->arena, &b->view.rows);
    row->name = VD_S("one");
    VD_PUSH(b->arena, &row->cells)->text = VD_S("x");
    VD_PUSH(b->arena, &row->cells)->text = VD_S("y");
    *VD_PUSH(b->arena, &row->words) = "<w>";
    VD_PUSH(b->arena, &b->view.rows)->name = VD_S("two");
    has(render(b), "<ul>\n<li>one of all: x in one of C; y in one of C; &lt;w&gt;</li>\n<li>two of all:</li>\n</ul>");
}

static void indentation_and_lines_of_tags_leave_no_bytes(void **state)
{
    const char *page = render(*state);
    has(page, "<ul>\n</ul>");
    has(page, " checked>\n<p>nothing</p>\n<p>odd");
    has(page, "<pre>\n  kept\n    " SAFE "\n</pre>");
    assert_memory_equal(page, "<title>", 7);
}

static void a_part_of_an_address_stays_one_segment(void **state)
{
    struct vd_arena *arena = ((struct bench *)*state)->arena;
    assert_string_equal(vd_url_path(arena, "pasto", "plan", "2022", NULL).s.p, "/pasto/plan/2022");
    assert_string_equal(vd_url_path(arena, "..", "", ".", "a/b", "%2e", NULL).s.p, "/-/-/-/a%2Fb/%252e");
    assert_string_equal(vd_url_path(arena, NULL).s.p, "/");
    struct vd_url base = vd_url_path(arena, "x", NULL);
    assert_string_equal(vd_url_with(arena, base, ".csv?a=b").s.p, "/x.csv?a=b");
}

static void an_address_longer_than_any_browser_takes_becomes_the_root(void **state)
{
    struct vd_arena *arena = ((struct bench *)*state)->arena;
    char part[9000];
    memset(part, 'a', sizeof(part) - 1);
    part[sizeof(part) - 1] = 0;
    assert_string_equal(vd_url_path(arena, part, NULL).s.p, "/");
}

static struct vd_page page_of(struct bench *b)
{
    struct vd_page page = {.title = VD_S("Plan & <más>"), .site = VD_S("Alcaldía"), .home = vd_url_path(b->arena, "pasto", NULL), .here = VD_S("Plan")};
    vd_page_assets(&page);
    return page;
}

static const char *render_page(struct bench *b, const struct vd_page *page)
{
    struct vd_html_out o = {&b->buf};
    vd_buf_clear(&b->buf);
    tpl_page_head(&o, page);
    tpl_page_foot(&o, page);
    return b->buf.p;
}

static void a_page_leaves_out_what_does_not_exist(void **state)
{
    struct bench *b = *state;
    struct vd_page page = page_of(b);
    const char *html = render_page(b, &page);
    assert_memory_equal(html, "<!DOCTYPE html>\n<html lang=\"es-CO\">", 34);
    has(html, "<title>Plan &amp; &lt;más&gt; | Alcaldía</title>");
    has(html, "<link rel=\"stylesheet\" href=\"/estatico/veedor-");
    hasnt(html, "<nav");
    hasnt(html, "href=\"\"");
    hasnt(html, "href=\"#\"");
    hasnt(html, "Última actualización");
    hasnt(html, "Registro verificable");
}

static void a_page_shows_way_entries_and_root_of_the_record(void **state)
{
    struct bench *b = *state;
    struct vd_page page = page_of(b);
    page.nav_participate = vd_url_path(b->arena, "pasto", NULL);
    page.nav_current = 3;
    page.updated = VD_S("20 de septiembre de 2022, 8:15 a. m.");
    page.chain = VD_S("7f3a 91c4");
    page.chain_seq = 212;
    *VD_PUSH(b->arena, &page.crumbs) = (struct vd_link){VD_S("Inicio"), page.home};
    const char *html = render_page(b, &page);
    has(html, "<a href=\"/pasto\" aria-current=\"page\">Participa</a>");
    hasnt(html, "Transparencia");
    has(html, "<li><a href=\"/pasto\">Inicio</a></li>\n<li><span aria-current=\"page\">Plan</span></li>");
    has(html, "<span>Última actualización: 20 de septiembre de 2022, 8:15 a. m.</span>");
    has(html, "Acto 212, huella <span class=\"mono\">7f3a 91c4</span></span>");
}

static void put(struct bench *b, const char *text)
{
    struct vd_html_out o = {&b->buf};
    vd_buf_clear(&b->buf);
    vd_put_str(&o, vd_str_of(text));
    assert_int_equal(vd_buf_ok(&b->buf), VD_OK);
}

static void a_text_cannot_turn_or_push_what_stands_around_it(void **state)
{
    struct bench *b = *state;
    static const struct { const char *text, *out; } cases[] = {
        {"pago \u202Exslx.\u202C fin", "pago xslx. fin"},                       /* overrides */
        {"\u2066a\u2069\u200Eb\u200F\u061Cc", "abc"},                            /* isolates and marks */
        {"uno\u200Bdos\uFEFF\u2060\U000E0041", "unodos"},                      /* hidden */
        {"\u202E<b>", "&lt;b&gt;"},                                          /* beside what is escaped */
        {"“Rendición” – ñandú • 50 €", "“Rendición” – ñandú • 50 €"},           /* ordinary text beyond ASCII */
        {"👩\u200D🌾 co\u00ADop", "👩\u200D🌾 co\u00ADop"},                      /* joiners shape, a soft hyphen breaks */
        {"a אב & 1", "a \u2066אב &amp; 1\u2069"},
        {"שלום\u202Eעליכם", "\u2066שלוםעליכם\u2069"},
        {"\u2067العربية", "\u2066العربية\u2069"},
        {"\xE2\x80", "\xE2\x80"},                                            /* cut */
    };
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        put(b, cases[i].text);
        assert_string_equal(b->buf.p, cases[i].out);
    }
}

static void an_error_page_says_what_happened_what_is_safe_and_the_number(void **state)
{
    struct bench *b = *state;
    struct vd_page page = page_of(b);
    struct vd_html_out o = {&b->buf};
    size_t before = vd_arena_used(b->arena);
    struct vd_link ways[] = {{VD_S("Ir al inicio de la entidad"), {VD_S("/pasto")}}, {VD_S("Buscar en la entidad"), {VD_S("/buscar?entidad=pasto")}}};
    vd_error_page(&o, &page, 404, VD_S("8f2c-71aa-0d93"), INT64_C(1663686900000000), VD_S("Falta <algo>."), ways, VD_COUNT(ways));
    assert_int_equal(vd_arena_used(b->arena), before);
    has(b->buf.p, "<title>No encontramos esa página | Alcaldía</title>");
    has(b->buf.p, "<h1>No encontramos esa página</h1>");
    has(b->buf.p, "<b>Los datos están a salvo.</b>");
    has(b->buf.p, "<p>Falta &lt;algo&gt;.</p>");
    has(b->buf.p, "<b>8f2c-71aa-0d93</b>");
    has(b->buf.p, "20 de septiembre de 2022, 10:15 a. m. Si nos escribe");
    has(b->buf.p, "<a class=\"btn main wide\" href=\"/pasto\">Ir al inicio</a>");
    has(b->buf.p, "<a class=\"btn wide\" href=\"/pasto\">Ir al inicio de la entidad</a>");
    has(b->buf.p, "<a class=\"btn wide\" href=\"/buscar?entidad=pasto\">Buscar en la entidad</a>");
}

static void every_error_status_has_words_and_one_main_button(void **state)
{
    struct bench *b = *state;
    struct vd_page page = page_of(b);
    static const int statuses[] = {400, 403, 404, 405, 409, 411, 413, 429, 500, 503, 507};
    for (size_t i = 0; i < VD_COUNT(statuses); i++) {
        struct vd_html_out o = {&b->buf};
        vd_buf_clear(&b->buf);
        vd_error_page(&o, &page, statuses[i], VD_S("id"), 0, VD_S(""), NULL, 0);
        hasnt(b->buf.p, "<h1></h1>");
        assert_true(statuses[i] < 500 || strstr(b->buf.p, "Nada quedó a medias."));
        const char *main_button = strstr(b->buf.p, "btn main");
        assert_non_null(main_button);
        assert_null(strstr(main_button + 1, "btn main"));
        has(b->buf.p, "<b>id</b>");
        hasnt(b->buf.p, "inicio de la entidad");
    }
}

/* "kind level list: text|text" of each block, one a line; marks: * bold, / italic, [address]. */
static struct vd_str blocks_said(struct vd_arena *arena, const char *text)
{
    static const char *const kinds[] = {"", "p", "h", "li", "q", "code", "row"};
    vd_md_blocks blocks = {0};
    struct vd_str said = VD_S("");
    vd_markdown_blocks(arena, vd_str_of(text), &blocks);
    VD_EACH(b, &blocks) {
        said = vd_str_printf(arena, "%.*s%s%d.%d%s%s:", VD_SARG(said), kinds[b->kind], b->level, b->list, b->goes_on ? "+" : "", b->head ? "!" : "");
        VD_EACH(r, &b->runs)
            said = vd_str_printf(arena, "%.*s%s%s%.*s%s%.*s", VD_SARG(said), b->runs.v == r ? "" : "|", r->bold ? "*" : r->italic ? "/" : "", VD_SARG(r->text), r->url.n ? "@" : "", VD_SARG(r->url));
        VD_EACH(cell, &b->cells)
            said = vd_str_printf(arena, "%.*s[%.*s]", VD_SARG(said), VD_SARG(cell->n ? cell->v[0].text : VD_S("")));
        said = vd_str_printf(arena, "%.*s\n", VD_SARG(said));
    }
    return said;
}

static void markdown_is_told_in_blocks_for_other_documents(void **state)
{
    static const struct { const char *text, *want; } cases[] = {
        {"# Uno\n\nDos **tres** *cuatro*", "h1.0:Uno\np0.0:Dos |*tres| |/cuatro\n"},
        {"- a\n- b\n  1. c\n  2. d\n- e", "li0.0:a\nli0.0:b\nli1.1:c\nli1.1:d\nli0.0:e\n"},
        {"3. a\n\n   más\n4. b", "li0.1:a\nli0.1+:más\nli0.1:b\n"},
        {"> cita", "q0.0:cita\n"},
        {"[ley](https://ley.gov.co) [mala](javascript:alert(1)) [aqui](/pasto)", "p0.0:ley@https://ley.gov.co| |mala| |aqui\n"},
        {"antes <b>x</b><script>y</script> ![foto](https://a.co/x.png)", "p0.0:antes |x|y| |foto\n"},
        {"<div>fuera</div>", ""},
        {"|a|b|\n|-|-|\n|c||", "row0.0!:[a][b]\nrow0.0:[c][]\n"},
        {"    código", "code0.0:código\n\n"},
    };
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(4 << 20);
    (void)state;
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct vd_str got = blocks_said(arena, cases[i].text);
        if (!vd_str_is(got, cases[i].want))
            print_error("%s:\n%.*s", cases[i].text, VD_SARG(got));
        assert_true(vd_str_is(got, cases[i].want));
    }
}

static struct vd_str rendered(struct vd_arena *arena, const char *text) { return vd_markdown(arena, vd_str_of(text), 3).s; }

static void markdown_of_people_becomes_markup_that_can_do_nothing(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(4 << 20);
    static const struct { const char *text, *has, *lacks; } cases[] = {
        {"# Uno\n\nDos **tres**", "<h3>Uno</h3>", "<h1"},
        {"Dos **tres**", "<strong>tres</strong>", "**"},
        {"| a | b |\n|---|---|\n| 1 | 2 |", "<th scope=\"col\">a</th>", "<thead scope"},
        {"| a | b |\n|:-:|---|\n| 1 | `<th>` |", "<th scope=\"col\" align=\"center\">a</th>", "<th>"},
        {"<script>alert(1)</script>", "", "<script"},
        {"Un <b onclick=\"x()\">b</b>", "Un ", "onclick"},
        {"[x](javascript:alert(1))", ">x</a>", "javascript"},
        {"[x](data:text/html,1)", ">x</a>", "data:"},
        {"[x](//otro.example/)", "href=\"\"", "otro"},
        {"[x](</\\otro.example/>)", "href=\"\"", "otro"},
        {"[x](/pasto/plan/2022)", "href=\"/pasto/plan/2022\"", "<script"},
        {"[x](mailto:a@b.co) y [y](#meta)", "href=\"#meta\"", "href=\"\""},
        {"[x](https://www.funcionpublica.gov.co/)", "href=\"https://www.funcionpublica.gov.co/\"", "<script"},
        {"![logo](https://otro.example/i.png)", "logo", "<img"},
        {"5 < 6 & \"7\"", "5 &lt; 6 &amp;", "5 < 6"},
    };
    (void)state;
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct vd_str html = rendered(arena, cases[i].text);
        if (vd_str_find(html, vd_str_of(cases[i].has)) < 0 || vd_str_find(html, vd_str_of(cases[i].lacks)) >= 0)
            fail_msg("%s -> %.*s", cases[i].text, VD_SARG(html));
    }
}

/* 14 KB that would ask for four million cells. */
static void a_table_that_would_fill_up_without_end_keeps_its_bars(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(4 << 20);
    VD_AUTO_BUF struct vd_buf text;
    vd_buf_init(&text, 1 << 20);
    for (int i = 0; i < 1300; i++)
        vd_buf_c(&text, "|a");
    vd_buf_c(&text, "\n");
    for (int i = 0; i < 1300; i++)
        vd_buf_c(&text, "|-");
    for (int i = 0; i < 3000; i++)
        vd_buf_c(&text, "\n|b");
    struct vd_str html = vd_markdown(arena, vd_buf_view(&text), 3).s;
    assert_in_range(html.n, 1000, 64 * 1024);
    assert_true(vd_str_find(html, VD_S("<table")) < 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(hostile_text_is_inert_in_every_place),
        TEST(each_type_has_its_writer),
        TEST(a_condition_asks_each_type_its_own_way),
        TEST(sections_nest_and_reach_the_scopes_around),
        TEST(indentation_and_lines_of_tags_leave_no_bytes),
        TEST(a_part_of_an_address_stays_one_segment),
        TEST(an_address_longer_than_any_browser_takes_becomes_the_root),
        TEST(a_page_leaves_out_what_does_not_exist),
        TEST(a_page_shows_way_entries_and_root_of_the_record),
        TEST(a_text_cannot_turn_or_push_what_stands_around_it),
        TEST(an_error_page_says_what_happened_what_is_safe_and_the_number),
        TEST(every_error_status_has_words_and_one_main_button),
        TEST(markdown_of_people_becomes_markup_that_can_do_nothing),
        TEST(markdown_is_told_in_blocks_for_other_documents),
        TEST(a_table_that_would_fill_up_without_end_keeps_its_bars),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
