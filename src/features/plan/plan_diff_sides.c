/* SPDX-License-Identifier: Apache-2.0 */
/* The two sides of a comparison: a version that is stored, and a draft that would be. What one says the other says alike. */
#include "features/plan/cells/plan_figures.h"
#include "features/plan/plan_diff.h"
#include "features/plan/plan_import.sql.h"

static void add_responsible(struct vd_arena *arena, struct plan_diff_activity *activity, struct vd_str raw)
{
    activity->responsibles = activity->responsibles.n ? vd_str_printf(arena, "%.*s; %.*s", VD_SARG(activity->responsibles), VD_SARG(raw)) : raw;
}

/* An indicator named as the product or the goal stands for one that the plan does not give. */
static void set_indicator(struct plan_diff_activity *activity, struct vd_str name, struct vd_str formula)
{
    if (!vd_str_eq(name, activity->product) && !vd_str_eq(name, activity->goal) && !vd_str_eq(name, formula))
        activity->indicator = name;
    activity->formula = formula;
}

static struct plan_diff_indicator indicator_of(struct vd_arena *arena, int64_t key, struct vd_str name, struct vd_str formula, struct vd_str goal)
{
    struct vd_str says = formula.n ? vd_str_printf(arena, "%.*s: %.*s", VD_SARG(name), VD_SARG(formula)) : name;
    return (struct plan_diff_indicator){key, name, goal.n ? vd_str_printf(arena, "%.*s. Meta: %.*s", VD_SARG(says), VD_SARG(goal)) : says};
}

static struct vd_str part_title(struct vd_arena *arena, struct vd_str code, struct vd_str name)
{
    return code.n ? vd_str_printf(arena, "Componente %.*s. %.*s", VD_SARG(code), VD_SARG(name)) : name;
}

static struct plan_diff_part *part_with(struct plan_diff_side *side, int64_t key)
{
    VD_EACH(part, &side->parts)
        if (part->key == key)
            return part;
    return NULL;
}

static void add_whole(struct vd_arena *arena, struct plan_diff_side *side)
{
    *VD_PUSH(arena, &side->parts) = (struct plan_diff_part){.key = -1, .title = VD_S("De todo el plan")};
}

/* ---- stored */

struct reading { struct vd_db *db; struct vd_arena *arena; int64_t entity, version; };

static enum vd_err read_activities(const struct reading *in, struct plan_diff_side *side)
{
    VD_AUTO_STMT struct vd_stmt *st = import_version_activity_open(in->db, in->entity, in->version);
    struct import_version_activity_row row;
    while (import_version_activity_next(st, in->arena, &row)) {
        struct plan_diff_activity *activity = VD_PUSH(in->arena, &side->activities);
        *activity = (struct plan_diff_activity){.key = row.key, .address = row.address, .code = row.code, .description = row.description,
                                                .product = row.product, .goal = row.goal, .schedule = row.schedule};
        set_indicator(activity, row.indicator, row.formula);
        const struct vd_str tramite[PLAN_TRAMITE_FIELDS] = {row.tramite_code, row.tramite_name, row.current, row.improvement, row.benefit, row.kind, row.action};
        memcpy(activity->tramite, tramite, sizeof tramite);
    }
    return vd_done(st);
}

struct by_key { int64_t key; struct plan_diff_activity *activity; };

static int compare_keys(const void *a, const void *b)
{
    int64_t x = ((const struct by_key *)a)->key, y = ((const struct by_key *)b)->key;
    return (x > y) - (x < y);
}

static struct by_key *sorted(struct vd_arena *arena, const struct plan_diff_side *side)
{
    size_t n = side->activities.n;
    struct by_key *keys = vd_alloc_array(arena, n + 1, sizeof *keys);
    for (size_t i = 0; i < n; i++)
        keys[i] = (struct by_key){side->activities.v[i].key, &side->activities.v[i]};
    qsort(keys, n, sizeof *keys, compare_keys);
    return keys;
}

