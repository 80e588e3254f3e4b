/* SPDX-License-Identifier: Apache-2.0 */
/* One request and its answer; who was told of a modification. */
#include "features/amendment/amendment_notices.tpl.h"
#include "features/amendment/amendment_one.tpl.h"
#include "features/amendment/amendment_pages.h"

struct one_input { struct vd_str entidad, decision, razones; struct vd_oint solicitud, hecho; };
struct notice_input { struct vd_str entidad, familia, destinatario, canal, fecha; struct vd_oint vigencia, version, hecho; };

/* ---- one request */

static enum vd_err fill_cells(struct vd_req *rq, const struct amendment_request_row *r, struct amendment_one_view *view)
{
    const struct editor_at at = {staff_who(rq)->entity.id, r->version_id, r->activity_key.v};
    amendment_fields fields = {0};
    VD_TRY(amendment_field_all(rq->db, rq->arena, at.entity_id, r->id, &fields));
    for (const struct editor_field *field = editor_fields; field->name; field++)
        VD_EACH(f, &fields) {
            if (!vd_str_is(f->field, field->name))
                continue;
            struct amendment_cell *cell = VD_PUSH(rq->arena, &view->cells);
            cell->label = vd_str_of(field->label);
            VD_TRY(editor_value_said(rq->db, rq->arena, at, field, f->old, &cell->before));
            VD_TRY(editor_value_said(rq->db, rq->arena, at, field, f->new, &cell->after));
        }
    return VD_OK;
}

static void fill_answer(struct vd_req *rq, const struct one_input *in, const struct amendment_request_row *r, struct amendment_one_view *view)
{
    const struct life_version_row draft = {.path_word = r->path_word, .vigencia = r->vigencia, .no = r->applied_no.v};
    if (r->answered_at.has)
        view->answered = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(r->answerer), VD_SARG(vd_es_instant(rq->arena, r->answered_at.v)));
    if (r->applied_no.has) {
        view->draft_no = r->applied_no.v;
        view->draft = life_url(rq, &draft);
    }
    view->may = vd_str_is(r->state, "pedido") && vd_who_may(staff_who(rq), "plan.escribir");
    view->decision = (struct vd_choices){.name = "decision", .label = VD_S("Respuesta"), .error = staff_wrong_of(rq, "decision")};
    if (r->asked_by != staff_who(rq)->person_id)
        *VD_PUSH(rq->arena, &view->decision.of) = (struct vd_choice){VD_S("aceptar"), VD_S("Aceptar"), VD_S("Se escribe en la modificación en trámite; si no hay, se empieza."), vd_str_is(in->decision, "aceptar")};
    *VD_PUSH(rq->arena, &view->decision.of) = (struct vd_choice){VD_S("rechazar"), VD_S("Rechazar"), VD_S("El plan sigue como está."), vd_str_is(in->decision, "rechazar")};
    if (view->decision.of.n == 1)
        view->decision.hint = VD_S("Usted pidió este cambio: lo acepta otra persona. Puede retirarlo.");
    view->reason = staff_input(rq, "razones", VD_S("Razones"), in->razones);
    view->reason.rows = 3;
}

