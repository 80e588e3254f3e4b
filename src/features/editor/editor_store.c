/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include "core/people.h"
#include "features/editor/editor_rows.h"

/* ---- the rows of a version */

#define READ(table, list) \
    do { \
        VD_AUTO_STMT struct vd_stmt *st_ = vd_row_version(db, &T_##table, entity_id, version_id); \
        struct row_##table row_; \
        while (vd_row_next(st_, arena, &row_)) \
            *VD_PUSH(arena, list) = row_; \
        VD_TRY(vd_done(st_)); \
    } while (0)

static int compare(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_window(const void *a, const void *b)
{
    const struct row_window_ *x = a, *y = b;
    int c = compare(x->activity_key, y->activity_key);
    return c ? c : compare(x->ord, y->ord);
}

static int by_component(const void *a, const void *b)
{
    const struct row_component *x = a, *y = b;
    int c = compare(x->ord, y->ord);
    return c ? c : compare(x->key, y->key);
}

static int by_activity(const void *a, const void *b)
{
    const struct row_activity *x = a, *y = b;
    int c = compare(x->ord, y->ord);
    return c ? c : compare(x->key, y->key);
}

/* A part stands behind its component, whatever their keys. */
static void order_components(struct vd_arena *arena, editor_components *all)
{
    editor_components out = {0};
    if (all->n)
        qsort(all->v, all->n, sizeof *all->v, by_component);
    VD_EACH(top, all) {
        if (top->parent_key.has)
            continue;
        *VD_PUSH(arena, &out) = *top;
        VD_EACH(part, all)
            if (part->parent_key.has && part->parent_key.v == top->key)
                *VD_PUSH(arena, &out) = *part;
    }
    *all = out;
}

int64_t editor_part_of(const struct row_activity *row) { return row->subcomponent_key.has ? row->subcomponent_key.v : row->component_key; }

/* Together with those of its part: what is added later stands at the end of its own. */
static void order_activities(struct vd_arena *arena, struct editor_rows *rows)
{
    editor_activities out = {0};
    if (rows->activities.n)
        qsort(rows->activities.v, rows->activities.n, sizeof *rows->activities.v, by_activity);
    VD_EACH(component, &rows->components)
        VD_EACH(activity, &rows->activities)
            if (editor_part_of(activity) == component->key)
                *VD_PUSH(arena, &out) = *activity;
    rows->activities = out;
}

enum vd_err editor_rows_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct editor_rows *ret)
{
    struct editor_rows rows = {0};
    READ(component, &rows.components);
    READ(activity, &rows.activities);
    READ(indicator, &rows.indicators);
    READ(target, &rows.targets);
    READ(window_, &rows.windows);
    READ(responsible, &rows.responsibles);
    READ(tramite_detail, &rows.tramites);
    order_components(arena, &rows.components);
    order_activities(arena, &rows);
    if (rows.windows.n)
        qsort(rows.windows.v, rows.windows.n, sizeof *rows.windows.v, by_window);
    *ret = rows;
    return VD_OK;
}

const struct row_component *editor_component(const struct editor_rows *rows, int64_t key)
{
    VD_EACH(c, &rows->components)
        if (c->key == key)
            return c;
    return NULL;
}

int64_t editor_next_ord(const struct editor_rows *rows)
{
    int64_t last = 0;
    VD_EACH(a, &rows->activities)
        last = a->ord > last ? a->ord : last;
    return last + 1;
}

/* ---- one activity */

static void hash_row(crypto_hash_sha256_state *sha, const struct vd_table *table, const void *row)
{
    unsigned char hash[32];
    vd_row_hash(table, row, hash);
    crypto_hash_sha256_update(sha, hash, sizeof hash);
}

/* Without its place: who moves an activity does not take it from who writes it. */
static struct vd_str hash_of(struct vd_arena *arena, const struct editor_one *one)
{
    crypto_hash_sha256_state sha;
    unsigned char hash[32];
    char *hex = vd_alloc(arena, 2 * sizeof hash + 1);
    struct row_activity row = one->row;
    row.ord = 0;
    crypto_hash_sha256_init(&sha);
    hash_row(&sha, &T_activity, &row);
    if (one->indicator.key)
        hash_row(&sha, &T_indicator, &one->indicator);
    if (one->target.key)
        hash_row(&sha, &T_target, &one->target);
    VD_EACH(w, &one->windows)
        hash_row(&sha, &T_window_, w);
    VD_EACH(r, &one->responsibles)
        hash_row(&sha, &T_responsible, r);
    if (one->tramite.activity_key)
        hash_row(&sha, &T_tramite_detail, &one->tramite);
    crypto_hash_sha256_final(&sha, hash);
    vd_hex(hex, hash, sizeof hash);
    return (struct vd_str){hex, 2 * sizeof hash};
}

static void hang(struct vd_arena *arena, const struct editor_rows *rows, struct editor_one *one)
{
    VD_EACH(n, &rows->indicators)
        if (n->activity_key.has && n->activity_key.v == one->row.key && (!one->indicator.key || n->ord < one->indicator.ord))
            one->indicator = *n;
    VD_EACH(t, &rows->targets)
        if (one->indicator.key && t->indicator_key == one->indicator.key && !one->target.key)
            one->target = *t;
    VD_EACH(w, &rows->windows)
        if (w->activity_key == one->row.key)
            *VD_PUSH(arena, &one->windows) = *w;
    VD_EACH(r, &rows->responsibles)
        if (r->activity_key == one->row.key)
            *VD_PUSH(arena, &one->responsibles) = *r;
    VD_EACH(t, &rows->tramites)
        if (t->activity_key == one->row.key)
            one->tramite = *t;
}

static enum vd_err whole(struct vd_arena *arena, const struct editor_rows *rows, const struct row_activity *row, struct editor_one *ret)
{
    struct editor_one one = {.row = *row};
    hang(arena, rows, &one);
    one.seen = hash_of(arena, &one);
    *ret = one;
    return VD_OK;
}

enum vd_err editor_one_of(struct vd_arena *arena, const struct editor_rows *rows, struct vd_str address, struct editor_one *ret)
{
    VD_EACH(a, &rows->activities)
        if (vd_str_eq(a->address, address))
            return whole(arena, rows, a, ret);
    return VD_NOT_FOUND;
}

enum vd_err editor_one_with(struct vd_arena *arena, const struct editor_rows *rows, int64_t key, struct editor_one *ret)
{
    VD_EACH(a, &rows->activities)
        if (a->key == key)
            return whole(arena, rows, a, ret);
    return VD_NOT_FOUND;
}

int64_t editor_lead_of(const struct editor_one *one)
{
    VD_EACH(r, &one->responsibles)
        if (r->is_lead)
            return r->unit_id;
    return 0;
}

/* ---- dates */

static struct vd_str window_text(struct vd_arena *arena, const struct row_window_ *w)
{
    struct vd_date from = {0}, due;
    if (!w->due_on.n || !vd_date_from_iso(w->due_on, &due))
        return w->raw;
    if (!w->from_on.n || !vd_date_from_iso(w->from_on, &from) || vd_str_eq(w->from_on, w->due_on))
        return vd_date_dmy(arena, due);
    return vd_str_printf(arena, "%.*s a %.*s", VD_SARG(vd_date_dmy(arena, from)), VD_SARG(vd_date_dmy(arena, due)));
}

/* What recurs, lasts all the year or depends on somebody else is said in words, not day by day. */
struct vd_str editor_dates_text(struct vd_arena *arena, const struct editor_one *one)
{
    static const char *const dated[] = {"point", "points", "window", "windows"};
    struct vd_str text = VD_S("");
    bool days = false;
    for (size_t i = 0; i < VD_COUNT(dated); i++)
        days |= vd_str_is(one->row.schedule_kind, dated[i]);
    if (!days)
        return one->row.schedule_raw.p ? one->row.schedule_raw : text;
    VD_EACH(w, &one->windows)
        text = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(text), text.n ? "\n" : "", VD_SARG(window_text(arena, w)));
    return text;
}

