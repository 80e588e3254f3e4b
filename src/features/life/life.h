/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a plan's version: its states, the steps between them (law/plan-transitions.csv), who may take one and what must be met
 * first, copies, and the hash of what was frozen. Nothing but life_step and life_begin moves plan_version.state. */
#ifndef LIFE_H
#define LIFE_H
#include "core/people.h"
#include "core/rights.h"
#include "features/documents/documents.h"
#include "features/life/life.sql.h"
#include "features/life/life_law.h"
#include "features/staff/staff.h"
#include "html/html.h"
#include "http/http.h"

/* ---- the table. Generated: struct life_plan_transitions {of, from, event, to, right, guard, norm, mark, text, past}. of: "plan" of a
 * version that is no modification, "modificacion" of one that is, absent: of both; "nueva" begins a plan (life_begin), "cambio" another
 * version of one (life_step). right absent: the system's. guard: names, separated by spaces. text: of the button; past: what is said once it is done. */
const char *life_state_word(struct vd_str state);   /* "En aprobación", as in plan_state_codes */
const char *life_state_about(struct vd_str state);  /* what happens in it */
struct vd_sem life_state_sem(struct vd_str state);
/* NULL: nothing leads from there by that event. */
const struct life_plan_transitions *life_rule(const struct life_version_row *version, struct vd_str event);

/* ---- versions: struct life_version_row of life.sql {entity_id, id, plan_id, no, base_id?, base_no?, state, instrument, instrument_name,
 * short_name, path_word, vigencia, title, created_at, frozen_hash, due_on, published_at?, published_on, published_file?, step_no,
 * activities, open_errors}; texts that are not there are absent, dates ISO. */
typedef life_version_rows life_versions;
/* By its address. VD_NOT_FOUND. */
VD_MUST enum vd_err life_find(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str path_word, int64_t vigencia, int64_t no, struct life_version_row *ret);
/* By its id: inside a change, fresh. VD_NOT_FOUND. */
VD_MUST enum vd_err life_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct life_version_row *ret);
/* All of an entity: newest year first, of a year the plans against corruption first, of a plan the newest version first. */
VD_MUST enum vd_err life_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, life_versions *ret);
/* Its state lets its rows be changed: borrador, consolidacion, modificacion_en_tramite. Ask again inside the change (life_get): else
 * VD_CONFLICT. Who may is a matter of rights (plan.escribir, plan.proponer). */
bool life_may_write(const struct life_version_row *version);
bool life_is_live(struct vd_str state);   /* on its way to be published */
bool life_is_public(struct vd_str state); /* publicado, cerrado, historico; a replaced one is public in the list of versions */
static inline bool life_is_modification(const struct life_version_row *version) { return version->base_id.has; }

/* ---- steps */
/* What is said with a step. Absent: nothing. */
struct life_said {
    struct vd_str reason;
    struct vd_str act_kind;       /* "acta", "resolucion", "decreto" */
    struct vd_str act_no;
    struct vd_str act_on;         /* ISO */
    struct vd_str act_signers;    /* names and posts, one a line */
    struct vd_oint attachment_id; /* the act, or what is published */
};

/* What a guard judges. */
struct life_ask {
    struct vd_db *db;
    struct vd_arena *arena;
    const struct life_version_row *version;
    const struct life_plan_transitions *rule;
    int64_t person_id;            /* 0: the system */
    const struct life_said *said; /* NULL: a page asks what is still missing; what will be said with the step is then no lack */
    vd_us now;
};
/* said begins with «Usted» when it is this person who may not. */
struct life_met {
    bool met;
    struct vd_str said;           /* Spanish sentence: what is met, or what is missing and what to do */
    const char *page;             /* below the version, where it is done: "hallazgos"; NULL: none is named */
};
typedef enum vd_err life_guard_fn(const struct life_ask *ask, struct life_met *ret);
struct life_guard { const char *name; life_guard_fn *fn; };
/* Guards that other features answer for, by their name in the table; ends with name NULL. Made where the features are put together
 * (app/features.c), so that this one includes none of them. A name that nobody answers for is not met. */
