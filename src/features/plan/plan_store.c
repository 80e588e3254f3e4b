/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_store.h"

/* ---- which plans there are */

static enum vd_err read_heads(struct vd_stmt *open, struct vd_arena *arena, plan_heads *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = open;
    plan_heads heads = {0};
    struct shown_plan_row row;
    while (shown_plan_next(st, arena, &row))
        *VD_PUSH(arena, &heads) = row;
    VD_TRY(vd_done(st));
    *ret = heads;
    return VD_OK;
}

enum vd_err plan_shown_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, plan_heads *ret)
{
    return read_heads(shown_plan_open(db, entity_id, 0, INT64_MAX, family.n ? family : VD_S("")), arena, ret);
}

/* ---- one plan, whole */

static int compare(int64_t x, int64_t y) { return (x > y) - (x < y); }

static int by_component_order(const void *a, const void *b)
{
    const struct shown_component_row *x = a, *y = b;
    return x->ord != y->ord ? compare(x->ord, y->ord) : compare(x->key, y->key);
}

static enum vd_err read_components(struct vd_db *db, struct vd_arena *arena, struct plan *plan)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_component_open(db, plan->head.entity_id, plan->head.version_id, plan->head.instrument);
    struct shown_component_row row;
    while (shown_component_next(st, arena, &row))
        *VD_PUSH(arena, &plan->components) = row;
    if (plan->components.n)
        qsort(plan->components.v, plan->components.n, sizeof row, by_component_order);
    return vd_done(st);
}

static int by_order(const void *a, const void *b)
{
    const struct shown_activity_row *x = &((const struct plan_activity *)a)->row, *y = &((const struct plan_activity *)b)->row;
    return x->ord != y->ord ? compare(x->ord, y->ord) : compare(x->key, y->key);
}

static enum vd_err read_activities(struct vd_db *db, struct vd_arena *arena, struct plan *plan)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_activity_open(db, plan->head.entity_id, plan->head.version_id);
    struct plan_activity activity = {0};
    while (shown_activity_next(st, arena, &activity.row))
        *VD_PUSH(arena, &plan->activities) = activity;
    if (plan->activities.n)
        qsort(plan->activities.v, plan->activities.n, sizeof(struct plan_activity), by_order);
    return vd_done(st);
}

/* What hangs on activities comes by key: the activities' places, in the order of their keys. */
struct place { int64_t key; size_t at; };
struct places { struct place *v; size_t n; };

static int by_key(const void *a, const void *b)
{
    return compare(((const struct place *)a)->key, ((const struct place *)b)->key);
}

static struct places places_of(struct vd_arena *arena, const struct plan *plan)
{
    struct places places = {vd_alloc_array(arena, plan->activities.n + 1, sizeof(struct place)), plan->activities.n};
    for (size_t i = 0; i < places.n; i++)
        places.v[i] = (struct place){plan->activities.v[i].row.key, i};
    qsort(places.v, places.n, sizeof(struct place), by_key);
    return places;
}

/* NULL: no such activity, which the foreign keys do not allow. */
static struct plan_activity *owner(struct plan *plan, const struct places *places, int64_t key)
{
    const struct place *found = bsearch(&(struct place){.key = key}, places->v, places->n, sizeof(struct place), by_key);
    return found ? &plan->activities.v[found->at] : NULL;
}

static int by_indicator_order(const void *a, const void *b)
{
    const struct shown_indicator_row *x = a, *y = b;
    return x->ord != y->ord ? compare(x->ord, y->ord) : x->key != y->key ? compare(x->key, y->key) : compare(x->target_key.v, y->target_key.v);
}

static enum vd_err read_indicators(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct plan *plan)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_indicator_open(db, plan->head.entity_id, plan->head.version_id);
    struct shown_indicator_row row;
    while (shown_indicator_next(st, arena, &row)) {
        struct plan_activity *activity = row.activity_key.has ? owner(plan, places, row.activity_key.v) : NULL;
        if (!row.activity_key.has)
            *VD_PUSH(arena, &plan->indicators) = row;
        else if (activity && (!activity->indicator.name.p || by_indicator_order(&row, &activity->indicator) < 0)) /* the first of an activity */
            activity->indicator = row;
    }
    if (plan->indicators.n)
        qsort(plan->indicators.v, plan->indicators.n, sizeof row, by_indicator_order);
    return vd_done(st);
}

static enum vd_err read_tramites(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct plan *plan)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_tramite_open(db, plan->head.entity_id, plan->head.version_id);
    struct shown_tramite_row row;
    while (shown_tramite_next(st, arena, &row)) {
        struct plan_activity *activity = owner(plan, places, row.activity_key);
        struct shown_tramite_row *kept = VD_NEW(arena, struct shown_tramite_row);
        if (!activity)
            return VD_CORRUPT;
        *kept = row;
        activity->tramite = kept;
    }
    return vd_done(st);
}

static struct vd_date date_of(struct vd_str iso)
{
    struct vd_date date = {0};
    return vd_date_from_iso(iso, &date) ? date : (struct vd_date){0};
}

