/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the texts before the matrix. */
#ifndef EDITOR_TEXTS_H
#define EDITOR_TEXTS_H
#include "db/tables.h"
#include "features/editor/editor.h"

typedef VD_LIST(struct row_plan_text) editor_text_rows;
/* In their order. */
VD_MUST enum vd_err editor_texts_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, editor_text_rows *ret);
const struct row_plan_text *editor_text(const editor_text_rows *rows, int64_t key); /* NULL: none */
struct vd_str editor_text_seen(struct vd_arena *arena, const struct row_plan_text *row); /* its hash, in hexadecimal */

struct editor_text_kind { const char *code, *word; };
extern const struct editor_text_kind editor_text_kinds[]; /* ends with code NULL */
const char *editor_text_word(struct vd_str kind);

/* staff_write.arg */
struct editor_text_asking {
    int64_t version_id, person_id, key;  /* key 0: it is added */
    struct vd_str seen, kind, title, body;
    int move;                            /* -1 up, 1 down */
    int64_t from_version;                /* whose texts are taken */
};
/* VD_CONFLICT with problem empty: somebody changed it since it was seen. */
enum vd_err editor_text_save(struct vd_change *change, struct staff_write *write);
enum vd_err editor_text_move(struct vd_change *change, struct staff_write *write);
enum vd_err editor_text_remove(struct vd_change *change, struct staff_write *write);
enum vd_err editor_texts_take(struct vd_change *change, struct staff_write *write); /* those of another version of the entity, behind its own */

/* As it is shown: Markdown, or the list of a glossary. */
struct vd_html editor_text_html(struct vd_arena *arena, const struct row_plan_text *row, int heading);
#endif
