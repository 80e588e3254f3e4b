/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_codes.h"
#include "features/plan/read/plan_law.h"
#include "features/plan/read/plan_report.h"

static const struct { const char *code, *one, *many; } severities[] = {
    {"error", "error", "errores"}, {"aviso", "aviso", "avisos"}, {"nota", "nota", "notas"}};

static const struct vd_field finding_fields[] = {
    VD_FIELD_CODE(struct plan_report_row, severity, plan_severity_codes, "severity", "Gravedad", "Un error deja un dato sin usar; un aviso pide mirarlo"),
    VD_FIELD(struct plan_report_row, code, VD_F_TEXT, "code", "Código", "Código del hallazgo en la lista de reglas"),
    VD_FIELD(struct plan_report_row, place, VD_F_TEXT, "place", "Lugar", "La celda, como la nombra el programa con que se abre el archivo"),
    VD_FIELD(struct plan_report_row, table_no, VD_F_INT, "table", "Tabla u hoja", "Número de la tabla u hoja, desde 1; 0 si el hallazgo es de todo el documento"),
    VD_FIELD(struct plan_report_row, row_no, VD_F_INT, "row", "Fila", "Fila, desde 1"),
    VD_FIELD(struct plan_report_row, col_no, VD_F_INT, "column", "Columna", "Columna, desde 1"),
    VD_FIELD(struct plan_report_row, activity, VD_F_TEXT, "activity", "Actividad", "Código de la actividad; vacío si no es de una"),
    VD_FIELD(struct plan_report_row, text, VD_F_TEXT, "text", "Hallazgo", "Qué pasa y por qué"),
    VD_FIELD(struct plan_report_row, norm, VD_F_TEXT, "norm", "Norma", "La regla que lo pide; vacío si es de lectura"),
    VD_FIELD(struct plan_report_row, read_text, VD_F_TEXT, "read", "Dice", "Lo que está escrito"),
    VD_FIELD(struct plan_report_row, proposal, VD_F_TEXT, "proposal", "Propuesta", "Lo que Veedor propone; decide una persona"),
};
const struct vd_dataset plan_findings_set = VD_DATASET(plan_report_row, finding_fields, "hallazgos", "Hallazgos de la lectura");

const char *plan_taken_for_text(struct vd_str taken_for)
{
    static const struct { const char *code, *text; } kinds[] = {
        {"plan", "matriz del plan"}, {"plan-sigue", "continuación de la matriz anterior"}, {"seguimiento", "matriz con su seguimiento"},
        {"indicadores", "tabla de indicadores"}, {"otra", "otra cosa: no se usó"}};
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        if (vd_str_is(taken_for, kinds[i].code))
            return kinds[i].text;
    return "";
}

static const struct law_findings *law_of(const struct draft_finding *finding) { return plan_law_finding(vd_str_of(finding->code)); }

int64_t plan_report_count(const struct plan_draft *draft, const char *severity)
{
    int64_t n = 0;
    VD_EACH(f, &draft->findings)
        n += vd_str_is(law_of(f)->severity, severity);
    return n;
}

/* ---- one finding */

static struct plan_report_row row_of(const struct plan_report *report, const struct draft_finding *f)
{
    const struct law_findings *law = law_of(f);
    struct plan_finding_words words = plan_finding_words_of(report->arena, law->code, f->read_text, f->proposal);
    return (struct plan_report_row){
        .severity = law->severity, .code = law->code, .place = plan_place_text(report->arena, report->draft, f->place),
        .table_no = f->place.table, .row_no = f->place.row, .col_no = f->place.col, .norm = law->norm, .read_text = f->read_text, .proposal = words.proposal,
        .activity = f->activity >= 0 ? report->draft->activities.v[f->activity].address : (struct vd_str){0},
        .text = words.text};
}

void plan_report_rows_of(const struct plan_report *report, plan_report_rows *ret)
{
    plan_report_rows rows = {0};
    for (size_t i = 0; i < VD_COUNT(severities); i++)
        VD_EACH(f, &report->draft->findings)
            if (vd_str_is(law_of(f)->severity, severities[i].code))
                *VD_PUSH(report->arena, &rows) = row_of(report, f);
    *ret = rows;
}

static void put_finding(struct vd_buf *out, const struct plan_report_row *row)
{
    vd_buf_printf(out, "  %.*s · %.*s", VD_SARG(row->code), VD_SARG(row->place.n ? row->place : VD_S("todo el documento")));
    if (row->activity.n)
        vd_buf_printf(out, " · actividad %.*s", VD_SARG(row->activity));
    vd_buf_printf(out, "\n    %.*s\n", VD_SARG(row->text));
    if (row->proposal.n)
        vd_buf_printf(out, "    Propuesta: %.*s\n", VD_SARG(row->proposal));
    if (row->norm.n)
        vd_buf_printf(out, "    Norma: %.*s\n", VD_SARG(row->norm));
}

void plan_report_findings(const struct plan_report *report, struct vd_buf *out)
{
    static const char *const titles[] = {"Errores", "Avisos", "Notas"};
    plan_report_rows rows;
    plan_report_rows_of(report, &rows);
    if (!rows.n) {
        vd_buf_c(out, "Sin hallazgos de lectura.\n");
        return;
    }
    vd_buf_c(out, "Hallazgos de la lectura:");
    for (size_t i = 0; i < VD_COUNT(severities); i++) {
        int64_t n = plan_report_count(report->draft, severities[i].code);
        vd_buf_printf(out, "%s %" PRId64 " %s", i ? "," : "", n, n == 1 ? severities[i].one : severities[i].many);
    }
    vd_buf_c(out, "\n");
    struct vd_str last = {0};
    VD_EACH(row, &rows) {
        for (size_t i = 0; i < VD_COUNT(severities); i++)
            if (!vd_str_eq(row->severity, last) && vd_str_is(row->severity, severities[i].code))
                vd_buf_printf(out, "\n%s\n", titles[i]);
        last = row->severity;
        put_finding(out, row);
    }
}

