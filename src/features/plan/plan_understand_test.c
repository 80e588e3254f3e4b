/* SPDX-License-Identifier: Apache-2.0 */
/* The way from a file to a draft, with this executable as its own child: what a hostile matrix, or a child that it has taken over, can
 * cost the parent. */
#include <setjmp.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "features/plan/plan_understand.h"
#include <cmocka.h>

enum { MEGABYTE = 1 << 20, ROWS_MOST = PLAN_MAX_ACTIVITIES, ARENA = 64 * MEGABYTE };
#define HEADINGS "Subcomponente,Actividades,Meta,Responsable,Fecha programada\n"

static const char *folder; /* where this test may write */
static struct vd_arena *arena;
static struct vd_str reason;

static int open_arena(void **state) { (void)state; arena = vd_arena_new(ARENA); reason = VD_S(""); return arena ? 0 : -1; }
static int close_arena(void **state) { (void)state; vd_arena_free(arena); return 0; }

/* Time is measured by the processor, that of other work on the machine fails nothing. */
static const struct vd_sandbox_limits patient = {.millis = 60000, .memory = (size_t)256 * MEGABYTE};

static const char *written(struct vd_str text)
{
    const char *path = vd_str_printf(arena, "%s/understand.csv", folder).p;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.p, 1, text.n, file), text.n);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* So many rows of activities; "#" of the row is its number. */
static const char *matrix(int rows, const char *row)
{
    VD_AUTO_BUF struct vd_buf text;
    struct vd_str before, after = vd_str_of(row);
    assert_true(vd_str_split(&after, '#', &before));
    vd_buf_init(&text, 20 * MEGABYTE);
    vd_buf_c(&text, HEADINGS);
    for (int i = 0; i < rows; i++)
        vd_buf_printf(&text, "%.*s%d%.*s\n", VD_SARG(before), i, VD_SARG(after));
    assert_int_equal(vd_buf_ok(&text), VD_OK);
    return written(vd_buf_view(&text));
}

static enum vd_err understand(const char *path, const struct vd_sandbox_limits *limits, struct plan_draft **ret)
{
    *ret = NULL;
    enum vd_err err = plan_understand(path, limits, (struct vd_str){0}, 2022, arena, ret, &reason);
    assert_true((err == VD_OK) == (*ret != NULL));
    assert_true(err == VD_OK || vd_utf8_valid(reason));
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child stays behind */
    return err;
}

static void says(const char *part)
{
    if (vd_str_find(reason, vd_str_of(part)) < 0)
        fail_msg("«%.*s» does not say «%s»", VD_SARG(reason), part);
}

/* ---- honest files */

static void a_real_plan_is_understood_with_the_default_limits_but_the_clock(void **state)
{
    struct plan_draft *draft;
    (void)state;
    assert_int_equal(understand(EXAMPLES "/pasto-2022.docx", &patient, &draft), VD_OK);
    assert_int_equal(draft->activities.n, 77);
    assert_string_equal(draft->instrument, "paac-v2");
}

static void what_is_no_plan_says_what_was_looked_for(void **state)
{
    struct plan_draft *draft;
    (void)state;
    assert_int_equal(understand(written(VD_S("Ley,Objeto\n1474,x\n")), &patient, &draft), VD_INVALID);
    says("No se encontró ninguna matriz del plan");
}

/* ---- the very limit */

static void the_largest_plan_is_understood_inside_of_the_bounds(void **state)
{
    struct rusage children, own_before, own_after;
    struct plan_draft *draft;
    const char *path = matrix(ROWS_MOST, "Política,#. Realizar la socialización de la estrategia de rendición de cuentas con enfoque diferencial en cada una de las doce comunas y en "
        "los diecisiete corregimientos del municipio con sus juntas,90 % de las socializaciones programadas en cada corregimiento y en cada comuna,Oficina de "
        "Planeación; Secretaría General; Secretaría de Hacienda; Control Interno; Secretaría de Gobierno; Oficina de Comunicaciones,\"Trimestral (marzo, junio, septiembre y diciembre)\"");
    (void)state;
    getrusage(RUSAGE_SELF, &own_before);
    assert_int_equal(understand(path, &patient, &draft), VD_OK);
    getrusage(RUSAGE_SELF, &own_after);
    getrusage(RUSAGE_CHILDREN, &children);
    assert_int_equal(draft->activities.n, ROWS_MOST);
    print_message("           child %ld ms, %ld MB; parent %ld MB more\n", children.ru_utime.tv_sec * 1000 + children.ru_utime.tv_usec / 1000,
                  children.ru_maxrss / 1024, (own_after.ru_maxrss - own_before.ru_maxrss) / 1024);
    struct vd_sandbox_status here;
    vd_sandbox_status(&here);
    if (here.memory_limit) {
        assert_true(children.ru_maxrss / 1024 <= 256);
        assert_true(own_after.ru_maxrss - own_before.ru_maxrss <= ARENA / 1024);
    }
}

