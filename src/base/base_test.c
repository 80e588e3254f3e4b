/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/base.h"
#include "base/config.h"
#include "base/json.h"
#include "base/thread.h"

static struct vd_arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = vd_arena_new(1 << 20);
    return arena ? 0 : -1;
}

static int drop_arena(void **state)
{
    (void)state;
    vd_arena_free(arena);
    return 0;
}

static void assert_text(struct vd_str got, const char *want)
{
    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.p ? got.p : "", want, got.n);
}

static void an_arena_past_its_ceiling_unwinds_to_its_guard(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *small = vd_arena_new(64 * 1024);
    jmp_buf guard;
    volatile int made = 0;
    if (setjmp(guard) == 0) {
        vd_arena_guard(small, &guard);
        for (; made < 1000; made++)
            memset(vd_alloc(small, 1000), 1, 1000);
        fail();
    }
    assert_in_range(made, 40, 65);
    vd_arena_reset(small);
    assert_non_null(vd_alloc(small, 1000)); /* and it can be used again */
}

static void a_failing_allocation_is_the_one_that_was_asked_for(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *small = vd_arena_new(1 << 16);
    jmp_buf guard;
    volatile int made = 0;
    if (setjmp(guard) == 0) {
        vd_arena_guard(small, &guard);
        vd_arena_fail_at(3);
        for (; made < 10; made++)
            vd_alloc(small, 8);
    }
    assert_int_equal(made, 2);
}

static void count_up(void *arg) { ++*(int *)arg; }

static void clean_ups_run_once_when_the_arena_ends(void **state)
{
    (void)state;
    int ran = 0;
    struct vd_arena *a = vd_arena_new(1 << 16);
    vd_arena_defer(a, count_up, &ran);
    vd_arena_reset(a);
    assert_int_equal(ran, 1);
    vd_arena_free(a);
    assert_int_equal(ran, 1);
}

static void a_buffer_never_passes_its_greatest_size(void **state)
{
    (void)state;
    VD_AUTO_BUF struct vd_buf b;
    vd_buf_init(&b, 10);
    vd_buf_c(&b, "0123456789");
    assert_int_equal(vd_buf_ok(&b), VD_OK);
    vd_buf_char(&b, 'x');
    assert_int_equal(vd_buf_ok(&b), VD_TOO_BIG);
    assert_text(vd_buf_view(&b), "0123456789");
    vd_buf_put(&b, "", SIZE_MAX); /* a length that would overflow */
    assert_int_equal(b.n, 10);
}

static void whole_numbers_are_read_exactly_or_refused(void **state)
{
    (void)state;
    int64_t v;
    assert_true(vd_str_i64(VD_S("9223372036854775807"), &v));
    assert_true(v == INT64_MAX);
    assert_true(vd_str_i64(VD_S("-9223372036854775808"), &v));
    assert_true(v == INT64_MIN);
    static const char *const bad[] = {"", "-", "9223372036854775808", "-9223372036854775809", "1 ", "+1", "0x1", "1.0"};
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        assert_false(vd_str_i64(vd_str_of(bad[i]), &v));
}

