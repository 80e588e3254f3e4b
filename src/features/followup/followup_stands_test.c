/* SPDX-License-Identifier: Apache-2.0 */
/* How activities and cut-offs stand, against cases made by hand. */
#include "features/followup/followup_stands.h"
#include "features/followup/followup_cases.h"
#include "features/followup/followup_rules_testing.h"

static bool yes(struct vd_str text) { return vd_str_is(text, "yes"); }
static struct vd_date when(struct vd_str iso) { return iso.n ? day(vd_str_c(arena, iso)) : (struct vd_date){0}; }

static void an_activity_stands_as_its_case_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < cases_followup_state_cases_n; i++) {
        const struct cases_followup_state_cases *c = &cases_followup_state_cases[i];
        struct vd_date dues[16];
        int64_t vigencia;
        assert_true(vd_str_i64(c->vigencia, &vigencia));
        const struct followup_standing of = {.dues = dues, .n = dues_of(c->dues, dues, 16), .from = when(c->from), .vigencia = (int)vigencia, .not_applicable = yes(c->not_applicable),
                                             .reported = yes(c->reported), .whole = yes(c->whole), .asked = yes(c->asked), .done_on = when(c->done_on)};
        const char *got = followup_state_name(followup_state_on(&of, when(c->day)));
        if (!vd_str_is(c->state, got))
            fail_msg("case %zu (%.*s): %s", i + 1, VD_SARG(c->why), got);
    }
}

static void what_is_going_to_be_late_is_told_as_its_case_says(void **state)
{
    static const char *const names[] = {"fine", "passed", "unreported", "slow"};
    (void)state;
    for (size_t i = 0; i < cases_followup_ahead_cases_n; i++) {
        const struct cases_followup_ahead_cases *c = &cases_followup_ahead_cases[i];
        struct vd_oint percent = u6_of(c->percent);
        const struct followup_pace of = {.from = when(c->from), .due = when(c->due), .reported = yes(c->reported), .percent = percent.has ? followup_ratio(arena, percent.v, MILLION) : NULL};
        struct followup_warning got = followup_ahead_of(arena, &of, when(c->today));
        struct vd_str passed = got.passed ? rounded(got.passed) : VD_S(""), reaches = got.reaches ? rounded(got.reaches) : VD_S("");
        int64_t days;
        assert_true(vd_str_i64(c->days, &days));
        if (!vd_str_is(c->ahead, names[got.ahead]) || got.days != days || !vd_str_eq(passed, c->passed) || !vd_str_eq(reaches, c->reaches))
            fail_msg("case %zu (%.*s): %s, %" PRId64 " days, «%.*s», «%.*s»", i + 1, VD_SARG(c->why), names[got.ahead], got.days, VD_SARG(passed), VD_SARG(reaches));
    }
}

static void a_publication_stands_as_its_case_says(void **state)
{
    static const char *const names[] = {"in-time", "late", "imported", "ahead", "awaited", "missing"};
    (void)state;
    for (size_t i = 0; i < cases_followup_publication_cases_n; i++) {
        const struct cases_followup_publication_cases *c = &cases_followup_publication_cases[i];
        const struct followup_publishing of = {.cut_on = when(c->cut_on), .publish_by = when(c->publish_by), .published_on = when(c->published_on), .published = yes(c->published), .imported = yes(c->imported)};
        int64_t days, wanted;
        enum followup_publication got = followup_publication_on(&of, when(c->today), &days);
        assert_true(vd_str_i64(c->days, &wanted));
        if (!vd_str_is(c->stands, names[got]) || days != wanted)
            fail_msg("case %zu (%.*s): %s, %" PRId64 " days", i + 1, VD_SARG(c->why), names[got], days);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(an_activity_stands_as_its_case_says),
        RULE(what_is_going_to_be_late_is_told_as_its_case_says),
        RULE(a_publication_stands_as_its_case_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
