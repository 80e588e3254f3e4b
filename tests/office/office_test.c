/* SPDX-License-Identifier: Apache-2.0 */
/* Office files through the real door: this executable is its own isolated reader, as the program is. Files that must be
 * read are compared with a written dump of their blocks; files that must be refused say why, in time and in memory. */
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <threads.h>
#include <unistd.h>
#include "sandbox/confine.h"
#include "sandbox/sandbox.h"
#include <cmocka.h>

static const char *folder, *plan;

enum { MEGABYTE = 1024 * 1024 };

/* ---- dumps */

static void put_text(struct vd_buf *out, struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        s.p[i] == '\n' ? vd_buf_c(out, "\\n") : vd_buf_char(out, s.p[i]);
    vd_buf_char(out, '\n');
}

static void put_grid(struct vd_buf *out, const struct vd_grid *grid)
{
    vd_buf_printf(out, "tabla %d en %d: %dx%d\n", grid->number, grid->nested_in, grid->rows, grid->cols);
    VD_EACH(c, &grid->cells) {
        vd_buf_printf(out, " %d,%d %dx%d|", c->row, c->col, c->rows, c->cols);
        put_text(out, c->text);
    }
}

static void put_doc(struct vd_buf *out, const struct vd_doc *doc)
{
    VD_EACH(b, &doc->blocks) {
        if (b->kind == VD_BLOCK_GRID) {
            put_grid(out, b->grid);
            continue;
        }
        if (b->kind == VD_BLOCK_HEADING)
            vd_buf_printf(out, "título %d|", b->level);
        else
            vd_buf_c(out, "texto|");
        put_text(out, b->text);
    }
}

static struct vd_doc *read_whole(struct vd_arena *arena, const char *path)
{
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    /* Other work on the machine must not fail a reading that is right. */
    struct vd_sandbox_limits limits = {.millis = 20000, .memory = (size_t)256 * MEGABYTE};
    if (vd_sandbox_read(path, &limits, arena, &doc, &reason) != VD_OK)
        fail_msg("%s: %.*s", path, VD_SARG(reason));
    return doc;
}

static void is_read_as(const char *name, const char *want)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, MEGABYTE);
    put_doc(&out, read_whole(arena, vd_str_printf(arena, "%s/good/%s", folder, name).p));
    assert_string_equal(vd_buf_view(&out).p, want);
}

/* ---- files that must be read */

static void headings_come_from_styles_outline_levels_and_what_they_are_based_on(void **state)
{
    (void)state;
    is_read_as("headings.docx", "título 0|Plan\ntítulo 1|Uno\ntítulo 2|Dos\ntítulo 3|Tres\ntexto|Texto\ntítulo 5|Cinco\ntexto|Índice\ntítulo 3|Sin estilo\n");
}

static void rows_may_begin_after_the_first_column(void **state)
{
    (void)state;
    is_read_as("grid-before.docx", "tabla 1 en 0: 3x3\n 0,0 1x1|a\n 0,1 1x1|b\n 0,2 1x1|c\n 1,2 1x1|d\n 2,1 1x2|e\n");
}

static void vertical_merges_grow_until_a_new_one_starts(void **state)
{
    (void)state;
    is_read_as("merges.docx", "tabla 1 en 0: 5x2\n 0,0 3x1|A\n 0,1 1x1|x\n 1,1 1x1|y\n 2,1 1x1|z\n 3,0 1x1|B\n 3,1 1x1|p\n 4,0 1x1|\n 4,1 1x1|q\n");
    is_read_as("merge-without-restart.docx", "tabla 1 en 0: 4x2\n 0,0 2x1|huérfana\n 0,1 1x1|x\n 1,1 1x1|y\n 2,0 1x1|suelta\n 2,1 1x1|z\n 3,0 1x1|otra\n 3,1 1x1|w\n");
    is_read_as("merge-of-other-width.docx", "tabla 1 en 0: 2x2\n 0,0 1x1|A\n 0,1 1x1|b\n 1,0 1x2|ancha\n");
}

static void content_controls_are_transparent_and_their_hints_are_not_content(void **state)
{
    (void)state;
    is_read_as("content-controls.docx", "texto|en control\ntabla 1 en 0: 1x2\n 0,0 1x1|celda\n 0,1 1x1|dos\n");
}

static void deleted_and_moved_text_and_deleted_rows_are_left_out(void **state)
{
    (void)state;
    is_read_as("tracked.docx", "texto|queda nuevo\ntabla 1 en 0: 2x1\n 0,0 1x1|uno\n 1,0 1x1|dos\n");
}

