/* SPDX-License-Identifier: Apache-2.0 */
/* What every page of work shares: who is signed in and may come in, the page around the contents with its menu, forms that come back
 * with what was typed, and a change on its way through the writer. */
#ifndef STAFF_H
#define STAFF_H
#include "core/people.h"
#include "core/rights.h"
#include "html/html.h"
#include "http/http.h"

enum { STAFF_BACK_MOST = 500 }; /* bytes of the address that the sign-in leads back to */
/* vd_http_config.admit: session, person, entity, posts and the route's right. Not signed in: 303 to the sign-in, which leads back; of a form
 * that a route keeps, rq->status 401 without a body, which is people_kept_page's. */
VD_MUST enum vd_err staff_admit(struct vd_req *rq);
static inline const struct vd_who *staff_who(const struct vd_req *rq) { return rq->who; }

/* Rows of a route table. right: a literal of law/rights.csv. */
#define STAFF_PAGE(input, route_path, parameters, right_code, fn, about, ...) \
    {.method = VD_GET, .path = (route_path), .access = VD_ACCESS_RIGHT, .right = (right_code), .params = (parameters), .input_size = sizeof(struct input), \
     .handler = (fn), .summary = (about), __VA_ARGS__}
#define STAFF_POST(input, route_path, parameters, right_code, fn, about, ...) \
    {.method = VD_POST, .path = (route_path), .access = VD_ACCESS_RIGHT, .right = (right_code), .params = (parameters), .input_size = sizeof(struct input), \
     .handler = (fn), .keeps_form = true, .summary = (about), __VA_ARGS__}

/* ---- the page: struct vd_staff_page of html/html.h */
/* Fills everything but the crumbs. With an entity in the address: its menu. */
VD_MUST enum vd_err staff_page(struct vd_req *rq, struct vd_str title, struct vd_staff_page *ret);
void staff_crumb(struct vd_req *rq, struct vd_staff_page *page, struct vd_str text, struct vd_url url);
/* "/pasto/trabajo" and what follows: staff_url(rq, "plan", NULL). */
__attribute__((sentinel)) struct vd_url staff_url(struct vd_req *rq, ...); /* const char * parts */
/* 303 after a change. The page it leads to says what was done: the parameter `hecho` is the number of the act, and the page words it
 * (staff_done), so that an address cannot make the page say something else. */
VD_MUST enum vd_err staff_go(struct vd_req *rq, struct vd_url to, int64_t act);
#define STAFF_DONE(input) VD_PARAM(input, hecho, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .about = "number of the act that was just done")
/* Fills page->done from an act of this entity that this person did in the last minutes: «Se asignó un cargo (acto 41)». */
VD_MUST enum vd_err staff_done(struct vd_req *rq, struct vd_oint act, struct vd_staff_page *page);

/* The error page of a page of work, in its frame: of who is signed in and works in the entity of the address, for what was asked wrongly.
 * false: nothing was written, the error is another's to say. */
bool staff_error_page(struct vd_req *rq, int status);

/* ---- forms */
struct vd_str staff_wrong_of(const struct vd_req *rq, const char *field);      /* what is wrong with it; absent: nothing */
struct vd_wrongs_said staff_wrongs(struct vd_req *rq);                         /* all, for the summary */
/* name: of the parameter; the error comes from rq->wrong. */
struct vd_input staff_input(const struct vd_req *rq, const char *name, struct vd_str label, struct vd_str value);
/* The same with its hint; rows 0: one line. */
struct vd_input staff_text(const struct vd_req *rq, const char *name, struct vd_str label, struct vd_str value, struct vd_str hint, int64_t rows, bool optional);
struct vd_choices staff_choices(const struct vd_req *rq, const char *name, struct vd_str label, bool as_list, bool optional); /* without choices yet */
/* One moment typed as day/month/year. VD_INVALID: said in rq->wrong. An empty text is no date. */
VD_MUST enum vd_err staff_date(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_date *ret);
void staff_must(struct vd_req *rq, const char *field, struct vd_str typed, const char *said); /* nothing typed: what is wrong with it */
/* The unit of a list of slugs; another: what is wrong with the field, *ret untouched. */
VD_MUST enum vd_err staff_read_unit(struct vd_req *rq, const char *field, struct vd_str slug, int64_t *ret);

