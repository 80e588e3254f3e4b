/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules find in a version as it stands. */
#include "features/editor/editor_accept.h"
#include "features/editor/editor_findings.tpl.h"

enum { LEAST_REASON = 3 };
static const char ACCEPT[] = EDITOR_BASE "/hallazgos";

struct version_input { struct vd_str entidad; struct vd_str familia; struct vd_oint vigencia, version, hecho; vd_ints fila; struct vd_str codigo, razon; };

static const struct row_activity *activity_at(const struct editor_rows *rows, struct vd_str address)
{
    VD_EACH(a, &rows->activities)
        if (vd_str_eq(a->address, address))
            return a;
    return NULL;
}

static enum vd_err begin_group(struct vd_req *rq, const struct editor_opened *opened, const struct row_activity *a, struct editor_finding_group *ret)
{
    struct editor_one one;
    if (!a) {
        *ret = (struct editor_finding_group){.name = VD_S("Todo el plan")};
        return VD_OK;
    }
    VD_TRY(editor_one_of(rq->arena, &opened->rows, a->address, &one));
    *ret = (struct editor_finding_group){.name = vd_str_printf(rq->arena, "Actividad %.*s", VD_SARG(editor_activity_name(rq->arena, a))), .description = a->description,
        .edit = editor_url(rq, &opened->version, vd_str_printf(rq->arena, "actividades/%.*s", VD_SARG(a->address)).p),
        .may = opened->may_write && editor_may_row(staff_who(rq), editor_lead_of(&one))};
    return VD_OK;
}

/* ---- what may be let stand */

static struct editor_accept *accept_of(struct vd_req *rq, const struct editor_opened *opened, const struct editor_finding *f, struct editor_findings_view *view)
{
    const struct version_input *in = rq->input;
    VD_EACH(known, &view->accepts)
        if (vd_str_eq(known->code, f->code))
            return known;
    struct editor_accept *a = VD_PUSH(rq->arena, &view->accepts);
    *a = (struct editor_accept){.code = f->code, .said = f->text, .token = vd_form_token(rq, ACCEPT), .action = editor_url(rq, &opened->version, "hallazgos")};
    if (vd_str_eq(in->codigo, f->code)) {
        a->typed = in->razon;
        a->error = staff_wrong_of(rq, "razon");
    }
    return a;
}

static bool ticked(const struct version_input *in, struct vd_str code, int64_t key)
{
    if (!vd_str_eq(in->codigo, code))
        return true;
    VD_EACH(k, &in->fila)
        if (*k == key)
            return true;
    return false;
}

static void offer(struct vd_req *rq, const struct editor_opened *opened, const struct editor_finding *f, struct editor_findings_view *view)
{
    const struct row_activity *a = f->address.n ? activity_at(&opened->rows, f->address) : NULL;
    int64_t key = a ? a->key : 0;
    *VD_PUSH(rq->arena, &accept_of(rq, opened, f, view)->boxes) = (struct editor_accept_box){key,
        a ? vd_str_printf(rq->arena, "Actividad %.*s", VD_SARG(editor_activity_name(rq->arena, a))) : VD_S("Todo el plan"), ticked(rq->input, f->code, key)};
}

/* ---- the page */

static void count(const struct editor_finding *f, bool accepted, struct editor_findings_view *view)
{
    int64_t *of = accepted ? &view->accepted : vd_str_is(f->severity, "error") ? &view->errors : vd_str_is(f->severity, "aviso") ? &view->warnings : &view->notes;
    ++*of;
}

static void put_found(struct vd_req *rq, const struct editor_finding *f, const struct editor_accepted *accepted, struct editor_finding_group *group)
{
    struct editor_finding_line line = editor_finding_line_of(f);
    struct editor_found *found = VD_PUSH(rq->arena, &group->findings);
    *found = (struct editor_found){.sem = line.sem, .code = f->code, .text = f->text, .proposal = f->proposal, .of_another_year = vd_str_is(f->code, "VD-P075")};
    if (vd_who_may(staff_who(rq), "plan.crear"))
        found->start = staff_url(rq, "planes", "nuevo", NULL);
    if (accepted) {
        found->sem = (struct vd_sem){"none", "Aceptado"};
        found->accepted = accepted->person.n ? vd_str_printf(rq->arena, "«%.*s», %.*s", VD_SARG(accepted->reason), VD_SARG(accepted->person)) :
                                               vd_str_printf(rq->arena, "«%.*s»", VD_SARG(accepted->reason));
    }
}

