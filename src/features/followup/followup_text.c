/* SPDX-License-Identifier: Apache-2.0 */
/* Compliance told to a person: each figure with its method in words, what was divided by what, and in which zone the unrounded
 * value stands; then what was left out, what does not agree, and what was supposed. */
#include "features/followup/followup.h"

struct telling {
    struct vd_buf *out;
    struct vd_arena *arena;
    const struct followup_sheet *sheet;
    const struct followup_question *asked;
    struct followup_side sides[FOLLOWUP_BASES];
};

static bool asked_method(const struct telling *t, int m) { return t->asked->methods >> m & 1; }
static bool asked_basis(const struct telling *t, int b) { return t->asked->bases >> b & 1; }
static struct vd_str rounded(const struct telling *t, mpq_srcptr value) { return followup_rounded(t->arena, value, 2, ','); }

static struct followup_figure figure(const struct telling *t, int method, int basis, int group)
{
    return followup_figure_of(t->arena, &t->sheet->input, &t->sides[basis], (enum followup_method)method, group);
}

static void put_quotient(const struct telling *t, const struct followup_figure *f)
{
    vd_buf_printf(t->out, "      %s%.*s ÷ %.*s = %.*s %% (%s)\n", f->method == FOLLOWUP_M1 ? "100 × " : "", VD_SARG(followup_number_text(t->arena, f->numerator)),
                  VD_SARG(followup_number_text(t->arena, f->denominator)), VD_SARG(rounded(t, f->percent)), followup_divided_words(f->method));
    vd_buf_printf(t->out, "      zona %s: sin redondear, %.*s %s\n", followup_zone_name(f->zone), VD_SARG(followup_exact(t->arena, f->percent)),
                  followup_zone_compared(f->zone));
}

static void put_rows(const struct telling *t, const struct followup_figure *f)
{
    vd_buf_printf(t->out, "      %d %s: %d en zona alta, %d en media, %d en baja", f->counted, f->counted == 1 ? "actividad cuenta" : "actividades cuentan",
                  f->of_zone[FOLLOWUP_ALTA], f->of_zone[FOLLOWUP_MEDIA], f->of_zone[FOLLOWUP_BAJA]);
    vd_buf_printf(t->out, "; %d no %s", f->left_out, f->left_out == 1 ? "cuenta" : "cuentan");
    if (f->unreported)
        vd_buf_printf(t->out, "; %d sin reporte, con 0", f->unreported);
    if (f->supposed)
        vd_buf_printf(t->out, "; %d con lectura supuesta", f->supposed);
    vd_buf_char(t->out, '\n');
}

static void put_method(const struct telling *t, int method)
{
    vd_buf_printf(t->out, "\n%s\n", followup_method_word((enum followup_method)method));
    for (int b = 0; b < FOLLOWUP_BASES; b++) {
        if (!asked_basis(t, b))
            continue;
        struct followup_figure f = figure(t, method, b, -1);
        if (f.absent) {
            vd_buf_printf(t->out, "  %s: Sin dato (%s)\n", followup_basis_word((enum followup_basis)b), followup_absent_words(&f));
            continue;
        }
        vd_buf_printf(t->out, "  %s: %.*s %%, zona %s\n", followup_basis_word((enum followup_basis)b), VD_SARG(rounded(t, f.percent)), followup_zone_name(f.zone));
        put_quotient(t, &f);
        put_rows(t, &f);
    }
}

/* M4 of one component is its M2. */
static void put_component(const struct telling *t, int group)
{
    const struct followup_component *c = &t->sheet->components.v[group];
    vd_buf_printf(t->out, "  %.*s. %.*s\n", VD_SARG(c->code), VD_SARG(c->name));
    for (int b = 0; b < FOLLOWUP_BASES; b++) {
        const char *sep = "";
        if (!asked_basis(t, b) || !t->sides[b].there)
            continue;
        vd_buf_printf(t->out, "    %s: ", followup_basis_word((enum followup_basis)b));
        for (int m = 0; m < FOLLOWUP_M4; m++) {
            struct followup_figure f = figure(t, m, b, group);
            bool wanted = asked_method(t, m) || (m == FOLLOWUP_M2 && asked_method(t, FOLLOWUP_M4));
            if (!wanted || (f.absent && m == FOLLOWUP_M3))
                continue;
            vd_buf_printf(t->out, "%s%s ", sep, followup_method_name((enum followup_method)m));
            if (f.absent)
                vd_buf_c(t->out, "no aplica");
            else
                vd_buf_printf(t->out, "%.*s %% %s (%.*s ÷ %.*s)", VD_SARG(rounded(t, f.percent)), followup_zone_name(f.zone),
                              VD_SARG(followup_number_text(t->arena, f.numerator)), VD_SARG(followup_number_text(t->arena, f.denominator)));
            sep = " · ";
        }
        vd_buf_c(t->out, *sep ? "\n" : "sin pesos\n");
    }
}

