/* SPDX-License-Identifier: Apache-2.0 */
/* Words into meanings, by a table of phrases. A word that misses the table by one letter is taken for its neighbour, and said
 * so («spelling»), unless it is a word of its own («marco», «género») or has two neighbours («julnio»). */
#include "features/plan/cells/plan_figures.h"
#include "features/plan/cells/plan_terms.h"

struct phrase { const char *words; enum term_kind kind; int value; bool plural; };

static const struct phrase phrases[] = {
    {"a mas tardar", TERM_UNTIL, 0, 0}, {"como maximo", TERM_UNTIL, 0, 0}, {"maximo", TERM_UNTIL, 0, 0}, {"plazo maximo", TERM_UNTIL, 0, 0},
    {"fecha limite", TERM_UNTIL, 0, 0}, {"hasta", TERM_UNTIL, 0, 0}, {"antes de finalizar", TERM_UNTIL, 0, 0}, {"antes de terminar", TERM_UNTIL, 0, 0},
    {"antes del cierre", TERM_UNTIL, 0, 0}, {"antes de finalizado", TERM_UNTIL, 0, 0}, {"antes de culminar", TERM_UNTIL, 0, 0},
    {"antes de", TERM_BEFORE, 0, 0}, {"antes del", TERM_BEFORE, 0, 0}, {"previo al", TERM_BEFORE, 0, 0},
    {"a partir de", TERM_FROM, 0, 0}, {"a partir del", TERM_FROM, 0, 0}, {"desde", TERM_FROM, 0, 0}, {"desde el", TERM_FROM, 0, 0}, {"iniciando en", TERM_FROM, 0, 0},
    {"inicia en", TERM_FROM, 0, 0}, {"entre", TERM_BETWEEN, 0, 0},
    {"a", TERM_RANGE, 0, 0}, {"al", TERM_RANGE, 0, 0}, {"y", TERM_LIST, 0, 0}, {"e", TERM_LIST, 0, 0}, {"&", TERM_LIST, 0, 0}, {"|", TERM_LIST, 0, 0},
    {",", TERM_LIST, 0, 0}, {";", TERM_LIST, 0, 0}, {"\n", TERM_LIST, 0, 0}, {"de", TERM_OF, 0, 0}, {"del", TERM_OF, 0, 0}, {"d", TERM_OF, 0, 0},
    {"cada", TERM_EVERY, 0, 0}, {"todos los", TERM_EVERY, 0, 0}, {"todas las", TERM_EVERY, 0, 0}, {"por", TERM_PER, 0, 0},
    {"mes siguiente", TERM_NEXT, 1, 0}, {"siguiente mes", TERM_NEXT, 1, 0}, {"mes posterior", TERM_NEXT, 1, 0}, {"siguiente", TERM_NEXT, 0, 0}, {"siguientes", TERM_NEXT, 0, 0},
    {"vencido", TERM_OVERDUE, 0, 0}, {"vencida", TERM_OVERDUE, 0, 0}, {"habil", TERM_BUSINESS, 0, 0}, {"habiles", TERM_BUSINESS, 0, 0}, {"laborales", TERM_BUSINESS, 0, 0},
    {"calendario", TERM_CALENDAR, 0, 0}, {"corrientes", TERM_CALENDAR, 0, 0}, {"vez", TERM_TIMES, 0, 0}, {"veces", TERM_TIMES, 0, 1},
    {"durante la vigencia", TERM_THIS_YEAR, 0, 0}, {"presente vigencia", TERM_THIS_YEAR, 0, 0}, {"vigencia actual", TERM_THIS_YEAR, 0, 0},
    {"ano en curso", TERM_THIS_YEAR, 0, 0}, {"presente ano", TERM_THIS_YEAR, 0, 0}, {"este ano", TERM_THIS_YEAR, 0, 0}, {"todo el ano", TERM_THIS_YEAR, 0, 0},
    {"toda la vigencia", TERM_THIS_YEAR, 0, 0}, {"durante el ano", TERM_THIS_YEAR, 0, 0}, {"misma vigencia", TERM_THIS_YEAR, 0, 0}, {"mismo ano", TERM_THIS_YEAR, 0, 0},
    {"vigencia en curso", TERM_THIS_YEAR, 0, 0}, {"resto del ano", TERM_THIS_YEAR, 0, 0}, {"vigencia siguiente", TERM_NEXT_YEAR, 0, 0}, {"siguiente vigencia", TERM_NEXT_YEAR, 0, 0},
    {"proxima vigencia", TERM_NEXT_YEAR, 0, 0}, {"ano siguiente", TERM_NEXT_YEAR, 0, 0}, {"siguiente ano", TERM_NEXT_YEAR, 0, 0}, {"proximo ano", TERM_NEXT_YEAR, 0, 0},
    {"permanente", TERM_PERMANENT, 0, 0}, {"permanentemente", TERM_PERMANENT, 0, 0}, {"permanentes", TERM_PERMANENT, 0, 0}, {"continuo", TERM_PERMANENT, 0, 0}, {"continua", TERM_PERMANENT, 0, 0},
    {"continuamente", TERM_PERMANENT, 0, 0}, {"constante", TERM_PERMANENT, 0, 0}, {"constantemente", TERM_PERMANENT, 0, 0}, {"siempre", TERM_PERMANENT, 0, 0},
    {"en todo momento", TERM_PERMANENT, 0, 0},
    {"de acuerdo", TERM_EXTERNAL, 0, 0}, {"segun", TERM_EXTERNAL, 0, 0}, {"conforme", TERM_EXTERNAL, 0, 0}, {"sujeto a", TERM_EXTERNAL, 0, 0}, {"sujeta a", TERM_EXTERNAL, 0, 0},
    {"dependiendo", TERM_EXTERNAL, 0, 0}, {"depende de", TERM_EXTERNAL, 0, 0}, {"cronograma", TERM_EXTERNAL, 0, 0}, {"fecha que defina", TERM_EXTERNAL, 0, 0}, {"fecha que establezca", TERM_EXTERNAL, 0, 0},
    {"en los terminos", TERM_EXTERNAL, 0, 0}, {"dentro de los terminos", TERM_EXTERNAL, 0, 0}, {"en las fechas", TERM_EXTERNAL, 0, 0}, {"la que establezca", TERM_EXTERNAL, 0, 0}, {"cuando lo", TERM_EXTERNAL, 0, 0},
    {"a demanda", TERM_DEMAND, 0, 0}, {"por demanda", TERM_DEMAND, 0, 0}, {"segun demanda", TERM_DEMAND, 0, 0}, {"segun necesidad", TERM_DEMAND, 0, 0}, {"segun requerimiento", TERM_DEMAND, 0, 0},
    {"cuando se", TERM_DEMAND, 0, 0}, {"cada vez que", TERM_DEMAND, 0, 0}, {"cada que", TERM_DEMAND, 0, 0}, {"eventual", TERM_DEMAND, 0, 0}, {"ocasional", TERM_DEMAND, 0, 0}, {"una vez se", TERM_DEMAND, 0, 0},
    {"cuando sea", TERM_DEMAND, 0, 0}, {"cuando haya", TERM_DEMAND, 0, 0}, {"a solicitud", TERM_DEMAND, 0, 0}, {"en caso de", TERM_DEMAND, 0, 0}, {"cuando aplique", TERM_DEMAND, 0, 0}, {"si se", TERM_DEMAND, 0, 0},
    {"no aplica", TERM_NOTHING, 0, 0}, {"n / a", TERM_NOTHING, 0, 0}, {"na", TERM_NOTHING, 0, 0}, {"n . a", TERM_NOTHING, 0, 0}, {"sin fecha", TERM_NOTHING, 0, 0}, {"ninguna", TERM_NOTHING, 0, 0}, {"ninguno", TERM_NOTHING, 0, 0},
    {"por definir", TERM_UNDEFINED, 0, 0}, {"por establecer", TERM_UNDEFINED, 0, 0}, {"por determinar", TERM_UNDEFINED, 0, 0}, {"pendiente", TERM_UNDEFINED, 0, 0}, {"por programar", TERM_UNDEFINED, 0, 0}, {"por confirmar", TERM_UNDEFINED, 0, 0},
    {"mediados", TERM_VAGUE, 0, 0}, {"principios", TERM_VAGUE, 0, 0}, {"inicios", TERM_VAGUE, 0, 0}, {"finales", TERM_VAGUE, 0, 0}, {"comienzos", TERM_VAGUE, 0, 0}, {"alrededor", TERM_VAGUE, 0, 0},
    {"aproximadamente", TERM_VAGUE, 0, 0}, {"aprox", TERM_VAGUE, 0, 0}, {"fines", TERM_VAGUE, 0, 0},
    {"diario", TERM_PERIODIC, EVERY_DAY, 0}, {"diaria", TERM_PERIODIC, EVERY_DAY, 0}, {"diariamente", TERM_PERIODIC, EVERY_DAY, 0},
    {"semanal", TERM_PERIODIC, EVERY_WEEK, 0}, {"semanalmente", TERM_PERIODIC, EVERY_WEEK, 0}, {"semanales", TERM_PERIODIC, EVERY_WEEK, 0},
    {"quincenal", TERM_PERIODIC, EVERY_FORTNIGHT, 0}, {"quincenalmente", TERM_PERIODIC, EVERY_FORTNIGHT, 0}, {"quincenales", TERM_PERIODIC, EVERY_FORTNIGHT, 0},
    {"mensual", TERM_PERIODIC, 1, 0}, {"mensualmente", TERM_PERIODIC, 1, 0}, {"mensuales", TERM_PERIODIC, 1, 0}, {"mes a mes", TERM_PERIODIC, 1, 0},
    {"bimestral", TERM_PERIODIC, 2, 0}, {"bimestralmente", TERM_PERIODIC, 2, 0}, {"bimestrales", TERM_PERIODIC, 2, 0},
    {"trimestral", TERM_PERIODIC, 3, 0}, {"trimestralmente", TERM_PERIODIC, 3, 0}, {"trimestrales", TERM_PERIODIC, 3, 0},
    {"cuatrimestral", TERM_PERIODIC, 4, 0}, {"cuatrimestralmente", TERM_PERIODIC, 4, 0}, {"cuatrimestrales", TERM_PERIODIC, 4, 0},
    {"semestral", TERM_PERIODIC, 6, 0}, {"semestralmente", TERM_PERIODIC, 6, 0}, {"semestrales", TERM_PERIODIC, 6, 0},
    {"anual", TERM_PERIODIC, 12, 0}, {"anualmente", TERM_PERIODIC, 12, 0}, {"anuales", TERM_PERIODIC, 12, 0}, {"bienal", TERM_PERIODIC, 24, 0}, {"bienalmente", TERM_PERIODIC, 24, 0},
    {"bimensual", TERM_TWOFOLD, 0, 0}, {"bimensualmente", TERM_TWOFOLD, 0, 0}, {"bianual", TERM_TWOFOLD, 0, 0}, {"bianualmente", TERM_TWOFOLD, 0, 0}, {"bisemanal", TERM_TWOFOLD, 0, 0},
    {"dia", TERM_UNIT, EVERY_DAY, 0}, {"dias", TERM_UNIT, EVERY_DAY, 1}, {"semana", TERM_UNIT, EVERY_WEEK, 0}, {"semanas", TERM_UNIT, EVERY_WEEK, 1},
    {"quincena", TERM_UNIT, EVERY_FORTNIGHT, 0}, {"quincenas", TERM_UNIT, EVERY_FORTNIGHT, 1}, {"mes", TERM_UNIT, 1, 0}, {"meses", TERM_UNIT, 1, 1},
    {"bimestre", TERM_UNIT, 2, 0}, {"bimestres", TERM_UNIT, 2, 1}, {"trimestre", TERM_UNIT, 3, 0}, {"trimestres", TERM_UNIT, 3, 1}, {"trim", TERM_UNIT, 3, 0},
    {"cuatrimestre", TERM_UNIT, 4, 0}, {"cuatrimestres", TERM_UNIT, 4, 1}, {"semestre", TERM_UNIT, 6, 0}, {"semestres", TERM_UNIT, 6, 1}, {"sem", TERM_UNIT, 6, 0},
    {"vigencia", TERM_UNIT, 12, 0}, {"vigencias", TERM_UNIT, 12, 1}, {"ano", TERM_UNIT, 12, 0}, {"anos", TERM_UNIT, 12, 1}, {"anualidad", TERM_UNIT, 12, 0},
    {"enero", TERM_MONTH, 1, 0}, {"febrero", TERM_MONTH, 2, 0}, {"marzo", TERM_MONTH, 3, 0}, {"abril", TERM_MONTH, 4, 0}, {"mayo", TERM_MONTH, 5, 0}, {"junio", TERM_MONTH, 6, 0},
    {"julio", TERM_MONTH, 7, 0}, {"agosto", TERM_MONTH, 8, 0}, {"septiembre", TERM_MONTH, 9, 0}, {"setiembre", TERM_MONTH, 9, 0}, {"octubre", TERM_MONTH, 10, 0},
    {"noviembre", TERM_MONTH, 11, 0}, {"diciembre", TERM_MONTH, 12, 0},
    {"ene", TERM_MONTH, 1, 0}, {"feb", TERM_MONTH, 2, 0}, {"mar", TERM_MONTH, 3, 0}, {"abr", TERM_MONTH, 4, 0}, {"may", TERM_MONTH, 5, 0}, {"jun", TERM_MONTH, 6, 0}, {"jul", TERM_MONTH, 7, 0},
    {"ago", TERM_MONTH, 8, 0}, {"agos", TERM_MONTH, 8, 0}, {"agt", TERM_MONTH, 8, 0}, {"sep", TERM_MONTH, 9, 0}, {"sept", TERM_MONTH, 9, 0}, {"set", TERM_MONTH, 9, 0}, {"oct", TERM_MONTH, 10, 0}, {"nov", TERM_MONTH, 11, 0},
    {"dic", TERM_MONTH, 12, 0}, {"dbre", TERM_MONTH, 12, 0},
    {"primer", TERM_ORDINAL, 1, 0}, {"primero", TERM_ORDINAL, 1, 0}, {"primera", TERM_ORDINAL, 1, 0}, {"primeros", TERM_ORDINAL, 1, 1}, {"primeras", TERM_ORDINAL, 1, 1},
    {"segundo", TERM_ORDINAL, 2, 0}, {"segunda", TERM_ORDINAL, 2, 0}, {"tercer", TERM_ORDINAL, 3, 0}, {"tercero", TERM_ORDINAL, 3, 0}, {"tercera", TERM_ORDINAL, 3, 0},
    {"cuarto", TERM_ORDINAL, 4, 0}, {"cuarta", TERM_ORDINAL, 4, 0}, {"quinto", TERM_ORDINAL, 5, 0}, {"quinta", TERM_ORDINAL, 5, 0}, {"sexto", TERM_ORDINAL, 6, 0}, {"sexta", TERM_ORDINAL, 6, 0},
    {"septimo", TERM_ORDINAL, 7, 0}, {"octavo", TERM_ORDINAL, 8, 0}, {"noveno", TERM_ORDINAL, 9, 0}, {"decimo", TERM_ORDINAL, 10, 0},
    {"ultimo", TERM_ORDINAL, LAST, 0}, {"ultima", TERM_ORDINAL, LAST, 0}, {"ultimos", TERM_ORDINAL, LAST, 1}, {"ultimas", TERM_ORDINAL, LAST, 1},
    {"domingo", TERM_WEEKDAY, 1, 0}, {"lunes", TERM_WEEKDAY, 2, 0}, {"martes", TERM_WEEKDAY, 3, 0}, {"miercoles", TERM_WEEKDAY, 4, 0}, {"jueves", TERM_WEEKDAY, 5, 0},
    {"viernes", TERM_WEEKDAY, 6, 0}, {"sabado", TERM_WEEKDAY, 7, 0},
};

