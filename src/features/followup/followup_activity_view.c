/* SPDX-License-Identifier: Apache-2.0 */
/* One activity in its follow-up: the four values beside each other, never merged, with their difference and its reason. */
#include "features/followup/followup_views.h"
#include "features/plan/plan.h"

static struct vd_str note_of(const struct followup_view_in *in, enum followup_basis basis, const struct followup_activity_data *row)
{
    const struct followup_mark *mark = &in->sides.by[basis].marks[row->row - 1];
    struct vd_str note = followup_basis_note(in, basis, row->percents[basis].has);
    if (in->sides.by[basis].there && mark->unreported)
        return VD_S("Sin reporte: cuenta 0");
    struct vd_str apart = basis == FOLLOWUP_DECLARED ? (struct vd_str){0} : followup_apart_text(in->arena, in->sides.by[FOLLOWUP_DECLARED].marks[row->row - 1].percent, mark->percent);
    return apart.n ? vd_str_printf(in->arena, "%.*s que lo declarado. %.*s", VD_SARG(apart), VD_SARG(note)) : note;
}

static void add_value(const struct followup_view_in *in, enum followup_basis basis, const struct followup_activity_data *row, struct followup_activity_view *view)
{
    const struct followup_mark *mark = &in->sides.by[basis].marks[row->row - 1];
    struct followup_activity_value *value = VD_PUSH(in->arena, &view->values);
    *value = (struct followup_activity_value){.line = followup_basis_line(basis), .name = followup_basis_word(basis), .value = followup_percent_or_dash(in->arena, row->percents[basis]), .note = note_of(in, basis, row)};
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

static void fill_why(const struct followup_view_in *in, const struct followup_activity_data *row, struct followup_activity_view *view)
{
    mpq_srcptr percent = in->sides.by[in->official].marks[row->row - 1].percent;
    view->reason = row->differs ? row->difference_reason : (struct vd_str){0};
    view->nonconformity = row->nonconformity;
    if (row->lacks_evidence && percent && mpq_cmp_si(percent, 100, 1) >= 0)
        view->lacks = VD_S("Pide evidencia y ninguna se aceptó: en el conteo de cumplidas (M1) no cuenta como cumplida.");
    struct vd_str apart = followup_apart_text(in->arena, in->sides.by[FOLLOWUP_DECLARED].marks[row->row - 1].percent, in->sides.by[FOLLOWUP_RECOMPUTED].marks[row->row - 1].percent);
    if (apart.n)
        view->why = vd_str_printf(in->arena, "%s declara %.*s, pero lo logrado y la meta dan %.*s: %.*s de %.*s. Ningún valor reemplaza a otro.", view->made ? "La dependencia" : "La hoja",
            VD_SARG(followup_percent_or_dash(in->arena, row->percents[FOLLOWUP_DECLARED])), VD_SARG(followup_percent_or_dash(in->arena, row->percents[FOLLOWUP_RECOMPUTED])),
            VD_SARG(followup_quantity_text(in->arena, row->unit, row->achieved)), VD_SARG(followup_quantity_text(in->arena, row->unit, row->target)));
}

void followup_activity_fill(const struct followup_view_in *in, size_t i, struct followup_activity_view *view)
{
    const struct followup_activity_data *row = &in->doc->activities.v[i];
    view->made = followup_is_made(in->sheet);
    if (row->verdict.n)
        view->verdict = followup_verdict_sem(row->verdict);
    view->cut_iso = vd_date_iso(in->arena, in->sheet->cut_on);
    view->cut_words = vd_es_date_long(in->arena, in->sheet->cut_on);
    view->target = row->target.has ? followup_quantity_text(in->arena, row->unit, row->target) : VD_S("sin número");
    view->achieved = row->achieved_text.n ? vd_str_printf(in->arena, "«%.*s»", VD_SARG(row->achieved_text)) : VD_S("nada");
    view->achieved_note = followup_achieved_note(in->arena, row);
    view->remarks = row->remarks;
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        add_value(in, (enum followup_basis)b, row, view);
    const char *out = followup_place_words(in->sides.by[in->official].marks[i].place);
    if (!out)
        out = followup_place_words(in->sides.by[FOLLOWUP_RECOMPUTED].marks[i].place);
    view->due_by = followup_due_by(in->arena, row);
    if (out)
        view->left_out = vd_str_printf(in->arena, "En alguna de estas cuentas no entra: %s.", out);
    fill_why(in, row, view);
    fill_sum(in, row, view);
    view->followup = vd_url_with(in->arena, vd_url_with(in->arena, in->plan, "/seguimiento"), vd_str_c(in->arena, vd_str_printf(in->arena, "#fila-%" PRId64, row->row)));
    view->history = vd_url_with(in->arena, plan_activity_url(in->arena, in->plan, in->sheet->lines.v[i].shown_address), "/historia");
}
