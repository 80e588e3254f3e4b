/* SPDX-License-Identifier: Apache-2.0 */
/* Looking at what a brought file was read as. Every page reads it again in the isolated child. */
#include "features/intake/intake.h"
#include "features/intake/intake_cell.tpl.h"
#include "features/intake/intake_cells.tpl.h"
#include "features/intake/intake_review.tpl.h"
#include "features/intake/intake_views.h"

struct intake_input { struct vd_str entidad, estado; struct vd_oint traida, hecho, repetido, pagina, tabla, fila, columna; };

/* ---- one brought file */

static void describe(struct vd_req *rq, struct intake_opened *opened)
{
    struct batch_head_row *head = &opened->batch.head;
    head->file = opened->intake.row.file;
    head->size = opened->intake.row.size;
    head->at = opened->intake.row.at;
    head->reader = plan_import_reader(rq->arena, vd_str_of(vd_doc_format_name(opened->draft->format)));
    opened->batch.diff = opened->run.diff;
    if (opened->run.before_no)
        head->before_no = vd_some(opened->run.before_no);
}

enum vd_err intake_open_page(struct vd_req *rq, int64_t no, struct intake_opened *ret)
{
    struct intake_opened opened = {.entity = staff_who(rq)->entity, .base = intake_url(rq, no)};
    enum vd_err err = intake_find(rq->db, rq->arena, opened.entity.id, no, &opened.intake);
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "Nadie ha traído un archivo con el número %" PRId64 ".", no);
    VD_TRY(err);
    opened.title = intake_title(rq->arena, opened.intake.row.instrument, opened.intake.row.vigencia);
    VD_TRY(intake_understand(rq->services, rq->arena, opened.entity.id, &opened.intake, &opened.draft, &rq->problem));
    plan_batch_of_draft(rq->arena, opened.draft, &opened.batch);
    if (vd_str_is(opened.intake.row.state, "leido")) {
        struct plan_import import = intake_import(rq->services, rq->arena, &opened.entity, &opened.intake, opened.draft);
        import.now = rq->now;
        VD_TRY(plan_dry_run(rq->db, rq->arena, &import, &opened.run));
    }
    describe(rq, &opened);
    *ret = opened;
    return VD_OK;
}

static void fill_waiting(struct vd_req *rq, const struct intake_opened *opened, struct intake_review_view *view)
{
    const struct plan_dry_run *run = &opened->run;
    view->waiting = true;
    view->token_decide = vd_form_token(rq, "/{entidad}/trabajo/traer/{traida}/decisiones");
    view->token_discard = vd_form_token(rq, "/{entidad}/trabajo/traer/{traida}/descartar");
    view->bar = run->historical ? VD_S("No queda ningún error abierto. Al confirmar queda público de inmediato.") : VD_S("No queda ningún error abierto. Al confirmar queda como borrador.");
    if (run->unchanged)
        view->blocked = vd_str_printf(rq->arena, "Este mismo archivo ya es la versión %" PRId64 " del plan. Descártelo; o corrija alguna celda, y podrá confirmar otra versión.", run->before_no);
    else
        view->happens = vd_str_printf(rq->arena, "Al confirmar se guarda como versión %" PRId64 " del plan: %s.", run->no,
            run->historical ? "su vigencia ya terminó, así que entra como plan histórico y es público de inmediato" : "un borrador, que solo ve quien trabaja en la entidad");
}

static enum vd_err fill_undo(struct vd_req *rq, const struct intake_opened *opened, struct intake_review_view *view)
{
    const struct plan_undo undo = {.slug = opened->entity.slug, .no = opened->intake.row.batch_no.v};
    struct plan_undo_result result;
    enum vd_err err = view->confirmed ? plan_undo_may(rq->db, rq->arena, &undo, &result) : VD_OK;
    if (err == VD_CONFLICT)
        view->rests = plan_batch_upper(rq->arena, result.refused);
    return err == VD_CONFLICT ? VD_OK : err;
}

