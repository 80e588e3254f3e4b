/* SPDX-License-Identifier: Apache-2.0 */
/* What goes is what the import's own event listed, looked at row by row: when one is not as that event left it, somebody has
 * worked on it since and nothing is undone. Rows go in the opposite order, so that none is left pointing at nothing. Units stay:
 * others may name them. */
#include "features/plan/plan_undo.h"
#include <sodium.h>
#include "db/tables.h"
#include "features/plan/plan_import.sql.h"

static const struct vd_table *const goes[] = {&T_plan_version, &T_plan_step, &T_component, &T_activity, &T_tramite_detail, &T_indicator, &T_target, &T_window_, &T_responsible,
                                              &T_cutoff, &T_cutoff_row, &T_cutoff_figure, NULL};
static const struct vd_table *const stays[] = {&T_source_table, &T_source_line, &T_source_cell, &T_finding, NULL};

struct undoing {
    int64_t entity;
    struct import_batch_numbered_row batch;
    vd_event_rows rows;
};

static enum vd_err refuse(enum vd_err err, struct vd_str sentence, struct plan_undo_result *ret)
{
    ret->refused = sentence;
    return err;
}

static enum vd_err no_batch(struct vd_db *db, struct vd_arena *arena, int64_t entity, const struct plan_undo *undo, struct plan_undo_result *ret)
{
    struct import_batches_row row;
    struct vd_str sentence = vd_str_printf(arena, "no hay un lote %.*s/%" PRId64 ".", VD_SARG(undo->slug), undo->no);
    const char *join = " Los que se pueden deshacer:";
    struct vd_stmt *st = import_batches_open(db, entity);
    while (import_batches_next(st, arena, &row)) {
        if (!vd_str_is(row.state, "importado"))
            continue;
        sentence = vd_str_printf(arena, "%.*s%s %.*s/%" PRId64 " (%.*s)", VD_SARG(sentence), join, VD_SARG(undo->slug), row.no, VD_SARG(row.title));
        join = ",";
    }
    VD_TRY(vd_done(st));
    return refuse(VD_NOT_FOUND, sentence, ret);
}

static enum vd_err find(struct vd_db *db, struct vd_arena *arena, const struct plan_undo *undo, struct undoing *in, struct plan_undo_result *ret)
{
    struct vd_entity entity;
    enum vd_err err = vd_entity_get(db, arena, undo->slug, &entity);
    if (err == VD_NOT_FOUND)
        return refuse(err, vd_str_printf(arena, "no hay una entidad «%.*s».", VD_SARG(undo->slug)), ret);
    VD_TRY(err);
    in->entity = entity.id;
    ret->entity = entity.name;
    err = import_batch_numbered_one(db, arena, in->entity, undo->no, &in->batch);
    return err == VD_NOT_FOUND ? no_batch(db, arena, in->entity, undo, ret) : err;
}

static enum vd_err untouched(struct vd_db *db, struct vd_arena *arena, const struct undoing *in, bool *ret)
{
    vd_event_rows kept;
    VD_TRY(vd_record_rows(db, arena, in->entity, in->batch.seq.v, stays, &kept));
    bool same = !in->batch.other_cutoffs;
    VD_EACH(row, &in->rows)
        same = same && row->same;
    VD_EACH(row, &kept)
        same = same && row->same;
    *ret = same;
    return VD_OK;
}

