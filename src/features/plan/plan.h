/* SPDX-License-Identifier: Apache-2.0 */
/* Anticorruption plans: what other features and the edge may use. */
#ifndef PLAN_H
#define PLAN_H
#include "features/plan/plan_batch_views.h"
#include "features/plan/plan_diff.h"   /* versions beside each other */
#include "features/plan/plan_document.h"
#include "features/plan/plan_docx.h"
#include "features/plan/plan_dry_run.h"
#include "features/plan/plan_export.h"
#include "features/plan/plan_filter.h"
#include "features/plan/plan_import.h" /* plan_law_load at the start */
#include "features/plan/plan_store.h"
#include "features/plan/plan_understand.h"
#include "features/plan/plan_undo.h"
#include "features/plan/read/plan_check.h" /* the same rules over a version that is being written */
#include "features/plan/read/plan_codes.h"
#include "features/plan/read/plan_followup_draft.h"
#include "features/plan/read/plan_law.h" /* plan_families */
#include "features/site/site.h"
#include "html/html.h"
#include "http/http.h"

extern const struct vd_route plan_routes[], plan_calendar_routes[], plan_unit_routes[], plan_component_routes[], plan_batch_routes[], plan_docx_routes[], plan_export_routes[]; /* <name>_pages.c */

struct plan_input {
    struct site_data_input data;
    struct vd_str entidad, familia, codigo, unidad, componente, responsable, estado, q;
    struct vd_oint vigencia, mes;
};

/* The page of an activity stands in the table of whoever has something to say of how it went: a section of its own, at the top of
 * the page, made by a template. Nothing to say: it leaves *ret as it is. */
struct plan_activity_told { enum vd_err (*section)(struct vd_req *rq, const struct plan *plan, const struct plan_activity *activity, struct vd_html *ret); };
extern const struct vd_param plan_activity_params[];
enum vd_err plan_activity_page(struct vd_req *rq);
/* told: a struct plan_activity_told. */
#define PLAN_ACTIVITY_PAGE(told) \
    {.method = VD_GET, .path = "/{entidad}/{familia}/{vigencia}/actividad/{codigo}", .access = VD_ACCESS_PUBLIC, .params = plan_activity_params, \
     .input_size = sizeof(struct plan_input), .handler = plan_activity_page, .cached = true, .extra = (told), .summary = "one activity"}

/* The same of the page of the plan: a section below its head. */
struct plan_page_told { enum vd_err (*section)(struct vd_req *rq, const struct vd_entity *entity, const struct plan *plan, struct vd_html *ret); };
extern const struct vd_param plan_page_params[];
enum vd_err plan_page(struct vd_req *rq);
/* told: a struct plan_page_told. */
#define PLAN_PAGE(told) \
    {.method = VD_GET, .path = "/{entidad}/{familia}/{vigencia}", .access = VD_ACCESS_PUBLIC, .params = plan_page_params, .input_size = sizeof(struct plan_input), \
     .handler = plan_page, .cached = true, .extra = (told), .summary = "a plan by component"}

/* The document of an activity in JSON stands there too, with PLAN_ACTIVITY_FIELDS of plan_document.h: the activity of the address. data: a struct site_data. */
VD_MUST enum vd_err plan_activity_whole(struct vd_req *rq, const struct plan **ret_plan, const struct plan_activity **ret_activity, struct plan_activity_document *ret);
#define PLAN_ACTIVITY_DOCUMENT(data) SITE_DOCUMENT(plan_input, "/{entidad}/{familia}/{vigencia}/actividad/{codigo}.json", plan_activity_params, data, "one activity")

