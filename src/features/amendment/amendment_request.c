/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for a change, and answering. What a field says is judged on the rows as they are inside the change. */
#include "db/tables.h"
#include "features/amendment/amendment_request.h"

static enum vd_err refuse(struct vd_str *ret_problem, enum vd_err err, struct vd_str said)
{
    *ret_problem = said;
    return err;
}

/* ---- asking */

struct current { struct amendment_activity_row row; const struct amendment_window_row *window; };

static struct vd_str says(const struct current *now, const char *field)
{
    const struct { const char *name; struct vd_str value; } of[] = {{"actividad", now->row.description}, {"producto", now->row.product}, {"meta", now->row.goal},
        {"responsable", now->row.lead_name}, {"desde", now->window ? now->window->from_on : (struct vd_str){0}}, {"hasta", now->window ? now->window->due_on : (struct vd_str){0}}};
    for (size_t i = 0; i < VD_COUNT(of); i++)
        if (!strcmp(of[i].name, field))
            return of[i].value;
    return (struct vd_str){0};
}

static enum vd_err current_of(struct vd_change *change, const struct amendment_asking *of, struct current *ret)
{
    amendment_activities found = {0};
    amendment_windows *windows = VD_NEW(vd_change_arena(change), amendment_windows);
    *ret = (struct current){0};
    if (!of->activity_key)
        return VD_OK;
    VD_TRY(amendment_activities_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of->version_id, of->activity_key, &found));
    if (!found.n)
        return VD_NOT_FOUND;
    VD_TRY(amendment_windows_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of->version_id, of->activity_key, windows));
    *ret = (struct current){found.v[0], amendment_window_at(windows, of->window_ord)};
    return VD_OK;
}

static enum vd_err unit_of(struct vd_change *change, struct vd_str name, struct vd_oint *ret)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), &units));
    VD_EACH(u, &units)
        if (vd_str_eq(u->name, name))
            *ret = vd_some(u->id);
    return VD_OK;
}

/* Who leads the row asks, or planning; of a row that is added, who will lead it. */
static enum vd_err check_right(struct vd_change *change, struct amendment_asking *of, const struct current *now)
{
    struct vd_who who = {0};
    struct vd_oint unit = now->row.lead;
    VD_TRY(vd_posts_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of->person_id, vd_date_in_bogota(vd_change_now(change)), &who));
    VD_EACH(to, &of->to)
        if (!of->activity_key && !strcmp(to->field, "responsable"))
            VD_TRY(unit_of(change, to->to, &unit));
    bool may = vd_who_has_role(&who, "planeacion") || (unit.has && vd_who_may_unit(&who, "plan.pedir_cambio", unit.v));
    return may ? VD_OK : refuse(&of->problem, VD_DENIED, VD_S("Usted pide cambios de las actividades que lidera su dependencia; esta la lidera otra."));
}

static enum vd_err put_fields(struct vd_change *change, struct amendment_asking *of, int64_t request, const struct current *now)
{
    int64_t n = 0;
    VD_EACH(to, &of->to) {
        struct vd_str old = says(now, to->field);
        if (vd_str_eq(vd_str_trim(to->to), old))
            continue;
        const struct row_change_request_field row = {.entity_id = vd_change_entity(change), .request_id = request, .field = vd_str_of(to->field),
            .old = old.n ? old : (struct vd_str){0}, .new = to->to.n ? vd_str_trim(to->to) : (struct vd_str){0}};
        VD_TRY(vd_change_put(change, &T_change_request_field, &row));
        n++;
    }
    if (!n && !vd_str_is(of->kind, "retirar"))
        return refuse(&of->problem, VD_INVALID, VD_S("Lo que escribió es lo que ya dice el plan: cambie algo, o elija retirar la actividad."));
    return VD_OK;
}

static bool is_late(struct vd_change *change, const struct amendment_asking *of, const struct current *now)
{
    struct vd_date due;
    bool moves = false;
    VD_EACH(to, &of->to)
        moves |= !strcmp(to->field, "hasta") && !vd_str_eq(to->to, says(now, "hasta"));
    return moves && now->window && vd_date_from_iso(now->window->due_on, &due) && vd_date_days(due) < vd_date_days(vd_date_in_bogota(vd_change_now(change)));
}

