/* SPDX-License-Identifier: Apache-2.0 */
/* The head of a follow-up's page: figures, why two methods differ, how each was computed, and what was left out. Every sentence
 * is made from the rows. */
#include "features/followup/followup_views.h"
#include "features/plan/plan.h"

struct followup_figure followup_figure_in(const struct followup_view_in *in, enum followup_method method, enum followup_basis basis, int group)
{
    return followup_figure_of(in->arena, &in->sheet->input, &in->sides.by[basis], method, group);
}

struct vd_url followup_activity_url(const struct followup_view_in *in, size_t row)
{
    const struct followup_line_row *line = &in->sheet->lines.v[row];
    struct vd_url tail = vd_url_path(in->arena, "actividad", vd_str_c(in->arena, line->shown_address.n ? line->shown_address : line->address), line->shown_address.n ? NULL : "historia", NULL);
    return vd_url_with(in->arena, in->plan, vd_str_c(in->arena, tail.s));
}

struct vd_str followup_row_no(const struct followup_view_in *in, size_t row)
{
    return followup_is_made(in->sheet) ? in->sheet->lines.v[row].address : vd_str_printf(in->arena, "Fila %zu", row + 1);
}

static struct vd_bar bar_of(struct vd_arena *arena, const struct followup_figure *figure)
{
    return vd_bar_of(arena, followup_percent_u6(arena, figure->percent).v / 10000, followup_percent_text(arena, figure->percent), followup_zone_sem(figure->zone).kind);
}

static struct vd_str number(const struct followup_view_in *in, mpq_srcptr value) { return followup_number_text(in->arena, value); }
static struct vd_str plain(const struct followup_view_in *in, mpq_srcptr value) { return followup_plain_text(in->arena, value); }
static struct vd_str rounded(const struct followup_view_in *in, mpq_srcptr value) { return followup_rounded(in->arena, value, 2, ','); }
static const char *plural(int64_t n, const char *one, const char *many) { return n == 1 ? one : many; }

/* ---- figures */

static struct vd_str quotient_words(const struct followup_view_in *in, const struct followup_figure *f)
{
    struct vd_str done = plain(in, f->numerator), of = plain(in, f->denominator);
    if (f->method != FOLLOWUP_M1)
        return vd_str_printf(in->arena, "%.*s ÷ %.*s, %s", VD_SARG(done), VD_SARG(of), followup_basis_lower(f->basis));
    return vd_str_printf(in->arena, "%.*s %s de %.*s, %s", VD_SARG(done), vd_str_is(done, "1") ? "cumplida" : "cumplidas", VD_SARG(of), followup_basis_lower(f->basis));
}

static void add_kpi(const struct followup_view_in *in, struct followup_page_view *view, const char *name, const struct followup_figure *f, bool first)
{
    struct followup_kpi *kpi = VD_PUSH(in->arena, &view->kpis);
    *kpi = (struct followup_kpi){.name = vd_str_of(name), .first = first};
    if (f->absent) {
        kpi->note = vd_str_printf(in->arena, "Sin dato: %s", followup_absent_words(f));
        return;
    }
    kpi->value = rounded(in, f->percent);
    kpi->bar = bar_of(in->arena, f).svg;
    kpi->sem = followup_zone_sem(f->zone);
    kpi->note = quotient_words(in, f);
}

static void add_printed(const struct followup_view_in *in, const struct followup_figure *m2, struct followup_page_view *view)
{
    struct vd_oint printed = in->sheet->printed_mean;
    mpq_ptr least, most;
    if (!printed.has)
        return;
    struct vd_str says = rounded(in, followup_ratio(in->arena, printed.v, 1000000));
    struct followup_kpi *kpi = VD_PUSH(in->arena, &view->kpis);
    *kpi = (struct followup_kpi){.name = VD_S("Impreso en el documento"), .value = says};
    if (m2->absent)
        kpi->note = VD_S("Las filas no traen porcentajes con qué compararlo");
    else if (vd_str_eq(says, rounded(in, m2->percent)))
        kpi->note = VD_S("Es el promedio de sus filas");
    else if (followup_missing_row(in->arena, m2, printed.v, &least, &most))
        kpi->note = vd_str_printf(in->arena, "Solo se obtiene con una fila %d, de entre %.*s y %.*s, que el archivo no trae", m2->counted + 1, VD_SARG(rounded(in, least)),
                                  VD_SARG(rounded(in, most)));
    else
        kpi->note = VD_S("No es el promedio de sus filas, y una fila más no lo explica");
}

