/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_import_testing.h"
#include <fcntl.h>
#include <unistd.h>
#include "features/plan/read/plan_testing.h"

struct job {
    struct vd_job job;
    struct vd_arena *arena;
    const struct plan_import *import; /* NULL: the law */
    struct plan_import_result result;
};

static enum vd_err run_job(struct vd_db *db, struct vd_job *job)
{
    struct job *j = (struct job *)(void *)job;
    return j->import ? plan_import_run(db, j->arena, j->import, &j->result) : plan_law_load(db, j->arena, IMPORTED_AT);
}

enum vd_err law_load(struct fixture *fx) { return import_run(fx->db, fx, NULL, NULL); }

enum vd_err import_run(struct vd_db *db, struct fixture *fx, const struct plan_import *import, struct plan_import_result *ret)
{
    struct job j = {.job = {.run = run_job}, .arena = fx->arena, .import = import};
    enum vd_err err = vd_writer_run_one(db, &j.job);
    if (err == VD_OK && ret)
        *ret = j.result;
    return err;
}

int plan_store_open(void **state)
{
    fixture_setup(state);
    struct fixture *fx = *state;
    if (law_load(fx) != VD_OK)
        fail_msg("%s", vd_db_message(fx->db));
    return 0;
}

static struct plan_import import_of(struct fixture *fx, const struct plan_draft *draft, const char *path)
{
    struct vd_file_ref read = {0};
    if (vd_files_hash(path, VD_DOC_MAX_FILE, &read) != VD_OK)
        read.size = -1; /* a test may name a file that is not there */
    return (struct plan_import){.files = fx->files, .path = path, .read = read, .file_name = VD_S("plan.docx"), .format = VD_S("docx"), .slug = VD_S("pasto"),
        .name = VD_S("Alcaldía de Pasto"), .draft = draft, .actor = {.kind = VD_ACTOR_CLI}, .now = IMPORTED_AT};
}

struct plan_import import_of_file(struct fixture *fx, const char *path, int vigencia)
{
    struct vd_doc *doc;
    struct plan_draft *draft;
    struct vd_str reason = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(vd_doc_read(fd, fx->arena, &doc, &reason), VD_OK);
    assert_int_equal(plan_read(doc, "paac-v2", vigencia, fx->arena, &draft, &reason), VD_OK);
    close(fd);
    return import_of(fx, draft, path);
}

struct plan_import import_of_pasto(struct fixture *fx) { return import_of_file(fx, PASTO_DOCX, 2022); }

/* A plan drawn in text, whose file holds the drawing. */
struct plan_import import_drawn(struct fixture *fx, const char *text, int vigencia, int file)
{
    struct plan_draft *draft;
    struct vd_str reason = {0};
    char *path = vd_str_c(fx->arena, vd_str_printf(fx->arena, "%s/drawn-%d", fx->data, file));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
    assert_int_equal(plan_read(doc_drawn(fx->arena, text), "paac-v2", vigencia, fx->arena, &draft, &reason), VD_OK);
    return import_of(fx, draft, path);
}

struct plan_import_result import_now(struct fixture *fx, const struct plan_import *import)
{
    struct plan_import_result result = {0};
    enum vd_err err = import_run(fx->db, fx, import, &result);
    if (err != VD_OK)
        fail_msg("%s: %s", vd_err_name(err), vd_db_message(fx->db));
    return result;
}
