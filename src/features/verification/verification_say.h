/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: words, addresses, and how a cut-off of an address is opened. */
#ifndef VERIFICATION_SAY_H
#define VERIFICATION_SAY_H
#include "features/agenda/agenda.h"
#include "features/plan/plan.h"
#include "features/verification/verification_change.h"
#include "features/verification/verification_views.h"

#define VERIFICATION_OF(input) \
    VD_PARAM_ENTITY(input), VD_PARAM(input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define VERIFICATION_PLAN(input) \
    VERIFICATION_OF(input), VD_PARAM(input, corte, VD_FROM_PATH, VD_P_TEXT, .max = 10, .required = true, .about = "day of the cut-off, ISO")
#define VERIFICATION_ACTIVITY(input) VERIFICATION_PLAN(input), VD_PARAM(input, direccion, VD_FROM_PATH, VD_P_TEXT, .max = 60, .required = true, .about = "address of the activity in the plan")
#define VERIFICATION_AT "/{entidad}/trabajo/seguimientos/{familia}/{vigencia}/{corte}"
#define VERIFICATION_ROW VERIFICATION_AT "/actividad/{direccion}"
struct verification_input {
    struct vd_str entidad, familia, corte, direccion, ver, componente, cuales, veredicto, valor, observaciones, no_conformidad, razon, porque, pedir, plazo, respuesta, con, dia, prueba, nota, actividad;
    vd_ints no_conformes;
    struct vd_str calendario, dias, norma, visto;
    struct vd_oint vigencia, hecho, reporte, pedido;
};

struct verification_opened {
    struct life_version_row version;     /* that it follows; of one that is not open yet, the one in force */
    struct agenda_cut cut;
    struct verification_cutoff cutoff;   /* id 0: nobody opened it */
};
/* The plan of the address: in force, else closed. VD_NOT_FOUND: leaves nothing. */
VD_MUST enum vd_err verification_open_plan(struct vd_req *rq, const struct verification_input *in, struct life_version_row *ret);
/* The cut-off of the address; VD_NOT_FOUND leaves a sentence. */
VD_MUST enum vd_err verification_open_at(struct vd_req *rq, const struct verification_input *in, struct verification_opened *ret);
/* With its rows: live while it is open, else as they were frozen. VD_NOT_FOUND: nobody opened it. */
VD_MUST enum vd_err verification_open_rows(struct vd_req *rq, const struct verification_input *in, struct verification_opened *ret, struct verification_sheet *ret_sheet);
/* Index of the activity of the address in the sheet; VD_NOT_FOUND leaves a sentence. */
VD_MUST enum vd_err verification_open_row(struct vd_req *rq, const struct verification_sheet *sheet, struct vd_str address, size_t *ret);

struct vd_url verification_url(struct vd_req *rq, const struct verification_opened *o, const char *word);
struct vd_url verification_row_url(struct vd_req *rq, const struct verification_opened *o, struct vd_str address, const char *word);
struct vd_str verification_plan_said(struct vd_arena *arena, const struct life_version_row *version);
/* How it stands today: «Por venir», «Por abrir», «Abierto» … */
struct vd_sem verification_state(const struct verification_opened *o, struct vd_date today);
/* «Publicado tarde», «Publicación vencida»; word NULL: in time. */
struct vd_sem verification_lateness(const struct verification_cutoff *c, struct vd_date today);
struct vd_sem verification_row_state(const struct followup_line_row *line, const struct verification_line *row);
struct vd_str verification_percent(struct vd_arena *arena, struct vd_oint u6);             /* "86,93 %", "–" */
/* What is official less what was declared: "12,50 puntos menos"; empty: they agree, or one is missing. */
struct vd_str verification_difference(struct vd_arena *arena, const struct followup_line_row *line);
VD_MUST enum vd_err verification_page(struct vd_req *rq, const struct verification_opened *o, struct vd_str title, struct vd_staff_page *ret);
struct verification_request_line verification_request_show(struct vd_arena *arena, const struct verification_request_row *q, struct vd_date today);
/* 303 to the cut-off's page, or what went wrong. */
enum vd_err verification_done_at(struct vd_req *rq, struct staff_write *write, struct vd_url to);
enum vd_err verification_done_here(struct vd_req *rq, struct staff_write *write); /* to the page of the address's cut-off */
/* Of a cut-off that nobody opened: its days, and how it is opened. */
VD_MUST enum vd_err verification_begin_page(struct vd_req *rq, const struct verification_opened *o);
#endif
