/* SPDX-License-Identifier: Apache-2.0 */
/* Proof of the record, entity by entity: first the chain is walked (numbers, links, hashes, details) and the details fill
 * a map with what each row must be; then every row of every table is held against the map. Memory: 64 bytes a row of one
 * entity, and a page of events. Everything is read in one snapshot, so a server that goes on writing does no harm. */
#include "core/verify.h"
#include "core/core.sql.h"
#include "db/tables.h"

enum { MAX_FAULTS = 1000, SCRATCH = 1024 * 1024 * 1024 };

static void add_fault(struct vd_verify_report *report, struct vd_arena *arena, const struct vd_verify_fault *of, struct vd_str where, const char *what, va_list args)
{
    char line[1024];
    if (report->faults.n == MAX_FAULTS) {
        report->truncated = true;
        return;
    }
    vsnprintf(line, sizeof line, what, args);
    *VD_PUSH(arena, &report->faults) = (struct vd_verify_fault){
        .entity_id = of->entity_id, .entity = vd_str_dup(arena, of->entity), .where = vd_str_dup(arena, where), .what = vd_str_dup(arena, vd_str_of(line))};
}

void vd_verify_report_add(struct vd_verify_report *report, struct vd_arena *arena, const struct vd_verify_fault *of, struct vd_str where, const char *what, ...)
{
    va_list args;
    va_start(args, what);
    add_fault(report, arena, of, where, what, args);
    va_end(args);
}

void vd_verify_fault_add(struct vd_verify *verify, struct vd_str where, const char *what, ...)
{
    const struct vd_verify_fault of = {.entity_id = verify->entity_id, .entity = verify->slug};
    va_list args;
    va_start(args, what);
    add_fault(&verify->report, verify->arena, &of, where, what, args);
    va_end(args);
}

static struct vd_str event_name(struct vd_verify *verify, int64_t seq) { return vd_str_printf(verify->scratch, "acto %" PRId64, seq); }

/* ---- the chain */

struct chain {
    int64_t seq;                      /* of the last event read */
    unsigned char head[VD_HASH_SIZE]; /* its hash as stored */
    bool has_detail;
    int64_t next_id, public_version;  /* as its detail left them */
};

static enum vd_err read_rows(struct vd_verify *verify, struct chain *chain, struct vd_str body, bool *ret_whole)
{
    struct vd_detail detail;
    struct vd_detail_row row;
    int more = -1;
    if (vd_detail_open(body, &detail))
        while ((more = vd_detail_next(&detail, &row)) == 1)
            VD_TRY(vd_rowmap_set(&verify->map, &row, chain->seq));
    *ret_whole = more == 0;
    if (more == 0) {
        chain->next_id = detail.next_id;
        chain->public_version = detail.public_version;
    }
    return VD_OK;
}

/* No event of erasure exists yet, so every detail must be there. */
static enum vd_err check_detail(struct vd_verify *verify, struct chain *chain, const struct verify_events_row *row)
{
    unsigned char hash[VD_HASH_SIZE];
    struct vd_str name = event_name(verify, chain->seq);
    chain->has_detail = false;
    if (!row->salt.p || !row->body.p) {
        vd_verify_fault_add(verify, name, "Falta el detalle de este acto y ningún acto autorizó borrarlo.");
    } else {
        vd_detail_hash(row->salt, row->body, hash);
        if (!vd_str_eq(row->detail_hash, vd_bytes(hash))) {
            vd_verify_fault_add(verify, name, "El detalle de este acto fue cambiado: no corresponde a su huella.");
        } else {
            VD_TRY(read_rows(verify, chain, row->body, &chain->has_detail));
            if (!chain->has_detail)
                vd_verify_fault_add(verify, name, "El detalle de este acto no se puede leer.");
        }
    }
    verify->unreadable += !chain->has_detail;
    return VD_OK;
}

