/* SPDX-License-Identifier: Apache-2.0 */
/* What is done with an activity as a whole: another like it, another place, out of the version. */
#include "features/editor/editor_write.h"

enum vd_err editor_duplicate(struct vd_change *change, struct staff_write *write)
{
    struct editor_writing w = {0};
    VD_TRY(editor_open_rows(change, write, &w));
    struct row_activity row = w.one.row;
    row.key = vd_change_id(change);
    row.ord = editor_next_ord(&w.rows);
    row.code = (struct vd_str){0};
    row.address = editor_free_address(w.arena, &w.rows, editor_component(&w.rows, row.component_key), (struct vd_str){0});
    VD_TRY(vd_change_put(change, &T_activity, &row));
    struct row_indicator indicator = w.one.indicator;
    struct row_target target = w.one.target;
    if (indicator.key) {
        indicator.key = target.indicator_key = vd_change_id(change);
        indicator.activity_key = vd_some(row.key);
        VD_TRY(vd_change_put(change, &T_indicator, &indicator));
    }
    if (target.key) {
        target.key = vd_change_id(change);
        VD_TRY(vd_change_put(change, &T_target, &target));
    }
    VD_EACH(old, &w.one.windows) {
        struct row_window_ window = *old;
        window.key = vd_change_id(change);
        window.activity_key = row.key;
        VD_TRY(vd_change_put(change, &T_window_, &window));
    }
    VD_EACH(old, &w.one.responsibles) {
        struct row_responsible responsible = *old;
        responsible.activity_key = row.key;
        VD_TRY(vd_change_put(change, &T_responsible, &responsible));
    }
    if (w.one.tramite.activity_key) {
        w.one.tramite.activity_key = row.key;
        VD_TRY(vd_change_put(change, &T_tramite_detail, &w.one.tramite));
    }
    vd_change_subject(change, row.key);
    editor_tell(&w, row.address);
    return VD_OK;
}

/* With the one before or behind it in its part of the plan; at an end nothing is left to do, and it is said. */
enum vd_err editor_move(struct vd_change *change, struct staff_write *write)
{
    struct editor_writing w = {0};
    VD_TRY(editor_open_rows(change, write, &w));
    editor_activities *all = &w.rows.activities;
    size_t at = 0;
    while (all->v[at].key != w.one.row.key)
        at++;
    bool end = w.asking->up ? at == 0 : at + 1 == all->n;
    size_t other = end ? at : w.asking->up ? at - 1 : at + 1;
    if (end || editor_part_of(&all->v[other]) != editor_part_of(&all->v[at]))
        return staff_refuse(write, VD_INVALID, "Ya es la %s de su parte del plan. Para llevarla a otra, edítela y elija ahí el componente.", w.asking->up ? "primera" : "última");
    int64_t ord = all->v[at].ord;
    all->v[at].ord = all->v[other].ord;
    all->v[other].ord = ord;
    VD_TRY(vd_change_put(change, &T_activity, &all->v[at]));
    VD_TRY(vd_change_put(change, &T_activity, &all->v[other]));
    vd_change_subject(change, w.version.id);
    editor_tell(&w, w.one.row.address);
    return VD_OK;
}

/* ---- to another place */

static const struct row_activity *activity_at(const struct editor_rows *rows, struct vd_str address)
{
    VD_EACH(a, &rows->activities)
        if (vd_str_eq(a->address, address))
            return a;
    return NULL;
}

struct place { const struct row_component *part; int64_t behind; /* key; 0: first */ };

static bool read_place(const struct editor_rows *rows, struct vd_str text, struct place *ret)
{
    struct vd_str rest = vd_str_sub(text, 1, text.n);
    int64_t key = 0;
    const struct row_activity *behind = vd_str_starts(text, VD_S("a")) ? activity_at(rows, rest) : NULL;
    if (vd_str_starts(text, VD_S("p")) && vd_str_i64(rest, &key))
        *ret = (struct place){editor_component(rows, key), 0};
    else
        *ret = (struct place){behind ? editor_component(rows, editor_part_of(behind)) : NULL, behind ? behind->key : 0};
    return ret->part;
}

