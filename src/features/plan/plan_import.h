/* SPDX-License-Identifier: Apache-2.0 */
/* A draft becomes a version of a plan, in one change (event plan.importado): all of it or nothing. */
#ifndef PLAN_IMPORT_H
#define PLAN_IMPORT_H
#include "core/core.h"
#include "features/plan/plan_draft.h"

struct plan_import {
    struct vd_files *files;
    const char *path;              /* the original, kept in the entity's files */
    struct vd_str file_name, format;
    struct vd_str slug, name;      /* the entity; name absent or empty: an existing one keeps its own */
    const struct plan_draft *draft;
    struct vd_actor actor;
    vd_us now;
};

struct plan_import_result {
    struct vd_entity entity;
    int64_t no, seq;               /* version; number of the event */
    bool unchanged;                /* the last version came from this very file and reader: nothing was done */
    bool historical;               /* a past vigencia: enters as history, else as a draft */
    struct vd_str title;
    struct vd_str former_name;     /* of the entity, when this import changed it; absent otherwise */
};

/* Inside a write transaction (a job of the writer); may run twice. A second import of the same plan is its next version,
 * whose activities keep their key and address by component and number, then by their text (draft->cells and findings
 * are completed with what storing teaches: names of units, supposed identities). */
VD_MUST enum vd_err plan_import_run(struct vd_db *db, struct vd_arena *arena, const struct plan_import *import, struct plan_import_result *ret);

/* Loads the instruments of law/ into entity 0 (event ley.cargada) when the files of law/ are not those of the last load.
 * Inside a write transaction. */
VD_MUST enum vd_err plan_law_load(struct vd_db *db, struct vd_arena *arena, vd_us now);

/* ---- identity across versions: plan_import_keys.c */
struct plan_keys {
    int64_t *component, *activity;  /* by index of the draft */
    struct vd_str *address;         /* by activity */
    bool *supposed;                 /* by activity: same number, other text */
    struct plan_old_keys *old;
};
/* old_version 0: the plan is new, every key is fresh. */
VD_MUST enum vd_err plan_keys_give(struct vd_change *change, const struct plan_draft *draft, int64_t old_version, struct plan_keys *ret);
int64_t plan_keys_window(struct vd_change *change, const struct plan_keys *keys, int64_t activity_key, int64_t ord);
void plan_keys_indicator(struct vd_change *change, const struct plan_keys *keys, int64_t activity_key, int64_t *ret_indicator, int64_t *ret_target);

/* ---- `veedor import` */
struct plan_import_options {
    struct vd_str file, slug, name, vigencia, instrument; /* as typed; name and instrument may be absent */
};
/* Reads the file in the sandbox, imports it and prints a summary in Spanish to out. On failure *ret_reason is a Spanish
 * sentence: VD_INVALID, VD_TOO_BIG and VD_NOT_FOUND speak of what was typed or of the file; others of the system. */
VD_MUST enum vd_err plan_cli_import(struct vd_db *db, struct vd_files *files, struct vd_arena *arena, vd_us now,
                                    const struct plan_import_options *options, FILE *out, struct vd_str *ret_reason);
#endif
