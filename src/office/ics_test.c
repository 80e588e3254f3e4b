/* SPDX-License-Identifier: Apache-2.0 */
/* Calendars are read back by a strict reader written here from RFC 5545, 3.1 and 3.3.11, which knows nothing of the writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "office/ics.h"

enum { LINES = 64, LINE = 4096 };
struct read_back { char lines[LINES][LINE]; int n; };

/* Physical lines end with CRLF and have at most 75 bytes; one that begins with a space goes on from the one before. */
static void unfold(const char *text, struct read_back *ret)
{
    ret->n = 0;
    while (*text) {
        const char *end = strstr(text, "\r\n");
        assert_non_null(end);
        assert_true(end - text <= 75);
        assert_null(memchr(text, '\n', (size_t)(end - text)));
        assert_true(vd_utf8_valid((struct vd_str){text, (size_t)(end - text)}));
        if (*text == ' ') {
            size_t had = strlen(ret->lines[ret->n - 1]);
            snprintf(ret->lines[ret->n - 1] + had, LINE - had, "%.*s", (int)(end - text - 1), text + 1);
        } else {
            assert_true(ret->n < LINES);
            snprintf(ret->lines[ret->n++], LINE, "%.*s", (int)(end - text), text);
        }
        text = end + 2;
    }
}

/* The value of the nth property of this name, escapes taken away. */
static const char *value(struct read_back *back, const char *name, int nth)
{
    static char out[LINE];
    size_t n = 0, len = strlen(name);
    for (int i = 0; i < back->n; i++) {
        char *line = back->lines[i];
        if (strncmp(line, name, len) || (line[len] != ':' && line[len] != ';') || nth--)
            continue;
        for (const char *p = strchr(line, ':') + 1; *p; p++) {
            if (*p != '\\') {
                assert_true(*p != ';' && *p != ',');
                out[n++] = *p;
                continue;
            }
            p++;
            assert_true(*p == '\\' || *p == ';' || *p == ',' || *p == 'n');
            out[n++] = (char)(*p == 'n' ? '\n' : *p);
        }
        out[n] = 0;
        return out;
    }
    return NULL;
}

static void write_and_read(const struct vd_ics_event *events, size_t n, struct read_back *ret)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 1 << 20);
    vd_ics_begin(&out, VD_S("Fechas, del; plan"));
    for (size_t i = 0; i < n; i++)
        vd_ics_event(&out, &events[i]);
    vd_ics_end(&out);
    assert_int_equal(vd_buf_ok(&out), VD_OK);
    unfold(out.p, ret);
}

static void a_calendar_is_read_back_as_it_was(void **state)
{
    (void)state;
    static struct read_back back;
    static const char text[] = "Comité; «a, b» \\ y más\nsegunda línea: ñandú ñandú ñandú ñandú ñandú ñandú ñandú ñandú ñandú ñandú ñandú ñandú 🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊";
    const struct vd_ics_event events[] = {
        {VD_S("a-1@veedor"), vd_str_of(text), vd_str_of(text), {2022, 12, 31}, {2022, 12, 31}, 1664208915000000},
        {VD_S("a-2@veedor"), VD_S("Otro"), {0}, {2024, 2, 28}, {2024, 2, 29}, 0}};
    write_and_read(events, 2, &back);
    assert_string_equal(back.lines[0], "BEGIN:VCALENDAR");
    assert_string_equal(back.lines[back.n - 1], "END:VCALENDAR");
    assert_string_equal(value(&back, "VERSION", 0), "2.0");
    assert_string_equal(value(&back, "X-WR-CALNAME", 0), "Fechas, del; plan");
    assert_string_equal(value(&back, "UID", 0), "a-1@veedor");
    assert_string_equal(value(&back, "SUMMARY", 0), text);
    assert_string_equal(value(&back, "DESCRIPTION", 0), text);
    assert_null(value(&back, "DESCRIPTION", 1));
    assert_string_equal(value(&back, "SUMMARY", 1), "Otro");
    assert_string_equal(value(&back, "UID", 1), "a-2@veedor");
}

static void a_whole_day_ends_at_the_next_one_and_the_stamp_is_of_the_data(void **state)
{
    (void)state;
    static struct read_back back;
    const struct vd_ics_event events[] = {
        {VD_S("a"), VD_S("x"), {0}, {2022, 12, 31}, {2022, 12, 31}, 1664208915000000}, {VD_S("b"), VD_S("x"), {0}, {2024, 2, 28}, {2024, 2, 29}, 0}};
    write_and_read(events, 2, &back);
    assert_string_equal(value(&back, "DTSTART", 0), "20221231");
    assert_string_equal(value(&back, "DTEND", 0), "20230101");
    assert_string_equal(value(&back, "DTSTAMP", 0), "20220926T161515Z");
    assert_string_equal(value(&back, "DTSTART", 1), "20240228");
    assert_string_equal(value(&back, "DTEND", 1), "20240301");
    assert_string_equal(value(&back, "DTSTAMP", 1), "19700101T000000Z");
}

static void a_text_cannot_begin_a_property_of_its_own(void **state)
{
    (void)state;
    static struct read_back back;
    const struct vd_ics_event event = {VD_S("a"), VD_S("x\r\nATTACH:file:///etc/passwd\r\nEND:VEVENT"), {0}, {2022, 1, 1}, {2022, 1, 1}, 0};
    write_and_read(&event, 1, &back);
    assert_null(value(&back, "ATTACH", 0));
    assert_string_equal(value(&back, "SUMMARY", 0), "x\nATTACH:file:///etc/passwd\nEND:VEVENT");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_calendar_is_read_back_as_it_was),
        cmocka_unit_test(a_whole_day_ends_at_the_next_one_and_the_stamp_is_of_the_data),
        cmocka_unit_test(a_text_cannot_begin_a_property_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