static void check_link(struct vd_verify *verify, const struct chain *chain, const struct verify_events_row *row)
{
    if (row->seq != chain->seq + 1) {
        vd_verify_fault_add(verify, event_name(verify, chain->seq + 1), "Falta este acto: después del acto %" PRId64 " sigue el acto %" PRId64 ".", chain->seq, row->seq);
    } else if (!vd_str_eq(row->prev, vd_bytes(chain->head))) {
        if (chain->seq == 0)
            vd_verify_fault_add(verify, event_name(verify, row->seq), "El primer acto no puede apuntar a un acto anterior.");
        else
            vd_verify_fault_add(verify, event_name(verify, row->seq), "No enlaza con el acto %" PRId64 ": uno de los dos fue cambiado.", chain->seq);
    }
}

static enum vd_err check_event(struct vd_verify *verify, struct chain *chain, const struct verify_events_row *row)
{
    unsigned char hash[VD_HASH_SIZE];
    struct row_event event = {
        .entity_id = verify->entity_id, .seq = row->seq, .at = row->at, .actor_kind = row->actor_kind, .actor_id = row->actor_id, .rule = row->rule,
        .kind = row->kind, .subject_kind = row->subject_kind, .subject_id = row->subject_id, .seal_salt = row->seal_salt, .detail_hash = row->detail_hash, .prev = row->prev};
    check_link(verify, chain, row);
    chain->seq = row->seq;
    if (vd_event_hash(&event, hash) != VD_OK || !vd_str_eq(row->hash, vd_bytes(hash)))
        vd_verify_fault_add(verify, event_name(verify, row->seq), "Este acto fue cambiado: no corresponde a su huella.");
    memset(chain->head, 0, sizeof chain->head);
    memcpy(chain->head, row->hash.p, row->hash.n < VD_HASH_SIZE ? row->hash.n : VD_HASH_SIZE);
    verify->report.events++;
    return check_detail(verify, chain, row);
}

static enum vd_err walk_chain(struct vd_verify *verify, struct chain *chain)
{
    for (;;) {
        struct verify_events_row row;
        int64_t before = chain->seq;
        vd_arena_reset(verify->scratch);
        VD_AUTO_STMT struct vd_stmt *st = verify_events_open(verify->db, verify->entity_id, chain->seq);
        while (verify_events_next(st, verify->scratch, &row))
            VD_TRY(check_event(verify, chain, &row));
        VD_TRY(vd_done(st));
        if (chain->seq == before)
            return VD_OK;
    }
}

static enum vd_err check_stray_details(struct vd_verify *verify)
{
    struct verify_stray_details_row row;
    VD_AUTO_STMT struct vd_stmt *st = verify_stray_details_open(verify->db, verify->entity_id);
    while (verify_stray_details_next(st, verify->scratch, &row))
        vd_verify_fault_add(verify, event_name(verify, row.seq), "Hay un detalle, pero falta el acto.");
    return vd_done(st);
}

/* ---- the entity row: its volatile columns are outside its hash, the chain says what they are */

static void check_counter(struct vd_verify *verify, struct vd_str name, const char *column, int64_t found, int64_t expected, int64_t seq)
{
    if (found != expected)
        vd_verify_fault_add(verify, name, "La columna %s dice %" PRId64 " y el acto %" PRId64 " dejó %" PRId64 ".", column, found, seq, expected);
}

static enum vd_err check_entity(struct vd_verify *verify, const struct chain *chain)
{
    struct row_entity row = {.entity_id = verify->entity_id};
    struct vd_str name = vd_str_printf(verify->arena, "fila entity (%" PRId64 ")", verify->entity_id);
    enum vd_err err = vd_row_get(verify->db, verify->scratch, &T_entity, &row);
    if (err == VD_NOT_FOUND)
        return VD_OK; /* named as a missing row */
    VD_TRY(err);
    if (row.seq > chain->seq)
        vd_verify_fault_add(verify, event_name(verify, chain->seq + 1), "Falta este acto: la entidad cuenta %" PRId64 " y el último que hay es el %" PRId64 ".", row.seq, chain->seq);
    else
        check_counter(verify, name, "seq", row.seq, chain->seq, chain->seq);
    if (row.seq == chain->seq && !vd_str_eq(row.head, vd_bytes(chain->head)))
        vd_verify_fault_add(verify, name, "La columna head no es la huella del acto %" PRId64 ".", chain->seq);
    if (row.seq == chain->seq && chain->has_detail) {
        check_counter(verify, name, "next_id", row.next_id, chain->next_id, chain->seq);
        check_counter(verify, name, "public_version", row.public_version, chain->public_version, chain->seq);
    }
    return VD_OK;
}

