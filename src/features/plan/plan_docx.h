/* SPDX-License-Identifier: Apache-2.0 */
/* A version of a plan as a document in the entity's image, Word or tagged PDF: cover, texts, what changed since the version before, one
 * table a component in the columns of the document it came from. The Word document is read back by our own reader as the same activities;
 * the PDF ends with what proves it. */
#ifndef PLAN_DOCX_H
#define PLAN_DOCX_H
#include "core/core.h"

struct plan_docx {
    struct vd_db *db;            /* inside a read transaction, or a change */
    struct vd_arena *arena;
    struct vd_files *files;      /* for the shield */
    int64_t entity_id, version_id;
    struct vd_str published_on;  /* ISO: of a version that is being published, whose row does not say it yet; absent: what the row says */
    struct vd_str site;          /* public address of the installation («https://…»), for the proof of a PDF; absent: its path alone */
};
#define PLAN_DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
/* The same rows, profile and shield give the same bytes. One that is not published says on every page that it is a draft. VD_NOT_FOUND:
 * no such version; VD_CORRUPT: the shield's file is not what it was; VD_TOO_BIG. */
VD_MUST enum vd_err plan_docx(const struct plan_docx *of, struct vd_str *ret);
VD_MUST enum vd_err plan_pdf(const struct plan_docx *of, struct vd_str *ret);
#endif
