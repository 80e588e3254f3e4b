/* SPDX-License-Identifier: Apache-2.0 */
/* The sheets Corte and Seguimiento: one cut-off, a row for each activity that it follows. */
#include "features/plan/read/plan_book_reading.h"
#include "features/plan/read/plan_codes.h"

static enum vd_err read_followed(struct plan_book_reading *b, struct followup_draft *sheet, const struct plan_book_hung *at)
{
    const struct plan_book_followup *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_FOLLOWUP, followup)[at->row];
    const struct vd_code *counted = vd_code_of(plan_counted_codes, row->counted), *reading = vd_code_of(plan_reading_codes, row->reading);
    if (!counted || !reading)
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_FOLLOWUP, at->row, "le falta si había vencido al corte, o cómo se leyó lo logrado.");
    struct followup_draft_row *line = VD_PUSH(b->arena, &sheet->rows);
    *line = (struct followup_draft_row){.activity = at->owner, .declared_raw = row->declared_raw, .remarks = row->remarks, .counted = counted->value};
    plan_achieved_read(b->arena, &b->draft->activities.v[at->owner].target, row->achieved_raw, row->declared_raw, &line->achieved);
    line->achieved.raw = row->achieved_raw;
    line->achieved.value_u6 = row->achieved;
    line->achieved.target_u6 = row->target;
    line->achieved.declared_u6 = row->declared;
    line->achieved.verdict.status = *reading->value == 'l' ? PLAN_READ : *reading->value == 's' ? PLAN_SUPPOSED : PLAN_AMBIGUOUS;
    line->achieved_place = line->declared_place = line->remarks_place = plan_book_place(b, PLAN_BOOK_FOLLOWUP, at->row);
    plan_book_cell(b, PLAN_BOOK_FOLLOWUP, at->row, PLAN_BOOK_COL(PLAN_BOOK_FOLLOWUP, followup, achieved_raw), at->owner, PLAN_FIELD_ACHIEVED, reading->value, (struct vd_str){0});
    plan_book_cell(b, PLAN_BOOK_FOLLOWUP, at->row, PLAN_BOOK_COL(PLAN_BOOK_FOLLOWUP, followup, declared_raw), at->owner, PLAN_FIELD_DECLARED, "leido", (struct vd_str){0});
    plan_book_cell(b, PLAN_BOOK_FOLLOWUP, at->row, PLAN_BOOK_COL(PLAN_BOOK_FOLLOWUP, followup, remarks), at->owner, PLAN_FIELD_REMARKS, "leido", (struct vd_str){0});
    return VD_OK;
}

enum vd_err plan_book_read_followup(struct plan_book_reading *b)
{
    size_t n = b->rows[PLAN_BOOK_FOLLOWUP].n;
    const struct plan_book_cutoff *cutoff = PLAN_BOOK_ROWS(b, PLAN_BOOK_CUTOFF, cutoff);
    if (!b->grid[PLAN_BOOK_CUTOFF])
        return VD_OK;
    if (b->rows[PLAN_BOOK_CUTOFF].n != 1 || !cutoff->cut_on.year)
        return plan_book_wrong_whole(b, VD_S("La hoja «Corte» trae una fila, y solo una, con la fecha oficial del corte."));
    struct followup_draft *sheet = VD_NEW(b->arena, struct followup_draft);
    struct plan_book_hung *rows = vd_alloc_array(b->arena, n + 1, sizeof *rows);
    *sheet = (struct followup_draft){.sheet_date = cutoff->sheet_on, .cutoff = cutoff->cut_on, .mean_u6 = cutoff->printed_mean,
        .mean_raw = cutoff->printed_mean.has ? plan_u6_text(b->arena, cutoff->printed_mean.v) : (struct vd_str){0}, .mean_place = plan_book_place(b, PLAN_BOOK_CUTOFF, 0)};
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct plan_book_hung){0, 1, i};
        VD_TRY(plan_book_owner(b, PLAN_BOOK_FOLLOWUP, i, PLAN_BOOK_ROWS(b, PLAN_BOOK_FOLLOWUP, followup)[i].activity, &rows[i].owner));
    }
    if (n)
        qsort(rows, n, sizeof *rows, plan_book_hung_cmp);
    for (size_t i = 1; i < n; i++)
        if (rows[i].owner == rows[i - 1].owner)
            return PLAN_BOOK_WRONG(b, PLAN_BOOK_FOLLOWUP, rows[i].row, "la actividad ya tiene una fila.");
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_followed(b, sheet, &rows[i]));
    b->draft->followup = sheet;
    return VD_OK;
}
