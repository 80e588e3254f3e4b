/* SPDX-License-Identifier: Apache-2.0 */
/* What citizens see: findings whose actions were accepted, unless they are reserved; units, never people. */
#include "features/improvement/improvement_filter.h"
#include "features/improvement/improvement_public.tpl.h"
#include "features/improvement/improvement_public_one.tpl.h"

/* One that went round again is no draft that the public reads. */
static struct vd_sem public_sem(struct vd_str state)
{
    bool again = vd_str_is(state, "por_formular") || vd_str_is(state, "en_revision");
    return again ? (struct vd_sem){"near", "No bastó: se buscan acciones nuevas"} : improvement_sem(state);
}

static struct improvement_public_line line_of(struct vd_req *rq, const struct improvement_act_row *a)
{
    const enum improvement_standing standing = improvement_act_stands(a, rq->today);
    return (struct improvement_public_line){.no = a->no, .what = a->what, .unit = a->unit, .due = improvement_dmy(rq->arena, a->due_on), .iso = a->due_on,
        .achieved = improvement_achieved_said(rq->arena, a->achieved_u6, a), .standing = improvement_standing_sem(standing), .bar = improvement_bar(rq->arena, a, standing)};
}

static struct vd_url one_url(struct vd_req *rq, const struct vd_entity *entity, int64_t no)
{
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s/%" PRId64, VD_SARG(site_url(rq, entity, "mejora").s), no)};
}

/* ---- the list */

static enum vd_err fill_groups(struct vd_req *rq, const struct vd_entity *entity, const improvement_list *list, struct improvement_public_view *view)
{
    improvement_acts among = {0};
    size_t at = 0;
    VD_TRY(improvement_acts_among(rq->db, rq->arena, entity->id, list, true, &among));
    for (size_t i = 0; i < list->n && i < IMPROVEMENT_IN_PAGE; i++) {
        const struct improvement_found_row *f = &list->v[i];
        struct improvement_public_group group = {.no = f->no, .title = f->title, .source = improvement_source_name(f->source), .unit = f->unit, .state = public_sem(f->state), .url = one_url(rq, entity, f->no)};
        const improvement_acts acts = improvement_acts_next(&among, f, &at);
        VD_EACH(a, &acts)
            *VD_PUSH(rq->arena, &group.lines) = line_of(rq, a);
        *VD_PUSH(rq->arena, &view->groups) = group;
    }
    return VD_OK;
}

