/* SPDX-License-Identifier: Apache-2.0 */
#include "features/editor/editor_request.h"
#include "core/notice.h"

enum vd_err editor_requests_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, editor_requests *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = editor_request_open(db, entity_id, version_id);
    editor_requests all = {0};
    struct editor_request_row row;
    while (editor_request_next(st, arena, &row))
        *VD_PUSH(arena, &all) = row;
    VD_TRY(vd_done(st));
    *ret = all;
    return VD_OK;
}

static const struct row_activity *activity_of(const struct editor_rows *rows, int64_t key)
{
    VD_EACH(a, &rows->activities)
        if (a->key == key)
            return a;
    return NULL;
}

enum vd_err editor_asked_read(struct vd_db *db, struct vd_arena *arena, const struct editor_rows *rows, int64_t entity_id, int64_t request_id, editor_asked_list *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = editor_request_row_open(db, entity_id, request_id);
    struct editor_request_row_row row;
    editor_asked_list all = {0};
    while (editor_request_row_next(st, arena, &row)) {
        const struct row_activity *a = activity_of(rows, row.activity_key);
        struct editor_one one;
        if (a)
            VD_TRY(editor_one_of(arena, rows, a->address, &one));
        *VD_PUSH(arena, &all) = a ? (struct editor_asked){a, !vd_str_eq(one.seen, row.seen)} : (struct editor_asked){.written = true};
    }
    VD_TRY(vd_done(st));
    *ret = all;
    return VD_OK;
}

bool editor_unit_has_people(const vd_appointed_list *people, int64_t unit_id)
{
    VD_EACH(p, people)
        if (p->active && (!p->unit_id.has || p->unit_id.v == unit_id) && vd_role_may(p->role, VD_S("plan.proponer")))
            return true;
    return false;
}

/* ---- sending */

struct sent { int64_t unit_id, request_id, no, n; };
struct sending {
    struct vd_change *change;
    struct staff_write *write;
    const struct editor_sending *of;
    struct life_version_row version;
    struct editor_rows rows;
    editor_requests before;
    VD_LIST(struct sent) sent;
};

static enum vd_err put_request(struct sending *s, const struct sent *to, const struct editor_request_row *open)
{
    struct row_row_request row = {.entity_id = s->version.entity_id, .id = to->request_id, .version_id = s->version.id, .unit_id = to->unit_id, .no = to->no,
        .state = VD_S("pedida"), .due_on = s->of->due_on, .said = s->of->said.n || !open ? s->of->said : open->said, .person_id = s->of->person_id, .at = vd_change_now(s->change)};
    return vd_change_put(s->change, &T_row_request, &row);
}

/* The request that is open for a unit, or a new one. */
static enum vd_err request_of(struct sending *s, int64_t unit_id, struct sent **ret)
{
    struct vd_arena *arena = vd_change_arena(s->change);
    const struct editor_request_row *open = NULL;
    VD_EACH(known, &s->sent)
        if (known->unit_id == unit_id) {
            *ret = known;
            return VD_OK;
        }
    VD_EACH(request, &s->before)
        if (request->unit_id == unit_id && vd_str_is(request->state, "pedida"))
            open = request;
    struct sent *to = VD_PUSH(arena, &s->sent);
    *to = open ? (struct sent){unit_id, open->id, open->no, 0} : (struct sent){unit_id, vd_change_id(s->change), (int64_t)(s->before.n + s->sent.n), 0};
    *ret = to;
    return put_request(s, to, open);
}

static enum vd_err send_one(struct sending *s, int64_t key)
{
    const struct row_activity *a = activity_of(&s->rows, key);
    struct editor_one one;
    struct sent *to;
    if (!a)
        return staff_refuse(s->write, VD_CONFLICT, "Otra persona quitó una de las actividades que eligió. Vuelva a abrir la página y elija de nuevo.");
    VD_TRY(editor_one_of(vd_change_arena(s->change), &s->rows, a->address, &one));
    if (!editor_lead_of(&one))
        return staff_refuse(s->write, VD_INVALID, "La actividad %.*s no tiene dependencia líder: diga quién la lidera antes de enviarla.", VD_SARG(a->address));
    VD_TRY(request_of(s, editor_lead_of(&one), &to));
    to->n++;
    struct row_row_request_activity row = {.entity_id = s->version.entity_id, .request_id = to->request_id, .activity_key = key, .seen = one.seen};
    return vd_change_put(s->change, &T_row_request_activity, &row);
}

