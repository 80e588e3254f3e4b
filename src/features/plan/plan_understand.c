/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_understand.h"
#include "features/plan/plan_cli.h"
#include "features/plan/read/plan_book.h"
#include "features/plan/read/plan_wire.h"

/* ---- in the child: the input is "2022 paac-v2", either may be missing: "0 "; and behind each RECORD "2 25 7 30/04/2022": the cell of
 * that table, row and column says this instead */

#define RECORD "\x1e"

struct corrected { struct plan_correction said; struct vd_str was; };
typedef VD_LIST(struct corrected) corrected_cells;

static bool read_number(struct vd_str *rest, int *ret)
{
    struct vd_str word;
    int64_t n;
    if (!vd_str_split(rest, ' ', &word) || !vd_str_i64(word, &n) || n < 1 || n > INT32_MAX)
        return false;
    *ret = (int)n;
    return true;
}

static bool read_correction(struct vd_str line, struct plan_correction *ret)
{
    if (!read_number(&line, &ret->place.table) || !read_number(&line, &ret->place.row) || !read_number(&line, &ret->place.col))
        return false;
    ret->text = line;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct vd_grid_cell *x = a, *y = b;
    return x->row != y->row ? (x->row > y->row) - (x->row < y->row) : (x->col > y->col) - (x->col < y->col);
}

/* A sheet has no cell where nothing is written. */
static void fill_empty(struct vd_grid *grid, const struct plan_correction *said, struct vd_arena *arena, corrected_cells *ret)
{
    bool origin;
    int row = said->place.row - 1, col = said->place.col - 1;
    if (row >= grid->rows || col >= grid->cols || vd_grid_at(grid, row, col, &origin))
        return;
    *VD_PUSH(arena, &grid->cells) = (struct vd_grid_cell){.row = row, .col = col, .rows = 1, .cols = 1, .text = said->text, .kind = VD_CELL_TEXT};
    qsort(grid->cells.v, grid->cells.n, sizeof *grid->cells.v, by_place);
    *VD_PUSH(arena, ret) = (struct corrected){*said, VD_S("")};
}

static void correct_grid(struct vd_grid *grid, const struct plan_correction *said, struct vd_arena *arena, corrected_cells *ret)
{
    VD_EACH(cell, &grid->cells)
        if (cell->row + 1 == said->place.row && cell->col + 1 == said->place.col) {
            *VD_PUSH(arena, ret) = (struct corrected){*said, cell->text};
            cell->text = said->text;
            cell->kind = VD_CELL_TEXT;
            cell->value = (struct vd_str){0};
            return;
        }
    fill_empty(grid, said, arena, ret);
}

static bool correct(const struct vd_doc *doc, struct vd_str lines, struct vd_arena *arena, corrected_cells *ret)
{
    struct vd_str line;
    while (lines.n && vd_str_split(&lines, RECORD[0], &line)) {
        struct plan_correction said = {0};
        if (!read_correction(line, &said))
            return false;
        VD_EACH(block, &doc->blocks)
            if (block->kind == VD_BLOCK_GRID && block->grid->number == said.place.table)
                correct_grid(block->grid, &said, arena, ret);
    }
    return true;
}

/* The values of a cell of several lines stand in as many source cells: the first keeps what the file says of the whole. */
static void mark(struct plan_draft *draft, const corrected_cells *corrected)
{
    VD_EACH(c, corrected)
        VD_EACH(cell, &draft->cells)
            if (cell->place.table == c->said.place.table && cell->place.row == c->said.place.row && cell->place.col == c->said.place.col) {
                cell->reading = cell->reading.n ? cell->reading : cell->raw;
                cell->status = "corregido";
                if (cell->place.part < 2)
                    cell->raw = c->was;
            }
}