/* Words around a date that change nothing in it. */
static const char *const noises[] = {
    "el", "la", "los", "las", "en", "fecha", "corte", "con", "para", "durante", "dentro", "fiscal", "solo", "que", "se", "lo", "su", "sus", "un", "o",
    ".", ":", "(", ")", "\"", "'", "*", "%", "[", "]", "inicio", "fin", "final", "inicial", "finalizar", "finalizacion", "finaliza", "termina", "terminacion",
    "plazo", "entrega", "entregas", "publicacion", "seguimiento", "seguimientos", "informe", "informes", "reporte", "reportes", "avance", "avances", "cortes", "periodo", "periodos",
    "periodicidad", "frecuencia", "forma", "manera", "actividad", "vigencia", "fechas", "programada", "programado", "ejecucion", "realizacion", "cierre", "vencimiento",
    "vence", "calendario", "como", "esta", "este", "cada", "jornada", "jornadas", "monitoreo", "ciclo", "comprendido", "mas", "tardar", "hora", "am", "pm", "m", "p", "pasado",
};

/* Words of their own, one letter away from a month. */
static const char *const not_slips[] = {"genero", "marco", "abrir", "junto", "junta", "agoto", "julia", "marcos", "mario", "marza", "anula", "anulan", "manual", "manuales", "mensuale",
                                        "sueldo", "siempre", "menos", "cuarta", "tercer", "sentir", "primario", "continuar", "pendientes", "cuando", "semanas",
                                        "marzal", "abrill", "dinero", "enteros", "quinta", "cuenta", "agosta", "octava", "octavo", "jueces", "veces", "veces", "constantes"};