/* ---- changing: the handler fills one, calls staff_write and returns what it returns; `then` runs when the change is on disk or was
 * refused, and leaves the answer. apply runs on the writer's thread, possibly twice: it reads fresh rows and judges again, and says
 * why it refuses with staff_refuse. What it hands to `then` it leaves in *arg as numbers, or in `result`. */
struct staff_write;
typedef enum vd_err staff_apply(struct vd_change *change, struct staff_write *write);
struct staff_write {
    int64_t entity_id;          /* whose chain: 0 the installation's */
    const char *kind;           /* of the event */
    staff_apply *apply;
    enum vd_err (*then)(struct vd_req *rq, struct staff_write *write);
    void *arg;                  /* the caller's, in the request's arena */
    struct vd_actor actor;      /* not set: the person who is signed in */
    /* filled when `then` runs */
    enum vd_err err;            /* VD_OK: committed */
    struct vd_str problem;      /* Spanish: why it was refused; may be empty */
    int64_t seq;                /* number of the act */
    struct vd_str result;       /* vd_change_result_set, also on a repetition */
    bool repeated;
    char said[512];             /* private: what problem shows */
};
VD_MUST enum vd_err staff_write(struct vd_req *rq, struct staff_write *write);
/* In apply: the sentence for the person, and the error to return. */
VD_PRINTF(3, 4) enum vd_err staff_refuse(struct staff_write *write, enum vd_err err, const char *fmt, ...);
/* In `then`, when what went wrong is nobody's form: leaves the problem and returns the error. */
VD_MUST enum vd_err staff_failed(struct vd_req *rq, const struct staff_write *write);

/* Rows outside the chain (sessions, read marks): the same way, without event. run may run twice. */
struct staff_job;
typedef enum vd_err staff_run(struct vd_db *db, struct vd_arena *arena, struct staff_job *job);
struct staff_job {
    staff_run *run;
    enum vd_err (*then)(struct vd_req *rq, struct staff_job *job);
    void *arg;
    vd_us now;                  /* of the request, filled by staff_do */
    enum vd_err err;
};
VD_MUST enum vd_err staff_do(struct vd_req *rq, struct staff_job *job);

/* ---- what waits for a person at the start of the work: each feature says its own; the table is made in app/features.c, so that this one
 * includes none of them. */
struct staff_task {
    struct vd_date due;           /* its last day; year 0: it has no term, and then */
    struct vd_date since;         /* the day since which it waits stands beside it, when that is known */
    struct vd_str title, about;   /* about: what is missing or what was said; may be absent */
    struct vd_sem sem;            /* while it is neither late nor soon to be */
    const char *button;           /* "Escribir" */
    struct vd_url url;
    bool is_answer;               /* somebody answered this person: to be read, nothing to do */
};
typedef VD_LIST(struct staff_task) staff_tasks;
/* Adds to list what waits for this person in who->entity, by the rights of the posts in force. */
typedef enum vd_err staff_tasks_fn(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list);
struct staff_task_source { staff_tasks_fn *tasks; };
extern const struct staff_task_source staff_task_sources[]; /* ends with NULL */

/* How what comes back again and again goes this year: each feature says its own. */
struct staff_going { struct vd_str title; int64_t expected, done, late; struct vd_url url; }; /* late: of the done */
typedef VD_LIST(struct staff_going) staff_goings;
typedef enum vd_err staff_goings_fn(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_goings *list);
struct staff_going_source { staff_goings_fn *goings; const char *title, *place; }; /* place: word of the page of all of them */
extern const struct staff_going_source staff_going_sources[]; /* ends with NULL */

enum { STAFF_TASK_SOON = 7, STAFF_ANSWER_KEPT = 30 }; /* days */

extern const struct vd_route staff_routes[];
#endif
