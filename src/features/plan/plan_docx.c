/* SPDX-License-Identifier: Apache-2.0 */
#include "core/profile.h"
#include "core/record.h"
#include "features/plan/plan_docx_parts.h"
#include "html/html.h"

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
    struct vd_date on;
    struct vd_str said = p->of->published_on.n ? p->of->published_on : p->version.published_on;
    if (!vd_date_from_iso(said, &on))
        on = (struct vd_date){(int16_t)p->version.vigencia, 1, 1};
    return vd_day_begins(on);
}

static void put_components(struct docx_plan *p)
{
    if (p->indicators.n) {
        vd_paper_heading(p->w, 1, VD_S("Indicadores del plan"));
        docx_put_indicators(p, VD_S("Indicadores del plan"), &p->indicators);
    }
    VD_EACH(c, &p->components)
        if (!c->row.parent_key.has)
            docx_put_component(p, c);
}

/* ---- the proof of a PDF */

/* The act by which a version came out, or came in; 0: none. */
static enum vd_err act_of(struct docx_plan *p, int64_t *ret_seq)
{
    vd_history acts = {0};
    *ret_seq = 0;
    VD_TRY(vd_record_history(p->db, p->arena, p->of->entity_id, "plan_version", p->of->version_id, &acts));
    VD_EACH(act, &acts)
        if (vd_str_is(act->kind, "plan.publicado") || vd_str_is(act->kind, "plan.importado"))
            *ret_seq = *ret_seq ? *ret_seq : act->seq;
    return VD_OK;
}

/* A version that is being published has no act of it yet, whatever act brought it in. */
static enum vd_err put_act_before(struct docx_plan *p)
{
    struct vd_chain_head head;
    VD_TRY(vd_record_head(p->db, p->arena, p->of->entity_id, &head));
    vd_paper_text(p->w, VD_WORD_NORMAL, vd_str_printf(p->arena, "Huella de la cadena de la entidad justo antes de publicarlo (acto %" PRId64 "):", head.seq));
    vd_paper_text(p->w, VD_WORD_NORMAL, head.hex);
    return VD_OK;
}

static enum vd_err put_act(struct docx_plan *p)
{
    vd_chain chain = {0};
    int64_t seq;
    if (p->of->published_on.n)
        return put_act_before(p);
    VD_TRY(act_of(p, &seq));
    if (seq)
        VD_TRY(vd_record_chain(p->db, p->arena, p->of->entity_id, seq, seq, &chain));
    if (!chain.n)
        return VD_OK;
    vd_paper_text(p->w, VD_WORD_NORMAL, vd_str_printf(p->arena, "Acto %" PRId64 " de la cadena de la entidad, del %.*s: %.*s. Su huella:", seq, VD_SARG(vd_es_instant(p->arena, chain.v[0].at)), VD_SARG(chain.v[0].text)));
    vd_paper_text(p->w, VD_WORD_NORMAL, chain.v[0].hash);
    return VD_OK;
}

static enum vd_err put_proof(struct docx_plan *p)
{
    struct vd_str path = vd_url_path(p->arena, vd_str_c(p->arena, p->version.slug), "comprobar", NULL).s;
    struct vd_str address = p->of->site.n ? vd_str_printf(p->arena, "%.*s%.*s", VD_SARG(p->of->site), VD_SARG(path)) : path;
    const struct vd_word_run where[] = {{.text = VD_S("Para comprobarlo: "), .bold = true}, {.text = address, .url = p->of->site.n ? address : (struct vd_str){0}}};
    vd_paper_turn(p->w, false);
    vd_paper_heading(p->w, 1, VD_S("Comprobación"));
    VD_TRY(put_act(p));
    vd_paper_text(p->w, VD_WORD_NORMAL, VD_S("Cada acto de la entidad lleva la huella del anterior: quien cambie una fila de este plan tiene que cambiar todos los actos que siguen, y se nota."));
    vd_paper_runs(p->w, VD_WORD_NORMAL, where, VD_COUNT(where));
    return VD_OK;
}

static enum vd_err put_parts(struct docx_plan *p, const struct vd_profile *profile)
{
    VD_TRY(docx_put_front(p, profile));
    vd_paper_turn(p->w, true);
    VD_TRY(docx_put_changes(p));
    put_components(p);
    return vd_paper_is_pdf(p->w) && !banner_of(p).n ? put_proof(p) : VD_OK; /* nothing proves a draft */
}

static enum vd_err write_paper(const struct plan_docx *of, bool pdf, struct vd_str *ret)
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
    VD_TRY(vd_paper_new(of->arena, &about, pdf, &p.w));
    VD_TRY(put_parts(&p, &profile));
    return vd_paper_close(p.w, ret);
}

enum vd_err plan_docx(const struct plan_docx *of, struct vd_str *ret) { return write_paper(of, false, ret); }
enum vd_err plan_pdf(const struct plan_docx *of, struct vd_str *ret) { return write_paper(of, true, ret); }