/* ---- all */

static void keep_head(struct vd_verify *verify, const struct chain *chain)
{
    char hex[2 * VD_HASH_SIZE + 1];
    vd_hex(hex, chain->head, VD_HASH_SIZE);
    *VD_PUSH(verify->arena, &verify->report.heads) =
        (struct vd_verify_head){.entity = verify->slug, .events = chain->seq, .hex = vd_str_dup(verify->arena, vd_str_of(hex))};
}

static enum vd_err check_one(struct vd_verify *verify)
{
    struct chain chain = {0};
    vd_rowmap_done(&verify->map);
    verify->unreadable = 0;
    VD_TRY(walk_chain(verify, &chain));
    keep_head(verify, &chain);
    VD_TRY(check_stray_details(verify));
    VD_TRY(check_entity(verify, &chain));
    VD_TRY(vd_verify_rows(verify));
    verify->report.entities++;
    return VD_OK;
}

typedef VD_LIST(struct verify_entities_row) entity_rows;

static enum vd_err list_entities(struct vd_verify *verify, entity_rows *ret)
{
    struct verify_entities_row row;
    VD_AUTO_STMT struct vd_stmt *st = verify_entities_open(verify->db);
    while (verify_entities_next(st, verify->arena, &row))
        *VD_PUSH(verify->arena, ret) = row;
    return vd_done(st);
}

static enum vd_err check_all(void *arg)
{
    struct vd_verify *verify = arg;
    entity_rows entities = {0};
    struct vd_str problem = {0};
    VD_TRY(list_entities(verify, &entities));
    VD_EACH(entity, &entities) {
        verify->entity_id = entity->id;
        verify->slug = entity->slug.p ? entity->slug : vd_str_printf(verify->arena, "entidad %" PRId64, entity->id);
        VD_TRY(check_one(verify));
    }
    verify->entity_id = 0;
    verify->slug = VD_S("");
    VD_TRY(vd_db_check(verify->db, verify->arena, &problem));
    if (problem.p)
        vd_verify_fault_add(verify, VD_S("base de datos"), "%.*s", VD_SARG(problem));
    return VD_OK;
}

static void release(void *arg)
{
    struct vd_verify *verify = arg;
    vd_rowmap_done(&verify->map);
    vd_buf_done(&verify->pk);
    vd_arena_free(verify->scratch);
    verify->scratch = NULL;
}

enum vd_err vd_record_verify(struct vd_db *db, struct vd_files *files, struct vd_arena *arena, struct vd_verify_report *ret)
{
    struct vd_verify *verify = VD_NEW(arena, struct vd_verify);
    bool own = !vd_db_in_transaction(db);
    *verify = (struct vd_verify){.db = db, .files = files, .arena = arena};
    vd_arena_defer(arena, release, verify); /* also when the caller's arena unwinds */
    vd_buf_init(&verify->pk, 1 << 20);
    verify->scratch = vd_arena_new(SCRATCH);
    if (!verify->scratch)
        return VD_NO_MEMORY;
    enum vd_err err = own ? vd_db_begin(db, VD_DB_READ) : VD_OK;
    if (err == VD_OK)
        err = vd_arena_try(verify->scratch, check_all, verify);
    if (err == VD_NO_MEMORY)
        vd_db_recover(db); /* what the jump left half-read; also ends a transaction of the caller */
    else if (own)
        vd_db_rollback(db);
    release(verify);
    if (err == VD_OK)
        *ret = verify->report;
    return err;
}
