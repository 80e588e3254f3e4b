/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of the reading, each against its file of cases. */
#include "features/plan/cells/plan_dates.h"
#include "features/plan/cells/plan_people.h"
#include "features/plan/cells/plan_targets.h"
#include "features/plan/read/plan_draft.h"
#include "features/plan/read/plan_law.h"
#include <setjmp.h>
#include <time.h>
#include <cmocka.h>
#include "features/plan/read/plan_cases.h"

static void titles_are_parted_as_their_file_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < cases_plan_titles_cases_n; i++) {
        const struct cases_plan_titles_cases *c = &cases_plan_titles_cases[i];
        struct vd_str code = {0}, rest = {0};
        if (vd_str_is(c->kind, "component"))
            (void)plan_component_title(c->text, &code, &rest);
        else if (vd_str_is(c->kind, "subcomponent"))
            plan_subcomponent_title(c->text, &code, &rest);
        else if (vd_str_is(c->kind, "activity"))
            plan_activity_title(c->text, &code, &rest);
        else
            fail_msg("unknown kind %.*s", VD_SARG(c->kind));
        if (!vd_str_eq(code, c->code) || !vd_str_eq(rest, c->rest))
            fail_msg("«%.*s» (%.*s): [%.*s] [%.*s]", VD_SARG(c->text), VD_SARG(c->why), VD_SARG(code), VD_SARG(rest));
    }
}

static void headings_of_columns_are_known_in_their_spellings(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < cases_plan_headings_cases_n; i++) {
        const struct cases_plan_headings_cases *c = &cases_plan_headings_cases[i];
        const char *got = plan_field_name(plan_heading_read(arena, c->heading).field);
        if (!vd_str_is(c->field, got))
            fail_msg("«%.*s»: %s", VD_SARG(c->heading), got);
    }
}

static void components_are_recognised_by_name_and_not_by_number(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    struct vd_str paac = VD_S("paac-v2"), top = {0};
    (void)state;
    assert_true(vd_str_is(plan_law_part(arena, paac, top, VD_S("Servicio al ciudadano")), "4"));
    assert_true(vd_str_is(plan_law_part(arena, paac, top, VD_S("RENDICIÓN DE CUENTAS")), "3"));
    assert_true(vd_str_is(plan_law_part(arena, paac, VD_S("4"), VD_S("Talento Humano")), "4.3"));
    assert_true(vd_str_is(plan_law_part(arena, paac, VD_S("1"), VD_S("Comunicación y divulgación")), "1.3"));
    assert_null(plan_law_part(arena, paac, VD_S("3"), VD_S("Responsabilidad")).p);
    assert_null(plan_law_part(arena, VD_S("propio"), top, VD_S("Rendición de cuentas")).p);
}

static void a_finding_says_what_was_read_and_what_is_proposed(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    struct vd_str text = plan_finding_text(arena, VD_S("VD-P001"), VD_S("31/04/2022"), VD_S("30/04/2022"));
    assert_true(vd_str_find(text, VD_S("«31/04/2022»")) >= 0);
    assert_true(vd_str_find(text, VD_S("Propuesta: 30/04/2022.")) >= 0);
    assert_true(vd_str_find(text, VD_S("{")) < 0);
}

static void a_finding_parts_into_fact_why_and_proposal(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    struct plan_finding_words words = plan_finding_words_of(arena, VD_S("VD-P001"), VD_S("31/04. 2022"), VD_S("30/04/2022"));
    assert_true(vd_str_is(words.fact, "La fecha «31/04. 2022» no existe en el calendario")); /* what a cell says does not part it */
    assert_true(vd_str_starts(words.why, VD_S("Se conserva")));
    assert_true(vd_str_is(words.proposal, "30/04/2022"));
    assert_true(vd_str_find(words.text, VD_S("Propuesta")) < 0);
    words = plan_finding_words_of(arena, VD_S("VD-P064"), VD_S("87,24"), VD_S("las filas suman otra cosa"));
    assert_true(vd_str_is(words.fact, "El promedio impreso (87,24) no sale de las filas"));
    assert_true(vd_str_is(words.why, "las filas suman otra cosa."));
    assert_null(words.proposal.p);
    words = plan_finding_words_of(arena, VD_S("VD-P007"), VD_S(""), (struct vd_str){0});
    assert_true(vd_str_is(words.fact, "La actividad no dice quién responde por ella"));
    assert_null(words.why.p);
    for (size_t i = 0; i < law_findings_n; i++) {
        words = plan_finding_words_of(arena, law_findings[i].code, VD_S("x"), VD_S("y"));
        assert_true(words.fact.n > 0 && vd_str_find(words.fact, VD_S("{")) < 0 && vd_str_find(words.why, VD_S("{")) < 0);
    }
}