/* Why the printed mean is not that of the rows. */
static void explain_printed(const struct followup_view_in *in, const struct followup_figure *m2, struct followup_page_view *view)
{
    struct vd_oint printed = in->sheet->printed_mean;
    mpq_ptr least, most;
    if (!printed.has || m2->absent)
        return;
    struct vd_str says = rounded(in, followup_ratio(in->arena, printed.v, 1000000));
    if (vd_str_eq(says, rounded(in, m2->percent)))
        return;
    view->printed = says;
    if (followup_missing_row(in->arena, m2, printed.v, &least, &most))
        view->printed_why = vd_str_printf(in->arena, "(%.*s + fila que falta) ÷ %d = %.*s. Hace falta una fila número %d, de entre %.*s y %.*s %%, que no está en el archivo. Con ningún otro valor da %.*s. "
            "La entidad puede aportar la fila; mientras tanto la cifra impresa se muestra aparte y no se usa.", VD_SARG(number(in, m2->numerator)), m2->counted + 1, VD_SARG(says), m2->counted + 1,
            VD_SARG(rounded(in, least)), VD_SARG(rounded(in, most)), VD_SARG(says));
    else
        view->printed_why = vd_str_printf(in->arena, "El promedio de las %d filas que cuentan es %.*s %%. Con una fila más, valga lo que valga, tampoco da %.*s. La cifra impresa se muestra aparte y no se usa.",
            m2->counted, VD_SARG(rounded(in, m2->percent)), VD_SARG(says));
}

static void fill_kpis(const struct followup_view_in *in, struct followup_page_view *view)
{
    struct followup_figure m2 = followup_figure_in(in, FOLLOWUP_M2, in->official, -1), m1 = followup_figure_in(in, FOLLOWUP_M1, in->official, -1);
    struct followup_figure said = followup_figure_in(in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1);
    struct followup_figure again = followup_figure_in(in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, -1), count = followup_figure_in(in, FOLLOWUP_M1, FOLLOWUP_RECOMPUTED, -1);
    if (view->made)
        add_kpi(in, view, "Cifra oficial: conteo de cumplidas (M1)", &m1, true);
    add_kpi(in, view, "Promedio de porcentajes (M2)", &m2, !view->made);
    if (!view->made)
        add_kpi(in, view, "Conteo de cumplidas (M1)", &m1, true);
    add_printed(in, &said, view);
    if (in->official != FOLLOWUP_DECLARED)
        add_kpi(in, view, "Promedio declarado (M2)", &said, false);
    add_kpi(in, view, "Promedio recalculado (M2)", &again, false);
    if (!count.absent)
        view->kpis.v[view->kpis.n - 1].note = vd_str_printf(in->arena, "%.*s. Con M1: %.*s, %s", VD_SARG(quotient_words(in, &again)), VD_SARG(followup_percent_text(in->arena, count.percent)),
                                                            followup_zone_sem(count.zone).word);
    explain_printed(in, &said, view);
}

/* ---- why two methods differ */

/* Rows under 100: what they add to the mean, and do not to the count. */
static struct vd_str half_done_words(const struct followup_view_in *in)
{
    const struct followup_side *side = &in->sides.by[in->official];
    mpq_ptr sum = followup_number(in->arena);
    int n = 0;
    for (size_t i = 0; i < in->sheet->input.rows.n; i++) {
        if (side->marks[i].place != FOLLOWUP_COUNTS || mpq_cmp_si(side->marks[i].percent, 100, 1) >= 0)
            continue;
        mpq_add(sum, sum, side->marks[i].percent);
        n++;
    }
    return n ? vd_str_printf(in->arena, "%d %s no %s a 100: en el promedio suman %.*s puntos; en el conteo suman cero.", n, plural(n, "actividad", "actividades"), plural(n, "llegó", "llegaron"),
                             VD_SARG(plain(in, sum)))
             : VD_S("Todas las actividades que cuentan llegaron a 100.");
}

