/* SPDX-License-Identifier: Apache-2.0 */
/* A plan on its way out, as a workbook that `veedor import` reads back: in Veedor's own columns (plan_book.h), or in those of the
 * document it came from. The same plan gives the same bytes, wherever and whenever it was imported: no id, no instant of storing. */
#ifndef PLAN_EXPORT_H
#define PLAN_EXPORT_H
#include "features/plan/plan_export.sql.h"

enum plan_export_form { PLAN_EXPORT_BOOK, PLAN_EXPORT_DOCUMENT };

/* Where a table of the document stands in a book of its columns: its sheet, from 1, and how many rows were put above it. */
struct plan_export_place { int64_t table_no; int sheet, above; };
typedef VD_LIST(struct plan_export_place) plan_export_places;

struct plan_export {
    struct vd_db *db;            /* inside a read transaction */
    struct vd_arena *arena;
    int64_t entity_id, vigencia;
    struct export_version_row version;
    enum plan_export_form form;
    plan_export_places *places;  /* filled by PLAN_EXPORT_DOCUMENT; NULL: nobody asks */
};

/* The version to export; instrument or family absent: any, plans against corruption first. VD_NOT_FOUND. *ret_several: there are plans of
 * other instruments too. */
VD_MUST enum vd_err plan_export_find(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t vigencia, struct vd_str instrument,
                                     struct vd_str family, struct export_version_row *ret, bool *ret_several);
/* One version, whatever its state. VD_NOT_FOUND. */
VD_MUST enum vd_err plan_export_version(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t vigencia, int64_t version_id, struct export_version_row *ret);
/* Written to out from its start; out stays the caller's. VD_INVALID and VD_TOO_BIG: *ret_reason says in Spanish what a workbook
 * cannot hold; nothing is cut or left out. */
VD_MUST enum vd_err plan_export_put(const struct plan_export *export, FILE *out, struct vd_str *ret_reason);

/* ---- parts, shared by its files */
struct vd_workbook;
vd_us plan_export_date(const struct plan_export *export); /* first instant of the vigencia: the date inside the file */
VD_MUST enum vd_err plan_export_document(const struct plan_export *export, FILE *out, struct vd_str *ret_reason);
/* A text that a cell can hold: no control characters, no white space at its end, at most VD_CELL_MAX units. what: "Actividades, 4.3.4". */
VD_MUST enum vd_err plan_export_fits(struct vd_arena *arena, struct vd_str text, struct vd_str what, struct vd_str *ret_reason);
#endif
