/* SPDX-License-Identifier: Apache-2.0 */
#include "db/tables.h"
#include "features/committee/committee.h"

enum vd_err committee_members_on(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str on, committee_members *ret)
{
    return committee_member_all(db, arena, entity_id, on, ret);
}

enum vd_err committee_sessions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t session, committee_sessions *ret)
{
    return committee_held_all(db, arena, entity_id, session, ret);
}

enum vd_err committee_presents_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t session, committee_presents *ret)
{
    return committee_present_all(db, arena, entity_id, session, ret);
}

enum vd_err committee_items_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct committee_asked of, committee_items *ret)
{
    return committee_agenda_all(db, arena, entity_id, of.session, of.version, of.item, ret);
}

enum vd_err committee_waits_since(struct vd_db *db, struct vd_arena *arena, const struct life_version_row *version, struct vd_date *ret)
{
    life_steps history = {0};
    VD_TRY(life_history(db, arena, version->entity_id, version->id, &history));
    VD_EACH(step, &history) /* newest first */
        if (vd_str_is(step->to_state, "en_aprobacion")) {
            *ret = vd_date_in_bogota(step->at);
            return VD_OK;
        }
    return VD_NOT_FOUND;
}

/* ---- the condition of the steps that decide */

static enum vd_err is_head(const struct life_ask *ask, bool *ret)
{
    struct vd_who who = {0};
    if (ask->person_id)
        VD_TRY(vd_posts_of(ask->db, ask->arena, ask->version->entity_id, ask->person_id, vd_date_in_bogota(ask->now), &who));
    *ret = vd_who_has_role(&who, "jefe");
    return VD_OK;
}

static enum vd_err formulated(const struct life_ask *ask, bool *ret)
{
    struct committee_formulated_row row;
    VD_TRY(committee_formulated_one(ask->db, ask->arena, ask->version->entity_id, ask->version->id, ask->person_id, &row));
    *ret = ask->person_id && row.n;
    return VD_OK;
}

/* A decision is written before the step that it causes, so the step finds it. */
static bool is_decided(const struct life_ask *ask, const struct committee_agenda_row *item)
{
    bool fits = item->step_no == ask->version->step_no && committee_has_quorum(item->present, item->quorum_n);
    return fits && (ask->said ? vd_str_eq(item->decision, ask->rule->event) : !item->decision.n);
}

static bool by_head_alone(const struct life_ask *ask)
{
    return !ask->said || vd_str_is(ask->said->act_kind, "resolucion") || vd_str_is(ask->said->act_kind, "decreto");
}

enum vd_err committee_session_decided(const struct life_ask *ask, struct life_met *ret)
{
    bool own, head;
    committee_items items = {0};
    VD_TRY(formulated(ask, &own));
    VD_TRY(is_head(ask, &head));
    VD_TRY(committee_items_of(ask->db, ask->arena, ask->version->entity_id, (struct committee_asked){.version = ask->version->id}, &items));
    *ret = (struct life_met){.met = false, .said = VD_S("Falta una sesión del comité con quórum que lo tenga en su orden del día, o una resolución o un decreto del representante legal.")};
    if (own)
        *ret = (struct life_met){.met = false, .said = VD_S("Usted participó en su formulación, porque escribió en él, lo trajo o pidió sus cambios: debe decidir otra persona.")};
    else if (head && by_head_alone(ask))
        *ret = (struct life_met){.met = true, .said = VD_S("El representante legal puede decidir por resolución o decreto.")};
    VD_EACH(item, &items)
        if (!own && is_decided(ask, item))
            *ret = (struct life_met){.met = true, .said = vd_str_printf(ask->arena, "Está en el orden del día del acta %.*s, con quórum.", VD_SARG(item->minutes_no))};
    return VD_OK;
}
