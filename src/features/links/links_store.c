/* SPDX-License-Identifier: Apache-2.0 */
#include "db/tables.h"
#include "features/links/links.h"
#include "features/links/links.sql.h"

static const vd_us DAY = INT64_C(86400) * 1000000;

static bool is_known(const links_all *all, struct vd_str url)
{
    VD_EACH(one, all)
        if (vd_str_eq(one->url, url))
            return true;
    return false;
}

static enum vd_err read_links(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, links_all *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = links_text_open(db, entity_id);
    struct links_text_row row;
    while (links_text_next(st, arena, &row)) {
        links_urls urls = {0};
        links_in(arena, row.text, &urls);
        VD_EACH(url, &urls)
            if (ret->n < LINKS_MOST && !is_known(ret, *url))
                *VD_PUSH(arena, ret) = (struct links_one){.url = *url, .about = row.about, .path_word = row.path_word, .slug = row.slug, .vigencia = row.vigencia.v};
    }
    return vd_done(st);
}

enum vd_err links_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, links_all *ret)
{
    struct links_found_row row;
    VD_TRY(read_links(db, arena, entity_id, ret));
    VD_AUTO_STMT struct vd_stmt *st = links_found_open(db, entity_id);
    while (links_found_next(st, arena, &row))
        VD_EACH(one, ret)
            if (vd_str_eq(one->url, row.url)) {
                one->was_checked = true;
                one->works = row.works != 0;
                one->checked_at = row.checked_at;
                one->since = row.since;
                one->why = row.why;
            }
    return vd_done(st);
}

static enum vd_err entities_of(struct vd_db *db, struct vd_arena *arena, links_dues *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = links_entities_open(db);
    struct links_entities_row row;
    while (links_entities_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct links_due){.entity_id = row.entity};
    return vd_done(st);
}

enum vd_err links_due_of(struct vd_db *db, struct vd_arena *arena, vd_us now, size_t most, links_dues *ret)
{
    links_dues entities = {0};
    VD_TRY(entities_of(db, arena, &entities));
    VD_EACH(e, &entities) {
        links_all links = {0};
        if (ret->n >= most)
            break;
        VD_TRY(links_of(db, arena, e->entity_id, &links));
        VD_EACH(link, &links)
            if (ret->n < most && (!link->was_checked || now - link->checked_at >= DAY))
                *VD_PUSH(arena, ret) = (struct links_due){e->entity_id, link->url};
    }
    return VD_OK;
}

enum vd_err links_note(struct vd_db *db, struct vd_arena *arena, const struct links_answer *answer)
{
    struct row_link_check before = {.entity_id = answer->entity_id, .url = answer->url}, row = before;
    enum vd_err err = vd_row_get(db, arena, &T_link_check, &before);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    row.checked_at = answer->at;
    row.works = !answer->why.p;
    row.status = answer->status;
    row.why = answer->why;
    row.since = err == VD_OK && before.works == row.works ? before.since : answer->at;
    return vd_row_put(db, &T_link_check, &row);
}
