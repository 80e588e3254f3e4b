/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a follow-up's page: the four values of rows that do not agree, the activities. */
#include "features/followup/followup_compare.h"
#include "features/followup/followup_views.h"

enum { FOURS_MOST = 5 };

/* ---- rows that do not agree */

struct vd_str followup_percent_or_dash(struct vd_arena *arena, struct vd_oint u6)
{
    return u6.has ? followup_percent_text(arena, followup_ratio(arena, u6.v, 1000000)) : VD_S("–");
}

const char *followup_basis_line(enum followup_basis basis)
{
    static const char *const lines[FOLLOWUP_BASES] = {"1.ª", "2.ª", "3.ª", "="};
    return lines[basis];
}

struct vd_str followup_basis_note(const struct followup_view_in *in, enum followup_basis basis, bool there)
{
    static const char *const of_sheet[FOLLOWUP_BASES] = {"Lo que escribe la hoja", "De la oficina de planeación", "De Control Interno", "100 × logrado ÷ meta"};
    static const char *const none[FOLLOWUP_BASES] = {"La hoja no lo declara", "Nadie lo ha revisado en Veedor", "Control Interno no lo ha verificado en Veedor", "Lo logrado y la meta no se pueden dividir"};
    bool made = followup_is_made(in->sheet) && basis == FOLLOWUP_DECLARED;
    if (!there)
        return made ? VD_S("La dependencia no lo declara") : vd_str_of(none[basis]);
    struct vd_str said = made ? VD_S("De la dependencia que responde") : vd_str_of(of_sheet[basis]);
    const char *rules = followup_is_made(in->sheet) ? "De él sale la cifra oficial del plan" : "Es la cifra oficial";
    return basis == in->official ? vd_str_printf(in->arena, "%.*s. %s", VD_SARG(said), rules) : said;
}

static struct followup_four_value four_value(const struct followup_view_in *in, const struct followup_activity_data *row, enum followup_basis basis)
{
    size_t i = (size_t)row->row - 1;
    struct vd_str apart = basis == FOLLOWUP_DECLARED ? (struct vd_str){0} : followup_apart_text(in->arena, in->sides.by[FOLLOWUP_DECLARED].marks[i].percent, in->sides.by[basis].marks[i].percent);
    struct vd_str note = followup_basis_note(in, basis, row->percents[basis].has);
    if (apart.n)
        note = vd_str_printf(in->arena, "%.*s que lo declarado. %.*s", VD_SARG(apart), VD_SARG(note));
    return (struct followup_four_value){.line = followup_basis_line(basis), .name = followup_basis_word(basis), .value = followup_percent_or_dash(in->arena, row->percents[basis]), .note = note, .differs = apart.n > 0};
}

/* A ceiling and a target of several periods are not divided as they stand. */
static struct vd_str declares(const struct followup_view_in *in, const struct followup_activity_data *row)
{
    const struct followup_row *rule = &in->sheet->input.rows.v[row->row - 1];
    struct vd_str asked = followup_quantity_text(in->arena, row->unit, row->target);
    if (rule->periods)
        asked = vd_str_printf(in->arena, "%.*s en el año, de los que al corte se pedían %d de %d períodos", VD_SARG(asked), rule->ended, rule->periods);
    return vd_str_printf(in->arena, "Declara %.*s con %.*s de %.*s.", VD_SARG(followup_percent_or_dash(in->arena, row->percents[FOLLOWUP_DECLARED])),
                         VD_SARG(followup_quantity_text(in->arena, row->unit, row->achieved)), VD_SARG(asked));
}

static void add_four(const struct followup_view_in *in, const struct followup_activity_data *row, struct followup_page_view *view)
{
    struct followup_four four = {.row = followup_row_no(in, (size_t)row->row - 1), .description = row->description, .url = followup_activity_url(in, (size_t)row->row - 1), .says = declares(in, row), .reason = row->difference_reason,
        .remarks = row->remarks};
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        *VD_PUSH(in->arena, &four.values) = four_value(in, row, (enum followup_basis)b);
    *VD_PUSH(in->arena, &view->fours) = four;
}