static enum vd_err fill_filters(struct vd_req *rq, const struct vd_entity *entity, const struct improvement_filter *in, struct improvement_public_view *view)
{
    struct improvement_tally_row tally;
    VD_TRY(improvement_tally_one(rq->db, rq->arena, entity->id, vd_date_iso(rq->arena, rq->today), &tally));
    view->findings = tally.findings;
    view->closed = tally.closed;
    view->actions = tally.actions;
    view->late = tally.late;
    improvement_option(rq, &view->states, VD_S("en_ejecucion"), VD_S("En ejecución"), in->estado);
    improvement_option(rq, &view->states, VD_S("cerrado"), VD_S("Cerrado"), in->estado);
    return improvement_filter_units(rq, entity->id, in->dependencia, &view->units);
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct improvement_filter *in = rq->input;
    struct improvement_asked asked = improvement_filter_read(rq, in);
    struct vd_entity entity;
    improvement_list list = {0};
    VD_TRY(site_entity(rq, in->entidad, &entity));
    const struct vd_url base = site_url(rq, &entity, "mejora");
    struct improvement_public_view view = {.action = base, .clear = base, .set = improvement_filter_is_set(in), .past = in->plazo.n > 0,
        .forms = vd_forms_of(rq->arena, improvement_filter_url(rq, base, in, 0), VD_S("estas acciones"))};
    asked.public_only = true;
    VD_TRY(improvement_list_of(rq->db, rq->arena, entity.id, &asked, &list));
    VD_TRY(site_page(rq, &entity, VD_S("Planes de mejoramiento"), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    site_crumb(rq, &view.page, VD_S("Transparencia"), view.page.nav_transparency);
    view.page.here = VD_S("Planes de mejoramiento");
    view.page.nav_current = 1;
    VD_TRY(fill_filters(rq, &entity, in, &view));
    VD_TRY(fill_groups(rq, &entity, &list, &view));
    if (list.n > IMPROVEMENT_IN_PAGE)
        view.next = improvement_filter_url(rq, base, in, list.v[IMPROVEMENT_IN_PAGE - 1].no);
    tpl_improvement_public(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- one */

struct one_input { struct vd_str entidad; struct vd_oint numero; };

static struct improvement_public_proof proof_of(struct vd_req *rq, const struct vd_entity *entity, const struct improvement_proofs_row *e)
{
    struct improvement_public_proof proof = {.title = e->title, .about = VD_S("Enlace"), .url = {e->url}, .state = improvement_proof_sem(e->state)};
    if (e->attachment_id.has) {
        proof.url = documents_public_url(rq->arena, entity->slug, e->sha256);
        proof.about = vd_str_printf(rq->arena, "Archivo, %.*s", VD_SARG(documents_size(rq->arena, e->size.v)));
    }
    return proof;
}

static enum vd_err fill_acts(struct vd_req *rq, const struct vd_entity *entity, const struct improvement_found_row *f, struct improvement_public_one_view *view)
{
    improvement_acts acts = {0};
    struct improvement_reported reported;
    VD_TRY(improvement_acts_of(rq->db, rq->arena, entity->id, f->id, true, &acts));
    VD_TRY(improvement_reported_of(rq->db, rq->arena, entity->id, f->id, &reported));
    VD_EACH(a, &acts) {
        struct improvement_public_act act = {.line = line_of(rq, a), .from = improvement_dmy(rq->arena, a->from_on), .verdict = a->verdict};
        VD_EACH(r, &reported.reports) {
            if (r->action_id != a->id)
                continue;
            struct improvement_public_report report = {improvement_achieved_said(rq->arena, vd_some(r->achieved_u6), a), improvement_day_said(rq->arena, r->done_on), r->narrative, {0}};
            VD_EACH(e, &reported.proofs)
                if (e->progress_id == r->id && vd_str_is(e->classification, "publica"))
                    *VD_PUSH(rq->arena, &report.proofs) = proof_of(rq, entity, e);
            *VD_PUSH(rq->arena, &act.reports) = report;
        }
        *VD_PUSH(rq->arena, &view->acts) = act;
    }
    return VD_OK;
}

/* What was decided, and why; who is not said. What planning tells a unit is between them. */
static enum vd_err fill_steps(struct vd_req *rq, const struct vd_entity *entity, const struct improvement_found_row *f, struct improvement_public_one_view *view)
{
    static const char *const told[] = {"aceptar", "avance", "cumplida", "no_cumplida", "no_aceptada", "eficaz", "no_eficaz", "requerir"};
    improvement_steps_rows steps = {0};
    VD_TRY(improvement_steps_all(rq->db, rq->arena, entity->id, f->id, &steps));
    VD_EACH(s, &steps)
        for (size_t i = 0; i < VD_COUNT(told); i++)
            if (vd_str_is(s->what, told[i]))
                *VD_PUSH(rq->arena, &view->steps) = (struct improvement_step_line){improvement_step_said(rq->arena, s), i > 1 && i < VD_COUNT(told) - 1 ? s->reason : (struct vd_str){0}, {0}, vd_es_instant(rq->arena, s->at)};
    return VD_OK;
}

static enum vd_err open_public(struct vd_req *rq, const struct vd_entity *entity, int64_t no, struct improvement_found_row *ret)
{
    improvement_list found = {0};
    VD_TRY(improvement_list_of(rq->db, rq->arena, entity->id, &(struct improvement_asked){.no = no, .public_only = true, .today = rq->today, .most = 1}, &found));
    rq->way_out = site_url(rq, entity, "mejora").s;
    if (!found.n) {
        rq->problem = vd_str_printf(rq->arena, "Aquí no hay un hallazgo público con el número %" PRId64 ".", no);
        return VD_NOT_FOUND;
    }
    *ret = found.v[0];
    return VD_OK;
}

static enum vd_err one_page(struct vd_req *rq)
{
    const struct one_input *in = rq->input;
    struct vd_entity entity;
    struct improvement_found_row f;
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(open_public(rq, &entity, in->numero.v, &f));
    const bool accepted = vd_str_is(f.state, "en_ejecucion") || vd_str_is(f.state, "cerrado");
    struct improvement_public_one_view view = {.no = f.no, .title = f.title, .source = improvement_source_name(f.source), .detail = f.detail, .criterion = f.criterion, .unit = f.unit,
        .document = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(f.document), VD_SARG(improvement_day_said(rq->arena, f.document_on))), .origin = improvement_origin_said(rq->arena, &f),
        .origin_url = improvement_origin_url(rq, entity.slug, &f), .cause = accepted ? f.cause : (struct vd_str){0}, .state = public_sem(f.state), .again = f.round > 1};
    VD_TRY(site_page(rq, &entity, vd_str_printf(rq->arena, "Hallazgo %" PRId64 ": %.*s", f.no, VD_SARG(f.title)), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    site_crumb(rq, &view.page, VD_S("Transparencia"), view.page.nav_transparency);
    site_crumb(rq, &view.page, VD_S("Planes de mejoramiento"), site_url(rq, &entity, "mejora"));
    view.page.here = vd_str_printf(rq->arena, "Hallazgo %" PRId64, f.no);
    view.page.nav_current = 1;
    VD_TRY(fill_acts(rq, &entity, &f, &view));
    VD_TRY(fill_steps(rq, &entity, &f, &view));
    tpl_improvement_public_one(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- routes */

static const struct vd_param of_list[] = {VD_PARAM_ENTITY(improvement_filter), IMPROVEMENT_FILTER, IMPROVEMENT_AFTER, {.name = NULL}};
static const struct vd_param of_data[] = {VD_PARAM_ENTITY(improvement_filter), IMPROVEMENT_FILTER, SITE_DIALECT(improvement_filter), {.name = NULL}};
static const struct vd_param of_one[] = {VD_PARAM_ENTITY(one_input), IMPROVEMENT_NO(one_input), {.name = NULL}};

const struct vd_route improvement_public_routes[] = {
    VD_PAGE(improvement_filter, "/{entidad}/mejora", of_list, list_page, "improvement plans of an entity"),
    SITE_LIST(improvement_filter, "/{entidad}/mejora", of_data, &improvement_data, "actions of the improvement plans of an entity"),
    VD_PAGE(one_input, "/{entidad}/mejora/{numero}", of_one, one_page, "one finding with its actions and what became of them"),
    {.path = NULL},
};
