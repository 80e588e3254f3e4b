/* SPDX-License-Identifier: Apache-2.0 */
/* Who is told of a step: those who have to go on with it, and those whom it concerns. */
#include "core/notice.h"
#include "features/life/life_inside.h"

/* but: who took the step knows it. */
struct telling { struct vd_db *db; struct vd_arena *arena; const struct life_version_row *version; int64_t but; vd_us now; };

static enum vd_err notice_of(const struct telling *t, struct vd_str said, const char *below, struct vd_notice *ret)
{
    const struct life_version_row *v = t->version;
    *ret = (struct vd_notice){.entity_id = v->entity_id, .said = vd_str_printf(t->arena, "%.*s: %.*s %" PRId64 ", versión %" PRId64, VD_SARG(said), VD_SARG(v->short_name), v->vigencia, v->no)};
    return vd_notice_path(t->db, t->arena, v->entity_id, vd_str_printf(t->arena, "planes/%.*s/%" PRId64 "/%" PRId64 "%s", VD_SARG(v->path_word), v->vigencia, v->no, below), &ret->path);
}

static enum vd_err tell(const struct telling *t, const struct vd_notice *notice, const char *right, struct vd_oint unit)
{
    return vd_notice_put_right(t->db, t->arena, notice, right, unit, t->but, t->now);
}

/* Whose request is in this version. */
static enum vd_err tell_askers(const struct telling *t, const struct vd_notice *notice)
{
    struct life_asker_row row;
    VD_LIST(int64_t) people = {0};
    VD_AUTO_STMT struct vd_stmt *st = life_asker_open(t->db, t->version->entity_id, t->version->id);
    while (life_asker_next(st, t->arena, &row))
        if (row.person_id != t->but)
            *VD_PUSH(t->arena, &people) = row.person_id;
    VD_TRY(vd_done(st));
    VD_EACH(person, &people)
        VD_TRY(vd_notice_put(t->db, t->arena, notice, *person, t->now));
    return VD_OK;
}

/* Everybody who leads, of a first version; of a modification, who leads a row that it changes. */
static enum vd_err tell_leaders(const struct telling *t, const struct vd_notice *notice)
{
    struct life_changed_unit_row row;
    VD_LIST(int64_t) units = {0};
    if (!life_is_modification(t->version))
        return tell(t, notice, "plan.proponer", (struct vd_oint){0});
    VD_AUTO_STMT struct vd_stmt *st = life_changed_unit_open(t->db, t->version->entity_id, t->version->id);
    while (life_changed_unit_next(st, t->arena, &row))
        *VD_PUSH(t->arena, &units) = row.unit_id;
    VD_TRY(vd_done(st));
    VD_EACH(unit, &units)
        VD_TRY(tell(t, notice, "plan.proponer", vd_some(*unit)));
    return VD_OK;
}

enum vd_err life_tell(struct vd_change *change, const struct life_version_row *version, const struct life_plan_transitions *rule, int64_t person_id)
{
    const struct telling t = {vd_change_db(change), vd_change_arena(change), version, person_id, vd_change_now(change)};
    struct vd_notice notice;
    if (vd_str_is(rule->event, "someter")) {
        VD_TRY(notice_of(&t, VD_S("Espera su aprobación"), "/aprobacion", &notice));
        return tell(&t, &notice, "plan.aprobar", (struct vd_oint){0});
    }
    bool publishes = vd_str_is(rule->event, "publicar"), decides = vd_str_is(rule->right, "plan.aprobar");
    if (!publishes && !decides && !vd_str_is(rule->event, "cerrar_consulta"))
        return VD_OK;
    VD_TRY(notice_of(&t, rule->past, "", &notice));
    VD_TRY(tell(&t, &notice, "plan.escribir", (struct vd_oint){0}));
    if (publishes || decides)
        VD_TRY(tell_askers(&t, &notice));
    if (!publishes)
        return VD_OK;
    VD_TRY(tell(&t, &notice, "plan.comentar", (struct vd_oint){0}));
    return tell_leaders(&t, &notice);
}