static void a_table_inside_a_cell_is_a_grid_of_its_own_after_its_parent(void **state)
{
    (void)state;
    is_read_as("nested.docx", "tabla 1 en 0: 1x2\n 0,0 1x1|antes\\ndespués\n 0,1 1x1|lado\n"
                              "tabla 2 en 1: 1x2\n 0,0 1x1|n1\n 0,1 1x1|n2\ntabla 3 en 0: 1x1\n 0,0 1x1|segunda\n");
}

static void an_alternative_for_old_programs_is_not_read_twice(void **state)
{
    (void)state;
    is_read_as("alternate.docx", "texto|en cuadro\ntexto|afuera\ntexto|única forma\n");
}

static void tabs_breaks_and_hyphens_become_plain_characters(void **state)
{
    (void)state;
    is_read_as("marks.docx", "texto|a b\\nc-d  e\ntabla 1 en 0: 1x2\n 0,0 1x1|uno\\n\\ndos\n 0,1 1x1|\n");
}

static void other_ways_to_pack_the_same_document_are_read(void **state)
{
    (void)state;
    is_read_as("other-main-part.docx", "texto|segunda parte\n");
    is_read_as("strict.docx", "texto|estricto\n");
    is_read_as("utf16.docx", "texto|ñandú\n");
    is_read_as("stored.docx", "texto|sin comprimir\n");
    is_read_as("streamed.docx", "texto|en flujo\n");
}

static void the_real_plan_is_read_as_an_independent_reader_does(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    VD_AUTO_BUF struct vd_buf out, want;
    vd_buf_init(&out, MEGABYTE);
    vd_buf_init(&want, MEGABYTE);
    put_doc(&out, read_whole(arena, plan));
    FILE *f = fopen(vd_str_printf(arena, "%s/plan.expected", folder).p, "r");
    assert_non_null(f);
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        vd_buf_put(&want, chunk, n);
    fclose(f);
    assert_true(want.n > 30000);
    assert_string_equal(out.p, want.p);
}

static void the_real_plan_has_its_five_tables_under_their_headings(void **state)
{
    (void)state;
    static const struct {
        const char *heading;
        int rows, cols;
    } want[] = {{"Componente 1.", 22, 7}, {"Componente 3:", 33, 7}, {"Componente 4:", 37, 7}, {"Componente 5:", 38, 7}, {"Componente 6:", 7, 6}};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = read_whole(arena, plan);
    struct vd_str heading = VD_S("");
    size_t n = 0;
    VD_EACH(b, &doc->blocks) {
        if (b->kind == VD_BLOCK_HEADING)
            heading = b->text;
        if (b->kind != VD_BLOCK_GRID)
            continue;
        assert_true(n < VD_COUNT(want));
        assert_true(vd_str_starts(heading, vd_str_of(want[n].heading)));
        assert_int_equal(b->grid->rows, want[n].rows);
        assert_int_equal(b->grid->cols, want[n].cols);
        n++;
    }
    assert_int_equal(n, VD_COUNT(want));
}

static void a_place_inside_a_merge_is_found_with_its_corner(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = read_whole(arena, vd_str_printf(arena, "%s/good/merges.docx", folder).p);
    const struct vd_grid *grid = doc->blocks.v[0].grid;
    bool origin = true;
    assert_true(vd_str_is(vd_grid_at(grid, 2, 0, &origin)->text, "A"));
    assert_false(origin);
    assert_true(vd_str_is(vd_grid_at(grid, 0, 0, &origin)->text, "A"));
    assert_true(origin);
    assert_true(vd_str_is(vd_grid_at(grid, 2, 1, NULL)->text, "z"));
    assert_null(vd_grid_at(grid, 5, 0, NULL));
    assert_null(vd_grid_at(grid, 0, 2, NULL));
    doc = read_whole(arena, vd_str_printf(arena, "%s/good/grid-before.docx", folder).p);
    grid = doc->blocks.v[0].grid;
    assert_null(vd_grid_at(grid, 1, 0, NULL));
    assert_true(vd_str_is(vd_grid_at(grid, 2, 2, &origin)->text, "e"));
    assert_false(origin);
}

/* ---- files that must be refused */

