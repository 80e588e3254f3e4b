/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/base.h"
#include "db/db_test.sql.h"
#include "db/tables.h"
#include "db/testing.h"

static bool on_postgres;

/* One caller's write: takes the entity's next number and inserts a unit under it; refuses afterwards when told so, so
 * that a number was taken in vain. The caller waits for `answered`. */
struct filing {
    struct vd_job job; /* first: the writer hands it back */
    bool refuse;
    struct vd_str text;
    int64_t id; /* of an idempotent one */
    int runs;
    pthread_mutex_t lock;
    pthread_cond_t told;
    bool answered;
    enum vd_err answer;
};

static void prepare_entity(const struct vd_db_config *config)
{
    static const char zero[32];
    VD_AUTO_DB struct vd_db *db = NULL;
    assert_int_equal(vd_db_open(config, VD_DB_WRITE, &db), VD_OK);
    assert_int_equal(vd_db_migrate(db, 1), VD_OK);
    struct row_entity e = {.entity_id = 1, .slug = VD_S("pasto"), .name = VD_S("Pasto"), .name_fold = VD_S("pasto"), .sort_key = VD_S("p"),
        .head = {zero, 32}};
    assert_int_equal(vd_row_put(db, &T_entity, &e), VD_OK);
}

static enum vd_err file_it(struct vd_db *db, struct vd_job *job)
{
    struct filing *f = (struct filing *)job;
    struct test_entity_next_row next;
    f->runs++;
    VD_TRY(test_entity_next_one(db, NULL, 1, &next));
    VD_TRY(test_unit_add_run(db, 1, next.next_id, f->text, (struct vd_str){0}, 0));
    return f->refuse ? VD_INVALID : VD_OK;
}

static void tell(struct vd_job *job, enum vd_err result)
{
    struct filing *f = (struct filing *)job;
    pthread_mutex_lock(&f->lock);
    f->answered = true;
    f->answer = result;
    pthread_cond_signal(&f->told);
    pthread_mutex_unlock(&f->lock);
}

static void filing_init(struct filing *f, bool refuse)
{
    *f = (struct filing){.job = {.run = file_it, .done = tell}, .refuse = refuse, .text = VD_S("radicado")};
    pthread_mutex_init(&f->lock, NULL);
    pthread_cond_init(&f->told, NULL);
}

static enum vd_err wait_for(struct filing *f)
{
    pthread_mutex_lock(&f->lock);
    while (!f->answered)
        pthread_cond_wait(&f->told, &f->lock);
    enum vd_err answer = f->answer;
    pthread_mutex_unlock(&f->lock);
    pthread_mutex_destroy(&f->lock);
    pthread_cond_destroy(&f->told);
    return answer;
}

static enum vd_err file_and_wait(struct vd_writer *w, bool refuse)
{
    struct filing f;
    filing_init(&f, refuse);
    assert_true(vd_writer_push(w, &f.job));
    return wait_for(&f);
}

/* Numbers are gap-free when the greatest one is also how many there are. */
static void assert_filed(const struct vd_db_config *config, int64_t n)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    struct test_unit_last_row row;
    struct vd_db_config plain = *config;
    plain.fail_at = 0;
    assert_int_equal(vd_db_open(&plain, VD_DB_READ, &db), VD_OK);
    assert_int_equal(test_unit_last_one(db, NULL, 1, &row), VD_OK);
    assert_int_equal(row.n, n);
    assert_int_equal(row.last, n);
}

/* ---- load */

enum { CALLERS = 16, EACH = 60 };

struct caller {
    pthread_t thread;
    struct vd_writer *w;
    int64_t accepted, other;
};

static void *call(void *arg)
{
    struct caller *c = arg;
    for (int i = 0; i < EACH; i++) {
        enum vd_err want = i % 7 == 3 ? VD_INVALID : VD_OK, got = file_and_wait(c->w, want == VD_INVALID);
        c->accepted += got == VD_OK;
        c->other += got != want;
    }
    return NULL;
}

static int64_t run_callers(struct vd_writer *w)
{
    struct caller callers[CALLERS] = {0};
    int64_t accepted = 0;
    for (int i = 0; i < CALLERS; i++) {
        callers[i].w = w;
        assert_int_equal(pthread_create(&callers[i].thread, NULL, call, &callers[i]), 0);
    }
    for (int i = 0; i < CALLERS; i++) {
        pthread_join(callers[i].thread, NULL);
        accepted += callers[i].accepted;
        assert_int_equal(callers[i].other, 0);
    }
    return accepted;
}