static void fill_alert(const struct followup_view_in *in, struct followup_page_view *view)
{
    struct followup_figure m2 = followup_figure_in(in, FOLLOWUP_M2, in->official, -1), m1 = followup_figure_in(in, FOLLOWUP_M1, in->official, -1);
    if (m1.absent || m2.absent)
        return;
    bool differ = m1.zone != m2.zone;
    view->alert = differ ? "mid" : "info";
    view->alert_title = differ && view->made ? vd_str_printf(in->arena, "El conteo, que es la cifra oficial, deja el plan en zona %s; el promedio, en zona %s", followup_zone_words(m1.zone), followup_zone_words(m2.zone))
                      : differ ? vd_str_printf(in->arena, "El mismo plan queda en zona %s o %s según el método", followup_zone_words(m2.zone), followup_zone_words(m1.zone))
                               : vd_str_printf(in->arena, "El promedio y el conteo dejan el plan en zona %s", followup_zone_words(m1.zone));
    view->alert_text = vd_str_printf(in->arena, "El promedio premia lo hecho a medias; el conteo solo cuenta lo terminado. %.*s", VD_SARG(half_done_words(in)));
}

/* ---- how each was computed */

static struct followup_sum sum_of(const struct followup_view_in *in, const struct followup_figure *f)
{
    struct followup_sum sum = {.basis = followup_basis_word(f->basis), .percent = followup_percent_text(in->arena, f->percent)};
    sum.sum = vd_str_printf(in->arena, "%.*s ÷ %.*s%s", VD_SARG(number(in, f->numerator)), VD_SARG(number(in, f->denominator)), f->method == FOLLOWUP_M1 ? " × 100" : "");
    sum.zone = vd_str_printf(in->arena, "%s: sin redondear, %.*s %s.", followup_zone_sem(f->zone).word, VD_SARG(followup_exact(in->arena, f->percent)), followup_zone_compared(f->zone));
    sum.rows = vd_str_printf(in->arena, "%d %s: %d en zona alta, %d en media y %d en baja; %d no %s.", f->counted, plural(f->counted, "actividad cuenta", "actividades cuentan"),
                             f->of_zone[FOLLOWUP_ALTA], f->of_zone[FOLLOWUP_MEDIA], f->of_zone[FOLLOWUP_BAJA], f->left_out, plural(f->left_out, "cuenta", "cuentan"));
    if (f->unreported)
        sum.rows = vd_str_printf(in->arena, "%.*s %d sin reporte, con 0.", VD_SARG(sum.rows), f->unreported);
    if (f->supposed)
        sum.rows = vd_str_printf(in->arena, "%.*s %d con lectura supuesta.", VD_SARG(sum.rows), f->supposed);
    return sum;
}

static void fill_how(const struct followup_view_in *in, struct followup_page_view *view)
{
    for (int m = 0; m < FOLLOWUP_METHODS; m++) {
        enum followup_method method = (enum followup_method)m;
        struct followup_how how = {.code = followup_method_name(method), .name = followup_method_short(method), .words = followup_divided_words(method)};
        struct followup_method_view row = {.code = how.code, .name = how.name};
        for (int b = 0; b < FOLLOWUP_BASES; b++) {
            struct followup_figure f = followup_figure_in(in, method, (enum followup_basis)b, -1);
            struct followup_cell cell = {.basis = followup_basis_word(f.basis), .there = !f.absent, .official = view->made && method == FOLLOWUP_M1 && f.basis == in->official, .why = f.absent ? followup_absent_words(&f) : NULL};
            if (!f.absent) {
                cell.bar = bar_of(in->arena, &f);
                cell.sem = followup_zone_sem(f.zone);
                if (b == (int)in->official || !in->sides.by[in->official].there)
                    *VD_PUSH(in->arena, &how.sums) = sum_of(in, &f);
                else
                    *VD_PUSH(in->arena, &how.others) = sum_of(in, &f);
            }
            *VD_PUSH(in->arena, &row.cells) = cell;
        }
        if (how.sums.n || how.others.n)
            *VD_PUSH(in->arena, &view->how) = how;
        *VD_PUSH(in->arena, &view->methods) = row;
    }
}

