/* SPDX-License-Identifier: Apache-2.0 */
/* One and the same sheet writes a percentage in four ways: 100%, 90,0, 0,9, 1. The rule: with its sign it is a percentage; without
 * it, under a percentage, up to 1 it is a ratio and above 1 points; exactly 1 may be both. The percentage that the sheet declares
 * may choose between readings (supuesto), and is never used as a value. All in whole millionths. */
#include "features/plan/cells/plan_figures.h"
#include "features/plan/cells/plan_targets.h"

enum { HUNDRED = 100 };
static const int64_t POINT_HALF = PLAN_UNIT / 2;

struct pick { int64_t value, target; const char *unit, *note; };
struct picks { struct pick v[4]; int n; };

/* 100 × value / target in points, half up, at most 100; -1: the quotient says nothing. */
static int64_t quotient(int64_t value, int64_t target)
{
    if (target <= 0)
        return -1;
    if (value >= target)
        return (int64_t)HUNDRED * PLAN_UNIT;
    return (int64_t)(((__int128)value * HUNDRED * PLAN_UNIT * 2 + target) / ((__int128)target * 2));
}

static bool agrees(const struct pick *pick, struct vd_oint declared)
{
    int64_t computed = quotient(pick->value, pick->target);
    int64_t apart = computed > declared.v ? computed - declared.v : declared.v - computed;
    return declared.has && computed >= 0 && apart <= POINT_HALF;
}

static struct plan_figures no_number(void) { return (struct plan_figures){.doubt = "figure"}; }

/* The whole cell must be one number, perhaps with its sign. */
static struct plan_figures number_of(struct vd_arena *arena, struct vd_str raw, bool *ret_sign)
{
    plan_words words = plan_words_of(arena, raw);
    struct plan_figures number;
    size_t sign = 0;
    if (!plan_figures_at(&words, 0, &number))
        return no_number();
    *ret_sign = plan_percent_at(&words, number.words, &sign);
    size_t end = number.words + sign;
    end += plan_word_is(&words, end, ".") ? 1 : 0;
    return end == words.n ? number : no_number();
}

static bool is_percent(const struct plan_target *target) { return strcmp(target->unit_kind, "percent") == 0; }

static void put(struct picks *picks, int64_t value, int64_t target, const char *unit, const char *note)
{
    picks->v[picks->n++] = (struct pick){value, target, unit, note};
}

/* Readings under a percentage, the likelier first. */
static struct picks under_percent(int64_t achieved, int64_t target, bool all_or_one)
{
    struct picks picks = {0};
    bool ratio_first = achieved <= PLAN_UNIT;
    for (int k = 0; k < (all_or_one ? 2 : 1); k++) {
        int64_t asked = all_or_one ? (k ? PLAN_UNIT : (int64_t)HUNDRED * PLAN_UNIT) : target;
        for (int turn = 0; turn < 2; turn++) {
            bool ratio = ratio_first == (turn == 0);
            if (!ratio || achieved <= 10 * (int64_t)PLAN_UNIT)
                put(&picks, ratio ? achieved * HUNDRED : achieved, asked, ratio ? "ratio" : "points", turn ? (ratio ? "fits-ratio" : "fits-points") : ratio ? "ratio" : "points");
        }
    }
    return picks;
}

static void settle(struct vd_arena *arena, struct plan_achieved *ret, const struct pick *pick, const char *note, struct vd_str what)
{
    int64_t computed = quotient(pick->value, pick->target);
    ret->unit = pick->unit;
    ret->value_u6 = vd_some(pick->value);
    ret->target_u6 = vd_some(pick->target);
    ret->fits = agrees(pick, ret->declared_u6);
    if (computed >= 0)
        ret->computed_u6 = vd_some(computed);
    if (note)
        plan_note_add(arena, &ret->verdict, note, what);
}

static void doubt(struct vd_arena *arena, struct plan_achieved *ret, const char *note)
{
    bool number = strcmp(note, "achieved-number") == 0; /* «0.9»: the number itself, not its unit */
    plan_note_add(arena, &ret->verdict, note, ret->raw);
    plan_problem_add(arena, &ret->verdict, number ? "VD-P027" : "VD-P028", ret->raw, (struct vd_str){0});
}

static const struct pick *first_that_agrees(const struct picks *picks, struct vd_oint declared)
{
    for (int i = 0; i < picks->n; i++)
        if (agrees(&picks->v[i], declared))
            return &picks->v[i];
    return NULL;
}

