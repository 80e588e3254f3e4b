/* SPDX-License-Identifier: Apache-2.0 */
/* The record on a disk whose power fails (SQLite), and on one that fails a single call. Small acts and imports of the plan
 * of Pasto go through the writer's code; after every fault what was acknowledged is there, and verify finds nothing.
 * VEEDOR_FAULT_SEEDS: how many power cuts (60). Originals in archivos/ are outside of this disk: core_test tries theirs. */
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "db/engine.h"
#include "db/tables.h"
#include "faults/disk.h"
#include "features/plan/plan_import.h"
#include "features/plan/read/plan_draft.h"
#include "office/office.h"

enum { ACTS = 9, IMPORT_EVERY = 4, PAGES_BETWEEN_CHECKPOINTS = 60 };
static const vd_us NOW = INT64_C(1735740000000000);

static struct {
    char folder[64], data[96], back[96];
    struct vd_arena *arena;           /* of the draft */
    struct plan_draft *draft;
    struct vd_file_ref read;
} house;

struct world {
    struct vd_arena *arena;
    struct vd_db *db;
    struct vd_files *files;
    bool acknowledged[ACTS];
};

struct work {
    struct vd_job job;
    struct world *world;
    int number;                       /* of the act; -1: the installation and the law */
};

static struct vd_str slug(struct vd_arena *arena, int number) { return vd_str_printf(arena, "entidad-%c", 'a' + number); }
static bool is_import(int number) { return number % IMPORT_EVERY == IMPORT_EVERY - 1; }

static enum vd_err do_work(void *arg)
{
    struct work *work = arg;
    struct world *w = work->world;
    struct vd_entity entity;
    if (work->number < 0) {
        VD_TRY(vd_entity_ensure_installation(w->db, w->arena, NOW));
        return plan_law_load(w->db, w->arena, NOW);
    }
    struct vd_str word = slug(w->arena, work->number);
    if (!is_import(work->number))
        return vd_entity_ensure(w->db, w->arena, word, word, (struct vd_actor){.kind = VD_ACTOR_CLI}, NOW, &entity);
    struct plan_import_result result;
    const struct plan_import import = {.files = w->files, .path = PASTO_DOCX, .read = house.read, .file_name = VD_S("pasto-2022.docx"), .format = VD_S("docx"),
        .slug = word, .name = word, .draft = house.draft, .actor = {.kind = VD_ACTOR_CLI}, .now = NOW};
    return plan_import_run(w->db, w->arena, &import, &result);
}

static enum vd_err run_work(struct vd_db *db, struct vd_job *job)
{
    struct work *work = (struct work *)(void *)job;
    (void)db;
    return vd_arena_try(work->world->arena, do_work, work);
}

static enum vd_err act(struct world *w, int number)
{
    struct work work = {.job = {.run = run_work}, .world = w, .number = number};
    return vd_writer_run_one(w->db, &work.job);
}

/* ---- folders */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static void fresh_folder(const char *path)
{
    nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    assert_int_equal(mkdir(path, 0700), 0);
}

static enum vd_err open_world(struct world *w, const char *data)
{
    *w = (struct world){.arena = vd_arena_new(512u << 20)};
    assert_non_null(w->arena);
    VD_TRY(vd_db_open(&(const struct vd_db_config){.data = data}, VD_DB_WRITE, &w->db));
    sqlite3_wal_autocheckpoint(w->db->conn, PAGES_BETWEEN_CHECKPOINTS);
    return vd_files_open(house.folder, &w->files);
}

static void close_world(struct world *w)
{
    vd_db_close(w->db);
    vd_files_close(w->files);
    vd_arena_free(w->arena);
}

/* A data folder with the installation and the law on it, from where every round begins. */
static void start_world(struct world *w, uint64_t seed)
{
    disk_start(seed);
    fresh_folder(house.data);
    assert_int_equal(open_world(w, house.data), VD_OK);
    assert_int_equal(vd_db_migrate(w->db, NOW), VD_OK);
    assert_int_equal(act(w, -1), VD_OK);
}

/* ---- what must hold */

static int64_t versions(struct world *w, int64_t entity_id)
{
    struct row_plan_version row;
    int64_t n = 0;
    struct vd_stmt *st = vd_row_scan(w->db, &T_plan_version, entity_id);
    while (vd_row_next(st, w->arena, &row))
        n++;
    return vd_done(st) == VD_OK ? n : -1;
}

static bool is_there(struct world *w, int number)
{
    struct vd_entity entity;
    return vd_entity_get(w->db, w->arena, slug(w->arena, number), &entity) == VD_OK && versions(w, entity.id) == is_import(number);
}

/* Numbers without gaps and every link of the chain are verify's own; a row more or less than the acts say is named by it too. */
static const char *what_is_wrong(struct world *w, const bool *acknowledged)
{
    struct vd_verify_report report;
    enum vd_err err = vd_record_verify(w->db, w->files, w->arena, &report);
    if (err != VD_OK)
        return vd_str_printf(w->arena, "verify: %s: %s", vd_err_name(err), vd_db_message(w->db)).p;
    VD_EACH(fault, &report.faults)
        return vd_str_printf(w->arena, "%.*s: %.*s", VD_SARG(fault->where), VD_SARG(fault->what)).p;
    for (int i = 0; i < ACTS; i++)
        if (acknowledged[i] && !is_there(w, i))
            return "an act that was acknowledged is not there";
    return NULL;
}

/* ---- power */

