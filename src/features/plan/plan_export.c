/* SPDX-License-Identifier: Apache-2.0 */
/* The workbook in Veedor's own columns. Rows go from the query to the sheet one by one, so that a plan of any size takes the memory
 * of its texts. */
#include "features/plan/plan_export.h"
#include "features/plan/read/plan_book.h"
#include "office/workbook.h"

struct exporting {
    const struct plan_export *export;
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity, version;
    struct vd_workbook *book;
    const struct vd_dataset *set;
    VD_LIST(int64_t) components; /* keys, in the order of their numbers */
    struct vd_str *reason;
};

/* ---- what a sheet can hold */

static uint32_t unfit_character(struct vd_str text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t c = vd_utf8_next(text, &i);
        if (c < 0x20 && c != '\n')
            return c;
    }
    return 0;
}

enum vd_err plan_export_fits(struct vd_arena *arena, struct vd_str text, struct vd_str what, struct vd_str *ret_reason)
{
    uint32_t unfit = unfit_character(text);
    size_t units = 0;
    for (size_t i = 0; i < text.n;)
        units += vd_utf8_next(text, &i) > 0xFFFF ? 2 : 1;
    if (unfit)
        *ret_reason = vd_str_printf(arena, "%.*s: el texto «%.*s» tiene un carácter de control (U+%04X) que una hoja de Excel no puede guardar. El plan completo está también en JSON.",
                                    VD_SARG(what), VD_SARG(vd_str_printable(arena, vd_str_sub(text, 0, 60))), unfit);
    else if (units > VD_CELL_MAX)
        *ret_reason = vd_str_printf(arena, "%.*s: un texto pasa de 32.767 letras, que es lo que cabe en una celda. El plan completo está también en JSON.", VD_SARG(what));
    else if (text.n && strchr(" \t\n", text.p[text.n - 1]))
        *ret_reason = vd_str_printf(arena, "%.*s: el texto «%.*s» termina en espacios, que al leer una hoja se pierden. El plan completo está también en JSON.", VD_SARG(what),
                                    VD_SARG(vd_str_printable(arena, vd_str_sub(text, 0, 60))));
    else
        return VD_OK;
    return unfit || units <= VD_CELL_MAX ? VD_INVALID : VD_TOO_BIG;
}

/* A number of a sheet keeps 15 digits. */
static bool exact(int64_t millionths)
{
    enum { DIGITS = 15 };
    int digits = 0;
    while (millionths && millionths % 10 == 0)
        millionths /= 10;
    for (; millionths; millionths /= 10)
        digits++;
    return digits <= DIGITS;
}

static enum vd_err field_fits(struct exporting *e, const struct vd_field *field, const void *row)
{
    const void *p = (const char *)row + field->offset;
    struct vd_str what = vd_str_printf(e->arena, "%s, «%s»", e->set->name, field->label);
    if (field->type == VD_F_TEXT)
        return plan_export_fits(e->arena, *(const struct vd_str *)p, what, e->reason);
    const struct vd_oint *number = field->type == VD_F_QTY ? p : NULL;
    if (!number || !number->has || exact(number->v))
        return VD_OK;
    *e->reason = vd_str_printf(e->arena, "%.*s: una cantidad tiene más cifras de las que una hoja de Excel guarda exactas. El plan completo está también en JSON.", VD_SARG(what));
    return VD_TOO_BIG;
}

/* ---- sheets and rows */

static enum vd_err begin(struct exporting *e, enum plan_book_sheet sheet)
{
    e->set = &plan_book_sets[sheet];
    return vd_workbook_sheet(e->book, e->set->name, e->set);
}

static enum vd_err put(struct exporting *e, const void *row)
{
    for (size_t f = 0; f < e->set->n_fields; f++)
        VD_TRY(field_fits(e, &e->set->fields[f], row));
    return vd_workbook_rows(e->book, row, 1);
}

static struct vd_oint number_of(const struct exporting *e, struct vd_oint key)
{
    for (size_t i = 0; key.has && i < e->components.n; i++)
        if (e->components.v[i] == key.v)
            return vd_some((int64_t)i + 1);
    return (struct vd_oint){0};
}

