/* SPDX-License-Identifier: Apache-2.0 */
/* Whoever goes around the record is found, and what they touched is named. */
#include <unistd.h>
#include "core/proof.h"
#include "core/store_fixture.h"

static bool names(struct vd_verify_report *report, const char *where, const char *what)
{
    VD_EACH(fault, &report->faults)
        if (vd_str_is(fault->where, where) && vd_str_find(fault->what, vd_str_of(what)) >= 0)
            return true;
    return false;
}

static void print_faults(struct vd_verify_report *report)
{
    VD_EACH(fault, &report->faults)
        print_message("  %.*s: %.*s: %.*s\n", VD_SARG(fault->entity), VD_SARG(fault->where), VD_SARG(fault->what));
}

static void expect(struct fixture *fx, const char *where, const char *what)
{
    struct vd_verify_report report = fixture_verify(fx);
    if (!names(&report, where, what)) {
        print_faults(&report);
        fail_msg("not named: %s: %s", where, what);
    }
}

/* Does it, and this must be the only thing that is named. */
static void tamper(struct fixture *fx, const char *sql, const char *where, const char *what)
{
    struct vd_verify_report report = fixture_verify(fx);
    assert_int_equal(report.faults.n, 0);
    fixture_tamper(fx, sql);
    report = fixture_verify(fx);
    if (report.faults.n != 1 || !names(&report, where, what)) {
        print_faults(&report);
        fail_msg("expected only: %s: %s", where, what);
    }
}

static int world(void **state)
{
    fixture_setup(state);
    fixture_world(*state);
    return 0;
}

static void an_untouched_world_has_no_fault(void **state)
{
    struct vd_verify_report report = fixture_verify(*state);
    print_faults(&report);
    assert_int_equal(report.faults.n, 0);
    assert_int_equal(report.entities, 2);
    assert_int_equal(report.events, 4);
    assert_int_equal(report.rows, 12); /* 2 entities, instrument, plan, version, 3 components, blob, attachment, unit, alias */
    assert_int_equal(report.files, 1);
}

static void the_head_of_each_entity_is_told(void **state)
{
    struct fixture *fx = *state;
    struct vd_verify_report report = fixture_verify(fx);
    assert_int_equal(report.heads.n, 2);
    for (int64_t id = 0; id < 2; id++) {
        struct vd_chain_head head;
        assert_int_equal(vd_record_head(fx->db, fx->arena, id, &head), VD_OK);
        assert_true(vd_str_eq(report.heads.v[id].hex, head.hex));
        assert_int_equal(report.heads.v[id].events, head.seq);
    }
    assert_true(vd_str_is(report.heads.v[1].entity, "pasto"));
}

