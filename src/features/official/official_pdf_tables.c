/* SPDX-License-Identifier: Apache-2.0 */
/* The guide's format and the detail, on lying pages. A column that nobody filled is left out. */
#include "features/official/official_pdf_parts.h"

/* ---- the format. Guía PAAC v2, cap. V */

static struct vd_str block_title(const struct drawing *d)
{
    if (!d->report->no.has)
        return VD_S("Formato de seguimiento");
    return vd_str_printf(d->arena, "Seguimiento %" PRId64 " OCI", d->report->no.v);
}

static void put_component(struct drawing *d, const struct official_component *c)
{
    struct vd_pdf_cell cells[] = {{.text = vd_str_printf(d->arena, "%.*s. %.*s", VD_SARG(c->code), VD_SARG(c->name))}, {.text = vd_es_int(d->arena, c->programmed)},
        {.text = vd_es_int(d->arena, c->fulfilled)}, {.text = official_percent(d->arena, c->percent, "Sin dato"), .bold = true}, {.text = VD_S("")}, {.text = c->remarks}};
    official_zone_cell(&cells[4], c->zone);
    vd_pdf_row(d->pdf, cells);
}

static void put_whole(struct drawing *d)
{
    struct vd_pdf_cell cells[] = {{.text = VD_S("Todo el plan"), .bold = true}, {.text = vd_es_int(d->arena, d->report->programmed), .bold = true},
        {.text = vd_es_int(d->arena, d->report->fulfilled), .bold = true}, {.text = official_percent(d->arena, d->report->percent, "Sin dato"), .bold = true}, {.text = VD_S("")}, {.text = VD_S("")}};
    official_zone_cell(&cells[4], d->report->zone);
    vd_pdf_row(d->pdf, cells);
}

void official_put_format(struct drawing *d)
{
    static const struct vd_pdf_column columns[] = {{VD_S("Componente"), 3.4, VD_PDF_LEFT}, {VD_S("Actividades programadas"), 1.3, VD_PDF_RIGHT}, {VD_S("Actividades cumplidas"), 1.2, VD_PDF_RIGHT},
                                                   {VD_S("% de avance"), 1.1, VD_PDF_RIGHT}, {VD_S("Zona"), 0.9, VD_PDF_LEFT}, {VD_S("Observaciones"), 4.2, VD_PDF_LEFT}};
    const struct official_report *r = d->report;
    vd_pdf_turn(d->pdf, true);
    vd_pdf_heading(d->pdf, 2, block_title(d));
    struct vd_pdf_run head[] = {{.text = VD_S("Entidad: "), .bold = true}, {.text = r->entity_name}, {.text = VD_S("     Vigencia: "), .bold = true}, {.text = vd_str_printf(d->arena, "%" PRId64, r->vigencia)},
        {.text = VD_S("     Fecha de publicación: "), .bold = true}, {.text = r->published_on.year ? vd_date_dmy(d->arena, r->published_on) : VD_S("no consta")},
        {.text = VD_S("     Fecha de seguimiento: "), .bold = true}, {.text = vd_date_dmy(d->arena, r->cut_on)}};
    vd_pdf_runs(d->pdf, head, VD_COUNT(head));
    vd_pdf_table_begin(d->pdf, vd_str_printf(d->arena, "Formato de seguimiento (guía PAAC, versión 2, capítulo V), sobre lo %.*s", VD_SARG(vd_fold(d->arena, vd_str_of(followup_basis_word(d->read->basis))))),
                       columns, VD_COUNT(columns));
    VD_EACH(c, &r->components)
        put_component(d, c);
    put_whole(d);
    vd_pdf_table_end(d->pdf);
}

/* ---- the detail */

/* Three values and more stand in one column, a line each: as columns they would leave no room for words. */
enum detail { D_NO, D_ACTIVITY, D_GOAL, D_RESPONSIBLE, D_ACHIEVED, D_DECLARED, D_REVIEWED, D_VERIFIED, D_RECOMPUTED, D_VALUES, D_DIFFERENCE, D_VERDICT, D_EVIDENCE, D_REMARKS, DETAILS };

