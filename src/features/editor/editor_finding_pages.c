/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules find in a version as it stands. */
#include "features/editor/editor_findings.tpl.h"
#include "features/editor/editor_pages.h"

struct version_input { struct vd_str entidad; struct vd_str familia; struct vd_oint vigencia, version; };

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
    *ret = (struct editor_finding_group){.name = vd_str_printf(rq->arena, "Actividad %.*s", VD_SARG(a->address)), .description = a->description,
        .edit = editor_url(rq, &opened->version, vd_str_printf(rq->arena, "actividades/%.*s", VD_SARG(a->address)).p),
        .may = opened->may_write && editor_may_row(staff_who(rq), editor_lead_of(&one))};
    return VD_OK;
}

static enum vd_err findings_page(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    struct editor_opened opened;
    editor_findings findings = {0};
    struct vd_str last = VD_S("-");
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    VD_TRY(editor_findings_in(rq->arena, &opened.version, &opened.rows, &opened.units, &findings));
    struct editor_findings_view view = {.tabs = editor_tabs_of(rq, &opened.version, "hallazgos")};
    VD_EACH(f, &findings) {
        if (!view.groups.n || !vd_str_eq(f->address, last))
            VD_TRY(begin_group(rq, &opened, f->address.n ? activity_at(&opened.rows, f->address) : NULL, VD_PUSH(rq->arena, &view.groups)));
        last = f->address;
        *VD_PUSH(rq->arena, &view.groups.v[view.groups.n - 1].findings) = editor_finding_line_of(f);
        view.errors += vd_str_is(f->severity, "error");
        view.warnings += vd_str_is(f->severity, "aviso");
        view.notes += vd_str_is(f->severity, "nota");
    }
    VD_TRY(life_page_below(rq, &opened.version, VD_S("Hallazgos"), &view.page));
    tpl_editor_findings(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_version[] = {LIFE_ADDRESS(version_input), {.name = NULL}};

const struct vd_route editor_finding_routes[] = {
    STAFF_PAGE(version_input, EDITOR_BASE "/hallazgos", of_version, "plan.ver_borrador", findings_page, "what the rules find in a version as it stands"),
    {.path = NULL},
};
