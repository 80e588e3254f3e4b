/* SPDX-License-Identifier: Apache-2.0 */
/* The entity's documents at work: the list, a new one, one with its versions. */
#include "features/documents/documents_form.h"
#include "features/documents/documents_new.tpl.h"
#include "features/documents/documents_one.tpl.h"
#include "features/documents/documents_work.tpl.h"
#include "features/site/site.h"

static struct vd_url work_url(struct vd_req *rq, struct vd_str slug, const char *word)
{
    return staff_url(rq, "documentos", vd_str_c(rq->arena, slug), word, NULL);
}

static struct vd_str kind_name(struct vd_str code)
{
    const struct documents_document_kinds *kind = documents_document_kind(code);
    return kind ? kind->name : code;
}

/* ---- the list */

static enum vd_err list_page(struct vd_req *rq)
{
    const struct documents_input *in = rq->input;
    struct documents_work_view view = {.may = vd_who_may(staff_who(rq), "documentos.escribir"), .add = staff_url(rq, "documentos", "nuevo", NULL)};
    documents_rows rows = {0};
    int64_t overdue = 0;
    VD_TRY(documents_of(rq->db, rq->arena, staff_who(rq)->entity.id, &rows));
    VD_TRY(staff_page(rq, VD_S("Documentos"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_EACH(d, &rows) {
        struct vd_sem due = documents_due(rq->arena, d->review_on, rq->today);
        overdue += due.kind && !strcmp(due.kind, "bad");
        *VD_PUSH(rq->arena, &view.lines) = (struct documents_work_line){.title = d->title, .kind = kind_name(d->kind), .versions = d->versions,
            .review = documents_day(rq->arena, d->review_on), .due = due, .url = work_url(rq, d->slug, NULL),
            .state = d->public_no.has ? (struct vd_sem){"ok", vd_str_printf(rq->arena, "Pública la versión %" PRId64, d->public_no.v).p} : (struct vd_sem){"none", "Sin publicar"}};
    }
    if (overdue)
        view.overdue = vd_str_printf(rq->arena, "%" PRId64 " %s", overdue, overdue == 1 ? "documento tiene su revisión vencida" : "documentos tienen su revisión vencida");
    tpl_documents_work(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- a new one */

static enum vd_err show_new(struct vd_req *rq, const struct documents_input *in)
{
    struct documents_new_view view = {.token = vd_form_token(rq, "/{entidad}/trabajo/documentos/nuevo"), .action = staff_url(rq, "documentos", "nuevo", NULL), .wrongs = staff_wrongs(rq)};
    documents_head_fields(rq, in, &view.in);
    documents_edition_fields(rq, in, &view.in);
    VD_TRY(staff_page(rq, VD_S("Agregar un documento"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Documentos"), staff_url(rq, "documentos", NULL));
    tpl_documents_new(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq) { return show_new(rq, &(struct documents_input){0}); }

struct writing { struct documents_head head; struct documents_edition edition; struct vd_str slug, seen; int64_t id, no, person_id; bool published, may_publish; };

static enum vd_err create(struct vd_change *change, struct staff_write *write)
{
    struct writing *w = write->arg;
    struct vd_str slug;
    VD_TRY(documents_create(change, &w->head, &w->edition, w->person_id, &slug));
    vd_change_result_set(change, slug);
    return VD_OK;
}

static enum vd_err created(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, work_url(rq, write->result, NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err write_it(struct vd_req *rq, const char *kind, staff_apply *apply, enum vd_err (*then)(struct vd_req *rq, struct staff_write *write), struct writing *w)
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    w->person_id = staff_who(rq)->person_id;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = kind, .apply = apply, .then = then, .arg = w};
    return staff_write(rq, write);
}

static enum vd_err new_post(struct vd_req *rq)
{
    const struct documents_input *in = rq->input;
    struct writing *w = VD_NEW(rq->arena, struct writing);
    documents_head_read(rq, in, &w->head);
    VD_TRY(documents_edition_read(rq, in, &w->edition));
    return rq->wrong.n ? show_new(rq, in) : write_it(rq, "documento.creado", create, created, w);
}

/* ---- one */

static enum vd_err find(struct vd_req *rq, struct documents_row_row *ret)
{
    const struct documents_input *in = rq->input;
    enum vd_err err = documents_find(rq->db, rq->arena, staff_who(rq)->entity.id, in->documento, ret);
    if (err == VD_NOT_FOUND) {
        rq->problem = VD_S("La entidad no tiene un documento con esa dirección.");
        rq->way_out = staff_url(rq, "documentos", NULL).s;
    }
    return err;
}

static struct vd_str dmy(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date date;
    return iso.n && vd_date_from_iso(iso, &date) ? vd_date_dmy(arena, date) : (struct vd_str){0};
}

static enum vd_err fill_forms(struct vd_req *rq, const struct documents_row_row *d, const struct documents_input *in, struct documents_one_view *view)
{
    struct documents_input typed = *in;
    if (!in->visto.n) /* nothing was typed into the form of its data: what it is */
        typed.titulo = d->title, typed.clase = d->kind, typed.resumen = d->about, typed.revision = dmy(rq->arena, d->review_on);
    documents_head_fields(rq, &typed, &view->in);
    documents_edition_fields(rq, &typed, &view->in);
    view->token_add = vd_form_token(rq, "/{entidad}/trabajo/documentos/{documento}/versiones");
    view->token_change = vd_form_token(rq, "/{entidad}/trabajo/documentos/{documento}");
    view->add = work_url(rq, d->slug, "versiones");
    view->change = work_url(rq, d->slug, NULL);
    return documents_hash(rq->db, rq->arena, staff_who(rq)->entity.id, d->id, &view->seen);
}

static void fill_moves(struct vd_req *rq, const struct documents_row_row *d, struct documents_one_view *view)
{
    VD_EACH(e, &view->editions) {
        e->token = vd_form_token(rq, e->is_public ? "/{entidad}/trabajo/documentos/{documento}/versiones/{version}/retirar" : "/{entidad}/trabajo/documentos/{documento}/versiones/{version}/publicar");
        e->move = vd_url_with(rq->arena, work_url(rq, d->slug, "versiones"), vd_str_printf(rq->arena, "/%" PRId64 "/%s", e->no, e->is_public ? "retirar" : "publicar").p);
    }
}

static void fill_places(struct vd_req *rq, const struct documents_row_row *d, struct documents_one_view *view)
{
    for (const struct documents_place *place = documents_places; place->text; place++)
        if (vd_who_may(staff_who(rq), place->right))
            *VD_PUSH(rq->arena, &view->places) = (struct vd_link){vd_str_of(place->text), work_url(rq, d->slug, place->word)};
}

static enum vd_err show_one(struct vd_req *rq)
{
    const struct documents_input *in = rq->input;
    const struct vd_who *who = staff_who(rq);
    struct documents_row_row d;
    documents_versions versions = {0};
    VD_TRY(find(rq, &d));
    VD_TRY(documents_versions_of(rq->db, rq->arena, who->entity.id, d.id, &versions));
    struct documents_one_view view = {.title = d.title, .kind = kind_name(d.kind), .about = d.about, .review = documents_day(rq->arena, d.review_on), .wrongs = staff_wrongs(rq),
        .due = documents_due(rq->arena, d.review_on, rq->today), .may_write = vd_who_may(who, "documentos.escribir"), .may_publish = vd_who_may(who, "documentos.publicar")};
    view.may_change = view.may_write && (view.may_publish || !d.public_no.has);
    if (d.public_no.has)
        view.public_url = vd_url_path(rq->arena, vd_str_c(rq->arena, who->entity.slug), "documentos", vd_str_c(rq->arena, d.slug), NULL);
    documents_editions_fill(rq, who->entity.slug, &versions, false, &view.editions);
    VD_TRY(staff_page(rq, d.title, &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Documentos"), staff_url(rq, "documentos", NULL));
    VD_TRY(fill_forms(rq, &d, in, &view));
    fill_moves(rq, &d, &view);
    fill_places(rq, &d, &view);
    tpl_documents_one(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err one_page(struct vd_req *rq) { return show_one(rq); }

static enum vd_err done(struct vd_req *rq, struct staff_write *write)
{
    const struct documents_input *in = rq->input;
    return write->err == VD_OK ? staff_go(rq, work_url(rq, in->documento, NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err add_version(struct vd_change *change, struct staff_write *write)
{
    struct writing *w = write->arg;
    return documents_add_version(change, w->id, &w->edition, w->person_id);
}

static enum vd_err version_post(struct vd_req *rq)
{
    struct writing *w = VD_NEW(rq->arena, struct writing);
    struct documents_row_row d;
    VD_TRY(find(rq, &d));
    w->id = d.id;
    VD_TRY(documents_edition_read(rq, rq->input, &w->edition));
    return rq->wrong.n ? show_one(rq) : write_it(rq, "documento.version", add_version, done, w);
}

static enum vd_err change_it(struct vd_change *change, struct staff_write *write)
{
    struct writing *w = write->arg;
    enum vd_err err = documents_change(change, w->id, w->seen, &w->head, w->may_publish);
    if (err == VD_DENIED)
        return staff_refuse(write, err, "Este documento ya es público: lo cambia quien publica documentos.");
    return err == VD_CONFLICT ? staff_refuse(write, err, "Otra persona cambió este documento mientras usted escribía. Vuelva a abrir la página: lo que escribió sigue en la anterior.") : err;
}

static enum vd_err change_post(struct vd_req *rq)
{
    const struct documents_input *in = rq->input;
    struct writing *w = VD_NEW(rq->arena, struct writing);
    struct documents_row_row d;
    VD_TRY(find(rq, &d));
    w->id = d.id;
    w->seen = in->visto;
    w->may_publish = vd_who_may(staff_who(rq), "documentos.publicar");
    documents_head_read(rq, in, &w->head);
    return rq->wrong.n ? show_one(rq) : write_it(rq, "documento.cambiado", change_it, done, w);
}

static enum vd_err publish(struct vd_change *change, struct staff_write *write)
{
    const struct writing *w = write->arg;
    enum vd_err err = documents_publish(change, w->id, w->no, w->published, w->person_id);
    if (err == VD_CONFLICT)
        return staff_refuse(write, err, w->published ? "Esa versión ya es pública." : "Esa versión no es pública.");
    return err == VD_INVALID ? staff_refuse(write, err, "El archivo de esa versión es reservado: no se publica (Ley 1712 de 2014, arts. 18 y 19).") : err;
}

static enum vd_err move(struct vd_req *rq, bool published)
{
    const struct documents_input *in = rq->input;
    struct writing *w = VD_NEW(rq->arena, struct writing);
    struct documents_row_row d;
    VD_TRY(find(rq, &d));
    *w = (struct writing){.id = d.id, .no = in->version.v, .published = published};
    return write_it(rq, published ? "documento.publicado" : "documento.retirado", publish, done, w);
}

static enum vd_err publish_post(struct vd_req *rq) { return move(rq, true); }
static enum vd_err withdraw_post(struct vd_req *rq) { return move(rq, false); }

/* ---- routes */

#define ONE "/{entidad}/trabajo/documentos/{documento}"
#define VERSION VD_PARAM(documents_input, version, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 9999, .required = true, .about = "number of the version")
static const struct vd_param of_list[] = {DOCUMENTS_ENTITY, STAFF_DONE(documents_input), {.name = NULL}};
static const struct vd_param of_new[] = {DOCUMENTS_ENTITY, {.name = NULL}};
static const struct vd_param of_new_form[] = {DOCUMENTS_ENTITY, DOCUMENTS_HEAD, DOCUMENTS_EDITION, {.name = NULL}};
static const struct vd_param of_one[] = {DOCUMENTS_ENTITY, DOCUMENTS_SLUG, STAFF_DONE(documents_input), {.name = NULL}};
static const struct vd_param of_change[] = {DOCUMENTS_ENTITY, DOCUMENTS_SLUG, DOCUMENTS_HEAD, DOCUMENTS_TYPED(visto, 64, true, "Lo que se vio", "hash of the row that was shown"), {.name = NULL}};
static const struct vd_param of_edition[] = {DOCUMENTS_ENTITY, DOCUMENTS_SLUG, DOCUMENTS_EDITION, {.name = NULL}};
static const struct vd_param of_version[] = {DOCUMENTS_ENTITY, DOCUMENTS_SLUG, VERSION, {.name = NULL}};

const struct vd_route documents_work_routes[] = {
    STAFF_PAGE(documents_input, "/{entidad}/trabajo/documentos", of_list, "documentos.ver", list_page, "documents of the entity, with those whose review is overdue"),
    STAFF_PAGE(documents_input, "/{entidad}/trabajo/documentos/nuevo", of_new, "documentos.escribir", new_page, "form that adds a document"),
    STAFF_POST(documents_input, "/{entidad}/trabajo/documentos/nuevo", of_new_form, "documentos.escribir", new_post, "add a document with its first version"),
    STAFF_PAGE(documents_input, ONE, of_one, "documentos.ver", one_page, "one document: its versions, acts and review"),
    STAFF_POST(documents_input, ONE, of_change, "documentos.escribir", change_post, "change title, kind, summary and review of a document"),
    STAFF_POST(documents_input, ONE "/versiones", of_edition, "documentos.escribir", version_post, "add a version of a document"),
    STAFF_POST(documents_input, ONE "/versiones/{version}/publicar", of_version, "documentos.publicar", publish_post, "make a version of a document public"),
    STAFF_POST(documents_input, ONE "/versiones/{version}/retirar", of_version, "documentos.publicar", withdraw_post, "no longer show a version of a document to the public"),
    {.path = NULL},
};
