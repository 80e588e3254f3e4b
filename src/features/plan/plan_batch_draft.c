/* SPDX-License-Identifier: Apache-2.0 */
/* What an import would have stored, for the pages of an import: of a file that somebody brought and nobody confirmed yet. */
#include "features/plan/plan_batch.h"
#include "features/plan/read/plan_law.h"

static struct vd_oint key_of(int activity) { return activity < 0 ? (struct vd_oint){0} : vd_some(activity + 1); }

static struct vd_str address_of(const struct plan_draft *draft, int activity)
{
    return activity < 0 ? (struct vd_str){0} : draft->activities.v[activity].address;
}

static int compare_places(const void *one, const void *other)
{
    const struct batch_cell_row *a = one, *b = other;
    const int64_t of_a[] = {a->table_no, a->row_no, a->col_no, a->part}, of_b[] = {b->table_no, b->row_no, b->col_no, b->part};
    for (size_t i = 0; i < VD_COUNT(of_a); i++)
        if (of_a[i] != of_b[i])
            return of_a[i] < of_b[i] ? -1 : 1;
    return 0;
}

static void put_tables(struct vd_arena *arena, const struct plan_draft *draft, struct plan_batch *batch)
{
    VD_EACH(t, &draft->tables)
        *VD_PUSH(arena, &batch->tables) = (struct batch_table_row){.table_no = t->number, .sheet = t->sheet, .rows_n = t->rows, .cols_n = t->cols,
            .taken_for = vd_str_of(t->taken_for), .why = t->why, .activities = t->activities, .indicators = t->indicators};
}

static void put_cells(struct vd_arena *arena, const struct plan_draft *draft, struct plan_batch *batch)
{
    VD_EACH(c, &draft->cells) {
        batch->head.read += strcmp(c->status, "leido") == 0;
        *VD_PUSH(arena, &batch->cells) = (struct batch_cell_row){.table_no = c->place.table, .row_no = c->place.row, .col_no = c->place.col,
            .part = c->place.part, .raw = c->raw, .field = vd_str_of(plan_field_name(c->field)), .reading = c->reading, .status = vd_str_of(c->status),
            .activity_key = key_of(c->activity), .activity = address_of(draft, c->activity)};
    }
    if (batch->cells.n)
        qsort(batch->cells.v, batch->cells.n, sizeof *batch->cells.v, compare_places);
}

static int64_t put_findings(struct vd_arena *arena, const struct plan_draft *draft, const char *severity, struct plan_batch *batch)
{
    int64_t n = 0;
    VD_EACH(f, &draft->findings) {
        const struct law_findings *law = plan_law_finding(vd_str_of(f->code));
        if (!law || !vd_str_is(law->severity, severity))
            continue;
        n++;
        *VD_PUSH(arena, &batch->findings) = (struct batch_finding_row){.code = law->code, .severity = law->severity, .table_no = f->place.table,
            .row_no = f->place.row, .col_no = f->place.col, .activity = address_of(draft, f->activity), .read_text = f->read_text, .proposal = f->proposal};
    }
    return n;
}

void plan_batch_of_draft(struct vd_arena *arena, const struct plan_draft *draft, struct plan_batch *ret)
{
    struct plan_batch batch = {.format = draft->format, .head = {.vigencia = draft->vigencia, .state = VD_S("leido"),
        .cells = (int64_t)draft->cells.n, .activities = (int64_t)draft->activities.n}};
    put_tables(arena, draft, &batch);
    put_cells(arena, draft, &batch);
    batch.head.errors = put_findings(arena, draft, "error", &batch);
    batch.head.warnings = put_findings(arena, draft, "aviso", &batch);
    batch.head.notes = put_findings(arena, draft, "nota", &batch);
    *ret = batch;
}
