/* SPDX-License-Identifier: Apache-2.0 */
/* es-CO: a dot (or an apostrophe) before exactly three figures separates thousands, a comma decimals. «2.5» and «15,000» are
 * of another country and may mean two things each: they are doubted, never chosen. */
#include "features/plan/cells/plan_figures.h"

static const struct plan_word *figures_after(const plan_words *words, size_t i, const char *marks)
{
    if (i + 1 >= words->n || words->v[i].kind != PLAN_MARK || !strchr(marks, words->v[i].fold.p[0]))
        return NULL;
    bool together = words->v[i].glued && words->v[i + 1].glued && words->v[i + 1].kind == PLAN_FIGURES;
    return together ? &words->v[i + 1] : NULL;
}

static int64_t decimals_u6(struct vd_str digits)
{
    int64_t part = 0, scale = PLAN_UNIT;
    for (size_t i = 0; i < digits.n; i++)
        part += (digits.p[i] - '0') * (scale /= 10);
    return part;
}

/* "," and its decimals at i; also ".", when the whole part is a lone 0 and cannot be thousands. */
static bool take_decimals(const plan_words *words, size_t i, bool lone_zero, bool grouped, int64_t whole, struct plan_figures *out)
{
    const struct plan_word *part = figures_after(words, i, lone_zero ? ",." : ",");
    if (!part)
        return false;
    if (part->raw.n > 6)
        out->doubt = "figure";
    else if (part->raw.n == 3 && whole > 0 && !grouped)
        out->doubt = "decimal-or-thousands";
    else
        out->u6 += decimals_u6(part->raw);
    out->words += 2;
    return true;
}

static void take_digits(const plan_words *words, size_t i, struct plan_figures *out)
{
    const struct plan_word *first = &words->v[i], *group;
    int64_t whole = first->value;
    bool lone_zero = vd_str_is(first->raw, "0"), grouped = false;
    *out = (struct plan_figures){.words = 1, .doubt = whole < 0 ? "figure" : NULL};
    while (!lone_zero && (group = figures_after(words, i + out->words, ".'")) != NULL) {
        if (group->raw.n != 3 || (!grouped && first->raw.n > 3))
            out->doubt = "decimal-or-thousands";
        grouped = true;
        out->words += 2;
        if (whole > INT64_C(999999999) || whole < 0)
            out->doubt = "figure";
        else
            whole = whole * 1000 + group->value % 1000;
    }
    out->u6 = out->doubt ? 0 : whole * PLAN_UNIT;
    take_decimals(words, i + out->words, lone_zero, grouped, whole, out);
    while ((group = figures_after(words, i + out->words, "/.,-")) != NULL) {
        bool dash = words->v[i + out->words].fold.p[0] == '-';
        out->doubt = dash ? "range-of-numbers" : words->v[i + out->words].fold.p[0] == '/' ? "fraction" : "figure";
        out->words += 2;
    }
}

/* «2 mil», «un millón de» */
static void take_scale(const plan_words *words, struct plan_figures *out, size_t i)
{
    static const struct { const char *word; int64_t times; } scales[] = {{"mil", 1000}, {"millon", 1000000}, {"millones", 1000000}};
    for (size_t k = 0; k < VD_COUNT(scales); k++) {
        if (!plan_word_is(words, i, scales[k].word))
            continue;
        out->words++;
        if (out->u6 > INT64_C(1000000000) * PLAN_UNIT)
            out->doubt = "figure";
        else
            out->u6 *= scales[k].times;
        return;
    }
}

static bool one_number(const plan_words *words, size_t i, struct plan_figures *out)
{
    int64_t value;
    if (i >= words->n)
        return false;
    if (words->v[i].kind == PLAN_FIGURES) {
        take_digits(words, i, out);
        take_scale(words, out, i + out->words);
        return true;
    }
    *out = (struct plan_figures){.words = plan_numerals(words, i, &value)};
    if (out->words == 0)
        return false;
    out->u6 = value * PLAN_UNIT;
    take_scale(words, out, i + out->words);
    return true;
}

bool plan_figures_at(const plan_words *words, size_t i, struct plan_figures *ret)
{
    struct plan_figures first, again;
    if (!one_number(words, i, &first))
        return false;
    size_t at = i + first.words;
    if (plan_word_is(words, at, "(") && one_number(words, at + 1, &again) && plan_word_is(words, at + 1 + again.words, ")")) {
        if (first.u6 != again.u6)
            first.doubt = "contradiction";
        first.words += again.words + 2;
    }
    *ret = first;
    return true;
}

bool plan_percent_at(const plan_words *words, size_t i, size_t *ret_words)
{
    static const char *const forms[] = {"%", "por ciento", "porciento", "por cien", "puntos porcentuales"};
    for (size_t k = 0; k < VD_COUNT(forms); k++) {
        size_t n = plan_words_match(words, i, forms[k]);
        if (n > 0) {
            *ret_words = n;
            return true;
        }
    }
    return false;
}