static void fill_done(struct vd_req *rq, const struct intake_opened *opened, struct intake_review_view *view)
{
    const struct intake_numbered_row *row = &opened->intake.row;
    const struct law_instruments *law = plan_law_instrument(row->instrument);
    view->undone = vd_str_is(row->batch_state, "deshecho");
    view->confirmed = vd_str_is(row->state, "confirmado") && !view->undone;
    view->discarded = vd_str_is(row->state, "descartado");
    view->token_undo = vd_form_token(rq, "/{entidad}/trabajo/traer/{traida}/deshacer");
    if (view->discarded)
        view->happens = VD_S("No entró en ningún plan. El archivo se conserva.");
    if (view->undone)
        view->happens = VD_S("La versión que trajo se retiró. El archivo, lo que se leyó y los hallazgos se conservan. Para usarlo, tráigalo otra vez.");
    if (!view->confirmed || !law)
        return;
    view->happens = vd_str_printf(rq->arena, "Es la versión %" PRId64 " del plan, lote %.*s/%" PRId64 ".", row->version_no.v, VD_SARG(opened->entity.slug), row->batch_no.v);
    if (vd_str_is(row->version_state, "historico"))
        view->place = (struct vd_link){VD_S("Ver el plan"), plan_url(rq->arena, opened->entity.slug, law->path_word, row->vigencia)};
    else
        view->place = (struct vd_link){VD_S("Ir al borrador"), staff_url(rq, "planes", vd_str_c(rq->arena, law->path_word),
            vd_str_printf(rq->arena, "%" PRId64, row->vigencia).p, vd_str_printf(rq->arena, "%" PRId64, row->version_no.v).p, NULL)};
}

