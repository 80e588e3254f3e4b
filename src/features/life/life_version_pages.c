/* SPDX-License-Identifier: Apache-2.0 */
/* The place of a version: its state, what comes next and who does it, its history; and the steps that need no page of their own. */
#include "core/services.h"
#include "features/life/life_ask.tpl.h"
#include "features/life/life_pages.h"
#include "features/life/life_version.tpl.h"
#include "features/life/life_views.h"
#include "features/plan/plan.h"

struct version_input { struct vd_str entidad, familia, estado, razones; struct vd_oint vigencia, version, hecho; };

/* Steps that are taken here. word: of the address; asks: for reasons; happens: what cannot be undone, said on a page of its own before it. */
struct own_step { const char *event, *word, *route, *kind, *title, *happens; bool asks, is_danger; };
#define BELOW "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}"
static const struct own_step steps[] = {
    {"someter", "someter", BELOW "/someter", "plan.sometido", NULL, NULL, false, false},
    {"publicar", "publicar", BELOW "/publicar", "plan.publicado", "Publicar",
     "Cualquier persona la verá de inmediato, con sus archivos y la fecha y la hora de hoy, y quedan para siempre. Si algo cambia después, se hace por una modificación.", false, false},
    {"retirar", "retirar", BELOW "/retirar", "plan.retirado", "Retirar",
     "Deja de poderse escribir y no vuelve. Lo que se escribió queda en el registro, con sus razones.", true, true},
};

static const struct own_step *step_of(struct vd_str event)
{
    for (size_t i = 0; i < VD_COUNT(steps); i++)
        if (vd_str_is(event, steps[i].event))
            return &steps[i];
    return NULL;
}

/* ---- what comes next */

static bool has_word(const char *list, struct vd_str word)
{
    struct vd_str rest = vd_str_of(list), one;
    while (vd_str_split(&rest, ' ', &one))
        if (vd_str_eq(one, word))
            return true;
    return false;
}

static const struct life_place *place_of(struct vd_str event)
{
    for (const struct life_place *place = life_places; place->text; place++)
        if (place->events && has_word(place->events, event))
            return place;
    return NULL;
}

static struct vd_url below(struct vd_req *rq, const struct life_version_row *version, const char *word)
{
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s/%s", VD_SARG(life_url(rq, version).s), word)};
}

static void put_way(struct vd_req *rq, const struct life_version_row *version, const struct life_way *way, struct life_version_view *view)
{
    const struct own_step *own = step_of(way->rule->event);
    const struct life_place *place = own ? NULL : place_of(way->rule->event);
    struct life_way_view *v = VD_PUSH(rq->arena, &view->ways);
    *v = (struct life_way_view){.text = way->rule->text, .who = life_who(rq->arena, way->rule->right), .norm = way->rule->norm, .state = version->state,
        .denied = !way->may && way->rule->right.n, .button = way->may && way->ready && own, .place = way->may && place};
    VD_EACH(met, &way->guards) {
        struct life_guard_view *guard = VD_PUSH(rq->arena, &v->guards);
        *guard = (struct life_guard_view){.sem = met->met ? (struct vd_sem){"ok", "Listo"} : (struct vd_sem){"near", "Falta"}, .said = met->said};
        if (met->page)
            guard->page = below(rq, version, met->page);
    }
    if (v->place)
        v->to = below(rq, version, place->word);
    if (!v->button)
        return;
    v->to = below(rq, version, own->word);
    v->danger = own->is_danger;
    v->asked_first = own->happens != NULL;
    if (!v->asked_first)
        v->token = vd_form_token(rq, own->route);
}

/* One filled button: the first that leads on. */
static void mark_main(struct life_version_view *view)
{
    VD_EACH(way, &view->ways)
        if (way->button && !way->danger) {
            way->main = true;
            return;
        }
}