/* ---- the whole */

static const char *word(int64_t n, const char *one, const char *many) { return n == 1 ? one : many; }

static int64_t windows_of(const struct plan_draft *draft, size_t component)
{
    int64_t n = 0;
    VD_EACH(a, &draft->activities)
        n += a->component == (int)component ? a->windows : 0;
    return n;
}

void plan_report_components(const struct plan_report *report, struct vd_buf *out)
{
    const struct plan_draft *draft = report->draft;
    for (size_t i = 0; i < draft->components.n; i++) {
        const struct draft_component *c = &draft->components.v[i];
        int64_t windows = windows_of(draft, i);
        if (c->parent >= 0)
            continue;
        vd_buf_printf(out, "  %.*s%s%.*s: ", VD_SARG(c->code), c->code.n ? ". " : "", VD_SARG(c->name));
        if (c->activities || !c->ext_title.p)
            vd_buf_printf(out, "%d %s, %" PRId64 " %s\n", c->activities, word(c->activities, "actividad", "actividades"), windows, word(windows, "ventana", "ventanas"));
        else
            vd_buf_c(out, "remite a otro documento\n");
    }
    vd_buf_printf(out, "  En total: %zu %s, %zu %s\n", draft->activities.n, word((int64_t)draft->activities.n, "actividad", "actividades"),
                  draft->windows.n, word((int64_t)draft->windows.n, "ventana", "ventanas"));
}

static void put_tables(const struct plan_report *report, struct vd_buf *out)
{
    bool sheets = vd_doc_has_sheets(report->draft->format);
    vd_buf_printf(out, "%s\n", sheets ? "Hojas" : "Tablas");
    VD_EACH(t, &report->draft->tables) {
        vd_buf_printf(out, "  %s %d%s%.*s%s: %s", sheets ? "hoja" : "tabla", t->number, t->sheet.n ? " «" : "", VD_SARG(t->sheet), t->sheet.n ? "»" : "",
                      plan_taken_for_text(vd_str_of(t->taken_for)));
        if (t->activities)
            vd_buf_printf(out, ", %d %s", t->activities, word(t->activities, "actividad", "actividades"));
        if (t->indicators)
            vd_buf_printf(out, ", %d %s", t->indicators, word(t->indicators, "indicador", "indicadores"));
        vd_buf_printf(out, " (%d %s por %d %s)\n", t->rows, word(t->rows, "fila", "filas"), t->cols, word(t->cols, "columna", "columnas"));
        if (t->why.n)
            vd_buf_printf(out, "    %.*s\n", VD_SARG(t->why));
    }
}

static void put_cells(const struct plan_draft *draft, struct vd_buf *out)
{
    static const struct { const char *status, *one, *many; } kinds[] = {
        {"leido", "leída", "leídas"}, {"supuesto", "supuesta", "supuestas"}, {"ambiguo", "ambigua", "ambiguas"}, {"sin_usar", "sin usar", "sin usar"}};
    vd_buf_printf(out, "Celdas: %zu", draft->cells.n);
    for (size_t i = 0; i < VD_COUNT(kinds); i++) {
        size_t n = 0;
        VD_EACH(cell, &draft->cells)
            n += strcmp(cell->status, kinds[i].status) == 0;
        vd_buf_printf(out, "%s %zu %s", i ? "," : ":", n, n == 1 ? kinds[i].one : kinds[i].many);
    }
    vd_buf_c(out, "\n");
}

static void put_vigencia(const struct plan_report *report, struct vd_buf *out)
{
    if (!report->draft->vigencia)
        vd_buf_c(out, "Vigencia: el documento no la dice. Las fechas sin año no se pudieron completar: repita con --vigencia AAAA.\n");
    else
        vd_buf_printf(out, "Vigencia: %d (%s)\n", report->draft->vigencia, report->asked ? "la que se pidió" : "se tomó del documento; para otra, --vigencia AAAA");
}

static void put_instrument(const struct plan_report *report, const struct law_instruments *instrument, struct vd_buf *out)
{
    if (!report->instrument_asked && instrument == plan_law_instrument_of(report->draft->vigencia))
        vd_buf_printf(out, "Instrumento: %.*s. Para otro, --instrument CÓDIGO\n", VD_SARG(plan_law_instrument_why(report->arena, instrument, report->draft->vigencia)));
}

void plan_report_text(const struct plan_report *report, struct vd_buf *out)
{
    const struct law_instruments *instrument = plan_law_instrument(vd_str_of(report->draft->instrument));
    vd_buf_printf(out, "%.*s (%s), leído como %.*s\n", VD_SARG(report->file), vd_doc_format_name(report->draft->format), VD_SARG(instrument->name));
    put_instrument(report, instrument, out);
    put_vigencia(report, out);
    vd_buf_c(out, "\n");
    put_tables(report, out);
    vd_buf_c(out, "\nComponentes\n");
    plan_report_components(report, out);
    put_cells(report->draft, out);
    vd_buf_c(out, "\n");
    plan_report_findings(report, out);
}