/* ---- rows that a person should look at */

static struct vd_str short_text(const struct telling *t, struct vd_str text)
{
    enum { MOST = 90 };
    size_t end = 0;
    if (text.n <= MOST)
        return text;
    for (size_t i = 0; i <= MOST; i++)
        end = text.p[i] == ' ' ? i : end;
    return end ? vd_str_printf(t->arena, "%.*s…", VD_SARG(vd_str_sub(text, 0, end))) : text;
}

static void put_activity(const struct telling *t, size_t row)
{
    const struct followup_line_row *line = &t->sheet->lines.v[row];
    vd_buf_printf(t->out, "  fila %zu, actividad %.*s, «%.*s»: ", row + 1, VD_SARG(line->address), VD_SARG(short_text(t, line->description)));
}

static void put_left_out(const struct telling *t)
{
    for (int b = 0; b < FOLLOWUP_BASES; b++) {
        bool titled = false;
        if (!asked_basis(t, b) || !t->sides[b].there)
            continue;
        for (size_t i = 0; i < t->sheet->lines.n; i++) {
            const struct followup_mark *mark = &t->sides[b].marks[i];
            if (mark->place == FOLLOWUP_COUNTS && !mark->unreported && !mark->missed_zero)
                continue;
            if (!titled)
                vd_buf_printf(t->out, "\n%s: actividades que no cuentan, o cuentan 0\n", followup_basis_word((enum followup_basis)b));
            titled = true;
            put_activity(t, i);
            vd_buf_printf(t->out, "%s\n", mark->unreported ? "«Sin reporte», cuenta 0" : mark->missed_zero ? "la meta era 0 y hubo casos, cuenta 0" : followup_place_words(mark->place));
        }
        if (!titled)
            vd_buf_printf(t->out, "\n%s: ninguna actividad quedó por fuera.\n", followup_basis_word((enum followup_basis)b));
    }
}

static void put_disagreements(const struct telling *t)
{
    followup_disagreements all = followup_disagreements_of(t->arena, &t->sheet->input);
    if (!t->sides[FOLLOWUP_DECLARED].there || !t->sides[FOLLOWUP_RECOMPUTED].there)
        return;
    if (!all.n)
        vd_buf_c(t->out, "\nLo declarado y lo recalculado concuerdan en todas las actividades (a lo sumo 0,5 puntos de diferencia).\n");
    else
        vd_buf_printf(t->out, "\nLo declarado y lo recalculado se apartan más de 0,5 puntos en %zu %s:\n", all.n, all.n == 1 ? "actividad" : "actividades");
    VD_EACH(d, &all) {
        const struct followup_line_row *line = &t->sheet->lines.v[d->row];
        put_activity(t, d->row);
        vd_buf_printf(t->out, "declara %.*s %%; alcanzó %.*s de %.*s, que es %.*s %%\n", VD_SARG(rounded(t, d->declared)),
                      VD_SARG(followup_quantity_text(t->arena, line->unit, line->achieved)), VD_SARG(followup_quantity_text(t->arena, line->unit, line->target)), VD_SARG(rounded(t, d->recomputed)));
    }
}

static void put_supposed(const struct telling *t)
{
    bool titled = false;
    if (!asked_basis(t, FOLLOWUP_RECOMPUTED))
        return;
    for (size_t i = 0; i < t->sheet->lines.n; i++) {
        const struct followup_line_row *line = &t->sheet->lines.v[i];
        if (t->sheet->input.rows.v[i].reading != FOLLOWUP_SUPPOSED || t->sides[FOLLOWUP_RECOMPUTED].marks[i].place != FOLLOWUP_COUNTS)
            continue;
        if (!titled)
            vd_buf_c(t->out, "\nLecturas supuestas: el avance se leyó así porque concuerda con lo declarado. Cuentan, y conviene revisarlas.\n");
        titled = true;
        put_activity(t, i);
        vd_buf_printf(t->out, "«%.*s» se leyó como %.*s de %.*s\n", VD_SARG(line->achieved_raw), VD_SARG(followup_quantity_text(t->arena, line->unit, line->achieved)),
                      VD_SARG(followup_quantity_text(t->arena, line->unit, line->target)));
    }
}

