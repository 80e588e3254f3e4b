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

/* Ten thousand units wide: a hundredth of a percent is a unit. A gap tells two neighbours apart without colour. */
struct vd_html vd_stack_svg(struct vd_arena *arena, const struct vd_stack_part *parts, size_t n)
{
    enum { WIDTH = 10000, GAP = 40 };
    struct vd_str svg = VD_S("<svg class=\"strip\" viewBox=\"0 0 10000 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    int64_t whole = 0, before = 0;
    for (size_t i = 0; i < n; i++)
        whole += parts[i].n > 0 ? parts[i].n : 0;
    for (size_t i = 0; i < n; i++) {
        if (parts[i].n <= 0)
            continue;
        int64_t left = before * WIDTH / whole, right = (before + parts[i].n) * WIDTH / whole;
        svg = vd_str_printf(arena, "%.*s<rect class=\"f-%s\" x=\"%" PRId64 "\" width=\"%" PRId64 "\" height=\"8\"/>", VD_SARG(svg), parts[i].kind, left,
                            right < WIDTH && right - left > GAP ? right - left - GAP : right - left);
        before += parts[i].n;
    }
    return (struct vd_html){vd_str_printf(arena, "%.*s</svg>", VD_SARG(svg))};
}

void vd_jump_add(struct vd_arena *arena, struct vd_jump *jump, struct vd_str text, const char *anchor)
{
    *VD_PUSH(arena, &jump->parts) = (struct vd_link){.text = text, .url = {vd_str_printf(arena, "#%s", anchor)}};
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