/* ---- what was left out */

static const char *out_words(const struct followup_mark *mark)
{
    return mark->unreported ? "«Sin reporte»: cuenta 0" : mark->missed_zero ? "la meta era 0 y hubo casos: cuenta 0" : followup_place_words(mark->place);
}

static void add_out(const struct followup_view_in *in, size_t i, const char *why, struct vd_str bases, struct followup_page_view *view)
{
    struct followup_out_group *group = NULL;
    VD_EACH(one, &view->outs)
        if (strcmp(one->why, why) == 0)
            group = one;
    if (!group) {
        group = VD_PUSH(in->arena, &view->outs);
        *group = (struct followup_out_group){.why = why};
    }
    *VD_PUSH(in->arena, &group->rows) = (struct followup_out){.row = followup_row_no(in, i), .bases = bases, .description = in->sheet->lines.v[i].description, .url = followup_activity_url(in, i)};
}

/* On which of the bases that have values a row is left out for this reason; empty: on all of them. */
static struct vd_str bases_of(const struct followup_view_in *in, size_t i, const char *why)
{
    struct vd_str said = {0};
    bool all = true;
    for (int b = 0; b < FOLLOWUP_BASES; b++) {
        if (!in->sides.by[b].there)
            continue;
        const char *own = out_words(&in->sides.by[b].marks[i]);
        bool same = own && strcmp(own, why) == 0;
        all &= same;
        if (same)
            said = vd_str_printf(in->arena, "%.*s%s%s", VD_SARG(said), said.n ? ", " : "", followup_basis_lower((enum followup_basis)b));
    }
    return all ? (struct vd_str){0} : said;
}

static void fill_outs(const struct followup_view_in *in, struct followup_page_view *view)
{
    for (size_t i = 0; i < in->sheet->lines.n; i++) {
        const char *seen[FOLLOWUP_BASES] = {0};
        for (int b = 0; b < FOLLOWUP_BASES; b++) {
            const char *why = in->sides.by[b].there ? out_words(&in->sides.by[b].marks[i]) : NULL;
            bool known = !why;
            for (int k = 0; k < b; k++)
                known |= seen[k] && why && strcmp(seen[k], why) == 0;
            if (known)
                continue;
            seen[b] = why;
            add_out(in, i, why, bases_of(in, i, why), view);
        }
    }
}

/* In the count only: what was done without the evidence it asks for. */
static void fill_lacking(const struct followup_view_in *in, struct followup_page_view *view)
{
    const struct followup_side *side = &in->sides.by[in->official];
    for (size_t i = 0; side->there && i < in->sheet->lines.n; i++)
        if (in->sheet->input.rows.v[i].lacks_evidence && side->marks[i].percent && mpq_cmp_si(side->marks[i].percent, 100, 1) >= 0)
            add_out(in, i, "llegó a 100, pero pide evidencia y ninguna se aceptó: en el conteo (M1) no cuenta como cumplida", vd_str_of(followup_basis_lower(in->official)), view);
}

static void fill_heads(const struct followup_view_in *in, struct followup_page_view *view)
{
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        VD_PUSH(in->arena, &view->method_heads)->name = vd_str_printf(in->arena, "%s%s", followup_basis_word((enum followup_basis)b), b == (int)in->official && !view->made ? " (oficial)" : "");
}

static const char *official_words(const struct followup_view_in *in)
{
    static const char *const words[FOLLOWUP_BASES] = {
        "Lo declarado es lo que la entidad escribió en su hoja; lo recalculado, lo que da dividir lo logrado entre la meta. La cifra oficial de un seguimiento importado es la declarada; la recalculada va al lado y no la reemplaza.",
        "Todavía nadie lo ha verificado: es lo que revisó planeación. Lo recalculado es lo que da dividir lo logrado entre la meta.",
        "Lo declarado es lo que reportó cada dependencia; lo revisado, de planeación; lo verificado, de Control Interno. La cifra oficial es el conteo de cumplidas (M1) sobre lo verificado. Lo recalculado, lo que da dividir lo logrado entre la meta, va al lado y no reemplaza a ninguno.",
        ""};
    return followup_is_made(in->sheet) && in->official == FOLLOWUP_DECLARED ? "Todavía nadie lo ha revisado ni verificado: es lo que declararon las dependencias." : words[in->official];
}

