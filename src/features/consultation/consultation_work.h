/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what its pages of the work share. */
#ifndef CONSULTATION_WORK_H
#define CONSULTATION_WORK_H
#include "features/life/life.h"
#include "features/plan/plan.h"
#include "features/staff/staff.h"

#define CONSULTATION_ROUTE "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}/consulta"
#define CONSULTATION_OPEN_ROUTE CONSULTATION_ROUTE "/abrir"
#define CONSULTATION_EXTEND_ROUTE CONSULTATION_ROUTE "/ampliar"
#define CONSULTATION_CLOSE_ROUTE CONSULTATION_ROUTE "/cerrar"
#define CONSULTATION_ONE_ROUTE CONSULTATION_ROUTE "/aportes/{aporte}"
#define CONSULTATION_ANSWER_ROUTE CONSULTATION_ONE_ROUTE "/responder"
#define CONSULTATION_DECIDE_ROUTE CONSULTATION_ONE_ROUTE "/decidir"

struct consultation_work_input {
    struct vd_str entidad, familia, aporte, despues;
    struct vd_oint vigencia, version, hecho, visto_rev;
    struct vd_str abre, cierra, canal, nota, hasta, visto;         /* of the consultation */
    struct vd_str respuesta, razon, actividad, decision;           /* of one contribution */
};
#define CONSULTATION_VERSION LIFE_ADDRESS(consultation_work_input)

VD_MUST enum vd_err consultation_version(struct vd_req *rq, struct life_version_row *ret);
struct vd_url consultation_work_url(struct vd_req *rq, const struct life_version_row *v);
#endif
