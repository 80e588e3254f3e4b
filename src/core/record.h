/* SPDX-License-Identifier: Apache-2.0 */
/* The record: the only way to change data. A change is one event of an entity's hash chain, written in the transaction of
 * the rows it changes; the event's detail lists every row with its hash, so `veedor verify` can prove each row.
 *
 *   event.hash   = SHA-256( canonical public half of the event, seal and prev included )  prev of event 1 is 32 zero bytes
 *   detail_hash  = SHA-256( salt || body )                                       body is canonical JSON, erasable
 *   row hash     = SHA-256( table, then each column that is not volatile: name, type, length, bytes )
 */
#ifndef VD_RECORD_H
#define VD_RECORD_H
#include "base/base.h"
#include "base/json.h"
#include "db/db.h"

struct vd_change;

enum vd_actor_kind { VD_ACTOR_PERSON = 1, VD_ACTOR_SYSTEM, VD_ACTOR_CITIZEN, VD_ACTOR_CLI };
struct vd_actor {
    enum vd_actor_kind kind;
    int64_t id;    /* person, or 0 */
    int64_t rule;  /* number of the rule, when the system acts */
};

/* Kinds of event; `is_public` moves the entity's public version (and so its cached pages). */
struct vd_event_kind {
    const char *code;     /* "plan.importado" */
    const char *subject;  /* "plan_version" */
    bool is_public;
    const char *text;     /* Spanish, for the history */
};
extern const struct vd_event_kind vd_event_kinds[]; /* ends with code NULL; core/record_kinds.c */

struct vd_change_spec {
    int64_t entity_id;
    const char *kind;        /* a code of vd_event_kinds */
    struct vd_actor actor;
    vd_us now;
    struct vd_str idem_key;  /* 16 bytes or more: the form's nonce, or a hash of the input for the command line */
    struct vd_str body_hash; /* SHA-256 of what was asked; the same key with another one is VD_CONFLICT */
    enum vd_err (*apply)(struct vd_change *change, void *arg); /* puts rows; sets the subject; may run twice */
    void *arg;
};

struct vd_change_result {
    int64_t seq;             /* number of the event (acto N) */
    struct vd_str result;    /* what apply stored with vd_change_result_set, also on a repetition */
    bool repeated;           /* the key was known: nothing was done again */
};

/* Runs inside an open write transaction (a job of the writer). On error the caller's savepoint undoes everything. */
VD_MUST enum vd_err vd_record_run(struct vd_db *db, struct vd_arena *arena, const struct vd_change_spec *spec, struct vd_change_result *ret);

/* ---- inside apply */
struct vd_db *vd_change_db(struct vd_change *change);       /* for reads of fresh rows */
struct vd_arena *vd_change_arena(struct vd_change *change);
int64_t vd_change_entity(const struct vd_change *change);
vd_us vd_change_now(const struct vd_change *change);
int64_t vd_change_id(struct vd_change *change);             /* a fresh id of this entity */
void vd_change_subject(struct vd_change *change, int64_t subject_id);
void vd_change_result_set(struct vd_change *change, struct vd_str result);
struct vd_json *vd_change_data(struct vd_change *change);   /* inside the detail's "data" object: what a person may want to know */
/* row points to the generated struct row_<table>; its entity_id must be the change's. */
VD_MUST enum vd_err vd_change_put(struct vd_change *change, const struct vd_table *table, const void *row);
VD_MUST enum vd_err vd_change_remove(struct vd_change *change, const struct vd_table *table, const void *row);

void vd_row_hash(const struct vd_table *table, const void *row, unsigned char ret[32]);

/* ---- proof */
struct vd_verify_fault {
    int64_t entity_id;
    struct vd_str entity;    /* slug */
    struct vd_str where;     /* "acto 12", "fila activity (3, 41, 77)", "archivo 9f3a…", "base de datos" */
    struct vd_str what;      /* Spanish sentence */
};
/* The end of an entity's chain as it was found. Kept elsewhere, it shows later what the chain alone cannot: that its last
 * events, or the whole entity, were removed together with every trace of them. */
