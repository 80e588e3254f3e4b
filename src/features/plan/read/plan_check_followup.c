/* SPDX-License-Identifier: Apache-2.0 */
/* What a follow-up sheet contradicts: its own figures (declared against achieved and target, printed mean against its rows), its
 * own layout (a row out of its columns, a strategy whose name was lost), its own words (a partial goal, another number in the
 * remarks). Percentages in millionths; nothing is rounded but what is printed. */
#include "features/plan/cells/plan_figures.h"
#include "features/plan/read/plan_check.h"

enum { HUNDRED = 100 * PLAN_UNIT, HALF_CENT = PLAN_UNIT / 200, LEAST_WORD = 6, WORDS_COMPARED = 120 };

static struct vd_str figure(struct plan_draft *draft, int64_t u6) { return plan_u6_text(draft->arena, u6); }

/* Two decimals, half up: as the sheets print. */
static struct vd_str rounded(struct plan_draft *draft, int64_t sum_u6, int64_t n)
{
    int64_t cents = (sum_u6 * 2 / n + PLAN_UNIT / 100) / (2 * (PLAN_UNIT / 100));
    return vd_str_printf(draft->arena, "%" PRId64 ",%02" PRId64, cents / 100, cents % 100);
}

static bool is_one_of(struct vd_str folded, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (vd_str_is(folded, words[i]))
            return true;
    return false;
}

static void check_declared(struct plan_draft *draft, const struct followup_draft_row *row)
{
    static const char *const none[] = {"no aplica", "n/a", "n.a", "na", "-", "no"};
    const struct plan_achieved *a = &row->achieved;
    if (row->declared_raw.n && !a->declared_u6.has && !is_one_of(vd_fold(draft->arena, row->declared_raw), none, VD_COUNT(none)))
        draft_finding_add(draft, "VD-P027", row->declared_place, row->activity, row->declared_raw, (struct vd_str){0});
    if (!a->declared_u6.has || !a->computed_u6.has || a->fits || !a->target_u6.has || !a->value_u6.has)
        return;
    struct vd_str how = vd_str_printf(draft->arena, "%.*s (%.*s de %.*s)", VD_SARG(figure(draft, a->computed_u6.v)), VD_SARG(figure(draft, a->value_u6.v)), VD_SARG(figure(draft, a->target_u6.v)));
    draft_finding_add(draft, "VD-P063", row->declared_place, row->activity, row->declared_raw, how);
}

/* ---- the printed mean */

/* Would one more row make the printed mean? Its value must be a percentage; a whole one is named. */
static struct vd_str one_more_row(struct plan_draft *draft, int64_t sum, int64_t n, int64_t printed)
{
    int64_t least = (printed - HALF_CENT) * (n + 1) - sum, most = (printed + HALF_CENT) * (n + 1) - sum - 1;
    int64_t whole = (least + PLAN_UNIT - 1) / PLAN_UNIT * PLAN_UNIT;
    if (most < 0 || least > HUNDRED)
        return (struct vd_str){0};
    if (whole <= most && whole <= HUNDRED)
        return vd_str_printf(draft->arena, "solo saldría con %" PRId64 " filas, si la que falta tuviera %.*s", n + 1, VD_SARG(figure(draft, whole)));
    return vd_str_printf(draft->arena, "solo saldría con %" PRId64 " filas, si la que falta tuviera entre %.*s y %.*s", n + 1, VD_SARG(figure(draft, least < 0 ? 0 : least)),
                         VD_SARG(figure(draft, most > HUNDRED ? HUNDRED : most)));
}

static void check_mean(struct plan_draft *draft)
{
    const struct followup_draft *sheet = draft->followup;
    int64_t sum = 0, n = 0;
    VD_EACH(row, &sheet->rows) {
        sum += row->achieved.declared_u6.has ? row->achieved.declared_u6.v : 0;
        n += row->achieved.declared_u6.has;
    }
    if (!sheet->mean_u6.has || n == 0)
        return;
    int64_t off = sheet->mean_u6.v * n - sum;
    if (off >= -HALF_CENT * n && off <= HALF_CENT * n)
        return;
    struct vd_str how = vd_str_printf(draft->arena, "las %" PRId64 " filas suman %.*s y su promedio es %.*s", n, VD_SARG(rounded(draft, sum, 1)), VD_SARG(rounded(draft, sum, n)));
    struct vd_str more = one_more_row(draft, sum, n, sheet->mean_u6.v);
    if (more.p)
        how = vd_str_printf(draft->arena, "%.*s; %.*s %.*s", VD_SARG(how), VD_SARG(sheet->mean_raw), VD_SARG(more));
    draft_finding_add(draft, "VD-P064", sheet->mean_place, -1, sheet->mean_raw, how);
}

