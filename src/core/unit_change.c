/* SPDX-License-Identifier: Apache-2.0 */
/* Units as people keep them: created, renamed, joined. A name that a unit ever had goes on naming it, so that a plan that is imported
 * tomorrow with the old name meets the right unit. */
#include "core/core.sql.h"
#include "core/unit_keys.h"
#include "db/tables.h"

static struct vd_unit_row read_row(const struct row_unit *row)
{
    struct vd_unit_row unit = {.id = row->id, .slug = row->slug, .name = row->name, .abbrev = row->abbrev, .valid_from = row->valid_from, .valid_to = row->valid_to,
        .is_group = row->is_group, .line = row->line, .parent_id = row->parent_id, .merged_into = row->merged_into};
    vd_row_hash(&T_unit, row, unit.hash);
    return unit;
}

enum vd_err vd_unit_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str slug, struct vd_unit_row *ret)
{
    struct unit_by_slug_row found;
    VD_TRY(unit_by_slug_one(db, arena, entity_id, slug, &found));
    struct row_unit row = {.entity_id = entity_id, .id = found.id};
    VD_TRY(vd_row_get(db, arena, &T_unit, &row));
    *ret = read_row(&row);
    return VD_OK;
}

enum vd_err vd_unit_kept(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str slug, struct vd_str *ret)
{
    struct unit_kept_row row;
    VD_TRY(unit_kept_one(db, arena, entity_id, slug, &row));
    *ret = row.slug;
    return VD_OK;
}

/* ---- names */

enum vd_err vd_unit_aliases(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t unit_id, vd_aliases *ret)
{
    struct unit_aliases_row row;
    VD_AUTO_STMT struct vd_stmt *st = unit_aliases_open(db, entity_id, unit_id);
    while (unit_aliases_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_alias){row.fold, vd_str_is(row.origin, "persona")};
    return vd_done(st);
}

/* VD_CONFLICT: it names another unit. */
static enum vd_err put_name(struct vd_change *change, int64_t unit_id, struct vd_str text)
{
    struct row_unit_alias row = {.entity_id = vd_change_entity(change), .fold = unit_alias_key(vd_change_arena(change), text), .unit_id = unit_id, .origin = VD_S("persona")};
    int64_t other;
    if (!row.fold.n)
        return VD_INVALID;
    enum vd_err err = unit_find(change, row.fold, &other);
    if (err != VD_NOT_FOUND)
        return err != VD_OK ? err : other == unit_id ? VD_OK : VD_CONFLICT;
    return vd_change_put(change, &T_unit_alias, &row);
}

static enum vd_err put_names(struct vd_change *change, const struct vd_unit_row *unit)
{
    VD_TRY(put_name(change, unit->id, unit->name));
    return unit->abbrev.n ? put_name(change, unit->id, unit->abbrev) : VD_OK;
}

enum vd_err vd_unit_alias_add(struct vd_change *change, int64_t unit_id, struct vd_str text)
{
    int64_t other;
    vd_change_subject(change, unit_id);
    enum vd_err err = unit_find(change, unit_alias_key(vd_change_arena(change), text), &other);
    return err == VD_OK ? VD_CONFLICT : put_name(change, unit_id, text);
}

enum vd_err vd_unit_alias_drop(struct vd_change *change, int64_t unit_id, struct vd_str fold)
{
    struct row_unit_alias row = {.entity_id = vd_change_entity(change), .fold = fold, .unit_id = unit_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_unit_alias, &row));
    vd_change_subject(change, unit_id);
    return vd_change_remove(change, &T_unit_alias, &row);
}

/* ---- the unit itself */

static void write_row(const struct vd_unit_row *unit, struct row_unit *row)
{
    row->name = unit->name;
    row->abbrev = unit->abbrev.n ? unit->abbrev : (struct vd_str){0};
    row->line = unit->line;
    row->parent_id = unit->parent_id;
    row->valid_from = unit->valid_from;
    row->valid_to = unit->valid_to;
}

