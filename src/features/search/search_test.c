/* SPDX-License-Identifier: Apache-2.0 */
/* The index on both engines. The rows are put without the record: what is tested is what of them is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <unistd.h>
#include "db/tables.h"
#include "db/testing.h"
#include "features/search/search.h"
#include "features/search/search_index.h"
#include "features/search/search_store.h"

static bool on_postgres;
static const char zero[32];

struct house {
    struct vd_testdb t;
    struct vd_db *db;
    struct vd_arena *arena;
};

#define PUT(house, table, ...) put((house), &T_##table, &(struct row_##table){__VA_ARGS__})
static void put(struct house *h, const struct vd_table *table, const void *row)
{
    if (vd_row_put(h->db, table, row) != VD_OK)
        fail_msg("%s: %s", table->name, vd_db_message(h->db));
}

static void put_entity(struct house *h, int64_t id, struct vd_str slug, struct vd_str name, int64_t version)
{
    PUT(h, entity, .entity_id = id, .slug = slug, .name = name, .name_fold = slug, .sort_key = slug, .head = {zero, 32}, .next_id = 1, .public_version = version);
}

/* A plan whose id is its vigencia, version 1 of it, and its activities beside. */
static void put_plan(struct house *h, int64_t entity, int64_t vigencia, struct vd_str state)
{
    PUT(h, plan, .entity_id = entity, .id = vigencia, .instrument = VD_S("paac-v2"), .vigencia = vigencia, .title = VD_S("Plan Anticorrupción"));
    PUT(h, plan_version, .entity_id = entity, .id = vigencia + 10000, .plan_id = vigencia, .no = 1, .state = state, .created_at = 7);
    PUT(h, component, .entity_id = entity, .version_id = vigencia + 10000, .key = 1, .ord = 1, .code = VD_S("4"), .name = VD_S("Servicio al ciudadano"), .raw = VD_S("C"));
}

static void put_activity(struct house *h, int64_t entity, int64_t vigencia, int64_t key, const char *description)
{
    PUT(h, activity, .entity_id = entity, .version_id = vigencia + 10000, .key = key, .component_key = 1, .ord = key,
        .address = vd_str_printf(h->arena, "4.3.%d", (int)key), .code = vd_str_printf(h->arena, "3.%d", (int)key), .description = vd_str_of(description),
        .product = VD_S("Acta firmada"), .schedule_kind = VD_S("none"), .fold = VD_S(""));
    PUT(h, responsible, .entity_id = entity, .version_id = vigencia + 10000, .activity_key = key, .ord = 1, .unit_id = 30, .raw = VD_S("OPGI"), .is_lead = 1);
}

static void put_unit(struct house *h, int64_t entity)
{
    PUT(h, unit, .entity_id = entity, .id = 30, .name = VD_S("Oficina de Planeación"), .abbrev = VD_S("OPGI"), .slug = VD_S("opgi"));
}

static int open_house(void **state)
{
    struct house *h = calloc(1, sizeof *h);
    assert_non_null(h);
    vd_testdb_begin(&h->t, on_postgres);
    assert_int_equal(vd_db_open(&h->t.config, VD_DB_WRITE, &h->db), VD_OK);
    assert_int_equal(vd_db_migrate(h->db, 1), VD_OK);
    h->arena = vd_arena_new(64u << 20);
    put_entity(h, 0, VD_S("instalacion"), VD_S("instalacion"), 1);
    PUT(h, instrument, .code = VD_S("paac-v2"), .name = VD_S("Plan Anticorrupción"), .short_name = VD_S("PAAC"), .path_word = VD_S("plan"),
        .norm = VD_S("Ley 1474 de 2011"), .valid_from = VD_S("2016-01-26"), .mark = VD_S("G"));
    put_entity(h, 1, VD_S("pasto"), VD_S("Alcaldía de Pasto"), 5);
    put_entity(h, 2, VD_S("sopo"), VD_S("Alcaldía de Sopó"), 5);
    put_unit(h, 1);
    put_unit(h, 2);
    put_plan(h, 1, 2022, VD_S("historico"));
    put_activity(h, 1, 2022, 4, "Publicar los trámites en línea");
    put_activity(h, 1, 2022, 5, "Audiencia de rendición de cuentas");
    put_plan(h, 2, 2017, VD_S("historico"));
    put_activity(h, 2, 2017, 4, "Racionalizar un trámite");
    *state = h;
    return 0;
}

