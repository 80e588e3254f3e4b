/* SPDX-License-Identifier: Apache-2.0 */
/* The real plans as people spoil them: another year, columns changed round, totals, notes, dates of other countries. Each must give
 * its finding, and no cell with text may be lost: it was read, or it is told as not used. */
#include "features/plan/read/plan_draft.h"
#include "features/plan/read/plan_law.h"
#include "features/plan/read/plan_testing.h"
#include <fcntl.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>

static struct vd_arena *arena;

static int open_arena(void **state) { (void)state; arena = vd_arena_new(512 << 20); return arena ? 0 : -1; }
static int close_arena(void **state) { (void)state; vd_arena_free(arena); return 0; }

static struct vd_doc *document(const char *file)
{
    struct vd_str reason = {0};
    struct vd_doc *doc = NULL;
    int fd = open(vd_str_printf(arena, "%s/%s", EXAMPLES, file).p, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || vd_doc_read(fd, arena, &doc, &reason) != VD_OK)
        fail_msg("%s: %.*s", file, VD_SARG(reason));
    close(fd);
    return doc;
}

/* ---- ways to spoil */

static struct vd_grid *grid_of(struct vd_doc *doc, int number)
{
    VD_EACH(block, &doc->blocks)
        if (block->kind == VD_BLOCK_GRID && block->grid->number == number)
            return block->grid;
    fail_msg("there is no table %d", number);
    return NULL;
}

/* Row and column from 0; NULL where no cell begins. */
static struct vd_grid_cell *cell_of(struct vd_grid *grid, int row, int col)
{
    VD_EACH(cell, &grid->cells)
        if (cell->row == row && cell->col == col)
            return cell;
    return NULL;
}

static void set(struct vd_grid *grid, int row, int col, const char *text)
{
    struct vd_grid_cell *cell = cell_of(grid, row, col);
    if (!cell) { /* empty cells of sheets are not there */
        VD_PUSH(arena, &grid->cells);
        for (cell = grid->cells.v + grid->cells.n - 1; cell > grid->cells.v && (cell[-1].row > row || (cell[-1].row == row && cell[-1].col > col)); cell--)
            *cell = cell[-1];
        *cell = (struct vd_grid_cell){.row = row, .col = col, .rows = 1, .cols = 1};
    }
    cell->text = vd_str_of(text);
}

static void clear_row(struct vd_grid *grid, int row)
{
    VD_EACH(cell, &grid->cells)
        if (cell->row == row)
            cell->text = VD_S("");
}

static void change_round(struct vd_doc *doc, int a, int b, bool heads_only)
{
    VD_EACH(block, &doc->blocks)
        for (int row = 0; block->kind == VD_BLOCK_GRID && block->grid->cols == 7 && row < (heads_only ? 1 : block->grid->rows); row++) {
            struct vd_grid_cell *x = cell_of(block->grid, row, a), *y = cell_of(block->grid, row, b);
            if (!x || !y || (!heads_only && row == 0))
                continue;
            struct vd_str text = x->text;
            x->text = y->text;
            y->text = text;
        }
}

/* «1/04/2022» -> another way of writing it. */
static void rewrite_dates(struct vd_doc *doc, struct vd_str (*way)(int64_t day, int64_t month, int64_t year))
{
    VD_EACH(block, &doc->blocks)
        if (block->kind == VD_BLOCK_GRID)
            VD_EACH(cell, &block->grid->cells) {
                struct vd_str rest = vd_str_trim(cell->text), part[3];
                int64_t n[3];
                int k = 0;
                while (k < 3 && rest.n && rest.n <= 12 && vd_str_split(&rest, '/', &part[k]) && vd_str_i64(part[k], &n[k]))
                    k++;
                if (k == 3 && !rest.n)
                    cell->text = way(n[0], n[1], n[2]);
            }
}

