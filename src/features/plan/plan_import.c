/* SPDX-License-Identifier: Apache-2.0 */
/* Storing a draft. Order of the rows follows their references: plan, version, components, activities with what hangs on
 * them, then the batch with the original file, its cells and findings. Cells come last because storing completes them: the
 * unit a responsible's text turned out to be, the activity that was supposed to be an older one. */
#include "features/plan/plan_import.h"
#include <sodium.h>
#include "db/tables.h"
#include "features/plan/plan_import.sql.h"
#include "features/plan/read/plan_law.h"

struct importing {
    const struct plan_import *import;
    const struct plan_draft *draft;
    const struct law_instruments *instrument;
    struct vd_file_ref file;
    struct import_last_version_row last;    /* no 0: the plan has no version */
    struct import_next_row next;            /* numbers are never given again, also not those of an undone batch */
    struct vd_str reader, title;
    bool historical;
    /* inside the change */
    struct vd_change *change;
    struct vd_arena *arena;
    int64_t entity, plan, version, batch;
    struct plan_keys keys;
    int64_t *unit_of_cell;                  /* by cell; 0: no responsible */
};

static struct vd_oint activity_key(const struct importing *in, int activity)
{
    return activity < 0 ? (struct vd_oint){0} : vd_some(in->keys.activity[activity]);
}

/* ---- the plan and its parts */

/* Over a version in force what comes is a modification of it. */
static enum vd_err put_version(struct importing *in, struct vd_oint published)
{
    const struct plan_import *import = in->import;
    in->version = vd_change_id(in->change);
    struct row_plan_version version = {.entity_id = in->entity, .id = in->version, .plan_id = in->plan, .no = in->next.version_no, .created_at = vd_change_now(in->change)};
    if (!in->historical)
        version.base_id = published;
    version.state = in->historical ? VD_S("historico") : version.base_id.has ? VD_S("modificacion_en_tramite") : VD_S("borrador");
    VD_TRY(vd_change_put(in->change, &T_plan_version, &version));
    struct row_plan_step step = {.entity_id = in->entity, .id = vd_change_id(in->change), .version_id = in->version, .no = 1, .to_state = version.state,
        .event = in->historical ? VD_S("importar_historia") : VD_S("importar"), .at = version.created_at};
    if (import->actor.kind == VD_ACTOR_PERSON)
        step.person_id = vd_some(import->actor.id);
    return vd_change_put(in->change, &T_plan_step, &step);
}

static enum vd_err put_plan(struct importing *in)
{
    struct import_plan_row known = {0};
    enum vd_err err = import_plan_one(vd_change_db(in->change), in->arena, in->entity, in->instrument->code, in->draft->vigencia, &known);
    if (err == VD_OK) {
        in->plan = known.id;
    } else if (err == VD_NOT_FOUND) {
        in->plan = vd_change_id(in->change);
        struct row_plan plan = {.entity_id = in->entity, .id = in->plan, .instrument = in->instrument->code, .vigencia = in->draft->vigencia, .title = in->title};
        VD_TRY(vd_change_put(in->change, &T_plan, &plan));
    } else {
        return err;
    }
    return put_version(in, known.published);
}

static enum vd_err put_components(struct importing *in)
{
    for (size_t i = 0; i < in->draft->components.n; i++) {
        const struct draft_component *c = &in->draft->components.v[i];
        struct row_component row = {.entity_id = in->entity, .version_id = in->version, .key = in->keys.component[i],
            .catalogue_code = c->catalogue, .ord = c->ord, .code = c->code, .name = c->name, .raw = c->raw, .ext_title = c->ext_title, .objective = c->objective};
        if (c->parent >= 0)
            row.parent_key = vd_some(in->keys.component[c->parent]);
        VD_TRY(vd_change_put(in->change, &T_component, &row));
    }
    return VD_OK;
}