static void a_changed_row_is_named(void **state)
{
    tamper(*state, "UPDATE component SET name = 'Otra cosa' WHERE key = 4", "fila component (1, 2, 4)", "Fue cambiada: no es como la dejó el acto 2");
}
static void a_value_made_absent_is_named(void **state)
{
    tamper(*state, "UPDATE unit SET abbrev = NULL", "fila unit (1, 7)", "Fue cambiada");
}
static void an_absent_value_made_empty_is_named(void **state)
{
    tamper(*state, "UPDATE instrument SET valid_to = ''", "fila instrument (0, \"paac-v2\")", "Fue cambiada");
}
static void a_removed_row_is_named(void **state)
{
    tamper(*state, "DELETE FROM component WHERE key = 5", "fila component (1, 2, 5)", "Falta: el acto 2 la registró");
}
static void an_added_row_is_named(void **state)
{
    tamper(*state, "INSERT INTO unit (entity_id, id, name, abbrev, is_group, slug) VALUES (1, 99, 'Fantasma', NULL, 0, 'fantasma')", "fila unit (1, 99)", "Sobra: ningún acto la registró");
}
static void a_changed_name_of_the_entity_is_named(void **state)
{
    tamper(*state, "UPDATE entity SET name = 'Otra' WHERE entity_id = 1", "fila entity (1)", "Fue cambiada: no es como la dejó el acto 1");
}
static void a_changed_public_version_is_named(void **state)
{
    tamper(*state, "UPDATE entity SET public_version = 77 WHERE entity_id = 1", "fila entity (1)", "La columna public_version dice 77 y el acto 2 dejó 2");
}
static void a_changed_id_source_is_named(void **state)
{
    tamper(*state, "UPDATE entity SET next_id = 1 WHERE entity_id = 1", "fila entity (1)", "La columna next_id dice 1 y el acto 2 dejó 8");
}
static void a_changed_head_is_named(void **state)
{
    tamper(*state, "UPDATE entity SET head = detail_hash FROM event WHERE entity.entity_id = 1 AND event.entity_id = 1 AND event.seq = 1", "fila entity (1)",
           "La columna head no es la huella del acto 2");
}
static void a_changed_event_is_named(void **state)
{
    tamper(*state, "UPDATE event SET actor_kind = 'persona' WHERE entity_id = 1 AND seq = 1", "acto 1", "Este acto fue cambiado");
}
static void a_changed_time_of_an_event_is_named(void **state)
{
    tamper(*state, "UPDATE event SET at = at + 1 WHERE entity_id = 1 AND seq = 2", "acto 2", "Este acto fue cambiado");
}
static void a_changed_detail_is_named(void **state)
{
    struct fixture *fx = *state;
    fixture_tamper(fx, "UPDATE event_detail SET body = replace(body, 'Pasto', 'Cali') WHERE entity_id = 1 AND seq = 1");
    expect(fx, "acto 1", "El detalle de este acto fue cambiado");
    expect(fx, "filas sin prueba", "Hay 1 que no se puede probar");
}
static void a_lost_detail_is_named(void **state)
{
    struct fixture *fx = *state;
    fixture_tamper(fx, "DELETE FROM event_detail WHERE entity_id = 1 AND seq = 2");
    expect(fx, "acto 2", "Falta el detalle de este acto");
    expect(fx, "filas sin prueba", "Hay 9 que no se pueden probar");
}
static void a_removed_last_event_is_named(void **state)
{
    struct fixture *fx = *state;
    fixture_tamper(fx, "DELETE FROM event_detail WHERE entity_id = 1 AND seq = 2");
    fixture_tamper(fx, "DELETE FROM event WHERE entity_id = 1 AND seq = 2");
    expect(fx, "acto 2", "Falta este acto: la entidad cuenta 2 y el último que hay es el 1");
    expect(fx, "fila component (1, 2, 4)", "Sobra");
}
static void a_removed_first_event_is_named(void **state)
{
    struct fixture *fx = *state;
    fixture_tamper(fx, "DELETE FROM event WHERE entity_id = 1 AND seq = 1");
    expect(fx, "acto 1", "Falta este acto: después del acto 0 sigue el acto 2");
    expect(fx, "acto 1", "Hay un detalle, pero falta el acto");
}
/* The hash of a changed event is made right again: then it no longer fits what follows. */
static void a_rewritten_event_breaks_the_link(void **state)
{
    struct fixture *fx = *state;
    struct row_event event = {.entity_id = 1, .seq = 1};
    unsigned char hash[VD_HASH_SIZE];
    char hex[2 * VD_HASH_SIZE + 1];
    assert_int_equal(vd_row_get(fx->db, fx->arena, &T_event, &event), VD_OK);
    event.at++;
    assert_int_equal(vd_event_hash(&event, hash), VD_OK);
    vd_hex(hex, hash, sizeof hash);
    struct vd_str sql = vd_str_printf(fx->arena, fx->test.config.url ? "UPDATE event SET at = at + 1, hash = '\\x%s' WHERE entity_id = 1 AND seq = 1"
                                                                     : "UPDATE event SET at = at + 1, hash = x'%s' WHERE entity_id = 1 AND seq = 1", hex);
    tamper(fx, sql.p, "acto 2", "No enlaza con el acto 1");
}
static void a_lost_entity_row_is_named(void **state)
{
    struct fixture *fx = *state;
    fixture_tamper(fx, "DELETE FROM entity WHERE entity_id = 1");
    expect(fx, "fila entity (1)", "Falta: el acto 1 la registró");
}
static void a_lost_row_of_a_file_is_named(void **state)
{
    struct fixture *fx = *state;
    fixture_tamper(fx, "DELETE FROM file_blob");
    expect(fx, "fila attachment (1, 6)", "«pasto-2022.docx» nombra un archivo que no está registrado");
}

/* ---- files */

static struct vd_str stored_path(struct fixture *fx, char hex[65])
{
    struct row_file_blob row = {0};
    struct vd_stmt *st = vd_row_scan(fx->db, &T_file_blob, 1);
    assert_true(vd_row_next(st, fx->arena, &row));
    assert_int_equal(vd_done(st), VD_OK);
    vd_hex(hex, (const unsigned char *)row.sha256.p, 32);
    return vd_str_printf(fx->arena, "%s/archivos/1/%.2s/%s", fx->data, hex, hex);
}

static void a_changed_byte_of_a_file_is_named(void **state)
{
    struct fixture *fx = *state;
    char hex[65];
    FILE *file = fopen(stored_path(fx, hex).p, "r+");
    assert_non_null(file);
    fseek(file, 3, SEEK_SET);
    fputc('X', file);
    fclose(file);
    expect(fx, vd_str_printf(fx->arena, "archivo %s", hex).p, "Fue cambiado");
}

static void a_lost_file_is_named(void **state)
{
    struct fixture *fx = *state;
    char hex[65];
    assert_int_equal(unlink(stored_path(fx, hex).p), 0);
    expect(fx, vd_str_printf(fx->arena, "archivo %s", hex).p, "Falta");
}

