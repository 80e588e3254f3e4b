/* SPDX-License-Identifier: Apache-2.0 */
/* The runner of changes. One change is: look the key up, take the entity row (lock, number, previous hash, ids), let the
 * feature put its rows, then close: event, salted detail, entity row, result by key. All inside the caller's savepoint, so
 * an error at any point leaves nothing. The chain's head is read from the row each time: kept in memory, the first
 * refused job would break the chain. */
#include "core/record.h"
#include <unistd.h>
#include "core/core.sql.h"
#include "core/proof.h"
#include "db/tables.h"

enum { MAX_DATA = 1 << 20, MAX_ROWS = 256 << 20, IDEM_KEY_LEAST = 16 };
static const vd_us IDEM_KEPT = 7 * INT64_C(86400) * 1000000;

struct vd_change {
    struct vd_db *db;
    struct vd_arena *arena;
    const struct vd_change_spec *spec;
    const struct vd_event_kind *kind;
    int64_t seq, next_id, public_version, subject_id;
    struct vd_str prev, result;
    bool repeated;
    struct vd_buf data, rows, body; /* the detail's two lists, streamed while apply runs, and the whole of it */
    struct vd_json data_json, rows_json;
};

struct vd_db *vd_change_db(struct vd_change *change) { return change->db; }
struct vd_arena *vd_change_arena(struct vd_change *change) { return change->arena; }
int64_t vd_change_entity(const struct vd_change *change) { return change->spec->entity_id; }
vd_us vd_change_now(const struct vd_change *change) { return change->spec->now; }
int64_t vd_change_id(struct vd_change *change) { return change->next_id++; }
void vd_change_subject(struct vd_change *change, int64_t subject_id) { change->subject_id = subject_id; }
void vd_change_result_set(struct vd_change *change, struct vd_str result) { change->result = vd_str_dup(change->arena, result); }
struct vd_json *vd_change_data(struct vd_change *change) { return &change->data_json; }

/* ---- rows */

static int64_t row_entity(const struct vd_table *table, const void *row)
{
    return *(const int64_t *)vd_column_at(&table->columns[table->pk[0]], row);
}

static enum vd_err check_row(struct vd_change *change, const struct vd_table *table, const void *row)
{
    return table->operational || row_entity(table, row) != vd_change_entity(change) ? VD_INTERNAL : VD_OK;
}

static void list_row(struct vd_change *change, const struct vd_table *table, const void *row, bool removed)
{
    struct vd_json *json = &change->rows_json;
    vd_json_array(json);
    vd_json_c(json, table->name);
    vd_pk_json(json, table, row);
    if (removed) {
        vd_json_null(json);
    } else {
        unsigned char hash[VD_HASH_SIZE];
        char hex[2 * VD_HASH_SIZE + 1];
        vd_row_hash(table, row, hash);
        vd_hex(hex, hash, sizeof hash);
        vd_json_c(json, hex);
    }
    vd_json_array_end(json);
}

enum vd_err vd_change_put(struct vd_change *change, const struct vd_table *table, const void *row)
{
    struct row_entity entity;
    VD_TRY(check_row(change, table, row));
    if (table == &T_entity) { /* its volatile columns are the record's, whatever the feature read before */
        entity = *(const struct row_entity *)row;
        entity.seq = change->seq;
        entity.head = change->prev;
        entity.next_id = change->next_id;
        entity.public_version = change->public_version;
        row = &entity;
    }
    VD_TRY(vd_row_put(change->db, table, row));
    list_row(change, table, row, false);
    return vd_buf_ok(&change->rows);
}

enum vd_err vd_change_remove(struct vd_change *change, const struct vd_table *table, const void *row)
{
    VD_TRY(check_row(change, table, row));
    VD_TRY(vd_row_remove(change->db, table, row));
    list_row(change, table, row, true);
    return vd_buf_ok(&change->rows);
}

/* ---- opening and closing */