/* row: what is its own; the rest is of the version and of the target. */
static enum vd_err put_indicator(struct importing *in, struct row_indicator row, int64_t target_key, const struct plan_target *target)
{
    row.entity_id = in->entity;
    row.version_id = in->version;
    row.unit_kind = vd_str_of(target->unit_kind);
    row.lower_better = target->polarity && strcmp(target->polarity, "lower-better") == 0;
    VD_TRY(vd_change_put(in->change, &T_indicator, &row));
    if (!target->raw.p)
        return VD_OK;
    struct row_target asked = {.entity_id = in->entity, .version_id = in->version, .key = target_key, .indicator_key = row.key, .raw = target->raw,
        .qty_u6 = target->qty_u6, .comparator = vd_str_of(target->comparator), .condition = target->condition, .per_label = target->per,
        .per_n = target->per_count, .coverage = target->coverage};
    return vd_change_put(in->change, &T_target, &asked);
}

static enum vd_err put_target(struct importing *in, size_t i)
{
    const struct draft_activity *a = &in->draft->activities.v[i];
    int64_t indicator, target;
    if (!a->target.raw.p && !a->indicator.p && !a->formula.p)
        return VD_OK;
    plan_keys_indicator(in->change, &in->keys, in->keys.activity[i], &indicator, &target);
    struct row_indicator row = {.key = indicator, .activity_key = activity_key(in, (int)i), .ord = 1, .formula = a->formula,
        .name = a->indicator.p ? a->indicator : a->product.p ? a->product : a->target.raw.p ? a->target.raw : a->formula};
    return put_indicator(in, row, target, &a->target);
}

static enum vd_err put_component_indicators(struct importing *in)
{
    int64_t *ord = vd_alloc_array(in->arena, in->draft->components.n + 1, sizeof *ord); /* the last: of the whole plan */
    for (size_t i = 0; i < in->draft->indicators.n; i++) {
        const struct draft_indicator *one = &in->draft->indicators.v[i];
        const struct plan_indicator_keys *keys = &in->keys.indicator[i];
        struct row_indicator row = {.key = keys->indicator, .ord = ++ord[one->component < 0 ? in->draft->components.n : (size_t)one->component],
            .name = one->name, .formula = one->formula, .schedule_raw = one->schedule, .responsible_raw = one->responsible};
        if (one->component >= 0)
            row.component_key = vd_some(in->keys.component[one->component]);
        VD_TRY(put_indicator(in, row, keys->target ? keys->target : vd_change_id(in->change), &one->target));
    }
    return VD_OK;
}

static enum vd_err put_tramite(struct importing *in, size_t i)
{
    const struct draft_activity *a = &in->draft->activities.v[i];
#define SAYS(field) a->tramite[PLAN_FIELD_TRAMITE_##field - PLAN_FIELD_TRAMITE]
    struct row_tramite_detail row = {.entity_id = in->entity, .version_id = in->version, .activity_key = in->keys.activity[i], .code = SAYS(CODE), .name = SAYS(NAME),
        .current = SAYS(CURRENT), .improvement = SAYS(IMPROVEMENT), .benefit = SAYS(BENEFIT), .kind = SAYS(KIND), .action = SAYS(ACTION)};
#undef SAYS
    return draft_is_tramite(a) ? vd_change_put(in->change, &T_tramite_detail, &row) : VD_OK;
}

static enum vd_err put_activities(struct importing *in)
{
    for (size_t i = 0; i < in->draft->activities.n; i++) {
        const struct draft_activity *a = &in->draft->activities.v[i];
        struct row_activity row = {.entity_id = in->entity, .version_id = in->version, .key = in->keys.activity[i],
            .component_key = in->keys.component[a->component], .ord = (int64_t)i + 1, .address = in->keys.address[i], .code = a->code,
            .description = a->description, .product = a->product, .goal_raw = a->goal, .schedule_raw = a->schedule,
            .schedule_kind = vd_str_of(a->schedule_kind),
            .fold = vd_fold(in->arena, vd_str_printf(in->arena, "%.*s %.*s %.*s", VD_SARG(a->description), VD_SARG(a->product), VD_SARG(a->goal)))};
        if (a->subcomponent >= 0)
            row.subcomponent_key = vd_some(in->keys.component[a->subcomponent]);
        VD_TRY(vd_change_put(in->change, &T_activity, &row));
        VD_TRY(put_tramite(in, i));
        VD_TRY(put_target(in, i));
    }
    return VD_OK;
}

