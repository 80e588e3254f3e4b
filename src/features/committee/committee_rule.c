/* SPDX-License-Identifier: Apache-2.0 */
/* How many members must attend. Each entity may set one of these by an act of its own. */
#include "db/tables.h"
#include "features/committee/committee.h"

const struct committee_quorum_rule committee_quorum_rules[] = {
    {"mas_de_la_mitad", "Más de la mitad de los miembros", 1, 2, 1},
    {"la_mitad", "Al menos la mitad de los miembros", 1, 2, 0},
    {"dos_tercios", "Al menos las dos terceras partes de los miembros", 2, 3, 0},
    {"todos", "Todos los miembros", 1, 1, 0},
    {NULL, NULL, 0, 0, 0},
};

static const struct committee_quorum_rule *rule_named(struct vd_str code)
{
    for (const struct committee_quorum_rule *r = committee_quorum_rules; r->code; r++)
        if (vd_str_is(code, r->code))
            return r;
    return NULL;
}

static const struct committee_quorum_rule *rule_stored(const struct row_committee_rule *row)
{
    for (const struct committee_quorum_rule *r = committee_quorum_rules; r->code; r++)
        if (row->share_n == r->share_n && row->share_of == r->share_of && row->more == r->more)
            return r;
    return &committee_quorum_rules[0];
}

enum vd_err committee_rule_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct committee_ruled *ret)
{
    struct row_committee_rule row = {.entity_id = entity_id};
    enum vd_err err = vd_row_get(db, arena, &T_committee_rule, &row);
    if (err == VD_NOT_FOUND)
        *ret = (struct committee_ruled){&committee_quorum_rules[0], {0}};
    else if (err == VD_OK)
        *ret = (struct committee_ruled){rule_stored(&row), row.act};
    return err == VD_NOT_FOUND ? VD_OK : err;
}

int64_t committee_quorum(const struct committee_quorum_rule *rule, int64_t members)
{
    int64_t share = members * rule->share_n, n = rule->more ? share / rule->share_of + rule->more : (share + rule->share_of - 1) / rule->share_of;
    return n > members ? members : n;
}

enum vd_err committee_rule_set(struct vd_change *change, struct committee_ruling *of)
{
    struct committee_ruled now;
    const struct committee_quorum_rule *rule = rule_named(of->rule);
    VD_TRY(committee_rule_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), &now));
    if (!rule)
        return VD_INVALID;
    if (!vd_str_is(of->seen, now.rule->code))
        return VD_CONFLICT;
    const struct row_committee_rule row = {.entity_id = vd_change_entity(change), .share_n = rule->share_n, .share_of = rule->share_of, .more = rule->more, .act = of->act};
    return vd_change_put(change, &T_committee_rule, &row);
}
