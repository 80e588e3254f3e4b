/* SPDX-License-Identifier: Apache-2.0 */
/* An accepted request, written into the rows of the modification. A field that says something else than when it was asked for is not
 * overwritten: somebody changed it meanwhile. */
#include "db/tables.h"
#include "features/amendment/amendment_request.h"

struct applying {
    struct vd_change *change;
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity, version, key;
    struct vd_oint window_ord;
    const amendment_fields *fields;
    struct vd_str *problem;
};

static const struct amendment_field_row *field_of(const struct applying *in, const char *name)
{
    VD_EACH(f, in->fields)
        if (vd_str_is(f->field, name))
            return f;
    return NULL;
}

static enum vd_err moved(const struct applying *in, const struct amendment_field_row *f, struct vd_str now)
{
    *in->problem = vd_str_printf(in->arena, "El campo «%.*s» cambió después de la solicitud: decía «%.*s» y ahora dice «%.*s». Rechácela o cámbielo en el borrador.", VD_SARG(f->field),
                                 VD_SARG(f->old), VD_SARG(now));
    return VD_CONFLICT;
}

static enum vd_err set(const struct applying *in, const char *name, struct vd_str *text)
{
    const struct amendment_field_row *f = field_of(in, name);
    if (!f)
        return VD_OK;
    if (!vd_str_eq(f->old, *text))
        return moved(in, f, *text);
    *text = f->new;
    return VD_OK;
}

/* ---- dates */

static struct vd_str dates_raw(const struct applying *in, const struct row_window_ *row)
{
    struct vd_date from, due;
    if (!vd_date_from_iso(row->due_on, &due))
        return row->raw;
    struct vd_str end = vd_date_dmy(in->arena, due);
    return row->from_on.n && vd_date_from_iso(row->from_on, &from) ? vd_str_printf(in->arena, "%.*s · %.*s", VD_SARG(vd_date_dmy(in->arena, from)), VD_SARG(end)) : end;
}

static enum vd_err put_window(const struct applying *in, struct row_activity *activity)
{
    amendment_windows windows = {0};
    struct row_window_ row = {.entity_id = in->entity, .version_id = in->version, .activity_key = in->key, .ord = 1, .granularity = VD_S("day")};
    if (!field_of(in, "desde") && !field_of(in, "hasta"))
        return VD_OK;
    VD_TRY(amendment_windows_of(in->db, in->arena, in->entity, in->version, in->key, &windows));
    const struct amendment_window_row *old = amendment_window_at(&windows, in->window_ord);
    row.key = old ? old->key : vd_change_id(in->change);
    if (old) {
        row.ord = old->ord;
        row.from_on = old->from_on;
        row.due_on = old->due_on;
    }
    VD_TRY(set(in, "desde", &row.from_on));
    VD_TRY(set(in, "hasta", &row.due_on));
    row.raw = dates_raw(in, &row);
    VD_TRY(vd_change_put(in->change, &T_window_, &row));
    struct vd_str all = {0};
    VD_EACH(w, &windows) {
        struct vd_str one = w->ord == row.ord ? row.raw : w->raw;
        all = all.n ? vd_str_printf(in->arena, "%.*s; %.*s", VD_SARG(all), VD_SARG(one)) : one;
    }
    activity->schedule_raw = all.n ? all : row.raw;
    if (windows.n < 2)
        activity->schedule_kind = row.from_on.n ? VD_S("window") : VD_S("point");
    return VD_OK;
}

/* ---- what hangs on the activity */

static enum vd_err put_lead(const struct applying *in)
{
    const struct amendment_field_row *f = field_of(in, "responsable");
    struct row_responsible row = {.entity_id = in->entity, .version_id = in->version, .activity_key = in->key, .ord = 1, .is_lead = 1}, one;
    if (!f)
        return VD_OK;
    VD_AUTO_STMT struct vd_stmt *st = vd_row_version(in->db, &T_responsible, in->entity, in->version);
    while (vd_row_next(st, in->arena, &one))
        if (one.activity_key == in->key && one.is_lead)
            row = one;
    VD_TRY(vd_done(st));
    row.raw = f->new;
    VD_TRY(vd_unit_resolve(in->change, f->new, &row.unit_id));
    return vd_change_put(in->change, &T_responsible, &row);
}

static enum vd_err first_indicator(const struct applying *in, struct row_indicator *ret_indicator, struct row_target *ret_target)
{
    struct row_indicator indicator;
    struct row_target target;
    {
        VD_AUTO_STMT struct vd_stmt *st = vd_row_version(in->db, &T_indicator, in->entity, in->version);
        while (vd_row_next(st, in->arena, &indicator))
            if (indicator.activity_key.has && indicator.activity_key.v == in->key && (!ret_indicator->key || indicator.ord < ret_indicator->ord))
                *ret_indicator = indicator;
        VD_TRY(vd_done(st));
    }
    VD_AUTO_STMT struct vd_stmt *st = vd_row_version(in->db, &T_target, in->entity, in->version);
    while (vd_row_next(st, in->arena, &target))
        if (ret_indicator->key && target.indicator_key == ret_indicator->key && !ret_target->key)
            *ret_target = target;
    return vd_done(st);
}

