/* SPDX-License-Identifier: Apache-2.0 */
#include "features/intake/intake_store.h"
#include <sys/mman.h>
#include <unistd.h>
#include "core/proof.h"
#include "db/tables.h"
#include "features/followup/followup.h"

/* ---- reading */

static enum vd_err read_decisions(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct intake *intake)
{
    VD_AUTO_STMT struct vd_stmt *st = intake_decisions_open(db, entity_id, intake->row.id);
    struct intake_decisions_row row;
    while (intake_decisions_next(st, arena, &row))
        *VD_PUSH(arena, &intake->decisions) = row;
    return vd_done(st);
}

enum vd_err intake_find(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t no, struct intake *ret)
{
    struct intake intake = {0};
    VD_TRY(intake_numbered_one(db, arena, entity_id, no, &intake.row));
    VD_TRY(read_decisions(db, arena, entity_id, &intake));
    *ret = intake;
    return VD_OK;
}

enum vd_err intake_newest(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, intake_rows *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = intake_list_open(db, entity_id);
    struct intake_list_row row;
    while (intake_list_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    return vd_done(st);
}

const struct intake_decisions_row *intake_decided(const struct intake *intake, struct plan_place place, struct vd_str code)
{
    VD_EACH(d, &intake->decisions)
        if (d->table_no == place.table && d->row_no == place.row && d->col_no == place.col && vd_str_eq(d->code, code))
            return d;
    return NULL;
}

struct intake intake_with(struct vd_arena *arena, const struct intake *intake, const struct intake_deciding *of)
{
    struct intake other = *intake;
    VD_EACH(one, &of->of) {
        struct intake next = {.row = intake->row};
        VD_EACH(d, &other.decisions)
            if (d != intake_decided(&other, one->place, one->code))
                *VD_PUSH(arena, &next.decisions) = *d;
        if (one->choice != INTAKE_REOPEN)
            *VD_PUSH(arena, &next.decisions) = (struct intake_decisions_row){.table_no = one->place.table, .row_no = one->place.row, .col_no = one->place.col,
                .code = one->code, .said = one->said};
        other = next;
    }
    return other;
}

struct vd_str intake_impossible(const struct plan_draft *draft, struct plan_place place)
{
    VD_EACH(f, &draft->findings)
        if (place.table && strcmp(f->code, "VD-P001") == 0 && f->place.table == place.table && f->place.row == place.row && f->place.col == place.col)
            return f->read_text;
    return (struct vd_str){0};
}

/* ---- understanding */

static void accept(const struct intake *intake, struct plan_draft *draft)
{
    VD_EACH(f, &draft->findings) {
        const struct intake_decisions_row *decision = intake_decided(intake, f->place, vd_str_of(f->code));
        if (decision) {
            f->accepted = decision->said;
            f->accepted_by = decision->person_id;
        }
    }
}

enum vd_err intake_understand(const struct vd_services *services, struct vd_arena *arena, int64_t entity_id, const struct intake *intake,
                              struct plan_draft **ret, struct vd_str *ret_reason)
{
    struct vd_str path = vd_files_path(services->files, arena, entity_id, intake->row.sha256);
    plan_corrections corrections = {0};
    VD_EACH(d, &intake->decisions)
        if (!d->code.n)
            *VD_PUSH(arena, &corrections) = (struct plan_correction){PLAN_PLACE_OF(d), d->said};
    VD_TRY(plan_understand_corrected(path.p, intake->row.instrument, (int)intake->row.vigencia, &corrections, arena, ret, ret_reason));
    accept(intake, *ret);
    return VD_OK;
}

struct plan_import intake_import(const struct vd_services *services, struct vd_arena *arena, const struct vd_entity *entity, const struct intake *intake,
                                 const struct plan_draft *draft)
{
    struct plan_import import = {.files = services->files, .path = vd_files_path(services->files, arena, entity->id, intake->row.sha256).p,
        .file_name = intake->row.file, .format = vd_str_of(vd_doc_format_name(draft->format)), .slug = entity->slug, .draft = draft,
        .read = {.size = intake->row.size}};
    if (intake->row.sha256.n == sizeof import.read.sha256)
        memcpy(import.read.sha256, intake->row.sha256.p, sizeof import.read.sha256);
    VD_EACH(d, &intake->decisions)
        import.corrected |= !d->code.n;
    return import;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static enum vd_err fill(int fd, struct vd_str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n <= 0)
            return VD_NO_MEMORY;
        bytes = vd_str_sub(bytes, (size_t)n, bytes.n);
    }
    return VD_OK;
}

/* In memory: a file that turns out to be no plan leaves nothing on the disk. */
enum vd_err intake_look(struct vd_str bytes, struct vd_str instrument, int vigencia, struct vd_arena *arena, struct plan_draft **ret,
                        struct vd_str *ret_reason)
{
    __attribute__((cleanup(close_fd))) int fd = memfd_create("intake", MFD_CLOEXEC);
    if (fd < 0)
        return VD_NO_MEMORY;
    VD_TRY(fill(fd, bytes));
    return plan_understand(vd_str_printf(arena, "/proc/self/fd/%d", fd).p, NULL, instrument, vigencia, arena, ret, ret_reason);
}