static enum vd_err fill_ways(struct vd_req *rq, const struct life_version_row *version, struct life_version_view *view)
{
    life_ways ways = {0};
    VD_TRY(life_next(rq->db, rq->arena, staff_who(rq), version, rq->now, &ways));
    VD_EACH(way, &ways)
        if (way->rule->right.n || way->guards.n) /* what happens to it by itself when another is published is no step to take */
            put_way(rq, version, way, view);
    mark_main(view);
    return VD_OK;
}

/* ---- the page */

static struct vd_str act_said(struct vd_arena *arena, const struct life_step_row *step)
{
    static const struct { const char *code, *word; } kinds[] = {{"acta", "Acta"}, {"resolucion", "Resolución"}, {"decreto", "Decreto"}};
    struct vd_date on;
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        if (vd_str_is(step->act_kind, kinds[i].code))
            return vd_str_printf(arena, "%s %.*s%s%.*s", kinds[i].word, VD_SARG(step->act_no), vd_date_from_iso(step->act_on, &on) ? " del " : "",
                                 VD_SARG(vd_date_from_iso(step->act_on, &on) ? vd_es_date_long(arena, on) : VD_S("")));
    return (struct vd_str){0};
}

static enum vd_err fill_steps(struct vd_req *rq, const struct life_version_row *version, struct life_version_view *view)
{
    life_steps history = {0};
    VD_TRY(life_history(rq->db, rq->arena, version->entity_id, version->id, &history));
    VD_EACH(s, &history)
        *VD_PUSH(rq->arena, &view->steps) = (struct life_step_view){.no = s->no, .what = life_past(s->event), .when = vd_es_instant(rq->arena, s->at), .who = s->person, .reason = s->reason,
            .act = act_said(rq->arena, s), .signers = s->act_signers, .file = s->file,
            .file_url = s->attachment_id.has ? documents_url(rq->arena, staff_who(rq)->entity.slug, s->attachment_id.v) : (struct vd_url){{NULL, 0}}};
    return VD_OK;
}

static enum vd_err fill_base(struct vd_req *rq, const struct life_version_row *version, struct life_version_view *view)
{
    struct life_version_row base;
    if (!life_is_modification(version))
        return VD_OK;
    VD_TRY(life_get(rq->db, rq->arena, version->entity_id, version->base_id.v, &base));
    view->base = vd_str_printf(rq->arena, "Modifica la versión %" PRId64, base.no);
    view->base_url = life_url(rq, &base);
    return VD_OK;
}

static void fill_places(struct vd_req *rq, const struct life_version_row *version, struct life_version_view *view)
{
    for (const struct life_place *place = life_places; place->text; place++)
        if (vd_who_may(staff_who(rq), place->right))
            *VD_PUSH(rq->arena, &view->places) = (struct vd_link){vd_str_of(place->text), below(rq, version, place->word)};
    if (vd_str_is(version->state, "publicado"))
        *VD_PUSH(rq->arena, &view->places) = (struct vd_link){VD_S("Monitoreo"), staff_url(rq, "planes", vd_str_c(rq->arena, version->path_word),
            vd_str_printf(rq->arena, "%" PRId64, version->vigencia).p, "monitoreo", NULL)};
    *VD_PUSH(rq->arena, &view->places) = (struct vd_link){VD_S("En PDF"), below(rq, version, "plan.pdf")};
    *VD_PUSH(rq->arena, &view->places) = (struct vd_link){VD_S("En Word (DOCX)"), below(rq, version, "plan.docx")};
}

