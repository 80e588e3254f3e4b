/* SPDX-License-Identifier: Apache-2.0 */
#include "core/core.sql.h"
#include "core/proof.h"
#include "core/record.h"
#include "db/tables.h"

enum vd_err vd_record_last(struct vd_db *db, vd_us *ret)
{
    struct record_last_row row;
    VD_TRY(record_last_one(db, NULL, &row));
    if (!row.at.has)
        return VD_NOT_FOUND;
    *ret = row.at.v;
    return VD_OK;
}

enum vd_err vd_record_head(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_chain_head *ret)
{
    struct record_head_row row;
    char hex[2 * VD_HASH_SIZE + 1];
    VD_TRY(record_head_one(db, arena, entity_id, &row));
    if (row.head.n != VD_HASH_SIZE)
        return VD_CORRUPT;
    vd_hex(hex, (const unsigned char *)row.head.p, VD_HASH_SIZE);
    *ret = (struct vd_chain_head){.seq = row.seq, .hex = vd_str_dup(arena, vd_str_of(hex)), .at = row.at.v};
    return VD_OK;
}

static struct vd_str kind_text(struct vd_str code)
{
    for (const struct vd_event_kind *kind = vd_event_kinds; kind->code; kind++)
        if (vd_str_is(code, kind->code))
            return vd_str_of(kind->text);
    return code; /* of a newer program */
}

enum vd_err vd_record_history(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const char *subject_kind, int64_t subject_id, vd_history *ret)
{
    vd_history found = {0};
    struct record_history_row row;
    VD_AUTO_STMT struct vd_stmt *st = record_history_open(db, entity_id, vd_str_of(subject_kind), subject_id);
    while (record_history_next(st, arena, &row))
        *VD_PUSH(arena, &found) = (struct vd_history_row){.seq = row.seq, .at = row.at, .actor_kind = row.actor_kind, .kind = row.kind, .text = kind_text(row.kind)};
    VD_TRY(vd_done(st));
    *ret = found;
    return VD_OK;
}

enum vd_err vd_record_act(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t seq, struct vd_act_done *ret)
{
    struct record_act_row row;
    VD_TRY(record_act_one(db, arena, entity_id, seq, &row));
    *ret = (struct vd_act_done){.person_id = vd_str_is(row.actor_kind, "persona") ? row.actor_id : 0, .at = row.at, .text = kind_text(row.kind)};
    return VD_OK;
}

/* ---- the chain in public */

static struct vd_str hex_of(struct vd_arena *arena, struct vd_str bytes)
{
    char hex[2 * VD_HASH_SIZE + 1];
    if (bytes.n != VD_HASH_SIZE)
        return (struct vd_str){0};
    vd_hex(hex, (const unsigned char *)bytes.p, VD_HASH_SIZE);
    return vd_str_dup(arena, vd_str_of(hex));
}

static enum vd_err chain_row(struct vd_arena *arena, int64_t entity_id, const struct record_chain_row *row, struct vd_chain_row *ret)
{
    unsigned char seal[VD_HASH_SIZE];
    struct row_event event = {
        .entity_id = entity_id, .actor_kind = row->actor_kind, .actor_id = row->actor_id, .rule = row->rule,
        .subject_kind = row->subject_kind, .subject_id = row->subject_id, .seal_salt = row->seal_salt};
    VD_TRY(vd_event_seal(&event, seal));
    *ret = (struct vd_chain_row){
        .seq = row->seq, .at = row->at, .kind = row->kind, .text = kind_text(row->kind), .seal = hex_of(arena, vd_bytes(seal)),
        .detail_hash = hex_of(arena, row->detail_hash), .prev = hex_of(arena, row->prev), .hash = hex_of(arena, row->hash),
        .subject_kind = row->subject_kind, .subject_id = row->subject_id};
    return VD_OK;
}

enum vd_err vd_record_chain(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t from, int64_t to, vd_chain *ret)
{
    vd_chain found = {0};
    struct record_chain_row row;
    VD_AUTO_STMT struct vd_stmt *st = record_chain_open(db, entity_id, from, to);
    while (record_chain_next(st, arena, &row))
        VD_TRY(chain_row(arena, entity_id, &row, VD_PUSH(arena, &found)));
    VD_TRY(vd_done(st));
    *ret = found;
    return VD_OK;
}

