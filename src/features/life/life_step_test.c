/* SPDX-License-Identifier: Apache-2.0 */
/* Steps: what they keep, a version that replaces another, beginning, two at once. */
#include "features/plan/plan.h"
#include <pthread.h>
#include "features/life/life_testing.h"

const struct life_guard life_guards[] = {{"borrador_sin_errores", other}, {"consulta_preparada", other}, {"aportes_respondidos", other}, {"sesion_decidida", other}, {"informados", other}, {"seguimientos_publicados", other}, {NULL, NULL}};

/* ---- publishing and modifying */

static void publishing_keeps_day_file_and_deadline_and_the_next_version_replaces_it(void **state)
{
    struct world *w = *state;
    struct life_stepped done;
    int64_t first = version_in(w, "aprobado", false);
    assert_int_equal(step(w, first, "publicar", w->person[ALL], &done), VD_OK);
    struct life_version_row v = get(w, first);
    assert_true(vd_str_is(v.published_on, "2022-09-20") && vd_str_is(v.due_on, "2022-01-31"));
    assert_int_equal(v.published_at.v, NOW);
    assert_int_equal(v.published_file.v, w->attachment);
    assert_true(vd_str_is(plan_published_text(w->fx->arena, v.published_on, v.due_on), "Publicado el 20 de septiembre de 2022, 232 días después del plazo"));

    assert_int_equal(step(w, first, "pedir_modificacion", w->person[SECOND], &done), VD_OK);
    int64_t next = done.version.id;
    assert_int_not_equal(next, first);
    assert_true(vd_str_is(done.version.state, "modificacion_en_tramite") && vd_str_is(get(w, first).state, "publicado"));
    assert_int_equal(done.version.base_id.v, first);
    assert_int_equal(done.version.no, v.no + 1);
    assert_int_equal(done.version.activities, 1);
    refused_because(w, first, "pedir_modificacion", w->person[ALL], "Ya hay una versión en trámite");
    assert_int_equal(step(w, next, "someter", w->person[ALL], &done), VD_OK);
    assert_int_equal(step(w, next, "aprobar", w->person[SECOND], &done), VD_OK);
    assert_int_equal(step(w, next, "publicar", w->person[ALL], &done), VD_OK);
    assert_true(vd_str_is(get(w, next).state, "publicado") && vd_str_is(get(w, first).state, "reemplazado"));
    assert_false(get(w, next).due_on.n); /* the law gives a day to the plan of the year, none to its changes */
    assert_whole(w);
}

static void the_history_says_who_when_why_and_by_which_act(void **state)
{
    struct world *w = *state;
    struct life_stepped done;
    life_steps steps = {0};
    int64_t id = version_in(w, "en_aprobacion", false);
    assert_int_equal(step(w, id, "devolver", w->person[SECOND], &done), VD_OK);
    assert_int_equal(life_history(w->fx->db, w->fx->arena, w->entity, id, &steps), VD_OK);
    assert_int_equal(steps.n, 1);
    const struct life_step_row *s = &steps.v[0];
    assert_true(vd_str_is(s->event, "devolver") && vd_str_is(s->from_state, "en_aprobacion") && vd_str_is(s->to_state, "borrador"));
    assert_true(vd_str_is(s->person, "b@x.co") && vd_str_is(s->reason, "porque sí") && vd_str_is(s->act_no, "3") && vd_str_is(s->file, "acta.pdf"));
    assert_int_equal(s->at, NOW);
    assert_true(vd_str_is(life_past(s->event), "Se devolvió"));
}

static void what_comes_next_says_what_is_missing_and_who_may(void **state)
{
    struct world *w = *state;
    life_ways ways = {0};
    struct vd_who reader = {.person_id = w->person[READER]};
    struct life_version_row v = get(w, version_in(w, "borrador", false));
    assert_int_equal(vd_posts_of(w->fx->db, w->fx->arena, w->entity, w->person[READER], (struct vd_date){2022, 9, 20}, &reader), VD_OK);
    assert_int_equal(life_next(w->fx->db, w->fx->arena, &reader, &v, NOW, &ways), VD_OK);
    bool seen = false;
    VD_EACH(way, &ways) {
        assert_false(way->may);
        if (!vd_str_is(way->rule->event, "someter"))
            continue;
        seen = true;
        assert_false(way->ready);
        assert_false(way->guards.v[0].met);
        assert_true(way->guards.v[1].met);
    }
    assert_true(seen);
}

/* ---- beginning */

struct beginning { struct life_beginning of; struct life_stepped *ret; };
static enum vd_err begin(struct vd_change *change, struct world *w VD_UNUSED, void *arg)
{
    struct beginning *b = arg;
    return life_begin(change, &b->of, b->ret);
}

