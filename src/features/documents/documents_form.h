/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of a document and of a version of it, as they are typed and as they are understood. */
#ifndef DOCUMENTS_FORM_H
#define DOCUMENTS_FORM_H
#include "features/documents/documents_views.h"

struct documents_input {
    struct vd_str entidad, documento, titulo, clase, resumen, revision, cambios, acto, numero, fecha, firmantes, reserva, visto;
    struct vd_upload archivo;
    struct vd_oint version, hecho;
};
void documents_head_fields(struct vd_req *rq, const struct documents_input *in, struct documents_fields *ret);
void documents_edition_fields(struct vd_req *rq, const struct documents_input *in, struct documents_fields *ret);
/* What does not fit is said in rq->wrong. */
void documents_head_read(struct vd_req *rq, const struct documents_input *in, struct documents_head *ret);
/* Takes the file last, when nothing else is wrong. */
VD_MUST enum vd_err documents_edition_read(struct vd_req *rq, const struct documents_input *in, struct documents_edition *ret);

#define DOCUMENTS_TYPED(member, most, must, what, meaning) \
    VD_PARAM(documents_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
#define DOCUMENTS_ENTITY VD_PARAM_ENTITY(documents_input)
#define DOCUMENTS_SLUG VD_PARAM(documents_input, documento, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "slug of the document")
#define DOCUMENTS_HEAD \
    DOCUMENTS_TYPED(titulo, 300, true, "Título", "title"), DOCUMENTS_TYPED(clase, 40, true, "Clase de documento", "code of law/document-kinds.csv"), \
    DOCUMENTS_TYPED(resumen, 2000, false, "De qué trata", "summary"), DOCUMENTS_TYPED(revision, 10, false, "Próxima revisión", "next review, dd/mm/yyyy")
#define DOCUMENTS_EDITION \
    VD_PARAM(documents_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo", .about = "the file of the version"), \
    DOCUMENTS_TYPED(cambios, 2000, false, "Qué cambia", "what is new"), DOCUMENTS_TYPED(acto, 20, false, "Acto que lo adopta", "kind of act"), \
    DOCUMENTS_TYPED(numero, 40, false, "Número del acto", "of the act"), DOCUMENTS_TYPED(fecha, 10, false, "Fecha del acto", "of the act, dd/mm/yyyy"), \
    DOCUMENTS_TYPED(firmantes, 1000, false, "Quiénes firman", "who signed the act, one a line"), DOCUMENTS_TYPED(reserva, 4, false, "Reserva", "si: the file is reserved")
#endif
