/* SPDX-License-Identifier: Apache-2.0 */
#include "features/documents/documents.h"
#include "features/editor/editor_pages.h"
#include "features/editor/editor_part_form.tpl.h"
#include "features/editor/editor_parts.h"
#include "features/editor/editor_parts.tpl.h"

struct part_input {
    struct vd_str entidad;
    struct vd_str familia; struct vd_oint vigencia, version;
    struct vd_oint hecho, parte;
    struct vd_str visto, accion, dentro, numero, nombre, objetivo, anexo, documento, enlace, fecha;
};

static enum vd_err open_part(struct vd_req *rq, bool to_write, struct editor_opened *ret, const struct row_component **ret_row)
{
    const struct part_input *in = rq->input;
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, ret));
    *ret_row = in->parte.has ? editor_component(&ret->rows, in->parte.v) : NULL;
    if (in->parte.has && !*ret_row)
        return VD_NOT_FOUND;
    if (to_write && !ret->may_write) {
        rq->problem = VD_S("En el estado en que está esta versión del plan sus componentes no se pueden cambiar.");
        return VD_CONFLICT;
    }
    return VD_OK;
}

static struct vd_url part_url(struct vd_req *rq, const struct life_version_row *version, int64_t key, const char *end)
{
    return editor_url(rq, version, vd_str_printf(rq->arena, "componentes/%" PRId64 "%s", key, end).p);
}

static struct vd_str dmy(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date date;
    return iso.n && vd_date_from_iso(iso, &date) ? vd_date_dmy(arena, date) : (struct vd_str){0};
}

/* ---- the list */

