/* SPDX-License-Identifier: Apache-2.0 */
/* «Cómo se calcula»: methods and zones from law/, the rest of the rules in words. */
#include "features/followup/followup.h"
#include "features/followup/followup_methods.tpl.h"
#include "features/followup/followup_method_views.h"
#include "features/site/site.h"

/* How well a rule is proved: the marks of law/. */
static const char *mark_words(struct vd_str mark)
{
    static const struct { const char *mark, *words; } all[] = {
        {"V", "leído en el texto oficial"}, {"V2", "leído en una copia confiable"}, {"S", "visto en hojas reales"}, {"C", "calculado"},
        {"G", "práctica o guía conocida, cuyo texto falta leer"}, {"D", "dudoso"}};
    for (size_t i = 0; i < VD_COUNT(all); i++)
        if (vd_str_is(mark, all[i].mark))
            return all[i].words;
    return "";
}

static struct vd_str source_of(struct vd_arena *arena, struct vd_str norm, struct vd_str from, struct vd_str mark)
{
    struct vd_date day;
    struct vd_str since = from.n && vd_date_from_iso(from, &day) ? vd_str_printf(arena, ". Desde el %.*s", VD_SARG(vd_es_date_long(arena, day))) : VD_S("");
    struct vd_str first = norm.n ? norm : VD_S("Ninguna norma lo fija");
    return vd_str_printf(arena, "%.*s%.*s. Prueba: %.*s, %s.", VD_SARG(first), VD_SARG(since), VD_SARG(mark), mark_words(mark));
}

static struct vd_str range_of(struct vd_arena *arena, const struct followup_law_compliance_zones *zone)
{
    if (zone->from.n && zone->below.n)
        return vd_str_printf(arena, "de %.*s a menos de %.*s %%", VD_SARG(zone->from), VD_SARG(zone->below));
    return zone->from.n ? vd_str_printf(arena, "%.*s %% o más", VD_SARG(zone->from)) : vd_str_printf(arena, "menos de %.*s %%", VD_SARG(zone->below));
}

static enum vd_err methods_page(struct vd_req *rq)
{
    struct followup_law_view view = {0};
    VD_TRY(site_page(rq, NULL, VD_S("Cómo se calcula el cumplimiento"), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    view.page.here = VD_S("Cómo se calcula");
    for (size_t i = 0; i < followup_law_compliance_methods_n; i++) {
        const struct followup_law_compliance_methods *law = &followup_law_compliance_methods[i];
        *VD_PUSH(rq->arena, &view.methods) = (struct followup_law_method){.code = law->code, .name = law->name, .formula = law->formula, .what = law->what,
            .source = source_of(rq->arena, law->norm, law->valid_from, law->mark)};
    }
    for (size_t i = 0; i < followup_law_compliance_zones_n; i++) {
        const struct followup_law_compliance_zones *law = &followup_law_compliance_zones[i];
        *VD_PUSH(rq->arena, &view.zones) = (struct followup_law_zone){.sem = followup_zone_sem(followup_zone_named(law->code)), .colour = law->colour,
            .range = range_of(rq->arena, law), .source = source_of(rq->arena, law->norm, law->valid_from, law->mark)};
    }
    tpl_followup_methods(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

struct nothing { char none; };

const struct vd_route followup_method_routes[] = {
    VD_PAGE(nothing, "/como-se-calcula", NULL, methods_page, "what each method, basis and zone of compliance means"),
    {.path = NULL},
};