/* Widths in points; 0: a column of words, which shares what is left. */
static const struct vd_pdf_column detail_columns[DETAILS] = {
    [D_NO] = {VD_S("N.º"), 42, VD_PDF_LEFT}, [D_ACTIVITY] = {VD_S("Actividad"), 0, VD_PDF_LEFT}, [D_GOAL] = {VD_S("Meta"), 0, VD_PDF_LEFT},
    [D_RESPONSIBLE] = {VD_S("Responsable"), 0, VD_PDF_LEFT}, [D_ACHIEVED] = {VD_S("Logrado"), 48, VD_PDF_RIGHT}, [D_DECLARED] = {VD_S("Declarado"), 56, VD_PDF_RIGHT},
    [D_REVIEWED] = {VD_S("Revisado"), 54, VD_PDF_RIGHT}, [D_VERIFIED] = {VD_S("Verificado"), 58, VD_PDF_RIGHT}, [D_RECOMPUTED] = {VD_S("Recalculado"), 66, VD_PDF_RIGHT},
    [D_VALUES] = {VD_S("Avance según cada línea"), 106, VD_PDF_LEFT}, [D_DIFFERENCE] = {VD_S("Diferencia y razón"), 0, VD_PDF_LEFT}, [D_VERDICT] = {VD_S("Zona y concepto"), 84, VD_PDF_LEFT},
    [D_EVIDENCE] = {VD_S("Soportes"), 0, VD_PDF_LEFT}, [D_REMARKS] = {VD_S("Observaciones"), 0, VD_PDF_LEFT}};

static struct vd_str plus(struct vd_arena *arena, struct vd_str text, struct vd_str more)
{
    return !more.n ? text : text.n ? vd_str_printf(arena, "%.*s\n%.*s", VD_SARG(text), VD_SARG(more)) : more;
}

static struct vd_str goal_of(struct vd_arena *arena, const struct official_row *row)
{
    struct vd_str number = row->target.has ? followup_quantity_text(arena, row->unit, row->target) : (struct vd_str){0};
    struct vd_str close = number.n && vd_str_ends(number, VD_S(" %")) ? vd_str_printf(arena, "%.*s%%", (int)(number.n - strlen(" %")), number.p) : number;
    return !row->goal.n ? number : vd_str_find(row->goal, close) >= 0 || vd_str_find(row->goal, number) >= 0 ? row->goal : plus(arena, row->goal, number);
}

static struct vd_str achieved_of(struct vd_arena *arena, const struct official_row *row)
{
    return row->achieved.has ? followup_quantity_text(arena, row->unit, row->achieved) : row->achieved_text.n ? row->achieved_text : VD_S("–");
}

/* "50,00 puntos menos", from half a point on; then why. */
static struct vd_str difference_of(struct vd_arena *arena, const struct official_row *row)
{
    struct vd_str apart = {0};
    if (row->difference.has)
        apart = followup_apart_text(arena, followup_number(arena), followup_ratio(arena, row->difference.v, 1000000));
    return plus(arena, apart, row->difference_reason);
}

static void put_verdict(struct vd_arena *arena, const struct official_row *row, struct vd_pdf_cell *cell)
{
    official_zone_cell(cell, row->zone);
    cell->text = plus(arena, cell->text, vd_code_shown(followup_verdict_codes, row->verdict));
    if (row->nonconformity.n)
        cell->text = plus(arena, cell->text, vd_str_printf(arena, "No conforme: %.*s", VD_SARG(row->nonconformity)));
}

static struct vd_str values_of(struct drawing *d, const struct official_row *row)
{
    struct vd_str text = vd_str_printf(d->arena, "Logrado %.*s", VD_SARG(achieved_of(d->arena, row)));
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        if (d->read->sides.by[b].there)
            text = plus(d->arena, text, vd_str_printf(d->arena, "%s %.*s", followup_basis_word((enum followup_basis)b), VD_SARG(official_percent(d->arena, row->percents[b], "–"))));
    return text;
}

