/* SPDX-License-Identifier: Apache-2.0 */
#include "features/editor/editor_write.h"
#include "features/editor/editor.sql.h"
#include "features/editor/editor_draft.h"

bool editor_may_all(const struct vd_who *who) { return vd_who_may(who, "plan.escribir"); }

bool editor_may_row(const struct vd_who *who, int64_t lead_unit)
{
    return editor_may_all(who) || (lead_unit && vd_who_may_unit(who, "plan.proponer", lead_unit));
}

/* Who wrote a version does not approve it; the row stays after the activity is gone. */
static enum vd_err put_writer(struct vd_change *change, const struct life_version_row *version, int64_t person_id)
{
    struct row_plan_version_writer row = {.entity_id = version->entity_id, .version_id = version->id, .person_id = person_id};
    enum vd_err err = vd_row_get(vd_change_db(change), vd_change_arena(change), &T_plan_version_writer, &row);
    return err == VD_NOT_FOUND ? vd_change_put(change, &T_plan_version_writer, &row) : err;
}

enum vd_err editor_version_to_write(struct vd_change *change, struct staff_write *write, int64_t version_id, int64_t person_id, bool all, struct life_version_row *ret, struct vd_who *ret_who)
{
    struct life_version_row version;
    struct vd_who who = {.person_id = person_id};
    VD_TRY(life_get(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), version_id, &version));
    VD_TRY(vd_posts_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), person_id, vd_date_in_bogota(vd_change_now(change)), &who));
    if (!life_may_write(&version))
        return staff_refuse(write, VD_CONFLICT, "Esta versión del plan está en el estado «%s» y sus filas ya no se pueden cambiar.", life_state_word(version.state));
    if (all && !editor_may_all(&who))
        return VD_DENIED;
    VD_TRY(put_writer(change, &version, person_id));
    *ret = version;
    *ret_who = who;
    return VD_OK;
}

enum vd_err editor_open_rows(struct vd_change *change, struct staff_write *write, struct editor_writing *ret)
{
    struct editor_writing w = {.change = change, .write = write, .asking = write->arg, .arena = vd_change_arena(change)};
    VD_TRY(editor_version_to_write(change, write, w.asking->version_id, w.asking->person_id, false, &w.version, &w.who));
    VD_TRY(editor_rows_read(vd_change_db(change), w.arena, w.version.entity_id, w.version.id, &w.rows));
    if (w.asking->address.n) {
        if (editor_one_of(w.arena, &w.rows, w.asking->address, &w.one) != VD_OK)
            return staff_refuse(write, VD_NOT_FOUND, "Otra persona quitó esta actividad del plan. Lo que usted escribió sigue en la página anterior.");
        if (!editor_may_row(&w.who, editor_lead_of(&w.one)))
            return staff_refuse(write, VD_DENIED, "Usted escribe las actividades que lidera su dependencia; esta la lidera otra.");
        vd_change_subject(change, w.one.row.key);
    }
    *ret = w;
    return VD_OK;
}

void editor_tell(const struct editor_writing *w, struct vd_str address)
{
    struct vd_json *data = vd_change_data(w->change);
    VD_JSON_I64(data, "version", w->version.no);
    VD_JSON_STR(data, "activity", address);
    vd_change_result_set(w->change, address);
}

/* ---- putting what differs */

enum vd_err editor_put(struct editor_writing *w, const struct vd_table *table, const void *before, const void *after)
{
    unsigned char a[32], b[32];
    if (before) {
        vd_row_hash(table, before, a);
        vd_row_hash(table, after, b);
        if (memcmp(a, b, sizeof a) == 0)
            return VD_OK;
    }
    return vd_change_put(w->change, table, after);
}

static enum vd_err put_activity(struct editor_writing *w, const struct editor_typed *typed, const struct editor_understood *u, struct row_activity *ret)
{
    const struct row_activity *before = &w->one.row;
    struct row_activity row = *before;
    bool is_new = !row.key;
    if (is_new)
        row = (struct row_activity){.entity_id = w->version.entity_id, .version_id = w->version.id, .key = vd_change_id(w->change), .ord = editor_next_ord(&w->rows),
            .address = editor_free_address(w->arena, &w->rows, u->component, typed->codigo)};
    row.component_key = u->component->key;
    row.subcomponent_key = u->part ? vd_some(u->part->key) : (struct vd_oint){0};
    row.code = typed->codigo;
    row.description = typed->descripcion;
    row.product = typed->producto;
    row.goal_raw = u->goal;
    row.weight_u6 = u->weight_u6;
    if (!u->keeps_dates) {
        row.schedule_raw = u->schedule;
        row.schedule_kind = vd_str_of(u->schedule_kind);
    }
    row.fold = vd_fold(w->arena, vd_str_printf(w->arena, "%.*s %.*s %.*s", VD_SARG(row.description), VD_SARG(row.product), VD_SARG(row.goal_raw)));
    VD_TRY(editor_put(w, &T_activity, is_new ? NULL : before, &row));
    *ret = row;
    return VD_OK;
}