static enum vd_err put_windows(struct importing *in)
{
    VD_EACH(w, &in->draft->windows) {
        int64_t activity = in->keys.activity[w->activity];
        struct row_window_ row = {.entity_id = in->entity, .version_id = in->version, .key = plan_keys_window(in->change, &in->keys, activity, w->ord),
            .activity_key = activity, .ord = w->ord, .from_on = vd_date_iso(in->arena, w->from), .due_on = vd_date_iso(in->arena, w->due),
            .granularity = vd_str_of(plan_granularity_name(w->granularity)), .raw = w->raw, .problem = vd_str_of(w->problem), .supposed = w->supposed ? in->draft->activities.v[w->activity].supposed : (struct vd_str){0}};
        VD_TRY(vd_change_put(in->change, &T_window_, &row));
    }
    return VD_OK;
}

static enum vd_err put_responsibles(struct importing *in)
{
    in->unit_of_cell = vd_alloc_array(in->arena, in->draft->cells.n + 1, sizeof *in->unit_of_cell);
    VD_EACH(r, &in->draft->responsibles) {
        struct row_responsible row = {.entity_id = in->entity, .version_id = in->version, .activity_key = in->keys.activity[r->activity],
            .ord = r->ord, .raw = r->raw, .is_lead = r->ord == 1};
        VD_TRY(vd_unit_resolve(in->change, r->unit.n ? r->unit : r->raw, &row.unit_id));
        VD_TRY(vd_change_put(in->change, &T_responsible, &row));
        if (r->cell >= 0)
            in->unit_of_cell[r->cell] = row.unit_id;
    }
    return VD_OK;
}

/* ---- where it was read */

static enum vd_err put_batch(struct importing *in)
{
    struct row_import_batch row = {.entity_id = in->entity, .id = in->batch, .no = in->next.batch_no, .kind = VD_S("plan"), .reader = in->reader,
        .plan_id = in->plan, .version_id = in->version, .version_no = in->next.version_no, .state = VD_S("importado"), .at = vd_change_now(in->change)};
    VD_TRY(vd_file_attach(in->change, &in->file, in->import->file_name, "import_batch", in->batch, &row.attachment_id));
    return vd_change_put(in->change, &T_import_batch, &row);
}

static enum vd_err put_tables(struct importing *in)
{
    VD_EACH(t, &in->draft->tables) {
        struct row_source_table row = {.entity_id = in->entity, .import_id = in->batch, .table_no = t->number, .sheet = t->sheet, .rows_n = t->rows,
            .cols_n = t->cols, .taken_for = vd_str_of(t->taken_for), .why = t->why, .activities = t->activities, .indicators = t->indicators};
        VD_TRY(vd_change_put(in->change, &T_source_table, &row));
    }
    return VD_OK;
}

static enum vd_err put_lines(struct importing *in)
{
    for (size_t i = 0; i < in->draft->lines.n; i++) {
        const struct draft_line *line = &in->draft->lines.v[i];
        struct row_source_line row = {.entity_id = in->entity, .import_id = in->batch, .line_no = (int64_t)i + 1, .after_table = line->after_table, .raw = line->raw};
        VD_TRY(vd_change_put(in->change, &T_source_line, &row));
    }
    return VD_OK;
}

static enum vd_err put_cells(struct importing *in)
{
    for (size_t i = 0; i < in->draft->cells.n; i++) {
        const struct draft_cell *c = &in->draft->cells.v[i];
        bool supposed = c->field == PLAN_FIELD_ACTIVITY && c->activity >= 0 && in->keys.supposed[c->activity];
        struct row_source_cell row = {.entity_id = in->entity, .import_id = in->batch, .table_no = c->place.table, .row_no = c->place.row,
            .col_no = c->place.col, .part = c->place.part, .raw = c->raw, .activity_key = activity_key(in, c->activity),
            .field = vd_str_of(plan_field_name(c->field)), .reading = c->reading, .status = supposed ? VD_S("supuesto") : vd_str_of(c->status),
            .rows_n = c->rows ? c->rows : 1, .cols_n = c->cols ? c->cols : 1, .whole = c->whole};
        if (in->unit_of_cell[i]) {
            struct row_unit unit = {.entity_id = in->entity, .id = in->unit_of_cell[i]};
            VD_TRY(vd_row_get(vd_change_db(in->change), in->arena, &T_unit, &unit));
            row.reading = unit.name;
        }
        VD_TRY(vd_change_put(in->change, &T_source_cell, &row));
    }
    return VD_OK;
}

