/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of a version and the hash of what is frozen. */
#include "features/life/life_testing.h"

const struct life_guard life_guards[] = {{"borrador_sin_errores", other}, {"consulta_preparada", other}, {"aportes_respondidos", other}, {"sesion_decidida", other}, {"informados", other}, {"seguimientos_publicados", other}, {NULL, NULL}};

/* ---- copies and hashes */

struct copying { int64_t from, to; enum life_keys keys; };
static enum vd_err copy(struct vd_change *change, struct world *w VD_UNUSED, void *arg)
{
    const struct copying *c = arg;
    return life_copy(change, c->from, c->to, c->keys);
}

static int64_t copy_of(struct world *w, int64_t from, enum life_keys keys)
{
    struct version v = {.state = "borrador", .empty = true};
    assert_int_equal(act(w, w->entity, "plan.empezado", make_version, &v), VD_OK);
    struct copying c = {from, v.id, keys};
    assert_int_equal(act(w, w->entity, "plan.empezado", copy, &c), VD_OK);
    return v.id;
}

static struct vd_str hash_of(struct world *w, int64_t version)
{
    unsigned char hash[32];
    assert_int_equal(life_freeze_hash(w->fx->db, w->fx->arena, w->entity, version, hash), VD_OK);
    return vd_str_dup(w->fx->arena, (struct vd_str){(const char *)hash, sizeof hash});
}

static void the_hash_is_of_the_content_whichever_version_holds_it(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "borrador", false), same = copy_of(w, id, LIFE_KEYS_KEPT), fresh = copy_of(w, id, LIFE_KEYS_NEW);
    assert_true(vd_str_eq(hash_of(w, id), hash_of(w, id)));
    assert_true(vd_str_eq(hash_of(w, id), hash_of(w, same)));
    assert_false(vd_str_eq(hash_of(w, id), hash_of(w, fresh)));
    struct row_target *target = row_of(w, &T_target, same);
    target->qty_u6 = vd_some(2000000);
    edit(w, &T_target, target, false);
    assert_false(vd_str_eq(hash_of(w, id), hash_of(w, same)));
    assert_whole(w);
}

static void a_copy_with_new_keys_hangs_together_and_shares_none(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "borrador", false), fresh = copy_of(w, id, LIFE_KEYS_NEW);
    const struct row_activity *old = row_of(w, &T_activity, id), *activity = row_of(w, &T_activity, fresh);
    const struct row_indicator *indicator = row_of(w, &T_indicator, fresh);
    const struct row_target *target = row_of(w, &T_target, fresh);
    const struct row_window_ *window = row_of(w, &T_window_, fresh);
    const struct row_component *component = row_of(w, &T_component, fresh);
    assert_int_not_equal(old->key, activity->key);
    assert_true(vd_str_eq(old->address, activity->address));
    assert_int_equal(indicator->activity_key.v, activity->key);
    assert_int_equal(target->indicator_key, indicator->key);
    assert_int_equal(window->activity_key, activity->key);
    assert_int_equal(component->key, activity->component_key);
    assert_int_not_equal(component->key, old->component_key);
}

static void what_is_frozen_bears_its_hash_until_it_can_be_written_again(void **state)
{
    struct world *w = *state;
    struct life_stepped done;
    int64_t id = version_in(w, "consolidacion", false);
    struct vd_str hash = hash_of(w, id);
    assert_false(get(w, id).frozen_hash.n);
    assert_int_equal(step(w, id, "someter", w->person[ALL], &done), VD_OK);
    assert_true(vd_str_eq(get(w, id).frozen_hash, hash));
    assert_int_equal(step(w, id, "devolver", w->person[SECOND], &done), VD_OK);
    assert_false(get(w, id).frozen_hash.n);
    assert_true(life_may_write(&done.version));
    life_steps steps = {0};
    assert_int_equal(life_history(w->fx->db, w->fx->arena, w->entity, id, &steps), VD_OK);
    assert_true(vd_str_eq(steps.v[1].document_hash, hash));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(the_hash_is_of_the_content_whichever_version_holds_it), T(a_copy_with_new_keys_hangs_together_and_shares_none),
        T(what_is_frozen_bears_its_hash_until_it_can_be_written_again),
    };
    CHOOSE_ENGINE(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