static int close_house(void **state)
{
    struct house *h = *state;
    vd_db_close(h->db);
    vd_arena_free(h->arena);
    vd_testdb_end(&h->t);
    free(h);
    return 0;
}

static void index_all(struct house *h)
{
    assert_int_equal(search_index_entity(h->db, h->arena, VD_S("pasto")), VD_OK);
    assert_int_equal(search_index_entity(h->db, h->arena, VD_S("sopo")), VD_OK);
}

/* "actividad pasto 2022 Publicar…|…" of what is found, in its order. */
static const char *found(struct house *h, int64_t entity, const char *asked)
{
    static const char *const kinds[] = {"entidad", "plan", "responsable", "actividad"};
    struct search_terms terms = search_terms_of(h->arena, vd_str_of(asked));
    struct search_hits hits;
    struct vd_str out = VD_S("");
    if (search_find(h->db, h->arena, &terms, entity, &hits) != VD_OK)
        fail_msg("«%s»: %s", asked, vd_db_message(h->db));
    for (size_t i = 0; i < hits.n; i++) {
        struct search_shown shown;
        assert_int_equal(search_show(h->db, h->arena, hits.v[i], &shown), VD_OK);
        out = vd_str_printf(h->arena, "%.*s%s%s %.*s %" PRId64 " %.*s", VD_SARG(out), i ? "|" : "", kinds[shown.kind], VD_SARG(shown.slug), shown.vigencia, VD_SARG(shown.title));
    }
    return vd_str_c(h->arena, out);
}

static void words_are_found_whatever_accents_plural_and_case_newest_vigencia_first(void **state)
{
    struct house *h = *state;
    index_all(h);
    const char *both = "actividad pasto 2022 4.3.4. Publicar los trámites en línea|actividad sopo 2017 4.3.4. Racionalizar un trámite";
    assert_string_equal(found(h, 0, "trámites"), both);
    assert_string_equal(found(h, 0, "TRAMITE"), both);
    assert_string_equal(found(h, 0, "tram"), both);
    assert_string_equal(found(h, 0, "rendiciones"), "actividad pasto 2022 4.3.5. Audiencia de rendición de cuentas");
}

static void all_the_words_must_be_there(void **state)
{
    struct house *h = *state;
    index_all(h);
    assert_string_equal(found(h, 0, "rendición de cuentas acta"), "actividad pasto 2022 4.3.5. Audiencia de rendición de cuentas");
    assert_string_equal(found(h, 0, "rendición trámite"), "");
    assert_string_equal(found(h, 0, "tram acta"), "");
}

static void a_phrase_is_its_words_one_after_the_other_in_their_form(void **state)
{
    struct house *h = *state;
    const char *hearing = "actividad pasto 2022 4.3.5. Audiencia de rendición de cuentas";
    put_activity(h, 1, 2022, 6, "Rendición anual y estado de cuentas de la rendición");
    put_activity(h, 2, 2017, 7, "Rendición y cuentas, rendiciones de cuentas");
    index_all(h);
    assert_string_equal(found(h, 0, "\"rendición de cuentas\""), hearing);
    assert_string_equal(found(h, 0, "«RENDICION DE CUENTAS»"), hearing);
    assert_string_equal(found(h, 0, "audiencia \"rendición de cuentas\""), hearing);
    assert_string_equal(found(h, 0, "\"rendición de cuentas\" trámite"), "");
    assert_string_equal(found(h, 0, "\"cuentas de rendición\""), "");
    assert_string_equal(found(h, 0, "\"rendiciones de cuentas\""), "actividad sopo 2017 4.3.7. Rendición y cuentas, rendiciones de cuentas");
    assert_string_equal(found(h, 0, "\"rendición y cuentas\""), "actividad sopo 2017 4.3.7. Rendición y cuentas, rendiciones de cuentas");
    assert_string_equal(found(h, 1, "\"cuentas de la rendición\""), "actividad pasto 2022 4.3.6. Rendición anual y estado de cuentas de la rendición");
    assert_string_equal(found(h, 2, "\"rendición de cuentas\""), "");
    assert_string_equal(found(h, 0, "\"trámite\""), "actividad sopo 2017 4.3.4. Racionalizar un trámite");
    assert_string_equal(found(h, 1, "\"acta firmada\" \"rendición de cuentas\""), hearing);
    assert_string_equal(found(h, 1, "\"cuentas producto\""), ""); /* the title ends, the text begins */
}

