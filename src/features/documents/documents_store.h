/* SPDX-License-Identifier: Apache-2.0 */
/* The entity's documents: rows, and what may be done with them. */
#ifndef DOCUMENTS_STORE_H
#define DOCUMENTS_STORE_H
#include "features/documents/documents.h"
#include "features/documents/documents.sql.h"

/* Generated of law/document-kinds.csv: struct documents_document_kinds {code "politica", name, review_months, retain_years, norm, mark}. */
const struct documents_document_kinds *documents_document_kind(struct vd_str code); /* NULL: no such kind */

struct vd_file_line documents_line(struct vd_arena *arena, struct vd_str slug, const struct documents_files_row *row, bool is_public);

typedef documents_row_rows documents_rows;           /* in the order of their titles */
VD_MUST enum vd_err documents_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, documents_rows *ret);
VD_MUST enum vd_err documents_find(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str slug, struct documents_row_row *ret); /* VD_NOT_FOUND */
typedef documents_version_rows documents_versions;   /* newest first */
VD_MUST enum vd_err documents_versions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t document_id, documents_versions *ret);

/* ---- inside a change; with an error, problem is a Spanish sentence or absent */
struct documents_head { struct vd_str title, kind, about, review_on; };
struct documents_edition { struct documents_file file; struct vd_str changes, act_kind, act_no, act_on, act_signers; bool is_reserved; };
/* A document with its first version. *ret_slug: of its address. */
VD_MUST enum vd_err documents_create(struct vd_change *change, const struct documents_head *head, const struct documents_edition *first, int64_t person_id, struct vd_str *ret_slug);
VD_MUST enum vd_err documents_add_version(struct vd_change *change, int64_t document_id, const struct documents_edition *edition, int64_t person_id);
/* seen: documents_hash of the row that the person saw. VD_CONFLICT: another one by now. VD_DENIED: a version is public, and the person may not publish. */
VD_MUST enum vd_err documents_change(struct vd_change *change, int64_t document_id, struct vd_str seen, const struct documents_head *head, bool may_publish);
VD_MUST enum vd_err documents_hash(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t document_id, struct vd_str *ret_hex);
/* VD_CONFLICT: it is so already; VD_INVALID: the file is reserved, and is not published. */
VD_MUST enum vd_err documents_publish(struct vd_change *change, int64_t document_id, int64_t no, bool published, int64_t person_id);
#endif