static enum vd_err remove_indicator(struct editor_writing *w)
{
    if (w->one.target.key)
        VD_TRY(vd_change_remove(w->change, &T_target, &w->one.target));
    return w->one.indicator.key ? vd_change_remove(w->change, &T_indicator, &w->one.indicator) : VD_OK;
}

static enum vd_err put_indicator(struct editor_writing *w, const struct editor_typed *typed, const struct editor_understood *u, int64_t activity)
{
    const struct row_indicator *old = &w->one.indicator;
    const struct row_target *old_target = &w->one.target;
    if (!u->indicator.n)
        return remove_indicator(w);
    struct row_indicator row = {.entity_id = w->version.entity_id, .version_id = w->version.id, .key = old->key ? old->key : vd_change_id(w->change),
        .activity_key = vd_some(activity), .ord = old->key ? old->ord : 1, .name = u->indicator, .formula = typed->formula,
        .unit_kind = vd_str_of(u->unit_kind), .lower_better = u->lower_better, .formula_kind = typed->tipo, .numerator = typed->numerador,
        .denominator = typed->denominador, .accumulates = u->accumulates};
    VD_TRY(editor_put(w, &T_indicator, old->key ? old : NULL, &row));
    if (!u->goal.n)
        return old_target->key ? vd_change_remove(w->change, &T_target, old_target) : VD_OK;
    struct row_target target = {.entity_id = row.entity_id, .version_id = row.version_id, .key = old_target->key ? old_target->key : vd_change_id(w->change),
        .indicator_key = row.key, .raw = u->goal, .qty_u6 = u->target.qty_u6, .comparator = vd_str_of(u->target.comparator), .condition = u->target.condition,
        .per_label = u->target.per, .per_n = u->target.per_count, .coverage = u->target.coverage};
    return editor_put(w, &T_target, old_target->key ? old_target : NULL, &target);
}

static enum vd_err put_tramite(struct editor_writing *w, const struct editor_typed *t, const struct editor_understood *u, int64_t activity)
{
    const struct row_tramite_detail *old = &w->one.tramite;
    if (!u->has_tramite)
        return old->activity_key ? vd_change_remove(w->change, &T_tramite_detail, old) : VD_OK;
    struct row_tramite_detail row = {.entity_id = w->version.entity_id, .version_id = w->version.id, .activity_key = activity, .code = t->tramite_codigo,
        .name = t->tramite_nombre, .current = t->tramite_actual, .improvement = t->tramite_mejora, .benefit = t->tramite_beneficio, .kind = t->tramite_clase,
        .action = t->tramite_accion};
    return editor_put(w, &T_tramite_detail, old->activity_key ? old : NULL, &row);
}

/* Dates that came moved from another year have been looked at once somebody saves them. */
static enum vd_err keep_windows(struct editor_writing *w)
{
    VD_EACH(old, &w->one.windows) {
        struct row_window_ row = *old;
        row.is_shifted = 0;
        VD_TRY(editor_put(w, &T_window_, old, &row));
    }
    return VD_OK;
}

static enum vd_err put_windows(struct editor_writing *w, const struct editor_understood *u, int64_t activity)
{
    const editor_windows *old = &w->one.windows;
    for (size_t i = u->windows.n; i < old->n; i++)
        VD_TRY(vd_change_remove(w->change, &T_window_, &old->v[i]));
    for (size_t i = 0; i < u->windows.n; i++) {
        const struct plan_window *window = &u->windows.v[i];
        const struct row_window_ *before = i < old->n ? &old->v[i] : NULL;
        struct row_window_ row = {.entity_id = w->version.entity_id, .version_id = w->version.id, .key = before ? before->key : vd_change_id(w->change),
            .activity_key = activity, .ord = before ? before->ord : (int64_t)i + 1, .from_on = vd_date_iso(w->arena, window->from),
            .due_on = vd_date_iso(w->arena, window->due), .granularity = vd_str_of(plan_granularity_name(window->granularity)), .raw = window->raw,
            .problem = vd_str_of(window->problem), .supposed = window->supposed ? u->supposed : (struct vd_str){0}};
        VD_TRY(editor_put(w, &T_window_, before, &row));
    }
    return VD_OK;
}

/* ---- what the file of the import said and the rules no longer say */