static struct vd_str as_month_first(int64_t d, int64_t m, int64_t y) { return vd_str_printf(arena, "%02" PRId64 "/%02" PRId64 "/%" PRId64, m, d, y); }
static struct vd_str as_iso(int64_t d, int64_t m, int64_t y) { return vd_str_printf(arena, "%" PRId64 "-%02" PRId64 "-%02" PRId64, y, m, d); }
static struct vd_str as_year_before(int64_t d, int64_t m, int64_t y) { return vd_str_printf(arena, "%" PRId64 "/%" PRId64 "/%" PRId64, d, m, y - 1); }
static struct vd_str as_short_month(int64_t d, int64_t m, int64_t y)
{
    static const char *const names[] = {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"};
    return vd_str_printf(arena, "%" PRId64 "-%s-%" PRId64, d, names[m - 1], y % 100);
}

static void year_before(struct vd_doc *doc) { rewrite_dates(doc, as_year_before); }
static void month_first(struct vd_doc *doc) { rewrite_dates(doc, as_month_first); }
static void iso(struct vd_doc *doc) { rewrite_dates(doc, as_iso); }
static void short_months(struct vd_doc *doc) { rewrite_dates(doc, as_short_month); }
static void goals_and_people(struct vd_doc *doc) { change_round(doc, 3, 4, false); }
static void start_and_end(struct vd_doc *doc) { change_round(doc, 5, 6, true); }
static void nothing(struct vd_doc *doc) { (void)doc; }

static void total_row(struct vd_doc *doc)
{
    struct vd_grid *grid = grid_of(doc, 1);
    clear_row(grid, 2);
    set(grid, 2, 1, "TOTAL SUBCOMPONENTE");
    set(grid, 2, 3, "4");
}

static void blank_row(struct vd_doc *doc) { clear_row(grid_of(doc, 1), 2); }

static void note_as_subcomponent(struct vd_doc *doc)
{
    struct vd_grid *grid = grid_of(doc, 1);
    clear_row(grid, grid->rows - 1);
    set(grid, grid->rows - 1, 0, "Nota: las fechas pueden cambiar");
}

static void no_head_of_people(struct vd_doc *doc) { set(grid_of(doc, 1), 0, 4, ""); }
static void slip_in_a_head(struct vd_doc *doc) { set(grid_of(doc, 1), 0, 4, "Resposable"); }

static void other_heads(struct vd_doc *doc)
{
    static const char *const heads[] = {"SUBCOMPONENTE", "ACTIVIDADES A DESARROLLAR", "PRODUCTOS", "META ANUAL", "RESPONSABLES", "F. INICIO", "F. FINAL"};
    for (int col = 0; col < (int)VD_COUNT(heads); col++)
        set(grid_of(doc, 1), 0, col, heads[col]);
}

/* A column of the entity's own at the right of the table, also beside the rows that go on with an activity. */
static void add_column(struct vd_doc *doc, const char *head)
{
    struct vd_grid *grid = grid_of(doc, 1), *wide = VD_NEW(arena, struct vd_grid);
    *wide = *grid;
    wide->cells.v = NULL;
    wide->cells.n = wide->cells.cap = 0;
    wide->cols = grid->cols + 1;
    for (int row = 0; row < grid->rows; row++) {
        VD_EACH(cell, &grid->cells)
            if (cell->row == row)
                *VD_PUSH(arena, &wide->cells) = *cell;
        struct vd_str text = row ? VD_S("$ 1.500.000 aprobados") : vd_str_of(head);
        *VD_PUSH(arena, &wide->cells) = (struct vd_grid_cell){.row = row, .col = grid->cols, .rows = 1, .cols = 1, .text = text};
    }
    *grid = *wide;
}

static void budget(struct vd_doc *doc) { add_column(doc, "Presupuesto"); }
static void notes_without_head(struct vd_doc *doc) { add_column(doc, ""); }

static void row_twice(struct vd_doc *doc)
{
    struct vd_grid *grid = grid_of(doc, 1);
    for (int col = 1; col < 7; col++)
        cell_of(grid, 3, col)->text = cell_of(grid, 2, col)->text;
}

static void error_value(struct vd_doc *doc) { set(grid_of(doc, 1), 2, 3, "#¡REF!"); }
static void nobody(struct vd_doc *doc) { set(grid_of(doc, 1), 2, 4, ""); }
static void impossible(struct vd_doc *doc) { set(grid_of(doc, 1), 2, 6, "30/02/2022"); }

/* What a program of another country writes for 90,0. */
static void decimal_dots(struct vd_doc *doc)
{
    VD_EACH(cell, &grid_of(doc, 1)->cells) {
        ptrdiff_t at = cell->row > 5 && (cell->col == 7 || cell->col == 8) ? vd_str_find(cell->text, VD_S(",")) : -1;
        if (at < 0)
            continue;
        cell->text = vd_str_printf(arena, "%.*s.%.*s", (int)at, cell->text.p, VD_SARG(vd_str_sub(cell->text, (size_t)at + 1, cell->text.n)));
        cell->kind = VD_CELL_TEXT;
        cell->value = (struct vd_str){0};
    }
}

static void percent_signs(struct vd_doc *doc)
{
    VD_EACH(cell, &grid_of(doc, 1)->cells)
        if (cell->row > 5 && cell->row < 47 && cell->col == 8 && vd_str_trim(cell->text).n)
            cell->text = vd_str_printf(arena, "%.*s %%", VD_SARG(cell->text));
}

static void subtotal(struct vd_doc *doc)
{
    struct vd_grid *grid = grid_of(doc, 1);
    clear_row(grid, 16);
    set(grid, 16, 2, "");
    set(grid, 16, 0, "SUBTOTAL");
    set(grid, 16, 8, "95,00");
}

/* ---- nothing is lost */

static bool was_kept(const struct plan_draft *draft, int table, const struct vd_grid_cell *cell)
{
    VD_EACH(kept, &draft->cells)
        if (kept->place.table == table && kept->place.row == cell->row + 1 && kept->place.col == cell->col + 1)
            return true;
    VD_EACH(t, &draft->tables)
        if (t->number == table)
            return strcmp(t->taken_for, "otra") == 0;
    return false;
}

static void assert_all_kept(const char *name, const struct vd_doc *doc, const struct plan_draft *draft)
{
    VD_EACH(block, &doc->blocks)
        if (block->kind == VD_BLOCK_GRID)
            VD_EACH(cell, &block->grid->cells)
                if (vd_str_trim(cell->text).n && !was_kept(draft, block->grid->number, cell))
                    fail_msg("%s: «%.*s» of row %d, column %d was lost", name, VD_SARG(cell->text), cell->row + 1, cell->col + 1);
}

#define PASTO "pasto-2022.docx"
#define SOPO "sopo-2017-seguimiento.xlsx"

static const struct spoiled {
    const char *name;
    void (*spoil)(struct vd_doc *doc);
    const char *file;
    int vigencia, activities;
    const char *code;
    int times;
} all[] = {
    {"checked as of another year", nothing, PASTO, 2024, 77, "VD-P075", 1},
    {"checked as of another year, date by date", nothing, PASTO, 2024, 77, "VD-P021", 0},
    {"copied from the plan of the year before", year_before, PASTO, 2022, 77, "VD-P075", 1},
    {"goals below the heading of the people", goals_and_people, PASTO, 2022, 77, "VD-P081", 1},
    {"starts below the heading of the ends", start_and_end, PASTO, 2022, 77, "VD-P080", 1},
    {"starts below the heading of the ends, date by date", start_and_end, PASTO, 2022, 77, "VD-P023", 0},
    {"months before days", month_first, PASTO, 2022, 77, "VD-P082", 1},
    {"dates year-month-day", iso, PASTO, 2022, 77, "VD-P001", 1},
    {"dates with short months", short_months, PASTO, 2022, 77, "VD-P001", 1},
    {"dates with short months are read", short_months, PASTO, 2022, 77, "VD-P002", 0},
    {"a total inside of the table", total_row, PASTO, 2022, 76, "VD-P012", 1},
    {"a blank row", blank_row, PASTO, 2022, 76, "VD-P012", 0},
    {"a note below the subcomponents", note_as_subcomponent, PASTO, 2022, 77, "VD-P085", 1},
    {"no heading over the people", no_head_of_people, PASTO, 2022, 77, "VD-P034", 1},
    {"a slip in a heading", slip_in_a_head, PASTO, 2022, 77, "VD-P032", 1},
    {"headings in other words", other_heads, PASTO, 2022, 77, "VD-P033", 0},
    {"a column of the entity's own", budget, PASTO, 2022, 77, "VD-P033", 1},
    {"a column of the entity's own does not part windows from activities", budget, PASTO, 2022, 77, "VD-P012", 0},
    {"a column without heading", notes_without_head, PASTO, 2022, 77, "VD-P084", 1},
    {"the same row twice", row_twice, PASTO, 2022, 77, "VD-P060", 1},
    {"an error of a formula", error_value, PASTO, 2022, 77, "VD-P074", 1},
    {"nobody responds", nobody, PASTO, 2022, 77, "VD-P007", 1},
    {"30 February", impossible, PASTO, 2022, 77, "VD-P001", 2},
    {"decimal dots", decimal_dots, SOPO, 2017, 41, "VD-P083", 2},
    {"percent signs behind what is declared", percent_signs, SOPO, 2017, 41, "VD-P063", 1},
    {"a subtotal of a follow-up", subtotal, SOPO, 2017, 40, "VD-P012", 1},
};

static void a_spoiled_plan_gives_its_finding_and_loses_no_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < VD_COUNT(all); i++) {
        struct plan_draft *draft = NULL;
        struct vd_str reason = {0};
        struct vd_doc *doc = document(all[i].file);
        all[i].spoil(doc);
        if (plan_read(doc, "paac-v2", all[i].vigencia, arena, &draft, &reason) != VD_OK)
            fail_msg("%s: %.*s", all[i].name, VD_SARG(reason));
        if (findings(draft, all[i].code) != all[i].times || (int)draft->activities.n != all[i].activities)
            fail_msg("%s: %d times %s, %zu activities", all[i].name, findings(draft, all[i].code), all[i].code, draft->activities.n);
        assert_all_kept(all[i].name, doc, draft);
        plan_sent(arena, draft);
        vd_arena_reset(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_spoiled_plan_gives_its_finding_and_loses_no_cell)};
    return cmocka_run_group_tests_name("spoiled plans", tests, open_arena, close_arena);
}