static void numbers_have_no_gaps_when_many_file_and_some_are_refused(void **state)
{
    (void)state;
    struct vd_testdb t;
    struct vd_writer *w;
    vd_testdb_begin(&t, on_postgres);
    prepare_entity(&t.config);
    assert_int_equal(vd_writer_start(&t.config, &w), VD_OK);
    int64_t accepted = run_callers(w);
    vd_writer_stop(w);
    assert_in_range(accepted, CALLERS * EACH / 2, CALLERS * EACH - 1);
    assert_filed(&t.config, accepted);
    vd_testdb_end(&t);
}

static int start_up(const struct vd_db_config *config)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    struct vd_db_status status = {0};
    if (vd_db_open(config, VD_DB_WRITE, &db) != VD_OK || vd_db_migrate(db, 1) != VD_OK || vd_db_status(db, &status) != VD_OK) {
        vd_log(VD_LOG_ERROR, "start", "why", vd_db_message(db), NULL);
        return 1;
    }
    return status.applied == status.known ? 0 : 2;
}

static void several_processes_may_start_on_an_empty_folder_at_once(void **state)
{
    (void)state;
    enum { STARTS = 6 };
    struct vd_testdb t;
    pid_t children[STARTS];
    vd_testdb_begin(&t, on_postgres);
    for (int i = 0; i < STARTS; i++)
        if ((children[i] = fork()) == 0)
            _exit(start_up(&t.config));
    for (int i = 0; i < STARTS; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    vd_testdb_end(&t);
}

/* The command line's way, from another process, while the server's writer works. */
static int other_process(const struct vd_db_config *config)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    int failed = 0;
    if (vd_db_open(config, VD_DB_WRITE, &db) != VD_OK)
        return 100;
    for (int i = 0; i < EACH; i++) {
        struct filing f = {.job = {.run = file_it}, .text = VD_S("orden")};
        failed += vd_writer_run_one(db, &f.job) != VD_OK;
    }
    return failed;
}

static void the_command_line_writes_while_the_server_runs(void **state)
{
    (void)state;
    struct vd_testdb t;
    struct vd_writer *w;
    vd_testdb_begin(&t, on_postgres);
    prepare_entity(&t.config);
    pid_t child = fork();
    if (child == 0)
        _exit(other_process(&t.config));
    assert_int_equal(vd_writer_start(&t.config, &w), VD_OK);
    int64_t accepted = run_callers(w);
    vd_writer_stop(w);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_filed(&t.config, accepted + EACH);
    vd_testdb_end(&t);
}

static void what_was_accepted_before_the_stop_is_finished(void **state)
{
    (void)state;
    enum { N = 300 };
    struct vd_testdb t;
    struct vd_writer *w;
    static struct filing filings[N];
    vd_testdb_begin(&t, on_postgres);
    prepare_entity(&t.config);
    assert_int_equal(vd_writer_start(&t.config, &w), VD_OK);
    for (int i = 0; i < N; i++) {
        filing_init(&filings[i], false);
        assert_true(vd_writer_push(w, &filings[i].job));
    }
    vd_writer_stop(w);
    for (int i = 0; i < N; i++)
        assert_int_equal(wait_for(&filings[i]), VD_OK);
    assert_filed(&t.config, N);
    vd_testdb_end(&t);
}

/* ---- a full queue: the first job holds the writer until the gate opens */

static pthread_mutex_t gate_lock = PTHREAD_MUTEX_INITIALIZER;

static enum vd_err wait_at_gate(struct vd_db *db, struct vd_job *job)
{
    pthread_mutex_lock(&gate_lock);
    pthread_mutex_unlock(&gate_lock);
    return file_it(db, job);
}

static void a_full_queue_refuses_and_loses_nothing(void **state)
{
    (void)state;
    enum { MANY = 6000 };
    struct vd_testdb t;
    struct vd_writer *w;
    struct filing *filings = calloc(MANY, sizeof *filings);
    assert_non_null(filings);
    vd_testdb_begin(&t, on_postgres);
    prepare_entity(&t.config);
    assert_int_equal(vd_writer_start(&t.config, &w), VD_OK);
    int accepted = 0;
    bool taken = true;
    pthread_mutex_lock(&gate_lock);
    while (taken && accepted < MANY) {
        filing_init(&filings[accepted], false);
        filings[accepted].job.run = accepted ? file_it : wait_at_gate;
        taken = vd_writer_push(w, &filings[accepted].job);
        accepted += taken;
    }
    pthread_mutex_unlock(&gate_lock);
    assert_false(taken);
    for (int i = 0; i < accepted; i++)
        assert_int_equal(wait_for(&filings[i]), VD_OK);
    vd_writer_stop(w);
    assert_filed(&t.config, accepted);
    free(filings);
    vd_testdb_end(&t);
}

