/* SPDX-License-Identifier: Apache-2.0 */
/* Monitoring («monitoreo», first and second line): what a unit reports of its activities with evidence, and what planning says of it.
 * A report is of an activity's key, so that a modification of the plan orphans nothing; one that was sent is never rewritten: a
 * correction is the next one and replaces it. Only plans in force (publicado). Who reports: seguimiento.reportar, for activities that
 * their unit answers for; who reviews: seguimiento.revisar, never the own row nor the own report (MECI). Files hang on MONITORING_SUBJECT. */
#ifndef MONITORING_H
#define MONITORING_H
#include "core/rights.h"
#include "features/documents/documents.h"
#include "features/life/life.h"
#include "features/monitoring/monitoring.sql.h"
#include "features/monitoring/monitoring_rules.h"
#include "http/http.h"

staff_tasks_fn monitoring_tasks;
extern const struct vd_route monitoring_routes[], monitoring_form_routes[], monitoring_review_routes[], monitoring_period_routes[];
#define MONITORING_SUBJECT "report"
/* Row of documents_readers: what is public is read by everybody at work, the rest by reviewers, Control Interno and the units of the activity. */
enum vd_err monitoring_file_may(const struct documents_asked *asked, const struct vd_who *who, bool *ret);
#define MONITORING_READER {MONITORING_SUBJECT, "plan.ver_borrador", NULL, monitoring_file_may}

enum { MONITORING_NARRATIVE = 1000 /* letters */, MONITORING_A_DAY = 20 /* reports that an activity takes in a day: more than the twelve months of a year */, MONITORING_TEXT_MOST = 6000 /* bytes of a form */ };

typedef VD_LIST(struct monitoring_report_row) monitoring_reports;
typedef VD_LIST(struct monitoring_evidence_row) monitoring_evidences;
typedef VD_LIST(struct monitoring_unit_row) monitoring_units;

/* ---- as it stood at an instant */
struct monitoring_of {
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity_id, plan_id, activity_key;
    vd_us at;                    /* what was sent, replaced or reviewed after it did not happen yet */
};

/* ---- a whole plan */
/* What the agenda asks of an activity on a day: the end of a window, of a period, a cut-off. */
struct monitoring_obligation {
    int64_t id;
    struct vd_str label;         /* "marzo de 2027"; absent: of a window */
    struct vd_date due;
    struct vd_date reported;     /* first report of it that was not sent back, of something done if there is one; no date: none */
    bool cancelled;              /* asked no more: it stays for what was reported of it */
    bool answered;               /* some report of it stands */
};
struct monitoring_line {
    struct monitoring_activity_row activity;
    monitoring_units units;      /* that answer for it, who leads first */
    VD_LIST(struct vd_date) dues; /* of its windows */
    struct vd_date from;         /* of its first window; no date: not said */
    VD_LIST(struct monitoring_obligation) obligations; /* by day */
    monitoring_reports reports;  /* all of them, drafts and replaced ones too, oldest first */
    const struct monitoring_report_row *draft, *last; /* last: that stands, sent; NULL: none */
    struct monitoring_measure measure;
    struct monitoring_progress progress;
};
typedef VD_LIST(struct monitoring_line) monitoring_lines;
/* As it stood at `at`, progress by `day`. activity 0: all of the version. */
VD_MUST enum vd_err monitoring_lines_of(const struct monitoring_of *of, int64_t version_id, struct vd_date day, monitoring_lines *ret);
/* Versions in force, in the order of life_list. */
VD_MUST enum vd_err monitoring_in_force(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, life_versions *ret);
/* And those of plans that were closed: what was reported of them stays readable. */
VD_MUST enum vd_err monitoring_in_force_or_closed(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, life_versions *ret);
static inline bool monitoring_is_closed(const struct life_version_row *version) { return vd_str_is(version->state, "cerrado"); }
VD_MUST enum vd_err monitoring_evidence_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t report_id, monitoring_evidences *ret);

typedef VD_LIST(struct monitoring_cutoff_row) monitoring_cutoffs; /* {cut_on, reports_until}, ISO */
VD_MUST enum vd_err monitoring_cutoffs_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, monitoring_cutoffs *ret);
/* Its progress by a day, with one report more (NULL: none) and without another (0: none): what would be if it was sent. */
struct monitoring_progress monitoring_progress_with(const struct monitoring_of *of, const struct monitoring_line *line, const struct monitoring_said *more, int64_t without, struct vd_date day);
/* The report that its progress stands on: the last that counts by that day, none that was sent back; NULL: none. */
const struct monitoring_report_row *monitoring_counted(const struct monitoring_line *line);
/* When what it tells was done: as it says, else the day it was sent. */
struct vd_date monitoring_done_on(const struct monitoring_report_row *report);
/* May this person report of it; answers for one of its units in the first line. */
bool monitoring_may_report(const struct vd_who *who, const struct monitoring_line *line);
/* The earliest thing that is asked and that nobody reported; NULL: nothing is. */
const struct monitoring_obligation *monitoring_owed(const struct monitoring_line *line);
struct vd_date monitoring_due(const struct monitoring_line *line);  /* its day; no date: nothing is owed */
/* Could a report that replaces another (0: none) be of it: it is asked, and no other report of it stands. */
bool monitoring_is_open(const struct monitoring_of *of, const struct monitoring_line *line, const struct monitoring_obligation *obligation, int64_t replaces);
const struct monitoring_obligation *monitoring_answered(const struct monitoring_line *line, const struct monitoring_report_row *report); /* NULL: progress in between */
/* Was what it reports due before the first report of it came? Of progress in between: no. */
bool monitoring_late(const struct monitoring_line *line, const struct monitoring_report_row *report);
/* "enviado", "devuelto", "aceptado": as it stood then. Only of one that was sent by then. */
struct vd_str monitoring_state_at(const struct monitoring_report_row *report, vd_us at);
bool monitoring_sent_back(const struct monitoring_report_row *report, vd_us at); /* by planning, by then */
bool monitoring_stands(const struct monitoring_report_row *report, vd_us at); /* sent by then, not replaced by then */
/* Evidence is asked of everything that was done, and of a ceiling that was kept: of «todavía no» and of what does not apply there is none. */
static inline bool monitoring_asks_evidence(const struct monitoring_measure *measure, struct vd_str not_applicable, struct vd_oint numerator_u6)
{
    bool nothing = numerator_u6.has && numerator_u6.v == 0 && !measure->lower_better;
    return !not_applicable.n && !nothing;
}

/* ---- for the pages of another feature */
/* "/pasto/trabajo/planes/plan/2027/actividad/4.1.1/reporte" */
struct vd_url monitoring_url(struct vd_req *rq, const struct life_version_row *version, struct vd_str address, const char *word);
/* "Componente 4. Servicio al ciudadano · Talento Humano" */
struct vd_str monitoring_eyebrow(struct vd_arena *arena, const struct monitoring_line *line);
/* One report as it was sent, with its evidence and review: an item of <ol class="log">. What the plan promised, and how far it came: a card. */
VD_MUST enum vd_err monitoring_report_markup(struct vd_req *rq, const struct life_version_row *version, const struct monitoring_line *line, const struct monitoring_report_row *report, struct vd_html *ret);
struct vd_html monitoring_promise_markup(struct vd_req *rq, const struct monitoring_line *line);
#endif
