/* SPDX-License-Identifier: Apache-2.0 */
/* Fills what the pages of a brought file show. */
#include "features/intake/intake_views.h"

static const char DECIDE[] = "/{entidad}/trabajo/traer/{traida}/decidir"; /* one, taken back */

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

bool intake_is_open(const struct intake_opened *opened, const struct batch_finding_row *f)
{
    return !vd_str_is(f->severity, "nota") && !intake_decided(&opened->intake, PLAN_PLACE_OF(f), f->code);
}

static int64_t open_ones(const struct intake_opened *opened, const char *severity)
{
    int64_t n = 0;
    VD_EACH(f, &opened->batch.findings)
        n += vd_str_is(f->severity, severity) && intake_is_open(opened, f);
    return n;
}

int64_t intake_open_errors(const struct intake_opened *opened) { return open_ones(opened, "error"); }

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
    static const char *const codes[] = {"VD-P001", "VD-P043", "VD-P044", "VD-P045", "VD-P046", "VD-P053", "VD-P079"};
    for (size_t i = 0; i < VD_COUNT(codes); i++)
        if (vd_str_is(code, codes[i]))
            return true;
    return false;
}

/* What the cell says by now. */
static struct vd_str text_now(struct vd_arena *arena, const struct intake_opened *opened, struct plan_place place)
{
    const struct intake_decisions_row *corrected = intake_decided(&opened->intake, place, (struct vd_str){"", 0});
    return corrected ? corrected->said : intake_cell_text(arena, &opened->batch, place);
}

static struct vd_str replaced(struct vd_arena *arena, struct vd_str text, const struct batch_finding_row *f)
{
    ptrdiff_t at = f->read_text.n ? vd_str_find(text, f->read_text) : -1;
    if (at < 0 || !f->proposal.n || !replaces(f->code))
        return (struct vd_str){0};
    return vd_str_printf(arena, "%.*s%.*s%.*s", (int)at, text.p, VD_SARG(f->proposal), VD_SARG(vd_str_sub(text, (size_t)at + f->read_text.n, text.n)));
}

static const struct intake_typed *typed_of(const intake_typeds *typed, struct plan_place place, struct vd_str code)
{
    for (size_t i = 0; typed && i < typed->n; i++) {
        const struct intake_typed *t = &typed->v[i];
        if (!t->many && t->place.table == place.table && t->place.row == place.row && t->place.col == place.col && vd_str_eq(t->code, code))
            return t;
    }
    return NULL;
}

struct intake_decide intake_decide_of(struct vd_req *rq, const struct intake_opened *opened, struct plan_place place, struct vd_str code, const intake_typeds *all)
{
    const struct intake_decisions_row *corrected = intake_decided(&opened->intake, place, (struct vd_str){"", 0});
    struct vd_str text = intake_cell_text(rq->arena, &opened->batch, place);
    struct intake_decide decide = {.number = 1, .slot = {"", 0}, .code = code, .table = place.table,
        .key = vd_str_printf(rq->arena, "%d.%d.%d.%.*s", place.table, place.row, place.col, VD_SARG(code)), .row = place.row, .col = place.col, .has_cell = text.p != NULL,
        .value = corrected ? corrected->said : text};
    const struct intake_typed *typed = typed_of(all, place, code);
    if (typed) {
        decide.propose = vd_str_is(typed->which, "propuesta");
        decide.correct = vd_str_is(typed->which, "corregir");
        decide.accept = vd_str_is(typed->which, "aceptar");
        decide.value = typed->value;
        decide.reason = typed->reason;
        decide.error = typed->error;
    }
    return decide;
}

struct intake_decide intake_finding_decide(struct vd_req *rq, const struct intake_opened *opened, const struct batch_finding_row *f, const intake_typeds *typed)
{
    struct intake_decide decide = intake_decide_of(rq, opened, PLAN_PLACE_OF(f), f->code, typed);
    decide.proposal = replaced(rq->arena, decide.has_cell ? text_now(rq->arena, opened, PLAN_PLACE_OF(f)) : (struct vd_str){0}, f);
    return decide;
}

