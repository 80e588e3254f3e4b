/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of `veedor verify`: verify.c walks entities and their chains, verify_rows.c the rows of the tables. */
#ifndef VD_CORE_VERIFY_H
#define VD_CORE_VERIFY_H
#include "core/core.h"
#include "core/rowmap.h"

struct vd_verify {
    struct vd_db *db;
    struct vd_files *files;
    struct vd_arena *arena;   /* the caller's: what the report says */
    struct vd_arena *scratch; /* emptied every few rows */
    struct vd_verify_report report;
    struct vd_rowmap map;     /* of the entity at hand */
    struct vd_buf pk;         /* of the row at hand */
    int64_t entity_id;
    struct vd_str slug;
    int64_t unreadable;       /* events of this entity whose detail is missing or damaged: what they wrote is unknown */
};

VD_PRINTF(3, 4) void vd_verify_fault_add(struct vd_verify *verify, struct vd_str where, const char *what, ...);
VD_MUST enum vd_err vd_verify_rows(struct vd_verify *verify); /* after the chain filled the map */
#endif
