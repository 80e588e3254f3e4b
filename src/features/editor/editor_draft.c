/* SPDX-License-Identifier: Apache-2.0 */
/* A stored version as a draft of plan/read, so that the rules that judge a file judge what people write. Its places are those of no
 * file: a finding is told by its activity. What the rules of one cell say is asked again of the stored texts; dates by their rows, since
 * a text may have come in two cells, or from another year. */
#include "features/editor/editor_draft.h"
#include "features/editor/editor_form.h"

struct drafting {
    struct vd_arena *arena;
    const struct editor_rows *rows;
    const struct editor_units *units;
    struct plan_draft *draft;
    int activity;
};

static int index_of(const struct drafting *d, int64_t key)
{
    for (size_t i = 0; i < d->rows->components.n; i++)
        if (d->rows->components.v[i].key == key)
            return (int)i;
    return -1;
}

static void put_components(struct drafting *d)
{
    VD_EACH(c, &d->rows->components) {
        struct draft_component *out = VD_PUSH(d->arena, &d->draft->components);
        *out = (struct draft_component){.parent = c->parent_key.has ? index_of(d, c->parent_key.v) : -1, .ord = (int)c->ord, .code = c->code, .name = c->name,
            .raw = c->raw, .catalogue = c->catalogue_code, .ext_title = c->ext_title, .objective = c->objective, .fold = vd_fold(d->arena, c->name)};
        VD_EACH(a, &d->rows->activities)
            out->activities += a->component_key == c->key;
    }
}

static void add(struct drafting *d, const char *code, struct vd_str read_text, struct vd_str proposal)
{
    draft_finding_add(d->draft, code, (struct plan_place){0}, d->activity, read_text, proposal);
}

static void add_problems(struct drafting *d, const struct plan_verdict *verdict)
{
    VD_EACH(p, &verdict->problems)
        add(d, p->code, p->read_text, p->proposal);
}

static void put_text(struct drafting *d, enum plan_field field, struct vd_str text)
{
    if (text.n)
        draft_cell_add(d->draft, &(struct draft_cell){.raw = text, .activity = d->activity, .field = field, .status = "leido"});
}

/* ---- dates */

/* Two cells stand in a window's text with a dot between them. */
static void read_raw(struct drafting *d, struct vd_str raw, struct plan_schedule *ret)
{
    ptrdiff_t dot = vd_str_find(raw, VD_S(" · "));
    if (dot < 0)
        plan_dates_read(d->arena, raw, d->draft->vigencia, ret);
    else
        plan_dates_read_pair(d->arena, vd_str_sub(raw, 0, (size_t)dot), vd_str_sub(raw, (size_t)dot + strlen(" · "), raw.n), d->draft->vigencia, ret);
}

/* A date that is missing is told by the words it was written in; one that there is, by the date. */
static void judge_window(struct drafting *d, const struct draft_window *w)
{
    struct plan_schedule schedule;
    if (!w->due.year && w->problem) {
        read_raw(d, w->raw, &schedule);
        VD_EACH(p, &schedule.verdict.problems)
            if (strcmp(p->code, w->problem) == 0) {
                add(d, p->code, p->read_text, p->proposal);
                return;
            }
        add(d, w->problem, w->raw, (struct vd_str){0});
    } else if (w->due.year) {
        struct vd_str from = vd_date_dmy(d->arena, w->from), due = vd_date_dmy(d->arena, w->due);
        if (from.n)
            plan_dates_read_pair(d->arena, from, due, d->draft->vigencia, &schedule);
        else
            plan_dates_read(d->arena, due, d->draft->vigencia, &schedule);
        add_problems(d, &schedule.verdict);
    }
}

static void put_windows(struct drafting *d, const struct editor_one *one, struct draft_activity *a)
{
    VD_EACH(w, &one->windows) {
        struct draft_window out = {.activity = d->activity, .ord = ++a->windows, .raw = w->raw, .problem = w->problem.n ? vd_str_c(d->arena, w->problem) : NULL,
            .granularity = vd_str_is(w->granularity, "day") ? PLAN_DAY : vd_str_is(w->granularity, "month") ? PLAN_MONTH : PLAN_YEAR};
        if ((w->from_on.n && !vd_date_from_iso(w->from_on, &out.from)) || (w->due_on.n && !vd_date_from_iso(w->due_on, &out.due)))
            continue;
        *VD_PUSH(d->arena, &d->draft->windows) = out;
        if (!a->dates.recurs)
            judge_window(d, &out);
    }
    if (vd_str_is(one->row.schedule_kind, "none"))
        add(d, "VD-P008", (struct vd_str){0}, (struct vd_str){0});
}

/* ---- people */

