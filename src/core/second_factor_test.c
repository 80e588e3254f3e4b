/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <sodium.h>
#include <cmocka.h>
#include "core/second_factor.h"
#include "core/mail.h"

static const unsigned char rfc_secret[VD_SECRET] = "12345678901234567890";
static struct vd_arena *arena;

static vd_us at(int64_t seconds) { return seconds * 1000000; }

/* RFC 6238, appendix B, the last six of its eight digits. */
static void the_codes_are_those_of_the_standard(void **state VD_UNUSED)
{
    static const struct { int64_t seconds; const char *code; } cases[] = {
        {59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    int64_t step = 0;
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        assert_int_equal(vd_code_check(rfc_secret, vd_str_of(cases[i].code), at(cases[i].seconds), &step), VD_OK);
        assert_int_equal(step, cases[i].seconds / 30);
    }
}

static void a_code_is_good_one_step_before_and_after_and_no_further(void **state VD_UNUSED)
{
    int64_t step = 0;
    assert_int_equal(vd_code_check(rfc_secret, VD_S("005924"), at(1234567890 + 30), &step), VD_OK);
    assert_int_equal(vd_code_check(rfc_secret, VD_S("005924"), at(1234567890 - 30), &step), VD_OK);
    assert_int_equal(vd_code_check(rfc_secret, VD_S("005924"), at(1234567890 + 60), &step), VD_NOT_FOUND);
    assert_int_equal(vd_code_check(rfc_secret, VD_S("005924"), at(1234567890 - 60), &step), VD_NOT_FOUND);
    assert_int_equal(vd_code_check(rfc_secret, VD_S("5924"), at(1234567890), &step), VD_NOT_FOUND);
    assert_int_equal(vd_code_check(rfc_secret, VD_S("-05924"), at(1234567890), &step), VD_NOT_FOUND);
}

static void a_secret_opens_for_its_person_and_with_its_key_only(void **state VD_UNUSED)
{
    const unsigned char key[VD_SEAL_KEY] = {1}, other[VD_SEAL_KEY] = {2};
    unsigned char secret[VD_SECRET];
    struct vd_str sealed = vd_secret_seal(arena, key, 7, rfc_secret);
    assert_int_equal(vd_secret_open(arena, key, 7, sealed, secret), VD_OK);
    assert_memory_equal(secret, rfc_secret, VD_SECRET);
    assert_int_equal(vd_secret_open(arena, key, 8, sealed, secret), VD_CORRUPT);
    assert_int_equal(vd_secret_open(arena, other, 7, sealed, secret), VD_CORRUPT);
    assert_int_equal(vd_secret_open(arena, key, 7, vd_str_sub(sealed, 0, sealed.n - 1), secret), VD_CORRUPT);
    assert_int_equal(vd_secret_open(arena, key, 7, (struct vd_str){0}, secret), VD_CORRUPT);
    assert_false(vd_str_eq(sealed, vd_secret_seal(arena, key, 7, rfc_secret)));
    assert_true(vd_str_is(vd_secret_text(arena, rfc_secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
}

/* Every encoded word stands alone: of at most 75 characters, and no letter is cut in two. */
static void a_long_subject_is_cut_between_letters(void **state VD_UNUSED)
{
    const struct vd_mail_out mail = {.entity_id = 1, .id = 2, .to = VD_S("ana@pasto.gov.co"), .body = VD_S("Uno\nDos\n"),
        .subject = VD_S("ñandúes y cigüeñas: la acción «Capacitación a supervisores» vence mañana, señora Núñez, según el año pasado")};
    struct vd_str text = vd_mail_text(arena, &mail, VD_S("veedor@pasto.gov.co"), at(1795272311)), line, whole = {0};
    while (vd_str_split(&text, '\n', &line)) {
        ptrdiff_t from = vd_str_find(line, VD_S("=?UTF-8?B?")), to = vd_str_find(line, VD_S("?=\r"));
        assert_true(line.n <= 92);
        if (from < 0)
            continue;
        char plain[64];
        size_t n;
        assert_true(to - from + 2 <= 75);
        assert_int_equal(sodium_base642bin((unsigned char *)plain, sizeof plain, line.p + from + 10, (size_t)(to - from) - 10, NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL), 0);
        assert_true(vd_utf8_valid((struct vd_str){plain, n}));
        whole = vd_str_printf(arena, "%.*s%.*s", VD_SARG(whole), (int)n, plain);
    }
    assert_true(vd_str_eq(whole, mail.subject));
}

static int open_all(void **state VD_UNUSED)
{
    arena = vd_arena_new(1 << 20);
    return arena && sodium_init() >= 0 && vd_second_factor_init() ? 0 : 1;
}

static int close_all(void **state VD_UNUSED)
{
    vd_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_codes_are_those_of_the_standard), cmocka_unit_test(a_code_is_good_one_step_before_and_after_and_no_further),
        cmocka_unit_test(a_secret_opens_for_its_person_and_with_its_key_only), cmocka_unit_test(a_long_subject_is_cut_between_letters)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
