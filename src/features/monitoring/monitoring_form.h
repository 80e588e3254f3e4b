/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the form of a report. What was typed (monitoring_form_read.c), how it looks (monitoring_form_show.c), and its
 * two routes (monitoring_form_pages.c). */
#ifndef MONITORING_FORM_H
#define MONITORING_FORM_H
#include "features/monitoring/monitoring_say.h"

struct form_input {
    struct vd_str entidad, familia, direccion, visto, responde, valor, denominador, cumplido, acumulado, fecha, que, dificultades, no_aplica, titulo, clase, enlace, acta, acta_fecha, accion;
    struct vd_oint vigencia, corrige, quitar, hecho;
    struct vd_upload archivo;
};

/* Who may see a file. */
/* Of the field `responde`: progress in between, which answers nothing that is asked. */
#define FORM_BETWEEN "intermedio"

/* What a new draft corrects: what was asked for, or what planning sent back; NULL: nothing. */
const struct monitoring_report_row *form_corrected(const struct monitoring_opened *of, struct vd_oint asked);
/* Values, dates and words; what is wrong is said in rq->wrong. */
void form_read_values(struct vd_req *rq, const struct form_input *in, const struct monitoring_line *line, bool send, struct row_report *ret);
void form_read_answer(struct vd_req *rq, const struct form_input *in, const struct monitoring_opened *of, struct monitoring_saving *ret);
void form_read_pieces(struct vd_req *rq, const struct form_input *in, struct monitoring_saving *ret);
/* The form as a report has it. */
void form_prefill(struct vd_req *rq, const struct monitoring_line *line, const struct monitoring_report_row *report, struct form_input *ret);
VD_MUST enum vd_err form_show(struct vd_req *rq, const struct monitoring_opened *of, const struct form_input *in, bool conflict);
#endif
