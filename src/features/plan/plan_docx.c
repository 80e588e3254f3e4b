/* SPDX-License-Identifier: Apache-2.0 */
#include "core/profile.h"
#include "features/plan/plan_docx_parts.h"

static enum vd_err read_shield(const struct docx_plan *p, const struct vd_profile *profile, struct vd_word_picture *ret)
{
    if (!profile->shield.n)
        return VD_OK;
    ret->alt = vd_str_printf(p->arena, "Escudo de %.*s", VD_SARG(p->version.entity_name));
    VD_TRY(vd_files_read(p->of->files, p->arena, p->of->entity_id, (const unsigned char *)profile->shield.p, profile->shield_size, &ret->bytes));
    return vd_picture_read(ret->bytes, &ret->is);
}

static struct vd_str banner_of(const struct docx_plan *p)
{
    static const char *const out[] = {"publicado", "cerrado", "historico", "reemplazado"};
    for (size_t i = 0; i < VD_COUNT(out); i++)
        if (vd_str_is(p->version.state, out[i]) || p->of->published_on.n)
            return (struct vd_str){0};
    if (vd_str_is(p->version.state, "retirado") || vd_str_is(p->version.state, "rechazado"))
        return VD_S("BORRADOR: esta versión no siguió su trámite");
    return VD_S("BORRADOR: este plan todavía no se ha publicado");
}

/* The day of its publication, else the first of its year. */
static vd_us date_of(const struct docx_plan *p)
{
    static const vd_us day = INT64_C(86400000000), bogota = INT64_C(5) * 3600 * 1000000;
    struct vd_date on;
    struct vd_str said = p->of->published_on.n ? p->of->published_on : p->version.published_on;
    if (!vd_date_from_iso(said, &on))
        on = (struct vd_date){(int16_t)p->version.vigencia, 1, 1};
    return vd_date_days(on) * day + bogota;
}

static void put_components(struct docx_plan *p)
{
    if (p->indicators.n) {
        vd_word_heading(p->w, 1, VD_S("Indicadores del plan"));
        docx_put_indicators(p, VD_S("Indicadores del plan"), &p->indicators);
    }
    VD_EACH(c, &p->components)
        if (!c->row.parent_key.has)
            docx_put_component(p, c);
}

enum vd_err plan_docx(const struct plan_docx *of, struct vd_str *ret)
{
    struct docx_plan p = {.of = of, .db = of->db, .arena = of->arena};
    struct vd_word_picture shield = {0};
    struct vd_profile profile;
    VD_TRY(docx_read(&p));
    VD_TRY(vd_profile_get(of->db, of->arena, of->entity_id, &profile));
    VD_TRY(read_shield(&p, &profile, &shield));
    const struct vd_word_about about = {.title = vd_str_printf(of->arena, "%.*s. %.*s", VD_SARG(p.version.title), VD_SARG(p.version.entity_name)),
        .subject = vd_str_printf(of->arena, "%.*s %" PRId64 ", versión %" PRId64, VD_SARG(p.version.short_name), p.version.vigencia, p.version.no), .author = p.version.entity_name,
        .head = p.version.entity_name, .foot = vd_str_printf(of->arena, "%.*s %" PRId64 ", versión %" PRId64, VD_SARG(p.version.short_name), p.version.vigencia, p.version.no),
        .banner = banner_of(&p), .at = date_of(&p), .shield = shield.bytes.n ? &shield : NULL};
    p.w = vd_word_new(of->arena, &about);
    VD_TRY(docx_put_front(&p, &profile));
    vd_word_turn(p.w, true);
    VD_TRY(docx_put_changes(&p));
    put_components(&p);
    return vd_word_close(p.w, ret);
}