static enum vd_err put_finding(struct importing *in, const struct draft_finding *f)
{
    struct row_finding row = {.entity_id = in->entity, .id = vd_change_id(in->change), .import_id = in->batch, .code = vd_str_of(f->code),
        .severity = plan_law_finding(vd_str_of(f->code))->severity, .table_no = f->place.table, .row_no = f->place.row, .col_no = f->place.col,
        .activity_key = activity_key(in, f->activity), .read_text = f->read_text, .proposal = f->proposal, .state = f->accepted.n ? VD_S("aceptado") : VD_S("abierto"), .reason = f->accepted};
    if (f->accepted.n)
        row.person_id = vd_some(f->accepted_by);
    return vd_change_put(in->change, &T_finding, &row);
}

static enum vd_err put_findings(struct importing *in)
{
    VD_EACH(f, &in->draft->findings)
        VD_TRY(put_finding(in, f));
    for (size_t i = 0; i < in->draft->activities.n; i++) {
        const struct draft_activity *a = &in->draft->activities.v[i];
        struct draft_finding supposed = {.code = "VD-P013", .place = a->place, .activity = (int)i, .read_text = a->description, .proposal = in->keys.address[i]};
        if (in->keys.supposed[i])
            VD_TRY(put_finding(in, &supposed));
    }
    return VD_OK;
}

/* ---- the change */

static enum vd_err put_beside(struct importing *in)
{
    struct plan_stored stored = {.entity_id = in->entity, .plan_id = in->plan, .version_id = in->version, .import_id = in->batch, .draft = in->draft,
        .activity_keys = in->keys.activity, .batch_no = in->next.batch_no, .arg = in->import->beside_arg};
    return in->import->beside ? in->import->beside(in->change, &stored) : VD_OK;
}

static void tell(struct importing *in)
{
    struct vd_json *data = vd_change_data(in->change);
    VD_JSON_STR(data, "instrument", in->instrument->code);
    VD_JSON_I64(data, "vigencia", in->draft->vigencia);
    VD_JSON_I64(data, "version", in->next.version_no);
    VD_JSON_I64(data, "batch", in->next.batch_no);
    VD_JSON_STR(data, "file", in->import->file_name);
    VD_JSON_I64(data, "activities", (int64_t)in->draft->activities.n);
}

static enum vd_err apply(struct vd_change *change, void *arg)
{
    struct importing *in = arg;
    in->change = change;
    in->arena = vd_change_arena(change);
    VD_TRY(put_plan(in));
    const struct plan_keys_in keys_in = {.db = vd_change_db(change), .arena = in->arena, .entity_id = in->entity, .change = change};
    VD_TRY(plan_keys_give(&keys_in, in->draft, in->last.version_id, &in->keys));
    VD_TRY(put_components(in));
    VD_TRY(put_activities(in));
    VD_TRY(put_component_indicators(in));
    VD_TRY(put_windows(in));
    VD_TRY(put_responsibles(in));
    in->batch = vd_change_id(change);
    VD_TRY(put_batch(in));
    VD_TRY(put_tables(in));
    VD_TRY(put_lines(in));
    VD_TRY(put_cells(in));
    VD_TRY(put_findings(in));
    VD_TRY(put_beside(in));
    tell(in);
    vd_change_subject(change, in->version);
    return VD_OK;
}

static void hash_of(struct vd_str text, unsigned char ret[32])
{
    crypto_hash_sha256(ret, (const unsigned char *)text.p, text.n);
}

/* The key tells one typing of the command from another by its instant and its batch, so that the same file can follow a later one
 * or come back after it was undone; an immediate repetition is caught by comparing files. */