static const struct vd_unit *unit_at(const struct editor_units *units, int64_t id)
{
    VD_EACH(u, &units->all)
        if (u->id == id)
            return u;
    return NULL;
}

/* The rules know the third line of defence by its name; a unit that is called otherwise is named with what sits in it. */
static struct vd_str name_of(struct drafting *d, const struct vd_unit *unit)
{
    VD_EACH(id, &d->units->third_line)
        if (*id == unit->id && vd_str_find(vd_fold(d->arena, unit->name), VD_S("control interno")) < 0)
            return vd_str_printf(d->arena, "%.*s (Control Interno)", VD_SARG(unit->name));
    return unit->name;
}

static void put_responsible(struct drafting *d, const struct row_responsible *r, struct draft_activity *a)
{
    const struct vd_unit *unit = unit_at(d->units, r->unit_id);
    if (unit)
        *VD_PUSH(d->arena, &d->draft->responsibles) = (struct draft_responsible){.activity = d->activity, .ord = ++a->responsibles, .raw = name_of(d, unit),
            .name = unit->name, .kind = unit->is_group ? "group" : "unit", .cell = -1};
}

static void put_responsibles(struct drafting *d, const struct editor_one *one, struct draft_activity *a)
{
    VD_EACH(r, &one->responsibles)
        if (r->is_lead)
            put_responsible(d, r, a);
    if (!a->responsibles)
        add(d, "VD-P007", (struct vd_str){0}, (struct vd_str){0});
    VD_EACH(r, &one->responsibles)
        if (!r->is_lead)
            put_responsible(d, r, a);
}

/* ---- activities */

/* A doubt about the quantity, or about how many groups there are, is settled once a person wrote it. */
static void add_goal_problems(struct drafting *d, const struct plan_target *target)
{
    VD_EACH(p, &target->verdict.problems) {
        bool quantity = strcmp(p->code, "VD-P004") == 0 || strcmp(p->code, "VD-P027") == 0, group = strcmp(p->code, "VD-P006") == 0;
        if (!(quantity && target->qty_u6.has) && !(group && target->per_count.has))
            add(d, p->code, p->read_text, p->proposal);
    }
}

static void put_activity(struct drafting *d, const struct editor_one *one)
{
    const struct row_activity *row = &one->row;
    struct draft_activity a = {.component = index_of(d, row->component_key), .subcomponent = row->subcomponent_key.has ? index_of(d, row->subcomponent_key.v) : -1,
        .address = row->address, .code = row->code, .description = row->description, .product = row->product, .goal = row->goal_raw,
        .schedule = row->schedule_raw, .schedule_kind = vd_str_c(d->arena, row->schedule_kind), .formula = one->indicator.formula};
    a.indicator = editor_indicator_name(one);
    a.dates.recurs = vd_str_is(row->schedule_kind, "recurring");
    if (one->tramite.activity_key)
        a.tramite[PLAN_FIELD_TRAMITE_NAME - PLAN_FIELD_TRAMITE] = one->tramite.name.p ? one->tramite.name : row->description;
    editor_target_of(d->arena, one, &a.target);
    add_goal_problems(d, &a.target);
    put_text(d, PLAN_FIELD_ACTIVITY, row->description);
    put_text(d, PLAN_FIELD_PRODUCT, row->product);
    put_text(d, PLAN_FIELD_GOAL, row->goal_raw);
    put_text(d, PLAN_FIELD_INDICATOR, a.indicator);
    put_windows(d, one, &a);
    put_responsibles(d, one, &a);
    *VD_PUSH(d->arena, &d->draft->activities) = a;
}

static void put_indicators(struct drafting *d)
{
    VD_EACH(n, &d->rows->indicators) {
        struct draft_indicator out = {.component = n->component_key.has ? index_of(d, n->component_key.v) : -1, .name = n->name, .formula = n->formula};
        if (n->activity_key.has)
            continue;
        VD_EACH(t, &d->rows->targets)
            if (t->indicator_key == n->key)
                plan_target_read_under(d->arena, t->raw, n->name, &out.target);
        *VD_PUSH(d->arena, &d->draft->indicators) = out;
    }
}

enum vd_err editor_draft_of(struct vd_arena *arena, const struct life_version_row *version, const struct editor_rows *rows, const struct editor_units *units, struct plan_draft **ret)
{
    struct plan_draft *draft = VD_NEW(arena, struct plan_draft);
    struct drafting d = {.arena = arena, .rows = rows, .units = units, .draft = draft};
    *draft = (struct plan_draft){.arena = arena, .format = VD_DOC_XLSX, .instrument = vd_str_c(arena, version->instrument), .vigencia = (int)version->vigencia};
    put_components(&d);
    for (d.activity = 0; d.activity < (int)rows->activities.n; d.activity++) {
        struct editor_one one;
        VD_TRY(editor_one_of(arena, rows, rows->activities.v[d.activity].address, &one));
        put_activity(&d, &one);
    }
    put_indicators(&d);
    plan_check(draft);
    *ret = draft;
    return VD_OK;
}