/* ---- faults: every call in turn fails once; the jobs are idempotent, as core's are */

static enum vd_err put_unit(struct vd_db *db, struct vd_job *job)
{
    struct filing *f = (struct filing *)job;
    char slug[24];
    snprintf(slug, sizeof slug, "u%" PRId64, (int64_t)f->id);
    struct row_unit unit = {.entity_id = 1, .id = f->id, .name = f->text, .slug = vd_str_of(slug)};
    f->runs++;
    return vd_row_put(db, &T_unit, &unit);
}

static bool is_stored(const struct vd_db_config *config, const struct filing *f)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(65536);
    struct vd_db_config plain = *config;
    plain.fail_at = 0;
    assert_int_equal(vd_db_open(&plain, VD_DB_READ, &db), VD_OK);
    struct row_unit unit = {.entity_id = 1, .id = f->id};
    enum vd_err err = vd_row_get(db, arena, &T_unit, &unit);
    assert_true(err == VD_OK || err == VD_NOT_FOUND);
    return err == VD_OK;
}

/* Three callers at a writer whose call number `config->fail_at` fails. Returns how many were answered VD_OK. */
static int sweep_once(const struct vd_db_config *config)
{
    static int64_t last_id = 1000;
    struct filing filings[3];
    struct vd_writer *w;
    int fine = 0;
    enum vd_err err = vd_writer_start(config, &w);
    if (err != VD_OK) {
        assert_int_equal(err, config->fail_with);
        return 0;
    }
    for (int i = 0; i < 3; i++) {
        filing_init(&filings[i], false);
        filings[i].job.run = put_unit;
        filings[i].id = ++last_id;
        assert_true(vd_writer_push(w, &filings[i].job));
    }
    for (int i = 0; i < 3; i++) {
        enum vd_err answer = wait_for(&filings[i]);
        assert_true(answer == VD_OK || answer == config->fail_with);
        assert_int_equal(is_stored(config, &filings[i]), answer == VD_OK);
        fine += answer == VD_OK;
    }
    enum vd_err later = file_and_wait(w, true); /* goes on without a restart; the fault may still be ahead */
    if (later != VD_INVALID) {
        assert_int_equal(later, config->fail_with);
        assert_int_equal(file_and_wait(w, true), VD_INVALID);
    }
    vd_writer_stop(w);
    return fine;
}

static void an_answer_tells_the_truth_whatever_call_fails(void **state)
{
    (void)state;
    static const enum vd_err errors[] = {VD_RETRY, VD_NO_SPACE, VD_IO, VD_NO_MEMORY};
    int refused = 0;
    struct vd_testdb t;
    vd_testdb_begin(&t, on_postgres);
    prepare_entity(&t.config);
    for (size_t e = 0; e < VD_COUNT(errors); e++) {
        for (unsigned long n = 1; n <= 24; n++) {
            t.config.fail_at = n;
            t.config.fail_with = errors[e];
            int fine = sweep_once(&t.config);
            refused += n > 1 && fine < 3;
            if (errors[e] == VD_RETRY && n > 1)
                assert_int_equal(fine, 3); /* tried again, not told to anybody */
        }
    }
    vd_testdb_end(&t);
    assert_true(refused > 0); /* the faults did strike */
}

/* Ends the transaction behind the writer's back, as SQLite does by itself after some I/O errors. */
static enum vd_err drop_the_transaction(struct vd_db *db, struct vd_job *job)
{
    ((struct filing *)job)->runs++;
    return test_drop_run(db);
}

static void only_the_guilty_job_fails_when_the_engine_drops_the_batch(void **state)
{
    (void)state;
    struct vd_testdb t;
    struct vd_writer *w;
    struct filing filings[6];
    vd_testdb_begin(&t, on_postgres);
    prepare_entity(&t.config);
    assert_int_equal(vd_writer_start(&t.config, &w), VD_OK);
    pthread_mutex_lock(&gate_lock);
    for (int i = 0; i < 6; i++) {
        filing_init(&filings[i], false);
        filings[i].job.run = i == 0 ? wait_at_gate : i == 3 ? drop_the_transaction : file_it;
        assert_true(vd_writer_push(w, &filings[i].job));
    }
    pthread_mutex_unlock(&gate_lock);
    for (int i = 0; i < 6; i++)
        assert_int_equal(wait_for(&filings[i]), i == 3 ? VD_IO : VD_OK);
    vd_writer_stop(w);
    assert_int_equal(filings[1].runs, 2); /* once in the batch that was dropped, once alone */
    assert_int_equal(filings[3].runs, 2);
    assert_int_equal(filings[5].runs, 1);
    assert_filed(&t.config, 5);
    vd_testdb_end(&t);
}