enum vd_err intake_look_stored(const struct vd_services *services, struct vd_arena *arena, int64_t entity_id, const struct documents_matrix *matrix, struct vd_str instrument,
                               int vigencia, struct plan_draft **ret, struct vd_str *ret_reason)
{
    struct vd_str path = vd_files_path(services->files, arena, entity_id, (struct vd_str){(const char *)matrix->file.sha256, sizeof matrix->file.sha256});
    return plan_understand(path.p, NULL, instrument, vigencia, arena, ret, ret_reason);
}

/* ---- changing */

static struct vd_file_ref stored_file(const struct intake_numbered_row *row)
{
    struct vd_file_ref file = {.size = row->size, .mime = row->mime};
    if (row->sha256.n == sizeof file.sha256)
        memcpy(file.sha256, row->sha256.p, sizeof file.sha256);
    return file;
}

enum vd_err intake_bring(struct vd_change *change, const struct intake_bringing *of, int64_t *ret_no)
{
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    int64_t entity = vd_change_entity(change);
    struct intake_waiting_row waiting;
    struct intake_next_row next;
    struct vd_file_ref file;
    if (of->again)
        file = stored_file(&of->again->row);
    else if (of->document)
        file = of->document->file;
    else
        VD_TRY(vd_files_store_bytes(of->files, entity, of->bytes, &file));
    enum vd_err err = intake_waiting_one(db, arena, entity, vd_bytes(file.sha256), of->instrument, of->vigencia, &waiting);
    if (err == VD_OK) {
        *ret_no = waiting.no;
        return VD_CONFLICT;
    }
    if (err != VD_NOT_FOUND)
        return err;
    if (of->again)
        VD_TRY(intake_discard(change, of->again->row.no));
    VD_TRY(intake_next_one(db, arena, entity, &next));
    struct row_intake row = {.entity_id = entity, .id = vd_change_id(change), .no = next.no, .instrument = of->instrument, .vigencia = of->vigencia,
        .state = VD_S("leido"), .rev = 1, .person_id = of->person_id, .at = vd_change_now(change)};
    if (of->document) {
        row.document_id = vd_some(of->document->document_id);
        row.document_no = vd_some(of->document->no);
    }
    VD_TRY(vd_file_attach(change, &file, of->file_name, "intake", row.id, &row.attachment_id));
    VD_TRY(vd_change_put(change, &T_intake, &row));
    vd_change_subject(change, row.id);
    *ret_no = next.no;
    return VD_OK;
}

/* The row as it is now, of a file that still waits. rev 0: whatever was decided. */
static enum vd_err waiting_row(struct vd_change *change, int64_t no, int64_t rev, struct row_intake *ret)
{
    struct intake_numbered_row found;
    VD_TRY(intake_numbered_one(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), no, &found));
    if (!vd_str_is(found.state, "leido") || (rev && rev != found.rev))
        return VD_CONFLICT;
    *ret = (struct row_intake){.entity_id = vd_change_entity(change), .id = found.id};
    return vd_row_get(vd_change_db(change), vd_change_arena(change), &T_intake, ret);
}

static enum vd_err decide_one(struct vd_change *change, const struct row_intake *intake, int64_t person_id, const struct intake_one *of)
{
    struct row_intake_decision row = {.entity_id = intake->entity_id, .intake_id = intake->id, .table_no = of->place.table, .row_no = of->place.row,
        .col_no = of->place.col, .code = of->code, .said = of->said, .person_id = person_id, .at = vd_change_now(change)};
    if (of->choice != INTAKE_REOPEN)
        return vd_change_put(change, &T_intake_decision, &row);
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_intake_decision, &row));
    return vd_change_remove(change, &T_intake_decision, &row);
}

enum vd_err intake_decide(struct vd_change *change, const struct intake_deciding *of)
{
    struct row_intake intake;
    VD_TRY(waiting_row(change, of->no, of->rev, &intake));
    VD_EACH(one, &of->of)
        VD_TRY(decide_one(change, &intake, of->person_id, one));
    intake.rev++;
    VD_TRY(vd_change_put(change, &T_intake, &intake));
    vd_change_subject(change, intake.id);
    return VD_OK;
}

enum vd_err intake_discard(struct vd_change *change, int64_t no)
{
    struct row_intake intake;
    VD_TRY(waiting_row(change, no, 0, &intake));
    intake.state = VD_S("descartado");
    VD_TRY(vd_change_put(change, &T_intake, &intake));
    vd_change_subject(change, intake.id);
    return VD_OK;
}

enum vd_err intake_confirmed(struct vd_change *change, const struct plan_stored *stored)
{
    const struct intake_confirming *of = stored->arg;
    struct row_intake intake;
    VD_TRY(waiting_row(change, of->no, of->rev, &intake));
    intake.state = VD_S("confirmado");
    intake.batch_no = vd_some(stored->batch_no);
    VD_TRY(vd_change_put(change, &T_intake, &intake));
    return followup_import_put(change, stored);
}