static enum vd_err read_windows(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct plan *plan)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_window_open(db, plan->head.entity_id, plan->head.version_id);
    struct shown_window_row row;
    while (shown_window_next(st, arena, &row)) {
        struct plan_activity *activity = owner(plan, places, row.activity_key);
        if (!activity)
            return VD_CORRUPT;
        if (!activity->n_windows++)
            activity->first_window = plan->windows.n;
        *VD_PUSH(arena, &plan->windows) = (struct plan_shown_window){.ord = row.ord, .from = date_of(row.from_on), .due = date_of(row.due_on),
                                                               .granularity = row.granularity, .raw = row.raw, .problem = row.problem};
    }
    return vd_done(st);
}

static enum vd_err read_responsibles(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct plan *plan)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_responsible_open(db, plan->head.entity_id, plan->head.version_id);
    struct shown_responsible_row row;
    while (shown_responsible_next(st, arena, &row)) {
        struct plan_activity *activity = owner(plan, places, row.activity_key);
        if (!activity)
            return VD_CORRUPT;
        if (!activity->n_responsibles++)
            activity->first_responsible = plan->responsibles.n;
        *VD_PUSH(arena, &plan->responsibles) = row;
    }
    return vd_done(st);
}

static enum vd_err read_progress(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct plan *plan)
{
    if (!plan->head.followed_on.p)
        return VD_OK;
    VD_AUTO_STMT struct vd_stmt *st = shown_progress_open(db, plan->head.entity_id, plan->head.version_id, plan->head.followed_on);
    struct shown_progress_row row;
    while (shown_progress_next(st, arena, &row)) {
        struct plan_activity *activity = owner(plan, places, row.activity_key);
        if (!activity)
            return VD_CORRUPT;
        activity->progress = row;
    }
    return vd_done(st);
}

static enum vd_err read_findings(struct vd_db *db, struct vd_arena *arena, struct plan *plan)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_finding_open(db, plan->head.entity_id, plan->head.version_id);
    struct shown_finding_row row;
    while (shown_finding_next(st, arena, &row))
        *VD_PUSH(arena, &plan->findings) = row;
    return vd_done(st);
}

static enum vd_err read_source(struct vd_db *db, struct vd_arena *arena, struct plan *plan)
{
    enum vd_err err = shown_source_one(db, arena, plan->head.entity_id, plan->head.version_id, &plan->source);
    return err == VD_NOT_FOUND ? VD_OK : err;
}

enum vd_err plan_version_read(struct vd_db *db, struct vd_arena *arena, const struct shown_plan_row *head, struct plan *ret)
{
    struct plan plan = {.head = *head};
    VD_TRY(read_components(db, arena, &plan));
    VD_TRY(read_activities(db, arena, &plan));
    const struct places places = places_of(arena, &plan);
    VD_TRY(read_indicators(db, arena, &places, &plan));
    VD_TRY(read_tramites(db, arena, &places, &plan));
    VD_TRY(read_windows(db, arena, &places, &plan));
    VD_TRY(read_responsibles(db, arena, &places, &plan));
    VD_TRY(read_progress(db, arena, &places, &plan));
    VD_TRY(read_findings(db, arena, &plan));
    VD_TRY(read_source(db, arena, &plan));
    *ret = plan;
    return VD_OK;
}

enum vd_err plan_shown(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct plan *ret)
{
    plan_heads heads = {0};
    VD_TRY(read_heads(shown_plan_open(db, entity_id, vigencia, vigencia, family), arena, &heads));
    return heads.n ? plan_version_read(db, arena, &heads.v[0], ret) : VD_NOT_FOUND;
}

enum vd_err plan_cells_of(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, plan_cells *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_cell_open(db, plan->head.entity_id, plan->head.version_id, activity->row.key);
    plan_cells cells = {0};
    struct shown_cell_row row;
    while (shown_cell_next(st, arena, &row))
        *VD_PUSH(arena, &cells) = row;
    VD_TRY(vd_done(st));
    *ret = cells;
    return VD_OK;
}

enum vd_err plan_of_subject(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str subject_kind, int64_t subject_id, struct plan_of_subject_row *ret)
{
    return plan_of_subject_one(db, arena, entity_id, subject_kind, subject_id, ret);
}

/* ---- looking around */

const struct shown_component_row *plan_component_of(const struct plan *plan, int64_t key)
{
    VD_EACH(component, &plan->components)
        if (component->key == key)
            return component;
    return NULL;
}

const struct shown_component_row *plan_component_first(const struct plan *plan)
{
    VD_EACH(component, &plan->components)
        if (!component->parent_key.has)
            return component;
    return NULL;
}

const struct shown_component_row *plan_component_coded(const struct plan *plan, struct vd_str code)
{
    VD_EACH(component, &plan->components)
        if (!component->parent_key.has && vd_str_eq(component->code, code))
            return component;
    return NULL;
}

const struct plan_activity *plan_activity_at(const struct plan *plan, struct vd_str address)
{
    VD_EACH(activity, &plan->activities)
        if (vd_str_eq(activity->row.address, address))
            return activity;
    return NULL;
}
