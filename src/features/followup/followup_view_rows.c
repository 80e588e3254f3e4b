/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a follow-up's page: bars of the components, the four values of rows that do not agree, the activities. */
#include "features/followup/followup_compare.h"
#include "features/followup/followup_views.h"

enum { FOURS_MOST = 5 };

/* ---- components */

static void say_count(struct vd_arena *arena, struct vd_str *text, int n, const char *zone)
{
    if (n)
        *text = text->n ? vd_str_printf(arena, "%.*s, %d %s", VD_SARG(*text), n, zone) : vd_str_printf(arena, "%d %s", n, zone);
}

static struct followup_group_mean mean_of(const struct followup_view_in *in, const struct followup_figure *f)
{
    if (f->absent)
        return (struct followup_group_mean){0};
    return (struct followup_group_mean){.there = true, .mean = followup_percent_text(in->arena, f->percent), .sem = followup_zone_sem(f->zone)};
}

/* The official figure of imported history is the declared one: it comes first, and rows count by zone on it. */
static void fill_groups(const struct followup_view_in *in, struct followup_page_view *view)
{
    enum followup_basis basis = in->sides.by[FOLLOWUP_DECLARED].there ? FOLLOWUP_DECLARED : FOLLOWUP_RECOMPUTED;
    view->groups_basis = basis == FOLLOWUP_RECOMPUTED ? "recalculado" : "declarado";
    for (int g = 0; g < in->sheet->input.groups; g++) {
        struct followup_figure declared = followup_figure_in(in, FOLLOWUP_M2, FOLLOWUP_DECLARED, g), again = followup_figure_in(in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, g);
        const struct followup_figure f = basis == FOLLOWUP_DECLARED ? declared : again;
        struct followup_group row = {.name = in->sheet->components.v[g].name, .counts = VD_S(""), .official = mean_of(in, &declared), .recomputed = mean_of(in, &again),
            .apart = followup_apart_text(in->arena, declared.percent, again.percent)};
        VD_EACH(one, &in->sheet->input.rows)
            row.activities += one->group == g;
        say_count(in->arena, &row.counts, f.of_zone[FOLLOWUP_ALTA], "alta");
        say_count(in->arena, &row.counts, f.of_zone[FOLLOWUP_MEDIA], "media");
        say_count(in->arena, &row.counts, f.of_zone[FOLLOWUP_BAJA], "baja");
        say_count(in->arena, &row.counts, (int)row.activities - f.counted, "sin contar");
        const struct vd_stack_part parts[] = {{f.of_zone[FOLLOWUP_ALTA], "ok"}, {f.of_zone[FOLLOWUP_MEDIA], "mid"}, {f.of_zone[FOLLOWUP_BAJA], "bad"},
                                              {row.activities - f.counted, "none"}};
        row.svg = vd_stack_svg(in->arena, parts, VD_COUNT(parts));
        *VD_PUSH(in->arena, &view->groups) = row;
    }
}

/* ---- rows that do not agree */

struct vd_str followup_percent_or_dash(struct vd_arena *arena, struct vd_oint u6)
{
    return u6.has ? followup_percent_text(arena, followup_ratio(arena, u6.v, 1000000)) : VD_S("–");
}

static void add_four(const struct followup_view_in *in, const struct followup_activity_data *row, struct followup_page_view *view)
{
    static const char *const notes[FOLLOWUP_BASES] = {"lo que escribe la hoja", "de planeación", "de Control Interno", "100 × logrado ÷ meta"};
    struct followup_four four = {.row = row->row, .description = row->description, .url = followup_activity_url(in, (size_t)row->row - 1), .remarks = row->remarks};
    four.says = vd_str_printf(in->arena, "Declara %.*s con %.*s de %.*s.", VD_SARG(followup_percent_or_dash(in->arena, row->percents[FOLLOWUP_DECLARED])),
                              VD_SARG(followup_quantity_text(in->arena, row->unit, row->achieved)), VD_SARG(followup_quantity_text(in->arena, row->unit, row->target)));
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        *VD_PUSH(in->arena, &four.values) = (struct followup_four_value){.name = followup_basis_word((enum followup_basis)b), .value = followup_percent_or_dash(in->arena, row->percents[b]),
            .note = row->percents[b].has ? notes[b] : "sin dato", .differs = b == FOLLOWUP_RECOMPUTED};
    *VD_PUSH(in->arena, &view->fours) = four;
}

static void fill_fours(const struct followup_view_in *in, struct followup_page_view *view)
{
    VD_EACH(d, &in->doc->disagreements) {
        if (view->fours.n == FOURS_MOST)
            view->fours_more++;
        else
            add_four(in, &in->doc->activities.v[d->row - 1], view);
    }
}

/* ---- activities */

