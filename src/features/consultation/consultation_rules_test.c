/* SPDX-License-Identifier: Apache-2.0 */
#include "features/consultation/consultation_rules.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static vd_us at(const char *iso)
{
    vd_us us = 0;
    assert_true(vd_us_from_iso(vd_str_of(iso), &us));
    return us;
}

static void the_last_day_counts_to_its_last_second_and_not_one_more(void **state VD_UNUSED)
{
    const struct vd_str opens = VD_S("2027-01-22"), closes = VD_S("2027-01-27");
    assert_int_equal(consultation_when(opens, closes, false, at("2027-01-21T23:59:59-05:00")), CONSULTATION_BEFORE);
    assert_int_equal(consultation_when(opens, closes, false, at("2027-01-22T00:00:00-05:00")), CONSULTATION_OPEN);
    assert_int_equal(consultation_when(opens, closes, false, at("2027-01-27T23:59:59-05:00")), CONSULTATION_OPEN);
    assert_int_equal(consultation_when(opens, closes, false, at("2027-01-28T00:00:00-05:00")), CONSULTATION_OVER);
    assert_int_equal(consultation_when(opens, closes, false, at("2027-01-28T04:59:59Z")), CONSULTATION_OPEN); /* still the 27th in Bogotá */
    assert_int_equal(consultation_when(opens, closes, true, at("2027-01-25T12:00:00-05:00")), CONSULTATION_CLOSED);
}

static void a_number_is_read_as_people_copy_it(void **state VD_UNUSED)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 16);
    static const char *const good[] = {"APO-2027-0012", "apo-2027-12", " 2027-0012 "}, *const bad[] = {"", "APO", "APO-2027", "APO-2027-", "APO-27-1", "2027-0", "2027-1-2", "2027-uno", "2027-1234567890"};
    struct contribution_no no = {0};
    for (size_t i = 0; i < VD_COUNT(good); i++) {
        assert_true(contribution_no_read(vd_str_of(good[i]), &no));
        assert_string_equal(contribution_no_said(arena, no).p, "APO-2027-0012");
    }
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        assert_false(contribution_no_read(vd_str_of(bad[i]), &no));
}

static void a_code_is_read_as_people_copy_it_and_belongs_to_its_entity(void **state VD_UNUSED)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 16);
    struct vd_str code = contribution_code_make(arena), other = contribution_code_make(arena), read;
    unsigned char one[32], two[32];
    assert_int_equal(code.n, CONTRIBUTION_CODE);
    assert_false(vd_str_eq(code, other));
    assert_true(contribution_code_read(arena, contribution_code_said(arena, code), &read));
    assert_true(vd_str_eq(read, code));
    assert_true(contribution_code_read(arena, VD_S("kx7m-4pqd-o2li"), &read));
    assert_true(vd_str_is(read, "KX7M4PQD0211"));
    assert_false(contribution_code_read(arena, VD_S("KX7M-4PQD"), &read));
    assert_false(contribution_code_read(arena, VD_S("KX7M-4PQD-92AB-C"), &read));
    assert_false(contribution_code_read(arena, VD_S("KX7M-4PQD-92A!"), &read));
    contribution_code_hash(1, code, one);
    contribution_code_hash(2, code, two);
    assert_memory_not_equal(one, two, sizeof one);
}

static void an_address_of_the_web_is_noticed_and_an_ordinary_text_is_not(void **state VD_UNUSED)
{
    static const char *const links[] = {"vea https://ejemplo.co", "WWW.ejemplo.co", "<a HREF=x>", "[url=x]", "[vea](aqui)", "compre en ejemplo.com/oferta"};
    static const char *const plain[] = {"", "La meta 4.3.1 es corta: propongo 3 informes (uno por corte).", "Escríbanme al correo que dejé.", "Publicar en la página web"};
    for (size_t i = 0; i < VD_COUNT(links); i++)
        assert_true(contribution_has_links(vd_str_of(links[i])));
    for (size_t i = 0; i < VD_COUNT(plain); i++)
        assert_false(contribution_has_links(vd_str_of(plain[i])));
}

static void letters_are_counted_as_people_count_them(void **state VD_UNUSED)
{
    assert_int_equal(consultation_letters(VD_S("")), 0);
    assert_int_equal(consultation_letters(VD_S("Ñandú")), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_day_counts_to_its_last_second_and_not_one_more), cmocka_unit_test(a_number_is_read_as_people_copy_it),
        cmocka_unit_test(a_code_is_read_as_people_copy_it_and_belongs_to_its_entity), cmocka_unit_test(an_address_of_the_web_is_noticed_and_an_ordinary_text_is_not),
        cmocka_unit_test(letters_are_counted_as_people_count_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
