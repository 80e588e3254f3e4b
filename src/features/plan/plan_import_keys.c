/* SPDX-License-Identifier: Apache-2.0 */
/* Which rows of a new version are those of the one before. A component is matched by its number under its parent; an
 * activity, inside its component, first by number and text, then by number alone (the text changed: supposed, and said),
 * then by text alone (renumbered); an indicator of a component, by its name. A row of the old version is taken once. Keys and addresses are never given again. */
#include "features/plan/plan_import.h"
#include "features/plan/plan_import.sql.h"

struct old_component { struct import_old_component_row row; bool taken; };
struct old_activity { struct import_old_activity_row row; struct vd_str fold; bool taken; };

struct old_part_indicator { struct import_old_part_indicator_row row; struct vd_str fold; bool taken; };

struct plan_old_keys {
    VD_LIST(struct old_component) components;
    VD_LIST(struct old_activity) activities;
    VD_LIST(struct import_old_window_row) windows;       /* by activity, order */
    VD_LIST(struct import_old_indicator_row) indicators; /* by activity */
    VD_LIST(struct old_part_indicator) part_indicators;  /* of components and of the whole plan */
};

static enum vd_err read_old_part_indicators(const struct plan_keys_in *in, int64_t version, struct plan_old_keys *old)
{
    struct import_old_part_indicator_row row;
    struct vd_stmt *st = import_old_part_indicator_open(in->db, in->entity_id, version);
    while (import_old_part_indicator_next(st, in->arena, &row))
        *VD_PUSH(in->arena, &old->part_indicators) = (struct old_part_indicator){.row = row, .fold = vd_fold(in->arena, row.name)};
    return vd_done(st);
}

static enum vd_err read_old(const struct plan_keys_in *in, int64_t version, struct plan_old_keys *old)
{
    struct vd_db *db = in->db;
    struct vd_arena *arena = in->arena;
    int64_t entity = in->entity_id;
    struct import_old_component_row component;
    struct import_old_activity_row activity;
    struct import_old_window_row window;
    struct import_old_indicator_row indicator;
    struct vd_stmt *st = import_old_component_open(db, entity, version);
    while (import_old_component_next(st, arena, &component))
        VD_PUSH(arena, &old->components)->row = component;
    VD_TRY(vd_done(st));
    st = import_old_activity_open(db, entity, version);
    while (import_old_activity_next(st, arena, &activity))
        *VD_PUSH(arena, &old->activities) = (struct old_activity){.row = activity, .fold = vd_fold(arena, activity.description)};
    VD_TRY(vd_done(st));
    st = import_old_window_open(db, entity, version);
    while (import_old_window_next(st, arena, &window))
        *VD_PUSH(arena, &old->windows) = window;
    VD_TRY(vd_done(st));
    st = import_old_indicator_open(db, entity, version);
    while (import_old_indicator_next(st, arena, &indicator))
        *VD_PUSH(arena, &old->indicators) = indicator;
    VD_TRY(vd_done(st));
    return read_old_part_indicators(in, version, old);
}

/* ---- components */

static bool same_component(struct vd_arena *arena, const struct import_old_component_row *old, const struct draft_component *c, const struct plan_keys *keys)
{
    if (c->parent < 0)
        return !old->parent_key.has && vd_str_eq(old->code, c->code);
    return old->parent_key.has && old->parent_key.v == keys->component[c->parent] && vd_str_eq(old->code, c->code) &&
           vd_str_eq(vd_fold(arena, old->name), c->fold);
}

/* A subcomponent stands after its component in the draft, so the parent's key is known. */
static int64_t fresh(const struct plan_keys_in *in) { return in->change ? vd_change_id(in->change) : 0; }

static void give_components(const struct plan_keys_in *in, const struct plan_draft *draft, struct plan_keys *keys)
{
    for (size_t i = 0; i < draft->components.n; i++) {
        VD_EACH(old, &keys->old->components) {
            if (old->taken || !same_component(in->arena, &old->row, &draft->components.v[i], keys))
                continue;
            old->taken = true;
            keys->component[i] = old->row.key;
            break;
        }
        if (!keys->component[i])
            keys->component[i] = fresh(in);
    }
}

/* ---- indicators without activity */

static void give_indicators(const struct plan_keys_in *in, const struct plan_draft *draft, struct plan_keys *keys)
{
    for (size_t i = 0; i < draft->indicators.n; i++) {
        const struct draft_indicator *one = &draft->indicators.v[i];
        int64_t component = one->component < 0 ? 0 : keys->component[one->component];
        struct vd_str fold = vd_fold(in->arena, one->name);
        VD_EACH(old, &keys->old->part_indicators) {
            if (old->taken || old->row.component_key.v != component || !vd_str_eq(old->fold, fold))
                continue;
            old->taken = true;
            keys->indicator[i] = (struct plan_indicator_keys){old->row.key, old->row.target_key.v};
            break;
        }
        if (!keys->indicator[i].indicator)
            keys->indicator[i].indicator = fresh(in);
    }
}