enum vd_err amendment_ask(struct vd_change *change, struct amendment_asking *of)
{
    struct life_version_row version;
    struct current now;
    struct amendment_last_row last;
    VD_TRY(life_get(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of->version_id, &version));
    if (!vd_str_is(version.state, "publicado"))
        return refuse(&of->problem, VD_CONFLICT, VD_S("Esa versión ya no está en firme: pida el cambio sobre la que la reemplazó."));
    VD_TRY(current_of(change, of, &now));
    VD_TRY(check_right(change, of, &now));
    VD_TRY(amendment_last_one(vd_change_db(change), vd_change_arena(change), version.entity_id, &last));
    struct row_change_request row = {.entity_id = version.entity_id, .id = vd_change_id(change), .no = last.no + 1, .version_id = version.id, .kind = of->kind, .motive = of->motive,
        .component_key = of->component_key, .window_ord = of->window_ord, .is_late = is_late(change, of, &now), .asked_by = of->person_id, .asked_at = vd_change_now(change), .state = VD_S("pedido")};
    if (of->activity_key)
        row.activity_key = vd_some(of->activity_key);
    VD_TRY(vd_change_put(change, &T_change_request, &row));
    VD_TRY(put_fields(change, of, row.id, &now));
    vd_change_subject(change, row.id);
    vd_change_result_set(change, vd_str_printf(vd_change_arena(change), "%" PRId64, row.id));
    return VD_OK;
}

/* ---- answering */

/* The modification of this version that can be written; begun with the motive of the request when there is none. */
static enum vd_err draft_of(struct vd_change *change, const struct amendment_request_row *request, struct amendment_answering *of, int64_t *ret)
{
    life_versions versions = {0};
    struct life_stepped done = {0};
    VD_TRY(life_list(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), &versions));
    VD_EACH(v, &versions) {
        if (!v->base_id.has || v->base_id.v != request->version_id || !life_is_live(v->state))
            continue;
        *ret = v->id;
        return life_may_write(v) ? VD_OK : refuse(&of->problem, VD_CONFLICT, VD_S("La modificación en trámite ya se llevó a aprobación: sus filas no se pueden cambiar hasta que se decida."));
    }
    const struct life_stepping step = {.version_id = request->version_id, .event = VD_S("pedir_modificacion"), .person_id = of->person_id, .said = {.reason = request->motive}};
    enum vd_err err = life_step(change, &step, &done);
    of->problem = done.problem;
    *ret = done.version.id;
    return err;
}

/* Whoever asked for it, or leads the row in the first line, does not review it in the second (MECI): another person accepts it. */
static enum vd_err check_reviewer(struct vd_change *change, struct amendment_answering *of, const struct row_change_request *row)
{
    struct vd_who who = {0};
    struct amendment_lead_row lead;
    if (row->asked_by == of->person_id)
        return refuse(&of->problem, VD_DENIED, VD_S("Usted pidió este cambio: debe aceptarlo otra persona."));
    VD_TRY(vd_posts_of(vd_change_db(change), vd_change_arena(change), row->entity_id, of->person_id, vd_date_in_bogota(vd_change_now(change)), &who));
    enum vd_err err = amendment_lead_one(vd_change_db(change), vd_change_arena(change), row->entity_id, row->version_id, row->activity_key.v, &lead);
    if (err == VD_NOT_FOUND)
        return VD_OK;
    VD_TRY(err);
    return vd_who_may_unit(&who, "plan.proponer", lead.unit_id)
               ? refuse(&of->problem, VD_DENIED, VD_S("Usted responde por esa actividad en la primera línea: el cambio lo acepta otra persona.")) : VD_OK;
}

enum vd_err amendment_answer(struct vd_change *change, struct amendment_answering *of)
{
    amendment_requests found = {0};
    struct row_change_request row = {.entity_id = vd_change_entity(change), .id = of->request_id};
    VD_TRY(amendment_requests_of(vd_change_db(change), vd_change_arena(change), row.entity_id, of->request_id, &found));
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_change_request, &row));
    if (!vd_str_is(row.state, "pedido"))
        return refuse(&of->problem, VD_CONFLICT, VD_S("Otra persona ya respondió esta solicitud. Vuelva a abrir la página."));
    if (of->accepts)
        VD_TRY(check_reviewer(change, of, &row));
    row.state = of->accepts ? VD_S("aceptado") : VD_S("rechazado");
    row.answer = of->answer;
    row.answered_by = vd_some(of->person_id);
    row.answered_at = vd_some(vd_change_now(change));
    if (of->accepts) {
        int64_t draft = 0;
        VD_TRY(draft_of(change, &found.v[0], of, &draft));
        VD_TRY(amendment_apply(change, &found.v[0], draft, &of->problem));
        row.applied_to = vd_some(draft);
    }
    VD_TRY(vd_change_put(change, &T_change_request, &row));
    vd_change_subject(change, row.id);
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
