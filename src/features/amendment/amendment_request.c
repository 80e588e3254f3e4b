/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for a change, answering, and telling of it: inside a change, on the rows as they are then. */
#include "core/notice.h"
#include "db/tables.h"
#include "features/amendment/amendment_request.h"

static enum vd_err refuse(struct vd_str *ret_problem, enum vd_err err, struct vd_str said)
{
    *ret_problem = said;
    return err;
}

static enum vd_err notice_of(struct vd_change *change, int64_t request_id, struct vd_str said, struct vd_notice *ret)
{
    struct vd_arena *arena = vd_change_arena(change);
    *ret = (struct vd_notice){.entity_id = vd_change_entity(change), .said = said};
    return vd_notice_path(vd_change_db(change), arena, ret->entity_id, vd_str_printf(arena, "cambios/%" PRId64, request_id), &ret->path);
}

/* ---- asking */

static enum vd_err lead_of(struct vd_change *change, const struct amendment_asking *of, struct vd_oint *ret)
{
    amendment_activities found = {0};
    vd_units units = {0};
    if (of->activity_key) {
        VD_TRY(amendment_activity_all(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of->version_id, of->activity_key, &found));
        *ret = found.n ? found.v[0].lead : (struct vd_oint){0};
        return VD_OK;
    }
    VD_TRY(vd_unit_list(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), &units));
    VD_EACH(u, &units)
        if (vd_str_eq(u->slug, of->typed.lider))
            *ret = vd_some(u->id);
    return VD_OK;
}

/* Who leads the row asks, or planning; of a row that is added, who will lead it. */
static enum vd_err check_right(struct vd_change *change, struct amendment_asking *of)
{
    struct vd_who who = {0};
    struct vd_oint unit = {0};
    VD_TRY(vd_posts_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of->person_id, vd_date_in_bogota(vd_change_now(change)), &who));
    VD_TRY(lead_of(change, of, &unit));
    bool may = vd_who_has_role(&who, "planeacion") || (unit.has && vd_who_may_unit(&who, "plan.pedir_cambio", unit.v));
    return may ? VD_OK : refuse(&of->problem, VD_DENIED, VD_S("Usted pide cambios de las actividades que lidera su dependencia; esta la lidera otra."));
}

static enum vd_err put_request(struct vd_change *change, const struct amendment_asking *of, const struct amendment_judged *judged, int64_t *ret_id)
{
    struct amendment_last_row last;
    VD_TRY(amendment_last_one(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), &last));
    struct row_change_request row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change), .no = last.no + 1, .version_id = of->version_id, .kind = of->kind,
        .motive = of->motive, .is_late = judged->is_late, .asked_by = of->person_id, .asked_at = vd_change_now(change), .state = VD_S("pedido")};
    if (of->activity_key)
        row.activity_key = vd_some(of->activity_key);
    VD_TRY(vd_change_put(change, &T_change_request, &row));
    VD_EACH(f, &judged->fields) {
        const struct row_change_request_field field = {.entity_id = row.entity_id, .request_id = row.id, .field = f->field, .old = f->old, .new = f->new};
        VD_TRY(vd_change_put(change, &T_change_request_field, &field));
    }
    *ret_id = row.id;
    vd_change_subject(change, row.id);
    vd_change_result_set(change, vd_str_printf(vd_change_arena(change), "%" PRId64, row.id));
    return VD_OK;
}

enum vd_err amendment_ask(struct vd_change *change, struct amendment_asking *of)
{
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    struct life_version_row version;
    struct amendment_judged judged;
    struct vd_notice notice;
    int64_t id;
    VD_TRY(life_get(db, arena, vd_change_entity(change), of->version_id, &version));
    if (!vd_str_is(version.state, "publicado"))
        return refuse(&of->problem, VD_CONFLICT, VD_S("Esa versión ya no está en firme: pida el cambio sobre la que la reemplazó."));
    VD_TRY(check_right(change, of));
    VD_TRY(amendment_judge(db, arena, version.entity_id, of, vd_date_in_bogota(vd_change_now(change)), &judged));
    if (judged.wrongs.n)
        return refuse(&of->problem, VD_INVALID, vd_str_printf(arena, "%.*s.", VD_SARG(judged.wrongs.v[0].said)));
    VD_TRY(put_request(change, of, &judged, &id));
    VD_TRY(notice_of(change, id, vd_str_printf(arena, "Pidieron un cambio del %.*s", VD_SARG(life_title(arena, &version))), &notice));
    return vd_notice_put_right(db, arena, &notice, "plan.escribir", (struct vd_oint){0}, of->person_id, vd_change_now(change));
}

/* ---- answering */

static const struct life_version_row *in_force(const life_versions *versions, int64_t plan_id)
{
    VD_EACH(v, versions)
        if (v->plan_id == plan_id && vd_str_is(v->state, "publicado"))
            return v;
    return NULL;
}

