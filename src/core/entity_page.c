/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of entities by key: the page is what follows an entity, or what stands before it, and one row more on each side is asked
 * for to know whether there is another page. */
#include "core/core.h"
#include "core/core.sql.h"

struct end { struct vd_str key; int64_t id; };
struct found { VD_LIST(struct entity_after_row) rows; };

/* "%pasto%": the text as it is stored for searching, its own signs of LIKE made plain. */
static struct vd_str pattern_of(struct vd_arena *arena, struct vd_str text)
{
    struct vd_str fold = vd_fold(arena, text);
    char *out = vd_alloc(arena, 2 * fold.n + 2);
    size_t n = 0;
    out[n++] = '%';
    for (size_t i = 0; i < fold.n; i++) {
        if (fold.p[i] == '%' || fold.p[i] == '_' || fold.p[i] == '!')
            out[n++] = '!';
        out[n++] = fold.p[i];
    }
    if (fold.n)
        out[n++] = '%';
    return (struct vd_str){out, n};
}

static enum vd_err read_after(struct vd_db *db, struct vd_arena *arena, struct vd_str pattern, const struct end *end, int64_t most, struct found *found)
{
    VD_AUTO_STMT struct vd_stmt *st = entity_after_open(db, pattern, end->key, end->id, most);
    struct entity_after_row row;
    while (entity_after_next(st, arena, &row))
        *VD_PUSH(arena, &found->rows) = row;
    return vd_done(st);
}

/* Nearest first. */
static enum vd_err read_before(struct vd_db *db, struct vd_arena *arena, struct vd_str pattern, const struct end *end, int64_t most, struct found *found)
{
    VD_AUTO_STMT struct vd_stmt *st = entity_before_open(db, pattern, end->key, end->id, most);
    struct entity_before_row row;
    while (entity_before_next(st, arena, &row))
        *VD_PUSH(arena, &found->rows) = (struct entity_after_row){.id = row.id, .slug = row.slug, .name = row.name, .public_version = row.public_version, .sort_key = row.sort_key};
    return vd_done(st);
}

static enum vd_err end_of(struct vd_db *db, struct vd_arena *arena, struct vd_str slug, struct end *ret)
{
    struct entity_place_row place;
    *ret = (struct end){.key = VD_S("")};
    if (!slug.n)
        return VD_OK;
    VD_TRY(entity_place_one(db, arena, slug, &place));
    *ret = (struct end){place.sort_key, place.id};
    return VD_OK;
}

static enum vd_err look_around(struct vd_db *db, struct vd_arena *arena, struct vd_str pattern, const struct found *found, struct vd_entity_page *page)
{
    struct found before = {0}, after = {0};
    if (!found->rows.n)
        return VD_OK;
    const struct entity_after_row *first = &found->rows.v[0], *last = &found->rows.v[found->rows.n - 1];
    VD_TRY(read_before(db, arena, pattern, &(struct end){first->sort_key, first->id}, 1, &before));
    VD_TRY(read_after(db, arena, pattern, &(struct end){last->sort_key, last->id}, 1, &after));
    page->has_before = before.rows.n > 0;
    page->has_after = after.rows.n > 0;
    return VD_OK;
}

enum vd_err vd_entity_page(struct vd_db *db, struct vd_arena *arena, const struct vd_entity_asked *asked, struct vd_entity_page *ret)
{
    struct vd_str pattern = pattern_of(arena, asked->text);
    struct vd_entity_page page = {0};
    struct entity_count_row count;
    struct found found = {0};
    struct end end;
    VD_TRY(entity_count_one(db, NULL, pattern, &count));
    VD_TRY(end_of(db, arena, asked->before.n ? asked->before : asked->after, &end));
    VD_TRY(asked->before.n ? read_before(db, arena, pattern, &end, asked->most, &found) : read_after(db, arena, pattern, &end, asked->most, &found));
    for (size_t i = 0; asked->before.n && i < found.rows.n / 2; i++) {
        struct entity_after_row swap = found.rows.v[i];
        found.rows.v[i] = found.rows.v[found.rows.n - 1 - i];
        found.rows.v[found.rows.n - 1 - i] = swap;
    }
    VD_TRY(look_around(db, arena, pattern, &found, &page));
    VD_EACH(row, &found.rows)
        *VD_PUSH(arena, &page.rows) = (struct vd_entity){.id = row->id, .slug = row->slug, .name = row->name, .public_version = row->public_version};
    page.matching = count.matching;
    page.whole = count.whole;
    *ret = page;
    return VD_OK;
}