extern const struct life_guard life_guards[];

struct life_stepping {
    int64_t version_id;
    struct vd_str event;
    struct vd_str seen;           /* the state that the person saw; absent: whatever it is */
    int64_t person_id;            /* 0: the system, for rules without right */
    struct life_said said;
};
struct life_stepped {
    struct life_version_row version; /* as it is now */
    int64_t step_id;
    struct vd_str problem;        /* with an error: Spanish sentence */
};
/* Inside a change of the entity. Judges right and guards on fresh rows, writes the step, moves the state; freezes or frees the rows;
 * a version that is published replaces the one in force; pedir_modificacion begins the next version, a copy of the one in force with
 * its keys, and that is the one it returns. VD_CONFLICT: the state moved meanwhile, or nothing leads from it by that
 * event; VD_DENIED: no right; VD_INVALID: a guard is not met; VD_NOT_FOUND: no such version. Sets the change's subject. */
VD_MUST enum vd_err life_step(struct vd_change *change, const struct life_stepping *of, struct life_stepped *ret);

/* The first version of a plan, or the next of one whose versions were all withdrawn: without rows, borrador. Inside a change.
 * VD_CONFLICT: there is a live or a public one; VD_DENIED; VD_INVALID: no such instrument. Sets the change's subject. */
struct life_beginning { struct vd_str instrument; int64_t vigencia, person_id; struct vd_str reason; };
VD_MUST enum vd_err life_begin(struct vd_change *change, const struct life_beginning *of, struct life_stepped *ret);

/* Begins a plan with rows: those of another plan (copy_id), moved to its year, or else the parts that the law gives the instrument. */
struct life_start { struct life_beginning begin; struct vd_oint copy_id; };
VD_MUST enum vd_err life_start(struct vd_change *change, const struct life_start *of, struct life_stepped *ret);

/* What may come next for a version, in the order of the table. */
struct life_way {
    const struct life_plan_transitions *rule;
    bool may;                     /* this person has the right */
    bool ready;                   /* every guard is met */
    VD_LIST(struct life_met) guards;
};
typedef VD_LIST(struct life_way) life_ways;
VD_MUST enum vd_err life_next(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, const struct life_version_row *version, vd_us now, life_ways *ret);

/* Of a step: what keeps this one person from it who has the right, because the version is the own one; absent: nothing. Asks only the guards
 * that judge a person. */
VD_MUST enum vd_err life_refuses(const struct life_ask *ask, struct vd_str *ret);
static inline bool life_is_personal(struct vd_str said) { return vd_str_starts(said, VD_S("Usted ")); }

/* Its history, newest first: struct life_step_row {no, from_state, to_state, event, at, person?, reason, act_kind, act_no, act_on, act_signers,
 * attachment_id?, file, sha256 (of that file), document_hash}. */
typedef life_step_rows life_steps;
VD_MUST enum vd_err life_history(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, life_steps *ret);
/* "Se aprobó la modificación": of an event of the table. */
struct vd_str life_past(struct vd_str event);

/* ---- rows */
enum life_keys { LIFE_KEYS_KEPT, LIFE_KEYS_NEW };
/* Inside a change: every row of every versioned table (db.h) of one version into another, which has none. Keys kept: the same things
 * in a later version of the plan; new: another plan that begins with the same words. */
VD_MUST enum vd_err life_copy(struct vd_change *change, int64_t from_version, int64_t to_version, enum life_keys keys);
/* Into the plan of another year, keys new: its dates go to that year and are marked as not looked at (window_.is_shifted), until somebody
 * writes them. */
VD_MUST enum vd_err life_copy_year(struct vd_change *change, const struct life_version_row *from, const struct life_version_row *to);
/* SHA-256 over instrument, vigencia and the rows of every versioned table in the order of their keys, whatever the version's number: a
 * copy with its keys kept has the same. */
