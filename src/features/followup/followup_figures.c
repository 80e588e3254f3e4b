/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of closed cut-offs: worked out from the rows as they were stored, in the change that stores them, and again by `verify`. */
#include "db/tables.h"
#include "features/followup/followup.h"

enum { SCRATCH = 256 << 20 };

typedef VD_LIST(struct row_cutoff_figure) figure_rows;

static struct row_cutoff_figure row_of(struct vd_arena *arena, int64_t entity_id, int64_t cutoff, const struct followup_figure *f)
{
    return (struct row_cutoff_figure){.entity_id = entity_id, .cutoff_id = cutoff, .method = vd_str_of(followup_method_name(f->method)),
        .basis = vd_str_of(followup_basis_name(f->basis)), .percent_u6 = followup_percent_u6(arena, f->percent).v,
        .numerator = followup_exact(arena, f->numerator), .denominator = followup_exact(arena, f->denominator), .zone = vd_str_of(followup_zone_name(f->zone)),
        .counted = f->counted, .left_out = f->left_out, .unreported = f->unreported, .supposed = f->supposed};
}

static enum vd_err figures_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff, figure_rows *ret)
{
    struct followup_sheet sheet = {.there = true};
    VD_TRY(followup_lines_get(db, arena, entity_id, cutoff, &sheet));
    struct followup_sides sides = followup_sides_of(arena, &sheet);
    for (int m = 0; m < FOLLOWUP_METHODS; m++)
        for (int b = 0; b < FOLLOWUP_BASES; b++) {
            struct followup_figure f = followup_figure_of(arena, &sheet.input, &sides.by[b], (enum followup_method)m, -1);
            if (!f.absent)
                *VD_PUSH(arena, ret) = row_of(arena, entity_id, cutoff, &f);
        }
    return VD_OK;
}

enum vd_err followup_figures_put(struct vd_change *change, int64_t cutoff)
{
    figure_rows rows = {0};
    VD_TRY(figures_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), cutoff, &rows));
    VD_EACH(row, &rows) {
        row->id = vd_change_id(change);
        VD_TRY(vd_change_put(change, &T_cutoff_figure, row));
    }
    return VD_OK;
}

/* ---- again */

struct checking {
    struct vd_db *db;
    struct vd_arena *arena, *scratch; /* what the report says; emptied each cut-off */
    struct vd_verify_report *report;
    struct followup_cutoff_row at;
};

static bool same(const struct row_cutoff_figure *now, const struct followup_kept_row *kept)
{
    return now->percent_u6 == kept->percent && now->counted == kept->counted && now->left_out == kept->left_out && now->unreported == kept->unreported &&
           now->supposed == kept->supposed && vd_str_eq(now->numerator, kept->numerator) && vd_str_eq(now->denominator, kept->denominator) && vd_str_eq(now->zone, kept->zone);
}

static void add_fault(const struct checking *c, struct vd_str method, struct vd_str basis, const char *what)
{
    const struct vd_verify_fault of = {.entity_id = c->at.entity_id, .entity = c->at.slug};
    struct vd_str where = vd_str_printf(c->scratch, "cifra %.*s %.*s del corte %" PRId64, VD_SARG(method), VD_SARG(basis), c->at.id);
    vd_verify_report_add(c->report, c->arena, &of, where, "%s", what);
}

static void hold_against(const struct checking *c, figure_rows *now, const struct followup_kept_row *kept)
{
    VD_EACH(row, now) {
        if (!vd_str_eq(row->method, kept->method) || !vd_str_eq(row->basis, kept->basis))
            continue;
        if (!same(row, kept))
            add_fault(c, kept->method, kept->basis, "No es la que sale de las filas del corte.");
        row->method = (struct vd_str){0}; /* found */
        return;
    }
    add_fault(c, kept->method, kept->basis, "Las filas del corte no dan esta cifra.");
}

static enum vd_err check_cutoff(const struct checking *c)
{
    figure_rows now = {0};
    struct followup_kept_row kept;
    VD_TRY(figures_of(c->db, c->scratch, c->at.entity_id, c->at.id, &now));
    VD_AUTO_STMT struct vd_stmt *st = followup_kept_open(c->db, c->at.entity_id, c->at.id);
    while (followup_kept_next(st, c->scratch, &kept))
        hold_against(c, &now, &kept);
    VD_TRY(vd_done(st));
    VD_EACH(row, &now)
        if (row->method.p)
            add_fault(c, row->method, row->basis, "Falta: las filas del corte la dan.");
    return VD_OK;
}

static enum vd_err check_all(void *arg)
{
    struct checking *c = arg;
    for (;;) {
        int64_t entity_id = c->at.entity_id, id = c->at.id;
        vd_arena_reset(c->scratch);
        enum vd_err err = followup_cutoff_one(c->db, c->scratch, entity_id, id, &c->at);
        if (err == VD_NOT_FOUND)
            return VD_OK;
        VD_TRY(err);
        VD_TRY(check_cutoff(c));
    }
}

enum vd_err followup_figures_verify(struct vd_db *db, struct vd_arena *arena, struct vd_verify_report *report)
{
    VD_AUTO_ARENA struct vd_arena *scratch = vd_arena_new(SCRATCH);
    if (!scratch)
        return VD_NO_MEMORY;
    struct checking c = {.db = db, .arena = arena, .scratch = scratch, .report = report};
    enum vd_err err = vd_arena_try(scratch, check_all, &c);
    if (err == VD_NO_MEMORY)
        vd_db_recover(db);
    return err;
}
