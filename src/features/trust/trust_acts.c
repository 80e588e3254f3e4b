/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan.h"
#include "features/trust/trust_views.h"

static const struct vd_field act_fields[] = {
    VD_FIELD(struct trust_act, seq, VD_F_INT, "seq", "Acto", "Número del acto en su cadena, desde 1 y sin saltos"),
    VD_FIELD(struct trust_act, at, VD_F_TEXT, "at", "Fecha", "Cuándo, en hora de Colombia"),
    VD_FIELD(struct trust_act, instant, VD_F_INT, "instant", "Instante", "Lo mismo en microsegundos desde 1970: así entra en la huella"),
    VD_FIELD(struct trust_act, kind, VD_F_TEXT, "kind", "Clase", "Clase de acto"),
    VD_FIELD(struct trust_act, text, VD_F_TEXT, "text", "Qué pasó", "La clase de acto en palabras"),
    VD_FIELD(struct trust_act, subject, VD_F_TEXT, "subject", "Sobre qué", "Plan del que trata; vacío si trata de otra cosa"),
    VD_FIELD(struct trust_act, seal, VD_F_TEXT, "seal", "Sello", "Huella con sal de quién actuó y sobre qué fila: se prueba sin decirlo"),
    VD_FIELD(struct trust_act, detail_hash, VD_F_TEXT, "detail_hash", "Huella del detalle", "Huella con sal de todo lo que el acto escribió"),
    VD_FIELD(struct trust_act, prev, VD_F_TEXT, "prev", "Huella anterior", "Huella del acto anterior; 64 ceros en el primero"),
    VD_FIELD(struct trust_act, hash, VD_F_TEXT, "hash", "Huella", "SHA-256 de lo anterior, como dice la página «Compruébelo»"),
};
const struct vd_dataset trust_acts_set = VD_DATASET(trust_act, act_fields, "registro", "Registro de actos");

/* «PAAC 2022»; a plan that is not shown yet is not named. */
static enum vd_err say_subject(struct vd_req *rq, struct vd_arena *arena, const struct vd_entity *entity, const struct vd_chain_row *row, struct vd_str *ret)
{
    struct plan_of_subject_row plan;
    enum vd_err err = entity ? plan_of_subject(rq->db, arena, entity->id, row->subject_kind, row->subject_id, &plan) : VD_NOT_FOUND;
    if (err == VD_NOT_FOUND)
        return VD_OK;
    VD_TRY(err);
    if (!plan.draft)
        *ret = vd_str_printf(arena, "%.*s %" PRId64, VD_SARG(plan.short_name), plan.vigencia);
    return VD_OK;
}

enum vd_err trust_acts_of(struct vd_req *rq, struct vd_arena *arena, const struct vd_entity *entity, int64_t from, int64_t to, trust_acts *ret)
{
    vd_chain chain = {0};
    trust_acts acts = {0};
    VD_TRY(vd_record_chain(rq->db, arena, entity ? entity->id : 0, from, to, &chain));
    VD_EACH(row, &chain) {
        struct trust_act *act = VD_PUSH(arena, &acts);
        *act = (struct trust_act){
            .seq = row->seq, .at = vd_us_iso(arena, row->at), .instant = row->at, .kind = row->kind, .text = row->text, .seal = row->seal,
            .detail_hash = row->detail_hash, .prev = row->prev, .hash = row->hash, .when = vd_es_instant(arena, row->at),
            .short_hash = vd_str_sub(row->hash, 0, 16)};
        VD_TRY(say_subject(rq, arena, entity, row, &act->subject));
    }
    *ret = acts;
    return VD_OK;
}