/* ---- rows out of place */

static bool is_common(struct vd_str word)
{
    static const char *const common[] = {"municipio", "municipal", "alcaldia", "realizar", "anualmente", "publicar", "estrategia", "implementar", "elaborar", "ejecutar"};
    for (size_t i = 0; i < VD_COUNT(common); i++)
        if (vd_str_is(word, common[i]))
            return true;
    return false;
}

static bool tells(const struct plan_word *word) { return word->kind == PLAN_WORD && word->fold.n >= LEAST_WORD && !is_common(word->fold); }

static bool shares_word(const plan_words *a, const plan_words *b)
{
    VD_EACH(x, a)
        VD_EACH(y, b)
            if (tells(x) && tells(y) && vd_str_eq(x->fold, y->fold))
                return true;
    return false;
}

/* The same four words in a row, two of them telling: «plan institucional de archivo». */
static bool shares_phrase(const plan_words *a, const plan_words *b)
{
    for (size_t i = 0; i + 4 <= a->n; i++)
        for (size_t k = 0; k + 4 <= b->n; k++) {
            int same = 0, telling = 0;
            for (size_t w = 0; w < 4; w++) {
                same += vd_str_eq(a->v[i + w].fold, b->v[k + w].fold);
                telling += tells(&a->v[i + w]);
            }
            if (same == 4 && telling >= 2)
                return true;
        }
    return false;
}

static plan_words first_words(struct plan_draft *draft, struct vd_str text)
{
    plan_words words = plan_words_of(draft->arena, vd_str_sub(text, 0, 2000));
    words.n = words.n < WORDS_COMPARED ? words.n : WORDS_COMPARED;
    return words;
}

/* The last activities of a strategy, whose cell is blank, may belong to the next one, whose name stands a row too low. */
static void check_strategy(struct plan_draft *draft, size_t i)
{
    const struct draft_activity *a = &draft->activities.v[i], *next = a + 1;
    if (i + 1 >= draft->activities.n || next->component == a->component || draft->components.v[a->component].activities < 2)
        return;
    const struct draft_component *own = &draft->components.v[a->component], *other = &draft->components.v[next->component];
    plan_words text = first_words(draft, a->description), after = first_words(draft, next->description);
    plan_words about = first_words(draft, vd_str_printf(draft->arena, "%.*s %.*s", VD_SARG(own->name), VD_SARG(own->objective)));
    if (own->place.table && !shares_word(&text, &about) && shares_phrase(&text, &after))
        plan_check_put(draft, "VD-P065", i, PLAN_FIELD_ACTIVITY, own->name, other->name);
}

static void check_shifted(struct plan_draft *draft, const struct followup_draft_row *row)
{
    const struct draft_activity *a = &draft->activities.v[row->activity];
    if (!row->shifted)
        return;
    VD_EACH(cell, &draft->cells)
        if (cell->activity == row->activity && cell->field == PLAN_FIELD_OBJECTIVE) {
            draft_finding_add(draft, "VD-P066", cell->place, row->activity, vd_str_squeeze(draft->arena, cell->raw), (struct vd_str){0});
            return;
        }
    draft_finding_add(draft, "VD-P066", a->place, row->activity, a->description, (struct vd_str){0});
}

/* ---- words against figures */