static enum vd_err read_responsibles(const struct reading *in, struct plan_diff_side *side)
{
    struct import_version_responsible_row person;
    size_t n = side->activities.n;
    struct by_key *keys = sorted(in->arena, side);
    VD_AUTO_STMT struct vd_stmt *st = import_version_responsible_open(in->db, in->entity, in->version);
    while (import_version_responsible_next(st, in->arena, &person)) {
        const struct by_key *found = bsearch(&(struct by_key){.key = person.activity_key}, keys, n, sizeof *keys, compare_keys);
        if (found)
            add_responsible(in->arena, found->activity, person.raw);
    }
    return vd_done(st);
}

static enum vd_err read_parts(const struct reading *in, struct plan_diff_side *side)
{
    VD_AUTO_STMT struct vd_stmt *st = import_version_component_open(in->db, in->entity, in->version);
    struct import_version_component_row row;
    while (import_version_component_next(st, in->arena, &row))
        *VD_PUSH(in->arena, &side->parts) = (struct plan_diff_part){.key = row.key, .title = part_title(in->arena, row.code, row.name), .objective = row.objective};
    add_whole(in->arena, side);
    return vd_done(st);
}

static enum vd_err read_indicators(const struct reading *in, struct plan_diff_side *side)
{
    VD_AUTO_STMT struct vd_stmt *st = import_version_indicator_open(in->db, in->entity, in->version);
    struct import_version_indicator_row row;
    while (import_version_indicator_next(st, in->arena, &row)) {
        struct plan_diff_part *part = part_with(side, row.component_key.has ? row.component_key.v : -1);
        if (part)
            *VD_PUSH(in->arena, &part->indicators) = indicator_of(in->arena, row.key, row.name, row.formula, row.goal);
    }
    return vd_done(st);
}

enum vd_err plan_diff_stored(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct plan_diff_side *ret)
{
    const struct reading in = {db, arena, entity_id, version_id};
    struct plan_diff_side side = {0};
    VD_TRY(read_activities(&in, &side));
    VD_TRY(read_responsibles(&in, &side));
    VD_TRY(read_parts(&in, &side));
    VD_TRY(read_indicators(&in, &side));
    *ret = side;
    return VD_OK;
}

/* ---- how a stored one is read */

static void join(struct vd_arena *arena, struct vd_str *list, struct vd_str one)
{
    *list = list->n ? vd_str_printf(arena, "%.*s; %.*s", VD_SARG(*list), VD_SARG(one)) : one;
}

/* A moment that was not read is shown as it is written. */
static struct vd_str window_said(struct vd_arena *arena, const struct import_version_window_row *row)
{
    struct vd_date from, due;
    if (!row->due_on.n || !vd_date_from_iso(row->due_on, &due))
        return row->raw;
    struct vd_str end = vd_date_dmy(arena, due);
    if (!row->from_on.n || !vd_date_from_iso(row->from_on, &from))
        return end;
    return vd_str_printf(arena, "%.*s a %.*s", VD_SARG(vd_date_dmy(arena, from)), VD_SARG(end));
}

static enum vd_err read_windows(const struct reading *in, const struct by_key *keys, size_t n)
{
    VD_AUTO_STMT struct vd_stmt *st = import_version_window_open(in->db, in->entity, in->version);
    struct import_version_window_row row;
    while (import_version_window_next(st, in->arena, &row)) {
        const struct by_key *found = bsearch(&(struct by_key){.key = row.activity_key}, keys, n, sizeof *keys, compare_keys);
        if (found)
            join(in->arena, &found->activity->windows, window_said(in->arena, &row));
    }
    return vd_done(st);
}

static const char *comparison(struct vd_str comparator)
{
    return vd_str_is(comparator, ">=") ? "al menos " : vd_str_is(comparator, "<=") ? "a lo sumo " : "";
}

