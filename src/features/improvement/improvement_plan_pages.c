/* SPDX-License-Identifier: Apache-2.0 */
/* What the unit writes: the cause, and that it is sent to be reviewed. */
#include "features/improvement/improvement_cause.tpl.h"
#include "features/improvement/improvement_views.h"

struct cause_input { struct vd_str entidad, porque_1, porque_2, porque_3, porque_4, porque_5, causa; struct vd_oint numero, visto; };

static const char *const why_names[IMPROVEMENT_WHYS] = {"porque_1", "porque_2", "porque_3", "porque_4", "porque_5"};
static void whys_of(const struct cause_input *in, struct vd_str ret[IMPROVEMENT_WHYS])
{
    const struct vd_str all[IMPROVEMENT_WHYS] = {in->porque_1, in->porque_2, in->porque_3, in->porque_4, in->porque_5};
    memcpy(ret, all, sizeof all);
}

static enum vd_err typed_of(struct vd_req *rq, const struct improvement_found_row *f, struct cause_input *ret)
{
    improvement_whys_rows whys = {0};
    struct vd_str *const all[IMPROVEMENT_WHYS] = {&ret->porque_1, &ret->porque_2, &ret->porque_3, &ret->porque_4, &ret->porque_5};
    VD_TRY(improvement_whys_all(rq->db, rq->arena, staff_who(rq)->entity.id, f->id, &whys));
    VD_EACH(w, &whys)
        *all[w->no - 1] = w->why;
    ret->causa = f->cause;
    ret->visto = vd_some(f->rev);
    return VD_OK;
}

static enum vd_err fill_conflict(struct vd_req *rq, const struct improvement_found_row *f, const struct cause_input *t, struct improvement_cause_view *view)
{
    struct cause_input now = {0};
    struct vd_str was[IMPROVEMENT_WHYS], typed[IMPROVEMENT_WHYS];
    VD_TRY(typed_of(rq, f, &now));
    whys_of(&now, was);
    whys_of(t, typed);
    view->differ.said = VD_S("Otra persona cambió este hallazgo mientras usted escribía.");
    view->seen = f->rev;
    improvement_differ(rq, &view->differ, VD_S("Causa"), now.causa, t->causa);
    for (int i = 0; i < IMPROVEMENT_WHYS; i++)
        improvement_differ(rq, &view->differ, vd_str_printf(rq->arena, "Porqué %d", i + 1), was[i], typed[i]);
    rq->status = 409;
    return VD_OK;
}