/* ---- activities */

enum pass { PASS_NUMBER_AND_TEXT, PASS_NUMBER, PASS_TEXT, PASSES };

static bool same_activity(const struct old_activity *old, const struct draft_activity *a, struct vd_str fold, enum pass pass)
{
    bool number = a->code.p && old->row.code.p && vd_str_eq(a->code, old->row.code), text = vd_str_eq(fold, old->fold);
    return pass == PASS_NUMBER ? number : pass == PASS_TEXT ? text : number && text;
}

static void match_activities(const struct plan_draft *draft, const struct vd_str *folds, enum pass pass, struct plan_keys *keys)
{
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        if (keys->activity[i])
            continue;
        VD_EACH(old, &keys->old->activities) {
            if (old->taken || old->row.component_key != keys->component[a->component] || !same_activity(old, a, folds[i], pass))
                continue;
            old->taken = true;
            keys->activity[i] = old->row.key;
            keys->address[i] = old->row.address;
            keys->supposed[i] = pass == PASS_NUMBER;
            break;
        }
    }
}

static bool address_used(const struct plan_keys *keys, size_t n_activities, struct vd_str address)
{
    VD_EACH(old, &keys->old->activities)
        if (vd_str_eq(old->row.address, address))
            return true;
    for (size_t i = 0; i < n_activities; i++)
        if (keys->address[i].p && vd_str_eq(keys->address[i], address))
            return true;
    return false;
}

static void give_new_activities(const struct plan_keys_in *in, const struct plan_draft *draft, struct plan_keys *keys)
{
    int tried = 0; /* goes only up, so that a thousand collisions cost a thousand looks and not a million */
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        struct vd_str address = a->address, component = draft->components.v[a->component].code;
        if (keys->activity[i])
            continue;
        while (address_used(keys, draft->activities.n, address)) {
            tried = tried < a->order ? a->order : tried + 1;
            address = vd_str_printf(in->arena, "%.*s.f%d", VD_SARG(component), tried);
        }
        keys->activity[i] = fresh(in);
        keys->address[i] = address;
    }
}

enum vd_err plan_keys_give(const struct plan_keys_in *in, const struct plan_draft *draft, int64_t old_version, struct plan_keys *ret)
{
    struct vd_arena *arena = in->arena;
    struct plan_keys keys = {
        .component = vd_alloc_array(arena, draft->components.n + 1, sizeof *keys.component),
        .activity = vd_alloc_array(arena, draft->activities.n + 1, sizeof *keys.activity),
        .address = vd_alloc_array(arena, draft->activities.n + 1, sizeof *keys.address),
        .supposed = vd_alloc_array(arena, draft->activities.n + 1, sizeof *keys.supposed),
        .indicator = vd_alloc_array(arena, draft->indicators.n + 1, sizeof *keys.indicator),
        .old = VD_NEW(arena, struct plan_old_keys)};
    struct vd_str *folds = vd_alloc_array(arena, draft->activities.n + 1, sizeof *folds);
    if (old_version)
        VD_TRY(read_old(in, old_version, keys.old));
    for (size_t i = 0; i < draft->activities.n; i++)
        folds[i] = vd_fold(arena, draft->activities.v[i].description);
    give_components(in, draft, &keys);
    give_indicators(in, draft, &keys);
    for (enum pass pass = 0; pass < PASSES; pass++)
        match_activities(draft, folds, pass, &keys);
    give_new_activities(in, draft, &keys);
    *ret = keys;
    return VD_OK;
}

/* ---- what hangs on an activity */

static int compare_window(const void *a, const void *b)
{
    const struct import_old_window_row *x = a, *y = b;
    if (x->activity_key != y->activity_key)
        return x->activity_key < y->activity_key ? -1 : 1;
    return (x->ord > y->ord) - (x->ord < y->ord);
}

int64_t plan_keys_window(struct vd_change *change, const struct plan_keys *keys, int64_t activity_key, int64_t ord)
{
    struct import_old_window_row wanted = {.activity_key = activity_key, .ord = ord}, *found = NULL;
    if (keys->old->windows.n)
        found = bsearch(&wanted, keys->old->windows.v, keys->old->windows.n, sizeof wanted, compare_window);
    return found ? found->key : vd_change_id(change);
}

static int compare_indicator(const void *a, const void *b)
{
    const struct import_old_indicator_row *x = a, *y = b;
    return (x->activity_key > y->activity_key) - (x->activity_key < y->activity_key);
}

void plan_keys_indicator(struct vd_change *change, const struct plan_keys *keys, int64_t activity_key, int64_t *ret_indicator, int64_t *ret_target)
{
    struct import_old_indicator_row wanted = {.activity_key = activity_key}, *found = NULL;
    if (keys->old->indicators.n)
        found = bsearch(&wanted, keys->old->indicators.v, keys->old->indicators.n, sizeof wanted, compare_indicator);
    *ret_indicator = found ? found->key : vd_change_id(change);
    *ret_target = found && found->target_key.has ? found->target_key.v : vd_change_id(change);
}