static enum vd_err read_measures(const struct reading *in, const struct by_key *keys, size_t n)
{
    VD_AUTO_STMT struct vd_stmt *st = import_version_measure_open(in->db, in->entity, in->version);
    struct import_version_measure_row row;
    while (import_version_measure_next(st, in->arena, &row)) {
        const struct by_key *found = bsearch(&(struct by_key){.key = row.activity_key}, keys, n, sizeof *keys, compare_keys);
        if (found && row.qty.has)
            join(in->arena, &found->activity->measures, vd_str_printf(in->arena, "%s%.*s%s", comparison(row.comparator), VD_SARG(plan_u6_text(in->arena, row.qty.v)),
                                                                      vd_str_is(row.unit_kind, "percent") ? " %" : ""));
    }
    return vd_done(st);
}

static enum vd_err read_places(const struct reading *in, const struct by_key *keys, size_t n)
{
    import_version_place_rows rows = {0};
    VD_TRY(import_version_place_all(in->db, in->arena, in->entity, in->version, &rows));
    VD_EACH(row, &rows) {
        const struct by_key *found = bsearch(&(struct by_key){.key = row->activity_key}, keys, n, sizeof *keys, compare_keys);
        if (found)
            found->activity->part = row->part.n ? vd_str_printf(in->arena, "%.*s › %.*s", VD_SARG(row->component), VD_SARG(row->part)) : row->component;
    }
    return VD_OK;
}

static enum vd_err read_texts(const struct reading *in, struct plan_diff_side *side)
{
    import_version_text_rows rows = {0};
    VD_TRY(import_version_text_all(in->db, in->arena, in->entity, in->version, &rows));
    VD_EACH(row, &rows)
        *VD_PUSH(in->arena, &side->texts) = (struct plan_diff_text){row->key, row->title, row->body};
    return VD_OK;
}

enum vd_err plan_diff_measured(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct plan_diff_side *side)
{
    const struct reading in = {db, arena, entity_id, version_id};
    const struct by_key *keys = sorted(arena, side);
    side->is_measured = true;
    VD_TRY(read_windows(&in, keys, side->activities.n));
    VD_TRY(read_places(&in, keys, side->activities.n));
    VD_TRY(read_texts(&in, side));
    return read_measures(&in, keys, side->activities.n);
}

/* ---- drafted */

void plan_diff_drafted(struct vd_arena *arena, const struct plan_draft *draft, const struct plan_keys *keys, struct plan_diff_side *ret)
{
    struct plan_diff_side side = {0};
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        struct plan_diff_activity *activity = VD_PUSH(arena, &side.activities);
        *activity = (struct plan_diff_activity){.key = keys->activity[i], .address = keys->address[i], .code = a->code, .description = a->description,
                                                .product = a->product, .goal = a->goal, .schedule = a->schedule};
        set_indicator(activity, a->indicator, a->formula);
        memcpy(activity->tramite, a->tramite, sizeof a->tramite);
    }
    VD_EACH(person, &draft->responsibles)
        add_responsible(arena, &side.activities.v[person->activity], person->raw);
    for (size_t i = 0; i < draft->components.n; i++) {
        const struct draft_component *c = &draft->components.v[i];
        *VD_PUSH(arena, &side.parts) = (struct plan_diff_part){.key = keys->component[i], .title = part_title(arena, c->code, c->name), .objective = c->objective};
    }
    add_whole(arena, &side);
    for (size_t i = 0; i < draft->indicators.n; i++) {
        const struct draft_indicator *one = &draft->indicators.v[i];
        struct plan_diff_part *part = &side.parts.v[one->component < 0 ? draft->components.n : (size_t)one->component];
        *VD_PUSH(arena, &part->indicators) = indicator_of(arena, keys->indicator[i].indicator, one->name, one->formula, one->target.raw);
    }
    *ret = side;
}
