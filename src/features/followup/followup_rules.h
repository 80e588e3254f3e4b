/* SPDX-License-Identifier: Apache-2.0 */
/* How far a plan was fulfilled: four methods over four bases, in exact arithmetic. Pure: rows in, figures out.
 *
 * Bases are four values of one activity that never mix: what the sheet declares, what planning reviewed, what Control Interno
 * verified, and what follows from achieved and target. Every figure names its basis, says from which rows it comes, and which
 * ones were left out and why. Nothing is rounded but what is printed; a zone compares the unrounded value. */
#ifndef FOLLOWUP_RULES_H
#define FOLLOWUP_RULES_H
#include <gmp.h>
#include "base/base.h"

enum followup_method {
    FOLLOWUP_M1, /* count of what was fulfilled: 100 × fulfilled / programmed (format of the guide v2, 2015, ch. V, whose text was not read: law/compliance-methods.csv) */
    FOLLOWUP_M2, /* mean of the activities' percentages */
    FOLLOWUP_M3, /* the same, weighted with the weights approved with the plan */
    FOLLOWUP_M4, /* mean of the components' means */
    FOLLOWUP_METHODS
};
enum followup_basis { FOLLOWUP_DECLARED, FOLLOWUP_REVIEWED, FOLLOWUP_VERIFIED, FOLLOWUP_RECOMPUTED, FOLLOWUP_BASES };
enum followup_zone { FOLLOWUP_BAJA, FOLLOWUP_MEDIA, FOLLOWUP_ALTA, FOLLOWUP_ZONES }; /* p < 60, p < 80, the rest */
enum followup_counted { FOLLOWUP_DUE, FOLLOWUP_NOT_DUE, FOLLOWUP_NOT_APPLICABLE, FOLLOWUP_WITHDRAWN, FOLLOWUP_COUNTED };
enum followup_reading { FOLLOWUP_READ, FOLLOWUP_SUPPOSED, FOLLOWUP_AMBIGUOUS, FOLLOWUP_READINGS };

/* Stable names: those of the command line and of cutoff_row. */
const char *followup_method_name(enum followup_method method);    /* "M1" */
const char *followup_basis_name(enum followup_basis basis);       /* "declared" */
const char *followup_zone_name(enum followup_zone zone);          /* "alta" */
const char *followup_counted_name(enum followup_counted counted); /* "si" "no_vencida" "no_aplica" "retirada" */
const char *followup_reading_name(enum followup_reading reading); /* "leido" "supuesto" "ambiguo" */

struct followup_row {
    int group;                       /* component or strategy, from 0 */
    enum followup_counted counted;
    enum followup_reading reading;   /* of the achieved value */
    bool reported;                   /* false: «Sin reporte»; it counts 0 when due */
    bool lower_better;               /* the target is a ceiling */
    bool lacks_evidence;             /* evidence was asked and none accepted: not fulfilled for M1 */
    struct vd_oint said_u6[FOLLOWUP_RECOMPUTED]; /* declared, reviewed, verified: percent points */
    struct vd_oint achieved_u6, target_u6;       /* of one unit; absent: not known */
    struct vd_oint weight_u6;
    /* A count that adds up over periods asks at a cut-off for the periods ended: 4 of 12 reports on 30 April. periods 0: the
     * target is asked whole (percentages, and every closed sheet that was imported: it keeps its printed targets). */
    int periods, ended;
};

struct followup_input {
    VD_LIST(struct followup_row) rows;
    int groups;
};

/* How a row stands on one basis. */
enum followup_place {
    FOLLOWUP_COUNTS,
    FOLLOWUP_OUT_NOT_DUE, FOLLOWUP_OUT_NOT_APPLICABLE, FOLLOWUP_OUT_WITHDRAWN, /* as cutoff_row says */
    FOLLOWUP_OUT_NO_VALUE,   /* reported, but without a value on this basis */
    FOLLOWUP_OUT_AMBIGUOUS,  /* a person must decide what the cell says */
    FOLLOWUP_OUT_ZERO,       /* nothing was to be done: denominator 0 is «no aplica», neither 0 nor 100 */
    FOLLOWUP_PLACES
};