/* The modification of the version in force that can be written; begun with the motive of the request when there is none. */
static enum vd_err draft_of(struct vd_change *change, const struct amendment_request_row *request, struct amendment_answering *of, int64_t *ret)
{
    life_versions versions = {0};
    struct life_stepped done = {0};
    VD_TRY(life_list(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), &versions));
    const struct life_version_row *base = in_force(&versions, request->plan_id);
    if (!base)
        return refuse(&of->problem, VD_CONFLICT, VD_S("Ese plan ya no tiene una versión en firme que se pueda modificar."));
    VD_EACH(v, &versions) {
        if (!v->base_id.has || v->base_id.v != base->id || !life_is_live(v->state))
            continue;
        *ret = v->id;
        return life_may_write(v) ? VD_OK : refuse(&of->problem, VD_CONFLICT, VD_S("La modificación en trámite ya se llevó a aprobación: sus filas no se pueden cambiar hasta que se decida."));
    }
    const struct life_stepping step = {.version_id = base->id, .event = VD_S("pedir_modificacion"), .person_id = of->person_id, .said = {.reason = request->motive}};
    enum vd_err err = life_step(change, &step, &done);
    of->problem = done.problem;
    *ret = done.version.id;
    return err;
}

/* Whoever asked for it, or leads the row in the first line, does not review it in the second (MECI): another person accepts it. */
static enum vd_err check_reviewer(struct vd_change *change, struct amendment_answering *of, const struct row_change_request *row)
{
    struct vd_who who = {0};
    amendment_activities found = {0};
    if (row->asked_by == of->person_id)
        return refuse(&of->problem, VD_DENIED, VD_S("Usted pidió este cambio: debe aceptarlo otra persona."));
    if (!row->activity_key.has)
        return VD_OK;
    VD_TRY(vd_posts_of(vd_change_db(change), vd_change_arena(change), row->entity_id, of->person_id, vd_date_in_bogota(vd_change_now(change)), &who));
    VD_TRY(amendment_activity_all(vd_change_db(change), vd_change_arena(change), row->entity_id, row->version_id, row->activity_key.v, &found));
    bool first_line = found.n && found.v[0].lead.has && vd_who_may_unit(&who, "plan.proponer", found.v[0].lead.v);
    return first_line ? refuse(&of->problem, VD_DENIED, VD_S("Usted responde por esa actividad en la primera línea: el cambio lo acepta otra persona.")) : VD_OK;
}

static enum vd_err accept(struct vd_change *change, const struct amendment_request_row *request, struct amendment_answering *of, struct row_change_request *row)
{
    struct amendment_applying applying = {.request = request, .person_id = of->person_id};
    VD_TRY(draft_of(change, request, of, &applying.version_id));
    enum vd_err err = amendment_apply(change, &applying);
    of->problem = applying.problem;
    row->activity_key = vd_some(applying.key);
    row->applied_to = vd_some(applying.version_id);
    return err;
}

enum vd_err amendment_answer(struct vd_change *change, struct amendment_answering *of)
{
    amendment_requests found = {0};
    struct row_change_request row = {.entity_id = vd_change_entity(change), .id = of->request_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_change_request, &row));
    VD_TRY(amendment_request_all(vd_change_db(change), vd_change_arena(change), row.entity_id, of->request_id, 0, &found));
    if (!vd_str_is(row.state, "pedido"))
        return refuse(&of->problem, VD_CONFLICT, VD_S("Otra persona ya respondió esta solicitud. Vuelva a abrir la página."));
    if (of->accepts)
        VD_TRY(check_reviewer(change, of, &row));
    row.state = of->accepts ? VD_S("aceptado") : VD_S("rechazado");
    row.answer = of->answer;
    row.answered_by = vd_some(of->person_id);
    row.answered_at = vd_some(vd_change_now(change));
    if (of->accepts)
        VD_TRY(accept(change, &found.v[0], of, &row));
    VD_TRY(vd_change_put(change, &T_change_request, &row));
    vd_change_subject(change, row.id);
    struct vd_notice notice;
    VD_TRY(notice_of(change, row.id, vd_str_printf(vd_change_arena(change), "%s el cambio que usted pidió del %.*s %" PRId64, of->accepts ? "Aceptaron" : "Rechazaron",
        VD_SARG(found.v[0].short_name), found.v[0].vigencia), &notice));
    if (row.asked_by != of->person_id)
        VD_TRY(vd_notice_put(vd_change_db(change), vd_change_arena(change), &notice, row.asked_by, vd_change_now(change)));
    return VD_OK;
}

/* ---- who was told */

enum vd_err amendment_tell(struct vd_change *change, struct amendment_telling *of)
{
    struct life_version_row version;
    VD_TRY(life_get(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of->version_id, &version));
    if (!life_is_modification(&version) || !life_is_live(version.state))
        return refuse(&of->problem, VD_CONFLICT, VD_S("Solo se registra antes de publicar una modificación."));
    const struct row_change_notice row = {.entity_id = version.entity_id, .version_id = version.id, .party = of->party, .channel = of->channel, .told_on = of->told_on, .recorded_by = of->person_id};
    vd_change_subject(change, version.id);
    return vd_change_put(change, &T_change_notice, &row);
}