struct vd_str followup_achieved_note(struct vd_arena *arena, const struct followup_activity_data *row)
{
    struct vd_str read = followup_quantity_text(arena, row->unit, row->achieved);
    if (!row->achieved_text.n)
        return row->declared_text.n ? (struct vd_str){0} : VD_S("Sin reporte");
    if (vd_str_is(row->reading, "ambiguo"))
        return VD_S("no se pudo leer de una sola manera");
    if (!row->achieved.has)
        return VD_S("no trae un número");
    if (vd_str_is(row->reading, "supuesto"))
        return vd_str_printf(arena, "se supuso %.*s", VD_SARG(read));
    return vd_str_is(row->unit, "percent") && vd_str_find(row->achieved_text, VD_S("%")) < 0 ? vd_str_printf(arena, "se lee %.*s", VD_SARG(read)) : (struct vd_str){0};
}

static struct vd_str difference_text(struct vd_arena *arena, struct vd_oint u6)
{
    if (!u6.has)
        return VD_S("–");
    struct vd_str size = followup_rounded(arena, followup_ratio(arena, u6.v < 0 ? -u6.v : u6.v, 1000000), 2, ',');
    return u6.v < 0 ? vd_str_printf(arena, "−%.*s", VD_SARG(size)) : size;
}


static void add_row(const struct followup_view_in *in, const struct followup_activity_data *row, struct followup_page_view *view)
{
    struct vd_arena *arena = in->arena;
    size_t i = (size_t)row->row - 1;
    struct vd_str zone = followup_row_zone(row);
    struct followup_row_view out = {.row = row->row, .description = row->description, .url = followup_activity_url(in, i),
        .target = followup_quantity_text(arena, row->unit, row->target), .achieved = row->achieved_text.n ? row->achieved_text : VD_S("–"),
        .achieved_note = followup_achieved_note(arena, row), .declared = followup_percent_or_dash(arena, row->percents[FOLLOWUP_DECLARED]),
        .recomputed = followup_percent_or_dash(arena, row->percents[FOLLOWUP_RECOMPUTED]), .difference = difference_text(arena, row->difference),
        .flag = followup_row_disagrees(in->doc, row), .has_zone = zone.n > 0};
    if (zone.n)
        out.sem = followup_zone_sem(followup_zone_named(zone));
    const char *why = followup_place_words(in->sides.by[FOLLOWUP_DECLARED].marks[i].place);
    if (!why)
        why = followup_place_words(in->sides.by[FOLLOWUP_RECOMPUTED].marks[i].place);
    out.note = why ? vd_str_printf(arena, "No cuenta: %s.", why) : followup_due_by(arena, row);
    if (out.flag) {
        out.note = vd_str_printf(arena, "%.*s%sDeclara %.*s con %.*s de %.*s.", VD_SARG(out.note), out.note.n ? " " : "", VD_SARG(out.declared), VD_SARG(followup_quantity_text(arena, row->unit, row->achieved)), VD_SARG(out.target));
        out.remarks = row->remarks;
    }
    *VD_PUSH(arena, &view->rows) = out;
}

static void fill_options(const struct followup_view_in *in, struct followup_page_view *view)
{
    const struct followup_filter *filter = in->filter;
    *VD_PUSH(in->arena, &view->by_component) = (struct followup_option){.value = VD_S("todas"), .text = VD_S("Todos")};
    VD_EACH(c, &in->sheet->components)
        *VD_PUSH(in->arena, &view->by_component) = (struct followup_option){.value = c->code, .text = c->name, .selected = vd_str_eq(c->code, filter->component)};
    for (size_t i = 0; followup_filter_zones[i]; i++)
        *VD_PUSH(in->arena, &view->by_zone) = (struct followup_option){.value = vd_str_of(followup_filter_zones[i]),
            .text = vd_str_of(followup_filter_zone_word(followup_filter_zones[i])), .selected = vd_str_is(filter->zone, followup_filter_zones[i])};
    for (size_t i = 0; followup_filter_states[i]; i++)
        *VD_PUSH(in->arena, &view->by_state) = (struct followup_option){.value = vd_str_of(followup_filter_states[i]),
            .text = vd_str_of(followup_filter_state_word(followup_filter_states[i])), .selected = vd_str_is(filter->state, followup_filter_states[i])};
}

void followup_page_fill_rows(const struct followup_view_in *in, struct followup_page_view *view)
{
    followup_activities kept = followup_filtered(in->arena, in->doc, in->filter);
    fill_groups(in, view);
    fill_fours(in, view);
    fill_options(in, view);
    VD_EACH(row, &kept)
        add_row(in, row, view);
    view->filtered = !followup_filter_is_all(in->filter->component) || !followup_filter_is_all(in->filter->zone) || !followup_filter_is_all(in->filter->state);
    view->caption = vd_str_printf(in->arena, "%zu de %zu actividades. «Logrado» es lo que dice la celda del archivo, con la unidad que se leyó. La zona es la de lo recalculado; sin ello, la de lo declarado.", kept.n, in->sheet->lines.n);
}