/* The goal is read again by the rules that read a file. */
static enum vd_err put_goal(const struct applying *in, const struct row_activity *activity)
{
    struct row_indicator indicator = {0};
    struct row_target row = {0};
    struct plan_target target;
    const struct amendment_field_row *f = field_of(in, "meta");
    if (!f || !f->new.n)
        return VD_OK;
    VD_TRY(first_indicator(in, &indicator, &row));
    plan_target_read_under(in->arena, f->new, indicator.name, &target);
    if (!indicator.key)
        indicator = (struct row_indicator){.entity_id = in->entity, .version_id = in->version, .key = vd_change_id(in->change), .activity_key = vd_some(in->key), .ord = 1,
            .name = activity->product.n ? activity->product : f->new};
    indicator.unit_kind = vd_str_of(target.unit_kind);
    VD_TRY(vd_change_put(in->change, &T_indicator, &indicator));
    row = (struct row_target){.entity_id = in->entity, .version_id = in->version, .key = row.key ? row.key : vd_change_id(in->change), .indicator_key = indicator.key, .raw = target.raw,
        .qty_u6 = target.qty_u6, .comparator = vd_str_of(target.comparator), .condition = target.condition, .per_label = target.per, .per_n = target.per_count, .coverage = target.coverage};
    return vd_change_put(in->change, &T_target, &row);
}

/* ---- the activity */

static enum vd_err put_texts(const struct applying *in, struct row_activity *row)
{
    VD_TRY(set(in, "actividad", &row->description));
    VD_TRY(set(in, "producto", &row->product));
    VD_TRY(set(in, "meta", &row->goal_raw));
    row->fold = vd_fold(in->arena, vd_str_printf(in->arena, "%.*s %.*s %.*s", VD_SARG(row->description), VD_SARG(row->product), VD_SARG(row->goal_raw)));
    return VD_OK;
}

static enum vd_err change_activity(const struct applying *in)
{
    struct row_activity row = {.entity_id = in->entity, .version_id = in->version, .key = in->key};
    enum vd_err err = vd_row_get(in->db, in->arena, &T_activity, &row);
    if (err == VD_NOT_FOUND)
        *in->problem = VD_S("La actividad ya no está en el borrador de la modificación.");
    VD_TRY(err);
    VD_TRY(put_texts(in, &row));
    VD_TRY(put_window(in, &row));
    VD_TRY(vd_change_put(in->change, &T_activity, &row));
    VD_TRY(put_goal(in, &row));
    return put_lead(in);
}

static enum vd_err add_activity(const struct applying *in, int64_t component)
{
    struct row_component part = {.entity_id = in->entity, .version_id = in->version, .key = component};
    amendment_activities all = {0};
    VD_TRY(vd_row_get(in->db, in->arena, &T_component, &part));
    VD_TRY(amendment_activities_of(in->db, in->arena, in->entity, in->version, 0, &all));
    struct row_activity row = {.entity_id = in->entity, .version_id = in->version, .key = in->key, .component_key = component, .ord = (int64_t)all.n + 1, .schedule_kind = VD_S("none"),
        .address = vd_str_printf(in->arena, "%.*s.n%" PRId64, VD_SARG(part.code), in->key)};
    struct row_activity last;
    VD_AUTO_STMT struct vd_stmt *st = vd_row_version(in->db, &T_activity, in->entity, in->version);
    while (vd_row_next(st, in->arena, &last))
        row.ord = last.ord >= row.ord ? last.ord + 1 : row.ord;
    VD_TRY(vd_done(st));
    VD_TRY(put_texts(in, &row));
    VD_TRY(vd_change_put(in->change, &T_activity, &row));
    VD_TRY(put_window(in, &row));
    VD_TRY(vd_change_put(in->change, &T_activity, &row));
    VD_TRY(put_goal(in, &row));
    return put_lead(in);
}

/* ---- withdrawing: the activity and all that hangs on it */

#define REMOVE(in, table, row, mine) \
    do { \
        VD_LIST(struct row_##table) gone = {0}; \
        struct row_##table row; \
        VD_AUTO_STMT struct vd_stmt *st = vd_row_version((in)->db, &T_##table, (in)->entity, (in)->version); \
        while (vd_row_next(st, (in)->arena, &row)) \
            if (mine) \
                *VD_PUSH((in)->arena, &gone) = row; \
        VD_TRY(vd_done(st)); \
        VD_EACH(one, &gone) \
            VD_TRY(vd_change_remove((in)->change, &T_##table, one)); \
    } while (0)

static bool hangs_on(const struct applying *in, int64_t indicator_key)
{
    struct row_indicator row = {.entity_id = in->entity, .version_id = in->version, .key = indicator_key};
    return vd_row_get(in->db, in->arena, &T_indicator, &row) == VD_OK && row.activity_key.has && row.activity_key.v == in->key;
}

static enum vd_err withdraw_activity(const struct applying *in)
{
    REMOVE(in, target, row, hangs_on(in, row.indicator_key));
    REMOVE(in, indicator, row, row.activity_key.has && row.activity_key.v == in->key);
    REMOVE(in, window_, row, row.activity_key == in->key);
    REMOVE(in, responsible, row, row.activity_key == in->key);
    REMOVE(in, tramite_detail, row, row.activity_key == in->key);
    REMOVE(in, activity, row, row.key == in->key);
    return VD_OK;
}

enum vd_err amendment_apply(struct vd_change *change, const struct amendment_request_row *request, int64_t version_id, struct vd_str *ret_problem)
{
    amendment_fields fields = {0};
    struct applying in = {.change = change, .db = vd_change_db(change), .arena = vd_change_arena(change), .entity = vd_change_entity(change), .version = version_id,
        .window_ord = request->window_ord, .fields = &fields, .problem = ret_problem};
    VD_TRY(amendment_fields_of(in.db, in.arena, in.entity, request->id, &fields));
    in.key = request->activity_key.has ? request->activity_key.v : vd_change_id(change);
    if (vd_str_is(request->kind, "retirar"))
        return withdraw_activity(&in);
    return request->activity_key.has ? change_activity(&in) : add_activity(&in, request->component_key.v);
}