static struct term *push(struct reading *r, enum term_kind kind, size_t from, size_t to)
{
    struct term *term = VD_PUSH(r->arena, &r->terms);
    *term = (struct term){.kind = kind, .from = from, .to = to, .glued = r->words.v[from].glued};
    return term;
}

static const struct plan_word *word_at(const struct reading *r, size_t i) { return i < r->words.n ? &r->words.v[i] : NULL; }
static bool mark_at(const struct reading *r, size_t i, const char *marks)
{
    const struct plan_word *w = &r->words.v[i];
    return w->kind == PLAN_MARK && strchr(marks, w->fold.p[0]);
}

/* ---- figures: 30/04/2022, 2022-04-30, 30-abr-22, 04/2022, abr-22 */

static const struct phrase *month_word(const struct reading *r, size_t i)
{
    const struct plan_word *w = &r->words.v[i];
    for (size_t k = 0; w->kind == PLAN_WORD && k < VD_COUNT(phrases); k++)
        if (phrases[k].kind == TERM_MONTH && vd_str_is(w->fold, phrases[k].words))
            return &phrases[k];
    return NULL;
}

static bool glued_pair(const struct reading *r, size_t mark, char sep)
{
    const struct plan_word *m = word_at(r, mark), *next = word_at(r, mark + 1);
    return m && next && m->glued && next->glued && m->kind == PLAN_MARK && m->fold.p[0] == sep;
}

