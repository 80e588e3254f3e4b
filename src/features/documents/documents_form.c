/* SPDX-License-Identifier: Apache-2.0 */
#include "features/documents/documents_form.h"

void documents_head_fields(struct vd_req *rq, const struct documents_input *in, struct documents_fields *ret)
{
    ret->title = staff_input(rq, "titulo", VD_S("Título"), in->titulo);
    ret->about = staff_input(rq, "resumen", VD_S("De qué trata"), in->resumen);
    ret->about.rows = 3;
    ret->about.optional = true;
    ret->review = staff_input(rq, "revision", VD_S("Próxima revisión"), in->revision);
    ret->review.hint = VD_S("Día/mes/año. Ese día Veedor la muestra como vencida hasta que alguien la mueva.");
    ret->review.width = "w-s";
    ret->review.optional = true;
    ret->kind = (struct vd_choices){.name = "clase", .label = VD_S("Clase de documento"), .error = staff_wrong_of(rq, "clase"), .as_list = true};
    for (size_t i = 0; i < documents_document_kinds_n; i++)
        *VD_PUSH(rq->arena, &ret->kind.of) = (struct vd_choice){.value = documents_document_kinds[i].code, .text = documents_document_kinds[i].name,
            .chosen = vd_str_eq(in->clase, documents_document_kinds[i].code)};
}

void documents_edition_fields(struct vd_req *rq, const struct documents_input *in, struct documents_fields *ret)
{
    ret->file = documents_input(rq, "archivo", VD_S("Archivo"));
    ret->changes = staff_input(rq, "cambios", VD_S("Qué cambia en esta versión"), in->cambios);
    ret->changes.rows = 2;
    ret->act_kind = (struct vd_choices){.name = "acto", .label = VD_S("Acto que lo adopta"), .error = staff_wrong_of(rq, "acto"), .as_list = true, .optional = true};
    for (const struct vd_choice *kind = documents_act_kinds; kind->value.p; kind++)
        *VD_PUSH(rq->arena, &ret->act_kind.of) = (struct vd_choice){.value = kind->value, .text = kind->text, .chosen = vd_str_eq(in->acto, kind->value)};
    ret->act_no = staff_input(rq, "numero", VD_S("Número del acto"), in->numero);
    ret->act_on = staff_input(rq, "fecha", VD_S("Fecha del acto"), in->fecha);
    ret->act_on.hint = VD_S("Día/mes/año.");
    ret->signers = staff_input(rq, "firmantes", VD_S("Quiénes firman el acto"), in->firmantes);
    ret->signers.rows = 2;
    ret->signers.hint = VD_S("Nombre y cargo, uno por línea.");
    ret->act_no.width = ret->act_on.width = "w-s";
    ret->changes.optional = ret->act_no.optional = ret->act_on.optional = ret->signers.optional = true;
    ret->secrecy = (struct vd_choices){.name = "reserva", .label = VD_S("¿Es información reservada?"), .error = staff_wrong_of(rq, "reserva"),
        .hint = VD_S("Un archivo reservado no se publica, y solo lo abren usted y quienes tienen ese derecho.")};
    *VD_PUSH(rq->arena, &ret->secrecy.of) = (struct vd_choice){.value = VD_S("no"), .text = VD_S("No"), .chosen = !vd_str_is(in->reserva, "si")};
    *VD_PUSH(rq->arena, &ret->secrecy.of) = (struct vd_choice){.value = VD_S("si"), .text = VD_S("Sí"), .chosen = vd_str_is(in->reserva, "si")};
}

void documents_head_read(struct vd_req *rq, const struct documents_input *in, struct documents_head *ret)
{
    struct vd_date review = {0};
    *ret = (struct documents_head){.title = vd_str_squeeze(rq->arena, in->titulo), .kind = in->clase, .about = in->resumen};
    if (!staff_wrong_of(rq, "clase").p && !documents_document_kind(in->clase))
        vd_req_wrong(rq, "clase", "Elija una clase de la lista");
    if (!staff_wrong_of(rq, "revision").p && staff_date(rq, "revision", in->revision, &review) == VD_OK)
        ret->review_on = vd_date_iso(rq->arena, review);
}

static bool known_act(struct vd_str code)
{
    for (const struct vd_choice *kind = documents_act_kinds; kind->value.p; kind++)
        if (vd_str_eq(kind->value, code))
            return true;
    return false;
}

static void read_act(struct vd_req *rq, const struct documents_input *in, struct documents_edition *ret)
{
    struct vd_date on = {0};
    bool read = staff_wrong_of(rq, "fecha").p || staff_date(rq, "fecha", in->fecha, &on) == VD_OK;
    if (!in->acto.n) {
        if (in->numero.n || in->fecha.n)
            vd_req_wrong(rq, "acto", "Elija qué acto es, o deje vacíos su número y su fecha");
        return;
    }
    if (!known_act(in->acto))
        vd_req_wrong(rq, "acto", "Elija un acto de la lista");
    if (!in->numero.n)
        vd_req_wrong(rq, "numero", "Escriba el número del acto");
    if (read && (!on.year || vd_date_days(on) > vd_date_days(rq->today)))
        vd_req_wrong(rq, "fecha", "Escriba la fecha del acto, que no sea después de hoy");
    ret->act_kind = in->acto;
    ret->act_no = vd_str_squeeze(rq->arena, in->numero);
    ret->act_on = vd_date_iso(rq->arena, on);
    ret->act_signers = in->firmantes;
}

enum vd_err documents_edition_read(struct vd_req *rq, const struct documents_input *in, struct documents_edition *ret)
{
    *ret = (struct documents_edition){.changes = in->cambios, .is_reserved = vd_str_is(in->reserva, "si")};
    read_act(rq, in, ret);
    if (!in->archivo.bytes.n && !in->archivo.name.n && !staff_wrong_of(rq, "archivo").p)
        vd_req_wrong(rq, "archivo", "Elija el archivo");
    return rq->wrong.n ? VD_OK : documents_take(rq, "archivo", &in->archivo, &ret->file);
}
