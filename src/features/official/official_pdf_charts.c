/* SPDX-License-Identifier: Apache-2.0 */
/* The summary: what the figures are, drawn and in a table. Beside each bar stand its value and the word of its zone: the colour says nothing alone. */
#include <qrencode.h>
#include "features/official/official_pdf_parts.h"

struct vd_str official_percent(struct vd_arena *arena, struct vd_oint u6, const char *without)
{
    return u6.has ? followup_percent_text(arena, followup_ratio(arena, u6.v, 1000000)) : vd_str_of(without);
}

static enum vd_pdf_colour colour_of(struct vd_str zone) { return vd_str_is(zone, "alta") ? VD_PDF_GREEN : vd_str_is(zone, "media") ? VD_PDF_YELLOW : VD_PDF_RED; }

void official_zone_cell(struct vd_pdf_cell *cell, struct vd_str zone)
{
    static const struct { const char *zone; enum vd_pdf_mark mark; } marks[] = {{"alta", VD_PDF_CIRCLE}, {"media", VD_PDF_TRIANGLE}, {"baja", VD_PDF_SQUARE}};
    cell->text = VD_S("–");
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        if (vd_str_is(zone, marks[i].zone)) {
            cell->text = vd_code_shown(followup_zone_codes, zone);
            cell->mark = marks[i].mark;
            cell->colour = colour_of(zone);
        }
}

/* ---- bars */

enum { NAME_MOST = 92, MOST_BARS = 24 };
#define STEP 29.0
#define BAR 9.0
#define VALUE_ROOM 92.0

struct bar { struct vd_str name, zone; struct vd_oint percent; };

/* What a line takes, cut between words. */
static struct vd_str short_of(struct vd_arena *arena, struct vd_str text)
{
    size_t letters = 0, end = 0, at = 0;
    while (at < text.n && letters < NAME_MOST) {
        if (text.p[at] == ' ')
            end = at;
        (void)vd_utf8_next(text, &at);
        letters++;
    }
    return at == text.n ? text : vd_str_printf(arena, "%.*s…", VD_SARG(vd_str_sub(text, 0, end ? end : at)));
}

static struct vd_str value_of(struct vd_arena *arena, const struct bar *bar)
{
    if (!bar->percent.has)
        return VD_S("Sin dato");
    return vd_str_printf(arena, "%.*s · %.*s", VD_SARG(official_percent(arena, bar->percent, "")), VD_SARG(vd_code_shown(followup_zone_codes, bar->zone)));
}

static void put_bars(struct drawing *d, const char *what, const struct bar *bars, size_t n)
{
    double width = vd_pdf_width(d->pdf), room = width - VALUE_ROOM;
    VD_AUTO_BUF struct vd_buf words;
    vd_buf_init(&words, 1 << 16);
    vd_buf_printf(&words, "%s:", what);
    for (size_t i = 0; i < n; i++)
        vd_buf_printf(&words, "%s %.*s, %.*s", i ? ";" : "", VD_SARG(bars[i].name), VD_SARG(value_of(d->arena, &bars[i])));
    vd_pdf_figure_begin(d->pdf, vd_str_dup(d->arena, vd_buf_view(&words)), width, (double)n * STEP);
    for (size_t i = 0; i < n; i++) {
        double y = (double)i * STEP;
        vd_pdf_label(d->pdf, 0, y + 9, 8.5, VD_PDF_LEFT, false, short_of(d->arena, bars[i].name));
        vd_pdf_rect(d->pdf, 0, y + 14, room, BAR, VD_PDF_TINT);
        if (bars[i].percent.has)
            vd_pdf_rect(d->pdf, 0, y + 14, room * (double)(bars[i].percent.v / 10000) / 10000, BAR, colour_of(bars[i].zone));
        vd_pdf_label(d->pdf, width, y + 22, 9, VD_PDF_RIGHT, true, value_of(d->arena, &bars[i]));
    }
    vd_pdf_figure_end(d->pdf);
}

static void put_components(struct drawing *d)
{
    const official_components *all = &d->report->components;
    size_t n = all->n < MOST_BARS ? all->n : MOST_BARS;
    struct bar *bars = vd_alloc_array(d->arena, n ? n : 1, sizeof *bars);
    for (size_t i = 0; i < n; i++)
        bars[i] = (struct bar){vd_str_printf(d->arena, "%.*s. %.*s", VD_SARG(all->v[i].code), VD_SARG(all->v[i].name)), all->v[i].zone, all->v[i].percent};
    vd_pdf_heading(d->pdf, 3, VD_S("Avance oficial por componente"));
    put_bars(d, "Actividades cumplidas de cada cien programadas, por componente", bars, n);
}

/* The same plan as each line sees it. */
static void put_lines(struct drawing *d)
{
    struct bar bars[FOLLOWUP_BASES];
    size_t n = 0;
    for (int b = 0; b < FOLLOWUP_BASES; b++) {
        struct followup_figure f = followup_figure_of(d->arena, &d->read->sheet.input, &d->read->sides.by[b], FOLLOWUP_M1, -1);
        if (!f.absent)
            bars[n++] = (struct bar){vd_str_printf(d->arena, "%s%s", followup_basis_word((enum followup_basis)b), (enum followup_basis)b == d->read->basis ? " (la cifra oficial)" : ""),
                                     vd_str_of(followup_zone_name(f.zone)), followup_percent_u6(d->arena, f.percent)};
    }
    if (n < 2)
        return;
    vd_pdf_heading(d->pdf, 3, VD_S("El mismo plan, según quién lo mide"));
    put_bars(d, "Conteo de actividades cumplidas (M1) según cada línea", bars, n);
}