bool plan_is_year(const struct plan_word *word)
{
    return word->kind == PLAN_FIGURES && word->raw.n == 4 && word->value >= 1990 && word->value <= 2099;
}

/* What is cited by a number that counts nothing. */
static const char *const cited[] = {
    "ley", "leyes", "decreto", "decretos", "resolucion", "resoluciones", "res", "acuerdo", "acuerdos", "circular", "ordenanza", "directiva",
    "conpes", "sentencia", "concepto", "oficio", "radicado", "contrato", "convenio", "articulo", "articulos", "art", "arts", "numeral",
    "literal", "iso", "ntc", "ntcgp", "norma", "version", "guia", "anexo", "anexos", "tel", "telefono", "celular", "pbx", "extension",
    "ext", "nit", "codigo", "paragrafo", "capitulo", "titulo", "expediente", "memorando", "componente", "subcomponente", "fase", "nivel",
    "formato", "item", "paso", "actividad", "eje", "politica", "dimension", "objetivo", "ods", "etapa", "modulo", "acta", "tabla",
    "whatsapp", "fax", "linea", "calle", "carrera", "cra", "cl", "kra", "piso", "oficina", "no", "nro", "numero", "n",
    "auto", "proyecto", "meci", "decisiones", "rad", "cod", "ficha", "hoja", "pagina", "pag", "grupo", "vigencia", "paac", "ptep", "mipg", "ita",
};

static bool is_cited(const struct plan_word *word)
{
    for (size_t k = 0; word->kind == PLAN_WORD && k < VD_COUNT(cited); k++)
        if (vd_str_is(word->fold, cited[k]))
            return true;
    return false;
}

/* Words that stand between the document and its number: «Circular Externa conjunta No. 004». */
static size_t skip_to_number(const plan_words *words, size_t i)
{
    static const char *const between[] = {"no", "n", "nro", "num", "numero", "numeros", "externa", "interna", "conjunta", "presidencial",
                                          ".", ":", "o", "-", "#", "unico", "reglamentario", "municipal", "departamental", "mintic", "iso", "ntc", "(", "+"};
    for (size_t n = 0; n < 6 && i < words->n; n++, i++) {
        bool known = false;
        for (size_t k = 0; k < VD_COUNT(between); k++)
            known = known || plan_word_is(words, i, between[k]);
        if (!known)
            break;
    }
    return i;
}

static size_t number_run(const plan_words *words, size_t i)
{
    size_t start = i;
    while (i < words->n && words->v[i].kind == PLAN_FIGURES) {
        i++;
        while (i + 1 < words->n && words->v[i].kind == PLAN_MARK && words->v[i].glued && words->v[i + 1].glued &&
               words->v[i + 1].kind == PLAN_FIGURES)
            i += 2;
    }
    return i - start;
}

static const char *const month_names[] = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
                                          "setiembre", "octubre", "noviembre", "diciembre"};

static bool names_month(const plan_words *words, size_t i)
{
    for (size_t k = 0; k < VD_COUNT(month_names); k++)
        if (plan_word_is(words, i, month_names[k]))
            return true;
    return false;
}

static bool is_of(const plan_words *words, size_t i) { return plan_word_is(words, i, "de") || plan_word_is(words, i, "del"); }

/* «… de 2014», «… del 30 de abril de 2014» after the number. */
static size_t date_of_norm(const plan_words *words, size_t i)
{
    if (!is_of(words, i) || i + 1 >= words->n || words->v[i + 1].kind != PLAN_FIGURES)
        return 0;
    if (plan_is_year(&words->v[i + 1]))
        return 2;
    if (!is_of(words, i + 2) || !names_month(words, i + 3))
        return 0;
    bool year = is_of(words, i + 4) && i + 5 < words->n && plan_is_year(&words->v[i + 5]);
    return year ? 6 : 4;
}

size_t plan_citation_at(const plan_words *words, size_t i)
{
    if (i >= words->n || !is_cited(&words->v[i]))
        return 0;
    size_t at = skip_to_number(words, i + 1), run = number_run(words, at);
    size_t sign;
    if (run == 0 || plan_percent_at(words, at + run, &sign))
        return 0;
    at += run;
    at += date_of_norm(words, at);
    for (;;) { /* «Ley 1474 de 2011 y 1712 de 2014» */
        size_t next = at + 1;
        bool more = plan_word_is(words, at, "y") || plan_word_is(words, at, ",");
        if (!more || next >= words->n || words->v[next].kind != PLAN_FIGURES || !date_of_norm(words, next + 1))
            return at - i;
        at = next + 1 + date_of_norm(words, next + 1);
    }
}

struct vd_str plan_u6_text(struct vd_arena *arena, int64_t u6)
{
    int64_t whole = u6 / PLAN_UNIT, part = u6 % PLAN_UNIT;
    if (part == 0)
        return vd_str_printf(arena, "%" PRId64, whole);
    struct vd_str number = vd_str_printf(arena, "%" PRId64 ",%06" PRId64, whole, part);
    while (vd_str_ends(number, VD_S("0")))
        number.n--;
    return number;
}