static void fill_fours(const struct followup_view_in *in, struct followup_page_view *view)
{
    VD_EACH(row, &in->doc->activities) {
        if (!row->differs)
            continue;
        if (view->fours.n == FOURS_MOST)
            view->fours_more++;
        else
            add_four(in, row, view);
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

struct vd_str followup_silent_note(const struct followup_view_in *in, const struct followup_activity_data *row)
{
    if (!in->sides.by[FOLLOWUP_DECLARED].marks[row->row - 1].unreported)
        return (struct vd_str){0};
    const struct vd_oint *rules = &row->percents[in->official];
    return rules->has && rules->v ? VD_S("Sin reporte: en lo declarado cuenta 0.") : VD_S("Sin reporte: cuenta 0.");
}

static struct vd_str difference_text(struct vd_arena *arena, struct vd_oint u6)
{
    if (!u6.has)
        return VD_S("–");
    struct vd_str size = followup_rounded(arena, followup_ratio(arena, u6.v < 0 ? -u6.v : u6.v, 1000000), 2, ',');
    return u6.v < 0 ? vd_str_printf(arena, "−%.*s", VD_SARG(size)) : size;
}

struct vd_sem followup_row_sem(const struct followup_activity_data *row, enum followup_basis official)
{
    if (row->verdict.n)
        return followup_verdict_sem(row->verdict);
    if (vd_str_is(row->counted, "no_aplica"))
        return (struct vd_sem){"none", "No aplica"};
    if (vd_str_is(row->counted, "retirada"))
        return (struct vd_sem){"none", "Retirada"};
    if (vd_str_is(row->counted, "no_vencida"))
        return (struct vd_sem){"none", "Programada"};
    if (!row->achieved_text.n && !row->declared_text.n)
        return (struct vd_sem){"none", "Sin reporte"};
    return row->percents[official].has ? followup_zone_sem(followup_zone_named(row->zones[official])) : (struct vd_sem){"none", "Sin dato"};
}

/* What the count leaves out although it was done. */
static struct vd_str lacking_note(const struct followup_view_in *in, const struct followup_activity_data *row)
{
    mpq_srcptr percent = in->sides.by[in->official].marks[row->row - 1].percent;
    bool lacks = row->lacks_evidence && percent && mpq_cmp_si(percent, 100, 1) >= 0;
    return lacks ? VD_S("Falta evidencia aceptada: en el conteo (M1) no cuenta como cumplida.") : (struct vd_str){0};
}

static struct vd_str note_with(struct vd_arena *arena, struct vd_str note, struct vd_str more)
{
    return more.n ? vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(note), note.n ? " " : "", VD_SARG(more)) : note;
}

static void add_row(const struct followup_view_in *in, const struct followup_activity_data *row, struct followup_page_view *view)
{
    struct vd_arena *arena = in->arena;
    size_t i = (size_t)row->row - 1;
    struct vd_str zone = followup_row_zone(row);
    struct followup_row_view out = {.row = row->row, .no = view->made ? row->activity : vd_str_printf(arena, "%" PRId64, row->row), .description = row->description, .url = followup_activity_url(in, i),
        .target = followup_quantity_text(arena, row->unit, row->target), .achieved = row->achieved_text.n ? row->achieved_text : VD_S("–"),
        .achieved_note = followup_achieved_note(arena, row), .declared = followup_percent_or_dash(arena, row->percents[FOLLOWUP_DECLARED]),
        .reviewed = followup_percent_or_dash(arena, row->percents[FOLLOWUP_REVIEWED]), .verified = followup_percent_or_dash(arena, row->percents[FOLLOWUP_VERIFIED]),
        .recomputed = followup_percent_or_dash(arena, row->percents[FOLLOWUP_RECOMPUTED]), .difference = difference_text(arena, row->difference),
        .flag = row->differs, .has_zone = zone.n > 0, .made = view->made, .nonconformity = row->nonconformity};
    if (view->made)
        out.sem = followup_row_sem(row, in->official);
    else if (zone.n)
        out.sem = followup_zone_sem(followup_zone_named(zone));
    const char *why = followup_place_words(in->sides.by[in->official].marks[i].place);
    if (!why)
        why = followup_place_words(in->sides.by[FOLLOWUP_RECOMPUTED].marks[i].place);
    out.note = why ? vd_str_printf(arena, "No cuenta: %s.", why) : followup_due_by(arena, row);
    out.note = note_with(arena, out.note, followup_silent_note(in, row));
    if (out.flag)
        out.note = note_with(arena, out.note, declares(in, row));
    out.note = note_with(arena, out.note, lacking_note(in, row));
    if (out.flag && row->difference_reason.n)
        out.note = note_with(arena, out.note, vd_str_printf(arena, "Control Interno: «%.*s»", VD_SARG(row->difference_reason)));
    if (out.flag)
        out.remarks = row->remarks;
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

/* A plan that names none has no table of them. */
static bool names_parts(const struct followup_view_in *in, enum followup_by by)
{
    VD_EACH(line, &in->sheet->lines)
        if (by == FOLLOWUP_BY_UNIT ? line->unit_id.has : line->subcomponent_key.has)
            return true;
    return false;
}

void followup_page_fill_rows(const struct followup_view_in *in, struct followup_page_view *view)
{
    followup_activities kept = followup_filtered(in->arena, in->doc, in->filter);
    followup_groups_fill(in, FOLLOWUP_BY_COMPONENT, &view->groups);
    if (names_parts(in, FOLLOWUP_BY_SUBCOMPONENT))
        followup_groups_fill(in, FOLLOWUP_BY_SUBCOMPONENT, &view->subgroups);
    if (names_parts(in, FOLLOWUP_BY_UNIT))
        followup_groups_fill(in, FOLLOWUP_BY_UNIT, &view->units);
    fill_fours(in, view);
    fill_options(in, view);
    VD_EACH(row, &kept)
        add_row(in, row, view);
    view->filtered = !followup_filter_is_all(in->filter->component) || !followup_filter_is_all(in->filter->zone) || !followup_filter_is_all(in->filter->state);
    view->caption = vd_str_printf(in->arena, view->made ? "%zu de %zu actividades. «Logrado» es lo que se reportó. El resultado es el de Control Interno. «–»: no hay dato, que no es cero."
        : "%zu de %zu actividades. «Logrado» es lo que dice la celda del archivo, con la unidad que se leyó. La zona es la de lo recalculado; sin ello, la de lo declarado.", kept.n, in->sheet->lines.n);
}