static void the_families_of_the_addresses_are_those_of_the_catalogue(void **state)
{
    (void)state;
    size_t found = 0;
    for (const char *const *family = plan_families; *family; family++) {
        bool there = false;
        for (size_t i = 0; i < law_instruments_n; i++)
            there |= vd_str_is(law_instruments[i].path_word, *family);
        if (!there)
            fail_msg("%s: no instrument is of this family", *family);
    }
    for (size_t i = 0; i < law_instruments_n; i++)
        for (const char *const *family = plan_families; *family; family++)
            found += vd_str_is(law_instruments[i].path_word, *family);
    assert_int_equal(found, law_instruments_n);
}

static void every_finding_of_the_registry_has_a_severity_and_a_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < law_findings_n; i++) {
        struct vd_str severity = law_findings[i].severity;
        assert_true(vd_str_is(severity, "error") || vd_str_is(severity, "aviso") || vd_str_is(severity, "nota"));
        assert_true(law_findings[i].text.n > 0);
        if (plan_law_finding(law_findings[i].code) != &law_findings[i])
            fail_msg("%.*s stands twice in law/findings.csv", VD_SARG(law_findings[i].code));
    }
}

/* ---- cells made to cost: 64 KiB of what each rule looks behind or ahead for */

enum { CELL_MOST = 64 * 1024 };

static struct vd_str cell_of(struct vd_arena *arena, const char *unit, size_t most)
{
    char *out = vd_alloc(arena, most);
    size_t n = 0, step = strlen(unit);
    for (; n + step <= most; n += step)
        memcpy(out + n, unit, step);
    return (struct vd_str){out, n};
}

/* Processor time of all rules on one text; *ret_held: bytes of their arena. */
static clock_t cost_of(const char *unit, size_t most, size_t *ret_held)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(256 << 20);
    struct plan_schedule schedule;
    struct plan_target target;
    struct plan_people people;
    struct vd_str text = cell_of(arena, unit, most);
    clock_t began = clock();
    plan_dates_read(arena, text, 2022, &schedule);
    plan_dates_reading(arena, &schedule);
    plan_dates_in_prose(arena, text, 2022, &schedule);
    plan_dates_times_a_year(arena, text);
    plan_target_read(arena, text, &target);
    plan_people_read(arena, text, &people);
    assert_true(schedule.verdict.notes.n <= 64 && target.verdict.notes.n <= 64 && people.verdict.notes.n <= 64);
    *ret_held = vd_arena_used(arena);
    return clock() - began;
}

/* Sixteen times the text: sixteen times the work, and 256 where each word looks at all others. */
static void a_cell_of_64_kilobytes_costs_the_rules_its_length_and_not_its_square(void **state)
{
    static const char *const units[] = {"a y ", "a ", "a, ", "Oficina de a y ", "el la ", ", el la ", "2 veces al a ", "dos x x x x ", "1/1/2022 ", "1/2/", "enero 1 ",
                                        "primer ", "(", "y ", "cada ", "eneroo ", "Ley 1 de 2000 y "};
    (void)state;
    for (size_t i = 0; i < VD_COUNT(units); i++) {
        size_t held_small, held_big;
        clock_t small = cost_of(units[i], CELL_MOST / 16, &held_small), big = cost_of(units[i], CELL_MOST, &held_big);
        if (held_big > (size_t)128 << 20 || (big > 2 * CLOCKS_PER_SEC && big > 64 * small))
            fail_msg("«%s»: %ld ms against %ld, %zu KiB against %zu", units[i], (long)(big * 1000 / CLOCKS_PER_SEC), (long)(small * 1000 / CLOCKS_PER_SEC),
                     held_big >> 10, held_small >> 10);
    }
}

static void a_note_quotes_the_beginning_of_a_long_text(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(8 << 20);
    struct plan_verdict verdict = {0};
    (void)state;
    plan_note_add(arena, &verdict, "unread", cell_of(arena, "ñ", CELL_MOST));
    assert_int_equal(verdict.notes.n, 1);
    assert_true(verdict.notes.v[0].text.n < 500 && vd_utf8_valid(verdict.notes.v[0].text) && vd_str_find(verdict.notes.v[0].text, VD_S("ñ…»")) > 0);
    plan_note_add(arena, &verdict, "unread", VD_S("pronto"));
    assert_true(vd_str_find(verdict.notes.v[1].text, VD_S("«pronto»")) >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_parted_as_their_file_says),
        cmocka_unit_test(headings_of_columns_are_known_in_their_spellings),
        cmocka_unit_test(components_are_recognised_by_name_and_not_by_number),
        cmocka_unit_test(a_finding_says_what_was_read_and_what_is_proposed),
        cmocka_unit_test(a_finding_parts_into_fact_why_and_proposal),
        cmocka_unit_test(the_families_of_the_addresses_are_those_of_the_catalogue),
        cmocka_unit_test(every_finding_of_the_registry_has_a_severity_and_a_text),
        cmocka_unit_test(a_cell_of_64_kilobytes_costs_the_rules_its_length_and_not_its_square),
        cmocka_unit_test(a_note_quotes_the_beginning_of_a_long_text),
    };
    return cmocka_run_group_tests_name("plan rules", tests, NULL, NULL);
}