/* ---- a really full disk */

static bool mount_small_disk(const char *folder)
{
    return unshare(CLONE_NEWNS) == 0 && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("tmpfs", folder, "tmpfs", 0, "size=4m,mode=700") == 0;
}

static void fill_disk(const char *path)
{
    static const char block[4096];
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    while (write(fd, block, sizeof block) > 0)
        ;
    close(fd);
}

static void a_full_disk_is_told_and_writing_goes_on_when_there_is_space(void **state)
{
    (void)state;
    struct vd_testdb t;
    struct vd_writer *w;
    char filler[128];
    static char pages[6000];
    memset(pages, 'x', sizeof pages);
    if (on_postgres) {
        print_message("skipped: the disk of PostgreSQL is its own\n");
        skip();
    }
    vd_testdb_begin(&t, false);
    if (!mount_small_disk(t.folder)) {
        vd_testdb_end(&t);
        print_message("skipped: no right to mount a small disk\n");
        skip();
    }
    prepare_entity(&t.config);
    snprintf(filler, sizeof filler, "%s/relleno", t.folder);
    assert_int_equal(vd_writer_start(&t.config, &w), VD_OK);
    int64_t filed = 0, refused = 0;
    for (int i = 0; i < 40; i++) {
        if (i == 10)
            fill_disk(filler);
        if (i == 30)
            assert_int_equal(unlink(filler), 0);
        struct filing f;
        filing_init(&f, false);
        f.text = (struct vd_str){pages, sizeof pages};
        assert_true(vd_writer_push(w, &f.job));
        enum vd_err answer = wait_for(&f);
        assert_true(answer == VD_OK || answer == VD_NO_SPACE);
        filed += answer == VD_OK;
        refused += answer != VD_OK;
        assert_true(i < 30 || answer == VD_OK);
    }
    vd_writer_stop(w);
    assert_true(refused > 0);
    assert_filed(&t.config, filed);
    assert_int_equal(umount2(t.folder, MNT_DETACH), 0);
    vd_testdb_end(&t);
}

/* ---- PostgreSQL: the connection dies */

static enum vd_err tell_backend(struct vd_db *db, struct vd_job *job)
{
    struct filing *f = (struct filing *)job;
    struct test_backend_row row;
    VD_TRY(test_backend_one(db, NULL, &row));
    f->text.n = (size_t)row.pid;
    return VD_OK;
}

static void kill_backend_of(const struct vd_db_config *config, struct vd_writer *w)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    struct filing f;
    struct test_kill_row row;
    filing_init(&f, false);
    f.job.run = tell_backend;
    assert_true(vd_writer_push(w, &f.job));
    assert_int_equal(wait_for(&f), VD_OK);
    assert_int_equal(vd_db_open(config, VD_DB_READ, &db), VD_OK);
    assert_int_equal(test_kill_one(db, NULL, (int64_t)f.text.n, &row), VD_OK);
    assert_int_equal(row.killed, 1);
}

static void a_lost_connection_comes_back_without_a_restart(void **state)
{
    (void)state;
    struct vd_testdb t;
    struct vd_writer *w;
    if (!on_postgres) {
        print_message("skipped: SQLite has no connection to lose\n");
        skip();
    }
    vd_testdb_begin(&t, true);
    prepare_entity(&t.config);
    assert_int_equal(vd_writer_start(&t.config, &w), VD_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(file_and_wait(w, false), VD_OK);
        kill_backend_of(&t.config, w);
    }
    assert_int_equal(file_and_wait(w, false), VD_OK);
    vd_writer_stop(w);
    assert_filed(&t.config, 4);
    vd_testdb_end(&t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_no_gaps_when_many_file_and_some_are_refused), cmocka_unit_test(the_command_line_writes_while_the_server_runs),
        cmocka_unit_test(several_processes_may_start_on_an_empty_folder_at_once),
        cmocka_unit_test(what_was_accepted_before_the_stop_is_finished), cmocka_unit_test(a_full_queue_refuses_and_loses_nothing),
        cmocka_unit_test(an_answer_tells_the_truth_whatever_call_fails),
        cmocka_unit_test(only_the_guilty_job_fails_when_the_engine_drops_the_batch),
        cmocka_unit_test(a_full_disk_is_told_and_writing_goes_on_when_there_is_space),
        cmocka_unit_test(a_lost_connection_comes_back_without_a_restart),
    };
    if (!vd_testdb_choose(argc, argv, &on_postgres))
        return VD_TEST_SKIPPED;
    return cmocka_run_group_tests_name(on_postgres ? "writer on PostgreSQL" : "writer on SQLite", tests, NULL, NULL);
}
