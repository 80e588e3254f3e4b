/* SPDX-License-Identifier: Apache-2.0 */
#include "html/assets.h"
#include "html/es.h"
#include "html/bar.tpl.h"
#include "html/forms.tpl.h"
#include "html/jump.tpl.h"
#include "html/pager.tpl.h"
#include "html/strip.tpl.h"
#include <setjmp.h>
#include <stdarg.h>
#include <zlib.h>
#include <cmocka.h>

static int set_up(void **state)
{
    *state = vd_arena_new(1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    vd_arena_free(*state);
    return 0;
}

static size_t count(const char *text, const char *part)
{
    size_t n = 0;
    while ((text = strstr(text, part)) != NULL) {
        text += strlen(part);
        n++;
    }
    return n;
}

static void an_address_of_the_web_needs_no_repair(void **state)
{
    (void)state;
    static const char *const good[] = {"https://www.pasto.gov.co/plan.pdf?a=1#b", "http://intranet/acta_(2).pdf", "https://pasto.gov.co/%C3%A1"},
        *const bad[] = {"", "www.pasto.gov.co", "ftp://pasto.gov.co", "javascript:alert(1)", "https://pasto.gov.co/un plan", "https://pasto.gov.co/\"x", "https://pasto.gov.co/<b>", "https://á.co",
            " https://pasto.gov.co", "https://pasto.gov.co/\n"};
    for (size_t i = 0; i < VD_COUNT(good); i++)
        assert_true(vd_is_web(vd_str_of(good[i])));
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        if (vd_is_web(vd_str_of(bad[i])))
            fail_msg("«%s» was taken", bad[i]);
}

static void dates_and_hours_are_written_as_in_colombia(void **state)
{
    struct vd_date day = {2022, 1, 31};
    assert_string_equal(vd_es_date_long(*state, day).p, "31 de enero de 2022");
    VD_AUTO_BUF struct vd_buf buf;
    vd_buf_init(&buf, 64);
    vd_es_put_date(&buf, day);
    vd_es_put_date(&buf, (struct vd_date){0});
    assert_true(vd_str_is(vd_buf_view(&buf), "31/01/2022–"));
    assert_string_equal(vd_es_instant(*state, INT64_C(1663679700000000)).p, "20 de septiembre de 2022, 8:15 a. m.");
    assert_string_equal(vd_es_instant(*state, 0).p, "31 de diciembre de 1969, 7:00 p. m.");
    assert_string_equal(vd_es_instant(*state, INT64_C(1663650000000000)).p, "20 de septiembre de 2022, 12:00 a. m.");
    assert_string_equal(vd_es_instant(*state, INT64_C(1663693199999999)).p, "20 de septiembre de 2022, 11:59 a. m.");
    assert_string_equal(vd_es_instant(*state, INT64_C(1663693200000000)).p, "20 de septiembre de 2022, 12:00 p. m.");
    assert_string_equal(vd_es_month_short(5), "may.");
    assert_string_equal(vd_es_month(12), "diciembre");
    assert_string_equal(vd_es_month_short(13), "–");
}

static void numbers_take_points_commas_and_a_true_minus(void **state)
{
    assert_string_equal(vd_es_int(*state, 999).p, "999");
    assert_string_equal(vd_es_int(*state, 15000).p, "15.000");
    assert_string_equal(vd_es_int(*state, -1000001).p, "−1.000.001");
    assert_string_equal(vd_es_int(*state, INT64_MIN).p, "−9.223.372.036.854.775.808");
    assert_string_equal(vd_es_qty(*state, vd_some(86930000)).p, "86,93");
    assert_string_equal(vd_es_qty(*state, vd_some(INT64_C(15000000000))).p, "15.000");
    assert_string_equal(vd_es_qty(*state, vd_some(1)).p, "0,000001");
    assert_string_equal(vd_es_qty(*state, vd_some(-500000)).p, "−0,5");
    assert_string_equal(vd_es_qty(*state, vd_some(0)).p, "0");
    assert_string_equal(vd_es_qty(*state, (struct vd_oint){0}).p, "–");
}

static struct vd_strip strip_of(struct vd_arena *arena)
{
    struct vd_strip strip = {.year = 2022, .label = VD_S("Vencen \"cada\" mes <2022>")};
    *VD_PUSH(arena, &strip.rows) = (struct vd_strip_row){VD_S("1. Gestión & <R>"), {6, 0, 3, [11] = 1}, 10, {VD_S("")}};
    *VD_PUSH(arena, &strip.cuts) = (struct vd_date){2022, 4, 30};
    *VD_PUSH(arena, &strip.cuts) = (struct vd_date){2021, 12, 31};
    return strip;
}

static void the_strip_draws_each_figure_twice_and_escapes_its_names(void **state)
{
    struct vd_strip strip = strip_of(*state);
    const char *svg = vd_strip_svg(*state, &strip).s.p;
    assert_int_equal(count(svg, "<svg class=\"wide\" viewBox=\"0 0 1152 96\" role=\"img\""), 1);
    assert_int_equal(count(svg, "<svg class=\"narrow\" viewBox=\"0 0 300 70\" role=\"img\""), 1);
    assert_int_equal(count(svg, "aria-label=\"Vencen &quot;cada&quot; mes &lt;2022&gt;\""), 2);
    assert_int_equal(count(svg, "class=\"y-3\""), 2);
    assert_int_equal(count(svg, "class=\"y-2\""), 2);
    assert_int_equal(count(svg, "class=\"y-1\""), 2);
    assert_int_equal(count(svg, "1. Gestión &amp; &lt;R&gt;</text>"), 2);
    assert_int_equal(count(svg, "<text"), count(svg, "</text>"));
    assert_null(strstr(svg, "<R>"));
    assert_null(strstr(svg, "style="));
}

static void a_long_name_in_the_strip_is_whole_and_makes_its_row_higher(void **state)
{
    struct vd_strip strip = strip_of(*state);
    strip.rows.v[0].name = VD_S("1. Gestión & riesgo de corrupción y mapa de riesgos");
    const char *svg = vd_strip_svg(*state, &strip).s.p;
    assert_int_equal(count(svg, ">1. Gestión &amp; riesgo de</text>"), 1);
    assert_int_equal(count(svg, ">corrupción y mapa de</text>"), 1);
    assert_int_equal(count(svg, ">riesgos</text>"), 1);
    assert_int_equal(count(svg, ">1. Gestión &amp; riesgo de corrupción y</text>"), 1);
    assert_int_equal(count(svg, ">mapa de riesgos</text>"), 1);
    assert_null(strstr(svg, "…"));
    assert_int_equal(count(svg, "<svg class=\"wide\" viewBox=\"0 0 1152 136\""), 1);
    assert_int_equal(count(svg, "<svg class=\"narrow\" viewBox=\"0 0 300 87\""), 1);
    strip.rows.v[0].name = VD_S("");
    assert_int_equal(count(vd_strip_svg(*state, &strip).s.p, "viewBox=\"0 0 1152 96\""), 1);
}

static void the_strip_draws_cuts_and_today_only_inside_its_year(void **state)
{
    struct vd_strip strip = strip_of(*state);
    const char *svg = vd_strip_svg(*state, &strip).s.p;
    assert_int_equal(count(svg, "class=\"l-cut\""), 2);
    assert_int_equal(count(svg, "corte 30 abr."), 1);
    assert_null(strstr(svg, "hoy"));
    strip.today = (struct vd_date){2022, 9, 20};
    svg = vd_strip_svg(*state, &strip).s.p;
    assert_int_equal(count(svg, "hoy, 20 sep."), 1);
    assert_int_equal(count(svg, "class=\"l-today\""), 1);
    assert_int_equal(count(svg, "<svg class=\"narrow\" viewBox=\"0 0 300 84\""), 1);
    strip.today.year = 2023;
    assert_null(strstr(vd_strip_svg(*state, &strip).s.p, "hoy"));
}

static void a_figure_of_the_table_leads_to_what_it_counts_where_the_list_is_given(void **state)
{
    struct vd_strip strip = strip_of(*state);
    strip.rows.v[0].months_url = (struct vd_url){VD_S("/x?a=1&mes=")};
    const char *table = vd_strip_figure(*state, &strip).table.s.p;
    assert_int_equal(count(table, "<a href"), 3);
    assert_int_equal(count(table, "<a href=\"/x?a=1&amp;mes=12\">1<span class=\"vh\"> en diciembre</span></a>"), 1);
}

static void the_strip_leaves_no_room_for_cuts_it_does_not_have(void **state)
{
    struct vd_strip strip = strip_of(*state);
    strip.cuts.v[0].year = 2023;
    const char *svg = vd_strip_svg(*state, &strip).s.p;
    assert_int_equal(count(svg, "<svg class=\"wide\" viewBox=\"0 0 1152 66\""), 1);
    assert_int_equal(count(svg, "y=\"16\">ene."), 1);
}

static void the_figure_has_the_same_numbers_in_a_table(void **state)
{
    struct vd_strip strip = strip_of(*state);
    struct vd_strip_figure figure = vd_strip_figure(*state, &strip);
    struct vd_buf buf;
    vd_buf_init(&buf, 1 << 20);
    struct vd_html_out o = {&buf};
    tpl_strip(&o, &figure);
    assert_non_null(strstr(buf.p, "<th scope=\"row\">1. Gestión &amp; &lt;R&gt;</th><td class=\"num\">6</td><td class=\"num\">–</td><td class=\"num\">3</td>"));
    assert_non_null(strstr(buf.p, "<td class=\"num\">1</td><td class=\"num\"><b>10</b></td></tr>"));
    assert_int_equal(count(buf.p, "<figcaption>Vencen &quot;cada&quot; mes &lt;2022&gt;</figcaption>"), 1);
    assert_int_equal(count(buf.p, "</svg>corte de seguimiento"), 1);
    assert_null(strstr(buf.p, "Control Interno"));
    vd_buf_done(&buf);
}

static void embedded_files_unpack_to_their_plain_bytes(void **state)
{
    size_t seen = 0;
    for (const struct vd_asset *a = vd_assets; a->path; a++, seen++) {
        unsigned char *out = vd_alloc(*state, a->raw_size + 1);
        z_stream z = {.next_in = (unsigned char *)(uintptr_t)a->gz, .avail_in = (unsigned)a->gz_size, .next_out = out, .avail_out = (unsigned)a->raw_size + 1};
        assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
        assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
        assert_int_equal(z.total_out, a->raw_size);
        assert_memory_equal(out, a->raw, a->raw_size);
        inflateEnd(&z);
        assert_ptr_equal(vd_asset_by_name(a->name), a);
    }
    assert_true(seen >= 2);
    assert_null(vd_asset_by_name("otra.css"));
}

static void the_style_sheet_stays_light(void **state)
{
    (void)state;
    const struct vd_asset *css = vd_asset_by_name("veedor.css");
    assert_non_null(css);
    assert_true(css->raw_size < 40 * 1024);
    assert_true(css->gz_size < 10 * 1024);
    assert_null(memmem(css->raw, css->raw_size, "url(", 4)); /* no outside request */
    assert_null(memmem(css->raw, css->raw_size, "@import", 7));
}

static void the_forms_of_a_list_keep_its_filters(void **state)
{
    struct vd_forms forms = vd_forms_of(*state, (struct vd_url){VD_S("/pasto/plan/2022/ventanas?mes=3")}, VD_S("estas ventanas"));
    assert_string_equal(forms.csv.s.p, "/pasto/plan/2022/ventanas.csv?mes=3");
    assert_string_equal(vd_forms_of(*state, (struct vd_url){VD_S("/comparar")}, VD_S("")).xlsx.s.p, "/comparar.xlsx");
}

static void the_parts_of_a_page_are_links_and_none_make_no_list(void **state)
{
    struct vd_jump jump = {0};
    VD_AUTO_BUF struct vd_buf buf;
    vd_buf_init(&buf, 4096);
    tpl_jump(&(struct vd_html_out){&buf}, &jump);
    assert_int_equal(buf.n, 0);
    vd_jump_add(*state, &jump, VD_S("Enero (6)"), "mes-1");
    tpl_jump(&(struct vd_html_out){&buf}, &jump);
    assert_non_null(strstr(vd_buf_view(&buf).p, "<li><a href=\"#mes-1\">Enero (6)</a></li>"));
}

static void a_bar_draws_no_more_than_the_whole_and_says_the_value(void **state)
{
    assert_non_null(strstr(vd_bar_of(*state, 8693, VD_S("86,93 %"), "ok").svg.s.p, "<rect class=\"f-ok\" width=\"86.93\""));
    assert_non_null(strstr(vd_bar_of(*state, 12000, VD_S("120 %"), "ok").svg.s.p, "width=\"100.00\""));
    assert_non_null(strstr(vd_bar_of(*state, -1, VD_S(""), "bad").svg.s.p, "width=\"0.00\""));
}

static void an_entity_is_named_with_the_article_that_its_name_takes(void **state)
{
    static const char *const names[][2] = {{"Alcaldía de Pasto", "de la Alcaldía de Pasto"}, {"Instituto Municipal", "del Instituto Municipal"}, {"Invipasto", "de Invipasto"},
        {"Área Metropolitana", "del Área Metropolitana"}, {"Alcaldías unidas", "de Alcaldías unidas"}, {"", "de "}};
    for (size_t i = 0; i < VD_COUNT(names); i++)
        assert_true(vd_str_is(vd_es_of(*state, vd_str_of(names[i][0])), names[i][1]));
}

static void a_pager_links_only_to_pages_that_exist(void **state)
{
    (void)state;
    VD_AUTO_BUF struct vd_buf buf;
    vd_buf_init(&buf, 4096);
    struct vd_pager pager = {.label = VD_S("Páginas"), .said = VD_S("100 de 1.103"), .before = "Entidades anteriores", .after = "Entidades siguientes", .next = {VD_S("/?desde=x")}, .several = true};
    tpl_pager(&(struct vd_html_out){&buf}, &pager);
    assert_int_equal(count(buf.p, "<a "), 1);
    assert_non_null(strstr(buf.p, "<a href=\"/?desde=x\" rel=\"next\">Entidades siguientes</a>"));
    assert_non_null(strstr(buf.p, "<span class=\"muted\">Entidades anteriores</span>"));
}

static void a_stack_leaves_out_what_is_zero_and_tells_neighbours_apart(void **state)
{
    const struct vd_stack_part parts[] = {{9, "ok"}, {0, "mid"}, {1, "bad"}};
    const char *svg = vd_stack_svg(*state, parts, 3).s.p;
    assert_int_equal(count(svg, "<rect"), 2);
    assert_non_null(strstr(svg, "<rect class=\"f-ok\" x=\"0\" width=\"8960\""));
    assert_non_null(strstr(svg, "<rect class=\"f-bad\" x=\"9000\" width=\"1000\""));
    assert_null(strstr(svg, "f-mid"));
    assert_int_equal(count(vd_stack_svg(*state, parts + 1, 1).s.p, "<rect"), 0);
}

static void a_trend_breaks_its_line_where_there_is_no_figure(void **state)
{
    struct vd_oint count_[] = {{7561, true}, {0, false}, {9000, true}}, mean[] = {{8693, true}, {8000, true}, {244, true}};
    struct vd_trend trend = {.label = VD_S("Así & <asá>"), .series = {{count_}, {mean}}, .n_series = 2};
    for (int i = 0; i < 3; i++)
        *VD_PUSH((struct vd_arena *)*state, &trend.moments) = VD_S("dic. 2017");
    const char *svg = vd_trend_svg(*state, &trend).s.p;
    assert_int_equal(count(svg, "<svg"), 2);
    assert_int_equal(count(svg, "aria-label=\"Así &amp; &lt;asá&gt;\""), 2);
    assert_int_equal(count(svg, "<circle"), 4);                    /* two values, twice drawn */
    assert_int_equal(count(svg, "<rect"), 6);
    assert_non_null(strstr(svg, "<path class=\"l-s1\" d=\"M94 83M1104 54\"/>"));
    assert_int_equal(count(svg, ">75,61</text>"), 2);
    assert_int_equal(count(svg, ">0,00</text>"), 0);
}

static void a_long_trend_names_only_the_moments_that_fit(void **state)
{
    struct vd_oint values[12];
    struct vd_trend trend = {.label = VD_S("Doce"), .series = {{values}}, .n_series = 1};
    for (int i = 0; i < 12; i++) {
        values[i] = vd_some(5000);
        *VD_PUSH((struct vd_arena *)*state, &trend.moments) = VD_S("dic. 2017");
    }
    const char *svg = vd_trend_svg(*state, &trend).s.p;
    assert_int_equal(count(strstr(svg, "class=\"narrow\""), "dic. 2017"), 3);
    assert_int_equal(count(svg, "dic. 2017"), 15);
    assert_int_equal(count(svg, "<circle"), 24);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_address_of_the_web_needs_no_repair),
        TEST(dates_and_hours_are_written_as_in_colombia),
        TEST(numbers_take_points_commas_and_a_true_minus),
        TEST(the_strip_draws_each_figure_twice_and_escapes_its_names),
        TEST(a_long_name_in_the_strip_is_whole_and_makes_its_row_higher),
        TEST(the_strip_draws_cuts_and_today_only_inside_its_year),
        TEST(a_figure_of_the_table_leads_to_what_it_counts_where_the_list_is_given),
        TEST(the_strip_leaves_no_room_for_cuts_it_does_not_have),
        TEST(the_figure_has_the_same_numbers_in_a_table),
        TEST(embedded_files_unpack_to_their_plain_bytes),
        TEST(the_style_sheet_stays_light),
        TEST(the_forms_of_a_list_keep_its_filters),
        TEST(the_parts_of_a_page_are_links_and_none_make_no_list),
        TEST(a_bar_draws_no_more_than_the_whole_and_says_the_value),
        TEST(a_stack_leaves_out_what_is_zero_and_tells_neighbours_apart),
        TEST(a_trend_breaks_its_line_where_there_is_no_figure),
        TEST(a_long_trend_names_only_the_moments_that_fit),
        TEST(an_entity_is_named_with_the_article_that_its_name_takes),
        TEST(a_pager_links_only_to_pages_that_exist),
    };
    return cmocka_run_group_tests_name("html widgets", tests, NULL, NULL);
}