static enum vd_err show(struct vd_req *rq, const struct one_input *in)
{
    amendment_requests found = {0};
    VD_TRY(amendment_request_all(rq->db, rq->arena, staff_who(rq)->entity.id, in->solicitud.v, 0, &found));
    if (!found.n)
        return VD_NOT_FOUND;
    const struct amendment_request_row *r = &found.v[0];
    struct vd_str id = vd_str_printf(rq->arena, "%" PRId64, r->id);
    struct amendment_one_view view = {.wrongs = staff_wrongs(rq), .title = amendment_title(rq->arena, r), .plan = amendment_plan_name(rq->arena, r), .activity = r->description, .motive = r->motive,
        .answer = r->answer, .state = amendment_state_sem(r->state), .late = r->is_late, .token = vd_form_token(rq, "/{entidad}/trabajo/cambios/{solicitud}"), .action = staff_url(rq, "cambios", id.p, NULL),
        .asked = vd_str_printf(rq->arena, "Pidió: %.*s, %.*s", VD_SARG(r->asker), VD_SARG(vd_es_instant(rq->arena, r->asked_at)))};
    VD_TRY(fill_cells(rq, r, &view));
    fill_answer(rq, in, r, &view);
    VD_TRY(staff_page(rq, view.title, &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Cambios"), staff_url(rq, "cambios", NULL));
    tpl_amendment_one(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err one_page(struct vd_req *rq) { return show(rq, rq->input); }

static enum vd_err answer_it(struct vd_change *change, struct staff_write *write)
{
    struct amendment_answering *of = write->arg;
    enum vd_err err = amendment_answer(change, of);
    return err == VD_OK ? VD_OK : staff_refuse(write, err, "%.*s", VD_SARG(of->problem));
}

static enum vd_err answered(struct vd_req *rq, struct staff_write *write)
{
    const struct one_input *in = rq->input;
    if (write->err == VD_OK)
        return staff_go(rq, staff_url(rq, "cambios", vd_str_printf(rq->arena, "%" PRId64, in->solicitud.v).p, NULL), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "decision", "%.*s", VD_SARG(write->problem));
    return show(rq, in);
}

static enum vd_err answer_post(struct vd_req *rq)
{
    const struct one_input *in = rq->input;
    struct amendment_answering *of = VD_NEW(rq->arena, struct amendment_answering);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    bool accepts = vd_str_is(in->decision, "aceptar");
    if (!staff_wrong_of(rq, "decision").p && !accepts && !vd_str_is(in->decision, "rechazar"))
        vd_req_wrong(rq, "decision", "Elija una respuesta");
    if (rq->wrong.n)
        return show(rq, in);
    *of = (struct amendment_answering){.person_id = staff_who(rq)->person_id, .request_id = in->solicitud.v, .accepts = accepts, .answer = in->razones};
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = accepts ? "cambio.aceptado" : "cambio.rechazado", .apply = answer_it, .then = answered, .arg = of};
    return staff_write(rq, write);
}

/* ---- who was told */

static const struct { const char *code, *word; } parties[] = {{"control_interno", "Control Interno"}, {"servidores", "Servidores de la entidad"}, {"ciudadania", "Ciudadanía"}};

enum vd_err amendment_told_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, amendment_tolds *ret)
{
    amendment_notices notices = {0};
    struct vd_date on;
    VD_TRY(amendment_notices_of(db, arena, entity_id, version_id, &notices));
    VD_EACH(n, &notices)
        for (size_t i = 0; i < VD_COUNT(parties); i++)
            if (vd_str_is(n->party, parties[i].code) && vd_date_from_iso(n->told_on, &on))
                *VD_PUSH(arena, ret) = (struct amendment_told){vd_str_of(parties[i].word), vd_str_printf(arena, "%.*s, %.*s", VD_SARG(n->channel), VD_SARG(vd_es_date_long(arena, on)))};
    return VD_OK;
}

enum vd_err amendment_told_all(const struct life_ask *ask, struct life_met *ret)
{
    amendment_tolds told = {0};
    VD_TRY(amendment_told_of(ask->db, ask->arena, ask->version->entity_id, ask->version->id, &told));
    bool met = !life_is_modification(ask->version) || told.n == VD_COUNT(parties);
    *ret = (struct life_met){.met = met, .said = !life_is_modification(ask->version) ? VD_S("No es una modificación: no hay a quién informarla.")
                                  : met                               ? VD_S("Se informó a Control Interno, a los servidores y a la ciudadanía.")
                                                                      : VD_S("Falta registrar que se informó a Control Interno, a los servidores y a la ciudadanía.")};
    return VD_OK;
}

static enum vd_err show_notices(struct vd_req *rq, const struct notice_input *in, const struct life_version_row *version)
{
    struct amendment_notices_view view = {.wrongs = staff_wrongs(rq), .title = life_title(rq->arena, version), .may = life_is_live(version->state) && life_is_modification(version) && vd_who_may(staff_who(rq), "plan.publicar"),
        .token = vd_form_token(rq, "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}/informados"), .action = {vd_str_printf(rq->arena, "%.*s/informados", VD_SARG(life_url(rq, version).s))},
        .party = {.name = "destinatario", .label = VD_S("A quién"), .error = staff_wrong_of(rq, "destinatario")}, .channel = staff_input(rq, "canal", VD_S("Por qué medio"), in->canal),
        .on = staff_input(rq, "fecha", VD_S("Cuándo"), in->fecha)};
    for (size_t i = 0; i < VD_COUNT(parties); i++)
        *VD_PUSH(rq->arena, &view.party.of) = (struct vd_choice){.value = vd_str_of(parties[i].code), .text = vd_str_of(parties[i].word), .chosen = vd_str_is(in->destinatario, parties[i].code)};
    view.on.hint = VD_S("Día/mes/año.");
    view.on.width = "w-s";
    VD_TRY(amendment_told_of(rq->db, rq->arena, version->entity_id, version->id, &view.told));
    VD_TRY(life_page_below(rq, version, VD_S("Informados"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    tpl_amendment_notices(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err notices_page(struct vd_req *rq)
{
    const struct notice_input *in = rq->input;
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    return show_notices(rq, in, &version);
}

static enum vd_err tell_it(struct vd_change *change, struct staff_write *write)
{
    struct amendment_telling *of = write->arg;
    enum vd_err err = amendment_tell(change, of);
    return err == VD_OK ? VD_OK : staff_refuse(write, err, "%.*s", VD_SARG(of->problem));
}

static enum vd_err told(struct vd_req *rq, struct staff_write *write)
{
    const struct notice_input *in = rq->input;
    struct life_version_row version;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    return staff_go(rq, (struct vd_url){vd_str_printf(rq->arena, "%.*s/informados", VD_SARG(life_url(rq, &version).s))}, write->seq);
}

static enum vd_err notices_post(struct vd_req *rq)
{
    const struct notice_input *in = rq->input;
    struct amendment_telling *of = VD_NEW(rq->arena, struct amendment_telling);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct life_version_row version;
    struct vd_date on = {0};
    bool known = false;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    for (size_t i = 0; i < VD_COUNT(parties); i++)
        known |= vd_str_is(in->destinatario, parties[i].code);
    if (!known && !staff_wrong_of(rq, "destinatario").p)
        vd_req_wrong(rq, "destinatario", "Elija a quién se informó");
    if (!staff_wrong_of(rq, "fecha").p && staff_date(rq, "fecha", in->fecha, &on) == VD_OK && vd_date_days(on) > vd_date_days(rq->today))
        vd_req_wrong(rq, "fecha", "Escriba el día en que se informó: no puede ser después de hoy");
    if (rq->wrong.n)
        return show_notices(rq, in, &version);
    *of = (struct amendment_telling){.person_id = staff_who(rq)->person_id, .version_id = version.id, .party = in->destinatario, .channel = vd_str_squeeze(rq->arena, in->canal),
        .told_on = vd_date_iso(rq->arena, on)};
    *write = (struct staff_write){.entity_id = version.entity_id, .kind = "cambio.informado", .apply = tell_it, .then = told, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define ONE \
    VD_PARAM_ENTITY(one_input), \
    VD_PARAM(one_input, solicitud, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "request")
#define TYPED(input, member, most, what, meaning) VD_PARAM(input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = true, .label = (what), .about = (meaning))
#define NOTICES "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}/informados"
static const struct vd_param of_one[] = {ONE, STAFF_DONE(one_input), {.name = NULL}};
static const struct vd_param of_answer[] = {ONE, TYPED(one_input, decision, 20, "Respuesta", "aceptar or rechazar"), TYPED(one_input, razones, 2000, "Razones", "why"), {.name = NULL}};
static const struct vd_param of_notices[] = {LIFE_ADDRESS(notice_input), STAFF_DONE(notice_input), {.name = NULL}};
static const struct vd_param of_notice[] = {LIFE_ADDRESS(notice_input), TYPED(notice_input, destinatario, 20, "A quién", "control_interno, servidores or ciudadania"),
    TYPED(notice_input, canal, 200, "Por qué medio", "channel"), TYPED(notice_input, fecha, 10, "Cuándo", "day, dd/mm/yyyy"), {.name = NULL}};

const struct vd_route amendment_notice_routes[] = {
    STAFF_PAGE(one_input, "/{entidad}/trabajo/cambios/{solicitud}", of_one, "plan.ver_borrador", one_page, "a request for a change and its answer"),
    STAFF_POST(one_input, "/{entidad}/trabajo/cambios/{solicitud}", of_answer, "plan.escribir", answer_post, "accept or reject a request for a change"),
    STAFF_PAGE(notice_input, NOTICES, of_notices, "plan.ver_borrador", notices_page, "who was told of a modification"),
    STAFF_POST(notice_input, NOTICES, of_notice, "plan.publicar", notices_post, "record who was told of a modification"),
    {.path = NULL},
};
