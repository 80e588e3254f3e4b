/* SPDX-License-Identifier: Apache-2.0 */
#include "features/editor/editor_parts.h"
#include "features/editor/editor_write.h"

/* Whatever its place: who moves it does not take it from who writes it. */
struct vd_str editor_part_seen(struct vd_arena *arena, const struct row_component *row)
{
    struct row_component same = *row;
    same.ord = 0;
    return editor_row_seen(arena, &T_component, &same);
}

int64_t editor_part_holds(const struct editor_rows *rows, int64_t key)
{
    int64_t n = 0;
    VD_EACH(a, &rows->activities)
        n += a->component_key == key || editor_part_of(a) == key;
    VD_EACH(c, &rows->components)
        n += c->parent_key.has && c->parent_key.v == key;
    VD_EACH(i, &rows->indicators)
        n += i->component_key.has && i->component_key.v == key;
    return n;
}

struct parting { struct life_version_row version; struct editor_rows rows; const struct row_component *row; /* NULL: it is added */ };

static enum vd_err open_parts(struct vd_change *change, struct staff_write *write, bool judged, struct parting *ret)
{
    const struct editor_part_asking *asking = write->arg;
    struct parting p = {0};
    struct vd_who who;
    VD_TRY(editor_version_to_write(change, write, asking->version_id, asking->person_id, true, &p.version, &who));
    VD_TRY(editor_rows_read(vd_change_db(change), vd_change_arena(change), p.version.entity_id, p.version.id, &p.rows));
    p.row = editor_component(&p.rows, asking->key);
    if (asking->key && !p.row)
        return staff_refuse(write, VD_NOT_FOUND, "Otra persona quitó este componente. Lo que usted escribió sigue en la página anterior.");
    if (judged && p.row && !vd_str_eq(asking->seen, editor_part_seen(vd_change_arena(change), p.row)))
        return VD_CONFLICT;
    vd_change_subject(change, p.version.id);
    VD_JSON_I64(vd_change_data(change), "version", p.version.no);
    *ret = p;
    return VD_OK;
}

static bool brothers(const struct row_component *a, const struct row_component *b)
{
    return a->parent_key.has == b->parent_key.has && (!a->parent_key.has || a->parent_key.v == b->parent_key.v);
}

static int64_t next_ord(const struct editor_rows *rows, const struct row_component *one)
{
    int64_t last = 0;
    VD_EACH(c, &rows->components)
        if (brothers(c, one) && c->ord > last)
            last = c->ord;
    return last + 1;
}

/* As a document would title it, so that the reading of an exported plan finds it again. */
static struct vd_str title_of(struct vd_arena *arena, const struct row_component *row)
{
    if (!row->code.n)
        return row->name;
    return vd_str_printf(arena, "%s %.*s: %.*s", row->parent_key.has ? "Subcomponente" : "Componente", VD_SARG(row->code), VD_SARG(row->name));
}

enum vd_err editor_part_save(struct vd_change *change, struct staff_write *write)
{
    const struct editor_part_asking *asking = write->arg;
    struct vd_arena *arena = vd_change_arena(change);
    struct parting p = {0};
    VD_TRY(open_parts(change, write, true, &p));
    struct row_component row = {.entity_id = p.version.entity_id, .version_id = p.version.id, .parent_key = asking->parent};
    if (p.row)
        row = *p.row;
    bool renamed = !p.row || !vd_str_eq(row.name, asking->name) || !vd_str_eq(row.code, asking->code);
    row.code = asking->code.p ? asking->code : VD_S("");
    row.name = asking->name;
    row.objective = asking->objective;
    row.ext_title = asking->document;
    row.ext_url = asking->link;
    row.ext_on = asking->date;
    row.ext_document_id = asking->document_id;
    if (renamed) {
        const struct row_component *parent = row.parent_key.has ? editor_component(&p.rows, row.parent_key.v) : NULL;
        if (row.parent_key.has && (!parent || parent->parent_key.has))
            return staff_refuse(write, VD_INVALID, "El componente al que pertenece ya no está.");
        row.catalogue_code = plan_law_part(arena, p.version.instrument, parent ? parent->catalogue_code : (struct vd_str){0}, row.name);
        row.raw = title_of(arena, &row);
    }
    if (!p.row) {
        row.key = vd_change_id(change);
        row.ord = next_ord(&p.rows, &row);
    }
    VD_JSON_STR(vd_change_data(change), "component", row.name);
    return vd_change_put(change, &T_component, &row);
}

enum vd_err editor_part_move(struct vd_change *change, struct staff_write *write)
{
    const struct editor_part_asking *asking = write->arg;
    const struct row_component *other = NULL;
    struct parting p = {0};
    VD_TRY(open_parts(change, write, false, &p));
    if (!p.row)
        return VD_NOT_FOUND;
    VD_EACH(c, &p.rows.components) {
        bool before = c < p.row, wanted = c != p.row && brothers(c, p.row) && before == (asking->move < 0);
        if (wanted && (asking->move < 0 || !other))
            other = c;
    }
    if (!other)
        return staff_refuse(write, VD_INVALID, "Ya es el %s.", asking->move < 0 ? "primero" : "último");
    struct row_component here = *p.row, there = *other;
    bool same = here.ord == there.ord; /* a document may number two alike */
    int64_t ord = here.ord;
    here.ord = there.ord + (same ? asking->move : 0);
    there.ord = ord;
    VD_TRY(vd_change_put(change, &T_component, &here));
    return vd_change_put(change, &T_component, &there);
}

enum vd_err editor_part_remove(struct vd_change *change, struct staff_write *write)
{
    struct parting p = {0};
    VD_TRY(open_parts(change, write, true, &p));
    if (!p.row)
        return VD_NOT_FOUND;
    if (editor_part_holds(&p.rows, p.row->key))
        return staff_refuse(write, VD_CONFLICT, "Este componente tiene actividades, partes o indicadores: quítelos o llévelos a otro antes de quitarlo.");
    return vd_change_remove(change, &T_component, p.row);
}