static enum vd_err fill(struct vd_req *rq, const struct editor_opened *opened, struct editor_findings_view *view)
{
    editor_findings findings = {0};
    editor_accepted_list accepted = {0};
    struct vd_str last = VD_S("-");
    bool may = opened->may_write && editor_may_all(staff_who(rq));
    VD_TRY(editor_findings_in(rq->arena, &opened->version, &opened->rows, &opened->units, &findings));
    VD_TRY(editor_accepted_read(rq->db, rq->arena, opened->version.entity_id, opened->version.id, &accepted));
    VD_EACH(f, &findings) {
        const struct editor_accepted *stands = editor_accepted_of(&accepted, f);
        if (!view->groups.n || !vd_str_eq(f->address, last))
            VD_TRY(begin_group(rq, opened, f->address.n ? activity_at(&opened->rows, f->address) : NULL, VD_PUSH(rq->arena, &view->groups)));
        last = f->address;
        put_found(rq, f, stands, &view->groups.v[view->groups.n - 1]);
        count(f, stands != NULL, view);
        if (may && !stands && !vd_str_is(f->severity, "nota"))
            offer(rq, opened, f, view);
    }
    return VD_OK;
}

static enum vd_err show(struct vd_req *rq, const struct editor_opened *opened)
{
    const struct version_input *in = rq->input;
    struct editor_findings_view view = {.tabs = editor_tabs_of(rq, &opened->version, "hallazgos"), .wrongs = staff_wrongs(rq)};
    VD_TRY(fill(rq, opened, &view));
    VD_TRY(life_page_below(rq, &opened->version, VD_S("Hallazgos"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    tpl_editor_findings(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err findings_page(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    struct editor_opened opened;
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    return show(rq, &opened);
}

static enum vd_err accepted(struct vd_req *rq, struct staff_write *write)
{
    const struct version_input *in = rq->input;
    struct editor_opened opened;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    return staff_go(rq, editor_url(rq, &opened.version, "hallazgos"), write->seq);
}

static enum vd_err accept_post(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    struct editor_opened opened;
    struct editor_accepting *of = VD_NEW(rq->arena, struct editor_accepting);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    rq->way_out = editor_url(rq, &opened.version, "hallazgos").s;
    if (in->razon.n < LEAST_REASON)
        vd_req_wrong(rq, "razon", "Escriba la razón para dejarlo como está");
    else if (!in->fila.n)
        vd_req_wrong(rq, "razon", "Elija al menos un hallazgo");
    if (rq->wrong.n)
        return show(rq, &opened);
    *of = (struct editor_accepting){.version_id = opened.version.id, .person_id = staff_who(rq)->person_id, .code = in->codigo, .reason = in->razon, .keys = in->fila};
    *write = (struct staff_write){.entity_id = opened.version.entity_id, .kind = "plan.hallazgos_aceptados", .apply = editor_accept, .then = accepted, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

static const struct vd_param of_version[] = {LIFE_ADDRESS(version_input), STAFF_DONE(version_input), {.name = NULL}};
static const struct vd_param of_accept[] = {LIFE_ADDRESS(version_input),
    VD_PARAM(version_input, codigo, VD_FROM_FORM, VD_P_TEXT, .max = 16, .required = true, .label = "Hallazgo", .about = "code of the findings"),
    VD_PARAM(version_input, fila, VD_FROM_FORM, VD_P_INTS, .min = 0, .max = INT64_MAX / 2, .label = "Actividades", .about = "keys of the activities where it may stand; 0: of the whole plan"),
    VD_PARAM(version_input, razon, VD_FROM_FORM, VD_P_TEXT, .max = 1000, .label = "Razón", .about = "why it stands"), {.name = NULL}};

const struct vd_route editor_finding_routes[] = {
    STAFF_PAGE(version_input, EDITOR_BASE "/hallazgos", of_version, "plan.ver_borrador", findings_page, "what the rules find in a version as it stands"),
    STAFF_POST(version_input, EDITOR_BASE "/hallazgos", of_accept, "plan.escribir", accept_post, "let findings of one code stand, with one reason"),
    {.path = NULL},
};
