/* SPDX-License-Identifier: Apache-2.0 */
/* The follow-up of a plan at one of its cut-offs: its page, its activities as data, the whole as a document; and the list of cut-offs. */
#include "core/rights.h"
#include "features/followup/followup.h"
#include "features/followup/followup_open.h"
#include "features/followup/followup_page.tpl.h"

static struct followup_filter filter_of(const struct vd_req *rq)
{
    const struct followup_page_input *in = rq->input;
    return (struct followup_filter){.component = in->componente, .zone = in->zona, .state = in->estado};
}

/* The page's address with the cut-off and the filters that are set, so that its data have the same. */
static struct vd_url filtered_url(struct vd_req *rq, struct vd_url address)
{
    const struct followup_page_input *in = rq->input;
    const struct { const char *name; struct vd_str value; } asked[] = {{"corte", in->corte}, {"componente", in->componente}, {"zona", in->zona}, {"estado", in->estado}};
    VD_AUTO_BUF struct vd_buf url;
    vd_buf_init(&url, 4096);
    vd_buf_str(&url, address.s);
    char sep = '?';
    for (size_t i = 0; i < VD_COUNT(asked); i++) {
        if (followup_filter_is_all(asked[i].value))
            continue;
        vd_buf_printf(&url, "%c%s=", sep, asked[i].name);
        vd_url_encode(&url, asked[i].value);
        sep = '&';
    }
    return (struct vd_url){vd_str_dup(rq->arena, vd_buf_view(&url))};
}

/* "…/seguimiento?corte=2026-04-30" and what follows; without a cut-off asked for, the plain address. */
static struct vd_url cut_address(struct vd_req *rq, struct vd_url address, const char *suffix, const char *tail)
{
    const struct followup_page_input *in = rq->input;
    struct vd_str corte = in->corte.n ? vd_str_printf(rq->arena, "?corte=%.*s", VD_SARG(in->corte)) : VD_S("");
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s%s%.*s%s", VD_SARG(address.s), suffix, VD_SARG(corte), tail)};
}

static enum vd_err fill_notes(struct vd_req *rq, const struct followup_opened *opened, struct followup_page_view *view)
{
    followup_notes notes = {0};
    VD_TRY(followup_notes_of(rq->db, rq->arena, opened->entity.id, opened->sheet.cutoff, &notes));
    VD_EACH(note, &notes)
        *VD_PUSH(rq->arena, &view->notes) = (struct followup_note_view){.no = note->no, .body = note->body, .at = vd_es_instant(rq->arena, note->at), .address = note->address};
    return VD_OK;
}

static enum vd_err fill_signs(struct vd_req *rq, const struct followup_opened *opened, struct followup_page_view *view)
{
    followup_sign_rows rows = {0};
    VD_TRY(followup_sign_all(rq->db, rq->arena, opened->entity.id, opened->sheet.cutoff, &rows));
    VD_EACH(sign, &rows) {
        const struct vd_law_roles *role = vd_role_find(sign->role);
        *VD_PUSH(rq->arena, &view->signs) = (struct followup_sign_view){sign->name, role ? role->name : sign->role, vd_es_instant(rq->arena, sign->at)};
    }
    return VD_OK;
}

static enum vd_err fill_around(struct vd_req *rq, const struct followup_opened *opened, struct followup_page_view *view)
{
    const struct followup_page_input *in = rq->input;
    followup_pasts pasts = {0};
    VD_TRY(site_page(rq, &opened->entity, vd_str_printf(rq->arena, "Seguimiento: %.*s", VD_SARG(opened->head.title)), &view->page));
    site_crumb(rq, &view->page, VD_S("Inicio"), view->page.home);
    site_crumb(rq, &view->page, VD_S("Participa"), view->page.nav_participate);
    site_crumb(rq, &view->page, plan_short_title(rq->arena, &opened->head), opened->plan);
    view->page.here = VD_S("Seguimiento");
    view->page.nav_current = 3;
    view->title = vd_str_printf(rq->arena, "Seguimiento al %.*s", VD_SARG(opened->head.title));
    view->plan = opened->head.title;
    view->plan_url = opened->plan;
    view->address = vd_url_with(rq->arena, opened->plan, "/seguimiento");
    view->corte = in->corte;
    view->document = cut_address(rq, view->address, "/documento.json", "");
    view->report = (struct vd_url){vd_str_printf(rq->arena, "%.*s/%.*s", VD_SARG(view->address.s), VD_SARG(vd_date_iso(rq->arena, opened->sheet.cut_on)))};
    view->clear = cut_address(rq, view->address, "", "#actividades");
    view->state = plan_state_text(rq->arena, &opened->head);
    view->forms = vd_forms_of(rq->arena, filtered_url(rq, view->address), VD_S("estas actividades"));
    view->cuts_forms = vd_forms_of(rq->arena, vd_url_with(rq->arena, view->address, "/cortes"), VD_S("estos cortes"));
    view->fours_url = cut_address(rq, view->address, "", in->corte.n ? "&estado=no-coinciden#actividades" : "?estado=no-coinciden#actividades");
    followup_cuts_fill(rq->arena, &opened->cuts, view->address, opened->sheet.cut_on, view);
    VD_TRY(followup_past_of(rq->db, rq->arena, opened->entity.id, opened->head.path_word, &pasts));
    followup_trend_fill(rq->arena, &pasts, opened->entity.slug, &view->trend);
    if (!opened->sheet.there)
        return VD_OK;
    VD_TRY(fill_signs(rq, opened, view));
    return fill_notes(rq, opened, view);
}

