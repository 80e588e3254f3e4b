/* SPDX-License-Identifier: Apache-2.0 */
/* Compliance for machines: one object. Percentages are numbers rounded half up to two decimals; "exact" holds the fraction they
 * come from. Keys are stable. */
#include "base/json.h"
#include "features/followup/followup.h"

struct telling {
    struct vd_json j;
    struct vd_arena *arena;
    const struct followup_sheet *sheet;
    const struct followup_question *asked;
    struct followup_side sides[FOLLOWUP_BASES];
};

static void put_percent(struct telling *t, const char *key, mpq_srcptr percent)
{
    int64_t hundredths = 0;
    vd_json_key(&t->j, key);
    if (!percent) {
        vd_json_null(&t->j);
        return;
    }
    mpq_ptr scaled = followup_ratio(t->arena, 100, 1);
    mpq_mul(scaled, scaled, percent);
    if (vd_str_i64(followup_rounded(t->arena, scaled, 0, '.'), &hundredths)) /* at most 10000 */
        vd_json_u6(&t->j, hundredths * 10000);
}

static void put_exact(struct telling *t, const char *key, mpq_srcptr value)
{
    VD_JSON_STR(&t->j, key, value ? followup_exact(t->arena, value) : (struct vd_str){0});
}

static void put_u6(struct telling *t, const char *key, struct vd_oint u6)
{
    vd_json_key(&t->j, key);
    if (u6.has)
        vd_json_u6(&t->j, u6.v);
    else
        vd_json_null(&t->j);
}

static void put_text(struct telling *t, const char *key, const char *text) { VD_JSON_STR(&t->j, key, vd_str_of(text)); }

static void put_figure(struct telling *t, int method, int basis, int group)
{
    static const char *const absent[] = {NULL, "no_values", "no_rows", "no_weights"};
    struct followup_figure f = followup_figure_of(t->arena, &t->sheet->input, &t->sides[basis], (enum followup_method)method, group);
    vd_json_object(&t->j);
    put_text(t, "method", followup_method_name(f.method));
    put_text(t, "basis", followup_basis_name(f.basis));
    put_percent(t, "percent", f.percent);
    put_exact(t, "exact", f.percent);
    put_exact(t, "numerator", f.numerator);
    put_exact(t, "denominator", f.denominator);
    put_text(t, "zone", f.absent ? NULL : followup_zone_name(f.zone));
    put_text(t, "absent", absent[f.absent]);
    VD_JSON_I64(&t->j, "rows", f.counted);
    VD_JSON_I64(&t->j, "left_out", f.left_out);
    VD_JSON_I64(&t->j, "unreported", f.unreported);
    VD_JSON_I64(&t->j, "supposed", f.supposed);
    vd_json_key(&t->j, "zones");
    vd_json_object(&t->j);
    for (int z = FOLLOWUP_ALTA; z >= FOLLOWUP_BAJA; z--)
        VD_JSON_I64(&t->j, followup_zone_name((enum followup_zone)z), f.of_zone[z]);
    vd_json_object_end(&t->j);
    vd_json_object_end(&t->j);
}

static void put_figures(struct telling *t, int group)
{
    vd_json_key(&t->j, "figures");
    vd_json_array(&t->j);
    for (int m = 0; m < FOLLOWUP_METHODS; m++)
        for (int b = 0; b < FOLLOWUP_BASES; b++)
            if ((t->asked->methods >> m & 1) && (t->asked->bases >> b & 1))
                put_figure(t, m, b, group);
    vd_json_array_end(&t->j);
}

static void put_components(struct telling *t)
{
    vd_json_key(&t->j, "components");
    vd_json_array(&t->j);
    for (int g = 0; g < t->sheet->input.groups; g++) {
        vd_json_object(&t->j);
        VD_JSON_STR(&t->j, "code", t->sheet->components.v[g].code);
        VD_JSON_STR(&t->j, "name", t->sheet->components.v[g].name);
        put_figures(t, g);
        vd_json_object_end(&t->j);
    }
    vd_json_array_end(&t->j);
}

static const char *place_name(const struct followup_mark *mark)
{
    static const char *const names[FOLLOWUP_PLACES] = {"counts", "not_due", "not_applicable", "withdrawn", "no_value", "ambiguous", "zero_target"};
    return mark->unreported ? "unreported" : names[mark->place];
}