static void a_plan_is_begun_once_a_year_and_again_when_it_was_withdrawn(void **state)
{
    struct world *w = *state;
    struct life_stepped done = {0};
    struct beginning b = {{.instrument = VD_S("paac-v2"), .vigencia = 2023, .person_id = w->person[ALL]}, &done};
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_OK);
    int64_t first = done.version.id;
    assert_int_equal(done.version.no, 1);
    assert_true(vd_str_is(done.version.title, "Plan Anticorrupción y de Atención al Ciudadano 2023") && vd_str_is(done.version.state, "borrador"));
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_CONFLICT);
    assert_true(vd_str_starts(done.problem, VD_S("Ya hay un plan de 2023 (versión 1, Borrador)")));
    assert_int_equal(step(w, first, "retirar", w->person[ALL], &done), VD_OK);
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_OK);
    assert_int_equal(done.version.no, 2);
    struct life_version_row found;
    assert_int_equal(life_find(w->fx->db, w->fx->arena, w->entity, VD_S("plan"), 2023, 2, &found), VD_OK);
    assert_int_equal(found.id, done.version.id);
    b.of.person_id = w->person[READER];
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_DENIED);
    b.of = (struct life_beginning){.instrument = VD_S("otro"), .vigencia = 2023, .person_id = w->person[ALL]};
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_INVALID);
}

/* ---- two at once: two writers, as two nodes or two command lines would be */

struct racer { struct vd_job job; struct world *w; struct vd_writer *writer; struct life_stepping of; struct vd_arena *arena; char key[40]; enum vd_err err; pthread_mutex_t *lock; pthread_cond_t *over; int *left; };

static enum vd_err race_apply(struct vd_change *change, void *arg)
{
    struct life_stepped done = {0};
    return life_step(change, &((struct racer *)arg)->of, &done);
}

static enum vd_err race_run(struct vd_db *db, struct vd_job *job)
{
    struct racer *r = (struct racer *)(void *)job;
    struct vd_str key = vd_str_of(r->key);
    const struct vd_change_spec spec = {.entity_id = r->w->entity, .kind = "plan.sometido", .actor = {.kind = VD_ACTOR_PERSON, .id = r->of.person_id}, .now = NOW, .idem_key = key,
        .body_hash = key, .apply = race_apply, .arg = r};
    struct vd_change_result result;
    vd_arena_reset(r->arena);
    return vd_record_run(db, r->arena, &spec, &result);
}

static void race_done(struct vd_job *job, enum vd_err result)
{
    struct racer *r = (struct racer *)(void *)job;
    pthread_mutex_lock(r->lock);
    r->err = result;
    --*r->left;
    pthread_cond_signal(r->over);
    pthread_mutex_unlock(r->lock);
}

static void of_two_who_step_at_once_one_moves_it_and_the_other_is_told(void **state)
{
    struct world *w = *state;
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t over = PTHREAD_COND_INITIALIZER;
    for (int round = 0; round < 5; round++) {
        struct racer racers[2];
        int left = 2, won = 0;
        int64_t id = version_in(w, "consolidacion", false);
        for (int i = 0; i < 2; i++) {
            racers[i] = (struct racer){.job = {.run = race_run, .done = race_done}, .w = w, .arena = vd_arena_new(16 << 20), .lock = &lock, .over = &over, .left = &left,
                .of = {.version_id = id, .event = VD_S("someter"), .seen = VD_S("consolidacion"), .person_id = w->person[ALL + i]}};
            snprintf(racers[i].key, sizeof racers[i].key, "%032d", 50000 + round * 2 + i);
            assert_int_equal(vd_writer_start(&w->fx->test.config, &racers[i].writer), VD_OK);
        }
        for (int i = 0; i < 2; i++)
            assert_true(vd_writer_push(racers[i].writer, &racers[i].job));
        pthread_mutex_lock(&lock);
        while (left)
            pthread_cond_wait(&over, &lock);
        pthread_mutex_unlock(&lock);
        for (int i = 0; i < 2; i++) {
            vd_writer_stop(racers[i].writer);
            won += racers[i].err == VD_OK;
            if (racers[i].err != VD_OK)
                assert_int_equal(racers[i].err, VD_CONFLICT);
            vd_arena_free(racers[i].arena);
        }
        assert_int_equal(won, 1);
        assert_int_equal(get(w, id).step_no, 1);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(publishing_keeps_day_file_and_deadline_and_the_next_version_replaces_it), T(the_history_says_who_when_why_and_by_which_act),
        T(what_comes_next_says_what_is_missing_and_who_may), T(a_plan_is_begun_once_a_year_and_again_when_it_was_withdrawn),
        T(of_two_who_step_at_once_one_moves_it_and_the_other_is_told),
    };
    CHOOSE_ENGINE(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