static void an_entity_is_found_first_and_a_search_may_be_of_one_entity(void **state)
{
    struct house *h = *state;
    index_all(h);
    assert_string_equal(found(h, 0, "alcaldía"), "entidad pasto 0 Alcaldía de Pasto|entidad sopo 0 Alcaldía de Sopó|plan pasto 2022 Plan Anticorrupción|plan sopo 2017 Plan Anticorrupción");
    assert_string_equal(found(h, 2, "alcald"), "entidad sopo 0 Alcaldía de Sopó|plan sopo 2017 Plan Anticorrupción");
    assert_string_equal(found(h, 2, "rendición"), "");
}

static void codes_abbreviations_and_years_are_words(void **state)
{
    struct house *h = *state;
    index_all(h);
    assert_string_equal(found(h, 0, "4.3.5"), "actividad pasto 2022 4.3.5. Audiencia de rendición de cuentas");
    assert_string_equal(found(h, 1, "opgi rendición"), "actividad pasto 2022 4.3.5. Audiencia de rendición de cuentas");
    assert_string_equal(found(h, 0, "PAAC 2017"), "plan sopo 2017 Plan Anticorrupción");
    assert_string_equal(found(h, 2, "planeación"), "responsable sopo 2017 Oficina de Planeación|actividad sopo 2017 4.3.4. Racionalizar un trámite");
}

static void a_responsible_stands_once_in_its_newest_plan(void **state)
{
    struct house *h = *state;
    put_plan(h, 1, 2023, VD_S("historico"));
    put_activity(h, 1, 2023, 9, "Caracterizar usuarios");
    index_all(h);
    assert_string_equal(found(h, 1, "oficina planeación"), "responsable pasto 2023 Oficina de Planeación|actividad pasto 2023 4.3.9. Caracterizar usuarios|"
        "actividad pasto 2022 4.3.4. Publicar los trámites en línea|actividad pasto 2022 4.3.5. Audiencia de rendición de cuentas");
}

static void a_draft_is_never_found(void **state)
{
    struct house *h = *state;
    put_plan(h, 1, 2026, VD_S("borrador"));
    put_activity(h, 1, 2026, 8, "Secreta todavía");
    index_all(h);
    assert_string_equal(found(h, 0, "secreta"), "");
    assert_string_equal(found(h, 0, "2026"), "");
}

static void what_is_not_shown_any_more_leaves_the_index_and_what_did_not_change_is_left_alone(void **state)
{
    struct house *h = *state;
    int64_t stale, entity;
    assert_int_equal(search_stale(h->db, &stale), VD_OK);
    assert_int_equal(stale, 2);
    index_all(h);
    assert_int_equal(search_stale(h->db, &stale), VD_OK);
    assert_int_equal(stale, 0);
    assert_int_equal(search_stale_next(h->db, 0, &entity), VD_NOT_FOUND);
    PUT(h, plan_version, .entity_id = 2, .id = 12017, .plan_id = 2017, .no = 1, .state = VD_S("borrador"), .created_at = 7);
    index_all(h);
    assert_string_not_equal(found(h, 2, "racionalizar"), "");
    put_entity(h, 2, VD_S("sopo"), VD_S("Alcaldía de Sopó"), 6);
    assert_int_equal(search_stale_next(h->db, 0, &entity), VD_OK);
    assert_int_equal(entity, 2);
    assert_int_equal(search_stale_next(h->db, 2, &entity), VD_NOT_FOUND);
    index_all(h);
    assert_string_equal(found(h, 0, "racionalizar"), "");
    assert_string_equal(found(h, 2, "sop"), "entidad sopo 0 Alcaldía de Sopó");
}

