/* SPDX-License-Identifier: Apache-2.0 */
/* Lets findings of one code stand, with one reason: no step waits for them any more. */
#include "features/editor/editor_accept.h"
#include "features/editor/editor.sql.h"

struct accepting {
    struct vd_change *change;
    const struct editor_accepting *of;
    struct life_version_row version;
    struct editor_rows rows;
    editor_findings findings;
    editor_accepted_list before;
    int64_t n;
};

static struct vd_str address_of(const struct accepting *a, int64_t key)
{
    VD_EACH(row, &a->rows.activities)
        if (row->key == key)
            return row->address;
    return (struct vd_str){0};
}

static bool stands_open(const struct accepting *a, int64_t key)
{
    struct vd_str address = address_of(a, key);
    if (key && !address.n)
        return false;
    VD_EACH(f, &a->findings)
        if (vd_str_eq(f->code, a->of->code) && vd_str_eq(f->address, address) && !editor_accepted_of(&a->before, f))
            return true;
    return false;
}

static enum vd_err accept_one(struct accepting *a, int64_t key)
{
    if (!stands_open(a, key))
        return VD_OK;
    struct row_accepted_finding row = {.entity_id = a->version.entity_id, .id = vd_change_id(a->change), .version_id = a->version.id, .code = a->of->code,
        .activity_key = key ? vd_some(key) : (struct vd_oint){0}, .reason = a->of->reason, .person_id = a->of->person_id, .at = vd_change_now(a->change)};
    a->n++;
    return vd_change_put(a->change, &T_accepted_finding, &row);
}

/* The file that was brought waits for the same decision. */
static enum vd_err settle_file(struct accepting *a)
{
    editor_open_of_code_rows open = {0};
    VD_TRY(editor_open_of_code_all(vd_change_db(a->change), vd_change_arena(a->change), a->version.entity_id, a->version.id, a->of->code, &open));
    VD_EACH(one, &open) {
        struct row_finding row = {.entity_id = a->version.entity_id, .import_id = one->import_id, .id = one->id};
        bool chosen = false;
        VD_EACH(key, &a->of->keys)
            chosen |= *key == (one->activity_key.has ? one->activity_key.v : 0);
        if (!chosen)
            continue;
        VD_TRY(vd_row_get(vd_change_db(a->change), vd_change_arena(a->change), &T_finding, &row));
        row.state = VD_S("aceptado");
        row.reason = a->of->reason;
        row.person_id = vd_some(a->of->person_id);
        a->n++;
        VD_TRY(vd_change_put(a->change, &T_finding, &row));
    }
    return VD_OK;
}

enum vd_err editor_accept(struct vd_change *change, struct staff_write *write)
{
    struct accepting a = {.change = change, .of = write->arg};
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    struct vd_who who;
    VD_TRY(editor_version_to_write(change, write, a.of->version_id, a.of->person_id, true, &a.version, &who));
    VD_TRY(editor_rows_read(db, arena, a.version.entity_id, a.version.id, &a.rows));
    VD_TRY(editor_findings_of(db, arena, &a.version, vd_date_in_bogota(vd_change_now(change)), &a.findings));
    VD_TRY(editor_accepted_read(db, arena, a.version.entity_id, a.version.id, &a.before));
    VD_EACH(key, &a.of->keys)
        VD_TRY(accept_one(&a, *key));
    VD_TRY(settle_file(&a));
    if (!a.n)
        return staff_refuse(write, VD_CONFLICT, "Ninguno de esos hallazgos está abierto: otra persona los corrigió o los aceptó. No se guardó nada.");
    vd_change_subject(change, a.version.id);
    VD_JSON_I64(vd_change_data(change), "version", a.version.no);
    VD_JSON_STR(vd_change_data(change), "code", a.of->code);
    VD_JSON_STR(vd_change_data(change), "reason", a.of->reason);
    VD_JSON_I64(vd_change_data(change), "findings", a.n);
    return VD_OK;
}
