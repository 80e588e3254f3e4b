/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_diff.h"
#include "features/plan/plan_import.sql.h"

/* ---- comparing */

struct by_key { int64_t key; size_t at; };

static int compare_keys(const void *a, const void *b)
{
    int64_t x = ((const struct by_key *)a)->key, y = ((const struct by_key *)b)->key;
    return (x > y) - (x < y);
}

static struct by_key *sorted(struct vd_arena *arena, const plan_diff_activities *list)
{
    struct by_key *keys = vd_alloc_array(arena, list->n + 1, sizeof *keys);
    for (size_t i = 0; i < list->n; i++)
        keys[i] = (struct by_key){list->v[i].key, i};
    qsort(keys, list->n, sizeof *keys, compare_keys);
    return keys;
}

static const struct plan_diff_activity *with_key(const plan_diff_activities *list, const struct by_key *keys, int64_t key)
{
    const struct by_key *found = key ? bsearch(&(struct by_key){.key = key}, keys, list->n, sizeof *keys, compare_keys) : NULL;
    return found ? &list->v[found->at] : NULL;
}

static void compare(struct vd_arena *arena, const struct plan_diff_activity *before, const struct plan_diff_activity *after, struct plan_diff_row *row)
{
    const struct plan_diff_field fields[] = {
        {VD_S("Número"), before->code, after->code},         {VD_S("Actividad"), before->description, after->description},
        {VD_S("Producto"), before->product, after->product}, {VD_S("Meta"), before->goal, after->goal},
        {VD_S("Responsables"), before->responsibles, after->responsibles}, {VD_S("Fechas"), before->schedule, after->schedule}};
    for (size_t i = 0; i < VD_COUNT(fields); i++)
        if (!vd_str_eq(fields[i].before, fields[i].after))
            *VD_PUSH(arena, &row->fields) = fields[i];
}

void plan_diff_of(struct vd_arena *arena, const plan_diff_activities *before, const plan_diff_activities *after, struct plan_diff *ret)
{
    struct plan_diff diff = {0};
    const struct by_key *old_keys = sorted(arena, before), *new_keys = sorted(arena, after);
    VD_EACH(now, after) {
        const struct plan_diff_activity *was = with_key(before, old_keys, now->key);
        struct plan_diff_row row = {.kind = was ? PLAN_DIFF_CHANGED : PLAN_DIFF_ADDED, .address = now->address, .description = now->description};
        if (was)
            compare(arena, was, now, &row);
        diff.added += !was;
        diff.changed += was && row.fields.n;
        diff.same += was && !row.fields.n;
        if (!was || row.fields.n)
            *VD_PUSH(arena, &diff.rows) = row;
    }
    VD_EACH(was, before) {
        if (with_key(after, new_keys, was->key))
            continue;
        diff.removed++;
        *VD_PUSH(arena, &diff.rows) = (struct plan_diff_row){.kind = PLAN_DIFF_REMOVED, .address = was->address, .description = was->description};
    }
    *ret = diff;
}

/* ---- the two sides */

static void add_responsible(struct vd_arena *arena, struct plan_diff_activity *activity, struct vd_str raw)
{
    activity->responsibles = activity->responsibles.n ? vd_str_printf(arena, "%.*s; %.*s", VD_SARG(activity->responsibles), VD_SARG(raw)) : raw;
}

enum vd_err plan_diff_stored(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, plan_diff_activities *ret)
{
    plan_diff_activities list = {0};
    struct import_version_activity_row row;
    struct import_version_responsible_row person;
    struct vd_stmt *st = import_version_activity_open(db, entity_id, version_id);
    while (import_version_activity_next(st, arena, &row))
        *VD_PUSH(arena, &list) = (struct plan_diff_activity){.key = row.key, .address = row.address, .code = row.code, .description = row.description,
                                                             .product = row.product, .goal = row.goal, .schedule = row.schedule};
    VD_TRY(vd_done(st));
    const struct by_key *keys = sorted(arena, &list);
    st = import_version_responsible_open(db, entity_id, version_id);
    while (import_version_responsible_next(st, arena, &person)) {
        const struct by_key *found = bsearch(&(struct by_key){.key = person.activity_key}, keys, list.n, sizeof *keys, compare_keys);
        if (found)
            add_responsible(arena, &list.v[found->at], person.raw);
    }
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

void plan_diff_drafted(struct vd_arena *arena, const struct plan_draft *draft, const struct plan_keys *keys, plan_diff_activities *ret)
{
    plan_diff_activities list = {0};
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        *VD_PUSH(arena, &list) = (struct plan_diff_activity){.key = keys->activity[i], .address = keys->address[i], .code = a->code, .description = a->description,
                                                             .product = a->product, .goal = a->goal, .schedule = a->schedule};
    }
    VD_EACH(person, &draft->responsibles)
        add_responsible(arena, &list.v[person->activity], person->raw);
    *ret = list;
}

/* ---- for people */

static const char *word(int64_t n, const char *one, const char *many) { return n == 1 ? one : many; }

void plan_diff_text(struct vd_buf *out, const struct plan_diff *diff, int64_t before_no)
{
    static const char *const signs[] = {[PLAN_DIFF_ADDED] = "+", [PLAN_DIFF_CHANGED] = "~", [PLAN_DIFF_REMOVED] = "−"};
    vd_buf_printf(out, "Frente a la versión %" PRId64 ": %" PRId64 " %s, %" PRId64 " %s, %" PRId64 " %s, %" PRId64 " %s igual.\n", before_no,
                  diff->added, word(diff->added, "actividad nueva", "actividades nuevas"), diff->changed, word(diff->changed, "cambia", "cambian"),
                  diff->removed, word(diff->removed, "ya no está", "ya no están"), diff->same, word(diff->same, "sigue", "siguen"));
    VD_EACH(row, &diff->rows) {
        vd_buf_printf(out, "  %s %.*s %.*s\n", signs[row->kind], VD_SARG(row->address), VD_SARG(row->description));
        VD_EACH(field, &row->fields)
            vd_buf_printf(out, "      %.*s: «%.*s» → «%.*s»\n", VD_SARG(field->label), VD_SARG(field->before), VD_SARG(field->after));
    }
}
