/* SPDX-License-Identifier: Apache-2.0 */
#include "features/monitoring/monitoring_promise.tpl.h"
#include "features/monitoring/monitoring_report.tpl.h"
#include "features/monitoring/monitoring_say.h"

/* ---- words */

static struct vd_str number_said(struct vd_arena *arena, mpq_srcptr value)
{
    struct vd_str s = followup_rounded(arena, value, 2, ',');
    while (vd_str_ends(s, VD_S("0")) && vd_str_find(s, VD_S(",")) >= 0)
        s = vd_str_sub(s, 0, s.n - 1);
    return vd_str_ends(s, VD_S(",")) ? vd_str_sub(s, 0, s.n - 1) : s;
}

static bool is_percent(const struct monitoring_line *l) { return l->measure.asks == MONITORING_PERCENT || l->measure.asks == MONITORING_RATIO; }

struct vd_str monitoring_value_said(struct vd_arena *arena, const struct monitoring_line *l, const struct monitoring_report_row *r)
{
    if (r->not_applicable.n)
        return VD_S("No aplica");
    if (!r->numerator_u6.has)
        return VD_S("Sin valor");
    struct vd_str n = vd_es_qty(arena, r->numerator_u6);
    switch (l->measure.asks) {
    case MONITORING_DONE: return r->numerator_u6.v ? VD_S("Hecho") : VD_S("Todavía no");
    case MONITORING_RATIO: return vd_str_printf(arena, "%.*s de %.*s", VD_SARG(n), VD_SARG(vd_es_qty(arena, r->denominator_u6)));
    case MONITORING_PERCENT: return vd_str_printf(arena, "%.*s %%", VD_SARG(n));
    case MONITORING_COUNT: break;
    }
    return r->is_accumulated || !l->measure.adds ? vd_str_printf(arena, "%.*s en total", VD_SARG(n)) : n;
}

struct vd_str monitoring_progress_said(struct vd_arena *arena, const struct monitoring_line *l, const struct monitoring_progress *p)
{
    if (!p->reported)
        return VD_S("Sin reporte");
    if (p->not_applicable)
        return VD_S("No aplica");
    if (l->measure.asks == MONITORING_DONE)
        return mpq_sgn(p->achieved) > 0 ? VD_S("Hecho (100,00 %)") : VD_S("Todavía no (0,00 %)");
    struct vd_str achieved = vd_str_printf(arena, "%.*s%s", VD_SARG(number_said(arena, p->achieved)), is_percent(l) ? " %" : "");
    if (!p->percent)
        return achieved;
    return vd_str_printf(arena, "%.*s de %.*s%s (%.*s %%)", VD_SARG(achieved), VD_SARG(vd_es_qty(arena, l->measure.target_u6)), is_percent(l) ? " %" : "",
                         VD_SARG(followup_rounded(arena, p->percent, 2, ',')));
}

struct vd_sem monitoring_sem(struct vd_str state)
{
    static const struct { const char *state; struct vd_sem sem; } sems[] = {{"borrador", {"none", "Borrador"}}, {"enviado", {"info", "Espera revisión"}}, {"devuelto", {"bad", "Devuelto"}},
        {"aceptado", {"ok", "Aceptado"}}, {"reemplazado", {"none", "Corregido después"}}};
    for (size_t i = 0; i < VD_COUNT(sems); i++)
        if (vd_str_is(state, sems[i].state))
            return sems[i].sem;
    return (struct vd_sem){"none", "–"};
}

struct vd_sem monitoring_evidence_sem(struct vd_str state)
{
    static const struct { const char *state; struct vd_sem sem; } sems[] = {{"adjunta", {"info", "Adjunta"}}, {"aceptada", {"ok", "Aceptada"}}, {"devuelta", {"bad", "Devuelta"}},
        {"verificada", {"ok", "Verificada"}}, {"no_conforme", {"bad", "No conforme"}}};
    for (size_t i = 0; i < VD_COUNT(sems); i++)
        if (vd_str_is(state, sems[i].state))
            return sems[i].sem;
    return (struct vd_sem){"none", "–"};
}

struct vd_str monitoring_date_said(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date on;
    return vd_date_from_iso(iso, &on) ? vd_es_date_long(arena, on) : (struct vd_str){0};
}

struct vd_str monitoring_obligation_said(struct vd_arena *arena, const struct monitoring_obligation *o)
{
    return o->label.n ? vd_str_printf(arena, "%.*s, que vence el %.*s", VD_SARG(o->label), VD_SARG(vd_date_dmy(arena, o->due))) : vd_str_printf(arena, "lo que vence el %.*s", VD_SARG(vd_date_dmy(arena, o->due)));
}

