/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a version, table by table: which tables they are is said by the migrations ("versioned"), so that a table that is added
 * is copied and hashed without being named here. Tables come in the order of their creation, so that a row is put behind what it points to. */
#include <sodium.h>
#include "db/tables.h"
#include "features/life/life.h"

struct key_pair { int64_t from, to; };
typedef VD_LIST(struct key_pair) key_pairs;

static int64_t *version_of(const struct vd_table *table, void *row)
{
    return (int64_t *)(void *)((char *)row + table->columns[table->pk[1]].offset);
}

static bool names_key(const struct vd_column *column)
{
    struct vd_str name = vd_str_of(column->name);
    return column->type == VD_T_INT && (vd_str_is(name, "key") || vd_str_ends(name, VD_S("_key")));
}

/* Keys are ids of the entity: one means the same thing in every table. */
static int64_t new_key(struct vd_change *change, key_pairs *pairs, int64_t from)
{
    VD_EACH(pair, pairs)
        if (pair->from == from)
            return pair->to;
    struct key_pair pair = {from, vd_change_id(change)};
    *VD_PUSH(vd_change_arena(change), pairs) = pair;
    return pair.to;
}

static void give_keys(struct vd_change *change, const struct vd_table *table, void *row, key_pairs *pairs)
{
    for (int i = 0; i < table->n_columns; i++) {
        const struct vd_column *column = &table->columns[i];
        void *p = (char *)row + column->offset;
        if (!names_key(column))
            continue;
        if (!column->nullable)
            *(int64_t *)p = new_key(change, pairs, *(int64_t *)p);
        else if (((struct vd_oint *)p)->has)
            ((struct vd_oint *)p)->v = new_key(change, pairs, ((struct vd_oint *)p)->v);
    }
}

/* Rows are read to the end before the first is put: an engine does not promise what a reading sees of what is written meanwhile. */
struct table_rows { char *v; size_t n, cap; };

static enum vd_err read_rows(struct vd_db *db, struct vd_arena *arena, const struct vd_table *table, int64_t entity_id, int64_t version_id, struct table_rows *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = vd_row_version(db, table, entity_id, version_id);
    struct table_rows rows = {0};
    void *row = vd_alloc(arena, table->row_size);
    while (vd_row_next(st, arena, row)) {
        vd_list_grow(arena, (void **)&rows.v, &rows.n, &rows.cap, table->row_size);
        memcpy(rows.v + rows.n++ * table->row_size, row, table->row_size);
    }
    VD_TRY(vd_done(st));
    *ret = rows;
    return VD_OK;
}

/* ---- to another year */

struct years { int64_t from, to; }; /* the same: nothing is moved */

/* "31/04/2026" becomes "31/04/2027"; a year in other words too, because the text is of the plan that begins. */
static struct vd_str text_of_year(struct vd_arena *arena, struct vd_str text, const struct years *years)
{
    struct vd_str from = vd_str_printf(arena, "%" PRId64, years->from), to = vd_str_printf(arena, "%" PRId64, years->to), out = text;
    for (ptrdiff_t at = vd_str_find(out, from), past = 0; at >= 0;) {
        past += at;
        out = vd_str_printf(arena, "%.*s%.*s%.*s", (int)past, out.p, VD_SARG(to), VD_SARG(vd_str_sub(out, (size_t)past + from.n, out.n)));
        past += (ptrdiff_t)to.n;
        at = vd_str_find(vd_str_sub(out, (size_t)past, out.n), from);
    }
    return out;
}

/* 29 February becomes the last day of the month. */
static struct vd_str day_of_year(struct vd_arena *arena, struct vd_str iso, const struct years *years)
{
    struct vd_date day;
    if (!vd_date_from_iso(iso, &day))
        return iso;
    day.year = (int16_t)(day.year + years->to - years->from);
    int last = vd_date_last_day(day.year, day.month);
    day.day = (uint8_t)(day.day > last ? last : day.day);
    return vd_date_iso(arena, day);
}

static void move_year(struct vd_arena *arena, const struct vd_table *table, void *row, const struct years *years)
{
    if (years->from == years->to)
        return;
    if (table == &T_activity) {
        struct row_activity *activity = row;
        activity->schedule_raw = text_of_year(arena, activity->schedule_raw, years);
    } else if (table == &T_window_) {
        struct row_window_ *window = row;
        window->from_on = day_of_year(arena, window->from_on, years);
        window->due_on = day_of_year(arena, window->due_on, years);
        window->raw = text_of_year(arena, window->raw, years);
        window->is_shifted = 1;
    }
}

/* ---- */

static enum vd_err copy_all(struct vd_change *change, int64_t from_version, int64_t to_version, enum life_keys keys, const struct years *years)
{
    key_pairs pairs = {0};
    for (const struct vd_table *const *table = vd_tables; *table; table++) {
        struct table_rows rows;
        if (!(*table)->version)
            continue;
        VD_TRY(read_rows(vd_change_db(change), vd_change_arena(change), *table, vd_change_entity(change), from_version, &rows));
        for (size_t i = 0; i < rows.n; i++) {
            void *row = rows.v + i * (*table)->row_size;
            *version_of(*table, row) = to_version;
            if (keys == LIFE_KEYS_NEW)
                give_keys(change, *table, row, &pairs);
            move_year(vd_change_arena(change), *table, row, years);
            VD_TRY(vd_change_put(change, *table, row));
        }
    }
    return VD_OK;
}

enum vd_err life_copy(struct vd_change *change, int64_t from_version, int64_t to_version, enum life_keys keys)
{
    return copy_all(change, from_version, to_version, keys, &(struct years){0});
}

enum vd_err life_copy_year(struct vd_change *change, const struct life_version_row *from, const struct life_version_row *to)
{
    return copy_all(change, from->id, to->id, LIFE_KEYS_NEW, &(struct years){from->vigencia, to->vigencia});
}

enum vd_err life_freeze_hash(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, unsigned char ret[32])
{
    struct life_version_row version;
    crypto_hash_sha256_state sha;
    unsigned char hash[32];
    VD_TRY(life_get(db, arena, entity_id, version_id, &version));
    struct vd_str head = vd_str_printf(arena, "%.*s %" PRId64 "\n", VD_SARG(version.instrument), version.vigencia);
    crypto_hash_sha256_init(&sha);
    crypto_hash_sha256_update(&sha, (const unsigned char *)head.p, head.n);
    for (const struct vd_table *const *table = vd_tables; *table; table++) {
        if (!(*table)->version)
            continue;
        VD_AUTO_STMT struct vd_stmt *st = vd_row_version(db, *table, entity_id, version_id);
        void *row = vd_alloc(arena, (*table)->row_size);
        while (vd_row_next(st, arena, row)) {
            *version_of(*table, row) = 0;
            vd_row_hash(*table, row, hash);
            crypto_hash_sha256_update(&sha, hash, sizeof hash);
        }
        VD_TRY(vd_done(st));
    }
    crypto_hash_sha256_final(&sha, ret);
    return VD_OK;
}