static void put_part(struct vd_req *rq, const struct editor_opened *o, const struct row_component *c, struct editor_parts_view *view)
{
    struct editor_part_view part = {.name = editor_part_name(rq->arena, &o->rows, c), .document = c->ext_title, .is_part = c->parent_key.has};
    VD_EACH(a, &o->rows.activities)
        part.activities += a->component_key == c->key || editor_part_of(a) == c->key;
    if (c->ext_on.n)
        part.document = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(c->ext_title), VD_SARG(dmy(rq->arena, c->ext_on)));
    if (view->may) {
        part.edit = part_url(rq, &o->version, c->key, "");
        part.move = part_url(rq, &o->version, c->key, "/mover");
        part.token = vd_form_token(rq, EDITOR_BASE "/componentes/{parte}/mover");
    }
    *VD_PUSH(rq->arena, &view->parts) = part;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct part_input *in = rq->input;
    const struct row_component *none;
    struct editor_opened o;
    VD_TRY(open_part(rq, false, &o, &none));
    struct editor_parts_view view = {.tabs = editor_tabs_of(rq, &o.version, "componentes"), .may = o.may_write && editor_may_all(staff_who(rq)),
        .add = editor_url(rq, &o.version, "componentes/nuevo")};
    VD_TRY(life_page_below(rq, &o.version, VD_S("Componentes"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_EACH(c, &o.rows.components)
        put_part(rq, &o, c, &view);
    tpl_editor_parts(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the form */

static enum vd_err fill_annex(struct vd_req *rq, struct vd_str chosen, struct editor_part_form_view *view)
{
    documents_titles titles = {0};
    VD_TRY(documents_titles_of(rq->db, rq->arena, staff_who(rq)->entity.id, &titles));
    view->annex = (struct vd_choices){.name = "anexo", .label = VD_S("Documento de la entidad"), .hint = VD_S("De los que se guardan en Documentos."), .error = staff_wrong_of(rq, "anexo"),
        .as_list = true, .optional = true};
    VD_EACH(t, &titles) {
        struct vd_str id = vd_str_printf(rq->arena, "%" PRId64, t->id);
        *VD_PUSH(rq->arena, &view->annex.of) = (struct vd_choice){.value = id, .text = t->title, .chosen = vd_str_eq(chosen, id)};
    }
    return VD_OK;
}

/* The document that was chosen gives its title where none was typed. */
static enum vd_err read_annex(struct vd_req *rq, struct part_input *in, struct vd_oint *ret)
{
    documents_titles titles = {0};
    int64_t id = 0;
    if (!in->anexo.n)
        return VD_OK;
    VD_TRY(documents_titles_of(rq->db, rq->arena, staff_who(rq)->entity.id, &titles));
    VD_EACH(t, &titles)
        if (vd_str_i64(in->anexo, &id) && t->id == id) {
            *ret = vd_some(id);
            in->documento = in->documento.n ? in->documento : t->title;
        }
    if (!ret->has)
        vd_req_wrong(rq, "anexo", "Elija un documento de la lista");
    return VD_OK;
}

static void fill_parents(struct vd_req *rq, const struct editor_opened *o, struct vd_str chosen, struct editor_part_form_view *view)
{
    view->parent = (struct vd_choices){.name = "dentro", .label = VD_S("Es parte de"), .hint = VD_S("Sin elegir: es un componente del plan."),
        .error = staff_wrong_of(rq, "dentro"), .as_list = true, .optional = true};
    VD_EACH(c, &o->rows.components) {
        struct vd_str key = vd_str_printf(rq->arena, "%" PRId64, c->key);
        if (!c->parent_key.has)
            *VD_PUSH(rq->arena, &view->parent.of) = (struct vd_choice){.value = key, .text = editor_part_name(rq->arena, &o->rows, c), .chosen = vd_str_eq(chosen, key)};
    }
}

static void fill_inputs(struct vd_req *rq, const struct part_input *t, struct editor_part_form_view *view)
{
    view->code = staff_input(rq, "numero", VD_S("Número"), t->numero);
    view->code.width = "w-s";
    view->name = staff_input(rq, "nombre", VD_S("Nombre"), t->nombre);
    view->objective = staff_input(rq, "objetivo", VD_S("Objetivo"), t->objetivo);
    view->objective.rows = 2;
    view->document = staff_input(rq, "documento", VD_S("Título del documento"), t->documento);
    view->link = staff_input(rq, "enlace", VD_S("Dirección"), t->enlace);
    view->link.hint = VD_S("Completa, por ejemplo https://www.entidad.gov.co/documento.pdf");
    view->date = staff_input(rq, "fecha", VD_S("Fecha del documento"), t->fecha);
    view->date.hint = VD_S("Día/mes/año.");
    view->date.width = "w-s";
    view->code.optional = view->objective.optional = view->document.optional = view->link.optional = view->date.optional = true;
}

static enum vd_err show_form(struct vd_req *rq, const struct editor_opened *o, const struct row_component *row, const struct part_input *typed, bool conflict)
{
    struct editor_part_form_view view = {.heading = row ? row->name : VD_S("Agregar componente"), .wrongs = staff_wrongs(rq), .seen = typed->visto, .is_new = !row,
        .back = editor_url(rq, &o->version, "componentes"), .token = vd_form_token(rq, row ? EDITOR_BASE "/componentes/{parte}" : EDITOR_BASE "/componentes/nuevo")};
    view.action = row ? part_url(rq, &o->version, row->key, "") : editor_url(rq, &o->version, "componentes/nuevo");
    if (row && !editor_part_holds(&o->rows, row->key)) {
        view.remove = part_url(rq, &o->version, row->key, "/quitar");
        view.remove_token = vd_form_token(rq, EDITOR_BASE "/componentes/{parte}/quitar");
    }
    VD_TRY(life_page_below(rq, &o->version, view.heading, &view.page));
    staff_crumb(rq, &view.page, VD_S("Componentes"), view.back);
    if (conflict) {
        view.conflict = vd_str_printf(rq->arena, "Otra persona cambió este componente: ahora se llama «%.*s».", VD_SARG(row->name));
        rq->status = 409;
    }
    fill_parents(rq, o, typed->dentro, &view);
    VD_TRY(fill_annex(rq, typed->anexo, &view));
    fill_inputs(rq, typed, &view);
    tpl_editor_part_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err form_page(struct vd_req *rq)
{
    const struct row_component *row;
    struct editor_opened o;
    struct part_input typed = {0};
    VD_TRY(open_part(rq, true, &o, &row));
    if (row)
        typed = (struct part_input){.visto = editor_part_seen(rq->arena, row), .numero = row->code, .nombre = row->name, .objetivo = row->objective,
            .documento = row->ext_title, .enlace = row->ext_url, .fecha = dmy(rq->arena, row->ext_on),
            .anexo = row->ext_document_id.has ? vd_str_printf(rq->arena, "%" PRId64, row->ext_document_id.v) : (struct vd_str){0}};
    return show_form(rq, &o, row, &typed, false);
}

static enum vd_err done(struct vd_req *rq, struct staff_write *write)
{
    const struct part_input *in = rq->input;
    const struct row_component *row;
    struct editor_opened o;
    if (write->err == VD_CONFLICT && !write->problem.n && in->nombre.n) {
        struct part_input typed = *in;
        VD_TRY(open_part(rq, true, &o, &row));
        typed.visto = row ? editor_part_seen(rq->arena, row) : in->visto;
        if (row && !vd_str_eq(typed.visto, in->visto))
            return show_form(rq, &o, row, &typed, true);
    }
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    return staff_go(rq, editor_url(rq, &version, "componentes"), write->seq);
}

static enum vd_err send(struct vd_req *rq, const struct editor_opened *o, const struct row_component *row, struct editor_part_asking asking, staff_apply *apply)
{
    struct editor_part_asking *arg = VD_NEW(rq->arena, struct editor_part_asking);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *arg = asking;
    arg->version_id = o->version.id;
    arg->person_id = staff_who(rq)->person_id;
    arg->key = row ? row->key : 0;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "plan.partes_cambiadas", .apply = apply, .then = done, .arg = arg};
    return staff_write(rq, write);
}

static void judge(struct vd_req *rq, const struct part_input *in, struct vd_date *ret_date)
{
    if (!in->nombre.n && !staff_wrong_of(rq, "nombre").p)
        vd_req_wrong(rq, "nombre", "Escriba el nombre del componente");
    if (in->enlace.n && !vd_is_web(in->enlace))
        vd_req_wrong(rq, "enlace", "Copie la dirección completa del navegador: empieza por https:// y no tiene espacios");
    if ((in->enlace.n || in->fecha.n) && !in->documento.n)
        vd_req_wrong(rq, "documento", "Escriba el título del documento");
    if (staff_date(rq, "fecha", in->fecha, ret_date) != VD_OK)
        *ret_date = (struct vd_date){0};
}

static enum vd_err save_post(struct vd_req *rq)
{
    struct part_input typed = *(const struct part_input *)rq->input, *in = &typed;
    const struct row_component *row;
    struct editor_opened o;
    struct vd_date date;
    struct vd_oint annex = {0};
    int64_t parent = 0;
    VD_TRY(open_part(rq, true, &o, &row));
    VD_TRY(read_annex(rq, in, &annex));
    judge(rq, in, &date);
    const struct row_component *in_part = in->dentro.n && vd_str_i64(in->dentro, &parent) ? editor_component(&o.rows, parent) : NULL;
    if (in->dentro.n && (!in_part || in_part->parent_key.has))
        vd_req_wrong(rq, "dentro", "Elija un componente de la lista");
    if (rq->wrong.n)
        return show_form(rq, &o, row, in, false);
    return send(rq, &o, row, (struct editor_part_asking){.seen = in->visto, .parent = in_part ? vd_some(parent) : (struct vd_oint){0}, .code = in->numero,
        .name = in->nombre, .objective = in->objetivo, .document = in->documento, .link = in->enlace, .date = vd_date_iso(rq->arena, date), .document_id = annex}, editor_part_save);
}

static enum vd_err move_post(struct vd_req *rq)
{
    const struct part_input *in = rq->input;
    const struct row_component *row;
    struct editor_opened o;
    VD_TRY(open_part(rq, true, &o, &row));
    return send(rq, &o, row, (struct editor_part_asking){.move = vd_str_is(in->accion, "subir") ? -1 : 1}, editor_part_move);
}

static enum vd_err remove_post(struct vd_req *rq)
{
    const struct part_input *in = rq->input;
    const struct row_component *row;
    struct editor_opened o;
    VD_TRY(open_part(rq, true, &o, &row));
    return send(rq, &o, row, (struct editor_part_asking){.seen = in->visto}, editor_part_remove);
}

/* ---- routes */

static const char *const moves[] = {"subir", "bajar", NULL};
#define ROW VD_PARAM(part_input, parte, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "component or part of one")
#define SEEN VD_PARAM(part_input, visto, VD_FROM_FORM, VD_P_TEXT, .max = 64, .about = "hash of the component as it was shown")
#define TYPED(member, most, what, meaning) VD_PARAM(part_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))
#define FORM SEEN, TYPED(dentro, 20, "Es parte de", "component it is part of"), TYPED(numero, EDITOR_CODE_MOST, "Número", "number as the plan gives it"), \
    TYPED(nombre, EDITOR_NAME_MOST, "Nombre", "name"), TYPED(objetivo, EDITOR_TEXT_MOST, "Objetivo", "objective"), \
    TYPED(anexo, 20, "Documento de la entidad", "document of the entity that holds it"), TYPED(documento, EDITOR_NAME_MOST, "Título del documento", "title of the document that holds it"), TYPED(enlace, 1000, "Dirección", "where that document stands"), \
    TYPED(fecha, 10, "Fecha del documento", "its date, dd/mm/yyyy")
static const struct vd_param of_list[] = {LIFE_ADDRESS(part_input), STAFF_DONE(part_input), {.name = NULL}};
static const struct vd_param of_new[] = {LIFE_ADDRESS(part_input), {.name = NULL}};
static const struct vd_param of_add[] = {LIFE_ADDRESS(part_input), FORM, {.name = NULL}};
static const struct vd_param of_row[] = {LIFE_ADDRESS(part_input), ROW, {.name = NULL}};
static const struct vd_param of_save[] = {LIFE_ADDRESS(part_input), ROW, FORM, {.name = NULL}};
static const struct vd_param of_remove[] = {LIFE_ADDRESS(part_input), ROW, SEEN, {.name = NULL}};
static const struct vd_param of_move[] = {LIFE_ADDRESS(part_input), ROW,
    VD_PARAM(part_input, accion, VD_FROM_FORM, VD_P_CHOICE, .choices = moves, .required = true, .label = "Acción", .about = "up or down"), {.name = NULL}};

const struct vd_route editor_part_routes[] = {
    STAFF_PAGE(part_input, EDITOR_BASE "/componentes", of_list, "plan.ver_borrador", list_page, "components of a version"),
    STAFF_PAGE(part_input, EDITOR_BASE "/componentes/nuevo", of_new, "plan.escribir", form_page, "form of a new component"),
    STAFF_POST(part_input, EDITOR_BASE "/componentes/nuevo", of_add, "plan.escribir", save_post, "add a component"),
    STAFF_PAGE(part_input, EDITOR_BASE "/componentes/{parte}", of_row, "plan.escribir", form_page, "form of a component"),
    STAFF_POST(part_input, EDITOR_BASE "/componentes/{parte}", of_save, "plan.escribir", save_post, "save a component"),
    STAFF_POST(part_input, EDITOR_BASE "/componentes/{parte}/mover", of_move, "plan.escribir", move_post, "move a component up or down"),
    STAFF_POST(part_input, EDITOR_BASE "/componentes/{parte}/quitar", of_remove, "plan.escribir", remove_post, "remove a component without activities"),
    {.path = NULL},
};
