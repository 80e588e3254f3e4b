/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_report.h"
#include "features/followup/followup_compare.h"
#include "office/pdf.h"

/* Shape and colour of a semáforo: the word beside says the same. */
static void mark_cell(struct vd_pdf_cell *cell, const struct vd_sem *sem)
{
    static const struct { const char *kind; enum vd_pdf_mark mark; enum vd_pdf_colour colour; } marks[] = {
        {"ok", VD_PDF_CIRCLE, VD_PDF_GREEN}, {"mid", VD_PDF_TRIANGLE, VD_PDF_YELLOW}, {"near", VD_PDF_DIAMOND, VD_PDF_ORANGE},
        {"bad", VD_PDF_SQUARE, VD_PDF_RED}, {"info", VD_PDF_BARS, VD_PDF_BLUE}, {"none", VD_PDF_DASH, VD_PDF_SOFT}};
    cell->text = vd_str_of(sem->word);
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        if (sem->kind && strcmp(sem->kind, marks[i].kind) == 0) {
            cell->mark = marks[i].mark;
            cell->colour = marks[i].colour;
        }
}

static void put_line(struct vd_pdf *pdf, struct vd_arena *arena, const char *name, struct vd_str value)
{
    if (value.n == 0)
        return;
    struct vd_pdf_run runs[] = {{.text = vd_str_printf(arena, "%s: ", name), .bold = true}, {.text = value}};
    vd_pdf_runs(pdf, runs, 2);
}

static void put_head(struct vd_pdf *pdf, const struct followup_view_in *in, const struct followup_page_view *view, const struct followup_report_about *about)
{
    struct vd_arena *a = in->arena;
    vd_pdf_heading(pdf, 1, vd_str_printf(a, "Seguimiento al %.*s", VD_SARG(about->plan)));
    put_line(pdf, a, "Entidad", about->entity_name);
    put_line(pdf, a, "Vigencia", vd_str_printf(a, "%" PRId64, about->vigencia));
    put_line(pdf, a, "Corte oficial", view->cut_words);
    put_line(pdf, a, "Fecha que lleva la hoja", view->sheet_words);
    put_line(pdf, a, "Actividades", vd_str_printf(a, "%" PRId64 " en %" PRId64 " componentes; %" PRId64 " ya debían estar hechas al corte", view->activities, view->components, view->due));
}

/* ---- summary */
static void put_kpis(struct vd_pdf *pdf, const struct followup_page_view *view)
{
    static const struct vd_pdf_column columns[] = {{VD_S("Cifra"), 3, VD_PDF_LEFT}, {VD_S("Valor"), 1.2, VD_PDF_RIGHT}, {VD_S("Zona"), 1.2, VD_PDF_LEFT}, {VD_S("De dónde sale"), 5, VD_PDF_LEFT}};
    vd_pdf_table_begin(pdf, VD_S("Cifras del corte"), columns, VD_COUNT(columns));
    VD_EACH(k, &view->kpis) {
        struct vd_pdf_cell cells[] = {{.text = k->name, .bold = k->first}, {.text = k->value.p ? k->value : VD_S("Sin dato"), .bold = true}, {.text = VD_S("–")}, {.text = k->note}};
        if (k->sem.word)
            mark_cell(&cells[2], &k->sem);
        vd_pdf_row(pdf, cells);
    }
    vd_pdf_table_end(pdf);
}

enum { BAR_HEIGHT = 11, BAR_STEP = 22, MOST_BARS = 20 };

static enum vd_pdf_colour colour_of(enum followup_zone zone) { return zone == FOLLOWUP_ALTA ? VD_PDF_GREEN : zone == FOLLOWUP_MEDIA ? VD_PDF_YELLOW : VD_PDF_RED; }

static struct vd_str chart_words(const struct followup_view_in *in, enum followup_basis basis)
{
    VD_AUTO_BUF struct vd_buf text;
    vd_buf_init(&text, 1 << 16);
    vd_buf_printf(&text, "Promedio de cada componente, %s:", followup_basis_word(basis));
    for (int g = 0; g < in->sheet->input.groups && g < MOST_BARS; g++) {
        struct followup_figure f = followup_figure_in(in, FOLLOWUP_M2, basis, g);
        vd_buf_printf(&text, "%s %.*s, %.*s", g ? ";" : "", VD_SARG(in->sheet->components.v[g].name), VD_SARG(f.absent ? VD_S("sin dato") : followup_percent_text(in->arena, f.percent)));
    }
    return vd_str_dup(in->arena, vd_buf_view(&text));
}