struct vd_str monitoring_eyebrow(struct vd_arena *arena, const struct monitoring_line *l)
{
    const struct monitoring_activity_row *a = &l->activity;
    return vd_str_printf(arena, "Componente %.*s. %.*s%s%.*s", VD_SARG(a->component_code), VD_SARG(a->component), a->lead.n ? " · " : "", VD_SARG(a->lead));
}

/* ---- addresses */

struct vd_url monitoring_url(struct vd_req *rq, const struct life_version_row *v, struct vd_str address, const char *word)
{
    const char *year = vd_str_printf(rq->arena, "%" PRId64, v->vigencia).p, *family = vd_str_c(rq->arena, v->path_word);
    return address.n ? staff_url(rq, "planes", family, year, "actividad", vd_str_c(rq->arena, address), word, NULL) : staff_url(rq, "planes", family, year, word, NULL);
}

struct vd_url monitoring_review_url(struct vd_req *rq, int64_t report_id) { return staff_url(rq, "revision", vd_str_printf(rq->arena, "%" PRId64, report_id).p, NULL); }

enum vd_err monitoring_open_plan(struct vd_req *rq, struct vd_str family, int64_t vigencia, struct life_version_row *ret)
{
    life_versions all = {0};
    VD_TRY(monitoring_in_force_or_closed(rq->db, rq->arena, staff_who(rq)->entity.id, &all));
    VD_EACH(v, &all)
        if (vd_str_eq(v->path_word, family) && v->vigencia == vigencia) {
            *ret = *v;
            return VD_OK;
        }
    rq->problem = VD_S("Ese plan no está publicado: solo se reporta y se revisa el avance de un plan en firme.");
    rq->way_out = staff_url(rq, "planes", NULL).s;
    return VD_NOT_FOUND;
}

static enum vd_err lines(struct vd_req *rq, const struct life_version_row *version, int64_t key, monitoring_lines *ret)
{
    const struct monitoring_of of = {rq->db, rq->arena, version->entity_id, version->plan_id, key, rq->now};
    return monitoring_lines_of(&of, version->id, rq->today, ret);
}

enum vd_err monitoring_now(struct vd_req *rq, const struct life_version_row *version, monitoring_lines *ret) { return lines(rq, version, 0, ret); }

enum vd_err monitoring_open(struct vd_req *rq, struct vd_str family, int64_t vigencia, struct vd_str address, struct monitoring_opened *ret)
{
    struct monitoring_activity_row found;
    monitoring_lines one = {0};
    VD_TRY(monitoring_open_plan(rq, family, vigencia, &ret->version));
    enum vd_err err = address.n ? monitoring_activity_one(rq->db, rq->arena, ret->version.entity_id, ret->version.id, 0, address, &found) : VD_NOT_FOUND;
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "En ese plan no hay una actividad %.*s.", VD_SARG(address));
    VD_TRY(err);
    VD_TRY(lines(rq, &ret->version, found.key, &one));
    ret->line = one.v[0];
    return VD_OK;
}

/* ---- parts */

static struct vd_str about_of(struct vd_arena *arena, const struct monitoring_evidence_row *e)
{
    const char *class = vd_str_is(e->classification, "publica") ? "pública" : vd_str_is(e->classification, "reservada") ? "reservada" : "clasificada";
    if (vd_str_is(e->kind, "archivo"))
        return vd_str_printf(arena, "Archivo · %.*s · %s", VD_SARG(documents_size(arena, e->size.v)), class);
    if (vd_str_is(e->kind, "enlace"))
        return vd_str_printf(arena, "Enlace · %s", class);
    return vd_str_printf(arena, "Acta%s%.*s · %s", e->dated_on.n ? " · " : "", VD_SARG(monitoring_date_said(arena, e->dated_on)), class);
}

enum vd_err monitoring_show_pieces(struct vd_req *rq, int64_t report_id, monitoring_piece_lines *ret)
{
    monitoring_evidences all = {0};
    VD_TRY(monitoring_evidence_of(rq->db, rq->arena, staff_who(rq)->entity.id, report_id, &all));
    VD_EACH(e, &all) {
        struct monitoring_piece_line line = {.id = e->id, .title = e->title, .about = about_of(rq->arena, e), .other = e->other, .reason = e->reason, .url = {e->url},
            .state = monitoring_evidence_sem(e->state), .judged = !vd_str_is(e->state, "adjunta")};
        if (e->attachment_id.has)
            line.url = documents_url(rq->arena, staff_who(rq)->entity.slug, e->attachment_id.v);
        *VD_PUSH(rq->arena, ret) = line;
    }
    return VD_OK;
}