enum vd_err plan_understand_inside(const struct vd_doc *doc, struct vd_str input, struct vd_arena *arena, struct vd_buf *out, struct vd_str *ret_reason)
{
    struct vd_str lines = input, code = {0}, year;
    corrected_cells corrected = {0};
    int64_t vigencia;
    const struct law_instruments *instrument;
    struct plan_draft *draft;
    if (!vd_str_split(&lines, RECORD[0], &code) || !correct(doc, lines, arena, &corrected) || !vd_str_split(&code, ' ', &year) || !vd_str_i64(year, &vigencia))
        return VD_INTERNAL;
    VD_TRY(plan_cli_instrument(arena, code.n ? code : plan_book_instrument(doc), &instrument, ret_reason));
    if (!instrument)
        instrument = plan_law_instrument_of(vigencia ? (int)vigencia : plan_vigencia_of(doc, arena));
    VD_TRY(plan_read(doc, instrument->code.p, (int)vigencia, arena, &draft, ret_reason));
    mark(draft, &corrected);
    enum vd_err err = plan_draft_encode(draft, out);
    if (err == VD_TOO_BIG)
        *ret_reason = VD_S("La matriz es demasiado grande para entenderla: trae más celdas, ventanas de fechas o texto que cualquier plan. Deje en el archivo solo las tablas del plan, o divídalo en varios.");
    return err;
}

/* ---- in the parent */

struct asked { const char *path; const struct vd_sandbox_limits *limits; struct vd_str instrument; int vigencia; struct vd_str input; };

static enum vd_err run(const struct asked *asked, struct vd_arena *arena, struct plan_draft **ret, struct vd_str *ret_reason)
{
    struct plan_draft *draft;
    struct vd_str answer, instrument = asked->instrument;
    int vigencia = asked->vigencia;
    VD_TRY(vd_sandbox_run(asked->path, asked->limits, PLAN_UNDERSTAND_STEP, asked->input.p, arena, &answer, ret_reason));
    if (plan_draft_decode(answer, arena, &draft) != VD_OK)
        return vd_sandbox_broken(ret_reason);
    if ((instrument.n && !vd_str_is(instrument, draft->instrument)) || (vigencia && vigencia != draft->vigencia))
        return vd_sandbox_broken(ret_reason); /* another plan than the one asked for */
    *ret = draft;
    return VD_OK;
}

static struct vd_str input_of(struct vd_arena *arena, struct vd_str instrument, int vigencia)
{
    return vd_str_printf(arena, "%d %.*s", vigencia, VD_SARG(instrument));
}

enum vd_err plan_understand(const char *path, const struct vd_sandbox_limits *limits, struct vd_str instrument, int vigencia, struct vd_arena *arena,
                            struct plan_draft **ret, struct vd_str *ret_reason)
{
    return run(&(struct asked){path, limits, instrument, vigencia, input_of(arena, instrument, vigencia)}, arena, ret, ret_reason);
}

enum vd_err plan_understand_corrected(const char *path, struct vd_str instrument, int vigencia, const plan_corrections *corrections,
                                      struct vd_arena *arena, struct plan_draft **ret, struct vd_str *ret_reason)
{
    struct vd_str input = input_of(arena, instrument, vigencia);
    VD_EACH(c, corrections) {
        input = vd_str_printf(arena, "%.*s" RECORD "%d %d %d %.*s", VD_SARG(input), c->place.table, c->place.row, c->place.col, VD_SARG(c->text));
        if (vd_str_find(c->text, VD_S(RECORD)) >= 0) {
            *ret_reason = VD_S("La corrección trae caracteres que no se admiten.");
            return VD_INVALID;
        }
        if (input.n > VD_SANDBOX_INPUT_MAX) {
            *ret_reason = VD_S("Las correcciones son demasiadas o demasiado largas. Corrija el archivo y tráigalo otra vez.");
            return VD_TOO_BIG;
        }
    }
    return run(&(struct asked){path, NULL, instrument, vigencia, input}, arena, ret, ret_reason);
}
