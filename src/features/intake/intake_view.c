/* SPDX-License-Identifier: Apache-2.0 */
/* Fills what the pages of a brought file show. */
#include "features/intake/intake_views.h"

static const char DECIDE[] = "/{entidad}/trabajo/traer/{traida}/decidir";

struct vd_sem intake_state_sem(struct vd_str state, struct vd_str batch_state)
{
    if (vd_str_is(batch_state, "deshecho"))
        return (struct vd_sem){"none", "Deshecho"};
    if (vd_str_is(state, "confirmado"))
        return (struct vd_sem){"ok", "Confirmado"};
    return vd_str_is(state, "descartado") ? (struct vd_sem){"none", "Descartado"} : (struct vd_sem){"info", "Por confirmar"};
}

static bool waits(const struct intake_opened *opened) { return vd_str_is(opened->intake.row.state, "leido"); }

struct vd_str intake_cell_text(struct vd_arena *arena, const struct plan_batch *batch, struct plan_place place)
{
    struct vd_str text = {0};
    VD_EACH(cell, &batch->cells)
        if (cell->table_no == place.table && cell->row_no == place.row && cell->col_no == place.col)
            text = text.p ? vd_str_printf(arena, "%.*s\n%.*s", VD_SARG(text), VD_SARG(cell->raw)) : cell->raw;
    return text;
}

/* ---- head */

static struct vd_str counted(struct vd_arena *arena, int64_t n, const char *one, const char *many)
{
    return n ? vd_str_printf(arena, "%.*s %s", VD_SARG(vd_es_int(arena, n)), n == 1 ? one : many) : (struct vd_str){0};
}

static int64_t open_ones(const struct intake_opened *opened, const char *severity)
{
    int64_t n = 0;
    VD_EACH(f, &opened->batch.findings)
        n += vd_str_is(f->severity, severity) && !intake_decided(&opened->intake, PLAN_PLACE_OF(f), f->code);
    return n;
}

static struct vd_str instrument_said(struct vd_arena *arena, const struct intake_numbered_row *row)
{
    const struct law_instruments *law = plan_law_instrument(row->instrument);
    if (!law)
        return (struct vd_str){0};
    if (law == plan_law_instrument_of((int)row->vigencia))
        return vd_str_printf(arena, "Se lee como %.*s. Si es otro plan, descártelo y tráigalo otra vez diciendo cuál es.", VD_SARG(plan_law_instrument_why(arena, law, (int)row->vigencia)));
    return vd_str_printf(arena, "Se lee como %.*s, porque así se pidió o así lo dice el libro.", VD_SARG(law->name));
}

void intake_head_fill(struct vd_req *rq, const struct intake_opened *opened, bool on_cells, struct intake_head *head)
{
    const struct intake_numbered_row *row = &opened->intake.row;
    struct vd_arena *arena = rq->arena;
    int64_t errors = open_ones(opened, "error"), warnings = open_ones(opened, "aviso");
    *head = (struct intake_head){.instrument = instrument_said(arena, row), .title = opened->title, .review = opened->base, .understood = vd_url_with(arena, opened->base, "/entendido"), .on_cells = on_cells,
        .sub = vd_str_printf(arena, "%.*s, %.*s. Lo trajo %.*s", VD_SARG(row->file),
                             VD_SARG(plan_reader_text(arena, opened->batch.head.reader, row->size, row->at)), VD_SARG(row->person)),
        .activities = vd_es_int(arena, opened->batch.head.activities), .cells = vd_es_int(arena, opened->batch.head.cells),
        .cells_note = vd_str_printf(arena, "%.*s como están escritas", VD_SARG(vd_es_int(arena, opened->batch.head.read))),
        .open = vd_es_int(arena, errors + warnings), .errors = counted(arena, errors, "error", "errores"), .warnings = counted(arena, warnings, "aviso", "avisos"),
        .decided = vd_es_int(arena, (int64_t)opened->intake.decisions.n), .n_findings = vd_es_int(arena, (int64_t)opened->batch.findings.n),
        .n_cells = vd_es_int(arena, opened->batch.head.cells)};
    if (row->document.n) {
        head->document = vd_str_printf(arena, "«%.*s», versión %" PRId64, VD_SARG(row->document), row->document_no.v);
        head->document_url = staff_url(rq, "documentos", vd_str_c(arena, row->document_slug), NULL);
    }
}

