/* SPDX-License-Identifier: Apache-2.0 */
/* Freezing and publishing: each is asked for on a page of its own. */
#include "core/services.h"
#include "features/official/official.h"
#include "features/verification/verification_question.tpl.h"
#include "features/verification/verification_say.h"

struct closing_of { struct verification_opened o; struct verification_sheet sheet; struct verification_left left; };

static enum vd_err open_closing(struct vd_req *rq, struct closing_of *ret)
{
    VD_TRY(verification_open_rows(rq, rq->input, &ret->o, &ret->sheet));
    ret->left = verification_left_of(&ret->sheet);
    return VD_OK;
}

static void say(struct vd_req *rq, struct verification_question_view *view, struct vd_str said) { *VD_PUSH(rq->arena, &view->said) = said; }

static enum vd_err show(struct vd_req *rq, const struct closing_of *c, struct verification_question_view *view, const char *word)
{
    view->wrongs = staff_wrongs(rq);
    view->plan = vd_str_printf(rq->arena, "%.*s, seguimiento al %.*s", VD_SARG(verification_plan_said(rq->arena, &c->o.version)), VD_SARG(vd_es_date_long(rq->arena, c->o.cut.cut_on)));
    view->action = verification_url(rq, &c->o, word);
    view->back = verification_url(rq, &c->o, NULL);
    VD_TRY(verification_page(rq, &c->o, vd_str_of(view->title), &view->page));
    tpl_verification_question(&(struct vd_html_out){&rq->body}, view);
    return VD_OK;
}

/* ---- freezing */

static struct vd_str figure_said(struct vd_req *rq, const struct verification_sheet *sheet)
{
    const struct followup_side side = followup_side_of(rq->arena, &sheet->sheet.input, FOLLOWUP_VERIFIED);
    const struct followup_figure f = followup_figure_of(rq->arena, &sheet->sheet.input, &side, FOLLOWUP_M1, -1);
    if (!side.there || f.absent)
        return VD_S("Todavía no hay cifra verificada.");
    return vd_str_printf(rq->arena, "Cumplidas, según lo verificado: %.*s de las %.*s que vencían y tienen valor (%.*s); las que no aplican no se cuentan.", VD_SARG(followup_exact(rq->arena, f.numerator)),
        VD_SARG(followup_exact(rq->arena, f.denominator)), VD_SARG(followup_percent_text(rq->arena, f.percent)));
}

static enum vd_err show_freeze(struct vd_req *rq, const struct closing_of *c)
{
    const struct verification_input *in = rq->input;
    struct verification_question_view view = {.title = "Congelar y firmar el seguimiento", .button = "Congelar y firmar", .token = vd_form_token(rq, VERIFICATION_AT "/congelar"),
        .asks_reason = c->left.unverified > 0};
    bool term_over = vd_date_days(rq->today) > vd_date_days(c->o.cutoff.reports_until);
    view.may = vd_str_is(c->o.cutoff.state, "abierto") && term_over && !c->left.stale;
    say(rq, &view, vd_str_printf(rq->arena, "Vencían %" PRId64 " actividades; %" PRId64 " están verificadas.", c->left.due, c->left.due - c->left.unverified));
    say(rq, &view, figure_said(rq, &c->sheet));
    say(rq, &view, VD_S("Al congelar, los valores y sus cifras quedan escritos en la cadena de la entidad con su firma. Después solo se agregan notas."));
    if (!vd_str_is(c->o.cutoff.state, "abierto"))
        view.warning = VD_S("Ya está congelado.");
    else if (!term_over)
        view.warning = vd_str_printf(rq->arena, "Todavía se reciben reportes hasta el %.*s.", VD_SARG(vd_es_date_long(rq->arena, c->o.cutoff.reports_until)));
    else if (c->left.stale)
        view.warning = vd_str_printf(rq->arena, "%" PRId64 " deben verificarse otra vez: recibieron otro reporte.", c->left.stale);
    else if (c->left.unverified)
        view.warning = vd_str_printf(rq->arena, "Quedan %" PRId64 " sin verificar.", c->left.unverified);
    view.reason = staff_input(rq, "razon", VD_S("Por qué quedan sin verificar"), in->razon);
    view.reason.rows = 3;
    return show(rq, c, &view, "congelar");
}

static enum vd_err freeze_page(struct vd_req *rq)
{
    struct closing_of c = {0};
    VD_TRY(open_closing(rq, &c));
    return show_freeze(rq, &c);
}

static enum vd_err frozen(struct vd_req *rq, struct staff_write *write)
{
    struct closing_of c = {0};
    VD_TRY(open_closing(rq, &c));
    if (write->err != VD_INVALID || !write->problem.n)
        return verification_done_at(rq, write, verification_url(rq, &c.o, NULL));
    vd_req_wrong(rq, "razon", "%.*s", VD_SARG(write->problem));
    return show_freeze(rq, &c);
}