/* A bar a component, from 0 to 100; the value stands beside it. */
static void put_chart(struct vd_pdf *pdf, const struct followup_view_in *in, enum followup_basis basis)
{
    int n = in->sheet->input.groups < MOST_BARS ? in->sheet->input.groups : MOST_BARS;
    double width = vd_pdf_width(pdf), room = width - 60;
    vd_pdf_figure_begin(pdf, chart_words(in, basis), width, n * BAR_STEP + 4);
    for (int g = 0; g < n; g++) {
        struct followup_figure f = followup_figure_in(in, FOLLOWUP_M2, basis, g);
        double y = g * BAR_STEP;
        vd_pdf_label(pdf, 0, y + 8, 8, VD_PDF_LEFT, false, in->sheet->components.v[g].name);
        vd_pdf_rect(pdf, 0, y + 10, room, BAR_HEIGHT - 4, VD_PDF_TINT);
        if (!f.absent)
            vd_pdf_rect(pdf, 0, y + 10, room * (double)(followup_percent_u6(in->arena, f.percent).v / 10000) / 10000, BAR_HEIGHT - 4, colour_of(f.zone));
        vd_pdf_label(pdf, width, y + 17, 9, VD_PDF_RIGHT, true, f.absent ? VD_S("Sin dato") : followup_percent_text(in->arena, f.percent));
    }
    vd_pdf_figure_end(pdf);
}

/* The format of the guide, a row a component: programmed and fulfilled are the two sides of the official count. */
static void put_format(struct vd_pdf *pdf, const struct followup_view_in *in, enum followup_basis basis)
{
    static const struct vd_pdf_column columns[] = {{VD_S("Componente"), 4, VD_PDF_LEFT}, {VD_S("Actividades programadas"), 1.4, VD_PDF_RIGHT}, {VD_S("Actividades cumplidas"), 1.3, VD_PDF_RIGHT},
                                                   {VD_S("% de avance"), 1.2, VD_PDF_RIGHT}, {VD_S("Zona"), 1, VD_PDF_LEFT}, {VD_S("Observaciones"), 3, VD_PDF_LEFT}};
    vd_pdf_table_begin(pdf, vd_str_printf(in->arena, "Formato de seguimiento (%s)", followup_basis_word(basis)), columns, VD_COUNT(columns));
    for (int g = 0; g < in->sheet->input.groups; g++) {
        struct followup_figure f = followup_figure_in(in, FOLLOWUP_M1, basis, g);
        struct vd_pdf_cell cells[] = {{.text = in->sheet->components.v[g].name}, {.text = VD_S("–")}, {.text = VD_S("–")}, {.text = VD_S("Sin dato")}, {.text = VD_S("–")}, {.text = VD_S("")}};
        if (f.absent) {
            cells[5].text = vd_str_of(followup_absent_words(&f));
        } else {
            struct vd_sem sem = followup_zone_sem(f.zone);
            cells[1].text = followup_number_text(in->arena, f.denominator);
            cells[2].text = followup_number_text(in->arena, f.numerator);
            cells[3].text = followup_percent_text(in->arena, f.percent);
            mark_cell(&cells[4], &sem);
            cells[5].text = f.left_out ? vd_str_printf(in->arena, "%d no cuentan al corte", f.left_out) : VD_S("");
        }
        vd_pdf_row(pdf, cells);
    }
    vd_pdf_table_end(pdf);
}

static void put_how(struct vd_pdf *pdf, const struct followup_view_in *in, const struct followup_page_view *view)
{
    vd_pdf_heading(pdf, 2, VD_S("Cómo se calculó"));
    VD_EACH(how, &view->how) {
        vd_pdf_heading(pdf, 3, vd_str_printf(in->arena, "%s, %s", how->code, how->name));
        vd_pdf_small(pdf, vd_str_printf(in->arena, "%s.", how->words));
        VD_EACH(s, &how->sums) {
            struct vd_pdf_run runs[] = {{.text = vd_str_printf(in->arena, "%s: %.*s = ", s->basis, VD_SARG(s->sum))}, {.text = s->percent, .bold = true},
                                        {.text = vd_str_printf(in->arena, ". %.*s %.*s", VD_SARG(s->zone), VD_SARG(s->rows))}};
            vd_pdf_runs(pdf, runs, 3);
        }
    }
    if (view->printed.n)
        vd_pdf_text(pdf, vd_str_printf(in->arena, "El documento imprime %.*s %%. %.*s", VD_SARG(view->printed), VD_SARG(view->printed_why)));
}

/* ---- rows */
/* A basis on which nobody gave values has no column. */
enum { MOST_COLUMNS = 6 + FOLLOWUP_BASES };

static size_t activity_columns(const struct followup_view_in *in, struct vd_pdf_column *columns)
{
    static const struct vd_pdf_column before[] = {{VD_S("N.º"), 0.8, VD_PDF_LEFT}, {VD_S("Actividad"), 3.2, VD_PDF_LEFT}, {VD_S("Meta"), 0.9, VD_PDF_RIGHT}, {VD_S("Logrado"), 1.2, VD_PDF_RIGHT}};
    size_t n = 0;
    for (size_t i = 0; i < VD_COUNT(before); i++)
        columns[n++] = before[i];
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        if (in->sides.by[b].there)
            columns[n++] = (struct vd_pdf_column){vd_str_of(followup_basis_word((enum followup_basis)b)), 1.25, VD_PDF_RIGHT};
    columns[n++] = (struct vd_pdf_column){VD_S("Zona"), 0.95, VD_PDF_LEFT};
    columns[n++] = (struct vd_pdf_column){VD_S("Observaciones"), 3.4, VD_PDF_LEFT};
    return n;
}

