/* SPDX-License-Identifier: Apache-2.0 */
/* Where a plan and its parts are, and how their files are called. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"

struct vd_url plan_component_url(struct vd_arena *arena, struct vd_url base, struct vd_str code)
{
    return vd_url_with(arena, base, vd_url_path(arena, "componente", vd_str_c(arena, code), NULL).s.p);
}

struct vd_url plan_all_url(struct vd_arena *arena, struct vd_url plan) { return vd_url_with(arena, plan, "?componente=todas"); }

struct vd_url plan_url(struct vd_arena *arena, struct vd_str entity_slug, struct vd_str family, int64_t vigencia)
{
    return vd_url_path(arena, vd_str_c(arena, entity_slug), vd_str_c(arena, family), vd_str_printf(arena, "%" PRId64, vigencia).p, NULL);
}

struct vd_url plan_head_url(struct vd_arena *arena, struct vd_str entity_slug, const struct shown_plan_row *head)
{
    return plan_url(arena, entity_slug, head->path_word, head->vigencia);
}

struct vd_str plan_file_stem(struct vd_arena *arena, struct vd_str entity_slug, struct vd_str family, int64_t vigencia)
{
    bool plain = vd_str_is(family, "plan");
    return vd_str_printf(arena, "%.*s-%.*s%s%" PRId64, VD_SARG(entity_slug), VD_SARG(plain ? VD_S("") : family), plain ? "" : "-", vigencia);
}

struct vd_str plan_short_title(struct vd_arena *arena, const struct shown_plan_row *head)
{
    return vd_str_printf(arena, "%.*s %" PRId64, VD_SARG(head->short_name), head->vigencia);
}

struct plan_downloads plan_downloads_of(struct vd_arena *arena, struct vd_url plan)
{
    return (struct plan_downloads){
        .activities_csv = vd_url_with(arena, plan, "/actividades.csv"), .activities_json = vd_url_with(arena, plan, "/actividades.json"),
        .windows_csv = vd_url_with(arena, plan, "/ventanas.csv"), .windows_json = vd_url_with(arena, plan, "/ventanas.json"),
        .windows_ics = vd_url_with(arena, plan, "/ventanas.ics"),
        .whole_json = vd_url_with(arena, plan, ".json"),
        .whole_xlsx = vd_url_with(arena, plan, ".xlsx"), .document_xlsx = vd_url_with(arena, plan, "/documento.xlsx"),
        .whole_docx = vd_url_with(arena, plan, ".docx"), .whole_pdf = vd_url_with(arena, plan, ".pdf")};
}