static void a_change_of_the_installation_makes_every_entity_old(void **state)
{
    struct house *h = *state;
    int64_t stale;
    index_all(h);
    put_entity(h, 0, VD_S("instalacion"), VD_S("instalacion"), 2);
    assert_int_equal(search_stale(h->db, &stale), VD_OK);
    assert_int_equal(stale, 2);
}

static void hostile_questions_find_nothing_and_break_nothing(void **state)
{
    struct house *h = *state;
    index_all(h);
    static const char *const asked[] = {"' OR 1=1 --", "\"trámites NEAR/0", "NOT *", "col:trámites^", "%%%", "'; DROP TABLE search_doc; --", "<script>", "\x01\x02\x7F",
                                        "\xFF\xFE\xFD", "((((((((", "a & b | !c <-> d", "{}[]\\", "de la y", ""};
    for (size_t i = 0; i < VD_COUNT(asked); i++)
        assert_string_equal(found(h, 0, asked[i]), "");
    char *much = vd_alloc(h->arena, 10241);
    for (size_t i = 0; i < 10240; i++)
        much[i] = i % 7 ? 'q' : ' ';
    assert_string_equal(found(h, 0, much), "");
    assert_string_not_equal(found(h, 0, "trámites"), "");
}

static void a_plan_beyond_one_place_goes_on_in_the_next_and_keeps_its_order(void **state)
{
    struct house *h = *state;
    search_blocks blocks = {0};
    struct search_block *block = VD_PUSH(h->arena, &blocks);
    struct search_hits hits;
    struct search_shown first, last;
    block->vigencia = 2022;
    for (int i = 0; i < 5000; i++)
        *VD_PUSH(h->arena, &block->docs) = (struct search_doc){.kind = SEARCH_ACTIVITY, .title = vd_str_printf(h->arena, "actividad n%d", i), .body = VD_S(""), .path = VD_S("/")};
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(search_put(h->db, h->arena, 1, &blocks), VD_OK);
    assert_int_equal(vd_db_commit(h->db), VD_OK);
    struct search_terms terms = search_terms_of(h->arena, VD_S("actividades"));
    assert_int_equal(search_find(h->db, h->arena, &terms, 0, &hits), VD_OK);
    assert_int_equal(hits.n, 5000);
    assert_int_equal(search_show(h->db, h->arena, hits.v[0], &first), VD_OK);
    assert_int_equal(search_show(h->db, h->arena, hits.v[4999], &last), VD_OK);
    assert_true(vd_str_is(first.title, "actividad n0") && vd_str_is(last.title, "actividad n4999"));
    assert_int_equal(search_after(&hits, hits.v[1024]), 1025);
}

static void a_full_disk_in_the_middle_leaves_the_index_as_it_was(void **state)
{
    struct house *h = *state;
    int failed = 0;
    index_all(h);
    put_entity(h, 1, VD_S("pasto"), VD_S("Alcaldía de Pasto"), 9);
    for (unsigned long at = 1; at < 400; at++) {
        struct vd_db_config config = h->t.config;
        struct vd_db *db = NULL;
        config.fail_at = at;
        config.fail_with = VD_NO_SPACE;
        enum vd_err err = vd_db_open(&config, VD_DB_WRITE, &db);
        if (err == VD_OK)
            err = search_index_entity(db, h->arena, VD_S("pasto"));
        vd_db_close(db);
        if (err == VD_OK)
            break;
        failed++;
        assert_int_equal(err, VD_NO_SPACE);
        assert_string_equal(found(h, 1, "rendición"), "actividad pasto 2022 4.3.5. Audiencia de rendición de cuentas");
    }
    assert_true(failed > 20);
    int64_t stale;
    assert_int_equal(search_stale(h->db, &stale), VD_OK);
    assert_int_equal(stale, 0);
}