enum vd_err monitoring_show_report(struct vd_req *rq, const struct monitoring_opened *of, const struct monitoring_report_row *r, struct monitoring_report_line *ret)
{
    struct monitoring_report_line line = {.id = vd_str_printf(rq->arena, "%" PRId64, r->no), .value = monitoring_value_said(rq->arena, &of->line, r),
        .done = monitoring_date_said(rq->arena, r->done_on), .narrative = r->narrative, .difficulties = r->difficulties, .not_applicable = r->not_applicable, .reason = r->review_reason,
        .state = monitoring_sem(r->replaced_at.has ? VD_S("reemplazado") : r->state), .late = monitoring_late(&of->line, r)};
    const struct monitoring_obligation *answered = monitoring_answered(&of->line, r);
    if (answered)
        line.answers = monitoring_obligation_said(rq->arena, answered);
    line.sent = vd_str_printf(rq->arena, "%.*s · %.*s", VD_SARG(vd_es_instant(rq->arena, r->sent_at.v)), VD_SARG(r->person));
    if (r->reviewed_u6.has)
        line.reviewed = vd_str_printf(rq->arena, "%.*s %%", VD_SARG(vd_es_qty(rq->arena, r->reviewed_u6)));
    if (r->reviewed_at.has)
        line.review = vd_str_printf(rq->arena, "%.*s · %.*s", VD_SARG(vd_es_instant(rq->arena, r->reviewed_at.v)), VD_SARG(r->reviewer));
    if (r->sent_at.has && !r->replaced_at.has && !of->line.draft && !monitoring_is_closed(&of->version) && monitoring_may_report(staff_who(rq), &of->line))
        line.correct = (struct vd_url){vd_str_printf(rq->arena, "%.*s?corrige=%" PRId64, VD_SARG(monitoring_url(rq, &of->version, of->line.activity.address, "reporte").s), r->id)};
    VD_TRY(monitoring_show_pieces(rq, r->id, &line.pieces));
    *ret = line;
    return VD_OK;
}

enum vd_err monitoring_show_before(struct vd_req *rq, const struct monitoring_opened *of, int64_t but, monitoring_report_lines *ret)
{
    for (size_t i = of->line.reports.n; i > 0; i--) {
        const struct monitoring_report_row *r = &of->line.reports.v[i - 1];
        if (r->sent_at.has && r->id != but)
            VD_TRY(monitoring_show_report(rq, of, r, VD_PUSH(rq->arena, ret)));
    }
    return VD_OK;
}

struct monitoring_promise_view monitoring_show_promise(struct vd_req *rq, const struct monitoring_line *l)
{
    struct monitoring_promise_view view = {.goal = l->activity.goal, .product = l->activity.product, .indicator = l->activity.indicator,
        .progress = monitoring_progress_said(rq->arena, l, &l->progress), .has_bar = l->progress.percent != NULL};
    if (l->dues.n) {
        struct vd_str last = vd_date_dmy(rq->arena, l->dues.v[l->dues.n - 1]);
        view.window = l->from.year ? vd_str_printf(rq->arena, "%.*s a %.*s", VD_SARG(vd_date_dmy(rq->arena, l->from)), VD_SARG(last)) : vd_str_printf(rq->arena, "Hasta el %.*s", VD_SARG(last));
    }
    VD_EACH(u, &l->units)
        view.units = vd_str_printf(rq->arena, "%.*s%s%.*s%s", VD_SARG(view.units), view.units.n ? "; " : "", VD_SARG(u->name), u->is_lead ? ", líder" : "");
    if (view.has_bar) {
        static const char *const kinds[] = {[FOLLOWUP_ALTA] = "ok", [FOLLOWUP_MEDIA] = "mid", [FOLLOWUP_BAJA] = "bad"};
        int64_t hundredths = (int64_t)(mpq_get_d(l->progress.percent) * 100); /* of the drawing alone */
        view.bar = vd_bar_of(rq->arena, hundredths, vd_str_printf(rq->arena, "%.*s %%", VD_SARG(followup_rounded(rq->arena, l->progress.percent, 2, ','))),
                             kinds[followup_zone_of(l->progress.percent)]);
    }
    return view;
}

enum { MARKUP_MOST = 1 << 20 };

enum vd_err monitoring_report_markup(struct vd_req *rq, const struct life_version_row *version, const struct monitoring_line *line, const struct monitoring_report_row *report, struct vd_html *ret)
{
    const struct monitoring_opened of = {.version = *version, .line = *line};
    struct monitoring_report_line shown;
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, MARKUP_MOST);
    VD_TRY(monitoring_show_report(rq, &of, report, &shown));
    shown.correct = (struct vd_url){{0}};
    tpl_monitoring_report(&(struct vd_html_out){&out}, &shown);
    *ret = (struct vd_html){vd_str_dup(rq->arena, vd_buf_view(&out))};
    return VD_OK;
}

struct vd_html monitoring_promise_markup(struct vd_req *rq, const struct monitoring_line *line)
{
    const struct monitoring_promise_view promise = monitoring_show_promise(rq, line);
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, MARKUP_MOST);
    tpl_monitoring_promise(&(struct vd_html_out){&out}, &promise);
    return (struct vd_html){vd_str_dup(rq->arena, vd_buf_view(&out))};
}
