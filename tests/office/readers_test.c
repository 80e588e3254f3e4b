/* SPDX-License-Identifier: Apache-2.0 */
/* Files that must be read, saved by many programs or made by hand: each has its expected dump beside it, NAME.expected, written
 * by reading the source. Usage: readers_test FOLDER…; readers_test --dump FILE prints one. */
#include <dirent.h>
#include <setjmp.h>
#include "sandbox/sandbox.h"
#include <cmocka.h>
#include "dump.h"

enum { MEGABYTE = 1024 * 1024 };

static char **folders;
static int n_folders;

static bool dump_file(const char *path, struct vd_buf *out)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)128 * MEGABYTE);
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    struct vd_sandbox_limits limits = {.millis = 20000, .memory = (size_t)256 * MEGABYTE};
    enum vd_err err = vd_sandbox_read(path, &limits, arena, &doc, &reason);
    if (err == VD_OK) {
        dump_doc(out, doc);
        vd_buf_printf(out, "%s\n", vd_doc_format_name(doc->format));
    } else {
        vd_buf_printf(out, "%s: %.*s\n", vd_err_name(err), VD_SARG(reason));
    }
    return err == VD_OK;
}

static void read_expected(const char *path, struct vd_buf *out)
{
    FILE *f = fopen(path, "r");
    char chunk[4096];
    assert_non_null(f);
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        vd_buf_put(out, chunk, n);
    fclose(f);
}

/* Says the first line that differs. */
static bool is_read_as_expected(const char *path, const char *expected)
{
    VD_AUTO_BUF struct vd_buf got, want;
    vd_buf_init(&got, 4 * MEGABYTE);
    vd_buf_init(&want, 4 * MEGABYTE);
    dump_file(path, &got);
    read_expected(expected, &want);
    struct vd_str a = vd_buf_view(&got), b = vd_buf_view(&want), mine, theirs;
    if (vd_str_eq(a, b))
        return true;
    for (bool more = true; more;) {
        bool left = vd_str_split(&a, '\n', &mine), right = vd_str_split(&b, '\n', &theirs);
        more = left && right && vd_str_eq(mine, theirs);
        mine = left ? mine : VD_S("(end)");
        theirs = right ? theirs : VD_S("(end)");
    }
    print_message("           %s\n             read: %.*s\n             must: %.*s\n", path, VD_SARG(mine), VD_SARG(theirs));
    return false;
}

static void every_kept_file_is_read_as_its_dump_says(void **state)
{
    (void)state;
    int right = 0, wrong = 0;
    for (int i = 0; i < n_folders; i++) {
        DIR *dir = opendir(folders[i]);
        assert_non_null(dir);
        for (struct dirent *e; (e = readdir(dir));) {
            char file[2048], expected[2048];
            size_t n = strlen(e->d_name), tail = strlen(".expected");
            if (n <= tail || strcmp(e->d_name + n - tail, ".expected") != 0)
                continue;
            snprintf(expected, sizeof expected, "%s/%s", folders[i], e->d_name);
            snprintf(file, sizeof file, "%s/%.*s", folders[i], (int)(n - tail), e->d_name);
            bool ok = is_read_as_expected(file, expected);
            right += ok;
            wrong += !ok;
        }
        closedir(dir);
    }
    print_message("           %d files\n", right);
    assert_int_equal(wrong, 0);
    assert_true(right >= 40);
}

int main(int argc, char **argv)
{
    vd_sandbox_child(argc, argv, NULL);
    if (argc == 3 && strcmp(argv[1], "--dump") == 0) {
        VD_AUTO_BUF struct vd_buf out;
        vd_buf_init(&out, 32 * MEGABYTE);
        bool ok = dump_file(argv[2], &out);
        fputs(vd_buf_view(&out).p, stdout);
        return ok ? 0 : 1;
    }
    folders = argv + 1;
    n_folders = argc - 1;
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_kept_file_is_read_as_its_dump_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