static enum vd_err may_go(struct vd_db *db, struct vd_arena *arena, const struct plan_undo *undo, struct undoing *in, struct plan_undo_result *ret)
{
    bool same = false;
    if (vd_str_is(in->batch.state, "deshecho"))
        return refuse(VD_CONFLICT, vd_str_printf(arena, "el lote %.*s/%" PRId64 " ya está deshecho.", VD_SARG(undo->slug), undo->no), ret);
    if (in->batch.later_no.has)
        return refuse(VD_CONFLICT, vd_str_printf(arena, "el lote %.*s/%" PRId64 " no se puede deshacer: después se importó otra versión del mismo plan, cuyas actividades "
                                                 "continúan las de este. Deshaga primero %.*s/%" PRId64 ".", VD_SARG(undo->slug), undo->no, VD_SARG(undo->slug),
                                                 in->batch.later_no.v), ret);
    if (!in->batch.seq.has)
        return VD_CORRUPT;
    enum vd_err err = vd_record_rows(db, arena, in->entity, in->batch.seq.v, goes, &in->rows);
    if (err == VD_OK)
        err = untouched(db, arena, in, &same);
    if (err == VD_NOT_FOUND)
        return refuse(VD_CONFLICT, vd_str_printf(arena, "el lote %.*s/%" PRId64 " no se puede deshacer: el detalle de su acto fue borrado y ya no se sabe qué filas trajo.",
                                                 VD_SARG(undo->slug), undo->no), ret);
    VD_TRY(err);
    if (!same)
        return refuse(VD_CONFLICT, vd_str_printf(arena, "el lote %.*s/%" PRId64 " no se puede deshacer: un acto posterior ya cambió lo que trajo. Corríjalo con otro acto, "
                                                 "que quede a la vista.", VD_SARG(undo->slug), undo->no), ret);
    return VD_OK;
}

static enum vd_err apply(struct vd_change *change, void *arg)
{
    struct undoing *in = arg;
    struct row_import_batch batch = {.entity_id = in->entity, .id = in->batch.id};
    for (size_t i = in->rows.n; i > 0; i--)
        VD_TRY(vd_change_remove(change, in->rows.v[i - 1].table, in->rows.v[i - 1].row));
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_import_batch, &batch));
    batch.state = VD_S("deshecho");
    VD_TRY(vd_change_put(change, &T_import_batch, &batch));
    struct vd_json *data = vd_change_data(change);
    VD_JSON_STR(data, "plan", in->batch.title);
    VD_JSON_I64(data, "version", in->batch.version_no);
    VD_JSON_STR(data, "file", in->batch.file);
    VD_JSON_I64(data, "event", in->batch.seq.v);
    vd_change_subject(change, in->batch.id);
    return VD_OK;
}

/* A batch is undone once, so the batch is the key: an order that was repeated after a lost answer does nothing more. */
static enum vd_err run_change(struct vd_db *db, struct vd_arena *arena, const struct plan_undo *undo, struct undoing *in, struct vd_change_result *ret)
{
    unsigned char key[32];
    struct vd_str asked = vd_str_printf(arena, "importacion.deshecha|%" PRId64, in->batch.id);
    crypto_hash_sha256(key, (const unsigned char *)asked.p, asked.n);
    struct vd_str bytes = {(const char *)key, sizeof key};
    struct vd_change_spec spec = {.entity_id = in->entity, .kind = "importacion.deshecha", .actor = undo->actor, .now = undo->now, .idem_key = bytes,
                                  .body_hash = bytes, .apply = apply, .arg = in};
    return vd_record_run(db, arena, &spec, ret);
}

static enum vd_err judge(struct vd_db *db, struct vd_arena *arena, const struct plan_undo *undo, struct undoing *in, struct plan_undo_result *ret)
{
    VD_TRY(find(db, arena, undo, in, ret));
    return may_go(db, arena, undo, in, ret);
}

enum vd_err plan_undo_may(struct vd_db *db, struct vd_arena *arena, const struct plan_undo *undo, struct plan_undo_result *ret)
{
    struct undoing in = {0};
    *ret = (struct plan_undo_result){0};
    return judge(db, arena, undo, &in, ret);
}

enum vd_err plan_undo_run(struct vd_db *db, struct vd_arena *arena, const struct plan_undo *undo, struct plan_undo_result *ret)
{
    struct undoing in = {0};
    struct plan_undo_result result = {0};
    struct vd_change_result change;
    struct import_left_row left;
    enum vd_err err = judge(db, arena, undo, &in, &result);
    if (err != VD_OK) {
        ret->refused = result.refused;
        return err;
    }
    VD_TRY(run_change(db, arena, undo, &in, &change));
    VD_TRY(import_left_one(db, arena, in.entity, in.batch.plan_id, &left));
    result.title = in.batch.title;
    result.file = in.batch.file;
    result.version_no = in.batch.version_no;
    result.seq = change.seq;
    result.shown_no = left.no.v;
    *ret = result;
    return VD_OK;
}