enum vd_err intake_review(struct vd_req *rq, const struct intake_opened *opened, const intake_typeds *typed, struct vd_oint done)
{
    struct intake_review_view view = {.rev = opened->intake.row.rev, .decide = vd_url_with(rq->arena, opened->base, "/decisiones"),
        .discard = vd_url_with(rq->arena, opened->base, "/descartar"), .undo = vd_url_with(rq->arena, opened->base, "/deshacer")};
    intake_head_fill(rq, opened, false, &view.head);
    if (opened->said.n)
        *VD_PUSH(rq->arena, &view.wrongs.lines) = (struct vd_wrong_line){VD_S("revision"), opened->said};
    intake_findings_fill(rq, opened, typed, &view);
    intake_many_fill(rq, opened, typed, &view);
    view.savable |= view.many.n > 0;
    view.again = opened->again;
    intake_decisions_fill(rq, opened, &view);
    intake_doubts_fill(rq, opened, &view);
    if (vd_str_is(opened->intake.row.state, "leido"))
        fill_waiting(rq, opened, &view);
    else
        fill_done(rq, opened, &view);
    VD_TRY(fill_undo(rq, opened, &view));
    VD_TRY(staff_page(rq, vd_str_printf(rq->arena, "Revisar el archivo: %.*s", VD_SARG(opened->title)), &view.page));
    VD_TRY(staff_done(rq, done, &view.page));
    staff_crumb(rq, &view.page, VD_S("Traer un plan"), staff_url(rq, "traer", NULL));
    view.page.here = opened->title;
    tpl_intake_review(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err review_page(struct vd_req *rq)
{
    const struct intake_input *in = rq->input;
    struct intake_opened opened;
    VD_TRY(intake_open_page(rq, in->traida.v, &opened));
    opened.again = in->repetido.has;
    opened.page = in->pagina.v;
    return intake_review(rq, &opened, NULL, in->hecho);
}

static void below(struct vd_req *rq, const struct intake_opened *opened, const char *here, struct vd_staff_page *page)
{
    staff_crumb(rq, page, VD_S("Traer un plan"), staff_url(rq, "traer", NULL));
    staff_crumb(rq, page, opened->title, opened->base);
    page->here = vd_str_of(here);
}

/* Of the table that is shown only: a file has many cells. */
static void keep_table(struct vd_arena *arena, int64_t table, struct plan_batch *batch)
{
    struct plan_batch kept = *batch;
    kept.cells.v = NULL;
    kept.cells.n = kept.cells.cap = 0;
    VD_EACH(cell, &batch->cells)
        if (cell->table_no == table)
            *VD_PUSH(arena, &kept.cells) = *cell;
    *batch = kept;
}

static enum vd_err cells_page(struct vd_req *rq)
{
    const struct intake_input *in = rq->input;
    struct intake_opened opened;
    struct intake_cells_view view = {0};
    struct batch_cells_view cells = {0};
    VD_TRY(intake_open_page(rq, in->traida.v, &opened));
    int64_t table = in->tabla.has ? in->tabla.v : opened.batch.tables.n ? opened.batch.tables.v[0].table_no : 1;
    intake_head_fill(rq, &opened, true, &view.head);
    keep_table(rq->arena, table, &opened.batch);
    struct vd_url correct = {{0}};
    if (vd_str_is(opened.intake.row.state, "leido")) {
        intake_empty_fill(rq, &opened, table, &view);
        correct = vd_url_with(rq->arena, opened.base, "/celda");
    }
    const struct batch_view_in of = {.correct = correct, .arena = rq->arena, .batch = &opened.batch, .base = opened.base, .status = in->estado, .unstored = true};
    plan_batch_cells_fill(&of, table, &cells);
    view.cells = plan_batch_read_html(rq->arena, &cells);
    VD_TRY(staff_page(rq, VD_S("Lo que se entendió"), &view.page));
    below(rq, &opened, "Lo que se entendió", &view.page);
    tpl_intake_cells(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

enum vd_err intake_cell(struct vd_req *rq, const struct intake_opened *opened, struct plan_place place, const intake_typeds *typed)
{
    struct intake_cell_view view = {.token = vd_form_token(rq, "/{entidad}/trabajo/traer/{traida}/decidir"), .action = vd_url_with(rq->arena, opened->base, "/decidir"), .rev = opened->intake.row.rev,
        .waiting = vd_str_is(opened->intake.row.state, "leido"), .back = opened->base,
        .place = plan_batch_place(rq->arena, &opened->batch, place), .raw = intake_cell_text(rq->arena, &opened->batch, place)};
    if (!view.raw.p && intake_in_table(&opened->batch, place)) {
        view.field = plan_batch_upper(rq->arena, plan_batch_field(intake_column_field(opened->draft, place)));
        view.is_empty = true;
    } else if (!view.raw.p) {
        rq->problem = VD_S("El archivo no tiene esa celda, o no se usó.");
        return VD_NOT_FOUND;
    }
    VD_EACH(cell, &opened->batch.cells)
        if (cell->table_no == place.table && cell->row_no == place.row && cell->col_no == place.col) {
            view.field = plan_batch_upper(rq->arena, plan_batch_field(cell->field));
            view.reading = cell->reading;
            view.status = vd_code_shown(plan_status_codes, cell->status);
        }
    view.decide = intake_decide_of(rq, opened, place, (struct vd_str){"", 0}, typed);
    if (view.decide.error.n)
        *VD_PUSH(rq->arena, &view.wrongs.lines) = (struct vd_wrong_line){VD_S("decision-1"), view.decide.error};
    VD_TRY(staff_page(rq, VD_S("Corregir una celda"), &view.page));
    below(rq, opened, "Corregir una celda", &view.page);
    tpl_intake_cell(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err cell_page(struct vd_req *rq)
{
    const struct intake_input *in = rq->input;
    struct intake_opened opened;
    VD_TRY(intake_open_page(rq, in->traida.v, &opened));
    return intake_cell(rq, &opened, (struct plan_place){(int)in->tabla.v, (int)in->fila.v, (int)in->columna.v, 0}, NULL);
}

/* ---- routes */

#define BROUGHT VD_PARAM(intake_input, traida, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000000, .required = true, .about = "number of the brought file")
#define PLACE(member, must) VD_PARAM(intake_input, member, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1000000, .required = (must), .about = "place of the cell")
static const char *const statuses[] = {"leido", "supuesto", "ambiguo", "corregido", "sin_usar", NULL};
static const struct vd_param of_intake[] = {VD_PARAM_ENTITY(intake_input), BROUGHT, STAFF_DONE(intake_input),
    VD_PARAM(intake_input, pagina, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1000000, .about = "page of the findings"),
    VD_PARAM(intake_input, repetido, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1, .about = "the file had been brought before"), {.name = NULL}};
static const struct vd_param of_cells[] = {VD_PARAM_ENTITY(intake_input), BROUGHT, PLACE(tabla, false),
    VD_PARAM(intake_input, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = statuses, .about = "cells of one status"), {.name = NULL}};
static const struct vd_param of_cell[] = {VD_PARAM_ENTITY(intake_input), BROUGHT, PLACE(tabla, true), PLACE(fila, true), PLACE(columna, true), {.name = NULL}};

const struct vd_route intake_routes[] = {
    STAFF_PAGE(intake_input, "/{entidad}/trabajo/traer/{traida}", of_intake, "plan.crear", review_page, "a brought file: findings, decisions, what would change", .wide = true),
    STAFF_PAGE(intake_input, "/{entidad}/trabajo/traer/{traida}/entendido", of_cells, "plan.crear", cells_page, "a brought file: each cell beside its reading", .wide = true),
    STAFF_PAGE(intake_input, "/{entidad}/trabajo/traer/{traida}/celda", of_cell, "plan.crear", cell_page, "a cell of a brought file, to correct it", .wide = true),
    {.path = NULL},
};
