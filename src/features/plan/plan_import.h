/* SPDX-License-Identifier: Apache-2.0 */
/* A draft becomes a version of a plan, in one change (event plan.importado): all of it or nothing. */
#ifndef PLAN_IMPORT_H
#define PLAN_IMPORT_H
#include "core/core.h"
#include "features/plan/read/plan_draft.h"

/* What an import has put, for a feature that stores in the same change what else the file says: features/followup. */
struct plan_stored {
    int64_t entity_id, plan_id, version_id, import_id;
    const struct plan_draft *draft;
    const int64_t *activity_keys;  /* by index of the draft */
    int64_t batch_no;
    void *arg;                     /* plan_import.beside_arg */
};
typedef enum vd_err plan_beside_fn(struct vd_change *change, const struct plan_stored *stored);

struct plan_import {
    struct vd_files *files;
    const char *path;              /* the original, kept in the entity's files */
    struct vd_file_ref read;       /* what it held when it was read: another content by now is VD_CONFLICT */
    struct vd_str file_name, format;
    struct vd_str slug, name;      /* the entity; name absent or empty: an existing one keeps its own */
    const struct plan_draft *draft;
    plan_beside_fn *beside;        /* NULL: only the plan */
    void *beside_arg;
    bool corrected;                /* people corrected cells: the same file may say another thing than before */
    struct vd_actor actor;
    vd_us now;
};

struct plan_import_result {
    struct vd_entity entity;
    int64_t no, batch_no, seq;     /* version; batch among the entity's; number of the event */
    int64_t version_id, before_id, before_no; /* what was stored, and the version before it; 0: none */
    bool unchanged;                /* the last version came from this very file and reader: nothing was done */
    bool historical;               /* a past vigencia: enters as history, else as a draft */
    struct vd_str title;
    struct vd_str former_name;     /* of the entity, when this import changed it; absent otherwise */
};

/* Inside a write transaction (a job of the writer); may run twice. A second import of the same plan is its next version,
 * whose activities keep their key and address by component and number, then by their text (draft->cells and findings
 * are completed with what storing teaches: names of units, supposed identities). */
VD_MUST enum vd_err plan_import_run(struct vd_db *db, struct vd_arena *arena, const struct plan_import *import, struct plan_import_result *ret);

/* What an import names: the reader ("0.1.0 docx"), the plan; whether a vigencia is over, so that its plan enters as history. */
struct vd_str plan_import_reader(struct vd_arena *arena, struct vd_str format);
enum vd_doc_format plan_import_format(struct vd_str reader); /* what a reader of that name read */
struct vd_str plan_import_title(struct vd_arena *arena, struct vd_str instrument_name, int vigencia);
bool plan_import_is_history(int vigencia, vd_us now);
/* The same bytes read again by the same reader change nothing; except a draft whose vigencia is over by now: it enters as history. */
struct import_last_version_row;
bool plan_import_is_the_same(const struct import_last_version_row *last, const unsigned char sha256[32], struct vd_str reader, bool historical);

/* Loads the instruments of law/ into entity 0 (event ley.cargada) when the files of law/ are not those of the last load.
 * Inside a write transaction. */
VD_MUST enum vd_err plan_law_load(struct vd_db *db, struct vd_arena *arena, vd_us now);

/* ---- identity across versions: plan_import_keys.c */
struct plan_keys {
    int64_t *component, *activity;  /* by index of the draft */
    struct vd_str *address;         /* by activity */
    bool *supposed;                 /* by activity: same number, other text */
    struct plan_indicator_keys { int64_t indicator, target; } *indicator; /* of those without activity, by index of the draft; target 0: new */
    struct plan_old_keys *old;
};
struct plan_keys_in {
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity_id;
    struct vd_change *change;       /* gives fresh keys; NULL: nothing will be stored, what is new has key 0 */
};
/* old_version 0: the plan is new, every key is fresh. */
VD_MUST enum vd_err plan_keys_give(const struct plan_keys_in *in, const struct plan_draft *draft, int64_t old_version, struct plan_keys *ret);
int64_t plan_keys_window(struct vd_change *change, const struct plan_keys *keys, int64_t activity_key, int64_t ord);
void plan_keys_indicator(struct vd_change *change, const struct plan_keys *keys, int64_t activity_key, int64_t *ret_indicator, int64_t *ret_target);
#endif