/* ---- what can be decided */

/* A proposal that is what the text should have been; those of other findings are advice. */
static bool replaces(struct vd_str code)
{
    static const char *const codes[] = {"VD-P001", "VD-P043", "VD-P044", "VD-P045", "VD-P046", "VD-P079"};
    for (size_t i = 0; i < VD_COUNT(codes); i++)
        if (vd_str_is(code, codes[i]))
            return true;
    return false;
}

static struct vd_str replaced(struct vd_arena *arena, struct vd_str text, const struct batch_finding_row *f)
{
    ptrdiff_t at = f->read_text.n ? vd_str_find(text, f->read_text) : -1;
    if (at < 0 || !f->proposal.n || !replaces(f->code))
        return (struct vd_str){0};
    return vd_str_printf(arena, "%.*s%.*s%.*s", (int)at, text.p, VD_SARG(f->proposal), VD_SARG(vd_str_sub(text, (size_t)at + f->read_text.n, text.n)));
}

static bool is_typed(const struct intake_typed *typed, struct plan_place place, struct vd_str code)
{
    return typed && typed->place.table == place.table && typed->place.row == place.row && typed->place.col == place.col && vd_str_eq(typed->code, code);
}

struct intake_decide intake_decide_of(struct vd_req *rq, const struct intake_opened *opened, struct plan_place place, struct vd_str code, const struct intake_typed *typed)
{
    const struct intake_decisions_row *corrected = intake_decided(&opened->intake, place, (struct vd_str){"", 0});
    struct vd_str text = intake_cell_text(rq->arena, &opened->batch, place);
    struct intake_decide decide = {.number = 1, .token = vd_form_token(rq, DECIDE), .code = code, .action = vd_url_with(rq->arena, opened->base, "/decidir"),
        .rev = opened->intake.row.rev, .table = place.table, .row = place.row, .col = place.col, .has_cell = text.p != NULL,
        .value = corrected ? corrected->said : text};
    if (is_typed(typed, place, code)) {
        decide.propose = vd_str_is(typed->which, "propuesta");
        decide.correct = vd_str_is(typed->which, "corregir");
        decide.accept = vd_str_is(typed->which, "aceptar");
        decide.value = typed->value;
        decide.reason = typed->reason;
        decide.error = typed->error;
    }
    return decide;
}

static struct intake_finding finding_of(struct vd_req *rq, const struct intake_opened *opened, const struct batch_finding_row *f, const struct intake_typed *typed)
{
    const struct intake_decisions_row *accepted = intake_decided(&opened->intake, PLAN_PLACE_OF(f), f->code);
    struct intake_finding finding = {.open = waits(opened) && !accepted && !vd_str_is(f->severity, "nota")};
    if (accepted) {
        finding.accepted = accepted->said;
        finding.by = accepted->person;
    }
    if (finding.open) {
        finding.decide = intake_decide_of(rq, opened, PLAN_PLACE_OF(f), f->code, typed);
        finding.decide.proposal = replaced(rq->arena, intake_cell_text(rq->arena, &opened->batch, PLAN_PLACE_OF(f)), f);
    }
    return finding;
}