static bool small(const struct plan_word *w) { return w->kind == PLAN_FIGURES && w->raw.n <= 2; }

/* Three parts with one and the same mark between them. */
static bool date_of_three(struct reading *r, size_t i)
{
    const struct plan_word *a = word_at(r, i), *b = word_at(r, i + 2), *c = word_at(r, i + 4);
    if (!c || r->words.v[i + 1].kind != PLAN_MARK)
        return false;
    char sep = r->words.v[i + 1].fold.p[0];
    bool another = c->raw.n == 4 && glued_pair(r, i + 7, sep) && glued_pair(r, i + 9, sep); /* 30/04/2022/31/08/2022 */
    if (!strchr("/-.", sep) || !glued_pair(r, i + 1, sep) || !glued_pair(r, i + 3, sep) || (glued_pair(r, i + 5, sep) && !another))
        return false;
    const struct phrase *month = month_word(r, i + 2);
    bool day_first = small(a) && c->kind == PLAN_FIGURES && (c->raw.n == 4 || c->raw.n == 2), year_first = plan_is_year(a) && small(c);
    if ((!month && !small(b)) || (!day_first && !year_first))
        return false;
    struct term *t = push(r, TERM_DATE, i, i + 4);
    t->day = (int)(day_first ? a->value : c->value);
    t->month = month ? month->value : (int)b->value;
    t->year = (int)(day_first ? c->value : a->value);
    t->figures = (int)(day_first ? c->raw.n : 4);
    return true;
}