/* NULL: all held. The cut falls instead of call number `cut`; *ret_cut is false when the acts ended before it. */
static const char *one_cut(uint64_t seed, unsigned long cut, bool lying, bool *ret_cut)
{
    static char words[512];
    struct world w, after;
    start_world(&w, seed);
    disk_ignore_syncs(lying);
    disk_cut_at(cut);
    for (int i = 0; i < ACTS && !disk_struck(); i++)
        w.acknowledged[i] = act(&w, i) == VD_OK && !disk_struck();
    *ret_cut = disk_struck();
    fresh_folder(house.back);
    disk_after(house.data, house.back);
    close_world(&w);
    disk_start(seed);
    const char *wrong = open_world(&after, house.back) == VD_OK ? what_is_wrong(&after, w.acknowledged) : "the database does not open";
    snprintf(words, sizeof words, "%s", wrong ? wrong : "");
    if (!wrong && act(&after, ACTS) != VD_OK)
        snprintf(words, sizeof words, "nothing can be written any more");
    close_world(&after);
    return words[0] ? words : NULL;
}

/* Calls of the disk that all acts need. */
static unsigned long calls_in_all(void)
{
    struct world w;
    start_world(&w, 1);
    unsigned long before = disk_calls();
    for (int i = 0; i < ACTS; i++)
        assert_int_equal(act(&w, i), VD_OK);
    unsigned long calls = disk_calls() - before;
    assert_null(what_is_wrong(&w, (bool[ACTS]){true, true, true, true, true, true, true, true, true}));
    close_world(&w);
    return calls;
}

static unsigned long seeds(void)
{
    const char *text = getenv("VEEDOR_FAULT_SEEDS");
    int64_t n;
    return text && vd_str_i64(vd_str_of(text), &n) && n > 0 ? (unsigned long)n : 60;
}

static void a_power_cut_loses_nothing_that_was_acknowledged(void **state)
{
    (void)state;
    unsigned long all = calls_in_all(), count = seeds(), cuts = 0;
    assert_true(all > 100);
    for (unsigned long seed = 1; seed <= count; seed++) {
        bool cut;
        unsigned long at = 1 + (seed * 7919) % all;
        const char *wrong = one_cut(seed, at, false, &cut);
        if (wrong)
            { system("rm -rf /tmp/w3dbg; cp -a /tmp/veedor-power-* /tmp/w3dbg"); fail_msg("seed %lu, cut at call %lu of %lu: %s", seed, at, all, wrong); }
        cuts += cut;
    }
    print_message("%lu power cuts over %lu calls\n", cuts, all);
    assert_true(cuts >= count * 9 / 10);
}

/* The same test must see a disk on which a sync does nothing. */
static void a_disk_that_ignores_syncs_is_found_out(void **state)
{
    (void)state;
    unsigned long all = calls_in_all();
    int found = 0;
    for (unsigned long seed = 1; seed <= 12 && !found; seed++) {
        bool cut;
        found += one_cut(seed, all * 3 / 4 + seed, true, &cut) != NULL;
    }
    assert_true(found > 0);
}

/* ---- one failing call */

static void each_failing_call_loses_only_its_act(void **state)
{
    (void)state;
    static const int codes[] = {SQLITE_IOERR_WRITE, SQLITE_FULL, SQLITE_IOERR_FSYNC};
    unsigned long struck = 0, refused = 0, calls = calls_in_all(), step = calls / (seeds() < 60 ? 20 : seeds() / 3) + 1;
    for (unsigned long at = 1; at <= calls; at += step) {
        struct world w;
        start_world(&w, at);
        disk_fail_at(at, codes[at / step % VD_COUNT(codes)]);
        for (int i = 0; i < ACTS; i++) {
            bool before = disk_struck();
            w.acknowledged[i] = act(&w, i) == VD_OK;
            refused += !w.acknowledged[i];
            if (!w.acknowledged[i] && (before || !disk_struck()))
                fail_msg("call %lu: act %d failed although its calls did not", at, i);
            if (!w.acknowledged[i] && is_there(&w, i))
                fail_msg("call %lu: act %d was refused and is there", at, i);
        }
        struck += disk_struck();
        const char *wrong = what_is_wrong(&w, w.acknowledged);
        if (wrong)
            fail_msg("call %lu: %s", at, wrong);
        close_world(&w);
    }
    print_message("%lu calls failed, %lu acts refused\n", struck, refused);
    assert_true(struck > 10 && refused > 5);
}

/* ---- */

static int begin_all(void **state)
{
    (void)state;
    struct vd_doc *doc;
    struct vd_str reason = {0};
    snprintf(house.folder, sizeof house.folder, "/tmp/veedor-power-XXXXXX");
    assert_non_null(mkdtemp(house.folder));
    snprintf(house.data, sizeof house.data, "%s/data", house.folder);
    snprintf(house.back, sizeof house.back, "%s/back", house.folder);
    house.arena = vd_arena_new(256u << 20);
    int fd = open(PASTO_DOCX, O_RDONLY | O_CLOEXEC);
    assert_true(house.arena && fd >= 0);
    assert_int_equal(vd_doc_read(fd, house.arena, &doc, &reason), VD_OK);
    assert_int_equal(plan_read(doc, "paac-v2", 2022, house.arena, &house.draft, &reason), VD_OK);
    close(fd);
    assert_int_equal(vd_files_hash(PASTO_DOCX, VD_DOC_MAX_FILE, &house.read), VD_OK);
    disk_begin();
    return 0;
}

static int end_all(void **state)
{
    (void)state;
    disk_start(0);
    vd_arena_free(house.arena);
    return nftw(house.folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_power_cut_loses_nothing_that_was_acknowledged),
        cmocka_unit_test(a_disk_that_ignores_syncs_is_found_out),
        cmocka_unit_test(each_failing_call_loses_only_its_act),
    };
    return cmocka_run_group_tests_name("power", tests, begin_all, end_all);
}