static enum vd_err send(struct vd_req *rq, const struct closing_of *c, const char *kind, staff_apply *apply, enum vd_err (*then)(struct vd_req *, struct staff_write *), struct vd_date day,
                        const struct documents_file *report)
{
    const struct verification_input *in = rq->input;
    struct verification_closing *of = VD_NEW(rq->arena, struct verification_closing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *of = (struct verification_closing){.person_id = staff_who(rq)->person_id, .cutoff_id = c->o.cutoff.id, .reason = in->razon, .published_on = day, .proof = in->prueba};
    if (report)
        of->report = *report;
    *write = (struct staff_write){.entity_id = c->o.version.entity_id, .kind = kind, .apply = apply, .then = then, .arg = of};
    return staff_write(rq, write);
}

static enum vd_err freeze_post(struct vd_req *rq)
{
    struct closing_of c = {0};
    VD_TRY(open_closing(rq, &c));
    if (rq->wrong.n)
        return show_freeze(rq, &c);
    return send(rq, &c, "seguimiento.congelado", verification_freeze, frozen, (struct vd_date){0}, NULL);
}

/* ---- publishing */

/* Nobody reviews what waits once the plan is closed. */
static enum vd_err say_waiting(struct vd_req *rq, const struct closing_of *c, struct verification_question_view *view)
{
    const struct monitoring_of of = {rq->db, rq->arena, c->o.version.entity_id, c->o.version.plan_id, 0, rq->now};
    monitoring_lines lines = {0};
    int64_t n = 0;
    VD_TRY(monitoring_lines_of(&of, c->o.version.id, rq->today, &lines));
    VD_EACH(l, &lines)
        VD_EACH(r, &l->reports)
            n += vd_str_is(r->state, "enviado");
    if (n && view->may)
        say(rq, view, n == 1 ? VD_S("Un reporte del plan espera revisión: si el plan se cierra, queda como se envió.") :
                               vd_str_printf(rq->arena, "%" PRId64 " reportes del plan esperan revisión: si el plan se cierra, quedan como se enviaron.", n));
    return VD_OK;
}

static enum vd_err show_publish(struct vd_req *rq, const struct closing_of *c, struct vd_str day)
{
    const struct verification_cutoff *cut = &c->o.cutoff;
    const struct verification_input *in = rq->input;
    const int64_t late = vd_date_days(rq->today) - vd_date_days(cut->publish_by);
    struct verification_question_view view = {.title = "Publicar el seguimiento", .button = "Publicar", .token = vd_form_token(rq, VERIFICATION_AT "/publicar"), .asks_day = true,
        .may = vd_str_is(cut->state, "congelado")};
    say(rq, &view, vd_str_printf(rq->arena, "El último día para publicarlo es el %.*s.", VD_SARG(vd_es_date_long(rq->arena, cut->publish_by))));
    say(rq, &view, VD_S("Cualquier persona lo verá con sus cuatro valores, sus evidencias públicas y su firma. Si es el último de la vigencia y nada queda abierto, el plan se cierra."));
    VD_TRY(say_waiting(rq, c, &view));
    if (vd_str_is(cut->state, "publicado"))
        view.warning = VD_S("Ya está publicado.");
    else if (!view.may)
        view.warning = VD_S("Primero se congela y se firma.");
    else if (verification_late(cut, rq->today))
        view.warning = vd_str_printf(rq->arena, "El plazo venció hace %" PRId64 " %s: se mostrará como publicado tarde.", late, late == 1 ? "día" : "días");
    view.day = staff_input(rq, "dia", VD_S("Día en que se publica"), day);
    view.day.hint = VD_S("Día/mes/año. Si ya se publicó en la página de la entidad, el día en que salió.");
    view.day.width = "w-s";
    view.proof = staff_input(rq, "prueba", VD_S("Dónde se publicó, si fue antes de hoy"), in->prueba);
    view.proof.hint = VD_S("Dirección de la página o número del documento que lo prueba. Cualquier persona lo verá, con el día de hoy como el del registro.");
    view.proof.optional = true;
    return show(rq, c, &view, "publicar");
}

static enum vd_err publish_page(struct vd_req *rq)
{
    struct closing_of c = {0};
    VD_TRY(open_closing(rq, &c));
    return show_publish(rq, &c, vd_date_dmy(rq->arena, rq->today));
}

static enum vd_err published(struct vd_req *rq, struct staff_write *write)
{
    const struct verification_input *in = rq->input;
    struct closing_of c = {0};
    VD_TRY(open_closing(rq, &c));
    if (write->err != VD_INVALID || !write->problem.n)
        return verification_done_at(rq, write, verification_url(rq, &c.o, NULL));
    vd_req_wrong(rq, "dia", "%.*s", VD_SARG(write->problem));
    return show_publish(rq, &c, in->dia);
}

/* The report as it will stand, kept for ever: of one that cannot be published the change says so. */
static enum vd_err make_report(struct vd_req *rq, const struct closing_of *c, struct vd_date day, struct documents_file *ret)
{
    const struct vd_services *services = rq->services;
    const struct official_of of = {.db = rq->db, .arena = rq->arena, .files = services->files, .site = services->config.url, .entity_id = c->o.version.entity_id, .cutoff_id = c->o.cutoff.id,
        .published_at = rq->now, .published_on = day};
    return vd_str_is(c->o.cutoff.state, "congelado") ? official_file_make(&of, ret) : VD_OK;
}

static enum vd_err publish_post(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct documents_file report = {0};
    struct closing_of c = {0};
    struct vd_date day = {0};
    VD_TRY(open_closing(rq, &c));
    enum vd_err err = staff_date(rq, "dia", in->dia, &day);
    if (err != VD_OK && err != VD_INVALID)
        return err;
    if (!in->dia.n)
        vd_req_wrong(rq, "dia", "Escriba el día en que se publica");
    struct vd_str odd = c.o.cutoff.frozen_at.has && !rq->wrong.n ? verification_day_odd(rq->arena, &c.o.cutoff, day, rq->today) : (struct vd_str){0};
    if (odd.n)
        vd_req_wrong(rq, "dia", "%.*s", VD_SARG(odd));
    if (!rq->wrong.n && vd_date_days(day) < vd_date_days(rq->today) && !in->prueba.n)
        vd_req_wrong(rq, "prueba", "De un día anterior a hoy escriba la dirección o el número que prueba dónde se publicó");
    if (rq->wrong.n)
        return show_publish(rq, &c, in->dia);
    VD_TRY(make_report(rq, &c, day, &report));
    return send(rq, &c, "seguimiento.publicado", verification_publish, published, day, &report);
}

/* ---- closing the plan that stayed open */

static enum vd_err ended(struct vd_req *rq, struct staff_write *write)
{
    struct verification_opened o = {0};
    VD_TRY(verification_open_at(rq, rq->input, &o));
    return verification_done_at(rq, write, verification_url(rq, &o, NULL));
}

static enum vd_err end_post(struct vd_req *rq)
{
    struct closing_of c = {0};
    VD_TRY(open_closing(rq, &c));
    return send(rq, &c, "plan.cerrado", verification_end, ended, (struct vd_date){0}, NULL);
}

/* The report as it would be published today; of a follow-up that is not frozen there is none. */
static enum vd_err report_pdf(struct vd_req *rq)
{
    const struct vd_services *services = rq->services;
    const struct verification_input *in = rq->input;
    struct verification_opened o = {0};
    struct vd_str bytes;
    VD_TRY(verification_open_at(rq, in, &o));
    if (!vd_str_is(o.cutoff.state, "congelado")) {
        rq->problem = VD_S("Este seguimiento no está congelado: no hay un informe por publicar.");
        return VD_NOT_FOUND;
    }
    const struct official_of of = {.db = rq->db, .arena = rq->arena, .files = services->files, .site = services->config.url, .entity_id = o.version.entity_id, .cutoff_id = o.cutoff.id};
    VD_TRY(official_pdf(&of, &bytes));
    rq->type = "application/pdf";
    rq->filename = vd_str_printf(rq->arena, "%.*s-seguimiento-%.*s-borrador.pdf", VD_SARG(plan_file_stem(rq->arena, staff_who(rq)->entity.slug, o.version.path_word, o.version.vigencia)), VD_SARG(in->corte));
    vd_buf_str(&rq->body, bytes);
    return VD_OK;
}

static const struct vd_param of_page[] = {VERIFICATION_PLAN(verification_input), {.name = NULL}};
static const struct vd_param of_freeze[] = {VERIFICATION_PLAN(verification_input),
    VD_PARAM(verification_input, razon, VD_FROM_FORM, VD_P_TEXT, .max = 2000, .label = "Por qué quedan sin verificar", .about = "why rows stay without verification"), {.name = NULL}};
static const struct vd_param of_publish[] = {VERIFICATION_PLAN(verification_input),
    VD_PARAM(verification_input, dia, VD_FROM_FORM, VD_P_TEXT, .max = 40, .label = "Día en que se publica", .about = "real day of publication, day/month/year"),
    VD_PARAM(verification_input, prueba, VD_FROM_FORM, VD_P_TEXT, .max = 300, .label = "Dónde se publicó", .about = "address or number that proves it, of a day before today"), {.name = NULL}};

const struct vd_route verification_close_routes[] = {
    STAFF_PAGE(verification_input, VERIFICATION_AT "/congelar", of_page, "seguimiento.verificar", freeze_page, "what freezing a follow-up would leave written"),
    STAFF_POST(verification_input, VERIFICATION_AT "/congelar", of_freeze, "seguimiento.verificar", freeze_post, "freeze and sign a follow-up"),
    STAFF_PAGE(verification_input, VERIFICATION_AT "/publicar", of_page, "seguimiento.publicar", publish_page, "the last day to publish a follow-up and what it does"),
    STAFF_POST(verification_input, VERIFICATION_AT "/publicar", of_publish, "seguimiento.publicar", publish_post, "publish a follow-up that was frozen, with its real day"),
    STAFF_POST(verification_input, VERIFICATION_AT "/cerrar", of_page, "seguimiento.publicar", end_post, "close the plan whose last follow-up is published"),
    STAFF_PAGE(verification_input, VERIFICATION_AT "/informe.pdf", of_page, "seguimiento.verificar", report_pdf, "the official report of a frozen follow-up before it is published", .wide = true),
    {.path = NULL},
};