static void put_activity(struct vd_pdf *pdf, const struct followup_view_in *in, const struct followup_activity_data *row)
{
    struct vd_arena *a = in->arena;
    struct vd_str zone = followup_row_zone(row), note = followup_achieved_note(a, row), achieved = row->achieved_text.n ? row->achieved_text : VD_S("–");
    struct vd_pdf_cell cells[MOST_COLUMNS] = {{.text = row->activity}, {.text = row->description}, {.text = followup_quantity_text(a, row->unit, row->target)},
        {.text = note.n ? vd_str_printf(a, "%.*s\n%.*s", VD_SARG(achieved), VD_SARG(note)) : achieved}};
    size_t n = 4;
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        if (in->sides.by[b].there)
            cells[n++].text = followup_percent_or_dash(a, row->percents[b]);
    struct vd_pdf_cell *sem = &cells[n++];
    sem->text = VD_S("–");
    if (zone.n) {
        struct vd_sem of = followup_zone_sem(followup_zone_named(zone));
        mark_cell(sem, &of);
    }
    cells[n].text = row->remarks;
    vd_pdf_row(pdf, cells);
}

static void put_activities(struct vd_pdf *pdf, const struct followup_view_in *in)
{
    struct vd_pdf_column columns[MOST_COLUMNS];
    size_t n = activity_columns(in, columns);
    vd_pdf_break(pdf);
    vd_pdf_heading(pdf, 2, VD_S("Actividades"));
    vd_pdf_small(pdf, VD_S("Lo declarado es del área, lo revisado de planeación, lo verificado de Control Interno; lo recalculado es lo que da dividir lo logrado entre la meta. «–»: no hay dato, que no es cero."));
    vd_pdf_table_begin(pdf, VD_S(""), columns, n);
    int group = -1;
    for (size_t i = 0; i < in->doc->activities.n; i++) {
        if (in->sheet->input.rows.v[i].group != group) {
            group = in->sheet->input.rows.v[i].group;
            vd_pdf_group(pdf, in->sheet->components.v[group].name);
        }
        put_activity(pdf, in, &in->doc->activities.v[i]);
    }
    vd_pdf_table_end(pdf);
}

static void put_outs(struct vd_pdf *pdf, const struct followup_view_in *in, const struct followup_page_view *view)
{
    if (view->outs.n == 0)
        return;
    vd_pdf_heading(pdf, 2, VD_S("Lo que no cuenta, o cuenta cero"));
    vd_pdf_list_begin(pdf);
    VD_EACH(out, &view->outs) {
        struct vd_pdf_run run = {.text = vd_str_printf(in->arena, "%s, fila %" PRId64 ": %.*s: %s.", out->basis, out->row, VD_SARG(out->description), out->why)};
        vd_pdf_item(pdf, VD_S("•"), &run, 1);
    }
    vd_pdf_list_end(pdf);
}

enum vd_err followup_report_pdf(const struct followup_view_in *in, const struct followup_page_view *view, const struct followup_report_about *about, struct vd_buf *out)
{
    struct vd_pdf *pdf;
    struct vd_pdf_about of = {.title = vd_str_printf(in->arena, "Seguimiento al %.*s, corte del %.*s", VD_SARG(about->plan), VD_SARG(view->cut_words)), .author = about->entity_name,
        .subject = VD_S("Seguimiento al plan, con la cifra oficial y cómo se calculó"), .made_at = about->made_at, .landscape = true};
    of.foot = vd_str_printf(in->arena, "%.*s · Corte del %.*s", VD_SARG(about->entity_name), VD_SARG(view->cut_words));
    enum followup_basis basis = in->sides.by[FOLLOWUP_VERIFIED].there ? FOLLOWUP_VERIFIED : FOLLOWUP_DECLARED;
    VD_TRY(vd_pdf_new(in->arena, &of, &pdf));
    put_head(pdf, in, view, about);
    vd_pdf_heading(pdf, 2, VD_S("Resumen"));
    if (view->alert) {
        vd_pdf_runs(pdf, &(struct vd_pdf_run){.text = view->alert_title, .bold = true}, 1);
        vd_pdf_text(pdf, view->alert_text);
    }
    put_kpis(pdf, view);
    put_format(pdf, in, basis);
    put_chart(pdf, in, basis);
    put_how(pdf, in, view);
    put_activities(pdf, in);
    put_outs(pdf, in, view);
    return vd_pdf_end(pdf, out);
}