/* ---- the keeper: these run under ThreadSanitizer too */

enum { STEP_US = 10000, STEPS_MOST = 6000 };

static struct search_keeper *keep(struct house *h, struct vd_services *services)
{
    struct search_keeper *keeper = NULL;
    *services = (struct vd_services){.db = h->t.config};
    assert_int_equal(vd_writer_start(&services->db, &services->writer), VD_OK);
    assert_int_equal(search_keeper_start(services, &keeper), VD_OK);
    return keeper;
}

/* Readers ask all the while, as in a server. */
static void wait_until_indexed(struct house *h)
{
    int64_t stale = 1;
    for (int step = 0; stale && step < STEPS_MOST; step++) {
        usleep(STEP_US);
        assert_non_null(found(h, 0, "rendición"));
        assert_int_equal(search_stale(h->db, &stale), VD_OK);
    }
    assert_int_equal(stale, 0);
}

static void the_keeper_indexes_what_others_write(void **state)
{
    struct house *h = *state;
    struct vd_services services;
    struct search_keeper *keeper = keep(h, &services);
    wait_until_indexed(h);
    assert_string_equal(found(h, 2, "racionalizar"), "actividad sopo 2017 4.3.4. Racionalizar un trámite");
    for (int64_t version = 6; version < 8; version++) {
        put_activity(h, 2, 2017, version, "Caracterizar usuarios");
        put_entity(h, 2, VD_S("sopo"), VD_S("Alcaldía de Sopó"), version);
        wait_until_indexed(h);
        assert_non_null(strstr(found(h, 2, "caracterizar"), version == 6 ? "4.3.6." : "4.3.7."));
    }
    search_keeper_stop(keeper);
    vd_writer_stop(services.writer);
}

static void the_keeper_stops_at_any_moment_and_what_it_had_begun_is_whole(void **state)
{
    struct house *h = *state;
    for (int64_t turn = 0; turn < 20; turn++) {
        struct vd_services services;
        put_entity(h, 2, VD_S("sopo"), VD_S("Alcaldía de Sopó"), 10 + turn);
        struct search_keeper *keeper = keep(h, &services);
        usleep((useconds_t)(turn * 1500));
        search_keeper_stop(keeper);
        vd_writer_stop(services.writer);
        const char *hits = found(h, 2, "racionalizar");
        assert_true(!*hits || strcmp(hits, "actividad sopo 2017 4.3.4. Racionalizar un trámite") == 0);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, open_house, close_house)
        T(words_are_found_whatever_accents_plural_and_case_newest_vigencia_first),
        T(all_the_words_must_be_there),
        T(a_phrase_is_its_words_one_after_the_other_in_their_form),
        T(an_entity_is_found_first_and_a_search_may_be_of_one_entity),
        T(codes_abbreviations_and_years_are_words),
        T(a_responsible_stands_once_in_its_newest_plan),
        T(a_draft_is_never_found),
        T(what_is_not_shown_any_more_leaves_the_index_and_what_did_not_change_is_left_alone),
        T(a_change_of_the_installation_makes_every_entity_old),
        T(hostile_questions_find_nothing_and_break_nothing),
        T(a_plan_beyond_one_place_goes_on_in_the_next_and_keeps_its_order),
        T(a_full_disk_in_the_middle_leaves_the_index_as_it_was),
        T(the_keeper_indexes_what_others_write),
        T(the_keeper_stops_at_any_moment_and_what_it_had_begun_is_whole),
    };
    if (!vd_testdb_choose(argc, argv, &on_postgres))
        return VD_TEST_SKIPPED;
    return cmocka_run_group_tests_name(on_postgres ? "search on PostgreSQL" : "search on SQLite", tests, NULL, NULL);
}