static void past_the_limit_the_file_is_refused_and_the_parent_pays_nothing(void **state)
{
    struct vd_sandbox_status here;
    struct plan_draft *draft;
    (void)state;
    vd_sandbox_status(&here);
    assert_int_equal(understand(matrix(ROWS_MOST + 1, "Política,#. Hacer,1 informe,Oficina,30/06/2022"), &patient, &draft), VD_TOO_BIG);
    says("más de 2000 actividades");
#define DAYS "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27"
    assert_int_equal(understand(matrix(ROWS_MOST, "Política,#. Hacer,1 informe,Oficina,\"" DAYS " y 28 de enero; " DAYS " y 28 de febrero\""), &patient, &draft), VD_TOO_BIG);
    says(here.memory_limit ? "104000 ventanas en todas" : ""); /* under a sanitizer the same reading takes more memory, and may meet that bound */
    assert_true(vd_arena_used(arena) < 4 * MEGABYTE);
}

static void a_matrix_without_memory_enough_says_so_and_what_to_do(void **state)
{
    struct vd_sandbox_limits little = {.millis = 60000, .memory = (size_t)90 * MEGABYTE};
    struct vd_sandbox_status here;
    struct plan_draft *draft;
    vd_sandbox_status(&here);
    (void)state;
    if (!here.memory_limit)
        skip();
    assert_int_equal(understand(matrix(ROWS_MOST, "Política,#. Realizar la socialización de la estrategia,90 % de las socializaciones en cada sede,Oficina de Planeación; "
        "Secretaría General; Secretaría de Hacienda; Control Interno,Mensual"), &little, &draft), VD_TOO_BIG);
    says("La matriz es demasiado grande para entenderla");
    says("Deje en el archivo solo las tablas");
}

/* ---- a child that was taken over: the first cell of the file says what it does */

static enum vd_err write_of(const struct vd_doc *doc, struct vd_arena *own, const char *instrument, int vigencia, struct vd_buf *out, struct vd_str *ret_reason)
{
    struct vd_str input = vd_str_printf(own, "%d %s", vigencia, instrument);
    return plan_understand_inside(doc, input, own, out, ret_reason);
}

static enum vd_err taken_over(const struct vd_doc *doc, struct vd_str input, struct vd_arena *own, struct vd_buf *out, struct vd_str *ret_reason)
{
    const struct vd_grid *grid = doc->blocks.v[0].grid;
    struct vd_str what = grid && grid->cells.n ? grid->cells.v[0].text : (struct vd_str){0};
    static volatile unsigned turns;
    if (vd_str_is(what, "ends"))
        _exit(0);
    if (vd_str_is(what, "falls"))
        abort();
    while (vd_str_is(what, "never ends"))
        turns++;
    if (vd_str_is(what, "garbage")) {
        for (int i = 0; i < 100000; i++)
            vd_buf_char(out, (char)(i * 7));
        return VD_OK;
    }
    if (vd_str_is(what, "floods")) { /* more than any answer may have, by itself */
        static const char chunk[MEGABYTE];
        while (write(STDOUT_FILENO, chunk, sizeof chunk) > 0)
            ;
        return VD_OK;
    }
    if (vd_str_is(what, "commands the terminal")) {
        *ret_reason = VD_S("\x1b[2J todo está bien");
        return VD_INVALID;
    }
    if (vd_str_is(what, "another error"))
        return VD_CONFLICT;
    if (vd_str_is(what, "another year"))
        return write_of(doc, own, "", 2019, out, ret_reason);
    if (vd_str_is(what, "another instrument"))
        return write_of(doc, own, "plan-accion", 2022, out, ret_reason);
    enum vd_err err = plan_understand_inside(doc, input, own, out, ret_reason);
    if (vd_str_is(what, "cuts"))
        out->n /= 2;
    return err;
}

static const char *acting(const char *what)
{
    return written(vd_str_printf(arena, "%s,,,,\n%s" "Política,1. Hacer,1 informe,Oficina,30/06/2022\n", what, HEADINGS));
}

static void a_child_that_was_taken_over_is_not_believed(void **state)
{
    static const char *const acts[] = {"ends", "falls", "garbage", "cuts", "commands the terminal", "another error", "another year"};
    struct plan_draft *draft;
    (void)state;
    assert_int_equal(understand(acting("nothing"), &patient, &draft), VD_OK); /* otherwise the others would prove nothing */
    for (size_t i = 0; i < VD_COUNT(acts); i++) {
        enum vd_err err = understand(acting(acts[i]), &patient, &draft);
        if (err == VD_OK || vd_str_find(reason, VD_S("\x1b")) >= 0)
            fail_msg("%s was believed: %.*s", acts[i], VD_SARG(reason));
    }
    assert_int_equal(plan_understand(acting("another instrument"), &patient, VD_S("paac-v1"), 2022, arena, &draft, &reason), VD_INVALID);
    says("se detuvo por seguridad");
}