static const char *counts_words(struct vd_str counts)
{
    static const struct { const char *code, *words; } all[] = {{"sin_reporte", "Sin reporte: cuenta 0."}, {"no_vencida", "Todavía no debía estar hecha: no cuenta."}, {"no_aplica", "No aplica: no cuenta."},
        {"retirada", "Se retiró del plan: no cuenta."}, {"sin_valor", "No trae un valor que se pueda usar: no cuenta."}, {"ambiguo", "Su avance no se lee de una sola manera: no cuenta."}, {"meta_cero", "No había nada que hacer: no cuenta."}};
    for (size_t i = 0; i < VD_COUNT(all); i++)
        if (vd_str_is(counts, all[i].code))
            return all[i].words;
    return "";
}

static struct vd_str remarks_of(struct vd_arena *arena, const struct official_row *row)
{
    bool verified = row->percents[FOLLOWUP_VERIFIED].has && row->percents[FOLLOWUP_VERIFIED].v;
    const char *silent = verified ? "Sin reporte: en lo declarado cuenta 0." : "Sin reporte: cuenta 0.";
    return plus(arena, vd_str_of(row->silent ? silent : counts_words(row->counts)), row->remarks);
}

/* Without a verdict the column has zones only. */
static bool judged(const struct drawing *d)
{
    VD_EACH(row, &d->report->activities)
        if (row->verdict.n)
            return true;
    return false;
}

static struct vd_str evidence_of(struct vd_arena *arena, const struct official_row *row)
{
    return plus(arena, row->lacks_evidence ? VD_S("Falta un soporte aceptado.") : (struct vd_str){0}, row->evidence);
}

static struct vd_str text_of(struct drawing *d, const struct official_row *row, enum detail what)
{
    switch (what) {
    case D_NO: return row->activity;
    case D_ACTIVITY: return row->description;
    case D_GOAL: return goal_of(d->arena, row);
    case D_RESPONSIBLE: return row->responsible;
    case D_ACHIEVED: return achieved_of(d->arena, row);
    case D_DIFFERENCE: return difference_of(d->arena, row);
    case D_VALUES: return values_of(d, row);
    case D_EVIDENCE: return evidence_of(d->arena, row);
    case D_REMARKS: return remarks_of(d->arena, row);
    case D_VERDICT: case DETAILS: return row->zone;
    default: return official_percent(d->arena, row->percents[what - D_DECLARED + FOLLOWUP_DECLARED], "–");
    }
}

static bool crowded(const struct drawing *d)
{
    int there = 0;
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        there += d->read->sides.by[b].there;
    return there > 2;
}

static bool filled(struct drawing *d, enum detail what)
{
    if (what >= D_ACHIEVED && what <= D_VALUES && crowded(d) != (what == D_VALUES))
        return false;
    if (what >= D_DECLARED && what <= D_RECOMPUTED)
        return d->read->sides.by[what - D_DECLARED + FOLLOWUP_DECLARED].there;
    if (what <= D_ACTIVITY)
        return true;
    VD_EACH(row, &d->report->activities) {
        struct vd_str text = text_of(d, row, what);
        if (text.n && !vd_str_is(text, "–"))
            return true;
    }
    return false;
}

/* By the root of what stands in it, so that the longest does not take the room of all. */
static double weight_of(struct drawing *d, enum detail what)
{
    static const double least = 1.6, most = 5;
    size_t letters = 0;
    VD_EACH(row, &d->report->activities)
        letters += text_of(d, row, what).n;
    double mean = d->report->activities.n ? (double)letters / (double)d->report->activities.n : 0, weight = 0.34;
    for (double root = 1; root * root < mean; root++)
        weight += 0.3;
    return weight < least ? least : weight > most ? most : weight;
}