static const struct {
    const char *name;
    enum vd_err err;
    const char *says; /* part of the reason */
} refused[] = {
    {"bomb.docx", VD_TOO_BIG, "bomba"},
    {"bomb-in-styles.docx", VD_TOO_BIG, "bomba"},
    {"bomb-below-ratio.docx", VD_TOO_BIG, "más de 64 MB al descomprimirlo"},
    {"doctype.docx", VD_INVALID, "DOCTYPE"},
    {"external-entity.docx", VD_INVALID, "DOCTYPE"},
    {"billion-laughs.docx", VD_INVALID, "DOCTYPE"},
    {"grid-span-huge.docx", VD_TOO_BIG, "La tabla 1, fila 1, tiene más de 256 columnas"},
    {"grid-span-overflow.docx", VD_TOO_BIG, "más de 256 columnas"},
    {"grid-before-huge.docx", VD_TOO_BIG, "más de 256 columnas"},
    {"columns-300.docx", VD_TOO_BIG, "más de 256 columnas"},
    {"nested-400.docx", VD_TOO_BIG, "tablas dentro de tablas"},
    {"nested-9.docx", VD_TOO_BIG, "tablas dentro de tablas"},
    {"deep-xml.docx", VD_INVALID, "mal formado"},
    {"too-many-cells.docx", VD_TOO_BIG, "celdas"},
    {"too-many-rows.docx", VD_TOO_BIG, "filas"},
    {"too-many-paragraphs.docx", VD_TOO_BIG, "párrafos"},
    {"long-cell.docx", VD_TOO_BIG, "demasiado largo"},
    {"too-much-text.docx", VD_TOO_BIG, "MB de texto"},
    {"many-names.docx", VD_TOO_BIG, "tardó demasiado"},
    {"many-attributes.docx", VD_TOO_BIG, "tardó demasiado"},
    {"truncated.docx", VD_INVALID, "dañado"},
    {"cut-at-the-end.docx", VD_INVALID, "dañado"},
    {"only-the-magic.docx", VD_INVALID, "dañado"},
    {"no-entries.docx", VD_INVALID, "sin un documento"},
    {"wrong-checksum.docx", VD_INVALID, "dañado"},
    {"text.docx", VD_INVALID, "texto sin tablas"},
    {"page.docx", VD_INVALID, "página web"},
    {"binary.docx", VD_INVALID, "No se reconoce"},
    {"empty.docx", VD_INVALID, "vacío"},
    {"old.doc", VD_INVALID, "Word antiguo (.doc)"},
    {"old.xls", VD_INVALID, "Excel antiguo (.xls)"},
    {"password.docx", VD_INVALID, "contraseña"},
    {"plan.pdf", VD_INVALID, "Pida el original de Word o Excel"},
    {"plan.rtf", VD_INVALID, "RTF"},
    {"scan.jpg", VD_INVALID, "escaneo"},
    {"plan.xlsx", VD_INVALID, "libro de Excel"},
    {"plan.ods", VD_INVALID, "(.ods)"},
    {"plan.odt", VD_INVALID, "(.odt)"},
    {"plans.zip", VD_INVALID, "descomprímalo"},
    {"encrypted-entry.docx", VD_INVALID, "cifrado"},
    {"too-many-entries.docx", VD_TOO_BIG, "demasiadas partes"},
    {"lying-end-record.docx", VD_TOO_BIG, "demasiadas partes"},
    {"climbing-name.docx", VD_INVALID, "apuntan fuera"},
    {"absolute-name.docx", VD_INVALID, "apuntan fuera"},
    {"climbing-relation.docx", VD_INVALID, "parte principal"},
    {"malformed.docx", VD_INVALID, "mal formado (word/document.xml"},
    {"unclosed.docx", VD_INVALID, "mal formado"},
    {"invalid-utf8.docx", VD_INVALID, "mal formado"},
    {"unknown-encoding.docx", VD_INVALID, "mal formado"},
    {"missing-document.docx", VD_INVALID, "parte principal"},
    {"other-root.docx", VD_INVALID, "no es un documento de Word"},
    {"nothing-inside.docx", VD_INVALID, "no tiene texto ni tablas"},
    {"heavy.docx", VD_TOO_BIG, "20 MB"},
};

static void is_refused(size_t i)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    vd_us began = vd_clock_monotonic();
    enum vd_err err = vd_sandbox_read(vd_str_printf(arena, "%s/bad/%s", folder, refused[i].name).p, NULL, arena, &doc, &reason);
    vd_us took = vd_clock_monotonic() - began;
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used); /* the greatest of all children so far */
    print_message("           %-24s %5" PRId64 " ms  %4ld MB  %.*s\n", refused[i].name, took / 1000, used.ru_maxrss / 1024, VD_SARG(reason));
    assert_null(doc);
    if (!vd_confine_limits_memory() && took > 2000000 && vd_str_find(reason, VD_S("tardó")) >= 0)
        return; /* under a sanitizer the clock may be first */
    if (vd_str_find(reason, vd_str_of(refused[i].says)) < 0)
        fail_msg("%s: %s: %.*s", refused[i].name, vd_err_name(err), VD_SARG(reason));
    assert_int_equal(err, refused[i].err);
    assert_true(took < 2500000); /* the limit of 2 s, and the end of the child on a busy machine */
    if (vd_confine_limits_memory())
        assert_true(used.ru_maxrss / 1024 <= 256);
}