static enum vd_err find_repeated(struct vd_change *change)
{
    const struct vd_change_spec *spec = change->spec;
    struct record_idem_row row;
    VD_TRY(record_idem_one(change->db, change->arena, spec->entity_id, spec->idem_key, spec->now, &row));
    if (!vd_str_eq(row.body_hash, spec->body_hash))
        return VD_CONFLICT;
    change->seq = row.seq;
    change->result = row.result;
    change->repeated = true;
    return VD_OK;
}

static enum vd_err open_entity(struct vd_change *change)
{
    struct record_take_row row;
    VD_TRY(record_take_one(change->db, change->arena, change->spec->entity_id, &row));
    change->seq = row.seq;
    change->prev = row.head;
    change->next_id = row.next_id;
    change->public_version = row.public_version + (change->kind->is_public ? 1 : 0);
    return row.head.n == VD_HASH_SIZE ? VD_OK : VD_CORRUPT;
}

static enum vd_err write_body(struct vd_change *change)
{
    struct vd_buf *body = &change->body;
    vd_json_object_end(&change->data_json);
    vd_json_array_end(&change->rows_json);
    VD_TRY(vd_buf_ok(&change->data));
    VD_TRY(vd_buf_ok(&change->rows));
    vd_buf_c(body, "{\"data\":");
    vd_buf_str(body, vd_buf_view(&change->data));
    vd_buf_c(body, ",\"next_id\":");
    vd_buf_i64(body, change->next_id);
    vd_buf_c(body, ",\"public_version\":");
    vd_buf_i64(body, change->public_version);
    vd_buf_c(body, ",\"rows\":");
    vd_buf_str(body, vd_buf_view(&change->rows));
    vd_buf_char(body, '}');
    return vd_buf_ok(body);
}

static const char *const actor_kinds[] = {
    [VD_ACTOR_PERSON] = "persona", [VD_ACTOR_SYSTEM] = "sistema", [VD_ACTOR_CITIZEN] = "ciudadano", [VD_ACTOR_CLI] = "cli"};

/* Event, then detail (it refers to the event). */
static enum vd_err append_event(struct vd_change *change, struct vd_str body, unsigned char ret_hash[VD_HASH_SIZE])
{
    const struct vd_change_spec *spec = change->spec;
    unsigned char salt[VD_SALT_SIZE], seal_salt[VD_SALT_SIZE], detail_hash[VD_HASH_SIZE], hash[VD_HASH_SIZE];
    if (getentropy(salt, sizeof salt) != 0 || getentropy(seal_salt, sizeof seal_salt) != 0)
        return VD_IO;
    struct vd_str salt_bytes = {(const char *)salt, sizeof salt};
    vd_detail_hash(salt_bytes, body, detail_hash);
    struct row_event event = {
        .entity_id = spec->entity_id, .seq = change->seq, .at = spec->now,
        .actor_kind = vd_str_of(actor_kinds[spec->actor.kind]), .actor_id = spec->actor.id, .rule = spec->actor.rule,
        .kind = vd_str_of(change->kind->code), .subject_kind = vd_str_of(change->kind->subject), .subject_id = change->subject_id,
        .seal_salt = {(const char *)seal_salt, sizeof seal_salt},
        .detail_hash = vd_bytes(detail_hash), .prev = change->prev};
    VD_TRY(vd_event_hash(&event, hash));
    event.hash = vd_bytes(hash);
    VD_TRY(vd_row_put(change->db, &T_event, &event));
    struct row_event_detail detail = {.entity_id = spec->entity_id, .seq = change->seq, .salt = salt_bytes, .body = body};
    VD_TRY(vd_row_put(change->db, &T_event_detail, &detail));
    memcpy(ret_hash, hash, VD_HASH_SIZE);
    return VD_OK;
}