static void put_news(struct vd_arena *arena, const struct record_news_row *row, vd_news *news)
{
    *VD_PUSH(arena, news) = (struct vd_news_row){
        .entity_id = row->entity_id, .seq = row->seq, .slug = row->slug, .name = row->name, .at = row->at, .kind = row->kind,
        .text = kind_text(row->kind), .subject_kind = row->subject_kind, .subject_id = row->subject_id, .hash = row->hash};
}

static enum vd_err news_of_all(struct vd_db *db, struct vd_arena *arena, int64_t most, vd_news *ret)
{
    struct record_news_all_row row;
    VD_AUTO_STMT struct vd_stmt *st = record_news_all_open(db, most);
    while (record_news_all_next(st, arena, &row))
        put_news(arena, &(struct record_news_row){
            .entity_id = row.entity_id, .slug = row.slug, .name = row.name, .seq = row.seq, .at = row.at, .kind = row.kind,
            .subject_kind = row.subject_kind, .subject_id = row.subject_id, .hash = row.hash}, ret);
    return vd_done(st);
}

static enum vd_err news_of_one(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t most, vd_news *ret)
{
    struct record_news_row row;
    VD_AUTO_STMT struct vd_stmt *st = record_news_open(db, entity_id, most);
    while (record_news_next(st, arena, &row))
        put_news(arena, &row, ret);
    return vd_done(st);
}

enum vd_err vd_record_news(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t most, vd_news *ret)
{
    vd_news found = {0};
    VD_TRY(entity_id ? news_of_one(db, arena, entity_id, most, &found) : news_of_all(db, arena, most, &found));
    *ret = found;
    return VD_OK;
}

enum vd_err vd_record_first(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str *ret)
{
    struct record_hash_row row;
    VD_TRY(record_hash_one(db, arena, entity_id, 1, &row));
    if (row.hash.n != VD_HASH_SIZE)
        return VD_CORRUPT;
    *ret = row.hash;
    return VD_OK;
}

/* ---- rows of an event */

static const struct vd_table *table_named(const struct vd_table *const *tables, struct vd_str name)
{
    for (; *tables; tables++)
        if (vd_str_is(name, (*tables)->name))
            return *tables;
    return NULL;
}

/* "[1,7,12]" into the key's columns. */
static bool key_put(const struct vd_table *table, struct vd_str pk, void *row)
{
    struct vd_str left = vd_str_sub(pk, 1, pk.n - 1), one;
    for (int i = 0; i < table->n_pk; i++) {
        const struct vd_column *column = &table->columns[table->pk[i]];
        if (column->type != VD_T_INT || column->nullable || !vd_str_split(&left, ',', &one) || !vd_str_i64(one, (int64_t *)(void *)((char *)row + column->offset)))
            return false;
    }
    return true;
}

static enum vd_err row_now(struct vd_db *db, struct vd_arena *arena, const struct vd_detail_row *listed, struct vd_event_row *event)
{
    unsigned char hash[VD_HASH_SIZE];
    event->row = vd_alloc(arena, event->table->row_size);
    if (!key_put(event->table, listed->pk, event->row))
        return VD_CORRUPT;
    enum vd_err err = vd_row_get(db, arena, event->table, event->row);
    if (err == VD_NOT_FOUND)
        return VD_OK;
    VD_TRY(err);
    vd_row_hash(event->table, event->row, hash);
    event->same = memcmp(hash, listed->hash, sizeof hash) == 0;
    return VD_OK;
}

enum vd_err vd_record_rows(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t seq, const struct vd_table *const *tables, vd_event_rows *ret)
{
    struct verify_detail_row event;
    struct vd_detail detail;
    struct vd_detail_row listed;
    vd_event_rows rows = {0};
    int more;
    VD_TRY(verify_detail_one(db, arena, entity_id, seq, &event));
    if (!vd_detail_open(event.body, &detail))
        return VD_CORRUPT;
    while ((more = vd_detail_next(&detail, &listed)) == 1) {
        struct vd_event_row row = {.table = table_named(tables, listed.table)};
        if (!row.table || listed.removed)
            continue;
        VD_TRY(row_now(db, arena, &listed, &row));
        *VD_PUSH(arena, &rows) = row;
    }
    if (more < 0)
        return VD_CORRUPT;
    *ret = rows;
    return VD_OK;
}

enum vd_err vd_record_heads(struct vd_db *db, struct vd_arena *arena, int64_t most, vd_entity_heads *ret)
{
    struct record_heads_row row;
    VD_AUTO_STMT struct vd_stmt *st = record_heads_open(db, most);
    while (record_heads_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_entity_head){row.slug, row.name, {.seq = row.seq, .hex = hex_of(arena, row.head)}};
    return vd_done(st);
}