/* 04/2022, abr-22, abr/2022, 30/04, 30-abr. */
static bool date_of_two(struct reading *r, size_t i)
{
    const struct plan_word *a = word_at(r, i), *b = word_at(r, i + 2);
    char sep = b ? r->words.v[i + 1].fold.p[0] : 0;
    if (!b || !strchr("/-", sep) || !glued_pair(r, i + 1, sep) || glued_pair(r, i + 3, sep))
        return false;
    const struct term *before = r->terms.n ? &r->terms.v[r->terms.n - 1] : NULL;
    if (before && before->kind == TERM_NUMBER && before->figures <= 2 && month_word(r, i)) /* «1 feb/2022» */
        return false;
    const struct phrase *first = month_word(r, i), *second = month_word(r, i + 2);
    bool ok = (first && b->kind == PLAN_FIGURES && (b->raw.n == 4 || b->raw.n == 2)) || (second && small(a)) ||
              (small(a) && plan_is_year(b)) || (sep == '/' && small(a) && small(b) && a->value >= 1 && b->value >= 1 && b->value <= 12);
    if (!ok)
        return false;
    struct term *t = push(r, TERM_DATE, i, i + 2);
    t->month = first ? first->value : second ? second->value : (int)(plan_is_year(b) ? a->value : b->value);
    t->year = first || plan_is_year(b) ? (int)b->value : 0;
    t->day = t->year ? 0 : (int)a->value;
    t->figures = t->year ? (int)b->raw.n : 0;
    t->dash = first && b->raw.n == 2;
    return true;
}