static struct vd_date date_of(struct vd_str iso)
{
    struct vd_date date = {0};
    return vd_date_from_iso(iso, &date) ? date : (struct vd_date){0};
}

static enum vd_err put_plan(struct exporting *e)
{
    struct plan_book_plan row = {VD_S(PLAN_BOOK_FORMAT), PLAN_BOOK_VERSION, e->export->version.instrument, e->export->vigencia};
    VD_TRY(begin(e, PLAN_BOOK_PLAN));
    return put(e, &row);
}

static enum vd_err put_components(struct exporting *e)
{
    VD_AUTO_STMT struct vd_stmt *st = export_component_open(e->db, e->entity, e->version);
    struct export_component_row c;
    VD_TRY(begin(e, PLAN_BOOK_COMPONENTS));
    while (export_component_next(st, e->arena, &c)) {
        *VD_PUSH(e->arena, &e->components) = c.key;
        struct plan_book_component row = {.no = (int64_t)e->components.n, .ord = c.ord, .parent = number_of(e, c.parent_key), .code = c.code, .name = c.name, .raw = c.raw,
            .catalogue = c.catalogue, .ext_title = c.ext_title, .objective = c.objective};
        VD_TRY(put(e, &row));
    }
    return vd_done(st);
}

static struct vd_str doubt_word(int64_t doubt)
{
    static const char *const words[] = {NULL, "corregido", "supuesto", "ambiguo"};
    return doubt > 0 && doubt < (int64_t)VD_COUNT(words) ? vd_str_of(words[doubt]) : (struct vd_str){0};
}

static enum vd_err put_activities(struct exporting *e)
{
    VD_AUTO_STMT struct vd_stmt *st = export_activity_open(e->db, e->entity, e->version, e->export->version.import_id.v);
    struct export_activity_row a;
    VD_TRY(begin(e, PLAN_BOOK_ACTIVITIES));
    while (export_activity_next(st, e->arena, &a)) {
        struct plan_book_activity row = {.address = a.address, .code = a.code, .component = number_of(e, vd_some(a.component_key)).v,
            .subcomponent = number_of(e, a.subcomponent_key), .description = a.description, .product = a.product, .goal = a.goal, .schedule = a.schedule,
            .schedule_kind = a.schedule_kind, .activity_reading = doubt_word(a.activity_doubt), .goal_reading = doubt_word(a.goal_doubt),
            .dates_reading = doubt_word(a.dates_doubt), .people_reading = doubt_word(a.people_doubt),
            .tramite = {a.tramite_code, a.tramite_name, a.tramite_current, a.tramite_improvement, a.tramite_benefit, a.tramite_kind, a.tramite_action}};
        VD_TRY(put(e, &row));
    }
    return vd_done(st);
}

static enum vd_err put_windows(struct exporting *e)
{
    VD_AUTO_STMT struct vd_stmt *st = export_window_open(e->db, e->entity, e->version);
    struct export_window_row w;
    VD_TRY(begin(e, PLAN_BOOK_WINDOWS));
    while (export_window_next(st, e->arena, &w)) {
        struct plan_book_window row = {w.address, w.ord, date_of(w.from_on), date_of(w.due_on), w.granularity, w.raw, w.problem, w.supposed};
        VD_TRY(put(e, &row));
    }
    return vd_done(st);
}

static enum vd_err put_responsibles(struct exporting *e)
{
    VD_AUTO_STMT struct vd_stmt *st = export_responsible_open(e->db, e->entity, e->version);
    struct export_responsible_row r;
    VD_TRY(begin(e, PLAN_BOOK_RESPONSIBLES));
    while (export_responsible_next(st, e->arena, &r)) {
        bool both = r.abbrev.n && !vd_str_eq(r.abbrev, r.unit);
        struct plan_book_responsible row = {r.address, r.ord, r.raw, both ? vd_str_printf(e->arena, "%.*s (%.*s)", VD_SARG(r.unit), VD_SARG(r.abbrev)) : r.unit};
        VD_TRY(put(e, &row));
    }
    return vd_done(st);
}

