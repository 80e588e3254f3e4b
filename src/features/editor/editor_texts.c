/* SPDX-License-Identifier: Apache-2.0 */
#include "features/editor/editor_texts.h"
#include "features/editor/editor_write.h"

const struct editor_text_kind editor_text_kinds[] = {
    {"introduccion", "Introducción"}, {"objetivo", "Objetivo general"}, {"objetivos_especificos", "Objetivos específicos"}, {"alcance", "Alcance"},
    {"marco_legal", "Marco legal"}, {"mision", "Misión"}, {"vision", "Visión"}, {"valores", "Valores"}, {"glosario", "Glosario"}, {"otro", "Otro texto"}, {NULL, NULL},
};

const char *editor_text_word(struct vd_str kind)
{
    for (const struct editor_text_kind *k = editor_text_kinds; k->code; k++)
        if (vd_str_is(kind, k->code))
            return k->word;
    return NULL;
}

static int by_ord(const void *a, const void *b)
{
    const struct row_plan_text *x = a, *y = b;
    return x->ord != y->ord ? (x->ord > y->ord) - (x->ord < y->ord) : (x->key > y->key) - (x->key < y->key);
}

enum vd_err editor_texts_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, editor_text_rows *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = vd_row_version(db, &T_plan_text, entity_id, version_id);
    editor_text_rows rows = {0};
    struct row_plan_text row;
    while (vd_row_next(st, arena, &row))
        *VD_PUSH(arena, &rows) = row;
    VD_TRY(vd_done(st));
    if (rows.n)
        qsort(rows.v, rows.n, sizeof *rows.v, by_ord);
    *ret = rows;
    return VD_OK;
}

const struct row_plan_text *editor_text(const editor_text_rows *rows, int64_t key)
{
    VD_EACH(t, rows)
        if (t->key == key)
            return t;
    return NULL;
}

/* Whatever its place: who moves it does not take it from who writes it. */
struct vd_str editor_text_seen(struct vd_arena *arena, const struct row_plan_text *row)
{
    struct row_plan_text same = *row;
    same.ord = 0;
    return editor_row_seen(arena, &T_plan_text, &same);
}

enum vd_err editor_texts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, int heading, editor_texts *ret)
{
    editor_text_rows rows;
    editor_texts texts = {0};
    VD_TRY(editor_texts_read(db, arena, entity_id, version_id, &rows));
    VD_EACH(row, &rows)
        *VD_PUSH(arena, &texts) = (struct editor_text_shown){row->kind, row->title, editor_text_html(arena, row, heading)};
    *ret = texts;
    return VD_OK;
}

/* ---- changes */

struct texting {
    struct life_version_row version;
    editor_text_rows rows;
    const struct row_plan_text *row; /* NULL: it is added */
};

static enum vd_err open_texts(struct vd_change *change, struct staff_write *write, bool judged, struct texting *ret)
{
    const struct editor_text_asking *asking = write->arg;
    struct texting t = {0};
    struct vd_who who;
    VD_TRY(editor_version_to_write(change, write, asking->version_id, asking->person_id, true, &t.version, &who));
    VD_TRY(editor_texts_read(vd_change_db(change), vd_change_arena(change), t.version.entity_id, t.version.id, &t.rows));
    t.row = editor_text(&t.rows, asking->key);
    if (asking->key && !t.row)
        return staff_refuse(write, VD_NOT_FOUND, "Otra persona quitó este texto. Lo que usted escribió sigue en la página anterior.");
    if (judged && t.row && !vd_str_eq(asking->seen, editor_text_seen(vd_change_arena(change), t.row)))
        return VD_CONFLICT;
    vd_change_subject(change, t.version.id);
    *ret = t;
    return VD_OK;
}

static int64_t next_ord(const editor_text_rows *rows) { return rows->n ? rows->v[rows->n - 1].ord + 1 : 1; }

enum vd_err editor_text_save(struct vd_change *change, struct staff_write *write)
{
    const struct editor_text_asking *asking = write->arg;
    struct texting t = {0};
    VD_TRY(open_texts(change, write, true, &t));
    struct row_plan_text row = {.entity_id = t.version.entity_id, .version_id = t.version.id, .key = t.row ? t.row->key : vd_change_id(change),
        .ord = t.row ? t.row->ord : next_ord(&t.rows), .kind = asking->kind, .title = asking->title, .body = asking->body};
    VD_JSON_I64(vd_change_data(change), "version", t.version.no);
    VD_JSON_STR(vd_change_data(change), "text", asking->title);
    return vd_change_put(change, &T_plan_text, &row);
}

enum vd_err editor_text_move(struct vd_change *change, struct staff_write *write)
{
    const struct editor_text_asking *asking = write->arg;
    struct texting t = {0};
    VD_TRY(open_texts(change, write, false, &t));
    if (!t.row)
        return VD_NOT_FOUND;
    ptrdiff_t at = t.row - t.rows.v, other = at + asking->move;
    if (other < 0 || other >= (ptrdiff_t)t.rows.n)
        return staff_refuse(write, VD_INVALID, "Ya es el %s.", asking->move < 0 ? "primero" : "último");
    struct row_plan_text here = t.rows.v[at], there = t.rows.v[other];
    int64_t ord = here.ord;
    here.ord = there.ord;
    there.ord = ord;
    VD_TRY(vd_change_put(change, &T_plan_text, &here));
    return vd_change_put(change, &T_plan_text, &there);
}

enum vd_err editor_text_remove(struct vd_change *change, struct staff_write *write)
{
    struct texting t = {0};
    VD_TRY(open_texts(change, write, true, &t));
    return t.row ? vd_change_remove(change, &T_plan_text, t.row) : VD_NOT_FOUND;
}

/* What is there already, by kind and title, stays as it is. */
static bool has_text(const editor_text_rows *rows, const struct row_plan_text *text)
{
    VD_EACH(t, rows)
        if (vd_str_eq(t->kind, text->kind) && vd_str_eq(t->title, text->title))
            return true;
    return false;
}

enum vd_err editor_texts_take(struct vd_change *change, struct staff_write *write)
{
    const struct editor_text_asking *asking = write->arg;
    struct texting t = {0};
    editor_text_rows from;
    int64_t taken = 0;
    VD_TRY(open_texts(change, write, false, &t));
    VD_TRY(editor_texts_read(vd_change_db(change), vd_change_arena(change), t.version.entity_id, asking->from_version, &from));
    VD_EACH(text, &from) {
        struct row_plan_text row = *text;
        if (has_text(&t.rows, text))
            continue;
        row.version_id = t.version.id;
        row.key = vd_change_id(change);
        row.ord = next_ord(&t.rows) + taken++;
        VD_TRY(vd_change_put(change, &T_plan_text, &row));
    }
    if (!taken)
        return staff_refuse(write, VD_INVALID, "Esos textos ya están todos en esta versión.");
    VD_JSON_I64(vd_change_data(change), "version", t.version.no);
    VD_JSON_I64(vd_change_data(change), "texts", taken);
    return VD_OK;
}