/* 8:00, 00:00:00, with «a.m.» behind. */
static bool clock_time(struct reading *r, size_t i)
{
    size_t at = i;
    while (r->words.v[at].kind == PLAN_FIGURES && glued_pair(r, at + 1, ':') && r->words.v[at + 2].kind == PLAN_FIGURES)
        at += 2;
    if (at == i)
        return false;
    push(r, TERM_NOISE, i, at);
    return true;
}

static bool ordinal_suffix(const struct reading *r, size_t i)
{
    static const char *const forms[] = {"er", "ro", "ero", "ra", "era", "do", "da", "to", "ta", "o", "a", "mo"};
    const struct plan_word *w = word_at(r, i);
    for (size_t k = 0; w && w->glued && k < VD_COUNT(forms); k++)
        if (vd_str_is(w->fold, forms[k]))
            return true;
    return false;
}

/* «2.022» is 2022. */
static bool dotted_year(const struct reading *r, size_t i)
{
    const struct plan_word *a = word_at(r, i), *b = word_at(r, i + 2);
    return b && vd_str_is(a->raw, "2") && glued_pair(r, i + 1, '.') && b->kind == PLAN_FIGURES && b->raw.n == 3 && b->raw.p[0] == '0';
}

static bool roman(const struct plan_word *w, int *ret)
{
    static const char *const forms[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
    for (size_t k = 0; k < VD_COUNT(forms); k++) {
        if (vd_str_is(w->raw, forms[k])) {
            *ret = (int)k + 1;
            return true;
        }
    }
    return false;
}

static bool number_term(struct reading *r, size_t i)
{
    const struct plan_word *w = &r->words.v[i];
    if (w->kind != PLAN_FIGURES)
        return false;
    if (dotted_year(r, i)) {
        struct term *year = push(r, TERM_NUMBER, i, i + 2);
        year->value = 2000 + (int)r->words.v[i + 2].value;
        year->figures = 4;
        plan_note_add(r->arena, &r->out->verdict, "spelling", vd_str_printf(r->arena, "«%.*s» → %d", VD_SARG(terms_text(r, r->terms.n - 1, r->terms.n - 1)), year->value));
        return true;
    }
    bool ordinal = ordinal_suffix(r, i + 1);
    size_t last = i + (ordinal ? 1 : 0);
    struct term *t = push(r, ordinal ? TERM_ORDINAL : TERM_NUMBER, i, last);
    t->value = w->value >= 0 && w->value <= 99999999 ? (int)w->value : 99999999;
    t->figures = (int)w->raw.n;
    return true;
}

/* «treinta y uno», «treinta (30)»: when the figure differs, nothing is known. */
static bool numeral_term(struct reading *r, size_t i)
{
    int64_t value;
    size_t n = plan_numerals(&r->words, i, &value);
    if (n == 0 || value > 9999)
        return false;
    size_t last = i + n - 1;
    bool bracket = plan_word_is(&r->words, last + 1, "(") && word_at(r, last + 2) && r->words.v[last + 2].kind == PLAN_FIGURES && plan_word_is(&r->words, last + 3, ")");
    if (bracket && r->words.v[last + 2].value != value)
        plan_note_add(r->arena, &r->out->verdict, "contradiction", plan_words_text(&r->words.v[i], &r->words.v[last + 3]));
    struct term *t = push(r, TERM_NUMBER, i, bracket ? last + 3 : last);
    t->value = (int)value;
    return true;
}

/* ---- words */

static const struct phrase *longest(const struct reading *r, size_t i, size_t *ret_words)
{
    const struct phrase *best = NULL;
    *ret_words = 0;
    for (size_t k = 0; k < VD_COUNT(phrases); k++) {
        size_t n = plan_words_match(&r->words, i, phrases[k].words);
        if (n > *ret_words) {
            *ret_words = n;
            best = &phrases[k];
        }
    }
    return best;
}

static bool listed(struct vd_str word, const char *const *list, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (vd_str_is(word, list[k]))
            return true;
    return false;
}

/* One letter away from exactly one meaning, for words of five letters at least. */
static const struct phrase *slipped(struct vd_str word)
{
    const struct phrase *found = NULL;
    if (word.n < 4 || listed(word, not_slips, VD_COUNT(not_slips)) || listed(word, noises, VD_COUNT(noises)))
        return NULL;
    for (size_t k = 0; k < VD_COUNT(phrases); k++) {
        struct vd_str known = vd_str_of(phrases[k].words);
        enum term_kind kind = phrases[k].kind;
        if (known.n < 5 || (kind != TERM_MONTH && kind != TERM_PERIODIC && kind != TERM_PERMANENT && !(kind == TERM_UNIT && known.n > 6)) || !plan_word_slip(word, known))
            continue;
        if (found && (found->kind != phrases[k].kind || found->value != phrases[k].value))
            return NULL;
        found = &phrases[k];
    }
    return found;
}

static void put_phrase(struct reading *r, const struct phrase *p, size_t i, size_t n)
{
    struct term *t = push(r, p->kind, i, i + n - 1);
    t->value = p->value;
    t->plural = p->plural;
    if (p->kind == TERM_RANGE || p->kind == TERM_LIST)
        t->used = true;
}

static bool range_mark(struct reading *r, size_t i)
{
    if (!mark_at(r, i, "-/"))
        return false;
    bool slash = r->words.v[i].fold.p[0] == '/';
    struct term *t = push(r, slash ? TERM_LIST : TERM_RANGE, i, i);
    t->dash = !slash;
    t->slash = slash;
    t->used = true;
    return true;
}

/* T1, 1T, S2: a letter glued to a figure. */
static bool short_period(struct reading *r, size_t i)
{
    static const struct { const char *letter; int months; } letters[] = {{"t", 3}, {"q", 3}, {"s", 6}, {"b", 2}};
    const struct plan_word *a = word_at(r, i), *b = word_at(r, i + 1);
    if (!b || !b->glued || (a->kind == PLAN_FIGURES) == (b->kind == PLAN_FIGURES))
        return false;
    const struct plan_word *letter = a->kind == PLAN_FIGURES ? b : a, *figure = a->kind == PLAN_FIGURES ? a : b;
    if (figure->raw.n != 1)
        return false;
    for (size_t k = 0; k < VD_COUNT(letters); k++) {
        if (!vd_str_is(letter->fold, letters[k].letter))
            continue;
        struct term *ordinal = push(r, TERM_ORDINAL, i, i + 1);
        ordinal->value = (int)figure->value;
        struct term *unit = push(r, TERM_UNIT, i, i + 1);
        unit->value = letters[k].months;
        return true;
    }
    return false;
}

static void word_term(struct reading *r, size_t i)
{
    const struct plan_word *w = &r->words.v[i];
    size_t n;
    int value;
    const struct phrase *known = longest(r, i, &n);
    if (known) {
        put_phrase(r, known, i, n);
    } else if (numeral_term(r, i)) {
        return;
    } else if (roman(w, &value)) {
        struct term *t = push(r, TERM_ORDINAL, i, i);
        t->value = value;
        t->figures = ROMAN;
    } else if (listed(w->fold, noises, VD_COUNT(noises))) {
        push(r, TERM_NOISE, i, i);
    } else if (w->kind == PLAN_WORD && (known = slipped(w->fold)) != NULL) {
        put_phrase(r, known, i, 1);
        plan_note_add(r->arena, &r->out->verdict, "spelling", vd_str_printf(r->arena, "«%.*s» → %s", VD_SARG(w->raw), known->words));
    } else {
        push(r, TERM_UNKNOWN, i, i);
    }
}

void terms_read(struct reading *r)
{
    for (size_t i = 0; i < r->words.n;) {
        size_t cited = plan_citation_at(&r->words, i);
        if (cited && !vd_str_is(r->words.v[i].fold, "vigencia"))
            push(r, TERM_CITATION, i, i + cited - 1);
        else if (!date_of_three(r, i) && !date_of_two(r, i) && !clock_time(r, i) && !short_period(r, i) && !number_term(r, i) && !range_mark(r, i))
            word_term(r, i);
        i = r->terms.v[r->terms.n - 1].to + 1;
    }
}

bool terms_have(const struct reading *r, enum term_kind kind)
{
    VD_EACH(t, &r->terms)
        if (t->kind == kind)
            return true;
    return false;
}

struct vd_str terms_text(const struct reading *r, size_t from, size_t to)
{
    return plan_words_text(&r->words.v[r->terms.v[from].from], &r->words.v[r->terms.v[to].to]);
}

void terms_use(struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i <= to; i++)
        r->terms.v[i].used = true;
}

size_t terms_skip(const struct reading *r, size_t i)
{
    while (term_is(r, i, TERM_OF) || term_is(r, i, TERM_NOISE))
        i++;
    return i;
}

bool term_is_year(const struct reading *r, size_t i)
{
    return term_is(r, i, TERM_NUMBER) && r->terms.v[i].figures == 4 && r->terms.v[i].value >= 1990 && r->terms.v[i].value <= 2099;
}