static enum vd_err show(struct vd_req *rq, const struct life_version_row *version, struct vd_oint done)
{
    struct life_version_view view = {.title = version->title, .version = version->no, .state = life_state_sem(version->state), .about = vd_str_of(life_state_about(version->state)), .activities = version->activities,
        .errors = version->open_errors, .due = life_due_of(rq->arena, version, rq->today), .wrongs = staff_wrongs(rq),
        .published = plan_published_text(rq->arena, version->published_on, version->due_on)};
    if (vd_str_is(version->state, "publicado") || vd_str_is(version->state, "cerrado"))
        view.public_url = plan_url(rq->arena, staff_who(rq)->entity.slug, version->path_word, version->vigencia);
    VD_TRY(staff_page(rq, life_title(rq->arena, version), &view.page));
    VD_TRY(staff_done(rq, done, &view.page));
    staff_crumb(rq, &view.page, VD_S("Planes"), staff_url(rq, "planes", NULL));
    fill_places(rq, version, &view);
    VD_TRY(fill_base(rq, version, &view));
    VD_TRY(fill_ways(rq, version, &view));
    VD_TRY(fill_steps(rq, version, &view));
    tpl_life_version(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err version_page(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    return show(rq, &version, in->hecho);
}

/* ---- the question before a step that cannot be undone */

static enum vd_err ask(struct vd_req *rq, const struct life_version_row *version, const struct own_step *own)
{
    const struct version_input *in = rq->input;
    life_ways ways = {0};
    const struct life_way *way = NULL;
    VD_TRY(life_next(rq->db, rq->arena, staff_who(rq), version, rq->now, &ways));
    VD_EACH(w, &ways)
        if (w->may && w->ready && vd_str_is(w->rule->event, own->event))
            way = w;
    if (!way && !rq->wrong.n) /* another person was faster, or a condition fell: the page of the version says it */
        return staff_go(rq, life_url(rq, version), 0);
    struct life_ask_view view = {.what = way ? way->rule->text : vd_str_of(own->title), .of = life_title(rq->arena, version), .happens = own->happens, .norm = way ? way->rule->norm : (struct vd_str){0},
        .due = life_due_of(rq->arena, version, rq->today), .activities = version->activities, .danger = own->is_danger, .wrongs = staff_wrongs(rq), .state = version->state,
        .back = life_url(rq, version), .to = below(rq, version, own->word), .token = vd_form_token(rq, own->route), .asks_reason = own->asks};
    view.reason = staff_input(rq, "razones", VD_S("Razones"), in->razones);
    view.reason.rows = 3;
    view.reason.hint = VD_S("Quedan en la historia de la versión.");
    VD_TRY(life_page_below(rq, version, view.what, &view.page));
    tpl_life_ask(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err ask_page(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    return ask(rq, &version, rq->route->extra);
}

/* ---- steps */

/* What was wrong is said where the form stands. */
static enum vd_err show_again(struct vd_req *rq, const struct life_version_row *version)
{
    const struct own_step *own = rq->route->extra;
    return own->happens ? ask(rq, version, own) : show(rq, version, (struct vd_oint){0});
}

struct own_stepping {
    struct life_stepping of;
    struct life_stepped done;
    life_published_files files;   /* what is published */
};

static enum vd_err apply(struct vd_change *change, struct staff_write *write)
{
    struct own_stepping *s = write->arg;
    s->of.said.attachment_id = (struct vd_oint){0}; /* apply may run twice */
    VD_TRY(life_published_attach(change, s->of.version_id, &s->files, s->of.person_id, &s->of.said.attachment_id));
    enum vd_err err = life_step(change, &s->of, &s->done);
    return err == VD_OK ? VD_OK : staff_refuse(write, err, "%.*s", VD_SARG(s->done.problem));
}

static enum vd_err stepped(struct vd_req *rq, struct staff_write *write)
{
    const struct version_input *in = rq->input;
    const struct own_step *own = rq->route->extra;
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    if (write->err == VD_OK)
        return staff_go(rq, life_url(rq, &version), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, own->asks ? "razones" : "", "%.*s", VD_SARG(write->problem));
    return show_again(rq, &version);
}

static enum vd_err step_post(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    const struct own_step *own = rq->route->extra;
    const struct vd_services *services = rq->services;
    struct own_stepping *s = VD_NEW(rq->arena, struct own_stepping);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    if (rq->wrong.n)
        return show_again(rq, &version);
    s->of = (struct life_stepping){.version_id = version.id, .event = vd_str_of(own->event), .seen = in->estado, .person_id = staff_who(rq)->person_id, .said = {.reason = in->razones}};
    if (vd_str_is(s->of.event, "publicar") && vd_str_is(version.state, "aprobado"))
        VD_TRY(life_published_make(&(struct life_publishing){rq->db, services->files, rq->arena, staff_who(rq)->entity.slug, &version, rq->today, services->config.url}, &s->files, &rq->problem));
    *write = (struct staff_write){.entity_id = version.entity_id, .kind = own->kind, .apply = apply, .then = stepped, .arg = s};
    return staff_write(rq, write);
}

/* ---- as a document, a draft too */

static enum vd_err document(struct vd_req *rq, enum vd_err (*write)(const struct plan_docx *of, struct vd_str *ret), const char *form)
{
    const struct version_input *in = rq->input;
    const struct vd_services *services = rq->services;
    struct life_version_row version;
    struct vd_str bytes;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    const struct plan_docx of = {.db = rq->db, .arena = rq->arena, .files = services->files, .site = services->config.url, .entity_id = version.entity_id, .version_id = version.id};
    VD_TRY(write(&of, &bytes));
    rq->filename = vd_str_printf(rq->arena, "%.*s-v%" PRId64 ".%s", VD_SARG(plan_file_stem(rq->arena, staff_who(rq)->entity.slug, version.path_word, version.vigencia)), version.no, form);
    vd_buf_str(&rq->body, bytes);
    return VD_OK;
}

static enum vd_err docx(struct vd_req *rq)
{
    rq->type = PLAN_DOCX_TYPE;
    return document(rq, plan_docx, "docx");
}

static enum vd_err pdf(struct vd_req *rq)
{
    rq->type = "application/pdf";
    return document(rq, plan_pdf, "pdf");
}

/* ---- routes */

#define SEEN VD_PARAM(version_input, estado, VD_FROM_FORM, VD_P_TEXT, .max = 40, .required = true, .label = "Estado", .about = "the state that the person saw")
static const struct vd_param of_version[] = {LIFE_ADDRESS(version_input), STAFF_DONE(version_input), {.name = NULL}};
static const struct vd_param of_address[] = {LIFE_ADDRESS(version_input), {.name = NULL}};
static const struct vd_param of_step[] = {LIFE_ADDRESS(version_input), SEEN, {.name = NULL}};
static const struct vd_param of_reasons[] = {LIFE_ADDRESS(version_input), SEEN,
    VD_PARAM(version_input, razones, VD_FROM_FORM, VD_P_TEXT, .max = 2000, .required = true, .label = "Razones", .about = "why"), {.name = NULL}};

#define STEP(n, word, parameters, right_code, about) STAFF_POST(version_input, BELOW "/" word, parameters, right_code, step_post, about, .extra = &steps[n])
const struct vd_route life_version_routes[] = {
    STAFF_PAGE(version_input, BELOW, of_version, "plan.ver_borrador", version_page, "a version of a plan: state, what comes next, history"),
    STAFF_PAGE(version_input, BELOW "/plan.docx", of_address, "plan.ver_borrador", docx, "a version of a plan as a Word document", .wide = true),
    STAFF_PAGE(version_input, BELOW "/plan.pdf", of_address, "plan.ver_borrador", pdf, "a version of a plan as a tagged PDF", .wide = true),
    STAFF_PAGE(version_input, BELOW "/publicar", of_address, "plan.publicar", ask_page, "the question before a version is published", .extra = &steps[1]),
    STAFF_PAGE(version_input, BELOW "/retirar", of_address, "plan.ver_borrador", ask_page, "the question before a version is withdrawn", .extra = &steps[2]),
    STEP(0, "someter", of_step, "plan.someter", "submit a version to approval"),
    STEP(1, "publicar", of_step, "plan.publicar", "publish an approved version"),
    STEP(2, "retirar", of_reasons, "plan.ver_borrador", "withdraw a version that was never public; who may is in the table of transitions"),
    {.path = NULL},
};