static void faults_beyond_a_thousand_are_cut_and_said(void **state)
{
    struct fixture *fx = *state;
    fixture_tamper(fx, "INSERT INTO unit (entity_id, id, name, is_group, slug) WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 1300) SELECT 1, i, 'x', 0, 'x' || CAST(i AS TEXT) FROM n");
    struct vd_verify_report report = fixture_verify(fx);
    assert_int_equal(report.faults.n, 1000);
    assert_true(report.truncated);
}

static enum vd_err prove(void *arg)
{
    struct fixture *fx = arg;
    struct vd_verify_report report;
    return vd_record_verify(fx->db, fx->files, fx->arena, &report);
}

static void memory_that_ends_while_proving_is_an_error(void **state)
{
    struct fixture *fx = *state;
    enum vd_err err = VD_NO_MEMORY;
    unsigned long n;
    for (n = 1; n < 10000 && err != VD_OK; n += n < 300 ? 1 : 29) { /* the schema at the end is many small texts */
        vd_arena_fail_at(n);
        err = vd_arena_try(fx->arena, prove, fx);
        vd_arena_fail_at(0);
        assert_true(err == VD_NO_MEMORY || err == VD_OK);
        vd_db_recover(fx->db);
    }
    assert_int_equal(err, VD_OK);
    assert_true(n > 300);
    assert_int_equal(fixture_verify(fx).faults.n, 0);
}

/* ---- the parser of details, on what is not ours */

static int rows_of(const char *body)
{
    struct vd_detail detail;
    struct vd_detail_row row;
    int n = 0, more;
    if (!vd_detail_open(vd_str_of(body), &detail))
        return -1;
    while ((more = vd_detail_next(&detail, &row)) == 1)
        n++;
    return more < 0 ? -1 : n;
}

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define BODY(rows) "{\"data\":{\"a\":[1,{\"b\":\"}\\\"]\"}]},\"next_id\":7,\"public_version\":-2,\"rows\":[" rows "]}"

static void a_detail_is_read_row_by_row(void **state)
{
    (void)state;
    assert_int_equal(rows_of(BODY("")), 0);
    assert_int_equal(rows_of(BODY("[\"unit\",[1,9],\"" HASH "\"],[\"instrument\",[0,\"a,]\\\"b\"],null]")), 2);
}

static void a_detail_that_is_not_canonical_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", "{", "[]", "{\"data\":{}}", "{ \"data\":{},\"next_id\":1,\"public_version\":1,\"rows\":[]}",
        "{\"data\":{},\"public_version\":1,\"next_id\":1,\"rows\":[]}", "{\"data\":{},\"next_id\":,\"public_version\":1,\"rows\":[]}",
        "{\"data\":{},\"next_id\":99999999999999999999,\"public_version\":1,\"rows\":[]}", "{\"data\":{]},\"next_id\":1,\"public_version\":1,\"rows\":[]}",
        "{\"data\":{\"x,\"next_id\":1,\"public_version\":1,\"rows\":[]}", BODY("1"), BODY("[]"), BODY("[\"unit\",[1],\"ab\"]"), BODY("[\"unit\",[1],null],"),
        BODY("[\"unit\",[1],null][\"unit\",[2],null]"), BODY("[\"unit\",[1,null]"), BODY("[\"unit\",[1],null,2]"),
        "{\"data\":{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]},\"next_id\":1,\"public_version\":1,\"rows\":[]}"};
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        if (rows_of(bad[i]) != -1)
            fail_msg("accepted: %s", bad[i]);
}

#define STORE(test) cmocka_unit_test_setup_teardown(test, world, fixture_teardown)

int main(int argc, char **argv)
{
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    const struct CMUnitTest pure[] = {
        cmocka_unit_test(a_detail_is_read_row_by_row),
        cmocka_unit_test(a_detail_that_is_not_canonical_is_refused),
    };
    const struct CMUnitTest tests[] = {
        STORE(an_untouched_world_has_no_fault),
        STORE(the_head_of_each_entity_is_told),
        STORE(a_changed_row_is_named),
        STORE(a_value_made_absent_is_named),
        STORE(an_absent_value_made_empty_is_named),
        STORE(a_removed_row_is_named),
        STORE(an_added_row_is_named),
        STORE(a_changed_name_of_the_entity_is_named),
        STORE(a_changed_public_version_is_named),
        STORE(a_changed_id_source_is_named),
        STORE(a_changed_head_is_named),
        STORE(a_changed_event_is_named),
        STORE(a_changed_time_of_an_event_is_named),
        STORE(a_changed_detail_is_named),
        STORE(a_lost_detail_is_named),
        STORE(a_removed_last_event_is_named),
        STORE(a_removed_first_event_is_named),
        STORE(a_rewritten_event_breaks_the_link),
        STORE(a_lost_entity_row_is_named),
        STORE(a_lost_row_of_a_file_is_named),
        STORE(a_changed_byte_of_a_file_is_named),
        STORE(a_lost_file_is_named),
        STORE(faults_beyond_a_thousand_are_cut_and_said),
        STORE(memory_that_ends_while_proving_is_an_error),
    };
    return cmocka_run_group_tests_name("details", pure, NULL, NULL) + cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
