/* SPDX-License-Identifier: Apache-2.0 */
/* The isolated reader: this executable is its own child, as the program is. Files that must be refused say why, in time and
 * in memory; and from inside the fences every way out is tried. */
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
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

static const char *folder, *plan, *saved;

enum { MEGABYTE = 1024 * 1024 };

#define LATE "tardó demasiado"

struct refused {
    const char *name;
    enum vd_err err;
    const char *says; /* part of the reason */
};

static const struct refused refused[] = {
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
    {"many-names.docx", VD_TOO_BIG, LATE},
    {"many-attributes.docx", VD_TOO_BIG, LATE},
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
    {"plan.xlsx", VD_INVALID, "no es un libro de Excel"},
    {"plan.ods", VD_INVALID, "no es una hoja de cálculo"},
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

static int64_t children_cpu(const struct rusage *used)
{
    return (used->ru_utime.tv_sec + used->ru_stime.tv_sec) * 1000000 + used->ru_utime.tv_usec + used->ru_stime.tv_usec;
}

/* Two seconds and 256 MB are meant for a child that has a processor for itself: here its own processor time is measured, so
 * that other work on the machine fails nothing. Only files that would take much longer meet the clock. */
static void is_refused(const char *dir, const struct refused *want)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    bool endless = strcmp(want->says, LATE) == 0;
    struct vd_sandbox_limits limits = {.millis = 30000, .cpu_millis = endless ? 2000 : 0, .memory = (size_t)256 * MEGABYTE};
    struct rusage before, after;
    getrusage(RUSAGE_CHILDREN, &before);
    vd_us began = vd_clock_monotonic();
    enum vd_err err = vd_sandbox_read(vd_str_printf(arena, "%s/%s", dir, want->name).p, &limits, arena, &doc, &reason);
    vd_us took = vd_clock_monotonic() - began;
    getrusage(RUSAGE_CHILDREN, &after); /* ru_maxrss: the greatest of all children so far */
    int64_t cpu = children_cpu(&after) - children_cpu(&before);
    print_message("           %-24s %5" PRId64 " ms  %4ld MB  %.*s\n", want->name, cpu / 1000, after.ru_maxrss / 1024, VD_SARG(reason));
    assert_null(doc);
    if (vd_str_find(reason, vd_str_of(want->says)) < 0)
        fail_msg("%s: %s: %.*s", want->name, vd_err_name(err), VD_SARG(reason));
    assert_int_equal(err, want->err);
    if (endless)
        assert_true(took >= 1000000 && cpu >= 1000000 && cpu < 2500000); /* some two seconds of the processor (the limit counts ticks), however busy the machine */
    if (vd_confine_limits_memory())
        assert_true(cpu < 2500000 && after.ru_maxrss / 1024 <= 256);
}

static void hostile_and_wrong_files_are_refused_with_a_reason_in_time_and_memory(void **state)
{
    (void)state;
    char dir[4096];
    snprintf(dir, sizeof dir, "%s/bad", folder);
    for (size_t i = 0; i < VD_COUNT(refused); i++)
        is_refused(dir, &refused[i]);
}

/* "name TAB error TAB words" a line, as sheet_files.py writes it. */
static int all_of_list_are_refused(const char *path, const char *dir)
{
    char line[512];
    int count = 0;
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        char *name = line, *err = strchr(name, '\t'), *says = err ? strchr(err + 1, '\t') : NULL;
        assert_non_null(says);
        *err++ = 0;
        *says++ = 0;
        says[strcspn(says, "\n")] = 0;
        is_refused(dir, &(struct refused){name, strcmp(err, "too_big") == 0 ? VD_TOO_BIG : VD_INVALID, says});
        count++;
    }
    fclose(f);
    return count;
}

static void hostile_and_wrong_sheets_are_refused_too(void **state)
{
    (void)state;
    char list[4096], dir[4096];
    snprintf(list, sizeof list, "%s/sheets.refused", folder);
    snprintf(dir, sizeof dir, "%s/bad", folder);
    assert_true(all_of_list_are_refused(list, dir) >= 40);
}

static void what_programs_save_in_other_formats_is_named_and_the_way_out_said(void **state)
{
    (void)state;
    char list[4096];
    snprintf(list, sizeof list, "%s/refused.list", saved);
    assert_true(all_of_list_are_refused(list, saved) >= 8);
}

/* The readers' own tests run outside of the fences, where any call is allowed. */
static void every_good_sheet_is_read_inside_of_the_fences_too(void **state)
{
    static const char *const good[] = {"merges-in-any-order.xlsx", "merges.xlsx", "hidden.xlsx", "numbers.xlsx", "dates.xlsx", "hidden.ods", "white-space.ods", "windows-1252.csv"};
    (void)state;
    for (size_t i = 0; i < VD_COUNT(good); i++) {
        VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
        struct vd_doc *doc = NULL;
        struct vd_str reason = VD_S("");
        if (vd_sandbox_read(vd_str_printf(arena, "%s/good/%s", folder, good[i]).p, NULL, arena, &doc, &reason) != VD_OK)
            fail_msg("%s: %.*s", good[i], VD_SARG(reason));
    }
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

int main(int argc, char **argv)
{
    vd_sandbox_child(argc, argv, NULL);
    if (argc == 3 && strcmp(argv[1], PROBE) == 0)
        _exit(probe(argv[2]));
    if (argc != 4)
        return 2;
    folder = argv[1];
    plan = argv[2];
    saved = argv[3]; /* files that programs saved and must be refused */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_file_is_said_plainly),
        cmocka_unit_test(a_reading_that_takes_too_long_is_ended),
        cmocka_unit_test(a_child_with_little_memory_says_so),
        cmocka_unit_test(several_threads_may_read_at_once),
        cmocka_unit_test(the_child_cannot_get_out),
        cmocka_unit_test(the_status_says_what_protects_here),
        cmocka_unit_test(hostile_and_wrong_files_are_refused_with_a_reason_in_time_and_memory),
        cmocka_unit_test(hostile_and_wrong_sheets_are_refused_too),
        cmocka_unit_test(every_good_sheet_is_read_inside_of_the_fences_too),
        cmocka_unit_test(what_programs_save_in_other_formats_is_named_and_the_way_out_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
