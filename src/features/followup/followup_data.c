/* SPDX-License-Identifier: Apache-2.0 */
/* A sheet as data: figures of the whole and of each component, what each activity gives, what does not agree. */
#include "features/followup/followup_data.h"

struct filling {
    struct vd_arena *arena;
    const struct followup_sheet *sheet;
    const struct followup_question *asked;
    struct followup_sides sides;
};

static bool asked_basis(const struct filling *f, int basis) { return f->asked->bases >> basis & 1; }

struct followup_sides followup_sides_of(struct vd_arena *arena, const struct followup_sheet *sheet)
{
    struct followup_sides sides;
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        sides.by[b] = followup_side_of(arena, &sheet->input, (enum followup_basis)b);
    return sides;
}

struct vd_oint followup_percent_u6(struct vd_arena *arena, mpq_srcptr percent) { return followup_u6(arena, percent, 2, FOLLOWUP_HALF_UP); }

static struct vd_str exact_of(const struct filling *f, mpq_srcptr value) { return value ? followup_exact(f->arena, value) : (struct vd_str){0}; }

static struct vd_str zone_of(mpq_srcptr percent)
{
    return percent ? vd_str_of(followup_zone_name(followup_zone_of(percent))) : (struct vd_str){0};
}

static struct followup_figure_data figure_data(const struct filling *f, int method, int basis, int group)
{
    static const char *const absent[] = {NULL, "sin_valores", "sin_actividades", "sin_pesos"};
    struct followup_figure of = followup_figure_of(f->arena, &f->sheet->input, &f->sides.by[basis], (enum followup_method)method, group);
    return (struct followup_figure_data){
        .method = vd_str_of(followup_method_name(of.method)), .basis = vd_str_of(followup_basis_name(of.basis)), .percent = followup_percent_u6(f->arena, of.percent),
        .exact = exact_of(f, of.percent), .numerator = exact_of(f, of.numerator), .denominator = exact_of(f, of.denominator),
        .zone = zone_of(of.percent), .absent = vd_str_of(absent[of.absent]), .rows = of.counted, .left_out = of.left_out,
        .unreported = of.unreported, .supposed = of.supposed,
        .zones = {of.of_zone[FOLLOWUP_ALTA], of.of_zone[FOLLOWUP_MEDIA], of.of_zone[FOLLOWUP_BAJA]}};
}

static void fill_figures(const struct filling *f, int group, followup_figures *ret)
{
    for (int m = 0; m < FOLLOWUP_METHODS; m++)
        for (int b = 0; b < FOLLOWUP_BASES; b++)
            if ((f->asked->methods >> m & 1) && asked_basis(f, b))
                *VD_PUSH(f->arena, ret) = figure_data(f, m, b, group);
}

static struct vd_str place_of(const struct followup_mark *mark)
{
    static const char *const names[FOLLOWUP_PLACES] = {"cuenta", "no_vencida", "no_aplica", "retirada", "sin_valor", "ambiguo", "meta_cero"};
    return vd_str_of(mark->unreported ? "sin_reporte" : names[mark->place]);
}

/* recomputed − declared: followup_rounded takes no negative numbers. */
static struct vd_oint difference_of(const struct filling *f, const struct followup_mark *said, const struct followup_mark *again)
{
    mpq_srcptr declared = said->unreported ? NULL : said->percent, recomputed = again->unreported ? NULL : again->percent;
    if (!declared || !recomputed)
        return (struct vd_oint){0};
    mpq_ptr apart = followup_number(f->arena);
    mpq_sub(apart, recomputed, declared);
    bool less = mpq_sgn(apart) < 0;
    mpq_abs(apart, apart);
    struct vd_oint u6 = followup_percent_u6(f->arena, apart);
    return less ? vd_some(-u6.v) : u6;
}

static bool lies_apart(const struct filling *f, size_t i)
{
    mpq_srcptr said = f->sides.by[FOLLOWUP_DECLARED].marks[i].percent;
    for (int b = FOLLOWUP_REVIEWED; b < FOLLOWUP_BASES; b++)
        if (f->sides.by[b].there && followup_apart_text(f->arena, said, f->sides.by[b].marks[i].percent).n)
            return true;
    return false;
}