struct vd_verify_head {
    struct vd_str entity;    /* slug */
    int64_t events;
    struct vd_str hex;       /* 64 digits */
};
struct vd_verify_report {
    int64_t entities, events, rows, files;
    VD_LIST(struct vd_verify_fault) faults;  /* at most 1000, then truncated = true */
    bool truncated;
    VD_LIST(struct vd_verify_head) heads;    /* of every entity, the installation first */
};
struct vd_files;
/* Checks chain, detail hashes, every row of every non-operational table, files by their hash, the engine's own check. */
VD_MUST enum vd_err vd_record_verify(struct vd_db *db, struct vd_files *files, struct vd_arena *arena, struct vd_verify_report *ret);

/* What a feature finds wrong with rows that follow from others; texts are copied to the arena. */
VD_PRINTF(5, 6) void vd_verify_report_add(struct vd_verify_report *report, struct vd_arena *arena, const struct vd_verify_fault *of, struct vd_str where, const char *what, ...);

/* Chain head of an entity, for the footer and the proof page. hex: 64 digits. */
struct vd_chain_head { int64_t seq; struct vd_str hex; vd_us at; };
VD_MUST enum vd_err vd_record_head(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_chain_head *ret);

/* When the last event of all entities happened. VD_NOT_FOUND: none yet. */
VD_MUST enum vd_err vd_record_last(struct vd_db *db, vd_us *ret);

/* The chain as anyone may read it: with it every hash can be computed again (core/proof.h), and the head with them. */
struct vd_chain_row {
    int64_t seq;
    vd_us at;
    struct vd_str kind, text;                    /* code, and its Spanish words */
    struct vd_str seal, detail_hash, prev, hash; /* 64 digits each */
    struct vd_str subject_kind;                  /* not for the public, as the id of what it is about */
    int64_t subject_id;
};
typedef VD_LIST(struct vd_chain_row) vd_chain;
/* Events from .. to, oldest first. */
VD_MUST enum vd_err vd_record_chain(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t from, int64_t to, vd_chain *ret);

/* What became public or was taken back: imports and their undoing, plans that were published. */
struct vd_news_row {
    int64_t entity_id, seq;
    struct vd_str slug, name;   /* of the entity */
    vd_us at;
    struct vd_str kind, text, subject_kind;
    int64_t subject_id;
    struct vd_str hash;         /* 32 bytes: what the event is known by, anywhere and always */
};
typedef VD_LIST(struct vd_news_row) vd_news;
/* Newest first, at most `most`. entity_id 0: of all entities. */
VD_MUST enum vd_err vd_record_news(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t most, vd_news *ret);
/* Hash of event 1, 32 bytes: what the chain is known by. */
VD_MUST enum vd_err vd_record_first(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str *ret);

/* The heads of the entities, in Spanish order, at most `most`; `at` is not filled. */
struct vd_entity_head { struct vd_str slug, name; struct vd_chain_head head; };
typedef VD_LIST(struct vd_entity_head) vd_entity_heads;
VD_MUST enum vd_err vd_record_heads(struct vd_db *db, struct vd_arena *arena, int64_t most, vd_entity_heads *ret);

/* One act, for the person who did it. VD_NOT_FOUND. */
struct vd_act_done { int64_t person_id; /* 0: not a person's */ vd_us at; struct vd_str text; };
VD_MUST enum vd_err vd_record_act(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t seq, struct vd_act_done *ret);

/* History of one subject, newest first. */
struct vd_history_row { int64_t seq; vd_us at; struct vd_str actor_kind, kind, text; };
typedef VD_LIST(struct vd_history_row) vd_history;
VD_MUST enum vd_err vd_record_history(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const char *subject_kind, int64_t subject_id, vd_history *ret);

/* Rows that an event put, in its order, as they stand now. */
struct vd_event_row {
    const struct vd_table *table;
    void *row;   /* struct row_<table>; only the key is set when the row is gone */
    bool same;   /* as the event left it; false: a later event changed or removed it */
};
typedef VD_LIST(struct vd_event_row) vd_event_rows;
/* Only rows of these tables (NULL ends the list), whose keys are integers and which the event put once. VD_NOT_FOUND: no such
 * event, or its detail was erased. */
VD_MUST enum vd_err vd_record_rows(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t seq, const struct vd_table *const *tables, vd_event_rows *ret);
#endif