/* «en un 50%» in the activity and another goal beside it. */
static void check_partial(struct plan_draft *draft, const struct followup_draft_row *row)
{
    const struct draft_activity *a = &draft->activities.v[row->activity];
    struct vd_oint goal = a->target.qty_u6.has ? a->target.qty_u6 : row->achieved.target_u6;
    plan_words words = plan_words_of(draft->arena, a->description);
    struct vd_str partial = {0};
    struct plan_figures number;
    size_t sign;
    for (size_t w = 0; w < words.n; w++) {
        if (words.v[w].kind != PLAN_FIGURES || !plan_figures_at(&words, w, &number) || number.doubt || !plan_percent_at(&words, w + number.words, &sign))
            continue;
        if (!goal.has || number.u6 == goal.v) /* the goal is one of the percentages of the text */
            return;
        if (number.u6 < HUNDRED)
            partial = plan_words_text(&words.v[w], &words.v[w + number.words + sign - 1]);
    }
    if (partial.p)
        plan_check_put(draft, "VD-P067", (size_t)row->activity, PLAN_FIELD_GOAL, a->goal, partial);
}

/* «83 boletines» in the remarks of an indicator «No. Boletines», where the achieved value is another. */
static void check_remark(struct plan_draft *draft, const struct followup_draft_row *row)
{
    const struct draft_activity *a = &draft->activities.v[row->activity];
    plan_words name = plan_words_of(draft->arena, a->indicator), remarks = plan_words_of(draft->arena, row->remarks);
    size_t what = 0;
    if (!row->achieved.value_u6.has || strcmp(row->achieved.unit, "count") != 0)
        return;
    while (what < name.n && (name.v[what].kind != PLAN_WORD || name.v[what].fold.n < LEAST_WORD || plan_word_is(&name, what, "numero")))
        what++;
    for (size_t i = 0; what < name.n && i + 1 < remarks.n; i++) {
        const struct plan_word *number = &remarks.v[i];
        bool same = vd_str_eq(remarks.v[i + 1].fold, name.v[what].fold) && number->kind == PLAN_FIGURES && number->value > 0;
        if (same && number->value * PLAN_UNIT != row->achieved.value_u6.v)
            draft_finding_add(draft, "VD-P070", row->remarks_place, row->activity, plan_words_text(number, number + 1), row->achieved.raw);
    }
}

/* «Se tienen 21 actividades programadas de las cuales se han cumplido 16» beside another percentage. */
static void check_remark_share(struct plan_draft *draft, const struct followup_draft_row *row)
{
    plan_words words = plan_words_of(draft->arena, row->remarks);
    int64_t asked = 0, done = 0;
    bool fulfilled = false;
    for (size_t i = 0; i < words.n && !done; i++) {
        const struct plan_word *word = &words.v[i];
        bool number = word->kind == PLAN_FIGURES && word->value > 0;
        fulfilled |= asked && word->kind == PLAN_WORD && vd_str_starts(word->fold, VD_S("cumplid"));
        if (number && i + 2 < words.n && words.v[i + 2].kind == PLAN_WORD && vd_str_starts(words.v[i + 2].fold, VD_S("programad")))
            asked = word->value;
        else if (number && fulfilled)
            done = word->value;
    }
    int64_t share = done && done <= asked ? done * HUNDRED / asked : 0;
    if (!share || !row->achieved.value_u6.has || strcmp(row->achieved.unit, "count") == 0 || llabs(share - row->achieved.value_u6.v) <= PLAN_UNIT / 2)
        return;
    struct vd_str said = vd_str_printf(draft->arena, "%" PRId64 " de %" PRId64 ", %.*s %%", done, asked, VD_SARG(rounded(draft, share, 1)));
    draft_finding_add(draft, "VD-P070", row->remarks_place, row->activity, said, row->achieved.raw);
}

/* «actualización al 100%» beside 75 achieved: the words between «al» and the sign are a percentage of advance. */
static void check_remark_percent(struct plan_draft *draft, const struct followup_draft_row *row)
{
    plan_words words = first_words(draft, row->remarks);
    struct plan_figures number;
    size_t sign;
    if (!row->achieved.value_u6.has || strcmp(row->achieved.unit, "count") == 0)
        return;
    for (size_t i = 1; i < words.n; i++) {
        if (words.v[i].kind != PLAN_FIGURES || !plan_word_is(&words, i - 1, "al") || !plan_figures_at(&words, i, &number) || number.doubt ||
            !plan_percent_at(&words, i + number.words, &sign) || number.u6 == row->achieved.value_u6.v)
            continue;
        draft_finding_add(draft, "VD-P070", row->remarks_place, row->activity, plan_words_text(&words.v[i], &words.v[i + number.words + sign - 1]), row->achieved.raw);
        return;
    }
}

