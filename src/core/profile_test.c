/* SPDX-License-Identifier: Apache-2.0 */
#include "core/profile.h"
#include "core/store_fixture.h"

static void the_check_digit_of_a_tax_number_is_judged(void **state)
{
    (void)state;
    /* Pasto, Bancolombia, DIAN, Ecopetrol, Bogotá D. C., Colombia Compra Eficiente: as each publishes its own. */
    static const char *const good[][2] = {{"891.280.000-3", "891280000-3"}, {"8909039388", "890903938-8"}, {"800197268 - 4", "800197268-4"}, {"899.999.068-1", "899999068-1"},
        {"899999061-9", "899999061-9"}, {"900.373.913-4", "900373913-4"}};
    static const char *const odd[] = {"", "891280000", "89128000-3", "891.280.000-E", "891280000-3 DV", "123456789012", "891,280,000-3"};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    struct vd_str nit = {0};
    for (size_t i = 0; i < VD_COUNT(good); i++) {
        char other[20];
        if (vd_nit_read(arena, vd_str_of(good[i][0]), &nit) != VD_OK || !vd_str_is(nit, good[i][1]))
            fail_msg("%s: %.*s", good[i][0], VD_SARG(nit));
        snprintf(other, sizeof other, "%.9s%d", good[i][1], (good[i][1][10] - '0' + 1) % 10);
        assert_int_equal(vd_nit_read(arena, vd_str_of(other), &nit), VD_CORRUPT);
    }
    for (size_t i = 0; i < VD_COUNT(odd); i++)
        if (vd_nit_read(arena, vd_str_of(odd[i]), &nit) != VD_INVALID)
            fail_msg("read: %s", odd[i]);
}

static void a_department_is_known_by_its_code(void **state)
{
    (void)state;
    assert_true(vd_str_is(vd_department_find(VD_S("52"))->name, "Nariño"));
    assert_true(vd_str_is(vd_department_find(VD_S("05"))->name, "Antioquia"));
    assert_null(vd_department_find(VD_S("53")));
    assert_null(vd_department_find(VD_S("")));
    assert_int_equal(vd_place_departments_n, 33); /* 32 and Bogotá */
}

struct putting { struct row_entity_profile row; unsigned char seen[32]; };

static enum vd_err put(struct vd_change *change, void *arg)
{
    const struct putting *p = arg;
    return vd_profile_put(change, &p->row, p->seen);
}

static enum vd_err shield(struct vd_change *change, void *arg) { return vd_profile_shield(change, arg); }

static enum vd_err drop(struct vd_change *change, void *arg)
{
    (void)arg;
    return vd_profile_shield_drop(change);
}

static struct vd_profile profile_of(struct fixture *fx, int64_t entity)
{
    struct vd_profile profile;
    assert_int_equal(vd_profile_get(fx->db, fx->arena, entity, &profile), VD_OK);
    return profile;
}

static enum vd_err run(struct fixture *fx, int64_t entity, const char *kind, int key, enum vd_err (*apply)(struct vd_change *, void *), void *arg)
{
    struct act act = fixture_act(fx, entity, kind, key, apply, arg);
    return fixture_run(fx->db, &act);
}

static void what_an_entity_says_of_itself_is_kept_and_proven_and_never_overwritten_unseen(void **state)
{
    struct fixture *fx = *state;
    int64_t entity = fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    struct vd_profile none = profile_of(fx, entity);
    struct putting p = {.row = {.nit = VD_S("891280000-3"), .level = VD_S("territorial"), .department = VD_S("52")}};
    assert_null(none.row.nit.p);
    vd_profile_hash(&none, p.seen);
    assert_int_equal(run(fx, entity, "entidad.descrita", 1, put, &p), VD_OK);
    assert_true(vd_str_is(profile_of(fx, entity).row.nit, "891280000-3"));
    assert_null(profile_of(fx, entity).row.mail.p);
    p.row.nit = VD_S("800197268-4");
    assert_int_equal(run(fx, entity, "entidad.descrita", 2, put, &p), VD_CONFLICT);
    assert_true(vd_str_is(profile_of(fx, entity).row.nit, "891280000-3"));
    fixture_proven(fx);
}

static void the_shield_stays_when_the_texts_change_and_goes_alone(void **state)
{
    struct fixture *fx = *state;
    int64_t entity = fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    struct vd_shield image = {.name = VD_S("escudo.png"), .width = 120, .height = 160};
    struct putting p = {.row = {.mail = VD_S("contacto@pasto.gov.co")}};
    struct vd_str bytes;
    assert_int_equal(vd_files_store_bytes(fx->files, entity, VD_S("\x89PNG\r\n\x1A\nlo demás"), &image.file), VD_OK);
    assert_int_equal(run(fx, entity, "entidad.escudo_puesto", 1, shield, &image), VD_OK);
    struct vd_profile with = profile_of(fx, entity);
    assert_true(vd_str_is(with.shield_mime, "image/png"));
    assert_int_equal(with.row.shield_height.v, 160);
    assert_int_equal(vd_files_read(fx->files, fx->arena, entity, (const unsigned char *)with.shield.p, with.shield_size, &bytes), VD_OK);
    assert_true(vd_str_is(bytes, "\x89PNG\r\n\x1A\nlo demás"));
    assert_int_equal(vd_files_read(fx->files, fx->arena, entity, (const unsigned char *)with.shield.p, with.shield_size - 1, &bytes), VD_CORRUPT);
    vd_profile_hash(&with, p.seen);
    assert_int_equal(run(fx, entity, "entidad.descrita", 2, put, &p), VD_OK);
    assert_true(vd_str_eq(profile_of(fx, entity).shield, with.shield));
    assert_int_equal(run(fx, entity, "entidad.escudo_quitado", 3, drop, NULL), VD_OK);
    assert_null(profile_of(fx, entity).shield.p);
    assert_true(vd_str_is(profile_of(fx, entity).row.mail, "contacto@pasto.gov.co"));
    assert_int_equal(run(fx, entity, "entidad.escudo_quitado", 4, drop, NULL), VD_NOT_FOUND);
    fixture_proven(fx);
}

#define STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_digit_of_a_tax_number_is_judged),
        cmocka_unit_test(a_department_is_known_by_its_code),
        STORE(what_an_entity_says_of_itself_is_kept_and_proven_and_never_overwritten_unseen),
        STORE(the_shield_stays_when_the_texts_change_and_goes_alone),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("profile", tests, NULL, NULL);
}
