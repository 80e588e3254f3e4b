/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the dates: what the words of a date cell mean (plan_terms.c), the moments they name (plan_moments.c,
 * plan_moments_join.c), how often something repeats (plan_repeats.c), the windows of moments (plan_windows.c). plan_dates.c puts them
 * together. */
#ifndef PLAN_TERMS_H
#define PLAN_TERMS_H
#include "features/plan/cells/plan_dates.h"
#include "features/plan/cells/plan_words.h"

enum term_kind {
    TERM_UNKNOWN, TERM_NOISE, TERM_NUMBER, TERM_DATE, TERM_MONTH, TERM_ORDINAL, TERM_UNIT, TERM_PERIODIC, TERM_TWOFOLD, TERM_RANGE, TERM_LIST,
    TERM_OF, TERM_FROM, TERM_BETWEEN, TERM_UNTIL, TERM_BEFORE, TERM_EVERY, TERM_PER, TERM_NEXT, TERM_OVERDUE, TERM_BUSINESS,
    TERM_CALENDAR, TERM_TIMES, TERM_THIS_YEAR, TERM_NEXT_YEAR, TERM_PERMANENT, TERM_EXTERNAL, TERM_DEMAND, TERM_NOTHING,
    TERM_UNDEFINED, TERM_VAGUE, TERM_WEEKDAY, TERM_CITATION,
};

/* Value of TERM_UNIT and TERM_PERIODIC: months when positive, days when negative. */
enum { EVERY_DAY = -1, EVERY_WEEK = -7, EVERY_FORTNIGHT = -15, LAST = -1, ROMAN = -1 };

struct term {
    enum term_kind kind;
    int value;             /* number, month, ordinal (LAST: the last one), unit */
    int figures;           /* numbers and ordinals: how many figures; 0 in words, ROMAN */
    bool plural;           /* «primeros», «días» */
    bool dash, slash;      /* which mark a TERM_RANGE or TERM_LIST is */
    bool glued;
    bool used;             /* some rule read it */
    int day, month, year;  /* TERM_DATE: 0 what it lacks; a year of two figures stays two */
    size_t from, to;       /* its words */
};
typedef VD_LIST(struct term) terms;

struct reading {           /* one cell being read */
    struct vd_arena *arena;
    int vigencia;
    bool prose;            /* a longer text: what is not understood is no doubt */
    plan_words words;
    terms terms;
    struct plan_schedule *out;
};

void terms_read(struct reading *r);
static inline bool term_is(const struct reading *r, size_t i, enum term_kind kind) { return i < r->terms.n && r->terms.v[i].kind == kind; }
bool terms_have(const struct reading *r, enum term_kind kind);
struct vd_str terms_text(const struct reading *r, size_t from, size_t to); /* both included */
void terms_use(struct reading *r, size_t from, size_t to);                 /* both included */
size_t terms_skip(const struct reading *r, size_t i);                      /* past «de», «el», «mes de» */
bool term_is_year(const struct reading *r, size_t i);

/* A moment: from one day to another of some year, as the text names it, before its year is known. */
struct moment {
    int year;                 /* 0: not said */
    enum plan_year_source source;
    bool year_two, year_before;
    int from_month, from_day; /* day 0: the first of the month */
    int due_month, due_day;   /* day 0: the last of the month */
    int business;             /* n-th business day of due_month (LAST: the last one) instead of due_day; from the first when .firsts */
    bool point;               /* one day, and nothing says when it begins */
    bool only_year, only_day; /* «2021»; «22» of «22 al 27 de enero» */
    enum plan_granularity granularity;
    bool range, dash, slash;  /* how it joins the one before: «a», «-»; else a list */
    bool begins, ends, before;/* «desde», «hasta», «antes de» */
    int weekday;              /* 1 Sunday … 7, 0: not said */
    const char *doubt;        /* note of a doubt about it */
    const char *impossible;   /* what is wrong with it, when its numbers are of no month */
    size_t first, last;       /* terms */
};
typedef VD_LIST(struct moment) moments;

moments moments_read(struct reading *r);
void moments_join(struct reading *r, moments *all); /* ranges, months and years across them; part of moments_read */

/* The n-th business day of a month, or its last one (LAST). */
struct vd_date business_day(int year, int month, int n);
struct vd_date moment_from(const struct moment *m);
struct vd_date moment_due(const struct moment *m);

/* A window for each moment or range of moments, with what is wrong with it told in r->out; then what is doubtful in the list as a whole. */
void windows_add(struct reading *r, const moments *all);
void windows_check_list(struct reading *r, const moments *all);

/* Finds «mensual», «cada 4 meses», «dos veces al año», «del mes siguiente»; marks its terms as used. */
bool repeats_read(struct reading *r, struct plan_recurrence *ret);
/* The due dates of a recurrence between two days of the vigencia. */
void repeats_due(struct reading *r, const struct plan_recurrence *recurrence, struct vd_date from, struct vd_date to, enum plan_year_source source);
#endif