/* "/pasto/plan/2022", and the addresses of its data below it. */
struct vd_url plan_url(struct vd_arena *arena, struct vd_str entity_slug, struct vd_str family, int64_t vigencia);
struct vd_url plan_head_url(struct vd_arena *arena, struct vd_str entity_slug, const struct shown_plan_row *head);
struct vd_url plan_activity_url(struct vd_arena *arena, struct vd_url plan, struct vd_str address); /* "/pasto/plan/2022/actividad/4.3.4" */
/* How a file that is downloaded begins: "pasto-2022", "pasto-plan-accion-2022". */
struct vd_str plan_file_stem(struct vd_arena *arena, struct vd_str entity_slug, struct vd_str family, int64_t vigencia);
/* "PAAC 2022" */
struct vd_str plan_short_title(struct vd_arena *arena, const struct shown_plan_row *head);
struct vd_url plan_all_url(struct vd_arena *arena, struct vd_url plan); /* its page with the activities of all the components */
struct plan_downloads { struct vd_url activities_csv, activities_json, windows_csv, windows_json, windows_ics, whole_json, whole_xlsx, document_xlsx, whole_docx, whole_pdf; };
struct plan_downloads plan_downloads_of(struct vd_arena *arena, struct vd_url plan);
/* Tabs of the plan's page: the components with their number of activities, or «anexo». */
struct plan_tab { struct vd_str name, count; struct vd_url url; bool current; };
typedef VD_LIST(struct plan_tab) plan_tabs;
/* The tab of the filter's component is current; tabs keep the rest of the filter, and count what it keeps. filter NULL: no tab is
 * current, «Todas» is left out. */
void plan_tabs_of(struct vd_arena *arena, const struct plan *plan, struct vd_url base, const struct plan_filter *filter, plan_tabs *ret);

/* How many windows of dates, in pieces of one sentence: «88 ventanas: 87 con fecha, 1 con una fecha que no existe». What has
 * no date opens: the findings of the plan's page. */
struct plan_windows_said {
    int64_t total;
    struct vd_str all, dated;            /* "88 ventanas", "87 con fecha" */
    struct vd_str impossible, unread;    /* "1 con una fecha que no existe"; empty: none */
    bool doubt;                          /* there are some of these two */
    struct vd_url impossible_url, unread_url;
};
/* plan: its address, or an empty one in its own page. */
struct plan_windows_said plan_windows_say(struct vd_arena *arena, const struct shown_plan_row *head, struct vd_url plan);
/* "un documento de Word, 105 kB; lo leyó Veedor (versión 0.1.0) el 20 de mayo de 2022". reader: "0.1.0 docx"; size: bytes. */
struct vd_str plan_reader_text(struct vd_arena *arena, struct vd_str reader, int64_t size, vd_us at);
/* "PAAC: Plan Anticorrupción y de Atención al Ciudadano."; absent when the short name is no abbreviation. */
struct vd_str plan_spelled(struct vd_arena *arena, const struct shown_plan_row *head);
/* "Sin seguimiento" or "Con seguimiento", and the line beside it: "Plan histórico, leído de su documento. Sin cifras de avance". */
struct vd_str plan_follow_word(const struct shown_plan_row *head);
/* "Publicado el 3 de febrero de 2027, 3 días después del plazo"; ISO dates; empty: it has no day of publication. Without due_on: no word on the term. */
struct vd_str plan_published_text(struct vd_arena *arena, struct vd_str published_on, struct vd_str due_on);
/* "Acta 2 del 27 de octubre de 2026": the act that approved a version; absent: none. */
struct vd_str plan_act_text(struct vd_arena *arena, struct vd_str kind, struct vd_str no, struct vd_str on);
struct vd_str plan_state_text(struct vd_arena *arena, const struct shown_plan_row *head);

/* The year of a plan, drawn and in a table: {{>strip year.figure}}. */
struct plan_year {
    bool there;                  /* false: no window ends on a day of the year */
    struct vd_strip_figure figure;
    struct vd_str note;          /* what is counted, and what the drawing leaves out */
};
/* base: the plan's address; each figure of the table leads to the windows of its month. */
struct plan_year plan_year_of(struct vd_arena *arena, const struct plan *plan, struct vd_url base, struct vd_date today);
#endif