struct followup_mark {
    enum followup_place place;
    mpq_ptr percent;         /* 0 to 100; NULL when it does not count */
    bool unreported;         /* counts 0: «Sin reporte» */
    bool capped;             /* more than 100 was said or done */
    bool missed_zero;        /* the target was 0 and something happened: counts 0, and is worth a look */
};

struct followup_side {
    enum followup_basis basis;
    bool there;              /* false: nobody gave values on this basis; no figure then */
    struct followup_mark *marks; /* one a row */
};

/* Why a figure is missing. */
enum followup_absent { FOLLOWUP_THERE, FOLLOWUP_NO_VALUES, FOLLOWUP_NO_ROWS, FOLLOWUP_NO_WEIGHTS };

struct followup_figure {
    enum followup_method method;
    enum followup_basis basis;
    int group;               /* -1: the whole plan */
    enum followup_absent absent;
    mpq_ptr numerator, denominator, percent; /* percent = numerator / denominator (M1: × 100); NULL when absent */
    enum followup_zone zone;
    int counted;             /* rows in the denominator; for M4 of its components together */
    int left_out, unreported;
    int supposed;            /* rows whose achieved value was supposed: on the recomputed basis only, which uses it */
    int of_zone[FOLLOWUP_ZONES]; /* rows that count, by their own zone */
};

/* A row whose declared and recomputed percentages lie more than half a point apart. */
struct followup_disagreement { size_t row; mpq_ptr declared, recomputed; };
typedef VD_LIST(struct followup_disagreement) followup_disagreements;

/* Whether an activity is due at a cut-off: it is when one of its dues has come. Without any known due it is due with its year;
 * a permanent one at every cut-off. *ret_ended counts the dues that came. */
enum followup_counted followup_due_at(const struct vd_date *dues, size_t n, bool permanent, int vigencia, struct vd_date cut_on, int *ret_ended);

struct followup_side followup_side_of(struct vd_arena *arena, const struct followup_input *input, enum followup_basis basis);
/* group -1: the whole. M4 of one group is its M2. */
struct followup_figure followup_figure_of(struct vd_arena *arena, const struct followup_input *input, const struct followup_side *side,
                                          enum followup_method method, int group);
followup_disagreements followup_disagreements_of(struct vd_arena *arena, const struct followup_input *input);
enum followup_zone followup_zone_of(mpq_srcptr percent);

/* The mean that a sheet prints against that of the rows that were read: with one row more, of between *ret_least and *ret_most
 * percent, it would be right. False: it is right as it is, or one row does not explain it. printed_u6 has two decimals. */
bool followup_missing_row(struct vd_arena *arena, const struct followup_figure *m2, int64_t printed_u6, mpq_ptr *ret_least, mpq_ptr *ret_most);

/* ---- numbers: followup_numbers.c. Values live in the arena and are cleared with it. */
mpq_ptr followup_number(struct vd_arena *arena);                           /* 0 */
mpq_ptr followup_ratio(struct vd_arena *arena, int64_t n, int64_t d);      /* d not 0 */
struct vd_str followup_rounded(struct vd_arena *arena, mpq_srcptr value, int decimals, char point); /* half up: "86,93" */
/* value in millionths of so many decimals (0..6), cut or half up; absent: no value, or more than fits. */
enum followup_rounding { FOLLOWUP_CUT, FOLLOWUP_HALF_UP };
struct vd_oint followup_u6(struct vd_arena *arena, mpq_srcptr value, int decimals, enum followup_rounding rounding);
struct vd_str followup_exact(struct vd_arena *arena, mpq_srcptr value);    /* "3564", "3564/41" */
mpq_ptr followup_number_of(struct vd_arena *arena, struct vd_str exact);   /* what followup_exact wrote; 0 when it is none */
#endif