/* A few at each change. Almost always none is found: one look into an index. */
static enum vd_err prune_results(struct vd_change *change)
{
    struct record_idem_expired_row row;
    VD_LIST(struct record_idem_expired_row) expired = {0};
    VD_AUTO_STMT struct vd_stmt *st = record_idem_expired_open(change->db, change->spec->now);
    while (record_idem_expired_next(st, change->arena, &row))
        *VD_PUSH(change->arena, &expired) = row;
    VD_TRY(vd_done(st));
    VD_EACH(it, &expired)
        VD_TRY(vd_row_remove(change->db, &T_idem, &(struct row_idem){.entity_id = it->entity, .key = it->key}));
    return VD_OK;
}

static enum vd_err keep_result(struct vd_change *change)
{
    const struct vd_change_spec *spec = change->spec;
    struct row_idem idem = {
        .entity_id = spec->entity_id, .key = spec->idem_key, .body_hash = spec->body_hash, .seq = change->seq,
        .result = change->result, .expires_at = spec->now + IDEM_KEPT};
    VD_TRY(vd_row_put(change->db, &T_idem, &idem));
    return prune_results(change);
}

static enum vd_err close_change(struct vd_change *change)
{
    unsigned char head[VD_HASH_SIZE];
    struct record_close_row closed;
    VD_TRY(write_body(change));
    VD_TRY(append_event(change, vd_buf_view(&change->body), head));
    enum vd_err err = record_close_one(change->db, change->arena, change->spec->entity_id, change->seq, vd_bytes(head),
                                       change->next_id, change->public_version, &closed);
    if (err == VD_NOT_FOUND)
        return VD_INTERNAL; /* apply ran another change of the same entity inside this one */
    VD_TRY(err);
    return keep_result(change);
}

/* ---- running */

static const struct vd_event_kind *find_kind(const char *code)
{
    for (const struct vd_event_kind *kind = vd_event_kinds; kind->code; kind++)
        if (strcmp(kind->code, code) == 0)
            return kind;
    return NULL;
}

static bool spec_valid(const struct vd_change_spec *spec)
{
    return spec->idem_key.n >= IDEM_KEY_LEAST && spec->body_hash.n == VD_HASH_SIZE && spec->apply &&
           spec->actor.kind >= VD_ACTOR_PERSON && spec->actor.kind <= VD_ACTOR_CLI;
}

static enum vd_err run(void *arg)
{
    struct vd_change *change = arg;
    const struct vd_change_spec *spec = change->spec;
    change->kind = find_kind(spec->kind);
    if (!change->kind || !spec_valid(spec))
        return VD_INTERNAL;
    enum vd_err known = find_repeated(change);
    if (known != VD_NOT_FOUND)
        return known;
    VD_TRY(open_entity(change));
    VD_TRY(spec->apply(change, spec->arg));
    return close_change(change);
}

/* Memory that ends inside apply is an error of this change only. What the jump left half-read in the connection is ended
 * by the roll-back to the savepoint. */
enum vd_err vd_record_run(struct vd_db *db, struct vd_arena *arena, const struct vd_change_spec *spec, struct vd_change_result *ret)
{
    struct vd_change change = {.db = db, .arena = arena, .spec = spec, .result = VD_S("")};
    vd_buf_init(&change.data, MAX_DATA);
    vd_buf_init(&change.rows, MAX_ROWS);
    vd_buf_init(&change.body, MAX_ROWS + 2 * MAX_DATA);
    vd_json_init(&change.data_json, &change.data);
    vd_json_init(&change.rows_json, &change.rows);
    vd_json_object(&change.data_json);
    vd_json_array(&change.rows_json);
    enum vd_err err = vd_arena_try(arena, run, &change);
    vd_buf_done(&change.data);
    vd_buf_done(&change.rows);
    vd_buf_done(&change.body);
    if (err == VD_OK)
        *ret = (struct vd_change_result){.seq = change.seq, .result = change.result, .repeated = change.repeated};
    return err;
}
