/* SPDX-License-Identifier: Apache-2.0 */
/* Bringing a file, and looking at what it was read as. Every page of a brought file reads it again in the isolated child. */
#include "features/intake/intake.h"
#include "features/intake/intake_cell.tpl.h"
#include "features/intake/intake_cells.tpl.h"
#include "features/intake/intake_form.tpl.h"
#include "features/intake/intake_review.tpl.h"
#include "features/intake/intake_views.h"

enum { UPLOAD_MOST = 16 << 20, YEAR_LEAST = 2000, YEAR_MOST = 2100 };

struct form_input { struct vd_str entidad, instrumento, vigencia; struct vd_upload archivo; };
struct intake_input { struct vd_str entidad, estado; struct vd_oint traida, hecho, tabla, fila, columna; };

static struct vd_url intake_url(struct vd_req *rq, int64_t no)
{
    return staff_url(rq, "traer", vd_str_printf(rq->arena, "%" PRId64, no).p, NULL);
}

static struct vd_str title_of(struct vd_arena *arena, struct vd_str instrument, int64_t vigencia)
{
    const struct law_instruments *law = plan_law_instrument(instrument);
    return plan_import_title(arena, law ? law->short_name : instrument, (int)vigencia);
}

/* ---- the form */

void intake_instruments(struct vd_req *rq, struct vd_str chosen, struct vd_choices *ret)
{
    *ret = (struct vd_choices){.name = "instrumento", .label = VD_S("Qué plan es"), .error = staff_wrong_of(rq, "instrumento"), .as_list = true};
    for (size_t i = 0; i < law_instruments_n; i++)
        *VD_PUSH(rq->arena, &ret->of) = (struct vd_choice){.value = law_instruments[i].code, .text = law_instruments[i].name,
            .chosen = vd_str_eq(chosen, law_instruments[i].code)};
}

static enum vd_err fill_brought(struct vd_req *rq, struct intake_form_view *view)
{
    intake_rows rows = {0};
    VD_TRY(intake_newest(rq->db, rq->arena, staff_who(rq)->entity.id, &rows));
    VD_EACH(row, &rows)
        *VD_PUSH(rq->arena, &view->lines) = (struct intake_line){.plan = title_of(rq->arena, row->instrument, row->vigencia), .file = row->file,
            .at = vd_es_instant(rq->arena, row->at), .person = row->person, .state = intake_state_sem(row->state, row->batch_state), .url = intake_url(rq, row->no)};
    return VD_OK;
}