static enum vd_err followup_page(struct vd_req *rq)
{
    struct followup_opened opened = {0};
    struct followup_page_view view = {0};
    const struct followup_filter filter = filter_of(rq);
    VD_TRY(followup_open(rq, &opened));
    VD_TRY(fill_around(rq, &opened, &view));
    if (opened.sheet.there) {
        struct followup_view_in in = followup_view_in_of(rq->arena, &opened.sheet, &opened.doc, opened.plan);
        in.filter = &filter;
        followup_page_fill(&in, &view);
    }
    tpl_followup_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

/* "sopo-2017-seguimiento", with the day of a cut-off that was asked for. */
static struct vd_str file_name(struct vd_req *rq, const struct followup_opened *opened, const char *what)
{
    const struct followup_page_input *in = rq->input;
    struct vd_str stem = plan_file_stem(rq->arena, opened->entity.slug, opened->head.path_word, opened->head.vigencia);
    return vd_str_printf(rq->arena, "%.*s-%s%s%.*s", VD_SARG(stem), what, in->corte.n ? "-" : "", VD_SARG(in->corte));
}

static enum vd_err activities_list(struct vd_req *rq, struct site_list *ret)
{
    struct followup_opened opened = {0};
    const struct followup_filter filter = filter_of(rq);
    VD_TRY(followup_open(rq, &opened));
    followup_activities rows = followup_filtered(rq->arena, &opened.doc, &filter);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    ret->name = file_name(rq, &opened, "seguimiento");
    ret->at = opened.at;
    return VD_OK;
}

static enum vd_err cuts_list(struct vd_req *rq, struct site_list *ret)
{
    struct followup_opened opened = {0};
    VD_TRY(followup_open_plan(rq, &opened));
    ret->rows = vd_rows_of(rq->arena, opened.cuts.v, opened.cuts.n);
    ret->name = file_name(rq, &opened, "cortes");
    ret->at = opened.at;
    return VD_OK;
}

static enum vd_err document(struct vd_req *rq, const void **ret)
{
    struct followup_opened *opened = VD_NEW(rq->arena, struct followup_opened);
    VD_TRY(followup_open(rq, opened));
    if (!opened->sheet.there) {
        rq->problem = VD_S("Este plan no tiene seguimiento en Veedor: no hay cifras que entregar.");
        return VD_NOT_FOUND;
    }
    *ret = &opened->doc;
    return VD_OK;
}

static const struct site_data activities_data = {.set = &followup_activities_set, .about = "Cada actividad del seguimiento: lo declarado, lo calculado y si coinciden", .of_follow_up = true, .list = activities_list};
static const struct site_data cuts_data = {.set = &followup_cuts_set, .about = "Cada corte del plan: cuándo debía publicarse, cuándo se publicó y su cifra oficial", .list = cuts_list};
static const struct site_data document_data = {.set = &followup_document_set, .about = "El seguimiento completo, con sus cifras por los cuatro métodos", .of_follow_up = true, .document = document};

#define FILTERS \
    FOLLOWUP_CUT, \
    VD_PARAM(followup_page_input, componente, VD_FROM_QUERY, VD_P_TEXT, .max = 40, .about = "code of a component, or todas"), \
    VD_PARAM(followup_page_input, zona, VD_FROM_QUERY, VD_P_CHOICE, .choices = followup_filter_zones, .about = "activities of one zone"), \
    VD_PARAM(followup_page_input, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = followup_filter_states, .about = "activities that disagree, without report, left out or supposed")

static const struct vd_param of_page[] = {FOLLOWUP_ADDRESS, FILTERS, {.name = NULL}};
static const struct vd_param of_data[] = {FOLLOWUP_ADDRESS, FILTERS, SITE_DIALECT(followup_page_input), {.name = NULL}};
static const struct vd_param of_cuts[] = {FOLLOWUP_ADDRESS, SITE_DIALECT(followup_page_input), {.name = NULL}};
static const struct vd_param of_document[] = {FOLLOWUP_ADDRESS, FOLLOWUP_CUT, {.name = NULL}};

const struct vd_route followup_routes[] = {
    VD_PAGE(followup_page_input, "/{entidad}/{familia}/{vigencia}/seguimiento", of_page, followup_page, "follow-up of a plan at a cut-off"),
    SITE_LIST(followup_page_input, "/{entidad}/{familia}/{vigencia}/seguimiento", of_data, &activities_data, "activities of a follow-up"),
    SITE_LIST(followup_page_input, "/{entidad}/{familia}/{vigencia}/seguimiento/cortes", of_cuts, &cuts_data, "cut-offs of a plan, published or not"),
    SITE_DOCUMENT(followup_page_input, "/{entidad}/{familia}/{vigencia}/seguimiento/documento.json", of_document, &document_data, "a follow-up whole, with its figures"),
    {.path = NULL},
};
