/* SPDX-License-Identifier: Apache-2.0 */
#include "features/help/help.h"
#include "features/help/help_accessibility.tpl.h"
#include "features/help/help_views.h"
#include "features/site/site.h"

struct nothing { char none; };

static enum vd_err accessibility_page(struct vd_req *rq)
{
    struct help_view view = {.version = VD_VERSION};
    VD_TRY(site_page(rq, NULL, VD_S("Accesibilidad"), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    view.page.here = VD_S("Accesibilidad");
    tpl_help_accessibility(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

const struct vd_route help_routes[] = {
    VD_PAGE(nothing, "/accesibilidad", NULL, accessibility_page, "accessibility statement"),
    {.path = NULL},
};
