/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a version, each list beside what it hangs on. The queries give them in the order of the activities. */
#include "features/plan/plan_docx_parts.h"

static enum vd_err read_components(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = export_component_open(p->db, p->of->entity_id, p->of->version_id);
    struct export_component_row row;
    while (export_component_next(st, p->arena, &row))
        VD_PUSH(p->arena, &p->components)->row = row;
    return vd_done(st);
}

static struct docx_component *with_key(const struct docx_plan *p, int64_t key)
{
    VD_EACH(c, &p->components)
        if (c->row.key == key)
            return c;
    return NULL;
}

const struct docx_component *docx_component_with(const struct docx_plan *p, struct vd_oint key) { return key.has ? with_key(p, key.v) : NULL; }

static enum vd_err read_activities(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = export_activity_open(p->db, p->of->entity_id, p->of->version_id, 0);
    struct export_activity_row r;
    while (export_activity_next(st, p->arena, &r)) {
        struct docx_activity *a = VD_PUSH(p->arena, &p->activities);
        const struct vd_str tramite[PLAN_TRAMITE_FIELDS] = {r.tramite_code, r.tramite_name, r.tramite_current, r.tramite_improvement, r.tramite_benefit, r.tramite_kind, r.tramite_action};
        a->row = r;
        memcpy(a->tramite, tramite, sizeof tramite);
    }
    VD_TRY(vd_done(st));
    VD_EACH(a, &p->activities) {
        struct docx_component *of = with_key(p, a->row.component_key);
        if (of)
            *VD_PUSH(p->arena, &of->activities) = a;
    }
    return VD_OK;
}

/* The activity of a row, at or after *at. */
static struct docx_activity *go_to(const struct docx_plan *p, struct vd_str address, size_t *at)
{
    while (*at < p->activities.n && !vd_str_eq(p->activities.v[*at].row.address, address))
        ++*at;
    return *at < p->activities.n ? &p->activities.v[*at] : NULL;
}

static enum vd_err read_windows(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = export_window_open(p->db, p->of->entity_id, p->of->version_id);
    struct export_window_row row;
    for (size_t at = 0; export_window_next(st, p->arena, &row);) {
        struct docx_activity *a = go_to(p, row.address, &at);
        if (a)
            *VD_PUSH(p->arena, &a->windows) = row;
    }
    return vd_done(st);
}

static enum vd_err read_people(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = export_responsible_open(p->db, p->of->entity_id, p->of->version_id);
    struct export_responsible_row row;
    for (size_t at = 0; export_responsible_next(st, p->arena, &row);) {
        struct docx_activity *a = go_to(p, row.address, &at);
        if (a)
            *VD_PUSH(p->arena, &a->people) = row.raw;
    }
    return vd_done(st);
}

/* An indicator named as the product or the goal stands for one that the plan does not give. */
static void put_indicator(struct docx_activity *a, const struct export_indicator_row *row)
{
    if (!vd_str_eq(row->name, a->row.product) && !vd_str_eq(row->name, a->row.goal))
        a->indicator = row->name;
    a->formula = row->formula;
}

static enum vd_err read_indicators(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = export_indicator_open(p->db, p->of->entity_id, p->of->version_id);
    struct export_indicator_row row;
    for (size_t at = 0; export_indicator_next(st, p->arena, &row);) {
        struct docx_activity *a = row.address.n ? go_to(p, row.address, &at) : NULL;
        struct docx_component *c = row.component_key.has ? with_key(p, row.component_key.v) : NULL;
        if (a && !a->indicator.n && !a->formula.n)
            put_indicator(a, &row);
        else if (!row.address.n)
            *VD_PUSH(p->arena, c ? &c->indicators : &p->indicators) = row;
    }
    return vd_done(st);
}

/* ---- the document it came from */

static enum vd_err read_places(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = docx_source_column_open(p->db, p->of->entity_id, p->import.v);
    struct docx_source_column_row row;
    while (docx_source_column_next(st, p->arena, &row))
        *VD_PUSH(p->arena, &p->places) = row;
    return vd_done(st);
}

static enum vd_err read_headings(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = docx_source_heading_open(p->db, p->of->entity_id, p->import.v);
    struct docx_source_heading_row row;
    while (docx_source_heading_next(st, p->arena, &row))
        *VD_PUSH(p->arena, &p->headings) = row;
    return vd_done(st);
}

static enum vd_err read_tables(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = docx_source_table_open(p->db, p->of->entity_id, p->of->version_id, p->import.v);
    struct docx_source_table_row row;
    int64_t last = 0;
    while (docx_source_table_next(st, p->arena, &row)) {
        if (!p->tables.n || row.component_key != last)
            *VD_PUSH(p->arena, &p->tables) = row;
        last = row.component_key;
    }
    return vd_done(st);
}

static enum vd_err read_source(struct docx_plan *p)
{
    struct docx_source_row source;
    enum vd_err err = docx_source_one(p->db, p->arena, p->of->entity_id, p->version.plan_id, p->version.no, &source);
    if (err == VD_NOT_FOUND)
        return VD_OK;
    VD_TRY(err);
    p->import = vd_some(source.id);
    p->source_hash = source.sha256;
    VD_TRY(read_tables(p));
    VD_TRY(read_places(p));
    return read_headings(p);
}

enum vd_err docx_read(struct docx_plan *p)
{
    VD_TRY(docx_version_one(p->db, p->arena, p->of->entity_id, p->of->version_id, &p->version));
    VD_TRY(read_components(p));
    VD_TRY(read_activities(p));
    VD_TRY(read_windows(p));
    VD_TRY(read_people(p));
    VD_TRY(read_indicators(p));
    return read_source(p);
}
