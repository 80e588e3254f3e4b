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

enum vd_err plan_consulted_until(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct vd_date on, struct vd_date *ret)
{
    struct plan_consulted_row row;
    VD_TRY(plan_consulted_one(db, arena, entity_id, family, vigencia, vd_date_iso(arena, on), &row));
    return vd_date_from_iso(row.closes_on, ret) ? VD_OK : VD_INTERNAL;
}

enum vd_err plan_shown_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, plan_heads *ret)
{
    return read_heads(shown_plan_open(db, entity_id, 0, INT64_MAX, family.n ? family : VD_S(""), true), arena, ret);
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

typedef VD_LIST(struct shown_indicator_row) indicators;
typedef VD_LIST(struct shown_target_row) targets;
struct keys { int64_t from, to; };

/* Keys are given in the order of the document, so those of a component stand together; where they do not, more is read than shown. */
static struct keys keys_of(const struct plan *plan, const struct shown_component_row *component)
{
    struct keys keys = component ? (struct keys){INT64_MAX, INT64_MIN} : (struct keys){INT64_MIN, INT64_MAX};
    VD_EACH(activity, &plan->activities)
        if (component && activity->row.component_key == component->key) {
            keys.from = activity->row.key < keys.from ? activity->row.key : keys.from;
            keys.to = activity->row.key > keys.to ? activity->row.key : keys.to;
        }
    return keys;
}

static enum vd_err read_indicator_rows(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, struct keys keys, indicators *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_indicator_open(db, plan->head.entity_id, plan->head.version_id, keys.from, keys.to);
    struct shown_indicator_row row;
    while (shown_indicator_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    return vd_done(st);
}

static int by_indicator(const void *a, const void *b)
{
    const struct shown_target_row *x = a, *y = b;
    return x->indicator_key != y->indicator_key ? compare(x->indicator_key, y->indicator_key) : compare(x->key, y->key);
}

/* Of the indicators that were read, which stand in the order of their keys; in that order too. */
static enum vd_err read_targets(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, const indicators *of, targets *ret)
{
    if (!of->n)
        return VD_OK;
    VD_AUTO_STMT struct vd_stmt *st = shown_target_open(db, plan->head.entity_id, plan->head.version_id, of->v[0].key, of->v[of->n - 1].key);
    struct shown_target_row row;
    while (shown_target_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    if (ret->n)
        qsort(ret->v, ret->n, sizeof row, by_indicator);
    return vd_done(st);
}

/* target NULL: it has none. */
static struct plan_indicator indicator_of(const struct shown_indicator_row *row, const struct shown_target_row *target)
{
    struct plan_indicator one = {
        .ord = row->ord, .key = row->key, .activity_key = row->activity_key, .component_key = row->component_key, .name = row->name, .formula = row->formula,
        .unit_kind = row->unit_kind, .schedule = row->schedule, .responsible = row->responsible, .lower_better = row->lower_better != 0};
    if (target) {
        one.raw = target->raw, one.comparator = target->comparator, one.condition = target->condition, one.coverage = target->coverage;
        one.per = target->per, one.per_n = target->per_n, one.qty = target->qty;
    }
    return one;
}

static int by_indicator_order(const void *a, const void *b)
{
    const struct plan_indicator *x = a, *y = b;
    return x->ord != y->ord ? compare(x->ord, y->ord) : compare(x->key, y->key);
}

static void put_indicator(struct vd_arena *arena, const struct places *places, struct plan *plan, const struct shown_indicator_row *row, const struct shown_target_row *target)
{
    struct plan_activity *activity = row->activity_key.has ? owner(plan, places, row->activity_key.v) : NULL;
    if (!row->activity_key.has)
        *VD_PUSH(arena, &plan->indicators) = indicator_of(row, target);
    else if (activity && (!activity->indicator.name.p || row->ord < activity->indicator.ord)) /* the first of an activity */
        activity->indicator = indicator_of(row, target);
}

/* Both come in the order of the indicators' keys: one walk over both. */
static enum vd_err read_indicators(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct keys keys, struct plan *plan)
{
    indicators rows = {0};
    targets of = {0};
    VD_TRY(read_indicator_rows(db, arena, plan, keys, &rows));
    VD_TRY(read_targets(db, arena, plan, &rows, &of));
    size_t t = 0;
    VD_EACH(row, &rows) {
        while (t < of.n && of.v[t].indicator_key < row->key)
            t++; /* of one that was left out */
        if (t == of.n || of.v[t].indicator_key != row->key)
            put_indicator(arena, places, plan, row, NULL);
        for (; t < of.n && of.v[t].indicator_key == row->key; t++)
            put_indicator(arena, places, plan, row, &of.v[t]);
    }
    if (plan->indicators.n)
        qsort(plan->indicators.v, plan->indicators.n, sizeof *plan->indicators.v, by_indicator_order);
    return VD_OK;
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

typedef VD_LIST(struct shown_window_row) windows;

static int by_window_order(const void *a, const void *b)
{
    const struct shown_window_row *x = a, *y = b;
    return x->activity_key != y->activity_key ? compare(x->activity_key, y->activity_key) : compare(x->ord, y->ord);
}

static enum vd_err read_window_rows(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, windows *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_window_open(db, plan->head.entity_id, plan->head.version_id);
    struct shown_window_row row;
    while (shown_window_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    if (ret->n)
        qsort(ret->v, ret->n, sizeof row, by_window_order);
    return vd_done(st);
}

static enum vd_err read_windows(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct plan *plan)
{
    windows rows = {0};
    VD_TRY(read_window_rows(db, arena, plan, &rows));
    VD_EACH(row, &rows) {
        struct plan_activity *activity = owner(plan, places, row->activity_key);
        if (!activity)
            return VD_CORRUPT;
        if (!activity->n_windows++)
            activity->first_window = plan->windows.n;
        *VD_PUSH(arena, &plan->windows) = (struct plan_shown_window){.ord = row->ord, .from = date_of(row->from_on), .due = date_of(row->due_on),
                                                                     .granularity = row->granularity, .raw = row->raw, .problem = row->problem, .supposed = row->supposed};
    }
    return VD_OK;
}

typedef VD_LIST(struct shown_unit_row) units;

static enum vd_err read_units(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, units *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_unit_open(db, plan->head.entity_id);
    struct shown_unit_row row;
    while (shown_unit_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    return vd_done(st);
}

static int by_id(const void *a, const void *b)
{
    return compare(((const struct shown_unit_row *)a)->id, ((const struct shown_unit_row *)b)->id);
}

static const struct shown_unit_row *unit_of(const units *of, int64_t id)
{
    return of->n ? bsearch(&(struct shown_unit_row){.id = id}, of->v, of->n, sizeof *of->v, by_id) : NULL;
}

static enum vd_err read_responsibles(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct plan *plan)
{
    units of = {0};
    VD_TRY(read_units(db, arena, plan, &of));
    VD_AUTO_STMT struct vd_stmt *st = shown_responsible_open(db, plan->head.entity_id, plan->head.version_id);
    struct shown_responsible_row row;
    while (shown_responsible_next(st, arena, &row)) {
        struct plan_activity *activity = owner(plan, places, row.activity_key);
        const struct shown_unit_row *unit = unit_of(&of, row.unit_id);
        if (!activity || !unit)
            return VD_CORRUPT;
        if (!activity->n_responsibles++)
            activity->first_responsible = plan->responsibles.n;
        *VD_PUSH(arena, &plan->responsibles) = (struct plan_responsible){unit->name, unit->abbrev, unit->slug, row.is_lead != 0};
    }
    return vd_done(st);
}

static enum vd_err read_progress(struct vd_db *db, struct vd_arena *arena, const struct places *places, struct plan *plan)
{
    if (!plan->head.followed_on.p)
        return VD_OK;
    VD_AUTO_STMT struct vd_stmt *st = shown_progress_open(db, plan->head.entity_id, plan->head.plan_id, plan->head.version_id, plan->head.followed_on);
    struct shown_progress_row row;
    while (shown_progress_next(st, arena, &row)) {
        struct plan_activity *activity = owner(plan, places, row.activity_key);
        if (activity) /* else a later version withdrew it */
            activity->progress = row;
    }
    return vd_done(st);
}

static int by_place(const void *a, const void *b)
{
    const struct shown_finding_row *x = a, *y = b;
    return x->table_no != y->table_no ? compare(x->table_no, y->table_no) : x->row_no != y->row_no ? compare(x->row_no, y->row_no) :
           x->col_no != y->col_no ? compare(x->col_no, y->col_no) : compare(x->id, y->id);
}

static enum vd_err read_findings(struct vd_db *db, struct vd_arena *arena, struct plan *plan)
{
    VD_AUTO_STMT struct vd_stmt *st = shown_finding_open(db, plan->head.entity_id, plan->head.version_id);
    struct shown_finding_row row;
    while (shown_finding_next(st, arena, &row))
        *VD_PUSH(arena, &plan->findings) = row;
    if (plan->findings.n)
        qsort(plan->findings.v, plan->findings.n, sizeof row, by_place);
    return vd_done(st);
}

static enum vd_err read_source(struct vd_db *db, struct vd_arena *arena, struct plan *plan)
{
    enum vd_err err = shown_source_one(db, arena, plan->head.entity_id, plan->head.version_id, &plan->source);
    return err == VD_NOT_FOUND ? VD_OK : err;
}

/* What shown_plan counts for a list, of the rows that were read. */
static void count_rows(struct plan *plan)
{
    struct shown_plan_row *head = &plan->head;
    VD_EACH(component, &plan->components)
        head->components += !component->parent_key.has;
    VD_EACH(window, &plan->windows) {
        head->undated += window->due.year == 0;
        head->impossible += window->due.year == 0 && vd_str_is(window->problem, "VD-P001");
    }
    head->dated = (int64_t)plan->windows.n - head->undated;
    head->activities = (int64_t)plan->activities.n;
    head->findings = (int64_t)plan->findings.n;
}

/* part: the code of a component, empty for the first; absent: the whole plan, as one that the plan does not have. */
static const struct shown_component_row *part_of(const struct plan *plan, struct vd_str part)
{
    return !part.p ? NULL : part.n ? plan_component_coded(plan, part) : plan_component_first(plan);
}

static enum vd_err read_version(struct vd_db *db, struct vd_arena *arena, const struct shown_plan_row *head, struct vd_str part, struct plan *ret)
{
    struct plan plan = {.head = *head};
    VD_TRY(read_components(db, arena, &plan));
    VD_TRY(read_activities(db, arena, &plan));
    const struct places places = places_of(arena, &plan);
    VD_TRY(read_indicators(db, arena, &places, keys_of(&plan, part_of(&plan, part)), &plan));
    VD_TRY(read_tramites(db, arena, &places, &plan));
    VD_TRY(read_windows(db, arena, &places, &plan));
    VD_TRY(read_responsibles(db, arena, &places, &plan));
    VD_TRY(read_progress(db, arena, &places, &plan));
    VD_TRY(read_findings(db, arena, &plan));
    VD_TRY(read_source(db, arena, &plan));
    count_rows(&plan);
    *ret = plan;
    return VD_OK;
}

enum vd_err plan_version_read(struct vd_db *db, struct vd_arena *arena, const struct shown_plan_row *head, struct plan *ret)
{
    return read_version(db, arena, head, (struct vd_str){0}, ret);
}

static enum vd_err read_plan(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct vd_str part, struct plan *ret)
{
    plan_heads heads = {0};
    VD_TRY(read_heads(shown_plan_open(db, entity_id, vigencia, vigencia, family, false), arena, &heads));
    return heads.n ? read_version(db, arena, &heads.v[0], part, ret) : VD_NOT_FOUND;
}

enum vd_err plan_shown(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct plan *ret)
{
    return read_plan(db, arena, entity_id, family, vigencia, (struct vd_str){0}, ret);
}

enum vd_err plan_shown_part(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct vd_str component, struct plan *ret)
{
    return read_plan(db, arena, entity_id, family, vigencia, component.n ? component : VD_S(""), ret);
}

enum vd_err plan_cells_of(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, plan_cells *ret)
{
    return shown_cell_all(db, arena, plan->head.entity_id, plan->head.version_id, activity->row.key, ret);
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

enum vd_err plan_around_of(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, struct vd_date today, struct plan_around_row *ret)
{
    return plan_around_one(db, arena, plan->head.entity_id, plan->head.version_id, plan->head.path_word, vd_date_iso(arena, today), ret);
}