/* Do the words from here on say this? The words of a phrase end where they must; «*ado» is any word that ends so. */
static size_t says(const plan_words *words, size_t at, const char *phrase)
{
    struct vd_str rest = vd_str_of(phrase), want;
    size_t n = 0;
    while (vd_str_split(&rest, ' ', &want)) {
        if (at + n >= words->n || words->v[at + n].kind != PLAN_WORD)
            return 0;
        struct vd_str got = words->v[at + n++].fold;
        if (vd_str_starts(want, VD_S("*")) ? !vd_str_ends(got, vd_str_sub(want, 1, want.n)) : !vd_str_eq(got, want))
            return 0;
    }
    return n;
}

/* Declared as done, and the remarks say that something is not. */
static void check_unfinished(struct plan_draft *draft, const struct followup_draft_row *row)
{
    static const char *const phrases[] = {"pendiente", "pendientes", "falta", "falto", "faltan", "no se ha", "no ha", "no han", "no a *ado", "no a *ido",
        "se esta *ando", "se esta *endo", "en proceso de"};
    enum { SHOWN = 3 };
    plan_words words = first_words(draft, row->remarks);
    if (!row->achieved.declared_u6.has || row->achieved.declared_u6.v < HUNDRED)
        return;
    for (size_t i = 0; i < words.n; i++)
        for (size_t k = 0; k < VD_COUNT(phrases); k++) {
            size_t n = says(&words, i, phrases[k]), last = i + n + SHOWN < words.n ? i + n + SHOWN : words.n;
            if (!n)
                continue;
            draft_finding_add(draft, "VD-P076", row->remarks_place, row->activity, plan_words_text(&words.v[i], &words.v[last - 1]), row->declared_raw);
            return;
        }
}

static void check_supposed(struct plan_draft *draft, const struct followup_draft_row *row)
{
    struct vd_str why = VD_S("");
    if (row->achieved.verdict.status != PLAN_SUPPOSED)
        return;
    VD_EACH(note, &row->achieved.verdict.notes)
        if (note->weight == PLAN_SUPPOSED)
            why = vd_str_printf(draft->arena, "%.*s%s%.*s", VD_SARG(why), why.n ? " " : "", VD_SARG(note->text));
    draft_finding_add(draft, "VD-P071", row->achieved_place, row->activity, row->achieved.raw, why);
}

/* One example of each way in which the column writes percentages. */
static void check_notations(struct plan_draft *draft)
{
    static const char *const units[] = {"percent", "points", "ratio"};
    struct vd_str examples = VD_S("");
    struct plan_place place = {0};
    int ways = 0;
    for (size_t u = 0; u < VD_COUNT(units); u++)
        VD_EACH(row, &draft->followup->rows) {
            if (!row->achieved.raw.p || strcmp(row->achieved.unit, units[u]) != 0)
                continue;
            examples = vd_str_printf(draft->arena, "%.*s%s%.*s", VD_SARG(examples), ways ? " · " : "", VD_SARG(row->achieved.raw));
            place = ways++ ? place : row->achieved_place;
            break;
        }
    if (ways > 1)
        draft_finding_add(draft, "VD-P068", place, -1, examples, (struct vd_str){0});
}

static void check_sheet_date(struct plan_draft *draft)
{
    const struct followup_draft *sheet = draft->followup;
    if (!sheet->sheet_date.year || !sheet->cutoff.year || vd_date_days(sheet->sheet_date) >= vd_date_days(sheet->cutoff))
        return;
    struct vd_str said = sheet->sheet_date_raw.n ? sheet->sheet_date_raw : vd_date_dmy(draft->arena, sheet->sheet_date);
    draft_finding_add(draft, "VD-P069", sheet->sheet_date_place, -1, said, vd_date_dmy(draft->arena, sheet->cutoff));
}

void plan_check_followup(struct plan_draft *draft)
{
    check_sheet_date(draft);
    check_notations(draft);
    VD_EACH(row, &draft->followup->rows) {
        check_declared(draft, row);
        check_shifted(draft, row);
        check_supposed(draft, row);
        check_remark(draft, row);
        check_remark_share(draft, row);
        check_remark_percent(draft, row);
        check_unfinished(draft, row);
        check_partial(draft, row);
        check_strategy(draft, (size_t)row->activity);
    }
    check_mean(draft);
}