/* What one activity gives on each basis that was asked. */
static void put_values(struct telling *t, size_t row)
{
    vd_json_key(&t->j, "values");
    vd_json_array(&t->j);
    for (int b = 0; b < FOLLOWUP_BASES; b++) {
        const struct followup_mark *mark = &t->sides[b].marks[row];
        if (!(t->asked->bases >> b & 1) || !t->sides[b].there)
            continue;
        vd_json_object(&t->j);
        put_text(t, "basis", followup_basis_name((enum followup_basis)b));
        put_percent(t, "percent", mark->percent);
        put_exact(t, "exact", mark->percent);
        put_text(t, "zone", mark->percent ? followup_zone_name(followup_zone_of(mark->percent)) : NULL);
        put_text(t, "place", place_name(mark));
        vd_json_key(&t->j, "capped");
        vd_json_bool(&t->j, mark->capped);
        vd_json_object_end(&t->j);
    }
    vd_json_array_end(&t->j);
}

static void put_activities(struct telling *t)
{
    vd_json_key(&t->j, "activities");
    vd_json_array(&t->j);
    for (size_t i = 0; i < t->sheet->lines.n; i++) {
        const struct followup_line_row *line = &t->sheet->lines.v[i];
        vd_json_object(&t->j);
        VD_JSON_I64(&t->j, "row", (int64_t)i + 1);
        VD_JSON_STR(&t->j, "activity", line->address);
        VD_JSON_STR(&t->j, "component", line->component_code);
        VD_JSON_STR(&t->j, "description", line->description);
        VD_JSON_STR(&t->j, "counted", line->counted);
        VD_JSON_STR(&t->j, "achieved_text", line->achieved_raw);
        VD_JSON_STR(&t->j, "declared_text", line->declared_raw);
        put_u6(t, "achieved", line->achieved);
        put_u6(t, "target", line->target);
        VD_JSON_STR(&t->j, "unit", line->unit);
        VD_JSON_STR(&t->j, "reading", line->reading);
        put_values(t, i);
        VD_JSON_STR(&t->j, "remarks", line->remarks);
        vd_json_object_end(&t->j);
    }
    vd_json_array_end(&t->j);
}

static void put_disagreements(struct telling *t)
{
    followup_disagreements all = followup_disagreements_of(t->arena, &t->sheet->input);
    vd_json_key(&t->j, "disagreements");
    vd_json_array(&t->j);
    VD_EACH(d, &all) {
        vd_json_object(&t->j);
        VD_JSON_I64(&t->j, "row", (int64_t)d->row + 1);
        VD_JSON_STR(&t->j, "activity", t->sheet->lines.v[d->row].address);
        VD_JSON_STR(&t->j, "description", t->sheet->lines.v[d->row].description);
        put_percent(t, "declared", d->declared);
        put_percent(t, "recomputed", d->recomputed);
        vd_json_object_end(&t->j);
    }
    vd_json_array_end(&t->j);
}

static void put_followup(struct telling *t)
{
    const struct followup_sheet *sheet = t->sheet;
    vd_json_key(&t->j, "followup");
    if (!sheet->there) {
        vd_json_null(&t->j);
        VD_JSON_STR(&t->j, "message", VD_S("Sin dato"));
        return;
    }
    vd_json_object(&t->j);
    VD_JSON_STR(&t->j, "cutoff", vd_date_iso(t->arena, sheet->cut_on));
    VD_JSON_STR(&t->j, "sheet_date", vd_date_iso(t->arena, sheet->sheet_on));
    put_u6(t, "printed_mean", sheet->printed_mean);
    VD_JSON_STR(&t->j, "official_basis", VD_S("declared"));
    VD_JSON_I64(&t->j, "activities", (int64_t)t->sheet->lines.n);
    vd_json_object_end(&t->j);
    put_figures(t, -1);
    put_components(t);
    put_activities(t);
    put_disagreements(t);
}

void followup_json_put(struct vd_buf *out, struct vd_arena *arena, const struct followup_sheet *sheet, const struct followup_question *question)
{
    struct telling t = {.arena = arena, .sheet = sheet, .asked = question};
    vd_json_init(&t.j, out);
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        t.sides[b] = followup_side_of(arena, &sheet->input, (enum followup_basis)b);
    vd_json_object(&t.j);
    VD_JSON_STR(&t.j, "entity", question->slug);
    VD_JSON_STR(&t.j, "entity_name", question->entity_name);
    VD_JSON_I64(&t.j, "vigencia", question->vigencia);
    VD_JSON_STR(&t.j, "plan", sheet->title);
    put_followup(&t);
    vd_json_object_end(&t.j);
    vd_buf_char(out, '\n');
}
