/* SPDX-License-Identifier: Apache-2.0 */
#include "db/tables.h"
#include "features/committee/committee.h"

enum vd_err committee_members_on(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str on, committee_members *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = committee_member_open(db, entity_id, on);
    committee_members list = {0};
    struct committee_member_row row;
    while (committee_member_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err committee_sessions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t session, committee_sessions *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = committee_held_open(db, entity_id, session);
    committee_sessions list = {0};
    struct committee_held_row row;
    while (committee_held_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err committee_presents_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t session, committee_presents *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = committee_present_open(db, entity_id, session);
    committee_presents list = {0};
    struct committee_present_row row;
    while (committee_present_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err committee_items_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct committee_asked of, committee_items *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = committee_agenda_open(db, entity_id, of.session, of.version, of.item);
    committee_items list = {0};
    struct committee_agenda_row row;
    while (committee_agenda_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err committee_quorum(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t members, int64_t *ret)
{
    struct row_committee_rule rule = {.entity_id = entity_id};
    enum vd_err err = vd_row_get(db, arena, &T_committee_rule, &rule);
    if (err == VD_NOT_FOUND)
        rule = (struct row_committee_rule){.share_n = 1, .share_of = 2, .more = 1};
    else
        VD_TRY(err);
    int64_t n = members * rule.share_n / rule.share_of + rule.more;
    *ret = n > members ? members : n;
    return VD_OK;
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
    return !ask->said || !vd_str_is(ask->rule->event, "aprobar") || vd_str_is(ask->said->act_kind, "resolucion") || vd_str_is(ask->said->act_kind, "decreto");
}

enum vd_err committee_session_decided(const struct life_ask *ask, struct life_met *ret)
{
    bool own, head;
    committee_items items = {0};
    VD_TRY(formulated(ask, &own));
    VD_TRY(is_head(ask, &head));
    VD_TRY(committee_items_of(ask->db, ask->arena, ask->version->entity_id, (struct committee_asked){.version = ask->version->id}, &items));
    *ret = (struct life_met){false, VD_S("Falta una sesión del comité con quórum que lo tenga en su orden del día, o una resolución o un decreto del representante legal.")};
    if (own)
        *ret = (struct life_met){false, VD_S("Usted participó en su formulación: debe decidir otra persona.")};
    else if (head && by_head_alone(ask))
        *ret = (struct life_met){true, VD_S("El representante legal puede decidir por resolución o decreto.")};
    VD_EACH(item, &items)
        if (!own && is_decided(ask, item))
            *ret = (struct life_met){true, vd_str_printf(ask->arena, "Está en el orden del día del acta %.*s, con quórum.", VD_SARG(item->minutes_no))};
    return VD_OK;
}
