/* SPDX-License-Identifier: Apache-2.0 */
#include "html/html.h"

struct vd_bar vd_bar_of(struct vd_arena *arena, int64_t hundredths, struct vd_str text, const char *kind)
{
    int64_t cut = hundredths < 0 ? 0 : hundredths > 10000 ? 10000 : hundredths;
    struct vd_str svg = vd_str_printf(arena,
        "<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"g-bg\" width=\"100\" height=\"8\"/>"
        "<rect class=\"f-%s\" width=\"%" PRId64 ".%02" PRId64 "\" height=\"8\"/></svg>",
        kind, cut / 100, cut % 100);
    return (struct vd_bar){.svg = {svg}, .text = text};
}

static struct vd_url with_suffix(struct vd_arena *arena, struct vd_url page, const char *suffix)
{
    ptrdiff_t query = vd_str_find(page.s, VD_S("?"));
    size_t path = query < 0 ? page.s.n : (size_t)query;
    return (struct vd_url){vd_str_printf(arena, "%.*s%s%.*s", (int)path, page.s.p, suffix, (int)(page.s.n - path), page.s.p + path)};
}

struct vd_forms vd_forms_of(struct vd_arena *arena, struct vd_url page, struct vd_str what)
{
    return (struct vd_forms){.what = what, .csv = with_suffix(arena, page, ".csv"), .json = with_suffix(arena, page, ".json"), .xlsx = with_suffix(arena, page, ".xlsx")};
}