static void hostile_and_wrong_files_are_refused_with_a_reason_in_time_and_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < VD_COUNT(refused); i++)
        is_refused(i);
}

static void says(const char *path, enum vd_err err, const char *part)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    assert_int_equal(vd_sandbox_read(path, NULL, arena, &doc, &reason), err);
    assert_true(vd_str_find(reason, vd_str_of(part)) >= 0);
}

static void what_is_no_file_is_said_plainly(void **state)
{
    (void)state;
    char fifo[4096];
    snprintf(fifo, sizeof fifo, "%s/fifo", folder);
    unlink(fifo);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    says("/no/hay/tal.docx", VD_NOT_FOUND, "No existe");
    says(folder, VD_INVALID, "no es un archivo");
    says(fifo, VD_INVALID, "no es un archivo"); /* and does not wait for a writer */
    unlink(fifo);
}

static void a_reading_that_takes_too_long_is_ended(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    struct vd_sandbox_limits limits = {.millis = 100, .memory = (size_t)256 * MEGABYTE};
    vd_us began = vd_clock_monotonic();
    const char *path = vd_str_printf(arena, "%s/bad/many-attributes.docx", folder).p;
    assert_int_equal(vd_sandbox_read(path, &limits, arena, &doc, &reason), VD_TOO_BIG);
    assert_true(vd_str_find(reason, VD_S("tardó demasiado")) >= 0);
    assert_true(vd_clock_monotonic() - began < 1500000);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child stays behind */
}

static void a_child_with_little_memory_says_so(void **state)
{
    (void)state;
    if (!vd_confine_limits_memory())
        skip();
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    struct vd_sandbox_limits limits = {.millis = 5000, .memory = (size_t)70 * MEGABYTE};
    const char *path = vd_str_printf(arena, "%s/bad/too-much-text.docx", folder).p;
    assert_int_equal(vd_sandbox_read(path, &limits, arena, &doc, &reason), VD_TOO_BIG);
    assert_true(vd_str_find(reason, VD_S("memoria")) >= 0);
}

static int read_plan_many_times(void *arg)
{
    int *right = arg;
    for (int i = 0; i < 10; i++) {
        VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
        struct vd_doc *doc = NULL;
        struct vd_str reason;
        struct vd_sandbox_limits limits = {.millis = 20000, .memory = (size_t)256 * MEGABYTE};
        if (vd_sandbox_read(plan, &limits, arena, &doc, &reason) == VD_OK && doc->blocks.n > 10)
            ++*right;
    }
    return 0;
}

static void several_threads_may_read_at_once(void **state)
{
    (void)state;
    thrd_t threads[4];
    int right[4] = {0};
    for (size_t i = 0; i < VD_COUNT(threads); i++)
        assert_int_equal(thrd_create(&threads[i], read_plan_many_times, &right[i]), thrd_success);
    for (size_t i = 0; i < VD_COUNT(threads); i++) {
        thrd_join(threads[i], NULL);
        assert_int_equal(right[i], 10);
    }
}

/* ---- the fences, tried from inside */

#define PROBE "--prueba-encierro"
enum { STILL_OUTSIDE = 90, GOT_THROUGH = 91, HELD = 92 };