/* ---- figures */

static void put_figure(struct drawing *d, enum followup_method method, enum followup_basis basis)
{
    struct followup_figure f = followup_figure_of(d->arena, &d->read->sheet.input, &d->read->sides.by[basis], method, -1);
    if (f.absent)
        return;
    struct vd_str sum = vd_str_printf(d->arena, "%.*s ÷ %.*s%s", VD_SARG(followup_plain_text(d->arena, f.numerator)), VD_SARG(followup_plain_text(d->arena, f.denominator)),
                                      method == FOLLOWUP_M1 ? " × 100" : "");
    bool rules = method == FOLLOWUP_M1 && basis == d->read->basis;
    struct vd_pdf_cell cells[] = {{.text = vd_str_printf(d->arena, "%s, %s%s", followup_method_name(method), followup_method_short(method), rules ? " (cifra oficial)" : ""), .bold = rules},
                                  {.text = vd_str_of(followup_basis_word(basis))}, {.text = sum}, {.text = followup_percent_text(d->arena, f.percent), .bold = true}, {.text = VD_S("")}};
    official_zone_cell(&cells[4], vd_str_of(followup_zone_name(f.zone)));
    vd_pdf_row(d->pdf, cells);
}

static void put_figures(struct drawing *d)
{
    static const struct vd_pdf_column columns[] = {{VD_S("Método"), 3.2, VD_PDF_LEFT}, {VD_S("Sobre lo"), 1.3, VD_PDF_LEFT}, {VD_S("Cuenta"), 2.2, VD_PDF_RIGHT},
                                                   {VD_S("Resultado"), 1.1, VD_PDF_RIGHT}, {VD_S("Zona"), 1, VD_PDF_LEFT}};
    vd_pdf_table_begin(d->pdf, VD_S("Cifras del plan entero"), columns, VD_COUNT(columns));
    for (int m = 0; m < FOLLOWUP_METHODS; m++)
        for (int b = 0; b < FOLLOWUP_BASES; b++)
            put_figure(d, (enum followup_method)m, (enum followup_basis)b);
    vd_pdf_table_end(d->pdf);
}

/* The mean that an imported sheet prints. */
static void put_printed(struct drawing *d)
{
    struct vd_oint printed = d->read->sheet.printed_mean;
    struct followup_figure m2 = followup_figure_of(d->arena, &d->read->sheet.input, &d->read->sides.by[FOLLOWUP_DECLARED], FOLLOWUP_M2, -1);
    mpq_ptr least, most;
    if (!printed.has || m2.absent)
        return;
    struct vd_str says = followup_rounded(d->arena, followup_ratio(d->arena, printed.v, 1000000), 2, ','), ours = followup_rounded(d->arena, m2.percent, 2, ',');
    if (vd_str_eq(says, ours))
        return;
    struct vd_str why = VD_S("Con una fila más, valga lo que valga, tampoco da esa cifra.");
    if (followup_missing_row(d->arena, &m2, printed.v, &least, &most))
        why = vd_str_printf(d->arena, "Solo se obtiene con una fila número %d, de entre %.*s y %.*s %%, que no está en el archivo.", m2.counted + 1,
                            VD_SARG(followup_rounded(d->arena, least, 2, ',')), VD_SARG(followup_rounded(d->arena, most, 2, ',')));
    vd_pdf_text(d->pdf, vd_str_printf(d->arena, "El documento imprime un promedio de %.*s %%; el de sus filas es %.*s %%. %.*s La cifra impresa no se usa.", VD_SARG(says), VD_SARG(ours), VD_SARG(why)));
}

void official_put_summary(struct drawing *d)
{
    vd_pdf_heading(d->pdf, 2, VD_S("Resumen"));
    put_components(d);
    put_lines(d);
    vd_pdf_heading(d->pdf, 3, VD_S("Las cifras y su cuenta"));
    put_figures(d);
    put_printed(d);
}

/* ---- the square that leads to the proof */

void official_put_qr(struct drawing *d, struct vd_str text, struct vd_str in_words)
{
    enum { QUIET = 4 /* modules of free room: ISO/IEC 18004 */ };
    static const double side = 110;
    QRcode *code = QRcode_encodeString8bit(vd_str_c(d->arena, text), 0, QR_ECLEVEL_M);
    if (!code)
        return; /* too long for any square: the address beside says it all */
    double module = side / (code->width + 2 * QUIET);
    vd_pdf_figure_begin(d->pdf, in_words, side, side);
    for (int y = 0; y < code->width; y++)
        for (int x = 0, from; x < code->width; x++) {
            for (from = x; x < code->width && code->data[y * code->width + x] & 1;)
                x++;
            if (x > from)
                vd_pdf_rect(d->pdf, (from + QUIET) * module, (y + QUIET) * module, (x - from) * module, module, VD_PDF_INK);
        }
    vd_pdf_figure_end(d->pdf);
    QRcode_free(code);
}
