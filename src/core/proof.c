/* SPDX-License-Identifier: Apache-2.0 */
#include "core/proof.h"
#include <sodium.h>
#include "core/record.h"
#include "db/tables.h"

static void put_u64(crypto_hash_sha256_state *sha, uint64_t v)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(v >> (8 * i));
    crypto_hash_sha256_update(sha, bytes, sizeof bytes);
}

/* Length before bytes: no two different lists of values give the same stream. */
static void put_bytes(crypto_hash_sha256_state *sha, const void *p, size_t n)
{
    put_u64(sha, n);
    if (n)
        crypto_hash_sha256_update(sha, p, n);
}

static void put_value(crypto_hash_sha256_state *sha, const struct vd_column *column, const void *at)
{
    struct vd_str text = {0};
    int64_t number = 0;
    bool null;
    if (column->type == VD_T_INT && column->nullable) {
        const struct vd_oint *o = at;
        null = !o->has;
        number = o->v;
    } else if (column->type == VD_T_INT) {
        null = false;
        number = *(const int64_t *)at;
    } else {
        text = *(const struct vd_str *)at;
        null = !text.p;
    }
    unsigned char type = null ? 0 : (unsigned char)column->type;
    crypto_hash_sha256_update(sha, &type, 1);
    if (null)
        put_u64(sha, 0);
    else if (column->type == VD_T_INT)
        put_u64(sha, 8), put_u64(sha, (uint64_t)number);
    else
        put_bytes(sha, text.p, text.n);
}

void vd_row_hash(const struct vd_table *table, const void *row, unsigned char ret[32])
{
    crypto_hash_sha256_state sha;
    crypto_hash_sha256_init(&sha);
    put_bytes(&sha, table->name, strlen(table->name));
    for (int i = 0; i < table->n_columns; i++) {
        const struct vd_column *column = &table->columns[i];
        if (column->is_volatile)
            continue;
        put_bytes(&sha, column->name, strlen(column->name));
        put_value(&sha, column, vd_column_at(column, row));
    }
    crypto_hash_sha256_final(&sha, ret);
}

static void put_hex(struct vd_json *json, struct vd_str bytes)
{
    static const char digits[] = "0123456789abcdef";
    if (json->comma)
        vd_buf_char(json->out, ',');
    json->comma = true;
    vd_buf_char(json->out, '"');
    for (size_t i = 0; i < bytes.n; i++) {
        vd_buf_char(json->out, digits[(unsigned char)bytes.p[i] >> 4]);
        vd_buf_char(json->out, digits[(unsigned char)bytes.p[i] & 15]);
    }
    vd_buf_char(json->out, '"');
}

void vd_pk_json(struct vd_json *json, const struct vd_table *table, const void *row)
{
    vd_json_array(json);
    for (int i = 0; i < table->n_pk; i++) {
        const struct vd_column *column = &table->columns[table->pk[i]];
        const void *at = vd_column_at(column, row);
        if (column->type == VD_T_INT)
            vd_json_i64(json, *(const int64_t *)at);
        else if (column->type == VD_T_TEXT)
            vd_json_str(json, *(const struct vd_str *)at);
        else
            put_hex(json, *(const struct vd_str *)at);
    }
    vd_json_array_end(json);
}

enum vd_err vd_event_seal(const struct row_event *event, unsigned char ret[VD_HASH_SIZE])
{
    VD_AUTO_BUF struct vd_buf text;
    struct vd_json json;
    vd_buf_init(&text, 64 * 1024);
    vd_json_init(&json, &text);
    vd_json_object(&json);
    VD_JSON_I64(&json, "entity", event->entity_id);
    VD_JSON_STR(&json, "actor_kind", event->actor_kind);
    VD_JSON_I64(&json, "actor", event->actor_id);
    VD_JSON_I64(&json, "rule", event->rule);
    VD_JSON_STR(&json, "subject_kind", event->subject_kind);
    VD_JSON_I64(&json, "subject", event->subject_id);
    vd_json_object_end(&json);
    VD_TRY(vd_buf_ok(&text));
    vd_detail_hash(event->seal_salt, vd_buf_view(&text), ret);
    return VD_OK;
}

enum vd_err vd_event_hash(const struct row_event *event, unsigned char ret[VD_HASH_SIZE])
{
    unsigned char seal[VD_HASH_SIZE];
    VD_TRY(vd_event_seal(event, seal));
    VD_AUTO_BUF struct vd_buf text;
    struct vd_json json;
    vd_buf_init(&text, 64 * 1024);
    vd_json_init(&json, &text);
    vd_json_object(&json);
    VD_JSON_I64(&json, "seq", event->seq);
    VD_JSON_I64(&json, "at", event->at);
    VD_JSON_STR(&json, "kind", event->kind);
    vd_json_key(&json, "seal");
    put_hex(&json, vd_bytes(seal));
    vd_json_key(&json, "detail_hash");
    put_hex(&json, event->detail_hash);
    vd_json_key(&json, "prev");
    put_hex(&json, event->prev);
    vd_json_object_end(&json);
    VD_TRY(vd_buf_ok(&text));
    crypto_hash_sha256(ret, (const unsigned char *)text.p, text.n);
    return VD_OK;
}

void vd_detail_hash(struct vd_str salt, struct vd_str body, unsigned char ret[VD_HASH_SIZE])
{
    crypto_hash_sha256_state sha;
    crypto_hash_sha256_init(&sha);
    if (salt.n)
        crypto_hash_sha256_update(&sha, (const unsigned char *)salt.p, salt.n);
    if (body.n)
        crypto_hash_sha256_update(&sha, (const unsigned char *)body.p, body.n);
    crypto_hash_sha256_final(&sha, ret);
}