void intake_findings_fill(struct vd_req *rq, const struct intake_opened *opened, const struct intake_typed *typed, struct intake_review_view *view)
{
    struct batch_page_view page = {0};
    const struct batch_view_in in = {.arena = rq->arena, .batch = &opened->batch, .base = opened->base, .unstored = true};
    plan_batch_page_fill(&in, &page);
    view->changes = plan_batch_changes_html(rq->arena, &page);
    for (size_t i = 0; i < page.findings.n && i < opened->batch.findings.n; i++) {
        struct intake_finding *finding = VD_PUSH(rq->arena, &view->findings);
        *finding = finding_of(rq, opened, &opened->batch.findings.v[i], typed);
        finding->said = page.findings.v[i];
        finding->source = plan_batch_source_html(rq->arena, &page.findings.v[i]);
        finding->decide.number = finding->said.number;
        if (finding->decide.error.n)
            *VD_PUSH(rq->arena, &view->wrongs.lines) = (struct vd_wrong_line){
                vd_str_printf(rq->arena, "decision-%" PRId64, finding->said.number), finding->decide.error};
    }
    int64_t errors = open_ones(opened, "error");
    if (errors)
        view->errors_left = vd_str_printf(rq->arena, "%s %.*s: se puede confirmar, pero el borrador no podrá ir a consulta ni a aprobación mientras siga%s.",
            errors == 1 ? "Queda" : "Quedan", VD_SARG(counted(rq->arena, errors, "error abierto", "errores abiertos")), errors == 1 ? "" : "n");
}

void intake_decisions_fill(struct vd_req *rq, const struct intake_opened *opened, struct intake_review_view *view)
{
    VD_EACH(d, &opened->intake.decisions) {
        struct vd_str place = plan_batch_place(rq->arena, &opened->batch, PLAN_PLACE_OF(d));
        *VD_PUSH(rq->arena, &view->decisions) = (struct intake_decided_line){.place = place.n ? place : VD_S("Todo el documento"),
            .was = intake_cell_text(rq->arena, &opened->batch, PLAN_PLACE_OF(d)), .said = d->said, .by = d->person, .at = vd_es_instant(rq->arena, d->at),
            .accepts = d->code.n > 0, .token = waits(opened) ? vd_form_token(rq, DECIDE) : (struct vd_str){0}, .code = d->code,
            .action = vd_url_with(rq->arena, opened->base, "/decidir"), .rev = opened->intake.row.rev, .table = d->table_no, .row = d->row_no, .col = d->col_no};
    }
}

/* ---- cells that were read with doubt and that no finding speaks of */

static bool has_finding(const struct plan_batch *batch, const struct batch_cell_row *cell)
{
    VD_EACH(f, &batch->findings)
        if (f->table_no == cell->table_no && f->row_no == cell->row_no && f->col_no == cell->col_no && !vd_str_is(f->severity, "nota"))
            return true;
    return false;
}

void intake_doubts_fill(struct vd_req *rq, const struct intake_opened *opened, struct intake_review_view *view)
{
    enum { SHOWN_MOST = 200 };
    VD_EACH(cell, &opened->batch.cells) {
        bool doubted = vd_str_is(cell->status, "supuesto") || vd_str_is(cell->status, "ambiguo");
        if (!doubted || has_finding(&opened->batch, cell) || view->doubts.n == SHOWN_MOST)
            continue;
        struct intake_doubt *doubt = VD_PUSH(rq->arena, &view->doubts);
        *doubt = (struct intake_doubt){.place = plan_batch_place(rq->arena, &opened->batch, PLAN_PLACE_OF(cell)),
            .field = plan_batch_upper(rq->arena, plan_batch_field(cell->field)), .raw = cell->raw, .reading = cell->reading,
            .status = vd_code_shown(plan_status_codes, cell->status)};
        if (waits(opened))
            doubt->url = vd_url_with(rq->arena, opened->base, vd_str_printf(rq->arena, "/celda?tabla=%" PRId64 "&fila=%" PRId64 "&columna=%" PRId64,
                                                                            cell->table_no, cell->row_no, cell->col_no).p);
    }
    view->doubts_caption = vd_str_printf(rq->arena, "«Supuesta» quiere decir que se escogió lo que mejor cabe; «por decidir», que no se usa hasta que una persona diga.%s",
                                         view->doubts.n == SHOWN_MOST ? " Se muestran las primeras 200." : "");
}
