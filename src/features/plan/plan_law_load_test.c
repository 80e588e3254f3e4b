/* SPDX-License-Identifier: Apache-2.0 */
/* The law in entity 0, on both engines: loaded once, again when its files are others, never over what somebody changed. */
#include "features/plan/plan_import_testing.h"
#include "features/plan/read/plan_law.h"

static void the_law_is_loaded_once(void **state)
{
    struct fixture *fx = *state;
    size_t events = fixture_count(fx, &T_event, 0);
    assert_int_equal(fixture_count(fx, &T_instrument, 0), law_instruments_n);
    assert_int_equal(fixture_count(fx, &T_instrument_part, 0), law_instrument_parts_n);
    assert_int_equal(law_load(fx), VD_OK);
    assert_int_equal(fixture_count(fx, &T_event, 0), events);
    fixture_proven(fx);
}

static bool is_named(struct fixture *fx, const char *where)
{
    struct vd_verify_report report = {0};
    bool named = false;
    assert_int_equal(vd_record_verify(fx->db, fx->files, fx->arena, &report), VD_OK);
    VD_EACH(f, &report.faults)
        named |= vd_str_find(f->where, vd_str_of(where)) >= 0;
    return named;
}

static void a_changed_row_of_the_law_stays_for_verify_to_name(void **state)
{
    struct fixture *fx = *state;
    size_t n, events = fixture_count(fx, &T_event, 0);
    struct row_instrument row = FIXTURE_ROWS(fx, instrument, 0, &n)[0];
    row.norm = VD_S("Ninguna");
    assert_int_equal(vd_row_put(fx->db, &T_instrument, &row), VD_OK);
    assert_int_equal(law_load(fx), VD_OK);
    assert_int_equal(fixture_count(fx, &T_event, 0), events);
    assert_true(vd_str_is(FIXTURE_ROWS(fx, instrument, 0, &n)[0].norm, "Ninguna"));
    assert_true(is_named(fx, vd_str_c(fx->arena, row.code)));
}

static void the_law_is_loaded_again_when_its_files_are_others(void **state)
{
    struct fixture *fx = *state;
    size_t n, events = fixture_count(fx, &T_event, 0);
    struct row_event_detail last = FIXTURE_ROWS(fx, event_detail, 0, &n)[events - 1];
    last.body = vd_str_dup(fx->arena, last.body);
    ptrdiff_t at = vd_str_find(last.body, vd_str_of(law_sha256));
    assert_true(at > 0);
    memset((char *)last.body.p + at, '0', 64); /* as if files of another content had been loaded */
    assert_int_equal(vd_row_put(fx->db, &T_event_detail, &last), VD_OK);
    assert_int_equal(vd_db_begin(fx->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(plan_law_load(fx->db, fx->arena, IMPORTED_AT + 1), VD_OK);
    assert_int_equal(plan_law_load(fx->db, fx->arena, IMPORTED_AT + 2), VD_OK);
    assert_int_equal(vd_db_commit(fx->db), VD_OK);
    assert_int_equal(fixture_count(fx, &T_event, 0), events + 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        STORED(the_law_is_loaded_once),
        STORED(a_changed_row_of_the_law_stays_for_verify_to_name),
        STORED(the_law_is_loaded_again_when_its_files_are_others),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("plan law", tests, NULL, NULL);
}