static enum vd_err run_change(struct vd_db *db, struct vd_arena *arena, struct importing *in, struct vd_change_result *ret)
{
    char hex[65];
    unsigned char key[32], body[32];
    vd_hex(hex, in->file.sha256, sizeof in->file.sha256);
    struct vd_str asked = vd_str_printf(arena, "plan.importado|%s|%.*s|%d|%.*s", hex, VD_SARG(in->instrument->code), in->draft->vigencia, VD_SARG(in->import->file_name));
    hash_of(asked, body);
    hash_of(vd_str_printf(arena, "%.*s|%" PRId64 "|%" PRId64, VD_SARG(asked), in->next.batch_no, in->import->now), key);
    struct vd_change_spec spec = {.entity_id = in->entity, .kind = "plan.importado", .actor = in->import->actor, .now = in->import->now,
        .idem_key = {(const char *)key, sizeof key}, .body_hash = {(const char *)body, sizeof body}, .apply = apply, .arg = in};
    return vd_record_run(db, arena, &spec, ret);
}

bool plan_import_is_the_same(const struct import_last_version_row *last, const unsigned char sha256[32], struct vd_str reader, bool historical)
{
    if (!last->sha256.p || !vd_str_eq(last->sha256, (struct vd_str){(const char *)sha256, 32}) || !vd_str_eq(last->reader, reader))
        return false;
    return !(historical && vd_str_is(last->state, "borrador"));
}

struct vd_str plan_import_reader(struct vd_arena *arena, struct vd_str format) { return vd_str_printf(arena, "%s %.*s", VD_VERSION, VD_SARG(format)); }

enum vd_doc_format plan_import_format(struct vd_str reader)
{
    for (enum vd_doc_format format = VD_DOC_DOCX; format <= VD_DOC_CSV; format++)
        if (vd_str_ends(reader, vd_str_of(vd_doc_format_name(format))))
            return format;
    return VD_DOC_UNKNOWN;
}

struct vd_str plan_import_title(struct vd_arena *arena, struct vd_str instrument_name, int vigencia)
{
    return vd_str_printf(arena, "%.*s %d", VD_SARG(instrument_name), vigencia);
}

bool plan_import_is_history(int vigencia, vd_us now) { return vigencia < vd_date_in_bogota(now).year; }

enum vd_err plan_import_run(struct vd_db *db, struct vd_arena *arena, const struct plan_import *import, struct plan_import_result *ret)
{
    struct importing in = {.import = import, .draft = import->draft, .instrument = plan_law_instrument(vd_str_of(import->draft->instrument))};
    struct plan_import_result result = {0};
    struct vd_change_result change = {0};
    if (!in.instrument)
        return VD_INVALID;
    in.title = plan_import_title(arena, in.instrument->name, import->draft->vigencia);
    in.reader = plan_import_reader(arena, import->format);
    in.historical = plan_import_is_history(import->draft->vigencia, import->now);
    struct vd_entity before = {0};
    enum vd_err known = vd_entity_get(db, arena, import->slug, &before);
    if (known != VD_OK && known != VD_NOT_FOUND)
        return known;
    VD_TRY(vd_entity_ensure(db, arena, import->slug, import->name, import->actor, import->now, &result.entity));
    if (before.name.n && !vd_str_eq(before.name, result.entity.name))
        result.former_name = before.name;
    in.entity = result.entity.id;
    VD_TRY(vd_files_store(import->files, in.entity, import->path, VD_DOC_MAX_FILE, &in.file));
    if (memcmp(in.file.sha256, import->read.sha256, sizeof in.file.sha256) != 0)
        return VD_CONFLICT;
    enum vd_err err = import_last_version_one(db, arena, in.entity, in.instrument->code, import->draft->vigencia, &in.last);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    VD_TRY(import_next_one(db, arena, in.entity, in.instrument->code, import->draft->vigencia, &in.next));
    result.unchanged = !import->corrected && in.last.no && plan_import_is_the_same(&in.last, in.file.sha256, in.reader, in.historical);
    if (!result.unchanged)
        VD_TRY(run_change(db, arena, &in, &change));
    result.no = result.unchanged ? in.last.no : in.next.version_no;
    result.batch_no = result.unchanged ? in.last.batch_no.v : in.next.batch_no;
    result.version_id = result.unchanged ? in.last.version_id : in.version;
    result.before_id = result.unchanged ? 0 : in.last.version_id;
    result.before_no = result.unchanged ? 0 : in.last.no;
    result.seq = change.seq;
    result.historical = in.historical;
    result.title = in.title;
    *ret = result;
    return VD_OK;
}