static void damaged_utf8_is_refused(void **state)
{
    (void)state;
    assert_true(vd_utf8_valid(VD_S("Ñandú – «año» 😀")));
    static const char *const bad[] = {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\xFF", "\xE2\x82", "\x80"};
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        assert_false(vd_utf8_valid(vd_str_of(bad[i])));
    assert_false(vd_utf8_valid((struct vd_str){"a\0b", 3}));
    assert_true(vd_utf8_valid(VD_S("\xEF\xBF\xBD"))); /* the replacement character itself is text */
}

static void what_nobody_sees_is_hidden_and_what_shapes_letters_is_not(void **state)
{
    (void)state;
    static const uint32_t hidden[] = {0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xE0041};
    static const uint32_t shown[] = {' ', 'a', 0xAD, 0xF1, 0x200A, 0x200C, 0x200D, 0x2013, 0x202F, 0x20AC, 0xFFFD, 0x1F600};
    for (size_t i = 0; i < VD_COUNT(hidden); i++)
        assert_true(vd_char_hidden(hidden[i]));
    for (size_t i = 0; i < VD_COUNT(shown); i++)
        assert_false(vd_char_hidden(shown[i]));
    assert_true(vd_char_leftward(0x5D0) && vd_char_leftward(0x627) && vd_char_leftward(0xFB1D));
    assert_false(vd_char_leftward('a') || vd_char_leftward('1') || vd_char_leftward(0x4E2D) || vd_char_leftward(0xFFFD));
}

static void printable_text_commands_no_terminal(void **state)
{
    (void)state;
    static const struct { const char *in, *out; } cases[] = {
        {"Plan «año» – 2022 😀.docx", "Plan «año» – 2022 😀.docx"}, {"", ""}, {"a\tb\r\nc", "a b  c"},
        {"\x1B]0;x\x07", "\xEF\xBF\xBD]0;x\xEF\xBF\xBD"}, {"\x7F", "\xEF\xBF\xBD"}, {"\xC2\x9B" "31m", "\xEF\xBF\xBD" "31m"},
        {"\xE2\x80\xAE" "cod", "\xEF\xBF\xBD" "cod"}, {"\xE2\x81\xA6x", "\xEF\xBF\xBDx"}, {"\xFFx", "\xEF\xBF\xBDx"}, {"\xC2\xA0", "\xC2\xA0"},
        {"\u200Bx\uFEFF", "\xEF\xBF\xBDx\xEF\xBF\xBD"}};
    for (size_t i = 0; i < VD_COUNT(cases); i++)
        assert_string_equal(vd_str_c(arena, vd_str_printable(arena, vd_str_of(cases[i].in))), cases[i].out);
    assert_null(vd_str_printable(arena, (struct vd_str){0}).p);
}

static void folding_drops_accents_case_and_extra_space(void **state)
{
    (void)state;
    assert_text(vd_fold(arena, VD_S("  Ñandú \t VIGÜENZA\n")), "nandu viguenza");
    assert_text(vd_fold(arena, VD_S("Subcomponente / Proceso")), "subcomponente / proceso");
}

static void the_sort_key_follows_the_spanish_alphabet(void **state)
{
    (void)state;
    static const char *const order[] = {"nube", "Nz", "ñame", "Ñuñoa", "oso", "óxido"};
    for (size_t i = 0; i + 1 < VD_COUNT(order); i++)
        assert_true(vd_str_cmp(vd_sort_key(arena, vd_str_of(order[i])), vd_sort_key(arena, vd_str_of(order[i + 1]))) < 0);
    assert_true(vd_str_cmp(vd_sort_key(arena, VD_S("papa")), vd_sort_key(arena, VD_S("papá"))) < 0);
    assert_true(vd_str_cmp(vd_sort_key(arena, VD_S("papá")), vd_sort_key(arena, VD_S("papas"))) < 0);
}

static void only_dates_that_exist_are_dates(void **state)
{
    (void)state;
    struct vd_date d;
    assert_true(vd_date_from_iso(VD_S("2024-02-29"), &d));
    static const char *const bad[] = {"2022-02-29", "2022-04-31", "2022-13-01", "2022-00-10", "2022-1-01", "0000-01-01", "2022-01-01 "};
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        assert_false(vd_date_from_iso(vd_str_of(bad[i]), &d));
}

static void every_day_of_three_centuries_goes_to_a_number_and_back(void **state)
{
    (void)state;
    int64_t from = vd_date_days((struct vd_date){1850, 1, 1}), to = vd_date_days((struct vd_date){2150, 12, 31});
    for (int64_t n = from; n <= to; n++) {
        struct vd_date d = vd_date_of_days(n);
        assert_true(vd_date_valid(d));
        assert_true(vd_date_days(d) == n);
    }
    assert_int_equal(vd_date_days((struct vd_date){1970, 1, 1}), 0);
    assert_int_equal(vd_date_weekday((struct vd_date){2022, 4, 30}), 6); /* a Saturday */
}

static void the_day_in_bogota_begins_five_hours_after_utc(void **state)
{
    (void)state;
    vd_us at;
    assert_true(vd_us_from_iso(VD_S("2022-09-20T04:59:59Z"), &at));
    assert_int_equal(vd_date_in_bogota(at).day, 19);
    assert_int_equal(vd_date_in_bogota(at + 1000000).day, 20);
    assert_int_equal(at, INT64_C(1663649999000000));
    assert_true(vd_us_from_iso(VD_S("2022-09-19T23:59:59-05:00"), &at));
    assert_int_equal(at, INT64_C(1663649999000000));
    assert_true(vd_str_is(vd_us_iso(arena, at + 999999), "2022-09-19T23:59:59-05:00"));
    assert_false(vd_us_from_iso(VD_S("2022-09-19 23:59"), &at));
    assert_false(vd_us_from_iso(VD_S("2022-09-19T24:00:00Z"), &at));
}

static void json_is_escaped_and_exact(void **state)
{
    (void)state;
    VD_AUTO_BUF struct vd_buf b;
    struct vd_json j;
    vd_buf_init(&b, 1000);
    vd_json_init(&j, &b);
    vd_json_object(&j);
    VD_JSON_STR(&j, "a", VD_S("</script>\"\\\n\x01ñ"));
    VD_JSON_STR(&j, "none", (struct vd_str){0});
    vd_json_key(&j, "q");
    vd_json_array(&j);
    vd_json_u6(&j, 86930000);
    vd_json_u6(&j, -500000);
    vd_json_u6(&j, 15000000000);
    vd_json_i64(&j, INT64_MIN);
    vd_json_array_end(&j);
    vd_json_object_end(&j);
    assert_text(vd_buf_view(&b), "{\"a\":\"\\u003c/script>\\\"\\\\\\n\\u0001ñ\",\"none\":null,\"q\":[86.93,-0.5,15000,-9223372036854775808]}");
}

static void settings_are_taken_from_flag_then_environment_then_default(void **state)
{
    (void)state;
    char *argv[] = {(char[]){"veedor"}, (char[]){"--log=warn"}, (char[]){"serve"}, (char[]){"--data"}, (char[]){"/no/existe"}, NULL};
    int argc = 5;
    struct vd_config config;
    struct vd_str reason;
    setenv("VEEDOR_WORKERS", "7", 1);
    setenv("VEEDOR_LOG", "error", 1);
    assert_int_equal(vd_config_load(arena, &argc, argv, &config, &reason), VD_OK);
    assert_int_equal(argc, 2);
    assert_string_equal(argv[1], "serve");
    assert_text(config.log, "warn");
    assert_text(config.workers, "7");
    assert_text(config.cache_mib, "32");
    assert_text(config.data, "/no/existe");
    char *bad[] = {(char[]){"veedor"}, (char[]){"--data"}, NULL};
    argc = 2;
    assert_int_equal(vd_config_load(arena, &argc, bad, &config, &reason), VD_INVALID);
    assert_text(reason, "Falta el valor de --data CARPETA.");
}

static void the_end_of_a_long_line_of_the_settings_is_no_setting(void **state)
{
    (void)state;
    char folder[] = "/tmp/veedor-settings-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/veedor.conf", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "# %1021s%s\n", "", "listen = 0.0.0.0:80");
    fclose(f);
    char *argv[] = {(char[]){"veedor"}, (char[]){"--data"}, folder, NULL};
    int argc = 3;
    struct vd_config config = {0};
    struct vd_str reason = {0};
    assert_int_equal(vd_config_load(arena, &argc, argv, &config, &reason), VD_INVALID);
    assert_text(reason, "veedor.conf, línea 1: es demasiado larga.");
    remove(path);
    remove(folder);
}