/* ---- around the figures */

static void put_head(const struct telling *t)
{
    const struct followup_sheet *sheet = t->sheet;
    int due = 0;
    VD_EACH(row, &t->sheet->input.rows)
        due += row->counted == FOLLOWUP_DUE;
    vd_buf_printf(t->out, "%.*s — %.*s\n", VD_SARG(sheet->title), VD_SARG(t->asked->entity_name));
    vd_buf_printf(t->out, "Seguimiento con corte oficial al %.*s, importado de una hoja", VD_SARG(vd_es_date_long(t->arena, sheet->cut_on)));
    if (sheet->sheet_on.year)
        vd_buf_printf(t->out, " que lleva la fecha %.*s", VD_SARG(vd_es_date_long(t->arena, sheet->sheet_on)));
    vd_buf_printf(t->out, ".\nEl corte oficial decide qué estaba vencido: %d de %zu actividades.\n", due, t->sheet->lines.n);
    vd_buf_c(t->out, "La cifra oficial de un seguimiento importado es la declarada. La recalculada (avance ÷ meta de cada fila) va al lado y no la reemplaza.\n"
                     "Las filas se cuentan en el orden de la hoja, desde la primera actividad.\n");
}

static void put_two_zones(const struct telling *t)
{
    struct followup_figure m1 = figure(t, FOLLOWUP_M1, FOLLOWUP_DECLARED, -1), m2 = figure(t, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1);
    bool both = asked_basis(t, FOLLOWUP_DECLARED) && asked_method(t, FOLLOWUP_M1) && asked_method(t, FOLLOWUP_M2);
    if (both && !m1.absent && !m2.absent && m1.zone != m2.zone)
        vd_buf_printf(t->out, "\nEl conteo (M1) queda en zona %s y el promedio (M2) en zona %s: los dos son ciertos y miden cosas distintas.\n",
                      followup_zone_name(m1.zone), followup_zone_name(m2.zone));
}

static void put_printed_mean(const struct telling *t)
{
    struct followup_figure m2 = figure(t, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1);
    struct vd_oint printed = t->sheet->printed_mean;
    mpq_ptr least, most;
    if (!printed.has || m2.absent)
        return;
    struct vd_str says = rounded(t, followup_ratio(t->arena, printed.v, 1000000)), is = rounded(t, m2.percent);
    if (vd_str_eq(says, is)) {
        vd_buf_printf(t->out, "\nLa hoja imprime un promedio de %.*s %%: es el de sus filas.\n", VD_SARG(says));
        return;
    }
    vd_buf_printf(t->out, "\nLa hoja imprime un promedio de %.*s %%, pero el de sus %d filas que cuentan es %.*s %%.", VD_SARG(says), m2.counted, VD_SARG(is));
    if (followup_missing_row(t->arena, &m2, printed.v, &least, &most))
        vd_buf_printf(t->out, " Con una fila más, de entre %.*s y %.*s %%, daría lo impreso: parece que falta una fila.", VD_SARG(rounded(t, least)), VD_SARG(rounded(t, most)));
    vd_buf_char(t->out, '\n');
}

void followup_text_put(struct vd_buf *out, struct vd_arena *arena, const struct followup_sheet *sheet, const struct followup_question *question)
{
    struct telling t = {.out = out, .arena = arena, .sheet = sheet, .asked = question};
    if (!sheet->there) {
        vd_buf_printf(out, "%.*s — %.*s\nSin dato: este plan no tiene seguimiento en Veedor, así que no se calcula su cumplimiento.\n", VD_SARG(sheet->title),
                      VD_SARG(question->entity_name));
        return;
    }
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        t.sides[b] = followup_side_of(arena, &sheet->input, (enum followup_basis)b);
    put_head(&t);
    for (int m = 0; m < FOLLOWUP_METHODS; m++)
        if (asked_method(&t, m))
            put_method(&t, m);
    put_two_zones(&t);
    vd_buf_c(out, "\nPor componente\n");
    for (int g = 0; g < sheet->input.groups; g++)
        put_component(&t, g);
    put_left_out(&t);
    put_disagreements(&t);
    put_supposed(&t);
    put_printed_mean(&t);
}
