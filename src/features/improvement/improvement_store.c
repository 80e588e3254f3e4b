/* SPDX-License-Identifier: Apache-2.0 */
#include "features/improvement/improvement.h"

/* An absent text is NULL in SQL, which equals nothing. */
static struct vd_str any(struct vd_str s) { return s.p ? s : VD_S(""); }

enum vd_err improvement_list_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct improvement_asked *a, improvement_list *ret)
{
    return improvement_found_all(db, arena, entity_id, a->no, any(a->source), any(a->state), any(a->unit), a->open_only, a->late_only, a->public_only, any(vd_date_iso(arena, a->today)), a->before_no,
                                 a->most, ret);
}

enum vd_err improvement_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t no, struct vd_date today, struct improvement_found_row *ret)
{
    improvement_list found = {0};
    VD_TRY(improvement_list_of(db, arena, entity_id, &(struct improvement_asked){.no = no, .most = 1, .today = today}, &found));
    if (!no || !found.n)
        return VD_NOT_FOUND;
    *ret = found.v[0];
    return VD_OK;
}

enum vd_err improvement_act_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t improvement_id, int64_t no, struct improvement_act_row *ret)
{
    improvement_acts found = {0};
    VD_TRY(improvement_act_all(db, arena, entity_id, improvement_id, no, false, &found));
    if (!no || !found.n)
        return VD_NOT_FOUND;
    *ret = found.v[0];
    return VD_OK;
}

enum vd_err improvement_origins_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, struct vd_str cut_on, struct vd_str address, improvement_origins *ret)
{
    return improvement_row_all(db, arena, entity_id, plan_id, any(cut_on), any(address), ret);
}

/* ---- who */

static bool is_of(const struct vd_who *who, int64_t unit_id)
{
    VD_EACH(post, &who->posts)
        if (post->unit_id.has && post->unit_id.v == unit_id)
            return true;
    return vd_who_may_unit(who, "mejora.escribir", unit_id);
}

enum vd_err improvement_own(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, int64_t improvement_id, struct vd_str *ret)
{
    improvement_units_rows units = {0};
    struct improvement_hand_row hand;
    *ret = (struct vd_str){0};
    VD_TRY(improvement_hand_one(db, arena, who->entity.id, improvement_id, who->person_id, &hand));
    if (hand.has) {
        *ret = VD_S("Usted escribió este plan de mejoramiento o lo ejecuta: no lo revisa ni lo cierra; le corresponde a otra persona.");
        return VD_OK;
    }
    VD_TRY(improvement_units_all(db, arena, who->entity.id, improvement_id, &units));
    VD_EACH(u, &units)
        if (is_of(who, u->unit_id))
            *ret = VD_S("Este hallazgo o una de sus acciones es de su dependencia: no lo revisa ni lo cierra quien lo ejecuta; le corresponde a otra persona.");
    return VD_OK;
}

/* ---- files */

enum vd_err improvement_file_is_public(const struct documents_asked *asked, bool *ret)
{
    struct improvement_file_row row;
    VD_TRY(improvement_file_one(asked->db, asked->arena, asked->entity_id, asked->subject_id, asked->attachment_id, &row));
    *ret = row.is_public;
    return VD_OK;
}

enum vd_err improvement_file_may(const struct documents_asked *asked, const struct vd_who *who, bool *ret)
{
    struct improvement_file_row row;
    improvement_units_rows units = {0};
    VD_TRY(improvement_file_one(asked->db, asked->arena, asked->entity_id, asked->subject_id, asked->attachment_id, &row));
    *ret = vd_str_is(row.classification, "publica") || vd_who_may(who, "mejora.revisar") || vd_who_may(who, "mejora.cerrar");
    VD_TRY(improvement_units_all(asked->db, asked->arena, asked->entity_id, asked->subject_id, &units));
    VD_EACH(u, &units)
        *ret = *ret || vd_who_may_unit(who, "mejora.escribir", u->unit_id);
    return VD_OK;
}