struct vd_str editor_row_seen(struct vd_arena *arena, const struct vd_table *table, const void *row)
{
    unsigned char hash[32];
    char *hex = vd_alloc(arena, 2 * sizeof hash + 1);
    vd_row_hash(table, row, hash);
    vd_hex(hex, hash, sizeof hash);
    return (struct vd_str){hex, 2 * sizeof hash};
}

/* ---- addresses */

static bool address_used(const struct editor_rows *rows, struct vd_str address)
{
    VD_EACH(a, &rows->activities)
        if (vd_str_eq(a->address, address))
            return true;
    return false;
}

/* Small letters, digits, dots and strokes: what an address of ours may have. */
static struct vd_str slug_of(struct vd_arena *arena, struct vd_str text)
{
    char *out = vd_alloc(arena, text.n + 1);
    struct vd_str folded = vd_fold(arena, text);
    size_t n = 0;
    for (size_t i = 0; i < folded.n && i < text.n; i++) {
        char c = folded.p[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (n && (c == '.' || c == '-')))
            out[n++] = c;
    }
    while (n && (out[n - 1] == '.' || out[n - 1] == '-'))
        n--;
    return (struct vd_str){out, n};
}

struct vd_str editor_free_address(struct vd_arena *arena, const struct editor_rows *rows, const struct row_component *component, struct vd_str code)
{
    struct vd_str part = slug_of(arena, component->code), of = slug_of(arena, vd_str_sub(code, 0, EDITOR_CODE_MOST));
    struct vd_str base = of.n ? vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(part), part.n ? "." : "", VD_SARG(of)) : (struct vd_str){0};
    struct vd_str address = base;
    for (int64_t n = of.n ? 2 : 1; !address.n || address_used(rows, address); n++)
        address = base.n ? vd_str_printf(arena, "%.*s-%" PRId64, VD_SARG(base), n) : vd_str_printf(arena, "%.*s%sn%" PRId64, VD_SARG(part), part.n ? "." : "", n);
    return address;
}

/* ---- units */

enum vd_err editor_units_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_date on, struct editor_units *ret)
{
    struct editor_units units = {0};
    vd_appointed_list people = {0};
    VD_TRY(vd_unit_list(db, arena, entity_id, &units.all));
    VD_TRY(vd_appointed(db, arena, entity_id, on, &people));
    VD_EACH(p, &people)
        if (p->unit_id.has && vd_str_is(p->role, "control_interno"))
            *VD_PUSH(arena, &units.third_line) = p->unit_id.v;
    *ret = units;
    return VD_OK;
}

/* ---- who changed it */

enum vd_err editor_last_change(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t activity_key, struct editor_changed *ret)
{
    vd_history history = {0};
    struct vd_act_done act;
    struct vd_person person;
    VD_TRY(vd_record_history(db, arena, entity_id, "activity", activity_key, &history));
    if (!history.n)
        return VD_NOT_FOUND;
    VD_TRY(vd_record_act(db, arena, entity_id, history.v[0].seq, &act));
    VD_TRY(vd_person_get(db, arena, act.person_id, &person));
    *ret = (struct editor_changed){person.name, act.at};
    return VD_OK;
}
