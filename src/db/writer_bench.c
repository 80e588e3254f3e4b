/* SPDX-License-Identifier: Apache-2.0 */
/* What group commit gains: filings a second through the writer with 8 and 64 callers, against one durable transaction
 * each by one caller, in the same run and taking turns. Prints the ratio of the medians. */
#include <pthread.h>
#include "base/base.h"
#include "db/db_test.sql.h"
#include "db/tables.h"
#include "db/testing.h"

enum { TURNS = 5, FILINGS = 640 };

struct caller {
    struct vd_job job;
    struct vd_writer *w;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t told;
    bool answered;
    int left, failed;
};

static enum vd_err file_it(struct vd_db *db, struct vd_job *job)
{
    (void)job;
    struct test_entity_next_row next;
    VD_TRY(test_entity_next_one(db, NULL, 1, &next));
    return test_unit_add_run(db, 1, next.next_id, VD_S("radicado"), (struct vd_str){0}, 0);
}

static void must(enum vd_err err, const char *what)
{
    if (err == VD_OK)
        return;
    vd_log(VD_LOG_ERROR, "bench", "what", what, "err", vd_err_name(err), NULL);
    exit(1);
}

static void tell(struct vd_job *job, enum vd_err result)
{
    struct caller *c = (struct caller *)job;
    pthread_mutex_lock(&c->lock);
    c->answered = true;
    c->failed += result != VD_OK;
    pthread_cond_signal(&c->told);
    pthread_mutex_unlock(&c->lock);
}

static void *call(void *arg)
{
    struct caller *c = arg;
    for (; c->left > 0; c->left--) {
        c->answered = false;
        c->failed += !vd_writer_push(c->w, &c->job);
        pthread_mutex_lock(&c->lock);
        while (!c->answered)
            pthread_cond_wait(&c->told, &c->lock);
        pthread_mutex_unlock(&c->lock);
    }
    return NULL;
}

static double rate_of(vd_us began) { return FILINGS * 1e6 / (double)(vd_clock_monotonic() - began); }

static double one_each(const struct vd_db_config *config)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    must(vd_db_open(config, VD_DB_WRITE, &db), "open");
    vd_us began = vd_clock_monotonic();
    for (int i = 0; i < FILINGS; i++) {
        struct vd_job job = {.run = file_it};
        must(vd_writer_run_one(db, &job), "filing");
    }
    return rate_of(began);
}

static double together(const struct vd_db_config *config, int n)
{
    static struct caller callers[64];
    struct vd_writer *w;
    must(vd_writer_start(config, &w), "start");
    vd_us began = vd_clock_monotonic();
    for (int i = 0; i < n; i++) {
        callers[i] = (struct caller){.job = {.run = file_it, .done = tell}, .w = w, .left = FILINGS / n};
        pthread_mutex_init(&callers[i].lock, NULL);
        pthread_cond_init(&callers[i].told, NULL);
        must(pthread_create(&callers[i].thread, NULL, call, &callers[i]) ? VD_NO_MEMORY : VD_OK, "thread");
    }
    for (int i = 0; i < n; i++) {
        pthread_join(callers[i].thread, NULL);
        must(callers[i].failed ? VD_INTERNAL : VD_OK, "filing");
    }
    double rate = rate_of(began);
    vd_writer_stop(w);
    return rate;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double v[TURNS])
{
    qsort(v, TURNS, sizeof *v, by_size);
    return v[TURNS / 2];
}

static void prepare(const struct vd_db_config *config)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    static const char zero[32];
    struct row_entity e = {.entity_id = 1, .slug = VD_S("pasto"), .name = VD_S("Pasto"), .name_fold = VD_S("pasto"), .sort_key = VD_S("p"), .head = {zero, 32}};
    must(vd_db_open(config, VD_DB_WRITE, &db), "open");
    must(vd_db_migrate(db, 1), "migrate");
    must(vd_row_put(db, &T_entity, &e), "entity");
}

int main(int argc, char **argv)
{
    struct vd_testdb t;
    bool postgres;
    double alone[TURNS], eight[TURNS], sixty_four[TURNS];
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    vd_testdb_begin(&t, postgres);
    prepare(&t.config);
    for (int i = 0; i < TURNS; i++) {
        alone[i] = one_each(&t.config);
        eight[i] = together(&t.config, 8);
        sixty_four[i] = together(&t.config, 64);
    }
    vd_testdb_end(&t);
    double base = median(alone);
    printf("%s, filings a second, median of %d (min-max)\n", argv[1], TURNS);
    printf("one transaction each, 1 caller  %8.0f  (%.0f-%.0f)\n", base, alone[0], alone[TURNS - 1]);
    double by_8 = median(eight), by_64 = median(sixty_four);
    printf("writer, 8 callers               %8.0f  (%.0f-%.0f)  x %.1f\n", by_8, eight[0], eight[TURNS - 1], by_8 / base);
    printf("writer, 64 callers              %8.0f  (%.0f-%.0f)  x %.1f\n", by_64, sixty_four[0], sixty_four[TURNS - 1], by_64 / base);
    return 0;
}
