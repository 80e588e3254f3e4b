/* SPDX-License-Identifier: Apache-2.0 */
/* When an activity is due, read from the Spanish text of its date cells. Pure: the vigencia is an argument, 0 when unknown. */
#ifndef PLAN_DATES_H
#define PLAN_DATES_H
#include "features/plan/cells/plan_cells.h"

enum plan_granularity { PLAN_DAY, PLAN_MONTH, PLAN_YEAR };
enum plan_year_source { PLAN_YEAR_NONE, PLAN_YEAR_EXPLICIT, PLAN_YEAR_VIGENCIA };

struct plan_window {
    struct vd_date from, due;        /* no date: not said, impossible or not readable. A month runs from its first day to its last */
    enum plan_granularity granularity;
    enum plan_year_source year_source;
    enum plan_certainty status;
    const char *problem;             /* code of its finding, or NULL */
    struct vd_str raw;               /* the words it was read from; absent: it follows from a recurrence */
    int part;                        /* line of the cell (of the pair of cells), from 1; 0 when there is one line */
    bool supposed;                   /* more than its year goes beyond what is written: the schedule says why */
};

enum plan_day_unit { PLAN_DAYS_NONE, PLAN_DAYS_CALENDAR, PLAN_DAYS_BUSINESS };

/* One of every_months, every_days, times is not 0; none when the word has two meanings («bimensual»). */
struct plan_recurrence {
    int every_months;                /* 1 monthly … 12 yearly, 24 every two years */
    int every_days;                  /* 1 daily, 7 weekly, 15 twice a month */
    int times, per_months;           /* «dos veces al año» that do not divide the year: 5 in 12 */
    int offset_days;                 /* due in the first n days of the period; -1 its last business day; 0: at its end */
    bool offset_after;               /* … of the month after the period («del mes siguiente») */
    enum plan_day_unit offset_unit;
    bool offset_supposed;            /* the count or the unit of the offset is not said */
    int day_of_month;                /* «el 15 de cada mes»; 0: its last day */
};

struct plan_schedule {
    struct vd_str raw;               /* squeezed; absent when the cell is empty */
    const char *kind;                /* 'point' 'points' 'window' 'windows' 'recurring' 'permanent' 'fiscal_year' 'external' 'none' */
    VD_LIST(struct plan_window) windows; /* in the order of the text; those of a recurrence, by date */
    bool recurs;
    struct plan_recurrence recurrence;   /* when it recurs, also beside a list: «Semestral (junio y diciembre)» */
    struct vd_str supposed;          /* why some of its windows are: «No dice cuántos días: se tomaron 5 días hábiles.»; absent: none is */
    struct plan_verdict verdict;
};

/* One cell («Fecha programada»). */
void plan_dates_read(struct vd_arena *arena, struct vd_str text, int vigencia, struct plan_schedule *ret);
/* Two cells (start, end): lines pair in order; when their counts differ nothing is paired (VD-P003). */
void plan_dates_read_pair(struct vd_arena *arena, struct vd_str start, struct vd_str end, int vigencia, struct plan_schedule *ret);
/* A matrix of months: marks[0] January … A mark past December is reported (VD-P024) and not used. */
void plan_dates_read_marks(struct vd_arena *arena, const bool *marks, size_t n, int vigencia, struct plan_schedule *ret);
/* Only the days and months named in a longer text («con corte a: 30 de abril, 31 de agosto y 31 de diciembre»); kind 'none' when
 * it names none. Laws, numbers and bare years are no dates. */
void plan_dates_in_prose(struct vd_arena *arena, struct vd_str text, int vigencia, struct plan_schedule *ret);
/* How often a longer text says that something happens in a year: «cada 4 meses» 3, «mensualmente» 12, «dos … al año» 2. */
struct vd_oint plan_dates_times_a_year(struct vd_arena *arena, struct vd_str text);
/* The month a heading names, also cut by a page («Septie mbre», «SEP.»); 0: none. */
int plan_dates_month(struct vd_arena *arena, struct vd_str text);

/* "2022-05-01/2022-05-31 2022-08-31": for a person and for source_cell.reading; absent without any date. */
struct vd_str plan_dates_reading(struct vd_arena *arena, const struct plan_schedule *schedule);
#endif