enum vd_err editor_settle(struct editor_writing *w, int64_t activity, struct vd_str address, bool removed)
{
    editor_findings still = {0};
    VD_LIST(struct editor_open_finding_row) open = {0};
    struct editor_open_finding_row found;
    VD_AUTO_STMT struct vd_stmt *st = editor_open_finding_open(vd_change_db(w->change), w->version.entity_id, w->version.id, activity);
    while (editor_open_finding_next(st, w->arena, &found))
        *VD_PUSH(w->arena, &open) = found;
    VD_TRY(vd_done(st));
    if (open.n && !removed)
        VD_TRY(editor_findings_of(vd_change_db(w->change), w->arena, &w->version, vd_date_in_bogota(vd_change_now(w->change)), &still));
    VD_EACH(one, &open) {
        struct row_finding row = {.entity_id = w->version.entity_id, .import_id = one->import_id, .id = one->id};
        bool stays = false;
        VD_TRY(vd_row_get(vd_change_db(w->change), w->arena, &T_finding, &row));
        VD_EACH(f, &still)
            stays |= vd_str_eq(f->address, address) && vd_str_eq(f->code, row.code);
        row.state = VD_S("corregido");
        if (!stays)
            VD_TRY(vd_change_put(w->change, &T_finding, &row));
    }
    return VD_OK;
}

/* ---- the changes */

/* was: what the row said, to be judged only by what is otherwise; NULL: by all of it. */
static enum vd_err write_row(struct editor_writing *w, const struct editor_typed *typed, const struct editor_typed *was, struct row_activity *ret)
{
    const struct editor_reading reading = {w->arena, &w->rows, &w->one, (int)w->version.vigencia};
    struct editor_understood u;
    struct row_activity row;
    editor_understand(&reading, typed, &u);
    if (was)
        editor_newly_wrong(w->arena, was, typed, &u.wrongs);
    if (u.wrongs.n)
        return staff_refuse(w->write, VD_INVALID, "%.*s.", VD_SARG(u.wrongs.v[0].said));
    VD_TRY(put_activity(w, typed, &u, &row));
    VD_TRY(put_indicator(w, typed, &u, row.key));
    VD_TRY(u.keeps_dates ? keep_windows(w) : put_windows(w, &u, row.key));
    VD_TRY(editor_put_people(w, &u, row.key));
    VD_TRY(put_tramite(w, typed, &u, row.key));
    VD_TRY(editor_settle(w, row.key, row.address, false));
    *ret = row;
    return VD_OK;
}

enum vd_err editor_save(struct vd_change *change, struct staff_write *write)
{
    struct editor_writing w = {0};
    struct row_activity row;
    VD_TRY(editor_open_rows(change, write, &w));
    if (w.one.row.key && !vd_str_eq(w.one.seen, w.asking->seen))
        return VD_CONFLICT;
    VD_TRY(write_row(&w, &w.asking->typed, NULL, &row));
    vd_change_subject(change, row.key);
    editor_tell(&w, row.address);
    return VD_OK;
}

/* ---- for other features: by key, and the problem as a text of the change */

static enum vd_err open_key(struct vd_change *change, struct staff_write *write, const struct editor_amending *of, struct editor_writing *ret)
{
    struct editor_writing w = {.change = change, .write = write, .arena = vd_change_arena(change)};
    VD_TRY(editor_version_to_write(change, write, of->at.version_id, of->person_id, true, &w.version, &w.who));
    VD_TRY(editor_rows_read(vd_change_db(change), w.arena, w.version.entity_id, w.version.id, &w.rows));
    if (of->at.key && editor_one_with(w.arena, &w.rows, of->at.key, &w.one) != VD_OK)
        return staff_refuse(write, VD_NOT_FOUND, "La actividad ya no está en el borrador de la modificación.");
    *ret = w;
    return VD_OK;
}

static enum vd_err with_problem(struct vd_change *change, const struct staff_write *write, enum vd_err err, struct editor_amending *of)
{
    if (err != VD_OK)
        of->problem = vd_str_dup(vd_change_arena(change), write->problem);
    return err;
}

enum vd_err editor_amend(struct vd_change *change, struct editor_amending *of)
{
    struct staff_write write = {0};
    struct editor_writing w;
    struct row_activity row;
    struct editor_typed was;
    VD_TRY(editor_typed_now(vd_change_db(change), vd_change_arena(change), of->at, &was));
    enum vd_err err = open_key(change, &write, of, &w);
    if (err == VD_OK)
        err = write_row(&w, &of->typed, of->at.key ? &was : NULL, &row);
    if (err == VD_OK)
        of->at.key = row.key;
    return with_problem(change, &write, err, of);
}

enum vd_err editor_take_out(struct vd_change *change, struct editor_amending *of)
{
    struct staff_write write = {0};
    struct editor_writing w;
    enum vd_err err = open_key(change, &write, of, &w);
    return with_problem(change, &write, err == VD_OK ? editor_remove_row(&w) : err, of);
}