static void a_child_that_never_ends_or_floods_is_ended(void **state)
{
    struct vd_sandbox_limits hasty = {.millis = 700, .memory = (size_t)256 * MEGABYTE};
    struct plan_draft *draft;
    (void)state;
    vd_us began = vd_clock_monotonic();
    assert_int_equal(understand(acting("never ends"), &hasty, &draft), VD_TOO_BIG);
    says("tardó demasiado");
    assert_true(vd_clock_monotonic() - began < 20000000);
    assert_int_equal(understand(acting("floods"), &patient, &draft), VD_TOO_BIG);
    says("demasiado grande");
}

static struct plan_correction says_that(int row, int col, const char *text)
{
    return (struct plan_correction){{.table = 1, .row = row, .col = col}, vd_str_of(text)};
}

static bool found(const struct plan_draft *draft, const char *code)
{
    VD_EACH(f, &draft->findings)
        if (strcmp(f->code, code) == 0)
            return true;
    return false;
}

static void a_corrected_cell_is_read_as_the_person_says_and_keeps_what_the_file_says(void **state)
{
    const char *path = written(VD_S(HEADINGS ",1.1 Publicar el mapa,1 mapa,Planeación,31/04/2022\n,1.2 Revisar el mapa,2 revisiones,Control Interno,30/06/2022\n"));
    plan_corrections said = {0};
    struct plan_draft *draft;
    int corrected = 0;
    (void)state;
    assert_int_equal(understand(path, &patient, &draft), VD_OK);
    assert_true(found(draft, "VD-P001"));
    *VD_PUSH(arena, &said) = says_that(2, 5, "30/04/2022");
    *VD_PUSH(arena, &said) = says_that(90, 5, "no such row");
    assert_int_equal(plan_understand_corrected(path, VD_S("paac-v2"), 2022, &said, arena, &draft, &reason), VD_OK);
    assert_false(found(draft, "VD-P001"));
    assert_int_equal(vd_date_days(draft->windows.v[0].due), vd_date_days((struct vd_date){.year = 2022, .month = 4, .day = 30}));
    VD_EACH(cell, &draft->cells)
        if (strcmp(cell->status, "corregido") == 0) {
            corrected++;
            assert_true(vd_str_is(cell->raw, "31/04/2022") && vd_str_is(cell->reading, "2022-04-30"));
        }
    assert_int_equal(corrected, 1);
}

static void corrections_that_cannot_be_carried_are_refused_in_words(void **state)
{
    const char *path = written(VD_S(HEADINGS ",1.1 Publicar el mapa,1 mapa,Planeación,31/04/2022\n"));
    plan_corrections said = {0};
    struct plan_draft *draft;
    (void)state;
    *VD_PUSH(arena, &said) = says_that(2, 5, "30/04/2022\x1e" "1 2 2 another cell");
    assert_int_equal(plan_understand_corrected(path, VD_S("paac-v2"), 2022, &said, arena, &draft, &reason), VD_INVALID);
    says("caracteres");
    char *text = vd_alloc(arena, 5000);
    memset(text, 'a', 4999);
    said.n = 0;
    for (int i = 0; i < 7; i++)
        *VD_PUSH(arena, &said) = says_that(2, i + 1, text);
    assert_int_equal(plan_understand_corrected(path, VD_S("paac-v2"), 2022, &said, arena, &draft, &reason), VD_TOO_BIG);
    says("demasiadas");
}

int main(int argc, char **argv)
{
    static const struct vd_sandbox_step steps[] = {{PLAN_UNDERSTAND_STEP, taken_over, NULL}, {NULL, NULL, NULL}};
    vd_sandbox_child(argc, argv, steps);
    if (argc != 2)
        return 2;
    folder = argv[1];
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
        TEST(a_real_plan_is_understood_with_the_default_limits_but_the_clock),
        TEST(what_is_no_plan_says_what_was_looked_for),
        TEST(the_largest_plan_is_understood_inside_of_the_bounds),
        TEST(past_the_limit_the_file_is_refused_and_the_parent_pays_nothing),
        TEST(a_matrix_without_memory_enough_says_so_and_what_to_do),
        TEST(a_child_that_was_taken_over_is_not_believed),
        TEST(a_corrected_cell_is_read_as_the_person_says_and_keeps_what_the_file_says),
        TEST(corrections_that_cannot_be_carried_are_refused_in_words),
        TEST(a_child_that_never_ends_or_floods_is_ended),
    };
    return cmocka_run_group_tests_name("plan understand", tests, NULL, NULL);
}