/* The activities of the part in their new order; it is behind itself where it was. */
static editor_activities in_part(struct vd_arena *arena, const struct editor_rows *rows, const struct place *place, const struct row_activity *moved)
{
    editor_activities out = {0};
    if (!place->behind)
        *VD_PUSH(arena, &out) = *moved;
    VD_EACH(a, &rows->activities) {
        if (editor_part_of(a) == place->part->key && a->key != moved->key)
            *VD_PUSH(arena, &out) = *a;
        if (place->behind && a->key == place->behind)
            *VD_PUSH(arena, &out) = *moved;
    }
    return out;
}

static int by_number(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The same numbers, in their order, go to the rows in theirs; only those that get another one are put. */
static enum vd_err renumber(struct vd_change *change, struct vd_arena *arena, editor_activities *rows, int64_t moved)
{
    VD_LIST(int64_t) numbers = {0};
    VD_EACH(a, rows)
        *VD_PUSH(arena, &numbers) = a->ord;
    qsort(numbers.v, numbers.n, sizeof *numbers.v, by_number);
    for (size_t i = 0; i < rows->n; i++) {
        struct row_activity *a = &rows->v[i];
        bool same = a->ord == numbers.v[i] && a->key != moved;
        a->ord = numbers.v[i];
        if (!same)
            VD_TRY(vd_change_put(change, &T_activity, a));
    }
    return VD_OK;
}

enum vd_err editor_move_to(struct vd_change *change, struct staff_write *write)
{
    struct editor_writing w = {0};
    struct place place;
    VD_TRY(editor_open_rows(change, write, &w));
    if (!read_place(&w.rows, w.asking->place, &place))
        return staff_refuse(write, VD_INVALID, "Ese lugar del plan ya no existe: otra persona lo cambió. Elija otro.");
    if (place.behind == w.one.row.key)
        return staff_refuse(write, VD_INVALID, "La actividad ya está ahí.");
    struct row_activity moved = w.one.row;
    moved.component_key = place.part->parent_key.has ? place.part->parent_key.v : place.part->key;
    moved.subcomponent_key = place.part->parent_key.has ? vd_some(place.part->key) : (struct vd_oint){0};
    editor_activities rows = in_part(w.arena, &w.rows, &place, &moved);
    VD_TRY(renumber(change, w.arena, &rows, moved.key));
    vd_change_subject(change, w.version.id);
    editor_tell(&w, moved.address);
    return VD_OK;
}

enum vd_err editor_remove_row(struct editor_writing *w)
{
    VD_EACH(n, &w->rows.indicators) {
        if (!n->activity_key.has || n->activity_key.v != w->one.row.key)
            continue;
        VD_EACH(t, &w->rows.targets)
            if (t->indicator_key == n->key)
                VD_TRY(vd_change_remove(w->change, &T_target, t));
        VD_TRY(vd_change_remove(w->change, &T_indicator, n));
    }
    VD_EACH(window, &w->one.windows)
        VD_TRY(vd_change_remove(w->change, &T_window_, window));
    VD_EACH(responsible, &w->one.responsibles)
        VD_TRY(vd_change_remove(w->change, &T_responsible, responsible));
    if (w->one.tramite.activity_key)
        VD_TRY(vd_change_remove(w->change, &T_tramite_detail, &w->one.tramite));
    VD_TRY(vd_change_remove(w->change, &T_activity, &w->one.row));
    return editor_settle(w, w->one.row.key, w->one.row.address, true);
}

enum vd_err editor_remove(struct vd_change *change, struct staff_write *write)
{
    struct editor_writing w = {0};
    VD_TRY(editor_open_rows(change, write, &w));
    if (!vd_str_eq(w.one.seen, w.asking->seen))
        return staff_refuse(write, VD_CONFLICT, "Otra persona cambió esta actividad mientras usted la miraba. Vuelva a abrirla antes de quitarla.");
    VD_TRY(editor_remove_row(&w));
    editor_tell(&w, w.one.row.address);
    return VD_OK;
}
