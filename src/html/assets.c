/* SPDX-License-Identifier: Apache-2.0 */
#include "html/assets.h"
#include "html/html.h"

const struct vd_asset *vd_asset_by_name(const char *name)
{
    for (const struct vd_asset *a = vd_assets; a->path; a++)
        if (strcmp(a->name, name) == 0)
            return a;
    return NULL;
}

struct vd_url vd_asset_url(const char *name)
{
    const struct vd_asset *a = vd_asset_by_name(name);
    return (struct vd_url){vd_str_of(a ? a->path : "")};
}

void vd_page_assets(struct vd_page *page)
{
    page->css = vd_asset_url("veedor.css");
    page->icon = vd_asset_url("favicon.svg");
}
