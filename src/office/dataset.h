/* SPDX-License-Identifier: Apache-2.0 */
/* One list, many forms. A dataset is a typed row struct with a column table; the page's template uses the same struct, and
 * CSV and JSON walk the table, so that they can never show different columns. */
#ifndef VD_DATASET_H
#define VD_DATASET_H
#include "base/base.h"
#include "base/json.h"

enum vd_field_type {
    VD_F_TEXT = 1, /* struct vd_str */
    VD_F_INT,      /* int64_t */
    VD_F_OINT,     /* struct vd_oint */
    VD_F_DATE,     /* struct vd_date; no date is an empty field */
    VD_F_QTY,      /* struct vd_oint, millionths */
    VD_F_BOOL      /* bool; CSV: Sí / No */
};

struct vd_field {
    const char *key;    /* JSON: English, stable */
    const char *label;  /* CSV heading: Spanish */
    const char *about;  /* dictionary of columns: one Spanish sentence */
    enum vd_field_type type;
    size_t offset;
};

struct vd_dataset {
    const char *name;   /* word of the address: "actividades" */
    const char *title;  /* Spanish */
    const struct vd_field *fields;
    size_t n_fields, row_size;
};

enum vd_csv_dialect {
    VD_CSV_PEOPLE,  /* UTF-8 with BOM, ';', decimal comma */
    VD_CSV_RFC4180  /* no BOM, ',', decimal point */
};

/* A text that begins with = + - @ ' or a tab or line end gets one ' before it; the importer takes exactly one away. Lines end with CRLF.
 * The whole answer is in memory, so out decides the greatest size: check vd_buf_ok(out). */
void vd_dataset_csv(struct vd_buf *out, const struct vd_dataset *set, const void *rows, size_t n, enum vd_csv_dialect dialect);
void vd_dataset_json(struct vd_json *j, const struct vd_dataset *set, const void *rows, size_t n); /* an array of objects */

#define VD_FIELD(row, member, field_type, json_key, heading, meaning) \
    {.key = (json_key), .label = (heading), .about = (meaning), .type = (field_type), .offset = offsetof(row, member)}
#endif