/* Runs in a child of this executable: confined, it tries one way out. */
static int probe(const char *what)
{
    int before = open("/etc/hostname", O_RDONLY);
    if (before < 0 || vd_confine((size_t)256 * MEGABYTE, 5) != VD_OK)
        return STILL_OUTSIDE;
    bool out = true;
    char byte;
    if (strcmp(what, "open-read") == 0)
        out = open("/etc/passwd", O_RDONLY) >= 0;
    else if (strcmp(what, "open-write") == 0)
        out = open("/tmp/x", O_WRONLY | O_CREAT, 0600) >= 0;
    else if (strcmp(what, "old-descriptor") == 0)
        out = read(before, &byte, 1) >= 0;
    else if (strcmp(what, "socket") == 0)
        out = socket(AF_INET, SOCK_STREAM, 0) >= 0;
    else if (strcmp(what, "exec") == 0)
        out = execl("/bin/true", "true", (char *)NULL) == 0;
    else if (strcmp(what, "fork") == 0)
        out = fork() >= 0;
    else if (strcmp(what, "kill-parent") == 0)
        out = kill(getppid(), 0) == 0;
    else if (strcmp(what, "executable-memory") == 0)
        out = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
    else if (strcmp(what, "much-memory") == 0)
        out = mmap(NULL, (size_t)300 * MEGABYTE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
    else if (strcmp(what, "nothing") == 0)
        out = false;
    return out ? GOT_THROUGH : HELD;
}

static int run_probe(const char *what)
{
    pid_t pid;
    int status = 0;
    char arg[64];
    snprintf(arg, sizeof arg, "%s", what);
    char *argv[] = {(char[]){"probe"}, (char[]){PROBE}, arg, NULL};
    assert_int_equal(posix_spawn(&pid, "/proc/self/exe", NULL, NULL, argv, environ), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void the_child_cannot_get_out(void **state)
{
    (void)state;
    static const char *const refused_softly[] = {"open-read", "open-write", "old-descriptor"};
    static const char *const deadly[] = {"socket", "exec", "fork", "kill-parent", "executable-memory"};
    int status = run_probe("nothing");
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == HELD); /* otherwise the others would prove nothing */
    for (size_t i = 0; i < VD_COUNT(refused_softly); i++) {
        status = run_probe(refused_softly[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == HELD);
    }
    for (size_t i = 0; i < VD_COUNT(deadly); i++) {
        status = run_probe(deadly[i]);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
    }
    if (vd_confine_limits_memory()) {
        status = run_probe("much-memory");
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == HELD);
    }
}

static void the_status_says_what_protects_here(void **state)
{
    (void)state;
    struct vd_sandbox_status s = {.landlock_abi = -1};
    vd_sandbox_status(&s);
    print_message("           landlock ABI %d, seccomp %d, memory limit %d\n", s.landlock_abi, s.seccomp, s.memory_limit);
    assert_true(s.landlock_abi >= 0);
    assert_true(s.seccomp);
}

static void the_plan_is_read_in_milliseconds(void **state)
{
    (void)state;
    vd_us least = INT64_MAX, most = 0;
    for (int i = 0; i < 20; i++) {
        VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
        vd_us began = vd_clock_monotonic();
        read_whole(arena, plan);
        vd_us took = vd_clock_monotonic() - began;
        least = took < least ? took : least;
        most = took > most ? took : most;
    }
    print_message("           whole plan, child included: %" PRId64 "-%" PRId64 " us of 20\n", least, most);
    assert_true(least < 1000000);
}

int main(int argc, char **argv)
{
    vd_sandbox_child(argc, argv);
    if (argc == 3 && strcmp(argv[1], PROBE) == 0)
        _exit(probe(argv[2]));
    if (argc != 3)
        return 2;
    folder = argv[1];
    plan = argv[2];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_come_from_styles_outline_levels_and_what_they_are_based_on),
        cmocka_unit_test(rows_may_begin_after_the_first_column),
        cmocka_unit_test(vertical_merges_grow_until_a_new_one_starts),
        cmocka_unit_test(content_controls_are_transparent_and_their_hints_are_not_content),
        cmocka_unit_test(deleted_and_moved_text_and_deleted_rows_are_left_out),
        cmocka_unit_test(a_table_inside_a_cell_is_a_grid_of_its_own_after_its_parent),
        cmocka_unit_test(an_alternative_for_old_programs_is_not_read_twice),
        cmocka_unit_test(tabs_breaks_and_hyphens_become_plain_characters),
        cmocka_unit_test(other_ways_to_pack_the_same_document_are_read),
        cmocka_unit_test(the_real_plan_is_read_as_an_independent_reader_does),
        cmocka_unit_test(the_real_plan_has_its_five_tables_under_their_headings),
        cmocka_unit_test(a_place_inside_a_merge_is_found_with_its_corner),
        cmocka_unit_test(the_plan_is_read_in_milliseconds),
        cmocka_unit_test(what_is_no_file_is_said_plainly),
        cmocka_unit_test(a_reading_that_takes_too_long_is_ended),
        cmocka_unit_test(a_child_with_little_memory_says_so),
        cmocka_unit_test(several_threads_may_read_at_once),
        cmocka_unit_test(the_child_cannot_get_out),
        cmocka_unit_test(the_status_says_what_protects_here),
        cmocka_unit_test(hostile_and_wrong_files_are_refused_with_a_reason_in_time_and_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
