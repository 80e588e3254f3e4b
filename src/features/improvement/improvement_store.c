/* SPDX-License-Identifier: Apache-2.0 */
#include "features/improvement/improvement.h"

/* An absent text is NULL in SQL, which equals nothing. */
static struct vd_str any(struct vd_str s) { return s.p ? s : VD_S(""); }

enum vd_err improvement_list_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct improvement_asked *a, improvement_list *ret)
{
    const int64_t to_no = a->no ? a->no : a->before_no ? a->before_no - 1 : INT64_MAX;
    return improvement_found_all(db, arena, entity_id, a->no, to_no, any(a->source), any(a->state), any(a->unit), a->open_only, a->late_only, a->public_only, any(vd_date_iso(arena, a->today)), a->most, ret);
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

enum vd_err improvement_acts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t improvement_id, bool public_only, improvement_acts *ret)
{
    return improvement_act_all(db, arena, entity_id, improvement_id, improvement_id, public_only, ret);
}

enum vd_err improvement_act_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t improvement_id, int64_t no, struct improvement_act_row *ret)
{
    improvement_acts found = {0};
    VD_TRY(improvement_acts_of(db, arena, entity_id, improvement_id, false, &found));
    VD_EACH(a, &found) {
        if (a->no != no)
            continue;
        *ret = *a;
        return VD_OK;
    }
    return VD_NOT_FOUND;
}

enum vd_err improvement_acts_among(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const improvement_list *findings, bool public_only, improvement_acts *ret)
{
    int64_t from = INT64_MAX, to = 0;
    VD_EACH(f, findings) {
        from = f->id < from ? f->id : from;
        to = f->id > to ? f->id : to;
    }
    return improvement_act_all(db, arena, entity_id, from, to, public_only, ret);
}

improvement_acts improvement_acts_next(const improvement_acts *among, const struct improvement_found_row *f, size_t *ret_at)
{
    while (*ret_at < among->n && among->v[*ret_at].finding_no > f->no)
        ++*ret_at;
    const size_t first = *ret_at;
    while (*ret_at < among->n && among->v[*ret_at].finding_no == f->no)
        ++*ret_at;
    return *ret_at > first ? (improvement_acts){.v = among->v + first, .n = *ret_at - first} : (improvement_acts){0};
}

enum vd_err improvement_reported_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t improvement_id, struct improvement_reported *ret)
{
    struct improvement_reported reported = {0};
    VD_TRY(improvement_reports_all(db, arena, entity_id, improvement_id, &reported.reports));
    VD_TRY(improvement_proofs_all(db, arena, entity_id, improvement_id, &reported.proofs));
    *ret = reported;
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
    improvement_list found = {0};
    VD_TRY(improvement_file_one(asked->db, asked->arena, asked->entity_id, asked->subject_id, asked->attachment_id, &row));
    const struct improvement_asked public_one = {.no = row.finding_no, .public_only = true, .most = 1};
    VD_TRY(improvement_list_of(asked->db, asked->arena, asked->entity_id, &public_one, &found));
    *ret = found.n == 1;
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
