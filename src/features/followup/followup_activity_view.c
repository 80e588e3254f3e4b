/* SPDX-License-Identifier: Apache-2.0 */
/* One activity in its follow-up: the four values beside each other, never merged, with their difference and its reason. */
#include "features/followup/followup_views.h"

static struct vd_str note_of(const struct followup_view_in *in, enum followup_basis basis, const struct followup_activity_data *row)
{
    static const char *const notes[FOLLOWUP_BASES] = {"Lo que escribe la hoja. Es la cifra oficial", "De la oficina de planeación", "De Control Interno", "100 × logrado ÷ meta"};
    static const char *const none[FOLLOWUP_BASES] = {"La hoja no lo declara", "Nadie lo ha revisado en Veedor", "Control Interno no lo ha verificado en Veedor",
        "Lo logrado y la meta no se pueden dividir"};
    const struct followup_mark *mark = &in->sides.by[basis].marks[row->row - 1];
    if (!row->percents[basis].has)
        return vd_str_of(none[basis]);
    if (mark->unreported)
        return VD_S("Sin reporte: cuenta 0");
    struct vd_str apart = basis == FOLLOWUP_DECLARED ? (struct vd_str){0} : followup_apart_text(in->arena, in->sides.by[FOLLOWUP_DECLARED].marks[row->row - 1].percent, mark->percent);
    return apart.n ? vd_str_printf(in->arena, "%.*s que lo declarado. %s", VD_SARG(apart), notes[basis]) : vd_str_of(notes[basis]);
}

static void add_value(const struct followup_view_in *in, enum followup_basis basis, const struct followup_activity_data *row, struct followup_activity_view *view)
{
    const struct followup_mark *mark = &in->sides.by[basis].marks[row->row - 1];
    struct followup_activity_value *value = VD_PUSH(in->arena, &view->values);
    *value = (struct followup_activity_value){.name = followup_basis_word(basis), .value = followup_percent_or_dash(in->arena, row->percents[basis]), .note = note_of(in, basis, row)};
    if (!row->percents[basis].has)
        return;
    value->sem = followup_zone_sem(followup_zone_of(mark->percent));
    value->differs = basis != FOLLOWUP_DECLARED && followup_apart_text(in->arena, in->sides.by[FOLLOWUP_DECLARED].marks[row->row - 1].percent, mark->percent).n;
}

/* Only what is divided as it is: ceilings and targets of several periods have formulas of their own. */
static void fill_sum(const struct followup_view_in *in, const struct followup_activity_data *row, struct followup_activity_view *view)
{
    const struct followup_row *rule = &in->sheet->input.rows.v[row->row - 1];
    if (!row->percents[FOLLOWUP_RECOMPUTED].has || !row->achieved.has || rule->lower_better || rule->periods)
        return;
    view->sum = vd_str_printf(in->arena, "100 × %.*s ÷ %.*s", VD_SARG(vd_es_qty(in->arena, row->achieved)), VD_SARG(vd_es_qty(in->arena, row->target)));
    view->percent = followup_percent_or_dash(in->arena, row->percents[FOLLOWUP_RECOMPUTED]);
}

void followup_activity_fill(const struct followup_view_in *in, size_t i, struct followup_activity_view *view)
{
    const struct followup_activity_data *row = &in->doc->activities.v[i];
    view->cut_iso = vd_date_iso(in->arena, in->sheet->cut_on);
    view->cut_words = vd_es_date_long(in->arena, in->sheet->cut_on);
    view->target = row->target.has ? followup_quantity_text(in->arena, row->unit, row->target) : VD_S("sin número");
    view->achieved = row->achieved_text.n ? vd_str_printf(in->arena, "«%.*s»", VD_SARG(row->achieved_text)) : VD_S("nada");
    view->achieved_note = followup_achieved_note(in->arena, row);
    view->remarks = row->remarks;
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        add_value(in, (enum followup_basis)b, row, view);
    const char *out = followup_place_words(in->sides.by[FOLLOWUP_DECLARED].marks[i].place);
    if (!out)
        out = followup_place_words(in->sides.by[FOLLOWUP_RECOMPUTED].marks[i].place);
    view->due_by = followup_due_by(in->arena, row);
    if (out)
        view->left_out = vd_str_printf(in->arena, "En alguna de estas cuentas no entra: %s.", out);
    if (followup_row_disagrees(in->doc, row))
        view->why = vd_str_printf(in->arena, "La hoja declara %.*s, pero lo logrado y la meta dan %.*s: %.*s de %.*s. Ningún valor reemplaza a otro.",
            VD_SARG(followup_percent_or_dash(in->arena, row->percents[FOLLOWUP_DECLARED])), VD_SARG(followup_percent_or_dash(in->arena, row->percents[FOLLOWUP_RECOMPUTED])),
            VD_SARG(followup_quantity_text(in->arena, row->unit, row->achieved)), VD_SARG(followup_quantity_text(in->arena, row->unit, row->target)));
    fill_sum(in, row, view);
    view->followup = vd_url_with(in->arena, vd_url_with(in->arena, in->plan, "/seguimiento"), vd_str_c(in->arena, vd_str_printf(in->arena, "#fila-%" PRId64, row->row)));
}