static enum vd_err show_form(struct vd_req *rq, const struct form_input *in)
{
    struct intake_form_view view = {.token = vd_form_token(rq, "/{entidad}/trabajo/traer"), .action = staff_url(rq, "traer", NULL), .wrongs = staff_wrongs(rq),
        .file = staff_input(rq, "archivo", VD_S("Archivo"), (struct vd_str){0}), .year = staff_input(rq, "vigencia", VD_S("Vigencia"), in->vigencia)};
    view.file.type = "file";
    view.file.accept = ".docx,.xlsx,.ods,.csv";
    view.file.hint = VD_S("Word (.docx), Excel (.xlsx), LibreOffice (.ods) o CSV, de hasta 16 MB.");
    view.year.hint = VD_S("El año del plan, por ejemplo 2027.");
    view.year.inputmode = "numeric";
    view.year.width = "w-s";
    intake_instruments(rq, in->instrumento, &view.instrument);
    VD_TRY(staff_page(rq, VD_S("Traer un plan"), &view.page));
    VD_TRY(fill_brought(rq, &view));
    if (in->archivo.bytes.n > UPLOAD_MOST)
        rq->status = 413;
    tpl_intake_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err form_page(struct vd_req *rq) { return show_form(rq, &(struct form_input){0}); }

/* ---- bringing */

void intake_judge(struct vd_req *rq, struct vd_str instrument, struct vd_str year, int64_t *ret_vigencia)
{
    if (!plan_law_instrument(instrument))
        vd_req_wrong(rq, "instrumento", "Elija qué plan es");
    if (!vd_str_i64(year, ret_vigencia) || *ret_vigencia < YEAR_LEAST || *ret_vigencia > YEAR_MOST)
        vd_req_wrong(rq, "vigencia", "Escriba el año del plan, por ejemplo 2027");
}

static void judge(struct vd_req *rq, const struct form_input *in, int64_t *ret_vigencia)
{
    if (!staff_wrong_of(rq, "archivo").p && !in->archivo.bytes.n)
        vd_req_wrong(rq, "archivo", "Elija el archivo del plan; no puede estar vacío");
    if (in->archivo.bytes.n > UPLOAD_MOST)
        vd_req_wrong(rq, "archivo", "El archivo pesa %zu MB; el máximo es 16 MB. Divídalo o quítele las imágenes. No se guardó nada", (in->archivo.bytes.n + 999999) / 1000000);
    intake_judge(rq, in->instrumento, in->vigencia, ret_vigencia);
}

struct bringing { struct intake_bringing of; int64_t no; };

static enum vd_err bring(struct vd_change *change, struct staff_write *write)
{
    struct bringing *b = write->arg;
    VD_TRY(intake_bring(change, &b->of, &b->no));
    vd_change_result_set(change, vd_str_printf(vd_change_arena(change), "%" PRId64, b->no));
    return VD_OK;
}

/* The same file for the same plan, brought twice: one review. */
static enum vd_err brought(struct vd_req *rq, struct staff_write *write)
{
    const struct bringing *b = write->arg;
    int64_t no = 0;
    if (write->err == VD_CONFLICT && b->no)
        return staff_go(rq, intake_url(rq, b->no), 0);
    if (write->err != VD_OK || !vd_str_i64(write->result, &no))
        return write->err != VD_OK ? staff_failed(rq, write) : VD_INTERNAL;
    return staff_go(rq, intake_url(rq, no), write->seq);
}

enum vd_err intake_bring_it(struct vd_req *rq, const struct intake_bringing *of)
{
    struct bringing *b = VD_NEW(rq->arena, struct bringing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    b->of = *of;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "archivo.traido", .apply = bring, .then = brought, .arg = b};
    return staff_write(rq, write);
}

static enum vd_err form_post(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    const struct vd_services *services = rq->services;
    int64_t vigencia = 0;
    struct plan_draft *draft;
    struct vd_str reason = {0};
    judge(rq, in, &vigencia);
    if (rq->wrong.n)
        return show_form(rq, in);
    enum vd_err err = intake_look(in->archivo.bytes, in->instrumento, (int)vigencia, rq->arena, &draft, &reason);
    if (err != VD_OK && reason.n) {
        vd_req_wrong(rq, "archivo", "%.*s No se guardó nada", VD_SARG(reason));
        return show_form(rq, in);
    }
    VD_TRY(err);
    return intake_bring_it(rq, &(struct intake_bringing){.files = services->files, .bytes = in->archivo.bytes, .file_name = in->archivo.name, .instrument = in->instrumento,
        .vigencia = vigencia, .person_id = staff_who(rq)->person_id});
}

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
    opened.title = title_of(rq->arena, opened.intake.row.instrument, opened.intake.row.vigencia);
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
    view->token_confirm = vd_form_token(rq, "/{entidad}/trabajo/traer/{traida}/confirmar");
    view->token_discard = vd_form_token(rq, "/{entidad}/trabajo/traer/{traida}/descartar");
    if (run->unchanged)
        view->blocked = vd_str_printf(rq->arena, "Este mismo archivo ya es la versión %" PRId64 " del plan. Descártelo; o corrija alguna celda, y podrá confirmar otra versión.", run->before_no);
    else
        view->happens = vd_str_printf(rq->arena, "Al confirmar se guarda como versión %" PRId64 " del plan: %s.", run->no,
            run->historical ? "su vigencia ya terminó, así que entra como plan histórico y es público de inmediato" : "un borrador, que solo ve quien trabaja en la entidad");
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

enum vd_err intake_review(struct vd_req *rq, const struct intake_opened *opened, const struct intake_typed *typed, struct vd_oint done)
{
    struct intake_review_view view = {.rev = opened->intake.row.rev, .confirm = vd_url_with(rq->arena, opened->base, "/confirmar"),
        .discard = vd_url_with(rq->arena, opened->base, "/descartar"), .undo = vd_url_with(rq->arena, opened->base, "/deshacer")};
    intake_head_fill(rq, opened, false, &view.head);
    intake_findings_fill(rq, opened, typed, &view);
    intake_decisions_fill(rq, opened, &view);
    intake_doubts_fill(rq, opened, &view);
    if (vd_str_is(opened->intake.row.state, "leido"))
        fill_waiting(rq, opened, &view);
    else
        fill_done(rq, opened, &view);
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
    const struct batch_view_in of = {.arena = rq->arena, .batch = &opened.batch, .base = opened.base, .status = in->estado, .unstored = true};
    plan_batch_cells_fill(&of, table, &cells);
    view.cells = plan_batch_read_html(rq->arena, &cells);
    VD_TRY(staff_page(rq, VD_S("Lo que se entendió"), &view.page));
    below(rq, &opened, "Lo que se entendió", &view.page);
    tpl_intake_cells(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

enum vd_err intake_cell(struct vd_req *rq, const struct intake_opened *opened, struct plan_place place, const struct intake_typed *typed)
{
    struct intake_cell_view view = {.waiting = vd_str_is(opened->intake.row.state, "leido"), .back = opened->base,
        .place = plan_batch_place(rq->arena, &opened->batch, place), .raw = intake_cell_text(rq->arena, &opened->batch, place)};
    if (!view.raw.p) {
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

#define ENTITY(input) VD_PARAM(input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
#define BROUGHT VD_PARAM(intake_input, traida, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000000, .required = true, .about = "number of the brought file")
#define PLACE(member, must) VD_PARAM(intake_input, member, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1000000, .required = (must), .about = "place of the cell")
static const char *const statuses[] = {"leido", "supuesto", "ambiguo", "corregido", "sin_usar", NULL};
static const struct vd_param of_entity[] = {ENTITY(form_input), {.name = NULL}};
static const struct vd_param of_form[] = {ENTITY(form_input),
    VD_PARAM(form_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = 20 << 20, .label = "Archivo", .about = "the plan's file"),
    VD_PARAM(form_input, instrumento, VD_FROM_FORM, VD_P_TEXT, .max = 40, .label = "Qué plan es", .about = "code of the instrument"),
    VD_PARAM(form_input, vigencia, VD_FROM_FORM, VD_P_TEXT, .max = 20, .label = "Vigencia", .about = "year of the plan"), {.name = NULL}};
static const struct vd_param of_intake[] = {ENTITY(intake_input), BROUGHT, STAFF_DONE(intake_input), {.name = NULL}};
static const struct vd_param of_cells[] = {ENTITY(intake_input), BROUGHT, PLACE(tabla, false),
    VD_PARAM(intake_input, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = statuses, .about = "cells of one status"), {.name = NULL}};
static const struct vd_param of_cell[] = {ENTITY(intake_input), BROUGHT, PLACE(tabla, true), PLACE(fila, true), PLACE(columna, true), {.name = NULL}};

const struct vd_route intake_routes[] = {
    STAFF_PAGE(form_input, "/{entidad}/trabajo/traer", of_entity, "plan.crear", form_page, "form that brings a plan's file, and those brought before"),
    STAFF_POST(form_input, "/{entidad}/trabajo/traer", of_form, "plan.crear", form_post, "bring a plan's file", .wide = true),
    STAFF_PAGE(intake_input, "/{entidad}/trabajo/traer/{traida}", of_intake, "plan.crear", review_page, "a brought file: findings, decisions, what would change", .wide = true),
    STAFF_PAGE(intake_input, "/{entidad}/trabajo/traer/{traida}/entendido", of_cells, "plan.crear", cells_page, "a brought file: each cell beside its reading", .wide = true),
    STAFF_PAGE(intake_input, "/{entidad}/trabajo/traer/{traida}/celda", of_cell, "plan.crear", cell_page, "a cell of a brought file, to correct it", .wide = true),
    {.path = NULL},
};
