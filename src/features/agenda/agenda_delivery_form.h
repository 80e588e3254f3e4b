/* SPDX-License-Identifier: Apache-2.0 */
/* The form of a new delivery (agenda_delivery_form.c), two rows of the table in agenda_delivery_pages.c. */
#ifndef AGENDA_DELIVERY_FORM_H
#define AGENDA_DELIVERY_FORM_H
#include "features/staff/staff.h"

struct agenda_form_input { struct vd_str entidad, titulo, actividad, dependencia, recibe, cadencia, vence, dia, fechas, desde, hasta, soporte, norma, fila; struct vd_oint ejemplo; };
extern const struct vd_param agenda_form_of_new[], agenda_form_of_post[];
VD_MUST enum vd_err agenda_form_page(struct vd_req *rq);
VD_MUST enum vd_err agenda_form_post(struct vd_req *rq);

#define AGENDA_DELIVERY_FORM_ROUTES \
    STAFF_PAGE(agenda_form_input, "/{entidad}/trabajo/entregas/nueva", agenda_form_of_new, "entregas.escribir", agenda_form_page, "form of a new delivery that comes back"), \
    STAFF_POST(agenda_form_input, "/{entidad}/trabajo/entregas/nueva", agenda_form_of_post, "entregas.escribir", agenda_form_post, "ask for a delivery that comes back")
#endif
