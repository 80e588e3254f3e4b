/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_store.h"

/* Index of a component: that of the nearest line before which has it, or the next. */
static int component_index(struct vd_arena *arena, struct followup_sheet *sheet, const struct followup_line_row *line)
{
    for (size_t i = sheet->lines.n; i > 0; i--)
        if (sheet->lines.v[i - 1].component_key == line->component_key)
            return sheet->input.rows.v[i - 1].group;
    *VD_PUSH(arena, &sheet->components) = (struct followup_component){line->component_code, line->component_name};
    return sheet->input.groups++;
}

/* A code that the table's CHECK does not know cannot be there; the first name stands for it. */
static int code_of(struct vd_str text, const char *(*name)(int), int n)
{
    for (int i = 1; i < n; i++)
        if (vd_str_is(text, name(i)))
            return i;
    return 0;
}

static const char *counted_name(int i) { return followup_counted_name((enum followup_counted)i); }
static const char *reading_name(int i) { return followup_reading_name((enum followup_reading)i); }

static struct followup_row row_of(const struct followup_line_row *line, int group)
{
    return (struct followup_row){
        .group = group,
        .counted = (enum followup_counted)code_of(line->counted, counted_name, FOLLOWUP_COUNTED),
        .reading = (enum followup_reading)code_of(line->reading, reading_name, FOLLOWUP_READINGS),
        .reported = line->achieved_raw.n || line->declared_raw.n,
        .lower_better = line->lower_better,
        .said_u6 = {[FOLLOWUP_DECLARED] = line->declared, [FOLLOWUP_REVIEWED] = line->reviewed, [FOLLOWUP_VERIFIED] = line->verified},
        .achieved_u6 = line->achieved,
        .target_u6 = line->target,
        .periods = (int)line->periods,
        .ended = (int)line->ended,
        .weight_u6 = line->weight,
        .lacks_evidence = line->lacks_evidence,
    };
}

void followup_line_add(struct vd_arena *arena, struct followup_sheet *sheet, const struct followup_line_row *line)
{
    struct followup_row row = row_of(line, component_index(arena, sheet, line));
    *VD_PUSH(arena, &sheet->lines) = *line;
    *VD_PUSH(arena, &sheet->input.rows) = row;
}

enum vd_err followup_lines_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff, struct followup_sheet *sheet)
{
    struct followup_line_row line;
    VD_AUTO_STMT struct vd_stmt *st = followup_line_open(db, entity_id, cutoff);
    while (followup_line_next(st, arena, &line))
        followup_line_add(arena, sheet, &line);
    return vd_done(st);
}

enum vd_err followup_sheet_get(struct vd_db *db, struct vd_arena *arena, const struct followup_which *which, struct followup_sheet *ret)
{
    struct followup_head_row head;
    VD_TRY(followup_head_one(db, arena, which->entity_id, which->vigencia, which->family.p ? which->family : VD_S(""), which->shown, which->cut_on.year ? vd_date_iso(arena, which->cut_on) : VD_S(""), &head));
    struct followup_sheet sheet = {.there = head.cutoff_id.has, .cutoff = head.cutoff_id.v, .title = head.title, .printed_mean = head.printed_mean, .state = head.state, .frozen_head = head.frozen_head,
                                   .frozen_at = head.frozen_at.v};
    const struct { struct vd_str iso; struct vd_date *ret; } days[] = {{head.cut_on, &sheet.cut_on}, {head.sheet_on, &sheet.sheet_on}, {head.publish_by, &sheet.publish_by},
                                                                       {head.published_on, &sheet.published_on}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (days[i].iso.p && !vd_date_from_iso(days[i].iso, days[i].ret))
            return VD_CORRUPT;
    if (sheet.there)
        VD_TRY(followup_lines_get(db, arena, which->entity_id, head.cutoff_id.v, &sheet));
    *ret = sheet;
    return VD_OK;
}

bool followup_cut_is_public(const struct followup_cut_row *cut) { return vd_str_is(cut->state, "publicado") || vd_str_is(cut->state, "importado"); }

enum vd_err followup_cut_list_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, followup_cut_list *ret)
{
    struct followup_cut_row row;
    followup_cut_list list = {0};
    VD_AUTO_STMT struct vd_stmt *st = followup_cut_open(db, entity_id, plan_id);
    while (followup_cut_next(st, arena, &row))
        if (!list.n || !vd_str_eq(list.v[list.n - 1].cut_on, row.cut_on))
            *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err followup_notes_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff, followup_notes *ret)
{
    struct followup_note_row row;
    followup_notes list = {0};
    VD_AUTO_STMT struct vd_stmt *st = followup_note_open(db, entity_id, cutoff);
    while (followup_note_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err followup_begun_on(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, struct vd_date *ret)
{
    struct followup_begun_row row;
    VD_TRY(followup_begun_one(db, arena, entity_id, plan_id, &row));
    *ret = (struct vd_date){0};
    return !row.published_on.p || vd_date_from_iso(row.published_on, ret) ? VD_OK : VD_CORRUPT;
}

enum vd_err followup_years_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, followup_years *ret)
{
    struct followup_year_row row;
    followup_years years = {0};
    VD_AUTO_STMT struct vd_stmt *st = followup_year_open(db, entity_id);
    while (followup_year_next(st, arena, &row))
        *VD_PUSH(arena, &years) = row.vigencia;
    VD_TRY(vd_done(st));
    *ret = years;
    return VD_OK;
}
