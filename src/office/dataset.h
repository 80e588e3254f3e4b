/* SPDX-License-Identifier: Apache-2.0 */
/* One list, many forms. A dataset is a typed row struct with a column table; the page's template uses the same struct, and
 * CSV, JSON and XLSX walk the table, so that they can never show different columns. A field may hold rows of another dataset or
 * one struct of it: then the whole is a document, which JSON shows as it is; a sheet leaves such fields out. */
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
    VD_F_BOOL,     /* bool; CSV: Sí / No */
    VD_F_CODE,     /* struct vd_str, one of `codes` or absent; JSON: its code, CSV and XLSX: its word */
    VD_F_LIST,     /* VD_LIST of rows of `of` */
    VD_F_OBJECT    /* a struct of `of`, in place */
};

/* One value of a closed set. An array of them ends with {0}. */
struct vd_code {
    const char *value;  /* what rows, memory and the data base hold */
    const char *code;   /* JSON: Spanish, stable, without accents; no other row of the array has it */
    const char *word;   /* CSV, XLSX and the dictionary: Spanish; no other row has it */
};
#define VD_CODE(same, shown) {(same), (same), (shown)}
/* The row of a value; NULL: it is none of them. */
const struct vd_code *vd_code_of(const struct vd_code *codes, struct vd_str value);
const struct vd_code *vd_code_of_word(const struct vd_code *codes, struct vd_str word);
/* What is said of a value: a value that is none of the codes is said as it stands. */
struct vd_str vd_code_said(const struct vd_code *codes, struct vd_str value);  /* its code */
struct vd_str vd_code_shown(const struct vd_code *codes, struct vd_str value); /* its word */

struct vd_dataset;

struct vd_field {
    const char *key;    /* JSON: English, stable */
    const char *label;  /* CSV heading: Spanish */
    const char *about;  /* dictionary of columns: one Spanish sentence */
    enum vd_field_type type;
    size_t offset;
    const struct vd_dataset *of; /* VD_F_LIST and VD_F_OBJECT */
    const struct vd_code *codes; /* VD_F_CODE */
    bool maybe;         /* VD_F_OBJECT: the member is a pointer to it; NULL: there is none */
};

static inline bool vd_field_in_sheet(const struct vd_field *field) { return field->type != VD_F_LIST && field->type != VD_F_OBJECT; }

struct vd_dataset {
    const char *name;   /* word of the address: "actividades"; in the description, the name of the shape */
    const char *title;  /* Spanish */
    const struct vd_field *fields;
    size_t n_fields, row_size;
};

enum vd_csv_dialect {
    VD_CSV_PEOPLE,  /* UTF-8 with BOM, ';', decimal comma */
    VD_CSV_RFC4180  /* no BOM, ',', decimal point */
};

/* Rows in pages, so that a list of any length takes the memory of one page: {.next = fn}, with what fn needs behind it.
 * *ret_n 0: the end. A page lives until the next call. */
struct vd_rows {
    enum vd_err (*next)(struct vd_rows *rows, const void **ret_rows, size_t *ret_n);
    const void *v;      /* of a list that is whole in memory */
    size_t n;
};
struct vd_rows *vd_rows_of(struct vd_arena *arena, const void *rows, size_t n);

/* A text that begins with = + - @ ' or a tab or line end gets one ' before it; the importer takes exactly one away. Lines end with CRLF.
 * out decides the greatest size of what it holds at once: check vd_buf_ok(out). */
void vd_dataset_csv(struct vd_buf *out, const struct vd_dataset *set, const void *rows, size_t n, enum vd_csv_dialect dialect);
void vd_dataset_csv_head(struct vd_buf *out, const struct vd_dataset *set, enum vd_csv_dialect dialect);
void vd_dataset_csv_rows(struct vd_buf *out, const struct vd_dataset *set, const void *rows, size_t n, enum vd_csv_dialect dialect);
void vd_dataset_json(struct vd_json *j, const struct vd_dataset *set, const void *rows, size_t n); /* an array of objects */
void vd_dataset_json_row(struct vd_json *j, const struct vd_dataset *set, const void *row);        /* one object: a document */

/* Initialiser of a dataset: its row struct, its column table, its word and its title. */
#define VD_DATASET(row, table, word, heading) \
    {.name = (word), .title = (heading), .fields = (table), .n_fields = VD_COUNT(table), .row_size = sizeof(struct row)}
#define VD_FIELD(row, member, field_type, json_key, heading, meaning) \
    {.key = (json_key), .label = (heading), .about = (meaning), .type = (field_type), .offset = offsetof(row, member)}
#define VD_FIELD_OF(row, member, field_type, inner, json_key, heading, meaning) \
    {.key = (json_key), .label = (heading), .about = (meaning), .type = (field_type), .offset = offsetof(row, member), .of = (inner)}
#define VD_FIELD_CODE(row, member, known, json_key, heading, meaning) \
    {.key = (json_key), .label = (heading), .about = (meaning), .type = VD_F_CODE, .offset = offsetof(row, member), .codes = (known)}
#endif