static void share_out(struct drawing *d, const enum detail *shown, struct vd_pdf_column *columns, size_t n)
{
    double left = vd_pdf_width(d->pdf), weights = 0;
    for (size_t i = 0; i < n; i++) {
        left -= columns[i].share;
        weights += columns[i].share > 0 ? 0 : weight_of(d, shown[i]);
    }
    for (size_t i = 0; i < n; i++)
        if (columns[i].share <= 0)
            columns[i].share = left * weight_of(d, shown[i]) / weights;
}

static void put_row(struct drawing *d, const struct official_row *row, const enum detail *shown, size_t n)
{
    struct vd_pdf_cell cells[DETAILS] = {0};
    for (size_t i = 0; i < n; i++) {
        if (shown[i] == D_VERDICT)
            put_verdict(d->arena, row, &cells[i]);
        else
            cells[i].text = text_of(d, row, shown[i]);
        cells[i].bold = shown[i] == D_DECLARED + (enum detail)d->read->basis;
    }
    vd_pdf_row(d->pdf, cells);
}

enum { STEP_ROWS = 16 };

void official_put_detail(struct drawing *d)
{
    struct vd_pdf_column columns[DETAILS];
    enum detail shown[DETAILS];
    size_t n = 0;
    int group = -1;
    for (int what = 0; what < DETAILS; what++)
        if (filled(d, (enum detail)what)) {
            shown[n] = (enum detail)what;
            columns[n++] = detail_columns[what];
        }
    for (size_t i = 0; i < n && !judged(d); i++)
        if (shown[i] == D_VERDICT)
            columns[i].head = VD_S("Zona");
    share_out(d, shown, columns, n);
    vd_pdf_heading(d->pdf, 2, VD_S("Detalle de las actividades"));
    vd_pdf_small(d->pdf, VD_S("Lo declarado es del área; lo revisado, de planeación; lo verificado, de Control Interno; lo recalculado es lo que da dividir lo logrado entre la meta. «–»: no hay dato, que no es cero."));
    vd_pdf_table_begin(d->pdf, (struct vd_str){0}, columns, n);
    VD_EACH(row, &d->report->activities) {
        if (row->group != group)
            vd_pdf_group(d->pdf, vd_str_printf(d->arena, "%.*s. %.*s", VD_SARG(row->component), VD_SARG(row->component_name)));
        group = row->group;
        put_row(d, row, shown, n);
        if (d->of->step && row->row % STEP_ROWS == 0)
            d->of->step(d->of->step_arg, (size_t)row->row, d->report->activities.n);
    }
    vd_pdf_table_end(d->pdf);
}

/* ---- corrections after it was frozen */

void official_put_corrections(struct drawing *d)
{
    static const struct vd_pdf_column columns[] = {{VD_S("Nota"), 0.5, VD_PDF_LEFT}, {VD_S("Actividad"), 0.8, VD_PDF_LEFT}, {VD_S("Texto"), 5, VD_PDF_LEFT}, {VD_S("Quién y cuándo"), 2, VD_PDF_LEFT}};
    if (!d->report->corrections.n)
        return;
    vd_pdf_heading(d->pdf, 2, VD_S("Notas"));
    vd_pdf_small(d->pdf, VD_S("Lo congelado no se reescribe: lo que hubo que corregir se dice aquí, y las cifras quedan como se congelaron."));
    vd_pdf_table_begin(d->pdf, (struct vd_str){0}, columns, VD_COUNT(columns));
    VD_EACH(note, &d->report->corrections) {
        vd_us at = 0;
        (void)vd_us_from_iso(note->at, &at);
        struct vd_pdf_cell cells[] = {{.text = vd_str_printf(d->arena, "%" PRId64, note->no)}, {.text = note->activity.n ? note->activity : VD_S("Todo el seguimiento")}, {.text = note->body},
                                      {.text = vd_str_printf(d->arena, "%.*s, %.*s", VD_SARG(note->name), VD_SARG(vd_es_instant(d->arena, at)))}};
        vd_pdf_row(d->pdf, cells);
    }
    vd_pdf_table_end(d->pdf);
}
