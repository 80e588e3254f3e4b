/* SPDX-License-Identifier: Apache-2.0 */
#include "features/documents/documents_views.h"

enum { SOON_DAYS = 30 };

const struct vd_choice documents_act_kinds[] = {
    {.value = {"resolucion", 10}, .text = {"Resolución", 11}}, {.value = {"decreto", 7}, .text = {"Decreto", 7}}, {.value = {"acta", 4}, .text = {"Acta", 4}},
    {.value = {"acuerdo", 7}, .text = {"Acuerdo", 7}}, {.value = {"circular", 8}, .text = {"Circular", 8}}, {.value = {"otro", 4}, .text = {"Otro acto", 9}},
    {.value = {NULL, 0}},
};

struct vd_sem documents_due(struct vd_arena *arena, struct vd_str review_on, struct vd_date today)
{
    struct vd_date day;
    if (!review_on.n || !vd_date_from_iso(review_on, &day))
        return (struct vd_sem){0};
    int64_t left = vd_date_days(day) - vd_date_days(today);
    if (left < 0)
        return (struct vd_sem){"bad", vd_str_printf(arena, "Revisión vencida hace %" PRId64 " %s", -left, left == -1 ? "día" : "días").p};
    return left <= SOON_DAYS ? (struct vd_sem){"near", "Revisión próxima"} : (struct vd_sem){0};
}

struct vd_str documents_day(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date day;
    return iso.n && vd_date_from_iso(iso, &day) ? vd_es_date_long(arena, day) : (struct vd_str){0};
}

struct vd_str documents_act(struct vd_arena *arena, const struct documents_version_row *version)
{
    for (const struct vd_choice *kind = documents_act_kinds; kind->value.p; kind++)
        if (vd_str_eq(version->act_kind, kind->value)) {
            struct vd_str day = documents_day(arena, version->act_on);
            return vd_str_printf(arena, "%.*s %.*s%s%.*s", VD_SARG(kind->text), VD_SARG(version->act_no), day.n ? " del " : "", VD_SARG(day));
        }
    return (struct vd_str){0};
}

void documents_editions_fill(struct vd_req *rq, struct vd_str slug, const documents_versions *versions, bool is_public, documents_editions *ret)
{
    VD_EACH(v, versions) {
        if (is_public && !v->published_at.has)
            continue;
        const struct documents_files_row file = {.id = v->attachment_id, .name = v->name, .kind = v->kind, .classification = v->classification, .added_at = v->added_at,
            .sha256 = v->sha256, .size = v->size, .mime = v->mime};
        struct documents_edition_view *e = VD_PUSH(rq->arena, ret);
        e->no = v->no;
        e->act = documents_act(rq->arena, v);
        e->signers = v->act_signers;
        e->changes = v->changes;
        e->is_public = v->published_at.has;
        e->is_reserved = vd_str_is(v->classification, "reservada");
        if (is_public)
            e->added = vd_str_printf(rq->arena, "Publicada el %.*s", VD_SARG(vd_es_date_long(rq->arena, vd_date_in_bogota(v->published_at.v))));
        else
            e->added = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(v->adder), VD_SARG(vd_es_instant(rq->arena, v->added_at)));
        *VD_PUSH(rq->arena, &e->file.lines) = documents_line(rq->arena, slug, &file, is_public);
    }
}