static enum vd_err show(struct vd_req *rq, const struct improvement_found_row *f, const struct cause_input *t, bool conflict)
{
    struct vd_str whys[IMPROVEMENT_WHYS];
    struct improvement_cause_view view = {.wrongs = staff_wrongs(rq), .finding = vd_str_printf(rq->arena, "Hallazgo %" PRId64 ". %.*s", f->no, VD_SARG(f->title)), .seen = t->visto.v,
        .token = vd_form_token(rq, IMPROVEMENT_ONE "/causa"), .action = improvement_url(rq, f->no, "/causa"), .back = improvement_url(rq, f->no, "")};
    VD_TRY(staff_page(rq, VD_S("Causa"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Planes de mejoramiento"), staff_url(rq, "mejora", NULL));
    staff_crumb(rq, &view.page, vd_str_printf(rq->arena, "Hallazgo %" PRId64, f->no), view.back);
    whys_of(t, whys);
    for (int i = 0; i < IMPROVEMENT_WHYS; i++) {
        struct vd_str label = i ? vd_str_printf(rq->arena, "%d. ¿Y por qué pasó eso?", i + 1) : VD_S("1. ¿Por qué pasó?");
        *VD_PUSH(rq->arena, &view.whys) = staff_text(rq, why_names[i], label, whys[i], (struct vd_str){0}, 2, true);
        view.asked = view.asked || whys[i].n > 0;
    }
    view.cause = staff_text(rq, "causa", VD_S("Causa"), t->causa, VD_S("La de fondo, en dos o tres frases: lo que, si se corrige, hace que no se repita."), 5, false);
    if (conflict)
        VD_TRY(fill_conflict(rq, f, t, &view));
    tpl_improvement_cause(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err open_cause(struct vd_req *rq, struct improvement_found_row *ret)
{
    VD_TRY(improvement_open(rq, ((const struct cause_input *)rq->input)->numero.v, ret));
    return improvement_may_write(rq, ret, ret->unit_id, "por_formular");
}

static enum vd_err cause_page(struct vd_req *rq)
{
    struct improvement_found_row found;
    struct cause_input typed = {0};
    VD_TRY(open_cause(rq, &found));
    VD_TRY(typed_of(rq, &found, &typed));
    return show(rq, &found, &typed, false);
}

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    struct improvement_found_row found;
    const struct cause_input *in = rq->input;
    if (write->err == VD_OK)
        return staff_go(rq, improvement_url(rq, in->numero.v, ""), write->seq);
    if (improvement_clashed(write)) {
        VD_TRY(improvement_open(rq, in->numero.v, &found));
        if (found.rev != in->visto.v)
            return show(rq, &found, in, true);
    }
    return staff_failed(rq, write);
}

static enum vd_err cause_post(struct vd_req *rq)
{
    const struct cause_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_asking asking = {.no = in->numero.v, .rev = in->visto.v, .finding.cause = in->causa};
    VD_TRY(improvement_open(rq, in->numero.v, &found));
    staff_must(rq, "causa", in->causa, "Escriba la causa");
    whys_of(in, asking.whys);
    return rq->wrong.n ? show(rq, &found, in, false) : staff_write(rq, improvement_write_of(rq, "mejora.causa", improvement_save_cause, saved, asking));
}

/* ---- sending */

struct send_input { struct vd_str entidad; struct vd_oint numero, visto; };

static enum vd_err sent(struct vd_req *rq, struct staff_write *write)
{
    const struct send_input *in = rq->input;
    if (write->err == VD_OK)
        return staff_go(rq, improvement_url(rq, in->numero.v, ""), write->seq);
    if (improvement_clashed(write))
        write->problem = VD_S("Otra persona cambió este hallazgo. Vuelva a abrir su página y envíelo con lo que dice ahora.");
    return staff_failed(rq, write);
}

static enum vd_err send_post(struct vd_req *rq)
{
    const struct send_input *in = rq->input;
    struct improvement_found_row found;
    VD_TRY(improvement_open(rq, in->numero.v, &found));
    return staff_write(rq, improvement_write_of(rq, "mejora.enviada", improvement_send, sent, (struct improvement_asking){.no = in->numero.v, .rev = in->visto.v}));
}

/* ---- routes */

#define WHY(n) IMPROVEMENT_TYPED(cause_input, porque_##n, IMPROVEMENT_TEXT, "Porqué " #n, "why, asked of the answer before")
static const struct vd_param of_page[] = {VD_PARAM_ENTITY(cause_input), IMPROVEMENT_NO(cause_input), {.name = NULL}};
static const struct vd_param of_form[] = {VD_PARAM_ENTITY(cause_input), IMPROVEMENT_NO(cause_input), IMPROVEMENT_SEEN(cause_input), WHY(1), WHY(2), WHY(3), WHY(4), WHY(5),
    IMPROVEMENT_TYPED(cause_input, causa, IMPROVEMENT_TEXT, "Causa", "the root cause"), {.name = NULL}};
static const struct vd_param of_send[] = {VD_PARAM_ENTITY(send_input), IMPROVEMENT_NO(send_input), IMPROVEMENT_SEEN(send_input), {.name = NULL}};

const struct vd_route improvement_plan_routes[] = {
    STAFF_PAGE(cause_input, IMPROVEMENT_ONE "/causa", of_page, "mejora.escribir", cause_page, "form of the cause of a finding"),
    STAFF_POST(cause_input, IMPROVEMENT_ONE "/causa", of_form, "mejora.escribir", cause_post, "write the cause of a finding"),
    STAFF_POST(send_input, IMPROVEMENT_ONE "/enviar", of_send, "mejora.escribir", send_post, "send cause and actions to be reviewed"),
    {.path = NULL},
};