/* «De 41 actividades que debían estar hechas, 31 se cumplieron del todo.» */
static void fill_summary(const struct followup_view_in *in, struct followup_page_view *view)
{
    struct followup_figure m1 = followup_figure_in(in, FOLLOWUP_M1, in->official, -1);
    int64_t total = m1.counted, silent = 0, rest = view->activities - view->due;
    if (m1.absent)
        return;
    VD_EACH(row, &in->sheet->input.rows)
        silent += row->counted == FOLLOWUP_DUE && !row->reported;
    view->summary = vd_str_printf(in->arena, "De %" PRId64 " %s, %.*s se %s del todo.", total, plural(total, "actividad que debía estar hecha", "actividades que debían estar hechas"),
                                  VD_SARG(number(in, m1.numerator)), mpq_cmp_si(m1.numerator, 1, 1) == 0 ? "cumplió" : "cumplieron");
    if (silent)
        view->summary = vd_str_printf(in->arena, "%.*s De %" PRId64 " nadie reportó avance.", VD_SARG(view->summary), silent);
    if (rest == 1)
        view->summary = vd_str_printf(in->arena, "%.*s Otra no contaba en este corte.", VD_SARG(view->summary));
    else if (rest)
        view->summary = vd_str_printf(in->arena, "%.*s Otras %" PRId64 " no contaban en este corte.", VD_SARG(view->summary), rest);
}

struct followup_view_in followup_view_in_of(struct vd_arena *arena, const struct followup_sheet *sheet, const struct followup_document *doc, struct vd_url plan)
{
    static const struct followup_filter every = {0};
    return (struct followup_view_in){.arena = arena, .sheet = sheet, .doc = doc, .sides = followup_sides_of(arena, sheet), .official = followup_official_of(sheet), .filter = &every, .plan = plan};
}

bool followup_is_made(const struct followup_sheet *sheet) { return !vd_str_is(sheet->state, "importado"); }

static void fill_jump(const struct followup_view_in *in, struct followup_page_view *view)
{
    vd_jump_add(in->arena, &view->jump, VD_S("Cifras"), "cifras");
    vd_jump_add(in->arena, &view->jump, VD_S("Cómo se calculó"), "calculo");
    vd_jump_add(in->arena, &view->jump, VD_S("Los cuatro métodos"), "metodos");
    vd_jump_add(in->arena, &view->jump, VD_S("Por componente y dependencia"), "componentes");
    vd_jump_add(in->arena, &view->jump, VD_S("Cortes"), "cortes");
    if (view->fours.n)
        vd_jump_add(in->arena, &view->jump, VD_S("Lo que no coincide"), "no-coincide");
    vd_jump_add(in->arena, &view->jump, VD_S("Actividades"), "actividades");
}

void followup_page_fill(const struct followup_view_in *in, struct followup_page_view *view)
{
    const struct followup_sheet *sheet = in->sheet;
    view->there = true;
    view->activities = (int64_t)sheet->lines.n;
    view->components = (int64_t)sheet->components.n;
    VD_EACH(row, &sheet->input.rows)
        view->due += row->counted == FOLLOWUP_DUE;
    view->cut_iso = vd_date_iso(in->arena, sheet->cut_on);
    view->cut_words = vd_es_date_long(in->arena, sheet->cut_on);
    if (sheet->sheet_on.year)
        view->sheet_words = vd_es_date_long(in->arena, sheet->sheet_on);
    view->made = followup_is_made(sheet);
    view->official_words = vd_str_of(official_words(in));
    fill_summary(in, view);
    fill_kpis(in, view);
    fill_alert(in, view);
    fill_heads(in, view);
    fill_how(in, view);
    fill_outs(in, view);
    fill_lacking(in, view);
    followup_page_fill_rows(in, view);
    fill_jump(in, view);
}