static enum vd_err tell_unit(struct sending *s, const struct sent *to)
{
    struct vd_arena *arena = vd_change_arena(s->change);
    struct vd_date due;
    if (!vd_date_from_iso(s->of->due_on, &due))
        return VD_INTERNAL;
    const struct vd_notice notice = {s->version.entity_id,
        vd_str_printf(arena, "Planeación le envió %" PRId64 " %s de %.*s para escribir hasta el %.*s", to->n, to->n == 1 ? "actividad" : "actividades",
                      VD_SARG(life_title(arena, &s->version)), VD_SARG(vd_es_date_long(arena, due))),
        vd_str_printf(arena, "%.*s/%" PRId64, VD_SARG(s->of->page), to->no)};
    return vd_notice_put_right(vd_change_db(s->change), arena, &notice, "plan.proponer", vd_some(to->unit_id), s->of->person_id, vd_change_now(s->change));
}

/* In the history of the plan, where its state has that step. */
static enum vd_err step(struct sending *s)
{
    struct life_stepped done = {0};
    const struct life_stepping of = {.version_id = s->version.id, .event = VD_S("enviar_a_dependencias"), .person_id = s->of->person_id, .said = {.reason = s->of->said}};
    if (!life_rule(&s->version, of.event))
        return VD_OK;
    enum vd_err err = life_step(s->change, &of, &done);
    return err == VD_OK ? VD_OK : staff_refuse(s->write, err, "%.*s", VD_SARG(done.problem));
}

enum vd_err editor_send(struct vd_change *change, struct staff_write *write)
{
    struct sending s = {.change = change, .write = write, .of = write->arg};
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    struct vd_who who;
    VD_TRY(editor_version_to_write(change, write, s.of->version_id, s.of->person_id, true, &s.version, &who));
    VD_TRY(editor_rows_read(db, arena, s.version.entity_id, s.version.id, &s.rows));
    VD_TRY(editor_requests_read(db, arena, s.version.entity_id, s.version.id, &s.before));
    VD_EACH(key, &s.of->keys)
        VD_TRY(send_one(&s, *key));
    VD_TRY(step(&s));
    VD_EACH(to, &s.sent)
        VD_TRY(tell_unit(&s, to));
    vd_change_subject(change, s.version.id);
    VD_JSON_I64(vd_change_data(change), "version", s.version.no);
    VD_JSON_I64(vd_change_data(change), "requests", (int64_t)s.sent.n);
    return VD_OK;
}

/* ---- handing back */

static const struct editor_request_row *numbered(const editor_requests *all, int64_t no)
{
    VD_EACH(r, all)
        if (r->no == no)
            return r;
    return NULL;
}

static enum vd_err tell_planning(struct vd_change *change, const struct editor_answering *of, const struct life_version_row *version, const struct editor_request_row *request)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct vd_str unit;
    VD_TRY(vd_unit_name(vd_change_db(change), arena, version->entity_id, request->unit_id, &unit));
    const struct vd_notice notice = {version->entity_id,
        of->withdraw ? vd_str_printf(arena, "Planeación retiró lo que le había pedido escribir de %.*s", VD_SARG(life_title(arena, version))) :
                       vd_str_printf(arena, "%.*s devolvió sus actividades de %.*s", VD_SARG(unit), VD_SARG(life_title(arena, version))), of->page};
    return vd_notice_put_right(vd_change_db(change), arena, &notice, of->withdraw ? "plan.proponer" : "plan.escribir",
                               of->withdraw ? vd_some(request->unit_id) : (struct vd_oint){0}, of->person_id, vd_change_now(change));
}

enum vd_err editor_answer(struct vd_change *change, struct staff_write *write)
{
    const struct editor_answering *of = write->arg;
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    struct life_version_row version;
    struct vd_who who;
    editor_requests all;
    VD_TRY(editor_version_to_write(change, write, of->version_id, of->person_id, of->withdraw, &version, &who));
    VD_TRY(editor_requests_read(db, arena, version.entity_id, version.id, &all));
    const struct editor_request_row *request = numbered(&all, of->no);
    if (!request)
        return VD_NOT_FOUND;
    if (!of->withdraw && !vd_who_may_unit(&who, "plan.proponer", request->unit_id))
        return staff_refuse(write, VD_DENIED, "Devuelve las actividades quien escribe por la dependencia que las lidera.");
    if (!vd_str_is(request->state, "pedida"))
        return staff_refuse(write, VD_CONFLICT, "Este pedido ya no está abierto: otra persona lo devolvió o lo retiró.");
    struct row_row_request row = {.entity_id = version.entity_id, .id = request->id};
    VD_TRY(vd_row_get(db, arena, &T_row_request, &row));
    row.state = of->withdraw ? VD_S("retirada") : VD_S("devuelta");
    row.answer = of->answer;
    row.answered_by = vd_some(of->person_id);
    row.answered_at = vd_some(vd_change_now(change));
    VD_TRY(vd_change_put(change, &T_row_request, &row));
    VD_TRY(tell_planning(change, of, &version, request));
    vd_change_subject(change, version.id);
    VD_JSON_I64(vd_change_data(change), "version", version.no);
    VD_JSON_I64(vd_change_data(change), "request", request->no);
    return VD_OK;
}
