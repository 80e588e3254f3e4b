/* SPDX-License-Identifier: Apache-2.0 */
/* What of a draft is sent, in which order, and what each field may say: one table a struct, for both directions. */
#ifndef PLAN_WIRE_FIELDS_H
#define PLAN_WIRE_FIELDS_H
#include "features/plan/read/plan_followup_draft.h"

enum wire_kind {
    WIRE_NUMBER,   /* int or enum, least to most */
    WIRE_FLAG,     /* bool */
    WIRE_QUANTITY, /* struct vd_oint, -most to most */
    WIRE_DATE,     /* struct vd_date; none, or one that exists */
    WIRE_PLACE,    /* struct plan_place; none, or row and column from 1 */
    WIRE_TEXT,     /* struct vd_str; least 1: not absent */
    WIRE_WORD,     /* const char *, one of words; least 1: not NULL */
    WIRE_CODE,     /* const char *, code of a finding; least 1: not NULL */
    WIRE_ROW,      /* int, index in the list `list`; least -1: or none */
    WIRE_EARLIER   /* int, index of a row before in the same list, or -1 */
};

enum wire_list_no { WIRE_TABLES, WIRE_COMPONENTS, WIRE_ACTIVITIES, WIRE_CELLS, WIRE_WINDOWS, WIRE_RESPONSIBLES, WIRE_INDICATORS, WIRE_LINES,
                    WIRE_FINDINGS, WIRE_LISTS };

struct wire_field {
    enum wire_kind kind;
    size_t at;
    int64_t least, most;
    const char *const *words; /* ends with NULL */
    enum wire_list_no list;
};

struct wire_list {
    size_t at, size;          /* of the list in its owner; of a row */
    size_t most;              /* rows */
    const struct wire_field *fields;
    size_t n;
};

extern const struct wire_list plan_wire_lists[WIRE_LISTS]; /* of struct plan_draft */
extern const struct wire_list plan_wire_followup;          /* one row: the head */
extern const struct wire_list plan_wire_followup_rows;     /* of struct followup_draft */
#endif