static struct intake_finding finding_of(struct vd_req *rq, const struct intake_opened *opened, const struct batch_finding_row *f, const intake_typeds *typed)
{
    const struct intake_decisions_row *corrected = intake_decided(&opened->intake, PLAN_PLACE_OF(f), (struct vd_str){"", 0});
    const struct intake_decisions_row *accepted = intake_decided(&opened->intake, PLAN_PLACE_OF(f), f->code);
    struct intake_finding finding = {.open = waits(opened) && intake_is_open(opened, f)};
    if (waits(opened) && !opened->run.unchanged && vd_str_is(f->code, "VD-P075"))
        finding.other_year = (struct vd_link){vd_str_printf(rq->arena, "Es el plan de %.*s: empezar la revisión con esa vigencia", VD_SARG(f->read_text)),
            vd_url_with(rq->arena, opened->base, "/confirmar#otra-vigencia")};
    if (corrected && f->table_no)
        finding.corrected = corrected->said;
    if (accepted) {
        finding.accepted = accepted->said;
        finding.by = accepted->person;
    }
    if (finding.open)
        finding.decide = intake_finding_decide(rq, opened, f, typed);
    return finding;
}

static int64_t page_of(const struct intake_opened *opened, size_t n)
{
    int64_t last = n ? (int64_t)(n - 1) / INTAKE_FINDINGS + 1 : 1;
    return opened->page < 1 ? 1 : opened->page > last ? last : opened->page;
}

static struct vd_url page_url(struct vd_arena *arena, const struct intake_opened *opened, int64_t page)
{
    return vd_url_with(arena, opened->base, vd_str_printf(arena, "?pagina=%" PRId64, page).p);
}

static void pager_fill(struct vd_arena *arena, const struct intake_opened *opened, size_t from, size_t to, size_t n, struct intake_review_view *view)
{
    view->pager = (struct vd_pager){.label = VD_S("Páginas de hallazgos"), .before = "Hallazgos anteriores", .after = "Hallazgos siguientes", .several = n > INTAKE_FINDINGS};
    if (!view->pager.several)
        return;
    view->pager.said = vd_str_printf(arena, "Hallazgos %zu a %zu de %zu. Guarde antes de pasar a otra página.", from + 1, to, n);
    if (from)
        view->pager.previous = page_url(arena, opened, view->page_no - 1);
    if (to < n)
        view->pager.next = page_url(arena, opened, view->page_no + 1);
}

static void errors_left(struct vd_req *rq, const struct intake_opened *opened, struct intake_review_view *view)
{
    int64_t errors = intake_open_errors(opened);
    if (!errors)
        return;
    struct vd_str left = vd_str_printf(rq->arena, "%s %.*s", errors == 1 ? "Queda" : "Quedan", VD_SARG(counted(rq->arena, errors, "error abierto", "errores abiertos")));
    view->errors_left = opened->run.historical
        ? vd_str_printf(rq->arena, "%.*s: al confirmar queda público de inmediato, con %s.", VD_SARG(left), errors == 1 ? "ese error" : "esos errores")
        : vd_str_printf(rq->arena, "%.*s: se puede confirmar, pero el borrador no podrá ir a consulta ni a aprobación mientras siga%s.", VD_SARG(left), errors == 1 ? "" : "n");
}

void intake_findings_fill(struct vd_req *rq, const struct intake_opened *opened, const intake_typeds *typed, struct intake_review_view *view)
{
    struct batch_page_view page = {0};
    const struct batch_view_in in = {.arena = rq->arena, .batch = &opened->batch, .base = opened->base, .unstored = true};
    plan_batch_page_fill(&in, &page);
    view->changes = plan_batch_changes_html(rq->arena, &page);
    size_t n = page.findings.n < opened->batch.findings.n ? page.findings.n : opened->batch.findings.n;
    view->page_no = page_of(opened, n);
    size_t from = (size_t)(view->page_no - 1) * INTAKE_FINDINGS, to = from + INTAKE_FINDINGS < n ? from + INTAKE_FINDINGS : n;
    for (size_t i = from; i < to; i++) {
        struct intake_finding *finding = VD_PUSH(rq->arena, &view->findings);
        *finding = finding_of(rq, opened, &opened->batch.findings.v[i], typed);
        finding->said = page.findings.v[i];
        finding->source = plan_batch_source_html(rq->arena, &page.findings.v[i]);
        finding->decide.number = finding->said.number;
        finding->decide.slot = vd_str_printf(rq->arena, "%zu", i - from);
        view->savable |= finding->open;
        if (finding->decide.error.n)
            *VD_PUSH(rq->arena, &view->wrongs.lines) = (struct vd_wrong_line){
                vd_str_printf(rq->arena, "decision-%" PRId64, finding->said.number), finding->decide.error};
    }
    if (n)
        pager_fill(rq->arena, opened, from, to, n, view);
    errors_left(rq, opened, view);
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