/* Exactly 1 has no likelier reading: whichever is taken, is taken because it fits. */
static void settle_percent(struct vd_arena *arena, struct plan_achieved *ret, const struct pick *pick, int64_t achieved)
{
    bool ratio = strcmp(pick->unit, "ratio") == 0;
    const char *note = achieved != PLAN_UNIT ? pick->note : ratio ? "fits-ratio" : "fits-points";
    settle(arena, ret, pick, note, plan_u6_text(arena, pick->value));
}

/* A bare «1» as target: all of it, or 1 %; only a declared percentage can tell. */
static void under_all_or_one(struct vd_arena *arena, int64_t achieved, const struct plan_target *target, struct plan_achieved *ret)
{
    struct picks picks = under_percent(achieved, 0, true);
    const struct pick *pick = first_that_agrees(&picks, ret->declared_u6);
    if (!pick) {
        doubt(arena, ret, "one-or-all");
        return;
    }
    settle_percent(arena, ret, pick, achieved);
    plan_note_add(arena, &ret->verdict, pick->target == PLAN_UNIT ? "percent-indicator" : "target-all", target->raw);
}

static void under_sure_percent(struct vd_arena *arena, int64_t achieved, int64_t target, struct plan_achieved *ret)
{
    struct picks picks = under_percent(achieved, target, false);
    const struct pick *pick = first_that_agrees(&picks, ret->declared_u6);
    bool both = picks.n > 1 && agrees(&picks.v[0], ret->declared_u6) && agrees(&picks.v[1], ret->declared_u6);
    if (achieved == PLAN_UNIT && (!pick || both)) {
        doubt(arena, ret, "exactly-one");
        return;
    }
    if (!pick)
        pick = &picks.v[0];
    settle_percent(arena, ret, pick, achieved);
}

static void with_sign(struct vd_arena *arena, int64_t achieved, const struct plan_target *target, struct plan_achieved *ret)
{
    struct pick pick = {achieved, target->qty_u6.v, "percent", NULL};
    if (is_percent(target) && target->qty_u6.has) {
        settle(arena, ret, &pick, NULL, ret->raw);
        return;
    }
    if (is_percent(target)) { /* a bare «1»: beside «100%» it is all of it */
        pick.target = (int64_t)HUNDRED * PLAN_UNIT;
        if (agrees(&pick, ret->declared_u6))
            settle(arena, ret, &pick, "target-all", target->raw);
        else
            doubt(arena, ret, "one-or-all");
        return;
    }
    pick.value = (int64_t)((__int128)achieved * target->qty_u6.v / ((int64_t)HUNDRED * PLAN_UNIT));
    if (agrees(&pick, ret->declared_u6))
        settle(arena, ret, &pick, "fits-share", ret->raw);
    else
        doubt(arena, ret, "share-of-count");
}

static void under_count(struct vd_arena *arena, int64_t achieved, int64_t target, struct plan_achieved *ret)
{
    bool part = achieved % PLAN_UNIT != 0 && target % PLAN_UNIT == 0;
    struct pick pick = {achieved, target, part ? "fraction" : "count", NULL};
    if (part && !agrees(&pick, ret->declared_u6))
        doubt(arena, ret, "product-part");
    else
        settle(arena, ret, &pick, part ? "fits-fraction" : NULL, ret->raw);
}

static void read_declared(struct vd_arena *arena, struct vd_str declared, struct plan_achieved *ret)
{
    bool sign;
    struct plan_figures number = number_of(arena, declared, &sign);
    if (!number.doubt)
        ret->declared_u6 = vd_some(number.u6);
}

void plan_achieved_read(struct vd_arena *arena, const struct plan_target *target, struct vd_str achieved, struct vd_str declared,
                        struct plan_achieved *ret)
{
    struct vd_str raw = vd_str_squeeze(arena, achieved);
    bool sign = false;
    *ret = (struct plan_achieved){.unit = "none"};
    read_declared(arena, declared, ret);
    if (raw.n == 0)
        return;
    ret->raw = raw;
    struct plan_figures number = number_of(arena, raw, &sign);
    bool all_or_one = plan_note_has(&target->verdict, "one-or-all");
    if (number.doubt)
        doubt(arena, ret, "achieved-number");
    else if (!target->qty_u6.has && !all_or_one)
        doubt(arena, ret, "target-number");
    else if (sign)
        with_sign(arena, number.u6, target, ret);
    else if (all_or_one)
        under_all_or_one(arena, number.u6, target, ret);
    else if (is_percent(target))
        under_sure_percent(arena, number.u6, target->qty_u6.v, ret);
    else
        under_count(arena, number.u6, target->qty_u6.v, ret);
    if (ret->value_u6.has && plan_note_has(&target->verdict, "percent-indicator"))
        plan_note_add(arena, &ret->verdict, "percent-indicator", target->raw);
}