VD_MUST enum vd_err life_freeze_hash(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, unsigned char ret[32]);

/* ---- the last day to publish. Generated: struct life_plan_deadlines {code, instrument, what, vigencia_from, vigencia_to, rule, who,
 * norm, mark, text}. */
struct life_deadline { struct vd_date due; const struct life_plan_deadlines *law; }; /* law NULL: none */
struct life_deadline life_deadline_of(struct vd_str instrument, int64_t vigencia);
/* What a person must know of that day; said absent: nothing. sem: only from a week before on; its word NULL: none. */
struct life_due { struct vd_sem sem; struct vd_str said; struct vd_date due; };
struct life_due life_due_of(struct vd_arena *arena, const struct life_version_row *version, struct vd_date today);
/* The same of the plan against corruption that nobody has begun: its whole year. */
struct life_due life_due_unbegun(struct vd_arena *arena, const life_versions *all, struct vd_date today);

/* ---- files. Of documents_readers: the act of a version that is or was public, and what was published of it. */
VD_MUST enum vd_err life_file_is_public(const struct documents_asked *asked, bool *ret);
/* What was published of a version and is kept for ever: struct life_published_row {form "xlsx", "docx" or "pdf", attachment_id, sha256}. None: it was
 * published before it came here. */
typedef VD_LIST(struct life_published_row) life_published;
VD_MUST enum vd_err life_published_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, life_published *ret);
/* A version as it is approved, in every form in which plans are published, in the entity's files before the change that publishes it: what the
 * change then names is on disk. *ret_reason, with VD_INVALID and VD_TOO_BIG: Spanish. */
struct life_publishing { struct vd_db *db; struct vd_files *files; struct vd_arena *arena; struct vd_str slug; const struct life_version_row *version; struct vd_date today; struct vd_str site; /* plan_docx.site */ };
typedef VD_LIST(struct documents_file) life_published_files;
VD_MUST enum vd_err life_published_make(const struct life_publishing *of, life_published_files *ret, struct vd_str *ret_reason);
/* Inside that change. *ret_first: the attachment of the first form. */
VD_MUST enum vd_err life_published_attach(struct vd_change *change, int64_t version_id, const life_published_files *files, int64_t person_id, struct vd_oint *ret_first);

/* ---- pages. Other features' pages of a version, below its address, for the line of links and for the steps that are taken there (events,
 * separated by spaces); ends with text NULL. Beside life_guards, in app/features.c. */
struct life_place { const char *text, *word, *right, *events; };
extern const struct life_place life_places[];
/* "/pasto/trabajo/planes/plan/2027/1" */
struct vd_url life_url(struct vd_req *rq, const struct life_version_row *version);
/* "PTEP 2027, versión 1" */
struct vd_str life_title(struct vd_arena *arena, const struct life_version_row *version);
/* A page below a version: title, the way back through it. */
VD_MUST enum vd_err life_page_below(struct vd_req *rq, const struct life_version_row *version, struct vd_str title, struct vd_staff_page *ret);
#define LIFE_ADDRESS(input) \
    VD_PARAM_ENTITY(input), \
    VD_PARAM(input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan"), \
    VD_PARAM(input, version, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 9999, .required = true, .about = "number of the version")
/* The version of the address; VD_NOT_FOUND leaves a sentence. */
VD_MUST enum vd_err life_open(struct vd_req *rq, struct vd_str path_word, int64_t vigencia, int64_t no, struct life_version_row *ret);
/* For staff_task_sources: drafts to go on with, versions to decide on or to publish, a plan that nobody has begun. */
staff_tasks_fn life_tasks;
/* Where a task leads: a version, or the page below it. */
struct vd_url life_task_url(struct vd_arena *arena, const struct vd_who *who, struct vd_str path_word, int64_t vigencia, int64_t no, const char *below);
extern const struct vd_route life_routes[], life_version_routes[];
#endif