enum vd_err vd_unit_create(struct vd_change *change, struct vd_unit_row *unit)
{
    struct vd_str key = unit_alias_key(vd_change_arena(change), unit->name);
    struct row_unit row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change)};
    int64_t other;
    if (!key.n)
        return VD_INVALID;
    enum vd_err err = unit_find(change, key, &other);
    if (err != VD_NOT_FOUND)
        return err == VD_OK ? VD_CONFLICT : err;
    write_row(unit, &row);
    VD_TRY(unit_free_slug(change, key, &row.slug));
    VD_TRY(vd_change_put(change, &T_unit, &row));
    unit->id = row.id;
    unit->slug = row.slug;
    vd_change_subject(change, row.id);
    return put_names(change, unit);
}

/* A parent above itself would be a ring. */
static enum vd_err check_parent(struct vd_change *change, int64_t id, struct vd_oint parent)
{
    for (int steps = 0; parent.has; steps++) {
        struct row_unit row = {.entity_id = vd_change_entity(change), .id = parent.v};
        if (parent.v == id || steps > 100)
            return VD_INVALID;
        VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_unit, &row));
        parent = row.parent_id;
    }
    return VD_OK;
}

enum vd_err vd_unit_change(struct vd_change *change, const struct vd_unit_row *unit)
{
    struct row_unit row = {.entity_id = vd_change_entity(change), .id = unit->id};
    unsigned char now[32];
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_unit, &row));
    vd_row_hash(&T_unit, &row, now);
    if (memcmp(now, unit->hash, sizeof now) != 0 || row.merged_into.has)
        return VD_DENIED;
    VD_TRY(check_parent(change, unit->id, unit->parent_id));
    write_row(unit, &row);
    VD_TRY(vd_change_put(change, &T_unit, &row));
    vd_change_subject(change, unit->id);
    return put_names(change, unit);
}

/* ---- joining two */

/* Where a table says who answers: its column unit_id, when that is no part of its key. -1: it does not. */
static ptrdiff_t unit_offset(const struct vd_table *table)
{
    for (int i = 0; i < table->n_columns; i++) {
        if (strcmp(table->columns[i].name, "unit_id") || table->operational)
            continue;
        for (int k = 0; k < table->n_pk; k++)
            if (table->pk[k] == i)
                return -1;
        return i;
    }
    return -1;
}

static bool names(const struct vd_column *column, const void *row, int64_t unit_id)
{
    const char *at = (const char *)row + column->offset;
    if (!column->nullable)
        return *(const int64_t *)(const void *)at == unit_id;
    const struct vd_oint *v = (const struct vd_oint *)(const void *)at;
    return v->has && v->v == unit_id;
}

static void rename_to(const struct vd_column *column, void *row, int64_t unit_id)
{
    char *at = (char *)row + column->offset;
    if (column->nullable)
        *(struct vd_oint *)(void *)at = vd_some(unit_id);
    else
        *(int64_t *)(void *)at = unit_id;
}

/* Read first and written then: what is written must not be met again by the reading. */
static enum vd_err move_rows(struct vd_change *change, const struct vd_table *table, int column, int64_t gone, int64_t kept, int64_t *ret_n)
{
    struct vd_arena *arena = vd_change_arena(change);
    VD_LIST(void *) rows = {0};
    VD_AUTO_STMT struct vd_stmt *st = vd_row_scan(vd_change_db(change), table, vd_change_entity(change));
    for (void *row = vd_alloc(arena, table->row_size); vd_row_next(st, arena, row);) {
        if (!names(&table->columns[column], row, gone))
            continue;
        *VD_PUSH(arena, &rows) = row;
        row = vd_alloc(arena, table->row_size);
    }
    VD_TRY(vd_done(st));
    VD_EACH(row, &rows) {
        rename_to(&table->columns[column], *row, kept);
        VD_TRY(vd_change_put(change, table, *row));
    }
    *ret_n += (int64_t)rows.n;
    return VD_OK;
}