static void every_code_point_is_written_as_it_is_read_and_what_is_none_writes_nothing(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp < 0x120000; cp++) {
        char out[5] = {0};
        size_t n = vd_utf8_put(out, cp), at = 0;
        bool none = cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF);
        struct vd_str text = {out, n};
        if (none ? n != 0 || out[0] : !vd_utf8_valid(text) || vd_utf8_next(text, &at) != cp || at != n)
            fail_msg("U+%04X", cp);
    }
}

struct rounds { struct vd_thread thread; int n; sigset_t blocked; };

static void *come_round(void *arg)
{
    struct rounds *r = arg;
    pthread_sigmask(SIG_SETMASK, NULL, &r->blocked);
    while (!vd_thread_stopping(&r->thread)) {
        r->n++;
        vd_thread_rest(&r->thread, 3600 * 1000000LL);
    }
    return NULL;
}

static void a_thread_that_rests_stops_when_it_is_told_to_and_takes_no_signals(void **state)
{
    (void)state;
    struct rounds r = {.n = 0};
    vd_us before = vd_clock_monotonic();
    assert_int_equal(vd_thread_start(&r.thread, come_round, &r), VD_OK);
    vd_thread_stop(&r.thread);
    assert_true(vd_clock_monotonic() - before < 60 * 1000000LL);
    assert_in_range(r.n, 0, 1);
    assert_true(sigismember(&r.blocked, SIGTERM) && sigismember(&r.blocked, SIGINT));
    assert_int_equal(vd_thread_start(&r.thread, come_round, &r), VD_OK);
    vd_thread_stop(&r.thread);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_written_as_it_is_read_and_what_is_none_writes_nothing),
        cmocka_unit_test(an_arena_past_its_ceiling_unwinds_to_its_guard),
        cmocka_unit_test(a_failing_allocation_is_the_one_that_was_asked_for),
        cmocka_unit_test(clean_ups_run_once_when_the_arena_ends),
        cmocka_unit_test(a_buffer_never_passes_its_greatest_size),
        cmocka_unit_test(whole_numbers_are_read_exactly_or_refused),
        cmocka_unit_test(damaged_utf8_is_refused),
        cmocka_unit_test(what_nobody_sees_is_hidden_and_what_shapes_letters_is_not),
        cmocka_unit_test(printable_text_commands_no_terminal),
        cmocka_unit_test(folding_drops_accents_case_and_extra_space),
        cmocka_unit_test(the_sort_key_follows_the_spanish_alphabet),
        cmocka_unit_test(only_dates_that_exist_are_dates),
        cmocka_unit_test(every_day_of_three_centuries_goes_to_a_number_and_back),
        cmocka_unit_test(the_day_in_bogota_begins_five_hours_after_utc),
        cmocka_unit_test(json_is_escaped_and_exact),
        cmocka_unit_test(settings_are_taken_from_flag_then_environment_then_default),
        cmocka_unit_test(a_thread_that_rests_stops_when_it_is_told_to_and_takes_no_signals),
        cmocka_unit_test(the_end_of_a_long_line_of_the_settings_is_no_setting),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