static enum vd_err put_indicators(struct exporting *e)
{
    VD_AUTO_STMT struct vd_stmt *st = export_indicator_open(e->db, e->entity, e->version);
    struct export_indicator_row n;
    VD_TRY(begin(e, PLAN_BOOK_INDICATORS));
    while (export_indicator_next(st, e->arena, &n)) {
        struct plan_book_indicator row = {.activity = n.address, .component = number_of(e, n.component_key), .ord = n.ord, .name = n.name, .formula = n.formula,
            .unit_kind = n.unit_kind, .lower_better = n.lower_better, .schedule = n.schedule, .responsible = n.responsible, .target = n.raw, .qty = n.qty,
            .comparator = n.comparator, .condition = n.condition, .per = n.per, .per_n = n.per_n, .coverage = n.coverage};
        VD_TRY(put(e, &row));
    }
    return vd_done(st);
}

static enum vd_err put_followed(struct exporting *e, int64_t cutoff)
{
    VD_AUTO_STMT struct vd_stmt *st = export_followup_open(e->db, e->entity, cutoff, e->version);
    struct export_followup_row f;
    VD_TRY(begin(e, PLAN_BOOK_FOLLOWUP));
    while (export_followup_next(st, e->arena, &f)) {
        struct plan_book_followup row = {f.address, f.counted, f.declared, f.achieved, f.target, f.reading, f.achieved_raw, f.declared_raw, f.remarks};
        VD_TRY(put(e, &row));
    }
    return vd_done(st);
}

static enum vd_err put_followup(struct exporting *e)
{
    struct export_cutoff_row c;
    enum vd_err err = export_cutoff_one(e->db, e->arena, e->entity, e->version, &c);
    if (err != VD_OK)
        return err == VD_NOT_FOUND ? VD_OK : err;
    struct plan_book_cutoff row = {date_of(c.cut_on), date_of(c.sheet_on), c.printed_mean};
    VD_TRY(begin(e, PLAN_BOOK_CUTOFF));
    VD_TRY(put(e, &row));
    return put_followed(e, c.id);
}

/* ---- the whole */

vd_us plan_export_date(const struct plan_export *export)
{
    return vd_date_days((struct vd_date){(int16_t)export->vigencia, 1, 1}) * INT64_C(86400000000);
}

static enum vd_err put_book(const struct plan_export *export, FILE *out, struct vd_str *ret_reason)
{
    struct exporting e = {.export = export, .db = export->db, .arena = export->arena, .entity = export->entity_id, .version = export->version.version_id, .reason = ret_reason};
    VD_TRY(vd_workbook_open(e.arena, out, export->version.title, plan_export_date(export), &e.book));
    VD_TRY(put_plan(&e));
    VD_TRY(put_components(&e));
    VD_TRY(put_activities(&e));
    VD_TRY(put_windows(&e));
    VD_TRY(put_responsibles(&e));
    VD_TRY(put_indicators(&e));
    VD_TRY(put_followup(&e));
    return vd_workbook_close(e.book);
}

enum vd_err plan_export_put(const struct plan_export *export, FILE *out, struct vd_str *ret_reason)
{
    return export->form == PLAN_EXPORT_DOCUMENT ? plan_export_document(export, out, ret_reason) : put_book(export, out, ret_reason);
}

enum vd_err plan_export_find(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t vigencia, struct vd_str instrument, struct vd_str family,
                             struct export_version_row *ret, bool *ret_several)
{
    VD_AUTO_STMT struct vd_stmt *st = export_version_open(db, entity_id, vigencia, instrument.n ? instrument : VD_S(""), 0);
    struct export_version_row row;
    int found = 0;
    while (export_version_next(st, arena, &row)) {
        if (family.n && !vd_str_eq(family, row.path_word))
            continue;
        if (!found++)
            *ret = row;
    }
    VD_TRY(vd_done(st));
    *ret_several = found > 1;
    return found ? VD_OK : VD_NOT_FOUND;
}

enum vd_err plan_export_version(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t vigencia, int64_t version_id, struct export_version_row *ret)
{
    return export_version_one(db, arena, entity_id, vigencia, VD_S(""), version_id, ret);
}