static void fill_values(const struct filling *f, size_t i, struct followup_activity_data *row)
{
    row->differs = lies_apart(f, i);
    for (int b = 0; b < FOLLOWUP_BASES; b++) {
        const struct followup_mark *mark = &f->sides.by[b].marks[i];
        if (!asked_basis(f, b) || !f->sides.by[b].there)
            continue;
        mpq_srcptr percent = mark->unreported ? NULL : mark->percent; /* it counts 0, but nobody said it */
        row->percents[b] = followup_percent_u6(f->arena, percent);
        row->zones[b] = zone_of(mark->percent);
        row->places[b] = place_of(mark);
        *VD_PUSH(f->arena, &row->values) = (struct followup_value_data){
            .basis = vd_str_of(followup_basis_name((enum followup_basis)b)), .percent = row->percents[b], .exact = exact_of(f, percent),
            .zone = row->zones[b], .place = row->places[b], .capped = mark->capped};
    }
    row->difference = difference_of(f, &f->sides.by[FOLLOWUP_DECLARED].marks[i], &f->sides.by[FOLLOWUP_RECOMPUTED].marks[i]);
}

static void fill_activities(const struct filling *f, followup_activities *ret)
{
    for (size_t i = 0; i < f->sheet->lines.n; i++) {
        const struct followup_line_row *line = &f->sheet->lines.v[i];
        struct followup_activity_data row = {
            .row = (int64_t)i + 1, .activity = line->address, .component = line->component_code, .component_name = line->component_name,
            .description = line->description, .counted = line->counted, .achieved_text = line->achieved_raw, .declared_text = line->declared_raw,
            .achieved = line->achieved, .target = line->target, .unit = line->unit, .reading = line->reading, .windows = line->windows, .ended = line->windows_ended, .remarks = line->remarks,
            .unit_name = line->unit_name, .verdict = line->verdict, .nonconformity = line->nonconformity, .difference_reason = line->difference_reason, .lacks_evidence = line->lacks_evidence};
        fill_values(f, i, &row);
        *VD_PUSH(f->arena, ret) = row;
    }
}

static void fill_disagreements(const struct filling *f, struct followup_document *doc)
{
    followup_disagreements all = followup_disagreements_of(f->arena, &f->sheet->input);
    VD_EACH(d, &all) {
        const struct followup_line_row *line = &f->sheet->lines.v[d->row];
        *VD_PUSH(f->arena, &doc->disagreements) = (struct followup_disagreement_data){
            .row = (int64_t)d->row + 1, .activity = line->address, .description = line->description,
            .declared = followup_percent_u6(f->arena, d->declared), .recomputed = followup_percent_u6(f->arena, d->recomputed)};
    }
}

static void fill_components(const struct filling *f, struct followup_document *doc)
{
    for (int g = 0; g < f->sheet->input.groups; g++) {
        struct followup_component_data component = {.code = f->sheet->components.v[g].code, .name = f->sheet->components.v[g].name};
        fill_figures(f, g, &component.figures);
        *VD_PUSH(f->arena, &doc->components) = component;
    }
}

static bool reviewed(const struct followup_sheet *sheet)
{
    VD_EACH(row, &sheet->input.rows)
        if (row->said_u6[FOLLOWUP_REVIEWED].has)
            return true;
    return false;
}

enum followup_basis followup_official_of(const struct followup_sheet *sheet)
{
    if (vd_str_is(sheet->state, "publicado") || vd_str_is(sheet->state, "congelado"))
        return FOLLOWUP_VERIFIED;
    return !vd_str_is(sheet->state, "importado") && reviewed(sheet) ? FOLLOWUP_REVIEWED : FOLLOWUP_DECLARED;
}

struct followup_document followup_document_of(struct vd_arena *arena, const struct followup_sheet *sheet, const struct followup_question *question)
{
    struct filling f = {.arena = arena, .sheet = sheet, .asked = question};
    struct followup_document doc = {.entity = question->slug, .entity_name = question->entity_name, .vigencia = question->vigencia, .plan = sheet->title};
    if (!sheet->there) {
        doc.message = VD_S("Sin dato");
        return doc;
    }
    f.sides = followup_sides_of(arena, sheet);
    doc.about = (struct followup_about){.cutoff = sheet->cut_on, .sheet_date = sheet->sheet_on, .publish_by = sheet->publish_by, .published_on = sheet->published_on,
        .state = sheet->state, .printed_mean = sheet->printed_mean, .official_basis = vd_str_of(followup_basis_name(followup_official_of(sheet))), .activities = (int64_t)sheet->lines.n};
    fill_figures(&f, -1, &doc.figures);
    fill_components(&f, &doc);
    fill_activities(&f, &doc.activities);
    fill_disagreements(&f, &doc);
    return doc;
}