/* ---- findings */

static int rank(struct vd_str severity) { return vd_str_is(severity, "error") ? 0 : vd_str_is(severity, "aviso") ? 1 : 2; }

static void put_finding(struct vd_arena *arena, const struct plan_draft *draft, const struct draft_finding *f, editor_findings *ret)
{
    const struct law_findings *law = plan_law_finding(vd_str_of(f->code));
    struct vd_str address = f->activity >= 0 ? draft->activities.v[f->activity].address : (struct vd_str){0};
    if (!law)
        return;
    VD_EACH(known, ret)
        if (vd_str_is(known->code, f->code) && vd_str_eq(known->address, address))
            return;
    struct plan_finding_words words = plan_finding_words_of(arena, vd_str_of(f->code), f->read_text, f->proposal);
    *VD_PUSH(arena, ret) = (struct editor_finding){vd_str_of(f->code), law->severity, address, words.text, words.proposal};
}

/* The findings of one activity, or of the whole plan (-1), the worst first. */
static void put_findings(struct vd_arena *arena, const struct plan_draft *draft, int activity, editor_findings *ret)
{
    for (int worst = 0; worst < 3; worst++)
        VD_EACH(f, &draft->findings) {
            const struct law_findings *law = plan_law_finding(vd_str_of(f->code));
            if (f->activity == activity && law && rank(law->severity) == worst)
                put_finding(arena, draft, f, ret);
        }
}

static enum vd_err findings_in(struct vd_arena *arena, const struct life_version_row *version, const struct editor_rows *rows, const struct editor_units *units, editor_findings *ret)
{
    struct plan_draft *draft;
    VD_TRY(editor_draft_of(arena, version, rows, units, &draft));
    for (int i = -1; i < (int)draft->activities.n; i++)
        put_findings(arena, draft, i, ret);
    return VD_OK;
}

/* A whole plan and all that the rules look at is a lot of memory for the few sentences that they say, and a page asks for them once a step. */
enum { FINDINGS_MEMORY = 64 << 20 };
struct seeking {
    struct vd_arena *scratch;
    const struct life_version_row *version;
    const struct editor_rows *rows;      /* NULL: they are read, as of the day */
    const struct editor_units *units;
    struct vd_db *db;
    struct vd_date on;
    editor_findings found;
};

static void release(void *arg)
{
    struct seeking *s = arg;
    vd_arena_free(s->scratch);
    s->scratch = NULL;
}

static enum vd_err seek(void *arg)
{
    struct seeking *s = arg;
    struct editor_rows rows;
    struct editor_units units;
    if (s->rows)
        return findings_in(s->scratch, s->version, s->rows, s->units, &s->found);
    VD_TRY(editor_rows_read(s->db, s->scratch, s->version->entity_id, s->version->id, &rows));
    VD_TRY(editor_units_read(s->db, s->scratch, s->version->entity_id, s->on, &units));
    return findings_in(s->scratch, s->version, &rows, &units, &s->found);
}

static enum vd_err seek_apart(struct vd_arena *arena, const struct seeking *asked, editor_findings *ret)
{
    struct seeking *s = VD_NEW(arena, struct seeking);
    *s = *asked;
    vd_arena_defer(arena, release, s);
    s->scratch = vd_arena_new(FINDINGS_MEMORY);
    enum vd_err err = s->scratch ? vd_arena_try(s->scratch, seek, s) : VD_NO_MEMORY;
    if (err == VD_NO_MEMORY)
        vd_arena_unwind(arena); /* its owner recovers the database */
    *ret = (editor_findings){0};
    if (err == VD_OK)
        VD_EACH(f, &s->found)
            *VD_PUSH(arena, ret) = (struct editor_finding){vd_str_dup(arena, f->code), f->severity, vd_str_dup(arena, f->address), vd_str_dup(arena, f->text), vd_str_dup(arena, f->proposal)};
    release(s);
    return err;
}

enum vd_err editor_findings_in(struct vd_arena *arena, const struct life_version_row *version, const struct editor_rows *rows, const struct editor_units *units, editor_findings *ret)
{
    return seek_apart(arena, &(struct seeking){.version = version, .rows = rows, .units = units}, ret);
}

enum vd_err editor_findings_of(struct vd_db *db, struct vd_arena *arena, const struct life_version_row *version, struct vd_date on, editor_findings *ret)
{
    return seek_apart(arena, &(struct seeking){.version = version, .db = db, .on = on}, ret);
}