static enum vd_err move_names(struct vd_change *change, int64_t gone, int64_t kept)
{
    vd_aliases aliases = {0};
    VD_TRY(vd_unit_aliases(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), gone, &aliases));
    VD_EACH(a, &aliases) {
        struct row_unit_alias row = {.entity_id = vd_change_entity(change), .fold = a->fold, .unit_id = gone};
        VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_unit_alias, &row));
        VD_TRY(vd_change_remove(change, &T_unit_alias, &row));
        row.unit_id = kept;
        VD_TRY(vd_change_put(change, &T_unit_alias, &row));
    }
    return VD_OK;
}

/* What stood below the one that goes stands below the kept one; what stood between the two, where the one that goes stood. */
static enum vd_err move_children(struct vd_change *change, int64_t gone, int64_t kept, struct vd_oint above)
{
    VD_LIST(int64_t) children = {0};
    struct unit_children_row child;
    VD_AUTO_STMT struct vd_stmt *st = unit_children_open(vd_change_db(change), vd_change_entity(change), gone);
    while (unit_children_next(st, vd_change_arena(change), &child))
        *VD_PUSH(vd_change_arena(change), &children) = child.id;
    VD_TRY(vd_done(st));
    VD_EACH(id, &children) {
        struct row_unit row = {.entity_id = vd_change_entity(change), .id = *id};
        VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_unit, &row));
        enum vd_err err = check_parent(change, *id, vd_some(kept));
        if (err != VD_OK && err != VD_INVALID)
            return err;
        row.parent_id = err == VD_OK ? vd_some(kept) : above;
        VD_TRY(vd_change_put(change, &T_unit, &row));
    }
    return VD_OK;
}

enum vd_err vd_unit_merge(struct vd_change *change, int64_t gone, int64_t kept)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct row_unit from = {.entity_id = vd_change_entity(change), .id = gone}, into = {.entity_id = vd_change_entity(change), .id = kept};
    int64_t moved = 0;
    VD_TRY(vd_row_get(vd_change_db(change), arena, &T_unit, &from));
    VD_TRY(vd_row_get(vd_change_db(change), arena, &T_unit, &into));
    if (gone == kept || from.merged_into.has || into.merged_into.has)
        return VD_INVALID;
    for (const struct vd_table *const *table = vd_tables; *table; table++) {
        ptrdiff_t column = unit_offset(*table);
        if (column >= 0)
            VD_TRY(move_rows(change, *table, (int)column, gone, kept, &moved));
    }
    VD_TRY(move_names(change, gone, kept));
    VD_TRY(move_children(change, gone, kept, from.parent_id));
    from.merged_into = vd_some(kept);
    from.parent_id = (struct vd_oint){0};
    VD_TRY(vd_change_put(change, &T_unit, &from));
    VD_JSON_STR(vd_change_data(change), "gone", from.name);
    VD_JSON_STR(vd_change_data(change), "kept", into.name);
    VD_JSON_I64(vd_change_data(change), "rows", moved);
    vd_change_subject(change, kept);
    return VD_OK;
}

/* ---- processes */

enum vd_err vd_process_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, vd_processes *ret)
{
    struct process_list_row row;
    VD_AUTO_STMT struct vd_stmt *st = process_list_open(db, entity_id);
    while (process_list_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_process){row.id, row.unit_id, row.name, row.unit, row.valid_from, row.valid_to};
    return vd_done(st);
}

enum vd_err vd_process_put(struct vd_change *change, const struct vd_process *process)
{
    struct row_process row = {.entity_id = vd_change_entity(change), .id = process->id};
    if (row.id)
        VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_process, &row));
    else
        row.id = vd_change_id(change);
    row.name = process->name;
    row.unit_id = process->unit_id;
    row.valid_from = process->valid_from;
    row.valid_to = process->valid_to;
    vd_change_subject(change, row.id);
    return vd_change_put(change, &T_process, &row);
}
